"""What the page of the recommendation reads: texts, what stands in the way, the check before printing, papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from desktop_app.printing.facts import CATALOGUE
from desktop_app.printing.values import Complaint, Printed, SlotPlace, Trouble
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.rules import panel, pinned, recommendation
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation


@dataclass(frozen=True)
class CheckLine:
    """One line of the check before printing: `tone` is ok, warn or bad; `note` stands beside it, `step` and `jump`
    lead to the place to correct."""

    tone: str
    says: str
    note: str = ""
    step: str = ""
    jump: str = ""


@dataclass(frozen=True)
class PaperLine:
    """One printing: `state` is current, stale (the content has changed since), sealed or void."""

    id: int
    number: str
    pages: int
    short_hash: str
    journal_code: str
    printed_at: datetime
    printed_by: str
    state: str
    void_reason: str
    path: Path


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
    form_title: str
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


def checks(file: Casefile, regulation: Regulation, printed: Printed, today: date) -> tuple[CheckLine, ...]:
    """The check before printing, line by line."""
    return (
        *_decision(file, regulation),
        *_places(printed.complaints),
        _signatures(file),
        *_dates(file),
        *_edition(file, regulation, today),
        *_fonts(printed.complaints),
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


def _places(complaints: tuple[Complaint, ...]) -> tuple[CheckLine, ...]:
    """Empty places, and text that hardly fits."""
    lines = [_line(complaint, "bad") for complaint in complaints if complaint.trouble is Trouble.MISSING]
    if not lines:
        lines = [CheckLine("ok", "必填栏目齐全")]
    tight = [c for c in complaints if c.trouble in (Trouble.TIGHT, Trouble.SHRUNK)]
    lines += [_line(complaint, "warn") for complaint in tight] or [CheckLine("ok", "没有放不下的文字")]
    return tuple(lines)


def _line(complaint: Complaint, tone: str) -> CheckLine:
    fact = CATALOGUE.get(complaint.fact)
    step = fact.step.value if fact and fact.step else ""
    note = f"第 {complaint.page} 页" if complaint.page else ""
    return CheckLine(tone, complaint.says, note, step, fact.jump if fact else "")


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


def _dates(file: Casefile) -> tuple[CheckLine, ...]:
    """Whether the days follow one another: accepted, asked, reviewed, filed."""
    opinion = panel.standing_opinion(file)
    asked = [answer.asked_on for answer in file.answers if answer.asked_on]
    days = (
        ("受理", file.dossier.accepted_on),
        ("测评", max(asked, default=None)),
        ("评审", opinion.written_at.astimezone().date() if opinion else None),
        ("填报", file.recommendation.filed_on),
    )
    known = [(name, day) for name, day in days if day]
    wrong = [
        CheckLine(
            "warn", f"{late}日期 {b:%Y-%m-%d} 早于{early}日期 {a:%Y-%m-%d}，请核对", "", Step.RECOMMENDATION, "filed_on"
        )
        for (early, a), (late, b) in pairwise(known)
        if b < a
    ]
    return tuple(wrong) or (CheckLine("ok", "日期先后正确", "→".join(name for name, _ in known)),)


def _edition(file: Casefile, regulation: Regulation, today: date) -> tuple[CheckLine, ...]:
    """Whether the edition is in force and still the file that the dossier was accepted under."""
    lines = []
    if recommendation.lapsed_notice(regulation, today):
        lines.append(CheckLine("warn", "办法已停止施行，页脚将注明", "不影响打印"))
    altered = pinned.altered(file.dossier, regulation)
    if altered:
        lines.append(CheckLine("warn", altered.rstrip("。"), "不影响打印"))
    return tuple(lines)


def _fonts(complaints: tuple[Complaint, ...]) -> tuple[CheckLine, ...]:
    lines = [_line(complaint, "bad") for complaint in complaints if complaint.trouble is Trouble.GLYPH]
    return tuple(lines) or (CheckLine("ok", "字体齐全，全部嵌入"),)
