"""The parts of a batch's page that are tables: dossiers, findings, platforms heard of, what the notice asks."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.steps.batches_board import BatchBoard, Finding, MemberLine
from desktop_app.widgets import kit, notices, tokens
from desktop_app.widgets.table import Column, RowTable

WORST = {
    "print": ("须先办结", "bad", "warning-circle"),
    "seal": ("用印前办结", "warn", "warning"),
    "hint": ("有提示", "none", "info"),
    "": ("齐备", "ok", "check-circle"),
}
STOPS = {
    "print": ("打印前办结", "bad", "warning-circle"),
    "seal": ("用印前办结", "warn", "warning"),
    "": ("提示", "none", "info"),
}


class Tab(QWidget):
    """One part: a table over a foot bar with its own deeds."""

    def __init__(
        self, table: RowTable, note: str, *buttons: QWidget, below: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.note = kit.text(note, "small", "text2", elide=True, name=f"{table.objectName()}_note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.row((table, 1), pad=(tokens.L, tokens.S, 0, 0), name="panel"), 1)
        if below is not None:
            layout.addWidget(kit.rule())
            layout.addWidget(kit.row((below, 1), pad=(tokens.XL, tokens.M, tokens.XL, tokens.M), name="panel"))
        layout.addWidget(notices.FootBar((self.note, 1), *buttons))

    def first(self) -> QWidget:
        """Where the keys begin."""
        return self.table

    def current(self) -> Any:
        """The row that is selected, or None."""
        number, rows = self.table.current_row(), self.table.rows()
        return rows[number] if 0 <= number < len(rows) else None

    def begin(self) -> None:
        """Select the first row where none is."""
        if self.table.current_row() < 0 and self.table.rows():
            self.table.select(0)


class MembersTab(Tab):
    """The dossiers in the order of the summary table."""

    add_asked, remove_asked, open_asked = Signal(), Signal(object), Signal(int)
    move_asked = Signal(object, int)
    """(member, how many places)."""

    def __init__(self) -> None:
        empty = notices.Empty("folder-open", "批次里还没有案卷。点“添加案卷”，从依据同一办法的案卷中选择。")
        table = RowTable(MEMBERS, row_height=tokens.TWO_LINE_HEIGHT, many=False, empty=empty, name="members")
        table.setAccessibleName("批次里的案卷")
        self.up = kit.button("上移", icon="caret-up", tip="上移 Alt+↑", name="move_up")
        self.down = kit.button("下移", icon="caret-down", tip="下移 Alt+↓", name="move_down")
        self.remove = kit.button("移出…", tip="移出本批次 Del", name="remove_member")
        self.open = kit.button("打开案卷", tip="Enter", name="open_member")
        self.add = kit.button("添加案卷…", "primary", "plus", key="Ctrl+Enter", name="add_members")
        super().__init__(table, "", self.up, self.down, self.remove, self.open, self.add)
        self.add.clicked.connect(self.add_asked)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.open.clicked.connect(self._open)
        table.opened.connect(lambda _row: self._open())
        table.delete_asked.connect(lambda _rows: self._remove())
        table.chosen.connect(lambda _row: self._show_buttons())
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            kit.on_key(self, keys, partial(self._move, step))

    def show_board(self, board: BatchBoard) -> None:
        """Show the members; the one that was moved stays selected."""
        kept = self.current()
        self.table.show_rows(board.members)
        for number, row in enumerate(board.members):
            if kept is not None and row.id == kept.id:
                self.table.select(number)
        self.begin()
        self.note.setText("次序就是汇总表的序号" if board.members else "")
        self._show_buttons()

    def _show_buttons(self) -> None:
        row, count = self.current(), len(self.table.rows())
        self.up.setEnabled(row is not None and row.position > 1)
        self.down.setEnabled(row is not None and row.position < count)
        self.remove.setEnabled(row is not None)
        self.open.setEnabled(row is not None)

    def _move(self, step: int) -> None:
        row = self.current()
        if row is not None and 1 <= row.position + step <= len(self.table.rows()):
            self.move_asked.emit(row, row.position + step)

    def _remove(self) -> None:
        if self.current() is not None:
            self.remove_asked.emit(self.current())

    def _open(self) -> None:
        if self.current() is not None:
            self.open_asked.emit(self.current().dossier_id)

    def select_dossier(self, dossier_id: int) -> None:
        """Select the member that is this dossier."""
        for number, row in enumerate(self.table.rows()):
            if row.dossier_id == dossier_id:
                self.table.select(number)


def _quota_badge(row: MemberLine) -> tuple[str, str]:
    return ("占名额", "accent") if row.counts else ("不占名额", "none")


def _about(row: MemberLine) -> str:
    return f"{row.applicant or '（单位名称未填）'}　{row.number}"


MEMBERS = (
    Column("position", "序号", 56, "right"),
    Column("platform", "平台名称", strong=True, sub=_about, least=200, show=lambda row: row.platform or "（未填）"),
    Column("worst", "检查", 128, badge=lambda row: WORST[row.worst]),
    Column("channel", "推荐渠道", 196, tone="text2", sub=lambda row: f"地级市 {row.city}" if row.city else ""),
    Column("counts", "名额", 116, badge=_quota_badge),
    Column("functions", "功能类别", 132, tone="text2"),
    Column("statement_length", "表述", 72, "right", show=lambda row: f"{row.statement_length} 字"),
)


class FindingsTab(Tab):
    """Everything that was found, with the article; Enter goes to its place."""

    followed = Signal(object)

    def __init__(self) -> None:
        empty = notices.Empty("check-circle", "没有查出问题，可以打印汇总表并用印。")
        columns = (
            Column("says", "问题", sub=lambda row: row.article, least=320),
            Column("stops", "影响", 136, badge=lambda row: STOPS[row.stops.value]),
        )
        table = RowTable(columns, row_height=tokens.TWO_LINE_HEIGHT, many=False, empty=empty, name="findings")
        table.setAccessibleName("检查结果")
        self.go = kit.button("去处理", "primary", "arrow-right", key="Ctrl+Enter", name="follow_finding")
        self.whole = kit.text("", "small", "text2", wrap=True, name="finding_whole")
        super().__init__(table, "", self.go, below=self.whole)
        self.go.clicked.connect(self._follow)
        table.opened.connect(lambda _row: self._follow())
        table.chosen.connect(lambda _row: self._show_whole())

    def show_board(self, board: BatchBoard) -> None:
        """Show what was found."""
        self.table.show_rows(board.findings)
        self.begin()
        self._show_whole()
        self.go.setEnabled(bool(board.findings))
        seal = board.blocked_seal - board.blocked_print
        parts = [f"打印前 {board.blocked_print} 处"] if board.blocked_print else []
        parts += [f"用印前 {seal} 处"] if seal else []
        self.note.setText("，".join(parts) + "须办结" if parts else "")

    def _show_whole(self) -> None:
        found: Finding | None = self.current()
        self.whole.setText(f"{found.says}依据：{found.article}" if found else "查完没有问题")

    def _follow(self) -> None:
        found: Finding | None = self.current()
        if found is not None:
            self.followed.emit(found)


class ElsewhereTab(Tab):
    """Platforms that somebody else recommends this year: names to compare with."""

    add_asked, forget_asked = Signal(), Signal(object)

    def __init__(self) -> None:
        says = "没有登记他处推荐的平台。行业协会等已推荐的，登记名称后自动比对，防止重复申报。"
        columns = (
            Column("name", "平台或单位名称", strong=True, least=220),
            Column("recommender", "推荐单位", 240, tone="text2"),
            Column("source", "来源", 240, tone="text2"),
        )
        table = RowTable(columns, many=False, empty=notices.Empty("copy", says), name="elsewhere")
        table.setAccessibleName("他处推荐")
        self.forget = kit.button("删去…", tip="Del", name="forget_elsewhere")
        self.add = kit.button("登记他处推荐…", "primary", "plus", key="Ctrl+Enter", name="add_elsewhere")
        super().__init__(table, "全角、半角括号和空格不同，按同名比对", self.forget, self.add)
        self.add.clicked.connect(self.add_asked)
        self.forget.clicked.connect(self._forget)
        table.delete_asked.connect(lambda _rows: self._forget())

    def show_board(self, board: BatchBoard) -> None:
        """Show what was heard of."""
        self.table.show_rows(board.elsewhere)
        self.begin()
        self.forget.setEnabled(bool(board.elsewhere))

    def _forget(self) -> None:
        if self.current() is not None:
            self.forget_asked.emit(self.current())


class NoticeTab(Tab):
    """What the notice asks, line by line; the later deadline and the sending are noted here."""

    extend_asked, send_asked = Signal(), Signal()

    def __init__(self) -> None:
        columns = (
            Column("label", "事项", 112, tone="text2"),
            Column("value", "通知要求", least=320, strong=True, sub=lambda row: row.article),
        )
        table = RowTable(columns, row_height=tokens.TWO_LINE_HEIGHT, many=False, name="notice_facts")
        table.setAccessibleName("通知要点")
        self.extend = kit.button("登记延期…", icon="calendar", name="extend")
        self.send = kit.button("登记报送…", "primary", "arrow-right", key="Ctrl+Enter", name="send")
        super().__init__(table, "", self.extend, self.send)
        self.extend.clicked.connect(self.extend_asked)
        self.send.clicked.connect(self.send_asked)

    def show_board(self, board: BatchBoard) -> None:
        """Show the notice's lines, and what is noted of the sending."""
        self.table.show_rows(board.facts)
        self.begin()
        said = f"已报送　{board.sent}" if board.sent else board.extended
        self.note.setText(said or "汇总表用印后登记报送")
        self.send.say("更正报送…" if board.sent else "登记报送…")
