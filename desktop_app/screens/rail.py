"""The steps down the side of a dossier, each with what is still open in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from desktop_app.records.kinds import Step
from desktop_app.screens.widths import Measures
from desktop_app.steps.overview_board import StepLine
from desktop_app.widgets import kit, marks, theme

LEAST_STEP = 32
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _RailButton(QAbstractButton):
    """One line of the rail: ground, bar at the left, focus ring."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.in_words = True

    def sizeHint(self) -> QSize:
        return QSize(56, theme.scaled(52))

    def paint_ground(self, painter: QPainter) -> None:
        """The ground of the line as it stands: here, under the mouse, with the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.fillRect(area, theme.color("accent_soft" if self.isChecked() else "hover"))
        if self.isChecked():
            painter.fillRect(QRectF(0, 0, 3, area.height()), theme.color("accent"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))


class StepButton(_RailButton):
    """A step: its dot, its name, how it stands, and the count of what is open."""

    def __init__(self, step: Step, place: int, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(f"step-{step.value}", parent)
        self.step, self.place, self._last = step, place, last
        self.line: StepLine | None = None
        self.show_line(None)

    def show_line(self, line: StepLine | None) -> None:
        """Say how the step stands; None while that isn't known yet."""
        self.line = line
        says = line.says if line else ""
        self.setAccessibleName(f"第 {self.place} 步 {self.step.label}，{says}" if says else self.step.label)
        self.setToolTip(f"{self.step.label}　{says}　Alt+{self.place}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        middle, height = 28.0, self.height()
        painter.setPen(QPen(theme.color("line"), 2))
        if self.place > 1:
            painter.drawLine(int(middle), 0, int(middle), height // 2 - 14)
        if not self._last:
            painter.drawLine(int(middle), height // 2 + 14, int(middle), height)
        state = "now" if self.isChecked() else self.line.state if self.line else "open"
        marks.paint_dot(painter, QRectF(middle - 12, height / 2 - 12, 24, 24), state, str(self.place))
        if self.in_words:
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        here, line = self.isChecked(), self.line
        half = self.height() / 2
        room = self.width() - 56.0
        if line and line.open and line.state != "locked":
            shown = str(line.open)
            width = max(24, QFontMetrics(theme.font("small")).horizontalAdvance(shown) + 14)
            pill = QRectF(self.width() - width - 10, half - 10, width, 20)
            marks.paint_pill(painter, pill, shown, "bad" if line.wrong else "warn")
            room -= width + 4
        painter.setFont(theme.font("strong" if here else "body"))
        painter.setPen(theme.color("accent" if here else "text"))
        painter.drawText(QRectF(50, half - theme.scaled(20), room, theme.scaled(22)), LEFT, self.step.label)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2" if here else "text3"))
        below = QRectF(50, half + 1, room, theme.scaled(18))
        words = QFontMetrics(painter.font()).elidedText(
            line.says if line else "", Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(below, LEFT, words)


class OverviewButton(_RailButton):
    """概览, with the number of everything that is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("step-overview", parent)
        self._open: int | None = None
        self.show_open(None)

    def show_open(self, count: int | None) -> None:
        """Say how much is open in the dossier."""
        self._open = count
        self.setAccessibleName("概览" if count is None else f"概览，{self._says()}")
        self.setToolTip(f"概览　{self._says()}　Alt+0")
        self.update()

    def _says(self) -> str:
        return "" if self._open is None else f"未决 {self._open}" if self._open else "无未决"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        ink = "accent" if self.isChecked() else "text2"
        theme.draw_icon(painter, "list-bullets", QRectF(19, self.height() / 2 - 9, 18, 18), ink)
        if not self.in_words:
            return
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.color("accent" if self.isChecked() else "text"))
        painter.drawText(QRectF(50, 0, self.width() - 56, self.height()), LEFT, "概览")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("warn" if self._open else "ok"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(50, 0, self.width() - 62, self.height()), right, self._says())


class Rail(QFrame):
    """Overview and the eight steps; `chosen` says which ("" for the overview), `list_asked` is the list's toggle."""

    chosen = Signal(str)
    list_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("步骤")
        self.overview = OverviewButton()
        self.overview.setFixedHeight(theme.scaled(40))
        self.overview.clicked.connect(lambda: self._choose(""))
        self.steps = [StepButton(step, place, place == len(Step)) for place, step in enumerate(Step, start=1)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.overview)
        layout.addWidget(kit.rule())
        layout.addSpacing(4)
        for button in self.steps:
            button.clicked.connect(lambda _on=False, step=button.step: self._choose(step.value))
            layout.addWidget(button)
        layout.addStretch(1)
        self._foot = kit.button("案卷列表", "quiet", "caret-double-left", "Ctrl+B", name="rail-list")
        self._foot.clicked.connect(self.list_asked)
        self._line = kit.rule()
        layout.addWidget(self._line)
        layout.addWidget(self._foot)
        self.setMinimumHeight(1)  # the steps give way before the window has to
        self._share_height()
        self.show_here("")

    def _choose(self, step: str) -> None:
        self.show_here(step)
        self.chosen.emit(step)

    def show_here(self, step: str) -> None:
        """Mark where the user is: a step's value, or "" for the overview."""
        self.overview.setChecked(step == "")
        for button in self.steps:
            button.setChecked(button.step.value == step)

    def show_lines(self, lines: tuple[StepLine, ...], open_items: int | None) -> None:
        """Say how every step stands and how much is open; no lines while a dossier is being read."""
        told = {line.step: line for line in lines}
        for button in self.steps:
            button.show_line(told.get(button.step))
        self.overview.show_open(open_items)

    def lay_out(self, measures: Measures) -> None:
        """Take the shape for a width of the window."""
        words = measures.steps_in_words
        self.setFixedWidth(theme.scaled(measures.steps) if words else measures.steps)
        for button in (self.overview, *self.steps):
            button.in_words = words
            button.update()
        self._foot.setVisible(words)
        self._line.setVisible(words)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has its steps closer together."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        foot = 0 if self._foot.isHidden() else self._foot.sizeHint().height() + 1
        room = (self.height() - self.overview.height() - 5 - foot) // len(self.steps)
        height = max(LEAST_STEP, min(theme.scaled(52), room))
        for button in self.steps:
            button.setFixedHeight(height)
