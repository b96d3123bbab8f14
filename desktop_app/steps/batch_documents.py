"""The papers that the office itself adds to a batch (推荐文件 …): scans of them, kept in the vault and inspected."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.records.batch import BatchDocument
from desktop_app.rules.batch_file import BatchFile
from desktop_app.steps.batch_reading import read
from desktop_app.steps.batches import one
from desktop_app.steps.batches_board import BatchBoard
from desktop_app.store import dossiers, gate
from desktop_app.store.office import Office
from desktop_app.store.vault import Kept


def attach(office: Office, batch_id: int, document: str, paths: Sequence[Path]) -> BatchBoard:
    """Attach scans of one of the office's papers, one act for each file.

    Raises Refusal at the first file that can't be read or isn't a scan, or is there already; those before it stay.
    """
    for path in paths:
        file, notice = read(office, batch_id)
        wanted = {row.id: row for row in notice.documents_of(file.batch.authority)}
        if document not in wanted:
            raise Refusal("通知没有要求这份文件。请重新选择。")
        row = _taken_in(office, file, document, path)
        with office.act("batch.document_attached") as act:
            act.add(row)
            act.note(batch=file.batch.number, document=wanted[document].name)
    return one(office, batch_id)


def _taken_in(office: Office, file: BatchFile, document: str, path: Path) -> BatchDocument:
    """The file in the vault, looked at; what isn't a scan is taken out again."""
    kept = _kept(office, path)
    try:
        if any(row.sha256 == kept.sha256 for row in file.documents):
            raise Refusal(f"“{path.name}”已经添加过。不用重复添加。")
        found = gate.inspect(office.vault.path(kept.sha256), path.name)
    except Refusal:
        _drop(office, kept)
        raise
    return BatchDocument(
        batch_id=file.batch.id, document=document, sha256=kept.sha256, name=path.name, kind=found.kind.value,
        size=kept.size, pages=found.pages, attached_at=office.now(), attached_by=office.operator_name,
    )  # fmt: skip


def _kept(office: Office, path: Path) -> Kept:
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise Refusal(f"“{path.name}”不在了。请核对移动盘是否还插着，再重新添加。") from None
    except OSError:
        raise Refusal(f"“{path.name}”读不出来。请复制到本机后再添加。") from None
    with stream:
        return office.vault.keep(stream)


def _drop(office: Office, kept: Kept) -> None:
    """Take the file out of the vault again, unless it was there before or something refers to it."""
    if kept.known:
        return
    with office.read() as session:
        needed = dossiers.files_kept(session, {kept.sha256})
    if kept.sha256 not in needed:
        with suppress(Refusal):
            office.vault.drop(kept.sha256)


def detach(office: Office, batch_id: int, scan_id: int) -> BatchBoard:
    """Take a scan out of the batch; its row and its bytes stay."""
    file, _ = read(office, batch_id)
    row = next((row for row in file.documents if row.id == scan_id), None)
    if row is None:
        raise Refusal("这份扫描件已不在批次里。请刷新后再选。")
    with office.act("batch.document_detached") as act:
        act.change(row, detached_at=act.at)
        act.note(batch=file.batch.number)
    return one(office, batch_id)
