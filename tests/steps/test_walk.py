"""A dossier walked through its steps in any order, with input good and bad: what must hold after every single step.

The program is told nothing of the walk: every rule is a step as a screen would call it, on a real office in a folder.
What was signed and what was frozen is remembered here, apart from the program, and compared.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.base import values_of
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ContactResult, Decision, DigitsSource
from desktop_app.records.office import Operator
from desktop_app.rules import panel as panel_rules
from desktop_app.rules import progress, regulation
from desktop_app.rules import recommendation as recommendation_rules
from desktop_app.rules.list_columns import ListKind
from desktop_app.steps import (
    archive,
    dossier,
    eligibility,
    evidence,
    experts,
    history,
    intake,
    lists,
    overview,
    panel,
    recommendation,
    sealing,
    survey,
)
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

BOARDS: tuple[Any, ...] = (
    overview, intake, evidence, eligibility, survey, panel, recommendation, sealing, archive, history,
)  # fmt: skip
BEGIN = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)
LEAVES_THE_WORDS_ALONE = ("papers", "seal_entries", "archives")
"""What printing, stamping and sealing write: none of it is what was stamped."""
REASONS = st.sampled_from(("", "  ", "核对纸面后更正", "核对纸面后更正"))
CHANCES = st.randoms(use_true_random=False)
BOXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("contact", ("贺兰英", "")),
    ("uscc", ("91530102NGXPHXXJ7F", "123", "９１")),
    ("total_assets_wan", ("788.19", "-1", "约八百")),
    ("applicant_name", ("澜江市桥山科技服务有限公司", "澜江市另一家有限公司", "")),
    ("platform_name", ("澜江市桥山中小企业公共服务平台", "另一个平台")),
    ("functions", ("information", "nonsense", "")),
    ("registered_on", ("2014-04-24", "2014-02-30")),
    ("legal_form", ("enterprise", "王国")),
    ("western", ("1", "")),
    ("figure:public_good_percent:0", ("31", "很多")),
    ("narrative:2", ("平台运行平稳。", "")),
    ("narrative:9", ("没有这一节",)),
    ("operating_year:1:tax_wan", ("64", "六十四？")),
    ("investor:999:name", ("谁",)),
    ("no_such_box", ("x",)),
)
"""Boxes of the form, each with what may be typed into it."""


def condition(place: int) -> str:
    """The id of one of the edition's conditions."""
    conditions = regulation.load("national-2017").conditions
    return conditions[place % len(conditions)].id


class Walk(RuleBasedStateMachine):
    """One office with one dossier, and what this walk remembers of it."""

    folders: Iterable[Path]
    template: Path
    ready: Path

    def __init__(self) -> None:
        super().__init__()
        self.time = BEGIN
        self.folder = next(iter(self.folders))
        self.signed: dict[int, dict[str, Any]] = {}
        """What each seat was shown when it last signed."""

    @initialize(how_far=st.sampled_from(("stamped", "ready", "begun")))
    def begin(self, how_far: str) -> None:
        """An empty dossier, one with every step before the recommendation closed, or one that a seal has frozen."""
        shutil.copytree(self.template if how_far == "begun" else self.ready, self.folder)
        self.open()
        file = self.file()
        self.signed = {one.seat_id: self.shown(file) for one in file.signatures}
        if how_far == "stamped":
            self.carry_on_to_the_seal()
            assert self.frozen(self.file())

    def open(self) -> None:
        self.office = Office.open(self.folder, clock=lambda: self.time)
        with self.office.read() as session:
            self.office.operator = session.scalars(select(Operator)).one()

    def teardown(self) -> None:
        if hasattr(self, "office"):
            for board in BOARDS:
                board.board(self.office, 1)
            self.office.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # ------------------------------------------------------------------ what is looked at
    def file(self) -> Casefile:
        with self.office.read() as session:
            return dossiers.casefile(session, 1)

    def seq(self) -> int:
        with self.office.read() as session:
            return journal.head(session).seq

    @staticmethod
    def shown(file: Casefile) -> dict[str, Any]:
        opinion = panel_rules.standing_opinion(file)
        return panel_rules.content(file, opinion) if opinion else {}

    @staticmethod
    def words(file: Casefile) -> dict[str, Any]:
        """Everything that may be on a stamped paper, as plain values."""
        held: dict[str, Any] = {}
        for name, rows in vars(file).items():
            if name in LEAVES_THE_WORDS_ALONE:
                continue
            each = rows if isinstance(rows, tuple) else (rows,)
            held[name] = [{k: v for k, v in values_of(row).items() if k != "turns"} for row in each]
        return held

    @staticmethod
    def frozen(file: Casefile) -> set[str]:
        """The numbers of the stamped papers that still hold."""
        stamped = {entry.paper_id for entry in file.seal_entries}
        return {paper.number for paper in file.papers if paper.id in stamped and paper.void_at is None}

    def do(self, step: Callable[..., Any], *args: Any, reason: str | None = None, **named: Any) -> Any:
        """One step as a screen orders it: done with at most one entry, or refused and all left as it was."""
        before, seq = self.file(), self.seq()
        told = {} if reason is None else {"reason": reason}
        try:
            done = step(self.office, 1, *args, **named, **told)
        except Refusal as refusal:
            assert refusal.says.endswith("。"), refusal.says
            assert self.words(self.file()) == self.words(before)
            assert self.seq() == seq
            return None
        after = self.file()
        assert self.seq() - seq <= 1
        if self.words(after) != self.words(before):
            assert self.seq() > seq, "changed without an entry in the journal"
            if self.frozen(before):
                assert (reason or "").strip(), "a frozen dossier was changed without a reason"
                assert not self.frozen(after), "a stamped paper still holds although the dossier says something else"
        return done

    # ------------------------------------------------------------------ steps
    @rule(box=st.sampled_from(BOXES), reason=REASONS, chance=CHANCES)
    def change_field(self, box: tuple[str, tuple[str, ...]], reason: str, chance: Any) -> None:
        self.do(intake.change_field, box[0], chance.choice(box[1]), reason=reason)

    @rule(year=st.sampled_from(("2021", "2022", "2023", "二〇二三", "99")), reason=REASONS)
    def add_year(self, year: str, reason: str) -> None:
        self.do(intake.add_row, "operating_year", {"year": year, "revenue_wan": "753"}, reason=reason)

    @rule(
        table=st.sampled_from(("investor", "service_line", "operating_year")), number=st.integers(1, 4), reason=REASONS
    )
    def remove_row(self, table: str, number: int, reason: str) -> None:
        self.do(intake.remove_row, table, number, reason=reason)

    @rule(table=st.sampled_from(("investor", "service_line")), by=st.sampled_from((-1, 1)), reason=REASONS)
    def move_row(self, table: str, by: int, reason: str) -> None:
        self.do(intake.move_row, table, 1, by, reason=reason)

    @rule(first=st.integers(1, 30), reason=REASONS)
    def paste_firms(self, first: int, reason: str) -> None:
        rows = "\n".join(f"{n}\t澜江第{n}机械有限公司\t何育才\t1502291{n:04}" for n in range(first, first + 14))
        shown = self.do(lists.preview_text, ListKind.FIRMS, f"序号\t企业名称\t联系人\t联系电话\n{rows}")
        if shown is not None:
            self.do(lists.write_rows, shown, None, reason=reason)

    @rule(row=st.integers(1, 130), reason=REASONS)
    def delete_firm(self, row: int, reason: str) -> None:
        self.do(lists.delete_rows, ListKind.FIRMS, [row], reason=reason)

    @rule(reason=REASONS)
    def finish_intake(self, reason: str) -> None:
        self.do(intake.finish_intake, reason=reason)

    @rule(material=st.sampled_from(("report", "audit", "nonsense")), kind=st.integers(0, 3), reason=REASONS)
    def attach(self, material: str, kind: int, reason: str) -> None:
        path = self.folder.parent / f"{kind}.pdf"
        if kind == 0:
            path.write_bytes(b"MZ no scan at all")
        elif not path.exists():
            with pikepdf.new() as made:
                for _ in range(kind):
                    made.add_blank_page(page_size=(595, 842))
                made.save(path)
        self.do(evidence.attach, material, (path,), reason=reason)

    @rule(scan=st.integers(1, 12), material=st.sampled_from(("report", "licence", "")), reason=REASONS, chance=CHANCES)
    def handle_scan(self, scan: int, material: str, reason: str, chance: Any) -> None:
        if chance.random() < 0.3:
            self.do(evidence.turn_page, scan, chance.randint(0, 3), chance.choice((90, 270, 45)))
        elif chance.random() < 0.5:
            self.do(evidence.move, scan, material, reason=reason)
        else:
            self.do(evidence.detach, scan, reason=reason)

    @rule(material=st.sampled_from(("report", "audit")), complete=st.sampled_from((True, False, None)), reason=REASONS)
    def check_material(self, material: str, complete: bool | None, reason: str) -> None:
        self.do(evidence.check_material, material, complete, "缺第 3 页" if complete is False else "", reason=reason)

    @rule(decision=st.sampled_from(("", *(one.value for one in Decision))), place=st.integers(0, 30), reason=REASONS)
    def decide(self, decision: str, place: int, reason: str) -> None:
        self.do(eligibility.decide, condition(place), decision, "查阅材料。", reason=reason)

    @rule(place=st.integers(0, 30), scan=st.integers(1, 9), page=st.integers(0, 3), reason=REASONS)
    def cite(self, place: int, scan: int, page: int, reason: str) -> None:
        self.do(eligibility.cite, condition(place), scan, page, reason=reason)

    @rule(citation=st.integers(1, 20), reason=REASONS)
    def uncite(self, citation: int, reason: str) -> None:
        self.do(eligibility.uncite, citation, reason=reason)

    @rule(why=st.sampled_from(("", "名单有更正")), reason=REASONS)
    def freeze(self, why: str, reason: str) -> None:
        self.do(survey.freeze_frame, why, reason=reason)

    @rule(
        digits=st.sampled_from(("40631952771803652941", "4063", "1" * 24)), size=st.integers(9, 14), reason=REASONS,
        chance=CHANCES,
    )  # fmt: skip
    def draw(self, digits: str, size: int, reason: str, chance: Any) -> None:
        why, witnesses = chance.choice(("", "漏报三家企业")), chance.choice(("刘明远", ""))
        self.do(survey.draw_sample, digits, DigitsSource.DICE, witnesses, size, why, reason=reason)

    @rule(place=st.integers(0, 16), grade=st.sampled_from(("very", "basically", "fine", "")), reason=REASONS)
    def answer(self, place: int, grade: str, reason: str) -> None:
        self.do(survey.record_answer, place, {"grade": grade, "method": "phone", "person": "何育才"}, reason=reason)

    @rule(place=st.integers(1, 14), reason=REASONS)
    def miss_and_replace(self, place: int, reason: str) -> None:
        self.do(survey.record_attempt, place, ContactResult.NO_ANSWER, reason=reason)
        following = [line.place for line in survey.board(self.office, 1).reserve if line.next] or [15]
        self.do(survey.replace, place, following[0], "两次无人接听", reason=reason)

    @rule(unit=st.sampled_from(("云岭大学", "澜江市桥山科技服务有限公司研发部", "")), reason=REASONS, chance=CHANCES)
    def seat(self, unit: str, reason: str, chance: Any) -> None:
        def add(office: Office, _number: int) -> None:
            experts.add_expert(office, {"name": chance.choice(("甲一", "乙二")), "unit": unit})

        self.do(add)
        ids = [one.id for one in panel.board(self.office, 1).candidates] or [99]
        self.do(panel.seat_experts, ids[:1], reason=reason)

    @rule(seat=st.integers(1, 4), why=st.sampled_from(("", "与申请单位有合作")), reason=REASONS, chance=CHANCES)
    def handle_seat(self, seat: int, why: str, reason: str, chance: Any) -> None:
        step = chance.choice((panel.recuse, panel.lift_recusal, panel.unseat, panel.mark_paper))
        args = {panel.unseat: (), panel.mark_paper: (chance.random() < 0.5,)}.get(step, (why,))
        self.do(step, seat, *args, reason=reason)

    @rule(text=st.sampled_from(("专家组一致同意推荐。", "专家组建议补充材料。", " ")), reason=REASONS)
    def write_opinion(self, text: str, reason: str) -> None:
        self.do(panel.write_opinion, text, reason=reason)

    @rule(seat=st.integers(1, 3), honest=st.booleans(), reason=REASONS, chance=CHANCES)
    def sign(self, seat: int, honest: bool, reason: str, chance: Any) -> None:
        strokes = [[(120 * i, 1500 + chance.randint(0, 900), 8 * i, 1200) for i in range(30)]]
        digest = panel.board(self.office, 1).content_hash if honest else "0" * 64
        if self.do(panel.sign, seat, strokes, "pen", digest, reason=reason) is not None:
            assert honest, "signed what nobody was shown"
            self.signed[seat] = self.shown(self.file())

    @rule(reason=REASONS, filed=st.sampled_from(("2024-06-28", "2020-01-01", "去年", "")))
    def write_recommendation(self, reason: str, filed: str) -> None:
        for name, text in (("influence", "带动作用明显。"), ("advice", "同意推荐。"), ("filed_on", filed)):
            self.do(recommendation.write, name, text, reason=reason)

    @rule(reason=REASONS, recommended=st.sampled_from((True, True, True, False)))
    def recommend(self, reason: str, recommended: bool) -> None:
        self.do(recommendation.recommend, recommended, reason=reason)

    @rule(reason=REASONS)
    def withdraw(self, reason: str) -> None:
        self.do(recommendation.withdraw, reason=reason)

    @rule()
    def print_paper(self) -> None:
        self.do(recommendation.print_paper)

    @rule(keeper=st.sampled_from(("许文静", "许文静", "")), chance=CHANCES)
    def stamp(self, keeper: str, chance: Any) -> None:
        papers = [paper.id for paper in self.file().papers] or [1]
        day = chance.choice((self.office.today(), self.office.today(), date(2030, 1, 1), None))
        self.do(
            sealing.register, chance.choice(papers), sealed_on=day, seal_name="公章", purpose="推荐", copies=2,
            approved_by="周正", keeper=keeper,
        )  # fmt: skip

    @rule()
    def carry_on_to_the_seal(self) -> None:
        """What a diligent clerk would do next, so that walks get as far as a stamped paper."""
        file = self.file()
        if self.frozen(file) or recommendation_rules.obstacles(file, regulation.load("national-2017")):
            return
        self.write_recommendation("", "2024-06-28")
        self.recommend("", True)
        self.print_paper()
        standing = [paper.id for paper in self.file().papers if paper.void_at is None]
        if standing:
            self.do(
                sealing.register, standing[-1], sealed_on=self.office.today(), seal_name="公章", purpose="推荐",
                copies=2, approved_by="周正", keeper="许文静",
            )  # fmt: skip

    @rule(hours=st.integers(1, 50))
    def time_passes(self, hours: int) -> None:
        self.time += timedelta(hours=hours)

    @rule()
    def close_and_open_again(self) -> None:
        before, seq = self.file(), self.seq()
        self.office.close()
        self.open()
        assert self.words(self.file()) == self.words(before)
        assert self.seq() == seq

    # ------------------------------------------------------------------ what always holds
    @invariant()
    def every_promise_holds(self) -> None:
        """The journal is sound, every board can be read, a void signature counts nowhere, one paper holds at most."""
        if not hasattr(self, "office"):
            return  # before `begin`
        file, edition = self.file(), regulation.load("national-2017")
        with self.office.read() as session:
            assert journal.check(session, [paper.journal_code for paper in file.papers]).wrong == ()
        BOARDS[self.seq() % len(BOARDS)].board(self.office, 1)
        board = overview.board(self.office, 1)
        assert board.head.frozen == bool(self.frozen(file))
        assert board.open_items == progress.open_items(file, edition)
        assert len({paper.number for paper in file.papers}) == len(file.papers)
        assert sum(paper.void_at is None for paper in file.papers) <= 1
        self.compare_signatures(file)

    def compare_signatures(self, file: Casefile) -> None:
        """Whoever counts as a signer was shown the very words that stand now; whoever does not is asked again."""
        now = self.shown(file)
        asked = {item.jump for item in panel_rules.open_items(file, regulation.load("national-2017"))}
        for seat in file.seats:
            if panel_rules.valid_signature(seat, file) is not None:
                assert self.signed[seat.id] == now, f"{seat.name} counts for words that were never shown"
                assert not seat.recused
            elif panel_rules.takes_part(seat, file) and not seat.signs_on_paper and now.get("opinion", "").strip():
                assert f"seat:{seat.id}" in asked


@pytest.mark.sweep
def test_that_no_order_of_steps_breaks_a_promise(
    office_template: Path, ready_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def folders() -> Iterable[Path]:
        while True:
            yield tmp_path_factory.mktemp("walk") / "office"

    started = tmp_path_factory.mktemp("begun") / "office"
    shutil.copytree(office_template, started)
    begun = Office.open(started, clock=lambda: BEGIN)
    with begun.read() as session:
        begun.operator = session.scalars(select(Operator)).one()
    dossier.open_dossier(begun, date(2024, 6, 18), "national-2017", "澜江市桥山科技服务有限公司")
    begun.close()
    Walk.folders, Walk.template, Walk.ready = folders(), started, ready_template
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=6, stateful_step_count=20, deadline=None, derandomize=True, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
