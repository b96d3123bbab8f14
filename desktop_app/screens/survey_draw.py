"""Before there is a sample: the frozen list, and the card that takes the digits and draws."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.records.kinds import DigitsSource
from desktop_app.screens.survey_adviser import AdviserCard
from desktop_app.steps.survey_board import FrameView, SurveyBoard
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

DIGITS_AT_LEAST = 20
DIGITS_TOGETHER = 5
"""The editor groups what is thrown by five; so does whatever shows it again."""
CARD_WIDTH = 720
BESIDE_LIST = 900
"""Below this width the list has no room beside the cards."""


def groups(text: str, size: int = 4) -> str:
    """`text` in groups of four, as hashes and digits are read aloud."""
    return " ".join(text[at : at + size] for at in range(0, len(text), size))


def hash_lines(text: str) -> QWidget:
    """64 hex digits on two lines in groups of four; can be marked and copied."""
    label = kit.text(f"{groups(text[:32])}\n{groups(text[32:])}", "body", mono=True, name="frame_hash")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label.setAccessibleName(f"名单指纹 {text}")
    return label


def firm_table() -> RowTable:
    """The list as it is numbered for the draw."""
    table = RowTable(
        (
            Column("number", "名单号", 64, "right", tone="text3"),
            Column("name", "企业名称"),
            Column("uscc", "统一社会信用代码", 184, mono=True, tone="text2"),
        ),
        many=False,
        name="frame_firms",
    )
    table.setAccessibleName("名单")
    return table


class Beside(QWidget):
    """What to do at the left in a body that scrolls, the list at the right where there is room."""

    def __init__(self, cards: QWidget, table: QWidget) -> None:
        super().__init__()
        cards.setMaximumWidth(CARD_WIDTH)
        cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        body = kit.ScrollBody(kit.col(cards, "stretch", gap=0, pad=tokens.L))
        self._list = kit.row(kit.rule(True), (table, 1), gap=0)
        kit.fill(self, kit.row((body, 6), (self._list, 5), gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list comes and goes with the width."""
        super().resizeEvent(event)
        self._list.setVisible(self.width() >= BESIDE_LIST)


class DrawPane(QWidget):
    """The list is frozen: digits, where they come from, who watched, how many; then the draw."""

    draw = Signal(str, str, str, int, str)
    """Digits, source, witnesses, size, reason."""
    public_asked = Signal(str, str, int, str)
    """Source, witnesses, size, reason: the same in front of people, on a projector."""
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draw_pane")
        self._at_least = 10
        self._redraw = False
        self._hash = kit.col(gap=0)
        self._frame_says = kit.text("", "small", "text3")
        self.source = Field(
            "数字来源", "source", kind="choice", options=[(source.value, source.label) for source in DigitsSource]
        )
        self.digits = Field("抽样数字", "digits", mono=True)
        self.digits.editor.setFixedHeight(44)
        self.witnesses = Field("见证人", "witnesses", required=True)
        self.wanted = Field("抽取家数", "size", unit="家", kind="number")
        self.reason = Field("再次抽取的理由", "reason", required=True, note="前次结果保留")
        self._button = kit.button("抽取", "primary", "dice-five", name="draw")
        self._cancel = kit.button("取消", "", name="cancel_redraw")
        self._public = kit.button("公开抽签…", icon="monitor", key="Ctrl+D", name="public_draw")
        self._public.setToolTip("大字投影：公布指纹，见证人，逐位输入数字，当众抽取")
        self._says = kit.text("", "small", "text3", wrap=True)
        self.adviser = AdviserCard()
        self._wire()
        self._lay_out()
        self.source.show_value(DigitsSource.DICE.value)

    def _wire(self) -> None:
        self._button.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.given_up)
        self._public.clicked.connect(self._ask_public)
        kit.on_key(self, "Ctrl+D", self._public.click)
        self.digits.edited.connect(self._count)
        self.wanted.edited.connect(self._count)
        self.source.left.connect(self._source_chosen)
        self.adviser.chosen.connect(self._take_advice)

    def _lay_out(self) -> None:
        frame = kit.card("名单指纹（SHA-256）", self._hash, self._frame_says)
        people = kit.row((self.witnesses, 2), (self.wanted, 1), gap=tokens.L)
        card = kit.card("第二步　输入数字并抽取", self.source, self.digits, people, self.reason, self._says)
        body = kit.col(frame, card, gap=tokens.L)
        foot = notices.FootBar(
            kit.text("任何人都可以用指纹和数字复算同样的结果", "small", "text3"),
            "stretch",
            self._cancel,
            self._public,
            self._button,
        )
        self._table = firm_table()
        aside = kit.col((self._table, 1), gap=0)
        self._columns = (body.layout(), aside.layout())
        self._advice = kit.col(self.adviser)
        self._place_advice()
        kit.fill(self, kit.col((Beside(body, aside), 1), foot, gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The advice stands beside the digits where there is room, else below them."""
        super().resizeEvent(event)
        self._place_advice()

    def _place_advice(self) -> None:
        wide = self.width() >= BESIDE_LIST
        under, aside = self._columns
        assert isinstance(under, QVBoxLayout)
        assert isinstance(aside, QVBoxLayout)
        if (aside if wide else under).indexOf(self._advice) < 0:
            (under if wide else aside).removeWidget(self._advice)
            (aside if wide else under).insertWidget(0 if wide else under.count(), self._advice)
            margin = tokens.L if wide else 0
            self._advice.setContentsMargins(margin, margin, margin, margin)

    def show_board(self, board: SurveyBoard, redraw: bool) -> None:
        """The frozen list; `redraw` asks for a reason as well."""
        frame = board.frame
        if frame is None:
            return
        self._at_least, self._redraw = board.at_least, redraw
        self._show_frame(frame)
        self._table.show_rows(board.firms)
        self.adviser.show_board(board)
        self.wanted.set_note(f"不少于 {board.at_least}，名单共 {frame.firms}")
        if not self.wanted.value():
            self.wanted.show_value(board.at_least)
        self.reason.setVisible(redraw)
        self._cancel.setVisible(redraw)
        self._count()

    def _show_frame(self, frame: FrameView) -> None:
        layout = self._hash.layout()
        assert layout is not None
        kit.clear(layout)
        layout.addWidget(hash_lines(frame.hash))
        at = frame.frozen_at.astimezone()
        self._frame_says.setText(f"{frame.firms} 家　{at:%Y-%m-%d %H:%M} 由{frame.frozen_by}冻结，已记入变更记录")

    def show_refusal(self, field: str, says: str) -> bool:
        """Put a refusal at its field; False when it belongs to none of these."""
        found = {"digits": self.digits, "witnesses": self.witnesses, "size": self.wanted, "why": self.reason}.get(field)
        if found is None:
            return False
        found.show_error(says)
        found.editor.setFocus()
        return True

    def start_over(self) -> None:
        """Empty digits and reason for a further draw."""
        for field in (self.digits, self.reason):
            field.show_value("", force=True)
            field.clear_message()

    def focus_first(self) -> None:
        """The keys go to the digits."""
        (self.witnesses if self._from_system() else self.digits).editor.setFocus()

    def _take_advice(self, size: int) -> None:
        self.wanted.show_value(size, force=True)
        self._count()
        self.focus_first()

    def _from_system(self) -> bool:
        return self.source.value() == DigitsSource.SYSTEM.value

    def _source_chosen(self) -> None:
        from_system = self._from_system()
        self.digits.setVisible(not from_system)
        self.witnesses.required = not from_system
        self.witnesses.clear_message()
        self._count()

    def _count(self) -> None:
        """How many digits there are, how many are missing, what the button will do."""
        found = sum(char.isdecimal() for char in self.digits.editor.words())
        self.digits.set_note(f"{found} 位，至少 {DIGITS_AT_LEAST} 位")
        if self.digits.says and found >= DIGITS_AT_LEAST:
            self.digits.clear_message()
        from_system = self._from_system()
        missing = 0 if from_system else max(0, DIGITS_AT_LEAST - found)
        wanted = self.wanted.value() or "…"
        self.adviser.show_size(wanted)
        self._button.say(f"抽取 {wanted} 家" if not missing else f"抽取　还差 {missing} 位")
        self._button.setEnabled(not missing)
        self._says.setText(
            "没有见证人时由操作系统生成 24 位随机数字，抽样记录上会注明“操作系统随机数”。"
            if from_system
            else "当着见证人的面掷骰或摇号，逐位输入，空格不计。"
        )

    def _size(self) -> int:
        """How many are wanted; 0, and said at the field, when that is no number."""
        for field in (self.digits, self.witnesses, self.wanted, self.reason):
            field.clear_message()
        try:
            return int(self.wanted.value())
        except ValueError:
            self.show_refusal("size", f"抽取家数要写整数。请填写不少于 {self._at_least} 的数。")
            return 0

    def _ask_public(self) -> None:
        size, reason = self._size(), self.reason.value() if self._redraw else ""
        if not size:
            return
        if size < self._at_least:
            self.show_refusal(
                "size", f"抽取 {size} 家，少于规定的 {self._at_least} 家。请改为不少于 {self._at_least}。"
            )
        elif self._redraw and not reason.strip():
            self.show_refusal("why", "已经抽过样本，再次抽取要写明理由，前次结果保留。请补写。")
        else:
            self.public_asked.emit(self.source.value(), self.witnesses.value(), size, reason)

    def _ask(self) -> None:
        size = self._size()
        if not size:
            return
        reason = self.reason.value() if self._redraw else ""
        self.draw.emit(self.digits.editor.words(), self.source.value(), self.witnesses.value(), size, reason)
