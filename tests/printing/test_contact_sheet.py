"""The contact sheet: every page of every print is on it, under its name, and stays text."""

from __future__ import annotations

import io
import re
import unicodedata

import page
import pypdf

from desktop_app.printing import contact_sheet, facts, forms, press
from desktop_app.printing.contact_sheet import COLUMNS, ROWS, Shown
from desktop_app.printing.values import BLANK_MARK, SAMPLE_MARK, Footer

FORM = "national-2017/recommendation"


def text(leaf: pypdf.PageObject) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", leaf.extract_text()))


def prints(copies: int) -> list[Shown]:
    form = forms.load(FORM)
    blank = press.press(form, None, Footer(mark=BLANK_MARK))
    sample = press.press(form, facts.samples(form.names), Footer(mark=SAMPLE_MARK))
    return [Shown("空白样表", form.title, blank.pdf)] * copies + [Shown("样张", form.title, sample.pdf)]


def test_that_every_page_is_on_the_sheet_under_its_name_and_its_kind() -> None:
    made = contact_sheet.contact_sheet(prints(1))
    assert page.validate_pdf_bytes(made, profile="pdfa-2u").is_compliant
    first, second = pypdf.PdfReader(io.BytesIO(made)).pages
    assert "各表一览空白样表第1张共2张" in text(first)
    assert "各表一览样张第2张共2张" in text(second)
    for number in range(1, 4):
        assert f"推荐表{number}/3" in text(first)
    assert text(first).count("空白样表·不得用印") == 3
    assert "云岭省中小企业发展促进会" in text(second)


def test_that_a_full_sheet_is_followed_by_another() -> None:
    made = pypdf.PdfReader(io.BytesIO(contact_sheet.contact_sheet(prints(COLUMNS * ROWS // 3 + 1)))).pages
    assert [text(leaf).count("空白样表·不得用印") for leaf in made] == [COLUMNS * ROWS, 3, 0]
    assert made[0].mediabox.width > made[0].mediabox.height


def test_that_the_pictures_keep_their_shape_and_stay_on_the_sheet() -> None:
    made = pypdf.PdfReader(io.BytesIO(contact_sheet.contact_sheet(prints(1)))).pages[0]
    found: list[tuple[float, ...]] = []

    def note(operator: bytes, operands: list[float], matrix: list[float], _text: list[float]) -> None:
        if operator == b"Do":
            found.append(tuple(float(number) for number in matrix))

    made.extract_text(visitor_operand_before=note)
    assert len(found) == 3
    for across, _b, _c, down, left, bottom in found:
        assert abs(across - down) < 0.001
        assert 0 < left < 1190
        assert 0 < bottom < 842
