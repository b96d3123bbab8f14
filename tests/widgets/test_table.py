"""The table of plain rows: edited in place, pasted into, copied from, fast."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.widgets import theme
from desktop_app.widgets.notices import Empty
from desktop_app.widgets.table import Column, RowTable

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@dataclass(frozen=True)
class Firm:
    number: int
    name: str
    contact: str = "宋建民"
    amount: str = "1,200.50"
    grade: str = "very"
    doubt: str = ""


COLUMNS = (
    Column("number", "序号", 52, tone="text3"),
    Column("name", "企业名称", editable=True, sub=lambda firm: "澜江市" if firm.number == 1 else ""),
    Column("contact", "联系人", 80, editable=True),
    Column("amount", "金额（万元）", 110, align="right"),
    Column("grade", "服务评价", 96, editable=True, options=(("very", "很满意"), ("no", "不满意"))),
    Column(
        "doubt", "核对", 168, badge=lambda firm: (firm.doubt, "warn") if firm.doubt else None, show=lambda _firm: "—"
    ),
)
FIRMS = tuple(Firm(n, f"澜江宏拓精密机械{n}厂", doubt="疑似与第 1 行重复" if n == 3 else "") for n in range(1, 6))


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp)
    yield


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    made = RowTable(COLUMNS)
    qtbot.addWidget(made)
    made.show_rows(FIRMS)
    made.resize(900, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def told(table: RowTable, signal: str) -> list[Any]:
    heard: list[Any] = []
    getattr(table, signal).connect(lambda *values: heard.append(values if len(values) > 1 else values[0]))
    return heard


def editor(table: RowTable) -> QLineEdit:
    [line] = [line for line in table.findChildren(QLineEdit, "cell") if line.isVisible()]
    return line


def test_that_enter_edits_and_enter_keeps(qtbot: QtBot, table: RowTable) -> None:
    edited = told(table, "edited")
    table.select(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor(table).setText("石川新川数控刀具")
    qtbot.keyClick(editor(table), Qt.Key.Key_Return)
    assert edited == [(1, "name", "石川新川数控刀具")]
    assert table.row(1) == FIRMS[1], "the table itself changes nothing"


def test_that_escape_drops_what_was_typed(qtbot: QtBot, table: RowTable) -> None:
    edited = told(table, "edited")
    table.edit_cell(0, "contact")
    editor(table).setText("罗慧")
    qtbot.keyClick(editor(table), Qt.Key.Key_Escape)
    assert edited == []
    assert not [line for line in table.findChildren(QLineEdit, "cell") if line.isVisible()]


def test_that_an_unchanged_cell_is_not_told(qtbot: QtBot, table: RowTable) -> None:
    edited = told(table, "edited")
    table.edit_cell(0, "contact")
    qtbot.keyClick(editor(table), Qt.Key.Key_Return)
    assert edited == []


def test_that_tab_keeps_the_cell_and_opens_the_next_that_can_be_edited(qtbot: QtBot, table: RowTable) -> None:
    edited = told(table, "edited")
    table.edit_cell(0, "name")
    editor(table).setText("新名")
    qtbot.keyClick(editor(table), Qt.Key.Key_Tab)
    assert edited == [(0, "name", "新名")]
    assert table.currentIndex().column() == 2
    assert editor(table).text() == "宋建民"


def test_that_rows_which_arrive_meanwhile_do_not_close_the_cell(qtbot: QtBot, table: RowTable) -> None:
    edited = told(table, "edited")
    table.edit_cell(0, "name")
    editor(table).setText("正在输入")
    table.show_rows(tuple(Firm(firm.number, firm.name, "罗慧") for firm in FIRMS))
    assert editor(table).text() == "正在输入"
    table.show_rows(FIRMS[:3])
    assert editor(table).text() == "正在输入"
    qtbot.keyClick(editor(table), Qt.Key.Key_Return)
    assert edited == [(0, "name", "正在输入")]
    qtbot.waitUntil(lambda: len(table.rows()) == 3)


def test_that_enter_belongs_to_the_input_method_while_it_composes(qtbot: QtBot, table: RowTable) -> None:
    table.edit_cell(0, "name")
    line = editor(table)
    QApplication.sendEvent(line, QInputMethodEvent("yun", []))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.isVisible()
    done = QInputMethodEvent()
    done.setCommitString("云")
    QApplication.sendEvent(line, done)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not line.isVisible()


def test_that_a_choice_is_made_in_the_cell(qtbot: QtBot, table: RowTable) -> None:
    edited = told(table, "edited")
    table.edit_cell(0, "grade")
    [choice] = [box for box in table.findChildren(QComboBox) if box.isVisible()]
    assert choice.currentText() == "很满意"
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert edited == [(0, "grade", "no")]


def test_that_paste_gives_the_text_to_the_screen(qtbot: QtBot, table: RowTable) -> None:
    pasted = told(table, "pasted")
    QGuiApplication.clipboard().setText("企业名称\t联系人\n甲厂\t陈立")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted == ["企业名称\t联系人\n甲厂\t陈立"]


def test_that_copy_puts_the_selected_rows_as_they_are_shown(qtbot: QtBot, table: RowTable) -> None:
    table.select(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "3\t澜江宏拓精密机械3厂\t宋建民\t1,200.50\t很满意\t疑似与第 1 行重复"


def test_that_delete_asks_and_removes_nothing(qtbot: QtBot, table: RowTable) -> None:
    asked = told(table, "delete_asked")
    table.select(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert asked == [(1, 2)]
    assert table.rows() == FIRMS


def test_that_a_locked_table_takes_nothing(qtbot: QtBot, table: RowTable) -> None:
    asked, pasted, opened = told(table, "delete_asked"), told(table, "pasted"), told(table, "opened")
    table.set_locked(True)
    table.select(1)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (asked, pasted, opened) == ([], [], [1])


def test_that_moving_tells_the_row_and_showing_tells_nobody(qtbot: QtBot, table: RowTable) -> None:
    chosen = told(table, "chosen")
    table.select(1)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    table.show_rows(FIRMS)
    table.show_rows(FIRMS[:2])
    assert chosen == [1, 2]


def test_that_the_selection_stays_where_it_was(table: RowTable) -> None:
    table.select(3)
    table.show_rows((*FIRMS, Firm(6, "新厂")))
    assert (table.selected_rows(), table.current_row()) == ((3,), 3)


def test_that_a_cell_says_its_column_to_a_screen_reader(table: RowTable) -> None:
    index = table.model().index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "企业名称 澜江宏拓精密机械1厂 澜江市"


def test_that_no_rows_show_the_empty_state(qtbot: QtBot) -> None:
    empty = Empty("users", "还没有服务企业。从 Excel 复制后按 Ctrl+V 粘贴。")
    made = RowTable(COLUMNS, empty=empty)
    qtbot.addWidget(made)
    made.show()
    assert empty.isVisible()
    made.show_rows(FIRMS)
    assert not empty.isVisible()


def test_that_dicts_are_rows_too(qtbot: QtBot) -> None:
    made = RowTable((Column("name", "名称"), Column("none", "无")))
    qtbot.addWidget(made)
    made.show_rows([{"name": "甲", "none": None}])
    assert made.model().index(0, 0).data() == "甲"
    assert made.model().index(0, 1).data() == ""


def test_that_columns_fill_the_width_and_no_more(qtbot: QtBot, table: RowTable) -> None:
    for width in (760, 1200):
        table.resize(width, 400)
        QApplication.processEvents()
        assert sum(table.columnWidth(n) for n in range(len(COLUMNS))) == table.viewport().width()


def test_that_two_thousand_firms_are_shown_at_once(qtbot: QtBot, table: RowTable) -> None:
    firms = tuple(Firm(n, f"第 {n} 家企业") for n in range(2000))
    began = time.perf_counter()
    table.show_rows(firms)
    table.select(1999)
    table.grab()
    assert time.perf_counter() - began < 0.5


def test_that_painting_a_selected_row_shows_the_bar(table: RowTable) -> None:
    table.select(0)
    QApplication.processEvents()
    image = table.viewport().grab().toImage()
    assert image.pixelColor(1, 10).name().upper() == theme.tokens().accent
    other = QWidget()
    other.show()
    other.activateWindow()
    QApplication.processEvents()
    image = table.viewport().grab().toImage()
    other.deleteLater()
    assert image.pixelColor(1, 10).name().upper() in (theme.tokens().accent, theme.tokens().edge)


def test_that_widths_can_be_remembered(qtbot: QtBot, table: RowTable) -> None:
    table.setColumnWidth(2, 140)
    other = RowTable(COLUMNS)
    qtbot.addWidget(other)
    other.set_widths(table.widths())
    assert other.columnWidth(2) == 140
    assert table.widths()[1] == 0, "what takes the rest is not remembered"


def test_that_a_fitted_table_stays_as_high_as_its_rows(qtbot: QtBot, qapp: QApplication, table: RowTable) -> None:
    table.fit()
    for factor in (1.0, 16 / 14, 1.0):
        theme.apply(qapp, factor=factor)
        for rows in (FIRMS, FIRMS[:2]):
            table.show_rows(rows)
            last = table.visualRect(table.model().index(len(rows) - 1, 0))
            assert last.bottom() <= table.viewport().height() <= last.bottom() + 3
