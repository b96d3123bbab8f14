"""How each figure of the catalogue, and each that an edition asks for, is read from a dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import OperatingYear
from desktop_app.rules import headcount, names, survey
from desktop_app.rules.catalogue import KNOWN, FigureKnown
from desktop_app.rules.edition import FigureAsked, Regulation


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One figure as a dossier has it; exactly one of `value` and `missing` says something.

    `series` holds every year's value of a figure by year, oldest first, and `value` is that of the last year.
    `missing` says what would have to be filled in, `note` how the value came about, `text` the value in words
    where the number and unit alone would read badly.
    """

    name: str
    label: str
    unit: str
    value: Decimal | None = None
    series: tuple[tuple[int, Decimal], ...] = ()
    missing: str = ""
    note: str = ""
    text: str = ""


Book = Mapping[str, Reading]
"""Every figure by its name."""


def book(file: Casefile, regulation: Regulation) -> Book:
    """All figures of the catalogue and all that `regulation` asks for, as `file` has them."""
    found = {known.name: _READERS[known.name](known, file, regulation) for known in KNOWN}
    for asked in regulation.figures:
        found[asked.name] = _declared(asked, file)
    return found


def months_between(first: date, last: date) -> int:
    """Whole months from `first` to `last`; negative when `last` comes before."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


_Reader = Callable[[FigureKnown, Casefile, Regulation], Reading]


def _read(known: FigureKnown, value: Decimal | int | None, missing: str, note: str = "", text: str = "") -> Reading:
    number = None if value is None else Decimal(value)
    return Reading(
        name=known.name,
        label=known.label,
        unit=known.unit,
        value=number,
        missing=missing if number is None else "",
        note=note,
        text="" if number is None else text,
    )


def _box(name: str, place: str) -> _Reader:
    """The reader of one box of the application form."""

    def reader(known: FigureKnown, file: Casefile, _regulation: Regulation) -> Reading:
        return _read(known, getattr(file.application, name), f"申请表“{place}”还没有填写")

    return reader


def _yearly(name: str) -> _Reader:
    """The reader of one column of 运营管理情况."""

    def reader(known: FigureKnown, file: Casefile, _regulation: Regulation) -> Reading:
        rows = sorted(file.years, key=lambda row: row.year)
        if not rows:
            return _read(known, None, "申请表“运营管理情况”还没有填写")
        cells = [(row.year, _cell(row, name)) for row in rows]
        series = tuple((year, Decimal(cell)) for year, cell in cells if cell is not None)
        last_year, last = cells[-1]
        missing = f"申请表 {last_year} 年“{known.label}”还没有填写"
        return replace(_read(known, last, missing), series=series)

    return reader


def _cell(row: OperatingYear, name: str) -> Decimal | int | None:
    value: Decimal | int | None = getattr(row, name)
    return value


def _operating_years(known: FigureKnown, file: Casefile, _regulation: Regulation) -> Reading:
    registered = file.application.registered_on
    if registered is None:
        return _read(known, None, "申请表“注册日期”还没有填写")
    months = months_between(registered, file.dossier.accepted_on)
    if months < 0:
        return _read(known, None, "注册日期在受理日期之后，请核对")
    years, rest = divmod(months, 12)
    text = f"{years} 年 {rest} 个月" if rest else f"{years} 年"
    note = f"{registered} 注册，至 {file.dossier.accepted_on} 受理"
    return _read(known, Decimal(months) / 12, "", note, text)


def _professionals_count(known: FigureKnown, file: Casefile, _regulation: Regulation) -> Reading:
    """What the form says; the note tells how the staff list divides, for “学历和职称” can be read in two ways."""
    note = f"人员名单：{_divided(headcount.count(file.staff))}" if file.staff else ""
    return _read(known, file.application.professionals_count, f"申请表“{known.label}”还没有填写", note)


def _divided(count: headcount.HeadCount) -> str:
    return f"只有学历 {count.degree_only} 人，只有职称 {count.title_only} 人，两者兼有 {count.both} 人"


def _institutions(known: FigureKnown, file: Casefile, _regulation: Regulation) -> Reading:
    bodies = names.listed(file.application.signed_bodies)
    if not bodies:
        return _read(known, None, "申请表“签订合作协议的单位”还没有填写")
    return _read(known, len(bodies), "", "、".join(bodies))


def _firms_listed(known: FigureKnown, file: Casefile, _regulation: Regulation) -> Reading:
    if not file.served_firms:
        return _read(known, None, "服务企业名单还没有录入")
    different = {names.key(firm.name) for firm in file.served_firms}
    doubles = len(file.served_firms) - len(different)
    return _read(known, len(different), "", f"名单 {len(file.served_firms)} 行，重名 {doubles} 行" if doubles else "")


def _people(pick: Callable[[headcount.HeadCount, Regulation], int]) -> _Reader:
    """The reader of one head count over the staff list."""

    def reader(known: FigureKnown, file: Casefile, regulation: Regulation) -> Reading:
        if not file.staff:
            return _read(known, None, "人员名单还没有录入")
        count = headcount.count(file.staff)
        return _read(known, pick(count, regulation), "", _divided(count))

    return reader


def _professionals(count: headcount.HeadCount, regulation: Regulation) -> int:
    return count.both if regulation.head_count == "both" else count.either


def percent(share: Fraction) -> Decimal:
    """A share in per cent, to 28 digits."""
    return Decimal(share.numerator * 100) / Decimal(share.denominator)


def _satisfaction(known: FigureKnown, file: Casefile, regulation: Regulation) -> Reading:
    rates = survey.rates(file, regulation)
    if rates is None:
        return _read(known, None, "满意度测评还没有抽样")
    if rates.waiting:
        return _read(known, None, f"满意度测评还有 {rates.waiting} 家没有结果")
    share, very = rates.counted.share, rates.very.share
    at_least = regulation.survey.at_least
    if share is None or very is None or rates.valid < at_least:
        return _read(known, None, f"有效答复 {rates.valid} 家，不足 {at_least} 家")
    note = f"{rates.counted.label} {survey.percent(share)} %，{rates.very.label} {survey.percent(very)} %"
    return _read(known, percent(share), "", f"{note}（有效答复 {rates.valid} 家）")


def _declared(asked: FigureAsked, file: Casefile) -> Reading:
    rows = sorted((row for row in file.figures if row.name == asked.name), key=lambda row: row.year)
    series = tuple((row.year, row.value) for row in rows if row.value is not None)
    if not series:
        missing = f"受理录入中的“{asked.label}”还没有填写"
        return Reading(name=asked.name, label=asked.label, unit=asked.unit, missing=missing)
    return Reading(
        name=asked.name,
        label=asked.label,
        unit=asked.unit,
        value=series[-1][1],
        series=series if asked.by_year else (),
        text=asked.shown(series[-1][1]) if asked.choices or asked.day else "",
    )


_READERS: dict[str, _Reader] = {
    "operating_years": _operating_years,
    "capital_wan": _box("capital_wan", "注册资本"),
    "total_assets_wan": _box("total_assets_wan", "上年末总资产"),
    "equipment_count": _box("equipment_count", "仪器、设备数量"),
    "equipment_price_wan": _box("equipment_price_wan", "购买价格"),
    "premises_m2": _box("premises_m2", "服务场地面积"),
    "premises_owned_m2": _box("premises_owned_m2", "自有"),
    "premises_rented_m2": _box("premises_rented_m2", "租用"),
    "staff_count": _box("staff_count", "从业人数"),
    "professionals_count": _professionals_count,
    "staff_listed": _people(lambda count, _: count.listed),
    "professionals_listed": _people(_professionals),
    "degree_listed": _people(lambda count, _: count.degree_only + count.both),
    "title_listed": _people(lambda count, _: count.title_only + count.both),
    "degree_and_title_listed": _people(lambda count, _: count.both),
    "institutions_gathered": _institutions,
    "firms_listed": _firms_listed,
    "satisfaction_percent": _satisfaction,
    "revenue_wan": _yearly("revenue_wan"),
    "service_revenue_wan": _yearly("service_revenue_wan"),
    "assets_wan": _yearly("assets_wan"),
    "profit_wan": _yearly("profit_wan"),
    "tax_wan": _yearly("tax_wan"),
    "firms_served": _yearly("firms_served"),
}
