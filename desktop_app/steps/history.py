"""History (变更与核对): who did what to a dossier and when, and whether the journal is still what it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.printing import forms
from desktop_app.records.base import Record
from desktop_app.records.batch import BatchPaper
from desktop_app.records.dossier import DeclaredFigure, Dossier, Investor, OperatingYear, ServiceLine
from desktop_app.records.evidence import CommitmentInLieu, MaterialCheck, Scan, Verdict
from desktop_app.records.journal import JournalEntry
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.records.meeting import MeetingMember
from desktop_app.records.office import Operator
from desktop_app.records.panel import Expert, Seat
from desktop_app.records.papers import Paper, SealedArchive
from desktop_app.rules import acts, history
from desktop_app.rules.history import Change, Names
from desktop_app.steps import edition_texts
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

__all__ = [
    "Change",
    "CheckBoard",
    "Finding",
    "HistoryBoard",
    "HistoryLine",
    "JournalBoard",
    "board",
    "check_journal",
    "journal_board",
]
RECENT = 300
"""How many entries of the whole office are shown."""


@dataclass(frozen=True)
class HistoryLine:
    """One act: its number in the journal, when, who, what it is called, why (if a reason was given), what changed.

    `dossier` is the number of the dossier that it belongs to, or "".
    """

    seq: int
    dossier: str
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
        said = first.new or first.old
        if " · " in first.what:  # one column of a row, not a row that came or went
            said = f"{first.what}：{first.old or '（空）'} → {first.new or '（空）'}"
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
        named = _names(office, session, dossier)
        rows = journal.entries(session, dossier_id)
        code = journal.head(session).code
    return HistoryBoard(tuple(_line(row, dossier.number, named) for row in reversed(rows)), code)


def journal_board(office: Office) -> JournalBoard:
    """The newest acts of the whole office."""
    with office.read() as session:
        newest = select(JournalEntry).order_by(JournalEntry.seq.desc()).limit(RECENT)
        rows = tuple(session.scalars(newest))
        head = journal.head(session)
        touched = {row.dossier_id for row in rows}
        known = {one.id: one for one in dossiers.listing(session) if one.id in touched}
        named = {key: _names(office, session, one) for key, one in known.items()}
        office_names = {"form": forms.titles(), **_rows(session, None)}
    lines = tuple(
        _line(row, known[row.dossier_id].number, named[row.dossier_id])
        if row.dossier_id in known
        else _line(row, "", office_names)
        for row in rows
    )
    return JournalBoard(head.seq, head.code, lines)


def _line(row: JournalEntry, dossier: str, named: Names) -> HistoryLine:
    """One entry for reading; a body that was damaged still gives a line, so that the rest can be seen."""
    try:
        body = json.loads(row.body)
        changed, reason = history.changes(body, named), str(body.get("reason", ""))
    except (ValueError, AttributeError, TypeError):
        changed, reason = (Change("这一条的内容已损坏，读不出来", "", ""),), ""
    return HistoryLine(row.seq, dossier, row.at, row.operator, row.act, acts.label(row.act), reason, changed)


NAMED_ROWS: tuple[tuple[type[Record], str], ...] = (
    (Scan, "name"),
    (Verdict, "condition"),
    (MaterialCheck, "material"),
    (CommitmentInLieu, "material"),
    (OperatingYear, "year"),
    (ServedFirm, "name"),
    (StaffMember, "name"),
    (Equipment, "name"),
    (Investor, "name"),
    (ServiceLine, "content"),
    (Seat, "name"),
    (DeclaredFigure, "name"),
    (Paper, "number"),
    (Expert, "name"),
    (Operator, "name"),
)
"""The column by which a row of each table is told apart."""


def _names(office: Office, session: Session, dossier: Dossier) -> Names:
    """Names for the ids that a dossier's regulation gives, and for its rows."""
    edition = edition_texts.pinned(office, dossier)
    columns: dict[str, dict[str, str]] = {
        "material": {item.id: f"{item.article} {item.short}" for item in edition.materials},
        "condition": {item.id: f"{item.article} {item.title}" for item in edition.conditions},
        "functions": {item.id: item.label for item in edition.functions},
        "name": {item.name: item.label for item in edition.figures},
        "regulation_id": {edition.id: edition.number},
        "form": forms.titles(),
        "member_id": {str(one.id): f"第 {one.number} 席 {one.name}" for one in session.scalars(select(MeetingMember))},
    }
    rows = _rows(session, dossier.id)
    for table, found in rows.items():
        for key, value in found.items():
            for column in ("condition", "material", "name"):
                found[key] = columns[column].get(value, found[key])
        columns[table] = found
    return columns


def _rows(session: Session, dossier_id: int | None) -> dict[str, dict[str, str]]:
    """The names of rows by id, by "#table"; of the office's own rows, and of one dossier's."""
    found: dict[str, dict[str, str]] = {}
    for record, name in NAMED_ROWS:
        table = record.__table__
        asked = select(table.c.id, table.c[name])
        if "dossier_id" in table.c:
            if dossier_id is None:
                continue
            asked = asked.where(table.c.dossier_id == dossier_id)
        found[f"#{record.__tablename__}"] = {str(key): str(value) for key, value in session.execute(asked) if value}
    return found


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
        coded = (Paper.journal_code, SealedArchive.journal_code, BatchPaper.journal_code)
        kept = [code for column in coded for code in session.scalars(select(column))]
    findings += _kept_codes(report, [code for code in kept if code and not code.startswith("0-")])
    findings += [_typed_code(report, typed) for typed in codes if typed.strip()]
    return CheckBoard(report.entries, report.head.code, office.now(), tuple(findings))


def _kept_codes(report: journal.JournalReport, kept: Sequence[str]) -> list[Finding]:
    """The codes on papers and archives that the office itself keeps."""
    wrong = [says for code in kept if (says := report.against(code))]
    if wrong or not kept:
        return [Finding(says, False) for says in wrong]
    return [Finding(f"办公室登记的 {len(kept)} 张打印件和档案包的日志码都与日志相符。", True)]


def _typed_code(report: journal.JournalReport, typed: str) -> Finding:
    try:
        wrong = report.against(typed)
    except Refusal as refusal:
        return Finding(refusal.says, False)
    if wrong:
        return Finding(wrong, False)
    seq = journal.read_code(typed)[0]
    return Finding(f"日志码 {typed.strip()} 与日志第 {seq} 条相符：到那时为止的记录没有改动。", True)
