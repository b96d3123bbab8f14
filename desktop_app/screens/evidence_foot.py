"""The foot of the evidence page: who cites the page on show, and the one next deed for the item."""

from __future__ import annotations

from desktop_app.steps.evidence_board import CitedLine, MaterialLine
from desktop_app.widgets import kit, notices

ROOM_FOR_KEY = 560


class EvidenceFoot(notices.FootBar):
    """Says; does nothing by itself: the page listens to its buttons."""

    def __init__(self) -> None:
        self.mark = kit.Icon("quotes", "text3", 18)
        self.cited = kit.text("", "body", "text2", elide=True, name="cited_here")
        self.cited_by = kit.button("", "quiet", name="cited_by")
        self.info = kit.tool("info", "文件详情和核对要点", key="F7", checkable=True, name="show_details")
        self.lacking = kit.button("不齐…", name="incomplete")
        self.complete = kit.button("标为齐全", "primary", key="Ctrl+Enter", name="complete")
        super().__init__(self.mark, (self.cited, 1), self.cited_by, self.info, self.lacking, self.complete)

    def show_cited(self, lines: list[CitedLine], with_file: bool) -> None:
        """Who cites the page on show."""
        told = f"本页已被 {len(lines)} 处引用" if lines else "本页还没有被引用"
        self.cited.setText(told if with_file else "")
        self.mark.show_icon("quotes", "accent" if lines else "text3")
        self.mark.setVisible(with_file)
        self.cited_by.setVisible(bool(lines))
        if lines:
            self.cited_by.say(lines[0].article)
            self.cited_by.setToolTip(f"{lines[0].article} {lines[0].title}　到条件审查")

    def name_deed(self, item: MaterialLine | None, others_open: bool, room: int) -> None:
        """The primary button names what it does now; its key is left out where there is little room."""
        words = "标为齐全" if item is not None and item.files else "添加扫描件"
        if item is not None and item.counts:
            words = "下一项" if others_open else "到条件审查"
        self.complete.key = "Ctrl+Enter" if room >= ROOM_FOR_KEY else ""
        self.complete.say(words)
        self.complete.setEnabled(item is not None)

    def show_details(self, on: bool) -> None:
        """Whether the details are on show, without telling."""
        self.info.blockSignals(True)
        self.info.setChecked(on)
        self.info.blockSignals(False)
