"""The tables of the page 后续事项: stages, days, objections, changes, yearly reports, entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.steps.process_board import DueLine, StageLine
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.table import Column, RowTable

STATES = {
    "done": ("已办", "ok", "check-circle"),
    "now": ("现在", "accent", "arrow-right"),
    "next": ("下一步", "none", "circle-dashed"),
    "later": ("", "none", ""),
}


def stage_badge(line: StageLine) -> tuple[str, ...] | None:
    """How a stage stands; nothing for one that is still far."""
    return STATES[line.state] if line.state != "later" else None


def due_badge(line: DueLine) -> tuple[str, str, str]:
    """How many working days are left."""
    return (line.words, line.tone, "warning-circle" if line.tone == "bad" else "timer")


def _said(*parts: str) -> str:
    return "　".join(part for part in parts if part)


STAGES = (
    Column("title", "步骤", strong=True, sub=lambda line: f"{line.article}　{line.who}", least=170,
           tone=lambda line: "text3" if line.state == "later" else ""),
    Column("days", "日期", 204, sub=lambda line: line.detail, tone="text2"),
    Column("state", "状态", 104, badge=stage_badge, show=lambda _line: ""),
)  # fmt: skip
DUES = (
    Column("title", "事项", strong=True, sub=lambda line: _said(line.article, line.who, line.says), least=150),
    Column("on", "日期", 112, show=lambda line: f"{line.on}", sub=lambda line: line.doubt),
    Column("words", "工作日", 156, badge=due_badge),
)  # fmt: skip
OBJECTIONS = (
    Column("name", "异议", strong=True, sub=lambda line: line.matter, least=130),
    Column("received_on", "收到", 96),
    Column(
        "state",
        "核实",
        0,
        tone=lambda line: "text3" if line.lacks else line.tone,
        least=120,
        show=lambda line: "不作为有效异议" if line.lacks else line.state,
        sub=lambda line: f"缺{line.lacks}" if line.lacks else "",
    ),
)
CHANGES = (
    Column("says", "变更", strong=True, sub=lambda line: line.state, least=200),
    Column("tone", "", 88, badge=lambda line: ("待办", "warn", "timer") if line.tone == "warn" else
           ("逾期", "bad", "warning-circle") if line.tone == "bad" and "，意见" not in line.state else None,
           show=lambda _line: ""),
)  # fmt: skip
DUTIES = (
    Column("title", "年度报送", strong=True, sub=lambda line: line.article, least=150),
    Column("done_on", "状态", 168, badge=lambda line: (f"{line.done_on} 已报送", "ok", "check-circle")
           if line.done_on else ("未登记", "none", "circle-dashed")),
)  # fmt: skip
EVENTS = (
    Column("on", "日期", 100, tone=lambda line: "text3" if line.withdrawn else ""),
    Column("title", "登记", strong=True, sub=lambda line: line.withdrawn or line.detail, least=140,
           tone=lambda line: "text3" if line.withdrawn else ""),
    Column("by", "登记人", 152, tone="text2"),
)  # fmt: skip


class Shelf(QFrame):
    """A card with one table as high as its rows; hidden while it has none, unless `empty` says something then."""

    opened = Signal(object)
    """The row that was opened."""

    def __init__(
        self, title: str, columns: Sequence[Column], name: str, empty: str = "", note: str = "", lines: int = 2
    ) -> None:
        super().__init__()
        height = tokens.TWO_LINE_HEIGHT if lines == 2 else tokens.ROW_HEIGHT
        self.table = RowTable(columns, row_height=height, many=False, name=name)
        self.table.setAccessibleName(title)
        self.table.opened.connect(lambda row: self.opened.emit(self.table.row(row)))
        self._empty = empty
        self._says = kit.text(empty, "small", "text3", name=f"{name}_empty")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.card(title, self._says, self.table, note=note))
        self.hide()  # shown by its rows, once it stands in a page: without a parent it would become a window

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the card goes when there are none and nothing to say."""
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._says.setVisible(not rows and bool(self._empty))
        self.setVisible(bool(rows) or bool(self._empty))
        if rows:
            QTimer.singleShot(0, self.table, self.table.fit)
