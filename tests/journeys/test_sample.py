"""The sample by keys alone, from the first start to the sealed archive, and what an outsider finds in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app.archive.verify import verify
from desktop_app.journey import run
from desktop_app.journey.case import Case
from desktop_app.journey.player import Player
from desktop_app.steps.sample import SampleData


def sealed_in(folder: Path) -> Path:
    """The one archive that a journey left."""
    (found,) = (path for path in folder.iterdir() if (path / "bagit.txt").exists())
    return found


def bagit_says(archive: Path) -> int:
    return subprocess.run([sys.executable, "-m", "bagit", "--validate", "--quiet", archive], check=False).returncode


def unembedded_fonts(pdf: Path) -> list[str]:
    lacking = []
    for page in PdfReader(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            if "/FontFile2" not in inner["/FontDescriptor"].get_object():
                lacking.append(str(inner["/BaseFont"]))
    return lacking


@pytest.mark.journey
def test_that_an_application_goes_from_the_counter_to_the_sealed_archive(
    sample_case: Case, player: Player, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    run.play(player, sample_case, out, SampleData())

    archive = sealed_in(out)
    assert verify(archive).ok
    assert bagit_says(archive) == 0
    papers = [*archive.rglob("*推荐表*.pdf"), *out.glob("*封面.pdf")]
    assert len(papers) == 2
    for paper in papers:
        assert unembedded_fonts(paper) == []

    flipped = tmp_path / "flipped"
    shutil.copytree(archive, flipped)
    victim = next(flipped.rglob("*.jpg"))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    assert victim.name in str(verify(flipped).changed)
    assert bagit_says(flipped) != 0
