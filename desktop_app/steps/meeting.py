"""The panel meeting (评审会) as the secretary runs it: sittings, sign-in, declarations, each item up to its closing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.expert_draw import ExpertDeclaration, WithdrawnDeclaration
from desktop_app.records.kinds import ItemPhase, MeetingWay
from desktop_app.records.meeting import (
    MeetingClosing,
    MeetingDeclaration,
    MeetingDissent,
    MeetingItemClosing,
    MeetingMove,
    MeetingOpinion,
    MeetingRecess,
    MeetingSignIn,
    MeetingSitting,
)
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import meeting, meeting_moves, meeting_opinion, panel
from desktop_app.steps import meeting_board, meeting_item, meeting_reading, meeting_seating, opinions
from desktop_app.steps.meeting_reading import ItemFile, marks_of
from desktop_app.steps.meeting_views import DeclarationGiven, ItemBoard, MeetingBoard, ProjectorBoard
from desktop_app.store.acts import Act
from desktop_app.store.office import Office

_MOVED = {
    ItemPhase.WAITING: "meeting.moved",
    ItemPhase.DECLARING: "meeting.item_opened",
    ItemPhase.BRIEFING: "meeting.moved",
    ItemPhase.SCORING: "meeting.moved",
    ItemPhase.REVEALED: "meeting.revealed",
    ItemPhase.REVISING: "meeting.revision_allowed",
    ItemPhase.OPINION: "meeting.moved",
    ItemPhase.SIGNING: "meeting.moved",
    ItemPhase.CLOSED: "meeting.item_closed",
}


def board(office: Office, meeting_id: int) -> MeetingBoard:
    """The whole meeting; raises Refusal when there is none of that id."""
    file, items = meeting_reading.read_whole(office, meeting_id)
    return meeting_board.build(file, items, office.today())


def item_board(office: Office, item_id: int) -> ItemBoard:
    """One item of the agenda; scores are in it only after the reveal."""
    file, item, one = meeting_reading.read_item(office, item_id)
    return meeting_item.build(file, item, one, marks_of(office, meeting.open_scores(file, item_id)))


def projector(office: Office, meeting_id: int) -> ProjectorBoard:
    """What the second window shows now."""
    file, items = meeting_reading.read_whole(office, meeting_id)
    now = meeting.current(file)
    if now is None:
        return meeting_board.projector(file, items, {})
    items[now.id] = meeting_reading.whole(office, now)
    return meeting_board.projector(file, items, marks_of(office, meeting.open_scores(file, now.id)))


def begin_sitting(office: Office, meeting_id: int) -> MeetingBoard:
    """Begin the meeting, or go on after a break: everybody signs in anew."""
    number = meeting.check_begin(meeting_reading.read(office, meeting_id))
    with office.act("meeting.sitting_begun") as act:
        act.add(
            MeetingSitting(
                meeting_id=meeting_id, number=number, began_at=office.now(), began_by=office.operator_name
            )
        )  # fmt: skip
    return board(office, meeting_id)


def break_sitting(office: Office, meeting_id: int) -> MeetingBoard:
    """Break off for a while; items keep their place."""
    going = meeting.check_sitting(meeting_reading.read(office, meeting_id))
    with office.act("meeting.sitting_ended") as act:
        act.add(
            MeetingRecess(
                meeting_id=meeting_id, sitting_id=going.id, ended_at=office.now(), ended_by=office.operator_name
            )
        )  # fmt: skip
    return board(office, meeting_id)


def sign_in(office: Office, meeting_id: int, member_id: int) -> MeetingBoard:
    """Sign a member in to this sitting who has signed the list on paper."""
    write_sign_in(office, meeting_reading.read(office, meeting_id), member_id, MeetingWay.PAPER)
    return board(office, meeting_id)


def write_sign_in(office: Office, file: Meetingfile, member_id: int, way: MeetingWay) -> None:
    """Keep a member's sign-in to the sitting that goes on; raises Refusal."""
    meeting.member(file, member_id)
    going = meeting.check_sign_in(file, member_id)
    with office.act("meeting.signed_in") as act:
        act.add(
            MeetingSignIn(
                meeting_id=file.meeting.id, sitting_id=going.id, member_id=member_id,
                way=way.value, signed_at=office.now(),
            )
        )  # fmt: skip


def declare(office: Office, member_id: int, declarations: Iterable[DeclarationGiven]) -> MeetingBoard:
    """Keep what a member has declared on paper about several items; raises Refusal before anything is written."""
    file, _member = meeting_reading.read_member(office, member_id)
    write_declarations(office, file, member_id, declarations, MeetingWay.PAPER)
    return board(office, file.meeting.id)


def write_declarations(
    office: Office, file: Meetingfile, member_id: int, declarations: Iterable[DeclarationGiven], way: MeetingWay
) -> None:
    """Keep a member's declarations, one act for each item; an interest also goes into the expert library.

    An opinion that repeats the dissent of whoever steps aside now is written anew without it.
    """
    given = tuple(declarations)
    for one in given:
        meeting.check_declare(file, one.item_id, member_id, one.interest)
    for one in given:
        _write_declaration(office, file, member_id, one, way)
        if one.interest is not None:
            _leave_out_dissent(office, one.item_id)


def _write_declaration(
    office: Office, file: Meetingfile, member_id: int, one: DeclarationGiven, way: MeetingWay
) -> None:
    member, item = meeting.member(file, member_id), meeting.item(file, one.item_id)
    before = meeting.declaration(file, item.id, member.id)
    with office.act("meeting.declared", item.dossier_id) as act:
        act.add(
            MeetingDeclaration(
                meeting_id=file.meeting.id, item_id=item.id, member_id=member.id, dossier_id=item.dossier_id,
                expert_id=member.expert_id, interest=one.interest.value if one.interest else "",
                detail=one.detail.strip(), way=way.value, declared_at=office.now(),
            )
        )  # fmt: skip
        if before is not None and before.interest:
            _withdraw(act, office, before)
            meeting_seating.take_back(act, before)
        if one.interest is not None:
            act.add(
                ExpertDeclaration(
                    expert_id=member.expert_id, interest=one.interest.value, declared_at=office.now(),
                    declared_by=office.operator_name, dossier_id=item.dossier_id, note=one.detail.strip(),
                )
            )  # fmt: skip
            meeting_seating.mark_recused(act, item.dossier_id, member.expert_id, one.interest, one.detail)


def _leave_out_dissent(office: Office, item_id: int) -> None:
    """Write the opinion anew where it repeats the dissent of somebody who steps aside by now: nobody signs that."""
    file, _item, one = meeting_reading.read_item(office, item_id)
    before, standing = meeting_opinion.newest(file, item_id), panel.standing_opinion(one.dossier)
    stands = before is not None and standing is not None and before.opinion_id == standing.id
    if before is not None and stands and meeting.phase(file, item_id) in meeting_opinion.WRITABLE:
        full = meeting_opinion.full_text(before.text, meeting_opinion.dissents(file, item_id))
        if standing is not None and standing.text != full:
            with office.act("meeting.opinion_written", one.dossier.dossier.id) as act:
                _write(act, office, file, one, item_id, before.text, full)


def _withdraw(act: Act, office: Office, before: MeetingDeclaration) -> None:
    """Take back what an earlier declaration in this meeting has put into the library."""
    gone = select(WithdrawnDeclaration.declaration_id)
    asked = select(ExpertDeclaration).where(
        ExpertDeclaration.expert_id == before.expert_id,
        ExpertDeclaration.dossier_id == before.dossier_id,
        ExpertDeclaration.interest == before.interest,
        ExpertDeclaration.note == before.detail,
        ExpertDeclaration.id.not_in(gone),
    )
    for one in tuple(act.session.scalars(asked)):
        act.add(
            WithdrawnDeclaration(
                declaration_id=one.id, reason="评审会上更正声明", withdrawn_at=office.now(),
                withdrawn_by=office.operator_name,
            )
        )  # fmt: skip


def move(office: Office, item_id: int, to: ItemPhase, why: str = "") -> ItemBoard:
    """Take an item to its next phase, or back; `ItemBoard.moves` says what is offered. Raises Refusal."""
    file, item, one = meeting_reading.read_item(office, item_id)
    meeting_moves.check(file, item_id, to, why, one.dossier)
    with office.act(_MOVED[to], item.dossier_id) as act:
        if to is ItemPhase.SIGNING:
            meeting_seating.seat(act, file, item_id, one.dossier)
        if to is ItemPhase.CLOSED:
            written = meeting_opinion.newest(file, item_id)
            _close(act, office, file, item_id, opinion_id=written.opinion_id if written else None)
        else:
            act.add(
                MeetingMove(
                    meeting_id=file.meeting.id, item_id=item_id, phase=to.value, why=why.strip(),
                    moved_at=office.now(), moved_by=office.operator_name,
                )
            )  # fmt: skip
    return item_board(office, item_id)


def _close(
    act: Act, office: Office, file: Meetingfile, item_id: int,
    *, opinion_id: int | None = None, deferred: bool = False, why: str = "",
) -> None:  # fmt: skip
    act.add(
        MeetingItemClosing(
            meeting_id=file.meeting.id, item_id=item_id, opinion_id=opinion_id, deferred=deferred, why=why,
            closed_at=office.now(), closed_by=office.operator_name,
        )
    )  # fmt: skip


def defer_item(office: Office, item_id: int, why: str) -> ItemBoard:
    """Close an item without an opinion (缓议) and say why; scores that were never revealed stay hidden."""
    file, item = meeting_reading.read_place(office, item_id)
    meeting.check_open(file)
    if not file.sittings:
        raise Refusal("会议还没有开始。要撤下一项，请修改议程。")
    if meeting.phase(file, item_id) is ItemPhase.CLOSED:
        raise Refusal(f"第 {item.position} 项已结项，不用再登记缓议。")
    if not why.strip():
        raise Refusal("缓议要写明理由。请补写。", field="why")
    with office.act("meeting.item_deferred", item.dossier_id) as act:
        _close(act, office, file, item_id, deferred=True, why=why.strip())
    return item_board(office, item_id)


def write_opinion(office: Office, item_id: int, text: str, reason: str = "") -> ItemBoard:
    """Keep the common opinion; with the dissent word for word it becomes the dossier's opinion.

    The same text writes nothing. Signatures under the opinion before are void from now on, marks for ink taken back.
    Raises Refusal (field "reason") when an item closed earlier rests on the opinion before and no reason is given.
    """
    file, item, one = meeting_reading.read_item(office, item_id)
    meeting_opinion.check_write(file, item_id)
    full = meeting_opinion.full_text(text, meeting_opinion.dissents(file, item_id))
    before, standing = meeting_opinion.newest(file, item_id), panel.standing_opinion(one.dossier)
    kept = before is not None and standing is not None and before.opinion_id == standing.id
    if not (kept and before is not None and before.text == text and standing is not None and standing.text == full):
        with office.act("meeting.opinion_written", item.dossier_id, reason=reason) as act:
            _write(act, office, file, one, item_id, text, full, reason)
    return item_board(office, item_id)


def _write(
    act: Act, office: Office, file: Meetingfile, one: ItemFile, item_id: int, common: str, full: str, reason: str = ""
) -> None:
    """A new version of the dossier's opinion, and which of its text is the common part."""
    opinion = opinions.write(act, office, one.dossier, full, reason)
    act.add(MeetingOpinion(meeting_id=file.meeting.id, item_id=item_id, opinion_id=opinion.id, text=common))


def record_dissent(office: Office, item_id: int, member_id: int, text: str, reason: str = "") -> ItemBoard:
    """Keep a member's dissent exactly as given; "" withdraws it. The opinion that is signed repeats it."""
    file, item, one = meeting_reading.read_item(office, item_id)
    meeting_opinion.check_dissent(file, item_id, member_id)
    if text != meeting_opinion.dissent(file, item_id, member_id):
        with office.act("meeting.dissent_recorded", item.dossier_id, reason=reason) as act:
            row = act.add(
                MeetingDissent(
                    meeting_id=file.meeting.id, item_id=item_id, member_id=member_id, text=text,
                    written_at=office.now(), written_by=office.operator_name,
                )
            )  # fmt: skip
            written = meeting_opinion.newest(file, item_id)
            if written is not None:
                held = meeting_opinion.dissents(meeting_opinion.with_dissent(file, row), item_id)
                full = meeting_opinion.full_text(written.text, held)
                _write(act, office, file, one, item_id, written.text, full, reason)
    return item_board(office, item_id)


def close_meeting(office: Office, meeting_id: int) -> MeetingBoard:
    """End the meeting for good; refused while an item is open."""
    meeting.check_close(meeting_reading.read(office, meeting_id))
    with office.act("meeting.closed") as act:
        act.add(MeetingClosing(meeting_id=meeting_id, closed_at=office.now(), closed_by=office.operator_name))
    return board(office, meeting_id)
