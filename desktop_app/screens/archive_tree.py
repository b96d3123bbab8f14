"""What lies in the archive (盘内目录): a tree of folders and files with what they are and what they weigh."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop_app.steps.archive_board import ArchiveBoard, FileLine
from desktop_app.widgets import cells, kit, theme, tokens

Index = QModelIndex | QPersistentModelIndex
_CELL = Qt.ItemDataRole.UserRole
_ICONS = {"pdf": "file-text", "jpg": "image", "png": "image", "tif": "image", "svg": "pen-nib"}


@dataclass(frozen=True)
class _Line:
    """What a cell shows: words, its icon (first column), its tone, at the right or not."""

    words: str
    icon: str = ""
    tone: str = ""
    strong: bool = False
    right: bool = False


class _Delegate(QStyledItemDelegate):
    """Paints icon, words and the hairline of a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, max(tokens.ROW_HEIGHT, theme.scaled(tokens.ROW_HEIGHT)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_CELL)
        if not isinstance(line, _Line):
            return
        rect = QRectF(option.rect)
        painter.save()
        focused = isinstance(option.widget, QWidget) and option.widget.hasFocus()
        cells.paint_ground(painter, rect, index.column() == 0, option.state, focused)
        inner = rect.adjusted(4 if line.icon else 8, 0, -8, -1)
        if line.icon:
            size = tokens.ICON_IN_TOOL
            box = QRectF(inner.x(), round(inner.center().y() - size / 2), size, size)
            folder = line.icon.startswith("folder")
            theme.draw_icon(painter, line.icon, box, "accent" if folder else line.tone or "text2")
            inner.adjust(size + 8, 0, 0, 0)
        role = "strong" if line.strong else "body" if line.icon else "small"
        cells.paint_line(painter, inner, line.words, role, line.tone, line.right)
        painter.restore()


class ArchiveTree(QTreeWidget):
    """The archive's folders and files; folders are open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("archive_tree")
        self.setAccessibleName("盘内目录")
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setItemDelegate(_Delegate(self))
        self.setIndentation(24)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setAnimated(False)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 220), (2, 92)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)

    def show_board(self, board: ArchiveBoard) -> None:
        """Show what would be sealed; the place that was scrolled to stays."""
        place = self.verticalScrollBar().value()
        self.clear()
        root = _item(_Line(board.folder_name, "folder-open", strong=True), f"{board.files} 个文件", board.weight)
        self.addTopLevelItem(root)
        for name, note in (
            ("打开我_目录.html", "浏览器打开就能看全部内容"),
            ("说明文件.TXT", "本档案包的说明"),
            ("文件目录.XML", "供档案系统读入"),
        ):
            root.addChild(_item(_Line(name, "file-text"), note, ""))
        records = _item(_Line("电子档案", "folder-open"), "", "")
        root.addChild(records)
        for group, files, weight in board.groups:
            branch = _item(_Line(group, "folder"), f"{len(files)} 个", weight)
            branch.addChildren([_file(line) for line in files])
            records.addChild(branch)
        others = _item(_Line("其他", "folder"), "数据、变更记录、校验说明", "")
        root.addChild(others)
        root.addChild(_item(_Line("BagIt 标识与清单", "hash"), "供其他工具校验", ""))
        root.addChild(_item(_Line("全盘校验.sha256", "shield-check"), "它的指纹印在纸质封面上", ""))
        self.expandAll()
        self.verticalScrollBar().setValue(place)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The hairline of a row runs on below its branch."""
        super().drawBranches(painter, rect, index)
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The notes give way first where there is little room."""
        super().resizeEvent(event)
        self.setColumnWidth(1, min(300, max(72, self.viewport().width() // 3)))


def _item(first: _Line, note: str, weight: str, tip: str = "") -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, _CELL, first)
    item.setData(1, _CELL, _Line(note, tone="text3"))
    item.setData(2, _CELL, _Line(weight, tone="text3", right=True))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{first.words} {note} {weight}".strip())
    item.setToolTip(0, tip)
    item.setToolTip(1, note)
    return item


def _file(line: FileLine) -> QTreeWidgetItem:
    suffix = line.name.rsplit(".", 1)[-1]
    if not line.there:
        return _item(_Line(line.name, "x-circle", tone="bad"), "库中找不到，请从备份恢复", "", line.title)
    return _item(_Line(line.name, _ICONS.get(suffix, "file")), line.note, line.weight, line.title)


def panel(tree: ArchiveTree) -> QWidget:
    """The tree under its heading."""
    head = kit.row(
        kit.text("盘内目录", "heading"),
        kit.text("封装后任何电脑都能打开、都能校验", "small", "text3"),
        "stretch",
        gap=12,
        pad=(tokens.XL, 0, tokens.L, 0),
    )
    return kit.col(kit.fixed(head, height=tokens.HEAD_LINE_HEIGHT - 1), kit.rule(), (tree, 1), gap=0, name="panel")
