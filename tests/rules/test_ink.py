"""Ink: one canonical text, an outline that stays in its box."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.rules import ink

POINTS = st.tuples(st.integers(0, 15000), st.integers(0, 6000), st.integers(0, 60000), st.integers(0, 4095))
STROKES = st.lists(st.lists(POINTS, min_size=1, max_size=30), min_size=1, max_size=6)


def written(pressure: int = 0) -> ink.Ink:
    """A wave of 40 points, 60 mm long and more."""
    wave = [(150 * i, 2000 + round(600 * math.sin(i / 3)), 8 * i, pressure) for i in range(40)]
    return ink.ink_of([wave, [(800, 400, 400, pressure), (5000, 420, 460, pressure)]], "pen" if pressure else "mouse")


@given(STROKES)
def test_that_ink_reads_back_as_it_was_kept(strokes: list[list[tuple[int, int, int, int]]]) -> None:
    kept = ink.ink_of(strokes, "pen")
    text = ink.canonical(kept)
    assert ink.parse(text) == kept
    assert ink.canonical(ink.parse(text)) == text


@given(STROKES, st.floats(5, 80), st.floats(3, 40))
def test_that_an_outline_lies_in_its_box_with_its_whole_width(
    strokes: list[list[tuple[int, int, int, int]]], width: float, height: float
) -> None:
    segments = ink.outline(ink.canonical(ink.ink_of(strokes, "pen")), width, height)
    for x0, y0, x1, y1, wide in segments:
        for x, y in ((x0, y0), (x1, y1)):
            assert x - wide / 2 >= -1e-6 and x + wide / 2 <= width + 1e-6
            assert y - wide / 2 >= -1e-6 and y + wide / 2 <= height + 1e-6


def test_that_an_outline_is_scaled_alike_in_both_directions_and_never_enlarged() -> None:
    text = ink.canonical(written(2000))
    large, small = ink.outline(text, 500, 500), ink.outline(text, 29, 500)
    span = [max(s.x1 for s in part) - min(s.x0 for s in part) for part in (large, small)]
    rise = [max(s.y1 for s in part) - min(s.y1 for s in part) for part in (large, small)]
    assert span[0] == pytest.approx(58.5, abs=0.1)
    assert span[0] / span[1] == pytest.approx(rise[0] / rise[1])


def test_that_an_outline_runs_smoothly_through_the_strokes() -> None:
    segments = ink.outline(ink.canonical(written(2000)), 500, 500)
    assert len(segments) > 200
    first = segments[: ink.STEPS * 40]
    turns = [
        abs(math.remainder(math.atan2(b.y1 - b.y0, b.x1 - b.x0) - math.atan2(a.y1 - a.y0, a.x1 - a.x0), math.tau))
        for a, b in itertools.pairwise(first)
    ]
    assert max(turns) < 0.3
    assert all((a.x1, a.y1) == (b.x0, b.y0) for a, b in itertools.pairwise(first))


def test_that_pressure_makes_the_line_wider_and_a_mouse_line_is_never_hair_thin() -> None:
    thin, thick = (ink.outline(ink.canonical(written(p)), 500, 500)[50].width for p in (400, 3600))
    assert thick > thin * 2
    assert all(0.3 < s.width < 0.9 for s in ink.outline(ink.canonical(written(0)), 500, 500))


def test_that_a_dot_keeps_its_place_and_nothing_gives_nothing() -> None:
    dot = ink.canonical(ink.ink_of([[(100, 100, 0, 4095)]], "pen"))
    assert len(ink.outline(dot, 10, 10)) == 1
    assert ink.outline(ink.canonical(ink.ink_of([], "mouse")), 10, 10) == ()


@pytest.mark.parametrize(
    "strokes", [[[(1, 2, 3)]], [[(1.5, 2, 3, 4)]], [[(1, 2, 3, 4096)]], [[(1, 2, -3, 4)]], [[(True, 2, 3, 4)]]]
)
def test_that_only_four_integers_in_range_are_a_point(strokes: list[list[tuple[int, ...]]]) -> None:
    with pytest.raises(ValueError, match=r"ink|range"):
        ink.ink_of(strokes, "pen")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"strokes":3,"device":""}', "null"])
def test_that_a_text_that_is_not_ink_raises(text: str) -> None:
    with pytest.raises(ValueError, match=r"ink|Expecting"):
        ink.parse(text)


def test_that_a_tick_is_not_a_signature() -> None:
    ink.check_enough(written())
    for strokes in ([], [[(0, 0, 0, 0)] * 20], [[(0, 0, 0, 0), (9000, 0, 10, 0)]]):
        with pytest.raises(Refusal, match="笔迹太少"):
            ink.check_enough(ink.ink_of(strokes, "mouse"))
