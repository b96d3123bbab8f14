"""Agreement among the experts of a meeting, for its chair; items in the agenda's order, whatever their scores."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop_app.records.meetingfile import Meetingfile
from desktop_app.rules import agreement, meeting
from desktop_app.steps import meeting_item, meeting_reading
from desktop_app.steps.meeting_reading import ItemFile
from desktop_app.steps.meeting_views import RevealView
from desktop_app.store.office import Office


@dataclass(frozen=True)
class ItemAgreement:
    """How far apart the totals of one revealed item lie; `median` is None under an edition that forbids ranking."""

    position: int
    platform: str
    counted: int
    abstained: int
    median: Decimal | None
    spread: Decimal | None
    deviation: Decimal | None
    over: bool


@dataclass(frozen=True)
class MemberLeniency:
    """By how much one member marks above (+) or below (−) the medians, over so many items."""

    number: int
    name: str
    items: int
    difference: Decimal


@dataclass(frozen=True)
class AgreementBoard:
    """Revealed items in the agenda's order, members by seat: information, not an order of merit."""

    items: tuple[ItemAgreement, ...]
    members: tuple[MemberLeniency, ...]
    may_rank: bool
    rank_article: str


def _revealed(office: Office, file: Meetingfile) -> dict[int, RevealView]:
    found = {}
    for item in file.items:
        marks = meeting_reading.marks_of(office, meeting.open_scores(file, item.id))
        shown = meeting_item.reveal(file, item.id, marks)
        if shown is not None:
            found[item.id] = shown
    return found


def board(office: Office, meeting_id: int) -> AgreementBoard:
    """The agreement over all revealed items of a meeting."""
    file, items = meeting_reading.read_whole(office, meeting_id)
    revealed = _revealed(office, file)
    forbidden = next((found for one in items.values() if (found := one.edition.forbids("ranking"))), None)
    totals = [{row.number: row.total for row in one.rows if row.total is not None} for one in revealed.values()]
    lenient = agreement.leniency(totals)
    return AgreementBoard(
        items=tuple(
            _line(one.position, items[one.id], revealed[one.id]) for one in file.items if one.id in revealed
        ),
        members=tuple(
            MemberLeniency(one.number, one.name, lenient[one.number].items, lenient[one.number].difference)
            for one in file.members
            if one.number in lenient
        ),
        may_rank=forbidden is None,
        rank_article=forbidden.article if forbidden else "",
    )  # fmt: skip


def _line(position: int, one: ItemFile, shown: RevealView) -> ItemAgreement:
    return ItemAgreement(
        position=position,
        platform=one.dossier.dossier.platform_name,
        counted=shown.counted,
        abstained=shown.abstained,
        median=shown.median if agreement.may_rank(one.edition) else None,
        spread=shown.spread,
        deviation=shown.deviation,
        over=shown.over,
    )
