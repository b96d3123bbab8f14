"""A pad to sign on with pen or mouse, and a small view of a signature that was kept.

Points are integers: x, y in 0.01 mm, t in ms since the first pen-down, p 0…4095 (0: a mouse, nothing measured).
How a stroke is drawn is an argument, so that the screen shows exactly what will be printed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.widgets import theme

Point = tuple[int, int, int, int]
Segment = Sequence[float]
"""x0, y0, x1, y1, width in mm."""
Smooth = Callable[[Sequence[Point]], Iterable[Segment]]

MM_PER_PIXEL = 25.4 / 96
PRESSURE_MOST = 4095
INK = "#1B2A4A"
PAPER = "#FFFFFF"
PAPER_IN_DARK = "#E6E6E6"
PAPER_LINE = "#B9C4CA"
PAPER_TEXT = "#5C6B74"
LEAD = 24
"""So many points before the new ones are smoothed along while the pen runs: the pen's width follows from them."""
REACH = 8
"""Pixels around its points that the ink may cover."""


def _draw(painter: QPainter, segments: Iterable[Segment], scale: float, ink: str = INK) -> None:
    """Round-ended lines, `scale` pixels to the millimetre."""
    pen = QPen(QColor(ink))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    for x0, y0, x1, y1, width in segments:
        pen.setWidthF(width * scale)
        painter.setPen(pen)
        if (x0, y0) == (x1, y1):
            painter.drawPoint(QPointF(x0 * scale, y0 * scale))
        else:
            painter.drawLine(QPointF(x0 * scale, y0 * scale), QPointF(x1 * scale, y1 * scale))


def _paper() -> QColor:
    """Paper stays paper, a little dimmed in the dark theme."""
    return QColor(PAPER_IN_DARK if theme.is_dark() else PAPER)


class SignaturePad(QWidget):
    """Takes strokes from pen or mouse. Ctrl+Z or Backspace takes the last one back, Delete all of them."""

    changed = Signal()
    """A stroke was finished or taken back."""

    def __init__(self, smooth: Smooth, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._smooth = smooth
        self._strokes: list[list[Point]] = []
        self._current: list[Point] | None = None
        self._pen_used = False
        self._clock = QElapsedTimer()
        self._began = 0
        self._picture: QPixmap | None = None
        self._running: QPixmap | None = None
        self._laid = 0
        self.setObjectName("signature_pad")
        self.setAccessibleName("签名区")
        self.setAccessibleDescription("用笔或鼠标在线上签名，退格键撤销一笔，删除键清除。不便手写的，可改为纸面签名。")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(360, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # ------------------------------------------------------------------ what was written
    def strokes(self) -> tuple[tuple[Point, ...], ...]:
        """The finished strokes."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def device(self) -> str:
        """ "pen" as soon as one stroke came from a tablet, else "mouse"."""
        return "pen" if self._pen_used else "mouse"

    def length_mm(self) -> float:
        """How much ink there is."""
        return sum(math.dist(a[:2], b[:2]) for stroke in self._strokes for a, b in pairwise(stroke)) / 100

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes and self._current is None:
            self._strokes.pop()
            self._repaint_all()

    def clear(self) -> None:
        """Take everything back; the time starts anew."""
        self._strokes.clear()
        self._current = None
        self._pen_used = False
        self._clock.invalidate()
        self._repaint_all()

    def _repaint_all(self) -> None:
        self._picture = None
        self.update()
        self.changed.emit()

    # ------------------------------------------------------------------ taking strokes
    def _begin(self, at: QPointF, stamp: int, pressure: int) -> None:
        if not self._clock.isValid():
            self._clock.start()
            self._began = stamp
        self._current = []
        self._running, self._laid = None, 0
        self._add(at, stamp, pressure)

    def _add(self, at: QPointF, stamp: int, pressure: int) -> None:
        if self._current is None:
            return
        inside = QRectF(self.rect())
        x = min(max(at.x(), inside.left()), inside.right())
        y = min(max(at.y(), inside.top()), inside.bottom())
        place = (round(x * MM_PER_PIXEL * 100), round(y * MM_PER_PIXEL * 100))
        if self._current and self._current[-1][:2] == place:
            return
        time = stamp - self._began if stamp and self._began else self._clock.elapsed()
        last = self._current[-1] if self._current else (0, 0, 0, 0)
        self._current.append((*place, max(int(time), last[2]), pressure))
        self._update_end()

    def _update_end(self) -> None:
        """Only where the last points lie is anything new."""
        ends = [QPointF(x, y) / (100 * MM_PER_PIXEL) for x, y, _t, _p in (self._current or [])[-4:]]
        around = QPolygonF(ends).boundingRect().adjusted(-REACH, -REACH, REACH, REACH)
        self.update(around.toAlignedRect())

    def _end(self) -> None:
        if self._current:
            self._strokes.append(self._current)
            self._current = self._running = None
            self._add_to_picture(self._strokes[-1])
            self.changed.emit()
        self._current = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pen down, with the left button."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._begin(event.position(), event.timestamp(), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        self._add(event.position(), event.timestamp(), 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pen up."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._add(event.position(), event.timestamp(), 0)
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen, with its pressure; a hovering pen writes nothing."""
        pressure = min(max(round(event.pressure() * PRESSURE_MOST), 1), PRESSURE_MOST)
        match event.type():
            case QEvent.Type.TabletPress:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._pen_used = True
                self._begin(event.position(), event.timestamp(), pressure)
            case QEvent.Type.TabletMove:
                self._add(event.position(), event.timestamp(), pressure)
            case QEvent.Type.TabletRelease:
                self._end()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace, Ctrl+Z and Delete; everything else goes on to the dialog."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ painting
    def _add_to_picture(self, stroke: Sequence[Point]) -> None:
        if self._picture is not None:
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw(painter, self._smooth(stroke), 1 / MM_PER_PIXEL)
            painter.end()

    def _sheet(self) -> QPixmap:
        """Nothing, as large as the pad."""
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(self.size() * ratio)
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        return sheet

    def _finished(self) -> QPixmap:
        """All finished strokes, drawn once and kept until the size changes."""
        if self._picture is None:
            self._picture = self._sheet()
            for stroke in self._strokes:
                self._add_to_picture(stroke)
        return self._picture

    def _run_on(self, painter: QPainter, points: Sequence[Point]) -> None:
        """The stroke that is being written: what cannot change any more is laid down once, its end drawn each time.

        Each point bends its own piece, the last one until the next point comes; so a long stroke costs no more per
        point than a short one. When the pen is lifted the whole is drawn exactly as it will be printed.
        """
        if self._running is None:
            self._running, self._laid = self._sheet(), 0
        first, settled = max(0, self._laid - LEAD), len(points) - 1
        segments = list(self._smooth(points[first:]))
        each = max(1, len(segments) // (len(points) - first))
        pen = QPainter(self._running)
        pen.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw(pen, segments[(self._laid - first) * each : (settled - first) * each], 1 / MM_PER_PIXEL)
        pen.end()
        self._laid = max(self._laid, settled)
        painter.drawPixmap(0, 0, self._running)
        _draw(painter, segments[(settled - first) * each :], 1 / MM_PER_PIXEL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, the line to sign on, the strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2 if self.hasFocus() else 1
        frame = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "edge"), wide))
        painter.setBrush(_paper())
        painter.drawRoundedRect(frame, 6, 6)
        base = round(frame.bottom() - max(44.0, frame.height() * 0.22)) + 0.5
        painter.setPen(QPen(QColor(PAPER_LINE), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(frame.left() + 32, base), QPointF(frame.right() - 32, base))
        painter.setPen(QColor(PAPER_TEXT))
        painter.setFont(theme.font("small"))
        below = QRectF(frame.left(), base + 8, frame.width(), theme.scaled(24))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "请用笔或鼠标在线上签名")
        painter.drawPixmap(0, 0, self._finished())
        if self._current:
            self._run_on(painter, self._current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Strokes stay where they are; their picture is drawn anew."""
        super().resizeEvent(event)
        self._picture = self._running = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A stroke that loses the focus ends there."""
        super().focusOutEvent(event)
        self._end()


def paint_signature(
    painter: QPainter, rect: QRectF, outline: Iterable[Segment], box: tuple[float, float], void: bool
) -> None:
    """A kept signature inside `rect`; `outline` fills a box of `box` mm. A void one is pale and struck through."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = min(rect.width() / box[0], rect.height() / box[1])
    painter.translate(rect.x() + (rect.width() - box[0] * scale) / 2, rect.y() + (rect.height() - box[1] * scale) / 2)
    ink = theme.color("text3" if void else "text").name()
    _draw(painter, outline, scale, ink)
    painter.restore()
    if void:
        painter.save()
        painter.setPen(QPen(theme.color("bad"), 1.5))
        painter.drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()))
        painter.restore()


class SignatureView(QWidget):
    """A kept signature, small, on the ground where it stands."""

    def __init__(self, box: tuple[float, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = box
        self._outline: tuple[Segment, ...] = ()
        self._void = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_signature(self, outline: Iterable[Segment], void: bool, says: str) -> None:
        """Show a signature; `says` is what a screen reader hears."""
        self._outline, self._void = tuple(outline), void
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.update()

    def sizeHint(self) -> QSize:
        """About as large as on paper."""
        return QSize(round(self._box[0] / MM_PER_PIXEL), round(self._box[1] / MM_PER_PIXEL))

    def minimumSizeHint(self) -> QSize:
        """It is never made smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strokes, and the line through them when they are void."""
        paint_signature(QPainter(self), QRectF(self.rect()), self._outline, self._box, self._void)
