"""The scans of one item, read by an expert at the seat; nothing of them stays when the page is left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.steps.seat_views import SeatItem, SeatMaterial
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.pages import PageViewer


class ReadPage(QWidget):
    """The scans of one item, to be read at the seat."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seat_read")
        self._title = kit.text("", "strong", elide=True)
        self._list = QListWidget()
        self._list.setObjectName("materials")
        self._list.setAccessibleName("材料")
        self._list.setFixedWidth(320)
        self._list.setWordWrap(True)
        self._viewer: PageViewer | None = None
        self._bed = QStackedWidget()
        back = kit.button("返回", key="Esc", name="read_back")
        back.clicked.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.row((self._title, 1), back, pad=tokens.M, name="panel"))
        layout.addWidget(kit.row(self._list, (self._bed, 1), gap=0), 1)
        self._materials: tuple[SeatMaterial, ...] = ()
        self._list.currentRowChanged.connect(self._show)

    def show_item(self, item: SeatItem) -> None:
        """Show the materials of one item."""
        if self._viewer is None:
            self._viewer = PageViewer(keys=self)
            self._bed.addWidget(self._viewer)
        self._title.setText(f"第 {item.position} 项　{item.platform}")
        self._materials = item.materials
        self._list.clear()
        self._list.addItems([f"{one.label}　{one.pages} 页" for one in item.materials])
        self._list.setCurrentRow(0)
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Nothing of an item stays on the screen."""
        self._materials = ()
        self._list.clear()
        if self._viewer is not None:
            self._viewer.clear("")

    def _show(self, number: int) -> None:
        if self._viewer is not None and 0 <= number < len(self._materials):
            one = self._materials[number]
            self._viewer.show_file(Path(one.path), one.kind, title=one.name)
