"""The days of a dossier in the order in which they must follow one another, and which of them do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.rules import panel, survey
from desktop_app.rules.openings import OpenItem


@dataclass(frozen=True)
class Stage:
    """What happened from `first` to `last`: its name, and where each of the two days is written down."""

    name: str
    step: Step
    first: date
    last: date
    jump: str = ""
    last_jump: str = ""


def stages(file: Casefile, through: Step) -> tuple[Stage, ...]:
    """The stages whose days are known, up to the step `through`: registered, applied, accepted, asked, …, sealed."""
    found = (
        _on("注册", Step.INTAKE, file.application.registered_on, "registered_on"),
        _on("申请填报", Step.INTAKE, file.application.filed_on, "filed_on"),
        _on("受理", Step.INTAKE, file.dossier.accepted_on),
        _asked(file),
        _reviewed(file),
        _on("推荐表填报", Step.RECOMMENDATION, file.recommendation.filed_on, "filed_on"),
        _sealed(file),
    )
    steps = list(Step)
    return tuple(stage for stage in found if stage and steps.index(stage.step) <= steps.index(through))


def out_of_order(file: Casefile, through: Step) -> tuple[OpenItem, ...]:
    """Each stage that is older than the one before it, with the place of the day to correct."""
    found = []
    for early, late in pairwise(stages(file, through)):
        if late.first < early.last:
            says = f"{late.name}日期 {late.first:%Y-%m-%d} 早于{early.name}日期 {early.last:%Y-%m-%d}，请核对"
            wrong = late if late.jump else early
            jump = wrong.jump if wrong is late else early.last_jump or early.jump
            found.append(OpenItem(wrong.step, says, late.name, jump=jump))
    return tuple(found)


def _on(name: str, step: Step, day: date | None, jump: str = "") -> Stage | None:
    return Stage(name, step, day, day, jump) if day else None


def _asked(file: Casefile) -> Stage | None:
    """The days on which the sampled firms were asked."""
    drawn = survey.standing_draw(file)
    lines = survey.standing_sample(file, drawn) if drawn else ()
    days = sorted(
        (line.answer.asked_on, line.firm.place) for line in lines if line.answer and line.answer.asked_on is not None
    )
    if not days:
        return None
    return Stage("测评", Step.SURVEY, days[0][0], days[-1][0], str(days[0][1]), str(days[-1][1]))


def _reviewed(file: Casefile) -> Stage | None:
    opinion = panel.standing_opinion(file)
    return _on("评审", Step.PANEL, opinion.written_at.astimezone().date(), "opinion") if opinion else None


def _sealed(file: Casefile) -> Stage | None:
    days = sorted(entry.sealed_on for entry in file.seal_entries)
    return Stage("用印", Step.SEALING, days[0], days[-1], "papers") if days else None
