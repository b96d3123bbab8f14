"""The panel as the office runs it: seats, recusal, opinion, signatures that a change makes void."""

from __future__ import annotations

import json
import math

import pytest
from sqlalchemy import select, text

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Application
from desktop_app.records.panel import Signature
from desktop_app.rules import panel as rules
from desktop_app.rules.panel import Standing
from desktop_app.steps import experts, panel
from desktop_app.steps.panel_board import PanelBoard
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

PEOPLE = (
    ("钱伯安", "教授级高级工程师", "云岭理工大学"),
    ("冯雪梅", "研究员", "云岭省标准化研究院"),
    ("孟令川", "注册会计师", "云岭诚达会计师事务所"),
    ("张启明", "高级工程师", "澜江市桥山科技服务有限公司（返聘）"),
)
OPINION = "专家组一致同意推荐。"


def strokes(shift: int = 0) -> list[list[tuple[int, int, int, int]]]:
    """A wave that is long enough to be a name."""
    return [[(200 * i, 1500 + shift + round(500 * math.sin(i / 3)), 8 * i, 1200) for i in range(30)]]


@pytest.fixture
def seated(office: Office, dossier_id: int) -> PanelBoard:
    """The board with four experts, the last of whom works for the applicant, and a first opinion."""
    for name, title, unit in PEOPLE:
        experts.add_expert(office, {"name": name, "title": title, "unit": unit})
    pool = panel.board(office, dossier_id).candidates
    panel.seat_experts(office, dossier_id, [one.id for one in pool])
    return panel.write_opinion(office, dossier_id, OPINION)


def sign(office: Office, board: PanelBoard, index: int, shift: int | None = None) -> PanelBoard:
    assert board.opinion is not None
    offset = index if shift is None else shift
    seat = board.seats[index]
    return panel.sign(office, board.dossier_id, seat.id, strokes(offset), "pen", board.opinion.hash)


def test_that_an_expert_of_the_applicant_is_seated_as_recused(seated: PanelBoard) -> None:
    assert [seat.recused for seat in seated.seats] == [False, False, False, True]
    assert seated.seats[3].reason == "工作单位是申请单位“澜江市桥山科技服务有限公司”"
    assert seated.waiting == ("钱伯安", "冯雪梅", "孟令川")
    assert seated.candidates == ()


def test_that_the_pool_shows_a_conflict_before_anybody_is_invited(office: Office, dossier_id: int) -> None:
    for name, title, unit in PEOPLE:
        experts.add_expert(office, {"name": name, "title": title, "unit": unit})
    found = panel.board(office, dossier_id).candidates
    assert [bool(one.conflict) for one in found] == [False, False, False, True]


def test_that_a_recused_expert_cannot_sign(office: Office, seated: PanelBoard) -> None:
    with pytest.raises(Refusal, match="张启明已回避，不能签名"):
        sign(office, seated, 3)
    with pytest.raises(Refusal, match="张启明已回避，不签名"):
        panel.mark_paper(office, seated.dossier_id, seated.seats[3].id, True)


def test_that_a_signature_is_bound_to_content_and_journal(office: Office, seated: PanelBoard) -> None:
    with office.read() as session:
        before = journal.head(session).code
    board = sign(office, seated, 0)
    latest = board.seats[0].latest
    assert latest is not None
    assert (latest.state, latest.version, latest.journal_code) == (Standing.VALID, 1, before)
    assert latest.statement == "本人钱伯安（教授级高级工程师，云岭理工大学）已阅读第 1 版专家组评审意见并签名。"
    assert len(latest.outline) > 50
    assert board.waiting == ("冯雪梅", "孟令川")


def test_that_the_strokes_stay_out_of_the_journal(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0)
    with office.read() as session:
        body = journal.entries(session)[-1].body
    assert "strokes" not in body
    assert "不记录内容" in body


def test_that_a_changed_opinion_makes_every_signature_void(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0)
    sign(office, seated, 1)
    board = panel.write_opinion(office, seated.dossier_id, OPINION + "建议补充说明。")
    assert board.void_signers == ("钱伯安", "冯雪梅")
    assert [seat.latest.state for seat in board.seats[:2] if seat.latest] == [Standing.VOID, Standing.VOID]
    with office.read() as session:
        entry = json.loads(journal.entries(session)[-1].body)
    assert entry["facts"] == {"void_signatures": ["钱伯安", "冯雪梅"]}
    again = sign(office, board, 0, shift=40)
    assert again.void_signers == ("冯雪梅",)
    assert [one.state for one in again.seats[0].signatures] == [Standing.VOID, Standing.VALID]


def test_that_going_back_to_the_old_words_does_not_bring_signatures_back(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0)
    panel.write_opinion(office, seated.dossier_id, "另一份意见。")
    board = panel.write_opinion(office, seated.dossier_id, OPINION)
    assert board.opinion is not None
    assert board.opinion.version == 3
    assert board.void_signers == ("钱伯安",)


def test_that_the_same_text_is_no_new_version(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0)
    board = panel.write_opinion(office, seated.dossier_id, OPINION)
    assert board.opinion is not None
    assert (board.opinion.version, board.void_signers) == (1, ())


def test_that_nobody_signs_what_was_changed_behind_the_open_dialog(office: Office, seated: PanelBoard) -> None:
    panel.write_opinion(office, seated.dossier_id, "另一份意见。")
    with pytest.raises(Refusal, match="在打开签名后有改动"):
        sign(office, seated, 0)


def test_that_the_same_ink_is_not_taken_twice(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0, shift=7)
    with pytest.raises(Refusal, match="完全相同"):
        sign(office, seated, 1, shift=7)


def test_that_a_tick_is_refused(office: Office, seated: PanelBoard) -> None:
    assert seated.opinion is not None
    dot = [[(1, 1, 0, 0), (2, 2, 5, 0)]]
    with pytest.raises(Refusal, match="笔迹太少"):
        panel.sign(office, seated.dossier_id, seated.seats[0].id, dot, "mouse", seated.opinion.hash)


def test_that_a_conflict_that_turns_up_later_stops_the_signature(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0)
    with office.act("intake.field_changed", seated.dossier_id) as act:
        application = act.session.get(Application, seated.dossier_id)
        assert application is not None
        act.change(application, signed_bodies="云岭理工大学、云岭省标准化研究院等2家")
    board = panel.board(office, seated.dossier_id)
    assert [item.wrong for item in board.open] == [True, True, False]
    assert board.seats[0].latest is not None
    assert board.seats[0].latest.state is Standing.RECUSED
    with pytest.raises(Refusal, match="冯雪梅已回避"):
        sign(office, board, 1)
    board = panel.recuse(office, seated.dossier_id, board.seats[0].id, "")
    assert board.seats[0].reason == "工作单位是申请单位的合作单位“云岭理工大学”"
    with pytest.raises(Refusal, match="不能取消回避"):
        panel.lift_recusal(office, seated.dossier_id, board.seats[0].id, "登记有误")


def test_that_a_declared_recusal_needs_its_reason_and_can_be_lifted_with_one(
    office: Office, seated: PanelBoard
) -> None:
    seat = seated.seats[2]
    with pytest.raises(Refusal, match="要写明事由"):
        panel.recuse(office, seated.dossier_id, seat.id, " ")
    board = panel.recuse(office, seated.dossier_id, seat.id, "与法定代表人系亲属")
    assert not board.seats[2].takes_part
    with pytest.raises(Refusal, match="要写明理由"):
        panel.lift_recusal(office, seated.dossier_id, seat.id, "")
    assert panel.lift_recusal(office, seated.dossier_id, seat.id, "登记到别人名下").seats[2].takes_part


def test_that_ink_on_paper_closes_a_seat_and_signing_on_screen_takes_that_back(
    office: Office, seated: PanelBoard
) -> None:
    board = panel.mark_paper(office, seated.dossier_id, seated.seats[0].id, True)
    assert board.waiting == ("冯雪梅", "孟令川")
    board = sign(office, board, 0)
    assert not board.seats[0].signs_on_paper
    assert board.seats[0].signed


def test_that_a_changed_opinion_takes_back_every_mark_for_ink_and_the_journal_says_whose(
    office: Office, seated: PanelBoard
) -> None:
    for seat in seated.seats[:2]:
        panel.mark_paper(office, seated.dossier_id, seat.id, True)
    unchanged = panel.write_opinion(office, seated.dossier_id, OPINION)
    assert unchanged.waiting == ("孟令川",)
    board = panel.write_opinion(office, seated.dossier_id, "不同意推荐。")
    assert board.waiting == ("钱伯安", "冯雪梅", "孟令川")
    assert "钱伯安还没有签名" in [item.says for item in board.open]
    with office.read() as session:
        entry = json.loads(journal.entries(session)[-1].body)
    told = [(one["id"], one["values"]) for one in entry["changes"] if one["table"] == "seat"]
    assert told == [(seat.id, {"signs_on_paper": [True, False]}) for seat in seated.seats[:2]]
    again = panel.mark_paper(office, seated.dossier_id, seated.seats[0].id, True)
    assert again.waiting == ("冯雪梅", "孟令川")


def test_that_the_first_opinion_leaves_alone_who_is_to_sign_in_ink(office: Office, dossier_id: int) -> None:
    experts.add_expert(office, {"name": "钱伯安", "unit": "云岭理工大学"})
    seat = panel.seat_experts(office, dossier_id, [1]).seats[0]
    panel.mark_paper(office, dossier_id, seat.id, True)
    assert panel.write_opinion(office, dossier_id, OPINION).seats[0].signs_on_paper


def test_that_an_expert_leaves_the_panel_only_before_signing(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0)
    with pytest.raises(Refusal, match="钱伯安签过名，不能移出"):
        panel.unseat(office, seated.dossier_id, seated.seats[0].id)
    board = panel.unseat(office, seated.dossier_id, seated.seats[1].id)
    assert [seat.name for seat in board.seats] == ["钱伯安", "孟令川", "张启明"]
    assert [one.name for one in board.candidates] == ["冯雪梅"]


def test_that_a_seat_keeps_name_and_unit_as_they_were(office: Office, seated: PanelBoard) -> None:
    expert = seated.seats[0].expert_id
    experts.change_expert(office, expert, {"name": "钱伯安", "title": "院士", "unit": "别处"})
    assert panel.board(office, seated.dossier_id).seats[0].unit == "云岭理工大学"


def test_that_nobody_is_seated_twice_or_after_being_deactivated(office: Office, seated: PanelBoard) -> None:
    with pytest.raises(Refusal, match="已在评审组中"):
        panel.seat_experts(office, seated.dossier_id, [seated.seats[0].expert_id])
    pool = experts.add_expert(office, {"name": "石佳宁", "unit": "澜江市中小企业协会"}).experts
    newest = next(one for one in pool if one.name == "石佳宁")
    experts.set_active(office, newest.id, False)
    with pytest.raises(Refusal, match="已停用"):
        panel.seat_experts(office, seated.dossier_id, [newest.id])


def test_that_a_signature_written_over_in_the_database_shows_as_altered(office: Office, seated: PanelBoard) -> None:
    sign(office, seated, 0)
    with pytest.raises(Exception, match="is final"), office.act("panel.signed", seated.dossier_id) as act:
        act.session.execute(text("UPDATE signature SET signer = '别人'"))
    with office.read() as session:  # what a stranger with the file in hand would write
        kept = session.scalars(select(Signature)).one()
        session.connection().execute(text("DROP TRIGGER signature_no_update"))
        session.connection().execute(text("UPDATE signature SET operator = '别人'"))
        session.expire_all()
        file = dossiers.casefile(session, seated.dossier_id)
        assert kept.operator == "别人"
        assert rules.standing(file.signatures[0], file) is Standing.ALTERED
