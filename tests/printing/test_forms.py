"""The form language: what it can say, and how a wrong file is refused."""

from __future__ import annotations

import io
import re
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest

from desktop_app.errors import Refusal
from desktop_app.printing import compose, facts, fonts, forms, press
from desktop_app.printing.forms import FormError
from desktop_app.printing.formspec import GridBlock
from desktop_app.printing.values import Footer, Printed

HEAD = 'id = "office/made"\ntitle = "自制表"\nsource = "办公室"\nletter = "自"\n'


def made(tmp_path: Path, body: str, *, head: str = HEAD) -> Path:
    folder = tmp_path / "office"
    folder.mkdir(exist_ok=True)
    path = folder / "made.toml"
    path.write_text(head + body, encoding="utf-8")
    return path


def printed(tmp_path: Path, body: str) -> Printed:
    return press.press(forms.read(made(tmp_path, body)), facts.samples(), Footer())


def text(made: Printed) -> str:
    return "\n".join(leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(made.pdf)).pages)


GRID = (
    '[[block]]\nkind = "grid"\ncolumns = "80 80"\n[[block.rows]]\ncells = [{ label = "甲" }, { value = "{advice}" }]\n'
)
TABLE = (
    '[[block]]\nkind = "table"\ncolumns = "80 80"\nof = "experts"\n'
    '[[block.head]]\ncells = [{ head = "姓名" }, { head = "单位" }]\n'
    '[block.row]\ncells = [{ label = "{name}" }, { label = "{unit}" }]\n'
)
LINE = '[[block]]\nkind = "line"\ntext = "一"\n'

WRONG = {
    "no block": ("", "一个 [[block]] 也没有"),
    "unknown kind": ('[[block]]\nkind = "tabel"\n', "table"),
    "kind missing": ('[[block]]\ntext = "一"\n', "缺“kind”"),
    "unknown fact": ('[[block]]\nkind = "line"\ntext = "{advise}"\n', "advice"),
    "stray brace": ('[[block]]\nkind = "line"\ntext = "{advice"\n', "花括号没有成对"),
    "malformed name": ('[[block]]\nkind = "line"\ntext = "{推荐意见}"\n', "只含小写字母"),
    "unknown key": (LINE + 'colour = "red"\n', "不认识“colour”"),
    "unknown font": (LINE + 'font = "微软雅黑"\n', "微软雅黑"),
    "unknown size": (LINE + 'size = "三百号"\n', "三百号"),
    "size too small": (LINE + 'size = "2"\n', "5 到 72 磅"),
    "unknown alignment": (LINE + 'align = "middle"\n', "align"),
    "line spacing": (LINE + "lead = 9\n", "行距"),
    "required without a place": (LINE + "required = true\n", "补上栏目"),
    "length not a number": (LINE + 'before = "很多"\n', "before"),
    "length too long": (LINE + "before = 900\n", "0 到 260 毫米"),
    "fill too wide": ('[[block]]\nkind = "fill"\ncaption = "甲"\nvalue = "乙"\nright = 200\n', "版心宽度 160"),
    "gap both ways": ('[[block]]\nkind = "gap"\nheight = 3\nrest = true\n', "二选一"),
    "gap neither way": ('[[block]]\nkind = "gap"\n', "二选一"),
    "orientation": ('[[block]]\nkind = "page"\norientation = "横"\n', "upright"),
    "columns not numbers": (GRID.replace('"80 80"', '"80 宽"'), "各列宽度"),
    "column of no width": (GRID.replace('"80 80"', '"160 0"'), "大于 0"),
    "columns too wide": (GRID.replace('"80 80"', '"80 81"'), "合计 161 毫米"),
    "grid without rows": ('[[block]]\nkind = "grid"\ncolumns = "80 80"\n', "没有“rows”"),
    "row without cells": ('[[block]]\nkind = "grid"\ncolumns = "80"\n[[block.rows]]\nheight = 3\n', "没有“cells”"),
    "too many cells": (GRID.replace('{ label = "甲" }', '{ label = "甲", across = 2 }'), "应为 2 列"),
    "too few cells": (GRID.replace('{ label = "甲" }, ', ""), "应为 2 列"),
    "cell reaching below": (GRID.replace('{ label = "甲" }', '{ label = "甲", down = 2 }'), "down"),
    "cell with two contents": (GRID.replace('{ label = "甲" }', '{ label = "甲", value = "乙" }'), "之一"),
    "cell without content": (GRID.replace('{ label = "甲" }', '{ name = "甲" }'), "没有内容"),
    "cell across nothing": (GRID.replace('{ label = "甲" }', '{ label = "甲", across = 0 }'), "不能小于 1"),
    "checks of an unknown fact": (
        GRID.replace('{ label = "甲" }', '{ checks = ["甲"], ticked = "methods" }'),
        "methods",
    ),
    "signature of an unknown fact": (GRID.replace('{ label = "甲" }', '{ ink = "ink" }'), "ink"),
    "seal without a name": (
        GRID.replace('{ label = "甲" }', '{ label = "甲", slot = { caption = "章" } }'),
        "缺“name”",
    ),
    "seal too small": (
        GRID.replace('{ label = "甲" }', '{ label = "甲", slot = { name = "章", width = 3 } }'),
        "盖章的地方太小",
    ),
    "table of no rows": (TABLE.replace('"experts"', '"advice"'), "多行栏目"),
    "table without a row": (TABLE.split("[block.row]")[0], "缺“row”"),
    "example row of another width": (TABLE + '[[block.blank]]\ncells = [{ label = "例" }]\n', "应为 2 列"),
    "unknown column": (TABLE.replace("{unit}", "{untt}"), "unit"),
    "column outside its table": (GRID.replace("{advice}", "{unit}"), "unit"),
    "qr of an unknown fact": ('[[block]]\nkind = "qr"\nvalue = "{fingerprint}"\n', "fingerprint"),
    "margins": ("[margins]\nleft = 3\nright = 25\ntop = 30\nbottom = 27\n", "页边距"),
    "not toml": ('[[block]\nkind = "line"\n', "写法不对"),
}


@pytest.mark.parametrize("name", WRONG)
def test_that_a_wrong_form_is_refused_with_file_place_and_a_sentence(name: str, tmp_path: Path) -> None:
    body, says = WRONG[name]
    with pytest.raises(FormError) as refused:
        forms.read(made(tmp_path, body))
    assert says in refused.value.says
    assert refused.value.says.startswith("made.toml")
    assert refused.value.says.endswith("。")


def test_that_the_place_names_the_line_and_the_block(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"第 11 行.*第 2 项（line）"):
        forms.read(made(tmp_path, LINE + LINE + 'size = "x"\n'))


def test_that_an_id_that_does_not_fit_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="不一致"):
        forms.read(made(tmp_path, LINE, head=HEAD.replace("office/made", "office/other")))


def test_that_a_missing_form_is_refused() -> None:
    with pytest.raises(Refusal, match="没有表格文件"):
        forms.load("national-2017/nothing")


@pytest.mark.parametrize("form_id", forms.available())
def test_that_every_form_prints_blank_and_with_samples(form_id: str) -> None:
    form = forms.load(form_id)
    for given in (None, facts.samples()):
        made = press.press(form, given, Footer())
        assert made.pages
        assert not made.complaints
        report = page.validate_pdf_bytes(made.pdf, profile="pdfa-2u")
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_that_the_official_form_is_known_by_its_id_and_digest() -> None:
    form = forms.load("national-2017/recommendation")
    assert form.letter == "推"
    assert len(form.digest) == 64
    tables = [block.of for block in form.blocks if isinstance(block, GridBlock) and block.of]
    assert tables == ["experts", "survey_answers"]


def test_that_a_two_dimensional_code_is_drawn(tmp_path: Path) -> None:
    made = printed(tmp_path, '[[block]]\nkind = "qr"\nvalue = "{archive_qr}"\nside = 30\n')
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert opened.pages[0].Contents.read_bytes().count(b" re") > 200


def test_that_a_page_may_lie_on_its_side(tmp_path: Path) -> None:
    made = printed(
        tmp_path, LINE + '[[block]]\nkind = "page"\norientation = "wide"\n' + GRID.replace("80 80", "120 120")
    )
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert [leaf.mediabox.width > leaf.mediabox.height for leaf in pages] == [False, True]


def test_that_a_table_has_at_least_its_rows_and_a_foot(tmp_path: Path) -> None:
    body = TABLE.replace('of = "experts"', 'of = "experts"\nat_least = 9')
    body += '[[block.foot]]\ncells = [{ label = "合计", across = 2 }]\n'
    form = forms.read(made(tmp_path, body))
    blank = press.press(form, None, Footer())
    with pikepdf.open(io.BytesIO(blank.pdf)) as opened:
        drawn = opened.pages[0].Contents.read_bytes()
    levels = {line.split()[1] for line in drawn.replace(b" S", b"\n").split(b"\n") if b" l" in line and b" m" in line}
    assert len(levels) >= 12, "eleven rows have twelve rules"
    assert "合计" in text(blank)


def test_that_what_follows_the_bar_stands_where_a_fact_is_empty(tmp_path: Path) -> None:
    form = forms.read(made(tmp_path, '[[block]]\nkind = "line"\ntext = "注册资本{archive_files|____}万元"\n'))
    assert "注册资本____万元" in text(press.press(form, None, Footer()))
    assert "注册资本86万元" in text(press.press(form, facts.samples(), Footer())).replace(" ", "")


def test_that_running_text_breaks_over_pages(tmp_path: Path) -> None:
    body = '[[block]]\nkind = "paragraph"\ntext = """' + "平台服务中小企业成效明显，" * 200 + '"""\n'
    assert printed(tmp_path, body).pages > 1


def test_that_a_cell_may_stand_beside_all_rows_of_a_table(tmp_path: Path) -> None:
    body = TABLE.replace('"80 80"', '"40 60 60"') + '[block.side]\nlabel = "注册资本\\n{archive_files|____}万元"\n'
    form = forms.read(made(tmp_path, body))
    block = form.blocks[0]
    assert isinstance(block, GridBlock)
    assert block.side is not None
    assert "archive_files" in form.names
    (band,) = compose.compose(form, facts.samples(), fonts.faces())[0].pieces
    side = band.cells[0].cell  # type: ignore[attr-defined]
    assert (side.down, side.text) == (6, "注册资本\n86万元")
    assert "注册资本" in text(press.press(form, facts.samples(), Footer()))


def test_that_rows_beside_a_cell_have_the_columns_that_are_left(tmp_path: Path) -> None:
    body = TABLE + '[block.side]\nlabel = "注册资本"\n'
    with pytest.raises(FormError, match="应为 1 列"):
        forms.read(made(tmp_path, body))


def test_that_the_examples_of_a_table_stand_on_the_blank_form_only(tmp_path: Path) -> None:
    body = TABLE + '[[block.blank]]\ncells = [{ label = "" }, { label = "例如某大学" }]\n'
    form = forms.read(made(tmp_path, body))
    assert "例如某大学" in text(press.press(form, None, Footer()))
    assert "例如某大学" not in text(press.press(form, facts.samples(), Footer()))


def test_that_each_copy_is_set_from_its_first_page_and_says_whose_it_is(tmp_path: Path) -> None:
    head = HEAD + 'copies = ["存根", "送达"]\n'
    body = LINE + '[[block]]\nkind = "page"\n' + LINE
    printed = press.press(forms.read(made(tmp_path, body, head=head)), None, Footer())
    leaves = [leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages]
    assert ["存根" in leaf for leaf in leaves] == [True, True, False, False]
    assert ["— 1 —" in leaf for leaf in leaves] == [True, False, True, False]


def test_that_the_last_row_of_tied_rows_breaks_over_pages_and_loses_nothing(tmp_path: Path) -> None:
    body = (
        '[[block]]\nkind = "grid"\ncolumns = "30 130"\n[[block.rows]]\n'
        'cells = [{ label = "合作", down = 2 }, { label = "单位" }]\n'
        '[[block.rows]]\nsplits = true\ncells = [{ value = "{signed_bodies}" }]\n'
    )
    form = forms.read(made(tmp_path, body))
    given = facts.samples() | {"signed_bodies": "、".join(f"第{number}所" for number in range(1, 900))}
    printed = press.press(form, given, Footer())
    assert printed.pages >= 2
    read = re.sub(r"—\d—", "", "".join(text(printed).split()))
    assert not [number for number in range(1, 900) if f"第{number}所" not in read]
    assert read.count("合作") == 1


def test_that_rows_beside_a_cell_go_on_over_the_page(tmp_path: Path) -> None:
    body = TABLE.replace('"80 80"', '"40 60 60"') + '[block.side]\nlabel = "注册资本"\n'
    people = tuple({"name": f"张{number}", "unit": "云岭大学", "title": "", "signature": ""} for number in range(90))
    printed = press.press(forms.read(made(tmp_path, body)), facts.samples() | {"experts": people}, Footer())
    assert printed.pages >= 2
    assert text(printed).count("云岭大学") == 90
    assert text(printed).count("注册资本") == 1
