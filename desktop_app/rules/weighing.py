"""A requirement held against a dossier's figures: what comes out, and the whole tree that says why.

Outcomes combine as in three-valued logic: one *not met* decides an `all`, one *met* decides an `any`; whatever is
still open (to judge, undefined, figure missing) stays open and says what would close it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop_app.records.kinds import Outcome
from desktop_app.rules import values
from desktop_app.rules.figures import Book, Reading
from desktop_app.rules.language import (
    Choice,
    Chosen,
    Compare,
    Judge,
    Measure,
    Node,
    Past,
    Several,
    Situation,
    Undefined,
    When,
)


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """One node after weighing.

    `says` explains it in Chinese; `value` and `threshold` are what was compared, as text with units (empty where
    nothing was); `closes` says what would settle it while it is open; `case` which special rule was used.
    """

    outcome: Outcome
    says: str
    value: str = ""
    threshold: str = ""
    note: str = ""
    closes: str = ""
    case: str = ""
    article: str = ""
    parts: tuple[Weighed, ...] = ()

    @property
    def leaves(self) -> Iterator[Weighed]:
        """The nodes without parts, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves

    @property
    def is_open(self) -> bool:
        """Whether the rules alone can't decide it."""
        return self.outcome not in (Outcome.MET, Outcome.NOT_MET)


def weigh(node: Node, book: Book, situation: Situation) -> Weighed | None:
    """The node held against `book`; None when its case doesn't fit, so that it asks for nothing here."""
    if node.when is not None:
        fits = node.when.fits(situation)
        if fits is False:
            return None
        if fits is None:
            return _unknown_case(node.when, node.article)
    match node:
        case Choice():
            return _choice(node, book, situation)
        case Several():
            return _several(node, book, situation)
        case Compare():
            return replace(_compare(node, book), article=node.article)
        case Chosen():
            return _chosen(node, book)
        case Past():
            return _past(node, book, situation)
        case Judge():
            return Weighed(outcome=Outcome.TO_JUDGE, says=node.question, closes="由审核员判断", article=node.article)
        case Undefined():
            return Weighed(
                outcome=Outcome.UNDEFINED,
                says=f"由{node.document}规定，该文件没有收录，不能自动判断",
                closes=f"取得{node.document}，或由审核员依据通知裁量",
                article=node.article,
            )
    raise TypeError(f"not a requirement: {node!r}")


def _unknown_case(when: When, article: str) -> Weighed:
    what = "注册地行政区划" if when.regions else "法人类型" if when.legal_forms else "申报类别"
    return Weighed(
        outcome=Outcome.MISSING,
        says=f"是否适用“{when.says}”的规定还不能确定：{what}没有填写",
        closes=f"填写{what}",
        article=article,
    )


def _choice(node: Choice, book: Book, situation: Situation) -> Weighed | None:
    for when, option in node.options:
        fits = when.fits(situation)
        if fits is None:
            return _unknown_case(when, node.article)
        if fits:
            found = weigh(option, book, situation)
            return None if found is None else replace(found, case=when.says)
    return weigh(node.otherwise, book, situation)


def _several(node: Several, book: Book, situation: Situation) -> Weighed | None:
    parts = tuple(part for part in (weigh(each, book, situation) for each in node.parts) if part is not None)
    if not parts:
        return None
    of_all = node.least == len(node.parts)
    least = len(parts) if of_all else min(node.least, len(parts))
    met = sum(part.outcome is Outcome.MET for part in parts)
    failed = sum(part.outcome is Outcome.NOT_MET for part in parts)
    if met >= least:
        outcome = Outcome.MET
    elif len(parts) - failed < least:
        outcome = Outcome.NOT_MET
    else:
        outcome = _still_open(parts, of_all)
    asked = "都要满足" if of_all else f"至少满足 {least} 项"
    still = [part for part in parts if part.is_open and outcome not in (Outcome.MET, Outcome.NOT_MET)]
    return Weighed(
        outcome=outcome,
        says=f"{len(parts)} 项{asked}，已满足 {met} 项",
        value="；".join(part.value for part in parts if part.value),
        threshold=("；" if of_all else " 或 ").join(part.threshold for part in parts if part.threshold),
        note="；".join(part.note for part in parts if part.note),
        closes=("；" if of_all else "，或者").join(part.closes for part in still),
        article=node.article,
        parts=parts,
    )


def _still_open(parts: Sequence[Weighed], of_all: bool) -> Outcome:
    """What an open combination waits for: the hardest of its parts if all count, the easiest if some are enough."""
    order = (Outcome.MISSING, Outcome.UNDEFINED, Outcome.TO_JUDGE)
    outcomes = {part.outcome for part in parts}
    return next(outcome for outcome in (order if of_all else reversed(order)) if outcome in outcomes)


def _gap(reading: Reading, article: str) -> Weighed:
    """A choice or a day that nobody has filled in."""
    return Weighed(
        outcome=Outcome.MISSING,
        says=reading.missing if reading.label in reading.missing else f"{reading.label}：{reading.missing}",
        closes=reading.missing,
        article=article,
    )


def _chosen(node: Chosen, book: Book) -> Weighed:
    reading = book[node.figure]
    if reading.value is None:
        return _gap(reading, node.article)
    met = reading.text in node.among
    asked = "或".join(f"“{one}”" for one in node.among)
    return Weighed(
        outcome=Outcome.MET if met else Outcome.NOT_MET,
        says=f"{reading.label}：{reading.text}" if met else f"{reading.label}：{reading.text}，要求{asked}",
        value=reading.text,
        threshold="或".join(node.among),
        article=node.article,
    )


def _past(node: Past, book: Book, situation: Situation) -> Weighed:
    reading, accepted = book[node.figure], situation.accepted_on
    if reading.value is None or accepted is None:
        missing = reading if reading.value is None else replace(reading, missing="受理日期还没有填写")
        return _gap(missing, node.article)
    threshold = f"早于受理日 {node.years} 年以上" if node.years else "早于受理日"
    threshold += "，或在受理当年" if node.or_same_year else ""
    if not reading.value:
        says, met = f"{reading.label}：{reading.text}", True
    else:
        day = date.fromisoformat(reading.text)
        free = _years_after(day, node.years)
        met = free < accepted or (node.years > 0 and free == accepted)
        met = met or (node.or_same_year and day.year == accepted.year)
        tail = f"，满 {node.years} 年之日为 {free}" if node.years else ""
        says = f"{reading.label} {day}{tail}，受理日 {accepted}{'' if met else f'，要求{threshold}'}"
    return Weighed(
        outcome=Outcome.MET if met else Outcome.NOT_MET,
        says=says,
        value=reading.text,
        threshold=threshold,
        article=node.article,
    )


def _years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, kw_only=True)
class _Quantity:
    """What a comparison compares: the value, or why there is none, and how it reads."""

    value: Decimal | None
    label: str
    unit: str
    detail: str = ""
    text: str = ""
    missing: str = ""
    note: str = ""
    for_a_person: bool = False
    """Whether a person has to look at it, because no figure can be made of what is there."""


def _compare(node: Compare, book: Book) -> Weighed:
    quantity = _quantity(node, book)
    unit = node.unit or quantity.unit
    threshold = "，".join(f"{operator.words} {_amount(number, unit)}" for operator, number in node.bounds)
    signs = "，".join(f"{operator.sign} {_amount(number, unit)}" for operator, number in node.bounds)
    label = node.label or quantity.label
    if quantity.value is None:
        return Weighed(
            outcome=Outcome.TO_JUDGE if quantity.for_a_person else Outcome.MISSING,
            says=f"{'' if label in quantity.missing else label + '：'}{quantity.missing}，要求{threshold}",
            threshold=signs,
            note=quantity.note,
            closes=quantity.missing,
        )
    label = f"其中{label}" if node.within else label
    too_many = _more_than_the_whole(node, book, quantity.value, label)
    if too_many:
        return Weighed(
            outcome=Outcome.MISSING, says=too_many, threshold=signs, note=quantity.note, closes="核对两处数据"
        )
    met = all(operator.holds(quantity.value, number) for operator, number in node.bounds)
    text = quantity.text or _amount(_readable(quantity.value, node), unit)
    verb = "，" if met else "，要求"
    return Weighed(
        outcome=Outcome.MET if met else Outcome.NOT_MET,
        says=f"{label} {text}{quantity.detail}{verb}{threshold}",
        value=text,
        threshold=signs,
        note=quantity.note,
    )


def _more_than_the_whole(node: Compare, book: Book, value: Decimal, label: str) -> str:
    """What is wrong when a part (其中 …) is larger than what it is a part of; empty otherwise."""
    whole = book[node.within] if node.within else None
    if whole is None or whole.value is None or value <= whole.value:
        return ""
    return f"{label} {_amount(value, whole.unit)}多于{whole.label} {_amount(whole.value, whole.unit)}，两处数据有误"


def _amount(number: Decimal, unit: str) -> str:
    """A number with its unit: 2,000 人次; 34.7 %."""
    return f"{values.grouped(number)} {unit}".strip()


def _readable(value: Decimal, node: Compare) -> Decimal:
    """`value` as it was typed, or rounded to so few digits that it still lies on the same side of each threshold."""
    if values.places(value) <= 2:
        return value
    for digits in range(1, 20):
        short = values.rounded(value, digits)
        if all(operator.holds(short, number) == operator.holds(value, number) for operator, number in node.bounds):
            return short
    return value


def _quantity(node: Compare, book: Book) -> _Quantity:
    reading = book[node.figures[0]]
    match node.measure:
        case Measure.RATIO:
            return _ratio(reading, book[node.figures[1]])
        case Measure.MEAN:
            return _mean(reading, node.years)
        case Measure.GROWTH:
            return _growth(reading, node.years)
        case Measure.FIGURE:
            detail = f"（{reading.series[-1][0]} 年）" if reading.series and reading.value is not None else ""
            return _Quantity(
                value=reading.value,
                label=reading.label,
                unit=reading.unit,
                detail=detail,
                text=reading.text,
                missing=reading.missing,
                note=reading.note,
            )


def _ratio(part: Reading, whole: Reading) -> _Quantity:
    label = f"{part.label}占{whole.label}"
    note = "；".join(dict.fromkeys(filter(None, (part.note, whole.note))))
    if part.value is None or whole.value is None:
        missing = "；".join(filter(None, (part.missing, whole.missing)))
        return _Quantity(value=None, label=label, unit="%", missing=missing, note=note)
    if whole.value <= 0:
        return _Quantity(value=None, label=label, unit="%", missing=f"{whole.label}为 0，算不出比例", note=note)
    detail = f"（{_amount(part.value, part.unit)} ÷ {_amount(whole.value, whole.unit)}）"
    return _Quantity(value=part.value * 100 / whole.value, label=label, unit="%", detail=detail, note=note)


def _window(reading: Reading, years: int) -> tuple[tuple[tuple[int, Decimal], ...], str]:
    """The last `years` years without a gap, or what is missing of them."""
    if not reading.series:
        return (), reading.missing
    last = reading.series[-1][0]
    wanted = range(last - years + 1, last + 1)
    by_year = dict(reading.series)
    gaps = [f"{year} 年" for year in wanted if year not in by_year]
    if reading.value is None or gaps:
        return (), reading.missing or f"缺 {'、'.join(gaps)}的“{reading.label}”"
    return tuple((year, by_year[year]) for year in wanted), ""


def _mean(reading: Reading, years: int) -> _Quantity:
    rows, missing = _window(reading, years)
    label = f"{reading.label} {years} 年平均"
    if missing:
        return _Quantity(value=None, label=label, unit=reading.unit, missing=missing)
    mean = sum((value for _, value in rows), Decimal(0)) / years
    return _Quantity(value=mean, label=label, unit=reading.unit, detail=f"（{_listed(rows, reading.unit)}）")


def _growth(reading: Reading, years: int) -> _Quantity:
    rows, missing = _window(reading, years)
    label = f"{reading.label}增长"
    if missing:
        return _Quantity(value=None, label=label, unit="%", missing=missing)
    first, last = rows[0][1], rows[-1][1]
    if first <= 0:
        why = f"{rows[0][0]} 年为 {_amount(first, reading.unit)}，算不出增长率，请审核员判断"
        return _Quantity(value=None, label=label, unit="%", missing=why, for_a_person=True)
    grown = (last - first) * 100 / first
    return _Quantity(value=grown, label=label, unit="%", detail=f"（{_listed(rows, reading.unit)}）")


def _listed(rows: Sequence[tuple[int, Decimal]], unit: str) -> str:
    return "，".join(f"{year} 年 {_amount(value, unit)}" for year, value in rows)
