"""What the intake screen reads: the application form as it stands, what is derived, and what was noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.records.base import values_of
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Channel, LegalForm
from desktop_app.rules import intake, list_notes, names, narrative
from desktop_app.rules.checks import Check, Weight
from desktop_app.rules.fields import FIELDS, ROW_TITLES, ROWS, SECTION, SECTIONS, FieldSpec, Section, Way, row_key
from desktop_app.rules.intake import Derived
from desktop_app.rules.list_columns import ListKind
from desktop_app.rules.regulation import Regulation

__all__ = [
    "FIELDS",
    "ROWS",
    "ROW_TITLES",
    "SECTION",
    "SECTIONS",
    "Check",
    "Derived",
    "FieldSpec",
    "IntakeBoard",
    "ListKind",
    "ListView",
    "Section",
    "Way",
    "Weight",
    "make",
    "row_key",
]

Choice = tuple[str, str]


@dataclass(frozen=True)
class RowView:
    """One row of investors, years or service lines: its id and values by column name."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class SectionView:
    """One section of 情况说明: number from 1, title, what the form explains, the text."""

    number: int
    title: str
    explains: str
    text: str


@dataclass(frozen=True)
class FigureView:
    """A figure that only this regulation asks for; `key` is its field, `asked` whether its function is applied for.

    One that is chosen has its `options`; a `day` may be 无; the value of both is in words.
    """

    key: str
    label: str
    unit: str
    article: str
    function: str
    asked: bool
    value: Any
    options: tuple[tuple[str, str], ...] = ()
    day: bool = False


@dataclass(frozen=True)
class ListRow:
    """One row of a list, with what there is to say about it; attributes by the record's column names."""

    id: int
    number: int
    values: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListView:
    """One of the three lists. `says` tells the count beside what is asked, `enough` whether it suffices."""

    kind: ListKind
    rows: tuple[ListRow, ...]
    says: str
    enough: bool

    @property
    def noted(self) -> int:
        """How many rows are worth a look."""
        return sum(bool(row.notes) for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class IntakeBoard:
    """The whole of intake at one moment. `notices` are said once, after the change that caused them."""

    dossier_id: int
    values: Mapping[str, Any]
    rows: Mapping[str, tuple[RowView, ...]]
    years_expected: tuple[int, ...]
    """The years that the form should hold at least, oldest first."""
    sections: tuple[SectionView, ...]
    figures: tuple[FigureView, ...]
    lists: Mapping[ListKind, ListView]
    functions: tuple[tuple[str, str, str], ...]
    """(id, label, what it covers)."""
    functions_label: str
    boxes_not_asked: tuple[str, ...]
    """What this edition's own form doesn't have."""
    functions_at_most: int
    channels: tuple[Choice, ...]
    legal_forms: tuple[Choice, ...]
    statement_at_most: int
    derived: Derived
    checks: tuple[Check, ...]
    finished_at: datetime | None
    notices: Mapping[str, str]

    def of(self, weight: Weight, tab: str = "") -> tuple[Check, ...]:
        """The checks of that weight, on one page or on all."""
        return tuple(check for check in self.checks if check.weight is weight and tab in ("", check.tab))


def make(file: Casefile, regulation: Regulation, notices: Mapping[str, str] | None = None) -> IntakeBoard:
    """The board of one dossier."""
    dossier, application = file.dossier, file.application
    holders = {"dossier": dossier, "application": application}
    last = dossier.accepted_on.year - 1
    return IntakeBoard(
        dossier_id=dossier.id,
        values={spec.name: getattr(holders[spec.table], spec.name) for spec in FIELDS},
        rows={
            "investor": tuple(RowView(row.id, values_of(row)) for row in file.investors),
            "operating_year": tuple(RowView(row.id, values_of(row)) for row in file.years),
            "service_line": tuple(RowView(row.id, values_of(row)) for row in file.service_lines),
        },
        years_expected=(last - 1, last),
        sections=_sections(file, regulation),
        figures=_figures(file, regulation),
        lists={kind: _list(kind, file, regulation) for kind in ListKind},
        functions=tuple((function.id, function.title, function.says) for function in regulation.functions),
        functions_label=regulation.functions_label,
        boxes_not_asked=regulation.boxes_not_asked,
        functions_at_most=regulation.functions_at_most,
        channels=tuple((channel.value, channel.label) for channel in Channel),
        legal_forms=tuple((form.value, form.label) for form in LegalForm),
        statement_at_most=regulation.statement_at_most,
        derived=intake.derive(file),
        checks=intake.checks(file, regulation),
        finished_at=dossier.intake_finished_at,
        notices=dict(notices or {}),
    )


def _sections(file: Casefile, regulation: Regulation) -> tuple[SectionView, ...]:
    texts = {row.section: row.text for row in file.narratives}
    found: list[SectionView] = []
    for number, title in enumerate(regulation.narrative, 1):
        head = narrative.short(title)
        explains = title.removeprefix(head).strip("；。; ").strip("（）()")
        found.append(SectionView(number, head, explains, texts.get(number, "")))
    return tuple(found)


def _figures(file: Casefile, regulation: Regulation) -> tuple[FigureView, ...]:
    kept = {(row.name, row.year): row.value for row in file.figures}
    chosen = file.dossier.function_ids
    found: list[FigureView] = []
    for figure in regulation.figures:
        years = [row.year for row in file.years] or [0] if figure.by_year else [0]
        for year in years:
            key = f"figure:{figure.name}:{year}"
            label = f"{figure.label}（{year} 年）" if year else figure.label
            asked = not figure.function or figure.function in chosen
            value: Any = kept.get((figure.name, year))
            if figure.choices or figure.day:
                value = figure.shown(value)
            options = tuple((choice, choice) for choice in figure.choices)
            view = FigureView(
                key, label, figure.unit, figure.article, figure.function, asked, value, options, figure.day
            )
            found.append(view)
    return tuple(found)


def applicant_phones(file: Casefile) -> frozenset[str]:
    """The applicant's own numbers in normal form."""
    application = file.application
    return names.phones(application.phone) | names.phones(application.mobile) | names.phones(application.fax)


def _list(kind: ListKind, file: Casefile, regulation: Regulation) -> ListView:
    if kind is ListKind.FIRMS:
        notes = list_notes.firms(file.served_firms, file.dossier.applicant_name, applicant_phones(file))
        count, wanted = len(file.served_firms), regulation.firms_listed_at_least
        return ListView(kind, _rows(file.served_firms, notes), f"{count} 家，要求 {wanted} 家以上", count >= wanted)
    if kind is ListKind.STAFF:
        people = intake.derive(file).staff
        says = f"{people.listed} 人，专业人员 {people.either} 人" if people.listed else "还没有名单"
        return ListView(kind, _rows(file.staff, list_notes.staff(file.staff)), says, people.listed > 0)
    derived = intake.derive(file)
    says = (
        f"{derived.equipment_quantity} 台（套），{derived.equipment_amount_wan:,f} 万元"
        if file.equipment
        else "还没有清单"
    )
    notes = list_notes.equipment(file.equipment)
    return ListView(kind, _rows(file.equipment, notes), says, bool(file.equipment))


def _rows(rows: tuple[Any, ...], notes: list_notes.Notes) -> tuple[ListRow, ...]:
    return tuple(ListRow(row.id, place, values_of(row), notes.get(row.id, ())) for place, row in enumerate(rows, 1))
