"""The second window of a meeting, for the wall: it follows the secretary and shows nobody's data and no ranking."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.records.kinds import ItemPhase, MeetingState
from desktop_app.steps.meeting_views import Brief, ProjectorBoard, ProjectorReveal, QuorumView, plain
from desktop_app.widgets import projection, theme
from desktop_app.widgets.projection import Card, Projection, Row, Slide

LONGEST = 12 * 3600
"""Seconds; what began longer ago is not timed."""
DECLARE = (
    "请各位专家对照本项的申请单位，声明是否有任职、咨询辅导、亲属或其他利害关系。有利害关系的回避，不看材料、不评分。"
)
BREAK = "休会中。复会后请各位专家重新签到。"


def elapsed(since: datetime | None, now: datetime) -> str:
    """The time since then as 06:12, or 1:06:12; empty where it makes no sense."""
    seconds = int((now - since).total_seconds()) if since is not None else -1
    if not 0 <= seconds < LONGEST:
        return ""
    hours, rest = divmod(seconds, 3600)
    shown = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{shown}" if hours else shown


def slide(board: ProjectorBoard) -> Slide:
    """What the wall shows of a meeting as it stands."""
    left = f"{board.office}　{board.meeting}　{board.held_on:%Y-%m-%d}"
    if not board.item:
        return _between(board, left)
    above = f"第 {board.position} 项／共 {board.of} 项"
    cards: tuple[Card, ...] = ()
    row: Row | None = None
    label = text = ""
    match board.phase:
        case ItemPhase.WAITING | ItemPhase.DECLARING:
            cards, label, text = _quorum(board.quorum), "回避声明", DECLARE
        case ItemPhase.BRIEFING:
            cards = (*_brief(board.brief), *_quorum(board.quorum))
        case ItemPhase.SCORING | ItemPhase.REVISING:
            cards = (*_brief(board.brief), *_quorum(board.quorum))
            row = _dots(board)
        case ItemPhase.REVEALED:
            cards = _revealed(board.reveal)
            label, text = "揭示", board.reveal.says if board.reveal else ""
        case _:
            label, text, row = "专家组评审意见", board.opinion, _signed(board)
    return Slide(above, board.platform, board.phase.label, cards, row, label if text else "", text, left, board.foot)


def _between(board: ProjectorBoard, left: str) -> Slide:
    """Between two items: the meeting itself, and how many are there."""
    card = Card("签到", f"{board.present} 人")
    says = {
        MeetingState.PLANNED: "会议尚未开始，请各位专家签到。",
        MeetingState.RECESS: BREAK,
        MeetingState.CLOSED: "会议已结束。",
    }.get(board.state, "请各位专家签到。")
    items = Card("议程", f"{board.of} 项")
    return Slide(board.office, board.meeting, board.state.label, (card, items), None, "", says, left, board.foot)


def _brief(brief: Brief | None) -> tuple[Card, ...]:
    if brief is None:
        return ()
    met = brief.conditions_met == brief.conditions
    conditions = Card(
        "条件审查", f"{brief.conditions_met} / {brief.conditions}", brief.conditions_says, "ok" if met else "warn"
    )
    asked = f"{brief.satisfied} / {brief.answered}" if brief.answered else "—"
    return (conditions, Card("满意度测评", asked, brief.survey_says))


def _quorum(quorum: QuorumView | None) -> tuple[Card, ...]:
    if quorum is None:
        return ()
    says = f"满足 ≥ {quorum.needed}" if quorum.met else f"不足 {quorum.needed} 人"
    return (Card("法定人数", f"{quorum.present} 人", says, "ok" if quorum.met else "bad"),)


def _dots(board: ProjectorBoard) -> Row:
    """How many have locked; their order says nothing about who."""
    done, total = sum(board.dots), len(board.dots)
    recused = board.quorum.recused if board.quorum else 0
    says = "已全部锁定，等待揭示" if total and done == total else f"已锁定 {done} / {total}，全部锁定后揭示"
    label = "评分进行中" if board.phase is ItemPhase.SCORING else "修改评分进行中"
    return Row(label, done, total, f"{recused} 人回避" if recused else "", says)


def _revealed(reveal: ProjectorReveal | None) -> tuple[Card, ...]:
    if reveal is None:
        return ()
    cards = []
    if reveal.median is not None:
        cards.append(Card("中位数", plain(reveal.median), "分"))
    if reveal.spread is not None:
        limit = f"限 {plain(reveal.limit)}" if reveal.limit is not None else ""
        note, tone = (f"超过{limit}，请讨论", "warn") if reveal.over else (limit, "ok" if limit else "text2")
        cards.append(Card("极差", plain(reveal.spread), note, tone))
    cards.append(Card("已评 / 弃权", f"{reveal.counted} / {reveal.abstained}", "弃权不计为 0 分"))
    return tuple(cards)


def _signed(board: ProjectorBoard) -> Row | None:
    if not board.to_sign:
        return None
    return Row("签名", board.signed, board.to_sign, "", f"已签 {board.signed} / {board.to_sign}")


class ProjectorWindow(QWidget):
    """Full screen where there is a second one, else an ordinary window. Esc or F11 leaves the full screen."""

    left = Signal()
    """It was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("projector")
        self.setWindowTitle("评审会投影")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the program ends with its main window
        self.board: ProjectorBoard | None = None
        self.view = Projection()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._beat = QTimer(self)
        self._beat.setInterval(1000)
        self._beat.timeout.connect(self._tick)
        theme.dress(self)

    def open_beside(self, window: QWidget) -> bool:
        """Open for the secretary's `window`; tells whether a screen of its own was found."""
        area = projection.second_screen(window)
        if area is not None:
            self.setGeometry(area)
            self.showFullScreen()
        else:
            self.resize(1120, 630)
            self.show()
        self._beat.start()
        window.activateWindow()
        return area is not None

    def show_board(self, board: ProjectorBoard) -> None:
        """Show the meeting as it stands now."""
        self.board = board
        self.view.show_slide(slide(board))
        self._tick()

    def _tick(self) -> None:
        board = self.board
        timed = board is not None and board.item and board.phase is not ItemPhase.CLOSED
        self.view.show_clock(elapsed(board.since, datetime.now(UTC)) if board is not None and timed else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 and Esc change between full screen and window; the page keys turn a long opinion."""
        match event.key():
            case Qt.Key.Key_F11:
                self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            case Qt.Key.Key_Escape if self.isFullScreen():
                self.showNormal()
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.view.turn(1)
            case Qt.Key.Key_PageUp:
                self.view.turn(-1)
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._beat.stop()
        super().closeEvent(event)
        self.left.emit()
