"""A window of its own for each journey, with a watch on everything that holds it up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.app import House
from desktop_app.journey import sample
from desktop_app.journey.case import Case
from desktop_app.journey.player import Player
from desktop_app.steps.sample import SampleData
from tests.stalls import StallWatch


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The sample application, its scans drawn once."""
    return sample.case(tmp_path_factory.mktemp("scans"), SampleData())


@pytest.fixture
def seat(qapp: QApplication, tmp_path: Path) -> Iterator[Player]:
    """Somebody at the freshly started program, nothing opened yet."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    house = House(qapp, tmp_path / "preferences.json")
    house.window.resize(1366, 768)
    house.window.show()
    house.window.load_late()
    made = Player(house.window, house.desk)
    made.settle(60)
    yield made
    house.window.close()
    house.desk.close()
    house.window.deleteLater()
    made.pause(0)


@pytest.fixture
def player(seat: Player) -> Iterator[Player]:
    """Somebody at the program whom nothing keeps waiting: a held-up window fails the test at the end."""
    watch = StallWatch().start()
    yield seat
    watch.stop()
    watch.check()
