"""The room of the panel meetings (评审会): all meetings, and the one that is open in it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.meeting import STATES, MeetingPage
from desktop_app.screens.meeting_new import ConveneSheet
from desktop_app.screens.page import WatchingPage
from desktop_app.steps import meetings
from desktop_app.steps.meeting_views import MeetingBoard, MeetingLine, MeetingsBoard
from desktop_app.widgets import kit, notices
from desktop_app.widgets.table import Column, RowTable


class MeetingsPage(WatchingPage):
    """The list of meetings; one is opened in its place."""

    lock_asked = Signal()
    opened = Signal(int, str)
    watches: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "meeting_sitting", "meeting_recess", "meeting_item_closing", "meeting_closing", "expert", "dossier"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("page-meetings")
        self.board: MeetingsBoard | None = None
        self.page: MeetingPage | None = None
        self._sheet: ConveneSheet | None = None
        self._count = kit.text("", "small", "text3", name="meetings_count")
        self._banner = notices.Banner("bad")
        self._banner.hide()
        self.open_button = kit.button("打开", icon="arrow-right", key="Enter", name="open_meeting")
        self.new_button = kit.button("筹备评审会…", "primary", "plus", name="new_meeting")
        self.table = self._make_table()
        self._list = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self.new_button.clicked.connect(self._new)
        self.open_button.clicked.connect(self._open_chosen)
        self.table.opened.connect(lambda _row: self._open_chosen())
        self.table.chosen.connect(lambda row: self.open_button.setEnabled(row >= 0))

    def _make_table(self) -> RowTable:
        table = RowTable(
            (
                Column("held_on", "日期", 112, show=lambda one: f"{one.held_on:%Y-%m-%d}", tone="text2"),
                Column("name", "评审会", strong=True),
                Column("venue", "地点", 200, tone="text2"),
                Column("items", "议程", 112, "right", show=lambda one: f"{one.closed_items} / {one.items} 项"),
                Column("members", "专家", 72, "right", show=lambda one: f"{one.members} 人"),
                Column("state", "状态", 112, badge=lambda one: STATES[one.state.value]),
            ),
            many=False,
            empty=notices.Empty("users", "还没有评审会。点“筹备评审会”，选定议程、专家和评分表。"),
            name="meetings",
        )
        table.setAccessibleName("评审会")
        return table

    def _lay_out(self) -> None:
        head = notices.HeadLine(kit.text("评审会", "heading"), self._count, "stretch")
        foot = notices.FootBar("stretch", self.open_button, self.new_button)
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for part in (self._banner, head):
            inner.addWidget(part)
        inner.addWidget(self.table, 1)
        inner.addWidget(foot)
        self._stack.addWidget(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    # ------------------------------------------------------------------ showing
    def refresh(self) -> None:
        """Read the list again and show it."""
        self.desk.run(meetings.listing, then=self.show_board)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.page if self.page is not None else self.table).setFocus(event.reason())

    def in_sight(self) -> bool:
        """The list is not in sight while a meeting is open in its place."""
        return super().in_sight() and self.page is None

    def show_board(self, board: MeetingsBoard) -> None:
        """Show all meetings."""
        self.board = board
        self.table.show_rows(board.meetings)
        self._count.setText(f"{len(board.meetings)} 次" if board.meetings else "")
        if self.table.current_row() < 0 and board.meetings:
            self.table.select(0)
        self.open_button.setEnabled(self.table.current_row() >= 0)

    # ------------------------------------------------------------------ doing
    def _open_chosen(self) -> None:
        number = self.table.current_row()
        if 0 <= number < len(self.table.rows()):
            line: MeetingLine = self.table.row(number)
            self.open_meeting(line.id)

    def open_meeting(self, meeting_id: int) -> None:
        """Open one meeting in the place of the list."""
        self.close_meeting()
        self.page = MeetingPage(self.desk, meeting_id)
        self.page.left.connect(self.back_to_list)
        self.page.lock_asked.connect(self.lock_asked)
        self.page.opened.connect(self.opened)
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)

    def close_meeting(self) -> None:
        """Leave the meeting that is open, if one is; its other windows are closed."""
        if self.page is not None:
            self.page.settle()
            self.page.put_away()
            self._stack.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def back_to_list(self) -> None:
        """Show the list again."""
        self.close_meeting()
        self._stack.setCurrentWidget(self._list)
        self.refresh()
        self.table.setFocus()

    def settle(self) -> None:
        """Hand over what is still being typed."""
        if self.page is not None:
            self.page.settle()

    def _new(self) -> None:
        if self.board is None:
            return
        sheet = ConveneSheet(self.board, self)
        self._sheet = sheet

        def made(board: MeetingBoard) -> None:
            sheet.accept()
            self.open_meeting(board.id)

        def refused(refusal: Refusal) -> None:
            sheet.show_refusal(refusal)

        def convene() -> None:
            try:
                plan = sheet.plan()
            except Refusal as refusal:
                refused(refusal)
                return
            self.desk.run(meetings.convene, then=made, refused=refused, **plan)

        sheet.pressed.connect(convene)
        sheet.follow(self.desk)
        sheet.open()
