"""The summary table (汇总表) on the screen: its printings at the left, the real pages at the right, the deeds below."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.paper_checks import PaperChecks
from desktop_app.screens.sealing import StampSheet
from desktop_app.steps import batch_summary
from desktop_app.steps.batches_board import BatchBoard, PaperLine, SummaryPages
from desktop_app.widgets import dialog, kit, notices, printing, tokens
from desktop_app.widgets.pages import PageViewer
from desktop_app.widgets.table import Column, RowTable

STATES = {
    "current": ("待登记用印", "warn", "stamp"),
    "stale": ("内容已改", "bad", "warning"),
    "sealed": ("已用印", "ok", "check-circle"),
    "parted": ("用印后有改动", "bad", "warning"),
    "void": ("已作废", "none", "x-circle"),
    "preview": ("预览", "none", "eye"),
}
BLANK, SAMPLE = "空白样表", "样张"
FREEZES = "盖章即定稿。登记后批次随即冻结；以后要增减、调序，须写明原因，本件作废，纸面收回销毁。"
FILES = {"pdf": ("另存 PDF", "PDF 文件 (*.pdf)"), "xlsx": ("另存工作簿", "工作簿 (*.xlsx)")}
ROOM_FOR_KEYS = 900
LEFTS = ((1100, 360), (760, 300), (0, 232))


class SummaryTab(QWidget):
    """What would be printed now comes first in the list, then every printing, the newest first."""

    refused = Signal(object)
    done = Signal(object)
    """The board after the seal was registered, or None when it has to be read again."""
    jumped = Signal(int, str, str)
    """The place to correct: dossier, step, jump."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.board: BatchBoard | None = None
        self.pages: SummaryPages | None = None
        """What is shown that was not printed: the preview or a specimen."""
        self._wanted = ""
        self._sheet: Any = None
        columns = (
            Column("number", "汇总表", strong=True, sub=_told, least=96, show=lambda row: row.number or "现在的内容"),
            Column("state", "状态", 116, badge=lambda row: STATES[row.state]),
        )
        self.table = RowTable(columns, row_height=tokens.TWO_LINE_HEIGHT, many=False, name="batch_papers")
        self.table.setAccessibleName("汇总表的打印件")
        self.viewer = PageViewer(keys=self)
        self.checks = PaperChecks()
        self.note = kit.text("", "small", "text2", elide=True, name="summary_note")
        self.blank = kit.button(BLANK, icon="file", name="blank_summary")
        self.sample = kit.button(SAMPLE, icon="file-text", name="sample_summary")
        for specimen in (self.blank, self.sample):
            specimen.setCheckable(True)
        self.save_pdf = kit.button("另存 PDF…", icon="download-simple", key="Ctrl+S", name="save_summary_pdf")
        self.save_book = kit.button("另存 xlsx…", icon="download-simple", name="save_summary_xlsx")
        self.again = kit.button("再送打印机", icon="printer", key="Ctrl+P", name="print_again")
        self.seal = kit.button("登记用印", "primary", "stamp", key="Ctrl+Enter", name="seal_summary")
        self.print = kit.button("打印", "primary", "printer", key="Ctrl+P", name="print_summary")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        shown = kit.row((self.table, 1), pad=(tokens.L, tokens.S, 0, 0), name="panel")
        self.split = kit.halves(kit.col((shown, 1), self.checks, gap=0), self.viewer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.split, 1)
        layout.addWidget(
            notices.FootBar(
                (self.note, 1), self.blank, self.sample, self.save_book, self.save_pdf, self.again, self.seal,
                self.print,
            )
        )  # fmt: skip

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _row: self._look())
        self.checks.followed.connect(lambda check: self.jumped.emit(check.dossier_id, check.step, check.jump))
        self.blank.toggled.connect(partial(self._look_at_specimen, self.sample))
        self.sample.toggled.connect(partial(self._look_at_specimen, self.blank))
        self.save_pdf.clicked.connect(lambda: self.ask_target("pdf"))
        self.save_book.clicked.connect(lambda: self.ask_target("xlsx"))
        self.seal.clicked.connect(self.ask_seal)
        self.print.clicked.connect(self.do_print)
        self.again.clicked.connect(self.do_print)
        for keys, act in (("Ctrl+P", self.do_print), ("Ctrl+S", lambda: self.ask_target("pdf"))):
            kit.on_key(self, keys, act)

    def first(self) -> QWidget:
        """Where the keys begin."""
        return self.table

    # ------------------------------------------------------------------ showing
    def show_board(self, board: BatchBoard) -> None:
        """The printings, and what the buttons may do."""
        new = self.board is None or self.board.id != board.id
        self.board = board
        rows: list[Any] = [*board.papers] if board.current else [PREVIEW, *board.papers]
        self.table.show_rows(rows)
        if new or self.table.current_row() < 0:
            self.table.select(0)
        self.seal.setEnabled(not board.blocked_seal)
        self.seal.setToolTip(f"还有 {board.blocked_seal} 处用印前须办结" if board.blocked_seal else "盖章后登记")
        self._look()

    def _offer(self, board: BatchBoard) -> None:
        """What the buttons do: with the batch's own table, or with the specimen that is looked at."""
        specimen = self.specimen
        self.print.say(f"打印{specimen}" if specimen else "打印")
        self.print.setEnabled(bool(specimen) or (not board.blocked_print and bool(board.members)))
        stopped = f"还有 {board.blocked_print} 处打印前须办结" if board.blocked_print and not specimen else ""
        self.print.setToolTip(stopped or "打印 Ctrl+P")
        self.print.setVisible(bool(specimen) or board.current is None)
        self.again.setVisible(not specimen and board.current is not None)
        self.seal.setVisible(not specimen and board.waiting is not None)
        self.save_book.setVisible(not specimen)
        self.note.setText(f"{specimen}没有编号，不得用印" if specimen else _says(board))

    @property
    def specimen(self) -> str:
        """What is looked at without the batch: the empty table, made-up content, or neither ("")."""
        return BLANK if self.blank.isChecked() else SAMPLE if self.sample.isChecked() else ""

    def _look_at_specimen(self, other: QAbstractButton, on: bool) -> None:
        """One of the two at a time."""
        if on and other.isChecked():
            with QSignalBlocker(other):
                other.setChecked(False)
        self._look()

    def _look(self) -> None:
        """Show the pages of the selected row, as soon as this part is seen."""
        number, rows = self.table.current_row(), self.table.rows()
        if self.board is not None:
            self._offer(self.board)
        if self.board is None or not self.isVisible() or not 0 <= number < len(rows):
            return
        row = rows[number]
        if self.specimen:
            self._wanted = self.specimen
            show = partial(self._show_pages, self.board.id, self.specimen)
            step, sample = batch_summary.specimen, self.specimen == SAMPLE
            self.desk.run(step, self.board.id, sample=sample, then=show, refused=self.refused.emit)
            return
        self._wanted = str(row.id or "")
        if row.id:
            self.checks.show_checks(())
            self.viewer.show_file(row.path, "pdf", title=f"汇总表　{row.number}")
        else:
            then = partial(self._show_pages, self.board.id, "")
            self.desk.run(batch_summary.pages, self.board.id, then=then, refused=self.refused.emit)

    def _show_pages(self, batch_id: int, wanted: str, pages: SummaryPages) -> None:
        if self._wanted != wanted or self.board is None or self.board.id != batch_id:
            return  # another row was selected meanwhile
        self.pages = pages
        self.checks.show_checks(pages.checks)
        self.viewer.show_file(pages.path, "pdf", title=f"汇总表　{wanted or '预览（未编号）'}")

    # ------------------------------------------------------------------ deeds
    def do_next(self) -> None:
        """What comes next: the seal of a printed table that waits for it, else the printing."""
        waits = self.board is not None and self.board.waiting is not None and not self.specimen
        (self.ask_seal if waits else self.do_print)()

    def do_print(self) -> None:
        """Number the table and send it to a printer; one that says the same already is sent again."""
        board = self.board
        if board is None:
            return
        if self.specimen:
            self._print_specimen()
        elif board.current is not None:
            self._ask_printer(board.current)
        elif not self.print.isEnabled():
            return
        elif board.frozen:
            says = f"{board.frozen} 已用印。重新打印后原件作废，纸面收回销毁。"
            self._sheet = dialog.ask_reason(self, "重新打印汇总表", says, "重新打印", self._print, label="原因")
        else:
            self._print()

    def _print(self, reason: str = "") -> None:
        if self.board is None:
            return

        def printed(line: PaperLine) -> None:
            self.print.busy()
            self.table.select(0)
            self.done.emit(None)
            self._ask_printer(line)

        self.print.busy("正在生成…")
        self.desk.run(batch_summary.print_paper, self.board.id, reason, then=printed, refused=self._refuse)

    def _print_specimen(self) -> None:
        if self.pages is not None and self._wanted == self.specimen:
            title = f"汇总表（{self.specimen}）"
            self._sheet = printing.ask_printer(self, title, partial(self.print_on, self.pages.path, title))

    def _ask_printer(self, line: PaperLine) -> None:
        self._sheet = printing.ask_printer(self, line.number, partial(self.print_on, line.path, line.number))

    def print_on(self, path: Path, title: str, printer: QPrinter) -> None:
        """Send the file at `path` to `printer`."""
        said = partial(self._sent, title)
        self.desk.fetch(printing.print_file, path, printer, then=said, refused=self._refuse, busy="正在送往打印机…")

    def _sent(self, title: str, pages: int) -> None:
        self.note.setText(f"{title} 已送往打印机，{pages} 页")

    def ask_target(self, kind: str) -> None:
        """Ask where to save the table as a PDF or a workbook."""
        board = self.board
        specimen = self.specimen
        if board is None or not (board.members or specimen) or (specimen and kind != "pdf"):
            return
        title, files = FILES[kind]
        name = board.current.number if board.current else f"{board.number} 汇总表（预览）"
        name = f"汇总表（{specimen}）" if specimen else name
        asked = QFileDialog(self, title, f"{name}.{kind}", files)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix(kind)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(lambda chosen: self.save(kind, Path(chosen)))
        self._sheet = asked
        asked.open()

    def save(self, kind: str, target: Path) -> None:
        """Save the table at `target`."""
        if self.board is not None:
            step: Any = batch_summary.save_pdf if kind == "pdf" else batch_summary.save_workbook
            named: dict[str, Any] = {"sample": self.specimen == SAMPLE} if self.specimen else {}
            step = batch_summary.save_specimen if self.specimen else step
            self.desk.run(step, self.board.id, target, then=self._saved, refused=self._refuse, **named)

    def _saved(self, target: Path) -> None:
        self.note.setText(f"已另存为 {target.name}")

    def ask_seal(self) -> None:
        """Ask for the line of the register."""
        board = self.board
        if board is None or board.waiting is None or not self.seal.isEnabled():
            return
        sheet = StampSheet(board.sealing, board.waiting, self, consequence=FREEZES)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.pressed.connect(partial(self._register, sheet, board.id, board.waiting.id))
        self._sheet = sheet
        sheet.open()

    def _register(self, sheet: StampSheet, batch_id: int, paper_id: int) -> None:
        sheet.working("正在登记…")

        def registered(board: BatchBoard) -> None:
            sheet.accept()
            self.done.emit(board)

        self.desk.run(
            batch_summary.register_seal, batch_id, paper_id, then=registered, refused=sheet.show_refusal,
            **sheet.values(),
        )  # fmt: skip

    def _refuse(self, refusal: Refusal) -> None:
        self.print.busy()
        self.refused.emit(refusal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = next(left for least, left in LEFTS if self.width() >= least)
        self.split.setSizes([left, max(1, self.width() - left)])
        for button, key in ((self.save_pdf, "Ctrl+S"), (self.again, "Ctrl+P")):  # the key works, shown or not
            button.key = key if self.width() >= ROOM_FOR_KEYS else ""
            button.say(button.words)


class _Preview:
    """The row of what would be printed now."""

    id = 0
    number = ""
    state = "preview"


PREVIEW = _Preview()


def _told(row: Any) -> str:
    if not row.id:
        return "打印时编号"
    if row.state == "void":
        return str(row.void_reason)
    return f"{row.pages} 页　{row.printed_at.astimezone():%Y-%m-%d %H:%M}　{row.printed_by}"


def _says(board: BatchBoard) -> str:
    if not board.members:
        return "批次里还没有案卷"
    if board.blocked_print:
        return f"还有 {board.blocked_print} 处打印前须办结，见“检查”"
    if board.current is None:
        return f"打印时编号 {board.next_number}，另存的是预览"
    if board.waiting is not None and board.blocked_seal:
        return f"用印登记前还有 {board.blocked_seal} 处须办结，见“检查”"
    current = board.current
    return f"{current.number}，内容指纹 {current.short_hash}，日志码 {current.journal_code}"
