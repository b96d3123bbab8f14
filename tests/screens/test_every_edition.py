"""Every page of the window under every edition: read, shown, and never a crash where an edition has no form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.records.kinds import Step
from desktop_app.rules import regulation
from desktop_app.screens.desk import Desk
from desktop_app.screens.intake import IntakePage
from desktop_app.screens.new_dossier import NewDossierSheet
from desktop_app.screens.recommendation import RecommendationPage
from desktop_app.screens.window import Window
from desktop_app.steps import dossier, intake
from desktop_app.store.office import Office
from tests.conftest import Clock, enter_office

Settled = Callable[[Desk], None]
LATER = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
EDITIONS = ("national-2017", "national-2025", "shandong-2020", "xinjiang-2021")


@pytest.fixture
def enter(window: Window, filled_folder: Path, clock: Clock, settled: Settled) -> Callable[[str], tuple[Window, int]]:
    """Sign in on 2026-11-20 with a dossier under an edition, accepted on that edition's first day."""

    def entered(edition: str) -> tuple[Window, int]:
        made: list[int] = []
        clock.time = LATER

        def opened() -> Office:
            office = enter_office(filled_folder, clock)
            day = regulation.load(edition).in_force_from
            made.append(dossier.open_dossier(office, day, edition, "澜江市桥山科技服务有限公司"))
            return office

        window.desk.take_office(opened, then=lambda _office: window.start.entered.emit())
        settled(window.desk)
        return window, made[0]

    return entered


@pytest.mark.parametrize("edition", EDITIONS)
def test_that_every_page_opens_under_every_edition(
    enter: Callable[[str], tuple[Window, int]], settled: Settled, edition: str
) -> None:
    window, number = enter(edition)
    assert window.bench is not None
    room = window.bench.dossiers
    room.open_dossier(number)
    settled(window.desk)
    assert room.view is not None
    assert room.view.head.law.words.startswith(regulation.load(edition).short)
    for step in Step:
        room.open_dossier(number, step.value)
        settled(window.desk)
        assert room.view.here == step.value
        assert room.view.page.isVisible()


def test_that_the_overview_says_that_the_region_is_favoured(
    enter: Callable[[str], tuple[Window, int]], settled: Settled
) -> None:
    window, number = enter("national-2025")
    assert window.bench is not None
    room = window.bench.dossiers
    room.open_dossier(number)
    settled(window.desk)
    label = window.findChild(QLabel, "preferred")
    assert label is not None
    assert label.isHidden()
    window.desk.run(intake.change_field, number, "region_code", "650102")
    settled(window.desk)
    assert label.isVisible()
    assert "第十八条" in label.text()


@pytest.mark.parametrize("edition", ["national-2025", "shandong-2020"])
def test_that_a_missing_form_is_said_where_the_pages_would_stand(
    enter: Callable[[str], tuple[Window, int]], settled: Settled, edition: str
) -> None:
    window, number = enter(edition)
    assert window.bench is not None
    room = window.bench.dossiers
    room.open_dossier(number, Step.RECOMMENDATION.value)
    settled(window.desk)
    assert room.view is not None
    page = room.view.page
    assert isinstance(page, RecommendationPage)
    assert page.board is not None
    assert page.board.checks[0].says.startswith("程序没有收录")
    assert not any(button.isEnabled() for button in (page.see_preview, page.see_blank, page.see_sample, page.print))


def test_that_the_type_and_a_day_are_asked_for_as_choice_and_text(
    qtbot: QtBot, enter: Callable[[str], tuple[Window, int]], settled: Settled
) -> None:
    window, number = enter("shandong-2020")
    assert window.bench is not None
    room = window.bench.dossiers
    room.open_dossier(number, Step.INTAKE.value, "figure:revoked_on:0")
    settled(window.desk)
    assert room.view is not None
    page = room.view.page
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: "figure:revoked_on:0" in page.choices.fields)  # the page is put together in pieces
    field = page.choices.fields["figure:revoked_on:0"]
    field.editor.put("2021年6月15日")
    field.flush()
    settled(window.desk)
    assert field.value() == "2021-06-15"
    field.editor.put("从来没有")
    field.flush()
    settled(window.desk)
    assert "不是有效日期" in field.says


@pytest.mark.parametrize(
    ("edition", "box", "asked"),
    [
        ("national-2025", "total_assets_wan", False),  # 第七条（一）1: its application form is not to hand
        ("national-2025", "contact", True),
        ("xinjiang-2021", "recognition_documents", False),  # 附件1 has no such box
        ("xinjiang-2021", "total_assets_wan", True),
        ("national-2017", "recognition_documents", True),  # 附件2 has it
    ],
)
def test_that_only_what_an_edition_asks_for_is_called_required(
    enter: Callable[[str], tuple[Window, int]], qtbot: QtBot, settled: Settled, edition: str, box: str, asked: bool
) -> None:
    window, number = enter(edition)
    assert window.bench is not None
    room = window.bench.dossiers
    room.open_dossier(number, Step.INTAKE.value)
    settled(window.desk)
    assert room.view is not None
    page = room.view.page
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: page.board is not None and box in page.form.fields)
    settled(window.desk)
    field = page.form.fields[box]
    words = {label.text() for label in field.findChildren(QLabel) if label.isVisibleTo(field)}
    assert ("必填" in words, "本办法不问" in words) == (asked, not asked)


@pytest.mark.parametrize(
    ("edition", "accepted", "words"),
    [
        ("national-2017", date(2025, 10, 20), "已停止施行"),
        ("national-2017", date(2025, 10, 21), "受理日无效"),  # 2025 measure, 第十九条
        ("shandong-2020", date(2023, 10, 7), "受理日无效"),  # 第二十九条
    ],
)
def test_that_the_head_says_when_an_edition_was_chosen_though_it_had_ended(
    enter: Callable[[str], tuple[Window, int]], settled: Settled, edition: str, accepted: date, words: str
) -> None:
    window, _ = enter("national-2025")
    assert window.bench is not None
    made: list[int] = []
    window.desk.run(dossier.open_dossier, accepted, edition, "澜江市桥山科技服务有限公司", then=made.append)
    settled(window.desk)
    room = window.bench.dossiers
    room.open_dossier(made[0])
    settled(window.desk)
    assert room.view is not None
    assert words in room.view.head.law.words
    banner = " ".join(label.text() for label in room.view.overview._banner.findChildren(QLabel))
    assert ("立卷时知悉后选用" in banner) is (words == "受理日无效")


class TestNewDossier:
    """The sheet offers what is in force on the acceptance date, in the office's own region."""

    @pytest.mark.parametrize(
        ("day", "chosen"),
        [("2018-01-01", "national-2017"), ("2024-06-18", "national-2017"), ("2026-11-20", "national-2025")],
    )
    def test_that_the_edition_of_the_day_is_chosen(
        self,
        enter: Callable[[str], tuple[Window, int]],
        qtbot: Any,
        settled: Settled,
        day: str,
        chosen: str,
    ) -> None:
        window, _ = enter("national-2025")
        sheet = NewDossierSheet(window.desk, window)
        qtbot.addWidget(sheet)
        sheet.open()
        settled(window.desk)
        assert sheet.regulation == "national-2025"
        sheet.accepted_on.editor.put(day)
        sheet.accepted_on.flush()
        settled(window.desk)
        assert sheet.regulation == chosen
        assert len(sheet.choices) == len(EDITIONS)
        assert not sheet.caution.isVisible()
        other = next(button for button in sheet.choices if button.property("edition") == "xinjiang-2021")
        other.click()
        assert sheet.caution.isVisible()
