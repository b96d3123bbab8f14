"""Where the program's own files lie, from source and frozen alike."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
RESOURCES = ROOT / "resources"
REGULATIONS = RESOURCES / "regulations"
CALENDARS = RESOURCES / "calendars"
NOTICES = RESOURCES / "notices"
FONTS = RESOURCES / "fonts"
MANUAL = RESOURCES / "manual"
SAMPLE = RESOURCES / "sample"
FORMS = ROOT / "forms"
MIGRATIONS = ROOT / "db"
