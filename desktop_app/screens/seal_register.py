"""The room of the seal register (用印登记簿): every stamped paper of the office, the newest first."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import WatchingPage
from desktop_app.screens.sealing import STATES
from desktop_app.steps import papers, sealing
from desktop_app.steps.papers import Issued
from desktop_app.steps.sealing import SealLine
from desktop_app.widgets import kit, notices, printing, tokens
from desktop_app.widgets.table import Column, RowTable

COLUMNS = (
    Column("line", "登记号", 96, mono=True, show=lambda line: f"{line.sealed_on.year}-{line.line:03}"),
    Column("sealed_on", "用印日期", 104),
    Column("paper_number", "文件", strong=True, sub=lambda line: line.platform, least=220),
    Column("seal_name", "印章", sub=lambda line: line.purpose, least=200),
    Column("copies", "份数", 56, "right"),
    Column("approved_by", "批准人", 128),
    Column("keeper", "监印人", 88, sub=lambda line: f"登记 {line.registered_by}"),
    Column("void_at", "状态", 104, badge=lambda line: STATES["void" if line.void_at else "sealed"]),
)


class SealRegisterPage(WatchingPage):
    """The register as a table: found by any word or day; a line is never changed here."""

    opened = Signal(int)
    """The dossier whose line was opened."""
    batch_opened = Signal(int)
    """The batch whose line was opened."""
    watches: ClassVar[frozenset[str]] = frozenset({"paper", "seal_entry", "dossier", "batch_paper", "batch_seal_entry"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("seal_register")
        self.lines: tuple[SealLine, ...] = ()
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setAccessibleName("查找登记")
        self.search.setPlaceholderText("查找编号、平台、日期、人名")
        self.search.setClearButtonEnabled(True)
        self._count = kit.text("", "small", "text2", name="count")
        self.print = kit.button("打印登记簿", "", "printer", name="print_register")
        self.print.clicked.connect(self.do_print)
        self._sheet: QWidget | None = None
        self._refused = notices.Banner("bad")
        self._refused.hide()
        empty = notices.Empty("stamp", "登记簿还是空的。正式件盖章后，在案卷的“用印”中登记。")
        self.table = RowTable(COLUMNS, row_height=tokens.TWO_LINE_HEIGHT, many=False, name="register", empty=empty)
        self.table.setAccessibleName("用印登记簿")
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._show())
        self.table.opened.connect(self._follow)

    def _lay_out(self) -> None:
        head = notices.HeadLine(
            kit.text("用印登记簿", "heading"),
            self._count,
            "stretch",
            kit.fixed(self.search, 280),
            self.print,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._refused)
        layout.addWidget(self.table, 1)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the register again."""
        self.desk.run(sealing.register_lines, then=self.show_lines)

    def show_lines(self, lines: tuple[SealLine, ...]) -> None:
        """Show these lines, as far as they answer to the words asked for."""
        self.lines = lines
        self._show()

    def do_print(self) -> None:
        """Print the whole register under a number, and send it to a printer."""
        self._refused.hide()
        self.desk.run(papers.issue_register, then=self._ask_printer, refused=self.refuse)

    def _ask_printer(self, issued: Issued) -> None:
        self._sheet = printing.ask_printer(self, issued.number, partial(self.print_on, issued))

    def print_on(self, issued: Issued, printer: QPrinter) -> None:
        """Send the printed register to `printer`."""
        self.desk.fetch(printing.print_file, issued.path, printer, refused=self.refuse, busy="正在送往打印机…")

    def refuse(self, refusal: Refusal) -> None:
        """Say above the table what was refused."""
        self._refused.say("bad", "", refusal.says)
        self._refused.show()

    def _show(self) -> None:
        words = self.search.text().split()
        shown = [line for line in self.lines if all(word in _searched(line) for word in words)]
        self.table.show_rows(shown)
        self.print.setEnabled(bool(self.lines))
        void = sum(line.void_at is not None for line in shown)
        self._count.setText(f"{len(shown)} 条" + (f"，其中作废 {void} 条" if void else ""))

    def _follow(self, number: int) -> None:
        line: SealLine = self.table.row(number)
        if line.batch_id:
            self.batch_opened.emit(line.batch_id)
        else:
            self.opened.emit(line.dossier_id)


def _searched(line: SealLine) -> str:
    """Everything of a line that can be found by."""
    parts = (line.paper_number, line.platform, line.seal_name, line.purpose, line.approved_by, line.keeper,
             line.registered_by, line.sealed_on.isoformat())  # fmt: skip
    return " ".join(parts)
