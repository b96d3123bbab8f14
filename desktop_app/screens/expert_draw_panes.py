"""The three states of drawing a panel: the pool before it is frozen, the frozen pool, and who is to be asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.records.kinds import DigitsSource
from desktop_app.screens.survey_draw import hash_lines
from desktop_app.steps.expert_draw import COMMON_SIZE, MOST_PANELS, PoolRule
from desktop_app.steps.expert_draw_board import CallLine, ExpertDrawBoard, LeftOutLine, PoolView
from desktop_app.widgets import kit, notices, theme, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.flow import Flow
from desktop_app.widgets.table import Column, RowTable

MOST_FIELDS = 12
"""So many fields are offered as buttons, the commonest; a library with more says so in a list of its own."""
STATES = {
    "asked": ("待通知", "accent", "phone"),
    "seated": ("已入组", "ok", "check-circle"),
    "conflict": ("须回避", "warn", "user-minus"),
    "refused": ("不能参加", "none", "x-circle"),
    "waiting": ("备选", "none", "circle-dashed"),
}


def call_state(line: CallLine) -> tuple[str, str, str]:
    """The badge of a drawn expert."""
    if line.state == "asked" and line.seated:
        return STATES["seated"]
    return STATES["conflict" if line.state == "asked" and line.says else line.state]


def _left_out_table() -> RowTable:
    table = RowTable(
        (
            Column("name", "未列入", 88, strong=True),
            Column("unit", "工作单位", 200, tone="text2"),
            Column("why", "原因", tone=lambda one: "warn" if one.doubt else ""),
        ),
        many=False,
        empty=notices.Empty("check", "没有因回避或次数未列入的专家。"),
        name="left_out",
    )
    table.setAccessibleName("未列入的专家")
    return table


class PoolPane(QWidget):
    """Who could be drawn: fields, how often somebody sat, and who is left out with the reason."""

    narrowed = Signal()
    clear_asked = Signal(int)
    group_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panels = Field("近几次评审", "panels", unit="次", kind="number")
        self.limit = Field("参加满几次不列入", "limit", unit="次", kind="number")
        for field in (self.panels, self.limit):
            field.setFixedWidth(160)
            field.left.connect(lambda _name, _text: self.narrowed.emit())
        self._fields = Flow()
        self._chips: dict[str, kit.Button] = {}
        self._group = kit.text("", "small", "text2", elide=True, name="pool_group")
        self.group_button = kit.button("同组案卷…", "quiet", name="pool_group_button")
        self.group_button.clicked.connect(self.group_asked)
        self.table = RowTable(
            (
                Column("number", "名单号", 64, "right", tone="text3"),
                Column("name", "专家", 88, strong=True),
                Column("title", "职务/职称", 128, tone="text2"),
                Column("unit", "工作单位"),
                Column("field", "专业领域", 120, tone="text2"),
                Column("sat", "近期参加", 80, "right", tone="text2", show=lambda one: f"{one.sat} 次"),
            ),
            many=False,
            empty=notices.Empty("users", "没有可以抽取的专家。请放宽领域或次数，或先在专家库中添加。"),
            name="pool",
        )
        self.table.setAccessibleName("可抽取的专家")
        self.left_out = _left_out_table()
        self.left_out.opened.connect(self._clear)
        self.clear_button = kit.button("已核实，列入…", "quiet", name="clear_doubt")
        self.clear_button.clicked.connect(lambda: self._clear(self.left_out.current_row()))
        self.left_out.chosen.connect(self._show_clear)
        self._lay_out()

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 2 * tokens.ROW_HEIGHT)
        self.left_out.setMinimumHeight(tokens.HEAD_HEIGHT + tokens.ROW_HEIGHT)
        fields = kit.col(kit.text("专业领域，不选为不限", "small", "text2"), self._fields, gap=tokens.XS)
        rule = kit.row(self.panels, self.limit, (fields, 1), gap=tokens.L)
        foot = kit.row((self._group, 1), self.group_button, self.clear_button)
        layout = kit.col(rule, (self.table, 2), (self.left_out, 1), foot, gap=tokens.S)
        fill(self, layout)

    def rule(self) -> PoolRule:
        """How the pool is narrowed, as it stands in the fields."""
        fields = tuple(name for name, chip in self._chips.items() if chip.isChecked())
        panels = min(MOST_PANELS, _whole(self.panels.value()))
        return PoolRule(fields, panels, _whole(self.limit.value()))

    def show_pool(self, view: PoolView, group: tuple[str, ...]) -> None:
        """Show who could be drawn."""
        for name in view.fields[:MOST_FIELDS]:
            if name not in self._chips:
                self._chips[name] = self._chip(name)
        self._fields.show_widgets(tuple(self._chips.values()), tuple(self._chips.values()))
        self.table.show_rows(view.lines)
        self.left_out.show_rows(view.left_out)
        self._group.setText(
            f"为 {len(group)} 个案卷组一个专家组：{'、'.join(group)}" if len(group) > 1 else "只为本案卷"
        )
        self._show_clear()

    def _chip(self, name: str) -> kit.Button:
        chip = kit.button(name, icon="plus", name=f"field_{len(self._chips)}")
        chip.setCheckable(True)
        chip.setAccessibleName(f"专业领域 {name}")
        chip.toggled.connect(
            lambda on: chip.setIcon(theme.icon("check" if on else "plus", "accent" if on else "text2"))
        )
        chip.toggled.connect(lambda _on: self.narrowed.emit())
        return chip

    def _show_clear(self, _row: int = 0) -> None:
        one = self._left(self.left_out.current_row())
        self.clear_button.setEnabled(one is not None and one.doubt)

    def _left(self, row: int) -> LeftOutLine | None:
        rows = self.left_out.rows()
        return rows[row] if 0 <= row < len(rows) else None

    def _clear(self, row: int) -> None:
        one = self._left(row)
        if one is not None and one.doubt:
            self.clear_asked.emit(one.expert_id)


class FrozenPane(QWidget):
    """The pool is frozen: its hash, how many are drawn, who throws, who watches."""

    def __init__(self) -> None:
        super().__init__()
        self._hash = kit.col(gap=0)
        self._says = kit.text("", "small", "text3", wrap=True)
        self._rule = kit.text("", "body", "text2", wrap=True)
        self.wanted = Field("抽取人数", "size", unit="位", kind="number")
        self.witnesses = Field("见证人", "witnesses", note="也可在抽签窗口中填写")
        thrown = [(one.value, one.label) for one in DigitsSource if one is not DigitsSource.SYSTEM]
        self.source = Field("数字来源", "source", kind="choice", options=thrown)
        self.hidden = Field("投影上只显示编号，不显示姓名", "hide_names", kind="check")
        self.source.show_value(DigitsSource.DICE.value)
        card = kit.card("专家名单指纹（SHA-256）", self._hash, self._says, self._rule)
        fields = kit.grid([(self.wanted, 1), (self.source, 1), (self.witnesses, 2), (self.hidden, 2)], 2)
        fill(self, kit.ScrollBody(kit.col(card, fields, "stretch", gap=tokens.L)))

    def show_board(self, board: ExpertDrawBoard) -> None:
        """The frozen pool."""
        frame = board.frame
        if frame is None:
            return
        layout = self._hash.layout()
        assert layout is not None
        kit.clear(layout)
        layout.addWidget(hash_lines(frame.hash))
        at = frame.frozen_at.astimezone()
        group = f"　{len(board.together)} 个案卷共用" if len(board.together) > 1 else ""
        self._says.setText(f"{frame.experts} 位　{at:%Y-%m-%d %H:%M} 由{frame.frozen_by}冻结，已记入变更记录{group}")
        left = f"；未列入 {len(frame.left_out)} 位" if frame.left_out else ""
        self._rule.setText(f"{frame.rule}{left}")
        self.wanted.set_note(f"名单共 {frame.experts} 位，通常为单数")
        if not self.wanted.value():
            self.wanted.show_value(min(COMMON_SIZE, frame.experts))

    def how_many(self) -> int:
        """How many are wanted; 0 when that is no number."""
        return _whole(self.wanted.value())


class CallPane(QWidget):
    """Who was drawn, in order, and what came of asking."""

    def __init__(self) -> None:
        super().__init__()
        self._head = kit.text("", "body", "text2", wrap=True, name="call_head")
        self.table = RowTable(
            (
                Column("rank", "次序", 72, tone="text3"),
                Column("name", "专家", 200, strong=True, sub=lambda one: one.title),
                Column("unit", "工作单位"),
                Column("phone", "电话", 128, mono=True, tone="text2"),
                Column("state", "通知", 112, badge=call_state),
                Column("says", "说明", 208, tone="text2"),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            name="calls",
        )
        self.table.setAccessibleName("抽取次序")
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 3 * tokens.TWO_LINE_HEIGHT)
        self._call = kit.text("", "strong", mono=True, name="call_number")
        self.reveal_button = kit.button("按住显示电话", icon="eye", name="reveal_phone")
        self.reveal_button.pressed.connect(lambda: self._reveal(True))
        self.reveal_button.released.connect(lambda: self._reveal(False))
        self.table.chosen.connect(lambda _row: self._reveal(False))
        foot = kit.row(self.reveal_button, (self._call, 1))
        fill(self, kit.col(self._head, (self.table, 1), foot, gap=tokens.S))

    def show_board(self, board: ExpertDrawBoard) -> None:
        """The drawn order as it stands."""
        drawn = board.draw
        if drawn is None:
            return
        at = drawn.drawn_at.astimezone()
        short = f"备选已用完，还差 {board.short} 位。" if board.short else "不能参加的由备选按次序递补。"
        group = f"，{len(board.together)} 个案卷共用" if len(board.together) > 1 else ""
        self._head.setText(
            f"第 {drawn.sequence} 次抽取，{at:%m-%d %H:%M}，见证人 {drawn.witnesses}{group}。按次序通知，{short}"
        )
        self.table.show_rows(board.lines)
        if self.table.current_row() < 0 and board.lines:
            self.table.select(0)
        self._reveal(False)

    def _reveal(self, on: bool) -> None:
        """The number to call stands there only while the button is held."""
        line = self.current()
        number = line.call if line is not None else ""
        self.reveal_button.setEnabled(bool(number))
        self._call.setText(f"{line.name}　{number}" if line is not None and on else "")

    def current(self) -> CallLine | None:
        """The expert who is selected."""
        row, rows = self.table.current_row(), self.table.rows()
        return rows[row] if 0 <= row < len(rows) else None


def fill(widget: QWidget, content: QWidget) -> None:
    """`content` as the whole of `widget`."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0
