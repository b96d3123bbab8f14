"""From the tables of an edition's file to the tree of `language`; whatever doesn't hold together is refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.records.kinds import LegalForm
from desktop_app.rules.language import (
    Choice,
    Chosen,
    Compare,
    Judge,
    Measure,
    Node,
    Operator,
    Past,
    Several,
    Undefined,
    When,
)
from desktop_app.rules.strict_toml import Table, nearest

MARKS = ("category", "tier", "subtype")
_MEASURES = tuple(measure.value for measure in Measure)
_BOUNDS = tuple(operator.value for operator in Operator)
_FORMS = (*_MEASURES, "chosen", "past", "judge", "undefined", "all", "any", "of")
_ABOUT_QUANTITY = (*_MEASURES, *_BOUNDS, "years", "unit", "label", "within")


@dataclass(frozen=True)
class Vocabulary:
    """What the names in a file may refer to: figures (name → whether it is kept by year), regions, functions.

    `choices` (name → what can be chosen) is None where nobody has said which there are.
    """

    figures: Mapping[str, bool]
    functions: frozenset[str] = frozenset()
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    region_labels: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] | None = None
    days: frozenset[str] = frozenset()


def read_when(table: Table, words: Vocabulary) -> When:
    """The case that `when = { … }` describes; raises WrongFile for an empty one and for names that aren't known."""
    if not table.names():
        raise table.wrong("“when”是空的。请写明适用情形，例如 { western = true }，或删去。")
    says: list[str] = []
    regions: list[str] = []
    for name in table.texts("region"):
        if name not in words.regions:
            raise table.wrong(
                f"没有名为“{name}”的地区。{_or_none(name, words.regions, '地区（[regions.名字]）')}", "region"
            )
        regions += words.regions[name]
        says.append(words.region_labels.get(name, name))
    forms = table.texts("legal_form")
    for form in forms:
        if form not in {kind.value for kind in LegalForm}:
            known = "、".join(f"{kind.value}（{kind.label}）" for kind in LegalForm)
            raise table.wrong(f"没有“{form}”这种法人类型。可用的是：{known}。请改正。", "legal_form")
    if forms:
        says.append("、".join(kind.label for kind in LegalForm if kind.value in forms))
    functions = table.texts("function")
    for function in functions:
        if function not in words.functions:
            raise table.wrong(
                f"没有名为“{function}”的服务功能。{_or_none(function, words.functions, '服务功能')}", "function"
            )
    western = table.flag("western", True) if table.has("western") else None
    if western is not None:
        says.append("享受西部大开发政策区域" if western else "不享受西部大开发政策区域")
    marks = tuple((mark, _known_choices(table, mark, mark, words)) for mark in MARKS if table.has(mark))
    says += ["、".join(values) for _, values in marks]
    table.finish()
    return When(tuple(regions), forms, functions, western, marks, "，".join(says))


def _known_choices(table: Table, key: str, figure: str, words: Vocabulary) -> tuple[str, ...]:
    """The texts under `key`, each of which can be chosen for `figure`."""
    picked = table.texts(key)
    if words.choices is None:
        return picked
    if figure not in words.choices:
        raise table.wrong(
            f'这份文件没有列出“{figure}”有哪几种。请先写 [[figure]]，name = "{figure}"，并用 choices 列出。', key
        )
    for choice in picked:
        if choice not in words.choices[figure]:
            raise table.wrong(f"“{figure}”没有“{choice}”这一种。{nearest(choice, words.choices[figure])}", key)
    return picked


def _or_none(word: str, known: Mapping[str, object] | frozenset[str], what: str) -> str:
    return nearest(word, known) if known else f"这份文件没有列出任何{what}。请先列出。"


def read_node(table: Table, words: Vocabulary) -> Node:
    """The requirement in `table`; raises WrongFile."""
    if table.has("instead"):
        return _choice(table, words)
    forms = [key for key in _FORMS if table.has(key)]
    if not forms:
        raise table.wrong(f"没有写要求什么。请写其中一种：{'、'.join(_FORMS)}。")
    if len(forms) > 1:
        raise table.wrong(f"“{forms[0]}”和“{forms[1]}”不能写在同一条要求里。请分成两条，用 all 或 any 并列。", forms[1])
    case = table.table("when")
    when = read_when(case, words) if case else None
    article = table.text("article", "")
    form = forms[0]
    node: Node
    if form == "judge":
        node = Judge(when=when, article=article, question=table.text("judge"))
    elif form == "undefined":
        node = Undefined(when=when, article=article, document=table.text("undefined"))
    elif form == "chosen":
        node = _chosen(table, words, when, article)
    elif form == "past":
        node = _past(table, words, when, article)
    elif form in _MEASURES:
        node = _compare(table, words, Measure(form), when, article)
    else:
        node = _several(table, words, form, when, article)
    table.finish()
    return node


def _chosen(table: Table, words: Vocabulary, when: When | None, article: str) -> Chosen:
    figure = table.text("chosen")
    among = _known_choices(table, "among", figure, words)
    if not among:
        raise table.wrong('没有写哪些选项符合（among）。请补上，例如 among = ["无"]。')
    return Chosen(when=when, article=article, figure=figure, among=among)


def _past(table: Table, words: Vocabulary, when: When | None, article: str) -> Past:
    figure = table.text("past")
    if figure not in words.days:
        raise table.wrong(
            f"没有名为“{figure}”的日期。{_or_none(figure, words.days, '日期（[[figure]]，day = true）')}", "past"
        )
    return Past(
        when=when,
        article=article,
        figure=figure,
        years=table.whole("years", 0),
        or_same_year=table.flag("or_same_year", False),
    )


def _several(table: Table, words: Vocabulary, form: str, when: When | None, article: str) -> Several:
    parts = tuple(read_node(part, words) for part in table.tables(form, "要求"))
    if not parts:
        raise table.wrong(f"“{form}”里一条要求也没有。请补上，或删去“{form}”。", form)
    least = {"all": len(parts), "any": 1}.get(form)
    if least is None:
        least = table.whole("at_least", least=1)
        if least > len(parts):
            raise table.wrong(
                f"要求 {len(parts)} 项中至少满足 {least} 项，永远满足不了。请改小 at_least 或补上要求。", "at_least"
            )
    return Several(when=when, article=article, least=least, parts=parts)


def _compare(table: Table, words: Vocabulary, measure: Measure, when: When | None, article: str) -> Compare:
    figures = table.texts(measure.value)
    wanted = 2 if measure is Measure.RATIO else 1
    if len(figures) != wanted:
        raise table.wrong(
            f"“{measure.value}”要写 {wanted} 个数据项的名字，写了 {len(figures)} 个。请改正。", measure.value
        )
    for name in figures:
        if name not in words.figures:
            raise table.wrong(f"没有名为“{name}”的数据项。{nearest(name, words.figures)}", measure.value)
    years = 1
    if measure in (Measure.MEAN, Measure.GROWTH):
        years = table.whole("years", least=2)
        if not words.figures[figures[0]]:
            raise table.wrong(
                f"“{figures[0]}”不是按年度填写的，算不出几年的平均或增长。请换成按年度的数据项。", measure.value
            )
    bounds = _bounds(table)
    within = table.text("within", "")
    if within and within not in words.figures:
        raise table.wrong(f"没有名为“{within}”的数据项。{nearest(within, words.figures)}", "within")
    return Compare(
        when=when,
        article=article,
        measure=measure,
        figures=figures,
        bounds=bounds,
        years=years,
        unit=table.text("unit", ""),
        label=table.text("label", ""),
        within=within,
    )


def _bounds(table: Table) -> tuple[tuple[Operator, Decimal], ...]:
    found = [(operator, table.number(operator.value)) for operator in Operator]
    bounds = tuple((operator, number) for operator, number in found if number is not None)
    if not bounds:
        raise table.wrong(
            "没有写门槛。请写其中一种：at_least（不低于）、more_than（高于）、at_most（不超过）、less_than（低于）。"
        )
    return bounds


def _choice(table: Table, words: Vocabulary) -> Choice:
    """The node with its `instead` entries: each keeps what it doesn't replace."""
    base = table.without("instead")
    options = []
    for entry in table.tables("instead", "替代规定"):
        case = entry.table("when")
        if case is None:
            raise entry.wrong("没有写适用情形。请补上 when，例如 when = { western = true }。")
        replaced = entry.without("when")
        if any(replaced.has(form) for form in _FORMS):
            kept = base.without(*_FORMS, *_ABOUT_QUANTITY)
        elif any(replaced.has(bound) for bound in _BOUNDS):
            kept = base.without(*_BOUNDS)
        else:
            kept = base
        options.append((read_when(case, words), read_node(kept.merged(replaced), words)))
    return Choice(options=tuple(options), otherwise=read_node(base, words))
