"""Writes a sealed archive: a BagIt 1.0 bag under one root list, in a new folder, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desktop_app.archive import index, layout, lists, tags
from desktop_app.archive.contents import Contents, Document, Progress, Quiet
from desktop_app.archive.layout import Placed
from desktop_app.errors import Refusal

UNFINISHED = ".封装未完成-"
_RESERVE = 8 << 20  # directories, lists, and room for the file system itself


@dataclass(frozen=True)
class Sealed:
    """An archive that was written: its folder, the SHA-256 of its root list, all its files and bytes."""

    folder: Path
    fingerprint: str
    files: int
    size: int


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def seal(
    target: Path, contents: Contents, *, progress: Progress | None = None, free: Callable[[Path], int] = _free
) -> Sealed:
    """Write `contents` into the new folder `target`.

    Everything goes into a sibling folder first, each file and directory is forced to disk, then the folder takes its
    name: a refusal, an error or `Cancelled` leaves nothing behind. Raises Refusal when `target` exists, its parent
    can't be written, the disk is too full (`free` tells the bytes left), or a source no longer has its SHA-256.
    """
    if os.path.lexists(target):
        raise Refusal(f"“{target}”已经存在，不会覆盖。请换一个位置，或先移走它。", field="folder")
    if not target.parent.is_dir():
        raise Refusal(f"找不到文件夹“{target.parent}”。请另选位置。", field="folder")
    placed = layout.place(contents)
    total = sum(one.document.size for one in placed)
    _check_space(total, free(target.parent))
    work = target.parent / (UNFINISHED + secrets.token_hex(6))
    try:
        work.mkdir()
        sealed = _Writer(work, total, progress or Quiet()).write(contents, placed)
        _sync_tree(work)
        if os.path.lexists(target):
            raise Refusal(f"“{target}”已经存在，不会覆盖。请换一个位置，或先移走它。", field="folder")
        work.rename(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise Refusal(_said(error, target.parent), field="folder") from error
    finally:
        # after the rename there is nothing under this name any more
        shutil.rmtree(work, ignore_errors=True)
    return Sealed(target, sealed.fingerprint, sealed.files, sealed.size)


def _check_space(total: int, left: int) -> None:
    if left < total + _RESERVE:
        raise Refusal(
            f"磁盘只剩 {index.size_text(left)}，不足以封装 {index.size_text(total + _RESERVE)}。"
            "案卷没有变化；请腾出空间或换到其他磁盘。",
            field="folder",
        )


def _said(error: OSError, parent: Path) -> str:
    if isinstance(error, PermissionError):
        return f"没有在“{parent}”里写文件的权限。案卷没有变化；请另选位置。"
    return f"写档案包时磁盘出错（{error.strerror or '原因不明'}），没有留下半成品。请检查“{parent}”所在的磁盘后重试。"


class _Writer:
    """One writing of one archive into the folder `work`, whose hashes it remembers."""

    def __init__(self, work: Path, total: int, progress: Progress) -> None:
        self._work = work
        self._total = total
        self._done = 0
        self._progress = progress
        self._hashes: dict[str, str] = {}
        self._size = 0

    def write(self, contents: Contents, placed: tuple[Placed, ...]) -> Sealed:
        """All files in their order: payload, its list, tag files, their list, and the root list over everything."""
        for one in placed:
            self._progress.tell(self._done, self._total, f"复制“{one.document.title}”")
            self._copy(one)
        payload, size = dict(self._hashes), self._size
        self._progress.tell(self._done, self._total, "写目录与校验表")
        self._put(layout.BAG, tags.BAGIT)
        self._put(layout.BAG_INFO, tags.bag_info(contents, size, len(payload)))
        self._put(lists.PAYLOAD_LIST, lists.written(payload))
        self._put(layout.INDEX, index.page(contents, placed, payload))
        self._put(layout.README, tags.readme(contents, size, len(payload)))
        self._put(layout.CATALOGUE, tags.catalogue(contents, placed))
        self._put(layout.DATA, tags.canonical(contents.data))
        self._put(layout.SCHEMA, tags.canonical(contents.schema))
        self._put(layout.JOURNAL, tags.journal(contents.journal))
        self._put(layout.HOW_TO_CHECK, tags.how_to_check(contents))
        described = {path: digest for path, digest in self._hashes.items() if path not in payload}
        self._put(lists.TAG_LIST, lists.written(described))
        everything = lists.written(self._hashes)
        self._put(lists.ROOT_LIST, everything)
        return Sealed(self._work, hashlib.sha256(everything).hexdigest(), len(self._hashes), self._size)

    def _put(self, path: str, raw: bytes) -> None:
        self._hashes[path] = hashlib.sha256(raw).hexdigest()
        self._size += len(raw)
        with self._new(path).open("xb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())

    def _copy(self, one: Placed) -> None:
        source = one.document.source
        if isinstance(source, bytes):
            if one.document.sha256 and hashlib.sha256(source).hexdigest() != one.document.sha256:
                raise _altered(one.document)
            self._put(one.path, source)
            self._done += len(source)
            return
        running = hashlib.sha256()
        try:
            reading = source.open("rb")
        except OSError as error:
            raise Refusal(f"库里找不到“{one.document.title}”的文件。请从备份恢复后再封装。") from error
        with reading, self._new(one.path).open("xb") as writing:
            while block := reading.read(lists.BLOCK):
                running.update(block)
                writing.write(block)
                self._size += len(block)
                self._done += len(block)
                self._progress.tell(self._done, self._total, f"复制“{one.document.title}”")
            writing.flush()
            os.fsync(writing.fileno())
        if running.hexdigest() != one.document.sha256:
            raise _altered(one.document)
        self._hashes[one.path] = running.hexdigest()

    def _new(self, path: str) -> Path:
        place = self._work.joinpath(*PurePosixPath(path).parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


def _altered(document: Document) -> Refusal:
    return Refusal(f"“{document.title}”在库里的内容与入库时的指纹不符，不能封装。请从备份恢复这个文件，或重新扫描。")


def _sync_tree(root: Path) -> None:
    for folder, _, _ in os.walk(root, topdown=False):
        _sync_folder(Path(folder))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows can't open a folder to flush it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems refuse to flush a folder
            os.fsync(handle)
    finally:
        os.close(handle)
