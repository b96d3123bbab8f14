"""The editions beside the published texts: nothing left out, nothing invented."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal

import pytest

from desktop_app.rules import catalogue, doubts, edition_file, quotations, regulation
from desktop_app.rules.edition import Regulation
from desktop_app.rules.fields import FIELD, ROWS
from tests.rules.published import PUBLISHED

EDITIONS = pytest.mark.parametrize("edition", [regulation.load(name) for name in PUBLISHED], ids=list(PUBLISHED))
ARTICLE = re.compile(r"第[一二三四五六七八九十]+条")
HALF = str.maketrans(",;():", "，；（）：")

SILENT: dict[str, str] = {
    # articles that state no condition, function, material, limit of time, duty or sanction
    "national-2017": "第一条 第二条 第三条 第四条 第五条 第六条 第二十五条 第二十六条 第二十七条 第二十八条",
    "national-2025": "第一条 第四条 第十五条 第十六条 第十九条",
    "shandong-2020": "第一条 第二条 第三条 第四条 第五条 第六条 第二十七条 第二十八条 第二十九条",
    "xinjiang-2021": "第一条 第二条 第三条 第四条 第五条 第二十一条 第二十二条 第二十三条 第二十四条",
}


def sentences(text: str) -> list[str]:
    flat = "".join(text.split()).translate(HALF)
    return [part for part in re.split("[。；：]", flat) if part]


def whole(edition: Regulation) -> dict[str, list[str]]:
    """The sentences of each article, its items together."""
    found: dict[str, list[str]] = {}
    for place, text in edition.articles:
        number = ARTICLE.match(place)
        if number:
            found.setdefault(number[0], []).extend(sentences(text))
    return found


@EDITIONS
def test_that_every_article_is_quoted_to_the_letter(edition: Regulation) -> None:
    kept = {}
    for article, found in whole(edition).items():
        fingerprint = hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()[:16]
        kept[article] = (len(found), fingerprint)
    assert kept == PUBLISHED[edition.id]


@EDITIONS
def test_that_every_rule_quotes_the_article_it_names(edition: Regulation) -> None:
    wording = dict(edition.articles)
    for _key, called, name, article, says in quotations.quoted(edition):
        bare = "".join(says.split()).rstrip("。；")
        assert bare in "".join(wording[article].split()), (called, name, article)


@EDITIONS
def test_that_every_article_that_asks_for_something_is_a_rule(edition: Regulation) -> None:
    rests_on = [row[3] for row in quotations.quoted(edition)] + [edition.functions_article]
    ruled = set(ARTICLE.findall(" ".join([*rests_on, edition.recommendation_article])))
    assert set(PUBLISHED[edition.id]) - ruled == set(SILENT[edition.id].split())


@EDITIONS
def test_that_every_figure_stands_in_the_article_it_rests_on(edition: Regulation) -> None:
    assert doubts.figures(edition) == ()


@EDITIONS
def test_that_every_figure_can_be_filled_in(edition: Regulation) -> None:
    assert doubts.not_asked(edition) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("national-2017", 'figure = "total_assets_wan", at_least = 300', 'figure = "total_assets_wan", at_least = 30',
         "条件“资产总额不低于 300 万元”写的是 30，“第十二条（一）”的原文中没有这个数。请核对是否写错。"),
        ("national-2017", "length = 15", "length = 5",
         "期限“public-notice”写的是 5，“第十八条”的原文中没有这个数。请核对是否写错。"),
        ("xinjiang-2021", 'when = { region = "southern-prefectures" }\nat_least = 150',
         'when = { region = "southern-prefectures" }\nat_least = 15',
         "条件“资产总额不低于 250 万元”写的是 15，“第七条（一）”的原文中没有这个数。请核对是否写错。"),
        ("shandong-2020", 'figure = "total_assets_wan", at_least = 100', 'figure = "total_assets_wan", at_least = 99',
         "条件“资产总额不低于200万元”写的是 99，“第十四条”的原文中没有这个数。请核对是否写错。"),
        ("shandong-2020", "bars_years = 3", "bars_years = 30",
         "罚则“breach”写的是 30，“第二十四条”的原文中没有这个数。请核对是否写错。"),
        ("shandong-2020", 'past = "revoked_on", years = 3', 'past = "revoked_on", years = 30',
         "条件“被撤销称号的，3年内不得申报”写的是 30，“第二十四条”的原文中没有这个数。请核对是否写错。"),
    ],
)  # fmt: skip
def test_that_a_slip_in_a_figure_is_doubted(name: str, old: str, new: str, says: str) -> None:
    text = regulation.text(name).decode()
    assert old in text
    assert doubts.figures(edition_file.parse("x.toml", text.replace(old, new, 1).encode())) == (says,)


@pytest.mark.parametrize(
    ("text", "found"),
    [("运营两年以上", {2}), ("占80%以上", {80}), ("年培训 1,200 人次", {1200}), ("百分之八十", {80}),
     ("二十五家", {25}), ("十二次", {12}), ("8.5亿元", {Decimal("8.5")}), ("稳步增长", set())],
)  # fmt: skip
def test_that_numbers_are_found_in_digits_and_in_words(text: str, found: set[Decimal]) -> None:
    assert doubts.numbers(text) >= {Decimal(one) for one in found}


ANNEX = "《国家中小企业公共服务示范平台（基地）创建及认定标准（平台类）》（附件1）"
UNDEFINED = f'undefined = "{ANNEX}"'
MEETS = "条件“达到平台类创建标准”"


def annexed(require: str, *changes: tuple[str, str]) -> Regulation:
    """national-2025 with a requirement in the place of its first annex."""
    text = regulation.text("national-2025").decode()
    for old, new in ((UNDEFINED, require), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return edition_file.parse("national-2025.toml", text.encode())


@pytest.mark.parametrize(
    ("require", "figure", "place", "key"),
    [
        ('figure = "firms_served", at_least = 500', "年服务中小企业", "运营管理情况的“服务中小企业户数”",
         "operating_year"),
        ('mean = "tax_wan", years = 3, at_least = 1', "上缴税金", "运营管理情况的“上缴税金”", "operating_year"),
        ('figure = "total_assets_wan", at_least = 1', "资产总额", "“上年末总资产”", "total_assets_wan"),
        ('figure = "institutions_gathered", at_least = 1', "集聚服务机构", "“签订合作协议的单位”", "signed_bodies"),
        ('figure = "firms_listed", at_least = 1', "名单所列服务企业", "服务企业名单", "firms"),
        ('figure = "title_listed", at_least = 1', "人员名单中中级及以上职称的人员", "人员名单", "staff"),
    ],
)  # fmt: skip
def test_that_a_figure_whose_box_is_not_asked_is_doubted(require: str, figure: str, place: str, key: str) -> None:
    says = (
        f"{MEETS}要用“{figure}”，它出自{place}，而 boxes_not_asked 写着不问，条件会一直定不下来。"
        f"请从 boxes_not_asked 中删去“{key}”。"
    )
    assert doubts.not_asked(annexed(require)) == (says,)


def test_that_every_figure_names_a_box_that_an_edition_can_leave_out() -> None:
    cells = {f"{table}:{spec.name}" for table, specs in ROWS.items() for spec in specs}
    boxes = {figure.name: figure.box for figure in catalogue.KNOWN}
    assert [name for name, box in boxes.items() if box not in {*FIELD, *edition_file.LISTS, *cells}] == [
        "satisfaction_percent"
    ]
    assert {figure.name for figure in catalogue.KNOWN if figure.box in cells} == {
        name for name, by_year in catalogue.by_year().items() if by_year
    }


def test_that_a_single_column_that_is_not_asked_is_doubted() -> None:
    own = ('"operating_year", "service_line"', '"operating_year:firms_served", "service_line"')
    found = doubts.not_asked(annexed('figure = "firms_served", at_least = 1', own))
    assert [one.endswith("删去“operating_year:firms_served”。") for one in found] == [True]
    assert doubts.not_asked(annexed('figure = "revenue_wan", at_least = 1', own)) == ()


def test_that_every_figure_of_a_requirement_is_looked_at_wherever_it_stands() -> None:
    case = '{ figure = "premises_m2", at_least = 1 }'
    require = (
        'any = [{ ratio = ["professionals_count", "staff_count"], at_least = 80 },'
        f' {case}, {case}, {{ judge = "是否" }}, {{ figure = "operating_years", at_least = 3 }}]'
    )
    found = doubts.not_asked(annexed(require))
    assert [one.rpartition("删去")[2] for one in found] == [
        "“professionals_count”。",
        "“staff_count”。",
        "“premises_m2”。",
    ]


@pytest.mark.parametrize(
    ("case", "box", "called"),
    [
        ('legal_form = "enterprise"', "legal_form", "单位类别"),
        ('region = "south"', "region_code", "注册地行政区划代码"),
    ],
)
def test_that_a_case_whose_box_is_not_asked_is_doubted(case: str, box: str, called: str) -> None:
    require = f'figure = "operating_years", at_least = 3, instead = [{{ when = {{ {case} }}, at_least = 2 }}]'
    south = ("[choice_of_functions]", '[regions.south]\ncodes = ["6529"]\n\n[choice_of_functions]')
    edition = annexed(require, south, ('"filed_on", ', f'"filed_on", "{box}", '))
    says = (
        f"{MEETS}按“{called}”区分情形，而 boxes_not_asked 写着不问，条件会一直定不下来。"
        f"请从 boxes_not_asked 中删去“{box}”。"
    )
    assert doubts.not_asked(edition) == (says,)
    assert doubts.not_asked(annexed(require, south)) == ()


def test_that_a_satisfaction_without_a_survey_is_doubted() -> None:
    says = (
        f"{MEETS}要用“用户满意度”，而 [survey] 写着 required = false（不测评），条件会一直定不下来。"
        "请在 [survey] 中写明抽取家数、门槛和条款。"
    )
    assert doubts.not_asked(annexed('figure = "satisfaction_percent", at_least = 80')) == (says,)
