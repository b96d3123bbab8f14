"""The typefaces of official papers: 仿宋 宋体 黑体 楷体 小标宋, each a chain of font files.

A character that the first file of a chain lacks is taken from the next one, so that a rare name prints without
markup. Files come from the office PC's own fonts, found by family name, and from the program's own folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTEncoding

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.printing.discover import FaceFile, by_name, faces_in, system_folders
from desktop_app.printing.embedding import Embedded, opened

FANGSONG, SONG, HEI, KAI, TITLE = "仿宋", "宋体", "黑体", "楷体", "小标宋"

WANTED: dict[str, tuple[str, ...]] = {  # style -> family names, best first
    FANGSONG: ("仿宋_GB18030", "方正仿宋_GB18030", "CESI仿宋-GB18030", "仿宋", "FangSong", "仿宋_GB2312",
               "方正仿宋_GBK", "华文仿宋", "FandolFang"),
    SONG: ("宋体", "SimSun", "方正书宋_GB18030", "CESI宋体-GB18030", "方正书宋_GBK", "Noto Serif SC", "FandolSong",
           "AR PL UMing CN", "AR PL SungtiL GB"),
    HEI: ("黑体", "SimHei", "方正黑体_GB18030", "CESI黑体-GB18030", "方正黑体_GBK", "Noto Sans SC", "FandolHei",
          "WenQuanYi Zen Hei"),
    KAI: ("楷体", "KaiTi", "方正楷体_GB18030", "CESI楷体-GB18030", "楷体_GB2312", "FandolKai", "LXGW WenKai",
          "AR PL UKai CN"),
    TITLE: ("方正小标宋简体", "方正小标宋_GBK", "方正小标宋_GB18030", "CESI小标宋-GB18030", "FandolSong Bold",
            "Noto Serif SC Black", "华文中宋", "STZhongsong"),
}  # fmt: skip
STYLES = tuple(WANTED)
_RARE = ("SimSun-ExtB", "SimSun-ExtG", "HanaMinA", "HanaMinB", "BabelStone Han", "TW-Sung-Ext-B")


class _Widths(dict[str, float]):
    """Advance width of each character in ems, filled as characters are met."""

    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> float:
        face = self._chain.nth(self._chain.owner(ord(character)))
        width = float(face.charWidths.get(ord(character), face.defaultWidth)) / 1000
        self[character] = width
        return width


class Chain:
    """Several font files behind one name, as reportlab's canvas takes them (a "dynamic" font)."""

    _multiByte = 1
    _dynamicFont = 1
    shapable = False

    def __init__(self, name: str, files: Sequence[FaceFile]) -> None:
        """`files` in order of preference; a later one is opened only when a character needs it."""
        self.fontName = name
        self.files = tuple(files)
        self.encoding = TTEncoding()
        first = self.nth(0)
        self.face = SimpleNamespace(name=name, ascent=first.ascent, descent=first.descent)
        self.em = _Widths(self)
        self._owners: dict[int, int] = {}

    def nth(self, index: int) -> Any:
        """The parsed font file at `index`."""
        return opened(self.files[index])

    def owner(self, code: int) -> int:
        """Index of the first file that has the character, 0 when none has."""
        index = self._owners.get(code)
        if index is None:
            having = (i for i in range(len(self.files)) if code in self.nth(i).charToGlyph)
            index = self._owners[code] = next(having, 0)
        return index

    def missing(self, text: str) -> frozenset[str]:
        """The characters of `text` that no file of the chain can draw; they would print as empty boxes."""
        return frozenset(c for c in text if c > " " and ord(c) not in self.nth(self.owner(ord(c))).charToGlyph)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points at `size` points."""
        return sum(map(self.em.__getitem__, text)) * size

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """`width` under the name that reportlab calls."""
        return self.width(text, size)

    def splitString(self, text: str, document: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """`text` as runs of (file index, two-byte codes), as reportlab asks for a dynamic font."""
        runs: list[tuple[int, bytearray]] = []
        for character in text:
            code = ord(character)
            index = self.owner(code)
            if not runs or runs[-1][0] != index:
                runs.append((index, bytearray()))
            runs[-1][1].extend(self._embedded(index, document).code(code).to_bytes(2, "big"))
        return [(index, bytes(codes)) for index, codes in runs]

    def getSubsetInternalName(self, index: int, document: Any) -> str:
        """The name by which page content calls the file at `index`."""
        return "/" + self._embedded(index, document).name

    def _embedded(self, index: int, document: Any) -> Embedded:
        """The one embedding of the file at `index` in `document`, shared by all chains."""
        held: dict[FaceFile, Embedded] = document.__dict__.setdefault("_embedded_faces", {})
        file = self.files[index]
        if file not in held:
            held[file] = Embedded(opened(file), document)
        return held[file]


class Faces:
    """The chains of all styles, ready to draw with."""

    def __init__(self, chains: dict[str, Chain]) -> None:
        self._chains = chains

    def __getitem__(self, style: str) -> Chain:
        """The chain of `style` (仿宋 …); raises KeyError for a name that isn't in STYLES."""
        return self._chains[style]

    def register(self) -> None:
        """Make these chains the ones that reportlab finds under the styles' names."""
        for chain in self._chains.values():
            pdfmetrics.registerFont(chain)

    @property
    def files(self) -> tuple[FaceFile, ...]:
        """Every file that may be embedded, sorted."""
        return tuple(sorted({file for chain in self._chains.values() for file in chain.files}))


def chains_from(folders: Iterable[Path]) -> Faces:
    """The chains that the fonts below `folders` give; raises Refusal when there is no usable Chinese font."""
    have = by_name(faces_in(folders))
    body = [have[name] for name in WANTED[SONG] if name in have]
    rare = [have[name] for name in _RARE if name in have]
    chains: dict[str, Chain] = {}
    for style, names in WANTED.items():
        files = list(dict.fromkeys([*(have[name] for name in names if name in have), *body, *rare]))
        if not files:
            raise Refusal("这台电脑上没有可以嵌入的中文字体，不能打印。请安装仿宋、宋体、黑体，或重新运行安装程序。")
        chains[style] = Chain(style, files)
    return Faces(chains)


@cache
def faces() -> Faces:
    """The chains of this computer: its own fonts by name, then the program's (`paths.FONTS`)."""
    return chains_from((*system_folders(), paths.FONTS))
