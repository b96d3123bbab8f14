"""Keeps None, True and False alive on Python before 3.12, where PySide6 6.12 wears them out.

PySide6 6.12.0 was built for interpreters whose constants are immortal (PEP 683). On Python 3.11 every call of a Qt
method without a result drops a reference of None that it never took, every `emit` one of True; after some thousand
calls the interpreter stops with "none_dealloc: deallocating None". Raising the counts beyond reach once, before the
first window, is exactly what later interpreters do.
"""

from __future__ import annotations

import ctypes
import sys

BEYOND_REACH = 1 << 40


def hold_constants() -> None:
    """Raise the reference counts of the constants; does nothing where they are immortal or when called again."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < BEYOND_REACH:
            count.value += BEYOND_REACH
