"""A file written for the user is there whole, or what was there before is still there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.errors import Refusal
from desktop_app.store import outside


def test_that_a_file_is_written_in_place_of_an_older_one_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "封面.pdf"
    target.write_bytes(b"older")
    assert outside.put(target, b"newer") == target
    assert target.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("code", "says"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有写入权限"), (errno.EIO, "写不进去")]
)
def test_that_a_disk_that_fails_half_way_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, says: str
) -> None:
    target = tmp_path / "封面.pdf"
    target.write_bytes(b"older")

    def fails(self: Path, content: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(content[:2])
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(Refusal, match=says) as refused:
        outside.put(target, b"newer")
    assert "封面.pdf" in refused.value.says
    assert "办公文件夹" not in refused.value.says
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]
