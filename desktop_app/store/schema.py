"""The schema as text, for db/schema.sql: `python -m desktop_app.store.schema > db/schema.sql`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from sqlalchemy import Engine, text

from desktop_app.store import migrate
from desktop_app.store.connection import engine_for


def schema_of(engine: Engine) -> str:
    """Every table, index and trigger of a database as SQL, by kind and name; Alembic's own table left out."""
    asked = text(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY type = 'trigger', type = 'index', tbl_name, name"
    )
    with engine.connect() as connection:
        found = [str(row[0]).strip() for row in connection.execute(asked)]
    lines = "\n\n".join(f"{statement};" for statement in found).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def migrated_schema() -> str:
    """The schema that the migrations build."""
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(Path(folder) / "office.db")
        migrate.upgrade(engine)
        try:
            return schema_of(engine)
        finally:
            engine.dispose()


if __name__ == "__main__":
    sys.stdout.write(migrated_schema())
