"""What a meeting is played with: an office with eight dossiers and five experts, and the secretary's hands."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop_app.journey.player import Player
from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import Role
from desktop_app.screens.meeting import MeetingPage
from desktop_app.screens.meetings import MeetingsPage
from desktop_app.steps import dossier, experts
from desktop_app.store.office import Office
from desktop_app.widgets.table import RowTable

NAME, PASSWORD = "林晓岚", "lian-jiang-7"
PLATFORMS = (
    ("青屏高新区创业孵化公共服务平台", "青屏高新区创业服务中心", "national-2017"),
    ("海桥外贸企业综合信息服务平台", "海桥外贸信息有限公司", "national-2017"),
    ("云岭装备制造中小企业公共技术服务平台", "云岭省机械工业研究院", "national-2017"),
    ("湖东中小企业人才培训服务平台", "湖东职业培训学校", "national-2017"),
    ("南麓特色农产品加工技术服务平台", "南麓农产品加工研究所", "national-2017"),
    ("望城新材料产业公共检测平台", "望城新材料检测有限公司", "national-2017"),
    ("岚山纺织产业集群技术服务平台", "岚山纺织技术服务中心", "national-2017"),
    ("渡口港航物流信息服务平台", "渡口港航物流有限公司", "national-2025"),
)
EXPERTS = (
    ("钱伯安", "教授级高级工程师", "云岭理工大学"),
    ("冯雪梅", "研究员", "云岭省标准化研究院"),
    ("孟令川", "注册会计师", "云岭诚达会计师事务所"),
    ("石佳宁", "高级经济师", "澜江市中小企业协会"),
    ("张启明", "高级工程师", "云岭省机械工业研究院"),
)
"""The last one works for the third applicant."""


def make_office(folder: Path) -> None:
    """An office with the eight dossiers and the five experts."""
    office = Office.create(
        folder, name="云岭省工业和信息化厅", region_code="530000", level="province", administrator=NAME,
        password=PASSWORD, roles=frozenset(Role),
    )  # fmt: skip
    office.sign_in(NAME, PASSWORD)
    for platform, applicant, edition in PLATFORMS:
        day = date(2024, 6, 18) if edition == "national-2017" else date(2026, 3, 2)
        number = dossier.open_dossier(office, day, edition, applicant)
        with office.read() as session:
            row = session.get(Dossier, number)
        assert row is not None
        with office.act("intake.field_changed", number) as act:
            act.change(row, platform_name=platform)
    for name, title, unit in EXPERTS:
        experts.add_expert(office, {"name": name, "title": title, "unit": unit})
    office.close()


class Secretary:
    """The secretary at the window, and the experts who sit down at the same PC."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.pins: dict[int, str] = {}
        self.shift = 0

    # ------------------------------------------------------------------ finding
    @property
    def page(self) -> MeetingPage:
        bench = self.player.window.bench
        assert bench is not None
        room = bench.room
        assert isinstance(room, MeetingsPage)
        assert room.page is not None
        return room.page

    def says(self, name: str) -> str:
        """What the label or button of that name says in front."""
        found = self.player.find(name, QWidget)
        return found.text() if isinstance(found, QLabel) else found.accessibleName()

    def looks(self, item: int) -> None:
        """Look at an item of the agenda (0: the meeting itself)."""
        places = self.page.agenda.things()
        self.page.agenda.setCurrentIndex(self.page.agenda.model().index(item, 0))
        self.player.wait(lambda: self.page.at == places[item].id, f"item {item}")
        self.player.settle()

    def goes_on(self, label: str) -> None:
        """Press the one next step, which must be called so."""
        assert self.says("item_next") == label, self.says("item_next")
        self.player.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.player.settle()

    # ------------------------------------------------------------------ meeting
    def plans(self, sheet: str = "专家评分表（通用）") -> None:
        """Plan the meeting with everything there is, by keys."""
        player = self.player
        player.click("room-meetings")
        player.click("new_meeting")
        player.fill("venue", "厅机关三楼会议室")
        player.fill("sheet", sheet)
        for name in ("agenda", "members"):
            table = player.find(name, RowTable)
            table.setFocus()
            rows = range(len(table.rows()))
            for row in reversed(rows) if name == "agenda" else rows:  # the newest dossier stands on top
                table.select(row)
                player.press(Qt.Key.Key_Return)
        player.picture("convene")
        player.click("deed")

    def hands_out_pins(self) -> None:
        self.player.click("hall_pins")
        for number in range(1, len(EXPERTS) + 1):
            self.pins[number] = self.player.find(f"pin_of_{number}", QLabel).text()
        self.player.picture("pins")
        self.player.click("deed")

    # ------------------------------------------------------------------ at the seat
    def sits(self, number: int) -> None:
        """An expert takes the own chair by number key and PIN."""
        self.player.press(Qt.Key(Qt.Key.Key_0 + number), text=str(number))
        self.player.find("pin", QLineEdit).setFocus()
        self.player.write(self.pins[number])
        self.player.press(Qt.Key.Key_Return)
        self.player.wait(lambda: self.player.sees("seat_who"), "the seat", 10)
        self.player.settle()

    def leaves(self) -> None:
        self.player.press(Qt.Key.Key_Escape)
        self.player.settle()

    def signs_in_and_declares(self, number: int) -> None:
        self.sits(number)
        self.player.click("seat_next")
        if self.player.sees("seat_next"):
            self.declares()
        self.leaves()

    def declares(self) -> None:
        self.player.click("seat_next")
        self.player.click("declare_none")
        self.player.click("declare_go")

    def scores(self, number: int, marks: tuple[str, ...], *, picture: str = "") -> None:
        """An expert scores the item that is open: one criterion after the other, by the number keys and Enter."""
        self.sits(number)
        self.player.press(Qt.Key.Key_Return)
        self.player.wait(lambda: self.player.sees("score_form"), "the sheet", 10)
        for place, mark in enumerate(marks):
            self.player.write(mark)
            if picture and place == 1:
                self.player.picture(picture)
            self.player.press(Qt.Key.Key_Return)
        if picture:
            self.player.picture(f"{picture}-check")
        self.player.press(Qt.Key.Key_Return)
        self.player.settle()
        self.player.wait(lambda: self.player.sees("done_go"), "the lock", 10)
        if picture:
            self.player.picture(f"{picture}-done")
        self.player.click("done_go")

    def takes_back(self) -> None:
        """The PC comes back, locked; the secretary gives the password."""
        self.player.click("seats_done")
        self.player.find("password", QLineEdit).setFocus()
        self.player.write(PASSWORD)
        self.player.press(Qt.Key.Key_Return)
        self.player.wait(lambda: self.player.sees("agenda"), "the meeting")
        self.player.settle()

    def lets_sign(self) -> None:
        """Whoever the button names signs with the mouse."""
        self.shift += 1
        self.player.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.player.settle()
        wave = [(0.1 + 0.02 * i, 0.4 + 0.2 * math.sin(i / 3 + self.shift / 7)) for i in range(30)]
        self.player.draw("signature_pad", [wave])
        self.player.click("deed")

    def chooses(self, number: int) -> None:
        """Choose a seat in the table that is shown."""
        name = "item_seats" if self.page.at else "hall_members"
        self.player.find(name, RowTable).select(number - 1)
        self.player.settle()

    def signs_everybody_in_on_paper(self) -> None:
        for number in range(1, len(EXPERTS) + 1):
            self.chooses(number)
            self.player.click("hall_sign_in")

    def keys_in(self, number: int, marks: tuple[str, ...]) -> None:
        """Key in the paper sheet of one seat."""
        self.chooses(number)
        self.player.click("seat_key")
        for mark in marks:
            self.player.write(mark)
            self.player.press(Qt.Key.Key_Return)
        self.player.fill("sheet_total", str(sum(int(mark) for mark in marks)))
        self.player.click("deed")

    def marks_ink(self) -> None:
        """Everybody who has to sign will sign on paper."""
        for seat in self.page.pane.board.seats if self.page.pane.board else ():
            if seat.sign == "waiting":
                self.chooses(seat.number)
                self.player.click("seat_paper")

    def pictures_wall(self, name: str) -> None:
        """What hangs on the wall."""
        wall = self.page.projector
        if wall is not None and self.player.folder is not None:
            self.player.pictures += 1
            wall.grab().save(str(self.player.folder / f"{self.player.pictures:02d}-wall-{name}.png"))
