"""The page of intake (受理录入): six pages under tabs, one foot bar that counts what is wrong and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.intake_choices import ChoicesTab
from desktop_app.screens.intake_form import ON_FORM, FormTab, show_messages
from desktop_app.screens.intake_list import ListTab
from desktop_app.screens.intake_narrative import NarrativeTab
from desktop_app.screens.intake_rows import Line, RowsEditor
from desktop_app.screens.page import Page
from desktop_app.steps import intake
from desktop_app.steps.intake_board import Check, IntakeBoard, ListKind, Weight
from desktop_app.widgets import dialog, kit, notices
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
        self._jump = ""
        self.tabs = kit.tabs(*TITLES.values(), name="intake_tabs")
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.form, self.choices = FormTab(), ChoicesTab()
        self.lists = {kind: ListTab(desk, dossier_id, kind) for kind in ListKind}
        self.narrative = NarrativeTab(desk, dossier_id)
        self._pages: dict[str, QWidget] = {
            "form": self.form,
            **{kind.value: tab for kind, tab in self.lists.items()},
            "narrative": self.narrative,
            "choices": self.choices,
        }
        self._stack = QStackedWidget()
        self._make_foot()
        self._lay_out()
        self._wire()
        self._bind_keys()

    # ------------------------------------------------------------------ putting together
    def _make_foot(self) -> None:
        self._wrong_mark = kit.Icon("warning-circle", "bad", 18)
        self._wrong = kit.text("", "strong", "bad", name="wrong_count")
        self._names = kit.text("", "small", "text2", elide=True, name="wrong_names")
        self._missing_mark = kit.Icon("circle-dashed", "none", 18)
        self._missing = kit.text("", "strong", "none", name="missing_count")
        self._hint_mark = kit.Icon("warning", "warn", 18)
        self._hints = kit.text("", "strong", "warn", name="hint_count")
        self.before_button = kit.button("上一处", "", "caret-up", name="previous_check")
        self.after_button = kit.button("下一处", "", "caret-down", "F8", name="next_check")
        self.finish_button = kit.button("完成录入", "primary", name="finish")
        self._done = kit.Badge("录入已完成", "ok")

    def _lay_out(self) -> None:
        for name in TABS:
            self._stack.addWidget(self._pages[name])
        foot = notices.FootBar(
            self._wrong_mark, self._wrong, self._missing_mark, self._missing, self._hint_mark, self._hints,
            (self._names, 1), self._done, self.before_button, self.after_button, self.finish_button,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(kit.fixed(kit.row((self.tabs, 1), gap=0, pad=(16, 0, 16, 0), name="panel"), height=40))
        column.addWidget(kit.rule())
        column.addWidget(self._stack, 1)
        column.addWidget(foot)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        for tab in (self.form, self.narrative, self.choices):
            tab.left.connect(self.save)
        for rows in self.form.rows.values():
            rows.changed.connect(self.save)
            rows.added.connect(partial(self._add, rows))
            rows.removed.connect(partial(self._row_step, intake.remove_row, rows.table))
            rows.moved.connect(partial(self._row_step, intake.move_row, rows.table))
        for kind_tab in self.lists.values():
            kind_tab.read.connect(self.show_board)
            kind_tab.reason_asked.connect(self._ask_reason)
        self.narrative.read.connect(self.show_board)
        self.before_button.clicked.connect(partial(self._go_check, -1))
        self.after_button.clicked.connect(partial(self._go_check, 1))
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
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    # ------------------------------------------------------------------ reading
    def refresh(self) -> None:
        """Read the board again."""
        self.desk.run(intake.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: IntakeBoard) -> None:
        """Show everything as it stands; what is being typed stays."""
        first = self.board is None
        self.board = board
        self._notices.update(board.notices)
        self.form.show_board(board)
        for tab in self.lists.values():
            tab.show_board(board)
        self.narrative.show_board(board)
        self.choices.show_board(board)
        self._show_messages(board)
        self._show_titles(board)
        self._show_foot(board)
        if first and not self._jump:
            QTimer.singleShot(0, self, self._focus_first)
        if self._jump:
            jump, self._jump = self._jump, ""
            self.focus_on(jump)

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

    def _show_foot(self, board: IntakeBoard) -> None:
        wrong, missing = board.of(Weight.WRONG), board.of(Weight.MISSING)
        hints = board.of(Weight.HINT)
        count = len(wrong) + len(self._refusals)
        for mark, label, words, number in (
            (self._wrong_mark, self._wrong, f"{count} 处错误", count),
            (self._missing_mark, self._missing, f"{len(missing)} 处未填", len(missing)),
            (self._hint_mark, self._hints, f"{len(hints)} 处提示", len(hints)),
        ):
            label.setText(words)
            label.setVisible(number > 0)
            mark.setVisible(number > 0)
        self._names.setText("、".join(dict.fromkeys(check.label for check in (wrong or missing or hints))))
        finished = board.finished_at is not None
        self._done.setVisible(finished and not count and not missing)
        self.before_button.setEnabled(bool(board.checks or self._refusals))
        self.after_button.setEnabled(bool(board.checks or self._refusals))
        self.finish_button.say("下一步：佐证材料" if finished else "完成录入")

    # ------------------------------------------------------------------ saving
    def save(self, name: str, text: str, reason: str = "") -> None:
        """Keep what was typed into one box; called when the box is left."""
        self._notices.pop(name, None)
        again = partial(self.save, name, text)
        self.desk.run(
            intake.change_field,
            self.dossier_id,
            name,
            text,
            reason,
            then=partial(self._saved, name),
            refused=partial(self._refused, name, again),
        )

    def _saved(self, name: str, board: IntakeBoard) -> None:
        self._refusals.pop(name, None)
        self.show_board(board)
        field = self._fields().get(name)
        if field is not None and not field.is_changed() and not name.startswith(("narrative:", "figure:")):
            field.show_value(board.values[name], force=True)  # in its normal form: 0379-92589910

    def _refused(self, name: str, again: Any, refusal: Refusal) -> None:
        if refusal.field == "reason":
            self._ask_reason(refusal, again)
            return
        self._refusals[name] = refusal.says
        rows = self.form.rows.get(name.partition(":")[0])
        if rows is not None:
            _, row, column = name.split(":")
            line = rows.line_of(int(row))
            if line is not None:
                self._refusals.pop(name)
                rows.refuse(line, column, refusal.says)
        if self.board is not None:
            self._show_messages(self.board)
            self._show_foot(self.board)

    def _ask_reason(self, refusal: Refusal, again: Any) -> None:
        dialog.ask_reason(self, "修改已用印的案卷", refusal.says, "作废原件并修改", lambda reason: again(reason=reason))

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
        self._stack.setCurrentWidget(self._pages[TABS[place]])

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

    def _places(self) -> list[str]:
        """What F8 goes through: errors; if there are none what is missing; if nothing is, hints."""
        if self.board is None:
            return []
        wrong = [*self._refusals, *(check.field for check in self.board.of(Weight.WRONG))]
        missing = [check.field for check in self.board.of(Weight.MISSING)]
        hints = [check.field for check in self.board.of(Weight.HINT)]
        return list(dict.fromkeys(wrong or missing or hints))

    def _go_check(self, by: int) -> None:
        self.settle()
        places = self._places()
        if not places:
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
        if self.board is None:
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
        editor = self._editor(jump)
        if editor is None:
            return
        page = next(each for each in (self.form, self.narrative, self.choices) if each.isAncestorOf(editor))
        self.go_tab(next(tab for tab, widget in self._pages.items() if widget is page))
        page.body.reveal(editor)
        editor.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Save what is still being typed anywhere on the page."""
        super().settle()
        for tab in (self.form, self.narrative, self.choices):
            tab.flush()
