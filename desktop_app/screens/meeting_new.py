"""The dialog that plans a meeting: when and where, the agenda in its order, the experts by seat, the score sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.steps import meeting_conflicts
from desktop_app.steps.meeting_conflicts import AgendaConflicts
from desktop_app.steps.meeting_views import ExpertChoice, MeetingBoard, MeetingsBoard, plain
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

NO_SHEET = ("", "不评分（只形成意见）")


class Picker(QWidget):
    """A table of which any number are picked in an order: Enter or a click picks, the number says the order."""

    changed = Signal()

    def __init__(
        self, title: str, rows: Sequence[Any], columns: tuple[Column, ...], find: Callable[[Any], str], name: str,
        empty: str,
    ) -> None:  # fmt: skip
        super().__init__()
        self._all, self._find = tuple(rows), find
        self.picked: list[int] = []
        self._count = kit.text("", "small", "text2", name=f"{name}_count")
        self._filter = QLineEdit()
        self._filter.setObjectName(f"{name}_filter")
        self._filter.setAccessibleName(f"查找{title}")
        self._filter.setPlaceholderText("查找")
        self._filter.setClearButtonEnabled(True)
        self._filter.setFixedWidth(160)
        self.table = RowTable(
            (Column("id", "序", 44, "right", show=self._place, strong=True), *columns),
            many=False,
            row_height=tokens.TWO_LINE_HEIGHT,
            empty=notices.Empty("folder", empty),
            name=name,
        )
        self.table.setAccessibleName(title)
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 4 * tokens.TWO_LINE_HEIGHT)
        head = kit.row(kit.text(title, "heading"), self._count, "stretch", self._filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        self._filter.textChanged.connect(self._show)
        self.table.clicked.connect(lambda index: self.toggle(index.row()))
        self.table.opened.connect(self.toggle)
        self._show()

    def _place(self, row: Any) -> str:
        return str(self.picked.index(row.id) + 1) if row.id in self.picked else ""

    def _show(self, _words: str = "") -> None:
        wanted = self._filter.text().strip().casefold()
        shown = [row for row in self._all if wanted in self._find(row).casefold() or row.id in self.picked]
        self.table.show_rows(shown)
        self._count.setText(f"已选 {len(self.picked)}" if self.picked else "回车或点击选中，序号即顺序")

    def pick(self, ids: Sequence[int]) -> None:
        """Begin with these, in this order."""
        self.picked = [one for one in ids if any(row.id == one for row in self._all)]
        self._show()
        self.changed.emit()

    def show_again(self) -> None:
        """What a column says of the rows has changed."""
        self._show()

    def toggle(self, number: int) -> None:
        """Pick a row as the last, or let it go."""
        row = self.table.row(number)
        if row.id in self.picked:
            self.picked.remove(row.id)
        else:
            self.picked.append(row.id)
        self._show()
        self.changed.emit()


class ConveneSheet(dialog.Sheet):
    """Plan a meeting; `plan()` is what `steps.meetings.convene` takes. The owner runs the step on `pressed`."""

    def __init__(self, board: MeetingsBoard, parent: QWidget, before: MeetingBoard | None = None) -> None:
        self._board, self._before = board, before
        self._desk: Desk | None = None
        self._conflicts = AgendaConflicts((), {})
        self._against = kit.text("", "small", "warn", wrap=True, name="recusals")
        self._against.hide()
        self.fields = self._make_fields(board)
        self.trims = Field("平均分去掉一个最高分和一个最低分", "trims", kind="check")
        self.agenda = self._agenda(board)
        self.experts = self._experts(board)
        cells: list[tuple[QWidget, int]] = [
            (self.fields["name"], 4), (self.fields["held_on"], 2), (self.fields["venue"], 2),
            (self.fields["chair"], 2), (self.fields["secretary"], 2), (self.fields["sheet"], 4),
            (self.fields["quorum"], 2), (self.fields["spread_limit"], 2), (self.trims, 4),
        ]  # fmt: skip
        lists = kit.row((self.agenda, 1), (self.experts, 1), gap=tokens.L)
        body = kit.col(kit.grid(cells, 12), (lists, 1), self._against, gap=tokens.M)
        title = "筹备评审会" if before is None else "修改筹备"
        super().__init__(title, body, "建立", width=dialog.WIDE, waits=True, parent=parent)
        self.setObjectName("convene_sheet")
        self.setMinimumHeight(min(640, self.maximumHeight()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet_chosen = False
        self.fields["sheet"].left.connect(self._choose_sheet)
        self.agenda.changed.connect(self._name_sheet)
        self.agenda.changed.connect(self._count)
        self.experts.changed.connect(self._count)
        self.agenda.changed.connect(self._find_conflicts)
        self.experts.table.chosen.connect(self._say_conflicts)
        if before is not None:
            self._show_before(before)
        self._count()

    @staticmethod
    def _make_fields(board: MeetingsBoard) -> dict[str, Field]:
        """The settings, with what is usual filled in."""
        day = date.today()
        made = {
            "name": Field("名称", "name", required=True),
            "held_on": Field("日期", "held_on", kind="date", required=True),
            "venue": Field("地点", "venue"),
            "chair": Field("主持人", "chair"),
            "secretary": Field("秘书", "secretary"),
            "sheet": Field(
                "评分表", "sheet", kind="choice", options=(NO_SHEET, *((s.id, s.title) for s in board.sheets))
            ),
            "quorum": Field("法定人数", "quorum", "人", kind="number", required=True),
            "spread_limit": Field("极差提示线", "spread_limit", "分", kind="number"),
        }
        made["name"].show_value(f"{day.year} 年示范平台专家评审会")
        made["held_on"].show_value(day)
        made["quorum"].show_value("3")
        made["sheet"].show_value(board.sheets[0].id if board.sheets else "")
        return made

    def _agenda(self, board: MeetingsBoard) -> Picker:
        return Picker(
            "议程", board.dossiers,
            (
                Column("platform", "平台", sub=lambda one: "　".join(
                    part for part in (one.number, one.regulation, one.says) if part), strong=True),
            ),
            lambda one: f"{one.number} {one.platform} {one.applicant}", "agenda",
            "没有可以上会的案卷。",
        )  # fmt: skip

    def _experts(self, board: MeetingsBoard) -> Picker:
        return Picker(
            "专家", board.experts,
            (
                Column("name", "专家", strong=True, sub=lambda one: "　".join(
                    part for part in (one.title, one.unit, one.field) if part)),
                Column("conflict", "回避", 104, show=lambda one: self._counts(one, 0),
                       sub=lambda one: self._counts(one, 1), tone="warn"),
            ),
            lambda one: f"{one.name} {one.title} {one.unit} {one.field}", "members",
            "专家库里没有可请的专家。请先在左侧“专家库”中添加。",
        )  # fmt: skip

    def _show_before(self, before: MeetingBoard) -> None:
        """Begin with the plan as it is; experts are added in the meeting itself."""
        values: dict[str, str | date] = {
            "name": before.name, "held_on": before.held_on, "venue": before.venue, "chair": before.chair,
            "secretary": before.secretary, "sheet": before.sheet.id if before.sheet else "",
            "quorum": str(before.quorum),
            "spread_limit": plain(before.spread_limit) if before.spread_limit is not None else "",
        }  # fmt: skip
        for name, value in values.items():
            self.fields[name].show_value(value, force=True)
        self.trims.show_value(before.trims, force=True)
        self._sheet_chosen = True
        self.experts.hide()
        self.agenda.pick([item.dossier_id for item in before.items])

    def _choose_sheet(self, _name: str, _sheet: str) -> None:
        self._sheet_chosen = True
        self._name_sheet()

    def _name_sheet(self) -> None:
        """The sheet that the agenda's editions name comes up by itself; another choice is allowed, and remarked on."""
        field = self.fields["sheet"]
        named = {one.sheet for one in self._board.dossiers if one.id in self.agenda.picked and one.sheet}
        if len(named) == 1 and not self._sheet_chosen:
            field.show_value(next(iter(named)))
        other = bool(named) and field.value() not in named
        several = "议程里的办法指定了不同的评分表，可分几次会审。" if len(named) > 1 else ""
        field.show_hint(several or ("不是办法指定的评分表。" if other else ""))

    def follow(self, desk: Desk) -> None:
        """Look on `desk` for who has to step aside, now and whenever the agenda changes."""
        self._desk = desk
        self._find_conflicts()

    def _find_conflicts(self) -> None:
        if self._desk is not None:
            self._desk.run(meeting_conflicts.conflicts, tuple(self.agenda.picked), then=self.show_conflicts)

    def show_conflicts(self, found: AgendaConflicts) -> None:
        """Say beside each expert what was found; an answer for an agenda that has changed since is let go."""
        if found.dossier_ids == tuple(self.agenda.picked):
            self._conflicts = found
            self.experts.show_again()
            self._say_conflicts()

    def _counts(self, expert: ExpertChoice, place: int) -> str:
        found = self._conflicts.experts.get(expert.id)
        return found.counts[place] if found is not None and place < len(found.counts) else ""

    def _say_conflicts(self, _row: int = -1) -> None:
        """The reasons below the lists: of the expert who is chosen in the list, or of everybody invited before."""
        rows, number = self.experts.table.rows(), self.experts.table.current_row()
        asked = [rows[number].id] if 0 <= number < len(rows) else []
        if self._before is not None:
            asked = [one.expert_id for one in self._before.members]
        found = [self._conflicts.experts[one] for one in asked if one in self._conflicts.experts]
        short = len(found) > 1
        self._against.setText("；".join(f"{one.name} {'、'.join(one.counts)}" if short else one.brief for one in found))
        self._against.setToolTip("\n".join(one.says for one in found))
        self._against.setVisible(bool(found))

    def _count(self) -> None:
        items, people = len(self.agenda.picked), len(self.experts.picked)
        self.deed_button.say(f"建立（{items} 项、{people} 人）" if self._before is None else f"保存（{items} 项）")
        self.set_note("议程和席位按选中的先后排列")

    def plan(self) -> dict[str, Any]:
        """The arguments of `convene`; raises Refusal at a field that can't be read."""
        values = {name: field.value() for name, field in self.fields.items()}
        try:
            held_on = date.fromisoformat(values["held_on"])
            limit = Decimal(values["spread_limit"]) if values["spread_limit"] else None
        except ValueError:
            raise Refusal("会议日期读不懂。请写成 2026-11-20 这样。", field="held_on") from None
        except InvalidOperation:
            raise Refusal("极差提示线要填数字。请改正。", field="spread_limit") from None
        found: dict[str, Any] = {
            "name": values["name"],
            "held_on": held_on,
            "venue": values["venue"],
            "chair": values["chair"],
            "secretary": values["secretary"],
            "dossier_ids": tuple(self.agenda.picked),
            "expert_ids": tuple(self.experts.picked),
            "sheet_id": values["sheet"],
            "quorum": int(values["quorum"]) if values["quorum"].isdigit() else 0,
            "trims": bool(self.trims.value()),
        }
        if limit is not None:  # else the sheet's own
            found["spread_limit"] = limit
        return found

    def show_refusal(self, refusal: Refusal) -> None:
        """At its field, or above them all."""
        for field in self.fields.values():
            field.clear_message()
        self.refuse_at(self.fields.get(refusal.field), refusal.says)
