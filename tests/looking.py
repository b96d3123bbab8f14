"""What a careful eye looks for in a window, as a program: cut words, unnamed controls, what Tab never reaches."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from desktop_app.widgets.kit import ElidedLabel

CONTROLS = (
    QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractItemView, QLineEdit, QPlainTextEdit, QTabBar,
)  # fmt: skip
TABS = 400
"""More presses of Tab than any page has controls."""


def come_to_rest(root: QWidget) -> None:
    """Wait until nothing below `root` moves any more, three turns of the loop in a row: a layout takes several."""
    before: list[object] = []
    still, until = 0, time.monotonic() + 5
    while still < 3 and time.monotonic() < until:
        QTest.qWait(5)
        now: list[object] = [(part.isVisible(), part.geometry()) for part in root.findChildren(QWidget)]
        still = still + 1 if now == before else 0
        before = now


def cut(root: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their words, and bodies that are wider than their view."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton) and not isinstance(widget, ElidedLabel):
            hint = widget.minimumSizeHint() if isinstance(widget, QLabel) and widget.wordWrap() else widget.sizeHint()
            if widget.width() < hint.width() or widget.height() < min(hint.height(), widget.maximumHeight()):
                found.append(f"{widget.text()!r}: {widget.size().toTuple()} < {hint.toTuple()}")
            if (
                isinstance(widget, QLabel)
                and widget.wordWrap()
                and widget.height() < widget.heightForWidth(widget.width())
            ):
                found.append(f"{widget.text()!r}: lines are missing")
        if isinstance(widget, QScrollArea) and widget.widget() is not None:
            wide = widget.widget().minimumSizeHint().width()
            if wide > widget.viewport().width():
                found.append(f"{widget.objectName()}: content {wide} wider than view {widget.viewport().width()}")
    return found


def said(widget: QWidget) -> str:
    """A widget as a reader of a failing test finds it again."""
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {widget.objectName()!r} {words!r}"


def controls(root: QWidget) -> list[QWidget]:
    """The controls below `root` that can be used now; the editor inside a combo or a spin box is that control."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QHeaderView)  # a part of its table
        and widget.isVisible()
        and widget.isEnabled()
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        and not (isinstance(widget.parentWidget(), QTabBar))  # the arrows of a bar that is too narrow
    ]


def unnamed(root: QWidget) -> list[str]:
    """Controls of which a screen reader could not say what they are."""
    return [
        said(widget)
        for widget in controls(root)
        if not widget.accessibleName() and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def reached_by_tab(window: QWidget, begin: QWidget) -> set[QWidget]:
    """Everything that Tab stops at, once around from `begin`."""
    seen: set[QWidget] = set()
    begin.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(TABS):
        window.focusNextChild()
        now = window.focusWidget()
        if now is None or now in seen:
            break
        seen.add(now)
        QApplication.processEvents()
    return seen


def unreachable(window: QWidget, page: QWidget) -> list[str]:
    """Controls of `page` that take the focus from the keyboard, and yet Tab never stops at them."""
    seen = reached_by_tab(window, page)
    wanted = [
        widget
        for widget in controls(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        and not isinstance(widget.window(), QDialog)
    ]  # fmt: skip
    missed = [widget for widget in wanted if widget not in seen and not _answered_for(widget, seen)]
    return [said(widget) for widget in missed]


def _answered_for(widget: QWidget, seen: set[QWidget]) -> bool:
    """Whether a group of which Tab stops at one (the chosen of several radio buttons) has been reached."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    if group is not None and group.exclusive():
        return any(button in seen for button in group.buttons())
    around = widget.parentWidget()
    return (
        widget.autoExclusive()
        and around is not None
        and any(button.autoExclusive() and button in seen for button in around.findChildren(QAbstractButton))
    )
