"""`python -m desktop_app draw`: repeat a draw from the published list and digits, without an office."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.rules import draw

USAGE = """用法：python -m desktop_app draw 名单.tsv 抽样数字 家数

按公布的名单文件和抽样数字重新抽样，打印样本和备选的次序。
数字中可以有空格，但要加引号："4063 1952 7718 0365 2941"。"""
DONE, REFUSED = 0, 2


def main(arguments: Sequence[str]) -> int:
    """Print the order of the draw; 0 when it could be repeated, 2 (with a sentence on stderr) when it could not."""
    if len(arguments) == 1 and arguments[0] in ("-h", "--help"):
        print(USAGE)
        return DONE
    if len(arguments) != 3 or not arguments[2].isdecimal():
        print(USAGE, file=sys.stderr)
        return REFUSED
    path, digits, size = Path(arguments[0]), arguments[1], int(arguments[2])
    try:
        print("\n".join(redraw(path.read_bytes(), digits, size)))
    except OSError as error:
        print(f"读不了名单文件“{path}”：{error.strerror}。请核对路径。", file=sys.stderr)
        return REFUSED
    except Refusal as refusal:
        print(refusal.says, file=sys.stderr)
        return REFUSED
    return DONE


def redraw(frame: bytes, typed: str, size: int) -> list[str]:
    """The lines to print for a frame file, the digits and the sample's size; raises Refusal when they don't fit."""
    firms = {firm.number: firm for firm in draw.read_frame(frame)}
    if not 1 <= size <= len(firms):
        raise Refusal(f"名单共 {len(firms)} 家，抽取家数要在 1 到 {len(firms)} 之间，不能是 {size}。")
    digits = draw.check_digits(typed)
    digest = draw.frame_hash(frame.decode())
    lines = [f"名单指纹 {digest}", f"抽样数字 {digits}", f"名单 {len(firms)} 家，抽取 {size} 家"]
    for place, lot in enumerate(draw.order(digits, digest, firms), 1):
        kind = f"样本 {place}" if place <= size else f"备 {place - size}"
        lines.append(f"{kind}\t{lot.number}\t{firms[lot.number].name}\t{lot.ticket}")
    return lines
