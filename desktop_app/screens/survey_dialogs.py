"""The dialogs of the survey's page, run in the page's way: a miss, a replacement, a void answer, how to redraw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ContactResult
from desktop_app.screens.desk import Desk
from desktop_app.screens.survey_second import KeyingSheet
from desktop_app.screens.survey_sheets import MissSheet, ReplaceSheet, VoidSheet, repeat_sheet
from desktop_app.steps import keying, survey
from desktop_app.steps.survey_board import SampleLine, SurveyBoard
from desktop_app.widgets import dialog

Then = Callable[[SurveyBoard], Any]


@dataclass(frozen=True)
class Owner:
    """What the dialogs need of the survey's page: itself as parent, its way of doing, what it shows now."""

    widget: QWidget
    desk: Desk
    dossier_id: int
    do: Callable[..., None]
    """Runs a writing step for the dossier and asks for a reason where one is needed."""
    board: Callable[[], SurveyBoard | None]
    line: Callable[[], SampleLine | None]
    """The firm in front."""
    show: Then
    replaced: Callable[[SurveyBoard, int], object]
    """Shows the board and the firm that came in, by its place."""
    record: Callable[[], object]
    """Goes to the printed record of the draw."""


class SurveyDialogs:
    """Opens one dialog at a time over the survey's page."""

    def __init__(self, page: Owner) -> None:
        self._page = page
        self.sheet: dialog.Sheet | None = None
        """Held, so that it lives as long as it is shown."""

    def _open(self, sheet: dialog.Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = sheet
        sheet.open()

    def ask_reason(self, title: str, says: str, deed: str, then: Callable[[str], object]) -> dialog.Sheet:
        """Ask for a reason; the sheet, so that its refusal can be heard."""
        self.sheet = dialog.ask_reason(self._page.widget, title, says, deed, then)
        return self.sheet

    def miss(self, place: int, proposed: str) -> None:
        """Why an attempt to reach a firm failed."""
        line = self._page.line()
        if line is None or line.place != place:
            return
        sheet = MissSheet(line, ContactResult(proposed), self._page.widget)
        sheet.accepted.connect(
            lambda: self._page.do(survey.record_attempt, place, sheet.result_chosen(), sheet.remark())
        )
        self._open(sheet)

    def replace(self, _place: int) -> None:
        """A firm of the sample goes, the next of the reserve comes."""
        line, board = self._page.line(), self._page.board()
        reserve = next((one for one in board.reserve if one.next), None) if board else None
        if line is None or reserve is None:
            return
        sheet = ReplaceSheet(line, reserve, self._page.widget)

        def replaced(board: SurveyBoard) -> None:
            sheet.accept()
            self._page.replaced(board, reserve.place)

        def ask() -> None:
            sheet.reason.clear_message()
            args = (line.place, reserve.place, sheet.reason.value())
            self._page.do(survey.replace, *args, then=replaced, refused=sheet.show_refusal)

        sheet.pressed.connect(ask)
        self._open(sheet)

    def void(self, _place: int) -> None:
        """An answer that can't count: why."""
        line = self._page.line()
        if line is None:
            return
        sheet = VoidSheet(line, self._page.widget)

        def voided(board: SurveyBoard) -> None:
            sheet.accept()
            self._page.show(board)

        def ask() -> None:
            sheet.reason.clear_message()
            args = (line.place, sheet.reason.value())
            self._page.do(keying.void_answer, *args, then=voided, refused=sheet.show_refusal)

        sheet.pressed.connect(ask)
        self._open(sheet)

    def repeat(self) -> None:
        """How anybody repeats the draw."""
        board = self._page.board()
        if board is None or board.draw is None:
            return

        def refused(refusal: Refusal) -> None:
            sheet.refuse(refusal.says)

        def save(path: Path) -> None:
            self._page.desk.run(survey.export_frame, self._page.dossier_id, path, refused=refused)

        firms = len(board.lines) + len(board.reserve)
        sheet = repeat_sheet(board.draw, firms, save, self._page.record, self._page.widget)
        self._open(sheet)

    def key_again(self, differences: bool = False) -> None:
        """The second keying of the interview sheets; begins with what differs, if anything does."""
        board = self._page.board()
        sheet = KeyingSheet(self._page.desk, self._page.dossier_id, self._page.widget)
        if differences or (board is not None and board.differences):
            sheet.show_differences()
        self._open(sheet)
