"""The page 功能与渠道 of intake: functions, channel, statement, legal form and region, and the figures asked for."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.steps.intake_board import FIELDS, FigureView, IntakeBoard, Way
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.editors import CheckEditor
from desktop_app.widgets.fields import Field, FieldGrid


class FunctionPicker(QWidget):
    """The functions as boxes to tick, each with what it covers; `left("functions", "a,b")` at every tick."""

    left = Signal(str, str)

    def __init__(self, functions: tuple[tuple[str, str, str], ...], at_most: int) -> None:
        super().__init__()
        self.boxes: dict[str, CheckEditor] = {}
        self.at_most = at_most
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        for number, (name, label, says) in enumerate(functions):
            box = CheckEditor(label)
            box.setObjectName("functions" if number == 0 else f"function_{name}")
            box.setAccessibleDescription(says)
            box.finished.connect(self._ticked)
            self.boxes[name] = box
            column.addWidget(kit.row(kit.fixed(box, 120), (kit.text(says, "caption", "text2", wrap=True), 1), gap=8))
        self._mark = kit.Icon("warning-circle", "bad", 14)
        self._says = kit.text("", "caption", "bad", wrap=True)
        self._message = kit.row(self._mark, (self._says, 1), gap=6)
        self._message.hide()
        column.addWidget(self._message)

    def _ticked(self) -> None:
        self.left.emit("functions", ",".join(name for name, box in self.boxes.items() if box.isChecked()))

    def show_value(self, chosen: str) -> None:
        """Tick what is kept."""
        names = set(chosen.split(","))
        for name, box in self.boxes.items():
            box.setChecked(name in names)

    def show_error(self, says: str) -> None:
        """Say below the boxes what is wrong."""
        self._says.setText(says)
        self._message.setVisible(bool(says))


class ChoicesTab(QWidget):
    """What isn't on the 申请表 itself. `left(name, text)` as on the form."""

    left = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.picker: FunctionPicker | None = None
        self._figures: tuple[str, ...] = ()
        self._figure_card: QWidget | None = None
        holder = QWidget()
        holder.setMaximumWidth(1120)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        self._column.setSpacing(tokens.L)
        self.body = kit.ScrollBody(kit.row("stretch", (holder, 100), "stretch", gap=0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)

    def _make(self, board: IntakeBoard) -> FunctionPicker:
        picker = FunctionPicker(board.functions, board.functions_at_most)
        picker.left.connect(self.left)
        note = f"最多 {board.functions_at_most} 类"
        self._column.addWidget(kit.card(board.functions_label, picker, note=note, pad=tokens.XL))
        statement = FieldGrid()
        statement.place(self._field("statement", board), 12)
        card = kit.card("示范性表述", statement, note="汇总表必填", pad=tokens.XL)
        self._column.addWidget(card)
        if "statement" in board.boxes_not_asked:
            card.hide()
        rest = FieldGrid()
        for name in ("channel", "legal_form", "region_code", "western"):
            rest.place(self._field(name, board), 6)
        self._column.addWidget(kit.card("渠道与属地", rest, pad=tokens.XL))
        self._column.addStretch(1)
        for grid in (statement, rest):
            grid.left.connect(self.left)
        return picker

    def _field(self, name: str, board: IntakeBoard) -> Field:
        spec = next(spec for spec in FIELDS if spec.name == name)
        kind = {Way.LONG: "long", Way.CHOICE: "choice", Way.FLAG: "check"}.get(spec.kind, "text")
        options = {"channel": board.channels, "legal_form": board.legal_forms}.get(name, ())
        limit = board.statement_at_most if name == "statement" else 0
        required = spec.required and name not in board.boxes_not_asked
        field = Field(spec.label, name, "", kind, required, options=options, limit=limit, lines=4)
        self.fields[name] = field
        return field

    def show_board(self, board: IntakeBoard) -> None:
        """Show what is kept; the figures follow the functions that are ticked."""
        if self.picker is None:
            self.picker = self._make(board)
        self.picker.show_value(str(board.values["functions"]))
        asked = tuple(figure for figure in board.figures if figure.asked)
        if tuple(figure.key for figure in asked) != self._figures:
            self._make_figures(asked)
        for name, field in self.fields.items():
            if not name.startswith("figure:"):
                field.show_value(board.values[name])
        for figure in asked:
            self.fields[figure.key].show_value(figure.value)
        registry = str(board.values["uscc"])[2:8]
        known = not board.values["region_code"] and len(registry) == 6 and registry.isdigit()
        self.fields["region_code"].set_note(f"信用代码所示为 {registry}" if known else "GB/T 2260，6 位")

    def _make_figures(self, asked: tuple[FigureView, ...]) -> None:
        for name in self._figures:
            self.fields.pop(name)
        if self._figure_card is not None:
            self._column.removeWidget(self._figure_card)
            self._figure_card.hide()
            self._figure_card.deleteLater()
        grid = FieldGrid()
        for figure in asked:
            kind = "choice" if figure.options else "text" if figure.day else "number"
            field = Field(
                figure.label, figure.key, figure.unit, kind, True, options=figure.options, note=figure.article
            )
            self.fields[figure.key] = grid.place(field, 6 if len(figure.label) <= 20 else 12)
        grid.left.connect(self.left)
        self._figures = tuple(figure.key for figure in asked)
        self._figure_card = kit.card("本办法另要求的数据", grid, note="按所选功能列出", pad=tokens.XL)
        self._column.insertWidget(1, self._figure_card)
        self._chain()

    def _chain(self) -> None:
        """Put Tab through the figures where they stand, although they were made last."""
        boxes = list(self.picker.boxes.values()) if self.picker is not None else []
        figures = [self.fields[name].editor for name in self._figures]
        for before, after in pairwise([*boxes[-1:], *figures, self.fields["statement"].editor]):
            QWidget.setTabOrder(before, after)

    def editor_of(self, name: str) -> QWidget | None:
        """The editor behind a name on this page."""
        if name == "functions" and self.picker is not None:
            return next(iter(self.picker.boxes.values()), None)
        return self.fields[name].editor if name in self.fields else None

    def flush(self) -> None:
        """Save what is still untold."""
        for field in list(self.fields.values()):
            field.flush()
