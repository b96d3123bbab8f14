"""The top bar: office, search, what was saved when, who works here, lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.screens.widths import COMPACT, WIDE
from desktop_app.widgets import kit, theme, tokens

STATES = {
    "saved": ("check", "ok", "已保存 {}"),
    "saving": ("arrows-clockwise", "text2", "{}"),
    "failed": ("warning-circle", "bad", "未保存：{}"),
    "": ("check", "text3", ""),
}


class SearchButton(QPushButton):
    """Looks like a field and opens the search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-anything")
        self.setAccessibleName("查找 Ctrl+K")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._words = kit.text("查找", "body", "text3", elide=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 6, 0)
        layout.setSpacing(tokens.S)
        layout.addWidget(kit.Icon("magnifying-glass", "text3"))
        layout.addWidget(self._words, 1)
        layout.addWidget(kit.KeyCap("Ctrl+K"))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 32)

    def lay_out(self, width: int) -> None:
        """Take the shape for a width of the window."""
        words = "查找平台、拼音首字母、信用代码、联系人" if width >= WIDE else "查找平台、拼音、信用代码"
        self._words.setText(words if width >= COMPACT else "查找")
        self.setFixedSize(440 if width >= WIDE else 336 if width >= COMPACT else 180, 32)


class OperatorButton(QPushButton):
    """Who works here; opens a menu of what concerns the operator."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("operator")
        self.setProperty("kind", "quiet")
        self._name = kit.text("", "strong")
        self._roles = kit.text("", "small", "text3")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 26, 0)
        layout.setSpacing(6)
        for part in (kit.Icon("user", "text2", 18), self._name, self._roles):
            layout.addWidget(part)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.sizeHint().width() if layout else 80, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 32)

    def show_operator(self, name: str, roles: str, narrow: bool) -> None:
        """Say who it is."""
        self._name.setText(name)
        held = roles.split("、")
        self._roles.setText(roles if len(held) < 3 else f"{held[0]}等 {len(held)} 种角色")
        self._roles.setVisible(bool(roles) and not narrow)
        self.setAccessibleName(f"{name}，{roles}")
        self.setToolTip(f"{name}　{roles}")
        self.updateGeometry()


class TopBar(QFrame):
    """48 high with the line below it."""

    find_asked = Signal()
    lock_asked = Signal()
    password_asked = Signal()
    sign_out_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = kit.text("", "heading", elide=True)
        self._office.setMinimumWidth(80)
        self.search = SearchButton()
        self.search.clicked.connect(self.find_asked)
        self._mark = kit.Icon("check", "text3", 16)
        self._saved = kit.text("", "small", "text3", elide=True, name="saved-state")
        self.operator = OperatorButton()
        self.operator.setMenu(self._menu())
        self.lock: QToolButton = kit.tool("lock", "锁屏", key="Ctrl+L", name="lock")
        self.lock.clicked.connect(self.lock_asked)
        bar = kit.row(
            kit.Icon("shield-check", "accent", 24), (self._office, 2), tokens.S, self.search, "stretch",
            self._mark, self._saved, tokens.S, kit.fixed(kit.rule(vertical=True), height=24), self.operator, self.lock,
            pad=(tokens.L, 0, tokens.S, 0), name="panel",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.fixed(bar, height=tokens.TOP_BAR_HEIGHT - 1))
        layout.addWidget(kit.rule())
        self._told = ("", "")
        self._narrow = False
        self.state = ""
        self.show_saved("", "")

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName("操作员")
        for words, icon, signal in (
            ("修改口令", "key", self.password_asked),
            ("换人登录", "user", self.sign_out_asked),
            ("换一个办公文件夹", "folder-open", self.leave_asked),
        ):
            action = menu.addAction(theme.icon(icon), words)
            action.triggered.connect(signal)
        return menu

    # ------------------------------------------------------------------ what is shown
    def show_office(self, name: str) -> None:
        """Name the office."""
        self._office.setText(name)

    def show_operator(self, name: str, roles: str) -> None:
        """Name who works here."""
        self._told = (name, roles)
        self.operator.show_operator(name, roles, self._narrow)

    def show_saved(self, state: str, words: str) -> None:
        """`state` is saved (with the time), saving (with what is done), failed (with why) or ""."""
        self.state = state
        icon, tone, pattern = STATES[state]
        said = pattern.format(words)
        self._mark.show_icon(icon, tone)
        self._mark.setVisible(bool(said))
        kit.restyle(self._saved, tone=tone)
        self._saved.setText(said)
        self._saved.setToolTip(said)
        self._saved.setAccessibleName(said)
        wanted = self._saved.fontMetrics().horizontalAdvance(said) + 4
        self._saved.setFixedWidth(min(wanted, 320))

    @property
    def saved_words(self) -> str:
        """What the bar says about saving."""
        return self._saved.text()

    def lay_out(self, width: int) -> None:
        """Take the shape for a width of the window."""
        self.search.lay_out(width)
        self._narrow = width < COMPACT
        self.operator.show_operator(*self._told, self._narrow)
