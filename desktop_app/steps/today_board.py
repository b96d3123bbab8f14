"""What the room 今日 shows: what is due and overdue, what waits, how many dossiers are where. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.records.kinds import Step
from desktop_app.steps.calendars import CalendarLine

PROCESS = "process"
"""The page of a dossier that holds what follows its recommendation."""
BATCH = "batch"
"""The room of the batches; `jump` is the batch's id then."""
OVERDUE, SOON, WAITING, LATER = "overdue", "soon", "waiting", "later"
SHELVES = ((OVERDUE, "逾期"), (SOON, "将到期"), (WAITING, "待办理"), (LATER, "以后"))


@dataclass(frozen=True)
class TodayLine:
    """One thing to do. `page` and `jump` lead there in the dossier; without a dossier it is the office's own duty.

    `shelf` is one of SHELVES; `on` its day, None for what has none; `words` the working days that are left.
    """

    shelf: str
    dossier_id: int | None
    number: str
    name: str
    says: str
    detail: str
    on: date | None
    day: str
    words: str
    tone: str
    page: str = PROCESS
    jump: str = ""
    regulation_id: str = ""


@dataclass(frozen=True)
class StepCount:
    """How many dossiers have come as far as a step and no further."""

    step: Step
    count: int


@dataclass(frozen=True)
class BackupLine:
    """The newest copy of the database: when, how large; `fresh` when it is of today."""

    says: str
    size: str
    fresh: bool


@dataclass(frozen=True)
class TodayBoard:
    """The office as of a day."""

    today: date
    day: str
    """2026 年 11 月 20 日　周五　工作日."""
    tentative: bool
    lines: tuple[TodayLine, ...]
    steps: tuple[StepCount, ...]
    archived: int
    backup: BackupLine
    calendars: tuple[CalendarLine, ...]

    def shelf(self, name: str) -> tuple[TodayLine, ...]:
        """The lines of one shelf; of all but what comes later for an empty name."""
        if not name:
            return tuple(line for line in self.lines if line.shelf != LATER)
        return tuple(line for line in self.lines if line.shelf == name)

    @property
    def urgent(self) -> int:
        """How many things are overdue or due today."""
        return sum(line.shelf == OVERDUE or line.on == self.today for line in self.lines)
