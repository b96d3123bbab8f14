"""Small bars in a cell: shares of a whole side by side, and a tick where the threshold stands.

What a fact says: per cents with a blank between them, and behind a stroke the threshold ("66.7 25.0|80"). Greys, since
these papers are copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop_app.printing.pen import MM

_GREYS = (0.25, 0.55, 0.75, 0.88)
"""Of the parts in their order; a bar with a threshold begins with the second, so that the tick stands out."""
_HIGH, _SIDE, _OVER = 2.6 * MM, 1.6 * MM, 0.9 * MM


@dataclass(frozen=True)
class Bar:
    """Shares in per cent from left to right, and the threshold's per cent or None."""

    shares: tuple[float, ...]
    mark: float | None = None


def parse(text: str) -> Bar | None:
    """The bar that `text` describes, or None when it is no such thing (a blank form)."""
    shares, _, mark = text.partition("|")
    try:
        found = tuple(min(100.0, max(0.0, float(part))) for part in shares.split())
        return Bar(found, float(mark) if mark.strip() else None) if found else None
    except ValueError:
        return None


def draw(canvas: Any, text: str, x0: float, y0: float, x1: float, y1: float) -> None:
    """The bar in the middle of the rectangle; (x0, y0) is its lower left corner. Nothing for what is no bar."""
    bar = parse(text)
    if bar is None:
        return
    left, room, low = x0 + _SIDE, x1 - x0 - 2 * _SIDE, (y0 + y1 - _HIGH) / 2
    canvas.saveState()
    canvas.setLineWidth(0.4)
    at = left
    for number, share in enumerate(bar.shares):
        width = min(room * share / 100, left + room - at)
        if width > 0:
            canvas.setFillGray(_GREYS[(number + (bar.mark is not None)) % len(_GREYS)])
            canvas.rect(at, low, width, _HIGH, stroke=0, fill=1)
            at += width
    canvas.setStrokeGray(0.3)
    canvas.rect(left, low, room, _HIGH, stroke=1, fill=0)
    if bar.mark is not None:
        canvas.setStrokeGray(0)
        canvas.setLineWidth(1.2)
        x = left + room * min(100.0, max(0.0, bar.mark)) / 100
        canvas.line(x, low - _OVER, x, low + _HIGH + _OVER)
    canvas.restoreState()
