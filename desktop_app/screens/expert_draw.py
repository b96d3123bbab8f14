"""The sheet in which a panel is drawn: narrow and freeze the pool, draw in public, ask down the order, seat."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Absence, DigitsSource
from desktop_app.screens.desk import Desk
from desktop_app.screens.expert_draw_panes import CallPane, FrozenPane, PoolPane
from desktop_app.screens.public_draw import PublicDraw
from desktop_app.steps import expert_draw, expert_record, public_draw
from desktop_app.steps.expert_draw_board import CallLine, ExpertDrawBoard, PoolView
from desktop_app.steps.expert_record import DossierChoice
from desktop_app.steps.public_draw import OnTable
from desktop_app.widgets import dialog, kit, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

CHROME = 140
"""Head and foot of a sheet, in pixels."""


class AbsenceSheet(dialog.Sheet):
    """Why a drawn expert doesn't come."""

    def __init__(self, line: CallLine, parent: QWidget) -> None:
        options = [(one.value, one.label) for one in Absence]
        self.absence = Field("结果", "result", kind="choice", options=options)
        conflict = line.state == "asked" and line.says
        self.absence.show_value((Absence.CONFLICT if conflict else Absence.DECLINED).value)
        self.reason = Field("原因", "why", required=True)
        self.reason.show_value(line.says if conflict else "")
        super().__init__(
            f"{line.rank}　{line.name}不能参加",
            kit.col(self.absence, self.reason, gap=tokens.M),
            "登记，由备选递补",
            waits=True,
            parent=parent,
        )


class GroupSheet(dialog.Sheet):
    """Which other dossiers the same panel reviews."""

    def __init__(self, choices: tuple[DossierChoice, ...], chosen: tuple[int, ...], parent: QWidget) -> None:
        self.table = RowTable(
            (
                Column("number", "案卷", 104, tone="text2"),
                Column("platform", "平台", strong=True),
                Column("applicant", "申请单位", tone="text2"),
            ),
            name="group",
        )
        self.table.setAccessibleName("同一专家组评审的案卷")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.table.show_rows(choices)
        self.table.clearSelection()
        for row, one in enumerate(choices):
            if one.id in chosen:
                self.table.selectRow(row)
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 6 * tokens.ROW_HEIGHT)
        note = "空格选中，再按取消；对其中任何一个案卷须回避的专家不列入"
        super().__init__("同组案卷", kit.col(self.table), "确定案卷", width=dialog.MIDDLE, note=note, parent=parent)

    def chosen(self) -> tuple[int, ...]:
        """Ids of the chosen dossiers."""
        return tuple(self.table.row(row).id for row in sorted(self.table.selected_rows()))


class ExpertDrawSheet(dialog.Sheet):
    """What it shows follows from how far the draw is: pool, frozen pool, calls."""

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget) -> None:
        self.desk = desk
        self.dossier_ids: tuple[int, ...] = (dossier_id,)
        self.dossier_id = dossier_id
        self.board: ExpertDrawBoard | None = None
        self._cleared: dict[int, str] = {}
        self._named: dict[int, str] = {}
        self._why, self._again = "", False
        self._sheet: dialog.Sheet | None = None
        self.wall: PublicDraw | None = None
        self.pool, self.frozen, self.calls = PoolPane(), FrozenPane(), CallPane()
        self._stack = QStackedWidget()
        for pane in (self.pool, self.frozen, self.calls):
            self._stack.addWidget(pane)
        self.again_button = kit.button("重新冻结…", name="again")
        self.refuse_button = kit.button("登记不能参加…", icon="user-minus", key="Del", name="refuse_expert")
        super().__init__(
            "公开抽取专家",
            self._stack,
            "冻结名单",
            width=dialog.WIDE,
            waits=True,
            foot=(self.again_button, self.refuse_button),
            cancel="关闭",
            parent=parent,
        )
        height = parent.window().height() - 2 * tokens.XXL
        self._stack.setMinimumHeight(max(240, min(520, height - CHROME)))
        self._wire()
        self.refresh()

    def _wire(self) -> None:
        self.pressed.connect(self._go_on)
        self.again_button.clicked.connect(self._start_again)
        self.refuse_button.clicked.connect(self._ask_absence)
        QShortcut(QKeySequence("Del"), self).activated.connect(self.refuse_button.click)
        self.pool.narrowed.connect(self._read_pool)
        self.pool.clear_asked.connect(self._ask_clear)
        self.pool.group_asked.connect(lambda: self.desk.run(expert_record.choices, then=self._ask_group))
        self.calls.table.chosen.connect(lambda _row: self._show_buttons())

    # ------------------------------------------------------------------ showing
    def refresh(self) -> None:
        """Read how far the draw is."""
        self.desk.run(expert_draw.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: ExpertDrawBoard) -> None:
        """Show the pane of how far the draw is."""
        first = self.board is None
        self.board = board
        self.refuse("")
        if first and board.frame is not None:
            self.dossier_ids = tuple(one for one, _number in board.together)
        if board.frame is None or self._again:
            self._show_pane(self.pool)
            self._read_pool()
        elif not board.drawn_from_frame:
            self.frozen.show_board(board)
            self._show_pane(self.frozen)
        else:
            self.calls.show_board(board)
            self._show_pane(self.calls)
        self._show_buttons()

    def _show_pane(self, pane: QWidget) -> None:
        if self._stack.currentWidget() is not pane:
            self._stack.setCurrentWidget(pane)
            first = {id(self.frozen): self.frozen.wanted.editor, id(self.calls): self.calls.table}
            first.get(id(pane), self.pool.table).setFocus()

    def _show_buttons(self) -> None:
        board, here = self.board, self._stack.currentWidget()
        if board is None:
            return
        calling = here is self.calls
        self.refuse_button.setVisible(calling)
        self.again_button.setVisible(here is not self.pool)
        self.again_button.say("再次抽取…" if calling else "重新冻结…")
        line = self.calls.current()
        self.refuse_button.setEnabled(calling and line is not None and line.state == "asked")
        if here is self.pool:
            count = len(self.pool.table.rows())
            self.deed_button.say(f"冻结名单 {count} 位")
            self.deed_button.setEnabled(count > 0)
            self.set_note("冻结后公布指纹，再掷数字")
        elif here is self.frozen:
            self.deed_button.say("打开抽签窗口")
            self.deed_button.setEnabled(True)
            self.set_note("全程用键盘，可放到投影上")
        else:
            coming = board.to_seat
            self.deed_button.say(f"请入专家组 {len(coming)} 位" if coming else "已请入专家组")
            self.deed_button.setEnabled(bool(coming))
            self.set_note("名单外的专家不能补入")

    def _read_pool(self) -> None:
        args = (self.dossier_ids, self.pool.rule(), dict(self._cleared))
        self.desk.run(expert_draw.pool, *args, then=self._show_pool, refused=self._say)

    def _show_pool(self, view: PoolView) -> None:
        self.pool.show_pool(view, self._numbers())
        self._show_buttons()

    def _numbers(self) -> tuple[str, ...]:
        known = dict(self.board.together) if self.board else {}
        return tuple(known.get(one, self._named.get(one, str(one))) for one in self.dossier_ids)

    # ------------------------------------------------------------------ doing
    def _say(self, refusal: Refusal) -> None:
        self.refuse(refusal.says)

    def _write(self, step: Callable[..., ExpertDrawBoard], *args: Any, reason: str = "") -> None:
        """Run a writing step; a dossier that is frozen by a seal asks for the reason and tries again."""

        def deny(refusal: Refusal) -> None:
            if refusal.field == "reason" and not reason:
                self.refuse("")
                again = partial(self._write, step, *args)
                self._sheet = dialog.ask_reason(self, "写明理由", refusal.says, "继续", lambda why: again(reason=why))
            else:
                self._say(refusal)

        named = {"reason": reason} if reason else {}
        self.desk.run(step, *args, then=self._done, refused=deny, **named)

    def _done(self, board: ExpertDrawBoard) -> None:
        self._again = False
        self.show_board(board)

    def _go_on(self) -> None:
        here = self._stack.currentWidget()
        if here is self.pool:
            args = (self.dossier_ids, self.pool.rule(), dict(self._cleared), self._why)
            self._write(expert_draw.freeze_pool, *args)
        elif here is self.frozen:
            args_ = (self.dossier_ids, self.frozen.how_many())
            self.desk.run(public_draw.lay_experts, *args_, then=self._put_up, refused=self._say_size)
        else:
            self._write(expert_draw.seat_drawn, self.dossier_id)

    def _say_size(self, refusal: Refusal) -> None:
        self.deed_button.busy()
        self.frozen.wanted.show_error(refusal.says)
        self.frozen.wanted.editor.setFocus()

    def _put_up(self, table: tuple[OnTable, ...]) -> None:
        self.deed_button.busy()
        self.wall = PublicDraw(
            self.desk,
            table,
            DigitsSource(self.frozen.source.value()),
            witnesses=self.frozen.witnesses.value(),
            why=self._why,
            hide_names=bool(self.frozen.hidden.value()),
            parent=self,
        )
        self.wall.drawn.connect(lambda _outcomes: self.refresh())
        self.wall.put_up()

    def _start_again(self) -> None:
        """Narrow the pool anew; once somebody was drawn that needs a reason."""
        if self._stack.currentWidget() is self.frozen and not self._needs_why():
            self._freeze_again("")
            return
        says = "再次抽取要写明理由，前次的名单、数字和结果都保留。"
        self._sheet = dialog.ask_reason(self, "再次抽取专家", says, "重新确定名单", self._freeze_again)

    def _needs_why(self) -> bool:
        return self.board is not None and self.board.draw is not None and not self._why

    def _freeze_again(self, why: str) -> None:
        self._why, self._again = why or self._why, True
        if self.board is not None:
            self.show_board(self.board)

    def _ask_absence(self) -> None:
        line = self.calls.current()
        if line is None or line.state != "asked":
            return
        sheet = AbsenceSheet(line, self)

        def keep(reason: str = "") -> None:
            args = (self.dossier_id, line.place, Absence(sheet.absence.value()), sheet.reason.value(), reason)
            self.desk.run(expert_draw.refuse, *args, then=kept, refused=refused)

        def kept(board: ExpertDrawBoard) -> None:
            sheet.accept()
            self._done(board)

        def refused(refusal: Refusal) -> None:
            sheet.deed_button.busy()
            if refusal.field == "reason":
                self._sheet = dialog.ask_reason(sheet, "写明理由", refusal.says, "继续", keep)
            elif refusal.field == "why":
                sheet.reason.show_error(refusal.says)
                sheet.reason.editor.setFocus()
            else:
                sheet.refuse(refusal.says)

        sheet.pressed.connect(lambda: keep())
        self._sheet = sheet
        sheet.open()

    def _ask_clear(self, expert_id: int) -> None:
        says = "姓名或电话与申请单位名单中的相同。核实不是同一人、没有利害关系的，写明怎样核实，列入名单。"

        def cleared(why: str) -> None:
            self._cleared[expert_id] = why
            self._read_pool()

        self._sheet = dialog.ask_reason(self, "已核实，列入", says, "列入名单", cleared, label="核实情况")

    def _ask_group(self, choices: tuple[DossierChoice, ...]) -> None:
        self._named = {one.id: one.number for one in choices}
        others = tuple(one for one in choices if one.id != self.dossier_id)
        sheet = GroupSheet(others, self.dossier_ids[1:], self)

        def chosen() -> None:
            self.dossier_ids = (self.dossier_id, *sheet.chosen())
            self._read_pool()

        sheet.accepted.connect(chosen)
        self._sheet = sheet
        sheet.open()
