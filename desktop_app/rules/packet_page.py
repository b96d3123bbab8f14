"""One dossier as a page for an expert's packet: static, no script, and no personal data in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import LegalForm
from desktop_app.rules import eligibility, fields, privacy, survey, values
from desktop_app.rules.regulation import Regulation

PERSONAL = frozenset(
    {"legal_representative", "contact", "phone", "fax", "mobile", "email", "address", "postcode", "website", "uscc"}
    | {"audit_code", "audit_code_checked", "filed_on", "region_code", "channel", "western", "functions", "legal_form"}
)
"""Boxes that reach or name a person, or that say nothing to an expert."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body{font:16px/1.7 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif;max-width:56em;margin:2em auto;
padding:0 1em;color:#1b2224}h1{font-size:1.5em}h2{font-size:1.15em;border-bottom:1px solid #b9c4c8;margin-top:2em}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #b9c4c8;padding:.3em .6em;text-align:left;
vertical-align:top}th{background:#eef2f3;font-weight:600}p{white-space:pre-wrap}.q{color:#5b686d}.n{white-space:nowrap}td:last-child{min-width:8em}
"""
_Tell = Callable[[str], str]


def page(file: Casefile, edition: Regulation) -> str:
    """The page as HTML; whatever was typed is shown as text, and passes through the masking of `rules.privacy`."""
    known = privacy.people(file)

    def tell(text: str) -> str:
        return escape(privacy.masked(text, known))

    name = tell(file.dossier.platform_name)
    labels = "、".join(one.label for one in edition.functions if one.id in file.dossier.function_ids)
    parts = [
        f"<h1>{name}</h1>",
        f'<p class="q">案卷 {escape(file.dossier.number)}　{tell(file.dossier.applicant_name)}　'
        f"适用 {escape(edition.number)}　申请功能：{escape(labels) or '未选'}　个人信息已隐去</p>",
        _section("基本情况", _boxes(file, tell)),
        _section("运营情况", _years(file)),
        _section("主要服务内容", _services(file, tell)),
        _section("条件审查", _conditions(file, edition, tell)),
        _section("满意度测评", _survey(file, edition)),
        *_narratives(file, edition, tell),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def _section(title: str, body: str) -> str:
    return f"<h2>{escape(title)}</h2>\n{body}" if body else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already; empty without a row."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _whole(text: str) -> str:
    """A short text that no line break cuts."""
    return f'<span class="n">{escape(text)}</span>'


def _boxes(file: Casefile, tell: _Tell) -> str:
    held = {"application": file.application, "dossier": file.dossier}
    rows = []
    for spec in fields.FIELDS:
        value = getattr(held[spec.table], spec.name)
        if spec.name in PERSONAL or value is None or value == "" or isinstance(value, bool):
            continue
        text = str(value) if not hasattr(value, "as_tuple") else values.grouped(value)
        rows.append((escape(spec.called), tell(text) + (f" {escape(spec.unit)}" if spec.unit else "")))
    form = next((one.label for one in LegalForm if one.value == file.dossier.legal_form), "")
    if form:
        rows.append(("单位类别", escape(form)))
    return _table(("项目", "内容"), rows)


def _years(file: Casefile) -> str:
    columns = [spec for spec in fields.ROWS["operating_year"] if spec.name != "year"]
    heads = ("年度", *(f"{one.called}{f'（{one.unit}）' if one.unit else ''}" for one in columns))
    rows = ((str(row.year), *(values.grouped(getattr(row, one.name)) for one in columns)) for row in file.years)
    return _table(heads, rows)


def _services(file: Casefile, tell: _Tell) -> str:
    rows = (
        (tell(one.content), tell(one.scale), values.grouped(one.revenue_percent)) for one in file.service_lines
    )  # fmt: skip
    return _table(("服务内容", "服务规模", "占服务收入（%）"), rows)


def _conditions(file: Casefile, edition: Regulation, tell: _Tell) -> str:
    rows = (
        (
            _whole(one.condition.article), escape(one.condition.title), escape(one.condition.says),
            _whole(one.standing.label), tell(one.verdict.reason if one.verdict else ""),
        )
        for one in eligibility.findings(file, edition)
    )  # fmt: skip
    return _table(("条款", "条件", "要求", "结论", "理由"), rows)


def _survey(file: Casefile, edition: Regulation) -> str:
    rates = survey.rates(file, edition)
    if rates is None or rates.counted.share is None:
        return '<p class="q">没有测评结果。</p>'
    rows = (
        (escape(one.label), f"{one.satisfied} / {one.valid}", f"{escape(survey.percent(one.share))} %")
        for one in (rates.counted, rates.very)
        if one.share is not None
    )
    return _table(("评价", "家数", "比例"), rows)


def _narratives(file: Casefile, edition: Regulation, tell: _Tell) -> list[str]:
    found = []
    for one in file.narratives:
        title = edition.narrative[one.section - 1] if 0 < one.section <= len(edition.narrative) else "情况说明"
        if one.text.strip():
            found.append(_section(title, f"<p>{tell(one.text)}</p>"))
    return found
