"""Finding by pinyin: every reading of a character counts, initials and whole syllables alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules import pinyin, search

NAMES = "重庆长寿乐山单仇解曾区盖覃尉迟万俟澜江装备制造公共技术服务平台"


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("重庆长寿", ("cq", "cqcs", "zqzs", "chongqing", "chongq", "庆长", "cqchang")),
        ("单雄信", ("sxx", "dxx", "shanxx", "danx")),
        ("仇英", ("qy", "cy", "qiuying")),
        ("万俟卨", ("mq", "wq", "moqi")),
        ("覃塘", ("qt", "tt", "qintang", "tantang")),
        ("A1 科技", ("a1", "a1kj", "A1科", "kj")),
    ],
)
def test_that_a_text_is_found_by_its_readings(text: str, queries: tuple[str, ...]) -> None:
    for query in queries:
        assert search.fits(query, [pinyin.key(text)]), query


@pytest.mark.parametrize("query", ["gq", "cqx", "庆重", "chongx", "1"])
def test_that_what_is_not_there_is_not_found(query: str) -> None:
    assert not search.fits(query, [pinyin.key("重庆长寿")])


def test_that_every_word_has_to_be_found_in_one_of_the_texts() -> None:
    keys = [pinyin.key("石川电子"), pinyin.key("曾一鸣")]
    assert search.fits("sc zym", keys)
    assert search.fits("石川　曾", keys)
    assert not search.fits("sc xyz", keys)
    assert search.fits("", keys)


@given(st.text(alphabet=NAMES, min_size=1, max_size=12), st.data())
def test_that_any_piece_of_a_name_finds_it_as_written_and_by_initials(name: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(begin + 1, len(name)))
    one = pinyin.key(name)
    assert search.fits(name[begin:end], [one])
    initials = "".join(data.draw(st.sampled_from(one.readings[place]))[0] for place in range(begin, end))
    assert search.fits(initials, [one])
