"""A year's calendar from its TOML file, read strictly; and the years that the program brings along."""

from __future__ import annotations

from datetime import date
from functools import cache

from desktop_app import paths
from desktop_app.rules import strict_toml
from desktop_app.rules.strict_toml import Table
from desktop_app.rules.workdays import Holiday, Year, weekday

EARLIEST, LATEST = 2000, 2100


def parse(name: str, data: bytes) -> Year:
    """The calendar in a file's bytes; raises WrongFile with file, place and a sentence."""
    return _year(strict_toml.parse(name, data))


@cache
def published() -> tuple[Year, ...]:
    """The years of `resources/calendars`, the earliest first; raises WrongFile when one is wrong."""
    return tuple(_own(strict_toml.read(path), path.stem) for path in sorted(paths.CALENDARS.glob("*.toml")))


def _own(root: Table, stem: str) -> Year:
    found = _year(root)
    if str(found.year) != stem:
        raise root.wrong(f"年份 {found.year} 和文件名“{stem}”不一致。请改成一致。", "year")
    return found


def _year(root: Table) -> Year:
    year = root.whole("year")
    if not EARLIEST <= year <= LATEST:
        raise root.wrong(f"年份应当在 {EARLIEST} 和 {LATEST} 之间，写的是 {year}。请改正。", "year")
    source = root.text("source", "")
    tables = root.tables("holiday", "节假日")
    if not tables:
        raise root.wrong("一个节假日也没有。请照放假通知逐个写 [[holiday]]。")
    seen: dict[date, str] = {}
    holidays = tuple(_holiday(table, year, seen) for table in tables)
    root.finish()
    return Year(year, holidays, source)


def _holiday(table: Table, year: int, seen: dict[date, str]) -> Holiday:
    """One holiday; `seen` holds the days of those before it."""
    name = table.text("name")
    rest, work = _days(table, "rest", year), _days(table, "work", year)
    if not rest:
        raise table.wrong(f"“{name}”没有写放假的日子（rest）。请补上，例如 rest = [{year}-10-01]。", "rest")
    for key, days in (("rest", rest), ("work", work)):
        for day in days:
            if day in seen:
                raise table.wrong(f"{day} 写了两次（{seen[day]}、{name}）。请删去一处。", key)
            seen[day] = name
    for day in work:
        if day.weekday() < 5:
            says = f"{day} 是{weekday(day)}，本来就上班，不是调休上班日。请对照放假通知改正。"
            raise table.wrong(says, "work")
    table.finish()
    return Holiday(name, rest, work)


def _days(table: Table, key: str, year: int) -> tuple[date, ...]:
    found = table.days(key)
    for day in found:
        if day.year != year:
            raise table.wrong(f"{day} 不在 {year} 年。每个文件只写一年，请移到那一年的文件。", key)
    return found
