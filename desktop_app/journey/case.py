"""One application as a person at the window has it before them: values as typed, lists as pasted, files to drop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Told:
    """What a sampled firm says when it is asked; `missed` is why nobody answered (a `ContactResult` value)."""

    missed: str = ""
    method: str = "phone"
    person: str = ""
    post: str = ""
    phone: str = ""
    service: str = ""
    grade: str = ""
    tries: int = 1
    """Which call got through: the ones before it found nobody."""


@dataclass(frozen=True)
class Judged:
    """The reviewer's word on one condition: reason, and the page of the file that it rests on."""

    reason: str
    file: str
    page: int
    decision: str = "met"


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything that is typed, pasted, dropped and drawn for one application."""

    accepted_on: str
    applicant: str
    boxes: Mapping[str, str]
    """The boxes of the application form by name, in the order of the paper."""
    rows: Mapping[str, Sequence[Mapping[str, str]]]
    """investor, operating_year, service_line."""
    choices: Mapping[str, str]
    """What stands on the tab 功能与渠道: choices by their words, the statement."""
    functions: Sequence[str]
    figures: Mapping[str, str]
    lists: Mapping[str, str | Path]
    """firms, staff, equipment: text as pasted, or a workbook to read."""
    narrative: str
    """情况说明 whole, with its headings."""
    scans: Sequence[tuple[str, Sequence[Path]]]
    """Material and files."""
    verdicts: Mapping[str, Judged]
    """By the condition's title."""
    digits: str
    witnesses: str
    ask: Callable[[str], Told]
    """What the firm of that name says."""
    experts: Sequence[Mapping[str, str]] | Path
    """One by one, or the office's own workbook."""
    panel: Sequence[str]
    """Names of the experts to seat, those who must step aside among them."""
    opinion: str
    ink: Mapping[str, list[list[tuple[float, float]]]]
    """Strokes by name, in parts of the pad's width and height."""
    texts: Mapping[str, str]
    """influence, advice, filed_on."""
    seal: Mapping[str, str]
    mends: Sequence[str] = ()
    """Slips of the paper that the form points out: what each suggestion reads that is taken, 64.13."""
    turns: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """By the name of a scan: which of its pages lie on their side, and how many quarters clockwise they want."""
