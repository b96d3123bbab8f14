"""The process after a recommendation, edition by edition: what may follow, what is refused, by which article."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.dossier import Dossier
from desktop_app.records.process import Ban, DutyDone, Objection, PlatformChange, ProcessEvent
from desktop_app.rules import bans, calendar_file, dues, process, regulation
from desktop_app.rules.course import Course, History
from desktop_app.rules.process import Asked
from desktop_app.rules.workdays import Calendar, Day

CALENDAR = Calendar.of(calendar_file.published())
AT = datetime(2024, 6, 20, tzinfo=UTC)
Step = tuple[str, date] | tuple[str, date, Any]


def event(number: int, stage: str, on: date, told: dict[str, Any]) -> ProcessEvent:
    made = ProcessEvent(dossier_id=1, stage=stage, happened_on=on, registered_at=AT, registered_by="林晓岚", **told)
    made.id = number
    return made


def course(edition: str, *steps: Step, accepted: date = date(2024, 1, 8), **kept: Any) -> Course:
    """A dossier to which these steps happened: (stage, day), (stage, day, passed) or (stage, day, {columns})."""
    events = []
    for number, (stage, on, *more) in enumerate(steps, 1):
        told = more[0] if more else {}
        events.append(event(number, stage, on, told if isinstance(told, dict) else {"passed": told}))
    kept.setdefault("recommended", True)
    return Course(regulation.load(edition), CALENDAR, History(accepted, events=tuple(events), **kept))


def objection(**told: str | date | bool | None) -> Objection:
    given: dict[str, Any] = {"name": "周启明", "contact": "13800000000", "evidence": "合同复印件 2 页", **told}
    made = Objection(
        dossier_id=1, event_id=given.pop("event_id", 2), received_on=date(2024, 6, 5), registered_at=AT,
        registered_by="林晓岚", **given,
    )  # fmt: skip
    made.id = 1
    return made


def refused(found: Course, stage: str, on: date, **more: Any) -> tuple[str, str]:
    """(sentence, article) of the refusal, or two empty texts."""
    says = process.refusal(found, Asked(stage, on, **more), date(2035, 1, 1))
    return (says.says, says.article) if says is not None else ("", "")


# the processes as far as each edition's articles carry them
REPORTED: tuple[Step, ...] = (("recommendation", date(2024, 5, 20)),)
NOTICED: tuple[Step, ...] = (*REPORTED, ("public-notice", date(2024, 6, 3)))
RECOGNISED: tuple[Step, ...] = (*NOTICED, ("recognition", date(2024, 7, 1)))
LISTED: tuple[Step, ...] = (
    ("first-review", date(2026, 1, 5)),
    ("creation-notice", date(2026, 3, 2)),
    ("creation-list", date(2026, 3, 16)),
)
FAILED: tuple[Step, ...] = (*LISTED, ("acceptance", date(2028, 4, 10), False))
EXTENDED: tuple[Step, ...] = (*FAILED, ("extension", date(2028, 4, 20)))
TITLED: tuple[Step, ...] = (
    *LISTED,
    ("acceptance", date(2028, 4, 10), True),
    ("recognition-notice", date(2028, 5, 8)),
    ("recognition", date(2028, 6, 1)),
)
SHANDONG: tuple[Step, ...] = (("recommendation", date(2021, 9, 1)), ("public-notice", date(2021, 10, 11)))
XINJIANG: tuple[Step, ...] = (("first-review", date(2022, 8, 1)), ("public-notice", date(2022, 9, 26)))


@pytest.mark.parametrize(
    ("edition", "steps", "next_stages"),
    [
        ("national-2017", (), ["recommendation"]),
        ("national-2017", REPORTED, ["review", "public-notice"]),  # the review's day isn't published: may be skipped
        ("national-2017", NOTICED, ["recognition"]),
        ("national-2017", RECOGNISED, ["assessment"]),
        ("national-2025", (), ["first-review"]),
        ("national-2025", LISTED[:1], ["selection", "creation-notice"]),
        ("national-2025", LISTED, ["acceptance"]),
        ("national-2025", FAILED, ["extension"]),
        ("national-2025", EXTENDED, ["second-acceptance"]),
        ("national-2025", (*EXTENDED, ("second-acceptance", date(2029, 4, 1), True)), ["recognition-notice"]),
        ("national-2025", (*EXTENDED, ("second-acceptance", date(2029, 4, 1), False)), []),
        ("national-2025", TITLED, ["re-review"]),
        ("national-2025", (*TITLED, ("re-review", date(2030, 5, 6), True)), ["re-review"]),
        ("national-2025", (*TITLED, ("re-review", date(2030, 5, 6), False)), ["second-re-review"]),
        ("shandong-2020", (), ["recommendation"]),
        ("shandong-2020", SHANDONG[:1], ["assessment", "review", "public-notice"]),
        ("xinjiang-2021", (), ["first-review"]),
        ("xinjiang-2021", XINJIANG, ["recognition"]),
    ],
)
def test_that_the_edition_says_what_may_follow(edition: str, steps: Iterable[Step], next_stages: list[str]) -> None:
    assert [stage.id for stage in course(edition, *steps).following] == next_stages


NOT_FINISHED = "最早在"


@pytest.mark.parametrize(
    ("edition", "steps", "stage", "on", "article", "says"),
    [
        # public notices: 15, 5, 5, 7 working days; the day after the last is the first allowed
        ("national-2017", NOTICED, "recognition", date(2024, 6, 24), "第十八条", "满 15 个工作日要到 2024-06-24"),
        ("national-2017", NOTICED, "recognition", date(2024, 6, 25), "", ""),
        ("shandong-2020", SHANDONG, "recognition", date(2021, 10, 15), "第二十条", "满 5 个工作日要到 2021-10-15"),
        ("shandong-2020", SHANDONG, "recognition", date(2021, 10, 18), "", ""),
        # 26 September 2022 and on: seven working days run over the National Day to the worked Sunday, 9 October
        ("xinjiang-2021", XINJIANG, "recognition", date(2022, 10, 9), "第十三条", "满 7 个工作日要到 2022-10-09"),
        ("xinjiang-2021", XINJIANG, "recognition", date(2022, 10, 10), "", ""),
        ("national-2025", LISTED[:2], "creation-list", date(2026, 3, 6), "第七条（二）", "满 5 个工作日要到"),
        ("national-2025", LISTED[:2], "creation-list", date(2026, 3, 7), "", ""),
        # two years of creation, then the acceptance
        ("national-2025", LISTED, "acceptance", date(2028, 3, 16), "第七条（二）", "满 2 年要到 2028-03-16"),
        # the one extension prolongs the creation period: three years in all
        ("national-2025", EXTENDED, "second-acceptance", date(2029, 3, 16), "第七条（三）", "满 1 年要到 2029-03-16"),
        ("national-2025", (*EXTENDED, ("second-acceptance", date(2029, 4, 1), False)), "extension", date(2029, 5, 1),
         "第七条（三）", "终止"),
        ("national-2025", EXTENDED, "extension", date(2029, 5, 1), "第七条（三）", "只有一次"),
        ("national-2025", LISTED, "extension", date(2028, 4, 1), "第七条（二）", "现在是“创建期”"),
        ("national-2025", LISTED[:1], "creation-list", date(2026, 3, 20), "第七条（一）", "之后可以登记的是“审核”"),
        ("national-2017", REPORTED, "recognition", date(2024, 7, 1), "第十五条", "不是“认定公布”"),
        ("national-2025", (*TITLED, ("re-review", date(2030, 5, 6), False)), "cancelled", date(2031, 1, 1), "第十条",
         "现在是“整改”"),
        ("national-2017", REPORTED, "public-notice", date(2024, 5, 19), "", "早于“推荐”的 2024-05-20"),
    ],
)  # fmt: skip
def test_that_what_comes_too_early_or_out_of_turn_is_refused(
    edition: str, steps: Iterable[Step], stage: str, on: date, article: str, says: str
) -> None:
    found = refused(course(edition, *steps), stage, on, passed=True)
    assert found[1] == article
    assert says in found[0]
    assert bool(found[0]) == bool(says)


def test_that_a_stage_to_come_is_not_registered() -> None:
    found = process.refusal(course("national-2017"), Asked("recommendation", date(2024, 6, 21)), date(2024, 6, 20))
    assert found is not None
    assert (found.field, found.says) == ("on", "2024-06-21 还没有到。请在事情办完后登记。")


def test_that_nothing_is_reported_before_the_recommendation_is_decided() -> None:
    says, article = refused(course("national-2017", recommended=False), "recommendation", date(2024, 5, 20))
    assert "还没有作出推荐决定" in says
    assert article == "第十五条、第十六条"


def test_that_an_acceptance_says_how_it_came_out() -> None:
    says, article = refused(course("national-2025", *LISTED), "acceptance", date(2028, 4, 10))
    assert "是否通过" in says
    assert article == "第七条（三）"


@pytest.mark.parametrize(
    ("until", "fault"),
    [
        (date(2024, 6, 23), "不满 15 个工作日。当天也计入，最早到 2024-06-24"),
        (date(2024, 6, 24), ""),  # counting 3 June, the day of publication
        (date(2024, 6, 25), ""),
        (date(2024, 6, 1), "早于开始日"),
    ],
)
def test_that_a_notice_may_state_its_last_day_but_not_one_too_early(until: date, fault: str) -> None:
    says, article = refused(course("national-2017", *REPORTED), "public-notice", date(2024, 6, 3), until=until)
    assert fault in says
    assert bool(says) == bool(fault)
    assert article == ("第十八条" if "工作日" in fault else "")


def test_that_the_stated_last_day_of_a_notice_counts() -> None:
    stated = (*REPORTED, ("public-notice", date(2024, 6, 3), {"until": date(2024, 6, 28)}))
    assert "登记的截止日是 2024-06-28" in refused(course("national-2017", *stated), "recognition", date(2024, 6, 28))[0]
    assert refused(course("national-2017", *stated), "recognition", date(2024, 6, 29)) == ("", "")


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ({}, ()),
        ({"name": " "}, ("真实姓名或单位名称",)),
        ({"contact": ""}, ("联系方式",)),
        ({"evidence": ""}, ("证据材料",)),
        ({"name": "", "contact": "", "evidence": ""}, ("真实姓名或单位名称", "联系方式", "证据材料")),
    ],
)
def test_that_an_objection_counts_only_with_name_evidence_and_contact(
    told: dict[str, str], lacks: tuple[str, ...]
) -> None:
    one = objection(**told)
    assert process.lacking(one) == lacks
    assert bool(process.pending(course("national-2025", *LISTED[:2], objections=(one,)))) is not bool(lacks)


@pytest.mark.parametrize(
    ("edition", "steps", "stage", "on", "article"),
    [
        ("national-2025", LISTED[:2], "creation-list", date(2026, 3, 16), "第七条（二）"),
        ("shandong-2020", SHANDONG, "recognition", date(2021, 11, 1), "第二十一条"),
        ("xinjiang-2021", XINJIANG, "recognition", date(2022, 11, 1), "第十四条"),
        # 国家 2017 says nothing of objections: they are listed, and bar nothing
        ("national-2017", NOTICED, "recognition", date(2024, 7, 1), None),
    ],
)
def test_that_an_objection_stands_in_the_way_until_it_is_settled(
    edition: str, steps: tuple[Step, ...], stage: str, on: date, article: str | None
) -> None:
    def answer(**told: Any) -> tuple[str, str]:
        return refused(course(edition, *steps, objections=(objection(**told),)), stage, on)

    settled = {"settled_on": date(2024, 6, 10), "finding": "实地核查"}
    if article is None:
        assert answer() == answer(**settled, upheld=True) == ("", "")
        return
    assert answer()[1] == article
    assert "没有核实结论" in answer()[0]
    assert answer(evidence="") == ("", "")
    assert answer(**settled, upheld=False) == ("", "")
    assert "经查属实" in answer(**settled, upheld=True)[0]
    assert answer(**settled, upheld=True)[1] == article
    assert answer(event_id=99) == ("", ""), "it was to another notice"


# ---------------------------------------------------------------------- what is due
@pytest.mark.parametrize(
    ("edition", "steps", "today", "due"),
    [
        ("national-2017", NOTICED, date(2024, 6, 5), ("公示期满", date(2024, 6, 25), "第十八条")),
        ("national-2017", RECOGNISED, date(2024, 7, 2), ("2024 年度工作总结", date(2025, 2, 28), "第二十二条")),
        ("shandong-2020", (*SHANDONG, ("recognition", date(2021, 11, 1))), date(2021, 11, 2),
         ("2021 年度工作总结", date(2021, 12, 31), "第二十六条")),
        ("xinjiang-2021", XINJIANG[:1], date(2022, 8, 2), ("应认定公布", date(2022, 9, 13), "第十五条")),
        ("xinjiang-2021", (*XINJIANG, ("recognition", date(2022, 10, 20))), date(2022, 10, 21),
         ("2022 年度工作总结", date(2022, 12, 15), "第十八条")),
        ("national-2025", LISTED, date(2026, 4, 1), ("创建期满", date(2028, 3, 16), "第七条（二）")),
        ("national-2025", EXTENDED, date(2028, 5, 1), ("延长创建期满", date(2029, 3, 16), "第七条（三）")),
        ("national-2025", TITLED, date(2028, 6, 2), ("应复核", date(2030, 6, 1), "第十条")),
        ("national-2025", (*TITLED, ("re-review", date(2030, 5, 6), True)), date(2030, 6, 1),
         ("应复核", date(2032, 6, 1), "第十条")),
        ("national-2025", (*TITLED, ("re-review", date(2030, 5, 6), False)), date(2030, 6, 1),
         ("整改期满，整改后复核", date(2031, 5, 6), "第十条")),
    ],
)  # fmt: skip
def test_that_the_next_thing_due_has_its_day_and_article(
    edition: str, steps: tuple[Step, ...], today: date, due: tuple[str, date, str]
) -> None:
    found = dues.dues(course(edition, *steps, accepted=date(2022, 7, 15)), today)
    assert due in [(one.title, one.on.on, one.article) for one in found]
    assert (found[0].title, found[0].on.on, found[0].article) == due


def test_that_titles_of_the_measure_of_2017_lapse_when_the_measure_of_2025_says_so() -> None:
    found = [(one.title, one.on.on) for one in dues.dues(course("national-2017", *RECOGNISED), date(2025, 3, 1))]
    assert found == [("2024 年度工作总结", date(2025, 2, 28)), ("称号有效期满", date(2025, 12, 31))]
    says = dues.dues(course("national-2017", *RECOGNISED), date(2025, 3, 1))[-1].says
    assert says.endswith("（2025年10月21日印发，第十九条）到期失效")


def test_that_a_recommendation_of_years_ago_is_not_called_to_mind_every_day() -> None:
    def waits(decided: date | None) -> int:
        return len(dues.waiting(course("national-2017", recommended_on=decided), date(2024, 6, 20)))

    assert [waits(None), waits(date(2024, 1, 8)), waits(date(2022, 1, 8))] == [1, 1, 0]


def test_that_a_year_nobody_has_published_makes_the_day_tentative() -> None:
    late = (("first-review", date(2026, 11, 2)), ("creation-notice", date(2026, 12, 30)))
    (due,) = dues.dues(course("national-2025", *late), date(2026, 12, 30))
    assert due.on == Day(date(2027, 1, 6), tentative=True)
    assert "暂定" in dues.state(course("national-2025", *late), date(2026, 12, 30)).says


def test_that_a_yearly_duty_is_owed_until_it_is_registered_and_as_long_as_the_title_holds() -> None:
    def owed(today: date, *years: int) -> list[str]:
        done = tuple(
            DutyDone(
                dossier_id=1, regulation_id="shandong-2020", duty="platform-summary", year=year,
                done_on=date(year, 12, 20), registered_at=AT, registered_by="林晓岚",
            )
            for year in years
        )  # fmt: skip
        found = course("shandong-2020", *SHANDONG, ("recognition", date(2021, 11, 1)), duties=done)
        return [one.title for one in dues.dues(found, today) if one.kind == dues.DEADLINE]

    assert owed(date(2023, 3, 1)) == ["2021 年度工作总结", "2022 年度工作总结", "2023 年度工作总结"]
    assert owed(date(2023, 3, 1), 2021, 2022) == ["2023 年度工作总结"]
    assert owed(date(2024, 10, 31), 2021, 2022, 2023) == [], "the deadline of 2024 lies after the title's end"
    assert owed(date(2025, 1, 1)) == [], "nobody chases a title that is over"


def test_that_a_deadline_on_a_day_of_rest_names_the_working_day_before() -> None:
    found = course("shandong-2020", *SHANDONG, ("recognition", date(2021, 11, 1)))
    due = next(one for one in dues.dues(found, date(2023, 12, 1)) if one.on.on == date(2023, 12, 31))
    assert due.says == "当天休息，前一个工作日 12-29"


@pytest.mark.parametrize(
    ("edition", "who", "today", "titles"),
    [
        ("national-2017", "province", date(2025, 3, 3), ["2024 年度总结和检查情况报告"]),
        ("national-2017", "city", date(2025, 3, 3), []),
        ("xinjiang-2021", "city", date(2024, 12, 2), ["2023 年度总结和检查情况报告", "2024 年度总结和检查情况报告"]),
        ("xinjiang-2021", "province", date(2024, 12, 2), []),
    ],
)
def test_that_an_office_owes_its_own_yearly_report(edition: str, who: str, today: date, titles: list[str]) -> None:
    steps = RECOGNISED if edition == "national-2017" else (*XINJIANG, ("recognition", date(2022, 10, 20)))
    courses = [course(edition, *steps), course(edition)]
    found = dues.office_duties(regulation.load(edition), CALENDAR, courses, (), who, today)
    assert [one.title for one in found] == titles


def change(**told: Any) -> PlatformChange:
    made = PlatformChange(
        dossier_id=1, kind="name", happened_on=date(2028, 11, 30), matter="更名为云岭装备集团", registered_at=AT,
        registered_by="林晓岚", **told,
    )  # fmt: skip
    made.id = 3
    return made


def test_that_a_change_is_reported_within_three_months_where_the_edition_says_so() -> None:
    found = course("national-2025", *TITLED, changes=(change(),))
    due = next(one for one in dues.dues(found, date(2029, 1, 1)) if one.jump == "change:3")
    assert (due.title, due.on, due.article, due.who) == ("报告更名", Day(date(2029, 2, 28)), "第十一条", "示范平台")
    assert dues.report_due(course("shandong-2020", changes=(change(),)), change()) is None


def test_that_a_reported_change_waits_for_the_offices_opinion() -> None:
    reported = change(reported_on=date(2029, 1, 10))
    waits = dues.waiting(course("national-2025", *TITLED, changes=(reported,)), date(2029, 1, 11))
    assert [(one.title, one.article) for one in waits] == [("更名已报告，待提出保留或撤销意见", "第十一条")]
    done = change(reported_on=date(2029, 1, 10), keep=True, opinion_on=date(2029, 1, 20))
    assert dues.waiting(course("national-2025", *TITLED, changes=(done,)), date(2029, 2, 1)) == ()


def test_that_a_period_that_is_over_waits_for_what_follows() -> None:
    found = course("national-2017", *NOTICED)
    assert dues.dues(found, date(2024, 6, 26)) == ()
    (waits,) = dues.waiting(found, date(2024, 6, 26))
    assert (waits.title, waits.since) == ("公示已满，待登记“认定公布”", date(2024, 6, 25))


# ---------------------------------------------------------------------- the title, sanctions, bans
@pytest.mark.parametrize(
    ("edition", "steps", "since", "until", "article"),
    [
        ("national-2017", (("recommendation", date(2020, 3, 2)), ("public-notice", date(2020, 4, 1)),
                           ("recognition", date(2020, 5, 8))), date(2020, 5, 8), date(2023, 5, 8), "第二十三条"),
        ("national-2017", RECOGNISED, date(2024, 7, 1), date(2025, 12, 31), "第二十三条"),
        ("shandong-2020", (*SHANDONG, ("recognition", date(2021, 11, 1))), date(2021, 11, 1), date(2024, 11, 1),
         "第二十三条"),
        ("xinjiang-2021", (*XINJIANG, ("recognition", date(2022, 10, 20), {"until": date(2025, 10, 19)})),
         date(2022, 10, 20), date(2025, 10, 19), "第十七条"),
        ("national-2025", TITLED, date(2028, 6, 1), None, "第七条（四）"),
    ],
)  # fmt: skip
def test_that_the_title_runs_as_the_edition_says(
    edition: str, steps: tuple[Step, ...], since: date, until: date | None, article: str
) -> None:
    found = course(edition, *steps)
    assert found.title is not None
    assert (found.title.since, found.title.article) == (since, article)
    assert (found.title.until.on if found.title.until else None) == until
    assert found.titled(until or date(2040, 1, 1))
    assert until is None or not found.titled(date(until.year, 12, 31)) or until == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("edition", "steps", "open_to"),
    [
        ("national-2017", RECOGNISED, ["breach", "assessment"]),  # 第二十三条、第二十四条
        (
            "national-2017",
            NOTICED,
            ["not-granted"],
        ),  # 第十九条 gives the title to those that pass; no article for others
        ("shandong-2020", (*SHANDONG, ("recognition", date(2021, 11, 1))), ["breach", "inspection"]),
        ("xinjiang-2021", XINJIANG, ["false-commitment", "not-granted"]),  # 附件2 二（六）: whenever it comes out
        ("national-2025", LISTED[:2], ["not-listed"]),  # 第七条（二）
        ("national-2025", LISTED, ["dishonest"]),  # 第十二条: 在创建期内
        ("national-2025", TITLED[:5], ["not-recognised", "dishonest"]),  # 第七条（四）
        ("national-2025", TITLED, ["dishonest"]),
        ("national-2025", (), []),
    ],
)
def test_that_a_sanction_falls_only_where_its_article_lets_it(
    edition: str, steps: tuple[Step, ...], open_to: list[str]
) -> None:
    assert [one.id for one in process.sanctions(course(edition, *steps))] == open_to


def test_that_after_a_revocation_nothing_follows() -> None:
    found = course(
        "shandong-2020", *SHANDONG, ("recognition", date(2021, 11, 1)),
        ("recognition", date(2022, 8, 1), {"sanction": "breach", "why": "行政处罚决定"}),
    )  # fmt: skip
    assert found.ended
    assert not found.titled(date(2022, 8, 1))
    assert found.titled(date(2022, 7, 31))
    assert dues.dues(found, date(2022, 9, 1)) == ()
    assert dues.state(found, date(2022, 9, 1)).says == "已撤销（2022-08-01）"
    says, article = refused(found, "inspection", date(2022, 9, 1))
    assert "终止" in says
    assert article == "第二十四条"


def test_that_an_application_that_fails_ends_and_is_due_no_more() -> None:
    steps = (*XINJIANG, ("public-notice", date(2022, 10, 20), {"sanction": "not-granted", "why": "未列入名单"}))
    found = course("xinjiang-2021", *steps, accepted=date(2022, 7, 15))
    assert found.ended_by[0] is not None
    assert (found.ended_by[0].article, dues.state(found, date(2022, 11, 1)).says) == (
        "第十四条",
        "未获认定（2022-10-20）",
    )
    assert dues.dues(found, date(2022, 11, 1)) == ()


def test_that_in_the_creation_only_the_standing_is_lost() -> None:
    found = course(
        "national-2025", *LISTED, ("creation", date(2026, 9, 1), {"sanction": "dishonest", "why": "数据造假"})
    )
    assert dues.state(found, date(2026, 9, 2)).says == "已取消资格（2026-09-01）"


@pytest.mark.parametrize(
    ("edition", "sanction", "ends"),
    [("shandong-2020", "breach", date(2025, 8, 1)), ("shandong-2020", "inspection", None),
     ("national-2017", "breach", None), ("national-2025", "dishonest", None), ("xinjiang-2021", "breach", None)],
)  # fmt: skip
def test_that_only_shandongs_breach_bars_from_applying(edition: str, sanction: str, ends: date | None) -> None:
    found = next(one for one in regulation.load(edition).sanctions if one.id == sanction)
    assert process.ban_ends(found, date(2022, 8, 1)) == ends


BAN = Ban(
    event_id=9, dossier_id=7, applicant_name="云岭（澜江）技术服务有限公司", uscc="", begins_on=date(2022, 8, 1),
    ends_on=date(2025, 8, 1), regulation_id="shandong-2020", article="第二十四条",
)  # fmt: skip


@pytest.mark.parametrize(
    ("accepted", "article"),
    [
        (date(2022, 7, 31), ""),
        (date(2022, 8, 1), "第二十四条"),
        (date(2025, 8, 1), "第二十四条"),
        (date(2025, 8, 2), ""),
    ],
)
def test_that_a_ban_bars_an_application_accepted_within_it(accepted: date, article: str) -> None:
    found = course("shandong-2020", accepted=accepted, bans=(BAN,))
    assert refused(found, "recommendation", date(2026, 1, 5))[1] == article


@pytest.mark.parametrize(
    ("code", "name", "uscc", "meant"),
    [
        ("", "云岭(澜江)技术服务有限公司", "91530102NGXPHXXJ7F", True),  # brackets of both widths are the same name
        ("91530102NGXPHXXJ7F", "改了名的公司", "91530102NGXPHXXJ7F", True),
        ("91530102NGXPHXXJ7F", "云岭（澜江）技术服务有限公司", "91530102MA6K5T0X1Y", False),
        ("", "另一家公司", "", False),
    ],
)
def test_that_a_ban_follows_the_body(code: str, name: str, uscc: str, meant: bool) -> None:
    ban = Ban(
        event_id=9, dossier_id=7, applicant_name="云岭（澜江）技术服务有限公司", uscc=code,
        begins_on=date(2022, 8, 1), ends_on=date(2025, 8, 1), regulation_id="shandong-2020", article="第二十四条",
    )  # fmt: skip
    dossier = Dossier(
        number="2026-0001", regulation_id="shandong-2020", regulation_digest="", accepted_on=date(2024, 1, 1),
        opened_at=AT, applicant_name=name, uscc=uscc,
    )  # fmt: skip
    assert bans.meant(ban, dossier) is meant


def test_that_a_failed_second_acceptance_leaves_the_creation_of_itself() -> None:
    found = course("national-2025", *EXTENDED, ("second-acceptance", date(2029, 4, 1), False))
    sanction, _event = found.ended_by
    assert sanction is not None
    assert (sanction.id, sanction.article) == ("out", "第七条（三）")
    assert dues.state(found, date(2029, 5, 1)).says == "已退出（2029-04-01）"


def test_that_two_failed_re_reviews_cost_the_title() -> None:
    once = (*TITLED, ("re-review", date(2030, 5, 6), False))
    twice = (*once, ("second-re-review", date(2031, 5, 10), False))
    assert [stage.id for stage in course("national-2025", *twice).following] == ["cancelled"]
    over = course("national-2025", *twice, ("cancelled", date(2031, 6, 1)))
    sanction, _event = over.ended_by
    assert sanction is not None
    assert (sanction.id, sanction.article) == ("twice-failed", "第十条")
    mended = course("national-2025", *once, ("second-re-review", date(2031, 5, 10), True))
    assert [stage.id for stage in mended.following] == ["re-review"]
    assert dues.dues(mended, date(2031, 6, 1))[0].on.on == date(2032, 6, 1)


RECTIFYING: tuple[Step, ...] = (*TITLED, ("re-review", date(2030, 5, 6), False))


@pytest.mark.parametrize(
    ("on", "passed", "taken"),
    [
        (date(2030, 9, 1), False, False),  # 第十条: the year that was given isn't over
        (date(2031, 5, 6), False, False),  # its last day
        (date(2031, 5, 7), False, True),
        (date(2030, 9, 1), True, True),  # put right sooner
    ],
)
def test_that_a_second_re_review_is_failed_only_after_the_year_given_to_put_it_right(
    on: date, passed: bool, taken: bool
) -> None:
    says, article = refused(course("national-2025", *RECTIFYING), "second-re-review", on, passed=passed)
    assert (says == "", article) == (taken, "" if taken else "第十条")
    if not taken:
        assert "2031-05-07" in says
        assert "可以登记为通过" in says


def test_that_a_failed_second_re_review_says_what_has_to_follow() -> None:
    found = course("national-2025", *RECTIFYING, ("second-re-review", date(2031, 5, 10), False))
    told = dues.state(found, date(2031, 5, 20))
    assert (told.says, told.tone) == ("已认定，整改后复核未通过，待登记“取消认定命名”", "warn")
    waiting = [(one.title, one.article) for one in dues.waiting(found, date(2031, 5, 20))]
    assert waiting == [("整改后复核未通过，待登记“取消认定命名”", "第十条")]


def test_that_a_failed_first_acceptance_says_what_has_to_follow() -> None:
    found = course("national-2025", *FAILED)  # 第七条（三）
    assert dues.state(found, date(2028, 4, 15)).says == "评估验收未通过，待登记“延长创建期”"


MOVES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 900), st.booleans()), max_size=16)


@given(st.sampled_from([edition.id for edition in regulation.editions()]), MOVES)
def test_that_whatever_is_taken_in_any_order_keeps_the_measure(
    edition: str, moves: list[tuple[int, int, bool]]
) -> None:
    """A walk over what is offered, on any days: what was not refused never breaks an article."""
    steps: list[Step] = []
    day = date(2022, 1, 10)
    for pick, gap, passed in moves:
        found = course(edition, *steps)
        if not found.following:
            break
        stage = found.following[pick % len(found.following)]
        on = day + timedelta(days=gap)
        came_out = passed if stage.on_failure else None
        if process.refusal(found, Asked(stage.id, on, passed=came_out), date(2099, 1, 1)) is None:
            steps.append((stage.id, on, came_out))
            day = on
    found = course(edition, *steps)
    kept = [(one.stage, one.on) for one in found.reached]
    for (stage, began), (_after, on) in pairwise(kept):
        for name in stage.terms if stage.notice else ():
            assert CALENDAR.between(began - timedelta(days=1), on - timedelta(days=1)).days >= (
                found.edition.term(name).length
            ), "a notice ran its working days"
    assert found.count("extension") <= 1, "2025 第七条（三）"
    assert [on for _stage, on in kept] == sorted(on for _stage, on in kept)
    for due in dues.dues(found, day):
        assert due.article
        assert due.kind == dues.DEADLINE or due.on.on >= day, "a milestone only comes"
    assert not (found.ended and found.following)
