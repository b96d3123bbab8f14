"""Finding by what a clerk remembers: part of a name, the initials of its pinyin (拼音首字母), a code, a person.

A character has every reading it may have (长 c/z, 单 s/d), so nothing is missed because of a surname or a place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, pinyin

# readings that only names have and the general table lacks
SURNAMES: dict[str, tuple[str, ...]] = {
    "仇": ("qiu",), "单": ("shan",), "解": ("xie",), "曾": ("zeng",), "区": ("ou",), "查": ("zha",), "盖": ("ge",),
    "繁": ("po",), "朴": ("piao",), "任": ("ren",), "华": ("hua",), "尉": ("yu",), "万": ("mo",), "俟": ("qi",),
    "乐": ("yue",), "缪": ("miao",), "翟": ("zhai",), "召": ("shao",), "折": ("she",), "黑": ("he",), "种": ("chong",),
    "秘": ("bi",), "冼": ("xian",), "逄": ("pang",), "覃": ("qin", "tan"), "谌": ("chen", "shen"), "訾": ("zi",),
    "员": ("yun",), "隗": ("wei", "kui"), "洗": ("xian",), "能": ("nai",), "贠": ("yun",), "佴": ("nai",),
    "厦": ("xia",), "蔚": ("yu",), "六": ("lu",), "荥": ("xing",), "涡": ("guo",), "莘": ("shen", "xin"), "亳": ("bo",), "泌": ("bi",),
}  # fmt: skip


@dataclass(frozen=True)
class Key:
    """One text made ready for finding: as written, and for each character the readings it may have."""

    text: str
    readings: tuple[tuple[str, ...], ...]


def key(text: str) -> Key:
    """`text` made ready; spaces and case do not count."""
    plain = "".join(text.lower().split())
    return Key(plain, tuple(_readings(character) for character in plain))


def fits(query: str, keys: Iterable[Key]) -> bool:
    """Whether every word of `query` is in one of the `keys`: as written, or as pinyin or its initials."""
    keys = tuple(keys)
    words = query.lower().split()
    return all(any(_holds(one, word) for one in keys) for word in words)


def _holds(one: Key, word: str) -> bool:
    if word in one.text:
        return True
    return any(_follows(one.readings, start, word) for start in range(len(one.readings)))


def _follows(readings: tuple[tuple[str, ...], ...], at: int, rest: str) -> bool:
    """Whether `rest` can be read off the characters from `at` on, each as initial or whole syllable."""
    if not rest:
        return True
    if at >= len(readings):
        return False
    parts = {rest[:1] for reading in readings[at] if reading[:1] == rest[:1]}
    parts |= {reading for reading in readings[at] if rest.startswith(reading)}
    parts |= {rest} if any(len(rest) > 1 and reading.startswith(rest) for reading in readings[at]) else set()
    return any(_follows(readings, at + 1, rest[len(part) :]) for part in parts)


def _readings(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character,)
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    general = tuple(found[0]) if found else ()
    return tuple(dict.fromkeys((*general, *SURNAMES.get(character, ())))) or (character,)
