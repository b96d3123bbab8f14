"""The meeting itself in the secretary's window: who is there, PINs, packets, breaks, and the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.records.kinds import ItemPhase, MeetingState
from desktop_app.steps.meeting_views import MeetingBoard, MemberLine, plain
from desktop_app.widgets import kit, notices, theme, tokens
from desktop_app.widgets.flow import Flow
from desktop_app.widgets.table import Column, RowTable

OF_ALL = ("plan", "pins", "packet_in", "key", "agreement", "members", "break")
"""The deeds that are of the whole meeting; the others are of the chosen member."""
PINS = {"": ("未发", "none", "circle-dashed"), "issued": ("已发", "ok", "key"), "locked": ("已停用", "bad", "lock")}


def here_badge(member: MemberLine) -> tuple[str, str, str]:
    """Whether a member has signed in to this sitting."""
    if member.signed_in_at is None:
        return ("未签到", "warn", "circle-dashed")
    return (f"已签到 {member.signed_in_at.astimezone():%H:%M}", "ok", "check-circle")


def declared_badge(member: MemberLine) -> tuple[str, str, str]:
    """For how many items nothing was declared yet."""
    if member.undeclared:
        return (f"{len(member.undeclared)} 项未声明", "warn", "circle-dashed")
    return ("已声明", "ok", "check-circle")


class HallPane(QWidget):
    """The members' table and the meeting's own deeds; each is told by `deed_asked(word, member's id or 0)`."""

    deed_asked = Signal(str, int)
    """begin, break, close, seats, pins, packet_out, packet_in, key, members, sign_in, declare, agreement, item."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("meeting_hall")
        self.board: MeetingBoard | None = None
        self._name = kit.text("", "title", elide=True, name="hall_name")
        self._about = kit.text("", "small", "text2", wrap=True, name="hall_about")
        self._state = kit.Badge("", "none")
        self.banner = notices.Banner("bad")
        self.banner.hide()
        self.table = self._make_table()
        self._open = kit.text("", "small", "text2", wrap=True, name="hall_open")
        self.primary = kit.button("", "primary", key="Ctrl+Enter", name="hall_next")
        self._mark = kit.Icon("info", "text3", 18)
        self._waits = kit.text("", elide=True, name="hall_waits")
        self._press: Callable[[], object] = lambda: None
        self._tools = self._make_tools()
        self._lay_out()
        self.primary.clicked.connect(lambda: self._press())
        self.table.chosen.connect(lambda _row: self._show_tools())

    def _make_table(self) -> RowTable:
        table = RowTable(
            (
                Column("number", "席", 44, tone="text3"),
                Column("name", "专家", sub=lambda one: f"{one.title}　{one.unit}".strip("　"), strong=True),
                Column("present", "签到", 136, badge=self._here, show=lambda _one: "—"),
                Column("undeclared", "回避声明", 128, badge=declared_badge),
                Column("pin", "当日口令", 96, badge=lambda one: PINS[one.pin]),
                Column("packet", "评审包", 152, tone="text2", show=lambda one: one.packet or "—"),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            many=False,
            name="hall_members",
        )
        table.setAccessibleName("专家组")
        return table

    def _here(self, member: MemberLine) -> tuple[str, str, str] | None:
        """Nobody is asked to sign in while the meeting does not sit."""
        sitting = self.board is not None and self.board.state is MeetingState.SITTING
        return here_badge(member) if sitting else None

    def _make_tools(self) -> dict[str, kit.Button]:
        made = {}
        for word, words, icon in (
            ("sign_in", "纸面签到", ""), ("declare", "登记声明…", ""), ("pin", "换发口令…", ""),
            ("packet_out", "制作评审包…", "package"), ("pins", "发当日口令…", "key"),
            ("plan", "修改筹备…", "pencil-simple"), ("members", "增加专家…", "plus"),
            ("packet_in", "导入评审包…", "download-simple"), ("key", "录入纸面评分…", "keyboard"),
            ("agreement", "一致程度…", "scales"), ("break", "休会", "pause"),
        ):  # fmt: skip
            button = kit.button(words, icon=icon, name=f"hall_{word}")
            button.clicked.connect(partial(self._tell, word))
            made[word] = button
        return made

    def _lay_out(self) -> None:
        head = kit.row((kit.col(self._name, self._about, gap=0), 1), self._state, pad=(24, 12, 24, 12), name="panel")
        self._chosen = kit.text("", "strong")
        tools = self._tools
        chosen = kit.row(
            self._chosen, "stretch", tools["sign_in"], tools["declare"], tools["pin"], tools["packet_out"],
            pad=(24, 8, 24, 8), name="panel",
        )  # fmt: skip
        self._whole = Flow()
        whole = kit.col(self._whole, pad=(24, 8, 24, 8), name="panel")
        body = kit.col(
            self.table, chosen, kit.rule(), whole, kit.col(self._open, pad=(24, 0, 24, 8)), "stretch", gap=0,
            name="panel",
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (head, self.banner, kit.rule()):
            layout.addWidget(part)
        layout.addWidget(kit.ScrollBody(body), 1)
        layout.addWidget(notices.FootBar(self._mark, (self._waits, 1), self.primary))

    # ------------------------------------------------------------------ showing
    def show_meeting(self, board: MeetingBoard, state: tuple[str, str, str]) -> None:
        """Show the meeting as it stands; `state` is how it stands as a badge."""
        self.board = board
        self._name.setText(board.name)
        sheet = f"评分表：{board.sheet.title}" if board.sheet else "不评分"
        limit = f"极差提示线 {plain(board.spread_limit)} 分" if board.sheet and board.spread_limit is not None else ""
        chair = f"主持 {board.chair}" if board.chair else ""
        secretary = f"秘书 {board.secretary}" if board.secretary else ""
        rank = "" if board.may_rank else f"议程中有办法不得排名（{board.rank_article}），全程不按分数排列"
        parts = (
            f"{board.held_on:%Y-%m-%d}",
            board.venue,
            chair,
            secretary,
            sheet,
            f"法定人数 {board.quorum}",
            limit,
            rank,
        )
        self._about.setText("　".join(part for part in parts if part))
        self._state.show_state(*state)
        self.table.show_rows(board.members)
        self.table.fit()
        if self.table.current_row() < 0:
            self.table.select(0)
        self.banner.hide()
        self._show_tools()
        self._show_foot(board)

    def member(self) -> MemberLine | None:
        """The member whose line is chosen."""
        number, members = self.table.current_row(), self.board.members if self.board else ()
        return members[number] if 0 <= number < len(members) else None

    def _show_tools(self) -> None:
        board, member = self.board, self.member()
        if board is None:
            return
        closed, sitting = board.state is MeetingState.CLOSED, board.state is MeetingState.SITTING
        self._chosen.setText(f"{member.number} 席　{member.name}" if member else "")
        shown = {
            "sign_in": member is not None and sitting and not member.present,
            "declare": member is not None and not closed,
            "pin": member is not None and not closed and bool(member.pin),
            "packet_out": member is not None and not closed and board.sheet is not None,
            "plan": not board.began,
            "pins": not closed and any(not one.pin for one in board.members),
            "members": not closed,
            "packet_in": not closed and any(one.packet for one in board.members),
            "key": not closed and board.sheet is not None and board.began,
            "agreement": board.sheet is not None and board.began,
            "break": sitting,
        }
        for word, on in shown.items():
            self._tools[word].setVisible(on and word not in OF_ALL)  # the others come up in their own line
        self._whole.show_widgets(
            [self._tools[word] for word in OF_ALL if shown[word]], keep=tuple(self._tools.values())
        )

    def _show_foot(self, board: MeetingBoard) -> None:
        absent = [member.name for member in board.members if not member.present]
        going = next((one for one in board.items if one.id == board.current), None)
        coming = going or next((one for one in board.items if one.phase is not ItemPhase.CLOSED), None)
        self._open.setText("")
        if board.state is MeetingState.CLOSED:
            self._offer("", "", 0)
            self._say("会议已结束，记录不能再改", "check-circle", "ok")
        elif board.state is not MeetingState.SITTING:
            again = board.state is MeetingState.RECESS
            self._offer("复会" if again else "开始会议", "begin", 0)
            self._say("休会中，复会后全体重新签到" if again else "开始后议程和设置固定，仍可增加专家", "info", "text3")
        elif len(absent) == len(board.members) or (absent and going is None):
            self._offer("请专家签到（轮座）", "seats", 0)
            self._say(f"未签到：{'、'.join(absent)}", "warning", "warn")
        elif coming is not None:
            self._offer(f"去第 {coming.position} 项", "item", coming.id)
            self._say(f"未签到：{'、'.join(absent)}" if absent else "全体已签到", "info", "text3")
        else:
            self._offer("结束会议", "close", 0)
            self.primary.setEnabled(not board.open)
            self._say(board.open[0] if board.open else "各项都已结", "info", "text3")
        self._tools["break"].setToolTip("休会后各位重新签到")

    def _offer(self, words: str, deed: str, number: int) -> None:
        self.primary.say(words)
        self.primary.setVisible(bool(words))
        self.primary.setEnabled(True)
        self.primary.setIcon(theme.icon("check" if deed == "close" else "arrow-right", "on_accent"))
        self._press = partial(self.deed_asked.emit, deed, number)

    def _say(self, words: str, icon: str, tone: str) -> None:
        self._waits.setText(words)
        self._mark.show_icon(icon, tone)

    def complain(self, says: str) -> None:
        """What was refused."""
        self.banner.say("bad", "", says)
        self.banner.show()

    def _tell(self, word: str, _pressed: bool = False) -> None:
        member = self.member()
        one = word in ("sign_in", "declare", "pin", "packet_out")
        self.deed_asked.emit(word, member.id if one and member is not None else 0)
