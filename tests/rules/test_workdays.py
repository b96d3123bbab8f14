"""Working days as the State Council published them: 调休, spans, deadlines, years that nobody has published yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules import calendar_file, workdays
from desktop_app.rules.strict_toml import WrongFile
from desktop_app.rules.workdays import Calendar, Day, Span

CALENDAR = Calendar.of(calendar_file.published())
DAYS = st.dates(date(2015, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2024, 2, 4), True, "Sunday worked for the Spring Festival"),
        (date(2024, 2, 12), False, "Monday of the Spring Festival"),
        (date(2024, 9, 14), True, "Saturday worked for the Mid-autumn Festival"),
        (date(2025, 10, 8), False, "the eighth day of the National Day break"),
        (date(2025, 10, 11), True, "Saturday worked for it"),
        (date(2026, 1, 4), True, "Sunday worked for New Year"),
        (date(2026, 2, 28), True, "Saturday worked for the Spring Festival"),
        (date(2020, 1, 31), False, "the Spring Festival of 2020 was made longer"),
        (date(2020, 2, 1), False, "and its working Saturday fell away"),
        (date(2024, 6, 19), True, "an ordinary Wednesday"),
        (date(2024, 6, 22), False, "an ordinary Saturday"),
        (date(2027, 10, 1), True, "nobody has published 2027: a Friday counts as a working day"),
    ],
)
def test_that_a_day_is_what_the_state_council_made_of_it(day: date, works: bool, why: str) -> None:
    assert CALENDAR.is_working(day) is works, why


@pytest.mark.parametrize(
    ("begins", "days", "ends", "counting_it"),
    [
        # 国家 2017 第十八条: 15 working days; the Dragon Boat Festival of 2024 lies between
        (date(2024, 6, 3), 15, date(2024, 6, 25), date(2024, 6, 24)),
        # 国家 2025 第七条（二）: 5 working days over New Year 2026, whose Sunday is worked
        (date(2025, 12, 29), 5, date(2026, 1, 6), date(2026, 1, 5)),
        # 新疆 2021 第十三条: 7 working days over the National Day of 2023
        (date(2023, 9, 25), 7, date(2023, 10, 10), date(2023, 10, 9)),
        # begun on a day of rest, the first day counts for nothing in either reading
        (date(2024, 6, 8), 5, date(2024, 6, 17), date(2024, 6, 17)),
    ],
)
def test_that_a_public_notice_runs_its_working_days(begins: date, days: int, ends: date, counting_it: date) -> None:
    assert CALENDAR.after(begins, days) == Day(ends)
    assert CALENDAR.counting(begins, days) == Day(counting_it)


@pytest.mark.parametrize(
    ("start", "length", "unit", "ends"),
    [
        (date(2025, 11, 30), 3, "month", date(2026, 2, 28)),  # 2025 第十一条: no 30 February
        (date(2024, 2, 29), 2, "year", date(2026, 2, 28)),  # 2025 第十条
        (date(2024, 2, 29), 4, "year", date(2028, 2, 29)),
        (date(2021, 6, 10), 60, "day", date(2021, 8, 9)),  # 新疆 第十五条
        (date(2024, 12, 31), 2, "month", date(2025, 2, 28)),
        (date(2022, 12, 1), 3, "year", date(2025, 12, 1)),  # 国家 2017 第二十三条
    ],
)
def test_that_months_and_years_end_on_the_corresponding_day(start: date, length: int, unit: str, ends: date) -> None:
    assert CALENDAR.add(start, length, unit) == Day(ends)


def test_that_what_an_unpublished_year_had_a_part_in_is_tentative() -> None:
    assert CALENDAR.after(date(2026, 12, 29), 2) == Day(date(2026, 12, 31), tentative=False)
    assert CALENDAR.after(date(2026, 12, 29), 3) == Day(date(2027, 1, 1), tentative=True)
    assert CALENDAR.between(date(2026, 12, 31), date(2027, 1, 4)) == Span(2, tentative=True)
    assert CALENDAR.between(date(2026, 12, 31), date(2026, 12, 31)) == Span(0)
    assert Calendar().after(date(2024, 6, 7), 1) == Day(date(2024, 6, 10), tentative=True)


def test_that_an_imported_year_stands_before_the_programs_own() -> None:
    own = calendar_file.parse(
        "2027.toml", b"year = 2027\n[[holiday]]\nname = '\xe5\x85\x83\xe6\x97\xa6'\nrest = [2027-01-01]\n"
    )
    calendar = Calendar.of((*calendar_file.published(), own))
    assert calendar.after(date(2026, 12, 31), 1) == Day(date(2027, 1, 4))
    assert calendar.holiday(date(2027, 1, 1)) == "元旦"


def test_that_the_last_working_day_before_a_rest_day_is_found() -> None:
    assert CALENDAR.last_working(date(2026, 2, 28)) == Day(date(2026, 2, 28))  # 2017 第二十二条: a worked Saturday
    assert CALENDAR.last_working(date(2027, 2, 28)) == Day(date(2027, 2, 26), tentative=True)
    assert CALENDAR.last_working(date(2023, 12, 31)) == Day(date(2023, 12, 29))


@given(DAYS, DAYS)
def test_that_counting_agrees_with_walking_day_by_day(first: date, last: date) -> None:
    early, late = sorted((first, last))
    walked = sum(CALENDAR.is_working(early + timedelta(days=at)) for at in range(1, (late - early).days + 1))
    assert CALENDAR.between(early, late).days == walked
    assert CALENDAR.between(late, early).days == -walked


@given(DAYS, st.integers(0, 400))
def test_that_after_and_between_are_each_others_inverse(start: date, days: int) -> None:
    found = CALENDAR.after(start, days)
    assert CALENDAR.between(start, found.on) == Span(days, found.tentative)
    assert days == 0 or CALENDAR.is_working(found.on)


@given(DAYS, DAYS, st.integers(1, 60))
def test_that_a_later_start_never_ends_earlier(first: date, second: date, days: int) -> None:
    early, late = sorted((first, second))
    assert CALENDAR.after(early, days).on <= CALENDAR.after(late, days).on


@given(DAYS, st.integers(1, 48))
def test_that_a_month_ends_in_its_month_and_never_beyond_the_day(start: date, months: int) -> None:
    ends = workdays.add_months(start, months)
    assert (ends.year * 12 + ends.month) - (start.year * 12 + start.month) == months
    assert ends.day == start.day or (ends + timedelta(days=1)).day == 1


def test_that_the_years_brought_along_are_whole() -> None:
    years = calendar_file.published()
    assert [year.year for year in years] == list(range(2017, 2027))
    for year in years:
        assert f"{year.year}年" in year.source
        names = {holiday.name for holiday in year.holidays}
        assert {"元旦", "春节", "清明节", "劳动节", "端午节", "国庆节"} <= names, year.year
        # statutory rest is 11 days (13 from 2025, 国务院令第795号); 调休 only moves weekends about
        working = CALENDAR.between(date(year.year - 1, 12, 31), date(year.year, 12, 31)).days
        assert 244 <= working <= 252, (year.year, working)


GOOD = '[[holiday]]\nname = "元旦"\nrest = [2027-01-01]\n'


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "", "缺“year”"),
        ("year = '2027'\n" + GOOD, "第 1 行", "应当是整数"),
        ("year = 1927\n" + GOOD, "第 1 行", "2000 和 2100 之间"),
        ("year = 2027\n", "", "一个节假日也没有"),
        ("year = 2027\n[[holiday]]\nname = '元旦'\n", "第 2 行", "没有写放假的日子"),
        ("year = 2027\n[[holiday]]\nrest = [2027-01-01]\n", "第 2 行", "缺“name”"),
        ("year = 2027\n[[holiday]]\nname = '元旦'\nrest = [2026-01-01]\n", "第 4 行", "不在 2027 年"),
        ("year = 2027\n[[holiday]]\nname = '元旦'\nrest = ['1月1日']\n", "第 4 行", "应当是日期"),
        ("year = 2027\n[[holiday]]\nname = '元旦'\nrest = [2027-01-01T00:00:00]\n", "第 4 行", "应当是日期"),
        ("year = 2027\n[[holiday]]\nname = '元旦'\nrest = [2027-01-01, 2027-01-01]\n", "第 4 行", "写了两次"),
        ("year = 2027\n" + GOOD + "work = [2027-01-04]\n", "第 5 行", "本来就上班"),
        ("year = 2027\n" + GOOD + "work = [2027-01-01]\n", "第 5 行", "写了两次"),
        ("year = 2027\n" + GOOD + "wrok = [2027-01-03]\n", "第 5 行", "是否应为“work”"),
        ("year = 2027\nrest = [2027-02-30]\n", "第 2 行", "写法不对"),
        ("year 2027\n", "第 1 行", "写法不对"),
    ],
)
def test_that_a_wrong_calendar_is_refused_with_place_and_sentence(text: str, place: str, says: str) -> None:
    with pytest.raises(WrongFile) as refused:
        calendar_file.parse("2027.toml", text.encode())
    assert refused.value.says.startswith("2027.toml")
    assert place in refused.value.says
    assert says in refused.value.says
    assert refused.value.says.endswith("。")


def test_that_a_calendar_in_another_encoding_is_refused() -> None:
    with pytest.raises(WrongFile, match="第 2 行：不是 UTF-8"):
        calendar_file.parse("2027.toml", "year = 2027\nsource = '放假'\n".encode("gb18030"))
