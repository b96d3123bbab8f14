"""Every table of the store, for whoever needs the metadata whole (migrations, tests)."""

from __future__ import annotations

from desktop_app.records import dossier, evidence, journal, lists, office, panel, papers, survey
from desktop_app.records.base import Record

MODULES = (office, dossier, lists, evidence, survey, panel, papers, journal)
METADATA = Record.metadata
