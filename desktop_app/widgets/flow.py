"""Widgets side by side that go on in the next line where the room ends, like words.

It places its children itself: a layout written in Python has to hand None to Qt, and Python counts None away by that.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.widgets import tokens


class Flow(QWidget):
    """Each widget at its wished size (at most the whole width), in lines of their own height."""

    def __init__(self, gap: int = tokens.S, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_widgets(self, widgets: Sequence[QWidget], keep: Sequence[QWidget] = ()) -> None:
        """Show `widgets` in their order; of those before, all but `keep` are thrown away."""
        for old in self._widgets:
            if old not in widgets and old not in keep:
                old.hide()
                old.deleteLater()
        self._widgets = list(widgets)
        for widget in widgets:
            widget.setParent(self)
            widget.show()
        self._lay(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self._gap * (len(lines) - 1)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(80, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self.width())
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._lay(self.width())
            self.updateGeometry()

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = [[]]
        x = 0
        for widget in self._widgets:
            size = widget.sizeHint().boundedTo(QSize(max(1, width), 1 << 20))
            if lines[-1] and x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((widget, size))
            x += size.width() + self._gap
        return lines

    def _lay(self, width: int) -> None:
        y = 0
        for line in self._lines(width):
            x, height = 0, _height(line)
            for widget, size in line:
                widget.setGeometry(QRect(x, y + (height - size.height()) // 2, size.width(), size.height()))
                x += size.width() + self._gap
            y += height + self._gap


def _height(line: Sequence[tuple[QWidget, QSize]]) -> int:
    return max((size.height() for _, size in line), default=0)
