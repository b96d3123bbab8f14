"""Who counts as a professional (第十二条（五）)."""

from __future__ import annotations

import pytest

from desktop_app.records.lists import StaffMember
from desktop_app.rules import headcount


@pytest.mark.parametrize(
    ("education", "counts"),
    [
        ("本科", True),
        ("大学本科", True),
        ("大学", True),
        ("本科（学士）", True),
        ("专科", True),
        ("大专", True),
        ("高职", True),
        ("硕士研究生", True),
        ("博士", True),
        ("MBA", True),
        ("高中", False),
        ("中专", False),
        ("技校", False),
        ("", False),
    ],
)
def test_that_degrees_are_recognised_as_offices_write_them(education: str, counts: bool) -> None:
    assert headcount.college(education) is counts


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("工程师", True),
        ("高级工程师", True),
        ("正高级工程师", True),
        ("经济师", True),
        ("会计师", True),
        ("讲师", True),
        ("副研究员", True),
        ("助理工程师", False),
        ("助理会计师", False),
        ("技术员", False),
        ("助教", False),
        ("", False),
        ("无", False),
        ("助理工程师、经济师", True),
    ],
)
def test_that_titles_from_the_middle_grade_up_are_recognised(title: str, counts: bool) -> None:
    assert headcount.middle_title(title) is counts


def test_that_a_person_with_both_counts_once() -> None:
    staff = [
        StaffMember(dossier_id=1, position=n, name=str(n), education=education, title=title)
        for n, (education, title) in enumerate([("本科", "工程师"), ("本科", ""), ("高中", "技师"), ("高中", "技术员")])
    ]
    got = headcount.count(staff)
    assert (got.listed, got.degree_only, got.title_only, got.both, got.either) == (4, 1, 1, 1, 3)
