"""One expert's record beside the library's list: panels sat on, interests declared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.steps.expert_record import DeclarationLine, ExpertRecord, PanelLine
from desktop_app.widgets import kit, tokens

WIDTH = 328


class ExpertPane(QWidget):
    """What is known of the chosen expert; the page runs the steps."""

    declare_asked = Signal()
    withdraw_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("expert_pane")
        self.setAccessibleName("专家档案")
        self.setMinimumWidth(WIDTH)
        self.record: ExpertRecord | None = None
        self._name = kit.text("", "title", name="record_name")
        self._about = kit.text("", "small", "text2", wrap=True, name="record_about")
        self._lists = kit.col(gap=tokens.L)
        self.declare_button = kit.button("登记利害关系…", icon="plus", name="declare")
        self.declare_button.clicked.connect(self.declare_asked)
        head = kit.col(self._name, self._about, self.declare_button, gap=tokens.XS, pad=tokens.L)
        body = kit.ScrollBody(kit.col(self._lists, "stretch", gap=0, pad=(tokens.L, 0, tokens.L, tokens.L)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(body, 1)

    def show_record(self, record: ExpertRecord) -> None:
        """Show one expert."""
        self.record = record
        self._name.setText(record.name)
        about = ["　".join(part for part in (record.title, record.unit) if part), record.field, record.phone]
        self._about.setText("\n".join(part for part in (*about, "" if record.active else "停用") if part))
        layout = self._lists.layout()
        assert layout is not None
        kit.clear(layout)
        layout.addWidget(self._card("利害关系声明", [self._declared(one) for one in record.declarations], "没有登记。"))
        layout.addWidget(self._card("评审经历", [self._sat(one) for one in record.panels], "还没有参加过评审。"))

    def _card(self, title: str, lines: list[QWidget], none: str) -> QWidget:
        shown = lines or [kit.text(none, "small", "text3")]
        return kit.card(title, *shown, note=f"{len(lines)} 条" if lines else "")

    def _declared(self, one: DeclarationLine) -> QWidget:
        at = one.at.astimezone()
        gone = bool(one.withdrawn)
        parts: list[QWidget] = [
            kit.text(one.interest, "strong", "text3" if gone else "warn", wrap=True),
            kit.text(one.about, "small", "text2", wrap=True),
            *([kit.text(one.note, "small", "text2", wrap=True)] if one.note else []),
            kit.text(f"{at:%Y-%m-%d} {one.by}登记", "caption", "text3"),
        ]
        if gone:
            parts.append(kit.text(f"已撤回：{one.withdrawn}", "caption", "text3", wrap=True))
        else:
            button = kit.button("撤回…", "quiet", name=f"withdraw_{one.id}")
            button.setAccessibleName(f"撤回“{one.interest}”")
            button.clicked.connect(lambda: self.withdraw_asked.emit(one.id))
            parts[-1] = kit.row(parts[-1], "stretch", button)
        return kit.col(*parts, gap=0)

    def _sat(self, one: PanelLine) -> QWidget:
        at = f"{one.at.astimezone():%Y-%m-%d}" if one.at else ""
        head = kit.row(kit.text(one.number, "strong"), kit.Badge(one.part, one.tone), "stretch")
        rest = "　".join(part for part in (one.platform, at, one.says) if part)
        return kit.col(head, kit.text(rest, "small", "text2", wrap=True), gap=0)
