"""Embed a font file in a PDF as one subset Type0 font with a correct ToUnicode map.

reportlab's own embedding cuts a Chinese font into 8-bit pieces, writes broken Unicode maps for characters beyond
U+FFFF, and scales advance widths to 1000 units even when the font is drawn on another grid; copying, searching and
PDF/A all suffer. This module writes the font objects itself and leaves only glyph subsetting to reportlab.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from struct import iter_unpack, unpack
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFontFace

from desktop_app.printing.discover import FaceFile

_SYMBOLIC = 4


@lru_cache(maxsize=64)
def opened(face: FaceFile) -> Any:
    """The parsed font file (reportlab's TTFontFace), shared by all chains; raises TTFError for a broken file."""
    parsed = TTFontFace(face.path, subfontIndex=face.index)
    # Keep the advance widths in the font's own units: the embedded file must agree with its own grid.
    data = parsed.get_table("hmtx")
    (count,) = unpack(">H", parsed.get_table("hhea")[34:36])
    full = list(iter_unpack(">HH", data[: 4 * count]))
    tail = [(full[-1][0], bearing) for (bearing,) in iter_unpack(">H", data[4 * count : len(data) & ~1])]
    parsed.hmetrics = full + tail
    return parsed


class Embedded:
    """The characters that one document has drawn from one font file; writes the font when the document ends."""

    def __init__(self, face: Any, document: Any) -> None:
        self.face = face
        self.codes: dict[int, int] = {0: 0}
        document.delayedFonts.append(self)
        self.name = f"F{len(document.fontMapping) + 1}"
        document.fontMapping[f"{self.name}#{face.filename}"] = "/" + self.name

    def code(self, character: int) -> int:
        """The two-byte code by which the document calls `character` (a Unicode code point) in this font."""
        return self.codes.setdefault(character, len(self.codes))

    def addObjects(self, document: Any) -> None:  # reportlab calls it by this name
        """Write the font and its maps into `document`."""
        characters = list(self.codes)
        tag = "".join(chr(65 + byte % 26) for byte in sha256(repr(characters).encode()).digest()[:6])
        name = pdfdoc.PDFName(f"{tag}+{self.face.name.decode('latin-1')}")
        descendant = self._descendant(document, name, characters)
        to_unicode = _stream(document, unicode_map(characters))
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": name,
                    "Encoding": "/Identity-H",
                    "DescendantFonts": pdfdoc.PDFArray([descendant]),
                    "ToUnicode": to_unicode,
                }
            )
        )

    def _descendant(self, document: Any, name: Any, characters: list[int]) -> Any:
        """The CIDFont behind the Type0 font."""
        face = self.face
        glyphs: list[int] = []
        numbered: dict[int, int] = {0: 0}
        for character in characters:
            glyphs.append(numbered.setdefault(face.charToGlyph.get(character, 0), len(numbered)))
        widths = [round(face.charWidths.get(c, face.defaultWidth) if i else face.defaultWidth)
                  for i, c in enumerate(characters)]  # fmt: skip
        in_order = glyphs == list(range(len(glyphs)))
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/CIDFontType2",
                    "BaseFont": name,
                    "FontDescriptor": self._descriptor(document, name, characters),
                    "CIDSystemInfo": pdfdoc.PDFDictionary(system),
                    "DW": 1000,
                    "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                    "CIDToGIDMap": "/Identity"
                    if in_order
                    else _stream(document, b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)),
                }
            )
        )

    def _descriptor(self, document: Any, name: Any, characters: list[int]) -> Any:
        """The font descriptor with the subset font file."""
        face = self.face
        data = face.makeSubset(characters)
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/FontDescriptor",
                    "FontName": name,
                    "Flags": _SYMBOLIC,
                    "FontBBox": pdfdoc.PDFArray(face.bbox),
                    "Ascent": face.ascent,
                    "Descent": face.descent,
                    "CapHeight": face.capHeight,
                    "ItalicAngle": face.italicAngle,
                    "StemV": face.stemV,
                    "FontFile2": _stream(document, data, Length1=len(data)),
                }
            )
        )


def _stream(document: Any, content: bytes, **entries: int) -> Any:
    """A compressed stream object holding `content`."""
    stream = pdfdoc.PDFStream(content=content)
    stream.dictionary.dict.update(entries)
    stream.filters = [pdfdoc.PDFZCompress]
    return document.Reference(stream)


def unicode_map(characters: list[int]) -> bytes:
    """The ToUnicode CMap that turns code i back into `characters[i]`; UTF-16 pairs beyond U+FFFF."""
    pairs = [f"<{i:04X}> <{chr(c).encode('utf-16-be').hex().upper()}>" for i, c in enumerate(characters) if c]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
