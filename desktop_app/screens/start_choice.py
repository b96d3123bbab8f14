"""A large choice with an icon and two lines, for the start and for choosing an operator."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.widgets import theme

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class StartChoice(QAbstractButton):
    """One of a few ways to go on; the chosen one has a tick."""

    def __init__(self, icon: str, words: str, rest: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._rest = icon, rest
        self.setText(words)
        self.setObjectName(name)
        self.setAccessibleName(f"{words}，{rest}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, theme.scaled(60))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme.scaled(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, area = self.isChecked(), QRectF(self.rect())
        edge = "accent" if self.hasFocus() else "accent_soft" if on else "line"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("accent_soft" if on else "hover" if self.underMouse() else "sunken"))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
        middle = area.center().y()
        theme.draw_icon(painter, self._icon, QRectF(16, middle - 12, 24, 24), "accent" if on else "text2")
        mark = QRectF(area.right() - 36, middle - 10, 20, 20)
        theme.draw_icon(painter, "check-circle" if on else "caret-right", mark, "accent" if on else "text3")
        room = area.width() - 56 - 48
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(56, middle - theme.scaled(22), room, theme.scaled(22)), LEFT, self.text())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        rest = QFontMetrics(painter.font()).elidedText(self._rest, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(56, middle, room, theme.scaled(20)), LEFT, rest)
