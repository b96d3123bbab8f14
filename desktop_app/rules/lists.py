"""A grid of cells taken as one of the official lists, beside the rows that are already there.

Nothing is written here: the preview says what would be new, changed, unchanged, rejected, and what is worth a look,
with the sheet's own row numbers, so that the clerk can lay paper and screen side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from desktop_app.records.kinds import Kind, ListGrade
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.rules import list_columns, list_notes, list_rows, names, values
from desktop_app.rules.grid import Grid, parse_tsv, text
from desktop_app.rules.list_columns import LAYOUTS, Header, Layout, ListKind
from desktop_app.rules.list_rows import Cells, ReadRow

__all__ = ["Grid", "Header", "ListKind", "ListPreview", "PreviewRow", "Result", "Total", "parse_tsv", "preview"]

Listed = ServedFirm | StaffMember | Equipment

COLUMNS: dict[ListKind, tuple[str, ...]] = {
    ListKind.FIRMS: ("name", "contact", "phone", "service", "grade", "uscc"),
    ListKind.STAFF: ("name", "sex", "age", "education", "post", "title", "duty"),
    ListKind.EQUIPMENT: ("name", "model", "quantity", "price_wan", "amount_wan", "bought", "place"),
}
_REMARK = re.compile(r"^(?:备注|注[:：]|注意|说明|填表|填报|制表|审核人|单位负责人|联系人[:：]|第\s*\d+\s*页|以上)")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总数)|共服务")
_FIGURE = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(万元|元|台|家|人|户)?")


class Result(Kind):
    """What would become of a row."""

    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    UNCHANGED = "unchanged", "未变"
    REJECTED = "rejected", "拒绝"


@dataclass(frozen=True)
class Change:
    """A value that differs from the row already there, both as shown to the user."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class PreviewRow:
    """One row of the sheet. `target` is the id of the row it would change, `reasons` why it is rejected."""

    row: int
    result: Result
    values: Mapping[str, Any]
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    suggested: Mapping[str, Decimal] = field(default_factory=dict)
    target: int | None = None
    written: tuple[str, ...] = ()
    """The cells as they stand in the sheet."""


@dataclass(frozen=True)
class Total:
    """A line below the list that adds it up (上一年度共服务企业 458 家), and what it says beside the rows."""

    row: int
    text: str
    figures: tuple[Decimal, ...]
    says: str = ""


@dataclass(frozen=True)
class ListPreview:
    """What would happen. `refused` is why nothing can be taken as it is; then `rows` is empty."""

    kind: ListKind
    header: Header
    rows: tuple[PreviewRow, ...] = ()
    totals: tuple[Total, ...] = ()
    remarks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Labels of official columns that the sheet doesn't have."""
    title_rows: int = 0
    blank_rows: int = 0
    untouched: int = 0
    """Rows already there of which the sheet says nothing; they stay."""
    refused: str = ""
    grid: Grid = field(default_factory=lambda: Grid(()))

    def of(self, result: Result) -> tuple[PreviewRow, ...]:
        """The rows with that result."""
        return tuple(row for row in self.rows if row.result is result)

    @property
    def to_write(self) -> tuple[PreviewRow, ...]:
        """The rows that a confirmed preview writes."""
        return tuple(row for row in self.rows if row.result in (Result.NEW, Result.CHANGED))

    @property
    def flagged(self) -> tuple[PreviewRow, ...]:
        """The rows that are worth a look and not rejected."""
        return tuple(row for row in self.rows if row.flags and row.result is not Result.REJECTED)


def show(name: str, value: Any) -> str:
    """A list value as the user reads it."""
    if value is None or value == "":
        return ""
    if name == "grade":
        return ListGrade(value).label
    if name.endswith("_wan") and isinstance(value, Decimal):
        return values.plainly(value if values.places(value) >= 2 else value.quantize(Decimal("0.01")))
    return values.plainly(value) if isinstance(value, Decimal | int) else str(value)


def label(kind: ListKind, name: str) -> str:
    """What a column is called in the official list."""
    return LAYOUTS[kind].column(name).label


def preview(
    grid: Grid,
    kind: ListKind,
    existing: Sequence[Listed] = (),
    *,
    mapping: Mapping[str, int] | None = None,
    first_row: int | None = None,
    applicant: str = "",
    applicant_phones: frozenset[str] = frozenset(),
) -> ListPreview:
    """Read `grid` as the list `kind` beside the rows already there.

    `mapping` (column name → place from 0) and `first_row` (from 0) replace the header that would be found. A grid
    that can't be read so is answered with `refused`, naming the missing columns; nothing is raised.
    """
    layout = LAYOUTS[kind]
    if not any(not grid.blank(row) for row in range(len(grid.rows))):
        return ListPreview(kind, Header(), refused="没有内容。请在 Excel 或 WPS 中选中名单，复制后再粘贴。", grid=grid)
    header = _header(grid, layout, mapping, first_row)
    if "name" not in header.mapping:
        return ListPreview(kind, header, refused=_wrong_header(layout, header), grid=grid)
    read, totals, remarks, blank = _read_rows(grid, kind, header)
    if kind is ListKind.EQUIPMENT:
        list_rows.suspect_yuan([row for _, row in read])
    if kind is ListKind.FIRMS:
        list_notes.shared_numbers([row for _, row in read], applicant, applicant_phones)
    _reject_twins(grid, kind, read)
    rows = tuple(_compared(grid, kind, read, existing))
    return ListPreview(
        kind,
        header,
        rows,
        tuple(_told(kind, total, rows) for total in totals),
        tuple(remarks),
        _absent(header, layout),
        title_rows=sum(not grid.blank(row) for row in range(header.rows[0] if header.rows else 0)),
        blank_rows=blank,
        untouched=len(existing) - len({row.target for row in rows if row.target is not None}),
        grid=grid,
    )


def _absent(header: Header, layout: Layout) -> tuple[str, ...]:
    """Labels of the official columns that the sheet doesn't have."""
    official = [column for column in layout.columns if column.official and column.name != "no"]
    return tuple(column.label for column in official if not _has(header, column.name))


def _has(header: Header, name: str) -> bool:
    return name in header.mapping or (name.startswith("grade.") and "grade" in header.mapping)


def _header(grid: Grid, layout: Layout, mapping: Mapping[str, int] | None, first_row: int | None) -> Header:
    if mapping is not None:
        found = list_columns.find_header(grid, layout)
        start = first_row
        if start is None:
            start = found.first_data_row if found else list_columns.candidate_row(grid) + 1
        return list_columns.by_hand(grid, layout, mapping, start)
    found = list_columns.find_header(grid, layout) or list_columns.official_order(grid, layout)
    if found is None:
        row = list_columns.candidate_row(grid)
        return Header((row,), grid.texts(row))
    return found


def _wrong_header(layout: Layout, header: Header) -> str:
    known = " ".join(header.headings)
    missing = [
        column.label for column in layout.columns if column.essential and column.official and column.label not in known
    ] or [layout.column("name").label]
    listed = "、".join(f"“{name}”" for name in missing)
    return f"表头不是“{layout.kind.label}”的格式：缺{listed}列。请在“列对应”中指定，或用官方表格填写。"


def _read_rows(
    grid: Grid, kind: ListKind, header: Header
) -> tuple[list[tuple[int, ReadRow]], list[Total], list[str], int]:
    read: list[tuple[int, ReadRow]] = []
    totals: list[Total] = []
    remarks: list[str] = []
    blank = 0
    for row in range(header.first_data_row, len(grid.rows)):
        if grid.blank(row):
            blank += 1
            continue
        said = [value for value in (part.strip() for part in map(text, grid.rows[row])) if value]
        if _TOTAL.search(said[0]) and not _names_somebody(grid, header, row, said):
            totals.append(Total(grid.first_row + row, " ".join(said), _figures(said)))
        elif _REMARK.match(said[0]) or (len(said) == 1 and len(said[0]) > 30):
            remarks.append(" ".join(said))
        elif _repeats_header(grid, header, row) or (len(said) == 1 and said[0].isdecimal() and _numbered(header)):
            blank += 1
        else:
            read.append((row, list_rows.READERS[kind](Cells(grid, header, row))))
    return read, totals, remarks, blank


def _names_somebody(grid: Grid, header: Header, row: int, said: list[str]) -> bool:
    """Whether a row that begins like a total line is a row after all: its name cell holds something else."""
    name = text(grid.cell(row, header.mapping["name"])).strip()
    return bool(name) and name != said[0]


def _numbered(header: Header) -> bool:
    """Whether the list has 序号: a row with nothing but its number is an empty row of the form."""
    return "no" in header.mapping or header.guessed


def _repeats_header(grid: Grid, header: Header, row: int) -> bool:
    """A header printed again on each page of the sheet."""
    if not header.rows:
        return False
    again = grid.texts(row)
    return any(value.strip() for value in again) and again in {grid.texts(above) for above in header.rows}


def _figures(said: Sequence[str]) -> tuple[Decimal, ...]:
    line = names.half_width(" ".join(said))
    return tuple(Decimal(found[1].replace(",", "")) for found in _FIGURE.finditer(line))


def _reject_twins(grid: Grid, kind: ListKind, read: list[tuple[int, ReadRow]]) -> None:
    """Reject the later one of two rows that are the same; people and machines may share a name."""
    seen: dict[tuple[str, ...], int] = {}
    for row, one in read:
        number = grid.first_row + row
        for mark in _marks(kind, one.values):
            first = seen.setdefault(mark, number)
            if first != number and not one.refused:
                what = {ListKind.FIRMS: "是同一家企业", ListKind.STAFF: "是同一人", ListKind.EQUIPMENT: "完全相同"}
                same = "（信用代码相同）" if mark[0] == "uscc" else ""
                if kind is ListKind.EQUIPMENT:
                    one.flags.append(f"与第 {first} 行{what[kind]}")
                else:
                    one.refused.append(f"与第 {first} 行{what[kind]}{same}")


def _marks(kind: ListKind, said: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """What makes two rows of one sheet the same row."""
    if not said["name"]:
        return []
    if kind is ListKind.FIRMS:
        code = said["uscc"]
        return [("name", names.key(said["name"])), *([("uscc", code)] if len(code) == 18 else [])]
    return [("all", *(names.key(str(said[name])) for name in COLUMNS[kind]))]


def _compared(
    grid: Grid, kind: ListKind, read: list[tuple[int, ReadRow]], existing: Sequence[Listed]
) -> Iterator[PreviewRow]:
    free = list(existing)
    for row, one in read:
        number, written = grid.first_row + row, grid.texts(row)
        if one.refused:
            yield PreviewRow(number, Result.REJECTED, one.values, tuple(one.refused), tuple(one.flags), written=written)
            continue
        twin = _twin(kind, one.values, free)
        if twin is None:
            yield PreviewRow(number, Result.NEW, one.values, (), tuple(one.flags), (), one.suggested, None, written)
            continue
        free.remove(twin)
        changes = tuple(_changes(kind, one, twin))
        result = Result.CHANGED if changes else Result.UNCHANGED
        yield PreviewRow(number, result, one.values, (), tuple(one.flags), changes, one.suggested, twin.id, written)


def _twin(kind: ListKind, said: Mapping[str, Any], free: Sequence[Listed]) -> Listed | None:
    """The row already there that is the same firm, person or machine; of several the most alike."""
    if kind is ListKind.FIRMS and len(said["uscc"]) == 18:
        for row in free:
            if isinstance(row, ServedFirm) and row.uscc == said["uscc"]:
                return row
    alike = [row for row in free if names.same(row.name, said["name"])]
    if kind is ListKind.EQUIPMENT:
        alike = [
            row for row in alike if isinstance(row, Equipment) and names.key(row.model) == names.key(said["model"])
        ]
    return max(alike, key=lambda row: sum(getattr(row, name) == said[name] for name in COLUMNS[kind]), default=None)


def _changes(kind: ListKind, one: ReadRow, twin: Listed) -> Iterator[Change]:
    """Where the sheet says something else; an empty cell never wipes out what is there."""
    for name in COLUMNS[kind]:
        new = one.suggested.get(name, one.values[name])
        old = getattr(twin, name)
        if new in (None, "") or new == old:
            continue
        yield Change(name, "评价" if name == "grade" else label(kind, name), show(name, old), show(name, new))


def _told(kind: ListKind, total: Total, rows: Sequence[PreviewRow]) -> Total:
    """A total line with what it says beside the rows; firms *served* and firms *listed* are two different counts."""
    taken = [{**row.values, **row.suggested} for row in rows if row.result is not Result.REJECTED]
    if kind is ListKind.FIRMS:
        says = f"“{total.text}”：名单写入 {len(taken)} 家；全年服务家数请与申请表核对。"
    elif kind is ListKind.STAFF:
        fits = Decimal(len(taken)) in total.figures
        says = f"“{total.text}”：与逐行计数{'一致' if fits else f' {len(taken)} 人不一致，请核对'}。"
    else:
        pieces = Decimal(sum(row["quantity"] or 0 for row in taken))
        amount = sum((row["amount_wan"] or Decimal(0) for row in taken), Decimal(0))
        fits = {pieces, amount} <= set(total.figures)
        computed = f"{values.plainly(pieces)} 台（套）、{values.plainly(amount)} 万元"
        says = f"“{total.text}”：逐行相加{'一致' if fits else f'为 {computed}，请核对'}。"
    return Total(total.row, total.text, total.figures, says)
