"""The dialog in which an expert signs: exactly what is signed, the pad, and what this signature is and isn't."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop_app.screens.survey_draw import groups
from desktop_app.steps import panel
from desktop_app.steps.panel_board import OpinionView, SeatView
from desktop_app.widgets import dialog, kit, theme, tokens
from desktop_app.widgets.ink import SignaturePad

WIDTH = 760
LENGTH_AT_LEAST_MM = 15
WHAT_IT_IS = (
    "记录笔迹、用时和压力，与上述内容绑定；内容改动则签名作废。这是手写签名图形，不是可靠的电子签名，以纸面签名为准。"
)


class SignSheet(dialog.Sheet):
    """One expert signs one version of the opinion. The owner runs the step on `pressed`."""

    def __init__(self, seat: SeatView, opinion: OpinionView, parent: QWidget) -> None:
        self.seat, self.opinion = seat, opinion
        self.pad = SignaturePad(panel.smooth)
        self._state = kit.Badge("还没有笔迹", "none", "pen-nib")
        self._undo = kit.button("撤销一笔", icon="arrow-counter-clockwise", key="退格", name="undo_stroke")
        self._clear = kit.button("清除重签", icon="trash", name="clear_ink")
        who = kit.row(
            kit.Icon("user", "text2", 18),
            kit.text(seat.name, "heading", name="signer"),
            (kit.text("　".join(part for part in (seat.title, seat.unit) if part), "small", "text2", elide=True), 1),
            self._state,
        )
        what = kit.row(kit.Icon("info", "text3"), (kit.text(WHAT_IT_IS, "caption", "text3", wrap=True), 1))
        body = kit.col(who, self._content(opinion), (self.pad, 1), what, gap=tokens.S)
        super().__init__(
            "专家签名", body, "确认签名", width=WIDTH, waits=True, foot=(self._undo, self._clear), parent=parent
        )
        self.setObjectName("sign_sheet")
        self.setMinimumHeight(min(640, self.maximumHeight()))
        self.pad.changed.connect(self._count)
        self._undo.clicked.connect(self.pad.undo)
        self._clear.clicked.connect(self.pad.clear)
        self._count()

    @staticmethod
    def _content(opinion: OpinionView) -> QWidget:
        """Everything that the hash covers, the opinion in full."""
        *facts, (label, text) = opinion.shown
        named = "　".join(f"{name}：{value}" for name, value in facts)
        shown = QPlainTextEdit(text)
        shown.setObjectName("signed_text")
        shown.setAccessibleName(label)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setFixedHeight(theme.line_height("body") * 5 + 20)
        shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = kit.row(
            kit.text("您将签署的内容", "small", "text2"),
            "stretch",
            kit.text(f"指纹 {groups(opinion.hash[:16])}", "caption", "text3", mono=True, name="signed_hash"),
        )
        return kit.col(
            head, kit.text(named, "caption", "text2", wrap=True), shown, gap=4, pad=(12, 8, 12, 8), name="quote"
        )

    def open(self) -> None:
        """Show it; the hand is on the pad at once."""
        super().open()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        strokes = len(self.pad.strokes())
        how = "压感" if self.pad.device == "pen" else "鼠标"
        enough = self.pad.length_mm() >= LENGTH_AT_LEAST_MM
        if not strokes:
            self._state.show_state("还没有笔迹", "none", "pen-nib")
        else:
            self._state.show_state(f"{strokes} 笔，{how}", "ok" if enough else "warn", "pen-nib")
        self._undo.setEnabled(strokes > 0)
        self._clear.setEnabled(strokes > 0)
        self.deed_button.setEnabled(enough)
