"""Eligibility (条件审查): what stands about each condition, who may decide what, and what keeps a dossier back.

The rules decide what figures decide. A person decides what needs judgement, and the relaxations without a figure;
nobody's word makes a figure that fails, or that is missing, good.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Citation, Verdict
from desktop_app.records.kinds import Decision, Kind, Outcome, Step
from desktop_app.rules import bans, figures
from desktop_app.rules.edition import Condition, Function, Regulation
from desktop_app.rules.grammar import MARKS
from desktop_app.rules.language import Situation
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.weighing import Weighed, weigh


class Standing(Kind):
    """What stands about a condition now, rules and reviewer taken together."""

    MET = "met", "符合"
    NOT_MET = "not_met", "不符合"
    RELAXED = "relaxed", "裁量放宽"
    SUPPLEMENT = "supplement", "待补正"
    TO_JUDGE = "to_judge", "待裁量"
    UNDEFINED = "undefined", "未定义"
    MISSING = "missing", "未定"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self not in (Standing.MET, Standing.NOT_MET, Standing.RELAXED)

    @property
    def passes(self) -> bool:
        """Whether the condition counts as fulfilled."""
        return self in (Standing.MET, Standing.RELAXED)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One condition of the edition held against a dossier.

    `weighed` is the whole tree with figures and thresholds, `verdict` what the reviewer wrote, `citations` the pages
    that it rests on. `standing` is what counts; `lacks` says what a written decision still needs to count.
    """

    condition: Condition
    weighed: Weighed
    standing: Standing
    verdict: Verdict | None = None
    citations: tuple[Citation, ...] = ()
    lacks: tuple[str, ...] = ()
    relaxable: bool = False

    @property
    def outcome(self) -> Outcome:
        """What the rules alone say."""
        return self.weighed.outcome

    @property
    def decision(self) -> Decision | None:
        """What the reviewer decided, or None."""
        return Decision(self.verdict.decision) if self.verdict is not None and self.verdict.decision else None

    @property
    def is_open(self) -> bool:
        """Whether the condition still keeps the dossier open."""
        return self.standing.is_open


def situation(file: Casefile, regulation: Regulation | None = None) -> Situation:
    """What the special cases of an edition can ask about this dossier; its category, tier … only with `regulation`."""
    dossier = file.dossier
    kept = {row.name: row.value for row in file.figures}
    asked = regulation.figures if regulation is not None else ()
    marks = {figure.name: figure.shown(kept.get(figure.name)) for figure in asked if figure.name in MARKS}
    return Situation(
        dossier.region_code, dossier.legal_form, dossier.western, dossier.function_ids, marks, dossier.accepted_on
    )


def findings(file: Casefile, regulation: Regulation) -> tuple[Finding, ...]:
    """A finding for each condition that applies: the basic ones and those of the functions applied for."""
    book, case = figures.book(file, regulation), situation(file, regulation)
    found = []
    for condition in regulation.conditions:
        if condition.function and condition.function not in file.dossier.function_ids:
            continue
        weighed = weigh(condition.require, book, case)
        if weighed is not None:
            found.append(_finding(file, condition, weighed, case))
    return tuple(found)


def _finding(file: Casefile, condition: Condition, weighed: Weighed, case: Situation) -> Finding:
    verdict = next((row for row in file.verdicts if row.condition == condition.id), None)
    attached = {scan.id for scan in file.scans}
    citations = tuple(row for row in file.citations if row.condition == condition.id and row.scan_id in attached)
    relaxable = condition.relaxation is not None and condition.relaxation.when.fits(case) is True
    bare = Finding(condition=condition, weighed=weighed, standing=Standing(weighed.outcome.value), relaxable=relaxable)
    decision = Decision(verdict.decision) if verdict is not None and verdict.decision else None
    lacks = () if verdict is None or decision is None else _lacks(bare, decision, verdict, citations)
    counts = decision is not None and not lacks and not why_not(bare, decision)
    return Finding(
        condition=condition,
        weighed=weighed,
        standing=Standing(decision.value) if decision is not None and counts else bare.standing,
        verdict=verdict,
        citations=citations,
        lacks=lacks,
        relaxable=relaxable,
    )


def _lacks(finding: Finding, decision: Decision, verdict: Verdict, citations: tuple[Citation, ...]) -> tuple[str, ...]:
    """What the decision needs and doesn't have: always a reason, and evidence for a judgement in favour.

    Confirming what the figures decided anyway needs neither.
    """
    if decision.value == finding.outcome.value:
        return ()
    lacks = [] if verdict.reason.strip() else ["理由"]
    if decision is Decision.MET and not citations:
        lacks.append("至少 1 页依据")
    return tuple(lacks)


def why_not(finding: Finding, decision: Decision) -> str:
    """Why a reviewer can't decide that, as a sentence; empty when it is open to the reviewer."""
    title, outcome = f"{finding.condition.article}“{finding.condition.title}”", finding.outcome
    if decision is Decision.MET and outcome is Outcome.NOT_MET:
        return f"{title}按数据不符合：{finding.weighed.says}。数据有误请在受理录入中改正。"
    if decision in (Decision.MET, Decision.RELAXED) and outcome is Outcome.MISSING:
        return f"{title}还缺数据：{finding.weighed.closes}。请先补齐，或标为待补正。"
    if decision is not Decision.RELAXED:
        return ""
    relaxation = finding.condition.relaxation
    if relaxation is None:
        return f"本办法没有规定{title}可以放宽。请按符合、不符合或待补正处理。"
    if not finding.relaxable:
        where = relaxation.when.says
        return f"{relaxation.article}的放宽只适用于“{where}”，本案卷没有标明属于该情形。请先在受理录入中核对。"
    if outcome is Outcome.MET:
        return f"{title}按数据已经符合，不需要放宽。"
    return ""


@dataclass(frozen=True)
class FunctionStanding:
    """How it stands with one function applied for: every condition of it counts."""

    function: Function
    met: bool
    is_open: bool


def function_standings(
    found: tuple[Finding, ...], file: Casefile, regulation: Regulation
) -> tuple[FunctionStanding, ...]:
    """The functions applied for, in the edition's order."""
    standings = []
    for function in regulation.functions:
        if function.id not in file.dossier.function_ids:
            continue
        own = [finding for finding in found if finding.condition.function == function.id]
        met = bool(own) and all(finding.standing.passes for finding in own)
        failed = any(finding.standing is Standing.NOT_MET for finding in own)
        standings.append(FunctionStanding(function, met, not met and not failed))
    return tuple(standings)


def obstacles(file: Casefile, regulation: Regulation) -> tuple[str, ...]:
    """Every reason why the dossier can't be recommended, as sentences; empty when it is eligible.

    A basic condition that isn't met, anything open, and fewer functions met entirely than the edition asks for.
    One function applied for and not met is no obstacle beside enough others that are.
    """
    return tuple(item.says for item in open_items(file, regulation))


def eligible(file: Casefile, regulation: Regulation) -> bool:
    """Whether every condition stands as met or relaxed, and enough functions are met entirely."""
    return not obstacles(file, regulation)


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What keeps the dossier from being eligible, condition by condition, then the functions as a whole."""
    found = findings(file, regulation)
    standings = function_standings(found, file, regulation)
    enough = sum(standing.met for standing in standings) >= regulation.functions_at_least
    items = [_open_item(finding) for finding in found if _holds_back(finding, enough)]
    barred = bans.covering(file.bans, file.dossier.accepted_on)
    if barred is not None:
        says = f"{bans.says(barred, file.dossier.accepted_on)}。请核对受理日，或作不予推荐。"
        items.insert(0, OpenItem(Step.ELIGIBILITY, says, "申报限制", barred.article, wrong=True))
    if regulation.functions and not standings:
        says = "还没有选择申请的服务功能。请在受理录入中选择。"
        items.append(OpenItem(Step.ELIGIBILITY, says, "功能要求", regulation.functions_article))
    elif not enough and not any(standing.is_open for standing in standings):
        least = f"至少 {regulation.functions_at_least} 项功能要求"
        says = f"申请的服务功能没有一项全部符合，不满足{regulation.functions_article}“{least}”。"
        items.append(OpenItem(Step.ELIGIBILITY, says, "功能要求", regulation.functions_article, wrong=True))
    return tuple(items)


def _holds_back(finding: Finding, enough_functions: bool) -> bool:
    if finding.is_open:
        return True
    excused = bool(finding.condition.function) and enough_functions
    return finding.standing is Standing.NOT_MET and not excused


def _open_item(finding: Finding) -> OpenItem:
    condition = finding.condition
    title = f"{condition.article}“{condition.title}”"
    if finding.standing is Standing.NOT_MET:
        by_rules = finding.outcome is Outcome.NOT_MET
        why = f"：{finding.weighed.says}" if by_rules else f"：{finding.verdict.reason}" if finding.verdict else ""
        says = f"{title}不符合{why}。"
    elif finding.lacks:
        says = f"{title}的判定还缺{'和'.join(finding.lacks)}。"
    elif finding.standing is Standing.SUPPLEMENT:
        says = f"{title}待补正：{finding.verdict.reason if finding.verdict else ''}。"
    elif finding.standing is Standing.MISSING:
        says = f"{title}还不能判断：{finding.weighed.closes}。"
    elif finding.standing is Standing.UNDEFINED:
        says = f"{title}：{finding.weighed.says}。"
    else:
        says = f"{title}待审核员裁量。"
    return OpenItem(
        Step.ELIGIBILITY,
        says.replace("。。", "。"),
        condition.title,
        condition.article,
        wrong=finding.standing is Standing.NOT_MET,
        jump=condition.id,
    )
