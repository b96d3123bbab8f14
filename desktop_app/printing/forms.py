"""Read an official form from its TOML file: every mistake is named with file, place and what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.printing import form_cells
from desktop_app.printing.facts import CATALOGUE
from desktop_app.printing.form_cells import Reader, millimetres, slot_of, style_of, template_of
from desktop_app.printing.formspec import (
    Block,
    CellSpec,
    FillBlock,
    Form,
    GapBlock,
    GridBlock,
    PageBlock,
    RowSpec,
    TextBlock,
)
from desktop_app.printing.pen import Style
from desktop_app.rules import strict_toml
from desktop_app.rules.strict_toml import Table, WrongFile, nearest

FormError = WrongFile
_UPRIGHT, _WIDE = 210.0, 297.0


@cache
def load(form_id: str) -> Form:
    """The form of that id ("national-2017/recommendation"); raises Refusal when there is none, FormError when wrong."""
    path = paths.FORMS / f"{form_id}.toml"
    if ".." in form_id or not path.is_file():
        raise Refusal(f"没有表格文件“{form_id}”。请把该表格的文件放回程序的 forms 文件夹后再打开。")
    return read(path)


def available() -> tuple[str, ...]:
    """The ids of all forms that have a file, sorted."""
    return tuple(
        sorted(path.relative_to(paths.FORMS).with_suffix("").as_posix() for path in paths.FORMS.rglob("*.toml"))
    )


@cache
def titles() -> dict[str, str]:
    """What each form is called, by its id; a file that is wrong is called by its id."""
    found: dict[str, str] = {}
    for form_id in available():
        try:
            found[form_id] = load(form_id).title
        except Refusal:
            found[form_id] = form_id
    return found


def read(path: Path) -> Form:
    """The form in the file at `path`; its id is its folder and name. Raises FormError."""
    root = strict_toml.read(path)
    form_id = root.text("id")
    expected = f"{path.parent.name}/{path.stem}"
    if form_id != expected:
        raise root.wrong(f"编号“{form_id}”和文件位置“{expected}”不一致。请改成一致。", "id")
    margins = _margins(root)
    each, columns = _each(root)
    reader = Reader(width=_UPRIGHT - margins[0] - margins[1], columns=columns)
    blocks: list[Block] = []
    title, source, letter = root.text("title"), root.text("source"), root.text("letter")
    for table in root.tables("block", ""):
        block = _block(table, reader)
        if isinstance(block, PageBlock):
            reader.width = (_WIDE if block.wide else _UPRIGHT) - margins[0] - margins[1]
        blocks.append(block)
    copies, phones = root.texts("copies"), root.flag("phones", False)
    root.finish()
    if not blocks:
        raise root.wrong("表格里一个 [[block]] 也没有。请按纸面顺序写上各块。")
    digest = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return Form(form_id, title, source, letter, digest, tuple(blocks), margins, each, columns, copies, phones)


def _each(root: Table) -> tuple[str, frozenset[str]]:
    """The fact for each row of which the whole form is printed, and its columns; nothing for most forms."""
    if not root.has("each"):
        return "", frozenset()
    each = root.text("each")
    fact = CATALOGUE.get(each)
    if fact is None or not fact.columns:
        tables = [name for name, known in CATALOGUE.items() if known.columns]
        raise root.wrong(f"没有名为“{each}”的多行栏目。{nearest(each, tables)}", "each")
    return each, frozenset(column.name for column in fact.columns)


def _margins(root: Table) -> tuple[float, float, float, float]:
    """Left, right, top, bottom margin in mm."""
    table = root.table("margins")
    if table is None:
        return Form.margins
    values = [table.number(key) for key in ("left", "right", "top", "bottom")]
    table.finish()
    if any(value is None or not 10 <= value <= 60 for value in values):
        raise table.wrong("页边距要写全 left、right、top、bottom，每个在 10 到 60 毫米之间。请改正。")
    left, right, top, bottom = (float(value or 0) for value in values)
    return left, right, top, bottom


def _block(table: Table, reader: Reader) -> Block:
    """One [[block]] by its kind."""
    kind = table.text("kind")
    if kind not in _KINDS:
        raise table.wrong(f"没有“{kind}”这种块。{nearest(kind, _KINDS)}", "kind")
    table.place = f"{table.place}（{kind}）"
    block = _KINDS[kind](table, reader)
    table.finish()
    return block


def _text(table: Table, reader: Reader, base: Style, *, heading: bool = False, flows: bool = False) -> TextBlock:
    """A heading, a line or a paragraph; one with `required` is called by the wording before its fact."""
    text = template_of(table, "text", reader)
    required = table.flag("required", False)
    if required and not text.names:
        raise table.wrong("“required”要写在有栏目 {…} 的文字上。请删去，或补上栏目。", "required")
    return TextBlock(
        text=text,
        label=(text.parts[0][0].strip().rstrip("：:") or "这一处") if required else "",
        style=style_of(table, base),
        before=millimetres(table, "before"),
        after=millimetres(table, "after", 3.0 if heading else 0.0),
        heading=heading,
        flows=flows,
        with_next=table.flag("with_next", heading),
    )


def _heading(table: Table, reader: Reader) -> Block:
    return _text(table, reader, Style("黑体", 16, 1.6, "center", pad=0), heading=True)


def _line(table: Table, reader: Reader) -> Block:
    return _text(table, reader, Style("仿宋", 16, 1.6, pad=0))


def _paragraph(table: Table, reader: Reader) -> Block:
    return _text(table, reader, Style("仿宋", 16, 1.75, "justify", indent=2, pad=0), flows=True)


def _fill(table: Table, reader: Reader) -> Block:
    """A cover line."""
    left, right = millimetres(table, "left"), millimetres(table, "right", reader.width)
    if not left < right <= reader.width:
        raise table.wrong(f"“left”“right”应当在 0 到版心宽度 {reader.width:g} 毫米之间，且左小右大。请改正。", "right")
    return FillBlock(
        caption=table.text("caption"),
        value=template_of(table, "value", reader),
        tail=table.text("tail", ""),
        style=style_of(table, Style("仿宋", 16, 1.5, pad=0)),
        left=left,
        right=right,
        before=millimetres(table, "before"),
        after=millimetres(table, "after", 6.0),
        required=table.flag("required", False),
    )


def _gap(table: Table, _: Reader) -> Block:
    rest = table.flag("rest", False)
    height = millimetres(table, "height")
    if rest == bool(height):
        raise table.wrong("空白要么写高度 height（毫米），要么写 rest = true（推到页脚）。请二选一。")
    return GapBlock(height=height, rest=rest)


def _page(table: Table, _: Reader) -> Block:
    orientation = table.text("orientation", "upright")
    if orientation not in ("upright", "wide"):
        raise table.wrong(
            f"“orientation”只能是 upright（竖）或 wide（横），写的是“{orientation}”。请改正。", "orientation"
        )
    return PageBlock(
        wide=orientation == "wide", numbered=table.flag("numbered", True), footer=table.flag("footer", True)
    )


def _columns(table: Table, reader: Reader) -> tuple[float, ...]:
    """The column widths in mm, written as one text: "26 36 64 34"."""
    words = table.text("columns").split()
    try:
        columns = tuple(float(word) for word in words)
    except ValueError:
        raise table.wrong('“columns”是各列宽度（毫米），形如 "26 36 64 34"。请改正。', "columns") from None
    if any(not width > 0 for width in columns):
        raise table.wrong("列宽必须大于 0。请改正。", "columns")
    if sum(columns) > reader.width + 0.01:
        says = f"各列合计 {sum(columns):g} 毫米，超过版心宽度 {reader.width:g} 毫米。请改窄。"
        raise table.wrong(says, "columns")
    return columns


def _grid(table: Table, reader: Reader) -> Block:
    """Ruled cells, each row written out."""
    columns = _columns(table, reader)
    rows = tuple(_row(row, reader) for row in table.tables("rows", "行"))
    if not rows:
        raise table.wrong("没有“rows”。请至少写一行。")
    _check_spans(table, rows, len(columns))
    return GridBlock(
        columns=columns,
        head=rows,
        before=millimetres(table, "before"),
        together=table.flag("together", False),
        with_next=table.flag("with_next", False),
        ruled=table.flag("ruled", True),
        stretch=millimetres(table, "stretch"),
    )


def _table(table: Table, reader: Reader) -> Block:
    """A head, one row for each row of a fact, a foot."""
    columns = _columns(table, reader)
    head = tuple(_row(row, reader) for row in table.tables("head", "表头行"))
    of = table.text("of")
    fact = reader.catalogue.get(of)
    if fact is None or not fact.columns:
        tables = [name for name, known in reader.catalogue.items() if known.columns]
        raise table.wrong(f"没有名为“{of}”的多行栏目。{nearest(of, tables)}", "of")
    row = table.table("row")
    if row is None:
        raise table.wrong("缺“row”。请写上每一行的样式。")
    names = frozenset(column.name for column in fact.columns)
    known = Reader(reader.width, reader.catalogue, reader.columns | names)
    repeated = _row(row, known)
    foot = tuple(_row(row, reader) for row in table.tables("foot", "表尾行"))
    blank = tuple(_row(row, reader) for row in table.tables("blank", "空白表的行"))
    beside = table.table("side")
    side = form_cells.cell(beside, reader) if beside else None
    for rows in (head, (repeated,), foot, blank):
        _check_spans(table, rows, len(columns) - (side.across if side else 0))
    return GridBlock(
        columns=columns,
        head=head,
        of=of,
        row=repeated,
        foot=foot,
        side=side,
        blank=blank,
        at_least=table.whole("at_least", 0),
        before=millimetres(table, "before"),
        together=table.flag("together", False),
        with_next=table.flag("with_next", False),
        stretch=millimetres(table, "stretch"),
    )


def _row(table: Table, reader: Reader) -> RowSpec:
    """One row of cells."""
    cells = tuple(form_cells.cell(cell, reader) for cell in table.tables("cells", "格"))
    if not cells:
        raise table.wrong("这一行没有“cells”。请写上各格。")
    row = RowSpec(cells, millimetres(table, "height"), table.flag("fill", False), table.flag("splits", False))
    table.finish()
    return row


def _check_spans(table: Table, rows: tuple[RowSpec, ...], columns: int) -> None:
    """Refuse rows whose cells don't make up the columns exactly."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        at = 0
        for cell in row.cells:
            while (number, at) in taken:
                at += 1
            taken |= {(number + i, at + j) for i in range(cell.down) for j in range(cell.across)}
            at += cell.across
        width = sum(1 for at in range(columns * 2) if (number, at) in taken)
        if width != columns:
            raise table.wrong(f"第 {number + 1} 行各格合计 {width} 列，应为 {columns} 列。请改 across 或增减格子。")
    if any(row >= len(rows) for row, _ in taken):
        raise table.wrong("有一格的 down 超出了最后一行。请改小。")


def _box(table: Table, reader: Reader) -> Block:
    """A box as wide as the page that grows with its text, with room for a seal and a date at its foot."""
    style = style_of(table, Style("仿宋", 12, 1.6, "justify", "top", indent=2))
    cell = CellSpec(
        style,
        text=template_of(table, "text", reader),
        intro=table.text("intro", ""),
        slot=slot_of(table),
        required=table.flag("required", False),
        label=table.text("name", table.text("intro", "").rstrip("：:")),
        least=millimetres(table, "height"),
    )
    row = RowSpec((cell,), fill=table.flag("fill", False), splits=table.flag("splits", True))
    return GridBlock(
        columns=(reader.width,),
        head=(row,),
        before=millimetres(table, "before"),
        with_next=table.flag("with_next", False),
    )


def _qr(table: Table, reader: Reader) -> Block:
    """A two-dimensional code, centred."""
    side = millimetres(table, "side", 30.0)
    cell = CellSpec(Style(pad=0), qr=template_of(table, "value", reader), side=side, least=side)
    return GridBlock(
        columns=(reader.width,), head=(RowSpec((cell,)),), ruled=False, before=millimetres(table, "before")
    )


_KINDS: dict[str, Callable[[Table, Reader], Block]] = {
    "heading": _heading,
    "line": _line,
    "paragraph": _paragraph,
    "fill": _fill,
    "gap": _gap,
    "page": _page,
    "grid": _grid,
    "table": _table,
    "box": _box,
    "qr": _qr,
}
