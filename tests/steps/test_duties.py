"""Who may do what: every kind of act that the source writes, and what a page says to whom it does not belong."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from desktop_app.records.kinds import Role, Step
from desktop_app.rules import acts, roles
from desktop_app.steps import duties

PACKAGE = Path(roles.__file__).resolve().parents[1]
C, R, S, H, A = Role.CLERK, Role.REVIEWER, Role.SEAL_KEEPER, Role.HEAD, Role.ADMINISTRATOR
WRITERS = {C, R}
WHO: dict[str, set[Role]] = {
    "archive.sealed": {S, H},
    "batch.document_attached": {C, R, H},
    "batch.document_detached": {C, R, H},
    "batch.elsewhere_added": {C, R, H},
    "batch.elsewhere_removed": {C, R, H},
    "batch.extended": {R, H},
    "batch.member_added": {C, R, H},
    "batch.member_moved": {C, R, H},
    "batch.member_removed": {C, R, H},
    "batch.opened": {C, R, H},
    "batch.printed": {C, R, S, H},
    "batch.sealed": {S},
    "batch.sent": {C, R, H},
    "calendar.imported": {H, A},
    "dossier.opened": WRITERS,
    "eligibility.cited": {R},
    "eligibility.decided": {R},
    "eligibility.reason_written": {R},
    "eligibility.uncited": {R},
    "evidence.attached": WRITERS,
    "evidence.commitment_taken": WRITERS,
    "evidence.commitment_withdrawn": WRITERS,
    "evidence.detached": WRITERS,
    "evidence.material_checked": WRITERS,
    "evidence.moved": WRITERS,
    "evidence.page_turned": WRITERS,
    "intake.equipment_imported": WRITERS,
    "intake.field_changed": WRITERS,
    "intake.finished": WRITERS,
    "intake.firms_imported": WRITERS,
    "intake.list_changed": WRITERS,
    "intake.list_rows_deleted": WRITERS,
    "intake.narrative_written": WRITERS,
    "intake.row_added": WRITERS,
    "intake.row_moved": WRITERS,
    "intake.row_removed": WRITERS,
    "intake.staff_imported": WRITERS,
    "meeting.agenda_set": WRITERS,
    "meeting.closed": WRITERS,
    "meeting.convened": WRITERS,
    "meeting.declared": WRITERS,
    "meeting.dissent_recorded": WRITERS,
    "meeting.item_closed": WRITERS,
    "meeting.item_deferred": WRITERS,
    "meeting.item_opened": WRITERS,
    "meeting.member_removed": WRITERS,
    "meeting.members_added": WRITERS,
    "meeting.moved": WRITERS,
    "meeting.opinion_written": WRITERS,
    "meeting.packet_made": WRITERS,
    "meeting.packets_taken": WRITERS,
    "meeting.pin_refused": WRITERS,
    "meeting.pins_issued": WRITERS,
    "meeting.plan_changed": WRITERS,
    "meeting.revealed": WRITERS,
    "meeting.revision_allowed": WRITERS,
    "meeting.scored": WRITERS,
    "meeting.seat_entered": WRITERS,
    "meeting.sheet_keyed": WRITERS,
    "meeting.signed_in": WRITERS,
    "meeting.sitting_begun": WRITERS,
    "meeting.sitting_ended": WRITERS,
    "office.edition_added": {A},
    "office.edition_withdrawn": {A},
    "office.made": {A},
    "office.notice_added": {A},
    "office.operator_activated": {A},
    "office.operator_added": {A},
    "office.operator_changed": {A},
    "office.operator_deactivated": {A},
    "office.password_changed": set(Role),
    "panel.expert_activated": WRITERS,
    "panel.expert_added": WRITERS,
    "panel.expert_changed": WRITERS,
    "panel.expert_deactivated": WRITERS,
    "panel.expert_refused": WRITERS,
    "panel.experts_drawn": WRITERS,
    "panel.experts_imported": WRITERS,
    "panel.interest_declared": WRITERS,
    "panel.interest_withdrawn": WRITERS,
    "panel.opinion_written": WRITERS,
    "panel.paper_marked": WRITERS,
    "panel.pool_frozen": WRITERS,
    "panel.recusal_lifted": WRITERS,
    "panel.recused": WRITERS,
    "panel.scan_attached": WRITERS,
    "panel.seated": WRITERS,
    "panel.signed": WRITERS,
    "panel.throwing_given_up": WRITERS,
    "panel.unseated": WRITERS,
    "paper.printed": {C, R, S, H},
    "paper.working_printed": {C, R, S, H},
    "process.change_registered": {C, R, H},
    "process.duty_registered": {C, R, H},
    "process.duty_removed": {C, R, H},
    "process.event_registered": {C, R, H},
    "process.event_withdrawn": {R, H},
    "process.objection_registered": {C, R, H},
    "process.objection_settled": {C, R, H},
    "process.sanction_registered": {R, H},
    "recommendation.decided": {R, H},
    "recommendation.written": {C, R, H},
    "seal.registered": {S},
    "survey.answer_voided": {R},
    "survey.answered": WRITERS,
    "survey.attempted": WRITERS,
    "survey.difference_settled": {R},
    "survey.drawn": {R},
    "survey.finding_reopened": {R},
    "survey.finding_settled": {R},
    "survey.frame_frozen": {R},
    "survey.keyed_again": WRITERS,
    "survey.replaced": {R},
    "survey.throwing_given_up": {R},
}
"""The whole table. Nobody may do what is not asked of him: a change here is a decision, not a repair."""
FLOORS = "|".join(sorted({kind.split(".")[0] for kind in acts.LABELS}))


def kinds_in_the_source() -> set[str]:
    """Every text in steps and store that is shaped like a kind of act, where acts are written."""
    found: set[str] = set()
    for path in (*(PACKAGE / "steps").glob("*.py"), PACKAGE / "store" / "office.py"):
        text = path.read_text(encoding="utf-8")
        if ".act(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if re.fullmatch(rf"({FLOORS})\.[a-z]+_?[a-z_]*[a-z]", node.value) else set()
    return found - {"office.db", "office.holder", "office.lock"}  # files


def test_that_the_table_holds_every_kind_of_act_and_nothing_else() -> None:
    assert kinds_in_the_source() == set(WHO)


@pytest.mark.parametrize("act", sorted(WHO))
@pytest.mark.parametrize("role", list(Role))
def test_that_a_role_reaches_as_far_as_its_duty_and_no_further(act: str, role: Role) -> None:
    assert roles.may({role}, act) is (role in WHO[act])


@pytest.mark.parametrize(
    ("held", "step", "look_only", "says"),
    [
        ({C}, Step.INTAKE, False, ""),
        ({C}, Step.ELIGIBILITY, True, "经办员在这一页只能查看。判定条件由审核员办理。"),
        ({C}, Step.SURVEY, False, "冻结名单、抽样和替换由审核员办理。"),
        ({C}, Step.RECOMMENDATION, False, "作出推荐决定由审核员、负责人办理。"),
        ({R}, Step.SEALING, True, "审核员在这一页只能查看。登记用印由用印员办理。"),
        ({S}, Step.INTAKE, True, "用印员在这一页只能查看。录入申请由经办员、审核员办理。"),
        ({S}, Step.SEALING, False, ""),
        ({S, R}, Step.INTAKE, False, ""),
        ({A}, Step.ARCHIVE, True, "管理员在这一页只能查看。封装归档由用印员、负责人办理。"),
    ],
)
def test_that_a_page_says_whose_work_it_is(held: set[Role], step: Step, look_only: bool, says: str) -> None:
    assert duties.duty(held, step) == duties.Duty(look_only, says)


@pytest.mark.parametrize("step", list(Step))
def test_that_somebody_can_work_on_every_step(step: Step) -> None:
    assert duties.duty(frozenset(Role), step) == duties.Duty()
    assert all(act in WHO for _words, act in duties.DEEDS[step])
