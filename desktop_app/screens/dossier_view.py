"""One dossier: its head, its steps down the side, and the page of the step that is open."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.records.kinds import Step
from desktop_app.screens import late
from desktop_app.screens.desk import Desk
from desktop_app.screens.dossier_head import DossierHead
from desktop_app.screens.overview import OverviewPage
from desktop_app.screens.page import PIECE_MS, Page
from desktop_app.screens.rail import Rail
from desktop_app.screens.widths import Measures
from desktop_app.steps import duties
from desktop_app.steps.overview_board import OverviewBoard
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.fields import LOOK_ONLY

OVERVIEW, HISTORY = "", "history"
PAPERS = "papers"
PROCESS = "process"


class DossierView(QWidget):
    """The frame around one dossier's pages. A page is made when its step is first opened, and kept."""

    went = Signal(str)
    """The step that is shown now, or "" for the overview."""
    list_asked = Signal()

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.dossier_id = desk, dossier_id
        self.head = DossierHead()
        self.head.papers_asked.connect(lambda: self.go(PAPERS))
        self.head.history_asked.connect(lambda: self.go(HISTORY))
        self.head.process_asked.connect(lambda: self.go(PROCESS))
        self.rail = Rail()
        self.rail.chosen.connect(self.go)
        self.rail.list_asked.connect(self.list_asked)
        self.here = OVERVIEW
        self.overview = OverviewPage(desk, dossier_id)
        self.overview.jumped.connect(self.go)
        self.overview.read.connect(self._show_board)
        self.overview.history_asked.connect(lambda: self.go(HISTORY))
        self._pages: dict[str, QWidget] = {OVERVIEW: self.overview}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        self._whose = kit.text("", "small", "text2", elide=True)
        self._duty = kit.row(
            kit.Icon("lock", "text3", 16), (self._whose, 1), pad=(tokens.XL, 6, tokens.XL, 6), name="duty"
        )
        self._duty.hide()
        desk.signed.connect(self._show_duty)
        self._lay_out()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(kit.rule(vertical=True))
        below.addWidget(kit.col(self._duty, (self._stack, 1), gap=0), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(below, 1)

    # ------------------------------------------------------------------ going somewhere
    def go(self, step: str, jump: str = "") -> None:
        """Open a step (its value, "" for the overview), at a place on its page if `jump` names one."""
        if self.here != step:
            self.settle()
        fresh = step not in self._pages
        page = self._page(step)
        self.here = step
        self._show_duty()
        self.rail.show_here(step)
        self.went.emit(step)
        if fresh:  # made just now: shown in the next beat, since both together would be felt
            QTimer.singleShot(PIECE_MS, page, lambda: self._turn_to(page, jump))
        else:
            self._turn_to(page, jump)

    def _turn_to(self, page: QWidget, jump: str) -> None:
        """Show a page, with the keys on it, unless somebody has gone elsewhere meanwhile."""
        if page is not self.page:
            return
        self._stack.setCurrentWidget(page)
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()  # so that the page's keys are heard at once
        if isinstance(page, Page) and jump:
            page.focus_on(jump)

    def _page(self, step: str) -> QWidget:
        page = self._pages.get(step)
        if page is None:
            beside = {HISTORY: late.HISTORY, PAPERS: late.PAPERS, PROCESS: late.PROCESS}
            name = beside.get(step) or late.PAGES[Step(step)]
            made: Page = late.find(name)(self.desk, self.dossier_id)
            made.setObjectName(f"page-{step}")
            made.jumped.connect(self.go)
            page = self._pages[step] = made
            self._stack.addWidget(made)
        return page

    def _show_duty(self) -> None:
        """Say whose work the page is, and let nobody type what could not be kept."""
        operator, steps = self.desk.operator, {step.value for step in Step}
        known = operator is not None and self.here in steps
        duty = duties.duty(operator.role_set, Step(self.here)) if known else duties.Duty()
        self.page.setProperty(LOOK_ONLY, duty.look_only)
        self._whose.setText(duty.says)
        self._duty.setVisible(bool(duty.says))

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages[self.here]

    def settle(self) -> None:
        """Hand over what is still being typed on the page."""
        page = self.page
        if isinstance(page, Page):
            page.settle()

    # ------------------------------------------------------------------ what is shown
    def refresh(self) -> None:
        """Read again what the head and the rail show."""
        self.overview.refresh()

    def _show_board(self, board: OverviewBoard) -> None:
        self.head.show_head(board.head)
        self.rail.show_lines(board.steps, len(board.open_items))

    def lay_out(self, width: int, measures: Measures, list_shown: bool) -> None:
        """Take the shape for a width of the window."""
        self.rail.lay_out(measures)
        self.head.lay_out(width, list_shown)
        self.overview.lay_out(width)
