"""One cell of a row table on the form: a line without a label of its own, saved when it is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.steps.intake_board import FieldSpec, Way
from desktop_app.widgets import kit
from desktop_app.widgets.editors import LineEditor
from desktop_app.widgets.fields import as_words, look_only
from desktop_app.widgets.typed import grouped_number, plain_number

NUMBERS = frozenset({Way.MONEY, Way.COUNT, Way.AREA, Way.PERCENT, Way.DECIMAL})


class RowCell(LineEditor):
    """The cell of column `spec`; `left(column, text)` fires when a changed value is left."""

    left = Signal(str, str)

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.unit if spec.unit == "%" else "", parent)
        self.spec = spec
        self._stored = self._saved = ""
        self._number = spec.kind in NUMBERS
        if self._number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.finished.connect(self.flush)

    def value(self) -> str:
        """What stands in the cell, a number without separators."""
        return plain_number(self.words()) if self._number else self.words().strip()

    def changed(self) -> bool:
        """Whether something stands here that has not been told."""
        return self.value() != self._saved

    def show_value(self, value: Any) -> None:
        """Show a kept value; what is being typed, or was refused, stays."""
        words = as_words(value)
        shown = grouped_number(words) if self._number else words
        plain = plain_number(shown) if self._number else shown.strip()
        typing = self.changed() and self.hasFocus()
        refused = self.value() != plain and plain == self._stored
        self._stored = plain
        if typing or refused:
            return
        if self.words() != shown:
            self.put(shown)
        self._saved = plain

    def take(self) -> None:
        """Take what stands here as told, without telling."""
        self._saved = self.value()

    def show_unkept(self) -> None:
        """What was told could not be kept: it goes along when the cell is next left."""
        self._saved = self._stored

    def flush(self) -> None:
        """Tell `left` if something is untold."""
        if self.changed():
            self.take()
            if self._number:
                self.put(grouped_number(self.words()))
            self.left.emit(self.spec.name, self._saved)

    def showEvent(self, event: QShowEvent) -> None:
        """A page that may only be looked at locks its cells as they come up."""
        super().showEvent(event)
        if look_only(self) != self.isReadOnly():
            self.set_locked(not self.isReadOnly())

    def show_state(self, state: str, says: str) -> None:
        """Border for "error", "warn" or "" and what a screen reader hears."""
        if self.property("state") != state:
            kit.restyle(self, state=state)
        self.setAccessibleDescription(says)
        self.setToolTip(says)
