"""The cover sheet of an archive: the paper that carries its fingerprint and gets the stamp."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.archive.contents import Contents
from desktop_app.archive.sealed import Sealed
from desktop_app.printing import facts, forms, press
from desktop_app.printing.values import Footer
from desktop_app.records.casefile import Casefile
from desktop_app.records.papers import SealedArchive
from desktop_app.rules.regulation import Regulation

FORM = "office/archive-cover"


def sheet(file: Casefile, edition: Regulation, contents: Contents, sealed: Sealed) -> bytes:
    """The cover of `sealed` as PDF."""
    row = SealedArchive(
        dossier_id=file.dossier.id,
        folder=sealed.folder.name,
        fingerprint=sealed.fingerprint,
        files=sealed.files,
        size=sealed.size,
        journal_code=contents.journal.head_code,
        sealed_at=contents.sealed_at,
        sealed_by=contents.sealed_by,
    )
    form = forms.load(FORM)
    said = facts.facts(replace(file, archives=(*file.archives, row)), edition, form.names)
    footer = Footer(
        number=f"{file.dossier.number}-{form.letter}-{len(file.archives) + 1:02d}",
        journal_code=contents.journal.head_code,
        printed_at=contents.sealed_at,
    )
    return press.press(form, said, footer).pdf
