"""The recommendation (推荐): what stands in its way, what it still lacks, what its texts may begin with."""

from __future__ import annotations

from datetime import date

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.records.papers import Paper
from desktop_app.rules import eligibility, evidence, intake, panel, survey
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation

FIELDS = (
    ("influence", "对区域中小企业发展的影响和作用"),
    ("advice", "推荐意见"),
    ("filed_on", "填报日期"),
)
"""What the recommending authority writes: column and label."""
_NAMED = 5


def obstacles(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """Everything before this step that keeps the dossier from being recommended (第十五条 to 第十七条)."""
    return (
        *intake.open_items(file, regulation),
        *evidence.open_items(file, regulation),
        *eligibility.open_items(file, regulation),
        *survey.open_items(file, regulation),
        *panel.open_items(file, regulation),
    )


def check_may_recommend(file: Casefile, regulation: Regulation) -> None:
    """Refuses a recommendation while anything before it is open, or its own texts are empty; names what."""
    found = [*obstacles(file, regulation), *_texts(file)]
    if found:
        named = "；".join(item.says.rstrip("。") for item in found[:_NAMED])
        more = f"等 {len(found)} 处" if len(found) > _NAMED else ""
        says = f"还不能推荐：{named}{more}。请逐项办结后再作决定。"
        raise Refusal(says, article=regulation.recommendation_article, field=found[0].jump)


def no_form(regulation: Regulation) -> str:
    """Why there is nothing to print under this edition, as a sentence; empty when it has its form."""
    if regulation.forms:
        return ""
    return f"程序没有收录《{regulation.title}》的推荐用表，不能在这里打印。请用该办法规定的表；决定仍在这里登记。"


def standing_papers(file: Casefile) -> tuple[Paper, ...]:
    """The dossier's papers that aren't void, oldest first."""
    return tuple(paper for paper in file.papers if paper.void_at is None)


def sealed(paper: Paper, file: Casefile) -> bool:
    """Whether `paper` stands in the seal register."""
    return any(entry.paper_id == paper.id for entry in file.seal_entries)


def stamped_papers(file: Casefile) -> tuple[Paper, ...]:
    """The papers that bear a seal and still hold, oldest first: while there is one, the dossier is frozen."""
    stamped = {entry.paper_id for entry in file.seal_entries}
    return tuple(paper for paper in standing_papers(file) if paper.id in stamped)


def next_number(file: Casefile, letter: str) -> str:
    """The number of the dossier's next paper of the form whose letter that is (2024-0001-推-01); void ones count."""
    head = f"{file.dossier.number}-{letter}-"
    taken = [int(paper.number.removeprefix(head)) for paper in file.papers if paper.number.startswith(head)]
    return f"{head}{max(taken, default=0) + 1:02}"


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What this step still lacks: its texts, the decision, a printed form; nothing once it was turned down."""
    row = file.recommendation
    if row.recommended is False:
        return ()
    found, article = list(_texts(file)), regulation.recommendation_article
    if row.recommended is None:
        found.append(OpenItem(Step.RECOMMENDATION, "还没有作出是否推荐的决定", "推荐决定", article, jump="decision"))
    elif {paper.form for paper in standing_papers(file)}.issuperset(regulation.forms):
        return tuple(found)
    else:
        found.append(OpenItem(Step.RECOMMENDATION, "推荐表还没有正式打印", "打印", article, jump="print"))
    return tuple(found)


def _texts(file: Casefile) -> tuple[OpenItem, ...]:
    """The texts that are still empty."""
    row = file.recommendation
    return tuple(
        OpenItem(Step.RECOMMENDATION, f"“{label}”还没有填写", "推荐意见", "附件1", jump=name)
        for name, label in FIELDS
        if not (getattr(row, name) if name == "filed_on" else getattr(row, name).strip())
    )


def lapsed_notice(regulation: Regulation, today: date) -> str:
    """What paper and screen say about an edition that is no longer in force, or empty."""
    if regulation.holds_on(today):
        return ""
    if regulation.repealed_on is None or today < regulation.in_force_from:
        return f"{regulation.short}自 {regulation.in_force_from:%Y-%m-%d} 起施行"
    return f"{regulation.number}自 {regulation.repealed_on:%Y-%m-%d} 起停止施行，本案卷按受理日适用"


def suggested_influence(file: Casefile, regulation: Regulation) -> str:
    """A beginning for 对区域中小企业发展的影响和作用, made only of figures that the dossier holds."""
    name = file.dossier.platform_name or file.dossier.applicant_name
    if not name:
        return ""
    functions = "、".join(f.label for f in regulation.functions if f.id in file.dossier.function_ids)
    parts = [f"{name}面向区域内中小企业提供{functions}服务" if functions else f"{name}面向区域内中小企业提供公共服务"]
    parts += _served(file)
    content = "、".join(line.content.strip() for line in file.service_lines[:4] if line.content.strip())
    if content:
        parts.append(f"主要服务内容包括{content}")
    rates = survey.rates(file, regulation)
    if rates is not None and rates.counted.share is not None:
        share = survey.percent(rates.counted.share)
        parts.append(f"随机抽取的服务企业中 {rates.valid} 家作出评价，满意度 {share}%")
    return "，".join(parts) + "。对区域中小企业发展起到了支撑和带动作用。"


def _served(file: Casefile) -> list[str]:
    """How many firms were served in the last years, and the growth."""
    years = [(row.year, row.firms_served) for row in sorted(file.years, key=lambda row: row.year)]
    told = [(year, count) for year, count in years[-2:] if count is not None]
    if not told:
        return []
    year, count = told[-1]
    if len(told) == 1 or not told[0][1] or count <= told[0][1]:
        return [f"{year} 年服务中小企业 {count} 家"]
    more = count - told[0][1]
    tenths = (2000 * more + told[0][1]) // (2 * told[0][1])
    return [f"{year} 年服务中小企业 {count} 家，比上年增加 {more} 家（{tenths // 10}.{tenths % 10}%）"]


def suggested_advice(file: Casefile, regulation: Regulation) -> str:
    """A beginning for 推荐意见; it claims only what the dossier bears out."""
    applicant = file.dossier.applicant_name
    if not applicant or obstacles(file, regulation):
        return ""
    rates = survey.rates(file, regulation)
    asked = ""
    if rates is not None and rates.counted.share is not None:
        asked = f"，经随机抽取 {rates.valid} 家服务企业测评，满意度 {survey.percent(rates.counted.share)}%"
    return (
        f"经审核，{applicant}申报材料符合要求，达到《{regulation.title}》规定的认定条件{asked}，"
        f"专家组已提出评审意见。同意推荐。"
    )
