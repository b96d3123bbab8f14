"""The working-day calendar of the office: the program's own years, and those that the office imported over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.process import WorkingCalendar
from desktop_app.rules import calendar_file, strict_toml
from desktop_app.rules.workdays import Calendar, Year, weekday
from desktop_app.store.office import Office

LARGEST = 100_000
"""Bytes; a year's calendar has about one thousand."""


@dataclass(frozen=True)
class CalendarPreview:
    """A year's calendar as a file has it; nothing is written yet. `lines` are its holidays in words."""

    year: int
    file: str
    text: str
    source: str
    lines: tuple[str, ...]
    working_days: int
    replaces: str
    """What it stands in place of; empty where the year had none."""


@dataclass(frozen=True)
class CalendarLine:
    """One year of the calendar, as the office has it: `known` is False for a year taken by weekdays."""

    year: int
    known: bool
    source: str
    imported: str = ""
    """When and by whom, for a year that the office imported."""


def of(session: Session) -> Calendar:
    """The calendar that counts in this office."""
    own = (_parsed(row.file, row.text) for row in session.scalars(select(WorkingCalendar)))
    return Calendar.of((*calendar_file.published(), *own))


def read(office: Office) -> Calendar:
    """The calendar that counts in this office."""
    with office.read() as session:
        return of(session)


@lru_cache(maxsize=64)
def _parsed(name: str, text: str) -> Year:
    return calendar_file.parse(name, text.encode())


def lines(office: Office, around: int) -> tuple[CalendarLine, ...]:
    """The years beside `around`: the one before, itself, the one after."""
    with office.read() as session:
        calendar = of(session)
        own = {row.year: row for row in session.scalars(select(WorkingCalendar))}
    return tuple(_line(calendar, own.get(year), year) for year in (around - 1, around, around + 1))


def _line(calendar: Calendar, own: WorkingCalendar | None, year: int) -> CalendarLine:
    imported = f"{own.imported_at.astimezone():%Y-%m-%d} {own.imported_by}导入" if own is not None else ""
    known = calendar.years.get(year)
    return CalendarLine(year, known is not None, known.source if known is not None else "", imported)


def preview(office: Office, path: Path | str) -> CalendarPreview:
    """What the calendar file at `path` holds; raises WrongFile with file, place and a sentence, nothing is written."""
    file = Path(path)
    data = strict_toml.read_bytes(file)
    if len(data) > LARGEST:
        raise Refusal(f"{file.name} 有 {len(data)} 字节，不是一年的放假安排。请选择日历文件。", field="file")
    found = calendar_file.parse(file.name, data)
    with office.read() as session:
        before = of(session).years.get(found.year)
    return CalendarPreview(
        found.year,
        file.name,
        data.decode("utf-8-sig").replace("\r\n", "\n"),
        found.source,
        tuple(_said(one.name, one.rest, one.work) for one in found.holidays),
        Calendar.of([found]).working_days(found.year),
        (before.source or "原有日历") if before is not None else "",
    )


def _said(name: str, rest: tuple[date, ...], work: tuple[date, ...]) -> str:
    said = f"{name}：{_days(rest)}放假"
    return f"{said}；{_days(work)}上班" if work else said


def _days(days: tuple[date, ...]) -> str:
    shown = [f"{day:%m-%d}" for day in days]
    if len(shown) > 2:
        return f"{shown[0]} 至 {shown[-1]} 共 {len(shown)} 天"
    return "、".join(f"{day:%m-%d}（{weekday(day)}）" for day in days)


def import_calendar(office: Office, seen: CalendarPreview) -> tuple[CalendarLine, ...]:
    """Keep a previewed calendar; it stands before the program's own of that year from now on.

    Gives the years beside the present one. Raises Refusal for somebody who may not.
    """
    found = calendar_file.parse(seen.file, seen.text.encode())
    with office.act("calendar.imported") as act:
        told: dict[str, Any] = {
            "text": seen.text,
            "source": found.source,
            "file": seen.file,
            "imported_at": office.now(),
            "imported_by": office.operator_name,
        }
        row = act.session.get(WorkingCalendar, found.year)
        if row is None:
            act.add(WorkingCalendar(year=found.year, **told))
        elif row.text != seen.text:
            act.change(row, **told)
    return lines(office, office.today().year)
