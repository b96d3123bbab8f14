"""Keying the interview sheets a second time, comparing, and settling what differs; and declaring an answer void."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.journal import JournalEntry
from desktop_app.records.keying import KeyingSettlement, SecondAnswer, VoidAnswer
from desktop_app.records.kinds import ContactResult
from desktop_app.records.survey import Answer, Draw
from desktop_app.rules import keying, survey
from desktop_app.steps import survey_board
from desktop_app.steps.reading import read
from desktop_app.steps.survey import answer_value, attempt, sampled, standing_draw
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.store.office import Office

CHOOSE = "请在样本中选择。"


@dataclass(frozen=True)
class SheetLine:
    """One sheet to key a second time. Nothing of the first keying is in it: the second is blind."""

    line: int
    place: int
    firm: str
    state: str
    """"ready", "done", "waiting" (no first keying) or "mine" (the first was by whoever asks)."""
    by: str
    """Who keyed it the second time."""


@dataclass(frozen=True)
class DifferenceLine:
    """One field in which the two keyings differ, in words."""

    line: int
    place: int
    firm: str
    field: str
    label: str
    first: str
    second: str
    first_by: str
    second_by: str


@dataclass(frozen=True)
class SettledLine:
    """One difference that was settled: what stands and who decided."""

    line: int
    firm: str
    label: str
    first: str
    first_by: str
    second: str
    second_by: str
    kept: str
    by: str


@dataclass(frozen=True)
class KeyingBoard:
    """The second keying of one dossier's standing draw: the sheets, the open differences, the settled ones."""

    sheets: tuple[SheetLine, ...]
    differences: tuple[DifferenceLine, ...]
    settled: tuple[SettledLine, ...]

    @property
    def done(self) -> int:
        """How many sheets were keyed twice."""
        return sum(sheet.state == "done" for sheet in self.sheets)

    @property
    def ready(self) -> int:
        """How many sheets whoever asks may key now."""
        return sum(sheet.state == "ready" for sheet in self.sheets)


def board(office: Office, dossier_id: int) -> KeyingBoard:
    """The second keying as it stands for whoever is signed in; Refusal before a draw."""
    file, _edition = read(office, dossier_id)
    drawn = standing_draw(file)
    lines = survey.standing_sample(file, drawn)
    number = {line.firm.place: line.line for line in lines}
    firm = {line.firm.place: line.firm.name for line in lines}
    found, keyers = keying.differences(file, drawn), _first_keyers(office, dossier_id)
    return KeyingBoard(
        sheets=tuple(_sheet(file, drawn, line, office.operator_name, keyers) for line in lines),
        differences=tuple(
            DifferenceLine(
                one.line, one.place, one.firm, one.field, one.label, keying.said(one.field, one.first),
                keying.said(one.field, one.second), one.first_by, one.second_by,
            )
            for one in found
        ),
        settled=tuple(
            SettledLine(
                line=number[made.place],
                firm=firm[made.place],
                label=keying.LABELS[made.field],
                first=keying.said(made.field, made.first),
                first_by=made.first_by,
                second=keying.said(made.field, made.second),
                second_by=made.second_by,
                kept=keying.said(made.field, made.kept),
                by=made.settled_by,
            )
            for made in file.keying_settlements
            if made.draw_id == drawn.id and made.place in number
        ),
    )  # fmt: skip


def _first_keyers(office: Office, dossier_id: int) -> dict[int, set[str]]:
    """Who has entered anything of each answer, by the answer's id: the row says only who gave the grade."""
    found: dict[int, set[str]] = {}
    asked = select(JournalEntry).where(JournalEntry.dossier_id == dossier_id, JournalEntry.act == "survey.answered")
    with office.read() as session:
        for entry in session.scalars(asked):
            for change in json.loads(entry.body)["changes"]:
                found.setdefault(change["id"], set()).add(entry.operator)
    return found


def _sheet(
    file: Casefile, drawn: Draw, line: survey.Standing, operator: str, keyers: Mapping[int, Collection[str]]
) -> SheetLine:
    second = keying.second_of(file, drawn, line.firm.place)
    if second is not None:
        return SheetLine(line.line, line.firm.place, line.firm.name, "done", second.keyed_by)
    if line.answer is None or line.grade is None:
        return SheetLine(line.line, line.firm.place, line.firm.name, "waiting", "")
    keyed = keyers.get(line.answer.id, ())
    state = "mine" if operator in {*keyed, line.answer.asked_by} else "ready"
    return SheetLine(line.line, line.firm.place, line.firm.name, state, "")


def key_again(office: Office, dossier_id: int, place: int, values: Mapping[str, str], reason: str = "") -> KeyingBoard:
    """Keep the sheet of the firm in `place` as a second operator reads it: every field of `keying.FIELDS`.

    Raises Refusal when it may not be keyed (again), without a grade, or for a value outside its list.
    """
    file, _edition = read(office, dossier_id)
    drawn, line = sampled(file, place, CHOOSE)
    keyed = _first_keyers(office, dossier_id).get(line.answer.id, set()) if line.answer else set()
    keying.check_second(file, drawn, line, office.operator_name, keyed)
    kept = {name: answer_value(name, values.get(name, "")) for name, _label in keying.FIELDS}
    if not kept["grade"]:
        raise Refusal("总体评价还没有选。请按访谈记录单选择，再保存。", field="grade")
    with office.act("survey.keyed_again", dossier_id, reason=reason) as act:
        act.add(
            SecondAnswer(
                dossier_id=dossier_id,
                draw_id=drawn.id,
                place=place,
                keyed_at=office.now(),
                keyed_by=office.operator_name,
                **kept,
            )
        )
    return board(office, dossier_id)


def settle_difference(
    office: Office, dossier_id: int, place: int, field: str, second: bool, reason: str = ""
) -> KeyingBoard:
    """Let the second keying stand in `field` of the sheet of `place`, or (`second` False) the first.

    Raises Refusal when the two don't differ there (any more).
    """
    file, _edition = read(office, dossier_id)
    drawn, line = sampled(file, place, CHOOSE)
    found = next((d for d in keying.differences(file, drawn) if (d.place, d.field) == (place, field)), None)
    answer = line.answer
    if found is None or answer is None:
        raise Refusal("这一栏两次录入已经一致，不用核定。请看更新后的差异。")
    kept = found.second if second else found.first
    with office.act("survey.difference_settled", dossier_id, reason=reason) as act:
        act.add(
            KeyingSettlement(
                dossier_id=dossier_id,
                draw_id=drawn.id,
                place=place,
                field=field,
                first=found.first,
                second=found.second,
                kept=kept,
                first_by=found.first_by,
                second_by=found.second_by,
                settled_at=office.now(),
                settled_by=office.operator_name,
            )
        )
        act.change(answer, **{field: kept})
    return board(office, dossier_id)


def void_answer(office: Office, dossier_id: int, place: int, why: str, reason: str = "") -> SurveyBoard:
    """Declare the answer of the firm in `place` void; it stays on record, counts as invalid, and may be asked again.

    Raises Refusal without an answer or without `why`.
    """
    file, _edition = read(office, dossier_id)
    drawn, line = sampled(file, place, CHOOSE)
    if line.answer is None or line.grade is None:
        raise Refusal(f"样本 {line.line}“{line.firm.name}”还没有评价，不能作废。")
    if not why.strip():
        raise Refusal("评价作废要写明原因，作废的评价仍保留并打印。请补写。", field="why")
    answer = line.answer
    with office.act("survey.answer_voided", dossier_id, reason=reason) as act:
        act.add(_void_row(office, answer, why))
        act.add(attempt(office, drawn, place, ContactResult.INVALID, why))
        act.change(answer, grade="", asked_on=None, asked_by="")
    return survey_board.build(*read(office, dossier_id))


def _void_row(office: Office, answer: Answer, why: str) -> VoidAnswer:
    """The answer as it was given, with why it doesn't count."""
    return VoidAnswer(
        dossier_id=answer.dossier_id,
        draw_id=answer.draw_id,
        place=answer.place,
        grade=answer.grade,
        person=answer.person,
        method=answer.method,
        asked_on=answer.asked_on,
        asked_by=answer.asked_by,
        reason=why.strip(),
        voided_at=office.now(),
        voided_by=office.operator_name,
    )
