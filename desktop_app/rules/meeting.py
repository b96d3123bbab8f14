"""The panel meeting (评审会) as a state machine: who is there, who steps aside, who may score, what may come next.

Pure: a meeting's rows go in, an answer or a Refusal comes out. Every step of `steps/meeting.py` and `steps/seats.py`
asks here first. An item's rounds of scores: 1 is the first, 2 the one revision; a round is open to be read as soon as
the item was revealed that many times.
"""

from __future__ import annotations

from datetime import date

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest, ItemPhase, MeetingState, MeetingWay
from desktop_app.records.meeting import (
    MeetingDeclaration,
    MeetingItem,
    MeetingItemClosing,
    MeetingMember,
    MeetingMove,
    MeetingPin,
    MeetingScore,
    MeetingSignIn,
    MeetingSitting,
)
from desktop_app.records.meetingfile import Meetingfile

FIRST, REVISION = 1, 2
WRONG_PINS = 5
"""So many wrong PINs in a row lock a seat until a new PIN is handed out."""
BEFORE_SCORING = (ItemPhase.WAITING, ItemPhase.DECLARING, ItemPhase.BRIEFING)


def item(file: Meetingfile, item_id: int) -> MeetingItem:
    """The item of that id; raises Refusal."""
    found = next((one for one in file.items if one.id == item_id), None)
    if found is None:
        raise Refusal("这一项已不在议程中。请刷新后再试。")
    return found


def member(file: Meetingfile, member_id: int) -> MeetingMember:
    """The member of that id; raises Refusal."""
    found = next((one for one in file.members if one.id == member_id), None)
    if found is None:
        raise Refusal("这位专家不在本次会议的名单中。请刷新后再试。")
    return found


def state(file: Meetingfile) -> MeetingState:
    """How far the meeting has come."""
    if file.closings:
        return MeetingState.CLOSED
    if not file.sittings:
        return MeetingState.PLANNED
    return MeetingState.SITTING if sitting(file) is not None else MeetingState.RECESS


def sitting(file: Meetingfile) -> MeetingSitting | None:
    """The sitting that goes on, or None."""
    ended = {one.sitting_id for one in file.recesses}
    going = None if file.closings else next((one for one in reversed(file.sittings)), None)
    return going if going is not None and going.id not in ended else None


def sign_in(file: Meetingfile, member_id: int) -> MeetingSignIn | None:
    """The member's sign-in to the sitting that goes on, or None."""
    going = sitting(file)
    if going is None:
        return None
    return next((one for one in file.sign_ins if one.sitting_id == going.id and one.member_id == member_id), None)


def present(file: Meetingfile) -> frozenset[int]:
    """The ids of the members who have signed in to the sitting that goes on."""
    return frozenset(one.id for one in file.members if sign_in(file, one.id) is not None)


def closing(file: Meetingfile, item_id: int) -> MeetingItemClosing | None:
    """How the item was settled, or None."""
    return next((one for one in file.item_closings if one.item_id == item_id), None)


def last_move(file: Meetingfile, item_id: int) -> MeetingMove | None:
    """The item's newest step, or None."""
    return next((one for one in reversed(file.moves) if one.item_id == item_id), None)


def phase(file: Meetingfile, item_id: int) -> ItemPhase:
    """Where the item stands."""
    if closing(file, item_id) is not None:
        return ItemPhase.CLOSED
    last = last_move(file, item_id)
    return ItemPhase(last.phase) if last is not None else ItemPhase.WAITING


def times(file: Meetingfile, item_id: int, where: ItemPhase) -> int:
    """How often the item has stepped into a phase."""
    return sum(one.item_id == item_id and one.phase == where for one in file.moves)


def current(file: Meetingfile) -> MeetingItem | None:
    """The item that moved last and isn't settled, or None between items."""
    for move in reversed(file.moves):
        if closing(file, move.item_id) is None:
            return item(file, move.item_id)
    return None


def declaration(file: Meetingfile, item_id: int, member_id: int) -> MeetingDeclaration | None:
    """What the member declared last about the item, or None."""
    mine = (one for one in reversed(file.declarations) if one.item_id == item_id and one.member_id == member_id)
    return next(mine, None)


def recusal(file: Meetingfile, item_id: int, member_id: int) -> str:
    """Why the member steps aside from the item: what was found, or what was declared; empty for nobody."""
    known = file.conflicts.get((item_id, member_id), "")
    declared = declaration(file, item_id, member_id)
    if known or declared is None or not declared.interest:
        return known
    label = Interest(declared.interest).label
    return f"声明：{label}（{declared.detail}）" if declared.detail else f"声明：{label}"


def may_review(file: Meetingfile, item_id: int, member_id: int) -> bool:
    """Whether material is open to the member: declared, and nothing to step aside for."""
    return declaration(file, item_id, member_id) is not None and not recusal(file, item_id, member_id)


def score(file: Meetingfile, item_id: int, member_id: int, round_number: int) -> MeetingScore | None:
    """The member's locked score of that round, or None; a recused member has none that counts."""
    if recusal(file, item_id, member_id):
        return None
    mine = (one for one in file.scores if (one.item_id, one.member_id, one.round) == (item_id, member_id, round_number))
    return next(mine, None)


def open_rounds(file: Meetingfile, item_id: int) -> int:
    """How many rounds of the item's scores may be read: as many as it was revealed."""
    return times(file, item_id, ItemPhase.REVEALED)


def standing_scores(file: Meetingfile, item_id: int) -> tuple[tuple[MeetingScore, MeetingScore], ...]:
    """After the reveal: each counting member's (first, standing) score by seat number; empty before it."""
    rounds = open_rounds(file, item_id)
    found = []
    for one in file.members:
        first = score(file, item_id, one.id, FIRST) if rounds >= FIRST else None
        if first is not None:
            revised = score(file, item_id, one.id, REVISION) if rounds >= REVISION else None
            found.append((first, revised or first))
    return tuple(found)


def open_scores(file: Meetingfile, item_id: int) -> tuple[MeetingScore, ...]:
    """The scores of which the marks may be read: none before the reveal."""
    return tuple({one.id: one for pair in standing_scores(file, item_id) for one in pair}.values())


def awaited(file: Meetingfile, item_id: int) -> tuple[MeetingMember, ...]:
    """The members whose score the item waits for or has: not recused, and here or heard from already."""
    here = present(file)
    return tuple(
        one
        for one in file.members
        if not recusal(file, item_id, one.id) and (one.id in here or score(file, item_id, one.id, FIRST) is not None)
    )


def taking_part(file: Meetingfile, item_id: int) -> tuple[MeetingMember, ...]:
    """The members who answer for the item's opinion, and sign it.

    Where the meeting scores: who has scored or abstained. Where it doesn't: who is here and has declared no interest
    (once the item is settled, whoever had).
    """
    if file.meeting.sheet_id:
        return tuple(one for one in file.members if score(file, item_id, one.id, FIRST) is not None)
    settled = closing(file, item_id) is not None
    here = {one.id for one in file.members} if settled else present(file)
    return tuple(one for one in file.members if one.id in here and may_review(file, item_id, one.id))


def quorum_of(file: Meetingfile, item_id: int) -> int:
    """How many count towards the quorum of the item now."""
    if phase(file, item_id) in (ItemPhase.OPINION, ItemPhase.SIGNING, ItemPhase.CLOSED):
        return len(taking_part(file, item_id))
    return len(awaited(file, item_id))


def undeclared(file: Meetingfile, item_id: int) -> tuple[MeetingMember, ...]:
    """The members who are here, and have neither declared nor stepped aside."""
    here = present(file)
    return tuple(
        one
        for one in file.members
        if one.id in here
        and declaration(file, item_id, one.id) is None
        and not file.conflicts.get((item_id, one.id))
    )  # fmt: skip


def check_sitting(file: Meetingfile) -> MeetingSitting:
    """The sitting that goes on; raises Refusal when there is none."""
    going = sitting(file)
    if going is None:
        says = {
            MeetingState.CLOSED: "会议已结束，不能再改动。",
            MeetingState.RECESS: "会议在休会中。请先复会，并重新签到。",
        }.get(state(file), "会议还没有开始。请先开始会议，并签到。")
        raise Refusal(says)
    return going


def check_open(file: Meetingfile) -> None:
    """Raise Refusal when the meeting is closed."""
    if file.closings:
        raise Refusal("会议已结束，不能再改动。")


def check_plan(file: Meetingfile) -> None:
    """Raise Refusal once the meeting has begun: its settings and agenda are fixed then."""
    check_open(file)
    if file.sittings:
        raise Refusal("会议已经开始，议程和设置不能再改。要撤下一项，请在那一项中登记缓议。")


def check_begin(file: Meetingfile) -> int:
    """The number of the sitting that may begin now; raises Refusal when one goes on or the meeting is closed."""
    check_open(file)
    if sitting(file) is not None:
        raise Refusal("会议正在进行，不用再开始。")
    if not file.items or not file.members:
        raise Refusal("议程或专家名单是空的。请先补上再开始会议。")
    return len(file.sittings) + 1


def check_sign_in(file: Meetingfile, member_id: int) -> MeetingSitting:
    """The sitting that the member may sign in to; raises Refusal."""
    going = check_sitting(file)
    if sign_in(file, member_id) is not None:
        raise Refusal(f"{member(file, member_id).name}本场已签到，不用再签。")
    return going


def check_declare(file: Meetingfile, item_id: int, member_id: int, interest: Interest | None) -> None:
    """Refuse a declaration about a settled item, or an interest that is taken back once scoring has begun."""
    check_open(file)
    where = phase(file, item_id)
    position = item(file, item_id).position
    if where is ItemPhase.CLOSED:
        raise Refusal(f"第 {position} 项已结项，不能再声明。")
    before = declaration(file, item_id, member_id)
    if before is not None and before.interest and interest is None and where not in BEFORE_SCORING:
        name = member(file, member_id).name
        raise Refusal(f"第 {position} 项已开始评分，{name}的回避不能取消。")


def check_lock(file: Meetingfile, item_id: int, member_id: int, way: MeetingWay) -> int:
    """The round in which the member may lock a score now; raises Refusal.

    A packet's score may come in before the item is opened: it stays hidden like any other.
    """
    check_open(file)
    one, place = member(file, member_id), item(file, item_id).position
    if not file.meeting.sheet_id:
        raise Refusal("本次会议不评分。")
    reason = recusal(file, item_id, member_id)
    if reason:
        raise Refusal(f"{one.name}在第 {place} 项须回避（{reason}），不能评分。")
    if declaration(file, item_id, member_id) is None:
        raise Refusal(f"{one.name}还没有就第 {place} 项作回避声明，不能评分。请先声明。")
    if way is not MeetingWay.PACKET:
        check_sitting(file)
        if sign_in(file, member_id) is None:
            raise Refusal(f"{one.name}本场没有签到，不能评分。请先签到。")
    where = phase(file, item_id)
    if where is ItemPhase.SCORING or (way is MeetingWay.PACKET and where in BEFORE_SCORING):
        if score(file, item_id, member_id, FIRST) is not None:
            raise Refusal(f"{one.name}第 {place} 项的评分已锁定，不能再改。揭示讨论后可以修改一次。")
        return FIRST
    if where is ItemPhase.REVISING and way is not MeetingWay.PACKET:
        return _revision(file, item_id, one, place)
    says = "还没有开始评分" if where in BEFORE_SCORING else "已经揭示"
    raise Refusal(f"第 {place} 项{says}，这次评分没有保存。")


def _revision(file: Meetingfile, item_id: int, one: MeetingMember, place: int) -> int:
    if score(file, item_id, one.id, FIRST) is None:
        raise Refusal(f"{one.name}第 {place} 项没有第一次评分，不能修改。")
    if score(file, item_id, one.id, REVISION) is not None:
        raise Refusal(f"{one.name}第 {place} 项已修改过一次，不能再改。")
    return REVISION


def pin_of(file: Meetingfile, member_id: int, today: date) -> MeetingPin | None:
    """The member's PIN of today, or None."""
    newest = next((one for one in reversed(file.pins) if one.member_id == member_id), None)
    return newest if newest is not None and newest.day == today else None


def pin_locked(file: Meetingfile, pin: MeetingPin) -> bool:
    """Whether too many wrong ones were tried in a row."""
    wrong = 0
    for one in file.pin_tries:
        if one.pin_id == pin.id:
            wrong = 0 if one.fits else wrong + 1
            if wrong >= WRONG_PINS:
                return True
    return False


def open_matters(file: Meetingfile) -> tuple[str, ...]:
    """What keeps the meeting from being closed, one sentence each."""
    return tuple(
        f"第 {one.position} 项还没有结项（{phase(file, one.id).label}）。"
        for one in file.items
        if phase(file, one.id) is not ItemPhase.CLOSED
    )


def check_close(file: Meetingfile) -> None:
    """Raise Refusal while an item is open, or when the meeting has not begun or is closed already."""
    check_open(file)
    if not file.sittings:
        raise Refusal("会议还没有开始，不能结束。")
    left = open_matters(file)
    if left:
        raise Refusal(f"{left[0]}每一项都结项或缓议后才能结束会议。")
