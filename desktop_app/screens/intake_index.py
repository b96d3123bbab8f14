"""The index of the form's sections, with how many errors, gaps and hints each has; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.steps.intake_board import Check, Section, Weight
from desktop_app.widgets import kit, theme

WIDTH = 232


class _Link(QLabel):
    """A line of the index; keys reach sections by Ctrl+Enter, so it takes no focus."""

    pressed = Signal()

    def __init__(self, words: str, role: str) -> None:
        super().__init__(words)
        self.setFont(theme.font(role))
        self.setProperty("role", role)
        self.setProperty("tone", "text2")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"到{words}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self.pressed.emit()


class SectionIndex(QWidget):
    """`chosen(section id)` when a line is pressed."""

    chosen = Signal(str)

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("section_index")
        self.setFixedWidth(WIDTH)
        self._pills: dict[str, tuple[kit.Pill, kit.Pill]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 16, 16)
        column.setSpacing(0)
        column.addWidget(kit.text("本页目录", "small", "text3"))
        column.addSpacing(4)
        for section in sections:
            column.addWidget(self._line(section))
        column.addStretch(1)
        column.addWidget(kit.rule())
        column.addSpacing(8)
        for key, what in (
            ("Enter", "下一栏"),
            ("Ctrl+Enter", "下一节"),
            ("F8", "下一处要补正的"),
            ("Ctrl+Del", "删除所在行"),
        ):
            column.addWidget(
                kit.fixed(kit.row(kit.KeyCap(key), kit.text(what, "caption", "text3"), "stretch"), height=26)
            )

    def _line(self, section: Section) -> QWidget:
        link = _Link(section.title, "caption" if section.within else "small")
        link.pressed.connect(partial(self.chosen.emit, section.id))
        wrong, open_ = kit.Pill(0, "bad"), kit.Pill(0, "warn")
        self._pills[section.id] = (wrong, open_)
        return kit.fixed(
            kit.row(link, "stretch", wrong, open_, gap=4, pad=(12 if section.within else 0, 0, 0, 0)), height=30
        )

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Count errors in red, what is missing or worth a look in amber."""
        for section, (wrong, open_) in self._pills.items():
            here = [check for check in checks if check.section == section]
            errors = sum(check.weight is Weight.WRONG for check in here)
            wrong.show_count(errors, "bad")
            open_.show_count(len(here) - errors, "warn")
            wrong.setToolTip(f"{errors} 处错误")
            open_.setToolTip(f"{len(here) - errors} 处未填或要核对")
