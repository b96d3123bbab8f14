"""The room of the batches in the real window: make one, fill it, follow what is found, print, seal, save."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app import paths
from desktop_app.screens.batch_sheets import AddMembersSheet, AddNoticeSheet, FieldSheet, NewBatchSheet
from desktop_app.screens.batch_view import PARTS
from desktop_app.screens.batches import BatchesPage
from desktop_app.screens.desk import Desk
from desktop_app.screens.sealing import StampSheet
from desktop_app.screens.window import Window
from desktop_app.steps import batch_documents, batches
from desktop_app.store import dossiers
from desktop_app.store.office import Office
from desktop_app.widgets.fields import Field
from tests import looking
from tests.conftest import enter_office

Wait = Callable[[Desk], None]


@pytest.fixture
def at_work(window: Window, stamped_template: Path, tmp_path: Path, settled: Wait) -> Window:
    """The window on a copy of it, in the room of the batches; 林晓岚 is signed in."""
    folder = tmp_path / "office"
    shutil.copytree(stamped_template, folder)
    window.desk.take_office(lambda: enter_office(folder), then=lambda _office: window.start.entered.emit())
    settled(window.desk)
    assert window.bench is not None
    window.bench.enter("batches")
    settled(window.desk)
    return window


def press(qtbot: Any, sheet: Any) -> None:
    """Ctrl+Enter in a sheet, once it has the keys."""
    qtbot.waitUntil(sheet.isActiveWindow)
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def room(window: Window) -> BatchesPage:
    assert window.bench is not None
    found = window.bench.room
    assert isinstance(found, BatchesPage)
    return found


def a_batch(window: Window, settled: Wait, *, member: bool = True, extended: bool = True) -> int:
    """A batch under the ministry's notice, by the steps."""
    made: list[int] = []

    def make(office: Office) -> int:
        batch = batches.open_batch(office, "ministry-2019", "province")
        if extended:
            batches.extend(office, batch, "2024-06-28", "17:30", "部中小企业局电话同意")
        if member:
            batches.add_members(office, batch, (1,))
        return batch

    window.desk.run(make, then=made.append)
    settled(window.desk)
    return made[0]


def test_that_a_batch_is_made_and_filled_by_keyboard(qtbot: Any, at_work: Window, settled: Wait) -> None:
    assert at_work.bench is not None
    page = room(at_work)
    page.begin.setFocus()
    qtbot.keyClick(page.begin, Qt.Key.Key_Space)
    sheet = page._sheet
    assert isinstance(sheet, NewBatchSheet)
    assert (sheet.notice, sheet.authority.value()) == ("ministry-2019", "province")
    press(qtbot, sheet)
    settled(at_work.desk)
    view = page.view
    assert view.board is not None
    assert view.board.number == "2019-批01"
    assert [row.number for row in page.table.rows()] == ["2019-批01"]
    at_work.activateWindow()
    qtbot.waitUntil(at_work.isActiveWindow)
    view.members.table.setFocus()
    qtbot.keyClick(view.members.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(at_work.desk)
    adding = view._sheet
    assert isinstance(adding, AddMembersSheet)
    assert adding.deed_button.words == "加入 1 个案卷"
    press(qtbot, adding)
    settled(at_work.desk)
    assert [row.platform for row in view.members.table.rows()] == ["澜江市桥山中小企业公共服务平台"]
    assert view._quota.text() == "1 / 4"
    assert view.tabs.tabText(1).startswith("检查 ")
    at_work.bench.show_help()
    assert "一个批次对应一年的一份通知" in at_work.bench.help.text.toPlainText()
    at_work.bench.enter("batches")
    view.members.table.setFocus()
    qtbot.keyClick(view.members.table, Qt.Key.Key_Delete)
    leaving: Any = view._sheet
    leaving.deed_button.click()
    assert "还没有原因" in leaving.findChild(Field).says
    leaving.findChild(Field).show_value("申报单位撤回")
    leaving.deed_button.click()
    settled(at_work.desk)
    assert view.members.table.rows() == ()


def test_that_what_is_found_leads_to_its_place(qtbot: Any, at_work: Window, settled: Wait) -> None:
    def spoil(office: Office) -> None:
        with office.read() as session:
            row = dossiers.dossier(session, 1)
        with office.act("intake.field_changed", 1, reason="更名") as act:
            act.change(row, platform_name="澜江省级服务中心")

    at_work.desk.run(spoil)
    a_batch(at_work, settled)
    view = room(at_work).view
    qtbot.keyClick(view, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    kinds = [row.kind for row in view.findings.table.rows()]
    assert kinds == ["document", "name", "name", "stamped"]
    assert not view.summary.print.isEnabled()
    view.findings.table.select(0)
    qtbot.keyClick(view.findings.table, Qt.Key.Key_Return)
    assert PARTS[view.tabs.currentIndex()] == "documents"
    current = view.documents.current()
    assert current is not None
    assert current.document == "recommendation-letter"
    view.show_part("findings")
    view.findings.table.select(1)
    qtbot.keyClick(view.findings.table, Qt.Key.Key_Return)
    settled(at_work.desk)
    assert at_work.bench is not None
    assert at_work.bench.here == "dossiers"
    dossier = at_work.bench.dossiers.view
    assert dossier is not None
    assert dossier.here == "intake"


def test_that_the_table_is_previewed_printed_sealed_and_saved(
    qtbot: Any, at_work: Window, settled: Wait, tmp_path: Path
) -> None:
    batch = a_batch(at_work, settled)
    scan = tmp_path / "推荐文件.png"
    Image.new("RGB", (60, 80), "white").save(scan)
    at_work.desk.run(batch_documents.attach, batch, "recommendation-letter", [scan])
    settled(at_work.desk)
    view = room(at_work).view
    view.show_part("summary")
    settled(at_work.desk)
    summary = view.summary
    assert summary.pages is not None
    assert (summary.pages.number, summary.table.rows()[0].state) == ("", "preview")
    printers: list[str] = []
    summary._ask_printer = lambda line: printers.append(line.number)  # type: ignore[method-assign]  # no printer here
    qtbot.keyClick(summary.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settled(at_work.desk)
    assert printers == ["2019-批01-汇-01"]
    assert summary.table.rows()[0].state == "current"
    summary.save("xlsx", tmp_path / "汇总表.xlsx")
    summary.save("pdf", tmp_path / "汇总表.pdf")
    settled(at_work.desk)
    assert openpyxl.load_workbook(tmp_path / "汇总表.xlsx").worksheets[0].page_setup.orientation == "landscape"
    assert (tmp_path / "汇总表.pdf").read_bytes().startswith(b"%PDF")
    summary.seal.click()
    sheet = summary._sheet
    assert isinstance(sheet, StampSheet)
    assert sheet.fields["copies"].value() == "2"
    sheet.fields["approved_by"].show_value("陈国栋")
    sheet.deed_button.click()
    settled(at_work.desk)
    assert view.board is not None
    assert view.board.frozen == "2019-批01-汇-01"
    assert view._frozen.isVisible()
    assert at_work.bench is not None
    at_work.bench.enter("seal_register")
    settled(at_work.desk)
    register: Any = at_work.bench.room
    assert [line.paper_number for line in register.lines] == ["2019-批01-汇-01", "2024-0001-推-01"]
    register.table.select(0)
    qtbot.keyClick(register.table, Qt.Key.Key_Return)
    settled(at_work.desk)
    assert (at_work.bench.here, PARTS[view.tabs.currentIndex()]) == ("batches", "summary")


def test_that_the_check_beside_the_table_leads_into_the_dossier(qtbot: Any, at_work: Window, settled: Wait) -> None:
    def spoil(office: Office) -> None:
        with office.read() as session:
            row = dossiers.dossier(session, 1)
        with office.act("intake.field_changed", 1, reason="更正") as act:
            act.change(row, statement="服务热线 0871-65550123，欢迎来电。")

    at_work.desk.run(spoil)
    a_batch(at_work, settled)
    summary = room(at_work).view.summary
    room(at_work).view.show_part("summary")
    settled(at_work.desk)
    assert summary.checks.badge.words == "1 处要看"
    go = summary.checks.findChild(QPushButton, "go-intake-statement")
    assert "“示范性表述”第 1 行里有电话号码" in go.accessibleName()
    qtbot.keyClick(go, Qt.Key.Key_Space)
    settled(at_work.desk)
    assert at_work.bench is not None
    dossier = at_work.bench.dossiers.view
    assert (at_work.bench.here, dossier is not None and dossier.here) == ("dossiers", "intake")


def test_that_the_table_is_printed_and_saved_blank_and_with_made_up_content(
    qtbot: Any, at_work: Window, settled: Wait, tmp_path: Path
) -> None:
    a_batch(at_work, settled, member=False)
    summary = room(at_work).view.summary
    room(at_work).view.show_part("summary")
    settled(at_work.desk)
    assert not summary.print.isEnabled()
    for button, words in ((summary.blank, "空白样表"), (summary.sample, "样张")):
        qtbot.keyClick(button, Qt.Key.Key_Space)
        settled(at_work.desk)
        qtbot.waitUntil(lambda words=words: summary.viewer.title.text() == f"汇总表　{words}")
        assert (summary.print.words, summary.print.isEnabled()) == (f"打印{words}", True)
        assert not summary.save_book.isVisible()
        summary.save("pdf", tmp_path / f"{words}.pdf")
        settled(at_work.desk)
        (leaf, *_) = pypdf.PdfReader(tmp_path / f"{words}.pdf").pages
        assert f"{words}·不得用印" in leaf.extract_text().replace(" ", "")
    assert not summary.blank.isChecked()
    qtbot.keyClick(summary.sample, Qt.Key.Key_Space)
    settled(at_work.desk)
    assert not summary.print.isEnabled()


def test_that_refusals_stand_at_their_field(at_work: Window, settled: Wait) -> None:
    a_batch(at_work, settled)
    view = room(at_work).view
    view.show_part("sending")
    view.notice.send.click()
    sheet = view._sheet
    assert isinstance(sheet, FieldSheet)
    sheet.deed_button.click()
    settled(at_work.desk)
    assert sheet.isVisible()
    assert "还没有写报送方式" in sheet.fields["how"].says
    sheet.reject()
    view.show_part("elsewhere")
    view.elsewhere.add.click()
    hearing = view._sheet
    assert isinstance(hearing, FieldSheet)
    hearing.fields["name"].show_value("澜江市桥山 中小企业公共服务平台")
    hearing.fields["recommender"].show_value("中国软件行业协会")
    hearing.deed_button.click()
    settled(at_work.desk)
    assert view.tabs.tabText(3) == "他处推荐 1"
    assert "dual" in {row.kind for row in view.findings.table.rows()}


def test_that_a_notice_is_added_from_its_file_and_offered_first(
    qtbot: Any, at_work: Window, settled: Wait, tmp_path: Path
) -> None:
    page = room(at_work)
    text = (paths.NOTICES / "ministry-2019.toml").read_text(encoding="utf-8").replace("ministry-2019", "ministry-2024")
    text = text.replace('summary = "ministry-2024/summary"', 'summary = "ministry-2019/summary"')
    path = tmp_path / "通知.toml"
    path.write_text(text.replace("paper_copies = 2", "paper_copies = 两"), encoding="utf-8")
    page.read_file(str(path))
    settled(at_work.desk)
    assert at_work.bench is not None
    assert at_work.bench.banner.isVisible()
    path.write_text(text.replace("2019-07-15", "2024-07-15").replace("year = 2019", "year = 2024"), encoding="utf-8")
    page.read_file(str(path))
    settled(at_work.desk)
    adding = page._sheet
    assert isinstance(adding, AddNoticeSheet)
    press(qtbot, adding)
    settled(at_work.desk)
    assert "还没有写来历" in adding.remark.says
    adding.remark.show_value("部网站")
    press(qtbot, adding)
    settled(at_work.desk)
    again = page._sheet
    assert isinstance(again, NewBatchSheet)
    assert again.notice == "ministry-2024"
    again.reject()


@pytest.mark.sweep
def test_that_no_part_cuts_its_words_and_every_control_is_named(at_work: Window, settled: Wait) -> None:
    a_batch(at_work, settled)
    view = room(at_work).view
    for size in ((1366, 768), (960, 540)):
        at_work.resize(*size)
        for part in PARTS:
            view.show_part(part)
            settled(at_work.desk)
            assert looking.cut(at_work) == [], (part, size)
            assert looking.unnamed(at_work) == [], (part, size)
            assert looking.unreachable(at_work, room(at_work)) == [], (part, size)
