"""How the frame is laid out at a width: navigation, list of dossiers, steps. Logical pixels."""

from __future__ import annotations

from dataclasses import dataclass

WIDE, NARROW, COMPACT = 1600, 1340, 1100
SMALLEST = (900, 520)


@dataclass(frozen=True)
class Measures:
    """Widths of the frame's columns; `list_beside` tells whether the list may stand beside a page, or lies over it."""

    navigation: int
    list: int
    list_beside: bool
    steps: int

    @property
    def in_words(self) -> bool:
        """Whether the navigation has its words beside the icons."""
        return self.navigation >= 176

    @property
    def icons_only(self) -> bool:
        """Whether the navigation has no words at all."""
        return self.navigation <= 56

    @property
    def steps_in_words(self) -> bool:
        """Whether the steps have their names."""
        return self.steps > 56


def measures(width: int) -> Measures:
    """The widths at a window that is `width` wide."""
    if width >= WIDE:
        return Measures(176, 336, True, 208)
    if width >= NARROW:
        return Measures(72, 272, True, 184)
    if width >= COMPACT:
        return Measures(72, 272, True, 56)
    return Measures(56, 272, False, 56)
