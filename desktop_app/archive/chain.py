"""Follows the hash chain of a sealed journal (journal.jsonl), line by line."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ChainReport:
    """The entries from `first` to `last`, of which `shown` have their body; `head` is the last hash.

    `faults` names what doesn't hold, one sentence each; `code` is the code that the journal itself says it ends with.
    """

    first: int
    last: int
    shown: int
    head: str
    code: str
    faults: tuple[str, ...]


def link(domain: str, prev: str, body_sha256: str) -> str:
    """The hash of an entry, as hex: SHA-256 over the domain, a NUL, and the bytes of both given hashes (hex).

    Raises ValueError when one of them isn't hex.
    """
    return hashlib.sha256(domain.encode() + b"\0" + bytes.fromhex(prev) + bytes.fromhex(body_sha256)).hexdigest()


def code_of(seq: int, digest: str) -> str:
    """What paper carries of an entry: its number and the first 100 bits of its hash in base 32, in groups of four."""
    letters = base64.b32encode(bytes.fromhex(digest)).decode()[:20]
    return f"{seq}-" + "-".join(letters[at : at + 4] for at in range(0, 20, 4))


def follow(raw: bytes) -> ChainReport:
    """Check the journal in `raw`: every hash, every body, no number left out. Never raises on bad input."""
    try:
        lines = [json.loads(line) for line in raw.decode("utf-8").splitlines()]
        domain, code = str(lines[0]["chain"]), str(lines[0]["head"])
        return _followed(domain, code, lines[1:])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ChainReport(0, 0, 0, "", "", ("变更记录不是应有的格式，无法核对",))


def _followed(domain: str, code: str, entries: list[Any]) -> ChainReport:
    faults: list[str] = []
    prev: str | None = None
    seq: int | None = None
    shown = 0
    for entry in entries:
        number, digest = int(entry["seq"]), str(entry["body_sha256"])
        body = entry.get("body")
        if body is not None:
            shown += 1
            if hashlib.sha256(str(body).encode()).hexdigest() != digest:
                faults.append(f"第 {number} 条变更记录的内容与指纹不符")
        if seq is not None and number != seq + 1:
            faults.append(f"第 {seq} 条之后的变更记录不连续")
        if prev is not None and entry["prev"] != prev:
            faults.append(f"第 {number} 条变更记录接不上前一条")
        if link(domain, str(entry["prev"]), digest) != entry["hash"]:
            faults.append(f"第 {number} 条变更记录的哈希不符")
        prev, seq = str(entry["hash"]), number
    first = int(entries[0]["seq"]) if entries else 0
    if seq is not None and prev is not None and code_of(seq, prev) != code:
        faults.append("变更记录不是到它自己所写的代码为止")
    return ChainReport(first, seq or 0, shown, prev or "", code, tuple(faults))
