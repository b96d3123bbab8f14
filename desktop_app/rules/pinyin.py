"""The readings of Chinese characters, for finding by pinyin.

A character has every reading it may have (长 c/z, 单 s/d), so nothing is missed because of a surname or a place.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pypinyin import Style, pinyin

from desktop_app.rules.search import Key

# readings that only names have and the general table lacks
SURNAMES: dict[str, tuple[str, ...]] = {
    "仇": ("qiu",), "单": ("shan",), "解": ("xie",), "曾": ("zeng",), "区": ("ou",), "查": ("zha",), "盖": ("ge",),
    "繁": ("po",), "朴": ("piao",), "任": ("ren",), "华": ("hua",), "尉": ("yu",), "万": ("mo",), "俟": ("qi",),
    "乐": ("yue",), "缪": ("miao",), "翟": ("zhai",), "召": ("shao",), "折": ("she",), "黑": ("he",), "种": ("chong",),
    "秘": ("bi",), "冼": ("xian",), "逄": ("pang",), "覃": ("qin", "tan"), "谌": ("chen", "shen"), "訾": ("zi",),
    "员": ("yun",), "隗": ("wei", "kui"), "洗": ("xian",), "能": ("nai",), "贠": ("yun",), "佴": ("nai",),
    "厦": ("xia",), "蔚": ("yu",), "六": ("lu",), "荥": ("xing",), "涡": ("guo",), "莘": ("shen", "xin"), "亳": ("bo",),
    "泌": ("bi",),
}  # fmt: skip


@lru_cache(maxsize=100_000)
def key(text: str) -> Key:
    """`text` made ready; spaces and case do not count. The list is read again after every act, its names stay."""
    plain = "".join(text.lower().split())
    return Key(plain, tuple(_readings(character) for character in plain))


@cache
def _readings(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character,)
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    general = tuple(found[0]) if found else ()
    return tuple(dict.fromkeys((*general, *SURNAMES.get(character, ())))) or (character,)
