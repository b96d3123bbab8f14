"""What the check before printing leads to is really there: a box, a cell, a list or a section that takes the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.printing.facts import CATALOGUE
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.intake import IntakePage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, dossier_id: int) -> Iterator[IntakePage]:
    made = IntakePage(desk, dossier_id)
    qtbot.addWidget(made)
    made.resize(1110, 656)
    made.show()
    qtbot.waitUntil(lambda: made.choices.picker is not None and desk.idle)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


def test_that_every_fact_of_the_application_leads_to_a_place_that_takes_the_focus(
    qtbot: QtBot, page: IntakePage
) -> None:
    nowhere = []
    for jump in sorted({fact.jump for fact in CATALOGUE.values() if fact.step is Step.INTAKE}):
        page.finish_button.setFocus()
        assert QApplication.focusWidget() is page.finish_button
        page.focus_on(jump)
        if QApplication.focusWidget() in (None, page.finish_button):
            nowhere.append(jump)
    assert nowhere == []
