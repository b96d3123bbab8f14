"""Reading a file that the office adds of its own: an edition or a notice."""

from __future__ import annotations

from pathlib import Path

from desktop_app.rules.strict_toml import WrongFile


def read(file: Path, kind: str, largest: int) -> bytes:
    """The file's bytes with line ends as LF; `kind` is what it should be, in words.

    Raises WrongFile when it can't be read or has more than `largest` bytes.
    """
    try:
        if file.stat().st_size > largest:
            raise WrongFile(file.name, "", f"文件太大，不像{kind}文件。请选择扩展名为 .toml 的{kind}文件。")
        return file.read_bytes().replace(b"\r\n", b"\n")
    except OSError as error:
        says = f"文件读不出来（{error.strerror}）。请核对文件是否还在、是否有读取权限。"
        raise WrongFile(file.name, "", says) from None
