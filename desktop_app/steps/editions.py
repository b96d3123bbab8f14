"""The room of the editions (办法库): read them, compare two, add the office's own, withdraw one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from desktop_app.errors import Refusal
from desktop_app.printing import comparison_workbook
from desktop_app.records.dossier import Dossier
from desktop_app.records.editions import OfficeEdition
from desktop_app.rules import comparison, doubts, edition_file, pinned, regions, regulation, roles
from desktop_app.rules.comparison import Comparison, Mark
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import edition_chapters, edition_texts, own_file
from desktop_app.steps.editions_board import EditionLine, EditionPreview, EditionsBoard, EditionView
from desktop_app.store import outside
from desktop_app.store.office import Office

LARGEST = 2_000_000
"""No edition is anywhere near as long; a wrong file may be."""
ORDER = ("force", "future", "lapsed", "repealed", "former", "withdrawn")


def board(office: Office) -> EditionsBoard:
    """Every edition: those offered now, texts that dossiers are judged by, and those that were withdrawn."""
    today, own = office.today(), edition_texts.own(office)
    with office.read() as session:
        counted = select(Dossier.regulation_id, Dossier.regulation_digest, func.count()).group_by(
            Dossier.regulation_id, Dossier.regulation_digest
        )
        pins = {(name, digest): count for name, digest, count in session.execute(counted)}
        added = tuple(session.scalars(select(OfficeEdition).order_by(OfficeEdition.id.desc())))
    by_digest = {row.digest: row for row in reversed(added)}
    lines: dict[str, EditionLine] = {}
    for edition in edition_texts.offered(office):
        row = own.get(edition.id)
        lines[edition.digest] = _line(edition, today, row, pins, offered=True)
    known = {(row.regulation_id, row.digest) for row in added} | set(pins)
    known |= {(edition.id, edition.digest) for edition in regulation.editions()}
    for name, digest in sorted(known):
        if digest not in lines:
            found = _readable(office, name, digest)
            if found is not None:
                lines[digest] = _line(found, today, by_digest.get(digest), pins, offered=False)
    order = sorted(lines.values(), key=lambda line: (ORDER.index(line.state), not line.offered))
    may = office.operator is not None and roles.may(office.operator.role_set, "office.edition_added")
    return EditionsBoard(today, tuple(order), may)


def _readable(office: Office, name: str, digest: str) -> Regulation | None:
    """The edition in a text, or None when that is not to be had any more."""
    try:
        return edition_texts.edition(office, name, digest)
    except Refusal:
        return None


def _line(
    edition: Regulation,
    today: date,
    row: OfficeEdition | None,
    pins: Mapping[tuple[str, str], int],
    *,
    offered: bool,
) -> EditionLine:
    state, said = _state(edition, today)
    if row is not None and row.withdrawn_at is not None:
        state, said = (
            "withdrawn",
            f"{row.withdrawn_at.astimezone():%Y-%m-%d} 由{row.withdrawn_by}停用：{row.withdrawn_why}",
        )
    elif not offered:
        state, said = "former", "旧文件，新案卷不再适用"
    source = "程序自带"
    if row is not None:
        source = f"本单位添加（{row.added_by}，{row.added_at.astimezone():%Y-%m-%d}）：{row.remark}"
    return EditionLine(
        key=edition.digest,
        regulation_id=edition.id,
        short=edition.short,
        title=edition.title,
        number=edition.number,
        issuer=edition.issuer,
        where=regions.province(edition.region) or "全国",
        state=state,
        said=said,
        own=row is not None,
        offered=offered,
        dossiers=pins.get((edition.id, edition.digest), 0),
        source=source,
    )


def _state(edition: Regulation, today: date) -> tuple[str, str]:
    said = pinned.force_of(edition, today, "今天")
    if today < edition.in_force_from:
        return "future", said
    if edition.holds_on(today):
        return "force", said
    return ("repealed" if edition.replaced_by else "lapsed"), said


def read(office: Office, key: str) -> EditionView:
    """One edition from beginning to end; raises Refusal when there is none of that key."""
    line = _chosen(board(office), key)
    return EditionView(line, edition_chapters.chapters(_edition(office, line)))


def compare(office: Office, left: str, right: str) -> Comparison:
    """Two editions side by side; raises Refusal when one is missing or both are the same."""
    if left == right:
        raise Refusal("左右两边是同一份办法。请在一边另选一份。", field="right")
    shown = board(office)
    return comparison.compare(*(_edition(office, _chosen(shown, key)) for key in (left, right)))


def save_comparison(office: Office, left: str, right: str, target: Path | str) -> Path:
    """Write the comparison as a workbook, whole or not at all; raises Refusal when the place can't be written."""
    made = comparison_workbook.workbook(compare(office, left, right), office.now())
    return outside.put(_with_suffix(Path(target), ".xlsx"), made)


def save_text(office: Office, key: str, target: Path | str) -> Path:
    """Write an edition's file, to be read or corrected elsewhere; raises Refusal when the place can't be written."""
    line = _chosen(board(office), key)
    return outside.put(_with_suffix(Path(target), ".toml"), edition_texts.text(office, line.regulation_id, line.key))


def _with_suffix(target: Path, suffix: str) -> Path:
    return target if target.suffix.lower() == suffix else target.with_name(f"{target.name}{suffix}")


def _chosen(shown: EditionsBoard, key: str) -> EditionLine:
    line = shown.line(key)
    if line is None:
        raise Refusal("这份办法已不在办法库中。请刷新后重新选择。")
    return line


def _edition(office: Office, line: EditionLine) -> Regulation:
    return edition_texts.edition(office, line.regulation_id, line.key)


# ---------------------------------------------------------------------- the office's own
def preview_file(office: Office, path: Path | str) -> EditionPreview:
    """Read an edition's file strictly and say what it is; nothing is kept.

    Raises Refusal for a file that can't be used (file, place, sentence) or that says nothing new.
    """
    file = Path(path)
    text = own_file.read(file, "办法", LARGEST)
    edition = edition_file.parse(file.name, text)
    offered = {one.id: one for one in edition_texts.offered(office)}
    now = offered.get(edition.id)
    if now is not None and now.digest == edition.digest:
        raise Refusal(f"“{file.name}”和办法库中的“{now.short}”完全相同，不用再添加。", field="file")
    return EditionPreview(
        file=file.name,
        text=text,
        digest=edition.digest,
        short=edition.short,
        title=edition.title,
        number=edition.number,
        said=pinned.force_of(edition, office.today(), "今天"),
        counts=_counted(edition),
        replaces=now.short if now is not None else "",
        comparison=comparison.compare(now, edition) if now is not None else None,
        doubts=doubts.every(edition),
    )


def _counted(edition: Regulation) -> str:
    open_ones = sum(1 for row in edition.conditions if "Undefined(" in repr(row.require))
    parts = [
        f"条件 {len(edition.conditions)} 条",
        f"材料 {len(edition.materials)} 项",
        f"步骤 {len(edition.stages)} 个",
    ]
    parts += [f"其中 {open_ones} 条由没有收录的文件规定"] if open_ones else []
    return "，".join(parts)


def add_edition(office: Office, preview: EditionPreview, remark: str) -> EditionsBoard:
    """Keep the previewed file as the office's own edition; new dossiers are opened under it from now on.

    `remark` says where the text comes from. Raises Refusal without one, or when somebody added the same meanwhile.
    """
    if not remark.strip():
        raise Refusal("还没有写来历。请写明文件从哪里来、为什么添加。", field="remark")
    edition = edition_file.parse(preview.file, preview.text)
    with office.act("office.edition_added") as act:
        current = edition_texts.own(office).get(edition.id)
        if current is not None and current.digest == edition.digest:
            raise Refusal(f"“{edition.short}”的这份文件已经添加，不用再添加。")
        office.vault.keep(preview.text)
        act.add(
            OfficeEdition(
                regulation_id=edition.id,
                digest=edition.digest,
                file=preview.file,
                added_at=office.now(),
                added_by=office.operator_name,
                remark=remark.strip(),
            )
        )
    return board(office)


def withdraw_edition(office: Office, key: str, why: str) -> EditionsBoard:
    """Offer an edition that the office added no longer; dossiers opened under it stay under it.

    Raises Refusal without a reason, or for an edition that the office did not add.
    """
    if not why.strip():
        raise Refusal("还没有写停用的原因。请写明为什么停用。", field="why")
    with office.act("office.edition_withdrawn") as act:
        rows = tuple(_in_use(office, key))
        if not rows:
            raise Refusal("这份办法不是本单位添加的，或已经停用。程序自带的办法不能停用。")
        for row in rows:
            act.change(row, withdrawn_at=office.now(), withdrawn_by=office.operator_name, withdrawn_why=why.strip())
    return board(office)


def _in_use(office: Office, key: str) -> Iterator[OfficeEdition]:
    asked = select(OfficeEdition).where(OfficeEdition.digest == key, OfficeEdition.withdrawn_at.is_(None))
    with office.read() as session:
        yield from tuple(session.scalars(asked))


def file_name(found: Comparison) -> str:
    """What the workbook of a comparison is offered as."""
    return comparison_workbook.file_name(found)


def differences(found: Comparison) -> str:
    """How many topics differ, in words."""
    same = found.count(Mark.SAME)
    return (
        f"相同 {same} 项，要求相同文字不同 {found.count(Mark.WORDING)} 项，不同 {found.count(Mark.CHANGED)} 项，"
        f"只在左边 {found.count(Mark.LEFT)} 项，只在右边 {found.count(Mark.RIGHT)} 项"
    )
