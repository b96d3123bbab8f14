"""Puts the house together: environment, log, crash hook, theme, desk, window."""

from __future__ import annotations

import copy
import logging
import os
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.screens.crash import CrashSheet
from desktop_app.screens.desk import Desk
from desktop_app.screens.report import report_of
from desktop_app.screens.window import TITLE, Window
from desktop_app.steps import preferences as memory
from desktop_app.steps.preferences import Preferences
from desktop_app.widgets import theme, tokens

log = logging.getLogger(__name__)
LOG_BYTES, LOG_FILES = 1_000_000, 3
SWITCH_SECONDS = 0.001
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def prepare_environment(environ: dict[str, str] | os._Environ[str]) -> None:
    """What has to be said before Qt starts: input methods on Linux, the print queue's unix socket."""
    if sys.platform == "win32":
        return
    # Qt's wheels bring the ibus plugin only; fcitx answers on ibus as well, but has to be named as second choice.
    asked = environ.get("QT_IM_MODULES") or environ.get("QT_IM_MODULE") or ""
    modules = [part for part in asked.split(";") if part]
    if modules and "ibus" not in modules:
        environ["QT_IM_MODULES"] = ";".join([*modules, "ibus"])
    # Without this libcups asks 127.0.0.1:631 for printers; the program opens no internet socket.
    environ.setdefault("CUPS_SERVER", "/run/cups/cups.sock")


def log_folder() -> Path:
    """Where the log lies for this user."""
    return Path(platformdirs.user_log_dir(memory.APP, appauthor=False))


class Tidy(logging.Formatter):
    """Lines without what a log must not keep: the text of an error may hold names or numbers that were typed.

    Of an exception only its type and the places in the program are written, never its message or any value.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without the words of the error that another handler may have kept in the record."""
        bare = copy.copy(record)
        bare.exc_text = None
        return super().format(bare)

    def formatException(self, ei: ExceptionInfo) -> str:
        """The type of the error and where it happened."""
        return report_of(ei[1]) if ei[1] is not None else ""


def begin_log(folder: Path) -> Path | None:
    """Write warnings and worse to a rotating file in `folder`; None when the folder will not take it."""
    path = folder / "desktop-app.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(Tidy("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    return path


class Crashes(QObject):
    """Catches what nobody else did, on any thread, and tells the UI thread once at a time."""

    happened = Signal(str)

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _caught(self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = report_of(error)
        log.critical("unexpected error\n%s", report)
        self.happened.emit(report)


class House:
    """The running program: preferences, desk and window, and what ties them."""

    def __init__(self, app: QApplication, preferences_path: Path, log_path: Path | None = None) -> None:
        self.app = app
        self.path = preferences_path
        self.preferences = memory.load(preferences_path)
        self.log_path = log_path
        self._crash: CrashSheet | None = None
        self._dressed: tuple[bool, float] | None = None
        self.dress(self.preferences)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self.dress(self.preferences))
        self.desk = Desk()
        self.window = Window(self.desk, self.preferences)
        self.window.preferred.connect(self._prefer)
        self.desk.crashed.connect(self.show_crash)

    def show(self) -> None:
        """Show the window; the heavy modules follow once it has been painted."""
        self.window.resize(1366, 768)
        self.window.showMaximized()
        QTimer.singleShot(0, self.window.load_late)

    def dress(self, preferences: Preferences) -> None:
        """Put theme and text size in force."""
        dark = preferences.theme == "dark"
        if preferences.theme == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        wanted = (dark, tokens.TEXT_FACTORS[preferences.text_size])
        if wanted != self._dressed:  # a change makes Qt look at every widget again
            self._dressed = wanted
            theme.apply(self.app, *wanted)

    def _prefer(self, preferences: Preferences) -> None:
        looks = (preferences.theme, preferences.text_size) != (self.preferences.theme, self.preferences.text_size)
        self.preferences = preferences
        memory.save(preferences, self.path)
        if looks:
            self.dress(preferences)

    def show_crash(self, report: str) -> None:
        """One dialog at a time says that something went wrong."""
        if self._crash is None:
            self._crash = CrashSheet(report, self.log_path, self.window)
            self._crash.finished.connect(self._forget_crash)
            self._crash.open()

    def _forget_crash(self) -> None:
        self._crash = None


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication with its names, its language and its fonts."""
    app = QApplication(arguments)
    app.setApplicationName(memory.APP)
    app.setApplicationDisplayName(TITLE)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def run(arguments: list[str], ready: Callable[[House], None] | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code. `ready` hears when it is shown."""
    prepare_environment(os.environ)
    sys.setswitchinterval(SWITCH_SECONDS)  # the worker must not make the window wait for the interpreter
    log_path = begin_log(log_folder())
    crashes = Crashes()
    crashes.install()
    app = make_application(arguments)
    house = House(app, memory.default_path(), log_path)
    crashes.happened.connect(house.show_crash)
    house.show()
    if ready is not None:
        ready(house)
    code = app.exec()
    house.desk.close()
    return code
