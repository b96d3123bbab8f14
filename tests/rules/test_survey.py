"""The survey's rules: who may come in, what counts, and what the answers can show (推荐表 测评情况)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.kinds import ContactResult, Grade
from desktop_app.records.lists import ServedFirm
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Recommendation
from desktop_app.records.survey import Answer, ContactAttempt, Draw, DrawnFirm, Frame, Replacement
from desktop_app.rules import regulation, survey

NOW = datetime(2024, 6, 20, 2, 0, tzinfo=UTC)
NATIONAL = regulation.load("national-2017")


def casefile(
    *,
    firms: int = 128,
    size: int = 10,
    grades: Sequence[str] = (),
    missed: Sequence[tuple[int, ContactResult]] = (),
    replaced: Sequence[tuple[int, int]] = (),
    full: bool = True,
) -> Casefile:
    """A dossier with a frame of `firms`, a draw of `size`; `grades` go to the sample's places 1, 2, …"""
    listed = tuple(ServedFirm(dossier_id=1, position=i, name=f"企业{i}") for i in range(1, firms + 1))
    listed_text = "".join(f"{i}\t企业{i}\t\n" for i in range(1, firms + 1))
    frame = Frame(dossier_id=1, text=listed_text, frame_hash="ab" * 32, firms=firms, frozen_at=NOW, frozen_by="赵倩")
    frame.id = 1
    draw = Draw(
        dossier_id=1, frame_id=1, sequence=1, digits="1" * 20, digits_source="dice", witnesses="刘明远", size=size,
        drawn_at=NOW, drawn_by="赵倩",
    )  # fmt: skip
    draw.id = 1
    order = tuple(
        DrawnFirm(dossier_id=1, draw_id=1, place=i, number=i, ticket=f"{i:064x}", name=f"企业{i}")
        for i in range(1, firms + 1)
    )
    said = {"method": "phone", "person": "何育才", "post": "经理", "phone": "15022916824", "service": "检测"}
    answers = tuple(
        Answer(dossier_id=1, draw_id=1, place=place, grade=grade, asked_on=date(2024, 6, 20), **(said if full else {}))
        for place, grade in enumerate(grades, 1)
        if grade
    )
    attempts = tuple(
        ContactAttempt(dossier_id=1, draw_id=1, place=place, attempted_at=NOW, attempted_by="赵倩", result=result.value)
        for place, result in missed
    )
    changes = tuple(
        Replacement(
            dossier_id=1, draw_id=1, out_place=out, in_place=come, reason="停机", replaced_at=NOW, replaced_by="赵倩"
        )
        for out, come in replaced
    )
    dossier = Dossier(
        number="2024-0001", regulation_id=NATIONAL.id, regulation_digest=NATIONAL.digest,
        accepted_on=date(2024, 6, 18), opened_at=NOW,
    )  # fmt: skip
    return Casefile(
        office=OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW),
        dossier=dossier,
        application=Application(dossier_id=1),
        recommendation=Recommendation(dossier_id=1),
        served_firms=listed,
        frames=(frame,),
        draws=(draw,),
        drawn_firms=order,
        answers=answers,
        attempts=attempts,
        replacements=changes,
    )


def the_draw(file: Casefile) -> Draw:
    found = survey.standing_draw(file)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("satisfied", "asked", "frame", "lower"),
    [
        (10, 10, 100, ".760"), (10, 10, 150, ".753"),
        (9, 10, 100, ".620"), (9, 10, 150, ".620"),
        (8, 10, 100, ".510"), (8, 10, 150, ".507"),
        (20, 20, 100, ".880"), (20, 20, 150, ".873"),
        (19, 20, 100, ".810"), (19, 20, 150, ".800"),
        (28, 30, 100, ".830"), (28, 30, 150, ".820"),
    ],
)  # fmt: skip
def test_that_the_lower_bound_is_the_exact_one_for_a_finite_list(
    satisfied: int, asked: int, frame: int, lower: str
) -> None:
    assert f"{float(survey.lower_bound(satisfied, asked, frame)):.3f}" == f"0{lower}"


@pytest.mark.parametrize(
    ("frame", "threshold", "dissatisfied", "needed"),
    [(60, 80, 0, 12), (60, 80, 1, 18), (100, 80, 0, 12), (100, 80, 2, 26), (150, 90, 0, 25), (150, 90, 1, 39),
     (300, 80, 1, 21), (300, 90, 2, 55)],
)  # fmt: skip
def test_that_the_sample_needed_to_show_a_threshold_follows_from_the_bound(
    frame: int, threshold: int, dissatisfied: int, needed: int
) -> None:
    shows = [
        survey.lower_bound(n - dissatisfied, n, frame) >= Fraction(threshold, 100)
        for n in range(needed - 1, needed + 1)
    ]
    assert shows == [False, True]


@given(st.integers(1, 200).flatmap(lambda frame: st.tuples(st.just(frame), st.integers(1, frame))), st.data())
def test_that_a_bound_passes_the_share_found_by_less_than_one_firm(sizes: tuple[int, int], data: st.DataObject) -> None:
    frame, asked = sizes
    satisfied = data.draw(st.integers(0, asked))
    bound = survey.lower_bound(satisfied, asked, frame)
    assert 0 <= bound <= Fraction(frame - (asked - satisfied), frame)
    # whole firms only: near a full count the bound may pass the sample's share by less than one firm
    assert asked == 0 or bound < Fraction(satisfied, asked) + Fraction(1, frame)
    assert survey.lower_bound(frame, frame, frame) == 1


@pytest.mark.parametrize(("satisfied", "asked", "frame"), [(3, 2, 10), (-1, 2, 10), (2, 11, 10), (0, 0, 0)])
def test_that_a_sample_that_cannot_be_has_no_bound(satisfied: int, asked: int, frame: int) -> None:
    with pytest.raises(ValueError, match="no such sample"):
        survey.lower_bound(satisfied, asked, frame)


def test_that_both_readings_are_counted_over_valid_answers_only() -> None:
    grades = [Grade.VERY] * 5 + [Grade.BASICALLY] * 2 + [Grade.DISSATISFIED]
    missed = [(9, ContactResult.NO_ANSWER), (9, ContactResult.REFUSED), (10, ContactResult.INVALID)]
    rates = survey.rates(casefile(grades=grades, missed=missed), NATIONAL)
    assert rates is not None
    assert (rates.counted.satisfied, rates.counted.valid, rates.counted.share) == (7, 8, Fraction(7, 8))
    assert (rates.very.satisfied, rates.very.share) == (5, Fraction(5, 8))
    assert rates.counted.label == "很满意＋基本满意"
    assert (rates.sample, rates.valid, rates.refused, rates.invalid, rates.waiting, rates.unreached) == (
        10,
        8,
        1,
        1,
        0,
        0,
    )
    assert rates.counted.lower is not None
    assert survey.percent(rates.counted.lower) == "53.9"


def test_that_every_firm_of_the_sample_is_counted_once() -> None:
    ends = [
        (3, ContactResult.DEAD_NUMBER),
        (4, ContactResult.REACHED),
        (5, ContactResult.CLOSED),
        (6, ContactResult.NOT_SERVED),
        (7, ContactResult.INVALID),
        (8, ContactResult.REFUSED),
    ]
    rates = survey.rates(casefile(grades=[Grade.VERY, Grade.VERY], missed=ends), NATIONAL)
    assert rates is not None
    counted = (rates.valid, rates.unreached, rates.refused, rates.invalid, rates.ineligible, rates.waiting)
    assert counted == (2, 1, 1, 1, 2, 3)
    assert sum(counted) == rates.sample
    assert rates.response == Fraction(2, 7)


def test_that_a_replaced_firm_is_still_counted_by_how_it_ended() -> None:
    ends = [(4, ContactResult.REFUSED), (11, ContactResult.DEAD_NUMBER), (2, ContactResult.INVALID)]
    file = casefile(grades=[Grade.VERY], missed=ends, replaced=[(4, 11), (11, 12), (2, 13)])
    rates = survey.rates(file, NATIONAL)
    assert rates is not None
    assert dict(rates.gone) == {"refused": 1, "unreached": 1, "invalid": 1}
    assert (rates.contacted, rates.replaced, rates.waiting) == (13, 3, 9)
    assert rates.response == Fraction(1, 4)


def test_that_without_an_answer_there_is_no_rate() -> None:
    rates = survey.rates(casefile(), NATIONAL)
    assert rates is not None
    assert rates.counted.share is None
    assert rates.counted.lower is None


def test_that_a_replaced_firm_leaves_its_line_to_the_one_that_came_in() -> None:
    file = casefile(replaced=[(4, 11), (11, 12), (2, 13)])
    lines = survey.standing_sample(file, the_draw(file))
    assert [line.firm.place for line in lines] == [1, 13, 3, 12, 5, 6, 7, 8, 9, 10]
    assert [firm.place for firm in lines[3].given_up] == [4, 11]
    following = survey.next_in_reserve(file, the_draw(file))
    assert following is not None
    assert following.place == 14


def test_that_a_replacement_must_be_the_next_in_the_reserve() -> None:
    file = casefile(missed=[(4, ContactResult.DEAD_NUMBER)])
    survey.check_replacement(file, the_draw(file), 4, 11, "号码停机")
    for wrong in (12, 5, 0):
        with pytest.raises(Refusal, match="样本 4 只能由备 1“企业11”替换"):
            survey.check_replacement(file, the_draw(file), 4, wrong, "号码停机")


@pytest.mark.parametrize(
    ("out", "grades", "missed", "reason", "says"),
    [
        (4, [], [], "停机", "还没有未接通的联系记录"),
        (4, [], [(4, ContactResult.REACHED)], "停机", "还没有未接通的联系记录"),
        (4, [], [(4, ContactResult.NO_ANSWER)], " ", "要写明原因"),
        (1, [Grade.DISSATISFIED], [(1, ContactResult.NO_ANSWER)], "不合适", "已有评价"),
        (11, [], [(11, ContactResult.NO_ANSWER)], "停机", "不在现有样本中"),
    ],
)
def test_that_nobody_is_replaced_without_attempts_and_a_reason_or_after_an_answer(
    out: int, grades: list[str], missed: list[tuple[int, ContactResult]], reason: str, says: str
) -> None:
    file = casefile(grades=grades, missed=missed)
    with pytest.raises(Refusal, match=says):
        survey.check_replacement(file, the_draw(file), out, 11, reason)


def test_that_a_used_up_reserve_says_so() -> None:
    file = casefile(firms=10, missed=[(4, ContactResult.NO_ANSWER)])
    with pytest.raises(Refusal, match="备选已经用完"):
        survey.check_replacement(file, the_draw(file), 4, 11, "无人接听")


def test_that_the_survey_stays_open_until_the_regulations_number_has_answered() -> None:
    file = casefile(grades=[Grade.VERY] * 9, missed=[(10, ContactResult.NO_ANSWER)])
    (item,) = survey.open_items(file, NATIONAL)
    assert item.says == "样本 10 还没有评价，未成功联系 1 次"
    assert (item.place, item.jump) == ("企业10", "10")
    assert survey.open_items(casefile(grades=[Grade.VERY] * 10), NATIONAL) == ()


def test_that_a_larger_sample_closes_with_enough_answers_and_everybody_tried() -> None:
    tried = [(11, ContactResult.NO_ANSWER)]
    assert survey.open_items(casefile(size=11, grades=[Grade.VERY] * 10, missed=tried), NATIONAL) == ()
    (item,) = survey.open_items(casefile(size=11, grades=[Grade.VERY] * 10), NATIONAL)
    assert item.says == "样本 11 还没有评价"


def test_that_an_answer_without_the_papers_columns_is_still_open() -> None:
    found = survey.open_items(casefile(grades=[Grade.VERY] * 10, full=False), NATIONAL)
    assert len(found) == 10
    assert found[0].says == "样本 1 还缺：测评方法、被访人员姓名、职务、联系电话、接受服务内容"


def test_that_frame_and_draw_come_first() -> None:
    file = casefile()
    no_frame = Casefile(**{**vars(file), "frames": (), "draws": (), "drawn_firms": ()})
    no_draw = Casefile(**{**vars(file), "draws": (), "drawn_firms": ()})
    assert [item.jump for item in survey.open_items(no_frame, NATIONAL)] == ["frame"]
    assert [item.says for item in survey.open_items(no_draw, NATIONAL)] == ["尚未抽取样本（不少于 10 家）"]


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(7, 8), "87.5"),
        (Fraction(2, 3), "66.7"),
        (Fraction(1), "100.0"),
        (Fraction(0), "0.0"),
        (Fraction(8, 9), "88.9"),
    ],
)
def test_that_a_share_is_shown_with_one_decimal(share: Fraction, shown: str) -> None:
    assert survey.percent(share) == shown
