"""The sheets of the page 后续事项: what happened, objections, changes, yearly reports, sanctions. They only ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ChangeKind
from desktop_app.steps.process import ChangeEntry, EventEntry, ObjectionEntry
from desktop_app.steps.process_board import (
    ChangeLine,
    DutyChoice,
    ObjectionLine,
    Proposal,
    SanctionChoice,
    StageChoice,
)
from desktop_app.widgets import dialog, kit, tokens
from desktop_app.widgets.fields import Field

RESULTS = (("1", "通过"), ("0", "未通过"))
UPHELD = (("", ""), ("0", "不属实"), ("1", "属实"))
OPINIONS = (("", "尚未提出"), ("1", "保留"), ("0", "撤销"))
YES_NO = {"1": True, "0": False}


def day(text: str) -> date | None:
    """The day that a field holds, or None for none and for what can't be read."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class EntrySheet(dialog.Sheet):
    """Fields in a grid of two columns; a refusal is shown at its field. The owner runs the step on `pressed`."""

    def __init__(
        self,
        title: str,
        fields: Sequence[tuple[Field, int]],
        deed: str,
        parent: QWidget,
        *,
        above: Sequence[QWidget] = (),
        note: str = "",
        consequence: str = "",
        danger: bool = False,
    ) -> None:
        self.fields = {field.name: field for field, _span in fields}
        body = kit.col(*above, kit.grid([(field, span) for field, span in fields], 2), gap=tokens.M)
        super().__init__(
            title, body, deed, width=dialog.MIDDLE, note=note, consequence=consequence, danger=danger, waits=True,
            parent=parent,
        )  # fmt: skip

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.fields[name].value()

    def day(self, name: str) -> date | None:
        """The day in a field."""
        return day(self.value(name))

    def show_refusal(self, refusal: Refusal) -> None:
        """At its field, or above them all."""
        for field in self.fields.values():
            field.clear_message()
        says = f"{refusal.says}{f'（{refusal.article}）' if refusal.article else ''}"
        self.refuse_at(self.fields.get(refusal.field), says)


class EventSheet(EntrySheet):
    """What happened next: one of the stages that may follow, on which day, until when, with which result."""

    asked = Signal(str, str)
    """(stage, day): until when would it run?"""

    def __init__(self, choices: Sequence[StageChoice], today: date, parent: QWidget) -> None:
        self.choices = {choice.id: choice for choice in choices}
        self._says = kit.text("", "small", "text2", wrap=True, name="stage_says")
        stage = Field("进展", "stage", kind="choice", options=[(one.id, one.title) for one in choices], required=True)
        super().__init__(
            "登记进展",
            (
                (stage, 1),
                (Field("日期", "on", kind="date", required=True), 1),
                (Field("结果", "passed", kind="choice", options=RESULTS, required=True), 1),
                (Field("截止日（文件写明的）", "until", kind="date"), 1),
                (Field("文号或公布处", "document"), 2),
                (Field("说明", "why", kind="long", lines=2), 2),
            ),
            "登记",
            parent,
            above=(self._says,),
        )
        stage.show_value(next(iter(self.choices), ""))
        self.fields["on"].show_value(today)
        stage.left.connect(lambda _name, _text: self._follow())
        self.fields["on"].left.connect(lambda _name, _text: self._ask())
        self._follow()

    @property
    def choice(self) -> StageChoice | None:
        """The stage that is chosen."""
        return self.choices.get(self.value("stage"))

    def _follow(self) -> None:
        """Show the boxes that the stage has, and what the edition says of it."""
        choice = self.choice
        if choice is None:
            return
        self._says.setText(f"{choice.article}　{choice.says}")
        self.fields["passed"].setVisible(choice.needs_result)
        self.fields["until"].setVisible(choice.may_end)
        if choice.blocked:
            self.refuse(choice.blocked)
        else:
            self.refuse("")
        self._ask()

    def _ask(self) -> None:
        self.asked.emit(self.value("stage"), self.value("on"))

    def show_proposal(self, proposal: Proposal) -> None:
        """Say until when it would run by the edition."""
        self.fields["until"].show_hint("") if not proposal.says else self.fields["until"].show_hint(proposal.says)

    def entry(self) -> EventEntry:
        """What was typed."""
        choice = self.choice
        passed = YES_NO.get(self.value("passed")) if choice is not None and choice.needs_result else None
        until = self.day("until") if choice is not None and choice.may_end else None
        return EventEntry(
            self.value("stage"), self.day("on"), until, passed, self.value("document"), self.value("why")
        )  # fmt: skip


class ObjectionSheet(EntrySheet):
    """An objection to the notice that runs."""

    def __init__(self, today: date, parent: QWidget) -> None:
        fields = (
            (Field("收到日期", "received_on", kind="date", required=True), 1),
            (Field("异议人真实姓名或单位名称", "name"), 1),
            (Field("联系方式", "contact"), 1),
            (Field("证据材料", "evidence"), 1),
            (Field("异议内容", "matter", kind="long", lines=3, required=True), 2),
        )
        note = "缺姓名、联系方式或证据的也登记，但不作为有效异议。"
        super().__init__("登记异议", fields, "登记异议", parent, note=note)
        self.fields["received_on"].show_value(today)

    def entry(self) -> ObjectionEntry:
        """What was typed."""
        names = ("name", "contact", "evidence", "matter")
        return ObjectionEntry(self.day("received_on"), *(self.value(name) for name in names))


class SettleSheet(EntrySheet):
    """What the inquiry into an objection found."""

    def __init__(self, line: ObjectionLine, today: date, parent: QWidget) -> None:
        fields = (
            (Field("核实日期", "settled_on", kind="date", required=True), 1),
            (Field("结论", "upheld", kind="choice", options=UPHELD, required=True), 1),
            (Field("核实情况", "finding", kind="long", lines=3, required=True), 2),
        )
        said = kit.text(f"{line.received_on}　{line.matter}", "small", "text2", wrap=True)
        super().__init__(f"核实{line.name}的异议", fields, "登记结论", parent, above=(said,))
        self.fields["settled_on"].show_value(today)

    @property
    def upheld(self) -> bool | None:
        """Whether it was found true; None while nobody chose."""
        return YES_NO.get(self.value("upheld"))


class ChangeSheet(EntrySheet):
    """A change of the running body; later its report and the office's opinion."""

    def __init__(self, line: ChangeLine | None, article: str, parent: QWidget) -> None:
        kinds = [(kind.value, kind.label) for kind in ChangeKind]
        fields = (
            (Field("变更种类", "kind", kind="choice", options=kinds, required=True), 1),
            (Field("变更日期", "happened_on", kind="date", required=True), 1),
            (Field("变更内容", "matter", kind="long", lines=2, required=True), 2),
            (Field("报告日期", "reported_on", kind="date"), 1),
            (Field("审核意见", "keep", kind="choice", options=OPINIONS), 1),
            (Field("意见日期", "opinion_on", kind="date"), 1),
            (Field("意见说明", "opinion"), 1),
        )
        note = f"应在 3 个月内报告的，见{article}。" if article else "本办法没有规定报告的期限。"
        super().__init__("登记变更" if line is None else "补登变更", fields, "保存变更", parent, note=note)
        if line is None:
            self.fields["kind"].show_value(ChangeKind.NAME.value)
            return
        for name in ("kind", "happened_on", "matter", "reported_on", "opinion_on", "opinion"):
            self.fields[name].show_value(getattr(line.row, name))
        kept = line.row.keep
        self.fields["keep"].show_value("" if kept is None else "1" if kept else "0")

    def entry(self) -> ChangeEntry:
        """What was typed."""
        keep = YES_NO.get(self.value("keep"))
        return ChangeEntry(
            self.value("kind"), self.day("happened_on"), self.value("matter"), self.day("reported_on"), keep,
            self.day("opinion_on"), self.value("opinion"),
        )  # fmt: skip


class DutySheet(EntrySheet):
    """A yearly report that came in, or that the office sent."""

    def __init__(self, choice: DutyChoice, today: date, parent: QWidget) -> None:
        fields = (
            (Field("报送日期", "done_on", kind="date", required=True), 1),
            (Field("说明", "note"), 1),
        )
        super().__init__(f"登记{choice.title}", fields, "登记报送", parent, note=choice.article)
        self.fields["done_on"].show_value(today)


class SanctionSheet(EntrySheet):
    """A title withdrawn, an application refused: which article, when, why."""

    def __init__(self, choices: Sequence[SanctionChoice], today: date, parent: QWidget) -> None:
        self.choices = {choice.id: choice for choice in choices}
        self._says = kit.text("", "small", "text2", wrap=True, name="sanction_says")
        options = [(one.id, f"{'，'.join(p for p in (one.effect, one.bars) if p)}（{one.article}）") for one in choices]
        what = Field("处理", "sanction", kind="choice", options=options, required=True)
        super().__init__(
            "登记处理",
            (
                (what, 2),
                (Field("日期", "on", kind="date", required=True), 1),
                (Field("文号", "document"), 1),
                (Field("查实的情况", "why", kind="long", lines=3, required=True), 2),
            ),
            "登记处理",
            parent,
            above=(self._says,),
            consequence="登记错了只能撤回，登记和撤回都留在记录里。",
            danger=True,
        )
        what.show_value(next(iter(self.choices), ""))
        self.fields["on"].show_value(today)
        what.left.connect(lambda _name, _text: self._follow())
        self._follow()

    def _follow(self) -> None:
        choice = self.choices.get(self.value("sanction"))
        if choice is not None:
            self._says.setText(f"{choice.article}　{choice.says}")
