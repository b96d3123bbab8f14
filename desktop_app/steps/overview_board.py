"""What the screens read about dossiers: the lines of the list, one dossier at a glance. Plain values, quick to load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.records.kinds import Step
from desktop_app.rules import search
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.standing import KeyFigure, StepLine

__all__ = ["Change", "DossierLine", "Head", "KeyFigure", "OpenItem", "OverviewBoard", "StepLine"]


@dataclass(frozen=True)
class DossierLine:
    """One dossier in the list; `reached` is the furthest step with something in it, `archived` the end of the work."""

    id: int
    number: str
    name: str
    applicant: str
    uscc: str
    contact: str
    accepted_on: date
    reached: Step
    archived: bool
    keys: tuple[search.Key, ...]

    def fits(self, query: str) -> bool:
        """Whether the line is meant by `query`: name, pinyin initials, code, number, contact."""
        return search.fits(query, self.keys)


@dataclass(frozen=True)
class Head:
    """What stands above every page of a dossier.

    `law_altered` is a sentence when the text that judges isn't the one of the day of acceptance.
    `law_superseded` says that the edition is offered with another text by now; `law_held` whether it was in force on
    the day of acceptance, `repealed` whether it is no longer today.
    """

    number: str
    name: str
    applicant: str
    accepted_on: date
    channel: str
    law_short: str
    law_number: str
    law_says: str
    law_altered: str
    repealed: bool
    frozen: bool
    law_superseded: str = ""
    law_held: bool = True
    batch: str = ""
    """The number of the batch in which it stands, or empty."""
    waived: str = ""
    """What the batch's notice doesn't ask for, as a sentence."""
    preferred: str = ""
    """That the applicant's region is one that the edition favours, as a sentence; a fact that decides nothing."""


@dataclass(frozen=True)
class Change:
    """One of the last acts in a dossier: `when` is a time today, else a day; `detail` what was changed into what."""

    when: str
    who: str
    says: str
    detail: str = ""


@dataclass(frozen=True)
class OverviewBoard:
    """One dossier at a glance."""

    dossier_id: int
    head: Head
    steps: tuple[StepLine, ...]
    open_items: tuple[OpenItem, ...]
    figures: tuple[KeyFigure, ...]
    changes: tuple[Change, ...]
    replaced_by: str
