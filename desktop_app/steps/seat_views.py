"""What an expert's own seat reads, and what importing packets shows. No other member's marks are in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from desktop_app.records.kinds import ItemPhase, MeetingWay
from desktop_app.rules.score_sheet import ScoreSheet
from desktop_app.steps.meeting_views import Brief


@dataclass(frozen=True)
class OwnScore:
    """A member's own locked marks, shown to nobody but that member."""

    round: int
    abstained: bool
    marks: Mapping[str, Decimal]
    total: Decimal | None
    remark: str
    way: MeetingWay
    locked_at: datetime


@dataclass(frozen=True)
class SeatMaterial:
    """A scan that the member may read at the seat once the item is briefed: as in `evidence_board`."""

    scan_id: int
    label: str
    name: str
    kind: str
    path: str
    pages: int


@dataclass(frozen=True)
class SeatItem:
    """One item as one member sees it. `may_declare`, `may_score` say what the seat offers now; `round` for which.

    `says` is the state in words ("等待其他专家锁定"). Materials and brief are there only after a declaration without
    interest and from the briefing on. `opinion` is what the member would sign; `dissent` the own one.
    """

    id: int
    position: int
    platform: str
    applicant: str
    phase: ItemPhase
    declared: bool
    recusal: str
    may_declare: bool
    may_score: bool
    round: int
    own: tuple[OwnScore, ...]
    says: str
    brief: Brief | None = None
    materials: tuple[SeatMaterial, ...] = ()
    opinion: str = ""
    dissent: str = ""
    may_dissent: bool = False


@dataclass(frozen=True)
class SeatBoard:
    """A seat after its PIN: the member, the items, the sheet. No other member's score, mark or remark is in it."""

    meeting_id: int
    meeting: str
    member_id: int
    number: int
    name: str
    unit: str
    signed_in: bool
    sheet: ScoreSheet | None
    items: tuple[SeatItem, ...]


@dataclass(frozen=True)
class SeatChoice:
    """A chair on the empty seat screen: tap the own name, then the PIN. `says` is what is awaited from it."""

    member_id: int
    number: int
    name: str
    unit: str
    signed_in: bool
    pin: str
    says: str


@dataclass(frozen=True)
class SeatsBoard:
    """The seat screen between two experts: names and what each still has to do; no scores."""

    meeting_id: int
    meeting: str
    seats: tuple[SeatChoice, ...]


@dataclass(frozen=True)
class PacketRow:
    """One packet and item as it was found on a stick; scores are never in it.

    `result` is a `rules.packet.Result` value: received, late, altered, duplicate, empty, foreign or unreadable.
    """

    source: str
    member: str
    number: int
    item: str
    position: int
    result: str
    label: str
    says: str


@dataclass(frozen=True)
class PacketImport:
    """What an import would do (`written` False) or has done; `rows` in the order of seat and agenda."""

    rows: tuple[PacketRow, ...]
    written: bool
    taken: int = 0


@dataclass(frozen=True)
class PacketMade:
    """A packet that was written: `left_out` says which items are not in it and why."""

    code: str
    folder: str
    files: int
    left_out: tuple[str, ...] = field(default=())
