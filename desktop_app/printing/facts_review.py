"""Facts of the working papers around a review: receipt, completeness, supplement, conditions, seals, contents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop_app.printing.catalogue import Column, Fact
from desktop_app.printing.samples_working import (
    SAMPLE_CHECKED,
    SAMPLE_CONDITIONS,
    SAMPLE_CONTENTS,
    SAMPLE_RECEIVED,
    SAMPLE_SEALED,
    SAMPLE_SUPPLEMENT,
    SAMPLE_TO_DO,
)
from desktop_app.printing.values import FactValue, Row
from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Scan
from desktop_app.records.kinds import ScanKind
from desktop_app.rules import eligibility, evidence, intake, papers, pinned, waivers
from desktop_app.rules.eligibility import Finding
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation

_RECEIVED = (
    Column("article", "条款"), Column("material", "材料"), Column("files", "件数"), Column("pages", "页数"),
    Column("received", "收到日期"), Column("remark", "备注"),
)  # fmt: skip
_CHECKED = (
    Column("article", "条款"), Column("material", "材料"), Column("points", "核对要点"), Column("state", "核对结果"),
    Column("remark", "说明"),
)  # fmt: skip
_ITEM = (Column("at", "序号"), Column("says", "内容"), Column("place", "位置"), Column("basis", "依据"))
_CONDITION = (
    Column("article", "条款"), Column("condition", "条件"), Column("figure", "数据"), Column("threshold", "规定"),
    Column("verdict", "结论"), Column("reason", "理由"), Column("pages", "依据页"), Column("decided", "审核人"),
)  # fmt: skip
_SEALED = (
    Column("register", "登记号"), Column("day", "用印日期"), Column("paper", "文书编号"), Column("title", "文书名称"),
    Column("platform", "平台"), Column("seal", "印章"), Column("purpose", "事由"), Column("copies", "份数"),
    Column("approved", "批准人"), Column("keeper", "监印人"), Column("note", "备注"),
)  # fmt: skip
_CONTENTS = (
    Column("at", "序号"), Column("number", "文件编号"), Column("by", "责任者"), Column("title", "题名"),
    Column("day", "日期"), Column("pages", "页数"), Column("note", "备注"),
)  # fmt: skip


def _day(scan: Scan) -> str:
    return f"{scan.attached_at.astimezone():%Y-%m-%d}"


def regulation_force(file: Casefile, regulation: Regulation) -> FactValue:
    """How the edition stands, behind its number, and what the year's notice drops of it; empty for one that is in
    force without an end and entire."""
    said = (pinned.on_paper(regulation, file.dossier.accepted_on), waivers.said(regulation).rstrip("。"))
    return "".join(f"　{part}" for part in said if part)


def received(file: Casefile, regulation: Regulation) -> FactValue:
    """What was received under each item of the list."""
    return tuple(
        {
            "article": one.material.article,
            "material": one.material.name,
            "files": str(len(one.scans)) if one.scans else "—",
            "pages": str(sum(scan.pages for scan in one.scans)) if one.scans else "—",
            "received": max((_day(scan) for scan in one.scans), default="未收到"),
            "remark": one.in_lieu or ("" if one.material.required else "可不提供"),
        }
        for one in evidence.standings(file, regulation)
    )


def received_total(file: Casefile, regulation: Regulation) -> FactValue:
    """How much was received in all."""
    standings = evidence.standings(file, regulation)
    there = {scan.id: scan for one in standings for scan in one.scans}.values()
    items = sum(bool(one.scans) for one in standings)
    return f"收到 {items} 项（共 {len(standings)} 项），{len(there)} 件，{sum(scan.pages for scan in there)} 页"


def checked(file: Casefile, regulation: Regulation) -> FactValue:
    """Every item with what to look at and what was found; what goes for all of them stands once, on the form."""
    return tuple(
        {
            "article": one.material.article,
            "material": one.material.short,
            "points": "；".join(point for point in one.points if point not in evidence.COMMON_POINTS),
            "state": evidence.WORDS[one.state],
            "remark": "；".join(part for part in (one.in_lieu, one.remark) if part),
        }
        for one in evidence.standings(file, regulation)
    )


def checked_total(file: Casefile, regulation: Regulation) -> FactValue:
    """How many items are done with, and how many places of the application are open."""
    standings = evidence.standings(file, regulation)
    done, boxes = sum(one.counts for one in standings), len(intake.open_items(file, regulation))
    application = f"申请表有 {boxes} 处未填或有误" if boxes else "申请表填写完整"
    return f"材料 {len(standings)} 项，齐全或可不提供 {done} 项；{application}。"


def _items(items: Iterable[OpenItem]) -> FactValue:
    return tuple(
        {"at": str(at), "says": item.says.rstrip("。"), "place": item.place, "basis": item.article}
        for at, item in enumerate(items, 1)
    )


def application_open(file: Casefile, regulation: Regulation) -> FactValue:
    """What is missing or wrong in the application as it was typed in."""
    return _items(intake.open_items(file, regulation))


def supplement(file: Casefile, regulation: Regulation) -> FactValue:
    """What the applicant has to put right, all at once."""
    return _items(papers.to_supplement(file, regulation))


def conditions(file: Casefile, regulation: Regulation) -> FactValue:
    """Condition by condition: figure, threshold, what counts, why, on which pages, decided by whom."""
    return tuple(_condition(found, file, regulation) for found in eligibility.findings(file, regulation))


def _condition(found: Finding, file: Casefile, regulation: Regulation) -> Row:
    condition, weighed, verdict = found.condition, found.weighed, found.verdict
    scans = {scan.id: Path(scan.name).stem for scan in file.scans}
    cited: dict[str, list[str]] = {}
    for row in found.citations:
        cited.setdefault(scans[row.scan_id], []).append(str(row.page))
    function = f"【{regulation.function(condition.function).label}】" if condition.function else ""
    by_rules = weighed.closes or (weighed.says if found.is_open or not weighed.value else "")
    why = verdict.reason if verdict and verdict.reason else by_rules
    return {
        "article": condition.article,
        "condition": f"{function}{condition.title}",
        "figure": weighed.value,
        "threshold": weighed.threshold,
        "verdict": found.standing.label,
        "reason": f"{why}（适用“{weighed.case}”）" if weighed.case else why,
        "pages": "\n".join(f"{name} 第 {'、'.join(dict.fromkeys(pages))} 页" for name, pages in cited.items()),
        "decided": _decided(found),
    }


def _decided(found: Finding) -> str:
    """Who decided, and when; 按数据 where the figures did, and nothing while nobody has."""
    if found.verdict is not None:
        return f"{found.verdict.decided_by}\n{found.verdict.decided_at.astimezone():%Y-%m-%d}"
    return "" if found.is_open else "按数据"


def functions_met(file: Casefile, regulation: Regulation) -> FactValue:
    """How it stands with each function applied for."""
    found = eligibility.function_standings(eligibility.findings(file, regulation), file, regulation)
    words = [f"{one.function.label}：{'符合' if one.met else '待定' if one.is_open else '不符合'}" for one in found]
    return "；".join(words) or ("未选择服务功能" if regulation.functions else "本办法不分服务功能")


def conditions_total(file: Casefile, regulation: Regulation) -> FactValue:
    """Whether the dossier is eligible, or how much stands in its way."""
    left = eligibility.obstacles(file, regulation)
    return (
        f"还有 {len(left)} 项未定或不符合：{'；'.join(says.rstrip('。') for says in left)}。" if left else "全部符合。"
    )


def seal_lines(file: Casefile, _: Regulation) -> FactValue:
    """The dossier's lines of the seal register; their numbers, which count the whole office, are the step's to add."""
    known = {paper.id: paper for paper in file.papers}
    return tuple(
        {
            "register": "",
            "day": entry.sealed_on.isoformat(),
            "paper": known[entry.paper_id].number,
            "title": "",
            "platform": file.dossier.platform_name or file.dossier.applicant_name,
            "seal": entry.seal_name,
            "purpose": entry.purpose,
            "copies": str(entry.copies),
            "approved": entry.approved_by,
            "keeper": entry.keeper,
            "note": f"已作废：{known[entry.paper_id].void_reason}" if known[entry.paper_id].void_at else "",
        }
        for entry in file.seal_entries
    )


def _title(short: str, name: str) -> str:
    """A scan's title: the material, and the file's own name where that says more."""
    return short if name == short else f"{short}（{name}）"


def contents(file: Casefile, regulation: Regulation) -> FactValue:
    """What the applicant handed in, in the order of the list; the office's own papers are the step's to add."""
    rows: list[Row] = []
    for material in regulation.materials:
        for scan in (one for one in file.scans if one.material == material.id):
            rows.append(
                {
                    "at": str(len(rows) + 1),
                    "number": "",
                    "by": file.dossier.applicant_name,
                    "title": _title(material.short, Path(scan.name).stem),
                    "day": _day(scan),
                    "pages": str(scan.pages or "—"),
                    "note": material.article if scan.pages else f"{material.article}，{ScanKind(scan.kind).label}",
                }
            )
    return tuple(rows)


FACTS = (
    Fact("regulation_force", "办法的效力", "　受理日有效，2025-10-21 废止", regulation_force),
    Fact("received", "收件", SAMPLE_RECEIVED, received, columns=_RECEIVED),
    Fact("received_total", "收件合计", "收到 7 项（共 8 项），11 件，197 页", received_total),
    Fact("handed_in_by", "提交人", "贺兰英", lambda file, _: file.application.contact),
    Fact("checked", "形式审查", SAMPLE_CHECKED, checked, columns=_CHECKED),
    Fact("checked_total", "形式审查合计", "材料 8 项，齐全或可不提供 7 项；申请表有 1 处未填或有误。", checked_total),
    Fact("application_open", "申请表待办", SAMPLE_TO_DO, application_open, columns=_ITEM),
    Fact("supplement", "补正内容", SAMPLE_SUPPLEMENT, supplement, columns=_ITEM),
    Fact("conditions", "条件审查", SAMPLE_CONDITIONS, conditions, columns=_CONDITION),
    Fact("functions_met", "服务功能", "信息：符合；技术：符合", functions_met),
    Fact("conditions_total", "条件审查结论", "全部符合。", conditions_total),
    Fact("seal_lines", "用印登记", SAMPLE_SEALED, seal_lines, columns=_SEALED),
    Fact("contents", "卷内文件", SAMPLE_CONTENTS, contents, columns=_CONTENTS),
)  # fmt: skip
