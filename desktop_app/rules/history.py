"""A journal entry's body as people read it: what was changed, from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.rules import journal_words

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Change:
    """One thing that an act changed: `what` it is, what it was and what it became; "" for nothing."""

    what: str
    old: str
    new: str


def changes(body: Mapping[str, Any], named: Names) -> tuple[Change, ...]:
    """The changes in an entry's body, in order.

    `named` holds names for ids by column, as in `journal_words.value`, and names for rows by "#table".

    A row that was added or removed is one change that names its columns; a changed row one for each column.
    """
    found: list[Change] = []
    for told in body.get("changes", ()):
        table, values = str(told.get("table", "")), dict(told.get("values", {}))
        shown = {name: pair for name, pair in values.items() if name not in journal_words.HIDDEN}
        what = _row(table, told.get("id"), str(told.get("how", "")), named)
        if told.get("how") == "change":
            found += [_column(what, table, name, pair, named) for name, pair in shown.items()]
        else:
            side = 1 if told.get("how") == "add" else 0
            words = _list(table, shown, side, named)
            found.append(Change(what, "", words) if side else Change(what, words, ""))
    facts = body.get("facts", {})
    return (*found, *_batch(facts), *_printed(facts), *_knowingly(facts))


def _knowingly(facts: object) -> tuple[Change, ...]:
    """That a dossier was opened under an edition that was not in force on the day of acceptance."""
    said = facts.get("knowingly") if isinstance(facts, Mapping) else None
    return (Change("适用办法的效力", "", str(said)),) if said else ()


def _batch(facts: object) -> tuple[Change, ...]:
    """Which batch a dossier, a paper or a deadline belongs to: the entry names it by its number."""
    said = facts.get("batch") if isinstance(facts, Mapping) else None
    return (Change("批次", "", str(said)),) if said else ()


def _printed(facts: object) -> tuple[Change, ...]:
    """A working paper that was printed: no row is kept for it, the entry itself says what it was."""
    said = facts if isinstance(facts, Mapping) else {}
    if not ("title" in said and "number" in said):
        return ()
    return (Change("工作用纸", "", f"{said['title']} {said['number']}，{said.get('pages', '')} 页"),)


def _row(table: str, key: object, how: str, named: Names) -> str:
    """What the row is called; a changed row of many is told apart by its name, or its number where it has none."""
    said = journal_words.table(table)
    if how != "change" or table in journal_words.SINGLE:
        return said
    name = named.get(f"#{table}", {}).get(str(key))
    return f"{said}“{name}”" if name else f"{said}（编号 {key}）"


def _column(what: str, table: str, name: str, pair: object, named: Names) -> Change:
    label = f"{what} · {journal_words.column(table, name)}"
    if not isinstance(pair, list) or len(pair) != 2:
        return Change(label, "", str(pair))  # a secret: the journal says that it was written, not what
    old, new = (journal_words.value(table, name, side, named) for side in pair)
    return Change(label, old, new)


def _list(table: str, values: Mapping[str, object], side: int, named: Names) -> str:
    parts = []
    for name in journal_words.in_order(values):
        pair = values[name]
        kept = pair[side] if isinstance(pair, list) and len(pair) == 2 else pair
        said = journal_words.value(table, name, kept, named)
        if said:
            parts.append(f"{journal_words.column(table, name)}：{said}")
    return "；".join(parts)
