"""The editions beside the published texts: nothing left out, nothing invented."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal

import pytest

from desktop_app.rules import doubts, edition_file, quotations, regulation
from desktop_app.rules.edition import Regulation
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
