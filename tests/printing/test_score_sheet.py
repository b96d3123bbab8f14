"""The score sheet (评分表) on paper: the criteria of its file, a page for each expert, room for every number."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pypdf

from desktop_app.printing import facts, facts_scores, forms, press
from desktop_app.printing.values import FactValue, Footer
from desktop_app.rules import score_sheet

FORM = "office/score-sheet"
HEAD = 'id = "made"\ntitle = "自制评分表"\nnote = "仅供讨论。"\n'
SCALE = (
    '[[criterion]]\nid = "a"\ntitle = "服务能力"\nsays = "人员与场地。"\nweight = 70\ncap = 90\nstep = 0.5\n'
    'anchor = [{ at_least = 80, says = "条件充分" }, { at_least = 0, says = "条件不足" }]\n'
)
COUNTED = (
    '[[criterion]]\nid = "b"\ntitle = "示范特色"\nsays = "累加。"\nweight = 30\n'
    '[[criterion.addition]]\nid = "s"\nsays = "参与制定标准"\npoints = 20\nmost = 3\n'
    '[[criterion.addition]]\nid = "w"\nsays = "省级表彰"\npoints = 40\n'
)


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def pages(given: dict[str, FactValue]) -> list[str]:
    made = press.press(forms.load(FORM), given, Footer())
    assert not made.complaints
    return [plain(leaf.extract_text()) for leaf in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]


def made(tmp_path: Path) -> score_sheet.ScoreSheet:
    path = tmp_path / "made.toml"
    path.write_text(HEAD + SCALE + COUNTED, encoding="utf-8")
    return score_sheet.read(path)


def test_that_the_criteria_stand_as_their_file_says(tmp_path: Path) -> None:
    (text,) = pages(facts.samples(forms.load(FORM).names) | facts_scores.of_sheet(made(tmp_path)))
    for words in (
        "自制评分表", "仅供讨论", "服务能力(占70%)人员与场地。80起:条件充分0起:条件不足0—90每档0.5", "(2项占30%)",
        "参与制定标准,每次计20,本项累加至100为止次数0—3", "省级表彰,每次计40,本项累加至100为止次数0—1",
        "以上各格所写数字之和", "整项弃权", "工作用纸·不是主管部门制发的表格",
    ):  # fmt: skip
        assert words in text, words


def test_that_there_is_a_row_for_every_number_that_is_keyed_in_its_order(tmp_path: Path) -> None:
    for sheet in (made(tmp_path), *score_sheet.choices()):
        rows = [row for row in facts_scores.of_sheet(sheet)["score_entries"] if not isinstance(row, str)]
        assert len(rows) == len(sheet.entries)
        for number, (row, entry) in enumerate(zip(rows, sheet.entries, strict=True), 1):
            assert row["entry_no"] == str(number)
            assert entry.label in row["entry_title"] + row["entry_says"]
            assert f"0—{score_sheet.plain(entry.most)}" in row["entry_range"]


def test_that_every_expert_has_a_page_with_all_criteria() -> None:
    sheets = tuple(
        {"sheet_number": f"1-{n}", "sheet_meeting": "评审会", "sheet_expert": f"专家{n}䶮"} for n in (1, 2, 3)
    )
    given = facts.samples(forms.load(FORM).names) | {"score_sheets": sheets}
    for sheet in score_sheet.choices():
        made = pages(given | facts_scores.of_sheet(sheet))
        assert len(made) == 3, "a sheet is one page"
        for number, text in enumerate(made, 1):
            assert f"专家{number}䶮" in text
            assert f"1-{number}" in text
            assert all(plain(criterion.title) in text for criterion in sheet.criteria)
