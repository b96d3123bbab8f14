"""A table over plain rows: hairlines, badges, second lines, figures at the right; edited in place, pasted into.

Rows are any values with attributes or keys (frozen dataclasses, dicts). The table never changes a row: it tells what
the user wants (`edited`, `pasted`, `delete_asked`), and the screen shows new rows when they have been kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
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
from desktop_app.widgets.rows import Column, Rows

__all__ = ["Column", "RowTable"]

Index = QModelIndex | QPersistentModelIndex


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
        self._showing = self._fits = False
        self._factor = 1.0
        self._waiting: tuple[Any, ...] | None = None
        self.setModel(self._rows)
        self.setItemDelegate(cells.CellDelegate(self))
        self._rows.edited.connect(self.edited)
        self._set_manners(many)
        self._set_header()
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
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(24)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.set_widths([column.width for column in self.columns])
        self._follow_text_size()

    def _follow_text_size(self) -> None:
        """Rows, head and columns grow with the text size, never below what was drawn for the standard one."""
        factor = max(1.0, theme.scaled(1000) / 1000)
        self.verticalHeader().setDefaultSectionSize(round(self._row_height * factor))
        self.horizontalHeader().setFixedHeight(round(tokens.HEAD_HEIGHT * factor))
        if factor != self._factor:
            self.set_widths([round(width * factor / self._factor) for width in self.widths()])
            self._factor = factor
        if self._fits:
            self.fit()

    def widths(self) -> tuple[int, ...]:
        """Widths of the columns now; 0 where a column takes what the others leave. To be remembered."""
        return tuple(self.columnWidth(n) if column.width else 0 for n, column in enumerate(self.columns))

    def set_widths(self, widths: Sequence[int]) -> None:
        """Widths remembered from before; what does not fit the columns is left out."""
        for number, (column, width) in enumerate(zip(self.columns, widths, strict=False)):
            if column.width and width > 0:
                self.setColumnWidth(number, width)
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
        if self._fits:
            self.fit()
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
        if self._fits:
            self.fit()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(QRect(0, 0, self.viewport().width(), self.viewport().height()))
            self._empty.setVisible(not self._rows.rows)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_text_size()

    def sizeHint(self) -> QSize:
        return QSize(480, tokens.HEAD_HEIGHT + 6 * self._row_height)

    def fit(self) -> None:
        """Makes the table as high as its rows, for short lists inside a page that scrolls; and keeps it so."""
        self._fits = True
        height = self.verticalHeader().defaultSectionSize() * max(1, len(self._rows.rows))
        wider = self.horizontalHeader().length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if wider and self.isVisible() else 0
        self.setFixedHeight(self.horizontalHeader().height() + height + 1 + bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
