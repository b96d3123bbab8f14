"""What a year's notice drops of the measure it rests on: conditions and materials not asked for that year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.rules.clause_file import article, one_of
from desktop_app.rules.clauses import Waived
from desktop_app.rules.edition import Regulation
from desktop_app.rules.strict_toml import Table


@dataclass(frozen=True)
class Waiver:
    """The ids that a notice drops; `notice` is its number or title, `article` the place in it that says so."""

    notice: str
    article: str
    conditions: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


def read(table: Table, notice: str, edition: Regulation) -> Waiver:
    """The waiver that a notice's `[waives]` describes; raises WrongFile for what `edition` doesn't have."""
    waiver = Waiver(notice, article(table), table.texts("conditions"), table.texts("materials"))
    for name in waiver.conditions:
        one_of(table, "conditions", name, [row.id for row in edition.conditions], "条件")
    for name in waiver.materials:
        one_of(table, "materials", name, [row.id for row in edition.materials], "材料")
    if not waiver.conditions and not waiver.materials:
        raise table.wrong("没有写免去哪些条件（conditions）或材料（materials）。请补上，或删去这一段。")
    for function in edition.functions:
        own = {row.id for row in edition.conditions if row.function == function.id}
        if own and own <= set(waiver.conditions):
            raise table.wrong(
                f"服务功能“{function.label}”的条件全都免去了，申请它的平台无从审查。请至少留一条。", "conditions"
            )
    table.finish()
    return waiver


def said(edition: Regulation) -> str:
    """What the year's notice doesn't ask for, as a sentence with its place; empty where it drops nothing."""
    if not edition.waived:
        return ""
    named = "、".join(f"“{row.title}”" for row in edition.waived)
    return f"本年度通知不要求{named}（{edition.waived[0].notice}{edition.waived[0].article}）。"


def apply(edition: Regulation, waiver: Waiver) -> Regulation:
    """The edition as it is this year; what was dropped stays in `waived`, for the screen and the papers to say."""
    dropped = (
        *(("condition", row.id, row.title) for row in edition.conditions if row.id in waiver.conditions),
        *(("material", row.id, row.short) for row in edition.materials if row.id in waiver.materials),
    )
    return replace(
        edition,
        conditions=tuple(
            replace(row, materials=tuple(name for name in row.materials if name not in waiver.materials))
            for row in edition.conditions
            if row.id not in waiver.conditions
        ),
        materials=tuple(row for row in edition.materials if row.id not in waiver.materials),
        waived=(
            *edition.waived,
            *(Waived(kind, name, title, waiver.notice, waiver.article) for kind, name, title in dropped),
        ),
    )
