"""One printed paper as the screens list it, of a dossier or of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.printing.values import short_hash
from desktop_app.records.batch import BatchPaper
from desktop_app.records.papers import Paper
from desktop_app.store.office import Office


@dataclass(frozen=True)
class PaperLine:
    """One printing: `state` is current, stale (the content has changed since), sealed, parted (a batch's: sealed, and
    the content has changed since) or void."""

    id: int
    number: str
    pages: int
    short_hash: str
    journal_code: str
    printed_at: datetime
    printed_by: str
    state: str
    void_reason: str
    path: Path


def line(office: Office, paper: Paper | BatchPaper, state: str) -> PaperLine:
    """The line of a paper that stands so."""
    return PaperLine(
        paper.id, paper.number, paper.pages, short_hash(paper.content_hash), paper.journal_code, paper.printed_at,
        paper.printed_by, state, paper.void_reason, office.vault.path(paper.sha256),
    )  # fmt: skip
