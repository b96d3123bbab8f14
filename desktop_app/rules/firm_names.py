"""Whether two firms' names may mean the same firm: what is left of a name without place and legal form, and how alike.

A Chinese firm's name is place, mark (字号), trade and legal form: 澜江市 鼎瑞 生物科技 有限公司. Place and form say
little, the trade is shared by hundreds, so the mark decides: it has to sound the same (an input method swaps 桥 for 乔)
or have two neighbours swapped, and the whole has to be alike. Another number is another firm (第一、第二；12、13).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from desktop_app.rules import names, pinyin, regions

ALIKE_FROM = 80
"""Least likeness, 0–100, of two cores that are taken for one firm's."""
_MARK = 2
_CORE_AT_LEAST = 2
_FORMS = re.compile(
    r"(?:（[^（）]{1,12}）|股份|集团|控股|有限责任|有限|责任|总公司|分公司|子公司|公司|总厂|分厂|厂|普通合伙|有限合伙|"
    r"合伙企业|个体工商户)+$"
)
_BRACKETED = re.compile(r"（[^（）]{0,12}）")
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:省|自治区|特别行政区|市|自治州|地区|新区|高新区|开发区|区|县|旗)")
_NUMBERS = re.compile(r"[0-9]+|[a-z]+|第?[一二三四五六七八九十百千零〇]+")
_PROVINCES = frozenset(
    re.sub(r"省|市|壮族|回族|维吾尔|自治区|特别行政区", "", name) for name in regions.PROVINCES.values()
)


@dataclass(frozen=True)
class Parts:
    """A name taken apart: the places it begins with, and its core (mark and trade), ready for comparing."""

    places: frozenset[str]
    core: str
    sounds: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def mark(self) -> tuple[str, ...]:
        """The first two sounds in a fixed order, so that two swapped neighbours meet."""
        return tuple(sorted(self.sounds[:_MARK]))

    def elsewhere(self, other: Parts) -> bool:
        """Whether the two names begin with places of which neither may lie in the other."""
        return not (self.places <= other.places or other.places <= self.places)


@dataclass(frozen=True)
class Likeness:
    """Two names, by their places in what was compared, that may mean one firm; `score` is 0–100."""

    one: int
    other: int
    score: int


def stems(every: Iterable[str]) -> frozenset[str]:
    """The places that any of the names begins with, without 市 or 区: the other names may leave that out."""
    found = set(_PROVINCES)
    for name in every:
        rest = names.key(name)
        while (place := _PLACE.match(rest)) is not None:
            found.add(place[1])
            rest = rest[place.end() :]
    return frozenset(found)


def parts(name: str, places: frozenset[str] = _PROVINCES) -> Parts:
    """`name` taken apart; `places` are the stems that count as places even without 市 or 区."""
    rest, found = names.key(name), set()
    while True:
        place = _PLACE.match(rest)
        stem = next((stem for stem in _beginnings(rest) if stem in places), "")
        if place is not None and len(rest) - place.end() >= _CORE_AT_LEAST:
            found.add(place[1])
            rest = rest[place.end() :]
        elif stem and len(bare(rest[len(stem) :])) > _CORE_AT_LEAST:
            found.add(stem)
            rest = rest[len(stem) :]
        else:
            break
    core = bare(rest)
    sounds = tuple(options[0] for options in pinyin.key(core).readings)
    return Parts(frozenset(found), core, sounds, tuple(_NUMBERS.findall(core)))


def _beginnings(text: str) -> Iterator[str]:
    return (text[:size] for size in (4, 3, 2) if len(text) > size)


@lru_cache(maxsize=20_000)
def bare(name: str) -> str:
    """A name without its legal form and what stands in brackets."""
    short = _BRACKETED.sub("", _FORMS.sub("", name))
    return _FORMS.sub("", short) or short or name


def score(one: Parts, other: Parts) -> int:
    """How alike two names are, 0–100; 0 for two that must be different firms."""
    if one.numbers != other.numbers or not one.core or not other.core:
        return 0
    if one.core == other.core:
        return 100
    if one.mark != other.mark or one.elsewhere(other):
        return 0
    return int(fuzz.ratio(one.sounds, other.sounds, score_cutoff=ALIKE_FROM))


def pairs(every: Sequence[Parts]) -> tuple[Likeness, ...]:
    """Every two of `every` that may mean one firm. Only names with the same mark are ever compared."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(every):
        blocks.setdefault(one.mark, []).append(place)
    return tuple(found for block in blocks.values() for found in _among(block, every))


def _among(block: Sequence[int], every: Sequence[Parts]) -> Iterator[Likeness]:
    """The alike pairs of one block; the coarse comparing of a large block is done outside Python."""
    sounds = {place: every[place].sounds for place in block}
    for number, place in enumerate(block[:-1]):
        later = {other: sounds[other] for other in block[number + 1 :]}
        near = process.extract_iter(sounds[place], later, scorer=fuzz.ratio, score_cutoff=ALIKE_FROM)
        for _sounds, _alike, other in near:
            alike = score(every[place], every[other])
            if alike:
                yield Likeness(place, other, alike)
