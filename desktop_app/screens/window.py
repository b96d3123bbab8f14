"""The window: start, sign-in, workbench and lock, one at a time."""

from __future__ import annotations

import gc
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.screens import late
from desktop_app.screens.desk import Desk, Progress
from desktop_app.screens.help import HelpPage
from desktop_app.screens.lock import IdleWatch, LockPage
from desktop_app.screens.page import PIECE_MS
from desktop_app.screens.settings import SettingsPage
from desktop_app.screens.sign_in import SignInPage
from desktop_app.screens.start import StartPage
from desktop_app.screens.widths import SMALLEST
from desktop_app.screens.workbench import Workbench
from desktop_app.steps.office_board import Door
from desktop_app.steps.preferences import Preferences
from desktop_app.widgets import dialog, theme
from desktop_app.widgets.dialog import ProgressSheet

TITLE = "示范平台评审"


class Window(QWidget):
    """The one main window. `preferred` carries changed preferences to whoever keeps them."""

    preferred = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*SMALLEST)
        theme.dress(self)
        self.desk, self.preferences = desk, preferences
        self.start = StartPage(desk, preferences.recent)
        self.start.entered.connect(self._office_opened)
        self.start.expert_asked.connect(self._open_expert_seat)
        self._expert_seat: QWidget | None = None
        self.sign_in = SignInPage(desk)
        self.sign_in.signed.connect(self._signed_in)
        self.sign_in.leave_asked.connect(self.leave_office)
        self.lock_page = LockPage(desk)
        self.lock_page.signed.connect(self._unlocked)
        self.settings = SettingsPage(desk, preferences)
        self.settings.preferred.connect(self._prefer)
        self.bench: Workbench | None = None
        self.stack = QStackedWidget()
        self.help = HelpPage()
        self.help.left.connect(self._leave_help)
        self._before_help: QWidget = self.start
        for page in (self.start, self.sign_in, self.lock_page, self.help):
            self.stack.addWidget(page)
        for door in (self.start, self.sign_in):
            QShortcut(QKeySequence("F1"), door).activated.connect(self.show_help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.watch = IdleWatch(preferences.lock_minutes, self)
        self.watch.idle.connect(self.lock)
        self._hidden: list[QWidget] = []
        self._given_up = False
        self._door: Door | None = None
        desk.long_began.connect(self._show_long)
        self.start.focus_first()

    def load_late(self) -> None:
        """Let the worker import everything heavy; called once the first page has been painted."""
        self.desk.fetch(late.load, then=lambda _nothing: self._loaded())

    def _loaded(self) -> None:
        """What is imported now stays for good: the collector need not walk through it every time."""
        gc.freeze()
        QTimer.singleShot(PIECE_MS, self, self._make_bench)

    def _make_bench(self) -> None:
        """The workbench, made before anybody needs it: together with what it shows first it would be felt."""
        if self.bench is None:
            self.bench = Workbench(self.desk, self.settings)
            self.bench.lock_asked.connect(self.lock)
            self.bench.sign_out_asked.connect(self.sign_out)
            self.bench.leave_asked.connect(self.leave_office)
            self.stack.addWidget(self.bench)

    # ------------------------------------------------------------------ into the office
    def _office_opened(self) -> None:
        self.desk.run("steps.office:door", then=self._show_door)

    def _show_door(self, door: Door) -> None:
        self._door = door
        self._prefer(self.preferences.opened(door.folder, door.name))
        self.start.show_recent(self.preferences.recent)
        if door.signed_in is not None:
            self.desk.sign(door.signed_in)
            self._signed_in()
        else:
            self.sign_in.show_door(door)
            self.stack.setCurrentWidget(self.sign_in)
            self.sign_in.focus_first()

    def _signed_in(self) -> None:
        self._make_bench()
        assert self.bench is not None
        name = self._door.name if self._door else ""
        self.setWindowTitle(f"{name} · {TITLE}" if name else TITLE)
        self.bench.start(name)
        self.stack.setCurrentWidget(self.bench)
        self.watch.begin()

    def sign_out(self) -> None:
        """Let somebody else sign in; what is open stays as it is saved."""
        self._put_away()
        self.desk.run("steps.office:sign_out")
        self.desk.run("steps.office:door", then=self._show_door)

    def leave_office(self) -> None:
        """Close the office and go back to the start."""
        self._put_away()
        self.desk.leave_office()
        self.setWindowTitle(TITLE)
        self.stack.setCurrentWidget(self.start)
        self.start.focus_first()

    def _open_expert_seat(self) -> None:
        """A window for a packet on a stick; it needs no office."""
        if self._expert_seat is None:
            seat = late.find(late.EXPERT_SEAT)(self.desk)
            seat.closed.connect(self._expert_seat_left)
            self._expert_seat = seat
        self._expert_seat.show()
        self._expert_seat.activateWindow()

    def _expert_seat_left(self) -> None:
        if self._expert_seat is not None:
            self._expert_seat.deleteLater()
            self._expert_seat = None

    def _put_away(self) -> None:
        self.watch.end()
        if self.bench is not None:
            self.bench.settle()
            self.stack.removeWidget(self.bench)
            self.settings.setParent(None)
            self.bench.deleteLater()
            self.bench = None
        self.desk.sign(None)

    def show_help(self) -> None:
        """F1 before anybody is signed in: how to begin."""
        current = self.stack.currentWidget()
        self._before_help = current if current is not None else self.start
        self.help.show_topic("start")
        self.stack.setCurrentWidget(self.help)
        self.help.setFocus()

    def _leave_help(self) -> None:
        self.stack.setCurrentWidget(self._before_help)

    # ------------------------------------------------------------------ lock
    def lock(self) -> None:
        """Cover everything until somebody gives a password."""
        if self.bench is None or self.stack.currentWidget() is not self.bench:
            return
        self.bench.settle()
        self.watch.end()
        self._hidden = [child for child in self.findChildren(QWidget) if child.isWindow() and child.isVisible()]
        for child in self._hidden:
            child.setVisible(False)
        self.stack.setCurrentWidget(self.lock_page)
        self.lock_page.focus_first()
        self.desk.run("steps.office:door", then=self._show_lock)

    def _show_lock(self, door: Door) -> None:
        self._door = door
        self.lock_page.show_door(door, self.desk.operator.name if self.desk.operator else "")
        self.lock_page.focus_first()

    def _unlocked(self) -> None:
        if self.bench is not None:
            self.stack.setCurrentWidget(self.bench)
            for child in self._hidden:
                child.setVisible(True)
            self._hidden = []
            self.watch.begin()

    # ------------------------------------------------------------------ the rest
    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = replace(preferences)
        self.settings.preferences = self.preferences
        self.watch.set_minutes(preferences.lock_minutes)
        self.preferred.emit(self.preferences)

    def _show_long(self, title: str, progress: Progress) -> None:
        sheet = ProgressSheet(title, self)
        sheet.cancelled.connect(progress.cancel)
        self.desk.long_told.connect(sheet.tell)
        self.desk.long_ended.connect(sheet.finish)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open_after()

    def _ask_to_give_up(self) -> None:
        says = "上次填写的内容还没有保存：磁盘写不进去。请取消，腾出空间后离开那一页，它会再存一次。"
        lost = "关闭后，没有保存的内容不再保留。"
        dialog.confirm(self, "还有内容没有保存", says, "不保存，关闭", self._give_up, consequence=lost, danger=True)

    def _give_up(self) -> None:
        self._given_up = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, let the worker finish, close the office; asks first when the disk took nothing."""
        if self.bench is not None:
            self.bench.settle()
            if self.bench.topbar.state == "failed" and not self._given_up:
                event.ignore()
                self._ask_to_give_up()
                return
        self.watch.end()
        if self._expert_seat is not None:
            self._expert_seat.close()
        self.desk.close()
        super().closeEvent(event)
