"""The room of the expert pool (专家库): everybody who may be asked, added by hand or from a workbook."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.steps import experts
from desktop_app.steps.experts import ExpertsBoard, ExpertView, ImportPreview, ImportRow
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

RESULTS = {
    "new": ("新增", "ok", "plus"),
    "changed": ("更新", "accent", "pencil-simple"),
    "same": ("相同", "none", "check"),
    "rejected": ("不写入", "bad", "x-circle"),
}
WORKBOOKS = "工作簿 (*.xlsx *.xls *.et *.ods)"


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
        self.deed_button.busy()
        for field in self.fields.values():
            field.clear_message()
        if refusal.field in self.fields:
            self.fields[refusal.field].show_error(refusal.says)
            self.fields[refusal.field].editor.setFocus()
        else:
            self.refuse(refusal.says)


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


class ExpertsPage(QWidget):
    """The whole pool as a table, with a search line and the ways to add to it."""

    watches: ClassVar[frozenset[str]] = frozenset({"expert", "seat"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-experts")
        self.desk = desk
        self.board: ExpertsBoard | None = None
        self._stale = True
        self._sheet: dialog.Sheet | None = None
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
        self.table = self._make_table()
        self._lay_out()
        self._wire()

    def _make_table(self) -> RowTable:
        table = RowTable(
            (
                Column("name", "姓名", 96, strong=True, tone=lambda one: "" if one.active else "text3"),
                Column("title", "职务/职称", 168, tone="text2"),
                Column("unit", "工作单位", tone=lambda one: "" if one.active else "text3"),
                Column("field", "专业领域", 136, tone="text2"),
                Column("panels", "参加评审", 80, "right", tone="text2", show=lambda one: f"{one.panels} 次"),
                Column("active", "状态", 96, badge=_state),
            ),
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
        foot = notices.FootBar(self.change_button, self.active_button, "stretch", self.import_button, self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._banner, head):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(foot)

    def _wire(self) -> None:
        self.desk.changed.connect(self._hear)
        self._filter.textChanged.connect(self._show)
        self.table.chosen.connect(self._show_buttons)
        self.table.opened.connect(lambda _row: self._change())
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(self._change)
        self.active_button.clicked.connect(self._toggle)
        self.import_button.clicked.connect(self._choose_file)

    # ------------------------------------------------------------------ showing
    def refresh(self) -> None:
        """Read the pool again and show it."""
        self.desk.run(experts.board, then=self.show_board)

    def showEvent(self, event: QShowEvent) -> None:
        """Read when shown for the first time, or when something changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _hear(self, tables: frozenset[str]) -> None:
        if self.watches.isdisjoint(tables):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

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
