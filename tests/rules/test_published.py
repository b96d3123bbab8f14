"""The editions beside the published texts: nothing left out, nothing invented."""

from __future__ import annotations

import hashlib
import re

import pytest

from desktop_app.rules import quotations, regulation
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
def test_that_no_threshold_is_larger_or_smaller_than_a_number_in_its_article(edition: Regulation) -> None:
    """Each figure of a requirement stands as a number in the text that it rests on."""
    wording = dict(edition.articles)
    for condition in edition.conditions:
        text = wording[condition.article] + wording.get("第十四条", "")
        numbers = {int(number) for number in re.findall(r"\d+", text)} | {2, 0}  # 两年以上; 增长
        asked = {int(found) for found in re.findall(r"Decimal\('(\d+)'\)", repr(condition.require))}
        assert asked <= numbers, (condition.id, asked - numbers)
