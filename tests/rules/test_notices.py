"""The notices: what the two of 2019 say, article by article, and how a wrong file is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.records.kinds import Channel
from desktop_app.rules import notice_file, notices, regulation
from desktop_app.rules.notice import Notice
from desktop_app.rules.strict_toml import WrongFile

MINISTRY = (paths.NOTICES / "ministry-2019.toml").read_text(encoding="utf-8")
CARRIERS = {
    Channel.INTEGRATED_CARRIER, Channel.CAPITAL_CARRIER, Channel.TECHNOLOGY_CARRIER, Channel.TALENT_CARRIER,
    Channel.COOPERATION_ZONE, Channel.CONSUMPTION_CITY,
}  # fmt: skip


def read(folder: Path, text: str, name: str = "ministry-2019") -> Notice:
    """The notice of that text, in a folder of its own."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")

    def beside(other: str) -> bytes | None:
        file = folder / f"{other}.toml"
        return file.read_bytes() if file.is_file() else None

    return notice_file.read(path, notice_file.Shelf(beside, regulation.load))


@pytest.mark.parametrize(
    ("name", "level", "region", "kind", "at_most"),
    [
        # 工企业函〔2019〕310号第一条
        ("云南省工业和信息化厅", "province", "530000", "province", 4),
        ("北京市经济和信息化局", "province", "110000", "province", 4),
        ("新疆维吾尔自治区工业和信息化厅", "province", "650000", "province", 4),
        ("新疆生产建设兵团工业和信息化局", "province", "650000", "corps", 2),
        ("青岛市工业和信息化局", "city", "370200", "separate-city", 2),
        ("深圳市中小企业服务局", "province", "440300", "separate-city", 2),
        ("中国软件行业协会", "association", "110000", "association", 4),
        ("昆明市工业和信息化局", "city", "530100", "", 0),
    ],
)
def test_that_the_quota_goes_by_the_kind_of_authority(
    name: str, level: str, region: str, kind: str, at_most: int
) -> None:
    found = notices.load("ministry-2019").authority_of(name, level, region)
    assert (found.id if found else "", found.at_most if found else 0) == (kind, at_most)
    assert found is None or found.article == "工企业函〔2019〕310号第一条"


def test_that_guangdong_lets_each_of_its_cities_hand_in_one() -> None:
    notice = notices.load("guangdong-2019")
    city = notice.authority_of("佛山市工业和信息化局", "city", "440600")
    assert city is not None
    assert (city.at_most, city.article) == (1, "广东省工业和信息化厅2019年通知第二条（一）")
    assert notice.authority_of("昆明市工业和信息化局", "city", "530100") is None


def test_that_the_thirteen_associations_of_the_annex_may_recommend_and_no_other() -> None:
    own = notices.load("ministry-2019").authority("association")
    assert own is not None
    assert len(own.names) == 13
    assert own.lists("中国 软件行业协会")
    assert not own.lists("云岭省软件行业协会")
    assert own.names_article == "工企业函〔2019〕310号附件1"


@pytest.mark.parametrize(
    ("notice", "on", "copies", "discs", "article"),
    [
        ("ministry-2019", date(2019, 7, 15), 2, 1, "工企业函〔2019〕310号第四条"),
        ("guangdong-2019", date(2019, 6, 28), 3, 1, "广东省工业和信息化厅2019年通知第二条（三）"),
    ],
)
def test_that_deadline_and_copies_are_those_of_the_notice(
    notice: str, on: date, copies: int, discs: int, article: str
) -> None:
    found = notices.load(notice)
    assert (found.deadline.on, found.hand_in.paper_copies, found.hand_in.discs) == (on, copies, discs)
    assert found.deadline.article == found.hand_in.article == article


@pytest.mark.parametrize("notice", ["ministry-2019", "guangdong-2019"])
def test_that_carriers_stand_outside_the_quota_and_share_one_place_in_a_city(notice: str) -> None:
    found = notices.load(notice)
    (rule,) = found.one_a_city
    assert set(rule.channels) == CARRIERS
    assert rule.at_most == 1
    assert {row.id for row in found.channels if not row.counts} == {*CARRIERS, Channel.QUALITY_LABORATORY}
    assert all(row.article for row in found.channels)


def test_that_laboratories_go_past_a_city_of_guangdong_straight_to_the_province() -> None:
    for name, who in (("guangdong-2019", ()), ("ministry-2019", ("province", "separate-city", "corps"))):
        rule = notices.load(name).channel(Channel.QUALITY_LABORATORY)
        assert rule is not None
        assert rule.authorities == who
        assert rule.directly_to


def test_that_only_associations_add_their_own_rules_notice_and_decision() -> None:
    notice = notices.load("ministry-2019")
    assert [row.name for row in notice.documents_of("province")] == ["推荐文件"]
    named = ["推荐文件", "本协会相关认定管理办法", "本协会公示文件", "本协会认定文件"]
    assert [row.name for row in notice.documents_of("association")] == named
    assert {row.article for row in notice.documents} == {"工企业函〔2019〕310号第四条"}


def test_that_guangdong_takes_names_and_lengths_from_the_notice_it_rests_on() -> None:
    ministry, guangdong = notices.load("ministry-2019"), notices.load("guangdong-2019")
    assert guangdong.names == ministry.names
    assert guangdong.names.article == "工企业函〔2019〕310号附件2 说明（1）"
    assert (guangdong.statement.at_most, guangdong.functions.at_most) == (150, 3)
    assert guangdong.no_double == ministry.no_double


def test_that_the_edition_of_a_year_has_the_notices_names_and_numbers() -> None:
    called = notices.as_called(regulation.load("national-2017"), notices.load("ministry-2019"))
    assert called.names.ends_with == ("平台",)
    assert (called.functions_at_most, called.statement_at_most) == (3, 150)
    assert called.statement_article == "工企业函〔2019〕310号附件2"
    assert called.waived == ()


def test_that_before_a_batch_the_measure_of_2017_goes_by_its_one_notice() -> None:
    """What the edition's file says meanwhile, so that intake can warn early, is the notice's word for word."""
    edition = regulation.load("national-2017")
    assert notices.as_called(edition, notices.load("ministry-2019")) == edition


def test_that_a_clock_time_in_the_deadline_is_the_clock_of_china(tmp_path: Path) -> None:
    found = read(tmp_path, MINISTRY.replace('# at = "17:30"', 'at = "17:30"')).deadline
    assert found.words == "2019-07-15 17:30"
    assert found.last_moment == datetime(2019, 7, 15, 9, 30, tzinfo=UTC)
    whole = notices.load("ministry-2019").deadline
    assert (whole.words, whole.last_moment.astimezone(UTC).hour) == ("2019-07-15", 15)


def test_that_a_notice_drops_conditions_and_materials_of_its_measure(tmp_path: Path) -> None:
    waives = '\n[waives]\narticle = "第六条"\nconditions = ["total-assets"]\nmaterials = ["audit"]\n'
    called = notices.as_called(regulation.load("national-2017"), read(tmp_path, MINISTRY + waives))
    assert "total-assets" not in {row.id for row in called.conditions}
    assert "audit" not in {row.id for row in called.materials}
    assert [(row.id, row.notice, row.article) for row in called.waived] == [
        ("total-assets", "工企业函〔2019〕310号", "第六条"),
        ("audit", "工企业函〔2019〕310号", "第六条"),
    ]


def test_that_the_newest_deadline_comes_first() -> None:
    assert [notice.id for notice in notices.every()] == ["ministry-2019", "guangdong-2019"]


def test_that_a_notice_that_is_not_there_is_refused() -> None:
    for name in ("ministry-1999", "", "../regulations/national-2017"):
        with pytest.raises(Refusal, match="没有编号为"):
            notices.load(name)


@pytest.mark.parametrize(
    ("wrong", "right", "place", "says"),
    [
        ('says = "于2019年', 'saying = "于2019年', "“deadline”", "缺“says”"),
        ('id = "ministry-2019"', 'id = "ministry-2020"', "第 4 行", "和文件名“ministry-2019”不一致"),
        ("year = 2019", "year = 19", "第 9 行", "应当是四位数的年份，写的是 19"),
        ("year = 2019", 'year = "2019"', "第 9 行", "应当是整数，不加引号"),
        ('regulation = "national-2017"', 'regulation = "national-1999"', "第 10 行",
         "没有编号为“national-1999”的办法文件"),
        ('summary = "ministry-2019/summary"', 'summary = "x/y"', "第 11 行", "表样“x/y”不在 forms 文件夹里"),
        ("on = 2019-07-15", "", "“deadline”", "没有写截止日（on）"),
        ("on = 2019-07-15", 'on = "7月15日"', "“deadline”", "应当是日期，形如 2017-07-03"),
        ('# at = "17:30"', 'at = "下午5点"', "“deadline”", '应当是钟点，写成 "17:30" 的样子，写的是“下午5点”'),
        ('# at = "17:30"', 'at = "24:30"', "“deadline”", "应当是钟点"),
        ("[deadline]", "[deadlines]", "", "缺 [deadline] 一段（截止时间）"),
        ("[hand_in]", "[handin]", "", "缺 [hand_in] 一段（报送的份数和地方）"),
        ("paper_copies = 2", "paper_copies = 0", "“hand_in”", "“paper_copies”不能小于 1，写的是 0"),
        ("paper_copies = 2", "paper_copys = 2", "“hand_in”", "缺“paper_copies”"),
        ("discs = 1 ", "disks = 1 ", "“hand_in”", "不认识“disks”。是否应为“discs”"),
        ('article = "附件2 说明（1）"', "", "“platform_name”", "没有写依据的条款（article）"),
        ('ends_with = ["平台"]\nwithout = ["国家", "中国", "省级", "示范"]', "", "“platform_name”",
         "没有写名称以什么开头"),
        ("at_most = 150", "at_most = 0", "“statement”", "“at_most”不能小于 1"),
        ("at_most = 150", "at_most = -150", "“statement”", "“at_most”不能小于 1"),
        ('levels = ["province", "city"]', 'levels = ["provinse"]', "推荐单位“separate-city”", "是否应为“province”"),
        ('levels = ["province", "city"]', "", "推荐单位“separate-city”", "没有写是哪一级单位（levels）"),
        ('codes = ["2102",', 'codes = ["大连",', "推荐单位“separate-city”", "行政区划代码的开头"),
        ('id = "corps"', 'id = "separate-city"', "推荐单位“separate-city”", "编号“separate-city”用了两次"),
        ('id = "corps"', 'id = "兵团"', "推荐单位“兵团”", "只能用小写字母、数字和连字符"),
        ("at_most = 4\nnames_article", "at_most = 4.5\nnames_article", "推荐单位“association”", "应当是整数"),
        ('names_article = "附件1"', "", "推荐单位“association”", "缺“names_article”"),
        ('id = "capital_carrier"', 'id = "capital_carier"', "渠道“capital_carier”", "是否应为“capital_carrier”"),
        ('counts = true\nauthorities = ["association"]', 'authorities = ["association"]', "渠道“association”",
         "counts"),
        ("counts = true", "counts = false", "", "没有一个渠道计入名额"),
        ('authorities = ["association"]\n\n[[channel]]', 'authorities = ["guild"]\n\n[[channel]]', "渠道“association”",
         "没有名为“guild”的推荐单位"),
        ('authorities = ["association"]\n\n[[channel]]', "authorities = []\n\n[[channel]]", "渠道“association”",
         "没有单位可以用这个渠道"),
        ('channels = ["integrated_carrier",', 'channels = ["star_carrier",', "一地一家的规定“carrier”",
         "没有名为“star_carrier”的渠道"),
        ('name = "推荐文件"', "", "推荐单位的文件“recommendation-letter”", "缺“name”"),
        ('regulation = "national-2017"', 'regulation = "national-2017"\nrests_on = "ministry-2019"', "第 11 行",
         "绕了一圈又以自己为依据"),
        ('regulation = "national-2017"', 'regulation = "national-2017"\nrests_on = "ministry-2018"', "第 11 行",
         "没有编号为“ministry-2018”的通知文件"),
        ("[no_double]", "[no_double]\nbecause = 1", "“no_double”", "不认识“because”"),
        ('title = "', 'title = "" # "', "第 6 行", "“title”是空的"),
        ('short = "国家 2019 年度"', 'short = "国家', "", "引号没有成对"),
    ],
)  # fmt: skip
def test_that_a_wrong_notice_is_refused_with_place_and_sentence(
    tmp_path: Path, wrong: str, right: str, place: str, says: str
) -> None:
    assert wrong in MINISTRY
    with pytest.raises(WrongFile) as caught:
        read(tmp_path, MINISTRY.replace(wrong, right))
    assert caught.value.file == "ministry-2019.toml"
    assert place in caught.value.place
    assert says in caught.value.says


@pytest.mark.parametrize(
    ("waives", "says"),
    [
        ('conditions = ["total-asets"]', "没有名为“total-asets”的条件。是否应为“total-assets”"),
        ('materials = ["x"]', "没有名为“x”的材料"),
        ("", "没有写免去哪些条件"),
    ],
)
def test_that_a_notice_drops_nothing_that_its_measure_does_not_have(tmp_path: Path, waives: str, says: str) -> None:
    with pytest.raises(WrongFile, match=says):
        read(tmp_path, f'{MINISTRY}\n[waives]\narticle = "第六条"\n{waives}\n')


def test_that_two_notices_cannot_rest_on_each_other(tmp_path: Path) -> None:
    marked = 'regulation = "national-2017"'
    (tmp_path / "ministry-2020.toml").write_text(
        MINISTRY.replace('id = "ministry-2019"', 'id = "ministry-2020"').replace(
            marked, f'{marked}\nrests_on = "ministry-2019"'
        ),
        encoding="utf-8",
    )
    with pytest.raises(WrongFile, match="绕了一圈"):
        read(tmp_path, MINISTRY.replace(marked, f'{marked}\nrests_on = "ministry-2020"'))
