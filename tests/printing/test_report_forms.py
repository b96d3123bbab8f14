"""The official forms that an applicant or a recommending authority hands in, laid beside their sources."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import page
import pypdf
import pytest

from desktop_app.printing import compose, facts, facts_report, fonts, forms, press, sheet
from desktop_app.printing.grid import Glue, Piece
from desktop_app.printing.lines import CLOSING, OPENING
from desktop_app.printing.sheet import Margins
from desktop_app.printing.values import BLANK_MARK, SAMPLE_MARK, FactValue, Footer, Printed, Trouble
from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier, Investor, Narrative, OperatingYear, ServiceLine
from desktop_app.records.kinds import Channel
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Recommendation
from desktop_app.rules import regulation

SUMMARY, NATIONAL = "ministry-2019/summary", "national-2017/application-report"
XINJIANG, COMMITMENT = "xinjiang-2021/application-report", "xinjiang-2021/commitment"
FORMS = (SUMMARY, NATIONAL, XINJIANG, COMMITMENT)

WORDING = Path(__file__).with_name("wording")
"""The wording of each source in its order, one cell or paragraph a line."""
ROW_MARKS = {"served_firm_list": "服务企业名称", "staff_list": "主管工作", "equipment_list": "规格型号"}


def official(form: str) -> list[str]:
    """What the source says, cell by cell."""
    return (WORDING / f"{form.replace('/', '.')}.txt").read_text(encoding="utf-8").splitlines()


def plain(text: str) -> str:
    """Text without spaces and page numbers, with half-width marks."""
    squeezed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"—\d+—|一式两份第.份(?:行政机关|申请人)执", "", squeezed)


def read(printed: Printed) -> list[str]:
    return [leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages]


def printed(form: str, given: Mapping[str, FactValue] | None, mark: str = "") -> Printed:
    return press.press(forms.load(form), given, Footer(mark=mark))


def sampled(form: str, **changed: FactValue) -> dict[str, FactValue]:
    return facts.samples(forms.load(form).names) | changed


def many(name: str, count: int) -> tuple[Mapping[str, str], ...]:
    """`count` rows like the samples of a list, numbered."""
    rows = [row for row in facts.samples()[name] if not isinstance(row, str)]
    number = facts.CATALOGUE[name].columns[0].name
    return tuple({**rows[n % len(rows)], number: f"{n + 1}"} for n in range(count))


NOW = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)


def casefile() -> Casefile:
    """A whole application."""
    application = Application(
        dossier_id=1, filed_on=date(2024, 6, 12), registered_on=date(2014, 4, 24), nature="有限责任公司",
        legal_representative="唐䶮", address="云岭省澜江市科医路128号", postcode="650031", contact="贺兰英",
        phone="0871-9258991", mobile="16508715526", capital_wan=Decimal("500.00"), total_assets_wan=Decimal("788.19"),
        equipment_count=84, equipment_price_wan=Decimal("321.60"), premises_m2=Decimal(1980), staff_count=30,
        professionals_count=26, qualifications="检验检测资质", signed_bodies="甲研究所、乙研究所",
        recognition_documents="云工信测〔2021〕118号",
    )  # fmt: skip
    dossier = Dossier(
        number="2024-0001", regulation_id="national-2017", regulation_digest="", accepted_on=date(2024, 6, 15),
        opened_at=NOW, platform_name="云岭装备制造服务平台", applicant_name="云岭机械研究院有限公司",
        uscc="91530102NGXPHXXJ7F", legal_form="enterprise", functions="information,training",
        channel=Channel.PROVINCIAL_QUOTA.value, statement="线上诊断、线下驻厂。",
    )  # fmt: skip
    return Casefile(
        office=OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW),
        dossier=dossier,
        application=application,
        recommendation=Recommendation(dossier_id=1),
        investors=(Investor(dossier_id=1, position=1, name="唐䶮", nature="自然人", share_percent=Decimal("100")),),
        years=(
            OperatingYear(dossier_id=1, year=2023, revenue_wan=Decimal("753.20"), firms_served=426),
            OperatingYear(dossier_id=1, year=2022, revenue_wan=Decimal("688.10"), firms_served=371),
        ),
        service_lines=(
            ServiceLine(dossier_id=1, position=1, content="信息服务", scale="180家", revenue_percent=Decimal(40)),
        ),
        narratives=tuple(Narrative(dossier_id=1, section=n, text=f"第{n}节的说明文字。") for n in range(1, 8)),
        served_firms=tuple(
            ServedFirm(
                dossier_id=1,
                position=n,
                name=f"澜江第{n}机械有限公司",
                phone=f"1650871{n:04}",
                contact="何育才",
                service="材料检测",
                grade=("satisfied", "basically", "dissatisfied")[n % 3],
            )
            for n in range(1, 121)
        ),
        staff=tuple(
            StaffMember(dossier_id=1, position=n, name=f"员工{n}", age=30, title="工程师") for n in range(1, 31)
        ),
        equipment=(Equipment(dossier_id=1, position=1, name="硬度计", quantity=84, amount_wan=Decimal("321.60")),),
    )


def filled(form: str) -> dict[str, FactValue]:
    edition = regulation.load("xinjiang-2021" if form.startswith("xinjiang") else "national-2017")
    return facts.facts(casefile(), edition, forms.load(form).names)


@pytest.mark.parametrize("form", FORMS)
def test_that_the_wording_is_that_of_the_source_and_in_its_order(form: str) -> None:
    text = plain("".join(read(printed(form, None))))
    at = 0
    for words in official(form):
        found = text.find(plain(words), at)
        assert found >= 0, f"{words} is missing after …{text[max(0, at - 20) : at + 40]}"
        at = found + len(plain(words))


@pytest.mark.parametrize("form", [SUMMARY, NATIONAL, XINJIANG])
def test_that_a_blank_form_says_nothing_that_the_source_does_not(form: str) -> None:
    ours = ["序号名称规格型号数量单价（万元）金额（万元）购置时间存放地点合计"] if form != SUMMARY else []
    if form == NATIONAL:  # its source names the two lists without printing a form for them
        ours += ["序号姓名性别年龄学历职务职称主管工作"]
        ours += ["序号服务企业名称联系人联系电话服务内容简述企业满意度满意基本满意不满意上一年度共服务企业家"]
    if form == XINJIANG:  # its source asks for both without printing a form for them
        titles = regulation.load("xinjiang-2021").narrative
        ours += [f"（{number}）{title}" for number, title in zip("一二三四五六七", titles, strict=True)]
        ours += ["主要服务设备、仪器及软件清单", "平台申请相关情况说明"]
    text = plain("".join(read(printed(form, None))))
    for words in sorted((*official(form), *ours), key=len, reverse=True):
        text = text.replace(plain(words), "", 1)
    assert not text.strip("年月日:_"), text


@pytest.mark.parametrize("form", FORMS)
def test_that_both_prints_without_a_dossier_are_marked_and_without_complaint(form: str) -> None:
    for given, mark in ((None, BLANK_MARK), (sampled(form), SAMPLE_MARK)):
        made = printed(form, given, mark)
        assert all(plain(mark) in plain(text) for text in read(made))
        assert not made.complaints


@pytest.mark.parametrize("form", FORMS)
def test_that_a_dossier_prints_as_pdf_a_and_reads_back(form: str) -> None:
    given = filled(form)
    made = printed(form, given)
    assert not made.complaints
    report = page.validate_pdf_bytes(made.pdf, profile="pdfa-2u")
    # the validator takes a stream whose own last byte is a carriage return for one that is a byte too long
    failures = [failure for failure in report.failures if failure.rule_id != "PDFA2U-STREAM-LENGTH-001"]
    assert not failures, [(failure.rule_id, failure.message) for failure in failures]
    text = plain("".join(read(made)))
    for name, value in given.items():
        rows = [] if isinstance(value, str) else [row for row in value if not isinstance(row, str)]
        cells = [value] if isinstance(value, str) else [cell for row in rows for cell in row.values()]
        assert not [cell for cell in cells if plain(cell) not in text], name


def test_that_the_boxes_of_the_application_form_hold_the_dossiers_figures() -> None:
    text = plain("".join(read(printed(NATIONAL, filled(NATIONAL)))))
    for words in (
        "注册日期:2014年4月24日",
        "法人代表:唐䶮",
        "注册资本500.00万元",
        "仪器、设备数量84台(套),购买价格321.60万元,占总资产40.8%",
        "从业人数30人",
        "专业人员26人,占总人数86.7%",
        "2022688.10",
        "上一年度共服务企业426家",
    ):
        assert words in text, words


@pytest.mark.parametrize("form", FORMS)
def test_that_no_line_begins_or_ends_with_forbidden_punctuation(form: str) -> None:
    for text in read(printed(form, filled(form))):
        for line in (line.strip() for line in text.split("\n")):
            if len(line) > 2 and not line.startswith("....."):
                assert line[0] not in CLOSING, line
                assert line[-1] not in OPENING, line


@pytest.mark.parametrize(("form", "of"), [(form, of) for form in (NATIONAL, XINJIANG) for of in ROW_MARKS])
def test_that_a_list_of_120_rows_repeats_its_head_and_keeps_its_foot_with_a_row(form: str, of: str) -> None:
    texts = [plain(text) for text in read(printed(form, sampled(form, **{of: many(of, 120)})))]
    heading = ROW_MARKS[of]
    pages = [text for text in texts if heading in text]
    assert len(pages) >= 5
    numbers = [int(number) for text in pages for number in re.findall(r"(?<!\d)(\d{1,3})(?=[一-鿿])", text)]
    assert set(range(1, 121)) <= set(numbers)


def test_that_the_summary_of_forty_platforms_repeats_its_head_and_ends_with_its_notes() -> None:
    made = printed(SUMMARY, {"recommender": "云岭省工业和信息化厅", "summary_rows": many("summary_rows", 40)})
    texts = [plain(text) for text in read(made)]
    assert made.pages >= 8
    assert all("示范性表述" in text for text in texts)
    assert "(3)同一家公共服务平台" in texts[-1]
    boxes = [leaf.mediabox for leaf in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]
    assert all(box.width > box.height for box in boxes)


def laid(form: str, given: Mapping[str, FactValue] | None) -> Iterator[list[Piece]]:
    """The pieces of each page, section by section, the last page of a section left out."""
    read = forms.load(form)
    pages = sheet.lay_out(compose.compose(read, given, fonts.faces()), Margins(*read.margins))
    for _, group in groupby(pages, key=lambda page: id(page.section)):
        yield from ([piece for piece, _, _ in page.pieces] for page in list(group)[:-1])


@pytest.mark.parametrize("rows", range(1, 60, 4))
def test_that_no_page_ends_with_a_heading_or_a_head(rows: int) -> None:
    given: dict[str, FactValue] = dict.fromkeys(
        ("qualifications", "signed_bodies", "narrative_1"), "平台服务中小企业成效明显。" * rows
    )
    given |= {name: many(name, rows) for name in (*ROW_MARKS, "service_lines", "operating_years", "investors")}
    for form in (NATIONAL, XINJIANG):
        for pieces in laid(form, sampled(form, **given)):
            last = pieces[-1]
            assert last.glue is not Glue.MUST, last
            assert len(pieces) > len(last.repeats), "nothing but a repeated head"


def test_that_everything_of_a_very_long_list_of_partners_is_printed() -> None:
    bodies = "、".join(f"云岭第{number}研究院" for number in range(1, 181))
    made = printed(NATIONAL, sampled(NATIONAL, signed_bodies=bodies))
    text = plain("".join(read(made)))
    assert made.pages > printed(NATIONAL, sampled(NATIONAL)).pages
    assert not [number for number in range(1, 181) if f"第{number}研" not in text]


def test_that_fifty_investors_stand_beside_the_capital_on_as_many_pages_as_they_need() -> None:
    made = printed(NATIONAL, sampled(NATIONAL, investors=many("investors", 50)))
    text = plain("".join(read(made)))
    assert text.count("自然人") == 16
    assert text.count("注册资本") == 1


@pytest.mark.parametrize(
    "name", ["applied_on", "registered_on", "address", "capital_wan", "staff_count", "signed_bodies", "firms_last_year"]
)
def test_that_an_empty_box_that_must_be_filled_is_named(name: str) -> None:
    given = sampled(NATIONAL, **{name: ""})
    if name == "staff_count":
        given["professionals_count"] = given["professionals_share"] = ""
    complaints = printed(NATIONAL, given).complaints
    assert {complaint.trouble for complaint in complaints} == {Trouble.MISSING}
    assert complaints[0].fact == name


@pytest.mark.parametrize(
    ("name", "label"),
    [("applicant_name", "单位名称"), ("phone", "联系方式"), ("licence_kind", "证件类型"), ("credit_code", "证件编号")],
)
def test_that_an_empty_place_of_the_commitment_is_named(name: str, label: str) -> None:
    complaints = printed(COMMITMENT, sampled(COMMITMENT, **{name: ""})).complaints
    assert {(complaint.trouble, complaint.fact) for complaint in complaints} == {(Trouble.MISSING, name)}
    assert complaints[0].says == f"“{label}”还没有填写。请补填后再打印。"
    assert len(complaints) == 1, "both copies lack the same"


def test_that_the_commitment_is_printed_in_two_copies_that_say_whose_they_are() -> None:
    made = printed(COMMITMENT, sampled(COMMITMENT))
    texts = read(made)
    half = len(texts) // 2
    assert made.pages == half * 2
    assert all("行政机关执" in text for text in texts[:half])
    assert all("申请人执" in text for text in texts[half:])
    assert [plain(text) for text in texts[:half]] == [plain(text) for text in texts[half:]]
    assert [re.findall(r"— (\d) —", text) for text in texts] == [[str(n)] for n in range(1, half + 1)] * 2


def test_that_the_prefectures_seal_has_its_place_in_the_application_form() -> None:
    (slot,) = printed(XINJIANG, None).slots
    assert (slot.name, slot.page) == ("地（州、市）中小企业主管部门", 4)


@pytest.mark.parametrize(
    ("channel", "remark"),
    [
        (Channel.PROVINCIAL_QUOTA, "属于省级推荐名额"),
        (Channel.INTEGRATED_CARRIER, "属于打造大中小企业融通型创新创业特色载体的开发区"),
        (Channel.TALENT_CARRIER, "属于打造高端人才引进型创新创业特色载体的开发区"),
        (Channel.COOPERATION_ZONE, "属于中外中小企业合作区"),
        (Channel.CONSUMPTION_CITY, "属于国家信息消费示范城市"),
        (Channel.QUALITY_LABORATORY, "属于工信部认定工业产品质量控制和技术评价实验室"),
    ],
)
def test_that_the_summary_says_the_channel_in_the_forms_own_words(channel: Channel, remark: str) -> None:
    file = casefile()
    file.dossier.channel = channel.value
    row = facts_report.summary_row(file, regulation.load("national-2017"))
    assert (row["remark"], row["categories"]) == (remark, "信息服务、培训服务")


def test_that_a_list_of_dossiers_makes_one_summary() -> None:
    edition = regulation.load("national-2017")
    given = facts_report.summary([(casefile(), edition)] * 3)
    assert given["recommender"] == "云岭省工业和信息化厅"
    rows = [row for row in given["summary_rows"] if not isinstance(row, str)]
    assert [row["platform_no"] for row in rows] == ["1", "2", "3"]
    assert "云岭装备制造服务平台" in plain("".join(read(printed(SUMMARY, given))))


def test_that_rare_characters_read_back_from_boxes_lists_and_narrative() -> None:
    rare = "㛃堃珺䶮𬭎𠅤"
    firm = {**many("served_firm_list", 1)[0], "served_firm": f"{rare}有限公司"}
    given = sampled(NATIONAL, legal_representative=rare, served_firm_list=(firm,), narrative_1=f"由{rare}创办。")
    made = printed(NATIONAL, given)
    assert not made.complaints
    text = plain("".join(read(made)))
    assert [words in text for words in (f"法人代表:{rare}", f"{rare}有限公司", f"由{rare}创办。")] == [True] * 3


def test_that_an_edition_names_the_forms_that_its_applicants_fill_in() -> None:
    named = {edition.id: edition.applicant_forms for edition in regulation.editions() if edition.applicant_forms}
    assert named == {"national-2017": (NATIONAL,), "xinjiang-2021": (XINJIANG, COMMITMENT)}
