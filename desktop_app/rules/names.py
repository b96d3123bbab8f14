"""Names, telephone numbers and credit codes: one normal form each, so that the same thing is recognised as the same.

Full-width and half-width brackets are the same bracket (Office workbooks mix them freely), every kind of space is
noise. Unicode's NFKC is not used: it replaces compatibility ideographs, and a person's rare character is her name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum.cn import uscc as stdnum_uscc

_SPACES = re.compile(r"[\s\x00-\x1f\x7f\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]+")
_NO_WORD_GAP = re.compile(r"(?<![A-Za-z]) | (?![A-Za-z])")
_BRACKETS = str.maketrans("()[]［］〔〕", "（）（）（）（）")
_LISTED = re.compile(r"[、，,；;\n\r]+")
_AND_SO_ON = re.compile(
    r"等\s*(?:(?:合作)?(?:单位|机构)?"
    r"|[0-9０-９一二三四五六七八九十百余多]+\s*(?:家|个|户)?(?:合作)?(?:单位|机构|企业|公司)?)\s*[。.]?$"
)
_NUMBERED = re.compile(r"^\s*(?:[（(]?\d{1,3}[)）.．]|\d{1,3}$)\s*")
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DASHES = str.maketrans(dict.fromkeys("－—–―‐‑‒−ー～~", "-"))


def half_width(text: str) -> str:
    """`text` with full-width Latin letters, digits and ASCII signs (Ａ０（） made half-width; hanzi untouched."""
    return "".join(chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char for char in text)


def _narrow(text: str) -> str:
    """Letters and digits made half-width, punctuation left as it is."""
    return "".join(
        chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" and chr(ord(char) - 0xFEE0).isalnum() else char
        for char in text
    )


def normal(name: str) -> str:
    """The normal form of a firm's or person's name: no spaces (but between two Latin words), full-width brackets."""
    spaced = _SPACES.sub(" ", _narrow(name)).strip()
    return _NO_WORD_GAP.sub("", spaced).translate(_BRACKETS)


@lru_cache(maxsize=20_000)  # a pool of experts is compared with the same lists again and again
def key(name: str) -> str:
    """What two spellings of the same name have in common; only for comparing, never shown."""
    return normal(name).casefold()


def same(one: str, other: str) -> bool:
    """Whether both spell the same name; two empty names are not the same name."""
    return bool(key(one)) and key(one) == key(other)


def listed(text: str) -> tuple[str, ...]:
    """The names in 签订合作协议的单位 as written (“甲、乙；丙等3家”): in order, each once, without 等 n 家."""
    found: dict[str, str] = {}
    for part in _LISTED.split(_AND_SO_ON.sub("", text.strip().rstrip("。."))):
        name = _AND_SO_ON.sub("", _NUMBERED.sub("", part)).strip(" 。.")
        if normal(name):
            found.setdefault(key(name), normal(name))
    return tuple(found.values())


def one_line(text: str) -> str:
    """`text` on one line: a line break or a gap between two Chinese characters goes, any other gap is one space."""
    broken = re.sub(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+\s*|[ \t]*[\r\n]+\s*(?=[^\x00-\x7f])", "", text.strip())
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", _SPACES.sub(" ", broken).strip())


def phone(text: str) -> str:
    """A telephone number in its usual spelling (0379-92589910, 15427438057), several joined by “、”.

    Full-width digits, spaces, brackets and +86 are taken away; what is no number at all comes back as written.
    """
    parts = [part for part in re.split(r"[、，,;；/／\n]|\s{3,}", half_width(text).translate(_DASHES)) if part.strip()]
    return "、".join(dict.fromkeys(_one_phone(part) for part in parts))


def _one_phone(text: str) -> str:
    bare = _SPACES.sub("", text)
    if not re.fullmatch(r"[+()\d\-]*\d(?:(?:转|ext\.?|分机|#)\d{1,6})?(?:\.0)?", bare, re.IGNORECASE):
        return text.strip()
    bare = re.sub(r"\.0$", "", bare)
    number, *extension = re.split(r"转|ext\.?|分机|#", bare, flags=re.IGNORECASE)
    groups = [group for group in re.split(r"[+()\-]+", number) if group]
    if groups and groups[0] in {"86", "0086"} and len(groups) > 1:
        groups = groups[1:]
    digits = "".join(groups)
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    tail = "".join(extension)
    if digits.startswith("0"):
        area = 3 if digits[1:2] in {"1", "2"} else 4
        if len(groups) > 2 and len("".join(groups[:2])) == area + 8 and not tail:  # 0379-92589910-801
            digits, tail = "".join(groups[:2]), "".join(groups[2:])
        digits = f"{digits[:area]}-{digits[area:]}" if len(digits) >= area + 7 else digits
    return f"{digits}转{tail}" if tail else digits


def is_phone(text: str) -> bool:
    """Whether every number in `text`, in normal form, has the length of a Chinese mobile, fixed or service number."""
    parts = [part.split("转")[0] for part in phone(text).split("、")]
    return all(re.fullmatch(r"1\d{10}|0\d{2,3}-\d{7,8}|\d{7,8}|[48]00\d{7}|\d{5}", part) for part in parts)


def phones(text: str) -> frozenset[str]:
    """The numbers in `text` in normal form, for finding the ones that two firms share."""
    return frozenset(part for part in phone(text).split("、") if part)


def masked(text: str) -> str:
    """A telephone number for the screen: 154 **** 8057; the last four digits stay."""
    return "、".join(_masked(part) for part in text.split("、")) if text else ""


def _masked(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if len(digits) < 7:
        return number
    head = number.split("-")[0] if "-" in number else digits[:3]
    return f"{head} **** {digits[-4:]}"


def credit_code(text: str) -> str:
    """A 统一社会信用代码 in normal form: half-width capitals without spaces or dashes."""
    return re.sub(r"[\s\-\u3000]+", "", half_width(text).translate(_DASHES)).upper()


def credit_code_fault(code: str) -> str:
    """What is wrong with a credit code in normal form, as half a sentence; empty when nothing is (GB 32100-2015)."""
    if len(code) != 18:
        gap = 18 - len(code)
        return f"少 {gap} 位" if gap > 0 else f"多 {-gap} 位"
    for place, char in enumerate(code, 1):
        if char not in _CODE_ALPHABET and place > 1:
            hint = {"I": "，疑为 1", "O": "，疑为 0", "Z": "，疑为 2", "S": "，疑为 5"}.get(char, "")
            return f"第 {place} 位“{char}”不是代码允许的字符{hint}"
    if code[0] in "NY":
        return ""
    if code[0] not in _CODE_ALPHABET:
        return f"第 1 位“{code[0]}”不是代码允许的字符"
    for place, char in enumerate(code[2:8], 3):
        if not char.isdigit():
            return f"第 {place} 位“{char}”应为数字（登记机关行政区划码）"
    expected = stdnum_uscc.calc_check_digit(code)
    return "" if code[17] == expected else f"第 18 位校验不符，应为 {expected}"


def credit_code_doubt(code: str) -> str:
    """What a credit code in normal form leaves to a person: N (rural collectives) and Y (others) follow other rules."""
    if len(code) == 18 and code[0] in "NY":
        return f"以 {code[0]} 开头的代码不能自动校验，请对照证照"
    return ""
