"""Working days (工作日): which days are, how many lie between two days, when so many of them are over.

A year is what its calendar says; a year without one is taken by weekdays, and whatever was derived from it is
tentative (暂定). A span never counts the day from which it starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

ONE_DAY = timedelta(days=1)
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Holiday:
    """One holiday of a year: its days of rest, and the weekend days on which people work instead (调休)."""

    name: str
    rest: tuple[date, ...]
    work: tuple[date, ...] = ()


@dataclass(frozen=True)
class Year:
    """One year as it was published; `source` is the document's name, empty where it isn't known."""

    year: int
    holidays: tuple[Holiday, ...]
    source: str = ""

    @cached_property
    def rest(self) -> frozenset[date]:
        """Every day of rest that the document names, weekend days among them."""
        return frozenset(day for holiday in self.holidays for day in holiday.rest)

    @cached_property
    def work(self) -> frozenset[date]:
        """The weekend days on which people work."""
        return frozenset(day for holiday in self.holidays for day in holiday.work)


@dataclass(frozen=True)
class Day:
    """A computed day; `tentative` when a year without a calendar had a part in it."""

    on: date
    tentative: bool = False


@dataclass(frozen=True)
class Span:
    """A number of working days, below 0 for the past; `tentative` as in `Day`."""

    days: int
    tentative: bool = False


@dataclass(frozen=True)
class Calendar:
    """The years that are known; later ones stand before earlier ones of the same year."""

    years: dict[int, Year] = field(default_factory=dict)
    _counts: dict[int, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)
    _sums: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, years: Iterable[Year]) -> Calendar:
        """A calendar of these years."""
        return cls({one.year: one for one in years})

    def known(self, year: int) -> bool:
        """Whether the year's calendar is to hand."""
        return year in self.years

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`."""
        known = self.years.get(day.year)
        if known is not None:
            if day in known.work:
                return True
            if day in known.rest:
                return False
        return day.weekday() < 5

    def working_days(self, year: int) -> int:
        """How many working days the year has."""
        return self._count(year)[-1]

    def holiday(self, day: date) -> str:
        """The name of the holiday that `day` belongs to as a day of rest; empty where there is none."""
        known = self.years.get(day.year)
        found = (one.name for one in known.holidays if day in one.rest) if known else iter(())
        return next(found, "")

    def between(self, first: date, last: date) -> Span:
        """How many working days come after `first` up to and with `last`; negative when `last` is the earlier."""
        if last < first:
            return Span(-self._until(first) + self._until(last), self._tentative(last, first))
        return Span(self._until(last) - self._until(first), self._tentative(first, last))

    def after(self, start: date, days: int) -> Day:
        """The day on which `days` working days after `start` are over; `start` itself for 0."""
        if days < 0:
            raise ValueError(f"working days run forward: {days}")
        at = start
        while days:
            at += ONE_DAY
            days -= self.is_working(at)
        return Day(at, self._tentative(start, at))

    def counting(self, first: date, days: int) -> Day:
        """The day on which `days` working days are over when `first` counts as well, if it is one."""
        return self.after(first - ONE_DAY, days)

    def last_working(self, day: date) -> Day:
        """The last working day up to and with `day`."""
        at = day
        while not self.is_working(at):
            at -= ONE_DAY
        return Day(at, not (self.known(at.year) and self.known(day.year)))

    def add(self, start: date, length: int, unit: str) -> Day:
        """`start` and `length` of a `clauses.UNITS_OF_TIME`: a month or year ends on the corresponding day."""
        if unit == "working_day":
            return self.after(start, length)
        if unit == "day":
            return Day(start + timedelta(days=length))
        return Day(add_months(start, length * (12 if unit == "year" else 1)))

    def _tentative(self, first: date, last: date) -> bool:
        """Whether a year without a calendar lies in the days after `first` up to and with `last`."""
        if first == last:
            return False
        return any(not self.known(year) for year in range((first + ONE_DAY).year, last.year + 1))

    def _until(self, day: date) -> int:
        """Working days from the beginning of year 1 up to and with `day`, less those of whole years (see `_whole`)."""
        return self._whole(day.year) + self._count(day.year)[day.timetuple().tm_yday]

    def _whole(self, year: int) -> int:
        """Working days of the years from 2000 to the one before `year`; negative before 2000."""
        found = self._sums.get(year)
        if found is None:
            if year >= 2000:
                found = sum(self._count(one)[-1] for one in range(2000, year))
            else:
                found = -sum(self._count(one)[-1] for one in range(year, 2000))
            self._sums[year] = found
        return found

    def _count(self, year: int) -> tuple[int, ...]:
        """Working days of the year up to its n-th day, for n from 0 to the last."""
        found = self._counts.get(year)
        if found is None:
            first = date(year, 1, 1)
            length = (date(year, 12, 31) - first).days + 1
            days = (first + timedelta(days=at) for at in range(length))
            found = self._counts[year] = tuple(accumulate((int(self.is_working(day)) for day in days), initial=0))
        return found


def add_months(start: date, months: int) -> date:
    """The corresponding day `months` later; the last of the month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return min_day(year, month + 1, start.day)


def min_day(year: int, month: int, day: int) -> date:
    """That day, or the month's last where the month is shorter; day 0 is the month's last too."""
    last = (date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day
    return date(year, month, min(day or last, last))


def weekday(day: date) -> str:
    """周一 … 周日."""
    return f"周{WEEKDAYS[day.weekday()]}"
