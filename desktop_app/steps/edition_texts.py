"""Which text of an edition counts: the office's own file or the program's for a new dossier, the kept one for an old.

A text that a dossier was opened under lies in the vault under its digest, so that a dossier is always judged by the
very text that it is pinned to, whatever becomes of the file.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Dossier
from desktop_app.records.editions import OfficeEdition
from desktop_app.rules import regulation
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import notice_of
from desktop_app.store.office import Office


def own(office: Office) -> dict[str, OfficeEdition]:
    """The office's own editions that are in use, by the id of the regulation: the newest of each."""
    asked = select(OfficeEdition).where(OfficeEdition.withdrawn_at.is_(None)).order_by(OfficeEdition.id)
    with office.read() as session:
        return {row.regulation_id: row for row in session.scalars(asked)}


def offered(office: Office) -> tuple[Regulation, ...]:
    """The editions that a new dossier can be opened under: the office's own, then the program's; newest first.

    One whose text in the vault was damaged isn't among them; opening a dossier under it is refused and says why.
    """
    found = {one.id: one for one in regulation.editions()}
    for name, row in own(office).items():
        with suppress(Refusal):
            found[name] = regulation.kept(name, office.vault.read(row.digest))
    return regulation.newest_first(found.values())


def current(office: Office, regulation_id: str) -> Regulation:
    """The edition of that id as it is offered now; raises Refusal when there is none."""
    return notice_of.edition_of(office, regulation_id)


def pinned(office: Office, dossier: Dossier) -> Regulation:
    """The edition that a dossier is judged by: the text that it was opened under, as far as that is to be had.

    Without it (the vault and the releases know nothing of its digest) the edition of its id as it is offered now;
    `rules.pinned.altered` says so then. Where the dossier stands in a batch, it is the edition as the batch's notice
    has it (`rules.notices.as_called`). Raises Refusal when there is none of that id at all.
    """
    return notice_of.called(office, dossier, _opened_under(office, dossier))


def _opened_under(office: Office, dossier: Dossier) -> Regulation:
    with suppress(Refusal):
        return edition(office, dossier.regulation_id, dossier.regulation_digest)
    with suppress(Refusal):
        return current(office, dossier.regulation_id)
    return regulation.load(dossier.regulation_id)


def edition(office: Office, regulation_id: str, digest: str) -> Regulation:
    """The edition in the text with that digest; raises Refusal when that is not to be had."""
    with suppress(Refusal):
        shipped = regulation.load(regulation_id)
        if shipped.digest == digest:
            return shipped
    return regulation.kept(regulation_id, text(office, regulation_id, digest))


def text(office: Office, regulation_id: str, digest: str) -> bytes:
    """The text with that digest; raises Refusal when neither the program nor the vault has it, or it was damaged."""
    with suppress(Refusal):
        shipped = regulation.text(regulation_id)
        if hashlib.sha256(shipped).hexdigest() == digest:
            return shipped
    found = regulation.earlier(digest)
    if found is not None:
        return found
    try:
        return office.vault.read(digest)
    except ValueError:  # not even a digest: a damaged row
        raise Refusal(f"没有留存校验码为 {digest[:8]} 的办法文件。请从备份恢复。") from None


def keep(office: Office, chosen: Regulation) -> None:
    """Put the text of an edition into the vault, before a dossier is pinned to it; raises Refusal when it can't be."""
    office.vault.keep(text(office, chosen.id, chosen.digest))


def keep_all(office: Office) -> None:
    """Put the text of every edition that a dossier is pinned to into the vault, as far as it is to be had.

    For the dossiers that a release opened which didn't keep the text yet. A disk that can't be written is no reason
    not to open the office: the next opening tries again.
    """
    with office.read() as session:
        asked = session.execute(select(Dossier.regulation_id, Dossier.regulation_digest).distinct())
        wanted = [(row.regulation_id, row.regulation_digest) for row in asked]
    for name, digest in wanted:
        with suppress(Refusal):
            kept = text(office, name, digest)
            if not office.vault.path(digest).is_file():
                office.vault.keep(kept)
