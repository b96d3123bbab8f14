"""The one dialog for what should never happen: what is safe, where the report lies, what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.dialog import MIDDLE, Sheet


class CrashSheet(Sheet):
    """Says that something went wrong; the report names places in the program, never what was typed."""

    def __init__(self, report: str, log_path: Path | None, parent: QWidget | None = None) -> None:
        shown = QPlainTextEdit(report)
        shown.setObjectName("crash-report")
        shown.setAccessibleName("出错报告")
        shown.setReadOnly(True)
        shown.setFont(theme.font("caption", mono=True))
        shown.setMinimumHeight(160)
        says = "这一步没有办成，已保存的内容不受影响。请重试；再次出错时把这份报告交给维护人员。"
        where = f"报告也记在 {log_path}" if log_path else "报告没有写入日志：日志文件夹写不进去"
        body = kit.col(kit.text(says, wrap=True), shown, kit.text(where, "small", "text2", wrap=True), gap=tokens.M)
        copy = kit.button("复制报告", "", "copy", name="copy-report")
        super().__init__("程序出错了", body, width=MIDDLE, foot=(copy,), parent=parent)
        self.setObjectName("crash")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
