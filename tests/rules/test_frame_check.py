"""The check of the served-firm list: what it finds, what it leaves alone, and what a reviewer has to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier, Investor
from desktop_app.records.frame_check import FrameDecision
from desktop_app.records.kinds import FindingKind, Settling
from desktop_app.records.lists import ServedFirm, StaffMember
from desktop_app.records.office import OfficeProfile
from desktop_app.records.papers import Recommendation
from desktop_app.rules import firm_names, frame_check, survey
from desktop_app.rules.findings import Applicant, Finding, Listed, findings

NOW = datetime(2024, 6, 20, 2, 0, tzinfo=UTC)
GOOD, OTHER = "91530102NGXPHXXJ7F", "91530102EFW89MTH5M"
OWN = Applicant(
    name="澜江市桥山科技服务有限公司",
    uscc="91530102JYP59FP529",
    phones="0871-9258991、16508715526",
    people=(("唐宏业", "法定代表人"), ("贺兰英", "联系人")),
    investors=("云岭省机械工业集团有限公司", "闵军"),
    staff=("伍素", "史荣香"),
)


def kinds(firms: Sequence[Listed], applicant: Applicant = OWN) -> list[tuple[str, tuple[int, ...]]]:
    """The findings as (kind, places from 1)."""
    return [(one.kind.value, tuple(place + 1 for place in one.firms)) for one in findings(firms, applicant)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("澜江市鼎瑞生物科技有限公司", "澜江市鼎瑞生物科技有限公司"),
        ("澜江市鼎瑞生物科技（集团）有限公司", "澜江鼎瑞生物科技股份有限公司"),
        ("澜江市鼎瑞生物科技有限公司", "云岭省澜江市鼎瑞生物科技有限责任公司"),
        ("澜江市鼎瑞生物科技有限公司", "鼎瑞生物科技"),
        ("澜江桥山机械有限公司", "澜江市乔山机械厂"),
        ("澜江市鼎瑞生物科技有限公司", "澜江市瑞鼎生物科技有限公司"),
        ("澜江市鼎瑞生物科技有限公司", "澜江市鼎瑞科技有限公司"),
        ("澜江市宏达(集团)有限公司", "澜江市　宏达（集团）有限公司"),
        ("第一机械厂", "第一机械有限公司"),
    ],
)
def test_that_two_spellings_of_one_firm_are_found(one: str, other: str) -> None:
    rows = [Listed(one), Listed("澜江市无关纺织有限公司"), Listed(other)]
    assert kinds(rows, Applicant()) == [("same_name", (1, 3))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("澜江第12机械有限公司", "澜江第13机械有限公司"),
        ("澜江第一机械厂", "澜江第二机械厂"),
        ("澜江市鼎瑞生物科技有限公司", "澜江市翔瑞生物科技有限公司"),
        ("澜江市鼎瑞生物科技有限公司", "澜江市鼎瑞纺织有限公司"),
        ("澜江市宏达机械有限公司", "澜江市宏远机械有限公司"),
        ("企业1", "企业2"),
        ("A1科技有限公司", "A2科技有限公司"),
    ],
)
def test_that_two_firms_with_like_names_are_left_alone(one: str, other: str) -> None:
    assert kinds([Listed(one), Listed(other)]) == []


def test_that_two_faultless_codes_are_two_firms_unless_the_names_are_the_same() -> None:
    near = [Listed("澜江市桥山机械厂", uscc=GOOD), Listed("澜江市乔山机械厂", uscc=OTHER)]
    same = [Listed("澜江市鼎瑞机械厂", uscc=GOOD), Listed("澜江鼎瑞机械有限公司", uscc=OTHER)]
    apart = [Listed("澜江市鼎瑞机械厂", uscc=GOOD), Listed("石川市鼎瑞机械厂", uscc=OTHER)]
    assert [kinds(firms, Applicant()) for firms in (near, same, apart)] == [[], [("same_name", (1, 2))], []]
    assert kinds([Listed(one.name) for one in near], Applicant()) == [("same_name", (1, 2))]


def test_that_a_firm_listed_three_times_is_one_finding() -> None:
    firms = [Listed("澜江市鼎瑞机械厂"), Listed("澜江鼎瑞机械有限公司"), Listed("鼎锐机械"), Listed("南麓县昱禾五金厂")]
    assert kinds(firms) == [("same_name", (1, 2, 3))]
    assert kinds([Listed("甲厂", uscc=GOOD), Listed("乙厂", uscc=f" {GOOD.lower()} ")]) == [("same_code", (1, 2))]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("甲机械厂", "张三", "150 2291 6824"), ("乙纺织厂", "李四", "15022916824")], [("shared_phone", (1, 2))]),
        ([("甲机械厂", "张三", "15022916824"), ("乙纺织厂", "张 三", "15022916825")], [("shared_contact", (1, 2))]),
        ([("甲机械厂", "张三", "15022916824"), ("乙纺织厂", "张三", "15022916824")], [("shared_phone", (1, 2))]),
        ([("甲机械厂", "", ""), ("乙纺织厂", "", "")], []),
        ([("甲机械厂", "张", "15022916824"), ("乙纺织厂", "张", "15022916825")], []),
        ([("甲机械厂", "张三", "15022916824"), ("甲机械厂", "张三", "15022916824")], [("same_name", (1, 2))]),
        ([("甲机械厂", "张三", "0871-9258991")], [("applicant", (1,))]),
        ([("甲机械厂", "唐宏业", "")], [("applicant", (1,))]),
        ([("甲机械厂", "闵军", "")], [("investor", (1,))]),
        ([("甲机械厂", "伍 素", "")], [("staff", (1,))]),
    ],
)
def test_that_shared_telephones_and_contacts_are_found(
    rows: list[tuple[str, str, str]], found: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert kinds([Listed(*row) for row in rows]) == found


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("澜江市桥山科技服务有限公司", "applicant", "与申请单位同名"),
        ("澜江市乔山科技服务有限公司", "applicant", "与申请单位名称相近"),
        ("澜江市桥山科技服务有限公司石川分公司", "applicant", "与申请单位名称有包含关系"),
        ("澜江桥山贸易有限公司", "applicant", "与申请单位字号相同"),
        ("云岭省机械工业集团澜江有限公司", "investor", "名称有包含关系"),
    ],
)
def test_that_firms_of_the_applicants_own_house_are_found(name: str, kind: str, says: str) -> None:
    (found,) = findings([Listed("南麓县昱禾五金厂"), Listed(name)], OWN)
    assert (found.kind.value, found.firms) == (kind, (1,))
    assert says in found.says


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("", None), (GOOD, None), (GOOD.lower(), None),
        (GOOD[:-1], "wrong_code"), (f"{GOOD[:-1]}G", "wrong_code"), (f"{GOOD}1", "wrong_code"),
        (f"I{GOOD[1:]}", "wrong_code"), (OWN.uscc, "applicant"),
        ("N2530102NGXPHXXJ7F", "unsure_code"), ("Y1530102NGXPHXXJ7F", "unsure_code"),
    ],
)  # fmt: skip
def test_that_a_wrong_credit_code_is_a_finding_and_one_that_cannot_be_checked_a_hint(
    code: str, kind: str | None
) -> None:
    assert [name for name, _firms in kinds([Listed("南麓县昱禾五金厂", uscc=code)])] == ([kind] if kind else [])


def test_that_a_sentence_masks_the_number_and_counts_rows_as_a_reader_does() -> None:
    (found,) = findings([Listed("甲机械厂", phone="15022916824"), Listed("乙纺织厂", phone="15022916824")], Applicant())
    assert found.says == "第 1、2 家留的是同一电话 150 **** 6824"


names = st.text("澜江市鼎瑞翔生物科技机械第一二12（）有限公司集团", min_size=1, max_size=14)


@given(st.lists(names, max_size=12))
def test_that_the_same_names_give_the_same_findings_in_any_order(rows: list[str]) -> None:
    def groups(order: list[str]) -> set[tuple[str, ...]]:
        every = findings([Listed(name) for name in order], Applicant())
        return {tuple(sorted(order[place] for place in one.firms)) for one in every}

    assert groups(rows) == groups(rows[::-1])


@given(names, names)
def test_that_likeness_is_mutual_and_whole_for_a_name_with_itself(one: str, other: str) -> None:
    first, second = firm_names.parts(one), firm_names.parts(other)
    assert firm_names.score(first, second) == firm_names.score(second, first)
    assert firm_names.score(first, first) == 100


# ------------------------------------------------------------------ settling


def casefile(rows: Sequence[Listed], decisions: Sequence[FrameDecision] = ()) -> Casefile:
    """A dossier of the applicant above with this list and these decisions."""
    dossier = Dossier(
        number="2024-0001", regulation_id="national-2017", regulation_digest="0" * 64, accepted_on=NOW.date(),
        opened_at=NOW, applicant_name=OWN.name, uscc=OWN.uscc,
    )  # fmt: skip
    return Casefile(
        office=OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW),
        dossier=dossier,
        application=Application(dossier_id=1, legal_representative="唐宏业", contact="贺兰英", mobile="16508715526"),
        recommendation=Recommendation(dossier_id=1),
        investors=(Investor(dossier_id=1, position=1, name="闵军"),),
        staff=(StaffMember(dossier_id=1, position=1, name="伍素"),),
        served_firms=tuple(
            ServedFirm(dossier_id=1, position=place, name=row.name, contact=row.contact, phone=row.phone, uscc=row.uscc)
            for place, row in enumerate(rows, 1)
        ),
        frame_decisions=tuple(decisions),
    )


def decided(key: str, settling: Settling, excluded: str = "") -> FrameDecision:
    return FrameDecision(
        dossier_id=1, finding=key, kind="", says="", decision=settling.value, why="查工商登记", excluded=excluded,
        decided_at=NOW, decided_by="赵倩",
    )  # fmt: skip


DOUBLE = (Listed("澜江市鼎瑞机械厂"), Listed("南麓县昱禾五金厂"), Listed("澜江鼎瑞机械有限公司"))


def test_that_a_list_with_an_unsettled_finding_cannot_be_frozen() -> None:
    with pytest.raises(Refusal, match="名单核查还有 1 处没有处理") as refused:
        frame_check.refuse_open(casefile(DOUBLE))
    assert refused.value.field == "findings"
    (case,) = frame_check.check(casefile(DOUBLE))
    frame_check.refuse_open(casefile(DOUBLE, [decided(case.key, Settling.KEEP)]))
    frame_check.refuse_open(casefile([Listed("南麓县昱禾五金厂", uscc="N2530102NGXPHXXJ7F")]))


def test_that_an_excluded_firm_is_out_of_the_frame_and_the_rest_is_numbered_anew() -> None:
    (case,) = frame_check.check(casefile(DOUBLE))
    file = casefile(DOUBLE, [decided(case.key, Settling.EXCLUDE, "2")])
    assert [firm.name for firm in frame_check.kept(file)] == ["澜江市鼎瑞机械厂", "南麓县昱禾五金厂"]
    assert survey.listed_frame_text(file) == "1\t澜江市鼎瑞机械厂\t\n2\t南麓县昱禾五金厂\t\n"
    (settled,) = frame_check.check(file)
    assert frame_check.excluded_names(settled, frame_check.listed(file)) == "澜江鼎瑞机械有限公司"


def test_that_a_decision_falls_with_the_finding_it_was_made_about() -> None:
    (case,) = frame_check.check(casefile(DOUBLE))
    made = decided(case.key, Settling.EXCLUDE, "2")
    third = casefile((*DOUBLE, Listed("鼎锐机械")), [made])
    (again,) = frame_check.check(third)
    assert again.open
    assert len(frame_check.kept(third)) == 4
    mended = casefile(DOUBLE[:2], [made])
    assert frame_check.check(mended) == ()
    assert len(frame_check.kept(mended)) == 2


def test_that_an_exclusion_settles_what_else_was_found_about_that_firm() -> None:
    rows = (*DOUBLE[:2], Listed("澜江鼎瑞机械有限公司", "伍素", "15022916824"), Listed("乙纺织厂", "", "15022916824"))
    every = frame_check.check(casefile(rows))
    assert [case.finding.kind.value for case in every] == ["same_name", "shared_phone", "staff"]
    after = frame_check.check(casefile(rows, [decided(every[0].key, Settling.EXCLUDE, "2")]))
    assert [(case.moot, case.open) for case in after] == [(True, False), (True, False), (True, False)]


@pytest.mark.parametrize(
    ("settling", "out", "why", "field"),
    [
        (Settling.KEEP, (), " ", "why"),
        (Settling.EXCLUDE, (1,), "", "why"),
        (Settling.EXCLUDE, (), "重复", "out"),
        (Settling.EXCLUDE, (3,), "重复", "out"),
        (Settling.EXCLUDE, (0,), "重复", "out"),
    ],
)
def test_that_nothing_is_settled_without_a_reason_or_a_choice(
    settling: Settling, out: tuple[int, ...], why: str, field: str
) -> None:
    (case,) = frame_check.check(casefile(DOUBLE))
    with pytest.raises(Refusal) as refused:
        frame_check.check_settling(case, settling, out, why)
    assert refused.value.field == field


def test_that_kinds_are_told_in_the_order_of_the_closed_list() -> None:
    rows = [Listed("甲机械厂", "伍素", uscc="1"), Listed("甲机械厂", "闵军", "16508715526")]
    found: list[Finding] = list(findings(rows, OWN))
    ranks = list(FindingKind)
    assert found == sorted(found, key=lambda one: (ranks.index(one.kind), one.firms))
    assert {one.kind.value for one in found} == {"same_name", "applicant", "investor", "staff", "wrong_code"}
