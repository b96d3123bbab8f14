"""How far a dossier is: what waits, what is open, what is done."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.kinds import Step
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Paper, Recommendation, SealEntry
from desktop_app.rules import progress
from desktop_app.rules.openings import OpenItem

NOW = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)


def paper(void: bool = False) -> Paper:
    made = Paper(
        dossier_id=1, form="national-2017/recommendation", number="2024-0001-推-01", content_hash="", sha256="",
        pages=3, journal_code="", printed_at=NOW, printed_by="林晓岚", void_at=NOW if void else None,
    )  # fmt: skip
    made.id = 7
    return made


def seal() -> SealEntry:
    return SealEntry(
        dossier_id=1, paper_id=7, sealed_on=date(2024, 6, 20), seal_name="公章", purpose="推荐", copies=2,
        approved_by="陈国栋", keeper="许文静", registered_at=NOW, registered_by="许文静",
    )  # fmt: skip


def file(
    recommended: bool | None = None, papers: tuple[Paper, ...] = (), seals: tuple[SealEntry, ...] = ()
) -> Casefile:
    return Casefile(
        office=OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW),
        dossier=Dossier(
            number="2024-0001", regulation_id="national-2017", regulation_digest="", accepted_on=date(2024, 6, 18),
            opened_at=NOW,
        ),
        application=Application(dossier_id=1),
        recommendation=Recommendation(dossier_id=1, recommended=recommended),
        papers=papers,
        seal_entries=seals,
    )  # fmt: skip


def line(step: Step, what: Casefile, *items: OpenItem) -> progress.StepLine:
    return next(found for found in progress.step_lines(what, items) if found.step == step)


OPEN = OpenItem(Step.INTAKE, "注册日期还没有填写。", "申请表")
WRONG = OpenItem(Step.INTAKE, "信用代码第 18 位校验不符。", "申请表", wrong=True)


def test_that_errors_come_before_what_is_only_missing() -> None:
    assert line(Step.INTAKE, file(), OPEN, WRONG).state == "bad"
    assert line(Step.INTAKE, file(), OPEN, WRONG).says == "有 1 处错误"
    assert line(Step.INTAKE, file(), OPEN).state == "part"
    assert line(Step.INTAKE, file()).state == "done"
    assert line(Step.EVIDENCE, file()).state == "open"


@pytest.mark.parametrize(
    ("what", "items", "waits"),
    [
        (file(), (OPEN,), {"recommendation": "待前五步完成", "sealing": "待打印", "archive": "待用印"}),
        (file(), (), {"sealing": "待打印", "archive": "待用印"}),
        (file(True, (paper(),)), (), {"archive": "待用印"}),
        (file(True, (paper(),), (seal(),)), (), {}),
        (file(True, (paper(void=True),), (seal(),)), (), {"archive": "待用印"}),
        (file(False), (), {"sealing": "不推荐，不再办理", "archive": "不推荐，不再办理"}),
    ],
)
def test_that_a_step_says_what_it_waits_for(what: Casefile, items: tuple[OpenItem, ...], waits: dict[str, str]) -> None:
    locked = {found.step.value: found.says for found in progress.step_lines(what, items) if found.state == "locked"}
    assert locked == waits
