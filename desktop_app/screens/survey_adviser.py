"""The advice beside the draw (样本量参考): what the answers can show, and how many show the threshold. Advice only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.steps.survey_board import SurveyBoard, shown
from desktop_app.widgets import kit, tokens


class AdviserCard(QWidget):
    """For the number that is being typed: what so many answers show; and the fewest that show the threshold."""

    chosen = Signal(int)
    """How many firms to draw, as advised."""
    back = Signal()
    """Look at the frame check again."""
    record = Signal()
    """Print the record of the check with the hash, before the digits are thrown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adviser")
        self._frame = self._suggested = 0
        self._needs = kit.text("", wrap=True, name="advice_needs")
        self._shows = kit.text("", "small", "text2", wrap=True, name="advice_shows")
        self._take = kit.button("", name="advice_take")
        self._take.clicked.connect(lambda: self.chosen.emit(self._suggested))
        back = kit.button("返回名单核查", "quiet", "arrow-left", name="back_to_check")
        back.clicked.connect(self.back)
        record = kit.button("打印核查冻结记录", "quiet", "printer", name="frame_record")
        record.clicked.connect(self.record)
        self._card = kit.card(
            "样本量参考",
            self._needs,
            self._shows,
            kit.row(self._take, "stretch", gap=tokens.S),
            note="只供参考，以办法为准",
        )
        links = kit.row(back, record, "stretch", gap=tokens.S)
        kit.fill(self, kit.col(self._card, links, gap=tokens.XS))

    def show_board(self, board: SurveyBoard) -> None:
        """The advice for the frozen frame; nothing to see where the edition asks for no survey."""
        advice = board.advice
        self._card.setVisible(advice is not None)
        if advice is None:
            return
        self._frame, self._suggested = advice.frame, advice.suggested
        told = [
            f"{one.dissatisfied} 家不满意要 {one.size} 家"
            if one.size is not None
            else f"{one.dissatisfied} 家不满意则说明不了"
            for one in advice.needed
        ]
        told[0] = told[0].replace("0 家不满意", "没有不满意的")
        self._needs.setText(
            f"名单 N＝{advice.frame} 家，要以 95 % 的把握说明满意度不低于 {advice.threshold:f} %：{'，'.join(told)}。"
            f"规定不少于 {advice.at_least} 家。"
        )
        self._take.say(f"抽 {advice.suggested} 家")
        self._take.setEnabled(advice.suggested > 0)

    def show_size(self, typed: str) -> None:
        """What as many answers as `typed` says can show."""
        found = shown(int(typed), self._frame) if typed.isdecimal() and len(typed) < 6 else ()
        told = [f"{'全部满意' if not count else f'{count} 家不满意'} ≥ {percent} %" for count, percent in found]
        self._shows.setText(f"抽 n＝{typed} 家并全部应答时，能说明的满意度：{'，'.join(told)}。" if told else "")
        self._shows.setVisible(bool(told))
