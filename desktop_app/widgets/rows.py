"""Columns, and the model over plain rows that a table shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.widgets import cells

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
