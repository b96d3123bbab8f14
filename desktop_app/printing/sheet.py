"""The page: pieces laid out on A4 with official margins, then drawn with page numbers, footers and marks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop_app.printing.fonts import HEI, SONG, Faces
from desktop_app.printing.grid import UNLIMITED, Glue, Piece
from desktop_app.printing.pen import MM, SIZES, Pen, Style
from desktop_app.printing.values import Complaint, Footer, SlotPlace, Trouble, short_hash

rl_config.useA85 = 0  # streams as bytes, not as letters: smaller and faster, and no PDF travels as text any more

A4 = (210 * MM, 297 * MM)
_CLOSE = 0.01
_SPILT = 1.0
_OVER = Complaint(Trouble.TIGHT, "这一页有一格比页面还高，下面的部分印不下。请改短，或拆成几行。")


@dataclass(frozen=True)
class Margins:
    """Margins in mm."""

    left: float = 25.0
    right: float = 25.0
    top: float = 30.0
    bottom: float = 27.0


@dataclass
class Section:
    """Pages of one kind: upright or `wide` (landscape), numbered or not, with or without the footer.

    `copy` names whose copy they belong to; each copy counts its pages from 1.
    """

    pieces: list[Piece] = field(default_factory=list)
    wide: bool = False
    numbered: bool = True
    footer: bool = True
    copy: str = ""

    def size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        return (A4[1], A4[0]) if self.wide else A4


@dataclass
class Laid:
    """One page laid out: its section, and each piece with its top (from the body's top) and its height."""

    section: Section
    pieces: list[tuple[Piece, float, float]]


@dataclass(frozen=True)
class Drawn:
    """The raw PDF with what was noted while drawing it."""

    pdf: bytes
    pages: int
    slots: tuple[SlotPlace, ...]
    complaints: tuple[Complaint, ...]
    titles: tuple[str, ...]


def lay_out(sections: Sequence[Section], margins: Margins) -> list[Laid]:
    """All pages, in order."""
    pages: list[Laid] = []
    for section in sections:
        room = section.size()[1] - (margins.top + margins.bottom) * MM
        pages += [Laid(section, _stretched(page, room)) for page in paginate(section.pieces, room)]
    return pages


def paginate(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """`pieces` dealt out to pages `room` points high: groups stay whole where they can, long pieces are split."""
    pages: list[list[Piece]] = [[]]
    queue = list(pieces)
    fresh = True
    torn = 0  # how many pieces at the queue's head belong to a group that fits no page
    while queue:
        page = pages[-1]
        left = room - _height(page)
        whole = _chain(queue, Glue.MUST if torn else Glue.WISH)
        alone = _height(whole) + _height(whole[0].repeats) <= room + _CLOSE
        least = whole if alone else _chain(queue, Glue.MUST)
        torn = torn if alone else max(torn, len(whole))
        if _height(whole, not page) <= left + _CLOSE:
            taken, rest = whole, None
        elif (two := _cut(whole, left, not page)) and (not alone or whole[0].flows):
            taken, rest = two
        elif _height(least, not page) <= left + _CLOSE:
            taken, rest = least, None
        elif fresh:
            taken, rest = queue[:1], None
        else:
            pages.append(list(queue[0].repeats))
            fresh = True
            continue
        page += taken
        del queue[: len(taken)]
        torn = max(0, torn - len(taken))
        fresh = False
        if rest:
            torn = 0
            queue.insert(0, rest)
            pages.append(list(rest.repeats))
            fresh = True
    return pages


def _chain(queue: Sequence[Piece], least: Glue) -> list[Piece]:
    """The pieces at the head of the queue that hold on to one another at least so."""
    group = [queue[0]]
    while group[-1].glue >= least and len(group) < len(queue):
        group.append(queue[len(group)])
    return group


def _cut(group: Sequence[Piece], left: float, at_head: bool) -> tuple[list[Piece], Piece] | None:
    """The group up to its first piece that may break, and what is left of that piece; a fair tail stays over."""
    for number, piece in enumerate(group):
        if piece.tail_room() > 0:
            above = _height([*group[:number], replace(piece, height=0.0)], at_head)
            two = piece.split(min(left - above, piece.tail_room()))
            return ([*group[:number], two[0]], two[1]) if two else None
    return None


def _height(pieces: Sequence[Piece], at_head: bool = True) -> float:
    """Height of `pieces` one below another; the first one's space above counts unless it heads the page."""
    total = sum(piece.height + piece.before for piece in pieces)
    return total - (pieces[0].before if pieces and at_head else 0.0)


def _stretched(page: Sequence[Piece], room: float) -> list[tuple[Piece, float, float]]:
    """The pieces of one page with their tops and heights, grown to fill the page as far as they may."""
    spare = max(0.0, room - _height(page) - 0.02)
    greedy = [piece for piece in page if piece.stretch == UNLIMITED]
    growing = greedy or [piece for piece in page if piece.stretch > 0]
    share = spare / len(growing) if growing else 0.0
    out: list[tuple[Piece, float, float]] = []
    top = 0.0
    for number, piece in enumerate(page):
        top += piece.before if number else 0.0
        grown = min(share, piece.stretch) if any(piece is other for other in growing) else 0.0
        out.append((piece, top, piece.height + grown))
        top += piece.height + grown
    return out


def draw(pages: Sequence[Laid], faces: Faces, margins: Margins, footer: Footer, content_hash: str) -> Drawn:
    """The pages as a PDF. reportlab writes fixed dates and ids, so that the same pages give the same bytes."""
    faces.register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, initialFontName=SONG, lang="zh-CN")
    pen = Pen(canvas, faces)
    complaints: list[Complaint] = []
    titles: list[str] = []
    shown, copy = 0, ""
    for number, page in enumerate(pages, 1):
        if page.section.copy != copy:
            shown, copy = 0, page.section.copy
        pen.page, pen.size = number, page.section.size()
        width, height = pen.size
        canvas.setPageSize((width, height))
        _draw_page(pen, page, margins, height)
        shown += page.section.numbered
        _draw_margins(pen, page.section, margins, footer, content_hash, shown)
        room = height - (margins.top + margins.bottom) * MM
        for piece, top, tall in page.pieces:
            if page.section.copy != pages[0].section.copy:
                continue  # every copy says the same
            over = (_OVER,) if top + tall > room + _SPILT else ()
            complaints += [replace(trouble, page=number) for trouble in (*piece.troubles, *over)]
        titles.append(next((piece.title for piece, _, _ in page.pieces if piece.title), ""))
        canvas.showPage()
    canvas.save()
    unique = tuple(dict.fromkeys(complaints))
    return Drawn(out.getvalue(), len(pages), tuple(pen.slots), unique, tuple(titles))


def _draw_page(pen: Pen, page: Laid, margins: Margins, height: float) -> None:
    """The body: pieces, their rules, and a frame around each run of touching ruled pieces."""
    left, head = margins.left * MM, height - margins.top * MM
    runs: list[list[float]] = []
    for piece, top, tall in page.pieces:
        piece.draw(pen, left, head - top, tall)
        if not piece.framed:
            continue
        right = left + piece.xs[-1]
        upper, lower = head - top, head - top - tall
        if runs and abs(runs[-1][1] - upper) < 0.05 and abs(runs[-1][2] - right) < 0.05:
            runs[-1][1] = lower
        else:
            runs.append([upper, lower, right, piece.framed])
    pen.stroke_rules()
    for upper, lower, right, frame in runs:
        pen.canvas.setLineWidth(frame)
        pen.canvas.rect(left, lower, right - left, upper - lower)


def _draw_margins(pen: Pen, section: Section, margins: Margins, footer: Footer, content_hash: str, shown: int) -> None:
    """Page number on the outer side, the paper's number and codes below it, the mark at the head."""
    width, height = section.size()
    left, right = margins.left * MM, width - margins.right * MM
    if section.numbered:
        text, size = f"— {shown} —", SIZES["四号"]
        wide = pen.faces[SONG].width(text, size)
        x = right - size - wide if shown % 2 else left + size
        pen.text(text, x, margins.bottom * MM - 7 * MM - size * 0.7, SONG, size)
    if section.copy:
        size = SIZES["六号"]
        wide = pen.faces[SONG].width(section.copy, size)
        pen.text(section.copy, (left + right - wide) / 2, margins.bottom * MM - 7 * MM - size * 0.7, SONG, size)
    if section.footer:
        _draw_footer(pen, footer, content_hash, left, right)
    if footer.mark:
        size = SIZES["小四"]
        wide = pen.faces[HEI].width(footer.mark, size)
        x, y = right - wide - 2 * MM, height - 19 * MM
        pen.canvas.setLineWidth(0.75)
        pen.canvas.rect(x - 2 * MM, y - 1.8 * MM, wide + 4 * MM, size + 1.6 * MM)
        pen.text(footer.mark, x, y, HEI, size)


def _draw_footer(pen: Pen, footer: Footer, content_hash: str, left: float, right: float) -> None:
    """One small line: number, short content hash, journal code; the lapsed edition on a second one."""
    parts = []
    if footer.number:
        parts += [f"编号 {footer.number}", f"内容指纹 {short_hash(content_hash)}"]
    if footer.journal_code:
        parts.append(f"日志码 {footer.journal_code}")
    size = SIZES["六号"]
    style = Style(font=SONG, size=size)
    face = pen.faces[SONG]
    y = 10 * MM
    pen.text("　".join(parts), left, y, style.font, size)
    if footer.lapsed:
        over = face.width("　".join(parts), size) + face.width("　　" + footer.lapsed, size) > right - left
        pen.text(footer.lapsed, right - face.width(footer.lapsed, size), y - (size * 1.5 if over else 0), SONG, size)
