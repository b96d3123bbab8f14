"""The eligibility bench (条件审查): pages of evidence on the left, conditions and the reviewer's word on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Outcome, Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.eligibility_detail import VERDICTS, ConditionDetail, badge_of
from desktop_app.screens.eligibility_evidence import EvidencePane
from desktop_app.screens.page import Page
from desktop_app.steps import eligibility
from desktop_app.steps.eligibility_board import CitedPage, ConditionLine, EligibilityBoard
from desktop_app.widgets import charts, kit, notices, tokens
from desktop_app.widgets.table import Column, RowTable

Taker = Callable[[EligibilityBoard], None]
Deed = tuple[Callable[..., EligibilityBoard], tuple[Any, ...], Taker | None]
ONE_PANE, ROOMY, LOW = 960, 1400, 440
RIGHT, RIGHT_ROOMY = 616, 840
COLUMNS = (
    Column("article_short", "条款", 92),
    Column(
        "title", "条件", least=160, show=lambda line: f"{line.function}：{line.title}" if line.function else line.title
    ),
    Column(
        "value", "案卷数据", 112, show=lambda line: line.value or ("未填写" if line.outcome == Outcome.MISSING else "—")
    ),
    Column("standing", "结论", 100, badge=badge_of),
    Column("cited", "依据", 56, show=lambda line: f"{len(line.cited)} 页" if line.cited else "—"),
)


class EligibilityPage(Page):
    """One condition at a time: look at the page, read the article, decide, go to the next."""

    word: ClassVar[Step] = Step.ELIGIBILITY
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "dossier", "application", "operating_year", "declared_figure", "served_firm", "staff_member", "scan",
            "draw", "answer", "replacement", "contact_attempt", "paper", "seal_entry",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.board: EligibilityBoard | None = None
        self._here = ""
        self._wanted: Deed | None = None
        self._held_back: Deed | None = None
        self._shown: tuple[ConditionLine, ...] = ()
        self.evidence = EvidencePane(keys=self)
        self.table = RowTable(
            COLUMNS, many=False, name="conditions", empty=notices.Empty("check-circle", "没有未定的条件。")
        )
        self.table.setAccessibleName("条件")
        self.detail = ConditionDetail()
        self.setMinimumSize(640, 320)  # or the heights that it gives its parts would keep a window from shrinking
        self._lay_out()
        self._connect()
        self._bind()

    # ------------------------------------------------------------------ putting together
    def _lay_out(self) -> None:
        self._count = kit.text("", "small", "text3", name="decided_count")
        self._bar = kit.fixed(charts.Bar(), 96)
        self._functions = [kit.Badge("", "none") for _ in range(3)]
        self.only_open = kit.button("只看未定", "", "funnel", name="only_open")
        self.only_open.setCheckable(True)
        self.list_button = kit.button("条款", "", "list", name="list_button")
        self.list_button.setCheckable(True)
        head = notices.HeadLine(
            self.list_button,
            kit.text("条件审查", "heading"),
            self._count,
            self._bar,
            *self._functions,
            "stretch",
            self.only_open,
        )
        self._who = kit.text("", "small", "text3", elide=True, name="decided_by")
        self.back = kit.button("上一条", "", key="Alt+↑", name="previous")
        self.finish = kit.button("判定并到下一条", "primary", key="Ctrl+Enter", name="finish")
        foot = notices.FootBar((self._who, 1), self.back, self.finish)
        self._body = kit.ScrollBody(self.detail)
        self.right = kit.col(head, (self.table, 1), kit.rule(), self._body, foot, gap=0, name="panel")
        self.split = kit.halves(self.evidence, self.right)
        self.split.setObjectName("bench")
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.panes = kit.tabs("条款  Ctrl+1", "依据页  Ctrl+2", name="panes")
        self._panes_row = kit.row(self.panes, "stretch", pad=(tokens.S, 0, 0, 0), name="panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._panes_row)
        layout.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.table.chosen.connect(self._row_chosen)
        self.only_open.toggled.connect(lambda _on: self._show_rows())
        self.evidence.cite_asked.connect(self.cite)
        self.detail.cite_asked.connect(self.cite)
        self.detail.uncite_asked.connect(self.uncite)
        self.detail.decided.connect(self.decide)
        self.detail.reason_left.connect(self.write_reason)
        self.detail.because.left.connect(self._because_given)
        self.detail.page_opened.connect(self._open_page)
        self.list_button.toggled.connect(self._fit)
        self.table.clicked.connect(lambda _index: self.list_button.setChecked(False))
        self.table.opened.connect(lambda _row: self.list_button.setChecked(False))
        self.back.clicked.connect(lambda: self.step_by(-1))
        self.finish.clicked.connect(self.finish_condition)
        self.panes.currentChanged.connect(self._fit)

    def _bind(self) -> None:
        for decision, key, *_look in VERDICTS:
            kit.on_key(self, key, partial(self.detail.verdicts.choose, decision.value))
        kit.on_key(self, "C", self.cite)
        kit.on_key(self, "Alt+Up", partial(self.step_by, -1))
        kit.on_key(self, "Alt+Down", partial(self.step_by, 1))
        kit.on_key(self, "Ctrl+Return", self.finish_condition)
        kit.on_key(self, "Ctrl+Enter", self.finish_condition)
        kit.on_key(self, "Ctrl+1", partial(self.show_pane, 0))
        kit.on_key(self, "Ctrl+2", partial(self.show_pane, 1))

    # ------------------------------------------------------------------ reading
    def refresh(self) -> None:
        """Read the bench again."""
        self.desk.run(eligibility.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: EligibilityBoard) -> None:
        """Show the bench; the condition at hand stays at hand."""
        first, self.board = self.board is None, board
        if not any(line.id == self._here for line in board.lines):
            self._here = next((line.id for line in board.lines if line.is_open), board.lines[0].id)
        self._count.setText(f"{board.decided} / {len(board.lines)} 条已定")
        self._bar.show_share(board.decided / len(board.lines))
        self.only_open.say(f"只看未定 {len(board.lines) - board.decided}")
        self._show_functions()
        self.evidence.show_files(board.files)
        self._show_rows()
        if first:
            self.table.setFocus()
        self.hand_on()

    def first(self) -> QWidget | None:
        """The conditions; where only one is shown at a time, the button that goes on."""
        if self.board is None:
            return None
        return next((one for one in (self.table, self.finish, self.evidence.viewer.bed) if one.isVisible()), None)

    def _show_functions(self) -> None:
        functions = self.board.functions if self.board else ()
        for number, badge in enumerate(self._functions):
            there = number < len(functions) and self.right.width() >= 760 and self.list_button.isHidden()
            badge.setVisible(there)
            if there:
                one = functions[number]
                words = "已满足" if one.met else "未定" if one.is_open else "不满足"
                look = (
                    ("ok", "check-circle")
                    if one.met
                    else ("none", "circle-dashed")
                    if one.is_open
                    else ("bad", "x-circle")
                )
                badge.show_state(f"{one.label}功能{words}", *look)

    def _show_rows(self) -> None:
        if self.board is None:
            return
        keep = self.only_open.isChecked()
        self._shown = tuple(line for line in self.board.lines if not keep or line.is_open or line.id == self._here)
        self.table.show_rows(self._shown)
        self._show_here(moved=False)

    def _show_here(self, moved: bool) -> None:
        """Show the condition at hand in table, detail and viewer."""
        line = self.line()
        if line is None or self.board is None:
            return
        moved = moved or self.detail.line is None or self.detail.line.id != line.id
        row = next((n for n, shown in enumerate(self._shown) if shown.id == line.id), -1)
        if self.table.current_row() != row:
            self.table.blockSignals(True)
            self.table.select(row)
            self.table.blockSignals(False)
        number = next(n for n, one in enumerate(self.board.lines, 1) if one.id == line.id)
        place = f"{number} / {len(self.board.lines)}"
        self.list_button.say(f"条款 {place}")
        self.detail.show_line(line, place, self.board.frozen)
        self.evidence.show_condition(line, moved)
        decided = line.decided_at.astimezone() if line.decided_at else None
        self._who.setText(
            f"{line.decided_by} · {decided:%m-%d %H:%M} 判定" if decided and line.decision else "判定后自动保存"
        )
        if moved:
            self._body.verticalScrollBar().setValue(0)

    def line(self) -> ConditionLine | None:
        """The condition at hand."""
        lines = self.board.lines if self.board else ()
        return next((line for line in lines if line.id == self._here), None)

    # ------------------------------------------------------------------ going about
    def go_to(self, condition: str) -> None:
        """Take another condition in hand; the reason that was being typed is kept first."""
        if condition == self._here:
            return
        self.detail.reason.flush()
        self._here = condition
        self._show_rows()

    def focus_on(self, jump: str) -> None:
        """The condition `jump`."""
        if self.board is None:
            self._here = jump
        elif any(line.id == jump for line in self.board.lines):
            self.go_to(jump)

    def step_by(self, step: int) -> None:
        """The next (1) or previous (-1) condition of the table."""
        row = next((n for n, shown in enumerate(self._shown) if shown.id == self._here), 0) + step
        if 0 <= row < len(self._shown):
            self.go_to(self._shown[row].id)

    def _row_chosen(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.go_to(self._shown[row].id)

    def _open_page(self, cited: CitedPage) -> None:
        self.evidence.open_page(cited)
        if self.detail.line is not None:
            self.evidence.show_condition(self.detail.line, moved=False)
        self.show_pane(1)

    # ------------------------------------------------------------------ deciding
    def decide(self, decision: str) -> None:
        """Keep the verdict on the condition at hand, with the reason as it stands."""
        self.detail.say("")
        self._run(eligibility.decide, self._here, decision, self.detail.reason.value())

    def write_reason(self, words: str) -> None:
        """Keep the reason of the condition at hand."""
        if self.detail.line is not None:
            self._run(eligibility.write_reason, self.detail.line.id, words)

    def cite(self) -> None:
        """Rest the condition at hand on the page, or the frame, that is on show."""
        place = self.evidence.place()
        if place is None:
            self.detail.say("还没有打开扫描件。请先在左下方选择一份，再按 C 引用。")
            return
        self._run(eligibility.cite, self._here, *place, then=self._cited)

    def _cited(self, board: EligibilityBoard) -> None:
        self.evidence.forget_frame()
        self.detail.say("")
        self.show_board(board)

    def uncite(self, citation_id: int) -> None:
        """Take a cited page away again."""
        self._run(eligibility.uncite, citation_id)

    def finish_condition(self) -> None:
        """Go to the next open condition, unless this one still wants a word or a page: then say which."""
        self.detail.reason.flush()
        self.desk.run(eligibility.board, self.dossier_id, then=self._finished)

    def _finished(self, board: EligibilityBoard) -> None:
        self.show_board(board)
        line = self.line()
        if line is None:
            return
        if line.lacks:
            self.detail.say(f"{line.article}“{line.title}”还缺{'和'.join(line.lacks)}。补上后再到下一条。")
            if "理由" in line.lacks:
                self.detail.reason.setFocus()
            return
        if line.is_open and not line.decision and line.outcome != Outcome.MISSING:
            self.detail.say(f"{line.article}“{line.title}”还没有判定。请按 F2–F5 选择，或用 Alt+↓ 跳过。")
            return
        self._go_on(board)

    def _go_on(self, board: EligibilityBoard) -> None:
        """To the next condition that waits for the reviewer, from here on and then from the top."""
        here = next(n for n, line in enumerate(board.lines) if line.id == self._here)
        order = board.lines[here + 1 :] + board.lines[:here]
        waiting = [line for line in order if line.is_open and not line.decision]
        following = next((line for line in waiting if line.outcome != Outcome.MISSING), next(iter(waiting), None))
        if following is not None:
            self.go_to(following.id)
        else:
            self.jumped.emit(Step.SURVEY.value, "")

    def _run(self, step: Callable[..., EligibilityBoard], *args: Any, then: Taker | None = None) -> None:
        because = self.detail.because.value() if self.board and self.board.frozen else ""
        self._wanted = (step, args, then)
        self.desk.run(step, self.dossier_id, *args, reason=because, then=then or self.show_board, refused=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        """Say it where it happened, and show again what is kept."""
        if refusal.field == "reason":
            self._held_back = self._wanted
            self.detail.ask_because(refusal.says)
        else:
            self.detail.say(refusal.says)
        if self.detail.line is not None:
            self.detail.verdicts.show_line(self.detail.line)

    def _because_given(self, _name: str, words: str) -> None:
        """The reason for changing a frozen dossier has come: do what waited for it."""
        if words and self._held_back is not None:
            (step, args, then), self._held_back = self._held_back, None
            self.detail.because.clear_message()
            self._run(step, *args, then=then)

    # ------------------------------------------------------------------ room
    def show_pane(self, pane: int) -> None:
        """Where there is room for one pane only: 0 the conditions, 1 the pages."""
        self.panes.setCurrentIndex(pane)

    def _fit(self, *_told: object) -> None:
        one = self.width() < ONE_PANE
        self._panes_row.setVisible(one)
        self.evidence.setVisible(not one or self.panes.currentIndex() == 1)
        self.right.setVisible(not one or self.panes.currentIndex() == 0)
        self.right.setMinimumWidth(0 if one else 560)
        if not one:
            right = RIGHT_ROOMY if self.width() >= ROOMY else min(RIGHT, self.width() - 372)
            self.split.setSizes([self.width() - right - 1, right])
        body = self.height() - tokens.HEAD_LINE_HEIGHT - tokens.FOOT_HEIGHT - (tokens.TAB_HEIGHT if one else 0)
        self._share_height(body, one and body < LOW)
        self._show_functions()

    def _share_height(self, body: int, low: bool) -> None:
        """Table above detail; where it is low, the detail alone, and the table in its place on demand."""
        self.list_button.setVisible(low)
        listed = low and self.list_button.isChecked()
        self.table.setVisible(listed or not low)
        self._body.setVisible(not listed)
        self._body.setFixedHeight(body if low else max(160, min(body - 140, max(372, body // 2))))
        self.table.select(next((n for n, shown in enumerate(self._shown) if shown.id == self._here), -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width or height shares the room anew."""
        super().resizeEvent(event)
        self._fit()
