"""The wall that a draw is watched on: dark whatever the theme, every letter at least 1/36 of its height.

What stands on it is a plain `Wall`; it is painted whole, in any size. It shows nothing that it isn't given, so nothing
personal can slip onto a projector.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.widgets import theme
from desktop_app.widgets.tokens import DARK

SMALLEST = 1 / 36
"""The height of the smallest type, as a part of the wall's."""
TITLE, HEAD, LINE, HASH, LONE_HASH, FIGURE, DIGIT, ROW = 0.042, 0.032, 0.028, 0.046, 0.070, 0.044, 0.052, 0.033
TOP, BOTTOM = 0.185, 0.855
"""Between head and foot, as parts of the height."""
EDGE = 0.036
IN_LINE, TOGETHER = 20, 5
"""So many digits in a line, in groups of five."""
LISTS_A_PAGE = 4
LONE_ROWS, HALF_ROWS = 10, 10
"""Rows of a page in one column; more rows stand in two columns of so many each."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class WallList:
    """One frozen list: `hash` is 64 hex digits, `figures` labels with what they say, `note` when it was frozen."""

    title: str
    hash: str
    figures: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True)
class WallRow:
    """One line of the drawn order: its rank, its number in the list, its name (or empty) and its ticket."""

    rank: str
    number: int
    name: str
    ticket: str


@dataclass(frozen=True)
class Wall:
    """Everything that a room sees."""

    title: str = ""
    aside: str = ""
    stages: tuple[str, ...] = ()
    at: int = 0
    lists: tuple[WallList, ...] = ()
    """The lists of this page."""
    people: str = ""
    digits: str | None = None
    """The digits so far; None while digits aren't shown."""
    least: int = 20
    taken_back: tuple[tuple[int, str], ...] = ()
    """(place, digit) of every digit that was taken back, in order."""
    tickets: tuple[str, ...] = ()
    """Every ticket in the order of the list's numbers, for the bars; the `drawn` smallest are the sample."""
    drawn: int = 0
    rows: tuple[WallRow, ...] = ()
    label: str = ""
    asked: str = ""
    """What is being asked for; the window lays its line of text below it."""
    says: str = ""
    tone: str = "text2"
    keys: tuple[tuple[str, str], ...] = ()

    def words(self) -> str:
        """What is shown, as a screen reader says it and a test reads it."""
        parts = [self.title, self.aside, *self.stages[self.at : self.at + 1], self.label, self.asked]
        parts += [f"{one.title} {one.hash} {one.note} {dict(one.figures)}" for one in self.lists]
        parts += [self.people, self.digits or ""]
        parts += [f"已退回第 {place} 位 {digit}" for place, digit in self.taken_back]
        parts += [f"{row.rank} {row.number} {row.name} {row.ticket}" for row in self.rows]
        return "　".join(part for part in (*parts, self.says, *(f"{key} {deed}" for key, deed in self.keys)) if part)


class DrawWall(QWidget):
    """Shows a wall. `sorted` goes from 0 (tickets in the order of the list) to 1 (in their own)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draw_wall")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(640, 360)
        self.wall = Wall()
        self.sorted = 1.0
        self.cut: list[str] = []
        """What the last painting had to end in …: a test wants it empty."""

    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    def show_wall(self, wall: Wall) -> None:
        """Show something else."""
        self.wall = wall
        self.setAccessibleName(wall.words())
        self.update()

    def show_sorted(self, share: float) -> None:
        """How far the tickets have found their places."""
        self.sorted = share
        self.update()

    def unit(self) -> float:
        """The height that type goes by: of a wall that is not wider than 16:9."""
        return min(self.height(), self.width() * 9 / 16)

    def asking_room(self) -> QRectF:
        """Where a line of text is typed while `asked` is shown."""
        u, body = self.unit(), self._body()
        return QRectF(body.x() + 0.03 * u, self._asking_top() + 0.075 * u, body.width() - 0.06 * u, 0.085 * u)

    def type_size(self, part: float) -> int:
        """A type's height in pixels."""
        return max(9, round(self.unit() * max(part, SMALLEST)))

    # ------------------------------------------------------------------ rooms
    def _body(self) -> QRectF:
        edge = self.width() * EDGE
        return QRectF(edge, TOP * self.height(), self.width() - 2 * edge, (BOTTOM - TOP) * self.height())

    def _asking_top(self) -> float:
        return self._body().top() + (0.245 if self.wall.lists else 0.05) * self.unit()

    # ------------------------------------------------------------------ painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(DARK.window))
        self.cut = []
        self._paint_head(painter)
        body, wall = self._body(), self.wall
        if wall.rows or wall.tickets:
            self._paint_outcome(painter, body)
        elif wall.digits is not None:
            self._paint_throwing(painter, body)
        elif wall.asked:
            self._paint_asking(painter, body)
        else:
            self._paint_lists(painter, body)
        self._paint_foot(painter)

    def _paint_head(self, painter: QPainter) -> None:
        u, body, wall = self.unit(), self._body(), self.wall
        top = QRectF(body.x(), 0.035 * u, body.width(), 0.06 * u)
        taken = self._say(painter, top, wall.title, TITLE, "text", strong=True)
        aside = top.adjusted(taken + 0.04 * u, 0, 0, 0)
        self._say(painter, aside, wall.aside, HEAD, "text2", align=RIGHT)
        at = body.x()
        for number, stage in enumerate(wall.stages):
            spot = QRectF(at, 0.108 * u, 0.042 * u, 0.042 * u)
            self._dot(painter, spot, number)
            room = QRectF(spot.right() + 0.012 * u, spot.y(), body.width(), spot.height())
            tone = "text" if number == wall.at else "text2"
            at = room.x() + self._say(painter, room, stage, LINE, tone, strong=number == wall.at) + 0.05 * u

    def _dot(self, painter: QPainter, spot: QRectF, number: int) -> None:
        here, done = number == self.wall.at, number < self.wall.at
        painter.setPen(QPen(QColor(DARK.accent if here else DARK.ok if done else DARK.edge), 2))
        painter.setBrush(QColor(DARK.accent) if here else QColor(DARK.ok_soft) if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot.adjusted(1, 1, -1, -1))
        if done:
            painter.setPen(QPen(QColor(DARK.ok), max(2.0, spot.width() * 0.09)))
            x, y, side = spot.x(), spot.y(), spot.width()
            points = ((0.27, 0.52), (0.44, 0.69), (0.74, 0.34))
            painter.drawPolyline([QPointF(x + side * px, y + side * py) for px, py in points])
            return
        self._say(painter, spot, str(number + 1), SMALLEST, "on_accent" if here else "text2", strong=True, align=MIDDLE)

    def _paint_lists(self, painter: QPainter, body: QRectF) -> None:
        u, lists = self.unit(), self.wall.lists
        if len(lists) == 1:
            box = QRectF(body.x(), body.y() + 0.01 * u, body.width(), 0.32 * u)
            self._paint_hash(painter, box, lists[0], LONE_HASH)
            self._paint_figures(painter, QRectF(body.x(), box.bottom() + 0.03 * u, body.width(), 0.17 * u), lists[0])
            return
        high, gap = 0.145 * u, 0.02 * u
        for number, one in enumerate(lists):
            box = QRectF(body.x(), body.y() + number * (high + gap), body.width(), high)
            self._box(painter, box)
            inner = box.adjusted(0.025 * u, 0.015 * u, -0.025 * u, -0.015 * u)
            upper = QRectF(inner.x(), inner.y(), inner.width(), inner.height() / 2)
            figures = "　".join(f"{label} {said}" for label, said in one.figures)
            taken = self._say(painter, upper, figures, LINE, "text2", align=RIGHT)
            self._say(painter, upper.adjusted(0, 0, -taken - 0.03 * u, 0), one.title, HEAD, "text", strong=True)
            lower = upper.translated(0, inner.height() / 2)
            self._say(painter, lower, _groups(one.hash), HEAD, "text", mono=True, shrink=True)

    def _paint_hash(self, painter: QPainter, box: QRectF, one: WallList, part: float = HASH) -> None:
        u = self.unit()
        self._box(painter, box)
        inner = box.adjusted(0.03 * u, 0.022 * u, -0.03 * u, -0.02 * u)
        line = QRectF(inner.x(), inner.y(), inner.width(), 0.045 * u)
        self._say(painter, line, "名单指纹（SHA-256）", LINE, "text2")
        self._say(painter, line, one.note, LINE, "text2", align=RIGHT)
        for number, half in enumerate((one.hash[:32], one.hash[32:])):
            high = (inner.bottom() - line.bottom()) / 2
            room = QRectF(inner.x(), line.bottom() + number * high, inner.width(), high)
            self._say(painter, room, _groups(half), part, "text", mono=True)

    def _paint_figures(self, painter: QPainter, row: QRectF, one: WallList) -> None:
        u = self.unit()
        said = (*one.figures, *((("见证人", self.wall.people),) if self.wall.people else ()))
        shares = [max(6, len(figure)) for _label, figure in said]
        gap, at = 0.02 * u, row.x()
        for (label, figure), share in zip(said, shares, strict=True):
            wide = (row.width() - gap * (len(said) - 1)) * share / sum(shares)
            box = QRectF(at, row.y(), wide, row.height())
            at += wide + gap
            self._box(painter, box)
            inner = box.adjusted(0.025 * u, 0.015 * u, -0.015 * u, -0.015 * u)
            upper = QRectF(inner.x(), inner.y(), inner.width(), inner.height() * 0.4)
            self._say(painter, upper, label, SMALLEST, "text2")
            lower = QRectF(inner.x(), upper.bottom(), inner.width(), inner.height() * 0.6)
            self._say(painter, lower, figure, FIGURE, "text", strong=True, shrink=True)

    def _paint_asking(self, painter: QPainter, body: QRectF) -> None:
        u = self.unit()
        if self.wall.lists:
            self._paint_hash(painter, QRectF(body.x(), body.y(), body.width(), 0.225 * u), self.wall.lists[0])
        box = QRectF(body.x(), self._asking_top(), body.width(), 0.19 * u)
        self._box(painter, box)
        room = QRectF(box.x() + 0.03 * u, box.y() + 0.012 * u, box.width() - 0.06 * u, 0.06 * u)
        self._say(painter, room, self.wall.asked, HEAD, "text", strong=True, shrink=True)

    def _paint_throwing(self, painter: QPainter, body: QRectF) -> None:
        u, wall = self.unit(), self.wall
        lines = 1 if len(wall.digits or "") < IN_LINE else 2
        self._paint_hash(painter, QRectF(body.x(), body.y(), body.width(), 0.225 * u), wall.lists[0])
        self._paint_figures(painter, QRectF(body.x(), body.y() + 0.24 * u, body.width(), 0.135 * u), wall.lists[0])
        box = QRectF(body.x(), body.y() + 0.39 * u, body.width(), (0.178 + 0.1 * (lines - 1)) * u)
        self._box(painter, box)
        inner = box.adjusted(0.03 * u, 0.012 * u, -0.03 * u, 0)
        line = QRectF(inner.x(), inner.y(), inner.width(), 0.045 * u)
        count = len(wall.digits or "")
        said = f"{count} / 至少 {wall.least} 位"
        taken = self._say(painter, line, said, LINE, "ok" if count >= wall.least else "warn", align=RIGHT)
        self._say(painter, line.adjusted(0, 0, -taken - 0.03 * u, 0), wall.label, LINE, "text2")
        for number in range(IN_LINE if lines == 1 else min(2 * IN_LINE, count + 1)):
            self._paint_digit(painter, inner, line.bottom() + 0.012 * u, number)

    def _paint_digit(self, painter: QPainter, inner: QRectF, top: float, number: int) -> None:
        u, digits = self.unit(), self.wall.digits or ""
        column, row = number % IN_LINE, number // IN_LINE
        gap, apart = 0.009 * u, 0.018 * u
        groups = IN_LINE // TOGETHER - 1
        wide = (inner.width() - gap * (IN_LINE - 1) - apart * groups) / IN_LINE
        x = inner.x() + column * (wide + gap) + (column // TOGETHER) * apart
        spot = QRectF(x, top + row * 0.1 * u, wide, 0.09 * u)
        here = number == len(digits)
        painter.setPen(QPen(QColor(DARK.accent if here else DARK.line), 3 if here else 1))
        painter.setBrush(QColor(DARK.window))
        painter.drawRoundedRect(spot, 8, 8)
        old = [digit for place, digit in self.wall.taken_back if place == number + 1]
        if number < len(digits):
            self._say(painter, spot, digits[number], DIGIT, "text", strong=True, mono=True, align=MIDDLE)
        if old:  # a digit that was taken back stays to be seen, struck through
            small = number < len(digits)
            corner = QRectF(spot.right() - 0.026 * u, spot.y() + 0.001 * u, 0.025 * u, 0.034 * u) if small else spot
            self._say(painter, corner, old[-1], SMALLEST if small else HASH, "warn", mono=True, align=MIDDLE)
            corner = corner if small else spot.adjusted(0.01 * u, 0.02 * u, -0.01 * u, -0.02 * u)
            painter.setPen(QPen(QColor(DARK.warn), max(2.0, 0.003 * u)))
            painter.drawLine(corner.bottomLeft(), corner.topRight())

    # ------------------------------------------------------------------ outcome
    def _paint_outcome(self, painter: QPainter, body: QRectF) -> None:
        u = self.unit()
        bars = QRectF(body.x(), body.y(), body.width(), (0.14 if self.wall.rows else 0.5) * u)
        self._paint_bars(painter, bars)
        if not self.wall.rows:
            room = QRectF(body.x(), bars.bottom() + 0.02 * u, body.width(), 0.06 * u)
            self._say(painter, room, self.wall.label, HEAD, "text2", align=MIDDLE)
            return
        self._paint_rows(painter, QRectF(body.x(), bars.bottom() + 0.012 * u, body.width(), 0.52 * u))

    def _paint_bars(self, painter: QPainter, room: QRectF) -> None:
        """A bar for each ticket, as high as its number is large; sorting moves each to its place."""
        tickets = self.wall.tickets
        order = {number: place for place, number in enumerate(sorted(range(len(tickets)), key=tickets.__getitem__))}
        step = room.width() / max(1, len(tickets))
        wide = max(1.0, step * 0.72)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, ticket in enumerate(tickets):
            place = order[number]
            x = room.x() + (number + (place - number) * self.sorted) * step
            high = max(3.0, int(ticket[:4], 16) / 0xFFFF * room.height())
            chosen = place < self.wall.drawn and self.sorted > 0.999
            painter.setBrush(QColor(DARK.accent if chosen else DARK.thumb))
            painter.drawRect(QRectF(x, room.bottom() - high, wide, high))

    def _paint_rows(self, painter: QPainter, room: QRectF) -> None:
        u, rows = self.unit(), self.wall.rows
        label = QRectF(room.x(), room.y(), room.width(), 0.05 * u)
        self._say(painter, label, self.wall.label, LINE, "text2")
        columns = 1 if len(rows) <= LONE_ROWS else 2
        gap = 0.04 * u
        wide = (room.width() - gap * (columns - 1)) / columns
        high = (room.height() - label.height()) / max(HALF_ROWS, 1)
        for number, row in enumerate(rows):
            column, line = number // HALF_ROWS, number % HALF_ROWS
            box = QRectF(room.x() + column * (wide + gap), label.bottom() + line * high, wide, high)
            self._paint_row(painter, box, row, full=columns == 1)

    def _paint_row(self, painter: QPainter, box: QRectF, row: WallRow, *, full: bool) -> None:
        u = self.unit()
        painter.setPen(QPen(QColor(DARK.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        rank, number = 0.115 * u, 0.085 * u
        self._say(painter, QRectF(box.x(), box.y(), rank, box.height()), row.rank, ROW, "accent", strong=True)
        spot = QRectF(box.x() + rank, box.y(), number - 0.012 * u, box.height())
        self._say(painter, spot, str(row.number), ROW, "text2", mono=True, align=RIGHT)
        name = QRectF(box.x() + rank + number + 0.012 * u, box.y(), 0, box.height())
        name.setRight(box.right())
        if full:
            taken = self._say(painter, name, _groups(row.ticket[:16]), SMALLEST, "text3", mono=True, align=RIGHT)
            name.setRight(box.right() - taken - 0.03 * u)
        words = row.name or f"名单第 {row.number} 号"
        self._say(painter, name, words, ROW, "text", shrink=True)

    def _paint_foot(self, painter: QPainter) -> None:
        u, body, wall = self.unit(), self._body(), self.wall
        at = body.right()
        line = QRectF(body.x(), self.height() - 0.075 * u, body.width(), 0.05 * u)
        for key, deed in reversed(wall.keys):
            at -= self._say(painter, QRectF(line.x(), line.y(), at - line.x(), line.height()), deed, LINE, "text",
                            align=RIGHT) + 0.012 * u  # fmt: skip
            wide = QFontMetricsF(self._font(SMALLEST, mono=True)).horizontalAdvance(key) + 0.022 * u
            cap = QRectF(at - wide, line.y(), wide, line.height())
            painter.setPen(QPen(QColor(DARK.edge), 1))
            painter.setBrush(QColor(DARK.surface))
            painter.drawRoundedRect(cap, 6, 6)
            self._say(painter, cap, key, SMALLEST, "text", mono=True, align=MIDDLE)
            at = cap.x() - 0.03 * u
        above = QRectF(body.x(), self.height() - 0.135 * u, body.width(), 0.05 * u)
        self._say(painter, above, wall.says, LINE, wall.tone, shrink=True)

    # ------------------------------------------------------------------ type
    def _font(self, part: float, *, strong: bool = False, mono: bool = False) -> QFont:
        font = theme.font("strong" if strong else "body", mono=mono)
        font.setPixelSize(self.type_size(part))
        return font

    def _box(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(QPen(QColor(DARK.line), 1))
        painter.setBrush(QColor(DARK.surface))
        painter.drawRoundedRect(room, 8, 8)

    def _say(
        self, painter: QPainter, room: QRectF, words: str, part: float, tone: str, *,
        strong: bool = False, mono: bool = False, shrink: bool = False, align: Qt.AlignmentFlag = LEFT,
    ) -> float:  # fmt: skip
        """One line of type; gives its width. `shrink` lets it go down to the smallest; then it ends in …"""
        font = self._font(part, strong=strong, mono=mono)
        while shrink and part > SMALLEST and QFontMetricsF(font).horizontalAdvance(words) > room.width():
            part -= 0.001
            font = self._font(part, strong=strong, mono=mono)
        measured = QFontMetricsF(font)
        shown = words
        if measured.horizontalAdvance(words) > room.width() + 1:
            shown = measured.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            self.cut.append(words)
        painter.setFont(font)
        painter.setPen(QColor(getattr(DARK, tone)))
        painter.drawText(room, align, shown)
        return measured.horizontalAdvance(shown)


def _groups(text: str) -> str:
    """Hex digits in groups of four, as they are read aloud."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
