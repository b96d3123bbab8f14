"""The language of requirements: every construct, read from text and held against figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.kinds import Outcome
from desktop_app.rules import grammar, strict_toml
from desktop_app.rules.figures import Book, Reading
from desktop_app.rules.grammar import Vocabulary
from desktop_app.rules.language import Judge, Node, Several, Situation, Undefined
from desktop_app.rules.strict_toml import WrongFile
from desktop_app.rules.weighing import Weighed, weigh

FROM_ZERO = ((2022, Decimal(0)), (2023, Decimal(9)))
YEARS = ((2021, Decimal(100)), (2022, Decimal(150)), (2023, Decimal(160)))
BOOK: Book = {
    reading.name: reading
    for reading in (
        Reading(name="assets", label="资产总额", unit="万元", value=Decimal("788.19")),
        Reading(name="staff", label="从业人数", unit="人", value=Decimal(35)),
        Reading(name="professionals", label="专业人员", unit="人", value=Decimal(28)),
        Reading(name="insured", label="参保人员", unit="人", value=Decimal(3)),
        Reading(name="none", label="空缺", unit="家", missing="申请表“空缺”还没有填写"),
        Reading(name="zero", label="零", unit="家", value=Decimal(0)),
        Reading(name="served", label="服务企业", unit="家", value=Decimal(160), series=YEARS),
        Reading(name="gap", label="有缺年", unit="家", value=Decimal(160), series=(YEARS[0], YEARS[2])),
        Reading(name="from_zero", label="从零起", unit="家", value=Decimal(9), series=FROM_ZERO),
        Reading(name="people", label="年培训", unit="人次", value=Decimal(1200)),
    )
}  # fmt: skip
WORDS = Vocabulary(
    figures={name: bool(reading.series) for name, reading in BOOK.items()},
    functions=frozenset({"training", "information"}),
    regions={"south": ("6529", "6530")},
    region_labels={"south": "南疆四地州"},
)
ELSEWHERE = Situation(region_code="650100", legal_form="enterprise")
SOUTH = Situation(region_code="652901", legal_form="public_institution")


def node(text: str) -> Node:
    table = strict_toml.parse("made-up.toml", f"require = {{ {text} }}".encode()).table("require")
    assert table is not None
    return grammar.read_node(table, WORDS)


def weighed(text: str, case: Situation = ELSEWHERE) -> Weighed:
    found = weigh(node(text), BOOK, case)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "outcome", "says"),
    [
        ('figure = "assets", at_least = 300', Outcome.MET, "资产总额 788.19 万元，不低于 300 万元"),
        ('figure = "assets", at_least = 788.19', Outcome.MET, "资产总额 788.19 万元，不低于 788.19 万元"),
        ('figure = "assets", more_than = 788.19', Outcome.NOT_MET, "资产总额 788.19 万元，要求高于 788.19 万元"),
        ('figure = "assets", at_least = 3000', Outcome.NOT_MET, "资产总额 788.19 万元，要求不低于 3,000 万元"),
        ('figure = "staff", at_least = 20, at_most = 30', Outcome.NOT_MET,
         "从业人数 35 人，要求不低于 20 人，不超过 30 人"),
        ('figure = "none", at_least = 5', Outcome.MISSING, "申请表“空缺”还没有填写，要求不低于 5 家"),
        ('figure = "served", at_least = 150', Outcome.MET, "服务企业 160 家（2023 年），不低于 150 家"),
        ('ratio = ["professionals", "staff"], at_least = 80', Outcome.MET,
         "专业人员占从业人数 80 %（28 人 ÷ 35 人），不低于 80 %"),
        ('ratio = ["insured", "staff"], at_least = 10', Outcome.NOT_MET,
         "参保人员占从业人数 8.6 %（3 人 ÷ 35 人），要求不低于 10 %"),
        ('ratio = ["staff", "zero"], at_least = 80', Outcome.MISSING,
         "从业人数占零：零为 0，算不出比例，要求不低于 80 %"),
        ('mean = "served", years = 3, at_least = 136', Outcome.MET,
         "服务企业 3 年平均 136.7 家（2021 年 100 家，2022 年 150 家，2023 年 160 家），不低于 136 家"),
        ('growth = "served", years = 3, at_least = 60', Outcome.MET,
         "服务企业增长 60 %（2021 年 100 家，2022 年 150 家，2023 年 160 家），不低于 60 %"),
        ('growth = "served", years = 2, more_than = 10', Outcome.NOT_MET,
         "服务企业增长 6.7 %（2022 年 150 家，2023 年 160 家），要求高于 10 %"),
        ('growth = "gap", years = 2, more_than = 0', Outcome.MISSING, "有缺年增长：缺 2022 年的“有缺年”，要求高于 0 %"),
        ('growth = "from_zero", years = 2, more_than = 0', Outcome.TO_JUDGE,
         "从零起增长：2022 年为 0 家，算不出增长率，请审核员判断，要求高于 0 %"),
        ('judge = "财务收支状况是否良好"', Outcome.TO_JUDGE, "财务收支状况是否良好"),
        ('undefined = "附件1"', Outcome.UNDEFINED, "由附件1规定，该文件没有收录，不能自动判断"),
    ],
)  # fmt: skip
def test_that_a_leaf_says_what_it_compared(text: str, outcome: Outcome, says: str) -> None:
    found = weighed(text)
    assert (found.outcome, found.says) == (outcome, says)


def test_that_a_share_just_below_its_threshold_never_reads_as_reaching_it() -> None:
    book = {"close": Reading(name="close", label="满意度", unit="%", value=Decimal("79.9899"))}
    words = Vocabulary(figures={"close": False})
    table = strict_toml.parse("made-up.toml", b'require = { figure = "close", at_least = 79.99 }').table("require")
    assert table is not None
    found = weigh(grammar.read_node(table, words), book, ELSEWHERE)
    assert found is not None
    assert found.outcome is Outcome.NOT_MET
    assert found.value == "79.9899 %"


MET, NOT, ASK, GAP, DOC = (
    '{ figure = "assets", at_least = 1 }',
    '{ figure = "assets", at_least = 9999 }',
    '{ judge = "是否" }',
    '{ figure = "none", at_least = 1 }',
    '{ undefined = "附件1" }',
)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"all = [{MET}, {MET}]", Outcome.MET),
        (f"all = [{MET}, {NOT}, {ASK}, {GAP}]", Outcome.NOT_MET),
        (f"all = [{MET}, {ASK}]", Outcome.TO_JUDGE),
        (f"all = [{MET}, {ASK}, {DOC}]", Outcome.UNDEFINED),
        (f"all = [{MET}, {ASK}, {DOC}, {GAP}]", Outcome.MISSING),
        (f"any = [{NOT}, {MET}, {GAP}]", Outcome.MET),
        (f"any = [{NOT}, {NOT}]", Outcome.NOT_MET),
        (f"any = [{NOT}, {ASK}, {GAP}]", Outcome.TO_JUDGE),
        (f"any = [{NOT}, {GAP}]", Outcome.MISSING),
        (f"of = [{MET}, {MET}, {NOT}], at_least = 2", Outcome.MET),
        (f"of = [{MET}, {NOT}, {NOT}], at_least = 2", Outcome.NOT_MET),
        (f"of = [{MET}, {NOT}, {ASK}], at_least = 2", Outcome.TO_JUDGE),
        (f"any = [{{ all = [{MET}, {NOT}] }}, {{ all = [{MET}, {MET}] }}]", Outcome.MET),
    ],
)
def test_that_outcomes_combine_as_in_three_valued_logic(text: str, outcome: Outcome) -> None:
    assert weighed(text).outcome is outcome


@given(st.lists(st.sampled_from([MET, NOT, ASK, GAP, DOC]), min_size=1, max_size=5), st.integers(1, 5))
def test_that_filling_in_what_is_open_never_overturns_what_was_decided(parts: list[str], least: int) -> None:
    least = min(least, len(parts))
    text = "of = [" + ", ".join(parts) + f"], at_least = {least}"
    before = weighed(text).outcome
    for answer in (MET, NOT):
        after = weighed(
            "of = [" + ", ".join(answer if p in (ASK, GAP, DOC) else p for p in parts) + f"], at_least = {least}"
        )
        if before in (Outcome.MET, Outcome.NOT_MET):
            assert after.outcome is before
        assert after.outcome in (Outcome.MET, Outcome.NOT_MET)


def test_that_what_is_open_says_what_would_close_it() -> None:
    found = weighed(f"all = [{MET}, {ASK}, {GAP}]")
    assert found.closes == "由审核员判断；申请表“空缺”还没有填写"
    assert [leaf.outcome for leaf in found.leaves] == [Outcome.MET, Outcome.TO_JUDGE, Outcome.MISSING]


REGION = 'figure = "assets", at_least = 2500, instead = [{ when = { region = "south" }, at_least = 150 }]'


def test_that_a_region_has_its_own_threshold() -> None:
    assert weighed(REGION, ELSEWHERE).outcome is Outcome.NOT_MET
    south = weighed(REGION, SOUTH)
    assert (south.outcome, south.case, south.threshold) == (Outcome.MET, "南疆四地州", "≥ 150 万元")


def test_that_a_region_that_is_not_written_down_stays_open() -> None:
    found = weighed(REGION, Situation())
    assert found.outcome is Outcome.MISSING
    assert found.closes == "填写注册地行政区划"


def test_that_the_first_case_that_fits_decides() -> None:
    text = (
        'figure = "staff", at_least = 50, instead = ['
        '{ when = { legal_form = ["public_institution", "society"] }, at_least = 30 },'
        '{ when = { region = "south" }, at_least = 10 }]'
    )
    assert weighed(text, SOUTH).threshold == "≥ 30 人"
    assert weighed(text, Situation(region_code="653001", legal_form="enterprise")).threshold == "≥ 10 人"


def test_that_a_category_may_change_figure_and_unit() -> None:
    text = (
        'figure = "served", at_least = 100, label = "年服务", instead = ['
        '{ when = { category = "training" }, figure = "people", at_least = 1000 }]'
    )
    training = weighed(text, Situation(marks={"category": "training"}))
    assert training.says == "年培训 1,200 人次，不低于 1,000 人次"
    assert weighed(text, Situation(marks={"category": "other"})).says == "年服务 160 家（2023 年），不低于 100 家"


@pytest.mark.parametrize(("stars", "outcome"), [("三星", Outcome.MET), ("四星", Outcome.NOT_MET)])
def test_that_a_tier_may_change_the_threshold(stars: str, outcome: Outcome) -> None:
    text = 'figure = "served", at_least = 100, instead = [{ when = { tier = "四星" }, at_least = 200 }]'
    assert weighed(text, Situation(marks={"tier": stars})).outcome is outcome


def test_that_a_requirement_for_one_legal_form_asks_nothing_of_the_others() -> None:
    text = 'figure = "assets", at_least = 9999, when = { legal_form = "enterprise" }'
    assert weigh(node(text), BOOK, SOUTH) is None
    inside = weighed(f"all = [{MET}, {{ {text} }}]", SOUTH)
    assert inside.outcome is Outcome.MET
    assert len(inside.parts) == 1
    assert weighed(f"all = [{MET}, {{ {text} }}]", ELSEWHERE).outcome is Outcome.NOT_MET


def test_that_firms_or_a_share_of_income_may_each_be_enough() -> None:
    text = 'any = [{ figure = "zero", at_least = 60 }, { ratio = ["professionals", "staff"], at_least = 50 }]'
    found = weighed(text)
    assert found.outcome is Outcome.MET
    assert found.threshold == "≥ 60 家 或 ≥ 50 %"


def test_that_a_node_may_carry_its_own_article() -> None:
    found = weighed('all = [{ judge = "甲", article = "第五条（一）" }, { judge = "乙", article = "第五条（二）" }]')
    assert [leaf.article for leaf in found.leaves] == ["第五条（一）", "第五条（二）"]


def test_that_the_tree_is_made_of_the_plain_nodes_of_the_language() -> None:
    tree = node('of = [{ judge = "甲" }, { undefined = "附件2" }, { judge = "丙" }], at_least = 2')
    assert isinstance(tree, Several)
    assert (tree.least, [type(part) for part in tree.parts]) == (2, [Judge, Undefined, Judge])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('figure = "assets", at_least = 1, when = {}', "“when”是空的"),
        ('figure = "assets", at_least = 1, when = { country = "x" }', "不认识“country”"),
        ('growth = "served", more_than = 0', "缺“years”"),
        ('growth = "served", years = 1, more_than = 0', "不能小于 2"),
        ('judge = ""', "“judge”是空的"),
        ('all = ["甲"]', "应当写在"),
        ('figure = ["assets", "staff"], at_least = 1', "要写 1 个数据项的名字，写了 2 个"),
        ('figure = "assets", at_least = true', "应当是数值"),
    ],
)
def test_that_a_requirement_that_does_not_hold_together_is_refused(text: str, says: str) -> None:
    with pytest.raises(WrongFile, match=says):
        node(text)
