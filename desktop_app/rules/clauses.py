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
TERM_KINDS = ("by", "wait", "title")
"""A latest day; a time that must be over before what follows; how long the title holds."""
OWN_STEPS = ("intake", "recommendation")
"""The steps of a dossier in which the office itself does what a stage of the process is."""
FORBIDDABLE = ("ranking", "fee", "presentation", "matching_funds", "borrowing")
"""What the program or its user could do and an edition can forbid; screens, lists and papers obey."""


@dataclass(frozen=True)
class Clause:
    """A sentence of the regulation, in its wording."""

    id: str
    article: str
    says: str


@dataclass(frozen=True)
class Preference(Clause):
    """A favour to some regions (倾斜); `codes` are beginnings of GB/T 2260 codes, empty where the file names none."""

    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term(Clause):
    """A length of time; `unit` is one of UNITS_OF_TIME.

    `counts_from` is the stage whose end it counts from, empty where the wording doesn't tie it to one; `repeats`
    when it begins anew each time it is over. `kind` is one of TERM_KINDS. `after_term` names the time whose end it
    counts from instead (a period that is prolonged); `closed_by` the stage that has to come within it.
    """

    length: int = 0
    unit: str = ""
    counts_from: str = ""
    repeats: bool = False
    kind: str = "by"
    after_term: str = ""
    closed_by: str = ""


@dataclass(frozen=True)
class Duty(Clause):
    """Something that somebody has to do, by a day of every year or within a time after something has happened.

    `month` and `day` are the last day of every year's deadline (day 0: the month's last), 0 and 0 without one;
    `within` counts `unit` after `after`. `last_year` when what is due is about the year before; `follows` names the
    duty after whose doing it is due.
    """

    who: str = ""
    month: int = 0
    day: int = 0
    within: int = 0
    unit: str = ""
    after: str = ""
    last_year: bool = False
    follows: str = ""


@dataclass(frozen=True)
class Sanction(Clause):
    """What follows a breach: `effect` is one of EFFECTS, `bars_years` how long no new application is taken.

    `during` names the stages in which it may fall, empty where the effect says so by itself; `stage` the stage that
    it is when the process itself leads there.
    """

    effect: str = ""
    bars_years: int = 0
    during: tuple[str, ...] = ()
    stage: str = ""


@dataclass(frozen=True)
class Prohibition(Clause):
    """Something that must not be done; `what` is one of FORBIDDABLE."""

    what: str = ""


@dataclass(frozen=True)
class Stage(Clause):
    """One step of the process; `leads_to` names the stages that may follow, `terms` the times that it takes.

    `on_failure` are those of `leads_to` that follow when it is failed, the others when it is passed; empty where there
    is nothing to pass. `notice`: a public notice, to which one may object. `grants`: gives the title. `of_itself`:
    begins with the stage before it, nobody registers it. `done_in`: one of OWN_STEPS, or empty.
    """

    title: str = ""
    who: str = ""
    leads_to: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    on_failure: tuple[str, ...] = ()
    notice: bool = False
    grants: bool = False
    of_itself: bool = False
    done_in: str = ""

    def follows(self, passed: bool | None) -> tuple[str, ...]:
        """The stages that may follow, given how it came out (None where there is nothing to pass)."""
        if not self.on_failure or passed is None:
            return self.leads_to
        return self.on_failure if not passed else tuple(one for one in self.leads_to if one not in self.on_failure)


@dataclass(frozen=True)
class Waived:
    """A condition or a material of the measure that a year's notice has dropped; `kind` is condition or material."""

    kind: str
    id: str
    title: str
    notice: str
    article: str
