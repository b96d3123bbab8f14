"""The expert pool (专家库): who may be asked to sit on a panel. Seats keep what was true when they were filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.panel import Expert, Seat
from desktop_app.rules import experts, names
from desktop_app.store import dossiers, workbook
from desktop_app.store.office import Office

FIELDS = experts.FIELDS


@dataclass(frozen=True)
class ExpertView:
    """One expert; `panels` is how many panels they were seated on, `declared` how many declared interests stand.

    `masked` is the telephone number as a list shows it; `phone` is for the sheet in which it is corrected.
    """

    id: int
    name: str
    title: str
    unit: str
    field: str
    phone: str
    active: bool
    panels: int
    declared: int = 0

    @property
    def masked(self) -> str:
        """The telephone number as a list shows it."""
        return names.masked(self.phone)

    def value(self, name: str) -> str:
        """The text of one of `FIELDS`."""
        return str(getattr(self, name))


@dataclass(frozen=True)
class ExpertsBoard:
    """The whole pool, active ones first, in the order in which they were added."""

    experts: tuple[ExpertView, ...]


@dataclass(frozen=True)
class ImportRow:
    """One row of a workbook and what writing would do: "new", "changed" (`expert_id`), "same" or "rejected"."""

    row: int
    values: Mapping[str, str]
    result: str
    says: str = ""
    expert_id: int = 0


@dataclass(frozen=True)
class ImportPreview:
    """What a workbook would do to the pool; nothing is written yet."""

    source: str
    rows: tuple[ImportRow, ...]

    def to_write(self) -> tuple[ImportRow, ...]:
        """The rows that writing would touch."""
        return tuple(row for row in self.rows if row.result in ("new", "changed"))


def board(office: Office) -> ExpertsBoard:
    """The expert pool."""
    with office.read() as session:
        pool = tuple(session.scalars(select(Expert).order_by(Expert.active.desc(), Expert.id)))
        seated = Counter(session.scalars(select(Seat.expert_id)))
        declared = Counter(one.expert_id for one in dossiers.declarations(session))
    return ExpertsBoard(
        tuple(
            ExpertView(e.id, e.name, e.title, e.unit, e.field, e.phone, e.active, seated[e.id], declared[e.id])
            for e in pool
        )
    )


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are kept; raises Refusal when name or unit is missing."""
    kept = experts.normal(values)
    lacking = experts.missing(kept)
    if lacking is not None:
        why = "工作单位用来查回避，请补写。" if lacking[0] == "unit" else "请补写。"
        raise Refusal(f"还没有填写{lacking[1]}。{why}", field=lacking[0])
    return kept


def _is(kept: Mapping[str, str], other: Expert) -> bool:
    return experts.same(kept, other.name, other.unit, other.phone)


def _expert(kept: Mapping[str, str]) -> Expert:
    return Expert(
        name=kept["name"], title=kept["title"], unit=kept["unit"], field=kept["field"], phone=kept["phone"]
    )  # fmt: skip


def add_expert(office: Office, values: Mapping[str, str]) -> ExpertsBoard:
    """Add an expert; raises Refusal for missing fields or somebody who is in the pool already."""
    kept = _checked(values)
    with office.act("panel.expert_added") as act:
        for other in act.session.scalars(select(Expert)):
            if _is(kept, other):
                where = "，现为停用。请启用" if not other.active else "。请直接修改"
                raise Refusal(f"{other.name}（{other.unit}）已在专家库中{where}。", field="name")
        act.add(_expert(kept))
    return board(office)


def change_expert(office: Office, expert_id: int, values: Mapping[str, str]) -> ExpertsBoard:
    """Change an expert's fields; seats that were filled before keep what they say."""
    kept = _checked(values)
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


def preview_import(office: Office, path: Path | str) -> ImportPreview:
    """What a workbook of experts would do to the pool, row by row; nothing is written.

    Raises Refusal for a file that can't be read or holds no list with 姓名 and 工作单位.
    """
    file = Path(path)
    for sheet in workbook.read(file):
        rows = experts.read_rows(sheet.grid)
        if rows is not None:
            break
    else:
        says = f"“{file.name}”里没有专家名单：表头要有“姓名”和“工作单位”两列。请补上表头后重新读取。"
        raise Refusal(says, field="file")
    with office.read() as session:
        pool = tuple(session.scalars(select(Expert)))
    return ImportPreview(file.name, tuple(_previewed(row, pool) for row in rows))


def _previewed(row: experts.ExpertRow, pool: tuple[Expert, ...]) -> ImportRow:
    if row.fault:
        return ImportRow(row.row, row.values, "rejected", row.fault)
    found = next((expert for expert in pool if _is(row.values, expert)), None)
    if found is None:
        return ImportRow(row.row, row.values, "new", _namesake(row, pool))
    changes = [
        f"{label}：{getattr(found, name) or '空'} → {row.values[name]}"
        for name, label in experts.FIELDS
        if row.values[name] and row.values[name] != getattr(found, name)
    ]
    return ImportRow(row.row, row.values, "changed" if changes else "same", "；".join(changes), found.id)


def _namesake(row: experts.ExpertRow, pool: tuple[Expert, ...]) -> str:
    """A word on somebody of the same name in the pool, whom neither unit nor telephone make the same person."""
    found = next((expert for expert in pool if names.same(expert.name, row.values["name"])), None)
    return f"与库中{found.name}（{found.unit}）同名，单位和电话都不同，按另一人新增" if found else ""


def write_import(office: Office, preview: ImportPreview) -> ExpertsBoard:
    """Write the new and changed rows of a preview in one act; an empty cell leaves what the pool holds."""
    with office.act("panel.experts_imported") as act:
        pool = tuple(act.session.scalars(select(Expert)))
        for row in preview.to_write():
            if row.result == "new":
                if any(_is(row.values, other) for other in pool):
                    raise Refusal(f"第 {row.row} 行的专家在预览之后已经入库，没有写入。请重新读取文件。")
                act.add(_expert(row.values))
                continue
            found = act.session.get(Expert, row.expert_id)
            if found is None:
                raise Refusal(f"第 {row.row} 行的专家已不在专家库中，没有写入。请重新读取文件。")
            act.change(found, **{name: value for name, value in row.values.items() if value})
    return board(office)
