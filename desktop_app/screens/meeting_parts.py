"""Parts of the meeting's window: how a seat stands in badges, the figures of an item, what the scores say together."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.records.kinds import ItemPhase
from desktop_app.steps.meeting_views import ItemBoard, ItemSeat, RevealRow, RevealView, plain
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.stages import Stage
from desktop_app.widgets.table import Column, RowTable

State = tuple[str, str, str]
SCORED = (ItemPhase.SCORING, ItemPhase.REVISING)
STAGE_STATES = {"done": "done", "now": "now", "later": "open"}


def stages(board: ItemBoard) -> tuple[Stage, ...]:
    """The stations of an item as the line of stages shows them."""
    return tuple(Stage(mark.label, STAGE_STATES[mark.state]) for mark in board.stations)


def here_badge(seat: ItemSeat) -> State:
    """Whether a member has signed in to this sitting."""
    if seat.signed_in_at is None:
        return ("未签到", "warn", "circle-dashed")
    return (f"已签到 {seat.signed_in_at.astimezone():%H:%M}", "ok", "check-circle")


def recusal_badge(seat: ItemSeat) -> State:
    """How a member stands to this item's applicant."""
    if seat.recused:
        return (f"回避：{seat.recusal}" if seat.recusal else "回避", "warn", "user-minus")
    if seat.known:
        return ("须回避", "bad", "warning-circle")
    if seat.doubt and not seat.declared:
        return (f"待核实：{seat.doubt}", "warn", "warning-circle")
    return ("无回避", "none", "circle") if seat.declared else ("未声明", "warn", "circle-dashed")


def lock_badge(seat: ItemSeat, phase: ItemPhase) -> State | None:
    """Whether a score is locked; never what it is. None while nobody scores."""
    if seat.recused or seat.lock == "absent":
        return ("不参加", "none", "minus")
    if phase is ItemPhase.REVISING and seat.revised:
        return ("已修改", "ok", "lock")
    if seat.lock == "locked":
        return ("已锁定", "ok", "lock")
    return ("待评分", "warn", "circle-dashed") if phase in SCORED else None


SIGNS: dict[str, State] = {
    "signed": ("已签名", "ok", "pen-nib"),
    "void": ("已失效", "bad", "x-circle"),
    "waiting": ("待签名", "warn", "pen-nib"),
    "paper": ("纸面签名", "accent", "file-text"),
}


def sign_badge(seat: ItemSeat) -> State | None:
    """How it stands with a member's signature; None while there is nothing to sign."""
    return SIGNS.get(seat.sign)


def quiet_tone(seat: ItemSeat) -> str:
    """A seat that takes no part is grey."""
    return "text3" if seat.recused or not seat.present else ""


class SeatTable(RowTable):
    """The members at one item, by seat."""

    def __init__(self) -> None:
        self._phase = ItemPhase.WAITING
        super().__init__(
            (
                Column("number", "席", 44, tone=quiet_tone),
                Column("name", "专家", sub=_about, strong=True, tone=quiet_tone),
                Column("present", "签到", 124, badge=here_badge),
                Column("recused", "回避", 148, badge=recusal_badge),
                Column("lock", "评分", 96, badge=self._lock, show=_dash),
                Column("sign", "签名", 104, badge=sign_badge, show=_dash),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            name="item_seats",
        )
        self.setAccessibleName("本项席位")

    def _lock(self, seat: ItemSeat) -> State | None:
        return lock_badge(seat, self._phase)

    def show_item(self, board: ItemBoard) -> None:
        """Show one item's seats."""
        self._phase = board.phase
        self.setColumnHidden(4, not board.scores)
        self.show_rows(board.seats)
        self.fit()


def _dash(_seat: ItemSeat) -> str:
    return "—"


def _about(seat: ItemSeat) -> str:
    return f"{seat.title}　{seat.unit}".strip("　")


class Figure(QWidget):
    """A label over a figure with its unit or note."""

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self._figure = kit.text("", "figure", name=name)
        self._note = kit.text("", "small", "text2")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.text(label, "small", "text2"))
        layout.addWidget(kit.row(self._figure, self._note, "stretch", gap=6))

    def show_figure(self, figure: str, note: str = "", tone: str = "text2") -> None:
        """Show it."""
        self._figure.setText(figure)
        self._note.setText(note)
        kit.restyle(self._note, tone=tone)


class BriefCard(QWidget):
    """What the item is about: conditions, survey, functions, quorum."""

    def __init__(self) -> None:
        super().__init__()
        self._conditions = Figure("条件审查", "brief_conditions")
        self._survey = Figure("满意度测评", "brief_survey")
        self._quorum = Figure("法定人数", "brief_quorum")
        self._about = kit.text("", "small", "text2", wrap=True, name="brief_about")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addWidget(kit.row((self._conditions, 1), (self._survey, 1), (self._quorum, 1), gap=tokens.L))
        layout.addWidget(self._about)

    def show_item(self, board: ItemBoard) -> None:
        """Show one item's."""
        brief, quorum = board.brief, board.quorum
        whole = brief.conditions_met == brief.conditions
        self._conditions.show_figure(
            f"{brief.conditions_met} / {brief.conditions}", brief.conditions_says, "ok" if whole else "warn"
        )
        asked = f"{brief.satisfied} / {brief.answered}" if brief.answered else "—"
        self._survey.show_figure(asked, brief.survey_says)
        words = f"满足 ≥ {quorum.needed}" if quorum.met else f"不足 {quorum.needed} 人，不能往下进行"
        aside = f"，{quorum.recused} 人回避" if quorum.recused else ""
        self._quorum.show_figure(f"{quorum.present} 人", words + aside, "ok" if quorum.met else "bad")
        parts = (board.applicant, brief.regulation, brief.functions)
        self._about.setText("　".join(part for part in parts if part))


def shown(number: Decimal | None, unit: str = "") -> str:
    """A number without idle noughts, or a dash."""
    return "—" if number is None else f"{plain(number)}{unit}"


class RevealCard(QWidget):
    """What the scores say together, and each by seat where the edition lets one look at scores.

    Under an edition that forbids ranking no score stands beside a name: then only range, deviation and counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reveal_card")
        self._median = Figure("中位数", "reveal_median")
        self._spread = Figure("极差", "reveal_spread")
        self._deviation = Figure("标准差", "reveal_deviation")
        self._counts = Figure("应评 / 已评 / 弃权", "reveal_counts")
        self._mean = Figure("平均分", "reveal_mean")
        self.rows = RowTable(
            (
                Column("number", "席", 44, tone="text3"),
                Column("name", "专家", 96),
                Column("total", "总分", 88, "right", show=self._total, strong=True),
                Column("first", "首次", 88, "right", show=self._first, tone="text2"),
                Column("by_criterion", "各项", show=self._by_criterion, tone="text2"),
                Column("remark", "说明", 200, tone="text2"),
            ),
            many=False,
            name="reveal_rows",
        )
        self.rows.setAccessibleName("各席评分，按席位排列")
        self._why = kit.text("", "small", "text2", wrap=True, name="reveal_why")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        figures = (self._median, self._mean, self._spread, self._deviation, self._counts)
        layout.addWidget(kit.row(*((figure, 1) for figure in figures), gap=tokens.L))
        layout.addWidget(self._why)
        layout.addWidget(self.rows)

    @staticmethod
    def _total(row: RevealRow) -> str:
        return "弃权" if row.abstained else shown(row.total)

    @staticmethod
    def _first(row: RevealRow) -> str:
        return "" if not row.revised else shown(row.first) if row.first is not None else "弃权"

    @staticmethod
    def _by_criterion(row: RevealRow) -> str:
        return "　".join(f"{title} {mark}" for title, mark in row.by_criterion)

    def show_reveal(self, reveal: RevealView, board: ItemBoard, *, rows: bool) -> None:
        """Show it; `rows` False where there is no room for them (they were looked at before)."""
        ranked = board.may_rank
        self._median.setVisible(ranked)
        self._median.show_figure(shown(reveal.median if ranked else None), "分")
        self._mean.setVisible(ranked and reveal.trimmed)
        self._mean.show_figure(shown(reveal.mean if ranked else None), "去掉最高最低")
        limit = f"分，限 {plain(reveal.limit)}" if reveal.limit is not None else "分"
        self._spread.show_figure(shown(reveal.spread), limit + ("，已超过" if reveal.over else ""), self._tone(reveal))
        self._deviation.show_figure(shown(reveal.deviation), "分，仅供主持人参考")
        self._counts.show_figure(f"{board.awaited} / {reveal.counted} / {reveal.abstained}")
        self._why.setText(reveal.says if ranked else f"{reveal.says}本办法不得排名，不显示各席分数和中位数。")
        self._why.setVisible(reveal.over or not ranked or rows)
        kit.restyle(self._why, tone=self._tone(reveal))
        self.rows.setVisible(rows and ranked)
        self.rows.show_rows(reveal.rows if ranked else ())
        self.rows.fit()

    @staticmethod
    def _tone(reveal: RevealView) -> str:
        return "warn" if reveal.over else "text2"
