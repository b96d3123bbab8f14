"""One edition as chapters to be read: functions, conditions with their requirements, materials, process, articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.rules import wording
from desktop_app.rules.clauses import Clause
from desktop_app.rules.edition import Condition, Material, Regulation
from desktop_app.steps.editions_board import Chapter, Entry


def chapters(edition: Regulation) -> tuple[Chapter, ...]:
    """The edition's chapters in the order of the work; those without entries are left out."""
    found = (
        Chapter("about", "基本情况", tuple(_about(edition))),
        Chapter("functions", "服务功能", _functions(edition)),
        Chapter("conditions", "基本条件", _conditions(edition, basic=True)),
        Chapter("demands", "功能要求", _conditions(edition, basic=False)),
        Chapter("materials", "申报材料", tuple(_material(row) for row in edition.materials)),
        Chapter("figures", "另外问到的数据", tuple(_figures(edition))),
        Chapter("stages", "办理步骤", tuple(_stages(edition))),
        Chapter("terms", "期限", tuple(_terms(edition))),
        Chapter("duties", "义务", tuple(_duties(edition))),
        Chapter("sanctions", "罚则", tuple(_sanctions(edition))),
        Chapter("forbidden", "不得做的事", _plain(edition.prohibitions)),
        Chapter("preferences", "倾斜", _plain(edition.preferences)),
        Chapter("articles", "条款原文", tuple(Entry(article, "", says) for article, says in edition.articles)),
    )
    return tuple(chapter for chapter in found if chapter.entries)


def _about(edition: Regulation) -> Iterator[Entry]:
    yield Entry(edition.title, edition.number, edition.issuer)
    replaced = f"由{edition.replaced_by}替代" if edition.replaced_by else ""
    lapse = f"已有的认定 {edition.recognitions_lapse} 到期失效" if edition.recognitions_lapse else ""
    yield Entry("施行", "", "；".join(part for part in (wording.in_force(edition), replaced, lapse) if part))
    if edition.functions:
        yield Entry(edition.functions_label, edition.functions_article, wording.choice(edition))
    yield Entry("满意度测评", edition.survey.article, wording.survey(edition))
    if edition.firms_listed_at_least:
        says = f"申请报告所列服务企业不少于 {edition.firms_listed_at_least} 家"
        yield Entry("服务企业名单", edition.report_article, says)
    if edition.statement_at_most:
        yield Entry("示范性表述", edition.statement_article, f"不超过 {edition.statement_at_most} 字")
    names = edition.names
    for how, words in (("开头为", names.starts_with), ("结尾为", names.ends_with), ("不得含", names.without)):
        if words:
            yield Entry("平台名称", names.article, f"{how}{'、'.join(f'“{word}”' for word in words)}")


def _functions(edition: Regulation) -> tuple[Entry, ...]:
    return tuple(Entry(row.title or row.label, row.article, row.says) for row in edition.functions)


def _conditions(edition: Regulation, *, basic: bool) -> tuple[Entry, ...]:
    return tuple(_condition(row, edition) for row in edition.conditions if bool(row.function) is not basic)


def _condition(row: Condition, edition: Regulation) -> Entry:
    lines = wording.requirement(row.require, edition)
    notes = []
    if row.relaxation is not None:
        notes.append(
            f"可适度放宽（{row.relaxation.article}）：只适用于{row.relaxation.when.says}，由审核员决定并写明理由"
        )
    if row.materials:
        notes.append("佐证：" + "、".join(edition.material(name).short for name in row.materials))
    if row.hint:
        notes.append(f"说明：{row.hint}")
    label = f"【{edition.function(row.function).label}】" if row.function else ""
    said = " ".join(line.says for line in lines)
    tone = "both" if "由审核员判断：" in said else "figure"
    tone = "undefined" if "未定义：" in said else "judge" if _all_judged(lines) else tone
    return Entry(
        label + row.title, row.article, row.says, tuple((line.depth, line.says) for line in lines), tuple(notes), tone
    )


def _all_judged(lines: Sequence[wording.Line]) -> bool:
    """Whether nothing but questions to a person is asked."""
    return all("由审核员判断：" in line.says for line in lines)


def _material(row: Material) -> Entry:
    notes = (f"说明：{row.note}",) if row.note else ()
    return Entry(row.short, row.article, row.name, ((0, wording.material(row)),), notes)


def _figures(edition: Regulation) -> Iterator[Entry]:
    for row in edition.figures:
        how = f"从{'、'.join(row.choices)}中选一种" if row.choices else "日期" if row.day else f"单位：{row.unit}"
        asked = f"，申报{edition.function(row.function).label}时填写" if row.function else ""
        yield Entry(row.label, row.article, f"{how}{'，按年度' if row.by_year else ''}{asked}")


def _stages(edition: Regulation) -> Iterator[Entry]:
    for row in edition.stages:
        yield Entry(row.title, row.article, row.says, ((0, wording.stage(row, edition)),))


def _terms(edition: Regulation) -> Iterator[Entry]:
    for row in edition.terms:
        yield Entry(wording.term(row, edition), row.article, row.says)


def _duties(edition: Regulation) -> Iterator[Entry]:
    for row in edition.duties:
        yield Entry(wording.duty(row) or "义务", row.article, row.says)


def _sanctions(edition: Regulation) -> Iterator[Entry]:
    for row in edition.sanctions:
        yield Entry(wording.sanction(row) or "罚则", row.article, row.says)


def _plain(rows: Sequence[Clause]) -> tuple[Entry, ...]:
    return tuple(Entry("", row.article, row.says) for row in rows)
