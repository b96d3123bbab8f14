"""Before the list is frozen: what the check of the list found, the settling of each finding, and the freezing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from desktop_app.records.kinds import Settling
from desktop_app.screens.survey_draw import firm_table
from desktop_app.steps.check_view import FindingView, FirmOfFinding
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

STATES = {
    "open": ("待处理", "warn", "warning"),
    "hint": ("提示", "none", "info"),
    "moot": ("已随剔除消除", "none", "check"),
    "keep": ("保留", "ok", "check-circle"),
    "exclude": ("剔除", "accent", "x-circle"),
}
FIRMS_SHOWN = 60
"""How many firms of one finding are listed to be ticked; a list with more of one kind goes back to the applicant."""
DETAIL_WIDTH = 448


@dataclass(frozen=True)
class FindingRow:
    """One row of the table of findings."""

    number: int
    kind: str
    says: str
    badge: tuple[str, str, str]

    @classmethod
    def of(cls, number: int, finding: FindingView) -> FindingRow:
        """The row of a finding."""
        return cls(number, finding.kind.label, finding.says, STATES[finding.state])


class FindingPane(QWidget):
    """One finding: its firms, a reason, and what the reviewer does about it."""

    settled = Signal(str, str, str, tuple)
    """(key, `Settling` value, reason, places of the excluded firms within the finding)."""
    reopened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding")
        self._finding: FindingView | None = None
        self._boxes: list[QCheckBox] = []
        self._kind = kit.text("", "heading", name="finding_kind")
        self._state = kit.Badge("", "none")
        self._says = kit.text("", wrap=True, name="finding_says")
        self._made = kit.text("", "small", "text2", wrap=True, name="finding_made")
        self._firms = kit.col(gap=tokens.XS)
        self.why = Field("理由", "settle_why", kind="long", required=True, lines=2)
        self._more = kit.text("", "caption", "text3", wrap=True)
        self.keep = kit.button("全部保留", icon="check", key="Ctrl+Enter", name="settle_keep")
        self.exclude = kit.button("剔除勾选的企业", icon="x", name="settle_exclude")
        self.reopen = kit.button("撤回处理", "quiet", "arrow-counter-clockwise", name="settle_reopen")
        self.keep.clicked.connect(self._keep)
        self.exclude.clicked.connect(self._exclude)
        self.reopen.clicked.connect(self._reopen)
        self._lay_out()

    def _lay_out(self) -> None:
        body = kit.col(
            kit.row((self._kind, 1), self._state),
            self._says,
            kit.text("涉及的企业（勾选的将被剔除，不进入抽样名单）", "small", "text2"),
            self._firms,
            self._more,
            kit.row((self._made, 1), self.reopen),
            self.why,
            "stretch",
            gap=tokens.S,
            pad=(tokens.L, tokens.M, tokens.L, tokens.S),
            name="panel",
        )
        foot = kit.row(
            "stretch",
            self.exclude,
            self.keep,
            gap=tokens.S,
            pad=(tokens.L, tokens.S, tokens.L, tokens.M),
            name="panel",
        )
        kit.fill(self, kit.col((kit.ScrollBody(body), 1), foot, gap=0))

    def show_finding(self, finding: FindingView) -> None:
        """What to look at, and what was decided; a reason that is being typed for the same finding stays."""
        other = self._finding is None or self._finding.key != finding.key
        again = other or self._finding is None or self._finding.state != finding.state
        self._finding = finding
        self._kind.setText(finding.kind.label)
        self._state.show_state(*STATES[finding.state])
        self._says.setText(finding.says)
        if again:
            self._show_firms(finding.firms)
            self.why.show_value(finding.why, force=True)
            self.why.clear_message()
        at = f"{finding.at.astimezone():%Y-%m-%d %H:%M} " if finding.at else ""
        self._made.setText(f"{at}{finding.by}：{STATES[finding.state][0]}，{finding.why}" if finding.by else "")
        self._made.setVisible(bool(finding.by))
        self.reopen.setVisible(bool(finding.by))
        for widget in (self.keep, self.exclude, self.why):
            widget.setVisible(finding.state != "moot")

    def _show_firms(self, firms: tuple[FirmOfFinding, ...]) -> None:
        layout = self._firms.layout()
        assert layout is not None
        kit.clear(layout)
        self._boxes = []
        for firm in firms[:FIRMS_SHOWN]:
            box = QCheckBox(f"第 {firm.number} 家　{firm.name}")
            box.setObjectName(f"exclude_{firm.place}")
            box.setChecked(firm.excluded)
            self._boxes.append(box)
            layout.addWidget(box)
            told = "　".join(part for part in (firm.contact, firm.phone, firm.uscc) if part)
            if told:
                layout.addWidget(kit.row(24, kit.text(told, "caption", "text3"), "stretch", gap=0))
        more = len(firms) - FIRMS_SHOWN
        says = f"另有 {more} 家没有列出。同类这么多，请退回申请单位核对名单。"
        self._more.setText(says if more > 0 else "")
        self._more.setVisible(more > 0)

    def refuse(self, field: str, says: str) -> bool:
        """Put a refusal where it belongs; False when it isn't about this pane."""
        if field not in {"why", "out"}:
            return False
        self.why.show_error(says)
        self.why.editor.setFocus()
        return True

    def focus_first(self) -> None:
        """The keys go to the reason."""
        self.why.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep(self) -> None:
        if self._finding is not None and self.keep.isVisible():
            self.settled.emit(self._finding.key, Settling.KEEP.value, self.why.value(), ())

    def _reopen(self) -> None:
        if self._finding is not None:
            self.reopened.emit(self._finding.key)

    def _exclude(self) -> None:
        if self._finding is not None:
            chosen = tuple(place for place, box in enumerate(self._boxes, 1) if box.isChecked())
            self.settled.emit(self._finding.key, Settling.EXCLUDE.value, self.why.value(), chosen)


class FramePane(QWidget):
    """The list is not frozen (anew) yet: the findings, the list that would be frozen, and the button that freezes."""

    freeze = Signal()
    given_up = Signal()
    to_intake = Signal()
    settled = Signal(str, str, str, tuple)
    reopened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame_pane")
        self._findings: tuple[FindingView, ...] = ()
        self._tabs = kit.tabs("核查发现", "将冻结的名单")
        self._tabs.setObjectName("frame_tabs")
        self._tabs.setAccessibleName("名单核查")
        self._count = kit.text("", "small", "text3", name="frame_count")
        self.table = RowTable(
            (
                Column("number", "序", 40, "right", tone="text3"),
                Column("kind", "核查发现", sub=lambda row: row.says),
                Column("state", "处理", 136, badge=lambda row: row.badge),
            ),
            many=False,
            row_height=tokens.TWO_LINE_HEIGHT,
            name="findings",
        )
        self.table.setAccessibleName("核查发现")
        self._firms = firm_table()
        self.finding = FindingPane()
        self.finding.setFixedWidth(DETAIL_WIDTH)
        self._none = notices.Empty("check-circle", "")
        self._note = kit.text("", "small", "text3", elide=True)
        self._cancel = kit.button("取消", name="cancel_freeze")
        self._button = kit.button("冻结名单", "primary", "lock", name="freeze")
        self._empty = notices.Empty("list", EMPTY_SAYS, self._intake_button())
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        found = kit.row((self.table, 1), kit.rule(True), self.finding, gap=0)
        for widget in (found, self._none, self._firms):
            self._stack.addWidget(widget)
        head = notices.HeadLine(self._tabs, "stretch", self._count)
        foot = notices.FootBar((self._note, 1), self._cancel, self._button)
        self._full = kit.col(head, (self._stack, 1), foot, gap=0)
        self._found = found
        kit.fill(self, kit.col((self._full, 1), (self._empty, 1), gap=0))
        for widget in (self._full, self._empty):
            widget.hide()  # until there is something to show: nothing is to be pressed before

    def _wire(self) -> None:
        self._button.clicked.connect(self.freeze)
        self._cancel.clicked.connect(self.given_up)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _row: self.finding.focus_first())
        self.finding.settled.connect(self.settled)
        self.finding.reopened.connect(self.reopened)
        self._tabs.currentChanged.connect(self._show_tab)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            kit.on_key(self, keys, self._go_on)

    def _go_on(self) -> None:
        """Ctrl+Enter: keep the finding in front, or once nothing is open freeze the list."""
        if self._button.isEnabled():
            self._button.click()
        elif self._stack.currentWidget() is self._found:
            self.finding.keep.click()

    def _intake_button(self) -> QWidget:
        button = kit.button("去受理录入", "primary", name="to_intake")
        button.clicked.connect(self.to_intake)
        return button

    def show_board(self, board: SurveyBoard, again: bool = False) -> None:
        """The findings as they stand; `again`: the list was frozen before, and this can be left."""
        self._full.setVisible(board.listed > 0)
        self._empty.setVisible(board.listed == 0)
        check = board.check
        self._findings = check.findings
        self._cancel.setVisible(again)
        self._tabs.setTabText(0, f"核查发现 {len(check.findings)}")
        self._tabs.setTabText(1, f"将冻结的名单 {check.kept}")
        gone = f"，剔除 {check.excluded} 家" if check.excluded else ""
        self._count.setText(f"名单 {board.listed} 家{gone}")
        self._none.say(NONE_SAYS.format(board.listed))
        self._firms.show_rows(board.check.firms)
        at = self.table.current_row()
        self.table.show_rows([FindingRow.of(*numbered) for numbered in enumerate(check.findings, 1)])
        if check.findings and not 0 <= at < len(check.findings):
            self._select_open(0)
        self._show_foot(board)
        self._show_tab(self._tabs.currentIndex())
        self._show_chosen(self.table.current_row())

    def _show_foot(self, board: SurveyBoard) -> None:
        waiting, kept = board.check.open, board.check.kept
        self._note.setText(
            "冻结后算出指纹，记入变更记录，可以打印；指纹在掷出数字之前公布。" if not waiting else board.rule
        )
        if not board.required:
            self._empty.say(f"{board.rule}。要做时先在受理录入中导入名单。")
            self._note.setText(board.rule)
        self._button.say(f"冻结　还有 {waiting} 处待处理" if waiting else f"冻结名单 {kept} 家")
        self._button.setEnabled(not waiting and kept >= board.at_least)

    def after_settling(self) -> None:
        """Go to the next finding that nobody has settled; without one, to the button that freezes."""
        if not self._select_open(self.table.current_row() + 1):
            self._button.setFocus(Qt.FocusReason.TabFocusReason)

    def _select_open(self, start: int) -> bool:
        """Select the first open finding from row `start` on and around; the first of all when none is open."""
        count = len(self._findings)
        for step in range(count):
            row = (start + step) % count
            if self._findings[row].state == "open":
                self.table.select(row)
                self.finding.focus_first()
                return True
        if count and self.table.current_row() < 0:
            self.table.select(0)
        return False

    def _show_tab(self, number: int) -> None:
        if number == 1:
            self._stack.setCurrentWidget(self._firms)
        else:
            self._stack.setCurrentWidget(self._found if self._findings else self._none)

    def _show_chosen(self, row: int) -> None:
        if 0 <= row < len(self._findings):
            self.finding.show_finding(self._findings[row])

    def refuse(self, field: str, says: str) -> bool:
        """Put a refusal at its field; False when it belongs to none here."""
        return self.finding.refuse(field, says)

    def first(self) -> QWidget:
        """The first thing to do: the reason of an open finding, else the button."""
        return self._button if self._button.isEnabled() or not self._findings else self.finding.why.editor

    def focus_first(self) -> None:
        """The keys go to the first thing to do."""
        self.first().setFocus(Qt.FocusReason.TabFocusReason)


EMPTY_SAYS = "还没有服务企业名单。先在受理录入中导入名单，再回来核查和抽样。"
NONE_SAYS = (
    "名单 {} 家，核查没有发现问题：没有重复或名称相近的企业、共用的电话和联系人，没有与申请单位、投资方、"
    "人员名单有关的企业，也没有错误的信用代码。"
)
