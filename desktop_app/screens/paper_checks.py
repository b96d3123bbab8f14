"""The check before printing under the list of the working papers: what was found, each with the way to its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.screens.recommendation_parts import check_row
from desktop_app.steps.preprint import CheckLine
from desktop_app.widgets import kit, tokens

HIGHEST = 216
SHOWN = 12
"""So many are listed at once; an empty dossier would have dozens."""


class _Body(kit.ScrollBody):
    """As high as what it holds, up to a limit; then it scrolls."""

    def __init__(self, held: QWidget) -> None:
        super().__init__(held)
        self.setMaximumHeight(HIGHEST)
        self._held = held

    def sizeHint(self) -> QSize:
        """The content's own height at the width there is."""
        held = self._held
        wide = max(self.viewport().width(), 200)
        high = held.heightForWidth(wide) if held.hasHeightForWidth() else held.sizeHint().height()
        return QSize(wide, min(high, HIGHEST))


class PaperChecks(QWidget):
    """Errors first, then hints; one line when there is nothing to look at. Hidden without a check."""

    jumped = Signal(str, str)
    """Step and jump of the line that is followed."""
    followed = Signal(object)
    """The same, as the line itself: it knows its dossier where the paper is of several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_checks")
        self.setAccessibleName("打印前检查")
        self.badge = kit.Badge("", "none")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        head = kit.row(kit.text("打印前检查", "strong"), "stretch", self.badge)
        self._body = _Body(kit.col(self._lines, "stretch", gap=0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        pad = (tokens.L, tokens.S, tokens.L, tokens.M)
        box.addWidget(kit.col(head, self._body, gap=tokens.S, pad=pad, name="panel"))
        self.hide()

    def show_checks(self, checks: tuple[CheckLine, ...]) -> None:
        """What was found of one paper; nothing where nothing was checked (an empty form)."""
        found = sorted((one for one in checks if one.tone != "ok"), key=lambda one: ("bad", "warn").index(one.tone))
        kit.clear(self._lines)
        for check in found[:SHOWN]:
            self._lines.addWidget(check_row(check, partial(self._follow, check), "去改正"))
        if len(found) > SHOWN:
            self._lines.addWidget(kit.text(f"另有 {len(found) - SHOWN} 处，改正后依次列出", "small", "text3"))
        wrong = any(one.tone == "bad" for one in found)
        tone, icon = ("bad", "x-circle") if wrong else ("warn", "warning") if found else ("ok", "check-circle")
        self.badge.show_state(f"{len(found)} 处要看" if found else "没有发现问题", tone, icon)
        self._body.setVisible(bool(found))
        self.setVisible(bool(checks))
        self._body.updateGeometry()

    def _follow(self, check: CheckLine, step: str, jump: str) -> None:
        self.followed.emit(check)
        self.jumped.emit(step, jump)
