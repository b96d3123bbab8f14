"""The language of requirements: a small tree of comparisons, questions to a person and combinations of them.

A requirement is data. `grammar` makes the tree from an edition's file, `weighing` holds it against a dossier's figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Operator(StrEnum):
    """How a quantity is compared with its threshold; the value is the key in the file."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"

    @property
    def words(self) -> str:
        """The comparison as it stands before a threshold (不低于 300 万元)."""
        return {"at_least": "不低于", "more_than": "高于", "at_most": "不超过", "less_than": "低于"}[self.value]

    @property
    def sign(self) -> str:
        """The comparison as a sign, for narrow columns."""
        return {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}[self.value]

    def holds(self, value: Decimal, threshold: Decimal) -> bool:
        """Whether `value` keeps to `threshold`."""
        if self is Operator.AT_LEAST:
            return value >= threshold
        if self is Operator.MORE_THAN:
            return value > threshold
        if self is Operator.AT_MOST:
            return value <= threshold
        return value < threshold


class Measure(StrEnum):
    """What is made of the figures that a comparison names."""

    FIGURE = "figure"
    RATIO = "ratio"
    """The first in per cent of the second."""
    MEAN = "mean"
    """The mean of the last `years` years."""
    GROWTH = "growth"
    """From the first to the last of the last `years` years, in per cent."""


@dataclass(frozen=True)
class Situation:
    """What a `when` can ask about a dossier; an empty text is something that is not known yet."""

    region_code: str = ""
    legal_form: str = ""
    western: bool = False
    functions: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    """category, tier and subtype, where an edition tells them apart."""
    accepted_on: date | None = None


@dataclass(frozen=True)
class When:
    """For which dossiers something applies: every part that is given has to fit.

    `regions` are prefixes of GB/T 2260 codes; `marks` are (name, values) with name category, tier or subtype.
    """

    regions: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    western: bool | None = None
    marks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    says: str = ""
    """The case in Chinese, for the explanation."""

    def fits(self, situation: Situation) -> bool | None:
        """True or False, or None while the dossier doesn't say what would decide it."""
        answers: list[bool | None] = []
        if self.western is not None:
            answers.append(situation.western == self.western)
        if self.regions:
            code = situation.region_code
            answers.append(any(code.startswith(prefix) for prefix in self.regions) if code else None)
        if self.legal_forms:
            answers.append(situation.legal_form in self.legal_forms if situation.legal_form else None)
        if self.functions:
            answers.append(any(name in situation.functions for name in self.functions))
        for name, values in self.marks:
            mark = situation.marks.get(name, "")
            answers.append(mark in values if mark else None)
        if False in answers:
            return False
        return None if None in answers else True


@dataclass(frozen=True, kw_only=True)
class Node:
    """What every part of a requirement may carry: the case that it is for, and its own article."""

    when: When | None = None
    article: str = ""


@dataclass(frozen=True, kw_only=True)
class Compare(Node):
    """A quantity against its thresholds, all of which have to hold."""

    measure: Measure
    figures: tuple[str, ...]
    bounds: tuple[tuple[Operator, Decimal], ...]
    years: int = 1
    unit: str = ""
    """Instead of the figure's own unit."""
    label: str = ""
    """Instead of the figure's own name."""
    within: str = ""
    """The figure that this one is a part of (其中 …): more than the whole is a mistake in the papers."""


@dataclass(frozen=True, kw_only=True)
class Chosen(Node):
    """A choice that has to be one of `among` (没有关联单位)."""

    figure: str
    among: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Past(Node):
    """A day that must be over: never, or at least `years` before the acceptance (a ban, a title still valid).

    `or_same_year` is enough too when the day lies in the year of acceptance (在有效期满当年可再次申报).
    """

    figure: str
    years: int = 0
    or_same_year: bool = False


@dataclass(frozen=True, kw_only=True)
class Judge(Node):
    """Something that only a person can answer."""

    question: str


@dataclass(frozen=True, kw_only=True)
class Undefined(Node):
    """Something that a document defines which is not to hand; `document` says which."""

    document: str


@dataclass(frozen=True, kw_only=True)
class Several(Node):
    """At least `least` of the parts: all of them, one of them, or k of n."""

    least: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True)
class Choice(Node):
    """The first option whose case fits stands in the place of `otherwise`."""

    options: tuple[tuple[When, Node], ...]
    otherwise: Node


def nodes(node: Node, article: str = "") -> Iterator[tuple[Node, str]]:
    """The node and everything below it, cases included, each with the article that it rests on."""
    own = node.article or article
    yield node, own
    below: tuple[Node, ...] = ()
    if isinstance(node, Several):
        below = node.parts
    elif isinstance(node, Choice):
        below = (*(option for _when, option in node.options), node.otherwise)
    for part in below:
        yield from nodes(part, own)
