"""How far a dossier is, as plain values: where a step stands, a figure beside what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.records.kinds import Step


@dataclass(frozen=True)
class StepLine:
    """Where one step stands: `state` is done, part, open, bad or locked; `says` the same in words."""

    step: Step
    state: str
    says: str
    open: int
    wrong: int


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the dossier beside what the regulation wants: `tone` is ok, bad, warn or none."""

    label: str
    unit: str
    value: str
    wanted: str
    tone: str
    says: str
    jump: str = ""
