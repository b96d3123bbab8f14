"""The bed on which one page of paper lies: zoom, scrolling, frames over the page and drawing a new one.

Frames are "x,y,width,height" in thousandths of the page as the file holds it, so that they stay on their words when
the page is turned. The bed asks for pictures by signal and shows the nearest one that it has until the right one comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.widgets import page_frame, theme
from desktop_app.widgets.page_frame import PageFrame
from desktop_app.widgets.tokens import LIGHT

FIT_WIDTH: Final = "width"
FIT_PAGE: Final = "page"
LEAST_PERCENT, MOST_PERCENT = 25, 400
STEPS = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)
MARGIN = 16
MOST_PIXELS = 18_000_000
"""A picture of a page is at most this large (72 MB); beyond it is stretched."""
POINTS_TO_PIXELS = 96 / 72
SMALLEST_DRAG = 6


class PageBed(QAbstractScrollArea):
    """Shows one page; knows neither file nor thread."""

    wanted = Signal(QSize)
    """The picture should have this size: device pixels of the unturned page."""
    zoomed = Signal(int)
    framed = Signal(str)
    leafed = Signal(int)
    """The wheel asks for the next (1) or previous (-1) page."""
    framing_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_bed")
        self.setAccessibleName("页面")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._points = QSizeF()
        self._turn = 0
        self._image: QImage | None = None
        self._says = self._icon = ""
        self._zoom: str | int = FIT_WIDTH
        self._asked = QSize()
        self._frames: tuple[PageFrame, ...] = ()
        self._framing = False
        self._drag: tuple[QPointF, QPointF] | None = None
        self._hand: tuple[QPoint, QPoint] | None = None
        self.selection = ""

    # ------------------------------------------------------------------ what lies on the bed
    def lay(self, points: QSizeF, turn: int, image: QImage | None = None) -> None:
        """Lay another page: its unturned size in points, how it is turned, and a picture if there is one already."""
        self._points, self._turn = points, turn
        self._image, self._says = image, ""
        self._asked = QSize()
        self.selection = ""
        self._drag = None
        self._arrange()
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def clear(self, says: str = "", icon: str = "") -> None:
        """Take the page away; `says`, below an icon, stands in its place."""
        self._points = QSizeF()
        self._icon = icon
        self._image, self._says = None, says
        self._frames, self.selection, self._drag = (), "", None
        self._arrange()

    def show_image(self, image: QImage) -> None:
        """The picture of the page on show, unturned."""
        self._image, self._says = image, ""
        self.viewport().update()

    def show_sentence(self, says: str) -> None:
        """Why this page can't be drawn."""
        self._image, self._says = None, says
        self.viewport().update()

    def show_frames(self, frames: Iterable[PageFrame]) -> None:
        """The frames over this page, in place of those before."""
        self._frames = tuple(frames)
        self.viewport().update()

    @property
    def sentence(self) -> str:
        """What stands in place of a page, or on one that can't be drawn; empty otherwise."""
        return self._says

    # ------------------------------------------------------------------ zoom
    @property
    def percent(self) -> int:
        """How large the page is now; 100 is its size on paper at 96 dots an inch."""
        return round(self._scale() * 100)

    def set_zoom(self, zoom: str | int) -> None:
        """`FIT_WIDTH`, `FIT_PAGE` or a percentage, which is held between 25 and 400."""
        if isinstance(zoom, int):
            zoom = min(MOST_PERCENT, max(LEAST_PERCENT, zoom))
        before = self._page_rect()
        middle = QRectF(self.viewport().rect()).center()
        self._zoom = zoom
        self._arrange()
        if before.width() > 0:
            after = self._page_rect(scrolled=False)
            share = QPointF((middle.x() - before.x()) / before.width(), (middle.y() - before.y()) / before.height())
            self.horizontalScrollBar().setValue(round(after.x() + share.x() * after.width() - middle.x()))
            self.verticalScrollBar().setValue(round(after.y() + share.y() * after.height() - middle.y()))

    def zoom_by(self, steps: int) -> None:
        """One step larger (1) or smaller (-1), by steps that suit reading."""
        now = self.percent
        larger = [step for step in STEPS if step > now]
        smaller = [step for step in STEPS if step < now]
        self.set_zoom((larger or [MOST_PERCENT])[0] if steps > 0 else (smaller or [LEAST_PERCENT])[-1])

    def _turned_points(self) -> QSizeF:
        return self._points.transposed() if self._turn % 180 else self._points

    def _scale(self) -> float:
        size = self._turned_points() * POINTS_TO_PIXELS
        if size.isEmpty():
            return 1.0
        if isinstance(self._zoom, int):
            return self._zoom / 100
        room = self._room()
        by_width = room.width() / size.width()
        fit = by_width if self._zoom == FIT_WIDTH else min(by_width, room.height() / size.height())
        return min(MOST_PERCENT / 100, max(0.05, fit))

    def _room(self) -> QSizeF:
        """The viewport without margins; the scroll bar's place is always kept, or fitting would swing to and fro."""
        bar = self.verticalScrollBar()
        shown = self.viewport().width() - (0 if bar.isVisible() or self._zoom == FIT_PAGE else bar.sizeHint().width())
        return QSizeF(max(40, shown - 2 * MARGIN), max(40, self.viewport().height() - 2 * MARGIN))

    def _arrange(self) -> None:
        """Scroll ranges and the picture that is wanted, after anything that changes the page's size."""
        size = (self._turned_points() * POINTS_TO_PIXELS * self._scale()).toSize()
        view = self.viewport().size()
        empty = self._points.isEmpty()
        for bar, need, have in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            bar.setRange(0, 0 if empty else max(0, need + 2 * MARGIN - have))
            bar.setPageStep(have)
            bar.setSingleStep(48)
        self._want()
        self.zoomed.emit(self.percent)
        self.viewport().update()

    def _want(self) -> None:
        if self._points.isEmpty():
            return
        size = self._points * POINTS_TO_PIXELS * self._scale() * self.devicePixelRatioF()
        area = size.width() * size.height()
        if area > MOST_PIXELS:
            size *= (MOST_PIXELS / area) ** 0.5
        wanted = QSize(max(1, round(size.width())), max(1, round(size.height())))
        if wanted != self._asked:
            self._asked = wanted
            self.wanted.emit(wanted)

    # ------------------------------------------------------------------ geometry
    def _page_rect(self, scrolled: bool = True) -> QRectF:
        """Where the page lies in the viewport; centred when there is room. Empty without a page."""
        if self._points.isEmpty():
            return QRectF()
        size = self._turned_points() * POINTS_TO_PIXELS * self._scale()
        view = self.viewport()
        x = max(MARGIN, round((view.width() - size.width()) / 2))
        y = max(MARGIN, round((view.height() - size.height()) / 2)) if self._zoom == FIT_PAGE else MARGIN
        if scrolled:
            x -= self.horizontalScrollBar().value()
            y -= self.verticalScrollBar().value()
        return QRectF(x, y, round(size.width()), round(size.height()))

    def frame_rect(self, frame: str) -> QRectF:
        """Where `frame` lies in the viewport now; the whole page for an empty frame."""
        page = self._page_rect()
        part = page_frame.turned(page_frame.read(frame), self._turn)
        return QRectF(
            page.x() + part.x() * page.width(),
            page.y() + part.y() * page.height(),
            part.width() * page.width(),
            part.height() * page.height(),
        )

    def reveal(self, frame: str) -> None:
        """Scroll so that `frame` can be seen."""
        rect = self.frame_rect(frame)
        view = QRectF(self.viewport().rect())
        if frame and not view.contains(rect):
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + rect.center().y() - view.center().y()))

    # ------------------------------------------------------------------ framing
    @property
    def framing(self) -> bool:
        """Whether the next drag draws a frame."""
        return self._framing

    def set_framing(self, on: bool) -> None:
        """Begin or end drawing a frame."""
        self._framing = on
        self._drag = None
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def clear_selection(self) -> None:
        """Forget the frame that was drawn."""
        self.selection = ""
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a frame, or take hold of the page."""
        if event.button() != Qt.MouseButton.LeftButton or self._points.isEmpty():
            return
        if self._framing:
            self._drag = (event.position(), event.position())
        else:
            bars = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            self._hand = (event.position().toPoint(), bars)
            if self.horizontalScrollBar().maximum() or self.verticalScrollBar().maximum():
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the frame, or push the page."""
        if self._drag is not None:
            self._drag = (self._drag[0], event.position())
            self.viewport().update()
        elif self._hand is not None:
            start, bars = self._hand
            moved = event.position().toPoint() - start
            self.horizontalScrollBar().setValue(bars.x() - moved.x())
            self.verticalScrollBar().setValue(bars.y() - moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the frame or let go of the page."""
        if self._hand is not None:
            self._hand = None
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if self._drag is None:
            return
        drawn = QRectF(self._drag[0], event.position()).normalized()
        self._drag = None
        part = page_frame.of_rect(drawn, self._page_rect(), self._turn)
        if part and max(drawn.width(), drawn.height()) >= SMALLEST_DRAG:
            self.selection = part
            self.framing_ended.emit()
            self.framed.emit(part)
        self.viewport().update()

    # ------------------------------------------------------------------ events
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; zoom with Ctrl; at the page's end go on to the next."""
        delta = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if delta:
                self.zoom_by(1 if delta > 0 else -1)
            return
        bar = self.verticalScrollBar()
        if delta < 0 and bar.value() >= bar.maximum():
            self.leafed.emit(1)
        elif delta > 0 and bar.value() <= 0:
            self.leafed.emit(-1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll; Esc leaves framing; the rest is the viewer's."""
        bar = {
            Qt.Key.Key_Up: (self.verticalScrollBar(), -1),
            Qt.Key.Key_Down: (self.verticalScrollBar(), 1),
            Qt.Key.Key_Left: (self.horizontalScrollBar(), -1),
            Qt.Key.Key_Right: (self.horizontalScrollBar(), 1),
        }.get(Qt.Key(event.key()))
        if bar is not None:
            bar[0].setValue(bar[0].value() + bar[1] * bar[0].singleStep())
        elif event.key() == Qt.Key.Key_Escape and (self._framing or self.selection):
            self.clear_selection()
            self.framing_ended.emit()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The page is painted, not moved."""
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bed, the page, the frames."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("sunken"))
        page = self._page_rect()
        if page.isEmpty():
            if self._icon:
                middle = QRectF(self.viewport().rect()).center()
                theme.draw_icon(painter, self._icon, QRectF(middle.x() - 14, middle.y() - 56, 28, 28), "text3")
            self._paint_sentence(painter, QRectF(self.viewport().rect()), "text3")
        else:
            self._want()  # the window may have moved to a screen of another scale
            self._paint_page(painter, page)
            for frame in self._frames:
                page_frame.paint(painter, page, self.frame_rect(frame.frame), frame)
            self._paint_drawing(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: QRectF) -> None:
        painter.fillRect(page, Qt.GlobalColor.white)
        if self._image is not None:
            page_frame.paint_turned(painter, page, self._image, self._turn)
        if theme.is_dark():
            painter.fillRect(page, QColor(0, 0, 0, 26))  # paper stays paper, dimmed by a tenth
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._says:
            self._paint_sentence(painter, page, "paper")

    def _paint_sentence(self, painter: QPainter, room: QRectF, tone: str) -> None:
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(LIGHT.text2) if tone == "paper" else theme.color(tone))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(24, 24, -24, -24), int(flags), self._says)

    def _paint_drawing(self, painter: QPainter) -> None:
        if self._drag is not None:
            rect = QRectF(*self._drag).normalized().intersected(self._page_rect())
        elif self.selection:
            rect = self.frame_rect(self.selection)
        else:
            return
        pen = QPen(QColor(LIGHT.accent), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
