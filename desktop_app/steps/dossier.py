"""Opening a dossier: under which edition of the regulation, with which number."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Application, Dossier
from desktop_app.rules import pinned
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import edition_texts
from desktop_app.steps.dossier_board import Edition, NewDossierBoard
from desktop_app.store.office import Office


def new_dossier(office: Office, accepted_on: date | None = None) -> NewDossierBoard:
    """The choice of editions for an application accepted on a day (today without one), and its number to be."""
    day = accepted_on or office.today()
    found = (_edition(edition, day, office.profile.region_code) for edition in edition_texts.offered(office))
    choices = tuple(sorted(found, key=lambda edition: (not edition.holds, edition.elsewhere)))
    with office.read() as session:
        number = _next_number(session, day.year)
    return NewDossierBoard(day, choices, number)


def open_dossier(office: Office, accepted_on: date | None, regulation_id: str, applicant_name: str) -> int:
    """Open a dossier, pinned to the edition's id and digest; returns its id.

    Raises Refusal, with the field, for a day in the future, no edition or no applicant.
    """
    if accepted_on is None:
        raise Refusal("还没有填写受理日期。请填写材料受理当天的日期。", field="accepted_on")
    if accepted_on > office.today():
        raise Refusal("受理日期晚于今天。请填写材料受理当天的日期。", field="accepted_on")
    if not applicant_name.strip():
        raise Refusal("还没有填写申请单位名称。请按单位公章填写。", field="applicant_name")
    if not regulation_id:
        raise Refusal("还没有选择适用的办法。请选择受理日有效的办法。", field="regulation")
    edition = edition_texts.current(office, regulation_id)
    edition_texts.keep(office, edition)
    with office.act("dossier.opened") as act:
        row = act.add(
            Dossier(
                number=_next_number(act.session, accepted_on.year),
                regulation_id=edition.id,
                regulation_digest=edition.digest,
                accepted_on=accepted_on,
                opened_at=office.now(),
                applicant_name=applicant_name.strip(),
            )
        )
        act.add(Application(dossier_id=row.id))
        if not edition.holds_on(accepted_on):  # whoever chose it was told so, and the journal says it
            act.note(knowingly=pinned.on_paper(edition, accepted_on))
    return row.id


def _edition(edition: Regulation, day: date, home: str) -> Edition:
    """`home` is the office's region code."""
    elsewhere = not edition.covers(home)
    says = pinned.force_of(edition, day) + ("；不是本地的办法" if elsewhere else "")
    return Edition(edition.id, edition.short, edition.title, edition.number, edition.holds_on(day), says, elsewhere)


def _next_number(session: Session, year: int) -> str:
    """2024-0001: the first running number of the year that is higher than every one given out."""
    given = session.scalars(select(Dossier.number).where(Dossier.number.startswith(f"{year}-")))
    last = max((int(number.rpartition("-")[2]) for number in given), default=0)
    return f"{year}-{last + 1:04d}"
