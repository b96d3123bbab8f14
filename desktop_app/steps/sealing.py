"""Sealing (用印): register what was stamped, which freezes the dossier; the register of the whole office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.printing import forms
from desktop_app.printing.values import short_hash
from desktop_app.records.batch import Batch, BatchPaper, BatchSealEntry
from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Dossier
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.rules import recommendation, sealing
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import recommendation as printing
from desktop_app.steps.reading import read
from desktop_app.store.office import Office

PURPOSE = "向上级主管部门推荐示范平台"
COPIES = 2


@dataclass(frozen=True)
class SealLine:
    """One line of the register: `line` is its number within the year; void once the paper is."""

    id: int
    line: int
    dossier_id: int
    paper_number: str
    title: str
    platform: str
    sealed_on: date
    seal_name: str
    purpose: str
    copies: int
    approved_by: str
    keeper: str
    registered_at: datetime
    registered_by: str
    void_at: datetime | None
    void_reason: str
    batch_id: int = 0
    """The batch whose paper it is; its dossier is 0 then."""

    @property
    def register_number(self) -> str:
        """2024 年第 46 号."""
        return f"{self.sealed_on.year} 年第 {self.line} 号"


@dataclass(frozen=True)
class StampPaper:
    """A printed paper as the page of sealing shows it: `state` is waiting, stale, sealed or void."""

    id: int
    number: str
    title: str
    pages: int
    short_hash: str
    journal_code: str
    printed_at: datetime
    printed_by: str
    state: str
    says: str
    path: Path


@dataclass(frozen=True)
class SealingBoard:
    """The page. `waiting` is the paper to be registered now, or None; the rest are the form's beginnings."""

    dossier_id: int
    papers: tuple[StampPaper, ...]
    """The newest first."""
    entries: tuple[SealLine, ...]
    open: tuple[OpenItem, ...]
    next_line: int
    today: date
    seal_name: str
    purpose: str
    copies: int
    keeper: str
    frozen: str

    @property
    def waiting(self) -> StampPaper | None:
        """The paper that can be registered now."""
        return next((paper for paper in self.papers if paper.state == "waiting"), None)


def board(office: Office, dossier_id: int) -> SealingBoard:
    """The page of sealing of one dossier."""
    file, edition = read(office, dossier_id)
    papers = tuple(_stamp_paper(office, paper, file, edition) for paper in reversed(file.papers))
    today = office.today()
    everything = register_lines(office)
    return SealingBoard(
        dossier_id=dossier_id,
        papers=papers,
        entries=tuple(line for line in everything if line.dossier_id == dossier_id),
        open=sealing.open_items(file, edition),
        next_line=_next_line(everything, today.year),
        today=today,
        seal_name=file.office.name,
        purpose=PURPOSE,
        copies=COPIES,
        keeper=office.operator_name,
        frozen="、".join(paper.number for paper in recommendation.stamped_papers(file)),
    )


def register(
    office: Office,
    dossier_id: int,
    paper_id: int,
    *,
    sealed_on: date | None,
    seal_name: str,
    purpose: str,
    copies: int,
    approved_by: str,
    keeper: str,
) -> SealingBoard:
    """Enter a stamped paper in the register: from now on the dossier is frozen.

    Raises Refusal for a paper that is void, registered already or no longer says what the dossier says, and for a
    line that is incomplete.
    """
    file, edition = read(office, dossier_id)
    paper = sealing.check_paper(file, paper_id)
    stamping = sealing.Stamping(sealed_on, seal_name, purpose, copies, approved_by, keeper)
    day = sealing.check_stamping(stamping, paper.printed_at.astimezone().date(), office.today())
    if printing.current_hash(file, edition, paper.form) != paper.content_hash:
        raise Refusal(f"{paper.number} 打印后内容已有改动，纸面与案卷不一致。请重新打印后再盖章登记。", field="paper")
    office.vault.read(paper.sha256)
    with office.act("seal.registered", dossier_id) as act:
        act.add(_entry(paper, stamping, day, act.at, office.operator_name))
        act.note(paper=paper.number, content_hash=paper.content_hash, sha256=paper.sha256)
    return board(office, dossier_id)


def _entry(paper: Paper, stamping: sealing.Stamping, day: date, at: datetime, operator: str) -> SealEntry:
    """The line as it is kept."""
    return SealEntry(
        dossier_id=paper.dossier_id,
        paper_id=paper.id,
        sealed_on=day,
        seal_name=stamping.seal_name.strip(),
        purpose=stamping.purpose.strip(),
        copies=stamping.copies,
        approved_by=stamping.approved_by.strip(),
        keeper=stamping.keeper.strip(),
        registered_at=at,
        registered_by=operator,
    )


def register_lines(office: Office) -> tuple[SealLine, ...]:
    """The register of the whole office (用印登记簿), the newest line first; numbered within each year."""
    with office.read() as session:
        asked = select(SealEntry, Paper, Dossier).join(Paper, Paper.id == SealEntry.paper_id)
        rows: list[Any] = [*session.execute(asked.join(Dossier, Dossier.id == SealEntry.dossier_id))]
        asked_too = select(BatchSealEntry, BatchPaper, Batch).join(BatchPaper, BatchPaper.id == BatchSealEntry.paper_id)
        rows += session.execute(asked_too.join(Batch, Batch.id == BatchSealEntry.batch_id))
    lines: list[SealLine] = []
    counted: dict[int, int] = {}
    for entry, paper, dossier in sorted(rows, key=lambda row: (row[0].registered_at, row[0].id)):
        number = counted[entry.sealed_on.year] = counted.get(entry.sealed_on.year, 0) + 1
        lines.append(_seal_line(entry, paper, dossier, number))
    return tuple(reversed(lines))


def _next_line(lines: tuple[SealLine, ...], year: int) -> int:
    """The number that the next line of `year` gets."""
    return max((line.line for line in lines if line.sealed_on.year == year), default=0) + 1


def next_line(office: Office, year: int) -> int:
    """The number that the register's next line of `year` gets."""
    return _next_line(register_lines(office), year)


def _seal_line(
    entry: SealEntry | BatchSealEntry, paper: Paper | BatchPaper, subject: Dossier | Batch, number: int
) -> SealLine:
    batch = isinstance(subject, Batch)
    return SealLine(
        id=entry.id,
        line=number,
        dossier_id=0 if batch else subject.id,
        paper_number=paper.number,
        title=forms.load(paper.form).title,
        platform=_whose(subject),
        sealed_on=entry.sealed_on,
        seal_name=entry.seal_name,
        purpose=entry.purpose,
        copies=entry.copies,
        approved_by=entry.approved_by,
        keeper=entry.keeper,
        registered_at=entry.registered_at,
        registered_by=entry.registered_by,
        void_at=paper.void_at,
        void_reason=paper.void_reason,
        batch_id=subject.id if batch else 0,
    )


def _whose(subject: Dossier | Batch) -> str:
    """Whose paper was stamped, as the register says it."""
    if isinstance(subject, Batch):
        return f"批次 {subject.number}"
    return subject.platform_name or subject.applicant_name


def _stamp_paper(office: Office, paper: Paper, file: Casefile, edition: Regulation) -> StampPaper:
    """One paper with what may be done with it."""
    if paper.void_at is not None:
        state, says = "void", f"已作废：{paper.void_reason}"
    elif recommendation.sealed(paper, file):
        state, says = "sealed", "已用印"
    elif printing.current_hash(file, edition, paper.form) != paper.content_hash:
        state, says = "stale", "打印后内容已改，须重新打印"
    else:
        state, says = "waiting", "待登记用印"
    return StampPaper(
        paper.id, paper.number, forms.load(paper.form).title, paper.pages, short_hash(paper.content_hash),
        paper.journal_code, paper.printed_at, paper.printed_by, state, says, office.vault.path(paper.sha256),
    )  # fmt: skip
