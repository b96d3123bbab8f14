"""The check before printing (打印前检查): what a person must look at before a paper leaves the printer.

Empty places that must be filled, text that hardly fits or does not, characters that no font has, days out of order, an
edition that has lapsed, telephone numbers that the reader has no need of: each with the way to its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.printing.catalogue import Fact
from desktop_app.printing.facts import CATALOGUE
from desktop_app.printing.formspec import Form
from desktop_app.printing.values import Complaint, FactValue, Printed, Trouble
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.rules import chronology, names, panel, papers, pinned, recommendation, survey
from desktop_app.rules.batch_file import BatchFile
from desktop_app.rules.regulation import Regulation

_TELEPHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|[(（]?0\d{2,3}[)）]?[ -]?\d{7,8})(?![0-9A-Za-z])"
)
"""A mobile number, or a landline with its area code; never a part of a longer code."""
_BOXES = {"institution": "applicant_name", "categories": "functions", "statement": "statement", "remark": "channel"}
"""Where in intake a column of the summary table is filled in; what isn't here, in the box of the table itself."""


@dataclass(frozen=True)
class CheckLine:
    """One line of the check before printing: `tone` is ok, warn or bad; `note` stands beside it, `step` and `jump`
    lead to the place to correct: in the dossier of that id where the paper is not one dossier's own."""

    tone: str
    says: str
    note: str = ""
    step: str = ""
    jump: str = ""
    dossier_id: int = 0


Way = Callable[[Fact | None, int, str], tuple[str, str, int]]
"""From a fact, its row (from 1; 0: no table) and the name of its column, as far as known, to the place where it is
filled in: step, jump and dossier as a line of the check has them."""


@dataclass(frozen=True)
class Proof:
    """A form as it would be printed now: its facts, and what came of them; `step` is where the office works on it."""

    form: Form
    given: Mapping[str, FactValue]
    printed: Printed
    step: Step


def step_of(form_id: str, edition: Regulation) -> Step:
    """The step in which the office has to do with that form."""
    own = {paper.form: paper.step for paper in papers.WORKING}
    return own.get(form_id) or (Step.RECOMMENDATION if form_id in edition.forms else Step.INTAKE)


def checks(file: Casefile, edition: Regulation, proof: Proof, today: date) -> tuple[CheckLine, ...]:
    """Every kind of fault there is; for each kind without one, a line that says so.

    What is missing on an official form is an error; the office's own papers say what is missing and may be printed.
    """
    official = proof.form.id in edition.forms

    def way(fact: Fact | None, row: int, _: str) -> tuple[str, str, int]:
        return (*place_of(fact, row, file, proof.step), 0)

    return (
        *_places(proof, "bad" if official else "warn", way),
        *_dates(file, proof.step),
        *_telephones(proof, way),
        *_edition(file, edition, today),
        *_fonts(proof, way),
    )


def batch_checks(file: BatchFile, proof: Proof, lapsed: str) -> tuple[CheckLine, ...]:
    """The same for the summary table of a batch: each line leads to the box in the dossier of its row.

    `lapsed` is what the footer says of an edition that is no longer in force.
    """

    def way(fact: Fact | None, row: int, column: str) -> tuple[str, str, int]:
        if fact is None or not 0 < row <= len(file.entries):
            return "", "", 0
        return Step.INTAKE.value, _BOXES.get(column, fact.jump), file.entries[row - 1].dossier.id

    gone = (CheckLine("warn", "办法已停止施行，页脚将注明", "不影响打印"),) if lapsed else ()
    return (*_places(proof, "bad", way), *_telephones(proof, way), *gone, *_fonts(proof, way))


def _places(proof: Proof, tone: str, way: Way) -> tuple[CheckLine, ...]:
    """Empty places, and text that hardly fits."""
    found = proof.printed.complaints
    lines = [_line(one, tone, way) for one in found if one.trouble is Trouble.MISSING]
    lines = lines or [CheckLine("ok", "必填栏目齐全")]
    tight = [one for one in found if one.trouble in (Trouble.TIGHT, Trouble.SHRUNK)]
    lines += [_line(one, "warn", way) for one in tight] or [CheckLine("ok", "没有放不下的文字")]
    return tuple(lines)


def _fonts(proof: Proof, way: Way) -> tuple[CheckLine, ...]:
    missing = [one for one in proof.printed.complaints if one.trouble is Trouble.GLYPH]
    return tuple(_line(one, "bad", way) for one in missing) or (CheckLine("ok", "字体齐全，全部嵌入"),)


def _line(complaint: Complaint, tone: str, way: Way) -> CheckLine:
    note = f"第 {complaint.page} 页" if complaint.page else ""
    return CheckLine(tone, complaint.says, note, *way(*_source(complaint)))


def _source(complaint: Complaint) -> tuple[Fact | None, int, str]:
    """The fact that a complaint is about, the row, and the name of the column that it calls by its label."""
    fact = CATALOGUE.get(complaint.fact)
    columns = fact.columns if fact is not None and complaint.row else ()
    named = (column.name for column in columns if f"“{column.label}”" in complaint.says)
    return fact, complaint.row, next(named, "")


def place_of(fact: Fact | None, row: int, file: Casefile, otherwise: Step) -> tuple[str, str]:
    """Where the fact's `row` (from 1; 0: no table) is filled in: step and jump; the form's own step if nowhere."""
    if fact is None or fact.step is None:
        return otherwise.value, ""
    if row and fact.name in ("served_firm_list", "staff_list", "equipment_list"):
        return fact.step.value, f"{fact.jump}:{row}"
    if row and fact.name in ("survey_answers", "interviews", "survey_lines"):
        return fact.step.value, _sampled(fact.name, row, file)
    if row and fact.name in ("experts", "panel_seats"):
        seats = sorted(file.seats, key=lambda seat: seat.position)
        shown = [seat for seat in seats if fact.name == "panel_seats" or panel.takes_part(seat, file)]
        return fact.step.value, f"seat:{shown[row - 1].id}" if row <= len(shown) else fact.jump
    return fact.step.value, fact.jump


def _sampled(name: str, row: int, file: Casefile) -> str:
    """The place in the drawn order of the firm in that row."""
    drawn = survey.standing_draw(file)
    lines = survey.standing_sample(file, drawn) if drawn else ()
    shown = [line for line in lines if name != "survey_answers" or (line.answer and line.grade is not None)]
    return str(shown[row - 1].firm.place) if row <= len(shown) else "answers"


def _dates(file: Casefile, through: Step) -> tuple[CheckLine, ...]:
    """Whether the days follow one another, up to the form's own step."""
    wrong = chronology.out_of_order(file, through)
    if wrong:
        return tuple(CheckLine("warn", item.says, "", item.step.value, item.jump) for item in wrong)
    told = "→".join(stage.name for stage in chronology.stages(file, through))
    return (CheckLine("ok", "日期先后正确", told),)


def _edition(file: Casefile, edition: Regulation, today: date) -> tuple[CheckLine, ...]:
    """Whether the edition is in force and still the file that the dossier was accepted under."""
    lines = []
    if recommendation.lapsed_notice(edition, today):
        lines.append(CheckLine("warn", "办法已停止施行，页脚将注明", "不影响打印"))
    altered = pinned.altered(file.dossier, edition)
    if altered:
        lines.append(CheckLine("warn", altered.rstrip("。"), "不影响打印"))
    return tuple(lines)


def _telephones(proof: Proof, way: Way) -> tuple[CheckLine, ...]:
    """Telephone numbers outside the places that the form has for them."""
    lines = []
    for fact, label, column, row, text in _texts(proof):
        for number in numbers_in(text):
            where = f"“{label}”第 {row} 行" if row else f"“{label}”"
            says = f"{where}里有电话号码 {names.masked(number)}，看这份纸的人不需要它。请删去或遮盖"
            lines.append(CheckLine("warn", says, "", *way(fact, row, column)))
    own = "电话只在表上规定的栏目里" if proof.form.phones else "没有印出电话号码"
    return tuple(lines) or (CheckLine("ok", own),)


def numbers_in(text: str) -> tuple[str, ...]:
    """The telephone numbers in a text as they stand there, each once."""
    return tuple(dict.fromkeys(_TELEPHONE.findall(text)))


def _texts(proof: Proof) -> Iterator[tuple[Fact, str, str, int, str]]:
    """Every text printed where the form has no place for a telephone number: fact, label, column, row, text."""
    for name in sorted(proof.form.names):
        fact, value = CATALOGUE[name], proof.given.get(name, "")
        if isinstance(value, str):
            if not (fact.phone and proof.form.phones):
                yield fact, fact.label, "", 0, value
            continue
        shown = proof.form.columns_of(name)
        for number, row in enumerate((row for row in value if not isinstance(row, str)), 1):
            for column in fact.columns:
                if column.name in shown and not (column.phone and proof.form.phones):
                    yield fact, column.label, column.name, number, row.get(column.name, "")
