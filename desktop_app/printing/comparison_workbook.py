"""Two editions side by side as a workbook (.xlsx), ready to print: A4 on its side, the head on every page."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.printing.values import EPOCH
from desktop_app.rules.comparison import Comparison, Row

WIDTHS = (16, 14, 48, 14, 48, 13)
"""Of the columns, in characters of the type."""
_A4 = 9
_THIN = Side(style="thin")
_RULED = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY = PatternFill("solid", fgColor="EDEDED")
_LINE = 14.0
_HIGHEST = 409.0


def workbook(found: Comparison, made_at: datetime = EPOCH) -> bytes:
    """The comparison as the bytes of an .xlsx file; every cell is text."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "办法对照"
    book.properties.title, book.properties.creator = "办法对照", ""
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _write(sheet, 1, (f"办法对照：{found.left} 与 {found.right}",), bold=True, size=14, ruled=False)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(WIDTHS))
    head = ("对照项", "条款", found.left, "条款", found.right, "异同")
    _write(sheet, 2, head, bold=True, filled=True)
    row = 3
    for group in found.groups:
        _write(sheet, row, (group.title, "", "", "", "", ""), bold=True, filled=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
        row += 1
        for line in group.rows:
            _write(sheet, row, _cells(line))
            row += 1
    _page(sheet, row - 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    sides: list[str] = []
    for side in (row.left, row.right):
        if side is None:
            sides += ["", "（没有）"]
        else:
            sides += [side.article, "\n".join((side.says, *(f"▪ {line}" for line in side.asks if line)))]
    return (row.topic, *sides, f"{row.mark.sign} {row.mark.label}")


def _write(
    sheet: Worksheet,
    row: int,
    texts: Sequence[str],
    *,
    bold: bool = False,
    size: float = 10.5,
    filled: bool = False,
    ruled: bool = True,
) -> None:
    lines = 1
    for number, text in enumerate(texts, 1):
        cell = sheet.cell(row, number)
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
        if cell.value is not None:
            cell.data_type = "s"  # nothing that a file says becomes a formula
        cell.number_format = "@"
        cell.font = Font(name="宋体", size=size, bold=bold)
        cell.alignment = Alignment(vertical="top", wrap_text=ruled)
        if ruled:
            cell.border = _RULED
        if filled:
            cell.fill = _GREY
        lines = max(lines, _lines(text, WIDTHS[number - 1]))
    single = texts[1:] == ("",) * (len(WIDTHS) - 1)
    sheet.row_dimensions[row].height = min(_HIGHEST, (1 if single or not ruled else lines) * _LINE * size / 10.5 + 4)


def _lines(text: str, width: int) -> int:
    """How many lines the text takes in a column; a Chinese character is as wide as two letters."""
    return sum(
        max(1, math.ceil(sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) * 1.04 / width))
        for line in text.split("\n")
    )


def _page(sheet: Worksheet, last: int) -> None:
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.print_area = f"A1:{get_column_letter(len(WIDTHS))}{last}"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    foot = HeaderFooterItem()
    foot.center.text = "第 &P 页 共 &N 页"
    sheet.HeaderFooter.oddFooter = foot
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(WIDTHS))}{last}"


def file_name(found: Comparison) -> str:
    """What the file is offered as."""
    names = (side.partition("（")[0] for side in (found.left, found.right))
    return f"办法对照 {' 与 '.join(names)}.xlsx"
