"""A requirement in words: every construct of the language, as an official reads it."""

from __future__ import annotations

import re

import pytest

from desktop_app.rules import edition_file, regulation, strict_toml, wording
from desktop_app.rules.edition import Regulation
from tests.rules.made_up import EDITION

MADE_UP = edition_file.parse("yunling-2030.toml", EDITION.encode())
EDITIONS = pytest.mark.parametrize("edition", [*regulation.editions(), MADE_UP], ids=lambda one: one.id)

LINES: list[tuple[str, list[str]]] = [
    (
        "scale",
        ["以下 2 项至少满足 1 项：", "　年服务中小企业不低于 60 家", "　来自中小企业的收入占营业收入不低于 50 %"],
    ),
    ("category-scale", ["人才培训类：年培训不低于 1,000 人次", "其他情形：年服务中小企业不低于 100 家"]),
    ("titles", ["人员名单中中级及以上职称的人员占人员名单人数不低于 30 %"]),
    ("mean-revenue", ["营业收入 3 年平均不低于 200 万元"]),
    ("growth", ["近 3 年服务收入增长不低于 20 %"]),
    (
        "people",
        [
            "以下 2 项都要满足：",
            "　专职人员（计入从业人数之内）不低于 15 人",
            "　缴纳社保的设计师（计入专职人员之内）不低于 3 人",
        ],
    ),
    (
        "assets",
        [
            "事业单位、社团法人：资产总额不低于 100 万元",
            "省会城市：资产总额不低于 500 万元",
            "其他情形：资产总额不低于 300 万元",
        ],
    ),
    (
        "stars",
        [
            "工业设计：由审核员判断：设计能力是否与所报星级相当",
            "四星：实验室不低于 4 个",
            "五星：实验室不低于 8 个",
            "其他情形：实验室不低于 2 个",
        ],
    ),
    ("tax", ["上缴税金不低于 10 万元（只适用于企业）"]),
    (
        "two-of-three",
        [
            "以下 3 项至少满足 2 项：",
            "　服务场地面积不低于 300 平方米",
            "　仪器、设备数量不低于 20 台（套）",
            "　注册资本不低于 100 万元",
        ],
    ),
    ("standard", ["未定义：由附件3《评价标准》规定，该文件没有收录"]),
    ("still-valid", ["现有称号的有效期至：没有，或早于受理日，或在受理当年"]),
    ("base", ["示范基地称号应为“没有”"]),
    ("related", ["关联单位本年度申报情况应为“没有关联单位”或“关联单位未申报”"]),
    ("ban", ["被撤销称号的日期：没有，或距受理日满 3 年"]),
    ("information", ["由审核员判断：是否具有开放的信息服务系统"]),
]


@pytest.mark.parametrize(("condition", "lines"), LINES)
def test_that_every_construct_reads_as_a_sentence(condition: str, lines: list[str]) -> None:
    told = wording.requirement(MADE_UP.condition(condition).require, MADE_UP)
    assert ["　" * line.depth + line.says for line in told] == lines


@EDITIONS
def test_that_nothing_but_chinese_is_read(edition: Regulation) -> None:
    """No name of the file slips into what an official reads."""
    told = [line.says for row in edition.conditions for line in wording.requirement(row.require, edition)]
    told += [wording.term(row, edition) for row in edition.terms]
    told += [wording.duty(row) for row in edition.duties]
    told += [wording.stage(row, edition) for row in edition.stages]
    told += [wording.sanction(row) for row in edition.sanctions]
    told += [wording.material(row) for row in edition.materials]
    for words in told:
        assert not re.search(r"[A-Za-z_]{2,}|None", words), words


@pytest.mark.parametrize(
    ("edition", "term", "says"),
    [
        ("national-2025", "creation-period", "2 年，自“确定创建对象”起算"),  # 第七条（二）
        ("national-2025", "re-review", "2 年，自“公告认定”起算，到期后重新起算"),  # 第十条
        ("xinjiang-2021", "validity", "3 年，自“认定公布”起算"),  # 第十七条
    ],
)
def test_that_a_length_of_time_says_where_it_begins(edition: str, term: str, says: str) -> None:
    rules = regulation.load(edition)
    assert wording.term(rules.term(term), rules) == says


@pytest.mark.parametrize(
    ("edition", "duty", "says"),
    [
        ("national-2017", "platform-summary", "示范平台，每年 2 月底前"),  # 第二十二条
        ("xinjiang-2021", "platform-summary", "示范平台，每年 12 月 15 日前"),  # 第十八条
        ("shandong-2020", "platform-summary", "示范平台，每年 12 月底前"),  # 第二十六条
        ("national-2025", "changes", "示范平台，更名、合并、重组等重大变化或调整后 3 个月内"),  # 第十一条
    ],
)
def test_that_a_duty_says_who_and_by_when(edition: str, duty: str, says: str) -> None:
    assert wording.duty(next(row for row in regulation.load(edition).duties if row.id == duty)) == says


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        ("national-2017", "2017-07-03 起，2025-10-21 废止"),
        ("shandong-2020", "2020-10-07 起，至 2023-10-06"),
        ("national-2025", "2025-10-21 起"),
    ],
)
def test_that_the_time_in_force_is_said_with_its_end(edition: str, says: str) -> None:
    assert wording.in_force(regulation.load(edition)) == says


def test_that_a_material_says_what_may_stand_in_for_it() -> None:
    licence = regulation.load("xinjiang-2021").material("licence")  # 第十一条
    assert wording.material(licence).startswith("必交；可用")
    assert wording.material(licence).endswith("替代（第十一条）")
    assert wording.material(MADE_UP.material("tax")) == "必交，只适用于企业"


@pytest.mark.parametrize(
    ("edition", "region", "meant"),
    [
        ("national-2025", "530102", True),  # 第十八条: the west
        ("national-2025", "422801", True),  # 恩施, counted in by 国办发〔2001〕73号
        ("national-2025", "210102", True),  # the northeast
        ("national-2025", "370102", False),
        ("national-2025", "420102", False),
        ("national-2025", "", False),
        ("national-2017", "530102", False),  # it relaxes conditions (第十二条), it favours nobody
    ],
)
def test_that_a_favoured_region_is_told_with_its_article(edition: str, region: str, meant: bool) -> None:
    says = wording.preferred(regulation.load(edition), region)
    assert bool(says) is meant
    if meant:
        assert f"注册地（{region}）在第十八条所说的地区" in says
        assert says.endswith("予以倾斜。逐条判定不因此改变。")


def test_that_a_preference_with_a_code_that_is_none_is_refused() -> None:
    more = '\n[[preference]]\nid = "west"\narticle = "第三条"\nsays = "适当倾斜"\ncodes = ["西部"]\n'
    with pytest.raises(strict_toml.WrongFile, match="行政区划代码的开头几位"):
        edition_file.parse("yunling-2030.toml", (EDITION + more).encode())
