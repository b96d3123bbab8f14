"""The expert panel (专家评审): who must step aside, what exactly is signed, and which signatures still stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import rfc8785

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.records.panel import Opinion, Seat, Signature
from desktop_app.rules import ink, recusal
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.recusal import Person
from desktop_app.rules.regulation import Regulation

COMMON_PANEL = 3


class Standing(StrEnum):
    """Whether a signature still holds."""

    VALID = "valid"
    VOID = "void"
    """What was signed is no longer what stands."""
    SUPERSEDED = "superseded"
    """The same expert signed again later."""
    RECUSED = "recused"
    """The signer has stepped aside since."""
    ALTERED = "altered"
    """The record itself isn't what was written when it was signed."""


@dataclass(frozen=True)
class Signing:
    """What a handwritten signature binds together; `record_hash` covers all of it."""

    signer: str
    content_hash: str
    ink_hash: str
    statement: str
    signed_at: datetime
    operator: str
    journal_code: str

    @property
    def record_hash(self) -> str:
        """SHA-256 of the canonical JSON of the whole statement of signing, lower-case hex."""
        body: dict[str, str | int] = {
            "v": 1,
            "signer": self.signer,
            "content_sha256": self.content_hash,
            "ink_sha256": self.ink_hash,
            "statement": self.statement,
            "at": self.signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "operator": self.operator,
            "journal": self.journal_code,
        }
        return hashlib.sha256(rfc8785.dumps(dict(body))).hexdigest()


def conflict(unit: str, file: Casefile, expert_id: int = 0) -> str:
    """Why somebody who works at `unit` must step aside from this dossier, or empty.

    The unit is the applicant, one of its cooperating bodies or investors, or contains such a name in full (a
    department, a committee, a guest post); or `expert_id` has declared an interest. Names are compared in their
    normal form; one differing character is no conflict.
    """
    return recusal.reason(Person("", unit, expert_id=expert_id), file, file.declarations)


def takes_part(seat: Seat, file: Casefile) -> bool:
    """Whether the expert in `seat` may sign: neither recused nor with an open conflict."""
    return not seat.recused and not conflict(seat.unit, file, seat.expert_id)


def standing_opinion(file: Casefile) -> Opinion | None:
    """The newest version of the panel's opinion, or None."""
    return max(file.opinions, key=lambda opinion: opinion.version, default=None)


def content(file: Casefile, opinion: Opinion) -> dict[str, str | int]:
    """Exactly what a signer is shown, as plain JSON values; texts as they are, without any normalisation."""
    return {
        "v": 1,
        "form": "专家组评审意见",
        "regulation": file.dossier.regulation_id,
        "regulation_sha256": file.dossier.regulation_digest,
        "dossier": file.dossier.number,
        "platform": file.dossier.platform_name,
        "applicant": file.dossier.applicant_name,
        "opinion_version": opinion.version,
        "opinion": opinion.text,
    }


def shown(file: Casefile, opinion: Opinion, regulation: Regulation) -> tuple[tuple[str, str], ...]:
    """`content` as labels and values for the signer to read; the opinion itself comes last.

    The regulation is named as people name it; `content` holds its id and digest.
    """
    held = {**content(file, opinion), "regulation": regulation.number}
    labels = (
        ("dossier", "案卷编号"),
        ("platform", "平台名称"),
        ("applicant", "申请单位"),
        ("regulation", "适用办法"),
        ("opinion_version", "意见版次"),
        ("opinion", "专家组评审意见"),
    )
    return tuple((label, str(held[name])) for name, label in labels)


def content_hash(file: Casefile, opinion: Opinion) -> str:
    """SHA-256 of the canonical JSON (RFC 8785) of `content`, lower-case hex."""
    return hashlib.sha256(rfc8785.dumps(dict(content(file, opinion)))).hexdigest()


def statement(seat: Seat, opinion: Opinion) -> str:
    """The sentence that the signer puts the name to."""
    who = "，".join(part for part in (seat.title, seat.unit) if part)
    named = f"{seat.name}（{who}）" if who else seat.name
    return f"本人{named}已阅读第 {opinion.version} 版专家组评审意见并签名。"


def signing_of(signature: Signature) -> Signing:
    """The statement of signing that a kept signature says it is."""
    return Signing(
        signer=signature.signer,
        content_hash=signature.content_hash,
        ink_hash=signature.ink_hash,
        statement=signature.statement,
        signed_at=signature.signed_at,
        operator=signature.operator,
        journal_code=signature.journal_code,
    )


def standing(signature: Signature, file: Casefile) -> Standing:
    """Whether `signature` still holds in `file`; a signature that fails stays kept and is shown as such."""
    if ink.ink_hash(signature.ink) != signature.ink_hash or signing_of(signature).record_hash != signature.record_hash:
        return Standing.ALTERED
    opinion = standing_opinion(file)
    if opinion is None or content_hash(file, opinion) != signature.content_hash:
        return Standing.VOID
    seat = next((seat for seat in file.seats if seat.id == signature.seat_id), None)
    if seat is None or not takes_part(seat, file):
        return Standing.RECUSED
    if any(other.seat_id == signature.seat_id and other.id > signature.id for other in file.signatures):
        return Standing.SUPERSEDED
    return Standing.VALID


def valid_signature(seat: Seat, file: Casefile) -> Signature | None:
    """The signature of `seat` that holds, or None."""
    return next((s for s in file.signatures if s.seat_id == seat.id and standing(s, file) is Standing.VALID), None)


def scan_outdated(seat: Seat, file: Casefile) -> bool:
    """Whether the scans of ink at `seat` are all of an opinion that was changed since; False without any scan."""
    scans = [one for one in file.signed_scans if one.seat_id == seat.id]
    opinion = standing_opinion(file)
    return bool(scans) and not any(opinion is not None and one.opinion_id == opinion.id for one in scans)


def hint(file: Casefile) -> str:
    """A remark about the panel's size as practice has it (the regulations name no number), or empty."""
    members = sum(takes_part(seat, file) for seat in file.seats)
    if 0 < members < COMMON_PANEL:
        return f"参加评审 {members} 人，少于通常的 {COMMON_PANEL} 人"
    if members and members % 2 == 0:
        return f"参加评审 {members} 人，通常为单数"
    return ""


def open_items(file: Casefile, _regulation: Regulation) -> tuple[OpenItem, ...]:
    """What the panel still lacks: members, recusals, an opinion, every member's signature or a mark for ink."""
    found = []
    members = [seat for seat in file.seats if takes_part(seat, file)]
    for seat in file.seats:
        reason = "" if seat.recused else conflict(seat.unit, file, seat.expert_id)
        if reason:
            found.append(_item(f"{seat.name}{reason}，须回避", "专家", f"seat:{seat.id}", wrong=True))
    if not members:
        found.append(_item("还没有可以参加评审的专家", "专家", "seats"))
    opinion = standing_opinion(file)
    if opinion is None or not opinion.text.strip():
        found.append(_item("还没有专家组评审意见", "评审意见", "opinion"))
        return tuple(found)
    for seat in members:
        unsigned = not seat.signs_on_paper and valid_signature(seat, file) is None
        if scan_outdated(seat, file) and (seat.signs_on_paper or unsigned):
            says = f"{seat.name}的签名扫描件是意见改动前的，要重新签名再附扫描件"
            found.append(_item(says, "签名", f"seat:{seat.id}"))
        elif unsigned:
            signed = any(signature.seat_id == seat.id for signature in file.signatures)
            says = f"{seat.name}的签名已失效，要重新签名" if signed else f"{seat.name}还没有签名"
            found.append(_item(says, "签名", f"seat:{seat.id}"))
    return tuple(found)


def _item(says: str, place: str, jump: str, *, wrong: bool = False) -> OpenItem:
    return OpenItem(Step.PANEL, says, place, wrong=wrong, jump=jump)
