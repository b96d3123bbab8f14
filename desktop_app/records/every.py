"""Every table of the store, for whoever needs the metadata whole (migrations, tests)."""

from __future__ import annotations

from desktop_app.records import (
    batch,
    dossier,
    editions,
    evidence,
    expert_draw,
    journal,
    lists,
    office,
    panel,
    papers,
    survey,
)
from desktop_app.records.base import Record

MODULES = (office, editions, dossier, lists, evidence, survey, panel, expert_draw, papers, batch, journal)
METADATA = Record.metadata
