"""What this computer remembers for its user: recent offices, theme, text size, when to lock. No office needed.

Kept as a small JSON file in the user's configuration folder; a file that cannot be read counts as empty, for nothing
in it is worth stopping the program.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs

APP = "desktop-app"
RECENT_AT_MOST = 8
THEMES = ("system", "light", "dark")
TEXT_SIZES = ("small", "standard", "large")
LOCK_MINUTES = (1, 3, 5, 10, 15, 30)


@dataclass(frozen=True)
class Recent:
    """An office that was opened here: its folder and the authority's name."""

    folder: str
    name: str


@dataclass(frozen=True)
class Preferences:
    """`theme` is one of `THEMES`, `text_size` of `TEXT_SIZES`; `lock_minutes` of idleness until the screen locks."""

    theme: str = "system"
    text_size: str = "standard"
    lock_minutes: int = 5
    recent: tuple[Recent, ...] = ()

    def opened(self, folder: str, name: str) -> Preferences:
        """These, with the office in `folder` as the most recent one."""
        others = tuple(entry for entry in self.recent if entry.folder != folder)
        return replace(self, recent=(Recent(folder, name), *others)[:RECENT_AT_MOST])


def default_path() -> Path:
    """Where the file lies for this user."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "preferences.json"


def load(path: Path) -> Preferences:
    """The preferences in `path`; defaults for what is missing or makes no sense."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(told, dict):
        return Preferences()
    usual = Preferences()
    return Preferences(
        theme=_one_of(told.get("theme"), THEMES, usual.theme),
        text_size=_one_of(told.get("text_size"), TEXT_SIZES, usual.text_size),
        lock_minutes=_one_of(told.get("lock_minutes"), LOCK_MINUTES, usual.lock_minutes),
        recent=_recent(told.get("recent")),
    )


def save(preferences: Preferences, path: Path) -> bool:
    """Write them whole or not at all; False when the folder will not take them (they then last for this run only)."""
    text = json.dumps(asdict(preferences), ensure_ascii=False, indent=1)
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True


def _one_of(value: Any, allowed: tuple[Any, ...], usual: Any) -> Any:
    return value if value in allowed else usual


def _recent(told: Any) -> tuple[Recent, ...]:
    entries = told if isinstance(told, list) else []
    found = [
        Recent(entry["folder"], entry["name"])
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("folder"), str) and isinstance(entry.get("name"), str)
    ]
    return tuple(found[:RECENT_AT_MOST])
