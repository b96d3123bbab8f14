"""Settings: look, lock, own password; for the administrator the operators as well."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.operators import OperatorsCard
from desktop_app.screens.start import hide_letters
from desktop_app.steps.office_board import StaffBoard
from desktop_app.steps.preferences import LOCK_MINUTES, Preferences
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.fields import Field, FieldGrid

THEME_LABELS = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
SIZE_LABELS = (("small", "小"), ("standard", "标准"), ("large", "大"))


class SettingsPage(QWidget):
    """What this computer and this operator want. `preferred` carries changed preferences to the house."""

    preferred = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-settings")
        self.desk = desk
        self.preferences = preferences
        self.operators = OperatorsCard(desk)
        content = kit.col(
            self._look_card(), self._password_card(), self.operators, "stretch",
            gap=tokens.L, pad=(tokens.XL, tokens.L, tokens.XL, tokens.XL),
        )  # fmt: skip
        content.setMaximumWidth(1000)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(content, 1)
        line.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(notices.HeadLine(kit.text("设置", "title"), "stretch"))
        body = kit.ScrollBody(holder)
        layout.addWidget(body, 1)
        # the form has its size only after the event loop has laid it out
        self.operators.form_opened.connect(body.reveal, Qt.ConnectionType.QueuedConnection)
        desk.changed.connect(self._hear)

    # ------------------------------------------------------------------ look and lock
    def _look_card(self) -> QFrame:
        self.themes = self._radios("theme", THEME_LABELS, self.preferences.theme)
        self.sizes = self._radios("text_size", SIZE_LABELS, self.preferences.text_size)
        minutes = [(str(count), f"{count} 分钟") for count in LOCK_MINUTES]
        self.lock = Field("无人操作多久后锁屏", "lock_minutes", kind="choice", options=minutes)
        self.lock.show_value(str(self.preferences.lock_minutes))
        self.lock.left.connect(lambda _name, value: self._prefer(lock_minutes=int(value or 5)))
        self.lock.setMaximumWidth(240)
        return kit.card(
            "显示与锁屏",
            self._line("主题", self.themes),
            self._line("文字大小", self.sizes),
            self.lock,
            note="只影响这台电脑",
        )

    def _radios(self, name: str, labels: tuple[tuple[str, str], ...], chosen: str) -> QButtonGroup:
        group = QButtonGroup(self)
        for value, label in labels:
            button = QRadioButton(label)
            button.setObjectName(f"{name}-{value}")
            button.setChecked(value == chosen)
            button.clicked.connect(lambda _on=False, value=value: self._prefer(**{name: value}))
            group.addButton(button)
        return group

    @staticmethod
    def _line(label: str, group: QButtonGroup) -> QFrame:
        words = kit.fixed(kit.text(label, "body", "text2"), width=96)
        return kit.row(words, *group.buttons(), "stretch", gap=tokens.XL)

    def _prefer(self, **values: Any) -> None:
        self.preferences = replace(self.preferences, **values)
        self.preferred.emit(self.preferences)

    # ------------------------------------------------------------------ own password
    def _password_card(self) -> QFrame:
        self.passwords = FieldGrid()
        self.old = self.passwords.place(Field("原口令", "old"), 4)
        self.new = self.passwords.place(Field("新口令", "new", note="至少 8 个字符"), 4)
        self.again = self.passwords.place(Field("再输一次", "again"), 4)
        for field in (self.old, self.new, self.again):
            hide_letters(field)
        self.change = kit.button("修改口令", "", "key", name="change-password")
        self.change.clicked.connect(self.change_password)
        self._changed = kit.text("", "small", "ok")
        return kit.card("我的口令", self.passwords, kit.row(self.change, self._changed, "stretch", gap=tokens.M))

    def change_password(self) -> None:
        """Ask for another password for whoever is signed in."""
        for field in (self.old, self.new, self.again):
            field.clear_message()
        self._changed.setText("")
        typed = [field.editor.words() for field in (self.old, self.new, self.again)]
        self.change.busy("正在修改")
        self.desk.run(
            "steps.office:change_own_password", *typed, then=self._password_changed, refused=self._password_refused
        )

    def _password_changed(self, _at: object) -> None:
        self.change.busy()
        for field in (self.old, self.new, self.again):
            field.show_value("", force=True)
        self._changed.setText("口令已修改，下次登录时使用。")

    def _password_refused(self, refusal: Refusal) -> None:
        self.change.busy()
        fields = {"old": self.old, "password": self.new, "again": self.again}
        field = fields.get(refusal.field, self.old)
        field.show_error(refusal.says)
        field.setFocus()

    # ------------------------------------------------------------------ operators
    def refresh(self) -> None:
        """Read again who works in the office."""
        if self.desk.operator is not None:
            self.desk.run("steps.office:staff", then=self._show_staff)

    def _show_staff(self, board: StaffBoard) -> None:
        self.operators.show_board(board)

    def _hear(self, tables: frozenset[str]) -> None:
        if "operator" in tables and self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
