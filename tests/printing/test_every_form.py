"""Every page of every form, read back: no line breaks wrongly, rare names print, copy and are found, nothing claims
to be what it is not."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from desktop_app.printing import facts, forms, press
from desktop_app.printing.lines import CLOSING, OPENING
from desktop_app.printing.values import BLANK_MARK, SAMPLE_MARK, FactValue, Footer, Printed

RARE = "㛃堃珺䶮𬭎𠅤"
PEOPLE = {
    "legal_representative", "contact", "handed_in_by", "archive_sealed_by", "draw_frozen", "draw_made",
    "opinion_written", "experts.name", "survey_answers.person", "investors.investor", "staff_list.person_name",
    "served_firm_list.firm_contact", "interviews.iv_contact", "interviews.iv_person", "survey_lines.person",
    "panel_seats.name", "draw_witnesses.witness", "seal_lines.approved", "seal_lines.keeper", "conditions.decided",
    "score_sheets.sheet_expert", "ed_frozen", "ed_made", "ed_witnesses.witness", "ed_order.name", "ed_pool.name",
    "ed_left_out.name",
}  # fmt: skip
"""Where a form prints a person's name: a fact, or a table's column."""
NOBODY = (
    "ministry-2019/summary",
    "office/contents",
    "office/completeness",
    "office/disc-cover",
    "office/supplement-notice",
    "xinjiang-2021/commitment",
)
"""Forms on which no person is named."""


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def leaves(made: Printed) -> list[str]:
    return [leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]


def samples(form_id: str) -> dict[str, FactValue]:
    return facts.samples(forms.load(form_id).names)


def named(form_id: str, name: str) -> tuple[dict[str, FactValue], int]:
    """The samples with every person called `name`, and in how many places."""
    given, count = samples(form_id), 0
    for fact, value in given.items():
        if isinstance(value, str):
            if fact in PEOPLE:
                given[fact], count = name, count + 1
            continue
        rows: list[Mapping[str, str]] = []
        for row in (row for row in value if not isinstance(row, str)):
            people = {column for column in row if f"{fact}.{column}" in PEOPLE}
            rows.append({column: name if column in people else text for column, text in row.items()})
            count += len(people)
        if rows:
            given[fact] = tuple(rows)
    return given, count


@pytest.mark.parametrize("form_id", forms.available())
@pytest.mark.parametrize("kind", ["blank", "sample"])
def test_that_no_line_of_any_page_breaks_at_forbidden_punctuation(form_id: str, kind: str) -> None:
    given, mark = (None, BLANK_MARK) if kind == "blank" else (samples(form_id), SAMPLE_MARK)
    for text in leaves(press.press(forms.load(form_id), given, Footer(mark=mark))):
        assert mark in plain(text)
        for line in (line.strip() for line in text.split("\n")):
            if len(line) > 2 and not line.startswith("....."):
                assert line[0] not in CLOSING, line
                assert line[-1] not in OPENING, line


@pytest.mark.parametrize("form_id", forms.available())
def test_that_a_rare_name_prints_and_reads_back_on_every_form_that_names_a_person(form_id: str) -> None:
    given, places = named(form_id, RARE)
    assert (places == 0) == (form_id in NOBODY), "a form that names a person has to be in PEOPLE"
    made = press.press(forms.load(form_id), given, Footer())
    assert not [complaint.says for complaint in made.complaints if RARE[0] in complaint.says]
    assert plain("".join(leaves(made))).count(RARE) >= places


def test_that_a_viewer_copies_and_finds_a_rare_name(qapp: object) -> None:
    given, _ = named("national-2017/recommendation", RARE)
    made = press.press(forms.load("national-2017/recommendation"), given, Footer())
    held = QBuffer()
    held.setData(QByteArray(made.pdf))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    shown = QPdfDocument()
    shown.load(held)
    copied = [plain(shown.getAllText(number).text()) for number in range(shown.pageCount())]
    assert copied[1].count(RARE) == 5, "once for each expert"
    assert copied[2].count(RARE) == 12, "once for each firm"
    shown.close()


@pytest.mark.parametrize("form_id", [form for form in forms.available() if form.startswith("office/")])
def test_that_no_paper_of_the_office_claims_to_be_an_official_form(form_id: str) -> None:
    form = forms.load(form_id)
    assert form.source == "本单位"
    text = plain("".join(leaves(press.press(form, samples(form_id), Footer()))))
    assert "不是主管部门制发的表格" in text
    assert "附件" not in text.split("不是主管部门")[0]
    assert not re.search(r"(部|厅|局|委员会)制(?!度|发|作|定)", text)


def test_that_the_offices_papers_are_all_there() -> None:
    titles = {forms.load(form).title for form in forms.available() if form.startswith("office/")}
    assert titles >= {
        "收件清单", "形式审查表", "条件审查表", "一次性补正通知书", "抽样记录单", "访谈记录单", "评分表",
        "评审意见汇总", "用印登记簿", "卷内目录", "档案包封面",
    }  # fmt: skip
