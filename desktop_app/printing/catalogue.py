"""What a printable fact is: its name, its label, a sample, and how it is read from a casefile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.printing.values import FactValue
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.rules.regulation import Regulation

Read = Callable[[Casefile, Regulation], FactValue]


@dataclass(frozen=True)
class Column:
    """One column of a fact that is a table; `number`: a workbook holds its digits as a number; `phone`: it is meant
    for telephone numbers."""

    name: str
    label: str
    number: bool = False
    phone: bool = False


@dataclass(frozen=True)
class Fact:
    """One thing that a form can print.

    `sample` is printed on sample forms; `step` and `jump` lead to the place where the office fills it in; a fact with
    `columns` is a table, one mapping from column name to text for each row; `phone`: it is a telephone number.
    """

    name: str
    label: str
    sample: FactValue
    read: Read
    unit: str = ""
    step: Step | None = None
    jump: str = ""
    columns: tuple[Column, ...] = ()
    phone: bool = False


def day_text(day: date | None) -> str:
    """A day as official papers write it (2024 年 6 月 18 日), or empty."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else ""


def instant_text(at: datetime) -> str:
    """An instant in the office's own time zone, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def grouped(digits: str, size: int = 4, per_line: int = 8) -> str:
    """A long code in groups of `size`, `per_line` groups a line."""
    groups = [digits[i : i + size] for i in range(0, len(digits), size)]
    return "\n".join(" ".join(groups[i : i + per_line]) for i in range(0, len(groups), per_line))
