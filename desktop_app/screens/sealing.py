"""The page of sealing (用印): the printed papers, the register's lines of this dossier, and the paper itself."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import Page
from desktop_app.steps import sealing
from desktop_app.steps.batches_board import BatchSealing, PaperLine
from desktop_app.steps.sealing import SealingBoard, SealLine, StampPaper
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.pages import PageViewer
from desktop_app.widgets.table import Column, RowTable

STATES = {
    "waiting": ("待登记", "warn", "stamp"),
    "stale": ("内容已改", "bad", "warning"),
    "sealed": ("已用印", "ok", "check-circle"),
    "void": ("已作废", "none", "x-circle"),
}
ONE_PANE, LEFT, LEFT_ROOMY, ROOMY = 940, 500, 680, 1300
CONSEQUENCE = "盖章即定稿。登记后案卷随即冻结；以后要改，须写明原因，本件作废，纸面收回销毁。"


def stamp_fields(board: SealingBoard | BatchSealing) -> tuple[Field, ...]:
    """The fields of a line, with what it usually says."""
    fields = (
        Field("用印日期", "sealed_on", kind="date", required=True),
        Field("印章", "seal_name", required=True),
        Field("份数", "copies", unit="份", kind="number", required=True),
        Field("批准人", "approved_by", required=True, note="姓名、职务"),
        Field("监印人", "keeper", required=True),
        Field("事由", "purpose", required=True),
    )
    for field in fields:
        if field.name != "approved_by":
            field.show_value(board.today if field.name == "sealed_on" else getattr(board, field.name))
    return fields


def _stamped(paper: StampPaper | PaperLine) -> QWidget:
    """Which paper the line is about."""
    return kit.row(
        kit.Icon("file-text", "text2", 18),
        kit.text(paper.number, "strong", mono=True),
        kit.text(f"{paper.pages} 页", "small", "text2"),
        "stretch",
        kit.text("内容指纹", "small", "text2"),
        kit.text(paper.short_hash, "body", mono=True, name="short_hash"),
        pad=(12, 8, 12, 8),
        name="derived",
    )


class StampSheet(dialog.Sheet):
    """One line for the register. The owner runs the step on `pressed`."""

    def __init__(
        self,
        board: SealingBoard | BatchSealing,
        paper: StampPaper | PaperLine,
        parent: QWidget,
        consequence: str = CONSEQUENCE,
    ) -> None:
        self.fields = {field.name: field for field in stamp_fields(board)}
        spans = {"sealed_on": 2, "seal_name": 4, "copies": 2, "approved_by": 2, "keeper": 2, "purpose": 6}
        cells = [(self.fields[name], span) for name, span in spans.items()]
        super().__init__(
            "用印登记",
            kit.col(_stamped(paper), kit.grid(cells, 6), "stretch", gap=tokens.M),
            "登记并冻结",
            width=dialog.MIDDLE,
            note=f"登记簿 {board.today.year} 年第 {board.next_line} 号",
            consequence=consequence,
            waits=True,
            parent=parent,
        )
        for field in self.fields.values():
            field.edited.connect(field.clear_message)

    def values(self) -> dict[str, Any]:
        """The line as typed; a day or a number that can't be read is None or 0, and the step says so."""
        words = {name: field.value() for name, field in self.fields.items()}
        try:
            day = date.fromisoformat(words["sealed_on"])
        except ValueError:
            day = None
        copies = int(words["copies"]) if words["copies"].isdecimal() else 0
        return {**words, "sealed_on": day, "copies": copies}

    def show_refusal(self, refusal: Refusal) -> None:
        """At its field, or above them all."""
        self.refuse_at(self.fields.get(refusal.field), refusal.says)


def say_frozen(banner: notices.Banner, numbers: str) -> None:
    """Say in the banner that the stamped papers `numbers` have frozen the dossier."""
    banner.say("accent", f"{numbers} 已用印，案卷已冻结。", "要修改须写明原因，这份正式件随之作废。", "lock")


class SealingPage(Page):
    """Papers and register at the left, the pages of the chosen paper at the right."""

    word: ClassVar[Step] = Step.SEALING
    watches: ClassVar[frozenset[str]] = frozenset(
        {"paper", "seal_entry", "recommendation", "opinion", "answer", "seat"}
    )

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.board: SealingBoard | None = None
        self._shown = 0
        self._jump = ""
        self._sheet: StampSheet | None = None
        self._banner = notices.Banner("accent")
        self._banner.hide()
        empty = notices.Empty("printer", "还没有正式件。请先在“推荐与打印”中生成。")
        self.papers = RowTable(PAPERS, row_height=tokens.TWO_LINE_HEIGHT, many=False, name="papers", empty=empty)
        self.papers.setAccessibleName("正式件")
        none = notices.Empty("stamp", "还没有用印登记。盖章后点“登记用印”。")
        self.lines = RowTable(LINES, row_height=tokens.TWO_LINE_HEIGHT, many=False, name="entries", empty=none)
        self.lines.setAccessibleName("用印登记")
        self.viewer = PageViewer(keys=self)
        self._note = kit.text("", "small", "text2", elide=True, name="foot_note")
        self.go_print = kit.button("去打印", name="go_print")
        self.next = kit.button("登记用印", "primary", "stamp", key="Ctrl+Enter", name="next")
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ putting together
    def _lay_out(self) -> None:
        head = notices.HeadLine(kit.text("正式件", "heading"), "stretch")
        second = notices.HeadLine(kit.text("本案卷的用印登记", "heading"), "stretch")
        left = kit.col(head, (inset(self.papers), 2), kit.rule(), second, (inset(self.lines), 3), gap=0, name="panel")
        self.left = left
        self.split = kit.halves(left, self.viewer)
        self.split.setStretchFactor(1, 1)
        self.panes = kit.tabs("登记  Ctrl+1", "版面  Ctrl+2", name="panes")
        self._panes_row = kit.row(self.panes, "stretch", pad=(tokens.S, 0, 0, 0), name="panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner)
        layout.addWidget(self._panes_row)
        layout.addWidget(self.split, 1)
        layout.addWidget(notices.FootBar((self._note, 1), self.go_print, self.next))

    def _connect(self) -> None:
        self.papers.chosen.connect(self._look)
        self.next.clicked.connect(self.do_next)
        self.go_print.clicked.connect(lambda: self.jumped.emit(Step.RECOMMENDATION.value, "print"))
        self.panes.currentChanged.connect(lambda _pane: self._fit())
        for keys, act in (
            ("Ctrl+Return", self.do_next),
            ("Ctrl+Enter", self.do_next),
            ("Ctrl+1", partial(self.panes.setCurrentIndex, 0)),
            ("Ctrl+2", partial(self.panes.setCurrentIndex, 1)),
        ):
            kit.on_key(self, keys, act)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it."""
        self.desk.run(sealing.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: SealingBoard) -> None:
        """Papers, lines, and the paper that waits (or the newest)."""
        self.board = board
        self.papers.show_rows(board.papers)
        self.lines.show_rows(board.entries)
        if board.frozen:
            say_frozen(self._banner, board.frozen)
        self._banner.setVisible(bool(board.frozen))
        waiting = board.waiting
        self.go_print.setVisible(waiting is None and not board.frozen)
        self.next.say("去封装归档" if board.frozen else "登记用印")
        self._note.setText(self._says(board))
        shown = waiting or next(iter(board.papers), None)
        if shown is not None:
            self.papers.select(board.papers.index(shown))
            self._show_paper(shown)
        else:
            self.viewer.clear("还没有正式件")
        jump, self._jump = self._jump, ""
        if jump:
            self.focus_on(jump)
        self.hand_on()

    def first(self) -> QWidget | None:
        """The deed at the right of the foot."""
        return self.next if self.board is not None else None

    def _says(self, board: SealingBoard) -> str:
        if board.frozen:
            return f"已登记 {len(board.entries)} 次"
        if board.waiting is not None:
            return f"{board.waiting.number} 盖章后登记，内容指纹 {board.waiting.short_hash}"
        return board.papers[0].says if board.papers else "先打印，再盖章登记"

    def _look(self, number: int) -> None:
        if self.board is not None and 0 <= number < len(self.board.papers):
            self._show_paper(self.board.papers[number])

    def _show_paper(self, paper: StampPaper) -> None:
        if paper.id != self._shown:
            self._shown = paper.id
            self.viewer.show_file(paper.path, "pdf", title=paper.number, page=paper.pages)
            self.viewer.zoom("page")

    # ------------------------------------------------------------------ deeds
    def do_next(self) -> None:
        """Register the paper that waits, or go on to the archive."""
        if self.board is not None and self.board.frozen:
            self.jumped.emit(Step.ARCHIVE.value, "")
        else:
            self.ask()

    def ask(self) -> None:
        """Open the sheet for the paper that waits; without one, say what is missing."""
        board = self.board
        if board is None:
            return
        if board.waiting is None:
            says = board.papers[0].says if board.papers else "还没有正式件"
            self._banner.say("warn", "现在没有可以登记的正式件。", f"{says}。请先在“推荐与打印”中生成正式件。")
            self._banner.show()
            return
        sheet = StampSheet(board, board.waiting, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.pressed.connect(partial(self._register, sheet, board.waiting.id))
        self._sheet = sheet
        sheet.open()

    def _register(self, sheet: StampSheet, paper_id: int) -> None:
        sheet.working("正在登记…")

        def done(board: SealingBoard) -> None:
            sheet.accept()
            self.show_board(board)

        self.desk.run(
            sealing.register, self.dossier_id, paper_id, then=done, refused=sheet.show_refusal, **sheet.values()
        )

    # ------------------------------------------------------------------ going somewhere
    def focus_on(self, jump: str) -> None:
        """A paper ("paper:3"), or the papers."""
        if self.board is None:
            self._jump = jump
            return
        self.panes.setCurrentIndex(0)
        wanted = jump.removeprefix("paper:")
        for number, paper in enumerate(self.board.papers):
            if str(paper.id) == wanted:
                self.papers.select(number)
                self._look(number)
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Both halves where there is room, one at a time where there isn't."""
        narrow = self.width() < ONE_PANE
        self._panes_row.setVisible(narrow)
        pane = self.panes.currentIndex()
        self.left.setVisible(not narrow or pane == 0)
        self.viewer.setVisible(not narrow or pane == 1)
        if not narrow:
            left = LEFT_ROOMY if self.width() >= ROOMY else LEFT
            self.split.setSizes([left, max(1, self.width() - left)])


def inset(table: RowTable) -> QWidget:
    """The table with its first column under the heading above it."""
    return kit.row((table, 1), pad=(tokens.L, 0, 0, 0))


def _paper_told(paper: StampPaper) -> str:
    when = f"{paper.printed_at.astimezone():%Y-%m-%d %H:%M}"
    return f"{paper.pages} 页　{when}　{paper.printed_by}"


def _line_told(line: SealLine) -> str:
    return f"批准 {line.approved_by}　监印 {line.keeper}"


PAPERS = (
    Column("number", "编号", strong=True, sub=_paper_told, least=220),
    Column("short_hash", "内容指纹", 136, mono=True),
    Column("state", "状态", 112, badge=lambda paper: STATES[paper.state]),
)
LINES = (
    Column("sealed_on", "用印日期", 104, sub=lambda line: f"第 {line.line} 号"),
    Column("paper_number", "文件", sub=_line_told, least=180),
    Column("copies", "份数", 56, "right"),
    Column("void_at", "状态", 96, badge=lambda line: STATES["void" if line.void_at else "sealed"]),
)
