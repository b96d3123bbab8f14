"""The figures that every dossier holds: their names in the files of the regulations, their labels and units.

How each is read from a dossier stands in `figures`, which has to cover every name listed here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FigureKnown:
    """A figure of the application form, the lists or the survey; `by_year` when the form has one for each year.

    `box` is what it is read from: a box of the form, the column of a row table ("operating_year:tax_wan") or a list;
    empty for the survey.
    """

    name: str
    label: str
    unit: str
    box: str
    by_year: bool = False


KNOWN: tuple[FigureKnown, ...] = (
    FigureKnown("operating_years", "运营时间", "年", "registered_on"),
    FigureKnown("capital_wan", "注册资本", "万元", "capital_wan"),
    FigureKnown("total_assets_wan", "资产总额", "万元", "total_assets_wan"),
    FigureKnown("equipment_count", "仪器、设备数量", "台（套）", "equipment_count"),
    FigureKnown("equipment_price_wan", "仪器、设备购买价格", "万元", "equipment_price_wan"),
    FigureKnown("premises_m2", "服务场地面积", "平方米", "premises_m2"),
    FigureKnown("premises_owned_m2", "自有服务场地面积", "平方米", "premises_owned_m2"),
    FigureKnown("premises_rented_m2", "租用服务场地面积", "平方米", "premises_rented_m2"),
    FigureKnown("staff_count", "从业人数", "人", "staff_count"),
    FigureKnown("professionals_count", "大专及以上学历和中级及以上技术职称的专业人员", "人", "professionals_count"),
    FigureKnown("staff_listed", "人员名单人数", "人", "staff"),
    FigureKnown("professionals_listed", "人员名单中的专业人员", "人", "staff"),
    FigureKnown("degree_listed", "人员名单中大专及以上学历的人员", "人", "staff"),
    FigureKnown("title_listed", "人员名单中中级及以上职称的人员", "人", "staff"),
    FigureKnown("degree_and_title_listed", "人员名单中学历和职称兼有的人员", "人", "staff"),
    FigureKnown("institutions_gathered", "集聚服务机构", "家", "signed_bodies"),
    FigureKnown("firms_listed", "名单所列服务企业", "家", "firms"),
    FigureKnown("satisfaction_percent", "用户满意度", "%", ""),
    FigureKnown("revenue_wan", "营业收入", "万元", "operating_year:revenue_wan", by_year=True),
    FigureKnown("service_revenue_wan", "服务收入", "万元", "operating_year:service_revenue_wan", by_year=True),
    FigureKnown("assets_wan", "年度资产总额", "万元", "operating_year:assets_wan", by_year=True),
    FigureKnown("profit_wan", "利润总额", "万元", "operating_year:profit_wan", by_year=True),
    FigureKnown("tax_wan", "上缴税金", "万元", "operating_year:tax_wan", by_year=True),
    FigureKnown("firms_served", "年服务中小企业", "家", "operating_year:firms_served", by_year=True),
)


def by_year() -> dict[str, bool]:
    """Every known figure's name, and whether it is kept by year."""
    return {figure.name: figure.by_year for figure in KNOWN}
