"""A pasted 情况说明 taken apart at its headings."""

from __future__ import annotations

from desktop_app.rules import narrative, regulation

TITLES = regulation.load("national-2017").narrative


def written(*, inner: bool = False) -> str:
    parts = []
    for number, title in zip("一二三四五六七", TITLES, strict=True):
        body = f"第{number}节的正文。\n　　第二段。"
        if inner and number == "三":
            body = "制度如下：\n（一）财务制度\n按规定执行。\n（二）收费制度\n公开。\n（四）其他\n无。"
        parts.append(f"（{number}）{narrative.short(title)}\n\n{body}\n")
    return "示范平台申请相关情况说明\n\n" + "\n".join(parts)


def test_that_seven_headings_make_seven_sections() -> None:
    got = narrative.split(written(), TITLES)
    assert [part.section for part in got.parts] == [1, 2, 3, 4, 5, 6, 7]
    assert got.parts[1].text == "第二节的正文。\n　　第二段。"
    assert got.before == "示范平台申请相关情况说明"
    assert got.missing == ()


def test_that_numbered_lines_inside_a_section_are_no_headings() -> None:
    got = narrative.split(written(inner=True), TITLES)
    assert [part.section for part in got.parts] == [1, 2, 3, 4, 5, 6, 7]
    assert got.parts[2].text.endswith("（四）其他\n无。")
    assert got.parts[3].text.startswith("第四节")


def test_that_numbers_alone_decide_where_no_heading_has_the_official_words() -> None:
    got = narrative.split("(一) 我们\n甲\n(二) 他们\n乙\n（三）大家\n丙", TITLES)
    assert [(part.section, part.text) for part in got.parts] == [(1, "甲"), (2, "乙"), (3, "丙")]
    assert got.missing == (4, 5, 6, 7)


def test_that_text_on_the_line_of_its_heading_is_kept() -> None:
    head = f"（一）{narrative.short(TITLES[0])}。" + "本单位创立于2014年，一直为中小企业服务。" * 4
    got = narrative.split(f"{head}\n（二）{narrative.short(TITLES[1])}\n乙", TITLES)
    assert got.parts[0].text.startswith("本单位创立于2014年")


def test_that_a_text_without_headings_is_all_before_the_first() -> None:
    got = narrative.split("没有标题的文字", TITLES)
    assert got.parts == ()
    assert got.before == "没有标题的文字"
    assert got.missing == (1, 2, 3, 4, 5, 6, 7)
