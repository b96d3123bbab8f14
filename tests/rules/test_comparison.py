"""Two editions side by side: like against like, marked in words, nothing lost on either side."""

from __future__ import annotations

from itertools import permutations

import pytest

from desktop_app.rules import comparison, edition_file, regulation
from desktop_app.rules.comparison import Comparison, Mark, Row
from desktop_app.rules.edition import Regulation
from tests.rules.made_up import EDITION

MADE_UP = edition_file.parse("yunling-2030.toml", EDITION.encode())
ALL = (*regulation.editions(), MADE_UP)
PAIRS = pytest.mark.parametrize(
    ("left", "right"), list(permutations(ALL, 2)), ids=[f"{a.id}-{b.id}" for a, b in permutations(ALL, 2)]
)


def row(found: Comparison, group: str, topic: str) -> Row:
    """The topic in a group, by the beginning of its name."""
    rows = next(one.rows for one in found.groups if one.title == group)
    return next(one for one in rows if one.topic.startswith(topic))


def pair(left: str, right: str) -> Comparison:
    return comparison.compare(regulation.load(left), regulation.load(right))


@pytest.mark.parametrize(
    ("left", "right", "group", "topic", "mark", "articles"),
    [
        ("national-2017", "shandong-2020", "基本条件", "资产总额", Mark.CHANGED, ("第十二条（一）", "第十四条（一）")),
        ("national-2017", "shandong-2020", "基本条件", "运营两年", Mark.SAME, ("第十二条（一）", "第十四条（一）")),
        (
            "national-2017",
            "xinjiang-2021",
            "基本条件",
            "年服务中小企业",
            Mark.CHANGED,
            ("第十二条（二）", "第七条（二）"),
        ),
        ("national-2017", "xinjiang-2021", "基本条件", "省级示范平台", Mark.LEFT, ("第十二条（四）", "")),
        ("national-2017", "shandong-2020", "服务功能", "咨询", Mark.RIGHT, ("", "第十二条")),
        ("national-2017", "shandong-2020", "申报材料", "经营服务场所", Mark.SAME, ("第十七条（四）", "第十九条（五）")),
        ("national-2017", "shandong-2020", "申报材料", "“信用中国”", Mark.RIGHT, ("", "第十九条（四）")),
        ("national-2017", "xinjiang-2021", "申报材料", "法人证书", Mark.CHANGED, ("第十七条（二）", "第十一条（二）")),
        ("national-2017", "shandong-2020", "期限", "工业和信息化部对申报材料", Mark.CHANGED, ("第十八条", "第二十条")),
        ("national-2017", "national-2025", "不得做的事", "不搞创建结果排名", Mark.RIGHT, ("", "第八条")),
        ("shandong-2020", "xinjiang-2021", "罚则", "在有效期内如有违法违规", Mark.CHANGED, ("第二十四条", "第十七条")),
    ],
)
def test_that_each_topic_stands_beside_its_like_with_both_articles(
    left: str, right: str, group: str, topic: str, mark: Mark, articles: tuple[str, str]
) -> None:
    found = row(pair(left, right), group, topic)
    told = (found.left.article if found.left else "", found.right.article if found.right else "")
    assert (found.mark, told) == (mark, articles)


def test_that_both_thresholds_are_said() -> None:
    found = row(pair("national-2017", "xinjiang-2021"), "基本条件", "资产总额")
    assert found.left is not None
    assert found.right is not None
    assert found.left.asks == ("资产总额不低于 300 万元",)
    assert found.right.asks == ("南疆四地州：资产总额不低于 150 万元", "其他情形：资产总额不低于 250 万元")


def test_that_another_wording_of_the_same_figure_is_told_apart_from_another_figure() -> None:
    found = pair("national-2017", "shandong-2020")
    assert row(found, "基本条件", "公益性或低收费").mark is Mark.WORDING  # 要不少于 / 不少于
    assert row(found, "功能要求：培训", "年培训").mark is Mark.CHANGED  # 2000 / 1200 人次


def test_that_conditions_of_other_names_meet_by_the_figure_they_compare() -> None:
    text = EDITION.replace('id = "two-of-three"', 'id = "x"').replace('id = "mean-revenue"', 'id = "income"')
    text = text.replace('title = "三年平均营业收入"', 'title = "收入"')
    other = edition_file.parse("other.toml", text.encode())
    found = row(comparison.compare(MADE_UP, other), "基本条件", "三年平均营业收入")
    assert found.right is not None
    assert found.mark is Mark.SAME


@pytest.mark.parametrize("edition", ALL, ids=lambda one: one.id)
def test_that_an_edition_is_the_same_as_itself(edition: Regulation) -> None:
    found = comparison.compare(edition, edition)
    assert found.count(*(mark for mark in Mark if mark is not Mark.SAME)) == 0


@PAIRS
def test_that_nothing_is_lost_and_nothing_stands_twice(left: Regulation, right: Regulation) -> None:
    found = comparison.compare(left, right)
    for side, edition in (("left", left), ("right", right)):
        sides = [getattr(one, side) for group in found.groups for one in group.rows if getattr(one, side) is not None]
        for rows in (edition.conditions, edition.terms, edition.duties, edition.sanctions, edition.prohibitions):
            for clause in rows:
                told = [one for one in sides if (one.article, one.says) == (clause.article, clause.says)]
                same = [one for one in rows if (one.article, one.says) == (clause.article, clause.says)]
                assert len(told) >= len(same), (side, clause.id)
        for material in edition.materials:
            assert sum((one.article, one.says) == (material.article, material.name) for one in sides) == 1


@PAIRS
def test_that_what_is_only_in_one_is_only_in_the_other_when_they_change_places(
    left: Regulation, right: Regulation
) -> None:
    there, back = comparison.compare(left, right), comparison.compare(right, left)
    assert there.count(Mark.SAME) == back.count(Mark.SAME)
    assert there.count(Mark.LEFT) - there.count(Mark.RIGHT) == back.count(Mark.RIGHT) - back.count(Mark.LEFT)


def test_that_each_mark_is_said_by_a_word_and_a_sign_of_its_own() -> None:
    assert len({mark.label for mark in Mark}) == len({mark.sign for mark in Mark}) == len(Mark)
