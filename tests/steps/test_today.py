"""The room 今日: what is due and overdue in the whole office, in working days, however many dossiers there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, insert

from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import Step
from desktop_app.records.papers import Recommendation
from desktop_app.records.process import Ban, ProcessEvent
from desktop_app.rules import regulation
from desktop_app.steps import batches, dossier, eligibility, process, today
from desktop_app.steps.process import EventEntry
from desktop_app.steps.today_board import LATER, OVERDUE, SOON, WAITING
from desktop_app.store.office import Office
from tests.conftest import Clock


def at(clock: Clock, day: date) -> None:
    clock.time = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def decide(office: Office, dossier_id: int) -> None:
    with office.act("recommendation.decided", dossier_id) as act:
        act.add(Recommendation(dossier_id=dossier_id, recommended=True))


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """The statements that run inside."""
    ran: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        ran.append(statement)

    event.listen(office._engine, "before_cursor_execute", hear)
    yield ran
    event.remove(office._engine, "before_cursor_execute", hear)


def test_that_an_office_without_dossiers_has_nothing_due(office: Office) -> None:
    board = today.board(office)
    assert board.lines == ()
    assert board.day == "2024 年 6 月 20 日　周四　工作日"
    assert [(line.year, line.known) for line in board.calendars] == [(2023, True), (2024, True), (2025, True)]
    assert board.backup.says.startswith("今日")
    assert board.urgent == 0


def test_that_a_day_of_rest_is_called_by_its_holiday(office: Office, clock: Clock) -> None:
    for day, said in (
        (date(2024, 6, 10), "端午节"), (date(2024, 6, 22), "休息日"), (date(2024, 9, 14), "工作日"),
    ):  # fmt: skip
        at(clock, day)
        assert today.board(office).day.endswith(said)


def test_that_a_recommended_dossier_waits_to_be_reported_then_runs_by_working_days(
    office: Office, clock: Clock, dossier_id: int
) -> None:
    decide(office, dossier_id)
    (line,) = today.board(office).lines
    assert (line.shelf, line.says, line.detail) == (WAITING, "已推荐，未登记“推荐”", "第十五条")
    assert (line.dossier_id, line.page) == (dossier_id, "process")
    process.register_event(office, dossier_id, EventEntry("recommendation", date(2024, 6, 20)))
    assert today.board(office).lines == (), "what the ministry does has no day by the edition"
    at(clock, date(2024, 6, 24))
    process.register_event(office, dossier_id, EventEntry("public-notice", date(2024, 6, 24)))
    (line,) = today.board(office).lines
    assert (line.shelf, line.says, line.words, line.day) == (SOON, "公示期满", "余 15 个工作日", "07-15 周一")
    at(clock, date(2024, 7, 15))
    assert today.board(office).lines[0].words == "今天"
    assert today.board(office).urgent == 1
    at(clock, date(2024, 7, 16))
    (line,) = today.board(office).lines
    assert (line.shelf, line.says) == (WAITING, "公示已满，待登记“认定公布”")


def test_that_a_summary_is_later_then_soon_then_overdue_and_the_office_owes_its_own_report(
    office: Office, clock: Clock, dossier_id: int
) -> None:
    decide(office, dossier_id)
    for stage, day in (
        ("recommendation", date(2024, 6, 20)), ("public-notice", date(2024, 6, 24)), ("recognition", date(2024, 8, 1)),
    ):  # fmt: skip
        at(clock, day)
        process.register_event(office, dossier_id, EventEntry(stage, day))

    def shelves(day: date) -> dict[str, str]:
        at(clock, day)
        return {line.says: f"{line.shelf} {line.words}" for line in today.board(office).lines}

    august = shelves(date(2024, 8, 1))
    assert august["2024 年度工作总结"].startswith(LATER)
    # 28 February 2025 is a Friday; the 8th was a worked Saturday
    assert shelves(date(2025, 2, 7))["2024 年度工作总结"] == "soon 余 16 个工作日"
    assert shelves(date(2025, 3, 3))["2024 年度工作总结"] == "overdue 已过 1 个工作日"
    at(clock, date(2025, 3, 3))
    own = next(line for line in today.board(office).lines if line.dossier_id is None)
    assert (own.name, own.says, own.regulation_id) == ("本单位", "2024 年度总结和检查情况报告", "national-2017")
    _duty, duty, year = own.jump.split(":")
    process.register_office_duty(office, own.regulation_id, duty, int(year), date(2025, 3, 3))
    assert all(line.dossier_id is not None for line in today.board(office).lines)


def test_that_what_waits_in_the_steps_is_named_with_its_step(office: Office, ready_id: int) -> None:
    board = today.board(office)
    assert board.lines == ()
    assert {one.step: one.count for one in board.steps if one.count} == {Step.PANEL: 1}
    condition = eligibility.board(office, ready_id).lines[0].id
    eligibility.decide(office, ready_id, condition, "supplement", "缺验资报告")
    (line,) = today.board(office).lines
    assert (line.shelf, line.says, line.page, line.detail) == (WAITING, "1 条待补正", "eligibility", "条件审查")


def test_that_a_batch_that_was_not_sent_has_its_deadline_and_an_extension_moves_it(
    office: Office, clock: Clock
) -> None:
    at(clock, date(2019, 6, 10))
    batches.open_batch(office, "ministry-2019", "province")
    (line,) = today.board(office).lines
    assert (line.name, line.says, line.day, line.page) == ("批次 2019-批01", "推荐截止", "07-15 周一", "batch")
    assert (line.shelf, line.words, line.detail.split("　")[-1]) == (LATER, "余 25 个工作日", "0 个案卷")
    batches.extend(office, int(line.jump), "2019-07-19", "17:30", "来电通知")
    at(clock, date(2019, 7, 16))
    (line,) = today.board(office).lines
    assert (line.shelf, line.day) == (SOON, "07-19 周五")
    assert line.detail.endswith("17:30 以前，0 个案卷")


def test_that_an_application_of_a_barred_body_is_pointed_out_before_anybody_decides(
    office: Office, clock: Clock, dossier_id: int
) -> None:
    with office.act("process.sanction_registered") as act:
        event = act.add(
            ProcessEvent(
                dossier_id=dossier_id, stage="recognition", happened_on=date(2023, 5, 4), sanction="breach",
                registered_at=office.now(), registered_by="林晓岚",
            )
        )  # fmt: skip
        told = {"begins_on": date(2023, 5, 4), "ends_on": date(2026, 5, 4), "regulation_id": "shandong-2020"}
        act.add(
            Ban(
                event_id=event.id, dossier_id=dossier_id, applicant_name="单氏培训学校", uscc="", article="第二十四条",
                **told,
            )
        )  # fmt: skip
    number = dossier.open_dossier(office, date(2024, 6, 18), "national-2017", "单氏培训学校")
    (line,) = [one for one in today.board(office).lines if one.dossier_id == number]
    assert (line.shelf, line.says, line.detail) == (WAITING, "申请单位至 2026-05-04 不得申报", "第二十四条")


@pytest.fixture
def crowded(office: Office, clock: Clock) -> Office:
    """2,000 recommended dossiers, half of them with a title."""
    edition = regulation.load("national-2017")
    rows = [
        {
            "number": f"2024-{n:04d}", "regulation_id": edition.id, "regulation_digest": edition.digest,
            "accepted_on": date(2024, 1, 8), "opened_at": office.now(), "applicant_name": f"第{n}服务有限公司",
        }
        for n in range(1, 2001)
    ]  # fmt: skip
    stages = (
        ("recommendation", date(2024, 3, 1)),
        ("public-notice", date(2024, 4, 1)),
        ("recognition", date(2024, 5, 6)),
    )
    with office._engine.begin() as session:
        session.execute(insert(Dossier), rows)
        session.execute(insert(Recommendation), [{"dossier_id": n, "recommended": True} for n in range(1, 2001)])
        session.execute(
            insert(ProcessEvent),
            [
                {"dossier_id": n, "stage": stage, "happened_on": day, "registered_at": office.now(),
                 "registered_by": "林晓岚"}
                for n in range(1, 1001) for stage, day in stages
            ],
        )  # fmt: skip
    at(clock, date(2025, 3, 3))
    return office


def test_that_thousands_of_dossiers_take_no_more_queries_than_one_and_no_time_to_speak_of(
    crowded: Office, tmp_path: Path
) -> None:
    with counted(crowded) as many:
        started = datetime.now(UTC)
        board = today.board(crowded)
        took = (datetime.now(UTC) - started).total_seconds()
    assert len(board.shelf(OVERDUE)) == 1000
    assert sum(line.says.startswith("已推荐") for line in board.lines) == 1000
    assert len(many) <= 40
    assert took < 3, f"{took:.1f} s"
