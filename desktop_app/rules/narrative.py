"""The narrative (情况说明): one pasted text taken apart at its seven headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(rf"^[\s\u3000]*(?:[（(]([{_NUMERALS}])[)）]|([{_NUMERALS}])、)[\s\u3000]*(.*)$")


@dataclass(frozen=True)
class Part:
    """One section found: its number from 1, the heading as written, the text below it."""

    section: int
    heading: str
    text: str


@dataclass(frozen=True)
class Split:
    """What a pasted text falls into; `before` stood above the first heading, `missing` are the sections not there."""

    parts: tuple[Part, ...]
    before: str
    missing: tuple[int, ...]


def short(title: str) -> str:
    """A section's title without what the form explains in brackets."""
    return re.split(r"[（(]包括", title)[0].rstrip("；。; ")


def split(text: str, titles: Sequence[str]) -> Split:
    """Take `text` apart at （一）…（七）. A numbered line inside a section is no heading: its words decide.

    A line is a heading when its number is the next one due and its words are like the official title; when no line
    has such words, the numbers alone decide.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heads = _heads(lines, titles, by_words=True)
    if len(heads) < 2:
        heads = _heads(lines, titles, by_words=False)
    parts: list[Part] = []
    ends = [line for line, _ in heads[1:]] + [len(lines)]
    for (line, section), end in zip(heads, ends, strict=False):
        heading, rest = _heading_and_rest(lines[line], titles[section - 1])
        body = "\n".join([*([rest] if rest else []), *lines[line + 1 : end]])
        parts.append(Part(section, heading, _tidy(body)))
    before = _tidy("\n".join(lines[: heads[0][0]])) if heads else _tidy(text)
    found = {part.section for part in parts if part.text}
    return Split(tuple(parts), before, tuple(n for n in range(1, len(titles) + 1) if n not in found))


def _heads(lines: Sequence[str], titles: Sequence[str], *, by_words: bool) -> list[tuple[int, int]]:
    heads: list[tuple[int, int]] = []
    due = 1
    for place, line in enumerate(lines):
        found = _HEADING.match(line)
        if not found:
            continue
        section = _NUMERALS.index(found[1] or found[2]) + 1
        if not due <= section <= len(titles):
            continue
        if by_words:
            if not _alike(found[3], titles[section - 1]):
                continue
        elif section != due or found[2]:
            continue
        heads.append((place, section))
        due = section + 1
    return heads


def _alike(words: str, title: str) -> bool:
    bare, wanted = re.sub(r"\W", "", words), re.sub(r"\W", "", short(title))
    if not bare:
        return False
    if bare.startswith(wanted[:6]) or wanted.startswith(bare):
        return True
    return SequenceMatcher(None, bare[: len(wanted)], wanted).ratio() >= 0.7


def _heading_and_rest(line: str, title: str) -> tuple[str, str]:
    """The heading of a line and what follows it on the same line (（一）基本情况。本单位创立于…)."""
    found = _HEADING.match(line)
    words = found[3] if found else line
    wanted = short(title)
    if len(words) > max(2 * len(wanted), 40):
        cut = re.match(r"[^。：:；]{0,60}[。：:]", words)
        if cut and _alike(cut[0], title):
            return words[: cut.end()].strip(), words[cut.end() :].strip()
        return wanted, words.strip()
    return words.strip(), ""


def _tidy(text: str) -> str:
    """The text without blank lines at its ends and without runs of them inside."""
    return re.sub(r"\n[\s\u3000]*\n(?:[\s\u3000]*\n)+", "\n\n", text).strip("\n \t\u3000")
