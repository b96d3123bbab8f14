"""Seats in turn at one PC: each expert takes the own name and PIN, declares, scores, locks; in between it is blank.

The PIN is held only while its owner sits. Ninety seconds without a touch, and the seat is blank again; what was not
locked is gone. Nothing of another expert is ever on this window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens import large
from desktop_app.screens.desk import Desk
from desktop_app.screens.lock import IdleWatch
from desktop_app.screens.score_form import ScoreForm
from desktop_app.screens.seat_dissent import DissentPage
from desktop_app.screens.seat_pages import ChairsPage, DeclarePage, DonePage, HomePage, PinPage
from desktop_app.screens.seat_read import ReadPage
from desktop_app.steps import seats
from desktop_app.steps.meeting_views import DeclarationGiven
from desktop_app.steps.seat_views import SeatBoard, SeatItem, SeatsBoard
from desktop_app.widgets import kit, tokens

IDLE_MINUTES = 1.5
DONE_SECONDS = 10
"""So long the seat says that a score is locked, then it is blank by itself."""
AWAY = "一段时间无人操作，已自动离席；没有锁定的内容没有保存。"


class SeatWindow(QWidget):
    """The seat. `handed_back` when the secretary takes the PC back."""

    handed_back = Signal()

    def __init__(self, desk: Desk, meeting_id: int, idle_minutes: float = IDLE_MINUTES) -> None:
        super().__init__()
        self.setObjectName("seats")
        self.setWindowTitle("专家席")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.desk, self.meeting_id = desk, meeting_id
        self.seat: SeatBoard | None = None
        self.chairs_board: SeatsBoard | None = None
        self._member = 0
        self._pin = ""
        self._item = 0
        self.chairs, self.pin_page, self.home = ChairsPage(), PinPage(), HomePage()
        self.declare, self.read, self.done, self.dissent = DeclarePage(), ReadPage(), DonePage(), DissentPage()
        self.form: ScoreForm | None = None
        self._about = kit.text("", "strong", elide=True, name="score_about")
        self._score_bed = QVBoxLayout()
        self.score = self._score_page()
        self.stack = QStackedWidget()
        for page in (
            self.chairs, self.pin_page, self.home, self.declare, self.score, self.read, self.done, self.dissent
        ):  # fmt: skip
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.idle = IdleWatch(idle_minutes, self)
        self.idle.idle.connect(lambda: self.blank(AWAY))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(DONE_SECONDS * 1000)
        self._rest.timeout.connect(self.blank)
        large.dress(self)
        self._wire()

    def _score_page(self) -> QWidget:
        back = kit.button("不评了，返回", "quiet", key="Esc", name="score_leave")
        back.clicked.connect(self._home)
        bed = QWidget()
        bed.setLayout(self._score_bed)
        self._score_bed.setContentsMargins(0, 0, 0, 0)
        return kit.col(
            kit.row((self._about, 1), back), (bed, 1), gap=tokens.M, pad=(32, 16, 32, 16), name="panel"
        )  # fmt: skip

    def _wire(self) -> None:
        self.chairs.taken.connect(self._sit)
        self.chairs.handed_back.connect(self.close)
        self.pin_page.given.connect(self._enter)
        self.pin_page.left.connect(self.blank)
        self.home.left.connect(self.blank)
        self.home.sign_in_asked.connect(lambda: self._do(seats.sign_in, self._member, self._pin, then=self._signed_in))
        self.home.declare_asked.connect(self._ask_declarations)
        self.home.score_asked.connect(self._score_item)
        self.home.read_asked.connect(self._read_item)
        self.home.dissent_asked.connect(self._dissent_item)
        self.declare.given.connect(self._declared)
        for page in (self.declare, self.read, self.dissent):
            page.left.connect(self._home)
        self.dissent.given.connect(self._dissented)
        self.done.left.connect(self.blank)
        self.done.more.connect(self._home)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_deed)
        self.desk.changed.connect(self._hear)

    def open_over(self, window: QWidget) -> None:
        """Open where the secretary's `window` is, as large as it."""
        self.setGeometry(window.geometry())
        if window.isMaximized() or window.isFullScreen():
            self.showFullScreen()
        else:
            self.show()
        self.blank()

    # ------------------------------------------------------------------ between two experts
    def blank(self, says: str = "") -> None:
        """Nobody sits here: forget PIN, board and everything that was typed."""
        self._rest.stop()
        self.idle.end()
        self.seat, self._member, self._pin, self._item = None, 0, "", 0
        self._drop_form()
        self.read.forget()
        self.home.forget()
        self.pin_page.forget()
        self.dissent.forget()
        self.stack.setCurrentWidget(self.chairs)
        self.chairs.say(says)
        self.desk.run(seats.choices, self.meeting_id, then=self._show_chairs)

    def _show_chairs(self, board: SeatsBoard) -> None:
        self.chairs_board = board
        self.chairs.show_chairs(board)
        if self.stack.currentWidget() is self.chairs:
            self.chairs.setFocus()

    def _hear(self, tables: frozenset[str]) -> None:
        if self.isVisible() and self._member == 0 and any(name.startswith("meeting") for name in tables):
            self.desk.run(seats.choices, self.meeting_id, then=self._show_chairs)

    def _sit(self, member_id: int) -> None:
        board = self.chairs_board
        seat = next((one for one in board.seats if one.member_id == member_id), None) if board else None
        if seat is not None:
            self._member = member_id
            self.stack.setCurrentWidget(self.pin_page)
            self.pin_page.ask(f"{seat.number} 席　{seat.name}")
            self.idle.begin()

    def _enter(self, pin: str) -> None:
        member = self._member

        def let_in(board: SeatBoard) -> None:
            if self._member == member:
                self._pin = pin
                self._show(board)

        self.desk.run(seats.enter, member, pin, then=let_in, refused=self._keep_out)

    def _keep_out(self, refusal: Refusal) -> None:
        self.pin_page.refuse(refusal.says)

    # ------------------------------------------------------------------ at the seat
    def _show(self, board: SeatBoard) -> None:
        self.seat = board
        self.home.show_seat(board)
        self._home()

    def _home(self) -> None:
        self._rest.stop()
        self._drop_form()
        self.read.forget()
        if self.seat is None:
            self.blank()
            return
        self.stack.setCurrentWidget(self.home)
        (self.home.next if not self.home.next.isHidden() else self.home.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def _found(self, item_id: int) -> SeatItem | None:
        return next((one for one in self.seat.items if one.id == item_id), None) if self.seat else None

    def _do(self, step: Callable[..., SeatBoard], *args: Any, then: Callable[[SeatBoard], object]) -> None:
        member = self._member

        def take(board: SeatBoard) -> None:
            if self._member == member:  # nobody else sat down meanwhile
                then(board)

        self.desk.run(step, *args, then=take, refused=self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        page = self.stack.currentWidget()
        if page is self.score and self.form is not None:
            self.form.refuse(refusal)
        elif page is self.declare:
            self.declare.refuse(refusal.says)
        elif page is self.dissent:
            self.dissent.refuse(refusal.says)
        else:
            self.blank(refusal.says)

    def _signed_in(self, board: SeatBoard) -> None:
        self._show(board)

    def _ask_declarations(self) -> None:
        if self.seat is not None:
            asked = [item for item in self.seat.items if item.may_declare and not item.declared]
            self.declare.show_items(asked)
            self.stack.setCurrentWidget(self.declare)
            self.declare.all_none.setFocus(Qt.FocusReason.OtherFocusReason)

    def _declared(self, given: tuple[DeclarationGiven, ...]) -> None:
        self._do(seats.declare, self._member, self._pin, given, then=self._show)

    def _score_item(self, item_id: int) -> None:
        item = self._found(item_id)
        if item is None or self.seat is None or self.seat.sheet is None:
            return
        self._item = item_id
        self._drop_form()
        self.form = ScoreForm(self.seat.sheet)
        self._score_bed.addWidget(self.form)
        self._about.setText(f"第 {item.position} 项　{item.platform}")
        if item.own:
            own = item.own[-1]
            self.form.show_given(own.marks, own.remark, own.abstained)
        self.form.submitted.connect(self._lock)
        self.stack.setCurrentWidget(self.score)
        self.form.go(0)

    def _drop_form(self) -> None:
        if self.form is not None:
            self._score_bed.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _lock(self, marks: Any, remark: str, abstained: bool) -> None:
        self._do(
            seats.lock_score, self._item, self._member, self._pin, marks, remark, abstained, then=self._locked
        )  # fmt: skip

    def _locked(self, board: SeatBoard) -> None:
        self.seat = board
        self.home.show_seat(board)
        self._drop_form()
        item = self._found(self._item)
        more = "继续评下一项" if any(one.may_score for one in board.items) else ""
        rest = "请离席，请下一位专家。" if not more else "还有要评的项目。"
        self.done.say("评分已锁定", f"第 {item.position} 项　{item.platform}　{rest}" if item else rest, more)
        self.stack.setCurrentWidget(self.done)
        self.done.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rest.start()

    def _read_item(self, item_id: int) -> None:
        item = self._found(item_id)
        if item is not None:
            self.stack.setCurrentWidget(self.read)
            self.read.show_item(item)

    def _dissent_item(self, item_id: int) -> None:
        item = self._found(item_id)
        if item is not None:
            self._item = item_id
            self.dissent.show_item(item)
            self.stack.setCurrentWidget(self.dissent)

    def _dissented(self, text: str) -> None:
        self._do(seats.dissent, self._item, self._member, self._pin, text, then=self._show)

    # ------------------------------------------------------------------ keys
    def _press_deed(self) -> None:
        page = self.stack.currentWidget()
        if page is self.declare:
            self.declare.deed.click()
        elif page is self.score and self.form is not None:
            self.form.deed.click()
        elif page is self.dissent:
            self.dissent.deed.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose a chair, Enter does what is next, Esc goes one back and never closes the window."""
        page, key = self.stack.currentWidget(), event.key()
        if page is self.chairs and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.chairs.press(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_next(page)
        elif key == Qt.Key.Key_Escape and page is not self.chairs:
            if page in (self.pin_page, self.home, self.done):
                self.blank()
            else:
                self._home()
        else:
            super().keyPressEvent(event)

    def _press_next(self, page: QWidget | None) -> None:
        button = self.home.next if page is self.home else self.done.go if page is self.done else None
        if page is self.score and self.form is not None:
            button = self.form.deed
        if button is not None and button.isVisible():
            button.click()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._rest.stop()
        self.idle.end()
        self._member, self._pin, self.seat = 0, "", None
        super().closeEvent(event)
        self.handed_back.emit()
