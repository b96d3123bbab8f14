"""The expert's seat for a packet, on any PC and without an office: open the packet, score, save beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.rules import packet, score_sheet
from desktop_app.rules.packet import Answer, Packet
from desktop_app.rules.score_sheet import ScoreSheet
from desktop_app.store import outside, packet_files

__all__ = ["Answer", "PacketPlace", "PacketSeat", "open_packet", "save"]


@dataclass(frozen=True)
class PacketPlace:
    """One item of the packet: where its page lies, and what was answered so far (None: nothing yet)."""

    code: str
    position: int
    platform: str
    applicant: str
    regulation: str
    page: str
    answer: Answer | None
    total: Decimal | None

    @property
    def done(self) -> bool:
        """Whether the item is scored, abstained from or recused from."""
        return self.answer is not None and not self.answer.empty


@dataclass(frozen=True)
class PacketSeat:
    """A packet as its expert sees it."""

    folder: str
    code: str
    meeting: str
    held_on: str
    number: int
    name: str
    sheet: ScoreSheet
    items: tuple[PacketPlace, ...]


def open_packet(path: Path | str) -> PacketSeat:
    """The packet in a folder; raises Refusal when it isn't one, or is damaged."""
    folder = _folder(Path(path))
    held = _packet(folder)
    saved = folder / packet_files.ANSWERS
    answers = packet.read_answers(held, _bytes(saved)) if saved.is_file() and not saved.is_symlink() else {}
    return _seat(folder, held, answers)


def _folder(path: Path) -> Path:
    folder = path.parent if path.name == packet_files.PACKET else path
    if path.suffix.lower() == ".zip":
        raise Refusal("请先把压缩包解开，再选择解开后的评审包文件夹：评分要存在文件夹里。", field="file")
    return folder


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(packet.LARGEST + 1)
    except OSError as error:
        raise Refusal(f"“{path.name}”读不出来。请选择评审包的文件夹。", field="file") from error


def _packet(folder: Path) -> Packet:
    if not (folder / packet_files.PACKET).is_file() or (folder / packet_files.PACKET).is_symlink():
        raise Refusal(f"“{folder.name}”不是评审包。请选择里面有 packet.json 的文件夹。", field="file")
    return packet.read(_bytes(folder / packet_files.PACKET))


def _seat(folder: Path, held: Packet, answers: Mapping[str, Answer]) -> PacketSeat:
    sheet = held.sheet
    return PacketSeat(
        folder=str(folder),
        code=held.code,
        meeting=held.meeting,
        held_on=held.held_on,
        number=held.number,
        name=held.name,
        sheet=sheet,
        items=tuple(
            PacketPlace(
                one.code, one.position, one.platform, one.applicant, one.regulation,
                _page(folder, one.position), answers.get(one.code), _total(sheet, answers.get(one.code)),
            )
            for one in held.items
        ),
    )  # fmt: skip


def _page(folder: Path, position: int) -> str:
    """Where the item's page lies: a name that we make ourselves, never one that the packet tells; empty without."""
    path = folder / packet_files.PAGES / f"{position:02d}.html"
    return str(path) if path.is_file() and not path.is_symlink() else ""


def _total(sheet: ScoreSheet, answer: Answer | None) -> Decimal | None:
    if answer is None or answer.abstained or answer.empty or answer.interest is not None:
        return None
    try:
        return score_sheet.total(sheet, answer.marks)
    except KeyError:  # an answer that another program wrote
        return None


def save(path: Path | str, answers: Mapping[str, Answer]) -> PacketSeat:
    """Keep answers beside the packet (评分结果.json), by the item's code; items left out stay as they were.

    Raises Refusal for a mark that is missing or out of bounds (its entry is the field), or an interest without words.
    """
    folder = _folder(Path(path))
    held = _packet(folder)
    before = open_packet(folder)
    kept = {one.code: one.answer for one in before.items if one.answer is not None}
    for code, answer in answers.items():
        if code not in {one.code for one in held.items}:
            raise Refusal("评审包里没有这一项。请重新打开评审包。")
        kept[code] = _checked(held.sheet, answer)
    outside.put(folder / packet_files.ANSWERS, packet.write_answers(held, kept, datetime.now(UTC)))
    return _seat(folder, held, kept)


def _checked(sheet: ScoreSheet, answer: Answer) -> Answer:
    if answer.interest is not None:
        if not answer.detail.strip():
            raise Refusal("回避要写明事由。请补写。", field="detail")
        return Answer({}, interest=answer.interest, detail=answer.detail.strip())
    if answer.abstained:
        return Answer({}, abstained=True, remark=answer.remark.strip())
    return Answer(score_sheet.check(sheet, answer.marks), remark=answer.remark.strip())
