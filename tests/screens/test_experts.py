"""The room of the expert pool: add, correct, stop, import through a preview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.screens.desk import Desk
from desktop_app.screens.expert_sheets import CheckSheet, DeclareSheet, ExpertSheet, ImportSheet
from desktop_app.screens.experts import ExpertsPage
from tests.hands import child


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[ExpertsPage]:
    made = ExpertsPage(desk)
    qtbot.addWidget(made)
    made.resize(1294, 704)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    yield made


def add(qtbot: QtBot, page: ExpertsPage, **values: str) -> ExpertSheet:
    page.add_button.click()
    sheet = page._sheet
    assert isinstance(sheet, ExpertSheet)
    for name, text in values.items():
        sheet.fields[name].editor.put(text)
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    return sheet


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["评审专家库", None, None, None, None],
        ["序号", "姓名", "职称/职务", "工作单位", "联系电话"],
        [1, "孟 莲庆", "高级经济师", "洛阳财经学院", "163 9348 4285"],
        [2, "郝海", "注册会计师", "泓泽会计师事务所", 16387488046],
        [3, "石刚", "教授", None, None],
        [None, None, None, None, None],
        [4, "孟莲庆", "", "洛阳财经学院", ""],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    path = tmp_path / "experts.xlsx"
    book.save(path)
    return str(path)


def test_that_an_expert_without_a_unit_is_refused_at_the_field(qtbot: QtBot, page: ExpertsPage) -> None:
    sheet = add(qtbot, page, name="孟令川")
    assert sheet.isVisible()
    assert "工作单位用来查回避" in sheet.fields["unit"].says
    sheet.fields["unit"].editor.put("云岭理工大学")
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    assert [row.name for row in page.table.rows()] == ["孟令川"]
    assert child(page, "experts_count").text() == "1 位"


def test_that_an_expert_is_stopped_and_comes_back(qtbot: QtBot, page: ExpertsPage) -> None:
    add(qtbot, page, name="孟令川", unit="云岭理工大学")
    page.active_button.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    assert child(page, "experts_count").text() == "0 位，停用 1 位"
    assert page.active_button.accessibleName() == "启用"
    page.active_button.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    assert page.table.rows()[0].active


def test_that_a_workbook_is_written_only_after_its_preview(qtbot: QtBot, page: ExpertsPage, workbook: str) -> None:
    add(qtbot, page, name="郝海", unit="泓泽会计师事务所", title="会计师")
    page.read_file(workbook)
    qtbot.waitUntil(lambda: isinstance(page._sheet, ImportSheet))
    sheet = page._sheet
    assert isinstance(sheet, ImportSheet)
    told = [(row.row, row.result, row.says) for row in sheet.preview.rows]
    assert told == [
        (3, "new", ""),
        (4, "changed", "职务/职称：会计师 → 注册会计师；联系电话：空 → 16387488046"),
        (5, "rejected", "没有工作单位"),
        (7, "rejected", "与前面的行重复"),
    ]
    assert len(page.table.rows()) == 1
    assert sheet.deed_button.accessibleName() == "确认写入 2 位"
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    assert [(row.name, row.title) for row in page.table.rows()] == [("郝海", "注册会计师"), ("孟莲庆", "高级经济师")]


def test_that_a_namesake_in_the_workbook_is_said_to_be_another(qtbot: QtBot, page: ExpertsPage, workbook: str) -> None:
    add(qtbot, page, name="郝海", unit="云岭理工大学", phone="13987654321")
    page.read_file(workbook)
    qtbot.waitUntil(lambda: isinstance(page._sheet, ImportSheet))
    assert isinstance(page._sheet, ImportSheet)
    told = {row.row: (row.result, row.says) for row in page._sheet.preview.rows}
    assert told[4] == ("new", "与库中郝海（云岭理工大学）同名，单位和电话都不同，按另一人新增")


def test_that_reading_the_same_workbook_again_changes_nothing(qtbot: QtBot, page: ExpertsPage, workbook: str) -> None:
    for expected in ("确认写入 2 位", "确认写入 0 位"):
        page._sheet = None
        page.read_file(workbook)
        qtbot.waitUntil(lambda: isinstance(page._sheet, ImportSheet))
        sheet = page._sheet
        assert isinstance(sheet, ImportSheet)
        assert sheet.deed_button.accessibleName() == expected
        assert sheet.deed_button.isEnabled() == (expected == "确认写入 2 位")
        sheet.deed_button.click() if sheet.deed_button.isEnabled() else sheet.reject()
        qtbot.waitUntil(lambda: page.desk.idle)


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "0 字节"), (b"<html><table></table></html>", "HTML"), (b"%PDF-1.7", "PDF")]
)
def test_that_what_is_no_workbook_is_said(
    qtbot: QtBot, page: ExpertsPage, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "experts.xlsx"
    path.write_bytes(content)
    page.read_file(str(path))
    qtbot.waitUntil(lambda: page._banner.isVisible())
    assert says in page._banner.rest


def test_that_a_workbook_with_other_columns_says_which_are_needed(
    qtbot: QtBot, page: ExpertsPage, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["名称", "数量", "单价"])
    book.save(tmp_path / "a.xlsx")
    page.read_file(str(tmp_path / "a.xlsx"))
    qtbot.waitUntil(lambda: page._banner.isVisible())
    assert "表头要有“姓名”和“工作单位”两列" in page._banner.rest


def test_that_a_declaration_is_written_down_seen_and_withdrawn(
    qtbot: QtBot, page: ExpertsPage, dossier_id: int
) -> None:
    add(qtbot, page, name="孟令川", unit="云岭理工大学", phone="13987654321")
    assert page.table.rows()[0].masked == "139 **** 4321"
    page.pane.declare_button.click()
    qtbot.waitUntil(lambda: isinstance(page._sheet, DeclareSheet))
    sheet = page._sheet
    assert isinstance(sheet, DeclareSheet)
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    assert "哪个申请单位" in sheet.applicant.says
    sheet.applicant.editor.put("澜江市桥山科技服务有限公司")
    sheet.words.editor.put("2023 年辅导申报")
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: page.desk.idle and page.pane.record is not None and bool(page.pane.record.declarations))
    assert page.table.rows()[0].declared == 1
    assert "2023 年辅导申报" in {label.text() for label in page.pane.findChildren(QLabel)}
    child(page.pane, "withdraw_1").click()
    asking = page._asking
    assert asking is not None
    child(asking, "reason").put("登错了人")
    asking.deed_button.click()
    qtbot.waitUntil(lambda: page.desk.idle)
    assert any("已撤回：登错了人" in label.text() for label in page.pane.findChildren(QLabel))


def test_that_the_library_says_who_would_have_to_step_aside(qtbot: QtBot, page: ExpertsPage, dossier_id: int) -> None:
    add(qtbot, page, name="孟令川", unit="云岭理工大学")
    add(qtbot, page, name="郝海", unit="澜江市桥山科技服务有限公司")
    page.check_button.click()
    qtbot.waitUntil(lambda: isinstance(page._sheet, CheckSheet))
    sheet = page._sheet
    assert isinstance(sheet, CheckSheet)
    qtbot.waitUntil(lambda: sheet.check is not None)
    assert [(line.name, line.state) for line in sheet.table.rows()] == [("郝海", "recused"), ("孟令川", "free")]
    assert "须回避 1 位" in child(sheet, "check_counts").text()


def test_that_the_record_takes_the_lists_place_where_there_is_no_room_for_both(qtbot: QtBot, page: ExpertsPage) -> None:
    add(qtbot, page, name="孟令川", unit="云岭理工大学")
    assert page.pane.isVisible()
    assert not page.record_button.isVisible()
    page.resize(844, 448)
    qtbot.waitUntil(lambda: not page.pane.isVisible())
    assert page.table.isVisible()
    page.record_button.click()
    qtbot.waitUntil(lambda: page.pane.isVisible() and page.desk.idle)
    assert not page.table.isVisible()
    assert page.pane.record is not None
    page.record_button.click()
    assert page.table.isVisible()
