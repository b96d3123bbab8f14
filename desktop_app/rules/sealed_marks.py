"""What a locked score is: marks, an abstention or a remark, bound by a commitment that says nothing of them.

The journal keeps the commitment when a score is locked. The marks and their salt lie apart until the reveal; whoever
has both can see for themselves that nothing was changed in between.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import rfc8785


@dataclass(frozen=True)
class Given:
    """What one expert gave for one item. An abstention has no marks, and is not zero."""

    marks: Mapping[str, Decimal]
    abstained: bool = False
    remark: str = ""


def content(given: Given) -> str:
    """`given` as canonical JSON (RFC 8785), marks as their exact digits."""
    marks = {} if given.abstained else {key: format(mark, "f") for key, mark in given.marks.items()}
    return rfc8785.dumps({"abstained": given.abstained, "marks": marks, "remark": given.remark, "v": 1}).decode()


def read(text: str) -> Given:
    """What `content` wrote; raises ValueError for anything else."""
    try:
        held = json.loads(text)
        marks = {str(key): Decimal(mark) for key, mark in held["marks"].items()}
        return Given(marks, held["abstained"] is True, str(held["remark"]))
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
        raise ValueError("not a locked score") from error


def commitment(item_id: int, member_id: int, round_number: int, salt: str, text: str) -> str:
    """SHA-256 (hex) that binds `text` to its item, member and round; `salt` keeps it from being guessed."""
    body: dict[str, str | int] = {
        "v": 1, "item": item_id, "member": member_id, "round": round_number, "salt": salt, "content": text,
    }  # fmt: skip
    return hashlib.sha256(rfc8785.dumps(dict(body))).hexdigest()
