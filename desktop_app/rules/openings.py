"""What is still open in a dossier: said the same way by every step."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.records.kinds import Step


@dataclass(frozen=True)
class OpenItem:
    """One thing that still has to be done, or is wrong, before the dossier can be recommended.

    `says` is what, `place` where on the step's page, `article` the article behind it, `jump` the field, condition,
    material or row that the page brings into focus. `wrong` tells an error from something not done yet.
    """

    step: Step
    says: str
    place: str
    article: str = ""
    wrong: bool = False
    jump: str = ""
