"""The forms that are tables, as workbooks that others can open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.errors import Refusal
from desktop_app.printing import facts, forms, workbook
from desktop_app.printing.values import BLANK_MARK, FactValue, Footer
from desktop_app.rules import lists
from desktop_app.rules.lists import ListKind
from desktop_app.store import workbook as stored

SUMMARY, REPORT = "ministry-2019/summary", "national-2017/application-report"


def made(form: str, of: str, given: Mapping[str, FactValue] | None = None, footer: Footer | None = None) -> Worksheet:
    """The one sheet, read back."""
    held = workbook.workbook(forms.load(form), given, (of,), footer=footer)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(held)).worksheets
    return sheet


def sampled(form: str, **changed: FactValue) -> dict[str, FactValue]:
    return facts.samples(forms.load(form).names) | changed


def rows(name: str, count: int) -> tuple[dict[str, str], ...]:
    kept = [dict(row) for row in facts.samples()[name] if not isinstance(row, str)]
    number = facts.CATALOGUE[name].columns[0].name
    return tuple({**kept[n % len(kept)], number: str(n + 1)} for n in range(count))


def texts(sheet: Worksheet) -> list[str]:
    return [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


@pytest.mark.parametrize(
    ("form", "names"),
    [
        (SUMMARY, ["summary_rows"]),
        (REPORT, ["equipment_list", "staff_list", "served_firm_list"]),
        ("xinjiang-2021/application-report", ["equipment_list", "staff_list", "served_firm_list"]),
        ("xinjiang-2021/commitment", []),
    ],
)
def test_that_the_tables_of_a_form_are_known(form: str, names: list[str]) -> None:
    assert [table.of for table in workbook.tables(forms.load(form))] == names


def test_that_the_summary_is_a_landscape_page_whose_head_repeats() -> None:
    sheet = made(SUMMARY, "summary_rows", sampled(SUMMARY, summary_rows=rows("summary_rows", 40)))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet["B4"].value == "平台名称"
    assert sheet.print_area.endswith(f"$A$1:$F${sheet.max_row}")
    assert sheet["A2"].value == "推荐2019年度国家中小企业公共服务示范平台汇总表"
    assert sheet["A3"].value == "省级中小企业主管部门或行业协会名称（盖章）：云岭省工业和信息化厅"
    assert [sheet.cell(4 + n, 1).value for n in (1, 2, 40)] == [1, 2, 40]
    assert str(sheet.cell(45, 1).value).startswith("说明：（1）平台名称中")


def test_that_columns_and_rows_have_the_proportions_of_the_paper() -> None:
    sheet = made(SUMMARY, "summary_rows", sampled(SUMMARY))
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert widths[4] > widths[1] > widths[0]
    statement, head = sheet.row_dimensions[5].height, sheet.row_dimensions[4].height
    assert statement > 60, "the statement takes several lines"
    assert head > 60
    assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))


def test_that_phones_and_codes_are_text_and_numbers_are_numbers() -> None:
    firms = list(rows("served_firm_list", 2))
    firms[0]["firm_phone"], firms[1]["firm_phone"] = "02088889999", "0871-65550123"
    sheet = made(REPORT, "served_firm_list", sampled(REPORT, served_firm_list=tuple(firms)))
    phones = [sheet.cell(row, 4) for row in (4, 5)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in phones] == [
        ("02088889999", "s", "@"),
        ("0871-65550123", "s", "@"),
    ]
    prices = made(REPORT, "equipment_list", sampled(REPORT))
    assert [(prices.cell(3, n).value, prices.cell(3, n).number_format) for n in (4, 5, 6)] == [
        (1, "0"),
        (51.82, "0.00"),
        (51.82, "0.00"),
    ]


@pytest.mark.parametrize("typed", ["=1+1", "=cmd|' /C calc'!A0", "+8613800000000", "-2+3", "@SUM(A1)", "\x07响铃"])
def test_that_nothing_that_was_typed_becomes_a_formula(typed: str) -> None:
    firms = ({**rows("served_firm_list", 1)[0], "served_firm": typed},)
    held = workbook.workbook(forms.load(REPORT), sampled(REPORT, served_firm_list=firms), ("served_firm_list",))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(held)).worksheets
    assert sheet["B4"].value == typed.replace("\x07", "")
    assert sheet["B4"].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(held)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_that_a_two_row_head_is_merged_and_repeats_whole() -> None:
    sheet = made(REPORT, "served_firm_list", sampled(REPORT, served_firm_list=rows("served_firm_list", 120)))
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A2:A3", "B2:B3", "F2:H2"} <= merged
    assert sheet.print_title_rows == "$2:$3"
    assert [sheet.cell(row, 1).value for row in (4, 123)] == [1, 120]
    assert sheet["A124"].value == "上一年度共服务企业426家"
    assert sheet["A1"].value == "服务的中小企业名单及服务评价表（100家以上）"


def test_that_the_program_reads_its_own_lists_back(tmp_path: Path) -> None:
    for kind, of, count in ((ListKind.FIRMS, "served_firm_list", 120), (ListKind.STAFF, "staff_list", 30)):
        path = tmp_path / f"{of}.xlsx"
        given = sampled(REPORT, **{of: tuple(named(of, count))})
        path.write_bytes(workbook.workbook(forms.load(REPORT), given, (of,)))
        (sheet,) = stored.read(path)
        preview = lists.preview(sheet.grid, kind)
        assert not preview.refused
        assert len(preview.to_write) == count, [row.reasons for row in preview.rows if row.reasons][:3]


def named(of: str, count: int) -> list[dict[str, str]]:
    """Rows whose names differ."""
    column = {"served_firm_list": "served_firm", "staff_list": "person_name"}[of]
    return [{**row, column: f"{row[column]}第{number}分部"} for number, row in enumerate(rows(of, count))]


def test_that_a_blank_workbook_is_marked_and_has_the_examples_of_the_paper() -> None:
    sheet = made(SUMMARY, "summary_rows", None, Footer(mark=BLANK_MARK))
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.right.text == BLANK_MARK
    assert texts(sheet).count("属于省级推荐名额") == 2


def test_that_all_tables_of_a_form_go_into_one_workbook() -> None:
    held = workbook.workbook(forms.load(REPORT), sampled(REPORT))
    assert openpyxl.load_workbook(io.BytesIO(held)).sheetnames == [
        "主要服务设备、仪器及软件清单",
        "人员名单及职称情况一览表",
        "服务的中小企业名单及服务评价表",
    ]


@pytest.mark.parametrize(("form", "of"), [("xinjiang-2021/commitment", ()), (REPORT, ("investors",))])
def test_that_a_form_without_such_a_table_is_refused(form: str, of: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match="没有可以导出为工作簿的表"):
        workbook.workbook(forms.load(form), sampled(form), of)
