"""Agreement among experts: information for the chair, never a verdict, and no order of platforms where it is forbidden.

Nothing here weighs platforms against each other. `may_rank` says whether an edition lets anybody do so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop_app.rules.regulation import Regulation
from desktop_app.rules.score_sheet import CENT, rounded

FEWEST_TO_TRIM = 4
"""With fewer totals none is left out: two of three would be gone."""


@dataclass(frozen=True)
class Agreement:
    """How far the totals of one item lie apart. `trimmed` when highest and lowest are left out of the mean."""

    counted: int
    median: Decimal
    spread: Decimal
    deviation: Decimal
    mean: Decimal
    trimmed: bool


@dataclass(frozen=True)
class Leniency:
    """By how much a member's totals lie above (+) or below (−) the medians of the items that the member scored."""

    items: int
    difference: Decimal


def of(totals: Sequence[Decimal], *, trims: bool = False) -> Agreement | None:
    """The agreement of the totals of one item; abstentions are no totals. None without any."""
    if not totals:
        return None
    ordered = sorted(totals)
    trimmed = trims and len(ordered) >= FEWEST_TO_TRIM
    kept = ordered[1:-1] if trimmed else ordered
    exact = [Fraction(one) for one in ordered]
    middle = sum(exact, Fraction(0)) / len(exact)
    variance = sum(((one - middle) ** 2 for one in exact), Fraction(0)) / len(exact)
    return Agreement(
        counted=len(ordered),
        median=median(ordered),
        spread=ordered[-1] - ordered[0],
        deviation=_root(variance),
        mean=rounded(sum((Fraction(one) for one in kept), Fraction(0)) / len(kept)),
        trimmed=trimmed,
    )


def median(totals: Sequence[Decimal]) -> Decimal:
    """The middle total, or half-way between the two middle ones; raises ValueError without any."""
    if not totals:
        raise ValueError("no totals")
    ordered = sorted(totals)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return rounded((Fraction(ordered[half - 1]) + Fraction(ordered[half])) / 2)


def _root(variance: Fraction) -> Decimal:
    number = Decimal(variance.numerator) / Decimal(variance.denominator)
    return number.sqrt().quantize(CENT)


def leniency(by_item: Sequence[Mapping[int, Decimal]]) -> dict[int, Leniency]:
    """Each member's leniency, over items given as totals by member; an item with a single total says nothing."""
    differences: dict[int, list[Fraction]] = {}
    for totals in by_item:
        if len(totals) < 2:
            continue
        middle = Fraction(median(list(totals.values())))
        for member, total in totals.items():
            differences.setdefault(member, []).append(Fraction(total) - middle)
    return {
        member: Leniency(len(found), rounded(sum(found, Fraction(0)) / len(found)))
        for member, found in differences.items()
    }


def may_rank(edition: Regulation) -> bool:
    """Whether platforms judged by `edition` may be put in an order, and scores stand beside names in a list."""
    return edition.forbids("ranking") is None
