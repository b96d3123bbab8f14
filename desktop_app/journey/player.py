"""A person at the window, as a program: finds things by name, types, presses keys, waits, takes pictures, counts steps.

A step is one key press that does something, one click, one paste, one drop or one value typed and left. Text is typed
the way an input method hands it over. Nothing here calls a screen's own methods;
fields and buttons are gone to by name rather than by counting Tabs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.screens.desk import Desk
from desktop_app.screens.window import Window

W = TypeVar("W", bound=QWidget)
BEAT_MS = 4
PATIENCE_SECONDS = 30.0
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class LostError(RuntimeError):
    """What was looked for in the window isn't there, or did not come about in time."""


class Player:
    """One person at one window; pictures go into `folder` (none are taken without one)."""

    def __init__(self, window: Window, desk: Desk, folder: Path | None = None) -> None:
        self.window = window
        self.desk = desk
        self.folder = folder
        self.steps = 0
        self.pictures = 0

    # ------------------------------------------------------------------ waiting
    def wait(self, ready: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Let the window work until `ready`; raises LostError with `what` when it takes longer than `seconds`."""
        until = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > until:
                raise LostError(f"{what}: not within {seconds:g} s")
            self.pause(BEAT_MS)

    def pause(self, ms: int) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def settle(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until every order to the worker has come back and been shown."""
        for _ in range(3):
            self.pause(BEAT_MS)
            self.wait(lambda: self.desk.idle, "the desk", seconds)
        self.pause(2 * BEAT_MS)

    # ------------------------------------------------------------------ finding
    def front(self) -> QWidget:
        """The sheet in front of the window, or the window."""
        return QApplication.activeModalWidget() or self.window

    def sees(self, name: str, kind: type[QWidget] = QWidget) -> bool:
        """Whether something of that name is shown in front."""
        return any(widget.isVisible() for widget in self.front().findChildren(kind, name))

    def find(self, name: str, kind: type[W]) -> W:
        """The one shown in front with that object name; waits a little for it, then raises LostError."""
        self.wait(lambda: self.sees(name, kind), f"“{name}” ({kind.__name__}) in {self.front().objectName()}", 10)
        return next(widget for widget in self.front().findChildren(kind, name) if widget.isVisible())

    # ------------------------------------------------------------------ doing
    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> None:
        """One key, to whatever has the focus; Qt offers it to the shortcuts first."""
        self.steps += 1
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focus(), QKeyEvent(kind, key, modifiers, text))
        self.pause(0)

    def focus(self) -> QWidget:
        """What has the focus in front; the window system of a machine without a display loses it with a sheet."""
        front = self.front()
        if not front.isActiveWindow():
            front.activateWindow()
            self.pause(0)
        return front.focusWidget() or front

    def write(self, text: str) -> None:
        """Commit `text` to the focused editor in place of what it holds."""
        editor = self.focus()
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.selectAll()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(editor, event)

    def fill(self, name: str, text: str) -> None:
        """Go to the field `name`, type, and leave it with Tab; a choice is made by its visible words."""
        editor = self.find(name, QWidget)
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(editor, QComboBox):
            place = editor.findText(text, Qt.MatchFlag.MatchStartsWith)
            if place < 0:
                raise LostError(f"“{text}” is not among the choices of {name}")
            while editor.currentIndex() != place:
                self.press(Qt.Key.Key_Down if editor.currentIndex() < place else Qt.Key.Key_Up)
        else:
            self.write(text)
        self.press(Qt.Key.Key_Tab)
        self.settle()

    def paste(self, name: str, text: str) -> None:
        """Put `text` on the clipboard and paste it into `name` with Ctrl+V."""
        QGuiApplication.clipboard().setText(text)
        self.find(name, QWidget).setFocus(Qt.FocusReason.TabFocusReason)
        self.press(Qt.Key.Key_V, CTRL)
        self.settle()

    def click(self, name: str) -> None:
        """Press a button by the keyboard, as somebody would who has tabbed to it."""
        button = self.find(name, QAbstractButton)
        self.wait(button.isEnabled, f"“{name}” to be ready", 10)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.press(Qt.Key.Key_Space, text=" ")
        self.settle()

    def click_saying(self, words: str) -> None:
        """Press the one button in front that says exactly `words`, and has no name of its own."""

        def saying() -> list[QAbstractButton]:
            shown = self.front().findChildren(QAbstractButton)
            return [button for button in shown if button.isVisible() and button.text() == words]

        self.wait(lambda: bool(saying()), f"a button “{words}”", 10)
        saying()[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.press(Qt.Key.Key_Space, text=" ")
        self.settle()

    def choose_files(self, button: str, paths: Sequence[Path]) -> None:
        """Press a button that asks for files or a folder, and name them in Qt's own dialog."""
        waiting = QTimer()
        waiting.setInterval(BEAT_MS)
        given: list[QFileDialog] = []

        def answer() -> None:
            asked = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
            if asked and not given:
                given.append(asked[0])
                waiting.stop()
                self.steps += 1
                self._name(asked[0], [str(path) for path in paths])

        waiting.timeout.connect(answer)
        waiting.start()
        self.click(button)
        self.wait(lambda: bool(given), f"the dialog behind “{button}”", 10)
        self.settle(120)

    @staticmethod
    def _name(asked: QFileDialog, names: list[str]) -> None:
        editor = asked.findChild(QLineEdit, "fileNameEdit")
        if editor is None:
            raise LostError("the file dialog has no line for a name")
        folder = asked.fileMode() == QFileDialog.FileMode.Directory
        editor.setText(names[0] if folder else " ".join(f'"{name}"' for name in names))
        asked.accept()

    def draw(self, name: str, strokes: list[list[tuple[float, float]]]) -> None:
        """Draw strokes on the pad `name` with the mouse; points are parts (0…1) of its width and height."""
        pad = self.find(name, QWidget)
        self.steps += 1
        for stroke in strokes:
            self._mouse(pad, QMouseEvent.Type.MouseButtonPress, stroke[0])
            for point in stroke[1:]:
                self._mouse(pad, QMouseEvent.Type.MouseMove, point)
            self._mouse(pad, QMouseEvent.Type.MouseButtonRelease, stroke[-1])
        self.pause(0)

    @staticmethod
    def _mouse(pad: QWidget, kind: QMouseEvent.Type, point: tuple[float, float]) -> None:
        place = QPointF(point[0] * pad.width(), point[1] * pad.height())
        left = Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseButtonRelease else left
        button = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseMove else left
        event = QMouseEvent(kind, place, QPointF(pad.mapToGlobal(place.toPoint())), button, held, NONE)
        QApplication.sendEvent(pad, event)

    # ------------------------------------------------------------------ looking
    def picture(self, name: str) -> None:
        """Save what the window shows, with a sheet in front of it if there is one."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self.pictures += 1
        shown = self.window.grab()
        front = self.front()
        if front is not self.window:
            shown = front.grab()
        shown.save(str(self.folder / f"{self.pictures:02d}-{name}.png"))
