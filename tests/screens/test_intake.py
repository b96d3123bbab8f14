"""The intake page through its real widgets and keys: every box saves itself, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.rules.checks import Weight
from desktop_app.screens.desk import Desk
from desktop_app.screens.intake import IntakePage
from desktop_app.screens.paste_preview import PastePreview
from desktop_app.steps import intake
from desktop_app.steps.intake_board import ListKind
from desktop_app.store import dossiers
from desktop_app.store.office import Office
from desktop_app.widgets import kit
from desktop_app.widgets.dialog import Sheet
from tests.conftest import stamp
from tests.hands import type_into

Key = Qt.Key
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


@pytest.fixture
def stamped(office: Office, dossier_id: int) -> None:
    """A paper of the dossier bears a seal, and so the dossier is frozen."""
    stamp(office, dossier_id)


def settle(qtbot: QtBot, page: IntakePage) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.desk.idle)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.desk.idle)


def fill(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Take the focus, replace what stands there, and leave by Tab."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    widget.selectAll()  # type: ignore[attr-defined]
    type_into(widget, text)
    qtbot.keyClick(widget, Key.Key_Tab)


def test_that_what_is_left_while_the_page_is_still_being_made_is_kept(
    qtbot: QtBot, desk: Desk, dossier_id: int, office: Office
) -> None:
    made = IntakePage(desk, dossier_id)
    qtbot.addWidget(made)
    made.resize(1110, 656)
    made.show()
    while "platform_name" not in made.form.fields:
        made._build_on()
    assert made._building is not None, "a slow machine, a quick hand"
    box = made.form.fields["platform_name"]
    box.editor.setFocus()
    type_into(box.editor, "云岭装备平台")
    box.flush()
    qtbot.waitUntil(lambda: made.choices.picker is not None and desk.idle)
    with office.read() as session:
        assert dossiers.casefile(session, dossier_id).dossier.platform_name == "云岭装备平台"
    assert made.form.fields["platform_name"].value() == "云岭装备平台"


def board(page: IntakePage) -> intake.IntakeBoard:
    assert page.board is not None
    return page.board


def test_that_the_window_looks_up_after_every_piece_of_the_page(qtbot: QtBot, desk: Desk, dossier_id: int) -> None:
    made = IntakePage(desk, dossier_id)
    qtbot.addWidget(made)
    told: list[str] = []
    build_on = made._build_on

    def piece() -> None:
        told.append("piece")
        build_on()

    made._build_on = piece  # type: ignore[method-assign]
    beat = QTimer()
    beat.timeout.connect(lambda: told.append("beat"))
    beat.start(1)
    made.show()
    qtbot.waitUntil(lambda: made.choices.picker is not None and desk.idle)
    beat.stop()
    assert told.count("piece") > 10
    assert ("piece", "piece") not in pairwise(told)


def test_that_a_box_is_saved_when_it_is_left_and_shows_its_normal_form(qtbot: QtBot, page: IntakePage) -> None:
    field = page.form.fields["phone"]
    fill(qtbot, field.editor, "０３７９-９２５８９９１０")
    settle(qtbot, page)
    assert board(page).values["phone"] == "0379-92589910"
    assert field.value() == "0379-92589910"


def test_that_what_cannot_be_read_stays_with_the_reason_below(qtbot: QtBot, page: IntakePage) -> None:
    field = page.form.fields["staff_count"]
    fill(qtbot, field.editor, "三十五")
    settle(qtbot, page)
    assert field.value() == "三十五"
    assert field.says == "“三十五”不是数字。请按纸面填写从业人数，只写数字。"
    assert page.findChild(QLabel, "wrong_count").text() == "1 处错误"  # type: ignore[union-attr]
    page.refresh()
    settle(qtbot, page)
    assert field.value() == "三十五"
    assert field.says
    fill(qtbot, field.editor, "35")
    settle(qtbot, page)
    assert not field.says
    assert board(page).values["staff_count"] == 35


def test_that_a_wrong_code_is_kept_counted_and_reached_by_f8(qtbot: QtBot, page: IntakePage) -> None:
    fill(qtbot, page.form.fields["uscc"].editor, "91410300xxgyug5q2a")
    settle(qtbot, page)
    assert "应为 P" in page.form.fields["uscc"].says
    qtbot.keyClick(page, Key.Key_F8)
    assert page.form.fields["uscc"].editor.hasFocus()
    assert not page.form.index._pills["cover"][0].isHidden()


def test_that_typing_in_the_empty_line_makes_a_row_and_loses_nothing_typed_meanwhile(
    qtbot: QtBot, page: IntakePage
) -> None:
    rows = page.form.rows["investor"]
    first = rows.lines[0]
    fill(qtbot, first.cells["name"], "甲公司")
    fill(qtbot, first.cells["nature"], "国有")  # the row isn't kept yet
    fill(qtbot, first.cells["share_percent"], "45%")
    settle(qtbot, page)
    settle(qtbot, page)
    (kept,) = board(page).rows["investor"]
    assert (kept.values["name"], kept.values["nature"]) == ("甲公司", "国有")
    assert kept.values["share_percent"] == Decimal(45)
    assert len(rows.lines) == 2
    assert rows.lines[1].id is None


def test_that_the_years_of_the_form_stand_ready_and_a_jump_offers_its_mend(qtbot: QtBot, page: IntakePage) -> None:
    rows = page.form.rows["operating_year"]
    assert [line.cells["year"].value() for line in rows.lines] == ["2022", "2023"]
    fill(qtbot, rows.lines[1].cells["tax_wan"], "96.80")
    settle(qtbot, page)
    fill(qtbot, rows.lines[0].cells["tax_wan"], "641300.00")
    settle(qtbot, page)
    assert [row.values["year"] for row in board(page).rows["operating_year"]] == [2022, 2023]
    assert rows.lines[0].mend.words == "改为 64.13"
    qtbot.mouseClick(rows.lines[0].mend, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert board(page).rows["operating_year"][0].values["tax_wan"] == Decimal("64.13")
    assert rows.lines[0].message.isHidden()


def test_that_a_mend_taken_by_key_leaves_the_focus_in_the_cell_that_it_mended(qtbot: QtBot, page: IntakePage) -> None:
    rows = page.form.rows["operating_year"]
    for line, figure in ((0, "641300.00"), (1, "96.80")):
        fill(qtbot, rows.lines[line].cells["tax_wan"], figure)
        settle(qtbot, page)
    rows.lines[0].mend.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(rows.lines[0].mend, Key.Key_Space)
    settle(qtbot, page)
    assert not rows.lines[0].mend.isVisible()
    assert page.focusWidget() is rows.lines[0].cells["tax_wan"]
    assert rows.lines[0].cells["tax_wan"].value() == "64.13"


def test_that_a_refused_cell_keeps_its_text_and_says_why(qtbot: QtBot, page: IntakePage) -> None:
    rows = page.form.rows["operating_year"]
    fill(qtbot, rows.lines[0].cells["revenue_wan"], "约八百")
    settle(qtbot, page)
    assert rows.lines[0].cells["revenue_wan"].words() == "约八百"
    assert "不是数字" in rows.lines[0].says.text()
    fill(qtbot, rows.lines[0].cells["revenue_wan"], "800")
    settle(qtbot, page)
    assert board(page).rows["operating_year"][0].values["revenue_wan"] == Decimal(800)


def test_that_a_figure_typed_in_yuan_says_how_it_was_converted_until_it_is_typed_again(
    qtbot: QtBot, page: IntakePage
) -> None:
    rows = page.form.rows["operating_year"]
    fill(qtbot, rows.lines[1].cells["tax_wan"], "968000元")
    settle(qtbot, page)
    assert board(page).rows["operating_year"][0].values["tax_wan"] == Decimal("96.8")
    assert rows.lines[1].says.text() == "按 968000 元换算为 96.8 万元。请核对纸面单位。"
    page.refresh()
    settle(qtbot, page)
    assert not rows.lines[1].message.isHidden()
    fill(qtbot, rows.lines[1].cells["tax_wan"], "96.80")
    settle(qtbot, page)
    assert rows.lines[1].message.isHidden()


@pytest.mark.parametrize("width", [1110, 854, 1536])
def test_that_nothing_said_is_cut_at_any_width(qtbot: QtBot, page: IntakePage, width: int) -> None:
    page.resize(width, 656)
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        QApplication.processEvents()
        for label in page.findChildren(QLabel):
            if label.isVisible() and not label.wordWrap() and not isinstance(label, kit.ElidedLabel):
                assert label.width() >= label.sizeHint().width() - 1, label.text()
        for area in page.findChildren(kit.ScrollBody):
            if area.isVisible():
                assert area.widget().width() <= area.viewport().width()


def test_that_a_row_is_deleted_by_keys(qtbot: QtBot, page: IntakePage) -> None:
    rows = page.form.rows["service_line"]
    fill(qtbot, rows.lines[0].cells["content"], "培训")
    settle(qtbot, page)
    rows.lines[0].cells["content"].setFocus()
    qtbot.keyClick(rows.lines[0].cells["content"], Key.Key_Delete, Ctrl)
    settle(qtbot, page)
    assert not board(page).rows["service_line"]


def test_that_a_derived_share_is_shown_beside_the_one_on_paper(qtbot: QtBot, page: IntakePage) -> None:
    for name, text in (
        ("total_assets_wan", "788.19"),
        ("equipment_price_wan", "321.60"),
        ("equipment_share_typed", "42.0"),
    ):
        fill(qtbot, page.form.fields[name].editor, text)
    settle(qtbot, page)
    assert page.form.derived["equipment_share"].value() == "40.8"
    assert "算得 40.8 %" in page.form.fields["equipment_share_typed"].says


def firm_text(count: int) -> str:
    head = "序号\t服务企业名称\t联系人\t联系电话\t服务内容简述\t企业满意度\t\t\r\n\t\t\t\t\t满意\t基本满意\t不满意\r\n"
    rows = "".join(f"{n}\t企业{n}公司\t联系人{n}\t160000{n:05d}\t培训\t√\t\t\r\n" for n in range(1, count + 1))
    return head + rows


def test_that_a_paste_is_previewed_and_written_only_when_confirmed(qtbot: QtBot, page: IntakePage) -> None:
    tab = page.lists[ListKind.FIRMS]
    page.go_tab("firms")
    QGuiApplication.clipboard().setText(firm_text(110) + "111\t企业7公司\t甲\t13800000000\t\t\t\t\r\n")
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Key.Key_V, Ctrl)
    qtbot.waitUntil(lambda: tab.preview is not None)
    sheet: Any = tab.preview
    assert isinstance(sheet, PastePreview)
    assert sheet.deed_button.words == "确认写入 110 行"
    assert not board(page).lists[ListKind.FIRMS].rows
    first = sheet._table.row(0)
    assert (first.row, first.reasons) == (113, ("与第 9 行是同一家企业",))
    qtbot.keyClick(sheet, Key.Key_Return, Ctrl)
    qtbot.waitUntil(lambda: tab.preview is None)
    settle(qtbot, page)
    assert len(board(page).lists[ListKind.FIRMS].rows) == 110
    assert page.tabs.tabText(1) == "服务企业名单 110"
    assert page.focusWidget() is tab.table


def test_that_cancelling_a_preview_writes_nothing(qtbot: QtBot, page: IntakePage) -> None:
    tab = page.lists[ListKind.FIRMS]
    page.go_tab("firms")
    tab.paste(firm_text(3))
    qtbot.waitUntil(lambda: tab.preview is not None)
    qtbot.keyClick(tab.preview, Key.Key_Escape)
    settle(qtbot, page)
    page.refresh()
    settle(qtbot, page)
    assert not board(page).lists[ListKind.FIRMS].rows


def test_that_columns_can_be_named_where_the_header_is_foreign(qtbot: QtBot, page: IntakePage) -> None:
    tab = page.lists[ListKind.FIRMS]
    page.go_tab("firms")
    tab.paste("客户\t谁\t号码\r\n甲公司\t赵一\t13800000000\r\n")
    qtbot.waitUntil(lambda: tab.preview is not None)
    sheet: Any = tab.preview
    assert not sheet.deed_button.isEnabled()
    assert sheet._refused.rest.startswith("表头不是“服务企业名单”的格式")
    for name, place in (("name", "0"), ("contact", "1"), ("phone", "2")):
        combo = sheet._combos[name]
        combo.put(place)
        combo.finished.emit()
        settle(qtbot, page)
    assert sheet.deed_button.words == "确认写入 1 行"
    qtbot.mouseClick(sheet.deed_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.preview is None)
    settle(qtbot, page)
    assert board(page).lists[ListKind.FIRMS].rows[0].values["phone"] == "13800000000"


def test_that_tab_goes_through_the_figures_of_the_functions_where_they_stand(qtbot: QtBot, page: IntakePage) -> None:
    page.go_tab("choices")
    assert page.choices.picker is not None
    boxes = page.choices.picker.boxes
    for name in ("training", "information"):
        qtbot.keyClick(boxes[name], Key.Key_Space)
        settle(qtbot, page)
    boxes["financing"].setFocus(Qt.FocusReason.TabFocusReason)
    went: list[str] = []
    while "channel" not in went and len(went) < 12:
        qtbot.keyClick(page.focusWidget(), Key.Key_Tab)
        went.append(page.focusWidget().objectName())
    figures = [name for name in page.choices.fields if name.startswith("figure:")]
    assert len(figures) == 4
    assert went == [*figures, "statement", "channel"]


def test_that_the_choice_of_columns_is_made_only_when_it_is_asked_for(qtbot: QtBot, page: IntakePage) -> None:
    tab = page.lists[ListKind.FIRMS]
    page.go_tab("firms")
    tab.paste(firm_text(3))
    qtbot.waitUntil(lambda: tab.preview is not None)
    sheet: Any = tab.preview
    assert not sheet.findChildren(QComboBox, "map_name")
    for shown in (True, False, True):
        qtbot.mouseClick(sheet._adjust, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        (choice,) = sheet.findChildren(QComboBox, "map_name")
        assert choice.isVisible() == shown
    assert "服务企业名称" in choice.currentText()
    sheet.reject()
    settle(qtbot, page)


def test_that_rows_can_be_left_out_of_what_is_written(qtbot: QtBot, page: IntakePage) -> None:
    tab = page.lists[ListKind.FIRMS]
    page.go_tab("firms")
    tab.paste(firm_text(3))
    qtbot.waitUntil(lambda: tab.preview is not None)
    sheet: Any = tab.preview
    sheet._table.select(1)
    qtbot.keyClick(sheet._table, Key.Key_Delete)
    assert sheet.deed_button.words == "确认写入 2 行"
    qtbot.keyClick(sheet, Key.Key_Return, Ctrl)
    qtbot.waitUntil(lambda: tab.preview is None)
    settle(qtbot, page)
    assert [row.values["name"] for row in board(page).lists[ListKind.FIRMS].rows] == ["企业1公司", "企业3公司"]


def test_that_a_file_which_is_no_workbook_is_told_in_the_page(qtbot: QtBot, page: IntakePage, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_text("<html></html>")
    tab = page.lists[ListKind.STAFF]
    page.go_tab("staff")
    tab.open_workbook(path)
    settle(qtbot, page)
    assert tab.preview is None
    assert "网页（HTML）" in tab._banner.rest
    assert not tab._banner.isHidden()


def test_that_a_workbook_is_read_into_its_preview(qtbot: QtBot, page: IntakePage, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["说明"], ["序号", "姓名", "学历", "职称"], [1, "沈䶮", "大学", "高级工程师"]):
        sheet.append(row)
    book.create_sheet("别的").append(["无关"])
    book.save(tmp_path / "人员名单.xlsx")
    tab = page.lists[ListKind.STAFF]
    page.go_tab("staff")
    tab.open_workbook(tmp_path / "人员名单.xlsx")
    qtbot.waitUntil(lambda: tab.preview is not None)
    assert tab.preview is not None
    qtbot.keyClick(tab.preview, Key.Key_Return, Ctrl)
    qtbot.waitUntil(lambda: tab.preview is None)
    settle(qtbot, page)
    assert board(page).derived.staff.both == 1


def test_that_functions_are_ticked_and_the_figures_follow(qtbot: QtBot, page: IntakePage) -> None:
    page.go_tab("choices")
    picker = page.choices.picker
    assert picker is not None
    for name in ("training", "information", "startup", "technology"):
        qtbot.keyClick(picker.boxes[name], Key.Key_Space)
    settle(qtbot, page)
    assert board(page).values["functions"] == "information,technology,startup,training"
    assert "最多 3 类" in picker._says.text()
    qtbot.keyClick(picker.boxes["technology"], Key.Key_Space)
    qtbot.keyClick(picker.boxes["startup"], Key.Key_Space)
    settle(qtbot, page)
    assert "figure:training_person_times:0" in page.choices.fields
    assert not any(name.startswith("figure:startup") for name in page.choices.fields)
    fill(qtbot, page.choices.fields["figure:training_person_times:0"].editor, "3467")
    settle(qtbot, page)
    assert next(f.value for f in board(page).figures if f.key == "figure:training_person_times:0") == Decimal(3467)


def test_that_a_long_statement_is_counted_while_it_is_typed(qtbot: QtBot, page: IntakePage) -> None:
    page.go_tab("choices")
    field = page.choices.fields["statement"]
    field.editor.setFocus()
    type_into(field.editor, "述" * 163)
    qtbot.keyClick(field.editor, Key.Key_Tab)
    settle(qtbot, page)
    assert field.says == "示范性表述 163 字，超过 150 字。请删去 13 字。"


def test_that_a_whole_narrative_is_split_and_written(qtbot: QtBot, page: IntakePage) -> None:
    page.go_tab("narrative")
    titles = [section.title for section in board(page).sections]
    text = "\n".join(f"（{'一二三四五六七'[n]}）{title}\n第{n + 1}节。" for n, title in enumerate(titles))
    QGuiApplication.clipboard().setText(text)
    qtbot.mouseClick(page.narrative.paste_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.narrative.sheet is not None and page.narrative.sheet.deed_button.words == "写入 7 节")
    assert page.narrative.sheet is not None
    qtbot.keyClick(page.narrative.sheet, Key.Key_Return, Ctrl)
    settle(qtbot, page)
    assert [section.text for section in board(page).sections] == [f"第{n}节。" for n in range(1, 8)]
    assert page.tabs.tabText(4) == "情况说明 7/7"


def test_that_finishing_says_what_is_missing_and_goes_there(qtbot: QtBot, page: IntakePage) -> None:
    told: list[Any] = []
    page.desk.refused.connect(told.append)
    qtbot.mouseClick(page.finish_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert told
    assert told[0].says.startswith("还有")
    assert told[0].field == "uscc"
    assert page.form.fields["uscc"].editor.hasFocus()
    assert page.finish_button.isEnabled()


@pytest.mark.parametrize(
    ("jump", "tab"), [("narrative:3", "narrative"), ("functions", "choices"), ("firms", "firms"), ("investor", "form")]
)
def test_that_the_page_opens_at_what_is_asked_for(qtbot: QtBot, page: IntakePage, jump: str, tab: str) -> None:
    page.focus_on(jump)
    assert page._stack.currentWidget() is page._pages[tab]


def test_that_a_stamped_dossier_asks_for_a_reason_before_it_is_changed(
    qtbot: QtBot, stamped: None, page: IntakePage
) -> None:
    fill(qtbot, page.form.fields["contact"].editor, "郭堃")
    settle(qtbot, page)
    sheet = page.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    assert board(page).values["contact"] == ""
    reason = sheet.findChild(QWidget, "reason")
    assert reason is not None
    type_into(reason, "纸面更正")
    qtbot.keyClick(sheet, Key.Key_Return, Ctrl)
    settle(qtbot, page)
    assert board(page).values["contact"] == "郭堃"


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()  # as between two keys of a person


PAPER: tuple[tuple[str, str], ...] = (
    ("platform_name", "澜江市桥山中小企业公共服务平台"), ("uscc", "91410300XXGYUG5Q2P"), ("filed_on", "2024年6月15日"),
    ("registered_on", "2014.4.24"), ("nature", "有限责任公司"), ("legal_representative", "蒋诺"),
    ("address", "澜江市高新区科医路128号"), ("postcode", "471000"), ("contact", "郭堃"), ("phone", "037992589910"),
    ("fax", ""), ("mobile", "154 2743 8057"), ("website", ""), ("email", "a@b.example"), ("capital_wan", "500"),
)  # fmt: skip
ROWS = {
    "investor": (("甲公司", "国有", "60"), ("乙公司", "民营", "40")),
    "service_line": (("信息服务", "77家", "28.7"), ("培训服务", "3467人次", "34.6"), ("咨询", "20家", "10.0")),
    "operating_year": (
        ("2022", "753.56", "529.75", "750.36", "84.02", "64.13", "340"),
        ("2023", "861.94", "631.80", "788.19", "60.16", "96.80", "458"),
    ),
}
AFTER_INVESTORS = (
    "788.19", "84", "321.60", "40.8", "1980", "1980", "0", "35", "33", "94.3",
)  # fmt: skip


class Typist:
    """Keys in a form with the keyboard alone, and counts values and shortcuts."""

    def __init__(self, qtbot: QtBot, page: IntakePage) -> None:
        self.qtbot, self.page, self.steps = qtbot, page, 0

    def enter(self, *texts: str) -> None:
        """Type each text and move on; an empty one is passed over."""
        for text in texts:
            widget = QApplication.focusWidget()
            assert widget is not None
            if text:
                type_into(widget, text)
                self.steps += 1
            press(self.qtbot, Key.Key_Tab if widget.inherits("QPlainTextEdit") else Key.Key_Return)

    def rows(self, table: str, skip: int = 0) -> None:
        """Type the rows of a table, then pass its empty line; `skip` cells of each row stand there already."""
        for row in ROWS[table]:
            self.enter(*[""] * skip, *row[skip:])
            settle(self.qtbot, self.page)
        if not skip:
            self.enter(*[""] * len(ROWS[table][0]))

    def paste(self, kind: ListKind, text: str) -> None:
        """Next page, Ctrl+V, Ctrl+Enter."""
        press(self.qtbot, Key.Key_PageDown, Ctrl)
        QGuiApplication.clipboard().setText(text)
        press(self.qtbot, Key.Key_V, Ctrl)
        tab = self.page.lists[kind]
        self.qtbot.waitUntil(lambda: tab.preview is not None)
        self.qtbot.keyClick(tab.preview, Key.Key_Return, Ctrl)
        self.qtbot.waitUntil(lambda: tab.preview is None)
        settle(self.qtbot, self.page)
        self.page.activateWindow()  # the offscreen platform has no window manager to do it
        self.qtbot.waitUntil(self.page.isActiveWindow)
        self.steps += 3


def test_that_a_whole_form_is_entered_by_keys_alone_in_the_order_of_the_paper(qtbot: QtBot, page: IntakePage) -> None:
    """Enter moves on from box to box and from row to row; the mouse is never needed."""
    typist = Typist(qtbot, page)
    page.form.fields["applicant_name"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Key.Key_Return)
    for name, text in PAPER:
        assert QApplication.focusWidget() is page.form.fields[name].editor, name
        typist.enter(text)
    typist.rows("investor")
    typist.enter(*AFTER_INVESTORS)
    typist.rows("operating_year", skip=1)
    assert QApplication.focusWidget() is page.form.fields["audit_code"].editor
    typist.enter("", "", "人力资源服务许可证")
    typist.rows("service_line")
    typist.enter("甲银行、乙大学、丙所、丁所、戊行等5家", "己会", "2022年获专项资金10万元。", "豫工信〔2022〕209号")
    settle(qtbot, page)
    got = board(page)
    assert got.values["phone"] == "0379-92589910"
    assert got.values["registered_on"] == date(2014, 4, 24)
    for table, rows in ROWS.items():
        names = [spec.name for spec in page.form.rows[table]._specs]
        assert [tuple(str(row.values[name]) for name in names) for row in got.rows[table]] == list(rows)
    assert [check.says for check in got.checks if check.tab == "form"] == []
    typist.paste(ListKind.FIRMS, firm_text(110))
    typist.paste(ListKind.STAFF, "姓名\t学历\t职称\r\n甲\t本科\t工程师\r\n")
    assert len(board(page).lists[ListKind.FIRMS].rows) == 110
    assert not [check for check in board(page).checks if check.weight is Weight.WRONG]
    # 58 values as the paper has them, shares included that the program computes as well, and 3 keys a list
    assert typist.steps <= 66, typist.steps
