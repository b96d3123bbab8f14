"""What the tests of the window share: an office folder with people and dossiers, and a window on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.kinds import Role
from desktop_app.screens.desk import Desk
from desktop_app.screens.window import Window
from desktop_app.steps import dossier, office
from desktop_app.steps.preferences import Preferences
from desktop_app.store.office import Office
from desktop_app.widgets import theme
from tests.conftest import PASSWORD, Clock, enter_office, staged

SOON_MS = 250
"""What is due later than this is nothing that a test waits for."""
QUIET_TURNS = 5
"""So often in a row, 10 ms apart, nothing has to be going on."""
PLATFORMS = (
    ("云岭装备制造中小企业公共技术服务平台", "云岭省机械工业研究院有限公司", "贺兰英"),
    ("重庆长寿仇家湾培训服务平台", "单氏培训学校", "解红"),
    ("石川电子信息产业检验检测公共服务平台", "石川电子产品检验所", "曾一鸣"),
)


@pytest.fixture(scope="session")
def filled_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office of `filled_folder`, made once; tests work on copies."""
    return staged(office_template, tmp_path_factory.mktemp("filled") / "office", fill_office)


def fill_office(opened: Office) -> None:
    """A colleague who reviews, and the three dossiers."""
    office.add_operator(opened, "周正", [Role.REVIEWER], PASSWORD)
    for platform, applicant, contact in PLATFORMS:
        number = dossier.open_dossier(opened, date(2024, 6, 18), "national-2017", applicant)
        with opened.read() as session:
            row, form = session.get(Dossier, number), session.get(Application, number)
        assert row is not None
        assert form is not None
        with opened.act("intake.field_changed", number) as act:
            act.change(row, platform_name=platform)
            act.change(form, contact=contact)


@pytest.fixture
def filled_folder(filled_template: Path, tmp_path: Path) -> Path:
    """An office with three dossiers under national-2017; 林晓岚 holds every role, 周正 reviews only."""
    folder = tmp_path / "filled"
    shutil.copytree(filled_template, folder)
    return folder


@pytest.fixture
def themed(qapp: QApplication) -> None:
    """The light theme at the usual size is in force, as after a start; put there only if it isn't."""
    if not theme.sheet() or theme.is_dark() or theme.scaled(100) != 100:
        theme.apply(qapp)


@pytest.fixture
def empty_desk(qtbot: QtBot, themed: None) -> Iterator[Desk]:
    """A desk without an office; closed at the end."""
    made = Desk()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, empty_desk: Desk, office: Office) -> Iterator[Desk]:
    """A desk at work on the office of `office`."""
    empty_desk.take_office(lambda: office)
    yield empty_desk
    qtbot.waitUntil(lambda: empty_desk.idle, timeout=20_000)


def due() -> bool:
    """Whether something in a window is to happen in a moment: a field is kept, a list read again."""
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
    )


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Desk], None]:
    """Waits until a desk has nothing left to do, nothing is due, and no page is being put together any more."""

    def wait(desk: Desk) -> None:
        turns, widgets = 0, -1

        def quiet() -> bool:
            nonlocal turns, widgets
            before, widgets = widgets, len(QApplication.allWidgets())
            turns = turns + 1 if desk.idle and widgets == before and not due() else 0
            return turns >= QUIET_TURNS

        qtbot.waitUntil(quiet, timeout=20_000)

    return wait


@pytest.fixture
def window(qtbot: QtBot, empty_desk: Desk) -> Window:
    """A window at the start, 1366 x 768, shown."""
    made = Window(empty_desk, Preferences())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def bench(window: Window, filled_folder: Path, clock: Clock, settled: Callable[[Desk], None]) -> Window:
    """The window with 林晓岚 signed in and the newest dossier open."""

    window.desk.take_office(
        lambda: enter_office(filled_folder, clock), then=lambda _office: window.start.entered.emit()
    )
    settled(window.desk)
    assert window.bench is not None
    return window
