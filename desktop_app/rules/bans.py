"""Who may not apply for a while (…年内不得申报), and since when: by the applicant's code, or its name without one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.records.dossier import Dossier
from desktop_app.records.process import Ban
from desktop_app.rules import names


def on(bans: Iterable[Ban], dossier: Dossier) -> tuple[Ban, ...]:
    """Those of `bans` that are on this dossier's applicant and came of another dossier."""
    return tuple(ban for ban in bans if ban.dossier_id != dossier.id and meant(ban, dossier))


def covering(bans: Iterable[Ban], day: date) -> Ban | None:
    """The ban that covers the day, the longest of them; its last day is barred too. None where there is none."""
    return max((ban for ban in bans if ban.begins_on <= day <= ban.ends_on), key=lambda one: one.ends_on, default=None)


def meant(ban: Ban, dossier: Dossier) -> bool:
    """Whether the ban is on the dossier's applicant: the same code, or the same name where one has no code."""
    if ban.uscc and dossier.uscc:
        return ban.uscc == dossier.uscc
    mine, theirs = names.normal(dossier.applicant_name), names.normal(ban.applicant_name)
    return bool(mine) and mine == theirs


def says(ban: Ban, accepted_on: date) -> str:
    """Until when the applicant is barred, and that the acceptance date falls into it."""
    return f"申请单位自 {ban.begins_on} 至 {ban.ends_on} 不得申报，受理日 {accepted_on} 在此期间"
