"""The checklist of materials at the left of the evidence page: items, and the files of the item that is open."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.steps.evidence_board import FileLine, MaterialLine
from desktop_app.widgets import theme, tokens

Index = QModelIndex | QPersistentModelIndex
ITEM_HEIGHT, FILE_HEIGHT = 52, 36
LOOKS = {
    "complete": ("check-circle", "ok"),
    "optional": ("check-circle", "none"),
    "to_check": ("warning", "warn"),
    "incomplete": ("x-circle", "bad"),
    "missing": ("circle-dashed", "none"),
}
"""How an item stands: icon and tone."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Row:
    """One row: an item, or one of its files."""

    item: MaterialLine
    file: FileLine | None = None


def pages_of(file: FileLine) -> str:
    """How many pages a file has; its kind where it has none."""
    return f"{file.pages} 页" if file.pages else file.kind.label.partition(" ")[0]


def summary(item: MaterialLine) -> str:
    """How much is attached under an item: 第十七条（三）　2 份 · 52 页."""
    count = f"{len(item.files)} 份 · {item.pages} 页" if item.files else "还没有扫描件"
    return f"{item.article}　{'告知承诺替代　' if item.in_lieu else ''}{count}"


class ChecklistModel(QAbstractListModel):
    """The rows on show; only the open item has its files below it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.marked = ""
        """The item over which files are being dragged."""

    def lay(self, items: tuple[MaterialLine, ...], opened: str) -> None:
        """Show these items, with the files of the one whose id is `opened`."""
        rows: list[Row] = []
        for item in items:
            rows.append(Row(item))
            if item.id == opened:
                rows += [Row(item, file) for file in item.files]
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for the screen reader and the tooltip; the rest is painted."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if row.file is not None:
                return f"{row.file.name}，{pages_of(row.file)}"
            return f"{row.item.short}，{summary(row.item)}，{row.item.word}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.file.name if row.file is not None else row.item.name
        return None


class _Painter(QStyledItemDelegate):
    """Items on two lines with their state in icon and word, files on one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Fixed heights that follow the text size."""
        model = index.model()
        is_file = isinstance(model, ChecklistModel) and model.rows[index.row()].file is not None
        return QSize(100, theme.scaled(FILE_HEIGHT if is_file else ITEM_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Never raises: it runs inside a paint event."""
        model = index.model()
        if not isinstance(model, ChecklistModel):
            return
        row = model.rows[index.row()]
        painter.save()
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        marked = row.file is None and row.item.id == model.marked
        if chosen or over or marked:
            painter.fillRect(rect, theme.color("accent_soft" if chosen or marked else "hover"))
        if chosen:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent" if focused else "edge")
            )
        if row.file is None:
            self._item(painter, rect, row.item, chosen)
        else:
            self._file(painter, rect, row.file, chosen)
        if row.file is None or row.file is row.item.files[-1]:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if marked:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _item(self, painter: QPainter, rect: QRect, item: MaterialLine, chosen: bool) -> None:
        icon, tone = LOOKS[item.state.value]
        theme.draw_icon(painter, icon, QRectF(rect.left() + 16, rect.center().y() - 9, 18, 18), tone)
        painter.setFont(theme.font("small"))
        word = painter.fontMetrics().horizontalAdvance(item.word)
        painter.setPen(theme.color(tone))
        painter.drawText(rect.adjusted(0, 0, -12, 0), RIGHT, item.word)
        room = rect.adjusted(44, 0, -(word + 24), 0)
        upper = QRect(room.left(), rect.top() + 5, room.width(), rect.height() // 2 - 3)
        lower = QRect(room.left(), rect.center().y() + 1, room.width(), rect.height() // 2 - 6)
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text"))
        self._words(painter, upper, item.short)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        self._words(painter, lower, summary(item))

    def _file(self, painter: QPainter, rect: QRect, file: FileLine, chosen: bool) -> None:
        icon = "file-text" if file.pages else "file"
        theme.draw_icon(
            painter, icon, QRectF(rect.left() + 44, rect.center().y() - 8, 16, 16), "accent" if chosen else "text3"
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        pages = pages_of(file)
        width = painter.fontMetrics().horizontalAdvance(pages)
        painter.drawText(rect.adjusted(0, 0, -12, 0), RIGHT, pages)
        right = width + 24
        if file.cited:
            theme.draw_icon(
                painter, "quotes", QRectF(rect.right() - right - 14, rect.center().y() - 7, 14, 14), "accent"
            )
            right += 20
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("accent" if chosen else "text"))
        self._words(painter, rect.adjusted(68, 0, -right, 0), file.name)

    def _words(self, painter: QPainter, room: QRect, words: str) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, LEFT, shown)


class Checklist(QListView):
    """The list; `opened(material, scan)` when another row is chosen (scan 0 for an item's own row)."""

    opened = Signal(str, int)
    delete_asked = Signal(int)
    menu_asked = Signal(int, QPoint)
    """(scan, place on the screen)"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("materials")
        self.setAccessibleName("材料清单")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumHeight(tokens.ROW_HEIGHT * 3)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.lines = ChecklistModel()
        self.lines.setParent(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self._items: tuple[MaterialLine, ...] = ()
        self._open = ""
        self._scan = 0
        self._laying = False
        self.selectionModel().currentChanged.connect(self._moved)
        self.customContextMenuRequested.connect(self._ask_menu)

    @property
    def item(self) -> MaterialLine | None:
        """The item that is open."""
        return next((item for item in self._items if item.id == self._open), None)

    @property
    def file(self) -> FileLine | None:
        """The file that is chosen."""
        item = self.item
        return next((file for file in item.files if file.id == self._scan), None) if item is not None else None

    def show_items(self, items: tuple[MaterialLine, ...]) -> None:
        """Show the list; what was chosen stays chosen if it is still there."""
        self._items = items
        if not any(item.id == self._open for item in items):
            self._open = items[0].id if items else ""
        if self.file is None:
            self._scan = 0
        self._lay()

    def choose(self, material: str, scan: int = 0) -> None:
        """Open an item, at a file or at its own row; tells `opened`."""
        self._open, self._scan = material, scan
        self._lay()
        self.opened.emit(self._open, self._scan)

    def step(self, by: int) -> None:
        """Open the next (1) or previous (-1) item."""
        places = [item.id for item in self._items]
        if self._open in places:
            place = places.index(self._open) + by
            if 0 <= place < len(places):
                self.choose(places[place])

    def item_at(self, place: QPoint) -> str:
        """The item that lies at a place of the viewport, or ""."""
        index = self.indexAt(place)
        return self.lines.rows[index.row()].item.id if index.isValid() else ""

    def mark(self, material: str) -> None:
        """Show that files would be dropped on this item."""
        if self.lines.marked != material:
            self.lines.marked = material
            self.viewport().update()

    def _lay(self) -> None:
        self._laying = True
        self.lines.lay(self._items, self._open)
        wanted = (self._open, self._scan)
        for number, row in enumerate(self.lines.rows):
            if (row.item.id, row.file.id if row.file is not None else 0) == wanted:
                self.setCurrentIndex(self.lines.index(number))
                self.scrollTo(self.lines.index(number))
        self._laying = False

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._laying or not index.isValid():
            return
        row = self.lines.rows[index.row()]
        self.choose(row.item.id, row.file.id if row.file is not None else 0)

    def _ask_menu(self, place: QPoint) -> None:
        if self.file is not None:
            self.menu_asked.emit(self.file.id, self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes a file out."""
        if event.key() == Qt.Key.Key_Delete and self.file is not None:
            self.delete_asked.emit(self.file.id)
        else:
            super().keyPressEvent(event)
