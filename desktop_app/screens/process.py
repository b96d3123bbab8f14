"""The page 后续事项 of a dossier: what follows its recommendation, by its edition. It belongs to no step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens import process_parts as parts
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import PIECE_MS, Page
from desktop_app.screens.process_parts import Shelf
from desktop_app.screens.process_sheets import (
    ChangeSheet,
    DutySheet,
    EntrySheet,
    EventSheet,
    ObjectionSheet,
    SanctionSheet,
    SettleSheet,
    day,
)
from desktop_app.steps import process
from desktop_app.steps.process_board import ChangeLine, DutyChoice, ObjectionLine, ProcessBoard
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.table import RowTable

NARROW = 900


class ProcessPage(Page):
    """Stages at the left; days, yearly reports, objections, changes and entries at the right. One primary: 登记进展."""

    word: ClassVar[Step] = Step.ARCHIVE  # no step of its own; the window calls it by name
    watches: ClassVar[frozenset[str]] = frozenset(
        {"process_event", "process_withdrawal", "objection", "platform_change", "duty_done", "ban",
         "working_calendar", "recommendation", "dossier"}
    )  # fmt: skip

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.board: ProcessBoard | None = None
        self.sheet: dialog.Sheet | None = None
        self._jump = ""
        self.badge = kit.Badge("", "none")
        self._law = kit.text("", "small", "text3", elide=True)
        self.objection = kit.button("登记异议…", icon="chat-circle-text", key="Alt+Y", name="add_objection")
        self.change = kit.button("登记变更…", icon="arrows-clockwise", name="add_change")
        self.sanction = kit.button("登记处理…", "danger", icon="prohibit", name="add_sanction")
        self.back = kit.button("撤回上次登记…", "quiet", icon="arrow-counter-clockwise", name="withdraw")
        self.deed = kit.button("登记进展…", "primary", "plus", key="Ctrl+Enter", name="register")
        self._banner = notices.Banner("warn")
        self._banner.hide()
        self._note = kit.text("", "small", "text2", elide=True, name="process_note")
        self.stages = RowTable(parts.STAGES, row_height=tokens.TWO_LINE_HEIGHT, many=False, name="stages")
        self.stages.setAccessibleName("程序")
        self.panes = kit.tabs("程序", "期限和登记", name="panes")
        self.panes.setAccessibleName("分栏")
        self._body = QHBoxLayout()
        self._right = QVBoxLayout()
        self.shelves: dict[str, Shelf] = {}
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------ putting together
    def _lay_out(self) -> None:
        head = notices.HeadLine(
            kit.text("后续事项", "heading"), self.badge, (self._law, 1), self.objection, self.change, self.sanction
        )
        self._right.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        self._right.setSpacing(tokens.M)
        inside = QWidget()
        inside.setLayout(self._right)
        self._scroll = kit.ScrollBody(inside)
        self._body.setSpacing(0)
        self._body.addWidget(self.stages, 1)
        self._edge = kit.rule(vertical=True)
        self._body.addWidget(self._edge)
        self._body.addWidget(self._scroll, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._banner)
        self._pane_row = kit.row(self.panes, "stretch", pad=(tokens.L, 0, tokens.L, 0), name="panel")
        layout.addWidget(self._pane_row)
        layout.addLayout(self._body, 1)
        layout.addWidget(notices.FootBar((self._note, 1), self.back, self.deed))

    def _make_shelves(self) -> None:
        """The cards at the right, one a beat: all at once would be felt."""
        made = (
            ("dues", "期限", parts.DUES, "现在没有期限在走。", None),
            ("duties", "年度报送", parts.DUTIES, "", self._open_duty),
            ("objections", "异议", parts.OBJECTIONS, "", self._open_objection),
            ("changes", "运营主体变更", parts.CHANGES, "", self._open_change),
            ("events", "登记记录", parts.EVENTS, "还没有登记。", None),
        )
        for name, title, columns, empty, opened in made:
            if name not in self.shelves:
                shelf = Shelf(title, columns, name, empty)
                if opened is not None:
                    shelf.opened.connect(opened)
                self.shelves[name] = shelf
                self._right.addWidget(shelf)
                self._fill(name)
                QTimer.singleShot(PIECE_MS, self, self._make_shelves)
                return
        self._right.addStretch(1)
        self._go_to_jump()

    def _wire(self) -> None:
        self.panes.currentChanged.connect(lambda _at: self._share_width())
        self.deed.clicked.connect(self.register)
        self.objection.clicked.connect(self.add_objection)
        self.change.clicked.connect(lambda: self._edit_change(None))
        self.sanction.clicked.connect(self.add_sanction)
        self.back.clicked.connect(self.withdraw)
        for keys, act in (
            ("Ctrl+Return", self.register), ("Ctrl+Enter", self.register), ("Alt+Y", self.add_objection),
            ("Ctrl+1", lambda: self._show_pane(0)), ("Ctrl+2", lambda: self._show_pane(1)),
        ):  # fmt: skip
            kit.on_key(self, keys, act)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it."""
        self.desk.run(process.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: ProcessBoard) -> None:
        """Show the board."""
        first = self.board is None
        self.board = board
        self.badge.show_state(board.state.says, board.state.tone, "flag")
        self._law.setText(board.law)
        self.stages.show_rows(board.stages)
        self._show_banner(board)
        self._show_deeds(board)
        if first:
            now = [at for at, line in enumerate(board.stages) if line.state == "now"]
            self.stages.select(now[-1] if now else 0)
            self._make_shelves()
        for name in self.shelves:
            self._fill(name)
        self.hand_on()

    def _fill(self, name: str) -> None:
        if self.board is not None:
            self.shelves[name].show_rows(getattr(self.board, name))

    def _show_banner(self, board: ProcessBoard) -> None:
        if board.warning:
            self._banner.say("bad", "", board.warning)
        elif board.waiting:
            self._banner.say("warn", "待办理", "；".join(f"{one.title}（{one.article}）" for one in board.waiting))
        self._banner.setVisible(bool(board.warning or board.waiting))

    def _show_deeds(self, board: ProcessBoard) -> None:
        may = board.may
        self.objection.setVisible(board.under_notice and may.register)
        self.change.setVisible(may.register)
        self.sanction.setVisible(bool(board.sanctions) and may.sanction)
        self.back.setVisible(any(event.last for event in board.events) and may.withdraw)
        self.deed.setEnabled(bool(board.choices) and may.register)
        blocked = [choice.blocked for choice in board.choices if choice.blocked]
        then = "、".join(f"“{choice.title}”" for choice in board.choices)
        if may.says:
            says = may.says
        elif not board.choices:
            says = "程序已经结束，没有可登记的进展。"
        elif len(blocked) == len(board.choices):
            says = blocked[0]
        else:
            says = f"下一步：{then}"
        self._note.setText(says)

    def first(self) -> QWidget | None:
        """The stages."""
        return self.stages if self.board is not None else None

    def focus_on(self, jump: str) -> None:
        """A stage ("stage:recognition"), a duty, an objection, a change."""
        self._jump = jump
        if self.board is not None and len(self.shelves) == 5:
            self._go_to_jump()

    def _go_to_jump(self) -> None:
        kind, _, rest = self._jump.partition(":")
        self._jump = ""
        if kind == "stage" and self.board is not None:
            at = [row for row, line in enumerate(self.board.stages) if line.id == rest]
            self._show_pane(0)
            self.stages.select(at[0] if at else 0)
            self.stages.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name = {"duty": "duties", "objection": "objections", "change": "changes", "title": "dues"}.get(kind)
        if name is not None:
            self._show_pane(1)
            table = self.shelves[name].table
            table.select(self._row_of(name, rest))
            self._scroll.reveal(table)
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_of(self, name: str, wanted: str) -> int:
        keys = [
            f"{row.duty}:{row.year}" if isinstance(row, DutyChoice) else str(getattr(row, "id", ""))
            for row in self.shelves[name].table.rows()
        ]
        return keys.index(wanted) if wanted in keys else 0

    # ------------------------------------------------------------------ deeds
    def _open(self, sheet: EntrySheet, press: Callable[[], tuple[Any, ...]]) -> None:
        """Open a sheet; its deed runs the step and the arguments that `press` gives, and shows the fresh board."""

        def kept(board: ProcessBoard) -> None:
            sheet.accept()
            self.show_board(board)

        def pressed() -> None:
            step, *args = press()
            self.desk.run(step, self.dossier_id, *args, then=kept, refused=sheet.show_refusal)

        sheet.pressed.connect(pressed)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = sheet
        sheet.open()

    def register(self) -> None:
        """Ask what happened next."""
        if self.board is None or not self.deed.isEnabled():
            return
        sheet = EventSheet(self.board.choices, self.board.today, self)
        sheet.asked.connect(partial(self._propose, sheet))
        self._open(sheet, lambda: (process.register_event, sheet.entry()))
        self._propose(sheet, sheet.value("stage"), sheet.value("on"))

    def _propose(self, sheet: EventSheet, stage: str, on: str) -> None:
        self.desk.run(process.propose, self.dossier_id, stage, day(on), then=sheet.show_proposal)

    def add_objection(self) -> None:
        """Ask for an objection to the notice that runs."""
        if self.board is not None and self.board.under_notice and self.board.may.register:
            sheet = ObjectionSheet(self.board.today, self)
            self._open(sheet, lambda: (process.register_objection, sheet.entry()))

    def _open_objection(self, line: ObjectionLine) -> None:
        if self.board is None or not line.open or not self.board.may.register:
            return
        sheet = SettleSheet(line, self.board.today, self)
        self._open(
            sheet,
            lambda: (process.settle_objection, line.id, sheet.day("settled_on"), sheet.upheld, sheet.value("finding")),
        )

    def _open_change(self, line: ChangeLine) -> None:
        self._edit_change(line)

    def _edit_change(self, line: ChangeLine | None) -> None:
        if self.board is not None and self.board.may.register:
            sheet = ChangeSheet(line, self.board.reports_changes, self)
            self._open(sheet, lambda: (process.register_change, sheet.entry(), line.id if line else 0))

    def _open_duty(self, choice: DutyChoice) -> None:
        if self.board is None or not self.board.may.register:
            return
        if choice.done_on is not None:
            says = f"“{choice.title}”已登记为 {choice.done_on} 报送。撤回后可以重新登记，变更记录里留有原来的登记。"
            then = partial(self._undo_duty, choice)
            self.sheet = dialog.confirm(self, "撤回年度报送", says, "撤回登记", then)
            return
        sheet = DutySheet(choice, self.board.today, self)
        self._open(
            sheet,
            lambda: (process.register_duty, choice.duty, choice.year, sheet.day("done_on"), sheet.value("note")),
        )

    def _undo_duty(self, choice: DutyChoice) -> None:
        self.desk.run(process.undo_duty, self.dossier_id, choice.duty, choice.year, then=self.show_board)

    def add_sanction(self) -> None:
        """Ask for a sanction: a title withdrawn, an application refused."""
        if self.board is not None and self.board.sanctions:
            sheet = SanctionSheet(self.board.sanctions, self.board.today, self)
            self._open(
                sheet,
                lambda: (
                    process.register_sanction, sheet.value("sanction"), sheet.day("on"), sheet.value("why"),
                    sheet.value("document"),
                ),
            )  # fmt: skip

    def withdraw(self) -> None:
        """Ask why the last entry is taken back."""
        last = next((event for event in self.board.events if event.last), None) if self.board is not None else None
        if last is not None:
            says = f"撤回 {last.on} 的“{last.title}”。原来的登记和撤回的原因都留在记录里。"
            then = partial(self._withdraw, last.id)
            self.sheet = dialog.ask_reason(self, "撤回上次登记", says, "撤回登记", then, label="撤回的原因")

    def _withdraw(self, event_id: int, why: str) -> None:
        self.desk.run(
            process.withdraw_event, self.dossier_id, event_id, why, then=self.show_board, refused=self.show_refusal
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """Say above the page what was refused."""
        self._banner.say("bad", "", f"{refusal.says}{refusal.article}")
        self._banner.show()

    def _show_pane(self, at: int) -> None:
        """Bring a pane to the front where there is room for one only."""
        self.panes.setCurrentIndex(at)
        self._share_width()

    def _share_width(self) -> None:
        """Both panes side by side, or in a narrow window one at a time."""
        narrow, at = self.width() < NARROW, self.panes.currentIndex()
        self._pane_row.setVisible(narrow)
        self._edge.setVisible(not narrow)
        self._law.setVisible(not narrow)
        self.stages.setVisible(not narrow or at == 0)
        self._scroll.setVisible(not narrow or at == 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the shape for a width."""
        super().resizeEvent(event)
        self._share_width()
