"""Draw a panel (抽取专家) from the library: freeze the pool, draw in public, ask down the order, seat who comes.

Several dossiers may share one panel: the pool is then frozen for each with the same text, so that the same digits draw
the same experts for all of them, and each dossier keeps its own record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import DrawnExpert, ExpertDraw, ExpertFrame, ExpertRefusal
from desktop_app.records.kinds import Absence, DigitsSource
from desktop_app.records.panel import Expert, Seat
from desktop_app.rules import draw as draws
from desktop_app.rules import expert_pool, names, recusal, throwing
from desktop_app.rules.expert_pool import COMMON_SIZE as COMMON_SIZE
from desktop_app.rules.expert_pool import Pool
from desktop_app.rules.expert_pool import PoolRule as PoolRule
from desktop_app.rules.recusal import Person
from desktop_app.rules.throwing import Witnessed
from desktop_app.steps import expert_draw_board
from desktop_app.steps import panel as panels
from desktop_app.steps.expert_draw_board import ExpertDrawBoard, LeftOutLine, PoolLine, PoolView
from desktop_app.steps.reading import casefile
from desktop_app.store import dossiers, outside
from desktop_app.store.acts import Act
from desktop_app.store.office import Office

MOST_PANELS = 20


@dataclass(frozen=True)
class _Library:
    """What a pool is made from: every expert, the dossiers concerned, how often each expert sat on the last panels."""

    experts: tuple[Expert, ...]
    files: tuple[Casefile, ...]
    sat: Mapping[int, int]
    pool: Pool


def board(office: Office, dossier_id: int) -> ExpertDrawBoard:
    """How far the drawing of this dossier's panel is."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
        experts = {one.id: one for one in session.scalars(select(Expert))}
        declared = dossiers.declarations(session)
    return expert_draw_board.build(file, experts, declared, _together(office, file))


def _together(office: Office, file: Casefile) -> tuple[tuple[int, str], ...]:
    """The dossiers (id, number) that share this one's pool and stand as far with it, this one first."""
    own = (file.dossier.id, file.dossier.number)
    frame, drawn = expert_pool.standing_frame(file), expert_pool.standing_draw(file)
    if frame is None:
        return (own,)
    with office.read() as session:
        asked = select(ExpertFrame.dossier_id).where(ExpertFrame.frame_hash == frame.frame_hash).distinct()
        ids = [one for one in session.scalars(asked) if one != file.dossier.id]
        others = [dossiers.casefile(session, one) for one in ids]
    digits = drawn.digits if drawn is not None and drawn.frame_id == frame.id else ""
    found = []
    for other in others:
        theirs, drew = expert_pool.standing_frame(other), expert_pool.standing_draw(other)
        if theirs is None or theirs.frame_hash != frame.frame_hash:
            continue
        if (drew.digits if drew is not None and drew.frame_id == theirs.id else "") == digits:
            found.append((other.dossier.id, other.dossier.number))
    return (own, *found)


def pool(office: Office, dossier_ids: Sequence[int], rule: PoolRule, cleared: Mapping[int, str]) -> PoolView:
    """The pool as it would be frozen now for one panel over `dossier_ids`; nothing is written.

    `cleared` maps an expert's id to how a doubt (a name that also stands in the applicant's lists) was settled.
    """
    found = _library(office, dossier_ids, rule, cleared)
    lines = tuple(
        PoolLine(number, one.id, one.name, one.title, one.unit, one.field, found.sat.get(one.id, 0))
        for number, one in enumerate(found.pool.experts, 1)
    )
    left = tuple(
        LeftOutLine(one.expert.id, one.expert.name, one.expert.unit, one.why, one.doubt) for one in found.pool.left_out
    )
    return PoolView(expert_pool.fields_in(found.experts), rule.says(), lines, left)


def _library(office: Office, dossier_ids: Sequence[int], rule: PoolRule, cleared: Mapping[int, str]) -> _Library:
    with office.read() as session:
        experts = tuple(session.scalars(select(Expert).order_by(Expert.id)))
        files = tuple(dossiers.casefile(session, one) for one in dossier_ids)
        declared = dossiers.declarations(session)
        seats = session.scalars(select(Seat).where(Seat.recused.is_(False)).order_by(Seat.id.desc()))
        sitting = [(seat.dossier_id, seat.expert_id) for seat in seats if seat.dossier_id not in dossier_ids]
        drawn = session.execute(
            select(ExpertDraw.dossier_id, ExpertDraw.digits, ExpertFrame.frame_hash).join(
                ExpertFrame, ExpertFrame.id == ExpertDraw.frame_id
            )
        )
        shared = {dossier_id: f"{digest},{digits}" for dossier_id, digits, digest in drawn}
    by_dossier: dict[int, set[int]] = {}
    for dossier_id, expert_id in sitting:  # the latest first
        by_dossier.setdefault(dossier_id, set()).add(expert_id)
    sat = expert_pool.recent([(shared.get(one, str(one)), ids) for one, ids in by_dossier.items()], rule.panels)
    return _Library(experts, files, sat, expert_pool.narrow(experts, files, declared, sat, rule, cleared))


def freeze_pool(
    office: Office,
    dossier_ids: Sequence[int],
    rule: PoolRule,
    cleared: Mapping[int, str],
    why: str = "",
    reason: str = "",
) -> ExpertDrawBoard:
    """Freeze the pool for each of `dossier_ids`; its hash is in the journal before any digit is known.

    `why` is needed once a panel has been drawn. Gives the first dossier's board; raises Refusal when nobody can be
    drawn or nothing has changed since the pool was frozen last.
    """
    found = _library(office, dossier_ids, rule, cleared)
    if not found.pool.experts:
        raise Refusal("没有可以抽取的专家。请放宽专业领域或次数限制，或先在专家库中添加。")
    text = expert_pool.pool_text(found.pool.experts)
    for file in found.files:
        before = expert_pool.standing_frame(file)
        if file.expert_draws and not why.strip():
            raise Refusal(f"{file.dossier.number} 已经抽过专家，重新冻结要写明理由。请补写。", field="why")
        unchanged = before is not None and before.text == text and before.rule == rule.says()
        if unchanged and not file.expert_draws and len(dossier_ids) == 1:
            raise Refusal("专家名单已经冻结，冻结后没有变化，不用再冻结。")
    settled = {one.name: cleared[one.id].strip() for one in found.pool.experts if cleared.get(one.id, "").strip()}
    for file in found.files:
        with office.act("panel.pool_frozen", file.dossier.id, reason=reason) as act:
            act.add(_frame(office, file.dossier.id, found.pool, rule, text))
            if settled:
                act.note(cleared=settled)
            if why.strip():
                act.note(why=why.strip())
    return board(office, dossier_ids[0])


def _frame(office: Office, dossier_id: int, found: Pool, rule: PoolRule, text: str) -> ExpertFrame:
    left = [(one.expert.name, one.expert.unit, one.why) for one in found.left_out]
    return ExpertFrame(
        dossier_id=dossier_id,
        text=text,
        frame_hash=draws.frame_hash(text),
        expert_ids=",".join(str(one.id) for one in found.experts),
        experts=len(found.experts),
        rule=rule.says(),
        left_out="".join("\t".join(names.one_line(part) for part in row) + "\n" for row in left),
        frozen_at=office.now(),
        frozen_by=office.operator_name,
    )


def check_draw(file: Casefile, digits: str, size: int, why: str, witnessed: Witnessed | None) -> ExpertFrame:
    """The pool that `size` experts may be drawn from with the plain `digits`; raises Refusal with the field."""
    frame = expert_pool.standing_frame(file)
    if frame is None:
        raise Refusal("专家名单还没有冻结。请先冻结名单，再输入抽取数字。")
    throwing.check_frame(frame.text, frame.frame_hash, witnessed)
    if not 1 <= size <= frame.experts:
        raise Refusal(f"名单只有 {frame.experts} 位专家，抽取人数要在 1 到 {frame.experts} 之间。", field="size")
    if file.expert_draws and not why.strip():
        raise Refusal("已经抽过专家，再次抽取要写明理由，前次结果保留。请补写。", field="why")
    if any(one.frame_id == frame.id and one.digits == digits for one in file.expert_draws):
        raise Refusal("这组数字已经用过，结果会完全相同。请重新掷出数字。", field="digits")
    return frame


def draw_panel(
    office: Office,
    dossier_id: int,
    digits: str,
    source: DigitsSource,
    witnesses: str,
    size: int,
    why: str = "",
    reason: str = "",
    *,
    witnessed: Witnessed | None = None,
) -> ExpertDrawBoard:
    """Draw `size` experts with digits thrown before `witnesses`; the rest are the reserve, in order.

    A further draw needs a reason (`why`) and keeps the earlier ones. Raises Refusal, with the field, for what is wrong.
    """
    file = casefile(office, dossier_id)
    plain = draws.check_digits(digits)
    if not witnesses.strip():
        raise Refusal("抽取专家要有见证人在场。请填写见证人姓名。", field="witnesses")
    frame = check_draw(file, plain, size, why, witnessed)
    with office.act("panel.experts_drawn", dossier_id, reason=reason) as act:
        made = act.add(
            ExpertDraw(
                dossier_id=dossier_id,
                frame_id=frame.id,
                sequence=len(file.expert_draws) + 1,
                digits=plain,
                digits_source=source.value,
                witnesses=names.one_line(witnesses),
                size=size,
                corrections=throwing.canonical(witnessed.taken_back if witnessed else ()),
                reason=why.strip(),
                drawn_at=office.now(),
                drawn_by=office.operator_name,
            )
        )
        _keep_order(act, frame, made)
    return board(office, dossier_id)


def _keep_order(act: Act, frame: ExpertFrame, made: ExpertDraw) -> None:
    """Write every expert of the pool in the drawn place."""
    ids = [int(part) for part in frame.expert_ids.split(",")]
    framed = {one.number: one for one in draws.read_frame(frame.text.encode())}
    for place, lot in enumerate(draws.order(made.digits, frame.frame_hash, framed), 1):
        act.add(
            DrawnExpert(
                dossier_id=made.dossier_id,
                draw_id=made.id,
                place=place,
                number=lot.number,
                ticket=lot.ticket,
                expert_id=ids[lot.number - 1],
                name=framed[lot.number].name,
                unit=framed[lot.number].uscc,
            )
        )


def refuse(office: Office, dossier_id: int, place: int, result: Absence, why: str, reason: str = "") -> ExpertDrawBoard:
    """Note that the drawn expert in `place` doesn't come: the next in the reserve is asked, and nobody else can be.

    It holds for every dossier that was drawn with the same digits from the same pool. Raises Refusal for somebody who
    isn't among those asked now, or without a reason.
    """
    file = casefile(office, dossier_id)
    drawn = _drawn(file)
    expert_pool.check_refusal(file, drawn, place, why)
    for one in _siblings(office, file, drawn):
        with office.act("panel.expert_refused", one.dossier_id, reason=reason) as act:
            act.add(
                ExpertRefusal(
                    dossier_id=one.dossier_id,
                    draw_id=one.id,
                    place=place,
                    result=result.value,
                    reason=why.strip(),
                    refused_at=office.now(),
                    refused_by=office.operator_name,
                )
            )
    return board(office, dossier_id)


def _drawn(file: Casefile) -> ExpertDraw:
    """The draw that counts; refuses before any."""
    drawn = expert_pool.standing_draw(file)
    if drawn is None:
        raise Refusal("还没有抽取专家。请先抽取。")
    return drawn


def _siblings(office: Office, file: Casefile, drawn: ExpertDraw) -> tuple[ExpertDraw, ...]:
    """This draw and those of other dossiers with the same pool and digits that stand as it does, this one first."""
    digest = expert_pool.frame_of(file, drawn).frame_hash
    with office.read() as session:
        asked = (
            select(ExpertDraw)
            .join(ExpertFrame, ExpertFrame.id == ExpertDraw.frame_id)
            .where(ExpertFrame.frame_hash == digest, ExpertDraw.digits == drawn.digits, ExpertDraw.size == drawn.size)
        )
        same = tuple(session.scalars(asked))
        others = [one for one in same if one.id != drawn.id]
        latest = {
            one.dossier_id: expert_pool.standing_draw(dossiers.casefile(session, one.dossier_id)) for one in others
        }
    standing = [one for one in others if (last := latest[one.dossier_id]) is not None and last.id == one.id]
    return (drawn, *standing)


def seat_drawn(office: Office, dossier_id: int, reason: str = "") -> ExpertDrawBoard:
    """Seat everybody who is asked now, in drawn order, on this dossier's panel and on those drawn together with it.

    Raises Refusal while somebody who is asked must step aside: that has to be noted first, so that the next one moves
    up. Who sits already stays.
    """
    file = casefile(office, dossier_id)
    drawn = _drawn(file)
    together = _siblings(office, file, drawn)
    for one in together:
        _check_seats(office, one)
    for one in together:
        held = casefile(office, one.dossier_id)
        seated = {seat.expert_id for seat in held.seats}
        coming = [who.expert_id for who in expert_pool.called(held, one) if who.expert_id not in seated]
        if coming:
            panels.seat_experts(office, one.dossier_id, coming, reason)
    return board(office, dossier_id)


def _check_seats(office: Office, drawn: ExpertDraw) -> None:
    """Refuse while somebody who is asked has to step aside or isn't in the library's active part any more."""
    with office.read() as session:
        file = dossiers.casefile(session, drawn.dossier_id)
        declared = dossiers.declarations(session)
        experts = {one.id: one for one in session.scalars(select(Expert))}
    for one in expert_pool.called(file, drawn):
        expert = experts[one.expert_id]
        why = "已停用"
        if expert.active:
            why = recusal.reason(Person(expert.name, expert.unit, expert.phone, expert.id), file, declared)
        if why:
            rank = expert_draw_board.rank(one.place, drawn.size)
            says = f"{rank}“{one.name}”{why}，不能入组（{file.dossier.number}）。请先登记不能参加，由备选按次序递补。"
            raise Refusal(says, field="place")


def export_pool(office: Office, dossier_id: int, path: Path) -> Path:
    """Write the frozen pool of the draw that counts (or the last one) to `path`, byte for byte as it was hashed."""
    file = casefile(office, dossier_id)
    drawn = expert_pool.standing_draw(file)
    frame = expert_pool.frame_of(file, drawn) if drawn else expert_pool.standing_frame(file)
    if frame is None:
        raise Refusal("专家名单还没有冻结，没有可导出的名单。请先冻结名单。")
    return outside.put(path, frame.text.encode())
