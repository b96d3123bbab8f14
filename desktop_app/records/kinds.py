"""The closed lists of the work: an English value is stored, the official label stands beside it.

Nothing here imports SQLAlchemy, so that a screen may use it before the store is loaded.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """A stored English value with its official Chinese label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """A member whose value is `value` and whose `label` is what the user reads."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Level(Kind):
    """What kind of recommending authority (推荐单位) an office is."""

    PROVINCE = "province", "省级主管部门"
    CITY = "city", "市级主管部门"
    ASSOCIATION = "association", "行业协会"


class Role(Kind):
    """What an operator may do; one person may hold several."""

    CLERK = "clerk", "经办员"
    REVIEWER = "reviewer", "审核员"
    SEAL_KEEPER = "seal_keeper", "用印员"
    HEAD = "head", "负责人"
    ADMINISTRATOR = "administrator", "管理员"


class LegalForm(Kind):
    """The applicant's legal form, as far as a regulation tells forms apart (单位性质 itself is free text)."""

    ENTERPRISE = "enterprise", "企业"
    PUBLIC_INSTITUTION = "public_institution", "事业单位"
    PRIVATE_NON_ENTERPRISE = "private_non_enterprise", "民办非企业单位"
    SOCIETY = "society", "社团法人"
    OTHER = "other", "其他"


class Channel(Kind):
    """Through which door the application comes (汇总表 备注, 工企业函〔2019〕310号 二)."""

    PROVINCIAL_QUOTA = "provincial_quota", "属于省级推荐名额"
    INTEGRATED_CARRIER = "integrated_carrier", "大中小企业融通型特色载体"
    CAPITAL_CARRIER = "capital_carrier", "专业资本集聚型特色载体"
    TECHNOLOGY_CARRIER = "technology_carrier", "科技资源支撑型特色载体"
    TALENT_CARRIER = "talent_carrier", "高端人才引领型特色载体"
    COOPERATION_ZONE = "cooperation_zone", "中外中小企业合作区"
    CONSUMPTION_CITY = "consumption_city", "国家信息消费示范城市"
    QUALITY_LABORATORY = "quality_laboratory", "工信部认定工业产品质量控制和技术评价实验室"
    ASSOCIATION = "association", "行业协会推荐"


class ListGrade(Kind):
    """How a firm rated the applicant on the applicant's own list (服务企业名单及服务评价表)."""

    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Grade(Kind):
    """How a sampled firm rated the service when the office asked (推荐表 总体评价)."""

    VERY = "very", "很满意"
    BASICALLY = "basically", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class SurveyMethod(Kind):
    """How a sampled firm was asked (推荐表 测评方法)."""

    VISIT = "visit", "上门拜访"
    PHONE = "phone", "电话询问"
    ONLINE = "online", "网络互动"
    WRITING = "writing", "书面征求"
    OTHER = "other", "其他"


class ContactResult(Kind):
    """How one attempt to reach a sampled firm ended."""

    REACHED = "reached", "已接通"
    NO_ANSWER = "no_answer", "无人接听"
    DEAD_NUMBER = "dead_number", "号码停机或空号"
    WRONG_NUMBER = "wrong_number", "非该企业电话"
    REFUSED = "refused", "拒绝受访"
    CLOSED = "closed", "企业已注销或搬迁"
    NOT_SERVED = "not_served", "表示未接受过服务"
    INVALID = "invalid", "答复无效"


class FindingKind(Kind):
    """What a frame check may find about firms of the served-firm list."""

    SAME_CODE = "same_code", "信用代码相同"
    SAME_NAME = "same_name", "名称相同或相近"
    SHARED_PHONE = "shared_phone", "联系电话相同"
    SHARED_CONTACT = "shared_contact", "联系人相同"
    APPLICANT = "applicant", "与申请单位有关"
    INVESTOR = "investor", "与投资方有关"
    STAFF = "staff", "与申请单位人员有关"
    WRONG_CODE = "wrong_code", "信用代码有误"
    UNSURE_CODE = "unsure_code", "信用代码待核对"


class Settling(Kind):
    """What the reviewer does about a finding of the frame check."""

    KEEP = "keep", "保留"
    EXCLUDE = "exclude", "剔除"


class DigitsSource(Kind):
    """Where the digits of a draw came from."""

    DICE = "dice", "现场掷骰"
    LOTTERY = "lottery", "摇号球"
    SYSTEM = "system", "操作系统随机数"


class Interest(Kind):
    """Why an expert must not review an applicant (回避事由), as declared or as found in the dossier."""

    EMPLOYED = "employed", "在该单位任职或兼职"
    ADVISED = "advised", "为该单位提供过咨询或辅导"
    RELATIVE = "relative", "与该单位负责人有近亲属关系"
    TOOK_PART = "took_part", "此前参与过该项目的工作"
    OTHER = "other", "有其他利害关系"


class Absence(Kind):
    """Why a drawn expert does not come and the next in the reserve is asked."""

    DECLINED = "declined", "本人不能参加"
    UNREACHABLE = "unreachable", "联系不上"
    CONFLICT = "conflict", "须回避"


class Outcome(Kind):
    """What the rules alone can say about a requirement."""

    MET = "met", "符合"
    NOT_MET = "not_met", "不符合"
    TO_JUDGE = "to_judge", "待裁量"
    UNDEFINED = "undefined", "未定义"
    MISSING = "missing", "未定"


class Decision(Kind):
    """What the reviewer decides about a condition."""

    MET = "met", "符合"
    NOT_MET = "not_met", "不符合"
    RELAXED = "relaxed", "裁量放宽"
    SUPPLEMENT = "supplement", "待补正"


class ScanKind(Kind):
    """What an attached file really is, by its content."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG 图片"
    PNG = "png", "PNG 图片"
    TIFF = "tiff", "TIFF 图片"
    DOCX = "docx", "Word 文档"
    XLSX = "xlsx", "Excel 工作簿"


class ChangeKind(Kind):
    """What may change about the body that runs a platform (2025 办法 第十一条)."""

    NAME = "name", "更名"
    MERGER = "merger", "合并"
    RESTRUCTURING = "restructuring", "重组"
    OTHER = "other", "其他重大变化或调整"


class Step(Kind):
    """The steps of a dossier, in the order of the work."""

    INTAKE = "intake", "受理录入"
    EVIDENCE = "evidence", "佐证材料"
    ELIGIBILITY = "eligibility", "条件审查"
    SURVEY = "survey", "满意度测评"
    PANEL = "panel", "专家评审"
    RECOMMENDATION = "recommendation", "推荐与打印"
    SEALING = "sealing", "用印"
    ARCHIVE = "archive", "封装归档"


BEFORE_RECOMMENDATION = (Step.INTAKE, Step.EVIDENCE, Step.ELIGIBILITY, Step.SURVEY, Step.PANEL)
"""The steps that must be done before a dossier is recommended."""


class MeetingState(Kind):
    """How far a panel meeting (评审会) has come."""

    PLANNED = "planned", "筹备"
    SITTING = "sitting", "会议中"
    RECESS = "recess", "休会"
    CLOSED = "closed", "已结束"


class ItemPhase(Kind):
    """Where an item of the agenda stands, in the order of the work."""

    WAITING = "waiting", "未开始"
    DECLARING = "declaring", "回避声明"
    BRIEFING = "briefing", "介绍"
    SCORING = "scoring", "独立评分"
    REVEALED = "revealed", "揭示讨论"
    REVISING = "revising", "修改评分"
    OPINION = "opinion", "共同意见"
    SIGNING = "signing", "签名"
    CLOSED = "closed", "已结项"


class MeetingWay(Kind):
    """By which way an expert's word reached the meeting's record."""

    SEAT = "seat", "轮座"
    PACKET = "packet", "U 盘评审包"
    PAPER = "paper", "纸面"
