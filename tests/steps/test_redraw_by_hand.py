"""Ten samples and three panels, printed by the program, redrawn from the paper alone by a script that isn't ours."""

from __future__ import annotations

from pathlib import Path

import pypdf

from desktop_app.records.kinds import DigitsSource
from desktop_app.records.panel import Expert
from desktop_app.rules.expert_pool import PoolRule
from desktop_app.steps import expert_draw, papers, survey
from desktop_app.store.office import Office
from tests.conftest import enter_firms
from tests.redraw_by_hand import redraw

SEEDS = tuple(f"{8241630957281364 * (7 * k + 3):020d}"[-24:] for k in range(10))


def text_of(pdf: Path) -> str:
    """The paper as any reader gives it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def test_that_ten_samples_are_redrawn_from_their_printed_records(office: Office, dossier_id: int) -> None:
    enter_firms(office, dossier_id, 41)
    survey.freeze_frame(office, dossier_id)
    seen = set()
    for number, digits in enumerate(SEEDS):
        size = 10 + number
        survey.draw_sample(
            office, dossier_id, digits, DigitsSource.DICE, "刘明远、赵倩", size, why="演练" if number else ""
        )
        paper = papers.issue(office, dossier_id, "office/draw-record")
        computed, printed = redraw(text_of(paper.path))
        kept = survey.board(office, dossier_id)
        assert len(printed) == min(2 * size, 41)
        assert computed == printed
        assert printed[:size] == [line.number for line in kept.lines]
        seen.add(tuple(printed))
    assert len(seen) == 10


def test_that_three_panels_are_redrawn_from_their_printed_records(office: Office, dossier_id: int) -> None:
    with office.act("panel.experts_imported") as act:
        for number in range(1, 24):
            act.add(Expert(name=f"专家{number}", unit=f"云岭第{number}研究院", field="机械"))
    seen = set()
    for number, digits in enumerate(SEEDS[:3]):
        why = "演练" if number else ""
        rule = PoolRule(("机械",), panels=number, limit=1)
        expert_draw.freeze_pool(office, [dossier_id], rule, {}, why)
        expert_draw.draw_panel(office, dossier_id, digits, DigitsSource.LOTTERY, "刘明远", 5 + 2 * number, why)
        paper = papers.issue(office, dossier_id, "office/expert-draw-record")
        computed, printed = redraw(text_of(paper.path))
        kept = expert_draw.board(office, dossier_id)
        assert computed == printed == [line.number for line in kept.lines]
        assert len(printed) == 23
        seen.add(tuple(printed))
    assert len(seen) == 3
