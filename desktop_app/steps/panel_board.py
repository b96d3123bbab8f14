"""What the panel's screen reads: seats with their recusal and signatures, the opinion, what exactly is signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import ExpertDeclaration
from desktop_app.records.panel import Expert, Opinion, Seat, Signature, SignedScan
from desktop_app.rules import ink, panel, recusal
from desktop_app.rules.ink import Segment
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.panel import Standing
from desktop_app.rules.recusal import Person
from desktop_app.rules.regulation import Regulation

PREVIEW_MM = (60.0, 18.0)


@dataclass(frozen=True)
class SignatureView:
    """One kept signature; `outline` fits a box of `PREVIEW_MM`."""

    id: int
    state: Standing
    version: int
    signed_at: datetime
    operator: str
    statement: str
    journal_code: str
    outline: tuple[Segment, ...]


@dataclass(frozen=True)
class ScanView:
    """The scan of a paper signed in ink; `stands` tells whether it is of the opinion that stands now."""

    name: str
    pages: int
    version: int
    attached_at: datetime
    stands: bool


@dataclass(frozen=True)
class SeatView:
    """One expert on the panel. `conflict` is the reason found from the unit, `reason` the one that was recorded."""

    id: int
    expert_id: int
    position: int
    name: str
    title: str
    unit: str
    recused: bool
    reason: str
    conflict: str
    signs_on_paper: bool
    signatures: tuple[SignatureView, ...]
    scans: tuple[ScanView, ...] = ()

    @property
    def takes_part(self) -> bool:
        """Whether this expert reviews and signs."""
        return not self.recused and not self.conflict

    @property
    def latest(self) -> SignatureView | None:
        """The signature given last, whatever its state."""
        return self.signatures[-1] if self.signatures else None

    @property
    def signed(self) -> bool:
        """Whether a signature holds."""
        return any(signature.state is Standing.VALID for signature in self.signatures)

    @property
    def waits(self) -> bool:
        """Whether this expert still has to sign on the screen."""
        return self.takes_part and not self.signed and not self.signs_on_paper


@dataclass(frozen=True)
class OpinionView:
    """The opinion that stands; `hash` covers exactly `shown`, the labelled values that a signer reads."""

    version: int
    text: str
    written_at: datetime
    written_by: str
    hash: str
    shown: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CandidateView:
    """An expert of the pool who could be seated; `conflict` says why that would be a recusal, `doubt` what to ask."""

    id: int
    name: str
    title: str
    unit: str
    field: str
    conflict: str
    doubt: str = ""


@dataclass(frozen=True)
class PanelBoard:
    """The whole page; `opinion` is None until one is written."""

    dossier_id: int
    seats: tuple[SeatView, ...]
    candidates: tuple[CandidateView, ...]
    opinion: OpinionView | None
    hint: str
    open: tuple[OpenItem, ...]

    @property
    def content_hash(self) -> str:
        """The hash of what would be signed now; empty without an opinion."""
        return self.opinion.hash if self.opinion else ""

    @property
    def void_signers(self) -> tuple[str, ...]:
        """Who signed an opinion that no longer stands and has to sign again."""
        return tuple(
            seat.name for seat in self.seats if seat.waits and seat.latest and seat.latest.state is Standing.VOID
        )

    @property
    def waiting(self) -> tuple[str, ...]:
        """Whose signature is still missing."""
        return tuple(seat.name for seat in self.seats if seat.waits)


def build(
    file: Casefile, pool: Iterable[Expert], regulation: Regulation, declared: Sequence[ExpertDeclaration] = ()
) -> PanelBoard:
    """The page of one dossier; `pool` is the office's expert pool, `declared` every standing declaration."""
    opinion = panel.standing_opinion(file)
    seated = {seat.expert_id for seat in file.seats}
    return PanelBoard(
        dossier_id=file.dossier.id,
        seats=tuple(_seat(seat, file) for seat in file.seats),
        candidates=tuple(
            _candidate(expert, file, declared) for expert in pool if expert.active and expert.id not in seated
        ),
        opinion=_opinion(opinion, file, regulation) if opinion else None,
        hint=panel.hint(file),
        open=panel.open_items(file, regulation),
    )


def _candidate(expert: Expert, file: Casefile, declared: Sequence[ExpertDeclaration]) -> CandidateView:
    found = recusal.grounds(Person(expert.name, expert.unit, expert.phone, expert.id), file, declared)
    sure = next((ground.says for ground in found if ground.sure), "")
    return CandidateView(
        expert.id, expert.name, expert.title, expert.unit, expert.field, sure, "" if sure else recusal.doubts(found)
    )


def _seat(seat: Seat, file: Casefile) -> SeatView:
    return SeatView(
        id=seat.id,
        expert_id=seat.expert_id,
        position=seat.position,
        name=seat.name,
        title=seat.title,
        unit=seat.unit,
        recused=seat.recused,
        reason=seat.recusal_reason,
        conflict=panel.conflict(seat.unit, file, seat.expert_id),
        signs_on_paper=seat.signs_on_paper,
        signatures=tuple(_signature(s, file) for s in file.signatures if s.seat_id == seat.id),
        scans=tuple(_scan(s, file) for s in file.signed_scans if s.seat_id == seat.id),
    )


def _scan(scan: SignedScan, file: Casefile) -> ScanView:
    standing = panel.standing_opinion(file)
    version = next((one.version for one in file.opinions if one.id == scan.opinion_id), 0)
    stands = standing is not None and standing.id == scan.opinion_id
    return ScanView(scan.name, scan.pages, version, scan.attached_at, stands)


def _signature(signature: Signature, file: Casefile) -> SignatureView:
    version = next((o.version for o in file.opinions if o.id == signature.opinion_id), 0)
    try:
        drawn = ink.outline(signature.ink, *PREVIEW_MM)
    except ValueError:  # altered beyond reading; its state says so
        drawn = ()
    return SignatureView(
        id=signature.id,
        state=panel.standing(signature, file),
        version=version,
        signed_at=signature.signed_at,
        operator=signature.operator,
        statement=signature.statement,
        journal_code=signature.journal_code,
        outline=drawn,
    )


def _opinion(opinion: Opinion, file: Casefile, regulation: Regulation) -> OpinionView:
    return OpinionView(
        version=opinion.version,
        text=opinion.text,
        written_at=opinion.written_at,
        written_by=opinion.written_by,
        hash=panel.content_hash(file, opinion),
        shown=panel.shown(file, opinion, regulation),
    )
