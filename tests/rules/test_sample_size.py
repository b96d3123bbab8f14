"""The advice on how many firms to draw, against counting every possible draw."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules import regulation, sample_size
from desktop_app.rules.regulation import SurveyRule
from desktop_app.rules.survey import lower_bound


@cache
def chance(content: int, satisfied: int, asked: int, frame: int) -> Fraction:
    """The chance that `asked` of `frame` firms, `content` of them satisfied, give `satisfied` or more: every draw."""
    drawn = list(combinations(range(frame), asked))
    return Fraction(sum(sum(firm < content for firm in one) >= satisfied for one in drawn), len(drawn))


def counted_bound(satisfied: int, asked: int, frame: int) -> Fraction:
    """The smallest share that isn't ruled out with 95 %, by counting."""
    possible = range(satisfied, frame - (asked - satisfied) + 1)
    return Fraction(next(c for c in possible if chance(c, satisfied, asked, frame) > Fraction(1, 20)), frame)


@pytest.mark.parametrize("frame", range(1, 11))
def test_that_the_bound_is_what_counting_every_draw_gives(frame: int) -> None:
    for asked in range(1, frame + 1):
        for satisfied in range(asked + 1):
            assert lower_bound(satisfied, asked, frame) == counted_bound(satisfied, asked, frame)


@pytest.mark.parametrize("frame", range(1, 11))
@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(4, 5), Fraction(9, 10)])
@pytest.mark.parametrize("dissatisfied", [0, 1, 2])
def test_that_the_fewest_answers_are_what_counting_every_draw_gives(
    frame: int, share: Fraction, dissatisfied: int
) -> None:
    counted = [n for n in range(max(dissatisfied, 1), frame + 1) if counted_bound(n - dissatisfied, n, frame) >= share]
    assert sample_size.needed(frame, share, dissatisfied) == (min(counted) if counted else None)


@pytest.mark.parametrize(
    ("frame", "percent", "needed"),
    [
        (60, 80, (12, 18, 24)), (60, 90, (20, 31, 39)),
        (100, 80, (12, 20, 26)), (100, 90, (23, 36, 46)),
        (150, 80, (13, 20, 27)), (150, 90, (25, 39, 50)),
        (300, 80, (13, 21, 28)), (300, 90, (27, 42, 55)),
    ],
)  # fmt: skip
def test_that_the_published_table_comes_out(frame: int, percent: int, needed: tuple[int, ...]) -> None:
    rule = SurveyRule(10, ("very", "basically"), Decimal(percent), "第十二条（五）")
    assert tuple(one.size for one in sample_size.advice(frame, rule).needed) == needed


@pytest.mark.parametrize(
    ("at_least", "frame", "percent", "suggested"),
    [
        (10, 126, 80, 20),
        (40, 126, 80, 40),
        (10, 12, 80, 10),
        (10, 12, 90, 12),
        (10, 10, 90, 10),
        (1, 1, 80, 1),
        (200, 126, 80, 126),
    ],
)
def test_that_nobody_is_advised_below_the_regulations_minimum_or_above_the_list(
    at_least: int, frame: int, percent: int, suggested: int
) -> None:
    rule = SurveyRule(at_least, ("very",), Decimal(percent), "第十二条")
    assert sample_size.advice(frame, rule).suggested == suggested
    found = [one.size for one in sample_size.advice(frame, rule).needed if one.size is not None]
    assert all(size >= at_least for size in found)


def test_that_ten_satisfied_of_ten_show_seventy_six_per_cent_of_a_hundred() -> None:
    assert sample_size.shown(10, 100) == ((0, Fraction(76, 100)), (1, Fraction(62, 100)), (2, Fraction(51, 100)))
    assert sample_size.shown(1, 100, (0, 1, 2))[1:] == ((1, Fraction(0)),)
    assert sample_size.shown(101, 100) == sample_size.shown(0, 100) == ()


@given(st.integers(1, 400), st.integers(0, 3), st.sampled_from([80, 90, 95]))
def test_that_one_answer_fewer_never_shows_it(frame: int, dissatisfied: int, percent: int) -> None:
    share = Fraction(percent, 100)
    found = sample_size.needed(frame, share, dissatisfied)
    if found is None:
        assert dissatisfied > frame or not sample_size.shows(frame, frame, share, dissatisfied)
        return
    assert sample_size.shows(found, frame, share, dissatisfied)
    if found > max(dissatisfied, 1):
        assert not sample_size.shows(found - 1, frame, share, dissatisfied)


@pytest.mark.parametrize("edition", [one for one in regulation.editions() if one.survey.required], ids=lambda e: e.id)
def test_that_every_edition_with_a_survey_gives_advice(edition: regulation.Regulation) -> None:
    found = sample_size.advice(128, edition.survey)
    assert found.suggested >= edition.survey.at_least
    assert found.threshold == edition.survey.satisfaction_at_least
