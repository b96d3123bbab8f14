"""What the page of sealing reads: the files that would go in, the checks before, the archives made so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import segno

from desktop_app.archive import index, layout
from desktop_app.archive.contents import Contents, Document
from desktop_app.archive.layout import Placed
from desktop_app.archive.verify import Report
from desktop_app.printing import facts
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.records.papers import SealedArchive
from desktop_app.rules import archive, panel, pinned, progress
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.store.journal import JournalReport


@dataclass(frozen=True)
class FileLine:
    """One file that would be sealed; `name` is its name in the archive, `title` what it is, `weight` its size."""

    group: str
    title: str
    name: str
    note: str
    weight: str
    there: bool


@dataclass(frozen=True)
class CheckLine:
    """One check before sealing: `tone` is ok, warn or bad, `value` the figure beside it."""

    says: str
    tone: str
    value: str


@dataclass(frozen=True)
class ArchiveLine:
    """One archive that was sealed; `fingerprint` in 16 groups of four, `qr` the cover's code, rows of 0 and 1."""

    id: int
    folder: str
    fingerprint: tuple[str, ...]
    qr: tuple[str, ...]
    files: int
    size: int
    weight: str
    journal_code: str
    sealed_at: datetime
    sealed_by: str
    has_cover: bool


@dataclass(frozen=True)
class ArchiveBoard:
    """The page. `files` counts all that will be written, `weight` weighs the records; `place` is where to begin."""

    dossier_id: int
    number: str
    folder_name: str
    groups: tuple[tuple[str, tuple[FileLine, ...], str], ...]
    """(group, its files, what they weigh)."""
    files: int
    weight: str
    checks: tuple[CheckLine, ...]
    missing: tuple[OpenItem, ...]
    open: tuple[OpenItem, ...]
    may_seal: bool
    archives: tuple[ArchiveLine, ...]
    """The newest first."""
    overtaken: bool
    place: str

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
    file: Casefile, edition: Regulation, contents: Contents, report: JournalReport, *, may_seal: bool, place: str
) -> ArchiveBoard:
    """The page of one dossier, given what would be sealed and what the check of the journal found."""
    placed = layout.place(contents)
    groups = dict.fromkeys(one.document.group for one in placed)
    return ArchiveBoard(
        dossier_id=file.dossier.id,
        number=file.dossier.number,
        folder_name=folder_name(file),
        groups=tuple(_group(group, placed) for group in groups),
        files=len(placed) + len(layout.OWN_FILES),
        weight=index.size_text(_size(placed)),
        checks=_checks(file, edition, report, placed),
        missing=archive.lacking(file, edition),
        open=archive.open_items(file, edition),
        may_seal=may_seal,
        archives=tuple(_archive(file, edition, row) for row in sorted(file.archives, key=lambda row: -row.id)),
        overtaken=archive.overtaken(file),
        place=place,
    )


def _size(placed: Iterable[Placed]) -> int:
    return sum(one.document.size for one in placed)


def _group(group: str, placed: tuple[Placed, ...]) -> tuple[str, tuple[FileLine, ...], str]:
    own = [one for one in placed if one.document.group == group]
    return group, tuple(_file(one.path, one.document) for one in own), index.size_text(_size(own))


def _file(path: str, document: Document) -> FileLine:
    notes = "，".join(part for part in (document.remark, document.original_name) if part)
    name, weight = path.rsplit("/", 1)[1], index.size_text(document.size)
    return FileLine(document.group, document.title, name, notes, weight, _there(document))


def _there(document: Document) -> bool:
    return isinstance(document.source, bytes) or document.source.is_file()


def _archive(file: Casefile, edition: Regulation, row: SealedArchive) -> ArchiveLine:
    code = facts.archive_qr(replace(file, archives=(row,)), edition)
    matrix = segno.make(str(code), error="m", boost_error=False).matrix
    return ArchiveLine(
        id=row.id,
        folder=row.folder,
        fingerprint=tuple(row.fingerprint[at : at + 4] for at in range(0, 64, 4)),
        qr=tuple("".join("1" if module else "0" for module in line) for line in matrix),
        files=row.files,
        size=row.size,
        weight=index.size_text(row.size),
        journal_code=row.journal_code,
        sealed_at=row.sealed_at,
        sealed_by=row.sealed_by,
        has_cover=bool(row.cover_sha256),
    )


def _checks(
    file: Casefile, edition: Regulation, report: JournalReport, placed: tuple[Placed, ...]
) -> tuple[CheckLine, ...]:
    lacking = archive.lacking(file, edition)
    numbers = [paper.number for form in edition.forms if (paper := archive.stamped_paper(file, form)) is not None]
    still = sum(item.step != Step.ARCHIVE for item in progress.open_items(file, edition))
    valid = sum(panel.valid_signature(seat, file) is not None for seat in file.seats)
    void = len(file.signatures) - valid
    there = sum(_there(one.document) for one in placed)
    size = _size(placed)
    stamped = "；".join(numbers) if not lacking else f"缺 {len(lacking)} 份"
    altered = pinned.altered(file.dossier, edition)
    shown = f"第 1–{report.head.seq} 条" if report.sound else "不连续"
    return (
        CheckLine("推荐表已打印并登记用印", "bad" if lacking else "ok", stamped),
        CheckLine("各步骤的未决事项", "warn" if still else "ok", f"{still} 处" if still else "没有"),
        CheckLine(
            "手写签名与评审意见一致", "warn" if void else "ok", f"{valid} 个有效" + (f"，{void} 个失效" if void else "")
        ),
        CheckLine("办法文件仍是受理时的文件", *(("warn", "有改动") if altered else ("ok", edition.short))),
        CheckLine("变更记录连续，无缺无改", "ok" if report.sound else "bad", shown),
        CheckLine(
            "文件都在库中，封装时逐个核对指纹", "ok" if there == len(placed) else "bad", f"{there} / {len(placed)}"
        ),
        CheckLine("一张光盘的容量", "ok" if size < archive.CD_BYTES else "warn", _of_disc(size)),
    )


def _of_disc(size: int) -> str:
    if size < archive.CD_BYTES:
        return f"{index.size_text(size)} / {index.size_text(archive.CD_BYTES)}"
    return f"{index.size_text(size)}，请用 DVD"


@dataclass(frozen=True)
class CheckResult:
    """What a check of an archive found, as sentences; `named` are (缺少, 多出 or 改动, path)."""

    ok: bool
    says: str
    named: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    proven: tuple[str, ...]
    unproven: tuple[str, ...]


def result(report: Report) -> CheckResult:
    """A verifier's report as the page shows it."""
    kinds = (("缺少", report.missing), ("多出", report.added), ("改动", report.changed))
    named = tuple((word, path) for word, paths in kinds for path in paths)
    return CheckResult(report.ok, report.says, named, report.faults, report.proven, report.unproven)


@dataclass(frozen=True)
class Room:
    """A folder to seal into: the bytes left on its disk in words, or why it can't be used."""

    folder: str
    left: str
    why_not: str
