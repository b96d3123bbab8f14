"""The ways of an agenda item from phase to phase, and what bars each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ItemPhase
from desktop_app.records.meeting import MeetingMember
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import meeting, panel

STATIONS = (
    ItemPhase.DECLARING,
    ItemPhase.BRIEFING,
    ItemPhase.SCORING,
    ItemPhase.REVEALED,
    ItemPhase.OPINION,
    ItemPhase.SIGNING,
    ItemPhase.CLOSED,
)


@dataclass(frozen=True)
class Way:
    """One way out of a phase."""

    to: ItemPhase
    label: str
    asks_why: bool = False


_WAYS: dict[ItemPhase, tuple[Way, ...]] = {
    ItemPhase.WAITING: (Way(ItemPhase.DECLARING, "开始本项"),),
    ItemPhase.DECLARING: (Way(ItemPhase.BRIEFING, "声明完毕，介绍"),),
    ItemPhase.BRIEFING: (Way(ItemPhase.SCORING, "开始评分"),),
    ItemPhase.SCORING: (Way(ItemPhase.REVEALED, "揭示评分"),),
    ItemPhase.REVEALED: (Way(ItemPhase.OPINION, "形成共同意见"), Way(ItemPhase.REVISING, "修改评分", asks_why=True)),
    ItemPhase.REVISING: (Way(ItemPhase.REVEALED, "揭示修改后的评分"),),
    ItemPhase.OPINION: (Way(ItemPhase.SIGNING, "意见定稿，签名"),),
    ItemPhase.SIGNING: (Way(ItemPhase.CLOSED, "结项"), Way(ItemPhase.OPINION, "退回重议", asks_why=True)),
    ItemPhase.CLOSED: (),
}
_UNSCORED = (Way(ItemPhase.OPINION, "形成共同意见"),)


def ways(file: Meetingfile, item_id: int) -> tuple[Way, ...]:
    """The ways out of where the item stands, the way forward first."""
    where = meeting.phase(file, item_id)
    if where is ItemPhase.BRIEFING and not file.meeting.sheet_id:
        return _UNSCORED
    gone = passed_over(file, item_id) if where is ItemPhase.SCORING else ()
    if gone:
        return (Way(ItemPhase.REVEALED, f"不等 {len(gone)} 人，揭示评分", asks_why=True),)
    return _WAYS[where]


def passed_over(file: Meetingfile, item_id: int) -> tuple[MeetingMember, ...]:
    """Who was at the table when the item's scoring began, has locked nothing, and has not come back from a break.

    A reveal doesn't wait for them for ever, but it says why.
    """
    began = next(
        (one for one in reversed(file.moves) if (one.item_id, one.phase) == (item_id, ItemPhase.SCORING)), None
    )
    if began is None:
        return ()
    ended = {one.sitting_id for one in file.recesses if one.ended_at < began.moved_at}
    then = {one.id for one in file.sittings if one.began_at <= began.moved_at and one.id not in ended}
    there = {one.member_id for one in file.sign_ins if one.sitting_id in then}
    waited_for = {one.id for one in meeting.awaited(file, item_id)}
    return tuple(
        one
        for one in file.members
        if one.id in there and one.id not in waited_for and meeting.may_review(file, item_id, one.id)
    )


def stations(file: Meetingfile) -> tuple[ItemPhase, ...]:
    """The stations of an item in this meeting."""
    unscored = (ItemPhase.SCORING, ItemPhase.REVEALED)
    return tuple(one for one in STATIONS if file.meeting.sheet_id or one not in unscored)


def check(file: Meetingfile, item_id: int, to: ItemPhase, why: str, dossier: Casefile) -> Way:
    """The way that may be taken now; raises Refusal for one that isn't there, is barred, or lacks its reason."""
    way = next((one for one in ways(file, item_id) if one.to is to), None)
    if way is None:
        where = meeting.phase(file, item_id)
        raise Refusal(f"本项现在是“{where.label}”，不能直接到“{to.label}”。请刷新后按顺序进行。")
    barred = bar(file, item_id, to, dossier)
    if barred:
        raise Refusal(barred)
    if way.asks_why and not why.strip():
        raise Refusal(f"{way.label}要写明理由。请补写。", field="why")
    return way


def bar(file: Meetingfile, item_id: int, to: ItemPhase, dossier: Casefile) -> str:
    """Why the item can't step into `to` now, or empty; `dossier` is the item's casefile."""
    try:
        meeting.check_sitting(file)
    except Refusal as refusal:
        return refusal.says
    return {
        ItemPhase.BRIEFING: lambda: _undeclared(file, item_id) or _quorum(file, item_id),
        ItemPhase.SCORING: lambda: _undeclared(file, item_id) or _quorum(file, item_id),
        ItemPhase.REVEALED: lambda: _unlocked(file, item_id),
        ItemPhase.REVISING: lambda: _revised(file, item_id),
        ItemPhase.OPINION: lambda: _quorum(file, item_id),
        ItemPhase.SIGNING: lambda: _unwritten(file, item_id, dossier) or _quorum(file, item_id),
        ItemPhase.CLOSED: lambda: _unsigned(file, item_id, dossier),
    }.get(to, str)()


def _names(found: Collection[MeetingMember]) -> str:
    return "、".join(one.name for one in found)


def _quorum(file: Meetingfile, item_id: int) -> str:
    there = meeting.quorum_of(file, item_id)
    if there >= file.meeting.quorum:
        return ""
    return f"本项参加评审 {there} 人，不足法定人数 {file.meeting.quorum} 人。请补请专家，或登记缓议。"


def _undeclared(file: Meetingfile, item_id: int) -> str:
    left = meeting.undeclared(file, item_id)
    return f"{_names(left)}还没有作回避声明。请先声明，再介绍材料。" if left else ""


def _unlocked(file: Meetingfile, item_id: int) -> str:
    if meeting.phase(file, item_id) is ItemPhase.REVISING:
        return ""  # whoever keeps the first score has nothing to lock
    left = [
        one
        for one in meeting.awaited(file, item_id)
        if meeting.score(file, item_id, one.id, meeting.FIRST) is None
    ]  # fmt: skip
    if left:
        return f"还差 {len(left)} 人锁定：{_names(left)}。全部锁定后才能揭示。"
    return _quorum(file, item_id)


def _revised(file: Meetingfile, item_id: int) -> str:
    used = meeting.times(file, item_id, ItemPhase.REVISING)
    return "本项已修改过一次评分，不能再改。" if used else ""


def _unwritten(file: Meetingfile, item_id: int, dossier: Casefile) -> str:
    mine = next((one for one in reversed(file.opinions) if one.item_id == item_id), None)
    if mine is None or not mine.text.strip():
        return "还没有共同意见。请先写意见。"
    stands = panel.standing_opinion(dossier)
    if stands is None or stands.id != mine.opinion_id:
        return "评审意见在案卷中另有改动，与会议记录不一致。请在这里重新保存意见。"
    return ""


def _unsigned(file: Meetingfile, item_id: int, dossier: Casefile) -> str:
    changed = _unwritten(file, item_id, dossier)
    if changed:
        return changed
    seats = {seat.expert_id: seat for seat in dossier.seats}
    left = []
    for one in meeting.taking_part(file, item_id):
        seat = seats.get(one.expert_id)
        if seat is None or not (seat.signs_on_paper or panel.valid_signature(seat, dossier) is not None):
            left.append(one)
    return f"还差 {len(left)} 人签名：{_names(left)}。" if left else _quorum(file, item_id)
