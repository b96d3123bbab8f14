"""The one door for writing."""

from __future__ import annotations

import json

import pytest

from desktop_app.errors import Refusal
from desktop_app.records.dossier import Application, Dossier, Investor
from desktop_app.records.kinds import Role
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office


def bodies(office: Office, dossier_id: int | None = None) -> list[dict[str, object]]:
    with office.read() as session:
        return [json.loads(entry.body) for entry in journal.entries(session, dossier_id)]


def stamp(office: Office, dossier_id: int) -> Paper:
    with office.act("paper.printed", dossier_id) as act:
        paper = act.add(
            Paper(
                dossier_id=dossier_id, form="national-2017/recommendation", number="2024-0001-推-01",
                content_hash="c" * 64, sha256="d" * 64, pages=4, journal_code="", printed_at=office.now(),
                printed_by="林晓岚",
            )
        )  # fmt: skip
    with office.act("seal.registered", dossier_id) as act:
        act.add(
            SealEntry(
                dossier_id=dossier_id, paper_id=paper.id, sealed_on=office.today(), seal_name="公章", purpose="推荐",
                copies=2, approved_by="周正", keeper="林晓岚", registered_at=office.now(), registered_by="林晓岚",
            )
        )  # fmt: skip
    return paper


def test_that_one_act_makes_one_entry_with_old_and_new(office: Office, dossier_id: int) -> None:
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(file.application, address="云岭省澜江市科医路 128 号", contact="")
    told = bodies(office, dossier_id)[-1]
    assert told["act"] == "intake.field_changed"
    assert told["changes"] == [
        {
            "table": "application",
            "id": dossier_id,
            "how": "change",
            "values": {"address": ["", "云岭省澜江市科医路 128 号"]},
        }
    ]


def test_that_an_act_that_changes_nothing_leaves_no_entry(office: Office, dossier_id: int) -> None:
    before = len(bodies(office))
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(file.dossier, uscc="")
    assert len(bodies(office)) == before


def test_that_a_failing_act_undoes_all_of_it(office: Office, dossier_id: int) -> None:
    before = bodies(office)
    with pytest.raises(ZeroDivisionError), office.act("intake.field_changed", dossier_id) as act:
        act.add(Investor(dossier_id=dossier_id, position=1, name="甲"))
        _ = 1 / 0
    with office.read() as session:
        assert dossiers.casefile(session, dossier_id).investors == ()
    assert bodies(office) == before


def test_that_a_row_that_was_never_written_is_inserted(office: Office, dossier_id: int) -> None:
    with office.act("recommendation.written", dossier_id) as act, office.read() as session:
        act.change(dossiers.casefile(session, dossier_id).recommendation, influence="带动明显。")
    with office.read() as session:
        assert dossiers.casefile(session, dossier_id).recommendation.influence == "带动明显。"


def test_that_a_removed_row_can_not_be_changed_behind_ones_back(office: Office, dossier_id: int) -> None:
    with office.act("intake.row_added", dossier_id) as act:
        row = act.add(Investor(dossier_id=dossier_id, position=1, name="甲"))
    with office.act("intake.row_removed", dossier_id) as act:
        act.remove(row)
    with pytest.raises(Refusal, match="已经被删除"), office.act("intake.field_changed", dossier_id) as act:
        act.change(row, name="乙")


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ("clerk", "eligibility.decided"),
        ("clerk", "recommendation.decided"),
        ("reviewer", "seal.registered"),
        ("clerk", "archive.sealed"),
        ("seal_keeper", "intake.field_changed"),
        ("head", "office.operator_added"),
        ("administrator", "intake.field_changed"),
    ],
)
def test_that_the_door_refuses_whoever_may_not(office: Office, dossier_id: int, roles: str, kind: str) -> None:
    assert office.operator is not None
    office.operator.roles = roles
    with pytest.raises(Refusal, match="没有这项权限"), office.act(kind, dossier_id) as act:
        act.note(tried="yes")


def test_that_nobody_writes_without_signing_in(office: Office, dossier_id: int) -> None:
    office.sign_out()
    with pytest.raises(Refusal, match="还没有登录"), office.act("intake.field_changed", dossier_id):
        pass


def test_that_every_kind_of_act_in_the_table_is_open_to_somebody() -> None:
    from desktop_app.rules import roles

    assert all(allowed <= frozenset(Role) and allowed for _prefix, allowed in roles._ACTS)
    with pytest.raises(KeyError):
        roles.allowed("nonsense.done")


def test_that_a_stamped_dossier_is_frozen_until_a_reason_is_given(office: Office, dossier_id: int) -> None:
    stamp(office, dossier_id)
    with office.read() as session:
        application = dossiers.casefile(session, dossier_id).application
    with pytest.raises(Refusal, match="已用印，案卷已冻结"), office.act("intake.field_changed", dossier_id) as act:
        act.change(application, contact="贺兰英")
    with office.act("intake.field_changed", dossier_id, reason="联系人写错") as act:
        act.change(application, contact="贺兰英")
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    assert file.application.contact == "贺兰英"
    assert [paper.void_reason for paper in file.papers] == ["联系人写错"]
    assert bodies(office, dossier_id)[-1]["reason"] == "联系人写错"


def test_that_a_reason_without_a_change_makes_no_paper_void(office: Office, dossier_id: int) -> None:
    stamp(office, dossier_id)
    before = len(bodies(office))
    with office.read() as session:
        application = dossiers.casefile(session, dossier_id).application
    with office.act("intake.field_changed", dossier_id, reason="联系人写错") as act:
        act.change(application, contact=application.contact)
    with office.read() as session:
        (paper,) = dossiers.casefile(session, dossier_id).papers
    assert paper.void_at is None
    assert len(bodies(office)) == before


def test_that_a_stamped_paper_may_still_be_printed_again(office: Office, dossier_id: int) -> None:
    stamp(office, dossier_id)
    with office.act("paper.printed", dossier_id) as act:
        act.note(copy="yes")
    with office.read() as session:
        (paper,) = dossiers.casefile(session, dossier_id).papers
    assert paper.void_at is None
    assert bodies(office, dossier_id)[-1]["act"] == "paper.printed"


def test_that_opening_a_dossier_is_journalled_under_it(office: Office, dossier_id: int) -> None:
    first = bodies(office, dossier_id)[0]
    assert first["act"] == "dossier.opened"
    assert {change["table"] for change in first["changes"]} == {"dossier", "application"}  # type: ignore[index,attr-defined]


def test_that_what_was_touched_is_told_to_the_screens(office: Office, dossier_id: int) -> None:
    office.take_touched()
    with office.act("intake.row_added", dossier_id) as act:
        act.add(Investor(dossier_id=dossier_id, position=1))
    assert office.take_touched() == {"investor"}
    assert office.take_touched() == frozenset()


def test_that_rows_outlive_the_session_they_were_read_in(office: Office, dossier_id: int) -> None:
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    assert isinstance(file.dossier, Dossier)
    assert isinstance(file.application, Application)
    assert file.dossier.applicant_name == "澜江市桥山科技服务有限公司"
