"""Sealing (用印): what may be stamped, what the register must say, what is still to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import Step
from desktop_app.records.papers import Paper
from desktop_app.rules import recommendation
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation

COPIES_MOST = 99


@dataclass(frozen=True)
class Stamping:
    """One line for the seal register (用印登记簿), as it was typed."""

    sealed_on: date | None
    seal_name: str
    purpose: str
    copies: int
    approved_by: str
    keeper: str


_WORDS = (("seal_name", "印章"), ("purpose", "事由"), ("approved_by", "批准人"), ("keeper", "监印人"))


def check_paper(file: Casefile, paper_id: int) -> Paper:
    """The paper of that id, if it may be stamped; refuses one that isn't there, is void or has been registered."""
    paper = next((paper for paper in file.papers if paper.id == paper_id), None)
    if paper is None:
        raise Refusal("这份正式件不在本案卷中。请刷新后重新选择。", field="paper")
    if paper.void_at is not None:
        raise Refusal(f"{paper.number} 已作废（{paper.void_reason}），不能用印。请用重新打印的一份。", field="paper")
    if recommendation.sealed(paper, file):
        raise Refusal(f"{paper.number} 已登记用印，不能重复登记。", field="paper")
    return paper


def check_stamping(stamping: Stamping, printed_on: date, today: date) -> date:
    """The day of stamping; refuses what is empty, a day before the printing or in the future, or no copy at all."""
    day = stamping.sealed_on
    if day is None:
        raise Refusal("还没有填写用印日期。", field="sealed_on")
    if day < printed_on:
        says = f"用印日期 {day:%Y-%m-%d} 早于打印日期 {printed_on:%Y-%m-%d}。请核对。"
        raise Refusal(says, field="sealed_on")
    if day > today:
        raise Refusal(f"用印日期 {day:%Y-%m-%d} 还没有到。请在盖章后登记。", field="sealed_on")
    for name, label in _WORDS:
        if not getattr(stamping, name).strip():
            raise Refusal(f"还没有填写{label}。", field=name)
    if not 1 <= stamping.copies <= COPIES_MOST:
        raise Refusal(f"份数应为 1 到 {COPIES_MOST}，写的是 {stamping.copies}。请改正。", field="copies")
    return day


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What still has to be stamped: each form of the regulation, printed and registered; nothing when turned down."""
    if file.recommendation.recommended is False:
        return ()
    found = []
    standing = recommendation.standing_papers(file)
    for form in regulation.forms:
        papers = [paper for paper in standing if paper.form == form]
        if not papers:
            found.append(OpenItem(Step.SEALING, "推荐表还没有有效的正式件", "正式件", jump="papers"))
        elif not any(recommendation.sealed(paper, file) for paper in papers):
            jump = f"paper:{papers[-1].id}"
            found.append(OpenItem(Step.SEALING, f"{papers[-1].number} 还没有登记用印", "用印登记", jump=jump))
    return tuple(found)
