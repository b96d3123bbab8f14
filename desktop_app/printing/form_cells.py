"""The parts that a form's file is written in: styles, lengths, facts by name, cells, room for seals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_app.printing import template
from desktop_app.printing.catalogue import Fact
from desktop_app.printing.facts import CATALOGUE
from desktop_app.printing.fonts import STYLES
from desktop_app.printing.formspec import CellSpec, SlotSpec
from desktop_app.printing.pen import MM, SIZES, Style
from desktop_app.printing.template import Template
from desktop_app.rules.strict_toml import Table, nearest

_ALIGNS = ("left", "center", "right", "justify", "spread")
_VALIGNS = ("top", "middle")
_TIGHT = 0.8 * MM
_CONTENTS: dict[str, Style] = {
    "label": Style(align="center", pad=_TIGHT),
    "head": Style(font="黑体", align="center", pad=_TIGHT),
    "value": Style(),
    "prose": Style(align="justify", valign="top", indent=2, lead=1.6),
    "checks": Style(),
    "ink": Style(pad=_TIGHT),
    "bar": Style(pad=_TIGHT),
    "qr": Style(pad=_TIGHT),
}
"""The kinds of cell by the key that holds their content, with their styles."""


@dataclass
class Reader:
    """What the reader of a form knows where it stands: the body's width in mm, the facts, the columns of a table."""

    width: float
    catalogue: Mapping[str, Fact] = field(default_factory=lambda: CATALOGUE)
    columns: frozenset[str] = frozenset()

    def known(self, name: str) -> bool:
        """Whether a fact or column of that name can be printed here."""
        return name in self.columns or name in self.catalogue

    def offer(self, name: str) -> str:
        """A sentence with the nearest name that is known here."""
        return nearest(name, (*self.columns, *self.catalogue))


def millimetres(table: Table, key: str, default: float = 0.0) -> float:
    """A length of 0 to 260 mm."""
    value = table.number(key)
    if value is None:
        return default
    if not 0 <= value <= 260:
        raise table.wrong(f"“{key}”应当在 0 到 260 毫米之间，写的是 {value}。请改正。", key)
    return float(value)


def template_of(table: Table, key: str, reader: Reader, default: str | None = None) -> Template:
    """Wording with facts, all of them known here."""
    source = table.text(key, default)
    try:
        made = template.parse(source)
    except ValueError as error:
        raise table.wrong(str(error), key) from None
    for name in made.names:
        if not reader.known(name):
            raise table.wrong(f"没有名为“{name}”的栏目。{reader.offer(name)}", key)
    return made


def style_of(table: Table, base: Style) -> Style:
    """`base` with what the table says about font, size, alignment and so on."""
    font, align, valign = (
        table.text("font", base.font),
        table.text("align", base.align),
        table.text("valign", base.valign),
    )
    for key, value, known in (("font", font, STYLES), ("align", align, _ALIGNS), ("valign", valign, _VALIGNS)):
        if value not in known:
            raise table.wrong(f"“{key}”没有“{value}”这一种。{nearest(value, known)}", key)
    lead, indent, spacing = table.number("lead"), table.number("indent"), table.number("spacing")
    if lead is not None and not 1 <= lead <= 4:
        raise table.wrong(f"行距“lead”应当是字号的 1 到 4 倍，写的是 {lead}。请改正。", "lead")
    return replace(
        base,
        font=font,
        align=align,
        valign=valign,
        pad=Style().pad
        if base.pad == _TIGHT and align == "left"
        else base.pad,  # a label at the left stands as values do
        size=_size(table, base.size),
        lead=base.lead if lead is None else float(lead),
        indent=base.indent if indent is None else float(indent),
        spacing=base.spacing if spacing is None else float(spacing),
        fit=table.whole("fit", base.fit),
    )


def _size(table: Table, default: float) -> float:
    """A type size by its Chinese name (三号) or in points ("11")."""
    word = table.text("size", "")
    if not word:
        return default
    if word in SIZES:
        return SIZES[word]
    try:
        points = float(word)
    except ValueError:
        raise table.wrong(f"没有“{word}”这种字号。{nearest(word, SIZES)}", "size") from None
    if not 5 <= points <= 72:
        raise table.wrong(f"字号应当在 5 到 72 磅之间，写的是 {word}。请改正。", "size")
    return points


def slot_of(table: Table) -> SlotSpec | None:
    """Room for a seal or a signature, or None."""
    slot = table.table("slot")
    if slot is None:
        return None
    width, height = millimetres(slot, "width", 42.0), millimetres(slot, "height", 42.0)
    if width < 20 or height < 10:
        raise slot.wrong("盖章的地方太小（至少宽 20 毫米、高 10 毫米）。请改大。")
    made = SlotSpec(slot.text("name"), slot.texts("caption"), width, height)
    slot.finish()
    return made


def cell(table: Table, reader: Reader) -> CellSpec:
    """One cell, by the one key that holds its content."""
    kinds = [kind for kind in _CONTENTS if table.has(kind)]
    if len(kinds) != 1:
        found = "、".join(kinds) or "没有内容"
        raise table.wrong(f"一格要写且只写 {'、'.join(_CONTENTS)} 之一，这一格是：{found}。请改正。")
    kind = kinds[0]
    across, down = table.whole("across", 1, least=1), table.whole("down", 1, least=1)
    made = CellSpec(
        style_of(table, _CONTENTS[kind]),
        across=across,
        down=down,
        intro=table.text("intro", ""),
        slot=slot_of(table),
        required=table.flag("required", False),
        label=table.text("name", ""),
        least=millimetres(table, "height"),
    )
    made = _with_content(made, kind, table, reader)
    table.finish()
    return made


def _with_content(made: CellSpec, kind: str, table: Table, reader: Reader) -> CellSpec:
    """`made` with the content that its kind has."""
    if kind == "checks":
        options = table.texts("checks")
        return replace(made, checks=options, ticked=_fact(table, "ticked", reader))
    if kind == "ink":
        return replace(made, ink=_fact(table, "ink", reader))
    if kind == "bar":
        return replace(made, bar=_fact(table, "bar", reader))
    if kind == "qr":
        side = millimetres(table, "side", 30.0)
        return replace(made, qr=template_of(table, "qr", reader), side=side)
    text = template_of(table, kind, reader, "")
    fixed = text.source if not text.names else ""
    return replace(made, text=text, label=made.label or fixed)


def _fact(table: Table, key: str, reader: Reader) -> str:
    """The name of a fact, which is known here."""
    name = table.text(key)
    if not reader.known(name):
        raise table.wrong(f"没有名为“{name}”的栏目。{reader.offer(name)}", key)
    return name
