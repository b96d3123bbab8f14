"""A panel of five with eight items, from planning to closing, through the real windows and by keys."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop_app.journey.player import Player
from desktop_app.screens.meeting_packets import PacketInSheet
from desktop_app.steps import packet_seat
from desktop_app.store import journal
from desktop_app.store.office import Office
from tests.journeys import at_the_window
from tests.journeys.meeting_room import EXPERTS, PLATFORMS, Secretary, make_office

GOOD = ("86", "88", "92", "1", "1", "0")
OPINION = (
    "专家组审阅了申报材料，听取了汇报，并进行了质询。经讨论，形成如下意见：一、申报单位具有独立法人资格，财务收支状况"
    "良好。二、平台服务业绩突出，佐证齐全。专家组同意推荐。"
)


def opens(secretary: Secretary, player: Player) -> None:
    """Plan, begin, hand out PINs, open the wall, let everybody sign in."""
    secretary.plans()
    player.picture("hall-planned")
    player.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    player.settle()
    secretary.hands_out_pins()
    player.click("toggle_projector")
    assert secretary.page.projector is not None
    secretary.page.projector.resize(1366, 768)
    secretary.pictures_wall("begin")
    player.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # the experts sign in, one after the other
    player.settle()
    player.picture("chairs")
    for number in range(1, len(EXPERTS) + 1):
        secretary.sits(number)
        player.click("seat_next")
        if number == 1:
            player.picture("seat-home")
        secretary.leaves()
    secretary.takes_back()
    player.picture("hall-signed-in")


def declares_everything(secretary: Secretary, player: Player) -> None:
    """At the first item everybody declares for all eight; the fifth expert's own employer is known already."""
    secretary.looks(1)
    secretary.goes_on("开始本项")
    secretary.pictures_wall("declaring")
    player.picture("declaring")
    player.click("item_next")
    for number in range(1, len(EXPERTS) + 1):
        secretary.sits(number)
        if number == 5:
            player.picture("declare-home")
        secretary.declares()
        secretary.leaves()
    secretary.takes_back()
    player.picture("declared")


def plays_by_seats(secretary: Secretary, player: Player) -> None:
    """The first item: five scores at the seat, five signatures by mouse."""
    secretary.goes_on("声明完毕，介绍")
    secretary.pictures_wall("briefing")
    player.picture("briefing")
    secretary.goes_on("开始评分")
    player.click("item_next")
    for number in range(1, len(EXPERTS) + 1):
        marks = (f"{79 + number}", *GOOD[1:])
        secretary.scores(number, marks, picture="seat" if number == 1 else "")
    secretary.takes_back()
    player.picture("locked")
    secretary.pictures_wall("locked")
    secretary.goes_on("揭示评分")
    player.picture("revealed")
    secretary.pictures_wall("revealed")
    secretary.goes_on("形成共同意见")
    player.fill("meeting_opinion", OPINION)
    player.picture("opinion")
    secretary.pictures_wall("opinion")
    secretary.goes_on("意见定稿，签名")
    for name, _title, _unit in EXPERTS:
        assert secretary.says("item_next") == f"请{name}签名"
        secretary.lets_sign()
    player.picture("signed")
    secretary.pictures_wall("signed")
    secretary.goes_on("结项")
    player.picture("closed")
    secretary.goes_on("下一项")


def plays_by_packet_and_paper(secretary: Secretary, player: Player, stick: Path) -> None:
    """The second item: one packet that went out and comes back, four paper sheets, ink for everybody."""
    secretary.looks(0)
    secretary.chooses(3)
    player.click("hall_packet_out")
    player.choose_files("deed", [stick])
    player.picture("packet-made")
    player.click("cancel")
    secretary.looks(2)
    secretary.goes_on("开始本项")
    secretary.goes_on("声明完毕，介绍")
    secretary.goes_on("开始评分")
    fill_in(stick)
    secretary.looks(0)
    player.click("hall_packet_in")
    player.choose_files("packet_folder", [stick])
    player.picture("packet-found")
    player.click("deed")
    player.picture("packet-taken")
    sheet = secretary.page.sheet
    assert isinstance(sheet, PacketInSheet)
    assert sheet.found is not None
    assert sheet.found.taken == 1
    player.click("cancel")
    secretary.looks(2)
    assert secretary.says("item_waits") == "已锁定 1 / 5"
    for number in (1, 2, 4, 5):
        secretary.keys_in(number, GOOD)
    concludes_in_ink(secretary, player)


def fill_in(stick: Path) -> None:
    """The expert with the stick, elsewhere: what the expert's seat saves (its window has a test of its own)."""
    (folder,) = [path for path in stick.iterdir() if path.is_dir()]
    packet = packet_seat.open_packet(folder)
    second = next(one for one in packet.items if one.position == 2)
    keys = [entry.key for entry in packet.sheet.entries]
    marks = {key: Decimal(mark) for key, mark in zip(keys, GOOD, strict=True)}
    packet_seat.save(folder, {second.code: packet_seat.Answer(marks)})


def concludes_in_ink(secretary: Secretary, player: Player) -> None:
    """From the last lock to the closing, with everybody's ink."""
    secretary.goes_on("揭示评分")
    secretary.goes_on("形成共同意见")
    player.fill("meeting_opinion", OPINION)
    secretary.goes_on("意见定稿，签名")
    secretary.marks_ink()
    secretary.goes_on("结项")


def plays_a_dispute(secretary: Secretary, player: Player) -> None:
    """The third item: one recused, a wide range, a revision, a dissent, an opinion changed under a signature."""
    secretary.looks(3)
    secretary.goes_on("开始本项")
    secretary.goes_on("声明完毕，介绍")
    player.picture("recused")
    secretary.goes_on("开始评分")
    for number, work in ((1, "90"), (2, "85"), (3, "55"), (4, "88")):
        secretary.keys_in(number, (work, work, work, "0", "0", "0"))
    secretary.goes_on("揭示评分")
    player.picture("over-the-limit")
    secretary.pictures_wall("over-the-limit")
    player.click("item_move_0")
    player.fill("reason", "极差超过提示线，讨论后修改")
    player.click("deed")
    player.picture("revising")
    secretary.keys_in(3, ("70", "72", "75", "0", "0", "0"))
    player.click("item_next")
    player.picture("revealed-again")
    secretary.goes_on("形成共同意见")
    player.fill("meeting_opinion", OPINION)
    secretary.chooses(3)
    player.click("seat_dissent")
    player.fill("dissent_text", "服务业绩的佐证不全，建议补充后再议。")
    player.click("deed")
    player.picture("dissent")
    secretary.goes_on("意见定稿，签名")
    secretary.lets_sign()
    player.fill("meeting_opinion", OPINION.replace("同意推荐", "原则同意推荐"))
    player.picture("void")
    assert secretary.says("item_next") == "请钱伯安签名"
    for _ in range(4):
        secretary.lets_sign()
    secretary.goes_on("结项")


def breaks_off(secretary: Secretary, player: Player) -> None:
    """A break; afterwards everybody signs in anew."""
    secretary.looks(0)
    player.click("hall_break")
    player.click("deed")
    player.picture("recess")
    secretary.pictures_wall("recess")
    player.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    player.settle()
    assert secretary.page.board is not None
    assert secretary.page.board.present == 0
    secretary.signs_everybody_in_on_paper()


def plays_on_paper(secretary: Secretary, player: Player, item: int) -> None:
    """An item without a hitch, all on paper."""
    secretary.looks(item)
    for label in ("开始本项", "声明完毕，介绍", "开始评分"):
        secretary.goes_on(label)
    for number in range(1, len(EXPERTS) + 1):
        secretary.keys_in(number, GOOD)
    if item == len(PLATFORMS):
        secretary.goes_on("揭示评分")
        player.picture("no-ranking")
        secretary.pictures_wall("no-ranking")
        assert secretary.page.pane.reveal.rows.isHidden()
        assert secretary.page.pane.reveal.findChild(QLabel, "reveal_median").text() == "—"  # type: ignore[union-attr]
        secretary.goes_on("形成共同意见")
        player.fill("meeting_opinion", OPINION)
        secretary.goes_on("意见定稿，签名")
        secretary.marks_ink()
        secretary.goes_on("结项")
    else:
        concludes_in_ink(secretary, player)


@pytest.mark.sweep
@pytest.mark.journey
def test_that_a_panel_of_five_settles_eight_items_through_the_real_windows(player: Player, tmp_path: Path) -> None:
    folder, stick = tmp_path / "office", tmp_path / "stick"
    stick.mkdir()
    make_office(folder)
    player.folder = Path(os.environ.get("MEETING_PICTURES") or tmp_path / "pictures")
    at_the_window.enter(player, folder)
    secretary = Secretary(player)
    opens(secretary, player)
    declares_everything(secretary, player)
    plays_by_seats(secretary, player)
    plays_by_packet_and_paper(secretary, player, stick)
    plays_a_dispute(secretary, player)
    plays_on_paper(secretary, player, 4)
    breaks_off(secretary, player)
    for item in (5, 6):
        plays_on_paper(secretary, player, item)
    secretary.looks(7)
    player.click("item_move_0")
    player.fill("reason", "材料待补充，下次再议")
    player.click("deed")
    player.picture("deferred")
    plays_on_paper(secretary, player, 8)
    secretary.goes_on("下一项")
    player.picture("all-closed")
    player.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    player.settle()
    player.click("deed")
    player.picture("meeting-closed")
    assert secretary.says("hall_waits") == "会议已结束，记录不能再改"
    assert [line.says for line in secretary.page.board.items] == [  # type: ignore[union-attr]
        *["已结项"] * 6, "缓议", "已结项"
    ]  # fmt: skip
    secretary.page.put_away()
    player.window.leave_office()
    player.settle()
    office = Office.open(folder)
    with office.read() as session:
        assert journal.check(session).sound
    office.close()
    assert len(list(player.folder.glob("*.png"))) >= 40
