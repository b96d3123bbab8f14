"""Keying in a paper score sheet: its number says whose it is, the control sum says that it was read right."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.score_form import MarkEdit
from desktop_app.steps import seats
from desktop_app.steps.meeting_views import ItemBoard, MeetingBoard, plain
from desktop_app.widgets import dialog, kit, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.typed import plain_number


class KeySheet(dialog.Sheet):
    """One paper sheet. With `place` (item, member) its number is filled in."""

    def __init__(
        self, desk: Desk, board: MeetingBoard | None, parent: QWidget, place: tuple[int, int] | None = None
    ) -> None:
        self.desk = desk
        self.edits = [MarkEdit(entry) for entry in board.sheet.entries] if board is not None and board.sheet else []
        self.number = Field("评分表编号（照纸面抄，含校验字母）", "sheet_number", required=True, mono=True)
        self._whose = kit.text("", "strong", name="whose_sheet")
        self.abstain = Field("纸面写明弃权", "sheet_abstained", kind="check")
        self.total = Field("核对数（纸面最后一行）", "sheet_total", kind="number", required=True)
        self.remark = Field("纸面意见（可不写）", "sheet_remark", kind="long", lines=2)
        rows = [
            kit.row((kit.text(edit.entry.label, "body", wrap=True), 1), edit,
                    kit.fixed(kit.text(
                        "次" if edit.entry.counted else f"/ {plain(edit.entry.most)}", "small", "text2"), width=48))
            for edit in self.edits
        ]  # fmt: skip
        lines = kit.ScrollBody(kit.col(*rows, "stretch", gap=tokens.S))
        foot = kit.row((self.total, 1), (self.abstain, 1), gap=tokens.L)
        body = kit.col(self.number, self._whose, (lines, 1), foot, self.remark, gap=tokens.M)
        super().__init__("录入纸面评分表", body, "核对并锁定", width=dialog.MIDDLE, waits=True, parent=parent)
        self.setObjectName("key_sheet")
        self.setMinimumHeight(min(690, self.maximumHeight()))
        self.pressed.connect(self._keep)
        self.number.left.connect(lambda _name, text: self._ask_whose(text))
        for edit in self.edits:
            edit.returnPressed.connect(edit.focusNextChild)
        if place is not None:
            self.desk.run(seats.paper_number, *place, then=self._fill_number)

    def _fill_number(self, number: str) -> None:
        self.number.show_value(number, force=True)
        self._ask_whose(number)
        if self.edits:
            self.edits[0].setFocus()

    def _ask_whose(self, number: str) -> None:
        self.desk.run(seats.read_number, number, then=self._show_whose, refused=self._deny_number)

    def _show_whose(self, place: Any) -> None:
        self.number.clear_message()
        self._whose.setText(f"第 {place.position} 项　{place.platform}　{place.number} 席　{place.name}")

    def _deny_number(self, refusal: Refusal) -> None:
        self._whose.setText("")
        self.number.show_error(refusal.says)

    def _keep(self) -> None:
        try:
            away = bool(self.abstain.value())
            marks = {} if away else {e.entry.key: m for e in self.edits if (m := e.mark()) is not None}
        except Refusal as refusal:
            self._deny(refusal)
            return
        words = plain_number(self.total.value())
        total = Decimal(words) if words.replace(".", "", 1).isdigit() else None
        self.desk.run(
            seats.key_sheet, self.number.value(), marks, total, self.remark.value(), away,
            then=self._kept, refused=self._deny,
        )  # fmt: skip

    def _kept(self, _board: ItemBoard) -> None:
        self.accept()

    def _deny(self, refusal: Refusal) -> None:
        edit = next((one for one in self.edits if one.entry.key == refusal.field), None)
        field = {"number": self.number, "total": self.total}.get(refusal.field)
        if field is not None:
            self.deed_button.busy()
            field.show_error(refusal.says)
            field.editor.setFocus()
            return
        self.refuse(f"{edit.entry.label}：{refusal.says}" if edit is not None else refusal.says)
        if edit is not None:
            edit.setFocus()
