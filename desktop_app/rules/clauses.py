"""What an edition says beside its conditions: terms, duties, sanctions, stages, what is forbidden or waived."""

from __future__ import annotations

from dataclasses import dataclass

UNITS_OF_TIME = ("day", "working_day", "month", "year")
ACTORS = {
    "applicant": "申请单位",
    "platform": "示范平台",
    "city": "市级主管部门",
    "province": "省级主管部门",
    "ministry": "工业和信息化部",
}
"""Who does what; the value is the word for it in sentences."""
EFFECTS = ("refused", "revoked", "left", "rectify", "recorded")
"""Not taken up, title withdrawn, out of the creation, time to put it right, entered in the credit record."""
FORBIDDABLE = ("ranking", "fee", "presentation", "matching_funds", "borrowing")
"""What the program or its user could do and an edition can forbid; screens, lists and papers obey."""


@dataclass(frozen=True)
class Clause:
    """A sentence of the regulation, in its wording."""

    id: str
    article: str
    says: str


@dataclass(frozen=True)
class Term(Clause):
    """A length of time; `unit` is one of UNITS_OF_TIME.

    `counts_from` is the stage whose end it counts from, empty where the wording doesn't tie it to one; `repeats`
    when it begins anew each time it is over.
    """

    length: int = 0
    unit: str = ""
    counts_from: str = ""
    repeats: bool = False


@dataclass(frozen=True)
class Duty(Clause):
    """Something that somebody has to do, by a day of every year or within a time after something has happened.

    `month` and `day` are the last day of every year's deadline (day 0: the month's last), 0 and 0 without one;
    `within` counts `unit` after `after`.
    """

    who: str = ""
    month: int = 0
    day: int = 0
    within: int = 0
    unit: str = ""
    after: str = ""


@dataclass(frozen=True)
class Sanction(Clause):
    """What follows a breach: `effect` is one of EFFECTS, `bars_years` how long no new application is taken."""

    effect: str = ""
    bars_years: int = 0


@dataclass(frozen=True)
class Prohibition(Clause):
    """Something that must not be done; `what` is one of FORBIDDABLE."""

    what: str = ""


@dataclass(frozen=True)
class Stage(Clause):
    """One step of the process; `leads_to` names the stages that may follow, `terms` the times that it takes."""

    title: str = ""
    who: str = ""
    leads_to: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waived:
    """A condition or a material of the measure that a year's notice has dropped; `kind` is condition or material."""

    kind: str
    id: str
    title: str
    notice: str
    article: str
