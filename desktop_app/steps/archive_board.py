"""What the page of sealing reads: the files that would go in, the checks before, the archives made so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.archive import index, layout
from desktop_app.archive.contents import Contents, Document
from desktop_app.records.casefile import Casefile
from desktop_app.records.papers import SealedArchive
from desktop_app.rules import archive, panel, progress
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.store.journal import JournalReport


@dataclass(frozen=True)
class FileLine:
    """One file that would be sealed; `name` is its name in the archive, `title` what it is."""

    group: str
    title: str
    name: str
    note: str
    size: int
    there: bool


@dataclass(frozen=True)
class CheckLine:
    """One check before sealing: `tone` is ok, warn or bad, `value` the figure beside it."""

    says: str
    tone: str
    value: str


@dataclass(frozen=True)
class ArchiveLine:
    """One archive that was sealed; `fingerprint` in 16 groups of four."""

    id: int
    folder: str
    fingerprint: tuple[str, ...]
    files: int
    size: int
    journal_code: str
    sealed_at: datetime
    sealed_by: str
    has_cover: bool


@dataclass(frozen=True)
class ArchiveBoard:
    """The page. `files` and `size` (bytes) count everything that will be written but the texts made on the way."""

    dossier_id: int
    number: str
    folder_name: str
    groups: tuple[tuple[str, tuple[FileLine, ...]], ...]
    own_files: tuple[str, ...]
    files: int
    size: int
    checks: tuple[CheckLine, ...]
    missing: tuple[OpenItem, ...]
    open: tuple[OpenItem, ...]
    may_seal: bool
    archives: tuple[ArchiveLine, ...]
    """The newest first."""
    overtaken: bool

    @property
    def ready(self) -> bool:
        """Whether nothing keeps it from being sealed but, perhaps, the operator's role."""
        return not self.missing and all(check.tone != "bad" for check in self.checks)


def folder_name(file: Casefile) -> str:
    """The name of the archive's folder: number and short name, and which sealing it is."""
    again = f"_第{len(file.archives) + 1}次" if file.archives else ""
    start = layout.clean(file.dossier.number, 16)
    return f"{start}_{layout.clean(archive.short_name(file.dossier), 16)}{again}"


def build(
    file: Casefile,
    edition: Regulation,
    contents: Contents,
    report: JournalReport,
    *,
    may_seal: bool,
) -> ArchiveBoard:
    """The page of one dossier, given what would be sealed and what the check of the journal found."""
    placed = layout.place(contents)
    lines = [_file(one.path, one.document) for one in placed]
    groups = dict.fromkeys(line.group for line in lines)
    return ArchiveBoard(
        dossier_id=file.dossier.id,
        number=file.dossier.number,
        folder_name=folder_name(file),
        groups=tuple((group, tuple(line for line in lines if line.group == group)) for group in groups),
        own_files=layout.OWN_FILES,
        files=len(lines) + len(layout.OWN_FILES),
        size=sum(line.size for line in lines),
        checks=_checks(file, edition, report, lines),
        missing=archive.lacking(file, edition),
        open=archive.open_items(file, edition),
        may_seal=may_seal,
        archives=tuple(_archive(row) for row in sorted(file.archives, key=lambda row: -row.id)),
        overtaken=archive.overtaken(file),
    )


def _file(path: str, document: Document) -> FileLine:
    there = isinstance(document.source, bytes) or document.source.is_file()
    notes = "，".join(part for part in (document.remark, document.original_name) if part)
    return FileLine(document.group, document.title, path.rsplit("/", 1)[1], notes, document.size, there)


def _archive(row: SealedArchive) -> ArchiveLine:
    groups = tuple(row.fingerprint[at : at + 4] for at in range(0, 64, 4))
    return ArchiveLine(
        id=row.id,
        folder=row.folder,
        fingerprint=groups,
        files=row.files,
        size=row.size,
        journal_code=row.journal_code,
        sealed_at=row.sealed_at,
        sealed_by=row.sealed_by,
        has_cover=bool(row.cover_sha256),
    )


def _checks(file: Casefile, edition: Regulation, report: JournalReport, lines: list[FileLine]) -> tuple[CheckLine, ...]:
    lacking = archive.lacking(file, edition)
    numbers = [paper.number for form in edition.forms if (paper := archive.stamped_paper(file, form)) is not None]
    still = len(progress.open_items(file, edition))
    valid = sum(panel.valid_signature(seat, file) is not None for seat in file.seats)
    void = len(file.signatures) - valid
    gone = [line for line in lines if not line.there]
    size = sum(line.size for line in lines)
    stamped = "；".join(numbers) if not lacking else f"缺 {len(lacking)} 份"
    shown = f"第 1–{report.head.seq} 条" if report.sound else "不连续"
    return (
        CheckLine("推荐表已打印并登记用印", "bad" if lacking else "ok", stamped),
        CheckLine("各步骤没有未决事项", "warn" if still else "ok", f"{still} 处未决" if still else "无"),
        CheckLine(
            "手写签名与评审意见一致", "warn" if void else "ok", f"{valid} 个有效" + (f"，{void} 个失效" if void else "")
        ),
        CheckLine("变更记录连续，无缺无改", "ok" if report.sound else "bad", shown),
        CheckLine(
            "文件都在库中，封装时逐个核对指纹", "bad" if gone else "ok", f"{len(lines) - len(gone)} / {len(lines)}"
        ),
        CheckLine("一张光盘装得下", "ok" if size < archive.CD_BYTES else "warn", _of_disc(size)),
    )


def _of_disc(size: int) -> str:
    if size < archive.CD_BYTES:
        return f"{index.size_text(size)} / {index.size_text(archive.CD_BYTES)}"
    return f"{index.size_text(size)}，请用 DVD"
