"""Every step and every room of the finished sample, in every shape of the window: nothing cut, named, within reach."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import Step
from desktop_app.screens import navigation
from desktop_app.screens.desk import Desk
from desktop_app.screens.window import Window
from desktop_app.steps import sample
from desktop_app.steps.preferences import Preferences
from desktop_app.store.office import Office
from desktop_app.widgets import theme, tokens
from tests import looking

pytestmark = pytest.mark.sweep
STEPS = ("", *(step.value for step in Step), "history", "papers", "process")
ROOMS = tuple(room.key for room in (*navigation.ROOMS, *navigation.FOOT) if room.key != "dossiers")
SHAPES = (
    (1366, 768, False, "standard"),
    (1920, 1080, True, "standard"),
    (1280, 680, False, "small"),
    (1100, 650, True, "standard"),
    (960, 540, False, "standard"),
    (900, 520, True, "standard"),
    (1366, 768, True, "large"),
)
"""Width and height in logical pixels, dark, size of the text."""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's office after the last step."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "archive").mkdir()
    sample.make(folder / "office", folder / "archive")
    return folder / "office"


@pytest.fixture
def at_work(qtbot: QtBot, finished: Path, tmp_path: Path, settled: Callable[[Desk], None]) -> Iterator[Window]:
    """The real window on a copy of it, its operator signed in."""
    shutil.copytree(finished, tmp_path / "office")
    told = sample.SampleData().told
    desk = Desk()
    window = Window(desk, Preferences())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()

    def enter() -> Office:
        office = Office.open(tmp_path / "office")
        office.sign_in(told["operator"][0]["name"], told["office"]["password"])
        return office

    desk.take_office(enter, then=lambda _office: window.start.entered.emit())
    settled(desk)
    for place in (*STEPS, *ROOMS):  # pages are put together when they are first opened, piece by piece
        turn_to(window, place)
        settled(desk)
    yield window
    desk.close()
    desk.deleteLater()


def turn_to(window: Window, place: str) -> None:
    """Open a step of the dossier, or a room."""
    assert window.bench is not None
    if place in ROOMS:
        window.bench.enter(place)
    else:
        window.bench.open_dossier(1, place)


def still(qtbot: QtBot, window: Window) -> None:
    """Wait until nothing is on its way and everything has been laid out."""
    for _ in range(2):
        qtbot.waitUntil(lambda: window.desk.idle, timeout=20_000)
        qtbot.wait(20)


def test_that_no_page_cuts_its_words(qtbot: QtBot, qapp: QApplication, at_work: Window) -> None:
    wrong = []
    for width, height, dark, text in SHAPES:
        theme.apply(qapp, dark, tokens.TEXT_FACTORS[text])
        at_work.resize(width, height)
        for place in (*STEPS, *ROOMS):
            turn_to(at_work, place)
            still(qtbot, at_work)
            where = f"{place or 'overview'} {width}x{height} {text}"
            wrong += [f"{where}: {one}" for one in looking.cut(at_work)]
    theme.apply(qapp)
    assert wrong == [], "\n".join(wrong)


def test_that_every_control_has_a_name_and_tab_comes_by(qtbot: QtBot, at_work: Window) -> None:
    assert at_work.bench is not None
    wrong = []
    for width, height in ((1366, 768), (960, 540)):
        at_work.resize(width, height)
        for place in (*STEPS, *ROOMS):
            turn_to(at_work, place)
            still(qtbot, at_work)
            told = looking.unnamed(at_work) + looking.unreachable(at_work, at_work.bench.room)
            wrong += [f"{place or 'overview'} {width}: {one}" for one in told]
    assert wrong == [], "\n".join(wrong)


def test_that_a_page_opens_with_the_keys_on_it(qtbot: QtBot, at_work: Window) -> None:
    assert at_work.bench is not None
    for place in STEPS:
        turn_to(at_work, place)
        still(qtbot, at_work)
        view = at_work.bench.dossiers.view
        assert view is not None
        focused = at_work.focusWidget()
        assert focused is not None
        assert view.page.isAncestorOf(focused), f"{place}: {looking.said(focused)}"
