"""The satisfaction survey (满意度测评): frame, draw, replacements, attempts, answers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class Frame(Record):
    """The served-firm list as it stood when it was frozen; final once written."""

    __tablename__ = "frame"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    text: Mapped[str]
    """One line per firm: number TAB name TAB uscc-or-empty LF."""
    frame_hash: Mapped[str]
    """SHA-256 of the UTF-8 text, lower-case hex."""
    firms: Mapped[int]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]


class Draw(Record):
    """One draw from a frozen frame; final once written. A later draw gives its reason and keeps the earlier one."""

    __tablename__ = "draw"
    __table_args__ = (UniqueConstraint("dossier_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"))
    sequence: Mapped[int]
    digits: Mapped[str]
    digits_source: Mapped[str]
    """A `kinds.DigitsSource` value."""
    witnesses: Mapped[str]
    size: Mapped[int]
    """n: how many firms are the sample; the rest are the reserve."""
    reason: Mapped[str] = mapped_column(default="")
    drawn_at: Mapped[datetime]
    drawn_by: Mapped[str]


class DrawnFirm(Record):
    """One firm in the drawn order; `place` 1…size is the sample, beyond it the reserve; final once written."""

    __tablename__ = "drawn_firm"
    __table_args__ = (UniqueConstraint("draw_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), index=True)
    place: Mapped[int]
    number: Mapped[int]
    """The firm's number in the frame, from 1."""
    ticket: Mapped[str]
    name: Mapped[str]
    uscc: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    service: Mapped[str] = mapped_column(default="")


class Replacement(Record):
    """A sampled firm given up for the next in the reserve; final once written. No place comes in or goes out twice."""

    __tablename__ = "replacement"
    __table_args__ = (
        UniqueConstraint("draw_id", "out_place", name="uq_replacement_out"),
        UniqueConstraint("draw_id", "in_place", name="uq_replacement_in"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), index=True)
    out_place: Mapped[int]
    in_place: Mapped[int]
    reason: Mapped[str]
    replaced_at: Mapped[datetime]
    replaced_by: Mapped[str]


class ContactAttempt(Record):
    """One attempt to reach a drawn firm; `result` is a `kinds.ContactResult` value."""

    __tablename__ = "contact_attempt"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), index=True)
    place: Mapped[int]
    attempted_at: Mapped[datetime]
    attempted_by: Mapped[str]
    result: Mapped[str]
    remark: Mapped[str] = mapped_column(default="")


class Answer(Record):
    """What a drawn firm said; `method` and `grade` are `kinds.SurveyMethod` / `kinds.Grade` values or empty."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("draw_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), index=True)
    place: Mapped[int]
    method: Mapped[str] = mapped_column(default="")
    person: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    service: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date | None] = mapped_column(default=None)
    asked_by: Mapped[str] = mapped_column(default="")
