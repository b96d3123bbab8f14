"""Draws the sample office's scans: pages as a scanner would have left them, in every accepted file format.

Nothing here is a real paper: each page says 样例. What the pages say is data (resources/sample/scans.toml).
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from desktop_app.paths import FONTS, SAMPLE

PAGE = (1240, 1754)
"""A4 at 150 dpi, in pixels."""
MARGIN, LEADING = 150, 62
FORMATS = {".pdf": "PDF", ".tif": "TIFF", ".jpg": "JPEG", ".png": "PNG"}


@dataclass(frozen=True)
class SampleScan:
    """One file to draw: its name, the material it is evidence of, the lines of each page."""

    name: str
    material: str
    pages: tuple[tuple[str, ...], ...]


def listed(folder: Path = SAMPLE) -> tuple[SampleScan, ...]:
    """The scans that the sample's data file names, in its order."""
    told = tomllib.loads((folder / "scans.toml").read_text(encoding="utf-8"))
    return tuple(
        SampleScan(scan["name"], scan["material"], tuple(tuple(page) for page in scan["pages"]))
        for scan in told["scan"]
    )


def _face(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in ("FandolSong-Regular.ttf", "uming.ttc", "NotoSansCJK-Regular.ttc"):
        if (FONTS / name).exists():
            return ImageFont.truetype(FONTS / name, size)
    return ImageFont.load_default(size)


def draw_page(lines: tuple[str, ...], chance: random.Random) -> Image.Image:
    """One page: the first line as a heading, the rest below, slightly askew on paper that isn't quite white."""
    page = Image.new("RGB", PAGE, (250, 248, 243))
    pen = ImageDraw.Draw(page)
    heading, body = _face(54), _face(32)
    pen.text((PAGE[0] / 2, MARGIN), lines[0], fill=(30, 30, 34), font=heading, anchor="ma")
    for number, line in enumerate(lines[1:], start=2):
        pen.text((MARGIN, MARGIN + number * LEADING), line, fill=(40, 40, 44), font=body)
    pen.rounded_rectangle((840, 1440, 1060, 1530), radius=12, outline=(190, 60, 50), width=5)
    pen.text((950, 1485), "样例", fill=(190, 60, 50), font=heading, anchor="mm")
    askew = page.rotate(chance.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=(236, 233, 226))
    return askew.filter(ImageFilter.GaussianBlur(0.6))


def draw(scan: SampleScan, folder: Path) -> Path:
    """Draw `scan` into `folder`; the same data gives the same picture. Gives the file's path."""
    chance = random.Random(scan.name)
    pages = [draw_page(lines, chance) for lines in scan.pages]
    target = folder / scan.name
    kind = FORMATS[target.suffix]
    options: dict[str, Any] = {"resolution": 150, "dpi": (150, 150)}
    if kind in ("PDF", "TIFF"):
        options |= {"save_all": True, "append_images": pages[1:]}
    options |= {"compression": "tiff_adobe_deflate"} if kind == "TIFF" else {"quality": 82}
    pages[0].save(target, kind, **options)
    return target
