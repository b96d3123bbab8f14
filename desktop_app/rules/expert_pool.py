"""The pool that a panel is drawn from: who is in it, who is left out and why, and who is asked in which order.

The pool is a frame like the served-firm list: one line per expert, `number TAB name TAB unit LF`, frozen and hashed
before any digit is known, so that `rules.draw` orders it and anyone can do it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import DrawnExpert, ExpertDeclaration, ExpertDraw, ExpertFrame, ExpertRefusal
from desktop_app.records.panel import Expert
from desktop_app.rules import draw, names, recusal
from desktop_app.rules.recusal import Person

COMMON_SIZE = 5
K = TypeVar("K")


@dataclass(frozen=True)
class PoolRule:
    """How a pool is narrowed: experts of any of `fields` (none: all), who sat on fewer than `limit` of the last
    `panels` panels (either 0: no limit)."""

    fields: tuple[str, ...] = ()
    panels: int = 0
    limit: int = 0

    @property
    def limited(self) -> bool:
        """Whether sitting too often counts."""
        return self.panels > 0 and self.limit > 0

    def says(self) -> str:
        """The rule as a sentence, as it is frozen and printed."""
        parts = [f"专业领域：{'、'.join(self.fields)}" if self.fields else "专业领域不限"]
        if self.limited:
            parts.append(f"近 {self.panels} 次评审中已参加 {self.limit} 次的不列入")
        return "；".join([*parts, "停用和须回避的不列入"])


@dataclass(frozen=True)
class LeftOut:
    """An expert who would fit and isn't in the pool; a `doubt` may be cleared by whoever has asked."""

    expert: Expert
    why: str
    doubt: bool = False


@dataclass(frozen=True)
class Pool:
    """Who can be drawn, in the library's order, and who is left out."""

    experts: tuple[Expert, ...]
    left_out: tuple[LeftOut, ...]


def fields_of(expert: Expert) -> tuple[str, ...]:
    """An expert's fields, each once."""
    return names.listed(expert.field.replace("/", "、"))


def fields_in(experts: Iterable[Expert]) -> tuple[str, ...]:
    """Every field of the active experts, the commonest first."""
    found: dict[str, int] = {}
    for expert in experts:
        for field in fields_of(expert) if expert.active else ():
            found[field] = found.get(field, 0) + 1
    return tuple(sorted(found, key=lambda field: (-found[field], field)))


def recent(panels: Sequence[tuple[K, Collection[int]]], how_many: int) -> dict[int, int]:
    """How often each expert sat on the last `how_many` panels.

    `panels` are (what makes it one panel, expert ids), the latest first; the same panel over several dossiers is one.
    """
    merged: dict[K, set[int]] = {}
    for key, ids in panels:
        merged.setdefault(key, set()).update(ids)
    counted: dict[int, int] = {}
    for ids in list(merged.values())[: max(0, how_many)]:
        for one in ids:
            counted[one] = counted.get(one, 0) + 1
    return counted


def narrow(
    experts: Iterable[Expert],
    files: Sequence[Casefile],
    declared: Sequence[ExpertDeclaration],
    sat: Mapping[int, int],
    rule: PoolRule,
    cleared: Mapping[int, str],
) -> Pool:
    """The pool for one panel over all of `files`: whoever must step aside in one of them can't be drawn.

    `sat` is how often each expert sat on the last panels; `cleared` gives the reason why a doubt about an expert is
    settled. Experts who are stopped or of another field aren't mentioned.
    """
    fits, left = [], []
    for expert in experts:
        if not expert.active or (rule.fields and not set(rule.fields) & set(fields_of(expert))):
            continue
        out = _left_out(expert, files, declared, sat, rule, cleared)
        if out is None:
            fits.append(expert)
        else:
            left.append(out)
    return Pool(tuple(fits), tuple(left))


def _left_out(
    expert: Expert,
    files: Sequence[Casefile],
    declared: Sequence[ExpertDeclaration],
    sat: Mapping[int, int],
    rule: PoolRule,
    cleared: Mapping[int, str],
) -> LeftOut | None:
    person = Person(expert.name, expert.unit, expert.phone, expert.id)
    for file in files:
        found = recusal.grounds(person, file, declared)
        sure = next((ground.says for ground in found if ground.sure), "")
        if sure:
            return LeftOut(expert, f"须回避：{sure}")
        if found and not cleared.get(expert.id, "").strip():
            return LeftOut(expert, f"待核实：{recusal.doubts(found)}", doubt=True)
    if rule.limited and sat.get(expert.id, 0) >= rule.limit:
        return LeftOut(expert, f"近 {rule.panels} 次评审已参加 {sat[expert.id]} 次")
    return None


def pool_text(experts: Iterable[Expert]) -> str:
    """The pool as it is hashed: one line per expert, `number TAB name TAB unit LF`, numbered from 1."""
    return draw.frame_text((expert.name, expert.unit) for expert in experts)


def standing_frame(file: Casefile) -> ExpertFrame | None:
    """The pool that was frozen last, or None."""
    return file.expert_frames[-1] if file.expert_frames else None


def standing_draw(file: Casefile) -> ExpertDraw | None:
    """The draw that counts: the latest, or None."""
    return max(file.expert_draws, key=lambda drawn: drawn.sequence, default=None)


def frame_of(file: Casefile, drawn: ExpertDraw) -> ExpertFrame:
    """The pool that `drawn` was made from."""
    return next(frame for frame in file.expert_frames if frame.id == drawn.frame_id)


def drawn_order(file: Casefile, drawn: ExpertDraw) -> tuple[DrawnExpert, ...]:
    """All experts of one draw, by place."""
    return tuple(sorted((one for one in file.drawn_experts if one.draw_id == drawn.id), key=lambda one: one.place))


def refusals(file: Casefile, drawn: ExpertDraw) -> dict[int, ExpertRefusal]:
    """Who of one draw doesn't come, by place."""
    return {one.place: one for one in file.expert_refusals if one.draw_id == drawn.id}


def called(file: Casefile, drawn: ExpertDraw) -> tuple[DrawnExpert, ...]:
    """Who is asked now: the first n in drawn order of those who haven't refused. Nobody else can be seated."""
    gone = refusals(file, drawn)
    return tuple(one for one in drawn_order(file, drawn) if one.place not in gone)[: drawn.size]


def check_refusal(file: Casefile, drawn: ExpertDraw, place: int, reason: str) -> DrawnExpert:
    """The expert in `place`, who must be among those who are asked now; refuses otherwise or without a reason."""
    one = next((one for one in called(file, drawn) if one.place == place), None)
    if one is None:
        raise Refusal("这位专家现在不在通知之列。只能登记已抽中、尚未登记不能参加的专家。", field="place")
    if not reason.strip():
        raise Refusal(f"登记{one.name}不能参加要写明原因。请补写。", field="why")
    return one
