"""Every kind of act that the program writes: who may do it, what it is called, whether a seal stands against it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from desktop_app.records.kinds import Role
from desktop_app.rules import acts, roles
from desktop_app.store.acts import FREE

PACKAGE = Path(acts.__file__).resolve().parents[1]
WRITERS = [*sorted((PACKAGE / "steps").glob("*.py")), PACKAGE / "store" / "office.py"]
KIND = re.compile(r"[a-z]+\.[a-z_]+")


def _spoken(node: ast.expr, tree: ast.Module) -> set[str]:
    """The kinds that the first argument of `.act(…)` may be: a text, either of two, or one out of a module's table."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return _constant(node.value.id, tree)
    return _texts(node)


def _constant(name: str, tree: ast.Module) -> set[str]:
    """The kinds in the module's constant `name`: a text, or a table of them."""
    values = [one.value for one in tree.body if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == name]
    return {kind for value in values for kind in _texts(value)}


def _texts(node: ast.AST) -> set[str]:
    texts = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {text for text in texts if KIND.fullmatch(text)}


def _passed_on(name: str, tree: ast.Module) -> set[str]:
    """The kinds that are handed to a function of the module as its parameter `name`."""
    takers = [one for one in tree.body if isinstance(one, ast.FunctionDef) and name in [a.arg for a in one.args.args]]
    places = {one.name: [a.arg for a in one.args.args].index(name) for one in takers}
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    return {
        kind for call in calls if isinstance(call.func, ast.Name) and call.func.id in places
        for kind in _texts(call.args[places[call.func.id]])
    }  # fmt: skip


def written() -> dict[str, str]:
    """Every kind of act in the source, with the module that writes it."""
    found: dict[str, str] = {}
    for path in WRITERS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "act":
                asked = call.args[0]
                named = isinstance(asked, ast.Name) and (_passed_on(asked.id, tree) or _constant(asked.id, tree))
                kinds = named or _spoken(asked, tree)
                assert kinds, f"{path.name}:{call.lineno} writes an act whose kind can't be read off the source"
                found |= dict.fromkeys(kinds, path.stem)
    return found


WRITTEN = written()


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_that_somebody_may_do_it_and_that_it_has_a_name(kind: str) -> None:
    assert roles.allowed(kind) <= frozenset(Role)
    assert roles.allowed(kind)
    assert kind in acts.LABELS, f"steps/{WRITTEN[kind]}.py writes {kind}, which rules/acts.py does not name"


def test_that_nothing_is_named_that_nobody_does() -> None:
    assert set(acts.LABELS) == set(WRITTEN)


def test_that_every_line_of_the_table_of_roles_decides_something() -> None:
    deciding = {next(prefix for prefix, _roles in roles._ACTS if kind.startswith(prefix)) for kind in WRITTEN}
    assert deciding == {prefix for prefix, _roles in roles._ACTS}


def test_that_only_what_leaves_the_stamped_words_alone_is_free_of_the_seal() -> None:
    free = {kind for kind in WRITTEN if kind.startswith(FREE)}
    assert free == {
        "paper.printed", "paper.working_printed", "seal.registered", "archive.sealed", "evidence.page_turned",
        "process.event_registered", "process.event_withdrawn", "process.sanction_registered",
        "process.objection_registered", "process.objection_settled", "process.change_registered",
        "process.duty_registered", "process.duty_removed",
        "meeting.item_deferred", "survey.throwing_given_up", "panel.throwing_given_up",
        "batch.opened", "batch.member_added", "batch.member_moved", "batch.member_removed", "batch.extended",
        "batch.sent", "batch.elsewhere_added", "batch.elsewhere_removed", "batch.document_attached",
        "batch.document_detached", "batch.printed", "batch.sealed",
    }  # fmt: skip


def test_that_two_kinds_of_act_are_told_apart_by_name() -> None:
    assert len(set(acts.LABELS.values())) == len(acts.LABELS)
