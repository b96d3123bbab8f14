"""What the page of a dossier's process shows: its stages, what is due, objections, changes. Plain values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from desktop_app.records.kinds import ChangeKind, Role
from desktop_app.records.process import Objection, PlatformChange
from desktop_app.rules import bans, dues, process, roles
from desktop_app.rules import course as course_of
from desktop_app.rules.clauses import Sanction, Stage
from desktop_app.rules.course import Course, Reached
from desktop_app.rules.dues import Due, State, Waiting
from desktop_app.rules.workdays import Calendar, Day, Span, weekday
from desktop_app.steps.process_reading import Whole

NEAR = 5
"""So many working days before a deadline it is called near."""


@dataclass(frozen=True)
class StageLine:
    """One stage of the edition's process; `state` is done, now, next or later."""

    id: str
    title: str
    who: str
    article: str
    says: str
    state: str
    days: str
    detail: str


@dataclass(frozen=True)
class EventLine:
    """Something that was registered; `withdrawn` says by whom and why it was taken back."""

    id: int
    on: date
    title: str
    detail: str
    by: str
    last: bool
    withdrawn: str = ""


@dataclass(frozen=True)
class DueLine:
    """Something with a day; `left` in working days, `words` as it is read, `tone` how urgent.

    `tentative` says that the day itself is; the count of working days may be so alone (`left.tentative`).
    """

    title: str
    on: date
    article: str
    who: str
    says: str
    left: Span
    words: str
    tone: str
    jump: str
    tentative: bool

    @property
    def doubt(self) -> str:
        """What of it is tentative, in words; empty where nothing is."""
        return "暂定" if self.tentative else "工作日数暂定" if self.left.tentative else ""


@dataclass(frozen=True)
class ObjectionLine:
    """An objection; `lacks` is why it doesn't count, empty when it does."""

    id: int
    received_on: date
    name: str
    matter: str
    lacks: str
    state: str
    tone: str
    open: bool


@dataclass(frozen=True)
class ChangeLine:
    """A change of the running body, with its row for the sheet that corrects it."""

    id: int
    says: str
    state: str
    tone: str
    row: PlatformChange


@dataclass(frozen=True)
class StageChoice:
    """A stage that may be registered next; `needs_result` and `may_end` say which boxes its entry has."""

    id: str
    title: str
    article: str
    says: str
    needs_result: bool
    may_end: bool
    blocked: str


@dataclass(frozen=True)
class SanctionChoice:
    """A sanction that may fall now, with what it does in words."""

    id: str
    article: str
    says: str
    effect: str
    bars: str


@dataclass(frozen=True)
class DutyChoice:
    """A year of a duty of the platform that is owed, or was done on `done_on`."""

    duty: str
    year: int
    title: str
    article: str
    done_on: date | None = None


@dataclass(frozen=True)
class Proposal:
    """Until when something runs by the edition, in words; empty where nothing runs."""

    ends: date | None = None
    says: str = ""


@dataclass(frozen=True)
class Rights:
    """What whoever is signed in may do here: register at all, register a sanction, take an entry back."""

    register: bool
    sanction: bool
    withdraw: bool

    @property
    def says(self) -> str:
        """Whose work it is, for somebody who may only look."""
        return "" if self.register else "登记后续事项由经办员、审核员、负责人办理，这里只能查看。"


@dataclass(frozen=True)
class ProcessBoard:
    """Everything about one dossier after its recommendation."""

    dossier_id: int
    law: str
    state: State
    stages: tuple[StageLine, ...]
    events: tuple[EventLine, ...]
    dues: tuple[DueLine, ...]
    waiting: tuple[Waiting, ...]
    objections: tuple[ObjectionLine, ...]
    changes: tuple[ChangeLine, ...]
    choices: tuple[StageChoice, ...]
    sanctions: tuple[SanctionChoice, ...]
    duties: tuple[DutyChoice, ...]
    under_notice: bool
    reports_changes: str
    """The article by which changes are reported; empty where the edition sets no time."""
    warning: str
    """A ban on the applicant, in words."""
    today: date
    may: Rights


EFFECT_WORDS = {
    "refused": "未获认定，程序终止",
    "revoked": "撤销称号，程序终止",
    "left": "退出，程序终止",
    "rectify": "限期整改",
    "recorded": "记入信用记录，程序继续",
}


def made(whole: Whole, today: date, held: Collection[Role]) -> ProcessBoard:
    """The board of one dossier as of a day, for somebody who holds these roles."""
    course = whole.course
    reporting = dues.reporting(course.edition)
    here = course.current
    return ProcessBoard(
        dossier_id=whole.dossier.id,
        law=f"{course.edition.short}（{course.edition.number}）",
        state=dues.state(course, today),
        stages=tuple(_stage(course, stage) for stage in course.edition.stages),
        events=_events(whole),
        dues=tuple(due_line(course.calendar, due, today) for due in dues.dues(course, today)),
        waiting=dues.waiting(course, today),
        objections=tuple(_objection(one) for one in reversed(course.history.objections)),
        changes=tuple(_change(course, one, today) for one in reversed(course.history.changes)),
        choices=tuple(_choice(course, stage, today) for stage in course.following),
        sanctions=tuple(_sanction(course, one, today) for one in process.sanctions(course)),
        duties=_duties(course, today),
        under_notice=here is not None and here.stage.notice and not course.ended,
        reports_changes=reporting.article if reporting is not None else "",
        warning=_warning(course),
        today=today,
        may=Rights(
            register=roles.may(held, "process.event_registered"),
            sanction=roles.may(held, "process.sanction_registered"),
            withdraw=roles.may(held, "process.event_withdrawn"),
        ),
    )


# ---------------------------------------------------------------------- stages and events
def _stage(course: Course, stage: Stage) -> StageLine:
    at = course.last(stage.id)
    here = course.current
    if here is not None and here.stage.id == stage.id:
        state = "now"
    elif at is not None:
        state = "done"
    else:
        state = "next" if stage in course.following else "later"
    days, detail = _days(course, stage, at) if at is not None else ("", "")
    return StageLine(stage.id, stage.title, process.who(stage.who), stage.article, stage.says, state, days, detail)


def _days(course: Course, stage: Stage, at: Reached) -> tuple[str, str]:
    ends = next((one.ends for one in course.running(stage) if one.term.kind == "wait" and one.ends), None)
    days = f"{at.on} 至 {shown(ends)}" if ends is not None else f"{at.on}"
    times = course.count(stage.id)
    parts = [_outcome(at.passed), at.event.document if at.event else "", f"共 {times} 次" if times > 1 else ""]
    return days, "　".join(part for part in parts if part)


def shown(day: Day) -> str:
    """A computed day, marked when it is tentative."""
    return f"{day.on}{'（暂定）' if day.tentative else ''}"


def _outcome(passed: bool | None) -> str:
    return "" if passed is None else "通过" if passed else "未通过"


def _events(whole: Whole) -> tuple[EventLine, ...]:
    """Everything registered, the newest first."""
    titles = {stage.id: stage.title for stage in whole.course.edition.stages}
    effects = {one.id: one for one in course_of.sanctions(whole.course.edition)}
    back = {row.event_id: row for row in whole.withdrawals}
    standing = whole.course.history.events
    found = []
    for event in reversed(whole.events):
        sanction = effects.get(event.sanction)
        title = effect_words(whole.course, sanction) if sanction is not None else titles.get(event.stage, event.stage)
        until = f"至 {event.until}" if event.until else ""
        parts = (_outcome(event.passed), until, event.document, event.why)
        gone = back.get(event.id)
        found.append(
            EventLine(
                event.id, event.happened_on, title, "　".join(part for part in parts if part),
                f"{event.registered_by} {event.registered_at.astimezone():%Y-%m-%d}",
                bool(standing) and standing[-1].id == event.id,
                f"{gone.withdrawn_by}撤回：{gone.why}" if gone is not None else "",
            )
        )  # fmt: skip
    return tuple(found)


# ---------------------------------------------------------------------- what is due
def due_line(calendar: Calendar, due: Due, today: date) -> DueLine:
    """A due with the working days that are left, in words and tone."""
    left = calendar.between(today, due.on.on)
    words, tone = _left(left.days, due.on.on, today, due.kind == dues.DEADLINE)
    return DueLine(
        due.title, due.on.on, due.article, due.who, due.says, left, words, tone, due.jump, due.on.tentative
    )  # fmt: skip


def _left(days: int, on: date, today: date, deadline: bool) -> tuple[str, str]:
    if on < today:
        return (f"已过 {-days} 个工作日", "bad") if days else ("已过期", "bad")
    if on == today:
        return "今天", "warn"
    if not days:
        return "下个工作日以前", "warn"
    return f"余 {days} 个工作日", "warn" if deadline and days <= NEAR else "none"


def day_words(day: date, today: date) -> str:
    """11-24 周一; with the year where it isn't this one."""
    return f"{day:%m-%d} {weekday(day)}" if day.year == today.year else f"{day} {weekday(day)}"


def ending_words(course: Course, stage: Stage, on: date) -> Proposal:
    """Until when what begins at `stage` on `on` runs by the edition, in words."""
    for name in stage.terms:
        term = course.edition.term(name)
        if term.kind == "by" or term.counts_from not in ("", stage.id) or term.after_term:
            continue
        ends = course.calendar.add(on, term.length, term.unit)
        length = f"{term.length} {process.UNITS[term.unit]}"
        says = f"不填按 {length}算，到 {shown(ends)}（{term.article}）"
        if term.unit == "working_day":
            least = course.calendar.counting(on, term.length)
            says += f"；首日也计入到 {shown(least)}" if least.on != ends.on else ""
        return Proposal(ends.on, f"{says}。文件写明截止日的照填。")
    return Proposal()


# ---------------------------------------------------------------------- objections and changes
def _objection(one: Objection) -> ObjectionLine:
    lacks = "、".join(process.lacking(one))
    if lacks:
        state, tone = f"缺{lacks}，不作为有效异议", "none"
    elif one.settled_on is None:
        state, tone = "待核实", "warn"
    else:
        state, tone = (f"{one.settled_on} 经查属实", "bad") if one.upheld else (f"{one.settled_on} 经查不属实", "ok")
    return ObjectionLine(
        one.id, one.received_on, one.name or "未署名", one.matter, lacks, state, tone, not lacks and one.upheld is None
    )  # fmt: skip


def _change(course: Course, one: PlatformChange, today: date) -> ChangeLine:
    due = dues.report_due(course, one)
    says = f"{one.happened_on} {ChangeKind(one.kind).label}：{one.matter}"
    if one.reported_on is None:
        if due is None:
            return ChangeLine(one.id, says, "未报告，办法没有规定期限", "none", one)
        words, tone = _left(course.calendar.between(today, due.on).days, due.on, today, True)
        return ChangeLine(one.id, says, f"未报告，应在 {due.on} 前，{words}", tone, one)
    late = due is not None and one.reported_on > due.on
    state = f"{one.reported_on} 报告{'，迟报' if late else ''}"
    if one.keep is None:
        return ChangeLine(one.id, says, f"{state}，待提意见", "warn", one)
    return ChangeLine(one.id, says, f"{state}，意见：{'保留' if one.keep else '撤销'}", "bad" if late else "ok", one)


# ---------------------------------------------------------------------- what may be registered
def _choice(course: Course, stage: Stage, today: date) -> StageChoice:
    asked = process.Asked(stage.id, today, passed=True)
    refused = process.refusal(course, asked, today)
    may_end = any(course.edition.term(name).kind in ("wait", "title") for name in stage.terms)
    basis = f"依据{refused.article}。" if refused is not None and refused.article else ""
    blocked = f"{refused.says}{basis}" if refused is not None else ""
    return StageChoice(stage.id, stage.title, stage.article, stage.says, bool(stage.on_failure), may_end, blocked)


def effect_words(course: Course, sanction: Sanction) -> str:
    """What a sanction does, in words; before there is a title there is only the standing to lose."""
    if sanction.effect == "revoked" and course.title is None:
        return "取消资格，程序终止"
    return EFFECT_WORDS.get(sanction.effect, "")


def _sanction(course: Course, one: Sanction, today: date) -> SanctionChoice:
    ends = process.ban_ends(one, today)
    bars = f"{one.bars_years} 年内不得申报" if ends is not None else ""
    return SanctionChoice(one.id, one.article, one.says, effect_words(course, one), bars)


def _duties(course: Course, today: date) -> tuple[DutyChoice, ...]:
    """The yearly duties of the platform: what is owed, then what was done, the newest first."""
    owed = [due for due in dues.dues(course, today) if due.jump.startswith("duty:")]
    found = []
    for due in owed:
        _duty, name, year = due.jump.split(":")
        found.append(DutyChoice(name, int(year), due.title, due.article))
    known = {duty.id: duty for duty in course.edition.duties}
    for done in sorted(course.history.duties, key=lambda one: -one.year):
        duty = known.get(done.duty)
        about = done.year - (duty.last_year if duty is not None else 0)
        article = duty.article if duty is not None else ""
        found.append(DutyChoice(done.duty, done.year, f"{about} 年度工作总结", article, done.done_on))
    return tuple(found)


def _warning(course: Course) -> str:
    ban = bans.covering(course.history.bans, course.history.accepted_on)
    return f"{bans.says(ban, course.history.accepted_on)}（{ban.article}）。" if ban is not None else ""
