"""A page: one step's screen inside a dossier. The window puts the frame around it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.widgets.fields import leave_focused

PIECE_MS = 1
"""Between two pieces of a page that is put together: at 0, Qt runs two of them before it looks at anything else."""


class Page(QWidget):
    """One step's page. A subclass says `word` and `watches`, and reads its board in `refresh`.

    The page reads when it is first shown, and again when an act touched a table that it watches: at once while it is
    on the screen, otherwise when it comes back.
    """

    word: ClassVar[Step]
    watches: ClassVar[frozenset[str]] = frozenset()
    jumped = Signal(str, str)
    """(step, jump): asks the window to open another step at a place."""

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.dossier_id = dossier_id
        self._stale = True
        desk.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read the board again and show it."""
        raise NotImplementedError

    def focus_on(self, jump: str) -> None:
        """Bring the field, condition, material or row `jump` into view and give it the focus."""

    def first(self) -> QWidget | None:
        """The first thing to do on the page as it stands; None while it has not been read, or when it sees to that."""
        return None

    def hand_on(self) -> None:
        """Give the focus, when the page itself has it, to the first thing to do."""
        first = self.first() if self.hasFocus() else None
        if first is not None and first.isVisible() and first.isEnabled():
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A page that was opened has its keys on what is to be done."""
        super().focusInEvent(event)
        self.hand_on()

    def settle(self) -> None:
        """Hand over what is still being typed; called before the page is left, locked or closed."""
        leave_focused()

    def showEvent(self, event: QShowEvent) -> None:
        """Read when shown for the first time, or when something changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _hear(self, tables: frozenset[str]) -> None:
        if self.watches.isdisjoint(tables):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
