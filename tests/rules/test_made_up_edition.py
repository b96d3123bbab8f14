"""A measure that nobody here has read: every construct of the language in one file, without a line of Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Verdict
from desktop_app.records.kinds import Outcome
from desktop_app.rules import edition_file, eligibility, evidence, intake, readings, strict_toml, waivers
from desktop_app.rules.edition import Regulation
from desktop_app.rules.eligibility import Finding, Standing
from desktop_app.rules.strict_toml import WrongFile
from tests.rules import casefiles
from tests.rules.made_up import EDITION

MET, NOT, ASK, GAP, DOC = Outcome.MET, Outcome.NOT_MET, Outcome.TO_JUDGE, Outcome.MISSING, Outcome.UNDEFINED

STAFF = [
    {"name": "甲", "education": "本科", "title": "工程师"},
    {"name": "乙", "education": "硕士", "title": "高级工程师"},
    {"name": "丙", "education": "大专", "title": ""},
    {"name": "丁", "education": "高中", "title": ""},
    {"name": "戊", "education": "高中", "title": ""},
    {"name": "己", "education": "中专", "title": ""},
]
THREE_YEARS = {
    2021: {"revenue_wan": Decimal(150), "service_revenue_wan": Decimal(100), "firms_served": 40},
    2022: {"revenue_wan": Decimal(200), "service_revenue_wan": Decimal(110), "firms_served": 48},
    2023: {"revenue_wan": Decimal(280), "service_revenue_wan": Decimal(120), "firms_served": 55},
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Regulation]:
    """Write an edition's text to its file and read it as the program does."""

    def written(text: str) -> Regulation:
        path = tmp_path / "yunling-2030.toml"
        path.write_text(text, encoding="utf-8")
        return edition_file.read(path)

    return written


@pytest.fixture
def edition(write: Callable[[str], Regulation]) -> Regulation:
    return write(EDITION)


def finding(edition: Regulation, condition: str, **facts: Any) -> Finding:
    return casefiles.finding(edition, condition, **facts)


def years(**last: Any) -> dict[str, Any]:
    """Three years of operation with other values in the last."""
    return {"years": {**THREE_YEARS, 2023: {**THREE_YEARS[2023], **last}}}


CASES: list[tuple[str, dict[str, Any], Outcome, str]] = [
    # "≥ 60 firms or ≥ 50 % of income"
    ("scale", years(), GAP, "2 项至少满足 1 项，已满足 0 项"),
    ("scale", years(firms_served=60), MET, "2 项至少满足 1 项，已满足 1 项"),
    ("scale", years() | {"sme_income_wan": {2023: 140}}, MET, "2 项至少满足 1 项，已满足 1 项"),
    ("scale", years() | {"sme_income_wan": {2023: 139}}, NOT, "2 项至少满足 1 项，已满足 0 项"),
    # a threshold and a unit by category
    ("category-scale", {"category": 1} | years(firms_served=99), NOT,
     "年服务中小企业 99 家（2023 年），要求不低于 100 家"),
    ("category-scale", {"category": 1} | years(firms_served=100), MET,
     "年服务中小企业 100 家（2023 年），不低于 100 家"),
    ("category-scale", {"category": 2, "training_person_times": 999}, NOT, "年培训 999 人次，要求不低于 1,000 人次"),
    ("category-scale", {"category": 2, "training_person_times": 1000}, MET, "年培训 1,000 人次，不低于 1,000 人次"),
    ("category-scale", years(firms_served=500), GAP, "是否适用“人才培训类”的规定还不能确定：申报类别没有填写"),
    # a ratio of two counts
    ("titles", {"staff": STAFF}, MET,
     "人员名单中中级及以上职称的人员占人员名单人数 33.3 %（2 人 ÷ 6 人），不低于 30 %"),
    ("titles", {"staff": [*STAFF, STAFF[5]]}, NOT,
     "人员名单中中级及以上职称的人员占人员名单人数 28.6 %（2 人 ÷ 7 人），要求不低于 30 %"),
    # the mean of three years
    ("mean-revenue", years(), MET,
     "营业收入 3 年平均 210 万元（2021 年 150 万元，2022 年 200 万元，2023 年 280 万元），不低于 200 万元"),
    ("mean-revenue", years(revenue_wan=Decimal("249.9")), NOT,
     "营业收入 3 年平均 199.97 万元（2021 年 150 万元，2022 年 200 万元，2023 年 249.9 万元），要求不低于 200 万元"),
    # growth over three years, in per cent
    ("growth", years(), MET, "服务收入增长 20 %（2021 年 100 万元，2022 年 110 万元，2023 年 120 万元），不低于 20 %"),
    ("growth", years(service_revenue_wan=Decimal(119)), NOT,
     "服务收入增长 19 %（2021 年 100 万元，2022 年 110 万元，2023 年 119 万元），要求不低于 20 %"),
    # a nested head count
    ("people", {"staff_count": 20, "full_time": 15, "insured_designers": 3}, MET, "2 项都要满足，已满足 2 项"),
    ("people", {"staff_count": 20, "full_time": 15, "insured_designers": 2}, NOT, "2 项都要满足，已满足 1 项"),
    ("people", {"staff_count": 20, "full_time": 15, "insured_designers": 16}, GAP, "2 项都要满足，已满足 1 项"),
    # degree or title, degree and title; who holds both counts once
    ("degree-or-title", {"staff": STAFF}, MET, "人员名单中的专业人员 3 人，不低于 3 人"),
    ("degree-or-title", {"staff": STAFF[:2]}, NOT, "人员名单中的专业人员 2 人，要求不低于 3 人"),
    ("degree-and-title", {"staff": STAFF}, MET, "人员名单中学历和职称兼有的人员 2 人，不低于 2 人"),
    ("degree-and-title", {"staff": STAFF[1:]}, NOT, "人员名单中学历和职称兼有的人员 1 人，要求不低于 2 人"),
    # by legal form, by region group
    ("assets", {"total_assets_wan": 300, "legal_form": "enterprise", "region_code": "530300"}, MET,
     "资产总额 300 万元，不低于 300 万元"),
    ("assets", {"total_assets_wan": 300, "legal_form": "enterprise", "region_code": "530102"}, NOT,
     "资产总额 300 万元，要求不低于 500 万元"),
    ("assets", {"total_assets_wan": 100, "legal_form": "society", "region_code": "530102"}, MET,
     "资产总额 100 万元，不低于 100 万元"),
    # by tier and by sub-type
    ("stars", {"tier": 1, "subtype": 1, "laboratories": 2}, MET, "实验室 2 个，不低于 2 个"),
    ("stars", {"tier": 2, "subtype": 1, "laboratories": 3}, NOT, "实验室 3 个，要求不低于 4 个"),
    ("stars", {"tier": 3, "subtype": 1, "laboratories": 8}, MET, "实验室 8 个，不低于 8 个"),
    ("stars", {"tier": 3, "subtype": 2}, ASK, "设计能力是否与所报星级相当"),
    # k of n
    ("two-of-three", {"premises_m2": 300, "equipment_count": 20, "capital_wan": 1}, MET,
     "3 项至少满足 2 项，已满足 2 项"),
    ("two-of-three", {"premises_m2": 299, "equipment_count": 19, "capital_wan": 100}, NOT,
     "3 项至少满足 2 项，已满足 1 项"),
    # a satisfaction rate that does not count 基本满意
    ("satisfaction", {"grades": "vvvvb"}, MET, "用户满意度 80 %，不低于 80 %"),
    ("satisfaction", {"grades": "vvvbb"}, NOT, "用户满意度 60 %，要求不低于 80 %"),
    # a document that isn't to hand
    ("standard", {}, DOC, "由附件3《评价标准》规定，该文件没有收录，不能自动判断"),
    # barred: by a title still valid, a base title, a related body, a ban of three years
    ("still-valid", {"title_until": 0}, MET, "现有称号的有效期至：无"),
    ("still-valid", {"title_until": 20240614}, MET, "现有称号的有效期至 2024-06-14，受理日 2024-06-15"),
    ("still-valid", {"title_until": 20241231}, MET, "现有称号的有效期至 2024-12-31，受理日 2024-06-15"),
    ("still-valid", {"title_until": 20250101}, NOT,
     "现有称号的有效期至 2025-01-01，受理日 2024-06-15，要求早于受理日，或在受理当年"),
    ("base", {"base_title": 1}, MET, "示范基地称号：没有"),
    ("base", {"base_title": 2}, NOT, "示范基地称号：持有，要求“没有”"),
    ("related", {"related_body": 2}, MET, "关联单位本年度申报情况：关联单位未申报"),
    ("related", {"related_body": 3}, NOT,
     "关联单位本年度申报情况：关联单位已申报，要求“没有关联单位”或“关联单位未申报”"),
    ("ban", {"revoked_on": 20210615}, MET, "被撤销称号的日期 2021-06-15，满 3 年之日为 2024-06-15，受理日 2024-06-15"),
    ("ban", {"revoked_on": 20210616}, NOT,
     "被撤销称号的日期 2021-06-16，满 3 年之日为 2024-06-16，受理日 2024-06-15，要求早于受理日 3 年以上"),
    ("ban", {}, GAP, "受理录入中的“被撤销称号的日期”还没有填写"),
    # figures that only this regulation asks for
    ("law", {"law_lectures": 5}, NOT, "法律宣讲 5 次，要求不低于 6 次"),
    ("law", {"law_lectures": 6}, MET, "法律宣讲 6 次，不低于 6 次"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "facts", "outcome", "says"), CASES)
def test_that_every_construct_is_weighed_and_explained(
    edition: Regulation, condition: str, facts: dict[str, Any], outcome: Outcome, says: str
) -> None:
    facts = {name: Decimal(value) if name.endswith(("_wan", "_m2")) and isinstance(value, int) else value
             for name, value in facts.items()}  # fmt: skip
    found = finding(edition, condition, **facts)
    assert (found.outcome, found.weighed.says) == (outcome, says)


def test_that_more_than_the_whole_is_a_mistake_in_the_papers(edition: Regulation) -> None:
    found = finding(edition, "people", staff_count=20, full_time=15, insured_designers=16)
    said = [leaf.says for leaf in found.weighed.leaves]
    assert said[1] == "其中缴纳社保的设计师 16 人多于专职人员 15 人，两处数据有误"
    assert found.weighed.closes == "核对两处数据"


def test_that_the_case_that_was_used_is_named(edition: Regulation) -> None:
    assert finding(edition, "stars", tier=3, subtype=1, laboratories=8).weighed.case == "五星"
    assert finding(edition, "category-scale", category=2, training_person_times=1).weighed.case == "人才培训类"


def test_that_a_condition_for_enterprises_asks_nothing_of_others(edition: Regulation) -> None:
    years = {2023: {"tax_wan": Decimal("9.99")}}
    assert finding(edition, "tax", legal_form="enterprise", years=years).outcome is NOT
    society = casefiles.make(edition, legal_form="society", years=years)
    assert "tax" not in {found.condition.id for found in eligibility.findings(society, edition)}
    materials = {one.material.id for one in evidence.standings(society, edition)}
    assert "tax" not in materials


@pytest.mark.parametrize(("reading", "people"), [("either", 3), ("both", 2)])
def test_that_degree_and_title_is_read_as_the_file_says(
    write: Callable[[str], Regulation], reading: str, people: int
) -> None:
    edition = write(EDITION.replace('head_count = "either"', f'head_count = "{reading}"'))
    assert finding(edition, "degree-or-title", staff=STAFF).weighed.value == f"{people} 人"


@pytest.mark.parametrize(("counts", "percent"), [('["very"]', "60 %"), ('["very", "basically"]', "100 %")])
def test_that_a_satisfaction_rate_counts_what_the_file_says(
    write: Callable[[str], Regulation], counts: str, percent: str
) -> None:
    edition = write(EDITION.replace('counts = ["very"]', f"counts = {counts}"))
    assert finding(edition, "satisfaction", grades="vvvbb").weighed.value == percent


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("云岭装备公共服务平台", []),
        ("澜江市中小企业服务中心", []),
        ("石川装备公共服务平台", ["开头"]),
        ("云岭装备公共服务站", ["结尾"]),
        ("云岭国家示范平台", ["不能含“国家”", "不能含“示范”"]),
    ],
)
def test_that_a_name_is_held_against_prefix_suffix_and_forbidden_words(
    edition: Regulation, name: str, says: list[str]
) -> None:
    file = casefiles.make(edition, platform_name=name)
    told = [check.says for check in intake.checks(file, edition) if check.field == "platform_name"]
    assert len(told) == len(says)
    for sentence, words in zip(told, says, strict=True):
        assert words in sentence


@pytest.mark.parametrize(
    ("lectures", "people", "enough"), [(6, 500, True), (6, 499, False), (5, 499, False)]
)  # the first function is judged, two of three are asked for
def test_that_at_least_k_of_n_functions_have_to_be_met(
    edition: Regulation, lectures: int, people: int, enough: bool
) -> None:
    facts = {"functions": "training,law", "law_lectures": lectures, "training_person_times": people}
    says = eligibility.obstacles(casefiles.make(edition, **facts), edition)
    lacking = any("至少 2 项功能要求" in sentence for sentence in says)
    assert lacking is not enough


def complete(edition: Regulation) -> Casefile:
    """A dossier that reaches everything that figures decide."""
    return casefiles.make(
        edition, region_code="530300", legal_form="enterprise", functions="training,law", staff=STAFF, staff_count=20,
        total_assets_wan=Decimal(300), premises_m2=Decimal(300), equipment_count=20, grades="vvvvv",
        years={y: {**row, "tax_wan": Decimal(10), "firms_served": 100} for y, row in THREE_YEARS.items()},
        category=1, tier=1, subtype=1, laboratories=2, full_time=15, insured_designers=3, law_lectures=6,
        training_person_times=500, title_until=0, base_title=1, related_body=1, revoked_on=0,
        sme_income_wan={2023: 140},
    )  # fmt: skip


def test_that_the_whole_edition_can_be_passed(edition: Regulation) -> None:
    file = complete(edition)
    assert [found.condition.id for found in eligibility.findings(file, edition) if found.is_open] == ["standard"]
    assert eligibility.obstacles(casefiles.judged(file, edition), edition) == ()


@pytest.mark.parametrize("full", [True, False])
def test_that_it_explains_itself_in_chinese_alone(edition: Regulation, full: bool) -> None:
    """No name of the file, no English word and no bare number slips into what the reviewer reads."""
    file = complete(edition) if full else casefiles.make(edition, functions="information,training,law")
    for found in eligibility.findings(file, edition):
        for leaf in found.weighed.leaves:
            for words in (leaf.says, leaf.closes, leaf.value, leaf.note):
                assert not re.search(r"[A-Za-z_]{2,}|None", words), words
            assert re.search(r"[\u4e00-\u9fff]", leaf.says)
            assert leaf.closes or leaf.outcome in (MET, NOT)


def test_that_a_relaxation_without_a_figure_is_a_persons_decision(edition: Regulation) -> None:
    facts = {"region_code": "532601", "years": {2023: {"firms_served": 1, "revenue_wan": Decimal(9)}},
             "sme_income_wan": {2023: 0}}  # fmt: skip
    found = finding(edition, "scale", **facts)
    assert (found.outcome, found.relaxable) == (NOT, True)
    file = casefiles.make(edition, **facts)
    decided = Verdict(
        dossier_id=1, condition="scale", decision="relaxed", reason="边境县企业少", decided_by="周正",
        decided_at=casefiles.NOW,
    )  # fmt: skip
    relaxed = eligibility.findings(replace(file, verdicts=(decided,)), edition)
    assert [one.standing for one in relaxed if one.condition.id == "scale"] == [Standing.RELAXED]
    inland = finding(edition, "scale", **{**facts, "region_code": "530102"})
    assert not inland.relaxable


def test_that_a_material_may_be_replaced_or_left_out(edition: Regulation) -> None:
    standings = {one.material.id: one for one in evidence.standings(complete(edition), edition)}
    assert any("告知承诺书" in point for point in standings["licence"].points)
    assert standings["awards"].state is evidence.State.OPTIONAL
    assert standings["tax"].state is evidence.State.MISSING


class TestNotice:
    """A yearly notice drops a condition or a material of its measure."""

    def read(self, text: str, edition: Regulation) -> waivers.Waiver:
        table = strict_toml.parse("yunling-2031.toml", text.encode()).table("waives")
        assert table is not None
        return waivers.read(table, "云工信函〔2031〕5号", edition)

    def test_that_what_is_dropped_is_no_longer_asked_for(self, edition: Regulation) -> None:
        text = '[waives]\narticle = "二"\nconditions = ["growth"]\nmaterials = ["tax"]'
        this_year = waivers.apply(edition, self.read(text, edition))
        file = complete(this_year)
        assert "growth" not in {found.condition.id for found in eligibility.findings(file, this_year)}
        assert "tax" not in {one.material.id for one in evidence.standings(file, this_year)}
        assert this_year.condition("tax").materials == ()
        assert edition.condition("growth")

    def test_that_it_says_what_was_dropped_by_whom(self, edition: Regulation) -> None:
        text = '[waives]\narticle = "二"\nconditions = ["growth"]\nmaterials = ["tax"]'
        told = [(row.kind, row.title, row.notice) for row in waivers.apply(edition, self.read(text, edition)).waived]
        number = "云工信函〔2031〕5号"
        assert told == [("condition", "三年服务收入增长", number), ("material", "完税证明", number)]

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('article = "二"\nconditions = ["grow"]', "没有名为“grow”的条件"),
            ('article = "二"\nmaterials = ["taxes"]', "没有名为“taxes”的材料"),
            ('article = "二"', "没有写免去哪些条件"),
            ('conditions = ["growth"]', "没有写依据的条款"),
            ('article = "二"\nconditions = ["law"]', "条件全都免去了"),
            ('article = "二"\nconditions = ["growth"]\nwhy = "x"', "不认识“why”"),
        ],
    )
    def test_that_a_wrong_waiver_is_refused(self, edition: Regulation, text: str, says: str) -> None:
        with pytest.raises(WrongFile, match=says):
            self.read(f"[waives]\n{text}", edition)


MISTAKES = [
    ('choices = ["三星", "四星", "五星"]', "", "要列出可选的几种"),
    ('when = { tier = "四星" }', 'when = { tier = "六星" }', "“tier”没有“六星”这一种"),
    ('when = { category = "人才培训类" }', 'when = { category = "培训" }', "“category”没有“培训”这一种"),
    ('name = "subtype"', 'name = "direction"', "没有列出“subtype”有哪几种"),
    ('past = "revoked_on"', 'past = "revoked"', "没有名为“revoked”的日期"),
    ('past = "revoked_on"', 'past = "base_title"', "没有名为“base_title”的日期"),
    ('chosen = "base_title", among = ["没有"]', 'chosen = "base_title"', "没有写哪些选项符合"),
    ('chosen = "base_title", among = ["没有"]', 'chosen = "base_title", among = ["无"]', "没有“无”这一种"),
    ('chosen = "base_title"', 'chosen = "law_lectures"', "没有列出“law_lectures”有哪几种"),
    ('within = "full_time"', 'within = "fulltime"', "没有名为“fulltime”的数据项"),
    ('figure = "laboratories"', 'figure = "tier"', "没有名为“tier”的数据项"),
    ('name = "title_until"\nlabel = "现有称号的有效期至"\nday = true',
     'name = "title_until"\nlabel = "现有称号的有效期至"\nday = true\nby_year = true', "不按年度填写"),
    ('choices = ["没有", "持有"]', 'choices = ["没有", "持有"]\nday = true', "不能既是选项"),
    ('what = "ranking"', 'what = "rank"', "没有名为“rank”的禁止事项"),
    ('leads_to = ["recognition"]', 'leads_to = ["recognise"]', "“recognise”不存在"),
    ('terms = ["notice", "validity"]', 'terms = ["notices"]', "“notices”不存在"),
    ('counts_from = "review"', 'counts_from = "reviews"', "没有这个步骤"),
    ("due = { month = 1, day = 15 }", "due = { month = 2, day = 30 }", "没有 2 月 30 日这一天"),
    ("due = { month = 1, day = 15 }", "due = { month = 13 }", "这一天"),
    ("due = { month = 1, day = 15 }",
     'due = { month = 1 }\nwithin = { length = 1, unit = "day", after = "更名" }', "只能写一个"),
    ('who = "platform"\ndue', 'who = "plattform"\ndue', "没有名为“plattform”的办事方"),
    ('effect = "revoked"', 'effect = "revoke"', "没有名为“revoke”的处理"),
    ('region = "53"', 'region = "530"', "行政区划代码的开头"),
    ('region = "53"', 'region = "99"', "行政区划代码的开头"),
    ('substitute = { name = "告知承诺书", article = "第二十二条" }', 'substitute = { name = "告知承诺书" }',
     "没有写依据的条款"),
    ('id = "validity"', 'id = "notice"', "期限编号“notice”用了两次"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), MISTAKES)
def test_that_a_slip_in_any_construct_is_refused_in_words(
    write: Callable[[str], Regulation], old: str, new: str, says: str
) -> None:
    assert old in EDITION
    with pytest.raises(WrongFile, match=says) as caught:
        write(EDITION.replace(old, new, 1))
    assert caught.value.says.startswith("yunling-2030.toml")
    assert caught.value.says.endswith("。")


@pytest.mark.parametrize(
    ("figure", "typed", "kept", "shown"),
    [
        ("tier", "四星", Decimal(2), "四星"),
        ("tier", "", None, ""),
        ("title_until", "2024年12月31日", Decimal(20241231), "2024-12-31"),
        ("title_until", "无", Decimal(0), "无"),
        ("title_until", "", None, ""),
        ("law_lectures", "12 次", Decimal(12), "12"),
    ],
)
def test_that_a_choice_and_a_day_are_kept_and_shown_in_words(
    edition: Regulation, figure: str, typed: str, kept: Decimal | None, shown: str
) -> None:
    asked = next(row for row in edition.figures if row.name == figure)
    assert readings.asked(asked, typed, f"figure:{figure}:0") == kept
    assert asked.shown(kept) == shown


def test_that_it_is_offered_where_and_when_it_is_in_force(edition: Regulation) -> None:
    assert (edition.covers("530102"), edition.covers("650102")) == (True, False)
    assert (edition.holds_on(date(2023, 12, 31)), edition.holds_on(date(2024, 1, 1))) == (False, True)
