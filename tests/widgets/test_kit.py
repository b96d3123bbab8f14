"""The small parts: what they say, what they tell, and that none becomes a window of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.widgets import charts, dialog, kit, notices, theme
from desktop_app.widgets.fields import Field

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp)
    yield


class WindowWatch(QObject):
    """Keeps every window that is shown, however shortly."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_that_building_a_page_shows_no_stray_window(qtbot: QtBot, qapp: QApplication) -> None:
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    sheet = dialog.Sheet("用印", kit.text("一份"), "登记", note="登记后不能改。", consequence="不能撤回。")
    qtbot.addWidget(sheet)
    page = kit.col(
        kit.Pill(3),
        Field("栏", "f", "万元", required=True),
        notices.Banner("warn", "提示"),
        charts.Gauge(),
        kit.tabs("甲"),
    )
    qtbot.addWidget(page)
    qapp.removeEventFilter(watch)
    assert watch.seen == []


def test_that_a_count_of_nothing_takes_no_room(qtbot: QtBot) -> None:
    pill = kit.Pill(0)
    page = kit.row(pill)
    qtbot.addWidget(page)
    page.show()
    assert not pill.isVisible()
    pill.show_count(2, "bad")
    assert pill.isVisible()
    assert pill.accessibleName() == "2 处"


def test_that_a_citation_is_opened_and_removed_by_keys(qtbot: QtBot) -> None:
    chip = kit.Chip("审计报告 第 12 页", removable=True)
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.opened):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 16, chip.height() // 2))
    with qtbot.waitSignal(chip.opened), qtbot.assertNotEmitted(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, chip.height() // 2))


def test_that_a_fixed_citation_is_not_removed(qtbot: QtBot) -> None:
    chip = kit.Chip("审计报告 第 12 页")
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_that_a_busy_button_says_so_and_comes_back(qtbot: QtBot) -> None:
    button = kit.button("确认写入 124 行", "primary", key="Ctrl+Enter")
    qtbot.addWidget(button)
    button.busy("正在写入…")
    assert (button.isEnabled(), button.accessibleName()) == (False, "正在写入…")
    button.busy()
    assert (button.isEnabled(), button.accessibleName()) == (True, "确认写入 124 行")
    assert button.text() == "确认写入 124 行  Ctrl+Enter"


def test_that_one_answer_is_chosen_and_filled(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    group = QButtonGroup(page)
    answers = [kit.ChoiceButton(words, "ok", key) for words, key in (("很满意", "1"), ("不满意", "3"))]
    for answer in answers:
        answer.setParent(page)
        group.addButton(answer)
    qtbot.keyClick(answers[0], Qt.Key.Key_Space)
    assert group.checkedButton() is answers[0]
    answers[0].resize(200, 40)
    answers[0].clearFocus()
    assert answers[0].grab().toImage().pixelColor(120, 5).name().upper() == theme.tokens().ok


def test_that_a_label_shows_what_it_is_given_and_nothing_else(qtbot: QtBot) -> None:
    label = kit.text("<b>某某</b>公司")
    qtbot.addWidget(label)
    assert label.text() == "<b>某某</b>公司"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_that_a_banner_shows_marks_of_html_as_text(qtbot: QtBot) -> None:
    banner = notices.Banner("bad", "“<未命名>.pdf”打不开", "请重新添加。")
    qtbot.addWidget(banner)
    label = banner.findChild(QLabel)
    assert label is not None
    assert "&lt;未命名&gt;" in label.text()
    assert banner.accessibleName() == "“<未命名>.pdf”打不开 请重新添加。"


@pytest.mark.parametrize(
    ("percent", "threshold", "says"), [(87.5, 80, "87.5 % 门槛 80"), (None, 80, "—  门槛 80"), (62.5, None, "62.5 %")]
)
def test_that_a_gauge_says_its_figures(qtbot: QtBot, percent: float | None, threshold: float | None, says: str) -> None:
    gauge = charts.Gauge()
    qtbot.addWidget(gauge)
    gauge.show_figure(percent, threshold)
    assert gauge.accessibleName() == says


def test_that_a_bar_has_its_tick_at_the_threshold(qtbot: QtBot) -> None:
    bar = charts.Bar()
    qtbot.addWidget(bar)
    bar.resize(200, 16)
    bar.show_share(0.5, 0.8, "ok")
    image = bar.grab().toImage()
    assert image.pixelColor(160, 1).name().upper() == theme.tokens().text
    assert image.pixelColor(60, 8).name().upper() == theme.tokens().ok
    assert image.pixelColor(130, 8).name().upper() == theme.tokens().none_soft


def test_that_clearing_a_layout_leaves_nothing_visible(qtbot: QtBot) -> None:
    page = kit.col(kit.text("一"), kit.row(kit.text("二")))
    qtbot.addWidget(page)
    layout = page.layout()
    assert layout is not None
    kit.clear(layout)
    assert layout.count() == 0
