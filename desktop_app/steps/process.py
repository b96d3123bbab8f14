"""What follows a recommendation (后续事项): registering what happened, objections, changes, yearly duties, sanctions.

Nothing here touches what was stamped, so it needs no reason while a seal freezes the dossier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.errors import Refusal
from desktop_app.records.process import (
    Ban,
    DutyDone,
    Objection,
    PlatformChange,
    ProcessEvent,
    ProcessWithdrawal,
)
from desktop_app.rules import process
from desktop_app.rules.course import Course
from desktop_app.rules.process import Asked
from desktop_app.steps import process_reading
from desktop_app.steps.process_board import ProcessBoard, Proposal, ending_words, made
from desktop_app.store import dossiers
from desktop_app.store.acts import Act
from desktop_app.store.office import Office


@dataclass(frozen=True)
class EventEntry:
    """A stage as somebody registers it; `until` only where the document names the last day."""

    stage: str
    on: date | None
    until: date | None = None
    passed: bool | None = None
    document: str = ""
    why: str = ""


@dataclass(frozen=True)
class ObjectionEntry:
    """An objection as it was handed in."""

    received_on: date | None
    name: str = ""
    contact: str = ""
    evidence: str = ""
    matter: str = ""


@dataclass(frozen=True)
class ChangeEntry:
    """A change of the running body as it is kept; `keep` is the office's opinion, None while there is none."""

    kind: str
    happened_on: date | None
    matter: str = ""
    reported_on: date | None = None
    keep: bool | None = None
    opinion_on: date | None = None
    opinion: str = ""


def board(office: Office, dossier_id: int) -> ProcessBoard:
    """Where one dossier stands after its recommendation; raises Refusal when there is no such dossier."""
    held = office.operator.role_set if office.operator is not None else frozenset()
    return made(process_reading.whole(office, dossier_id), office.today(), held)


def propose(office: Office, dossier_id: int, stage_id: str, on: date | None) -> Proposal:
    """Until when what begins on `on` runs by the edition, in words for the entry; empty where nothing runs."""
    course = process_reading.whole(office, dossier_id).course
    stage = next((one for one in course.edition.stages if one.id == stage_id), None)
    if stage is None or on is None:
        return Proposal()
    return ending_words(course, stage, on)


# ---------------------------------------------------------------------- stages
def register_event(office: Office, dossier_id: int, entry: EventEntry) -> ProcessBoard:
    """Register that a stage was reached; raises Refusal, with the article, for what may not be."""
    course = _course(office, dossier_id)
    day = _day(entry.on, "日期")
    _raise(process.refusal(course, Asked(entry.stage, day, entry.until, entry.passed), office.today()))
    with office.act("process.event_registered", dossier_id) as act:
        event = act.add(
            ProcessEvent(
                dossier_id=dossier_id,
                stage=entry.stage,
                happened_on=day,
                until=entry.until,
                passed=entry.passed,
                document=entry.document.strip(),
                why=entry.why.strip(),
                registered_at=act.at,
                registered_by=office.operator_name,
            )
        )
        for objection in process_reading.left_behind(act.session, dossier_id, entry.stage):
            act.change(objection, event_id=event.id)
    return board(office, dossier_id)


def register_sanction(
    office: Office, dossier_id: int, sanction_id: str, on: date | None, why: str, document: str = ""
) -> ProcessBoard:
    """Register that the title was withdrawn, an application refused …, with the ban that the article attaches to it.

    Raises Refusal for a sanction that can't fall where the process stands.
    """
    course = _course(office, dossier_id)
    day = _day(on, "处理的日期")
    _raise(process.sanction_refusal(course, sanction_id, day, office.today(), why))
    sanction = next(one for one in process.sanctions(course) if one.id == sanction_id)
    with office.act("process.sanction_registered", dossier_id) as act:
        event = act.add(
            ProcessEvent(
                dossier_id=dossier_id,
                stage=course.current.stage.id if course.current else "",
                happened_on=day,
                sanction=sanction_id,
                document=document.strip(),
                why=why.strip(),
                registered_at=act.at,
                registered_by=office.operator_name,
            )
        )
        ends = process.ban_ends(sanction, day)
        if ends is not None:
            _bar(act, event, day, ends, sanction.article)
    return board(office, dossier_id)


def _bar(act: Act, event: ProcessEvent, begins: date, ends: date, article: str) -> None:
    dossier = dossiers.dossier(act.session, event.dossier_id)
    act.add(
        Ban(
            event_id=event.id,
            dossier_id=dossier.id,
            applicant_name=dossier.applicant_name,
            uscc=dossier.uscc,
            begins_on=begins,
            ends_on=ends,
            regulation_id=dossier.regulation_id,
            article=article,
        )
    )


def withdraw_event(office: Office, dossier_id: int, event_id: int, why: str) -> ProcessBoard:
    """Take back the last thing that was registered, with the ban that came of it; it stays in the record.

    Raises Refusal for any other than the last, or without saying why.
    """
    if not why.strip():
        raise Refusal("还没有写撤回的原因。请写明登记错在哪里。", field="why")
    events = _course(office, dossier_id).history.events
    if not events or events[-1].id != event_id:
        raise Refusal("只能撤回最后一次登记。请先撤回它之后的登记。")
    with office.act("process.event_withdrawn", dossier_id) as act:
        ban = act.session.get(Ban, event_id)
        if ban is not None:
            act.remove(ban)
        act.add(
            ProcessWithdrawal(
                event_id=event_id,
                dossier_id=dossier_id,
                why=why.strip(),
                withdrawn_at=act.at,
                withdrawn_by=office.operator_name,
            )
        )
    return board(office, dossier_id)


# ---------------------------------------------------------------------- objections
def register_objection(office: Office, dossier_id: int, entry: ObjectionEntry) -> ProcessBoard:
    """Register an objection to the notice that runs; one without name, evidence or contact is kept and doesn't count.

    Raises Refusal when no notice runs, or the day doesn't fit it.
    """
    course = _course(office, dossier_id)
    here = course.current
    if here is None or not here.stage.notice or here.event is None or course.ended:
        raise Refusal("现在没有公示，不能登记异议。请先登记公示。")
    received = _day(entry.received_on, "收到异议的日期", "received_on")
    if not here.on <= received <= office.today():
        raise Refusal(f"异议应在公示开始（{here.on}）之后、今天以前收到。请核对日期。", field="received_on")
    if not entry.matter.strip():
        raise Refusal("还没有写异议的内容。请照来信来函摘要。", field="matter")
    with office.act("process.objection_registered", dossier_id) as act:
        act.add(
            Objection(
                dossier_id=dossier_id,
                event_id=here.event.id,
                received_on=received,
                name=entry.name.strip(),
                contact=entry.contact.strip(),
                evidence=entry.evidence.strip(),
                matter=entry.matter.strip(),
                registered_at=act.at,
                registered_by=office.operator_name,
            )
        )
    return board(office, dossier_id)


def settle_objection(
    office: Office, dossier_id: int, objection_id: int, settled_on: date | None, upheld: bool | None, finding: str
) -> ProcessBoard:
    """Write down what the inquiry into an objection found; raises Refusal when something is missing."""
    day = _day(settled_on, "核实的日期", "settled_on")
    if upheld is None:
        raise Refusal("还没有选择异议是否属实。请按核实结论选择。", field="upheld")
    if not finding.strip():
        raise Refusal("还没有写核实的情况。请写明怎样核实、依据什么。", field="finding")
    with office.act("process.objection_settled", dossier_id) as act:
        row = act.session.get(Objection, objection_id)
        if row is None or row.dossier_id != dossier_id:
            raise Refusal("没有这件异议。请刷新后再试。")
        if process.lacking(row):
            raise Refusal(f"这件异议缺{'、'.join(process.lacking(row))}，不作为有效异议，不用核实。")
        if not row.received_on <= day <= office.today():
            raise Refusal("核实日期应在收到之后、今天以前。请核对日期。", field="settled_on")
        act.change(row, settled_on=day, upheld=upheld, finding=finding.strip())
    return board(office, dossier_id)


# ---------------------------------------------------------------------- changes
def register_change(office: Office, dossier_id: int, entry: ChangeEntry, change_id: int = 0) -> ProcessBoard:
    """Keep a change of the running body, or with `change_id` what has come of one; raises Refusal for what can't be."""
    told = {
        "kind": entry.kind,
        "matter": entry.matter.strip(),
        "reported_on": entry.reported_on,
        "keep": entry.keep,
        "opinion_on": entry.opinion_on,
        "opinion": entry.opinion.strip(),
    }
    happened = _day(entry.happened_on, "变更的日期", "happened_on")
    with office.act("process.change_registered", dossier_id) as act:
        fresh = PlatformChange(
            dossier_id=dossier_id, happened_on=happened, registered_at=act.at, registered_by=office.operator_name,
            kind=entry.kind, matter=entry.matter.strip(), reported_on=entry.reported_on, keep=entry.keep,
            opinion_on=entry.opinion_on, opinion=entry.opinion.strip(),
        )  # fmt: skip
        _raise(process.change_refusal(fresh, office.today()))
        row = act.session.get(PlatformChange, change_id) if change_id else None
        if change_id and (row is None or row.dossier_id != dossier_id):
            raise Refusal("没有这项变更。请刷新后再试。")
        if row is None:
            act.add(fresh)
        else:
            act.change(row, happened_on=happened, **told)
    return board(office, dossier_id)


# ---------------------------------------------------------------------- yearly duties
def register_duty(
    office: Office, dossier_id: int, duty_id: str, year: int, done_on: date | None, note: str = ""
) -> ProcessBoard:
    """Register that the platform did a yearly duty; raises Refusal when it owes none of that year."""
    course = _course(office, dossier_id)
    if not any(one.id == duty_id and one.who == "platform" for one in course.edition.duties):
        raise Refusal("本办法没有这项年度义务。请从列出的事项中选择。", field="duty")
    _do_duty(office, dossier_id, course.edition.id, duty_id, year, done_on, note)
    return board(office, dossier_id)


def register_office_duty(
    office: Office, regulation_id: str, duty_id: str, year: int, done_on: date | None, note: str = ""
) -> None:
    """Register that the office itself did a yearly duty under an edition; raises Refusal when it is there already."""
    _do_duty(office, None, regulation_id, duty_id, year, done_on, note)


def _do_duty(
    office: Office, dossier_id: int | None, regulation_id: str, duty_id: str, year: int, on: date | None, note: str
) -> None:
    day = _day(on, "报送的日期", "done_on")
    if day > office.today():
        raise Refusal(f"{day} 还没有到。请在报送后登记。", field="done_on")
    with office.act("process.duty_registered", dossier_id) as act:
        if process_reading.duty_done(act.session, dossier_id, regulation_id, duty_id, year) is not None:
            raise Refusal(f"{year} 年的这一项已经登记过。请刷新后再试。", field="duty")
        act.add(
            DutyDone(
                dossier_id=dossier_id, regulation_id=regulation_id, duty=duty_id, year=year, done_on=day,
                note=note.strip(), registered_at=act.at, registered_by=office.operator_name,
            )
        )  # fmt: skip


def undo_duty(office: Office, dossier_id: int, duty_id: str, year: int) -> ProcessBoard:
    """Take back that a yearly duty was done; the journal keeps what was registered."""
    with office.act("process.duty_removed", dossier_id) as act:
        edition = dossiers.dossier(act.session, dossier_id).regulation_id
        row = process_reading.duty_done(act.session, dossier_id, edition, duty_id, year)
        if row is None:
            raise Refusal("这一项没有登记过。请刷新后再试。")
        act.remove(row)
    return board(office, dossier_id)


# ---------------------------------------------------------------------- small things
def _course(office: Office, dossier_id: int) -> Course:
    return process_reading.whole(office, dossier_id).course


def _day(day: date | None, what: str, field: str = "on") -> date:
    if day is None:
        raise Refusal(f"还没有填写{what}，或不是日期。请写成 2026-03-02。", field=field)
    return day


def _raise(refused: Refusal | None) -> None:
    if refused is not None:
        raise refused
