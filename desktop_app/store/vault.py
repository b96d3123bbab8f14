"""The vault: files under their SHA-256, never changed, never overwritten."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import Refusal

CHUNK = 1 << 20
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """A file in the vault: its SHA-256 (lower-case hex), its size in bytes, and whether it was there already."""

    sha256: str
    size: int
    known: bool


def sync_folder(folder: Path) -> None:
    """Make the folder's own entries durable (a rename is not, before its folder is synced)."""
    if os.name == "nt":
        return  # Windows has no handle on a folder to flush
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def disk_refusal(error: OSError, doing: str) -> Refusal:
    """`error` as a sentence; `doing` is what was being done (“保存扫描件”)."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(f"磁盘已满，{doing}没有完成，案卷没有变化。请腾出空间后重试。", field="disk")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal(f"没有写入权限，{doing}没有完成。请检查办公文件夹的权限。", field="disk")
    return Refusal(f"{doing}时磁盘出错（{error.strerror or error}），案卷没有变化。请检查磁盘后重试。", field="disk")


class Vault:
    """The folder `vault/` of an office."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._passing = folder / "passing"

    def make(self) -> None:
        """Make the folder, and clear away what a killed process left half copied."""
        self._passing.mkdir(parents=True, exist_ok=True)
        for left in self._passing.iterdir():
            left.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the file lies; raises ValueError for anything that is not a SHA-256."""
        if not _HEX.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.folder / sha256[:2] / sha256

    def keep(self, source: BinaryIO | bytes) -> Kept:
        """Copy `source` into the vault, hashing on the way; raises Refusal on a full or unwritable disk.

        Order: temporary file, fsync, rename, fsync of the folder. The original is only read. A file that lies there
        already is read as well: one whose bytes no longer match its name gives way to the sound copy.
        """
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        passing = self._passing / uuid.uuid4().hex
        try:
            digest, size = self._copy(stream, passing)
            target = self.path(digest)
            known = target.exists()
            if known and self._is_sound(target, digest):
                passing.unlink()
                return Kept(digest, size, True)
            target.parent.mkdir(exist_ok=True)
            passing.chmod(0o444)
            passing.replace(target)
            sync_folder(target.parent)
            sync_folder(self.folder)
            return Kept(digest, size, known)
        except OSError as error:
            with contextlib.suppress(OSError):
                passing.unlink(missing_ok=True)
            raise disk_refusal(error, "保存文件") from error
        except BaseException:  # the source failed, or the user stopped: leave no half copy behind
            passing.unlink(missing_ok=True)
            raise

    def drop(self, sha256: str) -> None:
        """Take out a file that was kept just now and that nothing refers to; raises Refusal when that fails."""
        path = self.path(sha256)
        try:
            path.chmod(0o600)
            path.unlink(missing_ok=True)
        except FileNotFoundError:
            return
        except OSError as error:
            raise disk_refusal(error, "清理文件") from error

    @staticmethod
    def _is_sound(path: Path, sha256: str) -> bool:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    @staticmethod
    def _copy(stream: BinaryIO, target: Path) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with target.open("xb") as out:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                out.write(chunk)
                size += len(chunk)
            out.flush()
            os.fsync(out.fileno())
        return digest.hexdigest(), size

    def lend(self, kind: str, key: str, content: bytes) -> Path:
        """A file to look at only, in the folder that is cleared at the next opening; an older one of `kind` goes.

        The same `key` gives the same file again. Raises Refusal when it can't be written.
        """
        path = self._passing / f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.pdf"
        try:
            for old in self._passing.glob(f"{kind}-*.pdf"):
                if old != path:
                    with contextlib.suppress(OSError):
                        old.unlink()
            if not path.exists():  # on Windows a file that the viewer has open can't be written again
                path.write_bytes(content)
        except OSError as error:
            raise disk_refusal(error, "生成预览") from error
        return path

    def read(self, sha256: str) -> bytes:
        """The whole file; raises Refusal when it is gone or its bytes no longer match its name."""
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise Refusal(f"库中文件 {sha256[:12]} 读不出来。请从备份恢复 vault 文件夹。") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Refusal(f"库中文件 {sha256[:12]} 的内容已被改动。请从备份恢复 vault 文件夹。")
        return content
