"""Digits in front of witnesses: one at a time, taken back visibly, never forgotten."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.rules import draw, throwing
from desktop_app.rules.throwing import DIGITS_AT_MOST, TakenBack, Throwing, Witnessed

TEXT = draw.frame_text([("澜江机械有限公司", ""), ("桥山轴承制造有限公司", "")])
HASH = draw.frame_hash(TEXT)


@given(st.lists(st.sampled_from("0123456789<"), max_size=60))
def test_that_what_stands_and_what_was_taken_back_are_all_that_was_ever_put_down(keys: list[str]) -> None:
    thrown, put, expected = Throwing(), 0, ""
    for key in keys:
        if key == "<":
            thrown, expected = thrown.take_back(), expected[:-1]
        elif len(thrown.digits) < DIGITS_AT_MOST:
            thrown, put, expected = thrown.put(key), put + 1, expected + key
    assert thrown.digits == expected
    assert len(thrown.digits) + len(thrown.taken_back) == put
    assert throwing.read(throwing.canonical(thrown.taken_back)) == thrown.taken_back


def test_that_a_digit_taken_back_is_told_with_its_place_and_what_stands_there_now() -> None:
    thrown = Throwing("406").put("3").take_back().put("1")
    assert thrown.taken_back == (TakenBack(4, "3"),)
    assert throwing.said(thrown.taken_back, thrown.digits) == "第 4 位曾输入 3，改为 1"
    assert throwing.said(thrown.take_back().taken_back, "406") == "第 4 位曾输入 3，已退；第 4 位曾输入 1，已退"
    assert json.loads(throwing.canonical(thrown.taken_back)) == [{"digit": "3", "place": 4}]


@pytest.mark.parametrize("char", ["x", "", "12", "½", "一", " ", "٣"])
def test_that_only_a_digit_is_put_down(char: str) -> None:
    with pytest.raises(Refusal) as refused:
        Throwing().put(char)
    assert refused.value.field == "digits"


def test_that_full_width_digits_count_and_that_there_is_a_most() -> None:
    assert Throwing().put("７").digits == "7"
    assert Throwing("1" * 19).missing == 1
    assert Throwing("1" * 20).missing == 0
    with pytest.raises(Refusal, match="不能再多"):
        Throwing("1" * DIGITS_AT_MOST).put("1")
    assert Throwing().take_back() == Throwing()


def test_that_a_list_that_is_not_its_hash_is_drawn_from_by_nobody() -> None:
    throwing.check_frame(TEXT, HASH, None)
    throwing.check_frame(TEXT, HASH, Witnessed(HASH))
    with pytest.raises(Refusal, match="与它的指纹不符"):
        throwing.check_frame(TEXT.replace("桥山", "乔山"), HASH, None)
    with pytest.raises(Refusal, match="公布指纹之后重新冻结"):
        throwing.check_frame(TEXT, HASH, Witnessed("0" * 64))
