"""The catalogue of facts: everything that a form may print, by name. A new fact is one entry here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.printing import facts_report, facts_working
from desktop_app.printing.catalogue import Column, Fact, day_text, grouped, instant_text
from desktop_app.printing.values import FactValue, Row
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Grade, Step, SurveyMethod
from desktop_app.records.papers import SealedArchive
from desktop_app.records.survey import Answer
from desktop_app.rules import panel, regions, survey
from desktop_app.rules.regulation import Regulation

_TICK = "√"
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:省|自治区|生产建设兵团|市)")
_EXPERT = (
    Column("name", "专家姓名"),
    Column("title", "职务/职称"),
    Column("unit", "工作单位"),
    Column("signature", "签字"),
)
_FIRM = (
    Column("firm", "抽样企业名称"),
    Column("person", "被访人员姓名"),
    Column("post", "职务"),
    Column("phone", "联系电话", phone=True),
    Column("service", "接受服务内容"),
    Column("very", "很满意"),
    Column("basically", "基本满意"),
    Column("dissatisfied", "不满意"),
)


def experts(file: Casefile, _: Regulation) -> FactValue:
    """The experts who take part, each with the signature that holds (empty: to be signed in ink)."""
    rows: list[Row] = []
    for seat in sorted(file.seats, key=lambda seat: seat.position):
        if panel.takes_part(seat, file):
            signature = None if seat.signs_on_paper else panel.valid_signature(seat, file)
            ink = signature.ink if signature else ""
            rows.append({"name": seat.name, "title": seat.title, "unit": seat.unit, "signature": ink})
    return tuple(rows)


def panel_opinion(file: Casefile, _: Regulation) -> FactValue:
    """The opinion that stands, or empty."""
    opinion = panel.standing_opinion(file)
    return opinion.text if opinion else ""


def answered(file: Casefile) -> tuple[tuple[str, Answer], ...]:
    """(firm, answer) for each line of the standing sample that has a valid answer."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ()
    lines = survey.standing_sample(file, drawn)
    return tuple((line.firm.name, line.answer) for line in lines if line.answer is not None and line.grade is not None)


def survey_methods(file: Casefile, _: Regulation) -> FactValue:
    """The official labels of the methods that were used."""
    used = {answer.method for _, answer in answered(file)}
    return tuple(method.label for method in SurveyMethod if method.value in used)


def survey_answers(file: Casefile, _: Regulation) -> FactValue:
    """One row for each firm that was asked, with a tick under its grade."""
    return tuple(
        {
            "firm": firm,
            "person": answer.person,
            "post": answer.post,
            "phone": answer.phone,
            "service": answer.service,
            **{grade.value: _TICK if answer.grade == grade.value else "" for grade in Grade},
        }
        for firm, answer in answered(file)
    )


def recommending_place(file: Casefile, _: Regulation) -> FactValue:
    """推荐省（区、市）: as the office's own name begins (深圳市, 新疆生产建设兵团), else by its region code."""
    named = _PLACE.match(file.office.name)
    return named[0] if named else regions.province(file.office.region_code) or file.office.name


def _archive(file: Casefile) -> SealedArchive | None:
    """The archive that was sealed last, or None."""
    return file.archives[-1] if file.archives else None


def archive_size(file: Casefile, _: Regulation) -> FactValue:
    """Size of the archive in MB, one decimal."""
    archive = _archive(file)
    return f"{archive.size / 1024 / 1024:.1f}" if archive else ""


def archive_qr(file: Casefile, _: Regulation) -> FactValue:
    """What the cover's two-dimensional code says: dossier, volume, fingerprint, certificate (none), journal code."""
    archive = _archive(file)
    return f"SFPT1:{file.dossier.number}:1/1:{archive.fingerprint}:-:{archive.journal_code}" if archive else ""


_SAMPLE_EXPERTS: tuple[Row, ...] = (
    {"name": "张堃", "title": "教授级高级工程师", "unit": "云岭省工业信息研究院", "signature": ""},
    {"name": "李喆", "title": "研究员", "unit": "云岭省科技发展战略研究所", "signature": ""},
    {"name": "王珺", "title": "注册会计师", "unit": "云岭中衡会计师事务所（特殊普通合伙）", "signature": ""},
    {"name": "赵䶮", "title": "教授", "unit": "云岭大学管理学院", "signature": ""},
    {"name": "陈䶮珺", "title": "高级经济师", "unit": "云岭省中小企业发展促进会", "signature": ""},
)
_SAMPLE_FIRMS: tuple[Row, ...] = tuple(
    {
        "firm": firm,
        "person": person,
        "post": post,
        "phone": f"1380000{number:04}",
        "service": service,
        "very": _TICK if number % 5 else "",
        "basically": "" if number % 5 else _TICK,
        "dissatisfied": "",
    }
    for number, (firm, person, post, service) in enumerate(
        (
            ("澜江宏远精密机械有限公司", "周明", "总经理", "检验检测"),
            ("澜江市东湖电子科技有限公司", "吴倩", "财务经理", "融资对接"),
            ("桥山轴承制造有限责任公司", "郑凯", "生产部长", "质量诊断"),
            ("云岭恒泰新材料股份有限公司", "冯雪", "副总经理", "知识产权培训"),
            ("澜江绿源食品有限公司", "褚峰", "厂长", "政策解读"),
            ("桥山智联软件有限公司", "卫华", "项目经理", "数字化改造咨询"),
            ("澜江市建业模具厂", "蒋文", "负责人", "工业设计"),
            ("云岭德信物流有限公司", "沈青", "总经理", "管理培训"),
            ("澜江天成包装印刷有限公司", "韩磊", "办公室主任", "标准化服务"),
            ("桥山区金禾农机有限公司", "杨帆", "技术部长", "技术推广"),
            ("澜江博雅医疗器械有限公司", "朱琳", "质量经理", "产品检测"),
            ("云岭華盛纺织有限公司", "秦勇", "总经理", "人才招聘"),
        ),
        start=1,
    )
)
_SAMPLE_OPINION = (
    "专家组审阅了申报材料，听取了平台建设情况汇报，并进行了质询。经讨论，形成如下评审意见：\n"
    "一、申报单位具有独立法人资格，运营满五年，资产总额 3260.5 万元，财务收支状况良好，符合认定管理办法"
    "第十二条规定的基本条件。\n"
    "二、平台年服务中小企业 426 家，用户满意度 98.6%，集聚服务机构 23 家，公益性及低收费服务占总服务量的 31%，"
    "服务业绩突出。\n"
    "专家组一致同意推荐其申报国家中小企业公共服务示范平台。"
)
_SAMPLE_INFLUENCE = (
    "平台立足澜江市装备制造产业集群，近三年累计服务中小企业 1180 家，组织技术对接、政策宣讲、人才培训等活动 86 场，"
    "帮助企业实现融资 3.2 亿元，对区域中小企业转型升级和健康发展起到了积极的支撑作用。"
)
_SAMPLE_PRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

_ENTRIES = (
    Fact("applicant_name", "示范平台承担单位名称", "澜江市桥山中小企业公共服务中心有限公司",
         lambda file, _: file.dossier.applicant_name, step=Step.INTAKE, jump="applicant_name"),
    Fact("platform_name", "平台名称", "桥山装备制造中小企业公共技术服务平台",
         lambda file, _: file.dossier.platform_name, step=Step.INTAKE, jump="platform_name"),
    Fact("dossier_number", "案卷编号", "2024-0001", lambda file, _: file.dossier.number),
    Fact("accepted_on", "受理日期", "2024 年 6 月 18 日", lambda file, _: day_text(file.dossier.accepted_on)),
    Fact("office_name", "推荐单位", "云岭省工业和信息化厅", lambda file, _: file.office.name),
    Fact("recommending_place", "推荐省（区、市）", "云岭省", recommending_place),
    Fact("regulation_title", "管理办法", "国家中小企业公共服务示范平台认定管理办法", lambda _, edition: edition.title),
    Fact("regulation_number", "文号", "工信部企业〔2017〕156号", lambda _, edition: edition.number),
    Fact("filed_on", "填报日期", "2024 年 6 月 28 日", lambda file, _: day_text(file.recommendation.filed_on),
         step=Step.RECOMMENDATION, jump="filed_on"),
    Fact("panel_opinion", "专家组评审意见", _SAMPLE_OPINION, panel_opinion, step=Step.PANEL, jump="opinion"),
    Fact("experts", "专家", _SAMPLE_EXPERTS, experts, step=Step.PANEL, jump="seats", columns=_EXPERT),
    Fact("survey_methods", "测评方法", ("上门拜访", "电话询问"), survey_methods, step=Step.SURVEY, jump="answers"),
    Fact("survey_answers", "测评情况", _SAMPLE_FIRMS, survey_answers, step=Step.SURVEY, jump="answers", columns=_FIRM),
    Fact("influence", "对区域中小企业发展的影响和作用", _SAMPLE_INFLUENCE,
         lambda file, _: file.recommendation.influence, step=Step.RECOMMENDATION, jump="influence"),
    Fact("advice", "推荐意见", "经审核，该单位申报材料真实、完整，符合认定条件，服务业绩测评合格，同意推荐。",
         lambda file, _: file.recommendation.advice, step=Step.RECOMMENDATION, jump="advice"),
    Fact("archive_folder", "档案包名称", "2024-0001-桥山平台", lambda file, _: _of(file, "folder")),
    Fact("archive_fingerprint", "封装指纹", _SAMPLE_PRINT, lambda file, _: _of(file, "fingerprint")),
    Fact("archive_fingerprint_grouped", "封装指纹（分组）", grouped(_SAMPLE_PRINT),
         lambda file, _: grouped(_of(file, "fingerprint"))),
    Fact("archive_fingerprint_lines", "封装指纹（四行）", grouped(_SAMPLE_PRINT, 4, 4),
         lambda file, _: grouped(_of(file, "fingerprint"), 4, 4)),
    Fact("archive_qr", "封装指纹二维码", f"SFPT1:2024-0001:1/1:{_SAMPLE_PRINT}:-:128-ABCD-EFGH-IJKL-MNOP-QRST",
         archive_qr),
    Fact("archive_files", "文件数", "86", lambda file, _: _of(file, "files"), unit="个"),
    Fact("archive_size", "大小", "412.6", archive_size, unit="MB"),
    Fact("archive_journal_code", "日志码", "128-ABCD-EFGH-IJKL-MNOP-QRST", lambda file, _: _of(file, "journal_code")),
    Fact("archive_sealed_at", "封装时间", "2024-07-02 10:42", lambda file, _: _sealed_at(file)),
    Fact("archive_sealed_by", "封装人", "许文静", lambda file, _: _of(file, "sealed_by")),
)  # fmt: skip


def _of(file: Casefile, name: str) -> str:
    """A column of the archive that was sealed last, as text."""
    archive = _archive(file)
    return str(getattr(archive, name)) if archive else ""


def _sealed_at(file: Casefile) -> str:
    archive = _archive(file)
    return instant_text(archive.sealed_at) if archive else ""


CATALOGUE: dict[str, Fact] = {fact.name: fact for fact in _ENTRIES}
CATALOGUE |= {fact.name: fact for fact in facts_report.ENTRIES}
CATALOGUE |= {fact.name: fact for fact in facts_working.FACTS}


def facts(file: Casefile, regulation: Regulation, names: Iterable[str] | None = None) -> dict[str, FactValue]:
    """The facts called `names` (all of them without) as they stand in `file`."""
    return {name: CATALOGUE[name].read(file, regulation) for name in (CATALOGUE if names is None else sorted(names))}


def samples(names: Iterable[str] | None = None) -> dict[str, FactValue]:
    """The samples of the facts called `names` (all of them without)."""
    return {name: CATALOGUE[name].sample for name in (CATALOGUE if names is None else sorted(names))}
