"""What a computer remembers: written whole, read forgivingly."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.steps import preferences
from desktop_app.steps.preferences import Preferences


def test_that_preferences_come_back_as_they_were(tmp_path: Path) -> None:
    kept = Preferences("dark", "large", 10).opened("/a", "甲").opened("/b", "乙")
    path = tmp_path / "deep" / "preferences.json"
    assert preferences.save(kept, path)
    assert preferences.load(path) == kept
    assert [entry.folder for entry in kept.recent] == ["/b", "/a"]
    assert list(path.parent.iterdir()) == [path]


def test_that_an_office_opened_again_moves_to_the_front_and_old_ones_fall_off() -> None:
    kept = Preferences()
    for number in range(12):
        kept = kept.opened(f"/{number}", str(number))
    kept = kept.opened("/7", "7")
    assert [entry.folder for entry in kept.recent][:3] == ["/7", "/11", "/10"]
    assert len(kept.recent) == preferences.RECENT_AT_MOST


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", '"text"', "null", '{"theme": "pink", "lock_minutes": -3, "text_size": 7, "recent": "x"}',
        '{"recent": [1, {"folder": 3, "name": "x"}, {"name": "y"}]}',
    ],
)  # fmt: skip
def test_that_a_file_that_makes_no_sense_counts_as_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    assert preferences.load(path) == Preferences()


def test_that_a_folder_that_takes_nothing_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert not preferences.save(Preferences(), blocked / "preferences.json")
    assert preferences.load(blocked / "preferences.json") == Preferences()
