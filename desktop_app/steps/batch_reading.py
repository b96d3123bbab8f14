"""What every step of a batch begins with: all that is kept about it, at one moment, and its notice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.printing import facts_report, forms, press
from desktop_app.printing.values import FactValue
from desktop_app.records.batch import (
    Batch,
    BatchDocument,
    BatchElsewhere,
    BatchExtension,
    BatchMember,
    BatchPaper,
    BatchSealEntry,
)
from desktop_app.records.dossier import Dossier
from desktop_app.records.office import OfficeProfile
from desktop_app.rules.batch_file import BatchFile, Entry, Neighbour
from desktop_app.rules.notice import Notice
from desktop_app.steps import notice_of, reading
from desktop_app.store.acts import Act
from desktop_app.store.office import Office

GROUPS: dict[str, Any] = {
    "extensions": BatchExtension,
    "elsewhere": BatchElsewhere,
    "documents": BatchDocument,
    "papers": BatchPaper,
    "seal_entries": BatchSealEntry,
}


def read(office: Office, batch_id: int) -> tuple[BatchFile, Notice]:
    """Everything kept about one batch, and its notice; raises Refusal when there is no such batch or notice."""
    with office.read() as session:
        batch = session.get(Batch, batch_id)
        if batch is None:
            raise Refusal("没有这个批次。请刷新后重新选择。")
        notice = notice_of.notice_of(office, batch)
        profile = session.get_one(OfficeProfile, 1)
        members = _members(session, batch_id)
        groups = {name: _rows(session, kind, batch_id) for name, kind in GROUPS.items()}
        neighbours = _neighbours(session, batch, notice)
    groups["documents"] = tuple(row for row in groups["documents"] if row.detached_at is None)
    entries = tuple(Entry(member, *reading.read(office, member.dossier_id)) for member in members)
    return BatchFile(office=profile, batch=batch, entries=entries, neighbours=neighbours, **groups), notice


def _rows(session: Session, kind: Any, batch_id: int) -> tuple[Any, ...]:
    return tuple(session.scalars(select(kind).where(kind.batch_id == batch_id).order_by(kind.id)))


def _members(session: Session, batch_id: int) -> tuple[BatchMember, ...]:
    """Those who stand in the batch now, in their order."""
    asked = select(BatchMember).where(BatchMember.batch_id == batch_id, BatchMember.left_at.is_(None))
    return tuple(session.scalars(asked.order_by(BatchMember.position, BatchMember.id)))


def _neighbours(session: Session, batch: Batch, notice: Notice) -> tuple[Neighbour, ...]:
    """The dossiers of this office's other batches of the same year."""
    year = f"{notice.year}-"
    asked = (
        select(Dossier, Batch.number)
        .join(BatchMember, BatchMember.dossier_id == Dossier.id)
        .join(Batch, Batch.id == BatchMember.batch_id)
        .where(BatchMember.left_at.is_(None), Batch.id != batch.id, Batch.number.startswith(year))
        .order_by(Batch.id, BatchMember.position)
    )
    return tuple(Neighbour(row[0], row[1]) for row in session.execute(asked))


def summary_facts(file: BatchFile) -> dict[str, FactValue]:
    """What the summary table prints for the batch, in its order."""
    given = facts_report.summary((entry.file, entry.edition) for entry in file.entries)
    return given | {"recommender": file.office.name}


def summary_hash(file: BatchFile, notice: Notice) -> str:
    """The content hash that the summary table would carry if it were printed now."""
    return press.content_hash(forms.load(notice.summary), summary_facts(file))


def thaw(act: Act, papers: tuple[BatchPaper, ...], reason: str) -> None:
    """Once something was done that stamped papers no longer say: make them void, for a reason; refuses without one."""
    if act.empty or not papers:
        return
    if not reason.strip():
        numbers = "、".join(paper.number for paper in papers)
        raise Refusal(f"{numbers} 已用印，批次已冻结。要修改请写明原因，这份汇总表随之作废。", field="reason")
    for paper in papers:
        act.change(paper, void_at=act.at, void_reason=reason.strip())
