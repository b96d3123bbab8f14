"""A locked score: its commitment binds all of it and tells nothing of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules import sealed_marks
from desktop_app.rules.sealed_marks import Given

GIVEN = st.builds(
    Given,
    st.dictionaries(st.text("abc/", min_size=1), st.integers(0, 200).map(lambda half: Decimal(half) / 2)),
    st.just(False),
    st.text(st.characters(exclude_categories=["Cs"])),
)


@given(GIVEN)
def test_that_what_is_locked_reads_back_digit_for_digit(one: Given) -> None:
    assert sealed_marks.read(sealed_marks.content(one)) == one


def test_that_an_abstention_holds_no_mark_and_is_not_nought() -> None:
    abstained = sealed_marks.content(Given({"work": Decimal(0)}, abstained=True))
    assert sealed_marks.read(abstained) == Given({}, abstained=True)
    assert abstained != sealed_marks.content(Given({"work": Decimal(0)}))


@given(GIVEN, GIVEN)
def test_that_another_score_has_another_commitment(one: Given, other: Given) -> None:
    texts = sealed_marks.content(one), sealed_marks.content(other)
    same = [sealed_marks.commitment(1, 2, 1, "00", text) for text in texts]
    assert (same[0] == same[1]) is (texts[0] == texts[1])


def test_that_item_member_round_and_salt_are_bound() -> None:
    text = sealed_marks.content(Given({"work": Decimal(80)}))
    found = {
        sealed_marks.commitment(*place, text)
        for place in ((1, 2, 1, "a"), (2, 1, 1, "a"), (1, 2, 2, "a"), (1, 2, 1, "b"))
    }
    assert len(found) == 4


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"marks": {"a": "x"}}', '{"abstained": true}', "null"])
def test_that_what_was_never_locked_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="not a locked score"):
        sealed_marks.read(text)
