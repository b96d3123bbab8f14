"""One thing that was noticed about a box of the application form, said where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.rules.fields import SECTION


class Weight(StrEnum):
    """How much a check weighs: `WRONG` and `MISSING` stop 完成录入, `HINT` only asks to look at the paper again."""

    WRONG = "wrong"
    MISSING = "missing"
    HINT = "hint"


@dataclass(frozen=True)
class Check:
    """`says` about the box `field` (see `fields.row_key`), called `label`, in `section`.

    `suggestion` is the text that the box would hold if the hint is right; empty when there is none.
    """

    field: str
    label: str
    says: str
    weight: Weight
    section: str
    article: str = ""
    suggestion: str = ""

    @property
    def tab(self) -> str:
        """The page of the intake screen it stands on."""
        return SECTION[self.section].tab
