"""The history of a dossier (变更), and the check of the whole journal (变更与核对)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.history_parts import EntryDetail, FindingList, entry_table
from desktop_app.screens.page import Page
from desktop_app.steps import history
from desktop_app.steps.history import CheckBoard, HistoryBoard, HistoryLine, JournalBoard
from desktop_app.widgets import kit, notices, tokens


class EntryPane(QWidget):
    """A list of acts that can be searched, and the act at hand in full."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[HistoryLine, ...] = ()
        self.shown: tuple[HistoryLine, ...] = ()
        self.search = QLineEdit()
        self.search.setObjectName("history_search")
        self.search.setAccessibleName("查找变更")
        self.search.setPlaceholderText("查找：操作、内容、操作员")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(220)
        self.table = entry_table()
        self.detail = EntryDetail()
        self._rule = kit.rule(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._rule)
        layout.addWidget(self.detail)
        self.search.textChanged.connect(lambda _text: self._sift())
        self.table.chosen.connect(self._choose)

    def show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        """Show these acts; the search stays."""
        self._lines = lines
        self._sift()

    def _sift(self) -> None:
        words = self.search.text().casefold().split()
        self.shown = tuple(line for line in self._lines if all(word in _haystack(line) for word in words))
        self.table.show_rows(self.shown)
        if self.shown and self.table.current_row() < 0:
            self.table.select(0)
            if not self.search.text():
                self.table.setFocus()
        self._choose(self.table.current_row())

    def _choose(self, row: int) -> None:
        self.detail.show_line(self.shown[row] if 0 <= row < len(self.shown) else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The entry in full takes two fifths."""
        super().resizeEvent(event)
        self.detail.setFixedWidth(max(280, min(520, self.width() * 2 // 5)))


def _haystack(line: HistoryLine) -> str:
    changed = " ".join(f"{change.what} {change.old} {change.new}" for change in line.changes)
    return f"{line.seq} {line.label} {line.operator} {line.reason} {changed}".casefold()


class HistoryPage(Page):
    """Who did what to this dossier, when, from what to what, and why."""

    word: ClassVar[Step] = Step.INTAKE  # no step of its own; the window calls it by name
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "dossier", "application", "investor", "operating_year", "service_line", "narrative", "declared_figure",
            "served_firm", "staff_member", "equipment", "scan", "material_check", "commitment_in_lieu", "verdict",
            "citation", "frame", "frame_decision", "draw", "answer", "contact_attempt", "replacement", "void_answer",
            "second_answer", "keying_settlement", "seat", "opinion", "signature", "recommendation",
            "paper", "seal_entry", "sealed_archive", "process_event", "process_withdrawal", "objection",
            "platform_change", "duty_done", "ban",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.board: HistoryBoard | None = None
        self.pane = EntryPane()
        self.count = kit.text("", "small", "text3", name="history_count")
        self.code = kit.text("", "small", "text2", mono=True, name="head_code")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = notices.HeadLine(kit.text("变更记录", "heading"), self.count, "stretch", self.pane.search)
        foot = notices.FootBar(
            kit.Icon("hash", "text3", 18), kit.text("当前日志码", "small", "text3"), self.code, "stretch"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.pane, 1)
        layout.addWidget(foot)

    def refresh(self) -> None:
        """Read the history again."""
        self.desk.run(history.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: HistoryBoard) -> None:
        """Show the acts, the newest first."""
        self.board = board
        self.count.setText(f"{len(board.lines)} 条")
        self.code.setText(board.head_code)
        self.pane.show_lines(board.lines)


class JournalPage(QWidget):
    """The whole office: its newest acts, the check of every entry, and the codes typed in from paper."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.board: JournalBoard | None = None
        self.checked: CheckBoard | None = None
        self.pane = EntryPane()
        self.count = kit.text("", "small", "text3", name="journal_count")
        self.codes = QPlainTextEdit()
        self.codes.setObjectName("codes")
        self.codes.setAccessibleName("纸面日志码")
        self.codes.setPlaceholderText("例如 128-ABCD-EFGH-IJKL-MNOP-QRST")
        self.codes.setTabChangesFocus(True)
        self.codes.setFixedHeight(76)
        self.check = kit.button("核对全部记录", "primary", "shield-check", key="Ctrl+Enter", name="check_journal")
        self.findings = FindingList()
        self._build()
        self.check.clicked.connect(self.check_journal)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            kit.on_key(self, key, self.check_journal)
        desk.changed.connect(self._hear)

    def _build(self) -> None:
        says = (
            "每张打印件的页脚和档案包封面都印有日志码。照纸面录入，一行一个，可以看出那时以前的记录有没有被改动；"
            "大小写、空格和短横随意，0 和 O 不分。"
        )
        label = kit.text("纸面日志码（可不填）", "small", "text2")
        label.setBuddy(self.codes)
        promise = "核对可发现篡改，但看不出最后一次打印以后被截去的记录；请定期打印。"
        inside = kit.col(
            kit.text("核对", "heading"),
            kit.text(says, "small", "text2", wrap=True),
            kit.col(label, self.codes, gap=tokens.XS),
            self.findings,
            kit.text(promise, "caption", "text3", wrap=True),
            "stretch", gap=tokens.M, pad=(tokens.L, tokens.M, tokens.L, tokens.M), name="panel",
        )  # fmt: skip
        self._side = kit.ScrollBody(inside)
        self.head_code = kit.text("", "small", "text2", mono=True, name="head_code")
        self.head_code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = notices.HeadLine(kit.text("变更与核对", "heading"), self.count, "stretch", self.pane.search)
        foot = notices.FootBar(
            kit.Icon("hash", "text3", 18),
            kit.text("当前日志码", "small", "text3"),
            self.head_code,
            "stretch",
            self.check,
        )
        body = kit.row((self.pane, 1), kit.rule(True), self._side, gap=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(body, 1)
        layout.addWidget(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Read when shown."""
        super().showEvent(event)
        self.refresh()

    def _hear(self, _tables: frozenset[str]) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the newest acts again."""
        self.desk.run(history.journal_board, then=self.show_board)

    def show_board(self, board: JournalBoard) -> None:
        """Show the newest acts."""
        self.board = board
        more = f"，列出最近 {len(board.lines)} 条" if board.entries > len(board.lines) else ""
        self.count.setText(f"共 {board.entries} 条{more}")
        self.head_code.setText(board.head_code)
        self.pane.show_lines(board.lines)

    def check_journal(self) -> None:
        """Check all, and the codes that were typed in."""
        self.check.busy("正在核对…")
        codes = self.codes.toPlainText().splitlines()
        self.desk.run(history.check_journal, codes, then=self._checked, refused=self._not_checked, busy="正在核对")

    def _checked(self, board: CheckBoard) -> None:
        self.check.busy()
        self.checked = board
        self.findings.show_board(board)

    def _not_checked(self, refusal: Refusal) -> None:
        self.check.busy()
        self.findings.refuse(refusal.says)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The check's column follows the room; narrow, the act in full gives way to it."""
        super().resizeEvent(event)
        self._side.setFixedWidth(400 if self.width() >= 1400 else 340)
        self.pane.detail.setVisible(self.width() >= 1180)
