"""The overview of a dossier (概览): everything still open with one action each, key figures, recent changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.records.kinds import BEFORE_RECOMMENDATION, Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.open_list import OpenList
from desktop_app.screens.widths import NARROW, WIDE
from desktop_app.steps.overview_board import Change, KeyFigure, OverviewBoard
from desktop_app.widgets import kit, notices, tokens


class OverviewPage(QWidget):
    """One dossier at a glance; reads the board that the head and the rail show as well."""

    jumped = Signal(str, str)
    read = Signal(object)
    history_asked = Signal()

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-overview")
        self.desk, self.dossier_id = desk, dossier_id
        self._board: OverviewBoard | None = None
        self._across = 3
        self._figures, self._changes = QVBoxLayout(), QVBoxLayout()
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        for column in (self._main, self._side):
            column.setSpacing(tokens.L)
            column.setContentsMargins(0, 0, 0, 0)
        self._main.addWidget(self._open_card())
        self._main.addLayout(self._figures)
        self._main.addStretch(1)
        self._side.addLayout(self._changes)
        self._side.addStretch(1)
        self._side_box = QWidget()
        self._side_box.setLayout(self._side)
        self._banner = notices.Banner("warn")
        self._banner.hide()
        self._preferred = kit.text("", "small", "text2", wrap=True, name="preferred")
        self._preferred.hide()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(tokens.L)
        self._columns.addLayout(self._main, 1)
        self._columns.addWidget(self._side_box)
        content = QWidget()
        self._body = QVBoxLayout(content)
        self._body.setSpacing(tokens.L)
        self._body.addWidget(self._banner)
        self._body.addWidget(self._preferred)
        self._body.addLayout(self._columns)
        self._body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollBody(content))

    @property
    def board(self) -> OverviewBoard | None:
        """What is shown, once it has been read."""
        return self._board

    def refresh(self) -> None:
        """Read the board again and show it."""
        self.desk.run("steps.overview:board", self.dossier_id, then=self.show_board)

    def show_board(self, board: OverviewBoard) -> None:
        """Show what is open, the figures and the last changes."""
        before, self._board = self._board, board
        self.read.emit(board)
        self._show_banner(board)
        self._preferred.setText(board.head.preferred)
        self._preferred.setVisible(bool(board.head.preferred))
        before_advice = any(item.step in BEFORE_RECOMMENDATION for item in board.open_items)
        says = f"{len(board.open_items)} 处" + ("，处理后才能推荐" if before_advice else "")
        self._count.setText(says if board.open_items else "")
        self.open_list.show_items(board.open_items)
        self.open_list.setVisible(bool(board.open_items))
        self._done.setVisible(not board.open_items)
        # a field that saves itself makes the board be read again: what has not changed is not made anew
        if before is None or before.figures != board.figures:
            self._replace(self._figures, self._figures_card(board.figures))
        if before is None or before.changes != board.changes:
            self._replace(self._changes, self._changes_card(board.changes))
        self._hand_on()

    @staticmethod
    def _replace(place: QVBoxLayout, card: QFrame) -> None:
        kit.clear(place)
        place.addWidget(card)

    def _show_banner(self, board: OverviewBoard) -> None:
        head = board.head
        instead = f"由{board.replaced_by}替代。" if board.replaced_by else ""
        if head.law_altered:  # weighs most: what is applied may not be what was in force
            title, rest = "办法文件在受理后有改动", head.law_altered
        elif not head.law_held:
            title = "适用的办法在受理日无效"
            rest = f"{head.law_says}，立卷时知悉后选用。{instead}打印件上会注明。{head.law_superseded}"
        elif head.repealed:
            title = "适用的办法已停止施行"
            rest = f"{instead}{head.law_says}，本案卷按原办法审查，打印件上会注明。{head.law_superseded}"
        elif head.law_superseded:
            title, rest = "办法文件在受理后有更新", head.law_superseded
        else:
            title, rest = "按本年度通知审查", ""
        rest += head.waived
        if rest:
            self._banner.say("warn", title, rest, "warning")
        self._banner.setVisible(bool(rest))

    # ------------------------------------------------------------------ cards
    def _open_card(self) -> QFrame:
        self.open_list = OpenList()
        self.open_list.followed.connect(self.jumped)
        self._count = kit.text("", "small", "text3")
        self._done = notices.Empty("check-circle", "没有未决事项。")
        self._done.setMinimumHeight(120)
        self._done.hide()
        head = kit.row(kit.text("还缺什么", "heading"), self._count, "stretch")
        pad = (tokens.L, tokens.M, tokens.L, tokens.M)
        return kit.col(head, self.open_list, self._done, gap=tokens.S, pad=pad, name="card")

    def _figures_card(self, figures: tuple[KeyFigure, ...]) -> QFrame:
        go = kit.button("条件审查表", "quiet", "arrow-right", name="go-conditions")
        go.clicked.connect(lambda: self.jumped.emit(Step.ELIGIBILITY.value, ""))
        cells = [(_figure(figure), 1) for figure in figures]
        board = kit.grid(cells, self._across, tokens.XL, tokens.L)
        layout = board.layout()
        assert layout is not None
        for cell, _span in cells:  # as high as the line, so that figures stand level where a label takes two lines
            layout.setAlignment(cell, Qt.AlignmentFlag(0))
        return kit.card("关键数据", board, side=(go,))

    def _changes_card(self, changes: tuple[Change, ...]) -> QFrame:
        self._every = every = kit.button("全部", "quiet", name="all-changes")
        every.setToolTip("变更记录 Ctrl+H")
        every.clicked.connect(self.history_asked)
        lines: list[kit.Item] = []
        for change in changes:
            when = kit.fixed(kit.text(change.when, "caption", "text3"), width=44)
            what = kit.text(change.detail or change.says, "small", elide=True)
            what.setToolTip(f"{change.says}　{change.detail}")
            lines.append(kit.row(when, (what, 1), kit.text(change.who, "caption", "text3"), pad=(0, 4, 0, 4)))
        return kit.card("最近变更", *lines, side=(every,), gap=0)

    # ------------------------------------------------------------------ width
    def lay_out(self, width: int) -> None:
        """Take the shape for a width of the window."""
        beside = width >= NARROW
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        if beside:
            self._side_box.setFixedWidth(360 if width >= WIDE else 264)
        else:
            self._side_box.setMinimumWidth(0)
            self._side_box.setMaximumWidth(16777215)
        across = 2 if NARROW <= width < WIDE else 3
        if across != self._across:
            self._across = across
            if self._board is not None:
                self._replace(self._figures, self._figures_card(self._board.figures))
        edge = tokens.XL if width >= WIDE else tokens.L
        self._body.setContentsMargins(edge, edge, edge, edge)

    # ------------------------------------------------------------------ focus
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys go to the first thing to do."""
        super().focusInEvent(event)
        self._hand_on()

    def _hand_on(self) -> None:
        if self.hasFocus() and self._board is not None:
            (self.open_list if self._board.open_items else self._every).setFocus(Qt.FocusReason.TabFocusReason)


def _figure(figure: KeyFigure) -> QFrame:
    head = kit.row(
        (kit.text(figure.label, "small", "text2", wrap=True), 1),
        kit.col(kit.text(figure.wanted, "caption", "text3"), "stretch", pad=(0, 2, 0, 0)),
        gap=tokens.XS,
    )
    value = kit.row(
        kit.text(figure.value, "figure"),
        kit.text(figure.unit, "caption", "text3"),
        "stretch",
        kit.Badge(figure.says, figure.tone),
        gap=tokens.XS,
    )
    return kit.col(head, "stretch", value, gap=0)
