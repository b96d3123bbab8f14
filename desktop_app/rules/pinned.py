"""The edition that a dossier is pinned to: its id, and the digest of the very file that it was opened under."""

from __future__ import annotations

from desktop_app.records.dossier import Dossier
from desktop_app.rules.regulation import Regulation


def altered(dossier: Dossier, regulation: Regulation) -> str:
    """What to say when the edition's file is no longer the one of the day of acceptance; empty while it is."""
    if regulation.digest == dossier.regulation_digest:
        return ""
    return f"“{regulation.short}”的办法文件在受理后有改动，现按改动后的文件审查。请由管理员核对或换回受理时的文件。"
