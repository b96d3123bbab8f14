"""The evidence page (佐证材料): the regulation's list at the left, the pages of a scan at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.evidence_details import Details, Results
from desktop_app.screens.evidence_foot import EvidenceFoot
from desktop_app.screens.evidence_list import Checklist
from desktop_app.screens.page import Page
from desktop_app.steps import evidence
from desktop_app.steps.evidence_board import EvidenceBoard, FileLine
from desktop_app.widgets import dialog, kit, notices
from desktop_app.widgets.pages import PageFrame, PageViewer

LIST_WIDTHS = ((1300, 360), (1000, 320), (0, 276))
"""From a page this wide on, the list is so wide."""
DETAILS_FROM = 1300
THUMBS_FROM = 940
KINDS = "扫描件和附件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.xlsx);;所有文件 (*)"


class EvidencePage(Page):
    """Add scans to the items, look through them, say whether an item is complete."""

    word: ClassVar[Step] = Step.EVIDENCE
    watches: ClassVar[frozenset[str]] = frozenset(
        {"scan", "citation", "material_check", "commitment_in_lieu", "dossier"}
    )

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.board: EvidenceBoard | None = None
        self._on_show = 0
        self._target = ""
        self._wanted = ""
        self._wants_details: bool | None = None
        self._sheet: dialog.Sheet | None = None
        self._dialog: QFileDialog | None = None
        self.setAcceptDrops(True)
        self.list = Checklist()
        self.results = Results()
        self.details = Details()
        self.foot = EvidenceFoot()
        self._build()
        self._connect()

    # ------------------------------------------------------------------ putting together
    def _build(self) -> None:
        self.count = kit.text("", "small", "text3", name="material_count")
        self.add = kit.button("添加扫描件", "", "plus", key="Ctrl+O", name="add_scans")
        head = kit.row(kit.text("佐证材料", "heading"), self.count, "stretch", self.add, pad=(16, 0, 12, 0))
        self._head = kit.fixed(head, height=48)
        words = kit.text("把 PDF、图片拖到条目上", "small", "text3")
        hint = kit.row("stretch", kit.Icon("upload-simple", "text3", 18), words, "stretch", name="derived")
        kit.fixed(hint, height=40)
        self._drop = kit.col(hint, pad=(16, 8, 16, 12))
        self._refused = notices.Banner("bad", "", "")
        self._refused.hide()
        self._left = kit.col(
            self._head, kit.rule(), kit.col(self._refused, pad=(8, 0, 8, 0)), (self.list, 1), self.results, self._drop,
            gap=0, name="panel",
        )  # fmt: skip
        self.viewer = PageViewer(foot=self.foot, keys=self)
        self._details_rule = kit.rule(True)
        self._details_rule.hide()
        self.details.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left)
        layout.addWidget(kit.rule(True))
        layout.addWidget(self.viewer, 1)
        layout.addWidget(self._details_rule)
        layout.addWidget(self.details)

    def _connect(self) -> None:
        self.list.opened.connect(self._open)
        self.list.delete_asked.connect(self.detach)
        self.list.menu_asked.connect(self._menu)
        self.add.clicked.connect(self.choose_files)
        self.results.file_asked.connect(self._find)
        self.details.page_asked.connect(self.viewer.go)
        self.details.move_asked.connect(lambda: self._menu(self._on_show, self.details.mapToGlobal(QPoint(16, 48))))
        self.details.delete_asked.connect(lambda: self.detach(self._on_show))
        self.details.commitment_told.connect(lambda taken: self._do(evidence.take_commitment, self._item_id(), taken))
        self.viewer.page_changed.connect(lambda _page: self._tell_cited())
        self.viewer.turned.connect(self._turned)
        self.foot.cited_by.clicked.connect(self._to_condition)
        self.foot.complete.clicked.connect(self.mark_complete)
        self.foot.lacking.clicked.connect(self.ask_lacking)
        self.foot.info.toggled.connect(self._toggle_details)
        for key, deed in (
            ("Ctrl+O", self.choose_files),
            ("Ctrl+Return", self.mark_complete),
            ("Ctrl+Enter", self.mark_complete),
            ("Alt+Up", lambda: self.list.step(-1)),
            ("Alt+Down", lambda: self.list.step(1)),
            ("F7", lambda: self.foot.info.toggle()),
        ):
            kit.on_key(self, key, deed)

    # ------------------------------------------------------------------ showing
    def refresh(self) -> None:
        """Read the list again."""
        self.desk.run(evidence.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: EvidenceBoard) -> None:
        """Show the list; the item and file at hand stay at hand."""
        first, self.board = self.board is None, board
        self.count.setText(f"{board.done} / {board.total} 项")
        self._fit()
        self.list.show_items(board.materials)
        if first:
            start = next((item.id for item in board.materials if item.files), board.materials[0].id)
            known = {item.id for item in board.materials}
            self.list.choose(self._wanted if self._wanted in known else start)
            self.list.setFocus()
        else:
            self._show_chosen()

    def focus_on(self, jump: str) -> None:
        """Open an item by its id."""
        if self.board is None:
            self._wanted = jump
        elif any(item.id == jump for item in self.board.materials):
            self.list.choose(jump)
            self.list.setFocus()

    def _open(self, _material: str, _scan: int) -> None:
        self._refused.hide()
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the chosen file, or the first of the item; a file on show is only brought up to date."""
        item = self.list.item
        file = self.list.file or (item.files[0] if item is not None and item.files else None)
        if file is None:
            self._on_show = 0
            short = item.short if item is not None else ""
            self.viewer.clear(f"还没有“{short}”的扫描件。把扫描件拖到这里，或点“添加扫描件”。", "upload-simple")
        elif file.id != self._on_show:
            self._show_file(file)
        if file is not None:
            self.viewer.show_frames(
                PageFrame(line.page, line.frame, f"{line.article} {line.title}") for line in file.cited
            )
        self.details.show_item(item, file)
        self._name_deed()
        self._tell_cited()

    def _name_deed(self) -> None:
        self.foot.name_deed(self.list.item, bool(self._following()), self.viewer.width())

    def _show_file(self, file: FileLine) -> None:
        self._on_show = file.id
        if file.pages:
            self.viewer.show_file(file.path, file.kind.value, file.turns, title=file.name)
        else:
            self.viewer.clear(
                f"“{file.name}”是 {file.kind.label}，没有页面可看。需要引用到页时，请另存为 PDF 添加。", "file"
            )

    def _tell_cited(self) -> None:
        file = self.board.file(self._on_show) if self.board is not None else None
        here = [line for line in file.cited if line.page == self.viewer.page] if file is not None else []
        self.foot.show_cited(here, file is not None)

    def _to_condition(self) -> None:
        file = self.board.file(self._on_show) if self.board is not None else None
        line = next((one for one in file.cited if one.page == self.viewer.page), None) if file is not None else None
        if line is not None:
            self.jumped.emit(Step.ELIGIBILITY.value, line.condition)

    def _find(self, scan_id: int) -> None:
        file = self.board.file(scan_id) if self.board is not None else None
        if file is not None:
            self.list.choose(file.material, file.id)

    # ------------------------------------------------------------------ adding
    def choose_files(self) -> None:
        """Ask for files to add to the item that is open."""
        asked = QFileDialog(self, "添加扫描件", "", KINDS)
        asked.setFileMode(QFileDialog.FileMode.ExistingFiles)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        material = self._item_id()
        asked.filesSelected.connect(lambda names: self.attach(material, [Path(name) for name in names]))
        self._dialog = asked
        asked.open()

    def attach(self, material: str, paths: Sequence[Path], reason: str = "") -> None:
        """Attach files to an item, with progress; results are told at the foot of the list."""
        if not paths or not material:
            return

        def refused(refusal: Refusal) -> None:
            if refusal.field == "reason" and not reason:
                self._ask_reason(refusal, lambda why: self.attach(material, paths, why))
            else:
                self._show_refusal(refusal)

        self.desk.run_long(
            evidence.attach, self.dossier_id, material, tuple(paths), reason=reason,
            then=partial(self._attached, material), refused=refused, title="添加扫描件",
        )  # fmt: skip

    def _attached(self, material: str, done: evidence.Attached) -> None:
        self._refused.hide()
        self.show_board(done.board)
        self.results.show_results(done.results)
        first = next((result.scan_id for result in done.results if result.outcome == "attached"), 0)
        self.list.choose(material, first)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the item on which they would fall: the one below the pointer, or the open one."""
        place = self.list.viewport().mapFrom(self, event.position().toPoint())
        inside = self.list.viewport().rect().contains(place)
        self._target = (self.list.item_at(place) if inside else "") or self._item_id()
        self.list.mark(self._target)
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.list.mark("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        self.list.mark("")
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.attach(self._target or self._item_id(), paths)

    def _item_id(self) -> str:
        return self.list.item.id if self.list.item is not None else ""

    # ------------------------------------------------------------------ deeds
    def _do(
        self,
        step: Callable[..., EvidenceBoard],
        *args: Any,
        reason: str = "",
        after: Callable[[], object] | None = None,
    ) -> None:
        """Run a writing step, then `after`; one that needs a reason asks for it and tries again."""

        def done(board: EvidenceBoard) -> None:
            self._refused.hide()
            self.show_board(board)
            if after is not None:
                after()

        def refused(refusal: Refusal) -> None:
            if refusal.field == "reason" and not reason:
                self._ask_reason(refusal, lambda why: self._do(step, *args, reason=why, after=after))
            else:
                self._show_refusal(refusal)

        named = {"reason": reason} if reason else {}
        self.desk.run(step, self.dossier_id, *args, then=done, refused=refused, **named)

    def _ask_reason(self, refusal: Refusal, then: Callable[[str], object]) -> None:
        self._sheet = dialog.ask_reason(self, "写明原因", refusal.says, "继续", then, label="原因")

    def _show_refusal(self, refusal: Refusal) -> None:
        self._refused.say("bad", "", refusal.says)
        self._refused.show()

    def _turned(self, page: int, degrees: int) -> None:
        self.desk.run(evidence.turn_page, self.dossier_id, self._on_show, page, degrees, refused=self._show_refusal)

    def detach(self, scan_id: int) -> None:
        """Take a file out: asks first; a cited one asks for the reason."""
        file = self.board.file(scan_id) if self.board is not None else None
        if file is None:
            return
        if file.cited:
            self._do(evidence.detach, scan_id)
            return
        says = f"“{file.name}”将从案卷中移出。文件本身和这次移出都留有记录。"
        deed = partial(self._do, evidence.detach, scan_id)
        self._sheet = dialog.confirm(self, "移出扫描件", says, "移出 1 份", deed, danger=True)

    def _menu(self, scan_id: int, place: QPoint) -> None:
        """What can be done with a file: move it to another item, take it out."""
        file = self.board.file(scan_id) if self.board is not None else None
        if file is None or self.board is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = menu.addAction("改放到")
        head.setEnabled(False)
        for item in self.board.materials:
            if item.id != file.material:
                chosen = menu.addAction(f"{item.article}　{item.short}")
                chosen.triggered.connect(partial(self._move, scan_id, item.id))
        menu.addSeparator()
        menu.addAction("移出…\tDel").triggered.connect(lambda: self.detach(scan_id))
        menu.popup(place)

    def _move(self, scan_id: int, material: str, _checked: bool = False) -> None:
        self._do(evidence.move, scan_id, material)

    def mark_complete(self) -> None:
        """The open item is complete; go on to the next that is not, or to the next step."""
        item = self.list.item
        if item is None:
            return
        if item.counts:
            self._next_open()
        elif not item.files:
            self.choose_files()
        else:
            self._do(evidence.check_material, item.id, True, after=lambda: self._next_open(leave=False))

    def _following(self) -> str:
        """The next item that is still open, after the one at hand and then from the top; "" when there is none."""
        items = self.board.materials if self.board is not None else ()
        places = [item.id for item in items]
        here = places.index(self._item_id()) if self._item_id() in places else -1
        later = [*items[here + 1 :], *items[: max(here, 0)]]
        return next((item.id for item in later if item.state.value in ("missing", "to_check", "incomplete")), "")

    def _next_open(self, leave: bool = True) -> None:
        following = self._following()
        if following:
            self.list.choose(following)
        elif leave:
            self.jumped.emit(Step.ELIGIBILITY.value, "")

    def ask_lacking(self) -> None:
        """Ask what the open item lacks, and mark it incomplete."""
        item = self.list.item
        if item is None:
            return
        says = f"“{item.short}”缺什么、哪里不合要求，写在这里，会列入案卷的未决事项。"

        def keep(words: str) -> None:
            self._do(evidence.check_material, item.id, False, words)

        self._sheet = dialog.ask_reason(self, "材料不齐", says, "标为不齐", keep, label="缺什么")

    # ------------------------------------------------------------------ room
    def _toggle_details(self, on: bool) -> None:
        self._wants_details = on
        self._fit()

    def _fit(self) -> None:
        width = self.width()
        left = next(wide for least, wide in LIST_WIDTHS if width >= least)
        self._left.setFixedWidth(left)
        self.add.key = "Ctrl+O"
        self.add.say("添加扫描件")
        if self._head.sizeHint().width() > left:
            self.add.key = ""
            self.add.say("添加扫描件")
        details = width >= DETAILS_FROM if self._wants_details is None else self._wants_details
        self.details.setVisible(details)
        self._details_rule.setVisible(details)
        self.foot.show_details(details)
        room = width - (self.details.width() if details else 0)
        self.viewer.set_thumbs(room >= THUMBS_FROM)
        self._drop.setVisible(self.height() >= 560)
        self._name_deed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the room."""
        super().resizeEvent(event)
        self._fit()
