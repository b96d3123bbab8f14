"""Roles at the window: what somebody may not do is said before it is typed, and nothing that was typed is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_app.journey import script
from desktop_app.journey.player import Player
from desktop_app.records.kinds import Role
from desktop_app.records.office import Operator
from desktop_app.store.office import Office
from tests.conftest import staged
from tests.journeys.at_the_window import enter, intake_tab, journal_faults, leave, part, said_in, sign_in

PEOPLE = {"陆经办": Role.CLERK, "周审核": Role.REVIEWER, "何用印": Role.SEAL_KEEPER, "钱管理": Role.ADMINISTRATOR}


def one_role_each(office: Office) -> None:
    """Add the people, whose password is that of the first: it is hashed once."""
    assert office.operator is not None
    with office.act("office.operator_added") as act:
        for name, role in PEOPLE.items():
            act.add(Operator(name=name, roles=role, password_hash=office.operator.password_hash, made_at=office.now()))


@pytest.fixture(scope="module")
def kept(ready_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office of `folder`, made once."""
    return staged(ready_template, tmp_path_factory.mktemp("roles") / "office", one_role_each)


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """An office in which everybody has one role."""
    return Path(shutil.copytree(kept, tmp_path / "office"))


def note(player: Player) -> str:
    return said_in(part(player, "duty")) if player.sees("duty") else ""


def test_that_each_page_says_whose_work_it_is_before_anything_is_typed(seat: Player, folder: Path) -> None:
    enter(seat, folder, "陆经办")
    intake_tab(seat, 0)
    assert note(seat) == ""
    assert not seat.find("contact", QLineEdit).isReadOnly()
    script.go(seat, "eligibility")
    assert note(seat) == "经办员在这一页只能查看。判定条件由审核员办理。"
    assert seat.find("reason", QPlainTextEdit).isReadOnly()
    leave(seat)
    sign_in(seat, "周审核")
    script.go(seat, "sealing")
    assert note(seat) == "审核员在这一页只能查看。登记用印由用印员办理。"
    script.go(seat, "eligibility")
    assert note(seat) == ""
    assert not seat.find("reason", QPlainTextEdit).isReadOnly()
    leave(seat)
    sign_in(seat, "何用印")
    intake_tab(seat, 0)
    assert note(seat) == "用印员在这一页只能查看。录入申请由经办员、审核员办理。"
    assert seat.find("contact", QLineEdit).isReadOnly()
    assert seat.find("investor:0:name", QLineEdit).isReadOnly()
    before = seat.find("contact", QLineEdit).text()
    seat.find("contact", QLineEdit).setFocus()
    seat.press(script.Key.Key_A, text="a")
    seat.press(script.Key.Key_Delete)
    assert seat.find("contact", QLineEdit).text() == before
    assert journal_faults(folder) == ()


def test_that_a_clerk_cannot_decide_and_a_reviewer_cannot_seal(seat: Player, folder: Path) -> None:
    enter(seat, folder, "陆经办")
    script.go(seat, "eligibility")
    seat.click("verdict_not_met")
    assert "没有这项权限。请由审核员办理。" in said_in(seat.window)
    leave(seat)
    sign_in(seat, "周审核")
    script.go(seat, "archive")
    assert note(seat) == "审核员在这一页只能查看。封装归档由用印员、负责人办理。"
    assert "由用印员或负责人封装" in said_in(part(seat, "page-archive"))
    leave(seat)
    sign_in(seat, "钱管理")
    script.go(seat, "evidence")
    assert note(seat).startswith("管理员在这一页只能查看。")
    assert journal_faults(folder) == ()
