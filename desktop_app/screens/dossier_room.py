"""The room of dossiers: the list, and the dossier that is open beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app.screens.desk import Desk
from desktop_app.screens.dossier_list import DossierList
from desktop_app.screens.dossier_view import OVERVIEW, DossierView
from desktop_app.screens.widths import Measures, measures
from desktop_app.steps.overview_board import DossierLine
from desktop_app.widgets import kit, notices


class DossierRoom(QWidget):
    """List and dossier. The list folds away when a step is opened; Ctrl+B brings it back, over the page if need be."""

    went = Signal(int, str)
    """(dossier, step) that is shown now."""
    new_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.view: DossierView | None = None
        self._measures: Measures = measures(1366)
        self._wanted = True
        self._room_for_list = QWidget()
        self._new = self._new_button()
        self._empty = notices.Empty("folder-open", "选择左边的案卷，或受理一份新申请。", self._new)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._room_for_list)
        layout.addWidget(self._stack, 1)
        self.list = DossierList(self)
        self._edge = kit.rule(vertical=True)
        self._edge.setParent(self)
        self.list.opened.connect(self.open_dossier)
        self.list.new_asked.connect(self.new_asked)

    def _new_button(self) -> QWidget:
        button = kit.button("新建案卷", "primary", "plus", "Ctrl+N", name="empty-new")
        button.clicked.connect(self.new_asked)
        return button

    # ------------------------------------------------------------------ going somewhere
    def open_dossier(self, dossier_id: int, step: str = OVERVIEW, jump: str = "") -> None:
        """Open a dossier at a step; the one before is put away."""
        if self.view is None or self.view.dossier_id != dossier_id:
            self.close_dossier()
            self.view = DossierView(self.desk, dossier_id)
            self.view.went.connect(self._went)
            self.view.list_asked.connect(self.toggle_list)
            self._stack.addWidget(self.view)
            self._stack.setCurrentWidget(self.view)
            self.view.refresh()
        self.list.show_here(dossier_id)
        self.view.go(step, jump)

    def close_dossier(self) -> None:
        """Put the open dossier away; what is being typed is handed over first."""
        if self.view is not None:
            self.view.settle()
            self._stack.setCurrentWidget(self._empty)
            self._stack.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def go(self, step: str) -> None:
        """Open a step of the dossier that is open, if one is."""
        if self.view is not None:
            self.view.go(step)

    def settle(self) -> None:
        """Hand over what is still being typed."""
        if self.view is not None:
            self.view.settle()

    def _went(self, step: str) -> None:
        self._wanted = step == OVERVIEW and self._measures.list_beside
        self._place_list()
        if self.view is not None:
            self.went.emit(self.view.dossier_id, step)

    # ------------------------------------------------------------------ the list
    def show_lines(self, lines: tuple[DossierLine, ...]) -> None:
        """Show the dossiers of the office; the first one is opened when none is."""
        first = self.view is None
        self.list.show_lines(lines)
        if first and lines:
            self.open_dossier(lines[0].id)
        elif self.view is not None:
            self.list.show_here(self.view.dossier_id)
        if first and self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """Put the focus on the first thing to do: the list, or the button for the first dossier."""
        if self.list.model.lines:
            self.list.view.setFocus()
        else:
            self._new.setFocus()

    def toggle_list(self) -> None:
        """Fold the list away, or bring it back and give it the focus."""
        self._wanted = not self.list.isVisible()
        self._place_list()
        if self._wanted:
            self.list.query.setFocus()

    def lay_out(self, width: int) -> None:
        """Take the shape for a width of the window."""
        self._measures = measures(width)
        if not self._measures.list_beside and self.view is not None:
            self._wanted = False
        elif self.view is None or self.view.here == OVERVIEW:
            self._wanted = True
        self._place_list()

    def _place_list(self) -> None:
        shown = self._wanted or self.view is None
        beside = shown and self._measures.list_beside
        width = self._measures.list
        self._room_for_list.setFixedWidth(width + 1 if beside or self.view is None else 0)
        self.list.setGeometry(0, 0, width, self.height())
        self._edge.setGeometry(width, 0, 1, self.height())
        if not shown and self.view is not None and self.list.isAncestorOf(self.focusWidget() or self):
            self.view.page.setFocus()  # or Qt gives the focus to whatever comes next
        for part in (self.list, self._edge):
            part.setVisible(shown)
            part.raise_()
        if self.view is not None:
            self.view.lay_out(self.window().width(), self._measures, beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_list()
