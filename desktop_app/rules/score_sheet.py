"""Score sheets (评分表): criteria with anchors, weights and caps, read from `resources/score_sheets`, and their total.

A sheet is the office's working paper: no official form has a score. Each criterion is marked from 0 to its cap, or adds
up increments that are capped; the mark, as a share of the criterion's full mark (100 unless the sheet says otherwise),
is then weighted. The weights make 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.rules import strict_toml
from desktop_app.rules.clause_file import unique
from desktop_app.rules.strict_toml import Table

FULL = Decimal(100)
CENT = Decimal("0.01")
SPREAD = Decimal(15)
"""A range that is flagged where the sheet names none."""
Marks = Mapping[str, Decimal]
"""What an expert writes: by `Entry.key`."""


@dataclass(frozen=True)
class Anchor:
    """What a mark of at least `at_least` means, in words."""

    at_least: Decimal
    says: str


@dataclass(frozen=True)
class Addition:
    """An increment: `points` each time it applies, `most` times at the utmost."""

    id: str
    says: str
    points: Decimal
    most: int


@dataclass(frozen=True)
class Criterion:
    """One criterion: marked 0…`cap` in steps of `step`, or, with `additions`, added up and capped at `cap`.

    `full` is the mark that earns the whole weight; `cap` is lower where the sheet lets nobody reach it.
    """

    id: str
    title: str
    says: str
    weight: Decimal
    full: Decimal
    cap: Decimal
    step: Decimal
    anchors: tuple[Anchor, ...] = ()
    additions: tuple[Addition, ...] = ()

    def anchor(self, mark: Decimal) -> str:
        """What `mark` means by the anchors, or empty."""
        return next((one.says for one in self.anchors if mark >= one.at_least), "")


@dataclass(frozen=True)
class Entry:
    """One number to write down. `counted` when it says how many times an increment applies."""

    key: str
    criterion: str
    label: str
    most: Decimal
    step: Decimal
    counted: bool = False


@dataclass(frozen=True)
class ScoreSheet:
    """One score sheet; anchors stand from the highest to the lowest."""

    id: str
    title: str
    note: str
    criteria: tuple[Criterion, ...]
    spread_limit: Decimal = SPREAD
    trims: bool = False
    """Whether the highest and the lowest total are left out of the mean."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All numbers to write, in the order of the paper."""
        return tuple(entry for criterion in self.criteria for entry in _entries(criterion))

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; raises KeyError."""
        return next(one for one in self.criteria if one.id == criterion_id)


def _entries(criterion: Criterion) -> tuple[Entry, ...]:
    if not criterion.additions:
        return (Entry(criterion.id, criterion.id, criterion.title, criterion.cap, criterion.step),)
    return tuple(
        Entry(f"{criterion.id}/{one.id}", criterion.id, one.says, Decimal(one.most), Decimal(1), counted=True)
        for one in criterion.additions
    )


def reached(criterion: Criterion, marks: Marks) -> Decimal:
    """The criterion's own mark, 0…cap: as given, or the increments added up and capped."""
    if not criterion.additions:
        return marks[criterion.id]
    times = ((one, marks.get(f"{criterion.id}/{one.id}", Decimal(0))) for one in criterion.additions)
    return min(sum((one.points * often for one, often in times), Decimal(0)), criterion.cap)


def total(sheet: ScoreSheet, marks: Marks) -> Decimal:
    """The weighted total, 0…100, to two places; raises KeyError for a criterion that has no mark."""
    shares = (Fraction(reached(one, marks)) * Fraction(one.weight) / Fraction(one.full) for one in sheet.criteria)
    return rounded(sum(shares, Fraction(0)))


def rounded(exact: Fraction) -> Decimal:
    """An exact number to two places, a half upwards."""
    return Decimal(floor(exact * 100 + Fraction(1, 2))) * CENT


def check(sheet: ScoreSheet, marks: Marks) -> dict[str, Decimal]:
    """The marks as they are kept, an increment that was left out as 0; raises Refusal at the entry (`field`)."""
    entries = {entry.key: entry for entry in sheet.entries}
    for key in marks:
        if key not in entries:
            raise Refusal("评分表里没有这一项，没有保存。请刷新后重新评分。", field=key)
    kept: dict[str, Decimal] = {}
    for key, entry in entries.items():
        given = marks.get(key)
        if given is None and not entry.counted:
            raise Refusal(f"“{entry.label}”还没有评分。请评分，或整项弃权。", field=key)
        kept[key] = _within(entry, given if given is not None else Decimal(0))
    return kept


def _within(entry: Entry, mark: Decimal) -> Decimal:
    if not mark.is_finite() or not 0 <= mark <= entry.most:
        raise Refusal(f"“{entry.label}”应在 0 到 {plain(entry.most)} 之间。请改正。", field=entry.key)
    if mark % entry.step:
        raise Refusal(f"“{entry.label}”以 {plain(entry.step)} 为一档。请改正。", field=entry.key)
    return mark


def plain(number: Decimal) -> str:
    """A number without idle noughts: 86, 86.5."""
    said = format(number, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def read(path: Path) -> ScoreSheet:
    """The sheet in the file at `path`; raises WrongFile."""
    return _sheet(strict_toml.read(path), path.stem)


def parse(sheet_id: str, text: str) -> ScoreSheet:
    """The sheet whose file's text was kept; raises WrongFile."""
    return _sheet(strict_toml.parse(f"{sheet_id}.toml", text.encode()), sheet_id)


@cache
def load(sheet_id: str) -> ScoreSheet:
    """The sheet of that id; raises Refusal when there is none, WrongFile when its file is wrong."""
    return read(path_of(sheet_id))


def path_of(sheet_id: str) -> Path:
    """The file of a sheet; raises Refusal when there is none."""
    path = paths.RESOURCES / "score_sheets" / f"{sheet_id}.toml"
    if not sheet_id or Path(sheet_id).name != sheet_id or not path.is_file():
        raise Refusal(
            f"没有编号为“{sheet_id}”的评分表。请把文件放回程序的 resources/score_sheets 文件夹，或另选评分表。",
            field="sheet",
        )
    return path


def ids() -> tuple[str, ...]:
    """The id of every sheet's file, whether it can be read or not."""
    return tuple(sorted(path.stem for path in (paths.RESOURCES / "score_sheets").glob("*.toml")))


def choices() -> tuple[ScoreSheet, ...]:
    """Every sheet there is, by id; raises WrongFile for the first that can't be read."""
    return tuple(load(one) for one in ids())


def _sheet(root: Table, stem: str) -> ScoreSheet:
    sheet_id = root.text("id")
    if sheet_id != stem:
        raise root.wrong(f"编号“{sheet_id}”和文件名“{stem}”不一致。请改成一致。", "id")
    tables = root.tables("criterion", "评分项")
    if not tables:
        raise root.wrong("一个评分项也没有。请至少写一项 [[criterion]]。")
    criteria = tuple(_criterion(table) for table in tables)
    unique(tables, [one.id for one in criteria], "评分项")
    weights = sum((one.weight for one in criteria), Decimal(0))
    if weights != FULL:
        raise root.wrong(f"各评分项的权重（weight）合计应为 100，现在是 {plain(weights)}。请改正。")
    sheet = ScoreSheet(
        id=sheet_id,
        title=root.text("title"),
        note=root.text("note", ""),
        criteria=criteria,
        spread_limit=_number(root, "spread_limit", SPREAD, most=FULL),
        trims=root.flag("drop_highest_and_lowest", False),
    )
    root.finish()
    return sheet


def _number(table: Table, key: str, default: Decimal | None, *, most: Decimal) -> Decimal:
    found = table.number(key)
    if found is None:
        if default is None:
            raise table.wrong(f"缺“{key}”。请补上（数值，不加引号、不带单位）。")
        return default
    if not 0 < found <= most:
        raise table.wrong(f"“{key}”应当大于 0、不超过 {plain(most)}，写的是 {plain(found)}。请改正。", key)
    return found


def _criterion(table: Table) -> Criterion:
    full = _number(table, "full", FULL, most=FULL)
    cap = _number(table, "cap", full, most=full)
    step = _number(table, "step", Decimal(1), most=cap)
    if cap % step:
        raise table.wrong(f"满分 {plain(cap)} 不是一档 {plain(step)} 的整数倍。请改正 cap 或 step。", "step")
    additions = _additions(table, cap)
    criterion = Criterion(
        id=_id(table),
        title=table.text("title"),
        says=table.text("says", ""),
        weight=_number(table, "weight", None, most=FULL),
        full=full,
        cap=cap,
        step=step,
        anchors=_anchors(table, cap),
        additions=additions,
    )
    if additions and table.has("step"):
        raise table.wrong("加分项（addition）按次数累加，不分档。请删去 step。", "step")
    table.finish()
    return criterion


def _id(table: Table) -> str:
    found = table.text("id")
    if "/" in found or not found.isascii():
        raise table.wrong(f"编号“{found}”只能用英文字母、数字和连字符。请改正。", "id")
    return found


def _anchors(table: Table, cap: Decimal) -> tuple[Anchor, ...]:
    found = []
    for entry in table.tables("anchor", "评分标准"):
        at_least = entry.number("at_least")
        if at_least is None or not 0 <= at_least <= cap:
            raise entry.wrong(f"评分标准的起点（at_least）应在 0 到满分 {plain(cap)} 之间。请改正。", "at_least")
        found.append(Anchor(at_least, entry.text("says")))
        entry.finish()
    starts = [one.at_least for one in found]
    if len(set(starts)) != len(starts):
        raise table.wrong("有两条评分标准的起点（at_least）相同。请删去或改正一条。", "anchor")
    return tuple(sorted(found, key=lambda one: one.at_least, reverse=True))


def _additions(table: Table, cap: Decimal) -> tuple[Addition, ...]:
    tables = table.tables("addition", "加分项")
    found = []
    for entry in tables:
        points = _number(entry, "points", None, most=cap)
        found.append(Addition(_id(entry), entry.text("says"), points, entry.whole("most", 1, least=1)))
        entry.finish()
    unique(tables, [one.id for one in found], "加分项")
    return tuple(found)
