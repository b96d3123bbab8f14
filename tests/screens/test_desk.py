"""The desk: one serial worker, one way down and one way back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtWidgets import QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk, Progress, alive


def test_that_orders_run_one_after_the_other_on_one_other_thread(qtbot: Any, empty_desk: Desk) -> None:
    seen: list[tuple[int, str]] = []
    came: list[int] = []
    for number in range(20):
        empty_desk.fetch(lambda n=number: seen.append((n, threading.current_thread().name)) or n, then=came.append)
    qtbot.waitUntil(lambda: empty_desk.idle)
    assert [number for number, _ in seen] == list(range(20))
    assert {name for _, name in seen} == {"office"}
    assert came == list(range(20))


def test_that_results_come_back_on_the_ui_thread(qtbot: Any, empty_desk: Desk) -> None:
    threads: list[str] = []
    empty_desk.fetch(lambda: 1, then=lambda _value: threads.append(threading.current_thread().name))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread().name]


def test_that_a_refusal_goes_to_its_taker_and_otherwise_to_the_window(qtbot: Any, empty_desk: Desk) -> None:
    def refuse() -> None:
        raise Refusal("信用代码第 18 位校验不符。", field="uscc")

    taken: list[Refusal] = []
    banner: list[Refusal] = []
    empty_desk.refused.connect(banner.append)
    empty_desk.fetch(refuse, refused=taken.append)
    empty_desk.fetch(refuse)
    qtbot.waitUntil(lambda: empty_desk.idle)
    assert [r.field for r in taken] == ["uscc"]
    assert [r.says for r in banner] == ["信用代码第 18 位校验不符。"]


def test_that_an_unexpected_error_is_reported_once_and_the_next_order_still_runs(qtbot: Any, empty_desk: Desk) -> None:
    reports: list[str] = []
    came: list[int] = []
    empty_desk.crashed.connect(reports.append)
    empty_desk.fetch(lambda: 1 // 0)
    empty_desk.fetch(lambda: 7, then=came.append)
    qtbot.waitUntil(lambda: empty_desk.idle)
    assert len(reports) == 1
    assert "ZeroDivisionError" in reports[0]
    assert came == [7]


def test_that_a_page_that_is_gone_hears_nothing(qtbot: Any, empty_desk: Desk) -> None:
    heard: list[int] = []

    class Listener(QWidget):
        def hear(self, value: int) -> None:
            heard.append(value)

    listener = Listener()
    gate = threading.Event()
    empty_desk.fetch(lambda: gate.wait(5))
    empty_desk.fetch(lambda: 1, then=listener.hear)
    empty_desk.fetch(lambda: 2, then=lambda value: listener.hear(value))
    call: Callable[[int], None] = listener.hear
    assert alive(call)

    shiboken6.delete(listener)
    assert not alive(call)
    gate.set()
    qtbot.waitUntil(lambda: empty_desk.idle)
    assert heard == []


def test_that_a_step_without_an_office_is_refused_in_words(qtbot: Any, empty_desk: Desk) -> None:
    taken: list[Refusal] = []
    empty_desk.run(lambda office: office, refused=taken.append)
    qtbot.waitUntil(lambda: empty_desk.idle)
    assert "办公文件夹" in taken[0].says


def test_that_a_slow_order_says_what_it_does_and_a_quick_one_does_not(qtbot: Any, empty_desk: Desk) -> None:
    said: list[str] = []
    empty_desk.busy.connect(lambda text: said.append(text) if text else None)
    empty_desk.fetch(lambda: 1, busy="正在查找")
    qtbot.waitUntil(lambda: empty_desk.idle)
    assert said == []
    gate = threading.Event()
    empty_desk.fetch(lambda: gate.wait(5), busy="正在封装")
    qtbot.waitUntil(lambda: said == ["正在封装"])
    gate.set()
    qtbot.waitUntil(lambda: empty_desk.idle)


def test_that_a_cancelled_long_step_stops_at_its_next_word(qtbot: Any, empty_desk: Desk) -> None:
    done: list[int] = []

    def count(progress: Progress) -> int:
        for n in range(1000):
            progress.tell(n, 1000, "正在数")
            done.append(n)
            threading.Event().wait(0.002)
        return 1000

    progress = Progress(lambda *_: None)
    results: list[int] = []
    empty_desk.fetch(count, progress, then=results.append)
    qtbot.waitUntil(lambda: len(done) > 3)
    progress.cancel()
    qtbot.waitUntil(lambda: empty_desk.idle)
    assert results == []
    assert len(done) < 1000


def test_that_closing_waits_for_what_was_ordered(qtbot: Any) -> None:
    empty_desk = Desk()
    done: list[int] = []
    empty_desk.fetch(lambda: threading.Event().wait(0.1) or done.append(1))
    empty_desk.close()
    assert done == [1]
    empty_desk.deleteLater()


def test_that_what_an_order_is_bound_to_never_dies_on_the_worker(qtbot: Any, empty_desk: Desk) -> None:
    died: list[str] = []

    class Bound:
        def __call__(self) -> int:
            if len(died) % 3 == 2:
                raise Refusal("不行。")
            return 1

        def __del__(self) -> None:
            died.append(threading.current_thread().name)

    def ask() -> None:
        value, refusal = Bound(), Bound()
        empty_desk.fetch(Bound(), then=lambda _value: value, refused=lambda _refusal: refusal)

    for _ in range(300):
        ask()
    qtbot.waitUntil(lambda: len(died) == 900, timeout=10_000)
    assert set(died) == {threading.main_thread().name}
