"""The dialog in which experts of the pool are asked onto a panel; a conflict shows before anybody is invited."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from desktop_app.records.kinds import Interest
from desktop_app.steps.panel_board import CandidateView
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable


def _conflict(one: CandidateView) -> tuple[str, str, str]:
    if one.conflict:
        return ("须回避", "warn", "user-minus")
    return ("待核实", "warn", "question") if one.doubt else ("无回避", "none", "circle")


class RecuseSheet(dialog.Sheet):
    """Why an expert steps aside: one of the usual reasons, with a word on it; any other reason in words."""

    def __init__(self, name: str, parent: QWidget) -> None:
        options = [(one.value, one.label) for one in Interest]
        self.interest = Field("回避事由", "interest", kind="choice", options=options)
        self.words = Field("说明", "reason", kind="long", lines=2)
        self.interest.show_value(Interest.OTHER.value)
        says = kit.text(f"{name}回避后不参加评审，已有的签名不再有效，但随案卷保留。", wrap=True)
        super().__init__(
            "登记回避", kit.col(says, self.interest, self.words, gap=tokens.M), "登记回避", waits=True, parent=parent
        )

    def why(self) -> str:
        """The reason as it is kept; empty, and said at its field, while another reason isn't given in words."""
        interest, words = Interest(self.interest.value()), self.words.value().strip()
        if interest is Interest.OTHER:
            if not words:
                self.words.show_error("其他事由要写明是什么关系。请补写。")
                self.words.editor.setFocus()
            return words
        return f"{interest.label}（{words}）" if words else interest.label


class ChooseSheet(dialog.Sheet):
    """Choose any number of experts; `chosen()` gives their ids in the order of the list.

    `draw_asked`: they are to be drawn in front of people instead of being chosen.
    """

    draw_asked = Signal()

    def __init__(self, candidates: tuple[CandidateView, ...], parent: QWidget) -> None:
        self._all = candidates
        self._picked: set[int] = set()
        self._filter = QLineEdit()
        self._filter.setObjectName("filter")
        self._filter.setAccessibleName("查找专家")
        self._filter.setPlaceholderText("按姓名、单位、领域查找")
        self._filter.setClearButtonEnabled(True)
        self.table = RowTable(
            (
                Column("name", "专家", sub=lambda one: f"{one.title}　{one.unit}".strip("　"), strong=True),
                Column("field", "专业领域", 120, tone="text2"),
                Column("conflict", "回避", 104, badge=_conflict),
            ),
            row_height=tokens.TWO_LINE_HEIGHT,
            empty=notices.Empty("users", "专家库里没有可选的专家。请先在左侧“专家库”中添加或导入。"),
            name="candidates",
        )
        self.table.setAccessibleName("可选专家")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 6 * tokens.TWO_LINE_HEIGHT)
        self._why = kit.text("", "caption", "warn", wrap=True)
        body = kit.col(self._filter, (self.table, 1), self._why, gap=tokens.S)
        draw = kit.button("公开抽取…", icon="shuffle", key="Ctrl+D", name="draw_experts")
        super().__init__(
            "选择专家",
            body,
            "请入专家组",
            width=dialog.WIDE,
            note="点选，再点取消",
            foot=(draw,),
            parent=parent,
        )
        draw.clicked.connect(self._to_draw)
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(draw.click)
        self._filter.textChanged.connect(self._show)
        self.table.selectionModel().selectionChanged.connect(self._count)
        self._show("")

    def _to_draw(self) -> None:
        self.reject()
        self.draw_asked.emit()

    def _show(self, words: str) -> None:
        wanted = words.strip().casefold()
        rows = [
            one
            for one in self._all
            if wanted in f"{one.name} {one.title} {one.unit} {one.field}".casefold() or one.id in self._picked
        ]
        self.table.blockSignals(True)
        self.table.selectionModel().blockSignals(True)
        self.table.clearSelection()
        self.table.show_rows(rows)
        for number, one in enumerate(rows):
            if one.id in self._picked:
                self.table.selectRow(number)
        self.table.selectionModel().blockSignals(False)
        self.table.blockSignals(False)
        self._count()

    def _count(self) -> None:
        shown = {self.table.row(number).id for number in self.table.selected_rows()}
        self._picked = shown
        conflicts = [f"{one.name}：{one.conflict}" for one in self._all if one.id in shown and one.conflict]
        doubts = [f"{one.name}{one.doubt}，请核实是否同一人" for one in self._all if one.id in shown and one.doubt]
        says = ["；".join(conflicts) + "，入组后自动登记回避"] if conflicts else []
        self._why.setText("。".join([*says, *doubts]))
        self._why.setVisible(bool(conflicts or doubts))
        self.deed_button.say(f"请入专家组 {len(shown)} 位" if shown else "请入专家组")
        self.deed_button.setEnabled(bool(shown))

    def chosen(self) -> list[int]:
        """Ids of the chosen experts."""
        return [one.id for one in self._all if one.id in self._picked]
