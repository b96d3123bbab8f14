"""Opening, holding and refusing an office folder."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Role
from desktop_app.records.office import Operator
from desktop_app.store import backup
from desktop_app.store.office import Office
from tests.conftest import PASSWORD, Clock


def make(folder: Path, **changes: object) -> Office:
    values: dict[str, object] = {
        "name": "云岭省工业和信息化厅", "region_code": "530000", "level": "province",
        "administrator": "林晓岚", "password": PASSWORD,
    }  # fmt: skip
    return Office.create(folder, **(values | changes))  # type: ignore[arg-type]


def test_that_a_new_office_has_its_first_administrator_signed_in(tmp_path: Path) -> None:
    office = make(tmp_path / "new")
    assert office.operator is not None
    assert office.operator.role_set == {Role.ADMINISTRATOR}
    assert office.profile.name == "云岭省工业和信息化厅"
    office.close()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"region_code": "53"}, "region_code"),
        ({"region_code": "５３００００"}, "region_code"),
        ({"administrator": ""}, "administrator"),
        ({"password": "short"}, "password"),
    ],
)
def test_that_a_missing_value_is_refused_at_its_field_and_nothing_is_made(
    tmp_path: Path, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        make(tmp_path / "new", **changes)
    assert refusal.value.field == field
    assert not (tmp_path / "new" / "office.db").exists()


def test_that_a_second_instance_is_told_who_holds_the_folder(office: Office) -> None:
    with pytest.raises(Refusal, match=r"正由 .+ 上的 .+ 使用") as refusal:
        Office.open(office.folder)
    assert refusal.value.field == "folder"
    with office.act("office.checked") as act:
        act.note(still="here")


def test_that_a_closed_office_opens_again(office: Office) -> None:
    office.close()
    again = Office.open(office.folder)
    assert again.profile.region_code == "530000"
    again.close()


def test_that_a_wrong_password_and_a_stranger_are_refused_alike(office: Office) -> None:
    office.sign_out()
    for name, password in (("林晓岚", "wrong-password"), ("某某", PASSWORD)):
        with pytest.raises(Refusal, match="姓名或口令不对"):
            office.sign_in(name, password)
    assert office.sign_in("林晓岚", PASSWORD).name == "林晓岚"


@pytest.mark.parametrize("broken", [b"", b"<html>not a database</html>" * 50, b"SQLite format 3\0" + b"\xff" * 9000])
def test_that_a_damaged_database_is_refused_and_left_as_it_is(office: Office, broken: bytes) -> None:
    office.close()
    path = office.folder / "office.db"
    path.write_bytes(broken)
    with pytest.raises(Refusal) as refusal:
        Office.open(office.folder)
    assert refusal.value.field == "folder"
    assert path.read_bytes() == broken


def test_that_a_database_cut_in_half_is_refused(office: Office) -> None:
    office.close()
    path = office.folder / "office.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refusal, match="已损坏"):
        Office.open(office.folder)


def test_that_a_database_of_a_newer_program_is_refused(office: Office) -> None:
    office.close()
    with sqlite3.connect(office.folder / "office.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refusal, match="更新版本"):
        Office.open(office.folder)


def test_that_a_folder_without_an_office_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"没有 office\.db"):
        Office.open(tmp_path)


def test_that_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    with pytest.raises(Refusal) as refusal:
        make(blocked / "office")
    assert refusal.value.field == "disk"


def test_that_a_copy_is_made_once_a_day_and_restores_what_was_there(office: Office, clock: Clock) -> None:
    folder = office.folder
    first = backup.copies(folder)
    assert len(first) == 1
    with office.act("office.checked") as act:
        act.note(after="the copy")
    office.close()
    Office.open(folder, clock=clock).close()
    assert backup.copies(folder) == first
    aside = backup.restore(folder, first[0], clock())
    assert aside.exists()
    again = Office.open(folder, clock=clock)
    with again.read() as session:
        assert session.execute(text("SELECT max(seq) FROM journal")).scalar() == 1
    again.close()


def test_that_a_damaged_copy_is_not_restored(office: Office, clock: Clock) -> None:
    office.close()
    copy = backup.copies(office.folder)[0]
    copy.write_bytes(copy.read_bytes()[:5000])
    before = (office.folder / "office.db").read_bytes()
    with pytest.raises(Refusal, match="已损坏"):
        backup.restore(office.folder, copy, clock())
    assert (office.folder / "office.db").read_bytes() == before


def test_that_no_password_reaches_the_journal(office: Office) -> None:
    with office.act("office.operator_added") as act:
        act.add(Operator(name="周正", password_hash="$argon2id$secret", roles="clerk", made_at=office.now()))
    with office.read() as session:
        bodies = " ".join(row[0] for row in session.execute(text("SELECT body FROM journal")))
    assert "周正" in bodies
    assert "argon2" not in bodies
