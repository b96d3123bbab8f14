"""The survey's page, through its real widgets: freeze, draw, call, grade by key, replace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import ContactResult, DigitsSource
from desktop_app.records.lists import ServedFirm
from desktop_app.rules import draw
from desktop_app.screens.desk import Desk
from desktop_app.screens.survey import SurveyPage
from desktop_app.screens.survey_sheets import MissSheet, ReplaceSheet
from desktop_app.steps import survey
from desktop_app.store import dossiers
from desktop_app.store.office import Office
from tests.conftest import stamp
from tests.hands import child, type_into

DIGITS = "4063 1952 7718 0365 2941"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, listed: int) -> Iterator[SurveyPage]:
    made = SurveyPage(desk, listed)
    qtbot.addWidget(made)
    made.resize(1108, 656)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


@pytest.fixture
def asking(qtbot: QtBot, desk: Desk, page: SurveyPage) -> SurveyPage:
    """The page after a draw of 10."""
    desk.run(survey.freeze_frame, page.dossier_id)
    desk.run(survey.draw_sample, page.dossier_id, DIGITS, DigitsSource.DICE, "刘明远", 10)
    qtbot.waitUntil(lambda: desk.idle and page.board is not None and page.board.draw is not None)
    return page


def test_that_nothing_of_the_page_can_be_pressed_before_all_of_it_is_there(
    qtbot: QtBot, desk: Desk, listed: int
) -> None:
    made = SurveyPage(desk, listed)
    qtbot.addWidget(made)
    made.show()
    freeze = None
    while freeze is None or not freeze.isVisible():
        QApplication.processEvents()
        freeze = made.findChild(QPushButton, "freeze")
    freeze.click()
    qtbot.waitUntil(lambda: made.board is not None and made.board.frame is not None)
    qtbot.waitUntil(lambda: desk.idle)


def test_that_the_page_comes_up_without_holding_the_window_up(
    qtbot: QtBot, desk: Desk, listed: int, stalls: Any
) -> None:
    made = SurveyPage(desk, listed)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    stalls.check()


def papers_void(office: Office, dossier_id: int) -> list[str]:
    with office.read() as session:
        return [paper.void_reason for paper in dossiers.casefile(session, dossier_id).papers]


def click(qtbot: QtBot, page: SurveyPage, name: str) -> None:
    qtbot.mouseClick(child(page, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.desk.idle)


def test_that_the_list_is_frozen_and_drawn_in_two_deeds(qtbot: QtBot, page: SurveyPage) -> None:
    click(qtbot, page, "freeze")
    assert page.board is not None
    assert page.board.frame is not None
    shown = child(page.draw_pane, "frame_hash").accessibleName()
    assert shown == f"名单指纹 {page.board.frame.hash}"
    digits = child(page, "digits")
    assert digits.hasFocus()
    type_into(digits, "4063 1952")
    button = child(page, "draw")
    assert button.accessibleName() == "抽取　还差 12 位"
    assert not button.isEnabled()
    type_into(digits, " 7718 0365 2941")
    type_into(child(page, "witnesses"), "刘明远、赵倩")
    click(qtbot, page, "draw")
    assert page.board.draw is not None
    assert page.board.draw.witnesses == "刘明远、赵倩"
    assert len(page.board.lines) == 10


def test_that_a_missing_witness_is_said_at_its_field(qtbot: QtBot, page: SurveyPage) -> None:
    click(qtbot, page, "freeze")
    type_into(child(page, "digits"), DIGITS)
    click(qtbot, page, "draw")
    assert "要有见证人在场" in page.draw_pane.witnesses.says
    assert page.draw_pane.witnesses.editor.hasFocus()
    assert page.board is not None
    assert page.board.draw is None


def test_that_without_firms_the_page_says_where_to_get_them(qtbot: QtBot, desk: Desk, dossier_id: int) -> None:
    page = SurveyPage(desk, dossier_id)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.board is not None and desk.idle)
    with qtbot.waitSignal(page.jumped) as jumped:
        qtbot.mouseClick(child(page, "to_intake"), Qt.MouseButton.LeftButton)
    assert jumped.args == ["intake", "served_firms"]


def test_that_a_key_grades_and_keeps_the_whole_form(qtbot: QtBot, asking: SurveyPage) -> None:
    asking.interview.focus_first()
    post = child(asking, "post")
    assert post.hasFocus()
    type_into(post, "总经理")
    child(asking, "method_phone").click()
    child(asking, "grade_very").setFocus()
    qtbot.keyClick(child(asking, "grade_very"), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: asking.desk.idle)
    assert asking.board is not None
    line = asking.board.lines[0]
    assert line.grade == "basically"
    assert line.missing == ()
    assert line.answer["post"] == "总经理"
    assert line.answer["person"].startswith("联系人")
    assert line.answer["method"] == "phone"


def test_that_a_digit_typed_into_a_field_is_text_and_no_grade(qtbot: QtBot, asking: SurveyPage) -> None:
    post = child(asking, "post")
    post.setFocus()
    qtbot.keyClicks(post, "3")
    qtbot.waitUntil(lambda: asking.desk.idle)
    assert asking.interview.fields["post"].value() == "3"
    assert asking.board is not None
    assert asking.board.lines[0].grade == ""


def test_that_a_field_is_kept_when_it_is_left(qtbot: QtBot, asking: SurveyPage) -> None:
    post = child(asking, "post")
    post.setFocus()
    type_into(post, "厂长")
    child(asking, "service").setFocus()
    qtbot.waitUntil(lambda: asking.desk.idle)
    assert asking.board is not None
    assert asking.board.lines[0].answer["post"] == "厂长"


def test_that_ctrl_enter_goes_to_the_next_firm_without_an_answer(qtbot: QtBot, asking: SurveyPage) -> None:
    asking.interview.grade_with(0)
    qtbot.waitUntil(lambda: asking.desk.idle)
    qtbot.keyClick(child(asking, "grade_very"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asking.interview.line is not None
    assert asking.interview.line.line == 2
    qtbot.keyClick(child(asking, "post"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asking.interview.line.line == 3
    qtbot.keyClick(child(asking, "post"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert asking.interview.line.line == 2


def test_that_coming_back_starts_at_the_first_firm_without_an_answer(
    qtbot: QtBot, desk: Desk, asking: SurveyPage
) -> None:
    for place in (1, 2):
        desk.run(survey.record_answer, asking.dossier_id, place, {"grade": "very"})
    again = SurveyPage(desk, asking.dossier_id)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.board is not None and desk.idle)
    assert again.sample.table.selected_rows() == (2,)
    assert again.interview.line is not None
    assert again.interview.line.line == 3


def test_that_what_could_not_be_kept_is_kept_as_soon_as_it_can_be(
    qtbot: QtBot, desk: Desk, asking: SurveyPage, office: Office
) -> None:
    operator, office.operator = office.operator, None  # as when the disk is full: the act is refused
    post = child(asking, "post")
    post.setFocus()
    type_into(post, "厂长")
    asking.interview.grade_with(2)
    qtbot.waitUntil(lambda: desk.idle and asking._refused.isVisible())
    assert asking.interview.fields["post"].value() == "厂长"
    assert not child(asking, "grade_dissatisfied").isChecked()
    office.operator = operator
    asking.settle()
    qtbot.waitUntil(lambda: desk.idle)
    assert asking.board is not None
    line = asking.board.lines[0]
    assert (line.answer["post"], line.grade) == ("厂长", "dissatisfied")
    assert not asking._refused.isVisible()


def test_that_a_telephone_number_is_dots_until_somebody_needs_it(qtbot: QtBot, asking: SurveyPage) -> None:
    phone = child(asking, "phone")
    assert isinstance(phone, QLineEdit)
    assert phone.echoMode() == QLineEdit.EchoMode.Password
    eye = child(asking, "show_phone")
    qtbot.mousePress(eye, Qt.MouseButton.LeftButton)
    assert phone.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert phone.echoMode() == QLineEdit.EchoMode.Password
    phone.setFocus()
    assert phone.echoMode() == QLineEdit.EchoMode.Normal


def test_that_f6_notes_a_miss_and_the_next_reserve_comes_in(qtbot: QtBot, asking: SurveyPage) -> None:
    assert asking.board is not None
    assert child(asking, "replace").isHidden()
    out = asking.board.lines[0]
    qtbot.keyClick(child(asking, "post"), Qt.Key.Key_F6)
    sheet = asking.dialogs.sheet
    assert isinstance(sheet, MissSheet)
    assert sheet.result_chosen() is ContactResult.NO_ANSWER
    child(sheet, "result_dead_number").click()
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: asking.desk.idle)
    assert [a.result for a in asking.board.lines[0].attempts] == [ContactResult.DEAD_NUMBER]
    click(qtbot, asking, "replace")
    sheet = asking.dialogs.sheet
    assert isinstance(sheet, ReplaceSheet)
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: asking.desk.idle)
    assert "要写明原因" in sheet.reason.says
    type_into(sheet.reason.editor, "号码停机")
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: asking.desk.idle and asking.board is not None and asking.board.lines[0].place == 11)
    assert asking.board.lines[0].given_up == (out.name,)
    assert asking.interview.line is not None
    assert asking.interview.line.place == 11


def test_that_ten_answers_show_both_rates_and_the_bound(qtbot: QtBot, asking: SurveyPage) -> None:
    for number in range(10):
        asking.sample.table.select(number)
        asking.interview.grade_with(1 if number == 4 else 0)
    qtbot.waitUntil(lambda: asking.desk.idle)
    assert child(asking, "next").accessibleName() == "保存并到下一家"  # the columns of the paper are still empty
    assert child(asking, "rate_counted_count").text() == "10 / 10 家"
    assert child(asking, "rate_very_count").text() == "9 / 10 家"
    assert "30 家中至少 66.7 %" in child(asking, "rate_very_bound").text()


def test_that_the_button_leads_on_once_everybody_has_answered(qtbot: QtBot, desk: Desk, asking: SurveyPage) -> None:
    said = {"method": "phone", "person": "何育才", "post": "经理", "phone": "15022916824", "service": "检测"}
    for place in range(1, 11):
        desk.run(survey.record_answer, asking.dossier_id, place, {**said, "grade": "very"})
    qtbot.waitUntil(lambda: desk.idle and child(asking, "next").accessibleName() == "去专家评审")
    with qtbot.waitSignal(asking.jumped) as jumped:
        child(asking, "next").click()
    assert jumped.args == ["panel", ""]


def test_that_a_change_after_the_seal_asks_for_its_reason(
    qtbot: QtBot, desk: Desk, asking: SurveyPage, office: Office
) -> None:
    desk.run(stamp, asking.dossier_id)
    qtbot.waitUntil(lambda: desk.idle)
    asking.interview.grade_with(0)
    qtbot.waitUntil(lambda: desk.idle and asking.dialogs.sheet is not None)
    assert asking.dialogs.sheet is not None
    type_into(child(asking.dialogs.sheet, "reason"), "被访企业更正评价")
    asking.dialogs.sheet.deed_button.click()
    qtbot.waitUntil(lambda: desk.idle)
    assert asking.board is not None
    assert asking.board.lines[0].grade == "very"
    desk.run(papers_void, asking.dossier_id, then=lambda reasons: setattr(asking, "seen", reasons))
    qtbot.waitUntil(lambda: desk.idle)
    assert vars(asking)["seen"] == ["被访企业更正评价"]


def test_that_giving_no_reason_after_the_seal_changes_nothing(
    qtbot: QtBot, desk: Desk, asking: SurveyPage, office: Office
) -> None:
    desk.run(stamp, asking.dossier_id)
    post = child(asking, "post")
    post.setFocus()
    type_into(post, "厂长")
    child(asking, "service").setFocus()
    qtbot.waitUntil(lambda: desk.idle and asking.dialogs.sheet is not None)
    assert asking.dialogs.sheet is not None
    asking.dialogs.sheet.reject()
    qtbot.waitUntil(lambda: desk.idle)
    assert asking.interview.fields["post"].value() == ""
    asking.settle()
    qtbot.waitUntil(lambda: desk.idle)
    assert asking.board is not None
    assert asking.board.lines[0].answer["post"] == ""


def test_that_a_changed_list_is_said_and_the_sample_stays(qtbot: QtBot, asking: SurveyPage, office: Office) -> None:
    def rename(held: Office) -> None:
        with held.act("intake.field_changed", asking.dossier_id) as act:
            act.change(act.session.query(ServedFirm).filter_by(position=3).one(), name="改名有限公司")

    names = [row.name for row in asking.sample.rows()]
    asking.desk.run(rename)
    qtbot.waitUntil(lambda: asking.desk.idle and asking._changed.isVisible())
    assert [row.name for row in asking.sample.rows()] == names


def test_that_a_further_draw_asks_for_its_reason(qtbot: QtBot, asking: SurveyPage) -> None:
    click(qtbot, asking, "redraw")
    type_into(child(asking, "digits"), "9" * 20)
    type_into(child(asking, "witnesses"), "刘明远")
    click(qtbot, asking, "draw")
    assert "要写明理由" in asking.draw_pane.reason.says
    type_into(asking.draw_pane.reason.editor, "见证人缺席")
    click(qtbot, asking, "draw")
    assert asking.board is not None
    assert asking.board.draw is not None
    assert (asking.board.draw.sequence, asking.board.draw.reason) == (2, "见证人缺席")


def test_that_a_firm_of_the_reserve_cannot_be_graded(qtbot: QtBot, asking: SurveyPage) -> None:
    asking.sample.table.select(11)
    assert not asking.interview.isVisible()
    assert "备 2“" in asking._asking._not_in.findChild(QLabel).text()
    asking.sample.table.setFocus()
    qtbot.keyClick(asking.sample.table, Qt.Key.Key_1)
    qtbot.keyClick(asking.sample.table, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: asking.desk.idle)
    assert asking.dialogs.sheet is None
    assert asking.board is not None
    assert [line.grade for line in asking.board.lines] == [""] * 10
    asking.sample.table.select(1)
    assert asking.interview.isVisible()


def test_that_an_open_item_leads_to_its_firm(qtbot: QtBot, asking: SurveyPage) -> None:
    asking.focus_on("7")
    assert asking.interview.line is not None
    assert asking.interview.line.place == 7


def test_that_the_frame_goes_out_as_it_was_hashed(asking: SurveyPage, office: Office, tmp_path: Path) -> None:
    path = survey.export_frame(office, asking.dossier_id, tmp_path / "名单.tsv")
    assert asking.board is not None
    assert asking.board.draw is not None
    assert draw.frame_hash(path.read_text(encoding="utf-8")) == asking.board.draw.frame_hash


def test_that_nothing_blocks_the_window_while_a_hundred_firms_are_drawn_and_asked(
    qtbot: QtBot, desk: Desk, asking: SurveyPage, stalls: Any
) -> None:
    def lengthen(held: Office) -> None:
        with held.act("intake.firms_imported", asking.dossier_id) as act:
            for position in range(31, 161):
                name = f"澜江第{position}机械有限公司"
                act.add(ServedFirm(dossier_id=asking.dossier_id, position=position, name=name))

    desk.run(lengthen)
    desk.run(survey.freeze_frame, asking.dossier_id, "补充名单")
    desk.run(survey.draw_sample, asking.dossier_id, "7" * 20, DigitsSource.DICE, "刘明远", 20, "按新名单")
    qtbot.waitUntil(lambda: desk.idle and len(asking.sample.rows()) == 160)
    for number in range(20):
        asking.sample.table.select(number)
        asking.interview.grade_with(0)
    qtbot.waitUntil(lambda: desk.idle)
    stalls.check()
