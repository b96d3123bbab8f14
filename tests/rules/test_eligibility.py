"""Eligibility under national-2017: figures, judgements, relaxations, functions, and what keeps a dossier back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, DeclaredFigure, Dossier, OperatingYear
from desktop_app.records.evidence import Citation, Scan, Verdict
from desktop_app.records.kinds import Decision, Outcome
from desktop_app.records.lists import ServedFirm, StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Recommendation
from desktop_app.records.survey import Answer, Draw, DrawnFirm, Frame
from desktop_app.rules import catalogue, eligibility, figures, regulation
from desktop_app.rules.eligibility import Finding, Standing

NOW = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)
EDITION = regulation.load("national-2017")
BODIES = "甲银行、乙会计师事务所（普通合伙）、丙学院、丁学院、戊研究院（某地分院）、己律师事务所等6家"


def numbered(row: Any, number: int) -> Any:
    row.id = number
    return row


def survey_rows(grades: str) -> dict[str, tuple[Any, ...]]:
    """A draw of as many firms as there are letters: v very, b basically, d dissatisfied, - not answered."""
    words = {"v": "very", "b": "basically", "d": "dissatisfied", "-": ""}
    frame = numbered(Frame(dossier_id=1, text="", frame_hash="0" * 64, firms=110, frozen_at=NOW, frozen_by="林晓岚"), 1)
    draw = numbered(
        Draw(
            dossier_id=1, frame_id=1, sequence=1, digits="1" * 20, digits_source="dice", witnesses="周正",
            size=len(grades), drawn_at=NOW, drawn_by="林晓岚",
        ),
        1,
    )  # fmt: skip
    firms = tuple(
        numbered(DrawnFirm(dossier_id=1, draw_id=1, place=n, number=n, ticket="0" * 64, name=f"企业{n}"), n)
        for n in range(1, len(grades) + 1)
    )
    answers = tuple(
        numbered(Answer(dossier_id=1, draw_id=1, place=n, grade=words[letter]), n) for n, letter in enumerate(grades, 1)
    )
    return {"frames": (frame,), "draws": (draw,), "drawn_firms": firms, "answers": answers}


def casefile(**changes: Any) -> Casefile:
    """A dossier whose figures all reach national-2017; `changes` replace its groups."""
    dossier = numbered(
        Dossier(
            number="2024-0001", regulation_id=EDITION.id, regulation_digest=EDITION.digest,
            accepted_on=date(2024, 6, 15), opened_at=NOW, region_code="410300", functions="information,training",
        ),
        1,
    )  # fmt: skip
    application = Application(
        dossier_id=1, registered_on=date(2014, 4, 24), total_assets_wan=Decimal("788.19"), staff_count=35,
        professionals_count=33, signed_bodies=BODIES,
    )  # fmt: skip
    rows: dict[str, Any] = {
        "office": OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW),
        "dossier": dossier,
        "application": application,
        "recommendation": Recommendation(dossier_id=1),
        "years": (
            numbered(OperatingYear(dossier_id=1, year=2022, firms_served=340), 1),
            numbered(OperatingYear(dossier_id=1, year=2023, firms_served=458), 2),
        ),
        "figures": tuple(
            numbered(DeclaredFigure(dossier_id=1, name=name, value=Decimal(value)), n)
            for n, (name, value) in enumerate(
                {
                    "public_good_percent": 46,
                    "information_offline_firms": 366,
                    "information_activities": 15,
                    "training_person_times": 3467,
                }.items(),
                1,
            )
        ),
        "served_firms": tuple(
            numbered(ServedFirm(dossier_id=1, position=n, name=f"澜江{n}号机械有限公司"), n) for n in range(1, 111)
        ),
        "scans": (scan(),),
        **survey_rows("vvvvvvvvbd"),
        **changes,
    }
    return Casefile(**rows)


def scan(number: int = 7) -> Any:
    return numbered(
        Scan(
            dossier_id=1, material="audit", sha256="a" * 64, name="审计报告.pdf", kind="pdf", size=10, pages=12,
            attached_at=NOW, attached_by="林晓岚",
        ),
        number,
    )  # fmt: skip


def verdict(condition: str, decision: Decision | None, reason: str = "已核对原件") -> Verdict:
    return Verdict(
        dossier_id=1, condition=condition, decision=decision.value if decision else "", reason=reason,
        decided_by="周正", decided_at=NOW,
    )  # fmt: skip


def cited(condition: str, scan_id: int = 7) -> Citation:
    return Citation(dossier_id=1, condition=condition, scan_id=scan_id, page=5)


def finding(file: Casefile, condition: str) -> Finding:
    return next(found for found in eligibility.findings(file, EDITION) if found.condition.id == condition)


def all_judged(file: Casefile) -> Casefile:
    """The same file with every judgement decided in favour, with reason and page."""
    open_ones = [
        found.condition.id
        for found in eligibility.findings(file, EDITION)
        if found.outcome in (Outcome.TO_JUDGE, Outcome.UNDEFINED)
    ]
    return replace(
        file,
        verdicts=(*file.verdicts, *(verdict(name, Decision.MET) for name in open_ones)),
        citations=(*file.citations, *(cited(name) for name in open_ones)),
    )


FIGURES = [
    # (condition, article, outcome, what the explanation says)
    ("operating-years", "第十二条（一）", "运营时间 10 年 1 个月，不低于 2 年"),
    ("total-assets", "第十二条（一）", "资产总额 788.19 万元，不低于 300 万元"),
    ("firms-served", "第十二条（二）", "年服务中小企业 458 家（2023 年），不低于 150 家"),
    ("satisfaction", "第十二条（二）", "用户满意度 90 %，不低于 80 %"),
    ("institutions", "第十二条（三）", "集聚服务机构 6 家，不低于 5 家"),
    ("public-good", "第十二条（五）", "公益性服务或低收费服务占总服务量 46 %，不低于 20 %"),
    ("staff", "第十二条（六）", "从业人数 35 人，不低于 20 人"),
    ("professionals", "第十二条（六）", "专业人员占从业人数 94.3 %（33 人 ÷ 35 人），不低于 80 %"),
    ("information-firms", "第十三条（一）", "线下年服务企业数量 366 家，不低于 150 家"),
    ("information-activities", "第十三条（一）", "年组织开展的相关服务活动 15 次，不低于 8 次"),
    ("training-person-times", "第十三条（四）", "年培训 3,467 人次，不低于 2,000 人次"),
    ("firms-listed", "申请报告（四）", "名单所列服务企业 110 家，不低于 100 家"),
]


@pytest.mark.parametrize(("condition", "article", "says"), FIGURES, ids=[row[0] for row in FIGURES])
def test_that_a_figure_that_reaches_its_threshold_is_met_and_says_so(condition: str, article: str, says: str) -> None:
    found = finding(casefile(), condition)
    assert (found.condition.article, found.outcome, found.standing) == (article, Outcome.MET, Standing.MET)
    assert found.weighed.says == says


JUDGED = {
    "legal-person", "finances", "growth", "reputation", "premises", "recognition", "rules-and-fees", "plan",
    "leadership", "information-system", "training-capability", "distinction",
}  # fmt: skip


def test_that_every_other_condition_waits_for_a_person() -> None:
    found = eligibility.findings(casefile(), EDITION)
    assert {one.condition.id for one in found if one.outcome is Outcome.TO_JUDGE} == JUDGED
    assert len(found) == len(FIGURES) + len(JUDGED)


def test_that_only_functions_applied_for_are_examined() -> None:
    functions = {one.condition.function for one in eligibility.findings(casefile(), EDITION)}
    assert functions == {"", "information", "training"}


def year(number: int, served: int | None) -> OperatingYear:
    return OperatingYear(dossier_id=1, year=number, firms_served=served)


EDGES = [
    # (condition, what the file holds instead, outcome)
    ("operating-years", {"application": {"registered_on": date(2022, 6, 15)}}, Outcome.MET),
    ("operating-years", {"application": {"registered_on": date(2022, 6, 16)}}, Outcome.NOT_MET),
    ("operating-years", {"application": {"registered_on": None}}, Outcome.MISSING),
    ("operating-years", {"application": {"registered_on": date(2025, 1, 1)}}, Outcome.MISSING),
    ("total-assets", {"application": {"total_assets_wan": Decimal(300)}}, Outcome.MET),
    ("total-assets", {"application": {"total_assets_wan": Decimal("299.99")}}, Outcome.NOT_MET),
    ("firms-served", {"years": (year(2022, 400), year(2023, 149))}, Outcome.NOT_MET),
    ("firms-served", {"years": (year(2022, 400), year(2023, None))}, Outcome.MISSING),
    ("firms-served", {"years": ()}, Outcome.MISSING),
    ("growth", {"years": (year(2022, 458), year(2023, 458))}, Outcome.NOT_MET),
    ("growth", {"years": (year(2022, 457), year(2023, 458))}, Outcome.TO_JUDGE),
    ("growth", {"years": (year(2021, 1), year(2023, 458))}, Outcome.MISSING),
    ("growth", {"years": (year(2023, 458),)}, Outcome.MISSING),
    ("institutions", {"application": {"signed_bodies": "甲、乙；丙，丁 等4家"}}, Outcome.NOT_MET),
    ("institutions", {"application": {"signed_bodies": ""}}, Outcome.MISSING),
    ("staff", {"application": {"staff_count": 19}}, Outcome.NOT_MET),
    ("professionals", {"application": {"professionals_count": 28}}, Outcome.MET),
    ("professionals", {"application": {"professionals_count": 27}}, Outcome.NOT_MET),
    ("professionals", {"application": {"staff_count": 0}}, Outcome.MISSING),
    ("public-good", {"figures": ()}, Outcome.MISSING),
    ("satisfaction", survey_rows("vvvvvvbbdd"), Outcome.MET),
    ("satisfaction", survey_rows("vvvvvvbddd"), Outcome.NOT_MET),
    ("satisfaction", survey_rows("vvvvvvvvv-"), Outcome.MISSING),
    ("satisfaction", survey_rows("vvvvvvvvv"), Outcome.MISSING),
    ("satisfaction", {"draws": ()}, Outcome.MISSING),
    ("firms-listed", {"served_firms": ()}, Outcome.MISSING),
]


@pytest.mark.parametrize(("condition", "changes", "outcome"), EDGES)
def test_that_thresholds_are_kept_to_the_last_unit(condition: str, changes: dict[str, Any], outcome: Outcome) -> None:
    file = casefile()
    boxes = changes.get("application")
    if isinstance(boxes, dict):
        for name, value in boxes.items():
            setattr(file.application, name, value)
        changes = {}
    found = finding(replace(file, **changes), condition)
    assert found.outcome is outcome, found.weighed.says
    assert bool(found.weighed.closes) is (outcome in (Outcome.MISSING, Outcome.TO_JUDGE))


def test_that_both_readings_of_satisfaction_are_shown() -> None:
    assert (
        finding(casefile(), "satisfaction").weighed.note == "很满意＋基本满意 90.0 %，很满意 80.0 %（有效答复 10 家）"
    )


def test_that_a_firm_listed_twice_counts_once() -> None:
    twice = tuple(ServedFirm(dossier_id=1, position=n, name=f"甲（{n // 2}）公司") for n in range(100))
    file = casefile(served_firms=(*twice, ServedFirm(dossier_id=1, position=101, name="甲(1)公司")))
    found = finding(file, "firms-listed")
    assert (found.outcome, found.weighed.value) == (Outcome.NOT_MET, "50 家")
    assert found.weighed.note == "名单 101 行，重名 51 行"


@pytest.mark.parametrize(("head_count", "professionals"), [("either", 3), ("both", 1)])
def test_that_somebody_with_degree_and_title_counts_once(head_count: str, professionals: int) -> None:
    staff = (
        StaffMember(dossier_id=1, position=1, name="甲", education="本科", title="工程师"),
        StaffMember(dossier_id=1, position=2, name="乙", education="大专", title=""),
        StaffMember(dossier_id=1, position=3, name="丙", education="高中", title="高级工程师"),
        StaffMember(dossier_id=1, position=4, name="丁", education="中专", title="助理工程师"),
    )
    book = figures.book(casefile(staff=staff), replace(EDITION, head_count=head_count))
    assert book["professionals_listed"].value == professionals
    assert book["professionals_count"].note == "人员名单：只有学历 1 人，只有职称 1 人，两者兼有 1 人"
    assert [book[name].value for name in ("degree_listed", "title_listed", "degree_and_title_listed")] == [2, 2, 1]


def test_that_every_figure_of_the_catalogue_can_be_read() -> None:
    book = figures.book(casefile(), EDITION)
    assert set(book) == {known.name for known in catalogue.KNOWN} | {asked.name for asked in EDITION.figures}
    for reading in book.values():
        assert (reading.value is None) == bool(reading.missing), reading


class TestJudgements:
    """What a reviewer may decide, and what a decision needs before it counts."""

    @pytest.mark.parametrize(
        ("reason", "pages", "standing", "lacks"),
        [
            ("近两年连续盈利", 1, Standing.MET, ()),
            ("", 1, Standing.TO_JUDGE, ("理由",)),
            ("近两年连续盈利", 0, Standing.TO_JUDGE, ("至少 1 页依据",)),
            ("  ", 0, Standing.TO_JUDGE, ("理由", "至少 1 页依据")),
        ],
    )
    def test_that_a_judgement_in_favour_needs_a_reason_and_a_page(
        self, reason: str, pages: int, standing: Standing, lacks: tuple[str, ...]
    ) -> None:
        file = casefile(verdicts=(verdict("finances", Decision.MET, reason),), citations=(cited("finances"),) * pages)
        found = finding(file, "finances")
        assert (found.standing, found.lacks) == (standing, lacks)

    def test_that_a_page_of_a_detached_scan_no_longer_carries_a_judgement(self) -> None:
        file = casefile(verdicts=(verdict("finances", Decision.MET),), citations=(cited("finances", 99),))
        assert finding(file, "finances").standing is Standing.TO_JUDGE

    def test_that_a_judgement_against_needs_only_a_reason(self) -> None:
        assert finding(casefile(verdicts=(verdict("plan", Decision.NOT_MET),)), "plan").standing is Standing.NOT_MET
        bare = casefile(verdicts=(verdict("plan", Decision.NOT_MET, ""),))
        assert finding(bare, "plan").standing is Standing.TO_JUDGE

    def test_that_a_supplement_keeps_the_condition_open(self) -> None:
        found = finding(casefile(verdicts=(verdict("plan", Decision.SUPPLEMENT, "缺年度目标"),)), "plan")
        assert found.standing is Standing.SUPPLEMENT
        assert found.is_open

    def test_that_nobody_can_declare_a_failing_figure_met(self) -> None:
        file = casefile(
            years=(year(2022, 100), year(2023, 120)),
            verdicts=(verdict("firms-served", Decision.MET),),
            citations=(cited("firms-served"),),
        )
        found = finding(file, "firms-served")
        assert found.standing is Standing.NOT_MET
        assert "按数据不符合" in eligibility.why_not(found, Decision.MET)

    def test_that_nobody_can_declare_a_missing_figure_met(self) -> None:
        file = casefile(figures=(), verdicts=(verdict("public-good", Decision.MET),), citations=(cited("public-good"),))
        found = finding(file, "public-good")
        assert found.standing is Standing.MISSING
        assert "还缺数据" in eligibility.why_not(found, Decision.MET)

    def test_that_a_reviewer_may_find_against_a_figure_that_looks_good(self) -> None:
        file = casefile(verdicts=(verdict("total-assets", Decision.NOT_MET, "审计报告为 78.8 万元"),))
        assert finding(file, "total-assets").standing is Standing.NOT_MET

    def test_that_confirming_what_the_figures_say_needs_no_words(self) -> None:
        found = finding(casefile(verdicts=(verdict("staff", Decision.MET, ""),)), "staff")
        assert (found.standing, found.lacks) == (Standing.MET, ())


class TestRelaxation:
    """第十二条, last paragraph: items 1, 2, 3 and 6 may be relaxed in the western-development area, without figures."""

    def western(self, condition: str, reason: str = "当地中小企业少", western: bool = True) -> Casefile:
        file = casefile(verdicts=(verdict(condition, Decision.RELAXED, reason),))
        file.application.total_assets_wan = Decimal(260)
        file.dossier.western = western
        return file

    def test_that_a_failing_figure_may_be_relaxed_with_a_reason(self) -> None:
        found = finding(self.western("total-assets"), "total-assets")
        assert (found.outcome, found.standing) == (Outcome.NOT_MET, Standing.RELAXED)

    def test_that_a_relaxation_without_a_reason_does_not_count(self) -> None:
        found = finding(self.western("total-assets", reason=""), "total-assets")
        assert (found.standing, found.lacks) == (Standing.NOT_MET, ("理由",))

    def test_that_a_relaxation_falls_when_the_dossier_is_not_in_the_west(self) -> None:
        found = finding(self.western("total-assets", western=False), "total-assets")
        assert found.standing is Standing.NOT_MET
        assert "享受西部大开发政策区域" in eligibility.why_not(found, Decision.RELAXED)

    @pytest.mark.parametrize("condition", ["recognition", "public-good", "plan", "information-system", "distinction"])
    def test_that_other_conditions_can_never_be_relaxed(self, condition: str) -> None:
        found = finding(self.western(condition), condition)
        assert found.standing is not Standing.RELAXED
        assert "没有规定" in eligibility.why_not(found, Decision.RELAXED)

    def test_that_a_judgement_may_be_relaxed(self) -> None:
        assert finding(self.western("reputation"), "reputation").standing is Standing.RELAXED

    def test_that_what_is_met_needs_no_relaxation(self) -> None:
        assert finding(self.western("staff"), "staff").standing is Standing.MET


class TestObstacles:
    """A dossier with anything open or not met is not recommended."""

    def test_that_a_dossier_with_every_judgement_in_favour_is_eligible(self) -> None:
        assert eligibility.obstacles(all_judged(casefile()), EDITION) == ()
        assert eligibility.eligible(all_judged(casefile()), EDITION)

    def test_that_an_untouched_dossier_names_each_open_condition(self) -> None:
        items = eligibility.open_items(casefile(), EDITION)
        assert {item.jump for item in items} == JUDGED
        assert all(item.article and not item.wrong for item in items)
        assert "第十二条（一）“具有独立法人资格”待审核员裁量。" in [item.says for item in items]

    def test_that_a_failing_basic_condition_is_an_error(self) -> None:
        file = all_judged(casefile(**survey_rows("vvvvvdddbb")))
        (item,) = eligibility.open_items(file, EDITION)
        assert item.wrong
        assert item.says == "第十二条（二）“用户满意度在 80% 以上”不符合：用户满意度 70 %，要求不低于 80 %。"

    def test_that_one_function_met_entirely_is_enough(self) -> None:
        weak = tuple(row for row in casefile().figures if row.name != "training_person_times")
        less = DeclaredFigure(dossier_id=1, name="training_person_times", value=Decimal(1999))
        file = all_judged(casefile(figures=(*weak, less)))
        assert eligibility.obstacles(file, EDITION) == ()
        standings = eligibility.function_standings(eligibility.findings(file, EDITION), file, EDITION)
        assert [(one.function.id, one.met) for one in standings] == [("information", True), ("training", False)]

    def test_that_no_function_met_keeps_the_dossier_back(self) -> None:
        file = casefile()
        file.dossier.functions = "training"
        weak = DeclaredFigure(dossier_id=1, name="training_person_times", value=Decimal(1999))
        public = DeclaredFigure(dossier_id=1, name="public_good_percent", value=Decimal(46))
        says = eligibility.obstacles(all_judged(replace(file, figures=(weak, public))), EDITION)
        assert says[0].startswith("第十三条（四）“年培训 2000 人次以上”不符合")
        assert says[-1] == "申请的服务功能没有一项全部符合，不满足第十三条“至少 1 项功能要求”。"

    def test_that_an_open_function_keeps_the_dossier_back_beside_one_that_is_met(self) -> None:
        file = all_judged(casefile())
        file = replace(file, verdicts=tuple(v for v in file.verdicts if v.condition != "training-capability"))
        (says,) = eligibility.obstacles(file, EDITION)
        assert says.startswith("第十三条（四）")

    def test_that_a_dossier_without_functions_says_so(self) -> None:
        file = casefile()
        file.dossier.functions = ""
        assert "还没有选择申请的服务功能。请在受理录入中选择。" in eligibility.obstacles(all_judged(file), EDITION)

    @pytest.mark.parametrize(
        ("activities", "raised", "guarantee", "outcome"),
        [
            (10, 8, None, Outcome.MET),
            (10, 8, 0, Outcome.MET),
            (0, 0, 30, Outcome.MET),
            (None, None, 30, Outcome.MET),
            (9, 8, 29, Outcome.NOT_MET),
            (10, 7, 0, Outcome.NOT_MET),
            (9, 8, None, Outcome.MISSING),
        ],
    )
    def test_that_financing_is_met_by_raising_or_by_guaranteeing(
        self, activities: int | None, raised: int | None, guarantee: int | None, outcome: Outcome
    ) -> None:
        file = casefile(
            figures=tuple(
                DeclaredFigure(dossier_id=1, name=f"financing_{name}", value=Decimal(value))
                for name, value in (("activities", activities), ("raised_yi", raised), ("guarantee_yi", guarantee))
                if value is not None
            )
        )
        file.dossier.functions = "financing"
        assert finding(file, "financing-scale").outcome is outcome
