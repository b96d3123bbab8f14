"""Bringing a database to the program's own schema; Alembic's scripts lie in db/."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from desktop_app.errors import Refusal
from desktop_app.paths import MIGRATIONS


def known_revisions() -> tuple[str, ...]:
    """The revisions that this program knows, oldest first: the numbers that open the scripts' names."""
    return tuple(sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def revision_of(engine: Engine) -> str:
    """The revision of a database, or an empty text for a database that has none."""
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'")
        ).scalar()
        if not found:
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def is_current(engine: Engine) -> bool:
    """Whether nothing has to be done; raises Refusal for a database that a newer program has made."""
    revision, known = revision_of(engine), known_revisions()
    if revision and revision not in known:
        raise Refusal(
            f"office.db 由更新版本的程序建立（{revision}），本程序只认到 {known[-1]}。"
            "请安装新版本后再打开，数据没有改动。",
            field="folder",
        )
    return revision == known[-1]


def upgrade(engine: Engine) -> None:
    """Run every script that the database still lacks."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
