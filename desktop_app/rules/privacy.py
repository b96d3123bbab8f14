"""Taking personal data out of what leaves the office for experts: numbers that reach or name a person, and names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.records.casefile import Casefile
from desktop_app.rules import names

# what a text can give away on its own; the longest first, so that an identity number is not taken for a phone
_GIVEN_AWAY = (
    (re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"), "（身份证号已隐去）"),
    (re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"), "（邮箱已隐去）"),
    (re.compile(r"(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)"), "（电话已隐去）"),
    (re.compile(r"(?<!\d)[（(]?0\d{2,3}[)）]?[-\s－—]?\d{7,8}(?!\d)"), "（电话已隐去）"),
)
_SHORTEST = 2


def people(file: Casefile) -> frozenset[str]:
    """The names of the people whom the dossier knows: never of bodies."""
    form = file.application
    listed = [form.legal_representative, form.contact]
    listed += [one.name for one in file.staff]
    listed += [one.name for one in file.investors if "自然人" in one.nature or "个人" in one.nature]
    listed += [one.contact for one in file.drawn_firms]
    listed += [one.person for one in file.answers]
    listed += [one.contact for one in file.served_firms]
    return frozenset(name for one in listed if len(name := names.normal(one)) >= _SHORTEST)


def masked(text: str, known: Iterable[str]) -> str:
    """`text` without phone numbers, identity numbers and e-mail addresses; of each known name the surname stays."""
    for pattern, instead in _GIVEN_AWAY:
        text = pattern.sub(instead, text)
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, name[0] + "某" * (len(name) - 1))
    return text
