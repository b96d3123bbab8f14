"""The working papers: what each says, that it is kept and journalled, and that a draw can be redone from paper."""

from __future__ import annotations

import hashlib
import html
import io
import re
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import page
import pypdf
import pytest

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.printing import forms
from desktop_app.printing.values import PREVIEW_MARK
from desktop_app.records.kinds import ContactResult, DigitsSource
from desktop_app.rules import papers as rules
from desktop_app.rules.expert_pool import PoolRule
from desktop_app.steps import dossier, editions, evidence, expert_draw, history, papers, survey
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office
from tests.conftest import register_seal

DRAW, SHEET, REGISTER = "office/draw-record", "office/interview-sheet", "office/seal-register"
PRINTED = [paper.form for paper in rules.WORKING if paper.form not in (rules.ARCHIVE_COVER, rules.DISC_COVER)]
"""The covers need a sealed archive."""


def text_of(pdf: bytes) -> str:
    """All text of a PDF without spaces, with half-width marks."""
    pages = [leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(pages)))


def issued(office: Office, dossier_id: int, form: str) -> str:
    return text_of(office.vault.read(papers.issue(office, dossier_id, form).sha256))


def choice(office: Office, dossier_id: int, form: str) -> papers.PaperChoice:
    return next(one for one in papers.board(office, dossier_id).papers if one.form == form)


def draw_panel(office: Office, dossier_id: int) -> None:
    """A panel drawn from the two experts of the library, so that there is something to record."""
    expert_draw.freeze_pool(office, [dossier_id], PoolRule(), {}, reason="演练")
    expert_draw.draw_panel(office, dossier_id, "40631952771803652941", DigitsSource.DICE, "刘明远", 1, reason="演练")


@pytest.mark.parametrize("form", PRINTED)
def test_that_every_working_paper_prints_with_a_whole_dossier(office: Office, stamped_id: int, form: str) -> None:
    if form == rules.EXPERT_DRAW:
        draw_panel(office, stamped_id)
    if form == "office/supplement-notice":
        evidence.check_material(office, stamped_id, "premises", False, "租赁合同缺日期", reason="核对")
    made = papers.issue(office, stamped_id, form)
    pdf = office.vault.read(made.sha256)
    report = page.validate_pdf_bytes(pdf, profile="pdfa-2u")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
    said = text_of(pdf)
    assert "工作用纸·不是主管部门制发的表格" in said
    for words in (forms.load(form).title, made.number, made.journal_code, made.short_hash):
        assert words in said
    assert papers.issue(office, stamped_id, form) == made, "the same words are not printed under a second number"


@pytest.mark.parametrize("form", [paper.form for paper in rules.WORKING])
def test_that_a_blank_paper_is_marked_and_has_no_number(office: Office, form: str) -> None:
    shown = papers.blank(office, form)
    said = text_of(shown.path.read_bytes())
    assert "空白样表·不得用印" in said
    assert "编号2024" not in said


def redraw(text: str) -> list[int]:
    """Who is in the sample, from nothing but the words on the paper: no line of the program is used."""
    frame = re.search(r"名单指纹\(SHA-256\)([0-9a-f]{64})", text)[1]  # type: ignore[index]
    digits = re.search(r"抽样数字(\d{20,}?)数字来源", text)[1]  # type: ignore[index]
    firms, size = re.search(r"名单数N(\d+)家样本数n(\d+)家", text).groups()  # type: ignore[union-attr]
    tickets = {n: hashlib.sha256(f"{digits},{frame},{n}".encode()).hexdigest() for n in range(1, int(firms) + 1)}
    return sorted(tickets, key=lambda n: tickets[n])[: int(size)]


def test_that_the_sample_can_be_redrawn_from_the_printed_record(office: Office, ready_id: int) -> None:
    said = issued(office, ready_id, DRAW)
    with office.read() as session:
        drawn = dossiers.casefile(session, ready_id).drawn_firms
    assert redraw(said) == [firm.number for firm in sorted(drawn, key=lambda firm: firm.place)][:12]
    for firm in drawn[:12]:
        assert firm.ticket[:16] in said
    for words in ("刘明远", "赵倩", "现场掷骰", "sha256sum名单.tsv", "LC_ALL=Csort", "head-n12", "备12"):
        assert words in said


def test_that_the_frame_can_be_printed_before_the_digits_are_known(office: Office, dossier_id: int) -> None:
    with pytest.raises(Refusal, match="还没有冻结"):
        papers.issue(office, dossier_id, DRAW)
    with office.act("intake.field_changed", dossier_id) as act:
        from desktop_app.records.lists import ServedFirm

        for position in range(1, 25):
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=f"澜江第{position}机械有限公司"))
    frame = survey.freeze_frame(office, dossier_id).frame
    assert frame is not None
    before = papers.issue(office, dossier_id, DRAW)
    assert frame.hash in text_of(office.vault.read(before.sha256))
    survey.draw_sample(office, dossier_id, "40631952771803652941", DigitsSource.SYSTEM, "", 10)
    assert choice(office, dossier_id, DRAW).stale
    after = papers.issue(office, dossier_id, DRAW)
    assert (before.number, after.number) == ("2024-0001-抽-01", "2024-0001-抽-02")
    assert "操作系统随机数(无见证人)" in text_of(office.vault.read(after.sha256))


def test_that_the_printing_is_journalled_and_its_code_holds(office: Office, ready_id: int) -> None:
    made = papers.issue(office, ready_id, DRAW)
    with office.read() as session:
        entry = journal.entries(session, ready_id)[-1]
        assert entry.act == papers.ACT
        assert made.content_hash in entry.body
        assert made.sha256 in entry.body
        assert journal.check(session, [made.journal_code]).sound
    line = history.board(office, ready_id).lines[0]
    assert (line.label, line.summary) == ("打印工作用纸", f"抽样记录单 {made.number}，2 页")


def test_that_an_interview_sheet_has_a_page_for_each_firm_with_its_telephone(office: Office, ready_id: int) -> None:
    made = papers.issue(office, ready_id, SHEET)
    assert made.pages == 12
    leaves = pypdf.PdfReader(io.BytesIO(office.vault.read(made.sha256))).pages
    lines = survey.board(office, ready_id).lines
    for leaf, line in zip(leaves, lines, strict=True):
        said = leaf.extract_text()
        assert line.name in said
        assert line.answer["phone"] in said


@pytest.mark.parametrize("form", [form for form in PRINTED if form != SHEET])
def test_that_no_other_paper_tells_a_telephone_number(office: Office, stamped_id: int, form: str) -> None:
    evidence.check_material(office, stamped_id, "premises", False, "租赁合同缺日期", reason="核对")
    if form == rules.EXPERT_DRAW:
        draw_panel(office, stamped_id)
    said = issued(office, stamped_id, form)
    assert "15022916824" not in said
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?![\d-])", said.replace("40631952771803652941", ""))


def test_that_the_notice_asks_for_everything_at_once_and_nothing_of_the_offices_own(
    office: Office, ready_id: int
) -> None:
    with pytest.raises(Refusal, match="没有需要"):
        papers.issue(office, ready_id, "office/supplement-notice")
    evidence.check_material(office, ready_id, "premises", False, "租赁合同缺日期", reason="核对")
    said = issued(office, ready_id, "office/supplement-notice")
    assert "租赁合同缺日期" in said
    assert "录入还没有完成" not in said


def test_that_the_eligibility_record_names_article_reason_and_page(office: Office, ready_id: int) -> None:
    said = issued(office, ready_id, "office/eligibility-record")
    for words in ("第十二条", "查阅材料,符合。", "第3页", "林晓岚", "全部符合"):
        assert words in said


def test_that_the_summary_shows_both_rates_and_how_the_sample_was_used(office: Office, ready_id: int) -> None:
    rates = survey.board(office, ready_id).rates
    assert rates is not None
    said = issued(office, ready_id, "office/survey-summary")
    for rate in (rates.counted, rates.very):
        assert f"{rate.percent}%" in said
        assert f"{rate.lower}%" in said
    assert "有效评价12家" in said
    assert "150****6824" in said


def test_that_a_recused_expert_is_named_with_the_reason(office: Office, ready_id: int) -> None:
    from desktop_app.steps import panel

    seat = panel.board(office, ready_id).seats[1]
    panel.recuse(office, ready_id, seat.id, "与申请单位有利害关系")
    assert "回避:与申请单位有利害关系" in issued(office, ready_id, "office/opinion-summary")


def test_that_the_register_is_printed_for_a_dossier_and_for_the_office(office: Office, printed_id: int) -> None:
    with pytest.raises(Refusal, match="空的"):
        papers.issue_register(office)
    register_seal(office, printed_id)
    own = papers.issue(office, printed_id, REGISTER)
    whole = papers.issue_register(office)
    assert (own.number, whole.number) == ("2024-0001-印-01", "2024-印-01")
    assert papers.issue_register(office) == whole
    for one in (own, whole):
        assert "2024-001" in text_of(office.vault.read(one.sha256))


def test_that_the_contents_list_scans_working_papers_and_numbered_papers(office: Office, stamped_id: int) -> None:
    drawn = papers.issue(office, stamped_id, DRAW)
    said = issued(office, stamped_id, "office/contents")
    for words in (drawn.number, "2024-0001-推-01", "已用印", "审计报告"):
        assert words in said


def test_that_a_replacement_stands_on_the_summary(office: Office, dossier_id: int) -> None:
    with office.act("intake.field_changed", dossier_id) as act:
        from desktop_app.records.lists import ServedFirm

        for position in range(1, 25):
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=f"澜江第{position}机械有限公司"))
    survey.freeze_frame(office, dossier_id)
    survey.draw_sample(office, dossier_id, "40631952771803652941", DigitsSource.DICE, "刘明远", 10)
    survey.record_attempt(office, dossier_id, 3, ContactResult.NO_ANSWER, "")
    survey.replace(office, dossier_id, 3, 11, "三次无人接听")
    said = issued(office, dossier_id, "office/survey-summary")
    assert "三次无人接听" in said
    assert "备1" in said


@pytest.mark.parametrize(("form", "says"), [(rules.ARCHIVE_COVER, "随档案包生成"), (rules.DISC_COVER, "还没有封装")])
def test_that_a_cover_is_had_blank_but_not_printed_before_there_is_an_archive(
    office: Office, stamped_id: int, form: str, says: str
) -> None:
    assert says in choice(office, stamped_id, form).blocked
    with pytest.raises(Refusal, match=says):
        papers.issue(office, stamped_id, form)
    for step, mark in ((papers.blank, "空白样表"), (papers.filled, "样张")):
        said = text_of(step(office, form).path.read_bytes())
        assert mark in said and forms.load(form).title in said and "不是主管部门制发的表格" in said


def test_that_an_official_form_is_not_printed_here(office: Office, ready_id: int) -> None:
    with pytest.raises(Refusal, match="推荐与打印"):
        papers.issue(office, ready_id, "national-2017/recommendation")


@pytest.mark.parametrize("edition", ["national-2025", "shandong-2020", "xinjiang-2021"])
def test_that_every_edition_has_its_papers_from_an_empty_dossier(office: Office, edition: str) -> None:
    from desktop_app.steps import dossier

    number = dossier.open_dossier(office, date(2024, 6, 18), edition, "石川电子产品检验所")
    for one in papers.board(office, number).papers:
        if not one.official:
            assert papers.preview(office, number, one.form).pages


def test_that_the_lists_of_the_report_are_had_as_a_workbook_with_the_papers_number(
    office: Office, ready_id: int, tmp_path: Path
) -> None:
    report = "national-2017/application-report"
    assert [one.form for one in papers.board(office, ready_id).papers if one.lists] == [report]
    saved = papers.save_workbook(office, ready_id, report, tmp_path / "清单.xlsx")
    book = openpyxl.load_workbook(saved)
    with office.read() as session:
        file = dossiers.casefile(session, ready_id)
    held = {str(value) for row in book.worksheets[2].iter_rows(values_only=True) for value in row}
    assert {firm.name for firm in file.served_firms} <= held
    assert all((sheet.page_setup.paperSize, bool(sheet.print_area)) == (9, True) for sheet in book.worksheets)
    assert all(sheet.print_title_rows for sheet in book.worksheets)
    assert PREVIEW_MARK in margins_of(saved)
    number = papers.issue(office, ready_id, report).number
    again = papers.save_workbook(office, ready_id, report, tmp_path / "清单.xlsx")
    assert number in margins_of(again)
    assert PREVIEW_MARK not in margins_of(again)


def margins_of(book: Path) -> str:
    """What stands at the head and foot of the printed pages of a workbook."""
    with zipfile.ZipFile(book) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    return html.unescape(sheet.partition("<headerFooter")[2])


def test_that_a_paper_without_lists_gives_no_workbook(office: Office, ready_id: int, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有可以导出为工作簿的表"):
        papers.save_workbook(office, ready_id, "office/receipt", tmp_path / "x.xlsx")


def test_that_an_edition_offers_the_forms_that_it_names_for_its_applicants(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    source = (paths.REGULATIONS / "shandong-2020.toml").read_text(encoding="utf-8")
    named = source.replace("forms = []", 'forms = []\napplicant_forms = ["xinjiang-2021/commitment"]')
    path = tmp_path / "own.toml"
    path.write_text(named, encoding="utf-8")
    editions.add_edition(office, editions.preview_file(office, path), "2024年通知借用")
    made = dossier.open_dossier(office, date(2024, 6, 18), "shandong-2020", "齐鲁服务中心")
    assert "xinjiang-2021/commitment" in [one.form for one in papers.board(office, made).papers]
