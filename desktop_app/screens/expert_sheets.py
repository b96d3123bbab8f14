"""The sheets of the expert library: fields of one expert, what a workbook would do, a declaration, a recusal check."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest
from desktop_app.screens.desk import Desk
from desktop_app.steps import expert_record, experts
from desktop_app.steps.expert_record import CheckLine, DossierChoice, RecusalCheck
from desktop_app.steps.experts import ExpertView, ImportPreview, ImportRow
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

RESULTS = {
    "new": ("新增", "ok", "plus"),
    "changed": ("更新", "accent", "pencil-simple"),
    "same": ("相同", "none", "check"),
    "rejected": ("不写入", "bad", "x-circle"),
}
STATES = {
    "recused": ("须回避", "warn", "user-minus"),
    "doubt": ("待核实", "warn", "question"),
    "free": ("无回避", "none", "circle"),
}


class ExpertSheet(dialog.Sheet):
    """One expert's fields, to add or to correct. The owner runs the step on `pressed`."""

    def __init__(self, expert: ExpertView | None, parent: QWidget) -> None:
        self.fields = {name: Field(label, name, required=name in ("name", "unit")) for name, label in experts.FIELDS}
        for name, field in self.fields.items():
            field.show_value(expert.value(name) if expert else "")
        cells: list[tuple[QWidget, int]] = [
            (self.fields["name"], 1),
            (self.fields["title"], 1),
            (self.fields["unit"], 2),
        ]
        cells += [(self.fields["field"], 1), (self.fields["phone"], 1)]
        super().__init__(
            f"修改 {expert.name}" if expert else "添加专家",
            kit.grid(cells, 2),
            "保存" if expert else "添加",
            note="已有席位不变" if expert else "",
            waits=True,
            parent=parent,
        )

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.value() for name, field in self.fields.items()}

    def show_refusal(self, refusal: Refusal) -> None:
        """At its field, or above them all."""
        for field in self.fields.values():
            field.clear_message()
        self.refuse_at(self.fields.get(refusal.field), refusal.says)


class ImportSheet(dialog.Sheet):
    """What a workbook would do, row by row; nothing is written before the deed is pressed."""

    def __init__(self, preview: ImportPreview, parent: QWidget) -> None:
        self.preview = preview
        count = len(preview.to_write())
        table = RowTable(
            (
                Column("row", "行", 48, "right", tone="text3"),
                Column("name", "姓名", 88, show=lambda row: row.values["name"], strong=True),
                Column("title", "职务/职称", 136, show=lambda row: row.values["title"]),
                Column("unit", "工作单位", show=lambda row: row.values["unit"]),
                Column("result", "结果", 96, badge=lambda row: RESULTS[row.result]),
                Column("says", "说明", 240, tone=lambda row: "bad" if row.result == "rejected" else "text2"),
            ),
            many=False,
            name="import_rows",
        )
        table.setAccessibleName("导入预览")
        table.show_rows(preview.rows)
        table.setMinimumHeight(tokens.HEAD_HEIGHT + 10 * tokens.ROW_HEIGHT)
        super().__init__(
            f"导入专家　{preview.source}",
            kit.col(table),
            f"确认写入 {count} 位",
            width=dialog.WIDE,
            note=_counts(preview.rows),
            waits=True,
            parent=parent,
        )
        self.deed_button.setEnabled(count > 0)


def _counts(rows: tuple[ImportRow, ...]) -> str:
    found = {result: sum(row.result == result for row in rows) for result in RESULTS}
    return "　".join(f"{RESULTS[result][0]} {count}" for result, count in found.items() if count)


class DeclareSheet(dialog.Sheet):
    """An interest that an expert declares: in which applicant or dossier, which, and a word on it."""

    def __init__(self, name: str, choices: tuple[DossierChoice, ...], parent: QWidget) -> None:
        self._choices = {str(one.id): one for one in choices}
        self.interest = Field(
            "利害关系", "interest", kind="choice", options=[(one.value, one.label) for one in Interest]
        )
        self.dossier = Field(
            "案卷",
            "dossier",
            kind="choice",
            options=[("", "不指定案卷"), *((str(one.id), one.said) for one in choices)],
        )
        self.applicant = Field("申请单位", "applicant", note="填写后对该单位的全部案卷有效；空着只对所选案卷有效")
        self.words = Field("说明", "note")
        self.interest.show_value(Interest.EMPLOYED.value)
        body = kit.col(self.interest, self.dossier, self.applicant, self.words, gap=tokens.M)
        super().__init__(f"{name}　登记利害关系", body, "登记", note="登错可以撤回", waits=True, parent=parent)
        self.dossier.left.connect(self._chosen)

    def _chosen(self, _name: str, value: str) -> None:
        one = self._choices.get(value)
        if one is not None:
            self.applicant.show_value(one.applicant, force=True)

    def dossier_id(self) -> int | None:
        """The dossier that it is about; None with an applicant or without either."""
        value = self.dossier.value()
        return int(value) if value and not self.applicant.value() else None

    def show_refusal(self, refusal: Refusal) -> None:
        """At its field, or above them all."""
        fields = {"interest": self.interest, "applicant": self.applicant, "note": self.words}
        for field in fields.values():
            field.clear_message()
        self.refuse_at(fields.get(refusal.field), refusal.says)


class CheckSheet(dialog.Sheet):
    """Choose a dossier: who of the library would have to step aside, and why; before anybody is invited."""

    def __init__(self, desk: Desk, choices: tuple[DossierChoice, ...], parent: QWidget) -> None:
        self.desk = desk
        self.check: RecusalCheck | None = None
        self.dossier = Field(
            "案卷", "check_dossier", kind="choice", options=[(str(one.id), one.said) for one in choices]
        )
        self._counts = kit.text("", "body", "text2", wrap=True, name="check_counts")
        self.table = RowTable(
            (
                Column("name", "专家", 176, strong=True, sub=lambda one: one.title),
                Column("unit", "工作单位", 216, tone="text2"),
                Column("state", "回避", 112, badge=lambda one: STATES[one.state]),
                Column("why", "事由", tone=_why_tone),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            empty=notices.Empty("users", "专家库里没有在用的专家。"),
            name="recusal_check",
        )
        self.table.setAccessibleName("回避检查")
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 6 * tokens.TWO_LINE_HEIGHT)
        body = kit.col(self.dossier, self._counts, (self.table, 1), gap=tokens.S)
        note = "按工作单位、投资方、合作单位、人员名单和已登记的利害关系查"
        super().__init__("查回避", body, width=dialog.WIDE, note=note, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dossier.left.connect(lambda _name, value: self._read(value))
        if choices:
            self.dossier.show_value(str(choices[0].id))
            self._read(str(choices[0].id))
        else:
            self._counts.setText("还没有案卷。")

    def _read(self, value: str) -> None:
        if value:
            self.desk.run(expert_record.check, int(value), then=self.show_check)

    def show_check(self, check: RecusalCheck) -> None:
        """Who would have to step aside."""
        self.check = check
        self.table.show_rows(check.lines)
        self._counts.setText(
            f"申请单位：{check.dossier.applicant}。须回避 {check.count('recused')} 位，"
            f"待核实 {check.count('doubt')} 位（同名或同电话，要问本人），其余 {check.count('free')} 位没有查到。"
        )


def _why_tone(line: CheckLine) -> str:
    return "" if line.state == "recused" else "warn" if line.state == "doubt" else "text3"
