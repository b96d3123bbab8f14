"""The cards at the left of the recommendation's page: texts, decision, check before printing, printed papers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.steps.preprint import CheckLine
from desktop_app.steps.recommendation_board import PaperLine, RecommendationBoard
from desktop_app.widgets import kit
from desktop_app.widgets.fields import Field

MARKS = {"ok": "check-circle", "warn": "warning", "bad": "x-circle"}
STATES = {
    "current": ("与案卷一致", "ok", "check-circle"),
    "stale": ("内容已改", "warn", "warning"),
    "sealed": ("已用印", "accent", "stamp"),
    "void": ("已作废", "none", "x-circle"),
}
SHOWN = 5


class TextsCard(QWidget):
    """填报日期, 影响和作用, 推荐意见, each with a draft that can be taken over while it is empty."""

    left = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.filed_on = Field("填报日期", "filed_on", kind="date", required=True, note="封面")
        self.influence = Field("对区域中小企业发展的影响和作用", "influence", kind="long", required=True, lines=6)
        self.advice = Field("推荐意见", "advice", kind="long", required=True, lines=4)
        self.fields = {field.name: field for field in (self.filed_on, self.influence, self.advice)}
        self._drafts = {"influence": "", "advice": ""}
        self.take = {
            name: kit.button("采用草拟文字", "quiet", "pencil-simple", name=f"take-{name}") for name in self._drafts
        }
        for field in self.fields.values():
            field.left.connect(self.left)
            field.edited.connect(field.clear_message)
        for name, button in self.take.items():
            button.setToolTip("按案卷中的数字草拟，采用后可以修改")
            button.clicked.connect(lambda _checked=False, name=name: self._take_draft(name))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        rows = (
            self.filed_on,
            self.influence,
            kit.row("stretch", self.take["influence"]),
            self.advice,
            kit.row("stretch", self.take["advice"]),
        )
        box.addWidget(kit.card("推荐单位填写", *rows, note="离开栏目即保存", gap=8))

    def show_board(self, board: RecommendationBoard, *, force: bool = False) -> None:
        """The kept texts; a draft is offered where there is none."""
        self.filed_on.show_value(board.filed_on, force=force)
        self.influence.show_value(board.influence, force=force)
        self.advice.show_value(board.advice, force=force)
        self._drafts = {"influence": board.suggested_influence, "advice": board.suggested_advice}
        for name, button in self.take.items():
            button.setVisible(bool(self._drafts[name]) and not getattr(board, name).strip())

    def show_unkept(self) -> None:
        """What could not be kept goes along when its field, or the page, is next left."""
        for field in self.fields.values():
            field.show_unkept()

    def _take_draft(self, name: str) -> None:
        """Put the draft into its field and keep it."""
        field = self.fields[name]
        field.show_value(self._drafts[name], force=True)
        field.editor.setFocus()
        self.left.emit(name, self._drafts[name])


class DecisionCard(QWidget):
    """Whether the dossier is recommended, by whom; what still stands in the way."""

    asked_no = Signal()
    asked_back = Signal()
    jumped = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decision")
        self.badge = kit.Badge("未决定", "none")
        self._says = kit.text("", "small", "text2", wrap=True, name="decision_says")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.no = kit.button("不推荐…", name="turn_down")
        self.back = kit.button("撤回决定…", name="withdraw")
        self.no.clicked.connect(self.asked_no)
        self.back.clicked.connect(self.asked_back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        buttons = kit.row("stretch", self.no, self.back)
        box.addWidget(kit.card("推荐决定", self._says, self._lines, buttons, side=(self.badge,), gap=8))

    def show_board(self, board: RecommendationBoard) -> None:
        """The decision, or what keeps it from being made."""
        state = {None: ("未决定", "none", "circle-dashed"), True: ("同意推荐", "ok", "check-circle"),
                 False: ("不推荐", "bad", "x-circle")}[board.recommended]  # fmt: skip
        self.badge.show_state(*state)
        self._says.setText(_decision_says(board))
        self.no.setVisible(board.recommended is None)
        self.back.setVisible(board.recommended is not None)
        kit.clear(self._lines)
        for item in board.obstacles[:SHOWN] if board.recommended is None else ():
            tone = "bad" if item.wrong else "warn"
            check = CheckLine(tone, item.says, item.step.label, item.step.value, item.jump)
            self._lines.addWidget(check_row(check, self.jumped.emit, "去办理"))
        more = len(board.obstacles) - SHOWN
        if board.recommended is None and more > 0:
            self._lines.addWidget(kit.text(f"另有 {more} 处，见概览", "small", "text3"))


def _decision_says(board: RecommendationBoard) -> str:
    if board.decided_at is not None:
        return f"{board.decided_by}　{board.decided_at.astimezone():%Y-%m-%d %H:%M}"
    if board.obstacles:
        return f"前面各步还有 {len(board.obstacles)} 处未办结，不能推荐。"
    return "前面各步已办结。填写完毕后可以作出决定。"


class ChecksCard(QWidget):
    """The check before printing, line by line, each error with the way to its place."""

    jumped = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checks")
        self.badge = kit.Badge("", "none")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(kit.card("打印前检查", self._lines, side=(self.badge,), gap=8))

    def show_checks(self, checks: tuple[CheckLine, ...]) -> None:
        """All lines, errors first."""
        wrong = sum(check.tone == "bad" for check in checks)
        state = (f"{wrong} 处须改正", "bad", "x-circle") if wrong else ("可以打印", "ok", "check-circle")
        self.badge.show_state(*state)
        kit.clear(self._lines)
        for check in sorted(checks, key=lambda check: ("bad", "warn", "ok").index(check.tone)):
            self._lines.addWidget(check_row(check, self.jumped.emit, "去改正"))


def check_row(check: CheckLine, jump: Callable[[str, str], object], words: str) -> QWidget:
    """One line with its mark; an error or a hint leads to its place."""
    says = kit.text(check.says, "body", wrap=True)
    items: list[kit.Item] = [kit.Icon(MARKS[check.tone], check.tone, 16), (says, 1)]
    if check.step and check.tone != "ok":
        go = kit.button(words, "quiet", name=f"go-{check.step}-{check.jump}")
        go.setAccessibleName(f"{words}：{check.says}")
        go.clicked.connect(lambda: jump(check.step, check.jump))
        items.append(go)
    elif check.note:
        items.append(kit.text(check.note, "caption", "text3"))
    return kit.row(*items, gap=8, pad=(0, 3, 0, 3))


class PapersCard(QWidget):
    """The printed papers, the newest first; each can be looked at."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("papers")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(kit.card("正式件", self._lines, gap=8))

    def show_papers(self, papers: tuple[PaperLine, ...], next_number: str) -> None:
        """All papers, or what the first will be called."""
        kit.clear(self._lines)
        if not papers:
            numbered = f"打印后编号 {next_number}，页脚带内容指纹和日志码。" if next_number else ""
            says = f"还没有。{numbered}"
            self._lines.addWidget(kit.text(says, "small", "text2", wrap=True))
        for paper in papers:
            self._lines.addWidget(self._line(paper))

    def _line(self, paper: PaperLine) -> QWidget:
        words, tone, icon = STATES[paper.state]
        told = f"{paper.pages} 页　{paper.printed_at.astimezone():%m-%d %H:%M}　{paper.printed_by}"
        if paper.void_reason:
            told += f"　{paper.void_reason}"
        look = kit.button("查看", "quiet", name=f"look-{paper.id}")
        look.setAccessibleName(f"查看 {paper.number}")
        look.clicked.connect(lambda: self.chosen.emit(paper.id))
        head = kit.row(kit.text(paper.number, "strong", mono=True), kit.Badge(words, tone, icon), "stretch", look)
        return kit.col(head, kit.text(told, "caption", "text3", elide=True), gap=0)
