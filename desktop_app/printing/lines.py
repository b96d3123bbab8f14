"""Break Chinese text into lines (避头尾): closing marks never start a line, opening marks never end one.

Runs of digits and letters stay whole, and so do ……, —— and the empty place in （　　）. There is no markup: what a user
types is what prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

CLOSING = frozenset("，。、；：？！）》〉」』】〕”’％…·～／,.;:?!)]}%°℃‰/")
OPENING = frozenset("（《〈「『【〔“‘([{￥＃")
_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9./%:@_+\-]*|…+|—+|\u3000+|.", re.DOTALL)


class Measured(Protocol):
    """A typeface that can say how wide text is."""

    def width(self, text: str, size: float) -> float:
        """Width in points at `size` points."""
        ...


@dataclass(frozen=True)
class Line:
    """One line: its text, how far it is indented (points), and whether it runs on (so that it may be justified)."""

    text: str
    indent: float = 0.0
    runs_on: bool = False


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[str, ...]:
    """`text` cut wherever a line may end: opening marks cling to what follows, closing marks to what precedes."""
    found: list[str] = []
    opened = ""
    for unit in _UNIT.findall(text):
        if unit in OPENING:
            opened += unit
        elif found and not opened and (unit[0] in CLOSING or unit == " "):
            found[-1] += unit
        else:
            found.append(opened + unit)
            opened = ""
    if opened:
        if found:
            found[-1] += opened
        else:
            found.append(opened)
    return tuple(found)


def wrap(text: str, face: Measured, size: float, room: float, indent: float = 0.0) -> list[Line]:
    """The lines of `text` within `room` points; `indent` (points) shortens the first line of each paragraph.

    A newline starts a paragraph. A cluster wider than a whole line is cut between characters.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines.extend(_paragraph(paragraph, face, size, room, indent))
    return lines


def _paragraph(text: str, face: Measured, size: float, room: float, indent: float) -> Iterator[Line]:
    """The lines of one paragraph."""
    if face.width(text, size) <= room - indent + 0.01:
        yield Line(text, indent)
        return
    line, used, shift = "", indent, indent
    for cluster in clusters(text):
        inked = face.width(cluster.rstrip(" "), size)  # a space may stick out: nobody sees it
        if line and used + inked > room + 0.01:
            yield Line(line.rstrip(" "), shift, True)
            line, used, shift = "", 0.0, 0.0
        while not line and used + inked > room + 0.01 and len(cluster) > 1:
            count = _longest(cluster, face, size, room - used)
            yield Line(cluster[:count], shift, True)
            cluster, used, shift = cluster[count:], 0.0, 0.0
            inked = face.width(cluster.rstrip(" "), size)
        line += cluster
        used += face.width(cluster, size)
    if line:
        yield Line(line, shift)


def _longest(text: str, face: Measured, size: float, room: float) -> int:
    """How many characters of `text` fit in `room`, at least 1; never so many that a closing mark starts the rest."""
    count = 1
    while count < len(text) - 1 and face.width(text[: count + 1], size) <= room:
        count += 1
    best = count
    while best > 1 and (text[best] in CLOSING or text[best - 1] in OPENING):
        best -= 1
    return best if best > 1 else count
