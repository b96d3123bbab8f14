"""The preview of a pasted or read list: what would be new, changed, rejected, and why. Nothing is written before."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.steps import lists
from desktop_app.steps.lists import Choices, ImportPreview, ListKind, PreviewRow, Result
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.editors import ChoiceEditor
from desktop_app.widgets.table import Column, RowTable

BADGES = {
    Result.NEW: ("新增", "ok", "plus"),
    Result.CHANGED: ("变更", "accent", "pencil-simple"),
    Result.UNCHANGED: ("未变", "none", "minus"),
    Result.REJECTED: ("拒绝", "bad", "x-circle"),
}
SECOND = {
    ListKind.FIRMS: (("uscc", "统一社会信用代码", 176, True), ("contact", "联系人", 80, False)),
    ListKind.STAFF: (("education", "学历", 112, False), ("title", "职称", 128, False)),
    ListKind.EQUIPMENT: (("model", "规格型号", 112, False), ("amount_wan", "金额（万元）", 104, False)),
}


def _sorted(rows: tuple[PreviewRow, ...]) -> list[PreviewRow]:
    """Rejected rows first, then what is worth a look, then changed, new and unchanged; each in the sheet's order."""
    order = {Result.REJECTED: 0, Result.CHANGED: 2, Result.NEW: 3, Result.UNCHANGED: 4}
    return sorted(rows, key=lambda row: 1 if row.flags and row.result is not Result.REJECTED else order[row.result])


class PastePreview(dialog.Sheet):
    """Shows an `ImportPreview`; after 确认写入 the rows are written and `written(board)` is told."""

    written = Signal(object)

    def __init__(self, desk: Desk, dossier_id: int, shown: ImportPreview, parent: QWidget) -> None:
        self.shown = shown
        self.choices = Choices()
        self.kind = shown.preview.kind
        self._desk, self._dossier_id = desk, dossier_id
        self._refused = notices.Banner("bad")
        self._tiles = {result: kit.Badge(words, tone, icon) for result, (words, tone, icon) in BADGES.items()}
        self._flagged = kit.Badge("待核对", "warn", "warning")
        self._skipped = kit.text("", "small", "text3", elide=True)
        self._totals = kit.text("", "small", "text2", wrap=True)
        self._detail = kit.text("", "small", "text2", wrap=True, name="detail")
        self._mapping = QWidget()
        self._combos: dict[str, ChoiceEditor] = {}
        self._heads = kit.text("", "small", "text2", elide=True)
        self._adjust = kit.button("调整", "quiet", name="adjust")
        self._sheet = ChoiceEditor([(name, name) for name in shown.sheets])
        self._table = RowTable(self._columns(), row_height=tokens.ROW_HEIGHT)
        self._reject_export = kit.button("导出拒绝行", "quiet", "download-simple", name="export_rejected")
        self._leave = kit.button("不写入所选行", "quiet", key="Del", name="leave_out")
        self._written = kit.button("按原样写入", "quiet", name="as_written")
        super().__init__(
            f"{'粘贴' if not shown.sheets else '读取'}预览：{self.kind.label}",
            self._body(),
            "确认写入",
            width=dialog.WIDE,
            note="确认前不写入。",
            waits=True,
            foot=(self._reject_export,),
            parent=parent,
        )
        self.setObjectName("paste_preview")
        height = parent.window().height() if parent.window() else 768
        self.setFixedHeight(max(440, min(720, height - 56)))
        self._wire()
        self._show()

    def _columns(self) -> list[Column]:
        def of(row: PreviewRow, name: str) -> str:
            return lists.show(name, {**row.values, **self._suggested(row)}.get(name, ""))

        first = "企业名称" if self.kind is ListKind.FIRMS else "姓名" if self.kind is ListKind.STAFF else "名称"
        return [
            Column("row", "原行号", 64, tone="text3"),
            Column("result", "结果", 96, badge=self._badge),
            Column("name", first, 272, show=lambda row: of(row, "name") or "（空）"),
            *(
                Column(name, label, width, mono=mono, show=partial(lambda row, name: of(row, name), name=name))
                for name, label, width, mono in SECOND[self.kind]
            ),
            Column("why", "说明", 0, least=240, show=self._why, tone=self._why_tone),
        ]

    def _badge(self, row: PreviewRow) -> tuple[str, ...]:
        return ("不写入", "none", "minus") if row.row in self.choices.left_out else BADGES[row.result]

    def _suggested(self, row: PreviewRow) -> dict[str, Any]:
        return {} if row.row in self.choices.as_written else dict(row.suggested)

    def _why(self, row: PreviewRow) -> str:
        changes = [f"{change.label} {change.old or '（空）'} → {change.new}" for change in row.changes]
        flags = list(row.flags)
        if row.suggested:
            flags.append("按原样写入" if row.row in self.choices.as_written else "按建议写入")
        return "；".join([*row.reasons, *changes, *flags]) or "—"

    @staticmethod
    def _why_tone(row: PreviewRow) -> str:
        if row.result is Result.REJECTED:
            return "bad"
        return "warn" if row.flags else "text2" if row.changes else "text3"

    def _body(self) -> QWidget:
        tiles = kit.row(*self._tiles.values(), self._flagged, 8, (self._skipped, 1))
        self._sheet_line = kit.row(kit.text("工作表", "small", "text2"), kit.fixed(self._sheet, 240), "stretch")
        heads = kit.row(kit.text("列对应", "small", "text2"), (self._heads, 1), self._adjust)
        tools = kit.row(self._leave, self._written, "stretch")
        self._tools = tools
        return kit.col(
            self._refused,
            self._sheet_line,
            tiles,
            heads,
            self._mapping,
            (self._table, 1),
            self._detail,
            self._totals,
            tools,
            gap=tokens.S,
        )

    def _wire(self) -> None:
        self.pressed.connect(self._write)
        self._adjust.clicked.connect(lambda: self._show_mapping(not self._mapping.isVisible()))
        self._reject_export.clicked.connect(self._export)
        self._leave.clicked.connect(self._leave_out)
        self._written.clicked.connect(self._as_written)
        self._sheet.finished.connect(self._other_sheet)
        self._table.chosen.connect(self._tell)
        self._table.delete_asked.connect(lambda _rows: self._leave_out())
        for keys in ("Return", "Enter"):  # Enter in the table opens nothing: it must not close the sheet either
            shortcut = QShortcut(QKeySequence(keys), self._table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._mapping.hide()
        layout = QGridLayout(self._mapping)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(tokens.M)
        layout.setVerticalSpacing(tokens.XS)

    # ------------------------------------------------------------------ what is shown
    def _show(self) -> None:
        preview = self.shown.preview
        self._refused.setVisible(bool(preview.refused))
        if preview.refused:
            self._refused.say("bad", "", preview.refused)
        for result, tile in self._tiles.items():
            words, tone, icon = BADGES[result]
            tile.show_state(f"{words} {len(preview.of(result))}", tone, icon)
        flagged = len(preview.flagged)
        self._flagged.show_state(f"待核对 {flagged}", "warn", "warning")
        self._flagged.setVisible(flagged > 0)
        self._skipped.setText(self._skipped_words())
        totals = "　".join(total.says for total in preview.totals)
        self._totals.setText(totals)
        self._totals.setVisible(bool(totals))
        self._sheet_line.setVisible(len(self.shown.sheets) > 1)
        self._sheet.put(self.shown.sheet)
        self._show_heads()
        self._show_mapping(bool(preview.refused) or not self._mapping.isHidden())
        self._table.show_rows(_sorted(preview.rows))
        self._table.select(0)
        self._tell(0 if preview.rows else -1)
        self._show_choices()

    def showEvent(self, event: QShowEvent) -> None:
        """The rows have the focus first, to be gone through by the arrow keys."""
        super().showEvent(event)
        if self.shown.preview.rows:
            self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def _skipped_words(self) -> str:
        preview = self.shown.preview
        parts = [f"标题 {preview.title_rows} 行"] * (preview.title_rows > 0)
        parts += [f"表头 {len(preview.header.rows)} 行"] * bool(preview.header.rows)
        parts += [f"空行 {preview.blank_rows} 行"] * (preview.blank_rows > 0)
        parts += [f"合计和备注 {len(preview.totals) + len(preview.remarks)} 行"] * bool(
            preview.totals or preview.remarks
        )
        words = f"已跳过：{'、'.join(parts)}" if parts else ""
        if preview.untouched:
            words += f"{'；' if words else ''}名单中另有 {preview.untouched} 行不在其中，保持不变"
        return words

    def _show_heads(self) -> None:
        """Which column is taken from which heading, in one line."""
        preview = self.shown.preview
        headings = preview.header.headings
        if preview.header.guessed:
            self._heads.setText("没有表头，按官方表格的列序")
        else:
            named = dict(self.shown.columns())
            taken = [
                named[name] if named[name] == headings[place] else f"{named[name]} ← {headings[place]}"
                for name, place in preview.header.mapping.items()
                if name in named and not name.startswith("grade.")
            ]
            taken += ["满意度（√ 列）"] * any(name.startswith("grade.") for name in preview.header.mapping)
            absent = f"　缺：{'、'.join(preview.absent)}" if preview.absent and not preview.refused else ""
            self._heads.setText("、".join(taken) + absent)

    def _show_mapping(self, on: bool) -> None:
        """The choices by which columns are named by hand; they are made when they are wanted, which is seldom."""
        self._mapping.setVisible(on)
        preview, layout = self.shown.preview, self._mapping.layout()
        if not on or not isinstance(layout, QGridLayout):
            return
        for name, combo in self._combos.items():
            combo.put(str(preview.header.mapping.get(name, "")))
        if not self._combos:
            self._lay_mapping(layout)

    def _lay_mapping(self, layout: QGridLayout) -> None:
        preview, headings = self.shown.preview, self.shown.preview.header.headings
        columns = [("", "（不取）")]
        for place in range(preview.grid.width):
            heading = headings[place] if place < len(headings) and headings[place] else ""
            columns.append((str(place), f"第 {place + 1} 列 {heading}".strip()))
        for number, (name, label) in enumerate(self.shown.columns()):
            combo = ChoiceEditor(columns)
            combo.setObjectName(f"map_{name}")
            combo.setAccessibleName(f"{label}取自")
            combo.put(str(preview.header.mapping.get(name, "")))
            combo.finished.connect(self._remap)
            self._combos[name] = combo
            line, place = divmod(number, 4)
            layout.addWidget(kit.col(kit.text(label, "caption", "text2"), combo, gap=2), line, place)

    def _show_choices(self) -> None:
        preview = self.shown.preview
        count = len([row for row in preview.to_write if row.row not in self.choices.left_out])
        self.deed_button.say(f"确认写入 {count} 行")
        self.deed_button.setEnabled(count > 0 and not preview.refused)
        rejected = len(preview.of(Result.REJECTED))
        left = f"另有 {len(self.choices.left_out)} 行不写入。" if self.choices.left_out else ""
        self.set_note(f"确认前不写入。{f'拒绝的 {rejected} 行可改正后再贴。' if rejected else ''}{left}")
        self._reject_export.setVisible(rejected > 0)
        suggested = any(row.suggested for row in preview.rows)
        self._written.setVisible(suggested)
        self._tools.setVisible(bool(preview.rows))
        if preview.rows:
            self._tell(self._table.current_row())
        self._table.viewport().update()

    def _tell(self, number: int) -> None:
        """The whole of what is said about the row that is gone through."""
        row = self._table.row(number) if number >= 0 else None
        said = self._why(row) if row is not None else "—"
        self._detail.setText(f"第 {row.row} 行：{said}" if row is not None and said != "—" else "")
        self._detail.setVisible(bool(self._detail.text()))

    # ------------------------------------------------------------------ what the user does
    def _chosen(self) -> list[PreviewRow]:
        return [self._table.row(number) for number in self._table.selected_rows()]

    def _leave_out(self) -> None:
        rows = {row.row for row in self._chosen() if row.result in (Result.NEW, Result.CHANGED)}
        self.choices = replace(self.choices, left_out=self.choices.left_out ^ rows)
        self._show_choices()

    def _as_written(self) -> None:
        rows = {row.row for row in self._chosen() if row.suggested}
        self.choices = replace(self.choices, as_written=self.choices.as_written ^ rows)
        self._show_choices()

    def _remap(self) -> None:
        mapping = {name: int(combo.words()) for name, combo in self._combos.items() if combo.words()}
        if mapping == {name: place for name, place in self.shown.preview.header.mapping.items() if name != "no"}:
            return
        self._desk.run(
            lists.preview_again, self._dossier_id, self.shown, mapping=mapping, then=self._again, refused=self._no
        )

    def _other_sheet(self) -> None:
        name = self._sheet.words()
        if name and name != self.shown.sheet:
            for combo in self._combos.values():
                holder = combo.parentWidget()
                if holder is not None:
                    holder.deleteLater()
            self._combos.clear()
            self._desk.run(
                lists.preview_again, self._dossier_id, self.shown, sheet=name, then=self._again, refused=self._no
            )

    def _again(self, shown: ImportPreview) -> None:
        self.shown, self.choices = shown, Choices()
        self._show()

    def _no(self, refusal: Refusal) -> None:
        self.refuse(refusal.says)

    def _write(self) -> None:
        self.working("正在写入…")
        self._desk.run(
            lists.write_rows, self._dossier_id, self.shown, self.choices, then=self._done, refused=self._not_written
        )

    def _not_written(self, refusal: Refusal) -> None:
        if refusal.field != "reason":
            self.refuse(refusal.says)
            return
        self.deed_button.busy()
        dialog.ask_reason(self, "修改已用印的案卷", refusal.says, "写入", self._write_with)

    def _write_with(self, reason: str) -> None:
        self.working("正在写入…")
        self._desk.run(
            lists.write_rows, self._dossier_id, self.shown, self.choices, reason, then=self._done, refused=self._no
        )

    def _done(self, board: object) -> None:
        self.written.emit(board)
        self.accept()

    def _export(self) -> None:
        suggested = f"{self.kind.label}-未写入的行.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, "导出拒绝行", suggested, "Excel 工作簿 (*.xlsx)")
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the rejected rows to a workbook."""
        self._desk.fetch(
            lists.export_rejected,
            self.shown,
            path,
            then=lambda count: self.set_note(f"已导出 {count} 行到“{path.name}”。改正后可重新读取。"),
            refused=self._no,
        )
