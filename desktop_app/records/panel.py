"""The expert panel (专家评审): experts, their seats, the opinion, the handwritten signatures."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class Expert(Record):
    """A person of the office's expert pool (专家库)."""

    __tablename__ = "expert"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    """职务/职称."""
    unit: Mapped[str] = mapped_column(default="")
    """工作单位."""
    phone: Mapped[str] = mapped_column(default="")
    field: Mapped[str] = mapped_column(default="")
    """专业领域."""
    active: Mapped[bool] = mapped_column(default=True)


class Seat(Record):
    """An expert's place on one dossier's panel; name, title and unit as they were when seated."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("dossier_id", "expert_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    position: Mapped[int]
    name: Mapped[str]
    title: Mapped[str]
    unit: Mapped[str]
    recused: Mapped[bool] = mapped_column(default=False)
    recusal_reason: Mapped[str] = mapped_column(default="")
    signs_on_paper: Mapped[bool] = mapped_column(default=False)
    """The expert signs the printed paper in ink; the cell is printed blank."""


class Opinion(Record):
    """One version of the panel's opinion (专家组评审意见); final once written, the newest one stands."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("dossier_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    version: Mapped[int]
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class Signature(Record):
    """A handwritten signature, bound to what was signed; final once written.

    `ink` is canonical JSON (integer strokes: 0.01 mm, ms, pressure 0–4095); `content_hash` the SHA-256 of the
    canonical JSON of what was shown; `record_hash` the SHA-256 over the whole statement of signing.
    It is void as soon as the content it was given for is no longer the content that stands.
    """

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"))
    signer: Mapped[str]
    content_hash: Mapped[str]
    ink: Mapped[str]
    ink_hash: Mapped[str] = mapped_column(index=True)
    """The same ink is never taken twice, in whichever dossier it was given."""
    statement: Mapped[str]
    signed_at: Mapped[datetime]
    operator: Mapped[str]
    journal_code: Mapped[str]
    """The journal's head when it was signed."""
    record_hash: Mapped[str]


class SignedScan(Record):
    """The scan of a paper that an expert has signed in ink, for one version of the opinion; final once written.

    The bytes lie in the vault under `sha256`; `kind` is a `kinds.ScanKind`.
    """

    __tablename__ = "signed_scan"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"))
    sha256: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]
    attached_at: Mapped[datetime]
    attached_by: Mapped[str]
