"""From an edition's TOML file to a `Regulation`: section by section, and nothing in it may hang in the air."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app import paths
from desktop_app.records.kinds import Grade
from desktop_app.rules import catalogue, clause_file, edition_limits, grammar, quotations, regions, strict_toml
from desktop_app.rules.clause_file import article, one_of, unique
from desktop_app.rules.edition import (
    Condition,
    FigureAsked,
    Function,
    Material,
    NameRule,
    Regulation,
    Relaxation,
    SurveyRule,
)
from desktop_app.rules.fields import FIELD, ROWS
from desktop_app.rules.grammar import Vocabulary
from desktop_app.rules.language import Node
from desktop_app.rules.strict_toml import Table

READINGS = ("either", "both")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LISTS = ("firms", "staff", "equipment")


def read(path: Path, forms: Path | None = None, data: bytes | None = None) -> Regulation:
    """The edition in the file at `path` (in `data`, where it was read already); raises WrongFile.

    The forms that it names have to lie under `forms`, and its id has to be the file's name.
    """
    data = strict_toml.read_bytes(path) if data is None else data
    edition = parse(path.name, data, forms)
    if edition.id != path.stem:
        root = strict_toml.parse(path.name, data)
        raise root.wrong(f"编号“{edition.id}”和文件名“{path.stem}”不一致。请改成一致。", "id")
    return edition


def parse(name: str, data: bytes, forms: Path | None = None, *, as_kept: bool = False) -> Regulation:
    """The edition in the bytes of a file called `name`, whatever its id; raises WrongFile.

    `as_kept`: a text that dossiers are judged by already; it is not held to its quotations and to the limits of
    what an edition can be, as it was not then.
    """
    root = strict_toml.parse(name, data)
    digest = hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
    result = _edition(root, digest, forms or paths.FORMS)
    root.finish()
    _every_function_is_asked_for(root, result)
    if not as_kept:
        edition_limits.check(root, result)
        quotations.check(root, result)
    return result


def _edition(root: Table, digest: str, forms: Path) -> Regulation:
    regulation_id = root.text("id")
    if not _ID.fullmatch(regulation_id):
        says = f"编号“{regulation_id}”只能用小写英文字母、数字和连字符，例如 shandong-2020。请改正。"
        raise root.wrong(says, "id")
    functions = _functions(root)
    asked = _figures(root, {function.id for function in functions})
    words = _vocabulary(root, functions, asked)
    materials = _materials(root, words)
    return Regulation(
        id=regulation_id,
        digest=digest,
        number=root.text("number"),
        title=root.text("title"),
        issuer=root.text("issuer"),
        short=root.text("short"),
        conditions=_conditions(root, words, {row.id for row in materials}, _relaxations(root, words)),
        functions=functions,
        materials=materials,
        figures=asked,
        survey=_survey(_section(root, "survey", "满意度测评")),
        forms=_forms(root, "forms", forms),
        applicant_forms=_forms(root, "applicant_forms", forms),
        names=_names(root),
        articles=_articles(root),
        recommendation_article=root.text("recommendation_article", ""),
        region=_region(root),
        **_in_force(root),
        **_choice_of_functions(root, len(functions)),
        **_report(root),
        **clause_file.read(root),
    )


def _section(root: Table, name: str, about: str) -> Table:
    table = root.table(name)
    if table is None:
        raise root.wrong(f"缺 [{name}] 一段（{about}）。请对照已有办法的文件补上。")
    return table


def _report(root: Table) -> dict[str, Any]:
    """What the application report and the summary table have to hold."""
    table = _section(root, "report", "申请报告和汇总表")
    found = {
        "statement_at_most": table.whole("statement_at_most", 0),
        "statement_article": table.text("statement_article", ""),
        "firms_listed_at_least": table.whole("firms_listed_at_least", 0),
        "narrative": table.texts("narrative"),
        "head_count": _head_count(table),
        "report_article": table.text("article", ""),
        "boxes_not_asked": table.texts("boxes_not_asked"),
    }
    cells = {f"{name}:{spec.name}" for name, specs in ROWS.items() for spec in specs}
    for box in table.texts("boxes_not_asked"):
        one_of(table, "boxes_not_asked", box, {*FIELD, *ROWS, *LISTS, *cells}, "申请表栏目")
    table.finish()
    return found


def _region(root: Table) -> str:
    """The beginning of the codes of the place that issued it; empty for the whole country."""
    code = root.text("region", "")
    if code and not (code.isdigit() and len(code) in (2, 4, 6) and regions.province(code)):
        raise root.wrong('“region”应当是行政区划代码的开头（2、4 或 6 位数字），例如 "65"。请改正。', "region")
    return code


def _choice_of_functions(root: Table, functions: int) -> dict[str, Any]:
    table = _section(root, "choice_of_functions", "至少满足、最多申请几项服务功能")
    found = {
        "functions_at_least": table.whole("at_least", 0),
        "functions_at_most": table.whole("at_most", 0) or functions,
        "functions_article": article(table),
        "functions_at_most_article": table.text("at_most_article", ""),
        "functions_label": table.text("label", "申请示范平台服务功能类别"),
    }
    table.finish()
    return found


def _in_force(root: Table) -> dict[str, Any]:
    table = root.table("in_force")
    if table is None:
        raise root.wrong("缺“in_force”（施行日期）。请补上，例如 in_force = { from = 2017-07-03 }。")
    first, last, repealed = table.day("from"), table.day("to"), table.day("repealed")
    if first is None:
        raise table.wrong("没有写施行之日（from）。请补上，例如 from = 2017-07-03。")
    if last is not None and repealed is not None:
        raise table.wrong("有效期截止日（to）和废止日（repealed）只能写一个。请删去一个。")
    if repealed is not None:
        last = repealed - timedelta(days=1)
    if last is not None and last < first:
        raise table.wrong(f"日期前后颠倒：{first} 起施行，{last} 就到期。请对照文件改正。")
    found = {
        "in_force_from": first,
        "in_force_to": last,
        "replaced_by": table.text("replaced_by", ""),
        "recognitions_lapse": table.day("recognitions_lapse"),
    }
    table.finish()
    return found


def _functions(root: Table) -> tuple[Function, ...]:
    tables = root.tables("function", "服务功能")
    found = []
    for table in tables:
        label = table.text("label")
        title = table.text("title", f"{label}服务")
        found.append(Function(table.text("id"), article(table), label, table.text("says", ""), title))
        table.finish()
    unique(tables, [function.id for function in found], "服务功能")
    return tuple(found)


def _figures(root: Table, functions: set[str]) -> tuple[FigureAsked, ...]:
    tables = root.tables("figure", "数据项")
    known = catalogue.by_year()
    found = []
    for table in tables:
        name = table.text("name")
        if name in known:
            raise table.wrong(f"数据项“{name}”程序已经有了，不必再声明。请删去这一段或另取名字。", "name")
        function = table.text("function", "")
        one_of(table, "function", function, functions, "服务功能")
        found.append(_figure(table, name, function))
        table.finish()
    unique(tables, [figure.name for figure in found], "数据项")
    return tuple(found)


def _figure(table: Table, name: str, function: str) -> FigureAsked:
    choices, day = table.texts("choices"), table.flag("day", False)
    if name in grammar.MARKS and not choices:
        raise table.wrong(f'“{name}”是分类，要列出可选的几种。请补上，例如 choices = ["三星", "四星"]。', "name")
    in_words = bool(choices) or day
    figure = FigureAsked(
        name=name,
        label=table.text("label"),
        unit=table.text("unit", "" if in_words else None),
        by_year=table.flag("by_year", False),
        function=function,
        article=article(table),
        choices=choices,
        day=day,
    )
    if choices and day:
        raise table.wrong("一个数据项不能既是选项（choices）又是日期（day）。请删去一个。")
    if in_words and figure.by_year:
        raise table.wrong("选项和日期不按年度填写。请删去 by_year。", "by_year")
    return figure


def _vocabulary(root: Table, functions: tuple[Function, ...], asked: tuple[FigureAsked, ...]) -> Vocabulary:
    places: dict[str, tuple[str, ...]] = {}
    labels: dict[str, str] = {}
    section = root.table("regions")
    for name in section.names() if section else ():
        table = section.table(name) if section else None
        if table is None:
            continue
        codes = table.texts("codes")
        wrong = [code for code in codes if not (code.isdigit() and 2 <= len(code) <= 6)]
        if wrong or not codes:
            raise table.wrong('“codes”应当是行政区划代码的开头几位（2 至 6 位数字），例如 ["6529", "6530"]。请改正。')
        places[name] = codes
        labels[name] = table.text("label", name)
        table.finish()
    return Vocabulary(
        figures={
            **catalogue.by_year(),
            **{figure.name: figure.by_year for figure in asked if not figure.choices and not figure.day},
        },
        functions=frozenset(function.id for function in functions),
        regions=places,
        region_labels=labels,
        choices={figure.name: figure.choices for figure in asked if figure.choices},
        days=frozenset(figure.name for figure in asked if figure.day),
    )


def _materials(root: Table, words: Vocabulary) -> tuple[Material, ...]:
    tables = root.tables("material", "材料")
    found = []
    for table in tables:
        case, substitute = table.table("when"), table.table("substitute")
        found.append(
            Material(
                id=table.text("id"),
                article=article(table),
                name=table.text("name"),
                short=table.text("short"),
                note=table.text("note", ""),
                required=table.flag("required", True),
                when=grammar.read_when(case, words) if case else None,
                substitute=substitute.text("name") if substitute else "",
                substitute_article=article(substitute) if substitute else "",
            )
        )
        if substitute:
            substitute.finish()
        table.finish()
    unique(tables, [material.id for material in found], "材料")
    return tuple(found)


def _relaxations(root: Table, words: Vocabulary) -> dict[str, Relaxation]:
    tables = root.tables("relaxation", "放宽规定")
    found = {}
    for table in tables:
        case = table.table("when")
        if case is None:
            raise table.wrong("没有写适用情形。请补上 when，例如 when = { western = true }。")
        name = table.text("id")
        found[name] = Relaxation(name, article(table), table.text("says"), grammar.read_when(case, words))
        table.finish()
    unique(tables, [table.text("id") for table in tables], "放宽规定")
    return found


def _conditions(
    root: Table, words: Vocabulary, materials: set[str], relaxations: Mapping[str, Relaxation]
) -> tuple[Condition, ...]:
    tables = root.tables("condition", "条件")
    if not tables:
        raise root.wrong("一条条件也没有。请至少写一条 [[condition]]。")
    found = []
    for table in tables:
        relaxation = table.text("relaxable", "")
        one_of(table, "relaxable", relaxation, relaxations, "放宽规定")
        function = table.text("function", "")
        one_of(table, "function", function, words.functions, "服务功能")
        rests_on = table.texts("materials")
        for material in rests_on:
            one_of(table, "materials", material, materials, "材料")
        found.append(
            Condition(
                id=table.text("id"),
                article=article(table),
                title=table.text("title"),
                says=table.text("says"),
                require=_require(table, words),
                function=function,
                materials=rests_on,
                relaxation=relaxations[relaxation] if relaxation else None,
                hint=table.text("hint", ""),
            )
        )
        table.finish()
    unique(tables, [condition.id for condition in found], "条件")
    return tuple(found)


def _require(table: Table, words: Vocabulary) -> Node:
    require = table.table("require")
    if require is None:
        raise table.wrong(
            '没有写要求（require）。请补上，例如 require = { figure = "total_assets_wan", at_least = 300 }。'
        )
    replaced = table.tables("instead", "替代规定")
    return grammar.read_node(require.with_instead(replaced) if replaced else require, words)


def _survey(table: Table) -> SurveyRule:
    if not table.flag("required", True):
        table.finish()
        grades = (Grade.VERY.value, Grade.BASICALLY.value)
        return SurveyRule(1, grades, Decimal(0), "", required=False, stated=False)
    counts = table.texts("counts")
    for grade in counts:
        one_of(table, "counts", grade, [kind.value for kind in Grade], "评价等次")
    percent = table.number("satisfaction_at_least")
    if percent is None or not 0 < percent <= 100:
        raise table.wrong(
            "满意度门槛（satisfaction_at_least）应当是大于 0、不超过 100 的百分数。请改正。", "satisfaction_at_least"
        )
    at_least = table.whole("at_least", 1, least=1)
    rule = SurveyRule(at_least, counts, percent, article(table), stated=table.has("at_least"))
    if not counts:
        raise table.wrong('没有写哪些评价算满意（counts）。请补上，例如 counts = ["very", "basically"]。')
    table.finish()
    return rule


def _forms(root: Table, key: str, folder: Path) -> tuple[str, ...]:
    found = root.texts(key)
    for form in found:
        if not (folder / f"{form}.toml").is_file():
            raise root.wrong(f"表样“{form}”不在 forms 文件夹里。请放入 forms/{form}.toml，或从 {key} 中删去它。", key)
    return found


def _names(root: Table) -> NameRule:
    table = root.table("platform_name")
    if table is None:
        return NameRule()
    rule = NameRule(table.texts("ends_with"), table.texts("without"), article(table), table.texts("starts_with"))
    table.finish()
    return rule


def _head_count(table: Table) -> str:
    reading = table.text("head_count", "either")
    if reading not in READINGS:
        raise table.wrong(
            f"“head_count”只能是 either（学历或职称）或 both（学历和职称），写的是“{reading}”。请改正。", "head_count"
        )
    return reading


def _articles(root: Table) -> tuple[tuple[str, str], ...]:
    table = root.table("articles")
    if table is None:
        return ()
    return tuple((article, table.text(article)) for article in table.names())


def _every_function_is_asked_for(root: Table, edition: Regulation) -> None:
    for function in edition.functions:
        if not any(condition.function == function.id for condition in edition.conditions):
            raise root.wrong(
                f"服务功能“{function.label}”没有任何条件，申请它的平台无从审查。请补上它的 [[condition]]。"
            )
    if edition.functions_at_least > len(edition.functions):
        raise root.wrong("至少要满足的服务功能比列出的还多。请改正 [choice_of_functions]。")
