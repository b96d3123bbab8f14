"""The expert pool (专家库): who may be asked to sit on a panel. Seats keep what was true when they were filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.panel import Expert, Seat
from desktop_app.rules import names
from desktop_app.store.office import Office

FIELDS = (("name", "姓名"), ("title", "职务/职称"), ("unit", "工作单位"), ("field", "专业领域"), ("phone", "联系电话"))


@dataclass(frozen=True)
class ExpertView:
    """One expert; `panels` is how many panels they were seated on."""

    id: int
    name: str
    title: str
    unit: str
    field: str
    phone: str
    active: bool
    panels: int

    def value(self, name: str) -> str:
        """The text of one of `FIELDS`."""
        return str(getattr(self, name))


@dataclass(frozen=True)
class ExpertsBoard:
    """The whole pool, active ones first, in the order in which they were added."""

    experts: tuple[ExpertView, ...]


def board(office: Office) -> ExpertsBoard:
    """The expert pool."""
    with office.read() as session:
        pool = tuple(session.scalars(select(Expert).order_by(Expert.active.desc(), Expert.id)))
        seated = Counter(session.scalars(select(Seat.expert_id)))
    return ExpertsBoard(
        tuple(ExpertView(e.id, e.name, e.title, e.unit, e.field, e.phone, e.active, seated[e.id]) for e in pool)
    )


def checked(values: Mapping[str, str]) -> dict[str, str]:
    """The fields of one expert in the form in which they are kept; raises Refusal when name or unit is missing."""
    kept = {name: names.one_line(values.get(name, "")) for name, _label in FIELDS}
    kept["name"] = names.normal(kept["name"])
    kept["phone"] = names.phone(kept["phone"]) if kept["phone"] else ""
    for name, label in (("name", "姓名"), ("unit", "工作单位")):
        if not kept[name]:
            says = f"还没有填写{label}。" + ("工作单位用来查回避，请补写。" if name == "unit" else "请补写。")
            raise Refusal(says, field=name)
    return kept


def _same(one: Mapping[str, str], other: Expert) -> bool:
    """Whether both are the same person: same name, and same unit or same telephone."""
    if not names.same(one["name"], other.name):
        return False
    shared = names.phones(one.get("phone", "")) & names.phones(other.phone)
    return bool(shared) or names.same(one["unit"], other.unit)


def add_expert(office: Office, values: Mapping[str, str]) -> ExpertsBoard:
    """Add an expert; raises Refusal for missing fields or somebody who is in the pool already."""
    kept = checked(values)
    with office.act("panel.expert_added") as act:
        for other in act.session.scalars(select(Expert)):
            if _same(kept, other):
                where = "，现为停用。请启用" if not other.active else "。请直接修改"
                raise Refusal(f"{other.name}（{other.unit}）已在专家库中{where}。", field="name")
        act.add(_expert(kept))
    return board(office)


def _expert(kept: Mapping[str, str]) -> Expert:
    return Expert(
        name=kept["name"], title=kept["title"], unit=kept["unit"], field=kept["field"], phone=kept["phone"]
    )  # fmt: skip


def change_expert(office: Office, expert_id: int, values: Mapping[str, str]) -> ExpertsBoard:
    """Change an expert's fields; seats that were filled before keep what they say."""
    kept = checked(values)
    with office.act("panel.expert_changed") as act:
        found = act.session.get(Expert, expert_id)
        if found is None:
            raise Refusal("这位专家已不在专家库中。请刷新后再试。")
        act.change(found, **kept)
    return board(office)


def set_active(office: Office, expert_id: int, active: bool) -> ExpertsBoard:
    """Make an expert available for panels, or not; nobody is ever deleted."""
    with office.act("panel.expert_activated" if active else "panel.expert_deactivated") as act:
        found = act.session.get(Expert, expert_id)
        if found is None:
            raise Refusal("这位专家已不在专家库中。请刷新后再试。")
        act.change(found, active=active)
    return board(office)
