"""The secretary's window of one meeting: agenda at the left, the meeting or one item at the right, other windows by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ItemPhase, MeetingState
from desktop_app.screens import meeting_doing
from desktop_app.screens.desk import Desk
from desktop_app.screens.meeting_hall import HallPane
from desktop_app.screens.meeting_item import ItemPane
from desktop_app.screens.page import WatchingPage
from desktop_app.screens.projector import ProjectorWindow
from desktop_app.screens.seats import SeatWindow
from desktop_app.steps import meeting
from desktop_app.steps.meeting_views import ItemBoard, MeetingBoard
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import leave_focused
from desktop_app.widgets.stages import Thing, ThingList

AGENDA_WIDTH, AGENDA_NARROW, NARROW = 272, 208, 1000
STATES = {
    "planned": ("筹备", "none", "calendar"),
    "sitting": ("会议中", "accent", "users"),
    "recess": ("休会", "warn", "pause"),
    "closed": ("已结束", "ok", "check-circle"),
}
"""How a meeting stands: words, tone, icon."""


class MeetingPage(WatchingPage):
    """One meeting. `left` asks for the list of all meetings; `lock_asked` when the PC comes back from the experts."""

    left = Signal()
    lock_asked = Signal()
    opened = Signal(int, str)
    """(dossier's id, step): asks the window for a dossier."""
    watches: ClassVar[frozenset[str]] = frozenset({"seat", "opinion", "signature", "expert"})

    def __init__(self, desk: Desk, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("page-meeting")
        self.meeting_id = meeting_id
        self.board: MeetingBoard | None = None
        self.item: ItemBoard | None = None
        self.at = 0
        """The item that is looked at; 0: the meeting itself."""
        self.sheet: dialog.Sheet | None = None
        self.projector: ProjectorWindow | None = None
        self.seats: SeatWindow | None = None
        self.doing = meeting_doing.Doing(self)
        self.agenda = ThingList("agenda", "议程")
        self._count = kit.text("", "small", "text3", name="agenda_count")
        self._on_wall = kit.text("", "caption", "text2", elide=True, name="projector_state")
        self._wall = kit.button("投影", "quiet", "monitor", name="toggle_projector")
        self._turn = kit.button("翻页", "quiet", name="turn_projector")
        self._seats = kit.button("轮座", "quiet", "users", name="open_seats")
        self.hall, self.pane = HallPane(), ItemPane()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hall)
        self._stack.addWidget(self.pane)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        back = kit.tool("arrow-left", "全部评审会", name="all_meetings")
        back.clicked.connect(self.left)
        head = notices.HeadLine(back, kit.text("议程", "heading"), self._count, "stretch")
        tools = kit.row(self._wall, self._turn, self._seats, "stretch", gap=0, pad=(8, 0, 8, 8), name="panel")
        mark = kit.row(kit.Icon("monitor", "text3"), (self._on_wall, 1), pad=(16, 8, 16, 0), name="panel")
        self._column = kit.col(head, (self.agenda, 1), kit.rule(), mark, tools, gap=0, name="panel")
        self._turn.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._column)
        layout.addWidget(kit.rule(vertical=True))
        layout.addWidget(self._stack, 1)
        self._show_wall()

    def _wire(self) -> None:
        self.agenda.chosen.connect(self.show_place)
        self.agenda.opened.connect(lambda _id: self._to_right())
        self._wall.clicked.connect(self.toggle_projector)
        self._turn.clicked.connect(self._turn_page)
        self._seats.clicked.connect(self.open_seats)
        self.hall.deed_asked.connect(self.doing.hall)
        self.pane.move_asked.connect(self.doing.move)
        self.pane.seats_asked.connect(self.open_seats)
        self.pane.sign_asked.connect(self.doing.sign)
        self.pane.seat_deed.connect(self.doing.seat)
        self.pane.opinion_left.connect(self.doing.write_opinion)
        self.pane.dossier_asked.connect(self.opened)
        self.pane.next_asked.connect(self._next_item)
        keyed: dict[str, Callable[[], object]] = {
            "Alt+Up": partial(self._step, -1),
            "Alt+Down": partial(self._step, 1),
            "Ctrl+Return": self._press_next,
            "Ctrl+Enter": self._press_next,
        }
        for keys, call in keyed.items():
            QShortcut(QKeySequence(keys), self).activated.connect(call)

    # ------------------------------------------------------------------ reading
    def refresh(self) -> None:
        """Read the meeting, the item that is looked at, and what the wall shows."""
        self.desk.run(meeting.board, self.meeting_id, then=self.show_board)
        if self.at:
            self.desk.run(meeting.item_board, self.at, then=self.show_item)
        if self.projector is not None:
            self.desk.run(meeting.projector, self.meeting_id, then=self.projector.show_board)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._to_right()

    def in_sight(self) -> bool:
        """What is on the wall is in sight, wherever the secretary is."""
        return super().in_sight() or self.projector is not None

    def concerned(self, tables: frozenset[str]) -> bool:
        """Every table of the meetings, and those that are watched besides."""
        return any(name.startswith("meeting") for name in tables) or super().concerned(tables)

    # ------------------------------------------------------------------ showing
    def show_board(self, board: MeetingBoard) -> None:
        """Show the meeting; the first time the item that goes on comes up by itself."""
        first = self.board is None
        self.board = board
        done = sum(item.phase is ItemPhase.CLOSED for item in board.items)
        self._count.setText(f"{done} / {len(board.items)} 项已结")
        self.agenda.show_things(self._things(board), self.at)
        self.hall.show_meeting(board, STATES[board.state.value])
        self._seats.setEnabled(board.state is MeetingState.SITTING)
        if first and board.current:
            self.show_place(board.current)
        elif first:
            self._to_right()

    def _things(self, board: MeetingBoard) -> tuple[Thing, ...]:
        words = STATES[board.state.value][0]
        present = f"　签到 {board.present} / {len(board.members)}" if board.state is MeetingState.SITTING else ""
        hall = "done" if board.state is MeetingState.CLOSED else "now" if not self.at else "part"
        lines = [Thing(0, "会", hall, "签到与会务", f"{words}{present}")]
        for item in board.items:
            state = "done" if item.phase is ItemPhase.CLOSED and not item.deferred else "open"
            if item.deferred:
                state = "locked"
            elif item.id == board.current:
                state = "now"
            lines.append(Thing(item.id, str(item.position), state, item.platform, item.says))
        return tuple(lines)

    def show_item(self, item: ItemBoard) -> None:
        """Show the item that is looked at."""
        if item.id != self.at:
            return
        fresh = self.item is None or self.item.id != item.id
        self.item = item
        self.pane.show_item(item)
        if fresh:
            self._stack.setCurrentWidget(self.pane)
            if self.agenda.hasFocus() is False:
                self._to_right()

    def show_place(self, place: int) -> None:
        """Look at an item, or (0) at the meeting itself."""
        self.settle()
        self.at = place
        if self.board is not None:
            self.agenda.show_things(self._things(self.board), place)
        if not place:
            self.item = None
            self._stack.setCurrentWidget(self.hall)
            return
        self.desk.run(meeting.item_board, place, then=self.show_item)

    def _to_right(self) -> None:
        """The keys go to what is to be done."""
        button = self.pane.primary if self.at else self.hall.primary
        (button if button.isVisible() and button.isEnabled() else self.agenda).setFocus()

    def _press_next(self) -> None:
        """The one next step of what is looked at, wherever the keys are."""
        (self.pane if self.at else self.hall).primary.click()

    def _step(self, by: int) -> None:
        places = [thing.id for thing in self.agenda.things()]
        if self.at in places:
            at = places.index(self.at) + by
            if 0 <= at < len(places):
                self.show_place(places[at])

    def _next_item(self) -> None:
        """The next item that isn't closed; when all are, the meeting itself."""
        items = self.board.items if self.board else ()
        later = [item for item in items if item.phase is not ItemPhase.CLOSED]
        after = [item for item in later if self.item is not None and item.position > self.item.position]
        self.show_place((*after, *later)[0].id if later else 0)

    def complain(self, refusal: Refusal) -> None:
        """Say at the place that is looked at why something was not done."""
        (self.pane if self.at else self.hall).complain(refusal.says)

    def report(self, says: str) -> None:
        """Say what was done and shows nowhere else."""
        self.pane.report(says)

    def run(
        self, step: Callable[..., Any], *args: Any, then: Callable[[Any], object] | None = None, **named: Any
    ) -> None:
        """Run a step whose refusal is said here; a board that comes back is shown."""
        self.desk.run(step, *args, then=then or self.take, refused=self.complain, **named)

    def take(self, board: object) -> None:
        """Show whatever board a step has given back."""
        if isinstance(board, ItemBoard):
            self.show_item(board)
        elif isinstance(board, MeetingBoard):
            self.show_board(board)

    def settle(self) -> None:
        """Hand over what is still being typed."""
        leave_focused()
        self.pane.opinion.flush()

    # ------------------------------------------------------------------ the other windows
    def toggle_projector(self) -> None:
        """Open or close the window for the wall."""
        if self.projector is not None:
            self.projector.close()
            return
        self.projector = ProjectorWindow()
        self.projector.left.connect(self._projector_left)
        self.destroyed.connect(self.projector.deleteLater)  # whoever leaves the office takes the wall along
        self.second = self.projector.open_beside(self.window())
        self._show_wall()
        self.desk.run(meeting.projector, self.meeting_id, then=self._show_on_wall)

    def _show_on_wall(self, board: Any) -> None:
        if self.projector is not None:
            self.projector.show_board(board)
            self._show_wall()

    def _projector_left(self) -> None:
        if self.projector is not None:
            self.projector.deleteLater()
            self.projector = None
        self._show_wall()

    def _show_wall(self) -> None:
        on = self.projector is not None
        where = "投影窗已开（第二屏）" if on and self.second else "投影窗已开（可拖到投影屏，F11 全屏）"
        self._on_wall.setText(where if on else "投影窗未开")
        self._wall.say("关闭投影" if on else "投影")
        self._turn.setVisible(self.projector is not None and self.projector.view.pages > 1)

    def _turn_page(self) -> None:
        if self.projector is not None:
            view = self.projector.view
            view.turn(1 if view.page + 1 < view.pages else -view.page)

    def open_seats(self) -> None:
        """Give this PC to the experts; it comes back locked."""
        self.settle()
        if self.seats is None:
            self.seats = SeatWindow(self.desk, self.meeting_id)
            self.seats.handed_back.connect(self._seats_left)
            self.seats.open_over(self.window())

    def _seats_left(self) -> None:
        if self.seats is not None:
            self.seats.deleteLater()
            self.seats = None
        self.refresh()
        self.lock_asked.emit()

    def put_away(self) -> None:
        """Close what belongs to this meeting."""
        if self.projector is not None:
            self.projector.close()
        if self.seats is not None:
            self.seats.blockSignals(True)
            self.seats.close()
            self.seats.deleteLater()
            self.seats = None

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        wide = AGENDA_WIDTH if self.width() >= NARROW else AGENDA_NARROW
        self._column.setFixedWidth(wide + (tokens.XXL * 2 if self.width() >= 1600 else 0))
