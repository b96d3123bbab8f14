"""Sealing (封装归档): what goes in, what is missing, the archive itself, its check and its cover sheet."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop_app.archive import index, layout
from desktop_app.archive.contents import Contents, Document, Journal, JournalLine, Progress, Quiet
from desktop_app.archive.sealed import Sealed, seal
from desktop_app.archive.verify import verify
from desktop_app.errors import Refusal
from desktop_app.printing import forms
from desktop_app.records.casefile import Casefile
from desktop_app.records.journal import JournalEntry
from desktop_app.records.kinds import ScanKind
from desktop_app.records.papers import Paper, SealedArchive
from desktop_app.rules import archive, roles
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import (
    archive_board,
    archive_cover,
    archive_data,
    archive_records,
    archive_sections,
    edition_texts,
    history,
    papers,
)
from desktop_app.steps.archive_board import ArchiveBoard, CheckResult, Room
from desktop_app.store import dossiers, journal, outside
from desktop_app.store.office import Office
from desktop_app.store.vault import Vault

CATEGORY = "平台"
MATERIALS, WORKING, PAPERS = "申请材料", "工作用纸", "推荐与用印"
"""Groups of documents: what the applicant handed in, the office's own printed papers, and what left the office."""
_SUFFIX = {ScanKind.JPEG: "jpg", ScanKind.TIFF: "tif"}


@dataclass(frozen=True)
class _Gathered:
    """What one moment of the office says about a dossier."""

    file: Casefile
    edition: Regulation
    contents: Contents
    journal: journal.JournalReport


def board(office: Office, dossier_id: int) -> ArchiveBoard:
    """The page of one dossier: what would be sealed now, what is missing for it, what was sealed before."""
    found = _gather(office, dossier_id, whole=False)
    return archive_board.build(
        found.file,
        found.edition,
        found.contents,
        found.journal,
        may_seal=_may_seal(office),
        place=str(office.folder.resolve().parent),
    )


def room(office: Office, folder: str) -> Room:
    """How much room there is in `folder`, or why nothing can be sealed into it."""
    place = Path(folder)
    try:
        _refuse_inside(office, place)
        left = index.size_text(shutil.disk_usage(place).free)
    except Refusal as refusal:
        return Room(folder, "", refusal.says)
    except OSError:
        return Room(folder, "", f"找不到文件夹“{folder}”。请另选位置。")
    return Room(folder, left, "" if os.access(place, os.W_OK) else f"没有在“{folder}”里写文件的权限。请另选位置。")


def seal_dossier(
    office: Office,
    dossier_id: int,
    folder: Path,
    progress: Progress | None = None,
    free: Callable[[Path], int] | None = None,
) -> ArchiveBoard:
    """Seal the dossier into a new folder inside `folder`, check it at once, and write its cover sheet beside it.

    Raises Refusal when a stamped paper is missing, the journal doesn't hold, a file in the vault was altered, the
    disk is full or the folder is taken; Cancelled when the user stopped it. Then nothing is left behind.
    """
    if not _may_seal(office):
        raise Refusal("封装归档由用印员或负责人办理。请换人登录。")
    found = _gather(office, dossier_id, whole=True)
    lacking = archive.lacking(found.file, found.edition)
    if lacking:
        raise Refusal(lacking[0].says, field=lacking[0].jump)
    if not found.journal.sound:
        raise Refusal(f"变更记录有问题，不能封装：{found.journal.wrong[0]}请先查明，或从备份恢复。")
    _refuse_inside(office, folder)
    told = progress or Quiet()
    target = folder / archive_board.folder_name(found.file)
    space = {} if free is None else {"free": free}
    sealed = seal(target, found.contents, progress=_Half(told, first=True), **space)
    try:
        _check_at_once(sealed, told)
        _register(office, found, sealed)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return board(office, dossier_id)


def check_again(
    office: Office, dossier_id: int, archive_id: int, folder: Path, progress: Progress | None = None
) -> CheckResult:
    """Check the archive in `folder` against the fingerprint that the register keeps of `archive_id`."""
    with office.read() as session:
        row = session.get(SealedArchive, archive_id)
    if row is None or row.dossier_id != dossier_id:
        raise Refusal("没有这次封装的记录。请刷新后再试。")
    told = progress or Quiet()
    half = _Half(told, first=None)
    return archive_board.result(verify(folder, row.fingerprint, half.tell))


def cover_path(office: Office, dossier_id: int, archive_id: int) -> Path:
    """Where the cover sheet's PDF lies in the vault; raises Refusal when there is none or the vault lost it."""
    with office.read() as session:
        row = session.get(SealedArchive, archive_id)
    if row is None or row.dossier_id != dossier_id or not row.cover_sha256:
        raise Refusal("这次封装没有封面。请刷新后再试。")
    office.vault.read(row.cover_sha256)
    return office.vault.path(row.cover_sha256)


def save_cover(office: Office, dossier_id: int, archive_id: int, target: Path) -> Path:
    """Copy the cover sheet to `target`, in place of a file that the user chose to give up; raises Refusal."""
    return outside.put(target, cover_path(office, dossier_id, archive_id).read_bytes())


def _may_seal(office: Office) -> bool:
    return office.operator is not None and roles.may(office.operator.role_set, "archive.sealed")


def _refuse_inside(office: Office, folder: Path) -> None:
    with contextlib.suppress(ValueError):
        folder.resolve().relative_to(office.folder.resolve())
        raise Refusal("档案包不能放进办公文件夹。请选择别的位置，例如移动硬盘。", field="folder")


class _Half:
    """Progress over one half of the work (first the writing, then the check), or over the whole (`first` None).

    Bytes are told in thousandths, and as an amount beside what is being done.
    """

    def __init__(self, told: Progress, *, first: bool | None) -> None:
        self._told = told
        self._first = first

    def tell(self, done: int, total: int, text: str) -> None:
        """Pass on `done` of `total` bytes as part of the whole."""
        share = 1000 * done // max(total, 1)
        amount = f"{index.size_text(done)} / {index.size_text(total)}"
        whole = 1000 if self._first is None else 2000
        at = share if self._first is not False else 1000 + share
        word = "" if self._first else "校验 "
        self._told.tell(at, whole, f"{word}{text}（{amount}）")


def _check_at_once(sealed: Sealed, told: Progress) -> None:
    half = _Half(told, first=False)
    report = verify(sealed.folder, sealed.fingerprint, half.tell)
    if not report.ok:
        raise Refusal("写好的档案包没有通过独立校验，已经删除。请换一个磁盘后重试。", field="folder")


def _register(office: Office, found: _Gathered, sealed: Sealed) -> None:
    """Print the cover, keep it in the vault and beside the archive, and write the sealing down."""
    pdf = archive_cover.sheet(found.file, found.edition, found.contents, sealed)
    kept = office.vault.keep(pdf)
    cover = sealed.folder.with_name(f"{sealed.folder.name}_封面.pdf")
    try:
        with cover.open("xb") as stream:
            stream.write(pdf)
    except FileExistsError as error:
        raise Refusal(f"“{cover.name}”已经存在，不会覆盖，没有封装。请先移走它，或换一个位置。") from error
    except OSError as error:
        cover.unlink(missing_ok=True)
        raise Refusal(f"封面“{cover.name}”写不进去，没有封装。请检查磁盘后重试。") from error
    try:
        with office.act("archive.sealed", found.file.dossier.id) as act:
            act.add(
                SealedArchive(
                    dossier_id=found.file.dossier.id,
                    folder=sealed.folder.name,
                    fingerprint=sealed.fingerprint,
                    files=sealed.files,
                    size=sealed.size,
                    journal_code=found.contents.journal.head_code,
                    cover_sha256=kept.sha256,
                    sealed_at=found.contents.sealed_at,
                    sealed_by=found.contents.sealed_by,
                )
            )
    except BaseException:
        cover.unlink(missing_ok=True)
        raise


def _gather(office: Office, dossier_id: int, *, whole: bool) -> _Gathered:
    """Casefile, journal and documents at one moment; data and index too only if the `whole` of it is to be sealed."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
        entries, report = journal.entries(session), journal.check(session)
        done = papers.printed(office, journal.entries(session, dossier_id))
    edition = edition_texts.pinned(office, file.dossier)
    contents = _contents(
        file, edition, office.vault, _journal(entries, dossier_id), office.now().astimezone(), office.operator_name
    )
    law = archive_records.edition_text(file, edition, edition_texts.text(office, edition.id, edition.digest))
    made = (*_working(file, done), *_papers(file, office.vault))
    contents = replace(contents, documents=(*contents.documents, *made, law))
    if whole:
        story = tuple(reversed(history.board(office, dossier_id).lines))
        contents = replace(
            contents,
            data=archive_data.data(file, edition, layout.place(contents)),
            schema=archive_data.schema(),
            sections=archive_sections.sections(file, edition, story),
        )
    return _Gathered(file, edition, contents, report)


def _journal(entries: tuple[JournalEntry, ...], dossier_id: int) -> Journal:
    """The chain from the dossier's first entry to the head; of other dossiers' entries only the hashes."""
    first = next((entry.seq for entry in entries if entry.dossier_id == dossier_id), 0)
    lines = tuple(
        JournalLine(
            seq=entry.seq,
            body=entry.body if entry.dossier_id == dossier_id else None,
            body_sha256=hashlib.sha256(entry.body.encode()).hexdigest(),
            prev=entry.prev,
            hash=entry.hash,
        )
        for entry in entries
        if entry.seq >= first
    )
    last = entries[-1]
    domain = journal.DOMAIN.decode().rstrip("\0")
    return Journal(domain=domain, lines=lines, head_code=journal.Head(last.seq, last.hash).code)


def _contents(
    file: Casefile, edition: Regulation, vault: Vault, story: Journal, at: datetime, operator: str
) -> Contents:
    number = file.dossier.number
    serial = number.rsplit("-", 1)[-1]
    return Contents(
        number=number,
        serial=int(serial) if serial.isdecimal() else file.dossier.id,
        short=archive.short_name(file.dossier),
        title=file.dossier.platform_name or file.dossier.applicant_name,
        year=file.dossier.accepted_on.year,
        category=CATEGORY,
        office=file.office.name,
        facts=archive_sections.facts(file, edition, archive_records.stamp(at), operator),
        documents=(
            *_scans(file, edition, vault),
            *archive_records.documents(file, edition),
            *_signed(file, vault),
        ),
        sections=(),
        data={},
        schema={},
        journal=story,
        sealed_at=at,
        sealed_by=operator,
    )


def _scans(file: Casefile, edition: Regulation, vault: Vault) -> list[Document]:
    """The applicant's files in the order of the material list, numbered where one item has several."""
    found = []
    for material in edition.materials:
        own = [scan for scan in file.scans if scan.material == material.id]
        for place, scan in enumerate(own, start=1):
            pages = f"{scan.pages} 页" if scan.pages else ""
            found.append(
                Document(
                    group=MATERIALS,
                    title=material.short if len(own) == 1 else f"{material.short}（{place}）",
                    suffix=_SUFFIX.get(ScanKind(scan.kind), scan.kind),
                    source=vault.path(scan.sha256),
                    sha256=scan.sha256,
                    responsible=file.dossier.applicant_name,
                    day=archive_records.day(scan.attached_at),
                    original_name=scan.name,
                    remark="，".join(part for part in (material.article, pages, scan.remark) if part),
                )
            )
    return found


def _signed(file: Casefile, vault: Vault) -> list[Document]:
    """The papers that experts have signed in ink, scanned, with the version of the opinion that they signed."""
    names = {seat.id: seat.name for seat in file.seats}
    versions = {opinion.id: opinion.version for opinion in file.opinions}
    return [
        Document(
            group=archive_records.PANEL,
            title=f"签名扫描件 {names.get(scan.seat_id, '')} 第 {versions.get(scan.opinion_id, 0)} 版",
            suffix=_SUFFIX.get(ScanKind(scan.kind), scan.kind),
            source=vault.path(scan.sha256),
            sha256=scan.sha256,
            responsible=names.get(scan.seat_id, ""),
            day=archive_records.day(scan.attached_at),
            original_name=scan.name,
            remark=f"{scan.pages} 页" if scan.pages else "",
        )
        for scan in file.signed_scans
    ]


def _working(file: Casefile, done: tuple[papers.Issued, ...]) -> list[Document]:
    """The last printing of each working paper; interview sheets stay in the office: their answers are in the data,
    and their telephone numbers are nobody else's business."""
    last = {one.form: one for one in done if one.form not in papers.KEPT_OUT}
    return [
        Document(
            group=WORKING,
            title=f"{forms.load(one.form).title} {one.number}",
            suffix="pdf",
            source=one.path,
            sha256=one.sha256,
            responsible=file.office.name,
            day=archive_records.day(one.at),
            remark=f"{one.pages} 页，日志码 {one.journal_code}",
        )
        for one in last.values()
    ]


def _papers(file: Casefile, vault: Vault) -> list[Document]:
    """Every paper that was printed, as it was printed; what became void says so."""
    stamped = {entry.paper_id for entry in file.seal_entries}
    return [
        Document(
            group=PAPERS,
            title=f"{forms.load(paper.form).title} {paper.number}" + ("（已作废）" if paper.void_at else ""),
            suffix="pdf",
            source=vault.path(paper.sha256),
            sha256=paper.sha256,
            responsible=file.office.name,
            day=archive_records.day(paper.printed_at),
            remark=_paper_note(paper, paper.id in stamped),
        )
        for paper in file.papers
    ]


def _paper_note(paper: Paper, stamped: bool) -> str:
    if paper.void_at:
        return f"{paper.pages} 页，已作废：{paper.void_reason}"
    return f"{paper.pages} 页，" + ("已盖章（这里是盖章前的打印件）" if stamped else "未盖章")
