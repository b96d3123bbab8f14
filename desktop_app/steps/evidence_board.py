"""What the evidence page reads: the list of materials with their files, and who cites which page; plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Scan
from desktop_app.records.kinds import ScanKind
from desktop_app.rules import evidence
from desktop_app.rules.evidence import MaterialStanding, State
from desktop_app.rules.regulation import Regulation


@dataclass(frozen=True)
class CitedLine:
    """A page of a file that a condition rests on; `page` from 1, `frame` empty for the whole page."""

    page: int
    frame: str
    condition: str
    article: str
    title: str


@dataclass(frozen=True)
class FileLine:
    """One attached file. `path` lies in the vault and is only read; `turns` are degrees clockwise by page."""

    id: int
    material: str
    name: str
    kind: ScanKind
    pages: int
    size: int
    sha256: str
    path: Path
    turns: dict[int, int]
    attached_at: datetime
    attached_by: str
    remark: str
    cited: tuple[CitedLine, ...]


@dataclass(frozen=True)
class MaterialLine:
    """One item of the list; `word` says how it stands (齐), `points` what to look at, `files` in order of adding."""

    id: str
    article: str
    name: str
    short: str
    note: str
    state: State
    word: str
    counts: bool
    """Whether the item is done with."""
    remark: str
    points: tuple[str, ...]
    files: tuple[FileLine, ...]
    substitute: str
    """What may stand in its place (告知承诺书), or ""."""
    in_lieu: str
    """That it does, with the article; "" when it doesn't."""

    @property
    def pages(self) -> int:
        """How many pages there are under the item."""
        return sum(file.pages for file in self.files)


@dataclass(frozen=True)
class EvidenceBoard:
    """The whole page: the items in the regulation's order and how many of them are done with."""

    materials: tuple[MaterialLine, ...]
    done: int

    @property
    def total(self) -> int:
        """How many items the list has."""
        return len(self.materials)

    def file(self, scan_id: int) -> FileLine | None:
        """The file of that id, if it is attached."""
        return next((file for line in self.materials for file in line.files if file.id == scan_id), None)


def build(file: Casefile, regulation: Regulation, place: Callable[[str], Path]) -> EvidenceBoard:
    """The board of a dossier; `place` gives a file's path in the vault by its SHA-256."""
    standings = evidence.standings(file, regulation)
    lines = tuple(_material(standing, file, regulation, place) for standing in standings)
    return EvidenceBoard(lines, sum(standing.counts for standing in standings))


def _material(
    standing: MaterialStanding, file: Casefile, regulation: Regulation, place: Callable[[str], Path]
) -> MaterialLine:
    material = standing.material
    return MaterialLine(
        id=material.id,
        article=material.article,
        name=material.name,
        short=material.short,
        note=material.note,
        state=standing.state,
        word=evidence.WORDS[standing.state],
        counts=standing.counts,
        remark=standing.remark,
        points=standing.points,
        files=tuple(_file(scan, file, regulation, place) for scan in standing.scans),
        substitute=material.substitute,
        in_lieu=standing.in_lieu,
    )


def _file(scan: Scan, file: Casefile, regulation: Regulation, place: Callable[[str], Path]) -> FileLine:
    known = {condition.id: condition for condition in regulation.conditions}
    cited = tuple(
        CitedLine(row.page, row.frame, row.condition, known[row.condition].article, known[row.condition].title)
        for row in evidence.citations_of(file, scan)
        if row.condition in known
    )
    return FileLine(
        id=scan.id,
        material=scan.material,
        name=scan.name,
        kind=ScanKind(scan.kind),
        pages=scan.pages,
        size=scan.size,
        sha256=scan.sha256,
        path=place(scan.sha256),
        turns=evidence.read_turns(scan.turns),
        attached_at=scan.attached_at,
        attached_by=scan.attached_by,
        remark=scan.remark,
        cited=cited,
    )
