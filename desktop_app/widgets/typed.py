"""How figures and dates that a clerk types are read and shown again. Pure: text in, text out."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_SEPARATORS = re.compile(r"[\s,'_\u2009\u202f]+")
_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2})")


def plain_number(text: str) -> str:
    """`１，２００．５０` or `1 200.50` as `1200.50`; what isn't a number comes back as it was typed, trimmed.

    Decimals are kept as typed: 8.60 stays 8.60.
    """
    half = unicodedata.normalize("NFKC", text).replace("。", ".").replace("、", ",").replace("−", "-")
    bare = _SEPARATORS.sub("", half)
    if not _NUMBER.fullmatch(bare):
        return text.strip()
    bare = bare.lstrip("+").rstrip(".") if bare.endswith(".") else bare.lstrip("+")
    return f"0{bare}" if bare.startswith(".") else bare.replace("-.", "-0.")


def grouped_number(text: str) -> str:
    """The same number with thousands separators, `1,200.50`; what isn't a number stays as it is."""
    plain = plain_number(text)
    if not _NUMBER.fullmatch(plain):
        return plain
    sign = "-" if plain.startswith("-") else ""
    whole, point, rest = plain.removeprefix("-").partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def read_date(text: str) -> date | None:
    """A day typed as 2014-4-24, 2014.4.24, 2014/4/24, 2014年4月24日 or 20140424; None when it is no day."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).replace("。", ".").strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plain_date(text: str) -> str:
    """The day as 2014-04-24; what is no day comes back as it was typed, trimmed."""
    day = read_date(text)
    return text.strip() if day is None else day.isoformat()


def count_characters(text: str) -> int:
    """Characters as a 字数 limit counts them: all but blanks and line ends."""
    return len("".join(text.split()))
