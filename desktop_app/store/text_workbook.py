"""Writing a workbook whose every cell is text: nothing becomes a formula, a number or a date by accident."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.errors import Refusal

_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}


def write(
    path: Path,
    title: str,
    heads: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    *,
    merged: Sequence[str] = (),
    widths: Sequence[int] = (),
    note: str = "",
) -> None:
    """A sheet with a merged title row, one or two header rows, rows and a note, put in place of `path` at once.

    `merged` are areas of the header ("A2:A3"). Raises Refusal when the file can't be written; nothing is left behind.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = title[:31]
    width = max(len(row) for row in (*heads, *rows))
    put(sheet, 1, 1, title).font = Font(bold=True, size=14)
    sheet.cell(1, 1).alignment = _CENTRE
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    for number, row in enumerate((*heads, *rows), 2):
        for column in range(width):
            cell = put(sheet, number, column + 1, row[column] if column < len(row) else "")
            cell.border = _BORDER
            if number < 2 + len(heads):
                cell.font = Font(bold=True)
                cell.alignment = _CENTRE
    for area in merged:
        sheet.merge_cells(area)
    for column, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.freeze_panes = f"A{2 + len(heads)}"
    if note:
        put(sheet, 2 + len(heads) + len(rows), 1, note)
    _save(book, path)


def put(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    """Write `value` into a cell as text, without what a workbook can't hold."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("cells are written before they are merged")
    if value:
        cell.value = value.translate(_ILLEGAL)
        cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _save(book: openpyxl.Workbook, path: Path) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}", suffix=".xlsx")
        os.close(handle)
    except OSError as error:
        raise _refused(path) from error
    try:
        book.save(name)
        Path(name).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise _refused(path) from error


def _refused(path: Path) -> Refusal:
    return Refusal(f"“{path.name}”写不进去：文件夹没有权限、磁盘已满或文件正被打开。请换一个位置保存。", field="file")
