"""The facts of the applicant's own papers: application form, lists, narrative, declaration, and the summary table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from desktop_app.printing import facts_report_samples as samples
from desktop_app.printing.catalogue import Column, Fact, Read, day_text
from desktop_app.printing.values import FactValue, Row
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Channel, LegalForm, ListGrade, Step
from desktop_app.rules import intake, values
from desktop_app.rules.regulation import Regulation

_TICK = "√"
_SECTIONS = "一二三四五六七"
_LICENCES = {
    LegalForm.ENTERPRISE.value: "营业执照",
    LegalForm.PUBLIC_INSTITUTION.value: "事业单位法人证书",
    LegalForm.PRIVATE_NON_ENTERPRISE.value: "民办非企业单位登记证书",
    LegalForm.SOCIETY.value: "社会团体法人登记证书",
}
_CARRIER = "属于打造{}特色载体的开发区"
_REMARKS = {
    Channel.INTEGRATED_CARRIER.value: _CARRIER.format("大中小企业融通型创新创业"),
    Channel.CAPITAL_CARRIER.value: _CARRIER.format("专业资本集聚型创新创业"),
    Channel.TECHNOLOGY_CARRIER.value: _CARRIER.format("科技资源支撑型创新创业"),
    Channel.TALENT_CARRIER.value: _CARRIER.format("高端人才引进型创新创业"),  # as 汇总表 spells it
    Channel.COOPERATION_ZONE.value: "属于中外中小企业合作区",
    Channel.CONSUMPTION_CITY.value: "属于国家信息消费示范城市",
    Channel.QUALITY_LABORATORY.value: "属于工信部认定工业产品质量控制和技术评价实验室",
}
"""What 备注 of the summary table says for each channel; any other channel says its own label."""


def shown(value: Decimal | int | str | date | None) -> str:
    """A box as it prints: digits without grouping, a day in words, empty for what isn't filled in."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    return value if isinstance(value, str) else values.plainly(value)


def equipment_share(file: Casefile, _: Regulation) -> FactValue:
    """占总资产 %: as the paper says, else computed to one digit."""
    return _share(file.application.equipment_share_typed, intake.equipment_share(file.application))


def professionals_share(file: Casefile, _: Regulation) -> FactValue:
    """占总人数 %: as the paper says, else computed to one digit."""
    return _share(file.application.professionals_share_typed, intake.professionals_share(file.application))


def _share(typed: Decimal | None, computed: Decimal | None) -> str:
    return shown(typed if typed is not None or computed is None else values.rounded(computed))


def investors(file: Casefile, _: Regulation) -> FactValue:
    """主要投资方, in the order of the paper."""
    return tuple(
        {"investor": row.name, "investor_nature": row.nature, "investor_share": shown(row.share_percent)}
        for row in file.investors
    )


def operating_years(file: Casefile, _: Regulation) -> FactValue:
    """运营管理情况, a row for each year that is filled in."""
    return tuple(
        {
            "year": str(row.year),
            "revenue": shown(row.revenue_wan),
            "service_revenue": shown(row.service_revenue_wan),
            "assets": shown(row.assets_wan),
            "profit": shown(row.profit_wan),
            "tax": shown(row.tax_wan),
            "year_firms": shown(row.firms_served),
        }
        for row in sorted(file.years, key=lambda row: row.year)
    )


def firms_last_year(file: Casefile, _: Regulation) -> FactValue:
    """上一年度共服务企业: the firms of the last year that is filled in."""
    served = [row.firms_served for row in sorted(file.years, key=lambda row: row.year) if row.firms_served is not None]
    return shown(served[-1]) if served else ""


def service_lines(file: Casefile, _: Regulation) -> FactValue:
    """平台服务能力及业绩, in the order of the paper."""
    return tuple(
        {"content": row.content, "scale": row.scale, "revenue_share": shown(row.revenue_percent)}
        for row in file.service_lines
    )


def equipment_list(file: Casefile, _: Regulation) -> FactValue:
    """主要服务设备、仪器及软件清单, numbered from 1."""
    return tuple(
        {
            "item_no": str(number),
            "item": row.name,
            "model": row.model,
            "quantity": shown(row.quantity),
            "price": shown(row.price_wan),
            "amount": shown(row.amount_wan),
            "bought": row.bought,
            "place": row.place,
        }
        for number, row in enumerate(file.equipment, 1)
    )


def equipment_pieces(file: Casefile, _: Regulation) -> FactValue:
    """How many pieces the list adds up to, or empty."""
    return shown(sum(row.quantity or 0 for row in file.equipment)) if file.equipment else ""


def equipment_amount(file: Casefile, _: Regulation) -> FactValue:
    """What the list's amounts add up to in 万元, or empty."""
    return shown(sum((row.amount_wan or Decimal(0) for row in file.equipment), Decimal(0))) if file.equipment else ""


def staff_list(file: Casefile, _: Regulation) -> FactValue:
    """人员名单及职称情况一览表, numbered from 1."""
    return tuple(
        {
            "person_no": str(number),
            "person_name": row.name,
            "sex": row.sex,
            "age": shown(row.age),
            "education": row.education,
            "duty_post": row.post,
            "job_title": row.title,
            "duty": row.duty,
        }
        for number, row in enumerate(file.staff, 1)
    )


def served_firm_list(file: Casefile, _: Regulation) -> FactValue:
    """服务的中小企业名单及服务评价表, numbered from 1, with a tick under the firm's grade."""
    return tuple(
        {
            "firm_no": str(number),
            "served_firm": row.name,
            "firm_contact": row.contact,
            "firm_phone": row.phone,
            "firm_service": row.service,
            **{f"{grade.value}_listed": _TICK if row.grade == grade.value else "" for grade in ListGrade},
        }
        for number, row in enumerate(file.served_firms, 1)
    )


def _narrative(section: int) -> Read:
    """One section of 情况说明, as it was typed."""
    return lambda file, _: next((row.text for row in file.narratives if row.section == section), "")


def summary_row(file: Casefile, edition: Regulation, number: int = 1) -> Row:
    """One platform's row of the summary table (汇总表)."""
    names = [function.title for function in edition.functions if function.id in file.dossier.function_ids]
    channel = file.dossier.channel
    return {
        "platform_no": str(number),
        "platform": file.dossier.platform_name,
        "institution": file.dossier.applicant_name,
        "categories": "、".join(names),
        "statement": file.dossier.statement,
        "remark": _REMARKS.get(channel) or Channel(channel).label,
    }


def summary(files: Iterable[tuple[Casefile, Regulation]]) -> dict[str, FactValue]:
    """What the summary table prints for several dossiers, in the order given, under the first one's office."""
    given = tuple(files)
    rows = tuple(summary_row(file, edition, number) for number, (file, edition) in enumerate(given, 1))
    return {"recommender": given[0][0].office.name if given else "", "summary_rows": rows}


def _box(name: str, label: str, sample: str, *, unit: str = "", phone: bool = False) -> Fact:
    """A box of the application form under its own name."""

    def read(file: Casefile, _: Regulation) -> FactValue:
        return shown(getattr(file.application, name))

    return Fact(name, label, sample, read, unit=unit, step=Step.INTAKE, jump=name, phone=phone)


def _table(name: str, label: str, read: Read, columns: str, rows: FactValue, jump: str) -> Fact:
    """A list; `columns` are "name=label" words, a trailing # marks a column of numbers, a trailing @ one of phones."""
    made = []
    for word in columns.split():
        column, _, heading = word.partition("=")
        made.append(Column(column, heading.rstrip("#@"), heading.endswith("#"), heading.endswith("@")))
    return Fact(name, label, rows, read, step=Step.INTAKE, jump=jump, columns=tuple(made))


_BOXES = (
    _box("registered_on", "注册日期", "2019 年 3 月 12 日"),
    _box("nature", "单位性质", "有限责任公司"),
    _box("legal_representative", "法人代表", "陆䶮"),
    _box("address", "注册地址", "云岭省澜江市桥山区创新大道 128 号"),
    _box("postcode", "邮政编码", "650031"),
    _box("contact", "联系人", "贺珺"),
    _box("phone", "联系电话", "0871-65550123", phone=True),
    _box("fax", "传真", "0871-65550124", phone=True),
    _box("mobile", "手机", "13800000128", phone=True),
    _box("website", "网址及备案号", "www.qiaoshan.example 云ICP备00000001号"),
    _box("email", "电子邮件", "service@qiaoshan.example"),
    _box("capital_wan", "注册资本", "1200.00", unit="万元"),
    _box("total_assets_wan", "上年末总资产", "3260.50", unit="万元"),
    _box("equipment_count", "仪器、设备数量", "90", unit="台（套）"),
    _box("equipment_price_wan", "购买价格", "1235.86", unit="万元"),
    _box("premises_m2", "服务场地面积", "4180", unit="平方米"),
    _box("premises_owned_m2", "自有场地", "2600", unit="平方米"),
    _box("premises_rented_m2", "租用场地", "1580", unit="平方米"),
    _box("staff_count", "从业人数", "46", unit="人"),
    _box("professionals_count", "专业人员", "44", unit="人"),
    _box("qualifications", "获得专业服务资质情况", samples.QUALIFICATIONS),
    _box("signed_bodies", "签订合作协议的单位", samples.SIGNED_BODIES),
    _box("other_bodies", "其他合作单位", samples.OTHER_BODIES),
    _box("government_support", "得到政府扶持的情况", samples.SUPPORT),
    _box("recognition_documents", "认定文件名称及文号", samples.RECOGNITION),
)

_TABLES = (
    _table("investors", "主要投资方", investors,
           "investor=主要投资方名称 investor_nature=性质 investor_share=投资比例#", samples.INVESTORS, "capital_wan"),
    _table("operating_years", "运营管理情况", operating_years,
           "year=年度 revenue=营业收入# service_revenue=服务收入# assets=资产总额# profit=利润总额# tax=上缴税金# "
           "year_firms=服务中小企业户数#", samples.YEARS, "operating_year"),
    _table("service_lines", "主要服务内容", service_lines,
           "content=主要服务内容 scale=服务规模 revenue_share=服务收入占年营业收入#", samples.SERVICES, "service_line"),
    _table("equipment_list", "主要服务设备、仪器及软件清单", equipment_list,
           "item_no=序号# item=名称 model=规格型号 quantity=数量# price=单价# amount=金额# bought=购置时间 "
           "place=存放地点", samples.EQUIPMENT, "equipment"),
    _table("staff_list", "人员名单及职称情况一览表", staff_list,
           "person_no=序号# person_name=姓名 sex=性别 age=年龄# education=学历 duty_post=职务 job_title=职称 "
           "duty=主管工作", samples.STAFF, "staff"),
    _table("served_firm_list", "服务的中小企业名单及服务评价表", served_firm_list,
           "firm_no=序号# served_firm=服务企业名称 firm_contact=联系人 firm_phone=联系电话@ firm_service=服务内容简述 "
           "satisfied_listed=满意 basically_listed=基本满意 dissatisfied_listed=不满意", samples.FIRMS, "firms"),
    _table("summary_rows", "汇总表", lambda file, edition: (summary_row(file, edition),),
           "platform_no=序号# platform=平台名称 institution=服务机构名称 categories=申请示范平台服务功能类别 "
           "statement=示范性表述 remark=备注", samples.SUMMARY, "platform_name"),
)  # fmt: skip


def _one(name: str, label: str, sample: str, read: Callable[[Casefile, Regulation], FactValue], jump: str) -> Fact:
    return Fact(name, label, sample, read, step=Step.INTAKE, jump=jump)


ENTRIES: tuple[Fact, ...] = (
    *_BOXES,
    *_TABLES,
    _one("applied_on", "填报日期", "2024 年 6 月 12 日", lambda file, _: shown(file.application.filed_on), "filed_on"),
    _one("equipment_share", "设备占总资产", "37.9", equipment_share, "equipment_share_typed"),
    _one("professionals_share", "专业人员占总人数", "95.7", professionals_share, "professionals_share_typed"),
    _one("equipment_pieces", "设备清单数量合计", "90", equipment_pieces, "equipment"),
    _one("equipment_amount", "设备清单金额合计", "1235.86", equipment_amount, "equipment"),
    _one("firms_last_year", "上一年度服务企业家数", "426", firms_last_year, "operating_year"),
    _one("credit_code", "统一社会信用代码", "91530100MA6K3T8X2L", lambda file, _: file.dossier.uscc, "uscc"),
    _one("licence_kind", "证件类型", "营业执照",
         lambda file, _: _LICENCES.get(file.dossier.legal_form, ""), "legal_form"),
    Fact("recommender", "省级中小企业主管部门或行业协会名称", "云岭省工业和信息化厅", lambda file, _: file.office.name),
    *(
        _one(f"narrative_{number}", f"情况说明（{_SECTIONS[number - 1]}）", samples.NARRATIVE[number - 1],
             _narrative(number), f"narrative:{number}")
        for number in range(1, 8)
    ),
)  # fmt: skip
"""The catalogue's entries for the forms that an applicant fills in, and for the summary table."""
