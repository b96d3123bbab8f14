"""Large type for windows at which experts sit: the theme's style sheet half as large again, and larger controls."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.widgets import theme

FACTOR = 1.4
EXTRA = """
QLineEdit, QPlainTextEdit, QTextBrowser, QPushButton, QCheckBox, QRadioButton, QComboBox, QListView, QTableView {
  font-size: @px(20); }
QTextBrowser { font-size: @px(15); }
QPushButton, QPushButton[kind="primary"] { min-height: 46px; padding: 0 20px; }
QPushButton:focus, QPushButton[kind="primary"]:focus, QPushButton[kind="quiet"]:focus {
  min-height: 44px; padding: 0 19px; }
QPushButton[seat="true"] { min-height: 64px; text-align: left; }
QPushButton[seat="true"]:focus { min-height: 62px; }
QLineEdit, QComboBox { min-height: 44px; }
QLineEdit:focus, QComboBox:focus { min-height: 42px; }
QComboBox QAbstractItemView::item { min-height: 44px; }
QLineEdit[mark="true"], QLineEdit[mark="true"]:focus { font-size: @px(34); font-weight: 600; min-height: 60px; }
QLineEdit#pin, QLineEdit#pin:focus { font-size: @px(36); min-height: 68px; }
QRadioButton, QCheckBox { min-height: 36px; spacing: 12px; }
QCheckBox::indicator, QRadioButton::indicator { width: 24px; height: 24px; }
QRadioButton::indicator { border-radius: 13px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { width: 22px; height: 22px; }
QRadioButton::indicator:checked { border: 8px solid @accent; width: 10px; height: 10px; border-radius: 13px; }
"""


def sheet() -> str:
    """The style sheet of a window in large type, in the theme in force."""
    factor = theme.scaled(1000) / 1000
    return theme.style_sheet(theme.tokens(), factor * FACTOR) + theme.fill(EXTRA, theme.tokens(), factor)


def dress(window: QWidget) -> None:
    """Give a top window large type, now and after every change of the theme."""
    Dresser(window)


class Dresser(QObject):
    """Keeps one window in large type; lives as long as the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._window.setStyleSheet(sheet())
