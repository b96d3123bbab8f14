"""One row of a list, read: its values in normal form, what it can't be taken with, and what is worth a look.

A flag never stops a row; a row is only rejected when it names nobody. Nothing is silently dropped: what can't be
kept in its column is said in the flag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ListGrade
from desktop_app.rules import headcount, names, values
from desktop_app.rules.grid import Cell, Grid, text
from desktop_app.rules.list_columns import GRADES, Header, ListKind

_NO_MARK = frozenset({"", "×", "x", "✗", "✘", "0", "否", "-", "—", "/", "无", "n", "no", "false", "f"})
_GRADE_WORDS = (
    ("不满意", ListGrade.DISSATISFIED),
    ("基本满意", ListGrade.BASICALLY),
    ("较满意", ListGrade.BASICALLY),
    ("一般", ListGrade.BASICALLY),
    ("满意", ListGrade.SATISFIED),
)

T = TypeVar("T")


@dataclass
class ReadRow:
    """What one row says. `values` by the record's column names; `suggested` what a value would be if it is a slip."""

    values: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    suggested: dict[str, Decimal] = field(default_factory=dict)


class Cells:
    """The cells of one row by column name."""

    def __init__(self, grid: Grid, header: Header, row: int) -> None:
        self._cells: Mapping[str, Cell] = {name: grid.cell(row, place) for name, place in header.mapping.items()}
        self.yuan = header.yuan

    def has(self, name: str) -> bool:
        """Whether the list has that column at all."""
        return name in self._cells

    def raw(self, name: str) -> Cell:
        """The cell as it came, None when there is no such column."""
        return self._cells.get(name)

    def line(self, name: str) -> str:
        """The cell as text on one line."""
        return names.one_line(text(self._cells.get(name)))


def firm(cells: Cells) -> ReadRow:
    """A row of 服务的中小企业名单及服务评价表."""
    row = ReadRow()
    name = names.normal(text(cells.raw("name")))
    row.values = {"name": name, "contact": names.normal(text(cells.raw("contact")))}
    row.values["phone"] = names.phone(text(cells.raw("phone")))
    row.values["service"] = cells.line("service")
    row.values["grade"] = _grade(cells, row)
    row.values["uscc"] = names.credit_code(text(cells.raw("uscc")))
    if not name:
        row.refused.append("缺企业名称")
    if cells.has("contact") and not row.values["contact"]:
        row.flags.append("缺联系人")
    if cells.has("phone") and not row.values["phone"]:
        row.flags.append("缺联系电话")
    row.flags.extend(firm_flags(row.values["phone"], row.values["uscc"]))
    return row


def firm_flags(phone: str, uscc: str) -> list[str]:
    """What is worth a look in a firm's telephone number and credit code, both in normal form."""
    flags: list[str] = []
    if phone and not names.is_phone(phone):
        flags.append("电话号码位数不对")
    if uscc:
        fault = names.credit_code_fault(uscc)
        if fault:
            flags.append(f"信用代码{fault}")
        elif names.credit_code_doubt(uscc):
            flags.append("信用代码不能自动校验，请对照证照")
        elif uscc.startswith("92"):
            flags.append("个体工商户，请确认")
    return flags


def _marked(cell: Cell) -> bool:
    """Whether a cell of a tick column is ticked: ✓ √ ✔ 1 是 … and whatever else isn't a no."""
    return names.half_width(text(cell)).strip().lower().strip("\u3000 ") not in _NO_MARK


def _grade(cells: Cells, row: ReadRow) -> str:
    if cells.has("grade"):
        written = cells.line("grade")
        for word, grade in _GRADE_WORDS:
            if word in written:
                return grade.value
        if written:
            row.flags.append(f"评价“{written}”不是满意、基本满意、不满意，未写入评价")
        return ""
    ticked = [name for name in GRADES if _marked(cells.raw(name))]
    if len(ticked) > 1:
        row.flags.append("满意度勾了不止一格，未写入评价")
    elif not ticked and any(cells.has(name) for name in GRADES):
        row.flags.append("没有勾选满意度")
    return ticked[0].removeprefix("grade.") if len(ticked) == 1 else ""


def staff_member(cells: Cells) -> ReadRow:
    """A row of 主要管理人员和服务人员名单及职称情况一览表."""
    row = ReadRow()
    row.values = {"name": names.normal(text(cells.raw("name"))), "sex": cells.line("sex")}
    if row.values["sex"] not in {"", "男", "女"}:
        row.flags.append(f"性别“{row.values['sex']}”请核对")
    row.values["age"] = _read(row, lambda: values.count(cells.line("age").removesuffix("岁"), "年龄"), "年龄")
    age = row.values["age"]
    if age is not None and not 16 <= age <= 90:
        row.flags.append(f"年龄 {age} 请核对")
    for name in ("education", "post", "title", "duty"):
        row.values[name] = cells.line(name)
    education = row.values["education"]
    if education and not headcount.known_education(education):
        row.flags.append(f"学历“{education}”不能归类，不计入大专及以上")
    if not row.values["name"]:
        row.refused.append("缺姓名")
    return row


def equipment(cells: Cells) -> ReadRow:
    """A row of 主要服务设备、仪器及软件清单; a price with its unit is taken in that unit and flagged."""
    row = ReadRow()
    row.values = {"name": names.one_line(text(cells.raw("name"))), "model": cells.line("model")}
    row.values["quantity"] = _read(row, lambda: values.count(cells.line("quantity"), "数量"), "数量")
    for name, label in (("price_wan", "单价"), ("amount_wan", "金额")):
        row.values[name] = _money(cells, name, label, row)
    row.values["bought"] = _bought(cells.raw("bought"))
    row.values["place"] = cells.line("place")
    price, amount, quantity = (row.values[name] for name in ("price_wan", "amount_wan", "quantity"))
    if amount is None and price is not None and quantity is not None and not cells.has("amount_wan"):
        row.values["amount_wan"] = price * quantity
    if not row.values["name"]:
        row.refused.append("缺名称")
    return row


def _money(cells: Cells, name: str, label: str, row: ReadRow) -> Decimal | None:
    written = cells.line(name)
    if name in cells.yuan and re.fullmatch(r"[\d,，.\s]+", names.half_width(written)):
        written += "元"
    money = _read(row, lambda: values.money(written, label), label)
    if money is None:
        return None
    if re.search(r"[元万亿]", written) and name not in cells.yuan:
        row.flags.append(f"{label}写作“{written}”，按 {values.plainly(money.wan or 0)} 万元写入")
    return None if money.wan is None else money.wan


def _bought(cell: Cell) -> str:
    """购置时间 as the lists write it; a date cell becomes 2018-03, text stays as written."""
    if isinstance(cell, datetime | date):
        return values.month_of_cell(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool) and 20000 < cell < 80000:
        return values.month_of_cell(values.of_serial(float(cell)))
    return names.one_line(text(cell))


def _read(row: ReadRow, reader: Callable[[], T], label: str) -> T | None:
    try:
        return reader()
    except Refusal as refusal:
        row.flags.append(f"{label}未写入：{refusal.says.split('。')[0]}")
        return None


READERS: dict[ListKind, Callable[[Cells], ReadRow]] = {
    ListKind.FIRMS: firm,
    ListKind.STAFF: staff_member,
    ListKind.EQUIPMENT: equipment,
}


def suspect_yuan(rows: list[ReadRow]) -> None:
    """Flag prices and amounts that look like 元 under a 万元 heading; `suggested` holds the figure in 万元.

    A figure is suspect when it is a hundred times the usual one of its column and a ten-thousandth of it is usual.
    """
    for name, label in (("price_wan", "单价"), ("amount_wan", "金额")):
        known = sorted(row.values[name] for row in rows if row.values.get(name))
        if len(known) < 3:
            continue
        usual, largest = known[len(known) // 2], None
        plausible = [figure for figure in known if figure < usual * 100]
        largest = plausible[-1] if plausible else usual
        for row in rows:
            figure = row.values.get(name)
            if figure is None or figure < usual * 100 or figure < 100:
                continue
            fits = figure / values.TEN_THOUSAND
            if known[0] / 10 <= fits <= largest * 10:
                short = fits.normalize()
                row.suggested[name] = short if values.places(short) >= 2 else fits.quantize(Decimal("0.01"))
                shown = values.plainly(row.suggested[name])
                row.flags.append(f"{label} {values.plainly(figure)} 疑为元，建议 {shown} 万元")
    for row in rows:
        _product(row)


def _product(row: ReadRow) -> None:
    """Flag an amount that isn't price times quantity."""
    taken = {**row.values, **row.suggested}
    price, amount, quantity = taken.get("price_wan"), taken.get("amount_wan"), taken.get("quantity")
    if price is None or amount is None or not quantity:
        return
    product = price * quantity
    slack = Decimal("0.005") * quantity + Decimal("0.005")
    if abs(product - amount) > slack:
        row.flags.append(f"单价 × 数量为 {values.plainly(product)} 万元，金额写 {values.plainly(amount)} 万元")
