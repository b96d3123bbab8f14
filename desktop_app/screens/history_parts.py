"""Pieces of the history: the table of acts, one act in full, what a check found."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.screens.survey_draw import groups
from desktop_app.steps.history import Change, CheckBoard, HistoryLine
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.table import Column, RowTable

MOST_SHOWN = 60
"""So many changes of one act are spelled out; an imported list has hundreds."""
MOST_WORDS = 600
HASH = re.compile(r"\b[0-9a-f]{32,}\b")


def _when(line: HistoryLine) -> str:
    return line.at.astimezone().strftime("%Y-%m-%d %H:%M")


def entry_table() -> RowTable:
    """The table of acts: when, who, what, and the first change in one line."""
    columns = (
        Column("at", "时间", 136, show=_when),
        Column("operator", "操作员", 84),
        Column("label", "操作", sub=lambda line: line.summary or line.reason or "—"),
        Column("seq", "序号", 60, align="right", tone=lambda _line: "text3"),
    )
    table = RowTable(
        columns,
        row_height=tokens.TWO_LINE_HEIGHT,
        many=False,
        empty=notices.Empty("clock-counter-clockwise", "没有符合的变更。请改用别的词查找。"),
        name="entries",
    )
    table.setAccessibleName("变更记录")
    return table


class EntryDetail(QWidget):
    """One act in full: who, when, why, and every change from what to what."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entry_detail")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self._column.setSpacing(tokens.M)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.col((kit.ScrollBody(self._inside), 1), gap=0, name="panel"))

    def show_line(self, line: HistoryLine | None) -> None:
        """Show one act, or nothing."""
        kit.clear(self._column)
        if line is not None:
            self._column.addWidget(kit.text(line.label, "title", wrap=True))
            where = f"案卷 {line.dossier}　" if line.dossier else ""
            said = f"{where}{line.operator}　{_when(line)}　第 {line.seq} 条"
            self._column.addWidget(kit.text(said, "small", "text3", wrap=True))
            if line.reason:
                self._column.addWidget(notices.Banner("warn", "原因", line.reason))
            for change in line.changes[:MOST_SHOWN]:
                self._column.addWidget(self._change(change))
            left = len(line.changes) - MOST_SHOWN
            if left > 0:
                self._column.addWidget(kit.text(f"另有 {left} 处，都在变更记录里。", "small", "text3"))
            if not line.changes:
                self._column.addWidget(kit.text("这一条没有改动数据。", "small", "text3"))
        self._column.addStretch(1)

    def _change(self, change: Change) -> QWidget:
        rows: list[QWidget] = [kit.text(change.what, "small", "text3", wrap=True)]
        if change.old:
            rows.append(_side("原", change.old, "text3"))
        if change.new or change.old:
            rows.append(_side("现", change.new or "（空）", "text"))
        return kit.col(*rows, gap=2, pad=(0, 0, 0, 4))


def _side(label: str, words: str, tone: str) -> QWidget:
    shown = words if len(words) <= MOST_WORDS else words[:MOST_WORDS] + "……"
    shown = HASH.sub(lambda found: groups(found[0]), shown)  # or it would be one word that no line can break
    said = kit.text(shown, "body", tone, wrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    mark = kit.col(kit.fixed(kit.text(label, "small", "text3"), 20), "stretch", gap=0, pad=(0, 1, 0, 0))
    return kit.row(mark, (said, 1), gap=tokens.S)


class FindingList(QWidget):
    """What the last check found, sentence by sentence; nothing before the first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.S)

    def show_board(self, board: CheckBoard) -> None:
        """Show what was found and when."""
        kit.clear(self._column)
        wrong = sum(not finding.sound for finding in board.findings)
        if wrong:
            banner = notices.Banner("bad", f"发现 {wrong} 处不符", "请保留现场，对照备份和纸面件查明原因。")
        else:
            banner = notices.Banner("ok", "没有发现改动", "")
        self._column.addWidget(banner)
        for finding in board.findings:
            icon, tone = ("check-circle", "ok") if finding.sound else ("x-circle", "bad")
            mark = kit.col(kit.Icon(icon, tone, 18), "stretch", gap=0, pad=(0, 2, 0, 0))
            said = kit.text(finding.says, "body", "" if finding.sound else "bad", wrap=True)
            self._column.addWidget(kit.row(mark, (said, 1)))
        moment = board.checked_at.astimezone().strftime("%Y-%m-%d %H:%M")
        self._column.addWidget(kit.text(f"核对于 {moment}", "caption", "text3"))

    def refuse(self, says: str) -> None:
        """The check itself could not be done."""
        kit.clear(self._column)
        self._column.addWidget(notices.Banner("bad", "", says))
