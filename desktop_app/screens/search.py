"""The search (Ctrl+K): a dossier by name, pinyin initials, code, number or contact, and a step in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.records.kinds import Step
from desktop_app.steps.overview_board import DossierLine
from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.dialog import MIDDLE, Overlay
from desktop_app.widgets.find import FindField

Index = QModelIndex | QPersistentModelIndex
FOUND = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MOST = 50
NO_PARENT = QModelIndex()


@dataclass(frozen=True)
class Found:
    """One thing that can be opened: a dossier, or a step of the open one."""

    icon: str
    says: str
    rest: str
    dossier_id: int
    step: str = ""


class _Results(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[Found, ...] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.found[index.row()]
        if role == FOUND:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.says
        return f"{found.says}，{found.rest}" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def put(self, found: tuple[Found, ...]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()


class _ResultDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.scaled(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: Found = index.data(FOUND)
        painter.save()
        area = QRectF(option.rect)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        if on:
            painter.fillRect(area, theme.color("accent_soft"))
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), theme.color("accent"))
        theme.draw_icon(painter, found.icon, QRectF(16, area.center().y() - 9, 18, 18), "accent" if on else "text2")
        room = area.width() - 48 - 16
        for words, role, tone, top in (
            (found.says, "body", "text", 4),
            (found.rest, "caption", "text2" if on else "text3", 25),
        ):
            font = theme.font(role)
            painter.setFont(font)
            painter.setPen(theme.color(tone))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(48, area.y() + theme.scaled(top), room, theme.scaled(20)), LEFT, shown)
        painter.restore()


class SearchSheet(Overlay):
    """One field and what is found below it. `chosen` carries (dossier, step)."""

    chosen = Signal(int, str)

    def __init__(self, lines: tuple[DossierLine, ...], here: int | None, parent: QWidget | None = None) -> None:
        super().__init__("查找", MIDDLE, parent)
        self.setObjectName("search")
        self._lines, self._here = lines, here
        hint = "平台或单位名称、拼音首字母、信用代码、编号、联系人，或步骤名"
        self.query = FindField(hint, "search-query", "查找")
        self.query.textChanged.connect(self._find)
        self.query.installEventFilter(self)
        self.results = _Results(self)
        self.view = QListView()
        self.view.setObjectName("search-results")
        self.view.setAccessibleName("查找结果")
        self.view.setModel(self.results)
        self.view.setItemDelegate(_ResultDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._choose)
        self._none = kit.text("", "small", "text2")
        foot = kit.row(
            self._none, "stretch", kit.text("↑↓ 选择　Enter 打开　Esc 关闭", "caption", "text3"), pad=(16, 6, 16, 6)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(kit.row((self.query, 1), pad=(tokens.L, tokens.L, tokens.L, tokens.M)))
        for part in (kit.rule(), self.view, kit.rule(), foot):
            layout.addWidget(part)
        self.setFixedHeight(420)
        self._find()
        self.query.setFocus()

    def _find(self) -> None:
        query = self.query.text().strip()
        found = [
            Found("folder-open", line.name, f"{line.number}　{line.applicant}　{line.uscc}　{line.contact}", line.id)
            for line in self._lines
            if not query or line.fits(query)
        ]
        if self._here is not None and query:
            name = next((line.name for line in self._lines if line.id == self._here), "")
            found += [
                Found("arrow-right", f"{step.label}", f"本案卷　{name}", self._here, step.value)
                for step in Step
                if query in step.label
            ]
        self.results.put(tuple(found[:MOST]))
        if found:
            self.view.setCurrentIndex(self.results.index(0))
        self._none.setText(f"{len(found)} 项" if found else "没有找到。换一个词，或用拼音首字母。")

    def _choose(self, index: Index) -> None:
        found = index.data(FOUND) if index.isValid() else None
        if found is not None:
            self.accept()
            self.chosen.emit(found.dossier_id, found.step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the results, Enter opens."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.view.currentIndex())
                return True
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and self.results.found:
                row = max(0, min(len(self.results.found) - 1, self.view.currentIndex().row() + step))
                self.view.setCurrentIndex(self.results.index(row))
                return True
        return super().eventFilter(watched, event)
