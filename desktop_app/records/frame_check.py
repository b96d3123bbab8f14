"""What the reviewer made of the frame check (名单核查) before the served-firm list was frozen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class FrameDecision(Record):
    """What was decided about one finding; it holds as long as the list still shows that very finding.

    `finding` is the finding's key (`rules.frame_check`): another firm in the group, or another order, is another key.
    """

    __tablename__ = "frame_decision"
    __table_args__ = (UniqueConstraint("dossier_id", "finding"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    finding: Mapped[str]
    kind: Mapped[str]
    """A `kinds.FindingKind` value."""
    says: Mapped[str]
    decision: Mapped[str]
    """A `kinds.Settling` value."""
    why: Mapped[str]
    excluded: Mapped[str] = mapped_column(default="")
    """Which firms of the finding go, by their places in it from 1, comma-separated; empty when all stay."""
    excluded_names: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]


class FrameFinding(Record):
    """A finding and its settling as they stood when the frame was frozen; final once written, and printed."""

    __tablename__ = "frame_finding"
    __table_args__ = (UniqueConstraint("frame_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    says: Mapped[str]
    decision: Mapped[str] = mapped_column(default="")
    """A `kinds.Settling` value; empty for a hint that nobody had to settle."""
    why: Mapped[str] = mapped_column(default="")
    excluded_names: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(default="")
