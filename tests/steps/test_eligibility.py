"""The eligibility step on a real office: decide, write, cite, uncite; what is refused and what is journalled."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Application
from desktop_app.records.evidence import Scan, Verdict
from desktop_app.records.journal import JournalEntry
from desktop_app.records.kinds import Role
from desktop_app.steps import eligibility
from desktop_app.steps.eligibility_board import ConditionLine, EligibilityBoard
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office


@pytest.fixture
def scan_id(office: Office, dossier_id: int) -> int:
    kept = office.vault.keep(b"%PDF-1.4 twelve pages")
    with office.act("evidence.attached", dossier_id) as act:
        row = act.add(
            Scan(
                dossier_id=dossier_id, material="audit", sha256=kept.sha256, name="审计报告.pdf", kind="pdf",
                size=kept.size, pages=12, attached_at=office.now(), attached_by="林晓岚", turns="3:90,4:180",
            )
        )  # fmt: skip
    return row.id


def fill(office: Office, dossier_id: int, **boxes: object) -> None:
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(file.application, **{n: v for n, v in boxes.items() if hasattr(Application, n)})
        act.change(file.dossier, **{n: v for n, v in boxes.items() if not hasattr(Application, n)})


def line(board: EligibilityBoard, condition: str) -> ConditionLine:
    return next(one for one in board.lines if one.id == condition)


def last_entry(office: Office) -> JournalEntry:
    with office.read() as session:
        return session.query(JournalEntry).order_by(JournalEntry.seq.desc()).first()


def test_that_the_bench_shows_every_condition_with_its_figures(office: Office, dossier_id: int, scan_id: int) -> None:
    fill(office, dossier_id, total_assets_wan=Decimal("788.19"), registered_on=date(2014, 4, 24))
    board = eligibility.board(office, dossier_id)
    assets = line(board, "total-assets")
    assert (assets.value, assets.threshold, assets.standing.label) == ("788.19 万元", "≥ 300 万元", "符合")
    assert (assets.article_short, assets.scan_ids) == ("十二（一）", (scan_id,))
    assert assets.explained[0].says == "资产总额 788.19 万元，不低于 300 万元"
    assert assets.says in assets.wording
    (file,) = board.files
    assert file.path.read_bytes() == b"%PDF-1.4 twelve pages"
    assert (file.turns, file.article) == ({3: 90, 4: 180}, "第十七条（三）")
    assert board.decided < len(board.lines)
    assert board.obstacles


def test_that_a_judgement_counts_once_it_has_reason_and_page(office: Office, dossier_id: int, scan_id: int) -> None:
    board = eligibility.decide(office, dossier_id, "finances", "met")
    assert (line(board, "finances").decision, line(board, "finances").lacks) == ("met", ("理由", "至少 1 页依据"))
    assert line(board, "finances").is_open
    board = eligibility.write_reason(office, dossier_id, "finances", "近两年连续盈利，资产负债率 31 %。")
    assert line(board, "finances").lacks == ("至少 1 页依据",)
    board = eligibility.cite(office, dossier_id, "finances", scan_id, 5, "90,555,820,42")
    done = line(board, "finances")
    assert (done.is_open, done.standing.label, done.decided_by) == (False, "符合", "林晓岚")
    assert [(page.label, page.frame) for page in done.cited] == [("审计报告 5 页", "90,555,820,42")]
    board = eligibility.uncite(office, dossier_id, done.cited[0].id)
    assert line(board, "finances").is_open


def test_that_the_journal_keeps_old_and_new(office: Office, dossier_id: int) -> None:
    eligibility.decide(office, dossier_id, "plan", "supplement", "缺年度服务目标")
    eligibility.decide(office, dossier_id, "plan", "not_met")
    entry = last_entry(office)
    (change,) = json.loads(entry.body)["changes"]
    assert (entry.act, entry.operator) == ("eligibility.decided", "林晓岚")
    assert change["values"]["decision"] == ["supplement", "not_met"]
    assert "reason" not in change["values"]


def test_that_the_same_decision_twice_writes_once(office: Office, dossier_id: int) -> None:
    eligibility.decide(office, dossier_id, "plan", "not_met", "没有规划")
    with office.read() as session:
        before = journal.head(session).seq
    eligibility.decide(office, dossier_id, "plan", "not_met", "没有规划 ")
    with office.read() as session:
        assert journal.head(session).seq == before


def test_that_a_decision_can_be_withdrawn_and_its_reason_stays(office: Office, dossier_id: int) -> None:
    eligibility.decide(office, dossier_id, "plan", "not_met", "没有规划")
    plan = line(eligibility.decide(office, dossier_id, "plan", ""), "plan")
    assert (plan.decision, plan.reason, plan.standing.label) == ("", "没有规划", "待裁量")
    with office.read() as session:
        assert len(session.query(Verdict).all()) == 1


REFUSED = [
    # (condition, boxes, decision, what the sentence says, article)
    ("total-assets", {"total_assets_wan": Decimal(299)}, "met", "按数据不符合", "第十二条（一）"),
    ("total-assets", {}, "met", "还缺数据：申请表“上年末总资产”还没有填写", "第十二条（一）"),
    ("total-assets", {"total_assets_wan": Decimal(299)}, "relaxed", "享受西部大开发政策区域", "第十二条（一）"),
    ("recognition", {"western": True}, "relaxed", "没有规定", "第十二条（四）"),
    ("total-assets", {"total_assets_wan": Decimal(300), "western": True}, "relaxed", "不需要放宽", "第十二条（一）"),
]


@pytest.mark.parametrize(("condition", "boxes", "decision", "says", "article"), REFUSED)
def test_that_a_decision_the_rules_do_not_leave_open_is_refused_and_nothing_written(
    office: Office, dossier_id: int, condition: str, boxes: dict[str, object], decision: str, says: str, article: str
) -> None:
    fill(office, dossier_id, **boxes)
    with pytest.raises(Refusal, match=says) as caught:
        eligibility.decide(office, dossier_id, condition, decision, "理由")
    assert (caught.value.article, caught.value.field) == (article, condition)
    with office.read() as session:
        assert not session.query(Verdict).all()


def test_that_the_relaxation_of_the_west_is_kept_with_its_reason(office: Office, dossier_id: int) -> None:
    fill(office, dossier_id, total_assets_wan=Decimal(260), western=True)
    assets = line(
        eligibility.decide(office, dossier_id, "total-assets", "relaxed", "当地平台规模普遍较小"), "total-assets"
    )
    assert (assets.standing.label, assets.reason) == ("裁量放宽", "当地平台规模普遍较小")


def test_that_a_condition_of_a_function_not_applied_for_is_refused(office: Office, dossier_id: int) -> None:
    with pytest.raises(Refusal, match="不适用于本案卷"):
        eligibility.decide(office, dossier_id, "training-capability", "met")


def test_that_a_page_is_cited_once_and_only_where_it_exists(office: Office, dossier_id: int, scan_id: int) -> None:
    eligibility.cite(office, dossier_id, "plan", scan_id, 12)
    with pytest.raises(Refusal, match="已经引用“审计报告"):
        eligibility.cite(office, dossier_id, "plan", scan_id, 12)
    eligibility.cite(office, dossier_id, "plan", scan_id, 12, "0,0,500,100")
    with pytest.raises(Refusal, match="没有第 13 页"):
        eligibility.cite(office, dossier_id, "plan", scan_id, 13)
    with pytest.raises(Refusal, match="不能引用"):
        eligibility.cite(office, dossier_id, "plan", scan_id + 1, 1)


@pytest.mark.parametrize("frame", ["1,2,3", "a,b,c,d", "900,0,200,10", "0,0,0,0"])
def test_that_a_frame_off_the_page_is_never_kept(office: Office, dossier_id: int, scan_id: int, frame: str) -> None:
    with pytest.raises(Refusal, match="框选的范围不在页面内"):
        eligibility.cite(office, dossier_id, "plan", scan_id, 1, frame)


def test_that_taking_away_what_is_gone_does_nothing(office: Office, dossier_id: int) -> None:
    assert eligibility.uncite(office, dossier_id, 12345).dossier_id == dossier_id


def test_that_only_a_reviewer_decides(office: Office, dossier_id: int) -> None:
    assert office.operator is not None
    office.operator.roles = Role.CLERK.value
    with pytest.raises(Refusal, match="请由审核员办理"):
        eligibility.decide(office, dossier_id, "plan", "not_met", "没有规划")
