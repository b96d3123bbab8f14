"""The survey as the office carries it out: frozen list, public digits, calls, replacements, answers."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import ContactResult, DigitsSource, Grade
from desktop_app.records.lists import ServedFirm
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.rules import draw as draws
from desktop_app.steps import survey
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.store import journal
from desktop_app.store.office import Office

DIGITS = "4063 1952 7718 0365 2941"
ANSWER = {
    "method": "phone",
    "person": "何育才",
    "post": "总经理",
    "phone": "１５０ 2291 6824",
    "service": "材料检测",
    "grade": "very",
}


@pytest.fixture
def drawn(office: Office, listed: int) -> SurveyBoard:
    """The board after a draw of 10 with dice."""
    survey.freeze_frame(office, listed)
    return survey.draw_sample(office, listed, DIGITS, DigitsSource.DICE, "刘明远、赵倩", 10)


def bodies(office: Office, act: str) -> list[dict[str, object]]:
    """The journal's entries of one kind."""
    with office.read() as session:
        return [json.loads(entry.body) for entry in journal.entries(session) if entry.act == act]


def firm_of(office: Office, dossier: int, position: int) -> ServedFirm:
    with office.read() as session:
        return session.query(ServedFirm).filter_by(dossier_id=dossier, position=position).one()


def test_that_the_frames_hash_is_in_the_journal_before_the_digits(office: Office, drawn: SurveyBoard) -> None:
    assert drawn.frame is not None
    (frozen,) = bodies(office, "survey.frame_frozen")
    (made,) = bodies(office, "survey.drawn")
    assert drawn.frame.hash in json.dumps(frozen)
    assert DIGITS.replace(" ", "") not in json.dumps(frozen)
    assert DIGITS.replace(" ", "") in json.dumps(made)
    assert int(str(frozen["seq"])) < int(str(made["seq"]))


def test_that_a_grade_is_never_taken_away_in_silence(office: Office, drawn: SurveyBoard) -> None:
    dossier = drawn.dossier_id
    survey.record_answer(office, dossier, 1, {"grade": "dissatisfied"})
    with pytest.raises(Refusal, match="评价作废"):
        survey.record_answer(office, dossier, 1, {"grade": "", "person": "何育才"})
    with pytest.raises(Refusal, match="已有评价，不能替换"):
        survey.replace(office, dossier, 1, 11, "联系不上")
    assert survey.record_answer(office, dossier, 2, {"grade": ""}).lines[1].grade == ""  # nothing to take away
    assert survey.board(office, dossier).lines[0].grade == "dissatisfied"


def test_that_the_kept_sample_is_the_one_that_anybody_redraws(office: Office, drawn: SurveyBoard) -> None:
    assert drawn.frame is not None
    expected = draws.order(DIGITS.replace(" ", ""), drawn.frame.hash, range(1, 31))
    assert [line.number for line in drawn.lines] == [lot.number for lot in expected[:10]]
    assert [line.number for line in drawn.reserve] == [lot.number for lot in expected[10:]]
    assert [line.next for line in drawn.reserve] == [True] + [False] * 19
    first = drawn.lines[0]
    assert first.name == f"澜江第{first.number}机械有限公司"
    assert first.answer["person"] == f"联系人{first.number}"


def test_that_nothing_is_drawn_before_the_list_is_frozen(office: Office, listed: int) -> None:
    with pytest.raises(Refusal, match="名单还没有冻结"):
        survey.draw_sample(office, listed, DIGITS, DigitsSource.DICE, "刘明远", 10)


def test_that_a_short_list_cannot_be_frozen(office: Office, dossier_id: int) -> None:
    with pytest.raises(Refusal, match="只有 0 家，不够抽取 10 家"):
        survey.freeze_frame(office, dossier_id)


@pytest.mark.parametrize(
    ("digits", "source", "witnesses", "size", "field"),
    [
        (DIGITS, DigitsSource.DICE, "刘明远", 9, "size"),
        (DIGITS, DigitsSource.DICE, "刘明远", 31, "size"),
        ("1234", DigitsSource.DICE, "刘明远", 10, "digits"),
        (DIGITS, DigitsSource.LOTTERY, " ", 10, "witnesses"),
    ],
)
def test_that_a_draw_against_the_rules_is_refused_at_its_field(
    office: Office, listed: int, digits: str, source: DigitsSource, witnesses: str, size: int, field: str
) -> None:
    survey.freeze_frame(office, listed)
    with pytest.raises(Refusal) as refused:
        survey.draw_sample(office, listed, digits, source, witnesses, size)
    assert refused.value.field == field
    assert survey.board(office, listed).draw is None


def test_that_digits_of_the_operating_system_need_no_witness_and_say_where_they_come_from(
    office: Office, listed: int
) -> None:
    survey.freeze_frame(office, listed)
    numbers = iter([3, 1, 4, 1, 5, 9] * 4)
    board = survey.draw_sample(
        office, listed, "", DigitsSource.SYSTEM, "", 10, randbelow=lambda below: next(numbers) % below
    )
    assert board.draw is not None
    assert board.draw.digits == "314159" * 4
    assert board.draw.source is DigitsSource.SYSTEM


def test_that_a_second_draw_needs_a_reason_and_keeps_the_first(office: Office, drawn: SurveyBoard) -> None:
    dossier = drawn.dossier_id
    other = "9" * 20
    with pytest.raises(Refusal, match="再次抽取要写明理由") as refused:
        survey.draw_sample(office, dossier, other, DigitsSource.DICE, "刘明远", 10)
    assert refused.value.field == "why"
    with pytest.raises(Refusal, match="第 1 次抽取中用过"):
        survey.draw_sample(office, dossier, DIGITS, DigitsSource.DICE, "刘明远", 10, "重来")
    board = survey.draw_sample(office, dossier, other, DigitsSource.DICE, "刘明远", 10, "第一次见证人缺席")
    assert board.draw is not None
    assert (board.draw.sequence, board.draw.earlier, board.draw.reason) == (2, 1, "第一次见证人缺席")
    with office.read() as session:
        assert session.execute(text("SELECT count(*) FROM drawn_firm")).scalar_one() == 60


def test_that_a_list_changed_after_freezing_is_noticed_and_the_frame_stays(office: Office, drawn: SurveyBoard) -> None:
    dossier = drawn.dossier_id
    assert not drawn.changed
    with office.act("intake.field_changed", dossier) as act:
        act.change(firm_of(office, dossier, 3), name="改名有限公司")
    board = survey.board(office, dossier)
    assert board.changed
    assert board.frame == drawn.frame
    assert board.lines == drawn.lines
    with pytest.raises(Refusal, match="重新冻结名单要写明理由"):
        survey.freeze_frame(office, dossier)
    again = survey.freeze_frame(office, dossier, "名单有误，申请单位更正")
    assert not again.changed
    assert again.frame != drawn.frame
    assert again.draw is not None
    assert drawn.frame is not None
    assert again.draw.frame_hash == drawn.frame.hash


def test_that_the_same_list_is_not_frozen_twice(office: Office, listed: int) -> None:
    survey.freeze_frame(office, listed)
    with pytest.raises(Refusal, match="没有变化"):
        survey.freeze_frame(office, listed)


def test_that_a_draw_over_a_changed_frame_is_impossible(office: Office, listed: int) -> None:
    survey.freeze_frame(office, listed)
    with office.act("intake.field_changed", listed) as act:
        act.remove(firm_of(office, listed, 1))
    board = survey.board(office, listed)
    assert board.changed
    assert [item.jump for item in board.open] == ["frame"]
    with pytest.raises(Refusal, match="名单在冻结后有改动") as refused:
        survey.draw_sample(office, listed, DIGITS, DigitsSource.DICE, "刘明远", 10)
    assert refused.value.field == "frame"
    survey.freeze_frame(office, listed)
    board = survey.draw_sample(office, listed, DIGITS, DigitsSource.DICE, "刘明远", 10)
    assert not board.changed
    for line in board.lines:
        assert line.name == f"澜江第{line.number + 1}机械有限公司"
        assert line.answer["person"] == f"联系人{line.number + 1}"


def test_that_a_replacement_must_be_the_next_in_the_reserve(office: Office, drawn: SurveyBoard) -> None:
    dossier, out = drawn.dossier_id, drawn.lines[3].place
    with pytest.raises(Refusal, match="还没有未接通的联系记录"):
        survey.replace(office, dossier, out, 11, "号码停机")
    board = survey.record_attempt(office, dossier, out, ContactResult.DEAD_NUMBER, "10:20 拨打")
    assert [attempt.remark for attempt in board.lines[3].attempts] == ["10:20 拨打"]
    with pytest.raises(Refusal, match="只能由备 1"):
        survey.replace(office, dossier, out, 12, "号码停机")
    board = survey.replace(office, dossier, out, 11, "号码停机")
    assert board.lines[3].place == 11
    assert board.lines[3].given_up == (drawn.lines[3].name,)
    assert [line.rank for line in board.reserve if line.next] == [2]
    assert board.rates is not None
    assert board.rates.replaced == 1


def test_that_a_firm_outside_the_sample_cannot_be_called_or_asked(office: Office, drawn: SurveyBoard) -> None:
    with pytest.raises(Refusal, match="不在现有样本中"):
        survey.record_attempt(office, drawn.dossier_id, 11, ContactResult.NO_ANSWER)
    with pytest.raises(Refusal, match="不在现有样本中"):
        survey.record_answer(office, drawn.dossier_id, 11, ANSWER)


def test_that_an_answer_is_kept_field_by_field(office: Office, drawn: SurveyBoard) -> None:
    dossier, place = drawn.dossier_id, drawn.lines[0].place
    survey.record_answer(office, dossier, place, {"post": "总经理"})
    board = survey.record_answer(office, dossier, place, {"person": "何 育才\n"})
    assert board.lines[0].answer["post"] == "总经理"
    assert board.lines[0].answer["person"] == "何育才"
    assert board.lines[0].grade == ""
    board = survey.record_answer(office, dossier, place, ANSWER)
    assert board.lines[0].grade == Grade.VERY
    assert board.lines[0].answer["phone"] == "15022916824"
    assert board.lines[0].missing == ()
    seen = len(bodies(office, "survey.answered"))
    survey.record_answer(office, dossier, place, ANSWER)
    assert len(bodies(office, "survey.answered")) == seen


def test_that_an_empty_field_of_a_firm_not_asked_yet_writes_nothing(office: Office, drawn: SurveyBoard) -> None:
    survey.record_answer(office, drawn.dossier_id, drawn.lines[0].place, {"post": "  "})
    assert bodies(office, "survey.answered") == []


@pytest.mark.parametrize(("field", "value"), [("grade", "excellent"), ("method", "carrier pigeon")])
def test_that_a_value_outside_the_papers_list_is_refused(
    office: Office, drawn: SurveyBoard, field: str, value: str
) -> None:
    with pytest.raises(Refusal) as refused:
        survey.record_answer(office, drawn.dossier_id, drawn.lines[0].place, {field: value})
    assert refused.value.field == field


def test_that_ten_answers_close_the_survey_and_give_both_rates(office: Office, drawn: SurveyBoard) -> None:
    board = drawn
    assert len(board.open) == 10
    for index, line in enumerate(drawn.lines):
        grade = "basically" if index in (2, 5) else "dissatisfied" if index == 7 else "very"
        board = survey.record_answer(office, drawn.dossier_id, line.place, {**ANSWER, "grade": grade})
    assert board.open == ()
    assert board.rates is not None
    assert (board.rates.counted.percent, board.rates.counted.reached) == ("90.0", True)
    assert (board.rates.very.percent, board.rates.very.reached) == ("70.0", False)
    assert board.rates.counted.lower == "66.7"


def test_that_neither_a_draw_nor_a_replacement_can_be_rewritten_in_the_database(
    office: Office, drawn: SurveyBoard
) -> None:
    out = drawn.lines[0].place
    survey.record_attempt(office, drawn.dossier_id, out, ContactResult.REFUSED)
    survey.replace(office, drawn.dossier_id, out, 11, "拒绝受访")
    for table in ("frame", "draw", "drawn_firm", "replacement"):
        with pytest.raises(Exception, match="is final"), office.act("survey.drawn", drawn.dossier_id) as act:
            act.session.execute(text(f"DELETE FROM {table}"))


def test_that_a_draw_reads_its_own_dossier_only(office: Office, drawn: SurveyBoard) -> None:
    with office.act("dossier.opened") as act:
        with office.read() as session:
            first = session.get(Dossier, drawn.dossier_id)
            assert first is not None
        other = act.add(
            Dossier(
                number="2024-0002",
                regulation_id=first.regulation_id,
                regulation_digest=first.regulation_digest,
                accepted_on=first.accepted_on,
                opened_at=office.now(),
            )
        )
    board = survey.board(office, other.id)
    assert (board.frame, board.draw, board.lines, board.rates) == (None, None, (), None)


def test_that_the_reason_of_a_replacement_does_not_open_a_sealed_dossier(office: Office, drawn: SurveyBoard) -> None:
    dossier, out = drawn.dossier_id, drawn.lines[0].place
    survey.record_attempt(office, dossier, out, ContactResult.REFUSED)
    with office.act("paper.printed", dossier) as act:
        paper = act.add(
            Paper(
                dossier_id=dossier, form="national-2017/recommendation", number="2024-0001-01", content_hash="0" * 64,
                sha256="0" * 64, pages=3, journal_code="1-AAAA", printed_at=office.now(), printed_by="林晓岚",
            )
        )  # fmt: skip
        act.add(
            SealEntry(
                dossier_id=dossier, paper_id=paper.id, sealed_on=office.today(), seal_name="公章", purpose="推荐",
                copies=2, approved_by="赵倩", keeper="林晓岚", registered_at=office.now(), registered_by="林晓岚",
            )
        )  # fmt: skip
    with pytest.raises(Refusal, match="案卷已冻结") as refused:
        survey.replace(office, dossier, out, 11, "拒绝受访")
    assert refused.value.field == "reason"
    with office.read() as session:
        assert session.get(Paper, paper.id).void_at is None
    board = survey.replace(office, dossier, out, 11, "拒绝受访", "被访企业来函更正")
    assert board.lines[0].place == 11
    with office.read() as session:
        assert session.get(Paper, paper.id).void_reason == "被访企业来函更正"
