"""The navigation at the left of the window: the rooms of the office."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from desktop_app.screens.widths import Measures
from desktop_app.widgets import marks, theme, tokens


@dataclass(frozen=True)
class Room:
    """One entry: `key` names it in the program, `short` fits under its icon."""

    key: str
    icon: str
    label: str
    short: str


ROOMS = (
    Room("today", "calendar-check", "今日", "今日"),
    Room("dossiers", "folder-open", "案卷", "案卷"),
    Room("editions", "book-open", "办法库", "办法库"),
    Room("meetings", "presentation", "评审会", "评审会"),
    Room("batches", "stack", "批次", "批次"),
    Room("experts", "users", "专家库", "专家库"),
    Room("seal_register", "stamp", "用印登记", "用印登记"),
    Room("journal", "clock-counter-clockwise", "变更与核对", "核对"),
)
FOOT = (
    Room("help", "question", "帮助 F1", "帮助"),
    Room("settings", "gear", "设置", "设置"),
)


class RoomButton(QAbstractButton):
    """An entry of the navigation: icon beside word, icon over word, or icon alone."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self._words, self._bare = True, False
        self.count = 0
        self.setCheckable(True)
        self.setObjectName(f"room-{room.key}")
        self.setAccessibleName(room.label)
        self.setToolTip(room.label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_count(self, count: int) -> None:
        """Say how many things are urgent in the room; 0 says nothing."""
        self.count = count
        says = f"{self.room.label}，{count} 件逾期或今天到期" if count else self.room.label
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.update()

    def lay_out(self, measures: Measures) -> None:
        """Take the shape for a width of the window."""
        self._words, self._bare = measures.in_words, measures.icons_only
        self.setFixedHeight(theme.scaled(40 if self._words else 48 if self._bare else 60))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(56, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(8, 2, -8, -2)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(ground, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6)
        self._paint_words(painter, ground)
        if self.count:
            shown = str(self.count) if self.count < 100 else "99+"
            width = max(20, 9 * len(shown) + 8)
            top = ground.center().y() - 10 if self._words else ground.y() + 2
            marks.paint_pill(
                painter, QRectF(ground.right() - width - (8 if self._words else 0), top, width, 20), shown, "bad"
            )

    def _paint_words(self, painter: QPainter, ground: QRectF) -> None:
        ink = "accent" if self.isChecked() else "text2"
        font = theme.font("body" if self._words else "caption")
        if self.isChecked():
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        middle = ground.center()
        if self._bare:
            theme.draw_icon(painter, self.room.icon, QRectF(middle.x() - 10, middle.y() - 10, 20, 20), ink)
        elif self._words:
            theme.draw_icon(painter, self.room.icon, QRectF(ground.x() + 10, middle.y() - 10, 20, 20), ink)
            painter.setPen(theme.color("accent" if self.isChecked() else "text"))
            painter.drawText(ground.adjusted(42, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self.room.label)
        else:
            theme.draw_icon(painter, self.room.icon, QRectF(middle.x() - 10, ground.y() + 7, 20, 20), ink)
            painter.setPen(theme.color(ink))
            below = QRectF(ground.x() - 8, ground.y() + 30, ground.width() + 16, ground.height() - 34)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.room.short)


class Navigation(QWidget):
    """The column of rooms; `entered` says which one was chosen."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("导航")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, tokens.S, 0, tokens.S)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RoomButton] = {}
        for room in ROOMS:
            layout.addWidget(self._button(room))
        layout.addStretch(1)
        for room in FOOT:
            layout.addWidget(self._button(room))

    def _button(self, room: Room) -> RoomButton:
        button = RoomButton(room)
        self._group.addButton(button)
        self.buttons[room.key] = button
        button.clicked.connect(lambda: self.entered.emit(room.key))
        return button

    def show_count(self, key: str, count: int) -> None:
        """Say how many things are urgent in a room."""
        self.buttons[key].show_count(count)

    def show_room(self, key: str) -> None:
        """Mark where the user is."""
        self.buttons[key].setChecked(True)

    def lay_out(self, measures: Measures) -> None:
        """Take the shape for a width of the window."""
        self.setFixedWidth(theme.scaled(measures.navigation) if measures.in_words else measures.navigation)
        for button in self.buttons.values():
            button.lay_out(measures)
