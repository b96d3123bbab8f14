"""The application form (申请表) as data: every box with its official wording, in the order of the paper.

The step reads it to know how a box is written, the screen to lay it out, the checks to name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a box is filled in, and so how its text is read."""

    NAME = "name"
    LINE = "line"
    LONG = "long"
    MONEY = "money"
    COUNT = "count"
    AREA = "area"
    PERCENT = "percent"
    DECIMAL = "decimal"
    DAY = "day"
    YEAR = "year"
    PHONE = "phone"
    CODE = "code"
    DIGITS = "digits"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True)
class FieldSpec:
    """One box: column `name` of `table`, the paper's wording, its unit, its section, its width in twelfths."""

    name: str
    table: str
    label: str
    kind: Way
    unit: str = ""
    section: str = ""
    required: bool = False
    span: int = 3
    short: str = ""
    """A shorter label for the foot bar and the index; empty: the label itself."""

    @property
    def called(self) -> str:
        """What the box is called where there is little room."""
        return self.short or self.label


@dataclass(frozen=True)
class Section:
    """A part of the form: `tab` is the page it stands on, `within` is True for a part of the section above it."""

    id: str
    title: str
    tab: str
    within: bool = False
    note: str = ""


SECTIONS = (
    Section("cover", "封面与证照", "form", note="代码取自营业执照，申请表上没有这一栏"),
    Section("basic", "一、申请单位基本情况", "form", note="与纸面顺序一致"),
    Section("assets", "投资方、设备与场地", "form", within=True),
    Section("people", "从业人员", "form", within=True),
    Section("operations", "二、运营管理情况", "form", note="单位：万元"),
    Section("services", "三、平台服务能力及业绩", "form"),
    Section("partners", "合作资源", "form", within=True),
    Section("support", "四、政府支持情况", "form"),
    Section("firms", "服务企业名单", "firms"),
    Section("staff", "人员名单", "staff"),
    Section("equipment", "设备清单", "equipment"),
    Section("narrative", "情况说明", "narrative"),
    Section("choices", "功能与渠道", "choices"),
    Section("figures", "本办法另要求的数据", "choices", within=True),
)
SECTION = {section.id: section for section in SECTIONS}


def _dossier(name: str, label: str, kind: Way, section: str, span: int = 3, *, required: bool = False) -> FieldSpec:
    return FieldSpec(name, "dossier", label, kind, "", section, required, span)


def _box(
    name: str,
    label: str,
    kind: Way,
    section: str,
    span: int = 3,
    *,
    unit: str = "",
    required: bool = False,
    short: str = "",
) -> FieldSpec:
    return FieldSpec(name, "application", label, kind, unit, section, required, span, short)


FIELDS: tuple[FieldSpec, ...] = (
    _dossier("applicant_name", "申请单位名称（与公章一致）", Way.NAME, "cover", 6, required=True),
    _dossier("platform_name", "平台名称", Way.NAME, "cover", 6, required=True),
    _dossier("uscc", "统一社会信用代码", Way.CODE, "cover", 6, required=True),
    _box("filed_on", "填报日期", Way.DAY, "cover", 3, required=True),
    _box("registered_on", "注册日期", Way.DAY, "basic", 3, required=True),
    _box("nature", "单位性质", Way.LINE, "basic", 5, required=True),
    _box("legal_representative", "法人代表", Way.NAME, "basic", 4, required=True),
    _box("address", "注册地址", Way.LINE, "basic", 9, required=True),
    _box("postcode", "邮政编码", Way.DIGITS, "basic", 3, required=True),
    _box("contact", "联系人", Way.NAME, "basic", 3, required=True),
    _box("phone", "联系电话", Way.PHONE, "basic", 3, required=True),
    _box("fax", "传真", Way.PHONE, "basic", 3),
    _box("mobile", "手机", Way.PHONE, "basic", 3),
    _box("website", "网址及备案号（已建网站的填写）", Way.LINE, "basic", 7, short="网址及备案号"),
    _box("email", "电子邮件", Way.LINE, "basic", 5),
    _box("capital_wan", "注册资本", Way.MONEY, "assets", 4, unit="万元", required=True),
    _box("total_assets_wan", "上年末总资产", Way.MONEY, "assets", 4, unit="万元", required=True),
    _box("equipment_count", "仪器、设备数量", Way.COUNT, "assets", 4, unit="台（套）", required=True),
    _box("equipment_price_wan", "购买价格", Way.MONEY, "assets", 4, unit="万元", required=True, short="设备购买价格"),
    _box("equipment_share_typed", "占总资产", Way.PERCENT, "assets", 8, unit="%", short="设备占总资产"),
    _box("premises_m2", "服务场地面积", Way.AREA, "assets", 4, unit="平方米", required=True),
    _box("premises_owned_m2", "其中：自有", Way.AREA, "assets", 4, unit="平方米", short="自有场地"),
    _box("premises_rented_m2", "租用", Way.AREA, "assets", 4, unit="平方米", short="租用场地"),
    _box("staff_count", "从业人数", Way.COUNT, "people", 4, unit="人", required=True),
    _box(
        "professionals_count",
        "其中：大专及以上学历和中级及以上技术职称的专业人员",
        Way.COUNT,
        "people",
        8,
        unit="人",
        required=True,
        short="专业人员",
    ),
    _box("professionals_share_typed", "占总人数", Way.PERCENT, "people", 8, unit="%", short="专业人员占总人数"),
    _box("audit_code", "审计报告验证码（2023 年起的报告有）", Way.LINE, "operations", 6, short="审计报告验证码"),
    _box("audit_code_checked", "已在财政部统一监管平台核验", Way.FLAG, "operations", 6),
    _box("qualifications", "获得专业服务资质情况", Way.LONG, "services", 12),
    _box("signed_bodies", "签订合作协议的单位", Way.LONG, "partners", 6, required=True),
    _box("other_bodies", "其他合作单位", Way.LONG, "partners", 6),
    _box("government_support", "得到政府扶持的情况", Way.LONG, "support", 12),
    _box(
        "recognition_documents",
        "省级示范平台认定或国家部委、全国性行业协会的相关认定的文件名称及文号",
        Way.LONG,
        "support",
        12,
        required=True,
        short="认定文件名称及文号",
    ),
    _dossier("functions", "申请示范平台服务功能类别", Way.CHOICE, "choices", 12, required=True),
    _dossier("channel", "推荐渠道（备注）", Way.CHOICE, "choices", 6, required=True),
    _dossier("statement", "示范性表述", Way.LONG, "choices", 12, required=True),
    _dossier("legal_form", "单位类别", Way.CHOICE, "choices", 6, required=True),
    _dossier("region_code", "注册地行政区划代码", Way.DIGITS, "choices", 6, required=True),
    _dossier("western", "享受西部大开发政策区域", Way.FLAG, "choices", 6),
)
FIELD = {spec.name: spec for spec in FIELDS}


def _cell(
    table: str,
    name: str,
    label: str,
    kind: Way,
    unit: str = "",
    *,
    required: bool = False,
    span: int = 2,
    short: str = "",
) -> FieldSpec:
    section = {"investor": "assets", "operating_year": "operations", "service_line": "services"}[table]
    return FieldSpec(name, table, label, kind, unit, section, required, span, short)


_YEAR, _LINE, _INVESTOR = "operating_year", "service_line", "investor"
ROWS: dict[str, tuple[FieldSpec, ...]] = {
    _INVESTOR: (
        _cell(_INVESTOR, "name", "主要投资方名称", Way.NAME, required=True, span=6),
        _cell(_INVESTOR, "nature", "性质", Way.LINE, span=3),
        _cell(_INVESTOR, "share_percent", "投资比例", Way.PERCENT, "%", span=3),
    ),
    _YEAR: (
        _cell(_YEAR, "year", "年度", Way.YEAR, required=True, span=1),
        _cell(_YEAR, "revenue_wan", "营业收入", Way.MONEY, "万元", required=True),
        _cell(_YEAR, "service_revenue_wan", "其中：服务收入", Way.MONEY, "万元", required=True, short="服务收入"),
        _cell(_YEAR, "assets_wan", "资产总额", Way.MONEY, "万元", required=True),
        _cell(_YEAR, "profit_wan", "利润总额", Way.MONEY, "万元", required=True),
        _cell(_YEAR, "tax_wan", "上缴税金", Way.MONEY, "万元", required=True),
        _cell(_YEAR, "firms_served", "服务中小企业户数", Way.COUNT, "户", required=True),
    ),
    _LINE: (
        _cell(_LINE, "content", "主要服务内容", Way.LINE, required=True, span=6),
        _cell(_LINE, "scale", "服务规模（家、人/次）", Way.LINE, span=3, short="服务规模"),
        _cell(_LINE, "revenue_percent", "服务收入占年营业收入", Way.PERCENT, "%", span=3, short="收入占比"),
    ),
}
ROW_TITLES = {"investor": "主要投资方", "operating_year": "年度", "service_line": "主要服务内容"}


def row_key(table: str, row: int, name: str) -> str:
    """The name of a box in a row, for refusals, checks and jumps: "operating_year:3:tax_wan"."""
    return f"{table}:{row}:{name}"


def row_field(key: str) -> tuple[str, int, str] | None:
    """The table, row id and column behind such a name, or None when it isn't one."""
    parts = key.split(":")
    return (parts[0], int(parts[1]), parts[2]) if len(parts) == 3 and parts[1].isdigit() else None
