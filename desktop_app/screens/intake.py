"""The page of intake (受理录入): six pages under tabs, one foot bar that counts what is wrong and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.intake_cells import RowCell
from desktop_app.screens.intake_choices import ChoicesTab
from desktop_app.screens.intake_foot import IntakeFoot, places_to_go
from desktop_app.screens.intake_form import ON_FORM, FormTab, show_messages
from desktop_app.screens.intake_list import ListTab
from desktop_app.screens.intake_narrative import NarrativeTab
from desktop_app.screens.intake_rows import Line, RowsEditor
from desktop_app.screens.page import PIECE_MS, Page
from desktop_app.steps import intake
from desktop_app.steps.intake_board import Check, IntakeBoard, ListKind, Weight
from desktop_app.widgets import dialog, kit
from desktop_app.widgets.fields import Field

TABS = ("form", "firms", "staff", "equipment", "narrative", "choices")
TITLES = {
    "form": "申请表",
    "firms": "服务企业名单",
    "staff": "人员名单",
    "equipment": "设备清单",
    "narrative": "情况说明",
    "choices": "功能与渠道",
}


class IntakePage(Page):
    """Intake of one dossier. Every box saves itself when it is left; what is refused stays, with the reason below."""

    word: ClassVar[Step] = Step.INTAKE
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "dossier", "application", "investor", "operating_year", "service_line", "narrative", "declared_figure",
            "served_firm", "staff_member", "equipment",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.setObjectName("page-intake")
        self.board: IntakeBoard | None = None
        self._refusals: dict[str, str] = {}
        self._notices: dict[str, str] = {}
        self._again: set[str] = set()
        self._jump = ""
        self._building: Iterator[None] | None = None
        self._early: list[Callable[[], None]] = []
        self.tabs = kit.tabs(*TITLES.values(), name="intake_tabs")
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.form, self.choices = FormTab(), ChoicesTab()
        self.lists: dict[ListKind, ListTab] = {}
        self.narrative = NarrativeTab(desk, dossier_id)
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.foot = IntakeFoot()
        self.finish_button = self.foot.finish_button
        self._lay_out()
        for tab in (self.form, self.narrative, self.choices):
            tab.left.connect(partial(self._when_made, self.save))
        self._building = self._build()
        QTimer.singleShot(PIECE_MS, self, self._build_on)

    # ------------------------------------------------------------------ putting together
    def _build(self) -> Iterator[None]:
        """Make the six pages piece by piece: a form of sixty boxes at once would be felt."""
        self._stack.addWidget(self.form)
        yield from self.form.build()
        for kind in ListKind:
            self.lists[kind] = ListTab(self.desk, self.dossier_id, kind)
            self._stack.addWidget(self.lists[kind])
            yield
        self._stack.addWidget(self.narrative)
        self._stack.addWidget(self.choices)
        self._pages.update(zip(TABS, (self.form, *self.lists.values(), self.narrative, self.choices), strict=True))
        self._wire()
        self._bind_keys()
        yield

    def _build_on(self) -> None:
        if self._building is None:
            return
        if next(self._building, self) is None:
            QTimer.singleShot(PIECE_MS, self, self._build_on)
            return
        self._building = None
        while self._early:
            self._early.pop(0)()

    def _when_made(self, deed: Callable[..., None], *args: Any) -> None:
        """Do it now, or as soon as the page stands: whoever types faster than it is made loses nothing."""
        if self._building is None:
            deed(*args)
        else:
            self._early.append(partial(deed, *args))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(kit.fixed(kit.row((self.tabs, 1), gap=0, pad=(16, 0, 16, 0), name="panel"), height=40))
        column.addWidget(kit.rule())
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        for rows in self.form.rows.values():
            rows.changed.connect(self.save)
            rows.added.connect(partial(self._add, rows))
            rows.removed.connect(partial(self._row_step, intake.remove_row, rows.table))
            rows.moved.connect(partial(self._row_step, intake.move_row, rows.table))
        for kind_tab in self.lists.values():
            kind_tab.read.connect(self.show_board)
            kind_tab.reason_asked.connect(self._ask_reason)
        self.narrative.read.connect(self.show_board)
        self.desk.saved.connect(self._tell_again)
        self.foot.before_button.clicked.connect(partial(self._go_check, -1))
        self.foot.after_button.clicked.connect(partial(self._go_check, 1))
        self.finish_button.clicked.connect(self._finish)

    def _bind_keys(self) -> None:
        for keys, deed in (
            ("F8", partial(self._go_check, 1)),
            ("Shift+F8", partial(self._go_check, -1)),
            ("Ctrl+Return", self._next_section),
            ("Ctrl+Enter", self._next_section),
            ("Ctrl+PgDown", partial(self._next_tab, 1)),
            ("Ctrl+PgUp", partial(self._next_tab, -1)),
        ):
            kit.on_key(self, keys, deed)

    # ------------------------------------------------------------------ reading
    def refresh(self) -> None:
        """Read the board again; while the page is being put together, as soon as it is."""
        self._when_made(partial(self.desk.run, intake.board, self.dossier_id, then=self.show_board))

    def show_board(self, board: IntakeBoard) -> None:
        """Show everything as it stands; what is being typed stays."""
        first = self.board is None
        self.board = board
        self._notices.update(board.notices)
        kept = {f"{table}:{row.id}" for table, rows in board.rows.items() for row in rows}
        for name in [name for name in self._refusals if name.count(":") == 2]:
            if not name.startswith("figure:") and name.rpartition(":")[0] not in kept:
                del self._refusals[name]  # the row is gone, and with it what was wrong in it
        self.form.show_board(board, self._notices)
        self._show_titles(board)
        for tab in self.lists.values():
            tab.show_board(board)
        if first:
            QTimer.singleShot(PIECE_MS, self, self._show_narrative)
        else:
            self._show_narrative()
            self._show_rest()

    def _show_narrative(self) -> None:
        """The first time the rest is made as well as shown, and in pieces that nobody feels."""
        if self.board is not None:
            first = not self.narrative.fields
            self.narrative.show_board(self.board)
            if first:
                QTimer.singleShot(PIECE_MS, self, self._show_rest)

    def _show_rest(self) -> None:
        board, first = self.board, self.choices.picker is None
        if board is None:
            return
        self.choices.show_board(board)
        self._show_messages(board)
        self.foot.show_board(board, self._refusals)
        if self._jump:
            jump, self._jump = self._jump, ""
            self.focus_on(jump)
        elif first and self.isVisible():
            self._focus_first()

    def _fields(self) -> Mapping[str, Field]:
        return {**self.form.fields, **self.narrative.fields, **self.choices.fields}

    def _show_messages(self, board: IntakeBoard) -> None:
        by_field: dict[str, list[Check]] = {}
        for check in board.checks:
            by_field.setdefault(check.field, []).append(check)
        for name, field in self._fields().items():
            refused = self._refusals.get(name, "")
            show_messages(field, by_field.get(name, ()), refused, self._notices.get(name, ""))
        if self.choices.picker is not None:
            wrong = [check.says for check in by_field.get("functions", ()) if check.weight is Weight.WRONG]
            self.choices.picker.show_error(self._refusals.get("functions", "") or next(iter(wrong), ""))

    def _show_titles(self, board: IntakeBoard) -> None:
        for place, name in enumerate(TABS):
            words = TITLES[name]
            if name in {kind.value for kind in ListKind}:
                words = f"{words} {len(board.lists[ListKind(name)].rows)}"
            elif name == "narrative":
                words = f"{words} {sum(bool(part.text) for part in board.sections)}/{len(board.sections)}"
            if self.tabs.tabText(place) != words:
                self.tabs.setTabText(place, words)

    # ------------------------------------------------------------------ saving
    def save(self, name: str, text: str, reason: str = "") -> None:
        """Keep what was typed into one box; called when the box is left."""
        self._notices.pop(name, None)
        again = partial(self.save, name, text)
        self.desk.run(
            intake.change_field, self.dossier_id, name, text, reason,
            then=partial(self._saved, name), refused=partial(self._refused, name, again),
        )  # fmt: skip

    def _saved(self, name: str, board: IntakeBoard) -> None:
        self._refusals.pop(name, None)
        self.show_board(board)
        field = self._fields().get(name)
        if field is not None and not field.is_changed() and not name.startswith(("narrative:", "figure:")):
            field.show_value(board.values[name], force=True)  # in its normal form: 0379-92589910

    def _box(self, name: str) -> Field | RowCell | None:
        found = self._fields().get(name) or self.form.editor_of(name)
        return found if isinstance(found, Field | RowCell) else None

    def _tell_again(self, state: str) -> None:
        """The disk takes something again: what it refused goes along."""
        for name in sorted(self._again) if state == "saved" else ():
            self._again.discard(name)
            if (box := self._box(name)) is not None:
                box.flush()

    def _refused(self, name: str, again: Any, refusal: Refusal) -> None:
        if refusal.field == "reason":
            self._ask_reason(refusal, again)
            return
        self._refusals[name] = refusal.says
        if refusal.field == "disk" and (box := self._box(name)) is not None:
            self._again.add(name)
            box.show_unkept()
        rows = self.form.rows.get(name.partition(":")[0])
        if rows is not None:
            _, row, column = name.split(":")
            line = rows.line_of(int(row))
            if line is not None:
                rows.refuse(line, column, refusal.says)
        if self.board is not None:
            self._show_messages(self.board)
            self.foot.show_board(self.board, self._refusals)

    def _ask_reason(self, refusal: Refusal, again: Any) -> None:
        dialog.ask_reason(self, "修改已用印的案卷", refusal.says, "作废正式件并修改", lambda why: again(reason=why))

    def _add(self, rows: RowsEditor, line: Line, texts: dict[str, str], reason: str = "") -> None:
        def refused(refusal: Refusal) -> None:
            if refusal.field == "reason":
                self._ask_reason(refusal, partial(self._add, rows, line, texts))
            else:
                rows.not_made(line, refusal)

        def then(board: IntakeBoard) -> None:
            rows.made(line, board)
            self.show_board(board)

        self.desk.run(intake.add_row, self.dossier_id, rows.table, texts, reason, then=then, refused=refused)

    def _row_step(self, step: Any, table: str, *args: Any, reason: str = "") -> None:
        def refused(refusal: Refusal) -> None:
            if refusal.field == "reason":
                self._ask_reason(refusal, partial(self._row_step, step, table, *args))
            else:
                self.desk.refused.emit(refusal)

        self.desk.run(step, self.dossier_id, table, *args, reason=reason, then=self.show_board, refused=refused)

    def _finish(self) -> None:
        if self.board is not None and self.board.finished_at is not None:
            self.jumped.emit(Step.EVIDENCE.value, "")
            return
        self.settle()
        self.finish_button.busy("正在检查…")
        self.desk.run(intake.finish_intake, self.dossier_id, then=self._finished, refused=self._not_finished)

    def _finished(self, board: IntakeBoard) -> None:
        self.finish_button.busy()
        self.show_board(board)

    def _not_finished(self, refusal: Refusal) -> None:
        self.finish_button.busy()
        if refusal.field == "reason":
            self._ask_reason(refusal, self._finish_with)
            return
        self.desk.refused.emit(refusal)
        if refusal.field:
            self.focus_on(refusal.field)

    def _finish_with(self, reason: str) -> None:
        self.desk.run(intake.finish_intake, self.dossier_id, reason, then=self._finished)

    # ------------------------------------------------------------------ going about
    def _show_tab(self, place: int) -> None:
        if TABS[place] not in self._pages:
            return
        self._stack.setCurrentWidget(self._pages[TABS[place]])
        if not self.tabs.hasFocus():
            self._focus_first()

    def _next_tab(self, by: int) -> None:
        self.go_tab(TABS[(self.tabs.currentIndex() + by) % len(TABS)])
        self._focus_first()

    def go_tab(self, name: str) -> None:
        """Show one of the six pages."""
        self.tabs.setCurrentIndex(TABS.index(name))

    def _focus_first(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, ListTab):
            page.table.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if page is self.form:
            target: QWidget | None = self.form.fields["applicant_name"].editor
        elif page is self.narrative:
            target = next((field.editor for field in self.narrative.fields.values()), None)
        else:
            target = self.choices.editor_of("functions")
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _next_section(self) -> None:
        if self._stack.currentWidget() is self.form:
            place = ON_FORM.index(self.form.section_here()) + 1
            if place < len(ON_FORM):
                self.form.go(ON_FORM[place])
                return
        self._next_tab(1)

    def _go_check(self, by: int) -> None:
        self.settle()
        if not (places := places_to_go(self.board, self._refusals)):
            return
        focused = self.focusWidget()
        here = next((n for n, name in enumerate(places) if self._editor(name) is focused and focused), None)
        following = (0 if by > 0 else len(places) - 1) if here is None else (here + by) % len(places)
        self.focus_on(places[following])

    def _editor(self, name: str) -> QWidget | None:
        if name in self.narrative.fields:
            return self.narrative.fields[name].editor
        return self.form.editor_of(name) or self.choices.editor_of(name)

    def focus_on(self, jump: str) -> None:
        """Show the box, cell, list or section `jump` and give it the focus."""
        if self.board is None or self.choices.picker is None:
            self._jump = jump
            return
        if jump == "finish":
            self.finish_button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        name, _, row = jump.partition(":")
        if name in {kind.value for kind in ListKind}:
            self.go_tab(name)
            tab = self.lists[ListKind(name)]
            tab.table.setFocus(Qt.FocusReason.TabFocusReason)
            if row.isdigit():
                tab.show_row(int(row) - 1)
            return
        if (editor := self._editor(jump)) is None:
            return
        page = next(each for each in (self.form, self.narrative, self.choices) if each.isAncestorOf(editor))
        self.go_tab(next(tab for tab, widget in self._pages.items() if widget is page))
        page.body.reveal(editor)
        editor.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Save what is still being typed anywhere on the page."""
        super().settle()
        if self._building is None:
            for tab in (self.form, self.narrative, self.choices):
                tab.flush()
