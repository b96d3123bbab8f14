"""Which text of a notice counts: the office's own file or the program's for a new batch, the kept one for an old.

And what the notice of its batch makes of the edition that a dossier is judged by.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.batch import Batch, BatchMember, OfficeNotice
from desktop_app.records.dossier import Dossier
from desktop_app.records.editions import OfficeEdition
from desktop_app.rules import notice_file, notices, regulation
from desktop_app.rules.notice import Notice
from desktop_app.rules.notice_file import Shelf
from desktop_app.rules.regulation import Regulation
from desktop_app.store.office import Office


def own(office: Office) -> dict[str, OfficeNotice]:
    """The office's own notices by their id: the newest of each."""
    with office.read() as session:
        return {row.notice_id: row for row in session.scalars(select(OfficeNotice).order_by(OfficeNotice.id))}


def text(office: Office, notice_id: str) -> bytes | None:
    """The text of that notice as it is offered now: the office's own, else the program's."""
    row = own(office).get(notice_id)
    return office.vault.read(row.digest) if row is not None else notices.text(notice_id)


def shelf(office: Office) -> Shelf:
    """What a notice of this office rests on."""
    return Shelf(lambda notice_id: text(office, notice_id), lambda name: edition_of(office, name))


def edition_of(office: Office, regulation_id: str) -> Regulation:
    """The edition under which a notice calls: the office's own that is in use, else the program's."""
    mine = (OfficeEdition.regulation_id == regulation_id, OfficeEdition.withdrawn_at.is_(None))
    with office.read() as session:
        digest = session.scalars(select(OfficeEdition.digest).where(*mine).order_by(OfficeEdition.id.desc())).first()
    if digest is None:
        return regulation.load(regulation_id)
    return regulation.kept(regulation_id, office.vault.read(digest))


def offered(office: Office) -> tuple[Notice, ...]:
    """The notices that a new batch can be made under, the newest deadline first."""
    found = {notice.id: notice for notice in notices.every()}
    for name, row in own(office).items():
        found[name] = notice_file.parse(f"{name}.toml", office.vault.read(row.digest), shelf(office))
    return notices.newest_first(found.values())


def current(office: Office, notice_id: str) -> Notice:
    """The notice of that id as it is offered now; raises Refusal when there is none."""
    row = own(office).get(notice_id)
    if row is None:
        return notices.load(notice_id)
    return notice_file.parse(f"{notice_id}.toml", office.vault.read(row.digest), shelf(office))


def keep(office: Office, notice: Notice) -> None:
    """Put the text of a notice into the vault, before a batch is pinned to it; raises Refusal when it can't be."""
    data = text(office, notice.id)
    if data is not None:
        office.vault.keep(data)


def notice_of(office: Office, batch: Batch) -> Notice:
    """The notice that a batch was made under: the very text, else what is offered under its id now.

    Raises Refusal when neither is to be had.
    """
    shipped = notices.text(batch.notice_id)
    if shipped is not None and hashlib.sha256(shipped).hexdigest() == batch.notice_digest:
        return notices.load(batch.notice_id)
    if office.vault.path(batch.notice_digest).is_file():
        with suppress(Refusal):
            data = office.vault.read(batch.notice_digest)
            return notice_file.parse(f"{batch.notice_id}.toml", data, shelf(office))
    return current(office, batch.notice_id)


def batch_of(session: Session, dossier_id: int) -> Batch | None:
    """The batch in which a dossier stands now."""
    asked = (
        select(Batch)
        .join(BatchMember, BatchMember.batch_id == Batch.id)
        .where(BatchMember.dossier_id == dossier_id, BatchMember.left_at.is_(None))
    )
    return session.scalars(asked).first()


def called(office: Office, dossier: Dossier, edition: Regulation) -> Regulation:
    """`edition` as the notice of the dossier's batch has it; as it is without a batch, or where the notice's file is
    gone (the batch itself says so then)."""
    with office.read() as session:
        batch = batch_of(session, dossier.id)
    if batch is None:
        return edition
    try:
        notice = notice_of(office, batch)
    except Refusal:
        return edition
    return notices.as_called(edition, notice) if notice.regulation == edition.id else edition
