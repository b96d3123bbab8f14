"""The application form kept box by box, in a real office."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.records.journal import JournalEntry
from desktop_app.rules.checks import Weight
from desktop_app.steps import intake
from desktop_app.store.office import Office


def journal(office: Office) -> list[dict[str, object]]:
    with office.read() as session:
        return [json.loads(entry.body) for entry in session.scalars(select(JournalEntry).order_by(JournalEntry.seq))]


def test_that_a_box_is_kept_with_one_entry_old_to_new(office: Office, dossier_id: int) -> None:
    before = len(journal(office))
    got = intake.change_field(office, dossier_id, "phone", "０３７９-９２５８９９１０")
    assert got.values["phone"] == "0379-92589910"
    got = intake.change_field(office, dossier_id, "capital_wan", "1,200.50")
    assert got.values["capital_wan"] == Decimal("1200.50")
    got = intake.change_field(office, dossier_id, "registered_on", "2014年4月24日")
    assert got.values["registered_on"] == date(2014, 4, 24)
    entries = journal(office)[before:]
    assert [entry["act"] for entry in entries] == ["intake.field_changed"] * 3
    assert entries[0]["changes"][0]["values"] == {"phone": ["", "0379-92589910"]}  # type: ignore[index]


def test_that_the_same_value_again_makes_no_entry(office: Office, dossier_id: int) -> None:
    intake.change_field(office, dossier_id, "phone", "0379-92589910")
    before = len(journal(office))
    intake.change_field(office, dossier_id, "phone", "（0379）9258 9910")
    assert len(journal(office)) == before


def test_that_a_wrong_code_is_kept_and_marked(office: Office, dossier_id: int) -> None:
    got = intake.change_field(office, dossier_id, "uscc", "91410300xxgyug5q2a")
    assert got.values["uscc"] == "91410300XXGYUG5Q2A"
    (check,) = [check for check in got.checks if check.field == "uscc"]
    assert check.weight is Weight.WRONG


def test_that_what_cannot_be_read_is_refused_at_its_field_and_changes_nothing(office: Office, dossier_id: int) -> None:
    intake.change_field(office, dossier_id, "staff_count", "35")
    before = len(journal(office))
    with pytest.raises(Refusal) as caught:
        intake.change_field(office, dossier_id, "staff_count", "三十五")
    assert caught.value.field == "staff_count"
    assert intake.board(office, dossier_id).values["staff_count"] == 35
    assert len(journal(office)) == before


def test_that_money_in_yuan_is_converted_and_said_once(office: Office, dossier_id: int) -> None:
    got = intake.change_field(office, dossier_id, "capital_wan", "32400元")
    assert got.values["capital_wan"] == Decimal("3.24")
    assert got.notices == {"capital_wan": "按 32400 元换算为 3.24 万元。请核对纸面单位。"}
    assert not intake.board(office, dossier_id).notices


def test_that_rows_are_added_changed_moved_and_removed_in_order(office: Office, dossier_id: int) -> None:
    intake.add_row(office, dossier_id, "investor", {"name": "甲公司", "share_percent": "45%"})
    intake.add_row(office, dossier_id, "investor", {"name": "乙公司"})
    got = intake.add_row(office, dossier_id, "investor", {"name": "丙公司"})
    first, second, third = (row.id for row in got.rows["investor"])
    got = intake.change_field(office, dossier_id, f"investor:{second}:nature", "民营")
    assert got.rows["investor"][1].values["nature"] == "民营"
    got = intake.move_row(office, dossier_id, "investor", third, -1)
    assert [row.id for row in got.rows["investor"]] == [first, third, second]
    got = intake.move_row(office, dossier_id, "investor", first, -1)
    assert [row.id for row in got.rows["investor"]] == [first, third, second]
    got = intake.remove_row(office, dossier_id, "investor", third)
    assert [row.values["name"] for row in got.rows["investor"]] == ["甲公司", "乙公司"]
    with pytest.raises(Refusal):
        intake.change_field(office, dossier_id, f"investor:{third}:name", "丁")


def test_that_a_year_stands_once_and_in_order(office: Office, dossier_id: int) -> None:
    intake.add_row(office, dossier_id, "operating_year", {"year": "2023年", "tax_wan": "96.80"})
    got = intake.add_row(office, dossier_id, "operating_year", {"year": "2022", "tax_wan": "641300.00"})
    assert [row.values["year"] for row in got.rows["operating_year"]] == [2022, 2023]
    (hint,) = [check for check in got.checks if check.suggestion == "64.13"]
    with pytest.raises(Refusal, match="2023 年度已经有一行"):
        intake.add_row(office, dossier_id, "operating_year", {"year": "2023"})
    got = intake.change_field(office, dossier_id, hint.field, hint.suggestion)
    assert not [check for check in got.checks if check.field == hint.field]
    with pytest.raises(Refusal):
        intake.change_field(office, dossier_id, hint.field.replace("tax_wan", "year"), "2023")


def test_that_functions_keep_the_regulations_order_and_too_many_are_marked(office: Office, dossier_id: int) -> None:
    got = intake.change_field(office, dossier_id, "functions", "training,information")
    assert got.values["functions"] == "information,training"
    got = intake.change_field(office, dossier_id, "functions", "training,information,startup,technology")
    assert any(check.field == "functions" and check.weight is Weight.WRONG for check in got.checks)
    with pytest.raises(Refusal):
        intake.change_field(office, dossier_id, "functions", "cooking")
    with pytest.raises(Refusal):
        intake.change_field(office, dossier_id, "channel", "by_friends")


def test_that_declared_figures_are_kept_by_name(office: Office, dossier_id: int) -> None:
    intake.change_field(office, dossier_id, "functions", "training")
    key = "figure:training_person_times:0"
    got = intake.change_field(office, dossier_id, key, "3,467人次")
    assert next(figure.value for figure in got.figures if figure.key == key) == Decimal(3467)
    got = intake.change_field(office, dossier_id, key, "")
    assert next(figure.value for figure in got.figures if figure.key == key) is None
    with pytest.raises(Refusal):
        intake.change_field(office, dossier_id, "figure:invented:0", "1")


def test_that_a_whole_narrative_is_written_in_one_act(office: Office, dossier_id: int) -> None:
    text = "（一）申请单位的基本情况\n甲\n（三）平台管理运营情况\n丙"
    got = intake.split_narrative(office, dossier_id, text)
    before = len(journal(office))
    board = intake.write_narratives(office, dossier_id, {part.section: part.text for part in got.parts})
    assert [section.text for section in board.sections] == ["甲", "", "丙", "", "", "", ""]
    assert len(journal(office)) == before + 1


def test_that_intake_is_not_finished_while_anything_is_wrong_or_missing(office: Office, dossier_id: int) -> None:
    intake.change_field(office, dossier_id, "uscc", "91410300XXGYUG5Q2A")
    with pytest.raises(Refusal) as caught:
        intake.finish_intake(office, dossier_id)
    assert caught.value.says.startswith("还有 1 处错误、")
    assert caught.value.field == "uscc"
    assert intake.board(office, dossier_id).finished_at is None
