"""The panel's page, through its real widgets: seats, opinion, the dialog in which one signs, signatures gone void."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import Interest
from desktop_app.screens.desk import Desk
from desktop_app.screens.panel import PanelPage
from desktop_app.screens.panel_choose import ChooseSheet, RecuseSheet
from desktop_app.screens.panel_sign import SignSheet
from desktop_app.steps import experts, panel
from desktop_app.store.office import Office
from desktop_app.widgets.ink import SignatureView
from tests.hands import child, type_into

PEOPLE = (
    ("钱伯安", "教授级高级工程师", "云岭理工大学"),
    ("冯雪梅", "研究员", "云岭省标准化研究院"),
    ("张启明", "高级工程师", "澜江市桥山科技服务有限公司（返聘）"),
)
OPINION = "专家组一致同意推荐。"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: Office, dossier_id: int) -> Iterator[PanelPage]:
    """An empty panel; three experts are in the pool, the last works for the applicant."""
    for name, title, unit in PEOPLE:
        experts.add_expert(office, {"name": name, "title": title, "unit": unit})
    made = PanelPage(desk, dossier_id)
    qtbot.addWidget(made)
    made.resize(1108, 656)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


@pytest.fixture
def seated(qtbot: QtBot, page: PanelPage) -> PanelPage:
    """All three are seated and an opinion is written."""
    page.desk.run(panel.seat_experts, page.dossier_id, [1, 2, 3])
    page.desk.run(panel.write_opinion, page.dossier_id, OPINION)
    qtbot.waitUntil(lambda: page.desk.idle and page.board is not None and page.board.opinion is not None)
    return page


def settle(qtbot: QtBot, page: PanelPage) -> None:
    qtbot.waitUntil(lambda: page.desk.idle)


def write_name(qtbot: QtBot, sheet: SignSheet, shift: int = 0) -> None:
    points = [QPoint(60 + 8 * i, 90 + shift + round(40 * math.sin(i / 2))) for i in range(40)]
    qtbot.mousePress(sheet.pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(sheet.pad, point)
    qtbot.mouseRelease(sheet.pad, Qt.MouseButton.LeftButton, pos=points[-1])


def sign(qtbot: QtBot, page: PanelPage, shift: int = 0) -> None:
    """Whoever the button names signs."""
    page.sign_button.click()
    qtbot.waitUntil(lambda: isinstance(page._sheet, SignSheet) and page._sheet.isVisible())
    sheet = page._sheet
    assert isinstance(sheet, SignSheet)
    write_name(qtbot, sheet, shift)
    sheet.deed_button.click()
    settle(qtbot, page)
    page._sheet = None
    page.activateWindow()  # no window manager does it here
    qtbot.waitUntil(page.isActiveWindow)


def test_that_experts_are_chosen_from_the_pool_and_conflicts_show_first(qtbot: QtBot, page: PanelPage) -> None:
    child(page, "choose_first").click()
    sheet = page._sheet
    assert isinstance(sheet, ChooseSheet)
    assert not sheet.deed_button.isEnabled()
    for number in range(3):
        sheet.table.selectRow(number)
    assert "张启明：工作单位是申请单位" in sheet._why.text()
    type_into(sheet._filter, "标准化")
    assert sheet.deed_button.accessibleName() == "请入专家组 3 位"
    sheet.deed_button.click()
    settle(qtbot, page)
    assert page.board is not None
    assert [seat.recused for seat in page.board.seats] == [False, False, True]
    assert child(page, "seat_count").text() == "3 位，1 位回避"


def test_that_the_opinion_is_kept_when_it_is_left(qtbot: QtBot, page: PanelPage) -> None:
    page.desk.run(panel.seat_experts, page.dossier_id, [1])
    settle(qtbot, page)
    assert not page.sign_button.isEnabled()
    editor = child(page, "opinion")
    editor.setFocus()
    type_into(editor, OPINION)
    child(page, "seats").setFocus()
    settle(qtbot, page)
    assert page.board is not None
    assert page.board.opinion is not None
    assert page.board.opinion.text == OPINION
    assert page.sign_button.isEnabled()
    assert page.sign_button.accessibleName() == "请钱伯安签名"


def test_that_an_opinion_that_could_not_be_kept_is_kept_as_soon_as_it_can_be(
    qtbot: QtBot, seated: PanelPage, office: Office
) -> None:
    operator, office.operator = office.operator, None  # as when the disk is full: the act is refused
    editor = child(seated, "opinion")
    editor.setFocus()
    type_into(editor, "经讨论，")
    child(seated, "seats").setFocus()
    settle(qtbot, seated)
    assert seated._banner.isVisible()
    assert "经讨论，" in seated.opinion.value()
    office.operator = operator
    seated.settle()
    settle(qtbot, seated)
    assert seated.board is not None
    assert seated.board.opinion is not None
    assert "经讨论，" in seated.board.opinion.text
    assert not seated._banner.isVisible()


def test_that_the_dialog_shows_exactly_what_is_signed(qtbot: QtBot, seated: PanelPage) -> None:
    seated.sign_button.click()
    qtbot.waitUntil(lambda: isinstance(seated._sheet, SignSheet) and seated._sheet.isVisible())
    sheet = seated._sheet
    assert isinstance(sheet, SignSheet)
    assert child(sheet, "signed_text").toPlainText() == OPINION
    assert child(sheet, "signer").text() == "钱伯安"
    assert seated.board is not None
    shown = child(sheet, "signed_hash").text().replace(" ", "").removeprefix("指纹")
    assert seated.board.content_hash.startswith(shown)
    assert not sheet.deed_button.isEnabled()
    write_name(qtbot, sheet)
    assert sheet.deed_button.isEnabled()
    child(sheet, "clear_ink").click()
    assert not sheet.deed_button.isEnabled()
    sheet.reject()


def test_that_a_signature_given_in_the_dialog_holds(qtbot: QtBot, seated: PanelPage) -> None:
    sign(qtbot, seated)
    assert seated.board is not None
    assert [seat.signed for seat in seated.board.seats] == [True, False, False]
    view = seated.seat_pane.findChild(SignatureView)
    assert view is not None
    assert "有效" in view.accessibleName()
    assert child(seated, "waiting").text() == "还差 1 人签名：冯雪梅"


def test_that_changing_the_opinion_warns_first_and_then_voids(qtbot: QtBot, seated: PanelPage) -> None:
    sign(qtbot, seated)
    sign(qtbot, seated, shift=20)
    editor = child(seated, "opinion")
    editor.setFocus()
    type_into(editor, "补充：")
    assert seated.opinion.says == "钱伯安、冯雪梅已签名。改动保存后，这 2 个签名作废，要重新签。"
    child(seated, "seats").setFocus()
    settle(qtbot, seated)
    assert seated._banner.isVisible()
    assert seated._banner.bold == "评审意见已改动，2 个签名随之作废。"
    assert seated._banner.rest == "请让钱伯安、冯雪梅重新签名。"
    view = seated.seat_pane.findChild(SignatureView)
    assert view is not None
    assert "已失效" in view.accessibleName()
    seated.table.select(0)
    sign(qtbot, seated, shift=35)
    assert seated._banner.rest == "请让冯雪梅重新签名。"
    assert len(seated.board.seats[0].signatures) == 2 if seated.board else False


def test_that_ctrl_enter_keeps_the_opinion_before_it_is_signed(qtbot: QtBot, seated: PanelPage) -> None:
    editor = child(seated, "opinion")
    editor.setFocus()
    type_into(editor, "经讨论，")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(seated._sheet, SignSheet) and seated._sheet.isVisible())
    assert "经讨论，" in child(seated._sheet, "signed_text").toPlainText()
    sheet = seated._sheet
    write_name(qtbot, sheet)
    sheet.deed_button.click()
    settle(qtbot, seated)
    assert seated.board is not None
    assert seated.board.seats[0].signed


def test_that_the_button_leads_on_once_everybody_has_signed(qtbot: QtBot, seated: PanelPage) -> None:
    sign(qtbot, seated)
    sign(qtbot, seated, shift=20)
    assert seated.sign_button.accessibleName() == "去推荐与打印"
    with qtbot.waitSignal(seated.jumped) as jumped:
        seated.sign_button.click()
    assert jumped.args == ["recommendation", ""]


def test_that_a_recused_expert_is_never_asked_to_sign(qtbot: QtBot, seated: PanelPage) -> None:
    seated.table.select(2)
    assert "工作单位是申请单位" in child(seated, "seat_recusal").text()
    assert seated.sign_button.accessibleName() == "请钱伯安签名"
    assert child(seated, "lift_recusal").isHidden()


def test_that_a_recusal_that_is_declared_needs_its_reason(qtbot: QtBot, seated: PanelPage) -> None:
    seated.table.select(1)
    child(seated, "recuse").click()
    sheet = seated._sheet
    assert sheet is not None
    sheet.deed_button.click()
    assert sheet.isVisible()
    type_into(child(sheet, "reason"), "与法定代表人系亲属")
    sheet.deed_button.click()
    settle(qtbot, seated)
    assert seated.board is not None
    assert seated.board.seats[1].reason == "与法定代表人系亲属"
    assert not child(seated, "lift_recusal").isHidden()


def test_that_a_usual_reason_is_enough_for_a_recusal(qtbot: QtBot, seated: PanelPage) -> None:
    seated.table.select(1)
    child(seated, "recuse").click()
    sheet = seated._sheet
    assert isinstance(sheet, RecuseSheet)
    sheet.interest.show_value(Interest.ADVISED.value, force=True)
    sheet.deed_button.click()
    settle(qtbot, seated)
    assert seated.board is not None
    assert seated.board.seats[1].reason == "为该单位提供过咨询或辅导"


def test_that_somebody_may_sign_on_paper_instead(qtbot: QtBot, seated: PanelPage) -> None:
    child(seated, "signs_on_paper").click()
    settle(qtbot, seated)
    assert seated.board is not None
    assert seated.board.seats[0].signs_on_paper
    assert child(seated, "waiting").text() == "还差 1 人签名：冯雪梅"


def test_that_an_open_item_leads_to_its_expert(qtbot: QtBot, seated: PanelPage) -> None:
    assert seated.board is not None
    seated.focus_on(f"seat:{seated.board.seats[1].id}")
    assert child(seated, "seat_name").text() == "冯雪梅"
    seated.focus_on("opinion")
    assert child(seated, "opinion").hasFocus()


@pytest.mark.parametrize("height", [360, 656, 968])
def test_that_a_long_opinion_never_keeps_the_page_from_becoming_smaller(
    qtbot: QtBot, seated: PanelPage, height: int
) -> None:
    seated.resize(1108, 1000)
    seated.resize(1108, height)
    assert seated.height() == height
    assert seated.minimumSizeHint().height() <= 360


def test_that_nothing_blocks_the_window_while_one_signs(qtbot: QtBot, seated: PanelPage, stalls: Any) -> None:
    sign(qtbot, seated)
    sign(qtbot, seated, shift=20)
    stalls.check()
