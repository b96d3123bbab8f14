"""Copies of the database, made with SQLite's own backup and restored by the program."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.store.vault import disk_refusal

KEPT = 30


def copies(folder: Path) -> tuple[Path, ...]:
    """The copies in an office's `backups/`, the newest first."""
    return tuple(sorted((folder / "backups").glob("office-*.db"), reverse=True))


def make_copy(folder: Path, at: datetime, why: str) -> Path:
    """Copy `office.db` as it stands at one moment into `backups/office-<time>-<why>.db`; the oldest beyond 30 go.

    The vault needs no copy here: its files never change. Raises Refusal on a full or unwritable disk.
    """
    target = folder / "backups" / f"office-{at:%Y%m%d-%H%M%S}-{why}.db"
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(folder / "office.db")) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        part.replace(target)
    except OSError as error:
        raise disk_refusal(error, "备份") from error
    except sqlite3.OperationalError as error:
        part.unlink(missing_ok=True)
        raise Refusal("备份没有完成，数据没有改动。请检查磁盘空间后重试。", field="disk") from error
    for old in copies(folder)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def restore(folder: Path, copy: Path, at: datetime) -> Path:
    """Put `copy` in the place of a closed office's database, keeping the present one as a copy; gives that one's path.

    Raises Refusal when the copy is damaged; then nothing has changed.
    """
    with closing(sqlite3.connect(f"file:{copy.as_posix()}?mode=ro", uri=True)) as connection:
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            sound = False
    if not sound:
        raise Refusal(f"备份 {copy.name} 已损坏，没有恢复。请换一份备份。", field="backup")
    aside = folder / "backups" / f"office-{at:%Y%m%d-%H%M%S}-before-restore.db"
    shutil.move(folder / "office.db", aside)
    for tail in ("-wal", "-shm"):
        left = folder / f"office.db{tail}"
        if left.exists():
            shutil.move(left, f"{aside}{tail}")
    shutil.copyfile(copy, folder / "office.db")
    return aside
