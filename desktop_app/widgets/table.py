"""A table over plain rows: hairlines, badges, second lines, figures at the right; edited in place, pasted into.

Rows are any values with attributes or keys (frozen dataclasses, dicts). The table never changes a row: it tells what
the user wants (`edited`, `pasted`, `delete_asked`), and the screen shows new rows when they have been kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.widgets import cells, theme, tokens

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True)
class Column:
    """One column. `name` is the attribute or key of a row; the functions get the row.

    `width` 0 takes what the others leave (then `least` is the smallest it may become). `show` gives the text when it is
    not simply the value; `tone` the token of its colour; `badge` (words, tone) or (words, tone, icon) or None for text;
    `sub` a second, smaller line; `options` makes the editor a choice.
    """

    name: str
    label: str
    width: int = 0
    align: str = "left"
    editable: bool = False
    mono: bool = False
    strong: bool = False
    tone: Callable[[Any], str] | str = ""
    badge: Callable[[Any], tuple[str, ...] | None] | None = None
    sub: Callable[[Any], str] | None = None
    show: Callable[[Any], str] | None = None
    options: tuple[tuple[str, str], ...] = ()
    least: int = 120

    def value(self, row: Any) -> Any:
        """What stands in the row under this column's name; "" when the row has none."""
        if isinstance(row, Mapping):
            return row.get(self.name, "")
        return getattr(row, self.name, "")

    def words(self, row: Any) -> str:
        """The text of the cell."""
        if self.badge is not None and (badge := self.badge(row)) is not None:
            return badge[0]
        if self.show is not None:
            return self.show(row)
        value = self.value(row)
        return "" if value is None else dict(self.options).get(str(value), str(value))


class Rows(QAbstractTableModel):
    """Plain values in, text and cells out."""

    edited = Signal(int, str, str)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()
        self.editing_allowed = True

    def show_rows(self, rows: Sequence[Any]) -> None:
        if len(rows) == len(self.rows) > 0:
            # No reset: a cell that is being edited stays open, and Qt measures nothing anew.
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.editing_allowed and self.columns[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.words(row)
            case Qt.ItemDataRole.EditRole:
                value = column.value(row)
                return "" if value is None else str(value)
            case Qt.ItemDataRole.UserRole:
                return self._cell(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                sub = column.sub(row) if column.sub else ""
                return f"{column.label} {column.words(row)} {sub}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return column.words(row) or None
        return None

    def _cell(self, row: Any, column: Column) -> cells.Cell:
        tone = column.tone(row) if callable(column.tone) else column.tone
        sub = column.sub(row) if column.sub else ""
        right = column.align == "right"
        badge = column.badge(row) if column.badge else None
        if badge is not None:
            return cells.Cell(badge[0], badge[1], badge=True, icon=badge[2] if len(badge) > 2 else None)
        return cells.Cell(column.words(row), tone, sub=sub, right=right, mono=column.mono, strong=column.strong)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keeps nothing: tells what was typed, once and only if it differs."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.row() >= len(self.rows):
            return False
        if str(value) != self.data(index, Qt.ItemDataRole.EditRole):
            self.edited.emit(index.row(), self.columns[index.column()].name, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowTable(QTableView):
    """The table itself. Rows are selected as a whole. Enter edits or opens, Esc drops, Tab goes to the next cell."""

    edited = Signal(int, str, str)  # row number, column name, text: a cell was changed and left
    pasted = Signal(str)  # Ctrl+V: the clipboard's text
    delete_asked = Signal(tuple)  # Del: row numbers
    chosen = Signal(int)  # the selection moved to this row; -1: to none
    opened = Signal(int)  # Enter or double click where nothing can be edited

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        row_height: int = tokens.ROW_HEIGHT,
        many: bool = True,
        empty: QWidget | None = None,
        name: str = "table",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("表格")
        self.columns = tuple(columns)
        self._rows = Rows(columns, self)
        self._row_height = row_height
        self._empty = empty
        self._showing = False
        self._waiting: tuple[Any, ...] | None = None
        self.setModel(self._rows)
        self.setItemDelegate(cells.CellDelegate(self))
        self._rows.edited.connect(self.edited)
        self._set_manners(many)
        self._set_header()
        self.setProperty("rowHeight", row_height)
        if empty is not None:
            empty.setParent(self.viewport())
        self._show_empty()

    def _set_manners(self, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        trigger = QAbstractItemView.EditTrigger
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)

    def _set_header(self) -> None:
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # one height for all: no row is measured
        side.setMinimumSectionSize(20)
        side.setDefaultSectionSize(max(self._row_height, theme.scaled(self._row_height)))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(24)
        head.setFixedHeight(tokens.HEAD_HEIGHT)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, column in enumerate(self.columns):
            if column.width:
                self.setColumnWidth(number, column.width)
        self._share_room()

    # ---------------------------------------------------------------- rows

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Shows these rows; keeps the place and the selected row numbers, and tells nobody.

        Rows of another number wait until the cell that is being edited is closed.
        """
        if len(rows) != len(self._rows.rows) and self.state() == QAbstractItemView.State.EditingState:
            self._waiting = tuple(rows)
            return
        self._waiting = None
        before = self.selected_rows()
        at, place = self.current_row(), self.verticalScrollBar().value()
        column = max(0, self.currentIndex().column())
        self._showing = True
        self._rows.show_rows(rows)
        last = len(self._rows.rows) - 1
        if at >= 0 and last >= 0:
            index = self._rows.index(min(at, last), column)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._select([number for number in before if number <= last])
        self.verticalScrollBar().setValue(place)
        self._showing = False
        self._show_empty()

    def rows(self) -> tuple[Any, ...]:
        return self._rows.rows

    def row(self, number: int) -> Any:
        """The row as it was given; IndexError when there is none."""
        return self._rows.rows[number]

    def current_row(self) -> int:
        """The number of the row that the keys act on, -1 for none."""
        return self.currentIndex().row()

    def selected_rows(self) -> tuple[int, ...]:
        """Numbers of the selected rows, ascending."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedRows()))

    def select(self, number: int) -> None:
        """Selects one row and brings it into view; a number that isn't there selects none."""
        if not 0 <= number < len(self._rows.rows):
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self._rows.index(number, max(0, self.currentIndex().column()))
        # By the selection model: the view's own way asks which keys are down, and Ctrl would turn it round.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _select(self, numbers: Sequence[int]) -> None:
        chosen = QItemSelection()
        for number in numbers:
            index = self._rows.index(number, 0)
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def set_locked(self, locked: bool) -> None:
        """Nothing can be edited, pasted or deleted while locked."""
        self._rows.editing_allowed = not locked

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._showing and current.row() != previous.row():
            self.chosen.emit(current.row())

    # ---------------------------------------------------------------- keys

    def edit_cell(self, number: int, name: str) -> None:
        """Opens the editor of a cell."""
        place = next(i for i, column in enumerate(self.columns) if column.name == name)
        self.setCurrentIndex(self._rows.index(number, place))
        self.edit(self.currentIndex())

    def _open(self, index: Index) -> None:
        if index.isValid() and not self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(index.row())

    def _begin(self) -> None:
        """Enter: edits the cell, or the first of the row that can be edited, or opens the row."""
        here = self.currentIndex()
        if not here.isValid():
            return
        order = [here, *(self._rows.index(here.row(), place) for place in range(len(self.columns)))]
        for index in order:
            if self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return
        self.opened.emit(here.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._begin()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._rows.editing_allowed:
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete and plain and self.selected_rows() and self._rows.editing_allowed:
            self.delete_asked.emit(self.selected_rows())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The selected rows as they are shown, to the clipboard, cells parted by tabs."""
        lines = []
        for number in self.selected_rows():
            texts = (column.words(self.row(number)) for column in self.columns)
            lines.append("\t".join(text.replace("\t", " ").replace("\n", " ") for text in texts))
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Tab the next cell that can be edited opens, in the next row when this one has none left."""
        ends = QAbstractItemDelegate.EndEditHint
        step = {ends.EditNextItem: 1, ends.EditPreviousItem: -1}.get(hint, 0)
        here = QPersistentModelIndex(self.currentIndex())
        super().closeEditor(editor, ends.NoHint if step else hint)
        if self._waiting is not None:
            self.show_rows(self._waiting)
        if step and here.isValid():
            self._edit_next(here.row(), here.column(), step)

    def _edit_next(self, row: int, column: int, step: int) -> None:
        width = len(self.columns)
        place = row * width + column + step
        while 0 <= place < len(self._rows.rows) * width:
            index = self._rows.index(place // width, place % width)
            if self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return
            place += step

    # ---------------------------------------------------------------- room

    def _share_room(self) -> None:
        """Gives the columns without a width what the others leave."""
        stretched = [number for number, column in enumerate(self.columns) if not column.width]
        if not stretched:
            return
        taken = sum(self.columnWidth(n) for n in range(len(self.columns)) if n not in stretched)
        room = self.viewport().width() - taken
        for number in stretched:
            share = room // len(stretched) + (room % len(stretched) if number == stretched[-1] else 0)
            self.setColumnWidth(number, max(self.columns[number].least, share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        self._show_empty()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(QRect(0, 0, self.viewport().width(), self.viewport().height()))
            self._empty.setVisible(not self._rows.rows)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and (height := self.property("rowHeight")):
            self.verticalHeader().setDefaultSectionSize(max(height, theme.scaled(height)))

    def sizeHint(self) -> QSize:
        return QSize(480, tokens.HEAD_HEIGHT + 6 * self._row_height)

    def fit(self) -> None:
        """Makes the table as high as its rows, for short lists inside a page that scrolls."""
        height = self.verticalHeader().defaultSectionSize() * max(1, len(self._rows.rows))
        self.setFixedHeight(self.horizontalHeader().height() + height + 1)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
