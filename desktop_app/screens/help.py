"""The manual (F1): one short page for each step and room, from `resources/manual`."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from desktop_app import paths
from desktop_app.widgets import kit, notices, theme, tokens

TOPICS: tuple[tuple[str, str], ...] = (
    ("start", "开始使用"),
    ("overview", "案卷与概览"),
    ("intake", "受理录入"),
    ("evidence", "佐证材料"),
    ("eligibility", "条件审查"),
    ("survey", "满意度测评"),
    ("draw", "公开抽签"),
    ("panel", "专家评审"),
    ("recommendation", "推荐与打印"),
    ("sealing", "用印"),
    ("archive", "封装归档"),
    ("papers", "文书"),
    ("process", "后续事项"),
    ("today", "今日"),
    ("editions", "办法库"),
    ("meetings", "评审会"),
    ("batches", "批次"),
    ("experts", "专家库"),
    ("seal_register", "用印登记"),
    ("journal", "变更与核对"),
    ("settings", "设置与操作员"),
    ("keys", "快捷键"),
)
SAME = {"dossiers": "overview", "history": "journal", "help": "start"}


class HelpPage(QWidget):
    """Contents at the left, the page at the right. `left` asks to go back to where F1 was pressed."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-help")
        self.topics = QListWidget()
        self.topics.setObjectName("help-topics")
        self.topics.setAccessibleName("帮助目录")
        for key, label in TOPICS:
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(120, theme.scaled(34)))
            self.topics.addItem(item)
        self.topics.currentItemChanged.connect(self._chosen)
        self.text = QTextBrowser()
        self.text.setObjectName("help-text")
        self.text.setAccessibleName("帮助")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(tokens.XL)
        back = kit.button("返回", "", "arrow-left", "Esc", name="help-back")
        back.clicked.connect(self.left)
        self._lay_out(back)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.left)
        theme.changed.connect(self._render)

    def _lay_out(self, back: QWidget) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(kit.fixed(self.topics, width=200))
        body.addWidget(kit.rule(vertical=True))
        middle = kit.row((self.text, 8), "stretch", pad=(tokens.S, 0, tokens.S, 0), name="panel")
        self.text.setMaximumWidth(900)
        body.addWidget(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(notices.HeadLine(kit.text("帮助", "title"), "stretch", back))
        layout.addLayout(body, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the contents; a focus proxy would keep Tab from the way back."""
        self.topics.setFocus(event.reason())

    def show_topic(self, topic: str) -> None:
        """Open the page of a step, a room, or "start" when there is none of that name."""
        wanted = SAME.get(topic, topic)
        keys = [key for key, _ in TOPICS]
        self.topics.setCurrentRow(keys.index(wanted) if wanted in keys else 0)
        self._render()

    @property
    def topic(self) -> str:
        """The page that is open."""
        item = self.topics.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else "start"

    def _chosen(self) -> None:
        self._render()

    def _render(self) -> None:
        if self.topics.currentItem() is None:
            return
        self.text.document().setDefaultFont(theme.font("body"))
        self.text.setMarkdown(page(self.topic))
        space_lines(self.text)


def page(topic: str) -> str:
    """The manual's page about `topic`, as Markdown."""
    return (paths.MANUAL / f"{topic}.md").read_text(encoding="utf-8")


def space_lines(browser: QTextBrowser) -> None:
    """Give the text the line height of body text and its headings our type."""
    document = browser.document()
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    spaced.setBottomMargin(6)
    cursor.mergeBlockFormat(spaced)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            line = QTextCursor(block)
            line.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = line.charFormat()
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            letters.setFont(theme.font("title" if level == 1 else "heading"))
            letters.setFontWeight(QFont.Weight.DemiBold)
            line.setCharFormat(letters)
        block = block.next()
    browser.moveCursor(QTextCursor.MoveOperation.Start)
