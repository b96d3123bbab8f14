"""The house put together: environment, log without personal data, crash hook, command line."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app import app as house_of
from desktop_app.screens.crash import CrashSheet
from desktop_app.screens.report import report_of
from desktop_app.steps import preferences

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def root_log() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield root
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def house(qtbot: Any, qapp: QApplication, tmp_path: Path) -> Iterator[house_of.House]:
    made = house_of.House(qapp, tmp_path / "preferences.json", tmp_path / "desktop-app.log")
    qtbot.addWidget(made.window)
    made.window.resize(1366, 768)
    made.window.show()
    yield made
    made.desk.close()
    made.dress(preferences.Preferences(theme="light"))


def test_that_the_log_names_places_and_never_what_was_typed(tmp_path: Path, root_log: logging.Logger) -> None:
    path = house_of.begin_log(tmp_path / "logs")
    assert path is not None
    try:
        int("身份证 530102199001011234")
    except ValueError:
        logging.getLogger("desktop_app.test").exception("a step failed")
    text = path.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_app.py" in text
    assert "530102199001011234" not in text


def test_that_a_log_folder_that_takes_nothing_stops_nothing(tmp_path: Path, root_log: logging.Logger) -> None:
    (tmp_path / "file").write_text("x")
    assert house_of.begin_log(tmp_path / "file") is None


def test_that_the_log_is_rotated(tmp_path: Path, root_log: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house_of, "LOG_BYTES", 2000)
    path = house_of.begin_log(tmp_path)
    for _ in range(200):
        logging.getLogger("desktop_app.test").warning("the same line again and again")
    kept = sorted(tmp_path.glob("desktop-app.log*"))
    assert path in kept
    assert len(kept) == 1 + house_of.LOG_FILES
    assert all(file.stat().st_size <= 2000 for file in kept)


def test_that_a_report_tells_what_led_to_the_error_without_its_words() -> None:
    try:
        try:
            {}["林晓岚"]
        except KeyError as error:
            raise RuntimeError("13808715526") from error
    except RuntimeError as error:
        report = report_of(error)
    assert report.startswith("RuntimeError")
    assert "KeyError" in report
    assert "林晓岚" not in report
    assert "13808715526" not in report


@pytest.mark.skipif(sys.platform == "win32", reason="input methods are said by environment on Linux only")
@pytest.mark.parametrize(
    ("given", "modules"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus"),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULES": "wayland;fcitx"}, "wayland;fcitx;ibus"),
        ({}, None),
    ],
)
def test_that_chinese_can_be_typed_through_fcitx(given: dict[str, str], modules: str | None) -> None:
    environ = dict(given)
    house_of.prepare_environment(environ)
    assert environ.get("QT_IM_MODULES") == modules
    assert environ["CUPS_SERVER"].startswith("/")


def test_that_many_errors_make_one_dialog(house: house_of.House, qtbot: Any) -> None:
    for _ in range(5):
        house.desk.fetch(lambda: 1 // 0)
    qtbot.waitUntil(lambda: house.desk.idle)
    sheets = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashSheet) and w.isVisible()]
    assert len(sheets) == 1
    sheets[0].reject()
    house.desk.fetch(lambda: 1 // 0)
    qtbot.waitUntil(lambda: house.desk.idle)
    again = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashSheet) and w.isVisible()]
    assert len(again) == 1
    again[0].reject()


def test_that_an_error_in_a_slot_reaches_the_same_dialog(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    crashes = house_of.Crashes()
    told: list[str] = []
    crashes.happened.connect(told.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crashes.install()
    try:
        raise ValueError("13808715526")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert told[0].startswith("ValueError")
    assert "13808715526" not in told[0]


def test_that_what_is_preferred_is_put_in_force_and_remembered(
    house: house_of.House, tmp_path: Path, qapp: QApplication
) -> None:
    house.window.preferred.emit(preferences.Preferences(theme="dark", text_size="large"))
    assert house_of.theme.is_dark()
    assert house_of.theme.scaled(14) == 16
    assert preferences.load(tmp_path / "preferences.json").text_size == "large"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_that_the_command_line_explains_itself_in_chinese() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "不带命令时打开窗口" in done.stdout
    for name in ("verify", "draw", "journey"):
        assert name in done.stdout


def test_that_an_unknown_command_is_refused() -> None:
    assert run("polish").returncode == 2


@pytest.mark.parametrize("command", ["verify", "draw", "journey"])
def test_that_each_command_has_its_own_help(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert command in done.stdout


def test_that_the_commands_without_a_window_need_no_qt() -> None:
    code = (
        "import sys; from desktop_app import __main__ as m\n"
        "try: m.main(['verify', '--help'])\nexcept SystemExit: pass\n"
        "print('qt' if any(n.startswith('PySide6') for n in sys.modules) else 'none')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip().endswith("none"), done.stderr


def test_that_the_stall_watch_finds_what_blocks_and_lets_pass_what_does_not(
    qtbot: Any, house: house_of.House, stalls: Any
) -> None:
    def spin(seconds: float) -> Callable[[], None]:
        def work() -> None:
            count = 0
            end = time.thread_time() + seconds
            while time.thread_time() < end:
                count += 1

        return work

    qtbot.wait(50)
    QTimer.singleShot(0, spin(0.01))
    qtbot.wait(100)
    stalls.check()
    QTimer.singleShot(0, spin(0.2))
    qtbot.wait(400)
    with pytest.raises(AssertionError, match=r"2\d\d ms"):
        stalls.check()
