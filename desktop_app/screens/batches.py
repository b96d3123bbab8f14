"""The room of the batches (批次): the list at the left, the chosen batch at the right."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from desktop_app.screens.batch_sheets import AddNoticeSheet, NewBatchSheet
from desktop_app.screens.batch_view import BatchView
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import WatchingPage
from desktop_app.steps import batches, notices
from desktop_app.steps.batches_board import BatchesBoard, NoticePreview
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.notices import Empty, HeadLine
from desktop_app.widgets.table import Column, RowTable

STATES = {
    "open": ("在办", "accent", "circle-dashed"),
    "printed": ("已打印", "none", "printer"),
    "sealed": ("已用印", "ok", "stamp"),
    "sent": ("已报送", "ok", "check-circle"),
    "lost": ("缺通知", "bad", "warning-circle"),
}
LIST_WIDTHS = ((1500, 320), (1000, 264), (0, 216))


class BatchesPage(WatchingPage):
    """Every batch of the office; what is asked of one is done in its view."""

    dossier_asked = Signal(int, str, str)
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "batch", "batch_member", "batch_document", "batch_elsewhere", "batch_extension", "batch_paper",
            "batch_seal_entry", "office_notice", "dossier", "recommendation", "paper", "seal_entry", "office",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("page-batches")
        self.board: BatchesBoard | None = None
        self._fresh = True
        self._wanted = 0
        self._sheet: QWidget | None = None
        columns = (
            Column("number", "编号", strong=True, sub=lambda row: f"{row.title}　{row.members} 家", least=110),
            Column("state", "状态", 96, badge=lambda row: STATES[row.state]),
        )
        self.table = RowTable(columns, row_height=tokens.TWO_LINE_HEIGHT, many=False, name="batches")
        self.table.setAccessibleName("批次")
        self.new = kit.tool("plus", "新建批次", key="Ctrl+Shift+N", name="new_batch")
        self.new.setShortcut("Ctrl+Shift+N")
        self.begin = kit.button("新建批次…", "primary", "plus", name="first_batch")
        self.empty = Empty("stack", "还没有批次。收到当年的通知后新建，再把要推荐的案卷加入。", self.begin)
        self.view = BatchView(desk)
        self._lay_out()
        self.new.clicked.connect(self.ask_new)
        self.begin.clicked.connect(self.ask_new)
        self.table.chosen.connect(lambda _row: self._open())
        self.view.dossier_asked.connect(self.dossier_asked)

    def _lay_out(self) -> None:
        head = HeadLine(kit.text("批次", "heading"), "stretch", self.new)
        self.left = kit.col(head, (self.table, 1), gap=0, name="panel")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.left)
        layout.addWidget(kit.rule(vertical=True))
        layout.addWidget(self.stack, 1)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the list and the open batch again."""
        self.refresh_list()
        self.view.refresh()

    def refresh_list(self) -> None:
        """Read the list again."""
        self.desk.run(batches.board, then=self.show_board)

    def show_board(self, board: BatchesBoard) -> None:
        """Show the list; the open batch stays open, else the newest is opened."""
        self.board = board
        self.table.show_rows(board.batches)
        self.stack.setCurrentWidget(self.view if board.batches else self.empty)
        wanted, self._wanted = self._wanted or self.view.batch_id, 0
        ids = [row.id for row in board.batches]
        if ids:
            self.table.select(ids.index(wanted) if wanted in ids else 0)
            self._open()
        if self.hasFocus() or self._fresh:
            self._hand_on()
        self._fresh = False

    def _open(self) -> None:
        number, rows = self.table.current_row(), self.table.rows()
        if 0 <= number < len(rows) and rows[number].id != self.view.batch_id:
            self.view.open(rows[number].id)

    def open_batch(self, batch_id: int, part: str = "") -> None:
        """Open a batch, at one of its parts."""
        self._wanted = batch_id
        self.view.open(batch_id)
        if part:
            self.view.show_part(part)
        self.refresh_list()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys go to the list, or to the one thing to do."""
        super().focusInEvent(event)
        self._hand_on()

    def _hand_on(self) -> None:
        if self.board is not None:
            (self.table if self.board.batches else self.begin).setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list's width follows the room's."""
        super().resizeEvent(event)
        self.left.setFixedWidth(next(wide for least, wide in LIST_WIDTHS if self.width() >= least))

    # ------------------------------------------------------------------ deeds
    def ask_new(self) -> None:
        """Ask for the notice and the kind of authority, and make the batch."""
        if self.board is None:
            return
        sheet = NewBatchSheet(self.board.notices, self.board.may_add, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.notice_asked.connect(sheet.reject)
        sheet.notice_asked.connect(self.ask_file)

        def made(batch_id: int) -> None:
            sheet.accept()
            self.open_batch(batch_id)

        def make() -> None:
            sheet.working("正在建立…")
            self.desk.run(batches.open_batch, *sheet.values(), then=made, refused=sheet.show_refusal)

        sheet.pressed.connect(make)
        self._sheet = sheet
        sheet.open()

    def ask_file(self) -> None:
        """Ask for the file of a notice."""
        asked = QFileDialog(self, "添加通知文件", "", "通知文件 (*.toml)")
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self.read_file)
        self._sheet = asked
        asked.open()

    def read_file(self, path: str) -> None:
        """Read a notice's file and show what it asks; what is wrong with it is said in the window's banner."""
        self.desk.run(notices.preview_file, path, then=self._show_preview)

    def _show_preview(self, preview: NoticePreview) -> None:
        sheet = AddNoticeSheet(preview, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def added(board: BatchesBoard) -> None:
            sheet.accept()
            self.show_board(board)
            self.ask_new()

        def add() -> None:
            sheet.working("正在添加…")
            self.desk.run(notices.add_notice, preview, sheet.remark.value(), then=added, refused=sheet.show_refusal)

        sheet.pressed.connect(add)
        self._sheet = sheet
        sheet.open()
