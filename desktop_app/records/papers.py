"""What leaves the office: the recommendation, printed papers, the seal register, sealed archives."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class Recommendation(Record):
    """What the recommending authority writes (推荐表): 影响和作用, 推荐意见, and the decision."""

    __tablename__ = "recommendation"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    influence: Mapped[str] = mapped_column(default="")
    """对区域中小企业发展的影响和作用."""
    advice: Mapped[str] = mapped_column(default="")
    """省级中小企业主管部门推荐意见."""
    filed_on: Mapped[date | None] = mapped_column(default=None)
    """填报日期 on the cover."""
    recommended: Mapped[bool | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(default="")


class Paper(Record):
    """One printing of one form. `content_hash` covers what was printed, `sha256` names the PDF in the vault."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    form: Mapped[str]
    """national-2017/recommendation."""
    number: Mapped[str] = mapped_column(unique=True)
    content_hash: Mapped[str]
    sha256: Mapped[str]
    pages: Mapped[int]
    journal_code: Mapped[str]
    """The journal's head as printed in the footer: seq-XXXX-XXXX-XXXX-XXXX-XXXX."""
    printed_at: Mapped[datetime]
    printed_by: Mapped[str]
    void_at: Mapped[datetime | None] = mapped_column(default=None)
    void_reason: Mapped[str] = mapped_column(default="")


class SealEntry(Record):
    """One line of the seal register (用印登记簿); final once written. It freezes the dossier it belongs to.

    A paper is entered once; what is stamped again is printed again.
    """

    __tablename__ = "seal_entry"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    sealed_on: Mapped[date]
    seal_name: Mapped[str]
    purpose: Mapped[str]
    copies: Mapped[int]
    approved_by: Mapped[str]
    keeper: Mapped[str]
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]


class SealedArchive(Record):
    """An archive (档案包) that was written and verified; final once written."""

    __tablename__ = "sealed_archive"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    folder: Mapped[str]
    """The archive folder's name, without the path."""
    fingerprint: Mapped[str]
    """SHA-256 of 全盘校验.sha256, lower-case hex."""
    files: Mapped[int]
    size: Mapped[int]
    journal_code: Mapped[str]
    cover_sha256: Mapped[str] = mapped_column(default="")
    """The cover sheet's PDF in the vault."""
    sealed_at: Mapped[datetime]
    sealed_by: Mapped[str]
