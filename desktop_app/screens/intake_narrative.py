"""The page 情况说明 of intake: seven sections, typed one by one or pasted as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.steps import intake
from desktop_app.steps.intake_board import IntakeBoard
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

NUMERALS = "一二三四五六七八九十"


class SplitSheet(dialog.Sheet):
    """Paste the whole 情况说明, look at what falls into which section, and write it."""

    written = Signal(object)

    def __init__(self, desk: Desk, dossier_id: int, titles: tuple[str, ...], text: str, parent: QWidget) -> None:
        self._desk, self._dossier_id, self._titles = desk, dossier_id, titles
        self._texts: dict[int, str] = {}
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("whole_text")
        self.edit.setAccessibleName("整篇情况说明")
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText("在 Word 或 WPS 中全选情况说明，复制后粘贴到这里。")
        self._says = kit.text("", "small", "text2", wrap=True)
        self.table = RowTable(
            [
                Column("section", "节", 80),
                Column("title", "标题", 0, least=200),
                Column("count", "字数", 72, "right"),
                Column("start", "开头", 300, tone="text2"),
            ]
        )
        body = kit.col((self.edit, 1), self._says, (self.table, 2))
        super().__init__(
            "粘贴整篇情况说明", body, "写入", width=dialog.WIDE, note="确认前不写入。", waits=True, parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedHeight(max(440, min(680, (parent.window().height() or 768) - 56)))
        self.edit.textChanged.connect(self._split)
        self.pressed.connect(self._write)
        self.edit.setPlainText(text)
        self._split()

    def _split(self) -> None:
        self._desk.run(intake.split_narrative, self._dossier_id, self.edit.toPlainText(), then=self._show)

    def _show(self, split: intake.Split) -> None:
        self._texts = {part.section: part.text for part in split.parts if part.text}
        self.table.show_rows(
            [
                {
                    "section": f"（{NUMERALS[number - 1]}）",
                    "title": title,
                    "count": len("".join(self._texts.get(number, "").split())) or "—",
                    "start": self._texts.get(number, "")[:40].replace("\n", " ") or "（没有找到这一节）",
                }
                for number, title in enumerate(self._titles, 1)
            ]
        )
        words = f"按标题分出 {len(self._texts)} 节。" if self._texts else "没有找到（一）到（七）的标题。请分节粘贴。"
        if split.before and self._texts:
            words += f"第一个标题之前有 {len(split.before)} 字不写入：{split.before[:30]}"
        self._says.setText(words)
        self.deed_button.say(f"写入 {len(self._texts)} 节")
        self.deed_button.setEnabled(bool(self._texts))

    def _write(self) -> None:
        self.working("正在写入…")
        self._desk.run(
            intake.write_narratives, self._dossier_id, self._texts, then=self._done, refused=self._not_written
        )

    def _not_written(self, refusal: Refusal) -> None:
        self.refuse(refusal.says)

    def _done(self, board: IntakeBoard) -> None:
        self.written.emit(board)
        self.accept()


class NarrativeTab(QWidget):
    """The seven sections. `left(name, text)` as on the form; `read(board)` after the whole was pasted."""

    left = Signal(str, str)
    read = Signal(object)

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._dossier_id = desk, dossier_id
        self.fields: dict[str, Field] = {}
        self._titles: tuple[str, ...] = ()
        self.sheet: SplitSheet | None = None
        self.paste_button = kit.button("粘贴整篇…", "", "clipboard", name="paste_whole")
        self.paste_button.clicked.connect(self._paste)
        self._count = kit.Badge("", "none")
        self._holder = QWidget()
        self._holder.setMaximumWidth(1120)
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        self._column.setSpacing(tokens.L)
        self.body = kit.ScrollBody(kit.row("stretch", (self._holder, 100), "stretch", gap=0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(notices.HeadLine(self.paste_button, "stretch", self._count))
        column.addWidget(self.body, 1)

    def show_board(self, board: IntakeBoard) -> None:
        """Show the sections, made when the regulation is first known."""
        if not self.fields:
            self._titles = tuple(section.title for section in board.sections)
            cards: list[QWidget] = []
            for section in board.sections:
                name = f"narrative:{section.number}"
                label = f"（{NUMERALS[section.number - 1]}）{section.title}"
                field = Field(label, name, kind="long", required=True, lines=4)
                field.left.connect(self.left)
                self.fields[name] = field
                explains = kit.text(section.explains, "caption", "text3", wrap=True) if section.explains else None
                cards.append(kit.col(field, explains, gap=tokens.S, pad=(24, 12, 24, 16), name="card"))
            for card in cards:
                self._column.addWidget(card)
            self._column.addStretch(1)
        for section in board.sections:
            self.fields[f"narrative:{section.number}"].show_value(section.text)
        done, whole = sum(bool(section.text) for section in board.sections), len(board.sections)
        self._count.show_state(f"已录 {done} / {whole} 节", "ok" if done == whole else "warn", None)

    def _paste(self) -> None:
        copied = QGuiApplication.clipboard().text()
        text = copied if "一）" in copied or "一)" in copied else ""
        self.sheet = SplitSheet(self._desk, self._dossier_id, self._titles, text, self)
        self.sheet.written.connect(self.read)
        self.sheet.open()

    def flush(self) -> None:
        """Save what is still untold."""
        for field in self.fields.values():
            field.flush()
