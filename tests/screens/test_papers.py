"""The working papers page through its real widgets, by keyboard: look, number, print, save, redo the draw."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.screens.desk import Desk
from desktop_app.screens.paper_checks import SHOWN
from desktop_app.screens.papers import PapersPage
from desktop_app.screens.window import Window
from desktop_app.steps import papers, survey
from desktop_app.steps.preferences import Preferences
from desktop_app.store import journal
from desktop_app.store.office import Office
from desktop_app.widgets import theme, tokens
from tests import looking

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def settle(qtbot: QtBot, page: PapersPage) -> None:
    qtbot.waitUntil(lambda: page.board is not None and page.desk.idle, timeout=20_000)


def opened(qtbot: QtBot, desk: Desk, dossier_id: int, size: tuple[int, int] = (1110, 656)) -> PapersPage:
    page = PapersPage(desk, dossier_id)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    settle(qtbot, page)
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ready_id: int) -> Iterator[PapersPage]:
    made = opened(qtbot, desk, ready_id)
    yield made
    settle(qtbot, made)


def select(qtbot: QtBot, page: PapersPage, form: str) -> None:
    page.focus_on(form)
    settle(qtbot, page)
    assert page.paper is not None
    assert page.paper.form == form


def close_dialogs(qtbot: QtBot) -> None:
    """Give up whatever the system asks (which printer, which file)."""

    def shown() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    for dialog in shown():
        dialog.reject()


def redraw(text: str) -> list[int]:
    """Who is in the sample, from nothing but the words on the paper: no line of the program is used."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    frame = re.findall(r"名单指纹\(SHA-256\)([0-9a-f]{64})", text)[0]
    digits = re.findall(r"抽样数字(\d{20,}?)数字来源", text)[0]
    firms, size = re.findall(r"名单数N(\d+)家样本数n(\d+)家", text)[0]
    tickets = {n: hashlib.sha256(f"{digits},{frame},{n}".encode()).hexdigest() for n in range(1, int(firms) + 1)}
    return sorted(tickets, key=lambda n: tickets[n])[: int(size)]


def test_that_the_draw_record_is_printed_by_keyboard_and_the_draw_redone_from_the_paper(
    qtbot: QtBot, desk: Desk, office: Office, ready_id: int, settled: Callable[[Desk], None]
) -> None:
    window = Window(desk, Preferences())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.start.entered.emit()
    settled(desk)
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL | SHIFT)
    settled(desk)
    assert window.bench is not None
    assert window.bench.dossiers.view is not None
    page: Any = window.bench.dossiers.view.page
    assert isinstance(page, PapersPage)
    assert page.table.hasFocus()
    while page.paper is None or page.paper.title != "抽样记录单":
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        settle(qtbot, page)
    qtbot.keyClick(page.table, Qt.Key.Key_P, CONTROL)
    close_dialogs(qtbot)
    settle(qtbot, page)
    made = page.paper.issued
    assert made is not None
    qtbot.waitUntil(lambda: made.number in page.viewer.title.text())
    text = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(made.path).pages)
    assert redraw(text) == [line.number for line in survey.board(office, ready_id).lines]
    code = re.findall(r"日志码\s*([0-9]+(?:-[A-Z2-7]{4}){5})", text)[0]
    with office.read() as session:
        assert journal.check(session, [code]).sound


def test_that_every_paper_shows_its_pages(qtbot: QtBot, page: PapersPage) -> None:
    assert page.board is not None
    for paper in page.board.papers:
        select(qtbot, page, paper.form)
        qtbot.waitUntil(lambda paper=paper: paper.title in page.viewer.title.text())  # type: ignore[misc]
        qtbot.waitUntil(lambda: page.viewer.pages > 0)


def test_that_a_paper_without_content_says_why_and_shows_its_blank_form(qtbot: QtBot, page: PapersPage) -> None:
    select(qtbot, page, "office/seal-register")
    assert "还没有用印登记" in page._lacks.text()
    assert not page.print.isEnabled()
    qtbot.waitUntil(lambda: page.viewer.title.text() == "用印登记簿　空白样表")


def test_that_a_paper_is_shown_with_made_up_content_one_specimen_at_a_time(qtbot: QtBot, page: PapersPage) -> None:
    select(qtbot, page, "office/seal-register")
    qtbot.keyClick(page.blank, Qt.Key.Key_Space)
    qtbot.keyClick(page.sample, Qt.Key.Key_Space)
    settle(qtbot, page)
    assert [page.blank.isChecked(), page.sample.isChecked()] == [False, True]
    qtbot.waitUntil(lambda: page.viewer.title.text() == "用印登记簿　样张")
    assert page.print.isEnabled()
    assert page.pages is not None
    text = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(page.pages.path).pages).replace(" ", "")
    assert "样张·不得用印" in text
    assert "2024-0001-推-01" in text
    qtbot.keyClick(page.sample, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.viewer.title.text() == "用印登记簿　空白样表")
    settle(qtbot, page)
    assert not page.print.isEnabled()


def test_that_a_blank_form_is_printed_without_a_number(
    qtbot: QtBot, page: PapersPage, office: Office, tmp_path: Path
) -> None:
    select(qtbot, page, "office/interview-sheet")
    qtbot.mouseClick(page.blank, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert page.print.words == "打印空白样表"
    qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    close_dialogs(qtbot)
    assert page.pages is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(100)
    page.print_on(page.pages.path, "访谈记录单", printer)
    qtbot.waitUntil(lambda: page.desk.idle, timeout=20_000)
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == 1
    with office.read() as session:
        assert not [entry for entry in journal.entries(session) if entry.act == papers.ACT]


def test_that_saving_numbers_the_paper_and_copies_it_byte_for_byte(
    qtbot: QtBot, page: PapersPage, tmp_path: Path
) -> None:
    select(qtbot, page, "office/draw-record")

    def choose() -> None:
        asked = page.findChild(QFileDialog)
        if asked is None:
            QTimer.singleShot(50, choose)
            return
        asked.fileSelected.emit(str(tmp_path / "抽样记录单.pdf"))
        asked.reject()

    choose()
    qtbot.keyClick(page.table, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: (tmp_path / "抽样记录单.pdf").exists(), timeout=20_000)
    settle(qtbot, page)
    assert page.paper is not None
    assert page.paper.issued is not None
    assert page.paper.issued.number == "2024-0001-抽-01"
    assert (tmp_path / "抽样记录单.pdf").read_bytes() == page.paper.issued.path.read_bytes()


def test_that_the_lists_of_the_report_are_saved_as_a_workbook(qtbot: QtBot, page: PapersPage, tmp_path: Path) -> None:
    assert page.save_book.isHidden()
    select(qtbot, page, "national-2017/application-report")
    assert not page.save_book.isHidden()
    qtbot.keyClick(page.save_book, Qt.Key.Key_Space)
    asked = page.findChild(QFileDialog)
    assert asked is not None
    assert asked.defaultSuffix() == "xlsx"
    asked.fileSelected.emit(str(tmp_path / "清单.xlsx"))
    asked.reject()
    qtbot.waitUntil(lambda: (tmp_path / "清单.xlsx").exists(), timeout=20_000)
    settle(qtbot, page)
    assert [sheet.title for sheet in openpyxl.load_workbook(tmp_path / "清单.xlsx").worksheets][2].startswith("服务")
    select(qtbot, page, "office/receipt")
    assert page.save_book.isHidden()


def test_that_an_official_form_leads_to_where_it_is_printed(qtbot: QtBot, page: PapersPage) -> None:
    select(qtbot, page, "national-2017/recommendation")
    assert page.print.words == "去推荐与打印"
    with qtbot.waitSignal(page.jumped) as jumped:
        qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    assert jumped.args == ["recommendation", "print"]


def test_that_what_is_still_open_is_said(qtbot: QtBot, desk: Desk, dossier_id: int) -> None:
    page = opened(qtbot, desk, dossier_id)
    select(qtbot, page, "office/eligibility-record")
    assert "还没有办完" in page._lacks.text()
    assert page.print.isEnabled()
    settle(qtbot, page)


@pytest.mark.parametrize("form", ["office/survey-summary", "national-2017/application-report"])
def test_that_nothing_is_cut(qtbot: QtBot, page: PapersPage, form: str) -> None:
    select(qtbot, page, form)
    qtbot.waitUntil(lambda: page.viewer.pages > 0)
    wrong = {}
    for text_size, size in itertools.product(("standard", "large"), ((1110, 656), (1536, 968), (880, 560))):
        theme.apply(QApplication.instance(), False, tokens.TEXT_FACTORS[text_size])
        page.resize(*size)
        looking.come_to_rest(page)
        wrong[text_size, size] = looking.cut(page)
    theme.apply(QApplication.instance())
    assert not any(wrong.values()), wrong


def test_that_the_window_is_never_held(qtbot: QtBot, page: PapersPage, stalls: Any) -> None:
    for form in ("office/draw-record", "office/interview-sheet", "office/eligibility-record"):
        select(qtbot, page, form)
    qtbot.waitUntil(lambda: page.viewer.pages > 0)
    stalls.check()


def test_that_the_check_before_printing_stands_under_the_list_and_leads_to_its_place(
    qtbot: QtBot, desk: Desk, office: Office, ready_id: int
) -> None:
    survey.record_answer(office, ready_id, 2, {"service": "设备共享，联系 13800001234"})
    page = opened(qtbot, desk, ready_id)
    led: list[tuple[str, str]] = []
    page.jumped.connect(lambda step, jump: led.append((step, jump)))
    select(qtbot, page, "national-2017/application-report")
    assert page.checks.isVisible()
    assert "没有发现问题" in page.checks.badge.words
    select(qtbot, page, "office/interview-sheet")
    assert "1 处要看" in page.checks.badge.words
    go = next(one for one in page.checks.findChildren(QPushButton) if one.isVisible())
    assert "“接受服务内容”第 2 行里有电话号码 138 **** 1234" in go.accessibleName()
    go.setFocus()
    qtbot.keyClick(go, Qt.Key.Key_Space)
    assert led == [("survey", "2")]
    qtbot.keyClick(page.blank, Qt.Key.Key_Space)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: not page.checks.isVisible())


def test_that_many_faults_scroll_and_leave_the_list_its_room(
    qtbot: QtBot, desk: Desk, office: Office, dossier_id: int
) -> None:
    page = opened(qtbot, desk, dossier_id)
    select(qtbot, page, "national-2017/application-report")
    assert len(page.checks.findChildren(QPushButton)) == SHOWN
    assert any("另有" in label.text() for label in page.checks.findChildren(QLabel))
    assert page.checks.height() < page.height() / 2
    assert page.table.height() > 3 * tokens.TWO_LINE_HEIGHT
    qtbot.waitUntil(lambda: page.table.viewport().rect().contains(page.table.visualRect(page.table.currentIndex())))
    assert not looking.cut(page.checks)
