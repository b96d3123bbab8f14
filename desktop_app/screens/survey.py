"""The page of the satisfaction survey (满意度测评): freeze the list, draw, interview, and see both rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import DigitsSource, Settling, Step
from desktop_app.screens import public_entry
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import PIECE_MS, Page
from desktop_app.screens.survey_asking import AskingPane
from desktop_app.screens.survey_dialogs import Owner, SurveyDialogs
from desktop_app.screens.survey_draw import DrawPane
from desktop_app.screens.survey_frame import FramePane
from desktop_app.screens.survey_interview import InterviewPane
from desktop_app.screens.survey_rates import RatesPane
from desktop_app.screens.survey_sample import RecordBar, SamplePane
from desktop_app.steps import frame_check, survey
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.widgets import kit, notices


class SurveyPage(Page):
    """The survey of one dossier; what it shows follows from how far the survey is."""

    word: ClassVar[Step] = Step.SURVEY
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "dossier",
            "application",
            "served_firm",
            "staff_member",
            "investor",
            "frame",
            "frame_decision",
            "draw",
            "answer",
        }
        | {"replacement", "contact_attempt", "second_answer", "keying_settlement"}
    )

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.setObjectName("page-survey")
        self.board: SurveyBoard | None = None
        self._jump = ""
        self._unkept: dict[int, dict[str, str]] = {}
        self._redrawing = self._checking = False
        self._first = True
        self.dialogs = SurveyDialogs(self._as_owner())
        self._asked = False
        self._stack = QStackedWidget()
        again = kit.button("重新核查冻结", name="refreeze")
        again.clicked.connect(lambda: self._check_again(True))
        self._changed = notices.Banner("warn", action=again)
        self._refused = notices.Banner("bad")
        self._building: Iterator[None] | None = self._build()
        QTimer.singleShot(PIECE_MS, self, self._build_on)

    def _as_owner(self) -> Owner:
        """What the dialogs need of the page."""
        return Owner(
            widget=self,
            desk=self.desk,
            dossier_id=self.dossier_id,
            do=self._do,
            board=lambda: self.board,
            line=lambda: self.interview.line,
            show=self.show_board,
            replaced=self._replaced,
            record=lambda: self.jumped.emit("papers", "office/draw-record"),
        )

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
        self.rates = RatesPane()
        yield
        self._asking = AskingPane(self.record, self.sample, self.interview, self.rates)
        yield
        self._stack.addWidget(self._asking)
        yield
        self._wire()
        yield

    def _build_on(self) -> None:
        if self._building is None:
            return
        if next(self._building, self) is None:
            QTimer.singleShot(PIECE_MS, self, self._build_on)
            return
        self._building = None
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

    def _wire(self) -> None:
        self.frame_pane.freeze.connect(self._freeze)
        self.frame_pane.given_up.connect(lambda: self._check_again(False))
        self.frame_pane.settled.connect(self._settle)
        self.frame_pane.reopened.connect(lambda key: self._do(frame_check.reopen, key))
        self.frame_pane.to_intake.connect(lambda: self.jumped.emit(Step.INTAKE.value, "served_firms"))
        self.draw_pane.draw.connect(self._draw)
        self.draw_pane.given_up.connect(lambda: self._redraw(False))
        self.draw_pane.public_asked.connect(partial(public_entry.begin, self, self.draw_pane.given_up.emit))
        self.record.redraw.connect(lambda: self._redraw(True))
        self.record.repeat.connect(self.dialogs.repeat)
        self.draw_pane.adviser.back.connect(lambda: self._check_again(True))
        self.draw_pane.adviser.record.connect(lambda: self.jumped.emit("papers", "office/frame-record"))
        self.sample.key_again.connect(self._key_again)
        for said in (self.interview.left, self.interview.graded):
            said.connect(self._keep)
        self.interview.missed.connect(self.dialogs.miss)
        self.interview.replace_asked.connect(self.dialogs.replace)
        self.interview.void_asked.connect(self.dialogs.void)
        self.interview.finished.connect(self._next)

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
        if board.frame is None or self._checking or (board.changed and board.draw is None):
            self.frame_pane.show_board(board, self._checking)
            self._show_pane(self.frame_pane)
        elif board.draw is None or self._redrawing:
            self.draw_pane.show_board(board, self._redrawing)
            self._show_pane(self.draw_pane)
        else:
            self._asking.show_board(board)
            self._show_pane(self._asking)
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
            drawn = "已有的抽样和评价不变，不能再按旧名单抽取；" if board.draw else "不能按旧名单抽取；"
            rest = (
                f"冻结的是 {frame.firms} 家，现在是 {board.check.kept} 家或内容不同。{drawn}要抽取，先重新核查和冻结。"
            )
            self._changed.say("warn", "服务企业名单在冻结后有改动。", rest)

    def focus_on(self, jump: str) -> None:
        """A firm by its place in the drawn order, "frame" or "draw"."""
        if self.board is None:
            self._jump = jump
            return
        self._jump = ""
        if jump.isdecimal() and self._asks():
            self.sample.select_place(int(jump))
            self.interview.focus_first()
        elif jump.startswith("keying:") and self._asks():
            self.dialogs.key_again(True)
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
                self._asking.show_line(self.interview.line.place)

        self._do(survey.record_answer, place, said, refused=refused)

    def _ask_reason(self, refusal: Refusal, then: Callable[[str], object]) -> None:
        self.dialogs.ask_reason("写明理由", refusal.says, "继续", then).rejected.connect(self._give_up)

    def _give_up(self) -> None:
        """Nothing is to be changed after all: show what is kept."""
        place = self.interview.line.place if self.interview.line is not None else 0
        self.interview.forget()
        self._asking.show_line(place)

    def _show_refusal(self, refusal: Refusal) -> None:
        if self._stack.currentWidget() is self.draw_pane and self.draw_pane.show_refusal(refusal.field, refusal.says):
            return
        if self._stack.currentWidget() is self.frame_pane and self.frame_pane.refuse(refusal.field, refusal.says):
            return
        self._refused.say("bad", "", refusal.says)
        self._refused.show()

    def _settle(self, key: str, settling: str, why: str, out: tuple[int, ...]) -> None:
        def settled(board: SurveyBoard) -> None:
            self.show_board(board)
            self.frame_pane.after_settling()

        self._do(frame_check.settle, key, Settling(settling), why, out, then=settled)

    def _check_again(self, on: bool) -> None:
        """Look at the findings of a list that was frozen already, or leave them."""
        self._checking = on
        if self.board is not None:
            self.show_board(self.board)

    def _freeze(self) -> None:
        """Freeze the list; once firms have been drawn from an earlier one, with a reason."""
        if self.board is None or self.board.draw is None:
            self._do(survey.freeze_frame, then=self._frozen)
            return
        says = "重新冻结后要再次抽取，前一份名单和前次抽样都保留在变更记录中。"
        self.dialogs.ask_reason(
            "重新冻结名单", says, "重新冻结", lambda why: self._do(survey.freeze_frame, why, then=self._frozen)
        )

    def _frozen(self, board: SurveyBoard) -> None:
        self._checking = False
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

    def _replaced(self, board: SurveyBoard, place: int) -> None:
        self.show_board(board)
        self.sample.select_place(place)
        self._asking.show_line(place)

    def _key_again(self) -> None:
        self.interview.flush()
        self.dialogs.key_again()

    def _next(self) -> None:
        if self.board is not None and not self.board.open:
            self.jumped.emit(Step.PANEL.value, "")
        elif self.sample.select_next_open():
            self.interview.focus_first()
