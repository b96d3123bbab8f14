"""Hash lists (`hash  path`, UTF-8, LF, sorted): written, read without trust, and files hashed in a stream."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT_LIST = "全盘校验.sha256"
PAYLOAD_LIST = "manifest-sha256.txt"
TAG_LIST = "tagmanifest-sha256.txt"
PAYLOAD = "data/"
BLOCK = 1 << 20
LONGEST_LIST = 64 << 20
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class HashList:
    """A list as it was read: `hashes` by path, and `faults`, one sentence for each line that isn't as it must be."""

    hashes: Mapping[str, str]
    faults: tuple[str, ...]


def written(hashes: Mapping[str, str]) -> bytes:
    """`hashes` (path -> lower-case hex) as the bytes of a list that `sha256sum -c` reads."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def safe(path: str) -> bool:
    """Whether `path` stays inside the archive on every system: relative, plain parts, no drive, no backslash."""
    if path.startswith("/") or "\\" in path or _DRIVE.match(path) or any(ord(sign) < 32 for sign in path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def read(raw: bytes) -> HashList:
    """A list from bytes that nobody vouches for; whatever isn't exactly as `written` makes it becomes a fault."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return HashList({}, ("不是 UTF-8 文本",))
    faults: list[str] = []
    if raw and not text.endswith("\n"):
        faults.append("最后一行不完整")
    hashes: dict[str, str] = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n") if raw else (), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            faults.append(f"第 {number} 行不是“指纹  路径”")
        elif not safe(match[2]):
            faults.append(f"第 {number} 行的路径越出档案包，未读取")
        elif match[2] in hashes:
            faults.append(f"第 {number} 行与前面的行重复")
        else:
            hashes[match[2]] = match[1]
    if not hashes and not faults:
        faults.append("是空的")
    if list(hashes) != sorted(hashes):
        faults.append("各行没有按路径排序")
    return HashList(hashes, tuple(faults))


def digest(path: Path, tell: Callable[[int], None] | None = None) -> str:
    """SHA-256 of the file at `path` as lower-case hex, block by block; never follows a symbolic link.

    `tell` hears the length of each block. Raises OSError when the file can't be read to its end.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    running = hashlib.sha256()
    with os.fdopen(os.open(path, flags), "rb") as stream:
        while block := stream.read(BLOCK):
            running.update(block)
            if tell is not None:
                tell(len(block))
    return running.hexdigest()
