"""What every screen is put together from: rows, columns, cards, labels, buttons.

An item of a row or column is a widget, `(widget, stretch)`, a layout, a number of pixels, `"stretch"`, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QTabBar,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop_app.widgets import theme, tokens
from desktop_app.widgets.marks import Badge, Chip, ChoiceButton, Icon, KeyCap, Pill

__all__ = [
    "Badge",
    "Button",
    "Chip",
    "ChoiceButton",
    "ElidedLabel",
    "Icon",
    "Item",
    "KeyCap",
    "Pill",
    "ScrollBody",
    "button",
    "card",
    "clear",
    "col",
    "fixed",
    "grid",
    "restyle",
    "row",
    "rule",
    "tabs",
    "text",
    "tool",
]

Item = QWidget | QLayout | tuple[QWidget, int] | int | str | None
Pad = int | tuple[int, int, int, int]
W = TypeVar("W", bound=QWidget)
MIDDLE = (QLabel, Icon, Badge, Pill, Chip, QPushButton, QToolButton)


# ------------------------------------------------------------------ layout


def _fill(layout: QBoxLayout, items: Sequence[Item]) -> None:
    for item in items:
        match item:
            case None:
                continue
            case "stretch":
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case (QWidget() as widget, int() as stretch):
                layout.addWidget(widget, stretch)
            case QLayout():
                layout.addLayout(item)
            case QWidget():
                layout.addWidget(item)
            case _:
                raise TypeError(f"not an item of a row or column: {item!r}")


def _frame(
    layout_of: type[QHBoxLayout] | type[QVBoxLayout], items: Sequence[Item], gap: int, pad: Pad, name: str
) -> QFrame:
    frame = QFrame()
    if name:
        frame.setObjectName(name)
    layout = layout_of(frame)
    layout.setContentsMargins(*((pad,) * 4 if isinstance(pad, int) else pad))
    layout.setSpacing(gap)
    _fill(layout, items)
    return frame


def row(*items: Item, gap: int = tokens.S, pad: Pad = 0, name: str = "") -> QFrame:
    """Items side by side, labels in the middle. `name`: "panel", "card", "bed", "derived", "quote" for a ground."""
    frame = _frame(QHBoxLayout, items, gap, pad, name)
    layout = frame.layout()
    assert layout is not None
    for number in range(layout.count()):
        place = layout.itemAt(number)
        child = place.widget() if place is not None else None
        if isinstance(child, MIDDLE) and not (isinstance(child, QLabel) and child.wordWrap()):
            layout.setAlignment(child, Qt.AlignmentFlag.AlignVCenter)
    return frame


def on_key(widget: QWidget, keys: str | QKeySequence.StandardKey | Qt.Key, act: Callable[[], object]) -> None:
    """Do `act` on these keys while the focus is within `widget`."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)


def halves(left: QWidget, right: QWidget) -> QSplitter:
    """Two parts side by side with a line between them that can be moved; neither can be closed."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    made.addWidget(left)
    made.addWidget(right)
    return made


def col(*items: Item, gap: int = tokens.S, pad: Pad = 0, name: str = "") -> QFrame:
    """Items below one another; grounds as in `row`."""
    return _frame(QVBoxLayout, items, gap, pad, name)


def grid(cells: Sequence[tuple[QWidget, int]], columns: int, gap: int = tokens.L, line_gap: int = tokens.M) -> QWidget:
    """`(widget, span)` in reading order on so many equal columns; a cell that doesn't fit the line begins the next."""
    board = QWidget()
    layout = QGridLayout(board)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(gap)
    layout.setVerticalSpacing(line_gap)
    line = place = 0
    for widget, span in cells:
        if place + span > columns:
            line, place = line + 1, 0
        layout.addWidget(widget, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
        place += span
    for number in range(columns):
        layout.setColumnStretch(number, 1)
        layout.setColumnMinimumWidth(number, 1)
    return board


def card(
    title: str, *items: Item, side: Sequence[QWidget] = (), note: str = "", pad: int = tokens.L, gap: int = tokens.M
) -> QFrame:
    """A section on its own ground: heading, small note after it, `side` at the right of the heading, then the items."""
    head = row(text(title, "heading"), text(note, "small", "text3") if note else None, "stretch", *side)
    return col(head, *items, gap=gap, pad=(pad, tokens.M, pad, pad), name="card")


def rule(vertical: bool = False) -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setObjectName("rule")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def fixed(widget: W, width: int = 0, height: int = 0) -> W:
    """The same widget, its width or height fixed."""
    if width:
        widget.setFixedWidth(width)
    if height:
        widget.setFixedHeight(height)
    return widget


def fill(widget: QWidget, content: QWidget) -> None:
    """`content` as the whole of `widget`."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)


def clear(layout: QLayout) -> None:
    """Empties a layout; its widgets are deleted when Qt comes round."""
    while (place := layout.takeAt(0)) is not None:
        if (widget := place.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := place.layout()) is not None:
            clear(inner)


class ScrollBody(QScrollArea):
    """A body that scrolls up and down, never sideways. `reveal(widget)` brings a widget into view."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def reveal(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, 24, 64)


# ------------------------------------------------------------------ words


def restyle(widget: QWidget, **properties: object) -> None:
    """Sets dynamic properties (`tone="bad"`, `state="error"`, `kind="primary"`) and lets the style sheet look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the tooltip then has the whole. For names, never for figures."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            QToolTip.showText(event.globalPos(), self.text() if self.is_cut() else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


def text(
    words: str,
    role: str = "body",
    tone: str = "",
    *,
    wrap: bool = False,
    mono: bool = False,
    elide: bool = False,
    align: Qt.AlignmentFlag | None = None,
    name: str = "",
) -> QLabel:
    """A label. `role`: display, title, heading, figure, body, strong, small, caption. `tone`: a token, "" for text.

    The words are always plain: a name with `<` in it stays what it is.
    """
    label = ElidedLabel(words) if elide else QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(role, mono))
    label.setProperty("role", role)
    if mono:
        label.setProperty("mono", True)
    if tone:
        label.setProperty("tone", tone)
    if name:
        label.setObjectName(name)
    if align is not None:
        label.setAlignment(align)
    if wrap:
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


# ------------------------------------------------------------------ buttons


class Button(QPushButton):
    """A button; `kind` is primary, quiet, danger or "" . Its `key` is shown beside the words, the screen binds it."""

    def __init__(
        self, words: str, kind: str = "", icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words, self.key = words, key
        self._words_at_rest = words
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        if icon:
            tone = {"primary": "on_accent", "quiet": "accent", "danger": "bad"}.get(kind, "text2")
            self.setIcon(theme.icon(icon, tone))
            self.setIconSize(QSize(20, 16))
        self.say(words)

    def say(self, words: str) -> None:
        """Changes the words, not the key."""
        self.words = self._words_at_rest = words
        self._show(words)

    def busy(self, words: str = "") -> None:
        """Says 正在… and takes no press until `busy()` is called without words."""
        self._show(words or self._words_at_rest)
        self.setEnabled(not words)

    def setEnabled(self, on: bool) -> None:
        """Qt hands the focus of a disabled button to the next widget, which may lie outside the page whose keys are
        wanted next; here it stays close by.
        """
        around = self.parentWidget()
        if not on and self.hasFocus() and around is not None:
            around.setFocus()
        super().setEnabled(on)

    def _show(self, words: str) -> None:
        self.setText(f"{words}  {self.key}" if self.key else words)
        self.setAccessibleName(words)


def button(words: str, kind: str = "", icon: str = "", key: str = "", tip: str = "", name: str = "") -> Button:
    """A button; see `Button`. `name` is its object name."""
    made = Button(words, kind, icon, key)
    if tip:
        made.setToolTip(tip)
    if name:
        made.setObjectName(name)
    return made


def tool(icon: str, tip: str, *, key: str = "", checkable: bool = False, name: str = "") -> QToolButton:
    """An icon alone, 32 square, with tooltip and accessible name; accent while it is checked."""
    made = QToolButton()
    made.setIcon(theme.icon(icon, "text2", "accent"))
    made.setIconSize(QSize(tokens.ICON_IN_TOOL, tokens.ICON_IN_TOOL))
    made.setToolTip(f"{tip} {key}".strip())
    made.setAccessibleName(tip)
    made.setCheckable(checkable)
    made.setFixedSize(32, 32)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if name:
        made.setObjectName(name)
    return made


def tabs(*labels: str, name: str = "tabs") -> QTabBar:
    """A bar of tabs, 40 high, underlined where one is."""
    bar = QTabBar()
    bar.setObjectName(name)
    bar.setAccessibleName("分页")
    bar.setDrawBase(False)
    bar.setExpanding(False)
    bar.setUsesScrollButtons(True)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    for label in labels:
        bar.addTab(label)
    return bar
