"""What an edition's file can't mean though it reads: texts too long to show, times and thresholds out of all measure.

A text that dossiers are judged by already is not held to it (`edition_file.parse`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.rules import language, values
from desktop_app.rules.edition import Regulation
from desktop_app.rules.language import Compare, Past
from desktop_app.rules.strict_toml import Table

YEARS_OF_FIGURES = 10
"""No applicant fills in more."""
YEARS_OF_A_BAN = 50
VAST = Decimal(10) ** 12
"""In 万元 or in people, no measure asks for as much."""
FINEST = 6
"""Digits behind the point."""
LONGEST = 1000
"""Of whatever unit: the calendar of dues has to reach that far."""

_HEAD = (("number", 60), ("title", 100), ("short", 30), ("issuer", 60))
_ROWS = (
    ("function", "服务功能", (("label", 30), ("title", 60))),
    ("figure", "数据项", (("label", 100), ("unit", 12))),
    ("material", "材料", (("short", 60),)),
    ("condition", "条件", (("title", 100),)),
    ("stage", "步骤", (("title", 60),)),
)


def check(root: Table, edition: Regulation) -> None:
    """Refuse what no list, report or dossier could hold, with its place; raises WrongFile."""
    _long(root, _HEAD)
    for key, called, limits in _ROWS:
        for table in root.tables(key, called):
            _long(table, limits)
    _labels(root, edition)
    _times(root)
    places = {table.text("id"): table for table in root.tables("condition", "条件")}
    for condition in edition.conditions:
        for key, what in _beyond(condition.require):
            raise places[condition.id].wrong(what, key)


def _long(table: Table, limits: tuple[tuple[str, int], ...]) -> None:
    for key, most in limits:
        length = len(table.text(key, ""))
        if length > most:
            raise table.wrong(f"“{key}”最多 {most} 字，写了 {length} 字，界面和表上放不下。请写短。", key)


def _labels(root: Table, edition: Regulation) -> None:
    """Refuse two functions that nobody could tell apart where an applicant's are ticked."""
    seen: set[str] = set()
    for table, function in zip(root.tables("function", "服务功能"), edition.functions, strict=True):
        if function.label in seen:
            raise table.wrong(f"两项服务功能都叫“{function.label}”，选择时分不清。请改其中一个的 label。", "label")
        seen.add(function.label)


def _times(root: Table) -> None:
    for table in (*root.tables("term", "期限"), *_withins(root)):
        length = table.whole("length", 0)
        if length > LONGEST:
            raise table.wrong(f"“length”最多 {LONGEST}，写的是 {_number(length)}。请对照办法原文改正。", "length")
    for table in root.tables("sanction", "罚则"):
        if table.whole("bars_years", 0) > YEARS_OF_A_BAN:
            raise table.wrong(_too_many_years("bars_years", YEARS_OF_A_BAN, table.whole("bars_years")), "bars_years")


def _withins(root: Table) -> Iterator[Table]:
    for duty in root.tables("duty", "义务"):
        within = duty.table("within")
        if within is not None:
            yield within


def _too_many_years(key: str, most: int, years: int) -> str:
    return f"“{key}”最多 {most} 年，写的是 {_number(years)}。请对照办法原文改正。"


def _number(number: int) -> str:
    """A number in full, or, where it runs to dozens of digits, only how many."""
    return str(number) if number < VAST else f"一个 {len(str(number))} 位数"


def _beyond(require: language.Node) -> Iterator[tuple[str, str]]:
    """The key and the sentence of everything in a requirement that is out of all measure."""
    for node, _article in language.nodes(require):
        most = YEARS_OF_A_BAN if isinstance(node, Past) else YEARS_OF_FIGURES
        if isinstance(node, Past | Compare) and node.years > most:
            yield "years", _too_many_years("years", most, node.years)
        if isinstance(node, Compare):
            for operator, number in node.bounds:
                if abs(number) >= VAST or values.places(number) > FINEST:
                    yield operator.value, f"“{operator.value}”的门槛太大或太细，不像办法中的数。请对照办法原文改正。"
