"""Reading a list of experts (专家库) from an office's own workbook: whichever column stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.rules import names
from desktop_app.rules.grid import Grid
from desktop_app.rules.list_columns import Column, Layout, ListKind, find_header

FIELDS = (("name", "姓名"), ("title", "职务/职称"), ("unit", "工作单位"), ("field", "专业领域"), ("phone", "联系电话"))
LAYOUT = Layout(
    ListKind.STAFF,  # a list of people; the layout's own columns are what counts
    "评审专家库",
    (
        Column("no", "序号", r"序号|编号|序|no\.?|№"),
        Column("name", "姓名", r".*姓名|名字|专家", True),
        Column("title", "职务/职称", r".*(?:职务|职称).*", True),
        Column("unit", "工作单位", r".*单位.*", True),
        Column("field", "专业领域", r".*(?:专业|领域|研究方向|专长).*"),
        Column("phone", "联系电话", r".*(?:电话|手机|联系方式).*"),
    ),
)


@dataclass(frozen=True)
class ExpertRow:
    """One row as it was read: `row` is its number in the sheet; `fault` says why it can't be taken, or is empty."""

    row: int
    values: Mapping[str, str]
    fault: str = ""


def normal(values: Mapping[str, str]) -> dict[str, str]:
    """The fields of one expert in the form in which they are kept."""
    kept = {name: names.one_line(values.get(name, "")) for name, _label in FIELDS}
    kept["name"] = names.normal(kept["name"])
    kept["phone"] = names.phone(kept["phone"]) if kept["phone"] else ""
    return kept


def missing(kept: Mapping[str, str]) -> tuple[str, str] | None:
    """The first field that must not be empty and is: (name, label), or None."""
    needed = (("name", "姓名"), ("unit", "工作单位"))
    return next(((name, label) for name, label in needed if not kept[name]), None)


def same(one: Mapping[str, str], name: str, unit: str, phone: str) -> bool:
    """Whether both are the same person: same name, and same unit or a telephone number in common."""
    if not names.same(one["name"], name):
        return False
    return bool(names.phones(one["phone"]) & names.phones(phone)) or names.same(one["unit"], unit)


def read_rows(grid: Grid) -> tuple[ExpertRow, ...] | None:
    """The experts below the header, blank rows left out; None when no row is a header with names and units."""
    header = find_header(grid, LAYOUT)
    if header is None or "unit" not in header.mapping:
        return None
    return tuple(_rows(grid, header.mapping, header.first_data_row))


def _rows(grid: Grid, mapping: Mapping[str, int], first: int) -> Iterator[ExpertRow]:
    seen: list[dict[str, str]] = []
    for number in range(first, len(grid.rows)):
        if grid.blank(number):
            continue
        texts = grid.texts(number)
        kept = normal({name: texts[place] for name, place in mapping.items() if name != "no"})
        if not any(kept[name] for name in ("name", "title", "unit", "phone")):
            continue  # a note or a serial number below the list
        lacking = missing(kept)
        twice = any(same(kept, one["name"], one["unit"], one["phone"]) for one in seen)
        fault = f"没有{lacking[1]}" if lacking else "与前面的行重复" if twice else ""
        seen.append(kept)
        yield ExpertRow(grid.first_row + number, kept, fault)
