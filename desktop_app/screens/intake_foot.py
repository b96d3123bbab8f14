"""The foot bar of intake: how much is wrong, missing or worth a look, the way there, and the one primary button."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.steps.intake_board import IntakeBoard, Weight
from desktop_app.widgets import kit
from desktop_app.widgets.notices import FootBar


class IntakeFoot(FootBar):
    """Counts in words; `before_button`, `after_button` and `finish_button` are wired by the page."""

    def __init__(self) -> None:
        self._counts = {
            Weight.WRONG: (kit.Icon("warning-circle", "bad", 18), kit.text("", "strong", "bad", name="wrong_count")),
            Weight.MISSING: (
                kit.Icon("circle-dashed", "none", 18),
                kit.text("", "strong", "none", name="missing_count"),
            ),
            Weight.HINT: (kit.Icon("warning", "warn", 18), kit.text("", "strong", "warn", name="hint_count")),
        }
        self._names = kit.text("", "small", "text2", elide=True, name="wrong_names")
        self._done = kit.Badge("录入已完成", "ok")
        self.before_button = kit.button("上一处", "", "caret-up", name="previous_check")
        self.after_button = kit.button("下一处", "", "caret-down", "F8", name="next_check")
        self.finish_button = kit.button("完成录入", "primary", name="finish")
        marks = [widget for pair in self._counts.values() for widget in pair]
        super().__init__(
            *marks, (self._names, 1), self._done, self.before_button, self.after_button, self.finish_button
        )
        for widget in (*marks, self._done):
            widget.hide()

    def show_board(self, board: IntakeBoard, refused: Collection[str]) -> None:
        """Count what the board says; boxes whose text was refused count as wrong."""
        words = {Weight.WRONG: "处错误", Weight.MISSING: "处未填", Weight.HINT: "处提示"}
        for weight, (mark, label) in self._counts.items():
            number = len(board.of(weight)) + (len(refused) if weight is Weight.WRONG else 0)
            label.setText(f"{number} {words[weight]}")
            label.setVisible(number > 0)
            mark.setVisible(number > 0)
        named = board.of(Weight.WRONG) or board.of(Weight.MISSING) or board.of(Weight.HINT)
        self._names.setText("、".join(dict.fromkeys(check.label for check in named)))
        finished = board.finished_at is not None
        open_ = bool(board.of(Weight.WRONG) or board.of(Weight.MISSING) or refused)
        self._done.setVisible(finished and not open_)
        for button in (self.before_button, self.after_button):
            button.setEnabled(bool(board.checks or refused))
        self.finish_button.say("下一步：佐证材料" if finished else "完成录入")


def places_to_go(board: IntakeBoard | None, refused: Collection[str]) -> list[str]:
    """What F8 goes through: errors; if there are none what is missing; if nothing is, hints."""
    if board is None:
        return []
    wrong = [*refused, *(check.field for check in board.of(Weight.WRONG))]
    missing = [check.field for check in board.of(Weight.MISSING)]
    hints = [check.field for check in board.of(Weight.HINT)]
    return list(dict.fromkeys(wrong or missing or hints))
