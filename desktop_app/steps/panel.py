"""The expert panel (专家评审): seat experts, note who steps aside, write the opinion, sign it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.panel import Expert, Opinion, Seat, Signature
from desktop_app.rules import ink, panel, recusal
from desktop_app.rules.recusal import Person
from desktop_app.steps import opinions, panel_board
from desktop_app.steps.panel_board import PanelBoard as PanelBoard
from desktop_app.steps.reading import read
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

smooth = ink.smooth
"""How a stroke is drawn, on the screen as in print."""


def board(office: Office, dossier_id: int) -> PanelBoard:
    """The panel's page of one dossier."""
    file, edition = read(office, dossier_id)
    with office.read() as session:
        pool = tuple(session.scalars(select(Expert).order_by(Expert.id)))
        declared = dossiers.declarations(session)
    return panel_board.build(file, pool, edition, declared)


def _seat(file: Casefile, seat_id: int) -> Seat:
    found = next((seat for seat in file.seats if seat.id == seat_id), None)
    if found is None:
        raise Refusal("这位专家已不在评审组中。请刷新后再试。")
    return found


def seat_experts(office: Office, dossier_id: int, expert_ids: Iterable[int], reason: str = "") -> PanelBoard:
    """Seat experts of the pool, in this order; whoever has a conflict is seated as recused, with the reason found.

    Raises Refusal for an expert who isn't in the pool any more or is seated already.
    """
    file, _edition = read(office, dossier_id)
    seated = {seat.expert_id for seat in file.seats}
    place = max((seat.position for seat in file.seats), default=0)
    with office.act("panel.seated", dossier_id, reason=reason) as act:
        for position, expert_id in enumerate(expert_ids, place + 1):
            expert = act.session.get(Expert, expert_id)
            if expert is None or not expert.active:
                raise Refusal("这位专家已停用。请在专家库中启用后再选。")
            if expert_id in seated:
                raise Refusal(f"{expert.name}已在评审组中，不用再选。")
            person = Person(expert.name, expert.unit, expert.phone, expert.id)
            conflict = recusal.reason(person, file, dossiers.declarations(act.session))
            act.add(
                Seat(
                    dossier_id=dossier_id,
                    expert_id=expert_id,
                    position=position,
                    name=expert.name,
                    title=expert.title,
                    unit=expert.unit,
                    recused=bool(conflict),
                    recusal_reason=conflict,
                )
            )
            seated.add(expert_id)
    return board(office, dossier_id)


def unseat(office: Office, dossier_id: int, seat_id: int, reason: str = "") -> PanelBoard:
    """Take an expert off the panel; refused once the expert has signed, for signatures stay with their seat."""
    file, _edition = read(office, dossier_id)
    seat = _seat(file, seat_id)
    if any(signature.seat_id == seat_id for signature in file.signatures):
        raise Refusal(f"{seat.name}签过名，不能移出，签名要随案卷保留。不再参加的，请登记回避。")
    with office.act("panel.unseated", dossier_id, reason=reason) as act:
        act.remove(seat)
    return board(office, dossier_id)


def recuse(office: Office, dossier_id: int, seat_id: int, why: str, reason: str = "") -> PanelBoard:
    """Record that an expert steps aside and why; signatures given before stay and no longer count.

    Without `why` the conflict found from the unit is recorded; raises Refusal when there is none.
    """
    file, _edition = read(office, dossier_id)
    seat = _seat(file, seat_id)
    told = why.strip() or panel.conflict(seat.unit, file, seat.expert_id)
    if not told:
        raise Refusal(f"登记{seat.name}回避要写明事由。请补写。", field="why")
    with office.act("panel.recused", dossier_id, reason=reason) as act:
        act.change(seat, recused=True, recusal_reason=told)
    return board(office, dossier_id)


def lift_recusal(office: Office, dossier_id: int, seat_id: int, why: str, reason: str = "") -> PanelBoard:
    """Undo a recusal that was recorded by mistake, and say why; refused while the unit shows a conflict."""
    file, _edition = read(office, dossier_id)
    seat = _seat(file, seat_id)
    conflict = panel.conflict(seat.unit, file, seat.expert_id)
    if conflict:
        raise Refusal(f"{seat.name}的{conflict}，不能取消回避。请另请专家。")
    if not why.strip():
        raise Refusal(f"取消{seat.name}的回避要写明理由。请补写。", field="why")
    with office.act("panel.recusal_lifted", dossier_id, reason=reason) as act:
        act.note(why=why.strip())
        act.change(seat, recused=False, recusal_reason="")
    return board(office, dossier_id)


def mark_paper(office: Office, dossier_id: int, seat_id: int, on_paper: bool, reason: str = "") -> PanelBoard:
    """Say that an expert signs the printed paper in ink (the cell is left blank), or take that back."""
    file, _edition = read(office, dossier_id)
    seat = _seat(file, seat_id)
    if on_paper and not panel.takes_part(seat, file):
        raise Refusal(f"{seat.name}已回避，不签名。")
    with office.act("panel.paper_marked", dossier_id, reason=reason) as act:
        act.change(seat, signs_on_paper=on_paper)
    return board(office, dossier_id)


def write_opinion(office: Office, dossier_id: int, text: str, reason: str = "") -> PanelBoard:
    """Keep `text` as a new version of the panel's opinion, exactly as typed; the same text writes nothing.

    Signatures under earlier versions stay, and are void from now on (`PanelBoard.void_signers`); marks for ink are
    taken back. Raises Refusal (field "reason") for the opinion of a closed meeting item when no reason is given.
    """
    file, _edition = read(office, dossier_id)
    standing = panel.standing_opinion(file)
    if text == (standing.text if standing else ""):
        return board(office, dossier_id)
    with office.act("panel.opinion_written", dossier_id, reason=reason) as act:
        opinions.write(act, office, file, text, reason)
    return board(office, dossier_id)


def sign(
    office: Office,
    dossier_id: int,
    seat_id: int,
    strokes: Sequence[Sequence[Sequence[int]]],
    device: str,
    content_hash: str,
    reason: str = "",
) -> PanelBoard:
    """Keep a handwritten signature, bound to the content with `content_hash` that the signer was shown.

    `strokes` are (x, y, t, p) in 0.01 mm, ms and 0…4095. Raises Refusal when the seat may not sign, the content has
    changed meanwhile, there is too little ink, or the very same ink was given before.
    """
    file, _edition = read(office, dossier_id)
    seat = _seat(file, seat_id)
    opinion = _signable(file, seat, content_hash)
    written = ink.ink_of(strokes, device)
    ink.check_enough(written)
    text = ink.canonical(written)
    with office.act("panel.signed", dossier_id, reason=reason) as act:
        digest = ink.ink_hash(text)
        if act.session.scalars(select(Signature.id).where(Signature.ink_hash == digest)).first() is not None:
            raise Refusal("这份笔迹与一份已有签名完全相同，不能重复使用。请重新手写。", field="ink")
        bound = panel.Signing(
            signer=seat.name,
            content_hash=content_hash,
            ink_hash=digest,
            statement=panel.statement(seat, opinion),
            signed_at=office.now(),
            operator=office.operator_name,
            journal_code=journal.head(act.session).code,
        )
        act.add(_signature(bound, seat, opinion, text))
        act.change(seat, signs_on_paper=False)
    return board(office, dossier_id)


def _signable(file: Casefile, seat: Seat, content_hash: str) -> Opinion:
    """The opinion that `seat` may sign now; refuses otherwise."""
    if not panel.takes_part(seat, file):
        raise Refusal(f"{seat.name}已回避，不能签名。")
    opinion = panel.standing_opinion(file)
    if opinion is None or not opinion.text.strip():
        raise Refusal("还没有专家组评审意见。请先写意见，再签名。", field="opinion")
    if panel.content_hash(file, opinion) != content_hash:
        raise Refusal("评审内容在打开签名后有改动，这次签名没有保存。请重新打开，看过新内容再签。", field="opinion")
    return opinion


def _signature(bound: panel.Signing, seat: Seat, opinion: Opinion, text: str) -> Signature:
    return Signature(
        dossier_id=seat.dossier_id,
        seat_id=seat.id,
        opinion_id=opinion.id,
        signer=bound.signer,
        content_hash=bound.content_hash,
        ink=text,
        ink_hash=bound.ink_hash,
        statement=bound.statement,
        signed_at=bound.signed_at,
        operator=bound.operator,
        journal_code=bound.journal_code,
        record_hash=bound.record_hash,
    )
