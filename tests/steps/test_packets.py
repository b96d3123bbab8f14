"""Packets on a stick: out with nothing personal, scored on a PC without the office, taken in once and unseen."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest, ItemPhase, MeetingWay
from desktop_app.rules import packet
from desktop_app.steps import packet_seat, packets, seats
from desktop_app.steps.packet_seat import Answer
from desktop_app.steps.seat_views import PacketImport
from desktop_app.store import dossiers
from tests.steps.meeting_room import Room

MARKS = {"operation": Decimal(90), "capability": Decimal(80), "results": Decimal(85)}
PERSONAL = ("唐宏业", "贺兰英", "0871-9258991", "15022916824", "helanying@example.com")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def out(room: Room, stick: Path) -> Path:
    """The packet of seat 1 with items 1 and 2, as a folder; its zip is gone."""
    room.declare(1)
    room.declare(1, place=1)
    made = packets.make_packet(room.office, room.id, room.members[0], stick)
    next(stick.glob("*.zip")).unlink()
    return Path(made.folder)


def results(found: PacketImport) -> list[tuple[int, str]]:
    """(position, result) of each row."""
    return [(row.position, row.result) for row in found.rows]


def tree(folder: Path) -> dict[str, str]:
    """Every file below `folder` by its hash and time."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest() + str(one.stat().st_mtime_ns)
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def fill(folder: Path, values: dict[str, object], place: int = 0) -> None:
    """Fill in the workbook of a packet, by the key of the row, for one of its items."""
    book = openpyxl.load_workbook(folder / "评分表.xlsx")
    code = packet_seat.open_packet(folder).items[place].code
    for row in book.worksheets[0].iter_rows(min_row=4):
        key = str(row[5].value).removeprefix(f"{code}:")
        if key in values:
            row[4].value = values[key]  # type: ignore[assignment]
    book.save(folder / "评分表.xlsx")


def test_that_a_packet_makes_the_round_trip_without_the_office(room: Room, out: Path, tmp_path: Path) -> None:
    away = tmp_path / "another-pc" / out.name
    shutil.copytree(out, away)
    seat = packet_seat.open_packet(away)
    assert (seat.name, seat.number, [one.position for one in seat.items]) == ("钱伯安", 1, [1, 2])
    assert all(Path(one.page).is_file() for one in seat.items)
    first, second = (one.code for one in seat.items)
    packet_seat.save(away, {first: Answer(MARKS, remark="有特色")})
    saved = packet_seat.save(away, {second: Answer({}, abstained=True)})
    assert [(one.done, one.total) for one in saved.items] == [(True, Decimal("76.25")), (True, None)]

    before = tree(away)
    assert results(packets.preview(room.office, room.id, away)) == [(1, "received"), (2, "received")]
    assert room.item().locked == 0
    found = packets.take_in(room.office, room.id, away)
    assert (results(found), found.taken) == ([(1, "received"), (2, "received")], 2)
    assert tree(away) == before  # the stick is only read
    board = room.item()
    assert (board.locked, board.reveal, board.seats[0].way) == (1, None, MeetingWay.PACKET)
    for _turn in range(2):
        again = packets.take_in(room.office, room.id, away)
        assert (results(again), again.taken) == ([(1, "duplicate"), (2, "duplicate")], 0)


def test_that_a_packet_carries_no_personal_data_and_only_items_without_an_interest(room: Room, stick: Path) -> None:
    with pytest.raises(Refusal, match="还没有作回避声明"):
        packets.make_packet(room.office, room.id, room.members[0], stick)
    assert list(stick.iterdir()) == []
    room.declare(1)
    room.declare(1, Interest.ADVISED, place=1)
    made = packets.make_packet(room.office, room.id, room.members[0], stick)
    assert made.left_out == ("第 2 项须回避（声明：为该单位提供过咨询或辅导）", "第 3 项还没有作回避声明")
    files = {one.relative_to(made.folder).as_posix() for one in Path(made.folder).rglob("*") if one.is_file()}
    assert files == {"packet.json", "说明.txt", "评分表.xlsx", "案卷/01.html"}
    page = (Path(made.folder) / "案卷" / "01.html").read_text(encoding="utf-8")
    assert "联系贺某某 （电话已隐去）。" in page and "<script" not in page
    with zipfile.ZipFile(next(stick.glob("*.zip"))) as packed:
        assert {name.split("/", 1)[1] for name in packed.namelist()} == files
        told = "".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())
    for secret in PERSONAL:
        assert secret not in told + page


def test_that_what_was_handed_out_stays_in_the_vault(room: Room, out: Path) -> None:
    kept = hashlib.sha256((out / "packet.json").read_bytes()).hexdigest()
    assert room.office.vault.read(kept) == (out / "packet.json").read_bytes()
    with room.office.read() as session:
        assert dossiers.files_kept(session, [kept]) == {kept}


def test_that_a_packet_that_the_stick_does_not_take_was_never_made(room: Room, tmp_path: Path) -> None:
    room.declare(1)
    with pytest.raises(Refusal, match="写不进去"):
        packets.make_packet(room.office, room.id, room.members[0], tmp_path / "gone")
    assert room.board().members[0].packet == ""


def test_that_the_workbook_says_what_each_mark_means_and_opens_one_column_only(out: Path) -> None:
    book = openpyxl.load_workbook(out / "评分表.xlsx")
    assert book.sheetnames == ["评分表", "评分标准"]
    assert "90 分起：制度健全" in str(book["评分标准"]["D2"].value)
    sheet = book["评分表"]
    assert sheet.protection.sheet
    assert {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked} == {5}


def test_that_the_workbook_alone_is_enough_and_says_the_same_as_the_seat(room: Room, out: Path) -> None:
    fill(out, {"operation": 90, "capability": "８０", "results": 85.0, "@remark": "较好"})
    fill(out, {"@abstain": "是"}, place=1)
    sheet = out / "评分表.xlsx"
    assert results(packets.take_in(room.office, room.id, sheet)) == [(1, "received"), (2, "received")]
    seat = packet_seat.open_packet(out)
    packet_seat.save(out, {seat.items[0].code: Answer(MARKS, remark="较好")})
    assert results(packets.take_in(room.office, room.id, out)) == [(1, "duplicate"), (2, "duplicate")]


def test_that_an_interest_found_while_reading_recuses_the_expert(room: Room, out: Path) -> None:
    code = packet_seat.open_packet(out).items[0].code
    packet_seat.save(out, {code: Answer({}, interest=Interest.RELATIVE, detail="负责人是其兄")})
    found = packets.take_in(room.office, room.id, out)
    assert [(row.result, row.says) for row in found.rows] == [
        ("received", "声明回避：负责人是其兄"), ("empty", "没有填写"),
    ]  # fmt: skip
    assert room.item().seats[0].recused
    assert results(packets.take_in(room.office, room.id, out))[0] == (1, "duplicate")


def test_that_a_score_after_the_reveal_is_late_and_changes_nothing(room: Room, out: Path) -> None:
    room.sign_in()
    room.move(ItemPhase.DECLARING)
    for seat in range(2, 6):
        room.declare(seat)
    room.move(ItemPhase.BRIEFING, ItemPhase.SCORING)
    for seat in range(1, 6):
        room.score(seat, 70)
    fill(out, {key: int(mark) for key, mark in MARKS.items()})
    assert packets.preview(room.office, room.id, out).rows[0].says == "这位专家的评分已经锁定，不再登记"
    shown = room.move(ItemPhase.REVEALED).reveal
    found = packets.take_in(room.office, room.id, out)
    assert (results(found)[0], found.taken) == ((1, "late"), 0)
    assert room.item().reveal == shown


def _changed(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def alter(out: Path) -> None:
        path = out / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return alter


def _forged_answers(out: Path) -> None:
    saved = out / "评分结果.json"
    body = json.loads(saved.read_text(encoding="utf-8"))
    next(iter(body["answers"].values()))["marks"]["operation"] = "100"
    saved.write_text(json.dumps(body), encoding="utf-8")


def _forged_row(out: Path) -> None:
    book = openpyxl.load_workbook(out / "评分表.xlsx")
    book.worksheets[0]["B4"].value = "别的平台"
    book.save(out / "评分表.xlsx")


def _row_gone(out: Path) -> None:
    book = openpyxl.load_workbook(out / "评分表.xlsx")
    book.worksheets[0].delete_rows(5)
    book.save(out / "评分表.xlsx")


ALTERED: tuple[tuple[Callable[[Path], object], str], ...] = (
    (_forged_answers, "altered"),
    (_forged_row, "altered"),
    (_row_gone, "altered"),
    (_changed("packet.json", lambda text: text.replace("专家评审会", "别的评审会")), "altered"),
    (_changed("packet.json", lambda text: text[:-5]), "unreadable"),
    (_changed("评分结果.json", lambda _text: "[]"), "altered"),
    (lambda out: fill(out, {"operation": 100, "capability": 80, "results": 85}), "altered"),
    (lambda out: (out / "评分表.xlsx").write_bytes(b"PK\x03\x04 broken"), "unreadable"),
)


def test_that_what_was_altered_on_the_way_is_told_and_not_taken(room: Room, out: Path, tmp_path: Path) -> None:
    code = packet_seat.open_packet(out).items[0].code
    packet_seat.save(out, {code: Answer(MARKS)})
    for place, (alter, result) in enumerate(ALTERED):
        copy = tmp_path / f"copy-{place}"
        shutil.copytree(out, copy)
        alter(copy)
        found = packets.take_in(room.office, room.id, copy)
        assert ({row.result for row in found.rows}, found.taken) == ({result}, 0), place
    assert room.item().locked == 0


FILLED: tuple[tuple[dict[str, object], str, str], ...] = (
    ({"operation": 90}, "wrong", "还没有评分"),
    ({"operation": 101, "capability": 1, "results": 1}, "wrong", "0 到 100"),
    ({"operation": "优秀"}, "wrong", "不是数字"),
    ({"operation": 90, "@abstain": "是"}, "wrong", "既填了分数，又填了弃权"),
    ({"@abstain": "不"}, "wrong", "只填“是”"),
    ({"@remark": "只有评语"}, "empty", "没有填写"),
    ({"operation": "=1+1"}, "empty", "没有填写"),  # a formula that nobody has computed holds nothing
)


def test_that_what_was_filled_in_wrongly_is_told_without_the_mark(room: Room, out: Path, tmp_path: Path) -> None:
    for place, (filled, result, words) in enumerate(FILLED):
        copy = tmp_path / f"copy-{place}"
        shutil.copytree(out, copy)
        fill(copy, filled)
        row = packets.preview(room.office, room.id, copy).rows[0]
        assert row.result == result and words in row.says
        assert "101" not in row.says and "90" not in row.says


def test_that_packets_of_another_meeting_and_other_files_are_foreign(room: Room, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(out, other)
    held = packet.read((other / "packet.json").read_bytes())
    (other / "packet.json").write_bytes(packet.write(dataclasses.replace(held, code="AAAA-BBBB-CCCC")))
    assert {row.result for row in packets.take_in(room.office, room.id, other).rows} == {"foreign"}
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "评分"
    book.save(tmp_path / "list.xlsx")
    assert {row.result for row in packets.preview(room.office, room.id, tmp_path / "list.xlsx").rows} == {"foreign"}
    with pytest.raises(Refusal, match="没有评审包"):
        packets.preview(room.office, room.id, room.office.folder / "vault")


def test_that_a_whole_stick_with_folder_and_zip_is_taken_in_at_once(room: Room, stick: Path) -> None:
    for seat in (1, 2):
        room.declare(seat)
        packets.make_packet(room.office, room.id, room.members[seat - 1], stick)
    (stick / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    folders = sorted(one for one in stick.iterdir() if one.is_dir())
    fill(folders[0], {key: int(mark) for key, mark in MARKS.items()})
    found = packets.take_in(room.office, room.id, stick)
    assert [(row.number, row.result) for row in found.rows] == [(1, "received"), (2, "empty")]


def test_that_the_seat_refuses_what_cannot_be_saved(out: Path, tmp_path: Path) -> None:
    code = packet_seat.open_packet(out).items[0].code
    for answer, field in (
        (Answer({"operation": Decimal(90)}), "capability"), (Answer({**MARKS, "results": Decimal(101)}), "results"),
        (Answer({}, interest=Interest.OTHER), "detail"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            packet_seat.save(out, {code: answer})
        assert refused.value.field == field
    assert not (out / "评分结果.json").exists()
    with pytest.raises(Refusal, match="没有这一项"):
        packet_seat.save(out, {"99": Answer(MARKS)})
    with pytest.raises(Refusal, match="不是评审包"):
        packet_seat.open_packet(tmp_path)
    with pytest.raises(Refusal, match="先把压缩包解开"):
        packet_seat.open_packet(tmp_path / "a.zip")


def test_that_a_packet_and_the_seat_mix_in_one_item(room: Room, out: Path) -> None:
    fill(out, {key: int(mark) for key, mark in MARKS.items()})
    packets.take_in(room.office, room.id, out)
    room.sign_in()
    room.move(ItemPhase.DECLARING)
    for seat in range(2, 6):
        room.declare(seat)
    room.move(ItemPhase.BRIEFING, ItemPhase.SCORING)
    pin = seats.issue_pins(room.office, room.id, [room.members[1]])[room.members[1]]
    seats.lock_score(room.office, room.items[0], room.members[1], pin, MARKS)
    for seat in (3, 4, 5):
        room.score(seat, 80)
    shown = room.move(ItemPhase.REVEALED).reveal
    assert shown is not None and [row.total for row in shown.rows[:2]] == [Decimal("76.25")] * 2
    assert {one.way for one in room.item().seats} == set(MeetingWay)
