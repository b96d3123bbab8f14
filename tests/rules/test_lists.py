"""Messy sheets taken as the official lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.rules import grid, lists
from desktop_app.rules.grid import Cell, Grid, Merge
from desktop_app.rules.lists import ListKind, Result

HEAD: list[list[Cell]] = [
    ["服务的中小企业名单及服务评价表", "", "", "", "", "", "", "", "", ""],
    ["填报单位：某某公司　　2023年度"],
    [
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
    ],
    ["", "", "", "", "", "", "满意", "基本满意", "不满意", ""],
]


def firms(*rows: list[Cell], existing: Any = (), **more: Any) -> lists.ListPreview:
    return lists.preview(grid.of_rows([*HEAD, *rows]), ListKind.FIRMS, existing, **more)


def test_that_a_header_is_found_below_title_and_note_and_in_two_rows() -> None:
    got = firms([1.0, "甲公司", "赵一", "KH1", 16121639072.0, "培训", "√", "", "", "91410300XXGYUG5Q2P"])
    assert got.header.rows == (2, 3)
    assert got.header.unknown() == ("内部编号",)
    assert got.title_rows == 2
    assert not got.absent
    (row,) = got.rows
    assert (row.row, row.result) == (5, Result.NEW)
    assert row.values == {
        "name": "甲公司",
        "contact": "赵一",
        "phone": "16121639072",
        "service": "培训",
        "grade": "satisfied",
        "uscc": "91410300XXGYUG5Q2P",
    }
    assert not row.flags


def test_that_a_title_right_above_a_two_row_header_is_no_part_of_it() -> None:
    rows = [HEAD[0], *HEAD[2:], [1, "甲公司", "赵一", "", "13800000000", "培训", "", "", "√", ""]]
    got = lists.preview(grid.of_rows(rows), ListKind.FIRMS)
    assert got.header.rows == (1, 2)
    assert [row.values["grade"] for row in got.rows] == ["dissatisfied"]


@pytest.mark.parametrize("mark", ["√", " √ ", "✓", "✔", "1", 1.0, 1, "是", True, "Y", "☑"])
def test_that_every_usual_tick_counts(mark: Cell) -> None:
    got = firms([1, "甲公司", "赵一", "", "13800000000", "培训", "", mark, "", ""])
    assert got.rows[0].values["grade"] == "basically"


@pytest.mark.parametrize("no_mark", ["", None, "×", "否", 0.0, "-", False])
def test_that_a_no_is_no_tick(no_mark: Cell) -> None:
    got = firms([1, "甲公司", "赵一", "", "13800000000", "培训", "√", no_mark, no_mark, ""])
    assert got.rows[0].values["grade"] == "satisfied"
    assert not got.rows[0].flags


def test_that_two_ticks_are_told_and_no_grade_is_written() -> None:
    got = firms([1, "甲公司", "赵一", "", "13800000000", "培训", "√", "√", "", ""])
    assert got.rows[0].values["grade"] == ""
    assert got.rows[0].flags == ("满意度勾了不止一格，未写入评价",)


def test_that_blank_rows_total_line_and_remark_are_no_firms() -> None:
    got = firms(
        [1, "甲公司", "赵一", "", "13800000000", "培训", "√", "", "", ""],
        ["", "", None, "\u3000"],
        [2, "乙公司", "钱二", "", "13800000001", "培训", "√", "", "", ""],
        ["上一年度共服务企业 458 家"],
        ["备注：填写不少于100家"],
        [],
        [],
    )
    assert [row.values["name"] for row in got.rows] == ["甲公司", "乙公司"]
    assert [row.row for row in got.rows] == [5, 7]
    assert got.totals[0].figures == (Decimal(458),)
    assert got.remarks == ("备注：填写不少于100家",)
    assert got.blank_rows == 3


def test_that_a_firm_whose_name_begins_like_a_total_line_is_still_a_firm() -> None:
    got = firms([1, "总计科技有限公司", "赵一", "", "13800000000", "培训", "√", "", "", ""])
    assert [row.values["name"] for row in got.rows] == ["总计科技有限公司"]


def test_that_the_same_firm_twice_is_rejected_with_the_row_it_repeats() -> None:
    code = "91410300XXGYUG5Q2P"
    got = firms(
        [1, "甲(集团)公司", "赵一", "", "13800000000", "培训", "√", "", "", code],
        [2, "甲（集团）\u3000公司", "钱二", "", "13800000001", "培训", "√", "", "", ""],
        [3, "乙公司", "孙三", "", "13800000002", "培训", "√", "", "", code.lower()],
    )
    assert [row.result for row in got.rows] == [Result.NEW, Result.REJECTED, Result.REJECTED]
    assert got.rows[1].reasons == ("与第 5 行是同一家企业",)
    assert got.rows[2].reasons == ("与第 5 行是同一家企业（信用代码相同）",)


def test_that_flags_do_not_stop_a_row() -> None:
    got = firms(
        [1, "甲公司", "", "", "13800000000", "培训", "√", "", "", "91410300XXGYUG5Q2A"],
        [2, "乙公司", "钱二", "", "138-0000-0000", "培训", "√", "", "", "91410300XXGYUG5Q2"],
        [3, "丙公司", "孙三", "", "", "培训", "", "", "", ""],
        ["", "", "李四", "", "13800000009", "培训", "√"],
    )
    flags = {row.row: row.flags for row in got.rows}
    assert flags[5] == ("缺联系人", "信用代码第 18 位校验不符，应为 P", "与“乙公司”同一电话")
    assert flags[6] == ("信用代码少 1 位", "与“甲公司”同一电话")
    assert flags[7] == ("没有勾选满意度", "缺联系电话") or flags[7] == ("缺联系电话", "没有勾选满意度")
    assert len(got.to_write) == 3
    assert got.of(Result.REJECTED)[0].reasons == ("缺企业名称",)


def test_that_the_applicants_own_number_and_name_are_noticed() -> None:
    got = firms(
        [1, "甲公司", "赵一", "", "0379-92589910", "培训", "√", "", "", ""],
        applicant="甲公司",
        applicant_phones=frozenset({"0379-92589910"}),
    )
    assert got.rows[0].flags == ("与申请单位同名", "与申请单位同一电话")


def test_that_columns_may_stand_anywhere_and_the_grade_may_be_a_word() -> None:
    rows: list[list[Cell]] = [
        ["统一社会信用代码", "联系方式", "服务评价", "备用", "企业名称（全称）", "联系人姓名", "接受服务内容"],
        ["", "13800000000", "基本满意", "x", "甲公司", "赵一", "政策\n咨询"],
        ["", "13800000001", "很满意", "x", "乙公司", "钱二", "培训"],
    ]
    got = lists.preview(grid.of_rows(rows), ListKind.FIRMS)
    assert [row.values["grade"] for row in got.rows] == ["basically", "satisfied"]
    assert got.rows[0].values["service"] == "政策咨询"
    assert got.rows[0].row == 2


def test_that_a_cell_merged_over_several_rows_holds_for_all_of_them() -> None:
    rows = [
        *HEAD,
        [1, "甲公司", "赵一", "", "13800000000", "经营管理培训", "√", "", "", ""],
        [2, "乙公司", "钱二", "", "13800000001", "", "√", "", "", ""],
    ]
    got = lists.preview(Grid(tuple(map(tuple, rows)), (Merge(4, 5, 5, 5),)), ListKind.FIRMS)
    assert [row.values["service"] for row in got.rows] == ["经营管理培训", "经营管理培训"]


def test_that_rows_already_there_are_compared_field_by_field() -> None:
    old = [
        ServedFirm(dossier_id=1, position=1, name="甲公司", contact="赵一", phone="13800000000", grade="satisfied"),
        ServedFirm(dossier_id=1, position=2, name="乙公司", contact="钱二", service="培训"),
        ServedFirm(dossier_id=1, position=3, name="丙公司"),
    ]
    for number, row in enumerate(old, 11):
        row.id = number
    got = firms(
        [1, "甲公司", "赵一", "", "13800000000", "", "", "√", "", ""],
        [2, "乙 公司", "钱二", "", "", "", "", "", "", ""],
        existing=old,
    )
    assert [(row.result, row.target) for row in got.rows] == [(Result.CHANGED, 11), (Result.UNCHANGED, 12)]
    (change,) = got.rows[0].changes
    assert (change.label, change.old, change.new) == ("评价", "满意", "基本满意")
    assert got.untouched == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "性别", "年龄", "学历", "职务", "职称"], ["甲", "男", "30", "本科", "专员", "工程师"]],
        [["a", "b"], ["c", "d"]],
        [["名称", "规格型号", "数量"], ["设备", "X", "1"]],
    ],
)
def test_that_a_foreign_table_is_refused_with_the_missing_columns(rows: list[list[Cell]]) -> None:
    got = lists.preview(grid.of_rows(rows), ListKind.FIRMS)
    assert got.refused.startswith("表头不是“服务企业名单”的格式：缺“服务企业名称”")
    assert "列对应" in got.refused
    assert not got.rows


def test_that_columns_named_by_hand_are_taken() -> None:
    rows: list[list[Cell]] = [
        ["客户", "谁", "号码"],
        ["甲公司", "赵一", "13800000000"],
        ["乙公司", "钱二", "13800000001"],
    ]
    assert lists.preview(grid.of_rows(rows), ListKind.FIRMS).refused
    got = lists.preview(grid.of_rows(rows), ListKind.FIRMS, mapping={"name": 0, "contact": 1, "phone": 2}, first_row=1)
    assert [row.values["name"] for row in got.rows] == ["甲公司", "乙公司"]
    assert got.absent == ("服务内容简述", "满意", "基本满意", "不满意")


def test_that_rows_pasted_without_their_header_are_taken_in_the_official_order() -> None:
    got = lists.preview(
        lists.parse_tsv("1\t甲公司\t赵一\t13800000000\t培训\t√\t\t\r\n2\t乙公司\t钱二\t13800000001\t培训\t\t√\t\r\n"),
        ListKind.FIRMS,
    )
    assert got.header.guessed
    assert [(row.row, row.values["name"], row.values["grade"]) for row in got.rows] == [
        (1, "甲公司", "satisfied"),
        (2, "乙公司", "basically"),
    ]


def test_that_an_empty_paste_is_refused() -> None:
    assert lists.preview(lists.parse_tsv("\r\n\t\r\n"), ListKind.STAFF).refused.startswith("没有内容")


def test_that_staff_are_read_as_offices_write_them() -> None:
    rows: list[list[Cell]] = [
        ["主要管理人员和服务人员名单及职称情况一览表"],
        ["序号", "姓名", "性别", "年龄", "学历", "职务", "职称", "主管工作"],
        [1.0, "蒋\u3000诺", "女", "３１", "本科（学士）", "主任", "工程师", "全面工作"],
        [2.0, "沈䶮", "男", 45.0, "大学", "工程师", "高级工程师", "数字化诊断"],
        [3.0, "甲", "男", "三十", "学徒", "", "", ""],
        [4.0, "蒋诺", "女", 31, "本科（学士）", "主任", "工程师", "全面工作"],
        ["合计：3人"],
    ]
    got = lists.preview(grid.of_rows(rows), ListKind.STAFF)
    assert [row.values["age"] for row in got.rows[:3]] == [31, 45, None]
    assert got.rows[2].flags == ("年龄未写入：“三十”不是数字", "学历“学徒”不能归类，不计入大专及以上")
    assert got.rows[3].reasons == ("与第 3 行是同一人",)
    assert "一致" in got.totals[0].says
    assert "不一致" not in got.totals[0].says


def test_that_prices_in_yuan_under_a_wan_heading_are_flagged_with_what_they_would_be() -> None:
    rows: list[list[Cell]] = [
        ["序号", "名称", "规格型号", "数量", "单价", "金额", "购置时间", "存放地点"],
        [1.0, "试验机", "W-1", 2.0, 5.68, 11.36, "2018-03", "机房"],
        [2.0, "投影机", "EB", 2.0, "1万元", 2.0, "2018-01", "大厅"],
        [3.0, "终端", "VC-4", 1.0, 32400.0, 32400.0, "2018-03", "办公区"],
        [4.0, "服务器", "R", 3.0, 8.45, 25.35, "2023-06", "检测室"],
        [5.0, "软件", "V5", 1.0, 3.0, 4.0, "2020-07", "大厅"],
    ]
    got = lists.preview(grid.of_rows(rows), ListKind.EQUIPMENT)
    flags = {row.row: row.flags for row in got.flagged}
    assert flags[3] == ("单价写作“1万元”，按 1 万元写入",)
    assert flags[4] == ("单价 32400 疑为元，建议 3.24 万元", "金额 32400 疑为元，建议 3.24 万元")
    assert flags[6] == ("单价 × 数量为 3 万元，金额写 4 万元",)
    assert got.rows[2].suggested == {"price_wan": Decimal("3.24"), "amount_wan": Decimal("3.24")}
    assert set(flags) == {3, 4, 6}


def test_that_a_heading_in_yuan_converts_its_whole_column() -> None:
    rows: list[list[Cell]] = [
        ["名称", "数量", "单价（元）", "金额（元）"],
        ["试验机", 2, 56800, 113600],
        ["终端", 1, "32,400", 32400],
    ]
    got = lists.preview(grid.of_rows(rows), ListKind.EQUIPMENT)
    assert [row.values["price_wan"] for row in got.rows] == [Decimal("5.68"), Decimal("3.24")]
    assert not got.flagged


def test_that_two_machines_of_one_name_are_told_apart_by_their_model() -> None:
    old = Equipment(dossier_id=1, position=1, name="硬度计", model="HV-1", quantity=1)
    old.id = 5
    rows: list[list[Cell]] = [["名称", "规格型号", "数量"], ["硬度计", "HV-2", 1], ["硬度计", "HV-1", 3]]
    got = lists.preview(grid.of_rows(rows), ListKind.EQUIPMENT, [old])
    assert [(row.result, row.target) for row in got.rows] == [(Result.NEW, None), (Result.CHANGED, 5)]


def test_that_two_people_of_one_name_find_their_own_rows() -> None:
    old = [
        StaffMember(dossier_id=1, position=1, name="王伟", sex="男", age=30),
        StaffMember(dossier_id=1, position=2, name="王伟", sex="女", age=40),
    ]
    for number, row in enumerate(old, 1):
        row.id = number
    rows: list[list[Cell]] = [["姓名", "性别", "年龄"], ["王伟", "女", 40], ["王伟", "男", 31]]
    got = lists.preview(grid.of_rows(rows), ListKind.STAFF, old)
    assert [(row.result, row.target) for row in got.rows] == [(Result.UNCHANGED, 2), (Result.CHANGED, 1)]


CELL = st.text(st.characters(exclude_characters="\0\r", exclude_categories=("Cs",)), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_that_what_excel_puts_on_the_clipboard_is_read_back(rows: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if any(char in cell for char in '\t\n"') else cell

    copied = "\r\n".join("\t".join(map(quoted, row)) for row in rows) + "\r\n"
    assert lists.parse_tsv(copied).rows == tuple(tuple(row) for row in rows)


def test_that_a_lone_quote_swallows_nothing() -> None:
    assert lists.parse_tsv('"1寸管\t2\n甲\t3').rows == (('"1寸管', "2"), ("甲", "3"))


@given(
    st.lists(st.lists(st.one_of(CELL, st.floats(allow_nan=False), st.none(), st.booleans()), max_size=10), max_size=8)
)
def test_that_no_grid_whatever_makes_the_preview_stumble(rows: list[list[Cell]]) -> None:
    for kind in ListKind:
        got = lists.preview(grid.of_rows([*HEAD, *rows]), kind)
        assert got.refused or got.rows or got.blank_rows or got.remarks or got.totals or not rows
