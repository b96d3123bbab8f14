"""The page of the satisfaction survey (满意度测评): freeze the list, draw, interview, and see both rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ContactResult, DigitsSource, Step
from desktop_app.screens import public_entry
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import PIECE_MS, Page
from desktop_app.screens.survey_draw import DrawPane, FramePane
from desktop_app.screens.survey_interview import InterviewPane
from desktop_app.screens.survey_rates import RatesPane
from desktop_app.screens.survey_sample import RecordBar, SamplePane, badge_of
from desktop_app.screens.survey_sheets import MissSheet, ReplaceSheet, repeat_sheet
from desktop_app.steps import survey
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.widgets import dialog, kit, notices

INTERVIEW_WIDTHS = ((1200, 560), (840, 448), (0, 424))


class SurveyPage(Page):
    """The survey of one dossier; what it shows follows from how far the survey is."""

    word: ClassVar[Step] = Step.SURVEY
    watches: ClassVar[frozenset[str]] = frozenset({"dossier", "served_firm", "frame", "draw", "answer", "replacement"})

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.setObjectName("page-survey")
        self.board: SurveyBoard | None = None
        self._jump = ""
        self._unkept: dict[int, dict[str, str]] = {}
        self._redrawing = False
        self._first = True
        self._sheet: dialog.Sheet | None = None
        self._asked = False
        self._right, self._stack = QStackedWidget(), QStackedWidget()
        again = kit.button("重新冻结…", name="refreeze")
        again.clicked.connect(self._ask_refreeze)
        self._changed = notices.Banner("warn", action=again)
        self._refused = notices.Banner("bad")
        self._building: Iterator[None] | None = self._build()
        QTimer.singleShot(PIECE_MS, self, self._build_on)

    # ------------------------------------------------------------------ putting together
    def _build(self) -> Iterator[None]:
        """Make the three panes one after the other: all of them at once would be felt. Nothing shows half-made."""
        self._stack.hide()
        self._lay_out()
        self.frame_pane = FramePane()
        yield
        self._stack.addWidget(self.frame_pane)
        yield
        self.draw_pane = DrawPane()
        yield
        self._stack.addWidget(self.draw_pane)
        yield
        self.record = RecordBar()
        yield
        self.sample = SamplePane()
        yield
        self.interview = InterviewPane()
        yield
        self._not_in = notices.Empty("lock", "")
        for pane in (self.interview, self._not_in):
            self._right.addWidget(pane)
            yield
        self.rates = RatesPane()
        yield
        self._lay_out_asking()
        yield
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
        self._fit()
        self._stack.show()
        if self._asked:
            self.refresh()

    def _lay_out(self) -> None:
        self._changed.hide()
        self._refused.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._changed)
        layout.addWidget(self._refused)
        layout.addWidget(self._stack, 1)

    def _lay_out_asking(self) -> None:
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.sample, 1)
        line.addWidget(kit.rule(vertical=True))
        line.addWidget(self._right)
        self._asking = kit.col(self.record, kit.rule(), (middle, 1), kit.rule(), self.rates, gap=0)
        self._stack.addWidget(self._asking)

    def _wire(self) -> None:
        self.frame_pane.freeze.connect(lambda: self._do(survey.freeze_frame, then=self._frozen))
        self.frame_pane.to_intake.connect(lambda: self.jumped.emit(Step.INTAKE.value, "served_firms"))
        self.draw_pane.draw.connect(self._draw)
        self.draw_pane.given_up.connect(lambda: self._redraw(False))
        self.draw_pane.public_asked.connect(partial(public_entry.begin, self, self.draw_pane.given_up.emit))
        self.record.redraw.connect(lambda: self._redraw(True))
        self.record.repeat.connect(self._show_repeat)
        self.sample.chosen.connect(self._show_line)
        for said in (self.interview.left, self.interview.graded):
            said.connect(self._keep)
        self.interview.missed.connect(self._ask_miss)
        self.interview.replace_asked.connect(self._ask_replace)
        self.interview.finished.connect(self._next)

    def _bind_keys(self) -> None:
        def bind(keys: str, act: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(keys), self._asking)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

        bind("Alt+Up", partial(self.sample.step, -1))
        bind("Alt+Down", partial(self.sample.step, 1))
        bind("F6", self.interview.miss_button.click)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind(keys, self.interview.finish)
        for number in range(3):
            bind(str(number + 1), partial(self.interview.grade_with, number))

    def _asks(self) -> bool:
        return self._stack.currentWidget() is self._asking

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it; while the page is being put together, as soon as it is."""
        self._asked = True
        if self._building is None:
            self.desk.run(survey.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: SurveyBoard) -> None:
        """Show how far the survey is."""
        self.board = board
        self._refused.hide()
        self._show_changed(board)
        if board.frame is None:
            self.frame_pane.show_board(board)
            self._show_pane(self.frame_pane)
        elif board.draw is None or self._redrawing:
            self.draw_pane.show_board(board, self._redrawing)
            self._show_pane(self.draw_pane)
        else:
            self._show_asking(board)
        if self._jump:
            self.focus_on(self._jump)

    def _show_pane(self, pane: QWidget) -> None:
        """Another pane starts with the keys on the first thing to do."""
        if self._first or self._stack.currentWidget() is not pane:
            self._first = False
            self._stack.setCurrentWidget(pane)
            first = {id(self.frame_pane): self.frame_pane.focus_first, id(self.draw_pane): self.draw_pane.focus_first}
            first.get(id(pane), self.sample.table.setFocus)()

    def _show_changed(self, board: SurveyBoard) -> None:
        self._changed.setVisible(board.changed)
        frame = board.frame
        if board.changed and frame is not None:
            rest = (
                f"冻结的是 {frame.firms} 家，现在是 {board.listed} 家或内容不同。抽样仍按冻结的名单；"
                "确需按新名单抽样，请重新冻结并写明理由。"
            )
            self._changed.say("warn", "服务企业名单在冻结后有改动。", rest)

    def _show_asking(self, board: SurveyBoard) -> None:
        self.interview.show_done(not board.open)
        self.record.show_board(board, self.width())
        self.sample.show_board(board)
        if board.rates is not None:
            self.rates.show_rates(board.rates)
        current = self.sample.current()
        if not self.sample.table.selected_rows() or current is None:
            self.sample.select_first_open()
        else:
            self._show_line(current.place)
        self._show_pane(self._asking)

    def _show_line(self, place: int) -> None:
        """The interview of the firm in `place`; a firm of the reserve can't be asked yet, and the page says so."""
        board = self.board
        if board is None:
            return
        line = next((line for line in board.lines if line.place == place), None)
        self._right.setCurrentWidget(self.interview if line is not None else self._not_in)
        if line is not None:
            self.interview.show_line(line, badge_of(line), any(one.next for one in board.reserve))
            return
        waits = next((one for one in board.reserve if one.place == place), None)
        if waits is not None:
            self.interview.flush()
            self._not_in.say(
                f"备 {waits.rank}“{waits.name}”还不在样本中。样本企业联系不上时，由备选按次序替补，再作访谈。"
            )

    def focus_on(self, jump: str) -> None:
        """A firm by its place in the drawn order, "frame" or "draw"."""
        if self.board is None:
            self._jump = jump
            return
        self._jump = ""
        if jump.isdecimal() and self._asks():
            self.sample.select_place(int(jump))
            self.interview.focus_first()
        elif self._stack.currentWidget() is self.frame_pane:
            self.frame_pane.focus_first()
        elif self._stack.currentWidget() is self.draw_pane:
            self.draw_pane.focus_first()

    def settle(self) -> None:
        """Keep what stands in the interview."""
        if self._building is not None:
            return
        self.interview.flush()
        for place in tuple(self._unkept):
            self._keep(place, {})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The interview's width follows the page's."""
        super().resizeEvent(event)
        if self._building is None:
            self._fit()

    def _fit(self) -> None:
        width = next(wide for least, wide in INTERVIEW_WIDTHS if self.width() >= least)
        self._right.setFixedWidth(width)
        if self.board is not None:
            self.record.show_board(self.board, self.width())

    # ------------------------------------------------------------------ doing
    def _do(
        self,
        step: Callable[..., SurveyBoard],
        *args: Any,
        then: Callable[[SurveyBoard], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        reason: str = "",
        busy: str = "",
    ) -> None:
        """Run a writing step; a dossier that is frozen by a seal asks for the reason and tries again."""

        def deny(refusal: Refusal) -> None:
            if refusal.field == "reason" and not reason:
                again = partial(self._do, step, *args, then=then, refused=refused, busy=busy)
                self._ask_reason(refusal, lambda why: again(reason=why))
            elif refused is not None:
                refused(refusal)
            else:
                self._show_refusal(refusal)

        named = {"reason": reason} if reason else {}
        self.desk.run(step, self.dossier_id, *args, then=then or self.show_board, refused=deny, busy=busy, **named)

    def _keep(self, place: int, values: dict[str, str]) -> None:
        """Keep what was said; what could not be kept (a full disk) goes along with the next attempt."""
        said = {**self._unkept.pop(place, {}), **values}

        def refused(refusal: Refusal) -> None:
            self._unkept[place] = {**said, **self._unkept.get(place, {})}
            self._show_refusal(refusal)
            if self.interview.line is not None:
                self._show_line(self.interview.line.place)

        self._do(survey.record_answer, place, said, refused=refused)

    def _ask_reason(self, refusal: Refusal, then: Callable[[str], object]) -> None:
        self._sheet = dialog.ask_reason(self, "写明理由", refusal.says, "继续", then)
        self._sheet.rejected.connect(self._give_up)

    def _give_up(self) -> None:
        """Nothing is to be changed after all: show what is kept."""
        place = self.interview.line.place if self.interview.line is not None else 0
        self.interview.forget()
        self._show_line(place)

    def _show_refusal(self, refusal: Refusal) -> None:
        if self._stack.currentWidget() is self.draw_pane and self.draw_pane.show_refusal(refusal.field, refusal.says):
            return
        self._refused.say("bad", "", refusal.says)
        self._refused.show()

    def _frozen(self, board: SurveyBoard) -> None:
        self._redrawing = board.draw is not None
        self.show_board(board)
        self.draw_pane.focus_first()

    def _draw(self, digits: str, source: str, witnesses: str, size: int, why: str) -> None:
        args = (digits, DigitsSource(source), witnesses, size, why)
        self._do(survey.draw_sample, *args, then=self._drawn, busy="正在抽取")

    def _drawn(self, board: SurveyBoard) -> None:
        self._redrawing = False
        self.draw_pane.start_over()
        self.show_board(board)
        self.sample.table.select(0)
        self.interview.focus_first()

    def _redraw(self, on: bool) -> None:
        self._redrawing = on
        if self.board is not None:
            self.show_board(self.board)
        if on:
            self.draw_pane.focus_first()

    def _ask_refreeze(self) -> None:
        says = "重新冻结后要再次抽取，前一份名单和前次抽样都保留在变更记录中。"
        self._sheet = dialog.ask_reason(
            self,
            "重新冻结名单",
            says,
            "重新冻结",
            lambda why: self._do(survey.freeze_frame, why, then=self._frozen),
        )

    def _ask_miss(self, place: int, proposed: str) -> None:
        line = self.interview.line
        if line is None or line.place != place:
            return
        self._sheet = sheet = MissSheet(line, ContactResult(proposed), self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.accepted.connect(lambda: self._do(survey.record_attempt, place, sheet.result_chosen(), sheet.remark()))
        sheet.open()

    def _ask_replace(self, place: int) -> None:
        line = self.interview.line
        reserve = next((one for one in self.board.reserve if one.next), None) if self.board else None
        if line is None or reserve is None:
            return
        sheet = ReplaceSheet(line, reserve, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def replaced(board: SurveyBoard) -> None:
            sheet.accept()
            self.show_board(board)
            self.sample.select_place(reserve.place)
            self._show_line(reserve.place)

        def refused(refusal: Refusal) -> None:
            sheet.deed_button.busy()
            if refusal.field == "why":
                sheet.reason.show_error(refusal.says)
            else:
                sheet.refuse(refusal.says)

        def ask() -> None:
            sheet.reason.clear_message()
            args = (place, reserve.place, sheet.reason.value())
            self._do(survey.replace, *args, then=replaced, refused=refused)

        sheet.pressed.connect(ask)
        self._sheet = sheet
        sheet.open()

    def _show_repeat(self) -> None:
        board = self.board
        if board is None or board.draw is None:
            return

        def save(path: Path) -> None:
            self.desk.run(survey.export_frame, self.dossier_id, path, refused=lambda no: sheet.refuse(no.says))

        sheet = repeat_sheet(board.draw, len(board.lines) + len(board.reserve), save, self._to_record, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = sheet
        sheet.open()

    def _to_record(self) -> None:
        self.jumped.emit("papers", "office/draw-record")

    def _next(self) -> None:
        if self.board is not None and not self.board.open:
            self.jumped.emit(Step.PANEL.value, "")
        elif self.sample.select_next_open():
            self.interview.focus_first()
