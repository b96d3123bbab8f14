"""The sample office: one application carried from the counter to the sealed archive, through the steps themselves.

Its data is readable in resources/sample/. Nobody in it exists. The clock is the sample's own, in autumn 2025, when the
national measure of 2017 was still in force.
"""

from __future__ import annotations

import csv
import json
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop_app.paths import SAMPLE
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ContactResult, Decision, DigitsSource, Role, SurveyMethod
from desktop_app.rules.list_columns import ListKind
from desktop_app.steps import (
    archive,
    dossier,
    eligibility,
    evidence,
    experts,
    intake,
    lists,
    panel,
    recommendation,
    sample_scans,
    sealing,
    survey,
)
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.store import dossiers
from desktop_app.store.office import Office

BEGIN = datetime(2025, 9, 12, 1, 0, tzinfo=UTC)


class SampleClock:
    """The sample's time: a few seconds pass whenever somebody looks, days when a stage begins."""

    def __init__(self, begin: datetime = BEGIN) -> None:
        self.time = begin

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=7)
        return self.time

    def forward_to(self, day: datetime) -> None:
        """Let it be `day`, unless it is later already."""
        self.time = max(self.time, day)


@dataclass(frozen=True)
class SampleData:
    """What resources/sample/ says; tables as rows by their headings."""

    folder: Path = SAMPLE

    @cached_property
    def told(self) -> dict[str, Any]:
        """dossier.toml."""
        return tomllib.loads((self.folder / "dossier.toml").read_text(encoding="utf-8"))

    @cached_property
    def ink(self) -> dict[str, list[list[list[int]]]]:
        """Strokes by the signer's name."""
        told: dict[str, list[list[list[int]]]] = json.loads((self.folder / "ink.json").read_text(encoding="utf-8"))
        return told

    def rows(self, name: str) -> list[dict[str, str]]:
        """A table of the sample as dictionaries."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def pasted(self, name: str) -> str:
        """A table as it comes off the clipboard: cells by TAB, lines by LF."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return "\n".join("\t".join(row) for row in csv.reader(file))


def make_office(folder: Path, clock: Callable[[], datetime], data: SampleData) -> Office:
    """A new office in `folder` with the sample's operator signed in."""
    told, operator = data.told["office"], data.told["operator"][0]
    return Office.create(
        folder,
        name=told["name"],
        region_code=told["region_code"],
        level=told["level"],
        administrator=operator["name"],
        password=told["password"],
        roles=frozenset(Role(role) for role in operator["roles"]),
        clock=clock,
    )


def open_dossier(office: Office, data: SampleData) -> int:
    """The application on the counter; gives the dossier's id."""
    told = data.told["dossier"]
    return dossier.open_dossier(office, told["accepted_on"], "national-2017", told["applicant_name"])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return ",".join(value) if isinstance(value, list) else str(value)


def enter_application(office: Office, dossier_id: int, data: SampleData) -> None:
    """受理录入: every box, row and list, as a clerk would key them."""
    boxes = {name: value for name, value in data.told["dossier"].items() if name != "accepted_on"}
    for name, value in (boxes | data.told["application"]).items():
        intake.change_field(office, dossier_id, name, _text(value))
    for name, value in data.told["figures"].items():
        intake.change_field(office, dossier_id, f"figure:{name}:0", _text(value))
    for table, key in (("investor", "investor"), ("operating_year", "year"), ("service_line", "service")):
        for row in data.told[key]:
            intake.add_row(office, dossier_id, table, {name: _text(value) for name, value in row.items()})
    intake.write_narratives(office, dossier_id, {int(n): text for n, text in data.told["narrative"].items()})
    tables = {ListKind.FIRMS: "served-firms.csv", ListKind.STAFF: "staff.csv", ListKind.EQUIPMENT: "equipment.csv"}
    for kind, name in tables.items():
        preview = lists.preview_text(office, dossier_id, kind, data.pasted(name))
        lists.write_rows(office, dossier_id, preview)
    intake.finish_intake(office, dossier_id)


def attach_evidence(office: Office, dossier_id: int, data: SampleData) -> None:
    """佐证材料: the scans, drawn just now, each under its item; every item found complete."""
    with tempfile.TemporaryDirectory() as folder:
        for scan in sample_scans.listed(data.folder):
            path = sample_scans.draw(scan, Path(folder))
            evidence.attach(office, dossier_id, scan.material, (path,))
            evidence.check_material(office, dossier_id, scan.material, True, "")


def _casefile(office: Office, dossier_id: int) -> Casefile:
    with office.read() as session:
        return dossiers.casefile(session, dossier_id)


def judge_conditions(office: Office, dossier_id: int, data: SampleData) -> None:
    """条件审查: a decision, a reason and a page for everything that the figures alone don't settle."""
    scans = {scan.material: scan.id for scan in _casefile(office, dossier_id).scans}
    for told in data.told["verdict"]:
        eligibility.cite(office, dossier_id, told["condition"], scans[told["material"]], told["page"])
        eligibility.decide(office, dossier_id, told["condition"], Decision.MET.value, told["reason"])


def ask_firms(office: Office, dossier_id: int, data: SampleData) -> None:
    """满意度测评: freeze, draw, ask; who can't be reached is replaced by the next in the reserve."""
    told = data.told["survey"]
    heard = {row["企业名称"]: row for row in data.rows("interviews.csv")}
    survey.freeze_frame(office, dossier_id)
    board = survey.draw_sample(
        office, dossier_id, told["digits"], DigitsSource(told["source"]), told["witnesses"], told["size"]
    )
    asked: set[int] = set()
    while waiting := [line for line in board.lines if line.place not in asked]:
        for line in waiting:
            asked.add(line.place)
            board = _ask(office, dossier_id, line.place, heard[line.name])


def _ask(office: Office, dossier_id: int, place: int, row: dict[str, str]) -> SurveyBoard:
    if row["能否接通"] == "是":
        survey.record_attempt(office, dossier_id, place, ContactResult.REACHED)
        method = next(kind.value for kind in SurveyMethod if kind.label == row["测评方法"])
        grade = {"很满意": "very", "基本满意": "basically", "不满意": "dissatisfied"}[row["总体评价"]]
        said = {
            "method": method, "person": row["被访人员姓名"], "post": row["职务"], "phone": row["联系电话"],
            "service": row["接受服务内容"], "grade": grade,
        }  # fmt: skip
        return survey.record_answer(office, dossier_id, place, said)
    result = next(kind for kind in ContactResult if kind.label == row["未接通原因"])
    survey.record_attempt(office, dossier_id, place, result)
    board = survey.record_attempt(office, dossier_id, place, result)
    following = next(line.place for line in board.reserve if line.next)
    return survey.replace(office, dossier_id, place, following, f"两次联系均{result.label}")


def hold_panel(office: Office, dossier_id: int, data: SampleData) -> None:
    """专家评审: the pool, the seats (one expert must step aside), one opinion, a signature each."""
    told = data.told["panel"]
    for row in data.rows("experts.csv"):
        experts.add_expert(office, {
            "name": row["姓名"], "title": row["职务/职称"], "unit": row["工作单位"], "phone": row["联系电话"],
            "field": row["专业领域"],
        })  # fmt: skip
    pool = {expert.name: expert.id for expert in experts.board(office).experts}
    panel.seat_experts(office, dossier_id, [pool[name] for name in (*told["experts"], told["recused"])])
    board = panel.write_opinion(office, dossier_id, told["opinion"])
    assert board.opinion is not None
    for seat in board.seats:
        if seat.takes_part:
            panel.sign(office, dossier_id, seat.id, data.ink[seat.name], "pen", board.opinion.hash)


def recommend(office: Office, dossier_id: int, data: SampleData) -> None:
    """推荐: what the authority writes, and its decision."""
    for name, value in data.told["recommendation"].items():
        recommendation.write(office, dossier_id, name, _text(value))
    recommendation.recommend(office, dossier_id, True)


def print_and_seal(office: Office, dossier_id: int, data: SampleData) -> None:
    """打印与用印: the form with its number, and its line in the seal register."""
    paper = recommendation.print_paper(office, dossier_id)
    sealing.register(office, dossier_id, paper.id, **data.told["seal"])


Stage = Callable[[Office, int, SampleData], None]
STAGES: tuple[tuple[str, datetime, Stage], ...] = (
    ("受理录入", datetime(2025, 9, 12, 1, 30, tzinfo=UTC), enter_application),
    ("佐证材料", datetime(2025, 9, 15, 1, 0, tzinfo=UTC), attach_evidence),
    ("条件审查", datetime(2025, 9, 22, 1, 0, tzinfo=UTC), judge_conditions),
    ("满意度测评", datetime(2025, 9, 25, 1, 0, tzinfo=UTC), ask_firms),
    ("专家评审", datetime(2025, 10, 11, 1, 0, tzinfo=UTC), hold_panel),
    ("推荐", datetime(2025, 10, 15, 1, 0, tzinfo=UTC), recommend),
    ("打印与用印", datetime(2025, 10, 16, 1, 0, tzinfo=UTC), print_and_seal),
)
"""The stages in the order of the work, with the day on which each begins."""


def stages(office: Office, dossier_id: int, clock: SampleClock, data: SampleData) -> Iterator[str]:
    """Play stage after stage; yields each stage's name when it is done."""
    for name, day, stage in STAGES:
        clock.forward_to(day)
        stage(office, dossier_id, data)
        yield name


def make(folder: Path, archive_folder: Path | None = None) -> int:
    """The whole sample in `folder`, sealed into `archive_folder` when one is given; gives the dossier's id."""
    clock, data = SampleClock(), SampleData()
    office = make_office(folder, clock, data)
    try:
        dossier_id = open_dossier(office, data)
        for _name in stages(office, dossier_id, clock, data):
            pass
        if archive_folder is not None:
            archive.seal_dossier(office, dossier_id, archive_folder)
        return dossier_id
    finally:
        office.close()
