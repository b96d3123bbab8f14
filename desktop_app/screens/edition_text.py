"""What an edition says, and two editions side by side, as text to be read: chapters at the left, one of them shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop_app.steps.editions_board import Chapter, Entry, Group, Mark, Row, Side
from desktop_app.widgets import kit, theme, tokens

SIGNS = {
    "undefined": ("？", "未定义", "warn"),
    "judge": ("◇", "由审核员判断", "text2"),
    "figure": ("＃", "按数据", "text2"),
    "both": ("＃◇", "按数据，另由审核员判断", "text2"),
}
TONES = {Mark.SAME: "text2", Mark.WORDING: "text2", Mark.CHANGED: "warn", Mark.LEFT: "accent", Mark.RIGHT: "accent"}


@dataclass(frozen=True)
class Part:
    """One entry of the contents: its title, a note beside it, and the text that it opens."""

    key: str
    title: str
    note: str
    html: Callable[[], str]


class ReadingPane(QWidget):
    """Contents at the left, the chosen part at the right."""

    def __init__(self, name: str, called: str, width: int = 184, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.contents = QListWidget()
        self.contents.setObjectName("chapters")
        self.contents.setAccessibleName(f"{called}的目录")
        self.text = QTextBrowser()
        self.text.setObjectName("edition-text")
        self.text.setAccessibleName(called)
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(tokens.XL)
        self._parts: tuple[Part, ...] = ()
        self._filling = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.fixed(self.contents, width=width))
        layout.addWidget(kit.rule(vertical=True))
        layout.addWidget(self.text, 1)
        self.contents.currentRowChanged.connect(self._render)
        theme.changed.connect(self._render)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts; the chapter that was open stays open where there is one of its key."""
        here = self.here
        self._filling = True
        self.contents.clear()
        self._parts = tuple(parts)
        for part in self._parts:
            item = QListWidgetItem(f"{part.title}　{part.note}" if part.note else part.title)
            item.setData(Qt.ItemDataRole.UserRole, part.key)
            item.setSizeHint(QSize(120, theme.scaled(34)))
            self.contents.addItem(item)
        keys = [part.key for part in self._parts]
        self.contents.setCurrentRow(keys.index(here) if here in keys else 0)
        self._filling = False
        self._render()

    @property
    def here(self) -> str:
        """The key of the part that is open; empty while there is none."""
        item = self.contents.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def open_part(self, key: str) -> None:
        """Open the part of that key, where there is one."""
        for place, part in enumerate(self._parts):
            if part.key == key:
                self.contents.setCurrentRow(place)

    def _render(self, _row: int = 0) -> None:
        if self._filling:
            return
        part = next((one for one in self._parts if one.key == self.here), None)
        self.text.document().setDefaultFont(theme.font("body"))
        self.text.setHtml(part.html() if part is not None else "")


# ---------------------------------------------------------------------- one edition
def chapter_parts(chapters: Sequence[Chapter]) -> tuple[Part, ...]:
    """The chapters of an edition as the pane shows them."""

    def html(chapter: Chapter) -> Callable[[], str]:
        return lambda: chapter_html(chapter)

    return tuple(
        Part(chapter.key, chapter.title, str(len(chapter.entries)), html(chapter)) for chapter in chapters
    )  # fmt: skip


def chapter_html(chapter: Chapter) -> str:
    """The chapter with its entries, one after the other."""
    return _heading(chapter.title) + "".join(_entry(entry) for entry in chapter.entries)


def _heading(words: str) -> str:
    return f'<p style="{_font("title")} margin-bottom:8px"><b>{escape(words)}</b></p>'


def _entry(entry: Entry) -> str:
    sign, word, tone = SIGNS.get(entry.tone, ("", "", ""))
    kind = f'　<span style="{_font("small", tone)}">{sign} {word}</span>' if word else ""
    article = f'　<span style="{_font("small", "text2")}">{escape(entry.article)}</span>' if entry.article else ""
    parts = []
    if entry.title or article:
        parts.append(
            f'<p style="{_font("strong")} margin:14px 0 2px 0"><b>{escape(entry.title)}</b>{article}{kind}</p>'
        )
    parts.append(_quote(entry.says))
    for depth, line in entry.asks:
        tone = "warn" if "未定义：" in line else "text"
        indent = 12 + 20 * depth
        parts.append(f'<p style="{_font("body", tone)} margin:1px 0 1px {indent}px">▪ {escape(line)}</p>')
    parts += [f'<p style="{_font("small", "text2")} margin:1px 0 1px 12px">{escape(note)}</p>' for note in entry.notes]
    return "".join(parts)


def _quote(says: str) -> str:
    return f'<p style="{_font("body")} margin:2px 0 2px 0">{escape(says)}</p>' if says else ""


def _font(role: str, tone: str = "text") -> str:
    return f"font-size:{theme.font(role).pixelSize()}px; color:{theme.color(tone or 'text').name()};"


# ---------------------------------------------------------------------- two editions
def group_parts(groups: Sequence[Group], names: tuple[str, str], *, only_different: bool) -> tuple[Part, ...]:
    """The groups of a comparison as the pane shows them, with how many topics differ; empty ones are left out."""
    parts = []
    for group in groups:
        rows = [row for row in group.rows if not only_different or row.mark is not Mark.SAME]
        differ = sum(row.mark is not Mark.SAME for row in group.rows)
        if rows:
            note = f"≠ {differ} / {len(group.rows)}"
            parts.append(Part(group.title, group.title, note, _group_html(group.title, rows, names)))
    return tuple(parts)


def _group_html(title: str, rows: Sequence[Row], names: tuple[str, str]) -> Callable[[], str]:
    return lambda: group_html(title, rows, names)


def group_html(title: str, rows: Sequence[Row], names: tuple[str, str]) -> str:
    """A table: the topic with its mark above, the two sides below it."""
    line = theme.color("line").name()
    head = "".join(
        f'<td width="50%" bgcolor="{theme.color("sunken").name()}"><p style="{_font("small", "text2")}">'
        f"<b>{escape(name)}</b></p></td>"
        for name in names
    )
    body = "".join(_row(row) for row in rows)
    return (
        f"{_heading(title)}"
        f'<table width="100%" cellspacing="0" cellpadding="8" border="1" bordercolor="{line}" '
        f'style="border-collapse:collapse; border-color:{line}"><tr>{head}</tr>{body}</table>'
    )


def _row(row: Row) -> str:
    mark = f'<span style="{_font("small", TONES[row.mark])}"><b>{row.mark.sign} {row.mark.label}</b></span>'
    ground = theme.color("hover").name()
    return (
        f'<tr><td colspan="2" bgcolor="{ground}"><p style="{_font("body")}">{mark}　{escape(row.topic)}</p></td></tr>'
        f'<tr><td valign="top">{_side(row.left)}</td><td valign="top">{_side(row.right)}</td></tr>'
    )


def _side(side: Side | None) -> str:
    if side is None:
        return f'<p style="{_font("small", "text3")}">没有</p>'
    article = f'<p style="{_font("small", "text2")} margin:0">{escape(side.article)}</p>' if side.article else ""
    asks = "".join(_ask(line) for line in side.asks if line)
    return f"{article}{_quote(side.says)}{asks}"


def _ask(line: str) -> str:
    """One line of a requirement, as far in as its full-width blanks say."""
    bare = line.lstrip("　")
    indent = 16 * (len(line) - len(bare))
    return f'<p style="{_font("body")} margin:2px 0 2px {indent}px">▪ {escape(bare)}</p>'
