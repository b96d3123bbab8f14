"""What is found about a batch before its summary table is sealed: each row with the article of its notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.batch import (
    Batch,
    BatchDocument,
    BatchElsewhere,
    BatchExtension,
    BatchMember,
    BatchPaper,
    BatchSealEntry,
)
from desktop_app.records.kinds import Channel
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.rules import batches, notices, regulation
from desktop_app.rules.batch_file import BatchFile, Entry, Finding, Neighbour, Stops
from desktop_app.rules.notice import Notice
from tests.rules.casefiles import make, numbered

IN_TIME = datetime(2019, 7, 10, 2, 0, tzinfo=UTC)
MINISTRY = notices.load("ministry-2019")
GUANGDONG = notices.load("guangdong-2019")
FIRST, SECOND, FOURTH = (f"工企业函〔2019〕310号第{n}条" for n in "一二四")
CITIES = "广东省工业和信息化厅2019年通知第二条（一）"


def entry(position: int, **facts: Any) -> Entry:
    """A dossier that nothing can be found about, but for `facts`; a fact of Dossier, or stamped/recommended."""
    edition = regulation.load(facts.pop("edition", "national-2017"))
    stamped, recommended = facts.pop("stamped", True), facts.pop("recommended", True)
    good = {
        "platform_name": f"澜江{position}号中小企业公共服务平台", "region_code": f"53{position:02}00",
        "accepted_on": date(2019, 5, 6), "functions": "information", "statement": "线上诊断、线下驻厂。",
    }  # fmt: skip
    own = {name: facts.pop(name) for name in ("channel", "uscc", "applicant_name") if name in facts}
    file = make(edition, **(good | facts))
    file.dossier.applicant_name = own.get("applicant_name", f"澜江{position}号服务有限公司")
    file.dossier.channel, file.dossier.uscc = own.get("channel", "provincial_quota"), own.get("uscc", "")
    file.dossier.id = 100 + position
    file.recommendation.recommended = recommended
    if stamped:
        file = replace(file, papers=(numbered(_paper(Paper, dossier_id=100 + position), position),),
                       seal_entries=(_line(SealEntry, dossier_id=100 + position, paper_id=position),))  # fmt: skip
    member = BatchMember(batch_id=1, dossier_id=100 + position, position=position, joined_at=IN_TIME, joined_by="周正")
    return Entry(numbered(member, position), file, notices.as_called(edition, MINISTRY))


def _paper(kind: Any, **own: Any) -> Any:
    return kind(
        form="national-2017/recommendation", number="2019-0001-推-01", content_hash="a" * 64, sha256="b" * 64, pages=4,
        journal_code="seq-1", printed_at=IN_TIME, printed_by="周正", **own,
    )  # fmt: skip


def _line(kind: Any, **own: Any) -> Any:
    return kind(
        sealed_on=date(2019, 7, 9), seal_name="章", purpose="推荐", copies=2, approved_by="陈", keeper="许",
        registered_at=IN_TIME, registered_by="许", **own,
    )  # fmt: skip


def batch(entries: Sequence[Entry], notice: Notice = MINISTRY, **own: Any) -> BatchFile:
    """A batch of a province (of a city under Guangdong's notice), with every document there."""
    city = notice is GUANGDONG
    authority = own.pop("authority", "city" if city else "province")
    office = OfficeProfile(
        name=own.pop("office", "云岭省工业和信息化厅"), region_code="440600" if city else "530000",
        level="city" if city else "province", made_at=IN_TIME,
    )  # fmt: skip
    row = numbered(
        Batch(number="2019-批01", notice_id=notice.id, notice_digest=own.pop("digest", notice.digest),
              authority=authority, made_at=IN_TIME, made_by="周正", sent_at=own.pop("sent_at", None)),
        1,
    )  # fmt: skip
    documents = tuple(
        BatchDocument(batch_id=1, document=one.id, sha256="c" * 64, name="推荐文件.pdf", kind="pdf", size=1, pages=1,
                      attached_at=IN_TIME, attached_by="周正")
        for one in notice.documents_of(authority)
    )  # fmt: skip
    return BatchFile(office=office, batch=row, entries=tuple(entries), **({"documents": documents} | own))


def found(file: BatchFile, notice: Notice = MINISTRY, now: datetime = IN_TIME) -> list[tuple[str, str, str]]:
    """(kind, article, what it stops) of everything found."""
    return [(one.kind, one.article, one.stops.value) for one in batches.findings(file, notice, now)]


def test_that_nothing_is_found_about_a_batch_that_is_in_order() -> None:
    assert found(batch([entry(1), entry(2), entry(3), entry(4)])) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # 附件2 说明（1）
        ({"platform_name": "澜江市科技服务中心"}, [("name", "工企业函〔2019〕310号附件2 说明（1）", "print")]),
        ({"platform_name": "云岭省级公共服务平台"}, [("name", "工企业函〔2019〕310号附件2 说明（1）", "print")]),
        ({"platform_name": "国家检测示范基地"}, [("name", "工企业函〔2019〕310号附件2 说明（1）", "print")] * 2),
        ({"platform_name": "中国 （澜江）服务平 台"}, [("name", "工企业函〔2019〕310号附件2 说明（1）", "print")]),
        ({"platform_name": "澜江（桥山）服务 平台"}, []),
        ({"platform_name": "  "}, [("name", "工企业函〔2019〕310号附件2 说明（1）", "print")]),
        ({"applicant_name": "澜江示范服务中心"}, []),  # the rule is for the platform's name, not the institution's
        ({"applicant_name": ""}, [("name", FOURTH, "print")]),
        # 附件2: 不超过3类
        ({"functions": "information,technology,startup"}, []),
        ({"functions": "information,technology,startup,training"},
         [("functions", "工企业函〔2019〕310号附件2", "print")]),
        ({"functions": ""}, [("functions", "工企业函〔2019〕310号附件2", "print")]),
        # 附件2: 必填，150字以内; blanks and line breaks don't count
        ({"statement": "字" * 150}, []),
        ({"statement": "字 " * 150}, []),
        ({"statement": "字" * 151}, [("statement", "工企业函〔2019〕310号附件2", "print")]),
        ({"statement": " \n"}, [("statement", "工企业函〔2019〕310号附件2", "print")]),
        # 第四条: the recommendation form, sealed
        ({"recommended": None, "stamped": False}, [("recommended", FOURTH, "print")]),
        ({"recommended": False, "stamped": False}, [("recommended", FOURTH, "print")]),
        ({"stamped": False}, [("stamped", FOURTH, "seal")]),
        # 第二条: whoever can't be placed can't be counted
        ({"channel": "consumption_city", "region_code": ""}, [("one_a_city", f"{SECOND}，附件2 说明（2）", "print")]),
        ({"channel": "quality_laboratory", "region_code": ""}, []),
        ({"channel": "association"}, [("channel", FIRST, "print")]),
        ({"accepted_on": date(2019, 7, 15)}, []),
        ({"accepted_on": date(2019, 7, 16)}, [("late", FOURTH, "print")]),
        ({"edition": "shandong-2020"}, [("edition", "工企业函〔2019〕310号", "print")]),
    ],
)  # fmt: skip
def test_that_each_dossier_is_held_against_the_notice(
    facts: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    file = batch([entry(1), entry(2, **facts)])
    told = [one for one in batches.findings(file, MINISTRY, IN_TIME) if one.kind != "stamped" or "stamped" in facts]
    assert [(one.kind, one.article, one.stops.value) for one in told] == expected
    assert all(one.dossier_id == 102 and "第 2 个" in one.says for one in told)
    assert all(one.step or one.jump == "members" for one in told)


@pytest.mark.parametrize(
    ("authority", "inside", "outside", "over"),
    [("province", 4, 3, 0), ("province", 5, 0, 1), ("separate-city", 2, 1, 0), ("separate-city", 3, 0, 1),
     ("corps", 3, 2, 1)],
)  # fmt: skip
def test_that_more_than_the_quota_is_found_and_what_stands_outside_it_is_not_counted(
    authority: str, inside: int, outside: int, over: int
) -> None:
    entries = [entry(n) for n in range(1, inside + 1)]
    entries += [entry(n, channel="quality_laboratory") for n in range(inside + 1, inside + outside + 1)]
    file = batch(entries, authority=authority)
    used = batches.quota(file, MINISTRY)
    assert (used.inside, used.outside, used.over, used.article) == (inside, outside, over, FIRST)
    assert found(file) == ([("quota", FIRST, "print")] if over else [])


@pytest.mark.parametrize(
    ("one", "other", "regions", "expected"),
    [
        # 第二条，附件2 说明（2）: one a city, even where it qualifies two ways
        ("integrated_carrier", "consumption_city", ("530100", "530102"), True),
        ("integrated_carrier", "integrated_carrier", ("530100", "530181"), True),
        ("cooperation_zone", "talent_carrier", ("530100", "530300"), False),
        ("consumption_city", "quality_laboratory", ("530100", "530100"), False),
        ("consumption_city", "provincial_quota", ("530100", "530100"), False),
        ("capital_carrier", "technology_carrier", ("500101", "500103"), False),  # a municipality has no prefectures
        ("capital_carrier", "technology_carrier", ("500103", "500103"), True),
        ("capital_carrier", "technology_carrier", ("429004", "429005"), False),  # right under the province
    ],
)
def test_that_a_city_has_one_platform_outside_the_quota(
    one: str, other: str, regions: tuple[str, str], expected: bool
) -> None:
    file = batch([entry(1, channel=one, region_code=regions[0]), entry(2, channel=other, region_code=regions[1])])
    assert found(file) == ([("one_a_city", f"{SECOND}，附件2 说明（2）", "print")] if expected else [])


def test_that_a_city_of_guangdong_hands_in_one_and_no_laboratory() -> None:
    called = replace(entry(1), edition=entry(1).edition)
    late = datetime(2019, 6, 20, tzinfo=UTC)
    assert found(batch([called], GUANGDONG), GUANGDONG, late) == []
    assert found(batch([entry(1), entry(2)], GUANGDONG), GUANGDONG, late) == [("quota", CITIES, "print")]
    laboratory = batch([entry(1, channel="quality_laboratory")], GUANGDONG)
    (told,) = batches.findings(laboratory, GUANGDONG, late)
    assert (told.kind, told.article) == ("channel", "广东省工业和信息化厅2019年通知第二条（三）")
    assert "由申报单位直接报广东省工业和信息化厅（服务体系建设处）" in told.says


@pytest.mark.parametrize(
    ("now", "sent", "extended", "expected"),
    [
        # 第四条: 2019年7月15日前; Beijing's midnight is 16:00 UTC
        (datetime(2019, 7, 14, 15, 59, tzinfo=UTC), None, None, []),
        (datetime(2019, 7, 14, 16, 0, tzinfo=UTC), None, None, [("last_day", FOURTH, "")]),
        (datetime(2019, 7, 15, 15, 59, tzinfo=UTC), None, None, [("last_day", FOURTH, "")]),
        (datetime(2019, 7, 15, 16, 0, tzinfo=UTC), None, None, [("late", FOURTH, "print")]),
        (datetime(2019, 7, 20, tzinfo=UTC), datetime(2019, 7, 15, 8, tzinfo=UTC), None, []),
        (datetime(2019, 7, 20, tzinfo=UTC), datetime(2019, 7, 16, 8, tzinfo=UTC), None, [("late", FOURTH, "print")]),
        (datetime(2019, 7, 20, tzinfo=UTC), None, datetime(2019, 7, 31, 9, 30, tzinfo=UTC), []),
        (datetime(2019, 7, 31, 9, 31, tzinfo=UTC), None, datetime(2019, 7, 31, 9, 30, tzinfo=UTC),
         [("late", FOURTH, "print")]),
    ],
)  # fmt: skip
def test_that_what_is_late_is_found(
    now: datetime, sent: datetime | None, extended: datetime | None, expected: list[tuple[str, str, str]]
) -> None:
    allowed = (
        (BatchExtension(batch_id=1, until=extended, why="电话通知", extended_at=IN_TIME, extended_by="周正"),)
        if extended
        else ()
    )
    assert found(batch([entry(1)], sent_at=sent, extensions=allowed), now=now) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # 附件2 说明（3）; brackets of full and half width and spacing are the same name
        ({"platform_name": "澜江(桥山)服务平台"}, {"platform_name": "澜江（桥山） 服务平台"}, "twice"),
        ({"platform_name": "ＡＢＣ服务平台"}, {"platform_name": "abc服务平台"}, "twice"),
        ({"applicant_name": "澜江(桥山)公司"}, {"applicant_name": "澜江（桥山）公司"}, "same_body"),
        ({"uscc": "91530102NGXPHXXJ7F"}, {"uscc": "91530102NGXPHXXJ7F"}, "same_body"),
        ({}, {}, ""),
    ],
)
def test_that_the_same_platform_is_found_a_second_time(
    one: dict[str, Any], other: dict[str, Any], expected: str
) -> None:
    told = batches.findings(batch([entry(1, **one), entry(2, **other)]), MINISTRY, IN_TIME)
    assert [found.kind for found in told] == ([expected] if expected else [])
    assert all(found.article == "工企业函〔2019〕310号附件2 说明（3）" for found in told)
    assert [found.stops for found in told] == ([Stops.PRINT if expected == "twice" else Stops.NOTHING] * bool(expected))


def test_that_a_platform_through_a_province_and_an_association_is_found() -> None:
    name = "澜江桥山服务平台"
    own = entry(1, platform_name=name)
    other = entry(2, platform_name="澜江 桥山服务平台", channel="association")
    beside = batch([own], neighbours=(Neighbour(other.dossier, "2019-批02"),))
    (told,) = batches.findings(beside, MINISTRY, IN_TIME)
    assert (told.kind, told.stops, told.article) == ("dual", Stops.PRINT, "工企业函〔2019〕310号附件2 说明（3）")
    assert "2019-批02" in told.says
    assert "一个走行业协会" in told.says
    heard = BatchElsewhere(batch_id=1, name="澜江桥山(服务平台)", recommender="中国软件行业协会", source="协会网站公示")
    (told,) = batches.findings(
        batch([entry(1, platform_name="澜江桥山（服务平台）服务平台", applicant_name="澜江桥山（服务平台）")],
              elsewhere=(numbered(heard, 1),)), MINISTRY, IN_TIME,
    )  # fmt: skip
    assert told.kind == "dual"
    assert "已由中国软件行业协会推荐（协会网站公示）" in told.says


def test_that_an_association_must_be_on_the_list_and_add_its_own_papers() -> None:
    entries = [entry(1, channel="association")]
    listed = batch(entries, authority="association", office="中国软件行业协会", documents=())
    assert found(listed) == [("document", FOURTH, "seal")] * 4
    unlisted = batch(entries, authority="association", office="云岭省软件行业协会")
    assert found(unlisted) == [("authority", "工企业函〔2019〕310号附件1", "print")]


def test_that_an_empty_batch_and_one_without_its_letter_are_found() -> None:
    assert found(batch([])) == [("empty", "工企业函〔2019〕310号", "print")]
    (told,) = batches.findings(batch([entry(1)], documents=()), MINISTRY, IN_TIME)
    assert (told.kind, told.stops, told.jump) == ("document", Stops.SEAL, "document:recommendation-letter")


def test_that_an_office_which_the_notice_does_not_address_is_told_so() -> None:
    assert ("authority", CITIES, "print") in found(batch([entry(1)], GUANGDONG, authority="gone"), GUANGDONG)


def test_that_a_notice_changed_after_the_batch_was_made_is_noticed() -> None:
    assert found(batch([entry(1)], digest="0" * 64)) == [("notice", "工企业函〔2019〕310号", "")]


def test_that_a_door_that_is_another_authoritys_is_named_in_a_whole_sentence() -> None:
    (one,) = batches.findings(batch([entry(1, channel="association")]), MINISTRY, IN_TIME)
    assert one.says.endswith("的推荐渠道是“行业协会推荐”，不由本单位推荐。请核对推荐渠道，或移出本批次。")


def test_that_what_stops_the_seal_alone_lets_the_table_be_printed() -> None:
    told = batches.findings(batch([entry(1, stamped=False)], documents=()), MINISTRY, IN_TIME)
    assert batches.stopping(told, seal=False) == ()
    assert len(batches.stopping(told, seal=True)) == 2


def test_that_numbers_go_on_over_void_papers_and_a_sealed_one_freezes() -> None:
    papers = tuple(numbered(_paper(BatchPaper, batch_id=1), n) for n in (1, 2))
    papers[0].number, papers[1].number = "2019-批01-汇-01", "2019-批01-汇-02"
    papers[0].void_at = IN_TIME
    lines = tuple(_line(BatchSealEntry, batch_id=1, paper_id=n) for n in (1, 2))
    file = batch([entry(1)], papers=papers, seal_entries=lines)
    assert batches.next_number(file, "汇") == "2019-批01-汇-03"
    assert [paper.number for paper in batches.sealed_papers(file)] == ["2019-批01-汇-02"]


@given(
    channels=st.lists(st.sampled_from([channel.value for channel in Channel]), min_size=1, max_size=6),
    statements=st.integers(min_value=0, max_value=160),
)
def test_that_every_finding_cites_an_article_and_leads_somewhere(channels: list[str], statements: int) -> None:
    entries = [entry(n, channel=channel, statement="字" * statements) for n, channel in enumerate(channels, 1)]
    told: tuple[Finding, ...] = batches.findings(batch(entries, documents=()), MINISTRY, IN_TIME)
    assert all(one.article.startswith("工企业函〔2019〕310号") and (one.jump or one.step) for one in told)
    assert all(one.says.endswith("。") for one in told)
    counted = sum(channel in ("provincial_quota", "association") for channel in channels)
    assert ("quota" in {one.kind for one in told}) is (counted > 4)
