"""The expert pool: nobody twice, nobody without a unit, nobody deleted."""

from __future__ import annotations

from pathlib import Path

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


COUNTER = Path(__file__).parents[3] / "shared" / "counter" / "experts.xlsx"


@pytest.mark.skipif(not COUNTER.is_file(), reason="the counter kit is not beside the repository")
def test_that_an_offices_own_workbook_is_read_whole_with_its_rare_characters(office: Office) -> None:
    preview = experts.preview_import(office, COUNTER)
    assert [row.result for row in preview.rows] == ["new"] * 12
    pool = experts.write_import(office, preview).experts
    assert len(pool) == 12
    assert {"石刚𬭎", "叶锋云"} <= {one.name for one in pool}
    assert {len(one.phone) for one in pool} == {11}
