"""The page 后续事项 and the room 今日 through their real widgets, by keyboard: register, be refused, object, jump."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.records.papers import Recommendation
from desktop_app.screens.desk import Desk
from desktop_app.screens.process import ProcessPage
from desktop_app.screens.process_sheets import EntrySheet
from desktop_app.screens.today import TodayPage
from desktop_app.screens.window import Window
from desktop_app.steps import process
from desktop_app.steps.process import EventEntry
from desktop_app.store.office import Office
from tests.conftest import Clock
from tests.looking import cut

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return
Play = Callable[..., ProcessPage]


def at(clock: Clock, day: date) -> None:
    clock.time = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def decide(office: Office, dossier_id: int) -> None:
    with office.act("recommendation.decided", dossier_id) as act:
        act.add(Recommendation(dossier_id=dossier_id, recommended=True))


def reported(office: Office, clock: Clock, dossier_id: int, *steps: tuple[str, date]) -> None:
    decide(office, dossier_id)
    for stage, day in steps:
        at(clock, day)
        process.register_event(office, dossier_id, EventEntry(stage, day))


NOTICED = (("recommendation", date(2024, 6, 20)), ("public-notice", date(2024, 6, 24)))
TITLED = (*NOTICED, ("recognition", date(2024, 8, 1)))


def settle(qtbot: QtBot, page: ProcessPage | TodayPage) -> None:
    qtbot.waitUntil(lambda: page.board is not None and page.desk.idle, timeout=20_000)
    qtbot.wait(20)


@pytest.fixture
def open_page(qtbot: QtBot, office: Office, clock: Clock, desk: Desk, dossier_id: int) -> Play:
    """Opens the page of a dossier to which these steps happened."""

    def make(*steps: tuple[str, date], today: date | None = None) -> ProcessPage:
        reported(office, clock, dossier_id, *steps)
        if today is not None:
            at(clock, today)
        page = ProcessPage(desk, dossier_id)
        qtbot.addWidget(page)
        page.resize(1110, 656)
        page.show()
        qtbot.waitUntil(lambda: len(page.shelves) == 5, timeout=20_000)
        page.activateWindow()
        page.stages.setFocus()
        settle(qtbot, page)
        return page

    return make


def sheet_of(qtbot: QtBot, page: ProcessPage | TodayPage) -> Any:
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.isVisible(), timeout=5_000)
    settle(qtbot, page)
    return page.sheet


def write(sheet: EntrySheet, name: str, words: str) -> None:
    """Type into a field as an input method does."""
    editor = sheet.fields[name].editor
    editor.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def type_day(qtbot: QtBot, sheet: EntrySheet, name: str, day: str) -> None:
    editor = sheet.fields[name].editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(editor, day)


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(widget, key, modifier)


def test_that_a_stage_is_registered_by_keys_and_the_next_is_offered(qtbot: QtBot, open_page: Play) -> None:
    page = open_page(today=date(2024, 6, 24))
    press(qtbot, page, ENTER, CONTROL)
    sheet = sheet_of(qtbot, page)
    assert sheet.value("stage") == "recommendation"
    write(sheet, "document", "云工信企业〔2024〕31号")
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(lambda: page.board is not None and len(page.board.events) == 1, timeout=5_000)
    assert page.board is not None
    assert page.board.events[0].detail == "云工信企业〔2024〕31号"
    assert [choice.id for choice in page.board.choices] == ["review", "public-notice"]
    settle(qtbot, page)


def test_that_the_sheet_says_until_when_a_notice_runs_and_takes_the_stated_day(qtbot: QtBot, open_page: Play) -> None:
    page = open_page(NOTICED[0], today=date(2024, 6, 24))
    press(qtbot, page, ENTER, CONTROL)
    sheet = sheet_of(qtbot, page)
    assert not sheet.fields["until"].isVisible(), "the review has no end"
    sheet.fields["stage"].show_value("public-notice")
    sheet.fields["stage"].left.emit("stage", "public-notice")
    settle(qtbot, page)
    assert "不填按 15 个工作日算，到 2024-07-15（第十八条）" in sheet.fields["until"].says
    assert not sheet.fields["passed"].isVisible()
    type_day(qtbot, sheet, "until", "2024-07-05")
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(lambda: "不满 15 个工作日" in sheet.fields["until"].says, timeout=5_000)
    assert "（第十八条）" in sheet.fields["until"].says
    type_day(qtbot, sheet, "until", "2024-07-12")
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(lambda: page.board is not None and page.board.under_notice, timeout=5_000)
    assert page.board is not None
    assert page.board.state.says == "公示，至 2024-07-12"
    settle(qtbot, page)


def test_that_what_comes_too_early_is_refused_at_the_day_with_its_article(qtbot: QtBot, open_page: Play) -> None:
    page = open_page(*NOTICED, today=date(2024, 7, 1))
    assert page.findChild(QLabel, "process_note").text().endswith("依据第十八条。")
    press(qtbot, page, ENTER, CONTROL)
    sheet = sheet_of(qtbot, page)
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(
        lambda: "最早在 2024-07-13（第十八条）" in sheet.fields["on"].says.replace("。（", "（"), timeout=5_000
    )
    assert sheet.fields["on"].editor.hasFocus()
    press(qtbot, sheet, Qt.Key.Key_Escape)
    settle(qtbot, page)


def test_that_objections_come_in_by_key_and_are_settled_by_enter(qtbot: QtBot, open_page: Play) -> None:
    page = open_page(*NOTICED, today=date(2024, 6, 25))
    press(qtbot, page, Qt.Key.Key_Y, ALT)
    sheet = sheet_of(qtbot, page)
    for name, words in (
        ("name", "周启明"), ("contact", "13800000000"), ("evidence", "合同复印件"), ("matter", "服务家数不实"),
    ):  # fmt: skip
        write(sheet, name, words)
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(lambda: page.board is not None and len(page.board.objections) == 1, timeout=5_000)
    settle(qtbot, page)
    table = page.shelves["objections"].table
    table.select(0)
    table.setFocus()
    press(qtbot, table, ENTER)
    settled = sheet_of(qtbot, page)
    settled.fields["upheld"].show_value("0")
    write(settled, "finding", "现场核对，属实")
    press(qtbot, settled, ENTER, CONTROL)
    qtbot.waitUntil(
        lambda: page.board is not None and page.board.objections[0].state == "2024-06-25 经查不属实", timeout=5_000
    )
    settle(qtbot, page)


def test_that_the_last_entry_is_taken_back_with_a_reason_and_stays_on_the_page(qtbot: QtBot, open_page: Play) -> None:
    page = open_page(*NOTICED, today=date(2024, 6, 25))
    page.back.click()
    sheet = sheet_of(qtbot, page)
    press(qtbot, sheet, ENTER, CONTROL)
    assert sheet.isVisible(), "without a reason nothing is taken back"
    reason = sheet.findChild(QWidget, "reason")
    event = QInputMethodEvent()
    event.setCommitString("公示日期写错")
    QApplication.sendEvent(reason, event)
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(lambda: page.board is not None and bool(page.board.events[0].withdrawn), timeout=5_000)
    assert page.board is not None
    assert page.board.state.says == "推荐"
    settle(qtbot, page)


def test_that_a_yearly_summary_is_registered_from_its_row(qtbot: QtBot, open_page: Play) -> None:
    page = open_page(*TITLED, today=date(2025, 2, 10))
    page.focus_on("duty:platform-summary:2025")
    table = page.shelves["duties"].table
    assert table.hasFocus()
    press(qtbot, table, ENTER)
    sheet = sheet_of(qtbot, page)
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(
        lambda: page.board is not None and any(one.done_on == date(2025, 2, 10) for one in page.board.duties),
        timeout=5_000,
    )
    settle(qtbot, page)


@pytest.mark.parametrize("size", [(1110, 656), (788, 456), (1576, 980)])
def test_that_no_words_are_cut_on_the_page(qtbot: QtBot, open_page: Play, size: tuple[int, int]) -> None:
    page = open_page(*NOTICED, today=date(2024, 6, 25))
    page.resize(*size)
    settle(qtbot, page)
    assert cut(page) == []
    if size[0] < 900:
        assert not page.shelves["dues"].isVisible()
        press(qtbot, page, Qt.Key.Key_2, CONTROL)
        assert page.shelves["dues"].isVisible()
        assert cut(page) == []


# ---------------------------------------------------------------------- the room
@pytest.fixture
def room(qtbot: QtBot, office: Office, clock: Clock, desk: Desk, dossier_id: int) -> TodayPage:
    """The room on 3 March 2025: a summary is overdue, the office's own report is soon due."""
    reported(office, clock, dossier_id, *TITLED)
    at(clock, date(2025, 3, 3))
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1294, 720)
    made.show()
    settle(qtbot, made)
    return made


def test_that_the_room_lists_the_overdue_first_and_filters_by_shelf(qtbot: QtBot, room: TodayPage) -> None:
    assert [(line.words, line.says) for line in room.table.rows()] == [
        ("已过 1 个工作日", "2024 年度工作总结"),
        ("余 20 个工作日", "2024 年度总结和检查情况报告"),
    ]
    assert [room.tabs.tabText(at) for at in range(room.tabs.count())] == [
        "全部 2", "逾期 1", "将到期 1", "待办理 0", "以后 1",
    ]  # fmt: skip
    room.tabs.setCurrentIndex(3)
    assert room.table.rows() == ()
    room.tabs.setCurrentIndex(4)
    assert [line.says for line in room.table.rows()] == ["称号有效期满"]
    assert cut(room) == []


def test_that_enter_leads_to_the_thing_and_the_offices_own_duty_is_registered_at_once(
    qtbot: QtBot, room: TodayPage, dossier_id: int
) -> None:
    with qtbot.waitSignal(room.asked) as asked:
        press(qtbot, room.table, ENTER)
    assert asked.args == [dossier_id, "process", "duty:platform-summary:2025"]
    room.table.select(1)
    press(qtbot, room, ENTER, CONTROL)
    sheet = sheet_of(qtbot, room)
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(lambda: len(room.table.rows()) == 1, timeout=5_000)
    settle(qtbot, room)


def test_that_a_calendar_is_shown_before_it_is_written_and_a_wrong_one_named(
    qtbot: QtBot, room: TodayPage, tmp_path: Path
) -> None:
    file = tmp_path / "2026.toml"
    file.write_text('year = 2026\n[[holiday]]\nname = "元旦"\nrest = [2026-01-01]\nwork = [2026-01-05]\n', "utf-8")
    room.read_file(str(file))
    banner = room.findChild(QWidget, "banner")
    qtbot.waitUntil(lambda: banner.isVisible(), timeout=5_000)
    assert "2026.toml，第 5 行" in banner.accessibleName()
    file.write_text('year = 2026\n[[holiday]]\nname = "元旦"\nrest = [2026-01-01]\n', "utf-8")
    room.read_file(str(file))
    sheet = sheet_of(qtbot, room)
    assert sheet.deed_button.words == "写入 2026 年日历"
    press(qtbot, sheet, ENTER, CONTROL)
    qtbot.waitUntil(
        lambda: room.board is not None and any("林晓岚导入" in one.imported for one in room.board.calendars),
        timeout=5_000,
    )
    settle(qtbot, room)


def test_that_the_window_leads_from_the_room_to_the_page_and_explains_both(
    qtbot: QtBot, filled_folder: Path, clock: Clock, request: pytest.FixtureRequest
) -> None:
    opened = Office.open(filled_folder, clock=clock)
    opened.sign_in("林晓岚", "lian-jiang-7")
    reported(opened, clock, 2, *TITLED)
    opened.close()
    at(clock, date(2025, 3, 3))
    window: Window = request.getfixturevalue("bench")
    settled: Callable[[Desk], None] = request.getfixturevalue("settled")
    bench = window.bench
    assert bench is not None
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    settled(window.desk)
    assert bench.here == "today"
    room = bench.room
    assert isinstance(room, TodayPage)
    assert [line.dossier_id for line in room.table.rows()] == [2, None]
    assert bench.navigation.buttons["today"].count == 1
    assert bench.navigation.buttons["today"].accessibleName() == "今日，1 件逾期或今天到期"
    press(qtbot, window, Qt.Key.Key_F1)
    assert bench.help.topic == "today"
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, room.table, ENTER)
    settled(window.desk)
    view = bench.dossiers.view
    assert view is not None
    assert (view.dossier_id, view.here) == (2, "process")
    assert isinstance(view.page, ProcessPage)
    qtbot.waitUntil(lambda: len(view.page.shelves) == 5 and view.page.shelves["duties"].table.hasFocus(), timeout=5_000)
    press(qtbot, window, Qt.Key.Key_F1)
    assert bench.help.topic == "process"
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_0, ALT)
    settled(window.desk)
    press(qtbot, window, Qt.Key.Key_9, ALT)
    settled(window.desk)
    assert view.here == "process"
