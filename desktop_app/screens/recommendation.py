"""The page of the recommendation (推荐与打印): texts and check at the left, the real pages at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Step
from desktop_app.screens.desk import Desk
from desktop_app.screens.page import Page
from desktop_app.screens.recommendation_parts import ChecksCard, DecisionCard, PapersCard, TextsCard
from desktop_app.screens.sealing import say_frozen
from desktop_app.steps import recommendation
from desktop_app.steps.recommendation_board import PaperLine, Preview, RecommendationBoard
from desktop_app.widgets import dialog, kit, notices, printing, tokens
from desktop_app.widgets.pages import PageFrame, PageViewer

ONE_PANE, LEFT, LEFT_ROOMY, ROOMY = 860, 440, 560, 1300


class RecommendationPage(Page):
    """One primary button that is always the next deed: recommend, number the paper, go to the seal, go on."""

    word: ClassVar[Step] = Step.RECOMMENDATION
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "dossier", "application", "operating_year", "service_line", "served_firm", "declared_figure", "verdict",
            "citation", "scan", "draw", "answer", "replacement", "seat", "opinion", "signature", "recommendation",
            "paper", "seal_entry", "second_answer", "keying_settlement",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, dossier_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, dossier_id, parent)
        self.board: RecommendationBoard | None = None
        self._shown = ""
        self._jump = ""
        self._sheet: QWidget | None = None
        self._preview: Preview | None = None
        self.texts, self.decision = TextsCard(), DecisionCard()
        self.checks, self.papers = ChecksCard(), PapersCard()
        self._banner = notices.Banner("warn")
        self._banner.hide()
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ putting together
    def _lay_out(self) -> None:
        cards = kit.col(self.texts, self.decision, self.checks, self.papers, "stretch", gap=tokens.L, pad=tokens.L)
        self.body = kit.ScrollBody(cards)
        self.see_preview = kit.button("预览", name="see_preview")
        self.see_blank = kit.button("空白样表", name="see_blank")
        self.see_sample = kit.button("样张", name="see_sample")
        self.see_slots = kit.tool("stamp", "显示盖章位置", checkable=True, name="see_slots")
        self.see_slots.setChecked(True)
        looks = kit.row(
            self.see_preview,
            self.see_blank,
            self.see_sample,
            "stretch",
            self.see_slots,
            pad=(16, 6, 16, 6),
            name="panel",
        )
        self.viewer = PageViewer(foot=looks, keys=self)
        self.split = kit.halves(self.body, self.viewer)
        self.split.setStretchFactor(1, 1)
        self.panes = kit.tabs("填写与检查  Ctrl+1", "版面  Ctrl+2", name="panes")
        self._panes_row = kit.row(self.panes, "stretch", pad=(tokens.S, 0, 0, 0), name="panel")
        self._note = kit.text("", "small", "text2", elide=True, name="foot_note")
        self.save = kit.button("另存 PDF", "", "download-simple", name="save")
        self.print = kit.button("打印", "", "printer", key="Ctrl+P", name="print")
        self.next = kit.button("", "primary", key="Ctrl+Enter", name="next")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._banner, self._panes_row):
            layout.addWidget(part)
        layout.addWidget(self.split, 1)
        layout.addWidget(notices.FootBar((self._note, 1), self.save, self.print, self.next))

    def _connect(self) -> None:
        self.texts.left.connect(self._keep)
        self.decision.asked_no.connect(self.ask_no)
        self.decision.asked_back.connect(self.ask_back)
        self.decision.jumped.connect(self._go)
        self.checks.jumped.connect(self._go)
        self.papers.chosen.connect(self._look)
        self.see_preview.clicked.connect(self._look_at_preview)
        self.see_blank.clicked.connect(partial(self._look_at_specimen, False))
        self.see_sample.clicked.connect(partial(self._look_at_specimen, True))
        self.see_slots.toggled.connect(lambda _on: self._frame_slots())
        self.viewer.opened.connect(lambda _pages: self._frame_slots())
        self.save.clicked.connect(self._ask_target)
        self.print.clicked.connect(self._ask_printer)
        self.next.clicked.connect(self.do_next)
        self.panes.currentChanged.connect(lambda _pane: self._fit())
        for keys, act in (
            ("Ctrl+P", self.print.click),
            ("Ctrl+Return", self.do_next),
            ("Ctrl+Enter", self.do_next),
            ("Ctrl+1", partial(self.panes.setCurrentIndex, 0)),
            ("Ctrl+2", partial(self.panes.setCurrentIndex, 1)),
        ):
            kit.on_key(self, keys, act)

    # ------------------------------------------------------------------ reading and showing
    def refresh(self) -> None:
        """Read the board again and show it."""
        self.desk.run(recommendation.board, self.dossier_id, then=self.show_board)

    def show_board(self, board: RecommendationBoard) -> None:
        """Show texts, decision, check, papers, and the pages if they have changed."""
        self.board = board
        self.texts.show_board(board)
        self.decision.show_board(board)
        self.checks.show_checks(board.checks)
        self.papers.show_papers(board.papers, board.next_number)
        self._say(board)
        current = board.current
        wanted = f"paper:{current.id}" if current else f"preview:{board.content_hash}"
        if not board.form_id:
            self._say_nothing_to_print(board)
        elif wanted != self._shown:
            self._shown = wanted
            self.desk.run(recommendation.preview, self.dossier_id, then=partial(self._show_pages, current))
        if self._jump:
            jump, self._jump = self._jump, ""
            self.focus_on(jump)
        self.hand_on()

    def first(self) -> QWidget | None:
        """The deed at the right of the foot."""
        return self.next if self.board is not None else None

    def _say_nothing_to_print(self, board: RecommendationBoard) -> None:
        """An edition whose form isn't among ours: the decision is kept here, the paper is made elsewhere."""
        self.viewer.clear(board.checks[0].says, "file-x")
        for button in (self.see_preview, self.see_blank, self.see_sample):
            button.setEnabled(False)

    def _say(self, board: RecommendationBoard) -> None:
        """Banner, foot and the names of the buttons."""
        if board.frozen:
            say_frozen(self._banner, board.frozen)
        elif board.lapsed:
            self._banner.say("warn", "办法已停止施行。", f"{board.lapsed}，页脚将注明。")
        self._banner.setVisible(bool(board.frozen or board.lapsed))
        paper = board.current
        for button in (self.save, self.print):
            button.setEnabled(paper is not None)
            button.setToolTip("" if paper else "先生成带编号的正式件；预览不打印")
        words, note = self._next_words(board)
        self.next.say(words)
        self._note.setText(note)

    def _next_words(self, board: RecommendationBoard) -> tuple[str, str]:
        """The next deed, and the sentence beside it."""
        paper = board.current
        if paper is not None and paper.state == "sealed":
            return "去封装归档", f"{paper.number} 已用印，内容指纹 {paper.short_hash}"
        if paper is not None:
            return "去登记用印", f"{paper.number}，内容指纹 {paper.short_hash}"
        if board.recommended is None:
            missing = len(board.obstacles) + sum(item.jump != "decision" for item in board.lacking)
            return "同意推荐", f"还有 {missing} 处未办结" if missing else "各步已办结，可以推荐"
        if not board.recommended:
            return "撤回决定…", "已决定不推荐，不打印推荐表"
        if not board.form_id:
            return "去封装归档", "已决定推荐；本办法没有可打印的表"
        wrong = sum(check.tone == "bad" for check in board.checks)
        number = f"编号 {board.next_number}，页脚带内容指纹和日志码"
        return f"生成正式件 {board.next_number}", f"改正 {wrong} 处后可以打印" if wrong else number

    def _show_pages(self, paper: PaperLine | None, preview: Preview) -> None:
        """The pages of the paper that stands, or of the preview."""
        self._preview = preview
        if paper is not None:
            self.viewer.show_file(paper.path, "pdf", title=f"正式件 {paper.number}", page=max(1, self.viewer.page))
        else:
            self.viewer.show_file(preview.path, "pdf", title="预览（未编号）", page=max(1, self.viewer.page))

    def _frame_slots(self) -> None:
        """Where the seals go, on the pages of this dossier."""
        slots = self._preview.slots if self._preview and self._shown.split(":")[0] in ("paper", "preview") else ()
        frames = [PageFrame(slot.page, slot.frame, "盖章处") for slot in slots] if self.see_slots.isChecked() else []
        self.viewer.show_frames(frames)

    def _look(self, paper_id: int) -> None:
        """A paper of the list; where seals go is known only for the pages as they are now."""
        paper = next((paper for paper in self.board.papers if paper.id == paper_id), None) if self.board else None
        if paper is not None:
            same = self.board is not None and paper is self.board.current
            self._shown = f"paper:{paper.id}" if same else f"old:{paper.id}"
            self.viewer.show_file(paper.path, "pdf", title=f"正式件 {paper.number}")
            self._show_pane(1)

    def _look_at_preview(self) -> None:
        self._shown = "preview:"
        self.desk.run(recommendation.preview, self.dossier_id, then=partial(self._show_pages, None))

    def _look_at_specimen(self, sample: bool) -> None:
        if self.board is None:
            return
        self._shown = "specimen"
        title = "样张" if sample else "空白样表"
        self.desk.run(
            recommendation.specimen,
            self.board.form_id,
            sample=sample,
            then=lambda shown: self.viewer.show_file(shown.path, "pdf", title=title),
        )

    # ------------------------------------------------------------------ deeds
    def _do(self, step: Callable[..., Any], *args: Any, reason: str = "", **named: Any) -> None:
        """Run a writing step; a dossier frozen by a seal asks for the reason and tries again."""
        told = {**named, "reason": reason} if reason else named
        again = None if reason else partial(self._do, step, *args, **named)
        refused = partial(self._deny, again, step is recommendation.write)
        self.desk.run(step, self.dossier_id, *args, then=self.show_board, refused=refused, **told)

    def _deny(self, again: Callable[..., None] | None, at_field: bool, refusal: Refusal) -> None:
        field = self.texts.fields.get(refusal.field) if at_field else None
        if at_field and refusal.field == "disk":
            self.texts.show_unkept()
        if refusal.field == "reason" and again is not None:
            says = refusal.says
            sheet = dialog.ask_reason(self, "写明修改原因", says, "作废正式件并保存", lambda why: again(reason=why))
            sheet.rejected.connect(self._put_back)
            self._sheet = sheet
        elif field is not None:
            field.show_error(refusal.says)
        else:
            self.refuse(refusal)

    def _put_back(self) -> None:
        """The change was given up: show what is kept."""
        if self.board is not None:
            self.texts.show_board(self.board, force=True)

    def refuse(self, refusal: Refusal) -> None:
        """Say in the banner what was refused."""
        self.next.busy()
        self._banner.say("bad", "", f"{refusal.says}{f'（{refusal.article}）' if refusal.article else ''}")
        self._banner.show()

    def _keep(self, name: str, text: str) -> None:
        self._do(recommendation.write, name, text)

    def settle(self) -> None:
        """Keep what stands in the texts, also what a full disk refused and nobody typed in since."""
        for field in self.texts.fields.values():
            field.flush()

    def do_next(self) -> None:
        """The one next deed."""
        board = self.board
        if board is None or not self.next.isEnabled():
            return
        self.settle()
        paper = board.current
        if paper is not None:
            step = Step.ARCHIVE if paper.state == "sealed" else Step.SEALING
            self.jumped.emit(step.value, "" if paper.state == "sealed" else f"paper:{paper.id}")
        elif board.recommended is None:
            self._do(recommendation.recommend)
        elif board.recommended and not board.form_id:
            self.jumped.emit(Step.ARCHIVE.value, "")
        elif board.recommended:
            self.next.busy("正在生成…")
            self.desk.run(recommendation.print_paper, self.dossier_id, then=self._printed, refused=self.refuse)
        else:
            self.ask_back()

    def _printed(self, paper: PaperLine) -> None:
        self.next.busy()
        self._note.setText(f"{paper.number} 已生成，{paper.pages} 页")

    def ask_no(self) -> None:
        """Ask why it isn't recommended."""
        says = "决定不推荐后，不打印推荐表；理由记入变更记录。"
        then = partial(self._decide, recommendation.recommend, False)
        self._sheet = dialog.ask_reason(self, "不推荐", says, "决定不推荐", then)

    def ask_back(self) -> None:
        """Ask why the decision is taken back."""
        says = "撤回后可以重新决定；理由记入变更记录。"
        papers = self.board is not None and any(paper.state != "void" for paper in self.board.papers)
        consequence = "已生成的正式件随之作废，纸面须收回销毁。" if papers else ""
        then = partial(self._decide, recommendation.withdraw)
        self._sheet = dialog.ask_reason(self, "撤回决定", says, "撤回决定", then, consequence=consequence)

    def _decide(self, step: Callable[..., Any], *args: Any) -> None:
        """Run `step` with the reason, which comes last."""
        self._do(step, *args[:-1], reason=str(args[-1]))

    def _ask_target(self) -> None:
        paper = self.board.current if self.board else None
        if paper is None:
            return
        asked = QFileDialog(self, "另存 PDF", f"{paper.number}.pdf", "PDF 文件 (*.pdf)")
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix("pdf")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(lambda name: self.save_to(Path(name)))
        self._sheet = asked
        asked.open()

    def save_to(self, target: Path) -> None:
        """Copy the standing paper to `target`."""
        paper = self.board.current if self.board else None
        if paper is not None:
            self.desk.run(recommendation.save_copy, paper.id, target, then=self._saved, refused=self.refuse)

    def _saved(self, target: Path) -> None:
        self._note.setText(f"已另存为 {target.name}")

    def _ask_printer(self) -> None:
        paper = self.board.current if self.board else None
        if paper is not None:
            self._sheet = printing.ask_printer(self, paper.number, partial(self.print_on, paper))

    def print_on(self, paper: PaperLine, printer: QPrinter) -> None:
        """Send the standing paper to `printer`."""
        said = partial(self._sent, paper)
        self.desk.fetch(
            printing.print_file, paper.path, printer, then=said, refused=self.refuse, busy="正在送往打印机…"
        )

    def _sent(self, paper: PaperLine, pages: int) -> None:
        self._note.setText(f"{paper.number} 已送往打印机，{pages} 页")

    # ------------------------------------------------------------------ going somewhere
    def _go(self, step: str, jump: str) -> None:
        """A place on this page, or another step."""
        if step == self.word.value:
            self.focus_on(jump)
        else:
            self.jumped.emit(step, jump)

    def focus_on(self, jump: str) -> None:
        """A text's field, the decision, the check ("print")."""
        if self.board is None:
            self._jump = jump
            return
        self._show_pane(0)
        field = self.texts.fields.get(jump)
        if field is not None:
            self.body.reveal(field)
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif jump == "decision":
            self.body.reveal(self.decision)
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        elif jump == "print":
            self.body.reveal(self.checks)
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pane(self, pane: int) -> None:
        self.panes.setCurrentIndex(pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Both halves where there is room, one at a time where there isn't."""
        narrow = self.width() < ONE_PANE
        self._panes_row.setVisible(narrow)
        pane = self.panes.currentIndex()
        self.body.setVisible(not narrow or pane == 0)
        self.viewer.setVisible(not narrow or pane == 1)
        if not narrow:
            left = LEFT_ROOMY if self.width() >= ROOMY else LEFT
            self.split.setSizes([left, max(1, self.width() - left)])
