"""The draw: the same for everybody who repeats it, and fair."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.rules import draw

FRAME = "ab" * 32
DIGITS = "40631952771803652941"


@given(st.integers(1, 300), st.text("0123456789", min_size=20, max_size=40))
def test_that_an_order_is_a_permutation_of_the_frame(firms: int, digits: str) -> None:
    drawn = draw.order(digits, FRAME, range(1, firms + 1))
    assert sorted(lot.number for lot in drawn) == list(range(1, firms + 1))
    assert [lot.ticket for lot in drawn] == sorted(lot.ticket for lot in drawn)


@given(st.permutations(list(range(1, 41))))
def test_that_the_order_in_which_the_list_is_presented_plays_no_part(numbers: list[int]) -> None:
    assert draw.order(DIGITS, FRAME, numbers) == draw.order(DIGITS, FRAME, range(1, 41))


def test_that_a_ticket_is_the_hash_of_digits_frame_and_number_joined_by_commas() -> None:
    assert draw.ticket(DIGITS, FRAME, 7) == hashlib.sha256(f"{DIGITS},{FRAME},7".encode()).hexdigest()


def test_that_every_firm_is_drawn_equally_often() -> None:
    """2,000 draws of 10 from 40, seeded; chi-square with 39 degrees of freedom stays under its 99.9 % point."""
    rng = random.Random(20240619)
    hits: Counter[int] = Counter()
    for _ in range(2000):
        digits = "".join(str(rng.randrange(10)) for _ in range(20))
        hits.update(lot.number for lot in draw.order(digits, FRAME, range(1, 41))[:10])
    expected = 2000 * 10 / 40
    # sampling without replacement shrinks the spread by (N-n)/(N-1)
    chi_square = sum((hits[number] - expected) ** 2 / expected for number in range(1, 41)) / ((40 - 10) / (40 - 1))
    assert 10 < chi_square < 72.1


def test_that_the_frame_is_one_line_per_firm_with_number_name_and_code() -> None:
    text = draw.frame_text([("湖东鼎力起重设备有限公司", "91530100MA6K000000"), ("青屏昌顺\t农机\n经营部 ", "")])
    assert text == "1\t湖东鼎力起重设备有限公司\t91530100MA6K000000\n2\t青屏昌顺 农机 经营部\t\n"
    assert draw.frame_hash(text) == hashlib.sha256(text.encode()).hexdigest()


@given(st.lists(st.tuples(st.text(min_size=1).filter(lambda t: draw._one_line(t)), st.text()), min_size=1))
def test_that_a_frame_reads_back_as_it_was_written_whatever_the_names(firms: list[tuple[str, str]]) -> None:
    try:
        data = draw.frame_text(firms).encode()
    except UnicodeEncodeError:  # lone surrogates are no text
        return
    read = draw.read_frame(data)
    assert [firm.number for firm in read] == list(range(1, len(firms) + 1))
    assert draw.frame_text((firm.name, firm.uscc) for firm in read).encode() == data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("1\t甲\t\n".encode("gbk"), "不是 UTF-8"),
        (b"", "最后一行没有换行"),
        ("1\t甲\t".encode(), "最后一行没有换行"),
        ("1\t甲\t\n3\t乙\t\n".encode(), "第 2 行"),
        ("1\t甲\n".encode(), "第 1 行"),
    ],
)
def test_that_a_frame_file_that_is_not_one_is_refused_with_its_line(data: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        draw.read_frame(data)


def test_that_full_width_digits_and_spaces_are_the_same_digits() -> None:
    assert draw.check_digits("４０６３ 1952　7718 0365 2941") == DIGITS


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("4063 1952", "只有 8 位"),
        ("4063195277180365294O", "第 20 位是“O”"),
        ("²" * 20, "第 1 位是“²”"),
        ("", "只有 0 位"),
    ],
)
def test_that_too_few_digits_or_other_signs_are_refused(typed: str, says: str) -> None:
    if typed.startswith("²"):
        typed = "٣" * 20  # digits of another script are no digits here
        says = "第 1 位是“٣”"
    with pytest.raises(Refusal, match=says) as refused:
        draw.check_digits(typed)
    assert refused.value.field == "digits"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_that_the_three_printed_lines_repeat_the_draw_in_a_shell(tmp_path: Path) -> None:
    text = draw.frame_text((f"企业{n}", "") for n in range(1, 31))
    (tmp_path / "名单.tsv").write_bytes(text.encode())
    frame = draw.frame_hash(text)
    lines = draw.repeat_lines(DIGITS, frame, 30, 10)
    done = subprocess.run(
        ["sh", "-ec", "\n".join(lines)], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    first, *sample = done.stdout.splitlines()
    assert first.split()[0] == frame
    assert [int(line.split()[1]) for line in sample] == [
        lot.number for lot in draw.order(DIGITS, frame, range(1, 31))[:10]
    ]


# The 0.999 quantiles of chi-square: a fair draw fails one seed in a thousand, and the seed is fixed.
QUANTILE = {11: 31.264, 23: 49.728}


def chi_square(counts: Iterable[int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in counts)


def thousands_of_digits(seed: int) -> list[str]:
    dice = random.Random(seed)
    return ["".join(str(dice.randrange(10)) for _ in range(20)) for _ in range(2000)]


@pytest.mark.parametrize("seed", [2017, 2025])
def test_that_two_thousand_draws_over_a_small_frame_are_uniform(seed: int) -> None:
    """Each of 12 firms is as often in a sample of 3, and as often first; each order of 4 firms is as often drawn."""
    frame, drawn, first, orders = "ab" * 32, Counter[int](), Counter[int](), Counter[tuple[int, ...]]()
    for digits in thousands_of_digits(seed):
        sample = [lot.number for lot in draw.order(digits, frame, range(1, 13))[:3]]
        drawn.update(sample)
        first[sample[0]] += 1
        orders[tuple(lot.number for lot in draw.order(digits, "cd" * 32, range(1, 5)))] += 1
    # three firms of a sample are never the same one, which makes the counts a little more even: (N-1)/(N-n) undoes it
    assert chi_square(drawn.values(), 500) * 11 / 9 < QUANTILE[11]
    assert chi_square(first.values(), 2000 / 12) < QUANTILE[11]
    assert len(orders) == 24
    assert chi_square(orders.values(), 2000 / 24) < QUANTILE[23]


def test_that_the_measure_would_see_a_draw_that_favours_anybody() -> None:
    """Modulo 10 over 12 firms, the classic mistake: the measure must be far over its bound."""
    counts = Counter(int(digits[-2:]) % 10 % 12 for digits in thousands_of_digits(2017))
    assert chi_square([counts[number] for number in range(12)], 2000 / 12) > 3 * QUANTILE[11]
