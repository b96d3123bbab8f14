"""The applicant of the counter kit through the real window, and every kept value beside what is true of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.archive.verify import verify
from desktop_app.journey import script
from desktop_app.journey.case import Case
from desktop_app.journey.player import Player
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Grade, ListGrade, Outcome
from desktop_app.rules import headcount
from desktop_app.steps import eligibility, panel
from desktop_app.steps.eligibility_board import EligibilityBoard
from desktop_app.steps.panel_board import PanelBoard
from desktop_app.store import dossiers
from desktop_app.store.office import Office
from tests.journeys import counter
from tests.journeys.test_sample import bagit_says, sealed_in, unembedded_fonts

pytestmark = pytest.mark.skipif(not counter.there(), reason="no counter kit beside this checkout")
DOSSIER = 1
CONDITIONS = {
    "具有独立法人资格": "legal-person",
    "运营两年以上": "operating-years",
    "资产总额": "total-assets",
    "财务收支状况良好，经营规范，具有良好的发展前景和可持续发展能力": "finances",
    "年服务中小企业": "firms-served",
    "用户满意度": "satisfaction",
    "近两年服务企业数量稳步增长": "growth",
    "一定的声誉和品牌影响力": "reputation",
    "有固定的经营服务场所和必要的服务设施、仪器设备": "premises",
    "集聚服务机构": "institutions",
    "获得省级示范平台认定或国家部委、全国性行业协会的相关认定": "recognition",
    "健全的管理制度，规范的服务流程、合理的收费标准和服务质量保证措施；小型微型企业优惠规定": "rules-and-fees",
    "公益性服务或低收费服务占总服务量": "public-good",
    "明确的发展规划和年度服务目标": "plan",
    "主要负责人诚信、守法，具有开拓创新精神、丰富的实践经验和较高的管理水平": "leadership",
    "从事为中小企业服务的人员": "staff",
    "大专及以上学历和中级及以上技术职称专业人员的比例": "professionals",
    "信息服务：线下年服务企业": "information-firms",
    "信息服务：相关服务活动": "information-activities",
    "信息服务：便于中小企业查询的、开放的信息服务系统；在线服务、线上线下联动功能": "information-system",
    "培训服务：年培训": "training-person-times",
    "培训服务：培训资质或在中小企业主管部门备案；线上和线下培训能力；培训服务评价机制": "training-capability",
    "服务企业名单（去重后）": "firms-listed",
    "突出的特色优势和示范性": "distinction",
}
"""The kit's name of each condition and the regulation's."""
AS_SHOWN = {"operating-years": "10 年 1 个月", "satisfaction": "90"}
"""The kit says 10.1 years; and it counts all 98 firms that would answer, the office the ten that were drawn."""


def asked(player: Player, step: Callable[..., Any], *args: Any) -> Any:
    """What a step of the open office says, read on the worker like everything else."""
    said: list[Any] = []
    player.desk.run(step, *args, then=said.append)
    player.settle()
    return said[0]


def values_typed(case: Case) -> int:
    """How many boxes, cells and choices the paper fills."""
    cells = sum(len(row) for rows in case.rows.values() for row in rows)
    return len(case.boxes) + cells + len(case.choices) + len(case.functions) + len(case.figures)


def casefile(office: Office) -> Casefile:
    with office.read() as session:
        return dossiers.casefile(session, DOSSIER)


@pytest.mark.sweep
@pytest.mark.journey
def test_that_the_applicant_at_the_counter_gets_from_paper_to_the_sealed_archive(
    player: Player, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    truth, case = counter.truth(), counter.case(f"{date.today()}")
    out = tmp_path / "out"
    out.mkdir()
    script.make_office(player, out / "office", "河南省工业和信息化厅", "410000", "林晓岚", "luo-yang-2024")
    script.keep_experts(player, case)
    script.open_dossier(player, case)
    before = player.steps
    script.enter_application(player, case)
    script.finish_intake(player)
    steps = player.steps - before
    record_property("intake_steps", steps)
    assert steps <= values_typed(case) + 25  # three workbooks, the narrative, the mend, the tabs, the end
    check_intake(asked(player, casefile), truth)
    script.attach_evidence(player, case)
    check_evidence(asked(player, casefile), truth)
    script.judge_conditions(player, case)
    script.ask_firms(player, case)
    check_survey(asked(player, casefile))
    check_conditions(asked(player, eligibility.board, DOSSIER), truth)
    script.hold_panel(player, case)
    check_panel(asked(player, panel.board, DOSSIER), truth)
    script.recommend(player, case)
    script.register_seal(player, case)
    script.seal_archive(player, out)
    check_archive(out)


def check_intake(file: Casefile, truth: dict[str, Any]) -> None:
    """Everything that was typed, pasted or read, box by box and row by row, beside what is true."""
    check_boxes(file, truth)
    check_lists(file, truth)
    assert file.dossier.intake_finished_at is not None
    assert [row.section for row in file.narratives] == [1, 2, 3, 4, 5, 6, 7]
    whole = counter.narrative()
    for row, want in zip(file.narratives, truth["narrative"], strict=True):
        assert abs(len("".join(row.text.split())) - want["characters"]) <= 5
        assert row.text in whole  # nothing lost, nothing that is not the applicant's
        assert want["heading"] not in row.text


def check_boxes(file: Casefile, truth: dict[str, Any]) -> None:
    """The application form: what full-width digits, blanks and 元 for 万元 stand for."""
    applicant, form = truth["applicant"], truth["application_form"]
    head = {"platform_name": "platform", "uscc": "uscc", "western": "western"}
    assert {name: getattr(file.dossier, name) for name in head} == {n: applicant[key] for n, key in head.items()}
    for line in form["fields"]:
        name = counter.BOXES[line["field"]]
        holder = file.dossier if name == "applicant_name" else file.application
        assert str(getattr(holder, name)) == line["true"], line["field"]
    investors = [(row.name, row.nature, str(row.share_percent)) for row in file.investors]
    assert investors == [(row["name"], row["kind"], row["share"]) for row in form["investors"]]
    years = [tuple(str(getattr(row, name)) for name in counter.YEAR) for row in file.years]
    keys = ("year", "revenue", "service", "assets", "profit", "tax", "served")
    assert years == [tuple(row[key] for key in keys) for row in form["years"]]
    services = [(row.content, row.scale, str(row.revenue_percent)) for row in file.service_lines]
    assert services == [(row["name"], row["scale"], row["share"]) for row in form["services"]]
    outside = truth["figures_outside_the_form"]
    figures = {counter.FIGURES[one["label"]]: one["value"] for of in outside["functions"].values() for one in of}
    figures["public_good_percent"] = outside["public_good_or_low_fee_percent"]
    assert {row.name: str(row.value) for row in file.figures} == figures
    assert file.dossier.function_ids == tuple(counter.FUNCTIONS[name] for name in applicant["functions"])


def check_lists(file: Casefile, truth: dict[str, Any]) -> None:
    """The three workbooks: 110 firms of 111 rows, 35 people, 30 machines."""
    firms = [row for row in truth["list_import"]["rows"] if row["kind"] == "firm" and row["expect"] != "reject"]
    assert len(file.served_firms) == truth["list_import"]["accepted"]
    for firm, want in zip(file.served_firms, firms, strict=True):
        for name in ("name", "contact", "phone", "service", "uscc"):
            assert getattr(firm, name) == want[name], (want["sheet_row"], name)
        assert ListGrade(firm.grade).label == want["grade"]
    for person, want in zip(file.staff, truth["staff"], strict=True):
        for name in ("name", "sex", "age", "post", "title", "duty"):
            assert getattr(person, name) == want[name], want["name"]
        assert person.education == want["as_written"]["edu"]  # 大学, 专科: kept as the applicant wrote it …
        professional = headcount.college(person.education) or headcount.middle_title(person.title)
        assert professional == want["counts"], want["name"]  # … and counted for what it is
    for machine, want in zip(file.equipment, truth["equipment"], strict=True):
        assert (machine.name, machine.model, machine.quantity) == (want["name"], want["model"], int(want["qty"]))
        assert (machine.price_wan, machine.amount_wan) == (Decimal(want["price"]), Decimal(want["amount"]))
        assert (machine.bought, machine.place) == (want["bought"], want["place"])


def check_evidence(file: Casefile, truth: dict[str, Any]) -> None:
    """Every paper at its item, byte for byte, with the pages that lay on their side set upright."""
    kept = {(scan.material, scan.name): scan for scan in file.scans}
    pages = {Path(one["path"]).name: one.get("pages") for one in truth["files"]}
    wanted = {
        (counter.MATERIALS[item["item"]], Path(path).name): counter.KIT / path
        for item in truth["materials"]
        for path in item["files"]
    }
    assert kept.keys() == wanted.keys()
    for key, path in wanted.items():
        scan = kept[key]
        assert scan.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert scan.pages == (pages[path.name] or (1 if path.suffix in {".jpg", ".png"} else 0))
        assert scan.turns == ("3:90,5:180" if path.name in counter.LYING else "")
    assert all(check.complete for check in file.material_checks)
    assert {check.material for check in file.material_checks} == set(counter.MATERIALS.values())


def check_survey(file: Casefile) -> None:
    """Ten answers as the firms gave them; who was out of reach made room for the next of the reserve, in order."""
    heard, (drawn,) = counter.interviews(), file.draws
    names = {firm.place: firm.name for firm in file.drawn_firms}
    replaced = [(made.out_place, made.in_place) for made in file.replacements]
    assert [came for _, came in replaced] == list(range(drawn.size + 1, drawn.size + 1 + len(replaced)))
    assert len(replaced) == 4
    assert any(gone > drawn.size for gone, _ in replaced)
    ask = counter.asked()
    for gone, _ in replaced:
        results = [attempt.result for attempt in file.attempts if attempt.place == gone]
        assert results == [ask(names[gone]).missed] * 2, names[gone]
    asked_places = {*range(1, drawn.size + 1 + len(replaced))} - {gone for gone, _ in replaced}
    assert {answer.place for answer in file.answers if answer.grade} == asked_places
    for answer in file.answers:
        row = heard[names[answer.place]]
        if answer.place not in asked_places:
            continue
        assert answer.person == row["被访人员姓名"]
        assert (answer.post, answer.phone, answer.service) == (row["职务"], row["联系电话"], row["接受服务内容"])
        assert Grade(answer.grade).label == row["总体评价"]
        misses = [attempt for attempt in file.attempts if attempt.place == answer.place and attempt.result != "reached"]
        assert len(misses) == int(row["第几次接通"]) - 1


def check_conditions(board: EligibilityBoard, truth: dict[str, Any]) -> None:
    """Each condition of the kit's list: what the figures alone say, and that nothing stays open."""
    lines = {line.id: line for line in board.lines}
    expected = truth["expected_eligibility"]["per_condition"]
    seen = set()
    for want in expected:
        line = lines[CONDITIONS[want["condition"]]]
        seen.add(line.id)
        assert line.article == want["article"], want["condition"]
        assert not line.is_open, want["condition"]
        if want["kind"] == "judgement":
            assert line.outcome is Outcome.TO_JUDGE, want["condition"]
            assert line.decision == "met"
            assert line.cited
        elif "judgement" in want["kind"]:
            assert line.outcome is Outcome.TO_JUDGE, want["condition"]  # the figure rose; whether steadily is judged
            assert line.value
        else:
            assert line.outcome is Outcome.MET, want["condition"]
            assert want["verdict"] == "met"
            value = AS_SHOWN.get(line.id, want["value"])
            assert line.value.replace(",", "").startswith(value), (want["condition"], line.value)
    assert seen == set(lines)
    assert board.obstacles == ()


def check_panel(board: PanelBoard, truth: dict[str, Any]) -> None:
    """The two who work for the applicant and for a cooperating body stepped aside, and nobody else."""
    expected = truth["expert_conflicts"]
    recused = {seat.name: seat.unit for seat in board.seats if seat.recused}
    assert recused == {one["name"]: one["unit_written"] for one in expected["expected"]}
    for one in expected["must_not_be_reported"]:
        assert one["name"] not in recused
        assert one["name"] in {seat.name for seat in board.seats}
    for one in expected["expected"]:
        (seat,) = (seat for seat in board.seats if seat.name == one["name"])
        assert one["matches"] in seat.reason


def check_archive(out: Path) -> None:
    """Whole for the program, for bagit, and with every font inside its papers."""
    archive = sealed_in(out)
    assert verify(archive).ok
    assert bagit_says(archive) == 0
    for paper in (*archive.rglob("*推荐表*.pdf"), *out.glob("*封面.pdf")):
        assert unembedded_fonts(paper) == []
