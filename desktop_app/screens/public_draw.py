"""The public draw (公开抽签): a window for a projector, worked by keyboard alone.

Hash, witnesses, digits one at a time, the draw, the record. What is drawn from (firms of one or several dossiers, or a
pool of experts) lies on the table as plain values; nothing personal is among them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import DigitsSource
from desktop_app.screens import public_draw_walls as walls
from desktop_app.screens.desk import Desk
from desktop_app.screens.public_draw_walls import OutcomePage
from desktop_app.steps import papers, public_draw
from desktop_app.steps.papers import Issued
from desktop_app.steps.public_draw import FIRMS, OnTable, Outcome, Throwing
from desktop_app.widgets.draw_wall import LISTS_A_PAGE, DrawWall, Wall

SORTING_MS = 2600


class Stage(Enum):
    """Where the draw stands."""

    LISTS = 0
    PEOPLE = 1
    THROWING = 2
    CHECKING = 3
    DRAWING = 4
    OUTCOME = 5
    LEAVING = 6
    REASON = 7


class Entry(QLineEdit):
    """The one line of text on the wall; Enter is its own, Esc and the rest go on to the wall."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() != Qt.Key.Key_Escape:
            event.accept()


class PublicDraw(QWidget):
    """The wall and its keys. `drawn` carries the outcomes; the owner reads its board again when `changed` rings."""

    drawn = Signal(tuple)

    def __init__(
        self,
        desk: Desk,
        table: tuple[OnTable, ...],
        source: DigitsSource,
        *,
        witnesses: str = "",
        why: str = "",
        hide_names: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("public_draw")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.table, self.source = desk, table, source
        self.unit = table[0].unit
        self.witnesses, self.why, self.hide_names = witnesses, why, hide_names
        self.thrown = Throwing()
        self.stage, self._back = Stage.LISTS, Stage.LISTS
        self.outcomes: tuple[Outcome, ...] = ()
        self._page = 0
        self._pages: tuple[OutcomePage, ...] = ()
        self._seen: set[int] = set()
        self._says, self._tone, self._reason, self._busy = "", "text2", "", False
        self.setWindowTitle(walls.TITLES[self.unit].replace("　", " "))
        self.wall = DrawWall(self)
        self.entry = Entry(self)
        self.entry.setObjectName("wall_entry")
        self.entry.hide()
        self.entry.returnPressed.connect(self._entered)
        self._sorting = QVariantAnimation(self)
        self._sorting.setStartValue(0.0)
        self._sorting.setEndValue(1.0)
        self._sorting.setDuration(SORTING_MS)
        self._sorting.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._sorting.valueChanged.connect(self.wall.show_sorted)
        self._sorting.finished.connect(self._show)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        desk.crashed.connect(self._crashed)
        self._show()

    def put_up(self) -> None:
        """Over the whole of the second screen when there is one, else of the only one."""
        screens = QGuiApplication.screens()
        parent = self.parentWidget()
        own = parent.screen() if parent is not None else QGuiApplication.primaryScreen()
        other = next((screen for screen in screens if screen is not own), own)
        self.setGeometry(other.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    # ------------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key of the draw; in a line of text the line has them first."""
        if self._busy:
            return
        key = event.key()
        if key == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key == Qt.Key.Key_Backspace:
            self._take_back()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._turn(1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._turn(-1)
        elif key == Qt.Key.Key_P and self.stage is Stage.OUTCOME:
            self._record()
        elif self.stage in (Stage.THROWING, Stage.CHECKING) and event.text().strip():
            self._put(event.text())
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        last = self._list_pages() - 1
        if self.stage is Stage.LISTS and self._page < last:
            self._turn(1)
        elif self.stage is Stage.LISTS:
            self._enter(Stage.PEOPLE)
        elif self.stage is Stage.THROWING:
            if self.thrown.missing:
                self._tell(f"还差 {self.thrown.missing} 位。", "warn")
            else:
                self._enter(Stage.CHECKING)
        elif self.stage is Stage.CHECKING:
            self._draw()
        elif self.stage is Stage.OUTCOME:
            self._finish_sorting()

    def _escape(self) -> None:
        if self.stage in (Stage.LEAVING, Stage.REASON):
            self._enter(self._back)
        elif self.stage is Stage.OUTCOME or not (self.thrown.digits or self.thrown.taken_back):
            self.close()
        else:
            self._back = self.stage
            self._enter(Stage.LEAVING)

    def _put(self, typed: str) -> None:
        try:
            for char in typed.strip():
                self.thrown = self.thrown.put(char)
        except Refusal as refusal:
            self._tell(refusal.says, "bad")
            return
        self._enter(Stage.THROWING)

    def _take_back(self) -> None:
        if self.stage not in (Stage.THROWING, Stage.CHECKING) or not self.thrown.digits:
            return
        self.thrown = self.thrown.take_back()
        gone = self.thrown.taken_back[-1]
        self._enter(Stage.THROWING)
        self._tell(f"已退回第 {gone.place} 位 {gone.digit}，退回记入抽样记录。", "warn")

    def _turn(self, by: int) -> None:
        if self.stage is Stage.OUTCOME:
            self._finish_sorting()
            self._page = min(max(0, self._page + by), len(self._pages) - 1)
            self._sort_first_seen()
        elif self.stage is Stage.LISTS:
            self._page = min(max(0, self._page + by), self._list_pages() - 1)
        self._show()

    # ------------------------------------------------------------------ stages
    def _enter(self, stage: Stage) -> None:
        """Go to a stage; those that ask for words show the line for them."""
        self.stage, self._says, self._tone = stage, "", "text2"
        if stage is Stage.PEOPLE:
            self._ask(self.witnesses, "见证人")
        elif stage is Stage.LEAVING:
            self._ask("", "中止的原因")
        elif stage is Stage.REASON:
            self._ask("", "修改的原因")
        else:
            self.entry.hide()
            self.setFocus()
        self._show()

    def _ask(self, words: str, called: str) -> None:
        self.entry.setText(words)
        self.entry.setAccessibleName(called)
        self.entry.show()
        self.entry.setFocus()

    def _entered(self) -> None:
        said = self.entry.text().strip()
        if not said:
            self._tell("还没有填写。请输入后按 Enter。", "bad")
        elif self.stage is Stage.PEOPLE:
            self.witnesses = said
            self._enter(Stage.THROWING)
        elif self.stage is Stage.LEAVING:
            self._give_up(said)
        elif self.stage is Stage.REASON:
            self._reason = said
            self._enter(Stage.CHECKING)
            self._draw()

    def _tell(self, says: str, tone: str) -> None:
        self._says, self._tone = says, tone
        self._show()

    def _draw(self) -> None:
        step = public_draw.draw_firms if self.unit == FIRMS else public_draw.draw_experts
        self._busy = True
        self.stage = Stage.DRAWING
        self._tell("正在抽取…", "text2")
        args = (self.table, self.thrown, self.source, self.witnesses, self.why, self._reason)
        self.desk.run(step, *args, then=self._came, refused=self._refused)

    def _crashed(self, _report: str) -> None:
        """A step that broke down answers nobody: the digits stand, and the keys work again."""
        if self._busy:
            self._refused(Refusal("程序出错，没有抽取，数字还在。请再按 Enter；仍不行请中止并写明原因。"))

    def _refused(self, refusal: Refusal) -> None:
        self._busy = False
        if refusal.field == "reason":
            self._back = Stage.CHECKING
            self._enter(Stage.REASON)
        elif self.stage is Stage.DRAWING:
            self._enter(Stage.CHECKING)
        self._tell(refusal.says, "bad")

    def _came(self, outcomes: tuple[Outcome, ...]) -> None:
        self._busy = False
        self.outcomes, self._pages, self._page = outcomes, walls.pages(outcomes, self.unit, self.hide_names), 0
        self.stage, self._says = Stage.OUTCOME, ""
        self._sort_first_seen()
        self.drawn.emit(outcomes)
        self._show()

    def _sort_first_seen(self) -> None:
        """The tickets of a list that comes up for the first time are seen sorting."""
        shown = self._pages[self._page].outcome
        if shown not in self._seen:
            self._seen.add(shown)
            self.wall.show_sorted(0.0)
            self._sorting.start()

    def _finish_sorting(self) -> None:
        if self._sorting.state() == QVariantAnimation.State.Running:
            self._sorting.stop()
            self.wall.show_sorted(1.0)
            self._show()

    def _give_up(self, why: str) -> None:
        self._busy = True
        args = (self.table, self.thrown, self.witnesses, why)
        self.desk.run(public_draw.give_up, *args, then=self._leave, refused=self._kept_on)

    def _leave(self, _none: None) -> None:
        self._busy = False
        self.thrown = Throwing()
        self.close()

    def _kept_on(self, refusal: Refusal) -> None:
        self._busy = False
        self._tell(refusal.says, "bad")

    def _record(self) -> None:
        """Print the record of every list under a number, for the witnesses to sign."""
        if self._busy:
            return
        self._busy = True
        made: list[Issued] = []

        def issued(one: Issued) -> None:
            made.append(one)
            if len(made) == len(self.outcomes):
                self._busy = False
                numbers = "、".join(one.number for one in made)
                self._tell(f"记录单已生成：{numbers}。在“文书”中打印，请见证人签字。", "ok")

        for outcome in self.outcomes:
            self.desk.run(
                papers.issue, outcome.dossier_id, walls.RECORDS[self.unit], then=issued, refused=self._kept_on
            )

    def _show(self) -> None:
        making: dict[Stage, Callable[[], Wall]] = {
            Stage.LISTS: self._wall_of_lists,
            Stage.PEOPLE: self._wall_of_people,
            Stage.OUTCOME: self._wall_of_outcome,
            Stage.LEAVING: self._wall_of_asking,
            Stage.REASON: self._wall_of_asking,
        }
        self.wall.show_wall(making.get(self.stage, self._wall_of_digits)())
        self._place_entry()

    def _base(self, at: int, says: str, keys: walls.Keys) -> Wall:
        return walls.base(self.table, at, self._says or says, self._tone if self._says else "text2", keys)

    def _list_pages(self) -> int:
        return -(-len(self.table) // LISTS_A_PAGE)

    def _wall_of_lists(self) -> Wall:
        first = self._page * LISTS_A_PAGE
        lists = tuple(walls.listed(one) for one in self.table[first : first + LISTS_A_PAGE])
        more = f"（第 {self._page + 1}/{self._list_pages()} 页）" if self._list_pages() > 1 else ""
        says = f"指纹在数字产生之前公布，已记入日志。请见证人抄下或拍下。{more}"
        return replace(self._base(0, says, (("Esc", "退出"), ("Enter", "下一步"))), lists=lists)

    def _wall_of_people(self) -> Wall:
        lists = tuple(walls.listed(one) for one in self.table[:1]) if len(self.table) == 1 else ()
        base = self._base(1, "多人用“、”分开。", (("Esc", "退出"), ("Enter", "下一步")))
        return replace(base, lists=lists, asked="在场见证人")

    def _wall_of_digits(self) -> Wall:
        checking = self.stage in (Stage.CHECKING, Stage.DRAWING)
        total = sum(one.size for one in self.table)
        if checking:
            says, keys = "请见证人核对每一位数字。抽取后不能更改。", (
                ("Esc", "中止"), ("Backspace", "退回一位"), ("Enter", f"抽取 {total} {self.unit}"),
            )  # fmt: skip
        else:
            missing = self.thrown.missing
            says = "任何人可复算：票号 = SHA-256（数字,指纹,名单号），从小到大，前 n 个抽中。"
            keys = (
                ("Esc", "中止"), ("Backspace", "退回一位"),
                ("Enter", f"还差 {missing} 位" if missing else "核对"),
            )  # fmt: skip
        label = "摇号，逐位输入" if self.source is DigitsSource.LOTTERY else "当众掷骰，逐位输入"
        return replace(
            self._base(3 if checking else 2, says, keys),
            lists=(walls.summed(self.table),),
            people=self.witnesses,
            digits=self.thrown.digits,
            taken_back=tuple((one.place, one.digit) for one in self.thrown.taken_back),
            label=label,
        )

    def _wall_of_asking(self) -> Wall:
        if self.stage is Stage.LEAVING:
            base = self._base(2, "已掷出的数字和原因记入日志。", (("Esc", "回到抽签"), ("Enter", "中止抽签")))
            return replace(base, asked="已经掷出数字。中止公开抽签的原因")
        base = self._base(3, "", (("Esc", "回到抽签"), ("Enter", "抽取")))
        return replace(base, asked="案卷已用印。再抽取的原因（用印的正式件随之作废）")

    def _wall_of_outcome(self) -> Wall:
        page = self._pages[self._page]
        one = self.outcomes[page.outcome]
        sorting = self._sorting.state() == QVariantAnimation.State.Running
        tickets = tuple(lot.ticket for lot in sorted(one.order, key=lambda lot: lot.number))
        turn = f"第 {self._page + 1}/{len(self._pages)} 页"
        keys = (
            (("Enter", "跳过"),)
            if sorting
            else (("Esc", "结束"), ("← →", turn), ("P", "生成记录单"))
        )  # fmt: skip
        base = self._base(4, "" if sorting else f"抽取数字 {walls.fives(self.thrown.digits)}", keys)
        label = "每条是一个票号，正从小到大排列" if sorting else page.label
        rows = () if sorting else page.rows
        return replace(base, tickets=tickets, drawn=one.size, rows=rows, label=label)

    def _place_entry(self) -> None:
        self.entry.setGeometry(self.wall.asking_room().toRect())
        self.entry.setStyleSheet(walls.entry_sheet(self.wall.type_size(0.044)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The wall is as large as its window."""
        super().resizeEvent(event)
        self.wall.setGeometry(self.rect())
        self._place_entry()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Digits that were thrown are not simply dropped: the window asks why, and stays until it is told."""
        thrown = self.thrown.digits or self.thrown.taken_back
        if thrown and self.stage is not Stage.OUTCOME:
            event.ignore()
            if self.stage not in (Stage.LEAVING, Stage.DRAWING):
                self._escape()
            return
        self._sorting.stop()
        super().closeEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            parent.activateWindow()
