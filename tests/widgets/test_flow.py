"""Widgets that flow like words: in order, never over one another, never beyond the edge."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop_app.widgets.flow import Flow


class Block(QWidget):
    """A widget of a wished size."""

    def __init__(self, width: int, height: int = 24) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._size


@pytest.fixture
def flow(qtbot: Any) -> Flow:
    made = Flow(gap=8)
    qtbot.addWidget(made)
    made.resize(200, 100)
    made.show()
    return made


def test_that_what_does_not_fit_goes_on_in_the_next_line(flow: Flow) -> None:
    blocks = [Block(90), Block(90), Block(90)]
    flow.show_widgets(blocks)
    assert [(block.x(), block.y()) for block in blocks] == [(0, 0), (98, 0), (0, 32)]
    assert flow.heightForWidth(200) == 56
    assert flow.heightForWidth(290) == 24


@pytest.mark.parametrize("width", [60, 150, 200, 333, 800])
def test_that_nothing_lies_over_anything_or_beyond_the_edge(flow: Flow, width: int) -> None:
    blocks = [Block(30 + 37 * number % 140, 20 + 7 * number % 15) for number in range(12)]
    flow.show_widgets(blocks)
    flow.resize(width, flow.heightForWidth(width))
    for one, other in combinations(blocks, 2):
        assert not one.geometry().intersects(other.geometry())
    assert all(flow.rect().contains(block.geometry()) for block in blocks)


def test_that_a_kept_widget_survives_and_the_others_go(qtbot: Any, flow: Flow) -> None:
    old, kept = Block(50), Block(60)
    flow.show_widgets([old, kept])
    with qtbot.waitSignal(old.destroyed):
        flow.show_widgets([Block(40), kept], keep=[kept])
    assert kept.isVisible()
    assert kept.x() == 48


def test_that_nothing_takes_no_room(flow: Flow) -> None:
    flow.show_widgets([])
    assert flow.heightForWidth(200) == 0
