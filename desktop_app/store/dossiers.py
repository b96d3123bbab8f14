"""Reading dossiers: the whole casefile at one moment, and the list of all."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop_app.errors import Refusal
from desktop_app.records.base import Record
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
from desktop_app.records.evidence import Citation, MaterialCheck, Scan, Verdict
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.panel import Opinion, Seat, Signature
from desktop_app.records.papers import Paper, Recommendation, SealedArchive, SealEntry
from desktop_app.records.survey import Answer, ContactAttempt, Draw, DrawnFirm, Frame, Replacement

R = TypeVar("R", bound=Record)


def listing(session: Session) -> tuple[Dossier, ...]:
    """Every dossier, the newest first."""
    return tuple(session.scalars(select(Dossier).order_by(Dossier.id.desc())))


def dossier(session: Session, dossier_id: int) -> Dossier:
    """One dossier; raises Refusal when there is none with this id."""
    found = session.get(Dossier, dossier_id)
    if found is None:
        raise Refusal("没有这个案卷。请从案卷列表中重新选择。")
    return found


def casefile(session: Session, dossier_id: int) -> Casefile:
    """Everything kept about one dossier; raises Refusal when there is none with this id."""

    def rows(kind: type[R], *order: InstrumentedAttribute[Any]) -> tuple[R, ...]:
        table: Any = kind
        asked = select(kind).where(table.dossier_id == dossier_id).order_by(*order, *kind.__mapper__.primary_key)
        return tuple(session.scalars(asked))

    profile = session.get(OfficeProfile, 1)
    if profile is None:
        raise Refusal("办公室资料缺失。请从备份恢复 office.db。")
    return Casefile(
        office=profile,
        dossier=dossier(session, dossier_id),
        application=session.get(Application, dossier_id) or Application(dossier_id=dossier_id),
        recommendation=session.get(Recommendation, dossier_id) or Recommendation(dossier_id=dossier_id),
        investors=rows(Investor, Investor.position),
        years=rows(OperatingYear, OperatingYear.year),
        service_lines=rows(ServiceLine, ServiceLine.position),
        narratives=rows(Narrative, Narrative.section),
        figures=rows(DeclaredFigure, DeclaredFigure.name, DeclaredFigure.year),
        served_firms=rows(ServedFirm, ServedFirm.position),
        staff=rows(StaffMember, StaffMember.position),
        equipment=rows(Equipment, Equipment.position),
        scans=tuple(scan for scan in rows(Scan) if scan.detached_at is None),
        material_checks=rows(MaterialCheck),
        verdicts=rows(Verdict),
        citations=rows(Citation),
        frames=rows(Frame),
        draws=rows(Draw, Draw.sequence),
        drawn_firms=rows(DrawnFirm, DrawnFirm.draw_id, DrawnFirm.place),
        replacements=rows(Replacement),
        attempts=rows(ContactAttempt),
        answers=rows(Answer, Answer.draw_id, Answer.place),
        seats=rows(Seat, Seat.position),
        opinions=rows(Opinion, Opinion.version),
        signatures=rows(Signature),
        papers=rows(Paper),
        seal_entries=rows(SealEntry),
        archives=rows(SealedArchive),
    )
