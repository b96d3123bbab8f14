"""A packet and its answer as bytes: they read back whole, and whatever else comes is refused in words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest
from desktop_app.rules import packet, packet_sheet, score_sheet
from desktop_app.rules.grid import Grid
from desktop_app.rules.packet import Answer, Packet, PacketItem

NOW = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)
TEXT = score_sheet.path_of("office-general").read_text(encoding="utf-8")
PACKET = Packet(
    code="ABCD-EFGH-2345", key="0f" * 32, meeting="专家评审会", held_on="2024-06-20", number=2, name="冯雪梅",
    sheet_id="office-general", sheet_text=TEXT,
    items=tuple(
        PacketItem(str(n), n, f"2024-{n:04d}", f"第{n}平台", "澜江科技", "国家 2017", f"案卷/{n:02d}.html")
        for n in (1, 2)
    ),
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ANSWERS = st.one_of(
    st.builds(Answer, st.dictionaries(st.sampled_from(["operation", "results"]), st.integers(0, 100).map(Decimal))),
    st.builds(Answer, st.just({}), st.just(True), WORDS),
    st.builds(Answer, st.just({}), st.just(False), st.just(""), st.sampled_from(Interest), WORDS),
)


def test_that_a_packet_reads_back_as_it_was_written() -> None:
    assert packet.read(packet.write(PACKET)) == PACKET


@given(st.dictionaries(st.sampled_from(["1", "2"]), ANSWERS))
def test_that_answers_read_back_and_belong_to_their_packet_alone(answers: dict[str, Answer]) -> None:
    written = packet.write_answers(PACKET, answers, NOW)
    assert packet.read_answers(PACKET, written) == answers
    for other in (replace(PACKET, key="0e" * 32), replace(PACKET, code="ABCD-EFGH-2346")):
        with pytest.raises(Refusal):
            packet.read_answers(other, written)


@given(st.data())
def test_that_no_byte_of_an_answer_can_be_changed_unseen(data: st.DataObject) -> None:
    written = packet.write_answers(PACKET, {"1": Answer({"operation": Decimal(90)})}, NOW)
    place = data.draw(st.integers(0, len(written) - 1))
    changed = written[:place] + bytes([data.draw(st.integers(0, 255))]) + written[place + 1 :]
    try:
        assert json.loads(changed) == json.loads(written)  # the same said otherwise, such as \\u escapes
    except (AssertionError, ValueError):
        with pytest.raises(Refusal):
            packet.read_answers(PACKET, changed)


@given(st.one_of(st.binary(max_size=200), st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(
        st.sampled_from(["v", "code", "key", "items", "answers", "seal", "marks", "sheet"]), inner, max_size=5)),
    max_leaves=8,
).map(lambda value: json.dumps(value).encode())))  # fmt: skip
def test_that_garbage_is_refused_in_words_and_nothing_else_happens(content: bytes) -> None:
    for read in (packet.read, lambda held: packet.read_answers(PACKET, held)):
        with pytest.raises(Refusal):
            read(content)


@pytest.mark.parametrize(
    ("name", "value"),
    [("v", 2), ("key", "zz" * 32), ("key", "0f"), ("items", []), ("number", True), ("name", 7), ("sheet", "x"),
     ("meeting", "长" * 5000)],
)  # fmt: skip
def test_that_a_packet_with_a_wrong_part_is_refused(name: str, value: object) -> None:
    body = json.loads(packet.write(PACKET)) | {name: value}
    with pytest.raises(Refusal):
        packet.read(json.dumps(body).encode())


def test_that_more_than_a_packet_can_be_is_not_even_parsed() -> None:
    with pytest.raises(Refusal, match="已损坏"):
        packet.read(b" " * (packet.LARGEST + 1))


def test_that_a_digest_tells_the_same_answer_and_not_its_marks() -> None:
    one = Answer({"operation": Decimal(90)}, remark="好")
    again = packet.normal(
        PACKET.sheet, Answer({"operation": Decimal("90.0"), "distinction/mode": Decimal(0)}, remark=" 好 ")
    )
    assert packet.digest(PACKET, "1", one) == packet.digest(PACKET, "1", again)
    others = {packet.digest(PACKET, "1", Answer({"operation": Decimal(n)})) for n in range(101)}
    assert len(others) == 101
    assert packet.digest(PACKET, "2", one) != packet.digest(PACKET, "1", one)


def grid(filled: dict[str, object]) -> Grid:
    """The sheet as a workbook reader gives it, filled in by code."""
    rows = [(packet_sheet.title(PACKET), *[None] * 5), ("注",), packet_sheet.HEADS]
    return Grid((*rows, *((*row.cells, filled.get(row.code), row.code) for row in packet_sheet.rows(PACKET))))


def test_that_a_sheet_is_read_by_its_codes_wherever_its_rows_stand() -> None:
    filled = {
        "1:operation": 90.0,
        "1:capability": "80 分",
        "1:results": 85,
        "1:distinction/award": 2,
        "2:@abstain": "是",
    }
    plain = grid(filled)
    shuffled = Grid((*plain.rows[:3], *reversed(plain.rows[3:])))
    assert packet_sheet.code_in(plain) == PACKET.code
    for one in (plain, shuffled):
        assert packet_sheet.read(PACKET, one) == {
            "1": Answer(
                {"operation": Decimal(90), "capability": Decimal(80), "results": Decimal(85),
                 "distinction/award": Decimal(2)}
            ),
            "2": Answer({}, abstained=True),
        }  # fmt: skip


def test_that_a_row_that_stands_twice_is_refused() -> None:
    plain = grid({})
    with pytest.raises(Refusal, match="出现了两次"):
        packet_sheet.read(PACKET, Grid((*plain.rows, plain.rows[3])))
