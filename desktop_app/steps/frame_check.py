"""Settling the frame check (名单核查): the reviewer keeps or excludes firms, each with a reason."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.frame_check import FrameDecision
from desktop_app.records.kinds import Settling
from desktop_app.rules import frame_check
from desktop_app.rules.frame_check import Case
from desktop_app.steps import survey_board
from desktop_app.steps.reading import read
from desktop_app.steps.survey_board import SurveyBoard
from desktop_app.store.office import Office


def settle(
    office: Office,
    dossier_id: int,
    key: str,
    settling: Settling,
    why: str,
    out: Collection[int] = (),
    reason: str = "",
) -> SurveyBoard:
    """Keep all firms of the finding `key`, or exclude those at the places `out` (from 1) in it; `why` says why.

    A finding that was settled already is settled anew. Raises Refusal for a finding that the list doesn't show (any
    more), for a settling without `why` or an exclusion without a firm.
    """
    file, _edition = read(office, dossier_id)
    case = _case(file, key)
    places = frame_check.check_settling(case, settling, out, why)
    firms = frame_check.listed(file)
    values = {
        "kind": case.finding.kind.value,
        "says": case.finding.says,
        "decision": settling.value,
        "why": why.strip(),
        "excluded": ",".join(str(place) for place in places),
        "excluded_names": "、".join(firms[case.finding.firms[place - 1]].name for place in places),
        "decided_at": office.now(),
        "decided_by": office.operator_name,
    }
    with office.act("survey.finding_settled", dossier_id, reason=reason) as act:
        if case.decision is not None:
            act.change(case.decision, **values)
        else:
            act.add(FrameDecision(dossier_id=dossier_id, finding=key, **values))  # type: ignore[arg-type]
    return survey_board.build(*read(office, dossier_id))


def reopen(office: Office, dossier_id: int, key: str, reason: str = "") -> SurveyBoard:
    """Take back what was decided about the finding `key`; the journal keeps it. Raises Refusal when nothing was."""
    file, _edition = read(office, dossier_id)
    decision = _case(file, key).decision
    if decision is None:
        raise Refusal("这条核查发现还没有处理，不用撤回。")
    with office.act("survey.finding_reopened", dossier_id, reason=reason) as act:
        act.remove(decision)
    return survey_board.build(*read(office, dossier_id))


def _case(file: Casefile, key: str) -> Case:
    found = next((case for case in frame_check.check(file) if case.key == key), None)
    if found is None:
        raise Refusal("名单已有改动，这条核查发现不再存在。请看更新后的核查结果。", field="findings")
    return found
