"""The cells of a ruled form: text that fits or grows, check boxes, signatures, codes, room for a seal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import segno

from desktop_app.printing import bars
from desktop_app.printing.fonts import Faces
from desktop_app.printing.lines import Line, wrap
from desktop_app.printing.pen import MM, Pen, Style
from desktop_app.printing.values import Complaint, Trouble
from desktop_app.rules import ink as handwriting

_SHRINKS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_BOX, _TICK = "□", "√"
_INK_MARGIN = 0.08
_LEAST_LINES = 4
"""Fewest lines of a broken cell on either side of the page break."""


@dataclass(frozen=True)
class Slot:
    """Where a person will stamp or sign: drawn as its caption, remembered by name and place; `size` in points."""

    name: str
    caption: tuple[str, ...] = ("（盖章）", "年    月    日")
    size: tuple[float, float] = (42 * MM, 42 * MM)


@dataclass(frozen=True)
class Cell:
    """What one cell holds, before it is laid out.

    `intro` is a heading set before the text; `marks` are (caption, ticked) pairs; `ink` is a handwritten signature as
    its canonical JSON; `bar` a small bar as `printing.bars` reads it; `qr` the text of a two-dimensional code,
    `qr_size` its side in points. `label` names the cell in complaints, `fact` and `row` say where its text comes from.
    """

    text: str = ""
    style: Style = field(default_factory=Style)
    across: int = 1
    down: int = 1
    intro: str = ""
    intro_font: str = ""
    slot: Slot | None = None
    marks: tuple[tuple[str, bool], ...] = ()
    ink: str = ""
    bar: str = ""
    qr: str = ""
    qr_size: float = 0.0
    least: float = 0.0
    label: str = ""
    fact: str = ""
    row: int = 0
    troubles: tuple[Complaint, ...] = ()


@dataclass
class Placed:
    """A cell laid out for its column: its lines, and its place in a band."""

    cell: Cell
    row: int
    col: int
    intro: list[Line]
    lines: list[Line]
    marks: list[list[tuple[str, bool]]]
    troubles: tuple[Complaint, ...] = ()

    @property
    def need(self) -> float:
        """Least height in points."""
        cell, style = self.cell, self.cell.style
        count = max(len(self.intro) + len(self.lines), len(self.marks), 1)
        slot = cell.slot.size[1] if cell.slot else 0.0
        return max(cell.least, count * style.step + 2 * style.pad + slot, cell.qr_size + 2 * style.pad)

    def cut(self, room: float) -> tuple[Placed, Placed] | None:
        """This cell as two, the first at most `room` points high; None when too few lines would stand on a side."""
        style = self.cell.style
        fits = int((room + 0.01 - 2 * style.pad) / style.step) - len(self.intro)
        if fits >= len(self.lines) and not self.cell.slot:
            return self, replace(self, cell=replace(self.cell, text="", intro=""), intro=[], lines=[], marks=[])
        fits = min(fits, len(self.lines) - _LEAST_LINES)
        if fits < _LEAST_LINES:
            return None
        first = replace(self, cell=replace(self.cell, slot=None, least=0.0), lines=self.lines[:fits], troubles=())
        rest_cell = replace(self.cell, intro="", least=max(0.0, self.cell.least - room))
        rest = replace(self, cell=rest_cell, intro=[], lines=self.lines[fits:])
        return first, rest

    def draw(self, pen: Pen, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw into the rectangle; (x0, y0) is the lower left corner."""
        cell, style = self.cell, self.cell.style
        left, room = x0 + style.pad, x1 - x0 - 2 * style.pad
        if cell.ink:
            draw_ink(pen, cell.ink, x0, y0, x1, y1)
        if cell.bar:
            bars.draw(pen.canvas, cell.bar, x0, y0, x1, y1)
        if cell.qr:
            draw_qr(pen.canvas, cell.qr, x0 + (x1 - x0 - cell.qr_size) / 2, (y0 + y1 - cell.qr_size) / 2, cell.qr_size)
        if self.marks:
            self._draw_marks(pen, left, (y0 + y1 + len(self.marks) * style.step) / 2)
        if self.intro or self.lines:
            self._draw_lines(pen, left, y0, y1, room)
        if cell.slot:
            draw_slot(pen, cell.slot, style, x1, y0)

    def _draw_lines(self, pen: Pen, left: float, y0: float, y1: float, room: float) -> None:
        """The heading and the text."""
        cell, style = self.cell, self.cell.style
        count = len(self.intro) + len(self.lines)
        if style.valign == "top":
            top = y1 - style.pad
        else:
            top = (y0 + (cell.slot.size[1] if cell.slot else 0.0) + y1 + count * style.step) / 2
        if self.intro:
            pen.lines(self.intro, intro_style(cell), left, top, room)
        pen.lines(self.lines, style, left, top - len(self.intro) * style.step, room)

    def _draw_marks(self, pen: Pen, left: float, top: float) -> None:
        """Check boxes: a □ with a √ over it, so that they are real text in every font."""
        style = self.cell.style
        face = pen.faces[style.font]
        for number, marks in enumerate(self.marks):
            x, y = left, top - number * style.step - style.step / 2 - style.size * 0.36
            for caption, ticked in marks:
                pen.text(_BOX, x, y, style.font, style.size)
                if ticked:
                    pen.text(_TICK, x + style.size * 0.03, y + style.size * 0.06, style.font, style.size)
                pen.text(caption, x + style.size * 1.05, y, style.font, style.size)
                x += _mark_width(caption, face, style.size)


def intro_style(cell: Cell) -> Style:
    """How the heading inside a cell is set."""
    return replace(cell.style, font=cell.intro_font or cell.style.font, align="left")


def place(cell: Cell, row: int, col: int, width: float, faces: Faces) -> Placed:
    """`cell` laid out for `width` points at its row and column in a band."""
    face = faces[cell.style.font]
    room = width - 2 * cell.style.pad
    troubles = list(cell.troubles)
    missing = sorted(face.missing(cell.text))
    if missing:
        where = cell.label or cell.text[:12]
        says = f"“{where}”里的“{'、'.join(missing)}”没有字体可以打印。请安装含这些字的字体，或核对写法。"
        troubles.append(Complaint(Trouble.GLYPH, says, fact=cell.fact, row=cell.row))
    if cell.style.fit:
        cell, trouble = fitted(cell, room, faces)
        troubles.extend(trouble)
    style = cell.style
    intro = [replace(line, indent=0.0) for line in wrap(cell.intro, face, style.size, room)] if cell.intro else []
    lines = wrap(cell.text, face, style.size, room, style.indent * style.size) if cell.text else []
    return Placed(cell, row, col, intro, lines, _mark_rows(cell, face, room), tuple(troubles))


def fitted(cell: Cell, room: float, faces: Faces) -> tuple[Cell, tuple[Complaint, ...]]:
    """`cell` in the largest type that keeps it within `style.fit` lines, and what to say when the limit is reached."""
    style, face = cell.style, faces[cell.style.font]
    for factor in _SHRINKS:
        size = style.size * factor
        shrunk = replace(cell, style=replace(style, size=size, fit=0))
        if len(wrap(cell.text, face, size, room)) <= style.fit:
            if factor > _SHRINKS[-1]:
                return shrunk, ()
            break
    else:
        says = f"{_where(cell)}放不下，字号已缩到七成，仍占用了多余的行。请改短。"
        return shrunk, (Complaint(Trouble.TIGHT, says, fact=cell.fact, row=cell.row),)
    says = f"{_where(cell)}的字号已缩到七成才放下。请核对是否看得清，或改短。"
    return shrunk, (Complaint(Trouble.SHRUNK, says, fact=cell.fact, row=cell.row),)


def _where(cell: Cell) -> str:
    """A cell as a person would name it: “接受服务内容”第 2 行."""
    return f"“{cell.label or cell.text[:12]}”" + (f"第 {cell.row} 行" if cell.row else "")


def _mark_width(caption: str, face: Any, size: float) -> float:
    """Room that one check box takes with the gap after it."""
    return float(size * 1.95 + face.width(caption, size))


def _mark_rows(cell: Cell, face: Any, room: float) -> list[list[tuple[str, bool]]]:
    """The check boxes, line by line."""
    rows: list[list[tuple[str, bool]]] = []
    used = 0.0
    for caption, ticked in cell.marks:
        width = _mark_width(caption, face, cell.style.size)
        if not rows or used + width - cell.style.size * 0.9 > room:
            rows.append([])
            used = 0.0
        rows[-1].append((caption, ticked))
        used += width
    return rows


def draw_slot(pen: Pen, slot: Slot, style: Style, x1: float, y0: float) -> None:
    """The seal's caption at the lower right, and a note of the place."""
    width, height = slot.size
    center, middle = x1 - width / 2 - 3 * MM, y0 + height / 2
    step = style.size * 1.6
    face = pen.faces[style.font]
    for number, text in enumerate(slot.caption):
        y = middle + (len(slot.caption) / 2 - 1 - number) * step + 4
        pen.text(text, center - face.width(text, style.size) / 2, y, style.font, style.size)
    pen.slot(slot.name, center - width / 2, y0, center + width / 2, y0 + height)


def draw_qr(canvas: Any, text: str, x: float, y: float, side: float) -> None:
    """A QR code of `text` (error level M, with its quiet zone) as filled bars within `side` points."""
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    module = side / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                path.rect(x + start * module, y + side - (number + 1) * module, (end - start) * module, module)
            start = max(end, start + 1)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def draw_ink(pen: Pen, ink: str, x0: float, y0: float, x1: float, y1: float) -> None:
    """A handwritten signature as vector strokes, as large as it was written or as the cell allows."""
    margin = _INK_MARGIN * (y1 - y0)
    width, height = x1 - x0 - 2 * margin, y1 - y0 - 2 * margin
    left, top = x0 + margin, y1 - margin
    pen.ink(
        ((left + s.x0 * MM, top - s.y0 * MM, left + s.x1 * MM, top - s.y1 * MM), s.width * MM)
        for s in handwriting.outline(ink, width / MM, height / MM)
    )
