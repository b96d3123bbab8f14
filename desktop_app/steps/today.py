"""The room 今日: everything due and overdue in the whole office, by working days, and what waits without a day.

It reads a fixed number of queries, however many dossiers there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.batch import Batch, BatchExtension, BatchMember
from desktop_app.records.dossier import Dossier
from desktop_app.records.evidence import Verdict
from desktop_app.records.kinds import Decision, Level, Step
from desktop_app.records.papers import Paper, Recommendation, SealedArchive, SealEntry
from desktop_app.records.process import Ban, DutyDone
from desktop_app.records.survey import Answer, Draw
from desktop_app.rules import bans, dues
from desktop_app.rules.dues import DEADLINE, Due
from desktop_app.rules.notice import CHINA
from desktop_app.rules.workdays import Calendar, Day, weekday
from desktop_app.steps import calendars, notice_of, overview, process_reading
from desktop_app.steps.process_board import day_words, due_line
from desktop_app.steps.process_reading import Whole
from desktop_app.steps.today_board import (
    BATCH,
    LATER,
    OVERDUE,
    SOON,
    WAITING,
    BackupLine,
    StepCount,
    TodayBoard,
    TodayLine,
)
from desktop_app.store import backup
from desktop_app.store.office import Office

HORIZON = 20
"""So many working days ahead something is soon due."""
_OWN = {Level.PROVINCE.value: "province", Level.CITY.value: "city"}
"""Who an office of a level is, in the words of the editions."""


def board(office: Office) -> TodayBoard:
    """The office as of today."""
    today = office.today()
    listed, every = process_reading.every(office)
    rows = {row.id: row for row in listed}
    with office.read() as session:
        calendar = calendars.of(session)
        reached = overview.furthest(session)
        archived = set(session.scalars(select(SealedArchive.dossier_id).distinct()))
        waits = (*_in_the_steps(session, rows, archived), *_barred(session, rows))
        done = process_reading.office_duties(session)
    lines = [line for whole in every for line in _of_process(whole, calendar, today)]
    lines += _of_office(every, calendar, done, _OWN.get(office.profile.level, ""), today)
    lines += _of_batches(office, calendar, today)
    lines += waits
    counted = Counter(reached.get(number, Step.INTAKE) for number in rows)
    return TodayBoard(
        today=today,
        day=_day(calendar, today),
        tentative=not calendar.known(today.year),
        lines=tuple(sorted(lines, key=_order)),
        steps=tuple(StepCount(step, counted[step]) for step in Step),
        archived=len(archived),
        backup=_backup(office),
        calendars=calendars.lines(office, today.year),
    )


def urgent(office: Office) -> int:
    """How many things are overdue or due today, for the navigation."""
    return board(office).urgent


def _order(line: TodayLine) -> tuple[bool, date, str]:
    return line.on is None, line.on or date.max, line.number


def _day(calendar: Calendar, today: date) -> str:
    kind = "工作日" if calendar.is_working(today) else calendar.holiday(today) or "休息日"
    return f"{today.year} 年 {today.month} 月 {today.day} 日　{weekday(today)}　{kind}"


# ---------------------------------------------------------------------- what follows recommendations
def _of_process(whole: Whole, calendar: Calendar, today: date) -> Iterator[TodayLine]:
    for due in dues.dues(whole.course, today):
        yield _due(calendar, due, today, whole.dossier)
    for one in dues.waiting(whole.course, today):
        dossier = whole.dossier
        since = f"自 {one.since}" if one.since is not None else ""
        detail = "　".join(part for part in (one.article, since) if part)
        yield TodayLine(
            WAITING, dossier.id, dossier.number, _name(dossier), one.title, detail, None, "", "待办理", "none",
            jump=one.jump,
        )  # fmt: skip


def _due(calendar: Calendar, due: Due, today: date, dossier: Dossier | None, edition: str = "") -> TodayLine:
    told = due_line(calendar, due, today)
    shelf = OVERDUE if told.tone == "bad" else SOON if told.left.days <= HORIZON else LATER
    detail = "　".join(part for part in (due.article, due.who, told.doubt, due.says) if part)
    return TodayLine(
        shelf,
        dossier.id if dossier is not None else None,
        dossier.number if dossier is not None else "",
        _name(dossier) if dossier is not None else "本单位",
        due.title,
        detail,
        due.on.on,
        day_words(due.on.on, today),
        told.words,
        told.tone,
        jump=due.jump,
        regulation_id=edition,
    )


def _of_office(
    every: Iterable[Whole], calendar: Calendar, done: Sequence[DutyDone], who: str, today: date
) -> Iterator[TodayLine]:
    """What the office itself owes every year, once for each edition."""
    if not who:
        return
    courses: dict[str, list[Whole]] = {}
    for whole in every:
        courses.setdefault(whole.course.edition.id, []).append(whole)
    for name, wholes in courses.items():
        edition = wholes[0].course.edition
        found = dues.office_duties(edition, calendar, (one.course for one in wholes), done, who, today)
        for due in found:
            yield _due(calendar, due, today, None, name)


def _of_batches(office: Office, calendar: Calendar, today: date) -> Iterator[TodayLine]:
    """The deadlines of the batches that haven't been sent; one whose notice is lost has none."""
    with office.read() as session:
        batches = tuple(session.scalars(select(Batch).where(Batch.sent_at.is_(None))))
        extended = session.scalars(select(BatchExtension).order_by(BatchExtension.id))
        later = {row.batch_id: row.until for row in extended}
        standing = select(BatchMember.batch_id).where(BatchMember.left_at.is_(None))
        members = Counter(session.scalars(standing))
    for batch in batches:
        with suppress(Refusal):
            deadline = notice_of.notice_of(office, batch).deadline
            until = later.get(batch.id, deadline.last_moment).astimezone(CHINA)
            clock = "" if until.time() == time.max else f"{until:%H:%M} 以前，"
            says = f"{clock}{members[batch.id]} 个案卷"
            due = Due(DEADLINE, "推荐截止", Day(until.date()), deadline.article, "", says, str(batch.id))
            yield replace(_due(calendar, due, today, None), name=f"批次 {batch.number}", page=BATCH)


# ---------------------------------------------------------------------- what waits in the steps before
def _in_the_steps(session: Session, rows: dict[int, Dossier], archived: set[int]) -> Iterator[TodayLine]:
    """What waits for somebody or something while the dossier is still being worked on."""
    decided = set(session.scalars(select(Recommendation.dossier_id).where(Recommendation.recommended.is_not(None))))
    found = [
        *((number, Step.ELIGIBILITY, f"{count} 条待补正") for number, count in _supplements(session)),
        *((number, Step.SURVEY, f"还有 {count} 家没有测评结果") for number, count in _unanswered(session)),
    ]
    for number, step, says in found:
        if number not in decided | archived and number in rows:
            yield _wait(rows[number], step, says)
    for number, step, says in _papers(session):
        if number not in archived and number in rows:
            yield _wait(rows[number], step, says)


def _barred(session: Session, rows: dict[int, Dossier]) -> Iterator[TodayLine]:
    """Dossiers not yet decided whose applicant mustn't apply."""
    every = tuple(session.scalars(select(Ban)))
    if not every:
        return
    decided = set(session.scalars(select(Recommendation.dossier_id).where(Recommendation.recommended.is_not(None))))
    for dossier in rows.values():
        ban = bans.covering(bans.on(every, dossier), dossier.accepted_on)
        if ban is not None and dossier.id not in decided:
            says = f"申请单位至 {ban.ends_on} 不得申报"
            yield TodayLine(
                WAITING, dossier.id, dossier.number, _name(dossier), says, ban.article, None, "", "待办理", "bad"
            )  # fmt: skip


def _supplements(session: Session) -> Iterator[tuple[int, int]]:
    asked = (
        select(Verdict.dossier_id, func.count())
        .where(Verdict.decision == Decision.SUPPLEMENT.value)
        .group_by(Verdict.dossier_id)
    )
    yield from ((row[0], row[1]) for row in session.execute(asked))


def _unanswered(session: Session) -> Iterator[tuple[int, int]]:
    """How many firms of the last draw haven't been graded yet."""
    last = select(func.max(Draw.id)).group_by(Draw.dossier_id)
    draws = {row.id: row for row in session.scalars(select(Draw).where(Draw.id.in_(last)))}
    graded = (
        select(Answer.draw_id, func.count())
        .where(Answer.grade != "", Answer.draw_id.in_(last))
        .group_by(Answer.draw_id)
    )
    counts = {row[0]: row[1] for row in session.execute(graded)}
    for number, draw in draws.items():
        missing = draw.size - counts.get(number, 0)
        if missing > 0:
            yield draw.dossier_id, missing


def _papers(session: Session) -> Iterator[tuple[int, Step, str]]:
    """Printed papers that aren't sealed, sealed ones that aren't in an archive."""
    asked = (
        select(Paper.dossier_id, Paper.number, SealEntry.paper_id.is_not(None))
        .join(SealEntry, SealEntry.paper_id == Paper.id, isouter=True)
        .where(Paper.void_at.is_(None))
    )
    for dossier_id, number, stamped in session.execute(asked):
        if stamped:
            yield dossier_id, Step.ARCHIVE, f"{number} 已用印，待封装"
        else:
            yield dossier_id, Step.SEALING, f"{number} 待用印"


def _wait(dossier: Dossier, step: Step, says: str) -> TodayLine:
    return TodayLine(
        WAITING, dossier.id, dossier.number, _name(dossier), says, step.label, None, "", "待办理", "none",
        page=step.value,
    )  # fmt: skip


def _name(dossier: Dossier) -> str:
    return dossier.platform_name or dossier.applicant_name


# ---------------------------------------------------------------------- the copy of the database
def _backup(office: Office) -> BackupLine:
    """The newest copy that the program made in the office's own folder."""
    copies = backup.copies(office.folder)
    if not copies:
        return BackupLine("办公文件夹里还没有备份", "", False)
    stat = copies[0].stat()
    at = datetime.fromtimestamp(stat.st_mtime, UTC).astimezone()
    named = copies[0].name.split("-")
    if len(named) > 2 and named[1].isdecimal() and named[2].isdecimal():
        at = datetime.strptime(f"{named[1]}{named[2]}", "%Y%m%d%H%M%S").replace(tzinfo=UTC).astimezone()
    fresh = at.date() == office.today()
    when = f"今日 {at:%H:%M}" if fresh else f"{at:%Y-%m-%d %H:%M}"
    return BackupLine(f"{when} 已自动备份", f"{stat.st_size / 1_000_000:.1f} MB", fresh)
