"""The sheets of the batches: a new batch, what is added to one, a later deadline, the sending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.start_choice import StartChoice
from desktop_app.steps.batches_board import BatchBoard, Candidate, NoticeChoice, NoticePreview
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.editors import ChoiceEditor
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable


class FieldSheet(dialog.Sheet):
    """A sheet of fields; the owner runs the step on `pressed`. A refusal is shown at its field."""

    def __init__(
        self, title: str, cells: Sequence[tuple[Field, int]], columns: int, deed: str, note: str, parent: QWidget
    ) -> None:
        self.fields = {field.name: field for field, _span in cells}
        body = kit.grid([(field, span) for field, span in cells], columns)
        super().__init__(title, kit.col(body, "stretch"), deed, note=note, waits=True, parent=parent)
        for field in self.fields.values():
            field.edited.connect(field.clear_message)

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.value() for name, field in self.fields.items()}

    def show_refusal(self, refusal: Refusal) -> None:
        """At its field, or above them all."""
        field = self.fields.get(refusal.field)
        self.refuse_at(field, refusal.says if field else f"{refusal.says}{refusal.article}")


def extend_sheet(board: BatchBoard, parent: QWidget) -> FieldSheet:
    """A later deadline that the authority above allowed."""
    cells = (
        (Field("延至", "until", kind="date", required=True), 1),
        (Field("钟点", "clock", note="如 17:30，留空为整天"), 1),
        (Field("依据", "why", kind="long", required=True, lines=2, note="谁同意的、哪一天、什么形式"), 2),
    )
    return FieldSheet("登记报送延期", cells, 2, "登记延期", f"通知的截止时间 {board.deadline}", parent)


def send_sheet(board: BatchBoard, parent: QWidget) -> FieldSheet:
    """When and how the papers went off."""
    day = Field("报送日期", "day", kind="date", required=True)
    day.show_value(board.sealing.today)
    cells = (
        (day, 1),
        (Field("钟点", "clock", note="如 16:30，可留空"), 1),
        (Field("报送方式", "how", required=True, note="寄送的写单号，送达的写接收人"), 2),
    )
    return FieldSheet("登记报送", cells, 2, "登记报送", f"截止时间 {board.deadline}", parent)


def elsewhere_sheet(parent: QWidget) -> FieldSheet:
    """A platform that somebody else recommends this year."""
    cells = (
        (Field("平台或单位名称", "name", required=True), 2),
        (Field("推荐单位", "recommender", required=True, note="如行业协会"), 1),
        (Field("来源", "source", note="如公示网址、来函"), 1),
    )
    return FieldSheet("登记他处推荐", cells, 2, "登记", "同一平台不得重复申报，检查时一并比对名称", parent)


class NewBatchSheet(dialog.Sheet):
    """Which notice, and which kind of authority this office is; the owner runs the step on `pressed`."""

    notice_asked = Signal()
    """A notice is wanted that isn't among them."""

    def __init__(self, choices: Sequence[NoticeChoice], may_add: bool, parent: QWidget) -> None:
        self._choices = {one.id: one for one in choices}
        self._group = QButtonGroup()
        list_of = QVBoxLayout()
        list_of.setSpacing(tokens.S)
        for one in choices:
            list_of.addWidget(self._choice(one))
        self.authority = Field("推荐单位类别", "authority", kind="choice", required=True)
        self._caution = notices.Banner("warn")
        body = kit.col(
            kit.text("依据的通知", "small", "text2"), list_of, self.authority, self._caution, "stretch", gap=tokens.M
        )
        self.add = kit.button("添加通知文件…", icon="upload-simple", name="add_notice")
        self.add.setEnabled(may_add)
        self.add.setToolTip("从文件添加当年的通知" if may_add else "由管理员添加")
        super().__init__("新建批次", body, "建立批次", width=dialog.MIDDLE, waits=True, foot=(self.add,), parent=parent)
        self.setObjectName("new-batch")
        self.add.clicked.connect(self.notice_asked)
        self._group.setParent(self)
        self._group.buttonClicked.connect(self._show_notice)
        first = next((one.id for one in choices if one.offered), next(iter(self._choices), ""))
        for button in self._group.buttons():
            button.setChecked(button.property("notice") == first)
        self._caution.hide()
        self._show_notice()

    def _choice(self, one: NoticeChoice) -> StartChoice:
        made = StartChoice("file-text", f"{one.short}　{one.number}", f"截止 {one.deadline}　依据 {one.law}",
                           f"notice-{one.id}")  # fmt: skip
        made.setProperty("notice", one.id)
        made.setToolTip(one.title)
        self._group.addButton(made)
        return made

    @property
    def notice(self) -> str:
        """The id of the chosen notice, or empty."""
        chosen = self._group.checkedButton()
        return "" if chosen is None else str(chosen.property("notice"))

    def _show_notice(self) -> None:
        """The kinds of authority that the notice has, and what there is to know."""
        one = self._choices.get(self.notice)
        if one is None:
            return
        options = [(row.id, f"{row.label}（不超过 {row.at_most} 家，{row.article}）") for row in one.authorities]
        assert isinstance(self.authority.editor, ChoiceEditor)
        self.authority.editor.set_options(options)
        self.authority.show_value(one.offered)
        self._caution.say("warn", "", one.says)
        self._caution.setVisible(bool(one.says))

    def values(self) -> tuple[str, str]:
        """The notice and the kind of authority."""
        return self.notice, self.authority.value()

    def show_refusal(self, refusal: Refusal) -> None:
        """At the field, or above them all."""
        self.deed_button.busy()
        if refusal.field == "authority":
            self.authority.show_error(refusal.says)
        else:
            self.refuse(refusal.says)


class AddNoticeSheet(dialog.Sheet):
    """What a notice's file says, before it is kept; the owner runs the step on `pressed`."""

    def __init__(self, preview: NoticePreview, parent: QWidget) -> None:
        self.remark = Field("来历", "remark", required=True, note="发文单位、日期、取得方式")
        table = RowTable(
            (
                Column("label", "事项", 112, tone="text2"),
                Column("value", "通知要求", least=320, sub=lambda row: row.article),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            name="notice_preview",
        )
        table.setAccessibleName("通知要点")
        table.show_rows(preview.facts)
        table.setMinimumHeight(tokens.HEAD_HEIGHT + 5 * tokens.TWO_LINE_HEIGHT)
        title = kit.text(f"{preview.title}（{preview.number}）", "strong", wrap=True)
        kept = f"替代已有的“{preview.replaces}”；已建立的批次不变" if preview.replaces else f"依据 {preview.law}"
        super().__init__(
            "添加通知文件", kit.col(title, (table, 1), self.remark, gap=tokens.M), "添加通知", width=dialog.MIDDLE,
            note=f"{preview.file}　{kept}", waits=True, parent=parent,
        )  # fmt: skip
        self.remark.edited.connect(self.remark.clear_message)

    def show_refusal(self, refusal: Refusal) -> None:
        """At the field, or above it all."""
        self.refuse_at(self.remark if refusal.field == "remark" else None, refusal.says)


class AddMembersSheet(dialog.Sheet):
    """The dossiers that may join, several at once; the owner runs the step on `pressed`."""

    def __init__(self, found: Sequence[Candidate], batch: str, parent: QWidget) -> None:
        self.table = RowTable(
            (
                Column("number", "案卷", 104, mono=True),
                Column("platform", "平台名称", sub=lambda row: row.applicant, least=240, strong=True),
                Column("channel", "推荐渠道", 200, tone="text2"),
                Column("state", "推荐决定", 132, badge=_state),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            empty=notices.Empty("folder-open", "没有可以加入的案卷。批次只收依据同一办法的案卷。"),
            name="candidates",
        )
        self.table.setAccessibleName("可加入的案卷")
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 6 * tokens.TWO_LINE_HEIGHT)
        self.table.show_rows(found)
        super().__init__(
            f"添加案卷到 {batch}", kit.col((self.table, 1)), "加入批次", width=dialog.WIDE,
            note="按住 Ctrl 或 Shift 可多选", waits=True, parent=parent,
        )  # fmt: skip
        self.setObjectName("add-members")
        self.table.chosen.connect(lambda _row: self._count())
        model = self.table.selectionModel()
        model.selectionChanged.connect(lambda _now, _before: self._count())
        if found and not found[0].blocked:
            self.table.select(0)
        self._count()

    def ids(self) -> tuple[int, ...]:
        """The dossiers that are selected and may join."""
        rows = [self.table.row(number) for number in self.table.selected_rows()]
        return tuple(row.dossier_id for row in rows if not row.blocked)

    def _count(self) -> None:
        count = len(self.ids())
        self.deed_button.say(f"加入 {count} 个案卷" if count else "加入批次")
        self.deed_button.setEnabled(count > 0)

    def show_refusal(self, refusal: Refusal) -> None:
        """Above the list."""
        self.refuse(refusal.says)


def _state(row: Any) -> tuple[str, str, str]:
    if row.blocked:
        return (row.blocked, "none", "lock")
    decided = row.state == "已决定推荐"
    return (row.state, "ok" if decided else "warn", "check-circle" if decided else "warning")
