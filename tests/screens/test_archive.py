"""The archive's page through its real widgets: what goes in, sealing, the fingerprint, checking again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import Role
from desktop_app.screens.archive import ArchivePage
from desktop_app.screens.archive_cards import CoverSheet
from desktop_app.screens.desk import Desk
from desktop_app.store.office import Office
from desktop_app.widgets import dialog, theme
from tests.hands import labels


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "移动硬盘"
    folder.mkdir()
    return folder


def show(qtbot: QtBot, desk: Desk, dossier_id: int) -> ArchivePage:
    ArchivePage.last_folder = ""
    page = ArchivePage(desk, dossier_id)
    qtbot.addWidget(page)
    page.resize(1108, 656)
    page.show()
    qtbot.waitUntil(lambda: page.board is not None and desk.idle)
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, stamped_id: int) -> Iterator[ArchivePage]:
    made = show(qtbot, desk, stamped_id)
    yield made
    qtbot.waitUntil(lambda: desk.idle)


@pytest.fixture
def sealed(qtbot: QtBot, desk: Desk, page: ArchivePage, out: Path) -> ArchivePage:
    """The page after one sealing."""
    page.choose_folder(str(out))
    page.seal()
    qtbot.waitUntil(lambda: bool(page.board and page.board.archives) and desk.idle, timeout=20000)
    return page


def sheet_of(page: ArchivePage, kind: type[dialog.Sheet] = dialog.Sheet) -> dialog.Sheet:
    return next(sheet for sheet in page.findChildren(kind) if sheet.isVisible())


def test_that_the_page_lists_what_goes_in(page: ArchivePage) -> None:
    assert page.board is not None and page.board.ready
    names = []
    walk = QTreeWidgetItemIterator(page.tree)
    while (item := walk.value()) is not None:
        names.append(str(item.data(0, Qt.ItemDataRole.AccessibleTextRole)).split()[0])
        walk += 1
    assert "打开我_目录.html" in names and "01_申请报告.pdf" in names and "全盘校验.sha256" in names
    files = [name for name in names if name[:2].isdecimal() and name[2] == "_"]
    assert len(files) == sum(len(lines) for _, lines, _ in page.board.groups) == page.board.files - 12
    assert page.seal_button.words == f"封装 {page.board.files} 个文件"
    assert page.banner.isHidden()


def test_that_a_dossier_without_a_stamp_says_where_to_go(qtbot: QtBot, desk: Desk, dossier_id: int) -> None:
    page = show(qtbot, desk, dossier_id)
    assert "推荐表还没有打印" in page.banner.rest
    page.seal_button.click()
    assert page._sheet is None and page.banner.tone == "bad"
    page.show_board(page.board)  # type: ignore[arg-type]
    with qtbot.waitSignal(page.jumped) as told:
        qtbot.mouseClick(page.findChild(QPushButton, "mend"), Qt.MouseButton.LeftButton)
    assert told.args == ["recommendation", ""]


def test_that_sealing_asks_first_and_names_the_deed(qtbot: QtBot, desk: Desk, page: ArchivePage, out: Path) -> None:
    page.choose_folder(str(out))
    qtbot.waitUntil(lambda: desk.idle)
    page.seal_button.click()
    sheet = sheet_of(page)
    assert sheet.deed_button.words == page.seal_button.words
    assert str(out) in labels(sheet) and "不能撤回" in labels(sheet)
    assert list(out.iterdir()) == []
    sheet.deed_button.click()
    qtbot.waitUntil(lambda: bool(page.board and page.board.archives) and desk.idle, timeout=20000)
    assert sorted(path.is_dir() for path in out.iterdir()) == [False, True]


def test_that_escape_seals_nothing(qtbot: QtBot, desk: Desk, page: ArchivePage, out: Path) -> None:
    page.choose_folder(str(out))
    qtbot.waitUntil(lambda: desk.idle)
    page.seal_button.click()
    qtbot.keyClick(sheet_of(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.idle)
    assert list(out.iterdir()) == [] and page.board is not None and page.board.archives == ()


def test_that_the_fingerprint_stands_in_groups_beside_its_code(sealed: ArchivePage) -> None:
    assert sealed.board is not None
    line = sealed.board.archives[0]
    assert sealed.fingerprint.groups.text().split() == list(line.fingerprint)
    assert sealed.banner.tone == "ok" and "独立校验通过" in sealed.banner.bold
    picture = sealed.fingerprint.qr.grab().toImage()
    dark = sum(picture.pixelColor(x, 80).lightness() < 128 for x in range(160))
    assert 30 < dark < 130


def test_that_the_cover_opens_and_is_saved(qtbot: QtBot, desk: Desk, sealed: ArchivePage, out: Path) -> None:
    assert sealed.board is not None
    sealed.fingerprint.cover_button.click()
    qtbot.waitUntil(lambda: any(s.isVisible() for s in sealed.findChildren(CoverSheet)), timeout=5000)
    cover = sheet_of(sealed, CoverSheet)
    assert isinstance(cover, CoverSheet)
    qtbot.waitUntil(lambda: cover.viewer.pages == 1, timeout=10000)
    sealed.save_cover(sealed.board.archives[0].id, str(out / "封面.pdf"))
    qtbot.waitUntil(lambda: (out / "封面.pdf").is_file() and desk.idle)
    assert (out / "封面.pdf").read_bytes() == next(out.glob("*_封面.pdf")).read_bytes()
    cover.reject()


def test_that_checking_again_names_a_changed_file(qtbot: QtBot, desk: Desk, sealed: ArchivePage, out: Path) -> None:
    sealed.fingerprint.check_button.click()
    qtbot.waitUntil(lambda: any(s.objectName() == "check_result" for s in sealed.findChildren(dialog.Sheet)))
    first = sheet_of(sealed)
    assert "与纸质封面一致" in labels(first)
    first.reject()
    path = next(out.glob("2024*/")) / "说明文件.TXT"
    path.write_bytes(path.read_bytes() + b"!")
    assert sealed.board is not None
    sealed.check(sealed.board.archives[0].id, str(path.parent))
    qtbot.waitUntil(lambda: desk.idle)
    qtbot.waitUntil(lambda: any(s.isVisible() for s in sealed.findChildren(dialog.Sheet)))
    second = sheet_of(sealed)
    assert "改动　说明文件.TXT" in labels(second)
    second.reject()


def test_that_a_refusal_stands_on_the_page_and_nothing_is_written(
    qtbot: QtBot, desk: Desk, office: Office, page: ArchivePage, out: Path
) -> None:
    assert office.operator is not None
    office.operator.roles = Role.CLERK.value
    page.choose_folder(str(out))
    page.seal()
    qtbot.waitUntil(lambda: page.banner.isVisible() and desk.idle)
    assert "用印员或负责人" in page.banner.rest and list(out.iterdir()) == []


def test_that_former_archives_can_be_looked_at(qtbot: QtBot, desk: Desk, sealed: ArchivePage) -> None:
    assert sealed.former.isHidden()
    sealed.seal()
    qtbot.waitUntil(lambda: bool(sealed.board and len(sealed.board.archives) == 2) and desk.idle, timeout=20000)
    assert sealed.board is not None and not sealed.former.isHidden()
    sealed.former.table.select(1)
    assert sealed.fingerprint.line == sealed.board.archives[1]
    assert sealed.fingerprint.groups.text().split() == list(sealed.board.archives[1].fingerprint)


def test_that_a_folder_that_cannot_be_used_is_said_at_once(qtbot: QtBot, desk: Desk, page: ArchivePage) -> None:
    page.choose_folder("/没有这个文件夹")
    qtbot.waitUntil(lambda: desk.idle)
    assert page.left.text() == "不能写到这里"
    page.seal_button.click()
    assert "找不到文件夹" in page.banner.rest


def test_that_no_words_are_cut(qtbot: QtBot, sealed: ArchivePage) -> None:
    for factor, size in itertools.product((1.0, 16 / 14), ((1108, 656), (1536, 968), (904, 560), (760, 520))):
        theme.apply(QApplication.instance(), factor=factor)
        sealed.resize(*size)
        QApplication.processEvents()
        for label in sealed.findChildren(QLabel):
            if label.isVisible() and not label.wordWrap() and type(label) is QLabel and label.text():
                assert label.width() >= label.sizeHint().width() - 1, (size, label.text())
        for button in sealed.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width() - 1, (size, button.text())
        body = sealed._right
        assert body.widget().width() <= body.viewport().width(), size
    theme.apply(QApplication.instance())
