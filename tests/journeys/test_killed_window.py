"""A window that is killed in the middle of typing: at most the box that was being typed is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.journey.player import Player
from tests.journeys.at_the_window import enter, field, intake_tab, journal_faults

ROOT = Path(__file__).resolve().parents[2]
BOXES = ("contact", "other_bodies", "qualifications", "government_support")
TYPIST = """
import itertools, os, sys
from pathlib import Path
from desktop_app import app as house_of, lasting
lasting.hold_constants()
house_of.prepare_environment(os.environ)
app = house_of.make_application(sys.argv[:1])
house = house_of.House(app, Path(sys.argv[2]) / "preferences.json")
house.window.resize(1366, 768)
house.window.show()
house.window.load_late()
from desktop_app.journey.player import Player
from tests.journeys import at_the_window
player = Player(house.window, house.desk)
player.settle(60)
at_the_window.enter(player, Path(sys.argv[1]))
at_the_window.intake_tab(player, 0)
names = sys.argv[3:]
print("ready", flush=True)
for number in itertools.count(1):
    name = names[number % len(names)]
    player.fill(name, f"第{number}次录入")
    print(name, number, flush=True)
"""


def killed_while_typing(folder: Path, out: Path, seconds: float) -> list[tuple[str, int]]:
    """Let somebody type into one box after the other, kill the window; what it had said to be saved by then."""
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, folder, out, *BOXES], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(out)},
    )  # fmt: skip
    assert typist.stdout is not None
    assert typist.stdout.readline() == "ready\n"
    time.sleep(seconds)
    typist.kill()
    lines = [line.split() for line in typist.communicate()[0].splitlines() if line]
    return [(line[0], int(line[1])) for line in lines if len(line) == 2]


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(2))
def test_that_a_killed_window_loses_at_most_the_box_being_typed(
    seat: Player, ready_template: Path, tmp_path: Path, seed: int
) -> None:
    folder, out = tmp_path / "office", tmp_path / "out"
    shutil.copytree(ready_template, folder)
    out.mkdir()
    saved = killed_while_typing(folder, out, random.Random(seed).uniform(0.3, 1.2))
    assert saved, "something was typed before the window was killed"
    last = dict(saved)
    enter(seat, folder)
    assert journal_faults(folder) == ()
    intake_tab(seat, 0)
    unsaid = saved[-1][1] + 1
    for name, number in last.items():
        shown = field(seat, name).editor.words()
        assert shown in (f"第{number}次录入", f"第{unsaid}次录入"), name
    assert {field(seat, name).editor.words() for name in BOXES} & {f"第{saved[-1][1]}次录入", f"第{unsaid}次录入"}
