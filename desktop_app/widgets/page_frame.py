"""A part of a page as text, "x,y,width,height" in thousandths of the page as the file holds it; and its painting."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from desktop_app.widgets import theme
from desktop_app.widgets.tokens import LIGHT

WHOLE = QRectF(0, 0, 1, 1)


@dataclass(frozen=True)
class PageFrame:
    """A part of a page that something is said about: `page` from 1, `frame` as above or empty for the whole page."""

    page: int
    frame: str
    caption: str = ""


def read(frame: str) -> QRectF:
    """The part as shares of the page (0 to 1); the whole page for an empty or unreadable text."""
    try:
        x, y, width, height = (int(part) for part in frame.split(","))
    except ValueError:
        return QRectF(WHOLE)
    part = QRectF(x / 1000, y / 1000, width / 1000, height / 1000).intersected(WHOLE)
    return QRectF(WHOLE) if part.isEmpty() else part


def turned(part: QRectF, degrees: int) -> QRectF:
    """Where a part of the unturned page lies when the page is turned clockwise; shares of the page, both ways."""
    x, y, width, height = part.x(), part.y(), part.width(), part.height()
    match degrees % 360:
        case 90:
            return QRectF(1 - y - height, x, height, width)
        case 180:
            return QRectF(1 - x - width, 1 - y - height, width, height)
        case 270:
            return QRectF(y, 1 - x - width, height, width)
    return QRectF(part)


def of_rect(rect: QRectF, page: QRectF, degrees: int) -> str:
    """The text for what was drawn as `rect` on a page that lies at `page`, turned by `degrees`; empty beside it."""
    drawn = rect.intersected(page)
    if page.isEmpty() or drawn.isEmpty():
        return ""
    shares = QRectF(
        (drawn.x() - page.x()) / page.width(),
        (drawn.y() - page.y()) / page.height(),
        drawn.width() / page.width(),
        drawn.height() / page.height(),
    )
    part = turned(shares, -degrees)
    x, y = round(part.x() * 1000), round(part.y() * 1000)
    width = min(1000 - x, max(1, round(part.width() * 1000)))
    height = min(1000 - y, max(1, round(part.height() * 1000)))
    return f"{x},{y},{width},{height}"


def paint_turned(painter: QPainter, room: QRectF, image: QImage, degrees: int) -> None:
    """`image`, turned clockwise by a multiple of 90, filled into `room` smoothly."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(room.center())
    painter.rotate(degrees)
    lying = degrees % 180 != 0
    width, height = (room.height(), room.width()) if lying else (room.width(), room.height())
    painter.drawImage(QRectF(-width / 2, -height / 2, width, height), image)
    painter.restore()


def paint(painter: QPainter, page: QRectF, rect: QRectF, frame: PageFrame) -> None:
    """The frame at `rect` on the page that lies at `page`; in the light theme's colours, for paper is always white."""
    accent = QColor(LIGHT.accent)
    if frame.frame:
        painter.fillRect(rect, QColor(accent.red(), accent.green(), accent.blue(), 36))
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
    if frame.caption:
        _paint_caption(painter, page, rect, frame)


def _paint_caption(painter: QPainter, page: QRectF, rect: QRectF, frame: PageFrame) -> None:
    """The caption on a band below the frame's right end; above it at the page's foot; inside for the whole page."""
    painter.setFont(theme.font("caption"))
    metrics = painter.fontMetrics()
    width = min(page.width(), metrics.horizontalAdvance(frame.caption) + 12)
    height = metrics.height() + 4
    top = rect.bottom() if rect.bottom() + height <= page.bottom() else rect.top() - height
    top = top if frame.frame and top >= page.top() else rect.bottom() - height
    band = QRectF(max(page.left(), rect.right() - width + 1), top, width, height)
    painter.fillRect(band, QColor(LIGHT.accent))
    painter.setPen(Qt.GlobalColor.white)
    words = metrics.elidedText(frame.caption, Qt.TextElideMode.ElideRight, int(width - 8))
    painter.drawText(band, Qt.AlignmentFlag.AlignCenter, words)
