"""The public draw through its real window: keys only, large type, dark whatever the theme, nothing personal."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import DigitsSource
from desktop_app.records.lists import ServedFirm
from desktop_app.records.survey import Frame
from desktop_app.screens.desk import Desk
from desktop_app.screens.public_draw import PublicDraw, Stage
from desktop_app.screens.public_entry import TogetherSheet
from desktop_app.screens.survey import SurveyPage
from desktop_app.steps import dossier, public_draw, survey
from desktop_app.steps.public_draw import OnTable
from desktop_app.store import journal
from desktop_app.store.office import Office
from desktop_app.widgets import draw_wall, theme
from desktop_app.widgets.tokens import DARK
from tests.conftest import stamp

DIGITS = "40631952771803652941"
KEY = Qt.Key


def freeze(office: Office, dossier_id: int, firms: int) -> int:
    with office.act("intake.firms_imported", dossier_id) as act:
        for number in range(1, firms + 1):
            name = f"{dossier_id}号案卷第{number}精密机械制造有限公司"
            phone = f"1502291{dossier_id:02}{number:02}"
            act.add(
                ServedFirm(dossier_id=dossier_id, position=number, name=name, contact=f"何育才{number}", phone=phone)
            )
    survey.freeze_frame(office, dossier_id)
    return dossier_id


@pytest.fixture
def frozen(office: Office, dossier_id: int) -> int:
    return freeze(office, dossier_id, 30)


@pytest.fixture
def wall(qtbot: QtBot, desk: Desk, office: Office, frozen: int) -> PublicDraw:
    """The window over one list of 30, 10 of them to be drawn."""
    return put_up(qtbot, desk, (public_draw.lay(office, frozen).own,))


def put_up(qtbot: QtBot, desk: Desk, table: tuple[OnTable, ...], **given: Any) -> PublicDraw:
    made = PublicDraw(desk, table, DigitsSource.DICE, **given)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def press(window: PublicDraw, *keys: Qt.Key) -> None:
    for key in keys:
        target = window.entry if window.entry.isVisible() else window
        QTest.keyClick(target, key)


def say(window: PublicDraw, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(window.entry, event)


def throw(window: PublicDraw, digits: str) -> None:
    for digit in digits:
        QTest.keyClick(window, digit)


def to_digits(window: PublicDraw) -> None:
    press(window, KEY.Key_Return)
    say(window, "刘明远、赵倩")
    press(window, KEY.Key_Return)


def drawn(qtbot: QtBot, window: PublicDraw) -> None:
    press(window, KEY.Key_Return, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.stage is Stage.OUTCOME and window.desk.idle)
    press(window, KEY.Key_Return)


def bodies(office: Office, act: str) -> list[dict[str, Any]]:
    with office.read() as session:
        return [json.loads(entry.body) for entry in journal.entries(session) if entry.act == act]


def test_that_the_draw_is_made_with_the_keyboard_alone(
    qtbot: QtBot, wall: PublicDraw, office: Office, frozen: int
) -> None:
    shown = wall.wall.wall
    assert wall.stage is Stage.LISTS
    assert wall.table[0].hash in shown.words()
    assert shown.digits is None
    to_digits(wall)
    assert wall.stage is Stage.THROWING
    throw(wall, DIGITS[:12])
    press(wall, KEY.Key_Return)
    assert wall.wall.wall.says == "还差 8 位。"
    throw(wall, DIGITS[12:])
    drawn(qtbot, wall)
    board = survey.board(office, frozen)
    assert board.draw is not None
    assert (board.draw.digits, board.draw.witnesses, board.draw.size) == (DIGITS, "刘明远、赵倩", 10)
    assert [row.number for row in wall.wall.wall.rows] == [line.number for line in board.lines]
    assert len(bodies(office, "survey.drawn")) == 1
    press(wall, KEY.Key_Right)
    assert [row.rank for row in wall.wall.wall.rows[:2]] == ["备 1", "备 2"]
    press(wall, KEY.Key_Escape)
    assert not wall.isVisible()


def test_that_a_digit_taken_back_is_seen_and_recorded(qtbot: QtBot, wall: PublicDraw, office: Office) -> None:
    to_digits(wall)
    throw(wall, DIGITS[:6] + "3")
    press(wall, KEY.Key_Backspace)
    assert wall.wall.wall.taken_back == ((7, "3"),)
    assert "已退回第 7 位 3" in wall.wall.wall.says
    throw(wall, DIGITS[6:])
    assert "已退回第 7 位 3" in wall.wall.accessibleName()
    drawn(qtbot, wall)
    (told,) = bodies(office, "survey.drawn")
    (public,) = [change["values"] for change in told["changes"] if change["table"] == "public_draw"]
    assert json.loads(public["corrections"][1]) == [{"digit": "3", "place": 7}]


def test_that_letters_are_refused_and_a_digit_after_the_check_goes_back(wall: PublicDraw) -> None:
    to_digits(wall)
    throw(wall, "x")
    assert wall.wall.wall.tone == "bad"
    assert wall.thrown.digits == ""
    throw(wall, DIGITS)
    press(wall, KEY.Key_Return)
    assert wall.stage is Stage.CHECKING
    throw(wall, "7")
    assert (wall.stage, wall.thrown.digits) == (Stage.THROWING, DIGITS + "7")


def test_that_no_witness_no_digits(wall: PublicDraw) -> None:
    press(wall, KEY.Key_Return, KEY.Key_Return)
    assert wall.stage is Stage.PEOPLE
    assert "还没有填写" in wall.wall.wall.says
    throw(wall, "4063")
    assert wall.thrown.digits == ""
    press(wall, KEY.Key_Escape)
    assert not wall.isVisible()


def test_that_thrown_digits_are_not_dropped_without_a_reason(qtbot: QtBot, wall: PublicDraw, office: Office) -> None:
    to_digits(wall)
    throw(wall, "4063")
    wall.close()
    assert wall.isVisible()
    assert wall.stage is Stage.LEAVING
    press(wall, KEY.Key_Escape)
    assert wall.stage is Stage.THROWING
    press(wall, KEY.Key_Escape)
    say(wall, "骰子落地")
    press(wall, KEY.Key_Return)
    qtbot.waitUntil(lambda: not wall.isVisible())
    (told,) = bodies(office, "survey.throwing_given_up")
    assert (told["facts"]["digits"], told["facts"]["why"]) == ("4063", "骰子落地")


def test_that_a_list_frozen_anew_behind_the_wall_is_not_drawn(
    qtbot: QtBot, wall: PublicDraw, office: Office, frozen: int
) -> None:
    to_digits(wall)
    throw(wall, DIGITS)

    def refreeze(office: Office) -> None:
        with office.act("intake.list_changed", frozen) as act:
            act.add(ServedFirm(dossier_id=frozen, position=31, name="塞进来的公司"))
        survey.freeze_frame(office, frozen)

    wall.desk.run(refreeze)
    press(wall, KEY.Key_Return, KEY.Key_Return)
    qtbot.waitUntil(lambda: "公布指纹之后重新冻结" in wall.wall.wall.says)
    assert wall.stage is Stage.CHECKING
    assert not bodies(office, "survey.drawn")


def test_that_a_stamped_dossier_asks_for_the_reason_on_the_wall(
    qtbot: QtBot, wall: PublicDraw, office: Office, frozen: int
) -> None:
    stamp(office, frozen)
    to_digits(wall)
    throw(wall, DIGITS)
    press(wall, KEY.Key_Return, KEY.Key_Return)
    qtbot.waitUntil(lambda: wall.stage is Stage.REASON)
    press(wall, KEY.Key_Return)
    assert "还没有填写" in wall.wall.wall.says
    say(wall, "重新测评")
    press(wall, KEY.Key_Return)
    qtbot.waitUntil(lambda: wall.stage is Stage.OUTCOME)
    (told,) = bodies(office, "survey.drawn")
    assert told["reason"] == "重新测评"


def test_that_a_step_that_breaks_down_leaves_the_digits_and_the_keys(
    qtbot: QtBot, wall: PublicDraw, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_named: Any) -> None:
        raise ZeroDivisionError

    to_digits(wall)
    throw(wall, DIGITS)
    with monkeypatch.context() as patch:
        patch.setattr(public_draw, "draw_firms", broken)
        press(wall, KEY.Key_Return, KEY.Key_Return)
        qtbot.waitUntil(lambda: "程序出错" in wall.wall.wall.says)
    assert (wall.stage, wall.thrown.digits) == (Stage.CHECKING, DIGITS)
    press(wall, KEY.Key_Return)
    qtbot.waitUntil(lambda: wall.stage is Stage.OUTCOME)


def test_that_the_record_is_printed_from_the_wall(qtbot: QtBot, wall: PublicDraw, office: Office) -> None:
    to_digits(wall)
    throw(wall, DIGITS)
    drawn(qtbot, wall)
    QTest.keyClick(wall, "p")
    qtbot.waitUntil(lambda: "记录单已生成" in wall.wall.wall.says)
    assert "2024-0001-抽-01" in wall.wall.wall.says
    assert [told["facts"]["form"] for told in bodies(office, "paper.working_printed")] == ["office/draw-record"]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 768)])
@pytest.mark.parametrize("dark", [False, True])
def test_that_it_reads_from_the_last_row_in_either_theme(
    qtbot: QtBot, wall: PublicDraw, width: int, height: int, dark: bool
) -> None:
    """Nothing is cut, the smallest type is 1/36 of the height (3 cm on a wall two metres wide), the ground is dark."""
    theme.apply(QApplication.instance(), dark=dark)
    wall.resize(width, height)
    stages = []

    def look() -> None:
        picture: QImage = wall.grab().toImage()
        assert picture.pixelColor(2, 2).name() == DARK.window.lower()
        assert wall.wall.cut == []
        stages.append(wall.wall.wall.at)

    look()
    press(wall, KEY.Key_Return)
    say(wall, "刘明远、赵倩、单文娟")
    look()
    assert wall.wall.rect().contains(wall.entry.geometry())
    press(wall, KEY.Key_Return)
    throw(wall, DIGITS)
    look()
    drawn(qtbot, wall)
    look()
    assert stages == [0, 1, 2, 4]
    assert min(wall.wall.type_size(0), wall.wall.type_size(draw_wall.LINE)) >= wall.wall.unit() / 36 - 1
    theme.apply(QApplication.instance())


def test_that_nothing_personal_is_on_the_wall(qtbot: QtBot, wall: PublicDraw) -> None:
    said = [wall.wall.wall.words()]
    to_digits(wall)
    throw(wall, DIGITS)
    said.append(wall.wall.wall.words())
    drawn(qtbot, wall)
    said.append(wall.wall.wall.words())
    for words in said:
        assert "1502291" not in words
        assert "何育才" not in words


def test_that_several_lists_are_shown_page_by_page_and_drawn_together(
    qtbot: QtBot, desk: Desk, office: Office, frozen: int
) -> None:
    others = [
        freeze(office, dossier.open_dossier(office, date(2024, 6, 18), "national-2017", f"单位{n}"), 12)
        for n in range(4)
    ]
    laid = public_draw.lay(office, frozen)
    window = put_up(qtbot, desk, (laid.own, *laid.others))
    shown = set()
    for _page in range(2):
        shown |= {one.hash for one in window.wall.wall.lists}
        if window.stage is Stage.LISTS:
            press(window, KEY.Key_Return)
    assert shown == {one.hash for one in window.table}
    assert window.stage is Stage.PEOPLE
    say(window, "刘明远")
    press(window, KEY.Key_Return)
    throw(window, DIGITS)
    drawn(qtbot, window)
    seen = {window.outcomes[0].number}
    for _page in range(9):
        press(window, KEY.Key_Right, KEY.Key_Return)
        seen.add(window.wall.wall.label.split("　")[0])
    assert len(seen) == 5
    for one in (frozen, *others):
        assert survey.board(office, one).draw is not None


def test_that_names_may_stay_hidden(qtbot: QtBot, desk: Desk, office: Office, frozen: int) -> None:
    window = put_up(qtbot, desk, (public_draw.lay(office, frozen).own,), hide_names=True, witnesses="刘")
    press(window, KEY.Key_Return, KEY.Key_Return)
    throw(window, DIGITS)
    drawn(qtbot, window)
    assert "精密机械" not in window.wall.wall.words()
    assert all(not row.name for row in window.wall.wall.rows)


def test_that_the_page_of_the_survey_leads_there_and_back(
    qtbot: QtBot, desk: Desk, office: Office, frozen: int
) -> None:
    second = freeze(office, dossier.open_dossier(office, date(2024, 6, 18), "national-2017", "乙单位"), 12)
    page = SurveyPage(desk, frozen)
    qtbot.addWidget(page)
    page.resize(1108, 656)
    page.show()
    qtbot.waitUntil(lambda: page.board is not None and desk.idle)
    page.draw_pane.witnesses.editor.put("刘明远")
    page.draw_pane._public.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(TogetherSheet)))
    (sheet,) = page.findChildren(TogetherSheet)
    assert sheet.deed_button.accessibleName() == "只抽本案卷"
    sheet.table.selectRow(0)
    assert sheet.deed_button.accessibleName() == "2 个案卷一起抽"
    sheet.deed_button.click()
    (window,) = page.findChildren(PublicDraw)
    press(window, KEY.Key_Return, KEY.Key_Return)
    throw(window, DIGITS)
    drawn(qtbot, window)
    press(window, KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.board is not None and page.board.draw is not None and desk.idle)
    assert survey.board(office, second).draw is not None
    with office.read() as session:
        assert session.query(Frame).count() == 2


def test_that_the_wall_holds_the_window_up_for_nobody(qtbot: QtBot, wall: PublicDraw, stalls: Any) -> None:
    to_digits(wall)
    throw(wall, DIGITS)
    press(wall, KEY.Key_Return, KEY.Key_Return)
    qtbot.waitUntil(lambda: wall.stage is Stage.OUTCOME)
    qtbot.wait(300)
    stalls.check()
