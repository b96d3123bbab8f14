"""The strip of thumbnails beside a page: number, mark, the page on show. It asks only for those that can be seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.widgets import page_frame, theme
from desktop_app.widgets.page_thread import Picture, Wish

Index = QModelIndex | QPersistentModelIndex
WIDTH = 112
PAPER_WIDTH, PAPER_HEIGHT = 72, 104
NUMBER_HEIGHT = 24


class StripModel(QAbstractListModel):
    """One row per page; holds the small pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: Sequence[QSizeF] = ()
        self.turns: dict[int, int] = {}
        self.marked: frozenset[int] = frozenset()
        self._images: dict[int, QImage] = {}

    def lay(self, sizes: Sequence[QSizeF], turns: Mapping[int, int]) -> None:
        """Show other pages: unturned sizes in points, turns by page from 1."""
        self.beginResetModel()
        self.sizes, self.turns = sizes, dict(turns)
        self._images = {}
        self.marked = frozenset()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as pages."""
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The page's number; in words for a screen reader."""
        page = index.row() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"第 {page} 页" + ("，已被引用" if page in self.marked else "")
        return None

    def image(self, row: int) -> QImage | None:
        """The picture of a page (from 0), if it has come."""
        return self._images.get(row)

    def keep(self, row: int, image: QImage) -> None:
        """The picture of a page (from 0) has come."""
        self._images[row] = image
        self.dataChanged.emit(self.index(row), self.index(row))

    def turn(self, page: int, degrees: int) -> None:
        """A page (from 1) is turned."""
        self.turns[page] = degrees
        self.dataChanged.emit(self.index(page - 1), self.index(page - 1))

    def mark(self, pages: Collection[int]) -> None:
        """The pages (from 1) that carry the sign of a citation."""
        self.marked = frozenset(pages)
        if self.sizes:
            self.dataChanged.emit(self.index(0), self.index(len(self.sizes) - 1))

    def paper(self, row: int) -> QSize:
        """How large the page's paper is in the strip, turned, in logical pixels."""
        size = self.sizes[row]
        turned = size.transposed() if self.turns.get(row + 1, 0) % 180 else size
        return turned.scaled(PAPER_WIDTH, PAPER_HEIGHT, Qt.AspectRatioMode.KeepAspectRatio).toSize()


class _Painter(QStyledItemDelegate):
    """Paper, number and mark of one page."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all: the strip scrolls evenly and thousands of rows cost nothing."""
        return QSize(WIDTH - 12, PAPER_HEIGHT + NUMBER_HEIGHT + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Never raises: it runs inside a paint event."""
        model = index.model()
        if not isinstance(model, StripModel):
            return
        painter.save()
        rect: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 4, 4)
        self._paper(painter, rect, model, index.row(), chosen)
        marked = index.row() + 1 in model.marked
        foot = QRectF(rect.left(), rect.bottom() - NUMBER_HEIGHT - 2, rect.width(), NUMBER_HEIGHT)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("accent" if chosen else "text3"))
        painter.drawText(foot.adjusted(0, 0, -16 if marked else 0, 0), Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if marked:
            digits = painter.fontMetrics().horizontalAdvance(str(index.data()))
            left = foot.center().x() - 8 + digits / 2 + 4
            theme.draw_icon(painter, "quotes", QRectF(left, foot.center().y() - 7, 14, 14), "accent")
        painter.restore()

    def _paper(self, painter: QPainter, rect: QRect, model: StripModel, row: int, chosen: bool) -> None:
        size = model.paper(row)
        top = rect.top() + 6 + (PAPER_HEIGHT - size.height()) // 2
        paper = QRect(rect.center().x() - size.width() // 2, top, size.width(), size.height())
        painter.fillRect(paper, Qt.GlobalColor.white)
        image = model.image(row)
        if image is not None:
            page_frame.paint_turned(painter, QRectF(paper), image, model.turns.get(row + 1, 0))
        if theme.is_dark():
            painter.fillRect(paper, QColor(0, 0, 0, 26))
        painter.setPen(QPen(theme.color("accent" if chosen else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(paper).adjusted(-0.5, -0.5, 0.5, 0.5))


class PageStrip(QListView):
    """The strip; `chosen(page)` when the user picks another page (from 1)."""

    chosen = Signal(int)
    wished = Signal(object)
    """list of Wish: the thumbnails in view that have no picture yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_strip")
        self.setAccessibleName("缩略图")
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.pages = StripModel()
        self.pages.setParent(self)
        self.setModel(self.pages)
        self.setItemDelegate(_Painter(self))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self._wish)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        self.selectionModel().currentChanged.connect(self._picked)

    def lay(self, sizes: Sequence[QSizeF], turns: Mapping[int, int]) -> None:
        """Show other pages."""
        self.pages.lay(sizes, turns)
        self._soon.start()

    def go(self, page: int) -> None:
        """Mark `page` (from 1) as the one on show, without `chosen`."""
        index = self.pages.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    def turn(self, page: int, degrees: int) -> None:
        """A page is turned."""
        self.pages.turn(page, degrees)

    def take(self, picture: Picture) -> None:
        """A thumbnail has come."""
        if picture.image is not None:
            self.pages.keep(picture.wish.page, picture.image)

    def _picked(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row() + 1)

    def _wish(self) -> None:
        """Ask for what can be seen, from the top."""
        if not self.pages.sizes or not self.isVisible():
            return
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        height = max(1, self.sizeHintForRow(0))
        first = max(0, first)
        last = min(len(self.pages.sizes), first + self.viewport().height() // height + 2)
        ratio = self.devicePixelRatioF()
        wishes = []
        for row in range(first, last):
            if self.pages.image(row) is None:
                paper = self.pages.paper(row)
                size = paper.transposed() if self.pages.turns.get(row + 1, 0) % 180 else paper
                wishes.append(Wish(row, QSize(round(size.width() * ratio), round(size.height() * ratio))))
        self.wished.emit(wishes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More may be in view."""
        super().resizeEvent(event)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is asked for while hidden."""
        super().showEvent(event)
        self._soon.start()
