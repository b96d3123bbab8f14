"""The three lists of the application report: pasted or read through a preview, written in one act, edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ListGrade
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.rules import list_columns, lists, names, readings
from desktop_app.rules.fields import FieldSpec, Way
from desktop_app.rules.grid import Grid
from desktop_app.rules.list_columns import LAYOUTS, ListKind
from desktop_app.rules.lists import ListPreview, PreviewRow, Result, Total
from desktop_app.steps import intake, intake_board
from desktop_app.steps.intake_board import IntakeBoard
from desktop_app.store import dossiers, text_workbook, workbook
from desktop_app.store.acts import Act
from desktop_app.store.office import Office

__all__ = ["Choices", "ImportPreview", "ListKind", "ListPreview", "PreviewRow", "Result", "Total", "masked", "show"]

Row = ServedFirm | StaffMember | Equipment
show = lists.show
masked = names.masked

_ACTS = {
    ListKind.FIRMS: "intake.firms_imported",
    ListKind.STAFF: "intake.staff_imported",
    ListKind.EQUIPMENT: "intake.equipment_imported",
}
CELLS: dict[ListKind, tuple[FieldSpec, ...]] = {
    ListKind.FIRMS: (
        FieldSpec("name", "served_firm", "企业名称", Way.NAME, required=True),
        FieldSpec("uscc", "served_firm", "统一社会信用代码", Way.CODE),
        FieldSpec("contact", "served_firm", "联系人", Way.NAME),
        FieldSpec("phone", "served_firm", "联系电话", Way.PHONE),
        FieldSpec("service", "served_firm", "服务内容", Way.LINE),
        FieldSpec("grade", "served_firm", "评价", Way.CHOICE),
    ),
    ListKind.STAFF: (
        FieldSpec("name", "staff_member", "姓名", Way.NAME, required=True),
        FieldSpec("sex", "staff_member", "性别", Way.LINE),
        FieldSpec("age", "staff_member", "年龄", Way.COUNT),
        FieldSpec("education", "staff_member", "学历", Way.LINE),
        FieldSpec("post", "staff_member", "职务", Way.LINE),
        FieldSpec("title", "staff_member", "职称", Way.LINE),
        FieldSpec("duty", "staff_member", "主管工作", Way.LINE),
    ),
    ListKind.EQUIPMENT: (
        FieldSpec("name", "equipment", "名称", Way.LINE, required=True),
        FieldSpec("model", "equipment", "规格型号", Way.LINE),
        FieldSpec("quantity", "equipment", "数量", Way.COUNT),
        FieldSpec("price_wan", "equipment", "单价", Way.MONEY, "万元"),
        FieldSpec("amount_wan", "equipment", "金额", Way.MONEY, "万元"),
        FieldSpec("bought", "equipment", "购置时间", Way.LINE),
        FieldSpec("place", "equipment", "存放地点", Way.LINE),
    ),
}
"""The columns of each list as the screen shows and edits them."""
GRADES = tuple((grade.value, grade.label) for grade in ListGrade)


@dataclass(frozen=True)
class ImportPreview:
    """A preview and where it came from: `source` the file's name or 粘贴的内容, `sheets` the workbook's sheets."""

    preview: ListPreview
    source: str
    sheets: Mapping[str, Grid] = field(default_factory=dict)
    sheet: str = ""
    by_hand: Mapping[str, int] | None = None
    first_row: int | None = None

    def columns(self) -> tuple[tuple[str, str], ...]:
        """(name, label) of every column that may be named by hand."""

        def label(column: list_columns.Column) -> str:
            if column.name == "grade":
                return "满意度（一列文字）"
            return f"满意度：{column.label}" if column.group else column.label

        columns = LAYOUTS[self.preview.kind].columns
        return tuple((column.name, label(column)) for column in columns if column.name != "no")


@dataclass(frozen=True)
class Choices:
    """What the clerk decided in the preview, by sheet row: left out, or taken as written in spite of a suggestion."""

    left_out: frozenset[int] = frozenset()
    as_written: frozenset[int] = frozenset()


def preview_text(office: Office, dossier_id: int, kind: ListKind, text: str) -> ImportPreview:
    """What a paste from Excel or WPS would do; nothing is written."""
    grid = lists.parse_tsv(text)
    return _previewed(office, dossier_id, kind, ImportPreview(_nothing(kind, grid), "粘贴的内容"))


def preview_workbook(office: Office, dossier_id: int, kind: ListKind, path: Path | str) -> ImportPreview:
    """What a workbook would do, from the sheet whose header fits; nothing is written. Raises Refusal for the file."""
    file = Path(path)
    sheets = {sheet.name: sheet.grid for sheet in workbook.read(file)}
    fitting = (name for name, grid in sheets.items() if list_columns.find_header(grid, LAYOUTS[kind]))
    name = next(fitting, next(iter(sheets)))
    shown = ImportPreview(_nothing(kind, sheets[name]), file.name, sheets, name)
    return _previewed(office, dossier_id, kind, shown)


def preview_again(
    office: Office,
    dossier_id: int,
    shown: ImportPreview,
    *,
    mapping: Mapping[str, int] | None = None,
    first_row: int | None = None,
    sheet: str = "",
) -> ImportPreview:
    """The same content with columns named by hand (column → place from 0; data from row `first_row`), or another sheet.

    Another sheet starts with its own header again.
    """
    if sheet and sheet != shown.sheet:
        other = ImportPreview(_nothing(shown.preview.kind, shown.sheets[sheet]), shown.source, shown.sheets, sheet)
        return _previewed(office, dossier_id, shown.preview.kind, other)
    changed = replace(shown, by_hand=mapping, first_row=first_row)
    return _previewed(office, dossier_id, shown.preview.kind, changed)


def _nothing(kind: ListKind, grid: Grid) -> ListPreview:
    return ListPreview(kind, list_columns.Header(), grid=grid)


def _existing(file: Casefile, kind: ListKind) -> Sequence[Row]:
    if kind is ListKind.FIRMS:
        return file.served_firms
    return file.staff if kind is ListKind.STAFF else file.equipment


def _previewed(office: Office, dossier_id: int, kind: ListKind, shown: ImportPreview) -> ImportPreview:
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    got = lists.preview(
        shown.preview.grid,
        kind,
        _existing(file, kind),
        mapping=shown.by_hand,
        first_row=shown.first_row,
        applicant=file.dossier.applicant_name,
        applicant_phones=intake_board.applicant_phones(file),
    )
    return replace(shown, preview=got)


def write_rows(
    office: Office, dossier_id: int, shown: ImportPreview, choices: Choices | None = None, reason: str = ""
) -> IntakeBoard:
    """Write the new and changed rows of a confirmed preview in one act, and return the fresh board.

    Raises Refusal when nothing can be written, or when the list has changed since the preview was made.
    """
    choices = choices or Choices()
    preview = shown.preview
    if preview.refused:
        raise Refusal(preview.refused, field="columns")
    taken = [row for row in preview.to_write if row.row not in choices.left_out]
    if not taken:
        raise Refusal("没有要写入的行。请核对预览，或取消。", field="rows")
    if _previewed(office, dossier_id, preview.kind, shown).preview.rows != preview.rows:
        raise Refusal("名单在预览之后有改动，没有写入。请重新粘贴或读取。", field="rows")
    kind = _kind(preview.kind)
    with office.act(_ACTS[preview.kind], dossier_id, reason=reason) as act:
        position = _last(act, dossier_id, kind)
        for row in taken:
            values = {**row.values, **({} if row.row in choices.as_written else row.suggested)}
            if row.target is None:
                position += 1
                act.add(kind(dossier_id=dossier_id, position=position, **values))
            else:
                changed = {change.field: values[change.field] for change in row.changes}
                act.change(_row(act, dossier_id, preview.kind, row.target), **changed)
        act.note(
            source=shown.source,
            sheet=shown.sheet,
            new=sum(row.target is None for row in taken),
            changed=sum(row.target is not None for row in taken),
            rejected=[{"row": row.row, "why": list(row.reasons)} for row in preview.of(Result.REJECTED)],
            left_out=sorted(choices.left_out),
        )
    return intake.board(office, dossier_id)


def _kind(kind: ListKind) -> type[ServedFirm] | type[StaffMember] | type[Equipment]:
    tables: dict[ListKind, type[ServedFirm] | type[StaffMember] | type[Equipment]] = {
        ListKind.FIRMS: ServedFirm,
        ListKind.STAFF: StaffMember,
        ListKind.EQUIPMENT: Equipment,
    }
    return tables[kind]


def _last(act: Act, dossier_id: int, kind: type[ServedFirm] | type[StaffMember] | type[Equipment]) -> int:
    return act.session.scalar(select(func.max(kind.position)).where(kind.dossier_id == dossier_id)) or 0


def _row(act: Act, dossier_id: int, kind: ListKind, row_id: int) -> Row:
    row = act.session.get(_kind(kind), row_id)
    if not isinstance(row, Row) or row.dossier_id != dossier_id:
        raise Refusal("这一行已经删除，没有保存。请刷新后再改。")
    return row


def _cell(kind: ListKind, name: str, text: str, row_id: int) -> Any:
    where = f"{kind.value}:{row_id}:{name}"
    spec = next((spec for spec in CELLS[kind] if spec.name == name), None)
    if spec is None:
        raise Refusal("没有这一列。请刷新后再改。", field=where)
    if name == "grade":
        for value, label in GRADES:
            if text.strip() in (value, label):
                return value
        if text.strip():
            raise Refusal("评价只能是满意、基本满意或不满意。请从列出的项目中选择。", field=where)
        return ""
    value, _hint = readings.read(spec, text, where)
    if spec.required and not value:
        raise Refusal(f"{spec.label}不能为空。要去掉这一行请删除整行。", field=where)
    return value


def change_cell(
    office: Office, dossier_id: int, kind: ListKind, row_id: int, name: str, text: str, reason: str = ""
) -> IntakeBoard:
    """Keep what was typed into one cell of a list, and return the fresh board."""
    value = _cell(kind, name, text, row_id)
    with office.act("intake.list_changed", dossier_id, reason=reason) as act:
        act.change(_row(act, dossier_id, kind, row_id), **{name: value})
    return intake.board(office, dossier_id)


def add_row(office: Office, dossier_id: int, kind: ListKind, texts: Mapping[str, str], reason: str = "") -> IntakeBoard:
    """Add one row at the end of a list; it needs its name."""
    values = {name: _cell(kind, name, text, 0) for name, text in texts.items()}
    if not values.get("name"):
        raise Refusal(f"{CELLS[kind][0].label}不能为空。请先填写。", field=f"{kind.value}:0:name")
    table = _kind(kind)
    with office.act("intake.list_changed", dossier_id, reason=reason) as act:
        act.add(table(dossier_id=dossier_id, position=_last(act, dossier_id, table) + 1, **values))
    return intake.board(office, dossier_id)


def delete_rows(
    office: Office, dossier_id: int, kind: ListKind, row_ids: Sequence[int], reason: str = ""
) -> IntakeBoard:
    """Delete rows of a list in one act; the journal keeps what they held, and the rest keep their order."""
    with office.act("intake.list_rows_deleted", dossier_id, reason=reason) as act:
        for row_id in row_ids:
            act.remove(_row(act, dossier_id, kind, row_id))
    return intake.board(office, dossier_id)


def export_rejected(shown: ImportPreview, path: Path | str) -> int:
    """Write the rejected rows with their row numbers and reasons as a workbook; returns how many."""
    rejected = shown.preview.of(Result.REJECTED)
    heads = ["原行号", "未写入的原因", *(heading or "" for heading in shown.preview.header.headings)]
    rows = [[str(row.row), "；".join(row.reasons), *row.written] for row in rejected]
    text_workbook.write(Path(path), f"{shown.preview.kind.label}：未写入的行", [heads], rows, widths=[8, 32])
    return len(rows)


def export_empty(kind: ListKind, path: Path | str) -> None:
    """Write the official empty layout of a list, to hand to an applicant."""
    layout = LAYOUTS[kind]
    official = [column for column in layout.columns if column.official]
    extra = [layout.column("uscc")] if kind is ListKind.FIRMS else []
    columns = [*official, *extra]
    upper = [column.group or column.label for column in columns]
    heads = [upper]
    merged: list[str] = []
    if any(column.group for column in columns):
        heads = [upper, [column.label if column.group else "" for column in columns]]
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        merged = [f"{letters[n]}2:{letters[n]}3" for n, column in enumerate(columns) if not column.group]
        grouped = [n for n, column in enumerate(columns) if column.group]
        merged.append(f"{letters[grouped[0]]}2:{letters[grouped[-1]]}2")
        for n in grouped[1:]:
            upper[n] = ""
    rows = [[str(number), *[""] * (len(columns) - 1)] for number in range(1, 31)]
    widths = [6] + [30 if column.name == "name" else 14 for column in columns[1:]]
    text_workbook.write(Path(path), layout.title, heads, rows, merged=merged, widths=widths, note=layout.note)
