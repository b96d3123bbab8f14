"""The command line: the window by default; verify, draw and the rest without one."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from desktop_app import lasting

# Each command without a window: the module whose `main(arguments) -> exit code` does it, imported only then.
COMMANDS: dict[str, tuple[str, str]] = {
    "verify": ("desktop_app.archive.command", "核对一份封装档案（文件夹），不需要办公室"),
    "draw": ("desktop_app.steps.draw_command", "按公布的名单和数字重新抽样，不需要办公室"),
    "forms": ("desktop_app.steps.forms_command", "把每张表印成空白样表、样张和样例案卷的一份，并合成一览"),
    "journey": ("desktop_app.journey.run", "不开窗口，把样例案卷从受理办到封装，留下文书、档案和界面图片"),
}

WINDOW = "desktop_app.app"  # Qt is loaded only for the window


def parser() -> argparse.ArgumentParser:
    """The command line in Chinese."""
    made = argparse.ArgumentParser(
        prog="desktop_app",
        description="示范平台评审：受理、审查、测评、评审、用印、归档。不带命令时打开窗口。",
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="显示这段说明")
    names = "、".join(f"{name}（{says}）" for name, (_module, says) in COMMANDS.items())
    made.add_argument("command", nargs="?", choices=[*COMMANDS], metavar="命令", help=names)
    made.add_argument("rest", nargs=argparse.REMAINDER, metavar="参数", help="命令的参数；命令后加 --help 查看")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window; returns the exit code."""
    lasting.hold_constants()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        module = importlib.import_module(COMMANDS[given[0]][0])
        return int(module.main(given[1:]))
    parser().parse_args(given)
    return int(importlib.import_module(WINDOW).run(sys.argv[:1]))


if __name__ == "__main__":
    sys.exit(main())
