"""What the drawing of a panel shows: the pool before it is frozen, the draw, and who is to be asked now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import ExpertDeclaration, ExpertDraw, ExpertFrame
from desktop_app.records.kinds import Absence, DigitsSource
from desktop_app.records.panel import Expert
from desktop_app.rules import expert_pool, names, recusal
from desktop_app.rules.recusal import Person


@dataclass(frozen=True)
class PoolLine:
    """One expert of the pool; `number` is the one in the frame, `sat` how often on the last panels."""

    number: int
    expert_id: int
    name: str
    title: str
    unit: str
    field: str
    sat: int


@dataclass(frozen=True)
class LeftOutLine:
    """One expert who would fit and isn't in the pool; a `doubt` may be cleared."""

    expert_id: int
    name: str
    unit: str
    why: str
    doubt: bool


@dataclass(frozen=True)
class PoolView:
    """The pool as it would be frozen; `fields` are all of the library's, the commonest first."""

    fields: tuple[str, ...]
    rule: str
    lines: tuple[PoolLine, ...]
    left_out: tuple[LeftOutLine, ...]


@dataclass(frozen=True)
class ExpertFrameView:
    """A frozen pool; `hash` is 64 hex digits, `left_out` rows of (name, unit, why)."""

    experts: int
    hash: str
    text: str
    rule: str
    left_out: tuple[tuple[str, ...], ...]
    frozen_at: datetime
    frozen_by: str


@dataclass(frozen=True)
class ExpertDrawView:
    """The draw that counts."""

    sequence: int
    digits: str
    source: DigitsSource
    witnesses: str
    size: int
    reason: str
    drawn_at: datetime
    drawn_by: str


@dataclass(frozen=True)
class CallLine:
    """One drawn expert: `rank` says 抽中 1 or 备 2; `state` is "asked", "refused" or "waiting" (in the reserve).

    `phone` is masked; `call` is the number to call, of those who are asked now alone.
    """

    place: int
    rank: str
    number: int
    name: str
    title: str
    unit: str
    phone: str
    call: str
    state: str
    says: str
    seated: bool


@dataclass(frozen=True)
class ExpertDrawBoard:
    """The whole sheet of one dossier. Before the pool is frozen `frame` is None, before the draw `draw`."""

    dossier_id: int
    number: str
    platform: str
    frame: ExpertFrameView | None
    draw: ExpertDrawView | None
    drawn_from_frame: bool
    """Whether the draw that counts was made from the pool frozen last."""
    lines: tuple[CallLine, ...]
    together: tuple[tuple[int, str], ...]
    """The dossiers (id, number) that this panel is drawn for, this one first."""
    short: int
    """How many seats can't be filled: the reserve is used up."""

    @property
    def to_seat(self) -> tuple[CallLine, ...]:
        """Who is asked and not on the panel yet."""
        return tuple(line for line in self.lines if line.state == "asked" and not line.seated)


def build(
    file: Casefile,
    experts: dict[int, Expert],
    declared: Sequence[ExpertDeclaration],
    together: tuple[tuple[int, str], ...],
) -> ExpertDrawBoard:
    """The sheet of one dossier; `experts` is the library by id, `declared` every standing declaration."""
    frame, drawn = expert_pool.standing_frame(file), expert_pool.standing_draw(file)
    lines = _lines(file, drawn, experts, declared) if drawn else ()
    return ExpertDrawBoard(
        dossier_id=file.dossier.id,
        number=file.dossier.number,
        platform=file.dossier.platform_name or file.dossier.applicant_name,
        frame=_frame(frame) if frame else None,
        draw=_draw(drawn) if drawn else None,
        drawn_from_frame=drawn is not None and frame is not None and drawn.frame_id == frame.id,
        lines=lines,
        together=together,
        short=max(0, drawn.size - sum(line.state == "asked" for line in lines)) if drawn else 0,
    )


def _frame(frame: ExpertFrame) -> ExpertFrameView:
    left = tuple(tuple(line.split("\t")) for line in frame.left_out.splitlines())
    return ExpertFrameView(
        frame.experts, frame.frame_hash, frame.text, frame.rule, left, frame.frozen_at, frame.frozen_by
    )


def _draw(drawn: ExpertDraw) -> ExpertDrawView:
    return ExpertDrawView(
        sequence=drawn.sequence,
        digits=drawn.digits,
        source=DigitsSource(drawn.digits_source),
        witnesses=drawn.witnesses,
        size=drawn.size,
        reason=drawn.reason,
        drawn_at=drawn.drawn_at,
        drawn_by=drawn.drawn_by,
    )


def _lines(
    file: Casefile, drawn: ExpertDraw, experts: dict[int, Expert], declared: Sequence[ExpertDeclaration]
) -> tuple[CallLine, ...]:
    gone = expert_pool.refusals(file, drawn)
    asked = {one.place for one in expert_pool.called(file, drawn)}
    seated = {seat.expert_id for seat in file.seats}
    made = []
    for one in expert_pool.drawn_order(file, drawn):
        refusal, expert = gone.get(one.place), experts.get(one.expert_id)
        says = f"{Absence(refusal.result).label}：{refusal.reason}" if refusal else ""
        if not says and one.place in asked:
            phone = expert.phone if expert else ""
            says = recusal.reason(Person(one.name, one.unit, phone, one.expert_id), file, declared)
        made.append(
            CallLine(
                place=one.place,
                rank=rank(one.place, drawn.size),
                number=one.number,
                name=one.name,
                title=expert.title if expert else "",
                unit=one.unit,
                phone=names.masked(expert.phone) if expert else "",
                call=expert.phone if expert and one.place in asked else "",
                state="refused" if refusal else "asked" if one.place in asked else "waiting",
                says=says,
                seated=one.expert_id in seated,
            )
        )
    return tuple(made)


def rank(place: int, size: int) -> str:
    """What a place in the drawn order is called."""
    return f"抽中 {place}" if place <= size else f"备 {place - size}"
