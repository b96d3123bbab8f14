"""Finding by what a clerk remembers: part of a name, the initials of its pinyin (拼音首字母), a code, a person.

The readings come from `pinyin`, which loads the dictionary; comparing needs none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Key:
    """One text made ready for finding: as written, and for each character the readings it may have."""

    text: str
    readings: tuple[tuple[str, ...], ...]
    starts: dict[str, tuple[int, ...]] = field(init=False, compare=False, repr=False)
    """Where each letter begins a reading: ten thousand dossiers are looked through between two key presses."""

    def __post_init__(self) -> None:
        places: dict[str, list[int]] = {}
        for place, readings in enumerate(self.readings):
            for letter in {reading[:1] for reading in readings}:
                places.setdefault(letter, []).append(place)
        object.__setattr__(self, "starts", {letter: tuple(found) for letter, found in places.items()})


def fits(query: str, keys: Iterable[Key]) -> bool:
    """Whether every word of `query` is in one of the `keys`: as written, or as pinyin or its initials."""
    keys = tuple(keys)
    words = query.lower().split()
    return all(any(_holds(one, word) for one in keys) for word in words)


def _holds(one: Key, word: str) -> bool:
    if word in one.text:
        return True
    return any(_follows(one.readings, start, word) for start in one.starts.get(word[:1], ()))


def _follows(readings: tuple[tuple[str, ...], ...], at: int, rest: str) -> bool:
    """Whether `rest` can be read off the characters from `at` on, each as initial or whole syllable."""
    if not rest:
        return True
    if at >= len(readings):
        return False
    by_initial = False
    for reading in readings[at]:
        if reading[:1] != rest[:1]:
            continue
        if not by_initial and _follows(readings, at + 1, rest[1:]):
            return True
        by_initial = True
        if len(reading) > 1 and rest.startswith(reading) and _follows(readings, at + 1, rest[len(reading) :]):
            return True
        if len(rest) > 1 and reading.startswith(rest):
            return True
    return False
