"""Python's constants outlive any number of Qt calls."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from desktop_app import lasting
lasting.hold_constants()
lasting.hold_constants()
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(int)
bell = Bell()
for number in range(100_000):
    bell.rung.emit(number)
    bell.setObjectName("x")
print("still here")
"""


def test_that_a_hundred_thousand_qt_calls_do_not_wear_out_none_and_true() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False)

    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "still here", "")
