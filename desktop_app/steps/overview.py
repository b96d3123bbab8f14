"""What the office sees of its dossiers: the list of all, and one dossier with everything that is still open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.evidence import Scan, Verdict
from desktop_app.records.journal import JournalEntry
from desktop_app.records.kinds import Channel, Step
from desktop_app.records.panel import Seat
from desktop_app.records.papers import Paper, SealedArchive, SealEntry
from desktop_app.records.survey import Frame
from desktop_app.rules import acts, history, pinned, pinyin, progress, recommendation, waivers, wording
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import edition_texts, notice_of
from desktop_app.steps.overview_board import Change, DossierLine, Head, OverviewBoard
from desktop_app.store import dossiers
from desktop_app.store.office import Office

CHANGES = 8


def listing(office: Office) -> tuple[DossierLine, ...]:
    """Every dossier, the newest first."""
    with office.read() as session:
        rows = dossiers.listing(session)
        asked = session.execute(select(Application.dossier_id, Application.contact))
        contacts = {row.dossier_id: row.contact for row in asked}
        reached = furthest(session)
        archived = set(session.scalars(select(SealedArchive.dossier_id).distinct()))
    return tuple(_line(row, contacts.get(row.id, ""), reached, row.id in archived) for row in rows)


def board(office: Office, dossier_id: int) -> OverviewBoard:
    """Everything open in one dossier, its steps and key figures."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
        newest = (
            select(JournalEntry)
            .where(JournalEntry.dossier_id == dossier_id)
            .order_by(JournalEntry.seq.desc())
            .limit(CHANGES)
        )
        last = tuple(session.scalars(newest))
        batch = notice_of.batch_of(session, dossier_id)
    regulation, current = edition_texts.pinned(office, file.dossier), _current(office, file.dossier)
    items = progress.open_items(file, regulation)
    return OverviewBoard(
        dossier_id=dossier_id,
        head=replace(
            _head(file, regulation, current, office.today()),
            batch=batch.number if batch else "",
            waived=waivers.said(regulation),
            preferred=wording.preferred(regulation, file.dossier.region_code),
        ),
        steps=progress.step_lines(file, items, bool(regulation.forms)),
        open_items=items,
        figures=progress.key_figures(file, regulation),
        changes=tuple(_change(entry, office.today()) for entry in last),
        replaced_by=regulation.replaced_by,
    )


def _line(row: Dossier, contact: str, reached: dict[int, Step], archived: bool) -> DossierLine:
    name = row.platform_name or row.applicant_name
    texts = (row.platform_name, row.applicant_name, row.uscc, row.number, contact)
    return DossierLine(
        id=row.id,
        number=row.number,
        name=name,
        applicant=row.applicant_name,
        uscc=row.uscc,
        contact=contact,
        accepted_on=row.accepted_on,
        reached=reached.get(row.id, Step.INTAKE),
        archived=archived,
        keys=tuple(pinyin.key(text) for text in texts if text),
    )


def furthest(session: Session) -> dict[int, Step]:
    """The furthest step of each dossier that holds something."""
    found: dict[int, Step] = {}
    for table, step in (
        (Scan, Step.EVIDENCE),
        (Verdict, Step.ELIGIBILITY),
        (Frame, Step.SURVEY),
        (Seat, Step.PANEL),
        (Paper, Step.RECOMMENDATION),
        (SealEntry, Step.SEALING),
        (SealedArchive, Step.ARCHIVE),
    ):
        found |= dict.fromkeys(session.scalars(select(table.dossier_id).distinct()), step)
    return found


def _current(office: Office, dossier: Dossier) -> Regulation | None:
    """The edition as it is offered now; None when it is offered no longer."""
    try:
        return edition_texts.current(office, dossier.regulation_id)
    except Refusal:
        return None


def _head(file: Casefile, regulation: Regulation, current: Regulation | None, today: date) -> Head:
    dossier = file.dossier
    return Head(
        number=dossier.number,
        name=dossier.platform_name or dossier.applicant_name,
        applicant=dossier.applicant_name,
        accepted_on=dossier.accepted_on,
        channel="" if "channel" in regulation.boxes_not_asked else Channel(dossier.channel).label,
        law_short=regulation.short,
        law_number=regulation.number,
        law_says=pinned.force_of(regulation, dossier.accepted_on),
        law_altered=pinned.altered(dossier, regulation),
        law_superseded=pinned.superseded(dossier, current) if current is not None else "",
        law_held=regulation.holds_on(dossier.accepted_on),
        repealed=not regulation.holds_on(today),
        frozen=bool(recommendation.stamped_papers(file)),
    )


def _change(entry: JournalEntry, today: date) -> Change:
    local = entry.at.astimezone()
    when = f"{local:%H:%M}" if local.date() == today else f"{local:%m-%d}"
    return Change(when, entry.operator, acts.label(entry.act), _detail(entry))


def _detail(entry: JournalEntry) -> str:
    """The first change of a value, as old → new; "" for acts that are said well enough by their name."""
    try:
        told = history.changes(json.loads(entry.body), {})
    except (ValueError, AttributeError, TypeError):
        return ""  # a damaged entry is the check's to report
    changed = [change for change in told if change.old or change.new]
    if not entry.act.endswith("_changed") or not changed:
        return ""
    first = changed[0]
    what = first.what.rpartition("· ")[2]
    more = f" 等 {len(changed)} 处" if len(changed) > 1 else ""
    return f"{what} {first.old or '（空）'} → {first.new or '（空）'}{more}".replace("\n", " ")[:120]
