"""Attaching scans to a real office: what is kept, what is refused, and that nothing is ever lost or left over."""

from __future__ import annotations

import errno
import io
import os
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from desktop_app.errors import Cancelled, Refusal
from desktop_app.records.evidence import Citation, Scan
from desktop_app.records.kinds import ScanKind
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.rules.evidence import State
from desktop_app.steps import dossier, evidence
from desktop_app.steps.evidence_board import MaterialLine
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office


def pdf(path: Path, pages: int = 2) -> Path:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.docinfo["/Title"] = path.name  # no two alike
        made.save(path)
    return path


def jpeg(path: Path, shade: int = 90) -> Path:
    out = io.BytesIO()
    Image.new("L", (60, 80), shade).save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


def vault_files(office: Office) -> set[str]:
    return {path.name for path in office.vault.folder.rglob("*") if path.is_file()}


def entries(office: Office, dossier_id: int) -> list[str]:
    with office.read() as session:
        return [entry.act for entry in journal.entries(session, dossier_id)]


class Watcher:
    """Notes what it is told, and stops at the file of that name."""

    def __init__(self, stop_at: str = "") -> None:
        self.told: list[tuple[int, int, str]] = []
        self.stop_at = stop_at

    def tell(self, done: int, total: int, text: str = "") -> None:
        self.told.append((done, total, text))
        if text and text == self.stop_at:
            raise Cancelled


def attach(office: Office, dossier_id: int, material: str, *paths: Path, **named: object) -> evidence.Attached:
    return evidence.attach(office, dossier_id, material, paths, **named)  # type: ignore[arg-type]


def test_that_many_files_are_attached_each_as_its_own_act(office: Office, dossier_id: int, tmp_path: Path) -> None:
    paths = [pdf(tmp_path / "审计报告.pdf", 12), jpeg(tmp_path / "签字页.jpg")]
    before = [path.read_bytes() for path in paths]
    watcher = Watcher()

    done = attach(office, dossier_id, "audit", *paths, progress=watcher)

    assert [(result.name, result.outcome, result.hints) for result in done.results] == [
        ("审计报告.pdf", "attached", ()),
        ("签字页.jpg", "attached", ()),
    ]
    line = done.board.materials[2]
    assert [(file.name, file.kind, file.pages) for file in line.files] == [
        ("审计报告.pdf", ScanKind.PDF, 12),
        ("签字页.jpg", ScanKind.JPEG, 1),
    ]
    assert (line.state, line.word, line.pages) == (State.TO_CHECK, "待核", 13)
    assert [file.path.read_bytes() for file in line.files] == before
    assert [path.read_bytes() for path in paths] == before, "the user's files are only read"
    assert entries(office, dossier_id)[-2:] == ["evidence.attached", "evidence.attached"]
    assert watcher.told[0] == (0, 2, "审计报告.pdf")
    assert watcher.told[-1] == (2, 2, "")


def test_that_a_dropped_folder_brings_its_files_without_the_litter(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    folder = tmp_path / "服务证明"
    (folder / "照片").mkdir(parents=True)
    jpeg(folder / "照片" / "b.jpg", 10)
    jpeg(folder / "a.jpg", 20)
    for litter in ("Thumbs.db", ".DS_Store", "~$总结.docx"):
        (folder / litter).write_bytes(b"x")

    done = attach(office, dossier_id, "service", folder)

    assert [result.name for result in done.results] == ["a.jpg", "b.jpg"]


def test_that_the_same_file_twice_is_noticed_wherever_it_lies(office: Office, dossier_id: int, tmp_path: Path) -> None:
    first = attach(office, dossier_id, "audit", pdf(tmp_path / "审计报告.pdf"))
    copy = tmp_path / "另一个名字.pdf"
    copy.write_bytes((tmp_path / "审计报告.pdf").read_bytes())

    again = attach(office, dossier_id, "report", copy)

    (result,) = again.results
    assert (result.outcome, result.scan_id) == ("known", first.results[0].scan_id)
    assert result.says == "这份扫描件已在“第十七条（三）”下（06-20 添加）。可直接引用，不必重复添加。"
    assert again.board.materials[0].files == ()
    assert vault_files(office) == {first.board.materials[2].files[0].sha256}


def test_that_the_same_file_twice_in_one_round_is_attached_once(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    path = pdf(tmp_path / "a.pdf")
    done = attach(office, dossier_id, "audit", path, path)
    assert [result.outcome for result in done.results] == ["attached", "known"]
    assert len(done.board.materials[2].files) == 1


def test_that_a_detached_file_may_come_back(office: Office, dossier_id: int, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    done = attach(office, dossier_id, "audit", path)
    evidence.detach(office, dossier_id, done.results[0].scan_id)
    again = attach(office, dossier_id, "audit", path)
    assert again.results[0].outcome == "attached"
    assert again.results[0].scan_id != done.results[0].scan_id


def test_that_bad_files_are_refused_one_by_one_and_leave_nothing_behind(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    (tmp_path / "空.pdf").write_bytes(b"")
    (tmp_path / "程序.pdf").write_bytes(b"MZ" + bytes(99))
    good = pdf(tmp_path / "好.pdf")
    paths = [tmp_path / "空.pdf", tmp_path / "程序.pdf", tmp_path / "不在.pdf", good]

    done = attach(office, dossier_id, "audit", *paths)

    assert [result.outcome for result in done.results] == ["refused", "refused", "refused", "attached"]
    for result in done.results[:3]:
        assert result.name in result.says
        assert result.says.endswith("。")
    assert vault_files(office) == {done.board.materials[2].files[0].sha256}
    assert entries(office, dossier_id).count("evidence.attached") == 1


def test_that_hints_are_given_and_kept_with_the_file(office: Office, dossier_id: int, tmp_path: Path) -> None:
    wrong = tmp_path / "营业执照.jpg"
    wrong.write_bytes(pdf(tmp_path / "a.pdf").read_bytes())
    done = attach(office, dossier_id, "licence", wrong)
    said = "“营业执照.jpg”的内容是 PDF，不是图片，已按 PDF 保存。请核对是否放对条目。"
    assert done.results[0].hints == (said,)
    assert done.board.materials[1].files[0].remark == said


def test_that_cancelling_leaves_nothing_behind(office: Office, dossier_id: int, tmp_path: Path) -> None:
    paths = [pdf(tmp_path / f"{number}.pdf") for number in range(4)]
    before, acts = evidence.board(office, dossier_id), entries(office, dossier_id)

    with pytest.raises(Cancelled):
        attach(office, dossier_id, "audit", *paths, progress=Watcher(stop_at="2.pdf"))

    assert evidence.board(office, dossier_id) == before
    assert entries(office, dossier_id) == acts
    assert vault_files(office) == set()


def test_that_cancelling_never_takes_a_file_away_that_a_row_refers_to(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    lost, other = pdf(tmp_path / "a.pdf"), pdf(tmp_path / "b.pdf")
    sha256 = evidence.attach(office, dossier_id, "report", (lost,)).board.materials[0].files[0].sha256
    evidence.detach(office, dossier_id, 1)
    office.vault.drop(sha256)  # as if somebody had deleted it; attaching it again brings it back
    with pytest.raises(Cancelled):
        evidence.attach(office, dossier_id, "report", (lost, other), Watcher(stop_at="b.pdf"))
    assert vault_files(office) == {sha256}


def test_that_a_full_disk_says_so_and_loses_nothing(
    office: Office, dossier_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = attach(office, dossier_id, "audit", pdf(tmp_path / "先.pdf")).board

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    done = attach(office, dossier_id, "audit", pdf(tmp_path / "后.pdf"))
    monkeypatch.undo()

    assert done.results[0].outcome == "refused"
    assert "磁盘已满" in done.results[0].says
    assert evidence.board(office, dossier_id) == kept
    assert vault_files(office) == {kept.materials[2].files[0].sha256}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose first byte can't be read")
def test_that_a_file_that_cannot_be_read_is_told_apart_from_a_vault_that_cannot_be_written(
    office: Office, dossier_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = attach(office, dossier_id, "audit", Path("/proc/self/mem"))
    assert "读不出来" in done.results[0].says
    secret = pdf(tmp_path / "保密.pdf")
    opening = Path.open

    def closed(path: Path, *args: object, **named: object) -> object:
        if path == secret:
            raise PermissionError(errno.EACCES, "no")
        return opening(path, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    done = attach(office, dossier_id, "audit", secret)
    assert "没有读取“保密.pdf”的权限" in done.results[0].says
    assert vault_files(office) == set()


def test_that_whoever_may_not_attach_is_refused_before_anything_is_copied(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    assert office.operator is not None
    office.operator.roles = "seal_keeper"
    with pytest.raises(Refusal, match="没有这项权限"):
        attach(office, dossier_id, "audit", pdf(tmp_path / "a.pdf"))
    assert vault_files(office) == set()


def test_that_a_stamped_dossier_takes_files_only_with_a_reason_and_its_paper_is_void_then(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    now, who = office.now(), "林晓岚"
    with office.act("paper.printed", dossier_id) as act:
        paper = act.add(
            Paper(
                dossier_id=dossier_id, form="national-2017/recommendation", number="2024-0001-推-01", pages=1,
                content_hash="0" * 64, sha256="0" * 64, journal_code="", printed_at=now, printed_by=who,
            )
        )  # fmt: skip
    with office.act("seal.registered", dossier_id) as act:
        act.add(
            SealEntry(
                dossier_id=dossier_id, paper_id=paper.id, sealed_on=now.date(), seal_name="公章", purpose="推荐",
                copies=2, approved_by=who, keeper=who, registered_at=now, registered_by=who,
            )
        )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        attach(office, dossier_id, "audit", pdf(tmp_path / "a.pdf"))
    assert refused.value.field == "reason"
    assert vault_files(office) == set()

    done = attach(office, dossier_id, "audit", pdf(tmp_path / "a.pdf"), reason="补交审计报告")

    assert done.results[0].outcome == "attached"
    with office.read() as session:
        (kept,) = dossiers.casefile(session, dossier_id).papers
    assert kept.void_reason == "补交审计报告"


def test_that_an_item_that_the_regulation_does_not_know_is_refused(
    office: Office, dossier_id: int, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="没有这一项"):
        attach(office, dossier_id, "没有", pdf(tmp_path / "a.pdf"))


# ------------------------------------------------------------------ detach, move, turn, check


@pytest.fixture
def cited(office: Office, dossier_id: int, tmp_path: Path) -> int:
    """A file of which page 2 is cited for the total assets."""
    scan_id = attach(office, dossier_id, "audit", pdf(tmp_path / "审计报告.pdf")).results[0].scan_id
    with office.act("eligibility.cited", dossier_id) as act:
        act.add(Citation(dossier_id=dossier_id, condition="total-assets", scan_id=scan_id, page=2, frame="1,2,3,4"))
    return scan_id


def test_that_a_cited_file_shows_who_cites_it(office: Office, dossier_id: int, cited: int) -> None:
    file = evidence.board(office, dossier_id).file(cited)
    assert file is not None
    (line,) = file.cited
    assert (line.page, line.frame, line.article) == (2, "1,2,3,4", "第十二条（一）")


def test_that_a_cited_file_goes_only_with_a_reason_and_its_citations_go_with_it(
    office: Office, dossier_id: int, cited: int
) -> None:
    with pytest.raises(Refusal) as refused:
        evidence.detach(office, dossier_id, cited)
    assert refused.value.field == "reason"
    assert "1 处引用" in refused.value.says

    after = evidence.detach(office, dossier_id, cited, "换成清晰的扫描件")

    assert after.file(cited) is None
    with office.read() as session:
        row = session.get(Scan, cited)
        assert row is not None and row.detached_at == office.now()
        assert office.vault.path(row.sha256).exists()
        assert dossiers.casefile(session, dossier_id).citations == ()
        assert "换成清晰的扫描件" in journal.entries(session, dossier_id)[-1].body


def test_that_moving_keeps_the_file_and_its_citations(office: Office, dossier_id: int, cited: int) -> None:
    after = evidence.move(office, dossier_id, cited, "report")
    assert after.materials[2].files == ()
    assert [(file.id, len(file.cited)) for file in after.materials[0].files] == [(cited, 1)]


def test_that_turning_a_page_is_remembered_and_the_file_stays(office: Office, dossier_id: int, cited: int) -> None:
    evidence.turn_page(office, dossier_id, cited, 2, 270)
    file = evidence.turn_page(office, dossier_id, cited, 1, 90).file(cited)
    assert file is not None
    assert file.turns == {1: 90, 2: 270}
    with pytest.raises(Refusal, match="只有 2 页"):
        evidence.turn_page(office, dossier_id, cited, 3, 90)
    with pytest.raises(Refusal, match="90 度"):
        evidence.turn_page(office, dossier_id, cited, 1, 45)


def test_that_an_item_is_complete_only_with_a_file_and_incomplete_only_with_a_word(
    office: Office, dossier_id: int, cited: int
) -> None:
    with pytest.raises(Refusal, match="不能标为齐全") as refused:
        evidence.check_material(office, dossier_id, "licence", True)
    assert refused.value.article == "第十七条（二）"
    with pytest.raises(Refusal, match="写明缺什么"):
        evidence.check_material(office, dossier_id, "audit", False, "  ")

    board = evidence.check_material(office, dossier_id, "audit", False, "第 2 页模糊")
    assert (board.materials[2].word, board.materials[2].remark, board.done) == ("不齐", "第 2 页模糊", 0)
    board = evidence.check_material(office, dossier_id, "audit", True)
    assert (board.materials[2].word, board.done, board.total) == ("齐", 1, 8)
    assert evidence.check_material(office, dossier_id, "audit", None).materials[2].state is State.TO_CHECK


def test_that_a_file_of_another_dossier_cannot_be_touched(office: Office, dossier_id: int, cited: int) -> None:
    with pytest.raises(Refusal):
        evidence.detach(office, dossier_id + 1, cited)
    with pytest.raises(Refusal, match="不在案卷里"):
        evidence.move(office, dossier_id, cited + 99, "report")


@pytest.fixture
def southern(office: Office) -> int:
    """A dossier under xinjiang-2021, whose items two and six the applicant's commitment may stand for (第十一条)."""
    return dossier.open_dossier(office, date(2023, 6, 1), "xinjiang-2021", "喀什棉纺服务中心")


def standing(office: Office, dossier_id: int, material: str) -> MaterialLine:
    return next(line for line in evidence.board(office, dossier_id).materials if line.id == material)


def test_that_one_signed_commitment_stands_for_every_item_it_replaces(
    office: Office, southern: int, tmp_path: Path
) -> None:
    for material in ("licence", "permits"):
        evidence.take_commitment(office, southern, material, True)
        assert standing(office, southern, material).state is State.MISSING
        with pytest.raises(Refusal, match="还没有签字盖章的承诺书"):
            evidence.check_material(office, southern, material, True)
    evidence.attach(office, southern, "licence", [pdf(tmp_path / "告知承诺书.pdf")])
    for material in ("licence", "permits"):
        line = standing(office, southern, material)
        assert line.state is State.TO_CHECK
        assert line.in_lieu == "以告知承诺替代（第十一条）"
        assert [file.name for file in line.files] == ["告知承诺书.pdf"]
        assert any("不可代为承诺" in point for point in line.points)
        evidence.check_material(office, southern, material, True)
        assert standing(office, southern, material).counts
    assert entries(office, southern).count("evidence.commitment_taken") == 2


def test_that_an_item_is_checked_anew_when_the_commitment_no_longer_stands_for_it(
    office: Office, southern: int, tmp_path: Path
) -> None:
    evidence.take_commitment(office, southern, "permits", True)
    evidence.attach(office, southern, "permits", [pdf(tmp_path / "告知承诺书.pdf")])
    evidence.check_material(office, southern, "permits", True)
    evidence.take_commitment(office, southern, "permits", True)  # said twice, written once
    assert standing(office, southern, "permits").state is State.COMPLETE
    evidence.take_commitment(office, southern, "permits", False)
    assert standing(office, southern, "permits").state is State.TO_CHECK
    assert standing(office, southern, "permits").in_lieu == ""
    assert entries(office, southern).count("evidence.commitment_taken") == 1


@pytest.mark.parametrize(
    ("edition", "material"),
    [
        ("xinjiang-2021", "audit"),
        ("xinjiang-2021", "report"),
        ("national-2017", "licence"),
        ("shandong-2020", "licence"),
    ],
)
def test_that_no_commitment_stands_for_an_item_whose_edition_does_not_say_so(
    office: Office, edition: str, material: str
) -> None:
    number = dossier.open_dossier(office, date(2023, 6, 1), edition, "喀什棉纺服务中心")
    with pytest.raises(Refusal, match="不能以告知承诺替代"):
        evidence.take_commitment(office, number, material, True)
    assert "evidence.commitment_taken" not in entries(office, number)
