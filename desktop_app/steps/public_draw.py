"""A draw in front of people: one set of digits for every list on the table, each with the hash that was shown.

The lists are served firms of one or several dossiers, or pools of experts. Everything is asked of every list before
anything is written; then each dossier's draw is one act of its own step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import DrawnExpert
from desktop_app.records.kinds import DigitsSource
from desktop_app.records.survey import Draw, DrawnFirm, Frame
from desktop_app.rules import draw as draws
from desktop_app.rules import expert_pool, survey, throwing
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.throwing import DIGITS_AT_MOST as DIGITS_AT_MOST
from desktop_app.rules.throwing import Throwing as Throwing
from desktop_app.rules.throwing import Witnessed
from desktop_app.steps import expert_draw
from desktop_app.steps import survey as surveys
from desktop_app.steps.expert_draw_board import ExpertDrawBoard
from desktop_app.steps.reading import casefile, read
from desktop_app.store import acts
from desktop_app.store.office import Office

DIGITS_AT_LEAST = draws.DIGITS_AT_LEAST
PEOPLE, FIRMS = "位", "家"
GIVEN_UP = {FIRMS: "survey.throwing_given_up", PEOPLE: "panel.throwing_given_up"}


@dataclass(frozen=True)
class OnTable:
    """One frozen list on the wall: `hash` is 64 hex digits, `size` how many are drawn of `entries`.

    It carries nothing that must not be projected: no person to call, no number.
    """

    dossier_id: int
    number: str
    title: str
    hash: str
    entries: int
    size: int
    frozen: str
    least: int = 1
    unit: str = FIRMS


@dataclass(frozen=True)
class Laid:
    """What a public draw begins with: one dossier's own list, and the others that could be drawn with it."""

    own: OnTable
    others: tuple[OnTable, ...]


@dataclass(frozen=True)
class Lot:
    """One line of the drawn order, for the wall."""

    place: int
    number: int
    name: str
    ticket: str


@dataclass(frozen=True)
class Outcome:
    """What was drawn from one list; `order` is the whole order, the first `size` are drawn."""

    dossier_id: int
    number: str
    title: str
    size: int
    order: tuple[Lot, ...]


def waiting(office: Office) -> tuple[OnTable, ...]:
    """Every dossier whose firms are frozen, unchanged and not drawn yet, so that they can be drawn together."""
    with office.read() as session:
        drawn = select(Draw.dossier_id)
        asked = select(Frame.dossier_id).where(Frame.dossier_id.not_in(drawn)).distinct().order_by(Frame.dossier_id)
        ids = [one for one in session.scalars(asked) if not acts.sealed_papers(session, one)]
    read_ones = [read(office, one) for one in ids]
    return tuple(_firms_on_table(file, edition) for file, edition in read_ones if not survey.list_changed(file))


def _firms_on_table(file: Casefile, edition: Regulation) -> OnTable:
    frame = survey.standing_frame(file)
    assert frame is not None
    least = edition.survey.at_least
    at = frame.frozen_at.astimezone()
    title = file.dossier.platform_name or file.dossier.applicant_name
    return OnTable(
        file.dossier.id, file.dossier.number, title, frame.frame_hash, frame.firms, least,
        f"{at:%Y-%m-%d %H:%M} 冻结", least,
    )  # fmt: skip


def lay(office: Office, dossier_id: int, size: int = 0) -> Laid:
    """The served firms of one dossier on the table, `size` of them to be drawn (0: the edition's number).

    A dossier that is drawn for again goes alone. Raises Refusal while nothing is frozen.
    """
    file, edition = read(office, dossier_id)
    if survey.standing_frame(file) is None:
        raise Refusal("名单还没有冻结。请先冻结名单，再公开抽签。")
    if survey.list_changed(file):
        raise Refusal("服务企业名单在冻结后有改动，不能抽签。请重新冻结名单，公布新的指纹。", field="frame")
    own = _firms_on_table(file, edition)
    others = () if file.draws else tuple(one for one in waiting(office) if one.dossier_id != dossier_id)
    return Laid(replace(own, size=size or own.size), others)


def lay_experts(office: Office, dossier_ids: Sequence[int], size: int) -> tuple[OnTable, ...]:
    """The frozen pools of one panel's dossiers on the table; raises Refusal for a size that they can't give."""
    boards = [expert_draw.board(office, one) for one in dossier_ids]
    for board in boards:
        if board.frame is not None and not 1 <= size <= board.frame.experts:
            raise Refusal(f"名单只有 {board.frame.experts} 位专家，请填写 1 到 {board.frame.experts}。", field="size")
    return tuple(experts_of(board, size) for board in boards)


def experts_of(board: ExpertDrawBoard, size: int) -> OnTable:
    """The frozen pool of one dossier on the table; raises Refusal while nothing is frozen."""
    if board.frame is None:
        raise Refusal("专家名单还没有冻结。请先冻结名单，再公开抽签。")
    at = board.frame.frozen_at.astimezone()
    return OnTable(
        board.dossier_id, board.number, board.platform, board.frame.hash, board.frame.experts, size,
        f"{at:%Y-%m-%d %H:%M} 冻结", unit=PEOPLE,
    )  # fmt: skip


def _witnessed(table: Sequence[OnTable], one: OnTable, thrown: Throwing) -> Witnessed:
    session = tuple(other.number for other in table) if len(table) > 1 else ()
    return Witnessed(one.hash, thrown.taken_back, session)


def _check_together(office: Office, table: Sequence[OnTable], thrown: Throwing, witnesses: str) -> str:
    """The digits as they are drawn with; raises Refusal for what holds for every list on the table."""
    if not witnesses.strip():
        raise Refusal("公开抽签要有见证人在场。请填写见证人姓名。", field="witnesses")
    if len(table) > 1:
        with office.read() as session:
            for one in table:
                if acts.sealed_papers(session, one.dossier_id):
                    raise Refusal(f"{one.number} 已用印，不能与别的案卷一起抽。请在那个案卷中单独抽取并写明原因。")
    return draws.check_digits(thrown.digits)


def _draw(
    office: Office,
    table: Sequence[OnTable],
    thrown: Throwing,
    step: Callable[..., object],
    digits: tuple[str, DigitsSource, str],
    reasons: tuple[str, str],
) -> None:
    """Draw from each list by its own step: an act for each dossier."""
    for one in table:
        step(office, one.dossier_id, *digits, one.size, *reasons, witnessed=_witnessed(table, one, thrown))


def draw_firms(
    office: Office,
    table: Sequence[OnTable],
    thrown: Throwing,
    source: DigitsSource,
    witnesses: str,
    why: str = "",
    reason: str = "",
) -> tuple[Outcome, ...]:
    """Draw the sample of every list on the table with the same digits; raises Refusal before any is drawn."""
    plain = _check_together(office, table, thrown, witnesses)
    for one in table:
        surveys.check_draw(*read(office, one.dossier_id), plain, one.size, why, _witnessed(table, one, thrown))
    _draw(office, table, thrown, surveys.draw_sample, (plain, source, witnesses), (why, reason))
    return tuple(_firms_drawn(office, one) for one in table)


def _firms_drawn(office: Office, one: OnTable) -> Outcome:
    file = casefile(office, one.dossier_id)
    drawn = survey.standing_draw(file)
    assert drawn is not None
    return _outcome(one, drawn.size, survey.drawn_order(file, drawn))


def _outcome(one: OnTable, size: int, order: Sequence[DrawnFirm | DrawnExpert]) -> Outcome:
    lots = tuple(Lot(lot.place, lot.number, lot.name, lot.ticket) for lot in order)
    return Outcome(one.dossier_id, one.number, one.title, size, lots)


def draw_experts(
    office: Office,
    table: Sequence[OnTable],
    thrown: Throwing,
    source: DigitsSource,
    witnesses: str,
    why: str = "",
    reason: str = "",
) -> tuple[Outcome, ...]:
    """Draw the panel from every pool on the table with the same digits; raises Refusal before any is drawn."""
    plain = _check_together(office, table, thrown, witnesses)
    for one in table:
        file = casefile(office, one.dossier_id)
        expert_draw.check_draw(file, plain, one.size, why, _witnessed(table, one, thrown))
    _draw(office, table, thrown, expert_draw.draw_panel, (plain, source, witnesses), (why, reason))
    return tuple(_experts_drawn(office, one) for one in table)


def _experts_drawn(office: Office, one: OnTable) -> Outcome:
    file = casefile(office, one.dossier_id)
    drawn = expert_pool.standing_draw(file)
    assert drawn is not None
    return _outcome(one, drawn.size, expert_pool.drawn_order(file, drawn))


def give_up(office: Office, table: Sequence[OnTable], thrown: Throwing, witnesses: str, why: str) -> None:
    """Keep in every dossier's journal that digits were thrown and no draw was made, which digits, and why.

    Without any digit nothing is written; raises Refusal when there are digits and no reason.
    """
    if not thrown.digits and not thrown.taken_back:
        return
    if not why.strip():
        raise Refusal("已经掷出数字，中止要写明原因。请补写。", field="why")
    for one in table:
        with office.act(GIVEN_UP[one.unit], one.dossier_id) as act:
            act.note(
                digits=thrown.digits, taken_back=throwing.canonical(thrown.taken_back), frame_hash=one.hash,
                witnesses=witnesses.strip(), why=why.strip(),
            )  # fmt: skip
