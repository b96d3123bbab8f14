"""What follows a recommendation (后续事项): what happened when, objections, changes, duties done, bans; and calendars.

Nothing here belongs to what was stamped, so a seal does not freeze it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class ProcessEvent(Record):
    """Something that happened to a dossier after it was recommended; final once written, taken back by a withdrawal.

    `stage` is the id of a stage of the dossier's edition; with `sanction` (the id of one) the stage is where the
    process stood when the sanction fell.
    """

    __tablename__ = "process_event"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    stage: Mapped[str]
    happened_on: Mapped[date]
    """The day it happened, or on which it began."""
    until: Mapped[date | None] = mapped_column(default=None)
    """The last day of what it began, where the document names one; else the edition's term decides."""
    passed: Mapped[bool | None] = mapped_column(default=None)
    """How it came out, where the stage can be failed."""
    sanction: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")
    """文号, or where it was published."""
    why: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]


class ProcessWithdrawal(Record):
    """An event that was registered by mistake; final once written."""

    __tablename__ = "process_withdrawal"

    event_id: Mapped[int] = mapped_column(ForeignKey("process_event.id"), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    why: Mapped[str]
    withdrawn_at: Mapped[datetime]
    withdrawn_by: Mapped[str]


class Objection(Record):
    """An objection (异议) to what is published; it counts only with real name, evidence and contact."""

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("process_event.id"))
    """The public notice that it objects to."""
    received_on: Mapped[date]
    name: Mapped[str] = mapped_column(default="")
    """Who objects, by the real name."""
    contact: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    """What was handed in to prove it."""
    matter: Mapped[str] = mapped_column(default="")
    settled_on: Mapped[date | None] = mapped_column(default=None)
    upheld: Mapped[bool | None] = mapped_column(default=None)
    """Whether the inquiry found it true (异议属实)."""
    finding: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]


class PlatformChange(Record):
    """A change of the body that runs the platform (更名、合并、重组): when it happened, when it was reported."""

    __tablename__ = "platform_change"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[str]
    """A `kinds.ChangeKind` value."""
    happened_on: Mapped[date]
    matter: Mapped[str] = mapped_column(default="")
    reported_on: Mapped[date | None] = mapped_column(default=None)
    keep: Mapped[bool | None] = mapped_column(default=None)
    """The office's opinion: the title is kept, or to be withdrawn."""
    opinion_on: Mapped[date | None] = mapped_column(default=None)
    opinion: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]


class DutyDone(Record):
    """A yearly duty that was done: by one platform, or by the office for all under an edition (no dossier)."""

    __tablename__ = "duty_done"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), index=True, default=None)
    regulation_id: Mapped[str]
    duty: Mapped[str]
    year: Mapped[int]
    """The year of the deadline."""
    done_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]


class Ban(Record):
    """For how long a body may not apply (…年内不得申报), from the sanction that says so; taken back with its event."""

    __tablename__ = "ban"

    event_id: Mapped[int] = mapped_column(ForeignKey("process_event.id"), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    applicant_name: Mapped[str]
    uscc: Mapped[str] = mapped_column(index=True)
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    """The last day on which no application is taken."""
    regulation_id: Mapped[str]
    article: Mapped[str]


class WorkingCalendar(Record):
    """A year's working days as the office imported them; stands before the program's own file of that year."""

    __tablename__ = "working_calendar"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    """The file, as it was read."""
    source: Mapped[str]
    file: Mapped[str]
    imported_at: Mapped[datetime]
    imported_by: Mapped[str]
