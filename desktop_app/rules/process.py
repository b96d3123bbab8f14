"""What may be registered after a recommendation, and what is refused, by which article of the dossier's edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ChangeKind
from desktop_app.records.process import Objection, PlatformChange
from desktop_app.rules import bans
from desktop_app.rules import course as course_of
from desktop_app.rules.clauses import ACTORS, Sanction, Stage
from desktop_app.rules.course import Course, Running
from desktop_app.rules.workdays import ONE_DAY, add_months

OBJECTION_ASKED = (("name", "真实姓名或单位名称"), ("contact", "联系方式"), ("evidence", "证据材料"))
"""What an objection has to have (实名、有联系方式、有证据), by field; no article of the four editions says it."""
UNITS = {"day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}


@dataclass(frozen=True)
class Asked:
    """One stage as somebody wants to register it."""

    stage: str
    on: date
    until: date | None = None
    passed: bool | None = None


def lacking(objection: Objection) -> tuple[str, ...]:
    """What the objection lacks to count: name, contact, evidence; empty when it counts."""
    return tuple(label for field, label in OBJECTION_ASKED if not str(getattr(objection, field)).strip())


def pending(course: Course) -> tuple[Objection, ...]:
    """The objections to the notice that runs now which count and aren't settled."""
    return tuple(one for one in _to_current(course) if not lacking(one) and one.settled_on is None)


def upheld(course: Course) -> tuple[Objection, ...]:
    """The objections to the notice that runs now which were found true."""
    return tuple(one for one in _to_current(course) if not lacking(one) and one.upheld)


def _to_current(course: Course) -> tuple[Objection, ...]:
    here = course.current
    if here is None or not here.stage.notice or here.event is None:
        return ()
    return tuple(one for one in course.history.objections if one.event_id == here.event.id)


# ---------------------------------------------------------------------- stages
def refusal(course: Course, asked: Asked, today: date) -> Refusal | None:
    """Why the stage can't be registered as asked, with the article; None when it can."""
    found = next((one for one in course.edition.stages if one.id == asked.stage), None)
    if found is None:
        return Refusal("本办法没有这个步骤。请从列出的步骤中选择。", field="stage")
    return (
        _not_now(course, found)
        or _too_early(course, found, asked, today)
        or _within_grace(course, found, asked)
        or _objected(course, found)
        or _incomplete(course, found, asked)
    )


def _not_now(course: Course, stage: Stage) -> Refusal | None:
    """Whether the stage can't follow at all, whatever the day."""
    sanction, event = course.ended_by
    if sanction is not None and event is not None:
        says = f"程序已于 {event.happened_on} 终止：{sanction.says}不能再登记“{stage.title}”。"
        return Refusal(says, article=sanction.article, field="stage")
    if stage not in course.following:
        here = course.current
        if course.count(stage.id) and stage.id not in stage.leads_to:
            says = f"“{stage.title}”只有一次，已经登记过。现在是“{here.stage.title if here else ''}”。"
            return Refusal(says, article=stage.article, field="stage")
        now = f"现在是“{here.stage.title}”" if here else "程序还没有开始"
        then = "、".join(f"“{one.title}”" for one in course.following)
        says = f"{now}，" + (f"之后可以登记的是{then}，不是“{stage.title}”。" if then else "之后没有别的步骤。")
        return Refusal(says, article=(here.stage if here else stage).article, field="stage")
    if stage.done_in == "recommendation":
        return _not_recommended(course, stage)
    return None


def _not_recommended(course: Course, stage: Stage) -> Refusal | None:
    barred = bans.covering(course.history.bans, course.history.accepted_on)
    if barred is not None:
        says = f"{bans.says(barred, course.history.accepted_on)}。请核对受理日。"
        return Refusal(says, article=barred.article, field="stage")
    if not course.history.recommended:
        says = f"案卷还没有作出推荐决定，不能登记“{stage.title}”。请先在“推荐与打印”中作出决定。"
        return Refusal(says, article=course.edition.recommendation_article, field="stage")
    return None


def _too_early(course: Course, stage: Stage, asked: Asked, today: date) -> Refusal | None:
    """The day: not to come, not before what came before, not while something has to run."""
    if asked.on > today:
        return Refusal(f"{asked.on} 还没有到。请在事情办完后登记。", field="on")
    here = course.current
    if here is not None and asked.on < here.on:
        says = f"{asked.on} 早于“{here.stage.title}”的 {here.on}。请核对文件上的日期。"
        return Refusal(says, field="on")
    before = course.running(here.stage) if here is not None else ()
    own = [one for one in course.running(stage) if one.term.counts_from not in ("", stage.id)]
    for one in (*before, *own):
        if one.term.kind == "wait" and one.least is not None and asked.on <= one.least.on:
            return Refusal(_still_running(one, stage), article=one.term.article, field="on")
    return None


def _within_grace(course: Course, stage: Stage, asked: Asked) -> Refusal | None:
    """A failure before the time that was given to put things right is over (整改期): only a pass may come sooner."""
    here = course.current
    if here is None or asked.passed is not False:
        return None
    given = {one.stage for one in course.edition.sanctions if one.effect == "rectify"}
    for one in course.running(here.stage) if here.stage.id in given else ():
        if one.term.closed_by == stage.id and one.ends is not None and asked.on <= one.ends.on:
            says = f"{_still_running(one, stage).rstrip('。')}才可以登记为未通过；提前达标的，可以登记为通过。"
            return Refusal(says, article=one.term.article, field="on")
    return None


def _still_running(running: Running, stage: Stage) -> str:
    least = running.least.on if running.least is not None else None
    first = least + ONE_DAY if least is not None else None
    tentative = "（暂定）" if running.least is not None and running.least.tentative else ""
    if running.stated:
        return f"“{running.stage.title}”登记的截止日是 {least}。“{stage.title}”最早在 {first}{tentative}。"
    length = f"{running.term.length} {UNITS[running.term.unit]}"
    both = running.ends is not None and running.ends.on != least
    how = "（首日计入）" if both else ""
    return f"“{running.stage.title}”满 {length}要到 {least}{how}{tentative}。“{stage.title}”最早在 {first}。"


def _objected(course: Course, stage: Stage) -> Refusal | None:
    """An objection stands in the way where the edition says so (公示无异议, 异议属实的不予认定)."""
    here = course.current
    if here is None or not here.stage.notice:
        return None
    said = next((one for one in (stage, here.stage) if "异议" in one.says), None)
    if said is None:
        return None
    if pending(course):
        says = f"公示期间的异议还有 {len(pending(course))} 件没有核实结论。请先登记结论。"
        return Refusal(says, article=said.article, field="stage")
    if upheld(course):
        names_of = "、".join(one.name for one in upheld(course))
        says = f"公示期间的异议（{names_of}）经查属实，不能登记“{stage.title}”。请在“登记处理”中终止程序。"
        return Refusal(says, article=said.article, field="stage")
    return None


def _incomplete(course: Course, stage: Stage, asked: Asked) -> Refusal | None:
    """What the entry itself lacks: how it came out, a last day that isn't too early."""
    if stage.on_failure and asked.passed is None:
        return Refusal(f"还没有选择“{stage.title}”是否通过。请按文件选择。", article=stage.article, field="passed")
    if asked.until is None:
        return None
    if asked.until < asked.on:
        return Refusal(f"截止日 {asked.until} 早于开始日 {asked.on}。请对照文件改正。", field="until")
    for name in stage.terms:
        term = course.edition.term(name)
        if term.kind == "wait" and term.unit == "working_day":
            least = course.calendar.counting(asked.on, term.length)
            if asked.until < least.on:
                shown = "（暂定）" if least.tentative else ""
                says = (
                    f"从 {asked.on} 到 {asked.until} 不满 {term.length} 个工作日。"
                    f"当天也计入，最早到 {least.on}{shown}，请对照公示公告改正。"
                )
                return Refusal(says, article=term.article, field="until")
    return None


# ---------------------------------------------------------------------- sanctions and bans
def sanctions(course: Course) -> tuple[Sanction, ...]:
    """The sanctions that may fall where the process stands; those that the process itself leads to are left out."""
    here = course.current
    if here is None or course.ended or not course.steps:
        return ()
    every = course_of.sanctions(course.edition)
    return tuple(one for one in every if not one.stage and _may_fall(course, one, here.stage))


def _may_fall(course: Course, sanction: Sanction, here: Stage) -> bool:
    if sanction.during:
        return here.id in sanction.during
    if sanction.effect == "revoked":
        return course.title is not None
    if sanction.effect in ("refused", "left"):
        return course.title is None
    return bool(sanction.effect)


def sanction_refusal(course: Course, sanction_id: str, on: date, today: date, why: str) -> Refusal | None:
    """Why the sanction can't be registered; None when it can."""
    found = next((one for one in sanctions(course) if one.id == sanction_id), None)
    if found is None:
        return Refusal("现在不能登记这项处理。请从列出的处理中选择。", field="sanction")
    if not why.strip():
        return Refusal("还没有写查实的情况。请写明事实和依据的文件。", article=found.article, field="why")
    if on > today:
        return Refusal(f"{on} 还没有到。请在作出处理后登记。", field="on")
    if course.current is not None and on < course.current.on:
        return Refusal(f"{on} 早于“{course.current.stage.title}”的 {course.current.on}。请核对日期。", field="on")
    title = course.title
    if found.effect == "revoked" and not found.during and title is not None and not course.titled(on):
        until = title.until.on if title.until is not None else None
        return Refusal(f"称号的有效期到 {until}，{on} 已不在有效期内。请核对日期。", article=found.article, field="on")
    return None


def ban_ends(sanction: Sanction, on: date) -> date | None:
    """The last day on which no application is taken after the sanction; None where it bars nobody."""
    return add_months(on, 12 * sanction.bars_years) if sanction.bars_years else None


# ---------------------------------------------------------------------- words
def who(actor: str) -> str:
    """The word for who does something."""
    return ACTORS.get(actor, "")


def change_label(kind: str) -> str:
    """What a kind of change is called."""
    return ChangeKind(kind).label if kind in set(ChangeKind) else kind


def change_refusal(change: PlatformChange, today: date) -> Refusal | None:
    """Why a change of the running body can't be kept as it is; None when it can."""
    if change.happened_on > today:
        return Refusal(f"变更日期 {change.happened_on} 还没有到。请核对。", field="happened_on")
    if not change.matter.strip():
        return Refusal("还没有写变更的内容。请写明由什么变成什么。", field="matter")
    if change.reported_on is not None and not change.happened_on <= change.reported_on <= today:
        return Refusal("报告日期应在变更之后、今天以前。请对照报告改正。", field="reported_on")
    if change.keep is not None and change.reported_on is None:
        return Refusal("平台还没有报告，不能先提意见。请先登记报告日期。", field="reported_on")
    reported = change.reported_on or today
    if change.keep is not None and not (change.opinion_on and reported <= change.opinion_on <= today):
        return Refusal("意见日期应在报告之后、今天以前。请核对。", field="opinion_on")
    return None
