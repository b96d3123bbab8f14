"""Typed text as the value that a box keeps, by the kind of the box."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop_app.errors import Refusal
from desktop_app.rules import names, values
from desktop_app.rules.edition import NO_DAY, FigureAsked
from desktop_app.rules.fields import FieldSpec, Way


def read(spec: FieldSpec, text: str, field: str = "") -> tuple[Any, str]:
    """(value, hint) for what was typed into the box `spec`; `hint` says what was converted, empty as a rule.

    Raises Refusal at `field` for what can't be that box's value; what can be kept although it is wrong (a credit
    code with a wrong check digit) is kept and found by the checks.
    """
    field = field or spec.name
    label = spec.called
    match spec.kind:
        case Way.MONEY:
            money = values.money(text, label, field)
            return money.wan, money.hint
        case Way.COUNT:
            return values.count(text, label, field), ""
        case Way.AREA:
            return values.area(text, label, field), ""
        case Way.PERCENT:
            return values.percent(text, label, field), ""
        case Way.DECIMAL:
            return values.number(text, label, field), ""
        case Way.DAY:
            return values.day(text, label, field), ""
        case Way.YEAR:
            return _year(text, label, field), ""
        case Way.FLAG:
            return text.strip() not in {"", "0", "否"}, ""
        case _:
            return words(spec.kind, text), ""


def words(kind: Way, text: str) -> str:
    """Text in the normal form of its kind of box."""
    match kind:
        case Way.NAME:
            return names.normal(text)
        case Way.PHONE:
            return names.phone(text)
        case Way.CODE:
            return names.credit_code(text)
        case Way.DIGITS:
            return names.half_width(text).replace(" ", "").strip()
        case Way.LONG:
            return text.replace("\r\n", "\n").strip()
        case _:
            return names.one_line(text)


def _year(text: str, label: str, field: str) -> int:
    year = values.year(text, label, field)
    if year is None:
        raise Refusal("年度不能为空。请填写四位数的年份；不要的年度请删除整行。", field=field)
    return year


def asked(wanted: FigureAsked, text: str, field: str) -> Decimal | None:
    """What was typed for a figure that only the regulation asks for, as it is kept; None for an empty box.

    Raises Refusal at `field` for a choice that isn't offered and for what is neither a day nor 无.
    """
    plain = text.strip()
    if wanted.choices:
        if plain and plain not in wanted.choices:
            named = "、".join(wanted.choices)
            raise Refusal(f"{wanted.label}没有“{plain}”这一种。可以选：{named}。", field=field)
        return Decimal(wanted.choices.index(plain) + 1) if plain else None
    if wanted.day:
        if plain == NO_DAY:
            return Decimal(0)
        day = values.day(text, wanted.label, field)
        return None if day is None else Decimal(f"{day:%Y%m%d}")
    return figure(text, wanted.label, wanted.unit, field)


def figure(text: str, label: str, unit: str, field: str) -> Decimal | None:
    """A figure that only the regulation asks for, 0 or more, with or without its unit."""
    if unit == "%":
        return values.percent(text, label, field)
    value = values.number(text, label, field, frozenset({unit, unit.replace("亿元", "亿")}))
    if value is not None and value < 0:
        raise Refusal(f"{label}不能是负数。请按材料填写。", field=field)
    return value
