"""A new dossier: the edition in force on the day is offered, a repealed one is chosen knowingly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.screens.desk import Desk
from desktop_app.screens.new_dossier import NewDossierSheet
from desktop_app.screens.window import Window

Settled = Callable[[Desk], None]


@pytest.fixture
def sheet(bench: Window, qtbot: Any, settled: Settled) -> NewDossierSheet:
    made = NewDossierSheet(bench.desk, bench)
    qtbot.addWidget(made)
    made.open()
    settled(bench.desk)
    return made


def test_that_the_edition_in_force_on_the_day_is_offered(sheet: NewDossierSheet) -> None:
    assert sheet.accepted_on.value() == "2024-06-20"
    assert sheet.regulation == "national-2017"


def test_that_an_edition_not_in_force_has_to_be_chosen_knowingly(
    sheet: NewDossierSheet, bench: Window, qtbot: Any, settled: Settled
) -> None:
    sheet.accepted_on.editor.put("2017-01-05")
    sheet.accepted_on.flush()
    settled(bench.desk)
    assert sheet.regulation != "national-2017"
    choice = next(button for button in sheet.choices if button.property("edition") == "national-2017")
    choice.click()
    assert sheet.caution.isVisible()
    assert "尚未生效" in sheet.caution.rest
    sheet.applicant.editor.put("云岭省机械工业研究院有限公司")
    sheet.submit()
    settled(bench.desk)
    assert sheet.isVisible()
    assert sheet.knowing.hasFocus()
    QTest.keyClick(sheet.knowing, Qt.Key.Key_Space)
    with qtbot.waitSignal(sheet.opened, timeout=5000):
        sheet.submit()
    settled(bench.desk)


def test_that_what_was_known_of_one_edition_is_not_known_of_another(sheet: NewDossierSheet) -> None:
    for edition in ("shandong-2020", "xinjiang-2021"):
        next(button for button in sheet.choices if button.property("edition") == edition).click()
        assert sheet.knowing.isVisible()
        assert not sheet.knowing.isChecked()
        sheet.knowing.setChecked(True)
    next(button for button in sheet.choices if button.property("edition") == "national-2017").click()
    assert not sheet.knowing.isVisible()


def test_that_a_dossier_needs_an_applicant_and_a_day(sheet: NewDossierSheet, bench: Window, settled: Settled) -> None:
    sheet.submit()
    settled(bench.desk)
    assert "申请单位名称" in sheet.applicant.says
    sheet.applicant.editor.put("云岭省机械工业研究院有限公司")
    sheet.accepted_on.editor.put("昨天")
    sheet.accepted_on.flush()
    assert "不是日期" in sheet.accepted_on.says
    sheet.submit()
    settled(bench.desk)
    assert "受理日期" in sheet.accepted_on.says
    assert sheet.isVisible()


def test_that_the_new_dossier_is_opened_at_intake(
    sheet: NewDossierSheet, bench: Window, qtbot: Any, settled: Settled
) -> None:
    sheet.applicant.editor.put("云岭省机械工业研究院有限公司")
    with qtbot.waitSignal(sheet.opened, timeout=5000) as told:
        sheet.submit()
    settled(bench.desk)
    assert not sheet.isVisible()
    assert bench.bench is not None
    numbers = {line.id: line.number for line in bench.bench.dossiers.list.lines}
    assert numbers[told.args[0]] == "2024-0004"
