"""What came home in packets: each file that was found, told apart into answers by expert and item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.records.meeting import MeetingItem, MeetingMember, MeetingPacket
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import meeting, packet, packet_sheet
from desktop_app.rules.packet import Answer, Packet, PacketItem, Result
from desktop_app.store import packet_files, workbook
from desktop_app.store.office import Office
from desktop_app.store.packet_files import ANSWERS, PACKET, SHEET, Found

_FAULTS = {"altered": Result.ALTERED, "wrong": Result.WRONG}


@dataclass(frozen=True)
class Candidate:
    """One answer for one item, or what is wrong with a whole packet (`result` and `says` are set then)."""

    source: str
    result: Result | None = None
    says: str = ""
    kept: MeetingPacket | None = None
    packet: Packet | None = None
    member: MeetingMember | None = None
    item: MeetingItem | None = None
    platform: str = ""
    answer: Answer | None = None


def candidates(office: Office, file: Meetingfile, path: Path) -> tuple[Candidate, ...]:
    """Every answer at `path`; raises Refusal when nothing is there to be read. Only reads.

    A packet often lies there twice, as a folder and as the zip that it was handed out as: where one of them holds an
    answer, or the other says the same, an empty one is not told again.
    """
    found = [one for part in packet_files.find(path) for one in _of(office, file, part)]
    answered = {_place(one) for one in found if one.result is not Result.EMPTY}
    told: list[Candidate] = []
    for one in found:
        if one.result is Result.EMPTY:
            if _place(one) in answered:
                continue
            answered.add(_place(one))
        told.append(one)
    return tuple(told)


def _place(one: Candidate) -> tuple[str, str]:
    return one.packet.code if one.packet else one.source, one.platform


def _of(office: Office, file: Meetingfile, found: Found) -> Iterator[Candidate]:
    if found.fault:
        yield Candidate(found.source, Result.UNREADABLE, found.fault)
        return
    try:
        sheets = workbook.read_bytes(found.parts[SHEET], SHEET) if SHEET in found.parts else ()
        code = packet.read(found.parts[PACKET]).code if PACKET in found.parts else ""
    except Refusal as refusal:
        yield Candidate(found.source, Result.UNREADABLE, refusal.says)
        return
    code = code or next((told for one in sheets if (told := packet_sheet.code_in(one.grid))), "")
    kept = next((one for one in file.packets if one.code == code), None)
    if kept is None:
        says = "不是本次会议发出的评审包" if code else "不是评审包里的评分表"
        yield Candidate(found.source, Result.FOREIGN, says)
        return
    content = office.vault.read(kept.content_hash)
    ours, member = packet.read(content), meeting.member(file, kept.member_id)
    if PACKET in found.parts and found.parts[PACKET] != content:
        says = "packet.json 与发出时不同，没有登记"
        yield Candidate(found.source, Result.ALTERED, says, kept, ours, member)
        return
    try:
        answers = _answers(ours, found, sheets)
    except Refusal as refusal:
        fault = _FAULTS.get(refusal.field, Result.ALTERED)
        yield Candidate(found.source, fault, refusal.says, kept, ours, member)
        return
    for place in ours.items:
        yield _candidate(file, found, kept, ours, member, place, answers.get(place.code))


def _candidate(
    file: Meetingfile,
    found: Found,
    kept: MeetingPacket,
    ours: Packet,
    member: MeetingMember,
    place: PacketItem,
    answer: Answer | None,
) -> Candidate:
    item = next((one for one in file.items if str(one.id) == place.code), None)
    result, says = None, ""
    if item is None:
        result, says = Result.LATE, "这一项已移出议程"
    elif answer is None or answer.empty:
        result, says = Result.EMPTY, "没有填写"
    return Candidate(found.source, result, says, kept, ours, member, item, place.platform, answer)


def _answers(ours: Packet, found: Found, sheets: tuple[workbook.Sheet, ...]) -> dict[str, Answer]:
    """The answers of the seat's file and of the workbook; raises Refusal where they contradict each other."""
    saved = packet.read_answers(ours, found.parts[ANSWERS]) if ANSWERS in found.parts else {}
    written: dict[str, Answer] = {}
    for one in sheets:
        if packet_sheet.code_in(one.grid) == ours.code:
            written = packet_sheet.read(ours, one.grid)
            break
    else:
        if sheets and not saved:
            raise Refusal("评分表第一行的评审包编号被改动过，没有登记。", field="altered")
    sheet = ours.sheet
    saved = {code: packet.normal(sheet, answer) for code, answer in saved.items()}
    written = {code: packet.normal(sheet, answer) for code, answer in written.items()}
    for code, answer in written.items():
        before = saved.get(code)
        if before is not None and not before.empty and not answer.empty and before != answer:
            raise Refusal("评分结果和评分表.xlsx 填得不一样，没有登记。请专家确认以哪一份为准。", field="altered")
    return {**written, **{code: answer for code, answer in saved.items() if not answer.empty}}
