"""`python -m desktop_app draw`: repeat a draw from the published list and digits, without an office."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.rules import draw

USAGE = """用法：python -m desktop_app draw 名单.tsv 抽样数字 抽取数
　　　python -m desktop_app draw 名单指纹 抽样数字 抽取数 名单数

按公布的名单文件（企业或专家）和抽样数字重新抽取，打印抽中和备选的次序。
只有打印的记录单时，用第二种：照抄记录单上的名单指纹、抽取数字、抽取数和名单数，打印名单号的次序。
指纹和数字中可以有空格，但要加引号："4063 1952 7718 0365 2941"。"""
DONE, REFUSED = 0, 2


def main(arguments: Sequence[str]) -> int:
    """Print the order of the draw; 0 when it could be repeated, 2 (with a sentence on stderr) when it could not."""
    if len(arguments) == 1 and arguments[0] in ("-h", "--help"):
        print(USAGE)
        return DONE
    if len(arguments) not in (3, 4) or not all(number.isdecimal() for number in arguments[2:]):
        print(USAGE, file=sys.stderr)
        return REFUSED
    list_or_hash, digits, size = arguments[0], arguments[1], int(arguments[2])
    try:
        if len(arguments) == 4:
            lines = redraw_numbers(list_or_hash, digits, size, int(arguments[3]))
        else:
            lines = redraw(Path(list_or_hash).read_bytes(), digits, size)
        print("\n".join(lines))
    except OSError as error:
        print(f"读不了名单文件“{list_or_hash}”：{error.strerror}。请核对路径。", file=sys.stderr)
        return REFUSED
    except Refusal as refusal:
        print(refusal.says, file=sys.stderr)
        return REFUSED
    return DONE


def redraw(frame: bytes, typed: str, size: int) -> list[str]:
    """The lines to print for a frame file, the digits and the sample's size; raises Refusal when they don't fit."""
    firms = {firm.number: firm for firm in draw.read_frame(frame)}
    # a pool of experts is a frame whose last column is a work unit instead of a credit code
    people = any(not firm.uscc.isascii() for firm in firms.values())
    unit, drawn = ("位", "抽中") if people else ("家", "样本")
    digits = _checked(typed, size, len(firms), unit)
    digest = draw.frame_hash(frame.decode())
    lines = [f"名单指纹 {digest}", f"抽样数字 {digits}", f"名单 {len(firms)} {unit}，抽取 {size} {unit}"]
    for place, lot in enumerate(draw.order(digits, digest, firms), 1):
        kind = f"{drawn} {place}" if place <= size else f"备 {place - size}"
        lines.append(f"{kind}\t{lot.number}\t{firms[lot.number].name}\t{lot.ticket}")
    return lines


def redraw_numbers(typed_hash: str, typed: str, size: int, entries: int) -> list[str]:
    """The order of numbers of a printed record: its hash, its digits, how many were drawn of how many."""
    digest = "".join(typed_hash.split()).lower()
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise Refusal(f"名单指纹要有 64 位 0–9、a–f，现在是 {len(digest)} 位。请照记录单核对。")
    digits = _checked(typed, size, entries, "个")
    lines = [f"名单指纹 {digest}", f"抽样数字 {digits}", f"名单 {entries} 个，抽取 {size} 个"]
    for place, lot in enumerate(draw.order(digits, digest, range(1, entries + 1)), 1):
        kind = f"抽中 {place}" if place <= size else f"备 {place - size}"
        lines.append(f"{kind}\t{lot.number}\t{lot.ticket}")
    return lines


def _checked(typed: str, size: int, entries: int, unit: str) -> str:
    """The plain digits; raises Refusal for a sample that the list can't give."""
    if not 1 <= size <= entries:
        raise Refusal(f"名单共 {entries} {unit}，抽取数要在 1 到 {entries} 之间，不能是 {size}。")
    return draw.check_digits(typed)
