"""Sheets name their deed, protect what can't be undone, and leave with Esc; progress can be stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.widgets import dialog, kit, theme
from desktop_app.widgets.fields import Field
from desktop_app.widgets.notices import Banner

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp)
    yield


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.activateWindow()
    return made


def label(sheet: QWidget, name: str) -> str:
    found = sheet.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_that_focus_starts_in_the_body_and_the_keys_do_the_deed(qtbot: QtBot, window: QWidget) -> None:
    field = Field("编号", "number")
    sheet = dialog.Sheet("登记用印", field, "登记 1 份用印", parent=window)
    with qtbot.waitExposed(sheet):
        sheet.open()
    qtbot.waitUntil(field.editor.hasFocus)
    with qtbot.waitSignal(sheet.accepted):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_that_enter_in_a_field_does_not_do_the_deed(qtbot: QtBot, window: QWidget) -> None:
    field = Field("编号", "number")
    sheet = dialog.Sheet("登记用印", field, "登记 1 份用印", parent=window)
    sheet.open()
    qtbot.waitUntil(field.editor.hasFocus)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert sheet.isVisible()


def test_that_a_deed_with_consequences_starts_on_cancel(qtbot: QtBot, window: QWidget) -> None:
    sheet = dialog.Sheet(
        "封装", kit.text("案卷共 412 页。"), "封装案卷", consequence="封装后本案卷只读。", parent=window
    )
    with qtbot.waitExposed(sheet):
        sheet.open()
    qtbot.waitUntil(sheet.cancel_button.hasFocus)
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_that_the_window_is_dimmed_only_while_the_sheet_is_open(qtbot: QtBot, window: QWidget) -> None:
    sheet = dialog.Sheet("用印", kit.text("一份"), "登记", parent=window)
    sheet.open()
    assert len([s for s in window.findChildren(dialog.Scrim) if s.isVisible()]) == 1
    sheet.reject()
    assert [s for s in window.findChildren(dialog.Scrim) if s.isVisible()] == []


def test_that_a_refused_deed_says_why_and_can_be_tried_again(qtbot: QtBot, window: QWidget) -> None:
    sheet = dialog.Sheet("封装", kit.text("x"), "封装案卷", waits=True, parent=window)
    pressed: list[bool] = []
    sheet.pressed.connect(lambda: pressed.append(True))
    sheet.open()
    sheet.deed_button.click()
    sheet.working("正在封装…")
    assert not sheet.deed_button.isEnabled()
    sheet.refuse("磁盘只剩 180 MB，不足以封装 412 MB。")
    banner = sheet.findChild(Banner)
    assert banner is not None
    assert banner.isVisible()
    assert banner.accessibleName() == "磁盘只剩 180 MB，不足以封装 412 MB。"
    assert sheet.isVisible()
    assert sheet.deed_button.words == "封装案卷"
    sheet.deed_button.click()
    assert pressed == [True, True]


def test_that_a_confirmed_deed_is_done_once_and_a_cancelled_one_never(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    dialog.confirm(window, "删除", "将删除 3 行。", "删除 3 行", lambda: done.append("x")).deed_button.click()
    dialog.confirm(window, "删除", "将删除 3 行。", "删除 3 行", lambda: done.append("y")).cancel_button.click()
    assert done == ["x"]


def test_that_a_reason_must_be_given(qtbot: QtBot, window: QWidget) -> None:
    reasons: list[str] = []
    sheet = dialog.ask_reason(window, "改动已用印的案卷", "推荐表已用印，改动后须重新打印。", "改动", reasons.append)
    sheet.deed_button.click()
    assert sheet.isVisible()
    assert label(sheet, "reason_says") == "还没有理由。请写明理由后再改动。"
    editor = sheet.findChild(QPlainTextEdit, "reason")
    assert editor is not None
    editor.setPlainText("执照换发")
    assert label(sheet, "reason_says") == ""
    sheet.deed_button.click()
    assert reasons == ["执照换发"]


@pytest.mark.parametrize("width", [dialog.SMALL, dialog.MIDDLE, dialog.WIDE])
def test_that_a_sheet_fits_a_small_window(qtbot: QtBot, width: int) -> None:
    small = QWidget()
    qtbot.addWidget(small)
    small.resize(900, 520)
    small.show()
    sheet = dialog.Sheet("用印", kit.text("一份"), "登记 1 份用印", width=width, note="登记后不能改。", parent=small)
    sheet.open()
    assert sheet.width() <= 900 - 32
    assert sheet.height() <= 520 - 32


class Watch:
    """A clock that is set by hand."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_that_progress_says_share_count_and_time_left(qtbot: QtBot, window: QWidget) -> None:
    watch = Watch()
    sheet = dialog.ProgressSheet("正在封装", window, clock=watch)
    sheet.open()
    sheet.tell(0, 118, "核对变更记录")
    assert label(sheet, "time_left") == ""
    watch.seconds += 20
    sheet.tell(74, 118, "其他文件\\01 申请材料\\活动照片.pdf")
    assert (label(sheet, "share"), label(sheet, "count")) == ("62 %", "74 / 118")
    assert label(sheet, "time_left") == "约剩 10 秒"
    assert label(sheet, "stage") == "其他文件\\01 申请材料\\活动照片.pdf"
    bar = sheet.findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum()) == (74, 118)
    sheet.finish()
    assert not sheet.isVisible()


def test_that_cancel_asks_once_and_waits_for_the_step(qtbot: QtBot, window: QWidget) -> None:
    sheet = dialog.ProgressSheet("正在封装", window)
    asked: list[bool] = []
    sheet.cancelled.connect(lambda: asked.append(True))
    sheet.open()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    sheet.close()
    assert asked == [True]
    assert sheet.isVisible()
    assert sheet.cancel_button.text().startswith("正在取消")
    sheet.finish()
    assert not sheet.isVisible()


def test_that_what_is_quick_shows_no_progress(qtbot: QtBot, window: QWidget) -> None:
    sheet = dialog.ProgressSheet("正在打印", window)
    sheet.open_after(30)
    sheet.finish()
    qtbot.wait(60)
    assert not sheet.isVisible()


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(1, "约剩 5 秒"), (23, "约剩 25 秒"), (89, "约剩 90 秒"), (95, "约剩 2 分钟"), (600, "约剩 10 分钟")],
)
def test_that_time_left_is_said_roughly(seconds: float, says: str) -> None:
    assert dialog.time_left(seconds) == says
