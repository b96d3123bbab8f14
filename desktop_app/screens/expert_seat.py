"""The expert's seat on any PC, without an office: opens a packet from a stick, takes marks, puts them into it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Interest
from desktop_app.screens import large
from desktop_app.screens.desk import Desk
from desktop_app.screens.score_form import ScoreForm
from desktop_app.steps.meeting_views import plain
from desktop_app.steps.packet_seat import Answer, PacketPlace, PacketSeat
from desktop_app.widgets import kit, notices, tokens

OPEN, SAVE = "steps.packet_seat:open_packet", "steps.packet_seat:save"
NOTE = "存入评审包后仍可修改；把整个评审包交回秘书即可，揭示以前秘书也看不到分数。"


class PacketHome(QWidget):
    """The items of a packet, each with how it stands."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("packet_home")
        self._who = kit.text("", "title", name="packet_who")
        self._says = kit.text("", "body", "text2", wrap=True, name="packet_says")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens.M)
        self.done = kit.button("完成，关闭", icon="check", name="packet_done")
        self.done.clicked.connect(self.left)
        self.first: kit.Button | None = None
        column = kit.col(
            self._who, self._says, kit.rule(), self._lines, "stretch", gap=tokens.L, pad=tokens.XL, name="panel"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollBody(column), 1)
        layout.addWidget(kit.row("stretch", self.done, pad=tokens.L, name="panel"))

    def show_packet(self, packet: PacketSeat) -> None:
        """Show whose packet it is and what is still to do."""
        self._who.setText(f"{packet.number} 席　{packet.name}")
        left = sum(not item.done for item in packet.items)
        done = "都已填写。请关闭后把评审包交回秘书。"
        self._says.setText(f"{packet.meeting}　还有 {left} 项没有填写。" if left else f"{packet.meeting}　{done}")
        kit.clear(self._lines)
        self.first = None
        for item in packet.items:
            self._lines.addWidget(self._line(item))

    def _line(self, item: PacketPlace) -> QWidget:
        next_one = self.first is None and not item.done
        button = kit.button("修改" if item.done else "评分", "primary" if next_one else "")
        button.setObjectName(f"packet_item_{item.position}")
        button.clicked.connect(lambda: self.chosen.emit(item.code))
        if next_one:
            self.first = button
        about = kit.col(
            kit.text(f"{item.position}　{item.platform}", "strong", wrap=True),
            kit.text(f"{item.applicant}　{state(item)}", "small", "text2", wrap=True),
            gap=2,
        )
        return kit.row((about, 1), button, gap=tokens.M)


def state(item: PacketPlace) -> str:
    """How an item of the packet stands, in words."""
    if item.answer is None or not item.done:
        return "未填写"
    if item.answer.interest is not None:
        return f"已声明回避：{item.answer.interest.label}"
    return "已弃权" if item.answer.abstained else f"已评分 {plain(item.total)}" if item.total is not None else "已评分"


class ExpertSeatWindow(QWidget):
    """One packet. `closed` when the expert is done."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("expert_seat")
        self.setWindowTitle("专家席　U 盘评审包")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the program ends with its main window
        self.desk = desk
        self.path = ""
        self.packet: PacketSeat | None = None
        self._code = ""
        self.form: ScoreForm | None = None
        self.banner = notices.Banner("bad")
        self.banner.hide()
        self.home = PacketHome()
        self.open_page = self._make_open_page()
        self._title = kit.text("", "strong", elide=True, name="packet_item_title")
        self.text = QTextBrowser()
        self.text.setObjectName("packet_text")
        self.text.setAccessibleName("材料摘要")
        self.text.setOpenLinks(False)
        self._make_interest()
        self._bed = QVBoxLayout()
        self.stack = QStackedWidget()
        for page in (self.open_page, self.home, self._make_item_page()):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)
        self.home.chosen.connect(self.open_item)
        self.home.left.connect(self.close)
        large.dress(self)
        self.resize(1280, 720)

    def _make_interest(self) -> None:
        """Where an interest is declared, which takes the place of a score."""
        self.interest = QComboBox()
        self.interest.setObjectName("packet_interest")
        self.interest.setAccessibleName("利害关系")
        self.interest.addItem("与申请单位无利害关系", "")
        for one in Interest:
            self.interest.addItem(f"回避：{one.label}", one.value)
        self.interest.currentIndexChanged.connect(self._show_interest)
        self.detail = QLineEdit()
        self.detail.setObjectName("packet_detail")
        self.detail.setAccessibleName("回避事由")
        self.aside = kit.button("声明回避，不评分", "primary", name="packet_aside")
        self.aside.clicked.connect(lambda: self._keep({}, "", False))

    def _make_open_page(self) -> QWidget:
        folder = kit.button("选择评审包文件夹…", "primary", "folder-open", name="packet_open")
        folder.clicked.connect(self._choose)
        says = "请插上秘书交给您的 U 盘，选择其中以“评审包”开头的文件夹。不需要办公文件夹，也不联网。"
        column = kit.col(
            "stretch", kit.text("专家席", "display"), kit.text(says, "body", "text2", wrap=True),
            kit.row(folder, "stretch"), "stretch", gap=tokens.L, pad=tokens.XXL, name="panel",
        )  # fmt: skip
        column.setMaximumWidth(860)
        return kit.row("stretch", (column, 100), "stretch", name="panel")

    def _make_item_page(self) -> QWidget:
        back = kit.button("返回", key="Esc", name="packet_back")
        back.clicked.connect(self.back)
        right = QWidget()
        right.setLayout(self._bed)
        self._bed.setContentsMargins(0, 12, 0, 0)
        for part in (self.interest, self.detail, self.aside):
            self._bed.addWidget(part)
        self._bed.addStretch(1)
        head = kit.row((self._title, 1), back, gap=tokens.M, pad=tokens.M, name="panel")
        body = kit.row(
            (self.text, 4), kit.rule(vertical=True), (right, 5), gap=tokens.M, pad=(0, 0, 24, 16), name="panel"
        )
        self.item_page = kit.col(head, kit.rule(), (body, 1), gap=0, name="panel")
        return self.item_page

    # ------------------------------------------------------------------ the packet
    def _choose(self) -> None:
        self.open_packet(QFileDialog.getExistingDirectory(self, "选择评审包文件夹", ""))

    def open_packet(self, path: str) -> None:
        """Open the packet in the folder `path`."""
        if path:
            self.path = path
            self.desk.fetch(OPEN, path, then=self._show, refused=self._deny, busy="正在打开评审包")

    def _deny(self, refusal: Refusal) -> None:
        if self.form is not None and self.stack.currentWidget() is self.item_page:
            self.form.refuse(refusal)
            return
        self.banner.say("bad", "", refusal.says)
        self.banner.show()

    def _show(self, packet: PacketSeat) -> None:
        self.packet = packet
        self.banner.hide()
        self.home.show_packet(packet)
        self.back()

    def back(self) -> None:
        """To the items; what was not put into the packet is gone."""
        self._drop_form()
        self.stack.setCurrentWidget(self.home)
        (self.home.first or self.home.done).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ one item
    def open_item(self, code: str) -> None:
        """Read and score one item."""
        item = next((one for one in self.packet.items if one.code == code), None) if self.packet else None
        if item is None or self.packet is None:
            return
        self._code = code
        self._drop_form()
        self._title.setText(f"第 {item.position} 项　{item.platform}")
        self._show_page(item)
        self.form = ScoreForm(self.packet.sheet, "存入评审包", NOTE)
        self.form.submitted.connect(self._keep)
        self._bed.insertWidget(3, self.form, 100)
        answer = item.answer
        chosen = answer.interest.value if answer is not None and answer.interest is not None else ""
        self.detail.setText(answer.detail if answer is not None else "")
        self.interest.setCurrentIndex(max(0, self.interest.findData(chosen)))
        self._show_interest()
        self.stack.setCurrentWidget(self.item_page)
        if answer is not None and answer.interest is None:
            self.form.show_given(answer.marks, answer.remark, answer.abstained)
        else:
            self.form.go(0)

    def _show_page(self, item: PacketPlace) -> None:
        """The summary of the dossier, from the packet's own file; nothing is fetched from anywhere."""
        if item.page:
            self.text.setSource(QUrl.fromLocalFile(str(Path(item.page))))
        else:
            self.text.setPlainText("评审包里缺这一项的材料摘要。请向秘书要一份新的评审包。")

    def _show_interest(self) -> None:
        aside = bool(self.interest.currentData())
        self.aside.setVisible(aside)
        self.detail.setVisible(aside)
        if aside and self.form is not None and self.form.isVisible():
            self.detail.setText(self.interest.currentText().removeprefix("回避："))
        if self.form is not None:
            self.form.setVisible(not aside)

    def _drop_form(self) -> None:
        if self.form is not None:
            self._bed.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _keep(self, marks: dict[str, Decimal], remark: str, abstained: bool) -> None:
        chosen = self.interest.currentData()
        detail = self.detail.text() if chosen else ""
        answer = Answer(marks, abstained, remark, Interest(chosen) if chosen else None, detail)
        self.desk.fetch(SAVE, self.path, {self._code: answer}, then=self._show, refused=self._deny)

    # ------------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the items; Enter does what is next."""
        if event.key() == Qt.Key.Key_Escape and self.stack.currentWidget() is self.item_page:
            self.back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.form is not None:
            self.form.deed.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
