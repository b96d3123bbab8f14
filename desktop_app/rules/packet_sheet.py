"""The sheet to fill in by hand (评分表.xlsx): its rows, and reading it back from whatever workbook comes home.

Each row to fill in ends with its own code. What stands before the code is compared with what was handed out, so that a
sheet whose printed part was changed shows; only the column 填写 is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest
from desktop_app.rules.grid import Grid
from desktop_app.rules.packet import LONGEST_TEXT, Answer, Packet, PacketItem
from desktop_app.rules.score_sheet import Criterion, Entry, plain

HEADS = ("项次", "平台", "评分项", "怎么填", "填写", "校验码")
FILLED, CODE = 4, 5
"""Which column is filled in, and which holds the row's code."""
ABSTAIN, INTEREST, REMARK = "@abstain", "@interest", "@remark"
_CODE = re.compile(r"评审包\s*[:：]?\s*([A-Z0-9]{4}(?:-[A-Z0-9]{4}){2})")
_YES = ("是", "√", "弃权", "y", "Y", "1")


@dataclass(frozen=True)
class Row:
    """One row to fill in: the printed cells, and the code behind it."""

    cells: tuple[str, str, str, str]
    code: str


def title(packet: Packet) -> str:
    """The first line, which names the packet."""
    return f"{packet.meeting}　评分表　第 {packet.number} 席 {packet.name}　评审包：{packet.code}"


def rows(packet: Packet) -> tuple[Row, ...]:
    """Every row to fill in, item by item."""
    entries = packet.sheet.entries
    return tuple(row for item in packet.items for row in _rows(item, entries))


CRITERIA_HEADS = ("评分项", "权重", "说明", "评分标准")


def criteria(packet: Packet) -> tuple[tuple[str, str, str, str], ...]:
    """What each criterion asks for and what its marks mean, for the workbook's second sheet."""
    return tuple(
        (one.title, f"{plain(one.weight)}%", one.says, "\n".join(_standards(one))) for one in packet.sheet.criteria
    )


def _standards(one: Criterion) -> list[str]:
    if one.additions:
        each = [f"{part.says}：每次 {plain(part.points)} 分，最多 {part.most} 次" for part in one.additions]
        return [*each, f"累加到 {plain(one.cap)} 分为止"]
    return [f"{plain(anchor.at_least)} 分起：{anchor.says}" for anchor in one.anchors]


def _rows(item: PacketItem, entries: tuple[Entry, ...]) -> tuple[Row, ...]:
    place = (str(item.position), item.platform)
    asked = [Row((*place, one.label, _range(one)), f"{item.code}:{one.key}") for one in entries]
    return (
        *asked,
        Row((*place, "弃权", "弃权的填“是”，其余不填"), f"{item.code}:{ABSTAIN}"),
        Row((*place, "回避", "需要回避的写事由，其余不填"), f"{item.code}:{INTEREST}"),
        Row((*place, "评语", "可以不写"), f"{item.code}:{REMARK}"),
    )


def _range(entry: Entry) -> str:
    if entry.counted:
        return f"符合的次数，0–{plain(entry.most)}"
    return f"0–{plain(entry.most)} 分" + (f"，{plain(entry.step)} 分一档" if entry.step != 1 else "")


def code_in(grid: Grid) -> str:
    """The code of the packet that a sheet belongs to, or empty."""
    for row in grid.rows[:5]:
        for cell in row:
            found = _CODE.search(str(cell)) if isinstance(cell, str) else None
            if found:
                return found[1]
    return ""


def read(packet: Packet, grid: Grid) -> dict[str, Answer]:
    """The answers by the item's code, untouched items left out.

    Raises Refusal when a printed cell was changed, a row is missing or stands twice (field "altered"), or what was
    filled in can't be read (field "wrong").
    """
    filled = _filled(packet, grid)
    found = {}
    for item in packet.items:
        mine = {code.split(":", 1)[1]: text for code, text in filled.items() if code.split(":", 1)[0] == item.code}
        answer = _answer(item, mine)
        if not answer.empty or answer.remark:
            found[item.code] = answer
    return found


def _filled(packet: Packet, grid: Grid) -> dict[str, str]:
    wanted = {row.code: row for row in rows(packet)}
    found: dict[str, str] = {}
    for number in range(len(grid.rows)):
        cells = [_shown(grid.cell(number, column)) for column in range(len(HEADS))]
        row = wanted.get(cells[CODE])
        if row is None:
            continue
        if row.code in found:
            raise Refusal(f"“{row.cells[2]}”这一行出现了两次。请专家在原来的评分表里重填。", field="altered")
        if tuple(cells[:FILLED]) != row.cells:
            raise Refusal(f"“{row.cells[2]}”这一行的印刷内容被改动过。请专家在原来的评分表里重填。", field="altered")
        found[row.code] = cells[FILLED]
    if found.keys() != wanted.keys():
        raise Refusal(f"评分表少了 {len(wanted) - len(found)} 行。请专家在原来的评分表里重填。", field="altered")
    return found


def _shown(cell: object) -> str:
    if cell is None or isinstance(cell, bool):
        return "是" if cell else ""
    if isinstance(cell, int | float):
        return plain(Decimal(str(cell)))
    return str(cell).strip()


def _answer(item: PacketItem, filled: dict[str, str]) -> Answer:
    texts = {key: text for key, text in filled.items() if not key.startswith("@") and text}
    abstain, interest, remark = (filled.get(key, "") for key in (ABSTAIN, INTEREST, REMARK))
    if max(len(interest), len(remark)) > LONGEST_TEXT:
        raise _wrong(item, "文字过长")
    if abstain and abstain not in _YES:
        raise _wrong(item, "“弃权”一栏只填“是”")
    if interest:
        return Answer({}, interest=Interest.OTHER, detail=interest)
    if abstain:
        if texts:
            raise _wrong(item, "既填了分数，又填了弃权")
        return Answer({}, abstained=True, remark=remark)
    return Answer({key: _mark(item, text) for key, text in texts.items()}, remark=remark)


def _mark(item: PacketItem, text: str) -> Decimal:
    try:
        mark = Decimal(
            text.translate(str.maketrans("０１２３４５６７８９．", "0123456789.")).removesuffix("分").strip()
        )
    except InvalidOperation:
        raise _wrong(item, "有一栏不是数字") from None
    if not mark.is_finite():
        raise _wrong(item, "有一栏不是数字")
    return mark


def _wrong(item: PacketItem, what: str) -> Refusal:
    return Refusal(f"第 {item.position} 项{what}。请专家更正后重新交回。", field="wrong")
