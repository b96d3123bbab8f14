"""After the draw: the record of the draw in one line, and the table of sample and reserve."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.records.kinds import Grade
from desktop_app.screens.survey_draw import DIGITS_TOGETHER, groups
from desktop_app.steps.survey_board import ReserveLine, SampleLine, SurveyBoard
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.table import Column, RowTable

GRADE_BADGES = {
    Grade.VERY.value: (Grade.VERY.label, "ok", "check-circle"),
    Grade.BASICALLY.value: (Grade.BASICALLY.label, "accent", "check-circle"),
    Grade.DISSATISFIED.value: (Grade.DISSATISFIED.label, "bad", "x-circle"),
}
BESIDE_WITNESSES = 1180
ROOM_FOR_ALL = 480


@dataclass(frozen=True)
class Line:
    """One row of the table: of the sample (`sample` is set) or of the reserve."""

    order: str
    number: int
    name: str
    who: str
    badge: tuple[str, str, str]
    tone: str
    place: int
    sample: SampleLine | None


def badge_of(line: SampleLine) -> tuple[str, str, str]:
    """The state of a firm of the sample: words, tone, icon."""
    if line.grade:
        return GRADE_BADGES[line.grade]
    missed = line.missed
    if not missed:
        return ("待访谈", "none", "circle-dashed")
    words = {"refused": "拒访", "closed": "注销或搬迁", "not_served": "未受服务", "invalid": "答复无效"}.get(
        missed[-1].result.value, "未接通"
    )
    return (f"{words} {len(missed)} 次" if words == "未接通" else words, "warn", "phone-slash")


def lines_of(board: SurveyBoard) -> tuple[Line, ...]:
    """Sample first, then the reserve in its order without the firms that came in."""
    sample = [
        Line(str(one.line), one.number, one.name, one.answer["person"], badge_of(one), "", one.place, one)
        for one in board.lines
    ]
    return (*sample, *(_reserve(one) for one in board.reserve if not one.used))


def _reserve(one: ReserveLine) -> Line:
    badge = ("下一替补", "accent", "arrow-right") if one.next else ("按序替补", "none", "lock")
    tone = "text2" if one.next else "text3"
    return Line(f"备 {one.rank}", one.number, one.name, one.contact, badge, tone, one.place, None)


class RecordBar(QWidget):
    """The draw in one line of figures: how many firms, the list's hash, the digits, who watched."""

    repeat = Signal()
    redraw = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._firms = kit.text("", name="record_firms")
        self._hash = kit.text("", mono=True, name="record_hash")
        self._source = kit.text("", "caption", "text3")
        self._digits = kit.text("", mono=True, name="record_digits")
        self._witnesses = kit.text("", elide=True, name="record_witnesses")
        self._beside = kit.row(kit.rule(True), self._item("见证", self._witnesses), gap=tokens.L)
        again = kit.button("再次抽取…", "quiet", "arrows-clockwise", name="redraw")
        again.clicked.connect(self.redraw)
        how = kit.button("复算方法", icon="hash", name="repeat")
        how.clicked.connect(self.repeat)
        line = kit.row(
            kit.Icon("lock", "ok", 20),
            self._item("名单已冻结", self._firms),
            kit.rule(True),
            self._item("名单指纹", self._hash),
            kit.rule(True),
            kit.col(self._source, self._digits, gap=0),
            (self._beside, 1),
            "stretch",
            again,
            how,
            gap=tokens.M,
            pad=(tokens.L, tokens.S, tokens.M, tokens.S),
            name="panel",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(line)

    @staticmethod
    def _item(label: str, value: QWidget) -> QWidget:
        return kit.col(kit.text(label, "caption", "text3"), value, gap=0)

    def show_board(self, board: SurveyBoard, width: int) -> None:
        """What the draw rests on; on a narrow page the witnesses are left to the tooltip."""
        draw = board.draw
        if draw is None or board.frame is None:
            return
        self._firms.setText(f"{len(board.lines) + len(board.reserve)} 家")
        self._hash.setText(f"{groups(draw.frame_hash[:16])} …")
        self._hash.setToolTip(groups(draw.frame_hash))
        nth = f"第 {draw.sequence} 次抽取，" if draw.sequence > 1 else ""
        self._source.setText(f"{nth}抽样数字（{draw.source.label} {len(draw.digits)} 位）")
        self._digits.setText(groups(draw.digits, DIGITS_TOGETHER))
        self._witnesses.setText(draw.witnesses or "无")
        self._digits.setToolTip(
            f"见证：{draw.witnesses or '无'}" + (f"；再次抽取理由：{draw.reason}" if draw.reason else "")
        )
        self._beside.setVisible(width >= BESIDE_WITNESSES)


class SamplePane(QWidget):
    """The table of sample and reserve."""

    chosen = Signal(int)
    """Place of the firm that the selection moved to."""
    key_again = Signal()
    """Key the sheets a second time, or look at what differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = kit.text("", "small", "text3", name="sample_count")
        self.table = RowTable(
            (
                Column("order", "序", 56, tone="text3"),
                Column("number", "名单号", 64, "right", tone=lambda row: row.tone),
                Column("name", "抽样企业名称", tone=lambda row: row.tone),
                Column("who", "被访人", 84, tone=lambda row: row.tone),
                Column("badge", "结果", 136, badge=lambda row: row.badge),
            ),
            many=False,
            name="sample",
        )
        self.table.setAccessibleName("样本与备选")
        self.table.chosen.connect(self._tell)
        self._second = kit.button("第二次录入…", "quiet", "users", name="key_again")
        self._second.clicked.connect(self.key_again)
        head = notices.HeadLine(kit.text("样本与备选", "heading"), self._count, "stretch", self._second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)

    def show_board(self, board: SurveyBoard) -> None:
        """Rows anew; the selection stays where it was."""
        rows = lines_of(board)
        left = sum(row.sample is None for row in rows)
        self._count.setText(f"{len(board.lines)} 家 ＋ 备选 {left} 家")
        self.table.show_rows(rows)
        differ = f"录入差异 {board.differences}…"
        twice = f"第二次录入 {board.keyed_twice}…" if board.keyed_twice else "第二次录入…"
        self._second.say(differ if board.differences else twice)

    def rows(self) -> tuple[Line, ...]:
        """The rows as they stand."""
        return self.table.rows()

    def current(self) -> Line | None:
        """The selected row."""
        at = self.table.current_row()
        return self.rows()[at] if 0 <= at < len(self.rows()) else None

    def select_place(self, place: int) -> None:
        """Select the firm in `place`, if it stands in the table."""
        for number, row in enumerate(self.rows()):
            if row.place == place:
                self.table.select(number)
                return

    def select_first_open(self) -> None:
        """Select the first firm of the sample without an answer, or the first firm."""
        rows = self.rows()
        open_rows = (number for number, row in enumerate(rows) if row.sample is not None and not row.sample.grade)
        self.table.select(next(open_rows, 0))

    def select_next_open(self) -> bool:
        """Select the next firm of the sample without an answer, from here on and around; False when there is none."""
        rows, at = self.rows(), self.table.current_row()
        count = sum(row.sample is not None for row in rows)
        for step in range(1, count + 1):
            number = (at + step) % count
            sample = rows[number].sample
            if sample is not None and not sample.grade:
                self.table.select(number)
                return True
        return False

    def step(self, by: int) -> None:
        """The firm above or below, within the sample."""
        count = sum(row.sample is not None for row in self.rows())
        self.table.select(max(0, min(count - 1, self.table.current_row() + by)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Number and contact give way to the firm's name where there is little room."""
        super().resizeEvent(event)
        for column in (1, 3):
            self.table.setColumnHidden(column, self.width() < ROOM_FOR_ALL)

    def _tell(self, number: int) -> None:
        if 0 <= number < len(self.rows()):
            self.chosen.emit(self.rows()[number].place)
