"""What every test may ask for: a clock that stands still, an office of its own, an open dossier."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from sqlalchemy import select

from desktop_app import lasting
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.kinds import Role
from desktop_app.records.office import Operator
from desktop_app.store.office import Office

lasting.hold_constants()  # before the first Qt call

PASSWORD = "lian-jiang-7"


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        """Move on by a timedelta's keywords."""
        self.time += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """2024-06-20 09:30 in Beijing, until moved."""
    return Clock()


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office made once by the program itself; tests work on copies."""
    folder = tmp_path_factory.mktemp("template") / "office"
    office = Office.create(
        folder,
        name="云岭省工业和信息化厅",
        region_code="530000",
        level="province",
        administrator="林晓岚",
        password=PASSWORD,
        roles=frozenset(Role),
        clock=Clock(),
    )
    office.close()
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An open office; 林晓岚 is signed in and holds every role."""
    folder = tmp_path / "office"
    shutil.copytree(office_template, folder)
    opened = Office.open(folder, clock=clock)
    with opened.read() as session:
        opened.operator = session.scalars(select(Operator)).one()
    yield opened
    opened.close()


@pytest.fixture
def dossier_id(office: Office) -> int:
    """An open dossier under national-2017, accepted on 2024-06-18, nothing else filled in."""
    from desktop_app.rules import regulation

    edition = regulation.load("national-2017")
    with office.act("dossier.opened") as act:
        dossier = act.add(
            Dossier(
                number="2024-0001",
                regulation_id=edition.id,
                regulation_digest=edition.digest,
                accepted_on=date(2024, 6, 18),
                opened_at=office.now(),
                applicant_name="澜江市桥山科技服务有限公司",
                platform_name="澜江市桥山中小企业公共服务平台",
            )
        )
        act.add(Application(dossier_id=dossier.id))
    return dossier.id
