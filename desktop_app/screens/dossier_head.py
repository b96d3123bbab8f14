"""The head of a dossier: name, number, the edition it is judged by, whether it is frozen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.screens.widths import WIDE
from desktop_app.steps.overview_board import Head
from desktop_app.widgets import kit, tokens

HEIGHT = 64


class DossierHead(QFrame):
    """64 high, above every page of a dossier."""

    history_asked = Signal()
    papers_asked = Signal()
    process_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head: Head | None = None
        self._short = False
        self._name = kit.text("", "title", elide=True, name="dossier-name")
        self._facts = kit.text("", "small", "text2", elide=True)
        self.law = kit.Badge("", "none", "book-open")
        self.law.setObjectName("law-badge")
        self._frozen = kit.Badge("已用印，已冻结", "none", "lock")
        self.history = kit.tool("clock-counter-clockwise", "变更记录", key="Ctrl+H", name="history")
        self.history.clicked.connect(self.history_asked)
        self.papers = kit.button("文书", "quiet", "files", tip="本案卷的工作用纸 Ctrl+Shift+P", name="papers")
        self.papers.clicked.connect(self.papers_asked)
        self.process = kit.button("后续", "quiet", "calendar-check", tip="推荐以后的事项 Alt+9", name="process")
        self.process.clicked.connect(self.process_asked)
        left = kit.col(self._name, self._facts, gap=0)
        self._bar = kit.row(
            (left, 1), self._frozen, self.law, self.process, self.papers, self.history,
            pad=(tokens.XL, tokens.S - 1, tokens.M, tokens.S - 1), name="panel",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(kit.rule())
        self.setMinimumHeight(HEIGHT)
        self._frozen.hide()

    def show_head(self, head: Head | None) -> None:
        """Show a dossier's head; None while it is being read."""
        self._head = head
        self._name.setText(head.name if head else "")
        self._frozen.setVisible(bool(head and head.frozen))
        self.law.setVisible(head is not None)
        if head is not None:
            number = f"{head.number}　批次 {head.batch}" if head.batch else head.number
            self._facts.setText(f"{number}　{head.applicant}　受理 {head.accepted_on}　{head.channel}")
            self._show_law(head)

    def _show_law(self, head: Head) -> None:
        name = head.law_short if self._short else f"{head.law_short}（{head.law_number}）"
        words = name
        if not head.law_held:
            words = f"{name} · 受理日无效" + ("" if self._short else "，知悉后选用")
        elif head.repealed:
            words = f"{name} · 已停止施行" + ("" if self._short else "，按受理日适用")
        doubtful = head.repealed or not head.law_held
        self.law.show_state(words, "warn" if doubtful else "none", "warning" if doubtful else "book-open")
        self.law.setToolTip(f"{head.law_number}　{head.law_says}")

    def lay_out(self, width: int, list_shown: bool) -> None:
        """Take the shape for a width of the window."""
        self._short = width < 1100 or (list_shown and width < WIDE)
        if self._head is not None:
            self._show_law(self._head)
