"""The office's own working papers (工作用纸): which there are, what each needs, what the applicant must mend."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.rules import eligibility, evidence, intake, keying, panel, score_sheet, survey
from desktop_app.rules.eligibility import Standing
from desktop_app.rules.evidence import State
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation

EXPERT_DRAW = "office/expert-draw-record"
"""Only where a panel was drawn: most panels are chosen."""
ARCHIVE_COVER, DISC_COVER = "office/archive-cover", "office/disc-cover"
"""They carry the fingerprint of a sealed archive; sealing itself prints the former."""
FINISHING = "finish"
"""The jump of the item that says that intake isn't finished: the clerk's own business, not the applicant's."""


@dataclass(frozen=True)
class WorkingPaper:
    """One of the office's papers: its form, what it is for, the step that it belongs to."""

    form: str
    purpose: str
    step: Step


WORKING = (
    WorkingPaper("office/receipt", "收件时交申请单位，一式两份", Step.EVIDENCE),
    WorkingPaper("office/completeness", "材料是否齐全、符合形式", Step.EVIDENCE),
    WorkingPaper("office/supplement-notice", "一次告知申请单位要补正的全部内容", Step.EVIDENCE),
    WorkingPaper("office/eligibility-record", "逐条的数据、结论、理由和依据页", Step.ELIGIBILITY),
    WorkingPaper("office/frame-record", "抽样前的名单核查、剔除和理由、名单指纹", Step.SURVEY),
    WorkingPaper("office/draw-record", "名单指纹、抽样数字、次序和复算方法", Step.SURVEY),
    WorkingPaper("office/interview-sheet", "一家一页，带去访谈；印有联系电话", Step.SURVEY),
    WorkingPaper("office/survey-summary", "两种口径的满意率和样本使用情况", Step.SURVEY),
    WorkingPaper("office/score-sheet", "一名专家一页，供讨论时参考；推荐表上没有分数", Step.PANEL),
    WorkingPaper("office/expert-draw-record", "专家名单和指纹、抽取数字、次序、未参加的原因", Step.PANEL),
    WorkingPaper("office/opinion-summary", "评审意见、回避和签字", Step.PANEL),
    WorkingPaper("office/seal-register", "本案卷的用印登记", Step.SEALING),
    WorkingPaper("office/contents", "卷内文件的目录", Step.ARCHIVE),
    WorkingPaper(ARCHIVE_COVER, "印有总指纹，盖章后是核对的依据", Step.ARCHIVE),
    WorkingPaper(DISC_COVER, "光盘盒正面，120 × 120 毫米，印有总指纹", Step.ARCHIVE),
)


def offered(file: Casefile, regulation: Regulation) -> tuple[WorkingPaper, ...]:
    """The papers that this dossier's edition has a use for."""
    surveyed = regulation.survey.required or bool(file.frames)
    unused = {EXPERT_DRAW} - ({EXPERT_DRAW} if file.expert_frames else set())
    return tuple(paper for paper in WORKING if (surveyed or paper.step is not Step.SURVEY) and paper.form not in unused)


def nothing_to_say(form: str, file: Casefile, regulation: Regulation) -> str:
    """Why the paper can't be printed with this dossier yet, and what to do; empty when it can."""
    match form.removeprefix("office/"):
        case "supplement-notice" if not to_supplement(file, regulation):
            return "没有需要申请单位补正的内容，不用通知。"
        case "frame-record" | "draw-record" if not file.frames:
            return "服务企业名单还没有冻结。请先在“满意度测评”中冻结。"
        case "interview-sheet" | "survey-summary" if survey.standing_draw(file) is None:
            return "还没有抽取样本。请先在“满意度测评”中抽取。"
        case "score-sheet" if not score_sheet.choices():
            return "没有评分表文件。请把文件放进程序的 resources/score_sheets 文件夹后再打开。"
        case "expert-draw-record" if not file.expert_frames:
            return "还没有冻结专家名单。请先在“专家评审”的“选择专家”中抽取。"
        case "opinion-summary" if panel.standing_opinion(file) is None:
            return "还没有专家组评审意见。请先在“专家评审”中写意见。"
        case "seal-register" if not file.seal_entries:
            return "本案卷还没有用印登记。请在“用印”中登记后打印。"
        case "contents" if not file.scans and not file.papers:
            return "案卷里还没有文件。请先在“佐证材料”中添加扫描件。"
        case "archive-cover":
            return "档案包封面在“封装归档”中随档案包生成，这里只有空白样表和样张。"
        case "disc-cover" if not file.archives:
            return "案卷还没有封装，没有总指纹。请先在“封装归档”中封装。"
    return ""


def still_open(form: str, file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What isn't done yet of that which the paper records; it may be printed all the same."""
    match form.removeprefix("office/"):
        case "completeness":
            return (*intake.open_items(file, regulation), *evidence.open_items(file, regulation))
        case "eligibility-record":
            return eligibility.open_items(file, regulation)
        case "draw-record" if survey.standing_draw(file) is None:
            return (OpenItem(Step.SURVEY, "尚未抽取样本", "抽样", regulation.survey.article, jump="draw"),)
        case "survey-summary":
            return (*survey.open_items(file, regulation), *keying.open_items(file, regulation))
        case "opinion-summary":
            return panel.open_items(file, regulation)
    return ()


def to_supplement(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What the applicant has to put right: boxes and lists of the form, materials, conditions marked 待补正."""
    boxes = [item for item in intake.open_items(file, regulation) if item.jump != FINISHING]
    materials = [
        item for standing, item in _materials(file, regulation) if standing.state in (State.MISSING, State.INCOMPLETE)
    ]
    waiting = {
        finding.condition.id
        for finding in eligibility.findings(file, regulation)
        if finding.standing is Standing.SUPPLEMENT
    }
    conditions = [item for item in eligibility.open_items(file, regulation) if item.jump in waiting]
    return (*boxes, *materials, *conditions)


def _materials(file: Casefile, regulation: Regulation) -> list[tuple[evidence.MaterialStanding, OpenItem]]:
    """Every material that is open, with what is open about it."""
    found = {item.jump: item for item in evidence.open_items(file, regulation)}
    standings = evidence.standings(file, regulation)
    return [(one, found[one.material.id]) for one in standings if one.material.id in found]
