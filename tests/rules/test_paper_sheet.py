"""Paper score sheets: a slip in the number or in a mark shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.rules import paper_sheet
from desktop_app.rules.paper_sheet import SheetNumber

NUMBERS = st.builds(SheetNumber, st.integers(1, 99999), st.integers(1, 99))


@given(NUMBERS)
def test_that_a_number_is_read_back_however_it_is_spaced(number: SheetNumber) -> None:
    wide = number.code.translate(str.maketrans("0123456789-", "０１２３４５６７８９ "))
    assert paper_sheet.read(number.code) == paper_sheet.read(wide) == number


@given(NUMBERS, st.integers(0, 8), st.integers(1, 9))
def test_that_one_wrong_digit_is_found(number: SheetNumber, place: int, by: int) -> None:
    digits = list(number.code.replace("-", ""))
    digits[place] = str((int(digits[place]) + by) % 10)
    with pytest.raises(Refusal) as refused:
        paper_sheet.read("".join(digits))
    assert refused.value.field == "number"


@given(NUMBERS, st.integers(0, 7))
def test_that_two_swapped_digits_are_found(number: SheetNumber, place: int) -> None:
    digits = list(number.code.replace("-", ""))
    assume(digits[place] != digits[place + 1])
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    with pytest.raises(Refusal):
        paper_sheet.read("".join(digits))


@pytest.mark.parametrize("typed", ["", "12", "00012-03-5x", "abc", "00012-03-588", "²²²²²²²²²"])
def test_that_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="9 位数字"):
        paper_sheet.read(typed)


@given(st.dictionaries(st.text("abc/", min_size=1), st.integers(0, 100).map(Decimal), min_size=1), st.data())
def test_that_a_single_slip_in_the_marks_breaks_the_checksum_line(
    marks: dict[str, Decimal], data: st.DataObject
) -> None:
    written = sum(marks.values(), Decimal(0))
    paper_sheet.check_sum(marks, written)
    slip = data.draw(st.sampled_from(sorted(marks)))
    keyed = {
        **marks,
        slip: marks[slip] + data.draw(st.sampled_from([Decimal(-10), Decimal(-1), Decimal("0.5"), Decimal(9)])),
    }
    with pytest.raises(Refusal, match="校验行") as refused:
        paper_sheet.check_sum(keyed, written)
    assert refused.value.field == "total"
