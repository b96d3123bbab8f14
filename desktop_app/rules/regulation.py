"""The editions of the regulations: read from `resources/regulations`, checked through and through, then trusted."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.rules import edition_file
from desktop_app.rules.clauses import Clause, Duty, Prohibition, Sanction, Stage, Term, Waived
from desktop_app.rules.edition import (
    Condition,
    FigureAsked,
    Function,
    Material,
    NameRule,
    Regulation,
    Relaxation,
    SurveyRule,
)

__all__ = [
    "Clause",
    "Condition",
    "Duty",
    "FigureAsked",
    "Function",
    "Material",
    "NameRule",
    "Prohibition",
    "Regulation",
    "Relaxation",
    "Sanction",
    "Stage",
    "SurveyRule",
    "Term",
    "Waived",
    "editions",
    "in_force",
    "load",
]


@cache
def load(regulation_id: str) -> Regulation:
    """The edition of that id; raises Refusal when there is none, WrongFile when its file is wrong."""
    path = paths.REGULATIONS / f"{regulation_id}.toml"
    if not regulation_id or Path(regulation_id).name != regulation_id or not path.is_file():
        raise Refusal(
            f"没有编号为“{regulation_id}”的管理办法文件。请把它放回程序的 resources/regulations 文件夹后再打开案卷。"
        )
    return edition_file.read(path)


def editions() -> tuple[Regulation, ...]:
    """Every edition there is, newest first."""
    found = [load(path.stem) for path in paths.REGULATIONS.glob("*.toml")]
    return tuple(sorted(found, key=lambda edition: (edition.in_force_from, edition.id), reverse=True))


def in_force(on: date) -> tuple[Regulation, ...]:
    """The editions in force on that day, newest first."""
    return tuple(edition for edition in editions() if edition.holds_on(on))
