"""A requirement in words, before any dossier is held against it: the whole tree, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.records.kinds import Grade
from desktop_app.rules import catalogue, values
from desktop_app.rules.clauses import ACTORS, Duty, Sanction, Stage, Term
from desktop_app.rules.edition import Material, Regulation
from desktop_app.rules.language import (
    Choice,
    Chosen,
    Compare,
    Judge,
    Measure,
    Node,
    Past,
    Several,
    Undefined,
    When,
)

UNITS = {"day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}
LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Line:
    """One line of a requirement: how deep it stands in the tree, and what it says."""

    depth: int
    says: str


@dataclass(frozen=True)
class _Figure:
    label: str
    unit: str


def requirement(node: Node, edition: Regulation) -> tuple[Line, ...]:
    """The requirement as an official reads it, the parts of a combination below it and further in."""
    known = {figure.name: _Figure(figure.label, figure.unit) for figure in catalogue.KNOWN}
    known |= {figure.name: _Figure(figure.label, figure.unit) for figure in edition.figures}
    return tuple(_lines(node, known, 0))


def _lines(node: Node, known: Mapping[str, _Figure], depth: int) -> Iterator[Line]:
    case = f"（{_only(node.when)}）" if node.when is not None else ""
    cited = f"（{node.article}）" if node.article else ""
    match node:
        case Choice():
            yield from _options(node, known, depth)
        case Several():
            yield Line(depth, f"{_combined(node)}{case}{cited}：")
            for part in node.parts:
                yield from _lines(part, known, depth + 1)
        case Compare():
            yield Line(depth, f"{_compared(node, known)}{case}{cited}")
        case _:
            yield Line(depth, f"{_single(node, known)}{case}{cited}")


def _only(when: When) -> str:
    return f"只适用于{when.says}"


def _options(node: Choice, known: Mapping[str, _Figure], depth: int) -> Iterator[Line]:
    """Each case with what it asks; what is left over last."""
    for when, option in node.options:
        yield from _cased(f"{when.says}：", option, known, depth)
    yield from _cased("其他情形：", node.otherwise, known, depth)


def _cased(case: str, node: Node, known: Mapping[str, _Figure], depth: int) -> Iterator[Line]:
    inner = tuple(_lines(node, known, depth + 1))
    if len(inner) == 1:
        yield Line(depth, f"{case}{inner[0].says}")
        return
    yield Line(depth, case)
    yield from inner


def _combined(node: Several) -> str:
    count = len(node.parts)
    if node.least == count:
        return f"以下 {count} 项都要满足"
    return f"以下 {count} 项至少满足 {node.least} 项"


def _compared(node: Compare, known: Mapping[str, _Figure]) -> str:
    first = known[node.figures[0]]
    label, unit = first.label, first.unit
    if node.measure is Measure.RATIO:
        label, unit = f"{first.label}占{known[node.figures[1]].label}", "%"
    elif node.measure is Measure.MEAN:
        label = f"{first.label} {node.years} 年平均"
    elif node.measure is Measure.GROWTH:
        label, unit = f"近 {node.years} 年{first.label}增长", "%"
    label = node.label or label
    within = f"（计入{known[node.within].label}之内）" if node.within else ""
    bounds = "，".join(f"{operator.words} {_amount(number, node.unit or unit)}" for operator, number in node.bounds)
    return f"{label}{within}{bounds}"


def _single(node: Node, known: Mapping[str, _Figure]) -> str:
    match node:
        case Judge():
            return f"由审核员判断：{node.question}"
        case Undefined():
            return f"未定义：由{node.document}规定，该文件没有收录"
        case Chosen():
            among = "或".join(f"“{one}”" for one in node.among)
            return f"{known[node.figure].label}应为{among}"
        case Past():
            asked = f"距受理日满 {node.years} 年" if node.years else "早于受理日"
            return f"{known[node.figure].label}：没有，或{asked}{'，或在受理当年' if node.or_same_year else ''}"
    raise TypeError(f"not a requirement: {node!r}")


def _amount(number: Decimal, unit: str) -> str:
    return f"{values.grouped(number)} {unit}".strip()


def term(row: Term, edition: Regulation) -> str:
    """A length of time in words: 15 个工作日，自“评审”结束起算."""
    says = f"{row.length} {UNITS[row.unit]}"
    stages = {stage.id: stage.title for stage in edition.stages}
    if row.counts_from in stages:
        says += f"，自“{stages[row.counts_from]}”起算"
    return says + ("，到期后重新起算" if row.repeats else "")


def duty(row: Duty) -> str:
    """Who has to do something, and by when: 示范平台，每年 2 月底前."""
    who = ACTORS.get(row.who, "")
    if row.month:
        month_end = row.day in (0, LAST_DAYS[row.month - 1])
        by = f"每年 {row.month} 月底前" if month_end else f"每年 {row.month} 月 {row.day} 日前"
    elif row.within:
        by = f"{row.after}后 {row.within} {UNITS[row.unit]}内"
    else:
        by = ""
    return "，".join(part for part in (who, by) if part)


_EFFECTS = {
    "refused": "不予受理或认定",
    "revoked": "撤销称号或资格",
    "left": "退出",
    "rectify": "限期整改",
    "recorded": "记入信用记录",
}


def sanction(row: Sanction) -> str:
    """What follows a breach: 撤销称号或资格，3 年内不得申报."""
    bars = f"{row.bars_years} 年内不得申报" if row.bars_years else ""
    return "，".join(part for part in (_EFFECTS.get(row.effect, ""), bars) if part)


def material(row: Material) -> str:
    """When a material is asked for, and what may be handed in instead."""
    asked = "必交" if row.required else "有的才交"
    if row.when is not None:
        asked += f"，{_only(row.when)}"
    return asked + (f"；可用{row.substitute}替代（{row.substitute_article}）" if row.substitute else "")


def stage(row: Stage, edition: Regulation) -> str:
    """Who does a step, how long it takes, what may follow."""
    titles = {one.id: one.title for one in edition.stages}
    parts = [ACTORS.get(row.who, "")]
    parts += [term(edition.term(name), edition) for name in row.terms]
    following = "或".join(f"“{titles[name]}”" for name in row.leads_to if name in titles)
    parts.append(f"之后是{following}" if following else "")
    return "；".join(part for part in parts if part)


def in_force(edition: Regulation) -> str:
    """From when to when it is in force: 2017-07-03 起，2025-10-21 废止."""
    says = f"{edition.in_force_from} 起"
    if edition.in_force_to is None:
        return says
    return f"{says}，{edition.repealed_on} 废止" if edition.replaced_by else f"{says}，至 {edition.in_force_to}"


def survey(edition: Regulation) -> str:
    """How satisfaction is measured."""
    rule = edition.survey
    if not rule.required:
        return "没有规定满意度测评"
    grades = "、".join(Grade(name).label for name in rule.counts)
    firms = f"不少于 {rule.at_least} 家" if rule.stated else "没有规定家数"
    return f"抽取{firms}；{grades}计为满意；满意度不低于 {values.grouped(rule.satisfaction_at_least)} %"


def choice(edition: Regulation) -> str:
    """How many functions may be applied for and have to be met."""
    return f"至少满足 {edition.functions_at_least} 项，最多申报 {edition.functions_at_most} 项"


def preferred(edition: Regulation, region_code: str) -> str:
    """That the edition favours the place with that GB/T 2260 code (倾斜), as a sentence; empty where it doesn't.

    It is told as a fact: how much is favoured is for who selects, and no condition is judged otherwise for it.
    """
    found = [one for one in edition.preferences if region_code and region_code.startswith(one.codes)]
    where = f"注册地（{region_code}）在{'、'.join(one.article for one in found)}所说的地区："
    return f"{where}{''.join(one.says for one in found)}逐条判定不因此改变。" if found else ""
