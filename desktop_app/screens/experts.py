"""The room of the expert pool (专家库): everybody who may be asked, added by hand or from a workbook."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest
from desktop_app.screens.desk import Desk
from desktop_app.screens.expert_pane import ExpertPane
from desktop_app.screens.expert_sheets import CheckSheet, DeclareSheet, ExpertSheet, ImportSheet
from desktop_app.screens.page import WatchingPage
from desktop_app.steps import expert_record, experts
from desktop_app.steps.expert_record import DossierChoice, ExpertRecord
from desktop_app.steps.experts import ExpertsBoard, ExpertView, ImportPreview
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.table import Column, RowTable

WORKBOOKS = "工作簿 (*.xlsx *.xls *.et *.ods)"
BESIDE = 900
"""Below this width an expert's record has no room beside the list."""


class ExpertsPage(WatchingPage):
    """The whole pool as a table, with a search line and the ways to add to it."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"expert", "seat", "expert_declaration", "withdrawn_declaration", "expert_refusal", "signature"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("page-experts")
        self.board: ExpertsBoard | None = None
        self._sheet: dialog.Sheet | None = None
        self._asking: dialog.Sheet | None = None
        self._count = kit.text("", "small", "text3", name="experts_count")
        self._filter = QLineEdit()
        self._filter.setObjectName("experts_filter")
        self._filter.setAccessibleName("查找专家")
        self._filter.setPlaceholderText("按姓名、单位、领域查找")
        self._filter.setClearButtonEnabled(True)
        self._filter.setFixedWidth(240)
        self._banner = notices.Banner("bad")
        self._banner.hide()
        self.change_button = kit.button("修改…", icon="pencil-simple", name="change_expert")
        self.active_button = kit.button("停用", name="toggle_expert")
        self.import_button = kit.button("从工作簿导入…", icon="upload-simple", name="import_experts")
        self.add_button = kit.button("添加专家…", "primary", "plus", name="add_expert")
        self.record_button = kit.button("档案", icon="identification-card", name="show_record")
        self.record_button.setCheckable(True)
        self.check_button = kit.button("查回避…", icon="user-minus", key="Ctrl+D", name="check_recusal")
        self.table = self._make_table()
        self.pane = ExpertPane()
        self._lay_out()
        self._wire()

    def _make_table(self) -> RowTable:
        table = RowTable(
            (
                Column(
                    "name",
                    "专家",
                    152,
                    strong=True,
                    sub=lambda one: one.title,
                    tone=lambda one: "" if one.active else "text3",
                ),
                Column("unit", "工作单位", tone=lambda one: "" if one.active else "text3"),
                Column("field", "专业领域", 128, tone="text2"),
                Column("phone", "电话", 128, mono=True, tone="text2", show=lambda one: one.masked),
                Column("panels", "评审", 56, "right", tone="text2", show=lambda one: f"{one.panels} 次"),
                Column("declared", "声明", 56, "right", tone="text2", show=lambda one: f"{one.declared} 条"),
                Column("active", "状态", 96, badge=_state),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            empty=notices.Empty(
                "users",
                "专家库还是空的。点“添加专家”，或从工作簿导入（列：姓名、职务/职称、工作单位、专业领域、联系电话）。",
            ),
            name="experts",
        )
        table.setAccessibleName("专家库")
        return table

    def _lay_out(self) -> None:
        head = notices.HeadLine(kit.text("专家库", "heading"), self._count, "stretch", self._filter)
        foot = notices.FootBar(
            self.change_button,
            self.active_button,
            self.record_button,
            "stretch",
            self.check_button,
            self.import_button,
            self.add_button,
        )
        middle = kit.row((self.table, 5), kit.rule(True), (self.pane, 2), gap=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._banner, head):
            layout.addWidget(part)
        layout.addWidget(middle, 1)
        layout.addWidget(foot)

    def _wire(self) -> None:
        self._filter.textChanged.connect(self._show)
        self.table.chosen.connect(self._show_buttons)
        self.table.chosen.connect(lambda _row: self._read_record())
        self.record_button.toggled.connect(lambda _on: self._read_record())
        self.check_button.clicked.connect(lambda: self.desk.run(expert_record.choices, then=self._check))
        self.pane.declare_asked.connect(lambda: self.desk.run(expert_record.choices, then=self._declare))
        self.pane.withdraw_asked.connect(self._withdraw)
        kit.on_key(self, "Ctrl+D", self.check_button.click)
        self.table.opened.connect(lambda _row: self._change())
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(self._change)
        self.active_button.clicked.connect(self._toggle)
        self.import_button.clicked.connect(self._choose_file)

    # ------------------------------------------------------------------ showing
    def refresh(self) -> None:
        """Read the pool again and show it."""
        self.desk.run(experts.board, then=self.show_board)

    def show_board(self, board: ExpertsBoard) -> None:
        """Show the pool."""
        self.board = board
        self._banner.hide()
        self._show()

    def _show(self, _words: str = "") -> None:
        pool = self.board.experts if self.board else ()
        wanted = self._filter.text().strip().casefold()
        rows = [one for one in pool if wanted in f"{one.name} {one.title} {one.unit} {one.field}".casefold()]
        self.table.show_rows(rows)
        active = sum(one.active for one in pool)
        stopped = f"，停用 {len(pool) - active} 位" if len(pool) > active else ""
        self._count.setText(f"{active} 位{stopped}" if pool else "")
        if self.table.current_row() < 0 and rows:
            self.table.select(0)
        self._show_buttons()
        self._read_record()

    def _read_record(self) -> None:
        """Read what is known of the chosen expert; an answer that comes late is for nobody."""
        one = self._current()
        self._fit()
        if one is None or self.pane.isHidden():
            return
        wanted = one.id

        def show(record: ExpertRecord) -> None:
            now = self._current()
            if now is not None and now.id == wanted:
                self.pane.show_record(record)

        self.desk.run(expert_record.record, wanted, then=show)

    def _fit(self) -> None:
        """The record beside the list where there is room, else in its place while the button is down."""
        wide, asked = self.width() >= BESIDE, self.record_button.isChecked()
        self.record_button.setVisible(not wide)
        self.pane.setVisible(self._current() is not None and (wide or asked))
        self.table.setVisible(wide or self.pane.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The record comes and goes with the width."""
        super().resizeEvent(event)
        hidden = self.pane.isHidden()
        self._fit()
        if hidden != self.pane.isHidden():
            self._read_record()

    def _show_buttons(self, _row: int = 0) -> None:
        one = self._current()
        self.change_button.setEnabled(one is not None)
        self.active_button.setEnabled(one is not None)
        self.active_button.say("启用" if one is not None and not one.active else "停用")

    def _current(self) -> ExpertView | None:
        number, rows = self.table.current_row(), self.table.rows()
        return rows[number] if 0 <= number < len(rows) else None

    # ------------------------------------------------------------------ doing
    def _refuse(self, refusal: Refusal) -> None:
        self._banner.say("bad", "", refusal.says)
        self._banner.show()

    def _open(self, sheet: dialog.Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = sheet
        sheet.open()

    def _edit(self, one: ExpertView | None) -> None:
        sheet = ExpertSheet(one, self)

        def kept(board: ExpertsBoard) -> None:
            sheet.accept()
            self.show_board(board)

        def keep() -> None:
            if one is None:
                self.desk.run(experts.add_expert, sheet.values(), then=kept, refused=sheet.show_refusal)
            else:
                self.desk.run(experts.change_expert, one.id, sheet.values(), then=kept, refused=sheet.show_refusal)

        sheet.pressed.connect(keep)
        self._open(sheet)

    def _add(self) -> None:
        self._edit(None)

    def _change(self) -> None:
        one = self._current()
        if one is not None:
            self._edit(one)

    def _toggle(self) -> None:
        one = self._current()
        if one is not None:
            self.desk.run(experts.set_active, one.id, not one.active, then=self.show_board, refused=self._refuse)

    def _check(self, choices: tuple[DossierChoice, ...]) -> None:
        self._open(CheckSheet(self.desk, choices, self))

    def _declare(self, choices: tuple[DossierChoice, ...]) -> None:
        one = self._current()
        if one is None:
            return
        sheet = DeclareSheet(one.name, choices, self)

        def kept(record: ExpertRecord) -> None:
            sheet.accept()
            self.pane.show_record(record)

        def refused(refusal: Refusal) -> None:
            if refusal.field == "reason":
                sheet.deed_button.busy()
                self._asking = dialog.ask_reason(sheet, "写明理由", refusal.says, "继续", keep)
            else:
                sheet.show_refusal(refusal)

        def keep(reason: str = "") -> None:
            self.desk.run(
                expert_record.declare, one.id, Interest(sheet.interest.value()), dossier_id=sheet.dossier_id(),
                applicant=sheet.applicant.value(), note=sheet.words.value(), reason=reason, then=kept, refused=refused,
            )  # fmt: skip

        sheet.pressed.connect(lambda: keep())
        self._open(sheet)

    def _withdraw(self, declaration_id: int) -> None:
        says = "登记错误的利害关系撤回后不再算作回避，原记录和撤回的原因都保留。"

        def withdraw(why: str) -> None:
            args = (declaration_id, why)
            self.desk.run(expert_record.withdraw, *args, then=self.pane.show_record, refused=self._refuse)

        self._asking = dialog.ask_reason(self, "撤回声明", says, "撤回", withdraw, label="原因")

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "选择专家名单", "", WORKBOOKS)
        if path:
            self.read_file(path)

    def read_file(self, path: str) -> None:
        """Read a workbook and show what it would do."""
        self.desk.run(experts.preview_import, path, then=self._show_preview, refused=self._refuse, busy="正在读取名单")

    def _show_preview(self, preview: ImportPreview) -> None:
        self._banner.hide()
        sheet = ImportSheet(preview, self)

        def kept(board: ExpertsBoard) -> None:
            sheet.accept()
            self.show_board(board)

        def refused(refusal: Refusal) -> None:
            sheet.refuse(refusal.says)

        sheet.pressed.connect(
            lambda: self.desk.run(experts.write_import, preview, then=kept, refused=refused, busy="正在写入")
        )
        self._open(sheet)


def _state(one: ExpertView) -> tuple[str, str, str]:
    return ("可选", "ok", "check-circle") if one.active else ("停用", "none", "circle-dashed")
