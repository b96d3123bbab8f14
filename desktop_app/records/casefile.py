"""Everything that is kept about one dossier, read at one moment: what rules judge and forms print."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.records.dossier import (
    Application,
    DeclaredFigure,
    Dossier,
    Investor,
    Narrative,
    OperatingYear,
    ServiceLine,
)
from desktop_app.records.evidence import Citation, CommitmentInLieu, MaterialCheck, Scan, Verdict
from desktop_app.records.expert_draw import (
    DrawnExpert,
    ExpertDeclaration,
    ExpertDraw,
    ExpertFrame,
    ExpertRefusal,
    PublicDraw,
)
from desktop_app.records.frame_check import FrameDecision, FrameFinding
from desktop_app.records.keying import KeyingSettlement, SecondAnswer, VoidAnswer
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.panel import Opinion, Seat, Signature, SignedScan
from desktop_app.records.papers import Paper, Recommendation, SealedArchive, SealEntry
from desktop_app.records.process import Ban
from desktop_app.records.survey import Answer, ContactAttempt, Draw, DrawnFirm, Frame, Replacement


@dataclass(frozen=True, kw_only=True)
class Casefile:
    """One dossier with all its rows, each group in its own order (position, year, place, time)."""

    office: OfficeProfile
    dossier: Dossier
    application: Application
    recommendation: Recommendation
    investors: tuple[Investor, ...] = ()
    years: tuple[OperatingYear, ...] = ()
    service_lines: tuple[ServiceLine, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    figures: tuple[DeclaredFigure, ...] = ()
    served_firms: tuple[ServedFirm, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    scans: tuple[Scan, ...] = ()
    """Attached ones only; a detached scan is in the journal."""
    material_checks: tuple[MaterialCheck, ...] = ()
    commitments: tuple[CommitmentInLieu, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    citations: tuple[Citation, ...] = ()
    frames: tuple[Frame, ...] = ()
    draws: tuple[Draw, ...] = ()
    drawn_firms: tuple[DrawnFirm, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    attempts: tuple[ContactAttempt, ...] = ()
    answers: tuple[Answer, ...] = ()
    frame_decisions: tuple[FrameDecision, ...] = ()
    frame_findings: tuple[FrameFinding, ...] = ()
    void_answers: tuple[VoidAnswer, ...] = ()
    second_answers: tuple[SecondAnswer, ...] = ()
    keying_settlements: tuple[KeyingSettlement, ...] = ()
    seats: tuple[Seat, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    signatures: tuple[Signature, ...] = ()
    signed_scans: tuple[SignedScan, ...] = ()
    papers: tuple[Paper, ...] = ()
    seal_entries: tuple[SealEntry, ...] = ()
    archives: tuple[SealedArchive, ...] = ()
    public_draws: tuple[PublicDraw, ...] = ()
    expert_frames: tuple[ExpertFrame, ...] = ()
    expert_draws: tuple[ExpertDraw, ...] = ()
    drawn_experts: tuple[DrawnExpert, ...] = ()
    expert_refusals: tuple[ExpertRefusal, ...] = ()
    declarations: tuple[ExpertDeclaration, ...] = ()
    """Those that stand, of the experts who are seated; the pool's others are nobody's business here."""
    bans: tuple[Ban, ...] = ()
    """Those on the applicant that came of other dossiers, whatever day they cover."""
