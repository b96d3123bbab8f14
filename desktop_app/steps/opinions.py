"""A new version of a dossier's opinion, whoever writes it, and what it ends: signatures and marks for ink before it."""

from __future__ import annotations

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.meeting import Meeting, MeetingItemClosing
from desktop_app.records.panel import Opinion
from desktop_app.rules import panel
from desktop_app.store.acts import Act
from desktop_app.store.office import Office


def write(act: Act, office: Office, file: Casefile, text: str, reason: str) -> Opinion:
    """Keep `text` as the opinion that stands from now on, in the act of whoever asks for it.

    `file` is the dossier as it was before. Signatures that held are void by it, which the entry notes; every seat
    marked for ink has to be marked or to sign anew. Raises Refusal (field "reason") when a meeting has closed its item
    with the opinion before, and no reason is given.
    """
    before = panel.standing_opinion(file)
    if before is not None:
        _check_closed(act, before, reason)
    void = [seat.name for seat in file.seats if panel.valid_signature(seat, file) is not None]
    opinion = act.add(
        Opinion(
            dossier_id=file.dossier.id,
            version=before.version + 1 if before else 1,
            text=text,
            written_at=office.now(),
            written_by=office.operator_name,
        )
    )
    if before is not None:  # a mark made ahead of the first opinion says only how that one will be signed
        for seat in file.seats:
            act.change(seat, signs_on_paper=False)
    if void:
        act.note(void_signatures=void)
    return opinion


def _check_closed(act: Act, before: Opinion, reason: str) -> None:
    asked = (
        select(Meeting.name)
        .join(MeetingItemClosing, MeetingItemClosing.meeting_id == Meeting.id)
        .where(MeetingItemClosing.opinion_id == before.id)
    )
    closed = act.session.scalars(asked).first()
    if closed is not None and not reason.strip():
        says = f"“{closed}”已按这份意见结项。要改动意见请写明原因，各席专家要重新签名。"
        raise Refusal(says, field="reason")
