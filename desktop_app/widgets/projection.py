"""A slide for a room: dark whatever the theme, every letter at least 1/36 of the height, painted to any size.

What stands on it is a plain `Slide`. At 1366×768 the smallest type is 21 pixels high, on a screen two metres wide more
than 3 cm: readable from the last row.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.widgets import theme
from desktop_app.widgets.tokens import DARK

SMALLEST = 1 / 36
"""The height of the smallest type, as a part of the slide's."""
TITLE, LINE, FIGURE, TEXT, TEXT_LEAST = 0.064, 0.034, 0.068, 0.050, 0.034
EDGE = 0.045
"""The margin, as a part of the width."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Card:
    """A figure with its label above and a note below; `tone` is a token, and "ok", "warn", "bad" bring their sign."""

    label: str
    figure: str
    note: str = ""
    tone: str = "text2"


@dataclass(frozen=True)
class Row:
    """So many of so many, as circles: `done` are ticked; `aside` says what is left out, `says` stands at the right."""

    label: str
    done: int
    total: int
    aside: str = ""
    says: str = ""


@dataclass(frozen=True)
class Slide:
    """Everything that a room sees. `text` is shown in full, over several pages when it must be."""

    above: str = ""
    title: str = ""
    state: str = ""
    cards: tuple[Card, ...] = ()
    row: Row | None = None
    label: str = ""
    text: str = ""
    left: str = ""
    right: str = ""

    def words(self) -> str:
        """What is shown, as a screen reader says it and a test reads it."""
        parts = [self.above, self.state, self.title]
        parts += [f"{card.label} {card.figure} {card.note}" for card in self.cards]
        if self.row is not None:
            parts += [self.row.label, self.row.says, self.row.aside]
        return "　".join(part for part in (*parts, self.label, self.text, self.left, self.right) if part)


SIGNS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "ok": (((0.08, 0.55), (0.38, 0.85), (0.95, 0.2)),),
    "warn": (((0.5, 0.1), (0.5, 0.62)), ((0.5, 0.85), (0.5, 0.87))),
    "bad": (((0.15, 0.15), (0.85, 0.85)), ((0.85, 0.15), (0.15, 0.85))),
}
"""The sign of a tone, as strokes in a square: the theme's icons take the theme's colours, and a slide has its own."""


class Projection(QWidget):
    """Shows a slide. `page` of a long text can be turned; `show_clock` changes the clock alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projection")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(480, 270)
        self.slide = Slide()
        self.page = 0
        self._clock = ""
        self._pages: tuple[str, ...] = ("",)
        self._text_size = 0.0

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    def show_slide(self, slide: Slide) -> None:
        """Show another slide; a text that stays keeps its page."""
        if slide.text != self.slide.text:
            self.page = 0
        self.slide = slide
        self.setAccessibleName(slide.words())
        self.update()

    def show_clock(self, words: str) -> None:
        """The time at the right top, "06:12"; "" for none."""
        if words != self._clock:
            self._clock = words
            self.update(0, 0, self.width(), round(self.height() * 0.13))

    @property
    def pages(self) -> int:
        """How many pages the text takes at this size."""
        self._set_text()
        return len(self._pages)

    def turn(self, by: int) -> None:
        """Turn the pages of the text; stays within them."""
        self.page = min(max(0, self.page + by), self.pages - 1)
        self.update()

    # ------------------------------------------------------------------ sizes
    def _font(self, part: float, strong: bool = False) -> QFont:
        font = theme.font("strong" if strong else "body")
        font.setPixelSize(max(9, round(self._unit() * max(part, SMALLEST))))
        return font

    def _unit(self) -> float:
        """The height that type goes by: of a slide that is not wider than 16:10."""
        return min(self.height(), self.width() * 10 / 16)

    def _text_room(self) -> QRectF:
        """Where the text lies: below title and cards, above the foot; its label and the circles take their lines."""
        u = self._unit()
        top = 0.30 * self.height() if not self.slide.cards else 0.54 * self.height()
        bottom = self.height() - 0.12 * u - (0.17 * u if self.slide.row is not None else 0)
        edge = self.width() * EDGE
        inner = QRectF(edge, top, self.width() - 2 * edge, bottom - top).adjusted(0.03 * u, 0.025 * u, -0.03 * u, 0)
        return inner.adjusted(0, 0.065 * u if self.slide.label else 0, 0, -0.025 * u)

    def _set_text(self) -> None:
        """The largest type in which the text fits the room, else pages in the smallest."""
        room, text = self._text_room(), self.slide.text
        size = TEXT
        while size > TEXT_LEAST and self._needs(text, size, room) > room.height():
            size -= 0.002
        self._text_size, rest, pages = size, text, []
        while rest and self._needs(rest, size, room) > room.height():
            low, high = 1, len(rest)
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (
                    (middle, high)
                    if self._needs(rest[:middle], size, room) <= room.height()
                    else (low, middle - 1)
                )  # fmt: skip
            cut = max((rest.rfind(mark, low // 2, low) + 1 for mark in "。；\n"), default=0) or low
            pages.append(rest[:cut].strip())
            rest = rest[cut:]
        self._pages = (*pages, rest.strip())
        self.page = min(self.page, len(self._pages) - 1)

    def _needs(self, text: str, size: float, room: QRectF) -> float:
        box = QRectF(0, 0, room.width(), 1e6)
        return QFontMetricsF(self._font(size)).boundingRect(box, WRAP, text).height()

    # ------------------------------------------------------------------ painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(DARK.window))
        u, edge = self._unit(), self.width() * EDGE
        wide = self.width() - 2 * edge
        top = QRectF(edge, 0.045 * u, wide, 0.06 * u)
        self._say(painter, top, self.slide.above, LINE, "text2")
        self._paint_state(painter, top)
        self._paint_title(painter, QRectF(edge, 0.115 * u, wide, 0.15 * u))
        if self.slide.cards:
            self._paint_cards(painter, QRectF(edge, 0.30 * self.height(), wide, 0.205 * self.height()))
        if self.slide.text:
            self._paint_text(painter)
        if self.slide.row is not None:
            high = 0.155 * u if self.slide.text else 0.2 * u
            self._paint_row(painter, QRectF(edge, self.height() - 0.115 * u - high, wide, high), self.slide.row)
        foot = QRectF(edge, self.height() - 0.085 * u, wide, 0.05 * u)
        self._say(painter, foot, self.slide.left, SMALLEST, "text3")
        self._say(painter, foot, self.slide.right, SMALLEST, "text3", align=RIGHT)

    def _say(
        self,
        painter: QPainter,
        room: QRectF,
        words: str,
        part: float,
        tone: str,
        *,
        strong: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """One line of type; gives its width. What is too long ends in …; nothing on a slide is."""
        font = self._font(part, strong)
        painter.setFont(font)
        painter.setPen(QColor(getattr(DARK, tone)))
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, shown)
        return QFontMetricsF(font).horizontalAdvance(shown)

    def _paint_state(self, painter: QPainter, top: QRectF) -> None:
        taken = self._say(painter, top, self._clock, LINE, "text2", align=RIGHT)
        gap = 0.035 * self._unit() if taken else 0
        self._say(
            painter, top.adjusted(0, 0, -taken - gap, 0), self.slide.state, LINE, "accent", strong=True, align=RIGHT
        )

    def _paint_title(self, painter: QPainter, room: QRectF) -> None:
        """In one line if it can be, smaller in two when it must."""
        part = TITLE
        font = self._font(part, strong=True)
        while part > 0.05 and QFontMetricsF(font).horizontalAdvance(self.slide.title) > room.width():
            part -= 0.002
            font = self._font(part, strong=True)
        painter.setFont(font)
        painter.setPen(QColor(DARK.text))
        painter.drawText(room, WRAP, self.slide.title)

    def _box(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(QPen(QColor(DARK.line), 1))
        painter.setBrush(QColor(DARK.surface))
        painter.drawRoundedRect(room, 8, 8)

    def _paint_cards(self, painter: QPainter, room: QRectF) -> None:
        u, count = self._unit(), len(self.slide.cards)
        gap = 0.025 * u
        wide = (room.width() - gap * (count - 1)) / count
        for number, card in enumerate(self.slide.cards):
            box = QRectF(room.x() + number * (wide + gap), room.y(), wide, room.height())
            self._box(painter, box)
            inner = box.adjusted(0.03 * u, 0.02 * u, -0.02 * u, -0.02 * u)
            third = inner.height() / 4
            self._say(painter, QRectF(inner.x(), inner.y(), inner.width(), third), card.label, SMALLEST, "text2")
            figure = QRectF(inner.x(), inner.y() + third, inner.width(), 2 * third)
            self._say(painter, figure, card.figure, FIGURE, "text", strong=True)
            note = QRectF(inner.x(), inner.bottom() - third, inner.width(), third)
            if card.tone in SIGNS and card.note:
                sign = third * 0.8
                spot = QRectF(note.x(), note.center().y() - sign / 2, sign, sign)
                self._sign(painter, spot, card.tone)
                note.setLeft(note.x() + sign * 1.3)
            self._say(painter, note, card.note, SMALLEST, card.tone)

    def _sign(self, painter: QPainter, spot: QRectF, tone: str) -> None:
        pen = QPen(QColor(getattr(DARK, tone)), max(1.5, spot.width() / 9))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in SIGNS[tone]:
            places = [QPointF(spot.x() + x * spot.width(), spot.y() + y * spot.height()) for x, y in stroke]
            painter.drawPolyline(QPolygonF(places))

    def _paint_text(self, painter: QPainter) -> None:
        self._set_text()
        u, room = self._unit(), self._text_room()
        above = 0.065 * u if self.slide.label else 0
        self._box(painter, room.adjusted(-0.03 * u, -0.025 * u - above, 0.03 * u, 0.025 * u))
        if self.slide.label:
            head = QRectF(room.x(), room.y() - above, room.width(), 0.05 * u)
            self._say(painter, head, self.slide.label, SMALLEST, "text2")
            if len(self._pages) > 1:
                says = f"{self.page + 1} / {len(self._pages)} 页"
                self._say(painter, head, says, SMALLEST, "text2", align=RIGHT)
        painter.setFont(self._font(self._text_size))
        painter.setPen(QColor(DARK.text))
        painter.drawText(room, WRAP, self._pages[self.page])

    def _paint_row(self, painter: QPainter, room: QRectF, row: Row) -> None:
        u = self._unit()
        self._box(painter, room)
        inner = room.adjusted(0.03 * u, 0.015 * u, -0.03 * u, -0.015 * u)
        line = QRectF(inner.x(), inner.y(), inner.width(), inner.height() * 0.45)
        self._say(painter, line, row.label, LINE, "text", strong=True)
        self._say(painter, line, row.says, SMALLEST, "text2", align=RIGHT)
        size = min(0.052 * u, inner.height() * 0.5)
        y = inner.bottom() - size
        step = min(size * 1.35, (inner.width() * 0.7) / max(1, row.total))
        for number in range(row.total):
            self._circle(painter, QRectF(inner.x() + number * step, y, size, size), number < row.done, number + 1)
        after = inner.x() + row.total * step + size * 0.6
        self._say(painter, QRectF(after, y, inner.right() - after, size), row.aside, SMALLEST, "text3")

    def _circle(self, painter: QPainter, spot: QRectF, done: bool, number: int) -> None:
        painter.setBrush(QColor(DARK.ok_soft if done else DARK.surface))
        painter.setPen(QPen(QColor(DARK.ok_soft if done else DARK.edge), 1.5))
        painter.drawEllipse(spot)
        if done:
            inset = spot.width() * 0.2
            self._sign(painter, spot.adjusted(inset, inset, -inset, -inset), "ok")
        else:
            font = self._font(SMALLEST)
            font.setPixelSize(max(9, round(spot.height() * 0.5)))
            painter.setFont(font)
            painter.setPen(QColor(DARK.text2))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(number))


def second_screen(beside: QWidget) -> QRect | None:
    """The area of a screen on which `beside` does not lie, or None when there is no other."""
    here = beside.screen()
    others = [screen for screen in here.virtualSiblings() if screen is not here]
    return others[0].geometry() if others else None
