"""What can be noticed about single boxes of the application form: credit code, dates, numbers to call, region."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.records.casefile import Casefile
from desktop_app.rules import names, values
from desktop_app.rules.checks import Check, Weight
from desktop_app.rules.fields import FIELD

_WESTERN = frozenset({"15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"})
_WESTERN_PREFECTURES = ("2224", "4228", "4331")
"""延边、恩施、湘西: 国发〔2000〕33号 and 国办发〔2001〕73号 count them in."""


def _note(name: str, says: str, weight: Weight, suggestion: str = "") -> Check:
    spec = FIELD[name]
    return Check(name, spec.called, says, weight, spec.section, suggestion=suggestion)


def credit_code_says(code: str) -> tuple[str, Weight] | None:
    """What to tell about a credit code, or None when it is in order."""
    fault = names.credit_code_fault(code)
    if fault:
        return f"统一社会信用代码{fault}。请对照营业执照第 1 页改正。", Weight.WRONG
    doubt = names.credit_code_doubt(code)
    return (f"{doubt}。", Weight.HINT) if doubt else None


def checks(file: Casefile) -> Iterator[Check]:
    """Everything noticed about the boxes that hold one value each."""
    dossier, application = file.dossier, file.application
    if dossier.uscc:
        told = credit_code_says(dossier.uscc)
        if told:
            yield _note("uscc", *told)
    yield from _dates(file)
    for name in ("phone", "fax", "mobile"):
        number = getattr(application, name)
        if number and not names.is_phone(number):
            yield _note(name, f"“{number}”的位数不像电话号码。请对照纸面核对。", Weight.HINT)
    if application.postcode and not re.fullmatch(r"\d{6}", application.postcode):
        yield _note("postcode", f"邮政编码应为 6 位数字，现为“{application.postcode}”。请对照纸面改正。", Weight.WRONG)
    if application.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", application.email):
        yield _note("email", f"“{application.email}”不像电子邮件地址。请对照纸面核对。", Weight.HINT)
    if application.capital_wan is not None and application.capital_wan < 0:
        yield _note("capital_wan", "注册资本不能是负数。请对照纸面改正。", Weight.WRONG)
    for name in ("capital_wan", "total_assets_wan", "equipment_price_wan"):
        amount = getattr(application, name)
        if amount is not None and amount >= 1_000_000:
            fits = values.plainly((amount / values.TEN_THOUSAND).normalize())
            says = (
                f"{FIELD[name].called} {values.plainly(amount)} 万元超过 100 亿元。"
                f"请核对纸面是否以元填写，应为 {fits} 万元。"
            )
            yield _note(name, says, Weight.HINT, fits)


def _dates(file: Casefile) -> Iterator[Check]:
    registered, filed, accepted = file.application.registered_on, file.application.filed_on, file.dossier.accepted_on
    if registered and registered > accepted:
        yield _note(
            "registered_on", f"注册日期 {registered} 在受理日期 {accepted} 之后。请对照营业执照改正。", Weight.WRONG
        )
    if filed and filed > accepted:
        yield _note("filed_on", f"填报日期 {filed} 在受理日期 {accepted} 之后。请对照封面改正。", Weight.WRONG)
    if registered and filed and registered > filed:
        yield _note("filed_on", f"填报日期 {filed} 早于注册日期 {registered}。请对照封面改正。", Weight.WRONG)


def is_western(region_code: str) -> bool:
    """Whether the GB/T 2260 code lies in the area of the western-development policy."""
    return region_code[:2] in _WESTERN or region_code.startswith(_WESTERN_PREFECTURES)


def region_checks(file: Casefile) -> Iterator[Check]:
    """The region beside the credit code and the tick for the western area."""
    region, code = file.dossier.region_code, file.dossier.uscc
    registry = code[2:8] if len(code) == 18 and code[2:8].isdigit() else ""
    if not region:
        return
    if not re.fullmatch(r"\d{6}", region):
        yield _note("region_code", "行政区划代码应为 6 位数字，如 410300。请改正。", Weight.WRONG)
        return
    if registry and registry[:2] != region[:2] and registry[:2] != "10":
        says = f"信用代码的登记机关区划是 {registry}，与 {region} 不在同一省。请核对营业执照。"
        yield _note("region_code", says, Weight.HINT, registry)
    if is_western(region) and not file.dossier.western:
        says = f"{region} 在西部大开发政策区域内，但没有勾选。请核对。"
        yield _note("western", says, Weight.HINT, "1")
    elif file.dossier.western and not is_western(region):
        says = f"{region} 不在西部大开发政策区域内，但已勾选。请核对依据。"
        yield _note("western", says, Weight.HINT, "0")
