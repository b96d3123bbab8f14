"""The course of a dossier after its recommendation: from the edition's stages and what happened, where it stands.

Everything here is about one dossier and comes from the edition: which stages are behind it, what may follow, until
when a period runs, whether the title holds. What is due is `rules.dues`, what is refused `rules.process`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop_app.records.process import Ban, DutyDone, Objection, PlatformChange, ProcessEvent
from desktop_app.rules.clauses import Sanction, Stage, Term
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.workdays import Calendar, Day

ENDING = ("refused", "revoked", "left")
"""The effects of a sanction after which nothing more can happen."""

NOT_GRANTED = "not-granted"
"""The id of the ending that an edition leaves unsaid: the review was not passed, the title not given."""


def sanctions(edition: Regulation) -> tuple[Sanction, ...]:
    """What may end a process or follow a breach: the edition's sanctions, and where none of them says what becomes of
    an application that fails, that the title was not given, by the article of the stage that gives it."""
    if any(one.effect in ("refused", "left") for one in edition.sanctions):
        return edition.sanctions
    granting = next((stage for stage in edition.stages if stage.grants), None)
    if granting is None:
        return edition.sanctions
    says = f"没有列入“{granting.title}”的名单。"
    return (*edition.sanctions, Sanction(NOT_GRANTED, granting.article, says, effect="refused"))


@dataclass(frozen=True)
class History:
    """What is kept about a dossier's process; events that were taken back are left out, the rest in the order kept."""

    accepted_on: date
    recommended: bool = False
    events: tuple[ProcessEvent, ...] = ()
    objections: tuple[Objection, ...] = ()
    changes: tuple[PlatformChange, ...] = ()
    duties: tuple[DutyDone, ...] = ()
    bans: tuple[Ban, ...] = ()
    """Bans on this dossier's applicant, wherever they came from."""
    recommended_on: date | None = None
    """The day on which it was decided to recommend, where that is known."""


@dataclass(frozen=True)
class Reached:
    """A stage that the dossier has come to, on a day; `event` is None where it began of itself or in the office."""

    stage: Stage
    on: date
    event: ProcessEvent | None = None

    @property
    def passed(self) -> bool | None:
        """How it came out, where there was something to pass."""
        return self.event.passed if self.event is not None else None


@dataclass(frozen=True)
class Running:
    """A term that runs from a stage: until when; `ends` is None while nobody knows from when it counts.

    `least` is the earliest day on which it may be taken as over: for a public notice, with its first day counted.
    """

    term: Term
    stage: Stage
    ends: Day | None
    least: Day | None
    stated: bool = False
    """The document itself names the last day."""


@dataclass(frozen=True)
class Title:
    """The title: since when, until when (None: as long as it isn't withdrawn), by which article.

    `lapses` when it ends earlier than its term, since a later measure lets all titles of this edition lapse.
    """

    since: date
    until: Day | None
    article: str
    lapses: bool = False


@dataclass(frozen=True)
class Course:
    """Where one dossier stands under its edition."""

    edition: Regulation
    calendar: Calendar
    history: History

    @cached_property
    def steps(self) -> tuple[ProcessEvent, ...]:
        """The events that are stages of the process, without sanctions."""
        return tuple(event for event in self.history.events if not event.sanction)

    @cached_property
    def reached(self) -> tuple[Reached, ...]:
        """Every stage reached, in the order reached; stages that begin of themselves stand after what began them."""
        found: list[Reached] = []
        if not self.edition.stages:
            return ()
        own = next((stage for stage in self.edition.stages if stage.done_in == "intake"), None)
        if own is not None:
            found.append(Reached(own, self.history.accepted_on))
        known = {stage.id: stage for stage in self.edition.stages}
        for event in self.steps:
            stage = known.get(event.stage)
            if stage is None:
                continue  # the edition's file no longer has it
            at = Reached(stage, event.happened_on, event)
            found.append(at)
            following = stage.follows(event.passed)
            while len(following) == 1 and known[following[0]].of_itself:
                at = Reached(known[following[0]], at.on)
                found.append(at)
                following = at.stage.follows(None)
        return tuple(found)

    @property
    def current(self) -> Reached | None:
        """The last stage reached; None before the first."""
        return self.reached[-1] if self.reached else None

    @cached_property
    def ended_by(self) -> tuple[Sanction | None, ProcessEvent | None]:
        """The sanction that ended the process and its event, either by a decision or because the process led there."""
        for event in self.history.events:
            found = next((one for one in sanctions(self.edition) if one.id == event.sanction), None)
            if found is not None and found.effect in ENDING:
                return found, event
        if self.current is not None and self.steps:
            for sanction in self.edition.sanctions:
                if sanction.effect in ENDING and sanction.stage == self.current.stage.id:
                    return sanction, self.steps[-1]
        return None, None

    @property
    def ended(self) -> bool:
        """Whether nothing more can happen."""
        return self.ended_by[0] is not None

    def last(self, stage_id: str) -> Reached | None:
        """The last time that the stage was reached, or None."""
        return next((one for one in reversed(self.reached) if one.stage.id == stage_id), None)

    def count(self, stage_id: str) -> int:
        """How often the stage was reached."""
        return sum(one.stage.id == stage_id for one in self.reached)

    # ------------------------------------------------------------------ what may follow
    @cached_property
    def following(self) -> tuple[Stage, ...]:
        """The stages that may be registered next, in the edition's order; what nothing hangs on may be skipped."""
        if self.ended or not self.edition.stages:
            return ()
        names = list(self._after_current())
        found: list[str] = []
        while names:
            name = names.pop(0)
            if name in found:
                continue
            found.append(name)
            if self._may_be_skipped(self.edition.stage(name)):
                names += self.edition.stage(name).leads_to
        return tuple(stage for stage in self.edition.stages if stage.id in found and not stage.of_itself)

    def _after_current(self) -> tuple[str, ...]:
        if self.current is None:
            return (self.edition.stages[0].id,)
        return self.current.stage.follows(self.current.passed)

    def _may_be_skipped(self, stage: Stage) -> bool:
        counted_from = any(term.counts_from == stage.id for term in self.edition.terms)
        hung = stage.terms or stage.on_failure or stage.notice or stage.grants or stage.done_in or stage.of_itself
        return not (counted_from or hung or not stage.leads_to or stage.id in stage.leads_to)

    # ------------------------------------------------------------------ periods and the title
    def running(self, stage: Stage) -> tuple[Running, ...]:
        """The terms of a stage, as they run since it was last reached."""
        return tuple(self._running(self.edition.term(name), stage) for name in stage.terms)

    def _running(self, term: Term, stage: Stage) -> Running:
        here = self.last(stage.id)
        stated = here.event.until if here is not None and here.event is not None and term.kind != "by" else None
        if stated is not None:
            return Running(term, stage, Day(stated), Day(stated), stated=True)
        start = self._start(term, stage)
        if start is None:
            return Running(term, stage, None, None)
        length = term.length * (self.count(stage.id) + 1 if term.repeats else 1)
        ends = self.calendar.add(start, length, term.unit)
        least = self.calendar.counting(start, length) if term.unit == "working_day" else ends
        return Running(term, stage, ends, least)

    def _start(self, term: Term, stage: Stage) -> date | None:
        """The day from which a term counts."""
        if term.after_term:
            before = self.edition.term(term.after_term)
            owner = next((one for one in self.edition.stages if before.id in one.terms), None)
            ends = self._running(before, owner).ends if owner is not None else None
            return ends.on if ends is not None else None
        from_stage = self.last(term.counts_from or stage.id)
        return from_stage.on if from_stage is not None else None

    @cached_property
    def title(self) -> Title | None:
        """The title, from the stage that grants it; None before that. It may be over, or have been withdrawn."""
        granted = next((one for one in reversed(self.reached) if one.stage.grants), None)
        if granted is None:
            return None
        ends = [one.ends for one in self.running(granted.stage) if one.term.kind == "title" and one.ends is not None]
        until = ends[0] if ends else None
        lapse = self.edition.recognitions_lapse
        lapses = lapse is not None and until is not None and until.on > lapse
        if lapse is not None and lapses:
            until = Day(lapse)
        article = next((one.term.article for one in self.running(granted.stage)), granted.stage.article)
        return Title(granted.on, until, article, lapses)

    def titled(self, day: date) -> bool:
        """Whether the title holds on `day`."""
        title = self.title
        if title is None or day < title.since or (title.until is not None and day > title.until.on):
            return False
        sanction, event = self.ended_by
        return sanction is None or event is None or day < event.happened_on
