"""A page: a room's screen, or one step's inside a dossier. The window puts the frame around it."""

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


class WatchingPage(QWidget):
    """A page, of a room or of a step. A subclass says what it `watches`, and reads its board in `refresh`.

    The page reads when it is first shown, and again when an act touched a table that it watches: at once while it is
    in sight, otherwise when it comes back.
    """

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        desk.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read the board again and show it."""
        raise NotImplementedError

    def in_sight(self) -> bool:
        """Whether somebody sees what the page shows, so that a change is read at once."""
        return self.isVisible()

    def concerned(self, tables: frozenset[str]) -> bool:
        """Whether an act that touched these tables changes what the page shows."""
        return not self.watches.isdisjoint(tables)

    def showEvent(self, event: QShowEvent) -> None:
        """Read when shown for the first time, or when something changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _hear(self, tables: frozenset[str]) -> None:
        if not self.concerned(tables):
            return
        if self.in_sight():
            self.refresh()
        else:
            self._stale = True


class Page(WatchingPage):
    """One step's page. A subclass says its `word` as well."""

    word: ClassVar[Step]
    jumped = Signal(str, str)
    """(step, jump): asks the window to open another step at a place."""

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.dossier_id = dossier_id

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
