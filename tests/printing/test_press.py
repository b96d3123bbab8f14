"""Printed papers, read back."""

from __future__ import annotations

import io
import re
import sys
import time
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest

from desktop_app.printing import facts, forms, press
from desktop_app.printing.lines import CLOSING, OPENING
from desktop_app.printing.values import BLANK_MARK, SAMPLE_MARK, FactValue, Footer, Printed, Trouble, short_hash

FORM = "national-2017/recommendation"
RARE = "㛃堃珺䶮𬭎𠅤"
# the printed form of 工信部企业〔2017〕156号 附件1, in the order of its text
OFFICIAL = (
    "附件1:",
    "国家中小企业公共服务示范平台 推荐表",
    "示范平台承担单位名称:",
    "推荐省(区、市):",
    "填报日期:",
    "年",
    "月",
    "日",
    "工业和信息化部制",
    "专家组评审意见",
    "专家姓名",
    "职务/职称",
    "工作单位",
    "签字",
    "推荐单位组织测评情况（随机抽取，不少于10家）",
    "测评方法",
    "上门拜访",
    "电话询问",
    "网络互动",
    "书面征求",
    "其他",
    "抽样企业名称",
    "被访人员姓名",
    "职务",
    "联系电话",
    "接受服务内容",
    "对所受服务的总体评价",
    "很满意",
    "基本满意",
    "不满意",
    "对区域中小企业发展的影响和作用",
    "省级中小企业主管部门推荐意见：",
    "（ 盖章 ）",
    "年 月 日",
)
FULL = Footer(number="2024-0001-推-01", journal_code="128-ABCD-EFGH-IJKL-MNOP-QRST", lapsed="办法已于 2025-10-21 废止")


def plain(text: str) -> str:
    """Text without spaces, with half-width marks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def read(printed: Printed) -> list[str]:
    return [leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages]


def filled(**changed: FactValue) -> dict[str, FactValue]:
    return facts.samples() | changed


def printed(given: Mapping[str, FactValue] | None = None, footer: Footer = FULL) -> Printed:
    return press.press(forms.load(FORM), facts.samples() if given is None else given, footer)


def font_files(pdf: bytes) -> list[tuple[str, bool, bool]]:
    """(name, embedded, with a Unicode map) of every font on every page, as pdffonts lists them."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for leaf in opened.pages:
            for font in leaf.Resources.Font.values():
                descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                found.append((str(font.BaseFont), "/FontFile2" in descendant.FontDescriptor, "/ToUnicode" in font))
    return found


def test_that_the_wording_is_the_official_one_to_the_letter_and_in_its_order() -> None:
    text = plain("".join(read(press.press(forms.load(FORM), None, Footer()))))
    at = 0
    for words in OFFICIAL:
        found = text.find(plain(words).replace("(盖章)", "(盖章)"), at)
        assert found >= 0, f"{words} is missing after …{text[max(0, at - 12) : at]}"
        at = found + len(plain(words))


def test_that_a_blank_form_says_nothing_that_the_official_one_does_not() -> None:
    text = plain("".join(read(press.press(forms.load(FORM), None, Footer()))))
    for words in sorted(OFFICIAL, key=len, reverse=True):
        text = text.replace(plain(words), "", 1)
    assert not re.sub(r"[□—0-9年月日:]", "", text)


@pytest.mark.parametrize("given", [None, facts.samples()], ids=["blank", "sample"])
def test_that_every_font_is_embedded_and_maps_back_to_text(given: Mapping[str, FactValue] | None) -> None:
    fonts = font_files(press.press(forms.load(FORM), given, FULL).pdf)
    assert fonts
    assert all(embedded and mapped for _, embedded, mapped in fonts), fonts


@pytest.mark.parametrize("given", [None, facts.samples()], ids=["blank", "sample"])
def test_that_the_file_is_pdf_a(given: Mapping[str, FactValue] | None) -> None:
    report = page.validate_pdf_bytes(press.press(forms.load(FORM), given, FULL).pdf, profile="pdfa-2u")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_that_rare_characters_read_back_as_they_were_typed() -> None:
    given = filled(applicant_name=f"{RARE}有限公司", advice=f"同意推荐{RARE}。")
    text = plain("".join(read(printed(given))))
    assert f"{RARE}有限公司" in text
    assert f"同意推荐{RARE}。" in text
    assert not printed(given).complaints


def test_that_no_line_begins_or_ends_with_forbidden_punctuation() -> None:
    long = "（一）平台服务企业 1180 家，满意度 98.6%；“线上诊断＋线下驻厂”模式（试行）成效明显，《指南》已印发。" * 12
    given = filled(panel_opinion=long, influence=long, advice=long)
    for text in read(printed(given)):
        for line in (line.strip() for line in text.split("\n")):
            if len(line) > 2:
                assert line[0] not in CLOSING, line
                assert line[-1] not in OPENING, line


def test_that_what_a_user_types_is_never_markup() -> None:
    text = plain("".join(read(printed(filled(advice="<b>同意</b> & {advice} 推荐")))))
    assert "<b>同意</b>&{advice}推荐" in text


def test_that_the_same_input_gives_the_same_bytes() -> None:
    footer = Footer(number="2024-0001-推-01", printed_at=datetime(2024, 6, 28, 2, 0, tzinfo=UTC))
    assert printed(footer=footer).pdf == printed(footer=footer).pdf
    assert printed(footer=footer).pdf != printed(footer=Footer(number="2024-0001-推-02")).pdf


def test_that_the_content_hash_changes_with_every_fact_and_with_nothing_else() -> None:
    before = printed().content_hash
    assert printed(footer=Footer(mark=SAMPLE_MARK)).content_hash == before
    assert printed(filled(archive_folder="别的案卷")).content_hash == before, "not printed on this form"
    for name in forms.load(FORM).names:
        value = facts.samples()[name]
        changed: FactValue = value + "改" if isinstance(value, str) else value[:-1]
        assert printed(filled(**{name: changed})).content_hash != before, name


def test_that_the_footer_stands_on_every_page_but_the_cover() -> None:
    made = printed()
    cover, *inside = [plain(text) for text in read(made)]
    assert FULL.number not in cover
    assert plain("—1—") not in cover
    for number, text in enumerate(inside, 1):
        for words in (FULL.number, short_hash(made.content_hash), FULL.journal_code, plain(FULL.lapsed), f"—{number}—"):
            assert words in text


def test_that_a_blank_form_is_marked_on_every_page() -> None:
    made = press.press(forms.load(FORM), None, Footer(mark=BLANK_MARK))
    assert all(plain(BLANK_MARK) in plain(text) for text in read(made))
    assert not made.complaints


def test_that_the_place_of_the_seal_is_known() -> None:
    slot = printed().slots[0]
    assert (slot.name, slot.page) == ("省级中小企业主管部门", printed().pages)
    x0, y0, x1, y1 = slot.rect
    assert 0 < x0 < x1 < 595
    assert 0 < y0 < y1 < 842
    assert x1 - x0 > 110, "a seal is 42 mm wide"


@pytest.mark.parametrize(
    "name", ["applicant_name", "panel_opinion", "survey_methods", "influence", "advice", "filed_on"]
)
def test_that_an_empty_place_that_must_be_filled_is_named(name: str) -> None:
    empty: FactValue = "" if isinstance(facts.samples()[name], str) else ()
    complaints = printed(filled(**{name: empty})).complaints
    assert [(complaint.trouble, complaint.fact) for complaint in complaints] == [(Trouble.MISSING, name)]


def test_that_an_empty_cell_of_a_table_is_named_with_its_row_and_page() -> None:
    rows = [dict(row) for row in facts.samples()["survey_answers"] if not isinstance(row, str)]
    rows[3]["phone"] = ""
    (complaint,) = printed(filled(survey_answers=tuple(rows))).complaints
    assert (complaint.trouble, complaint.fact, complaint.row, complaint.page) == (
        Trouble.MISSING,
        "survey_answers",
        4,
        3,
    )
    assert "联系电话" in complaint.says
    assert "第 4 行" in complaint.says


def test_that_text_too_long_for_its_cell_is_shrunk_then_reported_and_never_cut() -> None:
    rows = [dict(row) for row in facts.samples()["survey_answers"] if not isinstance(row, str)]
    rows[1]["service"] = "数字化改造与智能制造诊断咨询以及知识产权质押融资全流程辅导服务" * 2
    made = printed(filled(survey_answers=tuple(rows)))
    (complaint,) = made.complaints
    assert (complaint.trouble, complaint.row) == (Trouble.TIGHT, 2)
    assert rows[1]["service"] in plain("".join(read(made)))


def test_that_a_character_without_a_glyph_is_named() -> None:
    (complaint, *_) = printed(filled(advice="同意推荐\U0003fffd。")).complaints
    assert complaint.trouble is Trouble.GLYPH
    assert "\U0003fffd" in complaint.says


def test_that_a_long_opinion_leaves_no_page_with_a_line_or_two() -> None:
    for count in range(1, 60, 3):
        made = printed(filled(influence="平台服务中小企业成效明显。" * count, advice="同意推荐。"))
        assert made.pages == 4
        last = [line for line in read(made)[-1].split("\n") if len(line.strip()) > 8]
        assert len([line for line in last if "明显" in line or "成效" in line]) >= min(4, count // 3), count


def test_that_sixty_firms_flow_over_pages_with_the_head_repeated() -> None:
    rows = tuple(dict(row) for row in facts.samples()["survey_answers"] if not isinstance(row, str)) * 5
    texts = [plain(text) for text in read(printed(filled(survey_answers=rows)))]
    with_rows = [text for text in texts if "13800000" in text]
    assert len(with_rows) >= 3
    assert all("抽样企业名称" in text for text in with_rows)
    assert sum(text.count("13800000") for text in texts) == 60


def signed(ink: str) -> bytes:
    expert = {"name": "张堃", "title": "研究员", "unit": "云岭大学", "signature": ink}
    return content(printed(filled(experts=(expert,))).pdf, 1)


def test_that_a_signature_is_drawn_as_strokes_one_path_for_each_width() -> None:
    points = ",".join(f"[{120 * n},{(n % 5) * 90},{9 * n},{900 + n}]" for n in range(60))
    ink = f'{{"device":"pen","strokes":[[{points}]],"unit":"0.01mm","v":1}}'
    without, drawn = signed(""), signed(ink)
    lines, paths = drawn.count(b" l") - without.count(b" l"), drawn.count(b" S") - without.count(b" S")
    assert lines > 300
    assert 1 <= paths < 20, "neighbours of one width are one path"
    assert re.search(rb"q 1 J 1 j [\d. ]+ w [\d. ]+ m ", drawn), "round ends and joins, like a pen's"


def test_that_a_dot_of_ink_is_drawn() -> None:
    assert re.search(
        rb"([\d.]+ [\d.]+) m \1 l S Q", signed('{"device":"pen","strokes":[[[5,5,0,900]]],"unit":"0.01mm","v":1}')
    )


def content(pdf: bytes, index: int) -> bytes:
    """The drawing operators of one page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.pages[index].Contents.read_bytes()


def test_that_a_form_is_printed_within_a_second() -> None:
    printed()
    start = time.perf_counter()
    printed()
    assert time.perf_counter() - start < 1


def test_that_only_printing_draws_with_reportlab() -> None:
    house = Path(sys.modules["desktop_app.printing.press"].__file__ or "").parents[1]
    users = {path.relative_to(house).parts[0] for path in house.rglob("*.py") if "reportlab" in path.read_text("utf-8")
             and re.search(r"^\s*(from|import) reportlab", path.read_text("utf-8"), re.MULTILINE)}  # fmt: skip
    assert users == {"printing"}
