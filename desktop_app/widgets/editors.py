"""What one types into: a line, a choice, a long text. Each tells when it was typed in and when it was left.

`words()` gives the text as it stands, `put()` shows one without telling. `finished` fires when the editor is left or
Enter is pressed, and never while an input method is composing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from desktop_app.widgets import kit, theme, tokens

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# A context menu or a list that opens takes the focus away, and yet nobody has left the field.
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


def is_plain_enter(event: QKeyEvent) -> bool:
    """Enter without Ctrl, Alt or Shift; those belong to the screen."""
    return event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class LineEditor(QLineEdit):
    """One line, with its unit inside at the right."""

    finished = Signal()
    typed = Signal()

    def __init__(self, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self._left_composing = False
        self._unit = QLabel(unit, self)
        self._unit.setProperty("role", "small")
        self._unit.setProperty("tone", "text3")
        self._unit.setFont(theme.font("small"))
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._unit.setVisible(bool(unit))
        self.setFixedHeight(tokens.FIELD_HEIGHT)
        self.textEdited.connect(self._tell_typed)
        self._place_unit()

    def words(self) -> str:
        return self.text()

    def put(self, words: str) -> None:
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)

    def set_locked(self, locked: bool) -> None:
        self.setReadOnly(locked)
        kit.restyle(self)

    def _tell_typed(self, _text: str) -> None:
        self.typed.emit()

    def _place_unit(self) -> None:
        if self._unit.isHidden():
            return
        width = self._unit.sizeHint().width()
        self._unit.setGeometry(self.width() - width - 10, 1, width, self.height() - 2)
        self.setTextMargins(0, 0, width + 8, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(48 + (self._unit.sizeHint().width() if self._unit.text() else 0), tokens.FIELD_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_unit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._place_unit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._left_composing and not self._composing:
            self._left_composing = False
            self.finished.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._left_composing = False
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in STAYS:
            return
        if self._composing:
            self._left_composing = True
        else:
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain_enter(event):
            event.accept()
            if not self._composing:
                self.finished.emit()
                self.focusNextChild()
            return
        if event.key() in ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """One of several: `(value, label)` pairs. The wheel passes it by unless it has the focus."""

    finished = Signal()
    typed = Signal()

    def __init__(self, options: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(tokens.FIELD_HEIGHT)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(QStyledItemDelegate(self))  # the plain one doesn't hear the style sheet
        self.setPlaceholderText("请选择")
        self.set_options(options)
        self.activated.connect(self._choose)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offers other choices and keeps the one made if it is still there."""
        before = self.words()
        self.clear()
        for value, label in options:
            self.addItem(label, value)
        self.put(before)

    def words(self) -> str:
        return str(self.currentData() or "")

    def put(self, words: str) -> None:
        """Shows a value; one that isn't offered is shown as itself and not thrown away."""
        place = self.findData(words)
        if place < 0 and words:
            self.addItem(words, words)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def set_locked(self, locked: bool) -> None:
        self.setEnabled(not locked)

    def _choose(self, _place: int) -> None:
        self.typed.emit()
        self.finished.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.finished.emit()  # keys change the choice without `activated` on some systems

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain_enter(event):
            event.accept()
            self.finished.emit()
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class LongEditor(QPlainTextEdit):
    """Several lines; grows with its text up to a limit and scrolls from there. Tab leaves it."""

    finished = Signal()
    typed = Signal()
    MOST_LINES = 14

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = lines
        self._composing = False
        self._left_composing = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self.typed)
        self._grow()

    def words(self) -> str:
        return self.toPlainText()

    def put(self, words: str) -> None:
        if words != self.toPlainText():
            before = self.blockSignals(True)
            self.setPlainText(words)
            self.blockSignals(before)

    def set_locked(self, locked: bool) -> None:
        self.setReadOnly(locked)
        kit.restyle(self)

    def set_lines(self, lines: int) -> None:
        """How many lines it shows at least, where a page has room to give."""
        self._least = lines
        self._grow()

    def _grow(self, *_size: object) -> None:
        # The layout of a plain text counts its height in lines.
        needed = round(self.document().documentLayout().documentSize().height())
        lines = max(self._least, min(self.MOST_LINES, needed))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > self.MOST_LINES else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()  # another width breaks the lines elsewhere

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._grow()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._left_composing and not self._composing:
            self._left_composing = False
            self.finished.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._left_composing = False
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in STAYS:
            return
        if self._composing:
            self._left_composing = True
        else:
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Ctrl+Enter finishes the page
            return
        super().keyPressEvent(event)


class CheckEditor(QCheckBox):
    """Yes ("1") or no ("")."""

    finished = Signal()
    typed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.setFixedHeight(tokens.FIELD_HEIGHT)
        self.clicked.connect(self._choose)

    def words(self) -> str:
        return "1" if self.isChecked() else ""

    def put(self, words: str) -> None:
        self.setChecked(words not in ("", "0", "False"))

    def set_locked(self, locked: bool) -> None:
        self.setEnabled(not locked)

    def _choose(self, _on: bool) -> None:
        self.typed.emit()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain_enter(event):
            event.accept()
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class DerivedEditor(QWidget):
    """A figure that the program computes: shown sunken with a calculator, never typed, never focused."""

    finished = Signal()
    typed = Signal()

    def __init__(self, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._label = kit.text("", "body")
        unit_label = kit.text(f"{unit}　自动计算" if unit else "自动计算", "small", "text3")
        frame = kit.row(
            kit.Icon("calculator", "text3"), self._label, "stretch", unit_label, pad=(8, 0, 8, 0), name="derived"
        )
        frame.setFixedHeight(tokens.FIELD_HEIGHT)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(frame)

    def words(self) -> str:
        return self._label.text()

    def put(self, words: str) -> None:
        self._label.setText(words)

    def set_locked(self, locked: bool) -> None:
        return


Editor = LineEditor | ChoiceEditor | LongEditor | CheckEditor | DerivedEditor
