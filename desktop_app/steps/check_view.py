"""What the page of the survey shows of the frame check: every finding with its firms and how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import FindingKind, Settling
from desktop_app.records.lists import ServedFirm
from desktop_app.rules import frame_check, names
from desktop_app.rules.draw import FrameFirm
from desktop_app.rules.frame_check import Case


@dataclass(frozen=True)
class FirmOfFinding:
    """One firm of a finding: `place` within the finding and `number` in the list, both from 1; the phone masked."""

    place: int
    number: int
    name: str
    contact: str
    phone: str
    uscc: str
    excluded: bool


@dataclass(frozen=True)
class FindingView:
    """One finding. `state` is "open", "hint", "moot", "keep" or "exclude"."""

    key: str
    kind: FindingKind
    says: str
    state: str
    why: str
    by: str
    at: datetime | None
    firms: tuple[FirmOfFinding, ...]


@dataclass(frozen=True)
class CheckView:
    """All findings; how many of them nobody has settled, and how many firms were excluded."""

    findings: tuple[FindingView, ...]
    open: int
    excluded: int
    firms: tuple[FrameFirm, ...]
    """The list as it would be frozen now."""

    @property
    def kept(self) -> int:
        """How many firms would be frozen."""
        return len(self.firms)


def build(file: Casefile) -> CheckView:
    """The check of one dossier's list as it stands."""
    firms, cases = frame_check.listed(file), frame_check.check(file)
    gone = {place for case in cases for place in case.excluded}
    return CheckView(
        findings=tuple(_finding(case, firms) for case in cases),
        open=sum(case.open for case in cases),
        excluded=len(gone),
        firms=tuple(FrameFirm(number, firm.name, firm.uscc) for number, firm in enumerate(frame_check.kept(file), 1)),
    )


def _finding(case: Case, firms: tuple[ServedFirm, ...]) -> FindingView:
    made, gone = case.decision, set(case.excluded)
    return FindingView(
        key=case.key,
        kind=case.finding.kind,
        says=case.finding.says,
        state=_state(case),
        why=made.why if made else "",
        by=made.decided_by if made else "",
        at=made.decided_at if made else None,
        firms=tuple(
            _firm(place, number, firms[number], number in gone) for place, number in enumerate(case.finding.firms, 1)
        ),
    )


def _state(case: Case) -> str:
    if case.decision is not None:
        return Settling(case.decision.decision).value
    if case.moot:
        return "moot"
    return "hint" if case.hint else "open"


def _firm(place: int, number: int, firm: ServedFirm, excluded: bool) -> FirmOfFinding:
    return FirmOfFinding(
        place=place,
        number=number + 1,
        name=firm.name,
        contact=names.normal(firm.contact),
        phone=names.masked(firm.phone),
        uscc=firm.uscc,
        excluded=excluded,
    )
