"""Who must step aside and why: units, investors and declarations for sure, names only as a question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Investor
from desktop_app.records.expert_draw import ExpertDeclaration
from desktop_app.records.kinds import Interest
from desktop_app.records.lists import StaffMember
from desktop_app.rules import recusal, regulation
from desktop_app.rules.recusal import Person
from tests.rules.casefiles import NOW, make, numbered

APPLICANT = "澜江市桥山科技服务有限公司"


def casefile() -> Casefile:
    file = make(
        regulation.load("national-2017"), legal_representative="唐宏业", phone="0871-92589910", mobile="15022916824",
        signed_bodies="云岭标准化研究院、甲校等2家", other_bodies="云岭省机械工程学会",
    )  # fmt: skip
    file.dossier.applicant_name = APPLICANT
    file.dossier.id = 1
    investors = (
        Investor(dossier_id=1, position=1, name="云岭产业投资 (集团) 有限公司"),
        Investor(dossier_id=1, position=2, name="单文娟"),
    )
    staff = (StaffMember(dossier_id=1, position=1, name="李 强"), StaffMember(dossier_id=1, position=2, name="王芳"))
    return replace(file, investors=investors, staff=staff)


def declared(**values: Any) -> ExpertDeclaration:
    given: dict[str, Any] = {
        "expert_id": 7,
        "interest": Interest.ADVISED.value,
        "declared_at": NOW,
        "declared_by": "林晓岚",
    }
    return numbered(ExpertDeclaration(**(given | values)), 1)


@pytest.mark.parametrize(
    ("person", "interest", "sure", "says"),
    [
        (Person("某", APPLICANT), Interest.EMPLOYED, True, f"工作单位是申请单位“{APPLICANT}”"),
        (Person("某", f"{APPLICANT}检测部"), Interest.EMPLOYED, True, f"工作单位是申请单位“{APPLICANT}”"),
        (Person("某", "云岭标准化研究院"), Interest.OTHER, True, "工作单位是申请单位的合作单位“云岭标准化研究院”"),
        (Person("某", "云岭省机械工程学会秘书处"), Interest.OTHER, True, "合作单位“云岭省机械工程学会”"),
        (Person("某", "云岭产业投资（集团）有限公司"), Interest.OTHER, True, "投资方“云岭产业投资（集团）有限公司”"),
        (Person("李强", "云岭理工大学"), Interest.EMPLOYED, False, "与申请单位人员名单第 1 行同名"),
        (Person("唐宏业", "云岭理工大学"), Interest.EMPLOYED, False, "与申请单位法定代表人同名"),
        (Person("单文娟", "云岭理工大学"), Interest.OTHER, False, "与申请单位投资方同名"),
        (
            Person("某", "云岭产业投资"),
            Interest.OTHER,
            False,
            "名称包含在申请单位的投资方“云岭产业投资（集团）有限公司”",
        ),
        (Person("某", "云岭产业投资集团有限责任公司"), Interest.OTHER, False, "只差公司形式"),
        (Person("某", "澜江市桥山科技服务公司"), Interest.EMPLOYED, False, f"与申请单位“{APPLICANT}”只差公司形式"),
        (Person("某", "云岭省机械工程"), Interest.OTHER, False, "名称包含在申请单位的合作单位“云岭省机械工程学会”"),
        (Person("某", "云岭理工大学", "１５０２２９１６８２４"), Interest.OTHER, False, "联系电话与申请单位相同"),
    ],
)
def test_that_a_ground_is_found_with_its_reason(person: Person, interest: Interest, sure: bool, says: str) -> None:
    (found,) = recusal.grounds(person, casefile(), ())
    assert (found.interest, found.sure) == (interest, sure)
    assert says in found.says
    assert bool(recusal.reason(person, casefile(), ())) == sure


@pytest.mark.parametrize(
    "person",
    [Person("钱伯安", "云岭理工大学"), Person("某", "甲校"), Person("某", ""), Person("", "云岭理工大学")],
)
def test_that_nothing_is_found_where_nothing_is(person: Person) -> None:
    assert recusal.grounds(person, casefile(), ()) == ()


@pytest.mark.parametrize(
    ("declaration", "holds"),
    [
        ({"dossier_id": 1}, True),
        ({"dossier_id": 2}, False),
        ({"applicant": "澜江市桥山科技服务 有限公司"}, True),
        ({"applicant": "别的公司", "dossier_id": 1}, False),
        ({"dossier_id": 1, "expert_id": 8}, False),
    ],
)
def test_that_a_declaration_holds_for_its_expert_and_its_applicant_alone(
    declaration: dict[str, Any], holds: bool
) -> None:
    person = Person("钱伯安", "云岭理工大学", expert_id=7)
    found = recusal.reason(person, casefile(), (declared(note="2023 年辅导申报", **declaration),))
    assert found == ("声明：为该单位提供过咨询或辅导（2023 年辅导申报）" if holds else "")


def test_that_what_holds_for_sure_comes_before_what_has_to_be_asked() -> None:
    person = Person("唐宏业", APPLICANT, expert_id=7)
    found = recusal.grounds(person, casefile(), (declared(dossier_id=1),))
    assert [ground.sure for ground in found] == [True, True, False]
    assert recusal.doubts(found) == "与申请单位法定代表人同名"
