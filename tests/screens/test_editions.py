"""The room of the editions: read one, hold two against each other, add and withdraw the office's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.rules import regulation
from desktop_app.screens.desk import Desk
from desktop_app.screens.edition_add import AddEditionSheet
from desktop_app.screens.editions import STATES, EditionsPage
from desktop_app.widgets import dialog
from desktop_app.widgets.fields import Field
from tests.steps.test_editions import ANNEXED, WHY

Wait = Callable[[Desk], None]


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    def settle(desk: Desk) -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: desk.idle, timeout=20_000)
            qtbot.wait(20)

    return settle


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, wait: Wait) -> Iterator[EditionsPage]:
    made = EditionsPage(desk)
    qtbot.addWidget(made)
    made.resize(1294, 704)
    made.show()
    wait(desk)
    yield made
    wait(desk)


@pytest.fixture
def annexed(tmp_path: Path) -> str:
    path = tmp_path / "国家2025（含附件3）.toml"
    path.write_text(ANNEXED, encoding="utf-8")
    return str(path)


def choose(page: EditionsPage, wait: Wait, edition: str) -> None:
    """Choose an edition in the list."""
    rows = page.table.rows()
    page.table.select(next(place for place, line in enumerate(rows) if line.regulation_id == edition))
    wait(page.desk)


def side_by_side(page: EditionsPage, wait: Wait, left: str, right: str) -> None:
    page.modes.setCurrentIndex(1)
    for combo, edition in ((page.left, left), (page.right, right)):
        combo.setCurrentIndex(combo.findData(regulation.load(edition).digest))
        combo.activated.emit(combo.currentIndex())
    wait(page.desk)


def added(page: EditionsPage, wait: Wait, path: str) -> AddEditionSheet:
    """Read a file and type where it comes from."""
    page.read_file(path)
    wait(page.desk)
    sheet = page._sheet
    assert isinstance(sheet, AddEditionSheet)
    sheet.remark.editor.put(WHY)
    return sheet


def test_that_the_list_says_in_words_how_each_edition_stands(page: EditionsPage) -> None:
    said = {line.regulation_id: STATES[line.state][0] for line in page.table.rows()}
    assert said == {
        "national-2017": "现行有效",
        "xinjiang-2021": "现行有效",
        "shandong-2020": "有效期届满",
        "national-2025": "尚未施行",
    }


def test_that_an_edition_is_read_article_by_article(page: EditionsPage, wait: Wait) -> None:
    choose(page, wait, "shandong-2020")
    page.reader.open_part("conditions")
    text = page.reader.text.toPlainText()
    for words in (
        "第十四条（一）",
        "资产总额不低于200万元",
        "事业单位、民办非企业单位、社团法人：",
        "以下 2 项至少满足 1 项",
    ):
        assert words in text
    page.reader.open_part("articles")
    assert "第二十九条" in page.reader.text.toPlainText()
    assert "鲁工信发〔2020〕4号" in page.about.text()


def test_that_what_is_undefined_names_the_missing_document(page: EditionsPage, wait: Wait) -> None:
    choose(page, wait, "national-2025")
    page.reader.open_part("demands")
    text = page.reader.text.toPlainText()
    assert "未定义" in text
    assert "认定标准（平台类）》（附件1）规定，该文件没有收录" in text


def test_that_two_editions_stand_side_by_side_with_marks_in_words(page: EditionsPage, wait: Wait) -> None:
    side_by_side(page, wait, "national-2017", "xinjiang-2021")
    page.sides.open_part("基本条件")
    text = page.sides.text.toPlainText()
    for words in (
        "＝ 相同",
        "≠ 不同",
        "◀ 只在左边",
        "第十二条（一）",
        "第七条（一）",
        "南疆四地州：资产总额不低于 150 万元",
    ):
        assert words in text
    assert "相同" in page.differences.text()


def test_that_what_is_the_same_can_be_left_out(page: EditionsPage, wait: Wait) -> None:
    side_by_side(page, wait, "national-2017", "shandong-2020")
    page.only_different.setChecked(True)
    page.sides.open_part("服务功能")
    text = page.sides.text.toPlainText()
    assert "＝ 相同" not in text
    assert "▶ 只在右边" in text


def test_that_one_edition_held_against_itself_says_what_to_do(page: EditionsPage, wait: Wait) -> None:
    side_by_side(page, wait, "national-2017", "national-2017")
    assert page.banner.isVisible()
    assert not page.workbook_button.isEnabled()


def test_that_the_comparison_is_saved_as_a_workbook(
    page: EditionsPage, wait: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    side_by_side(page, wait, "national-2017", "shandong-2020")
    target = tmp_path / "对照.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    page.workbook_button.click()
    wait(page.desk)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert "国家 2017" in str(sheet["A1"].value)
    assert page.banner.isVisible()


class TestAdding:
    """Adding and withdrawing by hand and by keyboard."""

    def test_that_a_file_shows_what_it_changes_before_it_is_added(
        self, page: EditionsPage, wait: Wait, annexed: str
    ) -> None:
        sheet = added(page, wait, annexed)
        assert sheet.sides is not None
        assert "创建方案是否符合附件3的评价要求" in sheet.sides.text.toPlainText()
        QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait(page.desk)
        line = page.current
        assert line is not None
        assert (line.own, line.offered, line.regulation_id) == (True, True, "national-2025")
        assert WHY in page.about.text()

    def test_that_without_a_source_nothing_is_added(self, page: EditionsPage, wait: Wait, annexed: str) -> None:
        sheet = added(page, wait, annexed)
        sheet.remark.editor.put("")
        sheet.deed_button.click()
        wait(page.desk)
        assert sheet.isVisible()
        sheet.reject()
        assert not any(line.own for line in page.table.rows())

    def test_that_a_wrong_file_is_refused_at_its_place(self, page: EditionsPage, wait: Wait, annexed: str) -> None:
        Path(annexed).write_text(ANNEXED.replace('judge = "是否未被', 'juge = "是否未被'), encoding="utf-8")
        page.read_file(annexed)
        wait(page.desk)
        assert page._sheet is None
        said = " ".join(label.text() for label in page.banner.findChildren(type(page.about)))
        assert "条件“credit”" in said
        assert "第 " in said

    def test_that_the_offices_own_is_withdrawn_with_a_reason(
        self, page: EditionsPage, wait: Wait, annexed: str
    ) -> None:
        assert not page.withdraw_button.isEnabled()
        added(page, wait, annexed).deed_button.click()
        wait(page.desk)
        assert page.withdraw_button.isEnabled()
        page.withdraw_button.click()
        sheet: Any = page._sheet
        assert isinstance(sheet, dialog.Sheet)
        field = sheet.findChild(Field)
        assert field is not None
        field.editor.put("附件是征求意见稿")
        sheet.deed_button.click()
        wait(page.desk)
        states = {(line.regulation_id, line.state) for line in page.table.rows()}
        assert ("national-2025", "withdrawn") in states
        assert ("national-2025", "future") in states

    def test_that_a_figure_that_stands_in_no_article_is_pointed_out(
        self, page: EditionsPage, wait: Wait, annexed: str
    ) -> None:
        slip = ANNEXED.replace('figure = "operating_years", at_least = 3', 'figure = "operating_years", at_least = 30')
        Path(annexed).write_text(slip, encoding="utf-8")
        sheet = added(page, wait, annexed)
        said = " ".join(label.text() for label in sheet.findChildren(QLabel))
        assert "写的是 30，“第五条（一）”的原文中没有这个数" in said
        assert sheet.remark.editor.hasFocus()
        sheet.reject()
