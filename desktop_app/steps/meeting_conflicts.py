"""Who of the experts would have to step aside from what stands on an agenda, read while a meeting is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier, Investor
from desktop_app.records.expert_draw import ExpertDeclaration
from desktop_app.records.lists import StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.panel import Expert, Seat
from desktop_app.records.papers import Recommendation
from desktop_app.rules import recusal
from desktop_app.rules.recusal import Person
from desktop_app.store import dossiers
from desktop_app.store.office import Office

SHOWN = 2
"""As many reasons of a kind stand below the lists at once."""


@dataclass(frozen=True)
class ExpertConflicts:
    """One expert against a whole agenda: a line for each dossier (its number, then why), in the agenda's order.

    A dossier from which the expert has to step aside is not among the `doubts` as well.
    """

    name: str
    recused: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def counts(self) -> tuple[str, ...]:
        """How many, in words: at most two, what holds first."""
        found = (("须回避", self.recused), ("待核实", self.doubts))
        return tuple(f"{label} {len(lines)} 件" for label, lines in found if lines)

    @property
    def says(self) -> str:
        """Everything in one sentence."""
        return self._sentence(len(self.recused) + len(self.doubts))

    @property
    def brief(self) -> str:
        """As `says`, with the first of each kind alone where a long agenda has many."""
        return self._sentence(SHOWN)

    def _sentence(self, most: int) -> str:
        parts = [self.name]
        for label, lines in (("须回避", self.recused), ("待核实", self.doubts)):
            if lines:
                more = f"；等 {len(lines)} 件" if len(lines) > most else ""
                parts.append(f"{label}：{'；'.join(lines[:most])}{more}")
        return "　".join(parts)


@dataclass(frozen=True)
class AgendaConflicts:
    """What was found for the dossiers of an agenda, by expert; an expert who is free of them all isn't there."""

    dossier_ids: tuple[int, ...]
    experts: Mapping[int, ExpertConflicts]


def conflicts(office: Office, dossier_ids: Sequence[int]) -> AgendaConflicts:
    """Every active expert against these dossiers, by the same rules as the expert library's check (查回避)."""
    profile = office.profile
    with office.read() as session:
        files = _sketches(session, profile, dossier_ids)
        declared = dossiers.declarations(session)
        experts = tuple(session.scalars(select(Expert).where(Expert.active).order_by(Expert.id)))
    found = ((one.id, _against(one, files, declared)) for one in experts)
    return AgendaConflicts(tuple(dossier_ids), {expert_id: one for expert_id, one in found if one.counts})


def _against(expert: Expert, files: Sequence[Casefile], declared: Sequence[ExpertDeclaration]) -> ExpertConflicts:
    person = Person(expert.name, expert.unit, expert.phone, expert.id)
    recused, doubts = [], []
    for file in files:
        grounds = recusal.grounds(person, file, declared)
        seat = next((one for one in file.seats if one.expert_id == expert.id and one.recused), None)
        sure = "、".join(one.says for one in grounds if one.sure) or (seat.recusal_reason if seat else "")
        if sure or seat is not None:
            recused.append(f"{file.dossier.number} {sure}".rstrip())
        elif grounds:
            doubts.append(f"{file.dossier.number} {recusal.doubts(grounds)}")
    return ExpertConflicts(expert.name, tuple(recused), tuple(doubts))


def _sketches(session: Session, profile: OfficeProfile, dossier_ids: Sequence[int]) -> list[Casefile]:
    """The dossiers in this order, with what recusal is found from and nothing else; one that is gone is left out."""
    named = {one.id: one for one in session.scalars(select(Dossier).where(Dossier.id.in_(dossier_ids)))}
    asked = select(Application).where(Application.dossier_id.in_(dossier_ids))
    forms = {one.dossier_id: one for one in session.scalars(asked)}
    near = select(Investor).where(Investor.dossier_id.in_(dossier_ids)).order_by(Investor.position)
    listed = select(StaffMember).where(StaffMember.dossier_id.in_(dossier_ids)).order_by(StaffMember.position)
    investors, staff = tuple(session.scalars(near)), tuple(session.scalars(listed))
    seats = tuple(session.scalars(select(Seat).where(Seat.dossier_id.in_(dossier_ids)).order_by(Seat.position)))
    return [
        Casefile(
            office=profile,
            dossier=named[one],
            application=forms.get(one) or Application(dossier_id=one),
            recommendation=Recommendation(dossier_id=one),
            investors=tuple(row for row in investors if row.dossier_id == one),
            staff=tuple(row for row in staff if row.dossier_id == one),
            seats=tuple(row for row in seats if row.dossier_id == one),
        )
        for one in dossier_ids
        if one in named
    ]
