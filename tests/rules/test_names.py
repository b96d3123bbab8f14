"""Names, telephone numbers and credit codes in their normal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules import names


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("偃师\u3000区禾航纺织股份有限公司", "偃师区禾航纺织股份有限公司"),
        ("洛阳市伊川县\n澜图智能装备有限公司", "洛阳市伊川县澜图智能装备有限公司"),
        ("河南骏域新材料(集团)有限公司", "河南骏域新材料（集团）有限公司"),
        ("蒋\u3000诺", "蒋诺"),
        ("ＡＢＢ（中国）有限公司", "ABB（中国）有限公司"),
        (" John  Smith ", "John Smith"),
        ("吐尔逊·买买提", "吐尔逊·买买提"),
        ("", ""),
    ],
)
def test_that_a_name_has_one_normal_form(written: str, normal: str) -> None:
    assert names.normal(written) == normal


@pytest.mark.parametrize("char", ["堃", "䶮", "𬭎", "﨑", "神"])
def test_that_no_rare_character_of_a_name_is_replaced_by_another(char: str) -> None:
    assert names.normal(f"潘{char}") == f"潘{char}"


@given(st.text(max_size=40))
def test_that_normalising_twice_changes_nothing_more(text: str) -> None:
    once = names.normal(text)
    assert names.normal(once) == once


def test_that_full_and_half_brackets_are_the_same_name_and_two_empty_names_are_not() -> None:
    assert names.same("甲（集团）公司", "甲(集团) 公司")
    assert not names.same("", " ")
    assert not names.same("河南峤创职业技术大学", "河南峤捷职业技术大学")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("甲银行、乙事务所（普通合伙）、丙大学等3家", ("甲银行", "乙事务所（普通合伙）", "丙大学")),
        ("甲银行，乙大学；丙院\n丁所", ("甲银行", "乙大学", "丙院", "丁所")),
        ("甲银行、甲银行 、乙(北京)所等二十余家单位。", ("甲银行", "乙（北京）所")),
        ("1、甲银行\n2、乙大学", ("甲银行", "乙大学")),
        ("甲银行、乙大学等单位", ("甲银行", "乙大学")),
        ("洛阳平等公司", ("洛阳平等公司",)),
        ("", ()),
    ],
)
def test_that_listed_bodies_are_taken_apart_as_written(written: str, expected: tuple[str, ...]) -> None:
    assert names.listed(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("０３７９-９２５８９９１０", "0379-92589910"),
        ("154 2743 8057", "15427438057"),
        ("161-0733-9182", "16107339182"),
        ("+86 16877494415", "16877494415"),
        ("8616877494415", "16877494415"),
        ("（0379）90719921", "0379-90719921"),
        ("037998830609", "0379-98830609"),
        ("０３７９－９６９００１２４", "0379-96900124"),
        ("16452403743\n", "16452403743"),
        ("16121639072.0", "16121639072"),
        ("010-62345678转801", "010-62345678转801"),
        ("0379-92589910-801", "0379-92589910转801"),
        ("13800000000、0379-92589910", "13800000000、0379-92589910"),
        ("400-123-4567", "4001234567"),
        ("同上", "同上"),
        ("", ""),
    ],
)
def test_that_a_telephone_number_has_one_spelling(written: str, expected: str) -> None:
    assert names.phone(written) == expected


@given(st.from_regex(r"(1[0-9]{10}|0[3-9][0-9]{2}-[0-9]{7,8}|01[0-9]-[0-9]{8})", fullmatch=True))
def test_that_a_normal_number_stays_as_it_is_and_is_one(number: str) -> None:
    assert names.phone(number) == number
    assert names.is_phone(number)


@pytest.mark.parametrize("number", ["1542743805", "123", "同上", "154274380577"])
def test_that_a_number_of_the_wrong_length_is_noticed(number: str) -> None:
    assert not names.is_phone(number)


def test_that_a_masked_number_keeps_only_its_ends() -> None:
    assert names.masked("15427438057") == "154 **** 8057"
    assert names.masked("0379-92589910") == "0379 **** 9910"


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91410300XXGYUG5Q2P", ""),
        ("91410300XXGYUG5Q2A", "第 18 位校验不符，应为 P"),
        ("91410300XXGYUG5Q2", "少 1 位"),
        ("91410300XXGYUG5Q2PP", "多 1 位"),
        ("9141O300XXGYUG5Q2P", "第 5 位“O”不是代码允许的字符，疑为 0"),
        ("91A10300XXGYUG5Q2P", "第 3 位“A”应为数字（登记机关行政区划码）"),
    ],
)
def test_that_a_wrong_credit_code_says_what_is_wrong(code: str, fault: str) -> None:
    """GB 32100-2015."""
    assert names.credit_code_fault(code) == fault


def test_that_codes_of_rural_collectives_are_only_doubted() -> None:
    assert names.credit_code_fault("N2410300MF12345678") == ""
    assert "不能自动校验" in names.credit_code_doubt("N2410300MF12345678")


def test_that_a_code_typed_small_wide_and_with_gaps_is_read() -> None:
    assert names.credit_code("９１４１０３００xxgyug 5q2p") == "91410300XXGYUG5Q2P"
