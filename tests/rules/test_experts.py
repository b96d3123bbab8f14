"""Reading an office's own list of experts: whichever column stands where."""

from __future__ import annotations

import pytest

from desktop_app.rules import experts
from desktop_app.rules.grid import of_rows


def test_that_columns_are_found_by_what_they_say() -> None:
    grid = of_rows(
        [
            ["评审专家库（测试）"],
            ["手机", "所在单位", "专家姓名", "职称"],
            [16393484285.0, "云岭理工大学", "郑 𬭎", "教授"],
            [],
            ["", "", "", ""],
        ]
    )
    rows = experts.read_rows(grid)
    assert rows is not None
    (row,) = rows
    assert row.row == 3
    assert row.values == {"name": "郑𬭎", "title": "教授", "unit": "云岭理工大学", "field": "", "phone": "16393484285"}
    assert row.fault == ""


@pytest.mark.parametrize("header", [["姓名", "电话"], ["单位", "电话"], ["名称", "数量"], []])
def test_that_a_grid_without_names_and_units_is_no_list_of_experts(header: list[str]) -> None:
    assert experts.read_rows(of_rows([header, ["甲", "乙"]])) is None


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["", "教授", "云岭理工大学"], "没有姓名"),
        (["冯雪梅", "研究员", ""], "没有工作单位"),
        (["钱 伯安", "", "云岭理工大学"], "与前面的行重复"),
        (["钱伯安", "", "另一家单位"], ""),
    ],
)
def test_that_a_row_that_cannot_be_taken_says_why(row: list[str], fault: str) -> None:
    grid = of_rows([["姓名", "职务/职称", "工作单位"], ["钱伯安", "教授", "云岭理工大学"], row])
    rows = experts.read_rows(grid)
    assert rows is not None
    assert rows[1].fault == fault
