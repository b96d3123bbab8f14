"""An expert's dissent, written at the seat and kept word for word, beside the common opinion that it dissents from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.steps.seat_views import SeatItem
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.fields import Field


class DissentPage(QWidget):
    """`given` carries the text; an empty one withdraws what was written before."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seat_dissent")
        self._title = kit.text("", "strong", elide=True)
        self._opinion = QPlainTextEdit()
        self._opinion.setObjectName("dissent_opinion")
        self._opinion.setAccessibleName("专家组评审意见")
        self._opinion.setReadOnly(True)
        self._opinion.setTabChangesFocus(True)
        self.text = Field("本人不同意见（照写入评审意见，一字不改）", "seat_dissent_text", kind="long", lines=4)
        self._says = kit.text("", "body", "bad", wrap=True)
        self.deed = kit.button("记入不同意见", "primary", key="Ctrl+Enter", name="dissent_go")
        back = kit.button("返回", "quiet", key="Esc", name="dissent_back")
        column = kit.col(
            self._title, kit.text("专家组评审意见", "small", "text2"), (self._opinion, 1), self.text,
            gap=tokens.M, pad=tokens.XL, name="panel",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column, 1)
        layout.addWidget(kit.row((self._says, 1), back, self.deed, pad=tokens.L, name="panel"))
        self.deed.clicked.connect(lambda: self.given.emit(self.text.value()))
        back.clicked.connect(self.left)

    def show_item(self, item: SeatItem) -> None:
        """Ask about one item."""
        self._title.setText(f"第 {item.position} 项　{item.platform}")
        self._opinion.setPlainText(item.opinion)
        self.text.show_value(item.dissent, force=True)
        self._says.setText("")
        self.text.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Nothing stays."""
        self._opinion.clear()
        self.text.show_value("", force=True)

    def refuse(self, says: str) -> None:
        """It was not taken."""
        self._says.setText(says)
