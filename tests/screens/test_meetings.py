"""The meeting through its real widgets: what the secretary, the wall and each expert see, and what they never do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import Interest, ItemPhase
from desktop_app.screens.desk import Desk
from desktop_app.screens.expert_seat import ExpertSeatWindow
from desktop_app.screens.meeting import MeetingPage
from desktop_app.screens.meeting_new import ConveneSheet
from desktop_app.screens.meeting_packets import PacketInSheet, PacketOutSheet
from desktop_app.screens.meeting_paper import KeySheet
from desktop_app.screens.meetings import MeetingsPage
from desktop_app.screens.projector import ProjectorWindow, slide
from desktop_app.screens.score_form import ScoreForm
from desktop_app.screens.seats import SeatWindow
from desktop_app.screens.window import Window
from desktop_app.steps import experts, meeting, meetings, panel, seats
from desktop_app.steps.meeting_views import ItemBoard
from desktop_app.store.office import Office
from tests.conftest import enter_office
from tests.hands import child
from tests.steps import meeting_room
from tests.steps.meeting_room import NAMES, STROKES, Room

PINS: dict[int, str] = {}
"""What was handed out, by member."""
MARKS = {"operation": "86", "capability": "88", "results": "92"}


@dataclass(frozen=True)
class Kept:
    """An office that was brought so far once; tests work on copies."""

    folder: Path
    room: Room
    pins: dict[int, str]


@pytest.fixture(scope="module")
def kept(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kept]:
    """By how far a meeting of five over three dossiers has come: nothing yet, begun, the first item being scored."""
    found = {"bare": Kept(office_template, Room(None, 0, (), ()), {})}  # type: ignore[arg-type]
    for name in ("begun", "scoring"):
        folder = tmp_path_factory.mktemp("meeting") / name
        shutil.copytree(office_template, folder)
        office = enter_office(folder)
        room = meeting_room.convene(office)
        pins: dict[int, str] = {}
        if name == "scoring":
            room.to_scoring()
            pins = seats.issue_pins(office, room.id)
        office.close()
        found[name] = Kept(folder, room, pins)
    return found


@pytest.fixture
def state() -> str:
    """How far the meeting has come; a test says another state by a parameter of this name."""
    return "begun"


@pytest.fixture
def office(kept: dict[str, Kept], state: str, tmp_path: Path) -> Iterator[Office]:
    """A copy of what was kept."""
    shutil.copytree(kept[state].folder, tmp_path / "office")
    opened = enter_office(tmp_path / "office")
    yield opened
    opened.close()


@pytest.fixture
def room(office: Office, kept: dict[str, Kept], state: str) -> Room:
    """The meeting in it; nobody has signed in unless it is being scored."""
    PINS.clear()
    PINS.update(kept[state].pins)
    return replace(kept[state].room, office=office)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, room: Room) -> Iterator[MeetingPage]:
    made = MeetingPage(desk, room.id)
    qtbot.addWidget(made)
    made.resize(1294, 700)
    made.show()
    settle(qtbot, desk)
    yield made
    made.put_away()
    settle(qtbot, desk)


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Until nothing is under way, answers to answers included."""
    for _ in range(3):
        qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
        qtbot.wait(2)


def words(window: QWidget) -> str:
    """Everything that a window says: labels, tables, texts, tooltips, what a screen reader hears."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.accessibleName(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QTableView):
            model = widget.model()
            found += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
                if not widget.isColumnHidden(column)
            ]
    return "\n".join(found)


def to_signing(room: Room, place: int = 0) -> ItemBoard:
    """As far as the signatures: five scores, one common opinion."""
    room.to_scoring(place=place)
    for seat in range(1, 6):
        room.score(seat, 80 + seat, place=place)
    room.move(ItemPhase.REVEALED, ItemPhase.OPINION, place=place)
    meeting.write_opinion(room.office, room.items[place], "专家组一致同意推荐。")
    return room.move(ItemPhase.SIGNING, place=place)


def look(qtbot: QtBot, page: MeetingPage, room: Room, place: int = 0) -> None:
    """The secretary looks at an item."""
    page.show_place(room.items[place])
    settle(qtbot, page.desk)


# ---------------------------------------------------------------------- the secretary


def test_that_the_secretary_sees_who_has_locked_and_never_what(qtbot: QtBot, page: MeetingPage, room: Room) -> None:
    room.to_scoring()
    room.score(1, 73)
    room.score(2, 91)
    page.refresh()
    look(qtbot, page, room)
    said = words(page)
    assert [page.pane.table.model().index(row, 4).data() for row in range(5)] == ["已锁定"] * 2 + ["待评分"] * 3
    assert "已锁定 2 / 5" in said
    assert not any(secret in said for secret in ("73", "91", "65.7", "81.9"))
    assert page.pane.primary.words == "请专家评分（轮座）"


def test_that_scores_stand_by_seat_after_the_reveal_with_range_and_flag(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    room.to_scoring()
    for seat, work in enumerate((60, 95, 80, 80), start=1):
        room.score(seat, work)
    room.score(5, 0, abstained=True)
    room.move(ItemPhase.REVEALED)
    look(qtbot, page, room)
    assert [row.number for row in page.pane.reveal.rows.rows()] == [1, 2, 3, 4, 5]
    assert page.pane.reveal.rows.model().index(4, 2).data() == "弃权"
    assert child(page, "reveal_median").text() == "72"
    assert child(page, "reveal_spread").text() == "31.5"
    assert child(page, "reveal_counts").text() == "5 / 4 / 1"
    assert "请讨论分歧" in child(page, "reveal_why").text()


@pytest.mark.parametrize("state", ["bare"])
def test_that_under_an_edition_that_forbids_ranking_no_score_and_no_median_is_shown(
    qtbot: QtBot, desk: Desk, office: Office
) -> None:
    room = meeting_room.convene(office, "national-2025")
    page = MeetingPage(desk, room.id)
    qtbot.addWidget(page)
    page.resize(1294, 700)
    page.show()
    room.to_scoring()
    for seat in range(1, 6):
        room.score(seat, 70 + seat)
    room.move(ItemPhase.REVEALED)
    page.refresh()
    look(qtbot, page, room)
    said = words(page)
    assert page.pane.reveal.rows.isHidden()
    assert child(page, "reveal_median").parentWidget().isHidden() or not child(page, "reveal_median").isVisible()
    assert "63.9" not in said
    assert "65.7" not in said
    assert child(page, "reveal_spread").text() == "3.6"
    assert "不得排名" in child(page, "reveal_why").text()
    board = meeting.projector(office, room.id)
    assert [card.label for card in slide(board).cards] == ["极差", "已评 / 弃权"]


def test_that_a_recused_seat_takes_no_part_and_the_quorum_is_counted_anew(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    room.to_scoring(recused=(5,))
    look(qtbot, page, room)
    model = page.pane.table.model()
    assert model.index(4, 3).data().startswith("回避")
    assert model.index(4, 4).data() == "不参加"
    assert child(page, "brief_quorum").text() == "4 人"
    page.pane.table.select(4)
    offered = [word for word, button in page.pane._tools.items() if not button.isHidden()]
    assert "key" not in offered
    assert "dissent" not in offered


def test_that_the_agenda_stays_in_its_order_and_says_the_phase_of_each_item(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    to_signing(room, 1)
    page.refresh()
    settle(qtbot, page.desk)
    things = page.agenda.things()
    assert [thing.mark for thing in things] == ["会", "1", "2", "3"]
    assert things[2].says == "签名"
    assert page.board is not None
    assert page.board.current == room.items[1]


def test_that_a_changed_opinion_voids_the_signature_before_everybodys_eyes(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    item = to_signing(room)
    seat = item.seats[0]
    panel.sign(room.office, item.dossier_id, seat.seat_id, STROKES, "pen", item.opinion.hash)
    look(qtbot, page, room)
    assert page.pane.primary.words == f"请{NAMES[1]}签名"
    page.pane.opinion.editor.put("专家组同意推荐，建议补充佐证。")
    page.pane._warn()
    assert "这 1 个签名作废" in page.pane.opinion.says
    page.pane.opinion.flush()
    settle(qtbot, page.desk)
    assert page.pane.table.model().index(0, 5).data() == "已失效"
    assert page.pane.banner.isVisible()
    assert "1 个签名随之作废" in page.pane.banner.bold
    assert page.pane.primary.words == f"请{NAMES[0]}签名"


def test_that_what_is_not_possible_yet_says_why_beside_the_button(qtbot: QtBot, page: MeetingPage, room: Room) -> None:
    room.sign_in()
    room.move(ItemPhase.DECLARING)
    for seat in (1, 2, 3):
        room.declare(seat, Interest.ADVISED)
    for seat in (4, 5):
        room.declare(seat)
    look(qtbot, page, room)
    assert not page.pane.primary.isEnabled()
    assert "法定人数" in child(page, "item_waits").text() or "不足" in child(page, "item_waits").text()


def test_that_a_reveal_without_whoever_is_gone_shows_that_it_will_ask(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    room.to_scoring()
    for number in (1, 2, 3):
        room.score(number, 80)
    meeting.break_sitting(room.office, room.id)
    meeting.begin_sitting(room.office, room.id)
    for member in room.members[:3]:
        meeting.sign_in(room.office, room.id, member)
    look(qtbot, page, room)
    assert child(page, "item_next").text().strip().startswith("不等 2 人，揭示评分…")


def test_that_a_common_opinion_over_a_closed_one_asks_for_the_reason_and_is_kept_with_it(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    to_signing(room)
    room.sign_all_in_ink()
    room.move(ItemPhase.CLOSED)
    for item in room.items[1:]:
        meeting.defer_item(room.office, item, "材料待补")
    meeting.close_meeting(room.office, room.id)
    pool = [one.id for one in meetings.listing(room.office).experts]
    day = room.office.today()
    again = meetings.convene(room.office, "复议会", day, "三楼会议室", [room.item().dossier_id], pool)
    second = Room(room.office, again.id, tuple(one.id for one in again.items), tuple(one.id for one in again.members))
    meeting.begin_sitting(room.office, again.id)
    second.sign_in()
    second.move(ItemPhase.DECLARING)
    for number in range(1, 6):
        second.declare(number)
    second.move(ItemPhase.BRIEFING, ItemPhase.OPINION)
    page.meeting_id = again.id
    look(qtbot, page, second)
    page.doing.write_opinion("不同意推荐。")
    settle(qtbot, page.desk)
    assert page.sheet is not None
    child(page.sheet, "reason").setPlainText("复议")
    page.sheet.pressed.emit()
    settle(qtbot, page.desk)
    assert second.item().opinion.common == "不同意推荐。"


# ---------------------------------------------------------------------- the wall


def test_that_the_wall_never_names_anybody(qtbot: QtBot, page: MeetingPage, room: Room) -> None:
    wall = ProjectorWindow()
    qtbot.addWidget(wall)
    seen = []
    phases: list[Any] = [
        lambda: None,
        lambda: room.to_scoring(recused=(5,)),
        lambda: [room.score(seat, 60 + 9 * seat) for seat in range(1, 5)],
        lambda: room.move(ItemPhase.REVEALED),
        lambda: room.move(ItemPhase.OPINION),
        lambda: meeting.write_opinion(room.office, room.items[0], "专家组一致同意推荐。"),
        lambda: meeting.record_dissent(room.office, room.items[0], room.members[0], "建议补充佐证。"),
        lambda: room.move(ItemPhase.SIGNING),
    ]
    for go_on in phases:
        go_on()
        wall.show_board(meeting.projector(room.office, room.id))
        seen.append(wall.view.slide.words())
    said = "\n".join(seen)
    forbidden = (*NAMES, "唐宏业", "贺兰英", "15022916824", "0871-9258991", "研究院")
    assert [name for name in forbidden if name in said] == []
    assert "已锁定 0 / 4" in said
    assert "1 人回避" in said
    assert "建议补充佐证。" in said
    assert not any(f"{mark}" in seen[2] for mark in (69, 78, 87, 96))


def test_that_the_wall_stays_dark_and_its_smallest_type_is_large(qtbot: QtBot, room: Room) -> None:
    wall = ProjectorWindow()
    qtbot.addWidget(wall)
    wall.resize(1366, 768)
    wall.show_board(meeting.projector(room.office, room.id))
    image = wall.grab().toImage()
    assert image.pixelColor(3, 3).lightness() < 40
    assert wall.view._font(0.001).pixelSize() >= 768 / 45


# ---------------------------------------------------------------------- at the seat


@pytest.fixture
def seat(qtbot: QtBot, desk: Desk, room: Room) -> Iterator[SeatWindow]:
    """The seat of a meeting whose first item is being scored; everybody's PIN is handed out."""
    made = SeatWindow(desk, room.id)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.blank()
    settle(qtbot, desk)
    yield made
    made.close()
    settle(qtbot, desk)


def sit(qtbot: QtBot, window: SeatWindow, room: Room, number: int, pin: str = "") -> None:
    """An expert presses the own number and types the PIN."""
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number))
    window.pin_page.pin.setText(pin or PINS[room.members[number - 1]])
    qtbot.keyClick(window.pin_page.pin, Qt.Key.Key_Return)
    settle(qtbot, window.desk)


def fill(form: ScoreForm, qtbot: QtBot) -> None:
    """Type every mark, one criterion after the other, with Enter."""
    for block in form.blocks[:3]:
        qtbot.keyClicks(block.edits[0], MARKS[block.criterion.id])
        qtbot.keyClick(block.edits[0], Qt.Key.Key_Return)
    for edit in form.blocks[3].edits:
        qtbot.keyClick(edit, Qt.Key.Key_Up)
        qtbot.keyClick(edit, Qt.Key.Key_Return)


@pytest.mark.parametrize("state", ["scoring"])
def test_that_a_wrong_pin_opens_nothing(qtbot: QtBot, seat: SeatWindow, room: Room) -> None:
    sit(qtbot, seat, room, 1, "000000" if PINS[room.members[0]] != "000000" else "111111")
    assert seat.stack.currentWidget() is seat.pin_page
    assert "口令不对" in child(seat, "pin_says").text()
    assert seat.seat is None
    assert seat.pin_page.pin.text() == ""


@pytest.mark.parametrize("state", ["scoring"])
def test_that_an_expert_scores_by_number_keys_and_enter_and_the_seat_is_blank_afterwards(
    qtbot: QtBot, seat: SeatWindow, room: Room
) -> None:
    sit(qtbot, seat, room, 1)
    qtbot.keyClick(seat.home.next, Qt.Key.Key_Return)
    assert seat.form is not None
    fill(seat.form, qtbot)
    assert child(seat, "score_total").text() == "88.1"
    qtbot.keyClick(seat, Qt.Key.Key_Return)
    settle(qtbot, seat.desk)
    assert seat.stack.currentWidget() is seat.done
    assert room.item().locked == 1
    qtbot.keyClick(seat, Qt.Key.Key_Return)
    settle(qtbot, seat.desk)
    assert seat.stack.currentWidget() is seat.chairs
    assert seat.form is None
    assert seat._pin == ""
    assert "88.1" not in words(seat)
    sit(qtbot, seat, room, 2)
    assert "88.1" not in words(seat)


@pytest.mark.parametrize("state", ["scoring"])
def test_that_an_idle_seat_goes_blank_and_keeps_nothing(qtbot: QtBot, seat: SeatWindow, room: Room) -> None:
    sit(qtbot, seat, room, 3)
    seat.home.next.click()
    assert seat.form is not None
    qtbot.keyClicks(seat.form.blocks[0].edits[0], "77")
    seat.idle.idle.emit()
    settle(qtbot, seat.desk)
    assert seat.stack.currentWidget() is seat.chairs
    assert "77" not in words(seat)
    assert "没有锁定的内容没有保存" in child(seat, "seat_notice").text()
    assert room.item().locked == 0


@pytest.mark.parametrize("state", ["scoring"])
def test_that_an_expert_may_abstain_from_any_place_of_the_sheet(qtbot: QtBot, seat: SeatWindow, room: Room) -> None:
    sit(qtbot, seat, room, 4)
    seat.home.next.click()
    assert seat.form is not None
    seat.form.abstain.click()
    seat.form.deed.click()
    assert child(seat, "score_total").text() == "弃权"
    seat.form.deed.click()
    settle(qtbot, seat.desk)
    assert seat.stack.currentWidget() is seat.done
    assert room.item().locked == 1


@pytest.mark.parametrize("state", ["scoring"])
def test_that_a_missing_or_impossible_mark_is_said_at_its_place(qtbot: QtBot, seat: SeatWindow, room: Room) -> None:
    sit(qtbot, seat, room, 1)
    seat.home.next.click()
    form = seat.form
    assert form is not None
    form.deed.click()
    assert form.at == 0
    assert "还没有评分" in child(form.blocks[0], "says-operation").text()
    qtbot.keyClicks(form.blocks[0].edits[0], "101")
    form.deed.click()
    assert "0 到 100 之间" in child(form.blocks[0], "says-operation").text()
    form.show_one(False)
    form.press()
    settle(qtbot, seat.desk)
    assert room.item().locked == 0
    qtbot.keyClick(form.blocks[1].edits[0], Qt.Key.Key_Down)
    assert form.blocks[1].edits[0].mark() == Decimal(100)
    child(form.blocks[1], "anchor-75").click()
    assert form.blocks[1].edits[0].mark() == Decimal(75)


# ---------------------------------------------------------------------- paper and packets


def test_that_a_paper_sheet_is_taken_only_when_its_control_sum_fits(
    qtbot: QtBot, page: MeetingPage, room: Room
) -> None:
    room.to_scoring()
    page.refresh()
    look(qtbot, page, room)
    sheet = KeySheet(page.desk, page.board, page, (room.items[0], room.members[1]))
    sheet.open()
    settle(qtbot, page.desk)
    assert NAMES[1] in child(sheet, "whose_sheet").text()
    for edit, mark in zip(sheet.edits, ("80", "81", "82", "1", "0", "2"), strict=True):
        edit.setText(mark)
    sheet.total.editor.put("247")
    sheet.deed_button.click()
    settle(qtbot, page.desk)
    assert "246" in sheet.total.says
    assert room.item().locked == 0
    sheet.total.editor.put("246")
    sheet.deed_button.click()
    settle(qtbot, page.desk)
    assert not sheet.isVisible()
    assert room.item().seats[1].lock == "locked"


def test_that_a_packet_goes_out_is_filled_in_without_an_office_and_comes_back_once(
    qtbot: QtBot, page: MeetingPage, room: Room, tmp_path: Path
) -> None:
    room.sign_in()
    for place in range(3):
        room.declare(3, place=place)
    page.refresh()
    settle(qtbot, page.desk)
    assert page.board is not None
    out = PacketOutSheet(page.desk, room.id, page.board.members[2], page)
    out.open()
    stick = tmp_path / "stick"
    stick.mkdir()
    out.make(str(stick))
    settle(qtbot, page.desk)
    assert "已制作评审包" in child(out, "packet_made").text()
    out.reject()
    (folder,) = [path for path in stick.iterdir() if path.is_dir()]

    bare = Desk()  # a PC without the office
    elsewhere = ExpertSeatWindow(bare)
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.open_packet(str(folder))
    settle(qtbot, bare)
    assert child(elsewhere, "packet_who").text() == f"3 席　{NAMES[2]}"
    child(elsewhere, "packet_item_1").click()
    assert elsewhere.form is not None
    for block in elsewhere.form.blocks[:3]:
        block.edits[0].setText(MARKS[block.criterion.id])
    elsewhere.form.show_one(False)
    elsewhere.form.press()
    settle(qtbot, bare)
    assert "还有 2 项没有填写" in child(elsewhere, "packet_says").text()
    elsewhere.close()
    bare.close()
    bare.deleteLater()

    for seat in (1, 2, 4, 5):
        room.declare(seat)
    room.move(ItemPhase.DECLARING, ItemPhase.BRIEFING, ItemPhase.SCORING)
    incoming = PacketInSheet(page.desk, room.id, page)
    incoming.open()
    incoming.look_at(str(stick))
    settle(qtbot, page.desk)
    assert incoming.found is not None
    received = [row for row in incoming.found.rows if row.result == "received"]
    assert [(row.number, row.position) for row in received] == [(3, 1)]
    assert "86" not in words(incoming.table)
    incoming.deed_button.click()
    settle(qtbot, page.desk)
    assert room.item().seats[2].lock == "locked"
    incoming.look_at(str(stick))
    settle(qtbot, page.desk)
    assert {row.result for row in incoming.found.rows} <= {"duplicate", "empty"}
    assert not incoming.deed_button.isEnabled()
    incoming.reject()


def test_that_the_scan_of_an_ink_signature_is_filed_at_the_seat_and_said(
    qtbot: QtBot, page: MeetingPage, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = to_signing(room)
    panel.mark_paper(room.office, item.dossier_id, item.seats[1].seat_id, True)
    scan = tmp_path / "签字页.png"
    Image.new("RGB", (620, 877), "white").save(scan)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(scan), ""))
    look(qtbot, page, room)
    page.pane.table.select(1)
    page.pane._tools["scan"].click()
    settle(qtbot, page.desk)
    assert f"{NAMES[1]}的签名扫描件已附上" in page.pane.banner.rest
    assert page.pane.banner.isVisible()
    (kept,) = panel.board(room.office, item.dossier_id).seats[1].scans
    assert kept.name == "签字页.png"


def test_that_the_wall_goes_dark_with_the_meeting_that_it_shows(qtbot: QtBot, desk: Desk, room: Room) -> None:
    page = MeetingPage(desk, room.id)
    page.show()
    settle(qtbot, desk)
    page.toggle_projector()
    settle(qtbot, desk)
    wall = page.projector
    assert wall is not None
    assert wall.isVisible()
    assert "未开" not in child(page, "projector_state").text()
    with qtbot.waitSignal(wall.destroyed):
        page.deleteLater()


def test_that_the_sheet_that_an_edition_names_comes_up_by_itself(qtbot: QtBot, page: MeetingPage, room: Room) -> None:
    listed = meetings.listing(room.office)
    named = replace(listed.dossiers[0], sheet="office-general")
    sheet = ConveneSheet(replace(listed, dossiers=(named, *listed.dossiers[1:])), page)
    qtbot.addWidget(sheet)
    sheet.fields["sheet"].show_value("", force=True)
    sheet.agenda.toggle(0)
    assert sheet.fields["sheet"].value() == "office-general"
    sheet.fields["sheet"].show_value("", force=True)
    sheet._choose_sheet("sheet", "")
    assert "不是办法指定" in sheet.fields["sheet"].says
    sheet.agenda.toggle(1)
    assert sheet.plan()["dossier_ids"] == (named.id, listed.dossiers[1].id)
    assert sheet.plan()["sheet_id"] == ""


def test_that_an_expert_without_an_office_finds_the_seat_on_the_start_page(qtbot: QtBot, window: Window) -> None:
    child(window, "expert-seat").click()
    seat = window._expert_seat
    assert isinstance(seat, ExpertSeatWindow)
    assert seat.isVisible()
    seat.open_packet("/nowhere")
    settle(qtbot, window.desk)
    assert "不是评审包" in seat.banner.rest
    with qtbot.waitSignal(seat.destroyed):
        seat.close()
    assert window._expert_seat is None


@pytest.mark.parametrize("state", ["bare"])
def test_that_a_plan_can_be_corrected_until_the_meeting_begins(qtbot: QtBot, desk: Desk, office: Office) -> None:
    ids = meeting_room.open_dossiers(office)
    for name in NAMES:
        experts.add_expert(office, {"name": name, "unit": "云岭理工大学"})
    pool = [one.id for one in meetings.listing(office).experts]
    planned = meetings.convene(office, "评审会", date(2024, 6, 20), "", ids[:2], pool, "office-general")
    page = MeetingPage(desk, planned.id)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, desk)
    child(page, "hall_plan").click()
    settle(qtbot, desk)
    sheet = page.sheet
    assert isinstance(sheet, ConveneSheet)
    assert sheet.agenda.picked == ids[:2]
    sheet.fields["chair"].show_value("陈主任", force=True)
    sheet.agenda.pick([ids[2], ids[0]])
    with qtbot.waitSignal(sheet.accepted):
        sheet.deed_button.click()
    settle(qtbot, desk)
    board = meeting.board(office, planned.id)
    assert [item.dossier_id for item in board.items] == [ids[2], ids[0]]
    assert (board.chair, board.spread_limit) == ("陈主任", planned.spread_limit)
    assert "主持 陈主任" in child(page, "hall_about").text()
    page.doing.hall("begin", 0)
    settle(qtbot, desk)
    assert child(page, "hall_plan").isHidden()


@pytest.mark.parametrize("state", ["bare"])
def test_that_planning_says_who_steps_aside_and_follows_the_agenda(qtbot: QtBot, desk: Desk, office: Office) -> None:
    ids = meeting_room.open_dossiers(office)
    experts.add_expert(office, {"name": NAMES[0], "unit": "云岭理工大学"})
    experts.add_expert(office, {"name": NAMES[1], "unit": "澜江市第1科技服务有限公司"})
    page = MeetingsPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    settle(qtbot, desk)
    child(page, "new_meeting").click()
    settle(qtbot, desk)
    sheet = page._sheet
    assert sheet is not None
    table, says = sheet.experts.table, child(sheet, "recusals")

    def shown(row: int) -> str:
        return str(table.model().index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole))

    assert "件" not in shown(0) + shown(1)
    place = [row.id for row in sheet.agenda.table.rows()].index(ids[0])
    sheet.agenda.toggle(place)
    settle(qtbot, desk)
    assert "件" not in shown(0)
    assert "须回避 1 件" in shown(1)
    assert says.isHidden()
    table.select(1)
    assert says.isVisible()
    assert "工作单位是申请单位“澜江市第1科技服务有限公司”" in says.text()
    sheet.agenda.pick([ids[1]])
    settle(qtbot, desk)
    assert "件" not in shown(1)
    assert says.isHidden()
    sheet.reject()
    page.close_meeting()


@pytest.mark.parametrize("state", ["bare"])
def test_that_a_changed_agenda_says_who_of_the_invited_steps_aside(qtbot: QtBot, desk: Desk, office: Office) -> None:
    ids = meeting_room.open_dossiers(office)
    for place, name in enumerate(NAMES[:3], 1):
        experts.add_expert(office, {"name": name, "unit": f"澜江市第{place}科技服务有限公司"})
    pool = [one.id for one in meetings.listing(office).experts]
    planned = meetings.convene(office, "评审会", date(2024, 6, 20), "", [ids[3]], pool)
    page = MeetingPage(desk, planned.id)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, desk)
    child(page, "hall_plan").click()
    settle(qtbot, desk)
    sheet = page.sheet
    assert isinstance(sheet, ConveneSheet)
    says = child(sheet, "recusals")
    assert says.isHidden()
    sheet.agenda.pick(ids[:2])
    settle(qtbot, desk)
    assert says.text() == f"{NAMES[0]} 须回避 1 件；{NAMES[1]} 须回避 1 件"
    assert "工作单位是申请单位" in says.toolTip()
    sheet.reject()
    settle(qtbot, desk)
    page.put_away()
