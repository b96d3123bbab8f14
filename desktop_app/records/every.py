"""Every table of the store, for whoever needs the metadata whole (migrations, tests)."""

from __future__ import annotations

from desktop_app.records import (
    batch,
    dossier,
    editions,
    evidence,
    expert_draw,
    frame_check,
    journal,
    keying,
    lists,
    meeting,
    office,
    panel,
    papers,
    process,
    survey,
)
from desktop_app.records.base import Record

MODULES = (
    office,
    editions,
    dossier,
    lists,
    evidence,
    survey,
    frame_check,
    keying,
    panel,
    expert_draw,
    meeting,
    papers,
    process,
    batch,
    journal,
)
METADATA = Record.metadata
