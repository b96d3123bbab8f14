"""Pieces of a page: bands of ruled cells, paragraphs, cover lines, empty space. The sheet lays them out.

A piece knows its height, may be split, and draws itself; it doesn't know the page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import IntEnum

from desktop_app.printing.cells import Cell, Placed, place
from desktop_app.printing.fonts import Faces
from desktop_app.printing.lines import Line, wrap
from desktop_app.printing.pen import Pen, Segment, Style
from desktop_app.printing.values import Complaint

UNLIMITED = math.inf
_LEAST_LINES = 2
_LEAST_TAIL = 4
_TALL = 425.0
"""A row higher than this (150 mm) may break even if its form doesn't say so."""


class Glue(IntEnum):
    """How a piece holds on to the next one."""

    NONE = 0
    WISH = 1
    """On the same page if all that wish it fit on one page."""
    MUST = 2
    """Always: a heading with what it heads, a table's head with its first row."""


@dataclass
class Piece:
    """The least that goes on a page; this one is empty space, `height` points high.

    `before` is space above, dropped at the head of a page; `stretch` how many points it may grow to fill its page;
    `repeats` the pieces set again above it when it starts a page; `framed` the width of the frame around a run of
    touching pieces, whose column edges are `xs` (points from the left); `flows`: breaks wherever a page ends.
    """

    height: float = 0.0
    before: float = 0.0
    glue: Glue = Glue.NONE
    stretch: float = 0.0
    repeats: tuple[Piece, ...] = ()
    framed: float = 0.0
    xs: tuple[float, ...] = ()
    flows: bool = False
    troubles: tuple[Complaint, ...] = ()
    title: str = ""

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """This piece as two, the first at most `room` points high, or None."""
        return None

    def tail_room(self) -> float:
        """How high the first part may be at most so that a fair tail is left over; 0 when it can't be split."""
        return 0.0

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        """Draw with the top left corner at (left, top); `height` is at least `self.height`."""


@dataclass
class Paragraph(Piece):
    """Lines of text set in the measure, `width` points wide."""

    lines: list[Line] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    width: float = 0.0

    def tail_room(self) -> float:
        """All but two lines; 0 for fewer than four, which can't be split."""
        if not self.flows or len(self.lines) < 2 * _LEAST_LINES:
            return 0.0
        return self.height - _LEAST_LINES * self.style.step + 0.01

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """At a line, at least two on either side."""
        count = min(int((room + 0.01) / self.style.step), len(self.lines) - _LEAST_LINES)
        if count < _LEAST_LINES:
            return None
        step = self.style.step
        first = replace(self, lines=self.lines[:count], height=count * step, glue=Glue.NONE)
        rest = replace(self, lines=self.lines[count:], height=(len(self.lines) - count) * step, before=0.0, troubles=())
        return first, rest

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        """Set the lines."""
        pen.lines(self.lines, self.style, left, top, self.width)


def paragraph(text: str, style: Style, width: float, faces: Faces) -> Paragraph:
    """`text` broken for `width` points."""
    lines = wrap(text, faces[style.font], style.size, width, style.indent * style.size)
    return Paragraph(lines=lines, style=style, width=width, height=len(lines) * style.step)


@dataclass
class FillLine(Piece):
    """A cover line: a caption, then the answer centred over a rule (one rule under each line of it)."""

    caption: str = ""
    answer: list[Line] = field(default_factory=list)
    tail: str = ""
    style: Style = field(default_factory=Style)
    shift: float = 0.0
    rule: float = 0.0
    caption_width: float = 0.0
    answer_size: float = 0.0

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        """Caption on the first line, answer and rules, tail after the last rule."""
        style, face = self.style, pen.faces[self.style.font]
        step = style.step
        base = top - (step - style.size) / 2 - style.size * 0.86
        x = left + self.shift
        pen.text(self.caption, x, base, style.font, style.size)
        x += self.caption_width
        for number, line in enumerate(self.answer):
            y = base - number * step
            start = x + (self.rule - face.width(line.text, self.answer_size)) / 2
            pen.text(line.text, start, y, style.font, self.answer_size)
            pen.canvas.setLineWidth(0.5)
            pen.canvas.line(x, y - style.size * 0.22, x + self.rule, y - style.size * 0.22)
        if self.tail:
            pen.text(self.tail, x + self.rule + 2, base - (len(self.answer) - 1) * step, style.font, style.size)


@dataclass
class Band(Piece):
    """The fewest rows that must stay together: one, or several tied by a cell that spans them; `heights` in points."""

    cells: list[Placed] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    ruled: bool = True
    splits: bool = False

    def tail_room(self) -> float:
        """All but four lines of the last row's longest cell, where it may break or is too high to stay whole."""
        if not (self.splits or self.height > _TALL):
            return 0.0
        above, last = sum(self.heights[:-1]), len(self.heights) - 1
        ending = [placed for placed in self.cells if placed.row == last]
        if not ending:
            return 0.0
        tall = max(ending, key=lambda placed: placed.need)
        room = tall.need - _LEAST_TAIL * tall.cell.style.step
        return above + room if room > 0 else 0.0

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut the last row between the lines of its cells; a cell that is short enough stays above."""
        if self.tail_room() <= 0:
            return None
        first: list[Placed] = []
        rest: list[Placed] = []
        for placed in self.cells:
            if placed.row + placed.cell.down < len(self.heights):
                first.append(placed)
                continue
            two = placed.cut(room - sum(self.heights[: placed.row]))
            if two is None:
                return None
            first.append(two[0])
            rest.append(replace(two[1], row=0, cell=replace(two[1].cell, down=1)))
        need = max(placed.need for placed in rest)
        heights = [*self.heights[:-1], room - 0.02 - sum(self.heights[:-1])]
        above = replace(self, cells=first, heights=heights, height=room - 0.02, glue=Glue.NONE, stretch=0.0)
        return above, replace(self, cells=rest, heights=[need], height=need, before=0.0, troubles=())

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        """Cells and their rules; the extra height is shared by the rows."""
        extra = (height - self.height) / len(self.heights)
        ys = [top]
        for row in self.heights:
            ys.append(ys[-1] - row - extra)
        segments: set[Segment] = set()
        for placed in self.cells:
            cell = placed.cell
            x0, x1 = left + self.xs[placed.col], left + self.xs[placed.col + cell.across]
            y1, y0 = ys[placed.row], ys[placed.row + cell.down]
            segments |= {(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)}
            placed.draw(pen, x0, y0, x1, y1)
        if self.ruled:
            pen.rule(segments)


class Rows:
    """Collects the rows of one ruled grid into bands. `columns` are widths in points."""

    def __init__(self, columns: tuple[float, ...], faces: Faces, *, frame: float = 0.75, ruled: bool = True) -> None:
        self.xs = tuple(sum(columns[:n]) for n in range(len(columns) + 1))
        self.bands: list[Band] = []
        self._faces = faces
        self._frame = frame if ruled else 0.0
        self._ruled = ruled
        self._open: tuple[int, set[tuple[int, int]], Band] | None = None

    def add(self, cells: tuple[Cell, ...], *, height: float = 0.0, stretch: float = 0.0, splits: bool = False) -> None:
        """One more row at least `height` points high; raises ValueError when it has too many or too few cells."""
        left, taken, band = self._open or (1, set(), self._new_band())
        row, col, need = len(band.heights), 0, height
        for cell in cells:
            col = self._free(row, col, taken)
            if col + cell.across > len(self.xs) - 1:
                raise ValueError("too many cells")
            placed = place(cell, row, col, self.xs[col + cell.across] - self.xs[col], self._faces)
            band.cells.append(placed)
            band.troubles += placed.troubles
            taken |= {(row + i, col + j) for i in range(cell.down) for j in range(cell.across)}
            if cell.down == 1:
                need = max(need, placed.need)
            left = max(left, cell.down)
            col += cell.across
        if self._free(row, col, taken) != len(self.xs) - 1:
            raise ValueError("too few cells")
        band.heights.append(need)
        band.stretch = max(band.stretch, stretch)
        band.splits |= splits
        self._close(left, taken, band)

    def _new_band(self) -> Band:
        return Band(xs=self.xs, ruled=self._ruled, framed=self._frame)

    def _free(self, row: int, col: int, taken: set[tuple[int, int]]) -> int:
        """The first free column of `row` from `col` on."""
        while (row, col) in taken:
            col += 1
        return col

    def _close(self, left: int, taken: set[tuple[int, int]], band: Band) -> None:
        """Finish the band unless a spanning cell reaches further down."""
        if left > 1:
            self._open = left - 1, taken, band
            return
        for placed in band.cells:
            if placed.cell.down > 1:
                held = sum(band.heights[placed.row : placed.row + placed.cell.down])
                band.heights[-1] += max(0.0, placed.need - held)
        band.height = sum(band.heights)
        self._open = None
        self.bands.append(band)

    def finish(self) -> list[Band]:
        """The bands; raises ValueError when a cell spans rows that never came."""
        if self._open:
            raise ValueError("a cell spans more rows than there are")
        return self.bands
