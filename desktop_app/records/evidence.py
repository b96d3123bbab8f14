"""Scans in the vault and what they are evidence of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class Scan(Record):
    """A file attached to one item of the material list; the bytes lie in the vault under `sha256`.

    `turns` keeps how the reader turned pages, as "page:degrees" pairs joined by commas; the file isn't touched.
    A detached scan keeps its row (`detached_at`), its bytes and its citations' history.
    """

    __tablename__ = "scan"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    material: Mapped[str]
    """Id of the material in the regulation's file."""
    sha256: Mapped[str]
    name: Mapped[str]
    """The file's own name when it was attached."""
    kind: Mapped[str]
    """A `kinds.ScanKind` value, by content."""
    size: Mapped[int]
    """Bytes."""
    pages: Mapped[int]
    """0 for a kind that has no pages to show."""
    attached_at: Mapped[datetime]
    attached_by: Mapped[str]
    turns: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    detached_at: Mapped[datetime | None] = mapped_column(default=None)


class MaterialCheck(Record):
    """What the clerk found about one item of the material list: complete, or why not."""

    __tablename__ = "material_check"
    __table_args__ = (UniqueConstraint("dossier_id", "material"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    material: Mapped[str]
    complete: Mapped[bool | None] = mapped_column(default=None)
    remark: Mapped[str] = mapped_column(default="")


class CommitmentInLieu(Record):
    """The applicant's signed commitment (告知承诺书) stands in place of one item of the list (新疆 第十一条)."""

    __tablename__ = "commitment_in_lieu"
    __table_args__ = (UniqueConstraint("dossier_id", "material"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    material: Mapped[str]
    taken_at: Mapped[datetime]
    taken_by: Mapped[str]


class Verdict(Record):
    """The reviewer's decision on one condition; at most one stands at a time, the journal keeps the others."""

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("dossier_id", "condition"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    condition: Mapped[str]
    """Id of the condition in the regulation's file."""
    decision: Mapped[str] = mapped_column(default="")
    """A `kinds.Decision` value, or empty while only the reason has been written."""
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]


class Citation(Record):
    """A page of a scan on which a verdict rests; `page` counts from 1."""

    __tablename__ = "citation"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    condition: Mapped[str]
    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id"))
    page: Mapped[int]
    frame: Mapped[str] = mapped_column(default="")
    """The part of the page, "x,y,width,height" in thousandths of the page, or empty for the whole."""
