"""Facts of the score sheet (评分表): its entries, read from a score sheet's file, and whose sheet each page is."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.printing.catalogue import Column, Fact
from desktop_app.printing.values import FactValue, Row
from desktop_app.records.casefile import Casefile
from desktop_app.rules import panel, score_sheet
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.score_sheet import Criterion, ScoreSheet, plain

_SHEET = (Column("sheet_number", "评分表编号"), Column("sheet_meeting", "评审会"), Column("sheet_expert", "专家"))
_ENTRY = (
    Column("entry_no", "序号"), Column("entry_title", "评分项"), Column("entry_says", "评分标准"),
    Column("entry_range", "填写范围"),
)  # fmt: skip
NOBODYS: Row = {"sheet_number": "", "sheet_meeting": "", "sheet_expert": ""}
"""The page of a sheet that nobody's name stands on yet."""


def of_sheet(sheet: ScoreSheet) -> dict[str, FactValue]:
    """What a score sheet's file gives to print."""
    rows = [row for criterion in sheet.criteria for row in _rows(criterion)]
    return {
        "score_note": f"{sheet.title}。{sheet.note}{_HOW}",
        "score_entries": tuple({"entry_no": str(number), **row} for number, row in enumerate(rows, 1)),
    }


def _rows(criterion: Criterion) -> list[Row]:
    """One row for a criterion that is marked, one for each increment of one that adds up."""
    parts = f"{len(criterion.additions)} 项" if len(criterion.additions) > 1 else ""
    title = f"{criterion.title}\n（{parts}占 {plain(criterion.weight)}%）"
    if not criterion.additions:
        anchors = "\n".join(_anchors(criterion))
        step = "" if criterion.step == 1 else f"\n每档 {plain(criterion.step)}"
        says = "\n".join(part for part in (criterion.says, anchors) if part)
        return [{"entry_title": title, "entry_says": says, "entry_range": f"0—{plain(criterion.cap)}{step}"}]
    return [
        {
            "entry_title": title,
            "entry_says": f"{one.says}，每次计 {plain(one.points)}，本项累加至 {plain(criterion.cap)} 为止",
            "entry_range": f"次数\n0—{one.most}",
        }
        for one in criterion.additions
    ]


def _anchors(criterion: Criterion) -> list[str]:
    """From which mark on each description holds, the highest first."""
    return [f"{plain(anchor.at_least)} 起：{anchor.says}" for anchor in criterion.anchors]


def usual() -> ScoreSheet | None:
    """The sheet that is printed where no meeting chose one: the first there is; None without any."""
    return next(iter(score_sheet.choices()), None)


def _usual(name: str, empty: FactValue) -> FactValue:
    sheet = usual()
    found: Mapping[str, FactValue] = of_sheet(sheet) if sheet else {}
    return found.get(name, empty)


def sheets(file: Casefile, _: Regulation) -> FactValue:
    """A page for each expert who takes part; one that bears no name while nobody is seated."""
    experts = [seat.name for seat in sorted(file.seats, key=lambda seat: seat.position) if panel.takes_part(seat, file)]
    return tuple({**NOBODYS, "sheet_expert": name} for name in experts) or (NOBODYS,)


_HOW = "每格只写一个数；不能评分的整项弃权。"
_SAMPLE_SHEETS: tuple[Row, ...] = (
    {"sheet_number": "00012-03-58", "sheet_meeting": "2024 年第一次评审会", "sheet_expert": "第 3 席　赵䶮"},
)
_SAMPLE_ENTRIES: tuple[Row, ...] = (
    {"entry_no": "1", "entry_title": "运营管理\n（占 40%）", "entry_range": "0—100",
     "entry_says": "法人资格、运营年限、财务状况、管理制度。\n90 起：制度健全并有执行记录，财务稳健\n"
                   "60 起：基本具备，有个别缺项\n0 起：缺项较多或财务有风险"},
    {"entry_no": "2", "entry_title": "服务业绩\n（占 50%）", "entry_range": "0—100",
     "entry_says": "服务企业数、服务次数、企业评价，近两年的变化。\n90 起：业绩突出，逐年增长，佐证齐全\n"
                   "60 起：达到要求\n0 起：业绩不足或佐证不清"},
    {"entry_no": "3", "entry_title": "示范特色\n（占 10%）", "entry_range": "次数\n0—3",
     "entry_says": "主持或参与制定国家、行业、地方标准，每次计 20，本项累加至 100 为止"},
)  # fmt: skip

FACTS = (
    Fact("score_sheets", "评分表", _SAMPLE_SHEETS, sheets, columns=_SHEET),
    Fact("score_entries", "评分项", _SAMPLE_ENTRIES, lambda *_: _usual("score_entries", ()), columns=_ENTRY),
    Fact("score_note", "评分说明", f"专家评分表（样例）。不是官方表格，供专家组讨论时参考。{_HOW}",
         lambda *_: _usual("score_note", "")),
)  # fmt: skip
