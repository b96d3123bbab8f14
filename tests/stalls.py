"""A watch that finds what blocks the UI thread: a beat in the event loop, and a thread that looks when it is late."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from types import FrameType

from PySide6.QtCore import QTimer

LIMIT_MS = 50.0
LATE_MS = 500.0
BEAT_MS = 5


class StallWatch:
    """Collects every stretch in which the UI thread did not come back to its event loop.

    Counted is work of the program and of Qt, not of the test itself. A stretch counts when the UI thread computed for
    more than `LIMIT_MS` (its own CPU time, so that a busy machine does no harm) or waited for more than `LATE_MS`.
    """

    def __init__(self) -> None:
        self.stalls: list[tuple[float, str]] = []
        self._beat = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._tick)
        self._stop = threading.Event()
        ident = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(ident) if hasattr(time, "pthread_getcpuclockid") else None
        self._thread = threading.Thread(target=self._look, args=(ident,), name="stalls", daemon=True)

    def start(self) -> StallWatch:
        self._timer.start()
        self._thread.start()
        return self

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
        self._timer.stop()

    def check(self) -> None:
        """Fail with the longest stretches and where they were."""
        worst = sorted(self.stalls, reverse=True)[:3]
        assert not worst, "\n\n".join(f"{ms:.0f} ms\n{where}" for ms, where in worst)

    def _tick(self) -> None:
        self._beat = time.perf_counter()

    def _cpu(self) -> float:
        return time.clock_gettime(self._clock) if self._clock is not None else time.perf_counter()

    def _look(self, ident: int) -> None:
        began: tuple[float, float, float] | None = None  # beat, wall, cpu when the stretch was first seen
        longest, where = 0.0, ""
        while not self._stop.wait(BEAT_MS / 1000):
            frame = sys._current_frames().get(ident)
            now, cpu = time.perf_counter(), self._cpu()
            if frame is None or not _counts(frame) or (began is not None and began[0] != self._beat):
                if longest:
                    self.stalls.append((longest, where))
                began, longest = None, 0.0
            if frame is not None and _counts(frame) and began is None:
                began = (self._beat, now, cpu)
            elif began is not None:
                spent, waited = (cpu - began[2]) * 1000, (now - began[1]) * 1000
                if spent > LIMIT_MS or waited > LATE_MS:
                    longest = spent if spent > LIMIT_MS else waited
                    where = "".join(traceback.format_stack(frame)[-6:])
            del frame
        if longest:
            self.stalls.append((longest, where))


def _counts(frame: FrameType) -> bool:
    """Whether the program or the event loop is running, rather than the test itself."""
    step: FrameType | None = frame
    while step is not None:
        name = step.f_code.co_filename.replace("\\", "/")
        if "/desktop_app/" in name or "/pytestqt/" in name:
            return True
        step = step.f_back
    return False
