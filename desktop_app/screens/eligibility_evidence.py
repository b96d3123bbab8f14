"""The left of the eligibility bench: the pages of evidence, which file is looked at, and the button that cites."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.steps.eligibility_board import CitedPage, ConditionLine, EvidenceFile
from desktop_app.widgets import kit, notices
from desktop_app.widgets.editors import ChoiceEditor
from desktop_app.widgets.pages import PageFrame, PageViewer


class EvidencePane(QWidget):
    """The page viewer with a choice of files below it. It keeps showing what is on show unless told otherwise."""

    cite_asked = Signal()

    def __init__(self, keys: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[EvidenceFile, ...] = ()
        self.here: EvidenceFile | None = None
        self.choice = ChoiceEditor()
        self.choice.setObjectName("evidence_choice")
        self.choice.setAccessibleName("看哪一份扫描件")
        self.choice.finished.connect(self._chosen)
        self.cite = kit.button("引用本页", "", "quotes", "C", name="cite")
        self.cite.clicked.connect(self.cite_asked)
        self.viewer = PageViewer(foot=notices.FootBar((self.choice, 1), self.cite), keys=keys)
        self.viewer.set_thumbs(False)
        self.viewer.page_changed.connect(self._say)
        self.viewer.opened.connect(self._say)
        self.viewer.framed.connect(self._say)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.viewer)
        self._say()

    def show_files(self, files: tuple[EvidenceFile, ...]) -> None:
        """Offer these files; the one on show stays on show if it is still there."""
        if files == self.files and files:
            return
        self.files = files
        self.choice.set_options([(str(file.scan_id), f"{file.name}　{file.article}") for file in files])
        kept = next((file for file in files if self.here and file.scan_id == self.here.scan_id), None)
        if kept is None:
            self.here = None
            self.viewer.clear("" if files else "还没有可以查看的扫描件。请先在佐证材料中添加。")
        self.choice.put(str(kept.scan_id) if kept else "")
        self._say()

    def show_condition(self, line: ConditionLine, moved: bool) -> None:
        """Mark the pages that `line` rests on; after moving to it, show the first of them or its usual material."""
        if moved:
            if line.cited:
                self.open_page(line.cited[0])
            elif self.here is None or (line.scan_ids and self.here.scan_id not in line.scan_ids):
                wanted = next(iter(line.scan_ids), self.files[0].scan_id if self.files else 0)
                self.open_file(wanted)
        self._mark(line)

    def open_page(self, cited: CitedPage) -> None:
        """Show a cited page, scrolled to its frame."""
        self.open_file(cited.scan_id, cited.page, cited.frame)

    def open_file(self, scan_id: int, page: int = 1, frame: str = "") -> None:
        """Show a file at a page; the file on show is only leafed through."""
        file = next((file for file in self.files if file.scan_id == scan_id), None)
        if file is None:
            return
        if self.here is not None and self.here.scan_id == scan_id:
            self.viewer.go(page, frame)
            return
        self.here = file
        self.choice.put(str(scan_id))
        self.viewer.show_file(file.path, file.kind, file.turns, title=file.name, page=page, reveal=frame)

    def place(self) -> tuple[int, int, str] | None:
        """(scan, page, frame) on show, or None without one."""
        if self.here is None or not self.viewer.page:
            return None
        return self.here.scan_id, self.viewer.page, self.viewer.selection

    def forget_frame(self) -> None:
        """What was framed has been cited; the next citation is of the whole page again."""
        self.viewer.clear_selection()
        self._say()

    def _mark(self, line: ConditionLine) -> None:
        caption = f"{line.article} {line.title}"
        self.viewer.show_frames(
            PageFrame(cited.page, cited.frame, caption)
            for cited in line.cited
            if self.here is not None and cited.scan_id == self.here.scan_id
        )

    def _chosen(self) -> None:
        scan_id = int(self.choice.words() or 0)
        if self.here is None or scan_id != self.here.scan_id:
            self.open_file(scan_id)

    def _say(self, *_told: object) -> None:
        place = self.place()
        self.cite.setEnabled(place is not None)
        self.cite.say("引用框选" if place is not None and place[2] else "引用本页")
