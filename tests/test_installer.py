"""The installable program has everything that the program imports: nothing that it needs is left out by name."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMPORT_ALL = """
import importlib, pkgutil, sys
import desktop_app
for found in pkgutil.walk_packages(desktop_app.__path__, "desktop_app."):
    importlib.import_module(found.name)
print(*sys.modules, sep="\\n")
"""


def left_out() -> set[str]:
    """The modules that build_installer.spec excludes."""
    tree = ast.parse((ROOT / "build_installer.spec").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "excludes":
            return set(ast.literal_eval(node.value))
    raise AssertionError("the spec names no excludes")


def test_that_no_module_is_left_out_that_the_program_imports() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    imported = set(done.stdout.split())
    assert "desktop_app.app" in imported
    needed = {name for name in imported for out in left_out() if name == out or name.startswith(f"{out}.")}
    assert not needed, sorted(needed)
