"""The page of sealing and the office's register, through their real widgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop_app.screens.desk import Desk
from desktop_app.screens.seal_register import SealRegisterPage
from desktop_app.screens.sealing import SealingPage, StampSheet
from desktop_app.steps import papers, recommendation
from desktop_app.store.office import Office
from tests import looking
from tests.hands import type_into


def opened(qtbot: QtBot, desk: Desk, dossier_id: int) -> SealingPage:
    page = SealingPage(desk, dossier_id)
    qtbot.addWidget(page)
    page.resize(1110, 656)
    page.show()
    qtbot.waitUntil(lambda: page.board is not None and desk.idle)
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, printed_id: int) -> Iterator[SealingPage]:
    made = opened(qtbot, desk, printed_id)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


def sheet(page: SealingPage) -> StampSheet:
    page.next.click()
    (found,) = [one for one in page.findChildren(StampSheet) if one.isVisible()]
    return found


def press(qtbot: QtBot, page: SealingPage, asked: StampSheet) -> None:
    qtbot.mouseClick(asked.deed_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.desk.idle)


def register(qtbot: QtBot, page: SealingPage) -> None:
    asked = sheet(page)
    type_into(asked.fields["approved_by"].editor, "陈国栋")
    press(qtbot, page, asked)


def test_that_the_paper_that_waits_is_shown(qtbot: QtBot, page: SealingPage) -> None:
    assert page.papers.rows()[0].number == "2024-0001-推-01"
    qtbot.waitUntil(lambda: page.viewer.pages == page.papers.rows()[0].pages)
    assert page.viewer.page == page.viewer.pages, "the seal is on the last page"


def test_that_the_sheet_names_the_deed_its_consequence_and_begins_on_cancel(qtbot: QtBot, page: SealingPage) -> None:
    asked = sheet(page)
    assert asked.deed_button.words == "登记并冻结"
    assert "冻结" in asked._consequence
    assert asked.fields["seal_name"].value() == "云岭省工业和信息化厅"
    assert asked.fields["sealed_on"].value() == "2024-06-20"
    asked.reject()


def test_that_an_empty_field_is_said_at_the_field_and_the_sheet_stays(qtbot: QtBot, page: SealingPage) -> None:
    asked = sheet(page)
    press(qtbot, page, asked)
    assert asked.isVisible()
    assert asked.fields["approved_by"].says == "还没有填写批准人。"
    asked.reject()


def test_that_a_day_that_cannot_be_read_is_refused(qtbot: QtBot, page: SealingPage) -> None:
    asked = sheet(page)
    asked.fields["sealed_on"].show_value("昨天", force=True)
    press(qtbot, page, asked)
    assert "用印日期" in asked.fields["sealed_on"].says
    asked.reject()


def test_that_registering_freezes_and_leads_on(qtbot: QtBot, page: SealingPage) -> None:
    register(qtbot, page)
    assert page.board is not None
    assert page.board.frozen == "2024-0001-推-01"
    assert len(page.lines.rows()) == 1
    assert page.next.words == "去封装归档"
    with qtbot.waitSignal(page.jumped) as jumped:
        page.next.click()
    assert jumped.args == ["archive", ""]


def test_that_without_a_paper_the_page_says_where_to_go(qtbot: QtBot, desk: Desk, dossier_id: int) -> None:
    page = opened(qtbot, desk, dossier_id)
    page.next.click()
    assert "没有可以登记的正式件" in page._banner.bold
    with qtbot.waitSignal(page.jumped) as jumped:
        page.go_print.click()
    assert jumped.args == ["recommendation", "print"]


def test_that_a_changed_text_shows_the_paper_as_stale(qtbot: QtBot, desk: Desk, page: SealingPage) -> None:
    desk.run(recommendation.write, page.dossier_id, "advice", "改写后的意见。")
    qtbot.waitUntil(lambda: page.papers.rows()[0].state == "stale")
    assert page.go_print.isVisible()


def test_that_the_register_of_the_office_is_printed_under_a_number(
    qtbot: QtBot, desk: Desk, page: SealingPage, office: Office, tmp_path: Path
) -> None:
    register(qtbot, page)
    room: Any = SealRegisterPage(desk)
    qtbot.addWidget(room)
    room.show()
    qtbot.waitUntil(lambda: desk.idle and room.print.isEnabled())
    qtbot.mouseClick(room.print, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: room._sheet is not None and room._sheet.isVisible(), timeout=20_000)
    room._sheet.reject()
    issued = papers.issue_register(office)
    assert issued.number == "2024-印-01", "the same register is not printed under a second number"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "register.pdf"))
    printer.setResolution(100)
    room.print_on(issued, printer)
    qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
    assert (tmp_path / "register.pdf").stat().st_size > 1000


def test_that_the_register_lists_and_finds_lines(qtbot: QtBot, desk: Desk, page: SealingPage) -> None:
    register(qtbot, page)
    room: Any = SealRegisterPage(desk)
    qtbot.addWidget(room)
    room.show()
    qtbot.waitUntil(lambda: desk.idle and bool(room.lines))
    assert [line.paper_number for line in room.table.rows()] == ["2024-0001-推-01"]
    room.search.setText("陈国栋 2024-06")
    assert len(room.table.rows()) == 1
    room.search.setText("别的单位")
    assert room.table.rows() == ()
    room.search.clear()
    with qtbot.waitSignal(room.opened) as told:
        room.table.opened.emit(0)
    assert told.args == [page.dossier_id]
    desk.run(recommendation.write, page.dossier_id, "advice", "改。", reason="漏写数字")
    qtbot.waitUntil(lambda: room.table.rows()[0].void_at is not None)


def test_that_nothing_is_cut(qtbot: QtBot, page: SealingPage) -> None:
    register(qtbot, page)
    qtbot.waitUntil(lambda: page.viewer.pages > 0)
    wrong = {}
    for size in ((1110, 656), (1536, 968), (880, 560)):
        page.resize(*size)
        looking.come_to_rest(page)
        wrong[size] = looking.cut(page)
    assert not any(wrong.values()), wrong
