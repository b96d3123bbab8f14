"""An expert's score sheet in large type: one criterion at a time or the whole sheet, then a look at it, then the deed.

Marks are typed with the number keys; ↑ and ↓ change them by a step, Enter goes on. What a mark means stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.steps.meeting_views import Criterion, Entry, ScoreSheet, plain, total
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.typed import plain_number

MARK_WIDTH = 132
LOCKS = "确认后锁定，揭示以前谁也看不到。揭示讨论后可以修改一次，首次评分仍保留。"


class MarkEdit(QLineEdit):
    """The number of one entry. ↑ and ↓ change it by the entry's step."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setObjectName(f"mark-{entry.key}")
        self.setAccessibleName(f"{entry.label}，0 到 {plain(entry.most)}")
        self.setProperty("mark", True)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(6)
        self.setFixedWidth(MARK_WIDTH)

    def mark(self) -> Decimal | None:
        """What was typed, None for nothing; raises Refusal for what isn't a mark of this entry."""
        words = plain_number(self.text()).strip()
        if not words:
            return None
        try:
            mark = Decimal(words)
        except InvalidOperation:
            raise Refusal("这里要填数字。请改正。", field=self.entry.key) from None
        if not mark.is_finite() or not 0 <= mark <= self.entry.most:
            raise Refusal(f"应在 0 到 {plain(self.entry.most)} 之间。请改正。", field=self.entry.key)
        if mark % self.entry.step:
            raise Refusal(f"以 {plain(self.entry.step)} 为一档。请改正。", field=self.entry.key)
        return mark

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()  # it has gone on to the next number; the window must not go on as well
            return
        try:
            now = self.mark()
        except Refusal:
            now = None
        start = Decimal(0) if self.entry.counted or step > 0 else self.entry.most + self.entry.step
        moved = (start if now is None else now) + step * self.entry.step
        self.setText(plain(min(max(Decimal(0), moved), self.entry.most)))
        self.textEdited.emit(self.text())


class CriterionBlock(QWidget):
    """One criterion: what it is about, its numbers, and what they mean."""

    edited = Signal()
    entered = Signal()
    """Enter in the last of its numbers."""

    def __init__(self, criterion: Criterion, entries: tuple[Entry, ...], place: str) -> None:
        super().__init__()
        self.setObjectName(f"criterion-{criterion.id}")
        self.criterion = criterion
        self.edits = [MarkEdit(entry) for entry in entries]
        self._says = kit.text("", "body", "bad", wrap=True, name=f"says-{criterion.id}")
        self._says.hide()
        self._anchors = [(one.at_least, kit.text(one.says, "body", wrap=True)) for one in criterion.anchors]
        head = kit.row(
            kit.text(criterion.title, "title"),
            "stretch",
            kit.text(f"{place}　权重 {plain(criterion.weight)} %　满分 {plain(criterion.cap)}", "small", "text2"),
        )
        body = self._additions() if criterion.additions else self._scale()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        about = kit.text(criterion.says, "body", "text2", wrap=True)
        for part in (head, about, body, self._says):
            layout.addWidget(part)
        about.setVisible(bool(criterion.says))
        for number, edit in enumerate(self.edits):
            edit.textEdited.connect(self._typed)
            edit.returnPressed.connect(lambda at=number: self._enter(at))

    def _scale(self) -> QWidget:
        (edit,) = self.edits
        lines = []
        above: Decimal | None = None
        for at_least, label in self._anchors:
            upper = self.criterion.cap if above is None else above - self.criterion.step
            button = kit.button(f"{plain(at_least)}–{plain(upper)}", name=f"anchor-{plain(at_least)}")
            button.setFixedWidth(MARK_WIDTH)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, mark=at_least: self._take(mark))
            lines.append(kit.row(button, (label, 1), gap=tokens.L))
            above = at_least
        mark = kit.row(edit, kit.text("分", "title", "text2"), kit.text("↑ ↓ 增减", "small", "text3"), "stretch")
        return kit.col(mark, *lines, gap=tokens.M)

    def _additions(self) -> QWidget:
        rows = []
        for edit in self.edits:
            most = "次" if edit.entry.most == 1 else f"次，最多 {plain(edit.entry.most)} 次"
            label = kit.text(edit.entry.label, "body", wrap=True)
            rows.append(kit.row(edit, kit.text(most, "small", "text2"), (label, 1), gap=tokens.L))
        return kit.col(*rows, gap=tokens.M)

    def _take(self, mark: Decimal) -> None:
        self.edits[0].setText(plain(mark))
        self.edits[0].setFocus()
        self._typed()

    def _typed(self) -> None:
        self.complain("")
        self.show_meaning()
        self.edited.emit()

    def _enter(self, at: int) -> None:
        if at + 1 < len(self.edits):
            self.edits[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()

    def show_meaning(self) -> None:
        """Set off what the typed mark means."""
        if not self._anchors:
            return
        try:
            mark = self.edits[0].mark()
        except Refusal:
            mark = None
        found = False
        for at_least, label in self._anchors:
            here = mark is not None and mark >= at_least and not found
            found = found or here
            kit.restyle(label, role="strong" if here else "body", tone="accent" if here else "text2" if found else "")

    def complain(self, says: str) -> None:
        """What is wrong with a number here; "" takes it away."""
        self._says.setText(says)
        self._says.setVisible(bool(says))

    def marks(self) -> dict[str, Decimal]:
        """What was typed, by key; raises Refusal, and says so here, for a number that is missing or wrong."""
        found: dict[str, Decimal] = {}
        try:
            for edit in self.edits:
                mark = edit.mark()
                if mark is None and not edit.entry.counted:
                    raise Refusal(f"“{edit.entry.label}”还没有评分。请评分，或整张弃权。", field=edit.entry.key)
                found[edit.entry.key] = mark if mark is not None else Decimal(0)
        except Refusal as refusal:
            self.complain(refusal.says)
            raise
        return found

    def first(self) -> MarkEdit:
        """The first number that is empty, or the first."""
        return next((edit for edit in self.edits if not edit.text().strip()), self.edits[0])


class ScoreForm(QWidget):
    """The whole sheet. `submitted` carries marks by key, the remark, and whether the expert abstains."""

    submitted = Signal(object, str, bool)
    moved = Signal()

    def __init__(self, sheet: ScoreSheet, deed: str = "确认并锁定", note: str = LOCKS) -> None:
        super().__init__()
        self.setObjectName("score_form")
        self.sheet, self.at, self.one = sheet, 0, True
        places = len(sheet.criteria)
        self.blocks = [
            CriterionBlock(one, tuple(e for e in sheet.entries if e.criterion == one.id), f"第 {n} / {places} 项")
            for n, one in enumerate(sheet.criteria, start=1)
        ]
        self._total = kit.text("", "display", name="score_total")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens.S)
        self.remark = Field("意见或说明（可不写）", "score_remark", kind="long", lines=2)
        self.abstain = QCheckBox("本项弃权（不计分，不等于 0 分）")
        self.abstain.setObjectName("abstain")
        self._banner = notices.Banner("bad")
        self._banner.hide()
        self.back = kit.button("上一项", icon="arrow-left", name="score_back")
        self.deed = kit.button("下一项", "primary", key="Enter", name="score_next")
        self.whole = kit.button("整张显示", "quiet", name="score_whole")
        self._deed_words = deed
        self._note = note
        self._lay_out()
        self._wire()
        self._show()

    def _lay_out(self) -> None:
        self._rules = [kit.rule() for _ in self.blocks]
        self.check = kit.col(
            kit.row(kit.text("核对", "title"), "stretch", kit.text("总分", "body", "text2"), self._total),
            self._lines, self.remark, kit.text(self._note, "small", "text2", wrap=True), gap=tokens.M,
        )  # fmt: skip
        self.check.setObjectName("score_check")
        inner = [part for pair in zip(self.blocks, self._rules, strict=True) for part in pair]
        column = kit.col(self._banner, *inner, self.check, "stretch", gap=tokens.L, pad=(8, 8, 16, 8), name="panel")
        self._body = kit.ScrollBody(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addWidget(self._body, 1)
        layout.addWidget(kit.row(self.whole, self.abstain, "stretch", self.back, self.deed))

    def _wire(self) -> None:
        for number, block in enumerate(self.blocks):
            block.edited.connect(self._count)
            block.entered.connect(lambda at=number: self._entered(at))
        self.back.clicked.connect(lambda: self.go(self.at - 1))
        self.deed.clicked.connect(self.press)
        self.whole.clicked.connect(lambda: self.show_one(not self.one))
        self.abstain.toggled.connect(self._count)

    # ------------------------------------------------------------------ showing
    def show_one(self, one: bool) -> None:
        """One criterion at a time, or all of them."""
        self.one = one
        self._show()

    def go(self, at: int) -> None:
        """Go to a criterion, or (past the last) to the look at them all."""
        self.at = min(max(0, at), len(self.blocks))
        self._show()
        if self.at < len(self.blocks):
            self.blocks[self.at].first().setFocus(Qt.FocusReason.TabFocusReason)
            self._body.reveal(self.blocks[self.at])
        else:
            self.deed.setFocus(Qt.FocusReason.TabFocusReason)
            self._body.reveal(self.check)
        self.moved.emit()

    def _show(self) -> None:
        last = self.at == len(self.blocks)
        for number, (block, rule) in enumerate(zip(self.blocks, self._rules, strict=True)):
            block.setVisible(not self.one or number == self.at)
            rule.setVisible(not self.one)
            block.show_meaning()
        self.check.setVisible(not self.one or last)
        self.back.setVisible(self.one and self.at > 0)
        self.whole.say("整张显示" if self.one else "逐项显示")
        self.deed.say(self._deed_words if last or not self.one else "下一项")
        self._count()

    def _count(self, _changed: object = None) -> None:
        """The sum of what stands there, and each criterion's own."""
        marks: dict[str, Decimal] = {}
        lines = []
        for block in self.blocks:
            said = []
            for edit in block.edits:
                try:
                    mark = edit.mark()
                except Refusal:
                    mark = None
                if mark is not None or edit.entry.counted:
                    marks[edit.entry.key] = mark or Decimal(0)
                    said.append(plain(mark or Decimal(0)))
                else:
                    said.append("未评")
            unit = "" if "未评" in said else " 次" if block.criterion.additions else " 分"
            lines.append((block.criterion.title, "、".join(said) + unit))
        full = all(edit.entry.key in marks for block in self.blocks for edit in block.edits)
        away = self.abstain.isChecked()
        self._total.setText("弃权" if away else plain(total(self.sheet, marks)) if full else "—")
        kit.clear(self._lines)
        for title, said_all in [] if away else lines:
            self._lines.addWidget(kit.row(kit.text(title, "body", "text2"), "stretch", kit.text(said_all, "body")))

    def show_given(self, marks: Mapping[str, Decimal], remark: str, abstained: bool) -> None:
        """Begin with what was given before."""
        for block in self.blocks:
            for edit in block.edits:
                edit.setText(plain(marks[edit.entry.key]) if edit.entry.key in marks else "")
        self.remark.show_value(remark, force=True)
        self.abstain.setChecked(abstained)
        self.go(0)

    # ------------------------------------------------------------------ doing
    def _entered(self, at: int) -> None:
        if self.one:
            self.press()
        elif at + 1 < len(self.blocks):
            self.at = at + 1
            self.blocks[self.at].first().setFocus(Qt.FocusReason.TabFocusReason)
            self._body.reveal(self.blocks[self.at])
        else:
            self.deed.setFocus(Qt.FocusReason.TabFocusReason)
            self._body.reveal(self.check)

    def press(self) -> None:
        """Go on, or (at the end, or with the whole sheet shown) hand the score over."""
        self._banner.hide()
        if self.one and self.at < len(self.blocks) and not self.abstain.isChecked():
            try:
                self.blocks[self.at].marks()
            except Refusal:
                self.blocks[self.at].first().setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.one and self.at < len(self.blocks):
            self.go(len(self.blocks) if self.abstain.isChecked() else self.at + 1)
            return
        if self.abstain.isChecked():
            self.submitted.emit({}, self.remark.value(), True)
            return
        marks: dict[str, Decimal] = {}
        for number, block in enumerate(self.blocks):
            try:
                marks |= block.marks()
            except Refusal:
                self.go(number)
                return
        self.submitted.emit(marks, self.remark.value(), False)

    def refuse(self, refusal: Refusal) -> None:
        """Say at its number, or above them all, why it was not taken."""
        for number, block in enumerate(self.blocks):
            if any(edit.entry.key == refusal.field for edit in block.edits):
                self.go(number)
                block.complain(refusal.says)
                return
        self._banner.say("bad", "", refusal.says)
        self._banner.show()
