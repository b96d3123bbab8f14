"""What an expert sees at the shared PC: chairs, PIN, what is awaited, the declaration, what is read, the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.records.kinds import Interest
from desktop_app.steps.meeting_views import DeclarationGiven, plain
from desktop_app.steps.seat_views import SeatBoard, SeatItem, SeatsBoard
from desktop_app.widgets import kit, tokens

PIN_LENGTH = 6
COLUMN = 920
"""As wide as a page of large type may be."""


def middle(*items: kit.Item, width: int = COLUMN, gap: int = tokens.L) -> QWidget:
    """A column in the middle of a page that scrolls when it must."""
    column = kit.col("stretch", *items, "stretch", gap=gap, pad=tokens.XL)
    column.setMaximumWidth(width)
    return kit.ScrollBody(kit.row("stretch", (column, 100), "stretch", name="panel"))


class ChairsPage(QWidget):
    """Between two experts: nothing but names. `taken` is the member who sits down."""

    taken = Signal(int)
    handed_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seat_chairs")
        self._title = kit.text("", "title", name="seat_meeting")
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.M)
        self.buttons: dict[int, kit.Button] = {}
        self._back = kit.button("交还秘书", "quiet", "arrow-left", name="seats_done")
        self._back.clicked.connect(self.handed_back)
        how = kit.text("请点自己的姓名，或按席位号数字键，再输入本人当日口令。", "body", "text2", wrap=True)
        self._notice = kit.text("", "body", "warn", wrap=True, name="seat_notice")
        column = kit.col(
            self._title, how, self._notice, self._grid, "stretch", gap=tokens.L, pad=tokens.XL, name="panel"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollBody(column), 1)
        layout.addWidget(kit.row("stretch", self._back, pad=tokens.L, name="panel"))

    def show_chairs(self, board: SeatsBoard) -> None:
        """Every member with what is awaited; scores are not in it."""
        self._title.setText(f"{board.meeting}　专家席")
        kit.clear(self._grid)
        self.buttons = {}
        for place, seat in enumerate(board.seats):
            says = "口令已停用，请找秘书" if seat.pin == "locked" else "还没有当日口令" if not seat.pin else seat.says
            button = kit.button(f"{seat.number}　{seat.name}　{says}", name=f"chair-{seat.number}")
            button.setProperty("seat", True)
            button.setToolTip(seat.unit)
            button.setEnabled(seat.pin == "issued")
            button.clicked.connect(lambda _on=False, member=seat.member_id: self.taken.emit(member))
            self.buttons[seat.number] = button
            self._grid.addWidget(button, place // 2, place % 2)

    def say(self, words: str) -> None:
        """Why the seat is blank, if there is more to it than that its expert has left."""
        self._notice.setText(words)
        self._notice.setVisible(bool(words))

    def press(self, number: int) -> None:
        """The number key of a seat."""
        button = self.buttons.get(number)
        if button is not None and button.isEnabled():
            button.click()


class PinPage(QWidget):
    """The PIN of one member. `given` carries it."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seat_pin")
        self._who = kit.text("", "display", name="pin_who")
        self.pin = QLineEdit()
        self.pin.setObjectName("pin")
        self.pin.setAccessibleName("当日口令，6 位数字")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self.pin.setMaxLength(PIN_LENGTH)
        self.pin.setValidator(QIntValidator(0, 10**PIN_LENGTH - 1, self.pin))
        self.pin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pin.setMaximumWidth(320)
        self._says = kit.text("", "body", "bad", wrap=True, name="pin_says")
        self.go = kit.button("入席", "primary", key="Enter", name="pin_go")
        back = kit.button("返回", "quiet", key="Esc", name="pin_back")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        label = kit.text("请输入签到时发给您的 6 位当日口令", "body", "text2")
        layout.addWidget(middle(self._who, label, self.pin, self._says, kit.row(self.go, back, "stretch"), width=640))
        self.pin.returnPressed.connect(self._give)
        self.go.clicked.connect(self._give)
        back.clicked.connect(self.left)

    def ask(self, who: str) -> None:
        """Ask for somebody's PIN."""
        self._who.setText(who)
        self.forget()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Nothing typed, nothing said."""
        self.pin.clear()
        self._says.setText("")
        self.go.busy()

    def refuse(self, says: str) -> None:
        """It was not the PIN."""
        self.go.busy()
        self.pin.clear()
        self._says.setText(says)
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        if self.pin.text() and self.go.isEnabled():
            self.go.busy("正在核对")
            self.given.emit(self.pin.text())


class HomePage(QWidget):
    """Where a member finds what is awaited: one thing to do next, and every item with how it stands."""

    sign_in_asked = Signal()
    declare_asked = Signal()
    score_asked = Signal(int)
    read_asked = Signal(int)
    dissent_asked = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seat_home")
        self._who = kit.text("", "title", name="seat_who")
        self._says = kit.text("", "body", "text2", wrap=True, name="seat_says")
        self.next = kit.button("", "primary", key="Enter", name="seat_next")
        self.leave = kit.button("离席", key="Esc", name="seat_leave")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens.M)
        column = kit.col(
            kit.row((self._who, 1), self.leave), self._says, kit.row(self.next, "stretch"), kit.rule(), self._lines,
            "stretch", gap=tokens.L, pad=tokens.XL, name="panel",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollBody(column))
        self.leave.clicked.connect(self.left)
        self.next.clicked.connect(self._go)
        self._board: SeatBoard | None = None

    def show_seat(self, board: SeatBoard) -> None:
        """Show one member's own seat."""
        self._board = board
        self._who.setText(f"{board.number} 席　{board.name}")
        words, says = self._awaited(board)
        self.next.say(words)
        self.next.setVisible(bool(words))
        self._says.setText(says)
        kit.clear(self._lines)
        for item in board.items:
            self._lines.addWidget(self._line(item))

    def forget(self) -> None:
        """Nothing of the member stays, not even behind another page."""
        self._board = None
        self._who.setText("")
        self._says.setText("")
        kit.clear(self._lines)

    @staticmethod
    def _awaited(board: SeatBoard) -> tuple[str, str]:
        if not board.signed_in:
            return "签到", "请先签到。休会以后要重新签到。"
        scoring = next((item for item in board.items if item.may_score), None)
        if scoring is not None:
            again = "修改评分" if scoring.round > 1 else "评分"
            return f"{again}：第 {scoring.position} 项", f"{scoring.platform}　{scoring.applicant}"
        if any(item.may_declare and not item.declared for item in board.items):
            return "回避声明", "看材料以前，请先对各项的申请单位作回避声明。"
        return "", "现在没有要办的事。请离席，等秘书进入下一步。"

    def _line(self, item: SeatItem) -> QWidget:
        says = f"回避：{item.recusal}" if item.recusal else item.says
        tools: list[kit.Item] = []
        for wanted, words, name, signal in (
            (bool(item.materials), "看材料", "read", self.read_asked),
            (item.may_dissent, "不同意见", "dissent", self.dissent_asked),
        ):
            if wanted:
                button = kit.button(words, name=f"{name}-{item.position}")
                button.clicked.connect(lambda _on=False, tell=signal, at=item.id: tell.emit(at))
                tools.append(button)
        own = item.own[-1] if item.own else None
        mine = ""
        if own is not None:
            mine = "我已弃权" if own.abstained else f"我的评分 {plain(own.total)}" if own.total is not None else ""
        about = kit.col(
            kit.text(f"{item.position}　{item.platform}", "strong", wrap=True),
            kit.text("　".join(part for part in (item.applicant, says, mine) if part), "small", "text2", wrap=True),
            gap=2,
        )
        return kit.row((about, 1), *tools, gap=tokens.M)

    def _go(self) -> None:
        board = self._board
        if board is None:
            return
        scoring = next((item for item in board.items if item.may_score), None)
        if not board.signed_in:
            self.sign_in_asked.emit()
        elif scoring is not None:
            self.score_asked.emit(scoring.id)
        elif any(item.may_declare and not item.declared for item in board.items):
            self.declare_asked.emit()


class DeclarePage(QWidget):
    """Item by item: no interest, or which. `given` carries a tuple of `DeclarationGiven`."""

    given = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seat_declare")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.L)
        self._says = kit.text("", "body", "bad", wrap=True, name="declare_says")
        self.all_none = kit.button("以下各项均无利害关系", name="declare_none")
        self.deed = kit.button("确认声明", "primary", "check", "Ctrl+Enter", name="declare_go")
        back = kit.button("返回", "quiet", key="Esc", name="declare_back")
        about = "在该单位任职、为其提供过咨询或辅导、与负责人有亲属关系等，都应回避。声明前看不到材料。"
        column = kit.col(
            kit.text("回避声明", "title"), kit.text(about, "body", "text2", wrap=True),
            kit.row(self.all_none, "stretch"), self._rows, "stretch", gap=tokens.L, pad=tokens.XL, name="panel",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollBody(column), 1)
        layout.addWidget(kit.row((self._says, 1), back, self.deed, pad=tokens.L, name="panel"))
        self._lines: list[tuple[SeatItem, QRadioButton, QRadioButton, QComboBox]] = []
        self._groups: list[QButtonGroup] = []
        self.all_none.clicked.connect(self._none_at_all)
        self.deed.clicked.connect(self._give)
        back.clicked.connect(self.left)

    def show_items(self, items: Sequence[SeatItem]) -> None:
        """Ask for these."""
        kit.clear(self._rows)
        self._lines, self._groups = [], []
        self._says.setText("")
        for item in items:
            none, some = QRadioButton("无利害关系"), QRadioButton("有，须回避")
            which = QComboBox()
            for interest in Interest:
                which.addItem(interest.label, interest.value)
            for widget, name in ((none, "none"), (some, "some"), (which, "which")):
                widget.setObjectName(f"declare-{name}-{item.position}")
            which.setAccessibleName(f"第 {item.position} 项回避事由")
            which.setVisible(False)
            some.toggled.connect(which.setVisible)
            group = QButtonGroup(self)
            group.addButton(none)
            group.addButton(some)
            self._groups.append(group)
            self._lines.append((item, none, some, which))
            self._rows.addWidget(
                kit.col(
                    kit.text(f"{item.position}　{item.platform}", "strong", wrap=True),
                    kit.text(item.applicant, "small", "text2", wrap=True),
                    kit.row(none, some, which, "stretch", gap=tokens.L),
                    gap=4,
                )
            )

    def _none_at_all(self) -> None:
        for _item, none, _some, _which in self._lines:
            none.setChecked(True)
        self.deed.setFocus(Qt.FocusReason.TabFocusReason)

    def _give(self) -> None:
        found = []
        for item, none, some, which in self._lines:
            if not none.isChecked() and not some.isChecked():
                self._says.setText(f"第 {item.position} 项还没有声明。请选一项。")
                none.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            found.append(DeclarationGiven(item.id, Interest(which.currentData()) if some.isChecked() else None))
        self.given.emit(tuple(found))

    def refuse(self, says: str) -> None:
        """It was not taken."""
        self._says.setText(says)


class DonePage(QWidget):
    """It is locked; the next expert may come."""

    left = Signal()
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seat_done")
        self._says = kit.text("", "display", wrap=True, name="done_says")
        self._rest = kit.text("", "body", "text2", wrap=True)
        self.go = kit.button("离席", "primary", key="Enter", name="done_go")
        self.stay = kit.button("继续", "quiet", name="done_more")
        mark = kit.Icon("check-circle", "ok", 72)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            middle(kit.row(mark, "stretch"), self._says, self._rest, kit.row(self.go, self.stay, "stretch"), width=760)
        )
        self.go.clicked.connect(self.left)
        self.stay.clicked.connect(self.more)

    def say(self, words: str, rest: str, more: str) -> None:
        """What was done; `more` names what is still awaited from the same expert, if anything."""
        self._says.setText(words)
        self._rest.setText(rest)
        self.stay.say(more)
        self.stay.setVisible(bool(more))
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
