"""Drawing a panel as the office carries it out: frozen pool, public digits, calls down the order, seats."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Absence, DigitsSource, Interest
from desktop_app.records.panel import Expert
from desktop_app.rules import draw as draws
from desktop_app.rules import regulation
from desktop_app.rules.expert_pool import PoolRule
from desktop_app.rules.throwing import TakenBack, Witnessed
from desktop_app.steps import archive_records, dossier, draw_command, expert_draw, expert_record, panel
from desktop_app.steps.expert_draw_board import ExpertDrawBoard
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

DIGITS = "40631952771803652941"
ANYBODY = PoolRule()


@pytest.fixture
def library(office: Office, dossier_id: int) -> int:
    """The dossier and eight experts; 专家8 works for the applicant."""
    with office.act("panel.experts_imported") as act:
        for number in range(1, 9):
            unit = "澜江市桥山科技服务有限公司" if number == 8 else f"云岭第{number}研究院"
            field = "机械制造" if number % 2 else "财务审计"
            act.add(Expert(name=f"专家{number}", unit=unit, field=field, phone="13987654321"))
    return dossier_id


@pytest.fixture
def frozen(office: Office, library: int) -> ExpertDrawBoard:
    return expert_draw.freeze_pool(office, [library], ANYBODY, {})


def draw(office: Office, dossier_id: int, digits: str = DIGITS, size: int = 3, why: str = "") -> ExpertDrawBoard:
    return expert_draw.draw_panel(office, dossier_id, digits, DigitsSource.DICE, "刘明远、赵倩", size, why)


def asked(board: ExpertDrawBoard) -> list[str]:
    return [line.name for line in board.lines if line.state == "asked"]


def bodies(office: Office, act: str) -> list[dict[str, object]]:
    with office.read() as session:
        return [json.loads(entry.body) for entry in journal.entries(session) if entry.act == act]


def test_that_the_pool_and_its_hash_are_in_the_journal_before_the_digits(
    office: Office, frozen: ExpertDrawBoard
) -> None:
    board = draw(office, frozen.dossier_id)
    assert frozen.frame is not None
    (froze,), (drew,) = bodies(office, "panel.pool_frozen"), bodies(office, "panel.experts_drawn")
    assert frozen.frame.hash in json.dumps(froze)
    assert int(str(froze["seq"])) < int(str(drew["seq"]))
    expected = draws.order(DIGITS, frozen.frame.hash, range(1, 8))
    assert [line.number for line in board.lines] == [lot.number for lot in expected]
    assert [line.rank for line in board.lines[2:4]] == ["抽中 3", "备 1"]
    assert frozen.frame.left_out == (
        ("专家8", "澜江市桥山科技服务有限公司", "须回避：工作单位是申请单位“澜江市桥山科技服务有限公司”"),
    )


def test_that_the_exported_pool_is_what_was_hashed_and_redraws_on_the_command_line(
    office: Office, frozen: ExpertDrawBoard, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    board = draw(office, frozen.dossier_id)
    path = expert_draw.export_pool(office, frozen.dossier_id, tmp_path / "专家.tsv")
    assert draw_command.main([str(path), DIGITS, "3"]) == 0
    printed = [line.split("\t") for line in capsys.readouterr().out.splitlines()[3:]]
    assert [row[2] for row in printed] == [line.name for line in board.lines]


def test_that_pool_and_record_leave_with_the_archive(office: Office, frozen: ExpertDrawBoard) -> None:
    draw(office, frozen.dossier_id)
    board = expert_draw.refuse(office, frozen.dossier_id, 1, Absence.DECLINED, "出差")
    with office.read() as session:
        file = dossiers.casefile(session, frozen.dossier_id)
    pool, record = archive_records.documents(file, regulation.load("national-2017"))
    assert board.frame is not None
    assert (pool.title, pool.sha256) == ("专家名单", board.frame.hash)
    assert isinstance(record.source, bytes)
    said = record.source.decode("utf-8-sig").splitlines()
    assert f"抽中 1\t{board.lines[0].number}\t{board.lines[0].name}" in said[-7]
    assert said[-7].endswith("本人不能参加：出差")


def test_that_whoever_cannot_come_is_followed_by_the_next_in_the_reserve(
    office: Office, frozen: ExpertDrawBoard
) -> None:
    board = draw(office, frozen.dossier_id)
    order = [line.name for line in board.lines]
    board = expert_draw.refuse(office, frozen.dossier_id, 2, Absence.DECLINED, "出差")
    assert asked(board) == [order[0], order[2], order[3]]
    for place in (2, 5):
        with pytest.raises(Refusal, match="不在通知之列"):
            expert_draw.refuse(office, frozen.dossier_id, place, Absence.DECLINED, "出差")
    seated = expert_draw.seat_drawn(office, frozen.dossier_id)
    assert seated.to_seat == ()
    assert [seat.name for seat in panel.board(office, frozen.dossier_id).seats] == [order[0], order[2], order[3]]


def test_that_a_reserve_that_is_used_up_says_how_many_are_short(office: Office, frozen: ExpertDrawBoard) -> None:
    board = draw(office, frozen.dossier_id, size=7)
    assert board.short == 0
    assert expert_draw.refuse(office, frozen.dossier_id, 1, Absence.UNREACHABLE, "关机").short == 1


def test_that_an_expert_who_must_step_aside_by_now_is_not_seated(office: Office, frozen: ExpertDrawBoard) -> None:
    board = draw(office, frozen.dossier_id)
    first = board.lines[0]
    with office.read() as session:
        chosen = session.execute(text("select id from expert where name = :name"), {"name": first.name}).scalar_one()
    expert_record.declare(office, chosen, Interest.ADVISED, applicant="澜江市桥山科技服务有限公司")
    assert "声明" in expert_draw.board(office, frozen.dossier_id).lines[0].says
    with pytest.raises(Refusal, match="不能入组"):
        expert_draw.seat_drawn(office, frozen.dossier_id)
    assert panel.board(office, frozen.dossier_id).seats == ()
    expert_draw.refuse(office, frozen.dossier_id, 1, Absence.CONFLICT, "曾辅导申报")
    expert_draw.seat_drawn(office, frozen.dossier_id)
    assert first.name not in [seat.name for seat in panel.board(office, frozen.dossier_id).seats]


@pytest.mark.parametrize(
    ("digits", "witnesses", "size", "shown", "says"),
    [
        ("1234", "刘", 3, None, "只有 4 位"),
        (DIGITS, " ", 3, None, "见证人"),
        (DIGITS, "刘", 8, None, "只有 7 位专家"),
        (DIGITS, "刘", 0, None, "1 到 7"),
        (DIGITS, "刘", 3, "0" * 64, "公布指纹之后重新冻结"),
    ],
)
def test_that_a_draw_against_the_rules_is_refused(
    office: Office, frozen: ExpertDrawBoard, digits: str, witnesses: str, size: int, shown: str | None, says: str
) -> None:
    seen = Witnessed(shown) if shown else None
    with pytest.raises(Refusal, match=says):
        expert_draw.draw_panel(
            office, frozen.dossier_id, digits, DigitsSource.DICE, witnesses, size, witnessed=seen
        )  # fmt: skip
    assert expert_draw.board(office, frozen.dossier_id).draw is None


def test_that_nothing_is_drawn_before_the_pool_is_frozen(office: Office, library: int) -> None:
    with pytest.raises(Refusal, match="还没有冻结"):
        draw(office, library)
    for step in (
        lambda: expert_draw.refuse(office, library, 1, Absence.DECLINED, "出差"),
        lambda: expert_draw.seat_drawn(office, library),
    ):
        with pytest.raises(Refusal, match="还没有抽取"):
            step()


def test_that_a_second_draw_says_why_and_keeps_the_first(office: Office, frozen: ExpertDrawBoard) -> None:
    first = draw(office, frozen.dossier_id)
    with pytest.raises(Refusal, match="写明理由"):
        draw(office, frozen.dossier_id, DIGITS[::-1])
    with pytest.raises(Refusal, match="已经用过"):
        draw(office, frozen.dossier_id, why="两人生病")
    with pytest.raises(Refusal, match="重新冻结要写明理由"):
        expert_draw.freeze_pool(office, [frozen.dossier_id], PoolRule(("机械制造",)), {})
    second = draw(office, frozen.dossier_id, DIGITS[::-1], why="两人生病")
    assert second.draw is not None
    assert (second.draw.sequence, second.draw.reason) == (2, "两人生病")
    with office.read() as session:
        kept = session.execute(text("select name from drawn_expert where draw_id = 1 order by place")).scalars().all()
    assert kept == [line.name for line in first.lines]


def test_that_a_pool_frozen_twice_over_nothing_is_refused(office: Office, frozen: ExpertDrawBoard) -> None:
    with pytest.raises(Refusal, match="没有变化"):
        expert_draw.freeze_pool(office, [frozen.dossier_id], ANYBODY, {})
    with pytest.raises(Refusal, match="没有可以抽取的专家"):
        expert_draw.freeze_pool(office, [frozen.dossier_id], PoolRule(("航天",)), {})


@pytest.mark.parametrize("table", ["expert_frame", "expert_draw", "drawn_expert", "expert_refusal"])
def test_that_what_was_drawn_can_be_changed_by_nobody(office: Office, frozen: ExpertDrawBoard, table: str) -> None:
    draw(office, frozen.dossier_id)
    expert_draw.refuse(office, frozen.dossier_id, 1, Absence.DECLINED, "出差")
    for order in (f"update {table} set dossier_id = dossier_id", f"delete from {table}"):
        with pytest.raises(DatabaseError, match="is final"), office.read() as session:
            session.execute(text(order))


def test_that_a_pool_altered_behind_the_program_is_not_drawn_from(office: Office, frozen: ExpertDrawBoard) -> None:
    with office.read() as session:
        for name in ("expert_frame_no_update",):
            session.execute(text(f"drop trigger {name}"))
        session.execute(text("update expert_frame set text = replace(text, '专家1', '专家9')"))
        session.commit()
    with pytest.raises(Refusal, match="与它的指纹不符"):
        draw(office, frozen.dossier_id)


def test_that_one_panel_over_several_dossiers_is_one_panel(office: Office, library: int) -> None:
    other = dossier.open_dossier(office, date(2024, 6, 18), "national-2017", "云岭第3研究院")
    expert_draw.freeze_pool(office, [library, other], ANYBODY, {})
    board = expert_draw.board(office, other)
    assert [number for number, _name in board.together] == [other, library]
    assert board.frame is not None
    assert "专家3" not in board.frame.text
    assert "专家8" not in board.frame.text
    for one in (library, other):
        draw(office, one)
    assert [line.name for line in expert_draw.board(office, library).lines] == [
        line.name for line in expert_draw.board(office, other).lines
    ]
    expert_draw.refuse(office, other, 1, Absence.DECLINED, "出差")
    assert expert_draw.board(office, library).lines[0].state == "refused"
    expert_draw.seat_drawn(office, library)
    seats = [[seat.name for seat in panel.board(office, one).seats] for one in (library, other)]
    assert seats[0] == seats[1]
    assert len(seats[0]) == 3
    pool = expert_draw.pool(office, [dossier.open_dossier(office, date(2024, 6, 18), "national-2017", "别家")],
                            PoolRule(panels=2, limit=1), {})  # fmt: skip
    left = {one.name: one.why for one in pool.left_out}
    assert set(left) == set(seats[0])
    assert set(left.values()) == {"近 2 次评审已参加 1 次"}


def test_that_what_was_taken_back_is_kept_with_the_draw(office: Office, frozen: ExpertDrawBoard) -> None:
    assert frozen.frame is not None
    seen = Witnessed(frozen.frame.hash, (TakenBack(7, "3"),))
    args = (frozen.dossier_id, DIGITS, DigitsSource.DICE, "刘", 3)
    expert_draw.draw_panel(office, *args, witnessed=seen)
    (drew,) = bodies(office, "panel.experts_drawn")
    assert '{\\"digit\\":\\"3\\",\\"place\\":7}' in json.dumps(drew)
