"""The language of the process: what an edition may say about stages, times, duties and sanctions, and its slips."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.records.process import ProcessEvent
from desktop_app.rules import calendar_file, dues, edition_file, process
from desktop_app.rules.course import Course, History
from desktop_app.rules.edition import Regulation
from desktop_app.rules.process import Asked
from desktop_app.rules.strict_toml import WrongFile
from desktop_app.rules.workdays import Calendar
from tests.rules.made_up import EDITION

CALENDAR = Calendar.of(calendar_file.published())
BEFORE = EDITION.partition('[[stage]]\nid = "review"')[0]
PROCESS = """
[[stage]]
id = "application"
article = "第二十条"
title = "申报"
says = "自愿申报"
done_in = "intake"
leads_to = ["recommendation"]
terms = ["answer"]

[[stage]]
id = "recommendation"
article = "第二十一条"
title = "推荐"
says = "市级推荐"
who = "city"
done_in = "recommendation"
leads_to = ["visit", "notice"]

[[stage]]
id = "visit"
article = "第二十二条"
title = "现场核查"
says = "现场核查"
leads_to = ["notice"]

[[stage]]
id = "notice"
article = "第二十三条"
title = "公示"
says = "公示10个工作日，公示无异议的予以认定"
notice = true
leads_to = ["trial"]
terms = ["notice"]

[[stage]]
id = "trial"
article = "第二十四条"
title = "试运行"
says = "试运行6个月"
of_itself = true
leads_to = ["test"]
terms = ["trial"]

[[stage]]
id = "test"
article = "第二十四条"
title = "考核"
says = "考核不合格的延长试运行3个月"
leads_to = ["recognition", "longer"]
on_failure = ["longer"]

[[stage]]
id = "longer"
article = "第二十四条"
title = "延长试运行"
says = "延长3个月"
leads_to = ["test"]
terms = ["longer"]

[[stage]]
id = "recognition"
article = "第二十五条"
title = "认定"
says = "公布名单"
grants = true
leads_to = ["check"]
terms = ["validity"]

[[stage]]
id = "check"
article = "第二十六条"
title = "年检"
says = "每12个月年检一次"
leads_to = ["check"]
terms = ["check"]

[[term]]
id = "answer"
article = "第二十条"
says = "收到申报材料90日内公布名单"
length = 90
unit = "day"
counts_from = "application"
closed_by = "recognition"

[[term]]
id = "notice"
article = "第二十三条"
says = "公示10个工作日"
length = 10
unit = "working_day"
kind = "wait"

[[term]]
id = "trial"
article = "第二十四条"
says = "试运行6个月"
length = 6
unit = "month"
counts_from = "notice"
kind = "wait"

[[term]]
id = "longer"
article = "第二十四条"
says = "延长3个月"
length = 3
unit = "month"
after_term = "trial"
kind = "wait"

[[term]]
id = "validity"
article = "第二十五条"
says = "有效期5年"
length = 5
unit = "year"
kind = "title"

[[term]]
id = "check"
article = "第二十六条"
says = "每12个月年检一次"
length = 12
unit = "month"
counts_from = "recognition"
closed_by = "check"
repeats = true

[[duty]]
id = "summary"
article = "第二十七条"
says = "每年1月15日前报送上年总结"
who = "platform"
due = { month = 1, day = 15, last_year = true }

[[duty]]
id = "changes"
article = "第二十八条"
says = "变更的，30日内报告"
who = "platform"
within = { length = 30, unit = "working_day", after = "变更" }

[[duty]]
id = "opinion"
article = "第二十八条"
says = "提出意见"
who = "province"
follows = "changes"

[[sanction]]
id = "fraud"
article = "第二十九条"
says = "弄虚作假的，终止试运行或撤销称号，五年内不得申报"
effect = "revoked"
bars_years = 5
during = ["trial", "recognition", "check"]

[[sanction]]
id = "withdrawn"
article = "第三十条"
says = "自愿退出的"
effect = "left"
"""


def write(folder: Path, text: str) -> Regulation:
    """The edition in a file of its own; raises WrongFile."""
    file = folder / "yunling-2030.toml"
    file.write_text(text, encoding="utf-8")
    return edition_file.parse(file.name, file.read_bytes(), folder, as_kept=True)


@pytest.fixture
def edition(tmp_path: Path) -> Regulation:
    (tmp_path / "yunling-2030").mkdir()
    for name in ("recommendation", "application"):
        (tmp_path / "yunling-2030" / f"{name}.toml").touch()
    return write(tmp_path, BEFORE + PROCESS)


def course(edition: Regulation, *steps: tuple[str, date] | tuple[str, date, bool]) -> Course:
    events = tuple(
        ProcessEvent(
            dossier_id=1, stage=stage, happened_on=on, passed=passed[0] if passed else None,
            registered_at=datetime(2024, 1, 2, tzinfo=UTC), registered_by="林晓岚",
        )
        for stage, on, *passed in steps
    )  # fmt: skip
    return Course(edition, CALENDAR, History(date(2024, 1, 2), True, events))


NOTICED = (("recommendation", date(2024, 1, 15)), ("notice", date(2024, 2, 5)))
FAILED = (*NOTICED, ("test", date(2024, 8, 6), False))


def test_that_a_made_up_process_runs_by_its_file_alone(edition: Regulation) -> None:
    found = course(edition, ("recommendation", date(2024, 1, 15)))
    assert [one.id for one in found.following] == ["visit", "notice"]
    running = course(edition, *NOTICED)
    assert [one.id for one in running.following] == ["test"], "the trial begins of itself"
    ends = {one.title: (one.on.on, one.article) for one in dues.dues(running, date(2024, 3, 1))}
    assert ends == {"应认定": (date(2024, 4, 1), "第二十条"), "试运行期满": (date(2024, 8, 5), "第二十四条")}


def test_that_a_prolonged_period_counts_from_the_end_of_the_first(edition: Regulation) -> None:
    found = course(edition, *FAILED, ("longer", date(2024, 8, 20)))
    assert [(one.title, one.on.on) for one in dues.dues(found, date(2024, 9, 1))][-1] == (
        "延长试运行期满", date(2024, 11, 5),
    )  # fmt: skip
    early = process.refusal(found, Asked("test", date(2024, 11, 5), passed=True), date(2024, 12, 1))
    assert early is not None
    assert early.article == "第二十四条"
    assert process.refusal(found, Asked("test", date(2024, 11, 6), passed=True), date(2024, 12, 1)) is None


def test_that_a_repeated_check_comes_anew_and_the_summary_is_about_the_year_before(edition: Regulation) -> None:
    steps = (*NOTICED, ("test", date(2024, 8, 6), True), ("recognition", date(2024, 9, 2)))
    found = course(edition, *steps, ("check", date(2025, 9, 10)))
    told = {one.title: one.on.on for one in dues.dues(found, date(2025, 9, 11))}
    assert told["应年检"] == date(2026, 9, 2)
    assert told["2024 年度工作总结"] == date(2025, 1, 15)
    assert told["2025 年度工作总结"] == date(2026, 1, 15)
    assert told["称号有效期满"] == date(2029, 9, 2)
    assert "2023 年度工作总结" not in told


def test_that_a_sanction_is_offered_where_the_file_puts_it(edition: Regulation) -> None:
    def ids(*steps: tuple[str, date] | tuple[str, date, bool]) -> list[str]:
        return [one.id for one in process.sanctions(course(edition, *steps))]

    assert ids(("recommendation", date(2024, 1, 15))) == ["withdrawn"]
    assert ids(*NOTICED) == ["fraud", "withdrawn"]
    assert ids(*NOTICED, ("test", date(2024, 8, 6), True), ("recognition", date(2024, 9, 2))) == ["fraud"]
    fraud = next(one for one in edition.sanctions if one.id == "fraud")
    assert process.ban_ends(fraud, date(2024, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "wait"', 'kind = "waits"', "没有名为“waits”的期限性质。是否应为“wait”"),
        (
            'closed_by = "recognition"',
            'closed_by = "recogniton"',
            "提到的步骤“recogniton”不存在。是否应为“recognition”",
        ),
        ('after_term = "trial"', 'after_term = "trail"', "提到的期限“trail”不存在。是否应为“trial”"),
        ('on_failure = ["longer"]', 'on_failure = ["long"]', "没有名为“long”的后续步骤"),
        ('done_in = "intake"', 'done_in = "sealing"', "没有名为“sealing”的办理环节"),
        ('follows = "changes"', 'follows = "change"', "义务“opinion”提到的义务“change”不存在"),
        ('during = ["trial", ', 'during = ["trail", ', "罚则“fraud”提到的步骤“trail”不存在"),
        ("notice = true", 'notice = "是"', "应当是true（是）或 false（否）"),
        ("grants = true", "grant = true", "不认识“grant”"),
        ("last_year = true", "last_years = true", "不认识“last_years”"),
        ('unit = "working_day"\nkind', 'unit = "workday"\nkind', "没有名为“workday”的时间单位"),
        ("length = 10", "length = 0", "不能小于 1"),
    ],
)
def test_that_a_slip_in_the_process_is_refused_in_words(
    tmp_path: Path, edition: Regulation, old: str, new: str, says: str
) -> None:
    assert old in PROCESS
    with pytest.raises(WrongFile) as refused:
        write(tmp_path, BEFORE + PROCESS.replace(old, new, 1))
    assert says in refused.value.says
    assert refused.value.says.startswith("yunling-2030.toml")
