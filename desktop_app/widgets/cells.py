"""How a cell of a table is painted and edited. No widget stands in a cell but while it is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.widgets import theme
from desktop_app.widgets.marks import TONE_ICON, badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Cell:
    """What is painted: words in a tone; as a badge, with a smaller second line, at the right, in figures' type."""

    words: str
    tone: str = ""
    sub: str = ""
    right: bool = False
    mono: bool = False
    strong: bool = False
    badge: bool = False
    icon: str | None = None


def paint_line(
    painter: QPainter, rect: QRectF, words: str, role: str, tone: str = "", right: bool = False, mono: bool = False
) -> None:
    """One line of text, elided where there is no room."""
    font = theme.font(role, mono)
    painter.setFont(font)
    painter.setPen(theme.color(tone or "text"))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = QFontMetrics(font).elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_ground(painter: QPainter, rect: QRectF, first: bool, state: QStyle.StateFlag, focused: bool) -> None:
    """Ground, hairline and, where the row is selected, the bar at its left (grey when the table has lost the focus)."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.color("accent_soft"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("hover"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(theme.color("line"))
    base = rect.bottom() - 1
    painter.drawLine(QPointF(rect.left(), base), QPointF(rect.right(), base))
    if first and state & QStyle.StateFlag.State_Selected:
        bar = QRectF(rect.x(), rect.y(), 3, rect.height() - 1)
        painter.fillRect(bar, theme.color("accent" if focused else "edge"))


def _has_focus(view: QWidget | None) -> bool:
    """Whether the table or the editor in one of its cells has the focus."""
    here = QApplication.focusWidget()
    return view is not None and here is not None and (here is view or view.isAncestorOf(here))


def paint_cell(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """The words of a cell inside its padding."""
    inner = rect.adjusted(8, 0, -8, -1)
    middle = inner.center().y()
    if cell.badge:
        icon = TONE_ICON.get(cell.tone, "") if cell.icon is None else cell.icon
        size = badge_size(cell.words, icon)
        width = min(float(size.width()), inner.width() + 4)
        paint_badge(
            painter,
            QRectF(inner.x(), round(middle - size.height() / 2), width, size.height()),
            cell.words,
            cell.tone or "none",
            icon,
        )
    elif cell.sub:
        line, small = theme.scaled(20), theme.scaled(18)
        paint_line(
            painter,
            QRectF(inner.x(), middle - line, inner.width(), line),
            cell.words,
            "strong" if cell.strong else "body",
            cell.tone,
            cell.right,
            cell.mono,
        )
        paint_line(
            painter, QRectF(inner.x(), middle + 1, inner.width(), small), cell.sub, "caption", "text3", cell.right
        )
    else:
        paint_line(painter, inner, cell.words, "strong" if cell.strong else "body", cell.tone, cell.right, cell.mono)


class CellLine(QLineEdit):
    """The editor of a cell; knows when an input method is composing."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Paints a row as one colour, one hairline, one bar; edits with a line or, where a column has options, a choice."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, Cell):
            return
        rect, state = QRectF(option.rect), option.state
        painter.save()
        paint_ground(painter, rect, index.column() == 0, state, _has_focus(option.widget))
        paint_cell(painter, rect, cell)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        options = getattr(getattr(model, "columns", ())[index.column()], "options", ())
        label = str(model.headerData(index.column(), Qt.Orientation.Horizontal) or "")
        editor: QWidget
        if options:
            combo = QComboBox(parent)
            for value, words in options:
                combo.addItem(words, value)
            combo.activated.connect(lambda _place: self._keep(combo))
            editor = combo
        else:
            editor = CellLine(parent)
            editor.setObjectName("cell")
            editor.setFont(theme.font("body"))
        editor.setAccessibleName(label)
        return editor

    def _keep(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("filled"):
            return  # fresh rows came while it is open: what is being typed stays
        editor.setProperty("filled", True)
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, str(editor.currentData() or ""), Qt.ItemDataRole.EditRole)
        else:
            model.setData(index, cast(QLineEdit, editor).text().strip(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -1))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps the cell and goes down no further; while an input method composes it is none of our business."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, CellLine):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not editor.composing:
                self._keep(editor)
            if enter or editor.composing:
                return enter
        return super().eventFilter(editor, event)
