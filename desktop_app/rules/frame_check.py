"""The check of the served-firm list before it is frozen (名单核查): what a reviewer has to settle, and who is left.

The list is the applicant's own. Firms that stand in it twice, that share a telephone or a contact, that belong to the
applicant, or whose credit code is wrong would each bend the sample; a person looks at every such finding, keeps or
excludes, and says why. The check itself decides nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.frame_check import FrameDecision
from desktop_app.records.kinds import FindingKind, Settling
from desktop_app.records.lists import ServedFirm
from desktop_app.rules import findings as found_in
from desktop_app.rules.findings import Applicant, Finding, Listed

HINTS = frozenset({FindingKind.UNSURE_CODE})
"""What is said but need not be settled: a code that can't be checked is not a wrong one."""


@dataclass(frozen=True)
class Case:
    """A finding with what was decided about it; `moot` once an exclusion elsewhere has removed its cause."""

    finding: Finding
    key: str
    decision: FrameDecision | None
    moot: bool

    @property
    def hint(self) -> bool:
        """Whether nobody has to settle it."""
        return self.finding.kind in HINTS

    @property
    def open(self) -> bool:
        """Whether the list can't be frozen because of it."""
        return not self.hint and self.decision is None and not self.moot

    @property
    def excluded(self) -> tuple[int, ...]:
        """The firms, by their places in the list from 0, that its decision takes out."""
        return _excluded(self.finding, self.decision)


def listed(file: Casefile) -> tuple[ServedFirm, ...]:
    """The served-firm list in its order."""
    return tuple(sorted(file.served_firms, key=lambda firm: firm.position))


def check(file: Casefile) -> tuple[Case, ...]:
    """Every finding of the list as it stands, in the order of kinds and rows, with what was decided about it."""
    firms = tuple(Listed(firm.name, firm.contact, firm.phone, firm.uscc) for firm in listed(file))
    keyed = _keyed(firms, _applicant(file))
    decisions = {made.finding: made for made in file.frame_decisions}
    gone = {place for key, one in keyed for place in _excluded(one, decisions.get(key))}
    return tuple(Case(one, key, decisions.get(key), _is_moot(one, gone)) for key, one in keyed)


def kept(file: Casefile) -> tuple[ServedFirm, ...]:
    """The firms that a frame is made of: the list without those that the reviewer excluded."""
    firms = listed(file)
    if not any(made.excluded for made in file.frame_decisions):
        return firms
    gone = {place for case in check(file) for place in case.excluded}
    return tuple(firm for place, firm in enumerate(firms) if place not in gone)


def check_settling(case: Case, settling: Settling, out: Iterable[int], why: str) -> tuple[int, ...]:
    """The places within the finding, from 1, that go. Refuses a settling without a reason or without a choice."""
    chosen = tuple(sorted(set(out)))
    if not why.strip():
        raise Refusal("处理核查发现要写明理由。请补写。", field="why")
    if settling is Settling.KEEP:
        return ()
    if not chosen:
        raise Refusal("还没有选择剔除哪一家。请勾选要剔除的企业，或改为保留。", field="out")
    if not set(chosen) <= set(range(1, len(case.finding.firms) + 1)):
        raise Refusal("要剔除的企业不在这条核查发现里。请刷新后重新勾选。", field="out")
    return chosen


def refuse_open(file: Casefile) -> None:
    """Refuses to freeze a list with a finding that nobody has settled."""
    waiting = [case for case in check(file) if case.open]
    if waiting:
        first = waiting[0].finding
        raise Refusal(
            f"名单核查还有 {len(waiting)} 处没有处理，例如“{first.kind.label}”：{first.says}。请逐条处理后再冻结。",
            field="findings",
        )


def excluded_names(case: Case, firms: tuple[ServedFirm, ...]) -> str:
    """The firms that a decision takes out, by name."""
    return "、".join(firms[place].name for place in case.excluded)


def _applicant(file: Casefile) -> Applicant:
    form = file.application
    people = {form.legal_representative: "法定代表人", form.contact: "联系人"}
    return Applicant(
        name=file.dossier.applicant_name,
        uscc=file.dossier.uscc,
        phones="、".join(text for text in (form.phone, form.mobile, form.fax) if text.strip()),
        people=tuple((name, what) for name, what in people.items() if name.strip()),
        investors=tuple(row.name for row in file.investors if row.name.strip()),
        staff=tuple(row.name for row in file.staff if row.name.strip()),
    )


@lru_cache(maxsize=512)
def _keyed(firms: tuple[Listed, ...], applicant: Applicant) -> tuple[tuple[str, Finding], ...]:
    """Every finding with its key; kept, since the page and the list of open items ask again after every act."""
    return tuple((_key(one, firms), one) for one in found_in.findings(firms, applicant))


def _key(finding: Finding, firms: tuple[Listed, ...]) -> str:
    """What makes it this finding: its kind, its cause, and the firms in their order."""
    members = "\n".join(f"{firms[place].name}\t{firms[place].uscc}" for place in finding.firms)
    return hashlib.sha256(f"{finding.kind.value}\n{finding.cause}\n{members}".encode()).hexdigest()[:16]


def _excluded(finding: Finding, decision: FrameDecision | None) -> tuple[int, ...]:
    if decision is None or not decision.excluded:
        return ()
    return tuple(finding.firms[int(place) - 1] for place in decision.excluded.split(","))


def _is_moot(finding: Finding, gone: Iterable[int] | Mapping[int, object]) -> bool:
    """Whether too few of its firms are left for it to matter."""
    left = [place for place in finding.firms if place not in gone]
    return len(left) < (2 if finding.kind in found_in.BETWEEN_FIRMS else 1)
