"""Packets on a stick: found without following, unpacking or believing anything, and never written over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from desktop_app.errors import Refusal
from desktop_app.store import packet_files
from desktop_app.store.packet_files import Found

FILES = {"packet.json": b"{}", "说明.txt": "看".encode(), "案卷/01.html": b"<p>", "评分表.xlsx": b"PK"}


def zipped(entries: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return held.getvalue()


def test_that_a_packet_is_written_as_a_folder_and_as_a_zip_and_never_over_another(tmp_path: Path) -> None:
    target, count = packet_files.write(tmp_path, "评审包_第1席", FILES)
    assert count == 4
    assert (target / "案卷" / "01.html").read_bytes() == b"<p>"
    parts = {"packet.json": b"{}", "评分表.xlsx": b"PK"}
    assert packet_files.find(tmp_path) == (Found("评审包_第1席.zip", parts), Found("评审包_第1席", parts))
    with pytest.raises(Refusal, match="已经有了"):
        packet_files.write(tmp_path, "评审包_第1席", FILES)
    with pytest.raises(Refusal, match="写不进去"):
        packet_files.write(tmp_path / "missing", "评审包", FILES)


def test_that_half_a_packet_is_taken_away_again(tmp_path: Path) -> None:
    (tmp_path / "评审包.zip").mkdir()  # the place of the zip is taken
    with pytest.raises(Refusal, match="没有存成"):
        packet_files.write(tmp_path, "评审包", FILES)
    assert [one.name for one in tmp_path.iterdir()] == ["评审包.zip"]


def test_that_links_hidden_files_and_other_names_are_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(b"secret")
    stick = tmp_path / "stick"
    packet = stick / "a" / "b"
    packet.mkdir(parents=True)
    (packet / "packet.json").write_bytes(b"{}")
    (packet / "评分结果.json").symlink_to(secret)
    (packet / "notes.json").write_bytes(b"x")
    (stick / ".hidden.xlsx").write_bytes(b"PK")
    (stick / "loop").symlink_to(stick, target_is_directory=True)
    assert packet_files.find(stick) == (Found("b", {"packet.json": b"{}"}),)
    with pytest.raises(Refusal, match="没有评审包"):
        packet_files.find(packet / "评分结果.json")


def test_that_paths_inside_a_zip_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "packet.zip"
    path.write_bytes(zipped({"../../packet.json": b"up", "/etc/packet.json": b"root", "a/packet.json": b"{}"}))
    before = sorted(tmp_path.rglob("*"))
    assert {b"{}", b"up", b"root"} >= {one.parts["packet.json"] for one in packet_files.find(path)}
    assert sorted(tmp_path.rglob("*")) == before
    assert not (tmp_path.parent / "packet.json").exists()


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", b"", zipped({"packet.json": b"0" * (packet_files.LARGEST + 1)})],
    ids=["broken", "empty", "bomb"],
)
def test_that_a_broken_or_swollen_zip_is_told_and_not_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "packet.zip"
    path.write_bytes(content)
    (found,) = packet_files.find(path)
    assert (found.parts, "压缩包读不出来" in found.fault) == ({}, True)


def test_that_a_file_of_another_kind_and_a_place_with_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    for path in (tmp_path / "a.pdf", tmp_path, tmp_path / "missing"):
        with pytest.raises(Refusal) as refused:
            packet_files.find(path)
        assert refused.value.field == "file"


def test_that_a_file_too_large_for_a_packet_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "packet.json").write_bytes(b"{}")
    with (tmp_path / "评分结果.json").open("wb") as stream:
        stream.truncate(packet_files.LARGEST + 1)
    (found,) = packet_files.find(tmp_path)
    assert "超过 20 MB" in found.fault
