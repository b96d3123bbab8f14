"""History (变更与核对): who did what to a dossier and when, and whether the journal is still what it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.journal import JournalEntry
from desktop_app.records.papers import Paper, SealedArchive
from desktop_app.rules import acts, history, regulation
from desktop_app.rules.history import Change, Names
from desktop_app.rules.regulation import Regulation
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

RECENT = 300
"""How many entries of the whole office are shown."""


@dataclass(frozen=True)
class HistoryLine:
    """One act: its number in the journal, when, who, what it is called, why (if a reason was given), what changed."""

    seq: int
    at: datetime
    operator: str
    act: str
    label: str
    reason: str
    changes: tuple[Change, ...]

    @property
    def summary(self) -> str:
        """The changes in one line."""
        if not self.changes:
            return ""
        first = self.changes[0]
        said = (
            f"{first.what}：{first.old or '（空）'} → {first.new or '（空）'}" if first.old else first.new or first.what
        )
        more = f"　等 {len(self.changes)} 处" if len(self.changes) > 1 else ""
        return said.replace("\n", " ")[:160] + more


@dataclass(frozen=True)
class HistoryBoard:
    """A dossier's acts, the newest first, and the journal's head as paper would carry it now."""

    lines: tuple[HistoryLine, ...]
    head_code: str


@dataclass(frozen=True)
class Finding:
    """One sentence of a check: `sound` says whether it is good news."""

    says: str
    sound: bool


@dataclass(frozen=True)
class CheckBoard:
    """What a check of the whole journal found, sentence by sentence."""

    entries: int
    head_code: str
    checked_at: datetime
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return all(finding.sound for finding in self.findings)


@dataclass(frozen=True)
class JournalBoard:
    """The whole office's journal: how many entries, its head, the newest acts."""

    entries: int
    head_code: str
    lines: tuple[HistoryLine, ...]


def board(office: Office, dossier_id: int) -> HistoryBoard:
    """The history of one dossier, the newest act first."""
    with office.read() as session:
        dossier = dossiers.dossier(session, dossier_id)
        named = _names(regulation.load(dossier.regulation_id))
        rows = journal.entries(session, dossier_id)
        code = journal.head(session).code
    return HistoryBoard(tuple(_line(row, named) for row in reversed(rows)), code)


def journal_board(office: Office) -> JournalBoard:
    """The newest acts of the whole office."""
    with office.read() as session:
        newest = select(JournalEntry).order_by(JournalEntry.seq.desc()).limit(RECENT)
        rows = tuple(session.scalars(newest))
        head = journal.head(session)
    return JournalBoard(head.seq, head.code, tuple(_line(row, {}) for row in rows))


def _line(row: JournalEntry, named: Names) -> HistoryLine:
    """One entry for reading; a body that was damaged still gives a line, so that the rest can be seen."""
    try:
        body = json.loads(row.body)
        changed, reason = history.changes(body, named), str(body.get("reason", ""))
    except (ValueError, AttributeError, TypeError):
        changed, reason = (Change("这一条的内容已损坏，读不出来", "", ""),), ""
    return HistoryLine(row.seq, row.at, row.operator, row.act, acts.label(row.act), reason, changed)


def _names(edition: Regulation) -> Names:
    """Names for the ids that a regulation gives."""
    return {
        "material": {item.id: f"{item.article} {item.short}" for item in edition.materials},
        "condition": {item.id: f"{item.article} {item.title}" for item in edition.conditions},
        "functions": {item.id: item.label for item in edition.functions},
        "name": {item.name: item.label for item in edition.figures},
        "regulation_id": {edition.id: edition.number},
    }


# ------------------------------------------------------------------ checking


def check_journal(office: Office, codes: Sequence[str] = ()) -> CheckBoard:
    """Check every entry of the journal, its guards, and the codes: those of printed papers, and `codes` typed in.

    A typed code that can't be one gets a sentence of its own; nothing is raised for it.
    """
    with office.read() as session:
        report = journal.check(session)
        findings = [Finding(says, False) for says in report.wrong]
        if report.sound:
            findings.append(
                Finding(f"日志 {report.entries} 条，次序、前后衔接和内容都没有改动，保护触发器齐全。", True)
            )
        findings += _kept_codes(session, set(report.wrong))
        findings += [_typed_code(session, typed, set(report.wrong)) for typed in codes if typed.strip()]
    return CheckBoard(report.entries, report.head.code, office.now(), tuple(findings))


def _kept_codes(session: Session, known: set[str]) -> list[Finding]:
    """The codes on papers and archives that the office itself keeps, compared all at once."""
    kept = [code for code in session.scalars(select(Paper.journal_code)) if code and not code.startswith("0-")]
    kept += [code for code in session.scalars(select(SealedArchive.journal_code)) if code and not code.startswith("0-")]
    if not kept:
        return []
    wrong = [says for says in journal.check(session, kept).wrong if says not in known]
    if wrong:
        return [Finding(says, False) for says in wrong]
    return [Finding(f"办公室登记的 {len(kept)} 张打印件和档案包的日志码都与日志相符。", True)]


def _typed_code(session: Session, typed: str, known: set[str]) -> Finding:
    try:
        wrong = [says for says in journal.check(session, [typed]).wrong if says not in known]
    except Refusal as refusal:
        return Finding(refusal.says, False)
    if wrong:
        return Finding(wrong[0], False)
    seq = journal.read_code(typed)[0]
    return Finding(f"日志码 {typed.strip()} 与日志第 {seq} 条相符：到那时为止的记录没有改动。", True)
