"""A seat as its own expert sees it: the items, what may be done now, the own marks and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ItemPhase, MeetingWay
from desktop_app.records.meeting import MeetingItem, MeetingMember
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import meeting, meeting_opinion
from desktop_app.rules.sealed_marks import Given
from desktop_app.steps import meeting_item
from desktop_app.steps.meeting_reading import ItemFile
from desktop_app.steps.seat_views import OwnScore, SeatBoard, SeatItem, SeatMaterial

UNREAD = (ItemPhase.WAITING, ItemPhase.DECLARING, ItemPhase.CLOSED)
"""Nothing of the dossier is shown: not yet, or no more."""
SETTLING = (ItemPhase.OPINION, ItemPhase.SIGNING)


def build(
    file: Meetingfile,
    member: MeetingMember,
    items: Mapping[int, ItemFile],
    marks: Mapping[int, Given],
    path_of: Callable[[str], Path],
) -> SeatBoard:
    """The member's seat; `marks` are the member's own, by score."""
    return SeatBoard(
        meeting_id=file.meeting.id,
        meeting=file.meeting.name,
        member_id=member.id,
        number=member.number,
        name=member.name,
        unit=member.unit,
        signed_in=meeting.sign_in(file, member.id) is not None,
        sheet=meeting_item.sheet_of(file),
        items=tuple(_item(file, member, one, items[one.id], marks, path_of) for one in file.items),
    )


def reads(file: Meetingfile, item_id: int, member_id: int) -> bool:
    """Whether the item's material lies open to the member now: being dealt with, nothing in the way."""
    where = meeting.phase(file, item_id)
    return meeting.may_review(file, item_id, member_id) and where not in UNREAD


def _item(
    file: Meetingfile,
    member: MeetingMember,
    item: MeetingItem,
    one: ItemFile,
    marks: Mapping[int, Given],
    path_of: Callable[[str], Path],
) -> SeatItem:
    where = meeting.phase(file, item.id)
    declared = meeting.declaration(file, item.id, member.id)
    recusal = meeting.recusal(file, item.id, member.id)
    shown = reads(file, item.id, member.id)
    number = _round(file, item.id, member.id)
    written = meeting_opinion.newest(file, item.id) if shown and where in SETTLING else None
    held = meeting_opinion.dissents(file, item.id)
    return SeatItem(
        id=item.id,
        position=item.position,
        platform=one.dossier.dossier.platform_name,
        applicant=one.dossier.dossier.applicant_name,
        phase=where,
        declared=declared is not None,
        recusal=recusal,
        may_declare=where is not ItemPhase.CLOSED and not file.closings and not recusal,
        may_score=number > 0,
        round=number,
        own=_own(file, item.id, member.id, marks),
        says=_says(file, item.id, member.id),
        brief=meeting_item.brief(one.dossier, one.edition) if shown else None,
        materials=_materials(one, path_of) if shown else (),
        opinion=meeting_opinion.full_text(written.text, held) if written else "",
        dissent=meeting_opinion.dissent(file, item.id, member.id),
        may_dissent=_may_dissent(file, item.id, member.id),
    )


def _round(file: Meetingfile, item_id: int, member_id: int) -> int:
    """Which score the seat may lock now, or 0."""
    try:
        return meeting.check_lock(file, item_id, member_id, MeetingWay.SEAT)
    except Refusal:
        return 0


def _may_dissent(file: Meetingfile, item_id: int, member_id: int) -> bool:
    try:
        meeting_opinion.check_dissent(file, item_id, member_id)
    except Refusal:
        return False
    return True


def _own(file: Meetingfile, item_id: int, member_id: int, marks: Mapping[int, Given]) -> tuple[OwnScore, ...]:
    sheet = meeting_item.sheet_of(file)
    mine = [one for one in file.scores if one.item_id == item_id and one.member_id == member_id and one.id in marks]
    return tuple(
        OwnScore(
            round=one.round,
            abstained=marks[one.id].abstained,
            marks=marks[one.id].marks,
            total=meeting_item.total(sheet, marks[one.id]) if sheet else None,
            remark=marks[one.id].remark,
            way=MeetingWay(one.way),
            locked_at=one.locked_at,
        )
        for one in mine
    )


def _materials(one: ItemFile, path_of: Callable[[str], Path]) -> tuple[SeatMaterial, ...]:
    names = {material.id: f"{material.article} {material.short}" for material in one.edition.materials}
    return tuple(
        SeatMaterial(
            scan.id, names.get(scan.material, "其他材料"), scan.name, scan.kind, str(path_of(scan.sha256)), scan.pages
        )
        for scan in one.dossier.scans
    )  # fmt: skip


def _says(file: Meetingfile, item_id: int, member_id: int) -> str:
    """How it stands with the member at this item, in words."""
    where = meeting.phase(file, item_id)
    if meeting.recusal(file, item_id, member_id):
        return "回避，不参加"
    if where is ItemPhase.CLOSED:
        return "已结项"
    if meeting.declaration(file, item_id, member_id) is None:
        return "请作回避声明"
    locked = meeting.score(file, item_id, member_id, meeting.FIRST) is not None
    if where is ItemPhase.SCORING:
        return "已锁定，等待其他专家" if locked else "请评分"
    if where is ItemPhase.REVISING and locked:
        revised = meeting.score(file, item_id, member_id, meeting.REVISION) is not None
        return "已修改，等待揭示" if revised else "可修改一次评分"
    return where.label


def awaits(file: Meetingfile, member: MeetingMember) -> str:
    """What the empty seat screen says under a name: what is awaited of this expert now."""
    if meeting.sitting(file) is not None and meeting.sign_in(file, member.id) is None:
        return "请签到"
    open_items = [one for one in file.items if meeting.phase(file, one.id) is not ItemPhase.CLOSED]
    undeclared = [one for one in open_items if one in _undeclared(file, member)]
    if undeclared:
        return f"{len(undeclared)} 项待声明"
    for one in open_items:
        if _round(file, one.id, member.id) == meeting.FIRST:
            return f"第 {one.position} 项待评分"
        if _round(file, one.id, member.id) == meeting.REVISION:
            return f"第 {one.position} 项可修改评分"
    return ""


def _undeclared(file: Meetingfile, member: MeetingMember) -> list[MeetingItem]:
    return [
        one
        for one in file.items
        if meeting.declaration(file, one.id, member.id) is None and not file.conflicts.get((one.id, member.id))
    ]
