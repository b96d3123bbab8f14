"""The frame check on the survey's page: settle by keyboard, freeze, find the frame changed, weigh the sample's size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.records.kinds import DigitsSource, Settling
from desktop_app.records.lists import ServedFirm
from desktop_app.screens.desk import Desk
from desktop_app.screens.survey import SurveyPage
from desktop_app.steps import frame_check, survey
from desktop_app.store.office import Office
from desktop_app.widgets import theme, tokens
from tests import looking
from tests.hands import child, type_here, type_into

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = {3: "澜江市鼎瑞生物科技有限公司", 9: "澜江鼎锐生物科技（集团）有限公司"}


@pytest.fixture
def listed(office: Office, dossier_id: int) -> int:
    """30 firms: the third and the ninth are one, the fifth and the sixth share a contact."""
    with office.act("intake.firms_imported", dossier_id) as act:
        for position in range(1, 31):
            name = NAMES.get(position, f"澜江第{position}机械有限公司")
            contact = f"联系人{5 if position == 6 else position}"
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=name, contact=contact))
    return dossier_id


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, listed: int) -> Iterator[SurveyPage]:
    made = SurveyPage(desk, listed)
    qtbot.addWidget(made)
    made.resize(1108, 656)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


def press(qtbot: QtBot, page: SurveyPage, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """One key to whatever has the focus, and what follows from it."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)
    qtbot.waitUntil(lambda: page.desk.idle)


def states(page: SurveyPage) -> list[str]:
    assert page.board is not None
    return [finding.state for finding in page.board.check.findings]


def test_that_findings_are_settled_and_the_list_frozen_by_keyboard_alone(qtbot: QtBot, page: SurveyPage) -> None:
    assert states(page) == ["open", "open"]
    assert not child(page, "freeze").isEnabled()
    why = child(page, "settle_why")
    assert why.hasFocus()
    press(qtbot, page, Qt.Key.Key_Return, CTRL)
    assert "要写明理由" in page.frame_pane.finding.why.says
    type_here("两个法人，已核对执照")
    press(qtbot, page, Qt.Key.Key_Return, CTRL)
    assert states(page) == ["keep", "open"]
    assert why.hasFocus()
    assert page.frame_pane.finding.why.value() == ""
    type_here("同一代办人")
    press(qtbot, page, Qt.Key.Key_Return, CTRL)
    assert states(page) == ["keep", "keep"]
    assert child(page, "freeze").hasFocus()
    press(qtbot, page, Qt.Key.Key_Return, CTRL)
    assert page.board is not None
    assert page.board.frame is not None
    assert page.board.frame.firms == 30


def test_that_a_ticked_firm_is_excluded_and_the_rest_frozen(qtbot: QtBot, page: SurveyPage) -> None:
    exclude = child(page, "settle_exclude")
    type_here("工商登记为同一企业")
    exclude.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    assert "还没有选择剔除哪一家" in page.frame_pane.finding.why.says
    child(page, "exclude_2").setFocus()
    press(qtbot, page, Qt.Key.Key_Space)
    exclude.click()
    qtbot.waitUntil(lambda: states(page)[0] == "exclude")
    assert child(page, "frame_count").text() == "名单 30 家，剔除 1 家"
    type_here("同一代办人")
    child(page, "settle_keep").click()
    qtbot.waitUntil(lambda: "open" not in states(page))
    assert child(page, "freeze").accessibleName() == "冻结名单 29 家"


def test_that_a_settling_is_taken_back(qtbot: QtBot, desk: Desk, page: SurveyPage) -> None:
    type_here("两个法人")
    child(page, "settle_keep").click()
    qtbot.waitUntil(lambda: states(page)[0] == "keep")
    page.frame_pane.table.select(0)
    child(page, "settle_reopen").click()
    qtbot.waitUntil(lambda: states(page)[0] == "open")
    assert child(page, "settle_reopen").isHidden()


def test_that_every_finding_names_its_firms(qtbot: QtBot, page: SurveyPage) -> None:
    page.frame_pane.table.select(1)
    assert child(page, "finding_kind").text() == "联系人相同"
    shown = [box.text() for box in page.frame_pane.finding._boxes]
    assert shown == ["第 5 家　澜江第5机械有限公司", "第 6 家　澜江第6机械有限公司"]


def settle_and_freeze(qtbot: QtBot, desk: Desk, page: SurveyPage) -> None:
    assert page.board is not None
    for finding in page.board.check.findings:
        desk.run(frame_check.settle, page.dossier_id, finding.key, Settling.KEEP, "已核对")
    desk.run(survey.freeze_frame, page.dossier_id)
    qtbot.waitUntil(lambda: desk.idle and page.board is not None and page.board.frame is not None)


def rename(office: Office, dossier_id: int, name: str) -> None:
    """As the intake would: the first firm is called something else."""
    with office.read() as session:
        row = session.scalars(select(ServedFirm).where(ServedFirm.dossier_id == dossier_id)).first()
    assert row is not None
    with office.act("intake.list_changed", dossier_id) as act:
        act.change(row, name=name)


def test_that_a_changed_list_leads_back_to_the_check_before_any_draw(
    qtbot: QtBot, desk: Desk, page: SurveyPage
) -> None:
    settle_and_freeze(qtbot, desk, page)
    assert page.draw_pane.isVisible()
    desk.run(rename, page.dossier_id, "澜江鼎瑞生物科技厂")
    qtbot.waitUntil(lambda: page.frame_pane.isVisible())
    assert page._changed.isVisible()
    assert not child(page, "freeze").isEnabled()  # the new name is a finding of its own
    assert states(page).count("open") == 1


def test_that_after_a_draw_a_changed_list_is_checked_and_frozen_with_a_reason(
    qtbot: QtBot, desk: Desk, page: SurveyPage
) -> None:
    settle_and_freeze(qtbot, desk, page)
    desk.run(survey.draw_sample, page.dossier_id, "40631952771803652941", DigitsSource.DICE, "刘明远", 10)
    desk.run(rename, page.dossier_id, "南麓县昱禾五金厂")
    qtbot.waitUntil(lambda: desk.idle and page._changed.isVisible())
    assert not page.frame_pane.isVisible()
    child(page, "refreeze").click()
    assert page.frame_pane.isVisible()
    child(page, "cancel_freeze").click()
    assert not page.frame_pane.isVisible()
    child(page, "refreeze").click()
    child(page, "freeze").click()
    sheet = page.dialogs.sheet
    assert sheet is not None
    type_into(child(sheet, "reason"), "申请单位更正名称")
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: desk.idle and not page._changed.isVisible())
    assert page.draw_pane.isVisible()


def test_that_the_advice_follows_the_number_and_can_be_taken(qtbot: QtBot, desk: Desk, page: SurveyPage) -> None:
    settle_and_freeze(qtbot, desk, page)
    adviser = page.draw_pane.adviser
    assert "没有不满意的要 10 家，1 家不满意要 15 家，2 家不满意要 19 家" in child(adviser, "advice_needs").text()
    assert "不少于 10 家" in child(adviser, "advice_needs").text()
    assert "抽 n＝10 家" in child(adviser, "advice_shows").text()
    with qtbot.waitSignal(page.jumped) as jumped:
        child(adviser, "frame_record").click()
    assert jumped.args == ["papers", "office/frame-record"]
    child(adviser, "advice_take").click()
    assert page.draw_pane.wanted.value() == "15"
    assert "抽 n＝15 家" in child(adviser, "advice_shows").text()
    page.draw_pane.wanted.show_value("31", force=True)
    page.draw_pane._count()
    assert child(adviser, "advice_shows").text() == ""


@pytest.mark.parametrize("width", [1108, 788])
def test_that_the_advice_is_on_the_page_at_every_width(qtbot: QtBot, desk: Desk, page: SurveyPage, width: int) -> None:
    page.resize(width, 656)
    settle_and_freeze(qtbot, desk, page)
    qtbot.waitUntil(lambda: page.draw_pane.adviser.isVisible())
    beside = page.draw_pane.adviser.mapTo(page, page.draw_pane.adviser.rect().topLeft()).x() > width / 3
    assert beside == (width > 900)


def test_that_a_list_without_findings_says_what_was_looked_for(qtbot: QtBot, desk: Desk, page: SurveyPage) -> None:
    def mend(office: Office, dossier_id: int) -> None:
        with office.read() as session:
            rows = list(session.scalars(select(ServedFirm).where(ServedFirm.dossier_id == dossier_id)))
        with office.act("intake.list_changed", dossier_id) as act:
            act.change(rows[8], name="南麓县昱禾五金厂")
            act.change(rows[5], contact="联系人6")

    desk.run(mend, page.dossier_id)
    qtbot.waitUntil(lambda: desk.idle and states(page) == [])
    assert not page.frame_pane.table.isVisible()
    assert child(page, "freeze").isEnabled()
    page.frame_pane._tabs.setCurrentIndex(1)
    assert len(child(page.frame_pane, "frame_firms").rows()) == 30


SHAPES = ((1108, 656, "standard"), (1692, 944, "standard"), (842, 538, "standard"), (702, 428, "standard"),
          (642, 408, "small"), (1108, 656, "large"))  # fmt: skip
"""What the window leaves for a page at the sizes that offices have."""


@pytest.mark.sweep
@pytest.mark.parametrize(("width", "height", "text"), SHAPES)
def test_that_neither_check_nor_draw_cuts_its_words(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: SurveyPage, width: int, height: int, text: str
) -> None:
    theme.apply(qapp, False, tokens.TEXT_FACTORS[text])
    page.resize(width, height)
    looking.come_to_rest(page)
    wrong = looking.cut(page) + looking.unnamed(page)
    settle_and_freeze(qtbot, desk, page)
    looking.come_to_rest(page)
    wrong += looking.cut(page) + looking.unnamed(page)
    theme.apply(qapp)
    assert wrong == [], "\n".join(wrong)
