"""Before an edition's file is added: what it is, what it differs in from the one it takes the place of, and whence."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.edition_text import ReadingPane, group_parts
from desktop_app.steps import editions
from desktop_app.steps.editions_board import EditionPreview, Mark
from desktop_app.widgets import dialog, kit, notices
from desktop_app.widgets.fields import Field


class AddEditionSheet(dialog.Sheet):
    """Shows the file that was read; the owner runs the step on `pressed`."""

    def __init__(self, preview: EditionPreview, parent: QWidget) -> None:
        self.remark = Field("来历（从哪里来，为什么添加）", "remark", required=True)
        lines: list[QWidget] = [
            kit.text(f"{preview.short}　{preview.title}", "strong", wrap=True),
            kit.text(f"{preview.number}　{preview.said}　{preview.counts}", "body", "text2", wrap=True),
        ]
        if preview.doubts:
            more = f"另有 {len(preview.doubts) - 3} 处。" if len(preview.doubts) > 3 else ""
            lines.append(notices.Banner("warn", "添加前请核对这几处", "".join((*preview.doubts[:3], more))))
        self.sides: ReadingPane | None = None
        if preview.comparison is not None:
            found = preview.comparison
            lines.append(
                kit.text(f"将代替“{preview.replaces}”现在的文件。左边是现在的，右边是要添加的。", "body", wrap=True)
            )
            lines.append(kit.text(editions.differences(found), "small", "text2", wrap=True))
            if found.count(*(mark for mark in Mark if mark is not Mark.SAME)):
                self.sides = ReadingPane("sides", "两份文件的对照", 232)
                self.sides.show_parts(group_parts(found.groups, ("现在的文件", preview.file), only_different=True))
                self.sides.setMinimumHeight(280)
                lines.append(self.sides)
        else:
            lines.append(kit.text("办法库中还没有这个编号的办法，将作为新的办法添加。", "body", wrap=True))
        super().__init__(
            f"添加办法文件　{preview.file}",
            kit.col(*lines, self.remark),
            "添加",
            width=dialog.WIDE if self.sides is not None else dialog.MIDDLE,
            note="只影响以后受理的案卷",
            waits=True,
            parent=parent,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """The keys go to what has to be typed, past what is there to be read."""
        super().showEvent(event)
        self.remark.editor.setFocus()

    def show_refusal(self, refusal: Refusal) -> None:
        """At the field, or above."""
        self.refuse_at(self.remark if refusal.field == "remark" else None, refusal.says)
