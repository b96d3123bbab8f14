"""The common opinion of an item with the dissent word for word: what becomes the dossier's opinion and is signed."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ItemPhase
from desktop_app.records.meeting import MeetingDissent, MeetingOpinion
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import meeting

WRITABLE = (ItemPhase.OPINION, ItemPhase.SIGNING)


def newest(file: Meetingfile, item_id: int) -> MeetingOpinion | None:
    """The common part as it was last written, or None."""
    return next((one for one in reversed(file.opinions) if one.item_id == item_id), None)


def dissent(file: Meetingfile, item_id: int, member_id: int) -> str:
    """The member's dissent, word for word; empty where there is none, or the member has stepped aside."""
    if meeting.recusal(file, item_id, member_id):
        return ""
    mine = (one for one in reversed(file.dissents) if one.item_id == item_id and one.member_id == member_id)
    return next((one.text for one in mine), "")


def dissents(file: Meetingfile, item_id: int) -> tuple[tuple[int, str, str], ...]:
    """Every dissent as (seat number, name, text), by seat number."""
    found = ((one.number, one.name, dissent(file, item_id, one.id)) for one in file.members)
    return tuple(row for row in found if row[2].strip())


def with_dissent(file: Meetingfile, row: MeetingDissent) -> Meetingfile:
    """The meeting as it is once `row` is kept."""
    return replace(file, dissents=(*file.dissents, row))


def full_text(common: str, held: tuple[tuple[int, str, str], ...]) -> str:
    """What is signed: the common opinion, and below it each dissent word for word under its expert's name."""
    if not held:
        return common
    parts = [f"{name}：{text}" for _number, name, text in held]
    return "\n".join((common, "", "不同意见（照录）：", *parts))


def check_write(file: Meetingfile, item_id: int) -> None:
    """Raise Refusal unless the opinion may be written now."""
    meeting.check_sitting(file)
    where = meeting.phase(file, item_id)
    if where not in WRITABLE:
        says = "已结项，意见不能再改" if where is ItemPhase.CLOSED else "还没有到形成共同意见这一步"
        raise Refusal(f"第 {meeting.item(file, item_id).position} 项{says}。", field="opinion")


def check_dissent(file: Meetingfile, item_id: int, member_id: int) -> None:
    """Raise Refusal unless the member takes part in the item and the opinion may be written now."""
    check_write(file, item_id)
    if not any(one.id == member_id for one in meeting.taking_part(file, item_id)):
        raise Refusal(f"{meeting.member(file, member_id).name}没有参加本项评审，不能登记不同意见。", field="dissent")
