"""The database's connections: pragmas, explicit transactions, the journal's hash as a function."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from desktop_app.store import journal

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged commit survives a power cut
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=ON",  # the journal's trigger calls our own function
    "busy_timeout=5000",
)


def engine_for(path: Path) -> Engine:
    """An engine on the SQLite file `path`; every connection has our pragmas and `journal_hash`."""
    engine = create_engine(
        f"sqlite:///{path.as_posix()}",
        connect_args={"check_same_thread": False},
        hide_parameters=True,  # an error goes into the log, and must not carry a hidden score or a name there
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver would commit before DDL
        connection.create_function("journal_hash", 2, journal.entry_hash, deterministic=True)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
