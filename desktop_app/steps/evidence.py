"""Evidence (佐证材料): attach scans to the regulation's items, look through them, say whether an item is complete.

A file is copied into the vault once and hashed on the way; only the copy is inspected, and the user's file is never
opened again. Files are taken in first and attached afterwards, so that cancelling leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import CommitmentInLieu, MaterialCheck, Scan
from desktop_app.rules import evidence
from desktop_app.rules.edition import Material
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import evidence_board
from desktop_app.steps.evidence_board import EvidenceBoard
from desktop_app.steps.reading import read
from desktop_app.store import dossiers, gate
from desktop_app.store.office import Office
from desktop_app.store.vault import Kept

MOST_FILES = 500
SKIPPED = ("thumbs.db", "desktop.ini", ".ds_store")


class Progress(Protocol):
    """Who is told how far a long step is; `tell` raises Cancelled when the user has had enough."""

    def tell(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` parts are done, now doing `text`."""
        ...


@dataclass(frozen=True)
class FileResult:
    """What became of one file: "attached", "known" (it was there already) or "refused"; `says` is why, `hints` what to
    look at though it was taken. `scan_id` is the file's, or that of the one that was there; 0 for a refused file."""

    name: str
    outcome: str
    says: str = ""
    hints: tuple[str, ...] = ()
    scan_id: int = 0


@dataclass(frozen=True)
class Attached:
    """The board after attaching, and a result for each file in its order."""

    board: EvidenceBoard
    results: tuple[FileResult, ...]


def board(office: Office, dossier_id: int) -> EvidenceBoard:
    """The list of materials of one dossier with its files."""
    file, edition = read(office, dossier_id)
    return evidence_board.build(file, edition, office.vault.path)


# ------------------------------------------------------------------ attaching


def attach(
    office: Office,
    dossier_id: int,
    material: str,
    paths: Sequence[Path],
    progress: Progress | None = None,
    reason: str = "",
) -> Attached:
    """Attach files, or all files of folders, under `material`; one act and one result for each file.

    A file that can't be read, isn't evidence or is there already gets a result that says so; the others are attached.
    Raises Cancelled (nothing is attached then), and Refusal when the operator may not, or the dossier is frozen and
    no `reason` was given.
    """
    file, edition = read(office, dossier_id)
    _material(edition, material)
    if not reason:
        with office.act("evidence.attached", dossier_id):
            pass  # asks the door before anything is copied; an empty act leaves no entry
    intake = _Intake(office, dossier_id, material, file, edition)
    try:
        taken = intake.take_all(tuple(_files(paths)), progress)
        results = tuple(intake.write(one, reason) if isinstance(one, Scan) else one for one in taken)
    finally:
        intake.give_back()
    return Attached(board(office, dossier_id), results)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files among `paths` and in the folders among them, without what an operating system leaves lying about."""
    found = 0
    for path in paths:
        inner = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inner:
            name = file.name.casefold()
            if file.is_dir() or (path.is_dir() and (name in SKIPPED or name.startswith((".", "~$")))):
                continue
            found += 1
            if found > MOST_FILES:
                raise Refusal(f"一次最多添加 {MOST_FILES} 个文件。请分几次添加。")
            yield file


class _ReadError(Exception):
    """The user's file could not be read; told apart from a vault that can't be written."""


class _Reading:
    """The user's file as the vault reads it: passes on how far it is, and says when the fault is on this side."""

    def __init__(self, stream: BinaryIO, told: Callable[[], None]) -> None:
        self._stream, self._told = stream, told

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises _ReadError, or Cancelled when the user stopped."""
        self._told()
        try:
            return self._stream.read(size)
        except OSError as error:
            raise _ReadError from error


class _Intake:
    """One round of attaching: takes files in, remembers what it put into the vault, and gives back what isn't used."""

    def __init__(self, office: Office, dossier_id: int, material: str, file: Casefile, edition: Regulation) -> None:
        self._office, self._dossier_id, self._material = office, dossier_id, material
        self._present = {scan.sha256: scan for scan in file.scans}
        self._articles = {item.id: item.article for item in edition.materials}
        self._new: set[str] = set()
        self._hints: dict[str, tuple[str, ...]] = {}

    def take_all(self, paths: tuple[Path, ...], progress: Progress | None) -> list[Scan | FileResult]:
        """A scan ready to be written for each good file, a result for each other."""
        taken: list[Scan | FileResult] = []
        for number, path in enumerate(paths):

            def tell(number: int = number, name: str = path.name) -> None:
                if progress is not None:
                    progress.tell(number, len(paths), name)

            tell()
            try:
                taken.append(self._take(path, tell))
            except Refusal as refusal:
                taken.append(FileResult(path.name, "refused", refusal.says))
        if progress is not None:
            progress.tell(len(paths), len(paths), "")
        return taken

    def _take(self, path: Path, tell: Callable[[], None]) -> Scan | FileResult:
        kept = self._keep(path, tell)
        if not kept.known:
            self._new.add(kept.sha256)
        present = self._present.get(kept.sha256)
        if present is not None:
            return self._known(path.name, present)
        found = gate.inspect(self._office.vault.path(kept.sha256), path.name)
        scan = Scan(
            dossier_id=self._dossier_id, material=self._material, sha256=kept.sha256, name=path.name,
            kind=found.kind.value, size=kept.size, pages=found.pages, attached_at=self._office.now(),
            attached_by=self._office.operator_name, remark="".join(found.hints),
        )  # fmt: skip
        self._present[kept.sha256] = scan
        self._hints[kept.sha256] = found.hints
        return scan

    def _keep(self, path: Path, tell: Callable[[], None]) -> Kept:
        name = path.name
        try:
            with path.open("rb") as stream:
                return self._office.vault.keep(cast(BinaryIO, _Reading(stream, tell)))
        except FileNotFoundError:
            raise Refusal(f"“{name}”不在了。请核对移动盘是否还插着，再重新添加。") from None
        except PermissionError:
            raise Refusal(f"没有读取“{name}”的权限。请复制到自己的文件夹后再添加。") from None
        except (_ReadError, OSError):
            raise Refusal(f"“{name}”读不出来，可能是移动盘接触不良。请复制到本机后再添加。") from None

    def _known(self, name: str, present: Scan) -> FileResult:
        article = self._articles.get(present.material, "")
        day = present.attached_at.astimezone().strftime("%m-%d")
        where = f"“{article}”下（{day} 添加）" if article else f"案卷里（{day} 添加）"
        says = f"这份扫描件已在{where}。可直接引用，不必重复添加。"
        return FileResult(name, "known", says, scan_id=present.id or 0)

    def write(self, scan: Scan, reason: str) -> FileResult:
        """Write one scan as one act."""
        hints = self._hints.get(scan.sha256, ())
        try:
            with self._office.act("evidence.attached", self._dossier_id, reason=reason) as act:
                act.add(scan)
        except Refusal as refusal:
            return FileResult(scan.name, "refused", refusal.says)
        self._new.discard(scan.sha256)
        return FileResult(scan.name, "attached", hints=hints, scan_id=scan.id)

    def give_back(self) -> None:
        """Take out of the vault what this round put there and nothing refers to."""
        with self._office.read() as session:
            needed = dossiers.files_kept(session, self._new)
        for sha256 in self._new - needed:
            with suppress(Refusal):
                self._office.vault.drop(sha256)
        self._new.clear()


# ------------------------------------------------------------------ what is attached


def detach(office: Office, dossier_id: int, scan_id: int, reason: str = "") -> EvidenceBoard:
    """Take a file out of the dossier; its row and its bytes stay, its citations go with it.

    Raises Refusal (field "reason") for a file that conditions rest on when no reason is given.
    """
    file, edition = read(office, dossier_id)
    scan = _scan(file, scan_id)
    cited = evidence.citations_of(file, scan)
    if cited and not reason.strip():
        titles = {condition.id: condition.title for condition in edition.conditions}
        named = "、".join(dict.fromkeys(f"“{titles.get(row.condition, row.condition)}”" for row in cited))
        says = f"“{scan.name}”已被 {len(cited)} 处引用（{named}）。移出请写明原因，这些引用随之取消。"
        raise Refusal(says, field="reason")
    with office.act("evidence.detached", dossier_id, reason=reason) as act:
        act.change(scan, detached_at=office.now())
        for row in cited:
            act.remove(row)
    return board(office, dossier_id)


def move(office: Office, dossier_id: int, scan_id: int, material: str, reason: str = "") -> EvidenceBoard:
    """Put a file under another item of the list; its citations stay."""
    file, edition = read(office, dossier_id)
    _material(edition, material)
    with office.act("evidence.moved", dossier_id, reason=reason) as act:
        act.change(_scan(file, scan_id), material=material)
    return board(office, dossier_id)


def turn_page(office: Office, dossier_id: int, scan_id: int, page: int, degrees: int) -> EvidenceBoard:
    """Remember that a page (from 1) is shown turned by `degrees` clockwise; the file stays as it is."""
    if degrees % 90:
        raise Refusal("页面只能按 90 度旋转。请重新选择。")
    file, _edition = read(office, dossier_id)
    scan = _scan(file, scan_id)
    if not 1 <= page <= scan.pages:
        raise Refusal(f"“{scan.name}”只有 {scan.pages} 页，没有第 {page} 页。请重新选择页面。")
    with office.act("evidence.page_turned", dossier_id) as act:
        act.change(scan, turns=evidence.turned(scan.turns, page, degrees))
    return board(office, dossier_id)


def check_material(
    office: Office, dossier_id: int, material: str, complete: bool | None, remark: str = "", reason: str = ""
) -> EvidenceBoard:
    """Say whether an item is complete (True), incomplete with what is lacking (False), or not checked yet (None)."""
    file, edition = read(office, dossier_id)
    item = _material(edition, material)
    remark = remark.strip()
    standing = next((one for one in evidence.standings(file, edition) if one.material.id == material), None)
    if complete and (standing is None or not standing.scans):
        what = "签字盖章的承诺书" if standing is not None and standing.committed else "扫描件"
        raise Refusal(f"“{item.short}”还没有{what}，不能标为齐全。请先添加。", article=item.article, field=material)
    if complete is False and not remark:
        raise Refusal(f"“{item.short}”标为不齐时要写明缺什么。请补写。", article=item.article, field="remark")
    with office.act("evidence.material_checked", dossier_id, reason=reason) as act:
        row = act.session.scalars(
            select(MaterialCheck).where(MaterialCheck.dossier_id == dossier_id, MaterialCheck.material == material)
        ).one_or_none()
        if row is None:
            act.add(MaterialCheck(dossier_id=dossier_id, material=material, complete=complete, remark=remark))
        else:
            act.change(row, complete=complete, remark=remark)
    return board(office, dossier_id)


def take_commitment(office: Office, dossier_id: int, material: str, taken: bool, reason: str = "") -> EvidenceBoard:
    """Say whether the applicant's signed commitment stands in place of an item (告知承诺, 新疆 第十一条).

    What had been found about the item no longer counts: the check starts anew. Raises Refusal for an item that the
    edition doesn't let a commitment stand for.
    """
    file, edition = read(office, dossier_id)
    item = _material(edition, material)
    if not item.substitute:
        raise Refusal(f"“{item.short}”不能以告知承诺替代，须提交材料。", article=item.article, field=material)
    standing = next((row for row in file.commitments if row.material == material), None)
    if taken == (standing is not None):
        return board(office, dossier_id)
    with office.act(
        "evidence.commitment_taken" if taken else "evidence.commitment_withdrawn", dossier_id, reason=reason
    ) as act:
        if standing is not None:
            act.remove(standing)
        else:
            row = CommitmentInLieu(
                dossier_id=dossier_id, material=material, taken_at=office.now(), taken_by=office.operator_name
            )
            act.add(row)
        for check in file.material_checks:
            if check.material == material:
                act.change(check, complete=None, remark="")
    return board(office, dossier_id)


def _scan(file: Casefile, scan_id: int) -> Scan:
    for scan in file.scans:
        if scan.id == scan_id:
            return scan
    raise Refusal("这份扫描件已不在案卷里。请刷新后再选。")


def _material(edition: Regulation, material: str) -> Material:
    for item in edition.materials:
        if item.id == material:
            return item
    raise Refusal("本办法的材料清单里没有这一项。请重新选择条目。")
