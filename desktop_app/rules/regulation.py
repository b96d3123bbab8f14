"""The editions of the regulations: read from `resources/regulations`, checked through and through, then trusted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.rules import edition_file, strict_toml
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
    "earlier",
    "editions",
    "in_force",
    "kept",
    "load",
    "newest_first",
    "text",
]


@cache
def text(regulation_id: str) -> bytes:
    """The text of the program's own file of that edition, its line ends as LF; raises Refusal when there is none."""
    return strict_toml.read_bytes(_file(regulation_id)).replace(b"\r\n", b"\n")


@cache
def load(regulation_id: str) -> Regulation:
    """The program's own edition of that id; raises Refusal when there is none, WrongFile when its file is wrong."""
    return edition_file.read(_file(regulation_id), data=text(regulation_id))


def _file(regulation_id: str) -> Path:
    path = paths.REGULATIONS / f"{regulation_id}.toml"
    if not regulation_id or Path(regulation_id).name != regulation_id or not path.is_file():
        raise Refusal(
            f"没有编号为“{regulation_id}”的管理办法文件。请把它放回程序的 resources/regulations 文件夹后再打开案卷。"
        )
    return path


@lru_cache(maxsize=64)
def kept(regulation_id: str, data: bytes) -> Regulation:
    """The edition in a text that was kept when a dossier was opened under it; raises WrongFile."""
    return edition_file.parse(f"{regulation_id}.toml", data, as_kept=True)


@cache
def earlier(digest: str) -> bytes | None:
    """The text with that digest among those that earlier releases of the program came with, or None."""
    for path in (paths.REGULATIONS / "earlier").glob(f"*@{digest[:16]}.toml"):
        data = strict_toml.read_bytes(path).replace(b"\r\n", b"\n")
        if hashlib.sha256(data).hexdigest() == digest:
            return data
    return None


def editions() -> tuple[Regulation, ...]:
    """Every edition that the program comes with, newest first."""
    found = [load(path.stem) for path in paths.REGULATIONS.glob("*.toml")]
    return newest_first(found)


def newest_first(found: Iterable[Regulation]) -> tuple[Regulation, ...]:
    """Editions in the order in which they are offered."""
    return tuple(sorted(found, key=lambda edition: (edition.in_force_from, edition.id), reverse=True))


def in_force(on: date) -> tuple[Regulation, ...]:
    """The editions in force on that day, newest first."""
    return tuple(edition for edition in editions() if edition.holds_on(on))
