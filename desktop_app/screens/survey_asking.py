"""After the draw: record, sample and reserve, the interview of one firm, both rates; put together from made parts."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app.screens.survey_interview import InterviewPane
from desktop_app.screens.survey_rates import RatesPane
from desktop_app.screens.survey_sample import RecordBar, SamplePane, badge_of
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.widgets import kit, notices

INTERVIEW_WIDTHS = ((1200, 560), (840, 448), (0, 424))


class AskingPane(QWidget):
    """The page while firms are being asked. The parts are made elsewhere, one at a time, so that nothing stalls."""

    def __init__(self, record: RecordBar, sample: SamplePane, interview: InterviewPane, rates: RatesPane) -> None:
        super().__init__()
        self.record, self.sample, self.interview, self.rates = record, sample, interview, rates
        self._board: SurveyBoard | None = None
        self._not_in = notices.Empty("lock", "")
        self._right = QStackedWidget()
        self._right.addWidget(interview)
        self._right.addWidget(self._not_in)
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(sample, 1)
        line.addWidget(kit.rule(vertical=True))
        line.addWidget(self._right)
        kit.fill(self, kit.col(record, kit.rule(), (middle, 1), kit.rule(), rates, gap=0))
        sample.chosen.connect(self.show_line)
        self._bind_keys()

    def _bind_keys(self) -> None:
        kit.on_key(self, "Alt+Up", partial(self.sample.step, -1))
        kit.on_key(self, "Alt+Down", partial(self.sample.step, 1))
        kit.on_key(self, "F6", self.interview.miss_button.click)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            kit.on_key(self, keys, self.interview.finish)
        for number in range(3):
            kit.on_key(self, str(number + 1), partial(self.interview.grade_with, number))

    def show_board(self, board: SurveyBoard) -> None:
        """Sample, rates and the firm in front."""
        self._board = board
        self.interview.show_done(not board.open)
        self.record.show_board(board, self.width())
        self.sample.show_board(board)
        if board.rates is not None:
            self.rates.show_rates(board.rates)
        current = self.sample.current()
        if not self.sample.table.selected_rows() or current is None:
            self.sample.select_first_open()
        else:
            self.show_line(current.place)

    def show_line(self, place: int) -> None:
        """The interview of the firm in `place`; a firm of the reserve can't be asked yet, and the page says so."""
        board = self._board
        if board is None:
            return
        line = next((line for line in board.lines if line.place == place), None)
        self._right.setCurrentWidget(self.interview if line is not None else self._not_in)
        if line is not None:
            self.interview.show_line(line, badge_of(line), any(one.next for one in board.reserve))
            return
        waits = next((one for one in board.reserve if one.place == place), None)
        if waits is not None:
            self.interview.flush()
            self._not_in.say(
                f"备 {waits.rank}“{waits.name}”还不在样本中。样本企业联系不上时，由备选按次序替补，再作访谈。"
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The interview's width follows the page's."""
        super().resizeEvent(event)
        self._right.setFixedWidth(next(wide for least, wide in INTERVIEW_WIDTHS if self.width() >= least))
        if self._board is not None:
            self.record.show_board(self._board, self.width())
