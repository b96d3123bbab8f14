"""Reading dossiers: the whole casefile at one moment, and the list of all."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop_app.errors import Refusal
from desktop_app.records.base import Record
from desktop_app.records.batch import BatchDocument, BatchPaper
from desktop_app.records.casefile import Casefile
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
    WithdrawnDeclaration,
)
from desktop_app.records.frame_check import FrameDecision, FrameFinding
from desktop_app.records.keying import KeyingSettlement, SecondAnswer, VoidAnswer
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.records.meeting import MeetingPacket
from desktop_app.records.office import OfficeProfile
from desktop_app.records.panel import Opinion, Seat, Signature, SignedScan
from desktop_app.records.papers import Paper, Recommendation, SealedArchive, SealEntry
from desktop_app.records.process import Ban
from desktop_app.records.survey import Answer, ContactAttempt, Draw, DrawnFirm, Frame, Replacement
from desktop_app.rules import bans


def listing(session: Session) -> tuple[Dossier, ...]:
    """Every dossier, the newest first."""
    return tuple(session.scalars(select(Dossier).order_by(Dossier.id.desc())))


def dossier(session: Session, dossier_id: int) -> Dossier:
    """One dossier; raises Refusal when there is none with this id."""
    found = session.get(Dossier, dossier_id)
    if found is None:
        raise Refusal("没有这个案卷。请从案卷列表中重新选择。")
    return found


# the casefile's groups: which rows, in which order before their key
GROUPS: dict[str, tuple[type[Record], tuple[InstrumentedAttribute[Any], ...]]] = {
    "investors": (Investor, (Investor.position,)),
    "years": (OperatingYear, (OperatingYear.year,)),
    "service_lines": (ServiceLine, (ServiceLine.position,)),
    "narratives": (Narrative, (Narrative.section,)),
    "figures": (DeclaredFigure, (DeclaredFigure.name, DeclaredFigure.year)),
    "served_firms": (ServedFirm, (ServedFirm.position,)),
    "staff": (StaffMember, (StaffMember.position,)),
    "equipment": (Equipment, (Equipment.position,)),
    "scans": (Scan, ()),
    "material_checks": (MaterialCheck, ()),
    "commitments": (CommitmentInLieu, ()),
    "verdicts": (Verdict, ()),
    "citations": (Citation, ()),
    "frames": (Frame, ()),
    "draws": (Draw, (Draw.sequence,)),
    "drawn_firms": (DrawnFirm, (DrawnFirm.draw_id, DrawnFirm.place)),
    "replacements": (Replacement, ()),
    "attempts": (ContactAttempt, ()),
    "answers": (Answer, (Answer.draw_id, Answer.place)),
    "frame_decisions": (FrameDecision, ()),
    "frame_findings": (FrameFinding, (FrameFinding.frame_id, FrameFinding.position)),
    "void_answers": (VoidAnswer, ()),
    "second_answers": (SecondAnswer, (SecondAnswer.draw_id, SecondAnswer.place)),
    "keying_settlements": (KeyingSettlement, ()),
    "seats": (Seat, (Seat.position,)),
    "opinions": (Opinion, (Opinion.version,)),
    "signatures": (Signature, ()),
    "signed_scans": (SignedScan, ()),
    "papers": (Paper, ()),
    "seal_entries": (SealEntry, ()),
    "archives": (SealedArchive, ()),
    "public_draws": (PublicDraw, ()),
    "expert_frames": (ExpertFrame, ()),
    "expert_draws": (ExpertDraw, (ExpertDraw.sequence,)),
    "drawn_experts": (DrawnExpert, (DrawnExpert.draw_id, DrawnExpert.place)),
    "expert_refusals": (ExpertRefusal, ()),
}


def declarations(session: Session) -> tuple[ExpertDeclaration, ...]:
    """Every declaration of an interest that stands, the oldest first."""
    withdrawn = select(WithdrawnDeclaration.declaration_id)
    asked = select(ExpertDeclaration).where(ExpertDeclaration.id.not_in(withdrawn)).order_by(ExpertDeclaration.id)
    return tuple(session.scalars(asked))


def casefile(session: Session, dossier_id: int) -> Casefile:
    """Everything kept about one dossier; raises Refusal when there is none with this id."""
    profile = session.get(OfficeProfile, 1)
    if profile is None:
        raise Refusal("办公室资料缺失。请从备份恢复 office.db。")
    groups: dict[str, Any] = {}
    for name, (kind, order) in GROUPS.items():
        table: Any = kind
        asked = select(table).where(table.dossier_id == dossier_id).order_by(*order, *kind.__mapper__.primary_key)
        groups[name] = tuple(session.scalars(asked))
    seated = {seat.expert_id for seat in groups["seats"]}
    groups["declarations"] = tuple(one for one in declarations(session) if one.expert_id in seated) if seated else ()
    groups["scans"] = tuple(scan for scan in groups["scans"] if scan.detached_at is None)
    row = dossier(session, dossier_id)
    return Casefile(
        office=profile,
        dossier=row,
        bans=bans.on(session.scalars(select(Ban).order_by(Ban.event_id)), row),
        application=session.get(Application, dossier_id) or Application(dossier_id=dossier_id),
        recommendation=session.get(Recommendation, dossier_id) or Recommendation(dossier_id=dossier_id),
        **groups,
    )


def files_kept(session: Session, among: Collection[str]) -> frozenset[str]:
    """Those SHA-256 of `among` that any row refers to: scans (detached too), papers, covers, batches, packets."""
    named = (
        Scan.sha256,
        SignedScan.sha256,
        Paper.sha256,
        SealedArchive.cover_sha256,
        BatchDocument.sha256,
        BatchPaper.sha256,
        MeetingPacket.content_hash,
    )
    return frozenset(sha256 for column in named for sha256 in session.scalars(select(column).where(column.in_(among))))
