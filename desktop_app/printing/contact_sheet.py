"""The contact sheet: every page of many prints, small and side by side, so that they can be looked over at once."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from desktop_app.printing import fonts, pdfa
from desktop_app.printing.fonts import HEI, SONG, Faces
from desktop_app.printing.pen import MM
from desktop_app.printing.values import EPOCH

SIZE = (420 * MM, 297 * MM)
"""A3 on its side."""
COLUMNS, ROWS = 7, 3
_EDGE, _HEAD, _GAP = 12 * MM, 12 * MM, 3 * MM
_CAPTION, _LETTER = 5 * MM, 7.5
TITLE = "各表一览"
Place = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shown:
    """One print on the sheet: how it was printed (空白样表, 样张 …), the form's name, the PDF."""

    kind: str
    name: str
    pdf: bytes


def contact_sheet(prints: Sequence[Shown], *, made_at: datetime = EPOCH, faces: Faces | None = None) -> bytes:
    """All pages of `prints` in their order as small pictures with their names, as a PDF/A; the pages stay text.

    Prints of one kind stand together under its name. Raises Refusal when there is no Chinese font.
    """
    drawn_with = faces or fonts.faces()
    leaves: list[Leaf] = []
    for shown in prints:
        source = pikepdf.open(io.BytesIO(shown.pdf))
        leaves += [Leaf(shown, source, number) for number in range(len(source.pages))]
    sheets = list(_dealt(leaves))
    with pikepdf.open(io.BytesIO(_captions(sheets, drawn_with))) as made:
        for number, sheet in enumerate(sheets):
            for at, leaf in enumerate(sheet):
                made.pages[number].add_overlay(leaf.page, pikepdf.Rectangle(*leaf.within(_place(at))))
        out = io.BytesIO()
        made.save(out)
    return pdfa.archivable(out.getvalue(), title=TITLE, made_at=made_at)


@dataclass(frozen=True)
class Leaf:
    """One page of a print; `source` is held open for as long as its page is used."""

    shown: Shown
    source: pikepdf.Pdf
    index: int

    @property
    def page(self) -> pikepdf.Page:
        """The page itself."""
        return self.source.pages[self.index]

    @property
    def number(self) -> str:
        """Which of how many pages."""
        return f"{self.index + 1}/{len(self.source.pages)}"

    def within(self, place: Place) -> Place:
        """The part of `place` that the page fills, at its top."""
        _, _, wide, high = (float(side) for side in self.page.mediabox.as_list())
        left, bottom, right, top = place
        scale = min((right - left) / wide, (top - bottom) / high)
        return left, top - high * scale, left + wide * scale, top


def _dealt(leaves: Sequence[Leaf]) -> Iterator[list[Leaf]]:
    """The pages of each sheet; another kind begins on a new one."""
    sheet: list[Leaf] = []
    for leaf in leaves:
        if sheet and (len(sheet) == COLUMNS * ROWS or sheet[0].shown.kind != leaf.shown.kind):
            yield sheet
            sheet = []
        sheet.append(leaf)
    if sheet:
        yield sheet


def _place(at: int) -> Place:
    """Left, bottom, right, top of the `at`th picture of a sheet in points."""
    column, row = at % COLUMNS, at // COLUMNS
    wide = (SIZE[0] - 2 * _EDGE - (COLUMNS - 1) * _GAP) / COLUMNS
    high = (SIZE[1] - 2 * _EDGE - _HEAD) / ROWS
    left, top = _EDGE + column * (wide + _GAP), SIZE[1] - _EDGE - _HEAD - row * high
    return left, top - high + _CAPTION + _GAP, left + wide, top


def _captions(sheets: Sequence[Sequence[Leaf]], faces: Faces) -> bytes:
    """The sheets without their pictures: what they are called, and a frame around each."""
    faces.register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1, pageCompression=1, initialFontName=SONG, lang="zh-CN")
    for number, sheet in enumerate(sheets, 1):
        canvas.setFont(HEI, 14)
        canvas.drawString(
            _EDGE, SIZE[1] - _EDGE - 14, f"{TITLE}　{sheet[0].shown.kind}　第 {number} 张 共 {len(sheets)} 张"
        )
        canvas.setLineWidth(0.25)
        for at, leaf in enumerate(sheet):
            left, bottom, right, top = leaf.within(_place(at))
            canvas.rect(left, bottom, right - left, top - bottom)
            canvas.setFont(SONG, _LETTER)
            name = _shortened(leaf.shown.name, faces, right - left - faces[SONG].width(f" {leaf.number}", _LETTER))
            canvas.drawString(left, bottom - _LETTER - 2, f"{name} {leaf.number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _shortened(name: str, faces: Faces, room: float) -> str:
    """The end of a name that is too long, which is where the forms differ."""
    if faces[SONG].width(name, _LETTER) <= room:
        return name
    while name and faces[SONG].width(f"…{name}", _LETTER) > room:
        name = name[1:]
    return f"…{name}"
