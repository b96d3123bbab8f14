"""Two editions side by side: which article says what in each, what is the same, what is only in one.

Like is held against like: by the name that the files give it, else by the figures that it compares, else by its title.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from desktop_app.rules import wording
from desktop_app.rules.clauses import Clause, Stage
from desktop_app.rules.edition import Condition, Function, Material, Regulation, Relaxation
from desktop_app.rules.language import Choice, Compare, Node, Several

ALIKE = 0.6
"""How much of two titles has to agree before they are held against each other."""
T = TypeVar("T")


class Mark(StrEnum):
    """How two sides compare; `label` and `sign` say it without a colour."""

    SAME = "same"
    WORDING = "wording"
    CHANGED = "changed"
    LEFT = "left"
    RIGHT = "right"

    @property
    def label(self) -> str:
        """The mark in words."""
        return {
            "same": "相同",
            "wording": "要求相同，文字不同",
            "changed": "不同",
            "left": "只在左边",
            "right": "只在右边",
        }[self.value]

    @property
    def sign(self) -> str:
        """The mark as one character."""
        return {"same": "＝", "wording": "≈", "changed": "≠", "left": "◀", "right": "▶"}[self.value]


@dataclass(frozen=True)
class Side:
    """What one edition says of a topic: the article, its wording, and what the file makes of it (a line each)."""

    article: str
    says: str
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One topic in both editions; a side that has nothing of it is None."""

    topic: str
    mark: Mark
    left: Side | None
    right: Side | None


@dataclass(frozen=True)
class Group:
    """The topics of one kind, in the left edition's order, then what only the right one has."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """Two editions side by side."""

    left: str
    right: str
    groups: tuple[Group, ...]

    def count(self, *marks: Mark) -> int:
        """How many topics carry one of the marks."""
        return sum(row.mark in marks for group in self.groups for row in group.rows)


def compare(left: Regulation, right: Regulation) -> Comparison:
    """The two editions held against each other, topic by topic; groups without a topic are left out."""
    groups = [Group("基本情况", tuple(_facts(left, right))), Group("申报和测评", tuple(_rules(left, right)))]
    groups.append(_group("服务功能", left.functions, right.functions, _function, lambda row: row.label))
    groups += list(_conditions(left, right))
    groups.append(_group("申报材料", left.materials, right.materials, _material, lambda row: row.short))
    groups.append(_group("适度放宽", _relaxations(left), _relaxations(right), _relaxation, lambda row: row.says))
    groups += list(_clauses(left, right))
    return Comparison(_name(left), _name(right), tuple(group for group in groups if group.rows))


def _name(edition: Regulation) -> str:
    return f"{edition.short}（{edition.number}）"


# ---------------------------------------------------------------------- single facts
def _facts(left: Regulation, right: Regulation) -> Iterator[Row]:
    """What the head of each file says."""
    for topic, told in (
        ("名称", lambda one: one.title),
        ("文号", lambda one: one.number),
        ("发文单位", lambda one: one.issuer),
        ("施行", wording.in_force),
        ("替代", lambda one: one.replaced_by),
    ):
        yield from _fact(topic, "", told(left), "", told(right))


def _rules(left: Regulation, right: Regulation) -> Iterator[Row]:
    """What each says of applying and of measuring satisfaction, each as one figure."""
    yield from _fact(
        "功能项数", left.functions_article, wording.choice(left), right.functions_article, wording.choice(right)
    )
    yield from _fact(
        "满意度测评", left.survey.article, wording.survey(left), right.survey.article, wording.survey(right)
    )
    yield from _fact(
        "服务企业名单", left.report_article, _at_least(left.firms_listed_at_least, "家"),
        right.report_article, _at_least(right.firms_listed_at_least, "家"),
    )  # fmt: skip
    yield from _fact(
        "示范性表述", left.statement_article, _at_most(left.statement_at_most, "字"),
        right.statement_article, _at_most(right.statement_at_most, "字"),
    )  # fmt: skip
    yield from _fact("平台名称", left.names.article, _names(left), right.names.article, _names(right))


def _at_least(number: int, unit: str) -> str:
    return f"不少于 {number} {unit}" if number else ""


def _at_most(number: int, unit: str) -> str:
    return f"不超过 {number} {unit}" if number else ""


def _names(edition: Regulation) -> str:
    rule = edition.names
    parts = (("开头为", rule.starts_with), ("结尾为", rule.ends_with), ("不得含", rule.without))
    return "；".join(f"{how}{'、'.join(f'“{word}”' for word in words)}" for how, words in parts if words)


def _fact(topic: str, left_article: str, left: str, right_article: str, right: str) -> Iterator[Row]:
    if not left and not right:
        return
    first = Side(left_article, left) if left else None
    second = Side(right_article, right) if right else None
    if first is None or second is None:
        yield Row(topic, Mark.RIGHT if first is None else Mark.LEFT, first, second)
    else:
        yield Row(topic, Mark.SAME if left == right else Mark.CHANGED, first, second)


# ---------------------------------------------------------------------- lists of things
def _conditions(left: Regulation, right: Regulation) -> Iterator[Group]:
    """The basic conditions, then what each function asks for."""
    labels = {function.id: function.label for function in (*right.functions, *left.functions)}

    def side(edition: Regulation) -> Callable[[Condition], Side]:
        return lambda row: _condition(row, edition)

    for function in ("", *dict.fromkeys(one.id for one in (*left.functions, *right.functions))):
        title = f"功能要求：{labels[function]}" if function else "基本条件"
        mine = [row for row in left.conditions if row.function == function]
        theirs = [row for row in right.conditions if row.function == function]
        rows = tuple(_rows(mine, theirs, (side(left), side(right)), lambda row: row.title, _figures))
        yield Group(title, rows)


def _clauses(left: Regulation, right: Regulation) -> Iterator[Group]:
    """Steps, times, duties, sanctions and what is forbidden or preferred."""

    def process(edition: Regulation) -> Callable[[Stage], Side]:
        return lambda row: Side(row.article, row.says, (wording.stage(row, edition),))

    stages = _rows(left.stages, right.stages, (process(left), process(right)), lambda row: row.title)
    yield Group("步骤", tuple(stages))
    terms = _rows(
        left.terms, right.terms,
        (lambda row: Side(row.article, row.says, (wording.term(row, left),)),
         lambda row: Side(row.article, row.says, (wording.term(row, right),))),
        lambda row: _short(row.says),
    )  # fmt: skip
    yield Group("期限", tuple(terms))
    yield _group(
        "义务", left.duties, right.duties,
        lambda row: Side(row.article, row.says, (wording.duty(row),)), lambda row: _short(row.says),
    )  # fmt: skip
    yield _group(
        "罚则", left.sanctions, right.sanctions,
        lambda row: Side(row.article, row.says, (wording.sanction(row),)), lambda row: _short(row.says),
    )  # fmt: skip
    for title, mine, theirs in (
        ("不得做的事", left.prohibitions, right.prohibitions),
        ("倾斜", left.preferences, right.preferences),
    ):
        yield _group(title, mine, theirs, _clause, lambda row: _short(row.says))


def _short(says: str) -> str:
    return says if len(says) <= 24 else f"{says[:23]}…"


def _relaxations(edition: Regulation) -> tuple[Relaxation, ...]:
    found = {row.relaxation.id: row.relaxation for row in edition.conditions if row.relaxation is not None}
    return tuple(found.values())


def _relaxation(row: Relaxation) -> Side:
    return Side(row.article, row.says, (f"适用于{row.when.says}，由审核员决定并写明理由",))


def _clause(row: Clause) -> Side:
    return Side(row.article, row.says)


def _function(row: Function) -> Side:
    return Side(row.article, row.says or row.label)


def _material(row: Material) -> Side:
    return Side(row.article, row.name, (wording.material(row),))


def _condition(row: Condition, edition: Regulation) -> Side:
    lines = wording.requirement(row.require, edition)
    return Side(row.article, row.says, tuple("　" * line.depth + line.says for line in lines))


def _figures(row: Condition) -> str:
    """The figures that a condition compares, as a key; empty for a question to a person."""
    return ",".join(sorted(set(_named(row.require))))


def _named(node: Node) -> Iterator[str]:
    match node:
        case Compare():
            yield f"{node.measure}:{'/'.join(node.figures)}"
        case Several():
            for part in node.parts:
                yield from _named(part)
        case Choice():
            yield from _named(node.otherwise)


def _group(
    title: str,
    left: Sequence[T],
    right: Sequence[T],
    side: Callable[[T], Side],
    called: Callable[[T], str],
) -> Group:
    return Group(title, tuple(_rows(left, right, (side, side), called)))


def _rows(
    left: Sequence[T],
    right: Sequence[T],
    sides: tuple[Callable[[T], Side], Callable[[T], Side]],
    called: Callable[[T], str],
    key: Callable[[T], str] | None = None,
) -> Iterator[Row]:
    """One row for each thing on the left with its like on the right, then what is left over there."""
    partners = _partners(left, right, key)
    for place, mine in enumerate(left):
        partner = partners.get(place)
        other = right[partner] if partner is not None else None
        first, second = sides[0](mine), sides[1](other) if other is not None else None
        yield Row(called(mine), _mark(first, second), first, second)
    taken = set(partners.values())
    for place, theirs in enumerate(right):
        if place not in taken:
            yield Row(called(theirs), Mark.RIGHT, None, sides[1](theirs))


def _partners(left: Sequence[T], right: Sequence[T], key: Callable[[T], str] | None) -> dict[int, int]:
    """Place on the left → place on the right of what is held against it."""
    found: dict[int, int] = {}

    def like(fits: Callable[[T, T], bool]) -> None:
        for place, mine in enumerate(left):
            free = (other for other in range(len(right)) if other not in found.values())
            if place not in found:
                match = next((other for other in free if fits(mine, right[other])), None)
                if match is not None:
                    found[place] = match

    like(lambda mine, other: _id(mine) == _id(other))
    if key is not None:
        like(lambda mine, other: bool(key(mine)) and key(mine) == key(other))
    like(lambda mine, other: difflib.SequenceMatcher(None, _told(mine), _told(other)).ratio() >= ALIKE)
    return found


def _told(row: object) -> str:
    """The text by which two things of a kind are found alike: the title where there is one, else the sentence."""
    for name in ("title", "short", "says"):
        if getattr(row, name, ""):
            return str(getattr(row, name))
    return ""


def _id(row: object) -> str:
    return str(getattr(row, "id", ""))


def _mark(left: Side, right: Side | None) -> Mark:
    if right is None:
        return Mark.LEFT
    if _bare(left.says) == _bare(right.says):
        return Mark.SAME if left.asks == right.asks or _judged(left, right) else Mark.CHANGED
    return Mark.WORDING if left.asks and left.asks == right.asks else Mark.CHANGED


def _judged(left: Side, right: Side) -> bool:
    """Whether both are questions to a person, which each file words in its own way."""
    return all(len(side.asks) == 1 and side.asks[0].startswith("由审核员判断") for side in (left, right))


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip("。；，")
