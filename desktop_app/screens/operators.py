"""The operators of the office, for the administrator: add, give roles, reset a password, let rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Role
from desktop_app.screens.desk import Desk
from desktop_app.screens.start import hide_letters
from desktop_app.steps.office_board import Colleague, StaffBoard
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.fields import Field, FieldGrid

FIRST_PASSWORD = "至少 8 个字符，由本人首次登录后修改"


def role_boxes(prefix: str) -> dict[Role, QCheckBox]:
    """A check box for each role."""
    boxes = {}
    for role in Role:
        boxes[role] = QCheckBox(role.label)
        boxes[role].setObjectName(f"{prefix}-{role.value}")
    return boxes


class OperatorsCard(QFrame):
    """One line for each operator; an administrator can change them, others see who there is."""

    form_opened = Signal(QWidget)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.desk = desk
        self.board: StaffBoard | None = None
        self._edited: int | None = None
        self.banner = notices.Banner("bad")
        self.banner.hide()
        self.add = kit.button("添加操作员", "", "user-plus", name="add-operator")
        self.add.clicked.connect(self.begin_adding)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.form = self._make_form()
        head = kit.row(kit.text("操作员", "heading"), kit.text("姓名即登录名", "small", "text3"), "stretch", self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        layout.setSpacing(tokens.M)
        layout.addWidget(head)
        layout.addWidget(self.banner)
        layout.addLayout(self._lines)
        layout.addWidget(self.form)
        self.form.hide()

    def _make_form(self) -> QFrame:
        self.fields = FieldGrid()
        self.name = self.fields.place(Field("姓名", "operator_name", required=True), 6)
        self.password = self.fields.place(
            Field("初始口令", "operator_password", note="至少 8 个字符，告知本人后由本人修改"), 6
        )
        hide_letters(self.password)
        self.roles = role_boxes("operator-role")
        self.keep = kit.button("添加操作员", "primary", "check", name="keep-operator")
        self.keep.clicked.connect(self.submit)
        drop = kit.button("取消", "", name="drop-operator")
        drop.clicked.connect(self.end_editing)
        self._title = kit.text("添加操作员", "strong")
        roles = kit.row(kit.text("角色", "small", "text2"), *self.roles.values(), "stretch", gap=tokens.L)
        return kit.col(kit.rule(), self._title, self.fields, roles, kit.row("stretch", drop, self.keep), gap=tokens.M)

    # ------------------------------------------------------------------ what is shown
    def show_board(self, board: StaffBoard) -> None:
        """Show who works in the office."""
        self.board = board
        self.add.setVisible(board.i_administer)
        kit.clear(self._lines)
        for who in board.colleagues:
            self._lines.addWidget(kit.rule())
            self._lines.addWidget(self._line(who, board))

    def _line(self, who: Colleague, board: StaffBoard) -> QFrame:
        state = kit.Badge("已停用", "none") if not who.active else None
        me = kit.text("（本人）", "small", "text3") if who.id == board.me.id else None
        parts: list[kit.Item] = [
            kit.Icon("user", "text3", 18),
            kit.text(who.name, "strong" if who.active else "body", "" if who.active else "text3"),
            me,
            kit.text(who.roles_said, "small", "text2"),
            state,
            "stretch",
        ]
        if board.i_administer:
            change = kit.button("角色与口令", "quiet", name=f"change-{who.id}")
            change.setAccessibleName(f"修改{who.name}的角色与口令")
            change.clicked.connect(lambda: self.begin_changing(who))
            rest = kit.button("停用" if who.active else "恢复", "quiet", name=f"rest-{who.id}")
            rest.setAccessibleName(f"{rest.words}{who.name}")
            rest.clicked.connect(lambda: self._set_active(who))
            parts += [change, rest]
        return kit.row(*parts, gap=tokens.M, pad=(0, 4, 0, 4))

    # ------------------------------------------------------------------ deeds
    def begin_adding(self) -> None:
        """Open the form for somebody new."""
        self._open_form(None, "添加操作员", Role.CLERK)

    def begin_changing(self, who: Colleague) -> None:
        """Open the form for somebody's roles and password."""
        self._open_form(who, f"修改{who.name}", *who.role_set)

    def _open_form(self, who: Colleague | None, title: str, *roles: Role) -> None:
        self._edited = who.id if who else None
        self._title.setText(title)
        self.keep.say("添加操作员" if who is None else "保存修改")
        self.name.show_value(who.name if who else "", force=True)
        self.name.set_locked(who is not None)
        self.password.show_value("", force=True)
        self.password.set_note(FIRST_PASSWORD if who is None else "不改则留空")
        for role, box in self.roles.items():
            box.setChecked(role in roles)
        for field in (self.name, self.password):
            field.clear_message()
        self.banner.hide()
        self.form.show()
        (self.name if who is None else self.password).setFocus()
        self.form_opened.emit(self.form)

    def end_editing(self) -> None:
        """Close the form; nothing is kept."""
        self.form.hide()
        self._edited = None

    def submit(self) -> None:
        """Write what the form says."""
        roles = [role for role, box in self.roles.items() if box.isChecked()]
        secret = self.password.editor.words()
        self.banner.hide()
        if self._edited is None:
            self.desk.run(
                "steps.office:add_operator", self.name.value(), roles, secret, then=self._done, refused=self._refused
            )
            return
        self.desk.run(
            "steps.office:change_operator", self._edited, roles, secret, then=self._done, refused=self._refused
        )

    def _set_active(self, who: Colleague) -> None:
        self.banner.hide()
        self.desk.run("steps.office:set_active", who.id, not who.active, then=self._done, refused=self._refused)

    def _done(self, board: StaffBoard) -> None:
        self.end_editing()
        self.show_board(board)

    def _refused(self, refusal: Refusal) -> None:
        field = {"name": self.name, "password": self.password}.get(refusal.field)
        if field is not None and self.form.isVisible():
            field.show_error(refusal.says)
            field.setFocus()
        else:
            self.banner.say("bad", "没有修改", refusal.says, "warning-circle")
            self.banner.show()
