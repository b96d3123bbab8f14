"""The notices (通知): read from `resources/notices`, checked through and through; and an edition as a notice has it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.rules import notice_file, regulation, waivers
from desktop_app.rules.notice import Notice
from desktop_app.rules.regulation import Regulation


def load(notice_id: str) -> Notice:
    """The notice of that id; raises Refusal when there is none, WrongFile when its file is wrong."""
    path = paths.NOTICES / f"{notice_id}.toml"
    if not notice_id or Path(notice_id).name != notice_id or not path.is_file():
        says = f"没有编号为“{notice_id}”的通知文件。请把它放回程序的 resources/notices 文件夹后再打开批次。"
        raise Refusal(says)
    return _read(path)


@cache
def _read(path: Path) -> Notice:
    return notice_file.read(path, load)


def every() -> tuple[Notice, ...]:
    """Every notice there is, the newest deadline first."""
    found = [load(path.stem) for path in paths.NOTICES.glob("*.toml")]
    return tuple(sorted(found, key=lambda notice: (notice.deadline.on, notice.id), reverse=True))


def edition_of(notice: Notice) -> Regulation:
    """The edition under which a notice calls."""
    return regulation.load(notice.regulation)


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
