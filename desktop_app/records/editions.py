"""Editions of regulations that an office has added itself: a province, or a measure with its annexes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class OfficeEdition(Record):
    """One edition file that the office added; its text lies in the vault under `digest` (line ends as LF).

    The newest that is not withdrawn stands in the place of the program's own file of the same id. A withdrawn one is
    no longer offered; dossiers that were opened under it stay under it.
    """

    __tablename__ = "office_edition"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    regulation_id: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    """SHA-256 of the text, lower-case hex."""
    file: Mapped[str]
    """What the file was called where it was read."""
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    remark: Mapped[str] = mapped_column(default="")
    """Where the text comes from, and why it was added."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_by: Mapped[str] = mapped_column(default="")
    withdrawn_why: Mapped[str] = mapped_column(default="")
