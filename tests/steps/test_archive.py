"""Sealing a dossier: what goes in, who may, what a failure leaves behind, what stays in the house."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import re
import shutil
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from desktop_app.archive import layout, lists
from desktop_app.archive.verify import verify
from desktop_app.errors import Cancelled, Refusal
from desktop_app.printing import facts, forms, press
from desktop_app.printing.values import Footer
from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Scan
from desktop_app.records.kinds import DigitsSource, Role
from desktop_app.records.lists import ServedFirm
from desktop_app.records.office import Operator
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.rules import regulation
from desktop_app.rules.papers import DISC_COVER
from desktop_app.steps import archive, archive_data, archive_sections, experts, panel, papers, survey
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office
from tests.conftest import copy_office, open_dossier, staged

FORM = "national-2017/recommendation"
DIGITS = "31415926535897932384"


def add_evidence(office: Office, dossier_id: int) -> None:
    with office.act("evidence.attached", dossier_id) as act:
        for material, name, raw in (
            ("licence", "执照 CON?.jpg", b"\xff\xd8\xff licence"),
            ("report", "a.pdf", b"%PDF-1.7 one"),
            ("report", "b.pdf", b"%PDF-1.7 two"),
        ):
            kept = office.vault.keep(raw)
            act.add(
                Scan(
                    dossier_id=dossier_id,
                    material=material,
                    sha256=kept.sha256,
                    name=name,
                    kind="jpeg" if name.endswith("jpg") else "pdf",
                    size=kept.size,
                    pages=3,
                    attached_at=act.at,
                    attached_by="林晓岚",
                )
            )


def ask_firms(office: Office, dossier_id: int) -> None:
    with office.act("intake.firms_imported", dossier_id) as act:
        for number in range(1, 13):
            phone = f"1380000{number:04d}"
            firm = ServedFirm(dossier_id=dossier_id, position=number, name=f"甲{number}公司", phone=phone, contact="王")
            act.add(firm)
    survey.freeze_frame(office, dossier_id)
    survey.draw_sample(office, dossier_id, DIGITS, DigitsSource.DICE, "周望", 10)
    survey.record_answer(office, dossier_id, 1, {"method": "phone", "person": "李", "grade": "very"})


def seat_panel(office: Office, dossier_id: int) -> None:
    experts.add_expert(office, {"name": "钱伯安", "title": "研究员", "unit": "云岭理工大学"})
    pool = panel.board(office, dossier_id).candidates
    panel.seat_experts(office, dossier_id, [one.id for one in pool])
    board = panel.write_opinion(office, dossier_id, "同意推荐 <b>平台</b>。")
    assert board.opinion is not None
    strokes = [[(200 * i, 1500 + round(500 * math.sin(i / 3)), 8 * i, 1200) for i in range(30)]]
    panel.sign(office, dossier_id, board.seats[0].id, strokes, "pen", board.opinion.hash)


def print_and_stamp(office: Office, dossier_id: int, *, stamp: bool = True) -> None:
    with office.read() as session:
        file, head = dossiers.casefile(session, dossier_id), journal.head(session)
    form = forms.load(FORM)
    values = facts.facts(file, regulation.load("national-2017"), form.names)
    printed = press.press(form, values, Footer(number="2024-0001-推-01", journal_code=head.code))
    kept = office.vault.keep(printed.pdf)
    with office.act("paper.printed", dossier_id) as act:
        paper = act.add(
            Paper(
                dossier_id=dossier_id,
                form=FORM,
                number=f"2024-0001-推-{len(file.papers) + 1:02d}",
                content_hash=printed.content_hash,
                sha256=kept.sha256,
                pages=printed.pages,
                journal_code=head.code,
                printed_at=act.at,
                printed_by="林晓岚",
            )
        )
    if not stamp:
        return
    with office.act("seal.registered", dossier_id) as act:
        act.add(
            SealEntry(
                dossier_id=dossier_id,
                paper_id=paper.id,
                sealed_on=date(2024, 6, 20),
                seal_name="云岭省工业和信息化厅公章",
                purpose="推荐",
                copies=2,
                approved_by="周望",
                keeper="何敏",
                registered_at=act.at,
                registered_by="林晓岚",
            )
        )


def play(office: Office) -> None:
    """The dossier of `stamped`, from its opening to the seal."""
    dossier_id = open_dossier(office)
    add_evidence(office, dossier_id)
    ask_firms(office, dossier_id)
    seat_panel(office, dossier_id)
    print_and_stamp(office, dossier_id)


@pytest.fixture(scope="module")
def kept(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with that dossier, made once; tests work on copies."""
    return staged(office_template, tmp_path_factory.mktemp("stamped") / "office", play)


@pytest.fixture
def stamped(office: Office, kept: Path) -> int:
    """A dossier with scans, a survey, a signed opinion and a stamped paper."""
    copy_office(kept, office)
    return 1


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not the office's."""
    folder = tmp_path / "移动硬盘"
    folder.mkdir()
    return folder


def test_that_a_dossier_is_sealed_checked_and_written_down(office: Office, stamped: int, out: Path) -> None:
    before = archive.board(office, stamped)
    assert before.ready and before.may_seal and before.folder_name == "2024-0001_澜江市桥山"
    board = archive.seal_dossier(office, stamped, out)
    folder = out / before.folder_name
    line = board.archives[0]
    report = verify(folder, " ".join(line.fingerprint))
    assert report.ok and (report.files, report.size) == (line.files, line.size)
    assert line.files == before.files
    assert (out / "2024-0001_澜江市桥山_封面.pdf").is_file() and line.has_cover
    assert board.open == () and not board.overtaken
    with office.read() as session:
        last = journal.entries(session, stamped)[-1]
    assert last.act == "archive.sealed" and "".join(line.fingerprint) in last.body


def test_that_other_peoples_tools_accept_it(office: Office, stamped: int, out: Path) -> None:
    archive.seal_dossier(office, stamped, out)
    folder = next(path for path in out.iterdir() if path.is_dir())
    bag = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(folder)]
    assert subprocess.run(bag, capture_output=True, check=False, timeout=60).returncode == 0
    sums = ["sha256sum", "-c", "--strict", "--quiet", lists.ROOT_LIST]
    assert subprocess.run(sums, cwd=folder, capture_output=True, check=False, timeout=60).returncode == 0


def test_that_the_records_lie_where_a_clerk_looks_for_them(office: Office, stamped: int, out: Path) -> None:
    archive.seal_dossier(office, stamped, out)
    base = next(out.glob("2024-0001*/")) / "data/电子档案/2024/平台/001_澜江市桥山"
    names = sorted(path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file())
    assert names == [
        "01_申请材料/01_申请报告（1）.pdf",
        "01_申请材料/02_申请报告（2）.pdf",
        "01_申请材料/03_法人证书或营业执照.jpg",
        "02_满意度测评/01_名单.tsv",
        "02_满意度测评/02_抽样记录.txt",
        "02_满意度测评/03_测评记录.txt",
        "03_专家评审/01_专家组评审意见.txt",
        "03_专家评审/02_签名_钱伯安.svg",
        "04_推荐与用印/01_国家中小企业公共服务示范平台推荐表_2024-0001-推-01.pdf",
        "05_审查依据/01_办法文件_国家_2017.toml",
    ]


def test_that_the_text_of_the_edition_leaves_with_the_archive(office: Office, stamped: int, out: Path) -> None:
    archive.seal_dossier(office, stamped, out)
    base = next(out.glob("2024-0001*/"))
    (text,) = base.glob("data/电子档案/2024/平台/*/05_审查依据/*.toml")
    told = json.loads((base / "其他/archive.json").read_text(encoding="utf-8"))["regulation"]
    assert hashlib.sha256(text.read_bytes()).hexdigest() == told["sha256"]


def test_that_the_last_printing_of_each_working_paper_leaves_with_the_archive_but_interview_sheets_stay(
    office: Office, stamped: int, out: Path
) -> None:
    made = [papers.issue(office, stamped, form) for form in ("office/draw-record", "office/eligibility-record")]
    papers.issue(office, stamped, papers.INTERVIEWS)
    archive.seal_dossier(office, stamped, out)
    base = next(out.glob("2024-0001*/")) / "data/电子档案/2024/平台/001_澜江市桥山/04_工作用纸"
    found = {path.name: path.read_bytes() for path in base.iterdir()}
    assert sorted(found) == ["01_抽样记录单_2024-0001-抽-01.pdf", "02_条件审查表_2024-0001-条-01.pdf"]
    assert sorted(found.values()) == sorted(one.path.read_bytes() for one in made)


def test_that_anyone_can_repeat_the_draw_from_the_archive(office: Office, stamped: int, out: Path) -> None:
    archive.seal_dossier(office, stamped, out)
    folder = next(out.glob("2024-0001*/")) / "data/电子档案/2024/平台/001_澜江市桥山/02_满意度测评"
    drawn = survey.board(office, stamped).draw
    assert drawn is not None
    assert hashlib.sha256((folder / "01_名单.tsv").read_bytes()).hexdigest() == drawn.frame_hash
    told = (folder / "02_抽样记录.txt").read_text("utf-8-sig").splitlines()
    assert set(drawn.repeat) <= set(told)
    shutil.copy(folder / "01_名单.tsv", out / "名单.tsv")
    for line in drawn.repeat[1:]:
        subprocess.run(["bash", "-c", line], cwd=out, check=True, timeout=60, capture_output=True)
    first = (out / "次序.txt").read_text().splitlines()[0].split()
    listed = next(row.split("\t") for row in told if row.startswith("样本 1\t"))
    assert [listed[3], listed[1]] == first


def test_that_raw_strokes_and_secrets_stay_in_the_house(office: Office, stamped: int, out: Path) -> None:
    archive.seal_dossier(office, stamped, out)
    folder = next(out.glob("2024-0001*/"))
    with office.read() as session:
        file = dossiers.casefile(session, stamped)
        secret = session.execute(text("SELECT password_hash FROM operator")).scalar_one()
    written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    signature = file.signatures[0]
    assert signature.ink not in written.decode("utf-8", "replace")
    assert b'"strokes"' not in written and b'\\"strokes\\"' not in written
    assert secret.encode() not in written and b"argon2" not in written
    assert signature.ink_hash.encode() in written


def test_that_telephone_numbers_are_masked_in_the_index_and_whole_in_the_data(
    office: Office, stamped: int, out: Path
) -> None:
    archive.seal_dossier(office, stamped, out)
    folder = next(out.glob("2024-0001*/"))
    page = (folder / layout.INDEX).read_text("utf-8-sig")
    assert not re.search(r"1380000\d{4}", page) and "138 **** 0003" in page
    assert "&lt;b&gt;平台&lt;/b&gt;" in page
    data = json.loads((folder / layout.DATA).read_bytes())
    assert "13800000003" in {firm["phone"] for firm in data["served_firms"]}
    assert "ink" not in data["signatures"][0] and data["signatures"][0]["ink_hash"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("手机：13800000001", "手机：138 **** 0001"),
        ("电话 0871-9258991，传真 010-12345678", "电话 0871 **** 8991，传真 010 **** 5678"),
        ("统一社会信用代码 91530100MA6K3T8X2L", "统一社会信用代码 91530100MA6K3T8X2L"),
        ("抽样数字 31415926535897932384", "抽样数字 31415926535897932384"),
        ("2024-0001-推-01", "2024-0001-推-01"),
    ],
)
def test_that_only_telephone_numbers_are_masked(text: str, shown: str) -> None:
    assert archive_sections.masked(text) == shown


def fits(value: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """Where `value` breaks `schema` (the part of JSON Schema that the archive uses)."""
    if "const" in schema:
        return [] if value == schema["const"] else [at]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    types = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    if not any(type(value) is types[kind] for kind in kinds):
        return [f"{at}: {value!r} is no {kinds}"]
    if isinstance(value, list):
        return [fault for n, inner in enumerate(value) for fault in fits(inner, schema["items"], f"{at}[{n}]")]
    if isinstance(value, dict):
        faults = [f"{at}.{name}" for name in set(schema["required"]) ^ set(value)]
        return faults + [f for name in value for f in fits(value[name], schema["properties"][name], f"{at}.{name}")]
    return []


def test_that_the_data_fit_the_schema_beside_them(office: Office, stamped: int, out: Path) -> None:
    archive.seal_dossier(office, stamped, out)
    folder = next(out.glob("2024-0001*/"))
    data, schema = (json.loads((folder / name).read_bytes()) for name in (layout.DATA, layout.SCHEMA))
    assert fits(data, schema) == []
    del data["dossier"]["uscc"]
    data["scans"][0]["pages"] = "3"
    assert sorted(fits(data, schema)) == ["$.dossier.uscc", "$.scans[0].pages: '3' is no ['integer']"]
    assert {entry["path"] for entry in data["files"]} == {
        path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*") if path.is_file()
    }


def test_that_the_journal_leaves_whole_but_other_dossiers_stay_unread(office: Office, stamped: int, out: Path) -> None:
    with office.act("dossier.opened") as act:
        act.note(platform="另一个案卷的秘密")
    archive.seal_dossier(office, stamped, out)
    raw = (next(out.glob("2024-0001*/")) / layout.JOURNAL).read_text("utf-8")
    assert "另一个案卷的秘密" not in raw
    header, *lines = [json.loads(line) for line in raw.splitlines()]
    with office.read() as session:
        own = [entry for entry in journal.entries(session, stamped) if entry.act != "archive.sealed"]
    assert [line["body"] for line in lines if "body" in line] == [entry.body for entry in own]
    assert [line["seq"] for line in lines] == list(range(own[0].seq, lines[-1]["seq"] + 1))
    assert header["head"] == journal.Head(lines[-1]["seq"], lines[-1]["hash"]).code


def test_that_the_cover_carries_the_fingerprint_and_the_code(office: Office, stamped: int, out: Path) -> None:
    line = archive.seal_dossier(office, stamped, out).archives[0]
    path = archive.cover_path(office, stamped, line.id)
    beside = next(out.glob("*_封面.pdf"))
    assert path.read_bytes() == beside.read_bytes()
    reader = PdfReader(BytesIO(path.read_bytes()))
    said = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 1
    for group in line.fingerprint:
        assert group in said
    assert line.journal_code in said and "澜江市桥山中小企业公共服务平台" in said
    assert f"{line.files} 个" in said


def test_that_the_disc_gets_the_fingerprint_of_the_archive_and_stays_out_of_the_next_one(
    office: Office, stamped: int, out: Path
) -> None:
    line = archive.seal_dossier(office, stamped, out).archives[0]
    made = papers.issue(office, stamped, DISC_COVER)
    assert made.number == "2024-0001-盘-01"
    reader = PdfReader(BytesIO(made.path.read_bytes()))
    said = "".join(leaf.extract_text() for leaf in reader.pages)
    for words in (*line.fingerprint, f"{line.files} 个", "光盘封面", "澜江市桥山中小企业公共服务平台"):
        assert words in said
    assert len(reader.pages) == 1
    (out / "again").mkdir()
    archive.seal_dossier(office, stamped, out / "again")
    assert not list((out / "again").rglob("*光盘封面*"))
    assert next(one for one in papers.board(office, stamped).papers if one.form == DISC_COVER).stale


@pytest.mark.parametrize("stamp", [None, False])
def test_that_nothing_is_sealed_before_the_form_is_stamped(
    office: Office, dossier_id: int, out: Path, stamp: bool | None
) -> None:
    if stamp is False:
        print_and_stamp(office, dossier_id, stamp=False)
    board = archive.board(office, dossier_id)
    assert not board.ready and board.missing
    with pytest.raises(Refusal, match="还没有"):
        archive.seal_dossier(office, dossier_id, out)
    assert list(out.iterdir()) == []


def test_that_only_a_seal_keeper_or_head_may_seal(office: Office, stamped: int, out: Path) -> None:
    clerk = Operator(name="许文静", password_hash="", roles=Role.CLERK.value, made_at=office.now())
    office.operator = clerk
    assert not archive.board(office, stamped).may_seal
    with pytest.raises(Refusal, match="用印员或负责人"):
        archive.seal_dossier(office, stamped, out)
    assert list(out.iterdir()) == []


class _StopAt:
    """Presses 取消 once the work is `share` done."""

    def __init__(self, share: float) -> None:
        self.share = share

    def tell(self, done: int, total: int, text: str) -> None:
        if done >= self.share * total:
            raise Cancelled


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 1])
def test_that_cancelling_leaves_neither_folder_nor_entry(office: Office, stamped: int, out: Path, share: float) -> None:
    with office.read() as session:
        before = journal.head(session)
    with pytest.raises(Cancelled):
        archive.seal_dossier(office, stamped, out, _StopAt(share))
    assert list(out.iterdir()) == []
    with office.read() as session:
        assert journal.head(session) == before


def test_that_a_scan_altered_in_the_vault_is_refused_by_name(office: Office, stamped: int, out: Path) -> None:
    with office.read() as session:
        scan = dossiers.casefile(session, stamped).scans[0]
    path = office.vault.path(scan.sha256)
    path.chmod(0o644)
    path.write_bytes(b"\xff\xd8\xff licencE")
    with pytest.raises(Refusal, match="“法人证书或营业执照”在库里的内容与入库时的指纹不符"):
        archive.seal_dossier(office, stamped, out)
    assert list(out.iterdir()) == []


def test_that_a_full_disk_and_a_folder_inside_the_office_are_refused(office: Office, stamped: int, out: Path) -> None:
    with pytest.raises(Refusal, match="磁盘只剩 2 KB，不足以封装"):
        archive.seal_dossier(office, stamped, out, free=lambda _: 2048)
    with pytest.raises(Refusal, match="不能放进办公文件夹"):
        archive.seal_dossier(office, stamped, office.folder / "vault")
    with pytest.raises(Refusal, match="找不到文件夹"):
        archive.seal_dossier(office, stamped, out / "没有")
    assert list(out.iterdir()) == []


def test_that_a_cover_in_the_way_is_not_overwritten(office: Office, stamped: int, out: Path) -> None:
    other = out / "2024-0001_澜江市桥山_封面.pdf"
    other.write_bytes(b"another")
    with pytest.raises(Refusal, match=r"_封面.pdf”已经存在，不会覆盖"):
        archive.seal_dossier(office, stamped, out)
    assert [path.name for path in out.iterdir()] == [other.name] and other.read_bytes() == b"another"


def test_that_a_broken_journal_is_not_sealed(office: Office, stamped: int, out: Path) -> None:
    with office._engine.begin() as connection:
        names = connection.execute(
            text("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'")
        )
        for (name,) in names.fetchall():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("UPDATE journal SET body = replace(body, '甲1公司', '甲9公司')"))
    assert not archive.board(office, stamped).ready
    with pytest.raises(Refusal, match="变更记录有问题，不能封装"):
        archive.seal_dossier(office, stamped, out)
    assert list(out.iterdir()) == []


def test_that_a_second_sealing_gets_its_own_folder_and_carries_the_first(
    office: Office, stamped: int, out: Path
) -> None:
    first = archive.seal_dossier(office, stamped, out)
    second = archive.seal_dossier(office, stamped, out)
    assert second.archives[0].folder == f"{first.archives[0].folder}_第2次"
    assert [line.id for line in second.archives] == [2, 1]
    data = json.loads((out / second.archives[0].folder / layout.DATA).read_bytes())
    assert [row["fingerprint"] for row in data["archives"]] == ["".join(first.archives[0].fingerprint)]


def test_that_an_archive_is_checked_again_against_the_register(office: Office, stamped: int, out: Path) -> None:
    line = archive.seal_dossier(office, stamped, out).archives[0]
    folder = out / line.folder
    assert archive.check_again(office, stamped, line.id, folder).ok
    path = folder / layout.README
    path.write_bytes(path.read_bytes() + b" ")
    assert archive.check_again(office, stamped, line.id, folder).named == (("改动", layout.README),)
    with pytest.raises(Refusal, match="没有这次封装"):
        archive.check_again(office, stamped, 99, folder)


def test_that_every_group_of_a_casefile_leaves_with_the_archive() -> None:
    names = {field.name for field in dataclasses.fields(Casefile)}
    assert names <= set(archive_data.schema()["properties"])
