"""The workbooks of an invented applicant, handed in with ordinary mess, beside what is true of them.

They are not part of this repository: the tests run where the folder lies beside the checkout.
"""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from desktop_app.records.kinds import ListGrade
from desktop_app.rules import headcount
from desktop_app.steps import intake, lists
from desktop_app.steps.lists import ListKind, Result
from desktop_app.store.office import Office

KIT = Path(__file__).resolve().parents[3] / "shared" / "counter"
pytestmark = pytest.mark.skipif(not (KIT / "truth.json").is_file(), reason="no counter kit beside this checkout")


@pytest.fixture(scope="module")
def truth() -> Any:
    return json.loads((KIT / "truth.json").read_text(encoding="utf-8"))


def test_that_the_served_firms_are_taken_as_they_truly_are(office: Office, dossier_id: int, truth: Any) -> None:
    shown = lists.preview_workbook(office, dossier_id, ListKind.FIRMS, KIT / "服务企业名单.xlsx")
    expected = truth["list_import"]
    assert shown.preview.header.unknown() == tuple(expected["hidden_columns"])
    assert len(shown.preview.to_write) == expected["accepted"] == 110
    assert [row.row for row in shown.preview.of(Result.REJECTED)] == [row["sheet_row"] for row in expected["rejected"]]
    assert [row.row for row in shown.preview.flagged] == [row["sheet_row"] for row in expected["flagged"]]
    assert shown.preview.totals[0].figures == (Decimal(458),)
    board = lists.write_rows(office, dossier_id, shown)
    true = [row for row in expected["rows"] if row["kind"] == "firm" and row["expect"] != "reject"]
    kept = board.lists[ListKind.FIRMS].rows
    for row, want in zip(kept, true, strict=True):
        for name in ("name", "contact", "phone", "service", "uscc"):
            assert row.values[name] == want[name], (want["sheet_row"], name)
        assert ListGrade(row.values["grade"]).label == want["grade"]


def test_that_the_staff_are_taken_and_counted_as_they_truly_are(office: Office, dossier_id: int, truth: Any) -> None:
    shown = lists.preview_workbook(office, dossier_id, ListKind.STAFF, KIT / "人员名单.xlsx")
    board = lists.write_rows(office, dossier_id, shown)
    for row, want in zip(board.lists[ListKind.STAFF].rows, truth["staff"], strict=True):
        for name, true in (("name", "name"), ("sex", "sex"), ("age", "age"), ("post", "post"), ("duty", "duty")):
            assert row.values[name] == want[true]
        counts = headcount.college(row.values["education"]) or headcount.middle_title(row.values["title"])
        assert counts == want["counts"], row.values
    assert board.derived.staff.either == 33


def test_that_the_slips_of_the_equipment_list_are_flagged_and_mended(
    office: Office, dossier_id: int, truth: Any
) -> None:
    shown = lists.preview_workbook(office, dossier_id, ListKind.EQUIPMENT, KIT / "设备清单.xlsx")
    slips = {slip["row"] + 3 for slip in truth["equipment_slips"]}  # 序号 1 stands in sheet row 4
    assert {row.row for row in shown.preview.flagged} == slips
    board = lists.write_rows(office, dossier_id, shown)
    for row, want in zip(board.lists[ListKind.EQUIPMENT].rows, truth["equipment"], strict=True):
        assert (row.values["name"], row.values["model"]) == (want["name"], want["model"])
        assert row.values["quantity"] == int(want["qty"])
        assert row.values["price_wan"] == Decimal(want["price"])
        assert row.values["amount_wan"] == Decimal(want["amount"])
        assert (row.values["bought"], row.values["place"]) == (want["bought"], want["place"])


def test_that_the_paper_form_keyed_as_written_becomes_what_is_true(office: Office, dossier_id: int, truth: Any) -> None:
    form = truth["application_form"]
    boxes = {
        "申请单位名称": "applicant_name", "填报日期": "filed_on", "注册日期": "registered_on", "单位性质": "nature",
        "法人代表": "legal_representative", "注册地址": "address", "邮政编码": "postcode", "联系人": "contact",
        "联系电话": "phone", "传真": "fax", "手机": "mobile", "网址及备案号": "website", "电子邮件": "email",
        "注册资本（万元）": "capital_wan", "上年末总资产（万元）": "total_assets_wan",
        "仪器、设备数量": "equipment_count", "购买价格（万元）": "equipment_price_wan",
        "占总资产%": "equipment_share_typed", "服务场地面积": "premises_m2", "自有": "premises_owned_m2",
        "租用": "premises_rented_m2", "从业人数": "staff_count", "专业人员": "professionals_count",
        "占总人数%": "professionals_share_typed", "获得专业服务资质情况": "qualifications",
        "签订合作协议的单位": "signed_bodies", "其他合作单位": "other_bodies",
        "得到政府扶持的情况": "government_support", "认定文件名称及文号": "recognition_documents",
    }  # fmt: skip
    for line in form["fields"]:
        board = intake.change_field(office, dossier_id, boxes[line["field"]], line["as_written"])
        assert str(board.values[boxes[line["field"]]]) == line["true"], line["field"]
    for row in form["years_as_written"]:
        names = ("year", "revenue_wan", "service_revenue_wan", "assets_wan", "profit_wan", "tax_wan", "firms_served")
        board = intake.add_row(office, dossier_id, "operating_year", dict(zip(names, row, strict=True)))
    (slip,) = [check for check in board.checks if check.field.endswith(":tax_wan")]
    assert slip.suggestion == "64.13"
    board = intake.change_field(office, dossier_id, slip.field, slip.suggestion)
    assert not [check for check in board.checks if check.field.endswith("_wan") or check.field.endswith("_typed")]
    assert board.derived.institutions == tuple(truth["applicant"]["cooperating_bodies"])


def test_that_the_narrative_copied_from_its_document_falls_into_seven_sections(
    office: Office, dossier_id: int, truth: Any
) -> None:
    with zipfile.ZipFile(KIT / "情况说明.docx") as packed:
        root = ElementTree.fromstring(packed.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = ["".join(run.text or "" for run in each.iter(f"{space}t")) for each in root.iter(f"{space}p")]
    got = intake.split_narrative(office, dossier_id, "\n".join(paragraphs))
    assert [part.section for part in got.parts] == [1, 2, 3, 4, 5, 6, 7]
    for part, want in zip(got.parts, truth["narrative"], strict=True):
        assert abs(len("".join(part.text.split())) - want["characters"]) <= 5
