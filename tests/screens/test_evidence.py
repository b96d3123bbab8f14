"""The evidence page through its real widgets: add, drop, look, turn, move, take out, call complete."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.records.evidence import Citation
from desktop_app.screens.desk import Desk
from desktop_app.screens.evidence import EvidencePage
from desktop_app.steps import dossier, evidence
from desktop_app.store.office import Office
from desktop_app.widgets.fields import Field
from tests import looking
from tests.hands import child


def pdf(path: Path, pages: int = 3) -> Path:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.docinfo["/Title"] = path.name
        made.save(path)
    return path


def jpeg(path: Path, shade: int) -> Path:
    out = io.BytesIO()
    Image.new("L", (60, 80), shade).save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: Office, dossier_id: int, tmp_path: Path) -> Iterator[EvidencePage]:
    """An audit report of three pages is attached; page 2 of it is cited."""
    done = evidence.attach(office, dossier_id, "audit", [pdf(tmp_path / "审计报告.pdf")])
    with office.act("eligibility.cited", dossier_id) as act:
        act.add(
            Citation(
                dossier_id=dossier_id, condition="total-assets", scan_id=done.results[0].scan_id, page=2,
                frame="1,2,3,4",
            )
        )  # fmt: skip
    made = EvidencePage(desk, dossier_id)
    qtbot.addWidget(made)
    made.resize(1108, 608)
    made.show()
    settle(qtbot, made)
    yield made
    settle(qtbot, made)


def settle(qtbot: QtBot, page: EvidencePage) -> None:
    qtbot.waitUntil(lambda: page.board is not None and page.desk.idle, timeout=20_000)


def item(page: EvidencePage, material: str) -> Any:
    assert page.board is not None
    return next(line for line in page.board.materials if line.id == material)


def drop(page: EvidencePage, paths: list[Path], at: QPoint) -> None:
    """Drag files over the page to `at` and let them fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDragMoveEvent(at, copy, data, left, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(at), copy, data, left, none))


def place_of(page: EvidencePage, material: str) -> QPoint:
    for number, row in enumerate(page.list.lines.rows):
        if row.item.id == material:
            rect = page.list.visualRect(page.list.lines.index(number))
            return page.list.viewport().mapTo(page, rect.center())
    raise AssertionError(material)


def test_that_the_page_opens_at_the_first_item_with_a_file_and_shows_it(page: EvidencePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.viewer.pages == 3)
    assert page.count.text() == "0 / 8 项"
    assert page.list.item is not None and page.list.item.id == "audit"
    assert page.viewer.title.text() == "审计报告.pdf"
    assert page.foot.cited.text() == "本页还没有被引用"
    page.viewer.go(2)
    assert page.foot.cited.text() == "本页已被 1 处引用"
    with qtbot.waitSignal(page.jumped) as jumped:
        page.foot.cited_by.click()
    assert jumped.args == ["eligibility", "total-assets"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the event's constructor, newer than 6.8 knows a better one
def test_that_files_dropped_on_an_item_are_attached_there(page: EvidencePage, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [jpeg(tmp_path / "b.jpg", 10), jpeg(tmp_path / "a.jpg", 90)]
    drop(page, paths, place_of(page, "service"))
    settle(qtbot, page)

    assert [file.name for file in item(page, "service").files] == ["b.jpg", "a.jpg"]
    assert page.results.isVisible()
    assert page.results.title.text() == "已添加 2 份"
    qtbot.waitUntil(lambda: page.viewer.title.text() == "b.jpg")
    assert page.list.lines.marked == ""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the event's constructor, newer than 6.8 knows a better one
def test_that_files_dropped_beside_the_list_go_to_the_open_item(
    page: EvidencePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.list.choose("licence")
    drop(page, [jpeg(tmp_path / "执照.jpg", 50)], QPoint(900, 300))
    settle(qtbot, page)
    assert [file.name for file in item(page, "licence").files] == ["执照.jpg"]


def test_that_each_files_fate_is_told_in_place(page: EvidencePage, qtbot: QtBot, tmp_path: Path) -> None:
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    copy = tmp_path / "副本.pdf"
    copy.write_bytes((tmp_path / "审计报告.pdf").read_bytes())
    wrong = tmp_path / "声明.jpg"
    wrong.write_bytes(pdf(tmp_path / "声明.pdf").read_bytes())

    page.attach("declaration", [empty, copy, wrong])
    settle(qtbot, page)

    assert page.results.title.text() == "已添加 1 份，1 份案卷里已有，1 份未添加"
    said = " ".join(label.text() for label in page.results.findChildren(type(page.count)))
    for words in ("空文件（0 字节）", "这份扫描件已在“第十七条（三）”下", "的内容是 PDF，不是图片"):
        assert words in said
    child(page.results, "see").click()
    qtbot.waitUntil(lambda: page.list.item is not None and page.list.item.id == "audit")
    child(page.results, "results_close").click()
    assert not page.results.isVisible()


def test_that_files_are_chosen_by_a_dialog_too(page: EvidencePage, qtbot: QtBot, tmp_path: Path) -> None:
    page.list.choose("permits")
    qtbot.keyClick(page.list, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    asked = page._dialog
    assert asked is not None
    asked.filesSelected.emit([str(jpeg(tmp_path / "资质.jpg", 20))])
    asked.reject()
    settle(qtbot, page)
    assert [file.name for file in item(page, "permits").files] == ["资质.jpg"]


def test_that_turning_a_page_is_remembered(page: EvidencePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.viewer.pages == 3)
    page.viewer.go(3)
    qtbot.keyClick(page.list, Qt.Key.Key_R)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: item(page, "audit").files[0].turns == {3: 90})
    assert page.viewer.page == 3, "the page on show stays on show"


def test_that_del_asks_before_a_file_goes(page: EvidencePage, qtbot: QtBot, tmp_path: Path) -> None:
    page.attach("licence", [jpeg(tmp_path / "执照.jpg", 50)])
    settle(qtbot, page)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    sheet = page._sheet
    assert sheet is not None and sheet.deed_button.words == "移出 1 份"
    assert item(page, "licence").files
    sheet.deed_button.click()
    settle(qtbot, page)
    assert item(page, "licence").files == ()
    assert "还没有“法人证书或营业执照”的扫描件" in page.viewer.bed.sentence


def test_that_a_cited_file_goes_only_with_a_reason(page: EvidencePage, qtbot: QtBot) -> None:
    page.detach(item(page, "audit").files[0].id)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page._sheet is not None)
    sheet = page._sheet
    assert sheet is not None
    field = sheet.findChild(Field)
    assert field is not None
    sheet.deed_button.click()
    assert item(page, "audit").files, "not without a reason"
    field.show_value("换成清晰的扫描件")
    sheet.deed_button.click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: item(page, "audit").files == ())


def test_that_a_file_is_put_under_another_item(page: EvidencePage, qtbot: QtBot) -> None:
    scan = item(page, "audit").files[0].id
    page._move(scan, "report")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: [file.id for file in item(page, "report").files] == [scan])
    assert item(page, "audit").files == ()


def test_that_ctrl_enter_calls_the_item_complete_and_goes_to_the_next(page: EvidencePage, qtbot: QtBot) -> None:
    assert page.foot.complete.words == "标为齐全"
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.count.text() == "1 / 8 项")
    assert page.list.item is not None and page.list.item.id == "premises"
    assert page.foot.complete.words == "添加扫描件"


def test_that_an_item_is_marked_incomplete_with_what_it_lacks(page: EvidencePage, qtbot: QtBot) -> None:
    page.foot.lacking.click()
    sheet = page._sheet
    assert sheet is not None
    field = sheet.findChild(Field)
    assert field is not None
    field.show_value("第 2 页模糊")
    sheet.deed_button.click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: item(page, "audit").word == "不齐")
    assert item(page, "audit").remark == "第 2 页模糊"


def test_that_a_refusal_is_said_on_the_page(page: EvidencePage, qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    assert office.operator is not None
    office.operator.roles = "seal_keeper"
    page.attach("audit", [pdf(tmp_path / "b.pdf")])
    settle(qtbot, page)
    qtbot.waitUntil(page._refused.isVisible)
    assert "没有这项权限" in page._refused.rest


@pytest.mark.parametrize("width", [792, 848, 1108, 1536])
def test_that_nothing_is_cut_at_any_width(page: EvidencePage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 520)
    page.list.choose("audit")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.viewer.pages == 3)
    page.viewer.go(2)
    looking.come_to_rest(page)
    assert page.width() == width
    for button in (page.add, page.foot.complete, page.foot.lacking, page.foot.cited_by):
        assert button.width() >= button.sizeHint().width(), button.words
    for label in (page.count, page.viewer.place):
        assert label.width() >= label.sizeHint().width(), label.text()
    right = page.foot.complete.mapTo(page, QPoint(page.foot.complete.width(), 0)).x()
    assert right <= width


def test_that_an_item_named_from_elsewhere_is_opened(page: EvidencePage, qtbot: QtBot) -> None:
    page.focus_on("declaration")
    assert page.list.item is not None and page.list.item.id == "declaration"
    fresh = EvidencePage(page.desk, page.dossier_id)
    qtbot.addWidget(fresh)
    fresh.focus_on("permits")
    fresh.show()
    settle(qtbot, fresh)
    assert fresh.list.item is not None and fresh.list.item.id == "permits"


def shown(qtbot: QtBot, page: EvidencePage, name: str) -> Any:
    """The one that is on show: what the details showed before goes a beat later, and the new one comes a beat later."""
    there: list[QWidget] = []

    def one() -> bool:
        there[:] = [widget for widget in page.findChildren(QWidget, name) if widget.isVisible()]
        return len(there) == 1

    qtbot.waitUntil(one)
    return there[0]


def test_that_a_commitment_takes_the_place_of_an_item_by_one_button(
    qtbot: QtBot, desk: Desk, office: Office, tmp_path: Path
) -> None:
    number = dossier.open_dossier(office, date(2023, 6, 1), "xinjiang-2021", "喀什棉纺服务中心")
    evidence.attach(office, number, "licence", [pdf(tmp_path / "告知承诺书.pdf")])
    page = EvidencePage(desk, number)
    qtbot.addWidget(page)
    page.resize(1700, 900)
    page.show()
    settle(qtbot, page)
    page.list.choose("licence")
    assert item(page, "licence").in_lieu == ""
    qtbot.mouseClick(shown(qtbot, page, "commitment"), Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert item(page, "licence").in_lieu == "以告知承诺替代（第十一条）"
    assert shown(qtbot, page, "commitment_says").text() == "以告知承诺替代（第十一条）"
    qtbot.mouseClick(shown(qtbot, page, "commitment"), Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert item(page, "licence").in_lieu == ""
    page.list.choose("audit")
    assert not [one for one in page.findChildren(QWidget, "commitment") if one.isVisible()]
