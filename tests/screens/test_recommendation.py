"""The recommendation's page, through its real widgets: write, decide, number, look at pages, save, print."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.screens.desk import Desk
from desktop_app.screens.recommendation import RecommendationPage
from desktop_app.widgets import printing, theme, tokens
from desktop_app.widgets.dialog import Sheet
from tests import looking
from tests.conftest import register_seal
from tests.hands import type_into


def opened(qtbot: QtBot, desk: Desk, dossier_id: int, width: int = 1110) -> RecommendationPage:
    page = RecommendationPage(desk, dossier_id)
    qtbot.addWidget(page)
    page.resize(width, 656)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: RecommendationPage) -> None:
    qtbot.waitUntil(lambda: page.board is not None and page.desk.idle)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ready_id: int) -> Iterator[RecommendationPage]:
    made = opened(qtbot, desk, ready_id)
    yield made
    settle(qtbot, made)


@pytest.fixture
def printed(qtbot: QtBot, desk: Desk, printed_id: int) -> Iterator[RecommendationPage]:
    """The page of a dossier whose form was printed under a number."""
    made = opened(qtbot, desk, printed_id)
    yield made
    settle(qtbot, made)


def click(qtbot: QtBot, page: RecommendationPage, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)


def fill(qtbot: QtBot, page: RecommendationPage) -> None:
    click(qtbot, page, page.texts.take["influence"])
    click(qtbot, page, page.texts.take["advice"])
    page.texts.filed_on.editor.setFocus()
    type_into(page.texts.filed_on.editor, "2024-06-20")
    page.texts.filed_on.flush()
    settle(qtbot, page)


def numbered(qtbot: QtBot, page: RecommendationPage) -> None:
    fill(qtbot, page)
    click(qtbot, page, page.next)
    click(qtbot, page, page.next)


def sheet(page: RecommendationPage) -> Any:
    found = [one for one in page.findChildren(Sheet) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def give_reason(qtbot: QtBot, page: RecommendationPage, words: str) -> None:
    asked = sheet(page)
    type_into(asked.findChild(QWidget, "reason"), words)
    qtbot.mouseClick(asked.deed_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)


def test_that_the_page_shows_the_real_pages_as_a_preview(qtbot: QtBot, page: RecommendationPage) -> None:
    qtbot.waitUntil(lambda: page.viewer.pages > 0)
    assert "预览" in page.viewer.title.text()
    assert page.next.words == "同意推荐"
    assert not page.save.isEnabled()


def test_that_a_text_is_kept_when_its_field_is_left(qtbot: QtBot, page: RecommendationPage) -> None:
    page.texts.advice.editor.setFocus()
    type_into(page.texts.advice.editor, "同意推荐，材料真实完整。")
    page.settle()
    settle(qtbot, page)
    assert page.board is not None
    assert page.board.advice == "同意推荐，材料真实完整。"


def test_that_a_day_before_the_acceptance_is_refused_at_its_field(qtbot: QtBot, page: RecommendationPage) -> None:
    type_into(page.texts.filed_on.editor, "2024-06-01")
    page.texts.filed_on.flush()
    settle(qtbot, page)
    assert "早于受理日期" in page.texts.filed_on.says


def test_that_a_draft_is_offered_only_where_nothing_is_written(qtbot: QtBot, page: RecommendationPage) -> None:
    assert page.texts.take["influence"].isVisible()
    click(qtbot, page, page.texts.take["influence"])
    assert not page.texts.take["influence"].isVisible()
    assert "426 家" in page.texts.influence.value()


def test_that_the_next_deed_explains_what_is_missing(qtbot: QtBot, page: RecommendationPage) -> None:
    click(qtbot, page, page.next)
    assert "还不能推荐" in page._banner.rest
    assert page.board is not None
    assert page.board.recommended is None


def test_that_one_button_leads_from_the_decision_to_the_seal(qtbot: QtBot, page: RecommendationPage) -> None:
    fill(qtbot, page)
    click(qtbot, page, page.next)
    assert page.decision.badge.accessibleName() == "同意推荐"
    assert page.next.words == "生成正式件 2024-0001-推-01"
    click(qtbot, page, page.next)
    assert page.board is not None
    assert page.board.current is not None
    qtbot.waitUntil(lambda: "2024-0001-推-01" in page.viewer.title.text())
    with qtbot.waitSignal(page.jumped) as jumped:
        qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    assert jumped.args == ["sealing", f"paper:{page.board.current.id}"]


def test_that_an_open_dossier_shows_what_stands_in_the_way(qtbot: QtBot, desk: Desk, dossier_id: int) -> None:
    page = opened(qtbot, desk, dossier_id)
    go = [one for one in page.decision.findChildren(QWidget) if one.objectName().startswith("go-intake")]
    assert go
    with qtbot.waitSignal(page.jumped) as jumped:
        qtbot.mouseClick(go[0], Qt.MouseButton.LeftButton)
    assert jumped.args[0] == "intake"
    settle(qtbot, page)


def test_that_turning_down_asks_for_a_reason(qtbot: QtBot, page: RecommendationPage) -> None:
    page.ask_no()
    qtbot.mouseClick(sheet(page).deed_button, Qt.MouseButton.LeftButton)
    assert sheet(page).isVisible(), "an empty reason is not taken"
    give_reason(qtbot, page, "名额已满")
    assert page.board is not None
    assert page.board.recommended is False
    assert page.next.words == "撤回决定…"


def test_that_a_frozen_dossier_asks_for_the_reason_and_makes_the_paper_void(
    qtbot: QtBot, desk: Desk, printed: RecommendationPage
) -> None:
    desk.run(register_seal, printed.dossier_id)
    settle(qtbot, printed)
    assert printed.board is not None
    assert "案卷已冻结" in printed._banner.bold
    before = printed.texts.advice.value()
    type_into(printed.texts.advice.editor, "改")
    printed.texts.advice.flush()
    settle(qtbot, printed)
    qtbot.mouseClick(sheet(printed).cancel_button, Qt.MouseButton.LeftButton)
    assert printed.texts.advice.value() == before, "given up: the kept text is back"
    type_into(printed.texts.advice.editor, "改")
    printed.texts.advice.flush()
    settle(qtbot, printed)
    give_reason(qtbot, printed, "漏写数字")
    assert [paper.state for paper in printed.board.papers] == ["void"]
    assert printed.next.words == "生成正式件 2024-0001-推-02"


def test_that_the_standing_paper_is_saved_as_it_is(qtbot: QtBot, printed: RecommendationPage, tmp_path: Path) -> None:
    printed.save_to(tmp_path / "推荐表.pdf")
    settle(qtbot, printed)
    assert printed.board is not None
    assert printed.board.current is not None
    assert (tmp_path / "推荐表.pdf").read_bytes() == printed.board.current.path.read_bytes()


def test_that_the_standing_paper_goes_to_a_printer(qtbot: QtBot, printed: RecommendationPage, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(150)
    printer.setFullPage(True)
    assert printed.board is not None
    assert printed.board.current is not None
    printed.print_on(printed.board.current, printer)
    qtbot.waitUntil(lambda: printed.desk.idle, timeout=20000)
    pages = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == printed.board.current.pages
    assert [round(float(side) / 72 * 25.4) for side in (pages[0].mediabox.width, pages[0].mediabox.height)] == [
        210,
        297,
    ]


def test_that_a_file_that_is_no_pdf_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no")
    with pytest.raises(printing.Refusal, match="读不出来"):
        printing.print_file(tmp_path / "x.pdf", QPrinter())


def test_that_a_jump_brings_its_field_into_focus(qtbot: QtBot, page: RecommendationPage) -> None:
    page.activateWindow()
    page.focus_on("advice")
    qtbot.waitUntil(page.texts.advice.editor.hasFocus)


def test_that_a_narrow_page_shows_one_half_at_a_time(qtbot: QtBot, page: RecommendationPage) -> None:
    page.resize(700, 600)
    assert page.body.isVisible()
    assert not page.viewer.isVisible()
    page.panes.setCurrentIndex(1)
    assert page.viewer.isVisible()
    assert not page.body.isVisible()


@pytest.mark.parametrize(("button", "title"), [("see_blank", "空白样表"), ("see_sample", "样张")])
def test_that_a_specimen_can_be_looked_at(qtbot: QtBot, page: RecommendationPage, button: str, title: str) -> None:
    click(qtbot, page, getattr(page, button))
    qtbot.waitUntil(lambda: page.viewer.title.text() == title)
    page.see_preview.click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "预览" in page.viewer.title.text())


def test_that_where_the_seal_goes_is_shown_on_its_page(qtbot: QtBot, page: RecommendationPage) -> None:
    qtbot.waitUntil(lambda: page.viewer.pages > 0)
    shown = page._preview
    assert shown is not None
    slot = shown.slots[0]
    x, y, width, height = (int(part) for part in slot.frame.split(","))
    assert x > 500, "at the right"
    assert y + height <= 1000
    assert width > 150


def test_that_nothing_is_cut(qtbot: QtBot, printed: RecommendationPage) -> None:
    printed.settle()
    qtbot.waitUntil(lambda: printed.viewer.pages > 0)
    wrong = {}
    for text_size, size in itertools.product(("standard", "large"), ((1110, 656), (1536, 968), (880, 560))):
        theme.apply(QApplication.instance(), False, tokens.TEXT_FACTORS[text_size])
        printed.resize(*size)
        looking.come_to_rest(printed)
        wrong[text_size, size] = looking.cut(printed)
    theme.apply(QApplication.instance())
    assert not any(wrong.values()), wrong


def test_that_the_window_is_never_held(qtbot: QtBot, page: RecommendationPage, stalls: Any) -> None:
    numbered(qtbot, page)
    qtbot.waitUntil(lambda: page.viewer.pages > 0)
    stalls.check()
