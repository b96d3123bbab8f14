"""The recommendation as the office makes it: texts, decision, check before printing, numbered papers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Role
from desktop_app.records.papers import Paper
from desktop_app.rules import recommendation as rules
from desktop_app.rules import regulation
from desktop_app.rules import sealing as seal_rules
from desktop_app.steps import panel, recommendation
from desktop_app.steps.recommendation_board import RecommendationBoard
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office
from tests.conftest import copy_office, staged

INFLUENCE = "平台服务中小企业 426 家，成效明显。"
ADVICE = "经审核，同意推荐。"


def written(office: Office, dossier_id: int) -> RecommendationBoard:
    recommendation.write(office, dossier_id, "influence", INFLUENCE)
    recommendation.write(office, dossier_id, "advice", ADVICE)
    return recommendation.write(office, dossier_id, "filed_on", "2024-06-20")


def play(office: Office) -> None:
    """Write the texts of the dossier of `ready_id` and recommend it."""
    written(office, 1)
    recommendation.recommend(office, 1)


@pytest.fixture(scope="module")
def kept(ready_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the dossier of `decided`, made once; tests work on copies."""
    return staged(ready_template, tmp_path_factory.mktemp("decided") / "office", play)


@pytest.fixture
def decided(office: Office, kept: Path) -> int:
    """A dossier with its texts that was recommended; nothing is printed."""
    copy_office(kept, office)
    return 1


def pages(path: Path) -> list[str]:
    return [page.extract_text().replace(" ", "").replace("\n", "") for page in pypdf.PdfReader(path).pages]


def entries(office: Office, act: str) -> list[dict[str, object]]:
    with office.read() as session:
        return [json.loads(entry.body) for entry in journal.entries(session) if entry.act == act]


def test_that_a_text_is_kept_as_typed_and_journalled_once(office: Office, dossier_id: int) -> None:
    recommendation.write(office, dossier_id, "influence", INFLUENCE)
    board = recommendation.write(office, dossier_id, "influence", INFLUENCE)
    assert board.influence == INFLUENCE
    assert len(entries(office, "recommendation.written")) == 1


@pytest.mark.parametrize(
    ("typed", "says"), [("2024-06-17", "早于受理日期 2024-06-18"), ("六月", "读不出来")], ids=["before", "unreadable"]
)
def test_that_a_day_of_filing_has_to_make_sense(office: Office, dossier_id: int, typed: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        recommendation.write(office, dossier_id, "filed_on", typed)
    assert refused.value.field == "filed_on"


def test_that_the_day_of_filing_can_be_cleared(office: Office, dossier_id: int) -> None:
    recommendation.write(office, dossier_id, "filed_on", "2024-06-20")
    assert recommendation.write(office, dossier_id, "filed_on", "").filed_on is None


def test_that_an_open_dossier_is_not_recommended_and_what_is_open_is_named(office: Office, dossier_id: int) -> None:
    written(office, dossier_id)
    with pytest.raises(Refusal, match="还不能推荐") as refused:
        recommendation.recommend(office, dossier_id)
    assert refused.value.article == "第十五条、第十六条"
    assert "统一社会信用代码还没有填写" in refused.value.says
    board = recommendation.board(office, dossier_id)
    steps = {item.step.value for item in board.obstacles}
    assert steps == {"intake", "evidence", "eligibility", "survey", "panel"}
    assert board.recommended is None


def test_that_an_empty_text_holds_the_recommendation_back(office: Office, ready_id: int) -> None:
    with pytest.raises(Refusal, match="“推荐意见”还没有填写"):
        recommendation.recommend(office, ready_id)


def test_that_a_closed_dossier_is_recommended_by_somebody_at_a_time(office: Office, decided: int) -> None:
    board = recommendation.board(office, decided)
    assert (board.recommended, board.decided_by) == (True, "林晓岚")
    assert board.decided_at == office.now()
    assert board.obstacles == ()
    assert [check.says for check in board.checks if check.tone == "bad"] == []


def test_that_a_clerk_does_not_decide(office: Office, ready_id: int) -> None:
    written(office, ready_id)
    assert office.operator is not None
    office.operator.roles = Role.CLERK.value
    with pytest.raises(Refusal, match="没有这项权限"):
        recommendation.recommend(office, ready_id)


def test_that_turning_down_needs_a_reason(office: Office, ready_id: int) -> None:
    with pytest.raises(Refusal, match="要写明理由"):
        recommendation.recommend(office, ready_id, False)
    board = recommendation.recommend(office, ready_id, False, "名额已满")
    assert board.recommended is False
    with pytest.raises(Refusal, match="不打印推荐表"):
        recommendation.print_paper(office, ready_id)


def test_that_suggested_texts_say_only_what_the_dossier_holds(office: Office, ready_id: int) -> None:
    board = recommendation.board(office, ready_id)
    assert "2023 年服务中小企业 426 家，比上年增加 126 家（42.0%）" in board.suggested_influence
    assert "随机抽取的服务企业中 12 家作出评价，满意度 100.0%" in board.suggested_influence
    assert "专家组已提出评审意见" in board.suggested_advice


def test_that_nothing_is_suggested_as_advice_while_a_condition_is_open(office: Office, dossier_id: int) -> None:
    board = recommendation.board(office, dossier_id)
    assert board.suggested_advice == ""
    assert "家" not in board.suggested_influence


def test_that_a_preview_bears_no_number_and_leaves_no_trace(office: Office, decided: int) -> None:
    with office.read() as session:
        before = journal.head(session)
    shown = recommendation.preview(office, decided)
    texts = pages(shown.path)
    assert len(texts) == shown.pages
    assert all("预览·未编号" in text for text in texts)
    assert not any("编号2024" in text for text in texts)
    assert INFLUENCE.replace(" ", "") in "".join(texts)
    assert shown.slots[0].name == "省级中小企业主管部门"
    with office.read() as session:
        assert journal.head(session) == before
        assert session.query(Paper).count() == 0


def test_that_only_the_last_preview_is_kept(office: Office, decided: int) -> None:
    first = recommendation.preview(office, decided).path
    recommendation.write(office, decided, "advice", "改写后的意见。")
    second = recommendation.preview(office, decided).path
    assert second.exists()
    assert not first.exists()


@pytest.mark.parametrize(("sample", "mark"), [(False, "空白样表·不得用印"), (True, "样张·不得用印")])
def test_that_a_specimen_is_marked(office: Office, sample: bool, mark: str) -> None:
    shown = recommendation.specimen(office, "national-2017/recommendation", sample=sample)
    assert all(mark in text for text in pages(shown.path))


def test_that_a_paper_carries_number_hash_and_the_journals_head_before_it(office: Office, decided: int) -> None:
    with office.read() as session:
        head = journal.head(session)
    paper = recommendation.print_paper(office, decided)
    assert (paper.number, paper.journal_code, paper.state) == ("2024-0001-推-01", head.code, "current")
    cover, *inside = pages(paper.path)
    assert paper.number not in cover
    for text in inside:
        assert paper.number in text
        assert paper.short_hash in text
        assert head.code in text
    (entry,) = entries(office, "paper.printed")
    assert paper.path.name in json.dumps(entry), "the journal holds the PDF's SHA-256"
    with office.read() as session:
        assert journal.check(session, (head.code,)).sound


def test_that_the_signature_is_printed_and_the_cell_for_ink_is_blank(office: Office, decided: int) -> None:
    paper = recommendation.print_paper(office, decided)
    drawn = pypdf.PdfReader(io.BytesIO(paper.path.read_bytes())).pages[1].get_contents()
    assert drawn is not None
    assert drawn.get_data().count(b" l") > 100
    assert "钱伯安" in pages(paper.path)[1]
    assert "冯雪梅" in pages(paper.path)[1]


def test_that_printing_again_makes_the_unsealed_paper_void(office: Office, printed_id: int) -> None:
    recommendation.write(office, printed_id, "advice", "改写后的意见。")
    assert [paper.state for paper in recommendation.board(office, printed_id).papers] == ["stale"]
    second = recommendation.print_paper(office, printed_id)
    assert second.number == "2024-0001-推-02"
    newest, oldest = recommendation.board(office, printed_id).papers
    assert (newest.state, oldest.state, oldest.void_reason) == ("current", "void", "由 2024-0001-推-02 代替")


def test_that_a_void_signature_stops_the_printing(office: Office, decided: int) -> None:
    panel.write_opinion(office, decided, "专家组有条件同意推荐。")
    board = recommendation.board(office, decided)
    assert not board.ready
    assert any("钱伯安、冯雪梅的签名缺失或已失效" in check.says and check.tone == "bad" for check in board.checks)
    with pytest.raises(Refusal, match="打印前检查没有通过"):
        recommendation.print_paper(office, decided)


def test_that_what_is_missing_is_named_with_the_place_to_mend_it(office: Office, ready_id: int) -> None:
    missing = [check for check in recommendation.board(office, ready_id).checks if "还没有填写" in check.says]
    assert {(check.step, check.jump, check.tone) for check in missing} >= {
        ("recommendation", "influence", "bad"),
        ("recommendation", "advice", "bad"),
        ("recommendation", "filed_on", "bad"),
    }


def test_that_days_out_of_order_are_pointed_out(office: Office, ready_id: int) -> None:
    recommendation.write(office, ready_id, "filed_on", "2024-06-19")
    found = [check for check in recommendation.board(office, ready_id).checks if "早于" in check.says]
    assert [(check.tone, "填报日期 2024-06-19 早于评审日期 2024-06-20" in check.says) for check in found] == [
        ("warn", True)
    ]


def test_that_a_lapsed_edition_warns_and_stands_in_the_footer(office: Office, decided: int, clock: object) -> None:
    clock.forward(days=900)  # type: ignore[attr-defined]
    board = recommendation.board(office, decided)
    assert board.lapsed == "工信部企业〔2017〕156号自 2025-10-21 起停止施行，本案卷按受理日适用"
    assert board.ready
    assert "停止施行" in pages(recommendation.print_paper(office, decided).path)[2]


def test_that_a_sealed_paper_is_not_printed_twice(office: Office, stamped_id: int) -> None:
    with pytest.raises(Refusal, match="已用印，内容没有变化"):
        recommendation.print_paper(office, stamped_id)
    assert recommendation.board(office, stamped_id).frozen == "2024-0001-推-01"


def test_that_after_sealing_a_change_needs_a_reason_and_makes_the_paper_void(office: Office, stamped_id: int) -> None:
    with pytest.raises(Refusal, match="已用印，案卷已冻结"):
        recommendation.write(office, stamped_id, "advice", "改写后的意见。")
    board = recommendation.write(office, stamped_id, "advice", "改写后的意见。", "推荐意见漏写数字")
    assert (board.papers[0].state, board.papers[0].void_reason) == ("void", "推荐意见漏写数字")
    assert recommendation.print_paper(office, stamped_id).number == "2024-0001-推-02"


def test_that_a_withdrawn_decision_makes_its_papers_void(office: Office, printed_id: int) -> None:
    with pytest.raises(Refusal, match="要写明理由"):
        recommendation.withdraw(office, printed_id, " ")
    board = recommendation.withdraw(office, printed_id, "发现重复申报")
    assert board.recommended is None
    assert board.papers[0].state == "void"


def test_that_a_copy_is_the_paper_byte_for_byte(office: Office, printed_id: int, tmp_path: Path) -> None:
    (paper,) = recommendation.board(office, printed_id).papers
    saved = recommendation.save_copy(office, paper.id, tmp_path / "推荐表.pdf")
    assert saved.read_bytes() == paper.path.read_bytes()
    assert [path.name for path in tmp_path.glob("*.part")] == []
    with pytest.raises(Refusal, match="没有存成"):
        recommendation.save_copy(office, paper.id, tmp_path / "nowhere" / "推荐表.pdf")


def test_that_open_items_follow_the_work(office: Office, ready_id: int) -> None:
    edition = regulation.load("national-2017")

    def says() -> list[str]:
        with office.read() as session:
            return [item.jump for item in rules.open_items(dossiers.casefile(session, ready_id), edition)]

    assert says() == ["influence", "advice", "filed_on", "decision"]
    written(office, ready_id)
    assert says() == ["decision"]
    recommendation.recommend(office, ready_id)
    assert says() == ["print"]
    recommendation.print_paper(office, ready_id)
    assert says() == []


def test_that_a_dossier_that_was_turned_down_has_nothing_open_here(office: Office, ready_id: int) -> None:
    recommendation.recommend(office, ready_id, False, "名额已满")
    with office.read() as session:
        file = dossiers.casefile(session, ready_id)
    edition = regulation.load("national-2017")
    assert rules.open_items(file, edition) == ()
    assert seal_rules.open_items(file, edition) == ()
