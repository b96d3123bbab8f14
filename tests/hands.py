"""What a test's hands do at a page: find a part by its name, type into it as an input method does, read it."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget


def child(parent: QWidget, name: str) -> Any:
    """The part of `parent` with that object name; fails if there is none."""
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


def type_into(editor: QWidget, words: str) -> None:
    """Type `words` where the cursor of `editor` stands, as an input method commits them."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def type_here(words: str) -> None:
    """Type `words` into whatever has the focus."""
    editor = QApplication.focusWidget()
    assert editor is not None, "nothing has the focus"
    type_into(editor, words)


def labels(widget: QWidget) -> str:
    """What the labels of `widget` say, a line each."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
