"""What can be read in an archive's index without opening a file; telephone numbers are masked here, not in the data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.archive.contents import Section
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Channel, ContactResult, LegalForm, ListGrade, SurveyMethod
from desktop_app.rules import draw as draws
from desktop_app.rules import eligibility, names, panel, survey
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.values import plainly
from desktop_app.steps.archive_records import rendering, stamp
from desktop_app.steps.history import HistoryLine

_CHANGES, _LONGEST = 3, 120
"""How many changes of an act the index tells, and how much of each; the journal has all of it."""
_PHONE = re.compile(r"(?<![\d-])(?:1\d{10}|0\d{2,3}-\d{7,8})(?!\d)")


def facts(file: Casefile, regulation: Regulation, sealed: str, sealed_by: str) -> tuple[tuple[str, str], ...]:
    """The lines at the head of the index, as (label, value)."""
    dossier = file.dossier
    functions = [function.label for function in regulation.functions if function.id in dossier.function_ids]
    said = (
        ("平台名称", dossier.platform_name),
        ("申请单位", dossier.applicant_name),
        ("统一社会信用代码", dossier.uscc),
        ("单位性质", file.application.nature or (LegalForm(dossier.legal_form).label if dossier.legal_form else "")),
        ("服务功能", "、".join(functions)),
        ("推荐渠道", Channel(dossier.channel).label),
        ("受理日期", dossier.accepted_on.isoformat()),
        ("依据", f"{regulation.title}（{regulation.number}）"),
        ("推荐单位", file.office.name),
        ("封装", f"{sealed}，{sealed_by}"),
    )
    return tuple((label, value) for label, value in said if value)


def sections(file: Casefile, regulation: Regulation, story: Iterable[HistoryLine]) -> tuple[Section, ...]:
    """The parts of the index, in the order of the work; a part that holds nothing is left out."""
    made = [
        _years(file),
        _firms(file),
        _conditions(file, regulation),
        _draw(file),
        _answers(file, regulation),
        _panel(file),
        _recommendation(file),
        _seals(file),
        _journal(story),
    ]
    return tuple(section for section in made if section.rows or section.says or section.drawings)


def _years(file: Casefile) -> Section:
    columns = ("年度", "营业收入", "服务收入", "总资产", "利润", "上缴税金", "服务企业数")
    rows = tuple(
        (
            str(year.year),
            *(
                "" if value is None else plainly(value)
                for value in (
                    year.revenue_wan,
                    year.service_revenue_wan,
                    year.assets_wan,
                    year.profit_wan,
                    year.tax_wan,
                    year.firms_served,
                )
            ),
        )
        for year in file.years
    )
    return Section(
        title="运营情况（万元）" if rows else "运营情况", columns=columns, rows=rows, numbers=frozenset(columns[1:])
    )


def _firms(file: Casefile) -> Section:
    rows = tuple(
        (
            str(firm.position),
            firm.name,
            firm.contact,
            names.masked(firm.phone),
            firm.service,
            ListGrade(firm.grade).label if firm.grade else "",
        )
        for firm in file.served_firms
    )
    columns = ("序号", "企业名称", "联系人", "联系电话", "服务内容", "评价")
    return Section(title="服务企业名单", columns=columns, rows=rows, numbers=frozenset({"序号"}))


def _conditions(file: Casefile, regulation: Regulation) -> Section:
    scans = {scan.id: scan for scan in file.scans}
    rows = []
    for finding in eligibility.findings(file, regulation):
        verdict = finding.verdict
        pages = "；".join(f"{scans[c.scan_id].name} 第 {c.page} 页" for c in finding.citations)
        why = "；".join(part for part in (finding.weighed.says, verdict.reason if verdict else "") if part)
        signed = (verdict.decided_by, stamp(verdict.decided_at)[:10]) if verdict else ("", "")
        condition = finding.condition
        rows.append((condition.article, condition.title, finding.standing.label, why, pages, *signed))
    columns = ("条款", "条件", "结论", "数据与理由", "依据", "审核人", "日期")
    return Section(title="条件审查", columns=columns, rows=tuple(rows))


def _draw(file: Casefile) -> Section:
    drawn = survey.standing_draw(file)
    if drawn is None:
        return Section(title="抽样")
    frame = survey.drawn_frame(file, drawn)
    return Section(
        title="抽样",
        says=(
            f"名单 {frame.firms} 家，{stamp(frame.frozen_at)} 冻结，指纹 {frame.frame_hash}。",
            f"抽样数字 {drawn.digits}，抽取 {drawn.size} 家；见证人：{drawn.witnesses or '无'}。任何人可以这样重做：",
        ),
        code=draws.repeat_lines(drawn.digits, frame.frame_hash, frame.firms, drawn.size),
    )


def _answers(file: Casefile, regulation: Regulation) -> Section:
    drawn = survey.standing_draw(file)
    rows = []
    for line in survey.standing_sample(file, drawn) if drawn else ():
        answer = line.answer
        rows.append(
            (
                str(line.line),
                line.firm.name,
                SurveyMethod(answer.method).label if answer and answer.method else "",
                answer.person if answer else "",
                names.masked(answer.phone) if answer else "",
                answer.service if answer else "",
                line.grade.label if line.grade else ContactResult(line.missed[-1].result).label if line.missed else "",
            )
        )
    rates = survey.rates(file, regulation)
    says = [
        f"{rate.label}：{rate.satisfied} / {rate.valid}，{survey.percent(rate.share)} %。"
        for rate in ((rates.counted, rates.very) if rates else ())
        if rate.share is not None
    ]
    if rates is not None and rates.response is not None:
        says.append(
            f"名单 {rates.frame} 家，样本 {rates.sample} 家，先后联系 {rates.contacted} 家，有效评价 {rates.valid} 家，"
            f"应答率 {survey.percent(rates.response)} %；替换 {rates.replaced} 家，作废的评价 {rates.voided} 份。"
        )
    columns = ("样本", "企业名称", "测评方法", "被访人员", "联系电话", "接受服务内容", "总体评价")
    return Section(title="满意度测评", says=tuple(says), columns=columns, rows=tuple(rows), numbers=frozenset({"样本"}))


def _panel(file: Casefile) -> Section:
    opinion = panel.standing_opinion(file)
    rows = tuple((seat.name, seat.title, seat.unit, seat.recusal_reason if seat.recused else "") for seat in file.seats)
    drawings = []
    for signature in file.signatures:
        holds = panel.standing(signature, file) is panel.Standing.VALID
        state = "" if holds else "（已失效）"
        caption = f"{signature.signer}{state}，{stamp(signature.signed_at)}\n笔迹指纹 {signature.ink_hash[:16]}"
        drawings.append((caption, rendering(signature)))
    return Section(
        title="专家评审",
        says=(opinion.text,) if opinion else (),
        columns=("姓名", "职务职称", "工作单位", "回避"),
        rows=rows,
        drawings=tuple(drawings),
    )


def _recommendation(file: Casefile) -> Section:
    row = file.recommendation
    decided = {None: "", True: "推荐", False: "不推荐"}[row.recommended]
    says = (
        f"对区域中小企业发展的影响和作用：{row.influence}" if row.influence else "",
        f"推荐意见：{row.advice}" if row.advice else "",
        f"结论：{decided}（{row.decided_by}，{stamp(row.decided_at)}）" if decided and row.decided_at else "",
    )
    return Section(title="推荐", says=tuple(sentence for sentence in says if sentence))


def _seals(file: Casefile) -> Section:
    papers = {paper.id: paper for paper in file.papers}
    rows = tuple(
        (
            papers[entry.paper_id].number,
            entry.sealed_on.isoformat(),
            entry.seal_name,
            entry.purpose,
            str(entry.copies),
            entry.approved_by,
            entry.keeper,
            "已作废" if papers[entry.paper_id].void_at else "有效",
        )
        for entry in file.seal_entries
    )
    columns = ("正式件编号", "用印日期", "印章", "事由", "份数", "批准人", "监印人", "状态")
    return Section(title="用印登记", columns=columns, rows=rows, numbers=frozenset({"份数"}))


def _journal(lines: Iterable[HistoryLine]) -> Section:
    rows = tuple((str(line.seq), stamp(line.at), line.operator, line.label, _told(line), line.reason) for line in lines)
    columns = ("编号", "时间", "人员", "事项", "内容", "理由")
    return Section(title="变更记录", columns=columns, rows=rows, numbers=frozenset({"编号"}))


def _told(line: HistoryLine) -> str:
    """The first changes of an act in words: what, old → new."""
    parts = []
    for change in line.changes[:_CHANGES]:
        became = f"{change.old} → {change.new or '（空）'}" if change.old else change.new
        said = masked(f"{change.what}：{became}")  # before it is cut: half a number would not be known as one
        parts.append(said if len(said) <= _LONGEST else said[:_LONGEST] + "…")
    more = len(line.changes) - len(parts)
    return "；".join(parts) + (f"；另 {more} 处" if more > 0 else "")


def masked(text: str) -> str:
    """`text` with every telephone number in it masked as on the screen: 154 **** 8057."""
    return _PHONE.sub(lambda found: names.masked(found[0]), text)
