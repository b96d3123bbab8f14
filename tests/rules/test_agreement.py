"""Agreement among experts: what it is computed from, and who may see platforms in an order."""

from __future__ import annotations

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules import agreement, regulation

TOTALS = st.lists(st.integers(0, 10000).map(lambda cents: Decimal(cents) / 100), min_size=1, max_size=15)


@given(TOTALS)
def test_that_median_range_and_deviation_are_those_of_the_textbook(totals: list[Decimal]) -> None:
    found = agreement.of(totals)
    assert found is not None
    assert abs(found.median - statistics.median(totals)) <= Decimal("0.005")
    assert found.spread == max(totals) - min(totals)
    assert abs(float(found.deviation) - statistics.pstdev([float(one) for one in totals])) <= 0.0051
    assert abs(Fraction(found.mean) - sum(map(Fraction, totals)) / len(totals)) <= Fraction(1, 200)
    assert not found.trimmed


@given(TOTALS, st.randoms())
def test_that_the_order_of_the_experts_says_nothing(totals: list[Decimal], random: object) -> None:
    shuffled = sorted(totals, key=lambda _one: random.random())  # type: ignore[attr-defined]
    assert agreement.of(totals, trims=True) == agreement.of(shuffled, trims=True)


@pytest.mark.parametrize(
    ("totals", "mean", "trimmed"),
    [
        (["60", "80", "90", "100"], "85", True),
        (["60", "80", "100"], "80", False),  # of three, two would be gone
        (["70", "70", "70", "70", "10"], "70", True),
    ],
)
def test_that_the_highest_and_the_lowest_are_left_out_of_the_mean_alone(
    totals: list[str], mean: str, trimmed: bool
) -> None:
    numbers = [Decimal(one) for one in totals]
    found = agreement.of(numbers, trims=True)
    assert found is not None
    assert (found.mean, found.trimmed) == (Decimal(mean), trimmed)
    assert found.spread == max(numbers) - min(numbers)
    assert found.counted == len(totals)


def test_that_without_a_total_there_is_no_agreement() -> None:
    assert agreement.of([]) is None
    with pytest.raises(ValueError, match="no totals"):
        agreement.median([])


def test_that_leniency_is_told_against_the_medians_of_what_a_member_scored() -> None:
    found = agreement.leniency(
        [{1: Decimal(90), 2: Decimal(80), 3: Decimal(70)}, {1: Decimal(85), 2: Decimal(75)}, {3: Decimal(50)}]
    )
    assert {member: (one.items, one.difference) for member, one in found.items()} == {
        1: (2, Decimal("7.50")), 2: (2, Decimal("-2.50")), 3: (1, Decimal("-10")),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "may"),
    [("national-2017", True), ("national-2025", False), ("shandong-2020", True), ("xinjiang-2021", True)],
)
def test_that_the_edition_says_whether_platforms_may_be_ranked(edition: str, may: bool) -> None:
    assert agreement.may_rank(regulation.load(edition)) is may
