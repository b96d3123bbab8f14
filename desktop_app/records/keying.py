"""What makes the interviews fit for audit: answers found void, the second keying, and how differences were settled."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class VoidAnswer(Record):
    """An answer that the reviewer declared void, as it was given; final once written. The firm may be asked again."""

    __tablename__ = "void_answer"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), index=True)
    place: Mapped[int]
    grade: Mapped[str]
    """A `kinds.Grade` value: what doesn't count any more stays readable."""
    person: Mapped[str]
    method: Mapped[str]
    asked_on: Mapped[date | None]
    asked_by: Mapped[str]
    reason: Mapped[str]
    voided_at: Mapped[datetime]
    voided_by: Mapped[str]


class SecondAnswer(Record):
    """One interview sheet keyed a second time, blind, by another operator; final. The latest of a place counts."""

    __tablename__ = "second_answer"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), index=True)
    place: Mapped[int]
    method: Mapped[str]
    person: Mapped[str]
    post: Mapped[str]
    phone: Mapped[str]
    service: Mapped[str]
    grade: Mapped[str]
    keyed_at: Mapped[datetime]
    keyed_by: Mapped[str]


class KeyingSettlement(Record):
    """One field in which the two keyings differed, and which value stands; final once written."""

    __tablename__ = "keying_settlement"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), index=True)
    place: Mapped[int]
    field: Mapped[str]
    first: Mapped[str]
    second: Mapped[str]
    kept: Mapped[str]
    first_by: Mapped[str]
    second_by: Mapped[str]
    settled_at: Mapped[datetime]
    settled_by: Mapped[str]
