"""Writing a file for the user, outside the office folder: whole or not at all, and never half over an older one."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from desktop_app.errors import Refusal


def put(target: Path, content: bytes) -> Path:
    """Write `content` to `target`, in place of a file that the user chose to give up; gives `target`.

    Raises Refusal when the place can't be written; then what was there is still there.
    """
    passing = target.with_name(f".{target.name}.part")
    try:
        passing.write_bytes(content)
        passing.replace(target)
    except OSError as error:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
        raise _refused(target, error) from error
    return target


def _refused(target: Path, error: OSError) -> Refusal:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(f"“{target.name}”没有存成：那里的磁盘已满。请腾出空间，或换一个位置。", field="file")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal(f"“{target.name}”没有存成：没有写入权限，或文件正被打开。请换一个位置。", field="file")
    says = f"“{target.name}”没有存成：“{target.parent}”写不进去（{error.strerror or error}）。请换一个位置。"
    return Refusal(says, field="file")
