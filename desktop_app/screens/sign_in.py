"""Signing in: choose the operator, type the password. The lock page uses the same panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.start import hide_letters
from desktop_app.steps.office_board import Colleague, Door
from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.fields import Field

WHO = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
MOST_SHOWN = 6


class WhoDelegate(QStyledItemDelegate):
    """A person: name at the left, roles at the right, a tick for the chosen one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, theme.scaled(38))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        who: Colleague | None = index.data(WHO)
        if who is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        if on or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if on else "hover"))
            painter.drawRoundedRect(area, 4, 4)
        theme.draw_icon(painter, "user", QRectF(12, area.center().y() - 10, 20, 20), "accent" if on else "text3")
        painter.setFont(theme.font("strong" if on else "body"))
        painter.setPen(theme.color("text"))
        painter.drawText(area.adjusted(44, 0, -8, 0), LEFT, who.name)
        used = 44 + QFontMetrics(painter.font()).horizontalAdvance(who.name) + 12
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2" if on else "text3"))
        room = area.adjusted(used, 0, -36, 0)
        roles = QFontMetrics(painter.font()).elidedText(who.roles_said, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, RIGHT, roles)
        if on:
            theme.draw_icon(painter, "check", QRectF(area.right() - 28, area.center().y() - 8, 16, 16), "accent")
        painter.restore()


class SignInPage(QWidget):
    """The door of an office: who, and the password. `signed` comes when the desk knows the operator."""

    signed = Signal()
    leave_asked = Signal()

    def __init__(self, desk: Desk, *, locked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._locked = desk, locked
        self.setObjectName("page-lock" if locked else "page-sign-in")
        self._office = kit.text("", "title", elide=True)
        self._folder = kit.text("", "small", "text3", elide=True)
        self.people = QListWidget()
        self.people.setObjectName("people")
        self.people.setAccessibleName("操作员")
        self.people.setItemDelegate(WhoDelegate(self.people))
        self.people.setMouseTracking(True)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.people.currentItemChanged.connect(self._other_chosen)
        self.people.itemClicked.connect(self.focus_first)
        self.password = Field("口令", "password")
        hide_letters(self.password)
        self.password.editor.installEventFilter(self)
        self.go = kit.button("解锁" if locked else "登录", "primary", "sign-in", "Enter", name="sign-in-go")
        self.go.clicked.connect(self.submit)
        self.leave = kit.button("换一个文件夹", "quiet", "folder-open", name="leave-office")
        self.leave.clicked.connect(self.leave_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        mark = kit.Icon("lock" if self._locked else "shield-check", "accent", 32)
        says = "已锁屏。输入口令继续，也可换人登录。" if self._locked else "操作员"
        panel = kit.col(
            kit.row(mark, (kit.col(self._office, self._folder, gap=0), 1), gap=tokens.M),
            tokens.S,
            kit.text(says, "small", "text2"),
            self.people,
            tokens.XS,
            self.password,
            tokens.XS,
            kit.row(None if self._locked else self.leave, "stretch", self.go),
            gap=tokens.S,
            pad=32,
            name="card",
        )
        foot = kit.text("↑↓ 选人　Enter " + ("解锁" if self._locked else "登录　F1 帮助"), "caption", "text3")
        layout = QGridLayout(self)
        layout.setRowStretch(0, 1)
        layout.setRowStretch(2, 1)
        layout.addWidget(kit.fixed(panel, width=448), 1, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(foot, 3, 0, Qt.AlignmentFlag.AlignHCenter)

    # ------------------------------------------------------------------ what is shown
    def show_door(self, door: Door, chosen: str = "") -> None:
        """Show the office and its people; `chosen` (a name) is marked, else the first."""
        self._office.setText(door.name)
        self._folder.setText(door.folder)
        self.people.clear()
        for who in door.colleagues:
            item = QListWidgetItem(who.name)
            item.setData(WHO, who)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{who.name}，{who.roles_said}")
            self.people.addItem(item)
            if who.name == chosen:
                self.people.setCurrentItem(item)
        if self.people.currentRow() < 0 and self.people.count():
            self.people.setCurrentRow(0)
        high = theme.scaled(38) * max(1, min(MOST_SHOWN, self.people.count()))
        self.people.setFixedHeight(high + 2)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed."""
        self.password.show_value("", force=True)
        self.password.clear_message()
        self.go.busy()

    def focus_first(self) -> None:
        """Put the focus where the password is typed."""
        self.password.setFocus()

    def _other_chosen(self) -> None:
        self.password.clear_message()

    # ------------------------------------------------------------------ deeds
    def submit(self) -> None:
        """Ask to be let in."""
        row = self.people.currentRow()
        if row < 0:
            return
        if not self.password.editor.words():
            self.password.show_error("还没有输入口令。")
            self.password.setFocus()
            return
        who: Colleague = self.people.item(row).data(WHO)
        self.go.busy("正在核对")
        self.desk.run(
            "steps.office:sign_in", who.name, self.password.editor.words(), then=self._let_in, refused=self._keep_out
        )

    def _let_in(self, who: Colleague) -> None:
        self.clear()
        self.desk.sign(who)
        self.signed.emit()

    def _keep_out(self, refusal: Refusal) -> None:
        self.go.busy()
        self.password.show_value("", force=True)
        self.password.show_error(refusal.says)
        self.password.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter signs in; the arrows choose the operator while the password has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.go.isEnabled():
                    self.submit()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = -1 if event.key() == Qt.Key.Key_Up else 1
                self.people.setCurrentRow(max(0, min(self.people.count() - 1, self.people.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)
