"""`python -m desktop_app verify PATH [--fingerprint HEX]`: a check on the terminal, without office or window."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from desktop_app.archive.lists import ROOT_LIST
from desktop_app.archive.verify import Report, shown, verify
from desktop_app.errors import Refusal


class _Parser(argparse.ArgumentParser):
    """Says in Chinese what is wrong with the command line, and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        """Leave with the usage; `message` is argparse's English."""
        self.exit(2, "用法：python -m desktop_app verify 档案包文件夹 [--fingerprint 纸质封面上的指纹]\n")


def main(argv: Sequence[str]) -> int:
    """Check the archive that `argv` names (PATH, --fingerprint HEX) and print what was found.

    0: nothing wrong; 1: something is missing, added, changed or contradicts the paper; 2: nothing could be checked.
    """
    parser = _Parser(
        prog="verify",
        usage="python -m desktop_app verify 档案包文件夹 [--fingerprint 指纹]",
        description="核对一个档案包，不需要打开办公文件夹。退出码：0 相符，1 有出入，2 没法核对。",
        add_help=False,
    )
    parser._positionals.title, parser._optionals.title = "核对什么", "选项"
    parser.add_argument("-h", "--help", action="help", help="显示这段说明")
    parser.add_argument("path", type=Path, metavar="档案包文件夹", help="含有“打开我_目录.html”的文件夹")
    parser.add_argument("--fingerprint", default="", metavar="指纹", help="纸质封面上的指纹，可带空格")
    wanted = parser.parse_args(list(argv))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        report = verify(wanted.path, wanted.fingerprint)
    except Refusal as refusal:
        print(refusal.says)
        return 2
    print("\n".join(_lines(report)))
    return 0 if report.ok else 1


def _lines(report: Report) -> Iterator[str]:
    yield report.says
    for word, paths in (("缺少", report.missing), ("多出", report.added), ("改动", report.changed)):
        for path in paths:
            yield f"  {word}  {shown(path)}"
    for fault in report.faults:
        yield f"  {fault}"
    if report.fingerprint:
        groups = [report.fingerprint[at : at + 4] for at in range(0, 64, 4)]
        yield f"“{ROOT_LIST}”的指纹：{' '.join(groups)}"
    for sentence in report.proven:
        yield f"已证明：{sentence}。"
    for sentence in report.unproven:
        yield f"未证明：{sentence}。"
