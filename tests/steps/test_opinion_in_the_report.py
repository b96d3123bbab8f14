"""An edition whose opinion stands in the applicant's own form (xinjiang-2021, 第十二条): printed, stamped, archived."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app import paths
from desktop_app.archive.verify import verify
from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.records.lists import StaffMember
from desktop_app.steps import archive, dossier, editions, intake, overview, papers, recommendation, sealing
from desktop_app.store.office import Office
from tests.conftest import SEAL_LINE, copy_office, decide, make_ready, staged

REPORT = "xinjiang-2021/application-report"
ADVICE = "经初审，申报材料真实、完整，同意推荐。"
FIGURES = {
    "platform_name": "喀什中小企业公共服务平台",
    "figure:full_time_staff:0": "26",
    "figure:full_time_professionals:0": "24",
}


def carry(office: Office) -> None:
    """A dossier under xinjiang-2021 in which every step before the recommendation is closed."""
    number = dossier.open_dossier(office, date(2024, 6, 18), "xinjiang-2021", "喀什某服务中心")
    for key, value in FIGURES.items():
        intake.change_field(office, number, key, value)
    with office.act("intake.field_changed", number) as act:
        for position in range(2, 12):  # 附件1: 不少于10人
            act.add(StaffMember(dossier_id=number, position=position, name=f"周{position}", education="本科"))
    make_ready(office, number)


@pytest.fixture(scope="module")
def ready_report(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staged(office_template, tmp_path_factory.mktemp("report") / "office", carry)


@pytest.fixture
def ready(office: Office, ready_report: Path) -> int:
    copy_office(ready_report, office)
    return 1


def told(office: Office, number: int) -> dict[Step, str]:
    """What the rail says of each step."""
    return {line.step: line.says for line in overview.board(office, number).steps}


def test_that_the_report_with_the_opinion_is_printed_stamped_and_archived(
    office: Office, ready: int, tmp_path: Path
) -> None:
    assert (told(office, ready)[Step.SEALING], told(office, ready)[Step.ARCHIVE]) == ("待打印", "待用印")
    decide(office)
    board = recommendation.write(office, ready, "advice", ADVICE)
    assert (board.ready, board.next_number) == (True, "2024-0001-申-01")
    (slot,) = recommendation.preview(office, ready).slots
    assert "地（州、市）中小企业主管部门" in slot.name
    line = recommendation.print_paper(office, ready)
    assert line.number == "2024-0001-申-01"
    copy = recommendation.save_copy(office, line.id, tmp_path / "申请报告.pdf")
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(copy).pages]
    assert ADVICE in pages[slot.page - 1]
    assert line.number in pages[slot.page - 1]
    waiting = sealing.board(office, ready).waiting
    assert waiting is not None
    assert waiting.number == line.number
    assert sealing.register(office, ready, waiting.id, **SEAL_LINE).frozen == line.number
    with pytest.raises(Refusal, match="案卷已冻结"):
        recommendation.write(office, ready, "advice", "改。")
    assert told(office, ready)[Step.SEALING] == "已完成"
    archive.seal_dossier(office, ready, tmp_path)
    (folder,) = [path for path in tmp_path.iterdir() if path.is_dir() and "2024-0001" in path.name]
    assert verify(folder).ok
    assert copy.read_bytes() in [path.read_bytes() for path in folder.rglob("*.pdf")]
    assert told(office, ready)[Step.ARCHIVE] == "已完成"


def test_that_without_the_opinion_nothing_goes_to_the_seal(office: Office, ready: int) -> None:
    board = recommendation.board(office, ready)
    assert not board.ready
    with pytest.raises(Refusal, match="还没有作出推荐决定"):
        recommendation.print_paper(office, ready)
    with pytest.raises(Refusal, match="还没有打印"):
        archive.seal_dossier(office, ready, Path("/nowhere"))


def test_that_the_report_is_no_working_paper_but_keeps_its_lists(office: Office, ready: int, tmp_path: Path) -> None:
    (one,) = [paper for paper in papers.board(office, ready).papers if paper.form == REPORT]
    assert (one.official, one.lists) == (True, True)
    assert papers.save_workbook(office, ready, REPORT, tmp_path / "清单.xlsx").stat().st_size
    with pytest.raises(Refusal, match="推荐与打印"):
        papers.issue(office, ready, REPORT)


def test_that_a_text_which_names_no_stamped_form_says_where_the_opinion_stands(office: Office, tmp_path: Path) -> None:
    """As the text of the last release did, and an office's own may."""
    source = (paths.REGULATIONS / "xinjiang-2021.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text(re.sub(r"(?m)^forms = .*$", "forms = []", source), encoding="utf-8")
    editions.add_edition(office, editions.preview_file(office, path), "没有指明用印的表")
    number = dossier.open_dossier(office, date(2024, 6, 18), "xinjiang-2021", "喀什某服务中心")
    (check,) = recommendation.board(office, number).checks
    assert check.says == (
        "第十条、第十二条没有另设推荐表，推荐意见写在《新疆维吾尔自治区中小企业公共服务示范平台申请报告》的申请表里。"
        "请在“文书”中打印，或写在申报单位交来的纸件上；决定仍在这里登记。"
    )
