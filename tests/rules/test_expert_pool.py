"""The pool that a panel is drawn from: who is in it, who is left out, who is asked in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import DrawnExpert, ExpertDeclaration, ExpertDraw, ExpertRefusal
from desktop_app.records.panel import Expert
from desktop_app.rules import draw, expert_pool, regulation
from desktop_app.rules.expert_pool import PoolRule
from tests.rules.casefiles import NOW, make, numbered

EDITION = regulation.load("national-2017")


def expert(number: int, field: str = "机械制造", unit: str = "云岭理工大学", *, active: bool = True) -> Expert:
    return numbered(Expert(name=f"专家{number}", unit=unit, field=field, active=active), number)


def casefile(number: int = 1, applicant: str = "澜江科技服务有限公司", representative: str = "") -> Casefile:
    file = make(EDITION, legal_representative=representative)
    file.dossier.id, file.dossier.applicant_name = number, applicant
    return file


LIBRARY = (
    expert(1),
    expert(2, "检测认证、机械制造"),
    expert(3, "财务审计"),
    expert(4, active=False),
    expert(5, unit="澜江科技服务有限公司"),
)


@pytest.mark.parametrize(
    ("rule", "sat", "drawn", "left"),
    [
        (PoolRule(), {}, [1, 2, 3], {5: "须回避：工作单位是申请单位“澜江科技服务有限公司”"}),
        (PoolRule(("机械制造",)), {}, [1, 2], {5: "须回避：工作单位是申请单位“澜江科技服务有限公司”"}),
        (PoolRule(("财务审计", "检测认证")), {}, [2, 3], {}),
        (PoolRule(("财务审计",), 3, 2), {3: 2}, [], {3: "近 3 次评审已参加 2 次"}),
        (PoolRule(("财务审计",), 3, 2), {3: 1}, [3], {}),
        (PoolRule(("财务审计",), 0, 2), {3: 9}, [3], {}),
        (PoolRule(("信息技术",)), {}, [], {}),
    ],
)
def test_that_the_pool_is_narrowed_by_field_recusal_and_how_often_somebody_sat(
    rule: PoolRule, sat: Mapping[int, int], drawn: list[int], left: dict[int, str]
) -> None:
    pool = expert_pool.narrow(LIBRARY, (casefile(),), (), sat, rule, {})
    assert [one.id for one in pool.experts] == drawn
    assert {one.expert.id: one.why for one in pool.left_out} == left


def test_that_a_name_in_the_applicants_lists_waits_until_somebody_has_asked() -> None:
    file = casefile(representative="专家1")
    pool = expert_pool.narrow(LIBRARY[:1], (file,), (), {}, PoolRule(), {})
    assert [(one.why, one.doubt) for one in pool.left_out] == [("待核实：与申请单位法定代表人同名", True)]
    assert expert_pool.narrow(LIBRARY[:1], (file,), (), {}, PoolRule(), {1: " "}).experts == ()
    assert expert_pool.narrow(LIBRARY[:1], (file,), (), {}, PoolRule(), {1: "电话问过，不是"}).experts == LIBRARY[:1]


def test_that_a_panel_for_several_dossiers_leaves_out_whoever_must_step_aside_from_any() -> None:
    said = ExpertDeclaration(expert_id=2, interest="advised", declared_at=NOW, declared_by="林", dossier_id=9)
    files = (casefile(), casefile(9, "别的单位"))
    pool = expert_pool.narrow(LIBRARY, files, (said,), {}, PoolRule(), {2: "核实过"})
    assert [one.id for one in pool.experts] == [1, 3]
    assert expert_pool.narrow(LIBRARY, files[:1], (said,), {}, PoolRule(), {}).experts == LIBRARY[:3]


def test_that_the_same_panel_over_several_dossiers_counts_once() -> None:
    panels = [("a", {1, 2}), ("a", {1, 2}), ("b", {1}), ("c", {1, 3})]
    assert expert_pool.recent(panels, 2) == {1: 2, 2: 1}
    assert expert_pool.recent(panels, 0) == {}
    assert expert_pool.recent(panels, 9) == {1: 3, 2: 1, 3: 1}


def test_that_the_pool_is_a_frame_that_the_draw_can_read() -> None:
    text = expert_pool.pool_text(LIBRARY[:2])
    assert text == "1\t专家1\t云岭理工大学\n2\t专家2\t云岭理工大学\n"
    assert [one.name for one in draw.read_frame(text.encode())] == ["专家1", "专家2"]


def drawn_file(experts: int, size: int, gone: tuple[int, ...] = ()) -> tuple[Casefile, ExpertDraw]:
    made = numbered(
        ExpertDraw(
            dossier_id=1, frame_id=1, sequence=1, digits="1" * 20, digits_source="dice", witnesses="刘", size=size,
            corrections="[]", drawn_at=NOW, drawn_by="林",
        ),
        1,
    )  # fmt: skip
    order = tuple(
        DrawnExpert(dossier_id=1, draw_id=1, place=place, number=place, ticket="", expert_id=place, name=f"专家{place}",
                    unit="")
        for place in range(1, experts + 1)
    )  # fmt: skip
    refused = tuple(
        ExpertRefusal(dossier_id=1, draw_id=1, place=place, result="declined", reason="出差", refused_at=NOW,
                      refused_by="林")
        for place in gone
    )  # fmt: skip
    return replace(casefile(), expert_draws=(made,), drawn_experts=order[::-1], expert_refusals=refused), made


@given(st.integers(1, 12), st.integers(1, 12), st.lists(st.integers(0, 11), max_size=8))
def test_that_whoever_is_asked_is_always_the_next_in_order(experts: int, size: int, refusals: list[int]) -> None:
    size = min(size, experts)
    gone: list[int] = []
    for pick in refusals:
        file, made = drawn_file(experts, size, tuple(gone))
        asked = [one.place for one in expert_pool.called(file, made)]
        assert asked == [place for place in range(1, experts + 1) if place not in gone][:size]
        others = set(range(1, experts + 1)) - set(asked)
        for place in others:
            with pytest.raises(Refusal, match="不在通知之列"):
                expert_pool.check_refusal(file, made, place, "出差")
        if asked:
            one = expert_pool.check_refusal(file, made, asked[pick % len(asked)], "出差")
            gone.append(one.place)


def test_that_a_refusal_needs_a_reason() -> None:
    file, made = drawn_file(5, 3)
    with pytest.raises(Refusal, match="写明原因"):
        expert_pool.check_refusal(file, made, 2, " ")
