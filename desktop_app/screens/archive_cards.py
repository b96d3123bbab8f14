"""The right of the archive's page: checks before sealing, the fingerprint for paper, what was sealed before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Signal, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.steps.archive_board import ArchiveBoard, ArchiveLine, CheckResult
from desktop_app.widgets import dialog, kit, tokens
from desktop_app.widgets.pages import PageViewer
from desktop_app.widgets.table import Column, RowTable

_ICON = {"ok": "check-circle", "warn": "warning", "bad": "x-circle"}
_SHOWN_AT_MOST = 200


class QrCode(QWidget):
    """A two-dimensional code, black on white in any theme; nothing without rows."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("qr")
        self.setAccessibleName("封面二维码")
        self.setFixedSize(side, side)
        self._rows: tuple[str, ...] = ()

    def show_rows(self, rows: tuple[str, ...]) -> None:
        """Rows of 0 and 1, 1 is black."""
        self._rows = rows
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Modules of whole device pixels where they fit, with the quiet zone around them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        if not self._rows:
            return
        count = len(self._rows) + 8  # four modules of quiet on each side
        ratio = self.devicePixelRatioF()
        step = max(1.0, self.width() * ratio // count) / ratio
        start = (self.width() - step * len(self._rows)) / 2
        ink = QColor("#111111")
        for y, row in enumerate(self._rows):
            for x, module in enumerate(row):
                if module == "1":
                    painter.fillRect(QRectF(start + x * step, start + y * step, step, step), ink)


class ChecksCard(QWidget):
    """What is looked at before sealing, each with its figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = kit.Badge("", "none")
        self._lines = kit.col(gap=6)
        _fill(self, kit.card("封装前检查", self._lines, side=(self.badge,), gap=tokens.S))

    def show_board(self, board: ArchiveBoard) -> None:
        """Show the checks, and whether they allow sealing."""
        layout = self._lines.layout()
        assert layout is not None
        kit.clear(layout)
        for check in board.checks:
            tone = "text3" if check.tone == "ok" else check.tone
            line = kit.row(
                kit.Icon(_ICON[check.tone], check.tone, 18),
                (kit.text(check.says, elide=True), 1),
                kit.text(check.value, "small", tone),
            )
            layout.addWidget(line)
        if not board.ready:
            self.badge.show_state("还不能封装", "warn", None)
        elif board.archives and not board.overtaken:
            self.badge.show_state("已封装", "ok", None)
        else:
            self.badge.show_state("可以封装", "ok", None)


class FingerprintCard(QWidget):
    """The fingerprint of one archive in large groups, its code, and what can be done with it."""

    cover = Signal(int)
    """Show the cover of this archive."""
    check = Signal(int)
    """Check this archive again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: ArchiveLine | None = None
        self.qr = QrCode(160)
        self.groups = kit.text("", "title", mono=True, name="fingerprint")
        self._about = kit.text("", "caption", "text3", wrap=True)
        self._code = kit.text("", "small", "text2", mono=True, name="journal_code")
        self._folder = kit.text("", "strong", elide=True, name="archive_folder")
        self.badge = kit.Badge("封装后生成", "none")
        self.cover_button = kit.button("打开封面", icon="printer", name="open_cover")
        self.check_button = kit.button("再校验一次", icon="shield-check", name="check_again")
        self.cover_button.clicked.connect(lambda: self._tell(self.cover))
        self.check_button.clicked.connect(lambda: self._tell(self.check))
        said = kit.col(kit.text("全盘校验.sha256 的指纹", "small", "text2"), self.groups, "stretch", gap=tokens.XS)
        self._print = kit.row(self.qr, (said, 1), gap=tokens.L)
        self._deeds = kit.row("stretch", self.check_button, self.cover_button)
        card = kit.card(
            "封面指纹",
            self._folder,
            self._print,
            self._code,
            self._about,
            self._deeds,
            side=(self.badge,),
            gap=tokens.S,
        )
        _fill(self, card)
        self.show_line(None, newest=True)

    def _tell(self, signal: SignalInstance) -> None:
        if self.line is not None:
            signal.emit(self.line.id)

    def show_line(self, line: ArchiveLine | None, *, newest: bool) -> None:
        """Show one archive; None before the first was sealed."""
        self.line = line
        for part in (self._folder, self._print, self._code, self._deeds):
            part.setVisible(line is not None)
        if line is None:
            self.badge.show_state("封装后生成", "none", None)
            self._about.setText(
                "封装后这里出现清单的指纹，它和二维码一起印在纸质封面上，由封装人签字并盖章。"
                "只凭档案包自身的校验，证明不了它没有被整个重做；核对要以盖章的封面为准。"
            )
            return
        self.badge.show_state("最新" if newest else "以前的", "ok" if newest else "none", None)
        self._folder.setText(line.folder)
        self.groups.setText("\n".join(" ".join(line.fingerprint[at : at + 4]) for at in range(0, 16, 4)))
        self._code.setText(line.journal_code)
        self.qr.show_rows(line.qr)
        when = f"{line.sealed_at.astimezone():%Y-%m-%d %H:%M}"
        self._about.setText(f"{when} 由{line.sealed_by}封装，{line.files} 个文件，{line.weight}。")
        self.cover_button.setVisible(line.has_cover)


class FormerCard(QWidget):
    """Every archive that was sealed of this dossier, the newest first."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column("sealed_at", "封装时间", 132, show=lambda line: f"{line.sealed_at.astimezone():%Y-%m-%d %H:%M}"),
            Column("folder", "档案包", least=100),
            Column("fingerprint", "指纹开头", 96, mono=True, show=lambda line: " ".join(line.fingerprint[:2])),
        )
        self.table = RowTable(columns, many=False, name="former")
        self.table.setAccessibleName("历次封装")
        self.table.chosen.connect(self.chosen)
        _fill(self, kit.card("历次封装", self.table, gap=tokens.S))

    def show_board(self, board: ArchiveBoard) -> None:
        """Show the archives; hidden while there is at most one."""
        self.setVisible(len(board.archives) > 1)
        self.table.show_rows(board.archives)
        self.table.fit()


def _fill(widget: QWidget, card: QWidget) -> None:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(card)


def result_sheet(result: CheckResult, folder: str, parent: QWidget) -> dialog.Sheet:
    """What a check found: the verdict, every file named, what it proves and what it can't."""
    tone = "ok" if result.ok else "bad"
    head = kit.row(kit.Icon(_ICON[tone], tone, 20), (kit.text(result.says, "strong", wrap=True), 1), gap=tokens.S)
    found = [f"{word}　{path}" for word, path in result.named] + list(result.faults)
    shown = found[:_SHOWN_AT_MOST] + ([f"……共 {len(found)} 项"] if len(found) > _SHOWN_AT_MOST else [])
    parts: list[kit.Item] = [head, kit.text(folder, "small", "text3", elide=True)]
    parts += [kit.text(line, "body", tone, wrap=True) for line in shown]
    for title, lines in (("已证明", result.proven), ("没有证明", result.unproven)):
        if lines:
            parts.append(kit.text(title, "heading"))
            parts += [kit.text(f"· {line}。", "body", "text2", wrap=True) for line in lines]
    content = kit.col(*parts, "stretch", gap=tokens.S)
    body: QWidget = content
    if len(shown) > 6:
        body = kit.ScrollBody(content)
        body.setMinimumHeight(360)
    sheet = dialog.Sheet("校验档案包", body, width=dialog.MIDDLE, parent=parent)
    sheet.setObjectName("check_result")
    return sheet


class CoverSheet(dialog.Sheet):
    """The cover sheet's page, to look at and to save for printing."""

    def __init__(self, path: Path, title: str, parent: QWidget) -> None:
        self.viewer = PageViewer()
        self.viewer.setMinimumHeight(min(640, max(360, parent.window().height() - 220)))
        super().__init__(
            "档案包封面", self.viewer, "另存为 PDF…", width=dialog.WIDE, waits=True, cancel="关闭",
            note="打印后由封装人、监督人签字并盖章，随档案包保存", parent=parent,
        )  # fmt: skip
        self.setObjectName("cover")
        self.viewer.set_thumbs(False)
        self.viewer.show_file(path, "pdf", title=title)
