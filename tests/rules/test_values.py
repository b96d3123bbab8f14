"""What a clerk types, read as what she means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.rules import values


@pytest.mark.parametrize(
    ("typed", "wan"),
    [
        ("788.19", "788.19"),
        ("７８８．１９", "788.19"),
        ("2,318.40", "2318.40"),
        ("２，３１８.40", "2318.40"),
        (" 500 万元 ", "500"),
        ("1万", "1"),
        ("-12.5", "-12.5"),
        ("1.2亿元", "12000"),
        ("32400元", "3.24"),
    ],
)
def test_that_money_is_read_in_wan(typed: str, wan: str) -> None:
    assert values.money(typed).wan == Decimal(wan)


def test_that_money_typed_in_yuan_says_how_it_was_converted() -> None:
    assert values.money("32400元").hint == "按 32400 元换算为 3.24 万元。请核对纸面单位。"
    assert values.money("3.24").hint == ""


@pytest.mark.parametrize("typed", ["约100", "1,23", "一百", "12.3.4", "100平方米", "1e5", "NaN", "∞"])
def test_that_what_is_no_amount_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        values.money(typed, "注册资本", "capital_wan")
    assert caught.value.field == "capital_wan"
    assert "注册资本" in caught.value.says


@pytest.mark.parametrize("typed", ["", "  ", "\u3000", "/", "—", "无"])
def test_that_an_empty_or_struck_out_box_is_empty(typed: str) -> None:
    assert values.money(typed).wan is None
    assert values.count(typed) is None


@pytest.mark.parametrize(("typed", "n"), [("８４", 84), ("84台（套）", 84), ("1,234", 1234), ("340 户", 340), ("0", 0)])
def test_that_counts_are_read_with_their_unit(typed: str, n: int) -> None:
    assert values.count(typed) == n


@pytest.mark.parametrize("typed", ["3.5", "-1", "35人次左右", "84万元"])
def test_that_what_is_no_count_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        values.count(typed, "从业人数")


@given(st.integers(min_value=0, max_value=10**8))
def test_that_a_count_shown_in_groups_is_read_back(n: int) -> None:
    assert values.count(values.grouped(n)) == n


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_that_an_amount_shown_in_groups_is_read_back_digit_for_digit(amount: Decimal) -> None:
    read = values.money(values.grouped(amount)).wan
    assert read is not None
    assert values.plainly(read) == values.plainly(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "2014-04-24",
        "2014.4.24",
        "2014/4/24",
        "2014年4月24日",
        "20140424",
        "２０１４年４月２４日",
        "二〇一四年四月二十四日",
    ],
)
def test_that_a_date_is_read_in_every_usual_spelling(typed: str) -> None:
    assert values.day(typed) == date(2014, 4, 24)


@pytest.mark.parametrize("typed", ["2014-13-01", "2014-02-30", "14-4-24", "4月24日", "去年", "20141"])
def test_that_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        values.day(typed, "注册日期", "registered_on")
    assert "2014-04-24" in caught.value.says


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_that_every_date_is_read_back(day: date) -> None:
    assert values.day(day.isoformat()) == day
    assert values.day(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(("typed", "n"), [("2022年", 2022), ("2023", 2023), ("２０２３年度", 2023), ("二〇二三", 2023)])
def test_that_a_year_is_read(typed: str, n: int) -> None:
    assert values.year(typed) == n


@pytest.mark.parametrize("typed", ["23", "1949", "上年"])
def test_that_what_is_no_year_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        values.year(typed)


def test_that_a_percentage_keeps_its_digits_and_stays_within_a_hundred() -> None:
    assert str(values.percent("27.0%")) == "27.0"
    assert str(values.percent("９４．３ ％")) == "94.3"
    for typed in ("101", "-1"):
        with pytest.raises(Refusal):
            values.percent(typed, "占总资产")


@pytest.mark.parametrize(
    ("typed", "computed", "agree"),
    [("40.8", "40.802", True), ("41", "40.802", True), ("40", "40.802", False), ("27.0", "26.4", False)],
)
def test_that_a_typed_share_is_held_against_the_computed_one_at_its_own_digits(
    typed: str, computed: str, agree: bool
) -> None:
    assert values.agrees(Decimal(typed), Decimal(computed)) is agree
