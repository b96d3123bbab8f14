"""What is handed over to be sealed: documents, tables to read, data and the journal, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol


class Progress(Protocol):
    """Where a long step says how far it is; raises `errors.Cancelled` from `tell` when the user stopped it."""

    def tell(self, done: int, total: int, text: str) -> None:
        """`done` of `total` (bytes), and what is being done, as the user reads it."""


class Quiet:
    """A progress that nobody watches."""

    def tell(self, done: int, total: int, text: str) -> None:
        """Says nothing."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file of the payload: where it comes from and how it is described.

    `source` is a file to be copied byte for byte (its SHA-256 must be `sha256`) or the bytes themselves.
    `group` becomes its folder, `title` its name; `original_name` is shown, never used as a name.
    """

    group: str
    title: str
    suffix: str
    source: Path | bytes
    sha256: str = ""
    responsible: str = ""
    day: date | None = None
    original_name: str = ""
    remark: str = ""

    @property
    def size(self) -> int:
        """Bytes; 0 for a file that isn't there (copying it then says so)."""
        if isinstance(self.source, bytes):
            return len(self.source)
        return self.source.stat().st_size if self.source.is_file() else 0


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture made of round-ended lines in a box of `width` x `height`; each is (line width, SVG path data)."""

    width: float
    height: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the index that can be read without opening anything: sentences, then a table, then drawings.

    `numbers` names the columns that are right-aligned; `drawings` are (caption, drawing).
    """

    title: str
    says: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[str] = frozenset()
    code: tuple[str, ...] = ()
    drawings: tuple[tuple[str, Drawing], ...] = ()


@dataclass(frozen=True, kw_only=True)
class JournalLine:
    """One entry of the journal. `body` is None where only its SHA-256 may leave the house (another dossier's entry)."""

    seq: int
    body: str | None
    body_sha256: str
    prev: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Journal:
    """Consecutive entries of the chain up to its head; `domain` is the text that every hash begins with."""

    domain: str
    lines: tuple[JournalLine, ...]
    head_code: str


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything that one archive holds.

    `number` identifies it (2026-0012), `serial` and `short` name its folder, `facts` head the index as (label, value).
    `data` and `schema` are JSON values without floats.
    """

    number: str
    serial: int
    short: str
    title: str
    year: int
    category: str
    office: str
    facts: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...]
    sections: tuple[Section, ...]
    data: Mapping[str, Any]
    schema: Mapping[str, Any]
    journal: Journal
    sealed_at: datetime
    sealed_by: str
