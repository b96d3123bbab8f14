"""A draw in front of people: one set of digits, every list with the hash that was on the wall, one record each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from sqlalchemy import text

from desktop_app.errors import Refusal
from desktop_app.records.kinds import DigitsSource
from desktop_app.records.lists import ServedFirm
from desktop_app.records.panel import Expert
from desktop_app.rules import draw as draws
from desktop_app.rules.expert_pool import PoolRule
from desktop_app.rules.throwing import Throwing
from desktop_app.steps import dossier, expert_draw, papers, public_draw, survey
from desktop_app.steps.public_draw import OnTable, Outcome
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office

THROWN = Throwing("40631952771803652941").take_back().put("7")
DICE = DigitsSource.DICE


def freeze(office: Office, dossier_id: int, firms: int) -> int:
    """List so many firms and freeze them."""
    with office.act("intake.firms_imported", dossier_id) as act:
        for position in range(1, firms + 1):
            name = f"{dossier_id}号案卷第{position}机械有限公司"
            phone = f"1502291{dossier_id:02}{position:02}"
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=name, phone=phone))
    survey.freeze_frame(office, dossier_id)
    return dossier_id


def another(office: Office, name: str) -> int:
    return dossier.open_dossier(office, date(2024, 6, 18), "national-2017", name)


@pytest.fixture
def laid(office: Office, dossier_id: int) -> tuple[OnTable, ...]:
    """Three dossiers whose lists are frozen, this one first."""
    for one, firms in ((dossier_id, 30), (another(office, "甲单位"), 12), (another(office, "乙单位"), 14)):
        freeze(office, one, firms)
    found = public_draw.lay(office, dossier_id, 11)
    return (found.own, *found.others)


def bodies(office: Office, act: str) -> list[dict[str, object]]:
    with office.read() as session:
        return [json.loads(entry.body) for entry in journal.entries(session) if entry.act == act]


def test_that_the_table_holds_what_can_be_drawn_together(office: Office, laid: tuple[OnTable, ...]) -> None:
    assert [(one.entries, one.size) for one in laid] == [(30, 11), (12, 10), (14, 10)]
    survey.draw_sample(office, laid[1].dossier_id, THROWN.digits, DICE, "刘", 10)
    with office.act("intake.list_changed", laid[2].dossier_id) as act:
        act.add(ServedFirm(dossier_id=laid[2].dossier_id, position=15, name="后来的公司"))
    assert [one.dossier_id for one in public_draw.waiting(office)] == [laid[0].dossier_id]
    with pytest.raises(Refusal, match="冻结后有改动"):
        public_draw.lay(office, laid[2].dossier_id)


def test_that_nothing_on_the_table_is_personal(laid: tuple[OnTable, ...], office: Office) -> None:
    outcomes = public_draw.draw_firms(office, laid, THROWN, DICE, "刘明远")
    for shown in (repr(laid), repr(outcomes)):
        assert "1502291" not in shown


def test_that_one_set_of_digits_draws_each_list_by_its_own_hash(office: Office, laid: tuple[OnTable, ...]) -> None:
    outcomes = public_draw.draw_firms(office, laid, THROWN, DICE, "刘明远、赵倩")
    for one, outcome in zip(laid, outcomes, strict=True):
        expected = draws.order(THROWN.digits, one.hash, range(1, one.entries + 1))
        assert [lot.number for lot in outcome.order] == [lot.number for lot in expected]
        board = survey.board(office, one.dossier_id)
        assert board.draw is not None
        assert (board.draw.digits, board.draw.size, board.draw.witnesses) == (THROWN.digits, one.size, "刘明远、赵倩")
        with office.read() as session:
            (seen,) = dossiers.casefile(session, one.dossier_id).public_draws
        assert seen.session == ",".join(other.number for other in laid)
        assert json.loads(seen.corrections) == [{"digit": "1", "place": 20}]
    assert len(bodies(office, "survey.drawn")) == 3


def test_that_each_dossier_has_its_own_record_that_says_what_was_taken_back(
    office: Office, laid: tuple[OnTable, ...]
) -> None:
    public_draw.draw_firms(office, laid, THROWN, DICE, "刘明远")
    for one in laid:
        paper = papers.issue(office, one.dossier_id, "office/draw-record")
        said = "".join(page.extract_text() for page in pypdf.PdfReader(paper.path).pages)
        assert "第 20 位曾输入 1，改为 7" in said
        assert "、".join(other.number for other in laid) in said.replace("\n", "")


@pytest.mark.parametrize(
    ("wrong", "witnesses", "thrown", "says"),
    [
        ({"hash": "0" * 64}, "刘", THROWN, "公布指纹之后重新冻结"),
        ({"size": 9}, "刘", THROWN, "少于规定的 10 家"),
        ({"size": 15}, "刘", THROWN, "多于名单的 14 家"),
        ({}, " ", THROWN, "见证人"),
        ({}, "刘", Throwing("123"), "只有 3 位"),
    ],
)
def test_that_what_is_wrong_with_the_last_list_leaves_all_of_them_undrawn(
    office: Office, laid: tuple[OnTable, ...], wrong: dict[str, object], witnesses: str, thrown: Throwing, says: str
) -> None:
    table = (*laid[:2], replace(laid[2], **wrong))  # type: ignore[arg-type]  # a table of fields and values
    with pytest.raises(Refusal, match=says):
        public_draw.draw_firms(office, table, thrown, DICE, witnesses)
    assert not bodies(office, "survey.drawn")


def test_that_a_list_frozen_anew_after_its_hash_was_shown_cannot_be_drawn(
    office: Office, laid: tuple[OnTable, ...]
) -> None:
    own = laid[0]
    with office.act("intake.list_changed", own.dossier_id) as act:
        act.add(ServedFirm(dossier_id=own.dossier_id, position=31, name="塞进来的公司"))
    survey.freeze_frame(office, own.dossier_id)
    with pytest.raises(Refusal, match="公布指纹之后重新冻结"):
        public_draw.draw_firms(office, (own,), THROWN, DICE, "刘")
    assert survey.board(office, own.dossier_id).draw is None


def test_that_a_list_altered_behind_the_program_cannot_be_drawn(office: Office, laid: tuple[OnTable, ...]) -> None:
    with office.read() as session:
        session.execute(text("drop trigger frame_no_update"))
        session.execute(text("update frame set text = replace(text, '第1机械', '第一机械')"))
        session.commit()
    with pytest.raises(Refusal):
        public_draw.draw_firms(office, laid[:1], THROWN, DICE, "刘")
    assert not bodies(office, "survey.drawn")


def test_that_digits_that_were_thrown_and_not_used_stay_on_record(office: Office, laid: tuple[OnTable, ...]) -> None:
    public_draw.give_up(office, laid[:2], Throwing(), "刘", "")
    assert not bodies(office, "survey.throwing_given_up")
    with pytest.raises(Refusal, match="写明原因"):
        public_draw.give_up(office, laid[:2], THROWN, "刘", " ")
    public_draw.give_up(office, laid[:2], THROWN, "刘", "骰子落地")
    told = bodies(office, "survey.throwing_given_up")
    assert [entry["dossier"] for entry in told] == [one.dossier_id for one in laid[:2]]
    assert told[0]["facts"] == {
        "digits": THROWN.digits, "taken_back": '[{"digit":"1","place":20}]', "frame_hash": laid[0].hash,
        "witnesses": "刘", "why": "骰子落地",
    }  # fmt: skip


def test_that_panels_are_drawn_in_public_as_samples_are(office: Office, dossier_id: int) -> None:
    other = another(office, "甲单位")
    with office.act("panel.experts_imported") as act:
        for number in range(1, 10):
            act.add(Expert(name=f"专家{number}", unit=f"云岭第{number}研究院", phone="13987654321"))
    expert_draw.freeze_pool(office, [dossier_id, other], PoolRule(), {})
    with pytest.raises(Refusal, match="只有 9 位"):
        public_draw.lay_experts(office, (dossier_id, other), 10)
    table = public_draw.lay_experts(office, (dossier_id, other), 5)
    one, two = public_draw.draw_experts(office, table, THROWN, DICE, "刘明远")
    assert one.order == two.order
    assert isinstance(one, Outcome)
    assert "13987654321" not in repr((table, one))
    public_draw.give_up(office, table, THROWN, "刘", "重来")
    assert len(bodies(office, "panel.throwing_given_up")) == 2
