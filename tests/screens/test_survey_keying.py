"""Keying interviews fast, keying them again blind, and settling what differs; through the real widgets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.records.kinds import ContactResult, DigitsSource
from desktop_app.records.lists import ServedFirm
from desktop_app.records.office import Operator
from desktop_app.rules import pinyin
from desktop_app.screens.desk import Desk
from desktop_app.screens.survey import SurveyPage
from desktop_app.screens.survey_second import KeyingSheet
from desktop_app.screens.survey_sheets import VoidSheet
from desktop_app.steps import keying, survey
from desktop_app.store.office import Office
from desktop_app.widgets import theme, tokens
from desktop_app.widgets.charts import Stack
from tests import looking
from tests.hands import child

CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
SHAPES = ((1366, 768, "standard"), (960, 540, "standard"), (900, 520, "large"))
SECONDS_A_KEY = 0.28
"""An average typist who isn't trained (Card, Moran and Newell, keystroke-level model)."""
SECONDS_A_THOUGHT = 1.35
"""Looking at the sheet before each value, in the same model."""
SAID = {
    "method": "phone", "person": "何育才", "post": "总经理", "phone": "15022916824", "service": "材料检测",
    "grade": "very",
}  # fmt: skip


@pytest.fixture
def asking(qtbot: QtBot, desk: Desk, office: Office, dossier_id: int) -> Iterator[SurveyPage]:
    """A sample of 10 from 30; nobody asked yet. 周正 may key and review as well."""
    with office.act("office.operator_added") as act:
        act.add(Operator(name="周正", roles="clerk,reviewer", password_hash="-", made_at=office.now()))
    with office.act("intake.firms_imported", dossier_id) as act:
        for position in range(1, 31):
            name = f"澜江第{position}机械有限公司"
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=name, phone=f"150229168{position:02}"))
    survey.freeze_frame(office, dossier_id)
    survey.draw_sample(office, dossier_id, "40631952771803652941", DigitsSource.DICE, "刘明远", 10)
    theme.apply(QApplication.instance())
    made = SurveyPage(desk, dossier_id)
    qtbot.addWidget(made)
    made.resize(1108, 656)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


class Hands:
    """Presses keys at whatever has the focus, and counts them as fingers would."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self._desk = qtbot, desk
        self.keys = self.thoughts = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key; a modifier is a key more."""
        self.keys += 1 + (modifiers != NONE)
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifiers)
        self._qtbot.waitUntil(lambda: self._desk.idle)

    def value(self, text: str) -> None:
        """One value of the sheet, over what stands in the field: pinyin and a blank for each word, digits as such."""
        self.thoughts += 1
        self.press(Qt.Key.Key_A, CTRL)
        readings = pinyin.key(text).readings
        self.keys += sum(len(options[0]) for options in readings) + (not text.isascii())
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    @property
    def seconds(self) -> float:
        """How long it takes somebody who is used to the screen."""
        return self.keys * SECONDS_A_KEY + self.thoughts * SECONDS_A_THOUGHT


def sign_in(office: Office, name: str) -> None:
    """Somebody else sits down; run on the worker."""
    with office.read() as session:
        office.operator = session.scalars(select(Operator).where(Operator.name == name)).one()


def test_that_a_whole_interview_is_keyed_in_under_thirty_seconds(qtbot: QtBot, desk: Desk, asking: SurveyPage) -> None:
    hands = Hands(qtbot, desk)
    asking.interview.focus_first()
    assert child(asking, "person").hasFocus()
    hands.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    while not child(asking, "method_phone").isChecked():
        hands.press(Qt.Key.Key_Space if not asking.interview.methods.checkedButton() else Qt.Key.Key_Right)
    hands.thoughts += 1
    hands.press(Qt.Key.Key_Tab)
    for name in ("person", "post", "phone", "service"):
        assert child(asking, name).hasFocus(), name
        hands.value(SAID[name])
        hands.press(Qt.Key.Key_Tab)
    hands.thoughts += 1
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert asking.board is not None
    line = asking.board.lines[0]
    assert ({**line.answer, "grade": line.grade}, line.missing) == (SAID, ())
    assert asking.interview.line is not None
    assert asking.interview.line.line == 2
    print(f"{hands.keys} keys, {hands.seconds:.1f} s")
    assert hands.keys <= 70
    assert hands.seconds < 30


def test_that_a_firm_whose_list_entry_is_right_takes_a_handful_of_keys(
    qtbot: QtBot, desk: Desk, asking: SurveyPage
) -> None:
    desk.run(survey.record_answer, asking.dossier_id, 1, SAID)
    kept = {name: SAID[name] for name in ("method", "person", "post", "service")}
    desk.run(survey.record_answer, asking.dossier_id, 2, kept)
    qtbot.waitUntil(lambda: desk.idle)
    asking.sample.select_place(2)
    asking.interview.focus_first()
    hands = Hands(qtbot, desk)
    hands.press(Qt.Key.Key_3)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert asking.board is not None
    assert asking.board.lines[1].grade == "dissatisfied"
    assert hands.keys <= 3


def answered(qtbot: QtBot, desk: Desk, asking: SurveyPage, firms: int) -> None:
    for place in range(1, firms + 1):
        desk.run(survey.record_answer, asking.dossier_id, place, SAID)
    qtbot.waitUntil(lambda: desk.idle)


def opened(qtbot: QtBot, desk: Desk, asking: SurveyPage) -> KeyingSheet:
    child(asking, "key_again").click()
    sheet = asking.dialogs.sheet
    assert isinstance(sheet, KeyingSheet)
    qtbot.waitUntil(lambda: desk.idle and sheet.board is not None)
    return sheet


def test_that_the_second_operator_keys_blind_and_by_keyboard(qtbot: QtBot, desk: Desk, asking: SurveyPage) -> None:
    answered(qtbot, desk, asking, 2)
    desk.run(sign_in, "周正")
    sheet = opened(qtbot, desk, asking)
    texts = [field.value() for field in sheet.form.fields.values()]
    assert (texts, sheet.form.methods.checkedId(), sheet.form.grades.checkedId()) == ([""] * 4, -1, -1)
    hands = Hands(qtbot, desk)
    assert child(sheet, "second_method_visit").hasFocus()
    while not child(sheet, "second_method_phone").isChecked():
        hands.press(Qt.Key.Key_Space if sheet.form.methods.checkedId() < 0 else Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Tab)
    for name in ("person", "post", "phone", "service"):
        assert child(sheet, f"second_{name}").hasFocus(), name
        hands.value(SAID[name])
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert "总体评价还没有选" in child(sheet, "second_says").text()
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert sheet.board is not None
    assert [one.state for one in sheet.board.sheets[:2]] == ["done", "ready"]
    assert sheet.form.place == 2
    assert [one.field for one in sheet.board.differences] == ["grade"]
    assert hands.seconds < 30
    sheet.reject()


def test_that_the_first_operator_is_told_to_let_somebody_else_key(qtbot: QtBot, desk: Desk, asking: SurveyPage) -> None:
    answered(qtbot, desk, asking, 1)
    sheet = opened(qtbot, desk, asking)
    assert "另一名操作员" in child(sheet, "second_says").text()
    assert not sheet.deed_button.isEnabled()
    assert not child(sheet, "second_person").isEnabled()
    sheet.reject()


def test_that_differences_stand_side_by_side_and_are_settled_by_key(
    qtbot: QtBot, desk: Desk, asking: SurveyPage
) -> None:
    answered(qtbot, desk, asking, 2)
    desk.run(sign_in, "周正")
    desk.run(keying.key_again, asking.dossier_id, 1, SAID | {"post": "经理", "grade": "basically"})
    qtbot.waitUntil(lambda: desk.idle)
    assert child(asking, "key_again").accessibleName() == "录入差异 2…"
    sheet = opened(qtbot, desk, asking)
    rows = sheet.differences.table.rows()
    assert [(row.label, row.first, row.first_by, row.second, row.second_by) for row in rows] == [
        ("职务", "总经理", "林晓岚", "经理", "周正"),
        ("总体评价", "很满意", "林晓岚", "基本满意", "周正"),
    ]
    hands = Hands(qtbot, desk)
    hands.press(Qt.Key.Key_1, ALT)
    hands.press(Qt.Key.Key_2, ALT)
    assert [row.badge[0] for row in sheet.differences.table.rows()] == ["总经理　周正", "基本满意　周正"]
    assert not sheet.differences.first.isEnabled()
    assert asking.board is not None
    assert (asking.board.lines[0].grade, asking.board.lines[0].answer["post"]) == ("basically", "总经理")
    assert child(asking, "key_again").accessibleName() == "第二次录入 1…"
    sheet.reject()


def test_that_following_an_open_difference_opens_it(qtbot: QtBot, desk: Desk, asking: SurveyPage) -> None:
    answered(qtbot, desk, asking, 1)
    desk.run(sign_in, "周正")
    desk.run(keying.key_again, asking.dossier_id, 1, SAID | {"post": "经理"})
    qtbot.waitUntil(lambda: desk.idle)
    asking.focus_on("keying:1")
    sheet = asking.dialogs.sheet
    assert isinstance(sheet, KeyingSheet)
    qtbot.waitUntil(lambda: desk.idle)
    assert sheet.differences.isVisible()
    assert not sheet.deed_button.isVisible()
    sheet.reject()


def test_that_a_void_answer_is_counted_in_the_chart_and_never_dropped(
    qtbot: QtBot, desk: Desk, asking: SurveyPage
) -> None:
    answered(qtbot, desk, asking, 3)
    desk.run(survey.record_attempt, asking.dossier_id, 4, ContactResult.REFUSED)
    desk.run(survey.record_attempt, asking.dossier_id, 5, ContactResult.NO_ANSWER)
    qtbot.waitUntil(lambda: desk.idle)
    asking.sample.select_place(1)
    child(asking, "void").click()
    sheet = asking.dialogs.sheet
    assert isinstance(sheet, VoidSheet)
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: desk.idle)
    assert "写明原因" in sheet.reason.says
    sheet.reason.show_value("被访人是申请单位职工", force=True)
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: desk.idle and asking.board is not None and asking.board.lines[0].grade == "")
    chart = child(asking, "sample_chart")
    assert isinstance(chart, Stack)
    assert chart.accessibleName() == "很满意 2，拒访 1，未接通 1，答复无效 1，待访 5"
    assert sum(part.count for part in chart.parts) == 10
    assert child(asking, "response_rate").text() == "应答率 40.0 %"
    assert asking.sample.rows()[0].badge[0] == "答复无效"
    assert child(asking, "replace").isVisible()


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("width", "height", "text"), [(1366, 768, "standard"), (960, 540, "standard"), (900, 520, "large")]
)
def test_that_the_second_keying_fits_the_window(
    qtbot: QtBot, qapp: QApplication, desk: Desk, asking: SurveyPage, width: int, height: int, text: str
) -> None:
    theme.apply(qapp, False, tokens.TEXT_FACTORS[text])
    asking.resize(width, height)
    answered(qtbot, desk, asking, 2)
    desk.run(sign_in, "周正")
    desk.run(keying.key_again, asking.dossier_id, 1, SAID | {"post": "经理"})
    qtbot.waitUntil(lambda: desk.idle)
    sheet = opened(qtbot, desk, asking)
    wrong: list[str] = []
    for tab in (1, 0):
        sheet._tabs.setCurrentIndex(tab)
        looking.come_to_rest(sheet)
        wrong += looking.cut(sheet) + looking.unnamed(sheet)
    assert sheet.height() <= height - 32
    sheet.reject()
    theme.apply(qapp)
    assert wrong == [], "\n".join(wrong)
