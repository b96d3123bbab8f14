"""How many firms to draw, as advice (样本量参考): what n answers can show, and how many show the threshold.

The regulation says how many are the least and what satisfied is; nothing here changes either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from desktop_app.rules.regulation import SurveyRule
from desktop_app.rules.survey import lower_bound

DISSATISFIED = (0, 1, 2)
"""With how many dissatisfied answers the advice reckons."""


@dataclass(frozen=True)
class Needed:
    """With `dissatisfied` among them, `size` answers are the fewest that show the threshold; None: not even all do."""

    dissatisfied: int
    size: int | None


@dataclass(frozen=True)
class Advice:
    """For a frame of `frame` firms and a threshold: how many answers are needed, and how many one should draw."""

    frame: int
    at_least: int
    threshold: Decimal
    needed: tuple[Needed, ...]

    @property
    def suggested(self) -> int:
        """Enough for one dissatisfied answer, never fewer than the regulation asks for, never more than there are."""
        with_one = next((one.size for one in self.needed if one.dissatisfied == 1), None)
        return min(self.frame, max(self.at_least, with_one or self.at_least))


def advice(frame: int, rule: SurveyRule) -> Advice:
    """What to consider before `frame` firms are drawn from under `rule`."""
    share = Fraction(rule.satisfaction_at_least) / 100
    found = tuple(Needed(count, needed(frame, share, count, rule.at_least)) for count in DISSATISFIED)
    return Advice(frame, rule.at_least, rule.satisfaction_at_least, found)


@lru_cache(maxsize=512)
def needed(frame: int, share: Fraction, dissatisfied: int, at_least: int = 1) -> int | None:
    """The fewest answers, `dissatisfied` of them negative, that show `share` in a frame of `frame` firms with 95 %.

    Never fewer than `at_least`. None when no number does: too many of all firms are dissatisfied for that.
    """
    low, high = max(at_least, dissatisfied, 1), frame
    if low > high or not shows(high, frame, share, dissatisfied):
        return None
    while low < high:
        middle = (low + high) // 2
        if shows(middle, frame, share, dissatisfied):
            high = middle
        else:
            low = middle + 1
    return low


def shows(answers: int, frame: int, share: Fraction, dissatisfied: int) -> bool:
    """Whether `answers`, `dissatisfied` of them negative, show at least `share` of the frame (one-sided 95 %)."""
    return lower_bound(answers - dissatisfied, answers, frame) >= share


def shown(answers: int, frame: int, among: Iterable[int] = DISSATISFIED) -> tuple[tuple[int, Fraction], ...]:
    """What `answers` can show: (dissatisfied, the share that is shown), for each that there is room for."""
    if not 0 < answers <= frame:
        return ()
    return tuple((count, lower_bound(answers - count, answers, frame)) for count in among if count <= answers)
