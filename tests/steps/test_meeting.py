"""The meeting as the secretary runs it, on a real office: what is hidden, what is final, what may not happen."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest, ItemPhase, MeetingState, MeetingWay
from desktop_app.records.lists import StaffMember
from desktop_app.records.meeting import MeetingMarks, MeetingScore
from desktop_app.records.panel import Seat
from desktop_app.rules import sealed_marks
from desktop_app.screens.meeting_parts import recusal_badge
from desktop_app.steps import history, meeting, meeting_agreement, meetings, panel
from desktop_app.steps.meeting_views import DeclarationGiven
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office
from tests.steps import meeting_room
from tests.steps.meeting_room import STROKES, Room

TELLTALE = 83
"""A mark that stands nowhere else."""


def _said(value: object) -> str:
    """Everything that a board says, whatever its shape."""
    return repr(dataclasses.asdict(value) if dataclasses.is_dataclass(value) else value)  # type: ignore[arg-type]


def test_that_an_item_goes_from_sign_in_to_closing_and_becomes_the_dossiers_opinion(signing: Room) -> None:
    board = signing.item()
    assert [one.sign for one in board.seats] == ["waiting"] * 5
    office, dossier = signing.office, board.dossier_id
    signed = panel.sign(office, dossier, board.seats[0].seat_id, STROKES, "pen", board.opinion.hash)
    assert signed.opinion is not None and signed.opinion.text == "专家组一致同意推荐。"
    assert signing.item().seats[0].sign == "signed"
    board = signing.sign_all_in_ink()
    assert [one.sign for one in board.seats] == ["signed", *["paper"] * 4]
    closed = signing.move(ItemPhase.CLOSED)
    assert closed.phase is ItemPhase.CLOSED and closed.opinion.stands
    assert closed.reveal is not None and closed.reveal.median == Decimal("74.70")
    assert [one.state for one in closed.stations] == ["done"] * 7


def test_that_no_board_journal_or_history_tells_a_score_before_the_reveal(scoring: Room) -> None:
    board = scoring.score(2, TELLTALE, remark="评语只在揭示后可见")
    assert [one.lock for one in board.seats] == ["", "locked", "", "", ""]
    assert (board.awaited, board.locked, board.abstained, board.reveal) == (5, 1, 0, None)
    office = scoring.office
    seen = [
        _said(one)
        for one in (
            board, scoring.board(), meeting.projector(office, scoring.id), meetings.listing(office),
            meeting_agreement.board(office, scoring.id), history.board(office, board.dossier_id),
            history.journal_board(office),
        )
    ]  # fmt: skip
    with office.read() as session:
        scores = tuple(session.scalars(select(MeetingScore)))
        marks = tuple(session.scalars(select(MeetingMarks)))
        seen += [one.body for one in journal.entries(session)] + [repr(scores), repr(marks)]
    held = sealed_marks.content(sealed_marks.Given(dict.fromkeys(("operation",), Decimal(TELLTALE))))
    for said in seen:
        for secret in ("评语只在揭示后可见", f'"{TELLTALE}"', f"'{TELLTALE}'", held, marks[0].salt):
            assert secret not in said
    assert str(TELLTALE) in marks[0].content  # it is kept, and nowhere told


def test_that_an_abstention_is_hidden_like_a_score_and_is_not_nought(scoring: Room) -> None:
    for seat in (1, 2, 3, 4):
        board = scoring.score(seat, 80)
    board = scoring.score(5, 0, abstained=True)
    assert {one.lock for one in board.seats} == {"locked"} and board.abstained == 0
    shown = scoring.move(ItemPhase.REVEALED)
    assert shown.reveal is not None and shown.abstained == 1
    assert (shown.reveal.counted, shown.reveal.median, shown.reveal.spread) == (4, Decimal("72.00"), Decimal("0.00"))
    assert shown.reveal.rows[4].total is None


def test_that_the_commitment_in_the_journal_proves_the_score_after_the_reveal(scoring: Room) -> None:
    for seat in range(1, 6):
        scoring.score(seat, 70 + seat)
    scoring.move(ItemPhase.REVEALED)
    with scoring.office.read() as session:
        bodies = [one.body for one in journal.entries(session) if one.act == "meeting.sheet_keyed"]
        rows = {one.score_id: one for one in session.scalars(select(MeetingMarks))}
        for body, score in zip(bodies, session.scalars(select(MeetingScore).order_by(MeetingScore.id)), strict=True):
            kept = rows[score.id]
            told = sealed_marks.commitment(score.item_id, score.member_id, score.round, kept.salt, kept.content)
            assert told == score.commitment
            assert told in body
            assert kept.content not in body and kept.salt not in body


def test_that_nothing_is_revealed_while_a_score_is_missing(room: Room) -> None:
    room.to_scoring(recused=[5])
    for seat in (1, 2, 3):
        board = room.score(seat, 80)
    assert board.moves[0].to is ItemPhase.REVEALED
    assert board.moves[0].blocked == "还差 1 人锁定：石佳宁。全部锁定后才能揭示。"
    with pytest.raises(Refusal, match="还差 1 人锁定"):
        room.move(ItemPhase.REVEALED)
    room.score(4, 95)
    shown = room.move(ItemPhase.REVEALED).reveal
    assert shown is not None and shown.over is False and shown.says == "极差在 15 分以内。"
    assert [row.number for row in shown.rows] == [1, 2, 3, 4]


def test_that_a_recused_expert_cannot_score_and_does_not_count(room: Room) -> None:
    room.to_scoring(recused=[2])
    with pytest.raises(Refusal, match="冯雪梅在第 1 项须回避（声明：为该单位提供过咨询或辅导），不能评分"):
        room.score(2, 90)
    board = room.item()
    assert (board.quorum.present, board.quorum.recused, board.awaited) == (4, 1, 4)
    assert board.seats[1].recused and board.seats[1].lock == "absent"


def test_that_a_namesake_on_the_applicants_staff_is_told_before_the_member_declares(room: Room) -> None:
    with room.office.act("intake.staff_imported", room.item().dossier_id) as act:
        act.add(StaffMember(dossier_id=room.item().dossier_id, position=1, name=meeting_room.NAMES[1]))
    seats_there = room.item().seats
    assert seats_there[1].doubt == "与申请单位人员名单第 1 行同名" and not seats_there[1].recused
    assert {one.doubt for one in seats_there if one.number != 2} == {""}
    assert recusal_badge(seats_there[1]) == ("待核实：与申请单位人员名单第 1 行同名", "warn", "warning-circle")
    assert "人员名单" not in _said(meeting.projector(room.office, room.id))
    room.declare(2)
    assert recusal_badge(room.item().seats[1])[0] == "无回避"


def test_that_an_interest_declared_in_the_meeting_is_known_to_the_expert_library(room: Room) -> None:
    room.sign_in()
    room.move(ItemPhase.DECLARING)
    room.declare(3, Interest.RELATIVE, "负责人是其兄")
    with room.office.read() as session:
        assert [one.note for one in dossiers.declarations(session)] == ["负责人是其兄"]
    room.declare(3, None)
    with room.office.read() as session:
        assert dossiers.declarations(session) == ()
    assert not room.item().seats[2].recused


def test_that_a_seat_that_was_filled_before_is_recused_and_given_back_with_the_declaration(room: Room) -> None:
    dossier, expert = room.board().items[0].dossier_id, room.board().members[2].expert_id
    panel.seat_experts(room.office, dossier, [expert])
    room.declare(3, Interest.ADVISED, "顾问")
    seat = panel.board(room.office, dossier).seats[0]
    assert (seat.recused, seat.reason) == (True, "声明：为该单位提供过咨询或辅导（顾问）")
    room.declare(3)
    assert not panel.board(room.office, dossier).seats[0].recused and not room.item().seats[2].recused


def test_that_a_spread_over_the_limit_is_flagged(scoring: Room) -> None:
    for seat, mark in enumerate((95, 70, 80, 82, 81), 1):
        scoring.score(seat, mark)
    shown = scoring.move(ItemPhase.REVEALED).reveal
    assert shown is not None and shown.over
    assert (shown.spread, shown.limit, shown.says) == (Decimal("22.50"), Decimal(15), "极差超过 15 分，请讨论分歧。")
    wall = meeting.projector(scoring.office, scoring.id)
    assert wall.reveal is not None and wall.reveal.over and wall.reveal.median == Decimal("72.90")


def test_that_a_revision_is_allowed_once_with_a_reason_and_keeps_the_first_score(scoring: Room) -> None:
    for seat in range(1, 6):
        scoring.score(seat, 80)
    scoring.move(ItemPhase.REVEALED)
    with pytest.raises(Refusal, match="要写明理由"):
        scoring.move(ItemPhase.REVISING)
    scoring.move(ItemPhase.REVISING, why="第 1 席补看了合同")
    board = scoring.score(1, 90)
    assert board.seats[0].revised and board.reveal is not None
    assert board.reveal.rows[0].total == Decimal("72.00")  # the revision is hidden until the second reveal
    with pytest.raises(Refusal, match="已修改过一次"):
        scoring.score(1, 95)
    shown = scoring.move(ItemPhase.REVEALED)
    assert shown.reveal is not None
    assert (shown.reveal.rows[0].first, shown.reveal.rows[0].total) == (Decimal("72.00"), Decimal("81.00"))
    with pytest.raises(Refusal, match="已修改过一次评分"):
        scoring.move(ItemPhase.REVISING, why="再议")


def test_that_a_dissent_is_kept_word_for_word_and_voids_what_was_signed_before_it(signing: Room) -> None:
    board = signing.item()
    office, dossier = signing.office, board.dossier_id
    panel.sign(office, dossier, board.seats[0].seat_id, STROKES, "pen", board.opinion.hash)
    words = "  业绩佐证不足，\n应补充合同。 "
    after = meeting.record_dissent(office, signing.items[0], signing.members[1], words)
    assert after.opinion.full == f"专家组一致同意推荐。\n\n不同意见（照录）：\n冯雪梅：{words}"
    assert after.opinion.version == 2 and after.seats[0].sign == "void"
    with pytest.raises(Refusal, match="内容在打开签名后有改动"):
        panel.sign(office, dossier, board.seats[1].seat_id, STROKES, "pen", board.opinion.hash)
    with pytest.raises(Refusal, match="还差 5 人签名"):
        signing.move(ItemPhase.CLOSED)
    wall = meeting.projector(office, signing.id)
    assert "冯雪梅" not in _said(wall) and "第 2 席：" + words in wall.opinion


def test_that_nobody_signs_the_dissent_of_somebody_who_steps_aside_by_now(signing: Room) -> None:
    office, dossier = signing.office, signing.item().dossier_id
    with_dissent = meeting.record_dissent(office, signing.items[0], signing.members[1], "业绩佐证不足。")
    panel.sign(office, dossier, with_dissent.seats[0].seat_id, STROKES, "pen", with_dissent.opinion.hash)
    signing.declare(2, Interest.ADVISED, "三年前辅导过申报")
    after = signing.item()
    assert after.opinion.full == after.opinion.common == "专家组一致同意推荐。"
    assert after.opinion.stands and after.seats[0].sign == "void"
    signing.declare(3, Interest.OTHER, "")  # nothing of the third in the opinion: it stays as it is
    assert signing.item().opinion.version == after.opinion.version


def test_that_an_opinion_changed_in_the_dossier_keeps_the_item_open(signing: Room) -> None:
    board = signing.item()
    signing.sign_all_in_ink()
    panel.write_opinion(signing.office, board.dossier_id, "不同意推荐。")
    assert not signing.item().opinion.stands
    with pytest.raises(Refusal, match="在案卷中另有改动"):
        signing.move(ItemPhase.CLOSED)
    again = meeting.write_opinion(signing.office, signing.items[0], board.opinion.common)
    assert again.opinion.stands and again.opinion.version == 3


@pytest.mark.parametrize("where", ["in the meeting", "on the panel's page"])
def test_that_a_mark_for_ink_holds_only_for_the_opinion_it_was_given_for(signing: Room, where: str) -> None:
    assert {one.sign for one in signing.sign_all_in_ink().seats} == {"paper"}
    if where == "on the panel's page":
        panel.write_opinion(signing.office, signing.item().dossier_id, "不同意推荐。")
    board = meeting.write_opinion(signing.office, signing.items[0], "专家组原则同意推荐。")
    assert {one.sign for one in board.seats} == {"waiting"}
    with pytest.raises(Refusal, match="还差 5 人签名"):
        signing.move(ItemPhase.CLOSED)
    signing.sign_all_in_ink()
    assert signing.move(ItemPhase.CLOSED).phase is ItemPhase.CLOSED


def test_that_a_dissent_asks_for_every_mark_for_ink_again(signing: Room) -> None:
    signing.sign_all_in_ink()
    board = meeting.record_dissent(signing.office, signing.items[0], signing.members[1], "业绩佐证不足。")
    assert {one.sign for one in board.seats} == {"waiting"}


def test_that_the_opinion_of_a_closed_item_is_changed_only_with_a_reason(signing: Room) -> None:
    office, dossier = signing.office, signing.item().dossier_id
    signing.sign_all_in_ink()
    signing.move(ItemPhase.CLOSED)
    with pytest.raises(Refusal, match="“专家评审会”已按这份意见结项") as refused:
        panel.write_opinion(office, dossier, "不同意推荐。", " ")
    assert refused.value.field == "reason"
    assert len(panel.board(office, dossier).waiting) == 0
    board = panel.write_opinion(office, dossier, "不同意推荐。", "会后核实，业绩不实")
    assert len(board.waiting) == 5
    assert "钱伯安还没有签名" in [one.says for one in board.open]
    with office.read() as session:
        entry = json.loads(journal.entries(session)[-1].body)
    assert (entry["act"], entry["reason"]) == ("panel.opinion_written", "会后核实，业绩不实")


def test_that_a_later_meeting_says_why_it_changes_what_an_earlier_one_closed(signing: Room) -> None:
    office, dossier = signing.office, signing.item().dossier_id
    signing.sign_all_in_ink()
    signing.move(ItemPhase.CLOSED)
    for item in signing.items[1:]:
        meeting.defer_item(office, item, "材料待补")
    meeting.close_meeting(office, signing.id)
    pool = [one.id for one in meetings.listing(office).experts]
    second = meetings.convene(office, "复议会", date(2024, 6, 21), "三楼会议室", [dossier], pool)
    meeting.begin_sitting(office, second.id)
    room = Room(office, second.id, tuple(one.id for one in second.items), tuple(one.id for one in second.members))
    room.sign_in()
    room.move(ItemPhase.DECLARING)
    for seat in range(1, 6):
        room.declare(seat)
    room.move(ItemPhase.BRIEFING, ItemPhase.OPINION)
    with pytest.raises(Refusal, match="“专家评审会”已按这份意见结项") as refused:
        meeting.write_opinion(office, room.items[0], "不同意推荐。")
    assert refused.value.field == "reason"
    assert meeting.write_opinion(office, room.items[0], "不同意推荐。", "复议").opinion.version == 2
    meeting.write_opinion(office, room.items[0], "不同意推荐，限期整改。")
    assert {one.sign for one in room.move(ItemPhase.SIGNING).seats} == {"waiting"}


def test_that_the_opinion_of_a_deferred_item_needs_no_reason(signing: Room) -> None:
    meeting.defer_item(signing.office, signing.items[0], "材料待补")
    assert panel.write_opinion(signing.office, signing.item().dossier_id, "不同意推荐。").opinion is not None


def test_that_the_same_opinion_writes_nothing(signing: Room) -> None:
    board = signing.item()
    assert meeting.write_opinion(signing.office, signing.items[0], board.opinion.common).opinion.version == 1


def test_that_the_panel_of_the_dossier_is_who_reviewed_and_who_stepped_aside(scoring: Room) -> None:
    room = scoring
    room.declare(2, Interest.ADVISED)
    for seat in (1, 3, 4, 5):
        room.score(seat, 80)
    room.move(ItemPhase.REVEALED, ItemPhase.OPINION)
    meeting.write_opinion(room.office, room.items[0], "同意。")
    room.move(ItemPhase.SIGNING)
    with room.office.read() as session:
        seats = tuple(session.scalars(select(Seat).order_by(Seat.position)))
    assert [(one.name, one.recused) for one in seats] == [
        ("钱伯安", False), ("冯雪梅", True), ("孟令川", False), ("石佳宁", False), ("张启明", False),
    ]  # fmt: skip


def test_that_the_meeting_cannot_close_with_an_open_item(signing: Room) -> None:
    signing.sign_all_in_ink()
    signing.move(ItemPhase.CLOSED)
    meeting.defer_item(signing.office, signing.items[1], "材料待补")
    with pytest.raises(Refusal, match="第 3 项还没有结项（未开始）"):
        meeting.close_meeting(signing.office, signing.id)
    with pytest.raises(Refusal, match="缓议要写明理由"):
        meeting.defer_item(signing.office, signing.items[2], " ")
    meeting.defer_item(signing.office, signing.items[2], "申请单位撤回")
    board = meeting.close_meeting(signing.office, signing.id)
    assert board.state is MeetingState.CLOSED
    assert [one.says for one in board.items] == ["已结项", "缓议", "缓议"]
    with pytest.raises(Refusal, match="会议已结束"):
        meeting.begin_sitting(signing.office, signing.id)


def test_that_a_score_of_a_deferred_item_is_never_shown(scoring: Room) -> None:
    scoring.score(1, TELLTALE)
    assert meeting.defer_item(scoring.office, scoring.items[0], "材料待补").reveal is None


def test_that_everybody_signs_in_again_after_a_break(scoring: Room) -> None:
    meeting.break_sitting(scoring.office, scoring.id)
    resting = scoring.board()
    assert resting.state is MeetingState.RECESS and resting.present == 0
    with pytest.raises(Refusal, match="休会"):
        scoring.score(1, 80)
    board = meeting.begin_sitting(scoring.office, scoring.id)
    assert (board.sitting, board.present) == (2, 0)
    with pytest.raises(Refusal, match="本场没有签到"):
        scoring.score(1, 80)
    meeting.sign_in(scoring.office, scoring.id, scoring.members[0])
    assert scoring.score(1, 80).seats[0].way is MeetingWay.PAPER
    with pytest.raises(Refusal, match="不用再签"):
        meeting.sign_in(scoring.office, scoring.id, scoring.members[0])


def test_that_whoever_has_not_come_back_is_passed_over_only_with_a_reason(scoring: Room) -> None:
    for seat in (1, 2, 3):
        scoring.score(seat, 80)
    assert scoring.item().moves[0].blocked.startswith("还差 2 人锁定")
    meeting.break_sitting(scoring.office, scoring.id)
    meeting.begin_sitting(scoring.office, scoring.id)
    for member in scoring.members[:3]:
        meeting.sign_in(scoring.office, scoring.id, member)
    way = scoring.item().moves[0]
    assert (way.label, way.blocked, way.asks_why) == ("不等 2 人，揭示评分", "", True)
    with pytest.raises(Refusal, match="要写明理由"):
        scoring.move(ItemPhase.REVEALED)
    meeting.sign_in(scoring.office, scoring.id, scoring.members[3])
    assert scoring.item().moves[0].blocked == "还差 1 人锁定：石佳宁。全部锁定后才能揭示。"
    scoring.score(4, 80)
    shown = scoring.move(ItemPhase.REVEALED, why="第 5 席因病离会")
    assert shown.reveal is not None and len(shown.reveal.rows) == 4
    with scoring.office.read() as session:
        (moved,) = [one.body for one in journal.entries(session) if one.act == "meeting.revealed"]
    assert "第 5 席因病离会" in moved


FORGED = (
    "UPDATE meeting_marks SET content = '{}'", "DELETE FROM meeting_score", "UPDATE meeting_score SET round = 2",
    "DELETE FROM meeting_declaration", "UPDATE meeting_move SET phase = 'scoring'", "DELETE FROM meeting_sign_in",
    "INSERT OR REPLACE INTO meeting_marks (id, score_id, salt, content) VALUES (99, 1, '', '{}')",
)  # fmt: skip


def test_that_the_database_itself_refuses_to_change_what_happened(scoring: Room) -> None:
    scoring.score(1, 80)
    for statement in FORGED:
        with pytest.raises(DatabaseError, match="is final"), scoring.office.read() as session:
            session.execute(text(statement))


def test_that_an_error_of_the_database_carries_no_score_into_the_log(scoring: Room) -> None:
    scoring.score(1, 80)
    with pytest.raises(DatabaseError) as failed, scoring.office.act("meeting.scored") as act:
        act.add(MeetingMarks(score_id=1, salt="salt", content=f'{{"marks": {{"work": "{TELLTALE}"}}}}'))
    assert str(TELLTALE) not in str(failed.value)


def test_that_under_an_edition_that_forbids_ranking_nothing_orders_or_shows_platforms_by_score(office: Office) -> None:
    room = meeting_room.convene(office, "national-2025", people=3)
    for place in range(2):
        room.to_scoring(place=place)
        for seat in range(1, 4):
            room.score(seat, 80 + place * 10 + seat, place=place)
        room.move(ItemPhase.REVEALED, place=place)
    board = room.board()
    assert (board.may_rank, board.rank_article) == (False, "第八条")
    assert [one.position for one in board.items] == [1, 2, 3]
    wall = meeting.projector(office, room.id)
    assert wall.reveal is not None and wall.reveal.median is None and wall.reveal.spread is not None
    shown = meeting_agreement.board(office, room.id)
    assert [one.position for one in shown.items] == [1, 2] and {one.median for one in shown.items} == {None}
    with office.read() as session:  # what an archive takes along
        told = "".join(one.body for one in journal.entries(session, board.items[0].dossier_id))
    assert "meeting.revealed" in told
    assert not any(f'"{secret}"' in told for secret in ("81", "82", "83", "72.90", "73.80", "74.70"))


def test_that_the_chair_sees_medians_and_leniency_in_the_agendas_order_where_ranking_is_allowed(office: Office) -> None:
    room = meeting_room.convene(office, people=3)
    for place, base in enumerate((70, 90)):
        room.to_scoring(place=place)
        for seat in range(1, 4):
            room.score(seat, base + seat, place=place)
        room.move(ItemPhase.REVEALED, place=place)
    shown = meeting_agreement.board(office, room.id)
    assert [(one.position, one.platform) for one in shown.items] == [(1, "澜江第1服务平台"), (2, "澜江第2服务平台")]
    assert shown.items[0].median < shown.items[1].median, "the better one stands second, as on the agenda"
    lenient = shown.members
    assert (lenient[0].number, lenient[0].items, lenient[0].difference) == (1, 2, Decimal("-0.90"))


def test_that_a_meeting_without_a_sheet_scores_nothing_and_still_concludes(office: Office) -> None:
    room = meeting_room.convene(office, sheet_id="")
    room.sign_in()
    room.move(ItemPhase.DECLARING)
    for seat in range(1, 6):
        room.declare(seat)
    room.move(ItemPhase.BRIEFING, ItemPhase.OPINION)
    meeting.write_opinion(office, room.items[0], "同意推荐。")
    assert [one.sign for one in room.move(ItemPhase.SIGNING).seats] == ["waiting"] * 5
    room.sign_all_in_ink()
    closed = room.move(ItemPhase.CLOSED)
    assert closed.reveal is None and not closed.scores and closed.quorum.met


UNWORKABLE: tuple[tuple[dict[str, object], str, str], ...] = (
    ({"name": " "}, "name", "会议名称"),
    ({"dossier_ids": []}, "dossiers", "议程是空的"),
    ({"dossier_ids": [1, 1]}, "dossiers", "选了两次"),
    ({"dossier_ids": [99]}, "", "没有这个案卷"),
    ({"expert_ids": []}, "experts", "还没有选择专家"),
    ({"expert_ids": [1, 2, 1]}, "experts", "已在名单中"),
    ({"expert_ids": [99, 1, 2]}, "experts", "已停用"),
    ({"quorum": 0}, "quorum", "法定人数"),
    ({"quorum": 6}, "quorum", "法定人数"),
    ({"sheet_id": "missing"}, "sheet", "没有编号为"),
    ({"spread_limit": Decimal(0)}, "spread_limit", "大于 0"),
)


def test_that_a_plan_that_cannot_work_is_refused_and_leaves_nothing(room: Room) -> None:
    plan: dict[str, object] = {
        "name": "第二次评审会", "held_on": date(2024, 7, 1), "venue": "", "dossier_ids": [4], "expert_ids": [1, 2, 3],
    }  # fmt: skip
    for changed, field, words in UNWORKABLE:
        with pytest.raises(Refusal, match=words) as refused:
            meetings.convene(room.office, **(plan | changed))  # type: ignore[arg-type]
        assert refused.value.field == field
    assert len(meetings.listing(room.office).meetings) == 1


def test_that_a_dossier_stands_on_one_open_agenda_only(room: Room) -> None:
    choices = {one.id: one.says for one in meetings.listing(room.office).dossiers}
    assert choices == {1: "已在另一次会议的议程中", 2: "已在另一次会议的议程中", 3: "已在另一次会议的议程中", 4: ""}
    with pytest.raises(Refusal, match="已在另一次会议的议程中"):
        meetings.convene(room.office, "又一次", date(2024, 7, 1), "", [1], [1, 2, 3])
    meeting.defer_item(room.office, room.items[0], "改期")
    assert meetings.convene(room.office, "又一次", date(2024, 7, 1), "", [1], [1, 2, 3]).items[0].dossier_id == 1


def test_that_agenda_and_members_are_planned_until_the_meeting_begins(office: Office) -> None:
    room = meeting_room.convene(office)
    for item in room.items:
        meeting.defer_item(office, item, "改期")
    meeting.close_meeting(office, room.id)
    plan = meetings.convene(office, "第二次", date(2024, 7, 1), "", [1, 2], [1, 2, 3, 4], "office-general")
    plan = meetings.set_agenda(office, plan.id, [3, 1])
    assert [(one.position, one.dossier_id) for one in plan.items] == [(1, 3), (2, 1)]
    plan = meetings.add_members(office, plan.id, [5])
    plan = meetings.remove_member(office, plan.id, plan.members[0].id)
    assert [(one.number, one.name) for one in plan.members] == [
        (2, "冯雪梅"), (3, "孟令川"), (4, "石佳宁"), (5, "张启明"),
    ]  # fmt: skip
    plan = meetings.change_plan(
        office, plan.id, name="第二次评审会", held_on=date(2024, 7, 2), venue="二楼", sheet_id="", quorum=2,
        spread_limit=None, trims=False,
    )  # fmt: skip
    assert (plan.name, plan.sheet, plan.quorum) == ("第二次评审会", None, 2)
    meeting.begin_sitting(office, plan.id)
    for late in (
        lambda: meetings.set_agenda(office, plan.id, [1]),
        lambda: meetings.remove_member(office, plan.id, plan.members[1].id),
    ):
        with pytest.raises(Refusal, match="已经开始"):
            late()
    assert len(meetings.add_members(office, plan.id, [1]).members) == 5  # somebody who comes later still gets a seat


def test_that_a_sheet_with_a_mistake_is_told_and_cannot_be_chosen(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "score_sheets").mkdir()
    (tmp_path / "score_sheets" / "ours.toml").write_text('id = "ours"\ntitle = "我们的"\n', encoding="utf-8")
    monkeypatch.setattr(paths, "RESOURCES", tmp_path)
    (choice,) = meetings.listing(room.office).sheets
    assert choice.title == "ours（不能用）" and choice.says.startswith("ours.toml：一个评分项也没有")
    with pytest.raises(Refusal, match="一个评分项也没有"):
        meetings.convene(room.office, "又一次", date(2024, 7, 1), "", [4], [1, 2, 3], "ours")
    assert room.board().sheet is not None  # the meeting goes on with the text that it was planned with


def test_that_the_sheet_stays_as_it_was_when_the_meeting_was_planned(room: Room) -> None:
    with room.office.read() as session:
        kept = session.execute(text("SELECT sheet_text FROM meeting")).scalar_one()
    assert kept.startswith("# 专家评分表") and room.board().sheet is not None


def test_that_declarations_of_several_items_are_all_kept_or_none(room: Room) -> None:
    meeting.defer_item(room.office, room.items[1], "改期")
    given = [DeclarationGiven(item) for item in room.items]
    with pytest.raises(Refusal, match="第 2 项已结项"):
        meeting.declare(room.office, room.members[0], given)
    assert room.board().members[0].undeclared == (1, 3)
    meeting.declare(room.office, room.members[0], [given[0], given[2]])
    assert room.board().members[0].undeclared == ()


def test_that_every_deed_of_a_meeting_is_in_the_journal_under_its_dossier(signing: Room) -> None:
    board = signing.item()
    labels = [one.label for one in history.board(signing.office, board.dossier_id).lines]
    assert labels.count("录入纸质评分表") == 5 and labels.count("回避声明") == 5
    assert {"开始一项议程", "揭示评分", "写共同意见", "推进议程"} <= set(labels)
    shown = json.dumps(
        [_said(one) for one in history.board(signing.office, board.dossier_id).lines], ensure_ascii=False
    )
    assert "第 3 席 孟令川" in shown
