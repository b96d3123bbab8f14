"""What follows a recommendation, in a real office: registered, refused, taken back, barred, journalled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.journal import JournalEntry
from desktop_app.records.kinds import Role, Step
from desktop_app.records.papers import Paper, Recommendation, SealEntry
from desktop_app.records.process import Ban, ProcessEvent
from desktop_app.rules import regulation
from desktop_app.rules.strict_toml import WrongFile
from desktop_app.steps import calendars, overview, process, process_reading
from desktop_app.steps.process import ChangeEntry, EventEntry, ObjectionEntry
from desktop_app.steps.process_board import ProcessBoard
from desktop_app.store.office import Office
from tests.conftest import Clock

Recommended = Callable[..., int]


@pytest.fixture
def recommended(office: Office) -> Recommended:
    """Makes a dossier under an edition that the office decided to recommend."""

    def make(edition: str, accepted: date = date(2024, 1, 8), name: str = "桥山科技", decided: bool = True) -> int:
        pinned = regulation.load(edition)
        with office.read() as session:
            number = 1 + len(session.scalars(select(Dossier.id)).all())
        with office.act("dossier.opened") as act:
            row = act.add(
                Dossier(
                    number=f"{accepted.year}-{number:04d}", regulation_id=edition, regulation_digest=pinned.digest,
                    accepted_on=accepted, opened_at=office.now(), applicant_name=f"{name}有限公司",
                    platform_name=f"{name}公共服务平台",
                )
            )  # fmt: skip
            act.add(Application(dossier_id=row.id))
            act.add(Recommendation(dossier_id=row.id, recommended=decided or None))
        return row.id

    return make


def at(clock: Clock, day: date) -> None:
    clock.time = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def play(office: Office, clock: Clock, dossier_id: int, *steps: tuple[Any, ...]) -> ProcessBoard:
    """Register stages, each on its own day: (stage, day) or (stage, day, passed)."""
    board = process.board(office, dossier_id)
    for stage, day, *passed in steps:
        at(clock, day)
        board = process.register_event(office, dossier_id, EventEntry(stage, day, passed=passed[0] if passed else None))
    return board


NOTICED = (("recommendation", date(2024, 5, 20)), ("public-notice", date(2024, 6, 3)))
SHANDONG = (
    ("recommendation", date(2021, 9, 1)),
    ("public-notice", date(2021, 10, 11)),
    ("recognition", date(2021, 11, 1)),
)


def test_that_a_platform_goes_from_the_report_to_its_title(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("national-2017")
    board = process.board(office, dossier_id)
    assert board.state.says == "已推荐，尚未报送"
    assert [choice.id for choice in board.choices] == ["recommendation"]
    board = play(office, clock, dossier_id, *NOTICED)
    assert board.state.says == "公示，至 2024-06-25"
    assert board.under_notice
    (due,) = board.dues
    assert (due.title, due.on, due.words) == ("公示期满", date(2024, 6, 25), "余 15 个工作日")
    with pytest.raises(Refusal) as refused:
        play(office, clock, dossier_id, ("recognition", date(2024, 6, 24)))
    assert refused.value.article == "第十八条"
    board = play(office, clock, dossier_id, ("recognition", date(2024, 7, 1)))
    assert board.state.says == "已认定，有效期至 2025-12-31"
    assert [(line.id, line.state) for line in board.stages] == [
        ("recommendation", "done"), ("review", "later"), ("public-notice", "done"), ("recognition", "now"),
        ("assessment", "next"),
    ]  # fmt: skip
    assert [line.title for line in board.events] == ["认定公布", "公示", "推荐"]


def test_that_the_course_of_2025_runs_from_the_creation_list_to_the_re_review(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("national-2025", date(2025, 12, 1))
    board = play(
        office, clock, dossier_id,
        ("first-review", date(2026, 1, 5)),
        ("creation-notice", date(2026, 3, 2)),
        ("creation-list", date(2026, 3, 16)),
    )  # fmt: skip
    assert board.state.says == "创建期，至 2028-03-16"
    assert "创建期" in board.choices[0].blocked
    assert board.choices[0].blocked.endswith("依据第七条（二）。")
    board = play(office, clock, dossier_id, ("acceptance", date(2028, 4, 10), False))
    board = play(office, clock, dossier_id, ("extension", date(2028, 4, 20)))
    with pytest.raises(Refusal, match="只有一次") as refused:
        play(office, clock, dossier_id, ("extension", date(2029, 4, 20)))
    assert refused.value.article == "第七条（三）"
    board = play(
        office, clock, dossier_id,
        ("second-acceptance", date(2029, 4, 2), True),
        ("recognition-notice", date(2029, 5, 8)),
        ("recognition", date(2029, 6, 1)),
    )  # fmt: skip
    # the day is exact; only how many working days are left nobody knows yet
    assert [(due.title, due.on, due.doubt) for due in board.dues] == [("应复核", date(2031, 6, 1), "工作日数暂定")]
    board = play(office, clock, dossier_id, ("re-review", date(2031, 5, 20), False))
    assert board.state == type(board.state)("已认定，整改", "warn")
    assert ("整改期满，整改后复核", date(2032, 5, 20)) in [(due.title, due.on) for due in board.dues]


def test_that_an_objection_without_a_name_is_kept_and_stands_in_nobodys_way(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("shandong-2020", date(2021, 8, 2))
    play(office, clock, dossier_id, *SHANDONG[:2])
    at(clock, date(2021, 10, 20))
    heard = date(2021, 10, 12)
    board = process.register_objection(office, dossier_id, ObjectionEntry(heard, matter="名单有误"))
    assert [(one.name, one.state, one.open) for one in board.objections] == [
        ("未署名", "缺真实姓名或单位名称、联系方式、证据材料，不作为有效异议", False)
    ]
    assert board.choices[0].blocked == ""
    with pytest.raises(Refusal, match="不用核实"):
        process.settle_objection(office, dossier_id, board.objections[0].id, date(2021, 10, 20), True, "查过")
    whole = ObjectionEntry(heard, "周启明", "13800000000", "合同复印件 2 页", "服务家数不实")
    board = process.register_objection(office, dossier_id, whole)
    assert board.choices[0].blocked.endswith("依据第二十一条。")
    with pytest.raises(Refusal, match="没有核实结论"):
        play(office, clock, dossier_id, SHANDONG[2])
    found = board.objections[0].id
    board = process.settle_objection(office, dossier_id, found, date(2021, 11, 1), False, "现场核对 20 家，属实")
    assert board.objections[0].state == "2021-11-01 经查不属实"
    assert play(office, clock, dossier_id, SHANDONG[2]).state.says == "已认定，有效期至 2024-11-01"


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ObjectionEntry(None, matter="名单有误"), "received_on"),
        (ObjectionEntry(date(2021, 10, 10), matter="名单有误"), "received_on"),
        (ObjectionEntry(date(2021, 10, 12)), "matter"),
    ],
)
def test_that_an_objection_needs_its_day_and_its_matter(
    office: Office, clock: Clock, recommended: Recommended, entry: ObjectionEntry, field: str
) -> None:
    dossier_id = recommended("shandong-2020", date(2021, 8, 2))
    with pytest.raises(Refusal, match="没有公示"):
        process.register_objection(office, dossier_id, entry)
    play(office, clock, dossier_id, *SHANDONG[:2])
    at(clock, date(2021, 10, 20))
    with pytest.raises(Refusal) as refused:
        process.register_objection(office, dossier_id, entry)
    assert refused.value.field == field


def test_that_a_revocation_bars_the_body_for_three_years_and_taking_it_back_lifts_the_ban(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    first = recommended("shandong-2020", date(2021, 8, 2))
    board = play(office, clock, first, *SHANDONG)
    assert [(one.id, one.bars) for one in board.sanctions] == [("breach", "3 年内不得申报"), ("inspection", "")]
    at(clock, date(2022, 8, 1))
    with pytest.raises(Refusal) as refused:
        process.register_sanction(office, first, "breach", date(2022, 8, 1), "  ")
    assert (refused.value.field, refused.value.article) == ("why", "第二十四条")
    board = process.register_sanction(office, first, "breach", date(2022, 8, 1), "行政处罚", "云市监罚〔2022〕9号")
    assert board.state.says == "已撤销（2022-08-01）"
    assert (board.choices, board.sanctions, board.dues) == ((), (), ())
    second = recommended("shandong-2020", date(2023, 3, 1))
    board = process.board(office, second)
    barred = "申请单位自 2022-08-01 至 2025-08-01 不得申报，受理日 2023-03-01 在此期间"
    assert board.warning == f"{barred}（第二十四条）。"
    with pytest.raises(Refusal, match=barred):
        play(office, clock, second, ("recommendation", date(2023, 5, 4)))
    (item,) = [item for item in overview.board(office, second).open_items if item.place == "申报限制"]
    assert (item.step, item.wrong, item.article) == (Step.ELIGIBILITY, True, "第二十四条")
    assert item.says.startswith(barred)
    assert process.board(office, recommended("shandong-2020", date(2023, 3, 1), "别家")).warning == ""
    last = process.board(office, first).events[0]
    assert last.last
    process.withdraw_event(office, first, last.id, "处罚决定已被撤销")
    assert process.board(office, first).events[0].withdrawn == "林晓岚撤回：处罚决定已被撤销"
    assert process.board(office, second).warning == ""
    assert not [item for item in overview.board(office, second).open_items if item.place == "申报限制"]
    with office.read() as session:
        assert session.scalars(select(Ban)).all() == []


def test_that_only_the_last_entry_is_taken_back_and_with_a_reason(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("national-2017")
    board = play(office, clock, dossier_id, *NOTICED)
    last, first = board.events
    with pytest.raises(Refusal, match="只能撤回最后一次"):
        process.withdraw_event(office, dossier_id, first.id, "写错了")
    with pytest.raises(Refusal, match="撤回的原因"):
        process.withdraw_event(office, dossier_id, last.id, " ")
    board = process.withdraw_event(office, dossier_id, last.id, "公示日期写错")
    assert [choice.id for choice in board.choices] == ["review", "public-notice"]
    board = play(office, clock, dossier_id, ("public-notice", date(2024, 6, 4)))
    assert [bool(event.withdrawn) for event in board.events] == [False, True, False]


def test_that_objections_go_over_to_the_notice_that_is_registered_anew(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("shandong-2020", date(2021, 8, 2))
    play(office, clock, dossier_id, *SHANDONG[:2])
    at(clock, date(2021, 10, 13))
    whole = ObjectionEntry(date(2021, 10, 12), "周启明", "13800000000", "合同复印件 2 页", "服务家数不实")
    board = process.register_objection(office, dossier_id, whole)
    board = process.withdraw_event(office, dossier_id, board.events[0].id, "开始日期写错")
    board = play(office, clock, dossier_id, ("public-notice", date(2021, 10, 13)))
    assert [one.title for one in board.waiting] == ["周启明的异议待核实"]


def test_that_what_was_registered_is_final_in_the_database(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    play(office, clock, recommended("national-2017"), *NOTICED)
    with closing(sqlite3.connect(office.folder / "office.db")) as file:
        for statement in ("UPDATE process_event SET happened_on = '2020-01-01'", "DELETE FROM process_event"):
            with pytest.raises(sqlite3.IntegrityError, match="process_event is final"):
                file.execute(statement)


def test_that_nothing_of_it_needs_a_reason_or_voids_a_paper_while_a_seal_freezes_the_dossier(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("national-2017")
    with office.act("paper.printed", dossier_id) as act:
        paper = act.add(
            Paper(
                dossier_id=dossier_id, form="national-2017/recommendation", number="2024-0001-推-01",
                content_hash="0" * 64, sha256="0" * 64, pages=1, journal_code="1-AAAA-AAAA-AAAA-AAAA-AAAA",
                printed_at=office.now(), printed_by="林晓岚",
            )
        )  # fmt: skip
        act.add(
            SealEntry(
                dossier_id=dossier_id, paper_id=paper.id, sealed_on=office.today(), seal_name="公章", purpose="推荐",
                copies=2, approved_by="韩冬", keeper="赵倩", registered_at=office.now(), registered_by="林晓岚",
            )
        )  # fmt: skip
    play(office, clock, dossier_id, *NOTICED)
    with office.read() as session:
        assert session.scalars(select(Paper.void_at)).one() is None


def test_that_every_deed_is_journalled_with_what_it_changed(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("national-2025", date(2025, 12, 1))
    at(clock, date(2026, 3, 2))
    entry = ChangeEntry("merger", date(2026, 1, 15), "与云岭集团合并")
    line = process.register_change(office, dossier_id, entry).changes[0]
    assert line.state == "未报告，应在 2026-04-15 前，余 31 个工作日"
    told = ChangeEntry("merger", date(2026, 1, 15), "与云岭集团合并", reported_on=date(2026, 3, 1))
    board = process.register_change(office, dossier_id, told, line.id)
    assert board.changes[0].state == "2026-03-01 报告，待提意见"
    with office.read() as session:
        entries = session.scalars(select(JournalEntry).where(JournalEntry.act.like("process.%"))).all()
    changed = json.loads(entries[-1].body)["changes"][0]
    assert (changed["table"], changed["how"]) == ("platform_change", "change")
    assert changed["values"]["reported_on"] == [None, "2026-03-01"]


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ChangeEntry("name", None, "更名"), "happened_on"),
        (ChangeEntry("name", date(2026, 3, 3), "更名"), "happened_on"),
        (ChangeEntry("name", date(2026, 1, 3)), "matter"),
        (ChangeEntry("name", date(2026, 1, 3), "更名", reported_on=date(2026, 1, 2)), "reported_on"),
        (ChangeEntry("name", date(2026, 1, 3), "更名", keep=True, opinion_on=date(2026, 2, 1)), "reported_on"),
        (ChangeEntry("name", date(2026, 1, 3), "更名", date(2026, 1, 9), True), "opinion_on"),
    ],
)
def test_that_a_change_that_cannot_be_is_refused_at_its_field(
    office: Office, clock: Clock, recommended: Recommended, entry: ChangeEntry, field: str
) -> None:
    dossier_id = recommended("national-2025", date(2025, 12, 1))
    at(clock, date(2026, 3, 2))
    with pytest.raises(Refusal) as refused:
        process.register_change(office, dossier_id, entry)
    assert refused.value.field == field


def test_that_a_yearly_summary_is_registered_once_and_can_be_taken_back(
    office: Office, clock: Clock, recommended: Recommended
) -> None:
    dossier_id = recommended("shandong-2020", date(2021, 8, 2))
    board = play(office, clock, dossier_id, *SHANDONG)
    (owed,) = board.duties
    assert (owed.title, owed.year, owed.done_on) == ("2021 年度工作总结", 2021, None)
    at(clock, date(2021, 12, 20))
    board = process.register_duty(office, dossier_id, owed.duty, 2021, date(2021, 12, 18))
    assert (board.duties[-1].title, board.duties[-1].done_on) == ("2021 年度工作总结", date(2021, 12, 18))
    with pytest.raises(Refusal, match="已经登记过"):
        process.register_duty(office, dossier_id, owed.duty, 2021, date(2021, 12, 18))
    with pytest.raises(Refusal, match="没有这项年度义务"):
        process.register_duty(office, dossier_id, "city-inspection", 2021, date(2021, 12, 18))
    board = process.undo_duty(office, dossier_id, owed.duty, 2021)
    assert [(one.year, one.done_on) for one in board.duties] == [(2021, None)]


def test_that_nobody_withdraws_a_title_without_the_role(office: Office, clock: Clock, recommended: Recommended) -> None:
    dossier_id = recommended("shandong-2020", date(2021, 8, 2))
    board = play(office, clock, dossier_id, *SHANDONG)
    assert office.operator is not None
    with office.read() as session:
        clerk = session.merge(office.operator)
    clerk.roles = Role.CLERK.value
    office.operator = clerk
    may = process.board(office, dossier_id).may
    assert (may.register, may.sanction, may.withdraw, may.says) == (True, False, False, "")
    with pytest.raises(Refusal, match="没有这项权限"):
        process.register_sanction(office, dossier_id, "breach", date(2021, 11, 1), "行政处罚")
    with pytest.raises(Refusal, match="没有这项权限"):
        process.withdraw_event(office, dossier_id, board.events[0].id, "写错了")
    with office.read() as session:
        assert len(session.scalars(select(ProcessEvent)).all()) == 3


@pytest.mark.parametrize(
    ("stage", "day", "says"),
    [
        ("public-notice", date(2024, 6, 3), "不填按 15 个工作日算，到 2024-06-25（第十八条）；首日也计入到 2024-06-24。"
         "文件写明截止日的照填。"),
        ("recognition", date(2024, 7, 1), "不填按 3 年算，到 2027-07-01（第二十三条）。文件写明截止日的照填。"),
        ("review", date(2024, 6, 3), ""),
        ("public-notice", None, ""),
    ],
)  # fmt: skip
def test_that_the_entry_says_until_when_it_would_run(
    office: Office, recommended: Recommended, stage: str, day: date | None, says: str
) -> None:
    assert process.propose(office, recommended("national-2017"), stage, day).says == says


def test_that_a_dossier_of_an_earlier_release_follows_the_process_as_it_is_written_now(
    office: Office, recommended: Recommended
) -> None:
    dossier_id = recommended("national-2017")
    before = next(paths.REGULATIONS.glob("earlier/national-2017@*.toml")).name.partition("@")[2][:16]
    with office.read() as session:
        row = session.get(Dossier, dossier_id)
    assert row is not None
    edition = process_reading.edition_of(office, "national-2017", before + "0" * 48)
    assert any(stage.grants for stage in edition.stages)


# ---------------------------------------------------------------------- the calendar
NEXT_YEAR = """year = 2027
source = "关于2027年部分节假日安排的通知"

[[holiday]]
name = "元旦"
rest = [2027-01-01, 2027-01-02, 2027-01-03]

[[holiday]]
name = "春节"
rest = [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08, 2027-02-09, 2027-02-10, 2027-02-11]
work = [2027-02-14, 2027-02-20]
"""


def test_that_an_imported_calendar_turns_a_tentative_day_into_an_exact_one(
    office: Office, clock: Clock, recommended: Recommended, tmp_path: Path
) -> None:
    dossier_id = recommended("national-2025", date(2026, 10, 9))
    steps = (("first-review", date(2026, 11, 2)), ("creation-notice", date(2026, 12, 30)))
    board = play(office, clock, dossier_id, *steps)
    assert (board.dues[0].on, board.dues[0].tentative) == (date(2027, 1, 6), True)
    file = tmp_path / "2027年放假安排.toml"
    file.write_text(NEXT_YEAR, encoding="utf-8")
    seen = calendars.preview(office, file)
    assert (seen.year, seen.source, seen.replaces) == (2027, "关于2027年部分节假日安排的通知", "")
    assert seen.lines[1] == "春节：02-05 至 02-11 共 7 天放假；02-14（周日）、02-20（周六）上班"
    assert process.board(office, dossier_id).dues[0].tentative, "a preview writes nothing"
    calendars.import_calendar(office, seen)
    board = process.board(office, dossier_id)
    assert (board.dues[0].on, board.dues[0].tentative) == (date(2027, 1, 7), False)
    with office.read() as session:
        entry = session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    assert entry is not None
    assert entry.act == "calendar.imported"
    assert "2027-02-14" in entry.body


def test_that_importing_again_replaces_the_year_and_the_same_file_changes_nothing(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(NEXT_YEAR.replace("2027", "2026").partition("work")[0], encoding="utf-8")
    seen = calendars.preview(office, file)
    assert "2026年" in seen.replaces
    calendars.import_calendar(office, seen)
    assert not calendars.read(office).is_working(date(2026, 2, 5))
    with office.read() as session:
        count = len(session.scalars(select(JournalEntry.seq)).all())
    calendars.import_calendar(office, calendars.preview(office, file))
    with office.read() as session:
        assert len(session.scalars(select(JournalEntry.seq)).all()) == count
    (line,) = [one for one in calendars.lines(office, 2026) if one.year == 2026]
    assert line.imported == "2024-06-20 林晓岚导入"


def test_that_a_wrong_calendar_file_is_refused_and_nothing_is_kept(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "2027.toml"
    file.write_text(NEXT_YEAR.replace("2027-02-14", "2027-02-15"), encoding="utf-8")
    with pytest.raises(WrongFile, match=r"^2027.toml，第 11 行.*2027-02-15 是周一，本来就上班"):
        calendars.preview(office, file)
    with pytest.raises(WrongFile, match="文件读不出来"):
        calendars.preview(office, tmp_path / "没有.toml")
    file.write_bytes(b"#" * 200_000)
    with pytest.raises(Refusal, match="不是一年的放假安排"):
        calendars.preview(office, file)
    assert not calendars.read(office).known(2027)
