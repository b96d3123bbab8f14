"""A meeting's members on the panel of one dossier: whoever reviewed is seated, whoever stepped aside is marked so."""

from __future__ import annotations

from sqlalchemy import select

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Interest
from desktop_app.records.meeting import MeetingDeclaration, MeetingMember
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.records.panel import Seat
from desktop_app.rules import meeting
from desktop_app.store.acts import Act


def seat(act: Act, file: Meetingfile, item_id: int, dossier: Casefile) -> None:
    """Make the dossier's panel agree with the table before anybody signs.

    A member who neither reviewed nor stepped aside leaves the panel, unless a signature keeps the seat. Experts whom
    the meeting didn't invite stay as they are.
    """
    seated = {one.expert_id: one for one in dossier.seats}
    place = max((one.position for one in dossier.seats), default=0)
    taking_part = {one.id for one in meeting.taking_part(file, item_id)}
    signed = {one.seat_id for one in dossier.signatures}
    for member in file.members:
        there, recusal = seated.get(member.expert_id), meeting.recusal(file, item_id, member.id)
        if there is None and (recusal or member.id in taking_part):
            place += 1
            act.add(_seat(member, dossier.dossier.id, place, recusal))
        elif there is not None and recusal and not there.recused:
            act.change(there, recused=True, recusal_reason=recusal)
        elif there is not None and not recusal and member.id not in taking_part and there.id not in signed:
            act.remove(there)


def _seat(member: MeetingMember, dossier_id: int, position: int, recusal: str) -> Seat:
    return Seat(
        dossier_id=dossier_id,
        expert_id=member.expert_id,
        position=position,
        name=member.name,
        title=member.title,
        unit=member.unit,
        recused=bool(recusal),
        recusal_reason=recusal,
    )


def mark_recused(act: Act, dossier_id: int, expert_id: int, interest: Interest, detail: str) -> None:
    """Mark the expert's seat on the dossier, if there is one, as recused by what was declared."""
    found = _seat_of(act, dossier_id, expert_id)
    if found is not None and not found.recused:
        act.change(found, recused=True, recusal_reason=_said(interest, detail))


def take_back(act: Act, before: MeetingDeclaration) -> None:
    """Undo what `mark_recused` did for an earlier declaration; a recusal for another reason stays."""
    found = _seat_of(act, before.dossier_id, before.expert_id)
    if found is not None and found.recusal_reason == _said(Interest(before.interest), before.detail):
        act.change(found, recused=False, recusal_reason="")


def _seat_of(act: Act, dossier_id: int, expert_id: int) -> Seat | None:
    asked = select(Seat).where(Seat.dossier_id == dossier_id, Seat.expert_id == expert_id)
    return act.session.scalars(asked).first()


def _said(interest: Interest, detail: str) -> str:
    return f"声明：{interest.label}" + (f"（{detail.strip()}）" if detail.strip() else "")
