"""A killed process loses nothing that was acknowledged."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.store import journal
from desktop_app.store.office import Office

WRITER = """
import sys
from pathlib import Path
from sqlalchemy import select
from desktop_app.records.office import Operator
from desktop_app.store.office import Office

office = Office.open(Path(sys.argv[1]))
with office.read() as session:
    office.operator = session.scalars(select(Operator)).one()
print("ready", flush=True)
for number in range(100_000):
    kept = office.vault.keep(f"scan {number} ".encode() * 20_000)
    with office.act("office.checked") as act:
        act.note(number=number, sha256=kept.sha256)
    print(act.entry.seq, kept.sha256, flush=True)
"""


def killed_after(seconds: float, folder: Path) -> list[tuple[int, str]]:
    """Let the writer work for a while and kill it; what it had acknowledged by then."""
    root = Path(__file__).resolve().parents[2]
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], cwd=root, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    time.sleep(seconds)
    writer.kill()
    lines = writer.communicate()[0].splitlines()
    whole = [line.split() for line in lines if len(line.split()) == 2 and len(line.split()[1]) == 64]
    return [(int(seq), sha256) for seq, sha256 in whole]


@pytest.mark.parametrize("seed", range(4))
def test_that_a_killed_process_loses_nothing_acknowledged(office_template: Path, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "office"
    shutil.copytree(office_template, folder)
    acknowledged = killed_after(random.Random(seed).uniform(0.05, 0.6), folder)
    office = Office.open(folder)
    with office.read() as session:
        report = journal.check(session)
        written = {entry.seq: entry.body for entry in journal.entries(session)}
    assert report.sound
    for seq, sha256 in acknowledged:
        assert sha256 in written[seq]
        assert hashlib.sha256(office.vault.path(sha256).read_bytes()).hexdigest() == sha256
    assert not list((folder / "vault" / "passing").iterdir())
    office.close()
