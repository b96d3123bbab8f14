"""Every board under every edition, and the choice of editions by day and by place."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.rules import pinned, regulation
from desktop_app.steps import (
    archive,
    dossier,
    eligibility,
    evidence,
    intake,
    overview,
    panel,
    recommendation,
    sealing,
    survey,
)
from desktop_app.store import dossiers
from desktop_app.store.office import Office

EDITIONS = ("national-2017", "national-2025", "shandong-2020", "xinjiang-2021")
BOARDS: tuple[Any, ...] = (
    intake, evidence, eligibility, survey, panel, recommendation, sealing, archive, overview,
)  # fmt: skip


@pytest.fixture
def today(clock: Any) -> None:
    """2026-11-20, when only the measure of 2025 is in force."""
    clock.time = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def opened(office: Office, edition: str) -> int:
    return dossier.open_dossier(office, regulation.load(edition).in_force_from, edition, "澜江市桥山科技服务有限公司")


def lines(office: Office, number: int) -> dict[Step, str]:
    """What the rail says of each step."""
    return {line.step: line.says for line in overview.board(office, number).steps}


def test_that_thresholds_of_a_region_stand_beside_the_key_figures(office: Office) -> None:
    number = dossier.open_dossier(office, date(2024, 6, 18), "xinjiang-2021", "喀什某服务中心")
    intake.change_field(office, number, "region_code", "653101")
    intake.change_field(office, number, "total_assets_wan", "160")
    (assets,) = [figure for figure in overview.board(office, number).figures if figure.label == "资产总额"]
    assert (assets.value, assets.wanted, assets.tone) == ("160", "≥ 150", "ok")


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("step", BOARDS, ids=lambda step: step.__name__.rpartition(".")[2])
def test_that_every_board_is_read_under_every_edition(office: Office, edition: str, step: Any) -> None:
    number = opened(office, edition)
    assert type(step.board(office, number)).__name__.endswith("Board")


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("edition", ["national-2025", "shandong-2020"])
class TestWithoutForm:
    """An edition whose paper isn't among our forms: the decision is kept, nothing is printed, nothing crashes."""

    def test_that_the_board_says_so_in_a_sentence(self, office: Office, edition: str) -> None:
        board = recommendation.board(office, opened(office, edition))
        (check,) = board.checks
        title = regulation.load(edition).title
        says = f"程序没有收录《{title}》的推荐用表，不能在这里打印。请用该办法规定的表；决定仍在这里登记。"
        assert check.says == says
        assert (board.ready, board.papers, board.form_id) == (False, (), "")

    def test_that_preview_and_print_are_refused_with_it(self, office: Office, edition: str) -> None:
        number = opened(office, edition)
        for step in (recommendation.preview, recommendation.print_paper):
            with pytest.raises(Refusal, match="没有收录"):
                step(office, number)

    def test_that_the_texts_and_a_refusal_to_recommend_are_kept(self, office: Office, edition: str) -> None:
        number = opened(office, edition)
        recommendation.write(office, number, "influence", "带动作用明显。")
        board = recommendation.recommend(office, number, False, "材料不实")
        assert (board.influence, board.recommended) == ("带动作用明显。", False)

    def test_that_what_is_open_cites_its_own_article(self, office: Office, edition: str) -> None:
        number = opened(office, edition)
        with pytest.raises(Refusal) as caught:
            recommendation.recommend(office, number)
        assert caught.value.article == regulation.load(edition).recommendation_article

    def test_that_the_archive_waits_for_the_decision_alone(self, office: Office, edition: str) -> None:
        number = opened(office, edition)
        assert lines(office, number)[Step.SEALING] == "没有要打印的表"
        assert lines(office, number)[Step.ARCHIVE] == "待作出推荐决定"
        with office.read() as session:
            row = dossiers.casefile(session, number).recommendation
        with office.act("recommendation.decided", number) as act:
            act.change(row, recommended=True)
        assert lines(office, number)[Step.ARCHIVE] == "1 处未决"
        items = overview.board(office, number).open_items
        assert [item.says for item in items if item.step is Step.ARCHIVE] == ["案卷还没有封装。请选择位置后封装。"]

    def test_that_no_paper_is_waited_for(self, office: Office, edition: str) -> None:
        number = opened(office, edition)
        items = overview.board(office, number).open_items
        assert not [item.says for item in items if item.step is Step.SEALING]


OFFERS = [
    # (day, region of the office, offered, in force)
    (date(2018, 1, 1), "530000", "national-2017", {"national-2017"}),
    (date(2021, 1, 4), "370000", "shandong-2020", {"national-2017", "shandong-2020"}),
    (date(2021, 1, 4), "530000", "national-2017", {"national-2017", "shandong-2020"}),
    (date(2024, 6, 18), "530000", "national-2017", {"national-2017", "xinjiang-2021"}),
    (date(2024, 6, 18), "653100", "xinjiang-2021", {"national-2017", "xinjiang-2021"}),
    (date(2026, 11, 20), "650000", "national-2025", {"national-2025"}),
    (date(2026, 11, 20), "530000", "national-2025", {"national-2025"}),
    (date(2016, 1, 1), "530000", "", set()),
]


@pytest.mark.parametrize(("day", "region", "offered", "valid"), OFFERS)
def test_that_the_edition_of_the_day_and_the_place_is_offered(
    office_template: Path, tmp_path: Path, day: date, region: str, offered: str, valid: set[str]
) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(office_template, folder)
    with sqlite3.connect(folder / "office.db") as connection:
        connection.execute("UPDATE office SET region_code = ?", (region,))
    office = Office.open(folder)
    board = dossier.new_dossier(office, day)
    assert board.offered == offered
    assert {edition.id for edition in board.editions if edition.holds} == valid
    assert {edition.id for edition in board.editions} == set(EDITIONS)
    office.close()


@pytest.mark.parametrize(
    ("edition", "day", "says"),
    [
        ("national-2017", date(2026, 11, 20), "已于 2025-10-21 废止，受理日不再有效"),
        ("shandong-2020", date(2023, 10, 7), "有效期已于 2023-10-06 届满，受理日不再有效"),
        ("xinjiang-2021", date(2026, 7, 10), "有效期已于 2026-07-09 届满，受理日不再有效"),
        ("xinjiang-2021", date(2021, 7, 9), "自 2021-07-10 起施行，受理日尚未生效"),
        ("national-2025", date(2025, 10, 21), "受理日有效（2025-10-21 起）"),
    ],
)
def test_that_a_repealed_and_an_expired_edition_say_which(edition: str, day: date, says: str) -> None:
    assert pinned.force_of(regulation.load(edition), day) == says


def test_that_an_edition_of_another_region_says_whose_it_is(office: Office) -> None:
    board = dossier.new_dossier(office, date(2024, 6, 18))
    (xinjiang,) = [edition for edition in board.editions if edition.id == "xinjiang-2021"]
    assert xinjiang.elsewhere
    assert "不是本地的办法" in xinjiang.says


def test_that_a_day_of_revocation_is_kept_and_judged(office: Office) -> None:
    number = opened(office, "shandong-2020")
    board = intake.change_field(office, number, "figure:revoked_on:0", "2018年10月8日")
    (view,) = [figure for figure in board.figures if figure.key == "figure:revoked_on:0"]
    assert (view.value, view.day) == ("2018-10-08", True)
    (line,) = [line for line in eligibility.board(office, number).lines if line.id == "not-barred"]
    assert line.outcome.value == "not_met"
    board = intake.change_field(office, number, "figure:revoked_on:0", "无")
    (line,) = [line for line in eligibility.board(office, number).lines if line.id == "not-barred"]
    assert line.outcome.value == "met"


@pytest.mark.usefixtures("today")
def test_that_a_favoured_region_is_a_fact_of_the_overview_and_no_verdict(office: Office) -> None:
    number = opened(office, "national-2025")
    judged = [(line.id, line.outcome) for line in eligibility.board(office, number).lines]
    assert overview.board(office, number).head.preferred == ""
    intake.change_field(office, number, "region_code", "210102")
    assert "第十八条" in overview.board(office, number).head.preferred
    assert [(line.id, line.outcome) for line in eligibility.board(office, number).lines] == judged
