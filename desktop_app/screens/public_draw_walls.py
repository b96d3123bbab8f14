"""What the public draw puts on its wall: frozen lists, what was drawn page by page; plain values."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.steps.public_draw import FIRMS, PEOPLE, OnTable, Outcome
from desktop_app.widgets.draw_wall import LONE_ROWS, Wall, WallList, WallRow
from desktop_app.widgets.tokens import DARK

STAGES = ("公布指纹", "见证人", "输入数字", "抽取")
RECORDS = {FIRMS: "office/draw-record", PEOPLE: "office/expert-draw-record"}
TITLES = {FIRMS: "满意度测评　公开抽样", PEOPLE: "专家评审　公开抽取专家"}
RANKS = {FIRMS: "样本", PEOPLE: "抽中"}


@dataclass(frozen=True)
class OutcomePage:
    """One page of what was drawn; `outcome` says from which list, counted from 0."""

    outcome: int
    label: str
    rows: tuple[WallRow, ...]


Keys = tuple[tuple[str, str], ...]


def base(table: tuple[OnTable, ...], at: int, says: str, tone: str, keys: Keys) -> Wall:
    """What every wall has: the title, whose lists they are, the stages, a sentence and the keys."""
    aside = f"{len(table)} 个案卷一起抽" if len(table) > 1 else table[0].title
    return Wall(
        title=TITLES[table[0].unit], aside=aside, stages=STAGES, at=at, says=says, tone=tone, keys=keys
    )  # fmt: skip


def listed(one: OnTable) -> WallList:
    """A frozen list with how many are drawn from it."""
    rest = one.entries - one.size
    figures = (
        ("名单", f"{one.entries} {one.unit}"),
        ("抽取", f"{one.size} {one.unit}"),
        ("备选", f"{rest} {one.unit}"),
    )
    return WallList(f"{one.number}　{one.title}", one.hash, figures, one.frozen)


def summed(table: tuple[OnTable, ...]) -> WallList:
    """The one list, or for several what they come to; the hashes have all been shown before."""
    first = listed(table[0])
    if len(table) == 1:
        return first
    unit = table[0].unit
    entries, size = sum(one.entries for one in table), sum(one.size for one in table)
    figures = (("名单", f"{len(table)} 份 {entries} {unit}"), ("共抽取", f"{size} {unit}"))
    return WallList(first.title, first.hash, figures, f"第 1 份，共 {len(table)} 份，已逐份公布")


def pages(outcomes: tuple[Outcome, ...], unit: str, hide_names: bool) -> tuple[OutcomePage, ...]:
    """The drawn ones of every list, then as many of its reserve; many fill several pages."""
    made: list[OutcomePage] = []
    for number, one in enumerate(outcomes):
        room = LONE_ROWS if one.size <= LONE_ROWS else 2 * LONE_ROWS
        rows = tuple(
            WallRow(_rank(lot.place, one.size, unit), lot.number, "" if hide_names else lot.name, lot.ticket)
            for lot in one.order
        )
        said = f"{one.number}　{one.title}　" if len(outcomes) > 1 else ""
        drawn, reserve = rows[: one.size], rows[one.size : one.size + room]
        for first in range(0, len(drawn), room):
            label = f"{said}抽中 {one.size} {unit}，按票号从小到大"
            made.append(OutcomePage(number, label, drawn[first : first + room]))
        if reserve:
            label = f"{said}备选，按次序递补（共 {len(rows) - one.size} {unit}，显示前 {len(reserve)}）"
            made.append(OutcomePage(number, label, reserve))
    return tuple(made)


def _rank(place: int, size: int, unit: str) -> str:
    return f"{RANKS[unit]} {place}" if place <= size else f"备 {place - size}"


def fives(digits: str) -> str:
    """Digits in groups of five, as they were typed."""
    return " ".join(digits[at : at + 5] for at in range(0, len(digits), 5))


def entry_sheet(size: int) -> str:
    """How the line of text on the wall looks: dark like the wall, whatever the theme; type `size` pixels high."""
    return (
        f"QLineEdit#wall_entry {{ background: {DARK.window}; color: {DARK.text}; font-size: {size}px;"
        f" border: 3px solid {DARK.accent}; border-radius: 8px; padding: 0 16px;"
        f" selection-background-color: {DARK.accent_soft}; selection-color: {DARK.text}; }}"
    )
