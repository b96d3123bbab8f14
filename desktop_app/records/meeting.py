"""The panel meeting (评审会): agenda, members, sittings, declarations, hidden scores, dissent, closing.

Nothing that happens in a meeting is ever changed: each event is a row of its own, and the newest row stands. Only the
plan of a meeting (its settings, agenda and members) may be edited, until the meeting begins.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class Meeting(Record):
    """One meeting of experts over several dossiers. The score sheet is kept whole, as it was when it was chosen."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    held_on: Mapped[date]
    venue: Mapped[str] = mapped_column(default="")
    chair: Mapped[str] = mapped_column(default="")
    """Who presides (主持人)."""
    secretary: Mapped[str] = mapped_column(default="")
    sheet_id: Mapped[str] = mapped_column(default="")
    """The score sheet; empty where the panel scores nothing."""
    sheet_text: Mapped[str] = mapped_column(default="")
    quorum: Mapped[int] = mapped_column(default=3)
    spread_limit: Mapped[Decimal | None] = mapped_column(default=None)
    """A range of the totals over this is flagged; none where nothing is."""
    trims: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class MeetingItem(Record):
    """One dossier on a meeting's agenda."""

    __tablename__ = "meeting_item"
    __table_args__ = (UniqueConstraint("meeting_id", "dossier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    position: Mapped[int]


class MeetingMember(Record):
    """An expert invited to a meeting; `number` is the seat (席), name, title and unit are as when invited."""

    __tablename__ = "meeting_member"
    __table_args__ = (UniqueConstraint("meeting_id", "expert_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), index=True)
    number: Mapped[int]
    name: Mapped[str]
    title: Mapped[str]
    unit: Mapped[str]


class MeetingPin(Record):
    """A one-day PIN handed to a member; the newest stands, and only on its own day. Final once written."""

    __tablename__ = "meeting_pin"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"), index=True)
    pin_hash: Mapped[str] = mapped_column(repr=False)
    day: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]


class MeetingPinTry(Record):
    """One attempt to enter a seat by its PIN; final once written."""

    __tablename__ = "meeting_pin_try"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    pin_id: Mapped[int] = mapped_column(ForeignKey("meeting_pin.id"), index=True)
    fits: Mapped[bool]
    tried_at: Mapped[datetime]


class MeetingSitting(Record):
    """A stretch of a meeting between breaks; everybody signs in anew. Final once written."""

    __tablename__ = "meeting_sitting"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    began_at: Mapped[datetime]
    began_by: Mapped[str]


class MeetingRecess(Record):
    """The end of a sitting; final once written."""

    __tablename__ = "meeting_recess"
    __table_args__ = (UniqueConstraint("sitting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("meeting_sitting.id"))
    ended_at: Mapped[datetime]
    ended_by: Mapped[str]


class MeetingSignIn(Record):
    """A member's sign-in (签到) to one sitting; `way` is a `kinds.MeetingWay`. Final once written."""

    __tablename__ = "meeting_sign_in"
    __table_args__ = (UniqueConstraint("sitting_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("meeting_sitting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"))
    way: Mapped[str]
    signed_at: Mapped[datetime]


class MeetingDeclaration(Record):
    """What a member declared about one item; the newest stands. Final once written.

    `interest` is a `kinds.Interest`, empty where there is none to declare; `way` is a `kinds.MeetingWay`.
    """

    __tablename__ = "meeting_declaration"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), index=True)
    interest: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")
    way: Mapped[str]
    declared_at: Mapped[datetime]


class MeetingMove(Record):
    """An item's step into a phase (`kinds.ItemPhase`); the newest stands. Final once written."""

    __tablename__ = "meeting_move"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"), index=True)
    phase: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    moved_at: Mapped[datetime]
    moved_by: Mapped[str]


class MeetingScore(Record):
    """That a member locked a score, and its commitment: SHA-256 over the salt and the marks. Final once written.

    The marks themselves lie in `MeetingMarks`; nothing reads them before the reveal. `round` 1 is the first score,
    2 the one revision.
    """

    __tablename__ = "meeting_score"
    __table_args__ = (UniqueConstraint("item_id", "member_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"))
    round: Mapped[int]
    commitment: Mapped[str]
    way: Mapped[str]
    sheet_number: Mapped[str] = mapped_column(default="")
    """The number of the paper sheet it was keyed from, if it was."""
    locked_at: Mapped[datetime]
    locked_by: Mapped[str]


class MeetingMarks(Record):
    """What was scored, as canonical JSON with its salt: {abstained, marks, remark}. Final once written.

    No repr shows it, the journal doesn't say it, and no board reads it before the item is revealed.
    """

    __tablename__ = "meeting_marks"
    __table_args__ = (UniqueConstraint("score_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    score_id: Mapped[int] = mapped_column(ForeignKey("meeting_score.id"))
    salt: Mapped[str] = mapped_column(repr=False)
    content: Mapped[str] = mapped_column(repr=False)


class MeetingDissent(Record):
    """A member's dissent (不同意见), word for word; the newest stands, an empty one withdraws it. Final."""

    __tablename__ = "meeting_dissent"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"))
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class MeetingOpinion(Record):
    """The common part of an opinion, without the dissent that the dossier's `Opinion` repeats. Final once written."""

    __tablename__ = "meeting_opinion"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"), index=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"))
    text: Mapped[str]


class MeetingItemClosing(Record):
    """How an item was settled: with its signed opinion, or deferred with a reason. Final once written."""

    __tablename__ = "meeting_item_closing"
    __table_args__ = (UniqueConstraint("item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"))
    opinion_id: Mapped[int | None] = mapped_column(ForeignKey("opinion.id"), default=None)
    deferred: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]


class MeetingClosing(Record):
    """The end of a meeting; final once written, and nothing can be added to the meeting afterwards."""

    __tablename__ = "meeting_closing"
    __table_args__ = (UniqueConstraint("meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]


class MeetingPacket(Record):
    """A packet (U 盘评审包) made for one member; `key` proves that an answer belongs to it. Final once written."""

    __tablename__ = "meeting_packet"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"))
    code: Mapped[str]
    key: Mapped[str] = mapped_column(repr=False)
    item_ids: Mapped[str]
    """The items in it, by id with commas."""
    content_hash: Mapped[str]
    """SHA-256 of its packet.json."""
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class MeetingAnswer(Record):
    """One packet's answer for one item that was taken in; the same digest is never taken twice. Final once written."""

    __tablename__ = "meeting_answer"
    __table_args__ = (UniqueConstraint("packet_id", "item_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    packet_id: Mapped[int] = mapped_column(ForeignKey("meeting_packet.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"))
    digest: Mapped[str]
    """A keyed hash of the answer, so that it says nothing to a reader."""
    taken_at: Mapped[datetime]
    taken_by: Mapped[str]
