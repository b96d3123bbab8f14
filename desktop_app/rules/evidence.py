"""The evidence (佐证材料): the regulation's list of materials against what is attached, and what is still open in it.

Which reasons send papers back in practice (unsealed copies, an expired lease, a name that differs) is the office's
experience, not a regulation's: it stands here as points to look at, and never decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.records.casefile import Casefile
from desktop_app.records.evidence import Citation, MaterialCheck, Scan
from desktop_app.records.kinds import Step
from desktop_app.rules import eligibility
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Material, Regulation


class State(StrEnum):
    """How one item of the list stands."""

    MISSING = "missing"
    TO_CHECK = "to_check"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    OPTIONAL = "optional"


WORDS: Mapping[State, str] = {
    State.MISSING: "缺",
    State.TO_CHECK: "待核",
    State.COMPLETE: "齐",
    State.INCOMPLETE: "不齐",
    State.OPTIONAL: "可不提供",
}
COMMON_POINTS = ("字迹、印章清楚，没有缺页", "复印件加盖申请单位公章，名称与申请表一致")
POINTS: Mapping[str, tuple[str, ...]] = {
    "report": ("封面和申请表盖章、有日期", "名称与公章一致，数据与审计报告一致", "服务企业名单达到规定家数"),
    "licence": ("在有效期内", "名称、信用代码与申请表一致"),
    "audit": ("为上一年度，签字盖章齐全", "资产、收入、利润、税金与申请表一致", "含服务收支情况，或另附专项审计"),
    "premises": ("房产证，或在有效期内的租赁合同", "合同有日期和双方签章，面积与申请表一致"),
    "service": ("每次活动有通知、签到、照片或总结", "日期在申报年度内，次数与申请表一致"),
    "recognition": ("认定文件在有效期内，被认定的是本平台或本单位",),
    "permits": ("许可证、资质在有效期内", "网站备案号与申请表一致"),
    "declaration": ("真实性声明有公章和法定代表人签字", "协议有日期和双方签章"),
}
"""What sends papers back, by the material's id; editions that use the same ids share the experience."""


COMMITMENT_POINTS = (
    "承诺书由申请单位自己填写、签字盖章，不可代为承诺",
    "承诺书写明替代的是这一项",
    "字迹、印章清楚，没有缺页",
)


@dataclass(frozen=True)
class MaterialStanding:
    """One item of the list, what is attached under it, what the clerk found, and how that stands."""

    material: Material
    scans: tuple[Scan, ...]
    check: MaterialCheck | None
    state: State
    committed: bool = False
    """The applicant's signed commitment stands in its place; `scans` are then those of every item it stands for."""

    @property
    def counts(self) -> bool:
        """Whether the item is done with."""
        return self.state in (State.COMPLETE, State.OPTIONAL)

    @property
    def remark(self) -> str:
        """What the clerk wrote about it."""
        return self.check.remark if self.check is not None else ""

    @property
    def points(self) -> tuple[str, ...]:
        """What to look at before calling the item complete."""
        if self.committed:
            return COMMITMENT_POINTS
        instead = (f"可以{self.material.substitute}替代，须由申请单位自己签字盖章",) if self.material.substitute else ()
        return (*POINTS.get(self.material.id, ()), *instead, *COMMON_POINTS)

    @property
    def in_lieu(self) -> str:
        """That the commitment stands in its place, with the article; "" when it doesn't."""
        return f"以告知承诺替代（{self.material.substitute_article}）" if self.committed else ""


def standings(file: Casefile, regulation: Regulation) -> tuple[MaterialStanding, ...]:
    """Every item of the list that applies to this dossier, in the regulation's order."""
    case = eligibility.situation(file, regulation)
    checks = {check.material: check for check in file.material_checks}
    committed = {one.material for one in file.commitments}
    commitment = tuple(scan for scan in file.scans if scan.material in committed)
    found = []
    for material in regulation.materials:
        if material.when is not None and material.when.fits(case) is False:
            continue
        stands_in = bool(material.substitute) and material.id in committed
        own = tuple(scan for scan in file.scans if scan.material == material.id)
        scans = commitment if stands_in else own  # one commitment may stand for several items
        check = checks.get(material.id)
        found.append(MaterialStanding(material, scans, check, _state(material, scans, check), stands_in))
    return tuple(found)


def _state(material: Material, scans: tuple[Scan, ...], check: MaterialCheck | None) -> State:
    if check is not None and check.complete is False:
        return State.INCOMPLETE
    if not scans:
        return State.MISSING if material.required else State.OPTIONAL
    return State.COMPLETE if check is not None and check.complete else State.TO_CHECK


def citations_of(file: Casefile, scan: Scan) -> tuple[Citation, ...]:
    """The pages of `scan` that verdicts rest on, by page."""
    return tuple(sorted((row for row in file.citations if row.scan_id == scan.id), key=lambda row: (row.page, row.id)))


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What is missing, incomplete, not yet checked, or attached in a form that shows no page and no seal."""
    found = []
    for standing in standings(file, regulation):
        says, wrong = _says(standing)
        if says:
            material = standing.material
            found.append(OpenItem(Step.EVIDENCE, says, material.short, material.article, wrong, material.id))
    return tuple(found)


def _says(standing: MaterialStanding) -> tuple[str, bool]:
    """The sentence for an item that is open, and whether it is an error; "" for one that is not open."""
    short = standing.material.short
    match standing.state:
        case State.MISSING if standing.committed:
            return f"“{short}”以告知承诺替代，缺签字盖章的承诺书", False
        case State.MISSING:
            return f"缺“{short}”", False
        case State.INCOMPLETE:
            return f"“{short}”不齐：{standing.remark}" if standing.remark else f"“{short}”不齐", True
        case State.TO_CHECK:
            return f"“{short}”还没有核对是否齐全", False
    if standing.scans and not any(scan.pages for scan in standing.scans):
        return f"“{short}”只有电子文档，没有盖章件的扫描件", False
    return "", False


def read_turns(text: str) -> dict[int, int]:
    """How pages are turned, from "2:90,5:180": degrees clockwise by page; whatever can't be read is left out."""
    turns = {}
    for part in text.split(","):
        page, _, degrees = part.partition(":")
        if page.isdecimal() and degrees.isdecimal() and int(degrees) % 90 == 0:
            turns[int(page)] = int(degrees) % 360
    return turns


def turned(text: str, page: int, degrees: int) -> str:
    """The text of `read_turns` with `page` turned to `degrees`; a page that lies as it came isn't named."""
    turns = {**read_turns(text), page: degrees % 360}
    return ",".join(f"{number}:{turn}" for number, turn in sorted(turns.items()) if turn)
