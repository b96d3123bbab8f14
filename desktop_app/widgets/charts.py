"""Bars: one hue, the number at the end, the threshold as a dark tick. Nothing here orders anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.widgets import kit, theme


class Bar(QWidget):
    """A share of a whole, 0 to 1, with a tick where the threshold stands."""

    THICK = 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.share, self.mark, self.tone = 0.0, -1.0, "accent"

    def show_share(self, share: float, mark: float = -1.0, tone: str = "accent") -> None:
        """`mark` below 0: no threshold. Shares beyond the ends are drawn at the ends."""
        self.share, self.mark, self.tone = min(1.0, max(0.0, share)), min(1.0, mark), tone
        self.setAccessibleName(f"{100 * share:g} %")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.THICK + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.THICK + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top, round_end = (self.height() - self.THICK) / 2, self.THICK / 2
        painter.setBrush(theme.color("none_soft"))
        painter.drawRoundedRect(QRectF(0, top, self.width(), self.THICK), round_end, round_end)
        if self.share > 0:
            painter.setBrush(theme.color(self.tone))
            width = max(float(self.THICK), self.width() * self.share)
            painter.drawRoundedRect(QRectF(0, top, width, self.THICK), round_end, round_end)
        if self.mark >= 0:
            x = min(self.width() - 2, round(self.width() * self.mark) - 1)
            painter.fillRect(QRectF(x, 0, 2, self.height()), theme.color("text"))


@dataclass(frozen=True)
class Part:
    """One part of a whole: what it is, how many, and the token of its colour."""

    label: str
    count: int
    tone: str


class Stack(QWidget):
    """A whole in its parts, side by side in their order; parts of nothing take no room."""

    THICK = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.parts: tuple[Part, ...] = ()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """The parts from left to right; said in words to who can't see them, and in the tooltip."""
        self.parts = tuple(part for part in parts if part.count > 0)
        words = "，".join(f"{part.label} {part.count}" for part in self.parts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.THICK + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.THICK + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole, left = sum(part.count for part in self.parts), 0.0
        top = (self.height() - self.THICK) / 2
        for part in self.parts:
            width = self.width() * part.count / whole
            painter.fillRect(QRectF(left, top, max(1.0, width - 1), self.THICK), theme.color(part.tone))
            left += width


class Gauge(QWidget):
    """A figure in large type, its bar and its threshold in words: `87.5 %  ▬▬▬|▬  门槛 80`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = kit.text("—", "figure", name="figure")
        self._unit = kit.text("", "small", "text3")
        self._bar = Bar()
        self._mark = kit.text("", "caption", "text2", name="threshold")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._figure)
        line.addWidget(self._unit)
        line.addWidget(self._bar, 1)
        line.addWidget(self._mark)

    def show_figure(self, percent: float | None, threshold: float | None = None, tone: str = "accent") -> None:
        """A percentage, None for “not known yet”, and the percentage that is asked for, if any."""
        self._figure.setText("—" if percent is None else f"{percent:.1f}")
        self._unit.setText("" if percent is None else "%")
        self._mark.setText("" if threshold is None else f"门槛 {threshold:g}")
        self._bar.show_share((percent or 0.0) / 100, -1.0 if threshold is None else threshold / 100, tone)
        self.setAccessibleName(f"{self._figure.text()} {self._unit.text()} {self._mark.text()}".strip())
