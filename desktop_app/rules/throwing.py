"""Digits thrown in front of witnesses: put down one at a time, taken back visibly, and never forgotten."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field, replace

import rfc8785

from desktop_app.errors import Refusal
from desktop_app.rules import draw
from desktop_app.rules.draw import DIGITS_AT_LEAST

DIGITS_AT_MOST = 40


@dataclass(frozen=True)
class TakenBack:
    """A digit that was put down by mistake and taken back: it stood in `place`, counted from 1."""

    place: int
    digit: str


@dataclass(frozen=True)
class Throwing:
    """The digits as they stand, and every one that was taken back, in the order in which that happened."""

    digits: str = ""
    taken_back: tuple[TakenBack, ...] = ()

    @property
    def missing(self) -> int:
        """How many digits are still needed."""
        return max(0, DIGITS_AT_LEAST - len(self.digits))

    def put(self, char: str) -> Throwing:
        """One more digit (full-width ones count); raises Refusal for anything else and beyond the most."""
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) != 1 or plain not in "0123456789":
            raise Refusal(f"“{char}”不是 0–9 的数字。请输入掷出的数字。", field="digits")
        if len(self.digits) >= DIGITS_AT_MOST:
            raise Refusal(f"已有 {DIGITS_AT_MOST} 位，不能再多。请抽取。", field="digits")
        return replace(self, digits=self.digits + plain)

    def take_back(self) -> Throwing:
        """Without the last digit, which stays on record; without any digit nothing changes."""
        if not self.digits:
            return self
        gone = TakenBack(len(self.digits), self.digits[-1])
        return replace(self, digits=self.digits[:-1], taken_back=(*self.taken_back, gone))


@dataclass(frozen=True)
class Witnessed:
    """What a draw in front of people adds: the hash that was shown, what was taken back, who else was drawn for."""

    frame_hash: str
    """The hash on the wall when the digits were thrown: a draw from any other frame is refused."""
    taken_back: tuple[TakenBack, ...] = ()
    session: tuple[str, ...] = field(default=())
    """Numbers of all dossiers drawn with these digits, in order."""


def canonical(taken_back: tuple[TakenBack, ...]) -> str:
    """What was taken back as canonical JSON (RFC 8785), for the record."""
    return rfc8785.dumps([{"place": one.place, "digit": one.digit} for one in taken_back]).decode()


def read(text: str) -> tuple[TakenBack, ...]:
    """What `canonical` wrote; nothing for an empty text."""
    return tuple(TakenBack(one["place"], one["digit"]) for one in json.loads(text or "[]"))


def said(taken_back: tuple[TakenBack, ...], digits: str) -> str:
    """What was taken back as a sentence for the paper; empty when nothing was."""
    parts = []
    for one in taken_back:
        now = f"改为 {digits[one.place - 1]}" if one.place <= len(digits) else "已退"
        parts.append(f"第 {one.place} 位曾输入 {one.digit}，{now}")
    return "；".join(parts)


def check_frame(text: str, frame_hash: str, witnessed: Witnessed | None) -> None:
    """Refuses a draw from a list that isn't what was frozen, or isn't the one whose hash was shown to witnesses."""
    if draw.frame_hash(text) != frame_hash:
        raise Refusal("冻结的名单与它的指纹不符，可能被改动过，不能抽取。请核对变更记录，从备份恢复。", field="frame")
    if witnessed is not None and witnessed.frame_hash != frame_hash:
        raise Refusal("名单在公布指纹之后重新冻结过，不能用这组数字抽取。请重新公布指纹，重新掷出数字。", field="frame")
