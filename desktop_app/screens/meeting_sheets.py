"""Small dialogs of the secretary: PINs to hand out, a declaration from paper, a dissent, more experts, agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.records.kinds import Interest, ItemPhase
from desktop_app.screens.meeting_new import Picker
from desktop_app.screens.meeting_parts import shown
from desktop_app.steps.meeting_agreement import AgreementBoard, MemberLeniency
from desktop_app.steps.meeting_views import DeclarationGiven, ExpertChoice, ItemLine, MemberLine, OpinionCard, plain
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

NONE, LATER = "none", ""


class PinSheet(dialog.Sheet):
    """The PINs that were just made: shown once, to be handed to each expert and never kept in the clear."""

    def __init__(self, pins: Mapping[int, str], members: Sequence[MemberLine], parent: QWidget) -> None:
        lines = [
            kit.row(
                kit.text(f"{one.number} 席", "body", "text2"), kit.text(one.name, "strong"), "stretch",
                kit.text(pins[one.id], "figure", mono=True, name=f"pin_of_{one.number}"), gap=tokens.L,
            )
            for one in members if one.id in pins
        ]  # fmt: skip
        about = kit.text("只在这里显示一次，只在今天有效。请当面交给本人；忘记的可以换发，旧口令随即作废。", wrap=True)
        body = kit.col(about, kit.rule(), *lines, gap=tokens.M)
        super().__init__("当日口令", body, "已交给本人", parent=parent)
        self.setObjectName("pin_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


class DeclareSheet(dialog.Sheet):
    """What one member declared on paper, item by item. `given()` is what was chosen."""

    def __init__(self, name: str, items: Sequence[ItemLine], undeclared: Sequence[int], parent: QWidget) -> None:
        options = ((LATER, "还没有声明"), (NONE, "无利害关系"), *((one.value, one.label) for one in Interest))
        self._lines: list[tuple[ItemLine, Field]] = []
        rows: list[QWidget] = []
        for item in items:
            field = Field(
                f"{item.position}　{item.platform}", f"interest_{item.position}", kind="choice", options=options
            )
            field.setEnabled(item.phase is not ItemPhase.CLOSED)
            field.show_value(NONE if item.position in undeclared else LATER)
            field.set_note("" if item.position in undeclared else "已声明，选一项即更正")
            self._lines.append((item, field))
            rows.append(field)
        self.detail = Field("说明（可不写）", "interest_detail")
        about = kit.text(
            "按专家交来的书面声明登记。有利害关系的，该项自动回避，人数随即重算。", "small", "text2", wrap=True
        )
        body = kit.col(about, kit.ScrollBody(kit.col(*rows, "stretch", gap=tokens.M)), self.detail, gap=tokens.M)
        super().__init__(f"登记声明　{name}", body, "登记", width=dialog.MIDDLE, waits=True, parent=parent)
        self.setObjectName("declare_sheet")
        self.setMinimumHeight(min(200 + 64 * len(rows), self.maximumHeight()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def given(self) -> tuple[DeclarationGiven, ...]:
        """One declaration for each item that was chosen."""
        detail = self.detail.value()
        return tuple(
            DeclarationGiven(item.id, None) if value == NONE else DeclarationGiven(item.id, Interest(value), detail)
            for item, field in self._lines
            if (value := field.value()) != LATER
        )


class DissentSheet(dialog.Sheet):
    """A member's dissent, word for word."""

    def __init__(self, name: str, before: str, opinion: OpinionCard, parent: QWidget) -> None:
        self.text = Field("不同意见（照专家原话写，一字不改；留空即撤回）", "dissent_text", kind="long", lines=5)
        self.text.show_value(before)
        says = "不同意见随共同意见一并签名、打印。"
        if opinion.version:
            says += "记入后意见成为新的一版，已有签名作废。"
        body = kit.col(self.text, kit.text(says, "small", "text2", wrap=True), "stretch", gap=tokens.M)
        super().__init__(f"不同意见　{name}", body, "记入", width=dialog.MIDDLE, waits=True, parent=parent)
        self.setObjectName("dissent_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


class MembersSheet(dialog.Sheet):
    """More experts for a meeting."""

    def __init__(self, experts: Sequence[ExpertChoice], parent: QWidget) -> None:
        columns = (
            Column("name", "专家", sub=lambda one: f"{one.title}　{one.unit}".strip("　"), strong=True),
            Column("field", "领域", 120, tone="text2"),
        )
        self.picker = Picker(
            "专家", experts, columns, lambda one: f"{one.name} {one.unit} {one.field}", "more_members",
            "专家库里的专家都已请到，或还没有专家。",
        )  # fmt: skip
        super().__init__("增加专家", self.picker, "增加", width=dialog.MIDDLE, waits=True, parent=parent)
        self.setObjectName("members_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.picker.changed.connect(self._count)
        self._count()

    def _count(self) -> None:
        self.deed_button.setEnabled(bool(self.picker.picked))


def _difference(one: MemberLeniency) -> str:
    sign = "+" if one.difference > 0 else "−" if one.difference < 0 else ""
    return f"{sign}{plain(abs(one.difference))} 分"


class AgreementSheet(dialog.Sheet):
    """How far the experts agree, for the chair: items in the agenda's order, members by seat, no order of merit."""

    def __init__(self, board: AgreementBoard, parent: QWidget) -> None:
        items = RowTable(
            (
                Column("position", "项", 44, "right", tone="text3"),
                Column("platform", "平台"),
                Column("counted", "已评 / 弃权", 104, "right", show=lambda one: f"{one.counted} / {one.abstained}"),
                Column("spread", "极差", 72, "right", show=lambda one: shown(one.spread)),
                Column("deviation", "标准差", 72, "right", show=lambda one: shown(one.deviation)),
                Column("over", "", 128, badge=lambda one: ("超过提示线", "warn", "warning") if one.over else None,
                       show=lambda _one: ""),
            ),
            many=False, empty=notices.Empty("scales", "还没有揭示的项目。"), name="agreement_items",
        )  # fmt: skip
        members = RowTable(
            (
                Column("number", "席", 44, tone="text3"),
                Column("name", "专家", strong=True),
                Column("items", "项数", 72, "right"),
                Column("difference", "比各项中位数", 136, "right", show=_difference),
            ),
            many=False, name="agreement_members",
        )  # fmt: skip
        items.show_rows(board.items)
        members.show_rows(board.members)
        items.setAccessibleName("各项一致程度，按议程排列")
        members.setAccessibleName("各席宽严，按席位排列")
        rank = f"{board.rank_article}规定不得排名，" if not board.may_rank else ""
        says = f"{rank}这里按议程和席位排列，只供主持人了解分歧和各席宽严，不作评价，不上投影。"
        items.setMinimumHeight(tokens.HEAD_HEIGHT + 4 * tokens.ROW_HEIGHT)
        members.setMinimumHeight(tokens.HEAD_HEIGHT + 3 * tokens.ROW_HEIGHT)
        body = kit.col(kit.text(says, "small", "text2", wrap=True), (items, 3), (members, 2), gap=tokens.M)
        super().__init__("一致程度", body, width=dialog.MIDDLE, parent=parent)
        self.setObjectName("agreement_sheet")
        self.setMinimumHeight(min(560, self.maximumHeight()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
