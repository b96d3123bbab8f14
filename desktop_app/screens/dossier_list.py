"""The list of dossiers (案卷), with a search over name, pinyin initials, code and contact."""

from __future__ import annotations

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
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.steps.overview_board import DossierLine
from desktop_app.widgets import kit, marks, notices, theme, tokens
from desktop_app.widgets.find import FindField

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
LINE_ROLE = Qt.ItemDataRole.UserRole
NO_PARENT = QModelIndex()


def stage_of(line: DossierLine) -> str:
    """How far a dossier is, in words."""
    return "已封装" if line.archived else line.reached.label


def split_name(name: str, metrics: QFontMetrics, width: float) -> tuple[str, str]:
    """A name on one line, or on two with the second elided."""
    first = name
    while first and metrics.horizontalAdvance(first) > width:
        first = first[:-1]
    rest = name[len(first) :]
    return first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width)) if rest else ""


class Lines(QAbstractListModel):
    """The dossiers that are shown; plain values."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[DossierLine, ...] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}，{line.number}，{stage_of(line)}"
        return None

    def show(self, lines: tuple[DossierLine, ...]) -> None:
        """Show other dossiers."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class LineDelegate(QStyledItemDelegate):
    """A dossier: its name on up to two lines, number and stage below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 272
        name = str(index.data() or "")
        two = QFontMetrics(theme.font("strong")).horizontalAdvance(name) > width - 28
        return QSize(100, theme.scaled(80 if two else 60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: DossierLine | None = index.data(LINE_ROLE)
        if line is None:
            return
        painter.save()
        area, chosen = QRectF(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        marks.paint_ground(painter, option)
        self._paint_words(painter, area.adjusted(16, theme.scaled(9), -12, -theme.scaled(8)), line, chosen)
        painter.restore()

    @staticmethod
    def _paint_words(painter: QPainter, area: QRectF, line: DossierLine, chosen: bool) -> None:
        font = theme.font("strong" if chosen else "body")
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        high = theme.scaled(20)
        for number, part in enumerate(split_name(line.name, QFontMetrics(font), area.width())):
            painter.drawText(QRectF(area.x(), area.y() + number * high, area.width(), high), LEFT, part)
        small = theme.font("caption")
        painter.setFont(small)
        painter.setPen(theme.color("text3" if not chosen else "text2"))
        below = QRectF(area.x(), area.bottom() - theme.scaled(17), area.width(), theme.scaled(18))
        painter.drawText(below, LEFT, line.number)
        stage, tone = stage_of(line), "ok" if line.archived else "text2"
        width = QFontMetrics(small).horizontalAdvance(stage)
        if line.archived:
            mark = QRectF(below.right() - width - 18, below.center().y() - 6.5, 13, 13)
            theme.draw_icon(painter, "check-circle", mark, tone)
        painter.setPen(theme.color(tone))
        painter.drawText(below, RIGHT, stage)


class DossierList(QFrame):
    """The list with its search. `opened` names the dossier that was chosen, `new_asked` is Ctrl+N."""

    opened = Signal(int)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("案卷列表")
        self._all: tuple[DossierLine, ...] = ()
        self._count = kit.text("", "small", "text3")
        self.new_button = kit.tool("plus", "新建案卷", key="Ctrl+N", name="list-new")
        self.new_button.clicked.connect(self.new_asked)
        self.query = FindField("名称、拼音、代码、联系人", "list-find", "查找案卷")
        self.query.textChanged.connect(self._narrow)
        self.query.installEventFilter(self)
        self.model = Lines(self)
        self.view = self._make_view()
        self._empty = notices.Empty("folder-open", "")
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        self._lay_out()
        self._narrow()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("dossiers")
        view.setAccessibleName("案卷")
        view.setModel(self.model)
        view.setItemDelegate(LineDelegate(view))
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setUniformItemSizes(False)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.clicked.connect(self._open)
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        head = kit.col(
            kit.row(kit.text("案卷", "title"), self._count, "stretch", self.new_button, gap=tokens.S),
            self.query,
            gap=tokens.S,
            pad=(tokens.L, 10, tokens.M, tokens.M),
        )
        foot = kit.row(
            kit.text("新受理的在前", "caption", "text3"),
            "stretch",
            kit.text("↑↓ 移动　Enter 打开", "caption", "text3"),
            pad=(tokens.L, 0, tokens.M, 0),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (head, kit.rule()):
            layout.addWidget(part)
        layout.addWidget(self._body, 1)
        for part in (kit.rule(), kit.fixed(foot, height=theme.scaled(32))):
            layout.addWidget(part)

    # ------------------------------------------------------------------ what is shown
    def show_lines(self, lines: tuple[DossierLine, ...]) -> None:
        """Show these dossiers, as far as they are searched for; the chosen one stays chosen."""
        self._all = lines
        self._narrow()

    @property
    def lines(self) -> tuple[DossierLine, ...]:
        """Every dossier of the office, searched for or not."""
        return self._all

    @property
    def here(self) -> int | None:
        """The chosen dossier."""
        line = self.view.currentIndex().data(LINE_ROLE)
        return line.id if line is not None else None

    def show_here(self, dossier_id: int) -> None:
        """Mark the dossier that is open."""
        for place, line in enumerate(self.model.lines):
            if line.id == dossier_id:
                self.view.setCurrentIndex(self.model.index(place))

    def _narrow(self) -> None:
        query, here = self.query.text().strip(), self.here
        shown = tuple(line for line in self._all if line.fits(query)) if query else self._all
        self.model.show(shown)
        self._count.setText(f"{len(shown)} / {len(self._all)}" if query else str(len(self._all)) if self._all else "")
        if here is not None:
            self.show_here(here)
        if not shown:
            self._empty.say("没有符合的案卷。请换一个词查找。" if query else "还没有案卷。按 Ctrl+N 受理第一份申请。")
        self._body.setCurrentWidget(self.view if shown else self._empty)

    # ------------------------------------------------------------------ keys
    def _open(self, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if line is not None:
            self.opened.emit(line.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens; the arrows move in the list while the search has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.model.lines:
                index = self.view.currentIndex()
                self._open(index if index.isValid() else self.model.index(0))
                return True
            if watched is self.query and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.view.setFocus()
                if not self.view.currentIndex().isValid():
                    self.view.setCurrentIndex(self.model.index(0))
                return True
        return super().eventFilter(watched, event)
