"""What the survey's screen reads: the frame, the draw, the sample line by line, both rates; all plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ContactResult, DigitsSource, Grade
from desktop_app.records.survey import Draw, Frame
from desktop_app.rules import draw as draws
from desktop_app.rules import keying, names, sample_size, survey
from desktop_app.rules.draw import FrameFirm
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.sample_size import Advice
from desktop_app.steps import check_view
from desktop_app.steps.check_view import CheckView

FIELDS = tuple(name for name, _label in survey.ANSWER_FIELDS)


@dataclass(frozen=True)
class FrameView:
    """A frozen frame; `hash` is 64 hex digits."""

    firms: int
    hash: str
    text: str
    frozen_at: datetime
    frozen_by: str


@dataclass(frozen=True)
class DrawView:
    """The draw that counts; `earlier` is how many were made before it, `repeat` says how to do it again by hand."""

    sequence: int
    digits: str
    source: DigitsSource
    witnesses: str
    size: int
    reason: str
    drawn_at: datetime
    drawn_by: str
    frame_hash: str
    earlier: int
    repeat: tuple[str, str, str]


@dataclass(frozen=True)
class AttemptView:
    """One attempt to reach a firm."""

    at: datetime
    by: str
    result: ContactResult
    remark: str


@dataclass(frozen=True)
class SampleLine:
    """One line of the sample; `answer` holds what was kept, else what the firm list proposes, by field name."""

    line: int
    place: int
    number: int
    name: str
    grade: str
    answer: dict[str, str]
    remark: str
    missing: tuple[str, ...]
    attempts: tuple[AttemptView, ...]
    given_up: tuple[str, ...]

    @property
    def missed(self) -> tuple[AttemptView, ...]:
        """The attempts without an answer."""
        return tuple(attempt for attempt in self.attempts if attempt.result is not ContactResult.REACHED)


@dataclass(frozen=True)
class ReserveLine:
    """One firm of the reserve; `rank` 1 is 备 1, `next` the only one that may come in now, `used` came in already."""

    rank: int
    place: int
    number: int
    name: str
    contact: str
    next: bool
    used: bool


@dataclass(frozen=True)
class RateView:
    """One reading of the rate as it is shown: per cent with one decimal, or empty without an answer."""

    label: str
    percent: str
    share: float
    satisfied: int
    valid: int
    lower: str
    reached: bool
    """Whether the point estimate reaches the threshold."""


@dataclass(frozen=True)
class RatesView:
    """Both readings, the threshold in per cent, and how the sample was used up."""

    counted: RateView
    very: RateView
    threshold: Decimal
    sample: int
    frame: int
    valid: int
    unreached: int
    refused: int
    invalid: int
    ineligible: int
    waiting: int
    replaced: int
    gone: dict[str, int]
    """How the replaced firms had ended: unreached, refused, invalid, ineligible."""
    voided: int
    contacted: int
    """Every firm that was ever in the sample."""
    response: str
    """Valid answers among the firms that were tried, in per cent; empty before any."""
    grades: dict[str, int]
    """How many gave each grade, by `kinds.Grade` value."""


@dataclass(frozen=True)
class SurveyBoard:
    """The whole page. Before the frame is frozen `frame` is None, before the draw `draw` and `rates` are."""

    dossier_id: int
    at_least: int
    article: str
    rule: str
    """What the edition says about how many firms to ask, as a sentence."""
    required: bool
    """Whether the edition asks for a survey at all."""
    listed: int
    """Firms on the served-firm list now."""
    changed: bool
    """The list is no longer what the frame froze."""
    firms: tuple[FrameFirm, ...]
    """The frozen list, or before that the list as it would be frozen now."""
    frame: FrameView | None
    draw: DrawView | None
    lines: tuple[SampleLine, ...]
    reserve: tuple[ReserveLine, ...]
    rates: RatesView | None
    open: tuple[OpenItem, ...]
    check: CheckView
    """What the check of the list as it stands now found."""
    advice: Advice | None
    """What to consider before drawing from the frozen frame; None before it is frozen or without a survey."""
    differences: int
    """In how many fields the two keyings of the interviews differ."""
    keyed_twice: int


def build(file: Casefile, regulation: Regulation) -> SurveyBoard:
    """The page of one dossier."""
    frame, drawn = survey.standing_frame(file), survey.standing_draw(file)
    return SurveyBoard(
        dossier_id=file.dossier.id,
        at_least=regulation.survey.at_least,
        article=regulation.survey.article,
        rule=survey.rule_says(regulation),
        required=regulation.survey.required,
        listed=len(file.served_firms),
        changed=survey.list_changed(file),
        firms=_firms(file, frame),
        frame=_frame(frame) if frame else None,
        draw=_draw(file, drawn) if drawn else None,
        lines=tuple(_line(line) for line in survey.standing_sample(file, drawn)) if drawn else (),
        reserve=_reserve(file, drawn) if drawn else (),
        rates=_rates(file, regulation),
        open=(*survey.open_items(file, regulation), *keying.open_items(file, regulation)),
        check=check_view.build(file),
        advice=sample_size.advice(frame.firms, regulation.survey) if frame and regulation.survey.required else None,
        differences=len(keying.differences(file, drawn)) if drawn else 0,
        keyed_twice=keying.keyed_twice(file, drawn)[1] if drawn else 0,
    )


def shown(answers: int, frame: int) -> tuple[tuple[int, str], ...]:
    """What `answers` from `frame` firms can show: (dissatisfied, per cent); empty for a number that can't be drawn."""
    return tuple((count, survey.percent(share)) for count, share in sample_size.shown(answers, frame))


def _firms(file: Casefile, frame: Frame | None) -> tuple[FrameFirm, ...]:
    text = frame.text if frame else survey.listed_frame_text(file)
    return draws.read_frame(text.encode()) if text else ()


def _frame(frame: Frame) -> FrameView:
    return FrameView(frame.firms, frame.frame_hash, frame.text, frame.frozen_at, frame.frozen_by)


def _draw(file: Casefile, drawn: Draw) -> DrawView:
    frame = survey.drawn_frame(file, drawn)
    return DrawView(
        sequence=drawn.sequence,
        digits=drawn.digits,
        source=DigitsSource(drawn.digits_source),
        witnesses=drawn.witnesses,
        size=drawn.size,
        reason=drawn.reason,
        drawn_at=drawn.drawn_at,
        drawn_by=drawn.drawn_by,
        frame_hash=frame.frame_hash,
        earlier=len(file.draws) - 1,
        repeat=draws.repeat_lines(drawn.digits, frame.frame_hash, frame.firms, drawn.size),
    )


def _line(line: survey.Standing) -> SampleLine:
    firm, kept = line.firm, line.answer
    proposed = {"method": "", "person": firm.contact, "post": "", "phone": firm.phone, "service": firm.service}
    if kept is not None:
        held = {name: str(getattr(kept, name)) for name in FIELDS}
        proposed = {name: held[name] or ("" if kept.grade else proposed[name]) for name in FIELDS}
    tried = (AttemptView(a.attempted_at, a.attempted_by, ContactResult(a.result), a.remark) for a in line.attempts)
    return SampleLine(
        line=line.line,
        place=firm.place,
        number=firm.number,
        name=firm.name,
        grade=kept.grade if kept else "",
        answer=proposed,
        remark=kept.remark if kept else "",
        missing=survey.missing_fields(kept) if kept and kept.grade else (),
        attempts=tuple(tried),
        given_up=tuple(firm.name for firm in line.given_up),
    )


def _reserve(file: Casefile, drawn: Draw) -> tuple[ReserveLine, ...]:
    following = survey.next_in_reserve(file, drawn)
    at = following.place if following else 0
    return tuple(
        ReserveLine(
            rank=firm.place - drawn.size,
            place=firm.place,
            number=firm.number,
            name=firm.name,
            contact=names.normal(firm.contact),
            next=firm.place == at,
            used=not at or firm.place < at,
        )
        for firm in survey.drawn_order(file, drawn)[drawn.size :]
    )


def _rates(file: Casefile, regulation: Regulation) -> RatesView | None:
    found = survey.rates(file, regulation)
    if found is None:
        return None
    threshold = regulation.survey.satisfaction_at_least
    return RatesView(
        counted=_rate(found.counted, threshold),
        very=_rate(found.very, threshold),
        threshold=threshold,
        sample=found.sample,
        frame=found.frame,
        valid=found.valid,
        unreached=found.unreached,
        refused=found.refused,
        invalid=found.invalid,
        ineligible=found.ineligible,
        waiting=found.waiting,
        replaced=found.replaced,
        gone=dict(found.gone),
        voided=found.voided,
        contacted=found.contacted,
        response=survey.percent(found.response) if found.response is not None else "",
        grades={grade.value: found.grades[grade] for grade in Grade},
    )


def _rate(rate: survey.Rate, threshold: Decimal) -> RateView:
    share = rate.share
    return RateView(
        label=rate.label,
        percent=survey.percent(share) if share is not None else "",
        share=float(share or 0),
        satisfied=rate.satisfied,
        valid=rate.valid,
        lower=survey.percent(rate.lower) if rate.lower is not None else "",
        reached=share is not None and share >= Fraction(threshold) / 100,
    )
