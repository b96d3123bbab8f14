"""The frame of the window while somebody works: top bar, navigation, and the room that is entered."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens import late
from desktop_app.screens.desk import Desk
from desktop_app.screens.dossier_room import DossierRoom
from desktop_app.screens.help import HelpPage
from desktop_app.screens.navigation import Navigation
from desktop_app.screens.new_dossier import NewDossierSheet
from desktop_app.screens.search import SearchSheet
from desktop_app.screens.settings import SettingsPage
from desktop_app.screens.topbar import TopBar
from desktop_app.screens.widths import measures
from desktop_app.widgets import kit, notices

LISTED = frozenset({"dossier", "application", "scan", "verdict", "frame", "seat", "paper", "seal_entry"})

COUNTED = frozenset(
    {
        "process_event",
        "process_withdrawal",
        "platform_change",
        "duty_done",
        "working_calendar",
        "recommendation",
        "batch",
    }
)


class Workbench(QWidget):
    """Everything that is shown to somebody who is signed in."""

    lock_asked = Signal()
    sign_out_asked = Signal()
    leave_asked = Signal()

    def __init__(self, desk: Desk, settings: SettingsPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workbench")
        self.desk = desk
        self.topbar = TopBar()
        self.navigation = Navigation()
        self.navigation.entered.connect(self.enter)
        self.banner = notices.Banner("bad", "", "", self._dismiss_button())
        self.banner.hide()
        self.dossiers = DossierRoom(desk)
        self.dossiers.new_asked.connect(self.new_dossier)
        self.dossiers.went.connect(lambda _dossier, _step: self._show_room("dossiers"))
        self.settings = settings
        self.help = HelpPage()
        self.help.left.connect(self._leave_help)
        self._rooms: dict[str, QWidget] = {"dossiers": self.dossiers, "settings": settings, "help": self.help}
        self.here = "dossiers"
        self._before_help = "dossiers"
        self._stack = QStackedWidget()
        for room in self._rooms.values():
            self._stack.addWidget(room)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(120)
        self._again.timeout.connect(self._read_again)
        self._touched: set[str] = set()
        self._urgent = QTimer(self)  # in its own time: nobody waits for the number
        self._urgent.setSingleShot(True)
        self._urgent.setInterval(2500)
        self._urgent.timeout.connect(self._count_urgent)
        self._lay_out()
        self._connect()
        self._bind_keys()

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.navigation)
        body.addWidget(kit.rule(vertical=True))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self._stack, 1)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.topbar)
        layout.addLayout(body, 1)
        self.navigation.show_room("dossiers")

    def _dismiss_button(self) -> QWidget:
        button = kit.button("知道了", "quiet", name="banner-dismiss")
        button.clicked.connect(lambda: self.banner.hide())
        return button

    def _connect(self) -> None:
        self.topbar.find_asked.connect(self.find_anything)
        self.topbar.lock_asked.connect(self.lock_asked)
        self.topbar.sign_out_asked.connect(self.sign_out_asked)
        self.topbar.leave_asked.connect(self.leave_asked)
        self.topbar.password_asked.connect(lambda: self.enter("settings"))
        self.desk.saved.connect(self.topbar.show_saved)
        self.desk.busy.connect(self._show_busy)
        self.desk.refused.connect(self.show_refusal)
        self.desk.changed.connect(self._hear)
        self.desk.signed.connect(self._show_operator)

    def _bind_keys(self) -> None:
        keys: dict[str, Any] = {
            "Ctrl+K": self.find_anything,
            "Ctrl+N": self.new_dossier,
            "Ctrl+B": self._toggle_list,
            "Ctrl+H": self.show_history,
            "Ctrl+Shift+P": self.show_papers,
            "Ctrl+T": lambda: self.enter("today"),
            "Alt+9": self.show_process,
            "Ctrl+L": self.lock_asked.emit,
            "F1": self.show_help,
            "Alt+0": lambda: self._go(""),
        }
        for place, step in enumerate(Step, start=1):
            keys[f"Alt+{place}"] = lambda step=step: self._go(step.value)
        for key, call in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(call)

    # ------------------------------------------------------------------ rooms
    def enter(self, key: str) -> None:
        """Enter a room of the navigation."""
        if key == "help":
            self.show_help()
            return
        if key != self.here:
            self.settle()
        self._show_room(key)

    def _show_room(self, key: str) -> None:
        if key not in self._rooms:
            room = late.find(late.ROOMS[key])(self.desk)
            room.setObjectName(f"room-page-{key}")
            if key == "today":
                room.asked.connect(self.open_dossier)
                room.batch_asked.connect(self.open_batch)
                room.counted.connect(partial(self.navigation.show_count, "today"))
                room.new_asked.connect(self.new_dossier)
            if key == "seal_register":
                room.opened.connect(lambda dossier_id: self.open_dossier(dossier_id, Step.SEALING.value))
                room.batch_opened.connect(self.open_batch)
            if key == "batches":
                room.dossier_asked.connect(self.open_dossier)
            if key == "meetings":
                room.lock_asked.connect(self.lock_asked)
                room.opened.connect(self.open_dossier)
            self._rooms[key] = room
            self._stack.addWidget(room)
        self.here = key
        self._stack.setCurrentWidget(self._rooms[key])
        self.navigation.show_room(key)

    @property
    def room(self) -> QWidget:
        """The room that is shown."""
        return self._rooms[self.here]

    def show_help(self) -> None:
        """Open the manual at the page of what is on the screen."""
        if self.here != "help":
            self.settle()
            self._before_help = self.here
        view = self.dossiers.view
        topic = (view.here or "overview") if self.here == "dossiers" and view else self.here
        self.help.show_topic(topic)
        self._show_room("help")
        self.help.setFocus()

    def _leave_help(self) -> None:
        self.enter(self._before_help)

    def settle(self) -> None:
        """Hand over what is still being typed."""
        self.dossiers.settle()
        getattr(self.room, "settle", lambda: None)()

    # ------------------------------------------------------------------ deeds
    def start(self, office_name: str) -> None:
        """Begin with an office: read its dossiers."""
        self.topbar.show_office(office_name)
        self._show_operator()
        self.read_list()
        self._urgent.start()

    def _count_urgent(self) -> None:
        self.desk.run("steps.today:urgent", then=partial(self.navigation.show_count, "today"), refused=lambda _no: None)

    def read_list(self) -> None:
        """Read the list of dossiers again."""
        self.desk.run("steps.overview:listing", then=self.dossiers.show_lines)

    def open_dossier(self, dossier_id: int, step: str = "", jump: str = "") -> None:
        """Open a dossier, at a step and a place in it."""
        self._show_room("dossiers")
        self.dossiers.open_dossier(dossier_id, step, jump)

    def open_batch(self, batch_id: int, part: str = "summary") -> None:
        """Enter the room of the batches at a batch."""
        self.enter("batches")
        room: Any = self._rooms["batches"]
        room.open_batch(batch_id, part)

    def new_dossier(self) -> None:
        """Ctrl+N: ask for the day, the edition and the applicant, and open the new dossier."""
        self.settle()
        sheet = NewDossierSheet(self.desk, self.window())
        sheet.opened.connect(self._opened)
        sheet.open()

    def _opened(self, dossier_id: int) -> None:
        self.read_list()
        self.open_dossier(dossier_id, Step.INTAKE.value)

    def find_anything(self) -> None:
        """Ctrl+K: the search over dossiers and their steps."""
        view = self.dossiers.view
        sheet = SearchSheet(self.dossiers.list.lines, view.dossier_id if view else None, self.window())
        sheet.chosen.connect(self.open_dossier)
        sheet.open()

    def show_papers(self) -> None:
        """Ctrl+Shift+P: the working papers of the open dossier."""
        if self.dossiers.view is not None:
            self._show_room("dossiers")
            self.dossiers.view.go("papers")

    def show_process(self) -> None:
        """Alt+9: what follows the recommendation of the open dossier."""
        if self.dossiers.view is not None:
            self._show_room("dossiers")
            self.dossiers.view.go("process")

    def show_history(self) -> None:
        """Ctrl+H: what was changed in the open dossier, or in the whole office when none is."""
        if self.dossiers.view is not None:
            self._show_room("dossiers")
            self.dossiers.view.go("history")
        else:
            self.enter("journal")

    def _go(self, step: str) -> None:
        if self.dossiers.view is not None:
            self._show_room("dossiers")
            self.dossiers.go(step)

    def _toggle_list(self) -> None:
        self._show_room("dossiers")
        self.dossiers.toggle_list()

    # ------------------------------------------------------------------ what is shown
    def show_refusal(self, refusal: Refusal) -> None:
        """Say what was refused and nobody else said."""
        self.banner.say("bad", "没有办成", f"{refusal.says}{refusal.article}", "warning-circle")
        self.banner.show()

    def _show_busy(self, words: str) -> None:
        if words:
            self.topbar.show_saved("saving", words)
        elif self.topbar.state == "saving":
            self.topbar.show_saved("", "")

    def _show_operator(self) -> None:
        operator = self.desk.operator
        if operator is not None:
            self.topbar.show_operator(operator.name, operator.roles_said)

    def _hear(self, tables: frozenset[str]) -> None:
        self._touched |= tables
        self._again.start()
        self.banner.hide()

    def _read_again(self) -> None:
        touched, self._touched = self._touched, set()
        if touched & LISTED:
            self.read_list()
        if touched & COUNTED:
            self._urgent.start()
        if self.dossiers.view is not None:
            self.dossiers.view.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        self.topbar.lay_out(width)
        self.navigation.lay_out(measures(width))
        self.dossiers.lay_out(width)
