"""The lock: a page that covers everything until a password is given, and the watch that locks after idleness."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from desktop_app.screens.desk import Desk
from desktop_app.screens.sign_in import SignInPage

INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class LockPage(SignInPage):
    """The sign-in panel as the lock: the same operator goes on, or another one takes over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, locked=True)


class IdleWatch(QObject):
    """Tells when nobody has touched keyboard, mouse or pen for some minutes.

    Every window that gets the focus is watched for input; that is far less traffic than watching the application.
    """

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self.set_minutes(minutes)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            for window in app.topLevelWindows():
                self._watch(window)

    def set_minutes(self, minutes: float) -> None:
        """Wait so long from now on."""
        self._timer.setInterval(int(minutes * 60_000))
        if self._timer.isActive():
            self._timer.start()

    def begin(self) -> None:
        """Start counting."""
        self._timer.start()

    def end(self) -> None:
        """Stop counting: nobody is signed in, or it is locked already."""
        self._timer.stop()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from anew at every input; nothing is kept from anybody."""
        if event.type() in INPUT and self._timer.isActive():
            self._timer.start()
        return False
