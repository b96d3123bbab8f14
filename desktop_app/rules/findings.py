"""What may be wrong in a served-firm list, found by comparing its rows with each other and with the applicant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from desktop_app.records.kinds import FindingKind
from desktop_app.rules import firm_names, names
from desktop_app.rules.firm_names import Parts

BETWEEN_FIRMS = frozenset(
    {FindingKind.SAME_CODE, FindingKind.SAME_NAME, FindingKind.SHARED_PHONE, FindingKind.SHARED_CONTACT}
)
"""Findings about two firms or more: with one of them left there is nothing to find."""
_WHOLE_NAME = 4
"""From how many characters on a core may stand at the beginning of another's: 桥山科技 in 桥山科技服务."""
_SHOWN = 6


@dataclass(frozen=True)
class Listed:
    """What the check looks at in one row of the list."""

    name: str
    contact: str = ""
    phone: str = ""
    uscc: str = ""


@dataclass(frozen=True)
class Applicant:
    """Who must not be among those who rate the applicant; `people` are (name, what they are to the applicant)."""

    name: str = ""
    uscc: str = ""
    phones: str = ""
    people: tuple[tuple[str, str], ...] = ()
    investors: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing to look at: its kind, a sentence, the firms by their places in the list from 0, and what they share."""

    kind: FindingKind
    says: str
    firms: tuple[int, ...]
    cause: str = ""


def findings(firms: Sequence[Listed], applicant: Applicant) -> tuple[Finding, ...]:
    """Everything to look at, in the order of `kinds.FindingKind`, then of the list."""
    stems = firm_names.stems((applicant.name, *applicant.investors, *(firm.name for firm in firms)))
    parts = [firm_names.parts(firm.name, stems) for firm in firms]
    codes = [names.credit_code(firm.uscc) for firm in firms]
    apart = partial(firm_names.parts, places=stems)
    found = [*_same_codes(codes), *_same_names(firms, parts, codes)]
    phones = tuple(_shared_phones(firms))
    found += [*phones, *_shared_contacts(firms, phones)]
    found += _of_applicant(firms, parts, codes, applicant, apart(applicant.name))
    found += _of_investors(firms, parts, {name: apart(name) for name in applicant.investors})
    found += [*_of_staff(firms, applicant.staff), *_codes(codes)]
    ranks = {kind: rank for rank, kind in enumerate(FindingKind)}
    return tuple(sorted(found, key=lambda one: (ranks[one.kind], one.firms)))


def rows(places: Iterable[int]) -> str:
    """Places in the list as a reader counts them: 第 14、15 家."""
    told = [str(place + 1) for place in places]
    more = f" 等 {len(told)} 家" if len(told) > _SHOWN else " 家"
    return f"第 {'、'.join(told[:_SHOWN])}{more}"


def _groups(keyed: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Rows by what they share; only what two rows or more share."""
    found: dict[str, dict[int, None]] = {}
    for key, place in keyed:
        if key:
            found.setdefault(key, {})[place] = None
    return {key: tuple(places) for key, places in found.items() if len(places) > 1}


def _same_codes(codes: Sequence[str]) -> Iterator[Finding]:
    for code, places in _groups((code, place) for place, code in enumerate(codes)).items():
        yield Finding(FindingKind.SAME_CODE, f"{rows(places)}的信用代码都是 {code}", places, code)


def _same_names(firms: Sequence[Listed], parts: Sequence[Parts], codes: Sequence[str]) -> Iterator[Finding]:
    """Names that may mean one firm, each chain of them once. Two faultless codes that differ are two firms, unless the
    names are the same and no two places keep them apart."""
    leads = list(range(len(firms)))

    def lead(place: int) -> int:
        while leads[place] != place:
            leads[place] = leads[leads[place]]
            place = leads[place]
        return place

    best: dict[int, int] = {}
    for pair in firm_names.pairs(parts):
        one, other = codes[pair.one], codes[pair.other]
        same = parts[pair.one].core == parts[pair.other].core
        near = same and not parts[pair.one].elsewhere(parts[pair.other])
        if (one and one == other) or (not near and _two_firms(one, other)):
            continue
        first, second = sorted((lead(pair.one), lead(pair.other)))
        leads[second] = first
        best[pair.one] = best[pair.other] = max(pair.score, best.get(pair.one, 0), best.get(pair.other, 0))
    chains: dict[int, list[int]] = {}
    for place in sorted(best):
        chains.setdefault(lead(place), []).append(place)
    for places in chains.values():
        yield _same_name(tuple(places), firms, parts)


def _same_name(places: tuple[int, ...], firms: Sequence[Listed], parts: Sequence[Parts]) -> Finding:
    told = "、".join(f"“{firms[place].name}”" for place in places[:3])
    if len({names.key(firms[place].name) for place in places}) == 1:
        says = f"{rows(places)}同名：“{firms[places[0]].name}”"
    elif len({parts[place].core for place in places}) == 1:
        says = f"{rows(places)}去掉地名和公司形式后同名：{told}"
    else:
        says = f"{rows(places)}名称相近，疑为同一企业：{told}"
    return Finding(FindingKind.SAME_NAME, says, places)


def _two_firms(one: str, other: str) -> bool:
    return bool(one and other) and not names.credit_code_fault(one) and not names.credit_code_fault(other)


def _shared_phones(firms: Sequence[Listed]) -> Iterator[Finding]:
    """Rows that share a number, once for each set of rows; one firm listed twice is found by its name."""
    keyed = ((number, place) for place, firm in enumerate(firms) for number in sorted(names.phones(firm.phone)))
    sets: dict[tuple[int, ...], list[str]] = {}
    for number, places in _groups(keyed).items():
        sets.setdefault(places, []).append(number)
    for places, numbers in sets.items():
        if len({names.key(firms[place].name) for place in places}) > 1:
            says = f"{rows(places)}留的是同一电话 {names.masked('、'.join(numbers))}"
            yield Finding(FindingKind.SHARED_PHONE, says, places, "、".join(numbers))


def _shared_contacts(firms: Sequence[Listed], phones: Sequence[Finding]) -> Iterator[Finding]:
    """Rows with the same contact; not once more where they share the telephone as well."""
    covered = [set(one.firms) for one in phones]
    for places in _groups((names.key(firm.contact), place) for place, firm in enumerate(firms)).values():
        contact = names.normal(firms[places[0]].contact)
        named = {names.key(firms[place].name) for place in places}
        if len(contact) > 1 and len(named) > 1 and not any(set(places) <= shared for shared in covered):
            yield Finding(FindingKind.SHARED_CONTACT, f"{rows(places)}的联系人都是{contact}", places, contact)


def _related(one: Parts, other: Parts) -> str:
    """How a firm's name is related to the applicant's or an investor's, as a word; empty when it isn't."""
    alike = firm_names.score(one, other)
    if alike:
        return "同名" if one.core == other.core else "名称相近"
    short, long = sorted((one.core, other.core), key=len)
    if len(short) >= _WHOLE_NAME and long.startswith(short):
        return "名称有包含关系"
    return "" if one.elsewhere(other) or len(short) < 2 or one.core[:2] != other.core[:2] else "字号相同"


def _of_applicant(
    firms: Sequence[Listed], parts: Sequence[Parts], codes: Sequence[str], applicant: Applicant, own: Parts
) -> Iterator[Finding]:
    """The applicant itself, its branches and namesakes, firms that are reached through its own people or numbers."""
    numbers, code = names.phones(applicant.phones), names.credit_code(applicant.uscc)
    people = {names.key(name): what for name, what in applicant.people}
    for place, firm in enumerate(firms):
        said = []
        related = _related(parts[place], own) if own.core else ""
        if related:
            said.append(f"与申请单位{related}")
        if code and codes[place] == code:
            said.append("信用代码就是申请单位的")
        if numbers & names.phones(firm.phone):
            said.append("留的是申请单位的电话")
        if what := people.get(names.key(firm.contact)):
            said.append(f"联系人与申请单位{what}同名")
        if said:
            yield _one(FindingKind.APPLICANT, place, firm, said)


def _of_investors(firms: Sequence[Listed], parts: Sequence[Parts], investors: dict[str, Parts]) -> Iterator[Finding]:
    people = {names.key(name) for name in investors if len(names.key(name)) > 1}
    for place, firm in enumerate(firms):
        kin = [(name, _related(parts[place], own)) for name, own in investors.items() if len(own.core) >= _WHOLE_NAME]
        said = [f"与投资方“{name}”{how}" for name, how in kin if how]
        if names.key(firm.contact) in people:
            said.append("联系人与投资方同名")
        if said:
            yield _one(FindingKind.INVESTOR, place, firm, said)


def _of_staff(firms: Sequence[Listed], staff: Sequence[str]) -> Iterator[Finding]:
    people = {names.key(name) for name in staff}
    for place, firm in enumerate(firms):
        if len(names.key(firm.contact)) > 1 and names.key(firm.contact) in people:
            who = f"联系人{names.normal(firm.contact)}与申请单位人员名单中的人同名"
            yield _one(FindingKind.STAFF, place, firm, [who])


def _codes(codes: Sequence[str]) -> Iterator[Finding]:
    """Codes that are wrong, and those that nobody can check (N and Y follow rules of their own)."""
    for place, code in enumerate(codes):
        fault = names.credit_code_fault(code) if code else ""
        doubt = names.credit_code_doubt(code) if code else ""
        if fault:
            says = f"{rows((place,))}的信用代码 {code} {fault}"
            yield Finding(FindingKind.WRONG_CODE, says, (place,), code)
        elif doubt:
            yield Finding(FindingKind.UNSURE_CODE, f"{rows((place,))}：{doubt}", (place,), code)


def _one(kind: FindingKind, place: int, firm: Listed, said: Sequence[str]) -> Finding:
    return Finding(kind, f"{rows((place,))}“{firm.name}”{'，'.join(said)}", (place,), "；".join(said))
