"""Everything that is kept about one meeting but the marks, read at one moment: what the rules of a meeting judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.records.meeting import (
    Meeting,
    MeetingAnswer,
    MeetingClosing,
    MeetingDeclaration,
    MeetingDissent,
    MeetingItem,
    MeetingItemClosing,
    MeetingMember,
    MeetingMove,
    MeetingOpinion,
    MeetingPacket,
    MeetingPin,
    MeetingPinTry,
    MeetingRecess,
    MeetingScore,
    MeetingSignIn,
    MeetingSitting,
)


@dataclass(frozen=True, kw_only=True)
class Meetingfile:
    """One meeting with its rows, items and members by their numbers, everything else in the order of time.

    `conflicts` says for (item, member) why the member must step aside as far as the dossier itself tells. The marks
    are not in here: they are read one item at a time, and only after the reveal.
    """

    meeting: Meeting
    items: tuple[MeetingItem, ...] = ()
    members: tuple[MeetingMember, ...] = ()
    pins: tuple[MeetingPin, ...] = ()
    pin_tries: tuple[MeetingPinTry, ...] = ()
    sittings: tuple[MeetingSitting, ...] = ()
    recesses: tuple[MeetingRecess, ...] = ()
    sign_ins: tuple[MeetingSignIn, ...] = ()
    declarations: tuple[MeetingDeclaration, ...] = ()
    moves: tuple[MeetingMove, ...] = ()
    scores: tuple[MeetingScore, ...] = ()
    dissents: tuple[MeetingDissent, ...] = ()
    opinions: tuple[MeetingOpinion, ...] = ()
    item_closings: tuple[MeetingItemClosing, ...] = ()
    closings: tuple[MeetingClosing, ...] = ()
    packets: tuple[MeetingPacket, ...] = ()
    answers: tuple[MeetingAnswer, ...] = ()
    conflicts: Mapping[tuple[int, int], str] = field(default_factory=dict)
