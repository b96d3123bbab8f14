"""What can be noticed about 运营管理情况: years in order, parts within wholes, and figures that jump.

A figure that jumps is usually a slip of the pen: a digit lost, or 元 written under a 万元 heading. It is only a hint,
with the figure that would fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop_app.records.dossier import Application, Dossier, OperatingYear, ServiceLine
from desktop_app.rules import values
from desktop_app.rules.checks import Check, Weight
from desktop_app.rules.fields import ROWS, FieldSpec, row_key

YEARS_AT_LEAST = 2
_MONEY = tuple(spec for spec in ROWS["operating_year"] if spec.unit == "万元")
_YUAN_FROM = Decimal(1000)
"""A figure that many times last year's is taken for 元 when a ten-thousandth of it fits."""


def checks(
    dossier: Dossier, application: Application, years: Sequence[OperatingYear], lines: Sequence[ServiceLine]
) -> Iterator[Check]:
    """Everything noticed about the years and the service lines; `years` in ascending order."""
    if len(years) < YEARS_AT_LEAST:
        yield Check(
            "operating_year",
            "运营年度",
            f"已录 {len(years)} 个年度，至少要 {YEARS_AT_LEAST} 个年度。请按纸面补录。",
            Weight.MISSING,
            "operations",
        )
    for row in years:
        yield from _missing(row)
        yield from _parts(row)
    for before, after in pairwise(years):
        if after.year != before.year + 1:
            yield _at(after, "year", f"{before.year} 年之后是 {after.year} 年，中间缺年度。请核对纸面。", Weight.HINT)
        for spec in (*_MONEY, ROWS["operating_year"][-1]):
            yield from _jump(before, after, spec)
    if years:
        yield from _last_year(dossier, application, years[-1])
    yield from _lines(years, lines)


def _at(row: OperatingYear, name: str, says: str, weight: Weight, suggestion: str = "") -> Check:
    label = next(spec.called for spec in ROWS["operating_year"] if spec.name == name)
    called = f"{row.year} 年{label}" if name != "year" else f"{row.year} 年度"
    return Check(row_key("operating_year", row.id, name), called, says, weight, "operations", suggestion=suggestion)


def _missing(row: OperatingYear) -> Iterator[Check]:
    for spec in ROWS["operating_year"]:
        if spec.required and getattr(row, spec.name) is None:
            yield _at(row, spec.name, f"{row.year} 年{spec.called}还没有填写。", Weight.MISSING)


def _parts(row: OperatingYear) -> Iterator[Check]:
    revenue, service = row.revenue_wan, row.service_revenue_wan
    if revenue is not None and service is not None and service > revenue and not _in_yuan(service, revenue):
        says = (
            f"{row.year} 年服务收入 {values.plainly(service)} 万元大于营业收入 {values.plainly(revenue)} 万元。"
            "请对照审计报告改正。"
        )
        yield _at(row, "service_revenue_wan", says, Weight.WRONG)
    if revenue is not None and revenue < 0:
        yield _at(row, "revenue_wan", f"{row.year} 年营业收入是负数。请对照审计报告改正。", Weight.WRONG)


def _in_yuan(figure: Decimal, like: Decimal) -> bool:
    """Whether `figure` looks like 元 beside a figure in 万元: a thousand times larger, and a ten-thousandth fits."""
    if like <= 0 or figure < like * _YUAN_FROM:
        return False
    return Decimal("0.05") <= figure / values.TEN_THOUSAND / like <= 20


def _jump(before: OperatingYear, after: OperatingYear, spec: FieldSpec) -> Iterator[Check]:
    old, new = getattr(before, spec.name), getattr(after, spec.name)
    if old is None or new is None or old <= 0 or new <= 0:
        return
    old, new = Decimal(old), Decimal(new)
    for row, figure, other in ((before, old, new), (after, new, old)):
        if spec.unit == "万元" and _in_yuan(figure, other):
            fits = values.plainly(_trimmed(figure / values.TEN_THOUSAND))
            yield _at(
                row,
                spec.name,
                f"{row.year} 年{spec.called} {values.plainly(figure)} 像是以元填写。请核对纸面是否为 {fits} 万元。",
                Weight.HINT,
                fits,
            )
            return
    yield from _leap(after, spec, new / old)


def _leap(after: OperatingYear, spec: FieldSpec, ratio: Decimal) -> Iterator[Check]:
    """A figure that falls below a fifth or rises over five times; one digit lost or gained is suggested."""
    if Decimal("0.2") <= ratio <= 5:
        return
    new: Decimal = Decimal(getattr(after, spec.name))
    factor = Decimal(10) if ratio < 1 else Decimal("0.1")
    fits = values.plainly(new * factor) if Decimal("0.5") <= ratio * factor <= 2 else ""
    told = f"只有上年的 {_percent(ratio)} %" if ratio < 1 else f"是上年的 {values.rounded(ratio)} 倍"
    ask = f"请核对纸面是否为 {fits}。" if fits else "请核对纸面。"
    says = f"{after.year} 年{spec.called} {values.plainly(new)} {spec.unit}{told}。{ask}"
    yield _at(after, spec.name, says, Weight.HINT, fits)


def _percent(ratio: Decimal) -> Decimal:
    return values.rounded(ratio * 100, 0 if ratio >= Decimal("0.01") else 2)


def _trimmed(figure: Decimal) -> Decimal:
    """`figure` without zeros behind the last digit that counts, but with two digits behind the point at least."""
    short = figure.normalize()
    return short if values.places(short) >= 2 else figure.quantize(Decimal("0.01"))


def _last_year(dossier: Dossier, application: Application, last: OperatingYear) -> Iterator[Check]:
    if last.year > dossier.accepted_on.year:
        says = f"{last.year} 年在受理年份 {dossier.accepted_on.year} 之后。请按纸面改正年度。"
        yield _at(last, "year", says, Weight.WRONG)
    elif last.year < dossier.accepted_on.year - 1:
        says = f"最近一个年度是 {last.year} 年，受理在 {dossier.accepted_on.year} 年。请核对是否缺上一年度。"
        yield _at(last, "year", says, Weight.HINT)
    assets = application.total_assets_wan
    if assets is not None and last.assets_wan is not None and assets != last.assets_wan:
        says = (
            f"上年末总资产 {values.plainly(assets)} 万元与 {last.year} 年资产总额 {values.plainly(last.assets_wan)} "
            "万元不一致。请对照审计报告核对。"
        )
        yield Check("total_assets_wan", "上年末总资产", says, Weight.HINT, "assets")


def service_share(years: Sequence[OperatingYear]) -> Decimal | None:
    """Service revenue of the last year in % of that year's revenue, exact."""
    return values.share(years[-1].service_revenue_wan, years[-1].revenue_wan) if years else None


def _lines(years: Sequence[OperatingYear], lines: Sequence[ServiceLine]) -> Iterator[Check]:
    if not lines:
        yield Check(
            "service_line", "主要服务内容", "还没有填写主要服务内容。请按纸面逐行录入。", Weight.MISSING, "services"
        )
    for number, line in enumerate(lines, 1):
        if not line.content:
            yield Check(
                row_key("service_line", line.id, "content"),
                f"主要服务内容第 {number} 行",
                f"主要服务内容第 {number} 行还没有填写内容。",
                Weight.MISSING,
                "services",
            )
    shares = [line.revenue_percent for line in lines if line.revenue_percent is not None]
    if not shares or len(shares) < len(lines):
        return
    total, whole = sum(shares, Decimal(0)), service_share(years)
    last = row_key("service_line", lines[-1].id, "revenue_percent")
    if total > 100:
        says = f"各项服务收入占比合计 {total} %，超过 100 %。请对照纸面改正。"
        yield Check(last, "服务收入占比", says, Weight.WRONG, "services")
    elif whole is not None and abs(total - whole) > Decimal("0.1") * len(shares):
        says = f"各项服务收入占比合计 {total} %，按服务收入和营业收入算得 {values.rounded(whole)} %。请核对纸面。"
        yield Check(last, "服务收入占比", says, Weight.HINT, "services")
