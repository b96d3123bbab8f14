"""其他/archive.json: a dossier's rows as plain JSON, and the JSON Schema that says what they look like."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, Integer

from desktop_app.archive.layout import Placed
from desktop_app.records.base import Record, values_of
from desktop_app.records.casefile import Casefile
from desktop_app.rules.regulation import Regulation
from desktop_app.store import journal

FORMAT = "platform-review-archive-1"
# the raw strokes are biometric: they stay in the office; ink_hash and a rendering go out
KEPT_IN = {("signature", "ink")}
_HEX = "^[0-9a-f]{64}$"


def data(file: Casefile, regulation: Regulation, placed: tuple[Placed, ...]) -> dict[str, Any]:
    """Every row of `file` by group, the edition it was judged by, and the files with their paths."""
    groups = {name: _plain(getattr(file, name)) for name in _groups()}
    return {
        "format": FORMAT,
        "regulation": {
            "id": regulation.id,
            "number": regulation.number,
            "title": regulation.title,
            "sha256": file.dossier.regulation_digest,
        },
        "files": [_file(one) for one in placed],
        **groups,
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `data`, made from the records themselves."""
    text = {"type": "string"}
    law = {"id": text, "number": text, "title": text, "sha256": {"type": "string", "pattern": _HEX}}
    path = {"path": text, "title": text, "group": text, "original_name": text, "remark": text}
    files = {**path, "bytes": {"type": "integer"}, "sha256": {"type": "string", "pattern": f"^$|{_HEX}"}}
    properties: dict[str, Any] = {
        "format": {"const": FORMAT},
        "regulation": _object(law),
        "files": {"type": "array", "items": _object(files)},
    }
    for name, (record, many) in _groups().items():
        row = _object({column: _type(record, column) for column in _columns(record)})
        properties[name] = {"type": "array", "items": row} if many else row
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, **_object(properties)}


def _groups() -> dict[str, tuple[type[Record], bool]]:
    """The fields of a casefile: each one's record, and whether it holds many of them."""
    hints = typing.get_type_hints(Casefile)
    found = {}
    for field in dataclasses.fields(Casefile):
        inner = typing.get_args(hints[field.name])
        found[field.name] = (inner[0], True) if inner else (hints[field.name], False)
    return found


def _plain(rows: Record | tuple[Record, ...]) -> Any:
    if isinstance(rows, tuple):
        return [_plain(row) for row in rows]
    return {name: journal.plain(value) for name, value in values_of(rows).items() if name in _columns(type(rows))}


def _columns(record: type[Record]) -> list[str]:
    """The columns that leave the house."""
    table = record.__tablename__
    return [column.key for column in record.__mapper__.column_attrs if (table, column.key) not in KEPT_IN]


def _type(record: type[Record], name: str) -> Mapping[str, Any]:
    column = record.__mapper__.column_attrs[name].columns[0]
    kind = (
        "boolean" if isinstance(column.type, Boolean) else "integer" if isinstance(column.type, Integer) else "string"
    )
    return {"type": [kind, "null"]} if getattr(column, "nullable", False) else {"type": kind}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _file(one: Placed) -> dict[str, Any]:
    document = one.document
    return {
        "path": one.path,
        "title": document.title,
        "group": document.group,
        "original_name": document.original_name,
        "remark": document.remark,
        "bytes": document.size,
        "sha256": document.sha256,
    }
