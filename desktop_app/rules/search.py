"""Finding by what a clerk remembers: part of a name, the initials of its pinyin (拼音首字母), a code, a person.

The readings come from `pinyin`, which loads the dictionary; comparing needs none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One text made ready for finding: as written, and for each character the readings it may have."""

    text: str
    readings: tuple[tuple[str, ...], ...]


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
