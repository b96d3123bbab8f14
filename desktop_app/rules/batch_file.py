"""A batch (批次) as rules see it: its dossiers in order, its papers, and what can be found about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.records.batch import (
    Batch,
    BatchDocument,
    BatchElsewhere,
    BatchExtension,
    BatchMember,
    BatchPaper,
    BatchSealEntry,
)
from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Dossier
from desktop_app.records.office import OfficeProfile
from desktop_app.rules.regulation import Regulation


class Stops(StrEnum):
    """What may not be done while a finding stands."""

    PRINT = "print"
    """Neither printed nor sealed."""
    SEAL = "seal"
    """Printed, but not sealed."""
    NOTHING = ""


@dataclass(frozen=True)
class Finding:
    """One thing that was found: `dossier_id` (0 for the batch itself) with `step` and `jump` lead to its place;
    for the batch, `jump` is the part of its page (members, documents, sending)."""

    kind: str
    says: str
    article: str
    stops: Stops = Stops.PRINT
    dossier_id: int = 0
    step: str = ""
    jump: str = ""


@dataclass(frozen=True)
class Entry:
    """A dossier of the batch: its place, everything kept about it, and the edition as the notice has it."""

    member: BatchMember
    file: Casefile
    edition: Regulation

    @property
    def dossier(self) -> Dossier:
        """The dossier itself."""
        return self.file.dossier

    @property
    def called(self) -> str:
        """第 2 个案卷“某平台”: how findings name it."""
        name = self.dossier.platform_name or self.dossier.applicant_name or self.dossier.number
        return f"第 {self.member.position} 个“{name}”"


@dataclass(frozen=True)
class Neighbour:
    """A dossier that stands in another batch of the same year in this office."""

    dossier: Dossier
    batch_number: str


@dataclass(frozen=True, kw_only=True)
class BatchFile:
    """Everything kept about one batch, read at one moment; entries in their order."""

    office: OfficeProfile
    batch: Batch
    entries: tuple[Entry, ...] = ()
    extensions: tuple[BatchExtension, ...] = ()
    elsewhere: tuple[BatchElsewhere, ...] = ()
    documents: tuple[BatchDocument, ...] = ()
    """Attached ones only."""
    papers: tuple[BatchPaper, ...] = ()
    seal_entries: tuple[BatchSealEntry, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
