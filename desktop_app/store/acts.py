"""The one door for writing: one transaction, one journal entry, one place that asks who may."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Engine, inspect, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.base import Record, values_of
from desktop_app.records.journal import JournalEntry
from desktop_app.records.office import Operator
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.rules import roles
from desktop_app.store import journal

R = TypeVar("R", bound=Record)

# a secret or something too personal for a log: the journal says that it was written, not what
UNSAID = {
    ("operator", "password_hash"), ("signature", "ink"), ("meeting_pin", "pin_hash"), ("meeting_packet", "key"),
    ("meeting_marks", "salt"), ("meeting_marks", "content"),
}  # fmt: skip
# acts that do not change what was stamped
FREE = (
    "paper.", "seal.", "archive.", "process.", "batch.", "evidence.page_turned",
    "meeting.item_deferred", "survey.throwing_given_up", "panel.throwing_given_up",
)  # fmt: skip


class Act:
    """One thing that an operator does: everything in it is written, or nothing."""

    def __init__(self, session: Session, kind: str, dossier_id: int | None, at: datetime) -> None:
        self.session = session
        self.kind = kind
        self.dossier_id = dossier_id
        self.at = at
        self.tables: set[str] = set()
        self.entry: JournalEntry | None = None
        self._changes: list[dict[str, Any]] = []
        self._facts: dict[str, Any] = {}

    def add(self, row: R) -> R:
        """Insert `row`; its id is known afterwards."""
        self.session.add(row)
        self.session.flush()
        if self.kind == "dossier.opened" and row.__tablename__ == "dossier":  # its id is known only now
            self.dossier_id = values_of(row)["id"]
        self._tell("add", row, {name: [None, value] for name, value in values_of(row).items() if value is not None})
        return row

    def change(self, row: R, **values: Any) -> R:
        """Set `values` on `row` and return the row as it now is; what stays the same is not journalled.

        `row` may be detached. A row that was never written (a casefile's empty application) is inserted.
        Raises Refusal when the row has been removed meanwhile.
        """
        live = self.session.get(type(row), inspect(row).mapper.primary_key_from_instance(row))
        if live is None:
            if inspect(row).transient:
                for name, value in values.items():
                    setattr(row, name, value)
                return self.add(row)
            raise Refusal("这一行已经被删除，没有保存。请刷新后再改。")
        before = {name: getattr(live, name) for name in values}
        changed = {name: [before[name], value] for name, value in values.items() if before[name] != value}
        if changed:
            for name, (_old, new) in changed.items():
                setattr(live, name, new)
            self.session.flush()
            self._tell("change", live, changed)
        return live

    def remove(self, row: Record) -> None:
        """Delete `row`; the journal keeps what it held."""
        live = self.session.get(type(row), inspect(row).mapper.primary_key_from_instance(row))
        if live is None:
            return
        held = {name: [value, None] for name, value in values_of(live).items() if value is not None}
        self.session.delete(live)
        self.session.flush()
        self._tell("remove", live, held)

    def note(self, **facts: Any) -> None:
        """Facts for the entry that no row holds; plain JSON values."""
        self._facts.update({name: journal.plain(value) for name, value in facts.items()})

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write down."""
        return not self._changes and not self._facts

    def _tell(self, how: str, row: Record, values: dict[str, list[Any]]) -> None:
        table = row.__tablename__
        self.tables.add(table)
        told = {
            name: "（不记录内容）" if (table, name) in UNSAID else [journal.plain(old), journal.plain(new)]
            for name, (old, new) in values.items()
        }
        key = inspect(row).mapper.primary_key_from_instance(row)[0]
        self._changes.append({"table": table, "id": key, "how": how, "values": told})

    def write_down(self, operator: Operator, reason: str) -> None:
        """Append the journal entry for all that was done."""
        last = journal.head(self.session)
        told = {
            "seq": last.seq + 1,
            "at": journal.plain(self.at),
            "operator": operator.name,
            "act": self.kind,
            "dossier": self.dossier_id,
            "reason": reason,
            "changes": self._changes,
            "facts": self._facts,
        }
        body = journal.canonical(told)
        self.entry = JournalEntry(
            seq=last.seq + 1, dossier_id=self.dossier_id, at=self.at, operator=operator.name, act=self.kind,
            body=body, prev=last.hash, hash=journal.entry_hash(last.hash, body),
        )  # fmt: skip
        self.session.add(self.entry)
        self.session.flush()


def sealed_papers(session: Session, dossier_id: int) -> tuple[Paper, ...]:
    """The dossier's papers that bear a seal and are not void: while there is one, the dossier is frozen."""
    asked = (
        select(Paper)
        .join(SealEntry, SealEntry.paper_id == Paper.id)
        .where(Paper.dossier_id == dossier_id, Paper.void_at.is_(None))
        .distinct()
    )
    return tuple(session.scalars(asked))


def _let_in(act: Act, operator: Operator, reason: str) -> None:
    """Refuse whoever may not, and a change of a frozen dossier for which no reason is given."""
    if not roles.may(operator.role_set, act.kind):
        wanted = "、".join(sorted(role.label for role in roles.allowed(act.kind)))
        raise Refusal(f"{operator.name}没有这项权限。请由{wanted}办理。")
    papers = _contradicted(act)
    if papers and not reason.strip():
        numbers = "、".join(paper.number for paper in papers)
        raise Refusal(f"{numbers} 已用印，案卷已冻结。要修改请写明原因，这份正式件随之作废。", field="reason")


def _contradicted(act: Act) -> tuple[Paper, ...]:
    """The stamped papers that no longer say what the dossier says once the act is done."""
    if act.dossier_id is None or act.kind.startswith(FREE):
        return ()
    return sealed_papers(act.session, act.dossier_id)


def _as_refusal(error: DatabaseError) -> Exception:
    """What a full or failing disk means to the user; anything else stays what it is."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return Refusal("磁盘已满，没有保存，案卷没有变化。请腾出空间后重试。", field="disk")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return Refusal("办公文件夹写不进去，没有保存。请检查磁盘和文件夹权限后重试。", field="disk")
    if code == sqlite3.SQLITE_BUSY:
        return Refusal("数据库正被别的程序占用，没有保存。请关闭那个程序后重试。", field="disk")
    return error


@contextmanager
def acting(
    engine: Engine,
    operator: Operator,
    kind: str,
    dossier_id: int | None,
    at: datetime,
    reason: str,
    done: Callable[[Act], None],
) -> Iterator[Act]:
    """One act: yields it, then writes it down and commits; any exception undoes all of it."""
    try:
        with Session(engine, expire_on_commit=False) as session:
            act = Act(session, kind, dossier_id, at)
            _let_in(act, operator, reason)
            yield act
            if act.empty:
                session.rollback()
                return
            for paper in _contradicted(act):  # only now: a reason without a change makes no paper void
                act.change(paper, void_at=at, void_reason=reason.strip())
            act.write_down(operator, reason.strip())
            session.commit()
    except DatabaseError as error:
        raise _as_refusal(error) from error
    done(act)
