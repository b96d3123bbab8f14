"""Dialogs: what must be settled at once, what can't be undone, and what takes long.

A sheet lies over its dimmed window: head, body, line, foot. The foot has a note at the left and 取消, then the deed, at
the right. The deed is named (确认写入 124 行). Where a consequence is stated, the focus starts on 取消.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.notices import Banner

SMALL, MIDDLE, WIDE = 560, 720, 1040


class Scrim(QWidget):
    """The dimming over the window below a sheet."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("scrim"))


class Overlay(QDialog):
    """A frameless dialog in the middle of its window, which is dimmed while it is open."""

    def __init__(self, title: str, width: int, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self._scrim: Scrim | None = None
        window = parent.window() if parent is not None else None
        self.setFixedWidth(min(width, window.width() - 32) if window is not None and window.width() > 400 else width)
        if window is not None and window.height() > 400:
            self.setMaximumHeight(window.height() - 32)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        self._take_height()
        if parent is not None and self._scrim is None:
            window = parent.window()
            self._scrim = Scrim(window)
            spare_x, spare_y = window.width() - self.width(), window.height() - self.height()
            self.move(window.mapToGlobal(QPoint(max(0, spare_x // 2), max(0, spare_y // 2 - 8))))

    def _take_height(self) -> None:
        """As high as its wrapped lines need at its width: Qt's own hint takes them for one line."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = min(layout.totalHeightForWidth(self.width()), self.maximumHeight())
            self.resize(self.width(), max(self.height(), needed))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Drags it by any place that is no control, since it has no frame of the system's."""
        handle = self.windowHandle()
        if handle is not None and event.button() == Qt.MouseButton.LeftButton:
            handle.startSystemMove()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Sheet(Overlay):
    """A dialog of one width with one deed; `accepted` when it is done, `rejected` on 取消 or Esc.

    With `waits`, pressing the deed only emits `pressed`: the owner runs its step and calls `accept()`, or `refuse(…)`
    with the sentence that says why not. Show it with `open()`.
    """

    pressed = Signal()

    def __init__(
        self,
        title: str,
        body: QWidget,
        deed: str = "",
        *,
        width: int = SMALL,
        note: str = "",
        consequence: str = "",
        danger: bool = False,
        waits: bool = False,
        foot: Sequence[QWidget] = (),
        cancel: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, width, parent)
        self._waits, self._consequence = waits, consequence
        self.body = body
        self.cancel_button = kit.button(cancel or ("取消" if deed else "关闭"), key="Esc", name="cancel")
        self.deed_button = kit.button(deed, "danger" if danger else "primary", key="Ctrl+Enter", name="deed")
        self._banner = Banner("warn", consequence)
        self._lay_out(title, note, foot)
        # Only now: a widget without a parent that is made visible becomes a window of its own.
        self.deed_button.setVisible(bool(deed))
        self._banner.setVisible(bool(consequence))
        self.set_note(note)
        self.cancel_button.clicked.connect(self.reject)
        self.deed_button.clicked.connect(self._do)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.deed_button.click)

    def _lay_out(self, title: str, note: str, foot: Sequence[QWidget]) -> None:
        close = kit.tool("x", "关闭", key="Esc", name="close")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.reject)
        head = kit.row(kit.text(title, "title"), "stretch", close, pad=(24, 12, 12, 4))
        middle = kit.col(self._banner, (self.body, 1), gap=tokens.M, pad=(24, 4, 24, 16))
        self._note = kit.text(note, "small", "text2", wrap=True, name="note")
        self._note_mark = kit.Icon("info", "text3")
        base = kit.row(
            self._note_mark,
            (self._note, 1),
            *foot,
            "stretch",
            self.cancel_button,
            self.deed_button,
            pad=(24, 12, 24, 12),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(middle, 1)
        box.addWidget(kit.rule())
        box.addWidget(base)

    def set_note(self, note: str) -> None:
        """The words at the left of the foot."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._note_mark.setVisible(bool(note))

    def _do(self) -> None:
        self.pressed.emit()
        if not self._waits:
            self.accept()

    def working(self, words: str) -> None:
        """The deed is being done: its button says so (正在写入…) and takes no press."""
        self.deed_button.busy(words)

    def refuse(self, says: str) -> None:
        """The deed was refused: says why above the body and takes another press."""
        self.deed_button.busy()
        self._banner.say("bad", "", says)
        self._banner.setVisible(bool(says))

    def refuse_at(self, field: Field | None, says: str) -> None:
        """The deed was refused for what stands in `field`: says so there. Without a field as `refuse`."""
        if field is None:
            self.refuse(says)
            return
        self.deed_button.busy()
        field.show_error(says)
        field.editor.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._consequence or not self._focus_first():
            self.cancel_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_first(self) -> bool:
        for widget in self.body.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if takes and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        if self.deed_button.isEnabled() and not self.deed_button.isHidden():
            self.deed_button.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False


def confirm(
    parent: QWidget,
    title: str,
    says: str,
    deed: str,
    then: Callable[[], object],
    *,
    consequence: str = "",
    danger: bool = False,
) -> Sheet:
    """Asks before a deed: opens a small sheet that calls `then()` when the deed is confirmed."""
    body = kit.text(says, wrap=True)
    sheet = Sheet(title, body, deed, consequence=consequence, danger=danger, parent=parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.accepted.connect(lambda: then())
    sheet.open()
    return sheet


def ask_reason(
    parent: QWidget,
    title: str,
    says: str,
    deed: str,
    then: Callable[[str], object],
    *,
    label: str = "理由",
    consequence: str = "",
) -> Sheet:
    """Asks for a reason that is kept: opens a small sheet that calls `then(reason)`; an empty reason is not taken."""
    field = Field(label, "reason", kind="long", required=True, lines=3)
    body = kit.col(kit.text(says, wrap=True), field, "stretch", gap=tokens.M)
    sheet = Sheet(title, body, deed, consequence=consequence, waits=True, parent=parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def take() -> None:
        if field.value():
            sheet.accept()
            then(field.value())
        else:
            field.show_error(f"还没有{label}。请写明{label}后再{deed}。")
            field.editor.setFocus()

    sheet.pressed.connect(take)
    field.edited.connect(field.clear_message)
    sheet.open()
    return sheet


def time_left(seconds: float) -> str:
    """The rest of the time as one says it: 约剩 25 秒, 约剩 3 分钟."""
    if seconds < 90:
        return f"约剩 {max(5, round(seconds / 5) * 5)} 秒"
    return f"约剩 {round(seconds / 60)} 分钟"


class ProgressSheet(Overlay):
    """A long step: share done, count, what is being done, time left, and 取消, which leaves nothing behind.

    `tell(done, total, text)` from the UI thread; `finish()` when the step has come back, however it ended.
    """

    cancelled = Signal()

    def __init__(
        self,
        title: str,
        parent: QWidget | None = None,
        *,
        note: str = "取消不会留下半成品，案卷保持原样",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(title, SMALL, parent)
        self.setObjectName("progress")
        self._clock, self._began = clock, clock()
        self._finished = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.open)
        self._share = kit.text("", "figure", name="share")
        self._count = kit.text("", "small", "text2", name="count")
        self._left = kit.text("", "small", "text2", name="time_left")
        self._stage: QLabel = kit.text("", "small", "text2", elide=True, name="stage")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.cancel_button = kit.button("取消", key="Esc", name="cancel")
        self.cancel_button.clicked.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(kit.row(kit.text(title, "title"), "stretch", pad=(24, 16, 24, 4)))
        figures = kit.row(self._share, self._count, "stretch", self._left, gap=12)
        box.addWidget(kit.col(figures, self._bar, self._stage, "stretch", gap=tokens.S, pad=(24, 4, 24, 20)), 1)
        box.addWidget(kit.rule())
        foot = kit.row(
            kit.Icon("info", "text3"),
            kit.text(note, "small", "text2"),
            "stretch",
            self.cancel_button,
            pad=(24, 12, 24, 12),
        )
        box.addWidget(foot)

    def open_after(self, milliseconds: int = 600) -> None:
        """Opens unless the step is finished by then: what is quick shows nothing."""
        self._timer.start(milliseconds)

    def tell(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` pieces; `total` 0 when nobody knows; `text` says what is being done."""
        self._stage.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if total <= 0:
            return
        self._share.setText(f"{100 * done // total} %")
        # past a thousand pieces the count says nothing that the share doesn't
        self._count.setText(f"{done} / {total}" if total < 1000 else "")
        elapsed = self._clock() - self._began
        if elapsed >= 2 and done * 20 >= total:
            self._left.setText(time_left(elapsed * (total - done) / done) if done < total else "")

    def finish(self) -> None:
        """Closes the sheet; the step has ended."""
        self._finished = True
        self._timer.stop()
        self.accept()

    def reject(self) -> None:
        """取消 and Esc: asks the step to stop and stays until it has."""
        if self._finished or not self.cancel_button.isEnabled():
            return
        self.cancel_button.busy("正在取消…")
        self.cancelled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._finished:
            super().closeEvent(event)
        else:
            event.ignore()
            self.reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel_button.setFocus(Qt.FocusReason.TabFocusReason)
