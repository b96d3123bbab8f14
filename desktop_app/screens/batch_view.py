"""One batch: its head with deadline and quota, and its parts under tabs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.batch_documents import DocumentsTab
from desktop_app.screens.batch_sheets import AddMembersSheet, FieldSheet, elsewhere_sheet, extend_sheet, send_sheet
from desktop_app.screens.batch_summary import SummaryTab
from desktop_app.screens.batch_tabs import ElsewhereTab, FindingsTab, MembersTab, NoticeTab
from desktop_app.screens.desk import Desk
from desktop_app.steps import batch_documents, batches
from desktop_app.steps.batches_board import BatchBoard, Candidate, DocumentScan, ElsewhereLine, Finding, MemberLine
from desktop_app.widgets import charts, dialog, kit, notices, tokens

PARTS = ("members", "findings", "documents", "elsewhere", "sending", "summary")


class BatchView(QWidget):
    """Shows one batch and does what is asked of it."""

    dossier_asked = Signal(int, str, str)
    """(dossier, step, jump): asks the window to open a dossier at a place."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.board: BatchBoard | None = None
        self.batch_id = 0
        self._sheet: dialog.Sheet | None = None
        self._banner = notices.Banner("bad")
        self._banner.hide()
        self._frozen = notices.Banner("accent")
        self._frozen.hide()
        self.members, self.findings = MembersTab(), FindingsTab()
        self.documents, self.elsewhere = DocumentsTab(), ElsewhereTab()
        self.notice, self.summary = NoticeTab(), SummaryTab(desk)
        self.parts: dict[str, Any] = dict(
            zip(PARTS, (self.members, self.findings, self.documents, self.elsewhere, self.notice, self.summary),
                strict=True)
        )  # fmt: skip
        self._make_head()
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ putting together
    def _make_head(self) -> None:
        self._number = kit.text("", "heading", name="batch_number")
        self._title = kit.text("", "small", "text2", elide=True, name="batch_title")
        self._deadline = kit.Badge("", "none", "timer")
        self._deadline.setObjectName("deadline-badge")
        self._quota = kit.text("", "strong", name="batch_quota")
        self._quota_of = kit.text("", "small", "text2", elide=True, name="batch_authority")
        self._bar = charts.Bar()
        self._outside = kit.text("", "small", "text2", name="batch_outside")

    def _lay_out(self) -> None:
        head = notices.HeadLine(self._number, (self._title, 1), self._deadline)
        used = kit.row(
            kit.text("名额", "small", "text2"), self._quota, kit.fixed(self._bar, 120), (self._quota_of, 1),
            self._outside, gap=tokens.M, pad=(tokens.XL, tokens.S, tokens.XL, tokens.XS), name="panel",
        )  # fmt: skip
        self.tabs = kit.tabs("案卷", "检查", "附送文件", "他处推荐", "通知与报送", "汇总表", name="batch_tabs")
        self.tabs.setAccessibleName("批次的各部分")
        self.stack = QStackedWidget()
        for part in self.parts.values():
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (
            self._banner, self._frozen, head, used,
            kit.row(self.tabs, "stretch", pad=(tokens.L + 6, 0, 0, 0), name="panel"), kit.rule(),
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.members.add_asked.connect(self.ask_members)
        self.members.remove_asked.connect(self.ask_removal)
        self.members.move_asked.connect(self.move_member)
        self.members.open_asked.connect(lambda dossier_id: self.dossier_asked.emit(dossier_id, "", ""))
        self.findings.followed.connect(self.follow)
        self.documents.attach_asked.connect(self._attach)
        self.documents.detach_asked.connect(self._ask_detach)
        self.elsewhere.add_asked.connect(self._ask_elsewhere)
        self.elsewhere.forget_asked.connect(self._ask_forget)
        self.notice.extend_asked.connect(partial(self._ask_fields, extend_sheet, batches.extend))
        self.notice.send_asked.connect(partial(self._ask_fields, send_sheet, batches.send))
        self.summary.refused.connect(self.refuse)
        self.summary.done.connect(self._summary_done)
        self.summary.jumped.connect(self.dossier_asked)
        keys: dict[str, Callable[[], object]] = {
            f"Ctrl+{place}": partial(self.tabs.setCurrentIndex, place - 1) for place in range(1, len(PARTS) + 1)
        }
        for name in ("Ctrl+Return", "Ctrl+Enter"):
            keys[name] = self.do_first
        for name, act in keys.items():
            kit.on_key(self, name, act)

    def do_first(self) -> None:
        """Ctrl+Enter: the deed at the right of the foot."""
        part = PARTS[self.tabs.currentIndex()]
        deeds = {
            "members": self.members.add, "findings": self.findings.go, "documents": self.documents.add,
            "elsewhere": self.elsewhere.add, "sending": self.notice.send,
        }  # fmt: skip
        if part == "summary":
            self.summary.do_next()
        elif deeds[part].isEnabled():
            deeds[part].click()

    # ------------------------------------------------------------------ reading and showing
    def open(self, batch_id: int) -> None:
        """Read a batch and show it; the first part, unless it is the one that is shown."""
        if batch_id != self.batch_id:
            self.batch_id = batch_id
            self._banner.hide()
            self.tabs.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Read the batch again."""
        if self.batch_id:
            self.desk.run(batches.one, self.batch_id, then=self.show_board, refused=self._lost)

    def show_board(self, board: BatchBoard) -> None:
        """Show head, tabs and every part."""
        if board.id != self.batch_id:
            return  # another batch was opened meanwhile
        self.board = board
        self.tabs.setEnabled(True)
        self.stack.setEnabled(True)
        self._show_head(board)
        missing = sum(not row.scans for row in board.documents)
        counts = (len(board.members), len(board.findings), missing, len(board.elsewhere), 0, 0)
        words = ("案卷", "检查", "附送文件", "他处推荐", "通知与报送", "汇总表")
        for place, (word, count) in enumerate(zip(words, counts, strict=True)):
            said = f"缺 {count}" if place == 2 else str(count)
            self.tabs.setTabText(place, f"{word} {said}" if count else word)
            self.tabs.setTabToolTip(place, f"{word} Ctrl+{place + 1}")
        for part in self.parts.values():
            part.show_board(board)

    def _show_head(self, board: BatchBoard) -> None:
        self._number.setText(board.number)
        self._title.setText(f"{board.law}　{board.title}（{board.notice}）")
        self._title.setToolTip(f"{board.title}（{board.notice}）")
        self._deadline.show_state(*_deadline(board))
        used = board.quota
        self._quota.setText(f"{used.inside} / {used.at_most}" if used.at_most else str(used.inside))
        tone = "bad" if used.over else "accent"
        self._bar.show_share(used.inside / used.at_most if used.at_most else 0.0, tone=tone)
        self._bar.setAccessibleName(f"名额 {used.inside} 家，不超过 {used.at_most} 家")
        over = f"，超出 {used.over} 家" if used.over else ""
        self._quota_of.setText(f"{used.label}不超过 {used.at_most} 家（{used.article}）{over}")
        self._outside.setText(f"不占名额 {used.outside} 家" if used.outside else "")
        if board.frozen:
            says = "增减案卷、调整次序须写明原因，汇总表随之作废。"
            self._frozen.say("accent", f"{board.frozen} 已用印，批次已冻结。", says, "lock")
        self._frozen.setVisible(bool(board.frozen))

    def _lost(self, refusal: Refusal) -> None:
        self.tabs.setEnabled(False)
        self.stack.setEnabled(False)
        self.refuse(refusal)

    def refuse(self, refusal: Refusal) -> None:
        """Say above everything what was refused."""
        self._banner.say("bad", "", f"{refusal.says}{f'（{refusal.article}）' if refusal.article else ''}")
        self._banner.show()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        part = self.parts[PARTS[place]]
        if self.board is not None and part is self.summary:
            part.show_board(self.board)
        part.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, part: str) -> None:
        """Turn to a part."""
        self.tabs.setCurrentIndex(PARTS.index(part))

    def follow(self, found: Finding) -> None:
        """Go where a finding can be mended: a dossier's step, or a part of this page."""
        if found.step:
            self.dossier_asked.emit(found.dossier_id, found.step, found.jump)
            return
        part, _, which = found.jump.partition(":")
        self.show_part("documents" if part == "document" else part)
        if part == "document":
            self.documents.select(which)
        elif part == "members" and found.dossier_id:
            self.members.select_dossier(found.dossier_id)

    # ------------------------------------------------------------------ deeds
    def _do(self, step: Any, *args: Any) -> None:
        """Run a step that gives the board back."""
        self._banner.hide()
        self.desk.run(step, self.batch_id, *args, then=self._done, refused=self.refuse)

    def _done(self, board: BatchBoard) -> None:
        self.show_board(board)

    def _summary_done(self, board: BatchBoard | None) -> None:
        self._banner.hide()
        if board is not None:
            self.show_board(board)

    def _keep(self, sheet: Any) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = sheet
        sheet.open()

    def ask_members(self) -> None:
        """Read which dossiers may join, and ask."""
        if self.batch_id:
            self.desk.run(batches.candidates, self.batch_id, then=self._ask_which, refused=self.refuse)

    def _ask_which(self, found: tuple[Candidate, ...]) -> None:
        if self.board is None:
            return
        sheet = AddMembersSheet(found, self.board.number, self)

        def added(board: BatchBoard) -> None:
            sheet.accept()
            self._done(board)

        def add(reason: str = "") -> None:
            sheet.working("正在加入…")
            self.desk.run(
                batches.add_members, self.batch_id, sheet.ids(), reason, then=added, refused=sheet.show_refusal
            )

        sheet.pressed.connect(lambda: self._with_reason("加入案卷", "加入", add))
        self._keep(sheet)

    def _with_reason(self, title: str, deed: str, then: Any) -> None:
        """Do at once what changes no stamped table; else ask for the reason that makes it void."""
        if self.board is None or not self.board.frozen:
            then()
            return
        says = f"{self.board.frozen} 已用印。{title}后它作废，纸面收回销毁。"
        dialog.ask_reason(self, title, says, deed, then, label="原因")

    def ask_removal(self, row: MemberLine) -> None:
        """Ask why a dossier leaves the batch."""
        void = f"{self.board.frozen} 随之作废，纸面收回销毁。" if self.board and self.board.frozen else ""
        says = f"“{row.platform or row.number}”移出本批次，案卷本身不变。"
        then = partial(self._do, batches.remove_member, row.id)
        self._sheet = dialog.ask_reason(self, "移出案卷", says, "移出", then, label="原因", consequence=void)

    def move_member(self, row: MemberLine, position: int) -> None:
        """Put a dossier in another place."""
        self._with_reason(
            "调整次序", "调整",
            lambda reason="": self._do(batches.move_member, row.id, position, reason),
        )  # fmt: skip

    def _attach(self, document: str, paths: Any) -> None:
        self._do(batch_documents.attach, document, paths)

    def _ask_detach(self, scan: DocumentScan) -> None:
        says = f"“{scan.name}”移出本批次。扫描件仍存在库中。"
        then = partial(self._do, batch_documents.detach, scan.id)
        self._sheet = dialog.confirm(self, "移出扫描件", says, "移出", then)

    def _ask_forget(self, row: ElsewhereLine) -> None:
        says = f"删去“{row.name}”由{row.recommender}推荐的记录，以后不再比对。"
        then = partial(self._do, batches.forget, row.id)
        self._sheet = dialog.confirm(self, "删去他处推荐", says, "删去", then)

    def _ask_elsewhere(self) -> None:
        self._ask_fields(lambda _board, parent: elsewhere_sheet(parent), batches.hear_of)

    def _ask_fields(self, make: Any, step: Any) -> None:
        """Ask for the fields of a sheet and run a step with them."""
        if self.board is None:
            return
        sheet: FieldSheet = make(self.board, self)

        def done(board: BatchBoard) -> None:
            sheet.accept()
            self._done(board)

        def run() -> None:
            sheet.working("正在保存…")
            self.desk.run(step, self.batch_id, **sheet.values(), then=done, refused=sheet.show_refusal)

        sheet.pressed.connect(run)
        self._keep(sheet)


def _deadline(board: BatchBoard) -> tuple[str, str, str]:
    """The badge of the deadline: words, tone, icon."""
    if board.sent:
        return ("已报送", "ok", "check-circle")
    words = board.extended.split("（")[0] if board.extended else f"截止 {board.deadline}"
    if board.days_left < 0:
        return (f"{words} · 已过 {-board.days_left} 天", "bad", "timer")
    if board.days_left <= 7:
        return (f"{words} · 还有 {board.days_left} 天" if board.days_left else f"{words} · 今天", "warn", "timer")
    return (f"{words} · 还有 {board.days_left} 天", "none", "timer")
