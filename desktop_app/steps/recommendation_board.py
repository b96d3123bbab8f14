"""What the page of the recommendation reads: texts, what stands in the way, the check before printing, papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop_app.printing.values import SlotPlace
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.rules import panel, recommendation
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import preprint
from desktop_app.steps.paper_line import PaperLine as PaperLine
from desktop_app.steps.preprint import CheckLine, Proof


@dataclass(frozen=True)
class RecommendationBoard:
    """The page. `obstacles` keep it from being recommended; `frozen` names the sealed papers, or is empty."""

    dossier_id: int
    influence: str
    advice: str
    filed_on: date | None
    recommended: bool | None
    decided_at: datetime | None
    decided_by: str
    suggested_influence: str
    suggested_advice: str
    obstacles: tuple[OpenItem, ...]
    lacking: tuple[OpenItem, ...]
    lapsed: str
    frozen: str
    form_id: str
    next_number: str
    papers: tuple[PaperLine, ...]
    """The newest first."""
    checks: tuple[CheckLine, ...]
    content_hash: str

    @property
    def ready(self) -> bool:
        """Whether nothing in the check keeps the form from being printed."""
        return all(check.tone != "bad" for check in self.checks)

    @property
    def current(self) -> PaperLine | None:
        """The paper that says what the dossier says now, or None."""
        return next((paper for paper in self.papers if paper.state in ("current", "sealed")), None)


@dataclass(frozen=True)
class Preview:
    """The pages as they would be printed: the file, its pages with their headings, and where the seals go."""

    path: Path
    pages: int
    titles: tuple[str, ...]
    slots: tuple[SlotPlace, ...]


def checks(file: Casefile, regulation: Regulation, proof: Proof, today: date) -> tuple[CheckLine, ...]:
    """The check before printing, line by line: the decision, the signatures, then what is checked of every form."""
    return (
        *_decision(file, regulation),
        _signatures(file),
        *preprint.checks(file, regulation, proof, today),
    )


def _decision(file: Casefile, regulation: Regulation) -> tuple[CheckLine, ...]:
    row = file.recommendation
    if row.recommended:
        found = recommendation.obstacles(file, regulation)
        if not found:
            return (CheckLine("ok", "前面各步已办结，已决定推荐"),)
        lines = [CheckLine("bad", item.says, item.place, item.step.value, item.jump) for item in found]
        return tuple(lines)
    says = "已决定不推荐，不打印推荐表" if row.recommended is False else "还没有作出推荐决定"
    return (CheckLine("bad", says, "", Step.RECOMMENDATION.value, "decision"),)


def _signatures(file: Casefile) -> CheckLine:
    """Who has signed, who will sign in ink, whose signature is void."""
    members = [seat for seat in file.seats if panel.takes_part(seat, file)]
    inked = sum(seat.signs_on_paper for seat in members)
    void = [s.name for s in members if not s.signs_on_paper and panel.valid_signature(s, file) is None]
    if void:
        says = f"{'、'.join(void)}的签名缺失或已失效。请重新签名，或改为在纸面签名。"
        return CheckLine("bad", says, "", Step.PANEL.value, "seats")
    parts = [f"{len(members) - inked} 名专家签名有效，内容未变"] if len(members) > inked else []
    parts += [f"{inked} 名专家待在纸面签名"] if inked else []
    return CheckLine("ok", "，".join(parts) or "没有参加评审的专家")
