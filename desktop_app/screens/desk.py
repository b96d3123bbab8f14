"""The desk: the one serial worker that owns the open office, and the way to it and back.

A screen calls `run` with a step and values; the step runs on the worker with the office; its result (or its Refusal)
comes back on the UI thread. SQLite is touched on the worker only, and never two steps at once.
"""

from __future__ import annotations

import gc
import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop_app.errors import Cancelled, Refusal
from desktop_app.screens import late
from desktop_app.screens.report import report_of

log = logging.getLogger(__name__)

Work = Callable[..., Any] | str
"""A step as a callable, or late: "steps.office:door" (imported on the worker, see `late`)."""
QUIET_SECONDS = 0.05
SLOW_MS = 300
CANCELLED = "cancelled"


class Progress:
    """How far a long step is. The step calls `tell`; the window calls `cancel`. Safe on both threads."""

    def __init__(self, told: Callable[[int, int, str], None]) -> None:
        self._told = told
        self._stop = threading.Event()
        self._last = 0.0

    def tell(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` (0: unknown) parts are done, now doing `text`; raises Cancelled once 取消 was pressed."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= QUIET_SECONDS or done >= total:
            self._last = now
            self._told(done, total, text)

    def cancel(self) -> None:
        """Ask the step to stop: its next `tell` raises Cancelled."""
        self._stop.set()


@dataclass(frozen=True)
class _Order:
    """One call on its way to the worker, and who waits for it; it never leaves the UI thread."""

    work: Callable[[], Any]
    then: Callable[[Any], object] | None
    refused: Callable[[Refusal], object] | None
    busy: str = ""
    long: bool = False


@dataclass(frozen=True)
class _Reply:
    """What came of an order, by its number: a value, or what was raised. Plain values only.

    An exception comes without its traceback, whose frames may hold widgets: those must die on the UI thread.
    """

    number: int
    value: Any = None
    refusal: Refusal | None = None
    report: str = ""
    touched: frozenset[str] = frozenset()


class Desk(QObject):
    """Runs steps one after the other on the thread that owns the office, and tells the screens what changed."""

    changed = Signal(frozenset)
    """Names of the tables that a committed act touched."""
    saved = Signal(str, str)
    """("saved", "10:42") after an act, or ("failed", why) when the disk would not take it."""
    refused = Signal(object)
    """A Refusal that no caller took: the window shows it as its banner."""
    crashed = Signal(str)
    """The report of an unexpected error in a step."""
    busy = Signal(str)
    """What a slow order is doing (正在…), or "" when nothing is."""
    signed = Signal()
    """`operator` is another one now, or None."""
    long_began = Signal(str, object)
    long_told = Signal(int, int, str)
    long_ended = Signal()
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.operator: Any = None
        self._office: Any = None
        self._orders: queue.SimpleQueue[tuple[int, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._waiting: dict[int, _Order] = {}
        self._numbers = itertools.count(1)
        self._before: _Reply | None = None
        self._progress: Progress | None = None
        self._closed = False
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say_busy)
        # Widgets that die in a cycle must die on the UI thread: the collector runs there only, by timer.
        gc.disable()
        self._sweep = QTimer(self)
        self._sweep.setInterval(2000)
        self._sweep.timeout.connect(self._collect)
        self._sweep.start()
        self._rounds = 0
        self._thread = threading.Thread(target=self._work, name="office", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------------ orders
    def run(
        self,
        step: Work,
        *args: Any,
        then: Callable[[Any], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        busy: str = "",
        **named: Any,
    ) -> None:
        """Run `step(office, *args, **named)` on the worker; `then(value)` or `refused(Refusal)` follow on this thread.

        Without `refused` a Refusal becomes the window's banner. `busy` (正在…) is shown when it takes over 0.3 s.
        A caller whose widget is gone by then hears nothing.
        """
        self._put(_Order(partial(self._step, step, args, named), then, refused, busy))

    def run_long(
        self,
        step: Work,
        *args: Any,
        then: Callable[[Any], object],
        title: str,
        refused: Callable[[Refusal], object] | None = None,
        **named: Any,
    ) -> None:
        """Like `run` for a step that takes `progress=`; the window shows `title`, how far it is, and 取消."""
        progress = Progress(self.long_told.emit)
        named = {**named, "progress": progress}
        self._progress = progress
        self.long_began.emit(title, progress)
        self._put(_Order(partial(self._step, step, args, named), then, refused, long=True))

    def fetch(
        self,
        step: Work,
        *args: Any,
        then: Callable[[Any], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        busy: str = "",
        **named: Any,
    ) -> None:
        """Like `run` for work that needs no office: `step(*args, **named)`."""
        self._put(_Order(lambda: _named(step)(*args, **named), then, refused, busy))

    def take_office(
        self,
        step: Work,
        *args: Any,
        then: Callable[[Any], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        busy: str = "",
        **named: Any,
    ) -> None:
        """Run `step(*args, **named)`, which returns an open Office, and keep it in place of the one before."""
        self._put(_Order(partial(self._take, step, args, named), then, refused, busy))

    def leave_office(self, then: Callable[[Any], object] | None = None) -> None:
        """Close the open office, if any; the worker stays."""
        self._put(_Order(self._leave, then, None))

    def sign(self, operator: Any) -> None:
        """Say who works here now; None after signing out."""
        self.operator = operator
        self.signed.emit()

    def close(self) -> None:
        """Finish what was ordered, close the office, stop the worker. A long step is asked to stop first."""
        if self._closed:
            return
        self._closed = True
        if self._progress is not None:
            self._progress.cancel()
        self._orders.put((0, self._leave))
        self._orders.put(None)
        self._thread.join()
        self._before = None
        self._sweep.stop()
        self._slow.stop()
        gc.enable()

    @property
    def idle(self) -> bool:
        """Whether every order has come back."""
        return not self._waiting

    # ------------------------------------------------------------------ on the worker
    def _work(self) -> None:
        while (item := self._orders.get()) is not None:
            number, work = item
            item = None
            reply = self._answer(number, work)
            # The order, which the UI thread still holds, may be bound to widgets: let go of it before the answer is
            # on its way, so that the last reference is never dropped here.
            del work
            self._came.emit(reply)
            del reply

    def _answer(self, number: int, work: Callable[[], Any]) -> _Reply:
        try:
            return _Reply(number, work(), touched=self._asked())
        except Refusal as refusal:
            bare = Refusal(refusal.says, article=refusal.article, field=refusal.field)
            return _Reply(number, refusal=bare, touched=self._asked())
        except Cancelled:
            return _Reply(number, report=CANCELLED, touched=self._asked())
        except Exception as error:
            return _Reply(number, report=report_of(error), touched=self._asked())

    def _asked(self) -> frozenset[str]:
        """The tables that acts have written since the last order."""
        touched: frozenset[str] = self._office.take_touched() if self._office is not None else frozenset()
        return touched

    def _step(self, step: Work, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if self._office is None:
            raise Refusal("还没有打开办公文件夹。请先打开一个。")
        return _named(step)(self._office, *args, **named)

    def _take(self, step: Work, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        self._leave()
        office = _named(step)(*args, **named)
        self._office = office
        return office

    def _leave(self) -> None:
        office, self._office = self._office, None
        if office is not None:
            office.close()

    # ------------------------------------------------------------------ on the UI thread
    def _put(self, order: _Order) -> None:
        if self._closed:
            return
        number = next(self._numbers)
        self._waiting[number] = order
        if order.busy and not self._slow.isActive():
            self._slow.start()
        self._orders.put((number, order.work))

    @Slot(object)
    def _deliver(self, reply: _Reply) -> None:
        order = self._waiting.pop(reply.number, None)
        if order is None:
            return
        if not any(other.busy for other in self._waiting.values()):
            self._slow.stop()
            self.busy.emit("")
        if order.long:
            self._progress = None
            self.long_ended.emit()
        if reply.touched:
            self.saved.emit("saved", time.strftime("%H:%M"))
            self.changed.emit(reply.touched)
        if reply.refusal is not None:
            self._pass_on(reply.refusal, order.refused)
        elif reply.report and reply.report != CANCELLED:
            log.error("a step failed\n%s", reply.report)
            self.crashed.emit(reply.report)
        elif not reply.report and order.then is not None and alive(order.then):
            order.then(reply.value)

    def _pass_on(self, refusal: Refusal, taker: Callable[[Refusal], object] | None) -> None:
        if refusal.field == "disk":
            self.saved.emit("failed", refusal.says)
        if taker is None:
            self.refused.emit(refusal)
        elif alive(taker):
            taker(refusal)

    @Slot()
    def _say_busy(self) -> None:
        self.busy.emit(next((order.busy for order in self._waiting.values() if order.busy), ""))

    @Slot()
    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % 30 == 0 else 0)


def alive(call: Callable[..., object]) -> bool:
    """Whether every Qt object that `call` is bound to (method, partial, closure) still exists."""
    if isinstance(call, partial):
        return alive(call.func) and all(_exists(value) for value in call.args)
    if not _exists(getattr(call, "__self__", None)):
        return False
    for cell in getattr(call, "__closure__", None) or ():
        try:
            if not _exists(cell.cell_contents):
                return False
        except ValueError:  # an empty cell: its variable was never bound
            continue
    return True


def _exists(value: object) -> bool:
    return not isinstance(value, QObject) or isValid(value)


def _named(step: Work) -> Callable[..., Any]:
    return late.find(step) if isinstance(step, str) else step
