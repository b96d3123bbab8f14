"""Packets on a stick: written as a folder and the same as a zip, and found again without trusting a name or a path.

Reading looks only for names that this program gives out, never follows a link, unpacks nothing to disk, counts what
comes out of a zip, and opens every file for reading only.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desktop_app.errors import Refusal
from desktop_app.store import outside

PACKET, ANSWERS, SHEET = "packet.json", "评分结果.json", "评分表.xlsx"
GUIDE, PAGES = "说明.txt", "案卷"
DEPTH = 3
"""How deep below the chosen folder a packet may lie."""
MOST_FILES = 2000
MOST_PACKETS = 60
LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True)
class Found:
    """One packet that was found, or a single workbook: its parts by name, or `fault` when it can't be read."""

    source: str
    parts: Mapping[str, bytes]
    fault: str = ""


def write(folder: Path, name: str, files: Mapping[str, bytes]) -> tuple[Path, int]:
    """Write `files` (by relative path) into `folder`/`name`, and the same as a zip beside it; gives folder and count.

    Raises Refusal when the place can't be written or holds a folder of that name already.
    """
    target = folder / name
    try:
        target.mkdir()
    except FileExistsError:
        raise Refusal(f"“{name}”在那里已经有了，没有写入。请换一个文件夹。", field="folder") from None
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        for relative in sorted({str(PurePosixPath(path).parent) for path in files} - {"."}):
            (target / relative).mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            outside.put(target / path, content)
        outside.put(folder / f"{name}.zip", _zipped(name, files))
    except (OSError, Refusal) as error:
        shutil.rmtree(target, ignore_errors=True)  # ours from a moment ago, and only half a packet
        raise error if isinstance(error, Refusal) else _unwritable(folder, error) from error
    return target, len(files)


def _unwritable(folder: Path, error: OSError) -> Refusal:
    return Refusal(f"“{folder}”写不进去（{error.strerror or error}）。请换一个位置。", field="folder")


def _zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(f"{name}/{path}", (2024, 1, 1, 0, 0, 0)), content)
    return held.getvalue()


def find(path: Path) -> tuple[Found, ...]:
    """The packets at `path`: a packet's folder, a zip, a workbook, or a folder (a stick) in which some lie.

    Raises Refusal when nothing is there to be read, or far more than a stick with packets holds.
    """
    try:
        found = tuple(_found(path))
    except OSError as error:
        raise Refusal(
            f"“{path.name}”读不出来（{error.strerror or error}）。请检查 U 盘后重试。", field="file"
        ) from error
    if not found:
        raise Refusal(f"“{path.name}”里没有评审包，也没有评分表。请选择评审包的文件夹、.zip 或 .xlsx。", field="file")
    return found[:MOST_PACKETS]


def _found(path: Path) -> Iterator[Found]:
    if path.is_symlink():
        return
    if path.is_file():
        yield from _file(path, alone=True)
        return
    count = 0
    for folder in _folders(path, DEPTH):
        entries = sorted(one for one in folder.iterdir() if not one.is_symlink() and not one.name.startswith("."))
        count += len(entries)
        if count > MOST_FILES:
            raise Refusal(f"“{path.name}”里的文件太多，没有读完。请直接选择评审包的文件夹。", field="file")
        names = {one.name for one in entries if one.is_file()}
        if PACKET in names:
            yield _folder(folder, names)
        else:
            for one in entries:
                if one.is_file():
                    yield from _file(one, alone=False)


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    """The folder and those below it, links left out; nothing below a packet."""
    yield folder
    if depth and not (folder / PACKET).is_file():
        for one in sorted(folder.iterdir()):
            if one.is_dir() and not one.is_symlink() and not one.name.startswith("."):
                yield from _folders(one, depth - 1)


def _folder(folder: Path, names: set[str]) -> Found:
    parts: dict[str, bytes] = {}
    for name in (PACKET, ANSWERS, SHEET):
        if name in names:
            content = _content(folder / name)
            if content is None:
                return Found(folder.name, {}, f"“{name}”超过 20 MB，不是评审包里的文件。")
            parts[name] = content
    return Found(folder.name, parts)


def _content(path: Path) -> bytes | None:
    with path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None


def _file(path: Path, *, alone: bool) -> Iterator[Found]:
    suffix = path.suffix.lower()
    if suffix not in (".zip", ".xlsx"):
        if alone:
            raise Refusal(f"“{path.name}”不是评审包。请选择评审包的文件夹、.zip 或 .xlsx。", field="file")
        return
    content = _content(path)
    if content is None:
        yield Found(path.name, {}, "文件超过 20 MB，不是评审包。")
    elif suffix == ".xlsx":
        yield Found(path.name, {SHEET: content})
    else:
        yield from _packed(path.name, content)


def _packed(source: str, content: bytes) -> Iterator[Found]:
    """The packets inside a zip, one for each folder that holds a packet.json; nothing is unpacked to disk."""
    groups: dict[str, dict[str, bytes]] = {}
    left = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_FILES:
                raise zipfile.BadZipFile
            for entry in entries:
                inside = PurePosixPath(entry.filename)
                if inside.name in (PACKET, ANSWERS, SHEET) and len(inside.parts) <= DEPTH:
                    part = _entry(packed, entry, left)
                    left -= len(part)
                    groups.setdefault(str(inside.parent), {})[inside.name] = part
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        yield Found(source, {}, "压缩包读不出来，已损坏或过大。请重新复制。")
        return
    for _place, parts in sorted(groups.items()):
        yield Found(source, parts)


def _entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """One entry, whatever its own word for its size; raises BadZipFile when it is more than `left`."""
    with packed.open(entry) as stream:
        part = stream.read(left + 1)
    if len(part) > left:
        raise zipfile.BadZipFile
    return part
