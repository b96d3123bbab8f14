"""What a clerk types, taken as what she means: numbers, money, shares, dates, years.

Full-width digits, spaces, thousands separators, a unit behind the number and the usual spellings of a date are all
ordinary; what can't be read is refused with a sentence, never guessed and never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desktop_app.errors import Refusal
from desktop_app.rules import names

TEN_THOUSAND = Decimal(10000)
_NUMBER = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))(.*)")
_WAN_UNITS = frozenset({"", "万元", "万", "万元人民币", "万人民币", "人民币万元"})
_YUAN_UNITS = frozenset({"元", "元人民币", "元整", "人民币元", "圆", "¥"})
_LARGE_UNITS = {"亿元": Decimal(10000), "亿": Decimal(10000), "千元": Decimal("0.1"), "百万元": Decimal(100)}
_COUNT_UNIT = re.compile(r"[家户人名台套个次场期件辆份张部本项]|人/?次|家次|台套|台[（(/]套[)）]?|家企业")
_AREA_UNITS = frozenset({"", "平方米", "m2", "㎡", "m²", "平米", "平方"})


@dataclass(frozen=True)
class Money:
    """An amount in 万元 and, where it wasn't written in 万元, a sentence that says what was done."""

    wan: Decimal | None
    hint: str = ""


def _plain(text: str) -> str:
    flat = names.half_width(text).replace("，", ",").replace("＋", "+").replace("−", "-").replace("—", "-")
    return re.sub(r"[\s\u3000\u00a0]+", "", flat)


def _split(text: str, label: str, field: str) -> tuple[Decimal, str] | None:
    """The number and the unit behind it, or None for an empty field; raises Refusal for anything else."""
    plain = _plain(text)
    if not plain or plain in {"-", "--", "/", "无"}:
        return None
    plain = re.sub(r"^(?:¥|￥|人民币|RMB)", "", plain, flags=re.IGNORECASE)
    if not re.search(r"\d,\d{3}(?:\D|$)", plain) and re.search(r"\d,\d", plain):
        raise Refusal(f"“{text.strip()}”里的逗号不在千位上，无法确定数值。请按纸面重新填写{label}。", field=field)
    found = _NUMBER.fullmatch(plain.replace(",", ""))
    if not found:
        raise Refusal(f"“{text.strip()}”不是数字。请按纸面填写{label}，只写数字。", field=field)
    try:
        return Decimal(found[1]), found[2].strip("。.;；")
    except InvalidOperation as error:
        raise Refusal(f"“{text.strip()}”不是数字。请按纸面填写{label}，只写数字。", field=field) from error


def _unknown_unit(text: str, unit: str, label: str, expected: str, field: str) -> Refusal:
    return Refusal(f"“{text.strip()}”带有“{unit}”，这里按{expected}填写。请换算后重新填写{label}。", field=field)


def money(text: str, label: str = "金额", field: str = "") -> Money:
    """An amount typed under a 万元 heading; “32400元” is converted and says so. Raises Refusal when it isn't one."""
    parts = _split(text, label, field)
    if parts is None:
        return Money(None)
    number, unit = parts
    if unit in _WAN_UNITS:
        return Money(number)
    if unit in _YUAN_UNITS:
        wan = (number / TEN_THOUSAND).quantize(Decimal("0.000001")).normalize()
        return Money(wan, f"按 {plainly(number)} 元换算为 {plainly(wan)} 万元。请核对纸面单位。")
    if unit in _LARGE_UNITS:
        wan = number * _LARGE_UNITS[unit]
        return Money(wan, f"按 {plainly(number)} {unit}换算为 {plainly(wan)} 万元。请核对纸面单位。")
    raise _unknown_unit(text, unit, label, "万元", field)


def count(text: str, label: str = "数量", field: str = "") -> int | None:
    """A whole number of things or people, with or without its unit; raises Refusal for fractions and negatives."""
    parts = _split(text, label, field)
    if parts is None:
        return None
    number, unit = parts
    if unit and not _COUNT_UNIT.fullmatch(unit):
        raise _unknown_unit(text, unit, label, "个数", field)
    if number < 0 or number != number.to_integral_value():
        raise Refusal(f"“{text.strip()}”不是整数。{label}只能填 0 或正整数。", field=field)
    if number > 100_000_000:
        raise Refusal(f"“{text.strip()}”太大。请按纸面核对{label}。", field=field)
    return int(number)


def number(text: str, label: str = "数值", field: str = "", units: frozenset[str] = frozenset()) -> Decimal | None:
    """Any decimal number, its digits kept as typed; a unit is allowed when it is one of `units`."""
    parts = _split(text, label, field)
    if parts is None:
        return None
    value, unit = parts
    if unit and unit not in units:
        raise Refusal(f"“{text.strip()}”带有“{unit}”。请只填数字。", field=field)
    return value


def area(text: str, label: str = "面积", field: str = "") -> Decimal | None:
    """An area in m²; raises Refusal for a negative one."""
    value = number(text, label, field, _AREA_UNITS)
    if value is not None and value < 0:
        raise Refusal(f"{label}不能是负数。请按纸面核对。", field=field)
    return value


def percent(text: str, label: str = "比例", field: str = "") -> Decimal | None:
    """A share in %, digits kept as typed (27.0 stays 27.0); raises Refusal outside 0…100."""
    value = number(text, label, field, frozenset({"%", "％", "个百分点"}))
    if value is not None and not 0 <= value <= 100:
        raise Refusal(f"{label} {plainly(value)} % 不在 0 到 100 之间。请按纸面核对。", field=field)
    return value


_DATE_FORMS = (
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<y>\d{4})[-/.、](?P<m>\d{1,2})[-/.、](?P<d>\d{1,2})(?:T?00:00:00)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
_HANZI_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def _hanzi_date(plain: str) -> str:
    """二〇一四年四月二十四日 as 2014年4月24日."""
    found = re.fullmatch(r"([〇○零一二三四五六七八九]{4})年(\S{1,3})月(\S{1,3})[日号]", plain)
    if not found:
        return plain

    def small(part: str) -> str:
        tens, ten, ones = part.partition("十")
        if not ten:
            return part.translate(_HANZI_DIGITS)
        return (tens.translate(_HANZI_DIGITS) or "1") + (ones.translate(_HANZI_DIGITS) or "0")

    return f"{found[1].translate(_HANZI_DIGITS)}年{small(found[2])}月{small(found[3])}日"


def day(text: str, label: str = "日期", field: str = "") -> date | None:
    """A date in any usual spelling: 2014-04-24, 2014.4.24, 2014年4月24日, 20140424, 二〇一四年四月二十四日."""
    plain = _hanzi_date(_plain(text).replace("_", "-"))
    if not plain:
        return None
    for form in _DATE_FORMS:
        found = form.fullmatch(plain)
        if found:
            try:
                value = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
            if 1900 <= value.year <= 2100:
                return value
            break
    raise Refusal(f"“{text.strip()}”不是有效日期。请按“2014-04-24”的写法填写{label}。", field=field)


def year(text: str, label: str = "年度", field: str = "") -> int | None:
    """A year: 2023, 2023年, 2023年度; raises Refusal outside 1980…2100."""
    plain = _plain(text).translate(_HANZI_DIGITS)
    if not plain:
        return None
    found = re.fullmatch(r"(\d{4})(?:年度?|\.0)?", plain)
    if not found or not 1980 <= int(found[1]) <= 2100:
        raise Refusal(f"“{text.strip()}”不是{label}。请填写四位数的年份，如 2023。", field=field)
    return int(found[1])


def month_of_cell(value: date) -> str:
    """A date cell of 购置时间 as the lists write it: 2018-03."""
    return f"{value.year:04d}-{value.month:02d}"


def plainly(value: Decimal | int) -> str:
    """A number as plain digits, without exponent and without trailing noise: 32400, 0.49, 27.0."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def grouped(value: Decimal | int | None) -> str:
    """A number for reading, in groups of three: 2,318.40; empty for None."""
    return "" if value is None else format(value, ",f") if isinstance(value, Decimal) else f"{value:,}"


def share(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """`part` of `whole` in %, exact; None when one is missing or the whole is not positive."""
    if part is None or whole is None or Decimal(whole) <= 0:
        return None
    return Decimal(part) * 100 / Decimal(whole)


def places(value: Decimal) -> int:
    """How many digits `value` was written with behind the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, digits: int = 1) -> Decimal:
    """`value` rounded half up (四舍五入) to `digits` behind the point."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def agrees(typed: Decimal | None, computed: Decimal | None) -> bool:
    """Whether the typed figure is the computed one rounded to the digits that were typed; True when one is unknown."""
    if typed is None or computed is None:
        return True
    return typed == rounded(computed, places(typed))


def of_serial(serial: float) -> date:
    """The day behind an Excel serial number (1900 system)."""
    return (datetime(1899, 12, 30) + timedelta(days=serial)).date()
