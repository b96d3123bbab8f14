"""The lower right of the eligibility bench: one condition, what it says, what was compared, and the reviewer's word."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QVBoxLayout, QWidget

from desktop_app.records.kinds import Decision, Outcome
from desktop_app.steps.eligibility_board import CitedPage, ConditionLine, Explained
from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.flow import Flow
from desktop_app.widgets.marks import Chip, ChoiceButton, Icon

OUTCOME_LOOK: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: ("check-circle", "ok"),
    Outcome.NOT_MET: ("x-circle", "bad"),
    Outcome.TO_JUDGE: ("scales", "warn"),
    Outcome.UNDEFINED: ("question", "none"),
    Outcome.MISSING: ("circle-dashed", "none"),
}
STANDING_LOOK: dict[str, tuple[str, str]] = {
    **{outcome.value: look for outcome, look in OUTCOME_LOOK.items()},
    Decision.RELAXED.value: ("scales", "warn"),
    Decision.SUPPLEMENT.value: ("file-plus", "warn"),
}
VERDICTS: tuple[tuple[Decision, str, str, str], ...] = (
    (Decision.MET, "F2", "ok", "check-circle"),
    (Decision.NOT_MET, "F3", "bad", "x-circle"),
    (Decision.RELAXED, "F4", "warn", "scales"),
    (Decision.SUPPLEMENT, "F5", "none", "file-plus"),
)
AROUND = 22
"""How many characters of the article stand before and after the part that the condition is about."""


def badge_of(line: ConditionLine) -> tuple[str, str, str]:
    """The verdict as (words, tone, icon): what stands, or what a written decision still lacks."""
    icon, tone = STANDING_LOOK[line.standing.value]
    if line.lacks:
        return ("缺理由" if "理由" in line.lacks else "缺依据"), "warn", "warning"
    return line.standing.label, tone, icon


def excerpt(wording: str, says: str) -> str:
    """The article as rich text, what the condition is about in bold, the rest cut to what stands around it."""
    start = wording.find(says)
    if start < 0 or not says:
        return escape(wording)
    end = start + len(says)
    before, after = wording[:start], wording[end:]
    before = before if len(before) <= AROUND + 6 else f"……{before[-AROUND:]}"
    after = after if len(after) <= AROUND + 6 else f"{after[:AROUND]}……"
    return f'{escape(before)}<span style="font-weight:600">{escape(says)}</span>{escape(after)}'


def stale(line: ConditionLine) -> str:
    """Why a decision that was once kept no longer counts; empty when it does."""
    why = line.why_not.get(line.decision, "")
    return f"原来判定的“{Decision(line.decision).label}”不再有效。{why}" if why else ""


class VerdictRow(QWidget):
    """The four verdicts, equal in size. One that isn't open to the reviewer is dim and says why when it is pressed."""

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, ChoiceButton] = {}
        self._why: dict[str, str] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for decision, key, tone, icon in VERDICTS:
            button = ChoiceButton(decision.label, tone, key, icon)
            button.setObjectName(f"verdict_{decision.value}")
            button.clicked.connect(lambda _on=False, value=decision.value: self.choose(value))
            self._group.addButton(button)
            self.buttons[decision.value] = button
        layout.addWidget(kit.row(*((button, 1) for button in self.buttons.values())))

    def show_line(self, line: ConditionLine) -> None:
        """Fill the chosen one; dim what isn't open."""
        self._why = line.why_not
        self._group.setExclusive(False)
        for value, button in self.buttons.items():
            button.setChecked(value == line.decision)
            button.setEnabled(value not in line.why_not)
            relaxed = line.relaxation if value == Decision.RELAXED else ""
            button.setToolTip(line.why_not.get(value, relaxed))
            button.setAccessibleDescription(button.toolTip())
        self._group.setExclusive(True)

    def choose(self, value: str) -> None:
        """Take a verdict, from a press or a key; one that isn't open says why."""
        if value in self._why:
            self.refused.emit(self._why[value])
            return
        self.buttons[value].setChecked(True)
        self.chosen.emit(value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a dim button comes through to here."""
        for value, button in self.buttons.items():
            if not button.isEnabled() and button.rect().contains(button.mapFrom(self, event.position().toPoint())):
                self.refused.emit(self._why.get(value, ""))


class ExplainedLines(QWidget):
    """The tree of the requirement, line by line, each with what came out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def show_lines(self, lines: tuple[Explained, ...], hint: str) -> None:
        """Show these lines, and below them `hint`, how the figure is meant."""
        kit.clear(self._layout)
        for line in lines:
            icon, tone = OUTCOME_LOOK[line.outcome]
            words = f"{line.says}（{line.article}）" if line.article else line.says
            body = kit.text(words, "body", wrap=True, name="explained")
            mark = kit.col(Icon(icon, tone, 16), "stretch", pad=(0, 3, 0, 0))
            self._layout.addWidget(kit.row(line.depth * 20, mark, (body, 1), gap=6))
            if line.note:
                self._add_note(line.note, line.depth)
        if hint:
            self._add_note(hint, 0)

    def _add_note(self, words: str, depth: int) -> None:
        note = kit.text(words, "caption", "text3", wrap=True, name="explained_note")
        self._layout.addWidget(kit.row(depth * 20 + 22, (note, 1), gap=0))


class ConditionDetail(QWidget):
    """One condition. It tells what the reviewer wants; the page keeps it and shows the line again."""

    decided = Signal(str)
    reason_left = Signal(str)
    cite_asked = Signal()
    uncite_asked = Signal(int)
    page_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: ConditionLine | None = None
        self._title = kit.text("", "title", wrap=True, name="condition_title")
        self._badge = kit.Badge("", "none")
        self._place = kit.text("", "small", "text3", name="condition_place")
        self._quote = QLabel()
        self._quote.setWordWrap(True)
        self._quote.setTextFormat(Qt.TextFormat.RichText)
        self._quote.setProperty("tone", "text2")
        self._explained = ExplainedLines()
        self.verdicts = VerdictRow()
        self._says = kit.text("", "small", "warn", wrap=True, name="verdict_says")
        self._says_row = kit.row(
            kit.col(Icon("warning", "warn", 16), "stretch", pad=(0, 2, 0, 0)), (self._says, 1), gap=6
        )
        self._add = kit.button("添加依据", "quiet", "plus", "C", name="add_citation")
        self._cites = Flow()
        self.reason = Field("理由（随条件审查表打印）", "reason", kind="long", lines=2)
        self.because = Field("修改原因（案卷已用印，修改后正式件作废）", "because", required=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = kit.row((self._title, 1), self._badge, self._place, gap=tokens.M)
        quote = kit.col(self._quote, pad=(12, 6, 12, 6), name="quote")
        cites = kit.row(
            kit.col(kit.text("依据", "small", "text2"), "stretch", pad=(0, 5, 0, 0)), (self._cites, 1), gap=8
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.L, 10, tokens.L, tokens.S)
        layout.setSpacing(10)
        for part in (head, quote, self._explained, self.verdicts, self._says_row, cites, self.reason, self.because):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.because.hide()
        self.say("")

    def _connect(self) -> None:
        self.verdicts.chosen.connect(self.decided)
        self.verdicts.refused.connect(self.say)
        self._add.clicked.connect(self.cite_asked)
        self.reason.left.connect(lambda _name, words: self.reason_left.emit(words))

    def show_line(self, line: ConditionLine, place: str, frozen: bool) -> None:
        """Show a condition; `place` is 4 / 29. What is being typed for the same condition stays."""
        moved = self.line is None or self.line.id != line.id
        same_tree = not moved and self.line is not None and self.line.explained == line.explained
        self.line = line
        self._title.setText(line.title)
        self._badge.show_state(*badge_of(line))
        self._place.setText(place)
        self._quote.setText(
            f'<div style="line-height:{theme.line_height("body")}px">'
            f"{escape(line.article)}　{excerpt(line.wording, line.says)}</div>"
        )
        self._quote.setToolTip(line.wording)
        if not same_tree:
            self._explained.show_lines(line.explained, line.hint)
        self.verdicts.show_line(line)
        self._show_cited(line.cited)
        self.reason.required = line.outcome in (Outcome.TO_JUDGE, Outcome.UNDEFINED) or bool(line.lacks)
        self.reason.show_value(line.reason, force=moved)
        self.because.setVisible(frozen)
        if moved or not line.lacks:
            self.reason.clear_message()
        if moved:
            self.say(stale(line))

    def _show_cited(self, pages: tuple[CitedPage, ...]) -> None:
        chips = []
        for page in pages:
            chip = Chip(page.label, icon="file-text", removable=True)
            chip.setObjectName("cited")
            chip.opened.connect(lambda page=page: self.page_opened.emit(page))
            chip.removed.connect(lambda number=page.id: self.uncite_asked.emit(number))
            chips.append(chip)
        self._cites.show_widgets([*chips, self._add], keep=[self._add])
        order = [*self.verdicts.buttons.values(), *chips, self._add]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def say(self, words: str) -> None:
        """What stands in the way, below the verdicts; "" takes it away."""
        self._says.setText(words)
        self._says_row.setVisible(bool(words))

    def said(self) -> str:
        """What `say` shows now."""
        return self._says.text()

    def ask_because(self, says: str) -> None:
        """A change of a frozen dossier needs a reason first."""
        self.because.show()
        self.because.show_error(says)
        self.because.setFocus()
