"""The seal register: what may be entered, what it freezes, how it is numbered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Role
from desktop_app.rules import regulation
from desktop_app.rules import sealing as rules
from desktop_app.steps import recommendation, sealing
from desktop_app.steps.sealing import StampPaper
from desktop_app.store import dossiers
from desktop_app.store.office import Office
from tests.conftest import SEAL_LINE


@pytest.fixture
def paper(office: Office, printed_id: int) -> StampPaper:
    waiting = sealing.board(office, printed_id).waiting
    assert waiting is not None
    return waiting


def test_that_the_page_offers_the_printed_paper(office: Office, printed_id: int, paper: StampPaper) -> None:
    board = sealing.board(office, printed_id)
    assert board.waiting is not None
    assert (board.waiting.number, board.waiting.says) == ("2024-0001-推-01", "待登记用印")
    assert (board.seal_name, board.keeper, board.next_line) == ("云岭省工业和信息化厅", "林晓岚", 1)
    assert [item.says for item in board.open] == ["2024-0001-推-01 还没有登记用印"]


def test_that_a_registered_paper_freezes_the_dossier(office: Office, printed_id: int, paper: StampPaper) -> None:
    board = sealing.register(office, printed_id, paper.id, **SEAL_LINE)
    assert board.frozen == "2024-0001-推-01"
    assert board.open == ()
    (line,) = board.entries
    assert (line.register_number, line.copies, line.registered_by) == ("2024 年第 1 号", 2, "林晓岚")
    with pytest.raises(Refusal, match="案卷已冻结"):
        recommendation.write(office, printed_id, "advice", "改。")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"sealed_on": None}, "还没有填写用印日期"),
        ({"sealed_on": date(2024, 6, 19)}, "早于打印日期"),
        ({"sealed_on": date(2024, 6, 21)}, "还没有到"),
        ({"seal_name": " "}, "还没有填写印章"),
        ({"purpose": ""}, "还没有填写事由"),
        ({"approved_by": ""}, "还没有填写批准人"),
        ({"keeper": ""}, "还没有填写监印人"),
        ({"copies": 0}, "份数应为 1 到 99"),
    ],
)
def test_that_an_incomplete_line_is_refused_at_its_field(
    office: Office, printed_id: int, paper: StampPaper, changed: dict[str, Any], says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        sealing.register(office, printed_id, paper.id, **(SEAL_LINE | changed))
    assert refused.value.field == next(iter(changed))
    assert sealing.board(office, printed_id).entries == ()


def test_that_only_a_seal_keeper_registers(office: Office, printed_id: int, paper: StampPaper) -> None:
    assert office.operator is not None
    office.operator.roles = Role.REVIEWER.value
    with pytest.raises(Refusal, match="请由用印员办理"):
        sealing.register(office, printed_id, paper.id, **SEAL_LINE)


def test_that_a_paper_is_registered_once(office: Office, printed_id: int, paper: StampPaper) -> None:
    sealing.register(office, printed_id, paper.id, **SEAL_LINE)
    with pytest.raises(Refusal, match="已登记用印"):
        sealing.register(office, printed_id, paper.id, **SEAL_LINE)


def test_that_a_paper_that_no_longer_says_what_the_dossier_says_is_not_stamped(
    office: Office, printed_id: int, paper: StampPaper
) -> None:
    recommendation.write(office, printed_id, "advice", "改写后的意见。")
    assert [line.state for line in sealing.board(office, printed_id).papers] == ["stale"]
    with pytest.raises(Refusal, match="请重新打印后再盖章登记"):
        sealing.register(office, printed_id, paper.id, **SEAL_LINE)


def test_that_a_void_or_foreign_paper_is_not_stamped(office: Office, printed_id: int, paper: StampPaper) -> None:
    recommendation.withdraw(office, printed_id, "重复申报")
    with pytest.raises(Refusal, match="已作废（重复申报）"):
        sealing.register(office, printed_id, paper.id, **SEAL_LINE)
    with pytest.raises(Refusal, match="不在本案卷中"):
        sealing.register(office, printed_id, paper.id + 100, **SEAL_LINE)


def test_that_the_register_keeps_a_void_line_and_numbers_go_on(
    office: Office, printed_id: int, paper: StampPaper
) -> None:
    sealing.register(office, printed_id, paper.id, **SEAL_LINE)
    recommendation.write(office, printed_id, "advice", "改写后的意见。", "推荐意见有误")
    with office.read() as session:
        opened = rules.open_items(dossiers.casefile(session, printed_id), regulation.load("national-2017"))
    assert [item.says for item in opened] == ["推荐表还没有有效的正式件"]
    second = recommendation.print_paper(office, printed_id)
    sealing.register(office, printed_id, second.id, **SEAL_LINE)
    newest, oldest = sealing.register_lines(office)
    assert (newest.line, newest.void_at) == (2, None)
    assert (oldest.line, oldest.void_reason) == (1, "推荐意见有误")
    assert oldest.void_at is not None


def test_that_a_line_of_the_register_cannot_be_altered(office: Office, printed_id: int, paper: StampPaper) -> None:
    sealing.register(office, printed_id, paper.id, **SEAL_LINE)
    for statement in ("UPDATE seal_entry SET copies = 9", "DELETE FROM seal_entry"):
        with pytest.raises(DatabaseError), office.read() as session:
            session.execute(text(statement))
