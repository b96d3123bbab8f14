"""How typed figures and days are read and shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.widgets.typed import count_characters, grouped_number, plain_date, plain_number, read_date


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("1200.50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("１，２００．５０", "1200.50"),
        ("1 200", "1200"),
        ("1，234，567", "1234567"),
        ("8。6", "8.6"),
        ("－3", "-3"),
        ("12.", "12"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("+7", "7"),
        ("8.60", "8.60"),
        ("", ""),
        ("约 30", "约 30"),
        ("1.2.3", "1.2.3"),
        (" 12万 ", "12万"),
    ],
)
def test_that_a_number_is_read_as_clerks_type_it(typed: str, plain: str) -> None:
    assert plain_number(typed) == plain


@pytest.mark.parametrize(
    ("typed", "shown"), [("1200.50", "1,200.50"), ("-1234567", "-1,234,567"), ("0.5", "0.5"), ("无", "无"), ("", "")]
)
def test_that_a_number_is_shown_with_separators(typed: str, shown: str) -> None:
    assert grouped_number(typed) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2))
def test_that_showing_a_number_never_changes_it(number: Decimal) -> None:
    assert Decimal(plain_number(grouped_number(format(number, "f")))) == number


@given(st.text())
def test_that_reading_a_number_twice_is_reading_it_once(text: str) -> None:
    assert plain_number(plain_number(text)) == plain_number(text)


@pytest.mark.parametrize(
    "typed",
    [
        "2014-4-24",
        "2014-04-24",
        "2014年4月24日",
        "20140424",
        "2014.4.24",
        "2014/04/24",
        "２０１４年４月２４日",
        " 2014。4。24 ",
    ],
)
def test_that_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_date(typed) == date(2014, 4, 24)
    assert plain_date(typed) == "2014-04-24"


@pytest.mark.parametrize(
    "typed", ["2014-13-1", "2014-02-30", "2014", "4月24日", "2014-4", "昨天", "201404241", "0000-01-01"]
)
def test_that_what_is_no_day_is_kept_as_typed(typed: str) -> None:
    assert read_date(typed) is None
    assert plain_date(f" {typed} ") == typed


@given(st.dates(min_value=date(1000, 1, 1)))
def test_that_a_day_survives_being_shown(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(day.strftime("%Y%m%d")) == day


def test_that_blanks_and_line_ends_are_no_characters() -> None:
    assert count_characters("服务 中小企业。\n第二段") == 10
