"""Records, migrations and db/schema.sql say the same."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from desktop_app.paths import MIGRATIONS
from desktop_app.records.every import METADATA
from desktop_app.store import migrate, schema, triggers
from desktop_app.store.connection import engine_for


def test_that_migrations_build_what_the_committed_schema_says() -> None:
    assert schema.migrated_schema() == (MIGRATIONS / "schema.sql").read_text(encoding="utf-8")


def test_that_migrations_build_what_the_records_declare(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "office.db")
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for statement in triggers.statements():
            connection.execute(text(statement.replace(":", "\\:")))
    declared = schema.schema_of(engine)
    engine.dispose()
    assert in_any_order(schema.migrated_schema()) == in_any_order(declared)


def in_any_order(sql: str) -> list[list[str]]:
    """The statements with the lines of each sorted: constraints may stand in another order."""
    return [sorted(line.strip().rstrip(",") for line in statement.splitlines()) for statement in sql.split(";\n\n")]


def test_that_a_migrated_database_is_current(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "office.db")
    assert not migrate.is_current(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    engine.dispose()
