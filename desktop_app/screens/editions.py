"""The room of the editions (办法库): each read article by article, two side by side, the office's own added."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.edition_add import AddEditionSheet
from desktop_app.screens.edition_text import ReadingPane, chapter_parts, group_parts
from desktop_app.screens.page import WatchingPage
from desktop_app.steps import editions
from desktop_app.steps.editions_board import Comparison, EditionLine, EditionPreview, EditionsBoard, EditionView
from desktop_app.widgets import dialog, kit, notices, theme, tokens
from desktop_app.widgets.table import Column, RowTable

STATES = {
    "force": ("现行有效", "ok", "check-circle"),
    "future": ("尚未施行", "none", "clock"),
    "lapsed": ("有效期届满", "warn", "warning"),
    "repealed": ("已废止", "warn", "warning"),
    "former": ("旧文件", "none", "clock-counter-clockwise"),
    "withdrawn": ("已停用", "none", "circle-dashed"),
}
FILES = "办法文件 (*.toml)"
WORKBOOKS = "工作簿 (*.xlsx)"
READ, COMPARE = range(2)


class EditionsPage(WatchingPage):
    """A list of editions with the chosen one beside it; or two of them side by side."""

    watches: ClassVar[frozenset[str]] = frozenset({"office_edition", "dossier"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("page-editions")
        self.board: EditionsBoard | None = None
        self.found: Comparison | None = None
        self._sheet: QWidget | None = None
        self._count = kit.text("", "small", "text3", name="editions_count")
        self.modes = kit.tabs("逐条阅读", "两份对照", name="editions_mode")
        self.modes.setAccessibleName("阅读或对照")
        self.banner = notices.Banner("bad")
        self.banner.hide()
        self.table = self._make_table()
        self.about = kit.text("", "small", "text2", wrap=True, name="edition_about")
        self.reader = ReadingPane("reader", "办法")
        self.left, self.right = self._combo("compare_left", "左边的办法"), self._combo("compare_right", "右边的办法")
        self.only_different = QCheckBox("只看不同的")
        self.only_different.setObjectName("only_different")
        self.differences = kit.text("", "small", "text2", name="differences")
        self.sides = ReadingPane("sides", "两份办法的对照", 232)
        self.withdraw_button = kit.button("停用…", name="withdraw_edition")
        self.save_button = kit.button("存出办法文件…", icon="download-simple", name="save_edition")
        self.workbook_button = kit.button("存为工作簿…", icon="download-simple", name="save_comparison")
        self.add_button = kit.button("添加办法文件…", "primary", "plus", name="add_edition")
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()

    @staticmethod
    def _combo(name: str, called: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(called)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(18)
        return made

    def _make_table(self) -> RowTable:
        table = RowTable(
            (
                Column("short", "办法", strong=True, sub=_below),
                Column("state", "状态", 112, badge=lambda line: STATES[line.state]),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            empty=notices.Empty("book-open", "程序里还没有办法文件。"),
            name="editions",
        )
        table.setAccessibleName("办法")
        return table

    def _lay_out(self) -> None:
        head = notices.HeadLine(kit.text("办法库", "heading"), self._count, "stretch", self.modes)
        told = kit.col(self.about, pad=(tokens.XL, tokens.S, tokens.XL, tokens.S))
        reading = kit.row(
            kit.fixed(self.table, width=352), kit.rule(vertical=True),
            (kit.col(told, kit.rule(), (self.reader, 1), gap=0), 1), gap=0,
        )  # fmt: skip
        choice = kit.row(
            kit.text("左", "small", "text2"), (self.left, 1), kit.text("右", "small", "text2"), (self.right, 1),
            self.only_different, pad=(tokens.XL, tokens.S, tokens.XL, tokens.XS),
        )  # fmt: skip
        counted = kit.row(self.differences, pad=(tokens.XL, 0, tokens.XL, tokens.S))
        comparing = kit.col(choice, counted, kit.rule(), (self.sides, 1), gap=0)
        for part in (reading, comparing):
            self._stack.addWidget(part)
        foot = notices.FootBar(
            self.withdraw_button, self.save_button, "stretch", self.workbook_button, self.add_button
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(head)
        layout.addWidget(self._stack, 1)
        layout.addWidget(foot)

    def _wire(self) -> None:
        self.modes.currentChanged.connect(self._show_mode)
        self.table.chosen.connect(lambda _row: self._read())
        self.left.activated.connect(lambda _place: self._compare())
        self.right.activated.connect(lambda _place: self._compare())
        self.only_different.toggled.connect(lambda _on: self._show_sides())
        self.add_button.clicked.connect(self._choose_file)
        self.save_button.clicked.connect(self._save_text)
        self.workbook_button.clicked.connect(self._save_workbook)
        self.withdraw_button.clicked.connect(self._withdraw)

    # ------------------------------------------------------------------ showing
    def refresh(self) -> None:
        """Read the editions again and show them."""
        self.desk.run(editions.board, then=self.show_board, refused=self._refuse)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list makes room for the text where the window is narrow."""
        super().resizeEvent(event)
        self.table.setFixedWidth(352 if self.width() >= theme.scaled(1100) else 288)

    def show_board(self, board: EditionsBoard) -> None:
        """Show the editions; the chosen one stays chosen."""
        before = self.current
        self.board = board
        self.banner.hide()
        self.table.show_rows(board.lines)
        keys = [line.key for line in board.lines]
        if board.lines:
            self.table.select(keys.index(before.key) if before is not None and before.key in keys else 0)
        force = sum(line.state == "force" for line in board.lines)
        own = sum(line.own and line.offered for line in board.lines)
        self._count.setText(f"{len(board.lines)} 份，现行有效 {force} 份" + (f"，本单位添加 {own} 份" if own else ""))
        self.add_button.setEnabled(board.may_add)
        self.add_button.setToolTip("" if board.may_add else "由管理员添加")
        self._fill_combos(board)
        self._show_mode()

    def _fill_combos(self, board: EditionsBoard) -> None:
        """The editions to choose among for each side; at first the two that come first."""
        for place, combo in enumerate((self.left, self.right)):
            before = combo.currentData()
            combo.clear()
            for line in board.lines:
                combo.addItem(f"{line.short}　{line.number}　{STATES[line.state][0]}", line.key)
            found = combo.findData(before)
            combo.setCurrentIndex(found if found >= 0 else min(place, combo.count() - 1))

    @property
    def current(self) -> EditionLine | None:
        """The chosen edition."""
        number, rows = self.table.current_row(), self.table.rows()
        return rows[number] if 0 <= number < len(rows) else None

    @property
    def comparing(self) -> bool:
        """Whether two editions are shown side by side."""
        return self.modes.currentIndex() == COMPARE

    def _show_mode(self, _place: int = 0) -> None:
        self._stack.setCurrentIndex(COMPARE if self.comparing else READ)
        self.workbook_button.setVisible(self.comparing)
        self.save_button.setVisible(not self.comparing)
        self.withdraw_button.setVisible(not self.comparing)
        if self.board is None:
            return
        if self.comparing:
            self._compare()
        else:
            self._read()

    def _read(self) -> None:
        line = self.current
        self.save_button.setEnabled(line is not None)
        mine = line is not None and line.own and line.state != "withdrawn"
        self.withdraw_button.setEnabled(bool(mine and self.board is not None and self.board.may_add))
        if line is not None and not self.comparing:
            self.desk.run(editions.read, line.key, then=self.show_edition, refused=self._refuse)

    def show_edition(self, view: EditionView) -> None:
        """Show one edition beside the list."""
        line = view.line
        if self.current is None or self.current.key != line.key:
            return
        under = f"；{line.dossiers} 个案卷按这份文件审查" if line.dossiers else ""
        self.about.setText(f"{line.title}（{line.number}）　{line.said}　{line.source}{under}　校验码 {line.key[:16]}")
        self.reader.show_parts(chapter_parts(view.chapters))

    def _compare(self) -> None:
        self.banner.hide()
        left, right = self.left.currentData(), self.right.currentData()
        if left and right:
            self.desk.run(editions.compare, left, right, then=self.show_comparison, refused=self._refuse_pair)

    def show_comparison(self, found: Comparison) -> None:
        """Show two editions side by side."""
        self.found = found
        self._show_sides()

    def _show_sides(self) -> None:
        found = self.found
        self.workbook_button.setEnabled(found is not None)
        if found is None:
            self.differences.setText("")
            self.sides.show_parts(())
            return
        self.differences.setText(editions.differences(found))
        names = (found.left, found.right)
        self.sides.show_parts(group_parts(found.groups, names, only_different=self.only_different.isChecked()))

    # ------------------------------------------------------------------ doing
    def _refuse(self, refusal: Refusal) -> None:
        self.banner.say("bad", "", refusal.says)
        self.banner.show()

    def _refuse_pair(self, refusal: Refusal) -> None:
        self.found = None
        self._show_sides()
        self._refuse(refusal)

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "选择办法文件", "", FILES)
        if path:
            self.read_file(path)

    def read_file(self, path: str) -> None:
        """Read an edition's file and show what adding it would do."""
        self.banner.hide()
        self.desk.run(
            editions.preview_file, path, then=self._show_preview, refused=self._refuse, busy="正在核对办法文件"
        )  # fmt: skip

    def _show_preview(self, preview: EditionPreview) -> None:
        sheet = AddEditionSheet(preview, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def kept(board: EditionsBoard) -> None:
            sheet.accept()
            self.show_board(board)
            keys = [line.key for line in board.lines]
            if preview.digest in keys:
                self.table.select(keys.index(preview.digest))

        sheet.pressed.connect(
            lambda: self.desk.run(
                editions.add_edition, preview, sheet.remark.value(), then=kept, refused=sheet.show_refusal
            )
        )
        self._sheet = sheet
        sheet.open()

    def _withdraw(self) -> None:
        line = self.current
        if line is None:
            return
        says = f"停用后新案卷不再适用“{line.short}”的这份文件；已按它受理的 {line.dossiers} 个案卷不变。"
        self._sheet = dialog.ask_reason(
            self, "停用办法文件", says, "停用",
            lambda why: self.desk.run(
                editions.withdraw_edition, line.key, why, then=self.show_board, refused=self._refuse
            ),
        )  # fmt: skip

    def _save_text(self) -> None:
        line = self.current
        if line is None:
            return
        path, _kind = QFileDialog.getSaveFileName(self, "存出办法文件", f"{line.regulation_id}.toml", FILES)
        if path:
            self.desk.run(editions.save_text, line.key, path, then=self._saved, refused=self._refuse)

    def _save_workbook(self) -> None:
        if self.found is None:
            return
        name = editions.file_name(self.found)
        path, _kind = QFileDialog.getSaveFileName(self, "存为工作簿", name, WORKBOOKS)
        if path:
            left, right = self.left.currentData(), self.right.currentData()
            self.desk.run(editions.save_comparison, left, right, path, then=self._saved, refused=self._refuse)

    def _saved(self, path: object) -> None:
        self.banner.say("ok", "已存为文件", str(path), "check-circle")
        self.banner.show()


def _below(line: EditionLine) -> str:
    own = "本单位添加 · " if line.own else ""
    under = f" · {line.dossiers} 个案卷" if line.dossiers else ""
    return f"{own}{line.number}{under}"
