"""A field to search in: a magnifying glass at the left, Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.widgets import theme


class FindField(QLineEdit):
    """`hint` says what may be typed; `name` is the object name."""

    def __init__(self, hint: str, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self.setToolTip(hint)
        self.setTextMargins(24, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme.draw_icon(QPainter(self), "magnifying-glass", QRectF(10, (self.height() - 16) / 2, 16, 16), "text3")
