"""What every test may ask for: a clock that stands still, an office of its own, an open dossier."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app import lasting
from desktop_app.records.dossier import (
    Application,
    DeclaredFigure,
    Dossier,
    Investor,
    Narrative,
    OperatingYear,
    ServiceLine,
)
from desktop_app.records.evidence import MaterialCheck, Scan
from desktop_app.records.kinds import Role
from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.records.office import Operator
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.rules import regulation
from desktop_app.steps import recommendation, sealing
from desktop_app.store import dossiers
from desktop_app.store.office import Office
from desktop_app.widgets import theme

lasting.hold_constants()  # before the first Qt call

# A busy machine is slow, not wrong; and CI must say the same of the same commit every time.
settings.register_profile("usual", deadline=None)
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady" if os.environ.get("CI") else "usual")

PASSWORD = "lian-jiang-7"
SEAL_LINE: dict[str, Any] = {
    "sealed_on": date(2024, 6, 20), "seal_name": "云岭省工业和信息化厅", "purpose": "向工业和信息化部推荐示范平台",
    "copies": 2, "approved_by": "陈国栋", "keeper": "许文静",
}  # fmt: skip
"""A line of the seal register, as the keeper writes it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever watches for stalls runs alone: a second process on the machine would be measured as well."""
    for item in items:
        if {"stalls", "player"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("alone")


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        """Move on by a timedelta's keywords."""
        self.time += timedelta(**span)


class Bot(QtBot):
    """pytest-qt's bot; a widget that a test shows alone wears what the window would lend it."""

    def addWidget(self, widget: QWidget, **given: Any) -> None:
        """Dress the widget if nobody else does, then keep it until the test ends."""
        if widget.parentWidget() is None and not widget.styleSheet():
            theme.dress(widget)
        super().addWidget(widget, **given)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Bot:
    """A bot that dresses what it is given."""
    return Bot(request)


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


def enter_office(folder: Path, clock: Clock | None = None) -> Office:
    """Open the office in `folder`; 林晓岚 sits there, and no password was hashed for it."""
    opened = Office.open(folder, clock=clock or Clock())
    with opened.read() as session:
        opened.operator = session.scalars(select(Operator).where(Operator.name == "林晓岚")).one()
    return opened


def staged(source: Path, folder: Path, play: Callable[[Office], object]) -> Path:
    """A copy of the office in `source`, in `folder`, in which `play` was played; a template for other tests."""
    shutil.copytree(source, folder)
    opened = enter_office(folder)
    play(opened)
    opened.close()
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An open office; 林晓岚 is signed in and holds every role."""
    folder = tmp_path / "office"
    shutil.copytree(office_template, folder)
    opened = enter_office(folder, clock)
    yield opened
    opened.close()


@pytest.fixture
def dossier_id(office: Office) -> int:
    """An open dossier under national-2017, accepted on 2024-06-18, nothing else filled in."""
    return open_dossier(office)


def open_dossier(office: Office) -> int:
    """Open the dossier of `dossier_id`; its id."""
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


def enter_firms(office: Office, dossier_id: int, many: int = 30) -> None:
    """Enter `many` served firms, each with somebody to call and a telephone number of its own."""
    with office.act("intake.firms_imported", dossier_id) as act:
        for position in range(1, many + 1):
            act.add(
                ServedFirm(
                    dossier_id=dossier_id, position=position, name=f"澜江第{position}机械有限公司",
                    contact=f"联系人{position}", phone=f"150229168{position:02}", service="材料检测",
                )
            )  # fmt: skip


@pytest.fixture
def listed(office: Office, dossier_id: int) -> int:
    """The dossier of `dossier_id` with 30 served firms."""
    enter_firms(office, dossier_id)
    return dossier_id


@pytest.fixture(scope="session")
def ready_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the dossier of `ready_id`, carried there by the steps once; tests work on copies."""
    folder = tmp_path_factory.mktemp("ready") / "office"
    return staged(office_template, folder, lambda office: make_ready(office, open_dossier(office)))


def copy_office(source: Path, office: Office) -> None:
    """Put everything of the office in `source` into the open one."""
    kept, mine = sqlite3.connect(source / "office.db"), sqlite3.connect(office.folder / "office.db")
    with closing(kept), closing(mine):
        kept.backup(mine)
    shutil.copytree(source / "vault", office.folder / "vault", dirs_exist_ok=True)


@pytest.fixture
def ready_id(office: Office, ready_template: Path) -> int:
    """A dossier in which every step before the recommendation is closed; 12 firms asked, two experts, one in ink."""
    copy_office(ready_template, office)
    return 1


@pytest.fixture(scope="session")
def printed_template(ready_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the dossier of `printed_id`; tests work on copies."""
    return staged(ready_template, tmp_path_factory.mktemp("printed") / "office", print_form)


def decide(office: Office) -> None:
    """Recommend the dossier of `ready_id`."""
    for name, said in (("influence", "成效明显。"), ("advice", "同意推荐。"), ("filed_on", "2024-06-20")):
        recommendation.write(office, 1, name, said)
    recommendation.recommend(office, 1)


def print_form(office: Office) -> None:
    """Recommend the dossier of `ready_id` and print its form under a number."""
    decide(office)
    recommendation.print_paper(office, 1)


@pytest.fixture
def printed_id(office: Office, printed_template: Path) -> int:
    """The dossier of `ready_id`, recommended and its form printed under a number, waiting for the seal."""
    copy_office(printed_template, office)
    return 1


@pytest.fixture(scope="session")
def stamped_template(printed_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the dossier of `stamped_id`; tests work on copies."""
    folder = tmp_path_factory.mktemp("stamped") / "office"
    return staged(printed_template, folder, lambda office: register_seal(office, 1))


def register_seal(office: Office, dossier_id: int) -> sealing.SealingBoard:
    """Register the seal on the printed form that waits for it, as the seal keeper does."""
    paper = sealing.board(office, dossier_id).waiting
    assert paper is not None
    return sealing.register(office, dossier_id, paper.id, **SEAL_LINE)


@pytest.fixture
def stamped_id(office: Office, stamped_template: Path) -> int:
    """The dossier of `printed_id` with the seal on its form registered: it is frozen."""
    copy_office(stamped_template, office)
    return 1


def stamp(office: Office, dossier_id: int) -> Paper:
    """Freeze a dossier at whatever point it is: a paper in the register with a seal on it, without the work before."""
    with office.act("paper.printed", dossier_id) as act:
        paper = act.add(
            Paper(
                dossier_id=dossier_id, form="national-2017/recommendation", number="2024-0001-推-01",
                content_hash="c" * 64, sha256="d" * 64, pages=4, journal_code="1-AAAA", printed_at=office.now(),
                printed_by="林晓岚",
            )
        )  # fmt: skip
    with office.act("seal.registered", dossier_id) as act:
        act.add(
            SealEntry(
                dossier_id=dossier_id, paper_id=paper.id, sealed_on=office.today(), seal_name="公章", purpose="推荐",
                copies=2, approved_by="周正", keeper="林晓岚", registered_at=office.now(), registered_by="林晓岚",
            )
        )  # fmt: skip
    return paper


def enter_paper(office: Office, dossier_id: int) -> Scan:
    """A whole application and a scan of every material; gives the scan of the report."""
    pdf = office.vault.keep(b"%PDF-1.4 evidence")
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    edition = regulation.load(file.dossier.regulation_id)
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(
            file.dossier, functions="information", uscc="91530102NGXPHXXJ7F", legal_form="enterprise",
            region_code="530102", statement="线上诊断、线下驻厂。", intake_finished_at=office.now(),
        )  # fmt: skip
        act.change(
            file.application, filed_on=date(2024, 6, 12), registered_on=date(2014, 4, 24), nature="有限责任公司",
            legal_representative="唐宏业", address="云岭省澜江市科医路128号", postcode="650031", contact="贺兰英",
            phone="0871-9258991", capital_wan=Decimal(500), total_assets_wan=Decimal("788.19"), equipment_count=84,
            equipment_price_wan=Decimal("321.60"), premises_m2=Decimal(1980), staff_count=30, professionals_count=26,
            signed_bodies="甲研究所、乙研究所、丙研究所、丁研究所、戊研究所",
            recognition_documents="云工信测〔2021〕118号",
        )  # fmt: skip
        for year, firms in ((2022, 300), (2023, 426)):
            money = {"revenue_wan": 753, "service_revenue_wan": 529, "assets_wan": 788, "profit_wan": 84, "tax_wan": 64}
            exact = {name: Decimal(value) for name, value in money.items()}
            if year == 2023:
                exact["assets_wan"] = Decimal("788.19")
            act.add(OperatingYear(dossier_id=dossier_id, year=year, firms_served=firms, **exact))
        figures = {"public_good_percent": 31, "information_offline_firms": 180, "information_activities": 12}
        for name, value in figures.items():
            act.add(DeclaredFigure(dossier_id=dossier_id, name=name, value=Decimal(value)))
        act.add(Investor(dossier_id=dossier_id, position=1, name="唐宏业", nature="自然人", share_percent=Decimal(100)))
        act.add(ServiceLine(dossier_id=dossier_id, position=1, content="信息服务", scale="180家"))
        act.add(StaffMember(dossier_id=dossier_id, position=1, name="唐宏业", education="本科", title="工程师"))
        act.add(Equipment(dossier_id=dossier_id, position=1, name="硬度计", quantity=84, amount_wan=Decimal("321.60")))
        for section in range(1, 8):
            act.add(Narrative(dossier_id=dossier_id, section=section, text="平台运行平稳。"))
        for position in range(1, 125):
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=f"澜江第{position}机械有限公司"))
        scans = [
            act.add(
                Scan(
                    dossier_id=dossier_id, material=item.id, sha256=pdf.sha256, name=f"{item.short}.pdf", kind="pdf",
                    size=pdf.size, pages=40, attached_at=office.now(), attached_by="林晓岚",
                )
            )
            for item in edition.materials
        ]  # fmt: skip
        for item in edition.materials:
            act.add(MaterialCheck(dossier_id=dossier_id, material=item.id, complete=True))
    return scans[0]


def make_ready(office: Office, dossier_id: int) -> int:
    """Close every step before the recommendation."""
    from desktop_app.records.kinds import DigitsSource, Grade
    from desktop_app.steps import eligibility, experts, panel, survey

    scan = enter_paper(office, dossier_id)
    survey.freeze_frame(office, dossier_id)
    survey.draw_sample(office, dossier_id, "40631952771803652941", DigitsSource.DICE, "刘明远、赵倩", 12)
    for place in range(1, 13):
        said = {"method": "phone", "person": "何育才", "post": "总经理", "phone": "15022916824", "service": "材料检测"}
        grade = Grade.VERY if place % 4 else Grade.BASICALLY
        survey.record_answer(office, dossier_id, place, said | {"grade": grade.value})
    for line in eligibility.board(office, dossier_id).lines:
        if line.is_open:
            eligibility.decide(office, dossier_id, line.id, "met", "查阅材料，符合。")
            eligibility.cite(office, dossier_id, line.id, scan.id, 3)
    for name, title, unit in (
        ("钱伯安", "教授级高级工程师", "云岭理工大学"),
        ("冯雪梅", "研究员", "云岭省标准化研究院"),
    ):
        experts.add_expert(office, {"name": name, "title": title, "unit": unit})
    seats = panel.seat_experts(office, dossier_id, [one.id for one in panel.board(office, dossier_id).candidates]).seats
    signed = panel.write_opinion(office, dossier_id, "专家组一致同意推荐。")
    panel.mark_paper(office, dossier_id, seats[1].id, True)
    strokes = [[(120 * i, 1500 + (i % 7) * 90, 8 * i, 1200) for i in range(30)]]
    assert signed.opinion is not None
    panel.sign(office, dossier_id, seats[0].id, strokes, "pen", signed.opinion.hash)
    return dossier_id


@pytest.fixture
def stalls(qtbot: object) -> Iterator[object]:
    """A watch over the UI thread: `stalls.check()` fails with what blocked it for more than 50 ms."""
    from tests.stalls import StallWatch

    watch = StallWatch().start()
    yield watch
    watch.stop()
