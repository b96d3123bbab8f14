"""Paper score sheets: a number that tells its own slips, and a checksum line that tells those of the marks.

The number is item, seat and two check digits (ISO 7064, MOD 97-10: every single wrong digit and every two swapped ones
show). The last line of the sheet is the sum of all numbers above it, written by the expert; whoever keys the sheet in
types that sum as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.errors import Refusal
from desktop_app.rules.score_sheet import plain

_NUMBER = re.compile(r"(\d{5})(\d{2})(\d{2})")


@dataclass(frozen=True)
class SheetNumber:
    """Which item and which seat a sheet is for."""

    item_id: int
    seat: int

    @property
    def code(self) -> str:
        """As it is printed: 00012-03-58."""
        item, seat = f"{self.item_id:05d}", f"{self.seat:02d}"
        return f"{item}-{seat}-{_check(item + seat)}"


def _check(digits: str) -> str:
    return f"{98 - int(digits) * 100 % 97:02d}"


def read(typed: str) -> SheetNumber:
    """The number as it was typed in, spaces and dashes of any kind forgiven; raises Refusal for a slip."""
    digits = re.sub(r"[\s\-－—–_]", "", typed.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    found = _NUMBER.fullmatch(digits)
    if found is None or not digits.isascii():
        raise Refusal("评分表编号应为 9 位数字，形如 00012-03-58。请照纸面录入。", field="number")
    if _check(found[1] + found[2]) != found[3]:
        raise Refusal(f"评分表编号“{typed.strip()}”的校验位不符，有一位录错了。请对照纸面核对。", field="number")
    return SheetNumber(int(found[1]), int(found[2]))


def control_sum(marks: Mapping[str, Decimal]) -> Decimal:
    """The checksum line: all numbers on the sheet added up, as they are written and without any weight."""
    return sum(marks.values(), Decimal(0))


def check_sum(marks: Mapping[str, Decimal], written: Decimal) -> None:
    """Refuse marks that don't add up to the sum that is written on the sheet."""
    found = control_sum(marks)
    if found != written:
        raise Refusal(
            f"录入的各项相加是 {plain(found)}，纸面校验行写的是 {plain(written)}。"
            "请逐项核对，纸面本身加错的请专家更正并签名。",
            field="total",
        )
