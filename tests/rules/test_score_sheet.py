"""Score sheets: what they add up to, and every mistake in a file named by its place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.rules import score_sheet
from desktop_app.rules.score_sheet import ScoreSheet
from desktop_app.rules.strict_toml import WrongFile

SHEET = """
id = "made-up"
title = "评分表"
spread_limit = 12
[[criterion]]
id = "work"
title = "运营"
weight = 40
anchor = [{ at_least = 60, says = "尚可" }, { at_least = 90, says = "突出" }, { at_least = 0, says = "不足" }]
[[criterion]]
id = "site"
title = "场地"
weight = 30
full = 20
step = 0.5
[[criterion]]
id = "extra"
title = "特色"
weight = 30
[[criterion.addition]]
id = "award"
says = "表彰"
points = 40
most = 4
[[criterion.addition]]
id = "mode"
says = "模式"
points = 25
"""


@pytest.fixture(scope="module")
def sheet() -> ScoreSheet:
    return score_sheet.parse("made-up", SHEET)


@pytest.mark.parametrize(
    ("marks", "total"),
    [
        ({"work": "100", "site": "20", "extra/award": "4", "extra/mode": "1"}, "100.00"),  # 185 points, capped at 100
        ({"work": "80", "site": "10", "extra/award": "1", "extra/mode": "1"}, "66.50"),  # 32 + 15 + 19.5
        ({"work": "0", "site": "0"}, "0.00"),  # nought is a mark
        ({"work": "85", "site": "13.5", "extra/award": "2"}, "78.25"),  # 34 + 20.25 + 24
    ],
)
def test_that_increments_are_capped_and_then_weighted(sheet: ScoreSheet, marks: dict[str, str], total: str) -> None:
    assert score_sheet.total(sheet, {key: Decimal(mark) for key, mark in marks.items()}) == Decimal(total)


def _marks(sheet: ScoreSheet) -> st.SearchStrategy[dict[str, Decimal]]:
    return st.fixed_dictionaries(
        {
            entry.key: st.integers(0, int(entry.most / entry.step)).map(lambda n, step=entry.step: n * step)
            for entry in sheet.entries
        }
    )


@given(st.data())
def test_that_a_total_stays_within_bounds_and_never_falls_when_a_mark_rises(data: st.DataObject) -> None:
    sheet = score_sheet.parse("made-up", SHEET)
    marks = data.draw(_marks(sheet))
    total = score_sheet.total(sheet, score_sheet.check(sheet, marks))
    exact = sum(
        Fraction(score_sheet.reached(one, marks)) / Fraction(one.full) * Fraction(one.weight) for one in sheet.criteria
    )
    assert 0 <= total <= 100
    assert abs(Fraction(total) - exact) <= Fraction(1, 200)
    entry = data.draw(st.sampled_from(sheet.entries))
    raised = {**marks, entry.key: min(marks[entry.key] + entry.step, entry.most)}
    assert score_sheet.total(sheet, raised) >= total


def test_that_an_anchor_says_what_a_mark_means(sheet: ScoreSheet) -> None:
    work = sheet.criterion("work")
    assert [work.anchor(Decimal(mark)) for mark in (95, 90, 89, 60, 5)] == ["突出", "突出", "尚可", "尚可", "不足"]


@pytest.mark.parametrize(
    ("marks", "field", "words"),
    [
        ({"site": "5"}, "work", "还没有评分"),
        ({"work": "101", "site": "5"}, "work", "0 到 100"),
        ({"work": "-1", "site": "5"}, "work", "0 到 100"),
        ({"work": "NaN", "site": "5"}, "work", "0 到 100"),
        ({"work": "50", "site": "5.25"}, "site", "以 0.5 为一档"),
        ({"work": "50", "site": "5", "extra/award": "5"}, "extra/award", "0 到 4"),
        ({"work": "50", "site": "5", "other": "5"}, "other", "没有这一项"),
    ],
)
def test_that_a_mark_out_of_bounds_is_refused_at_its_entry(
    sheet: ScoreSheet, marks: dict[str, str], field: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        score_sheet.check(sheet, {key: Decimal(mark) for key, mark in marks.items()})
    assert refused.value.field == field
    assert marks.get(field, "?") not in refused.value.says.replace("0 到 100", "")  # a refusal tells nobody the mark


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "made-up"', 'id = "other"', "不一致"),
        ("weight = 40", "weight = 41", "合计应为 100，现在是 101"),
        ("weight = 40", "", "缺“weight”"),
        ("weight = 40", 'weight = "40"', "数值"),
        ("weight = 40", "weight = 0", "大于 0"),
        ("full = 20", "full = 120", "不超过 100"),
        ("full = 20", "full = 20\ncap = 25", "不超过 20"),
        ("step = 0.5", "step = 3", "整数倍"),
        ("at_least = 90", "at_least = 60", "起点（at_least）相同"),
        ("at_least = 90", "at_least = 101", "0 到满分 100"),
        ('says = "突出"', 'say = "突出"', "缺“says”"),
        ('id = "site"', 'id = "work"', "用了两次"),
        ('id = "mode"', 'id = "award"', "用了两次"),
        ('id = "award"', 'id = "a/b"', "只能用英文字母"),
        ("points = 40", "points = 0", "大于 0"),
        ("most = 4", "most = 0", "不能小于 1"),
        ("spread_limit = 12", "spread_limit = 0", "大于 0"),
        ("spread_limit = 12", "spread_limits = 12", "不认识“spread_limits”"),
        ("title = \"评分表\"", "", "缺“title”"),
        ("spread_limit = 12", "drop_highest_and_lowest = 1", "true"),
    ],
)  # fmt: skip
def test_that_a_wrong_file_is_refused_with_its_place(old: str, new: str, words: str) -> None:
    with pytest.raises(WrongFile, match=words) as refused:
        score_sheet.parse("made-up", SHEET.replace(old, new, 1))
    assert refused.value.says.startswith("made-up.toml")


def test_that_a_sheet_without_criteria_is_refused() -> None:
    with pytest.raises(WrongFile, match="一个评分项也没有"):
        score_sheet.parse("empty", 'id = "empty"\ntitle = "空"\n')


def test_that_every_sheet_that_comes_with_the_program_can_be_read_and_leaves_no_extreme_out() -> None:
    found = score_sheet.choices()
    assert [one.id for one in found] == ["office-general"]
    assert not any(one.trims for one in found)
    assert all(anchor.says for one in found for criterion in one.criteria for anchor in criterion.anchors)


@pytest.mark.parametrize("sheet_id", ["", "../regulations/national-2017", "missing"])
def test_that_no_sheet_is_looked_for_outside_its_folder(sheet_id: str) -> None:
    with pytest.raises(Refusal, match="没有编号为"):
        score_sheet.load(sheet_id)
