"""The page viewer: a PDF, JPEG, PNG or TIFF page by page, with thumbnails, zoom, turning and frames.

It knows nothing of reviewing and never changes a file: turning is a matter of the view, and is told by signal so that
somebody may remember it. Pages are drawn on a thread of the viewer's own (`page_thread`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.widgets import kit, page_bed, theme
from desktop_app.widgets.page_bed import PageBed
from desktop_app.widgets.page_frame import PageFrame
from desktop_app.widgets.page_strip import PageStrip
from desktop_app.widgets.page_thread import PageThread, Picture, Wish

__all__ = ["PageFrame", "PageViewer"]

KEPT_BYTES = 160_000_000
"""How much memory the pictures of pages may take: about twenty pages that fill a large screen."""
NARROW = 640


class PageViewer(QWidget):
    """Shows one file. Pages count from 1; turns are degrees clockwise, 0, 90, 180 or 270.

    `foot` is laid below the page (a bar with what one can do with it). `keys` is the widget within which the viewer's
    keys work: itself, or the whole page around it.
    """

    opened = Signal(int)
    """The file is open and has so many pages; 0 when it can't be shown."""
    page_changed = Signal(int)
    turned = Signal(int, int)
    """(page, degrees) — only what the user turned."""
    framed = Signal(int, str)
    """(page, frame): the user drew a frame, in thousandths of the unturned page."""
    drawn = Signal(int)
    """The picture of this page stands on the bed at its full sharpness."""

    def __init__(
        self, parent: QWidget | None = None, *, foot: QWidget | None = None, keys: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page_viewer")
        self.setAccessibleName("页面查看")
        self._thread = PageThread()
        self._opening = 0
        self._sizes: tuple[QSizeF, ...] = ()
        self._turns: dict[int, int] = {}
        self._page = 0
        self._start = 1
        self._reveal = ""
        self._frames: tuple[PageFrame, ...] = ()
        self._kept: OrderedDict[Wish, QImage] = OrderedDict()
        self._thumbs_wished = True
        self._build(foot)
        self._listen()
        self._bind(keys or self)
        self._tell_place()

    # ------------------------------------------------------------------ what is shown
    @property
    def page(self) -> int:
        """The page on show, from 1; 0 without one."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the file has; 0 until it is open."""
        return len(self._sizes)

    @property
    def selection(self) -> str:
        """The frame that was drawn on the page on show, or empty."""
        return self.bed.selection

    def show_file(
        self,
        path: Path,
        kind: str,
        turns: Mapping[int, int] | None = None,
        *,
        title: str = "",
        page: int = 1,
        reveal: str = "",
    ) -> None:
        """Open the file at `path` (kind: pdf, jpeg, png, tiff) at a page; `reveal` is a frame to scroll to.

        Returns at once; `opened` follows. A file that can't be shown leaves a sentence on the bed.
        """
        self._forget()
        self._turns = {number: degrees % 360 for number, degrees in (turns or {}).items()}
        self._start, self._reveal = max(1, page), reveal
        self.title.setText(title or path.name)
        self._opening = self._thread.open(path, kind)

    def clear(self, says: str = "", icon: str = "") -> None:
        """Show no file; `says`, below an icon, stands in its place."""
        self._forget()
        self._opening = self._thread.shut()
        self.title.setText("")
        self.bed.clear(says, icon)
        self._tell_place()

    def show_frames(self, frames: Iterable[PageFrame]) -> None:
        """Frames with captions over the pages, in place of those before; their pages are marked in the strip."""
        self._frames = tuple(frames)
        self.strip.pages.mark({frame.page for frame in self._frames})
        self._lay_frames()

    def go(self, page: int, reveal: str = "") -> None:
        """Show `page` (held within the file), scrolled so that the frame `reveal` can be seen."""
        if not self._sizes:
            self._start, self._reveal = max(1, page), reveal
            return
        page = min(len(self._sizes), max(1, page))
        if page != self._page:
            self._page = page
            self._lay()
            self.page_changed.emit(page)
        if reveal:
            self.bed.reveal(reveal)

    def set_thumbs(self, on: bool) -> None:
        """With or without the strip of thumbnails."""
        self._thumbs_wished = on
        self._fit_bar()

    # ------------------------------------------------------------------ deeds
    def turn(self, degrees: int) -> None:
        """Turn the page on show by so many degrees clockwise, and tell it."""
        if not self._page:
            return
        now = (self._turns.get(self._page, 0) + degrees) % 360
        self._turns[self._page] = now
        self.strip.turn(self._page, now)
        self._lay()
        self.turned.emit(self._page, now)

    def zoom(self, zoom: str | int) -> None:
        """ "width", "page" or a percentage between 25 and 400."""
        self.bed.set_zoom(zoom)

    def set_framing(self, on: bool) -> None:
        """The next drag on the page draws a frame."""
        on = on and bool(self._page)
        self.bed.set_framing(on)
        self._frame_tool.setChecked(on)

    def clear_selection(self) -> None:
        """Forget the frame that was drawn."""
        self.bed.clear_selection()

    # ------------------------------------------------------------------ putting together
    def _build(self, foot: QWidget | None) -> None:
        self.strip = PageStrip()
        self.bed = PageBed()
        self.title = kit.text("", "strong", elide=True, name="viewer_title")
        self.place = kit.text("", "small", "text3", name="viewer_place")
        self.percent = kit.text("", "small", "text2", name="viewer_percent")
        self.percent.setFixedWidth(theme.scaled(48))
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = kit.tool("caret-left", "上一页", key="PgUp", name="page_back")
        on = kit.tool("caret-right", "下一页", key="PgDn", name="page_on")
        smaller = kit.tool("magnifying-glass-minus", "缩小", key="Ctrl+−", name="zoom_out")
        larger = kit.tool("magnifying-glass-plus", "放大", key="Ctrl++", name="zoom_in")
        width = kit.tool("arrows-out-line-horizontal", "适合宽度", key="Ctrl+9", name="fit_width")
        whole = kit.tool("corners-out", "整页", key="Ctrl+0", name="fit_page")
        left = kit.tool("arrow-counter-clockwise", "逆时针旋转", key="Shift+R", name="turn_left")
        right = kit.tool("arrow-clockwise", "顺时针旋转", key="R", name="turn_right")
        self._frame_tool = kit.tool("selection-plus", "框选依据", key="H", checkable=True, name="frame_tool")
        rules = [kit.rule(True), kit.rule(True)]
        self._spare: tuple[QWidget, ...] = (self.percent, width, whole, left, *rules)
        self._tools = (back, on, smaller, larger, width, whole, left, right, self._frame_tool)
        for pressed, deed in (
            (back, lambda: self.go(self._page - 1)),
            (on, lambda: self.go(self._page + 1)),
            (smaller, lambda: self.bed.zoom_by(-1)),
            (larger, lambda: self.bed.zoom_by(1)),
            (width, lambda: self.bed.set_zoom(page_bed.FIT_WIDTH)),
            (whole, lambda: self.bed.set_zoom(page_bed.FIT_PAGE)),
            (left, lambda: self.turn(-90)),
            (right, lambda: self.turn(90)),
        ):
            pressed.clicked.connect(deed)
        self._frame_tool.toggled.connect(self.set_framing)
        names = kit.row((self.title, 1), self.place, gap=8)
        bar = kit.row(
            (names, 1), back, on, rules[0], smaller, self.percent, larger, width, whole, rules[1], left, right,
            self._frame_tool, gap=2, pad=(16, 0, 8, 0), name="panel",
        )  # fmt: skip
        self._lay_out(kit.fixed(bar, height=48), foot)

    def _lay_out(self, bar: QWidget, foot: QWidget | None) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(bar)
        side.addWidget(kit.rule())
        side.addWidget(self.bed, 1)
        if foot is not None:
            side.addWidget(foot)
        self._strip_box = QFrame()
        box = QHBoxLayout(self._strip_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strip)
        box.addWidget(kit.rule(True))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._strip_box)
        whole.addLayout(side, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the page; a focus proxy would keep Tab from the tools beside it."""
        self.bed.setFocus(event.reason())

    def _listen(self) -> None:
        thread = self._thread
        thread.opened.connect(self._opened, Qt.ConnectionType.QueuedConnection)
        thread.failed.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        thread.drawn.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(thread.stop)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(thread.finish)
        self.strip.chosen.connect(self.go)
        self.strip.wished.connect(thread.wish_thumbs)
        self.bed.wanted.connect(self._wish)
        self.bed.zoomed.connect(lambda percent: self.percent.setText(f"{percent} %" if self._page else ""))
        self.bed.framed.connect(lambda frame: self.framed.emit(self._page, frame))
        self.bed.framing_ended.connect(lambda: self.set_framing(False))
        self.bed.leafed.connect(self._leaf)
        theme.changed.connect(self.bed.viewport().update)

    def _bind(self, keys: QWidget) -> None:
        bound = (
            ("R", lambda: self.turn(90)),
            ("Shift+R", lambda: self.turn(-90)),
            ("H", lambda: self.set_framing(not self.bed.framing)),
            ("PgUp", lambda: self.go(self._page - 1)),
            ("PgDown", lambda: self.go(self._page + 1)),
            ("Ctrl+Home", lambda: self.go(1)),
            ("Ctrl+End", lambda: self.go(len(self._sizes))),
            ("Ctrl++", lambda: self.bed.zoom_by(1)),
            ("Ctrl+=", lambda: self.bed.zoom_by(1)),
            ("Ctrl+-", lambda: self.bed.zoom_by(-1)),
            ("Ctrl+0", lambda: self.bed.set_zoom(page_bed.FIT_PAGE)),
            ("Ctrl+9", lambda: self.bed.set_zoom(page_bed.FIT_WIDTH)),
        )
        for key, deed in bound:
            kit.on_key(keys, key, deed)

    # ------------------------------------------------------------------ pictures
    def _forget(self) -> None:
        self._sizes, self._page, self._turns = (), 0, {}
        self._frames = ()
        self._kept.clear()
        self.set_framing(False)
        self.strip.lay((), {})
        self.bed.clear()
        self._tell_place()

    def _opened(self, opening: int, sizes: tuple[QSizeF, ...]) -> None:
        if opening != self._opening:
            return
        self._sizes = sizes
        self.strip.lay(sizes, self._turns)
        self.strip.pages.mark({frame.page for frame in self._frames})
        self.opened.emit(len(sizes))
        self.go(self._start, self._reveal)

    def _failed(self, opening: int, says: str) -> None:
        if opening == self._opening:
            self.bed.clear(says)
            self.opened.emit(0)

    def _lay(self) -> None:
        """Lay the page on show on the bed, with the nearest picture that there is."""
        row, turn = self._page - 1, self._turns.get(self._page, 0)
        same = (image for wish, image in reversed(self._kept.items()) if wish.page == row)
        self.strip.go(self._page)
        self.bed.lay(self._sizes[row], turn, next(same, None) or self.strip.pages.image(row))
        self._lay_frames()
        self._tell_place()

    def _lay_frames(self) -> None:
        self.bed.show_frames(frame for frame in self._frames if frame.page == self._page)

    def _wish(self, size: QSize) -> None:
        """The bed wants the page on show in this size."""
        wish = Wish(self._page - 1, size)
        kept = self._kept.get(wish)
        if kept is None:
            self._thread.wish_page(wish)
        else:
            self._kept.move_to_end(wish)
            self.bed.show_image(kept)
            self.drawn.emit(self._page)
        self._wish_next(size)

    def _wish_next(self, size: QSize) -> None:
        """Have the next page drawn meanwhile, in the size that it will want if it is as large as this one."""
        row = self._page
        if row < len(self._sizes) and self._sizes[row] == self._sizes[row - 1]:
            wish = Wish(row, size)
            if wish not in self._kept:
                self._thread.wish_ahead(wish)

    def _take(self, picture: Picture) -> None:
        """A picture has come from the thread."""
        if picture.opening != self._opening:
            return
        if picture.thumb:
            self.strip.take(picture)
            return
        wish = picture.wish
        on_show = wish.page == self._page - 1
        if picture.image is None:
            if on_show:
                self.bed.show_sentence(picture.says)
            return
        self._kept[wish] = picture.image
        while len(self._kept) > 1 and sum(image.sizeInBytes() for image in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)
        if on_show:
            self.bed.show_image(picture.image)
            self.drawn.emit(self._page)

    # ------------------------------------------------------------------ the bar
    def _leaf(self, step: int) -> None:
        before = self._page
        self.go(self._page + step)
        if step < 0 and self._page != before:
            bar = self.bed.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _tell_place(self) -> None:
        count = len(self._sizes)
        self.place.setText(f"{self._page} / {count} 页" if self._page else "")
        told = f"{self.title.text()} 第 {self._page} 页，共 {count} 页" if self._page else ""
        self.setAccessibleDescription(told)
        for tool in self._tools:
            tool.setEnabled(bool(self._page))
        self._tools[0].setEnabled(self._page > 1)
        self._tools[1].setEnabled(0 < self._page < count)
        if not self._page:
            self.percent.setText("")
        self._fit_bar()

    def minimumSizeHint(self) -> QSize:
        """Small: the bar leaves out what doesn't fit, which it couldn't if it kept the window from being narrow."""
        return QSize(360, 240)

    def _fit_bar(self) -> None:
        """Leave out of the bar what has a key and little use where there is little room."""
        with_strip = self._thumbs_wished and bool(self._page)
        room = self.width() - (self.strip.width() + 1 if with_strip else 0)
        for widget in self._spare:
            widget.setVisible(room >= NARROW)
        self._strip_box.setVisible(with_strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar follows the room."""
        super().resizeEvent(event)
        self._fit_bar()
