"""Lists pasted, read, written and edited in a real office."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.journal import JournalEntry
from desktop_app.rules.checks import Weight
from desktop_app.steps import intake, lists
from desktop_app.steps.lists import Choices, ListKind, Result
from desktop_app.store.office import Office

MARKS = ("√", "✓", "✔", 1, "是", " √ ")


def firm_rows(count: int) -> list[list[object]]:
    return [
        [n, f"企业\u3000{n}(集团)公司", f"联\u3000{n}", f"KH{n}", 16000000000 + n, "培训", MARKS[n % 6], "", "", ""]
        for n in range(1, count + 1)
    ]


def messy_workbook(path: Path, rows: list[list[object]]) -> Path:
    """The official layout as offices hand it in: title, note, two-row header, blank rows, total, remark."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    head = [
        "序号",
        "服务企业名称",
        "联系人",
        "内部编号",
        "联系电话",
        "服务内容简述",
        "企业满意度",
        "",
        "",
        "统一社会信用代码",
    ]
    for row in (
        ["服务的中小企业名单及服务评价表"],
        ["填报单位：某公司　　2023年度"],
        head,
        ["", "", "", "", "", "", "满意", "基本满意", "不满意", ""],
        *rows,
        ["上一年度共服务企业 458 家"],
        ["备注：填写不少于100家"],
        *[[""]] * 14,
    ):
        sheet.append(row)
    sheet.merge_cells("A1:J1")
    sheet.merge_cells("G3:I3")
    for column in "ABCDEFJ":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("Sheet2")
    book.save(path)
    return path


def test_that_a_workbook_is_previewed_and_nothing_is_written_before_confirming(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    rows = firm_rows(110)
    rows.insert(46, [])
    rows.insert(107, [107, "企业 27（集团）公司", "x", "", "13800000000", "培训", "√"])
    shown = lists.preview_workbook(
        office, dossier_id, ListKind.FIRMS, messy_workbook(tmp_path / "服务企业名单.xlsx", rows)
    )
    assert len(shown.preview.to_write) == 110
    assert [(row.row, row.reasons) for row in shown.preview.of(Result.REJECTED)] == [(112, ("与第 31 行是同一家企业",))]
    assert not intake.board(office, dossier_id).lists[ListKind.FIRMS].rows
    board = lists.write_rows(office, dossier_id, shown)
    firms = board.lists[ListKind.FIRMS]
    assert len(firms.rows) == 110
    assert firms.enough
    assert firms.rows[0].values["name"] == "企业1（集团）公司"
    assert firms.rows[0].values["phone"] == "16000000001"
    assert [row.number for row in firms.rows] == list(range(1, 111))
    with office.read() as session:
        entry = session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    assert entry is not None
    body = json.loads(entry.body)
    assert (entry.act, body["facts"]["new"], len(body["changes"])) == ("intake.firms_imported", 110, 110)
    assert body["facts"]["source"] == "服务企业名单.xlsx"


def test_that_the_same_list_again_changes_nothing_and_one_other_cell_changes_one_row(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    path = messy_workbook(tmp_path / "a.xlsx", firm_rows(5))
    lists.write_rows(office, dossier_id, lists.preview_workbook(office, dossier_id, ListKind.FIRMS, path))
    again = lists.preview_workbook(office, dossier_id, ListKind.FIRMS, path)
    assert {row.result for row in again.preview.rows} == {Result.UNCHANGED}
    with pytest.raises(Refusal, match="没有要写入的行"):
        lists.write_rows(office, dossier_id, again)
    other = firm_rows(5)
    other[2][4] = "0379-92589910"
    changed = lists.preview_workbook(office, dossier_id, ListKind.FIRMS, messy_workbook(tmp_path / "b.xlsx", other))
    (row,) = changed.preview.of(Result.CHANGED)
    assert (row.row, row.changes[0].old, row.changes[0].new) == (7, "16000000003", "0379-92589910")
    board = lists.write_rows(office, dossier_id, changed)
    assert board.lists[ListKind.FIRMS].rows[2].values["phone"] == "0379-92589910"


def test_that_a_list_changed_since_the_preview_is_not_overwritten(office: Office, dossier_id: int) -> None:
    text = "企业名称\t联系人\t联系电话\n甲公司\t赵一\t13800000000\n"
    shown = lists.preview_text(office, dossier_id, ListKind.FIRMS, text)
    lists.add_row(office, dossier_id, ListKind.FIRMS, {"name": "甲公司", "contact": "钱二"})
    with pytest.raises(Refusal, match="名单在预览之后有改动"):
        lists.write_rows(office, dossier_id, shown)


def test_that_rows_may_be_left_out_and_suggestions_turned_down(office: Office, dossier_id: int) -> None:
    text = (
        "名称\t数量\t单价\t金额\n机1\t1\t5.68\t5.68\n机2\t1\t8.45\t8.45\n机3\t1\t3.0\t3.0\n"
        "终端\t1\t32400\t32400\n服务器\t1\t29000\t29000\n"
    )
    shown = lists.preview_text(office, dossier_id, ListKind.EQUIPMENT, text)
    assert [row.row for row in shown.preview.rows if row.suggested] == [5, 6]
    board = lists.write_rows(office, dossier_id, shown, Choices(left_out=frozenset({2}), as_written=frozenset({6})))
    got = {row.values["name"]: str(row.values["price_wan"]) for row in board.lists[ListKind.EQUIPMENT].rows}
    assert got == {"机2": "8.45", "机3": "3.0", "终端": "3.24", "服务器": "29000"}


def test_that_wrong_headers_are_told_and_columns_can_be_named(office: Office, dossier_id: int) -> None:
    text = "客户\t谁\t号码\n甲公司\t赵一\t13800000000\n"
    shown = lists.preview_text(office, dossier_id, ListKind.FIRMS, text)
    assert shown.preview.refused.startswith("表头不是“服务企业名单”的格式")
    with pytest.raises(Refusal):
        lists.write_rows(office, dossier_id, shown)
    again = lists.preview_again(office, dossier_id, shown, mapping={"name": 0, "contact": 1, "phone": 2})
    board = lists.write_rows(office, dossier_id, again)
    assert board.lists[ListKind.FIRMS].rows[0].values["contact"] == "赵一"


def test_that_cells_are_edited_and_rows_deleted(office: Office, dossier_id: int) -> None:
    board = lists.add_row(office, dossier_id, ListKind.STAFF, {"name": "蒋\u3000诺"})
    (row,) = board.lists[ListKind.STAFF].rows
    assert row.values["name"] == "蒋诺"
    board = lists.change_cell(office, dossier_id, ListKind.STAFF, row.id, "age", "３１岁".removesuffix("岁"))
    assert board.lists[ListKind.STAFF].rows[0].values["age"] == 31
    for name, text in (("age", "三十"), ("name", " ")):
        with pytest.raises(Refusal) as caught:
            lists.change_cell(office, dossier_id, ListKind.STAFF, row.id, name, text)
        assert caught.value.field == f"staff:{row.id}:{name}"
    assert not lists.delete_rows(office, dossier_id, ListKind.STAFF, [row.id]).lists[ListKind.STAFF].rows


def test_that_rejected_rows_are_exported_as_text_never_as_formulas(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    text = "企业名称\t联系人\t联系电话\n甲公司\t赵一\t1\n甲公司\t=1+1\t16121639072\n"
    shown = lists.preview_text(office, dossier_id, ListKind.FIRMS, text)
    assert lists.export_rejected(shown, tmp_path / "未写入.xlsx") == 1
    sheet = openpyxl.load_workbook(tmp_path / "未写入.xlsx").active
    assert isinstance(sheet, Worksheet)
    assert [cell.value for cell in sheet[3]] == ["3", "与第 2 行是同一家企业", "甲公司", "=1+1", "16121639072"]
    assert {cell.data_type for cell in sheet[3]} == {"s"}


@pytest.mark.parametrize("kind", list(ListKind))
def test_that_the_official_empty_list_is_read_back_as_its_own_layout(
    office: Office, dossier_id: int, tmp_path: Path, kind: ListKind
) -> None:
    lists.export_empty(kind, tmp_path / "空表.xlsx")
    shown = lists.preview_workbook(office, dossier_id, kind, tmp_path / "空表.xlsx")
    assert not shown.preview.refused
    assert not shown.preview.absent
    assert not shown.preview.rows


def test_that_an_export_to_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="写不进去"):
        lists.export_empty(ListKind.STAFF, tmp_path / "没有这个文件夹" / "空表.xlsx")


def test_that_html_called_xlsx_is_refused_with_its_name(office: Office, dossier_id: int, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_text("<html><table></table></html>")
    with pytest.raises(Refusal, match="的内容是网页"):
        lists.preview_workbook(office, dossier_id, ListKind.FIRMS, path)


def test_that_kept_rows_keep_their_notes(office: Office, dossier_id: int) -> None:
    text = "企业名称\t联系人\t联系电话\n甲公司\t赵一\t13800000000\n乙公司\t\t138-0000-0000\n"
    board = lists.write_rows(office, dossier_id, lists.preview_text(office, dossier_id, ListKind.FIRMS, text))
    first, second = board.lists[ListKind.FIRMS].rows
    assert first.notes == ("与“乙公司”同一电话",)
    assert second.notes == ("缺联系人", "与“甲公司”同一电话")
    assert any(check.field == "firms" and check.weight is Weight.MISSING for check in board.checks)
