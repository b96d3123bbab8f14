"""Drawing a panel from its page: pool, hash, the wall, calls down the order, seats."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import Absence
from desktop_app.records.lists import StaffMember
from desktop_app.records.panel import Expert
from desktop_app.screens.desk import Desk
from desktop_app.screens.expert_draw import AbsenceSheet, ExpertDrawSheet, GroupSheet
from desktop_app.screens.panel import PanelPage
from desktop_app.screens.panel_choose import ChooseSheet
from desktop_app.steps import dossier, expert_draw, panel
from desktop_app.store.office import Office
from desktop_app.widgets.dialog import Sheet
from desktop_app.widgets.fields import Field

DIGITS = "40631952771803652941"
KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: Office, dossier_id: int) -> Iterator[PanelPage]:
    """The panel's page and a library of nine: 专家9 works for the applicant, 专家8 has a namesake on its staff."""
    with office.act("panel.experts_imported") as act:
        for number in range(1, 10):
            unit = "澜江市桥山科技服务有限公司" if number == 9 else f"云岭第{number}研究院"
            field = "机械制造" if number % 2 else "财务审计"
            act.add(Expert(name=f"专家{number}", unit=unit, field=field, phone="13987654321"))
    with office.act("intake.staff_imported", dossier_id) as act:
        act.add(StaffMember(dossier_id=dossier_id, position=1, name="专家8"))
    made = PanelPage(desk, dossier_id)
    qtbot.addWidget(made)
    made.resize(1108, 656)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


@pytest.fixture
def sheet(qtbot: QtBot, page: PanelPage) -> ExpertDrawSheet:
    """The sheet, reached from 选择专家 by key."""
    page._choose_first.click()
    chooser = page._sheet
    assert isinstance(chooser, ChooseSheet)
    qtbot.waitUntil(chooser.isActiveWindow)
    QTest.keyClick(chooser, KEY.Key_D, Qt.KeyboardModifier.ControlModifier)
    made = page._sheet
    assert isinstance(made, ExpertDrawSheet)
    settle(qtbot, page)
    return made


def settle(qtbot: QtBot, page: PanelPage) -> None:
    qtbot.waitUntil(lambda: page.desk.idle)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: page.desk.idle)


def names(sheet: ExpertDrawSheet) -> list[str]:
    return [line.name for line in sheet.pool.table.rows()]


def give(sheet: Sheet | None, words: str) -> None:
    assert sheet is not None
    field = sheet.findChild(Field)
    assert field is not None
    field.editor.put(words)
    sheet.deed_button.click()


def draw(qtbot: QtBot, page: PanelPage, sheet: ExpertDrawSheet, size: int = 3) -> None:
    """From the frozen pool over the wall to the calls."""
    sheet.frozen.wanted.editor.put(str(size))
    sheet.deed_button.click()
    settle(qtbot, page)
    wall = sheet.wall
    assert wall is not None
    QTest.keyClick(wall, KEY.Key_Return)
    wall.entry.setText("刘明远")
    QTest.keyClick(wall.entry, KEY.Key_Return)
    for digit in DIGITS:
        QTest.keyClick(wall, digit)
    QTest.keyClick(wall, KEY.Key_Return)
    QTest.keyClick(wall, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(wall.outcomes))
    QTest.keyClick(wall, KEY.Key_Escape)
    settle(qtbot, page)


def test_that_the_pool_is_narrowed_before_it_is_frozen(
    qtbot: QtBot, page: PanelPage, sheet: ExpertDrawSheet, office: Office
) -> None:
    assert names(sheet) == [f"专家{number}" for number in range(1, 8)]
    left = {line.name: line.doubt for line in sheet.pool.left_out.rows()}
    assert left == {"专家8": True, "专家9": False}
    assert sheet.deed_button.accessibleName() == "冻结名单 7 位"
    sheet.pool._chips["机械制造"].click()
    settle(qtbot, page)
    assert names(sheet) == ["专家1", "专家3", "专家5", "专家7"]
    sheet.pool._chips["机械制造"].click()
    settle(qtbot, page)
    sheet.pool.left_out.select(0)
    sheet.pool.clear_button.click()
    give(sheet._sheet, "电话问过，同名")
    settle(qtbot, page)
    assert names(sheet)[-1] == "专家8"
    sheet.deed_button.click()
    settle(qtbot, page)
    board = expert_draw.board(office, page.dossier_id)
    assert board.frame is not None
    assert board.frame.experts == 8
    assert sheet.deed_button.accessibleName() == "打开抽签窗口"


def test_that_a_panel_is_drawn_called_and_seated(
    qtbot: QtBot, page: PanelPage, sheet: ExpertDrawSheet, office: Office
) -> None:
    sheet.deed_button.click()
    settle(qtbot, page)
    draw(qtbot, page, sheet)
    order = [line.name for line in sheet.calls.table.rows()]
    assert [line.state for line in sheet.calls.table.rows()] == ["asked"] * 3 + ["waiting"] * 4
    assert all(line.phone == "139 **** 4321" for line in sheet.calls.table.rows())
    assert sheet.deed_button.accessibleName() == "请入专家组 3 位"
    number = sheet.calls._call
    assert number.text() == ""
    QTest.keyPress(sheet.calls.reveal_button, KEY.Key_Space)
    assert number.text() == f"{order[0]}　13987654321"
    QTest.keyRelease(sheet.calls.reveal_button, KEY.Key_Space)
    assert number.text() == ""
    sheet.calls.table.select(4)
    assert not sheet.calls.reveal_button.isEnabled()
    assert not sheet.refuse_button.isEnabled()
    sheet.calls.table.select(1)
    sheet.refuse_button.click()
    absence = sheet._sheet
    assert isinstance(absence, AbsenceSheet)
    absence.deed_button.click()
    settle(qtbot, page)
    assert "写明原因" in absence.reason.says
    absence.absence.show_value(Absence.UNREACHABLE.value, force=True)
    absence.reason.editor.put("关机")
    absence.deed_button.click()
    settle(qtbot, page)
    assert sheet.calls.table.rows()[1].says == "联系不上：关机"
    sheet.deed_button.click()
    settle(qtbot, page)
    seats = [seat.name for seat in panel.board(office, page.dossier_id).seats]
    assert seats == [order[0], order[2], order[3]]
    assert not sheet.deed_button.isEnabled()
    sheet.reject()
    settle(qtbot, page)
    assert page.board is not None
    assert [seat.name for seat in page.board.seats] == seats


def test_that_a_size_that_the_pool_cannot_give_is_said_before_the_wall(
    qtbot: QtBot, page: PanelPage, sheet: ExpertDrawSheet
) -> None:
    sheet.deed_button.click()
    settle(qtbot, page)
    for size in ("9", "0", "三"):
        sheet.frozen.wanted.editor.put(size)
        sheet.deed_button.click()
        settle(qtbot, page)
        assert sheet.frozen.wanted.says
        assert sheet.wall is None


def test_that_a_second_draw_asks_why(qtbot: QtBot, page: PanelPage, sheet: ExpertDrawSheet, office: Office) -> None:
    sheet.deed_button.click()
    settle(qtbot, page)
    draw(qtbot, page, sheet)
    sheet.again_button.click()
    give(sheet._sheet, "两人生病")
    settle(qtbot, page)
    sheet.pool._chips["财务审计"].click()
    settle(qtbot, page)
    sheet.deed_button.click()
    settle(qtbot, page)
    draw(qtbot, page, sheet, 1)
    board = expert_draw.board(office, page.dossier_id)
    assert board.draw is not None
    assert (board.draw.sequence, board.draw.reason, board.draw.size) == (2, "两人生病", 1)


def test_that_one_panel_may_be_drawn_for_several_dossiers(
    qtbot: QtBot, page: PanelPage, sheet: ExpertDrawSheet, office: Office
) -> None:
    other = dossier.open_dossier(office, office.today(), "national-2017", "云岭第1研究院")
    sheet.pool.group_button.click()
    settle(qtbot, page)
    group = sheet._sheet
    assert isinstance(group, GroupSheet)
    group.table.selectRow(0)
    group.deed_button.click()
    settle(qtbot, page)
    assert names(sheet)[0] == "专家2"
    sheet.deed_button.click()
    settle(qtbot, page)
    draw(qtbot, page, sheet)
    sheet.deed_button.click()
    settle(qtbot, page)
    seats = [[seat.name for seat in panel.board(office, one).seats] for one in (page.dossier_id, other)]
    assert seats[0] == seats[1] != []
