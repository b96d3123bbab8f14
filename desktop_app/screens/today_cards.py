"""The small cards beside the list of 今日: how many dossiers stand where, the newest copy, the calendar's years."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.records.kinds import Step
from desktop_app.steps.calendars import CalendarLine
from desktop_app.steps.today_board import BackupLine, StepCount
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.charts import Bar


class _Card(QFrame):
    def __init__(self, content: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)


class StepsCard(_Card):
    """One bar for each step; the count is how many dossiers have come as far and no further."""

    def __init__(self) -> None:
        self._bars: dict[Step, tuple[Bar, QLabel]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(tokens.XS)
        grid.setColumnStretch(1, 1)
        for at, step in enumerate(Step):
            bar, count = Bar(), kit.text("0", "small", name=f"steps_{step.value}")
            grid.addWidget(kit.text(step.label, "small", "text2"), at, 0)
            grid.addWidget(bar, at, 1)
            grid.addWidget(count, at, 2)
            self._bars[step] = (bar, count)
        board = QWidget()
        board.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self._note = kit.text("", "small", "text3", name="steps_total")
        super().__init__(kit.card("各步案卷数", board, side=(self._note,)))

    def show_steps(self, steps: tuple[StepCount, ...], archived: int) -> None:
        """Show the counts; a bar is a share of the largest."""
        most = max((one.count for one in steps), default=0)
        for one in steps:
            bar, count = self._bars[one.step]
            bar.show_share(one.count / most if most else 0)
            bar.setAccessibleName(f"{one.step.label} {one.count} 个")
            count.setText(str(one.count))
        total = sum(one.count for one in steps)
        self._note.setText(f"共 {total} 个，已封装 {archived} 个")


class BackupCard(_Card):
    """The newest copy of the database in the office folder. Copies elsewhere the program can't know of."""

    def __init__(self) -> None:
        self._icon = kit.Icon("check-circle", "ok")
        self._says = kit.text("", "body", name="backup_says")
        self._size = kit.text("", "small", "text3")
        line = kit.row(self._icon, (self._says, 1), self._size)
        note = kit.text(
            "备份在办公文件夹里。请另行复制到移动硬盘，程序看不到外面的备份。", "caption", "text3", wrap=True
        )
        super().__init__(kit.card("数据安全", line, note, gap=tokens.S))

    def show_line(self, line: BackupLine) -> None:
        """Show when it was made."""
        self._icon.show_icon("check-circle" if line.fresh else "warning", "ok" if line.fresh else "warn")
        self._says.setText(line.says)
        self._size.setText(line.size)


class CalendarCard(_Card):
    """The years beside the present one: whether their working days are known, and a way to bring in another."""

    import_asked = Signal()

    def __init__(self) -> None:
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens.XS)
        self._lines.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._lines)
        self.load = kit.button("导入日历…", "", "upload-simple", name="import_calendar")
        super().__init__(kit.card("规则与日历", inside, side=(self.load,), gap=tokens.S))
        self.load.clicked.connect(self.import_asked)

    def show_lines(self, lines: tuple[CalendarLine, ...]) -> None:
        """Show the years."""
        kit.clear(self._lines)
        for line in lines:
            icon, tone = ("check-circle", "ok") if line.known else ("warning", "warn")
            says = f"{line.year} 年放假安排已收录" if line.known else f"{line.year} 年放假安排未收录，工作日为暂定"
            text = kit.text(f"{says}{f'（{line.imported}）' if line.imported else ''}", "body", wrap=True)
            text.setToolTip(line.source)
            self._lines.addWidget(kit.row(kit.Icon(icon, tone), (text, 1)))
