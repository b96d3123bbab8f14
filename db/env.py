"""Alembic's environment: runs the scripts on the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from desktop_app.records.every import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
