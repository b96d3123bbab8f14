"""The history of a dossier and the check of the journal, through their real widgets."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.records.dossier import Application, Dossier
from desktop_app.screens.desk import Desk
from desktop_app.screens.history import HistoryPage, JournalPage
from desktop_app.steps import history
from desktop_app.store.office import Office
from tests.hands import labels


@pytest.fixture
def busy(office: Office, dossier_id: int) -> int:
    with office.act("intake.field_changed", dossier_id) as act:
        row = act.session.get(Application, dossier_id)
        assert row is not None
        act.change(row, address="澜江市")
    with office.act("intake.field_changed", dossier_id, reason="照纸面改正") as act:
        row = act.session.get(Application, dossier_id)
        assert row is not None
        act.change(row, address="澜江市桥山路 7 号", contact="贺兰英")
    return dossier_id


def settle(qtbot: QtBot, desk: Desk, page: Any) -> None:
    qtbot.waitUntil(lambda: desk.idle and page.board is not None, timeout=20_000)


def test_that_the_history_shows_the_newest_act_in_full(qtbot: QtBot, desk: Desk, busy: int) -> None:
    page = HistoryPage(desk, busy)
    qtbot.addWidget(page)
    page.resize(1108, 608)
    page.show()
    settle(qtbot, desk, page)

    assert page.count.text() == "3 条"
    said = labels(page.pane.detail)
    for part in ("修改申请表", "林晓岚", "照纸面改正", "澜江市桥山路 7 号", "贺兰英"):
        assert part in said
    assert page.pane.table.current_row() == 0
    page.pane.table.select(2)
    qtbot.waitUntil(lambda: "受理立卷" in labels(page.pane.detail))


def test_that_the_history_is_searched_by_any_word_in_it(qtbot: QtBot, desk: Desk, busy: int) -> None:
    page = HistoryPage(desk, busy)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, desk, page)

    page.pane.search.setText("贺兰英")
    assert [line.reason for line in page.pane.shown] == ["照纸面改正"]
    page.pane.search.setText("立卷 林晓岚")
    assert [line.label for line in page.pane.shown] == ["受理立卷"]
    page.pane.search.setText("没有这样的词")
    assert page.pane.shown == ()
    page.pane.search.clear()
    assert len(page.pane.shown) == 3


def test_that_a_new_act_appears_by_itself(qtbot: QtBot, desk: Desk, busy: int) -> None:
    page = HistoryPage(desk, busy)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, desk, page)

    def change(office: Office) -> None:
        with office.act("intake.field_changed", busy) as act:
            row = act.session.get(Dossier, busy)
            assert row is not None
            act.change(row, statement="示范性表述")

    desk.run(change)
    qtbot.waitUntil(lambda: page.count.text() == "4 条", timeout=10_000)


@pytest.fixture
def journal(qtbot: QtBot, desk: Desk, busy: int) -> JournalPage:
    page = JournalPage(desk)
    qtbot.addWidget(page)
    page.resize(1294, 720)
    page.show()
    settle(qtbot, desk, page)
    return page


def test_that_the_check_says_sentence_by_sentence_what_it_found(
    qtbot: QtBot, desk: Desk, journal: JournalPage, office: Office
) -> None:
    assert journal.count.text() == "共 4 条"
    code = journal.head_code.text()
    journal.codes.setPlainText(f"{code.lower()}\n\n乱写\n2-AAAA-AAAA-AAAA-AAAA-AAAA")
    qtbot.keyClick(journal.codes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: journal.checked is not None and desk.idle)

    checked = journal.checked
    assert checked is not None
    assert [finding.sound for finding in checked.findings] == [True, True, False, False]
    said = labels(journal.findings)
    assert "发现 2 处不符" in said
    assert "与日志第 4 条相符" in said
    assert "“乱写”不是日志码" in said
    assert journal.check.isEnabled()


def test_that_a_tampered_journal_is_called_so(qtbot: QtBot, desk: Desk, journal: JournalPage, office: Office) -> None:
    with closing(sqlite3.connect(Path(office.folder) / "office.db")) as file:
        sql = file.execute("SELECT sql FROM sqlite_schema WHERE name = 'journal_no_update'").fetchone()[0]
        file.execute("DROP TRIGGER journal_no_update")
        file.execute("UPDATE journal SET body = replace(body, '澜江市', '别的市') WHERE seq = 3")
        file.execute(sql)
        file.commit()
    journal.check.click()
    qtbot.waitUntil(lambda: journal.checked is not None and desk.idle)
    assert "第 3 条的内容被改动" in labels(journal.findings)


def test_that_a_sound_journal_is_called_so(qtbot: QtBot, desk: Desk, journal: JournalPage) -> None:
    journal.check.click()
    qtbot.waitUntil(lambda: journal.checked is not None and desk.idle)
    assert "没有发现改动" in labels(journal.findings)
    assert journal.checked is not None
    assert journal.checked.sound
    assert isinstance(journal.checked, history.CheckBoard)
