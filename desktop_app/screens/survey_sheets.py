"""The small dialogs of the survey: an attempt without an answer, a replacement, how to repeat the draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QPlainTextEdit, QRadioButton, QWidget

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ContactResult, Grade
from desktop_app.screens.survey_interview import history
from desktop_app.steps.survey_board import DrawView, ReserveLine, SampleLine
from desktop_app.widgets import dialog, kit, theme, tokens
from desktop_app.widgets.fields import Field

MISSES = tuple(result for result in ContactResult if result is not ContactResult.REACHED)


class MissSheet(dialog.Sheet):
    """Why nobody answered; `result()` and `remark()` hold what was chosen."""

    def __init__(self, line: SampleLine, proposed: ContactResult, parent: QWidget) -> None:
        self._group = QButtonGroup()
        buttons = []
        for number, result in enumerate(MISSES):
            button = QRadioButton(result.label)
            button.setObjectName(f"result_{result.value}")
            button.setChecked(result is proposed)
            self._group.addButton(button, number)
            buttons.append(button)
        self._remark = Field("备注", "remark", note="可不填")
        grid = kit.grid([(button, 1) for button in buttons], 2)
        body = kit.col(kit.text(line.name, "heading", elide=True), grid, self._remark, gap=tokens.M)
        super().__init__(
            f"样本 {line.line}　登记未成功的联系",
            body,
            "登记",
            note=f"第 {len(line.attempts) + 1} 次联系",
            parent=parent,
        )

    def result_chosen(self) -> ContactResult:
        """How the attempt ended."""
        return MISSES[self._group.checkedId()]

    def remark(self) -> str:
        """What else there is to say."""
        return self._remark.value()


class ReplaceSheet(dialog.Sheet):
    """A firm of the sample goes, the next of the reserve comes; with a reason. The owner runs it on `pressed`."""

    def __init__(self, line: SampleLine, reserve: ReserveLine, parent: QWidget) -> None:
        self.reason = Field("替换原因", "reason", kind="long", required=True, lines=2)
        body = kit.col(
            kit.row(
                kit.Badge("换出", "warn", "arrow-left"), (kit.text(f"样本 {line.line}　{line.name}", elide=True), 1)
            ),
            kit.row(
                kit.Badge("换入", "accent", "arrow-right"),
                (kit.text(f"备 {reserve.rank}　{reserve.name}", elide=True), 1),
            ),
            kit.text(f"联系记录：{history(line)}", "small", "text2", wrap=True),
            self.reason,
            gap=tokens.M,
        )
        super().__init__(
            f"替换样本 {line.line}",
            body,
            f"由备 {reserve.rank} 替换",
            width=dialog.MIDDLE,
            note="写入后不能改动",
            waits=True,
            parent=parent,
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """A refusal at the reason, or above the body."""
        _refuse(self, self.reason, refusal)


class VoidSheet(dialog.Sheet):
    """An answer that can't count: why. It stays on record; the owner runs it on `pressed`."""

    def __init__(self, line: SampleLine, parent: QWidget) -> None:
        self.reason = Field("作废原因", "void_reason", kind="long", required=True, lines=2)
        body = kit.col(
            kit.text(f"样本 {line.line}　{line.name}", "heading", elide=True),
            kit.text(
                f"现有评价：{Grade(line.grade).label}（{line.answer['person'] or '未写被访人'}）。作废后计为无效答复，"
                "原评价、原因和作废人都保留并印在测评结果上；这家企业可以重新访谈，或按次序替换。",
                wrap=True,
            ),
            self.reason,
            gap=tokens.M,
        )
        super().__init__(
            "评价作废", body, "作废这份评价", note="写入后不能改动", danger=True, waits=True, parent=parent
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """A refusal at the reason, or above the body."""
        _refuse(self, self.reason, refusal)


def _refuse(sheet: dialog.Sheet, reason: Field, refusal: Refusal) -> None:
    sheet.deed_button.busy()
    if refusal.field == "why":
        reason.show_error(refusal.says)
    else:
        sheet.refuse(refusal.says)


def repeat_sheet(
    draw: DrawView, firms: int, save: Callable[[Path], object], record: Callable[[], object], parent: QWidget
) -> dialog.Sheet:
    """How anybody repeats the draw: the list as a file, three lines for a shell, the printed `record`."""
    lines = "\n".join(draw.repeat)
    shown = QPlainTextEdit(lines)
    shown.setObjectName("repeat_lines")
    shown.setAccessibleName("三行命令")
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setFont(theme.font("small", mono=True))
    shown.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
    shown.setFixedHeight(theme.line_height("small") * 8)
    copy = kit.button("复制三行命令", icon="copy", name="copy_lines")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(lines))
    export = kit.button("导出名单…", icon="download-simple", name="export_frame")
    paper = kit.button("抽样记录单", icon="printer", name="draw_record")
    body = kit.col(
        kit.text(
            f"票号 = SHA-256（抽样数字,名单指纹,名单号），从小到大排列，前 {draw.size} 家为样本，"
            f"其余 {firms - draw.size} 家依次为备选。把名单导出为“名单.tsv”，在同一文件夹中运行：",
            wrap=True,
        ),
        shown,
        kit.row(export, copy, paper, "stretch"),
        gap=tokens.M,
    )
    sheet = dialog.Sheet("复算方法", body, width=dialog.WIDE, parent=parent)

    def choose() -> None:
        path, _kind = QFileDialog.getSaveFileName(sheet, "导出名单", "名单.tsv", "名单 (*.tsv)")
        if path:
            save(Path(path))

    export.clicked.connect(choose)
    paper.clicked.connect(sheet.reject)
    paper.clicked.connect(lambda: record())
    return sheet
