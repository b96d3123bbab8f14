"""Eligibility (条件审查): decide a condition, write the reason, cite the pages that it rests on."""

from __future__ import annotations

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Citation, Scan, Verdict
from desktop_app.records.kinds import Decision
from desktop_app.rules import eligibility
from desktop_app.rules.eligibility import Finding
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import eligibility_board
from desktop_app.steps.eligibility_board import EligibilityBoard
from desktop_app.steps.reading import read
from desktop_app.store.office import Office


def board(office: Office, dossier_id: int) -> EligibilityBoard:
    """The bench of one dossier: every condition with its figures, verdict and pages, and the files to look at."""
    file, edition = read(office, dossier_id)
    return eligibility_board.build(file, edition, office.vault.path)


def _find(file: Casefile, edition: Regulation, condition: str) -> Finding:
    for finding in eligibility.findings(file, edition):
        if finding.condition.id == condition:
            return finding
    raise Refusal("这条条件不适用于本案卷，可能是申请的服务功能改了。请刷新后再判定。")


def decide(
    office: Office, dossier_id: int, condition: str, decision: str, why: str | None = None, reason: str = ""
) -> EligibilityBoard:
    """Keep the reviewer's decision on a condition (a `kinds.Decision` value, or "" to withdraw it).

    `why` replaces the written reason when given. A decision may be kept before its reason and pages are there; it
    counts once they are. `reason` (as in every step) is why a frozen dossier is changed. Raises Refusal for what the
    rules don't leave to a person, with the article.
    """
    file, edition = read(office, dossier_id)
    finding = _find(file, edition, condition)
    if decision:
        why_not = eligibility.why_not(finding, Decision(decision))
        if why_not:
            raise Refusal(why_not, article=finding.condition.article, field=condition)
    return _keep(office, file, finding, "eligibility.decided", decision, why, reason)


def write_reason(office: Office, dossier_id: int, condition: str, why: str, reason: str = "") -> EligibilityBoard:
    """Keep the reason of a condition; what was decided stays."""
    file, edition = read(office, dossier_id)
    finding = _find(file, edition, condition)
    decision = finding.verdict.decision if finding.verdict is not None else ""
    return _keep(office, file, finding, "eligibility.reason_written", decision, why, reason)


def _keep(
    office: Office, file: Casefile, finding: Finding, act_kind: str, decision: str, why: str | None, reason: str
) -> EligibilityBoard:
    verdict, dossier_id = finding.verdict, file.dossier.id
    held = (verdict.decision, verdict.reason) if verdict is not None else ("", "")
    wanted = (decision, held[1] if why is None else why.strip())
    if wanted == held:
        return board(office, dossier_id)
    who = office.operator_name
    written = Verdict(
        dossier_id=dossier_id,
        condition=finding.condition.id,
        decision=wanted[0],
        reason=wanted[1],
        decided_by=who,
        decided_at=office.now(),
    )
    with office.act(act_kind, dossier_id, reason=reason) as act:
        if verdict is None:
            act.add(written)
        else:
            act.change(verdict, decision=wanted[0], reason=wanted[1], decided_by=who, decided_at=written.decided_at)
    return board(office, dossier_id)


def cite(
    office: Office, dossier_id: int, condition: str, scan_id: int, page: int, frame: str = "", reason: str = ""
) -> EligibilityBoard:
    """Rest a condition on a page (from 1) of an attached scan, or on the `frame` of it ("x,y,width,height" in ‰).

    Raises Refusal for a scan that isn't attached, a page that it doesn't have, and for the same page a second time.
    """
    file, edition = read(office, dossier_id)
    finding = _find(file, edition, condition)
    scan = _attached(file, scan_id)
    if not 1 <= page <= max(scan.pages, 1):
        raise Refusal(f"“{scan.name}”只有 {scan.pages} 页，没有第 {page} 页。请重新选择页面。", field=condition)
    _check_frame(frame)
    if any((row.scan_id, row.page, row.frame) == (scan_id, page, frame) for row in finding.citations):
        raise Refusal(f"“{finding.condition.title}”已经引用“{scan.name}”第 {page} 页，不必重复引用。", field=condition)
    with office.act("eligibility.cited", dossier_id, reason=reason) as act:
        act.add(Citation(dossier_id=dossier_id, condition=condition, scan_id=scan_id, page=page, frame=frame))
    return board(office, dossier_id)


def _attached(file: Casefile, scan_id: int) -> Scan:
    for scan in file.scans:
        if scan.id == scan_id:
            return scan
    raise Refusal("这份扫描件已从案卷取下，不能引用。请在佐证材料中重新添加。")


def _check_frame(frame: str) -> None:
    """Refuse what isn't four whole numbers within the page."""
    parts = [int(part) for part in frame.split(",") if part.isdecimal()] if frame else [0, 0, 1, 1]
    if len(parts) == 4:
        x, y, width, height = parts
        if width and height and x + width <= 1000 and y + height <= 1000:
            return
    raise Refusal("框选的范围不在页面内。请重新框选，或引用整页。")


def uncite(office: Office, dossier_id: int, citation_id: int, reason: str = "") -> EligibilityBoard:
    """Take a cited page away again; a citation that is gone already is no matter."""
    file, _edition = read(office, dossier_id)
    row = next((row for row in file.citations if row.id == citation_id), None)
    if row is not None:
        with office.act("eligibility.uncited", dossier_id, reason=reason) as act:
            act.remove(row)
    return board(office, dossier_id)
