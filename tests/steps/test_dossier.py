"""Opening dossiers: the edition that holds on the day, numbers that are never given twice."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Dossier
from desktop_app.rules import regulation
from desktop_app.steps import dossier, history
from desktop_app.store.office import Office


def test_that_the_edition_in_force_on_the_day_is_offered(office: Office) -> None:
    board = dossier.new_dossier(office)
    assert (board.accepted_on, board.offered, board.number) == (date(2024, 6, 20), "national-2017", "2024-0001")


@pytest.mark.parametrize(
    ("day", "holds", "says"),
    [
        (date(2017, 7, 2), False, "尚未生效"),
        (date(2017, 7, 3), True, "受理日有效"),
        (date(2025, 10, 20), True, "受理日有效"),
        (date(2025, 10, 21), False, "废止"),
    ],
)
def test_that_an_edition_says_how_it_stands_on_a_day(office: Office, day: date, holds: bool, says: str) -> None:
    edition = next(one for one in dossier.new_dossier(office, day).editions if one.id == "national-2017")
    assert edition.holds is holds
    assert says in edition.says


def test_that_another_provinces_edition_is_told_apart_and_never_offered(office: Office) -> None:
    board = dossier.new_dossier(office, date(2022, 5, 6))
    elsewhere = {edition.id for edition in board.editions if edition.elsewhere}
    assert elsewhere == {"xinjiang-2021", "shandong-2020"}
    assert all("不是本地的办法" in edition.says for edition in board.editions if edition.elsewhere)
    assert next(edition for edition in board.editions if edition.id == "xinjiang-2021").holds
    assert board.offered == "national-2017"


def test_that_a_dossier_is_pinned_to_id_and_digest(office: Office) -> None:
    number = dossier.open_dossier(office, date(2024, 6, 18), "national-2017", " 石川电子产品检验所 ")
    with office.read() as session:
        row = session.get(Dossier, number)
    assert row is not None
    assert row.applicant_name == "石川电子产品检验所"
    assert row.regulation_digest == regulation.load("national-2017").digest


def test_that_numbers_run_by_year_of_acceptance(office: Office) -> None:
    days = (date(2024, 1, 3), date(2023, 12, 29), date(2024, 6, 18), date(2023, 5, 5))
    with office.read() as session:
        ids = [dossier.open_dossier(office, day, "national-2017", "某单位") for day in days]
    with office.read() as session:
        rows = [session.get(Dossier, number) for number in ids]
    assert [row.number for row in rows if row] == ["2024-0001", "2023-0001", "2024-0002", "2023-0002"]


@pytest.mark.parametrize(
    ("day", "edition", "applicant", "field"),
    [
        (None, "national-2017", "某单位", "accepted_on"),
        (date(2024, 6, 21), "national-2017", "某单位", "accepted_on"),
        (date(2024, 6, 18), "national-2017", "  ", "applicant_name"),
        (date(2024, 6, 18), "", "某单位", "regulation"),
    ],
)
def test_that_what_a_dossier_needs_is_asked_for_at_its_field(
    office: Office, day: date | None, edition: str, applicant: str, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        dossier.open_dossier(office, day, edition, applicant)
    assert refusal.value.field == field
    assert dossier.new_dossier(office).number == "2024-0001"


@pytest.mark.parametrize(
    ("day", "edition", "said"),
    [
        (
            date(2024, 6, 18),
            "shandong-2020",
            "有效期已于 2023-10-06 届满，受理日不再有效，经办人知悉后选用",
        ),  # 第二十九条
        (date(2024, 6, 18), "national-2017", ""),
    ],
)
def test_that_the_journal_says_when_an_edition_was_chosen_though_it_had_ended(
    office: Office, day: date, edition: str, said: str
) -> None:
    number = dossier.open_dossier(office, day, edition, "某单位")
    (opened,) = [line for line in history.board(office, number).lines if line.act == "dossier.opened"]
    told = [change.new for change in opened.changes if change.what == "适用办法的效力"]
    assert told == ([said] if said else [])
