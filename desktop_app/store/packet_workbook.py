"""The workbook of a packet (评分表.xlsx): everything is locked but the column to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.store.text_workbook import put

_THIN = Side(style="thin", color="B9C4C8")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILL = PatternFill("solid", fgColor="FFF7DB")
_HEAD = PatternFill("solid", fgColor="EEF2F3")
_SMALL = Font(size=8, color="8A979C")
_WIDTHS = (6, 34, 34, 26, 22, 14)


def made(
    title: str,
    note: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    filled: int,
    criteria: Sequence[Sequence[str]],
) -> bytes:
    """A workbook with a title, a note, a header and rows; column `filled` (from 0) is open, every cell is text.

    `criteria` is a second sheet to read: its header and rows.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = "评分表"
    put(sheet, 1, 1, title).font = Font(bold=True, size=13)
    put(sheet, 2, 1, note).alignment = Alignment(wrap_text=True, vertical="top")
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(heads))
    sheet.row_dimensions[2].height = 48
    for column, head in enumerate(heads, 1):
        cell = put(sheet, 3, column, head)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BORDER
    for number, texts in enumerate(rows, 4):
        for column, text in enumerate(texts, 1):
            _dress(put(sheet, number, column, text), column - 1, filled, len(heads))
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "1:3"
    _guard(sheet)
    _read_only(book.create_sheet("评分标准"), criteria)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _guard(sheet: Worksheet) -> None:
    """Lock the printed cells and lay the page on its side."""
    sheet.protection.sheet = True  # without a password: it keeps a slip of the hand away, no more
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _read_only(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            cell = put(sheet, number, column, text)
            cell.border, cell.alignment = _BORDER, Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font, cell.fill = Font(bold=True), _HEAD
    for letter, width in zip("ABCD", (16, 8, 40, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    _guard(sheet)


def _dress(cell: Cell, column: int, filled: int, columns: int) -> None:
    cell.border = _BORDER
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if column == filled:
        cell.fill, cell.protection = _FILL, Protection(locked=False)
    elif column == columns - 1:
        cell.font = _SMALL
