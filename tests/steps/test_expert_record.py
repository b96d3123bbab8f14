"""An expert's record: what was declared, where the expert sat, and who would have to step aside from a dossier."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Investor
from desktop_app.records.kinds import Absence, DigitsSource, Interest
from desktop_app.records.lists import StaffMember
from desktop_app.records.panel import Expert
from desktop_app.rules.expert_pool import PoolRule
from desktop_app.steps import expert_draw, expert_record, experts, panel
from desktop_app.store import dossiers
from desktop_app.store.office import Office

APPLICANT = "澜江市桥山科技服务有限公司"


@pytest.fixture
def library(office: Office, dossier_id: int) -> int:
    """Experts 1 钱伯安, 2 冯雪梅 (an investor's), 3 李强 (a name of the staff list), 4 孟莲庆 (stopped)."""
    people = {"钱伯安": "云岭理工大学", "冯雪梅": "云岭产投集团", "李强": "澜江大学", "孟莲庆": APPLICANT}
    with office.act("panel.experts_imported") as act:
        for name, unit in people.items():
            act.add(Expert(name=name, unit=unit, phone="13987654321", active=unit != APPLICANT))
    with office.act("intake.row_added", dossier_id) as act:
        act.add(Investor(dossier_id=dossier_id, position=1, name="云岭产投集团"))
        act.add(StaffMember(dossier_id=dossier_id, position=1, name="李强"))
    return dossier_id


def states(office: Office, dossier_id: int) -> dict[str, str]:
    return {line.name: line.state for line in expert_record.check(office, dossier_id).lines}


def test_that_a_check_says_who_would_have_to_step_aside_before_anybody_is_invited(office: Office, library: int) -> None:
    assert states(office, library) == {"冯雪梅": "recused", "李强": "doubt", "钱伯安": "free"}
    expert_record.declare(office, 1, Interest.RELATIVE, applicant=APPLICANT)
    check = expert_record.check(office, library)
    assert (check.lines[0].name, check.lines[0].state) == ("钱伯安", "recused")
    assert check.lines[0].why == "声明：与该单位负责人有近亲属关系"
    assert (check.count("recused"), check.count("doubt"), check.count("free")) == (2, 1, 0)


def test_that_a_declaration_recuses_at_the_panel_and_on_the_seat(office: Office, library: int) -> None:
    panel.seat_experts(office, library, [1])
    assert panel.board(office, library).seats[0].takes_part
    expert_record.declare(office, 1, Interest.OTHER, dossier_id=library, note="同学")
    (seat,) = panel.board(office, library).seats
    assert seat.conflict == "声明：有其他利害关系（同学）"
    assert not seat.takes_part
    with pytest.raises(Refusal, match="不能取消回避"):
        panel.lift_recusal(office, library, seat.id, "弄错了")


def test_that_the_declared_are_seated_as_recused(office: Office, library: int) -> None:
    expert_record.declare(office, 1, Interest.TOOK_PART, dossier_id=library)
    found = {one.name: (one.conflict, one.doubt) for one in panel.board(office, library).candidates}
    assert found["钱伯安"] == ("声明：此前参与过该项目的工作", "")
    assert found["李强"] == ("", "与申请单位人员名单第 1 行同名")
    (seat,) = panel.seat_experts(office, library, [1]).seats
    assert (seat.recused, seat.reason) == (True, "声明：此前参与过该项目的工作")


@pytest.mark.parametrize(
    ("interest", "values", "field"),
    [
        (Interest.ADVISED, {}, "applicant"),
        (Interest.OTHER, {"applicant": "甲"}, "note"),
        (Interest.EMPLOYED, {"applicant": APPLICANT}, "interest"),
    ],
)
def test_that_an_incomplete_or_repeated_declaration_is_refused(
    office: Office, library: int, interest: Interest, values: dict[str, str], field: str
) -> None:
    expert_record.declare(office, 1, Interest.EMPLOYED, applicant=APPLICANT)
    with pytest.raises(Refusal) as refused:
        expert_record.declare(office, 1, interest, applicant=values.get("applicant", ""))
    assert refused.value.field == field
    assert len(expert_record.record(office, 1).declarations) == 1


def test_that_a_withdrawn_declaration_stays_on_record_and_counts_no_more(office: Office, library: int) -> None:
    (line,) = expert_record.declare(office, 1, Interest.ADVISED, dossier_id=library, note="2023 年").declarations
    assert states(office, library)["钱伯安"] == "recused"
    assert experts.board(office).experts[0].declared == 1
    with pytest.raises(Refusal, match="写明原因"):
        expert_record.withdraw(office, line.id, " ")
    (line,) = expert_record.withdraw(office, line.id, "登错了人").declarations
    assert (line.interest, line.note, line.withdrawn) == ("为该单位提供过咨询或辅导", "2023 年", "登错了人")
    assert states(office, library)["钱伯安"] == "free"
    assert experts.board(office).experts[0].declared == 0
    with pytest.raises(Refusal, match="已经撤回"):
        expert_record.withdraw(office, line.id, "再撤一次")


@pytest.mark.parametrize("table", ["expert_declaration", "withdrawn_declaration"])
def test_that_declarations_can_be_changed_by_nobody(office: Office, library: int, table: str) -> None:
    (line,) = expert_record.declare(office, 1, Interest.ADVISED, dossier_id=library).declarations
    expert_record.withdraw(office, line.id, "登错了人")
    for order in (f"update {table} set rowid = rowid", f"delete from {table}"):
        with pytest.raises(DatabaseError, match="is final"), office.read() as session:
            session.execute(text(order))


def test_that_the_history_is_derived_from_seats_draws_and_the_journal(office: Office, library: int) -> None:
    expert_draw.freeze_pool(office, [library], PoolRule(), {3: "电话问过，同名"})
    expert_draw.draw_panel(office, library, "40631952771803652941", DigitsSource.DICE, "刘", 1)
    first = next(line for line in expert_draw.board(office, library).lines if line.place == 1)
    gone = {"钱伯安": 1, "李强": 3}[first.name]
    expert_draw.refuse(office, library, 1, Absence.UNREACHABLE, "关机")
    expert_draw.seat_drawn(office, library)
    (line,) = expert_record.record(office, gone).panels
    assert (line.number, line.part, line.says) == ("2024-0001", "抽中未参加", "联系不上：关机")
    came = expert_record.record(office, 4 - gone)
    (line,) = came.panels
    assert (line.part, line.says, line.at) == ("参加", "未签名", office.now())
    assert came.phone == "139 **** 4321"


def test_that_only_the_declarations_of_the_seated_are_in_the_casefile(office: Office, library: int) -> None:
    expert_record.declare(office, 1, Interest.ADVISED, dossier_id=library)
    expert_record.declare(office, 3, Interest.ADVISED, dossier_id=library)
    panel.seat_experts(office, library, [3])
    with office.read() as session:
        held = dossiers.casefile(session, library).declarations
    assert [one.expert_id for one in held] == [3]
