"""The page of the working papers (文书): the list at the left, the real pages at the right, print and save below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import Page
from desktop_app.screens.paper_checks import PaperChecks
from desktop_app.steps import papers
from desktop_app.steps.papers import Issued, Pages, PaperChoice, PapersBoard
from desktop_app.steps.preprint import CheckLine
from desktop_app.widgets import kit, notices, printing, tokens
from desktop_app.widgets.pages import PageViewer
from desktop_app.widgets.table import Column, RowTable

LIST_WIDTHS = ((1400, 520), (1000, 420), (0, 330))
BLANK, SAMPLE = "空白样表", "样张"
NAMED = 4
"""So many open places are spelled out under the list."""


def badge_of(paper: PaperChoice) -> tuple[str, str, str]:
    """How a paper stands: words, tone, icon."""
    if paper.official:
        return ("正式件", "accent", "stamp")
    if paper.blocked:
        return ("尚无内容", "none", "circle-dashed")
    if paper.issued is not None:
        return ("内容已改", "warn", "warning") if paper.stale else ("已打印", "ok", "check-circle")
    return (f"尚缺 {len(paper.open)} 处", "warn", "warning") if paper.open else ("可以打印", "none", "printer")


def lacking(paper: PaperChoice) -> str:
    """What the paper still lacks, in words; how it was printed last where nothing is lacking."""
    if paper.blocked:
        return paper.blocked
    if paper.open:
        named = "；".join(item.says.rstrip("。") for item in paper.open[:NAMED])
        more = f"……共 {len(paper.open)} 处" if len(paper.open) > NAMED else ""
        return f"还没有办完：{named}{more}。可以打印，纸面照实写明。"
    if paper.issued is not None:
        last = paper.issued
        said = f"{last.number}，{last.pages} 页，{last.at.astimezone():%Y-%m-%d %H:%M} {last.by}打印"
        return f"{said}。打印后内容有改动，再打印时另编号。" if paper.stale else f"{said}，与案卷一致。"
    return "打印时编号，页脚带内容指纹和日志码。"


class PapersPage(Page):
    """Every paper that this dossier has a use for. One primary button: print the one that is shown."""

    word: ClassVar[Step] = Step.RECOMMENDATION  # no step of its own; the window calls it by name
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "dossier", "application", "investor", "operating_year", "service_line", "narrative", "declared_figure",
            "served_firm", "staff_member", "equipment", "scan", "material_check", "commitment_in_lieu", "verdict",
            "citation", "frame", "frame_decision", "draw", "answer", "contact_attempt", "replacement", "second_answer",
            "keying_settlement", "seat", "opinion", "signature", "paper", "seal_entry", "meeting_item",
            "meeting_member", "meeting_declaration", "sealed_archive",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.board: PapersBoard | None = None
        self.pages: Pages | None = None
        """What is shown that was not printed: a preview or a blank form."""
        self._jump = ""
        self._wanted = ""
        self._sheet: QWidget | None = None
        self.table = RowTable(
            (
                Column("title", "文书", strong=True, sub=lambda paper: paper.purpose, least=160),
                Column("state", "状态", 116, badge=badge_of),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            name="paper_list",
        )
        self.table.setAccessibleName("文书")
        self._lacks = kit.text("", "small", "text2", wrap=True, name="paper_lacks")
        self.checks = PaperChecks()
        self._banner = notices.Banner("bad")
        self._banner.hide()
        self.viewer = PageViewer(keys=self)
        self.blank = kit.button(BLANK, "", "file", name="blank")
        self.sample = kit.button(SAMPLE, "", "file-text", name="sample")
        for specimen in (self.blank, self.sample):
            specimen.setCheckable(True)
        self.save = kit.button("另存 PDF…", "", "download-simple", key="Ctrl+S", name="save")
        self.save_book = kit.button(
            "另存 xlsx…", "", "download-simple", tip="表内各张清单，一张一页", name="save_lists_xlsx"
        )
        self.save_book.hide()
        self.print = kit.button("打印", "primary", "printer", key="Ctrl+P", name="print")
        self._note = kit.text("", "small", "text2", elide=True, name="foot_note")
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ putting together
    def _lay_out(self) -> None:
        says = kit.row((self._lacks, 1), pad=(tokens.L, tokens.M, tokens.L, tokens.M), name="panel")
        head = notices.HeadLine(kit.text("文书", "heading"), kit.text("内部工作用纸", "small", "text3"), "stretch")
        self._left = kit.col(head, (self.table, 1), kit.rule(), says, self.checks, gap=0)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left)
        body.addWidget(kit.rule(vertical=True))
        body.addWidget(self.viewer, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner)
        layout.addLayout(body, 1)
        layout.addWidget(
            notices.FootBar((self._note, 1), self.blank, self.sample, self.save_book, self.save, self.print)
        )

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _row: self._choose())
        self.table.opened.connect(lambda _row: self.do_print())
        self.checks.jumped.connect(self.jumped)
        self.blank.toggled.connect(partial(self._look_at_specimen, self.sample))
        self.sample.toggled.connect(partial(self._look_at_specimen, self.blank))
        self.save.clicked.connect(self.ask_target)
        self.save_book.clicked.connect(self.ask_book)
        self.print.clicked.connect(self.do_print)
        for keys, act in (
            ("Ctrl+P", self.do_print), ("Ctrl+Return", self.do_print), ("Ctrl+Enter", self.do_print),
            ("Ctrl+S", self.ask_target),
        ):  # fmt: skip
            kit.on_key(self, keys, act)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it."""
        self.desk.run(papers.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: PapersBoard) -> None:
        """Show the list; the selection stays."""
        self.board = board
        self.table.show_rows(board.papers)
        if self._jump:
            self.focus_on(self._jump)
        elif self.table.current_row() < 0:
            self.table.select(0)
        self._choose()
        self.hand_on()

    def first(self) -> QWidget | None:
        """The list."""
        return self.table if self.board is not None else None

    @property
    def paper(self) -> PaperChoice | None:
        """The paper that is selected."""
        row = self.table.current_row()
        return self.board.papers[row] if self.board is not None and 0 <= row < len(self.board.papers) else None

    def focus_on(self, jump: str) -> None:
        """A paper by its form ("office/draw-record")."""
        if self.board is None:
            self._jump = jump
            return
        self._jump = ""
        for row, paper in enumerate(self.board.papers):
            if paper.form == jump:
                self.table.select(row)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def specimen(self) -> str:
        """What is looked at without the dossier: the empty form, made-up content, or neither ("")."""
        return BLANK if self.blank.isChecked() else SAMPLE if self.sample.isChecked() else ""

    def _look_at_specimen(self, other: QAbstractButton, on: bool) -> None:
        """One of the two at a time."""
        if on and other.isChecked():
            with QSignalBlocker(other):
                other.setChecked(False)
        self._choose()

    def _choose(self) -> None:
        """Show the pages of the selected paper, as a specimen if that is asked for."""
        paper = self.paper
        if paper is None:
            return
        self._banner.hide()
        specimen = self.specimen
        self._lacks.setText(lacking(paper))
        self.print.say(f"打印{specimen}" if specimen else "去推荐与打印" if paper.official else "打印")
        for button in (self.save, self.print):
            button.setEnabled(bool(specimen) or not paper.blocked)
        if paper.official and not specimen:
            self.print.setEnabled(True)
        self.save_book.setVisible(paper.lists and not specimen)
        last = paper.issued
        if last is not None and not paper.stale and not specimen:
            self._show_issued(paper, last)
            return
        self._note.setText("" if specimen else "预览没有编号，打印或另存时编号")
        self._wanted = f"{paper.form}:{specimen}"
        args: tuple[Any, ...] = (paper.form,) if specimen else (self.dossier_id, paper.form)
        made: dict[str, Callable[..., Pages]] = {BLANK: papers.blank, SAMPLE: papers.filled}
        step = made.get(specimen, papers.preview)
        self.desk.run(step, *args, then=partial(self._show_pages, paper, self._wanted), refused=self.refuse)

    def _show_pages(self, paper: PaperChoice, wanted: str, pages: Pages) -> None:
        if wanted != self._wanted:
            return  # another paper was selected meanwhile
        self.pages = pages
        shown = self.specimen or (BLANK if paper.blocked and not paper.official else "预览（未编号）")
        self._show_checks(pages.checks)
        self.viewer.show_file(pages.path, "pdf", title=f"{paper.title}　{shown}")

    def _show_checks(self, checks: tuple[CheckLine, ...]) -> None:
        """The check under the list, which then has another height: the paper stays in sight."""
        self.checks.show_checks(checks)
        layout = self._left.layout()
        if layout is not None:
            layout.activate()
        self.table.scrollTo(self.table.currentIndex())

    def _show_issued(self, paper: PaperChoice, last: Issued) -> None:
        self.pages, self._wanted = None, last.number
        self._show_checks(())
        self._note.setText(f"{last.number}，内容指纹 {last.short_hash}，日志码 {last.journal_code}")
        self.viewer.show_file(last.path, "pdf", title=f"{paper.title}　{last.number}")

    # ------------------------------------------------------------------ deeds
    def do_print(self) -> None:
        """Number the selected paper and send it to a printer; a specimen goes as it is."""
        paper = self.paper
        if paper is None or not self.print.isEnabled():
            return
        if self.specimen:
            self._print_specimen(paper)
        elif paper.official:
            self.jumped.emit(Step.RECOMMENDATION.value, "print")
        else:
            self._issue(paper, self._ask_printer)

    def _issue(self, paper: PaperChoice, then: Callable[[Issued], object]) -> None:
        """Print under a number, read the list again, and go on with `then`."""

        def done(issued: Issued) -> None:
            self.print.busy()
            self.refresh()
            then(issued)

        self.print.busy("正在生成…")
        self.desk.run(papers.issue, self.dossier_id, paper.form, then=done, refused=self.refuse)

    def _ask_printer(self, issued: Issued) -> None:
        self._sheet = printing.ask_printer(self, issued.number, partial(self.print_on, issued.path, issued.number))

    def _print_specimen(self, paper: PaperChoice) -> None:
        if self.pages is not None:
            title = f"{paper.title}（{self.specimen}）"
            self._sheet = printing.ask_printer(self, title, partial(self.print_on, self.pages.path, title))

    def print_on(self, path: Path, title: str, printer: QPrinter) -> None:
        """Send the file at `path` to `printer`."""
        said = partial(self._sent, title)
        self.desk.fetch(printing.print_file, path, printer, then=said, refused=self.refuse, busy="正在送往打印机…")

    def _sent(self, title: str, pages: int) -> None:
        self._note.setText(f"{title} 已送往打印机，{pages} 页")

    def ask_target(self) -> None:
        """Ask where to save the selected paper; it is numbered first, a specimen is not."""
        paper = self.paper
        if paper is None or not self.save.isEnabled():
            return
        if self.specimen:
            save = papers.save_blank if self.specimen == BLANK else papers.save_filled
            self._ask_file(f"{paper.title}（{self.specimen}）", partial(self.desk.run, save, paper.form))
        elif not paper.official:
            self._issue(paper, self._ask_copy)

    def _ask_copy(self, issued: Issued) -> None:
        self._ask_file(issued.number, partial(self.desk.run, papers.save_copy, issued.sha256))

    def ask_book(self) -> None:
        """Ask where to save the lists of the selected paper as a workbook."""
        paper = self.paper
        if paper is not None and paper.lists:
            save = partial(self.desk.run, papers.save_workbook, self.dossier_id, paper.form)
            self._ask_file(f"{paper.title}（清单）", save, "xlsx", "另存清单", "工作簿 (*.xlsx)")

    def _ask_file(
        self, name: str, save: Callable[..., None], suffix: str = "pdf", title: str = "另存 PDF",
        kind: str = "PDF 文件 (*.pdf)",
    ) -> None:  # fmt: skip
        asked = QFileDialog(self, title, f"{name}.{suffix}", kind)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix(suffix)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(lambda chosen: save(Path(chosen), then=self._saved, refused=self.refuse))
        self._sheet = asked
        asked.open()

    def _saved(self, target: Path) -> None:
        self._note.setText(f"已另存为 {target.name}")

    def refuse(self, refusal: Refusal) -> None:
        """Say in the banner what was refused."""
        self.print.busy()
        self._banner.say("bad", "", refusal.says)
        self._banner.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list's width follows the page's."""
        super().resizeEvent(event)
        self._left.setFixedWidth(next(wide for least, wide in LIST_WIDTHS if self.width() >= least))
