"""A form that is a table, as a workbook (.xlsx): the same cells, wording and proportions as on paper.

Offices hand the summary table and the lists in as Excel too. A workbook is made from the layout that prints, so that
there is no second description of a form. Codes and phones are text; nothing that a person typed becomes a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.errors import Refusal
from desktop_app.printing import compose, fonts
from desktop_app.printing.cells import Placed
from desktop_app.printing.compose import Source
from desktop_app.printing.facts import CATALOGUE
from desktop_app.printing.fonts import Faces
from desktop_app.printing.formspec import Block, Form, GridBlock, PageBlock, TextBlock
from desktop_app.printing.grid import Band
from desktop_app.printing.lines import wrap
from desktop_app.printing.pen import MM, Style
from desktop_app.printing.values import EPOCH, FactValue, Footer

_A4 = 9
_INCH = 25.4
_THIN = Side(style="thin")
_RULED = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?\Z")
_HIGHEST = 409.0
"""Excel's highest row in points."""
_LOOSE = 1.08
"""A spreadsheet sets the same type a little wider than the press."""


@dataclass
class Table:
    """What goes on one sheet: the blocks of the section that holds the table, and whether its pages lie on their side.

    `of` is the name of the fact whose rows it lists.
    """

    of: str
    title: str
    wide: bool = False
    blocks: list[Block] = field(default_factory=list)

    @property
    def grid(self) -> GridBlock:
        """The table itself."""
        return next(block for block in self.blocks if isinstance(block, GridBlock) and block.of == self.of)


def tables(form: Form) -> tuple[Table, ...]:
    """The tables of `form` that can be handed in as a workbook: those that have pages of their own, in their order."""
    found: list[Table] = []
    for section in _sections(form):
        grids = [block for block in section.blocks if isinstance(block, GridBlock)]
        plain = all(isinstance(block, TextBlock | GridBlock) for block in section.blocks)
        if len(grids) == 1 and grids[0].of and not grids[0].side and plain:
            title = CATALOGUE[grids[0].of].label
            found.append(Table(grids[0].of, title, section.wide, section.blocks))
    return tuple(found)


def _sections(form: Form) -> list[Table]:
    """The form's blocks by page section."""
    sections = [Table("", "")]
    for block in form.blocks:
        if isinstance(block, PageBlock):
            sections.append(Table("", "", block.wide))
        else:
            sections[-1].blocks.append(block)
    return sections


def workbook(
    form: Form,
    facts: Mapping[str, FactValue] | None,
    of: Sequence[str] = (),
    *,
    footer: Footer | None = None,
    made_at: datetime = EPOCH,
    faces: Faces | None = None,
) -> bytes:
    """The tables called `of` (all of the form's without) as the bytes of an .xlsx file, one sheet each.

    Without facts the tables are blank; the footer's mark (空白样表) stands at the head of each printed page. Raises
    Refusal when the form has no such table.
    """
    known = {table.of: table for table in tables(form)}
    wanted = [known[name] for name in (of or known) if name in known]
    if not wanted or len(wanted) < len(of):
        raise Refusal(f"“{form.title}”没有可以导出为工作簿的表。请改为打印。")
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = form.title, ""
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    for table in wanted:
        sheet = book.create_sheet(_sheet_name(table.title))
        _fill(sheet, table, Source(facts), faces or fonts.faces())
        _page(sheet, form, table, footer or Footer())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    """A name that a sheet may have: at most 31 characters, none of those that spreadsheets refuse."""
    return re.sub(r"[\\/*?:\[\]]", "", title)[:31]


def _fill(sheet: Worksheet, table: Table, source: Source, faces: Faces) -> None:
    """Write the section's lines and the table, and note which rows repeat."""
    columns = table.grid.columns
    for number, width in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = round((width / _INCH * 96 - 5) / 7 * _LOOSE, 2)
    row = 1
    for block in table.blocks:
        if isinstance(block, TextBlock):
            _line(sheet, row, block, source, faces, sum(columns) * MM)
            row += 1
        elif isinstance(block, GridBlock):
            begin = row
            for band in compose.bands(block, source, faces):
                _band(sheet, row, band, _numbers(block))
                row += len(band.heights)
            head = len(block.head)
            sheet.print_title_rows = f"{begin}:{begin + head - 1}"
            sheet.freeze_panes = f"A{begin + head}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{row - 1}"


def _line(sheet: Worksheet, row: int, block: TextBlock, source: Source, faces: Faces, width: float) -> None:
    """A heading or a note across all columns."""
    text, style = block.text.fill(source.facts), block.style
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(sheet.column_dimensions))
    _write(sheet.cell(row, 1), text, style)
    lines = wrap(text, faces[style.font], style.size, width, style.indent * style.size)
    height = len(lines) * style.step * _LOOSE + (block.before + block.after) * MM
    sheet.row_dimensions[row].height = min(_HIGHEST, round(height, 1))


def _numbers(block: GridBlock) -> frozenset[str]:
    """The labels of the columns that hold numbers."""
    return frozenset(column.label for column in CATALOGUE[block.of].columns if column.number)


def _band(sheet: Worksheet, row: int, band: Band, numbers: frozenset[str]) -> None:
    """The rows of one band."""
    for number, height in enumerate(band.heights):
        sheet.row_dimensions[row + number].height = min(_HIGHEST, round(height * _LOOSE, 1))
    for placed in band.cells:
        _cell(sheet, row, placed, numbers)


def _cell(sheet: Worksheet, row: int, placed: Placed, numbers: frozenset[str]) -> None:
    """One cell, merged and ruled as it is laid out; a number only in a column of numbers."""
    top, left = row + placed.row, placed.col + 1
    bottom, right = top + placed.cell.down - 1, left + placed.cell.across - 1
    for line in range(top, bottom + 1):
        for column in range(left, right + 1):
            sheet.cell(line, column).border = _RULED
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    cell, text = sheet.cell(top, left), placed.cell.text
    _write(cell, text, placed.cell.style)
    if placed.cell.row and placed.cell.label in numbers and _NUMBER.match(text):
        digits = len(text.partition(".")[2])
        cell.value = float(text) if digits else int(text)
        cell.number_format = "0." + "0" * digits if digits else "0"


def _write(cell: Cell | MergedCell, text: str, style: Style) -> None:
    """`text` as text, whatever it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.font = Font(name=style.font if style.font != "小标宋" else "方正小标宋简体", size=round(style.size, 1))
    across = {"center": "center", "right": "right", "justify": "justify", "spread": "distributed"}
    cell.alignment = Alignment(
        horizontal=across.get(style.align, "left"),
        vertical="top" if style.valign == "top" else "center",
        wrap_text=True,
    )


def _page(sheet: Worksheet, form: Form, table: Table, footer: Footer) -> None:
    """A4, its margins, as wide as the paper, the page's number below."""
    left, right, top, bottom = (side / _INCH for side in form.margins)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if table.wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left, sheet.page_margins.right = left, right
    sheet.page_margins.top, sheet.page_margins.bottom = top, bottom
    sheet.print_options.horizontalCentered = True
    head, foot = HeaderFooterItem(), HeaderFooterItem()
    head.right.text = footer.mark or None
    foot.left.text = f"编号 {footer.number}" if footer.number else None
    foot.center.text = "第 &P 页 共 &N 页"
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = head, foot
