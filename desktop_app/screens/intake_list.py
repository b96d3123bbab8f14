"""The pages of the three lists: pasted into, read from a workbook, edited in place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.paste_preview import PastePreview
from desktop_app.steps import lists
from desktop_app.steps.intake_board import IntakeBoard, ListRow
from desktop_app.steps.lists import ImportPreview, ListKind
from desktop_app.widgets import dialog, kit, notices
from desktop_app.widgets.fields import Field, FieldGrid, look_only
from desktop_app.widgets.table import Column, RowTable

WORKBOOKS = "工作簿 (*.xlsx *.xls *.et *.ods)"
EMPTY = {
    ListKind.FIRMS: ("users", "还没有服务企业名单。在 Excel 或 WPS 中复制名单后按 Ctrl+V，或读取工作簿。"),
    ListKind.STAFF: ("identification-card", "还没有人员名单。在 Excel 或 WPS 中复制名单后按 Ctrl+V，或读取工作簿。"),
    ListKind.EQUIPMENT: ("hard-drive", "还没有设备清单。在 Excel 或 WPS 中复制清单后按 Ctrl+V，或读取工作簿。"),
}
STRETCH = {
    ListKind.FIRMS: {"name": 176, "service": 136},
    ListKind.STAFF: {"duty": 144},
    ListKind.EQUIPMENT: {"name": 176},
}
"""The columns that share what the others leave, with the least that each needs."""
WIDTHS = {
    "name": 104, "uscc": 160, "contact": 72, "phone": 124, "grade": 80,
    "sex": 56, "age": 56, "education": 128, "post": 112, "title": 128,
    "model": 128, "quantity": 64, "price_wan": 96, "amount_wan": 96, "bought": 96, "place": 112,
}  # fmt: skip
RIGHT = frozenset({"age", "quantity", "price_wan", "amount_wan"})


class AddSheet(dialog.Sheet):
    """One row typed by hand."""

    def __init__(self, kind: ListKind, parent: QWidget) -> None:
        self._grid = FieldGrid()
        for spec in lists.CELLS[kind]:
            options = lists.GRADES if spec.name == "grade" else ()
            field = Field(
                spec.label, spec.name, spec.unit, "choice" if options else "text", spec.required, options=options
            )
            self._grid.place(field, 12 if spec.name == "name" else 6)
        body = kit.col(self._grid, "stretch")
        super().__init__(f"新增一行：{kind.label}", body, "写入 1 行", waits=True, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def texts(self) -> dict[str, str]:
        """What is typed, by column."""
        return {name: field.value() for name, field in self._grid.fields.items() if field.value()}

    def show_refusal(self, refusal: Refusal) -> None:
        """Say at the field, or above, why the row was not written."""
        self.refuse("")
        field = self._grid.fields.get(refusal.field.rpartition(":")[2])
        if field is None:
            self.refuse(refusal.says)
        else:
            field.show_error(refusal.says)
            field.editor.setFocus()


class ListTab(QWidget):
    """One list. `read(board)` when a step has brought a fresh board; `reason_asked` when the dossier is frozen."""

    read = Signal(object)
    reason_asked = Signal(object, object)

    def __init__(self, desk: Desk, dossier_id: int, kind: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"list_{kind.value}")
        self.kind = kind
        self._desk, self._dossier_id = desk, dossier_id
        self.preview: PastePreview | None = None
        self.adding: AddSheet | None = None
        self.paste_button = kit.button("从 Excel / WPS 粘贴", "", "clipboard", "Ctrl+V", name="paste")
        self.open_button = kit.button("读取工作簿…", "", "file-text", name="open_workbook")
        self.add_button = kit.button("新增一行", "quiet", "plus", "Ins", name="add")
        self.empty_button = kit.tool("download-simple", f"导出空的{kind.label}，给申请单位填写", name="export_empty")
        self._phones = kit.tool("eye", "显示电话全号", checkable=True, name="show_phones")
        self._count, self._noted = kit.Badge("", "none"), kit.Badge("", "warn", "warning")
        icon, sentence = EMPTY[kind]
        self.table = RowTable(self._columns(), empty=notices.Empty(icon, sentence))
        self.table.setObjectName(f"table_{kind.value}")
        self._banner = notices.Banner("bad")
        self._banner.hide()
        self._lay_out()
        self._wire()

    def _columns(self) -> list[Column]:
        columns = [Column("number", "序号", 56, tone="text3")]
        for spec in lists.CELLS[self.kind]:
            least = STRETCH[self.kind].get(spec.name, 0)
            columns.append(
                Column(
                    spec.name,
                    f"{spec.label}（{spec.unit}）" if spec.unit else spec.label,
                    0 if least else WIDTHS[spec.name],
                    "right" if spec.name in RIGHT else "left",
                    editable=True,
                    mono=spec.name == "uscc",
                    show=partial(self._words, spec.name),
                    options=(("", "—"), *lists.GRADES) if spec.name == "grade" else (),
                    least=least,
                )
            )
        columns.append(Column("notes", "核对", 144, show=self._notes, tone=self._notes_tone))
        return columns

    def _words(self, name: str, row: dict[str, Any]) -> str:
        value = lists.show(name, row.get(name))
        return lists.masked(value) if name == "phone" and not self._phones.isChecked() else value

    @staticmethod
    def _notes(row: dict[str, Any]) -> str:
        return "；".join(row["notes"]) or "—"

    @staticmethod
    def _notes_tone(row: dict[str, Any]) -> str:
        return "warn" if row["notes"] else "text3"

    def _lay_out(self) -> None:
        head = notices.HeadLine(
            self.paste_button,
            self.open_button,
            self.add_button,
            "stretch",
            self._phones if self.kind is ListKind.FIRMS else None,
            self.empty_button,
            self._count,
            self._noted,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._banner)
        column.addWidget(self.table, 1)

    def _wire(self) -> None:
        self.paste_button.clicked.connect(lambda: self.paste(QGuiApplication.clipboard().text()))
        self.open_button.clicked.connect(self._choose_workbook)
        self.add_button.clicked.connect(self._add)
        self.empty_button.clicked.connect(self._choose_empty)
        self._phones.toggled.connect(lambda _on: self.table.viewport().update())
        self.table.pasted.connect(self.paste)
        self.table.edited.connect(self._edited)
        self.table.delete_asked.connect(self._ask_delete)
        kit.on_key(self, Qt.Key.Key_Insert, self._add)
        kit.on_key(self, QKeySequence.StandardKey.Paste, self.paste_button.click)

    # ------------------------------------------------------------------ what is shown
    def show_board(self, board: IntakeBoard) -> None:
        """Show the rows, how many are asked, and how many are worth a look."""
        view = board.lists[self.kind]
        self.table.show_rows([self._row(row) for row in view.rows])
        self._count.show_state(view.says, "ok" if view.enough else "warn", None if view.enough else "warning")
        self._noted.show_state(f"{view.noted} 处待核对", "warn", "warning")
        self._noted.setVisible(view.noted > 0)

    @staticmethod
    def _row(row: ListRow) -> dict[str, Any]:
        return {**row.values, "id": row.id, "number": row.number, "notes": row.notes}

    def show_row(self, number: int) -> None:
        """Select one row."""
        self.table.select(number)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is pasted, added or edited on a page that may only be looked at."""
        super().showEvent(event)
        locked = look_only(self)
        self.table.set_locked(locked)
        for button in (self.paste_button, self.open_button, self.add_button):
            button.setEnabled(not locked)

    # ------------------------------------------------------------------ paste and read
    def paste(self, text: str) -> None:
        """Preview what is on the clipboard."""
        self._run(lists.preview_text, self.kind, text, then=self._show_preview)

    def _choose_workbook(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, f"读取{self.kind.label}", "", WORKBOOKS)
        if name:
            self.open_workbook(Path(name))

    def open_workbook(self, path: Path) -> None:
        """Preview a workbook."""
        self._run(lists.preview_workbook, self.kind, path, then=self._show_preview)

    def _show_preview(self, shown: ImportPreview) -> None:
        self._banner.hide()
        sheet = PastePreview(self._desk, self._dossier_id, shown, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.written.connect(self.read)
        sheet.finished.connect(self._preview_closed)
        self.preview = sheet
        sheet.open()

    def _preview_closed(self, _result: int) -> None:
        self.preview = None
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_empty(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "导出空表", f"{self.kind.label}.xlsx", "Excel 工作簿 (*.xlsx)")
        if name:
            self._desk.fetch(lists.export_empty, self.kind, Path(name), refused=self._refused)

    # ------------------------------------------------------------------ editing
    def _run(self, step: Any, *args: Any, then: Any) -> None:
        self._banner.hide()
        again = partial(self._desk.run, step, self._dossier_id, *args, then=then, refused=self._refused)
        self._desk.run(step, self._dossier_id, *args, then=then, refused=partial(self._refused, again=again))

    def _refused(self, refusal: Refusal, again: Any = None) -> None:
        if refusal.field == "reason" and again is not None:
            self.reason_asked.emit(refusal, again)
            return
        self._banner.say("bad", "", refusal.says)
        self._banner.show()

    def _edited(self, number: int, column: str, text: str) -> None:
        row = self.table.row(number)
        self._run(lists.change_cell, self.kind, row["id"], column, text, then=self.read.emit)

    def _add(self) -> None:
        self.adding = AddSheet(self.kind, self)
        self.adding.pressed.connect(self._add_row)
        self.adding.open()

    def _add_row(self) -> None:
        sheet = self.adding
        if sheet is not None:
            sheet.working("正在写入…")
            self._desk.run(
                lists.add_row, self._dossier_id, self.kind, sheet.texts(), then=self._added, refused=self._not_added
            )

    def _not_added(self, refusal: Refusal) -> None:
        if self.adding is not None:
            self.adding.show_refusal(refusal)

    def _added(self, board: IntakeBoard) -> None:
        if self.adding is not None:
            self.adding.accept()
            self.adding = None
        self.read.emit(board)
        self.show_row(len(board.lists[self.kind].rows) - 1)

    def _ask_delete(self, numbers: tuple[int, ...]) -> None:
        rows = [self.table.row(number) for number in numbers]
        named = "、".join(f"“{row['name']}”" for row in rows[:3])
        says = f"从{self.kind.label}中删除 {len(rows)} 行：{named}{'等' if len(rows) > 3 else ''}。"
        dialog.confirm(
            self,
            "删除所选行",
            says,
            f"删除 {len(rows)} 行",
            lambda: self._run(lists.delete_rows, self.kind, [row["id"] for row in rows], then=self.read.emit),
            danger=True,
        )
