"""The second keying (第二次录入): the same sheets by another hand, blind; and what differs, settled side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStackedWidget, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import SurveyMethod
from desktop_app.screens.desk import Desk
from desktop_app.screens.survey_interview import FIELDS, GRADES
from desktop_app.steps import keying
from desktop_app.steps.keying import DifferenceLine, KeyingBoard, SettledLine, SheetLine
from desktop_app.widgets import dialog, kit, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

STATES = {
    "ready": ("待录入", "accent", "pencil-simple"),
    "done": ("已录入", "ok", "check-circle"),
    "waiting": ("等第一次录入", "none", "circle-dashed"),
    "mine": ("须换人录入", "none", "lock"),
}
HEIGHT, LEAST_HEIGHT = 600, 160
"""Of the sheet where the window leaves room for it, and of its body where it doesn't."""
EMPTY = "（空）"


@dataclass(frozen=True)
class SheetRow:
    """One sheet in the list at the left."""

    line: str
    firm: str
    badge: tuple[str, str, str]
    sheet: SheetLine


@dataclass(frozen=True)
class DifferenceRow:
    """One difference, open or settled."""

    line: str
    firm: str
    label: str
    first: str
    first_by: str
    second: str
    second_by: str
    badge: tuple[str, str, str]
    open: DifferenceLine | None


class SecondForm(QWidget):
    """The form of one sheet: empty at first, whatever was keyed before."""

    keyed = Signal(int, dict)
    """(place, every field)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("second_form")
        self.place = 0
        self._title = kit.text("", "heading", elide=True, name="second_title")
        self.methods, self.grades = QButtonGroup(self), QButtonGroup(self)
        self.fields = {name: Field(label, f"second_{name}") for name, label in FIELDS}
        self._says = kit.text("", "small", "bad", wrap=True, name="second_says")
        self.ready = False
        methods: list[QWidget] = []
        for number, method in enumerate(SurveyMethod):
            radio = QRadioButton(method.label)
            radio.setObjectName(f"second_method_{method.value}")
            self.methods.addButton(radio, number)
            methods.append(radio)
        grades: list[kit.Item] = []
        for number, (grade, tone, icon) in enumerate(GRADES):
            choice = kit.ChoiceButton(grade.label, tone, str(number + 1), icon)
            choice.setObjectName(f"second_grade_{grade.value}")
            self.grades.addButton(choice, number)
            grades.append((choice, 1))
        kit.fill(
            self,
            kit.col(
                self._title,
                kit.text("照纸面访谈记录单录入，看不到第一次录入的内容", "caption", "text3", wrap=True),
                kit.row(*methods[:3], "stretch", gap=tokens.L),
                kit.row(*methods[3:], "stretch", gap=tokens.L),
                kit.grid([(field, 1) for field in self.fields.values()], 2, gap=16),
                kit.row(*grades, gap=tokens.S),
                self._says,
                "stretch",
                gap=tokens.S,
                pad=(tokens.L, 0, 0, 0),
            ),
        )

    def show_sheet(self, sheet: SheetLine) -> None:
        """An empty form for `sheet`; what is being typed for the same sheet stays."""
        ready = sheet.state == "ready"
        self._title.setText(f"样本 {sheet.line}　{sheet.firm}")
        says = {
            "done": f"已由{sheet.by}作过第二次录入。",
            "waiting": "还没有第一次录入的评价。",
            "mine": "第一次录入是您做的，第二次录入要由另一名操作员登录后进行。",
        }
        if sheet.place != self.place or not ready:
            self.place = sheet.place
            self._clear()
        self.refuse(says.get(sheet.state, ""))
        self.ready = ready
        for widget in (*self.fields.values(), *self.methods.buttons(), *self.grades.buttons()):
            widget.setEnabled(ready)

    def _clear(self) -> None:
        for field in self.fields.values():
            field.show_value("", force=True)
        for group in (self.methods, self.grades):
            group.setExclusive(False)
            for button in group.buttons():
                button.setChecked(False)
            group.setExclusive(True)

    def refuse(self, says: str) -> None:
        """What is in the way, or nothing."""
        self._says.setText(says)
        self._says.setVisible(bool(says))

    def grade_with(self, number: int) -> None:
        """Choose grade `number` (0…2)."""
        if self.ready:
            self.grades.buttons()[number].setChecked(True)

    def focus_first(self) -> None:
        """The keys go to the first method: the sheet is keyed from the top."""
        self.methods.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def tell(self) -> None:
        """Tell everything that was keyed."""
        if not self.place or not self.ready:
            return
        method, grade = self.methods.checkedId(), self.grades.checkedId()
        said = {name: field.value() for name, field in self.fields.items()}
        said["method"] = list(SurveyMethod)[method].value if method >= 0 else ""
        said["grade"] = GRADES[grade][0].value if grade >= 0 else ""
        self.keyed.emit(self.place, said)


class DifferencePane(QWidget):
    """The two keyings side by side, field by field; one of them is let stand."""

    settled = Signal(int, str, bool)
    """(place, field, whether the second stands)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RowTable(
            (
                Column("line", "样本", 48, "right", tone="text3"),
                Column("firm", "企业名称", least=140),
                Column("label", "栏目", 96),
                Column("first", "第一次录入", 168, sub=lambda row: row.first_by),
                Column("second", "第二次录入", 168, sub=lambda row: row.second_by),
                Column("badge", "核定", 176, badge=lambda row: row.badge),
            ),
            many=False,
            row_height=tokens.TWO_LINE_HEIGHT,
            name="differences",
        )
        self.table.setAccessibleName("两次录入的差异")
        self._says = kit.text("", "small", "text3", wrap=True, name="differences_says")
        self.first = kit.button("采用第一次", key="Alt+1", name="take_first")
        self.second = kit.button("采用第二次", key="Alt+2", name="take_second")
        self.first.clicked.connect(lambda: self._settle(False))
        self.second.clicked.connect(lambda: self._settle(True))
        self.table.chosen.connect(self._show_chosen)
        kit.fill(self, kit.col((self.table, 1), kit.row((self._says, 1), self.first, self.second), gap=tokens.S))

    def show_board(self, board: KeyingBoard) -> None:
        """Open differences first, then those that were settled."""
        self.table.show_rows((*map(_open_row, board.differences), *map(_settled_row, board.settled)))
        if not 0 <= self.table.current_row() < len(self.table.rows()) and self.table.rows():
            self.table.select(0)
        both = f"已有 {board.done} 份作过两次录入，"
        self._says.setText(
            f"{both}{len(board.differences)} 处不同待核定。请对照纸面访谈记录单。"
            if board.differences
            else f"{both}没有待核定的差异。"
        )
        self._show_chosen(self.table.current_row())

    def _show_chosen(self, row: int) -> None:
        rows = self.table.rows()
        open_row = 0 <= row < len(rows) and rows[row].open is not None
        self.first.setEnabled(open_row)
        self.second.setEnabled(open_row)

    def _settle(self, second: bool) -> None:
        row = self.table.current_row()
        found = self.table.row(row).open if 0 <= row < len(self.table.rows()) else None
        if found is not None:
            self.settled.emit(found.place, found.field, second)


def _row(one: DifferenceLine | SettledLine, state: tuple[str, str, str], still: DifferenceLine | None) -> DifferenceRow:
    first, second = one.first or EMPTY, one.second or EMPTY
    return DifferenceRow(
        str(one.line), one.firm, one.label, first, one.first_by, second, one.second_by, state, still
    )  # fmt: skip


def _open_row(one: DifferenceLine) -> DifferenceRow:
    return _row(one, ("待核定", "warn", "warning"), one)


def _settled_row(one: SettledLine) -> DifferenceRow:
    return _row(one, (f"{one.kept or EMPTY}　{one.by}", "ok", "check-circle"), None)


class KeyingSheet(dialog.Sheet):
    """The dialog: the sheets to key again, and the differences."""

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget) -> None:
        self._desk, self._dossier = desk, dossier_id
        self.board: KeyingBoard | None = None
        self.form, self.differences = SecondForm(), DifferencePane()
        self._tabs = kit.tabs("第二次录入", "差异")
        self._tabs.setObjectName("keying_tabs")
        self._tabs.setAccessibleName("第二次录入与差异")
        self.table = RowTable(
            (
                Column("line", "样本", 48, "right", tone="text3"),
                Column("firm", "企业名称"),
                Column("badge", "状态", 136, badge=lambda row: row.badge),
            ),
            many=False,
            name="second_sheets",
        )
        self.table.setAccessibleName("访谈记录单")
        self._stack = QStackedWidget()
        self._stack.addWidget(kit.row((self.table, 5), (kit.ScrollBody(self.form), 6), gap=0))
        self._stack.addWidget(self.differences)
        self._stack.setMinimumHeight(LEAST_HEIGHT)
        body = kit.col(kit.row(self._tabs, "stretch"), (self._stack, 1), gap=tokens.S)
        super().__init__(
            "第二次录入", body, "保存并到下一家", width=dialog.WIDE, cancel="关闭", waits=True, parent=parent
        )
        self.resize(self.width(), min(HEIGHT, self.maximumHeight()))
        self._wire()
        self._desk.run(keying.board, self._dossier, then=self._begin, refused=self._refused)

    def _wire(self) -> None:
        self._tabs.currentChanged.connect(self._show_tab)
        self.pressed.connect(self.form.tell)
        self.table.chosen.connect(self._show_sheet)
        self.table.opened.connect(lambda _row: self.form.focus_first())
        self.form.keyed.connect(self._keep)
        self.differences.settled.connect(self._settle)
        kit.on_key(self, "Alt+1", self.differences.first.click)
        kit.on_key(self, "Alt+2", self.differences.second.click)
        for number in range(3):
            kit.on_key(self.form, str(number + 1), partial(self.form.grade_with, number))

    def show_differences(self) -> None:
        """Begin with what differs."""
        self._tabs.setCurrentIndex(1)

    def _show_tab(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.deed_button.setVisible(number == 0)
        self.deed_button.setEnabled(number == 0 and self.form.ready)
        if number == 1:
            self.differences.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _begin(self, board: KeyingBoard) -> None:
        self.show_board(board)
        self._next()

    def show_board(self, board: KeyingBoard) -> None:
        """Sheets and differences anew."""
        self.board = board
        self.table.show_rows(
            [SheetRow(str(sheet.line), sheet.firm, STATES[sheet.state], sheet) for sheet in board.sheets]
        )
        self.differences.show_board(board)
        self._tabs.setTabText(1, f"差异 {len(board.differences)}")
        self.set_note(f"{len(board.sheets)} 份中已作两次录入 {board.done} 份，现在可录入 {board.ready} 份")

    def _next(self) -> None:
        """Go to the next sheet that may be keyed."""
        sheets = self.board.sheets if self.board else ()
        at = max(0, self.table.current_row())
        for step in range(len(sheets)):
            row = (at + step) % len(sheets)
            if sheets[row].state == "ready":
                self.table.select(row)
                self._show_sheet(row)
                self.form.focus_first()
                return
        if sheets:
            self.table.select(at)
            self._show_sheet(at)

    def _show_sheet(self, row: int) -> None:
        if self.board is not None and 0 <= row < len(self.board.sheets):
            self.form.show_sheet(self.board.sheets[row])
            self.deed_button.setEnabled(self.form.ready and self._stack.currentIndex() == 0)

    def _keep(self, place: int, values: dict[str, str]) -> None:
        self._desk.run(
            keying.key_again,
            self._dossier,
            place,
            values,
            then=self._begin,
            refused=lambda no: self.form.refuse(no.says),
        )

    def _settle(self, place: int, field: str, second: bool) -> None:
        self._desk.run(
            keying.settle_difference, self._dossier, place, field, second, then=self.show_board, refused=self._refused
        )

    def _refused(self, refusal: Refusal) -> None:
        self.refuse(refusal.says)
