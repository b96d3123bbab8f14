"""What the secretary does in a meeting: each deed with its dialog and its step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ItemPhase
from desktop_app.screens.desk import Desk
from desktop_app.screens.meeting_new import ConveneSheet
from desktop_app.screens.meeting_packets import PacketInSheet, PacketOutSheet
from desktop_app.screens.meeting_paper import KeySheet
from desktop_app.screens.meeting_sheets import AgreementSheet, DeclareSheet, DissentSheet, MembersSheet, PinSheet
from desktop_app.screens.panel_seat import SCANS
from desktop_app.screens.panel_sign import SignSheet
from desktop_app.steps import meeting, meeting_agreement, meetings, panel, seats, signed_scan
from desktop_app.steps.meeting_agreement import AgreementBoard
from desktop_app.steps.meeting_views import ItemBoard, ItemSeat, MeetingBoard, MeetingsBoard, MemberLine, MoveView
from desktop_app.steps.panel_board import PanelBoard
from desktop_app.widgets import dialog


class Place(Protocol):
    """The page in which the deeds are done."""

    desk: Desk
    meeting_id: int
    board: MeetingBoard | None
    item: ItemBoard | None
    sheet: dialog.Sheet | None

    def run(self, step: Callable[..., Any], *args: Any, then: Callable[[Any], object] | None = None) -> None:
        """Run a step; its refusal is said on the page."""

    def take(self, board: object) -> None:
        """Show what a step has given back."""

    def refresh(self) -> None:
        """Read everything again."""

    def show_place(self, place: int) -> None:
        """Look at an item or at the meeting."""

    def complain(self, refusal: Refusal) -> None:
        """Say why something was not done."""

    def report(self, says: str) -> None:
        """Say what was done."""

    def open_seats(self) -> None:
        """Give the PC to the experts."""


class Doing(QObject):
    """The deeds of one meeting's page; lives as long as it."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self.place: Place = page
        self.widget: QWidget = page

    # ------------------------------------------------------------------ the meeting itself
    def hall(self, deed: str, number: int) -> None:
        """A deed of the meeting: its word, and the member or item that it is about."""
        place, key = self.place, self.place.meeting_id
        deeds: dict[str, Callable[[], object]] = {
            "begin": lambda: place.run(meeting.begin_sitting, key),
            "break": self._ask_break,
            "close": self._ask_close,
            "seats": place.open_seats,
            "item": lambda: place.show_place(number),
            "sign_in": lambda: place.run(meeting.sign_in, key, number),
            "declare": lambda: self._declare(number),
            "pins": lambda: place.run(seats.issue_pins, key, then=self._show_pins),
            "pin": lambda: place.run(seats.issue_pins, key, (number,), then=self._show_pins),
            "plan": lambda: place.run(meetings.listing, then=self._change_plan),
            "members": lambda: place.run(meetings.listing, then=self._add_members),
            "packet_out": lambda: self._packet_out(number),
            "packet_in": lambda: self._open(PacketInSheet(place.desk, key, self.widget)),
            "agreement": lambda: place.run(meeting_agreement.board, key, then=self._show_agreement),
            "key": lambda: self._open(KeySheet(place.desk, place.board, self.widget)),
        }
        deeds[deed]()

    def _ask_break(self) -> None:
        says = "休会后各项停在现在的阶段；复会时全体专家重新签到。"
        step = meeting.break_sitting
        self._keep(
            dialog.confirm(self.widget, "休会", says, "休会", lambda: self.place.run(step, self.place.meeting_id))
        )

    def _ask_close(self) -> None:
        lost = "结束后，议程、签到、声明、评分和意见都不能再改动或补充。"
        self._keep(
            dialog.confirm(self.widget, "结束会议", "各项都已结。", "结束会议", self._close, consequence=lost)
        )  # fmt: skip

    def _close(self) -> None:
        self.place.run(meeting.close_meeting, self.place.meeting_id)

    def _member(self, number: int) -> MemberLine | None:
        members = self.place.board.members if self.place.board else ()
        return next((one for one in members if one.id == number), None)

    def _keep(self, sheet: dialog.Sheet) -> None:
        self.place.sheet = sheet

    def _open(self, sheet: dialog.Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.place.sheet = sheet
        sheet.open()

    def _pressed(self, sheet: dialog.Sheet, step: Callable[..., Any], args: Callable[[], tuple[Any, ...]]) -> None:
        """The sheet's deed runs the step and closes it, or says why not."""

        def done(board: object) -> None:
            sheet.accept()
            self.place.take(board)

        def refused(refusal: Refusal) -> None:
            sheet.refuse(refusal.says)

        sheet.pressed.connect(lambda: self.place.desk.run(step, *args(), then=done, refused=refused))
        self._open(sheet)

    def _show_pins(self, pins: dict[int, str]) -> None:
        board = self.place.board
        if board is not None and pins:
            self._open(PinSheet(pins, board.members, self.widget))
        self.place.refresh()

    def _show_agreement(self, board: AgreementBoard) -> None:
        self._open(AgreementSheet(board, self.widget))

    def _declare(self, member_id: int) -> None:
        member, board = self._member(member_id), self.place.board
        if member is None or board is None:
            return
        items = [item for item in board.items if item.phase is not ItemPhase.CLOSED]
        sheet = DeclareSheet(member.name, items, member.undeclared, self.widget)
        self._pressed(sheet, meeting.declare, lambda: (member_id, sheet.given()))

    def _add_members(self, listed: MeetingsBoard) -> None:
        board = self.place.board
        if board is None:
            return
        there = {one.expert_id for one in board.members}
        sheet = MembersSheet([one for one in listed.experts if one.id not in there], self.widget)
        self._pressed(sheet, meetings.add_members, lambda: (board.id, tuple(sheet.picker.picked)))

    def _change_plan(self, listed: MeetingsBoard) -> None:
        """Settings and agenda, until the meeting begins."""
        board = self.place.board
        if board is None:
            return
        sheet = ConveneSheet(listed, self.widget, board)

        def changed(_board: MeetingBoard) -> None:
            agenda = tuple(sheet.agenda.picked)
            self.place.desk.run(meetings.set_agenda, board.id, agenda, then=done, refused=sheet.show_refusal)

        def done(fresh: MeetingBoard) -> None:
            sheet.accept()
            self.place.take(fresh)

        def keep() -> None:
            try:
                plan = sheet.plan()
            except Refusal as refusal:
                sheet.show_refusal(refusal)
                return
            kept = {name: value for name, value in plan.items() if name not in ("dossier_ids", "expert_ids")}
            kept.setdefault("spread_limit", None)
            self.place.desk.run(meetings.change_plan, board.id, then=changed, refused=sheet.show_refusal, **kept)

        sheet.pressed.connect(keep)
        sheet.follow(self.place.desk)
        self._open(sheet)

    def _packet_out(self, member_id: int) -> None:
        member = self._member(member_id)
        if member is not None:
            self._open(PacketOutSheet(self.place.desk, self.place.meeting_id, member, self.widget))

    # ------------------------------------------------------------------ an item
    def move(self, way: MoveView) -> None:
        """Take the item a step on, or back; asks for the reason where one is due."""
        item = self.place.item
        if item is None:
            return

        def go(why: str = "") -> None:
            if way.deferring:
                self.place.run(meeting.defer_item, item.id, why)
            else:
                self.place.run(meeting.move, item.id, way.to, why)

        if way.asks_why:
            says = "缓议即本项不形成意见、结束审议；理由记入会议记录。" if way.deferring else "理由记入会议记录。"
            self._keep(dialog.ask_reason(self.widget, way.label, says, way.label, go))
        else:
            go()

    def write_opinion(self, text: str, reason: str = "") -> None:
        """Keep the common opinion; asks for the reason where one is due, and says what bars it until it is given."""
        item, place = self.place.item, self.place
        if item is None:
            return

        def refused(refusal: Refusal) -> None:
            place.complain(refusal)
            if refusal.field == "reason" and not reason:
                go = partial(self.write_opinion, text)
                self._keep(dialog.ask_reason(self.widget, "写明理由", refusal.says, "继续", go))

        place.desk.run(meeting.write_opinion, item.id, text, reason, then=place.take, refused=refused)

    def _seat(self, member_id: int) -> ItemSeat | None:
        seats_there = self.place.item.seats if self.place.item else ()
        return next((one for one in seats_there if one.member_id == member_id), None)

    def seat(self, deed: str, member_id: int) -> None:
        """A deed at one seat of the item."""
        item, seat = self.place.item, self._seat(member_id)
        if item is None or seat is None:
            return
        match deed:
            case "sign_in":
                self.place.run(meeting.sign_in, self.place.meeting_id, member_id, then=lambda _b: self.place.refresh())
            case "declare":
                self._declare(member_id)
            case "key":
                self._open(KeySheet(self.place.desk, self.place.board, self.widget, (item.id, member_id)))
            case "dissent":
                sheet = DissentSheet(seat.name, seat.dissent, item.opinion, self.widget)
                self._pressed(sheet, meeting.record_dissent, lambda: (item.id, member_id, sheet.text.value()))
            case "paper" | "screen":
                self.place.run(
                    panel.mark_paper, item.dossier_id, seat.seat_id, deed == "paper",
                    then=lambda _b: self.place.refresh(),
                )  # fmt: skip
            case "scan":
                self._attach_scan(item.dossier_id, seat)
            case "sign":
                self.sign(member_id)

    def _attach_scan(self, dossier_id: int, seat: ItemSeat) -> None:
        path, _kind = QFileDialog.getOpenFileName(self.widget, f"选择{seat.name}签好的扫描件", "", SCANS)
        if path:
            says = f"{seat.name}的签名扫描件已附上，随案卷归档。"
            self.place.run(signed_scan.attach, dossier_id, seat.seat_id, path, then=lambda _b: self.place.report(says))

    def sign(self, member_id: int) -> None:
        """Let a member sign exactly what stands now."""
        item, seat = self.place.item, self._seat(member_id)
        if item is not None and seat is not None:
            self.place.run(panel.board, item.dossier_id, then=lambda board: self._sign(board, seat.seat_id))

    def _sign(self, board: PanelBoard, seat_id: int) -> None:
        seat = next((one for one in board.seats if one.id == seat_id), None)
        if seat is None or board.opinion is None:
            return
        sheet = SignSheet(seat, board.opinion, self.widget)

        def signed(_board: PanelBoard) -> None:
            sheet.accept()
            self.place.refresh()

        def refused(refusal: Refusal) -> None:
            sheet.refuse(refusal.says)

        def keep() -> None:
            args = (board.dossier_id, seat_id, sheet.pad.strokes(), sheet.pad.device, sheet.opinion.hash)
            self.place.desk.run(panel.sign, *args, then=signed, refused=refused)

        sheet.pressed.connect(keep)
        self._open(sheet)
