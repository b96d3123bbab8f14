"""A grid of cells as a workbook or a paste gives it, before anybody knows what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

Cell = str | float | int | bool | date | None

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r|\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")


@dataclass(frozen=True)
class Merge:
    """A merged area; rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """Rows of cells, maybe of different length; `first_row` is the sheet's number of the first of them."""

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merge, ...] = ()
    first_row: int = 1

    @cached_property  # asked for every row
    def width(self) -> int:
        """Cells in the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell, None outside; a merged cell below its first row shows the area's value (合并单元格).

        An area's further columns stay empty: a title across the sheet is one text, not ten.
        """
        value = self._own(row, column)
        if value not in (None, ""):
            return value
        for area in self._by_column.get(column, ()):
            if area.top < row <= area.bottom:
                return self._own(area.top, area.left)
        return value

    @cached_property
    def _by_column(self) -> dict[int, list[Merge]]:
        found: dict[int, list[Merge]] = {}
        for area in self.merged:
            found.setdefault(area.left, []).append(area)
        return found

    def _own(self, row: int, column: int) -> Cell:
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def texts(self, row: int) -> tuple[str, ...]:
        """One row's cells as text, as wide as the grid."""
        return tuple(text(self.cell(row, column)) for column in range(self.width))

    def blank(self, row: int) -> bool:
        """Whether nothing at all stands in the row itself (a merged cell reaching into it doesn't count)."""
        return not any(text(cell).strip("\u3000 \t\r\n\u00a0") for cell in self.rows[row])


def text(cell: Cell) -> str:
    """A cell as a clerk would read it: 16121639072.0 is 16121639072, a tick box is 是, a date is 2018-03-01."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else ""
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e18:
            return str(int(cell))
        return format(Decimal(format(cell, ".12g")), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def of_rows(rows: Sequence[Sequence[Cell]]) -> Grid:
    """A grid without merged cells."""
    return Grid(tuple(tuple(row) for row in rows))


def parse_tsv(pasted: str) -> Grid:
    """The text that Excel or WPS puts on the clipboard: tabs, line ends, and quotes round a cell that holds either.

    A quote that is never closed is an ordinary character (1" 管), so that it can't swallow the rows after it.
    """
    return of_rows(list(_tsv_rows(pasted.removesuffix("\n").removesuffix("\r").replace("\0", ""))))


def _tsv_rows(pasted: str) -> Iterator[list[Cell]]:
    place, row = 0, list[Cell]()
    while True:
        quoted = _QUOTED.match(pasted, place)
        if quoted and re.search(r'[\t\r\n"]', quoted[1]):
            row.append(quoted[1].replace('""', '"').replace("\r\n", "\n"))
            place = quoted.end()
        else:
            plain = _PLAIN.match(pasted, place)
            row.append(plain[0] if plain else "")
            place = plain.end() if plain else place
        if place >= len(pasted):
            yield row
            return
        if pasted[place] == "\t":
            place += 1
            continue
        yield row
        row = []
        place += 2 if pasted.startswith("\r\n", place) else 1
