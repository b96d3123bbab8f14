"""A labelled field of a form, and the grid that lays fields out in the order of the paper.

A field tells `left(name, text)` exactly when a changed value is left: by focus, by Enter, by a choice made, or because
its page is hidden. What is shown from outside never tells, and never overwrites what is being typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.widgets import kit, tokens
from desktop_app.widgets.editors import CheckEditor, ChoiceEditor, DerivedEditor, Editor, LineEditor, LongEditor
from desktop_app.widgets.typed import count_characters, grouped_number, plain_date, plain_number

LOOK_ONLY = "lookOnly"
"""The property of a page on which this operator may not work: its fields show and do not take."""

Value = str | int | Decimal | date | bool | None


def as_words(value: Value) -> str:
    """A kept value as a field shows it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


class Field(QWidget):
    """Label above, editor, and below it one line for what is wrong and what to do, which takes room only when needed.

    `kind`: text, number (full-width digits, separators and blanks are taken), date (any usual way of writing a day),
    choice (of `options`), long (grows; counts against `limit`), check. `name` is the editor's object name.
    """

    left = Signal(str, str)
    edited = Signal()

    def __init__(
        self,
        label: str,
        name: str,
        unit: str = "",
        kind: str = "text",
        required: bool = False,
        *,
        options: Sequence[tuple[str, str]] = (),
        limit: int = 0,
        derived: bool = False,
        note: str = "",
        lines: int = 3,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label, self.name, self.kind, self.limit = label, name, kind, limit
        self.required = required and not derived
        self._stored: str | None = None
        self._saved = ""
        self._error = self._hint = ""
        self._look_only = False
        self.editor: Editor = self._make_editor(unit, options, derived, lines)
        self.editor.setObjectName(name)
        self.editor.setAccessibleName(label)
        if mono:
            self.editor.setProperty("mono", True)
        self._lay_out(note)
        self.editor.typed.connect(self._typed)
        self.editor.finished.connect(self.flush)
        self._show_state()

    def _make_editor(self, unit: str, options: Sequence[tuple[str, str]], derived: bool, lines: int) -> Editor:
        if derived:
            return DerivedEditor(unit)
        match self.kind:
            case "choice":
                return ChoiceEditor(options)
            case "long":
                return LongEditor(lines)
            case "check":
                return CheckEditor(self.label)
            case "text" | "number" | "date":
                return LineEditor(unit)
        raise ValueError(f"no such kind of field: {self.kind}")

    def _lay_out(self, note: str) -> None:
        self._label = kit.text("" if self.kind == "check" else self.label, "small", "text2")
        self._label.setBuddy(self.editor)
        self._required = kit.text("必填", "caption", "text3")
        self._note = kit.text(note, "caption", "text3")
        self._mark = kit.Icon("warning-circle", "bad", 14)
        self._says = kit.text("", "caption", "bad", wrap=True, name=f"{self.name}_says")
        self._message = QWidget()
        line = QHBoxLayout(self._message)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._says, 1)
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self._label, self._required):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._note)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.XS)
        box.addLayout(head)
        box.addWidget(self.editor)
        box.addWidget(self._message)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if not isinstance(self.editor, DerivedEditor):
            self.setFocusProxy(self.editor)

    # -------------------------------------------------------------- the value

    def value(self) -> str:
        """What stands in the field, ready to be read: numbers without separators, days as 2014-04-24."""
        words = self.editor.words()
        if self.kind == "number":
            return plain_number(words)
        return plain_date(words) if self.kind == "date" else words.strip()

    def show_value(self, value: Value, *, force: bool = False) -> None:
        """Shows a kept value and tells nobody.

        What was typed and is not kept yet stays (while it is typed, after a refused save, and when an older reading
        of the dossier arrives), unless `force`. What was typed before the first reading yields to what is kept.
        """
        new = self._display(as_words(value))
        changed = self._normal(self.editor.words()) != self._normal(new)
        same_as_before = self._stored is not None and self._normal(new) == self._normal(self._stored)
        read_before = self._stored is not None
        self_typing = (read_before or not new) and self.is_changed() and self.editor.hasFocus()
        self._stored = new
        if changed and not force and (same_as_before or self_typing):
            return
        if changed or not self.editor.hasFocus():
            self.editor.put(new)
        self._saved = self._normal(new)
        self._show_state()

    def _normal(self, words: str) -> str:
        if self.kind == "number":
            return plain_number(words)
        return plain_date(words) if self.kind == "date" else words.strip()

    def _display(self, words: str) -> str:
        if self.kind == "number":
            return grouped_number(words)
        return plain_date(words) if self.kind == "date" else words

    def is_changed(self) -> bool:
        """Whether something stands in the field that has not been told yet."""
        return self.value() != self._saved

    def show_saved(self) -> None:
        """Takes what stands in the field as kept."""
        self._saved = self.value()

    def show_unkept(self) -> None:
        """What was told could not be kept: it counts as untold, and goes along when the field is next left."""
        self._saved = self._normal(self._stored or "")

    def flush(self) -> None:
        """Tells `left` if there is something untold, and shows the value as it will be kept."""
        if isinstance(self.editor, DerivedEditor) or not self.is_changed():
            return
        self._saved = self.value()
        if isinstance(self.editor, LineEditor):
            self.editor.put(self._display(self.editor.words()))
        self.left.emit(self.name, self._saved)

    def _typed(self) -> None:
        self._show_state()
        self.edited.emit()

    # -------------------------------------------------------------- what is said about it

    def show_error(self, says: str) -> None:
        """What is wrong and what to do, in red; "" takes it away."""
        self._error = says
        self._show_state()

    def show_hint(self, says: str) -> None:
        """What is worth a second look, in amber; an error goes before it; "" takes it away."""
        self._hint = says
        self._show_state()

    def clear_message(self) -> None:
        self._error = self._hint = ""
        self._show_state()

    @property
    def says(self) -> str:
        """The sentence below the field, or "" ."""
        return self._error or self._hint

    def set_note(self, note: str) -> None:
        """The small words at the right of the label (where the figure stands on paper)."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_required(self, required: bool) -> None:
        """Say 必填 beside the label while it is empty, or no longer."""
        self.required = required
        self._required.setVisible(required and not self.editor.words().strip())

    def set_locked(self, locked: bool) -> None:
        """Read only, and seen to be."""
        self.editor.set_locked(locked)

    def _show_state(self) -> None:
        words = self.editor.words()
        self._required.setVisible(self.required and not words.strip())
        if self.limit:
            count = count_characters(words)
            self._note.setText(f"{count} / {self.limit} 字")
            kit.restyle(self._note, tone="bad" if count > self.limit else "text3")
        self._note.setVisible(bool(self._note.text()))
        state = "error" if self._error else "warn" if self._hint else ""
        if self.editor.property("state") != state:
            kit.restyle(self.editor, state=state)
        if self._says.text() != self.says:
            tone = "bad" if self._error else "warn"
            self._mark.show_icon("warning-circle" if self._error else "warning", tone)
            kit.restyle(self._says, tone=tone)
            self._says.setText(self.says)
            self.editor.setAccessibleDescription(self.says)
        self._message.setVisible(bool(self.says))

    def showEvent(self, event: QShowEvent) -> None:
        """A page that may only be looked at locks its fields as they come up."""
        super().showEvent(event)
        locked = look_only(self)
        if locked != self._look_only:
            self._look_only = locked
            self.set_locked(locked)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()


def look_only(widget: QWidget) -> bool:
    """Whether `widget` stands on a page that may only be looked at."""
    step: QWidget | None = widget
    while step is not None and not step.property(LOOK_ONLY):
        step = step.parentWidget()
    return step is not None


def leave_focused() -> None:
    """Lets the field that has the focus tell what stands in it: call it before the window closes or locks."""
    widget = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, Field):
            widget.flush()
            return
        widget = widget.parentWidget()


class FieldGrid(QWidget):
    """Fields on twelve equal columns in the order of the paper; on a narrow page every field takes twice the columns.

    `place(field, span)` in reading order, which is the order of Tab as well.
    """

    left = Signal(str, str)
    NARROW = 620

    def __init__(self, columns: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._columns = columns
        self._cells: list[tuple[QWidget, int]] = []
        self._factor, self._line, self._at = 1, 0, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # Qt leaves the spacing out where no cell begins, which makes columns unequal: so the gaps are columns too.
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(tokens.M)
        for number in range(2 * columns - 1):
            self._grid.setColumnStretch(number, 0 if number % 2 else 1)
            self._grid.setColumnMinimumWidth(number, tokens.L if number % 2 else 1)

    def place(self, field: Field, span: int = 3) -> Field:
        """Adds a field at the end and gives it back."""
        self.fields[field.name] = field
        field.left.connect(self.left)
        self.place_widget(field, span)
        return field

    def place_widget(self, widget: QWidget, span: int) -> None:
        """Adds anything else that stands between the fields."""
        policy = widget.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # equal columns, whatever stands in them
        widget.setSizePolicy(policy)
        before = next((w for w, _ in reversed(self._cells) if isinstance(w, Field)), None)
        self._cells.append((widget, span))
        self._put(widget, span)
        if before is not None and isinstance(widget, Field):
            QWidget.setTabOrder(before.editor, widget.editor)

    def _put(self, widget: QWidget, span: int) -> None:
        wide = min(self._columns, span * self._factor)
        if self._at + wide > self._columns:
            self._line, self._at = self._line + 1, 0
        self._grid.addWidget(widget, self._line, 2 * self._at, 1, 2 * wide - 1, Qt.AlignmentFlag.AlignTop)
        self._at += wide

    def _lay_out(self) -> None:
        factor = 2 if 0 < self.width() < self.NARROW else 1
        if factor == self._factor:
            return
        self._factor, self._line, self._at = factor, 0, 0
        while self._grid.takeAt(0) is not None:
            pass
        for widget, span in self._cells:
            self._put(widget, span)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def flush(self) -> None:
        for field in self.fields.values():
            field.flush()
