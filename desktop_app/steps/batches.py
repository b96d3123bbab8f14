"""Batches (批次): make one under a notice, put dossiers in, order them, take them out, note what happens to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.batch import Batch, BatchElsewhere, BatchExtension, BatchMember, BatchPaper, BatchSealEntry
from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import Channel
from desktop_app.records.papers import Recommendation
from desktop_app.rules import batches, roles
from desktop_app.rules.batch_file import BatchFile, Entry
from desktop_app.rules.notice import CHINA, Notice
from desktop_app.steps import batch_board, notice_of
from desktop_app.steps.batch_reading import read, thaw
from desktop_app.steps.batches_board import (
    AuthorityChoice,
    BatchBoard,
    BatchesBoard,
    BatchLine,
    Candidate,
    NoticeChoice,
)
from desktop_app.store.office import Office

_DECIDED = {True: "已决定推荐", False: "已决定不推荐", None: "还没有决定"}


def board(office: Office) -> BatchesBoard:
    """Every batch, the newest first, and the notices for a new one."""
    with office.read() as session:
        rows = tuple(session.scalars(select(Batch).order_by(Batch.id.desc())))
        lines = tuple(_line(office, session, row) for row in rows)
    may = office.operator is not None and roles.may(office.operator.role_set, "office.notice_added")
    return BatchesBoard(lines, tuple(_choice(office, notice) for notice in notice_of.offered(office)), may)


def one(office: Office, batch_id: int) -> BatchBoard:
    """One batch with its dossiers, findings, documents and papers."""
    file, notice = read(office, batch_id)
    return batch_board.build(office, file, notice)


def _line(office: Office, session: Session, row: Batch) -> BatchLine:
    standing = (BatchMember.batch_id == row.id, BatchMember.left_at.is_(None))
    members = session.scalar(select(func.count()).select_from(BatchMember).where(*standing)) or 0
    valid = (BatchPaper.batch_id == row.id, BatchPaper.void_at.is_(None))
    printed = session.scalars(select(BatchPaper.id).where(*valid)).all()
    sealed = session.scalars(select(BatchSealEntry.id).where(BatchSealEntry.paper_id.in_(printed))).all()
    state = "sent" if row.sent_at else "sealed" if sealed else "printed" if printed else "open"
    try:
        notice = notice_of.notice_of(office, row)
    except Refusal:
        return BatchLine(row.id, row.number, row.notice_id, members, "", "lost")
    return BatchLine(row.id, row.number, notice.short, members, notice.deadline.words, state)


def _choice(office: Office, notice: Notice) -> NoticeChoice:
    """A notice with the kinds of authority, the one that this office is first of all."""
    profile = office.profile
    own = notice.authority_of(profile.name, profile.level, profile.region_code)
    authorities = tuple(
        AuthorityChoice(row.id, row.label, row.at_most, row.article, own is not None and row.id == own.id)
        for row in notice.authorities
    )
    says = "" if own else "通知没有列出本单位这一类。请核对后选择。"
    if own is not None and not own.lists(profile.name):
        says = "本单位不在通知所附的名单上，建立后不能用印。"
    elif own is not None and office.now() > notice.deadline.last_moment:
        says = "报送截止时间已过。"
    edition = notice_of.edition_of(office, notice.regulation)
    return NoticeChoice(
        notice.id, notice.short, notice.title, notice.number, edition.short, notice.deadline.words, says, authorities
    )


# ------------------------------------------------------------------ the batch itself


def open_batch(office: Office, notice_id: str, authority: str) -> int:
    """Make a batch under a notice, for the kind of authority that the office is; gives its id.

    Raises Refusal without a notice, or for a kind of authority that the notice doesn't have.
    """
    if not notice_id:
        raise Refusal("还没有选择通知。请选择当年的通知。", field="notice")
    notice = notice_of.current(office, notice_id)
    if notice.authority(authority) is None:
        raise Refusal("还没有选择推荐单位类别。请按通知选择。", field="authority")
    notice_of.keep(office, notice)
    with office.act("batch.opened") as act:
        row = act.add(
            Batch(
                number=_next_number(act.session, notice.year),
                notice_id=notice.id,
                notice_digest=notice.digest,
                authority=authority,
                made_at=act.at,
                made_by=office.operator_name,
            )
        )
    return row.id


def _next_number(session: Session, year: int) -> str:
    """2019-批01: the first running number of the notice's year that is higher than every one given out."""
    given = session.scalars(select(Batch.number).where(Batch.number.startswith(f"{year}-批")))
    last = max((int(number.rpartition("批")[2]) for number in given), default=0)
    return f"{year}-批{last + 1:02d}"


def extend(office: Office, batch_id: int, until: str, clock: str, why: str) -> BatchBoard:
    """Note a later deadline that the authority above allowed; `until` is a day, `clock` 17:30 or empty.

    Raises Refusal for a day or time that can't be read, one that isn't later, or without a ground.
    """
    file, notice = read(office, batch_id)
    moment = _moment(until, clock, time.max, "until")
    if moment <= batches.last_moment(file, notice):
        raise Refusal("延期后的时间不晚于现在的截止时间。请核对。", field="until")
    if not why.strip():
        raise Refusal("延期要写明依据（谁同意的、哪一天、什么形式）。请补写。", field="why")
    with office.act("batch.extended") as act:
        act.add(
            BatchExtension(
                batch_id=batch_id, until=moment, why=why.strip(), extended_at=act.at, extended_by=office.operator_name
            )
        )
        act.note(batch=file.batch.number)
    return one(office, batch_id)


def send(office: Office, batch_id: int, day: str, clock: str, how: str) -> BatchBoard:
    """Note when and how the papers went off; an earlier note is corrected.

    Raises Refusal for a time that can't be read or lies ahead, and while no summary table is sealed.
    """
    file, _ = read(office, batch_id)
    moment = _moment(day, clock, time(12), "day")
    if moment.date() > office.now().astimezone(CHINA).date():
        raise Refusal("报送时间还没有到。请在寄出或送达后登记。", field="day")
    if not how.strip():
        raise Refusal("还没有写报送方式。请写明寄送单号或接收人。", field="how")
    if not batches.sealed_papers(file):
        raise Refusal("汇总表还没有用印，不能登记报送。请先打印、盖章、登记。", field="day")
    with office.act("batch.sent") as act:
        act.change(file.batch, sent_at=moment, sent_how=how.strip())
        act.note(batch=file.batch.number)
    return one(office, batch_id)


def _moment(day: str, clock: str, otherwise: time, field: str) -> datetime:
    """A day and a time of day as they were typed, by the clock of China; `otherwise` where no time was typed."""
    try:
        on = date.fromisoformat(day.strip())
    except ValueError:
        raise Refusal("日期读不出来。请写成 2024-06-28 的样子。", field=field) from None
    if not clock.strip():
        return datetime.combine(on, otherwise, CHINA)
    try:
        at = datetime.strptime(clock.strip().replace("：", ":"), "%H:%M").time()
    except ValueError:
        raise Refusal("钟点读不出来。请写成 17:30 的样子，或留空。", field="clock") from None
    return datetime.combine(on, at, CHINA)


def hear_of(office: Office, batch_id: int, name: str, recommender: str, source: str = "") -> BatchBoard:
    """Note that somebody else recommends a platform this year; raises Refusal without its name or who does."""
    file, _ = read(office, batch_id)
    for field, value, label in (("name", name, "平台或单位名称"), ("recommender", recommender, "推荐单位")):
        if not value.strip():
            raise Refusal(f"还没有填写{label}。", field=field)
    with office.act("batch.elsewhere_added") as act:
        words = {"name": name.strip(), "recommender": recommender.strip(), "source": source.strip()}
        act.add(BatchElsewhere(batch_id=batch_id, **words))
        act.note(batch=file.batch.number)
    return one(office, batch_id)


def forget(office: Office, batch_id: int, elsewhere_id: int) -> BatchBoard:
    """Take back such a note; the journal keeps it."""
    file, _ = read(office, batch_id)
    row = next((row for row in file.elsewhere if row.id == elsewhere_id), None)
    if row is None:
        raise Refusal("这条记录已经不在了。请刷新后再试。")
    with office.act("batch.elsewhere_removed") as act:
        act.remove(row)
        act.note(batch=file.batch.number)
    return one(office, batch_id)


# ------------------------------------------------------------------ its dossiers


def candidates(office: Office, batch_id: int) -> tuple[Candidate, ...]:
    """The dossiers under the notice's measure that aren't in the batch, those that can join first."""
    file, notice = read(office, batch_id)
    inside = {entry.dossier.id for entry in file.entries}
    with office.read() as session:
        rows = session.execute(
            select(Dossier, Recommendation.recommended)
            .outerjoin(Recommendation, Recommendation.dossier_id == Dossier.id)
            .where(Dossier.regulation_id == notice.regulation)
            .order_by(Dossier.id)
        ).all()
        taken = _taken(session)
    found = [_candidate(row, decided, taken.get(row.id, "")) for row, decided in rows if row.id not in inside]
    return tuple(sorted(found, key=lambda line: bool(line.blocked)))


def _taken(session: Session) -> dict[int, str]:
    """The number of the batch in which each dossier stands."""
    asked = select(BatchMember.dossier_id, Batch.number).join(Batch, Batch.id == BatchMember.batch_id)
    return {row[0]: row[1] for row in session.execute(asked.where(BatchMember.left_at.is_(None)))}


def _candidate(row: Dossier, decided: bool | None, taken: str) -> Candidate:
    blocked = f"已在批次 {taken}" if taken else "已决定不推荐" if decided is False else ""
    channel = Channel(row.channel).label
    return Candidate(row.id, row.number, row.platform_name, row.applicant_name, channel, _DECIDED[decided], blocked)


def add_members(office: Office, batch_id: int, dossier_ids: tuple[int, ...], reason: str = "") -> BatchBoard:
    """Put dossiers at the end of the batch, one act for each, in the order given.

    Raises Refusal for a dossier under another measure, in a batch already or turned down; and for a batch that a seal
    has frozen when no reason is given (with one, the stamped table is void).
    """
    possible = {line.dossier_id: line for line in candidates(office, batch_id)}
    for dossier_id in dossier_ids:
        line = possible.get(dossier_id)
        if line is None:
            raise Refusal("这个案卷不能加入本批次：办法不同，或已经在批次里。请重新选择。")
        if line.blocked:
            raise Refusal(f"案卷 {line.number} 不能加入：{line.blocked}。请重新选择。")
    for dossier_id in dossier_ids:
        file, _ = read(office, batch_id)
        with office.act("batch.member_added", dossier_id, reason=reason) as act:
            last = max((entry.member.position for entry in file.entries), default=0)
            act.add(
                BatchMember(
                    batch_id=batch_id, dossier_id=dossier_id, position=last + 1, joined_at=act.at,
                    joined_by=office.operator_name,
                )
            )  # fmt: skip
            act.note(batch=file.batch.number)
            thaw(act, batches.sealed_papers(file), reason)
    return one(office, batch_id)


def move_member(office: Office, batch_id: int, member_id: int, position: int, reason: str = "") -> BatchBoard:
    """Put a dossier in the place `position` (from 1); the others close up."""
    file, _ = read(office, batch_id)
    moved = _entry(file, member_id)
    rest = [entry for entry in file.entries if entry is not moved]
    rest.insert(max(0, min(position - 1, len(rest))), moved)
    with office.act("batch.member_moved", moved.dossier.id, reason=reason) as act:
        for place, entry in _renumbered(rest):
            act.change(entry.member, position=place)
        if not act.empty:
            act.note(batch=file.batch.number)
        thaw(act, batches.sealed_papers(file), reason)
    return one(office, batch_id)


def remove_member(office: Office, batch_id: int, member_id: int, why: str) -> BatchBoard:
    """Take a dossier out, with the reason why; the others close up. A stamped table is void for the same reason."""
    file, _ = read(office, batch_id)
    gone = _entry(file, member_id)
    if not why.strip():
        raise Refusal("移出要写明原因。请补写。", field="reason")
    with office.act("batch.member_removed", gone.dossier.id, reason=why) as act:
        act.change(gone.member, left_at=act.at, left_why=why.strip())
        for place, entry in _renumbered([entry for entry in file.entries if entry is not gone]):
            act.change(entry.member, position=place)
        act.note(batch=file.batch.number)
        thaw(act, batches.sealed_papers(file), why)
    return one(office, batch_id)


def _renumbered(entries: list[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each entry with its place."""
    return enumerate(entries, 1)


def _entry(file: BatchFile, member_id: int) -> Entry:
    for entry in file.entries:
        if entry.member.id == member_id:
            return entry
    raise Refusal("这个案卷已不在本批次里。请刷新后重新选择。")
