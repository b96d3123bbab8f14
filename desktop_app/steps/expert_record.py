"""One expert's record (专家档案): panels sat on, interests declared; and who would have to step aside from a dossier.

The history is derived: from seats, from draws that the expert did not follow, from the journal's times.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Dossier
from desktop_app.records.expert_draw import (
    DrawnExpert,
    ExpertDeclaration,
    ExpertDraw,
    ExpertRefusal,
    WithdrawnDeclaration,
)
from desktop_app.records.journal import JournalEntry
from desktop_app.records.kinds import Absence, Interest
from desktop_app.records.panel import Expert, Seat, Signature
from desktop_app.rules import names, recusal
from desktop_app.rules.recusal import Person
from desktop_app.store import dossiers
from desktop_app.store.office import Office

SEATED = "panel.seated"


@dataclass(frozen=True)
class PanelLine:
    """One panel in an expert's history: `part` says 参加, 回避 or 未参加, `at` when the seat was filled."""

    number: str
    platform: str
    at: datetime | None
    part: str
    says: str
    tone: str


@dataclass(frozen=True)
class DeclarationLine:
    """One declaration; `withdrawn` says why it doesn't count any more, or is empty."""

    id: int
    interest: str
    about: str
    note: str
    at: datetime
    by: str
    withdrawn: str


@dataclass(frozen=True)
class ExpertRecord:
    """Everything that is known of one expert."""

    expert_id: int
    name: str
    title: str
    unit: str
    field: str
    phone: str
    """Masked."""
    active: bool
    panels: tuple[PanelLine, ...]
    declarations: tuple[DeclarationLine, ...]


@dataclass(frozen=True)
class DossierChoice:
    """A dossier to choose from."""

    id: int
    number: str
    platform: str
    applicant: str

    @property
    def said(self) -> str:
        """As a list shows it."""
        return f"{self.number}　{self.platform or self.applicant}"


@dataclass(frozen=True)
class CheckLine:
    """One active expert held against a dossier: `state` is "recused" (for sure), "doubt" (to be asked) or "free"."""

    expert_id: int
    name: str
    title: str
    unit: str
    field: str
    state: str
    why: str
    seated: bool


@dataclass(frozen=True)
class RecusalCheck:
    """Who would have to step aside from one dossier; the recused first, then the doubts."""

    dossier: DossierChoice
    lines: tuple[CheckLine, ...]

    def count(self, state: str) -> int:
        """How many experts stand in `state`."""
        return sum(line.state == state for line in self.lines)


def choices(office: Office) -> tuple[DossierChoice, ...]:
    """Every dossier, the newest first."""
    with office.read() as session:
        return tuple(_choice(one) for one in dossiers.listing(session))


def _choice(one: Dossier) -> DossierChoice:
    return DossierChoice(one.id, one.number, one.platform_name, one.applicant_name)


def record(office: Office, expert_id: int) -> ExpertRecord:
    """One expert's record; raises Refusal when there is no such expert."""
    with office.read() as session:
        expert = session.get(Expert, expert_id)
        if expert is None:
            raise Refusal("这位专家已不在专家库中。请刷新后再试。")
        found = {one.id: one for one in dossiers.listing(session)}
        seated = _seated_panels(session, expert_id, found)
        absent = _absences(session, expert_id, found)
        declared = tuple(_declarations(session, expert_id, found))
    panels = sorted((*seated, *absent), key=lambda line: line.number, reverse=True)
    return ExpertRecord(
        expert.id, expert.name, expert.title, expert.unit, expert.field, names.masked(expert.phone), expert.active,
        tuple(panels), declared,
    )  # fmt: skip


def _seated_panels(session: Session, expert_id: int, found: dict[int, Dossier]) -> list[PanelLine]:
    seats = tuple(session.scalars(select(Seat).where(Seat.expert_id == expert_id)))
    filled = _filled(session, {seat.id for seat in seats}, {seat.dossier_id for seat in seats})
    signed = set(session.scalars(select(Signature.seat_id).where(Signature.seat_id.in_([seat.id for seat in seats]))))
    lines = []
    for seat in seats:
        held = found[seat.dossier_id]
        part = "回避" if seat.recused else "参加"
        says = seat.recusal_reason if seat.recused else "已签名" if seat.id in signed else "未签名"
        tone = "warn" if seat.recused else "ok"
        lines.append(PanelLine(held.number, held.platform_name, filled.get(seat.id), part, says, tone))
    return lines


def _filled(session: Session, seats: set[int], of_dossiers: set[int]) -> dict[int, datetime]:
    """When each of `seats` was filled, as the journal tells."""
    asked = select(JournalEntry).where(JournalEntry.act == SEATED, JournalEntry.dossier_id.in_(of_dossiers))
    found: dict[int, datetime] = {}
    for entry in session.scalars(asked):
        for change in json.loads(entry.body)["changes"]:
            if change["table"] == "seat" and change["how"] == "add" and change["id"] in seats:
                found[change["id"]] = entry.at
    return found


def _absences(session: Session, expert_id: int, found: dict[int, Dossier]) -> list[PanelLine]:
    """Panels that the expert was drawn for and did not come to."""
    asked = (
        select(ExpertRefusal)
        .join(DrawnExpert, (DrawnExpert.draw_id == ExpertRefusal.draw_id) & (DrawnExpert.place == ExpertRefusal.place))
        .join(ExpertDraw, ExpertDraw.id == ExpertRefusal.draw_id)
        .where(DrawnExpert.expert_id == expert_id)
    )
    lines = []
    for one in session.scalars(asked):
        held, says = found[one.dossier_id], f"{Absence(one.result).label}：{one.reason}"
        lines.append(PanelLine(held.number, held.platform_name, one.refused_at, "抽中未参加", says, "none"))
    return lines


def _declarations(session: Session, expert_id: int, found: dict[int, Dossier]) -> Iterable[DeclarationLine]:
    withdrawn = {one.declaration_id: one for one in session.scalars(select(WithdrawnDeclaration))}
    asked = select(ExpertDeclaration).where(ExpertDeclaration.expert_id == expert_id).order_by(ExpertDeclaration.id)
    for one in session.scalars(asked):
        held = found.get(one.dossier_id or 0)
        about = one.applicant or (f"{held.number}　{held.applicant_name}" if held else "")
        gone = withdrawn.get(one.id)
        label = Interest(one.interest).label
        yield DeclarationLine(
            one.id, label, about, one.note, one.declared_at, one.declared_by, gone.reason if gone else ""
        )


def check(office: Office, dossier_id: int) -> RecusalCheck:
    """Who of the active experts would have to step aside from a dossier, and why; before anybody is invited."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
        declared = dossiers.declarations(session)
        experts = tuple(session.scalars(select(Expert).where(Expert.active.is_(True)).order_by(Expert.id)))
    seated = {seat.expert_id for seat in file.seats}
    lines = []
    for one in experts:
        found = recusal.grounds(Person(one.name, one.unit, one.phone, one.id), file, declared)
        sure = any(ground.sure for ground in found)
        state = "recused" if sure else "doubt" if found else "free"
        why = "；".join(ground.says for ground in found if ground.sure or not sure)
        lines.append(CheckLine(one.id, one.name, one.title, one.unit, one.field, state, why, one.id in seated))
    ranks = {"recused": 0, "doubt": 1, "free": 2}
    return RecusalCheck(_choice(file.dossier), tuple(sorted(lines, key=lambda line: ranks[line.state])))


def declare(
    office: Office,
    expert_id: int,
    interest: Interest,
    *,
    dossier_id: int | None = None,
    applicant: str = "",
    note: str = "",
    reason: str = "",
) -> ExpertRecord:
    """Keep an interest that an expert declared: in one dossier, or in `applicant` and all that it applies for.

    Raises Refusal when neither is named, 其他 comes without a note, or the very same stands already.
    """
    about = names.normal(applicant)
    if dossier_id is None and not about:
        raise Refusal("要写明与哪个申请单位或哪个案卷有利害关系。请选择案卷，或填写申请单位。", field="applicant")
    if interest is Interest.OTHER and not note.strip():
        raise Refusal("其他利害关系要写明是什么关系。请补写说明。", field="note")
    with office.act("panel.interest_declared", dossier_id, reason=reason) as act:
        if act.session.get(Expert, expert_id) is None:
            raise Refusal("这位专家已不在专家库中。请刷新后再试。")
        for one in dossiers.declarations(act.session):
            same_about = names.same(one.applicant, about) if about else one.dossier_id == dossier_id
            if one.expert_id == expert_id and one.interest == interest.value and same_about:
                raise Refusal("这项利害关系已经登记过，不用再登记。", field="interest")
        act.add(
            ExpertDeclaration(
                expert_id=expert_id,
                interest=interest.value,
                declared_at=office.now(),
                declared_by=office.operator_name,
                dossier_id=dossier_id,
                applicant=about,
                note=names.one_line(note),
            )
        )
    return record(office, expert_id)


def withdraw(office: Office, declaration_id: int, why: str, reason: str = "") -> ExpertRecord:
    """Say that a declaration was written down by mistake and why; it stays on record and counts no more."""
    if not why.strip():
        raise Refusal("撤回声明要写明原因。请补写。", field="why")
    with office.read() as session:
        found = session.get(ExpertDeclaration, declaration_id)
        if found is None:
            raise Refusal("没有这条声明。请刷新后再试。")
        if session.get(WithdrawnDeclaration, declaration_id) is not None:
            raise Refusal("这条声明已经撤回。")
    with office.act("panel.interest_withdrawn", found.dossier_id, reason=reason) as act:
        act.add(
            WithdrawnDeclaration(
                declaration_id=declaration_id,
                reason=why.strip(),
                withdrawn_at=office.now(),
                withdrawn_by=office.operator_name,
            )
        )
    return record(office, found.expert_id)
