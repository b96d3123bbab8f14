"""One item of a meeting as the secretary sees it: who is at the table, what is locked, what may come next."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ItemPhase, MeetingWay
from desktop_app.records.meeting import MeetingItem, MeetingMember, MeetingScore
from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import (
    agreement,
    eligibility,
    meeting,
    meeting_moves,
    meeting_opinion,
    panel,
    score_sheet,
    survey,
)
from desktop_app.rules import recusal as recusal_rules
from desktop_app.rules.recusal import Person
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.score_sheet import ScoreSheet, plain
from desktop_app.rules.sealed_marks import Given
from desktop_app.steps.meeting_reading import ItemFile
from desktop_app.steps.meeting_views import (
    Brief,
    ItemBoard,
    ItemSeat,
    MoveView,
    OpinionCard,
    PhaseMark,
    QuorumView,
    RevealRow,
    RevealView,
)

SIGNED = (ItemPhase.SIGNING, ItemPhase.CLOSED)


def sheet_of(file: Meetingfile) -> ScoreSheet | None:
    """The sheet that the meeting scores by, as it was when it was chosen; None where it doesn't score."""
    kept = file.meeting
    return score_sheet.parse(kept.sheet_id, kept.sheet_text) if kept.sheet_id else None


def build(file: Meetingfile, item: MeetingItem, one: ItemFile, marks: Mapping[int, Given]) -> ItemBoard:
    """The item's board; `marks` of the scores that may be read (`rules.meeting.standing_scores`), by score."""
    dossier, edition = one.dossier, one.edition
    where, last = meeting.phase(file, item.id), meeting.last_move(file, item.id)
    closing = meeting.closing(file, item.id)
    awaited = meeting.awaited(file, item.id)
    locked = [seat for seat in awaited if meeting.score(file, item.id, seat.id, meeting.FIRST) is not None]
    shown = reveal(file, item.id, marks)
    return ItemBoard(
        id=item.id,
        meeting_id=file.meeting.id,
        dossier_id=item.dossier_id,
        position=item.position,
        of=len(file.items),
        number=dossier.dossier.number,
        platform=dossier.dossier.platform_name,
        applicant=dossier.dossier.applicant_name,
        phase=where,
        since=closing.closed_at if closing else last.moved_at if last else None,
        deferred=closing is not None and closing.deferred,
        closed_why=closing.why if closing else "",
        stations=_stations(file, item.id),
        brief=brief(dossier, edition),
        seats=tuple(_seat(file, item, member, dossier) for member in file.members),
        quorum=quorum(file, item.id),
        scores=bool(file.meeting.sheet_id),
        awaited=len(awaited),
        locked=len(locked),
        abstained=shown.abstained if shown else 0,
        reveal=shown,
        may_rank=agreement.may_rank(edition),
        opinion=_opinion(file, item.id, dossier),
        moves=_moves(file, item.id, dossier),
    )


def _stations(file: Meetingfile, item_id: int) -> tuple[PhaseMark, ...]:
    where = meeting.phase(file, item_id)
    shown = ItemPhase.REVEALED if where is ItemPhase.REVISING else where
    stations = meeting_moves.stations(file)
    at = stations.index(shown) if shown in stations else -1
    over = where is ItemPhase.CLOSED
    return tuple(
        PhaseMark(one, one.label, "done" if place < at or over else "now" if place == at else "later")
        for place, one in enumerate(stations)
    )


def brief(dossier: Casefile, edition: Regulation) -> Brief:
    """What the item is about, in figures."""
    found = eligibility.findings(dossier, edition)
    met = sum(finding.standing.passes for finding in found)
    undecided = sum(finding.is_open for finding in found)
    says = f"{undecided} 项未定" if undecided else "全部已定" + ("，符合" if met == len(found) else "")
    rates = survey.rates(dossier, edition)
    labels = [function.label for function in edition.functions if function.id in dossier.dossier.function_ids]
    survey_says = ""
    if rates is not None and rates.counted.share is not None:
        limit = plain(edition.survey.satisfaction_at_least)
        survey_says = survey.percent(rates.counted.share) + " %" + (f"，门槛 {limit} %" if limit != "0" else "")
    return Brief(
        regulation=edition.short,
        functions="、".join(labels),
        conditions_met=met,
        conditions=len(found),
        conditions_says=says,
        satisfied=rates.counted.satisfied if rates else 0,
        answered=rates.counted.valid if rates else 0,
        survey_says=survey_says or ("还没有测评" if edition.survey.required else "不要求测评"),
    )


def quorum(file: Meetingfile, item_id: int) -> QuorumView:
    """Who counts towards the quorum now, recused members left out."""
    there, needed = meeting.quorum_of(file, item_id), file.meeting.quorum
    recused = sum(bool(meeting.recusal(file, item_id, one.id)) for one in file.members)
    says = f"{there} 人，满足 ≥ {needed}" if there >= needed else f"{there} 人，不足 {needed}"
    return QuorumView(there, needed, recused, says)


def _seat(file: Meetingfile, item: MeetingItem, member: MeetingMember, dossier: Casefile) -> ItemSeat:
    first = meeting.score(file, item.id, member.id, meeting.FIRST)
    seat = next((one for one in dossier.seats if one.expert_id == member.expert_id), None)
    signed_in = meeting.sign_in(file, member.id)
    recusal = meeting.recusal(file, item.id, member.id)
    awaited = any(one.id == member.id for one in meeting.awaited(file, item.id))
    return ItemSeat(
        member_id=member.id,
        seat_id=seat.id if seat and meeting.phase(file, item.id) in SIGNED else 0,
        number=member.number,
        name=member.name,
        title=member.title,
        unit=member.unit,
        present=signed_in is not None,
        signed_in_at=signed_in.signed_at if signed_in else None,
        declared=meeting.declaration(file, item.id, member.id) is not None,
        recused=bool(recusal),
        recusal=recusal,
        known=file.conflicts.get((item.id, member.id), ""),
        lock="locked" if first else "" if awaited else "absent",
        way=MeetingWay(first.way) if first else None,
        locked_at=first.locked_at if first else None,
        revised=meeting.score(file, item.id, member.id, meeting.REVISION) is not None,
        sign=_sign(file, item.id, member, dossier),
        dissent=meeting_opinion.dissent(file, item.id, member.id),
        doubt=recusal_rules.doubts(recusal_rules.grounds(Person(member.name, member.unit), dossier, ())),
    )


def _sign(file: Meetingfile, item_id: int, member: MeetingMember, dossier: Casefile) -> str:
    where = meeting.phase(file, item_id)
    if where not in SIGNED or (where is ItemPhase.SIGNING and not _has_to(file, item_id, member)):
        return ""
    seat = next((one for one in dossier.seats if one.expert_id == member.expert_id), None)
    if seat is None or not panel.takes_part(seat, dossier):
        return ""
    if panel.valid_signature(seat, dossier) is not None:
        return "signed"
    if seat.signs_on_paper:
        return "paper"
    given = {one.seat_id for one in dossier.signatures} | {one.seat_id for one in dossier.signed_scans}
    return "void" if seat.id in given else "waiting"


def _has_to(file: Meetingfile, item_id: int, member: MeetingMember) -> bool:
    return any(one.id == member.id for one in meeting.taking_part(file, item_id))


def reveal(file: Meetingfile, item_id: int, marks: Mapping[int, Given]) -> RevealView | None:
    """All standing scores of a revealed item by seat number, or None before the reveal."""
    sheet, pairs = sheet_of(file), meeting.standing_scores(file, item_id)
    if sheet is None or not pairs:
        return None
    rows = tuple(_row(file, sheet, first, standing, marks) for first, standing in pairs)
    totals = [row.total for row in rows if row.total is not None]
    found = agreement.of(totals, trims=file.meeting.trims)
    limit = file.meeting.spread_limit
    over = found is not None and limit is not None and found.spread > limit
    return RevealView(
        rows=rows,
        counted=len(totals),
        abstained=len(rows) - len(totals),
        median=found.median if found else None,
        spread=found.spread if found else None,
        deviation=found.deviation if found else None,
        mean=found.mean if found else None,
        trimmed=found.trimmed if found else False,
        limit=limit,
        over=over,
        says=_says(found, limit, over),
    )


def _says(found: agreement.Agreement | None, limit: Decimal | None, over: bool) -> str:
    if found is None:
        return "全部弃权，没有分数。"
    if limit is None:
        return ""
    return f"极差超过 {plain(limit)} 分，请讨论分歧。" if over else f"极差在 {plain(limit)} 分以内。"


def _row(
    file: Meetingfile, sheet: ScoreSheet, first: MeetingScore, standing: MeetingScore, marks: Mapping[int, Given]
) -> RevealRow:
    member = meeting.member(file, first.member_id)
    given, before = marks[standing.id], marks[first.id]
    return RevealRow(
        number=member.number,
        name=member.name,
        abstained=given.abstained,
        total=total(sheet, given),
        first=total(sheet, before),
        revised=standing.id != first.id,
        by_criterion=() if given.abstained else _by_criterion(sheet, given),
        remark=given.remark,
    )


def total(sheet: ScoreSheet, given: Given) -> Decimal | None:
    """The weighted total; None for an abstention, which is no zero."""
    return None if given.abstained else score_sheet.total(sheet, given.marks)


def _by_criterion(sheet: ScoreSheet, given: Given) -> tuple[tuple[str, str], ...]:
    return tuple((one.title, plain(score_sheet.reached(one, given.marks))) for one in sheet.criteria)


def _opinion(file: Meetingfile, item_id: int, dossier: Casefile) -> OpinionCard:
    mine = meeting_opinion.newest(file, item_id)
    kept = next((one for one in dossier.opinions if mine is not None and one.id == mine.opinion_id), None)
    standing = panel.standing_opinion(dossier)
    return OpinionCard(
        common=mine.text if mine else "",
        full=kept.text if kept else "",
        version=kept.version if kept else 0,
        hash=panel.content_hash(dossier, kept) if kept else "",
        stands=kept is None or standing is None or kept.id == standing.id,
        dissents=meeting_opinion.dissents(file, item_id),
    )


def _moves(file: Meetingfile, item_id: int, dossier: Casefile) -> tuple[MoveView, ...]:
    found = [
        MoveView(way.to, way.label, meeting_moves.bar(file, item_id, way.to, dossier), way.asks_why)
        for way in meeting_moves.ways(file, item_id)
    ]
    if found and not file.closings and meeting.phase(file, item_id) is not ItemPhase.CLOSED:
        barred = "" if file.sittings else "会议还没有开始。"
        found.append(MoveView(ItemPhase.CLOSED, "缓议", barred, asks_why=True, deferring=True))
    return tuple(found)
