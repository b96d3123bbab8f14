"""Seats at one PC: a PIN for one day and one member, only the own marks, paper sheets keyed in with their checks."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from sqlalchemy import text

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest, ItemPhase, MeetingWay
from desktop_app.rules.paper_sheet import SheetNumber
from desktop_app.steps import meeting, seats
from desktop_app.steps.meeting_views import DeclarationGiven
from desktop_app.store import journal
from desktop_app.store.office import Office
from tests.conftest import Clock
from tests.steps import meeting_room
from tests.steps.meeting_room import Room

MARKS = {"operation": Decimal(90), "capability": Decimal(80), "results": Decimal(85)}


def test_that_an_expert_signs_in_declares_scores_and_dissents_at_the_seat(room: Room) -> None:
    office, member, item = room.office, room.members[0], room.items[0]
    pin = seats.issue_pins(office, room.id, [member])[member]
    assert len(pin) == 6 and pin.isdecimal()
    seat = seats.enter(office, member, pin)
    assert (seat.signed_in, seat.items[0].says, seat.items[0].materials) == (False, "请作回避声明", ())
    assert seats.sign_in(office, member, pin).signed_in
    room.sign_in()
    room.move(ItemPhase.DECLARING)
    seats.declare(office, member, pin, [DeclarationGiven(one) for one in room.items])
    for other in range(2, 6):
        room.declare(other)
    room.move(ItemPhase.BRIEFING)
    assert not seats.enter(office, member, pin).items[0].may_score
    room.move(ItemPhase.SCORING)
    assert seats.choices(office, room.id).seats[0].says == "第 1 项待评分"
    seat = seats.lock_score(office, item, member, pin, {**MARKS, "distinction/mode": Decimal(1)}, "有特色")
    own = seat.items[0].own[0]
    assert (own.total, own.remark, own.way) == (Decimal("80.25"), "有特色", MeetingWay.SEAT)
    assert (seat.items[0].may_score, seat.items[0].says) == (False, "已锁定，等待其他专家")
    with pytest.raises(Refusal, match="已锁定，不能再改"):
        seats.lock_score(office, item, member, pin, MARKS)
    for other in range(2, 6):
        room.score(other, 70)
    room.move(ItemPhase.REVEALED, ItemPhase.OPINION)
    meeting.write_opinion(office, item, "同意推荐。")
    seat = seats.dissent(office, item, member, pin, "应补充合同。")
    assert seat.items[0].opinion.endswith("钱伯安：应补充合同。") and seat.items[0].dissent == "应补充合同。"


def test_that_a_seat_shows_no_other_members_marks_nor_material_to_the_recused(scoring: Room) -> None:
    office = scoring.office
    scoring.score(1, 83, remark="只给自己看")
    scoring.declare(2, Interest.EMPLOYED)
    pins = seats.issue_pins(office, scoring.id, scoring.members[:2])
    mine, others = (seats.enter(office, one, pins[one]) for one in scoring.members[:2])
    assert mine.items[0].own[0].remark == "只给自己看" and mine.items[0].brief is not None
    assert "只给自己看" not in repr(dataclasses.asdict(others)) and others.items[0].own == ()
    assert (others.items[0].brief, others.items[0].materials, others.items[0].may_score) == (None, (), False)
    with pytest.raises(Refusal, match="须回避"):
        seats.lock_score(office, scoring.items[0], scoring.members[1], pins[scoring.members[1]], MARKS)


def test_that_wrong_pins_are_counted_lock_the_seat_and_a_new_pin_opens_it(room: Room) -> None:
    office, (mine, other) = room.office, room.members[:2]
    pins = seats.issue_pins(office, room.id, [mine, other])
    if pins[mine] == pins[other]:  # one in a million
        pins = seats.issue_pins(office, room.id, [mine, other])
    for _turn in range(5):
        with pytest.raises(Refusal, match="口令不对") as refused:
            seats.enter(office, mine, pins[other])
        assert refused.value.field == "pin"
    with pytest.raises(Refusal, match="席位已锁定"):
        seats.enter(office, mine, pins[mine])
    assert [one.pin for one in room.board().members[:3]] == ["locked", "issued", ""]
    fresh = seats.issue_pins(office, room.id, [mine])[mine]
    assert seats.enter(office, mine, fresh).name == "钱伯安"


def test_that_a_pin_is_good_on_its_day_only_and_nowhere_kept_in_clear(room: Room, clock: Clock) -> None:
    office, member = room.office, room.members[0]
    pin = seats.issue_pins(office, room.id, [member])[member]
    with office.read() as session:
        dump = "".join(one.body for one in journal.entries(session))
        kept = session.execute(text("SELECT pin_hash FROM meeting_pin")).scalar_one()
    assert kept.startswith("$argon2id$") and pin not in kept
    assert f'"{pin}"' not in dump and kept not in dump
    clock.forward(days=1)
    with pytest.raises(Refusal, match="还没有今天的口令"):
        seats.enter(office, member, pin)


def test_that_everybody_without_a_pin_gets_one_and_nobody_a_second(office: Office) -> None:
    room = meeting_room.convene(office, people=3)
    seats.issue_pins(office, room.id, room.members[:1])
    assert set(seats.issue_pins(office, room.id)) == set(room.members[1:])
    assert seats.issue_pins(office, room.id) == {}


def test_that_a_paper_sheet_is_shown_keyed_in_and_refused_for_a_slip(scoring: Room) -> None:
    office = scoring.office
    number = seats.paper_number(office, scoring.items[0], scoring.members[2])
    place = seats.read_number(office, f" {number.replace('-', ' ')} ")
    assert (place.position, place.number, place.name) == (1, 3, "孟令川")
    with pytest.raises(Refusal, match="校验位不符"):
        seats.key_sheet(office, number[:-1] + str((int(number[-1]) + 1) % 10), MARKS, Decimal(255))
    with pytest.raises(Refusal, match="没有这个编号"):
        seats.read_number(office, SheetNumber(99, 1).code)
    with pytest.raises(Refusal, match="没有这个编号"):
        seats.read_number(office, SheetNumber(scoring.items[0], 9).code)
    with pytest.raises(Refusal, match="各项相加是 255，纸面校验行写的是 245"):
        seats.key_sheet(office, number, MARKS, Decimal(245))
    with pytest.raises(Refusal, match="校验行的合计"):
        seats.key_sheet(office, number, MARKS, None)
    board = seats.key_sheet(office, number, MARKS, Decimal(255))
    assert (board.locked, board.seats[2].way) == (1, MeetingWay.PAPER)
    with pytest.raises(Refusal, match="已锁定"):
        seats.key_sheet(office, number, MARKS, Decimal(255))


def test_that_a_refused_score_keeps_nothing(scoring: Room) -> None:
    for marks in ({}, {**MARKS, "results": Decimal(101)}, {**MARKS, "unknown": Decimal(1)}):
        number = seats.paper_number(scoring.office, scoring.items[0], scoring.members[0])
        with pytest.raises(Refusal):
            seats.key_sheet(scoring.office, number, marks, sum(marks.values(), Decimal(0)))
    with scoring.office.read() as session:
        assert session.execute(text("SELECT count(*) FROM meeting_score")).scalar_one() == 0
        assert session.execute(text("SELECT count(*) FROM meeting_marks")).scalar_one() == 0
