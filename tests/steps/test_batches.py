"""Batches end to end in a real office: members, documents, the summary table's print, seal and copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from PIL import Image
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.printing import facts
from desktop_app.records.batch import BatchMember, BatchPaper
from desktop_app.records.kinds import Role
from desktop_app.rules import notices, regulation
from desktop_app.steps import (
    batch_documents,
    batch_summary,
    batches,
    edition_texts,
    history,
    overview,
    papers,
    reading,
    recommendation,
    sealing,
)
from desktop_app.steps import notices as steps_notices
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office
from tests.conftest import SEAL_LINE, Clock, copy_office, decide, register_seal, staged

LETTER = "recommendation-letter"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A photograph of a stamped letter."""
    path = tmp_path / "推荐文件.png"
    Image.new("RGB", (60, 80), "white").save(path)
    return path


@pytest.fixture(scope="module")
def templates(ready_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two offices made once, tests work on copies: with a batch of one dossier that was decided upon, and with its
    form stamped and the office's letter scanned in as well. The ministry waits until 2024-06-28."""
    folder = tmp_path_factory.mktemp("batches")
    letter = folder / "推荐文件.png"
    Image.new("RGB", (60, 81), "white").save(letter)

    def put_together(office: Office) -> None:
        decide(office)
        batches.open_batch(office, "ministry-2019", "province")
        batches.extend(office, 1, "2024-06-28", "17:30", "部中小企业局电话同意")
        batches.add_members(office, 1, (1,))

    def complete(office: Office) -> None:
        recommendation.print_paper(office, 1)
        register_seal(office, 1)
        batch_documents.attach(office, 1, LETTER, [letter])

    first = staged(ready_template, folder / "batch", put_together)
    return first, staged(first, folder / "stamped", complete)


@pytest.fixture
def batch_id(office: Office, templates: tuple[Path, Path]) -> int:
    """A batch with one dossier that was decided upon."""
    copy_office(templates[0], office)
    return 1


@pytest.fixture
def stamped(office: Office, templates: tuple[Path, Path]) -> int:
    """That batch with the letter scanned in and the recommendation form of its dossier stamped."""
    copy_office(templates[1], office)
    return 1


def another(office: Office, number: int, **changed: Any) -> int:
    """A further dossier under the measure of 2017 with a platform of its own."""
    from desktop_app.steps import dossier

    made = dossier.open_dossier(office, date(2024, 6, 18), "national-2017", f"澜江{number}号服务有限公司")
    with office.read() as session:
        row = dossiers.dossier(session, made)
    values = {"platform_name": f"澜江{number}号服务平台", "region_code": f"53{number:02}00"} | changed
    with office.act("intake.field_changed", made) as act:
        act.change(row, **values)
    return made


def test_that_the_room_offers_the_notices_for_the_kind_of_office_that_this_is(office: Office) -> None:
    board = batches.board(office)
    assert board.batches == ()
    ministry, guangdong = board.notices
    assert (ministry.offered, ministry.law, ministry.deadline) == ("province", "国家 2017", "2019-07-15")
    assert ministry.says == "报送截止时间已过。"  # the clock says 2024
    assert (guangdong.offered, guangdong.says) == ("", "通知没有列出本单位这一类。请核对后选择。")


def test_that_a_batch_is_pinned_to_its_notice_and_numbered_by_its_year(office: Office) -> None:
    first = batches.open_batch(office, "ministry-2019", "province")
    batches.open_batch(office, "ministry-2019", "province")
    assert [line.number for line in batches.board(office).batches] == ["2019-批02", "2019-批01"]
    board = batches.one(office, first)
    assert (board.quota.label, board.quota.at_most, board.days_left < 0) == ("省、自治区、直辖市", 4, True)
    with pytest.raises(Refusal, match="还没有选择推荐单位类别"):
        batches.open_batch(office, "ministry-2019", "")
    with pytest.raises(Refusal, match="还没有选择通知"):
        batches.open_batch(office, "", "province")


def test_that_only_dossiers_of_the_measure_join_and_one_stands_in_one_batch(office: Office, batch_id: int) -> None:
    from desktop_app.steps import dossier

    foreign = dossier.open_dossier(office, date(2024, 6, 18), "shandong-2020", "青州服务中心")
    free = another(office, 7)
    found = {line.dossier_id: line.blocked for line in batches.candidates(office, batch_id)}
    assert found == {free: ""}
    with pytest.raises(Refusal, match="办法不同，或已经在批次里"):
        batches.add_members(office, batch_id, (foreign,))
    second = batches.open_batch(office, "ministry-2019", "province")
    with pytest.raises(Refusal, match="已在批次 2019-批01"):
        batches.add_members(office, second, (1,))


def test_that_members_keep_their_order_and_close_up_behind_one_that_leaves(office: Office, batch_id: int) -> None:
    made = [another(office, number) for number in (7, 8, 9)]
    batches.add_members(office, batch_id, tuple(made))
    members = batches.one(office, batch_id).members
    assert [line.position for line in members] == [1, 2, 3, 4]
    board = batches.move_member(office, batch_id, members[3].id, 1)
    assert [line.dossier_id for line in board.members] == [made[2], 1, made[0], made[1]]
    with pytest.raises(Refusal, match="移出要写明原因"):
        batches.remove_member(office, batch_id, members[0].id, " ")
    board = batches.remove_member(office, batch_id, members[0].id, "申报单位撤回")
    assert [(line.dossier_id, line.position) for line in board.members] == [(made[2], 1), (made[0], 2), (made[1], 3)]
    with office.read() as session:
        left = session.scalars(select(BatchMember).where(BatchMember.left_at.is_not(None))).one()
        told = [entry.act for entry in journal.entries(session, 1)]
    assert left.left_why == "申报单位撤回"
    assert told[-2:] == ["batch.member_added", "batch.member_removed"]


def test_that_the_journal_names_the_batch_and_checks_the_code_on_its_table(office: Office, stamped: int) -> None:
    line = batch_summary.print_paper(office, stamped)
    batch_summary.register_seal(office, stamped, line.id, **SEAL_LINE)
    joined = next(one for one in history.board(office, 1).lines if one.act == "batch.member_added")
    assert ("批次", "2019-批01") in [(change.what, change.new) for change in joined.changes]
    said = {one.act: [change.new for change in one.changes] for one in history.journal_board(office).lines}
    assert any("延至：2024-06-28" in new for new in said["batch.extended"])
    assert "2019-批01" in said["batch.sealed"]
    told = history.check_journal(office).findings
    assert any("2 张打印件" in finding.says for finding in told)  # the recommendation form and the summary table


def test_that_moving_to_the_same_place_writes_nothing(office: Office, batch_id: int) -> None:
    (member,) = batches.one(office, batch_id).members
    with office.read() as session:
        before = journal.head(session).seq
    batches.move_member(office, batch_id, member.id, 1)
    with office.read() as session:
        assert journal.head(session).seq == before


def test_that_a_blocking_finding_keeps_the_table_from_being_printed(office: Office, batch_id: int) -> None:
    batches.add_members(office, batch_id, (another(office, 7, platform_name="澜江省级中心"),))
    board = batches.one(office, batch_id)
    assert {one.kind for one in board.findings} >= {"name", "statement", "functions", "recommended", "document"}
    assert board.members[1].worst == "print"
    with pytest.raises(Refusal, match=r"还不能打印汇总表（共 \d+ 处）") as refused:
        batch_summary.print_paper(office, batch_id)
    assert refused.value.article.startswith("工企业函〔2019〕310号")
    assert batches.one(office, batch_id).papers == ()


def test_that_the_table_is_printed_before_the_forms_are_stamped_but_not_sealed(
    office: Office, batch_id: int, scan: Path
) -> None:
    line = batch_summary.print_paper(office, batch_id)
    assert (line.number, line.state) == ("2019-批01-汇-01", "current")
    with pytest.raises(Refusal, match="还不能用印登记汇总表（共 2 处）：还没有“推荐文件”的扫描件") as refused:
        batch_summary.register_seal(office, batch_id, line.id, **SEAL_LINE)
    assert refused.value.article == "工企业函〔2019〕310号第四条"
    batch_documents.attach(office, batch_id, LETTER, [scan])
    with pytest.raises(Refusal, match="的推荐表还没有用印登记"):
        batch_summary.register_seal(office, batch_id, line.id, **SEAL_LINE)


def test_that_a_stamped_table_stands_in_the_register_and_freezes_the_batch(office: Office, stamped: int) -> None:
    line = batch_summary.print_paper(office, stamped)
    board = batch_summary.register_seal(office, stamped, line.id, **SEAL_LINE)
    assert (board.frozen, board.findings, board.papers[0].state) == ("2019-批01-汇-01", (), "sealed")
    newest, oldest = sealing.register_lines(office)
    assert (newest.paper_number, newest.platform, newest.line, newest.batch_id) == (
        "2019-批01-汇-01", "批次 2019-批01", 2, stamped,
    )  # fmt: skip
    assert (oldest.line, oldest.batch_id, oldest.dossier_id) == (1, 0, 1)
    rows = papers.seal_rows((newest, oldest))
    assert [row["register"] for row in rows] == ["2024-001", "2024-002"]
    with pytest.raises(Refusal, match="批次已冻结"):
        batches.add_members(office, stamped, (another(office, 7),))
    with pytest.raises(Refusal, match="已用印，内容没有变化"):
        batch_summary.print_paper(office, stamped)


def test_that_a_frozen_batch_is_changed_with_a_reason_that_makes_its_table_void(office: Office, stamped: int) -> None:
    line = batch_summary.print_paper(office, stamped)
    batch_summary.register_seal(office, stamped, line.id, **SEAL_LINE)
    board = batches.add_members(office, stamped, (another(office, 7),), "漏报一家")
    assert (board.frozen, board.papers[0].state, board.papers[0].void_reason) == ("", "void", "漏报一家")
    assert sealing.register_lines(office)[0].void_reason == "漏报一家"


@pytest.mark.parametrize(
    ("changed", "says", "field"),
    [
        ({"copies": 1}, "通知要求一式 2 份，写的是 1 份", "copies"),
        ({"sealed_on": None}, "还没有填写用印日期", "sealed_on"),
        ({"approved_by": ""}, "还没有填写批准人", "approved_by"),
    ],
)
def test_that_an_incomplete_line_is_refused_at_its_field(
    office: Office, stamped: int, changed: dict[str, Any], says: str, field: str
) -> None:
    line = batch_summary.print_paper(office, stamped)
    with pytest.raises(Refusal, match=says) as refused:
        batch_summary.register_seal(office, stamped, line.id, **(SEAL_LINE | changed))
    assert refused.value.field == field


def test_that_only_a_seal_keeper_registers_the_table(office: Office, stamped: int) -> None:
    line = batch_summary.print_paper(office, stamped)
    assert office.operator is not None
    office.operator.roles = Role.REVIEWER.value
    with pytest.raises(Refusal, match="请由用印员办理"):
        batch_summary.register_seal(office, stamped, line.id, **SEAL_LINE)


def test_that_a_dossier_changed_after_the_seal_parts_the_table_from_its_paper(office: Office, stamped: int) -> None:
    line = batch_summary.print_paper(office, stamped)
    batch_summary.register_seal(office, stamped, line.id, **SEAL_LINE)
    with office.read() as session:
        row = dossiers.dossier(session, 1)
    with office.act("intake.field_changed", 1, reason="更正") as act:
        act.change(row, statement="改写后的表述。")
    board = batches.one(office, stamped)
    assert board.papers[0].state == "parted"
    assert [one.kind for one in board.findings] == ["parted", "stamped"]
    with pytest.raises(Refusal, match="批次已冻结"):
        batch_summary.print_paper(office, stamped)
    second = batch_summary.print_paper(office, stamped, "案卷有更正")
    assert second.number == "2019-批01-汇-02"
    assert batches.one(office, stamped).papers[1].void_reason == "案卷有更正"


def test_that_a_later_printing_takes_the_place_of_one_that_was_not_stamped(office: Office, batch_id: int) -> None:
    batch_summary.print_paper(office, batch_id)
    second = batch_summary.print_paper(office, batch_id)
    (newest, oldest) = batches.one(office, batch_id).papers
    assert (newest.number, newest.state) == (second.number, "current")
    assert (oldest.state, oldest.void_reason) == ("void", "由 2019-批01-汇-02 代替")


def test_that_printings_and_lines_of_the_register_cannot_be_altered(office: Office, stamped: int) -> None:
    line = batch_summary.print_paper(office, stamped)
    batch_summary.register_seal(office, stamped, line.id, **SEAL_LINE)
    for statement in (
        "UPDATE batch_seal_entry SET copies = 9",
        "DELETE FROM batch_seal_entry",
        "UPDATE batch_paper SET number = 'x'",
        "DELETE FROM batch_paper",
    ):
        with pytest.raises(DatabaseError), office.read() as session:
            session.execute(text(statement))


def test_that_the_workbook_is_a4_on_its_side_with_its_head_on_every_page(
    office: Office, batch_id: int, tmp_path: Path
) -> None:
    target = batch_summary.save_workbook(office, batch_id, tmp_path / "汇总表.xlsx")
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.right.text == "预览·未编号"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows is not None
    head = int(sheet.print_title_rows.replace("$", "").split(":")[0])
    assert sheet.cell(head, 2).value == "平台名称"
    assert sheet.print_area.endswith(f"$F${sheet.max_row}")
    row = [cell.value for cell in sheet[head + 1]]
    assert row[1] == "澜江市桥山中小企业公共服务平台"
    assert row[5] == "属于省级推荐名额"
    assert all(cell.number_format == "@" for cell in sheet[head + 1][1:])
    assert all(sheet.column_dimensions[letter].width > 3 for letter in "ABCDEF")
    batch_summary.print_paper(office, batch_id)
    numbered = openpyxl.load_workbook(batch_summary.save_workbook(office, batch_id, tmp_path / "二.xlsx"))
    foot = numbered.worksheets[0].oddFooter
    assert foot is not None
    assert foot.left.text == "编号 2019-批01-汇-01"


def test_that_the_saved_pdf_is_the_numbered_paper_byte_for_byte(office: Office, batch_id: int, tmp_path: Path) -> None:
    preview = batch_summary.save_pdf(office, batch_id, tmp_path / "a.pdf").read_bytes()
    line = batch_summary.print_paper(office, batch_id)
    kept = batch_summary.save_pdf(office, batch_id, tmp_path / "b.pdf").read_bytes()
    assert kept == line.path.read_bytes() != preview
    shown = batch_summary.pages(office, batch_id, line.id)
    assert (shown.number, shown.path) == (line.number, line.path)
    assert batch_summary.pages(office, batch_id).number == ""


def test_that_the_check_of_the_table_leads_to_the_box_and_finds_telephones(office: Office, batch_id: int) -> None:
    second = another(office, 7, statement="服务热线 0871-65550123，欢迎来电。")
    batches.add_members(office, batch_id, (second,))
    told = [one for one in batch_summary.pages(office, batch_id).checks if one.tone != "ok"]
    ways = {(one.tone, one.says.split("。")[0], one.step, one.jump, one.dossier_id) for one in told}
    telephone = "“示范性表述”第 2 行里有电话号码 0871 **** 0123，看这份纸的人不需要它"
    assert ("warn", telephone, "intake", "statement", second) in ways
    empty = [one for one in told if "功能类别”第 2 行还没有填写" in one.says]
    assert [(one.tone, one.step, one.jump, one.dossier_id) for one in empty] == [("bad", "intake", "functions", second)]


@pytest.mark.parametrize(("sample", "mark"), [(False, "空白样表"), (True, "样张")])
def test_that_the_table_is_had_blank_and_with_made_up_content(
    office: Office, batch_id: int, tmp_path: Path, sample: bool, mark: str
) -> None:
    target = batch_summary.save_specimen(office, batch_id, tmp_path / "样.pdf", sample=sample)
    said = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(target).pages).replace(" ", "")
    assert f"{mark}·不得用印" in said
    assert "2019-批01" not in said
    assert batches.one(office, batch_id).papers == ()


def test_that_only_scans_are_taken_for_the_offices_papers(
    office: Office, batch_id: int, scan: Path, tmp_path: Path
) -> None:
    board = batch_documents.attach(office, batch_id, LETTER, [scan])
    (document,) = board.documents
    assert [(one.name, one.kind) for one in document.scans] == [("推荐文件.png", "png")]
    with pytest.raises(Refusal, match="已经添加过"):
        batch_documents.attach(office, batch_id, LETTER, [scan])
    assert document.scans[0].path.is_file()
    program = tmp_path / "推荐文件.pdf"
    program.write_bytes(b"MZ" + b"\0" * 100)
    with pytest.raises(Refusal, match="是程序"):
        batch_documents.attach(office, batch_id, LETTER, [program])
    with pytest.raises(Refusal, match="通知没有要求这份文件"):
        batch_documents.attach(office, batch_id, "association-rules", [scan])
    board = batch_documents.detach(office, batch_id, document.scans[0].id)
    assert board.documents[0].scans == ()
    with office.read() as session:
        assert dossiers.files_kept(session, {document.scans[0].path.name}) == {document.scans[0].path.name}


def test_that_a_later_deadline_needs_its_ground_and_counts_from_then_on(
    office: Office, batch_id: int, clock: Clock
) -> None:
    clock.time = datetime(2024, 6, 28, 9, 31, tzinfo=UTC)
    assert next(one.kind for one in batches.one(office, batch_id).findings) == "late"
    for given, says in (
        (("2024-07-31", "", " "), "延期要写明依据"),
        (("2024-06-28", "17:30", "电话"), "不晚于现在的截止时间"),
        (("七月", "", "电话"), "日期读不出来"),
        (("2024-07-31", "五点", "电话"), "钟点读不出来"),
    ):
        with pytest.raises(Refusal, match=says):
            batches.extend(office, batch_id, *given)
    board = batches.extend(office, batch_id, "2024-07-31", "17：30", "6 月 27 日电话同意")
    assert (board.extended, board.days_left) == ("延至 2024-07-31 17:30（6 月 27 日电话同意）", 33)
    assert "late" not in {one.kind for one in board.findings}


def test_that_sending_is_noted_once_the_table_is_stamped(office: Office, stamped: int, clock: Clock) -> None:
    with pytest.raises(Refusal, match="汇总表还没有用印"):
        batches.send(office, stamped, "2024-06-20", "", "EMS 1")
    line = batch_summary.print_paper(office, stamped)
    batch_summary.register_seal(office, stamped, line.id, **SEAL_LINE)
    with pytest.raises(Refusal, match="报送时间还没有到"):
        batches.send(office, stamped, "2024-06-21", "", "EMS 1")
    with pytest.raises(Refusal, match="还没有写报送方式"):
        batches.send(office, stamped, "2024-06-20", "", "")
    board = batches.send(office, stamped, "2024-06-20", "16:00", "EMS 1234567890123")
    assert board.sent == "2024-06-20 16:00　EMS 1234567890123"
    clock.time = datetime(2024, 8, 1, tzinfo=UTC)
    assert batches.one(office, stamped).findings == ()
    assert [line.state for line in batches.board(office).batches] == ["sent"]


def test_that_a_platform_recommended_elsewhere_is_noted_and_taken_back(office: Office, batch_id: int) -> None:
    with pytest.raises(Refusal, match="还没有填写推荐单位"):
        batches.hear_of(office, batch_id, "某平台", "")
    board = batches.hear_of(office, batch_id, "澜江市桥山 中小企业公共服务平台", "中国软件行业协会", "网站公示")
    assert "dual" in {one.kind for one in board.findings}
    board = batches.forget(office, batch_id, board.elsewhere[0].id)
    assert "dual" not in {one.kind for one in board.findings}


def test_that_the_same_platform_is_found_across_the_batches_of_a_year(office: Office, batch_id: int) -> None:
    twin = another(office, 7, platform_name="澜江市桥山 中小企业公共服务平台", channel="association")
    second = batches.open_batch(office, "ministry-2019", "association")
    batches.add_members(office, second, (twin,))
    for one_batch, other in ((batch_id, "2019-批02"), (second, "2019-批01")):
        (told,) = [one for one in batches.one(office, one_batch).findings if one.kind == "dual"]
        assert other in told.says
        assert told.article == "工企业函〔2019〕310号附件2 说明（3）"
    (member,) = batches.one(office, second).members
    batches.remove_member(office, second, member.id, "重复申报")
    assert "dual" not in {one.kind for one in batches.one(office, batch_id).findings}


@pytest.fixture
def dropping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Notices of which ministry-2019 drops the assets' threshold and the audit."""
    folder = tmp_path / "notices"
    folder.mkdir()
    text = (paths.NOTICES / "ministry-2019.toml").read_text(encoding="utf-8")
    text = text.replace('ends_with = ["平台"]', 'ends_with = ["中心"]').replace("at_most = 150", "at_most = 200")
    waives = '\n[waives]\narticle = "第六条"\nconditions = ["total-assets"]\nmaterials = ["audit"]\n'
    (folder / "ministry-2019.toml").write_text(text + waives, encoding="utf-8")
    monkeypatch.setattr(paths, "NOTICES", folder)
    yield


def test_that_a_dossier_of_the_batch_is_judged_as_its_notice_says(
    office: Office, dossier_id: int, dropping: None
) -> None:
    _, before = reading.read(office, dossier_id)
    batch = batches.open_batch(office, "ministry-2019", "province")
    batches.add_members(office, batch, (dossier_id,))
    file, edition = reading.read(office, dossier_id)
    assert "total-assets" in {row.id for row in before.conditions}
    assert "total-assets" not in {row.id for row in edition.conditions}
    assert "audit" not in {row.id for row in edition.materials}
    assert (edition.names.ends_with, edition.statement_at_most) == (("中心",), 200)
    assert (edition.digest, edition.waived[0].article) == (file.dossier.regulation_digest, "第六条")
    assert "本年度通知不要求“" in str(facts.facts(file, edition, frozenset({"regulation_force"}))["regulation_force"])
    head = overview.board(office, dossier_id).head
    assert head.batch == "2019-批01"
    assert head.waived.startswith("本年度通知不要求“")
    assert head.waived.endswith("（工企业函〔2019〕310号第六条）。")
    (member,) = batches.one(office, batch).members
    batches.remove_member(office, batch, member.id, "改报下一批")
    assert reading.read(office, dossier_id)[1] == before


def test_that_a_batch_stays_under_the_text_of_its_notice_and_says_when_that_is_gone(
    office: Office, dossier_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batches.open_batch(office, "ministry-2019", "province")
    batches.add_members(office, batch, (dossier_id,))
    digest = notices.load("ministry-2019").digest
    monkeypatch.setattr(paths, "NOTICES", tmp_path)
    assert [line.state for line in batches.board(office).batches] == ["open"]
    assert "notice" not in {one.kind for one in batches.one(office, batch).findings}
    kept = office.vault.path(digest)
    kept.chmod(0o600)
    kept.unlink()
    assert [line.state for line in batches.board(office).batches] == ["lost"]
    with pytest.raises(Refusal, match="没有编号为“ministry-2019”的通知文件"):
        batches.one(office, batch)
    assert reading.read(office, dossier_id)[1].id == "national-2017"


def test_that_an_office_adds_its_own_notice_and_a_new_batch_goes_by_it(office: Office, tmp_path: Path) -> None:
    text = (paths.NOTICES / "ministry-2019.toml").read_text(encoding="utf-8")
    path = tmp_path / "ministry-2024.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="和已有的“国家 2019 年度”完全相同"):
        steps_notices.preview_file(office, path)
    path.write_text(text.replace("at_most = 4", 'at_most = "四"', 1), encoding="utf-8")
    with pytest.raises(Refusal, match=r"ministry-2024.toml，第 \d+ 行，推荐单位“province”：“at_most”应当是整数"):
        steps_notices.preview_file(office, path)
    for old, new in (
        ('id = "ministry-2019"', 'id = "ministry-2024"'), ("year = 2019", "year = 2024"),
        ("at_most = 4", "at_most = 6"),
        ("on = 2019-07-15", "on = 2024-07-15"), ('short = "国家 2019 年度"', 'short = "国家 2024 年度"'),
    ):  # fmt: skip
        text = text.replace(old, new)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    preview = steps_notices.preview_file(office, path)
    assert (preview.notice_id, preview.replaces, preview.law) == ("ministry-2024", "", "国家 2017")
    assert "省、自治区、直辖市不超过 6 家" in [fact.value for fact in preview.facts]
    with pytest.raises(Refusal, match="还没有写来历"):
        steps_notices.add_notice(office, preview, " ")
    board = steps_notices.add_notice(office, preview, "部网站下载")
    assert next((one.id, one.says) for one in board.notices) == ("ministry-2024", "")
    made = batches.one(office, batches.open_batch(office, "ministry-2024", "province"))
    assert (made.number, made.quota.at_most, made.deadline) == ("2024-批01", 6, "2024-07-15")
    path.write_text(text.replace("at_most = 6", "at_most = 8"), encoding="utf-8")
    second = steps_notices.preview_file(office, path)
    assert second.replaces == "国家 2024 年度"
    steps_notices.add_notice(office, second, "部网站更正")
    assert batches.one(office, made.id).quota.at_most == 6
    assert batches.one(office, batches.open_batch(office, "ministry-2024", "province")).quota.at_most == 8


def test_that_only_an_administrator_adds_a_notice(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "ministry-2019.toml"
    text = (paths.NOTICES / "ministry-2019.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("discs = 1 ", "discs = 2 "), encoding="utf-8")
    preview = steps_notices.preview_file(office, path)
    assert office.operator is not None
    office.operator.roles = Role.CLERK.value
    assert not batches.board(office).may_add
    with pytest.raises(Refusal, match="请由管理员办理"):
        steps_notices.add_notice(office, preview, "部网站")


def test_that_a_notices_edition_is_the_one_that_the_office_holds(office: Office, dossier_id: int) -> None:
    """The dossier's own text of the edition goes through the notice, whatever file the program ships."""
    with office.read() as session:
        row = dossiers.dossier(session, dossier_id)
    pinned = edition_texts.pinned(office, row)
    called = notices.as_called(regulation.load("national-2017"), notices.load("ministry-2019"))
    batch = batches.open_batch(office, "ministry-2019", "province")
    batches.add_members(office, batch, (dossier_id,))
    assert edition_texts.pinned(office, row) == notices.as_called(pinned, notices.load("ministry-2019")) == called


def test_that_nobody_writes_a_paper_over_another(office: Office, batch_id: int) -> None:
    batch_summary.print_paper(office, batch_id)
    with office.read() as session:
        (paper,) = session.scalars(select(BatchPaper)).all()
    with pytest.raises(DatabaseError), office.read() as session:
        session.execute(
            text("INSERT OR REPLACE INTO batch_paper SELECT * FROM batch_paper WHERE id = :id"), {"id": paper.id}
        )
