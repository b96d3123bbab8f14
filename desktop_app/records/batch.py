"""A batch (批次): what one year's notice calls for, its dossiers in order, and what the office sends up with them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class Batch(Record):
    """One call under one notice, pinned to the notice's id and digest."""

    __tablename__ = "batch"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    number: Mapped[str] = mapped_column(unique=True)
    """2019-批01: the notice's year and a running number."""
    notice_id: Mapped[str]
    notice_digest: Mapped[str]
    authority: Mapped[str]
    """Id of the kind of authority in the notice's file by which the quota goes."""
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the papers went off (寄出或送达)."""
    sent_how: Mapped[str] = mapped_column(default="")


class OfficeNotice(Record):
    """A notice's file that the office added; its text lies in the vault under `digest` (line ends as LF).

    The newest of an id stands in the place of an older one and of the program's own; a batch stays under the text
    that it was made under. Final once written.
    """

    __tablename__ = "office_notice"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    notice_id: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    file: Mapped[str]
    """What the file was called where it was read."""
    remark: Mapped[str]
    """Where the notice comes from."""
    added_at: Mapped[datetime]
    added_by: Mapped[str]


class BatchExtension(Record):
    """A later deadline that the authority above allowed, with its ground; final once written, the last one counts."""

    __tablename__ = "batch_extension"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    until: Mapped[datetime]
    why: Mapped[str]
    extended_at: Mapped[datetime]
    extended_by: Mapped[str]


class BatchMember(Record):
    """A dossier's place in a batch; a row that has left stays, with its reason. `position` counts from 1."""

    __tablename__ = "batch_member"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    position: Mapped[int]
    joined_at: Mapped[datetime]
    joined_by: Mapped[str]
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    left_why: Mapped[str] = mapped_column(default="")


class BatchElsewhere(Record):
    """A platform that somebody else recommends this year, as far as the office has heard (重复申报)."""

    __tablename__ = "batch_elsewhere"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    name: Mapped[str]
    """Of the platform, or of the body that runs it."""
    recommender: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    """Where it was read: a public notice, a letter."""


class BatchDocument(Record):
    """A scan of a paper that the office itself adds (推荐文件 …); `document` is its id in the notice's file."""

    __tablename__ = "batch_document"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    document: Mapped[str]
    sha256: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    """A `kinds.ScanKind` value, by content."""
    size: Mapped[int]
    pages: Mapped[int]
    attached_at: Mapped[datetime]
    attached_by: Mapped[str]
    detached_at: Mapped[datetime | None] = mapped_column(default=None)


class BatchPaper(Record):
    """One printing of a batch's form, as `papers.Paper` is one of a dossier's; only `void_at` and its reason change."""

    __tablename__ = "batch_paper"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    form: Mapped[str]
    number: Mapped[str] = mapped_column(unique=True)
    content_hash: Mapped[str]
    sha256: Mapped[str]
    pages: Mapped[int]
    journal_code: Mapped[str]
    printed_at: Mapped[datetime]
    printed_by: Mapped[str]
    void_at: Mapped[datetime | None] = mapped_column(default=None)
    void_reason: Mapped[str] = mapped_column(default="")


class BatchSealEntry(Record):
    """A line of the seal register for a batch's paper; final once written. It freezes the batch it belongs to."""

    __tablename__ = "batch_seal_entry"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("batch_paper.id"), unique=True)
    sealed_on: Mapped[date]
    seal_name: Mapped[str]
    purpose: Mapped[str]
    copies: Mapped[int]
    approved_by: Mapped[str]
    keeper: Mapped[str]
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]
