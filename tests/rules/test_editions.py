"""The four editions, article by article: what lies below, at and above each threshold, and what they say besides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.records.kinds import Outcome
from desktop_app.rules import boxes, eligibility, evidence, intake, regulation, survey
from desktop_app.rules.eligibility import Standing
from desktop_app.rules.regulation import Regulation
from tests.rules.casefiles import finding, judged, make

MET, NOT, ASK, GAP, DOC = Outcome.MET, Outcome.NOT_MET, Outcome.TO_JUDGE, Outcome.MISSING, Outcome.UNDEFINED
SOUTH = {"region_code": "653101"}
URUMQI = {"region_code": "650102"}
SOCIETY = {"legal_form": "society"}
ENTERPRISE = {"legal_form": "enterprise"}
FIVE = "甲银行、乙会计师事务所、丙学院、丁学院、戊研究院"

Row = tuple[str, str, dict[str, Any], Outcome]

NATIONAL_2017: list[Row] = [
    ("第十二条（一）", "operating-years", {"registered_on": date(2022, 6, 16)}, NOT),
    ("第十二条（一）", "operating-years", {"registered_on": date(2022, 6, 15)}, MET),
    ("第十二条（一）", "total-assets", {"total_assets_wan": Decimal("299.99")}, NOT),
    ("第十二条（一）", "total-assets", {"total_assets_wan": Decimal(300)}, MET),
    ("第十二条（二）", "firms-served", {"years": {2023: 149}}, NOT),
    ("第十二条（二）", "firms-served", {"years": {2023: 150}}, MET),
    ("第十二条（二）", "satisfaction", {"grades": "vvvvvvvddd"}, NOT),
    ("第十二条（二）", "satisfaction", {"grades": "vvvvvvvbdd"}, MET),
    ("第十二条（二）", "growth", {"years": {2022: 150, 2023: 150}}, NOT),
    ("第十二条（二）", "growth", {"years": {2022: 150, 2023: 151}}, ASK),
    ("第十二条（三）", "institutions", {"signed_bodies": FIVE.removesuffix("、戊研究院")}, NOT),
    ("第十二条（三）", "institutions", {"signed_bodies": FIVE}, MET),
    ("第十二条（五）", "public-good", {"public_good_percent": "19.9"}, NOT),
    ("第十二条（五）", "public-good", {"public_good_percent": 20}, MET),
    ("第十二条（六）", "staff", {"staff_count": 19}, NOT),
    ("第十二条（六）", "staff", {"staff_count": 20}, MET),
    ("第十二条（六）", "professionals", {"staff_count": 20, "professionals_count": 15}, NOT),
    ("第十二条（六）", "professionals", {"staff_count": 20, "professionals_count": 16}, MET),
    ("第十三条（一）", "information-firms", {"information_offline_firms": 149}, NOT),
    ("第十三条（一）", "information-firms", {"information_offline_firms": 150}, MET),
    ("第十三条（一）", "information-activities", {"information_activities": 7}, NOT),
    ("第十三条（一）", "information-activities", {"information_activities": 8}, MET),
    ("第十三条（二）", "technology-activities", {"technology_activities": 4}, NOT),
    ("第十三条（二）", "technology-activities", {"technology_activities": 5}, MET),
    ("第十三条（三）", "startup-activities", {"startup_activities": 7}, NOT),
    ("第十三条（三）", "startup-activities", {"startup_activities": 8}, MET),
    ("第十三条（四）", "training-person-times", {"training_person_times": 1999}, NOT),
    ("第十三条（四）", "training-person-times", {"training_person_times": 2000}, MET),
    ("第十三条（五）", "financing-scale", {"financing_activities": 10, "financing_raised_yi": 8}, MET),
    ("第十三条（五）", "financing-scale", {"financing_guarantee_yi": 30}, MET),
    ("申请报告（四）", "firms-listed", {"firms": 99}, NOT),
    ("申请报告（四）", "firms-listed", {"firms": 100}, MET),
]

SHANDONG_2020: list[Row] = [
    ("第十四条（一）", "operating-years", {"registered_on": date(2022, 6, 16)}, NOT),
    ("第十四条（一）", "operating-years", {"registered_on": date(2022, 6, 15)}, MET),
    ("第十四条（一）", "total-assets", {"total_assets_wan": Decimal("199.99")} | ENTERPRISE, NOT),
    ("第十四条（一）", "total-assets", {"total_assets_wan": Decimal(200)} | ENTERPRISE, MET),
    ("第十四条（一）", "total-assets", {"total_assets_wan": Decimal(150)} | ENTERPRISE, NOT),
    ("第十四条", "total-assets", {"total_assets_wan": Decimal("99.99")} | SOCIETY, NOT),
    ("第十四条", "total-assets", {"total_assets_wan": Decimal(100)} | SOCIETY, ASK),
    ("第十四条", "total-assets", {"total_assets_wan": Decimal("199.99"), "legal_form": "public_institution"}, ASK),
    ("第十四条", "total-assets", {"total_assets_wan": Decimal(200), "legal_form": "private_non_enterprise"}, MET),
    ("第十四条（一）", "total-assets", {"total_assets_wan": Decimal(200)}, GAP),
    ("第十四条（二）", "firms-served", {"years": {2023: 119}}, NOT),
    ("第十四条（二）", "firms-served", {"years": {2023: 120}}, MET),
    ("第十四条（二）", "satisfaction", {"grades": "vvvvvvvvdd"}, NOT),
    ("第十四条（二）", "satisfaction", {"grades": "vvvvvvvvbd"}, MET),
    ("第十四条（二）", "growth", {"years": {2022: 130, 2023: 129}}, NOT),
    ("第十四条（二）", "growth", {"years": {2022: 130, 2023: 131}}, ASK),
    ("第十四条（三）", "institutions", {"signed_bodies": FIVE.removesuffix("、戊研究院")}, NOT),
    ("第十四条（三）", "institutions", {"signed_bodies": FIVE}, MET),
    ("第十四条（五）", "public-good", {"public_good_percent": "19.9"}, NOT),
    ("第十四条（五）", "public-good", {"public_good_percent": 20}, MET),
    ("第十四条（六）", "staff", {"full_time_staff": 14} | ENTERPRISE, NOT),
    ("第十四条（六）", "staff", {"full_time_staff": 15} | ENTERPRISE, MET),
    ("第十四条（六）", "staff", {"full_time_staff": 15, "staff_count": 14} | ENTERPRISE, GAP),
    ("第十四条", "staff", {"full_time_staff": 9} | SOCIETY, NOT),
    ("第十四条", "staff", {"full_time_staff": 10} | SOCIETY, ASK),
    ("第十四条", "staff", {"full_time_staff": 15} | SOCIETY, MET),
    ("第十四条（六）", "professionals", {"full_time_staff": 20, "full_time_professionals": 15}, NOT),
    ("第十四条（六）", "professionals", {"full_time_staff": 20, "full_time_professionals": 16}, MET),
    ("第十五条（一）", "information-firms", {"information_offline_firms": 119}, NOT),
    ("第十五条（一）", "information-firms", {"information_offline_firms": 120}, MET),
    ("第十五条（一）", "information-activities", {"information_activities": 5}, NOT),
    ("第十五条（一）", "information-activities", {"information_activities": 6}, MET),
    ("第十五条（二）", "technology-activities", {"technology_activities": 5}, NOT),
    ("第十五条（二）", "technology-activities", {"technology_activities": 6}, MET),
    ("第十五条（三）", "startup-activities", {"startup_activities": 5}, NOT),
    ("第十五条（三）", "startup-activities", {"startup_activities": 6}, MET),
    ("第十五条（四）", "training-person-times", {"training_person_times": 1199}, NOT),
    ("第十五条（四）", "training-person-times", {"training_person_times": 1200}, MET),
    ("第十五条（五）", "financing-scale", {"financing_activities": 6, "financing_raised_yi": 5}, MET),
    ("第十五条（五）", "financing-scale", {"financing_guarantee_yi": 20}, MET),
    ("第十五条（五）", "financing-scale",
     {"financing_activities": 5, "financing_raised_yi": 5, "financing_guarantee_yi": "19.9"}, NOT),
    ("第十五条（六）", "advice-firms", {"advice_firms": 29}, NOT),
    ("第十五条（六）", "advice-firms", {"advice_firms": 30}, MET),
    ("第十五条（七）", "law-checkups", {"law_checkup_firms": 29}, NOT),
    ("第十五条（七）", "law-checkups", {"law_checkup_firms": 30}, MET),
    ("第十五条（七）", "law-lectures", {"law_lectures": 5}, NOT),
    ("第十五条（七）", "law-lectures", {"law_lectures": 6}, MET),
    ("第二十四条", "not-barred", {"revoked_on": 0}, MET),
    ("第二十四条", "not-barred", {"revoked_on": 20210616}, NOT),
    ("第二十四条", "not-barred", {"revoked_on": 20210615}, MET),
    ("第二十四条", "not-barred", {}, GAP),
]  # fmt: skip

XINJIANG_2021: list[Row] = [
    ("第七条（一）", "operating-years", {"registered_on": date(2022, 6, 16)}, NOT),
    ("第七条（一）", "operating-years", {"registered_on": date(2022, 6, 15)}, MET),
    ("第七条（一）", "total-assets", {"total_assets_wan": Decimal("249.99")} | URUMQI, NOT),
    ("第七条（一）", "total-assets", {"total_assets_wan": Decimal(250)} | URUMQI, MET),
    ("第七条（一）", "total-assets", {"total_assets_wan": Decimal("149.99")} | SOUTH, NOT),
    ("第七条（一）", "total-assets", {"total_assets_wan": Decimal(150)} | SOUTH, MET),
    ("第七条（一）", "total-assets", {"total_assets_wan": Decimal(250)}, GAP),
    ("第七条（二）", "firms-served", {"years": {2023: 99}} | URUMQI, NOT),
    ("第七条（二）", "firms-served", {"years": {2023: 100}} | URUMQI, MET),
    ("第七条（二）", "firms-served", {"years": {2023: 79}} | SOUTH, NOT),
    ("第七条（二）", "firms-served", {"years": {2023: 80}} | SOUTH, MET),
    ("第七条（二）", "satisfaction", {"grades": "vvvvvvvddd"}, NOT),
    ("第七条（二）", "satisfaction", {"grades": "vvvvvvvbdd"}, MET),
    ("第七条（二）", "growth", {"years": {2022: 100, 2023: 100}}, NOT),
    ("第七条（二）", "growth", {"years": {2022: 100, 2023: 101}}, ASK),
    ("第七条（三）", "institutions", {"signed_bodies": "甲银行、乙学院"} | URUMQI, NOT),
    ("第七条（三）", "institutions", {"signed_bodies": "甲银行、乙学院、丙研究院"} | URUMQI, MET),
    ("第七条（三）", "institutions", {"signed_bodies": "甲银行"} | SOUTH, NOT),
    ("第七条（三）", "institutions", {"signed_bodies": "甲银行、乙学院"} | SOUTH, MET),
    ("第七条（四）", "public-good", {"public_good_percent": "19.9"}, NOT),
    ("第七条（四）", "public-good", {"public_good_percent": 20}, MET),
    ("第七条（五）", "staff", {"full_time_staff": 9} | URUMQI, NOT),
    ("第七条（五）", "staff", {"full_time_staff": 10} | URUMQI, MET),
    ("第七条（五）", "staff", {"full_time_staff": 7} | SOUTH, NOT),
    ("第七条（五）", "staff", {"full_time_staff": 8} | SOUTH, MET),
    ("第七条（五）", "professionals", {"full_time_staff": 10, "full_time_professionals": 7}, NOT),
    ("第七条（五）", "professionals", {"full_time_staff": 10, "full_time_professionals": 8}, MET),
    ("第八条（一）", "information-firms", {"information_offline_firms": 99} | URUMQI, NOT),
    ("第八条（一）", "information-firms", {"information_offline_firms": 100} | URUMQI, MET),
    ("第八条（一）", "information-firms", {"information_offline_firms": 79} | SOUTH, NOT),
    ("第八条（一）", "information-firms", {"information_offline_firms": 80} | SOUTH, MET),
    ("第八条（一）", "information-activities", {"information_activities": 5} | URUMQI, NOT),
    ("第八条（一）", "information-activities", {"information_activities": 6} | URUMQI, MET),
    ("第八条（一）", "information-activities", {"information_activities": 3} | SOUTH, NOT),
    ("第八条（一）", "information-activities", {"information_activities": 4} | SOUTH, MET),
    ("第八条（二）", "technology-activities", {"technology_activities": 3} | URUMQI, NOT),
    ("第八条（二）", "technology-activities", {"technology_activities": 4} | URUMQI, MET),
    ("第八条（二）", "technology-activities", {"technology_activities": 2} | SOUTH, NOT),
    ("第八条（二）", "technology-activities", {"technology_activities": 3} | SOUTH, MET),
    ("第八条（三）", "startup-activities", {"startup_activities": 5} | URUMQI, NOT),
    ("第八条（三）", "startup-activities", {"startup_activities": 6} | URUMQI, MET),
    ("第八条（三）", "startup-activities", {"startup_activities": 3} | SOUTH, NOT),
    ("第八条（三）", "startup-activities", {"startup_activities": 4} | SOUTH, MET),
    ("第八条（四）", "training-person-times", {"training_person_times": 1499} | URUMQI, NOT),
    ("第八条（四）", "training-person-times", {"training_person_times": 1500} | URUMQI, MET),
    ("第八条（四）", "training-person-times", {"training_person_times": 999} | SOUTH, NOT),
    ("第八条（四）", "training-person-times", {"training_person_times": 1000} | SOUTH, MET),
    ("第八条（五）", "financing-scale", {"financing_activities": 6, "financing_raised_yi": 1} | URUMQI, MET),
    ("第八条（五）", "financing-scale", {"financing_guarantee_yi": 5} | URUMQI, MET),
    ("第八条（五）", "financing-scale",
     {"financing_activities": 5, "financing_raised_yi": 9, "financing_guarantee_yi": "4.9"} | URUMQI, NOT),
    ("第八条（五）", "financing-scale", {"financing_activities": 4, "financing_raised_yi": 1} | SOUTH, MET),
    ("第八条（五）", "financing-scale",
     {"financing_activities": 4, "financing_raised_yi": "0.9", "financing_guarantee_yi": 0} | SOUTH, NOT),
    ("第八条（五）", "financing-scale", {"financing_guarantee_yi": 3} | SOUTH, MET),
    ("附件1", "firms-listed", {"firms": 59}, NOT),
    ("附件1", "firms-listed", {"firms": 60}, MET),
    ("附件1 管理和服务人员名单及职称情况一览表", "staff-listed", {"staff": [{"name": "甲"}] * 9} | URUMQI, NOT),
    ("附件1 管理和服务人员名单及职称情况一览表", "staff-listed", {"staff": [{"name": "甲"}] * 10} | URUMQI, MET),
    ("附件1 管理和服务人员名单及职称情况一览表", "staff-listed", {"staff": [{"name": "甲"}] * 8} | SOUTH, MET),
]  # fmt: skip

NATIONAL_2025: list[Row] = [
    ("第二条", "operator", {}, ASK),
    ("第五条（一）", "operating-years", {"registered_on": date(2021, 6, 16)}, NOT),
    ("第五条（一）", "operating-years", {"registered_on": date(2021, 6, 15)}, ASK),
    ("第五条（一）", "credit", {}, ASK),
    ("第五条（一）", "scale", {}, ASK),
    ("第五条（一）", "reputation", {}, ASK),
    ("第五条（一）", "libraries", {}, ASK),
    ("第五条（一）", "resources", {}, ASK),
    ("第五条（一）", "digital", {}, ASK),
    ("第五条（二）", "premises", {}, ASK),
    ("第五条（二）", "rules", {}, ASK),
    ("第五条（二）", "team", {}, ASK),
    ("第五条（二）", "activities", {}, ASK),
    ("第五条（二）", "security", {}, ASK),
    ("第七条（一）1", "targets", {}, ASK),
    ("第七条（二）", "annex-1", {}, DOC),
    ("第七条（二）", "annex-2", {}, DOC),
    ("第七条（二）", "annex-3", {}, DOC),
]

TABLES = {
    "national-2017": NATIONAL_2017,
    "shandong-2020": SHANDONG_2020,
    "xinjiang-2021": XINJIANG_2021,
    "national-2025": NATIONAL_2025,
}
ROWS = [(edition, *row) for edition, rows in TABLES.items() for row in rows]
EDITIONS = pytest.mark.parametrize("edition", [regulation.load(name) for name in TABLES], ids=list(TABLES))


@pytest.mark.parametrize(
    ("edition", "article", "condition", "facts", "outcome"), ROWS, ids=[f"{r[0]}-{r[2]}-{r[4]}" for r in ROWS]
)
def test_that_each_article_is_kept_to_the_last_unit(
    edition: str, article: str, condition: str, facts: dict[str, Any], outcome: Outcome
) -> None:
    rules = regulation.load(edition)
    found = finding(rules, condition, **facts)
    assert found.outcome is outcome, found.weighed.says
    assert (found.weighed.article or found.condition.article) == article
    assert found.condition.says in rules.wording(found.condition.article)


@EDITIONS
def test_that_the_tables_above_leave_no_figure_out(edition: Regulation) -> None:
    """A condition that compares a figure has a row that is met and one that is not."""
    rows = TABLES[edition.id]
    file = make(edition, functions=",".join(function.id for function in edition.functions), region_code="650102")
    for found in eligibility.findings(file, edition):
        if found.outcome in (ASK, DOC):
            continue
        outcomes = {row[3] for row in rows if row[1] == found.condition.id}
        assert outcomes & {MET, ASK}, found.condition.id
        if found.condition.id != "financing-scale" or edition.id != "national-2017":
            assert NOT in outcomes, found.condition.id


@EDITIONS
def test_that_every_clause_quotes_its_article(edition: Regulation) -> None:
    groups = (edition.conditions, edition.terms, edition.duties, edition.sanctions, edition.stages)
    for row in (row for group in (*groups, edition.prohibitions, edition.preferences) for row in group):
        assert row.says.rstrip("。；") in edition.wording(row.article), (row.id, row.article)


@EDITIONS
def test_that_every_figure_asked_for_is_used(edition: Regulation) -> None:
    text = repr([condition.require for condition in edition.conditions])
    assert [figure.name for figure in edition.figures if repr(figure.name) not in text] == []


@EDITIONS
def test_that_the_evidence_of_a_condition_lies_in_the_list_of_materials(edition: Regulation) -> None:
    known = {material.id for material in edition.materials}
    for condition in edition.conditions:
        assert set(condition.materials) <= known
        assert condition.materials or condition.id == "satisfaction", condition.id


MATERIALS = {
    "national-2017": [f"第十七条（{n}）" for n in "一二三四五六七八"],
    "shandong-2020": [f"第十九条（{n}）" for n in [*"一二三四五六七八九十", "十一", "十二"]],
    "xinjiang-2021": [f"第十一条（{n}）" for n in "一二三四五六七"],
    "national-2025": [f"第七条（一）{n}" for n in (1, 2, 2, 3, 4, 5, 6, 7)],
}


@EDITIONS
def test_that_every_item_of_the_list_of_materials_is_there(edition: Regulation) -> None:
    assert [material.article for material in edition.materials] == MATERIALS[edition.id]


@pytest.mark.parametrize(
    ("edition", "functions"),
    [
        ("national-2017", ["信息", "技术", "创业", "培训", "融资"]),
        ("shandong-2020", ["信息", "技术", "创业", "培训", "融资", "咨询", "法律"]),
        ("xinjiang-2021", ["信息", "技术", "创业", "培训", "融资"]),
        ("national-2025", ["平台", "基地"]),
    ],
)
def test_that_each_edition_has_its_functions(edition: str, functions: list[str]) -> None:
    assert [function.label for function in regulation.load(edition).functions] == functions


FORCE = [
    # (edition, article, last day before, first day, last day, first day after)
    ("shandong-2020", "第二十九条", date(2020, 10, 6), date(2020, 10, 7), date(2023, 10, 6), date(2023, 10, 7)),
    ("xinjiang-2021", "第二十四条", date(2021, 7, 9), date(2021, 7, 10), date(2026, 7, 9), date(2026, 7, 10)),
    ("national-2017", "第二十八条", date(2017, 7, 2), date(2017, 7, 3), date(2025, 10, 20), date(2025, 10, 21)),
    ("national-2025", "第十九条", date(2025, 10, 20), date(2025, 10, 21), None, None),
]


@pytest.mark.parametrize(("edition", "article", "before", "first", "last", "after"), FORCE)
def test_that_an_edition_is_in_force_from_day_to_day(
    edition: str, article: str, before: date, first: date, last: date | None, after: date | None
) -> None:
    rules = regulation.load(edition)
    assert [rules.holds_on(day) for day in (before, first)] == [False, True]
    if last is not None and after is not None:
        assert [rules.holds_on(day) for day in (last, after)] == [True, False]
    assert rules.wording(article)


@pytest.mark.parametrize(
    ("day", "editions"),
    [
        (date(2018, 1, 1), {"national-2017"}),
        (date(2021, 1, 1), {"national-2017", "shandong-2020"}),
        (date(2024, 6, 18), {"national-2017", "xinjiang-2021"}),
        (date(2025, 10, 21), {"national-2025", "xinjiang-2021"}),
        (date(2026, 11, 20), {"national-2025"}),
    ],
)
def test_that_the_editions_of_a_day_are_those_in_force(day: date, editions: set[str]) -> None:
    assert {edition.id for edition in regulation.in_force(day)} == editions


def term(edition: str, term_id: str) -> tuple[str, int, str, str]:
    found = regulation.load(edition).term(term_id)
    return (found.article, found.length, found.unit, found.counts_from)


@pytest.mark.parametrize(
    ("edition", "term_id", "told"),
    [
        ("national-2017", "public-notice", ("第十八条", 15, "working_day", "public-notice")),
        ("national-2017", "validity", ("第二十三条", 3, "year", "recognition")),
        ("shandong-2020", "public-notice", ("第二十条", 5, "working_day", "public-notice")),
        ("shandong-2020", "validity", ("第二十三条", 3, "year", "recognition")),
        ("xinjiang-2021", "public-notice", ("第十三条", 7, "working_day", "public-notice")),
        ("xinjiang-2021", "decision", ("第十五条", 60, "day", "application")),
        ("xinjiang-2021", "validity", ("第十七条", 3, "year", "recognition")),
        ("national-2025", "creation-notice", ("第七条（二）", 5, "working_day", "creation-notice")),
        ("national-2025", "creation-period", ("第七条（二）", 2, "year", "creation-list")),
        ("national-2025", "extension", ("第七条（三）", 1, "year", "")),
        ("national-2025", "recognition-notice", ("第七条（四）", 5, "working_day", "recognition-notice")),
        ("national-2025", "re-review", ("第十条", 2, "year", "recognition")),
        ("national-2025", "rectification", ("第十条", 1, "year", "re-review")),
    ],
)
def test_that_each_limit_of_time_is_a_figure(edition: str, term_id: str, told: tuple[str, int, str, str]) -> None:
    assert term(edition, term_id) == told


@pytest.mark.parametrize(
    ("edition", "duty", "who", "month", "day"),
    [
        ("national-2017", "platform-summary", "platform", 2, 0),
        ("national-2017", "province-report", "province", 3, 0),
        ("shandong-2020", "platform-summary", "platform", 12, 0),
        ("xinjiang-2021", "platform-summary", "platform", 12, 15),
        ("xinjiang-2021", "prefecture-report", "city", 12, 0),
    ],
)
def test_that_yearly_duties_have_their_day(edition: str, duty: str, who: str, month: int, day: int) -> None:
    found = next(row for row in regulation.load(edition).duties if row.id == duty)
    assert (found.who, found.month, found.day) == (who, month, day)


class TestNational2025:
    """The measure of 2025: judgements, missing annexes, what it forbids, a process of its own."""

    rules = regulation.load("national-2025")

    @pytest.mark.parametrize(
        ("condition", "annex"),
        [("annex-1", "认定标准（平台类）》（附件1）"), ("annex-2", "认定标准（基地类）》（附件2）"),
         ("annex-3", "创建方案评价要求》（附件3）")],
    )  # fmt: skip
    def test_that_a_missing_annex_is_named(self, condition: str, annex: str) -> None:
        found = finding(self.rules, condition)
        assert annex in found.weighed.says
        assert "没有收录" in found.weighed.says
        assert annex in found.weighed.closes

    @pytest.mark.parametrize(
        ("kind", "there", "away"), [("platform", "annex-1", "annex-2"), ("base", "annex-2", "annex-1")]
    )
    def test_that_a_platform_and_a_base_have_different_annexes(self, kind: str, there: str, away: str) -> None:
        ids = {found.condition.id for found in eligibility.findings(make(self.rules, functions=kind), self.rules)}
        assert there in ids
        assert away not in ids

    @pytest.mark.parametrize(
        ("what", "article"),
        [("ranking", "第八条"), ("presentation", "第八条"), ("matching_funds", "第八条"), ("borrowing", "第八条"),
         ("fee", "第十七条")],
    )  # fmt: skip
    def test_that_it_forbids_what_its_articles_forbid(self, what: str, article: str) -> None:
        found = self.rules.forbids(what)
        assert found is not None
        assert found.article == article

    def test_that_no_other_edition_forbids_a_ranking(self) -> None:
        assert [e.id for e in regulation.editions() if e.forbids("ranking")] == ["national-2025"]

    def test_that_the_process_runs_from_the_notice_to_the_re_review(self) -> None:
        path, stage = ["notice"], self.rules.stage("notice")
        while stage.leads_to and stage.leads_to[0] not in path:
            path.append(stage.leads_to[0])
            stage = self.rules.stage(stage.leads_to[0])
        assert path == [
            "notice", "application", "first-review", "selection", "creation-notice", "creation-list", "creation",
            "acceptance", "recognition-notice", "recognition", "re-review",
        ]  # fmt: skip

    def test_that_there_is_one_extension_and_no_second(self) -> None:
        assert self.rules.stage("acceptance").leads_to == ("recognition-notice", "extension")
        assert self.rules.stage("extension").leads_to == ("second-acceptance",)
        assert self.rules.stage("second-acceptance").leads_to == ("recognition-notice", "left")
        assert self.rules.stage("left").leads_to == ()

    def test_that_the_re_review_comes_back_and_may_end_the_title(self) -> None:
        assert self.rules.term("re-review").repeats
        assert self.rules.stage("rectification").leads_to == ("second-re-review",)
        assert self.rules.stage("second-re-review").leads_to == ("re-review", "cancelled")
        assert self.rules.stage("second-re-review").follows(False) == ("cancelled",)

    def test_that_changes_are_reported_within_three_months(self) -> None:
        duty = next(row for row in self.rules.duties if row.id == "changes")
        assert (duty.within, duty.unit, duty.who, duty.article) == (3, "month", "platform", "第十一条")

    def test_that_the_page_of_the_survey_says_that_none_is_asked_for(self) -> None:
        assert survey.rule_says(self.rules) == "本办法没有规定满意度测评，可以不做"
        assert survey.rule_says(regulation.load("shandong-2020")) == "第十八条：随机抽取，办法没有规定家数"
        assert survey.rule_says(regulation.load("national-2017")) == "第十六条，附件1：随机抽取，不少于 10 家"

    def test_that_no_survey_is_asked_for(self) -> None:
        file = make(self.rules, functions="platform")
        assert survey.open_items(file, self.rules) == ()
        assert "satisfaction_percent" not in repr(self.rules.conditions)

    def test_that_a_form_that_is_not_to_hand_asks_for_no_boxes(self) -> None:
        asked = {item.jump for item in intake.open_items(make(self.rules), self.rules)}
        assert asked <= {
            "applicant_name", "platform_name", "uscc", "registered_on", "legal_representative", "contact", "phone",
            "functions", "legal_form", "region_code", "finish",
        }  # fmt: skip

    def test_that_nobody_is_eligible_while_an_annex_is_undecided(self) -> None:
        file = make(self.rules, functions="platform", registered_on=date(2014, 4, 24))
        assert any("附件3" in says for says in eligibility.obstacles(file, self.rules))
        assert eligibility.eligible(judged(file, self.rules), self.rules)


class TestShandong:
    """鲁工信发〔2020〕4号: relaxations by legal form rest on a judgement; a revoked title bars for three years."""

    rules = regulation.load("shandong-2020")

    def test_that_a_relaxed_threshold_says_why_it_was_used(self) -> None:
        found = finding(self.rules, "total-assets", total_assets_wan=Decimal(150), **SOCIETY)
        assert found.weighed.case == "事业单位、民办非企业单位、社团法人"
        assert [leaf.outcome for leaf in found.weighed.leaves] == [NOT, MET, ASK]
        assert "服务业绩是否突出" in found.weighed.parts[1].parts[1].says

    def test_that_the_reviewer_settles_whether_results_are_outstanding(self) -> None:
        file = judged(make(self.rules, total_assets_wan=Decimal(150), **SOCIETY), self.rules)
        found = next(f for f in eligibility.findings(file, self.rules) if f.condition.id == "total-assets")
        assert found.standing is Standing.MET

    def test_that_a_revocation_names_the_day_from_which_one_may_apply_again(self) -> None:
        found = finding(self.rules, "not-barred", revoked_on=20220301)
        assert found.weighed.says == (
            "被撤销示范平台称号的日期（没有被撤销的填“无”） 2022-03-01，满 3 年之日为 2025-03-01，受理日 2024-06-15，"
            "要求早于受理日 3 年以上"
        )

    def test_that_the_sanction_carries_the_ban(self) -> None:
        assert [row.bars_years for row in self.rules.sanctions if row.id == "breach"] == [3]

    def test_that_boxes_of_a_form_that_is_not_to_hand_are_not_asked_for(self) -> None:
        year = {2023: {"firms_served": 130}}
        asked = {item.jump for item in intake.open_items(make(self.rules, years=year), self.rules)}
        assert not {box for box in asked if box.startswith(("operating_year:", "capital", "equipment", "staff:"))}
        assert not asked & {"statement", "recognition_documents", "investor", "service_line", "staff", "postcode"}
        assert {"applicant_name", "total_assets_wan", "signed_bodies", "functions", "legal_form"} <= asked

    def test_that_the_number_of_firms_to_ask_is_not_invented(self) -> None:
        assert (self.rules.survey.stated, self.rules.survey.satisfaction_at_least) == (False, Decimal(90))
        assert finding(self.rules, "satisfaction", grades="vv").outcome is MET


class TestXinjiang:
    """新工信规〔2021〕5号: the four southern prefectures by code, a commitment in lieu of two materials."""

    rules = regulation.load("xinjiang-2021")

    @pytest.mark.parametrize(
        ("code", "south"),
        [("652901", True), ("653022", True), ("653101", True), ("653201", True), ("652801", False), ("654002", False),
         ("659002", False)],
    )  # fmt: skip
    def test_that_the_southern_prefectures_are_known_by_their_codes(self, code: str, south: bool) -> None:
        found = finding(self.rules, "total-assets", total_assets_wan=Decimal(200), region_code=code)
        assert found.outcome is (MET if south else NOT)
        assert found.weighed.case == ("南疆四地州" if south else "")

    def test_that_only_two_materials_may_be_replaced_by_a_commitment(self) -> None:
        replaceable = {m.article for m in self.rules.materials if m.substitute}
        assert replaceable == {"第十一条（二）", "第十一条（六）"}
        assert all(m.substitute_article == "第十一条" for m in self.rules.materials if m.substitute)

    def test_that_the_completeness_check_says_what_may_stand_in(self) -> None:
        points = {one.material.id: one.points for one in evidence.standings(make(self.rules), self.rules)}
        assert any("告知承诺书" in point for point in points["licence"])
        assert not any("告知承诺书" in point for point in points["audit"])

    def test_that_the_report_has_its_seven_sections_and_sixty_firms(self) -> None:
        assert (len(self.rules.narrative), self.rules.firms_listed_at_least) == (7, 60)

    def test_that_boxes_its_form_does_not_have_are_not_asked_for(self) -> None:
        asked = {item.jump for item in intake.open_items(make(self.rules), self.rules)}
        assert not asked & {"statement", "recognition_documents", "government_support"}
        assert {"applicant_name", "staff", "firms", "signed_bodies"} <= asked


def test_that_a_statement_without_a_limit_is_never_too_long() -> None:
    rules = regulation.load("shandong-2020")
    file = make(rules, statement="平台" * 200)
    assert not [check for check in intake.checks(file, rules) if check.field == "statement"]


def test_that_all_of_xinjiang_lies_in_the_west() -> None:
    assert all(boxes.is_western(f"{code}01") for code in ("6529", "6530", "6531", "6532"))
