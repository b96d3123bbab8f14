"""The journal: a hash chain of every act, its check, and the codes that tie it to paper.

A chain alone does not see a cut tail, a rewrite of everything or yesterday's file put back; a code printed on paper
does. The promise is 可发现篡改, never 不可篡改.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import rfc8785
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.journal import JournalEntry
from desktop_app.store import triggers

DOMAIN = b"review-office-journal-1\x00"
ORIGIN = "0" * 64
_CODE = re.compile(r"^(\d+)-([A-Z2-7]{4}(?:-[A-Z2-7]{4}){4})$")


def entry_hash(prev: str, body: str) -> str:
    """The hash of an entry from its predecessor's hash (hex) and its own body; lower-case hex."""
    inner = hashlib.sha256(body.encode()).digest()
    return hashlib.sha256(DOMAIN + bytes.fromhex(prev) + inner).hexdigest()


def plain(value: Any) -> Any:
    """A column's value as canonical JSON can hold it: exact numbers, days and instants become text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def canonical(body: Mapping[str, Any]) -> str:
    """`body` as canonical JSON (RFC 8785)."""
    return rfc8785.dumps(dict(body)).decode()


@dataclass(frozen=True)
class Head:
    """The newest entry; `code` is what paper carries: number and the first 100 bits of the hash."""

    seq: int
    hash: str

    @property
    def code(self) -> str:
        """seq-XXXX-XXXX-XXXX-XXXX-XXXX."""
        letters = base64.b32encode(bytes.fromhex(self.hash)).decode()[:20]
        return f"{self.seq}-" + "-".join(letters[i : i + 4] for i in range(0, 20, 4))


def head(session: Session) -> Head:
    """The newest entry; seq 0 and the origin's hash in an empty journal."""
    row = session.execute(
        select(JournalEntry.seq, JournalEntry.hash).order_by(JournalEntry.seq.desc()).limit(1)
    ).first()
    return Head(row[0], row[1]) if row else Head(0, ORIGIN)


def entries(session: Session, dossier_id: int | None = None) -> tuple[JournalEntry, ...]:
    """A dossier's entries, oldest first; all entries without an id."""
    asked = select(JournalEntry).order_by(JournalEntry.seq)
    if dossier_id is not None:
        asked = asked.where(JournalEntry.dossier_id == dossier_id)
    return tuple(session.scalars(asked))


def read_code(typed: str) -> tuple[int, str]:
    """A code typed in from paper as (seq, letters); forgives case, spaces and 0/1/8 for O/I/B.

    Raises Refusal when it cannot be a code.
    """
    parts = re.sub(r"[\s－—–_]+", "-", typed.strip().upper()).replace("--", "-").split("-", 1)
    letters = re.sub(r"[^A-Z0-9]", "", parts[1]).translate(str.maketrans("018", "OIB")) if len(parts) == 2 else ""
    grouped = f"{parts[0]}-" + "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))
    if not _CODE.match(grouped):
        raise Refusal(
            f"“{typed.strip()}”不是日志码。请照纸面页脚录入，形如 128-ABCD-EFGH-IJKL-MNOP-QRST。", field="code"
        )
    return int(parts[0]), grouped.split("-", 1)[1]


@dataclass(frozen=True)
class JournalReport:
    """What a check found: how many entries, and a sentence for each thing that is wrong."""

    entries: int
    head: Head
    wrong: tuple[str, ...]
    hashes: tuple[str, ...] = field(default=(), repr=False)
    """Of every entry up to the first break, oldest first."""
    broken: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.wrong

    def against(self, typed: str) -> str:
        """What is wrong with a code typed in from paper, or an empty text; raises Refusal when it can't be a code."""
        seq, letters = read_code(typed)
        if 1 <= seq <= len(self.hashes):
            agrees = Head(seq, self.hashes[seq - 1]).code == f"{seq}-{letters}"
            return "" if agrees else f"纸面日志码 {typed.strip()} 与日志第 {seq} 条不符：那时或更早的记录被改写。"
        if self.broken:
            return f"纸面日志码 {typed.strip()} 无法核对：日志在第 {len(self.hashes) + 1} 条处已经断开。"
        return f"纸面日志码 {typed.strip()} 的第 {seq} 条不在日志里：日志被截断，或数据库是旧的备份。"


def _faults(entry: JournalEntry, place: int, prev: str) -> str:
    """What is wrong with the entry that stands at `place`, or an empty text."""
    if entry.seq != place:
        return f"缺第 {place} 条：其后是第 {entry.seq} 条。"
    if entry.prev != prev:
        return f"第 {entry.seq} 条接不上前一条：次序或前文被改动。"
    if entry_hash(entry.prev, entry.body) != entry.hash:
        return f"第 {entry.seq} 条的内容被改动：{entry.at:%Y-%m-%d %H:%M} {entry.operator}。"
    body = json.loads(entry.body)
    told = (body.get("seq"), body.get("dossier"), body.get("operator"), body.get("act"), body.get("at"))
    if told != (entry.seq, entry.dossier_id, entry.operator, entry.act, plain(entry.at)):
        return f"第 {entry.seq} 条的列与正文不一致。"
    return ""


def check(session: Session, codes: Iterable[str] = ()) -> JournalReport:
    """Walk the whole chain, look at the triggers, and compare codes typed in from paper."""
    wrong: list[str] = []
    hashes: list[str] = []
    for place, entry in enumerate(session.scalars(select(JournalEntry).order_by(JournalEntry.seq)), start=1):
        fault = _faults(entry, place, hashes[-1] if hashes else ORIGIN)
        if fault:
            wrong.append(fault)
            break  # everything after a break is unproven; the first one is what counts
        hashes.append(entry.hash)
    broken = bool(wrong)
    present = {row[0] for row in session.execute(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))}
    lacking = triggers.NAMES - present
    if lacking:
        wrong.append(f"数据库里缺少 {len(lacking)} 个保护触发器：{'、'.join(sorted(lacking))}。")
    head = Head(len(hashes), hashes[-1] if hashes else ORIGIN)
    report = JournalReport(len(hashes), head, tuple(wrong), tuple(hashes), broken)
    return replace(report, wrong=(*wrong, *filter(None, map(report.against, codes))))
