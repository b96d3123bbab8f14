"""Find typefaces by family name, reading only each font file's tables of contents.

Faces that can't be embedded are left out: PostScript outlines (CFF) and faces whose licence forbids embedding.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_SUFFIXES = (".ttf", ".ttc", ".otf")
_FAMILY, _FULL, _TYPOGRAPHIC = 1, 4, 16
_RESTRICTED = 2
_MOST_FACES = 64
_BOLD = 700


@dataclass(frozen=True, order=True)
class FaceFile:
    """One face: a font file and the face's index in it (0 unless the file is a collection)."""

    path: str
    index: int = 0


@dataclass(frozen=True)
class Found:
    """A usable face with the names it answers to and its weight (400 is regular)."""

    face: FaceFile
    names: frozenset[str]
    weight: int


def system_folders() -> tuple[Path, ...]:
    """The folders where this system keeps fonts; they need not exist."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return windows, Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"


def faces_in(folders: Iterable[Path]) -> Iterator[Found]:
    """Every usable face below `folders`, in path order; unreadable or broken files are passed over."""
    for folder in folders:
        for path in sorted(_font_files(folder)):
            try:
                yield from _faces(path)
            except (OSError, struct.error, ValueError):
                continue


def _font_files(folder: Path) -> Iterator[str]:
    """Paths of all font files below `folder`."""
    for root, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith(_SUFFIXES):
                yield str(Path(root) / name)


def _faces(path: str) -> Iterator[Found]:
    """The usable faces of one font file; raises OSError or struct.error for a broken one."""
    with Path(path).open("rb") as file:
        for index, start in enumerate(_starts(file)):
            found = _face(file, FaceFile(path, index), start)
            if found:
                yield found


def _starts(file: BinaryIO) -> tuple[int, ...]:
    """Offsets of the faces in a font file."""
    if file.read(4) != b"ttcf":
        return (0,)
    file.seek(8)
    (count,) = struct.unpack(">L", file.read(4))
    count = min(count, _MOST_FACES)
    starts: tuple[int, ...] = struct.unpack(f">{count}L", file.read(4 * count))
    return starts


def _face(file: BinaryIO, face: FaceFile, start: int) -> Found | None:
    """The face at `start`, or None when it can't be embedded."""
    file.seek(start)
    tag, count = struct.unpack(">4sH6x", file.read(12))
    if tag not in (b"\0\1\0\0", b"true"):
        return None
    raw = file.read(16 * count)
    tables = {raw[i : i + 4]: struct.unpack(">LL", raw[i + 8 : i + 16]) for i in range(0, 16 * count, 16)}
    if b"glyf" not in tables or b"name" not in tables:
        return None
    weight = 400
    if b"OS/2" in tables:
        file.seek(tables[b"OS/2"][0] + 4)
        weight, _, licence = struct.unpack(">HHH", file.read(6))
        if licence & 0xF == _RESTRICTED:
            return None
    offset, size = tables[b"name"]
    file.seek(offset)
    names = frozenset(_names(file.read(size)))
    if any(name.endswith("Bold") for name in names):
        weight = max(weight, _BOLD)  # some families call every face 400
    return Found(face, names, weight)


def _names(table: bytes) -> Iterator[str]:
    """Family and full names in a `name` table, in every language it has."""
    _, count, base = struct.unpack(">HHH", table[:6])
    for i in range(count):
        platform, _, _, kind, length, offset = struct.unpack(">6H", table[6 + 12 * i : 18 + 12 * i])
        if kind in (_FAMILY, _FULL, _TYPOGRAPHIC) and platform in (0, 3):
            yield table[base + offset : base + offset + length].decode("utf-16-be", "replace")


def by_name(found: Iterable[Found], wanted_weight: int = 400) -> dict[str, FaceFile]:
    """Family or full name -> the face nearest to `wanted_weight`; the first found wins a tie."""
    best: dict[str, Found] = {}
    for face in found:
        for name in face.names:
            held = best.get(name)
            if held is None or abs(face.weight - wanted_weight) < abs(held.weight - wanted_weight):
                best[name] = face
    return {name: face.face for name, face in best.items()}
