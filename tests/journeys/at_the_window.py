"""What the journeys of bad input and of roles share: into an office by keys, what a part of the window says."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from sqlalchemy.orm import Session

from desktop_app.journey import script
from desktop_app.journey.player import CTRL, Player
from desktop_app.store import journal
from desktop_app.store.connection import engine_for
from desktop_app.widgets.fields import Field

OPERATOR, PASSWORD = "林晓岚", "lian-jiang-7"


def ask_for(player: Player, folder: Path) -> None:
    """Ask at the start for the office in `folder`, as one that lies there already."""
    player.click("choose-old")
    player.fill("place", str(folder))
    player.click("start-go")


def enter(player: Player, folder: Path, name: str = OPERATOR, password: str = PASSWORD) -> None:
    """Open the office in `folder` and sign in; the newest dossier is shown."""
    ask_for(player, folder)
    sign_in(player, name, password)


def sign_in(player: Player, name: str, password: str = PASSWORD) -> None:
    """Choose the operator with the arrows and give the password."""
    people = player.find("people", QListWidget)
    (place,) = [row for row in range(people.count()) if people.item(row).text() == name]
    player.find("password", QLineEdit).setFocus()
    while people.currentRow() != place:
        player.press(Qt.Key.Key_Down if people.currentRow() < place else Qt.Key.Key_Up)
    player.write(password)
    player.press(Qt.Key.Key_Return)
    player.wait(lambda: player.sees("list-new"), "the workbench")
    player.settle()


def leave(player: Player) -> None:
    """Let somebody else sign in."""
    player.window.sign_out()
    player.wait(lambda: player.sees("people"), "the sign-in")
    player.settle()


def said_in(part: QWidget) -> str:
    """Everything that a part of the window says in visible words."""
    labels = [label for label in part.findChildren(QLabel) if label.isVisible()]
    return "\n".join(re.sub(r"<[^>]+>", "", label.text()).replace("&nbsp;", " ") for label in labels)


def part(player: Player, name: str) -> QWidget:
    """A part of the window by its name."""
    return player.find(name, QWidget)


def banner(player: Player) -> str:
    """What every banner that is shown in front says."""
    return "\n".join(said_in(one) for one in player.front().findChildren(QWidget, "banner") if one.isVisible())


def field(player: Player, name: str) -> Field:
    """The labelled field around the editor `name`."""
    step: QWidget | None = player.find(name, QWidget)
    while step is not None and not isinstance(step, Field):
        step = step.parentWidget()
    assert step is not None
    return step


def intake_tab(player: Player, number: int) -> None:
    """The page 受理录入 at one of its tabs, from 0."""
    script.go(player, "intake")
    player.wait(lambda: player.sees("applicant_name"), "intake")
    player.wait(lambda: bool(field(player, "applicant_name").value()), "the dossier in its boxes")
    player.settle()
    for _ in range(number):
        player.press(Qt.Key.Key_PageDown, CTRL)
        player.settle()


def journal_faults(folder: Path) -> tuple[str, ...]:
    """What the check of the journal finds in the database as it lies on the disk now."""
    engine = engine_for(folder / "office.db")
    try:
        with Session(engine) as session:
            assert journal.head(session).seq > 0
            return journal.check(session).wrong
    finally:
        engine.dispose()
