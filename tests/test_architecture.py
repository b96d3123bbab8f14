"""The house: imports only fall, nobody hides one, Qt stays upstairs, files and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "desktop_app").rglob("*.py")
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

# what each floor may import; widgets stands beside rules
FLOORS = {
    "errors": (),
    "paths": (),
    "lasting": (),
    "records": ("errors", "paths"),
    "rules": ("records", "errors", "paths"),
    "widgets": ("errors", "paths"),
    "archive": ("rules", "errors", "paths"),
    "store": ("rules", "records", "errors", "paths"),
    "printing": ("rules", "records", "errors", "paths"),
    "steps": ("printing", "store", "archive", "rules", "records", "errors", "paths"),
    "screens": ("steps", "widgets", "records.kinds", "errors", "paths"),
    "app": ("screens", "widgets", "steps", "store", "lasting", "errors", "paths"),
    "journey": ("app", "screens", "widgets", "steps", "rules", "records.kinds", "lasting", "errors", "paths"),
    "__main__": ("journey", "app", "screens", "steps", "archive", "rules", "lasting", "errors", "paths"),
}
HEAVY = ("sqlalchemy", "reportlab", "openpyxl", "alembic")
FORBIDDEN_NAMES = ("Manager", "Controller", "Service", "Helper", "Handler", "Utils", "Mixin")


def floor(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(node: ast.AST) -> Iterator[str]:
    """The modules of the house that one import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in MODULES)
    elif isinstance(node, ast.ImportFrom) and node.module:
        assert node.level == 0, "absolute imports only"
        inner = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name if name in MODULES else node.module for name in inner if node.module in MODULES)


def late() -> frozenset[str]:
    """The modules that may be imported late: one table, measured for start-up."""
    for node in ast.walk(TREES["desktop_app.screens.late"]):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == "LATE" and node.value is not None:
                return frozenset(ast.literal_eval(node.value))
    raise AssertionError("screens/late.py has no table LATE")


@pytest.mark.parametrize("module", sorted(MODULES))
def test_that_imports_only_fall(module: str) -> None:
    allowed = FLOORS.get(floor(module), ())
    for node in ast.walk(TREES[module]):
        for name in imported(node):
            below = any(f"{name}.".startswith(f"desktop_app.{lower}.") for lower in allowed)
            beside = floor(name) == floor(module)
            assert below or beside or not floor(name), f"{module} imports {name}"


def test_that_no_imports_go_in_a_circle() -> None:
    graph = {
        module: {name for node in ast.walk(tree) for name in imported(node) if name != module}
        for module, tree in TREES.items()
    }
    for name in late():
        graph["desktop_app.screens.late"].add(name) if name.startswith("desktop_app.steps") else None
    tuple(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("module", sorted(MODULES))
def test_that_no_import_hides_inside_a_function_or_behind_type_checking(module: str) -> None:
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.If):
            hidden = [inner for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
            assert not hidden, f"{module}:{hidden[0].lineno if hidden else 0} imports inside {type(node).__name__}"


def test_that_every_late_module_exists() -> None:
    assert late() <= set(MODULES)


def test_that_only_the_upper_floors_know_qt() -> None:
    for module, tree in TREES.items():
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        if any(name.split(".")[0] in ("PySide6", "shiboken6", "qtawesome") for name in names):
            assert floor(module) in ("screens", "widgets", "app", "journey"), module


@pytest.mark.parametrize("module", sorted(MODULES))
def test_that_a_module_says_what_it_is_and_stays_small(module: str) -> None:
    tree, text = TREES[module], MODULES[module].read_text(encoding="utf-8")
    assert ast.get_docstring(tree), module
    assert text.count("\n") <= 400, f"{module} has {text.count(chr(10))} lines"
    if MODULES[module].name == "__init__.py":
        assert len(tree.body) == 1, f"{module} holds more than its sentence"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{module}:{node.name} has {length} lines"
        if isinstance(node, ast.ClassDef):
            assert not node.name.endswith(FORBIDDEN_NAMES), f"{module}:{node.name}"


def test_that_no_step_or_rule_imports_a_heavy_library_for_the_first_window() -> None:
    """The modules that the first window needs reach none of the heavy libraries; the worker loads the others."""
    seen: set[str] = set()
    queue = ["desktop_app.app", "desktop_app.screens.window", "desktop_app.screens.start"]
    while queue:
        module = queue.pop()
        if module in seen:
            continue
        seen.add(module)
        for node in ast.walk(TREES[module]):
            queue += list(imported(node))
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                assert not any(name.split(".")[0] in HEAVY for name in names), f"{module} imports {names}"


def test_that_no_committed_file_names_a_registry() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(encoding="utf-8"), path
