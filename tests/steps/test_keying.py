"""The second keying: by somebody else, blind, compared, settled; and answers declared void without being dropped."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desktop_app.errors import Refusal
from desktop_app.records.keying import VoidAnswer
from desktop_app.records.kinds import DigitsSource, Grade, Role
from desktop_app.records.office import Operator
from desktop_app.rules import keying as rules
from desktop_app.steps import keying, survey
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.store import journal
from desktop_app.store.office import Office
from tests.conftest import copy_office, enter_firms, open_dossier, staged

SAID = {
    "method": "phone", "person": "何育才", "post": "总经理", "phone": "15022916824", "service": "材料检测",
    "grade": "very",
}  # fmt: skip


def sign(office: Office, name: str) -> None:
    """Let somebody else sit down."""
    with office.read() as session:
        office.operator = session.scalars(select(Operator).where(Operator.name == name)).one()


def ask(office: Office) -> None:
    """Play as far as `asked_template`."""
    dossier_id = open_dossier(office)
    for name, role in (("周正", Role.CLERK), ("许文静", Role.REVIEWER)):
        with office.act("office.operator_added") as act:  # without the step: hashing a password takes its time
            act.add(Operator(name=name, roles=role.value, password_hash="-", made_at=office.now()))
    enter_firms(office, dossier_id, 14)
    survey.freeze_frame(office, dossier_id)
    survey.draw_sample(office, dossier_id, "40631952771803652941", DigitsSource.DICE, "刘明远", 10)
    for place in range(1, 5):
        survey.record_answer(office, dossier_id, place, SAID)


@pytest.fixture(scope="module")
def asked_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample of 10 from 14, places 1 to 4 answered by 林晓岚; 周正 (clerk) and 许文静 (reviewer) are there too."""
    return staged(office_template, tmp_path_factory.mktemp("asked") / "office", ask)


@pytest.fixture
def asked(office: Office, asked_template: Path) -> SurveyBoard:
    """The board of `asked_template`, 林晓岚 signed in."""
    copy_office(asked_template, office)
    return survey.board(office, 1)


def test_that_the_second_keying_shows_nothing_of_the_first(office: Office, asked: SurveyBoard) -> None:
    sign(office, "周正")
    board = keying.board(office, asked.dossier_id)
    assert [sheet.state for sheet in board.sheets] == ["ready"] * 4 + ["waiting"] * 6
    shown = " ".join(str(dataclasses.astuple(sheet)) for sheet in board.sheets)
    assert not any(value in shown for value in ("何育才", "总经理", "15022916824", "very", "材料检测"))
    assert board.differences == ()


def test_that_the_operator_who_keyed_first_may_not_key_again(office: Office, asked: SurveyBoard) -> None:
    assert keying.board(office, asked.dossier_id).sheets[0].state == "mine"
    with pytest.raises(Refusal, match="要换一名操作员"):
        keying.key_again(office, asked.dossier_id, 1, SAID)


def test_that_whoever_entered_even_one_field_may_not_key_again(office: Office, asked: SurveyBoard) -> None:
    sign(office, "周正")
    survey.record_answer(office, asked.dossier_id, 2, {"post": "副总经理"})
    assert [sheet.state for sheet in keying.board(office, asked.dossier_id).sheets[:3]] == ["ready", "mine", "ready"]
    with pytest.raises(Refusal, match="周正参与过样本 2 的第一次录入"):
        keying.key_again(office, asked.dossier_id, 2, SAID)


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"phone": "１５０ 2291 6824", "person": "何 育才", "service": " 材料检测 "}, []),
        ({"grade": "basically"}, ["grade"]),
        ({"phone": "15022916825", "post": "经理"}, ["post", "phone"]),
        ({"method": "visit", "person": "", "grade": "dissatisfied"}, ["method", "person", "grade"]),
    ],
)
def test_that_differences_are_found_field_by_field(
    office: Office, asked: SurveyBoard, changed: dict[str, str], fields: list[str]
) -> None:
    sign(office, "周正")
    board = keying.key_again(office, asked.dossier_id, 1, SAID | changed)
    assert board.sheets[0].state == "done"
    assert [one.field for one in board.differences] == fields
    assert {(one.first_by, one.second_by) for one in board.differences} <= {("林晓岚", "周正")}
    assert [item.jump for item in survey.board(office, asked.dossier_id).open if "keying" in item.jump] == [
        "keying:1" for _field in fields
    ]


def test_that_a_sheet_is_keyed_again_once_and_whole(office: Office, asked: SurveyBoard) -> None:
    sign(office, "周正")
    with pytest.raises(Refusal, match="总体评价还没有选"):
        keying.key_again(office, asked.dossier_id, 1, SAID | {"grade": ""})
    with pytest.raises(Refusal, match="还没有第一次录入"):
        keying.key_again(office, asked.dossier_id, 5, SAID)
    with pytest.raises(Refusal, match="不在现有样本中"):
        keying.key_again(office, asked.dossier_id, 11, SAID)
    keying.key_again(office, asked.dossier_id, 1, SAID)
    with pytest.raises(Refusal, match="已由周正作过第二次录入"):
        keying.key_again(office, asked.dossier_id, 1, SAID)


@pytest.mark.parametrize(("second", "kept"), [(True, "basically"), (False, "very")])
def test_that_a_difference_is_settled_with_who_decided(
    office: Office, asked: SurveyBoard, second: bool, kept: str
) -> None:
    dossier = asked.dossier_id
    sign(office, "周正")
    keying.key_again(office, dossier, 1, SAID | {"grade": "basically"})
    with pytest.raises(Refusal):
        keying.settle_difference(office, dossier, 1, "grade", second)
    sign(office, "许文静")
    board = keying.settle_difference(office, dossier, 1, "grade", second)
    assert board.differences == ()
    (settled,) = board.settled
    assert (settled.first, settled.second, settled.kept, settled.by) == (
        "很满意", "基本满意", Grade(kept).label, "许文静",
    )  # fmt: skip
    shown = survey.board(office, dossier)
    assert shown.lines[0].grade == kept
    assert (shown.differences, shown.keyed_twice) == (0, 1)
    with pytest.raises(Refusal, match="已经一致"):
        keying.settle_difference(office, dossier, 1, "grade", second)


def test_that_a_settled_field_changed_later_differs_again(office: Office, asked: SurveyBoard) -> None:
    dossier = asked.dossier_id
    sign(office, "周正")
    keying.key_again(office, dossier, 1, SAID | {"post": "经理"})
    sign(office, "许文静")
    keying.settle_difference(office, dossier, 1, "post", False)
    survey.record_answer(office, dossier, 1, {"post": "副总经理"})
    assert [one.field for one in keying.board(office, dossier).differences] == ["post"]


def test_that_a_void_answer_counts_as_invalid_and_stays_on_record(office: Office, asked: SurveyBoard) -> None:
    dossier = asked.dossier_id
    with pytest.raises(Refusal, match="写明原因"):
        keying.void_answer(office, dossier, 1, " ")
    sign(office, "周正")
    with pytest.raises(Refusal):
        keying.void_answer(office, dossier, 1, "被访人是申请单位职工")
    sign(office, "许文静")
    board = keying.void_answer(office, dossier, 1, "被访人是申请单位职工")
    assert board.rates is not None
    assert (board.rates.valid, board.rates.invalid, board.rates.voided) == (3, 1, 1)
    assert board.lines[0].grade == ""
    with office.read() as session:
        kept = session.scalars(select(VoidAnswer)).one()
        assert json.loads(list(journal.entries(session))[-1].body)["act"] == "survey.answer_voided"
    assert (kept.grade, kept.person, kept.asked_by, kept.reason) == (
        "very", "何育才", "林晓岚", "被访人是申请单位职工",
    )  # fmt: skip
    with office.read() as session, pytest.raises(Exception, match="void_answer is final"):
        session.execute(text("DELETE FROM void_answer"))
    with pytest.raises(Refusal, match="还没有评价"):
        keying.void_answer(office, dossier, 1, "再来一次")


def test_that_a_firm_whose_answer_was_void_may_be_asked_again_or_replaced(office: Office, asked: SurveyBoard) -> None:
    dossier = asked.dossier_id
    sign(office, "周正")
    keying.key_again(office, dossier, 1, SAID)
    sign(office, "许文静")
    for place in (1, 2):
        keying.void_answer(office, dossier, place, "被访人是申请单位职工")
    again = survey.record_answer(office, dossier, 1, {"grade": "dissatisfied"})
    assert again.lines[0].grade == "dissatisfied"
    sheets = keying.board(office, dossier).sheets
    assert (sheets[0].state, sheets[1].state) == ("mine", "waiting")  # the earlier second keying was of the void answer
    replaced = survey.replace(office, dossier, 2, 11, "评价无效，不再受访")
    assert replaced.rates is not None
    assert (replaced.rates.gone, replaced.rates.voided) == ({"invalid": 1}, 2)


def test_that_the_compared_fields_are_those_of_the_sheet() -> None:
    assert [label for _name, label in rules.FIELDS][-1] == "总体评价"
    assert rules.said("method", "phone") == "电话询问"
    assert rules.said("grade", "") == ""
