"""Figures of an edition's file that its articles don't hold: nothing is refused, but somebody ought to look twice.

A slip in a figure (30 for 300) makes a file that is in order and judges wrongly. Where the file holds the articles,
each figure is looked for in the article that it rests on, in digits or in Chinese numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop_app.rules import values
from desktop_app.rules.edition import Regulation
from desktop_app.rules.language import Choice, Compare, Node, Several

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NUMERALS = re.compile(r"[一二两三四五六七八九十百]+")
_VALUES = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2}


def figures(edition: Regulation) -> tuple[str, ...]:
    """A sentence for each figure that doesn't stand in its article; none for a file without articles."""
    wording = dict(edition.articles)
    return tuple(_conditions(edition, wording)) + tuple(_terms(edition, wording)) if wording else ()


def _conditions(edition: Regulation, wording: dict[str, str]) -> Iterator[str]:
    for condition in edition.conditions:
        for number, article in _bounds(condition.require, condition.article):
            places = dict.fromkeys((article, condition.article, condition.article.partition("（")[0]))
            found = {one for place in places for one in numbers(wording.get(place, ""))}
            if number and number not in found:
                says = f"条件“{condition.title}”写的是 {values.plainly(number)}，“{article}”的原文中没有这个数"
                yield f"{says}。请核对是否写错。"


def _bounds(node: Node, article: str) -> Iterator[tuple[Decimal, str]]:
    """Every threshold of a requirement with the article that it rests on."""
    own = node.article or article
    match node:
        case Compare():
            yield from ((number, own) for _operator, number in node.bounds)
        case Several():
            for part in node.parts:
                yield from _bounds(part, own)
        case Choice():
            for _when, option in node.options:
                yield from _bounds(option, own)
            yield from _bounds(node.otherwise, own)


def _terms(edition: Regulation, wording: dict[str, str]) -> Iterator[str]:
    for term in edition.terms:
        if Decimal(term.length) not in numbers(wording.get(term.article, "")):
            says = f"期限“{term.id}”写的是 {term.length}，“{term.article}”的原文中没有这个数"
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
