"""What the papers of both draws, of firms and of experts, say alike: of the frozen list and of the draw from it.

Each takes how the list or the draw that counts is found in a dossier, and makes what a fact is read with.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.printing.catalogue import Read, instant_text
from desktop_app.printing.values import FactValue
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import ExpertDraw, ExpertFrame
from desktop_app.records.survey import Draw, Frame
from desktop_app.rules import names
from desktop_app.rules.regulation import Regulation

FindFrame = Callable[[Casefile], Frame | ExpertFrame | None]
FindDraw = Callable[[Casefile], Draw | ExpertDraw | None]


def field(find: FindFrame | FindDraw, name: str, show: Callable[[str], str] = str) -> Read:
    """A field as `show` writes it; empty while there is no list or draw, as all below."""

    def read(file: Casefile, _: Regulation) -> str:
        row = find(file)
        return show(str(getattr(row, name))) if row else ""

    return read


def frozen(find: FindFrame) -> Read:
    """When and by whom the list was frozen."""

    def read(file: Casefile, _: Regulation) -> str:
        frame = find(file)
        return f"{instant_text(frame.frozen_at)}　{frame.frozen_by}" if frame else ""

    return read


def made(find: FindDraw) -> Read:
    """When and by whom it was drawn."""

    def read(file: Casefile, _: Regulation) -> str:
        drawn = find(file)
        return f"{instant_text(drawn.drawn_at)}　{drawn.drawn_by}" if drawn else ""

    return read


def sequence(find: FindDraw) -> Read:
    """Which draw it is, and the reason of a further one."""

    def read(file: Casefile, _: Regulation) -> str:
        drawn = find(file)
        if drawn is None:
            return ""
        return f"第 {drawn.sequence} 次抽取" + (f"，再次抽取的理由：{drawn.reason}" if drawn.reason else "")

    return read


def witnesses(find: FindDraw) -> Read:
    """One row for each witness, to sign in."""

    def read(file: Casefile, _: Regulation) -> FactValue:
        drawn = find(file)
        return tuple({"witness": name} for name in names.listed(drawn.witnesses)) if drawn else ()

    return read
