"""From an edition's TOML file to its clauses: terms, duties, sanctions, stages, prohibitions, preferences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app import paths
from desktop_app.rules.clauses import (
    ACTORS,
    EFFECTS,
    FORBIDDABLE,
    OWN_STEPS,
    TERM_KINDS,
    UNITS_OF_TIME,
    Duty,
    Preference,
    Prohibition,
    Sanction,
    Stage,
    Term,
)
from desktop_app.rules.strict_toml import Table, nearest

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def article(table: Table) -> str:
    """The article a rule rests on; without one nobody could say why a dossier failed."""
    if not table.text("article", ""):
        raise table.wrong('没有写依据的条款（article）。请补上，例如 article = "第十二条（一）"。')
    return table.text("article")


def one_of(table: Table, key: str, name: str, known: Iterable[str], what: str) -> None:
    """Refuse a name that isn't among those known; an empty one is allowed."""
    if name and name not in set(known):
        raise table.wrong(f"没有名为“{name}”的{what}。{nearest(name, known)}", key)


def unique(tables: Iterable[Table], names: Iterable[str], what: str) -> None:
    """Refuse an id that is used twice."""
    seen: set[str] = set()
    for table, name in zip(tables, names, strict=True):
        if name in seen:
            raise table.wrong(f"{what}编号“{name}”用了两次。请给其中一个另取编号。", "id")
        seen.add(name)


def read(root: Table) -> dict[str, Any]:
    """Every clause of the file, as the fields of `Regulation`; raises WrongFile."""
    stages = _rows(root, "stage", "步骤", _stage)
    terms = _rows(root, "term", "期限", _term)
    duties = _rows(root, "duty", "义务", _duty)
    sanctions = _rows(root, "sanction", "罚则", _sanction)
    _known_stages(root, stages, terms)
    _known_links(root, stages, terms, duties, sanctions)
    return {
        "stages": tuple(stages.values()),
        "terms": tuple(terms.values()),
        "duties": tuple(duties.values()),
        "sanctions": tuple(sanctions.values()),
        "prohibitions": tuple(_rows(root, "forbidden", "禁止事项", _prohibition).values()),
        "preferences": tuple(_rows(root, "preference", "倾斜", _preference).values()),
        "score_sheet": _score_sheet(root),
    }


def _score_sheet(root: Table) -> str:
    """The id of the score sheet that the edition names, if it names one."""
    found = root.text("score_sheet", "")
    known = sorted(path.stem for path in (paths.RESOURCES / "score_sheets").glob("*.toml"))
    one_of(root, "score_sheet", found, known, "评分表")
    return found


def _rows(root: Table, key: str, what: str, reader: Any) -> dict[str, Any]:
    tables = root.tables(key, what)
    found = []
    for table in tables:
        found.append(reader(table))
        table.finish()
    unique(tables, [row.id for row in found], what)
    return {row.id: row for row in found}


def _preference(table: Table) -> Preference:
    codes = table.texts("codes")
    if any(not (code.isdigit() and 2 <= len(code) <= 6) for code in codes):
        raise table.wrong(
            '“codes”应当是行政区划代码的开头几位（2 至 6 位数字），例如 ["21", "2224"]。请改正。', "codes"
        )
    return Preference(table.text("id"), article(table), table.text("says"), codes=codes)


def _unit(table: Table) -> str:
    unit = table.text("unit")
    one_of(table, "unit", unit, UNITS_OF_TIME, "时间单位")
    return unit


def _who(table: Table) -> str:
    who = table.text("who", "")
    one_of(table, "who", who, ACTORS, "办事方")
    return who


def _term(table: Table) -> Term:
    return Term(
        table.text("id"),
        article(table),
        table.text("says"),
        length=table.whole("length", least=1),
        unit=_unit(table),
        counts_from=table.text("counts_from", ""),
        repeats=table.flag("repeats", False),
        kind=_term_kind(table),
        after_term=table.text("after_term", ""),
        closed_by=table.text("closed_by", ""),
    )


def _term_kind(table: Table) -> str:
    kind = table.text("kind", "by")
    one_of(table, "kind", kind, TERM_KINDS, "期限性质")
    return kind


def _duty(table: Table) -> Duty:
    due, within = table.table("due"), table.table("within")
    if due is not None and within is not None:
        raise table.wrong("每年的截止日（due）和事后的期限（within）只能写一个。请删去一个，或分成两条义务。")
    when: dict[str, Any] = {}
    if due is not None:
        when = _due(due)
    if within is not None:
        when = {"within": within.whole("length", least=1), "unit": _unit(within), "after": within.text("after")}
        within.finish()
    follows = table.text("follows", "")
    return Duty(table.text("id"), article(table), table.text("says"), who=_who(table), follows=follows, **when)


def _due(table: Table) -> dict[str, Any]:
    month, day = table.whole("month", least=1), table.whole("day", 0)
    if month > 12 or day > _DAYS[month - 1]:
        raise table.wrong(f"没有 {month} 月 {day} 日这一天。月末写成只有 month，不写 day。请改正。", "month")
    last_year = table.flag("last_year", False)
    table.finish()
    return {"month": month, "day": day, "last_year": last_year}


def _sanction(table: Table) -> Sanction:
    effect = table.text("effect", "")
    one_of(table, "effect", effect, EFFECTS, "处理")
    bars = table.whole("bars_years", 0)
    return Sanction(
        table.text("id"),
        article(table),
        table.text("says"),
        effect=effect,
        bars_years=bars,
        during=table.texts("during"),
        stage=table.text("stage", ""),
    )


def _prohibition(table: Table) -> Prohibition:
    what = table.text("what")
    one_of(table, "what", what, FORBIDDABLE, "禁止事项")
    return Prohibition(table.text("id", what), article(table), table.text("says"), what=what)


def _stage(table: Table) -> Stage:
    own = table.text("done_in", "")
    one_of(table, "done_in", own, OWN_STEPS, "办理环节")
    leads_to, on_failure = table.texts("leads_to"), table.texts("on_failure")
    for name in on_failure:
        one_of(table, "on_failure", name, leads_to, "后续步骤（leads_to）")
    return Stage(
        table.text("id"),
        article(table),
        table.text("says"),
        title=table.text("title"),
        who=_who(table),
        leads_to=leads_to,
        terms=table.texts("terms"),
        on_failure=on_failure,
        notice=table.flag("notice", False),
        grants=table.flag("grants", False),
        of_itself=table.flag("of_itself", False),
        done_in=own,
    )


def _known_stages(root: Table, stages: Mapping[str, Stage], terms: Mapping[str, Term]) -> None:
    """Refuse a process that leads nowhere, or takes a time that isn't there."""
    for stage in stages.values():
        for name, known, what in (
            *((name, stages, "步骤") for name in stage.leads_to),
            *((name, terms, "期限") for name in stage.terms),
        ):
            if name not in known:
                raise root.wrong(f"步骤“{stage.id}”提到的{what}“{name}”不存在。{nearest(name, known)}")
    for term in terms.values():
        if term.counts_from and term.counts_from not in stages:
            start = term.counts_from
            raise root.wrong(f"期限“{term.id}”从步骤“{start}”起算，但没有这个步骤。{nearest(start, stages)}")


def _known_links(
    root: Table,
    stages: Mapping[str, Stage],
    terms: Mapping[str, Term],
    duties: Mapping[str, Duty],
    sanctions: Mapping[str, Sanction],
) -> None:
    """Refuse a term, a duty or a sanction that names something that isn't there."""
    links: list[tuple[str, str, Iterable[str], str]] = []
    for term in terms.values():
        links.append((f"期限“{term.id}”", term.after_term, terms, "期限"))
        links.append((f"期限“{term.id}”", term.closed_by, stages, "步骤"))
    links += [(f"义务“{duty.id}”", duty.follows, duties, "义务") for duty in duties.values()]
    for sanction in sanctions.values():
        links += [(f"罚则“{sanction.id}”", name, stages, "步骤") for name in (*sanction.during, sanction.stage)]
    for owner, name, known, what in links:
        if name and name not in known:
            raise root.wrong(f"{owner}提到的{what}“{name}”不存在。{nearest(name, known)}")
