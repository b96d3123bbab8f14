"""What the meeting's screens read: the secretary's board, one item, the projector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from desktop_app.records.kinds import Interest, ItemPhase, MeetingState, MeetingWay
from desktop_app.rules.score_sheet import Anchor as Anchor
from desktop_app.rules.score_sheet import Criterion as Criterion
from desktop_app.rules.score_sheet import Entry as Entry
from desktop_app.rules.score_sheet import ScoreSheet as ScoreSheet
from desktop_app.rules.score_sheet import plain as plain
from desktop_app.rules.score_sheet import total as total


@dataclass(frozen=True)
class MeetingLine:
    """One meeting in the list of all."""

    id: int
    name: str
    held_on: date
    venue: str
    state: MeetingState
    items: int
    closed_items: int
    members: int


@dataclass(frozen=True)
class DossierChoice:
    """A dossier that can go on the agenda; `says` warns of something (under no edition in force, already stamped …)."""

    id: int
    number: str
    platform: str
    applicant: str
    regulation: str
    says: str = ""
    sheet: str = ""
    """The score sheet that its edition names, if it names one."""


@dataclass(frozen=True)
class ExpertChoice:
    """An expert who can be invited."""

    id: int
    name: str
    title: str
    unit: str
    field: str


@dataclass(frozen=True)
class SheetChoice:
    """A score sheet that can be used; `says` tells its criteria in a line."""

    id: str
    title: str
    says: str


@dataclass(frozen=True)
class MeetingsBoard:
    """The room 评审会 before a meeting is opened: all meetings, and what a new one can be made of."""

    meetings: tuple[MeetingLine, ...]
    dossiers: tuple[DossierChoice, ...]
    experts: tuple[ExpertChoice, ...]
    sheets: tuple[SheetChoice, ...]


@dataclass(frozen=True)
class MemberLine:
    """One member; `signed_in_at` is of the sitting that goes on now, None when absent or in a break.

    `pin` says "" (none today), "issued" or "locked" (too many wrong ones); `packet` the code of the newest packet.
    """

    id: int
    number: int
    expert_id: int
    name: str
    title: str
    unit: str
    signed_in_at: datetime | None
    way: MeetingWay | None
    pin: str
    packet: str
    undeclared: tuple[int, ...]
    """Positions of the agenda for which nothing was declared yet."""

    @property
    def present(self) -> bool:
        """Whether the member has signed in to this sitting."""
        return self.signed_in_at is not None


@dataclass(frozen=True)
class ItemLine:
    """One line of the agenda, always in the agenda's order; `says` is what stands under the platform's name."""

    id: int
    position: int
    dossier_id: int
    number: str
    platform: str
    applicant: str
    phase: ItemPhase
    deferred: bool
    recused: int
    says: str


@dataclass(frozen=True)
class MeetingBoard:
    """A whole meeting, for the secretary. `current` is the item that moved last and isn't closed, or 0.

    `open` says what keeps the meeting from being closed; `may_rank` is False as soon as one item's edition forbids
    ranking, and `rank_article` says where.
    """

    id: int
    name: str
    held_on: date
    venue: str
    state: MeetingState
    sitting: int
    sheet: ScoreSheet | None
    quorum: int
    spread_limit: Decimal | None
    trims: bool
    may_rank: bool
    rank_article: str
    members: tuple[MemberLine, ...]
    items: tuple[ItemLine, ...]
    current: int
    open: tuple[str, ...]
    began: bool
    """Whether any sitting has begun: settings and agenda are fixed then; members may still be added."""
    chair: str = ""
    secretary: str = ""

    @property
    def present(self) -> int:
        """How many have signed in to this sitting."""
        return sum(member.present for member in self.members)


@dataclass(frozen=True)
class PhaseMark:
    """One station of an item's stepper: `state` is "done", "now" or "later"."""

    phase: ItemPhase
    label: str
    state: str


@dataclass(frozen=True)
class MoveView:
    """A step that an item could take next: `steps.meeting.move(office, item_id, to, why)`.

    `blocked` says why it isn't possible now (then the button is disabled and shows it), or is empty. With `asks_why`
    a reason has to be given. The first of `ItemBoard.moves` is the way forward.
    """

    to: ItemPhase
    label: str
    blocked: str = ""
    asks_why: bool = False
    deferring: bool = False
    """Closes the item without an opinion (缓议): call `steps.meeting.defer_item(office, item_id, why)`."""


@dataclass(frozen=True)
class ItemSeat:
    """One member's place at one item. Scores are never in here.

    `lock` is "" (nothing yet), "locked", or "absent" where no score is awaited; `revised` whether the one revision is
    locked. `sign` is "" (nothing to sign yet), "signed", "void", "waiting" or "paper"; `seat_id` the dossier's seat
    for `steps.panel.sign`, 0 before the signing phase. `known` is a conflict that the program found by itself.
    """

    member_id: int
    seat_id: int
    number: int
    name: str
    title: str
    unit: str
    present: bool
    signed_in_at: datetime | None
    declared: bool
    recused: bool
    recusal: str
    known: str
    lock: str
    way: MeetingWay | None
    locked_at: datetime | None
    revised: bool
    sign: str
    dissent: str
    doubt: str
    """What the applicant's lists leave to be asked before the member declares (a namesake, a like unit), or empty."""


@dataclass(frozen=True)
class QuorumView:
    """The quorum for one item: `present` take part (present, not recused), `needed` are asked for."""

    present: int
    needed: int
    recused: int
    says: str

    @property
    def met(self) -> bool:
        """Whether enough take part."""
        return self.present >= self.needed


@dataclass(frozen=True)
class RevealRow:
    """One member's score after the reveal; `total` is None for an abstention. `first` is kept beside a revision."""

    number: int
    name: str
    abstained: bool
    total: Decimal | None
    first: Decimal | None
    revised: bool
    by_criterion: tuple[tuple[str, str], ...]
    """(criterion's title, marks in words)."""
    remark: str


@dataclass(frozen=True)
class RevealView:
    """All scores of one item after the reveal, by seat number; None for what no score gives.

    `mean` leaves out the highest and the lowest where the meeting says so (`trimmed`).
    """

    rows: tuple[RevealRow, ...]
    counted: int
    abstained: int
    median: Decimal | None
    spread: Decimal | None
    deviation: Decimal | None
    mean: Decimal | None
    trimmed: bool
    limit: Decimal | None
    over: bool
    says: str


@dataclass(frozen=True)
class OpinionCard:
    """The common opinion: `common` is what the secretary edits, `full` what is signed (with the dissent word for word).

    `version` 0 and empty texts before the first. `hash` is what `steps.panel.sign` wants. `stands` is False when the
    dossier's opinion was changed elsewhere after this one.
    """

    common: str
    full: str
    version: int
    hash: str
    stands: bool
    dissents: tuple[tuple[int, str, str], ...]
    """(seat number, name, text)."""


@dataclass(frozen=True)
class Brief:
    """What the item is about in figures: conditions met of all, satisfied of answered, rate and threshold in words."""

    regulation: str
    functions: str
    conditions_met: int
    conditions: int
    conditions_says: str
    satisfied: int
    answered: int
    survey_says: str


@dataclass(frozen=True)
class ItemBoard:
    """One item for the secretary. `awaited`, `locked`, `abstained` count scores; `abstained` is 0 before the reveal.

    `reveal` is None until the item is revealed, and again None while a revision runs.
    """

    id: int
    meeting_id: int
    dossier_id: int
    position: int
    of: int
    number: str
    platform: str
    applicant: str
    phase: ItemPhase
    since: datetime | None
    deferred: bool
    closed_why: str
    stations: tuple[PhaseMark, ...]
    brief: Brief
    seats: tuple[ItemSeat, ...]
    quorum: QuorumView
    scores: bool
    """Whether this meeting scores at all."""
    awaited: int
    locked: int
    abstained: int
    reveal: RevealView | None
    may_rank: bool
    opinion: OpinionCard
    moves: tuple[MoveView, ...]


@dataclass(frozen=True)
class ProjectorReveal:
    """What the wall may show of the scores; `median` is None under an edition that forbids ranking."""

    median: Decimal | None
    spread: Decimal | None
    limit: Decimal | None
    over: bool
    counted: int
    abstained: int
    says: str


@dataclass(frozen=True)
class ProjectorBoard:
    """What the second window shows: no personal data, no list of scores, no ranking. `item` 0 between items.

    `dots` is one mark for each awaited score, True when it is locked, by seat number (no names).
    """

    meeting: str
    office: str
    held_on: date
    state: MeetingState
    present: int
    item: int
    position: int
    of: int
    platform: str
    phase: ItemPhase
    since: datetime | None
    brief: Brief | None
    quorum: QuorumView | None
    dots: tuple[bool, ...]
    reveal: ProjectorReveal | None
    opinion: str
    signed: int
    to_sign: int
    foot: str


@dataclass(frozen=True)
class DeclarationGiven:
    """One line of a declaration: `interest` None means none."""

    item_id: int
    interest: Interest | None = None
    detail: str = ""
