"""Small painted things: icon, badge, count pill, key cap, citation chip, the dot of a step, a choice with its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from desktop_app.widgets import theme

# What a tone looks like without its colour: colour never stands alone.
TONE_ICON = {"ok": "check-circle", "bad": "x-circle", "warn": "warning", "none": "circle-dashed", "accent": "info"}
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Painted(QWidget):
    """A widget that paints itself at the size that its words need, whatever the text size in force."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class Icon(Painted):
    """An icon beside words; it says nothing to a screen reader."""

    def __init__(self, name: str, tone: str = "text2", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size

    def show_icon(self, name: str, tone: str = "text2") -> None:
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = self._tone if self.isEnabled() else "disabled"
        theme.draw_icon(QPainter(self), self._name, QRectF(self.rect()), tone)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What a row of a list stands on: chosen, under the pointer or plain, with a line below."""
    area, chosen = QRectF(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, theme.color("accent_soft" if chosen else "hover"))
    if chosen:
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), theme.color("accent" if focused else "edge"))
    painter.setPen(theme.color("line"))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def badge_size(words: str, icon: str) -> QSize:
    """The size that `paint_badge` fills."""
    width = QFontMetrics(theme.font("small")).horizontalAdvance(words)
    return QSize(8 + (20 if icon else 0) + width + 8, theme.scaled(24))


def paint_badge(painter: QPainter, rect: QRectF, words: str, tone: str, icon: str, solid: bool = False) -> None:
    """Icon and word on the tone's soft ground (`solid`: on the tone itself); elided when `rect` is too narrow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(tone if solid else f"{tone}_soft"))
    painter.drawRoundedRect(rect, 4, 4)
    ink = "on_accent" if solid else tone
    x = rect.x() + 8
    if icon:
        theme.draw_icon(painter, icon, QRectF(x - 1, rect.center().y() - 8, 16, 16), ink)
        x += 20
    font = theme.font("small")
    painter.setPen(theme.color(ink))
    painter.setFont(font)
    room = QRectF(x, rect.y(), rect.right() - x - 6, rect.height())
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, LEFT | Qt.TextFlag.TextDontClip, shown)
    painter.restore()


class Badge(Painted):
    """Icon and word on soft ground. Tones: ok, bad, warn, none, accent; `icon=""` for none, None for the tone's own."""

    def __init__(
        self,
        words: str,
        tone: str = "none",
        icon: str | None = None,
        solid: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._solid = solid
        self.words, self.tone, self.icon = "", "", ""
        self.show_state(words, tone, icon)

    def show_state(self, words: str, tone: str = "none", icon: str | None = None) -> None:
        """Says something else, in another tone."""
        self.words, self.tone = words, tone
        self.icon = TONE_ICON.get(tone, "") if icon is None else icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.words, self.icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), QRectF(self.rect()), self.words, self.tone, self.icon, self._solid)


class Pill(Painted):
    """A count: amber for what is open, red for what is wrong; takes no room when there is nothing to count."""

    def __init__(self, count: int = 0, tone: str = "warn", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.tone = count, tone
        self.show_count(count, tone)

    def show_count(self, count: int, tone: str = "warn") -> None:
        self.count, self.tone = count, tone
        self._come_or_go()
        self.setAccessibleName(f"{count} 处")
        self.updateGeometry()
        self.update()

    def _come_or_go(self) -> None:
        # Without a parent, being visible would make it a window of its own.
        if self.parentWidget() is not None:
            self.setVisible(self.count > 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange:
            self._come_or_go()
        return super().event(event)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("small")).horizontalAdvance(str(self.count)) + 14
        return QSize(max(24, width), theme.scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), QRectF(self.rect()), str(self.count), self.tone)


def paint_pill(painter: QPainter, rect: QRectF, words: str, tone: str) -> None:
    """A count in a rounded ground, for delegates and painted rows."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{tone}_soft"))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(theme.color(tone))
    painter.setFont(theme.font("small"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class KeyCap(QLabel):
    """A key as it stands on the keyboard: `KeyCap("Ctrl+K")`."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setObjectName("keycap")
        self.setFont(theme.font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Chip(Painted):
    """A citation: a page that a finding rests on. Click or Enter opens it; Del removes it when it may be removed."""

    opened = Signal()
    removed = Signal()

    def __init__(
        self, words: str, *, icon: str = "quotes", removable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words, self.icon, self.removable = words, icon, removable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self.setToolTip(f"{words}　Del 移除" if removable else words)

    def sizeHint(self) -> QSize:
        size = badge_size(self.words, self.icon)
        return QSize(size.width() + 6 + (20 if self.removable else 0), size.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def _cross(self) -> QRectF:
        return QRectF(self.width() - 24, (self.height() - 14) / 2, 14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0, 0, -20 if self.removable else 0, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        paint_badge(painter, room.adjusted(2, 2, -2, -2), self.words, "accent", self.icon)
        if self.removable:
            theme.draw_icon(painter, "x", self._cross(), "accent")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            on_cross = self.removable and self._cross().adjusted(-4, -6, 4, 6).contains(event.position())
            (self.removed if on_cross else self.opened).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete and self.removable:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


_DOT = {
    "done": ("ok_soft", "ok", "ok_soft"),
    "now": ("accent", "on_accent", "accent"),
    "open": ("surface", "text2", "edge"),
    "part": ("surface", "accent", "accent"),
    "locked": ("none_soft", "none", "none_soft"),
    "bad": ("bad_soft", "bad", "bad_soft"),
}


def paint_dot(painter: QPainter, rect: QRectF, state: str, label: str) -> None:
    """The circle of a step: done (tick), now (filled), open and part (number), locked (lock), bad."""
    back, ink, edge = _DOT[state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = rect.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(theme.color(edge), 1.5))
    painter.setBrush(theme.color(back))
    painter.drawEllipse(circle)
    if state in ("done", "locked"):
        theme.draw_icon(painter, "check" if state == "done" else "lock", circle.adjusted(4, 4, -4, -4), ink)
    else:
        font = theme.font("small")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)
    painter.restore()


class ChoiceButton(QAbstractButton):
    """One of several equal answers, its key shown; the chosen one is filled. Group them in a QButtonGroup.

    `tone` colours the icon and the filled ground: ok, bad, warn, none or accent.
    """

    def __init__(self, words: str, tone: str, key: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setCheckable(True)
        self._tone, self._key, self._icon = tone, key, icon or TONE_ICON.get(tone, "circle")
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        key = QFontMetrics(theme.font("caption")).horizontalAdvance(self._key) + 22 if self._key else 0
        return QSize(10 + 24 + words + 10 + key, theme.scaled(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _ground(self, painter: QPainter) -> str:
        """Paints border and ground, and gives the token for what stands on it."""
        on = self.isChecked()
        if not self.isEnabled():
            back, edge, ink = "sunken", "line", "disabled"
        elif on:
            back, edge, ink = self._tone, self._tone, "on_accent"
        else:
            back, edge, ink = "hover" if self.underMouse() else "surface", "edge", "text"
        wide = self.hasFocus()
        painter.setPen(QPen(theme.color(("text" if on else "accent") if wide else edge), 2 if wide else 1))
        painter.setBrush(theme.color(back))
        inset = 1.0 if wide else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        return ink

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ground(painter)
        middle = self.height() / 2
        theme.draw_icon(painter, self._icon, QRectF(10, middle - 9, 18, 18), self._tone if ink == "text" else ink)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font("strong"))
        painter.drawText(QRectF(34, 0, self.width() - 40, self.height()), LEFT, self.text())
        if self._key:
            font = theme.font("caption")
            painter.setFont(font)
            width = QFontMetrics(font).horizontalAdvance(self._key) + 12
            cap = QRectF(self.width() - width - 8.5, round(middle) - 10.5, width, 20)
            painter.setPen(QPen(theme.color("line" if ink == "text" else ink), 1))
            painter.setBrush(theme.color("sunken") if ink == "text" else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(theme.color("text2" if ink == "text" else ink))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
