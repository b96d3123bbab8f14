"""What every step of a meeting begins with: the meeting as it stands, and the dossier of one of its items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, bindparam, select

from desktop_app.errors import Refusal
from desktop_app.records.base import Record
from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier, Investor
from desktop_app.records.expert_draw import ExpertDeclaration
from desktop_app.records.meeting import (
    Meeting,
    MeetingAnswer,
    MeetingClosing,
    MeetingDeclaration,
    MeetingDissent,
    MeetingItem,
    MeetingItemClosing,
    MeetingMarks,
    MeetingMember,
    MeetingMove,
    MeetingOpinion,
    MeetingPacket,
    MeetingPin,
    MeetingPinTry,
    MeetingRecess,
    MeetingScore,
    MeetingSignIn,
    MeetingSitting,
)
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.records.panel import Seat
from desktop_app.records.papers import Recommendation
from desktop_app.rules import recusal, sealed_marks
from desktop_app.rules.recusal import Person
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.sealed_marks import Given
from desktop_app.steps import edition_texts, reading
from desktop_app.store import dossiers
from desktop_app.store.office import Office

# the meeting's groups: which rows, in which order before their key. The marks are not among them.
GROUPS: dict[str, tuple[type[Record], tuple[Any, ...]]] = {
    "items": (MeetingItem, (MeetingItem.position,)),
    "members": (MeetingMember, (MeetingMember.number,)),
    "pins": (MeetingPin, ()),
    "pin_tries": (MeetingPinTry, ()),
    "sittings": (MeetingSitting, (MeetingSitting.number,)),
    "recesses": (MeetingRecess, ()),
    "sign_ins": (MeetingSignIn, ()),
    "declarations": (MeetingDeclaration, ()),
    "moves": (MeetingMove, ()),
    "scores": (MeetingScore, ()),
    "dissents": (MeetingDissent, ()),
    "opinions": (MeetingOpinion, ()),
    "item_closings": (MeetingItemClosing, ()),
    "closings": (MeetingClosing, ()),
    "packets": (MeetingPacket, ()),
    "answers": (MeetingAnswer, ()),
}


def _ask(kind: Any, order: tuple[Any, ...]) -> Select[Any]:
    return select(kind).where(kind.meeting_id == bindparam("meeting")).order_by(*order, kind.id)


_ASKED = {name: _ask(kind, order) for name, (kind, order) in GROUPS.items()}
"""Built once: a board is read at every step of everybody in the room."""


@dataclass(frozen=True)
class ItemFile:
    """The dossier of one item, and the edition that it is judged by."""

    dossier: Casefile
    edition: Regulation


def read(office: Office, meeting_id: int) -> Meetingfile:
    """The meeting with everything but the marks; raises Refusal when there is none of that id."""
    return read_whole(office, meeting_id)[0]


def read_item(office: Office, item_id: int) -> tuple[Meetingfile, MeetingItem, ItemFile]:
    """The meeting of one item, the item, its whole dossier and edition; raises Refusal when there is no such item."""
    file, item = read_place(office, item_id)
    return file, item, whole(office, item)


def read_place(office: Office, item_id: int) -> tuple[Meetingfile, MeetingItem]:
    """The meeting of one item with every conflict, and the item, without its dossier; raises Refusal."""
    with office.read() as session:
        item = session.get(MeetingItem, item_id)
    if item is None:
        raise Refusal("这一项已不在议程中。请刷新后再试。")
    file = read_rows(office, item.meeting_id)
    return replace(file, conflicts=_conflicts(office, file, _sketches(office, file))), item


def whole(office: Office, item: MeetingItem) -> ItemFile:
    """Everything about the dossier of one item."""
    return ItemFile(*reading.read(office, item.dossier_id))


def read_member(office: Office, member_id: int) -> tuple[Meetingfile, MeetingMember]:
    """The rows of one member's meeting, and the member; raises Refusal when there is no such member."""
    with office.read() as session:
        member = session.get(MeetingMember, member_id)
    if member is None:
        raise Refusal("这位专家不在本次会议的名单中。请刷新后再试。")
    return read_rows(office, member.meeting_id), member


def read_rows(office: Office, meeting_id: int) -> Meetingfile:
    """The meeting's own rows, without looking into any dossier: no conflict is known; raises Refusal."""
    groups: dict[str, Any] = {}
    with office.read() as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise Refusal("没有这次会议。请从会议列表中重新选择。")
        for name, asked in _ASKED.items():
            groups[name] = tuple(session.scalars(asked, {"meeting": meeting_id}))
    return Meetingfile(meeting=meeting, **groups)


def read_whole(office: Office, meeting_id: int) -> tuple[Meetingfile, dict[int, ItemFile]]:
    """The meeting, and a sketch of each item's dossier by item (`whole` reads all of it); raises Refusal.

    A sketch holds what recusal is found from, and the names: a meeting of many items is read at a glance.
    """
    file = read_rows(office, meeting_id)
    sketches = _sketches(office, file)
    items = {
        item_id: ItemFile(sketch, edition_texts.pinned(office, sketch.dossier)) for item_id, sketch in sketches.items()
    }
    return replace(file, conflicts=_conflicts(office, file, sketches)), items


def _sketches(office: Office, file: Meetingfile) -> dict[int, Casefile]:
    """The casefiles of the items with names, investors and seats alone, by item."""
    wanted = [one.dossier_id for one in file.items]
    profile = office.profile
    with office.read() as session:
        named = {one.id: one for one in session.scalars(select(Dossier).where(Dossier.id.in_(wanted)))}
        asked = select(Application).where(Application.dossier_id.in_(wanted))
        forms = {one.dossier_id: one for one in session.scalars(asked)}
        investors = tuple(session.scalars(select(Investor).where(Investor.dossier_id.in_(wanted))))
        seats = tuple(session.scalars(select(Seat).where(Seat.dossier_id.in_(wanted)).order_by(Seat.position)))
    return {
        item.id: Casefile(
            office=profile,
            dossier=named[item.dossier_id],
            application=forms.get(item.dossier_id) or Application(dossier_id=item.dossier_id),
            recommendation=Recommendation(dossier_id=item.dossier_id),
            investors=tuple(one for one in investors if one.dossier_id == item.dossier_id),
            seats=tuple(one for one in seats if one.dossier_id == item.dossier_id),
        )
        for item in file.items
    }


def _conflicts(office: Office, file: Meetingfile, sketches: Mapping[int, Casefile]) -> dict[tuple[int, int], str]:
    with office.read() as session:
        declared = dossiers.declarations(session)
    return {
        (item_id, member.id): reason
        for item_id, sketch in sketches.items()
        for member in file.members
        if (reason := _conflict(member, sketch, declared))
    }


def _conflict(member: MeetingMember, file: Casefile, declared: Iterable[ExpertDeclaration]) -> str:
    """Why the dossier itself keeps the member away: a conflict found, or a recusal recorded on its panel before."""
    person = Person(member.name, member.unit, expert_id=member.expert_id)
    seat = next((one for one in file.seats if one.expert_id == member.expert_id and one.recused), None)
    return recusal.reason(person, file, declared) or (seat.recusal_reason if seat else "")


def marks_of(office: Office, scores: Iterable[MeetingScore]) -> dict[int, Given]:
    """What was scored, by the score's id. Ask only for a member's own, or after the reveal."""
    wanted = [one.id for one in scores]
    with office.read() as session:
        rows = session.scalars(select(MeetingMarks).where(MeetingMarks.score_id.in_(wanted)))
        return {row.score_id: sealed_marks.read(row.content) for row in rows}
