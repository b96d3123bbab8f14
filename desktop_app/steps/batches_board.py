"""What the room of the batches reads: the list, one batch with its dossiers and findings, and the choices to add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop_app.rules.batch_file import Finding
from desktop_app.rules.batches import Quota
from desktop_app.steps.paper_line import PaperLine
from desktop_app.steps.preprint import CheckLine

__all__ = [
    "AuthorityChoice", "BatchBoard", "BatchLine", "BatchSealing", "BatchesBoard", "Candidate",
    "DocumentLine", "DocumentScan", "ElsewhereLine", "Finding", "MemberLine", "NoticeChoice", "NoticeFact",
    "NoticePreview", "PaperLine", "Quota", "SummaryPages",
]  # fmt: skip


@dataclass(frozen=True)
class BatchLine:
    """A batch in the list: `state` is open, printed, sealed, sent or lost (its notice's file is gone)."""

    id: int
    number: str
    title: str
    members: int
    deadline: str
    state: str


@dataclass(frozen=True)
class AuthorityChoice:
    """A kind of authority that a batch can be made for; `fits` when the office's own level and place say so."""

    id: str
    label: str
    at_most: int
    article: str
    fits: bool


@dataclass(frozen=True)
class NoticeChoice:
    """A notice that a batch can be made under; `says` what there is to know before."""

    id: str
    short: str
    title: str
    number: str
    law: str
    deadline: str
    says: str
    authorities: tuple[AuthorityChoice, ...]

    @property
    def offered(self) -> str:
        """The authority to offer first, or empty where the notice doesn't address this office."""
        return next((one.id for one in self.authorities if one.fits), "")


@dataclass(frozen=True)
class BatchesBoard:
    """The room: every batch, the newest first, and the notices that a new one can be made under."""

    batches: tuple[BatchLine, ...]
    notices: tuple[NoticeChoice, ...]
    may_add: bool = False
    """Whether the operator may add a notice's file."""


@dataclass(frozen=True)
class NoticePreview:
    """A notice's file that was read and could be added: nothing is kept yet. `replaces` is the one of its id."""

    file: str
    text: bytes
    notice_id: str
    digest: str
    title: str
    number: str
    law: str
    facts: tuple[NoticeFact, ...]
    replaces: str


@dataclass(frozen=True)
class MemberLine:
    """A dossier in its place. `worst` is print, seal, hint or empty: what the gravest finding about it stops."""

    id: int
    dossier_id: int
    position: int
    number: str
    platform: str
    applicant: str
    channel: str
    counts: bool
    city: str
    functions: str
    statement_length: int
    found: int
    worst: str


@dataclass(frozen=True)
class Candidate:
    """A dossier that may join; `blocked` says why it can't."""

    dossier_id: int
    number: str
    platform: str
    applicant: str
    channel: str
    state: str
    blocked: str


@dataclass(frozen=True)
class DocumentScan:
    """A scan of one of the office's own papers."""

    id: int
    name: str
    kind: str
    pages: int
    attached_at: datetime
    attached_by: str
    path: Path


@dataclass(frozen=True)
class DocumentLine:
    """One of the papers that the office itself adds, with its scans."""

    id: str
    name: str
    article: str
    scans: tuple[DocumentScan, ...]


@dataclass(frozen=True)
class ElsewhereLine:
    """A platform that somebody else recommends this year."""

    id: int
    name: str
    recommender: str
    source: str


@dataclass(frozen=True)
class NoticeFact:
    """A line of what the notice asks: label, value and where it is written."""

    label: str
    value: str
    article: str


@dataclass(frozen=True)
class BatchSealing:
    """What the seal register's form begins with."""

    today: date
    next_line: int
    seal_name: str
    purpose: str
    copies: int
    keeper: str


@dataclass(frozen=True)
class BatchBoard:
    """One batch at a glance. `frozen` names the sealed papers, or is empty."""

    id: int
    number: str
    title: str
    notice: str
    law: str
    authority: str
    deadline: str
    days_left: int
    """Whole days until the deadline; negative once it has passed."""
    extended: str
    sent: str
    quota: Quota
    members: tuple[MemberLine, ...]
    findings: tuple[Finding, ...]
    documents: tuple[DocumentLine, ...]
    elsewhere: tuple[ElsewhereLine, ...]
    facts: tuple[NoticeFact, ...]
    papers: tuple[PaperLine, ...]
    """The newest first."""
    next_number: str
    frozen: str
    blocked_print: int
    blocked_seal: int
    sealing: BatchSealing

    @property
    def current(self) -> PaperLine | None:
        """The paper that says what the batch says now."""
        return next((paper for paper in self.papers if paper.state in ("current", "sealed")), None)

    @property
    def waiting(self) -> PaperLine | None:
        """The paper that can be registered as sealed."""
        return next((paper for paper in self.papers if paper.state == "current"), None)


@dataclass(frozen=True)
class SummaryPages:
    """Pages of the summary table to look at, the check before printing, and the number where they are printed ones."""

    path: Path
    pages: int
    number: str
    checks: tuple[CheckLine, ...] = ()
