"""The room 今日: what is due and overdue in all dossiers, by working days; how many stand where; copies, calendar."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import WatchingPage
from desktop_app.screens.process_sheets import DutySheet
from desktop_app.screens.today_cards import BackupCard, CalendarCard, StepsCard
from desktop_app.steps import calendars, process, today
from desktop_app.steps.calendars import CalendarLine, CalendarPreview
from desktop_app.steps.process_board import DutyChoice
from desktop_app.steps.today_board import BATCH, SHELVES, TodayBoard, TodayLine
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.table import Column, RowTable

SIDE = 344
"""Width of the cards at the right; they go where the window is too narrow for them."""
LEAST_WITH_SIDE = 900
ICONS = {"bad": "warning-circle", "warn": "timer", "none": "clock", "ok": "check-circle", "accent": "clock"}
EMPTY = {
    "": "近期没有到期的事项。案卷推荐后登记报送、公示和认定，期限就列在这里。",
    "overdue": "没有逾期的事项。",
    "soon": "20 个工作日内没有到期的事项。",
    "waiting": "没有等着办理的事项。",
    "later": "没有更远的期限。",
}


def _left(line: TodayLine) -> tuple[str, str, str]:
    return (line.words, line.tone, ICONS.get(line.tone, "clock"))


COLUMNS = (
    Column("words", "工作日", 156, badge=_left),
    Column("day", "日期", 132, tone="text2"),
    Column("name", "平台", strong=True, sub=lambda line: line.number, least=180),
    Column("says", "事项", sub=lambda line: line.detail, least=200),
)


class TodayPage(WatchingPage):
    """The list with its shelves at the left, small cards at the right. The primary leads to the thing itself."""

    asked = Signal(int, str, str)
    """(dossier, page, jump) to be opened."""
    batch_asked = Signal(int)
    new_asked = Signal()
    counted = Signal(int)
    """How many things are overdue or due today."""
    watches: ClassVar[frozenset[str]] = frozenset(
        {"dossier", "recommendation", "process_event", "process_withdrawal", "objection", "platform_change",
         "duty_done", "ban", "working_calendar", "verdict", "draw", "answer", "paper", "seal_entry",
         "sealed_archive", "batch", "batch_extension", "batch_member"}
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.board: TodayBoard | None = None
        self.sheet: dialog.Sheet | None = None
        self._read_on = QDate()
        self._day = kit.text("", "body", "text2", name="today_day")
        self._tentative = kit.Badge("工作日为暂定", "warn", "warning")
        self._tentative.hide()
        self.new = kit.button("新建案卷", "", "plus", "Ctrl+N", name="today_new")
        self.tabs = kit.tabs("全部", *(label for _name, label in SHELVES), name="shelves")
        self.tabs.setAccessibleName("按期限筛选")
        self._empty = notices.Empty("calendar-check", EMPTY[""])
        self.table = RowTable(
            COLUMNS, row_height=tokens.TWO_LINE_HEIGHT, many=False, empty=self._empty, name="today_lines"
        )  # fmt: skip
        self.table.setAccessibleName("待办事项")
        self._banner = notices.Banner("bad")
        self._banner.hide()
        self.open = kit.button("去办理", "primary", "arrow-right", "Ctrl+Enter", name="go")
        self._note = kit.text("", "small", "text2", elide=True, name="today_note")
        self.steps, self.backup, self.calendar = StepsCard(), BackupCard(), CalendarCard()
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------ putting together
    def _lay_out(self) -> None:
        head = notices.HeadLine(
            kit.text("今日", "title"), self._day, self._tentative, "stretch", self.new
        )  # fmt: skip
        shelves = kit.row(self.tabs, "stretch", pad=(tokens.L, 0, tokens.L, 0), name="panel")
        left = kit.col(self._banner, shelves, kit.rule(), (self.table, 1), gap=0)
        cards = kit.col(
            self.steps, self.backup, self.calendar, "stretch", gap=tokens.M, pad=tokens.L
        )  # fmt: skip
        self._side = kit.fixed(kit.ScrollBody(cards), SIDE)
        self._edge = kit.rule(vertical=True)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left, 1)
        body.addWidget(self._edge)
        body.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(body, 1)
        layout.addWidget(notices.FootBar((self._note, 1), self.open))

    def _wire(self) -> None:
        self.new.clicked.connect(self.new_asked)
        self.tabs.currentChanged.connect(lambda _at: self._show_lines())
        self.table.opened.connect(lambda _row: self.go())
        self.table.chosen.connect(lambda _row: self._show_deed())
        self.open.clicked.connect(self.go)
        self.calendar.import_asked.connect(self.choose_file)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            kit.on_key(self, keys, self.go)
        self._midnight = QTimer(self)
        self._midnight.setInterval(60_000)
        self._midnight.timeout.connect(self._look_at_the_clock)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it."""
        self._read_on = QDate.currentDate()
        self.desk.run(today.board, then=self.show_board)

    def showEvent(self, event: QShowEvent) -> None:
        """Read when shown for the first time, after a change, and on a new day."""
        self._stale = self._stale or self._read_on != QDate.currentDate()
        super().showEvent(event)
        self._midnight.start()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at_the_clock(self) -> None:
        if self.isVisible() and self._read_on != QDate.currentDate():
            self.refresh()

    def show_board(self, board: TodayBoard) -> None:
        """Show the board; the shelf and the selection stay."""
        self.board = board
        self._banner.hide()
        self._day.setText(board.day)
        self._tentative.setVisible(board.tentative)
        self.tabs.setTabText(0, f"全部 {len(board.shelf(''))}")
        for at, (name, label) in enumerate(SHELVES, 1):
            self.tabs.setTabText(at, f"{label} {len(board.shelf(name))}")
        self.steps.show_steps(board.steps, board.archived)
        self.backup.show_line(board.backup)
        self.calendar.show_lines(board.calendars)
        self._show_lines()
        self.counted.emit(board.urgent)

    def _show_lines(self) -> None:
        if self.board is None:
            return
        at = self.tabs.currentIndex()
        name = SHELVES[at - 1][0] if at else ""
        self._empty.say(EMPTY[name])
        self.table.show_rows(self.board.shelf(name))
        if self.table.current_row() < 0:
            self.table.select(0)
        self._show_deed()

    @property
    def line(self) -> TodayLine | None:
        """The line that is selected."""
        row, rows = self.table.current_row(), self.table.rows()
        return rows[row] if 0 <= row < len(rows) else None

    def _show_deed(self) -> None:
        line = self.line
        self.open.setEnabled(line is not None)
        own = line is not None and line.dossier_id is None and line.page != BATCH
        self.open.say("登记报送…" if own else "去办理")
        self._note.setText(f"{line.name}　{line.says}" if line is not None else "")

    # ------------------------------------------------------------------ deeds
    def go(self) -> None:
        """Go to the selected thing: the dossier's page, or for the office's own duty the entry that it was done."""
        line = self.line
        if line is None:
            return
        if line.dossier_id is not None:
            self.asked.emit(line.dossier_id, line.page, line.jump)
            return
        if line.page == BATCH:
            self.batch_asked.emit(int(line.jump))
            return
        _kind, duty, year = line.jump.split(":")
        assert self.board is not None
        sheet = DutySheet(DutyChoice(duty, int(year), line.says, line.detail), self.board.today, self)

        def kept(_nothing: object) -> None:
            sheet.accept()

        sheet.pressed.connect(
            lambda: self.desk.run(
                process.register_office_duty, line.regulation_id, duty, int(year), sheet.day("done_on"),
                sheet.value("note"), then=kept, refused=sheet.show_refusal,
            )
        )  # fmt: skip
        self._open(sheet)

    def _open(self, sheet: dialog.Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = sheet
        sheet.open()

    def choose_file(self) -> None:
        """Ask for the file of a year's calendar."""
        path, _kind = QFileDialog.getOpenFileName(self, "选择日历文件", "", "日历文件 (*.toml)")
        if path:
            self.read_file(path)

    def read_file(self, path: str) -> None:
        """Read a calendar file and show what it holds; nothing is written yet."""
        self.desk.run(calendars.preview, path, then=self._show_preview, refused=self.refuse, busy="正在读取日历")

    def _show_preview(self, seen: CalendarPreview) -> None:
        self._banner.hide()
        lines = [kit.text(line, "body", wrap=True) for line in seen.lines]
        source = kit.text(f"依据：{seen.source or '文件没有写明'}", "small", "text2", wrap=True)
        replaces = f"替换原有的 {seen.year} 年日历：{seen.replaces}" if seen.replaces else ""
        sheet = dialog.Sheet(
            f"导入 {seen.year} 年日历　{seen.file}", kit.col(source, *lines, gap=tokens.S),
            f"写入 {seen.year} 年日历", width=dialog.MIDDLE, note=f"全年 {seen.working_days} 个工作日",
            consequence=replaces, waits=True, parent=self,
        )  # fmt: skip
        sheet.pressed.connect(
            lambda: self.desk.run(
                calendars.import_calendar, seen, then=partial(self._imported, sheet),
                refused=lambda refusal: sheet.refuse(refusal.says),
            )
        )  # fmt: skip
        self._open(sheet)

    def _imported(self, sheet: dialog.Sheet, lines: tuple[CalendarLine, ...]) -> None:
        sheet.accept()
        self.calendar.show_lines(lines)

    def refuse(self, refusal: Refusal) -> None:
        """Say above the list what was refused."""
        self._banner.say("bad", "", refusal.says)
        self._banner.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has the list alone."""
        super().resizeEvent(event)
        wide = self.width() >= LEAST_WITH_SIDE
        self._side.setVisible(wide)
        self._edge.setVisible(wide)
