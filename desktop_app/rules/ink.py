"""Handwritten ink: integer strokes, their canonical text, and a smooth outline for print."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import rfc8785

from desktop_app.errors import Refusal

PRESSURE_MOST = 4095
LENGTH_AT_LEAST = 1500
"""A signature is at least 15 mm of ink (in 0.01 mm) …"""
POINTS_AT_LEAST = 8
"""… on at least this many points."""
STEPS = 6
"""Pieces that one curve between two captured points is drawn with."""


class Point(NamedTuple):
    """`x`, `y` in 0.01 mm from the pad's top left corner, `t` in ms from pen-down, `p` 0…4095 (0: not measured)."""

    x: int
    y: int
    t: int
    p: int


Stroke = tuple[Point, ...]


class Segment(NamedTuple):
    """A round-ended line from (x0, y0) to (x1, y1), `width` wide; all in mm, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


@dataclass(frozen=True)
class Ink:
    """What a hand wrote with `device` ("mouse", "pen"), stroke by stroke."""

    strokes: tuple[Stroke, ...]
    device: str = ""


def ink_of(strokes: Iterable[Iterable[Sequence[int]]], device: str) -> Ink:
    """Captured strokes of (x, y, t, p) as ink; raises ValueError for anything but four integers in range."""
    return Ink(tuple(tuple(_point(values) for values in stroke) for stroke in strokes), device)


def _point(values: Sequence[int]) -> Point:
    if len(values) != 4 or any(type(value) is not int for value in values):
        raise ValueError(f"not a point of ink: {values!r}")
    if not 0 <= values[3] <= PRESSURE_MOST or values[2] < 0:
        raise ValueError(f"time or pressure out of range: {values!r}")
    return Point(*values)


def canonical(ink: Ink) -> str:
    """The master copy: canonical JSON (RFC 8785), the same text for the same ink."""
    strokes = [[list(point) for point in stroke] for stroke in ink.strokes]
    return rfc8785.dumps({"v": 1, "unit": "0.01mm", "device": ink.device, "strokes": strokes}).decode()


def parse(text: str) -> Ink:
    """The ink in a canonical text; raises ValueError when it isn't one."""
    try:
        body = json.loads(text)
        return ink_of(body["strokes"], str(body["device"]))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not an ink text") from error


def ink_hash(text: str) -> str:
    """SHA-256 of a canonical ink text, lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def length(ink: Ink) -> float:
    """How much ink there is, in 0.01 mm."""
    return sum(math.dist(a[:2], b[:2]) for stroke in ink.strokes for a, b in pairwise(stroke))


def check_enough(ink: Ink) -> None:
    """Refuses a dot or a short tick: that is not a name."""
    points = sum(len(stroke) for stroke in ink.strokes)
    if points < POINTS_AT_LEAST or length(ink) < LENGTH_AT_LEAST:
        raise Refusal("笔迹太少，不像签名。请在线上写全姓名。", field="ink")


def outline(text: str, width: float, height: float) -> tuple[Segment, ...]:
    """The ink of a canonical text as smooth segments inside a box of `width` × `height` mm, centred, never distorted.

    (0, 0) is the box's top left corner and y runs downwards. Written smaller than the box, it keeps its size.
    Every segment lies within the box with its whole width. Raises ValueError for a text that isn't ink.
    """
    raw = [segment for stroke in parse(text).strokes for segment in smooth(stroke)]
    if not raw:
        return ()
    left = min(min(s.x0, s.x1) - s.width / 2 for s in raw)
    right = max(max(s.x0, s.x1) + s.width / 2 for s in raw)
    top = min(min(s.y0, s.y1) - s.width / 2 for s in raw)
    bottom = max(max(s.y0, s.y1) + s.width / 2 for s in raw)
    scale = min(1.0, width / (right - left), height / (bottom - top))
    dx = (width - (right - left) * scale) / 2 - left * scale
    dy = (height - (bottom - top) * scale) / 2 - top * scale
    return tuple(
        Segment(s.x0 * scale + dx, s.y0 * scale + dy, s.x1 * scale + dx, s.y1 * scale + dy, s.width * scale)
        for s in raw
    )


def smooth(captured: Iterable[Sequence[int]]) -> list[Segment]:
    """One stroke of (x, y, t, p) as segments in mm where it was written, as a pen would have run.

    Quadratic curves through the midpoints of the captured points; wider with pressure.
    """
    stroke = tuple(_point(values) for values in captured)
    if not stroke:
        return []
    points = [(point.x / 100, point.y / 100) for point in stroke]
    widths = _widths(stroke)
    if len(points) == 1:
        (x, y), width = points[0], widths[0]
        return [Segment(x, y, x, y, width)]
    knots = [points[0], *(_middle(a, b) for a, b in pairwise(points)), points[-1]]
    grown = [widths[0], *((a + b) / 2 for a, b in pairwise(widths)), widths[-1]]
    segments = []
    for index, control in enumerate(points):
        curve = [_bezier(knots[index], control, knots[index + 1], step / STEPS) for step in range(STEPS + 1)]
        for step, (a, b) in enumerate(pairwise(curve)):
            if a != b:
                share = (step + 0.5) / STEPS
                segments.append(Segment(*a, *b, grown[index] * (1 - share) + grown[index + 1] * share))
    return segments


def _widths(stroke: Stroke) -> list[float]:
    """The pen's width in mm at each point: from pressure, or (none measured) thinner where the hand was faster."""
    if any(point.p for point in stroke):
        return [0.25 + 0.95 * point.p / PRESSURE_MOST for point in stroke]
    wide, widths = 0.7, []
    for index, point in enumerate(stroke):
        before = stroke[max(index - 1, 0)]
        speed = math.dist(before[:2], point[:2]) / max(point.t - before.t, 1)
        target = 0.85 - 0.5 * min(speed / 12, 1.0)
        wide += (target - wide) * 0.3
        widths.append(wide)
    return widths


def _middle(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _bezier(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float], at: float
) -> tuple[float, float]:
    """The point of a quadratic curve at `at` (0…1)."""
    rest = 1 - at
    return (
        rest * rest * start[0] + 2 * rest * at * control[0] + at * at * end[0],
        rest * rest * start[1] + 2 * rest * at * control[1] + at * at * end[1],
    )
