"""`forms`: every form three ways, each page read back; nothing of an office is needed or left."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from desktop_app.printing import forms
from desktop_app.printing.lines import CLOSING, OPENING
from desktop_app.printing.values import BLANK_MARK, PREVIEW_MARK, SAMPLE_MARK
from desktop_app.steps import forms_command


def pages(path: Path) -> list[str]:
    return [leaf.extract_text() for leaf in pypdf.PdfReader(path).pages]


def test_that_a_form_that_is_not_there_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forms_command.main([str(tmp_path / "out"), "--only", "office/nothing"]) == forms_command.REFUSED
    assert "没有表格文件" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_that_a_wrong_command_line_is_answered_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        forms_command.main([])
    assert left.value.code == forms_command.REFUSED
    assert capsys.readouterr().err.startswith("用法：")


@pytest.mark.sweep
def test_that_all_forms_print_three_ways_without_complaint_and_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forms_command.main([str(tmp_path)]) == forms_command.DONE, capsys.readouterr()
    marks = {
        forms_command.BLANK: BLANK_MARK,
        forms_command.SAMPLE: SAMPLE_MARK,
        forms_command.FULL: PREVIEW_MARK,
    }
    count = 0
    for kind, mark in marks.items():
        made = sorted((tmp_path / kind).glob("*.pdf"))
        assert len(made) == len(forms.available())
        for path in made:
            for text in pages(path):
                count += 1
                assert mark in text.replace(" ", ""), path
                assert len(re.sub(r"\s", "", text)) > 20, f"an empty page in {path}"
                for line in (line.strip() for line in text.split("\n")):
                    if len(line) > 2 and not line.startswith("....."):
                        assert line[0] not in CLOSING, (path, line)
                        assert line[-1] not in OPENING, (path, line)
    sheets = "".join(pages(tmp_path / "各表一览.pdf")).replace(" ", "")
    assert sum(sheets.count(mark) for mark in marks.values()) == count
