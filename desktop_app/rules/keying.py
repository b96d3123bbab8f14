"""Keying the interview sheets twice (双录比对): who may, where the two differ, and what stands.

The second operator doesn't see what the first keyed. Whoever keyed the first time may not key the second: one person
repeats the same misreading, and two entries by one hand prove nothing. An office of one simply doesn't key twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.keying import SecondAnswer
from desktop_app.records.kinds import Grade, Step, SurveyMethod
from desktop_app.records.survey import Answer, Draw
from desktop_app.rules import names, survey
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.survey import Standing

FIELDS = (*survey.ANSWER_FIELDS, ("grade", "总体评价"))
"""What is compared, in the order of the sheet."""
LABELS = dict(FIELDS)


@dataclass(frozen=True)
class Difference:
    """One field of one sheet in which the two keyings differ, as kept values."""

    line: int
    place: int
    firm: str
    field: str
    first: str
    second: str
    first_by: str
    second_by: str

    @property
    def label(self) -> str:
        """What the field is called on the sheet."""
        return LABELS[self.field]


def second_of(file: Casefile, drawn: Draw, place: int) -> SecondAnswer | None:
    """The second keying of the sheet of `place` that counts: the latest, made after its last void answer."""
    voided = [void.voided_at for void in file.void_answers if void.draw_id == drawn.id and void.place == place]
    found = [
        row
        for row in file.second_answers
        if row.draw_id == drawn.id and row.place == place and all(row.keyed_at > at for at in voided)
    ]
    return found[-1] if found else None


def check_second(file: Casefile, drawn: Draw, line: Standing, operator: str, keyed: Collection[str]) -> None:
    """Refuses a second keying of a sheet that wasn't keyed once, was keyed twice, or by the same operator.

    `keyed`: everybody who has entered anything of that answer, as the journal says.
    """
    if line.answer is None or line.grade is None:
        raise Refusal(f"样本 {line.line}“{line.firm.name}”还没有第一次录入的评价，不能作第二次录入。")
    if operator in {*keyed, line.answer.asked_by}:
        raise Refusal(f"{operator}参与过样本 {line.line} 的第一次录入。第二次录入要换一名操作员，请由他人登录后录入。")
    done = second_of(file, drawn, line.firm.place)
    if done is not None:
        raise Refusal(f"样本 {line.line} 已由{done.keyed_by}作过第二次录入。请选择下一家。")


def differences(file: Casefile, drawn: Draw) -> tuple[Difference, ...]:
    """Every field in which the two keyings differ and nobody has settled it, in the order of the sample."""
    found: list[Difference] = []
    for line in survey.standing_sample(file, drawn):
        second = second_of(file, drawn, line.firm.place)
        if second is not None and line.answer is not None and line.grade is not None:
            found += [
                Difference(
                    line.line, line.firm.place, line.firm.name, name, getattr(line.answer, name),
                    getattr(second, name), line.answer.asked_by, second.keyed_by,
                )
                for name, _label in FIELDS
                if _differ(name, line.answer, second) and not _settled(file, drawn, line.answer, second, name)
            ]  # fmt: skip
    return tuple(found)


def _differ(name: str, first: Answer, second: SecondAnswer) -> bool:
    """Spaces, brackets and the spelling of a telephone number make no difference."""
    one, other = getattr(first, name), getattr(second, name)
    if name == "phone":
        return names.phones(one) != names.phones(other)
    return names.key(one) != names.key(other)


def _settled(file: Casefile, drawn: Draw, first: Answer, second: SecondAnswer, name: str) -> bool:
    """Whether somebody decided this very difference, and what stands now is what was decided."""
    return any(
        made.draw_id == drawn.id
        and (made.place, made.field) == (first.place, name)
        and (made.second, made.kept) == (getattr(second, name), getattr(first, name))
        for made in file.keying_settlements
    )


def said(name: str, value: str) -> str:
    """A kept value as people read it."""
    if name == "grade":
        return Grade(value).label if value else ""
    if name == "method":
        return SurveyMethod(value).label if value else ""
    return value


def keyed_twice(file: Casefile, drawn: Draw) -> tuple[int, int]:
    """How many sheets with an answer there are, and how many of them were keyed twice."""
    answered = [line for line in survey.standing_sample(file, drawn) if line.grade is not None]
    return len(answered), sum(second_of(file, drawn, line.firm.place) is not None for line in answered)


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """Differences that nobody has settled. A second keying that wasn't begun leaves nothing open."""
    drawn = survey.standing_draw(file)
    return tuple(
        OpenItem(
            Step.SURVEY,
            f"样本 {one.line} 两次录入的{one.label}不同",
            one.firm,
            regulation.survey.article,
            jump=f"keying:{one.place}",
        )
        for one in (differences(file, drawn) if drawn else ())
    )
