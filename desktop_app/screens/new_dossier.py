"""A new dossier (Ctrl+N): the day of acceptance, the edition to judge by, the applicant's name."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.screens.start_choice import StartChoice
from desktop_app.steps.dossier_board import Edition, NewDossierBoard
from desktop_app.widgets import kit, notices, theme, tokens
from desktop_app.widgets.dialog import MIDDLE, Sheet
from desktop_app.widgets.fields import Field, FieldGrid

HIGHEST = 290
"""How high the list of editions may be before it is scrolled: a little more than four of them."""


class NewDossierSheet(Sheet):
    """Asks what a dossier begins with; `opened` names the new dossier."""

    opened = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.fields = FieldGrid()
        self.applicant = Field("申请单位名称（与公章一致）", "applicant_name", required=True)
        self.accepted_on = Field("受理日期", "accepted_on", kind="date", required=True)
        self._list = QWidget()
        self._editions = QVBoxLayout(self._list)
        self._editions.setContentsMargins(0, 0, 0, 0)
        self._editions.setSpacing(tokens.S)
        self._scroll = kit.ScrollBody(self._list)
        self.caution = notices.Banner("warn")
        self.knowing = QCheckBox("已知悉，仍按这份办法审查")
        self.knowing.setObjectName("knowing")
        body = kit.col(
            self.fields, kit.text("适用的办法", "small", "text2"), self._scroll, self.caution, self.knowing,
            "stretch", gap=tokens.M,
        )  # fmt: skip
        super().__init__("受理新申请", body, "立卷", width=MIDDLE, waits=True, parent=parent)
        self.setObjectName("new-dossier")
        self.desk = desk
        self.fields.place(self.applicant, 8)
        self.fields.place(self.accepted_on, 4)
        self.caution.hide()
        self.knowing.hide()
        self._choices = QButtonGroup(self)
        self._choices.buttonClicked.connect(self._say_force)
        self._board: NewDossierBoard | None = None
        self.accepted_on.left.connect(lambda _name, _value: self._ask())
        self.pressed.connect(self.submit)
        desk.run("steps.dossier:new_dossier", then=self.show_board, refused=self._refused)

    # ------------------------------------------------------------------ what is shown
    def _ask(self) -> None:
        day = self._day()
        self.accepted_on.show_error("" if day else "这不是日期。请写成 2024-04-24。")
        if day is not None:
            self.desk.run("steps.dossier:new_dossier", day, then=self.show_board, refused=self._refused)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.accepted_on.value())
        except ValueError:
            return None

    def show_board(self, board: NewDossierBoard) -> None:
        """Show the editions for a day, the one to offer chosen."""
        self._board = board
        if not self.accepted_on.value():
            self.accepted_on.show_value(board.accepted_on)
        for choice in self.choices:
            self._choices.removeButton(choice)
        kit.clear(self._editions)
        for edition in board.editions:
            made = self._choice(edition)
            made.setChecked(edition.id == board.offered)
            self._editions.addWidget(made)
        if not board.editions:
            self._editions.addWidget(kit.text("程序里还没有管理办法文件。", "body", "bad"))
        self.set_note(f"编号 {board.number}")
        self._say_force()

    def _fit(self) -> None:
        """Be as high as the editions need, in the middle of the window; many of them are scrolled."""
        self._scroll.setFixedHeight(min(self._list.sizeHint().height(), theme.scaled(HIGHEST)))
        chosen = self._choices.checkedButton()
        if chosen is not None:
            self._scroll.reveal(chosen)
        wanted = min(self.sizeHint().height(), self.maximumHeight())
        self.resize(self.width(), wanted)
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            spare = max(0, (window.height() - wanted) // 2 - 8)
            self.move(self.x(), window.mapToGlobal(QPoint(0, spare)).y())

    def _choice(self, edition: Edition) -> StartChoice:
        icon = "book-open" if edition.holds else "warning"
        choice = StartChoice(icon, f"{edition.short}　{edition.number}", edition.says, f"edition-{edition.id}")
        choice.setProperty("edition", edition.id)
        choice.setToolTip(edition.title)
        self._choices.addButton(choice)
        return choice

    @property
    def choices(self) -> list[QAbstractButton]:
        """The editions that can be chosen."""
        return self._choices.buttons()

    @property
    def regulation(self) -> str:
        """The id of the chosen edition, or ""."""
        chosen = self._choices.checkedButton()
        return "" if chosen is None else str(chosen.property("edition"))

    def _say_force(self) -> None:
        board, chosen = self._board, self.regulation
        edition = next((one for one in board.editions if one.id == chosen), None) if board else None
        if edition is not None and not edition.holds:
            self.caution.say("warn", "这份办法在受理日无效", f"{edition.says}。", "warning")
        elif edition is not None and edition.elsewhere:
            self.caution.say("warn", "这份办法是其他地区的", f"{edition.says}。", "warning")
        doubtful = edition is not None and (not edition.holds or edition.elsewhere)
        self.caution.setVisible(doubtful)
        self.knowing.setChecked(False)  # for this edition and this day only
        self.knowing.setVisible(doubtful)
        QTimer.singleShot(0, self, self._fit)

    # ------------------------------------------------------------------ the deed
    def submit(self) -> None:
        """Open the dossier as the sheet says."""
        for field in (self.applicant, self.accepted_on):
            field.clear_message()
        self.refuse("")
        if not self.knowing.isHidden() and not self.knowing.isChecked():
            self.refuse("选的办法在受理日无效，或不是本地的。请勾选“已知悉，仍按这份办法审查”，或改选别的办法。")
            self.knowing.setFocus()
            return
        self.working("正在立卷")
        self.desk.run(
            "steps.dossier:open_dossier", self._day(), self.regulation, self.applicant.value(),
            then=self._done, refused=self._refused,
        )  # fmt: skip

    def _done(self, dossier_id: int) -> None:
        self.accept()
        self.opened.emit(dossier_id)

    def _refused(self, refusal: Refusal) -> None:
        self.working("")
        field = {"applicant_name": self.applicant, "accepted_on": self.accepted_on}.get(refusal.field)
        if field is not None:
            field.show_error(refusal.says)
            field.setFocus()
        else:
            self.refuse(refusal.says)
