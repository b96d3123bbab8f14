"""Packets on a stick (U 盘评审包): making one for a member, and taking the answers in after a look at each."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.errors import Refusal
from desktop_app.screens.desk import Desk
from desktop_app.steps import packets
from desktop_app.steps.meeting_views import MemberLine
from desktop_app.steps.seat_views import PacketImport, PacketMade
from desktop_app.widgets import dialog, kit, notices, tokens
from desktop_app.widgets.table import Column, RowTable

RESULTS = {
    "received": ("收到", "ok", "check-circle"),
    "late": ("迟到", "warn", "timer"),
    "altered": ("被改动", "bad", "warning-circle"),
    "duplicate": ("重复", "none", "copy"),
    "empty": ("未填", "none", "circle-dashed"),
    "foreign": ("不是本会", "none", "x-circle"),
    "unreadable": ("读不出", "bad", "x-circle"),
}


class PacketOutSheet(dialog.Sheet):
    """Make one member's packet in a folder, for instance on a stick."""

    def __init__(self, desk: Desk, meeting_id: int, member: MemberLine, parent: QWidget) -> None:
        self.desk, self._meeting_id, self._member = desk, meeting_id, member
        says = (
            "评审包里有已声明无利害关系的各项的材料摘要、评分标准和填写用的表，不含个人信息。"
            "专家可以在任何装有本程序的电脑上打开填写，也可以填里面的工作簿。"
        )
        again = f"已做过评审包 {member.packet}，再做一份后两份都可以交回。" if member.packet else ""
        self._done = kit.text(again, "body", wrap=True, name="packet_made")
        self._left_out = kit.text("", "small", "warn", wrap=True, name="packet_left_out")
        body = kit.ScrollBody(
            kit.col(kit.text(says, wrap=True), self._done, self._left_out, "stretch", gap=tokens.M, pad=(0, 0, 8, 0))
        )
        super().__init__(
            f"制作评审包　{member.number} 席 {member.name}", body, "选择文件夹…", waits=True, parent=parent
        )  # fmt: skip
        self.setObjectName("packet_out_sheet")
        self.setMinimumHeight(340)
        self.pressed.connect(self._choose)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "评审包放到哪个文件夹（可以是 U 盘）", "")
        if folder:
            self.make(folder)

    def make(self, folder: str) -> None:
        """Make it in `folder`."""
        self.working("正在制作")
        self.desk.run(
            packets.make_packet, self._meeting_id, self._member.id, folder, then=self._made, refused=self._deny,
            busy="正在制作评审包",
        )  # fmt: skip

    def _made(self, made: PacketMade) -> None:
        self.refuse("")
        self.deed_button.say("再做一份…")
        self._done.setText(f"已制作评审包 {made.code}（{made.files} 个文件）：{made.folder}")
        self._left_out.setText("；".join(made.left_out))

    def _deny(self, refusal: Refusal) -> None:
        self.refuse(refusal.says)


class PacketInSheet(dialog.Sheet):
    """Look at what is on a stick, item by item, then take in what was received. The stick is only read."""

    def __init__(self, desk: Desk, meeting_id: int, parent: QWidget) -> None:
        self.desk, self._meeting_id = desk, meeting_id
        self._path = ""
        self.found: PacketImport | None = None
        self.table = RowTable(
            (
                Column("number", "席", 44, tone="text3", show=lambda one: str(one.number) if one.number else ""),
                Column("member", "专家", 96, strong=True),
                Column("item", "项目"),
                Column("result", "结果", 104, badge=lambda one: RESULTS.get(one.result, (one.label, "none"))),
                Column("says", "说明", 320, tone="text2"),
            ),
            many=False,
            empty=notices.Empty("package", "请选择 U 盘上的评审包：文件夹、压缩包或整个 U 盘都可以。"),
            name="packet_rows",
        )
        self.table.setAccessibleName("评审包导入结果")
        self.table.setMinimumHeight(tokens.HEAD_HEIGHT + 8 * tokens.ROW_HEIGHT)
        self.folder = kit.button("选择文件夹或 U 盘…", icon="folder-open", name="packet_folder")
        self.zip = kit.button("选择压缩包…", icon="archive", name="packet_zip")
        body = kit.col(kit.row(self.folder, self.zip, "stretch"), (self.table, 1), gap=tokens.M)
        super().__init__(
            "导入评审包", body, "导入", width=dialog.WIDE, note="只读取，不写 U 盘；重复导入没有影响", waits=True,
            parent=parent,
        )  # fmt: skip
        self.setObjectName("packet_in_sheet")
        self.deed_button.setEnabled(False)
        self.pressed.connect(self._take_in)
        self.folder.clicked.connect(self._choose_folder)
        self.zip.clicked.connect(self._choose_zip)

    def _choose_folder(self) -> None:
        self.look_at(QFileDialog.getExistingDirectory(self, "选择评审包所在的文件夹或 U 盘", ""))

    def _choose_zip(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "选择评审包", "", "评审包 (*.zip *.xlsx)")
        self.look_at(path)

    def look_at(self, path: str) -> None:
        """Show what lies at `path`."""
        if path:
            self._path = path
            self.desk.run(
                packets.preview, self._meeting_id, path, then=self.show_found, refused=self._deny, busy="正在读取评审包"
            )  # fmt: skip

    def show_found(self, found: PacketImport) -> None:
        """Show what was found, or what was done."""
        self.refuse("")
        self.found = found
        self.table.show_rows(found.rows)
        count = found.taken if found.written else sum(row.result == "received" for row in found.rows)
        self.deed_button.say(f"已导入 {count} 份" if found.written else f"导入 {count} 份")
        self.deed_button.setEnabled(count > 0 and not found.written)

    def _take_in(self) -> None:
        self.working("正在导入")
        self.desk.run(packets.take_in, self._meeting_id, self._path, then=self.show_found, refused=self._deny)

    def _deny(self, refusal: Any) -> None:
        self.refuse(refusal.says)
