"""How far a dossier is: everything still open in it, where each step stands, the figures to look at first."""

from __future__ import annotations

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import BEFORE_RECOMMENDATION, Outcome, Step
from desktop_app.rules import (
    archive,
    eligibility,
    evidence,
    figures,
    intake,
    keying,
    panel,
    recommendation,
    sealing,
    survey,
)
from desktop_app.rules.language import Choice, Compare
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.standing import KeyFigure, StepLine

RULES = (intake, evidence, eligibility, survey, keying, panel, recommendation, sealing, archive)
"""The rules of each step that can say what is open in it, in the order of the steps."""


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """Everything that is still open or wrong in the dossier, in the order of the steps.

    What belongs to a step that still waits for another is not open yet and left out.
    """
    every = tuple(item for rule in RULES for item in rule.open_items(file, regulation))
    waiting = {step for step in Step if _waits_for(step, file, every, bool(regulation.forms))}
    return tuple(item for item in every if item.step not in waiting)


def step_lines(file: Casefile, items: tuple[OpenItem, ...], has_form: bool = True) -> tuple[StepLine, ...]:
    """Where each step of the dossier stands, given what is open in it; without a form nothing is printed or sealed."""
    return tuple(_line(step, file, items, has_form) for step in Step)


def key_figures(file: Casefile, regulation: Regulation) -> tuple[KeyFigure, ...]:
    """The figures that the basic conditions compare, each beside its threshold, in the edition's order."""
    book = figures.book(file, regulation)
    found = []
    for finding in eligibility.findings(file, regulation):
        node = finding.condition.require
        node = node.otherwise if isinstance(node, Choice) and not finding.weighed.parts else node
        if isinstance(node, Compare) and not finding.condition.function:
            reading = book[node.figures[0]]
            found.append(_key_figure(finding, node.label or reading.label, node.unit or reading.unit))
    return tuple(found)


def _key_figure(finding: eligibility.Finding, label: str, unit: str) -> KeyFigure:
    weighed = finding.weighed
    value, _, told = weighed.value.partition(" ")
    tones = {Outcome.MET: "ok", Outcome.NOT_MET: "bad"}
    return KeyFigure(
        label=label,
        unit=told or unit,
        value=value or "—",
        wanted=weighed.threshold.removesuffix(told or unit).strip(),
        tone=tones.get(finding.outcome, "none"),
        says=finding.outcome.label,
        jump=finding.condition.id,
    )


def _line(step: Step, file: Casefile, items: tuple[OpenItem, ...], has_form: bool) -> StepLine:
    mine = [item for item in items if item.step == step]
    wrong = sum(item.wrong for item in mine)
    waits = _waits_for(step, file, items, has_form)
    if waits:
        return StepLine(step, "locked", waits, len(mine), wrong)
    if wrong:
        return StepLine(step, "bad", f"有 {wrong} 处错误", len(mine), wrong)
    begun = _begun(step, file)
    if mine:
        return StepLine(step, "part" if begun else "open", f"{len(mine)} 处未决", len(mine), 0)
    return StepLine(step, "done" if begun else "open", "已完成" if begun else "未开始", 0, 0)


def _waits_for(step: Step, file: Casefile, items: tuple[OpenItem, ...], has_form: bool) -> str:
    """What a step that cannot be done yet is waiting for, or ""."""
    valid = {paper.id for paper in file.papers if paper.void_at is None}
    declined = file.recommendation.recommended is False
    if declined and step in (Step.SEALING, Step.ARCHIVE) and not valid:
        return "不推荐，不再办理"
    if step == Step.RECOMMENDATION and not valid and not declined:
        return "待前五步完成" if any(item.step in BEFORE_RECOMMENDATION for item in items) else ""
    if not has_form and step == Step.SEALING:
        return "没有要打印的表"
    if not has_form and step == Step.ARCHIVE and not file.archives:
        return "" if file.recommendation.recommended else "待作出推荐决定"
    if step == Step.SEALING and not file.seal_entries:
        return "" if valid else "待打印"
    if step == Step.ARCHIVE and not file.archives:
        return "" if any(entry.paper_id in valid for entry in file.seal_entries) else "待用印"
    return ""


def _begun(step: Step, file: Casefile) -> bool:
    """Whether the step holds anything."""
    held: dict[Step, bool] = {
        Step.INTAKE: True,
        Step.EVIDENCE: bool(file.scans),
        Step.ELIGIBILITY: bool(file.verdicts),
        Step.SURVEY: bool(file.frames),
        Step.PANEL: bool(file.seats),
        Step.RECOMMENDATION: bool(file.papers) or file.recommendation.recommended is not None,
        Step.SEALING: bool(file.seal_entries),
        Step.ARCHIVE: bool(file.archives),
    }
    return held[step]
