"""Planning panel meetings: which there are, what a new one can be made of, its agenda and its members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import ItemPhase
from desktop_app.records.meeting import Meeting, MeetingClosing, MeetingItem, MeetingItemClosing, MeetingMember
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.records.panel import Expert
from desktop_app.rules import meeting, score_sheet
from desktop_app.rules.score_sheet import plain
from desktop_app.steps import edition_texts, meeting_reading
from desktop_app.steps.meeting import board
from desktop_app.steps.meeting_views import (
    DossierChoice,
    ExpertChoice,
    MeetingBoard,
    MeetingLine,
    MeetingsBoard,
    SheetChoice,
)
from desktop_app.store import dossiers
from desktop_app.store.acts import Act, sealed_papers
from desktop_app.store.office import Office


def listing(office: Office) -> MeetingsBoard:
    """All meetings, the newest first, and what a new one can be made of."""
    with office.read() as session:
        ids = tuple(session.scalars(select(Meeting.id).order_by(Meeting.held_on.desc(), Meeting.id.desc())))
        experts = tuple(session.scalars(select(Expert).where(Expert.active).order_by(Expert.id)))
        listed = dossiers.listing(session)
        stamped = {one.id for one in listed if sealed_papers(session, one.id)}
        busy = _busy(session)
    return MeetingsBoard(
        meetings=tuple(_line(meeting_reading.read_rows(office, meeting_id)) for meeting_id in ids),
        dossiers=tuple(_choice(office, one, stamped, busy) for one in listed),
        experts=tuple(ExpertChoice(one.id, one.name, one.title, one.unit, one.field) for one in experts),
        sheets=tuple(_sheet(one) for one in score_sheet.ids()),
    )


def _line(file: Meetingfile) -> MeetingLine:
    kept = file.meeting
    return MeetingLine(
        id=kept.id,
        name=kept.name,
        held_on=kept.held_on,
        venue=kept.venue,
        state=meeting.state(file),
        items=len(file.items),
        closed_items=sum(meeting.phase(file, one.id) is ItemPhase.CLOSED for one in file.items),
        members=len(file.members),
    )


def _choice(office: Office, dossier: Dossier, stamped: Collection[int], busy: Collection[int]) -> DossierChoice:
    says = "已用印" if dossier.id in stamped else "已在另一次会议的议程中" if dossier.id in busy else ""
    edition = edition_texts.pinned(office, dossier)
    return DossierChoice(
        dossier.id, dossier.number, dossier.platform_name, dossier.applicant_name, edition.short, says,
        edition.score_sheet,
    )  # fmt: skip


def _sheet(sheet_id: str) -> SheetChoice:
    """A sheet to choose; one whose file is wrong says so, and the room opens all the same."""
    try:
        sheet = score_sheet.load(sheet_id)
    except Refusal as refusal:
        return SheetChoice(sheet_id, f"{sheet_id}（不能用）", refusal.says)
    return SheetChoice(sheet.id, sheet.title, "、".join(f"{one.title} {plain(one.weight)}" for one in sheet.criteria))


def _busy(session: Session) -> frozenset[int]:
    """The dossiers that stand open on an agenda."""
    settled = select(MeetingItemClosing.item_id)
    over = select(MeetingClosing.meeting_id)
    asked = select(MeetingItem.dossier_id).where(
        MeetingItem.id.not_in(settled), MeetingItem.meeting_id.not_in(over)
    )  # fmt: skip
    return frozenset(session.scalars(asked))


def convene(
    office: Office,
    name: str,
    held_on: date,
    venue: str,
    dossier_ids: Sequence[int],
    expert_ids: Sequence[int],
    sheet_id: str = "",
    quorum: int = 3,
    spread_limit: Decimal | None = None,
    trims: bool | None = None,
    *,
    chair: str = "",
    secretary: str = "",
) -> MeetingBoard:
    """Plan a meeting: dossiers in the agenda's order, experts at seats 1…

    `spread_limit` and `trims` are the sheet's own where they are left out. Raises Refusal, with the field.
    """
    if not expert_ids:
        raise Refusal("还没有选择专家。请至少选择一位。", field="experts")
    plan = _settings(name, held_on, venue, sheet_id, quorum, spread_limit, trims)
    plan |= {"chair": chair.strip(), "secretary": secretary.strip()}
    _check_quorum(quorum, len(expert_ids))
    _check_agenda(dossier_ids)
    with office.act("meeting.convened") as act:
        kept = act.add(Meeting(**plan, made_at=office.now(), made_by=office.operator_name))
        _put_on_agenda(act, kept.id, dossier_ids)
        _invite(act, kept.id, expert_ids, ())
    return board(office, kept.id)


def _settings(
    name: str, held_on: date, venue: str, sheet_id: str, quorum: int, spread_limit: Decimal | None, trims: bool | None
) -> dict[str, Any]:
    """The settings as they are kept; raises Refusal with the field."""
    if not name.strip():
        raise Refusal("还没有填写会议名称。请补写。", field="name")
    if spread_limit is not None and spread_limit <= 0:
        raise Refusal("极差提示线应大于 0；不提示请留空。请改正。", field="spread_limit")
    sheet = score_sheet.load(sheet_id) if sheet_id else None
    text = score_sheet.path_of(sheet_id).read_text(encoding="utf-8-sig") if sheet_id else ""
    return {
        "name": name.strip(),
        "held_on": held_on,
        "venue": venue.strip(),
        "sheet_id": sheet_id,
        "sheet_text": text,
        "quorum": quorum,
        "spread_limit": spread_limit if spread_limit is not None or sheet is None else sheet.spread_limit,
        "trims": trims if trims is not None else sheet is not None and sheet.trims,
    }


def _check_quorum(quorum: int, experts: int) -> None:
    if not 1 <= quorum <= experts:
        raise Refusal(f"法定人数应在 1 到 {experts} 之间（已选 {experts} 位专家）。请改正。", field="quorum")


def _check_agenda(dossier_ids: Sequence[int]) -> None:
    if not dossier_ids:
        raise Refusal("议程是空的。请至少选择一个案卷。", field="dossiers")
    if len(set(dossier_ids)) != len(dossier_ids):
        raise Refusal("同一个案卷选了两次。请去掉一个。", field="dossiers")


def _put_on_agenda(act: Act, meeting_id: int, dossier_ids: Sequence[int], first: int = 1) -> None:
    busy = _busy(act.session)
    for position, dossier_id in enumerate(dossier_ids, first):
        found = dossiers.dossier(act.session, dossier_id)
        if sealed_papers(act.session, dossier_id):
            raise Refusal(f"案卷 {found.number} 已用印，不能再上会。请从议程中去掉。", field="dossiers")
        if dossier_id in busy:
            raise Refusal(f"案卷 {found.number} 已在另一次会议的议程中，还没有结项。请从议程中去掉。", field="dossiers")
        act.add(MeetingItem(meeting_id=meeting_id, dossier_id=dossier_id, position=position))


def _invite(act: Act, meeting_id: int, expert_ids: Iterable[int], there: Sequence[MeetingMember]) -> None:
    invited = {one.expert_id for one in there}
    number = max((one.number for one in there), default=0)
    for expert_id in expert_ids:
        expert = act.session.get(Expert, expert_id)
        if expert is None or not expert.active:
            raise Refusal("这位专家已停用。请在专家库中启用后再选。", field="experts")
        if expert_id in invited:
            raise Refusal(f"{expert.name}已在名单中，不用再选。", field="experts")
        number += 1
        invited.add(expert_id)
        act.add(
            MeetingMember(
                meeting_id=meeting_id, expert_id=expert_id, number=number,
                name=expert.name, title=expert.title, unit=expert.unit,
            )
        )  # fmt: skip


def change_plan(
    office: Office,
    meeting_id: int,
    *,
    name: str,
    held_on: date,
    venue: str,
    sheet_id: str,
    quorum: int,
    spread_limit: Decimal | None,
    trims: bool,
    chair: str | None = None,
    secretary: str | None = None,
) -> MeetingBoard:
    """Change a meeting's settings; refused once it has begun, or a score has come in under them.

    `chair` and `secretary` stay as they are where they are left out.
    """
    file = meeting_reading.read_rows(office, meeting_id)
    meeting.check_plan(file)
    plan = _settings(name, held_on, venue, sheet_id, quorum, spread_limit, trims)
    plan |= {
        "chair": file.meeting.chair if chair is None else chair.strip(),
        "secretary": file.meeting.secretary if secretary is None else secretary.strip(),
    }
    _check_quorum(quorum, len(file.members))
    if (file.packets or file.scores) and plan["sheet_text"] != file.meeting.sheet_text:
        raise Refusal("评审包已按现在的评分表发出，不能再换评分表。", field="sheet")
    with office.act("meeting.plan_changed") as act:
        act.change(file.meeting, **plan)
    return board(office, meeting_id)


def set_agenda(office: Office, meeting_id: int, dossier_ids: Sequence[int]) -> MeetingBoard:
    """Set the agenda anew, in this order; an item that something was declared or sent for already has to stay."""
    file = meeting_reading.read_rows(office, meeting_id)
    meeting.check_plan(file)
    _check_agenda(dossier_ids)
    kept = {one.dossier_id: one for one in file.items}
    used = {one.item_id for one in file.declarations}
    for one in file.items:
        if one.dossier_id not in dossier_ids and one.id in used:
            raise Refusal(f"第 {one.position} 项已有专家声明，不能移出议程。可以在会上登记缓议。", field="dossiers")
    with office.act("meeting.agenda_set") as act:
        for one in file.items:
            if one.dossier_id not in dossier_ids:
                act.remove(one)
        for position, dossier_id in enumerate(dossier_ids, 1):
            if dossier_id in kept:
                act.change(kept[dossier_id], position=position)
            else:
                _put_on_agenda(act, meeting_id, [dossier_id], position)
    return board(office, meeting_id)


def add_members(office: Office, meeting_id: int, expert_ids: Sequence[int]) -> MeetingBoard:
    """Invite more experts, at the next seats; possible until the meeting is closed."""
    file = meeting_reading.read_rows(office, meeting_id)
    meeting.check_open(file)
    with office.act("meeting.members_added") as act:
        _invite(act, meeting_id, expert_ids, file.members)
    return board(office, meeting_id)


def remove_member(office: Office, meeting_id: int, member_id: int) -> MeetingBoard:
    """Take an expert off the list before the meeting begins; refused once there is anything of theirs."""
    file = meeting_reading.read_rows(office, meeting_id)
    meeting.check_plan(file)
    member = meeting.member(file, member_id)
    left = any(
        one.member_id == member_id
        for rows in (file.pins, file.declarations, file.scores, file.packets)
        for one in rows
    )  # fmt: skip
    if left:
        raise Refusal(f"{member.name}已领口令、作过声明或领过评审包，不能移出名单。不到会的，不签到即可。")
    _check_quorum(file.meeting.quorum, len(file.members) - 1)
    with office.act("meeting.member_removed") as act:
        act.remove(member)
    return board(office, meeting_id)
