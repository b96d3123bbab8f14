"""The start: make an office folder, open one, or take up a recent one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Level, Role
from desktop_app.screens.desk import Desk
from desktop_app.screens.start_choice import StartChoice
from desktop_app.steps.office_board import Place
from desktop_app.steps.preferences import Recent
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.fields import Field, FieldGrid

PROMISES = (
    ("hard-drive", "全部资料在一个文件夹里，整体复制即备份"),
    ("scales", "每条结论都写明条款和依据页"),
    ("dice-five", "抽样当众进行，任何人可复算"),
    ("shield-check", "盖章后的改动可发现"),
)
OTHER_ROLES = tuple(role for role in Role if role != Role.ADMINISTRATOR)


class StartPage(QWidget):
    """First start and recent offices. `created` and `opened` come when the desk holds the office."""

    entered = Signal()
    expert_asked = Signal()
    """Somebody who has a packet on a stick and no office."""

    def __init__(self, desk: Desk, recent: tuple[Recent, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-start")
        self.desk = desk
        self.new = StartChoice("folder-plus", "新建办公文件夹", "第一次使用", "choose-new")
        self.old = StartChoice("folder-open", "打开已有的办公文件夹", "从别的电脑或移动硬盘复制来的", "choose-old")
        self._choices = QButtonGroup(self)
        for number, choice in enumerate((self.new, self.old)):
            self._choices.addButton(choice, number)
            choice.clicked.connect(self._show_choice)
        self.banner = notices.Banner("bad")
        self.banner.hide()
        self.create_form = self._make_create_form()
        self.open_form = self._make_open_form()
        self.forms = QStackedWidget()
        self.forms.addWidget(self.create_form)
        self.forms.addWidget(self.open_form)
        self.go = kit.button("建立办公文件夹", "primary", "check", name="start-go")
        self.go.clicked.connect(self.submit)
        self._note = kit.text("口令无法找回，请另行封存一份", "small", "text3")
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(250)
        self._look.timeout.connect(self._look_at_place)
        self._recent = QVBoxLayout()
        self._lay_out()
        self.show_recent(recent)
        (self.old if recent else self.new).setChecked(True)
        self._show_choice()

    # ------------------------------------------------------------------ layout
    def _make_create_form(self) -> QWidget:
        self.fields = FieldGrid()
        place = self.fields.place
        self.name = place(Field("推荐单位（与公章一致）", "name", required=True), 8)
        levels = [(level.value, level.label) for level in Level]
        self.level = place(Field("层级", "level", kind="choice", options=levels), 4)
        self.level.show_value(Level.PROVINCE.value)
        self.region = place(Field("行政区划代码", "region_code", required=True, note="6 位"), 4)
        self.folder = place(Field("文件夹位置", "folder", required=True), 8)
        self.administrator = place(Field("管理员姓名", "administrator", required=True), 4)
        self.password = place(Field("口令", "password", required=True, note="至少 8 个字符"), 4)
        self.again = place(Field("再输一次", "again", required=True), 4)
        for field in (self.password, self.again):
            hide_letters(field)
        self.folder.edited.connect(self._place_edited)
        self.folder.left.connect(self._place_edited)
        self.folder.show_value(str(Path.home() / "评审办公室"))
        self.roles = [self._role_box(role) for role in OTHER_ROLES]
        self.caution = notices.Banner("warn")
        self.caution.hide()
        roles = kit.row(kit.text("管理员兼任", "small", "text2"), *self.roles, "stretch", gap=tokens.L)
        return kit.col(self.fields, roles, self.caution, "stretch", gap=tokens.M)

    def _role_box(self, role: Role) -> QCheckBox:
        box = QCheckBox(role.label)
        box.setObjectName(f"role-{role.value}")
        return box

    def _make_open_form(self) -> QWidget:
        self.place = Field("文件夹位置", "place", required=True)
        self.place.edited.connect(self._place_edited)
        self.browse = kit.button("浏览", "", "folder-open", name="browse")
        self.browse.clicked.connect(self._browse)
        self.caution_open = notices.Banner("warn")
        self.caution_open.hide()
        line = kit.row((self.place, 1), self.browse)
        line_layout = line.layout()
        if line_layout is not None:
            line_layout.setAlignment(self.browse, Qt.AlignmentFlag.AlignBottom)
        return kit.col(line, self.caution_open, "stretch", gap=tokens.M)

    def _lay_out(self) -> None:
        expert = kit.button("专家席：打开 U 盘评审包…", "quiet", "identification-card", name="expert-seat")
        expert.clicked.connect(self.expert_asked)
        left = kit.col(
            kit.Icon("shield-check", "accent", 40),
            kit.text("示范平台评审", "display"),
            kit.text("在本机完成受理、审查、测评、评审、用印和归档。不联网也能用。", "body", "text2", wrap=True),
            tokens.S,
            *(kit.row(kit.Icon(icon, "text3", 18), kit.text(words, "body", "text2"), "stretch", gap=tokens.M)
              for icon, words in PROMISES),
            "stretch", self._recent, kit.row(expert, "stretch"), gap=tokens.M, pad=(40, 32, 32, 24),
        )  # fmt: skip
        right = kit.col(
            kit.text("开始", "title"), self.new, self.old, self.banner, (self.forms, 1),
            kit.row(self._note, "stretch", self.go), gap=tokens.M, pad=(32, 24, 32, 24),
        )  # fmt: skip
        panel = QFrame()
        panel.setObjectName("card")
        inner = QHBoxLayout(panel)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(kit.fixed(left, width=400))
        inner.addWidget(kit.rule(vertical=True))
        inner.addWidget(right, 1)
        panel.setMaximumSize(1120, 660)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        outer.addStretch(1)
        outer.addWidget(panel, 100)
        outer.addStretch(1)

    def show_recent(self, recent: tuple[Recent, ...]) -> None:
        """Show the offices that were opened on this computer."""
        kit.clear(self._recent)
        if not recent:
            return
        self._recent.addWidget(kit.text("最近打开", "small", "text3"))
        for number, entry in enumerate(recent[:4]):
            again = kit.button("打开", "quiet", name=f"recent-{number}")
            again.setAccessibleName(f"打开 {entry.name}")
            again.clicked.connect(lambda _on=False, folder=entry.folder: self.open_folder(folder))
            words = kit.col(
                kit.text(entry.name, "body", elide=True), kit.text(entry.folder, "caption", "text3", elide=True), gap=0
            )
            self._recent.addWidget(kit.row(kit.Icon("folder", "text3", 18), (words, 1), again))

    # ------------------------------------------------------------------ choosing
    def _show_choice(self) -> None:
        new = self.new.isChecked()
        self.forms.setCurrentIndex(0 if new else 1)
        self.go.say("建立办公文件夹" if new else "打开")
        self._note.setVisible(new)
        self.banner.hide()
        self._look.start()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择办公文件夹", self.place.value() or str(Path.home()))
        if chosen:
            self.place.show_value(str(Path(chosen)), force=True)
            self._look.start()

    def _place_edited(self) -> None:
        self._look.start()

    def _look_at_place(self) -> None:
        folder = self.folder.value() if self.new.isChecked() else self.place.value()
        if folder:
            self.desk.fetch("steps.office:look_at", folder, then=self._show_place)

    def _show_place(self, place: Place) -> None:
        new = self.new.isChecked()
        if place.folder != (self.folder.value() if new else self.place.value()):
            return
        caution = self.caution if new else self.caution_open
        if place.caution:
            caution.say("warn", place.caution, place.caution_says, "warning")
        caution.setVisible(bool(place.caution))
        if new:
            self.folder.show_hint("这里已有办公文件夹。请改选“打开已有的办公文件夹”。" if place.has_office else "")

    # ------------------------------------------------------------------ deeds
    def submit(self) -> None:
        """Make or open the office that was asked for."""
        if self.new.isChecked():
            self._create()
        else:
            self.open_folder(self.place.value())

    def _create(self) -> None:
        roles = [role for role, box in zip(OTHER_ROLES, self.roles, strict=True) if box.isChecked()]
        named: dict[str, Any] = {
            "name": self.name.value(),
            "region_code": self.region.value(),
            "level": Level(self.level.value() or Level.PROVINCE.value),
            "administrator": self.administrator.value(),
            "password": self.password.editor.words(),
            "again": self.again.editor.words(),
            "roles": roles,
        }
        self._begin("正在建立")
        self.desk.take_office(
            "steps.office:create_office", self.folder.value(), then=self._entered, refused=self.show_refusal, **named
        )

    def open_folder(self, folder: str) -> None:
        """Open the office in `folder`."""
        if folder != self.place.value():
            self.old.setChecked(True)
            self._show_choice()
            self.place.show_value(folder, force=True)
        self._begin("正在打开")
        self.desk.take_office(
            "steps.office:open_office", folder, then=self._entered, refused=self.show_refusal, busy="正在打开"
        )

    def _begin(self, words: str) -> None:
        self.banner.hide()
        for field in (*self.fields.fields.values(), self.place):
            field.show_error("")
        self.go.busy(words)

    def _entered(self, _office: object) -> None:
        self.go.busy()
        for field in (self.password, self.again):
            field.show_value("", force=True)
        self.entered.emit()

    def show_refusal(self, refusal: Refusal) -> None:
        """Say at its place why it cannot be done."""
        self.go.busy()
        field = self.place if not self.new.isChecked() else self.fields.fields.get(refusal.field)
        if field is not None:
            field.show_error(refusal.says)
            field.setFocus()
        else:
            self.banner.say("bad", "没有办成", refusal.says, "warning-circle")
            self.banner.show()

    def focus_first(self) -> None:
        """Put the focus on the first thing to do."""
        (self.name if self.new.isChecked() else self.place).setFocus()


def hide_letters(field: Field) -> None:
    """Let a field show dots for what is typed."""
    if isinstance(field.editor, QLineEdit):
        field.editor.setEchoMode(QLineEdit.EchoMode.Password)
        field.editor.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
