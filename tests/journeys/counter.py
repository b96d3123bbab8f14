"""The applicant of the counter kit as a case: what is written on its papers, typed as it is written.

The kit lies beside the checkout (`../shared/counter`), and was made by nobody who wrote this program: an application
form, office-made workbooks with ordinary mess, scans, and what each firm answers when it is called.
"""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from desktop_app.journey.case import Case, Judged, Told
from desktop_app.records.kinds import Channel, ContactResult, Grade, LegalForm

KIT = Path(__file__).resolve().parents[3] / "shared" / "counter"
ACCEPTED_ON = "2024-06-18"
"""Three days after the form was filled in: the kit counts 10.1 years from the registration."""
BOXES = {
    "申请单位名称": "applicant_name",
    "填报日期": "filed_on",
    "注册日期": "registered_on",
    "单位性质": "nature",
    "法人代表": "legal_representative",
    "注册地址": "address",
    "邮政编码": "postcode",
    "联系人": "contact",
    "联系电话": "phone",
    "传真": "fax",
    "手机": "mobile",
    "网址及备案号": "website",
    "电子邮件": "email",
    "注册资本（万元）": "capital_wan",
    "上年末总资产（万元）": "total_assets_wan",
    "仪器、设备数量": "equipment_count",
    "购买价格（万元）": "equipment_price_wan",
    "占总资产%": "equipment_share_typed",
    "服务场地面积": "premises_m2",
    "自有": "premises_owned_m2",
    "租用": "premises_rented_m2",
    "从业人数": "staff_count",
    "专业人员": "professionals_count",
    "占总人数%": "professionals_share_typed",
    "获得专业服务资质情况": "qualifications",
    "签订合作协议的单位": "signed_bodies",
    "其他合作单位": "other_bodies",
    "得到政府扶持的情况": "government_support",
    "认定文件名称及文号": "recognition_documents",
}
YEAR = ("year", "revenue_wan", "service_revenue_wan", "assets_wan", "profit_wan", "tax_wan", "firms_served")
FIGURES = {
    "线下年服务企业": "information_offline_firms",
    "相关服务活动": "information_activities",
    "年培训": "training_person_times",
}
FUNCTIONS = {"信息": "information", "培训": "training"}
MATERIALS = {
    "第十七条（一）": "report",
    "第十七条（二）": "licence",
    "第十七条（三）": "audit",
    "第十七条（四）": "premises",
    "第十七条（五）": "service",
    "第十七条（六）": "recognition",
    "第十七条（七）": "permits",
    "第十七条（八）": "declaration",
}
MISSED = {
    "三次拨打无人接听": ContactResult.NO_ANSWER,
    "号码停机": ContactResult.DEAD_NUMBER,
    "接通后拒绝接受访谈": ContactResult.REFUSED,
    "企业已注销，联系人离职": ContactResult.CLOSED,
}
GRADES = {grade.label: grade.value for grade in Grade}
LYING = {"总结及签到表.pdf": {3: 1, 5: 2}}
"""Page 3 lies on its left side, page 5 stands on its head; pages 2 and 4 are landscape and need nothing."""
SEATED = ("孟莲庆", "郝海", "石刚𬭎", "郭浩军", "叶锋云")
DIGITS = "00973 66221 15208 49045 7"
"""Among the ten so drawn four are out of reach, one of them a replacement herself, and one is not content."""
JUDGED = {
    "具有独立法人资格": ("营业执照为有限责任公司，独立承担民事责任，主业为中小企业服务。", "营业执照.jpg", 1),
    "财务收支、经营规范和发展前景": ("审计报告为标准无保留意见，连续盈利，资产总额与申请表一致。", "审计报告.pdf", 3),
    "近两年服务企业数量稳步增长": ("2022年340家，2023年458家，增长稳步。", "总结及签到表.pdf", 1),
    "声誉和品牌影响力": ("活动通知、照片和签到表齐全，服务覆盖五个区县。", "总结及签到表.pdf", 1),
    "经营服务场所和设施、仪器设备": ("产权证明的用途和面积与申请表1980平方米一致。", "场所证明.tif", 1),
    "省级示范平台或部委、协会认定": ("豫工信测〔2022〕209号名单中列有该平台。", "省级认定文件.pdf", 2),
    "管理制度、收费标准和优惠规定": ("收费制度载明对小型微型企业六折优惠。", "合作协议及收费制度.pdf", 4),
    "发展规划和年度服务目标": ("情况说明第七节列有两年目标和年度增长指标。", "申请表-扫描.pdf", 3),
    "管理团队和主要负责人": ("人员名单和情况说明载明团队分工，未见违法失信记录。", "申请表-扫描.pdf", 3),
    "信息服务系统，线上线下联动": ("网站已备案，设有供求、政策、培训栏目，线下设站点。", "总结及签到表.pdf", 1),
    "培训资质、能力和评价机制": ("人力资源服务许可证在有效期内，线上线下均可培训。", "资质.png", 1),
    "特色优势和示范性": ("线上受理、线下上门、专家会诊的机制有示范性。", "总结及签到表.pdf", 1),
}
STATEMENT = (
    "建立“线上受理＋线下上门＋专家会诊”的服务机制，一个工作日内联系、三个工作日内派单；集聚服务机构6家，"
    "仪器设备全部开放共享；2023年服务中小企业458家、培训3467人次，做法可复制。"
)


def there() -> bool:
    """Whether the kit lies beside this checkout."""
    return (KIT / "truth.json").is_file()


def truth() -> dict[str, Any]:
    """What is true of the applicant; for the test's eyes only."""
    told: dict[str, Any] = json.loads((KIT / "truth.json").read_text(encoding="utf-8"))
    return told


def narrative() -> str:
    """The text of 情况说明.docx as it is copied whole from Word."""
    with zipfile.ZipFile(KIT / "情况说明.docx") as packed:
        root = ElementTree.fromstring(packed.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join("".join(run.text or "" for run in line.iter(f"{space}t")) for line in root.iter(f"{space}p"))


def interviews() -> dict[str, dict[str, str]]:
    """What each firm says when it is called, by its name."""
    with (KIT / "interviews.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["企业名称"]: row for row in csv.DictReader(lines)}


def asked() -> Callable[[str], Told]:
    """The firm of that name on the telephone."""
    heard = interviews()

    def ask(name: str) -> Told:
        row = heard[name]
        if row["能否接通"] != "是":
            return Told(missed=MISSED[row["未接通原因"]].value)
        if not row["总体评价"]:
            return Told(missed=ContactResult.NOT_SERVED.value)  # nobody there recalls any service
        return Told(
            person=row["被访人员姓名"],
            post=row["职务"],
            phone=row["联系电话"],
            service=row["接受服务内容"],
            grade=GRADES[row["总体评价"]],
            tries=int(row["第几次接通"]),
        )

    return ask


def scribble(seed: int) -> list[list[tuple[float, float]]]:
    """Two strokes of a signature, in parts of the pad."""
    rise = [(0.15 + 0.02 * n, 0.3 + 0.04 * ((n * seed) % 9)) for n in range(20)]
    fall = [(0.6 + 0.012 * n, 0.75 - 0.02 * ((n + seed) % 13)) for n in range(18)]
    return [rise, fall]


def _rows(written: Iterable[Iterable[str]], columns: Iterable[str]) -> list[dict[str, str]]:
    names = tuple(columns)
    return [dict(zip(names, row, strict=True)) for row in written]


def case(today: str) -> Case:
    """The whole application as the clerk has it on the counter; `today` is the day of printing and sealing."""
    told = truth()
    applicant, form, outside = told["applicant"], told["application_form"], told["figures_outside_the_form"]
    written = {BOXES[line["field"]]: line["as_written"] for line in form["fields"]}
    head = {"platform_name": applicant["platform"], "uscc": applicant["uscc"]}
    figures = {"public_good_percent": outside["public_good_or_low_fee_percent"]}
    for lines in outside["functions"].values():
        figures |= {FIGURES[line["label"]]: line["value"] for line in lines}
    return Case(
        accepted_on=ACCEPTED_ON,
        applicant=applicant["name"],
        boxes={"applicant_name": written.pop("applicant_name")} | head | written,
        rows={
            "investor": _rows(
                ((row["name"], row["kind"], row["share"]) for row in form["investors"]),
                ("name", "nature", "share_percent"),
            ),
            "operating_year": _rows(form["years_as_written"], YEAR),
            "service_line": _rows(
                ((row["name"], row["scale"], row["share"]) for row in form["services"]),
                ("content", "scale", "revenue_percent"),
            ),
        },
        mends=["64.13"],
        choices={
            "channel": Channel.PROVINCIAL_QUOTA.label,
            "legal_form": LegalForm.ENTERPRISE.label,
            "region_code": "410300",
            "statement": STATEMENT,
        },
        functions=[FUNCTIONS[name] for name in applicant["functions"]],
        figures=figures,
        lists={
            "firms": KIT / "服务企业名单.xlsx",
            "staff": KIT / "人员名单.xlsx",
            "equipment": KIT / "设备清单.xlsx",
        },
        narrative=narrative(),
        scans=[(MATERIALS[item["item"]], [KIT / path for path in item["files"]]) for item in told["materials"]],
        turns=LYING,
        verdicts={title: Judged(*words) for title, words in JUDGED.items()},
        digits=DIGITS,
        witnesses="周正、何敏",
        ask=asked(),
        experts=KIT / "experts.xlsx",
        panel=SEATED,
        opinion="专家组审阅了申请材料和测评记录，一致认为该平台服务能力强、示范作用明显，同意推荐。",
        ink={name: scribble(number) for number, name in enumerate(SEATED, 2)},
        texts={
            "influence": "2023年服务洛阳市中小企业458家，比上年增加118家，培训3467人次，带动了区域服务资源集聚。",
            "advice": "经审核，申报材料真实、完整，符合认定条件，同意推荐。",
            "filed_on": today,
        },
        seal={
            "sealed_on": today,
            "seal_name": "河南省工业和信息化厅",
            "purpose": "推荐国家中小企业公共服务示范平台",
            "copies": "2",
            "approved_by": "周正",
            "keeper": "林晓岚",
        },
    )
