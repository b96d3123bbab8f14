"""The page of sealing (封装归档): what goes in, whether it may, where to; afterwards the fingerprint for paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.archive_cards import ChecksCard, CoverSheet, FingerprintCard, FormerCard, result_sheet
from desktop_app.screens.archive_tree import ArchiveTree, panel
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import Page
from desktop_app.steps import archive
from desktop_app.steps.archive_board import ArchiveBoard, CheckResult, Room
from desktop_app.widgets import dialog, kit, notices, theme, tokens

WIDTHS = ((1300, 600), (0, 456))
"""How wide the right column is on a page of at least this width."""


class ArchivePage(Page):
    """Seal the dossier, look at its cover, check an archive again."""

    word: ClassVar[Step] = Step.ARCHIVE
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "dossier", "application", "scan", "verdict", "frame", "draw", "answer", "opinion", "seat", "signature",
            "recommendation", "paper", "seal_entry", "sealed_archive", "second_answer", "keying_settlement",
        }
    )  # fmt: skip
    last_folder: ClassVar[str] = ""
    """Where this session sealed last: the next dossier begins there."""

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.setObjectName("page-archive")
        self.board: ArchiveBoard | None = None
        self.folder = ""
        self._room = Room("", "", "")
        self._sheet: dialog.Overlay | QFileDialog | None = None
        self.tree, self.checks = ArchiveTree(), ChecksCard()
        self.fingerprint, self.former = FingerprintCard(), FormerCard()
        self._mend = kit.button("去办理", name="mend")
        self.banner = notices.Banner("warn", action=self._mend)
        self.place = kit.text("", "body", elide=True, name="place")
        self.left = kit.text("", "small", "text3", name="left")
        self.change = kit.button("更改", "quiet", name="change_folder")
        self.note = kit.text("", "small", "text3", name="note")
        self.seal_button = kit.button("封装", "primary", "package", key="Ctrl+Enter", name="seal")
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------ putting together
    def _lay_out(self) -> None:
        self._right = kit.ScrollBody(
            kit.col(self.checks, self.fingerprint, self.former, "stretch", gap=tokens.L, pad=tokens.L, name="bed")
        )
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(panel(self.tree), 1)
        middle.addWidget(kit.rule(vertical=True))
        middle.addWidget(self._right)
        foot = notices.FootBar(
            kit.Icon("hard-drive", "text2", 18),
            kit.text("写到", "small", "text3"),
            (self.place, 1),
            self.left,
            self.change,
            "stretch",
            self.note,
            self.seal_button,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addLayout(middle, 1)
        layout.addWidget(foot)
        self.banner.hide()

    def _wire(self) -> None:
        self.change.clicked.connect(self._ask_folder)
        self.seal_button.clicked.connect(self._ask_seal)
        self._mend.clicked.connect(self._go_mending)
        self.fingerprint.cover.connect(self._show_cover)
        self.fingerprint.check.connect(self._check_again)
        self.former.chosen.connect(self._show_former)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            kit.on_key(self, keys, self.seal_button.click)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it."""
        self.desk.run(archive.board, self.dossier_id, then=self.show_board, busy="正在清点文件…")

    def show_board(self, board: ArchiveBoard) -> None:
        """Show what would be sealed, what is missing, and the newest archive."""
        self.board = board
        self.tree.show_board(board)
        self.checks.show_board(board)
        self.former.show_board(board)
        newest = board.archives[0] if board.archives else None
        self.fingerprint.show_line(newest, newest=not board.overtaken)
        self._show_deed(board)
        self.note.setText("" if board.may_seal else "由用印员或负责人封装")
        self._show_banner(board)
        if not self.folder:
            self.choose_folder(ArchivePage.last_folder or board.place)
        self.hand_on()

    def first(self) -> QWidget | None:
        """The deed at the right of the foot."""
        return self.seal_button if self.board is not None else None

    def _show_deed(self, board: ArchiveBoard) -> None:
        """Sealing is what to do next until it is done; then it steps back."""
        done = bool(board.archives) and not board.overtaken
        self.seal_button.say(f"{'再次封装' if done else '封装'} {board.files} 个文件")
        self.seal_button.setIcon(theme.icon("package", "text2" if done else "on_accent"))
        kit.restyle(self.seal_button, kind="" if done else "primary")

    def _show_banner(self, board: ArchiveBoard) -> None:
        self._mend.setVisible(bool(board.missing))
        if board.missing:
            self.banner.say("warn", "还不能封装。", board.missing[0].says)
        elif board.overtaken:
            self.banner.say("warn", "档案包已不是最新的。", "上次封装之后案卷又有变化，请重新封装。")
        self.banner.setVisible(bool(board.missing) or board.overtaken)

    def _say(self, refusal: Refusal) -> None:
        """A refusal in the page's own banner."""
        self._mend.hide()
        self.banner.say("bad", "没有完成。", refusal.says)
        self.banner.show()

    def _show_former(self, row: int) -> None:
        if self.board is not None and 0 <= row < len(self.board.archives):
            self.fingerprint.show_line(self.board.archives[row], newest=row == 0 and not self.board.overtaken)

    def _go_mending(self) -> None:
        printed = self.board is not None and any("还没有登记用印" in item.says for item in self.board.missing)
        step = Step.SEALING if printed else Step.RECOMMENDATION
        self.jumped.emit(step.value, "")

    def focus_on(self, jump: str) -> None:
        """There is one thing to do here."""
        self.seal_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The right column's width follows the page's."""
        super().resizeEvent(event)
        self._right.setFixedWidth(next(wide for least, wide in WIDTHS if self.width() >= least))

    # ------------------------------------------------------------------ where to
    def choose_folder(self, folder: str) -> None:
        """Seal into `folder` from now on; says how much room there is."""
        self.folder = folder
        self.place.setText(folder)
        self.place.setToolTip(folder)
        self.desk.run(archive.room, folder, then=self._show_room)

    def _show_room(self, room: Room) -> None:
        self._room = room
        self.left.setText(f"可用 {room.left}" if not room.why_not else "不能写到这里")
        kit.restyle(self.left, tone="bad" if room.why_not else "text3")
        self.left.setToolTip(room.why_not)

    def _ask_folder(self) -> None:
        self._pick("把档案包写到哪里", self.choose_folder)

    def _pick(self, title: str, then: object) -> None:
        """Ask for a folder, beginning with the one that was chosen last."""
        chooser = QFileDialog(self, title, self.folder)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(then)
        chooser.open()

    # ------------------------------------------------------------------ sealing
    def _ask_seal(self) -> None:
        board = self.board
        if board is None:
            return
        if board.missing or self._room.why_not:
            self._say(Refusal(board.missing[0].says if board.missing else self._room.why_not))
            return
        says = (
            f"在“{self.folder}”里新建文件夹“{board.folder_name}”，"
            f"写入 {board.files} 个文件（约 {board.weight}），写完立即独立校验。"
        )
        self._sheet = dialog.confirm(
            self,
            "封装案卷",
            says,
            self.seal_button.words,
            self.seal,
            consequence="封装记入变更记录，不能撤回。之后案卷再有变化，要重新封装并换封面。",
        )

    def seal(self) -> None:
        """Seal now, into the chosen folder."""
        ArchivePage.last_folder = self.folder
        self.desk.run_long(
            archive.seal_dossier,
            self.dossier_id,
            Path(self.folder),
            then=self._sealed,
            refused=self._say,
            title="正在封装",
        )

    def _sealed(self, board: ArchiveBoard) -> None:
        self.show_board(board)
        self.choose_folder(self.folder)
        self.banner.say("ok", "封装完成，独立校验通过。", "请打印封面，签字盖章后随档案包保存。")
        self.banner.show()
        self.fingerprint.cover_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ afterwards
    def _show_cover(self, archive_id: int) -> None:
        self.desk.run(
            archive.cover_path,
            self.dossier_id,
            archive_id,
            then=partial(self._open_cover, archive_id),
            refused=self._say,
        )

    def _open_cover(self, archive_id: int, path: Path) -> None:
        line = self.fingerprint.line
        sheet = CoverSheet(path, f"{line.folder} 封面" if line else "封面", self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.pressed.connect(partial(self._ask_save, archive_id, line.folder if line else "档案包"))
        self._sheet = sheet
        sheet.open()

    def _ask_save(self, archive_id: int, name: str) -> None:
        chooser = QFileDialog(self, "封面另存为", f"{self.folder}/{name}_封面.pdf", "PDF (*.pdf)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda target: self.save_cover(archive_id, target))
        chooser.open()

    def save_cover(self, archive_id: int, target: str) -> None:
        """Keep a copy of the cover where the user wants it."""
        self.desk.run(archive.save_cover, self.dossier_id, archive_id, Path(target), refused=self._say)

    def _check_again(self, archive_id: int) -> None:
        line = self.fingerprint.line
        self.check(archive_id, str(Path(self.folder) / line.folder) if line else self.folder)

    def check(self, archive_id: int, folder: str) -> None:
        """Check the archive in `folder` against the register; asks for the folder when it isn't there."""

        def deny(refusal: Refusal) -> None:
            self._say(refusal)
            self._pick("档案包在哪个文件夹", lambda chosen: self.check(archive_id, chosen))

        self.desk.run_long(
            archive.check_again,
            self.dossier_id,
            archive_id,
            Path(folder),
            then=partial(self._show_result, folder),
            refused=deny,
            title="正在校验",
        )

    def _show_result(self, folder: str, result: CheckResult) -> None:
        if self.board is not None:
            self._show_banner(self.board)
        sheet = result_sheet(result, folder, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = sheet
        sheet.open()
