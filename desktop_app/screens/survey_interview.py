"""One interview: how the firm was asked, whom, and how it rates the service. Keys 1 2 3 grade, F6 notes a miss."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop_app.records.kinds import ContactResult, Grade, SurveyMethod
from desktop_app.steps.survey_board import SampleLine
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.fields import Field

GRADES = (
    (Grade.VERY, "ok", "check-circle"),
    (Grade.BASICALLY, "accent", "check-circle"),
    (Grade.DISSATISFIED, "bad", "x-circle"),
)
FIELDS = (("person", "被访人员"), ("post", "职务"), ("phone", "联系电话"), ("service", "接受服务内容"))


class PhoneMask(QObject):
    """Keeps a telephone number from passing eyes: dots, unless the field has the focus or the eye is held down."""

    def __init__(self, editor: QLineEdit, eye: QWidget) -> None:
        super().__init__(editor)
        self._editor, self._eye = editor, eye
        editor.installEventFilter(self)
        eye.installEventFilter(self)
        editor.setEchoMode(QLineEdit.EchoMode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show and hide; nothing is swallowed."""
        shown_by: dict[tuple[QObject, QEvent.Type], bool] = {
            (self._editor, QEvent.Type.FocusIn): True,
            (self._editor, QEvent.Type.FocusOut): False,
            (self._eye, QEvent.Type.MouseButtonPress): True,
            (self._eye, QEvent.Type.MouseButtonRelease): False,
        }
        shows = shown_by.get((watched, event.type()))
        if shows is not None:
            shown = shows or (self._editor.hasFocus() and watched is self._eye)
            mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
            self._editor.setEchoMode(mode)
        return False


class InterviewPane(QWidget):
    """The form of one firm of the sample. Each field is told when it is left; a grade takes all of them along."""

    left = Signal(int, dict)
    """(place, values): a field was left."""
    graded = Signal(int, dict)
    """(place, all values with the grade)."""
    missed = Signal(int, str)
    """(place, result proposed): an attempt without an answer is to be recorded."""
    replace_asked = Signal(int)
    void_asked = Signal(int)
    finished = Signal()
    """Go to the next firm without an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("interview")
        self.line: SampleLine | None = None
        self._usual_method = ""
        self._title = kit.text("", "heading", elide=True, name="interview_title")
        self._state = kit.Badge("", "none")
        self._history = kit.text("", "caption", "text3", wrap=True, name="interview_history")
        self.methods = QButtonGroup(self)
        self.fields = {name: Field(label, name) for name, label in FIELDS}
        self.grades = QButtonGroup(self)
        self.miss_button = kit.button("未接通…", icon="phone-slash", key="F6", name="miss")
        self.refuse_button = kit.button("拒访…", name="refuse")
        self.replace_button = kit.button("替换…", icon="shuffle", name="replace")
        self.void_button = kit.button("评价作废…", "quiet", name="void")
        self.next_button = kit.button("保存并到下一家", "primary", key="Ctrl+Enter", name="next")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._eye = kit.tool("eye", "按住显示电话", name="show_phone")
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        phone = kit.row((self.fields["phone"], 1), gap=4)
        layout_of_phone = phone.layout()
        assert layout_of_phone is not None
        layout_of_phone.addWidget(self._eye)
        layout_of_phone.setAlignment(self._eye, Qt.AlignmentFlag.AlignBottom)
        editor = self.fields["phone"].editor
        assert isinstance(editor, QLineEdit)
        self._mask = PhoneMask(editor, self._eye)
        people = kit.grid(
            [(self.fields["person"], 1), (self.fields["post"], 1), (phone, 1), (self.fields["service"], 1)], 2, gap=16
        )
        form = kit.col(
            kit.row((self._title, 1), self._state),
            self._history,
            kit.text("测评方法", "small", "text2"),
            self._method_lines(),
            people,
            kit.text("对所受服务的总体评价", "small", "text2"),
            self._grade_line(),
            "stretch",
            gap=tokens.S,
            pad=(tokens.L, tokens.M, tokens.L, tokens.S),
            name="panel",
        )
        foot = kit.col(
            kit.row(self.miss_button, self.refuse_button, self.replace_button, self.void_button, "stretch"),
            kit.row("stretch", self.next_button),
            gap=tokens.S,
            pad=(tokens.L, tokens.S, tokens.L, tokens.M),
            name="panel",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.ScrollBody(form), 1)
        layout.addWidget(foot)

    def _method_lines(self) -> QWidget:
        buttons: list[QWidget] = []
        for method in SurveyMethod:
            button = QRadioButton(method.label)
            button.setObjectName(f"method_{method.value}")
            self.methods.addButton(button, list(SurveyMethod).index(method))
            buttons.append(button)
        first = kit.row(*buttons[:3], "stretch", gap=tokens.L)
        second = kit.row(*buttons[3:], "stretch", gap=tokens.L)
        return kit.col(first, second, gap=tokens.XS)

    def _grade_line(self) -> QWidget:
        buttons: list[kit.Item] = []
        for number, (grade, tone, icon) in enumerate(GRADES, 1):
            button = kit.ChoiceButton(grade.label, tone, str(number), icon)
            button.setObjectName(f"grade_{grade.value}")
            self.grades.addButton(button, number - 1)
            buttons.append((button, 1))
        return kit.row(*buttons, gap=tokens.S)

    def _wire(self) -> None:
        for field in self.fields.values():
            field.left.connect(self._field_left)
        self.methods.idClicked.connect(self._method_chosen)
        self.grades.idClicked.connect(self.grade_with)
        self.miss_button.clicked.connect(lambda: self._miss(ContactResult.NO_ANSWER))
        self.refuse_button.clicked.connect(lambda: self._miss(ContactResult.REFUSED))
        self.replace_button.clicked.connect(self._ask_replace)
        self.void_button.clicked.connect(self._ask_void)
        self.next_button.clicked.connect(self.finish)

    # ------------------------------------------------------------------ showing
    def show_line(self, line: SampleLine, badge: tuple[str, str, str], reserve: bool) -> None:
        """Show one firm; what is being typed for the same firm stays. `reserve`: somebody could still come in."""
        other = self.line is None or self.line.place != line.place
        if other:
            self.flush()
        self.line = line
        self._title.setText(f"样本 {line.line}　{line.name}")
        self._state.show_state(*badge)
        self._history.setText(history(line))
        self._history.setVisible(bool(self._history.text()))
        for name, field in self.fields.items():
            field.show_value(line.answer[name], force=other)
            field.clear_message()
        for label in line.missing:
            self._hint_missing(label)
        self._check(
            self.methods, [method.value for method in SurveyMethod], line.answer["method"] or self._usual_method
        )
        self._check(self.grades, [grade.value for grade, _tone, _icon in GRADES], line.grade)
        answered = bool(line.grade)
        self.miss_button.setEnabled(not answered)
        self.refuse_button.setEnabled(not answered)
        self.void_button.setVisible(answered)
        self.replace_button.setVisible(bool(line.missed) and not answered)
        self.replace_button.setEnabled(reserve)

    def _hint_missing(self, label: str) -> None:
        for field in self.fields.values():
            if label.startswith(field.label):
                field.show_hint(f"推荐表要填{label}，请补上。")

    @staticmethod
    def _check(group: QButtonGroup, values: list[str], value: str) -> None:
        group.setExclusive(False)
        for number, button in enumerate(group.buttons()):
            button.setChecked(values[number] == value)
        group.setExclusive(True)

    def forget(self) -> None:
        """Drop what was typed and not kept: the next line is shown as it is kept."""
        self.line = None
        for field in self.fields.values():
            field.show_saved()

    def show_done(self, done: bool) -> None:
        """Once nothing is open any more, the button leads on to the next step."""
        self.next_button.say("去专家评审" if done else "保存并到下一家")

    def focus_first(self) -> None:
        """The keys go to the first thing that is missing: a field, else the grades."""
        for field in self.fields.values():
            if not field.value():
                field.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.grades.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)

    # ------------------------------------------------------------------ telling
    def _values(self) -> dict[str, str]:
        values = {name: field.value() for name, field in self.fields.items()}
        chosen = self.methods.checkedId()
        return {**values, "method": list(SurveyMethod)[chosen].value if chosen >= 0 else ""}

    def _field_left(self, name: str, text: str) -> None:
        if self.line is not None:
            self.left.emit(self.line.place, {name: text})

    def _method_chosen(self, number: int) -> None:
        self._usual_method = list(SurveyMethod)[number].value
        if self.line is not None:
            self.left.emit(self.line.place, {"method": self._usual_method})

    def grade_with(self, number: int) -> None:
        """Give grade `number` (0…2) and keep it with everything that stands in the form."""
        if self.line is None or not self.isVisible():
            return
        self.grades.buttons()[number].setChecked(True)
        self.graded.emit(self.line.place, {**self._values(), "grade": GRADES[number][0].value})

    def _miss(self, result: ContactResult) -> None:
        if self.line is not None and not self.line.grade and self.isVisible():
            self.missed.emit(self.line.place, result.value)

    def _ask_replace(self) -> None:
        if self.line is not None:
            self.replace_asked.emit(self.line.place)

    def _ask_void(self) -> None:
        if self.line is not None:
            self.void_asked.emit(self.line.place)

    def flush(self) -> None:
        """Tell what still stands untold in a field."""
        for field in self.fields.values():
            field.flush()

    def finish(self) -> None:
        """Keep everything and go on."""
        self.flush()
        self.finished.emit()


def history(line: SampleLine) -> str:
    """Whom this firm replaced, and the attempts to reach it, in words."""
    parts = []
    if line.given_up:
        parts.append(f"替换了{'、'.join(line.given_up)}")
    for attempt in line.attempts:
        remark = f"（{attempt.remark}）" if attempt.remark else ""
        parts.append(f"{attempt.at.astimezone():%m-%d %H:%M} {attempt.result.label}{remark}")
    return "；".join(parts)
