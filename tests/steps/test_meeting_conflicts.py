"""Who would have to step aside from an agenda, before anybody is invited."""

from __future__ import annotations

import time

from desktop_app.records.dossier import Investor
from desktop_app.records.kinds import Interest
from desktop_app.records.lists import StaffMember
from desktop_app.records.panel import Seat
from desktop_app.steps import expert_record, experts, meeting_conflicts, meetings
from desktop_app.store.office import Office
from tests.steps import meeting_room


def _pool(office: Office, *people: tuple[str, str]) -> list[int]:
    for name, unit in people:
        experts.add_expert(office, {"name": name, "title": "研究员", "unit": unit})
    return [one.id for one in meetings.listing(office).experts]


def test_that_each_expert_is_told_off_for_every_dossier_of_the_agenda_with_its_reason(office: Office) -> None:
    ids = meeting_room.open_dossiers(office)
    own, namesake, free = _pool(
        office, ("钱伯安", "澜江市第1科技服务有限公司"), ("冯雪梅", "云岭研究院"), ("孟令川", "云岭大学")
    )
    expert_record.declare(office, own, Interest.ADVISED, dossier_id=ids[1])
    with office.act("intake.staff_imported", ids[1]) as act:
        act.add(StaffMember(dossier_id=ids[1], position=2, name="冯雪梅"))
        act.add(StaffMember(dossier_id=ids[1], position=1, name="石佳宁"))
    found = meeting_conflicts.conflicts(office, (ids[1], ids[0]))
    assert found.dossier_ids == (ids[1], ids[0]) and free not in found.experts
    assert found.experts[own].counts == ("须回避 2 件",)
    assert [line[:9] for line in found.experts[own].recused] == ["2024-0002", "2024-0001"]
    assert "工作单位是申请单位“澜江市第1科技服务有限公司”" in found.experts[own].says
    assert found.experts[namesake].counts == ("待核实 1 件",)
    assert found.experts[namesake].doubts == ("2024-0002 与申请单位人员名单第 2 行同名",)
    assert meeting_conflicts.conflicts(office, (ids[2],)).experts == {}
    assert meeting_conflicts.conflicts(office, ()).experts == {}


def test_that_the_agenda_finds_for_each_dossier_what_the_check_of_the_library_finds(office: Office) -> None:
    ids = meeting_room.open_dossiers(office)
    _pool(office, ("钱伯安", "澜江市第1科技服务有限公司"), ("唐宏业", "云岭大学"), ("孟令川", "东海投资有限公司"))
    with office.act("intake.investors_changed", ids[2]) as act:
        act.add(Investor(dossier_id=ids[2], position=1, name="东海投资有限公司"))
    for one in ids:
        found = meeting_conflicts.conflicts(office, (one,)).experts
        for line in expert_record.check(office, one).lines:
            said = found.get(line.expert_id)
            state = "free" if said is None else "recused" if said.recused else "doubt"
            assert state == line.state, (one, line)
    assert {line.state for line in expert_record.check(office, ids[2]).lines} == {"recused", "doubt", "free"}


def test_that_many_reasons_are_told_by_the_first_and_their_number() -> None:
    many = meeting_conflicts.ExpertConflicts("钱伯安", ("1 甲", "2 乙", "3 丙"), ("4 丁",))
    assert many.brief == "钱伯安　须回避：1 甲；2 乙；等 3 件　待核实：4 丁"
    assert many.says == "钱伯安　须回避：1 甲；2 乙；3 丙　待核实：4 丁"


def test_that_a_recusal_recorded_on_the_dossiers_panel_counts(office: Office) -> None:
    ids = meeting_room.open_dossiers(office)
    (expert,) = _pool(office, ("钱伯安", "云岭研究院"))
    with office.act("panel.seated", ids[0]) as act:
        act.add(
            Seat(
                dossier_id=ids[0], expert_id=expert, position=1, name="钱伯安", title="", unit="云岭研究院",
                recused=True, recusal_reason="自请回避",
            )
        )  # fmt: skip
    assert meeting_conflicts.conflicts(office, ids).experts[expert].recused == ("2024-0001 自请回避",)


def test_that_a_large_pool_and_a_long_agenda_are_answered_at_once(office: Office) -> None:
    ids = meeting_room.open_dossiers(office, many=12)
    with office.act("intake.staff_imported", ids[0]) as act:
        for one in ids:
            for row in range(40):
                act.add(StaffMember(dossier_id=one, position=row + 1, name=f"员工{one}号{row}"))
    _pool(office, *((f"专家{n}", f"云岭第{n}研究院") for n in range(60)))
    began = time.perf_counter()
    assert meeting_conflicts.conflicts(office, ids).experts == {}
    assert time.perf_counter() - began < 1.0
