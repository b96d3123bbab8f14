"""The papers that the office itself adds (附送文件): what is asked at the left, the scan's pages at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.steps.batches_board import BatchBoard, DocumentScan
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.pages import PageViewer
from desktop_app.widgets.table import Column, RowTable

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff);;所有文件 (*)"
NARROW = 620
"""Below this the pages aren't shown beside the list."""


@dataclass(frozen=True)
class Line:
    """A paper that is asked for and one of its scans; without a scan where there is none yet."""

    document: str
    name: str
    article: str
    scan: DocumentScan | None

    @property
    def says(self) -> str:
        """The scan's name and pages, or the article that asks for it."""
        return f"{self.scan.name}　{self.scan.pages} 页" if self.scan else self.article


class DocumentsTab(QWidget):
    """The list of papers with their scans."""

    attach_asked = Signal(str, object)
    """(id of the paper, paths)."""
    detach_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialog: QFileDialog | None = None
        self._shown = 0
        columns = (
            Column("name", "文件", strong=True, sub=lambda row: row.says, least=180),
            Column("scan", "状态", 108, badge=_state),
        )
        empty = notices.Empty("files", "这份通知没有要求本单位另附文件。")
        self.table = RowTable(columns, row_height=tokens.TWO_LINE_HEIGHT, many=False, empty=empty, name="documents")
        self.table.setAccessibleName("附送文件")
        self.viewer = PageViewer(keys=self)
        self.detach = kit.button("移出…", tip="Del", name="detach_document")
        self.add = kit.button("添加扫描件…", "primary", "plus", key="Ctrl+Enter", name="attach_document")
        self.note = kit.text("", "small", "text2", elide=True, name="documents_note")
        self.split = kit.halves(kit.row((self.table, 1), pad=(tokens.L, tokens.S, 0, 0), name="panel"), self.viewer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.split, 1)
        layout.addWidget(notices.FootBar((self.note, 1), self.detach, self.add))
        self.table.chosen.connect(lambda _row: self._look())
        self.table.delete_asked.connect(lambda _rows: self._detach())
        self.add.clicked.connect(self.ask_files)
        self.detach.clicked.connect(self._detach)

    def first(self) -> QWidget:
        """Where the keys begin."""
        return self.table

    def show_board(self, board: BatchBoard) -> None:
        """Show the papers, a line for each scan."""
        lines = [
            Line(row.id, row.name, row.article, scan) for row in board.documents for scan in (row.scans or (None,))
        ]
        self.table.show_rows(lines)
        if self.table.current_row() < 0 and lines:
            self.table.select(0)
        missing = sum(line.scan is None for line in lines)
        self.note.setText(f"还缺 {missing} 份，用印前补齐" if missing else "扫描件存入库中，不再读取原文件")
        self.add.setEnabled(bool(lines))
        self._look()

    def current(self) -> Line | None:
        """The line that is selected."""
        number, rows = self.table.current_row(), self.table.rows()
        return rows[number] if 0 <= number < len(rows) else None

    def select(self, document: str) -> None:
        """Select the line of a paper."""
        for number, line in enumerate(self.table.rows()):
            if line.document == document:
                self.table.select(number)
                return

    def _look(self) -> None:
        line = self.current()
        scan = line.scan if line else None
        self.detach.setEnabled(scan is not None)
        if scan is None:
            self._shown = 0
            self.viewer.clear("还没有扫描件", "file")
        elif scan.id != self._shown:
            self._shown = scan.id
            self.viewer.show_file(scan.path, scan.kind, title=scan.name)

    def _detach(self) -> None:
        line = self.current()
        if line is not None and line.scan is not None:
            self.detach_asked.emit(line.scan)

    def ask_files(self) -> None:
        """Ask which files are scans of the selected paper."""
        line = self.current()
        if line is None:
            return
        asked = QFileDialog(self, f"添加“{line.name}”的扫描件", "", SCANS)
        asked.setFileMode(QFileDialog.FileMode.ExistingFiles)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.filesSelected.connect(lambda names: self.attach([Path(name) for name in names]))
        self._dialog = asked
        asked.open()

    def attach(self, paths: Sequence[Path]) -> None:
        """Hand on files for the selected paper."""
        line = self.current()
        if line is not None and paths:
            self.attach_asked.emit(line.document, list(paths))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewer.setVisible(self.width() >= NARROW)
        left = max(260, self.width() * 2 // 5)
        self.split.setSizes([left, max(1, self.width() - left)])


def _state(line: Line) -> tuple[str, str, str]:
    return ("已添加", "ok", "check-circle") if line.scan else ("待添加", "warn", "circle-dashed")
