"""Meetings made once a run, and copied: begun, at the scores, at the signatures of the first item."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.records.meeting import MeetingItem, MeetingMember
from desktop_app.records.office import Operator
from desktop_app.store.office import Office
from tests.conftest import Clock
from tests.steps import meeting_room
from tests.steps.meeting_room import Room


def _made(template: Path, folder: Path, play: Callable[[Room], object]) -> Path:
    """A copy of an office in `folder` whose meeting was played to some point."""
    shutil.copytree(template, folder)
    opened = Office.open(folder, clock=Clock())
    with opened.read() as session:
        opened.operator = session.scalars(select(Operator)).one()
        going = session.scalars(select(MeetingItem.id)).first() is not None
    play(_room(opened) if going else meeting_room.convene(opened))
    opened.close()
    return folder


@pytest.fixture(scope="session")
def begun_meeting(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(office_template, tmp_path_factory.mktemp("meeting") / "office", lambda room: room)


@pytest.fixture(scope="session")
def scoring_meeting(begun_meeting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(begun_meeting, tmp_path_factory.mktemp("scoring") / "office", Room.to_scoring)


@pytest.fixture(scope="session")
def signing_meeting(scoring_meeting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(scoring_meeting, tmp_path_factory.mktemp("signing") / "office", Room.score_and_write)


def _copied(office: Office, template: Path) -> Room:
    source, target = sqlite3.connect(template / "office.db"), sqlite3.connect(office.folder / "office.db")
    with closing(source), closing(target):
        source.backup(target)
    return _room(office)


def _room(office: Office) -> Room:
    with office.read() as session:
        items = tuple(session.scalars(select(MeetingItem.id).order_by(MeetingItem.position)))
        members = tuple(session.scalars(select(MeetingMember.id).order_by(MeetingMember.number)))
    return Room(office, 1, items, members)


@pytest.fixture
def room(office: Office, begun_meeting: Path) -> Room:
    """A meeting of five experts over three dossiers; its first sitting has begun, nobody has signed in."""
    return _copied(office, begun_meeting)


@pytest.fixture
def scoring(office: Office, scoring_meeting: Path) -> Room:
    """The same; everybody is there and has declared no interest in the first item, which is to be scored."""
    return _copied(office, scoring_meeting)


@pytest.fixture
def signing(office: Office, signing_meeting: Path) -> Room:
    """The same; the first item was scored 81…85, its opinion 专家组一致同意推荐。 is to be signed."""
    return _copied(office, signing_meeting)
