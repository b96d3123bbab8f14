"""Steps of the office: who may work here, and what stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.journal import JournalEntry
from desktop_app.records.kinds import Level, Role
from desktop_app.steps import office as steps
from desktop_app.store import passwords
from desktop_app.store.office import Office

PASSWORD = "lian-jiang-7"


def test_that_the_door_names_the_office_and_only_those_who_may_sign_in(office: Office) -> None:
    board = steps.add_operator(office, "周正", [Role.REVIEWER, Role.CLERK], PASSWORD)
    steps.set_active(office, board.colleagues[1].id, False)
    door = steps.door(office)
    assert (door.name, door.region_code, door.level) == ("云岭省工业和信息化厅", "530000", Level.PROVINCE)
    assert [who.name for who in door.colleagues] == ["林晓岚"]
    assert board.colleagues[1].roles_said == "经办员、审核员"


def test_that_who_was_put_to_rest_cannot_sign_in(office: Office) -> None:
    board = steps.add_operator(office, "周正", [Role.REVIEWER], PASSWORD)
    steps.set_active(office, board.colleagues[1].id, False)
    with pytest.raises(Refusal, match="姓名或口令不对"):
        steps.sign_in(office, "周正", PASSWORD)
    steps.set_active(office, board.colleagues[1].id, True)
    assert steps.sign_in(office, "周正", PASSWORD).role_set == {Role.REVIEWER}


def test_that_only_an_administrator_manages_operators(office: Office) -> None:
    steps.add_operator(office, "周正", [Role.REVIEWER], PASSWORD)
    steps.sign_in(office, "周正", PASSWORD)
    with pytest.raises(Refusal, match="没有这项权限"):
        steps.add_operator(office, "许文静", [Role.CLERK], PASSWORD)
    with pytest.raises(Refusal, match="没有这项权限"):
        steps.change_operator(office, 1, [Role.CLERK])


@pytest.mark.parametrize(
    ("name", "roles", "password", "field"),
    [
        ("  ", [Role.CLERK], PASSWORD, "name"),
        ("林晓岚", [Role.CLERK], PASSWORD, "name"),
        ("周正", [], PASSWORD, "roles"),
        ("周正", [Role.CLERK], "short", "password"),
    ],
)
def test_that_what_is_wrong_with_a_new_operator_is_said_at_its_field(
    office: Office, name: str, roles: list[Role], password: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        steps.add_operator(office, name, roles, password)
    assert refusal.value.field == field


def test_that_an_administrator_always_remains(office: Office) -> None:
    with pytest.raises(Refusal, match="至少要留一名"):
        steps.change_operator(office, 1, [Role.CLERK])
    with pytest.raises(Refusal, match="至少要留一名"):
        steps.set_active(office, 1, False)
    steps.add_operator(office, "周正", [Role.ADMINISTRATOR], PASSWORD)
    assert steps.change_operator(office, 1, [Role.CLERK]).me.role_set == {Role.CLERK}


def test_that_nobody_puts_oneself_to_rest_while_signed_in(office: Office) -> None:
    steps.add_operator(office, "赵倩", [Role.ADMINISTRATOR], "yun-ling-2024")
    with pytest.raises(Refusal, match="不能停用自己"):
        steps.set_active(office, 1, False)
    assert steps.staff(office).me.active
    assert all(one.active for one in steps.staff(office).colleagues)


def test_that_a_password_set_anew_counts_at_once(office: Office) -> None:
    board = steps.add_operator(office, "周正", [Role.REVIEWER], PASSWORD)
    steps.change_operator(office, board.colleagues[1].id, [Role.REVIEWER], "brand-new-1")
    with pytest.raises(Refusal):
        steps.sign_in(office, "周正", PASSWORD)
    assert steps.sign_in(office, "周正", "brand-new-1").name == "周正"


def test_that_the_own_password_needs_the_old_one(office: Office) -> None:
    with pytest.raises(Refusal) as wrong:
        steps.change_own_password(office, "guess", "another-one-9", "another-one-9")
    assert wrong.value.field == "old"
    steps.change_own_password(office, PASSWORD, "another-one-9", "another-one-9")
    assert steps.sign_in(office, "林晓岚", "another-one-9").name == "林晓岚"


def test_that_no_secret_reaches_the_journal(office: Office) -> None:
    steps.add_operator(office, "周正", [Role.REVIEWER], "secret-of-zhou")
    steps.change_own_password(office, PASSWORD, "another-one-9", "another-one-9")
    with office.read() as session:
        bodies = "\n".join(session.scalars(select(JournalEntry.body)))
    assert "secret-of-zhou" not in bodies
    assert "another-one-9" not in bodies
    assert "argon2" not in bodies


def test_that_a_place_is_looked_at_without_opening_it(tmp_path: Path, office: Office) -> None:
    assert steps.look_at(str(office.folder)).has_office
    fresh = steps.look_at(str(tmp_path / "not-there"))
    assert (fresh.has_office, fresh.empty, fresh.caution) == (False, True, "")
    assert "网络位置" in steps.look_at(r"\\SRV\share\评审").caution
    assert not steps.look_at("bad\0name").has_office


def test_that_making_an_office_checks_the_code_and_both_passwords(tmp_path: Path) -> None:
    told = {
        "name": "云岭省工业和信息化厅", "region_code": "530000", "level": Level.CITY,
        "administrator": "林晓岚", "password": PASSWORD, "again": PASSWORD, "roles": [Role.CLERK],
    }  # fmt: skip
    for name, value in (("region_code", "99"), ("again", "other"), ("administrator", "")):
        with pytest.raises(Refusal) as refusal:
            steps.create_office(str(tmp_path / "office"), **{**told, name: value})  # type: ignore[arg-type]
        assert refusal.value.field == name
    assert not (tmp_path / "office").exists()
    made = steps.create_office(str(tmp_path / "office"), **told)  # type: ignore[arg-type]
    assert steps.staff(made).me.role_set == {Role.CLERK, Role.ADMINISTRATOR}
    made.close()
    assert passwords.SHORTEST == 8
