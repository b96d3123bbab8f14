"""The list of materials (national-2017 第十七条): what counts as missing, incomplete, not checked, done."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.evidence import MaterialCheck, Scan
from desktop_app.records.kinds import ScanKind, Step
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Recommendation
from desktop_app.rules import evidence, regulation
from desktop_app.rules.evidence import State

EDITION = regulation.load("national-2017")
NOW = datetime(2024, 6, 20, tzinfo=UTC)


def scan(material: str, kind: ScanKind = ScanKind.PDF, pages: int = 3) -> Scan:
    return Scan(
        dossier_id=1, material=material, sha256="0" * 64, name="x", kind=kind.value, size=1, pages=pages,
        attached_at=NOW, attached_by="林晓岚",
    )  # fmt: skip


def casefile(*scans: Scan, checks: tuple[MaterialCheck, ...] = ()) -> Casefile:
    dossier = Dossier(
        number="2024-0001", regulation_id=EDITION.id, regulation_digest=EDITION.digest,
        accepted_on=date(2024, 6, 18), opened_at=NOW,
    )  # fmt: skip
    return Casefile(
        office=OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW),
        dossier=dossier,
        application=Application(dossier_id=1),
        recommendation=Recommendation(dossier_id=1),
        scans=scans,
        material_checks=checks,
    )


def check(material: str, complete: bool | None, remark: str = "") -> MaterialCheck:
    return MaterialCheck(dossier_id=1, material=material, complete=complete, remark=remark)


def test_that_the_list_is_the_eight_items_of_article_17() -> None:
    found = evidence.standings(casefile(), EDITION)

    assert [item.material.article for item in found] == [f"第十七条（{n}）" for n in "一二三四五六七八"]
    assert {item.state for item in found} == {State.MISSING}


@pytest.mark.parametrize(
    ("scans", "complete", "remark", "state", "says", "wrong"),
    [
        ([], None, "", State.MISSING, "缺“上一年度审计报告”", False),
        ([scan("audit")], None, "", State.TO_CHECK, "“上一年度审计报告”还没有核对是否齐全", False),
        ([scan("audit")], True, "", State.COMPLETE, "", False),
        ([scan("audit")], False, "2 页模糊", State.INCOMPLETE, "“上一年度审计报告”不齐：2 页模糊", True),
        ([], False, "缺专项审计", State.INCOMPLETE, "“上一年度审计报告”不齐：缺专项审计", True),
        ([], True, "", State.MISSING, "缺“上一年度审计报告”", False),
        (
            [scan("audit", ScanKind.XLSX, 0)],
            True,
            "",
            State.COMPLETE,
            "“上一年度审计报告”只有电子文档，没有盖章件的扫描件",
            False,
        ),
    ],
)
def test_that_an_item_stands_as_what_is_attached_and_checked(
    scans: list[Scan], complete: bool | None, remark: str, state: State, says: str, wrong: bool
) -> None:
    checks = () if complete is None else (check("audit", complete, remark),)
    file = casefile(*scans, checks=checks)
    standing = evidence.standings(file, EDITION)[2]
    items = [item for item in evidence.open_items(file, EDITION) if item.jump == "audit"]

    assert standing.state is state
    assert [(item.says, item.wrong) for item in items] == ([(says, wrong)] if says else [])
    assert all((item.article, item.step) == ("第十七条（三）", Step.EVIDENCE) for item in items)


def test_that_a_dossier_with_every_item_complete_has_nothing_open_here() -> None:
    ids = [material.id for material in EDITION.materials]
    file = casefile(*map(scan, ids), checks=tuple(check(name, True) for name in ids))

    assert evidence.open_items(file, EDITION) == ()
    assert all(standing.counts for standing in evidence.standings(file, EDITION))


def test_that_every_item_says_what_usually_sends_it_back() -> None:
    for standing in evidence.standings(casefile(), EDITION):
        assert len(standing.points) > len(evidence.COMMON_POINTS), standing.material.id


@given(st.dictionaries(st.integers(1, 400), st.sampled_from((90, 180, 270))), st.integers(1, 400), st.integers(-8, 8))
def test_that_turns_are_kept_as_they_were_made(before: dict[int, int], page: int, quarters: int) -> None:
    text = ""
    for number, degrees in before.items():
        text = evidence.turned(text, number, degrees)
    assert evidence.read_turns(text) == before

    after = evidence.read_turns(evidence.turned(text, page, 90 * quarters))
    assert after.pop(page, 0) == 90 * quarters % 360
    assert after == {number: degrees for number, degrees in before.items() if number != page}


def test_that_unreadable_turns_are_left_out() -> None:
    assert evidence.read_turns("1:90,x,2:45,:180,3:") == {1: 90}
