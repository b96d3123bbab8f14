"""What is noticed about an application form, in the wording that the clerk reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import (
    Application,
    DeclaredFigure,
    Dossier,
    Investor,
    Narrative,
    OperatingYear,
    ServiceLine,
)
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Recommendation
from desktop_app.rules import intake, regulation
from desktop_app.rules.checks import Check, Weight

LAW = regulation.load("national-2017")
D = Decimal


def with_id(row: Any, number: int) -> Any:
    row.id = number
    return row


def year(number: int, **figures: Any) -> OperatingYear:
    full = {
        "revenue_wan": D("800"),
        "service_revenue_wan": D("600"),
        "assets_wan": D("788.19"),
        "profit_wan": D("60"),
        "tax_wan": D("90"),
        "firms_served": 400,
        **figures,
    }
    return with_id(OperatingYear(dossier_id=1, year=number, **full), number)


def whole(dossier: dict[str, Any] | None = None, application: dict[str, Any] | None = None) -> Casefile:
    """A dossier in which nothing is wrong and nothing missing, but for what is given."""
    box: dict[str, Any] = {
        "filed_on": date(2024, 6, 15),
        "registered_on": date(2014, 4, 24),
        "nature": "有限责任公司",
        "legal_representative": "蒋诺",
        "address": "洛阳市涧西区文化路94号",
        "postcode": "471000",
        "contact": "郭堃",
        "phone": "0379-92589910",
        "capital_wan": D("500"),
        "total_assets_wan": D("788.19"),
        "equipment_count": 84,
        "equipment_price_wan": D("321.60"),
        "equipment_share_typed": D("40.8"),
        "premises_m2": D("1980"),
        "premises_owned_m2": D("1980"),
        "premises_rented_m2": D("0"),
        "staff_count": 35,
        "professionals_count": 33,
        "professionals_share_typed": D("94.3"),
        "signed_bodies": "甲银行、乙大学等2家",
        "recognition_documents": "豫工信测〔2022〕209号",
        **(application or {}),
    }
    head: dict[str, Any] = {
        "platform_name": "洛阳市筠桥科技中小企业公共服务平台",
        "applicant_name": "洛阳市筠桥科技服务有限公司",
        "uscc": "91410300XXGYUG5Q2P",
        "region_code": "410300",
        "legal_form": "enterprise",
        "functions": "training",
        "statement": "为中小企业提供培训服务。",
        **(dossier or {}),
    }
    made = Dossier(
        number="2024-0001",
        regulation_id=LAW.id,
        regulation_digest=LAW.digest,
        accepted_on=date(2024, 6, 18),
        opened_at=datetime(2024, 6, 18, tzinfo=UTC),
        **head,
    )
    return Casefile(
        office=OfficeProfile(name="某省工信厅", region_code="410000", made_at=datetime(2024, 1, 1, tzinfo=UTC)),
        dossier=with_id(made, 1),
        application=Application(dossier_id=1, **box),
        recommendation=Recommendation(dossier_id=1),
        investors=(with_id(Investor(dossier_id=1, position=1, name="甲", share_percent=D("100")), 7),),
        years=(year(2022), year(2023)),
        service_lines=(
            with_id(
                ServiceLine(dossier_id=1, position=1, content="培训", scale="3467人次", revenue_percent=D("75")), 9
            ),
        ),
        narratives=tuple(Narrative(dossier_id=1, section=n, text="述") for n in range(1, 8)),
        figures=tuple(
            DeclaredFigure(dossier_id=1, name=figure.name, year=row, value=D(46))
            for figure in LAW.figures
            for row in ((2022, 2023) if figure.by_year else (0,))
        ),
        served_firms=tuple(ServedFirm(dossier_id=1, position=n, name=f"企业{n}") for n in range(1, 101)),
        staff=tuple(
            StaffMember(
                dossier_id=1,
                position=n,
                name=f"人{n}",
                education="本科" if n <= 33 else "高中",
                title="工程师" if n <= 33 else "技术员",
            )
            for n in range(1, 36)
        ),
        equipment=(Equipment(dossier_id=1, position=1, name="机", quantity=84, amount_wan=D("321.60")),),
    )


def told(file: Casefile, field: str) -> list[Check]:
    return [check for check in intake.checks(file, LAW) if check.field == field]


def test_that_a_whole_form_has_nothing_to_tell_but_that_intake_is_to_be_finished() -> None:
    file = whole()
    assert intake.checks(file, LAW) == ()
    (item,) = intake.open_items(file, LAW)
    assert (item.jump, item.wrong) == ("finish", False)
    file.dossier.intake_finished_at = datetime(2024, 6, 20, tzinfo=UTC)
    assert intake.open_items(file, LAW) == ()


def test_that_an_empty_form_names_everything_that_is_missing_and_calls_nothing_wrong() -> None:
    empty = replace(
        whole(dossier=dict.fromkeys(("uscc", "platform_name", "functions", "statement"), "")),
        application=Application(dossier_id=1),
        investors=(),
        years=(),
        service_lines=(),
        narratives=(),
        figures=(),
        served_firms=(),
        staff=(),
        equipment=(),
    )
    checks = intake.checks(empty, LAW)
    assert {check.weight for check in checks} == {Weight.MISSING}
    fields = {check.field for check in checks}
    assert {"uscc", "registered_on", "investor", "operating_year", "service_line", "firms", "staff"} <= fields
    assert {f"narrative:{n}" for n in range(1, 8)} <= fields
    assert len(intake.open_items(empty, LAW)) == len(checks) + 1


@pytest.mark.parametrize(
    ("dossier", "application", "field", "says", "weight"),
    [
        (
            {"uscc": "91410300XXGYUG5Q2A"},
            {},
            "uscc",
            "统一社会信用代码第 18 位校验不符，应为 P。请对照营业执照第 1 页改正。",
            Weight.WRONG,
        ),
        ({"uscc": "N2410300XXGYUG5Q2A"}, {}, "uscc", "以 N 开头的代码不能自动校验，请对照证照。", Weight.HINT),
        (
            {"platform_name": "中国示范平台"},
            {},
            "platform_name",
            "平台名称不能含“中国”二字（汇总表填报要求）。请按单位公章和批文核对。",
            Weight.HINT,
        ),
        (
            {"statement": "述" * 163},
            {},
            "statement",
            "示范性表述 163 字，超过 150 字。请删去 13 字。",
            Weight.WRONG,
        ),
        (
            {"functions": "information,technology,startup,training"},
            {},
            "functions",
            "选了 4 类功能，最多 3 类。请对照申请报告去掉 1 类。",
            Weight.WRONG,
        ),
        (
            {},
            {"equipment_share_typed": D("42.0")},
            "equipment_share_typed",
            "占总资产填写 42.0 %，按设备价格和总资产算得 40.8 %。请核对纸面；打印时用计算值。",
            Weight.HINT,
        ),
        (
            {},
            {"professionals_count": 36},
            "professionals_count",
            "专业人员 36 人多于从业人数 35 人。请对照纸面改正。",
            Weight.WRONG,
        ),
        (
            {},
            {"professionals_count": 30, "professionals_share_typed": None},
            "professionals_count",
            "按人员名单数得专业人员 33 人（只有学历 0、只有职称 0、两者都有 33），填写 30 人。请核对两处。",
            Weight.HINT,
        ),
        (
            {},
            {"premises_rented_m2": D("20")},
            "premises_m2",
            "自有和租用合计 2000 平方米，场地面积填写 1980 平方米。请对照纸面和场地证明核对。",
            Weight.HINT,
        ),
        (
            {},
            {"registered_on": date(2024, 7, 1)},
            "registered_on",
            "注册日期 2024-07-01 在受理日期 2024-06-18 之后。请对照营业执照改正。",
            Weight.WRONG,
        ),
        ({}, {"postcode": "47100"}, "postcode", "邮政编码应为 6 位数字，现为“47100”。请对照纸面改正。", Weight.WRONG),
        ({"region_code": "650100"}, {}, "western", "650100 在西部大开发政策区域内，但没有勾选。请核对。", Weight.HINT),
        (
            {},
            {"total_assets_wan": D("800"), "equipment_share_typed": None},
            "total_assets_wan",
            "上年末总资产 800 万元与 2023 年资产总额 788.19 万元不一致。请对照审计报告核对。",
            Weight.HINT,
        ),
    ],
)
def test_that_each_slip_is_told_in_words_to_act_on(
    dossier: dict[str, Any], application: dict[str, Any], field: str, says: str, weight: Weight
) -> None:
    checks = told(whole(dossier, application), field)
    assert says in [check.says for check in checks]
    assert next(check.weight for check in checks if check.says == says) is weight


@pytest.mark.parametrize(
    ("before", "after", "place", "says", "suggestion"),
    [
        (
            {"tax_wan": D("96.00")},
            {"tax_wan": D("8.64")},
            2023,
            "2023 年上缴税金 8.64 万元只有上年的 9 %。请核对纸面是否为 86.40。",
            "86.40",
        ),
        (
            {"tax_wan": D("641300.00")},
            {"tax_wan": D("96.80")},
            2022,
            "2022 年上缴税金 641300.00 像是以元填写。请核对纸面是否为 64.13 万元。",
            "64.13",
        ),
        (
            {"tax_wan": D("64.13")},
            {"tax_wan": D("968000")},
            2023,
            "2023 年上缴税金 968000 像是以元填写。请核对纸面是否为 96.80 万元。",
            "96.80",
        ),
        (
            {"profit_wan": D("60")},
            {"profit_wan": D("600")},
            2023,
            "2023 年利润总额 600 万元是上年的 10.0 倍。请核对纸面是否为 60。",
            "60.0",
        ),
    ],
)
def test_that_a_figure_that_jumps_is_asked_about_with_the_one_that_fits(
    before: dict[str, Any], after: dict[str, Any], place: int, says: str, suggestion: str
) -> None:
    file = replace(whole(), years=(year(2022, **before), year(2023, **after)))
    name = next(iter(before))
    (check,) = told(file, f"operating_year:{place}:{name}")
    assert check.weight is Weight.HINT
    assert D(check.suggestion) == D(suggestion)
    if "10.0 倍" not in says:
        assert check.says == says


def test_that_an_ordinary_change_and_a_loss_are_no_jump() -> None:
    file = replace(whole(), years=(year(2022, profit_wan=D("-3")), year(2023, profit_wan=D("60"), tax_wan=D("40"))))
    assert intake.checks(file, LAW) == ()


def test_that_service_revenue_is_within_revenue() -> None:
    file = replace(whole(), years=(year(2022), year(2023, service_revenue_wan=D("900"))))
    (check, *_) = told(file, "operating_year:2023:service_revenue_wan")
    assert check.weight is Weight.WRONG
    assert check.says == "2023 年服务收入 900 万元大于营业收入 800 万元。请对照审计报告改正。"


def test_that_two_years_are_needed_and_follow_each_other() -> None:
    assert told(replace(whole(), years=(year(2023),)), "operating_year")[0].weight is Weight.MISSING
    apart = replace(whole(), years=(year(2021), year(2023)))
    assert "中间缺年度" in told(apart, "operating_year:2023:year")[0].says


def test_that_shares_of_investors_stay_within_a_hundred() -> None:
    more = (
        with_id(Investor(dossier_id=1, position=1, name="甲", share_percent=D("60")), 7),
        with_id(Investor(dossier_id=1, position=2, name="乙", share_percent=D("45.5")), 8),
    )
    (check,) = told(replace(whole(), investors=more), "investor:8:share_percent")
    assert check.says == "投资比例合计 105.5 %，超过 100 %。请对照纸面改正。"


def test_that_fewer_firms_than_asked_for_are_missing_not_wrong() -> None:
    file = whole()
    (check,) = told(replace(file, served_firms=file.served_firms[:47]), "firms")
    assert check.says == "名单有 47 家，要求 100 家以上。请按申请报告补录。"
    assert check.weight is Weight.MISSING


def test_that_only_the_figures_of_the_functions_applied_for_are_asked() -> None:
    file = replace(whole(dossier={"functions": "training"}), figures=())
    asked = {check.field for check in intake.checks(file, LAW) if check.section == "figures"}
    assert any(field.startswith("figure:training_person_times") for field in asked)
    assert not any(field.startswith("figure:financing") for field in asked)


def test_that_derived_figures_are_exact_and_absent_without_their_parts() -> None:
    got = intake.derive(whole())
    assert got.equipment_share is not None
    assert round(got.equipment_share, 1) == D("40.8")
    assert got.professionals_share is not None
    assert round(got.professionals_share, 1) == D("94.3")
    assert got.premises_sum == D("1980")
    assert got.institutions == ("甲银行", "乙大学")
    assert intake.derive(whole(application={"total_assets_wan": None})).equipment_share is None
    assert intake.derive(whole(application={"total_assets_wan": D(0)})).equipment_share is None


def test_that_errors_come_first_among_what_is_open() -> None:
    file = whole({"uscc": "91410300XXGYUG5Q2A"}, {"nature": ""})
    items = intake.open_items(file, LAW)
    assert [item.wrong for item in items] == [True, False, False]
    assert items[0].jump == "uscc"
