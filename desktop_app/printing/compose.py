"""Turn a form and its facts into pieces of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.printing.cells import Cell, Slot
from desktop_app.printing.facts import CATALOGUE
from desktop_app.printing.fonts import Faces
from desktop_app.printing.formspec import (
    Block,
    CellSpec,
    FillBlock,
    Form,
    GapBlock,
    GridBlock,
    PageBlock,
    RowSpec,
    TextBlock,
)
from desktop_app.printing.grid import UNLIMITED, Band, FillLine, Glue, Piece, Rows, paragraph
from desktop_app.printing.lines import Line, wrap
from desktop_app.printing.pen import MM
from desktop_app.printing.sheet import Section
from desktop_app.printing.values import Complaint, FactValue, Row, Trouble

_FILL_SHRINK = 0.8
_BESIDE = 12
"""How many rows a cell beside a table ties together; more rows go on below an empty one."""


@dataclass(frozen=True)
class Source:
    """Where values come from: the dossier's facts (None: a blank form), or those under one row of a table."""

    facts: Mapping[str, FactValue] | None
    row: int = 0
    table: str = ""

    def at(self, table: str, number: int, row: Row) -> Source:
        """The values of the `number`th row (from 1) of `table`, before the rest."""
        return Source({**(self.facts or {}), **row}, number, table)

    def text(self, name: str) -> str:
        """A fact that is one text, or empty."""
        value = (self.facts or {}).get(name, "")
        return value if isinstance(value, str) else ""

    def ticked(self, name: str) -> frozenset[str]:
        """A fact that is the ticked options of check boxes."""
        value = (self.facts or {}).get(name, ())
        return frozenset((value,) if isinstance(value, str) else (part for part in value if isinstance(part, str)))

    def rows(self, name: str) -> tuple[Row, ...]:
        """A fact that is a table."""
        value = (self.facts or {}).get(name, ())
        return () if isinstance(value, str) else tuple(row for row in value if not isinstance(row, str))


def compose(form: Form, facts: Mapping[str, FactValue] | None, faces: Faces) -> list[Section]:
    """The form's sections with all its pieces, once for each copy; without facts every place stays blank."""
    sources, copies = _sources(form, facts), form.copies or ("",)
    return [section for source in sources for copy in copies for section in _sections(form, source, faces, copy)]


def _sources(form: Form, facts: Mapping[str, FactValue] | None) -> list[Source]:
    """Where the values of each copy come from: the facts, or those under each row of the table it is printed for."""
    plain = Source(facts)
    rows = plain.rows(form.each) if form.each else ()
    return [plain.at(form.each, number, row) for number, row in enumerate(rows, 1)] or [plain]


def _sections(form: Form, source: Source, faces: Faces, copy: str) -> list[Section]:
    """The sections of one copy."""
    sections = [Section(copy=copy)]
    for block in form.blocks:
        if isinstance(block, PageBlock):
            fresh = Section(wide=block.wide, numbered=block.numbered, footer=block.footer, copy=copy)
            sections = [*sections, fresh] if sections[-1].pieces else [*sections[:-1], fresh]
        else:
            sections[-1].pieces += _pieces(block, source, faces, _body_width(form, sections[-1]))
    return sections


def _body_width(form: Form, section: Section) -> float:
    """Width of the text area in points."""
    return section.size()[0] - (form.margins[0] + form.margins[1]) * MM


def _pieces(block: Block, source: Source, faces: Faces, width: float) -> list[Piece]:
    """The pieces of one block."""
    match block:
        case TextBlock():
            return _text(block, source, faces, width)
        case FillBlock():
            return _fill(block, source, faces)
        case GapBlock():
            return [Piece(height=block.height * MM, stretch=UNLIMITED if block.rest else 0.0)]
        case GridBlock():
            return _grid(block, source, faces)
        case _:
            raise TypeError(f"no such block: {block!r}")


def _text(block: TextBlock, source: Source, faces: Faces, width: float) -> list[Piece]:
    """A heading, a line or a paragraph, with the space after it."""
    text = block.text.fill(source.facts)
    made: Piece = paragraph(text, block.style, width, faces)
    glue = Glue.MUST if block.with_next else Glue.NONE
    troubles = _glyphs(text, faces, block.style.font, block.text.names)
    if block.label and source.facts is not None and block.text.empty(source.facts):
        troubles += (_missing(block.label, block.text.names, 0),)
    made = replace(
        made,
        before=block.before * MM,
        glue=Glue.MUST if block.after else glue,
        flows=block.flows,
        troubles=troubles,
        title=text if block.heading else "",
    )
    return [made, Piece(height=block.after * MM, glue=glue)] if block.after else [made]


def _glyphs(text: str, faces: Faces, font: str, names: tuple[str, ...]) -> tuple[Complaint, ...]:
    """What to say about characters that no font has."""
    missing = sorted(faces[font].missing(text))
    if not missing:
        return ()
    says = f"“{'、'.join(missing)}”没有字体可以打印。请安装含这些字的字体，或核对写法。"
    return (Complaint(Trouble.GLYPH, says, fact=names[0] if names else ""),)


def _fill(block: FillBlock, source: Source, faces: Faces) -> list[Piece]:
    """A cover line; an answer a little too long is set smaller, a longer one takes more lines."""
    style, face = block.style, faces[block.style.font]
    text = block.value.fill(source.facts)
    caption = face.width(block.caption, style.size)
    tail = face.width(block.tail, style.size) + 2 if block.tail else 0.0
    rule = (block.right - block.left) * MM - caption - tail
    lines, answer_size = wrap(text, face, style.size, rule), style.size
    if len(lines) > 1 and face.width(text, style.size * _FILL_SHRINK) <= rule:
        answer_size, lines = rule / face.width(text, 1.0), [Line(text)]
    troubles = _glyphs(text, faces, style.font, block.value.names)
    if block.required and source.facts is not None and block.value.empty(source.facts):
        troubles += (_missing(block.caption.rstrip("：:"), block.value.names, 0),)
    line = FillLine(
        height=len(lines) * style.step, before=block.before * MM, glue=Glue.MUST, troubles=troubles,
        caption=block.caption, answer=lines, tail=block.tail, style=style, shift=block.left * MM, rule=rule,
        caption_width=caption, answer_size=answer_size,
    )  # fmt: skip
    return [line, Piece(height=block.after * MM)]


def _missing(label: str, names: tuple[str, ...], row: int) -> Complaint:
    """What to say about a place that must not be empty."""
    where = f"第 {row} 行" if row else ""
    fact = names[0] if names else ""
    return Complaint(Trouble.MISSING, f"“{label}”{where}还没有填写。请补填后再打印。", fact=fact, row=row)


def _grid(block: GridBlock, source: Source, faces: Faces) -> list[Piece]:
    """The bands of a grid or a table, glued."""
    made = bands(block, source, faces)
    heads = _head_bands(made, len(block.head)) if block.of and not block.side else 0
    return _glued(made, heads, block)


def bands(block: GridBlock, source: Source, faces: Faces) -> list[Band]:
    """The rows of a grid or a table, laid out cell by cell."""
    rows = Rows(tuple(width * MM for width in block.columns), faces, ruled=block.ruled)
    lines = _lines(block, source)
    for number, (spec, at) in enumerate(lines):
        cells = tuple(_cell(cell, at, block) for cell in spec.cells)
        if block.side and number % _BESIDE == 0:
            beside = _cell(block.side, source, block) if number == 0 else Cell(across=block.side.across)
            cells = (replace(beside, down=min(_BESIDE, len(lines) - number)), *cells)
        stretch = UNLIMITED if spec.fill else block.stretch * MM
        rows.add(cells, height=spec.height * MM, stretch=stretch, splits=spec.splits)
    return rows.finish()


def _lines(block: GridBlock, source: Source) -> list[tuple[RowSpec, Source]]:
    """Every row that is to be set, with where its values come from: head, one for each row of the fact, foot."""
    lines = [(spec, source) for spec in block.head]
    if block.of and block.row is not None and block.blank and source.facts is None:
        lines += [(spec, source) for spec in block.blank]
        lines += [(block.row, source)] * (block.at_least - len(block.blank))
    elif block.of and block.row is not None:
        given = source.rows(block.of)
        lines += [(block.row, source.at(block.of, number, row)) for number, row in enumerate(given, 1)]
        lines += [(block.row, Source(None))] * (block.at_least - len(given))
    return lines + [(spec, source) for spec in block.foot]


def _head_bands(bands: list[Band], rows: int) -> int:
    """How many bands the first `rows` rows make."""
    count = 0
    while rows > 0:
        rows -= len(bands[count].heights)
        count += 1
    return count


def _glued(bands: list[Band], heads: int, block: GridBlock) -> list[Piece]:
    """The bands with their repeated heads, holding on to one another as the block says."""
    head = tuple(bands[:heads])
    inner = Glue.WISH if block.together else Glue.NONE
    pieces: list[Piece] = []
    feet = len(bands) - len(block.foot)
    for number, band in enumerate(bands):
        last = number == len(bands) - 1
        glue = Glue.MUST if number < heads or (block.foot and number >= feet - 1) else inner
        if last:
            glue = (Glue.MUST if block.fixed else Glue.WISH) if block.with_next else Glue.NONE
        before = block.before * MM if number == 0 else 0.0
        if number < heads:
            pieces.append(replace(band, glue=glue, before=before, stretch=0.0))
        else:
            pieces.append(replace(band, glue=glue, before=before, repeats=_plain(head)))
    return pieces


def _plain(head: tuple[Band, ...]) -> tuple[Piece, ...]:
    """A table's head as it is set again on later pages."""
    return tuple(replace(band, stretch=0.0, troubles=()) for band in head)


def _cell(spec: CellSpec, source: Source, block: GridBlock) -> Cell:
    """One cell with its values."""
    names = tuple(spec.names())
    fact = source.table or (names[0] if names else "")
    text = spec.text.fill(source.facts) if spec.text else ""
    troubles: tuple[Complaint, ...] = ()
    label = spec.label or _label(names, block)
    if spec.required and source.facts is not None and _is_empty(spec, source):
        troubles = (_missing(label, (fact,), source.row),)
    ticked = source.ticked(spec.ticked) if spec.ticked else frozenset()
    slot = spec.slot
    return Cell(
        text=text,
        style=spec.style,
        across=spec.across,
        down=spec.down,
        intro=spec.intro,
        slot=Slot(slot.name, slot.caption or Slot.caption, (slot.width * MM, slot.height * MM)) if slot else None,
        marks=tuple((option, option in ticked) for option in spec.checks),
        ink=source.text(spec.ink) if spec.ink else "",
        bar=source.text(spec.bar) if spec.bar else "",
        qr=spec.qr.fill(source.facts) if spec.qr else "",
        qr_size=spec.side * MM,
        least=spec.least * MM,
        label=label,
        fact=fact,
        row=source.row,
        troubles=troubles,
    )


def _is_empty(spec: CellSpec, source: Source) -> bool:
    """Whether a cell that must be filled holds nothing."""
    if spec.checks:
        return not source.ticked(spec.ticked)
    if spec.ink:
        return not source.text(spec.ink)
    return spec.text is not None and spec.text.empty(source.facts)


def _label(names: tuple[str, ...], block: GridBlock) -> str:
    """What a person calls the place where a fact is printed."""
    if not names:
        return ""
    columns = {column.name: column.label for column in CATALOGUE[block.of].columns} if block.of else {}
    known = CATALOGUE.get(names[0])
    return columns.get(names[0]) or (known.label if known else "")
