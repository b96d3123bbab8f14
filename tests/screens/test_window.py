"""The window: in through the start, through the dossiers by keyboard, locked and unlocked, out again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.lock import IdleWatch
from desktop_app.screens.search import SearchSheet
from desktop_app.screens.window import Window
from desktop_app.screens.workbench import Workbench
from desktop_app.widgets.kit import ElidedLabel
from desktop_app.widgets.notices import Banner

PASSWORD = "lian-jiang-7"
Settled = Callable[[Desk], None]


def bench_of(window: Window) -> Workbench:
    assert window.bench is not None
    return window.bench


def test_that_the_list_shows_every_dossier_and_the_newest_is_open(bench: Window) -> None:
    room = bench_of(bench).dossiers
    assert [line.number for line in room.list.lines] == ["2024-0003", "2024-0002", "2024-0001"]
    assert room.view is not None
    assert room.view.overview.isVisible()
    assert room.view.head.law.words.startswith("国家 2017")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("装备", "2024-0001"),
        ("cqcs", "2024-0002"),
        ("zqzs", "2024-0002"),
        ("shanshi", "2024-0002"),
        ("qjw", "2024-0002"),
        ("石川 曾一鸣", "2024-0003"),
        ("0001", "2024-0001"),
        ("HLY", "2024-0001"),
    ],
)
def test_that_a_dossier_is_found_by_what_a_clerk_remembers(bench: Window, typed: str, found: str) -> None:
    dossiers = bench_of(bench).dossiers.list
    dossiers.query.setText(typed)
    assert [line.number for line in dossiers.model.lines] == [found]


def test_that_a_line_of_the_seal_register_leads_to_its_dossier(bench: Window, settled: Settled) -> None:
    work = bench_of(bench)
    work.enter("seal_register")
    settled(bench.desk)
    there = work.dossiers.list.lines[-1].id
    room: Any = work.room
    room.opened.emit(there)
    settled(bench.desk)
    assert work.here == "dossiers"
    assert work.dossiers.view is not None
    assert (work.dossiers.view.dossier_id, work.dossiers.view.here) == (there, Step.SEALING.value)


def test_that_the_overview_warns_of_an_edition_whose_file_was_altered(bench: Window, settled: Settled) -> None:
    view = bench_of(bench).dossiers.view
    assert view is not None
    board = view.overview.board
    assert board is not None
    assert not board.head.law_altered
    said = "“国家 2017”的办法文件在受理后有改动，现按改动后的文件审查。"
    view.overview.show_board(replace(board, head=replace(board.head, law_altered=said)))
    banner = view.overview.findChild(Banner)
    assert banner.isVisible()
    assert (banner.bold, banner.rest) == ("办法文件在受理后有改动", said)
    settled(bench.desk)


def test_that_nothing_found_is_said_with_what_to_do(bench: Window) -> None:
    dossiers = bench_of(bench).dossiers.list
    dossiers.query.setText("没有这样的平台")
    assert dossiers.model.lines == ()
    assert not dossiers.view.isVisible()


def test_that_the_keys_lead_to_every_step_that_is_there(bench: Window, qtbot: Any, settled: Settled) -> None:
    room = bench_of(bench).dossiers
    for place, step in enumerate(Step, start=1):
        qtbot.keyClick(bench, getattr(Qt.Key, f"Key_{place}"), Qt.KeyboardModifier.AltModifier)
        settled(bench.desk)
        assert room.view is not None
        assert room.view.here == step.value
        assert not room.list.isVisible()
    qtbot.keyClick(bench, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert room.view is not None
    assert room.view.here == ""
    assert room.list.isVisible()


def test_that_every_room_of_the_navigation_leads_somewhere(bench: Window, qtbot: Any, settled: Settled) -> None:
    work = bench_of(bench)
    for key, button in work.navigation.buttons.items():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settled(bench.desk)
        assert work.here == key
        assert work.room.isVisible()


def test_that_ctrl_h_shows_the_dossiers_history(bench: Window, qtbot: Any, settled: Settled) -> None:
    qtbot.keyClick(bench, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    settled(bench.desk)
    view = bench_of(bench).dossiers.view
    assert view is not None
    assert view.here == "history"
    assert view.page.isVisible()


def test_that_ctrl_b_folds_the_list_and_brings_it_back(bench: Window, qtbot: Any) -> None:
    room = bench_of(bench).dossiers
    qtbot.keyClick(bench, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not room.list.isVisible()
    qtbot.keyClick(bench, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert room.list.isVisible()
    assert room.list.query.hasFocus()


def test_that_enter_in_the_list_opens_the_dossier(bench: Window, qtbot: Any, settled: Settled) -> None:
    room = bench_of(bench).dossiers
    room.list.query.setText("装备")
    qtbot.keyClick(room.list.query, Qt.Key.Key_Return)
    settled(bench.desk)
    assert room.view is not None
    assert room.view.dossier_id == room.list.model.lines[0].id


def test_that_ctrl_k_finds_and_opens(bench: Window, qtbot: Any, settled: Settled) -> None:
    qtbot.keyClick(bench, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SearchSheet) and w.isVisible())
    sheet.query.setText("cqcs")
    assert [found.says for found in sheet.results.found] == ["重庆长寿仇家湾培训服务平台"]
    qtbot.keyClick(sheet.query, Qt.Key.Key_Return)
    settled(bench.desk)
    view = bench_of(bench).dossiers.view
    assert view is not None
    assert view.head._name.text() == "重庆长寿仇家湾培训服务平台"
    assert not sheet.isVisible()


def test_that_what_is_open_is_counted_the_same_everywhere(bench: Window) -> None:
    view = bench_of(bench).dossiers.view
    assert view is not None
    board = view.overview.board
    assert board is not None
    assert board.open_items
    assert sum(line.open for line in board.steps) == len(board.open_items)
    assert f"未决 {len(board.open_items)}" in view.rail.overview.accessibleName()


def test_that_an_open_item_leads_to_its_step(bench: Window, qtbot: Any, settled: Settled) -> None:
    view = bench_of(bench).dossiers.view
    assert view is not None
    view.overview.open_list.setFocus()
    qtbot.keyClick(view.overview.open_list, Qt.Key.Key_Return)
    settled(bench.desk)
    first = view.overview.open_list.lines.lines[0].step
    assert view.here == first.value


def test_that_a_refusal_nobody_took_is_shown_once_in_the_window(bench: Window, qtbot: Any, settled: Settled) -> None:
    def refuse(_office: object) -> None:
        raise Refusal("磁盘已满，没有保存，案卷没有变化。请腾出空间后重试。", field="disk")

    bench.desk.run(refuse)
    settled(bench.desk)
    work = bench_of(bench)
    assert work.banner.isVisible()
    assert "磁盘已满" in work.banner.rest
    assert work.topbar.saved_words.startswith("未保存：磁盘已满")


def test_that_an_act_says_when_it_was_saved_and_the_list_follows(bench: Window, settled: Settled) -> None:
    bench.desk.run("steps.dossier:open_dossier", None, "", "", refused=lambda _refusal: None)
    settled(bench.desk)
    work = bench_of(bench)
    assert work.topbar.saved_words == ""
    day = work.dossiers.list.lines[0].accepted_on
    bench.desk.run("steps.dossier:open_dossier", day, "national-2017", "新来的单位")
    settled(bench.desk)
    assert work.topbar.saved_words.startswith("已保存 ")
    assert len(work.dossiers.list.lines) == 4


def test_that_the_lock_covers_everything_until_the_password_is_given(
    bench: Window, qtbot: Any, settled: Settled
) -> None:
    qtbot.keyClick(bench, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settled(bench.desk)
    assert bench.stack.currentWidget() is bench.lock_page
    assert not bench_of(bench).isVisible()
    assert bench.lock_page.people.currentItem().text() == "林晓岚"
    bench.lock_page.password.editor.put("wrong password")
    bench.lock_page.submit()
    settled(bench.desk)
    assert "口令不对" in bench.lock_page.password.says
    bench.lock_page.password.editor.put(PASSWORD)
    bench.lock_page.submit()
    settled(bench.desk)
    assert bench_of(bench).isVisible()


def test_that_another_operator_may_take_over_a_locked_screen(bench: Window, settled: Settled) -> None:
    bench.lock()
    settled(bench.desk)
    bench.lock_page.people.setCurrentRow(1)
    bench.lock_page.password.editor.put(PASSWORD)
    bench.lock_page.submit()
    settled(bench.desk)
    assert bench.desk.operator.name == "周正"
    assert "周正" in bench_of(bench).topbar.operator.accessibleName()


def test_that_a_dialog_does_not_show_through_the_lock(bench: Window, qtbot: Any, settled: Settled) -> None:
    bench_of(bench).find_anything()
    sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SearchSheet) and w.isVisible())
    bench.lock()
    settled(bench.desk)
    assert not sheet.isVisible()
    bench.lock_page.password.editor.put(PASSWORD)
    bench.lock_page.submit()
    settled(bench.desk)
    assert sheet.isVisible()
    sheet.close()


def test_that_idleness_locks_and_input_puts_it_off(qtbot: Any) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    watch = IdleWatch(0.9 / 60)
    rung: list[int] = []
    watch.idle.connect(lambda: rung.append(1))
    watch.begin()
    for _ in range(8):  # together well over the 0.9 s, each far below it
        qtbot.wait(130)
        qtbot.mouseClick(widget.windowHandle(), Qt.MouseButton.LeftButton)
    assert rung == []
    qtbot.waitUntil(lambda: rung == [1], timeout=2000)


def test_that_f1_opens_the_page_about_where_one_is(bench: Window, qtbot: Any, settled: Settled) -> None:
    work = bench_of(bench)
    work._go("eligibility")
    qtbot.keyClick(bench, Qt.Key.Key_F1)
    settled(bench.desk)
    assert work.here == "help"
    assert work.help.topic == "eligibility"
    assert "条件审查" in work.help.text.toPlainText()
    qtbot.keyClick(work.help.topics, Qt.Key.Key_Escape)
    assert work.here == "dossiers"


def test_that_signing_out_leads_to_the_door_and_closing_lets_the_folder_go(
    bench: Window, settled: Settled, filled_folder: Path
) -> None:
    bench.sign_out()
    settled(bench.desk)
    assert bench.stack.currentWidget() is bench.sign_in
    assert bench.bench is None
    bench.close()
    assert not (filled_folder / "office.holder").exists()


def test_that_no_label_is_narrower_than_its_words(bench: Window, settled: Settled) -> None:
    for width, height in ((1366, 700), (1280, 680), (1920, 1080), (960, 540), (900, 520)):
        bench.resize(width, height)
        assert bench.width() == width
        for room in ("dossiers", "settings", "help"):
            bench_of(bench).enter(room)
            settled(bench.desk)
            for label in bench.findChildren(QLabel):
                if label.isVisible() and not isinstance(label, ElidedLabel) and not label.wordWrap():
                    assert label.width() >= label.sizeHint().width(), (width, label.text())


def test_that_every_control_has_a_name_for_a_screen_reader(bench: Window, settled: Settled) -> None:
    for room in ("dossiers", "settings", "help"):
        bench_of(bench).enter(room)
        settled(bench.desk)
        for button in bench.findChildren(QAbstractButton):
            if button.isVisible() and not button.objectName().startswith("qt_"):
                assert button.accessibleName() or button.text(), button.objectName()


def test_that_walking_through_dossiers_never_blocks_the_window(
    bench: Window, qtbot: Any, settled: Settled, stalls: Any
) -> None:
    room = bench_of(bench).dossiers
    for line in room.list.lines:
        room.open_dossier(line.id)
        settled(bench.desk)
    stalls.check()
