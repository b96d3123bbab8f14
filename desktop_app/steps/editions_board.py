"""What the room of the editions (办法库) reads. Plain values, quick to load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.rules.comparison import Comparison, Group, Mark, Row, Side

__all__ = [
    "Chapter",
    "Comparison",
    "EditionLine",
    "EditionPreview",
    "EditionView",
    "EditionsBoard",
    "Entry",
    "Group",
    "Mark",
    "Row",
    "Side",
]


@dataclass(frozen=True)
class EditionLine:
    """One edition text in the list.

    `key` is the digest of its text. `state` is force, future, lapsed, repealed, former or withdrawn, `said` the same
    in words with its days. `own` when the office added it, `offered` when a new dossier can be opened under it,
    `dossiers` how many are judged by this very text.
    """

    key: str
    regulation_id: str
    short: str
    title: str
    number: str
    issuer: str
    where: str
    state: str
    said: str
    own: bool
    offered: bool
    dossiers: int
    source: str


@dataclass(frozen=True)
class EditionsBoard:
    """Every edition, those in force first."""

    today: date
    lines: tuple[EditionLine, ...]
    may_add: bool

    def line(self, key: str) -> EditionLine | None:
        """The line of that key, or None."""
        return next((line for line in self.lines if line.key == key), None)


@dataclass(frozen=True)
class Entry:
    """One thing that the edition says: a heading, the article's wording, what is made of it (line, depth), notes."""

    title: str
    article: str
    says: str
    asks: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    tone: str = ""
    """undefined where a document is missing, judge where a person decides, figure where figures do, both where both."""


@dataclass(frozen=True)
class Chapter:
    """Entries of one kind."""

    key: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class EditionView:
    """One edition, to be read from beginning to end."""

    line: EditionLine
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class EditionPreview:
    """A file that was read and is not kept yet: what it is, and how it differs from what is offered now.

    `replaces` names the edition in whose place it will stand, empty for a new one; `doubts` are sentences about
    figures that ought to be looked at twice.
    """

    file: str
    text: bytes
    digest: str
    short: str
    title: str
    number: str
    said: str
    counts: str
    replaces: str
    comparison: Comparison | None
    doubts: tuple[str, ...] = ()
