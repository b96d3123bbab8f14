"""Beside the page: what is known about the file, who cites it, what to look at before an item is called complete."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.screens.evidence_list import pages_of
from desktop_app.steps.evidence import FileResult
from desktop_app.steps.evidence_board import FileLine, MaterialLine
from desktop_app.widgets import kit, tokens

WIDTH = 264


def size_of(count: int) -> str:
    """Bytes as people say them: 6.4 MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} KB"


def grouped(sha256: str) -> str:
    """A fingerprint in groups of four, four groups a line."""
    groups = [sha256[place : place + 4] for place in range(0, len(sha256), 4)]
    return "\n".join(" ".join(groups[place : place + 4]) for place in range(0, len(groups), 4))


class Details(QWidget):
    """The column at the right."""

    page_asked = Signal(int, str)
    move_asked = Signal()
    delete_asked = Signal()
    commitment_told = Signal(bool)
    """Whether the applicant's commitment stands in place of the item on show."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("details")
        self.setFixedWidth(WIDTH)
        self._inside = QWidget()
        self._inside.setObjectName("details_inside")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self._column.setSpacing(tokens.S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.col((kit.ScrollBody(self._inside), 1), gap=0, name="panel"))

    def show_item(self, item: MaterialLine | None, file: FileLine | None) -> None:
        """Show an item and the file of it that is on show."""
        kit.clear(self._column)
        if file is not None:
            self._show_file(file)
            self._column.addWidget(kit.rule())
            self._show_cited(file)
            self._column.addWidget(kit.rule())
        if item is not None:
            self._show_points(item)
        self._column.addStretch(1)

    def _say(self, label: str, words: str, mono: bool = False) -> None:
        said = kit.text(words, "caption" if mono else "body", wrap=True, mono=mono)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(kit.col(kit.text(label, "caption", "text3"), said, gap=0))

    def _show_file(self, file: FileLine) -> None:
        self._column.addWidget(kit.text("文件", "heading"))
        self._say("原文件名", file.name)
        self._say("大小", f"{size_of(file.size)}，{pages_of(file)}，{file.kind.label}")
        self._say("添加", f"{file.attached_by}　{file.attached_at.astimezone():%Y-%m-%d %H:%M}")
        if file.remark:
            self._say("保存时的提示", file.remark)
        self._say("指纹 SHA-256", grouped(file.sha256), mono=True)
        move = kit.button("改放到…", "quiet", "folder-open", name="move")
        out = kit.button("移出", "quiet", "trash", key="Del", name="detach")
        move.clicked.connect(self.move_asked)
        out.clicked.connect(self.delete_asked)
        self._column.addWidget(kit.row(move, out, "stretch", gap=tokens.XS))

    def _show_cited(self, file: FileLine) -> None:
        self._column.addWidget(kit.text("被引用", "heading"))
        if not file.cited:
            self._column.addWidget(kit.text("还没有条件引用这份扫描件。", "small", "text3", wrap=True))
        for line in file.cited:
            chip = kit.Chip(f"{line.page} 页　{line.article}")
            chip.opened.connect(partial(self.page_asked.emit, line.page, line.frame))
            title = kit.text(line.title, "caption", "text3", wrap=True)
            self._column.addWidget(kit.col(kit.row(chip, "stretch"), title, gap=2))

    def _show_points(self, item: MaterialLine) -> None:
        self._column.addWidget(kit.text("核对要点", "heading"))
        self._column.addWidget(kit.text(item.name, "small", "text2", wrap=True))
        for point in item.points:
            mark = kit.col(kit.Icon("check", "text3", 14), "stretch", gap=0, pad=(0, 3, 0, 0))
            self._column.addWidget(kit.row(mark, (kit.text(point, "small", "text2", wrap=True), 1), gap=6))
        if item.remark:
            self._say("经办意见", item.remark)
        if item.substitute:
            self._show_commitment(item)

    def _show_commitment(self, item: MaterialLine) -> None:
        """An item that the applicant's own commitment may stand for; the edition's note says on what terms."""
        taken = bool(item.in_lieu)
        self._column.addWidget(kit.rule())
        self._column.addWidget(kit.text("告知承诺", "heading"))
        says = item.in_lieu or item.note or f"可以{item.substitute}替代。"
        self._column.addWidget(kit.text(says, "small", "text2", wrap=True, name="commitment_says"))
        words, icon = ("改收材料", "arrow-counter-clockwise") if taken else ("以告知承诺替代", "pen-nib")
        turn = kit.button(words, "quiet", icon, name="commitment")
        turn.clicked.connect(partial(self.commitment_told.emit, not taken))
        self._column.addWidget(kit.row(turn, "stretch", gap=tokens.XS))


TONES = {"attached": ("check-circle", "ok"), "known": ("info", "accent"), "refused": ("x-circle", "bad")}


def told(results: tuple[FileResult, ...]) -> str:
    """What became of all files, in one line."""
    count = {outcome: sum(result.outcome == outcome for result in results) for outcome in TONES}
    parts = [f"已添加 {count['attached']} 份"]
    if count["known"]:
        parts.append(f"{count['known']} 份案卷里已有")
    if count["refused"]:
        parts.append(f"{count['refused']} 份未添加")
    return "，".join(parts)


class Results(QWidget):
    """What became of the files that were added last, at the foot of the list; stays until it is closed."""

    file_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("results")
        self.title = kit.text("", "strong", wrap=True, name="results_title")
        close = kit.tool("x", "收起", name="results_close")
        close.clicked.connect(self.hide)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, tokens.S, 0)
        self._column.setSpacing(tokens.S)
        self._body = kit.ScrollBody(self._inside)
        self._body.setMaximumHeight(220)
        head = kit.row((self.title, 1), close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.rule())
        layout.addWidget(kit.col(head, self._body, gap=4, pad=(16, 4, 8, 12), name="panel"))
        self.hide()

    def show_results(self, results: tuple[FileResult, ...]) -> None:
        """Say what has to be read; a round without anything to read only says its sum."""
        kit.clear(self._column)
        self.title.setText(told(results))
        worth = [result for result in results if result.says or result.hints]
        for result in worth:
            self._column.addWidget(self._line(result))
        self._column.addStretch(1)
        self._body.setVisible(bool(worth))
        self._body.setMinimumHeight(min(200, 64 * len(worth)))
        self.setVisible(bool(results))

    def _line(self, result: FileResult) -> QWidget:
        icon, tone = TONES[result.outcome]
        if result.hints:
            icon, tone = "warning", "warn"
        words = result.says or "".join(result.hints)
        head = kit.text(result.name, "small", tone, elide=True)
        mark = kit.col(kit.Icon(icon, tone), "stretch", gap=0, pad=(0, 2, 0, 0))
        body = kit.col(head, kit.text(words, "caption", "text2", wrap=True), gap=0)
        look = None
        if result.outcome == "known":
            look = kit.button("查看", "quiet", name="see")
            look.clicked.connect(partial(self.file_asked.emit, result.scan_id))
        return kit.row(mark, (body, 1), look, gap=8)
