"""Whose work a step is: what a page says to somebody whose roles do not reach, before anything is typed in vain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.records.kinds import Role, Step
from desktop_app.rules import roles

# what is done on each step's page, in words, and the act that it is; the first is the page's own work
DEEDS: dict[Step, tuple[tuple[str, str], ...]] = {
    Step.INTAKE: (("录入申请", "intake.field_changed"),),
    Step.EVIDENCE: (("添加和核对材料", "evidence.attached"),),
    Step.ELIGIBILITY: (("判定条件", "eligibility.decided"),),
    Step.SURVEY: (("登记测评结果", "survey.answered"), ("冻结名单、抽样和替换", "survey.drawn")),
    Step.PANEL: (("组织评审和签名", "panel.opinion_written"),),
    Step.RECOMMENDATION: (
        ("填写推荐意见", "recommendation.written"),
        ("作出推荐决定", "recommendation.decided"),
        ("生成正式件", "paper.printed"),
    ),
    Step.SEALING: (("登记用印", "seal.registered"),),
    Step.ARCHIVE: (("封装归档", "archive.sealed"),),
}


@dataclass(frozen=True)
class Duty:
    """What somebody may do on a page: nothing (`look_only`), or all but what `says` names; `says` is "" for all."""

    look_only: bool = False
    says: str = ""


def duty(held: Collection[Role], step: Step) -> Duty:
    """What the page of `step` is for somebody who holds the roles `held`."""
    denied = [(words, act) for words, act in DEEDS[step] if not roles.may(held, act)]
    if not denied:
        return Duty()
    whose = "；".join(f"{words}由{_said(roles.allowed(act))}办理" for words, act in denied)
    look_only = len(denied) == len(DEEDS[step])
    if look_only:
        return Duty(True, f"{_said(held)}在这一页只能查看。{whose}。")
    return Duty(False, f"{whose}。")


def _said(some: Collection[Role]) -> str:
    return "、".join(role.label for role in Role if role in some)
