"""Rows of the form that may be more or fewer than the paper has lines: investors, years, service lines.

Below the rows that are kept stand empty ones; typing in one makes it a row. What is typed while a new row is still
being made waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.intake_cells import RowCell
from desktop_app.steps.intake_board import ROW_TITLES, ROWS, Check, IntakeBoard, Weight, row_key
from desktop_app.widgets import kit, tokens

TONES = {Weight.WRONG: ("error", "bad", "warning-circle"), Weight.HINT: ("warn", "warn", "warning")}


@dataclass
class Line:
    """One line of the table; `id` is None until the row is kept. `preset` is the year it stands for."""

    cells: dict[str, RowCell]
    message: QWidget
    mark: kit.Icon
    says: Any
    mend: kit.Button
    remove: QWidget
    id: int | None = None
    making: bool = False
    waiting: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    mends: tuple[str, str] = ("", "")


class RowsEditor(QWidget):
    """The rows of one table. The page saves what they tell: `changed`, `added` (line, texts), `removed`, `moved`."""

    changed = Signal(str, str)
    added = Signal(object, dict)
    removed = Signal(int)
    moved = Signal(int, int)
    relaid = Signal()

    def __init__(self, table: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.lines: list[Line] = []
        self._notices: Mapping[str, str] = {}
        self._specs = ROWS[table]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.S)
        self._grid.setVerticalSpacing(tokens.XS)
        self._head()
        for keys, deed in (("Ctrl+Del", self._remove_here), ("Alt+Up", self._up), ("Alt+Down", self._down)):
            kit.on_key(self, keys, deed)

    def _head(self) -> None:
        for place, spec in enumerate(self._specs):
            label = kit.text(spec.label, "small", "text2")
            self._grid.addWidget(label, 0, place)
            self._grid.setColumnStretch(place, spec.span if self.table != "operating_year" else min(spec.span, 2))
            self._grid.setColumnMinimumWidth(place, 64)

    # ------------------------------------------------------------------ lines
    def _make(self) -> Line:
        cells = {spec.name: RowCell(spec) for spec in self._specs}
        mark = kit.Icon("warning", "warn", 14)
        says = kit.text("", "caption", "warn", wrap=True)
        mend = kit.button("", "quiet")
        message = kit.row(mark, (says, 1), mend, gap=6)
        remove = kit.tool("trash", f"删除这一行{ROW_TITLES[self.table]}", key="Ctrl+Del")
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = Line(cells, message, mark, says, mend, remove)
        for name, cell in cells.items():
            cell.left.connect(partial(self._left, line))
            cell.typed.connect(partial(self._typed, line, name))
        remove.clicked.connect(partial(self._remove, line))
        mend.clicked.connect(partial(self._mend, line))
        message.hide()
        self.lines.append(line)
        return line

    def show_board(self, board: IntakeBoard, notices: Mapping[str, str] | None = None) -> None:
        """Show the kept rows, what is noticed about them, and the empty lines below.

        `notices` are said once about a cell that was converted (32400 元 to 3.24 万元), by its name.
        """
        self._notices = notices if notices is not None else self._notices
        rows = board.rows[self.table]
        known = {line.id: line for line in self.lines if line.id is not None}
        gone = [line for line in self.lines if line.id is not None and line.id not in {row.id for row in rows}]
        for line in gone:
            self._drop(line)
        order: list[Line] = []
        for row in rows:
            line = known.get(row.id) or self._make()
            line.id = row.id
            for name, cell in line.cells.items():
                cell.show_value(row.values[name])
            order.append(line)
        order += self._empty_lines(board, order)
        if self.table == "operating_year":
            order.sort(key=lambda line: line.cells["year"].value() or "9999")  # a line keeps its place when it is kept
        if order != self.lines or self._grid.rowCount() <= 2 * len(order):
            self.lines = order
            self._place()
        for line in self.lines:
            line.remove.setVisible(line.id is not None)
            self._show_checks(line, board.checks)

    def _empty_lines(self, board: IntakeBoard, kept: Sequence[Line]) -> list[Line]:
        spare = [line for line in self.lines if line.id is None and line not in kept]
        if self.table != "operating_year":
            begun = [line for line in spare if line.making or line.refused]
            return begun + ([line for line in spare if line not in begun][:1] or [self._make()])
        have = {row.values["year"] for row in board.rows[self.table]}
        wanted = [year for year in board.years_expected if year not in have]
        lines = [line for line in spare if line.cells["year"].value() not in {str(year) for year in have}]
        for line in spare:
            if line not in lines:
                self._drop(line)
        stand = {line.cells["year"].value() for line in lines}
        for year in wanted:
            if str(year) not in stand:
                line = self._make()
                line.cells["year"].put(str(year))
                line.cells["year"].take()
                lines.append(line)
        return lines

    def add_line(self) -> None:
        """One more empty year, before the first or after the last."""
        line = self._make()
        self._place()
        line.cells["year"].setFocus(Qt.FocusReason.TabFocusReason)

    def _drop(self, line: Line) -> None:
        if line in self.lines:
            self.lines.remove(line)
        for widget in (*line.cells.values(), line.message, line.remove):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _place(self) -> None:
        for number, line in enumerate(self.lines):
            for place, spec in enumerate(self._specs):
                cell = line.cells[spec.name]
                cell.setAccessibleName(f"{ROW_TITLES[self.table]}第 {number + 1} 行 {spec.called}")
                cell.setObjectName(f"{self.table}:{number}:{spec.name}")
                self._grid.addWidget(cell, 1 + 2 * number, place)
            self._grid.addWidget(line.remove, 1 + 2 * number, len(self._specs))
            self._grid.addWidget(line.message, 2 + 2 * number, 0, 1, len(self._specs) + 1)
        self.relaid.emit()

    def stops(self) -> list[QWidget]:
        """The cells in the order of Tab."""
        return [line.cells[spec.name] for line in self.lines for spec in self._specs]

    # ------------------------------------------------------------------ what the user does
    def _typed(self, line: Line, name: str) -> None:
        if line.refused.pop(name, None) is not None:
            line.cells[name].show_state("", "")

    def _left(self, line: Line, name: str, text: str) -> None:
        line.refused.pop(name, None)
        if line.id is not None:
            self.changed.emit(row_key(self.table, line.id, name), text)
            return
        line.waiting[name] = text
        if not line.making:
            self._begin(line)

    def _begin(self, line: Line) -> None:
        texts = {name: cell.value() for name, cell in line.cells.items() if cell.value()}
        texts |= {name: text for name, text in line.waiting.items() if text}
        line.waiting.clear()
        if set(texts) - {"year"} or (self.table == "operating_year" and texts.get("year")):
            for name in texts:
                line.cells[name].take()
            line.making = True
            if self.table != "operating_year":
                self._make()  # the next empty line stands ready before this one is kept
                self._place()
            self.added.emit(line, texts)

    def made(self, line: Line, board: IntakeBoard) -> None:
        """The row of `line` is kept now: show it, and save what was typed meanwhile."""
        if line.id is None:
            known = {other.id for other in self.lines}
            fresh = [row.id for row in board.rows[self.table] if row.id not in known]
            line.id = max(fresh, default=None)
        line.making = False
        self.show_board(board)
        waiting, line.waiting = line.waiting, {}
        for name, text in waiting.items():
            if line.id is not None:
                self.changed.emit(row_key(self.table, line.id, name), text)

    def not_made(self, line: Line, refusal: Refusal) -> None:
        """The row was refused: the text stays, and the reason stands below it."""
        line.making = False
        if refusal.field == "disk":
            for cell in line.cells.values():
                cell.show_unkept()
        name = refusal.field.rpartition(":")[2]
        self.refuse(line, name if name in line.cells else self._specs[0].name, refusal.says)

    def refuse(self, line: Line, name: str, says: str) -> None:
        """Say below a line why one of its cells was not kept."""
        line.refused[name] = says
        line.cells[name].show_state("error", says)
        self._say(line, "bad", "warning-circle", says)

    def line_of(self, row: int) -> Line | None:
        """The line of a kept row."""
        return next((line for line in self.lines if line.id == row), None)

    def _here(self) -> Line | None:
        return next((line for line in self.lines if any(cell.hasFocus() for cell in line.cells.values())), None)

    def _remove_here(self) -> None:
        line = self._here()
        if line is not None:
            self._remove(line)

    def _remove(self, line: Line) -> None:
        if line.id is not None:
            place = self.lines.index(line)
            self.removed.emit(line.id)
            if place + 1 < len(self.lines):
                next(iter(self.lines[place + 1].cells.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            for name, cell in line.cells.items():
                if not (name == "year" and self.table == "operating_year"):
                    cell.put("")
                cell.take()
            line.refused.clear()
            self._say(line, "", "", "")

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        line = self._here()
        if line is not None and line.id is not None:
            self.moved.emit(line.id, by)

    def _mend(self, line: Line) -> None:
        key, text = line.mends
        if key:  # the button goes away with the hint: the focus stays where the work is
            line.cells[key.rpartition(":")[2]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit(key, text)

    # ------------------------------------------------------------------ what is noticed
    def _show_checks(self, line: Line, checks: Sequence[Check]) -> None:
        of_line: list[Check] = []
        if line.id is not None:
            prefix = f"{self.table}:{line.id}:"
            of_line = [check for check in checks if check.field.startswith(prefix) and check.weight in TONES]
        by_cell = {check.field.rpartition(":")[2]: check for check in reversed(of_line)}
        for name, cell in line.cells.items():
            if name in line.refused:
                continue
            check = by_cell.get(name)
            cell.show_state(TONES[check.weight][0] if check else "", check.says if check else "")
        if line.refused:
            return
        of_line.sort(key=lambda check: check.weight is not Weight.WRONG)
        if not of_line:
            prefix = f"{self.table}:{line.id}:"
            said = " ".join(says for name, says in self._notices.items() if name.startswith(prefix))
            self._say(line, "warn" if said else "", "warning" if said else "", said)
            return
        _, tone, icon = TONES[of_line[0].weight]
        self._say(line, tone, icon, " ".join(check.says for check in of_line))
        mend = next((check for check in of_line if check.suggestion), None)
        if mend is not None:
            line.mends = (mend.field, mend.suggestion)
            line.mend.say(f"改为 {mend.suggestion}")
        line.mend.setVisible(mend is not None)

    def _say(self, line: Line, tone: str, icon: str, says: str) -> None:
        line.message.setVisible(bool(says))
        line.mend.setVisible(False)
        if says:
            line.mark.show_icon(icon, tone)
            kit.restyle(line.says, tone=tone)
            line.says.setText(says)

    def flush(self) -> None:
        """Save what is still untold."""
        for line in list(self.lines):
            for cell in line.cells.values():
                cell.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page leaves its cells."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()
