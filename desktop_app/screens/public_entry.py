"""The way into a public draw of firms: this dossier alone, or with the others whose lists are frozen as well."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.records.kinds import DigitsSource
from desktop_app.screens.page import Page
from desktop_app.screens.public_draw import PublicDraw
from desktop_app.steps import public_draw
from desktop_app.steps.public_draw import Laid, OnTable
from desktop_app.widgets import dialog, kit, tokens
from desktop_app.widgets.table import Column, RowTable


class TogetherSheet(dialog.Sheet):
    """Which other dossiers are drawn with the same digits; `table()` gives this one first, then those chosen."""

    def __init__(self, laid: Laid, parent: QWidget) -> None:
        self.laid = laid
        self.table = RowTable(
            (
                Column("number", "案卷", 104, tone="text2"),
                Column("title", "平台", strong=True),
                Column("entries", "名单", 72, "right", show=lambda one: f"{one.entries} 家"),
                Column("size", "抽取", 72, "right", show=lambda one: f"{one.size} 家"),
                Column("frozen", "冻结", 168, tone="text2"),
            ),
            name="together",
        )
        self.table.setAccessibleName("可以一起抽的案卷")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.table.show_rows(laid.others)
        self.table.clearSelection()
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 6 * tokens.ROW_HEIGHT)
        own = laid.own
        says = kit.text(
            f"本案卷 {own.number}：名单 {own.entries} 家，抽取 {own.size} 家。下列案卷的名单也已冻结、尚未抽取，"
            "可以在同一批见证人面前用同一组数字一起抽；每份名单有自己的指纹，各出一份记录单。",
            "body",
            "text2",
            wrap=True,
        )
        super().__init__(
            "公开抽签", kit.col(says, (self.table, 1), gap=tokens.M), "打开抽签窗口", width=dialog.WIDE,
            note="空格选中，再按取消；不选就只抽本案卷", parent=parent,
        )  # fmt: skip
        self.table.selectionModel().selectionChanged.connect(self._count)
        self._count()

    def _count(self) -> None:
        count = len(self.table.selected_rows())
        self.deed_button.say(f"{count + 1} 个案卷一起抽" if count else "只抽本案卷")

    def chosen(self) -> tuple[OnTable, ...]:
        """This dossier's list and the chosen ones."""
        return (self.laid.own, *(self.laid.others[row] for row in sorted(self.table.selected_rows())))


def begin(page: Page, finished: Callable[[], object], source: str, witnesses: str, size: int, why: str) -> None:
    """Open the public draw of the page's dossier; `finished` is called once something was drawn."""
    thrown_by = DigitsSource.DICE if source == DigitsSource.SYSTEM else DigitsSource(source)

    def put_up(table: tuple[OnTable, ...]) -> None:
        wall = PublicDraw(page.desk, table, thrown_by, witnesses=witnesses, why=why, parent=page.window())
        wall.drawn.connect(lambda _outcomes: finished())
        wall.put_up()

    def laid(found: Laid) -> None:
        if not found.others:
            put_up((found.own,))
            return
        sheet = TogetherSheet(found, page)
        sheet.accepted.connect(lambda: put_up(sheet.chosen()))
        sheet.open()

    page.desk.run(public_draw.lay, page.dossier_id, size, then=laid)
