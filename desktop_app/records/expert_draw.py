"""Who may not review whom, and the panel that was drawn: declarations, frozen pools, draws, who could not come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class ExpertDeclaration(Record):
    """An interest that an expert declared, in one dossier or in an applicant; final once written."""

    __tablename__ = "expert_declaration"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), index=True)
    interest: Mapped[str]
    """A `kinds.Interest` value."""
    declared_at: Mapped[datetime]
    declared_by: Mapped[str]
    """The operator who wrote it down."""
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), index=True, default=None)
    applicant: Mapped[str] = mapped_column(default="")
    """The applicant that it holds for, in every dossier of theirs; empty when it holds for `dossier_id` alone."""
    note: Mapped[str] = mapped_column(default="")


class WithdrawnDeclaration(Record):
    """A declaration that was written down by mistake, and why it no longer counts; final once written."""

    __tablename__ = "withdrawn_declaration"

    declaration_id: Mapped[int] = mapped_column(ForeignKey("expert_declaration.id"), primary_key=True)
    reason: Mapped[str]
    withdrawn_at: Mapped[datetime]
    withdrawn_by: Mapped[str]


class ExpertFrame(Record):
    """The experts who could be drawn for a dossier, as they stood when the list was frozen; final once written."""

    __tablename__ = "expert_frame"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    text: Mapped[str]
    """One line per expert: number TAB name TAB unit LF."""
    frame_hash: Mapped[str]
    """SHA-256 of the UTF-8 text, lower-case hex."""
    expert_ids: Mapped[str]
    """The ids of the experts in the order of their numbers, comma-separated."""
    experts: Mapped[int]
    rule: Mapped[str]
    """How the pool was narrowed, as a sentence: fields, panels sat on, limit."""
    left_out: Mapped[str]
    """One line per expert who was left out: name TAB unit TAB why LF."""
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]


class ExpertDraw(Record):
    """One draw of a panel from a frozen pool; final once written. A later draw gives its reason, the earlier stays."""

    __tablename__ = "expert_draw"
    __table_args__ = (UniqueConstraint("dossier_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    frame_id: Mapped[int] = mapped_column(ForeignKey("expert_frame.id"))
    sequence: Mapped[int]
    digits: Mapped[str]
    digits_source: Mapped[str]
    """A `kinds.DigitsSource` value."""
    witnesses: Mapped[str]
    size: Mapped[int]
    """n: how many sit on the panel; the rest are the reserve, in order."""
    corrections: Mapped[str]
    """The digits that were taken back before the draw: canonical JSON, see `rules.throwing`."""
    reason: Mapped[str] = mapped_column(default="")
    drawn_at: Mapped[datetime]
    drawn_by: Mapped[str]


class DrawnExpert(Record):
    """One expert in the drawn order; `place` 1…size is the panel, beyond it the reserve; final once written."""

    __tablename__ = "drawn_expert"
    __table_args__ = (UniqueConstraint("draw_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("expert_draw.id"), index=True)
    place: Mapped[int]
    number: Mapped[int]
    """The expert's number in the frozen pool, from 1."""
    ticket: Mapped[str]
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    name: Mapped[str]
    unit: Mapped[str]


class ExpertRefusal(Record):
    """A drawn expert who was asked and does not come: the next in the reserve is asked instead; final once written."""

    __tablename__ = "expert_refusal"
    __table_args__ = (UniqueConstraint("draw_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("expert_draw.id"), index=True)
    place: Mapped[int]
    result: Mapped[str]
    """A `kinds.Absence` value."""
    reason: Mapped[str]
    refused_at: Mapped[datetime]
    refused_by: Mapped[str]


class PublicDraw(Record):
    """What a survey's draw in front of people adds to the draw itself; final once written."""

    __tablename__ = "public_draw"

    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    session: Mapped[str]
    """Which dossiers were drawn with the same digits: their numbers in order, comma-separated."""
    corrections: Mapped[str]
    """The digits that were taken back before the draw: canonical JSON, see `rules.throwing`."""
