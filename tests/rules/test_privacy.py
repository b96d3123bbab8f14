"""What leaves the house for experts holds no number that reaches or names a person, and no full name."""

from __future__ import annotations

import pytest

from desktop_app.records.dossier import Investor
from desktop_app.rules import packet_page, privacy, regulation
from tests.rules import casefiles

KNOWN = ("唐宏业", "贺兰英", "何")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("联系 15022916824", "联系 （电话已隐去）"),
        ("联系 150 2291 6824、+86-150-2291-6824", "联系 （电话已隐去）、（电话已隐去）"),
        ("电话（0871）69258991", "电话（电话已隐去）"),
        ("0871-6925899", "（电话已隐去）"),
        ("证件 53010219800101123X", "证件 （身份证号已隐去）"),
        ("写信到 tang.hy@example.com.cn。", "写信到 （邮箱已隐去）。"),
        ("由唐宏业、贺兰英负责", "由唐某某、贺某某负责"),
        ("2023 年服务 426 户，收入 753.5 万元", "2023 年服务 426 户，收入 753.5 万元"),
        ("云工信测〔2021〕118号，91530102NGXPHXXJ7F", "云工信测〔2021〕118号，91530102NGXPHXXJ7F"),
        ("如何改进", "如何改进"),  # a name of one character is no name to look for
    ],
)
def test_that_what_reaches_a_person_is_taken_out_and_figures_stay(text: str, masked: str) -> None:
    assert privacy.masked(text, [one for one in KNOWN if len(one) > 1]) == masked


def test_that_people_are_known_and_bodies_are_not() -> None:
    file = casefiles.make(
        regulation.load("national-2017"), legal_representative="唐宏业", contact="何",
        staff=[{"name": "贺 兰 英"}],
    )  # fmt: skip
    investors = (
        Investor(dossier_id=1, position=1, name="冯雪梅", nature="自然人"),
        Investor(dossier_id=1, position=2, name="澜江投资有限公司", nature="国有"),
    )
    object.__setattr__(file, "investors", investors)
    assert privacy.people(file) == {"唐宏业", "贺兰英", "冯雪梅"}


def test_that_typed_markup_stays_text_on_the_page() -> None:
    edition = regulation.load("national-2017")
    file = casefiles.make(edition, platform_name="<script>alert(1)</script>平台", qualifications="<img src=x>")
    page = packet_page.page(file, edition)
    assert "<script>" not in page and "<img" not in page and "&lt;img src=x&gt;" in page
    assert "default-src 'none'" in page
