"""What one edition of a regulation holds, as plain values; `regulation.load` makes them from the edition's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from desktop_app.rules.clauses import Duty, Preference, Prohibition, Sanction, Stage, Term, Waived
from desktop_app.rules.language import Node, When

NO_DAY = "无"
"""What stands for a day that never was: no title, never revoked."""


@dataclass(frozen=True)
class Relaxation:
    """A relaxation without a figure (适度放宽): never a smaller threshold, always a person's decision."""

    id: str
    article: str
    says: str
    when: When


@dataclass(frozen=True)
class Condition:
    """One thing that the regulation requires.

    `says` is its official wording, `function` the function that asks for it (empty for a basic condition),
    `materials` where its evidence is usually found, `relaxation` the decision that may stand in its place.
    """

    id: str
    article: str
    title: str
    says: str
    require: Node
    function: str = ""
    materials: tuple[str, ...] = ()
    relaxation: Relaxation | None = None
    hint: str = ""


@dataclass(frozen=True)
class Function:
    """A service function (服务功能) that a platform may apply for."""

    id: str
    article: str
    label: str
    says: str = ""
    title: str = ""
    """As it stands beside its box: 信息服务."""


@dataclass(frozen=True)
class Material:
    """One item of the list of materials; `name` is the official wording, `short` fits a narrow list."""

    id: str
    article: str
    name: str
    short: str
    note: str = ""
    required: bool = True
    when: When | None = None
    substitute: str = ""
    """What may be handed in instead (告知承诺书), as the regulation calls it; empty where nothing may."""
    substitute_article: str = ""


@dataclass(frozen=True)
class FigureAsked:
    """A figure that only this regulation asks for; the intake screen asks for it when `function` is applied for.

    With `choices` it is one of them, kept as its number from 1; a `day` is kept as yyyymmdd, 0 for none.
    """

    name: str
    label: str
    unit: str
    by_year: bool = False
    function: str = ""
    article: str = ""
    choices: tuple[str, ...] = ()
    day: bool = False

    def shown(self, value: Decimal | None) -> str:
        """The kept value in words: a choice by its name, a day as 2024-06-28 or 无; empty for None."""
        if value is None:
            return ""
        number = int(value)
        if self.choices:
            return self.choices[number - 1] if 1 <= number <= len(self.choices) else ""
        if self.day:
            return f"{number // 10000:04d}-{number // 100 % 100:02d}-{number % 100:02d}" if number else NO_DAY
        return f"{value:f}"


@dataclass(frozen=True)
class SurveyRule:
    """How satisfaction is measured: at least how many firms, and which grades count as satisfied.

    `at_least` is 1 where the regulation names no number (`stated` is False then); not `required` where it asks for no
    survey at all.
    """

    at_least: int
    counts: tuple[str, ...]
    satisfaction_at_least: Decimal
    article: str
    required: bool = True
    stated: bool = True


@dataclass(frozen=True)
class NameRule:
    """What a platform's name has to begin with, to end in and must not contain."""

    ends_with: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    article: str = ""
    starts_with: tuple[str, ...] = ()


_Named = TypeVar("_Named", Condition, Function, Material, Stage, Term)


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """One edition of one regulation. `digest` is the SHA-256 of its file with line ends as LF, lower-case hex."""

    id: str
    digest: str
    number: str
    title: str
    issuer: str
    short: str
    in_force_from: date
    in_force_to: date | None
    """The last day on which it is in force."""
    replaced_by: str
    recognitions_lapse: date | None = None
    conditions: tuple[Condition, ...]
    functions: tuple[Function, ...]
    functions_at_least: int
    """How many of the functions applied for have to be met entirely."""
    functions_at_most: int
    functions_article: str
    functions_at_most_article: str = ""
    """Where it stands how many may be applied for; empty where `functions_article` says that too."""
    functions_label: str = "申请示范平台服务功能类别"
    """What the choice among them is called."""
    materials: tuple[Material, ...]
    figures: tuple[FigureAsked, ...]
    survey: SurveyRule
    statement_at_most: int
    statement_article: str
    firms_listed_at_least: int
    narrative: tuple[str, ...]
    forms: tuple[str, ...]
    """The papers that the recommending office prints and seals; the first is the recommendation's."""
    names: NameRule
    head_count: str
    """How 学历和职称 is read in the staff list: "either" or "both"."""
    articles: tuple[tuple[str, str], ...]
    terms: tuple[Term, ...] = ()
    duties: tuple[Duty, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    stages: tuple[Stage, ...] = ()
    """What happens from the application to the end of the recognition, in the regulation's order."""
    prohibitions: tuple[Prohibition, ...] = ()
    preferences: tuple[Preference, ...] = ()
    report_article: str = ""
    """Where the application report is prescribed."""
    region: str = ""
    """The beginning of the GB/T 2260 codes for which it was issued (65); empty for the whole country."""
    recommendation_article: str = ""
    """Where recommending is prescribed."""
    boxes_not_asked: tuple[str, ...] = ()
    """Boxes of the national application form that this edition's own form doesn't have (statement,
    operating_year:tax_wan)."""
    applicant_forms: tuple[str, ...] = ()
    """The papers that the applicant fills in and hands in; an office prints them blank, or from what was keyed in."""
    waived: tuple[Waived, ...] = ()
    """What the year's notice has dropped."""
    score_sheet: str = ""
    """The score sheet (resources/score_sheets) that its panels score by; empty where it names none."""

    @property
    def repealed_on(self) -> date | None:
        """The first day on which it is no longer in force."""
        return None if self.in_force_to is None else self.in_force_to + timedelta(days=1)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def covers(self, region_code: str) -> bool:
        """Whether it was issued for the place with that GB/T 2260 code."""
        return region_code.startswith(self.region)

    def condition(self, condition_id: str) -> Condition:
        """The condition of that id; raises KeyError."""
        return _named(self.conditions, condition_id)

    def function(self, function_id: str) -> Function:
        """The function of that id; raises KeyError."""
        return _named(self.functions, function_id)

    def material(self, material_id: str) -> Material:
        """The material of that id; raises KeyError."""
        return _named(self.materials, material_id)

    def forbids(self, what: str) -> Prohibition | None:
        """The prohibition of `what` (ranking, fee, presentation …), or None where nothing forbids it."""
        return next((row for row in self.prohibitions if row.what == what), None)

    def stage(self, stage_id: str) -> Stage:
        """The stage of that id; raises KeyError."""
        return _named(self.stages, stage_id)

    def term(self, term_id: str) -> Term:
        """The length of time of that id; raises KeyError."""
        return _named(self.terms, term_id)

    def wording(self, article: str) -> str:
        """The article's text as far as the file quotes it, or empty."""
        return dict(self.articles).get(article, "")


def _named(rows: tuple[_Named, ...], wanted: str) -> _Named:
    for row in rows:
        if row.id == wanted:
            return row
    raise KeyError(wanted)
