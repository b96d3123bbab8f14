"""Redrawing from the command line: the same order as the office drew, with nothing but a file and the digits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.rules import draw
from desktop_app.steps import draw_command

DIGITS = "4063 1952 7718 0365 2941"


@pytest.fixture
def frame(tmp_path: Path) -> Path:
    path = tmp_path / "名单.tsv"
    path.write_bytes(draw.frame_text((f"澜江第{n}机械有限公司", "") for n in range(1, 31)).encode())
    return path


def test_that_the_command_prints_the_same_order_as_the_rules(frame: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_command.main([str(frame), DIGITS, "10"]) == 0
    digest = draw.frame_hash(frame.read_text(encoding="utf-8"))
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == f"名单指纹 {digest}"
    rows = [line.split("\t") for line in printed[3:]]
    expected = draw.order(DIGITS.replace(" ", ""), digest, range(1, 31))
    assert [(int(row[1]), row[3]) for row in rows] == [(lot.number, lot.ticket) for lot in expected]
    assert [row[0] for row in rows[9:11]] == ["样本 10", "备 1"]


def test_that_the_command_line_finds_it_without_loading_the_database(frame: Path) -> None:
    code = (
        "import sys; from desktop_app.__main__ import main; "
        f"code = main(['draw', {str(frame)!r}, {DIGITS!r}, '10']); "
        "assert not {'sqlalchemy', 'PySide6.QtWidgets'} & set(sys.modules); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("样本 ") == 10


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "用法"),
        (["{frame}", DIGITS, "zehn"], "用法"),
        (["{frame}", "1234", "1"], "只有 4 位"),
        (["{frame}", DIGITS, "31"], "在 1 到 30 之间"),
        (["{frame}", DIGITS, "0"], "在 1 到 30 之间"),
        (["{frame}.not", DIGITS, "1"], "读不了名单文件"),
    ],
)
def test_that_the_command_says_what_is_wrong(
    arguments: list[str], says: str, frame: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw_command.main([part.format(frame=frame) for part in arguments]) == 2
    assert says in capsys.readouterr().err


def test_that_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_command.main(["--help"]) == 0
    assert "名单.tsv" in capsys.readouterr().out


def test_that_a_pool_of_experts_is_redrawn_in_its_own_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "专家.tsv"
    path.write_bytes(draw.frame_text((f"专家{n}", "云岭理工大学") for n in range(1, 9)).encode())
    assert draw_command.main([str(path), DIGITS, "3"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[2] == "名单 8 位，抽取 3 位"
    assert [line.split("\t")[0] for line in printed[3:7]] == ["抽中 1", "抽中 2", "抽中 3", "备 1"]


def test_that_a_printed_record_is_enough_to_redraw(frame: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = draw.frame_hash(frame.read_text(encoding="utf-8"))
    grouped = " ".join(digest[at : at + 4] for at in range(0, 64, 4)).upper()
    assert draw_command.main([grouped, DIGITS, "10", "30"]) == 0
    by_hash = [line.split("\t") for line in capsys.readouterr().out.splitlines()[3:]]
    assert draw_command.main([str(frame), DIGITS, "10"]) == 0
    by_list = [line.split("\t") for line in capsys.readouterr().out.splitlines()[3:]]
    assert [(row[1], row[-1]) for row in by_hash] == [(row[1], row[-1]) for row in by_list]


def test_that_a_hash_with_a_digit_missing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_command.main(["ab" * 31, DIGITS, "3", "8"]) == 2
    assert "64 位" in capsys.readouterr().err
