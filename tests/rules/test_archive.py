"""What a dossier needs before it can be sealed, and when its archive is no longer the newest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.evidence import Scan
from desktop_app.records.kinds import Step
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Paper, Recommendation, SealedArchive, SealEntry
from desktop_app.rules import archive, regulation

T0 = datetime(2024, 6, 20, 1, 30, tzinfo=UTC)
EDITION = regulation.load("national-2017")
FORM = "national-2017/recommendation"


def _dossier(name: str = "澜江市桥山中小企业公共服务平台", applicant: str = "桥山公司") -> Dossier:
    return Dossier(
        number="2024-0001",
        regulation_id="national-2017",
        regulation_digest="",
        accepted_on=date(2024, 6, 18),
        opened_at=T0,
        platform_name=name,
        applicant_name=applicant,
    )


def _paper(key: int, *, form: str = FORM, void: bool = False, hours: int = 1) -> Paper:
    paper = Paper(
        dossier_id=1,
        form=form,
        number=f"2024-0001-T{key}",
        content_hash="c",
        sha256="s",
        pages=4,
        journal_code="",
        printed_at=T0 + timedelta(hours=hours),
        printed_by="林晓岚",
        void_at=T0 + timedelta(hours=hours, minutes=30) if void else None,
    )
    paper.id = key
    return paper


def _seal(paper: int, *, hours: int = 2) -> SealEntry:
    return SealEntry(
        dossier_id=1,
        paper_id=paper,
        sealed_on=date(2024, 6, 20),
        seal_name="公章",
        purpose="推荐",
        copies=2,
        approved_by="周望",
        keeper="何敏",
        registered_at=T0 + timedelta(hours=hours),
        registered_by="何敏",
    )


def _archive(hours: int) -> SealedArchive:
    made = SealedArchive(
        dossier_id=1,
        folder="x",
        fingerprint="f",
        files=1,
        size=1,
        journal_code="",
        sealed_at=T0 + timedelta(hours=hours),
        sealed_by="何敏",
    )
    made.id = hours
    return made


def _file(*papers: Paper, seals: tuple[SealEntry, ...] = (), archives: tuple[SealedArchive, ...] = ()) -> Casefile:
    return Casefile(
        office=OfficeProfile(name="厅", region_code="530000", made_at=T0),
        dossier=_dossier(),
        application=Application(dossier_id=1),
        recommendation=Recommendation(dossier_id=1),
        papers=papers,
        seal_entries=seals,
        archives=archives,
    )


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (_file(), "推荐表还没有打印"),
        (_file(_paper(1)), "正式件 2024-0001-T1 还没有登记用印"),
        (_file(_paper(1, void=True), seals=(_seal(1),)), "都已作废"),
        (_file(_paper(1, void=True), _paper(2), seals=(_seal(1),)), "2024-0001-T2 还没有登记用印"),
        (_file(_paper(1, form="office/draw-record"), seals=(_seal(1),)), "推荐表还没有打印"),
    ],
)
def test_that_a_dossier_without_a_stamped_form_cannot_be_sealed(file: Casefile, says: str) -> None:
    assert [item.step for item in archive.lacking(file, EDITION)] == [Step.ARCHIVE]
    assert says in archive.lacking(file, EDITION)[0].says
    assert archive.open_items(file, EDITION) == archive.lacking(file, EDITION)


def test_that_the_newest_stamped_paper_counts() -> None:
    file = _file(_paper(1), _paper(2), seals=(_seal(1), _seal(2)))
    found = archive.stamped_paper(file, FORM)
    assert found is not None and found.id == 2
    assert archive.lacking(file, EDITION) == ()
    assert "还没有封装" in archive.open_items(file, EDITION)[0].says


def test_that_an_archive_closes_the_step_until_something_changes() -> None:
    sealed = _file(_paper(1), seals=(_seal(1),), archives=(_archive(3),))
    assert archive.open_items(sealed, EDITION) == ()
    scan = Scan(
        dossier_id=1,
        material="report",
        sha256="s",
        name="x.pdf",
        kind="pdf",
        size=1,
        pages=1,
        attached_at=T0 + timedelta(hours=4),
        attached_by="林晓岚",
    )
    for later in (
        replace(sealed, scans=(scan,)),
        replace(sealed, papers=(*sealed.papers, _paper(2, hours=4))),
        replace(sealed, seal_entries=(*sealed.seal_entries, _seal(1, hours=4))),
    ):
        assert archive.overtaken(later)
        assert "重新封装" in archive.open_items(later, EDITION)[0].says
    assert archive.open_items(replace(sealed, archives=(_archive(3), _archive(5))), EDITION) == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("澜江市桥山中小企业公共服务平台", "澜江市桥山"),
        ("云岭装备制造中小企业公共技术服务平台", "云岭装备制造"),
        ("桥山创业平台", "桥山创业"),
        ("中小企业公共服务平台", "中小企业公共服务平台"),
        ("", "桥山公司"),
    ],
)
def test_that_the_short_name_keeps_what_tells_platforms_apart(name: str, short: str) -> None:
    assert archive.short_name(_dossier(name)) == short
