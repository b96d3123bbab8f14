"""What is imported late, so that the first window paints at once: the one place that says so.

Everything that stands on SQLAlchemy, reportlab or openpyxl is named here and imported by the desk's worker after the
first paint; the window then finds it by name. Nothing else in the program imports by name.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from desktop_app.records.kinds import Step

PAGES: dict[Step, str] = {
    Step.INTAKE: "screens.intake:IntakePage",
    Step.EVIDENCE: "screens.evidence:EvidencePage",
    Step.ELIGIBILITY: "screens.eligibility:EligibilityPage",
    Step.SURVEY: "screens.survey:SurveyPage",
    Step.PANEL: "screens.panel:PanelPage",
    Step.RECOMMENDATION: "screens.recommendation:RecommendationPage",
    Step.SEALING: "screens.sealing:SealingPage",
    Step.ARCHIVE: "screens.archive:ArchivePage",
}
"""The page of each step, as `module:class` below `desktop_app`."""

HISTORY = "screens.history:HistoryPage"
PAPERS = "screens.papers:PapersPage"
PROCESS = "screens.process:ProcessPage"
"""The pages of a dossier that belong to no step."""
EXPERT_SEAT = "screens.expert_seat:ExpertSeatWindow"
"""The window for an expert with a packet and no office."""
ROOMS: dict[str, str] = {
    "today": "screens.today:TodayPage",
    "editions": "screens.editions:EditionsPage",
    "meetings": "screens.meetings:MeetingsPage",
    "batches": "screens.batches:BatchesPage",
    "experts": "screens.experts:ExpertsPage",
    "seal_register": "screens.seal_register:SealRegisterPage",
    "journal": "screens.history:JournalPage",
}
"""The rooms of the navigation that stand on late modules; each takes the desk alone."""

LATE: tuple[str, ...] = (
    "desktop_app.steps.office",
    "desktop_app.steps.dossier",
    "desktop_app.steps.overview",
    "desktop_app.steps.history",
    "desktop_app.screens.intake",
    "desktop_app.screens.evidence",
    "desktop_app.screens.eligibility",
    "desktop_app.screens.survey",
    "desktop_app.screens.panel",
    "desktop_app.screens.recommendation",
    "desktop_app.screens.sealing",
    "desktop_app.screens.archive",
    "desktop_app.screens.history",
    "desktop_app.screens.papers",
    "desktop_app.screens.process",
    "desktop_app.screens.today",
    "desktop_app.steps.today",
    "desktop_app.screens.editions",
    "desktop_app.screens.meetings",
    "desktop_app.screens.expert_seat",
    "desktop_app.steps.packet_seat",
    "desktop_app.screens.batches",
    "desktop_app.screens.experts",
    "desktop_app.screens.seal_register",
)
"""Every module that is imported by name, in the order in which the worker loads them: first what opens an office."""


def find(name: str) -> Any:
    """What `name` ("steps.office:open_office", below `desktop_app`) stands for; its module must be in `LATE`.

    Raises LookupError for a module that `LATE` doesn't list.
    """
    module, _, attribute = name.partition(":")
    dotted = f"desktop_app.{module}"
    if dotted not in LATE:
        raise LookupError(f"{dotted} is not listed in screens.late.LATE")
    return getattr(importlib.import_module(dotted), attribute)


def load(told: Callable[[str], None] = lambda _name: None) -> None:
    """Import everything that is listed, one after the other; `told` hears each name once it is there."""
    for dotted in LATE:
        importlib.import_module(dotted)
        told(dotted)
