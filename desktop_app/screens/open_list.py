"""Everything that is still open in a dossier, one line each, with one action that goes there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.records.kinds import Step
from desktop_app.steps.overview_board import OpenItem
from desktop_app.widgets import theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
NO_PARENT = QModelIndex()
INDENT = 34
"""Pixels from a line's edge to its words; the mark stands in them, clear of the ring of the focus."""
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
SHOWN_PER_STEP = 4
ICONS = {
    Step.INTAKE: "pencil-simple",
    Step.EVIDENCE: "paperclip",
    Step.ELIGIBILITY: "scales",
    Step.SURVEY: "phone",
    Step.PANEL: "users",
    Step.RECOMMENDATION: "printer",
    Step.SEALING: "stamp",
    Step.ARCHIVE: "archive",
}
ACTIONS = {
    Step.INTAKE: "去录入",
    Step.EVIDENCE: "去添加",
    Step.ELIGIBILITY: "去审查",
    Step.SURVEY: "去测评",
    Step.PANEL: "去评审",
    Step.RECOMMENDATION: "去办理",
    Step.SEALING: "去用印",
    Step.ARCHIVE: "去封装",
}


@dataclass(frozen=True)
class Line:
    """One line: an open thing and where it is, or (without `says`) how many more a step has."""

    step: Step
    says: str
    where: str
    action: str
    jump: str = ""
    wrong: bool = False

    @property
    def is_more(self) -> bool:
        """Whether the line stands for the rest of its step."""
        return not self.says


def lines_of(items: Iterable[OpenItem], unfolded: frozenset[Step]) -> tuple[Line, ...]:
    """The lines of the list: step by step, what is wrong first; a step that isn't unfolded shows its first few."""
    every = tuple(items)
    lines: list[Line] = []
    for step in Step:
        mine = sorted((item for item in every if item.step == step), key=lambda item: not item.wrong)
        shown = mine if step in unfolded or len(mine) <= SHOWN_PER_STEP + 1 else mine[:SHOWN_PER_STEP]
        for item in shown:
            where = " · ".join(part for part in (step.label, item.place, item.article) if part)
            action = "去改正" if item.wrong else ACTIONS[step]
            lines.append(Line(step, item.says, where, action, item.jump, item.wrong))
        if len(shown) < len(mine):
            lines.append(Line(step, "", "", f"显示{step.label}其余 {len(mine) - len(shown)} 处"))
    return tuple(lines)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.says or line.action
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.action if line.is_more else f"{line.says}，{line.where}，{line.action}"
        return None

    def put(self, lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class _LineDelegate(QStyledItemDelegate):
    """Mark, sentence over its place, action at the right."""

    @staticmethod
    def action_width() -> int:
        return QFontMetrics(theme.font("body")).horizontalAdvance("去改正") + 24

    def _sentence(self, line: Line, width: int) -> QRect:
        room = max(80, width - INDENT - self.action_width())
        return QFontMetrics(theme.font("body")).boundingRect(QRect(0, 0, room, 400), int(WRAPPED), line.says)

    def height(self, line: Line, width: int) -> int:
        """How high the line is at a width."""
        if line.is_more:
            return theme.scaled(40)
        return self._sentence(line, width).height() + theme.scaled(18) + 12

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 500
        return QSize(120, self.height(index.data(ROW), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW)
        painter.save()
        area = QRectF(option.rect)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if hovered:
            painter.fillRect(area, theme.color("hover"))
        painter.setPen(theme.color("line"))
        painter.drawLine(area.topLeft(), area.topRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 2, -1, -1))
        painter.setFont(theme.font("body"))
        if line.is_more:
            painter.setPen(theme.color("accent"))
            painter.drawText(area.adjusted(INDENT, 0, 0, 0), LEFT, line.action)
        else:
            self._paint_item(painter, area, line)
        painter.restore()

    def _paint_item(self, painter: QPainter, area: QRectF, line: Line) -> None:
        icon, tone = ("warning-circle", "bad") if line.wrong else (ICONS[line.step], "warn")
        theme.draw_icon(painter, icon, QRectF(area.x() + 8, area.center().y() - 9, 18, 18), tone)
        sentence = self._sentence(line, int(area.width()))
        room = area.width() - INDENT - self.action_width()
        painter.setPen(theme.color("text"))
        top = area.y() + 6
        painter.drawText(QRectF(area.x() + INDENT, top, room, sentence.height()), int(WRAPPED), line.says)
        painter.setPen(theme.color("accent"))
        painter.drawText(area.adjusted(0, 0, -8, 0), RIGHT, line.action)
        small = theme.font("caption")
        painter.setFont(small)
        painter.setPen(theme.color("text3"))
        where = QFontMetrics(small).elidedText(line.where, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(area.x() + INDENT, top + sentence.height(), room, theme.scaled(18)), LEFT, where)


class OpenList(QListView):
    """As high as its lines. `followed` carries (step, jump) of the line that was clicked or entered."""

    followed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("open-items")
        self.setAccessibleName("还缺什么")
        self._items: tuple[OpenItem, ...] = ()
        self._unfolded: frozenset[Step] = frozenset()
        self.lines = _Lines(self)
        self.setModel(self.lines)
        self._delegate = _LineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._follow)

    def show_items(self, items: tuple[OpenItem, ...]) -> None:
        """Show what is open; the place of the focus is kept."""
        self._items = items
        self._put()

    def _put(self) -> None:
        lines = lines_of(self._items, self._unfolded)
        if lines != self.lines.lines:
            row = self.currentIndex().row()
            self.lines.put(lines)
            self.setCurrentIndex(self.lines.index(max(0, min(row, len(lines) - 1))))
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        wanted = sum(self._delegate.height(line, width) for line in self.lines.lines) + 2
        if self.height() != wanted:
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def _follow(self, index: Index) -> None:
        line: Line = index.data(ROW)
        if line.is_more:
            self._unfolded |= {line.step}
            self._put()
        else:
            self.followed.emit(line.step.value, line.jump)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._follow(self.currentIndex())
        else:
            super().keyPressEvent(event)
