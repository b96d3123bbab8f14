"""The page of the expert panel (专家评审): who sits, who steps aside, the opinion, and the signatures under it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.expert_draw import ExpertDrawSheet
from desktop_app.screens.page import Page
from desktop_app.screens.panel_choose import ChooseSheet, RecuseSheet
from desktop_app.screens.panel_seat import SCANS, SeatPane, say_void, seat_table, warn_of_signatures
from desktop_app.screens.panel_sign import SignSheet
from desktop_app.screens.survey_draw import groups
from desktop_app.steps import panel, signed_scan
from desktop_app.steps.panel_board import PanelBoard, SeatView
from desktop_app.widgets import dialog, kit, notices, theme, tokens
from desktop_app.widgets.editors import LongEditor
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import RowTable

SEAT_WIDTHS = ((1200, 360), (0, 296))
LOWEST_TABLE = tokens.HEAD_HEIGHT + 3 * tokens.TWO_LINE_HEIGHT
OPINION_LINES, MOST_OPINION_LINES = 6, 10
EDITOR_FRAME = 18
"""Pixels that the opinion's editor needs beside its lines."""


class PanelPage(Page):
    """The panel of one dossier."""

    word: ClassVar[Step] = Step.PANEL
    watches: ClassVar[frozenset[str]] = frozenset(
        {"dossier", "application", "expert", "seat", "opinion", "signature", "expert_declaration"}
        | {"withdrawn_declaration", "investor", "signed_scan"}
    )

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.setObjectName("page-panel")
        self.board: PanelBoard | None = None
        self._jump = ""
        self._unkept: str | None = None
        self._sheet: dialog.Sheet | None = None
        self._banner = notices.Banner("warn")
        self._count = kit.text("", "small", "text3", name="seat_count")
        self._hint = kit.Badge("", "none", "info")
        self.seat_pane = SeatPane()
        self.opinion = Field("专家组评审意见", "opinion", kind="long", required=True, lines=8)
        self._hash = kit.text("", "small", "text3", mono=True, name="content_hash")
        self._waits_mark = kit.Icon("pen-nib", "warn", 18)
        self._waits = kit.text("", elide=True, name="waiting")
        self.choose_button = kit.button("选择专家…", icon="plus", name="choose")
        self.sign_button = kit.button("签名", "primary", "pen-nib", "Ctrl+Enter", name="sign")
        self.table = self._make_table()
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------ putting together
    def _make_table(self) -> RowTable:
        self._choose_first = add = kit.button("选择专家…", "primary", "plus", name="choose_first")
        add.clicked.connect(self._choose)
        return seat_table(add)

    def _lay_out(self) -> None:
        head = notices.HeadLine(kit.text("专家组", "heading"), self._count, self._hint, "stretch", self.choose_button)
        fingerprint = kit.row(kit.Icon("hash", "text3"), self._hash, "stretch")
        written = kit.col(
            self.opinion, fingerprint, gap=tokens.S, pad=(tokens.XL, tokens.M, tokens.XL, tokens.M), name="panel"
        )
        # in a body that scrolls, so that the opinion's height never keeps the window from becoming smaller
        self._written = written
        self._body = kit.ScrollBody(kit.col(self.table, kit.rule(), written, "stretch", gap=0, name="panel"))
        self._body.viewport().installEventFilter(self)
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._body, 1)
        line.addWidget(kit.rule(vertical=True))
        line.addWidget(self.seat_pane)
        foot = notices.FootBar(self._waits_mark, (self._waits, 1), self.sign_button)
        self._banner.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._banner, head):
            layout.addWidget(part)
        layout.addWidget(middle, 1)
        layout.addWidget(foot)

    def _wire(self) -> None:
        self.choose_button.clicked.connect(self._choose)
        self.sign_button.clicked.connect(self._sign_next)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(self._sign_row)
        self.opinion.left.connect(lambda _name, text: self._keep_opinion(text))
        self.opinion.edited.connect(self._warn_of_signatures)
        self.seat_pane.paper_marked.connect(lambda seat, on: self._do(panel.mark_paper, seat, on))
        self.seat_pane.recuse_asked.connect(self._recuse)
        self.seat_pane.lift_asked.connect(self._lift)
        self.seat_pane.scan_asked.connect(self._attach_scan)
        self.seat_pane.unseat_asked.connect(lambda seat: self._do(panel.unseat, seat))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            kit.on_key(self, keys, self.sign_button.click)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it."""
        self.desk.run(panel.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: PanelBoard) -> None:
        """Show seats, opinion and who still has to sign."""
        self.board = board
        self.table.show_rows(board.seats)
        aside = sum(not seat.takes_part for seat in board.seats)
        self._count.setText(f"{len(board.seats)} 位" + (f"，{aside} 位回避" if aside else "") if board.seats else "")
        self._hint.show_state(board.hint, "none", "info")
        self._hint.setVisible(bool(board.hint))
        self.choose_button.setVisible(bool(board.seats))
        self.seat_pane.setVisible(bool(board.seats))
        self._show_opinion(board)
        self._show_foot(board)
        self._show_void(board)
        if self.table.current_row() < 0 and board.seats:
            self.table.select(0)
        self._show_chosen(self.table.current_row())
        self._share_height()
        if self._jump:
            self.focus_on(self._jump)
        self.hand_on()

    def first(self) -> QWidget | None:
        """Experts first, then the opinion, then the signatures."""
        if self.board is None:
            return None
        if not self.board.seats:
            return self._choose_first
        if not self.opinion.value():
            return self.opinion.editor
        return self.sign_button if self.sign_button.isEnabled() else self.table

    def _show_opinion(self, board: PanelBoard) -> None:
        opinion = board.opinion
        self.opinion.show_value(opinion.text if opinion else "")
        self.opinion.clear_message()
        if opinion is None:
            self.opinion.set_note("")
            self._hash.setText("写下意见后算出内容指纹")
            return
        at = opinion.written_at.astimezone()
        self.opinion.set_note(f"第 {opinion.version} 版　{at:%m-%d %H:%M} {opinion.written_by}")
        self._hash.setText(f"内容指纹 {groups(opinion.hash[:16])}")
        self._hash.setToolTip(groups(opinion.hash))

    def _show_foot(self, board: PanelBoard) -> None:
        waiting = board.waiting
        ready = board.opinion is not None and bool(board.opinion.text.strip())
        if waiting:
            self._waits.setText(f"还差 {len(waiting)} 人签名：{'、'.join(waiting)}")
        elif not any(seat.takes_part for seat in board.seats):
            self._waits.setText("还没有可以参加评审的专家")
        else:
            on_paper = [seat.name for seat in board.seats if seat.takes_part and not seat.signed]
            self._waits.setText(f"已签名；纸面签名：{'、'.join(on_paper)}" if on_paper else "专家都已签名")
        self._waits_mark.show_icon("pen-nib", "warn" if waiting else "ok")
        self._name_next()
        self.sign_button.setEnabled((bool(waiting) and ready) or not board.open)
        if waiting and not ready:
            self._waits.setText("先写评审意见，再请专家签名")

    def _show_void(self, board: PanelBoard) -> None:
        void = board.void_signers
        self._banner.setVisible(bool(void))
        if void:
            say_void(self._banner, void)

    def _warn_of_signatures(self) -> None:
        signed = [seat.name for seat in self.board.seats if seat.signed] if self.board else []
        warn_of_signatures(self.opinion, signed)

    def _show_chosen(self, number: int) -> None:
        self.seat_pane.show_seat(self._seat(number))
        self._name_next()

    def _next_signer(self) -> SeatView | None:
        """The selected expert if that signature is missing, else the first whose is."""
        waiting = [seat for seat in self.board.seats if seat.waits] if self.board else []
        chosen = self._seat(self.table.current_row())
        return chosen if chosen in waiting else next(iter(waiting), None)

    def _name_next(self) -> None:
        signer = self._next_signer()
        done = self.board is not None and not self.board.open
        self.sign_button.say("去推荐与打印" if done else f"请{signer.name}签名" if signer else "签名")
        self.sign_button.setIcon(theme.icon("arrow-right" if done else "pen-nib", "on_accent"))

    def _seat(self, number: int) -> SeatView | None:
        seats = self.board.seats if self.board else ()
        return seats[number] if 0 <= number < len(seats) else None

    def focus_on(self, jump: str) -> None:
        """ "seats", "opinion" or "seat:" and a seat's id."""
        if self.board is None:
            self._jump = jump
            return
        self._jump = ""
        if jump.startswith("seat:"):
            for number, seat in enumerate(self.board.seats):
                if f"seat:{seat.id}" == jump:
                    self.table.select(number)
            self.table.setFocus()
        elif jump == "opinion":
            self.opinion.editor.setFocus()
        else:
            self.choose_button.setFocus()

    def settle(self) -> None:
        """Keep the opinion as it stands, also after it was refused (a full disk) and not typed in since."""
        self.opinion.flush()
        if self._unkept is not None:
            self._keep_opinion(self._unkept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The expert's pane follows the page's width."""
        super().resizeEvent(event)
        self.seat_pane.setFixedWidth(next(wide for least, wide in SEAT_WIDTHS if self.width() >= least))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shares the height anew whenever the body has another one; nothing is swallowed."""
        if event.type() == QEvent.Type.Resize and watched is self._body.viewport():
            self._share_height()
        return super().eventFilter(watched, event)

    def _share_height(self) -> None:
        """The table takes what its rows need, the opinion the rest; on a low page the table scrolls."""
        editor = self.opinion.editor
        if not isinstance(editor, LongEditor):
            return
        around = self._written.sizeHint().height() - editor.height() + 1
        line = editor.fontMetrics().lineSpacing()
        room = self._body.viewport().height() - around - EDITOR_FRAME
        seats = len(self.board.seats) if self.board else 0
        rows = (
            tokens.HEAD_HEIGHT + max(4, seats) * max(tokens.TWO_LINE_HEIGHT, theme.scaled(tokens.TWO_LINE_HEIGHT)) + 1
        )
        needed = round(editor.document().documentLayout().documentSize().height())  # in lines: a plain text
        shown = max(OPINION_LINES, min(MOST_OPINION_LINES, needed))
        table = min(rows, max(LOWEST_TABLE, room - shown * line))
        self.table.setFixedHeight(table)
        editor.set_lines(max(OPINION_LINES - 3, (room - table) // line))

    # ------------------------------------------------------------------ doing
    def _do(
        self,
        step: Callable[..., PanelBoard],
        *args: Any,
        then: Callable[[PanelBoard], object] | None = None,
        reason: str = "",
    ) -> None:
        """Run a writing step; a dossier that is frozen by a seal asks for the reason and tries again."""

        def deny(refusal: Refusal) -> None:
            if refusal.field == "reason" and not reason:
                again = partial(self._do, step, *args, then=then)
                says = refusal.says
                self._sheet = dialog.ask_reason(self, "写明理由", says, "继续", lambda why: again(reason=why))
                self._sheet.rejected.connect(self._give_up)
            else:
                self._banner.say("bad", "", refusal.says)
                self._banner.show()

        named = {"reason": reason} if reason else {}
        self.desk.run(step, self.dossier_id, *args, then=then or self.show_board, refused=deny, **named)

    def _keep_opinion(self, text: str) -> None:
        self._unkept = text
        self._do(panel.write_opinion, text, then=self._opinion_kept)

    def _give_up(self) -> None:
        """Nothing is to be changed after all: show what is kept."""
        self._unkept = None
        if self.board is not None:
            self.opinion.show_value(self.board.opinion.text if self.board.opinion else "", force=True)
            self.show_board(self.board)

    def _opinion_kept(self, board: PanelBoard) -> None:
        self._unkept = None
        self.show_board(board)

    def _open(self, sheet: dialog.Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = sheet
        sheet.open()

    def _choose(self) -> None:
        if self.board is None:
            return
        sheet = ChooseSheet(self.board.candidates, self)
        sheet.accepted.connect(lambda: self._do(panel.seat_experts, sheet.chosen()))
        sheet.draw_asked.connect(lambda: self._open(ExpertDrawSheet(self.desk, self.dossier_id, self)))
        self._open(sheet)

    def _attach_scan(self, seat_id: int) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "选择签好的扫描件", "", SCANS)
        if path:
            self._do(signed_scan.attach, seat_id, path)

    def _recuse(self, seat_id: int) -> None:
        seat = self.seat_pane.seat
        if seat is None:
            return
        if seat.conflict:
            self._do(panel.recuse, seat_id, "")
            return
        sheet = RecuseSheet(seat.name, self)

        def keep() -> None:
            why = sheet.why()
            if why:
                sheet.accept()
                self._do(panel.recuse, seat_id, why)

        sheet.pressed.connect(keep)
        self._open(sheet)

    def _lift(self, seat_id: int) -> None:
        says = "取消登记错误的回避，理由记入变更记录。"
        self._sheet = dialog.ask_reason(
            self, "取消回避", says, "取消回避", lambda why: self._do(panel.lift_recusal, seat_id, why)
        )

    def _sign_next(self) -> None:
        done = self.board is not None and not self.board.open and not self.opinion.is_changed()
        self.settle()
        if done:
            self.jumped.emit(Step.RECOMMENDATION.value, "")
            return
        seat = self._next_signer()
        # an opinion that is just being kept comes back with another hash: the dialog waits for it
        self.desk.run(panel.board, self.dossier_id, then=lambda board: self._open_signing(board, seat))

    def _sign_row(self, number: int) -> None:
        seat = self._seat(number)
        if seat is not None and seat.waits and self.sign_button.isEnabled():
            self._sign_next()

    def _open_signing(self, board: PanelBoard, asked: SeatView | None) -> None:
        self.show_board(board)
        seat = next((seat for seat in board.seats if asked is not None and seat.id == asked.id), None)
        if seat is None or board.opinion is None or not seat.waits or not board.opinion.text.strip():
            return
        sheet = SignSheet(seat, board.opinion, self)

        def signed(fresh: PanelBoard) -> None:
            sheet.accept()
            self.show_board(fresh)

        def refused(refusal: Refusal) -> None:
            if refusal.field == "reason":
                sheet.deed_button.busy()
                self._sheet = dialog.ask_reason(sheet, "写明理由", refusal.says, "继续", lambda why: keep(why))
            else:
                sheet.refuse(refusal.says)

        def keep(reason: str = "") -> None:
            pad, opinion = sheet.pad, sheet.opinion
            args = (self.dossier_id, sheet.seat.id, pad.strokes(), pad.device, opinion.hash, reason)
            self.desk.run(panel.sign, *args, then=signed, refused=refused)

        sheet.pressed.connect(lambda: keep())
        self._open(sheet)
