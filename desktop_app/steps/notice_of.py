"""The notice of a batch, and what it makes of the edition that a dossier of the batch is judged by."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.batch import Batch, BatchMember
from desktop_app.records.dossier import Dossier
from desktop_app.rules import notices
from desktop_app.rules.notice import Notice
from desktop_app.rules.regulation import Regulation
from desktop_app.store.office import Office


def batch_of(session: Session, dossier_id: int) -> Batch | None:
    """The batch in which a dossier stands now."""
    asked = (
        select(Batch)
        .join(BatchMember, BatchMember.batch_id == Batch.id)
        .where(BatchMember.dossier_id == dossier_id, BatchMember.left_at.is_(None))
    )
    return session.scalars(asked).first()


def notice_of(batch: Batch) -> Notice:
    """The batch's notice; raises Refusal when its file is gone or wrong."""
    return notices.load(batch.notice_id)


def called(office: Office, dossier: Dossier, edition: Regulation) -> Regulation:
    """`edition` as the notice of the dossier's batch has it; as it is without a batch, or where the notice's file is
    gone (the batch itself says so then)."""
    with office.read() as session:
        batch = batch_of(session, dossier.id)
    if batch is None:
        return edition
    try:
        notice = notice_of(batch)
    except Refusal:
        return edition
    return notices.as_called(edition, notice) if notice.regulation == edition.id else edition
