"""What a form's file says, once it has been read and checked: blocks in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.printing.pen import Style
from desktop_app.printing.template import Template

EMPTY = Template("", ())
PLAIN = Style()


@dataclass(frozen=True)
class SlotSpec:
    """Room for a seal or a signature: its name, its caption line by line, its size in mm."""

    name: str
    caption: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True)
class CellSpec:
    """One cell. Exactly one kind of content: text, check boxes, a handwritten signature, a small bar, a two-dimensional
    code.

    `label` names the cell to the reader of the pre-print check; `required`: it must not be empty when a dossier is
    printed. `ticked`, `ink` and `bar` name facts; `side` is the code's side and `least` the least height, in mm.
    """

    style: Style
    text: Template | None = None
    checks: tuple[str, ...] = ()
    ticked: str = ""
    ink: str = ""
    bar: str = ""
    qr: Template | None = None
    side: float = 0.0
    across: int = 1
    down: int = 1
    intro: str = ""
    slot: SlotSpec | None = None
    required: bool = False
    label: str = ""
    least: float = 0.0

    def names(self) -> Iterator[str]:
        """The facts that it prints."""
        for template in (self.text, self.qr):
            if template:
                yield from template.names
        if self.ticked:
            yield self.ticked
        for name in (self.ink, self.bar):
            if name:
                yield name


@dataclass(frozen=True)
class RowSpec:
    """One row: at least `height` mm, may take the rest of the page (`fill`), may break across pages (`splits`)."""

    cells: tuple[CellSpec, ...]
    height: float = 0.0
    fill: bool = False
    splits: bool = False


@dataclass(frozen=True)
class Block:
    """A part of a form; `before` is space above it in mm, `with_next` keeps it on the next block's page."""

    before: float = 0.0
    with_next: bool = False


@dataclass(frozen=True)
class TextBlock(Block):
    """A heading, a line or a paragraph; `heading` names the page, `flows` breaks wherever a page ends.

    With a `label` it is a place to fill in, called so, which must not be empty when a dossier is printed.
    """

    text: Template = EMPTY
    style: Style = PLAIN
    after: float = 0.0
    heading: bool = False
    flows: bool = False
    label: str = ""


@dataclass(frozen=True)
class FillBlock(Block):
    """A cover line: caption, answer over a rule from the caption to `right` mm, and a word behind it."""

    caption: str = ""
    value: Template = EMPTY
    tail: str = ""
    style: Style = PLAIN
    left: float = 0.0
    right: float = 0.0
    after: float = 0.0
    required: bool = False


@dataclass(frozen=True)
class GapBlock(Block):
    """Empty space of `height` mm, or (`rest`) as much as pushes what follows to the foot of the page."""

    height: float = 0.0
    rest: bool = False


@dataclass(frozen=True)
class GridBlock(Block):
    """Ruled cells. With `of`, the name of a fact that is a table: `head` repeats on each page, `row` is set for each
    of its rows and blank up to `at_least`, `foot` closes it. Otherwise only `head` rows, set once.

    `columns` in mm; `together`: on one page if it fits one; `stretch`: how many mm each row may grow to fill a page;
    `side`: a cell at the left beside all rows (注册资本 beside its investors), which keeps them on one page;
    `blank`: rows that stand first on a blank form, where the paper is printed with examples.
    """

    columns: tuple[float, ...] = ()
    head: tuple[RowSpec, ...] = ()
    of: str = ""
    row: RowSpec | None = None
    at_least: int = 0
    foot: tuple[RowSpec, ...] = ()
    together: bool = False
    stretch: float = 0.0
    ruled: bool = True
    side: CellSpec | None = None
    blank: tuple[RowSpec, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether it prints no fact at all: then it heads what follows."""
        return not self.of and not any(tuple(cell.names()) or cell.slot for row in self.head for cell in row.cells)


@dataclass(frozen=True)
class PageBlock(Block):
    """A new page: upright or `wide`, numbered or not, with or without the footer."""

    wide: bool = False
    numbered: bool = True
    footer: bool = True


@dataclass(frozen=True)
class Form:
    """One official form. `digest` is the SHA-256 (hex) of its file, `letter` goes into the paper's number.

    With `each`, the name of a fact that is a table, the whole form is printed once for each of its rows, beginning on a
    new page (访谈记录单); `each_columns` are that table's columns. `copies` are the parties who keep one each
    (一式两份): the pages are set once for each, with its name in the foot. `phones`: the form has places for telephone
    numbers, and who reads it may see them.
    """

    id: str
    title: str
    source: str
    letter: str
    digest: str
    blocks: tuple[Block, ...]
    margins: tuple[float, float, float, float] = (25.0, 25.0, 30.0, 27.0)
    each: str = ""
    each_columns: frozenset[str] = frozenset()
    copies: tuple[str, ...] = ()
    phones: bool = False

    def columns_of(self, table: str) -> frozenset[str]:
        """The columns of the fact `table` that the form prints."""
        rows = [block.row for block in self.blocks if isinstance(block, GridBlock) and block.of == table and block.row]
        shown = frozenset(name for row in rows for cell in row.cells for name in cell.names())
        return shown | (self.each_columns if table == self.each else frozenset())

    @property
    def names(self) -> frozenset[str]:
        """The facts that it prints, tables by their own name."""
        printed = frozenset(name for block in self.blocks for name in _names(block)) - self.each_columns
        return printed | {self.each} if self.each else printed


def _names(block: Block) -> Iterator[str]:
    """The catalogue's names in one block; the columns of a table's rows aren't among them."""
    match block:
        case TextBlock():
            yield from block.text.names
        case FillBlock():
            yield from block.value.names
        case GridBlock():
            beside = (block.side,) if block.side else ()
            for cell in (*(cell for row in (*block.head, *block.foot, *block.blank) for cell in row.cells), *beside):
                yield from cell.names()
            if block.of:
                yield block.of
        case _:
            return
