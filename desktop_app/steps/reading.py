"""What every step begins with: the dossier as it stands now, and the edition that it is judged by."""

from __future__ import annotations

from desktop_app.records.casefile import Casefile
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import edition_texts
from desktop_app.store import dossiers
from desktop_app.store.office import Office


def casefile(office: Office, dossier_id: int) -> Casefile:
    """Everything kept about one dossier; raises Refusal when there is no such dossier."""
    with office.read() as session:
        return dossiers.casefile(session, dossier_id)


def read(office: Office, dossier_id: int) -> tuple[Casefile, Regulation]:
    """Everything kept about one dossier, and its edition; raises Refusal when there is no such dossier."""
    file = casefile(office, dossier_id)
    return file, edition_texts.pinned(office, file.dossier)
