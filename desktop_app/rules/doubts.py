"""What is doubtful about an edition's file: nothing is refused, but somebody ought to look twice.

A slip in a figure (30 for 300) makes a file that is in order and judges wrongly. Where the file holds the articles,
each figure is looked for in the article that it rests on, in digits or in Chinese numerals. And a condition that rests
on a box which the same file says isn't asked for (boxes_not_asked) stays undecided for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop_app.rules import catalogue, language, values
from desktop_app.rules.catalogue import FigureKnown
from desktop_app.rules.clauses import Clause
from desktop_app.rules.edition import Regulation
from desktop_app.rules.fields import FIELD, ROWS, SECTION
from desktop_app.rules.language import Choice, Compare, Measure, Node, Past

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NUMERALS = re.compile(r"[一二两三四五六七八九十百]+")
_VALUES = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2}


def every(edition: Regulation) -> tuple[str, ...]:
    """Every doubt about the file, as sentences: first what leads nowhere, then what may be a slip."""
    return not_asked(edition) + figures(edition)


def not_asked(edition: Regulation) -> tuple[str, ...]:
    """A sentence for each figure and each case of a condition whose box the file says isn't asked for."""
    known = {figure.name: figure for figure in catalogue.KNOWN}
    found: list[str] = []
    for condition in edition.conditions:
        for node, _article in language.nodes(condition.require):
            found += (_unasked_case(edition, condition.title, box) for box in _case_boxes(node))
            names = node.figures if isinstance(node, Compare) else ()
            found += (_unasked_figure(edition, condition.title, known[name]) for name in names if name in known)
    return tuple(dict.fromkeys(filter(None, found)))


def _unasked_figure(edition: Regulation, title: str, figure: FigureKnown) -> str:
    """The doubt about a figure of the form, a list or the survey; empty when it is asked for."""
    says = f"条件“{title}”要用“{figure.label}”"
    if not figure.box:
        if edition.survey.required:
            return ""
        why = "而 [survey] 写着 required = false（不测评），条件会一直定不下来"
        return f"{says}，{why}。请在 [survey] 中写明抽取家数、门槛和条款。"
    return _unless_asked(edition, figure.box, f"{says}，它出自{_place(figure.box)}")


def _unasked_case(edition: Regulation, title: str, box: str) -> str:
    return _unless_asked(edition, box, f"条件“{title}”按“{FIELD[box].label}”区分情形")


def _unless_asked(edition: Regulation, box: str, says: str) -> str:
    hides = next((key for key in (box.partition(":")[0], box) if key in edition.boxes_not_asked), "")
    why = f"{says}，而 boxes_not_asked 写着不问，条件会一直定不下来"
    return f"{why}。请从 boxes_not_asked 中删去“{hides}”。" if hides else ""


def _place(box: str) -> str:
    """Where a box stands, in the paper's words: “上年末总资产”, 人员名单."""
    table, _, column = box.partition(":")
    if column:
        spec = next(spec for spec in ROWS[table] if spec.name == column)
        return f"{SECTION[spec.section].title.rpartition('、')[2]}的“{spec.called}”"
    return f"“{FIELD[box].label}”" if box in FIELD else SECTION[box].title


def _case_boxes(node: Node) -> Iterator[str]:
    """The boxes that tell whether the node's cases fit."""
    cases = [node.when] if node.when is not None else []
    if isinstance(node, Choice):
        cases += [when for when, _option in node.options]
    for case in cases:
        if case.regions:
            yield "region_code"
        if case.legal_forms:
            yield "legal_form"


def figures(edition: Regulation) -> tuple[str, ...]:
    """A sentence for each figure that doesn't stand in its article; none for a file without articles."""
    wording = dict(edition.articles)
    return tuple(_conditions(edition, wording)) + tuple(_times(edition, wording)) if wording else ()


def _conditions(edition: Regulation, wording: dict[str, str]) -> Iterator[str]:
    for condition in edition.conditions:
        for number, article in _bounds(condition.require, condition.article):
            places = dict.fromkeys((article, condition.article, condition.article.partition("（")[0]))
            found = {one for place in places for one in numbers(wording.get(place, ""))}
            if number and number not in found:
                says = f"条件“{condition.title}”写的是 {values.plainly(number)}，“{article}”的原文中没有这个数"
                yield f"{says}。请核对是否写错。"


def _bounds(require: Node, article: str) -> Iterator[tuple[Decimal, str]]:
    """Every threshold and every number of years of a requirement with the article that it rests on."""
    for node, own in language.nodes(require, article):
        match node:
            case Compare():
                yield from ((number, own) for _operator, number in node.bounds)
                if node.measure is Measure.MEAN:
                    yield Decimal(node.years), own
            case Past():
                yield Decimal(node.years), own


def _times(edition: Regulation, wording: dict[str, str]) -> Iterator[str]:
    rows: list[tuple[str, Clause, int]] = [("期限", term, term.length) for term in edition.terms]
    rows += [("罚则", sanction, sanction.bars_years) for sanction in edition.sanctions if sanction.bars_years]
    for called, row, number in rows:
        if Decimal(number) not in numbers(wording.get(row.article, "")):
            says = f"{called}“{row.id}”写的是 {number}，“{row.article}”的原文中没有这个数"
            yield f"{says}。请核对是否写错。"


def numbers(text: str) -> set[Decimal]:
    """Every number in a text: 300, 1,200, 两年, 二十, 百分之八十."""
    flat = "".join(text.split())
    found = {Decimal(each.replace(",", "")) for each in _DIGITS.findall(flat)}
    return found | {Decimal(_numeral(each)) for each in _NUMERALS.findall(flat)}


def _numeral(text: str) -> int:
    """A Chinese numeral below a thousand; 两 is two."""
    total, digit = 0, 0
    for mark in text:
        if mark == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif mark == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _VALUES[mark]
    return total + digit
