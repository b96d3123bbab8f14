"""The office's own notices: read a file strictly, say what it asks, keep it. A batch can then be made under it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.records.batch import OfficeNotice
from desktop_app.rules import notice_file
from desktop_app.steps import batch_board, batches, notice_of, own_file
from desktop_app.steps.batches_board import BatchesBoard, NoticePreview
from desktop_app.store.office import Office

LARGEST = 1_000_000
"""No notice's file is anywhere near as long; a wrong file may be."""


def preview_file(office: Office, path: Path | str) -> NoticePreview:
    """Read a notice's file strictly and say what it asks; nothing is kept.

    Raises Refusal for a file that can't be used (file, place, sentence) or that says nothing new.
    """
    file = Path(path)
    data = own_file.read(file, "通知", LARGEST)
    notice = notice_file.parse(file.name, data, notice_of.shelf(office))
    now = {one.id: one for one in notice_of.offered(office)}.get(notice.id)
    if now is not None and now.digest == notice.digest:
        raise Refusal(f"“{file.name}”和已有的“{now.short}”完全相同，不用再添加。", field="file")
    return NoticePreview(
        file=file.name,
        text=data,
        notice_id=notice.id,
        digest=notice.digest,
        title=notice.title,
        number=notice.number,
        law=notice_of.edition_of(office, notice.regulation).short,
        facts=tuple(batch_board.facts(notice, "")),
        replaces=now.short if now is not None else "",
    )


def add_notice(office: Office, preview: NoticePreview, remark: str) -> BatchesBoard:
    """Keep a notice that was previewed; from now on a new batch can be made under it.

    `remark` says where it comes from; raises Refusal without it.
    """
    if not remark.strip():
        raise Refusal("还没有写来历。请写明通知的发文单位、日期和取得方式。", field="remark")
    kept = office.vault.keep(preview.text)
    with office.act("office.notice_added") as act:
        act.add(
            OfficeNotice(
                notice_id=preview.notice_id,
                digest=kept.sha256,
                file=preview.file,
                remark=remark.strip(),
                added_at=act.at,
                added_by=office.operator_name,
            )
        )
    return batches.board(office)
