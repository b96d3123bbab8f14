"""How long things take beside the least that could be asked: ratios, so that the machine's speed cancels out.

Not run by default: `pytest tests/benchmarks -m benchmark -s -p no:xdist`. Each ceiling is about three times what was
measured when it was written; a ratio above it means that something has become slow, not that the machine is.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table

from desktop_app.archive.verify import verify
from desktop_app.printing import facts, fonts, forms, press
from desktop_app.printing.values import Footer
from desktop_app.records.dossier import Application, Dossier
from desktop_app.rules import regulation
from desktop_app.steps import intake, lists, overview, sample
from desktop_app.steps.lists import ListKind
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).resolve().parents[2]


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return min(spent)


def compare(what: str, ours: float, least: str, theirs: float, ceiling: float) -> None:
    """Print one line of the table, and hold the ratio below its ceiling."""
    ratio = ours / theirs
    print(f"\n{what:<44} {ours * 1000:9.1f} ms ÷ {least:<38} {theirs * 1000:9.1f} ms = {ratio:8.2f}")
    assert ratio < ceiling, f"{what}: {ratio:.2f} times {least}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, Path]:
    """The sample: its office, its dossier, its archive."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "out").mkdir()
    number = sample.make(folder / "office", folder / "out")
    (archive,) = (path for path in (folder / "out").iterdir() if path.is_dir())
    return folder / "office", number, archive


@pytest.fixture
def opened(made: tuple[Path, int, Path]) -> Office:  # type: ignore[misc]
    """The sample's office, its operator signed in."""
    told = sample.SampleData().told
    office = Office.open(made[0])
    office.sign_in(told["operator"][0]["name"], told["office"]["password"])
    yield office
    office.close()


# ------------------------------------------------------------------ start

START = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer


class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False


first = First()
"""
BARE = (
    START
    + """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv[:1])
window = QWidget()
window.installEventFilter(first)
window.resize(1366, 768)
window.show()
app.exec()
"""
)
OURS = (
    START
    + """
from desktop_app import lasting
lasting.hold_constants()
from pathlib import Path
from desktop_app import app as house_of
house_of.prepare_environment(os.environ)
app = house_of.make_application(sys.argv[:1])
house = house_of.House(app, Path(sys.argv[1]) / "preferences.json")
house.window.installEventFilter(first)
house.show()
app.exec()
"""
)


def test_start_to_first_paint(tmp_path: Path) -> None:
    def start(code: str) -> Callable[[], object]:
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        return lambda: subprocess.run(
            [sys.executable, "-c", code, tmp_path], cwd=ROOT, env=env, capture_output=True, check=True
        )

    compare("start to first paint", best(start(OURS)), "a bare PySide6 window", best(start(BARE)), 8)


# ------------------------------------------------------------------ lists


def firms(path: Path, rows: int = 2000) -> Path:
    """A workbook in the official layout with `rows` firms."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["服务企业名单"])
    sheet.append(["序号", "企业名称", "联系人", "联系电话", "服务内容简述", "统一社会信用代码"])
    for number in range(1, rows + 1):
        sheet.append(
            [number, f"澜江第{number}机械有限公司", "何育才", f"1502291{number:04d}", "材料检测、技术咨询", ""]
        )
    book.save(path)
    return path


def test_import_of_2000_firms(office: Office, dossier_id: int, tmp_path: Path) -> None:
    path = firms(tmp_path / "firms.xlsx")

    def read_rows() -> int:
        book = openpyxl.load_workbook(path, read_only=True)
        return sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))

    theirs = best(read_rows, 3)
    shown = lists.preview_workbook(office, dossier_id, ListKind.FIRMS, path)
    compare(
        "preview of 2,000 firms from a workbook",
        best(lambda: lists.preview_workbook(office, dossier_id, ListKind.FIRMS, path), 3),
        "openpyxl reading the file",
        theirs,
        6,
    )
    begun = time.perf_counter()
    lists.write_rows(office, dossier_id, shown)
    compare("writing 2,000 firms in one act", time.perf_counter() - begun, "openpyxl reading the file", theirs, 20)
    with office.read() as session:
        assert len(dossiers.casefile(session, dossier_id).served_firms) == 2000


# ------------------------------------------------------------------ archive


def test_verify_of_an_archive(made: tuple[Path, int, Path]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bagit = importlib.import_module("bagit")
    archive = made[2]
    files = [path for path in archive.rglob("*") if path.is_file()]

    def hash_all() -> None:
        for path in files:
            with path.open("rb") as stream:
                hashlib.file_digest(stream, "sha256")

    ours = best(lambda: verify(archive))
    size = sum(path.stat().st_size for path in files)
    print(f"\n{len(files)} files, {size / 1e6:.1f} MB")
    compare("verify of the sample's archive", ours, "hashlib over the same files", best(hash_all), 12)
    compare(
        "verify of the sample's archive", ours, "bagit validate", best(lambda: bagit.Bag(str(archive)).validate()), 3
    )


# ------------------------------------------------------------------ printing


def test_printing_of_the_recommendation(opened: Office, made: tuple[Path, int, Path]) -> None:
    with opened.read() as session:
        file = dossiers.casefile(session, made[1])
    edition = regulation.load(file.dossier.regulation_id)
    form = forms.load(edition.forms[0])
    given = facts.facts(file, edition, form.names)
    footer = Footer(printed_at=opened.now())
    faces = fonts.faces()
    faces.register()
    rows = [[str(value)[:18] for value in list(given.values())[place : place + 4]] for place in range(0, len(given), 4)]
    for firm in file.answers:
        rows.append([firm.person, firm.post, firm.phone, firm.service[:18]])

    def table() -> None:
        wide = max(map(len, rows))
        filled = [row + [""] * (wide - len(row)) for row in rows]
        style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), fonts.SONG, 10)]
        SimpleDocTemplate(BytesIO(), pagesize=A4).build([Table(filled, style=style, repeatRows=1)])

    compare(
        f"printing the form, {press.press(form, given, footer).pages} pages, PDF/A",
        best(lambda: press.press(form, given, footer)),
        f"a platypus table of {len(rows)} rows",
        best(table),
        100,
    )


# ------------------------------------------------------------------ search


def test_search_over_10000_dossiers(office: Office) -> None:
    edition = regulation.load("national-2017")
    names = ("澜江市桥山", "云岭装备制造", "重庆长寿", "石川电子信息", "贺兰高原")
    with office.act("dossier.opened") as act:
        for number in range(1, 10_001):
            row = act.add(
                Dossier(
                    number=f"2024-{number:05}", regulation_id=edition.id, regulation_digest=edition.digest,
                    accepted_on=office.today(), opened_at=office.now(),
                    applicant_name=f"{names[number % 5]}科技服务有限公司{number}",
                    platform_name=f"{names[number % 5]}中小企业公共服务平台",
                )
            )  # fmt: skip
            act.add(Application(dossier_id=row.id, contact="林晓岚"))
    begun = time.perf_counter()
    lines = overview.listing(office)
    listing = time.perf_counter() - begun
    with closing(sqlite3.connect(office.folder / "office.db")) as file:
        asked = "SELECT id FROM dossier WHERE platform_name LIKE ? OR applicant_name LIKE ?"
        theirs = best(lambda: file.execute(asked, ("%石川电子%", "%石川电子%")).fetchall())
        every = (
            "SELECT d.id, d.number, d.platform_name, a.contact FROM dossier d JOIN application a ON a.dossier_id = d.id"
        )
        bare = best(lambda: file.execute(every).fetchall())
    compare("the list of 10,000 dossiers, first time", listing, "SQLite reading the same columns", bare, 350)
    again = best(lambda: overview.listing(office), 2)
    compare("the list of 10,000 dossiers, again", again, "SQLite reading the same columns", bare, 120)

    def first_hits(query: str) -> list[int]:
        found: list[int] = []
        for line in lines:
            if line.fits(query):
                found.append(line.id)
                if len(found) == 50:
                    break
        return found

    assert len(first_hits("scdz")) == 50
    compare("first 50 hits by pinyin initials", best(lambda: first_hits("scdz")), "SQLite LIKE over 10,000", theirs, 10)
    compare(
        "a query that nobody answers to", best(lambda: first_hits("zzzzzz"), 3), "SQLite LIKE over 10,000", theirs, 150
    )


# ------------------------------------------------------------------ journal


def test_check_of_the_journal(office: Office) -> None:
    for number in range(1500):
        with office.act("office.made") as act:
            act.note(number=number, says="一千五百条记录里的一条，与录入一栏的记录差不多长。" * 6)

    def check() -> None:
        with office.read() as session:
            assert journal.check(session).sound

    with office.read() as session:
        bodies = [entry.body.encode() for entry in journal.entries(session)]

    def hash_all() -> None:
        chain = b""
        for body in bodies:
            chain = hashlib.sha256(chain + hashlib.sha256(body).digest()).digest()

    compare(f"check of a journal of {len(bodies)}", best(check, 3), "hashing the same bytes", best(hash_all), 150)


def test_saving_of_one_box(office: Office, dossier_id: int, tmp_path: Path) -> None:
    names = iter(range(10_000))
    ours = best(lambda: intake.change_field(office, dossier_id, "contact", f"联系人{next(names)}"), 15)

    def act() -> None:
        with office.act("intake.field_changed", dossier_id) as one:
            with office.read() as session:
                row = session.get(Application, dossier_id)
            assert row is not None
            one.change(row, contact=f"联系人{next(names)}")

    door = best(act, 15)
    with closing(sqlite3.connect(tmp_path / "bare.db", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE box (id INTEGER PRIMARY KEY, words TEXT)")

        def commit() -> None:
            bare.execute("BEGIN")
            bare.execute("INSERT INTO box (words) VALUES (?)", (f"联系人{next(names)}",))
            bare.execute("COMMIT")

        theirs = best(commit, 15)
    compare("one act through the door", door, "a bare commit, synchronous=FULL", theirs, 40)
    compare("saving one box, with the fresh page", ours, "a bare commit, synchronous=FULL", theirs, 400)
