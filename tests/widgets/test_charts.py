"""The stacked bar: every part in its place, parts of nothing without room, and words for who can't see it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.widgets import theme
from desktop_app.widgets.charts import Part, Stack

PARTS = (Part("很满意", 6, "ok"), Part("基本满意", 3, "accent"), Part("不满意", 0, "bad"), Part("拒访", 3, "warn"))


def test_that_the_parts_share_the_width_by_their_numbers(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance())
    chart = Stack()
    qtbot.addWidget(chart)
    chart.resize(120, 14)
    chart.show_parts(PARTS)
    chart.show()
    image = chart.grab().toImage()
    scale = image.width() / 120
    colors = [image.pixelColor(int(x * scale), image.height() // 2).name() for x in (30, 75, 105)]
    assert colors == [theme.color(tone).name() for tone in ("ok", "accent", "warn")]
    assert chart.accessibleName() == "很满意 6，基本满意 3，拒访 3"


def test_that_nothing_at_all_draws_nothing(qtbot: QtBot) -> None:
    chart = Stack()
    qtbot.addWidget(chart)
    chart.show_parts([])
    chart.grab()
    assert chart.accessibleName() == ""
