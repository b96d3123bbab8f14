"""Fields tell once, when a changed value is left, and keep what is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.widgets import fields, theme
from desktop_app.widgets.fields import Field, FieldGrid

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]

GRADES = (("very", "很满意"), ("no", "不满意"))


class Page(QWidget):
    """Two fields below one another in a window that is shown, and what they told."""

    def __init__(self, first: Field, second: Field) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.told: list[tuple[str, str]] = []
        box = QVBoxLayout(self)
        for field in (first, second):
            box.addWidget(field)
            field.left.connect(self.hear)

    def hear(self, name: str, text: str) -> None:
        self.told.append((name, text))


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp)
    yield


def page(qtbot: QtBot, kind: str = "text", **more: Any) -> Page:
    made = Page(Field("注册资本", "capital", kind=kind, **more), Field("联系人", "contact"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.first.editor.setFocus()
    qtbot.waitUntil(made.first.editor.hasFocus)
    return made


def line_of(field: Field) -> QLineEdit:
    assert isinstance(field.editor, QLineEdit)
    return field.editor


def commit(widget: QWidget, words: str) -> None:
    """Types through the input method, as Chinese is typed."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, words: str) -> None:
    QApplication.sendEvent(widget, QInputMethodEvent(words, []))


def test_that_a_changed_value_is_told_when_the_field_is_left(qtbot: QtBot) -> None:
    made = page(qtbot)
    commit(made.first.editor, "一千二百万元")
    assert made.told == []
    made.second.editor.setFocus()
    assert made.told == [("capital", "一千二百万元")]


def test_that_an_unchanged_value_is_not_told(qtbot: QtBot) -> None:
    made = page(qtbot, kind="number")
    made.first.show_value(Decimal("1200.50"))
    line_of(made.first).setText("１２００．５０")
    made.second.editor.setFocus()
    assert made.told == []


def test_that_enter_tells_once_and_goes_to_the_next_field(qtbot: QtBot) -> None:
    made = page(qtbot)
    commit(made.first.editor, "甲")
    qtbot.keyClick(made.first.editor, Qt.Key.Key_Return)
    assert made.second.editor.hasFocus()
    assert made.told == [("capital", "甲")]


def test_that_enter_belongs_to_the_input_method_while_it_composes(qtbot: QtBot) -> None:
    made = page(qtbot)
    compose(made.first.editor, "yun")
    qtbot.keyClick(made.first.editor, Qt.Key.Key_Return)
    assert made.first.editor.hasFocus()
    assert made.told == []
    commit(made.first.editor, "云")
    qtbot.keyClick(made.first.editor, Qt.Key.Key_Return)
    assert made.told == [("capital", "云")]


def test_that_control_and_enter_is_left_to_the_screen(qtbot: QtBot) -> None:
    made = page(qtbot)
    commit(made.first.editor, "甲")
    qtbot.keyClick(made.first.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made.first.editor.hasFocus()


@pytest.mark.parametrize("leave", ["hide", "leave_focused"])
def test_that_what_was_typed_last_is_told_when_the_page_goes(qtbot: QtBot, leave: str) -> None:
    made = page(qtbot)
    commit(made.first.editor, "最后一笔")
    if leave == "hide":
        made.hide()
    else:
        fields.leave_focused()
    assert made.told == [("capital", "最后一笔")]


def test_that_showing_a_value_tells_nobody(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.first.show_value("云岭省机械工业研究院有限公司")
    made.second.editor.setFocus()
    assert made.told == []
    assert made.first.value() == "云岭省机械工业研究院有限公司"


@pytest.mark.parametrize(("kept", "stands"), [("", "300"), ("500", "500")])
def test_that_what_is_typed_before_the_first_reading_stays_unless_something_is_kept(
    qtbot: QtBot, kept: str, stands: str
) -> None:
    made = page(qtbot)
    commit(made.first.editor, "300")
    made.first.show_value(kept)
    made.second.editor.setFocus()
    assert made.first.value() == stands
    assert made.told == ([("capital", "300")] if not kept else [])


def test_that_a_fresh_reading_does_not_overwrite_what_is_being_typed(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.first.show_value("旧")
    line_of(made.first).selectAll()
    commit(made.first.editor, "正在输入")
    made.first.show_value("别处改的")
    assert made.first.value() == "正在输入"
    made.second.editor.setFocus()
    assert made.told == [("capital", "正在输入")]


def test_that_a_refused_value_stays_in_the_field(qtbot: QtBot) -> None:
    made = page(qtbot, kind="date")
    made.first.show_value("2014-04-24")
    line_of(made.first).setText("2014-13-1")
    made.second.editor.setFocus()
    assert made.told == [("capital", "2014-13-1")]
    made.first.show_error("“2014-13-1”不是日期。请写成 2014-04-24。")
    made.first.show_value("2014-04-24")  # what is kept is still the old day
    assert line_of(made.first).text() == "2014-13-1"
    made.first.show_value("2014-04-24", force=True)
    assert line_of(made.first).text() == "2014-04-24"


def test_that_numbers_and_days_are_shown_as_kept_after_leaving(qtbot: QtBot) -> None:
    made = page(qtbot, kind="number")
    line_of(made.first).setText("１２００．５")
    made.second.editor.setFocus()
    assert line_of(made.first).text() == "1,200.5"
    assert made.told == [("capital", "1200.5")]


def test_that_a_choice_is_told_at_once(qtbot: QtBot) -> None:
    made = page(qtbot, kind="choice", options=GRADES)
    assert isinstance(made.first.editor, QComboBox)
    made.first.editor.setCurrentIndex(1)
    made.first.editor.activated.emit(1)
    assert made.told == [("capital", "no")]


def test_that_a_value_that_is_not_offered_is_shown_and_not_lost(qtbot: QtBot) -> None:
    made = page(qtbot, kind="choice", options=GRADES)
    made.first.show_value("old-grade")
    assert made.first.value() == "old-grade"
    made.second.editor.setFocus()
    assert made.told == []


def test_that_the_wheel_passes_over_a_choice_without_focus(qtbot: QtBot) -> None:
    made = page(qtbot, kind="choice", options=GRADES)
    made.first.show_value("no")
    made.second.editor.setFocus()
    here = QPointF(10, 10)
    none = Qt.MouseButton.NoButton
    turn = QPoint(0, 120)
    wheel = QWheelEvent(
        here, here, QPoint(), turn, none, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(made.first.editor, wheel)
    assert made.first.value() == "no"
    assert not wheel.isAccepted()


def test_that_a_box_is_told_when_it_is_ticked(qtbot: QtBot) -> None:
    made = page(qtbot, kind="check")
    qtbot.keyClick(made.first.editor, Qt.Key.Key_Space)
    assert made.told == [("capital", "1")]


def test_that_a_long_text_counts_and_grows(qtbot: QtBot) -> None:
    made = page(qtbot, kind="long", limit=150)
    editor = made.first.editor
    assert isinstance(editor, QPlainTextEdit)
    height = editor.height()
    made.first.show_value("示范带动作用明显。" * 40)
    assert editor.height() > height
    texts = [label.text() for label in made.first.findChildren(QLabel)]
    assert "360 / 150 字" in texts


def test_that_required_is_said_only_while_the_field_is_empty(qtbot: QtBot) -> None:
    made = page(qtbot, required=True)
    [mark] = [label for label in made.first.findChildren(QLabel) if label.text() == "必填"]
    assert mark.isVisible()
    commit(made.first.editor, "甲")
    assert not mark.isVisible()


def test_that_an_error_goes_before_a_hint_and_both_can_be_taken_away(qtbot: QtBot) -> None:
    made = page(qtbot)
    field = made.first
    field.show_hint("与计算值不一致。")
    assert (field.says, field.editor.property("state")) == ("与计算值不一致。", "warn")
    field.show_error("第 18 位校验码应为 5。")
    assert (field.says, field.editor.property("state")) == ("第 18 位校验码应为 5。", "error")
    assert field.editor.accessibleDescription() == "第 18 位校验码应为 5。"
    field.show_error("")
    assert field.says == "与计算值不一致。"
    field.clear_message()
    assert (field.says, field.editor.property("state")) == ("", "")


def test_that_an_error_does_not_move_the_line_or_cut_it(qtbot: QtBot) -> None:
    made = page(qtbot)
    before = made.first.editor.geometry()
    made.first.show_error("请改正。")
    QApplication.processEvents()
    assert made.first.editor.height() == before.height() == 32


def test_that_a_derived_figure_is_never_focused_nor_told(qtbot: QtBot) -> None:
    made = Page(Field("注册资本", "capital"), Field("占总资产", "share", "%", "number", derived=True))
    qtbot.addWidget(made)
    made.show()
    made.first.editor.setFocus()
    made.second.show_value(Decimal("26.4"))
    made.first.editor.focusNextChild()
    assert not made.second.isAncestorOf(QApplication.focusWidget() or made)
    made.hide()
    assert made.told == []
    assert made.second.value() == "26.4"


def test_that_a_locked_field_takes_nothing(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.first.show_value("旧")
    made.first.set_locked(True)
    qtbot.keyClicks(made.first.editor, "abc")
    assert made.first.value() == "旧"


def test_that_a_field_can_be_found_by_name_and_is_labelled(qtbot: QtBot) -> None:
    made = page(qtbot)
    editor = made.findChild(QLineEdit, "capital")
    assert editor is made.first.editor
    assert editor.accessibleName() == "注册资本"
    assert any(label.buddy() is editor for label in made.findChildren(QLabel))


def test_that_columns_are_equal_and_tab_follows_the_paper(qtbot: QtBot) -> None:
    grid = FieldGrid()
    for number, span in enumerate((6, 6, 3, 3, 3, 3, 8, 4)):
        grid.place(Field(f"第 {number} 栏", f"f{number}", "万元" if number % 2 else ""), span)
    grid.fields["f4"].show_hint("这一栏的提示写得长，要换行，但不该让这一列变宽。")
    qtbot.addWidget(grid)
    grid.resize(900, 400)
    grid.show()
    QApplication.processEvents()
    widths = {grid.fields[f"f{n}"].width() for n in (2, 3, 4, 5)}
    assert max(widths) - min(widths) <= 1
    assert grid.fields["f2"].x() == grid.fields["f0"].x()
    assert abs(grid.fields["f4"].x() - grid.fields["f1"].x()) <= 1
    order = [f"f{n}" for n in range(8)]
    grid.fields["f0"].editor.setFocus()
    for name in order[1:]:
        grid.focusNextChild()
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == name


def test_that_a_narrow_page_gives_each_field_twice_the_room(qtbot: QtBot) -> None:
    grid = FieldGrid()
    for number in range(4):
        grid.place(Field("栏", f"f{number}"), 3)
    qtbot.addWidget(grid)
    grid.resize(500, 400)
    grid.show()
    QApplication.processEvents()
    assert grid.fields["f2"].y() > grid.fields["f0"].y()
    grid.resize(900, 400)
    QApplication.processEvents()
    assert grid.fields["f3"].y() == grid.fields["f0"].y()
