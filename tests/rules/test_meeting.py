"""The meeting as a state machine: whatever anybody does in whatever order, nothing forbidden ever happens."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Interest, ItemPhase, MeetingState, MeetingWay
from desktop_app.records.meeting import (
    Meeting,
    MeetingClosing,
    MeetingDeclaration,
    MeetingItem,
    MeetingItemClosing,
    MeetingMember,
    MeetingMove,
    MeetingOpinion,
    MeetingPin,
    MeetingPinTry,
    MeetingRecess,
    MeetingScore,
    MeetingSignIn,
    MeetingSitting,
)
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.records.panel import Opinion, Seat
from desktop_app.rules import meeting, meeting_moves, meeting_opinion, regulation
from tests.rules import casefiles

NOW = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)
TODAY = date(2024, 6, 20)
MEMBERS, ITEMS = (1, 2, 3, 4), (1, 2)
KNOWN = {(2, 4): "工作单位是申请单位"}
_numbers = count(1)
_EMPTY = casefiles.make(regulation.load("national-2017"))


def numbered(row: Any) -> Any:
    """`row` as the store would have numbered it."""
    row.id = next(_numbers)
    return row


def fresh(sheet: str = "office-general", quorum: int = 2) -> Meetingfile:
    """A planned meeting of four experts over two items; the fourth has a known conflict at the second."""
    kept = numbered(
        Meeting(name="评审会", held_on=TODAY, sheet_id=sheet, quorum=quorum, made_at=NOW, made_by="林晓岚")
    )  # fmt: skip
    members = [MeetingMember(meeting_id=1, expert_id=n, number=n, name=f"专家{n}", title="", unit="") for n in MEMBERS]
    items = [MeetingItem(meeting_id=1, dossier_id=n, position=n) for n in ITEMS]
    for rows in (members, items):
        for place, row in enumerate(rows, 1):
            row.id = place  # type: ignore[attr-defined]
    return Meetingfile(meeting=kept, members=tuple(members), items=tuple(items), conflicts=KNOWN)


def _by(name: str, at: str = "at") -> dict[str, Any]:
    return {f"{name}_{at}": NOW, f"{name}_by": "林晓岚"}


def began(file: Meetingfile) -> Meetingfile:
    number = meeting.check_begin(file)
    return replace(
        file, sittings=(*file.sittings, numbered(MeetingSitting(meeting_id=1, number=number, **_by("began"))))
    )  # fmt: skip


def broken_off(file: Meetingfile) -> Meetingfile:
    going = meeting.check_sitting(file)
    row = numbered(MeetingRecess(meeting_id=1, sitting_id=going.id, **_by("ended")))
    return replace(file, recesses=(*file.recesses, row))


def signed_in(file: Meetingfile, member: int) -> Meetingfile:
    going = meeting.check_sign_in(file, member)
    row = numbered(MeetingSignIn(meeting_id=1, sitting_id=going.id, member_id=member, way="seat", signed_at=NOW))
    return replace(file, sign_ins=(*file.sign_ins, row))


def declared(file: Meetingfile, item: int, member: int, interest: Interest | None = None) -> Meetingfile:
    meeting.check_declare(file, item, member, interest)
    row = MeetingDeclaration(
        meeting_id=1, item_id=item, member_id=member, dossier_id=item, expert_id=member,
        interest=interest.value if interest else "", way="seat", declared_at=NOW,
    )  # fmt: skip
    return replace(file, declarations=(*file.declarations, numbered(row)))


def locked(file: Meetingfile, item: int, member: int, way: MeetingWay = MeetingWay.SEAT) -> Meetingfile:
    number = meeting.check_lock(file, item, member, way)
    row = MeetingScore(
        meeting_id=1, item_id=item, member_id=member, round=number, commitment="", way=way.value, **_by("locked"),
    )  # fmt: skip
    return replace(file, scores=(*file.scores, numbered(row)))


def moved(file: Meetingfile, item: int, to: ItemPhase, dossier: Casefile, why: str = "") -> Meetingfile:
    meeting_moves.check(file, item, to, why, dossier)
    if to is ItemPhase.CLOSED:
        row = numbered(MeetingItemClosing(meeting_id=1, item_id=item, **_by("closed")))
        return replace(file, item_closings=(*file.item_closings, row))
    move = numbered(MeetingMove(meeting_id=1, item_id=item, phase=to.value, why=why, **_by("moved")))
    return replace(file, moves=(*file.moves, move))


def at(where: ItemPhase, *, sheet: str = "office-general", item: int = 1) -> Meetingfile:
    """A meeting in which everybody is there, and the item has come as far as `where` in the plain way."""
    file = began(fresh(sheet))
    for member in MEMBERS:
        file = signed_in(file, member)
    for to in (ItemPhase.DECLARING, ItemPhase.BRIEFING, ItemPhase.SCORING, ItemPhase.REVEALED):
        if meeting.phase(file, item) is where:
            return file
        if to is ItemPhase.REVEALED:
            for member in MEMBERS:
                file = locked(file, item, member)
        file = moved(file, item, to, _EMPTY)
        if to is ItemPhase.DECLARING and where is not ItemPhase.DECLARING:
            for member in MEMBERS:
                file = declared(file, item, member)
    return file


class Room(RuleBasedStateMachine):
    """Anything that anybody in the room may try, allowed or not. What is refused changes nothing: rows are values."""

    members = st.sampled_from(MEMBERS)
    items = st.sampled_from(ITEMS)

    def __init__(self) -> None:
        super().__init__()
        self.file = fresh()
        self.dossiers = dict.fromkeys(ITEMS, _EMPTY)
        self.on_paper: dict[int, set[int]] = {item: set() for item in ITEMS}

    @rule()
    def begin(self) -> None:
        with suppress(Refusal):
            self.file = began(self.file)

    @rule()
    def break_off(self) -> None:
        with suppress(Refusal):
            self.file = broken_off(self.file)

    @rule(member=members)
    def sign_in(self, member: int) -> None:
        with suppress(Refusal):
            self.file = signed_in(self.file, member)

    @rule(member=members, item=items, interest=st.sampled_from([None] * 7 + [Interest.ADVISED]))
    def declare(self, member: int, item: int, interest: Interest | None) -> None:
        before = meeting.score(self.file, item, member, 1)
        with suppress(Refusal):
            self.file = declared(self.file, item, member, interest)
            if interest is not None and before is not None:
                assert meeting.score(self.file, item, member, 1) is None, "a recused member's score still counts"

    @rule(member=members, item=items, way=st.sampled_from(MeetingWay))
    def lock(self, member: int, item: int, way: MeetingWay) -> None:
        held = [one for one in self.file.scores if (one.item_id, one.member_id) == (item, member)]
        where = meeting.phase(self.file, item)
        with suppress(Refusal):
            self.file = locked(self.file, item, member, way)
            assert not meeting.recusal(self.file, item, member), "a recused expert scored"
            assert meeting.declaration(self.file, item, member) is not None
            assert len(held) < 2 and (not held or where is ItemPhase.REVISING)
            assert where in (*meeting.BEFORE_SCORING, ItemPhase.SCORING, ItemPhase.REVISING)

    @rule(item=items, to=st.sampled_from(ItemPhase), why=st.sampled_from(["", "分歧较大"]))
    def move(self, item: int, to: ItemPhase, why: str) -> None:
        before, where = self.file, meeting.phase(self.file, item)
        with suppress(Refusal):
            self.file = moved(self.file, item, to, self._dossier(item), why)
            if (where, to) == (ItemPhase.SCORING, ItemPhase.REVEALED):
                for member in meeting.present(before):
                    done = any((one.item_id, one.member_id) == (item, member) for one in before.scores)
                    assert done or meeting.recusal(before, item, member), "revealed before everybody had locked"
            if to is ItemPhase.CLOSED:
                assert self.file.opinions
                for one in meeting.taking_part(before, item):
                    assert one.expert_id in self.on_paper[item], "closed without a signature"

    @rule(item=items, steps=st.integers(1, 4), turn=st.integers(0, 3), idle=st.sampled_from([0, 0, *MEMBERS]))
    def carry(self, item: int, steps: int, turn: int, idle: int) -> None:
        """Everybody does their part and the item goes on: forward, or now and then the other way that is offered.

        One member may be there and neither lock nor sign.
        """
        for step in range(steps):
            self._everybody(item, idle)
            ways = meeting_moves.ways(self.file, item)
            if ways:
                way = ways[-1] if step == turn else ways[0]
                self.move(item, way.to, "分歧较大" if way.asks_why else "")

    def _everybody(self, item: int, idle: int) -> None:
        """All sign in, declare, lock and sign what they may."""
        self.begin()
        for member in MEMBERS:
            self.sign_in(member)
            if meeting.declaration(self.file, item, member) is None:
                self.declare(member, item, None)
            if member != idle:
                self.lock(member, item, MeetingWay.SEAT)
                self.sign(item, member)
        self.write(item, "同意推荐。")

    @rule(item=items, text=st.sampled_from(["", "同意推荐。", "建议补充。"]))
    def write(self, item: int, text: str) -> None:
        with suppress(Refusal):
            meeting_opinion.check_write(self.file, item)
            opinion = numbered(
                Opinion(dossier_id=item, version=next(_numbers), text=text, written_at=NOW, written_by="林晓岚")
            )
            row = numbered(MeetingOpinion(meeting_id=1, item_id=item, opinion_id=opinion.id, text=text))
            self.file = replace(self.file, opinions=(*self.file.opinions, row))
            dossier = self.dossiers[item]
            self.dossiers[item] = replace(dossier, opinions=(*dossier.opinions, opinion))

    @rule(item=items, member=members)
    def sign(self, item: int, member: int) -> None:
        if meeting.phase(self.file, item) is ItemPhase.SIGNING:
            self.on_paper[item].add(member)

    @rule(item=items)
    def defer(self, item: int) -> None:
        late = self.file.sittings and len(self.file.moves) > 25
        if late and not self.file.closings and meeting.phase(self.file, item) is not ItemPhase.CLOSED:
            row = numbered(MeetingItemClosing(meeting_id=1, item_id=item, deferred=True, **_by("closed")))
            self.file = replace(self.file, item_closings=(*self.file.item_closings, row))

    @rule()
    def close(self) -> None:
        with suppress(Refusal):
            meeting.check_close(self.file)
            assert all(meeting.phase(self.file, item) is ItemPhase.CLOSED for item in ITEMS), "closed with an open item"
            self.file = replace(self.file, closings=(numbered(MeetingClosing(meeting_id=1, **_by("closed"))),))

    def _dossier(self, item: int) -> Casefile:
        seats = tuple(
            numbered(
                Seat(dossier_id=item, expert_id=n, position=n, name="", title="", unit="", signs_on_paper=True)
            )
            for n in self.on_paper[item]
        )  # fmt: skip
        return replace(self.dossiers[item], seats=seats)

    @invariant()
    def nothing_is_read_before_the_reveal(self) -> None:
        for item in ITEMS:
            reveals = meeting.times(self.file, item, ItemPhase.REVEALED)
            readable = meeting.open_scores(self.file, item)
            assert all(one.round <= reveals for one in readable)
            assert all(not meeting.recusal(self.file, item, one.member_id) for one in readable)

    @invariant()
    def one_revision_at_most_and_the_first_score_stays(self) -> None:
        keys = [(one.item_id, one.member_id, one.round) for one in self.file.scores]
        assert len(set(keys)) == len(keys)
        for item, member, number in keys:
            assert number == 1 or (item, member, 1) in keys
        assert all(meeting.times(self.file, item, ItemPhase.REVISING) <= 1 for item in ITEMS)

    @invariant()
    def every_phase_has_come_in_its_order(self) -> None:
        for item in ITEMS:
            phases = [ItemPhase(one.phase) for one in self.file.moves if one.item_id == item]
            for before, after in zip([ItemPhase.WAITING, *phases], phases, strict=False):
                assert after in [way.to for way in meeting_moves._WAYS[before]]


Room.TestCase.settings = settings(max_examples=25, stateful_step_count=60, deadline=None)
test_that_no_order_of_deeds_leads_to_a_forbidden_state = Room.TestCase


@pytest.mark.sweep
class TestManyMeetings(Room.TestCase):  # type: ignore[misc]
    """The same, for longer."""

    settings = settings(max_examples=400, stateful_step_count=120, deadline=None)


def test_that_a_break_makes_everybody_sign_in_again_and_keeps_what_is_locked() -> None:
    file = locked(at(ItemPhase.SCORING), 1, 1)
    resting = broken_off(file)
    assert meeting.state(resting) is MeetingState.RECESS
    with pytest.raises(Refusal, match="休会"):
        locked(resting, 1, 2)
    after = began(resting)
    assert meeting.present(after) == frozenset()
    with pytest.raises(Refusal, match="没有签到"):
        locked(after, 1, 2)
    assert [one.id for one in meeting.awaited(signed_in(after, 2), 1)] == [1, 2]


def test_that_the_quorum_is_counted_without_those_who_step_aside() -> None:
    file = at(ItemPhase.DECLARING, item=2)
    for member, interest in ((1, None), (2, Interest.RELATIVE), (3, Interest.ADVISED)):
        file = declared(file, 2, member, interest)
    assert meeting.quorum_of(file, 2) == 1  # the fourth has a conflict that is known
    with pytest.raises(Refusal, match="参加评审 1 人，不足法定人数 2 人"):
        moved(file, 2, ItemPhase.BRIEFING, _EMPTY)
    back = declared(file, 2, 3, None)
    assert meeting.phase(moved(back, 2, ItemPhase.BRIEFING, _EMPTY), 2) is ItemPhase.BRIEFING


def test_that_material_stays_shut_until_everybody_here_has_declared() -> None:
    file = declared(at(ItemPhase.DECLARING), 1, 1)
    assert meeting.may_review(file, 1, 1)
    assert not meeting.may_review(file, 1, 2)
    with pytest.raises(Refusal, match="专家2、专家3、专家4还没有作回避声明"):
        moved(file, 1, ItemPhase.BRIEFING, _EMPTY)


def test_that_a_known_conflict_stands_whatever_is_declared() -> None:
    file = declared(began(fresh()), 2, 4, None)
    assert meeting.recusal(file, 2, 4) == "工作单位是申请单位"
    with pytest.raises(Refusal, match="须回避"):
        locked(file, 2, 4, MeetingWay.PACKET)


def test_that_an_interest_is_not_taken_back_once_scoring_has_begun() -> None:
    file = declared(at(ItemPhase.SCORING), 1, 1, Interest.OTHER)
    with pytest.raises(Refusal, match="不能取消"):
        declared(file, 1, 1, None)


def test_that_a_score_that_was_locked_before_an_interest_shows_up_counts_no_more() -> None:
    file = declared(at(ItemPhase.REVEALED), 1, 1, Interest.EMPLOYED)
    assert [first.member_id for first, _standing in meeting.standing_scores(file, 1)] == [2, 3, 4]


def test_that_a_second_revision_is_refused() -> None:
    file = moved(at(ItemPhase.REVEALED), 1, ItemPhase.REVISING, _EMPTY, "分歧较大")
    file = locked(file, 1, 1)
    assert len(meeting.open_scores(file, 1)) == 4  # the first round; the revision is hidden again
    with pytest.raises(Refusal, match="已修改过一次"):
        locked(file, 1, 1)
    file = moved(file, 1, ItemPhase.REVEALED, _EMPTY)
    pairs = meeting.standing_scores(file, 1)
    assert [(first.round, standing.round) for first, standing in pairs] == [(1, 2), (1, 1), (1, 1), (1, 1)]
    with pytest.raises(Refusal, match="不能再改"):
        moved(file, 1, ItemPhase.REVISING, _EMPTY, "再议")


def test_that_a_packet_brings_no_revision() -> None:
    file = moved(at(ItemPhase.REVEALED), 1, ItemPhase.REVISING, _EMPTY, "分歧较大")
    with pytest.raises(Refusal, match="已经揭示"):
        locked(file, 1, 1, MeetingWay.PACKET)


def test_that_a_meeting_without_a_sheet_goes_from_the_brief_to_the_opinion() -> None:
    file = at(ItemPhase.BRIEFING, sheet="")
    with pytest.raises(Refusal, match="不评分"):
        locked(file, 1, 1)
    with pytest.raises(Refusal, match="不能直接到"):
        moved(file, 1, ItemPhase.SCORING, _EMPTY)
    file = moved(file, 1, ItemPhase.OPINION, _EMPTY)
    assert ItemPhase.SCORING not in meeting_moves.stations(file)
    assert [one.id for one in meeting.taking_part(file, 1)] == [1, 2, 3, 4]


def test_that_an_agenda_is_fixed_once_the_meeting_has_begun() -> None:
    meeting.check_plan(fresh())
    with pytest.raises(Refusal, match="已经开始"):
        meeting.check_plan(began(fresh()))


@pytest.mark.parametrize(
    ("tries", "locked_out"),
    [("xxxx", False), ("xxxxx", True), ("xxxx.x", False), ("xxxx.xxxxx", True), ("xxxxx.", True)],
)
def test_that_five_wrong_pins_in_a_row_lock_a_seat(tries: str, locked_out: bool) -> None:
    pin = numbered(
        MeetingPin(meeting_id=1, member_id=1, pin_hash="", day=TODAY, issued_at=NOW, issued_by="林晓岚")
    )  # fmt: skip
    rows = tuple(
        numbered(MeetingPinTry(meeting_id=1, pin_id=pin.id, fits=one == ".", tried_at=NOW)) for one in tries
    )  # fmt: skip
    file = replace(fresh(), pins=(pin,), pin_tries=rows)
    assert meeting.pin_locked(file, pin) is locked_out
    assert meeting.pin_of(file, 1, TODAY) is pin
    assert meeting.pin_of(file, 1, date(2024, 6, 21)) is None


def test_that_a_dissent_stands_word_for_word_below_the_common_opinion() -> None:
    held = ((2, "钱伯安", "业绩佐证不足，\n应补充合同。"),)
    assert meeting_opinion.full_text("同意。", ()) == "同意。"
    assert (
        meeting_opinion.full_text("同意。", held)
        == "同意。\n\n不同意见（照录）：\n钱伯安：业绩佐证不足，\n应补充合同。"
    )
