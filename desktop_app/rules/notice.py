"""What one year's notice (通知) holds, as plain values; `notices.load` makes them from the notice's file.

Every `article` here is a full citation: the notice's number and the place in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from desktop_app.rules import names
from desktop_app.rules.edition import NameRule
from desktop_app.rules.waivers import Waiver

CHINA = timezone(timedelta(hours=8))
"""The one clock that a deadline goes by, wherever the computer stands."""


@dataclass(frozen=True)
class Deadline:
    """The last day and, where the notice gives one, its clock time; without one the whole day counts."""

    article: str
    says: str
    on: date
    at: time | None = None

    @property
    def last_moment(self) -> datetime:
        """The last moment that is still in time."""
        return datetime.combine(self.on, self.at or time.max, CHINA)

    @property
    def words(self) -> str:
        """2019-07-15, or 2019-07-15 17:30."""
        return f"{self.on:%Y-%m-%d} {self.at:%H:%M}" if self.at else f"{self.on:%Y-%m-%d}"


@dataclass(frozen=True)
class HandIn:
    """What goes up: how many sets on paper, how many discs, to whom and by which way."""

    article: str
    says: str
    paper_copies: int
    discs: int
    to: str
    by: str = ""


@dataclass(frozen=True)
class Authority:
    """A kind of recommending authority and its quota; `names` is a closed list of those that may recommend."""

    id: str
    label: str
    article: str
    says: str
    at_most: int
    levels: tuple[str, ...]
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    names_article: str = ""

    def fits(self, name: str, level: str, region_code: str) -> bool:
        """Whether an office of that name, level and place is one of this kind; the closed list isn't looked at."""
        return (
            level in self.levels
            and (not self.codes or region_code.startswith(self.codes))
            and (not self.words or any(word in name for word in self.words))
        )

    def lists(self, name: str) -> bool:
        """Whether the list of those that may recommend has this name; True where there is no list."""
        return not self.names or any(names.same(one, name) for one in self.names)


@dataclass(frozen=True)
class ChannelRule:
    """A door to the recommendation: whether it counts towards the quota and which authorities (ids) may use it.

    `directly_to` is where such platforms apply themselves, past the authorities below.
    """

    id: str
    article: str
    counts: bool
    authorities: tuple[str, ...]
    directly_to: str = ""


@dataclass(frozen=True)
class OneACity:
    """Channels that together let one city recommend no more than `at_most` platforms."""

    id: str
    article: str
    says: str
    channels: tuple[str, ...]
    at_most: int = 1


@dataclass(frozen=True)
class OfficeDocument:
    """A paper that the office itself has to add."""

    id: str
    article: str
    name: str
    authorities: tuple[str, ...]


@dataclass(frozen=True)
class Demand:
    """What the notice also asks, which only a person can check."""

    id: str
    article: str
    says: str
    authorities: tuple[str, ...]


@dataclass(frozen=True)
class AtMost:
    """A highest number and where it is written; 0 for none."""

    at_most: int = 0
    article: str = ""


@dataclass(frozen=True)
class NoDouble:
    """That a platform comes in through one door only; empty where the notice doesn't say so."""

    article: str = ""
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One notice. `digest` is the SHA-256 of its file with line ends as LF, lower-case hex."""

    id: str
    digest: str
    number: str
    title: str
    short: str
    issuer: str
    year: int
    regulation: str
    """The id of the edition under which it calls."""
    summary: str
    """The form of the summary table (汇总表)."""
    deadline: Deadline
    hand_in: HandIn
    names: NameRule
    functions: AtMost
    statement: AtMost
    no_double: NoDouble
    authorities: tuple[Authority, ...]
    channels: tuple[ChannelRule, ...]
    one_a_city: tuple[OneACity, ...] = ()
    documents: tuple[OfficeDocument, ...] = ()
    demands: tuple[Demand, ...] = ()
    waiver: Waiver | None = None

    def authority(self, authority_id: str) -> Authority | None:
        """The kind of authority of that id."""
        return next((row for row in self.authorities if row.id == authority_id), None)

    def authority_of(self, name: str, level: str, region_code: str) -> Authority | None:
        """The first kind that an office of that name, level and place fits; None when the notice doesn't address it."""
        return next((row for row in self.authorities if row.fits(name, level, region_code)), None)

    def channel(self, channel_id: str) -> ChannelRule | None:
        """What the notice says about a channel; None where it doesn't have it."""
        return next((row for row in self.channels if row.id == channel_id), None)

    def documents_of(self, authority_id: str) -> tuple[OfficeDocument, ...]:
        """The papers that such an authority has to add."""
        return tuple(row for row in self.documents if authority_id in row.authorities)

    def demands_of(self, authority_id: str) -> tuple[Demand, ...]:
        """What such an authority has to see to by hand."""
        return tuple(row for row in self.demands if authority_id in row.authorities)
