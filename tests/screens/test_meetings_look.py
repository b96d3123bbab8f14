"""The meeting in every shape of the window, and the experts' windows: nothing cut, everything named, Tab comes by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import ItemPhase
from desktop_app.screens.desk import Desk
from desktop_app.screens.expert_seat import ExpertSeatWindow
from desktop_app.screens.meeting import MeetingPage
from desktop_app.screens.meeting_new import ConveneSheet
from desktop_app.screens.meeting_packets import PacketInSheet, PacketOutSheet
from desktop_app.screens.meeting_paper import KeySheet
from desktop_app.screens.meeting_sheets import AgreementSheet, DeclareSheet, PinSheet
from desktop_app.screens.seats import SeatWindow
from desktop_app.steps import meeting, meeting_agreement, meetings, packets, seats
from desktop_app.store.office import Office
from desktop_app.widgets import theme, tokens
from tests import looking
from tests.screens.test_every_screen import SHAPES
from tests.steps import meeting_room
from tests.steps.meeting_room import Room

pytestmark = pytest.mark.sweep


@pytest.fixture
def room(office: Office) -> Room:
    return meeting_room.convene(office)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, room: Room) -> Iterator[MeetingPage]:
    made = MeetingPage(desk, room.id)
    qtbot.addWidget(made)
    made.show()
    still(qtbot, desk)
    yield made
    made.put_away()
    still(qtbot, desk)


def still(qtbot: QtBot, desk: Desk) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
        qtbot.wait(5)


def phases(room: Room) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """What happens to the first item, one thing after the other."""
    item = room.items[0]
    return (
        ("waiting", lambda: None),
        ("scoring", lambda: room.to_scoring(recused=(5,))),
        ("locked", lambda: [room.score(seat, 40 + 12 * seat) for seat in range(1, 5)]),
        ("revealed", lambda: room.move(ItemPhase.REVEALED)),
        ("opinion", lambda: room.move(ItemPhase.OPINION)),
        ("written", lambda: meeting.write_opinion(room.office, item, "专家组一致同意推荐。" * 12)),
        ("dissent", lambda: meeting.record_dissent(room.office, item, room.members[1], "建议补充佐证后再议。" * 3)),
        ("signing", lambda: room.move(ItemPhase.SIGNING)),
    )


def test_that_the_secretarys_window_cuts_no_words_in_any_phase_and_shape(
    qtbot: QtBot, qapp: QApplication, page: MeetingPage, room: Room
) -> None:
    wrong = []
    for name, happen in phases(room):
        happen()
        for width, height, dark, text in SHAPES:
            theme.apply(qapp, dark, tokens.TEXT_FACTORS[text])
            page.resize(width - (56 if width < 1100 else 72), height - 48)
            for place in (0, room.items[0]):
                page.show_place(place)
                page.refresh()
                still(qtbot, page.desk)
                where = f"{name} {'item' if place else 'hall'} {width}x{height} {text}"
                wrong += [f"{where}: {one}" for one in looking.cut(page)]
    assert wrong == [], "\n".join(dict.fromkeys(wrong))


def test_that_every_control_of_the_secretary_has_a_name_and_tab_comes_by(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    page.resize(1294, 720)
    wrong = []
    for name, happen in phases(room):
        happen()
        for place in (0, room.items[0]):
            page.show_place(place)
            page.refresh()
            still(qtbot, page.desk)
            told = looking.unnamed(page) + looking.unreachable(page, page)
            wrong += [f"{name} {'item' if place else 'hall'}: {one}" for one in told]
    assert wrong == [], "\n".join(dict.fromkeys(wrong))


def test_that_the_dialogs_of_a_meeting_cut_no_words_and_name_their_controls(
    qtbot: QtBot, qapp: QApplication, page: MeetingPage, room: Room, tmp_path: Path
) -> None:
    room.to_scoring()
    page.refresh()
    still(qtbot, page.desk)
    assert page.board is not None
    board, member = page.board, page.board.members[0]
    pins = seats.issue_pins(room.office, room.id)
    agreed = meeting_agreement.board(room.office, room.id)
    listed = meetings.listing(room.office)
    makers: tuple[Callable[[], QWidget], ...] = (
        lambda: ConveneSheet(listed, page),
        lambda: PinSheet(pins, board.members, page),
        lambda: DeclareSheet(member.name, board.items, (1, 2), page),
        lambda: AgreementSheet(agreed, page),
        lambda: KeySheet(page.desk, board, page, (room.items[0], room.members[0])),
        lambda: PacketOutSheet(page.desk, room.id, member, page),
        lambda: PacketInSheet(page.desk, room.id, page),
    )
    wrong = []
    for text in ("standard", "large"):
        theme.apply(qapp, False, tokens.TEXT_FACTORS[text])
        page.resize(1294, 720)
        for make in makers:
            sheet: Any = make()
            sheet.open()
            still(qtbot, page.desk)
            told = looking.cut(sheet) + looking.unnamed(sheet)
            wrong += [f"{type(sheet).__name__} {text}: {one}" for one in told]
            sheet.reject()
            still(qtbot, page.desk)
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 700)])
def test_that_the_experts_windows_cut_no_words_and_name_their_controls(
    qtbot: QtBot, desk: Desk, room: Room, tmp_path: Path, size: tuple[int, int]
) -> None:
    room.to_scoring()
    pins = seats.issue_pins(room.office, room.id)
    wrong = []

    def look(window: QWidget, where: str) -> None:
        still(qtbot, desk)
        told = looking.cut(window) + looking.unnamed(window)
        wrong.extend(f"{where}: {one}" for one in told)

    seat = SeatWindow(desk, room.id)
    qtbot.addWidget(seat)
    seat.resize(*size)
    seat.show()
    seat.blank()
    look(seat, "chairs")
    seat._sit(room.members[0])
    look(seat, "pin")
    seat._enter(pins[room.members[0]])
    look(seat, "home")
    seat._score_item(room.items[0])
    look(seat, "one")
    assert seat.form is not None
    seat.form.show_one(False)
    look(seat, "whole")
    seat._home()
    seat._ask_declarations()
    look(seat, "declare")
    seat.close()

    for place in (1, 2):
        room.declare(2, place=place)
    stick = tmp_path / "stick"
    stick.mkdir()
    made = packets.make_packet(room.office, room.id, room.members[1], stick)
    expert = ExpertSeatWindow(desk)
    qtbot.addWidget(expert)
    expert.resize(*size)
    expert.show()
    look(expert, "expert open")
    expert.open_packet(made.folder)
    look(expert, "expert home")
    assert expert.packet is not None
    expert.open_item(expert.packet.items[0].code)
    look(expert, "expert item")
    expert.close()
    assert wrong == [], "\n".join(wrong)
