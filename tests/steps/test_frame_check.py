"""The frame check as the office carries it out: settle, freeze, draw from who is left."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select, text

from desktop_app.errors import Refusal
from desktop_app.records.frame_check import FrameFinding
from desktop_app.records.kinds import DigitsSource, Role, Settling
from desktop_app.records.lists import ServedFirm
from desktop_app.records.office import Operator
from desktop_app.rules import draw as draws
from desktop_app.steps import frame_check, survey
from desktop_app.steps import office as offices
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.store import journal
from desktop_app.store.office import Office

DIGITS = "4063 1952 7718 0365 2941"


@pytest.fixture
def listed(office: Office, dossier_id: int) -> int:
    """14 firms: the 3rd and the 9th are one firm, the 5th and the 6th share a telephone, the 7th has an N code."""
    rows = {position: (f"澜江第{position}机械有限公司", f"150229168{position:02}", "") for position in range(1, 15)}
    rows[3] = ("澜江市鼎瑞生物科技有限公司", "15022916803", "")
    rows[9] = ("澜江鼎锐生物科技（集团）有限公司", "15022916809", "")
    rows[6] = (rows[6][0], "15022916805", "")
    rows[7] = (rows[7][0], rows[7][1], "N2530102NGXPHXXJ7F")
    with office.act("intake.firms_imported", dossier_id) as act:
        for position, (name, phone, uscc) in rows.items():
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=name, phone=phone, uscc=uscc))
    return dossier_id


def keys(board: SurveyBoard) -> list[str]:
    return [finding.key for finding in board.check.findings]


@pytest.fixture
def settled(office: Office, listed: int) -> SurveyBoard:
    """The ninth firm excluded, the shared telephone explained."""
    twice, phone, _hint = keys(survey.board(office, listed))
    frame_check.settle(office, listed, twice, Settling.EXCLUDE, "工商登记为同一企业", [2])
    return frame_check.settle(office, listed, phone, Settling.KEEP, "同一园区的总机")


def test_that_a_frame_with_an_unsettled_finding_cannot_be_frozen(office: Office, listed: int) -> None:
    board = survey.board(office, listed)
    assert [finding.kind.value for finding in board.check.findings] == ["same_name", "shared_phone", "unsure_code"]
    assert [finding.state for finding in board.check.findings] == ["open", "open", "hint"]
    assert [item.jump for item in board.open] == ["findings", "frame"]
    with pytest.raises(Refusal, match="名单核查还有 2 处没有处理"):
        survey.freeze_frame(office, listed)
    frame_check.settle(office, listed, keys(board)[0], Settling.KEEP, "两个法人")
    with pytest.raises(Refusal, match="名单核查还有 1 处没有处理"):
        survey.freeze_frame(office, listed)
    assert survey.board(office, listed).frame is None


def test_that_an_excluded_firm_is_neither_in_the_frame_nor_in_the_draw(office: Office, settled: SurveyBoard) -> None:
    assert (settled.check.open, settled.check.kept, settled.check.excluded) == (0, 13, 1)
    frozen = survey.freeze_frame(office, settled.dossier_id)
    assert frozen.frame is not None
    assert frozen.frame.firms == 13
    assert "鼎锐" not in frozen.frame.text
    assert draws.frame_hash(frozen.frame.text) == frozen.frame.hash
    drawn = survey.draw_sample(office, settled.dossier_id, DIGITS, DigitsSource.DICE, "刘明远", 10)
    order = [*(line.name for line in drawn.lines), *(line.name for line in drawn.reserve)]
    assert len(order) == 13
    assert "澜江鼎锐生物科技（集团）有限公司" not in order
    by_number = {line.number: line for line in drawn.lines}
    for number, line in by_number.items():  # from the ninth firm on everybody moved up one
        assert line.answer["phone"][-2:] == f"{number + (number > 8) if number != 6 else 5:02}"


def test_that_what_was_found_and_settled_is_kept_with_the_frame_for_good(office: Office, settled: SurveyBoard) -> None:
    survey.freeze_frame(office, settled.dossier_id)
    with office.read() as session:
        rows = list(session.scalars(select(FrameFinding).order_by(FrameFinding.position)))
    assert [(row.kind, row.decision, row.excluded_names, row.why, row.decided_by) for row in rows] == [
        ("same_name", "exclude", "澜江鼎锐生物科技（集团）有限公司", "工商登记为同一企业", "林晓岚"),
        ("shared_phone", "keep", "", "同一园区的总机", "林晓岚"),
        ("unsure_code", "", "", "", ""),
    ]
    with office.read() as session, pytest.raises(Exception, match="frame_finding is final"):
        session.execute(text("UPDATE frame_finding SET why = '改'"))
    with office.read() as session:
        told = [json.loads(entry.body) for entry in journal.entries(session)]
    acts = [entry["act"] for entry in told if str(entry["act"]).startswith("survey.")]
    assert acts == ["survey.finding_settled", "survey.finding_settled", "survey.frame_frozen"]


def test_that_a_decision_changed_after_freezing_leaves_the_frame_behind(office: Office, settled: SurveyBoard) -> None:
    dossier = settled.dossier_id
    survey.freeze_frame(office, dossier)
    frame_check.settle(office, dossier, keys(settled)[0], Settling.KEEP, "经核实是两家")
    assert survey.board(office, dossier).changed
    with pytest.raises(Refusal, match="名单在冻结后有改动"):
        survey.draw_sample(office, dossier, DIGITS, DigitsSource.DICE, "刘明远", 10)
    again = survey.freeze_frame(office, dossier)
    assert again.frame is not None
    assert (again.frame.firms, again.changed) == (14, False)


def test_that_a_settling_can_be_taken_back_and_the_journal_keeps_it(office: Office, settled: SurveyBoard) -> None:
    key = keys(settled)[0]
    board = frame_check.reopen(office, settled.dossier_id, key)
    assert board.check.findings[0].state == "open"
    assert board.check.kept == 14
    with pytest.raises(Refusal, match="还没有处理"):
        frame_check.reopen(office, settled.dossier_id, key)
    with office.read() as session:
        last = json.loads(list(journal.entries(session))[-1].body)
    assert last["act"] == "survey.finding_reopened"
    assert last["changes"][0]["values"]["why"] == ["工商登记为同一企业", None]


def test_that_a_finding_of_an_earlier_list_cannot_be_settled(office: Office, listed: int) -> None:
    key = keys(survey.board(office, listed))[0]
    with office.read() as session:
        row = session.scalars(select(ServedFirm).where(ServedFirm.position == 9)).one()
    with office.act("intake.list_changed", listed) as act:
        act.change(row, name="南麓县昱禾五金厂")
    with pytest.raises(Refusal, match="这条核查发现不再存在"):
        frame_check.settle(office, listed, key, Settling.KEEP, "两个法人")


def test_that_too_few_firms_left_cannot_be_frozen(office: Office, listed: int) -> None:
    with office.act("intake.list_changed", listed) as act, office.read() as session:
        for row in session.scalars(select(ServedFirm).where(ServedFirm.position > 10)):
            act.remove(row)
    twice, phone, _hint = keys(survey.board(office, listed))
    frame_check.settle(office, listed, phone, Settling.KEEP, "同一园区的总机")
    frame_check.settle(office, listed, twice, Settling.EXCLUDE, "工商登记为同一企业", [1])
    with pytest.raises(Refusal, match="名单只有 9 家"):
        survey.freeze_frame(office, listed)


def test_that_only_a_reviewer_settles(office: Office, listed: int) -> None:
    offices.add_operator(office, "周正", [Role.CLERK], "lian-jiang-7")
    with office.read() as session:
        office.operator = session.scalars(select(Operator).where(Operator.name == "周正")).one()
    key = keys(survey.board(office, listed))[0]
    with pytest.raises(Refusal):
        frame_check.settle(office, listed, key, Settling.KEEP, "两个法人")
