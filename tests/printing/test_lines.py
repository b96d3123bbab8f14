"""Chinese line breaking, for all texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.printing.lines import CLOSING, OPENING, clusters, wrap


class Square:
    """A face in which ASCII is half an em wide and everything else a whole one."""

    def width(self, text: str, size: float) -> float:
        return sum(0.5 if char < "\x7f" else 1.0 for char in text) * size


FACE = Square()
LETTERS = st.text(alphabet="中小企业平台服务（）《》“”，。、；：！？～/　%15aB.- ", max_size=120)


def texts(text: str, room: float, indent: float = 0.0) -> list[str]:
    return [line.text for line in wrap(text, FACE, 1.0, room, indent)]


def test_that_a_closing_mark_is_carried_over_with_the_character_before_it() -> None:
    assert texts("一二三四五六，七八", 6) == ["一二三四五", "六，七八"]


def test_that_an_opening_mark_goes_with_what_it_opens() -> None:
    assert texts("一二三四五《六七》", 6) == ["一二三四五", "《六七》"]


def test_that_an_empty_place_stays_with_its_brackets() -> None:
    assert texts("依据《　　　　》（　　），经审", 7) == ["依据", "《　　　　》", "（　　），经审"]


def test_that_a_stroke_between_two_words_begins_no_line() -> None:
    assert texts("一二三四人/次", 5) == ["一二三四", "人/次"]
    assert texts("一二三四～六", 4) == ["一二三", "四～六"]


def test_that_a_number_with_its_unit_sign_stays_whole() -> None:
    assert texts("满意度为98.6%以上", 6) == ["满意度为", "98.6%以上"]


def test_that_dashes_and_dots_in_pairs_stay_together() -> None:
    assert texts("一二三四五——六", 6) == ["一二三四五", "——六"]


def test_that_a_space_at_the_end_of_a_line_costs_no_room() -> None:
    assert texts("融资总额 3.2 亿元", 6) == ["融资总额 3.2", "亿元"]
    assert texts("融资额达 3.2 亿元，", 5.5) == ["融资额达", "3.2 亿元，"]


def test_that_a_run_longer_than_a_line_is_cut() -> None:
    assert texts("a" * 25, 5) == ["a" * 10, "a" * 10, "a" * 5]


def test_that_only_the_first_line_of_a_paragraph_is_indented_and_only_full_lines_run_on() -> None:
    lines = wrap("一二三四五六七八\n九十", FACE, 1.0, 5, 2)
    assert [(line.text, line.indent, line.runs_on) for line in lines] == [
        ("一二三", 2, True),
        ("四五六七八", 0, False),
        ("九十", 2, False),
    ]


def test_that_markup_is_only_text() -> None:
    assert texts("<b>&amp;</b>", 20) == ["<b>&amp;</b>"]


@given(LETTERS, st.integers(12, 40))
def test_that_no_line_begins_or_ends_with_forbidden_punctuation(text: str, room: int) -> None:
    if max((len(cluster) for cluster in clusters(text)), default=0) > room:
        return  # a heap of punctuation wider than a line has to be cut somewhere
    lines = texts(text, room)
    for before, after in pairwise(lines):
        assert after[0] not in CLOSING
        assert before[-1] not in OPENING


@given(LETTERS, st.integers(2, 40))
def test_that_nothing_is_lost_but_spaces_at_line_ends_and_nothing_sticks_out(text: str, room: int) -> None:
    lines = texts(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(FACE.width(line.strip(), 1.0) <= room + 0.02 or len(line.strip()) == 1 for line in lines)


@pytest.mark.parametrize("text", ["", "\n", "，", "（", "（）"])
def test_that_odd_texts_give_lines_and_no_error(text: str) -> None:
    assert "".join(texts(text, 5)) == text.replace("\n", "")
