"""The slide for the wall: nothing is cut, whatever its size and however long the text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from desktop_app.widgets.projection import LINE, SMALLEST, Card, Projection, Row, Slide
from desktop_app.widgets.stages import Stage, StageLine, Thing, ThingList

CARDS = (Card("条件审查", "30 / 30", "全部已定，符合", "ok"), Card("满意度测评", "9 / 10", "90 %，门槛 80 %"))
SENTENCE = "专家组审阅了申报材料，听取了汇报，并进行了质询，财务收支状况良好，服务业绩突出，佐证齐全，同意推荐。"


@pytest.fixture
def projection(qtbot: QtBot) -> Projection:
    made = Projection()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    return made


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 768), (960, 540)])
@pytest.mark.parametrize("sentences", [1, 5, 40])
def test_that_a_text_of_any_length_is_shown_whole_page_by_page(
    projection: Projection, size: tuple[int, int], sentences: int
) -> None:
    projection.resize(*size)
    text = SENTENCE * sentences
    projection.show_slide(Slide("第 3 项／共 8 项", "服务平台", "签名", (), Row("签名", 3, 5), "意见", text))
    shown = []
    for _page in range(projection.pages):
        shown.append(projection._pages[projection.page])
        room = projection._text_room()
        assert projection._needs(shown[-1], projection._text_size, room) <= room.height()
        projection.turn(1)
    assert "".join(shown) == text
    assert projection.page == projection.pages - 1


def test_that_the_smallest_type_is_a_thirty_sixth_of_the_height(projection: Projection) -> None:
    assert projection._font(0.0).pixelSize() == round(768 * SMALLEST)
    projection.resize(1920, 1080)
    assert projection._font(0.0).pixelSize() == 1080 * SMALLEST


def test_that_labels_and_notes_have_room_for_their_words(projection: Projection) -> None:
    projection.show_slide(Slide(cards=CARDS * 2, above="第 12 项／共 18 项", state="独立评分"))
    wide = (1366 * 0.91 - 3 * 0.025 * 768) / 4 - 0.05 * 768
    for card in CARDS:
        assert QFontMetricsF(projection._font(SMALLEST)).horizontalAdvance(card.note) < wide
    assert QFontMetricsF(projection._font(LINE)).horizontalAdvance("第 12 项／共 18 项") < 600


def test_that_a_slide_tells_a_screen_reader_everything_and_the_clock_nothing(projection: Projection) -> None:
    projection.show_slide(
        Slide("第 3 项", "服务平台", "独立评分", CARDS, Row("评分进行中", 3, 4, "1 人回避", "已锁定 3 / 4"))
    )
    said = projection.accessibleName()
    projection.show_clock("06:12")
    assert all(part in said for part in ("服务平台", "30 / 30", "1 人回避", "已锁定 3 / 4"))
    assert projection.accessibleName() == said


def test_that_a_list_tells_what_is_chosen_only_when_somebody_chose_it(qtbot: QtBot) -> None:
    made = ThingList("agenda", "议程")
    qtbot.addWidget(made)
    told: list[int] = []
    made.chosen.connect(told.append)
    things = [Thing(10 + n, str(n), "open", f"平台 {n}", "未开始") for n in (1, 2, 3)]
    made.show_things(things, 12)
    assert made.currentIndex().row() == 1
    assert told == []
    made.setCurrentIndex(made.model().index(2, 0))
    assert told == [13]


def test_that_stages_say_where_it_is(qtbot: QtBot) -> None:
    line = StageLine()
    qtbot.addWidget(line)
    line.show_stages([Stage("回避声明", "done"), Stage("独立评分", "now"), Stage("签名", "open")])
    assert line.accessibleName() == "进行到：独立评分"
    line.resize(90, 28)
    assert not line.grab().isNull()
