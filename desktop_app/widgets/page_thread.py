"""The thread on which pages are drawn, so that the window never waits for a page.

One thread belongs to one viewer. Only the newest wish for a page counts; a wish that came before another file was
opened is dropped. The thread outlives its viewer by at most the page that
it is drawing; nobody waits for it but the end of the program.
"""

from __future__ import annotations

import atexit
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QThread, Signal
from PySide6.QtGui import QImage

from desktop_app.widgets import page_source

PATIENCE_MS: Final = 5000
"""How long the end of the program waits for the page that is being drawn."""


@dataclass(frozen=True)
class Wish:
    """One page to draw: `page` from 0, `size` in device pixels. Turning is left to painting: it costs nothing there."""

    page: int
    size: QSize


@dataclass(frozen=True)
class Picture:
    """What became of a wish: an image, or the sentence why there is none. `opening` says of which file."""

    opening: int
    wish: Wish
    thumb: bool
    image: QImage | None
    says: str = ""


class PageThread(QThread):
    """Opens files and draws their pages, the page on show before the thumbnails, those before the next page."""

    opened = Signal(int, object)
    """opening, tuple of QSizeF"""
    failed = Signal(int, str)
    """opening, sentence"""
    drawn = Signal(object)
    """Picture"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self._bell = threading.Condition()
        self._opening = 0
        self._file: tuple[Path, str] | None = None
        self._page: Wish | None = None
        self._thumbs: deque[Wish] = deque()
        self._ahead: Wish | None = None
        self._over = False
        _running.difference_update([thread for thread in _running if thread.isFinished()])
        _running.add(self)
        self.start(QThread.Priority.LowPriority)

    def open(self, path: Path, kind: str) -> int:
        """Open another file; everything wished before is dropped. Returns the number of this opening."""
        with self._bell:
            self._opening += 1
            self._file = (path, kind)
            self._drop()
            self._bell.notify()
            return self._opening

    def shut(self) -> int:
        """Let go of the file. Returns the number that answers must carry from now on (there will be none)."""
        with self._bell:
            self._opening += 1
            self._file = None
            self._drop()
            self._bell.notify()
            return self._opening

    def wish_page(self, wish: Wish) -> None:
        """Draw this page next; an older wish that has not begun is dropped."""
        with self._bell:
            self._page = wish
            self._bell.notify()

    def wish_thumbs(self, wishes: Iterable[Wish]) -> None:
        """Draw these thumbnails, instead of those that have not begun."""
        with self._bell:
            self._thumbs = deque(wishes)
            self._bell.notify()

    def wish_ahead(self, wish: Wish) -> None:
        """Draw this page when there is nothing else to do."""
        with self._bell:
            self._ahead = wish
            self._bell.notify()

    def stop(self) -> None:
        """End the thread when its page is done; returns at once, for a window must not wait for a page."""
        with self._bell:
            self._over = True
            self._drop()
            self._bell.notify()

    def finish(self) -> None:
        """End the thread and wait for it: the program ends, and Qt with it."""
        self.stop()
        self.wait(PATIENCE_MS)

    def run(self) -> None:
        """The thread itself; called by Qt."""
        source: page_source.PageSource | None = None
        number = 0
        while True:
            with self._bell:
                while not (self._over or self._opening != number or self._something()):
                    self._bell.wait()
                if self._over:
                    break
                file, opening = self._file, self._opening
                task = None if opening != number else self._next()
            if task is None:
                if source is not None:
                    source.close()
                source = self._load(file, opening)
                number = opening
            elif source is not None:
                self._draw(source, opening, *task)
        if source is not None:
            source.close()

    def _drop(self) -> None:
        self._page = None
        self._thumbs.clear()
        self._ahead = None

    def _something(self) -> bool:
        return self._page is not None or bool(self._thumbs) or self._ahead is not None

    def _next(self) -> tuple[Wish, bool] | None:
        """The next wish, and whether it is a thumbnail; the caller holds the bell."""
        if self._page is not None:
            wish, self._page = self._page, None
            return wish, False
        if self._thumbs:
            return self._thumbs.popleft(), True
        if self._ahead is not None:
            wish, self._ahead = self._ahead, None
            return wish, False
        return None

    def _load(self, file: tuple[Path, str] | None, opening: int) -> page_source.PageSource | None:
        if file is None:
            return None
        try:
            source = page_source.open_source(*file)
        except page_source.PageError as error:
            self.failed.emit(opening, error.says)
            return None
        self.opened.emit(opening, source.sizes)
        return source

    def _draw(self, source: page_source.PageSource, opening: int, wish: Wish, thumb: bool) -> None:
        try:
            image = source.draw(wish.page, wish.size)
        except page_source.PageError as error:
            self.drawn.emit(Picture(opening, wish, thumb, None, error.says))
            return
        self.drawn.emit(Picture(opening, wish, thumb, image))


def _finish_all() -> None:
    """End every thread that is left when the interpreter ends."""
    for thread in tuple(_running):
        thread.finish()


_running: set[PageThread] = set()
"""Held here because a QThread must not be destroyed while it runs, even when its viewer is long gone."""
atexit.register(_finish_all)
