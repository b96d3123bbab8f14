"""A watch that finds what blocks the UI thread: it times every stretch between two beats of the event loop.

All measuring happens on the UI thread itself, inside the event loop and inside events that are sent straight to a
widget. (A second thread that looks at the first one's live frames says where it was, and now and then crashes 3.11.)
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

LIMIT_MS = 50.0
NOISE = 1.5
"""The same stretch takes up to half as long again on a shared machine; what fails is too long on a quiet one."""
BEAT_MS = 5


class StallWatch:
    """Collects every stretch in which the UI thread computed for more than `LIMIT_MS` without looking up.

    `check` names them all, and fails for those that are too long beyond the machine's `NOISE`.

    Its own CPU time counts, so that a busy machine does less harm. What the test computes between two event loops
    does not count.
    """

    def __init__(self) -> None:
        self.stalls: list[tuple[float, str]] = []
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.get_ident()
        self._depth = 0
        self._since = 0.0
        self._exec: Callable[..., Any] = QEventLoop.exec
        self._send: Callable[..., Any] = QApplication.sendEvent

    def start(self) -> StallWatch:
        """Watch every event loop that starts from now on, and every event sent from outside of one."""
        QEventLoop.exec = self._timed(self._exec)  # type: ignore[method-assign]
        QApplication.sendEvent = staticmethod(self._timed(self._send))  # type: ignore[method-assign,assignment]
        self._timer.start()
        return self

    def stop(self) -> None:
        """Watch no more."""
        QEventLoop.exec = self._exec  # type: ignore[method-assign]
        QApplication.sendEvent = self._send  # type: ignore[method-assign,assignment]
        self._timer.stop()

    def check(self) -> None:
        """Name every stretch over the limit; fail with the longest that no noise explains."""
        for ms, _where in self.stalls:
            print(f"the window was held for {ms:.0f} ms")
        worst = sorted((stall for stall in self.stalls if stall[0] > LIMIT_MS * NOISE), reverse=True)[:3]
        assert not worst, "\n\n".join(f"{ms:.0f} ms\n{where}" for ms, where in worst)

    def _timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any) -> Any:
            if threading.get_ident() != self._thread:
                return call(*given)
            outermost = self._depth == 0
            self._depth += 1
            if outermost:
                self._since = time.thread_time()
            try:
                return call(*given)
            finally:
                self._depth -= 1
                if outermost:
                    self._beat()

        return timed

    def _beat(self) -> None:
        now = time.thread_time()
        spent, self._since = (now - self._since) * 1000, now
        if spent > LIMIT_MS:
            self.stalls.append((spent, "".join(traceback.format_stack()[-8:-1])))
