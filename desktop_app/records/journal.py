"""The journal: every act of writing, one entry each, chained by hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class JournalEntry(Record):
    """One act. `body` is canonical JSON (RFC 8785) and holds all that counts; the other columns repeat parts of it.

    `hash` = SHA-256("review-office-journal-1" NUL + prev + SHA-256(body)), all in lower-case hex.
    """

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_dossier_id", "dossier_id"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dossier_id: Mapped[int | None] = mapped_column(default=None)
    at: Mapped[datetime]
    operator: Mapped[str]
    act: Mapped[str]
    body: Mapped[str]
    prev: Mapped[str]
    hash: Mapped[str]
