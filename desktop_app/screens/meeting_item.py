"""One item of a meeting in the secretary's window: who is at the table, the phase with its one next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.records.kinds import ItemPhase
from desktop_app.screens.meeting_parts import SCORED, BriefCard, RevealCard, SeatTable, stages
from desktop_app.screens.panel_seat import say_void, warn_of_signatures
from desktop_app.screens.projector import elapsed
from desktop_app.screens.survey_draw import groups
from desktop_app.steps.meeting_views import ItemBoard, ItemSeat, MoveView
from desktop_app.widgets import kit, notices, theme, tokens
from desktop_app.widgets.editors import LongEditor
from desktop_app.widgets.fields import Field
from desktop_app.widgets.stages import StageLine

WRITING = (ItemPhase.OPINION, ItemPhase.SIGNING)
LEAST_LINES, MOST_LINES = 2, 18
FRAME = 20
"""Pixels that the opinion's editor needs beside its lines."""
HIDDEN = "全部锁定以前，分数谁也看不到，包括秘书。"


class ItemPane(QWidget):
    """One item. Every deed is told by a signal; the meeting's page runs the step."""

    move_asked = Signal(object)
    seats_asked = Signal()
    sign_asked = Signal(int)
    seat_deed = Signal(str, int)
    """("sign_in" | "declare" | "key" | "dissent" | "paper" | "scan" | "screen" | "sign", member's id)"""
    opinion_left = Signal(str)
    dossier_asked = Signal(int, str)
    """(dossier's id, step or page): to look at it, or to print its score sheets."""
    next_asked = Signal()
    """This one is closed: go to the next item that isn't."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("meeting_item")
        self.board: ItemBoard | None = None
        self._place = kit.text("", "small", "text2", name="item_place")
        self._title = kit.text("", "title", elide=True, name="item_title")
        self._clock = kit.text("", "strong", mono=True, name="item_clock")
        self.stages = StageLine()
        self.banner = notices.Banner("warn")
        self.banner.hide()
        self.table = SeatTable()
        self.brief, self.reveal = BriefCard(), RevealCard()
        self._progress = kit.text("", "body", wrap=True, name="item_progress")
        self.opinion = Field("专家组评审意见", "meeting_opinion", kind="long", required=True, lines=LEAST_LINES)
        self._hash = kit.text("", "small", "text3", mono=True, name="item_hash")
        self._dissents = kit.text("", "small", "text2", wrap=True, name="item_dissents")
        self._mark = kit.Icon("info", "text3", 18)
        self._waits = kit.text("", elide=True, name="item_waits")
        self.primary = kit.button("", "primary", key="Ctrl+Enter", name="item_next")
        self.others = [kit.button("", "quiet" if n else "", name=f"item_move_{n}") for n in range(3)]
        self._moves: list[MoveView] = []
        self._press: Callable[[], object] = lambda: None
        self._said = ""
        self._beat = QTimer(self)
        self._beat.setInterval(1000)
        self._beat.timeout.connect(self._tick)
        self._beat.start()
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------ putting together
    def _strip_of_deeds(self) -> QWidget:
        self._chosen = kit.text("", "strong", name="chosen_seat")
        self._tools: dict[str, kit.Button] = {}
        for word, words in (
            ("sign_in", "纸面签到"), ("declare", "登记声明…"), ("key", "录入纸面评分…"), ("dissent", "不同意见…"),
            ("sign", "签名…"), ("paper", "改为纸面签名"), ("scan", "附签名扫描件…"),
            ("screen", "改为屏上签名"),
        ):  # fmt: skip
            button = kit.button(words, name=f"seat_{word}")
            button.clicked.connect(lambda _on=False, deed=word: self._tell(deed))
            self._tools[word] = button
        pad = (tokens.XL, tokens.S, tokens.XL, tokens.S)
        self._strip = kit.row(self._chosen, "stretch", *self._tools.values(), pad=pad)
        return self._strip

    def _lay_out(self) -> None:
        dossier = kit.button("案卷", "quiet", "folder-open", tip="打开本项的案卷", name="item_dossier")
        papers = kit.button("评分表", "quiet", "printer", tip="在案卷的文书里打印纸面评分表", name="item_papers")
        dossier.clicked.connect(lambda: self._open_dossier(""))
        papers.clicked.connect(lambda: self._open_dossier("papers"))
        self._papers = papers
        head = kit.row(
            self._place, (self._title, 1), papers, dossier, kit.Icon("timer", "text3", 18), self._clock,
            gap=tokens.S, pad=(tokens.XL, tokens.S, tokens.XL, 0), name="panel",
        )  # fmt: skip
        line = kit.row((self.stages, 1), pad=(tokens.XL, 4, tokens.XL, tokens.S), name="panel")
        self._finger = kit.col(self._dissents, kit.row(kit.Icon("hash", "text3"), self._hash, "stretch"), gap=4)
        lower = kit.col(
            self.brief, self._progress, self.reveal, self.opinion, self._finger, "stretch",
            gap=tokens.M, pad=(tokens.XL, tokens.M, tokens.XL, tokens.M), name="panel",
        )  # fmt: skip
        self._inner = kit.col(self.table, self._strip_of_deeds(), kit.rule(), (lower, 1), gap=0, name="panel")
        self._body = kit.ScrollBody(self._inner)
        self._body.viewport().installEventFilter(self)
        foot = notices.FootBar(self._mark, (self._waits, 1), *reversed(self.others), self.primary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (head, line, kit.rule(), self.banner):
            layout.addWidget(part)
        layout.addWidget(self._body, 1)
        layout.addWidget(foot)

    def _open_dossier(self, step: str) -> None:
        if self.board is not None:
            self.dossier_asked.emit(self.board.dossier_id, step)

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _row: self._show_strip())
        self.table.opened.connect(lambda _row: self._enter_row())
        self.primary.clicked.connect(lambda: self._press())
        for number, button in enumerate(self.others):
            button.clicked.connect(lambda _on=False, at=number: self.move_asked.emit(self._moves[at]))
        self.opinion.left.connect(lambda _name, text: self.opinion_left.emit(text))
        self.opinion.edited.connect(self._warn)

    # ------------------------------------------------------------------ showing
    def show_item(self, board: ItemBoard) -> None:
        """Show one item as it stands."""
        other = self.board is None or self.board.id != board.id
        moved = not other and self.board is not None and self.board.phase is not board.phase
        self._said = "" if other or moved else self._said
        self.board = board
        self._place.setText(f"第 {board.position} / {board.of} 项")
        self._title.setText(board.platform)
        self._papers.setVisible(board.scores and board.phase is not ItemPhase.CLOSED)
        self.stages.show_stages(stages(board))
        self.table.show_item(board)
        if other or self.table.current_row() < 0:
            self.table.select(0)
        self._show_phase(board, other)
        self._show_strip()
        self._show_foot(board)
        self._tick()
        self._share_height()
        if moved and self.isAncestorOf(self.focusWidget() or self):
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """The first thing to do in this phase: to write the opinion, or what the button says."""
        writes = self.board is not None and self.board.phase is ItemPhase.OPINION and not self.opinion.value()
        return self.opinion.editor if writes else self.primary

    def _show_phase(self, board: ItemBoard, other: bool) -> None:
        phase, written = board.phase, board.phase in WRITING or (board.phase is ItemPhase.CLOSED and not board.deferred)
        self.brief.setVisible(phase not in (*WRITING, ItemPhase.REVEALED, ItemPhase.CLOSED))
        self.brief.show_item(board)
        self._progress.setVisible(phase in SCORED or board.deferred)
        self._progress.setText(f"缓议：{board.closed_why}" if board.deferred else self._scoring_says(board))
        self.reveal.setVisible(board.reveal is not None)
        if board.reveal is not None:
            self.reveal.show_reveal(board.reveal, board, rows=phase in (ItemPhase.REVEALED, ItemPhase.CLOSED))
        self.opinion.setVisible(written)
        self._finger.setVisible(written)
        self._show_opinion(board, other)
        self._show_void(board)

    def _scoring_says(self, board: ItemBoard) -> str:
        again = board.phase is ItemPhase.REVISING
        done = sum(seat.revised for seat in board.seats) if again else board.locked
        waits = [seat.name for seat in board.seats if not seat.recused and not (seat.lock or again)]
        if again:
            return f"{done} 人已修改。每人最多修改一次，首次评分保留；不修改的以首次为准。{HIDDEN}"
        rest = f"还等：{'、'.join(waits)}。{HIDDEN}" if waits else "可以揭示了。"
        return f"已锁定 {done} / {board.awaited}。{rest}"

    def _show_opinion(self, board: ItemBoard, other: bool) -> None:
        card = board.opinion
        self.opinion.show_value(card.common, force=other)
        if not self.opinion.is_changed():
            self.opinion.clear_message()
        self.opinion.set_locked(board.phase not in WRITING)
        self.opinion.set_note(f"第 {card.version} 版，有人签名后改动会使全部签名作废" if card.version else "")
        self._hash.setText(f"内容指纹 {groups(card.hash[:16])}" if card.hash else "写下意见后算出内容指纹")
        self._hash.setToolTip(groups(card.hash))
        lines = [f"{number} 席 {name}：{text}" for number, name, text in card.dissents]
        self._dissents.setText("不同意见　" + "；".join(lines) if lines else "不同意见：无")

    def _show_void(self, board: ItemBoard) -> None:
        void = [seat.name for seat in board.seats if seat.sign == "void"]
        if void:
            say_void(self.banner, void)
        elif not board.opinion.stands:
            self.banner.say("warn", "案卷中的评审意见在会外被改动。", "请核对后重新写入意见。")
        elif self._said:
            self.banner.say("ok", "", self._said)
        self.banner.setVisible(bool(void or self._said) or not board.opinion.stands)

    def complain(self, says: str) -> None:
        """What was refused."""
        self.banner.say("bad", "", says)
        self.banner.show()

    def report(self, says: str) -> None:
        """What was done that shows nowhere else."""
        self._said = says
        self.banner.say("ok", "", says)
        self.banner.show()

    def _warn(self) -> None:
        signed = [seat.name for seat in self.board.seats if seat.sign == "signed"] if self.board else []
        warn_of_signatures(self.opinion, signed)

    def _tick(self) -> None:
        board = self.board
        timed = board is not None and board.phase not in (ItemPhase.WAITING, ItemPhase.CLOSED)
        self._clock.setText(elapsed(board.since, datetime.now(UTC)) if board is not None and timed else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shares the height anew whenever the body has another one; nothing is swallowed."""
        if event.type() == QEvent.Type.Resize and watched is self._body.viewport():
            self._share_height()
        return super().eventFilter(watched, event)

    def _share_height(self) -> None:
        """The opinion takes what the rest leaves."""
        editor = self.opinion.editor
        if isinstance(editor, LongEditor) and not self.opinion.isHidden():
            line = editor.fontMetrics().lineSpacing()
            spare = self._body.viewport().height() - self._inner.sizeHint().height() + editor.height()
            editor.set_lines(max(LEAST_LINES, min(MOST_LINES, (spare - FRAME) // line)))

    # ------------------------------------------------------------------ the chosen seat
    def seat(self) -> ItemSeat | None:
        """The member whose line is chosen."""
        number, seats = self.table.current_row(), self.board.seats if self.board else ()
        return seats[number] if 0 <= number < len(seats) else None

    def _show_strip(self) -> None:
        seat, board = self.seat(), self.board
        for button in self._tools.values():
            button.hide()
        self._chosen.setText(f"{seat.number} 席　{seat.name}" if seat else "")
        self._strip.setVisible(board is not None and board.phase not in (ItemPhase.REVEALED, ItemPhase.CLOSED))
        if seat is None or board is None or board.phase is ItemPhase.CLOSED:
            return
        part = seat.present and not seat.recused
        offered = {
            "sign_in": not seat.present,
            "declare": board.phase is ItemPhase.WAITING or board.phase is ItemPhase.DECLARING or not seat.declared,
            "key": part and board.phase in SCORED and not (seat.lock == "locked" and board.phase is ItemPhase.SCORING),
            "dissent": part and board.phase in WRITING,
            "sign": seat.sign in ("waiting", "void"),
            "paper": seat.sign in ("waiting", "void"),
            "scan": seat.sign == "paper",
            "screen": seat.sign == "paper",
        }
        for word, on in offered.items():
            self._tools[word].setVisible(on)

    def _tell(self, deed: str) -> None:
        seat = self.seat()
        if seat is not None:
            self.seat_deed.emit(deed, seat.member_id)

    def _enter_row(self) -> None:
        for button in self._tools.values():
            if button.isVisible():
                button.click()
                return

    # ------------------------------------------------------------------ the next step
    def _show_foot(self, board: ItemBoard) -> None:
        unsigned = [seat for seat in board.seats if seat.sign in ("waiting", "void")]
        undeclared = [seat for seat in board.seats if seat.present and not seat.declared and not seat.recused]
        waits = "、".join(seat.name for seat in unsigned)
        ways = list(board.moves)
        first = ways.pop(0) if ways and not ways[0].deferring else None
        if board.phase is ItemPhase.SIGNING and unsigned:
            seat = unsigned[0]
            self._offer(f"请{seat.name}签名", "pen-nib", lambda: self.sign_asked.emit(seat.member_id))
            self._say(f"还差 {len(unsigned)} 人签名：{waits}", "pen-nib", "warn")
        elif board.phase is ItemPhase.DECLARING and undeclared:
            self._offer("请专家声明（轮座）", "users", self.seats_asked.emit)
            self._say(f"还没有声明：{'、'.join(seat.name for seat in undeclared)}", "warning", "warn")
        elif board.phase is ItemPhase.SCORING and board.locked < board.awaited:
            self._offer("请专家评分（轮座）", "users", self.seats_asked.emit)
            self._say(f"已锁定 {board.locked} / {board.awaited}", "lock", "warn")
        elif first is not None:
            words = f"{first.label}…" if first.asks_why else first.label
            self._offer(words, "arrow-right", lambda: self.move_asked.emit(first))
            self.primary.setEnabled(not first.blocked)
            self._say(first.blocked, "warning" if first.blocked else "info", "warn" if first.blocked else "text3")
        else:
            self._offer("下一项", "arrow-right", self.next_asked.emit)
            self._say("本项缓议" if board.deferred else "本项已结", "check-circle", "ok")
        self._moves = ways[: len(self.others)]
        for number, button in enumerate(self.others):
            way = self._moves[number] if number < len(self._moves) else None
            button.setVisible(way is not None)
            if way is not None:
                button.say(f"{way.label}…" if way.asks_why else way.label)
                button.setEnabled(not way.blocked)
                button.setToolTip(way.blocked)

    def _offer(self, words: str, icon: str, press: Callable[[], object]) -> None:
        self.primary.say(words)
        self.primary.setIcon(theme.icon(icon or "check", "on_accent"))
        self.primary.setVisible(bool(words))
        self.primary.setEnabled(True)
        self._press = press

    def _say(self, words: str, icon: str, tone: str) -> None:
        self._waits.setText(words)
        self._mark.show_icon(icon, tone)
        self._mark.setVisible(bool(words))
