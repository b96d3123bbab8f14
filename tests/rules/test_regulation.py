"""The editions: what national-2017 says, and how a wrong file is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.rules import catalogue, edition_file, regulation
from desktop_app.rules.language import Choice, Compare
from desktop_app.rules.strict_toml import WrongFile

GOOD = (paths.REGULATIONS / "national-2017.toml").read_text(encoding="utf-8")


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder of forms that holds the two which national-2017 names."""
    folder = tmp_path / "forms"
    (folder / "national-2017").mkdir(parents=True)
    for name in ("recommendation", "application-report"):
        (folder / "national-2017" / f"{name}.toml").write_text("", encoding="utf-8")
    return folder


def write(folder: Path, text: str, name: str = "national-2017.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_that_the_national_measure_of_2017_loads() -> None:
    edition = regulation.load("national-2017")
    assert edition.number == "工信部企业〔2017〕156号"
    assert len(edition.digest) == 64
    assert [material.article for material in edition.materials] == [f"第十七条（{n}）" for n in "一二三四五六七八"]
    assert [function.label for function in edition.functions] == ["信息", "技术", "创业", "培训", "融资"]
    assert (edition.functions_at_least, edition.functions_at_most) == (1, 3)
    assert (edition.survey.at_least, edition.survey.counts) == (10, ("very", "basically"))
    assert edition.survey.satisfaction_at_least == Decimal(80)
    assert (edition.statement_at_most, edition.firms_listed_at_least) == (150, 100)
    assert len(edition.narrative) == 7


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2017, 7, 2), False),
        (date(2017, 7, 3), True),  # 第二十八条: from its issue
        (date(2025, 10, 20), True),
        (date(2025, 10, 21), False),  # 2025 measure, 第十九条: repealed on that one's issue
    ],
)
def test_that_the_measure_of_2017_is_in_force_until_it_was_repealed(day: date, there: bool) -> None:
    assert ("national-2017" in {edition.id for edition in regulation.in_force(day)}) is there


def test_that_every_condition_quotes_its_article() -> None:
    edition = regulation.load("national-2017")
    for condition in edition.conditions:
        assert condition.says in edition.wording(condition.article), condition.id


def test_that_only_four_items_of_article_12_may_be_relaxed() -> None:
    edition = regulation.load("national-2017")
    relaxable = {c.article for c in edition.conditions if c.relaxation is not None}
    assert relaxable == {f"第十二条（{n}）" for n in "一二三六"}
    basic = {c.id for c in edition.conditions if c.article in relaxable}
    assert basic == {c.id for c in edition.conditions if c.relaxation is not None}


def test_that_an_unknown_edition_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="没有编号为“hunan-2030”的管理办法文件"):
        regulation.load("hunan-2030")


def test_that_no_name_leads_out_of_the_folder() -> None:
    with pytest.raises(Refusal):
        regulation.load("../regulations/national-2017")


def test_that_line_ends_do_not_change_the_digest(tmp_path: Path, forms: Path) -> None:
    path = write(tmp_path, GOOD)
    unix = edition_file.read(path, forms).digest
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert edition_file.read(path, forms).digest == unix


def test_that_an_edition_may_name_a_score_sheet_and_none_has_to(tmp_path: Path, forms: Path) -> None:
    named = GOOD.replace('short = "国家 2017"', 'short = "国家 2017"\nscore_sheet = "office-general"')
    assert edition_file.read(write(tmp_path, named), forms).score_sheet == "office-general"
    assert {one.score_sheet for one in regulation.editions()} == {""}


def test_that_a_changed_file_has_another_digest(tmp_path: Path, forms: Path) -> None:
    changed = edition_file.read(write(tmp_path, GOOD.replace("at_least = 300", "at_least = 250")), forms)
    assert changed.digest != regulation.load("national-2017").digest


ASSETS = 'require = { figure = "total_assets_wan", at_least = 300 }'
PAST = """
[[figure]]
name = "barred_on"
label = "撤销之日"
day = true
article = "第十二条（一）"

[[condition]]
id = "barred"
article = "第十二条（一）"
title = "满年限"
says = "运营两年以上"
require = {{ past = "barred_on", years = {} }}

"""
MISTAKES = [
    # (what, from, to, what the sentence has to say, what the place has to say)
    ("toml", 'id = "national-2017"', 'id = "national-2017', ["引号没有成对"], "第 4 行"),
    ("no-equals", 'short = "国家 2017"', 'short "国家 2017"', ["写法不对", "英文（半角）符号"], "第 7 行"),
    ("twice", 'short = "国家 2017"', 'short = "国家 2017"\nshort = "国家"', ["写了两次"], "第 8 行"),
    ("id", 'id = "national-2017"', 'id = "national"', ["和文件名“national-2017”不一致"], "第 4 行"),
    ("unknown-key", 'issuer = "工业', 'issuers = "工业', ["缺“issuer”"], ""),
    ("key-misspelt", "relaxable", "relaxabel", ["不认识“relaxabel”", "是否应为“relaxable”"], "条件“legal-person”"),
    ("figure", "total_assets_wan", "total_asset_wan", ["没有名为“total_asset_wan”的数据项", "total_assets_wan"],
     "条件“total-assets”"),
    ("article", 'article = "第十二条（三）"\ntitle = "集聚', 'title = "集聚', ["没有写依据的条款"],
     "条件“institutions”"),
    ("dates", "from = 2017-07-03", "from = 2027-07-03", ["日期前后颠倒", "2027-07-03"], "“in_force”"),
    ("date-as-text", "from = 2017-07-03", 'from = "2017.7.3"', ["应当是日期", "不加引号"], "“in_force”"),
    ("two-ends", "repealed = ", "to = 2024-01-01, repealed = ", ["只能写一个"], "“in_force”"),
    ("form", '["national-2017/recommendation"]', '["national-2017/recommend"]', ["表样", "不在 forms 文件夹里"],
     "第 10 行"),
    ("applicant-form", '["national-2017/application-report"]', '["national-2017/application"]',
     ["表样", "从 applicant_forms 中删去"], "第 11 行"),
    ("score-sheet", 'short = "国家 2017"', 'short = "国家 2017"\nscore_sheet = "office-genral"',
     ["没有名为“office-genral”的评分表", "office-general"], "第 8 行"),
    ("material", 'materials = ["licence"]', 'materials = ["license"]', ["没有名为“license”的材料", "licence"],
     "条件“legal-person”"),
    ("function", 'function = "startup"\narticle = "第十三条（三）"\ntitle', 'function = "start"\narticle = "第"\ntitle',
     ["没有名为“start”的服务功能"], "条件“startup-coaching”"),
    ("no-condition", 'function = "financing"\narticle = "第十三条（五）"\ntitle', 'article = "第十三条（五）"\ntitle',
     ["服务功能“融资”没有任何条件"], ""),
    ("threshold-text", ASSETS, ASSETS.replace("300", '"300 万元"'), ["应当是数值", "不带单位"], "条件“total-assets”"),
    ("no-threshold", ASSETS, ASSETS.replace(", at_least = 300", ""), ["没有写门槛"], "条件“total-assets”"),
    ("not-a-number", ASSETS, ASSETS.replace("300", "nan"), ["应当是数值|不是有限的数值"], "条件“total-assets”"),
    ("no-require", ASSETS, "", ["没有写要求（require）"], "条件“total-assets”"),
    ("empty-require", ASSETS, "require = {}", ["没有写要求什么"], "条件“total-assets”"),
    ("two-forms", ASSETS, ASSETS.replace("figure", 'judge = "是否", figure'), ["不能写在同一条要求里"],
     "条件“total-assets”"),
    ("empty-all", ASSETS, "require = { all = [] }", ["一条要求也没有"], "条件“total-assets”"),
    ("too-many", ASSETS, 'require = { of = [{ judge = "甲" }], at_least = 2 }', ["永远满足不了"], "条件“total-assets”"),
    ("ratio", ASSETS, 'require = { ratio = ["staff_count"], at_least = 80 }', ["要写 2 个数据项的名字，写了 1 个"],
     "条件“total-assets”"),
    ("not-by-year", ASSETS, 'require = { mean = "staff_count", years = 3, at_least = 8 }', ["不是按年度填写的"],
     "条件“total-assets”"),
    ("region", ASSETS, ASSETS + '\ninstead = [{ when = { region = "south" }, at_least = 150 }]',
     ["没有名为“south”的地区"], "条件“total-assets”"),
    ("legal-form", ASSETS, ASSETS + '\ninstead = [{ when = { legal_form = "company" }, at_least = 150 }]',
     ["没有“company”这种法人类型"], "条件“total-assets”"),
    ("no-when", ASSETS, ASSETS + "\ninstead = [{ at_least = 150 }]", ["没有写适用情形"], "条件“total-assets”"),
    ("relaxation", 'relaxable = "western"', 'relaxable = "eastern"', ["没有名为“eastern”的放宽规定"],
     "条件“legal-person”"),
    ("same-id", 'id = "reputation"', 'id = "growth"', ["条件编号“growth”用了两次"], "条件“growth”"),
    ("grade", '["very", "basically"]', '["very", "good"]', ["没有名为“good”的评价等次"], "“survey”"),
    ("percent", "satisfaction_at_least = 80", "satisfaction_at_least = 800", ["不超过 100"], "“survey”"),
    ("fraction", "at_most = 3 ", "at_most = 2.5 ", ["应当是整数"], "“choice_of_functions”"),
    ("known-figure", 'name = "public_good_percent"', 'name = "staff_count"', ["程序已经有了"], "数据项"),
    ("time-unit", 'unit = "working_day"', 'unit = "workday"', ["没有名为“workday”的时间单位"], "期限“public-notice”"),
    ("head-count", 'head_count = "either"', 'head_count = "any"', ["只能是 either"], "“report”"),
    ("id-format", 'id = "national-2017"', 'id = "国家2017"', ["只能用小写英文字母、数字和连字符"], "第 4 行"),
    ("article-not-listed", 'article = "第十二条（三）"\ntitle = "集聚', 'article = "第十二条(三)"\ntitle = "集聚',
     ["依据的“第十二条(三)”没有收进 [articles]", "括号要用全角，请写成“第十二条（三）”"], "条件“institutions”"),
    ("article-mistyped", 'article = "第十八条"\ntitle', 'article = "第十八"\ntitle',
     ["依据的“第十八”没有收进 [articles]。是否应为“第十八条”？请核对条款号"], "步骤“review”"),
    ("invented", 'says = "运营两年以上"', 'says = "运营三年以上"', ["“运营三年以上”不是“第十二条（一）”的原文"],
     "条件“operating-years”"),
    ("invented-duty", 'says = "示范平台的评审工作每年开展 1 次', 'says = "示范平台的评审工作每年开展 2 次',
     ["不是“第二十条”的原文"], "义务“yearly-round”"),
    ("invented-material", 'name = "法人证书或营业执照副本（复印件）"', 'name = "法人证书或营业执照（原件）"',
     ["不是“第十七条（二）”的原文"], "材料“licence”"),
    ("box", 'firms_listed_at_least = 100', 'firms_listed_at_least = 100\nboxes_not_asked = ["adress"]',
     ["没有名为“adress”的申请表栏目", "是否应为“address”"], "“report”"),
    ("no-section", "[survey] ", "[surveys] ", ["缺 [survey] 一段"], ""),
    ("years-of-figures", 'figure = "firms_served", at_least = 150',
     'mean = "firms_served", years = 100, at_least = 150', ["“years”最多 10 年，写的是 100"], "条件“firms-served”"),
    ("years-in-a-part", 'growth = "firms_served", years = 2', 'growth = "firms_served", years = 11',
     ["“years”最多 10 年，写的是 11"], "条件“"),
    ("years-never-over", "[[function]]", PAST.format(51) + "[[function]]", ["“years”最多 50 年，写的是 51"],
     "条件“barred”"),
    ("years-of-a-ban", 'effect = "revoked"', 'effect = "revoked"\nbars_years = 100',
     ["“bars_years”最多 50 年，写的是 100"], "罚则“breach”"),
    ("length", "length = 15", "length = 15000000", ["“length”最多 1000，写的是 15000000"], "期限“public-notice”"),
    ("same-label", 'label = "技术"', 'label = "信息"', ["两项服务功能都叫“信息”", "改其中一个的 label"],
     "服务功能“technology”"),
    ("long-short", 'short = "国家 2017"', 'short = "' + "国" * 5000 + '"',
     ["“short”最多 30 字，写了 5000 字"], "第 7 行"),
    ("long-label", 'label = "技术"', 'label = "' + "技" * 31 + '"', ["“label”最多 30 字，写了 31 字"],
     "服务功能“technology”"),
    ("long-title", 'title = "资产总额不低于 300 万元"', 'title = "' + "资" * 101 + '"',
     ["“title”最多 100 字，写了 101 字"], "条件“total-assets”"),
    ("vast-threshold", ASSETS, ASSETS.replace("300", "1e400"), ["门槛太大或太细，不像办法中的数"],
     "条件“total-assets”"),
    ("tiny-threshold", ASSETS, ASSETS.replace("300", "1e-400"), ["门槛太大或太细，不像办法中的数"],
     "条件“total-assets”"),
    ("vast-in-a-case", ASSETS, ASSETS + "\ninstead = [{ when = { western = true }, at_least = 1_000_000_000_000 }]",
     ["门槛太大或太细"], "条件“total-assets”"),
    ("endless-number", ASSETS, ASSETS.replace("300", "3" * 5000), ["有一个数写得太长或太大"], ""),
    ("endless-exponent", ASSETS, ASSETS.replace("300", "1e99999999999999999999"), ["有一个数写得太长或太大"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says", "place"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_that_a_wrong_file_is_refused_with_place_and_sentence(
    tmp_path: Path, forms: Path, old: str, new: str, says: list[str], place: str
) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(WrongFile) as caught:
        edition_file.read(path, forms)
    error = caught.value
    assert error.file == "national-2017.toml"
    assert error.says.startswith("national-2017.toml")
    for words in says:
        assert any(word in error.says for word in words.split("|")), error.says
    assert place in error.place, error.place
    assert error.says.endswith("。")
    assert len(error.says) < 200, error.says


def test_that_a_text_kept_from_before_is_not_held_to_the_limits(forms: Path) -> None:
    text = GOOD.replace('short = "国家 2017"', 'short = "' + "国" * 31 + '"')
    assert len(edition_file.parse("national-2017.toml", text.encode(), forms, as_kept=True).short) == 31


def test_that_the_named_line_is_where_the_mistake_stands(tmp_path: Path, forms: Path) -> None:
    text = GOOD.replace("total_assets_wan", "total_asset_wan", 1)
    line = next(number for number, row in enumerate(text.split("\n"), 1) if "total_asset_wan" in row)
    with pytest.raises(WrongFile) as caught:
        edition_file.read(write(tmp_path, text), forms)
    assert caught.value.place.startswith(f"第 {line} 行")


def test_that_a_file_in_another_encoding_is_refused(tmp_path: Path, forms: Path) -> None:
    path = tmp_path / "national-2017.toml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(WrongFile, match="不是 UTF-8 文字"):
        edition_file.read(path, forms)


def test_that_brackets_in_brackets_without_end_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "national-2017.toml"
    path.write_text("id = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    with pytest.raises(WrongFile, match="括号套得太深"):
        edition_file.read(path)


def test_that_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match="文件读不出来"):
        edition_file.read(tmp_path / "national-2030.toml")


def test_that_a_byte_order_mark_does_no_harm(tmp_path: Path, forms: Path) -> None:
    path = tmp_path / "national-2017.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert edition_file.read(path, forms).id == "national-2017"


def test_that_every_figure_of_the_catalogue_has_one_name() -> None:
    assert len({figure.name for figure in catalogue.KNOWN}) == len(catalogue.KNOWN)


MADE_UP = """
id = "made-up-2030"
number = "某工信规〔2030〕1号"
title = "某省示范平台认定办法"
short = "某省 2030"
issuer = "某省工业和信息化厅"
in_force = { from = 2030-01-01, to = 2034-12-31 }

[regions.south]
label = "南部三州"
codes = ["6529", "6530"]

[report]
head_count = "both"
narrative = ["基本情况"]

[survey]
article = "第六条"
at_least = 20
counts = ["very"]
satisfaction_at_least = 90

[choice_of_functions]
article = "第八条"
at_least = 2

[[function]]
id = "advice"
article = "第八条（六）"
label = "咨询"

[[function]]
id = "law"
article = "第八条（七）"
label = "法律"

[[figure]]
name = "firms_diagnosed"
label = "年咨询诊断企业"
unit = "家"
by_year = true
function = "advice"
article = "第八条（六）"

[[material]]
id = "insurance"
article = "第十条（九）"
name = "单位人员社会保险缴费清单"
short = "社保清单"
when = { legal_form = "enterprise" }

[[condition]]
id = "assets"
article = "第七条（一）"
title = "资产总额"
says = "资产总额达到规定数额"
require = { figure = "total_assets_wan", at_least = 250 }

[[condition.instead]]
when = { region = "south" }
at_least = 150

[[condition.instead]]
when = { legal_form = ["public_institution", "society"] }
at_least = 100

[[condition]]
id = "scale"
article = "第七条（二）"
title = "达到一定规模"
says = "达到一定规模"
require = { undefined = "附件1《创建及认定标准》" }

[[condition]]
id = "advice-firms"
function = "advice"
article = "第八条（六）"
title = "年咨询诊断 30 家"
says = "年咨询诊断企业30家以上"
require = { mean = "firms_diagnosed", years = 2, at_least = 30 }

[[condition]]
id = "law-lectures"
function = "law"
article = "第八条（七）"
title = "法律宣讲"
says = "法律宣讲"
require = { judge = "是否开展法律宣讲" }
"""


def test_that_another_measure_goes_in_without_a_line_of_python(tmp_path: Path) -> None:
    edition = edition_file.read(write(tmp_path, MADE_UP, "made-up-2030.toml"))
    assert (edition.in_force_to, edition.repealed_on) == (date(2034, 12, 31), date(2035, 1, 1))
    assert (edition.head_count, edition.survey.counts, edition.functions_at_least) == ("both", ("very",), 2)
    assert edition.functions_at_most == 2
    assets = edition.condition("assets").require
    assert isinstance(assets, Choice)
    assert [when.says for when, _ in assets.options] == ["南部三州", "事业单位、社团法人"]
    assert [option.bounds[0][1] for _, option in assets.options if isinstance(option, Compare)] == [150, 100]
    insurance = edition.material("insurance").when
    assert insurance is not None
    assert insurance.legal_forms == ("enterprise",)


def test_that_a_mistake_in_a_relaxed_threshold_is_named_too(tmp_path: Path) -> None:
    text = MADE_UP.replace("at_least = 150", "at_lest = 150")
    with pytest.raises(WrongFile, match="不认识“at_lest”。是否应为“at_least”"):
        edition_file.read(write(tmp_path, text, "made-up-2030.toml"))
