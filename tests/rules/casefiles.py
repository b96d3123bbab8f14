"""A dossier made of the few facts that a row of a table names, for holding against any edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, DeclaredFigure, Dossier, OperatingYear
from desktop_app.records.evidence import Citation, Scan, Verdict
from desktop_app.records.lists import ServedFirm, StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Recommendation
from desktop_app.records.survey import Answer, Draw, DrawnFirm, Frame
from desktop_app.rules import eligibility
from desktop_app.rules.eligibility import Finding
from desktop_app.rules.regulation import Regulation

NOW = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)
_DOSSIER = ("region_code", "legal_form", "western", "functions", "accepted_on", "platform_name", "statement")


def numbered(row: Any, number: int) -> Any:
    """`row` as the store would have numbered it."""
    row.id = number
    return row


def make(edition: Regulation, **facts: Any) -> Casefile:
    """A dossier under `edition`, accepted on 2024-06-15, that holds nothing but `facts`.

    A fact is a box of the dossier or of the application; `years` {year: firms served} or {year: row}; `grades` one
    letter for each firm asked (v very, b basically, d dissatisfied); `firms` and `staff` how many are listed;
    anything else a figure that the edition asks for, by year when it is a mapping.
    """
    dossier = Dossier(
        number="2024-0001", regulation_id=edition.id, regulation_digest=edition.digest,
        accepted_on=date(2024, 6, 15), opened_at=NOW,
    )  # fmt: skip
    application = Application(dossier_id=1)
    for name in [*facts]:
        if name in _DOSSIER:
            setattr(dossier, name, facts.pop(name))
        elif name in Application.__annotations__:
            setattr(application, name, facts.pop(name))
    office = OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW)
    rows: dict[str, Any] = {
        **_survey(facts.pop("grades", "")),
        "years": _years(facts.pop("years", {})),
        "served_firms": tuple(
            ServedFirm(dossier_id=1, position=n, name=f"澜江{n}号机械有限公司") for n in range(facts.pop("firms", 0))
        ),
        "staff": tuple(StaffMember(dossier_id=1, position=n, **row) for n, row in enumerate(facts.pop("staff", ()))),
        "figures": tuple(_figures(facts)),
    }
    return Casefile(
        office=office,
        dossier=numbered(dossier, 1),
        application=application,
        recommendation=Recommendation(dossier_id=1),
        **rows,
    )


def _years(years: Mapping[int, Any]) -> tuple[OperatingYear, ...]:
    return tuple(
        OperatingYear(dossier_id=1, year=year, **(row if isinstance(row, dict) else {"firms_served": row}))
        for year, row in sorted(years.items())
    )


def _figures(facts: Mapping[str, Any]) -> list[DeclaredFigure]:
    found = []
    for name, value in facts.items():
        by_year = value if isinstance(value, dict) else {0: value}
        for year, number in by_year.items():
            found.append(DeclaredFigure(dossier_id=1, name=name, year=year, value=Decimal(str(number))))
    return found


def _survey(grades: str) -> dict[str, tuple[Any, ...]]:
    if not grades:
        return {}
    words = {"v": "very", "b": "basically", "d": "dissatisfied"}
    frame = Frame(dossier_id=1, text="", frame_hash="0" * 64, firms=110, frozen_at=NOW, frozen_by="林晓岚")
    draw = Draw(
        dossier_id=1, frame_id=1, sequence=1, digits="1" * 20, digits_source="dice", witnesses="周正",
        size=len(grades), drawn_at=NOW, drawn_by="林晓岚",
    )  # fmt: skip
    places = range(1, len(grades) + 1)
    drawn = (DrawnFirm(dossier_id=1, draw_id=1, place=n, number=n, ticket="0" * 64, name=f"企业{n}") for n in places)
    answers = (
        Answer(dossier_id=1, draw_id=1, place=n, grade=words[letter]) for n, letter in zip(places, grades, strict=True)
    )
    return {
        "frames": (numbered(frame, 1),),
        "draws": (numbered(draw, 1),),
        "drawn_firms": tuple(numbered(row, n) for n, row in enumerate(drawn, 1)),
        "answers": tuple(numbered(row, n) for n, row in enumerate(answers, 1)),
    }


def finding(edition: Regulation, condition: str, **facts: Any) -> Finding:
    """What the edition finds about one condition in a dossier of those facts."""
    own = edition.condition(condition).function
    file = make(edition, **({"functions": own} | facts))
    return next(found for found in eligibility.findings(file, edition) if found.condition.id == condition)


def judged(file: Casefile, edition: Regulation, decision: str = "met") -> Casefile:
    """The same file with everything open to the reviewer decided, with a reason and a page."""
    scan = numbered(
        Scan(
            dossier_id=1, material="report", sha256="a" * 64, name="申请报告.pdf", kind="pdf", size=10, pages=12,
            attached_at=NOW, attached_by="林晓岚",
        ),
        7,
    )  # fmt: skip
    wanted = [found.condition.id for found in eligibility.findings(file, edition) if found.is_open]
    verdicts = tuple(
        Verdict(dossier_id=1, condition=name, decision=decision, reason="已核对原件", decided_by="周正", decided_at=NOW)
        for name in wanted
    )
    citations = tuple(Citation(dossier_id=1, condition=name, scan_id=7, page=5) for name in wanted)
    return replace(file, scans=(scan,), verdicts=verdicts, citations=citations)
