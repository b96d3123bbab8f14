"""The expert pool: nobody twice, nobody without a unit, nobody deleted."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop_app.errors import Refusal
from desktop_app.steps import experts
from desktop_app.store.office import Office

MENG = {
    "name": "孟　令川 ",
    "title": "注册会计师",
    "unit": "云岭诚达会计师事务所",
    "field": "财务审计",
    "phone": "163 9348 4285",
}


def test_that_an_expert_is_kept_in_normal_form(office: Office) -> None:
    (kept,) = experts.add_expert(office, MENG).experts
    assert (kept.name, kept.phone, kept.active, kept.panels) == ("孟令川", "16393484285", True, 0)


@pytest.mark.parametrize("missing", ["name", "unit"])
def test_that_name_and_unit_are_needed(office: Office, missing: str) -> None:
    with pytest.raises(Refusal) as refused:
        experts.add_expert(office, {**MENG, missing: " "})
    assert refused.value.field == missing
    assert experts.board(office).experts == ()


@pytest.mark.parametrize("change", [{"phone": ""}, {"unit": "另一家单位"}])
def test_that_the_same_person_is_not_added_twice(office: Office, change: dict[str, str]) -> None:
    experts.add_expert(office, MENG)
    with pytest.raises(Refusal, match="已在专家库中"):
        experts.add_expert(office, {**MENG, **change})


def test_that_a_namesake_elsewhere_is_somebody_else(office: Office) -> None:
    experts.add_expert(office, MENG)
    pool = experts.add_expert(office, {**MENG, "unit": "另一家单位", "phone": "16393480000"}).experts
    assert len(pool) == 2


def test_that_a_deactivated_expert_goes_last_and_can_come_back(office: Office) -> None:
    first = experts.add_expert(office, MENG).experts[0]
    experts.add_expert(office, {**MENG, "name": "冯雪梅"})
    pool = experts.set_active(office, first.id, False).experts
    assert [(one.name, one.active) for one in pool] == [("冯雪梅", True), ("孟令川", False)]
    with pytest.raises(Refusal, match="现为停用。请启用"):
        experts.add_expert(office, MENG)
    assert experts.set_active(office, first.id, True).experts[0].name == "孟令川"


def test_that_fields_can_be_corrected(office: Office) -> None:
    first = experts.add_expert(office, MENG).experts[0]
    (kept,) = experts.change_expert(office, first.id, {**MENG, "unit": "云岭理工大学"}).experts
    assert kept.unit == "云岭理工大学"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """An office's own workbook: a title above, columns in another order, a rare character, a row without a unit."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("云岭省评审专家库", None, None, None),
        ("序号", "专家姓名", "手机", "所在单位"),
        (1, "石刚𬭎", "15022916824", "云岭理工大学"),
        (2, "孟 令川", "163 9348 4285", "云岭诚达会计师事务所"),
        (3, "何育才", "15427438057", None),
    ):
        sheet.append(row)
    book.save(tmp_path / "专家.xlsx")
    return tmp_path / "专家.xlsx"


def test_that_an_offices_own_workbook_is_read_with_its_rare_characters(office: Office, listed: Path) -> None:
    preview = experts.preview_import(office, listed)
    assert [(row.row, row.result, row.says) for row in preview.rows] == [
        (3, "new", ""), (4, "new", ""), (5, "rejected", "没有工作单位"),
    ]  # fmt: skip
    pool = experts.write_import(office, preview).experts
    assert [(one.name, one.phone) for one in pool] == [("石刚𬭎", "15022916824"), ("孟令川", "16393484285")]
    assert [row.result for row in experts.preview_import(office, listed).rows] == ["same", "same", "rejected"]


def test_that_an_import_writes_nobody_who_came_in_after_its_preview(office: Office, listed: Path) -> None:
    preview = experts.preview_import(office, listed)
    experts.add_expert(office, MENG)
    with pytest.raises(Refusal, match="第 4 行的专家在预览之后已经入库"):
        experts.write_import(office, preview)
    assert [one.name for one in experts.board(office).experts] == ["孟令川"]
