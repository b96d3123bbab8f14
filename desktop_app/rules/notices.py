"""The notices (通知): read from `resources/notices`, checked through and through; and an edition as a notice has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.rules import notice_file, regulation, strict_toml, waivers
from desktop_app.rules.notice import Notice
from desktop_app.rules.regulation import Regulation


def text(notice_id: str) -> bytes | None:
    """The text of the program's own file of that notice, its line ends as LF; None when there is none."""
    path = paths.NOTICES / f"{notice_id}.toml"
    if not notice_id or Path(notice_id).name != notice_id or not path.is_file():
        return None
    return strict_toml.read_bytes(path).replace(b"\r\n", b"\n")


SHELF = notice_file.Shelf(text, regulation.load)
"""What the program's own notices rest on."""


def load(notice_id: str) -> Notice:
    """The program's own notice of that id; raises Refusal when there is none, WrongFile when its file is wrong."""
    if text(notice_id) is None:
        raise Refusal(f"没有编号为“{notice_id}”的通知文件。请在“新建批次”中重新添加。")
    return _read(paths.NOTICES / f"{notice_id}.toml")


@cache
def _read(path: Path) -> Notice:
    return notice_file.read(path, SHELF)


def every() -> tuple[Notice, ...]:
    """Every notice that the program comes with, the newest deadline first."""
    return newest_first(load(path.stem) for path in paths.NOTICES.glob("*.toml"))


def newest_first(found: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices in the order in which they are offered."""
    return tuple(sorted(found, key=lambda notice: (notice.deadline.on, notice.id), reverse=True))


def as_called(edition: Regulation, notice: Notice) -> Regulation:
    """The edition as it is in that year: names, numbers and length as the notice has them, less what it drops."""
    made = replace(
        edition,
        names=notice.names,
        functions_at_most=notice.functions.at_most or edition.functions_at_most,
        functions_at_most_article=notice.functions.article or edition.functions_at_most_article,
        statement_at_most=notice.statement.at_most or edition.statement_at_most,
        statement_article=notice.statement.article or edition.statement_article,
    )
    return waivers.apply(made, notice.waiver) if notice.waiver is not None else made
