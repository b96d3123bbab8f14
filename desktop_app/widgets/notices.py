"""What tells the user something in the page itself: banner, empty state, head line and foot bar."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.marks import TONE_ICON, Icon


class Banner(QFrame):
    """Soft ground, icon, bold half sentence, the rest, one action. One a page at most."""

    def __init__(
        self,
        tone: str = "warn",
        bold: str = "",
        rest: str = "",
        action: QWidget | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.tone, self.bold, self.rest = tone, bold, rest
        self._mark = Icon("info", "accent", 20)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setProperty("role", "body")
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        if action is not None:
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(tone, bold, rest, icon)

    def say(self, tone: str, bold: str, rest: str = "", icon: str = "") -> None:
        """Says something else. Tones: bad, warn, ok, none, accent."""
        self.tone, self.bold, self.rest = tone, bold, rest
        self._mark.show_icon(icon or TONE_ICON.get(tone, "info"), tone)
        strong = f'<span style="font-weight:600">{escape(bold)}</span>' if bold else ""
        gap = "&nbsp;&nbsp; " if bold and rest else ""
        self._label.setText(f"{strong}{gap}{escape(rest)}")
        self.setAccessibleName(f"{bold} {rest}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{self.tone}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)


class Empty(QWidget):
    """Nothing here yet: an icon, one sentence that says what to do, one button."""

    def __init__(self, icon: str, sentence: str, button: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self._label = kit.text(sentence, "body", "text2", wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        self._label.setMaximumWidth(480)
        self._label.setMinimumWidth(240)
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.M)
        layout.addStretch(2)
        layout.addWidget(Icon(icon, "text3", 24), 0, Qt.AlignmentFlag.AlignHCenter)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._label, 8)
        line.addStretch(1)
        layout.addLayout(line)
        if button is not None:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, sentence: str) -> None:
        self._label.setText(sentence)


def _bar(items: tuple[kit.Item, ...], height: int) -> QFrame:
    return kit.fixed(kit.row(*items, gap=tokens.S, pad=(tokens.XL, 0, tokens.XL, 0), name="panel"), height=height - 1)


class HeadLine(QFrame):
    """The head of a page, 48 high, with a line below: what is shown and the tools for it."""

    def __init__(self, *items: kit.Item) -> None:
        super().__init__()
        _stack(self, _bar(items, tokens.HEAD_LINE_HEIGHT), kit.rule())


class FootBar(QFrame):
    """The foot of a page, 56 high, a line above; never scrolls. Notes first, "stretch", one primary button last."""

    def __init__(self, *items: kit.Item) -> None:
        super().__init__()
        _stack(self, kit.rule(), _bar(items, tokens.FOOT_HEIGHT))


def _stack(frame: QFrame, *parts: QWidget) -> None:
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
