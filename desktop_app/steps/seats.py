"""The experts' seats at this PC: a one-day PIN opens the own one, and every deed there proves itself by it again."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.errors import Refusal
from desktop_app.records.kinds import MeetingWay
from desktop_app.records.meeting import (
    MeetingItem,
    MeetingMarks,
    MeetingMember,
    MeetingPin,
    MeetingPinTry,
    MeetingScore,
)
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import meeting, paper_sheet, score_sheet, sealed_marks
from desktop_app.rules.paper_sheet import SheetNumber
from desktop_app.rules.sealed_marks import Given
from desktop_app.steps import meeting as meeting_steps
from desktop_app.steps import meeting_board, meeting_item, meeting_reading, seat_board
from desktop_app.steps.meeting_views import DeclarationGiven, ItemBoard
from desktop_app.steps.seat_views import SeatBoard, SeatChoice, SeatsBoard
from desktop_app.store import dossiers, passwords
from desktop_app.store.acts import Act
from desktop_app.store.office import Office

DIGITS = 6


@dataclass(frozen=True)
class SheetPlace:
    """Whose paper sheet a number belongs to, to be shown while it is keyed in."""

    item_id: int
    member_id: int
    position: int
    platform: str
    number: int
    name: str


def issue_pins(office: Office, meeting_id: int, member_ids: Iterable[int] = ()) -> dict[int, str]:
    """Hand out PINs of six digits, good today only, by member; they are shown this once and kept as hashes.

    Without `member_ids` everybody who has none today gets one. A new PIN replaces the old one and lifts its lock.
    """
    file = meeting_reading.read_rows(office, meeting_id)
    meeting.check_open(file)
    today = office.today()
    wanted = tuple(member_ids) or tuple(one.id for one in file.members if meeting.pin_of(file, one.id, today) is None)
    pins = {meeting.member(file, one).id: f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}" for one in wanted}
    with office.act("meeting.pins_issued") as act:
        for member_id, pin in pins.items():
            act.add(
                MeetingPin(
                    meeting_id=meeting_id, member_id=member_id, pin_hash=passwords.hashed(_bound(pin, member_id)),
                    day=today, issued_at=office.now(), issued_by=office.operator_name,
                )
            )  # fmt: skip
    return pins


def _bound(pin: str, member_id: int) -> str:
    """What is hashed: a PIN says nothing without its member, and an old one nothing about a new one."""
    return f"{pin}/meeting-member/{member_id}"


def choices(office: Office, meeting_id: int) -> SeatsBoard:
    """The seat screen between two experts: who still has what to do, and no score."""
    file, _items = meeting_reading.read_whole(office, meeting_id)
    today = office.today()
    return SeatsBoard(
        meeting_id,
        file.meeting.name,
        tuple(
            SeatChoice(
                one.id, one.number, one.name, one.unit, meeting.sign_in(file, one.id) is not None,
                meeting_board.pin_state(file, one.id, today), seat_board.awaits(file, one),
            )
            for one in file.members
        ),
    )  # fmt: skip


def _proved(office: Office, member_id: int, pin: str, *, entering: bool = False) -> Meetingfile:
    """The member's meeting, once the PIN is shown to be the member's own of today; raises Refusal, and counts."""
    file, member = meeting_reading.read_member(office, member_id)
    meeting.check_open(file)
    kept = meeting.pin_of(file, member_id, office.today())
    if kept is None:
        raise Refusal(f"{member.name}还没有今天的口令。请向会议秘书领取。", field="pin")
    if meeting.pin_locked(file, kept):
        raise Refusal(f"口令连错 {meeting.WRONG_PINS} 次，{member.name}的席位已锁定。请会议秘书重发口令。", field="pin")
    fits = passwords.fits(_bound(pin.strip(), member_id), kept.pin_hash)
    if not fits or entering:
        with office.act("meeting.seat_entered" if fits else "meeting.pin_refused") as act:
            act.add(MeetingPinTry(meeting_id=file.meeting.id, pin_id=kept.id, fits=fits, tried_at=office.now()))
    if not fits:
        raise Refusal("口令不对。请核对今天领取的 6 位口令。", field="pin")
    return file


def enter(office: Office, member_id: int, pin: str) -> SeatBoard:
    """Open a seat; raises Refusal for a wrong PIN, one of another day, or too many wrong ones."""
    _proved(office, member_id, pin, entering=True)
    return _seat(office, member_id)


def _seat(office: Office, member_id: int) -> SeatBoard:
    rows, member = meeting_reading.read_member(office, member_id)
    file, items = meeting_reading.read_whole(office, rows.meeting.id)
    for one in file.items:
        if seat_board.reads(file, one.id, member_id):
            items[one.id] = meeting_reading.whole(office, one)
    own = [one for one in file.scores if one.member_id == member_id]
    return seat_board.build(file, member, items, meeting_reading.marks_of(office, own), office.vault.path)


def sign_in(office: Office, member_id: int, pin: str) -> SeatBoard:
    """The expert signs in to this sitting at the seat."""
    file = _proved(office, member_id, pin)
    meeting_steps.write_sign_in(office, file, member_id, MeetingWay.SEAT)
    return _seat(office, member_id)


def declare(office: Office, member_id: int, pin: str, declarations: Iterable[DeclarationGiven]) -> SeatBoard:
    """The expert declares at the seat, for one item or several."""
    file = _proved(office, member_id, pin)
    meeting_steps.write_declarations(office, file, member_id, declarations, MeetingWay.SEAT)
    return _seat(office, member_id)


def lock_score(
    office: Office,
    item_id: int,
    member_id: int,
    pin: str,
    marks: Mapping[str, Decimal],
    remark: str = "",
    abstained: bool = False,
) -> SeatBoard:
    """Lock the expert's own score, or an abstention; the phase says whether it is the first or the one revision.

    Raises Refusal (with the entry's key as its field) and keeps nothing when a mark is missing or out of bounds.
    """
    _proved(office, member_id, pin)
    file, item = meeting_reading.read_place(office, item_id)
    with office.act("meeting.scored", item.dossier_id) as act:
        lock(act, office, file, item_id, member_id, Given(marks, abstained, remark.strip()), MeetingWay.SEAT)
    return _seat(office, member_id)


def lock(
    act: Act,
    office: Office,
    file: Meetingfile,
    item_id: int,
    member_id: int,
    given: Given,
    way: MeetingWay,
    sheet_number: str = "",
) -> None:
    """Keep a score within `act`: the row says that it is locked, its commitment and nothing else.

    The marks go into a row of their own, of which neither journal nor board says anything. Raises Refusal.
    """
    number = meeting.check_lock(file, item_id, member_id, way)
    sheet = meeting_item.sheet_of(file)
    assert sheet is not None  # check_lock has refused a meeting without
    marks = {} if given.abstained else score_sheet.check(sheet, given.marks)
    text, salt = sealed_marks.content(Given(marks, given.abstained, given.remark)), secrets.token_hex(32)
    row = act.add(
        MeetingScore(
            meeting_id=file.meeting.id, item_id=item_id, member_id=member_id, round=number,
            commitment=sealed_marks.commitment(item_id, member_id, number, salt, text), way=way.value,
            sheet_number=sheet_number, locked_at=office.now(), locked_by=office.operator_name,
        )
    )  # fmt: skip
    act.add(MeetingMarks(score_id=row.id, salt=salt, content=text))


def dissent(office: Office, item_id: int, member_id: int, pin: str, text: str) -> SeatBoard:
    """The expert writes the own dissent at the seat, word for word."""
    _proved(office, member_id, pin)
    meeting_steps.record_dissent(office, item_id, member_id, text)
    return _seat(office, member_id)


def paper_number(office: Office, item_id: int, member_id: int) -> str:
    """The number that is printed on a member's paper sheet for an item."""
    file, _member = meeting_reading.read_member(office, member_id)
    return SheetNumber(meeting.item(file, item_id).id, meeting.member(file, member_id).number).code


def read_number(office: Office, number: str) -> SheetPlace:
    """Whose sheet the number belongs to; raises Refusal for a slip and for a sheet of no meeting."""
    _file, item, member = _sheet_place(office, number)
    with office.read() as session:
        platform = dossiers.dossier(session, item.dossier_id).platform_name
    return SheetPlace(item.id, member.id, item.position, platform, member.number, member.name)


def _sheet_place(office: Office, number: str) -> tuple[Meetingfile, MeetingItem, MeetingMember]:
    read = paper_sheet.read(number)
    unknown = Refusal("没有这个编号的评分表。请核对编号。", field="number")
    try:
        file, item = meeting_reading.read_place(office, read.item_id)
    except Refusal:
        raise unknown from None
    member = next((one for one in file.members if one.number == read.seat), None)
    if member is None:
        raise unknown
    return file, item, member


def key_sheet(
    office: Office,
    number: str,
    marks: Mapping[str, Decimal],
    total: Decimal | None,
    remark: str = "",
    abstained: bool = False,
) -> ItemBoard:
    """Key in a paper sheet: its number, its marks, and the sum on its checksum line (None for an abstention)."""
    file, item, member = _sheet_place(office, number)
    if not abstained:
        if total is None:
            raise Refusal("还没有录入校验行的合计。请照纸面录入。", field="total")
        paper_sheet.check_sum(marks, total)
    code = SheetNumber(item.id, member.number).code
    with office.act("meeting.sheet_keyed", item.dossier_id) as act:
        given = Given(marks, abstained, remark.strip())
        lock(act, office, file, item.id, member.id, given, MeetingWay.PAPER, code)
    return meeting_steps.item_board(office, item.id)
