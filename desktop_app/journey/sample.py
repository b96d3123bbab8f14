"""The sample application as a case to be played; its data is resources/sample/."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.journey.case import Case, Judged, Told
from desktop_app.records.kinds import Channel, ContactResult, LegalForm, SurveyMethod
from desktop_app.rules import regulation
from desktop_app.steps import sample_scans
from desktop_app.steps.sample import SampleData

EXPERT = {"name": "姓名", "title": "职务/职称", "unit": "工作单位", "phone": "联系电话", "field": "专业领域"}
PAD_MM = (60.0, 20.0)
"""How far the sample's ink reaches, for drawing it anew on a pad of any size."""
NUMERALS = "一二三四五六七"


def _text(value: Any) -> str:
    return "" if value is False else str(value)


def case(folder: Path, data: SampleData) -> Case:
    """The sample as a case; its scans are drawn into `folder`."""
    told = data.told
    edition = regulation.load("national-2017")
    titles = {condition.id: condition.title for condition in edition.conditions}
    scans = [(scan.material, [sample_scans.draw(scan, folder)]) for scan in sample_scans.listed(data.folder)]
    files = {material: paths[0].name for material, paths in scans}
    survey, panel = told["survey"], told["panel"]
    return Case(
        **_form(told),
        lists={
            "firms": data.pasted("served-firms.csv"),
            "staff": data.pasted("staff.csv"),
            "equipment": data.pasted("equipment.csv"),
        },
        narrative="\n".join(
            f"（{NUMERALS[number]}）{title}\n{told['narrative'][str(number + 1)]}"
            for number, title in enumerate(edition.narrative)
        ),
        scans=scans,
        verdicts={
            titles[row["condition"]]: Judged(row["reason"], files[row["material"]], row["page"])
            for row in told["verdict"]
        },
        digits=survey["digits"],
        witnesses=survey["witnesses"],
        ask=_interviews(data),
        experts=[{name: row[heading] for name, heading in EXPERT.items()} for row in data.rows("experts.csv")],
        panel=(*panel["experts"], panel["recused"]),
        opinion=panel["opinion"],
        ink={name: _pad(strokes) for name, strokes in data.ink.items()},
        **_papers(told),
    )


def _form(told: dict[str, Any]) -> dict[str, Any]:
    """What the application form says."""
    head, form = told["dossier"], told["application"]
    written = {name: _text(value) for name, value in form.items() if not isinstance(value, bool)}
    return {
        "accepted_on": _text(head["accepted_on"]),
        "applicant": head["applicant_name"],
        "boxes": {"platform_name": head["platform_name"], "uscc": head["uscc"], **written},
        "rows": {
            "investor": _rows(told["investor"]),
            "operating_year": _rows(told["year"]),
            "service_line": _rows(told["service"]),
        },
        "choices": {
            "channel": Channel(head["channel"]).label,
            "legal_form": LegalForm(head["legal_form"]).label,
            "region_code": head["region_code"],
            "statement": head["statement"],
        },
        "functions": head["functions"],
        "figures": {name: _text(value) for name, value in told["figures"].items()},
    }


def _papers(told: dict[str, Any]) -> dict[str, Any]:
    """What the authority writes and stamps, on whatever day the journey runs."""
    today = f"{date.today()}"
    return {
        "texts": {name: _text(value) for name, value in told["recommendation"].items()} | {"filed_on": today},
        "seal": {name: _text(value) for name, value in told["seal"].items()} | {"sealed_on": today},
    }


def _rows(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{name: _text(value) for name, value in row.items()} for row in rows]


def _pad(strokes: list[list[list[int]]]) -> list[list[tuple[float, float]]]:
    wide, high = PAD_MM
    return [[(x / 100 / wide, y / 100 / high) for x, y, _t, _p in stroke] for stroke in strokes]


def _interviews(data: SampleData) -> Any:
    heard = {row["企业名称"]: row for row in data.rows("interviews.csv")}
    grades = {"很满意": "very", "基本满意": "basically", "不满意": "dissatisfied"}

    def ask(name: str) -> Told:
        row = heard[name]
        if row["能否接通"] != "是":
            return Told(missed=next(kind.value for kind in ContactResult if kind.label == row["未接通原因"]))
        return Told(
            method=next(kind.value for kind in SurveyMethod if kind.label == row["测评方法"]),
            person=row["被访人员姓名"],
            post=row["职务"],
            phone=row["联系电话"],
            service=row["接受服务内容"],
            grade=grades[row["总体评价"]],
        )

    return ask
