"""What a page is drawn with: a reportlab canvas, the faces, and the notes taken while drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.printing.fonts import Faces
from desktop_app.printing.lines import Line
from desktop_app.printing.values import SlotPlace

MM = 72 / 25.4
SIZES = {
    "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
    "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0, "六号": 7.5,
}  # fmt: skip
"""Chinese type sizes in points."""

_BASELINE = 0.86
_JUSTIFY_MOST = 0.25
_WIDTHS = 0.05
"""Ink's widths are told apart by so many points (0.02 mm), finer than any printer's dot."""
Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Style:
    """How text is set.

    `size` in points, `lead` line height over size, `align` left | center | right | justify | spread, `valign`
    top | middle, `indent` of a paragraph's first line in ems, `pad` in points, `fit` > 0: shrink the type, down to
    70 %, until the text takes at most that many lines; `spacing` between characters in ems.
    """

    font: str = "仿宋"
    size: float = 12.0
    lead: float = 1.35
    align: str = "left"
    valign: str = "middle"
    indent: float = 0.0
    pad: float = 1.6 * MM
    fit: int = 0
    spacing: float = 0.0

    @property
    def step(self) -> float:
        """Height of a line in points."""
        return self.size * self.lead


class Pen:
    """Draws on one document, page by page, and notes slots and rules as it goes."""

    def __init__(self, canvas: Any, faces: Faces) -> None:
        self.canvas = canvas
        self.faces = faces
        self.page = 1
        self.size = (210 * MM, 297 * MM)
        """Of the page in points."""
        self.slots: list[SlotPlace] = []
        self._segments: set[Segment] = set()

    def text(self, text: str, x: float, y: float, font: str, size: float) -> None:
        """One run of text with its baseline's left end at (x, y)."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def lines(self, lines: Sequence[Line], style: Style, left: float, top: float, room: float) -> None:
        """`lines` downwards from `top`, aligned within `room` points as `style` says."""
        face = self.faces[style.font]
        text = self.canvas.beginText()
        text.setFont(style.font, style.size)
        y = top - (style.step - style.size) / 2 - style.size * _BASELINE
        spacing = 0.0
        for line in lines:
            width = face.width(line.text, style.size)
            x, wanted = _set(line, style, width, room)
            if wanted != spacing:
                text.setCharSpace(wanted)
                spacing = wanted
            text.setTextOrigin(left + x, y)
            text.textOut(line.text)
            y -= style.step
        if spacing:
            text.setCharSpace(0)
        self.canvas.drawText(text)

    def rule(self, segments: Iterable[Segment]) -> None:
        """Note rules to be drawn once the page is full, so that touching ones become one stroke."""
        self._segments.update(segments)

    def ink(self, strokes: Iterable[tuple[Segment, float]]) -> None:
        """Handwriting: (segment, width) in points, in the order of writing.

        Segments that touch and are as good as equally wide become one path: a signature is hundreds of paths instead of
        thousands, and looks the same.
        """
        said: list[str] = ["q 1 J 1 j"]
        end, wide = (math.nan, math.nan), 0.0
        for (x0, y0, x1, y1), width in strokes:
            rounded = max(round(width / _WIDTHS), 1) * _WIDTHS
            if (x0, y0) != end or rounded != wide:
                said.append(f"{'S ' if wide else ''}{rounded:.3f} w {x0:.2f} {y0:.2f} m")
            said.append(f"{x1:.2f} {y1:.2f} l")
            end, wide = (x1, y1), rounded
        if wide:
            self.canvas.addLiteral(" ".join([*said, "S Q"]))

    def slot(self, name: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """Note a place for a seal or a signature on this page."""
        width, height = self.size
        shares = (x0 / width, 1 - y1 / height, (x1 - x0) / width, (y1 - y0) / height)
        frame = ",".join(str(round(share * 1000)) for share in shares)
        self.slots.append(SlotPlace(name, self.page, (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)), frame))

    def stroke_rules(self, width: float = 0.5) -> None:
        """Draw the rules noted since the last call."""
        if self._segments:
            self.canvas.setLineCap(2)
            self.canvas.setLineWidth(width)
            self.canvas.lines(joined(self._segments))
            self._segments.clear()


def _set(line: Line, style: Style, width: float, room: float) -> tuple[float, float]:
    """Where the line starts and how much space goes between its characters, in points."""
    gaps = len(line.text) - 1
    if style.spacing and gaps > 0:
        spacing = style.spacing * style.size
        spread = width + spacing * gaps
        shift = {"center": (room - spread) / 2, "right": room - spread}.get(style.align, line.indent)
        return shift, spacing
    slack = room - line.indent - width
    if style.align == "center":
        return line.indent + slack / 2, 0.0
    if style.align == "right":
        return line.indent + slack, 0.0
    if gaps > 0 and slack > 0:
        if style.align == "spread":
            return line.indent, slack / gaps
        if style.align == "justify" and line.runs_on:
            return line.indent, min(slack / gaps, style.size * _JUSTIFY_MOST)
    return line.indent, 0.0


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """Touching collinear segments merged, in a fixed order: a ruled page is a few long strokes."""
    level: dict[float, list[tuple[float, float]]] = {}
    upright: dict[float, list[tuple[float, float]]] = {}
    for x0, y0, x1, y1 in segments:
        if abs(y0 - y1) < 0.005:
            level.setdefault(round(y0, 2), []).append((min(x0, x1), max(x0, x1)))
        else:
            upright.setdefault(round(x0, 2), []).append((min(y0, y1), max(y0, y1)))
    strokes: list[Segment] = [(a, at, b, at) for at in sorted(level) for a, b in _merged(level[at])]
    strokes += [(at, a, at, b) for at in sorted(upright) for a, b in _merged(upright[at])]
    return strokes


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Overlapping or touching spans of one line as one."""
    out: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 0.02:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
