"""Where something stands: the stages of one thing in a line, and a list of things each with its dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.widgets import marks, theme

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
DOT, GAP, BETWEEN = 22, 6, 20


@dataclass(frozen=True)
class Stage:
    """One stage: `state` is done, now or open."""

    label: str
    state: str


class StageLine(QWidget):
    """The stages of one thing side by side; where there is no room, only the present one has its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stages: tuple[Stage, ...] = ()
        self.setObjectName("stages")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.scaled(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.scaled(28))

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show how far it is."""
        self.stages = tuple(stages)
        now = next((stage.label for stage in self.stages if stage.state == "now"), "")
        self.setAccessibleName(f"进行到：{now}" if now else "阶段")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, plain = theme.font("strong"), theme.font("body")
        widths = [QFontMetrics(strong).horizontalAdvance(stage.label) for stage in self.stages]
        whole = sum(DOT + GAP + width + BETWEEN for width in widths) - BETWEEN
        in_words = whole <= self.width()
        x, middle = 0.0, self.height() / 2
        for number, (stage, width) in enumerate(zip(self.stages, widths, strict=True), start=1):
            marks.paint_dot(painter, QRectF(x, middle - DOT / 2, DOT, DOT), stage.state, str(number))
            x += DOT
            here = stage.state == "now"
            if in_words or here:
                painter.setFont(strong if here else plain)
                painter.setPen(theme.color("accent" if here else "text2"))
                painter.drawText(QRectF(x + GAP, 0, width + 2, self.height()), LEFT, stage.label)
                x += GAP + width
            x += BETWEEN if in_words else GAP


@dataclass(frozen=True)
class Thing:
    """A line of the list: `state` is a state of `marks.paint_dot`, `mark` the number in its dot."""

    id: int
    mark: str
    state: str
    title: str
    says: str


class _Things(QAbstractListModel):
    """Plain values."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.things: tuple[Thing, ...] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.things):
            return None
        thing = self.things[index.row()]
        if role == LINE_ROLE:
            return thing
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return thing.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第 {thing.mark} 项，{thing.title}，{thing.says}"
        return None

    def show(self, things: tuple[Thing, ...]) -> None:
        if len(things) == len(self.things) > 0:
            self.things = things
            self.dataChanged.emit(self.index(0), self.index(len(things) - 1))
            return
        self.beginResetModel()
        self.things = things
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Dot at the left, title, a smaller line below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.scaled(54))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        thing: Thing | None = index.data(LINE_ROLE)
        if thing is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, chosen = QRectF(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        marks.paint_ground(painter, option)
        marks.paint_dot(painter, QRectF(area.x() + 16, area.center().y() - 12, 24, 24), thing.state, thing.mark)
        room = area.adjusted(52, 0, -12, 0)
        half = room.center().y()
        self._line(painter, QRectF(room.x(), half - theme.scaled(22), room.width(), theme.scaled(22)), thing.title,
                   "strong" if chosen else "body", "text")  # fmt: skip
        self._line(painter, QRectF(room.x(), half + 1, room.width(), theme.scaled(18)), thing.says, "caption",
                   "text2" if chosen else "text3")  # fmt: skip
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, room: QRectF, words: str, role: str, tone: str) -> None:
        font = theme.font(role)
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, LEFT, shown)


class ThingList(QListView):
    """The list; `chosen` tells the id of the line that the selection moved to, `opened` the one that Enter was on."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._things = _Things(self)
        self._showing = False
        self.setModel(self._things)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_things(self, things: Sequence[Thing], at: int) -> None:
        """Show these lines with the one of id `at` selected; tells nobody."""
        self._showing = True
        self._things.show(tuple(things))
        place = next((n for n, thing in enumerate(self._things.things) if thing.id == at), -1)
        self.setCurrentIndex(self._things.index(place) if place >= 0 else QModelIndex())
        self._showing = False

    def things(self) -> tuple[Thing, ...]:
        return self._things.things

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._showing and current.isValid() and current.row() != previous.row():
            self.chosen.emit(self._things.things[current.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._things.things[self.currentIndex().row()].id)
        else:
            super().keyPressEvent(event)
