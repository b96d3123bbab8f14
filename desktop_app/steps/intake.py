"""Intake (受理录入): every box of the application form saved as it is left, one act and one journal entry each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from desktop_app.errors import Refusal
from desktop_app.records.base import Record
from desktop_app.records.dossier import DeclaredFigure, Dossier, Investor, Narrative, OperatingYear, ServiceLine
from desktop_app.records.kinds import Channel, LegalForm
from desktop_app.rules import intake, narrative, readings
from desktop_app.rules.checks import Weight
from desktop_app.rules.fields import FIELD, ROW_TITLES, ROWS, FieldSpec, row_field, row_key
from desktop_app.rules.narrative import Split
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import intake_board
from desktop_app.steps.intake_board import IntakeBoard
from desktop_app.steps.reading import read
from desktop_app.store.acts import Act
from desktop_app.store.office import Office

__all__ = [
    "Split",
    "add_row",
    "board",
    "change_field",
    "finish_intake",
    "move_row",
    "remove_row",
    "split_narrative",
    "write_narratives",
]

Row = Investor | OperatingYear | ServiceLine
_TABLES: dict[str, type[Investor] | type[OperatingYear] | type[ServiceLine]] = {
    "investor": Investor,
    "operating_year": OperatingYear,
    "service_line": ServiceLine,
}


def board(office: Office, dossier_id: int, notices: Mapping[str, str] | None = None) -> IntakeBoard:
    """The application form as it stands; `notices` are passed on to be said once."""
    return intake_board.make(*read(office, dossier_id), notices)


def change_field(office: Office, dossier_id: int, name: str, text: str, reason: str = "") -> IntakeBoard:
    """Keep what was typed into one box, and return the fresh board.

    `name` is a box of the form ("uscc"), a cell of a row ("operating_year:3:tax_wan"), a section of 情况说明
    ("narrative:2") or a figure that the regulation asks for ("figure:training_person_times:0"). What can't be read is
    refused at that field and nothing changes; what can be kept although it is wrong is kept and marked.
    """
    cell = row_field(name)
    hint = ""
    if cell is not None and cell[0] in _TABLES:
        hint = _change_cell(office, dossier_id, cell, text, reason)
    elif name.startswith("narrative:"):
        write_narratives(office, dossier_id, {int(name.removeprefix("narrative:")): text}, reason)
    elif name.startswith("figure:"):
        _change_figure(office, dossier_id, name, text, reason)
    elif name in FIELD:
        hint = _change_box(office, dossier_id, FIELD[name], text, reason)
    else:
        raise Refusal("没有这一栏。请刷新后再填。", field=name)
    return board(office, dossier_id, {name: hint} if hint else {})


def _change_box(office: Office, dossier_id: int, spec: FieldSpec, text: str, reason: str) -> str:
    file, regulation = read(office, dossier_id)
    value, hint = readings.read(spec, text)
    if spec.name == "functions":
        value = _functions(text, regulation)
    if spec.name == "applicant_name" and not value:
        raise Refusal("申请单位名称不能为空。请按单位公章填写。", field=spec.name)
    _known_choice(spec, value)
    with office.act("intake.field_changed", dossier_id, reason=reason) as act:
        holder: Record = file.dossier if spec.table == "dossier" else file.application
        act.change(holder, **{spec.name: value})
    return hint


def _known_choice(spec: FieldSpec, value: Any) -> None:
    known = {"channel": Channel, "legal_form": LegalForm}.get(spec.name)
    if known is not None and value and value not in {member.value for member in known}:
        raise Refusal(f"没有这种{spec.called}。请从列出的项目中选择。", field=spec.name)


def _functions(text: str, regulation: Regulation) -> str:
    """Ids of functions in the regulation's order; more than allowed are kept, and marked by the checks."""
    chosen = {part.strip() for part in text.split(",") if part.strip()}
    unknown = chosen - {function.id for function in regulation.functions}
    if unknown:
        raise Refusal("有本办法没有的服务功能。请从列出的功能中选择。", field="functions")
    return ",".join(function.id for function in regulation.functions if function.id in chosen)


def _spec(table: str, name: str) -> FieldSpec:
    for spec in ROWS[table]:
        if spec.name == name:
            return spec
    raise Refusal("没有这一栏。请刷新后再填。", field=name)


def _row(act: Act, dossier_id: int, table: str, row_id: int) -> Row:
    row = act.session.get(_TABLES[table], row_id)
    if not isinstance(row, Row) or row.dossier_id != dossier_id:
        raise Refusal(f"这一行{ROW_TITLES[table]}已经删除，没有保存。请刷新后再填。")
    return row


def _change_cell(office: Office, dossier_id: int, cell: tuple[str, int, str], text: str, reason: str) -> str:
    table, row_id, name = cell
    value, hint = readings.read(_spec(table, name), text, row_key(*cell))
    with office.act("intake.field_changed", dossier_id, reason=reason) as act:
        row = _row(act, dossier_id, table, row_id)
        if name == "year":
            _refuse_same_year(act, dossier_id, value, row_id)
        act.change(row, **{name: value})
    return hint


def _refuse_same_year(act: Act, dossier_id: int, year: int, row_id: int = 0) -> None:
    asked = select(OperatingYear).where(OperatingYear.dossier_id == dossier_id, OperatingYear.year == year)
    other = act.session.scalars(asked).first()
    if other is not None and other.id != row_id:
        raise Refusal(
            f"{year} 年度已经有一行。请在那一行修改，或先删除它。", field=row_key("operating_year", row_id, "year")
        )


def add_row(office: Office, dossier_id: int, table: str, texts: Mapping[str, str], reason: str = "") -> IntakeBoard:
    """Add a row of investors, years or service lines with what is typed so far, and return the fresh board.

    A year needs its `year`. Raises Refusal at "table:0:column" for what can't be read.
    """
    if table not in _TABLES:
        raise Refusal("没有这张表。请刷新后再填。", field=table)
    values: dict[str, Any] = {}
    notices: dict[str, str] = {}
    for name, text in texts.items():
        values[name], notices[name] = readings.read(_spec(table, name), text, row_key(table, 0, name))
    if table == "operating_year" and values.get("year") is None:
        raise Refusal("还没有填写年度。请先填写四位数的年份。", field=row_key(table, 0, "year"))
    kind = _TABLES[table]
    with office.act("intake.row_added", dossier_id, reason=reason) as act:
        if kind is OperatingYear:
            _refuse_same_year(act, dossier_id, values["year"])
            made: Row = act.add(OperatingYear(dossier_id=dossier_id, **values))
        else:
            positioned: type[Investor] | type[ServiceLine] = Investor if kind is Investor else ServiceLine
            asked = select(func.max(positioned.position)).where(positioned.dossier_id == dossier_id)
            last = act.session.scalar(asked) or 0
            made = act.add(positioned(dossier_id=dossier_id, position=last + 1, **values))
    said = {row_key(table, made.id, name): hint for name, hint in notices.items() if hint}
    return board(office, dossier_id, said)


def remove_row(office: Office, dossier_id: int, table: str, row_id: int, reason: str = "") -> IntakeBoard:
    """Remove a row of investors, years or service lines; the journal keeps what it held."""
    with office.act("intake.row_removed", dossier_id, reason=reason) as act:
        act.remove(_row(act, dossier_id, table, row_id))
    return board(office, dossier_id)


def move_row(office: Office, dossier_id: int, table: str, row_id: int, by: int, reason: str = "") -> IntakeBoard:
    """Move an investor or a service line up (-1) or down (1) by one; at the end of the list nothing happens."""
    with office.act("intake.row_moved", dossier_id, reason=reason) as act:
        row = _row(act, dossier_id, table, row_id)
        if isinstance(row, Investor | ServiceLine):
            kind = type(row)
            asked = select(kind).where(kind.dossier_id == dossier_id).order_by(kind.position, kind.id)
            order = list(act.session.scalars(asked))
            place = order.index(row)
            if 0 <= place + by < len(order):
                order.insert(place + by, order.pop(place))
            for number, each in enumerate(order, 1):
                act.change(each, position=number)
    return board(office, dossier_id)


def _change_figure(office: Office, dossier_id: int, name: str, text: str, reason: str) -> None:
    _, figure_name, year_text = name.split(":")
    file, regulation = read(office, dossier_id)
    asked = next((figure for figure in regulation.figures if figure.name == figure_name), None)
    if asked is None:
        raise Refusal("本办法没有要求这项数据。请刷新后再填。", field=name)
    value = readings.asked(asked, text, name)
    year = int(year_text)
    kept = next((row for row in file.figures if (row.name, row.year) == (figure_name, year)), None)
    with office.act("intake.field_changed", dossier_id, reason=reason) as act:
        if kept is not None:
            act.change(kept, value=value)
        elif value is not None:
            act.add(DeclaredFigure(dossier_id=dossier_id, name=figure_name, year=year, value=value))


def split_narrative(office: Office, dossier_id: int, text: str) -> Split:
    """What a pasted 情况说明 would fall into; nothing is written."""
    _, regulation = read(office, dossier_id)
    return narrative.split(text, regulation.narrative)


def write_narratives(office: Office, dossier_id: int, texts: Mapping[int, str], reason: str = "") -> IntakeBoard:
    """Keep sections of 情况说明 by number, in one act, and return the fresh board."""
    file, regulation = read(office, dossier_id)
    kept = {row.section: row for row in file.narratives}
    with office.act("intake.narrative_written", dossier_id, reason=reason) as act:
        for section, text in texts.items():
            if not 1 <= section <= len(regulation.narrative):
                raise Refusal("没有这一节情况说明。请刷新后再填。", field=f"narrative:{section}")
            tidy = text.replace("\r\n", "\n").strip()
            if section in kept:
                act.change(kept[section], text=tidy)
            elif tidy:
                act.add(Narrative(dossier_id=dossier_id, section=section, text=tidy))
    return board(office, dossier_id)


def finish_intake(office: Office, dossier_id: int, reason: str = "") -> IntakeBoard:
    """Say that the paper is wholly entered. Raises Refusal naming what is wrong or missing, at the first such field."""
    file, regulation = read(office, dossier_id)
    stopping = [check for check in intake.checks(file, regulation) if check.weight is not Weight.HINT]
    if stopping:
        stopping.sort(key=lambda check: check.weight is not Weight.WRONG)
        wrong = sum(check.weight is Weight.WRONG for check in stopping)
        counts = [f"{wrong} 处错误"] * (wrong > 0) + [f"{len(stopping) - wrong} 处未填"] * (wrong < len(stopping))
        named = "、".join(dict.fromkeys(check.label for check in stopping[:6]))
        more = "等" if len(stopping) > 6 else ""
        says = f"还有 {'、'.join(counts)}：{named}{more}。请逐处改正或补录后再完成录入。"
        raise Refusal(says, field=stopping[0].field)
    with office.act("intake.finished", dossier_id, reason=reason) as act:
        dossier: Dossier = file.dossier
        if dossier.intake_finished_at is None:
            act.change(dossier, intake_finished_at=office.now())
    return board(office, dossier_id)
