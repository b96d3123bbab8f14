"""What the sheet for a new dossier reads. Plain values, quick to load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Edition:
    """One edition as the choice of it is shown.

    `holds` tells whether it was in force on the day asked about, `elsewhere` whether another region issued it.
    """

    id: str
    short: str
    title: str
    number: str
    holds: bool
    says: str
    elsewhere: bool = False


@dataclass(frozen=True)
class NewDossierBoard:
    """What the sheet for a new dossier needs: the day, and the editions with the one to offer first."""

    accepted_on: date
    editions: tuple[Edition, ...]
    number: str

    @property
    def offered(self) -> str:
        """The id of the edition to offer: the newest in force here on that day, else none."""
        return next((edition.id for edition in self.editions if edition.holds and not edition.elsewhere), "")
