"""The values that printing hands back: where to seal, what the reader of the pre-print check must know, the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

Text = str
Row = Mapping[str, str]
FactValue = Text | tuple[str, ...] | tuple[Row, ...]
"""One line or paragraph; the ticked options of a set of check boxes; the rows of a table."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Trouble(StrEnum):
    """What kind of thing a complaint is about."""

    MISSING = "missing"
    SHRUNK = "shrunk"
    TIGHT = "tight"
    GLYPH = "glyph"


@dataclass(frozen=True)
class Complaint:
    """Something about one printing that a person must look at.

    `says` is a Chinese sentence, `page` the page of the PDF from 1 (0 when it belongs to no page), `fact` the name of
    the fact it comes from (empty for fixed wording), `row` the table row from 1 (0 outside tables).
    """

    trouble: Trouble
    says: str
    page: int = 0
    fact: str = ""
    row: int = 0


@dataclass(frozen=True)
class SlotPlace:
    """Where a person stamps or signs: `rect` is (x0, y0, x1, y1) in points from the page's lower left corner.

    `frame` is the same as "x,y,width,height" in thousandths of the page from its upper left corner.
    """

    name: str
    page: int
    rect: tuple[float, float, float, float]
    frame: str = ""


@dataclass(frozen=True)
class Footer:
    """What the foot of each page says beside its number, and the mark at its head.

    `number` is the paper's number (2024-0001-推-01), `journal_code` the journal's head (seq-XXXX-…), `lapsed` the
    sentence about an edition that is no longer in force, `mark` a boxed warning (空白样表·不得用印), `printed_at` the
    instant that the file carries: the same input and fonts give the same bytes.
    """

    number: str = ""
    journal_code: str = ""
    lapsed: str = ""
    mark: str = ""
    printed_at: datetime = EPOCH


@dataclass(frozen=True)
class Printed:
    """A document: the PDF/A-2u file, its pages, the slots for seals, what the check found, the hash of what it says."""

    pdf: bytes
    pages: int
    slots: tuple[SlotPlace, ...]
    complaints: tuple[Complaint, ...]
    content_hash: str
    """SHA-256 (lower-case hex) over the facts that were printed, the form's id and the form file's digest."""
    page_titles: tuple[str, ...] = ()
    """For each page the first heading on it, or empty."""


BLANK_MARK = "空白样表·不得用印"
SAMPLE_MARK = "样张·不得用印"
PREVIEW_MARK = "预览·未编号"


def short_hash(content_hash: str) -> str:
    """The first 12 hex digits in groups of four, as footers show them (a41f-07de-93c8)."""
    head = content_hash[:12]
    return "-".join(head[i : i + 4] for i in range(0, len(head), 4))
