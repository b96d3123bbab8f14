"""USB packets (U 盘评审包): one for each expert to read and score elsewhere, and taking them in again.

A packet holds only items about which its expert has declared no interest. Taking in shows first what it would do,
writes nothing to the stick, takes each answer once, and tells nobody a score.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ItemPhase, MeetingWay
from desktop_app.records.meeting import MeetingAnswer, MeetingItem, MeetingMember, MeetingPacket
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import meeting, packet, packet_page, packet_sheet, score_sheet
from desktop_app.rules.packet import Answer, Packet, PacketItem, Result
from desktop_app.rules.sealed_marks import Given
from desktop_app.steps import meeting as meeting_steps
from desktop_app.steps import meeting_item, meeting_reading, packet_answers, seats
from desktop_app.steps.meeting_reading import ItemFile
from desktop_app.steps.meeting_views import DeclarationGiven
from desktop_app.steps.packet_answers import Candidate
from desktop_app.steps.seat_views import PacketImport, PacketMade, PacketRow
from desktop_app.store import packet_files, packet_workbook
from desktop_app.store.office import Office

NOTE = (
    "只填黄色的“填写”一栏，其余不要改动。弃权不是零分：弃权的在“弃权”一行填“是”。"
    "需要回避的在“回避”一行写事由，不要评分。填好后存盘，连同 U 盘交回。"
)
_GUIDE = """{title}

一、案卷文件夹里是各项的材料摘要，用浏览器打开。个人信息已隐去，请不要外传。
二、评分有两种办法，任选一种：
　　1. 在任何一台装有本程序的电脑上打开“专家席”，选择这个文件夹，评分后保存。
　　2. 用 Excel 或 WPS 打开“评分表.xlsx”，只填黄色的“填写”一栏，存盘。
三、弃权不是零分。需要回避的写明事由，不要评分。
四、整个文件夹（或其中填好的文件）交回会议秘书。揭示以前，评分对所有人保密。
"""


def make_packet(office: Office, meeting_id: int, member_id: int, folder: Path | str) -> PacketMade:
    """Write a packet for one member into `folder` (a stick), as a folder and as a zip.

    Raises Refusal when the meeting doesn't score, or no item is left that the member may read.
    """
    file, items = meeting_reading.read_whole(office, meeting_id)
    meeting.check_open(file)
    member = meeting.member(file, member_id)
    if not file.meeting.sheet_id:
        raise Refusal("本次会议不评分，不用评审包。")
    inside, left_out = _inside(file, member)
    if not inside:
        raise Refusal(f"没有可以发给{member.name}的案卷：{left_out[0]}。请先登记回避声明。")
    items |= {one.id: meeting_reading.whole(office, one) for one in inside}
    made = _packet(file, member, inside, items)
    content = packet.write(made)
    kept = office.vault.keep(content)
    files = _files(made, content, inside, items)
    with office.act("meeting.packet_made") as act:
        act.add(
            MeetingPacket(
                meeting_id=meeting_id, member_id=member_id, code=made.code, key=made.key,
                item_ids=",".join(one.code for one in made.items), content_hash=kept.sha256,
                made_at=office.now(), made_by=office.operator_name,
            )
        )  # fmt: skip
        # before the act ends: what the stick doesn't take was never made
        target, count = packet_files.write(Path(folder), f"评审包_第{member.number}席_{made.code}", files)
    return PacketMade(made.code, str(target), count, left_out)


def _inside(file: Meetingfile, member: MeetingMember) -> tuple[tuple[MeetingItem, ...], tuple[str, ...]]:
    """The items that go into a member's packet, and why the others don't."""
    inside, left_out = [], []
    for one in file.items:
        recusal = meeting.recusal(file, one.id, member.id)
        if recusal:
            left_out.append(f"第 {one.position} 项须回避（{recusal}）")
        elif meeting.declaration(file, one.id, member.id) is None:
            left_out.append(f"第 {one.position} 项还没有作回避声明")
        elif meeting.phase(file, one.id) not in (*meeting.BEFORE_SCORING, ItemPhase.SCORING):
            left_out.append(f"第 {one.position} 项已经揭示或结项")
        elif meeting.score(file, one.id, member.id, meeting.FIRST) is not None:
            left_out.append(f"第 {one.position} 项的评分已锁定")
        else:
            inside.append(one)
    return tuple(inside), tuple(left_out)


def _packet(
    file: Meetingfile, member: MeetingMember, inside: tuple[MeetingItem, ...], items: dict[int, ItemFile]
) -> Packet:
    letters = base64.b32encode(secrets.token_bytes(10)).decode()[:12]
    held = file.meeting
    return Packet(
        code="-".join(letters[start : start + 4] for start in (0, 4, 8)),
        key=secrets.token_hex(32),
        meeting=held.name,
        held_on=held.held_on.isoformat(),
        number=member.number,
        name=member.name,
        sheet_id=held.sheet_id,
        sheet_text=held.sheet_text,
        items=tuple(
            PacketItem(
                str(one.id), one.position, items[one.id].dossier.dossier.number,
                items[one.id].dossier.dossier.platform_name, items[one.id].dossier.dossier.applicant_name,
                items[one.id].edition.short, f"{packet_files.PAGES}/{one.position:02d}.html",
            )
            for one in inside
        ),
    )  # fmt: skip


def _files(
    made: Packet, content: bytes, inside: tuple[MeetingItem, ...], items: dict[int, ItemFile]
) -> dict[str, bytes]:
    pages = {
        place.page: packet_page.page(items[one.id].dossier, items[one.id].edition).encode()
        for one, place in zip(inside, made.items, strict=True)
    }
    guide = _GUIDE.format(title=packet_sheet.title(made)).replace("\n", "\r\n").encode("utf-8-sig")
    return {
        packet_files.PACKET: content,
        packet_files.GUIDE: guide,
        packet_files.SHEET: _workbook(made),
        **pages,
    }


def _workbook(made: Packet) -> bytes:
    rows = [(*row.cells, "", row.code) for row in packet_sheet.rows(made)]
    criteria = (packet_sheet.CRITERIA_HEADS, *packet_sheet.criteria(made))
    return packet_workbook.made(
        packet_sheet.title(made), NOTE, packet_sheet.HEADS, rows, packet_sheet.FILLED, criteria
    )  # fmt: skip


def preview(office: Office, meeting_id: int, path: Path | str) -> PacketImport:
    """What taking in the packets at `path` would do, item by item; nothing is written anywhere."""
    file = meeting_reading.read(office, meeting_id)
    seen: set[str] = set()
    rows = []
    for candidate in packet_answers.candidates(office, file, Path(path)):
        verdict = _judge(file, candidate, seen)
        rows.append(_row(candidate, verdict))
        if verdict.result is Result.RECEIVED:
            seen.add(_place(candidate))
    return PacketImport(_ordered(rows), written=False)


def take_in(office: Office, meeting_id: int, path: Path | str) -> PacketImport:
    """Take in the packets at `path`; what was taken in before, came late or was altered changes nothing."""
    file = meeting_reading.read(office, meeting_id)
    rows, taken = [], 0
    for candidate in packet_answers.candidates(office, file, Path(path)):
        verdict = _judge(file, candidate, set())
        rows.append(_row(candidate, verdict))
        if verdict.result is Result.RECEIVED:
            _take(office, file, candidate)
            file, taken = meeting_reading.read(office, meeting_id), taken + 1
    return PacketImport(_ordered(rows), written=True, taken=taken)


@dataclass(frozen=True)
class _Verdict:
    """What becomes of one answer, and why."""

    result: Result
    says: str


def _place(candidate: Candidate) -> str:
    return f"{candidate.member.id if candidate.member else 0}:{candidate.item.id if candidate.item else 0}"


def _judge(file: Meetingfile, candidate: Candidate, seen: set[str]) -> _Verdict:
    """What becomes of one answer; `seen` are places that an earlier answer of the same import takes."""
    if candidate.result is not None:
        return _Verdict(candidate.result, candidate.says)
    item, member, answer = candidate.item, candidate.member, candidate.answer
    if item is None or member is None or answer is None or candidate.packet is None or candidate.kept is None:
        return _Verdict(Result.EMPTY, "没有填写")
    digest = packet.digest(candidate.packet, str(item.id), answer)
    kept = candidate.kept.id
    if any((one.packet_id, one.item_id, one.digest) == (kept, item.id, digest) for one in file.answers):
        return _Verdict(Result.DUPLICATE, "已经收过，不再登记")
    if _place(candidate) in seen:
        return _Verdict(Result.DUPLICATE, "同一批里有两份，只收前一份")
    if file.closings or meeting.phase(file, item.id) not in (*meeting.BEFORE_SCORING, ItemPhase.SCORING):
        return _Verdict(Result.LATE, "已经揭示或结项，不再登记")
    if meeting.score(file, item.id, member.id, meeting.FIRST) is not None:
        return _Verdict(Result.LATE, "这位专家的评分已经锁定，不再登记")
    return _fit(file, item, member, answer)


def _fit(file: Meetingfile, item: MeetingItem, member: MeetingMember, answer: Answer) -> _Verdict:
    try:
        if answer.interest is not None:
            meeting.check_declare(file, item.id, member.id, answer.interest)
            return _Verdict(Result.RECEIVED, f"声明回避：{answer.detail or answer.interest.label}")
        meeting.check_lock(file, item.id, member.id, MeetingWay.PACKET)
        sheet = meeting_item.sheet_of(file)
        if sheet is not None and not answer.abstained:
            score_sheet.check(sheet, answer.marks)
    except Refusal as refusal:
        return _Verdict(Result.WRONG, refusal.says)
    return _Verdict(Result.RECEIVED, "锁定评分，揭示前保密")


def _take(office: Office, file: Meetingfile, candidate: Candidate) -> None:
    item, member, answer = candidate.item, candidate.member, candidate.answer
    assert item is not None and member is not None and answer is not None  # judged before
    assert candidate.packet is not None and candidate.kept is not None
    if answer.interest is not None:
        given = DeclarationGiven(item.id, answer.interest, answer.detail)
        meeting_steps.write_declarations(office, file, member.id, [given], MeetingWay.PACKET)
    with office.act("meeting.packets_taken", item.dossier_id) as act:
        if answer.interest is None:
            sealed = Given(answer.marks, answer.abstained, answer.remark)
            seats.lock(act, office, file, item.id, member.id, sealed, MeetingWay.PACKET)
        act.add(
            MeetingAnswer(
                meeting_id=file.meeting.id, packet_id=candidate.kept.id, item_id=item.id,
                digest=packet.digest(candidate.packet, str(item.id), answer),
                taken_at=office.now(), taken_by=office.operator_name,
            )
        )  # fmt: skip


def _row(candidate: Candidate, verdict: _Verdict) -> PacketRow:
    return PacketRow(
        source=candidate.source,
        member=candidate.member.name if candidate.member else "",
        number=candidate.member.number if candidate.member else 0,
        item=candidate.platform,
        position=candidate.item.position if candidate.item else 0,
        result=verdict.result.value,
        label=verdict.result.label,
        says=verdict.says,
    )


def _ordered(rows: list[PacketRow]) -> tuple[PacketRow, ...]:
    return tuple(sorted(rows, key=lambda one: (one.number, one.position)))
