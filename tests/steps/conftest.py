"""Meetings made once a run, and copied: begun, at the scores, at the signatures of the first item."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.records.meeting import MeetingItem, MeetingMember
from desktop_app.store.office import Office
from tests.conftest import copy_office, staged
from tests.steps import meeting_room
from tests.steps.meeting_room import Room


def _play(how: Callable[[Room], object]) -> Callable[[Office], object]:
    """Play on with the meeting that is going on."""
    return lambda office: how(_room(office))


@pytest.fixture(scope="session")
def begun_meeting(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staged(office_template, tmp_path_factory.mktemp("meeting") / "office", meeting_room.convene)


@pytest.fixture(scope="session")
def scoring_meeting(begun_meeting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staged(begun_meeting, tmp_path_factory.mktemp("scoring") / "office", _play(Room.to_scoring))


@pytest.fixture(scope="session")
def signing_meeting(scoring_meeting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staged(scoring_meeting, tmp_path_factory.mktemp("signing") / "office", _play(Room.score_and_write))


def _copied(office: Office, template: Path) -> Room:
    copy_office(template, office)
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
