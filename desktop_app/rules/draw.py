"""A draw that anyone can repeat with nothing but sha256sum: frame, digits, tickets, order."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.errors import Refusal

DIGITS_AT_LEAST = 20


@dataclass(frozen=True)
class FrameFirm:
    """One line of a frame: `number` counts from 1; `uscc` may be empty."""

    number: int
    name: str
    uscc: str


@dataclass(frozen=True, order=True)
class Ticket:
    """A firm's lot: `ticket` is lower-case hex, and the order of tickets is the order of the draw."""

    ticket: str
    number: int


def frame_text(firms: Iterable[tuple[str, str]]) -> str:
    """The frame as it is hashed: one line per (name, uscc), `number TAB name TAB uscc-or-empty LF`, numbered from 1.

    Whatever would break a line or a column apart (TAB, LF and their like) becomes a space; nothing else is changed.
    """
    lines = (f"{number}\t{_one_line(name)}\t{_one_line(uscc)}\n" for number, (name, uscc) in enumerate(firms, 1))
    return "".join(lines)


def _one_line(text: str) -> str:
    """`text` without line breaks, tabs and control characters, trimmed."""
    return "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text).strip()


def frame_hash(text: str) -> str:
    """SHA-256 of the UTF-8 text, lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_frame(data: bytes) -> tuple[FrameFirm, ...]:
    """The firms of a frame file as it was printed or exported; raises Refusal with the line where it is wrong."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Refusal("名单文件不是 UTF-8 文本。请使用程序导出的名单，不要用表格软件另存。") from error
    if not text.endswith("\n"):
        raise Refusal("名单文件最后一行没有换行，或者是空的。请使用程序导出的名单。")
    return tuple(_frame_line(number, line) for number, line in enumerate(text[:-1].split("\n"), 1))


def _frame_line(number: int, line: str) -> FrameFirm:
    parts = line.split("\t")
    if len(parts) != 3 or parts[0] != str(number) or not parts[1]:
        raise Refusal(f"名单第 {number} 行不是“序号、名称、信用代码”三列，或序号不连续。请使用程序导出的名单。")
    return FrameFirm(number, parts[1], parts[2])


def check_digits(typed: str) -> str:
    """The digits of a draw as plain 0–9; spaces are ignored and full-width digits accepted.

    Raises Refusal when anything else stands among them or there are fewer than 20.
    """
    digits: list[str] = []
    for char in typed:
        if char.isspace():
            continue
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) != 1 or plain not in "0123456789":
            raise Refusal(f"抽样数字第 {len(digits) + 1} 位是“{char}”，不是 0–9 的数字。请改正。", field="digits")
        digits.append(plain)
    if len(digits) < DIGITS_AT_LEAST:
        missing = DIGITS_AT_LEAST - len(digits)
        raise Refusal(
            f"抽样数字只有 {len(digits)} 位，至少要 {DIGITS_AT_LEAST} 位。请再掷出 {missing} 位。", field="digits"
        )
    return "".join(digits)


def ticket(digits: str, frame: str, number: int) -> str:
    """The lot of firm `number`: SHA-256 of "digits,frame hash,number", lower-case hex."""
    return hashlib.sha256(f"{digits},{frame},{number}".encode()).hexdigest()


def order(digits: str, frame: str, numbers: Iterable[int]) -> tuple[Ticket, ...]:
    """All `numbers` in drawn order; the order in which they are given plays no part.

    The first n are the sample, the rest the reserve in this very order.
    """
    return tuple(sorted(Ticket(ticket(digits, frame, number), number) for number in numbers))


def repeat_lines(digits: str, frame: str, firms: int, size: int, said: str = "家为样本") -> tuple[str, str, str]:
    """The three lines that say how to repeat a draw with sha256sum; the commands run in any POSIX shell.

    `said` completes the number of those who are drawn.
    """
    make = f"""for i in $(seq {firms}); do printf '%s,%s,%s' {digits} {frame} $i | sha256sum | sed "s/ .*/ $i/"; done"""
    return (
        f"sha256sum 名单.tsv   # 应为 {frame}",
        f"{make} | LC_ALL=C sort > 次序.txt",
        f"head -n {size} 次序.txt   # 行末是名单号：这 {size} {said}，其后依次为备选",
    )
