"""Recusal (回避): on which grounds a person must not review a dossier, and what has to be settled by asking.

A unit, an investor or a declaration speaks for itself. A name alone does not: two people may share one, so a name
found in the applicant's lists is a doubt that a person settles; so is a unit that only resembles a listed body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import ExpertDeclaration
from desktop_app.records.kinds import Interest
from desktop_app.rules import firm_names, names

SHORTEST_BODY = 4
"""A listed body with a shorter name says too little to be found inside another name."""


@dataclass(frozen=True)
class Person:
    """Who is asked about: an expert of the pool or somebody on a seat; `expert_id` 0 for nobody of the pool."""

    name: str
    unit: str
    phone: str = ""
    expert_id: int = 0


@dataclass(frozen=True)
class Ground:
    """One ground: `says` completes the person's name; one that isn't `sure` has to be settled by asking."""

    interest: Interest
    says: str
    sure: bool


def grounds(person: Person, file: Casefile, declared: Iterable[ExpertDeclaration]) -> tuple[Ground, ...]:
    """Every ground against `person` reviewing `file`, those that hold first.

    `declared` are standing declarations of anybody; those of others and for other applicants play no part.
    """
    known = [*_by_unit(person, file), *_by_declaration(person, file, declared)]
    found = [*known, *_by_likeness(person, file), *_by_name(person, file)]
    return tuple(sorted(found, key=lambda ground: not ground.sure))


def reason(person: Person, file: Casefile, declared: Iterable[ExpertDeclaration]) -> str:
    """The first ground that holds for sure, or empty."""
    return next((ground.says for ground in grounds(person, file, declared) if ground.sure), "")


def doubts(found: Iterable[Ground]) -> str:
    """What has to be settled by asking, as one sentence; empty when nothing has."""
    return "；".join(ground.says for ground in found if not ground.sure)


def holds_for(declaration: ExpertDeclaration, dossier_id: int, applicant: str) -> bool:
    """Whether a declaration speaks of this dossier: of itself, or of its applicant."""
    if declaration.applicant:
        return names.same(declaration.applicant, applicant)
    return declaration.dossier_id == dossier_id


def declaration_says(declaration: ExpertDeclaration) -> str:
    """A declaration as half a sentence about the person."""
    note = f"（{declaration.note}）" if declaration.note else ""
    return f"声明：{Interest(declaration.interest).label}{note}"


def _bodies(file: Casefile) -> Iterator[tuple[Interest, str, str]]:
    """The applicant and the bodies near it: as which interest they count, what they are, and their names."""
    form = file.application
    yield Interest.EMPLOYED, "申请单位", file.dossier.applicant_name
    for body in (*names.listed(form.signed_bodies), *names.listed(form.other_bodies)):
        yield Interest.OTHER, "申请单位的合作单位", body
    for investor in file.investors:
        yield Interest.OTHER, "申请单位的投资方", names.normal(investor.name)


def _by_unit(person: Person, file: Casefile) -> Iterator[Ground]:
    unit = names.key(person.unit)
    for interest, what, body in _bodies(file):
        if _within(body, unit):
            yield Ground(interest, f"工作单位是{what}“{body}”", sure=True)


def _by_likeness(person: Person, file: Casefile) -> Iterator[Ground]:
    """A unit of which a listed body is a part (a university and its school), or that differs in the legal form only."""
    unit = names.key(person.unit)
    bare = firm_names.bare(unit)
    for interest, what, body in _bodies(file):
        if _within(body, unit):
            continue
        if _within(unit, names.key(body)):
            yield Ground(interest, f"工作单位的名称包含在{what}“{body}”中", sure=False)
        elif len(bare) >= SHORTEST_BODY and bare == firm_names.bare(names.key(body)):
            yield Ground(interest, f"工作单位与{what}“{body}”只差公司形式", sure=False)


def _by_declaration(person: Person, file: Casefile, declared: Iterable[ExpertDeclaration]) -> Iterator[Ground]:
    for one in declared:
        if one.expert_id == person.expert_id and holds_for(one, file.dossier.id, file.dossier.applicant_name):
            yield Ground(Interest(one.interest), declaration_says(one), sure=True)


def _by_name(person: Person, file: Casefile) -> Iterator[Ground]:
    form = file.application
    if names.same(form.legal_representative, person.name):
        yield Ground(Interest.EMPLOYED, "与申请单位法定代表人同名", sure=False)
    for row, member in enumerate(file.staff, 1):
        if names.same(member.name, person.name):
            yield Ground(Interest.EMPLOYED, f"与申请单位人员名单第 {row} 行同名", sure=False)
            break
    if any(names.same(investor.name, person.name) for investor in file.investors):
        yield Ground(Interest.OTHER, "与申请单位投资方同名", sure=False)
    theirs = names.phones(form.phone) | names.phones(form.mobile)
    if theirs & names.phones(person.phone):
        yield Ground(Interest.OTHER, "联系电话与申请单位相同", sure=False)


def _within(body: str, unit_key: str) -> bool:
    """Whether `body` stands in full in a unit of which `unit_key` is the key."""
    body_key = names.key(body)
    return len(body_key) >= SHORTEST_BODY and body_key in unit_key
