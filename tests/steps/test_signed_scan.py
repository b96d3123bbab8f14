"""Ink on paper, scanned back to the expert's seat: for the opinion that stood, by an expert who takes part."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Role
from desktop_app.rules import panel as panel_rules
from desktop_app.steps import experts, panel, signed_scan
from desktop_app.steps.reading import read
from desktop_app.store.office import Office


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned page."""
    path = tmp_path / "签字页.jpg"
    Image.new("RGB", (1240, 1754), "white").save(path, dpi=(150, 150))
    return path


@pytest.fixture
def seats(office: Office, dossier_id: int) -> list[int]:
    """Two experts are seated and an opinion is written."""
    for name in ("钱伯安", "冯雪梅"):
        experts.add_expert(office, {"name": name, "unit": "云岭理工大学"})
    board = panel.seat_experts(office, dossier_id, [1, 2])
    panel.write_opinion(office, dossier_id, "专家组一致同意推荐。")
    return [seat.id for seat in board.seats]


def test_that_a_scan_is_filed_at_the_seat_and_the_seat_counts_as_signed_in_ink(
    office: Office, dossier_id: int, seats: list[int], scan: Path
) -> None:
    board = signed_scan.attach(office, dossier_id, seats[0], scan)
    (kept,) = board.seats[0].scans
    assert (kept.name, kept.pages, kept.version, kept.stands) == ("签字页.jpg", 1, 1, True)
    assert board.seats[0].signs_on_paper
    assert board.waiting == ("冯雪梅",)
    assert board.seats[1].scans == ()


def test_that_a_changed_opinion_leaves_the_scan_with_its_version_and_asks_for_another(
    office: Office, dossier_id: int, seats: list[int], scan: Path, tmp_path: Path
) -> None:
    signed_scan.attach(office, dossier_id, seats[0], scan)
    board = panel.write_opinion(office, dossier_id, "专家组原则同意推荐。")
    (kept,) = board.seats[0].scans
    assert (kept.version, kept.stands) == (1, False)
    assert not board.seats[0].signs_on_paper
    stale = "钱伯安的签名扫描件是意见改动前的，要重新签名再附扫描件"
    assert stale in [item.says for item in panel_rules.open_items(*read(office, dossier_id))]
    again = tmp_path / "重签.jpg"
    Image.new("RGB", (1240, 1754), "ivory").save(again, dpi=(150, 150))
    signed_scan.attach(office, dossier_id, seats[0], again)
    assert stale not in [item.says for item in panel_rules.open_items(*read(office, dossier_id))]


def test_that_the_same_file_is_not_filed_twice_at_a_seat_and_may_serve_another(
    office: Office, dossier_id: int, seats: list[int], scan: Path
) -> None:
    signed_scan.attach(office, dossier_id, seats[0], scan)
    with pytest.raises(Refusal, match="不必重复添加"):
        signed_scan.attach(office, dossier_id, seats[0], scan)
    board = signed_scan.attach(office, dossier_id, seats[1], scan)
    assert [len(seat.scans) for seat in board.seats] == [1, 1]


def test_that_a_recused_expert_and_a_file_that_is_no_scan_are_refused_and_leave_nothing(
    office: Office, dossier_id: int, seats: list[int], scan: Path, tmp_path: Path
) -> None:
    text = tmp_path / "签字页.pdf"
    text.write_text("no picture at all")
    with pytest.raises(Refusal):
        signed_scan.attach(office, dossier_id, seats[0], text)
    panel.recuse(office, dossier_id, seats[1], "曾为申请单位提供咨询")
    with pytest.raises(Refusal, match="已回避"):
        signed_scan.attach(office, dossier_id, seats[1], scan)
    assert [seat.scans for seat in panel.board(office, dossier_id).seats] == [(), ()]
    assert not [path for path in (office.folder / "vault").rglob("*") if path.is_file()]


def test_that_who_may_not_sit_at_the_panel_files_nothing(
    office: Office, dossier_id: int, seats: list[int], scan: Path
) -> None:
    assert office.operator is not None
    office.operator.roles = Role.SEAL_KEEPER.value
    with pytest.raises(Refusal):
        signed_scan.attach(office, dossier_id, seats[0], scan)
    assert not [path for path in (office.folder / "vault").rglob("*") if path.is_file()]
