"""What is due in a dossier after its recommendation, what has run out and waits for somebody, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.records.process import DutyDone, PlatformChange
from desktop_app.rules import process
from desktop_app.rules.clauses import Duty, Stage
from desktop_app.rules.course import Course, Reached, Running, Title
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.workdays import Calendar, Day, Span, min_day

DEADLINE, MILESTONE = "deadline", "milestone"
RECENT = 400
"""So many days back the office's own yearly duties, and recommendations not reported, are called to mind."""


@dataclass(frozen=True)
class Due:
    """Something with a day. A deadline may be overdue; a milestone (a period that ends) only comes.

    `title` fits a list, `says` tells more; `who` has to act; `jump` is the place on the page.
    """

    kind: str
    title: str
    on: Day
    article: str
    who: str
    says: str = ""
    jump: str = ""


@dataclass(frozen=True)
class Waiting:
    """Something without a day that waits for the office, since when if that is known."""

    title: str
    article: str
    since: date | None = None
    jump: str = ""


@dataclass(frozen=True)
class State:
    """How the dossier stands, in words, and the tone to say it in."""

    says: str
    tone: str


def dues(course: Course, today: date) -> tuple[Due, ...]:
    """Everything with a day that is still to come or overdue, the earliest first."""
    if course.ended:
        return tuple(_changes(course))
    found = [*_periods(course, today), *_yearly(course, today), *_changes(course)]
    return tuple(sorted(found, key=lambda due: (due.on.on, due.title)))


# ---------------------------------------------------------------------- periods
def _periods(course: Course, today: date) -> Iterator[Due]:
    """The terms that run: those of the stage at hand, the latest days of any stage, the end of the title."""
    here = course.current
    for stage in course.edition.stages:
        for running in course.running(stage):
            if running.ends is None or not _runs(course, running, here):
                continue
            if running.term.kind == "by":
                yield _by(course, running)
            elif running.term.kind == "wait" and today <= running.ends.on:
                says = "" if running.stated else _two_readings(running)
                jump = f"stage:{stage.id}"
                title = f"{stage.title}期满" if stage.notice else f"{stage.title.removesuffix('期')}期满"
                yield Due(MILESTONE, title, running.ends, running.term.article, "", says, jump)
    held = course.title
    if held is not None and held.until is not None and today <= held.until.on:
        yield Due(MILESTONE, "称号有效期满", held.until, held.article, "", _again(course, held), "title")


def _runs(course: Course, running: Running, here: Reached | None) -> bool:
    """Whether the term is still running where the process stands."""
    term, stage = running.term, running.stage
    if term.kind == "title":
        return False
    if term.kind == "wait":
        return here is not None and here.stage.id == stage.id
    if not term.closed_by:
        return here is not None and here.stage.id == stage.id
    if term.repeats:
        return here is not None and course.last(term.counts_from) is not None
    if course.last(stage.id) is None:
        return False
    names = [one.stage.id for one in course.reached]
    return term.closed_by not in names[len(names) - 1 - names[::-1].index(stage.id) :]


def _by(course: Course, running: Running) -> Due:
    term, stage = running.term, running.stage
    target = course.edition.stage(term.closed_by) if term.closed_by else stage
    title = f"应{target.title}" if target.id == stage.id or stage.done_in else f"{stage.title}期满，{target.title}"
    title = title.replace(f"每{term.length}年", "") if term.repeats else title
    ends = running.ends
    assert ends is not None
    return Due(DEADLINE, title, ends, term.article, process.who(target.who), term.says, f"stage:{target.id}")


def _two_readings(running: Running) -> str:
    """A public notice may count its first day or not; the texts don't say."""
    if running.least is None or running.ends is None or running.least.on == running.ends.on:
        return ""
    return f"首日计入则 {running.least.on:%m-%d}"


def _again(course: Course, title: Title) -> str:
    says = next((one.term.says for one in course.running(_granting(course)) if one.term.kind == "title"), "")
    assert title.until is not None
    if title.lapses:
        return f"按{course.edition.replaced_by}到期失效"
    return f"{title.until.on.year} 年可再次申报" if "当年可再次申报" in says else ""


def _granting(course: Course) -> Stage:
    return next(one.stage for one in reversed(course.reached) if one.stage.grants)


# ---------------------------------------------------------------------- duties
def _yearly(course: Course, today: date) -> Iterator[Due]:
    """What the platform owes every year while its title holds: all that is missing, and the next."""
    title = course.title
    if title is None or not course.titled(today):
        return
    done = {(one.duty, one.year) for one in course.history.duties}
    for duty in course.edition.duties:
        if duty.month and duty.who == "platform":
            for on in deadlines(duty, title.since, title.until.on if title.until else None, today):
                if (duty.id, on.year) not in done:
                    yield yearly(course.calendar, duty, on)


def deadlines(duty: Duty, since: date, until: date | None, today: date) -> Iterator[date]:
    """The days of a yearly duty while a title holds, up to the first that isn't over yet."""
    year = since.year + duty.last_year
    while True:
        on = min_day(year, duty.month, duty.day)
        if until is not None and on > until:
            return
        if on >= since:
            yield on
        if on >= today:
            return
        year += 1


def yearly(calendar: Calendar, duty: Duty, on: date) -> Due:
    """One year's deadline of a duty."""
    about = on.year - duty.last_year
    last = calendar.last_working(on)
    says = f"当天休息，前一个工作日 {last.on:%m-%d}" if last.on != on else ""
    what = "总结和检查情况报告" if duty.who in ("city", "province") else "工作总结"
    title = f"{about} 年度{what}"
    return Due(DEADLINE, title, Day(on), duty.article, process.who(duty.who), says, f"duty:{duty.id}:{on.year}")


def office_duties(
    edition: Regulation,
    calendar: Calendar,
    courses: Iterable[Course],
    done: Iterable[DutyDone],
    who: str,
    today: date,
) -> tuple[Due, ...]:
    """What an office of the kind `who` (city, province) owes every year while a platform of the edition has a title."""
    titles = [course.title for course in courses if course.title is not None and not course.ended]
    registered = {(one.duty, one.year) for one in done if one.dossier_id is None and one.regulation_id == edition.id}
    found: dict[str, Due] = {}
    for duty in edition.duties:
        if not duty.month or duty.who != who:
            continue
        for title in titles:
            for on in deadlines(duty, title.since, title.until.on if title.until else None, today):
                if (today - on).days <= RECENT and (duty.id, on.year) not in registered:
                    due = yearly(calendar, duty, on)
                    found[due.jump] = due
    return tuple(sorted(found.values(), key=lambda due: due.on.on))


def _changes(course: Course) -> Iterator[Due]:
    """Changes of the running body that are to be reported within a time."""
    duty = reporting(course.edition)
    if duty is None:
        return
    for change in course.history.changes:
        if change.reported_on is None:
            on = report_due(course, change)
            assert on is not None
            title = f"报告{_kind(change)}"
            yield Due(DEADLINE, title, on, duty.article, process.who(duty.who), change.matter, f"change:{change.id}")


def reporting(edition: Regulation) -> Duty | None:
    """The duty to report changes within a time, where the edition has one."""
    return next((one for one in edition.duties if one.within), None)


def report_due(course: Course, change: PlatformChange) -> Day | None:
    """Until when a change has to be reported; None where the edition sets no time."""
    duty = reporting(course.edition)
    return course.calendar.add(change.happened_on, duty.within, duty.unit) if duty is not None else None


def _kind(change: PlatformChange) -> str:
    label = process.change_label(change.kind)
    return label if len(label) <= 2 else "变更"


# ---------------------------------------------------------------------- waiting and state
def waiting(course: Course, today: date) -> tuple[Waiting, ...]:
    """What has no day and waits for somebody: a period that is over, objections, opinions on changes."""
    found: list[Waiting] = []
    if course.ended:
        return ()
    here = course.current
    if here is None or not course.steps:
        decided = course.history.recommended_on
        old = decided is not None and (today - decided).days > RECENT
        if course.history.recommended and course.following and not old:
            stage = course.following[0]
            found.append(Waiting(f"已推荐，未登记“{stage.title}”", stage.article, None, f"stage:{stage.id}"))
        return tuple(found)
    for one in process.pending(course):
        found.append(Waiting(f"{one.name}的异议待核实", here.stage.article, one.received_on, f"objection:{one.id}"))
    failed = _after_failure(course)
    if failed and course.following:
        found.append(Waiting(failed, here.stage.article, here.on, f"stage:{here.stage.id}"))
    for running in course.running(here.stage):
        if running.term.kind == "wait" and running.ends is not None and running.ends.on < today:
            following = "、".join(f"“{stage.title}”" for stage in course.following)
            says = f"{here.stage.title}已满，待登记{following}"
            found.append(Waiting(says, here.stage.article, running.ends.on, f"stage:{here.stage.id}"))
    duty = reporting(course.edition)
    opinion = next((one for one in course.edition.duties if duty is not None and one.follows == duty.id), None)
    for change in course.history.changes:
        if opinion is not None and change.reported_on is not None and change.keep is None:
            says = f"{_kind(change)}已报告，待提出保留或撤销意见"
            found.append(Waiting(says, opinion.article, change.reported_on, f"change:{change.id}"))
    return tuple(found)


def _after_failure(course: Course) -> str:
    """That the stage at hand was failed and what has to follow, in words; empty where it wasn't."""
    here = course.current
    if here is None or here.passed is not False or not here.stage.on_failure:
        return ""
    following = "、".join(f"“{stage.title}”" for stage in course.following)
    return f"{here.stage.title}未通过" + (f"，待登记{following}" if following else "")


def state(course: Course, today: date) -> State:
    """How the dossier stands, in a few words."""
    sanction, event = course.ended_by
    if sanction is not None and event is not None:
        revoked = "已撤销" if course.title is not None else "已取消资格"
        words = {"refused": "未获认定", "revoked": revoked, "left": "已退出"}[sanction.effect]
        return State(f"{words}（{event.happened_on}）", "bad")
    here, title = course.current, course.title
    failed = _after_failure(course)
    if title is not None:
        if not course.titled(today):
            until = title.until.on if title.until is not None else today
            return State(f"称号已于 {until} 期满", "warn")
        until_says = f"，有效期至 {title.until.on}" if title.until is not None else ""
        if failed:
            return State(f"已认定{until_says}，{failed}", "warn")
        doing = f"，{here.stage.title}" if here is not None and here.stage.of_itself else ""
        return State(f"已认定{until_says}{doing}", "warn" if doing else "ok")
    if here is None or not course.steps:
        return State("已推荐，尚未报送" if course.history.recommended else "尚未推荐", "none")
    if failed:
        return State(failed, "warn")
    ends = next((one.ends for one in course.running(here.stage) if one.term.kind == "wait" and one.ends), None)
    if ends is None:
        return State(here.stage.title, "none")
    if today > ends.on:
        return State(f"{here.stage.title}已满（{ends.on}）", "warn")
    return State(f"{here.stage.title}，至 {ends.on}{'（暂定）' if ends.tentative else ''}", "accent")


def left(calendar: Calendar, today: date, on: date) -> Span:
    """How many working days are left until `on`; negative once it is over."""
    return calendar.between(today, on)
