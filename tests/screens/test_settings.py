"""Settings: what this computer remembers, the own password, the operators of the office."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QRadioButton

from desktop_app.records.kinds import Role
from desktop_app.screens.desk import Desk
from desktop_app.screens.settings import SettingsPage
from desktop_app.screens.window import Window

PASSWORD = "lian-jiang-7"
Settled = Callable[[Desk], None]


@pytest.fixture
def page(bench: Window, settled: Settled) -> SettingsPage:
    assert bench.bench is not None
    bench.bench.enter("settings")
    settled(bench.desk)
    return bench.settings


def names(page: SettingsPage) -> list[str]:
    assert page.operators.board is not None
    return [who.name for who in page.operators.board.colleagues]


def test_that_theme_and_text_size_are_told_to_the_house(page: SettingsPage, bench: Window) -> None:
    told = []
    bench.preferred.connect(told.append)
    for name in ("theme-dark", "text_size-large"):
        button = page.findChild(QRadioButton, name)
        assert button is not None
        button.click()
    page.lock.editor.put("10")
    page.lock.flush()
    assert (told[-1].theme, told[-1].text_size, told[-1].lock_minutes) == ("dark", "large", 10)


def test_that_the_administrator_adds_an_operator_who_can_then_sign_in(
    page: SettingsPage, bench: Window, settled: Settled
) -> None:
    page.operators.begin_adding()
    page.operators.name.editor.put("许文静")
    page.operators.password.editor.put("seal-keeper-1")
    for role, box in page.operators.roles.items():
        box.setChecked(role == Role.SEAL_KEEPER)
    page.operators.submit()
    settled(bench.desk)
    assert names(page) == ["林晓岚", "周正", "许文静"]
    bench.lock()
    settled(bench.desk)
    bench.lock_page.people.setCurrentRow(2)
    bench.lock_page.password.editor.put("seal-keeper-1")
    bench.lock_page.submit()
    settled(bench.desk)
    assert bench.desk.operator.role_set == {Role.SEAL_KEEPER}


def test_that_a_name_that_is_taken_is_refused_at_the_name(page: SettingsPage, bench: Window, settled: Settled) -> None:
    page.operators.begin_adding()
    page.operators.name.editor.put("周正")
    page.operators.password.editor.put("long enough")
    page.operators.submit()
    settled(bench.desk)
    assert "已有名为“周正”的操作员" in page.operators.name.says
    assert page.operators.form.isVisible()


def test_that_the_last_administrator_cannot_be_put_to_rest(page: SettingsPage, bench: Window, settled: Settled) -> None:
    assert page.operators.board is not None
    page.operators._set_active(page.operators.board.me)
    settled(bench.desk)
    assert page.operators.banner.isVisible()
    assert "至少要留一名" in page.operators.banner.rest
    assert page.operators.board.me.active


def test_that_the_own_password_is_changed_only_with_the_old_one(
    page: SettingsPage, bench: Window, settled: Settled
) -> None:
    for old, new, again, field, says in (
        ("wrong", "another-one-9", "another-one-9", page.old, "原口令不对"),
        (PASSWORD, "another-one-9", "another-two-9", page.again, "不一样"),
        (PASSWORD, "short", "short", page.new, "至少 8 个字符"),
    ):
        for box, words in zip((page.old, page.new, page.again), (old, new, again), strict=True):
            box.editor.put(words)
        page.change_password()
        settled(bench.desk)
        assert says in field.says
    for box, words in zip((page.old, page.new, page.again), (PASSWORD, "another-one-9", "another-one-9"), strict=True):
        box.editor.put(words)
    page.change_password()
    settled(bench.desk)
    assert page.old.editor.words() == ""
    bench.lock()
    settled(bench.desk)
    bench.lock_page.password.editor.put("another-one-9")
    bench.lock_page.submit()
    settled(bench.desk)
    assert bench.stack.currentWidget() is bench.bench


def test_that_who_is_no_administrator_sees_the_operators_and_changes_nothing(
    page: SettingsPage, bench: Window, settled: Settled
) -> None:
    bench.lock()
    settled(bench.desk)
    bench.lock_page.people.setCurrentRow(1)
    bench.lock_page.password.editor.put(PASSWORD)
    bench.lock_page.submit()
    settled(bench.desk)
    page.refresh()
    settled(bench.desk)
    assert names(page) == ["林晓岚", "周正"]
    assert not page.operators.add.isVisible()
