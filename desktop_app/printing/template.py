"""Fixed wording with places for facts: “注册资本{capital_wan|    }万元”; what follows | stands when it's empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.printing.values import FactValue

_PLACE = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True)
class Template:
    """Wording as a form's file gives it, taken apart into (wording, fact name, fallback) runs."""

    source: str
    parts: tuple[tuple[str, str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The facts that it prints, in order."""
        return tuple(name for _, name, _ in self.parts if name)

    def fill(self, facts: Mapping[str, FactValue] | None) -> str:
        """The text with `facts` put in; without facts (a blank form) the fallbacks stand."""
        return "".join(fixed + (_text(facts, name) or fallback) for fixed, name, fallback in self.parts)

    def empty(self, facts: Mapping[str, FactValue] | None) -> bool:
        """Whether it has places for facts and all of them are empty."""
        return bool(self.names) and not any(_text(facts, name).strip() for name in self.names)


def _text(facts: Mapping[str, FactValue] | None, name: str) -> str:
    """A fact as one text; several values are joined by 、."""
    value = (facts or {}).get(name, "") if name else ""
    if isinstance(value, str):
        return value
    return "、".join(part for part in value if isinstance(part, str))


def parse(source: str) -> Template:
    """The template in `source`; raises ValueError with a Chinese sentence for a stray brace or a malformed name."""
    parts: list[tuple[str, str, str]] = []
    at = 0
    for match in _PLACE.finditer(source):
        fixed = source[at : match.start()]
        if not _NAME.match(match[1]):
            raise ValueError(f"“{match[0]}”里应当是栏目的英文名，只含小写字母、数字和下划线。请改正。")
        parts.append((fixed, match[1], match[2] or ""))
        at = match.end()
    parts.append((source[at:], "", ""))
    if any("{" in fixed or "}" in fixed for fixed, _, _ in parts):
        raise ValueError("花括号没有成对。请把栏目写成 {名字}，不用的括号改成其他括号。")
    return Template(source, tuple(parts))
