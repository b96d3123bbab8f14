"""What the eligibility bench reads: conditions line by line, the files of evidence, how far it is; all plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Citation, Scan
from desktop_app.records.kinds import Decision, Outcome
from desktop_app.rules import eligibility, recommendation
from desktop_app.rules.edition import Regulation
from desktop_app.rules.eligibility import Finding, Standing
from desktop_app.rules.evidence import read_turns
from desktop_app.rules.weighing import Weighed


@dataclass(frozen=True)
class Explained:
    """One line of the explanation: a node of the requirement at its depth, with what came out."""

    depth: int
    outcome: Outcome
    says: str
    note: str
    article: str


@dataclass(frozen=True)
class CitedPage:
    """A page that a verdict rests on; `frame` is empty for the whole page."""

    id: int
    scan_id: int
    page: int
    frame: str
    label: str
    """审计报告 5 页."""


@dataclass(frozen=True)
class ConditionLine:
    """One condition as the bench shows it.

    `value` and `threshold` are empty where there is no figure. `why_not` holds, for each decision that isn't open to
    the reviewer, the sentence that says why. `scan_ids` are the files in which its evidence is usually found.
    """

    id: str
    article: str
    article_short: str
    title: str
    says: str
    wording: str
    function: str
    value: str
    threshold: str
    standing: Standing
    outcome: Outcome
    explained: tuple[Explained, ...]
    closes: str
    hint: str
    relaxation: str
    decision: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    cited: tuple[CitedPage, ...]
    lacks: tuple[str, ...]
    why_not: dict[str, str]
    scan_ids: tuple[int, ...]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.standing.is_open


@dataclass(frozen=True)
class EvidenceFile:
    """A file that can be looked at page by page; `turns` are degrees clockwise by page."""

    scan_id: int
    name: str
    kind: str
    path: Path
    pages: int
    turns: dict[int, int]
    article: str
    """Of the material that it was attached to: 第十七条（三）."""


@dataclass(frozen=True)
class FunctionLine:
    """How it stands with one function applied for."""

    label: str
    met: bool
    is_open: bool


@dataclass(frozen=True)
class EligibilityBoard:
    """The whole bench. `obstacles` is empty when the dossier is eligible."""

    dossier_id: int
    lines: tuple[ConditionLine, ...]
    files: tuple[EvidenceFile, ...]
    functions: tuple[FunctionLine, ...]
    obstacles: tuple[str, ...]
    western: bool
    frozen: bool
    """A valid paper bears a seal: a change needs a reason and makes the paper void."""

    @property
    def decided(self) -> int:
        """How many conditions nobody has to look at any more."""
        return sum(not line.is_open for line in self.lines)


def build(file: Casefile, regulation: Regulation, path_of: Callable[[str], Path]) -> EligibilityBoard:
    """The bench of one dossier; `path_of` finds a file in the vault by its SHA-256."""
    found = eligibility.findings(file, regulation)
    standings = eligibility.function_standings(found, file, regulation)
    return EligibilityBoard(
        dossier_id=file.dossier.id,
        lines=tuple(_line(finding, file, regulation) for finding in found),
        files=tuple(_file(scan, regulation, path_of) for scan in file.scans if scan.pages),
        functions=tuple(FunctionLine(one.function.label, one.met, one.is_open) for one in standings),
        obstacles=eligibility.obstacles(file, regulation),
        western=file.dossier.western,
        frozen=bool(recommendation.stamped_papers(file)),
    )


def _short(article: str) -> str:
    """An article as it stands in a narrow column: 十二（一）, 报告（四）, 附件1."""
    return article.partition(" ")[0].removeprefix("第").replace("条", "", 1).removeprefix("申请")


def _line(finding: Finding, file: Casefile, regulation: Regulation) -> ConditionLine:
    condition, weighed, verdict = finding.condition, finding.weighed, finding.verdict
    scans = {scan.id: scan for scan in file.scans}
    return ConditionLine(
        id=condition.id,
        article=condition.article,
        article_short=_short(condition.article),
        title=condition.title,
        says=condition.says,
        wording=regulation.wording(condition.article) or condition.says,
        function=regulation.function(condition.function).label if condition.function else "",
        value=weighed.value,
        threshold=weighed.threshold,
        standing=finding.standing,
        outcome=finding.outcome,
        explained=tuple(_explain(weighed, 0)),
        closes=weighed.closes,
        hint=condition.hint,
        relaxation=condition.relaxation.says if condition.relaxation else "",
        decision=verdict.decision if verdict else "",
        reason=verdict.reason if verdict else "",
        decided_by=verdict.decided_by if verdict else "",
        decided_at=verdict.decided_at if verdict else None,
        cited=tuple(_cited(row, scans[row.scan_id]) for row in finding.citations),
        lacks=finding.lacks,
        why_not={one.value: why for one in Decision if (why := eligibility.why_not(finding, one))},
        scan_ids=_usual_scans(condition.materials, file),
    )


def _explain(weighed: Weighed, depth: int) -> Iterator[Explained]:
    says = f"{weighed.says}（适用“{weighed.case}”的规定）" if weighed.case else weighed.says
    yield Explained(depth, weighed.outcome, says, "" if weighed.parts else weighed.note, weighed.article)
    for part in weighed.parts:
        yield from _explain(part, depth + 1)


def _cited(row: Citation, scan: Scan) -> CitedPage:
    return CitedPage(row.id, row.scan_id, row.page, row.frame, f"{Path(scan.name).stem} {row.page} 页")


def _usual_scans(materials: tuple[str, ...], file: Casefile) -> tuple[int, ...]:
    """The files under the materials that usually carry the evidence, in the condition's order of materials."""
    return tuple(scan.id for material in materials for scan in file.scans if scan.material == material and scan.pages)


def _file(scan: Scan, regulation: Regulation, path_of: Callable[[str], Path]) -> EvidenceFile:
    articles = {material.id: material.article for material in regulation.materials}
    return EvidenceFile(
        scan_id=scan.id,
        name=scan.name,
        kind=scan.kind,
        path=path_of(scan.sha256),
        pages=scan.pages,
        turns=read_turns(scan.turns),
        article=articles.get(scan.material, ""),
    )
