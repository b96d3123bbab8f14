"""A packet for one expert (评审包) and its answer, as bytes: written here, and read with nothing taken on trust.

`packet.json` says which items and by which sheet. The answer names the packet and is bound to it by a keyed hash with
the packet's own key, so that a file that was changed on its way, or belongs to another packet, shows. The key lies on
the same stick: it tells accidents and mix-ups, not a forger who holds the stick.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import rfc8785

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest, Kind
from desktop_app.rules import score_sheet
from desktop_app.rules.score_sheet import ScoreSheet

FORMAT = 1
LARGEST = 1 << 20
"""No packet.json and no answer is longer than this."""
LONGEST_TEXT = 4000


class Result(Kind):
    """How it stands with one item of a packet that came back."""

    RECEIVED = "received", "收到"
    LATE = "late", "迟到"
    ALTERED = "altered", "被改动"
    DUPLICATE = "duplicate", "重复"
    EMPTY = "empty", "未填写"
    WRONG = "wrong", "填写有误"
    FOREIGN = "foreign", "不是本会"
    UNREADABLE = "unreadable", "读不出来"


@dataclass(frozen=True)
class PacketItem:
    """One item in a packet: `page` is the name of its page in the folder."""

    code: str
    position: int
    number: str
    platform: str
    applicant: str
    regulation: str
    page: str


@dataclass(frozen=True)
class Packet:
    """What packet.json says."""

    code: str
    key: str
    meeting: str
    held_on: str
    number: int
    name: str
    sheet_id: str
    sheet_text: str
    items: tuple[PacketItem, ...]

    @property
    def sheet(self) -> ScoreSheet:
        """The score sheet; raises WrongFile."""
        return score_sheet.parse(self.sheet_id, self.sheet_text)


@dataclass(frozen=True)
class Answer:
    """An expert's answer for one item: marks, an abstention, or an interest that keeps the expert away."""

    marks: Mapping[str, Decimal]
    abstained: bool = False
    remark: str = ""
    interest: Interest | None = None
    detail: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self.marks and not self.abstained and self.interest is None


def write(packet: Packet) -> bytes:
    """packet.json, as canonical JSON."""
    items = [
        {
            "code": one.code, "position": one.position, "number": one.number, "platform": one.platform,
            "applicant": one.applicant, "regulation": one.regulation, "page": one.page,
        }
        for one in packet.items
    ]  # fmt: skip
    body: dict[str, Any] = {
        "v": FORMAT, "code": packet.code, "key": packet.key, "meeting": packet.meeting, "held_on": packet.held_on,
        "number": packet.number, "name": packet.name, "sheet_id": packet.sheet_id, "sheet": packet.sheet_text,
        "items": items,
    }  # fmt: skip
    return bytes(rfc8785.dumps(body))


def read(content: bytes) -> Packet:
    """The packet in a packet.json; raises Refusal for anything else."""
    body = _json(content, "评审包")
    try:
        items = tuple(
            PacketItem(
                _text(one["code"]), _whole(one["position"]), _text(one["number"]), _text(one["platform"]),
                _text(one["applicant"]), _text(one["regulation"]), _text(one["page"]),
            )
            for one in body["items"]
        )  # fmt: skip
        packet = Packet(
            _text(body["code"]), _text(body["key"]), _text(body["meeting"]), _text(body["held_on"]),
            _whole(body["number"]), _text(body["name"]), _text(body["sheet_id"]), str(body["sheet"]), items,
        )  # fmt: skip
    except (LookupError, TypeError, ValueError) as error:
        raise _broken("评审包") from error
    if body["v"] != FORMAT or not items or len({one.code for one in items}) != len(items):
        raise _broken("评审包")
    bytes.fromhex(packet.key) if _is_hex(packet.key) else _refuse("评审包")
    _ = packet.sheet
    return packet


def _is_hex(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)


def _refuse(what: str) -> None:
    raise _broken(what)


def _broken(what: str) -> Refusal:
    return Refusal(f"{what}已损坏或不是本程序的文件，读不出来。请重新复制，或改用包里的 .xlsx。", field="file")


def _json(content: bytes, what: str) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise _broken(what)
    try:
        body = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _broken(what) from error
    if not isinstance(body, dict):
        raise _broken(what)
    return body


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(value)
    return value


def normal(sheet: ScoreSheet, answer: Answer) -> Answer:
    """The same answer without what says nothing: an increment that applies no times, blanks around words."""
    counted = {entry.key for entry in sheet.entries if entry.counted}
    marks = {key: mark for key, mark in answer.marks.items() if mark or key not in counted}
    return Answer(marks, answer.abstained, answer.remark.strip(), answer.interest, answer.detail.strip())


def _plain(answer: Answer) -> dict[str, Any]:
    return {
        "marks": {key: score_sheet.plain(mark) for key, mark in answer.marks.items()},
        "abstained": answer.abstained,
        "remark": answer.remark,
        "interest": answer.interest.value if answer.interest else "",
        "detail": answer.detail,
    }


def _keyed(key: str, body: Mapping[str, Any]) -> str:
    return hmac.new(bytes.fromhex(key), rfc8785.dumps(dict(body)), hashlib.sha256).hexdigest()


def digest(packet: Packet, item: str, answer: Answer) -> str:
    """A keyed hash of one answer: the same answer always gives the same, and it tells nothing of the marks."""
    return _keyed(packet.key, {"v": FORMAT, "item": item, "answer": _plain(answer)})


def write_answers(packet: Packet, answers: Mapping[str, Answer], at: datetime) -> bytes:
    """The answer file (评分结果.json): the answers by the item's code, bound to the packet."""
    body: dict[str, Any] = {
        "v": FORMAT,
        "packet": packet.code,
        "at": at.isoformat(timespec="seconds"),
        "answers": {code: _plain(answer) for code, answer in answers.items()},
    }
    return bytes(rfc8785.dumps({**body, "seal": _keyed(packet.key, body)}))


def read_answers(packet: Packet, content: bytes) -> dict[str, Answer]:
    """The answers by the item's code; raises Refusal when they are not this packet's, or were changed."""
    body = _json(content, "评分结果")
    seal = str(body.pop("seal", ""))
    try:
        bound = hmac.compare_digest(seal.encode("ascii", "replace"), _keyed(packet.key, body).encode())
    except (ValueError, RecursionError) as error:  # numbers and texts that canonical JSON doesn't know
        raise _broken("评分结果") from error
    if not bound:
        raise Refusal("评分结果与评审包对不上：内容被改动过，或属于另一个评审包。请专家重新保存。", field="file")
    try:
        found = {_text(code): _answer(one) for code, one in body["answers"].items()}
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise _broken("评分结果") from error
    if body.get("packet") != packet.code or not found.keys() <= {one.code for one in packet.items}:
        raise _broken("评分结果")
    return found


def _answer(body: Mapping[str, Any]) -> Answer:
    return Answer(
        marks={_text(key): Decimal(_text(mark)) for key, mark in body["marks"].items()},
        abstained=body["abstained"] is True,
        remark=_text(body["remark"]),
        interest=Interest(body["interest"]) if body["interest"] else None,
        detail=_text(body["detail"]),
    )
