"""A whole meeting as the secretary sees it, and what the projector may show of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.records.kinds import ItemPhase, MeetingWay
from desktop_app.records.meeting import MeetingItem, MeetingMember
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import agreement, meeting, meeting_opinion
from desktop_app.rules.sealed_marks import Given
from desktop_app.steps import meeting_item
from desktop_app.steps.meeting_reading import ItemFile
from desktop_app.steps.meeting_views import (
    ItemBoard,
    ItemLine,
    MeetingBoard,
    MemberLine,
    ProjectorBoard,
    ProjectorReveal,
)

FOOT = "本屏不显示个人信息，不排名"


def build(file: Meetingfile, items: Mapping[int, ItemFile], today: date) -> MeetingBoard:
    """The meeting's board; `today` is the day that a PIN has to be of."""
    kept, now = file.meeting, meeting.current(file)
    forbidden = next((found for one in items.values() if (found := one.edition.forbids("ranking"))), None)
    return MeetingBoard(
        id=kept.id,
        name=kept.name,
        held_on=kept.held_on,
        venue=kept.venue,
        state=meeting.state(file),
        sitting=len(file.sittings),
        sheet=meeting_item.sheet_of(file),
        quorum=kept.quorum,
        spread_limit=kept.spread_limit,
        trims=kept.trims,
        may_rank=forbidden is None,
        rank_article=forbidden.article if forbidden else "",
        members=tuple(_member(file, one, today) for one in file.members),
        items=tuple(_item(file, one, items[one.id]) for one in file.items),
        current=now.id if now else 0,
        open=meeting.open_matters(file),
        began=bool(file.sittings),
        chair=kept.chair,
        secretary=kept.secretary,
    )


def _member(file: Meetingfile, member: MeetingMember, today: date) -> MemberLine:
    signed_in = meeting.sign_in(file, member.id)
    packet = next((one for one in reversed(file.packets) if one.member_id == member.id), None)
    return MemberLine(
        id=member.id,
        number=member.number,
        expert_id=member.expert_id,
        name=member.name,
        title=member.title,
        unit=member.unit,
        signed_in_at=signed_in.signed_at if signed_in else None,
        way=MeetingWay(signed_in.way) if signed_in else None,
        pin=pin_state(file, member.id, today),
        packet=packet.code if packet else "",
        undeclared=tuple(
            one.position
            for one in file.items
            if meeting.phase(file, one.id) is not ItemPhase.CLOSED
            and meeting.declaration(file, one.id, member.id) is None
            and not file.conflicts.get((one.id, member.id))
        ),
    )


def pin_state(file: Meetingfile, member_id: int, today: date) -> str:
    """How it stands with a member's PIN of today: "" (none), "issued" or "locked"."""
    pin = meeting.pin_of(file, member_id, today)
    if pin is None:
        return ""
    return "locked" if meeting.pin_locked(file, pin) else "issued"


def _item(file: Meetingfile, item: MeetingItem, one: ItemFile) -> ItemLine:
    closing, where = meeting.closing(file, item.id), meeting.phase(file, item.id)
    recused = sum(bool(meeting.recusal(file, item.id, member.id)) for member in file.members)
    says = "缓议" if closing is not None and closing.deferred else where.label
    if where is ItemPhase.WAITING and recused:
        says = f"{recused} 人回避"
    return ItemLine(
        id=item.id,
        position=item.position,
        dossier_id=item.dossier_id,
        number=one.dossier.dossier.number,
        platform=one.dossier.dossier.platform_name,
        applicant=one.dossier.dossier.applicant_name,
        phase=where,
        deferred=closing is not None and closing.deferred,
        recused=recused,
        says=says,
    )


def projector(file: Meetingfile, items: Mapping[int, ItemFile], marks: Mapping[int, Given]) -> ProjectorBoard:
    """What the wall shows: the item that goes on, or the agenda's pause; no names, no list of scores."""
    now = meeting.current(file)
    office = next((one.dossier.office.name for one in items.values()), "")
    board = meeting_item.build(file, now, items[now.id], marks) if now is not None else None
    waited = meeting.awaited(file, now.id) if now is not None else ()
    return ProjectorBoard(
        meeting=file.meeting.name,
        office=office,
        held_on=file.meeting.held_on,
        state=meeting.state(file),
        present=len(meeting.present(file)),
        item=board.id if board else 0,
        position=board.position if board else 0,
        of=len(file.items),
        platform=board.platform if board else "",
        phase=board.phase if board else ItemPhase.WAITING,
        since=board.since if board else None,
        brief=board.brief if board else None,
        quorum=board.quorum if board else None,
        dots=tuple(
            meeting.score(file, board.id, one.id, meeting.FIRST) is not None for one in waited if board is not None
        ),
        reveal=_reveal(board, items[board.id]) if board else None,
        opinion=_opinion(board) if board else "",
        signed=sum(seat.sign in ("signed", "paper") for seat in board.seats) if board else 0,
        to_sign=sum(bool(seat.sign) for seat in board.seats) if board else 0,
        foot=FOOT,
    )


def _reveal(board: ItemBoard, one: ItemFile) -> ProjectorReveal | None:
    if board.reveal is None:
        return None
    ranked = agreement.may_rank(one.edition)
    return ProjectorReveal(
        median=board.reveal.median if ranked else None,
        spread=board.reveal.spread,
        limit=board.reveal.limit,
        over=board.reveal.over,
        counted=board.reveal.counted,
        abstained=board.reveal.abstained,
        says=board.reveal.says,
    )


def _opinion(board: ItemBoard) -> str:
    """The opinion for the wall: a dissent stands under its seat's number, not under a name."""
    held = tuple((number, f"第 {number} 席", text) for number, _name, text in board.opinion.dissents)
    return meeting_opinion.full_text(board.opinion.common, held)
