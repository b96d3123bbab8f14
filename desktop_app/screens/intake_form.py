"""The page 申请表 of intake: cards in the order of the paper, and the index of its sections at the right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.screens.intake_cells import NUMBERS
from desktop_app.screens.intake_index import SectionIndex
from desktop_app.screens.intake_rows import RowsEditor
from desktop_app.steps.intake_board import FIELDS, SECTION, Check, FieldSpec, IntakeBoard, Way, Weight
from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.fields import Field, FieldGrid

INDEX_FROM = 900
WIDEST = 1120
ON_FORM = ("cover", "basic", "assets", "people", "operations", "services", "partners", "support")
DERIVED = {
    "equipment_share_typed": ("equipment_share", "占总资产"),
    "professionals_share_typed": ("professionals_share", "占总人数"),
}


def make_field(spec: FieldSpec) -> Field:
    """The field of one box of the form."""
    kind = "text"
    if spec.kind in NUMBERS:
        kind = "number"
    elif spec.kind is Way.DAY:
        kind = "date"
    elif spec.kind is Way.LONG:
        kind = "long"
    elif spec.kind is Way.FLAG:
        kind = "check"
    label = f"纸面填写：{spec.label}" if spec.name in DERIVED else spec.label
    return Field(label, spec.name, spec.unit, kind, spec.required, lines=2, mono=spec.kind is Way.CODE)


class FormTab(QWidget):
    """Every box of the form. The page listens to `left(name, text)` and to the three row tables."""

    left = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.derived: dict[str, Field] = {}
        self.rows: dict[str, RowsEditor] = {}
        self.cards: dict[str, QWidget] = {}
        self._order: list[Field | RowsEditor] = []
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        self._column.setSpacing(tokens.L)
        self._column.addStretch(1)
        content.setMaximumWidth(WIDEST)
        self.body = kit.ScrollBody(self._centred(content))
        self.index = SectionIndex([SECTION[name] for name in ON_FORM])
        self.index.chosen.connect(self.go)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.body, 1)
        line.addWidget(self.index)

    def build(self) -> Iterator[None]:
        """Make one card after the other, in so many pieces that none of them can be felt."""
        for section in ON_FORM:
            self.cards[section] = self._card(section)
            self._column.insertWidget(self._column.count() - 1, self.cards[section])
            yield

    def _centred(self, content: QWidget) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.addStretch(1)
        line.addWidget(content, 100)
        line.addStretch(1)
        return holder

    # ------------------------------------------------------------------ cards
    def _card(self, section: str) -> QWidget:
        parts: list[QWidget] = []
        match section:
            case "assets":
                parts = [
                    self._fields(section, ("capital_wan",)),
                    self._rows("investor"),
                    self._fields(section, skip=("capital_wan",)),
                ]
            case "operations":
                more = kit.button("增加年度", "quiet", "plus", name="add_year")
                years = self._rows("operating_year")
                more.clicked.connect(years.add_line)
                parts = [years, kit.row(more, "stretch"), self._fields(section)]
            case "services":
                parts = [self._fields(section), self._rows("service_line")]
            case _:
                parts = [self._fields(section)]
        about = SECTION[section]
        return kit.card(about.title, *parts, note=about.note, pad=tokens.XL)

    def _rows(self, table: str) -> RowsEditor:
        rows = self.rows[table] = RowsEditor(table)
        rows.relaid.connect(self.chain)
        self._order.append(rows)
        return rows

    def _fields(self, section: str, only: Iterable[str] = (), skip: Iterable[str] = ()) -> FieldGrid:
        grid = FieldGrid()
        for spec in FIELDS:
            if spec.section != section or (only and spec.name not in only) or spec.name in skip:
                continue
            if spec.name in DERIVED:
                attribute, label = DERIVED[spec.name]
                shown = Field(label, attribute, "%", derived=True)
                self.derived[attribute] = shown
                grid.place(shown, 4)
            field = grid.place(make_field(spec), spec.span)
            self.fields[spec.name] = field
            self._order.append(field)
        grid.left.connect(self.left)
        return grid

    def chain(self) -> None:
        """Put Tab in the order of the paper, through rows that came later as well."""
        stops: list[QWidget] = []
        for part in self._order:
            stops += part.stops() if isinstance(part, RowsEditor) else [part.editor]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # ------------------------------------------------------------------ what is shown
    def show_board(self, board: IntakeBoard, notices: Mapping[str, str]) -> None:
        """Show the values, the derived figures and what was noticed; `notices` by the name of a box or cell."""
        for name, field in self.fields.items():
            field.show_value(board.values[name])
        self._ask(board.boxes_not_asked)
        for attribute, field in self.derived.items():
            share = getattr(board.derived, attribute)
            field.show_value("" if share is None else format(round(share, 1), "f"))
        for rows in self.rows.values():
            rows.show_board(board, notices)
        self.index.show_checks([check for check in board.checks if check.tab == "form"])
        bodies = len(board.derived.institutions)
        if bodies or "signed_bodies" not in board.boxes_not_asked:
            self.fields["signed_bodies"].set_note(f"共 {bodies} 家" if bodies else "")
        self.chain()

    def _ask(self, not_asked: Collection[str]) -> None:
        """Ask for what this edition's own form has, and say of the other boxes that they may stay empty."""
        for spec in FIELDS:
            if spec.name in self.fields and spec.required:
                asked = spec.name not in not_asked
                self.fields[spec.name].set_required(asked)
                if not asked:
                    self.fields[spec.name].set_note("本办法不问")

    def editor_of(self, name: str) -> QWidget | None:
        """The editor behind the name of a box, of a cell, or of a whole row table."""
        if name in self.fields:
            return self.fields[name].editor
        table, _, rest = name.partition(":")
        if table not in self.rows:
            return None
        row, _, column = rest.partition(":")
        line = self.rows[table].line_of(int(row)) if row.isdigit() else None
        if line is None:
            line = self.rows[table].lines[-1] if self.rows[table].lines else None
            column = ""
        if line is None:
            return None
        return line.cells.get(column) or next(iter(line.cells.values()))

    def go(self, section: str) -> None:
        """Bring a section into view and its first box into focus."""
        self.body.verticalScrollBar().setValue(max(0, self.cards[section].y() - tokens.M))
        specs = [spec for spec in FIELDS if spec.section == section]
        editor: QWidget | None = self.fields[specs[0].name].editor if specs else None
        if section == "operations":
            stops = self.rows["operating_year"].stops()
            editor = stops[0] if stops else editor
        if editor is not None:
            editor.setFocus(Qt.FocusReason.TabFocusReason)

    def section_here(self) -> str:
        """The section that has the focus, or the first."""
        for name, card in self.cards.items():
            focus = card.focusWidget()
            if focus is not None and focus.hasFocus():
                return name
        return ON_FORM[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The index stands beside the form where there is room for both."""
        super().resizeEvent(event)
        self.index.setVisible(self.width() >= INDEX_FROM * theme.scaled(100) / 100)

    def flush(self) -> None:
        """Save what is still untold."""
        for part in self._order:
            part.flush()


def show_messages(field: Field, checks: Iterable[Check], refused: str, notice: str) -> None:
    """Say at a field what was refused, what is wrong, or what is worth a look; merely empty fields say nothing."""
    wrong = next((check.says for check in checks if check.weight is Weight.WRONG), "")
    hint = next((check.says for check in checks if check.weight is Weight.HINT), "")
    field.show_error(refused or wrong)
    field.show_hint(hint or notice)
