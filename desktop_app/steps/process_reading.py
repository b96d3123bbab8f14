"""Reading what follows a recommendation: of one dossier, and of all at once in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Dossier
from desktop_app.records.papers import Recommendation
from desktop_app.records.process import (
    Ban,
    DutyDone,
    Objection,
    PlatformChange,
    ProcessEvent,
    ProcessWithdrawal,
)
from desktop_app.rules import bans, regulation
from desktop_app.rules.course import Course, History
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.workdays import Calendar
from desktop_app.steps import calendars, edition_texts
from desktop_app.store import dossiers
from desktop_app.store.office import Office


@dataclass(frozen=True)
class Whole:
    """One dossier with its course, and every event, those that were taken back among them."""

    dossier: Dossier
    course: Course
    events: tuple[ProcessEvent, ...] = ()
    withdrawals: tuple[ProcessWithdrawal, ...] = ()


def edition_of(office: Office, regulation_id: str, digest: str) -> Regulation:
    """The edition whose process counts for a dossier that is pinned to that id and digest.

    It is the text that the dossier was opened under. A text from before the language could say what a process is
    (none of its stages grants the title) gives way to the present one of the same id.
    """
    with suppress(Refusal):
        kept = regulation.kept(regulation_id, edition_texts.text(office, regulation_id, digest))
        if not kept.stages or any(stage.grants for stage in kept.stages):
            return kept
    return edition_texts.current(office, regulation_id)


def whole(office: Office, dossier_id: int) -> Whole:
    """One dossier; raises Refusal when there is none with this id."""
    with office.read() as session:
        dossier = dossiers.dossier(session, dossier_id)
        rows = _Rows.of(session, dossier_id)
        calendar = calendars.of(session)
    edition = edition_of(office, dossier.regulation_id, dossier.regulation_digest)
    return rows.whole(dossier, edition, calendar)


def every(office: Office) -> tuple[tuple[Dossier, ...], tuple[Whole, ...]]:
    """All dossiers of the office, the newest first; and those that were recommended or have anything registered."""
    with office.read() as session:
        rows = _Rows.of(session)
        calendar = calendars.of(session)
        listed = dossiers.listing(session)
    found = tuple(row for row in listed if row.id in rows.recommended or row.id in rows.events)
    editions: dict[tuple[str, str], Regulation] = {}
    for dossier in found:
        key = (dossier.regulation_id, dossier.regulation_digest)
        if key not in editions:
            editions[key] = edition_of(office, *key)
    wholes = (rows.whole(one, editions[one.regulation_id, one.regulation_digest], calendar) for one in found)
    return listed, tuple(wholes)


def left_behind(session: Session, dossier_id: int, stage_id: str) -> tuple[Objection, ...]:
    """The objections to a notice that was taken back: they belong to the one that is registered in its stead."""
    asked = (
        select(Objection)
        .join(ProcessEvent, ProcessEvent.id == Objection.event_id)
        .join(ProcessWithdrawal, ProcessWithdrawal.event_id == ProcessEvent.id)
        .where(Objection.dossier_id == dossier_id, ProcessEvent.stage == stage_id)
    )
    return tuple(session.scalars(asked))


def duty_done(session: Session, dossier_id: int | None, regulation_id: str, duty: str, year: int) -> DutyDone | None:
    """The row that says that a yearly duty was done, or None."""
    asked = select(DutyDone).where(
        DutyDone.dossier_id.is_(None) if dossier_id is None else DutyDone.dossier_id == dossier_id,
        DutyDone.regulation_id == regulation_id,
        DutyDone.duty == duty,
        DutyDone.year == year,
    )
    return session.scalars(asked).first()


@dataclass(frozen=True)
class _Rows:
    """The rows of one dossier or of all, by dossier."""

    events: dict[int, list[ProcessEvent]]
    withdrawals: dict[int, list[ProcessWithdrawal]]
    objections: dict[int, list[Objection]]
    changes: dict[int, list[PlatformChange]]
    duties: dict[int, list[DutyDone]]
    bans: tuple[Ban, ...]
    recommended: dict[int, date | None]
    """Those that were recommended, with the day of the decision."""

    @classmethod
    def of(cls, session: Session, dossier_id: int | None = None) -> _Rows:
        """Read them: seven queries, whether for one dossier or for thousands."""

        def read(table: Any) -> Iterable[Any]:
            asked = select(table).order_by(*table.__mapper__.primary_key)
            return session.scalars(asked if dossier_id is None else asked.where(table.dossier_id == dossier_id))

        asked = select(Recommendation.dossier_id, Recommendation.decided_at).where(Recommendation.recommended.is_(True))
        decided = {row[0]: row[1].astimezone().date() if row[1] else None for row in session.execute(asked)}
        return cls(
            events=_by_dossier(read(ProcessEvent)),
            withdrawals=_by_dossier(read(ProcessWithdrawal)),
            objections=_by_dossier(read(Objection)),
            changes=_by_dossier(read(PlatformChange)),
            duties=_by_dossier(row for row in read(DutyDone) if row.dossier_id is not None),
            bans=tuple(session.scalars(select(Ban))),
            recommended=decided,
        )

    def whole(self, dossier: Dossier, edition: Regulation, calendar: Calendar) -> Whole:
        """One dossier of those that were read."""
        back = tuple(self.withdrawals.get(dossier.id, ()))
        events = tuple(self.events.get(dossier.id, ()))
        gone = {row.event_id for row in back}
        history = History(
            accepted_on=dossier.accepted_on,
            recommended=dossier.id in self.recommended,
            recommended_on=self.recommended.get(dossier.id),
            events=tuple(row for row in events if row.id not in gone),
            objections=tuple(self.objections.get(dossier.id, ())),
            changes=tuple(self.changes.get(dossier.id, ())),
            duties=tuple(self.duties.get(dossier.id, ())),
            bans=bans.on(self.bans, dossier),
        )
        return Whole(dossier, Course(edition, calendar, history), events, back)


def _by_dossier(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.dossier_id].append(row)
    return dict(found)


def office_duties(session: Session) -> Sequence[DutyDone]:
    """The yearly duties that the office itself did."""
    return tuple(session.scalars(select(DutyDone).where(DutyDone.dossier_id.is_(None))))
