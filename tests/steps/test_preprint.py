"""The check before printing: every kind of fault is named, with the way to its place, on both screens that print."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from desktop_app.printing import forms
from desktop_app.records.kinds import Step
from desktop_app.records.papers import Recommendation
from desktop_app.rules import regulation
from desktop_app.steps import intake, panel, papers, recommendation, survey
from desktop_app.steps.preprint import CheckLine, numbers_in, step_of
from desktop_app.store import dossiers
from desktop_app.store.office import Office

REPORT, SUMMARY, SHEET = "national-2017/application-report", "office/survey-summary", "office/interview-sheet"
OPINION = "office/opinion-summary"


def official(office: Office, dossier_id: int) -> tuple[CheckLine, ...]:
    """What 推荐与打印 says."""
    return recommendation.board(office, dossier_id).checks


def working(office: Office, dossier_id: int, form: str) -> tuple[CheckLine, ...]:
    """What 文书 says."""
    return papers.preview(office, dossier_id, form).checks


def found(checks: tuple[CheckLine, ...], words: str) -> CheckLine:
    """The one line with those words."""
    lines = [check for check in checks if words in check.says]
    assert len(lines) == 1, [check.says for check in checks]
    return lines[0]


def written(office: Office, dossier_id: int, **texts: str) -> None:
    asked = {"influence": "成效明显。", "advice": "同意推荐。", "filed_on": "2024-06-21"} | texts
    for name, text in asked.items():
        recommendation.write(office, dossier_id, name, text)


def changed(office: Office, dossier_id: int, **values: Any) -> None:
    """Change columns of the application itself."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(file.application, **values)


def answer(office: Office, dossier_id: int, place: int, **said: str) -> None:
    survey.record_answer(office, dossier_id, place, said)


def asked(office: Office, dossier_id: int, place: int, day: date) -> None:
    """Put another day under the answer of the firm at `place`."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    row = next(one for one in file.answers if one.place == place)
    with office.act("survey.answered", dossier_id) as act:
        act.change(row, asked_on=day)


def test_that_an_empty_place_is_an_error_on_an_official_form_with_its_field(office: Office, ready_id: int) -> None:
    line = found(official(office, ready_id), "推荐意见”还没有填写")
    assert (line.tone, line.step, line.jump) == ("bad", "recommendation", "advice")
    written(office, ready_id)
    assert not [check for check in official(office, ready_id) if "还没有填写" in check.says]
    assert found(official(office, ready_id), "必填栏目齐全").tone == "ok"


def test_that_an_empty_cell_of_a_table_leads_to_its_firm(office: Office, ready_id: int) -> None:
    written(office, ready_id)
    answer(office, ready_id, 3, phone="")
    line = found(official(office, ready_id), "“联系电话”第 3 行还没有填写")
    assert (line.tone, line.step, line.jump, line.note) == ("bad", "survey", "3", "第 3 页")


def test_that_an_empty_place_is_a_hint_on_a_paper_that_may_be_printed_all_the_same(
    office: Office, ready_id: int
) -> None:
    changed(office, ready_id, address="")
    line = found(working(office, ready_id, REPORT), "“注册地址”还没有填写")
    assert (line.tone, line.step, line.jump) == ("warn", "intake", "address")


def test_that_text_shrunk_to_the_limit_leads_to_where_it_is_typed(office: Office, ready_id: int) -> None:
    written(office, ready_id)
    answer(office, ready_id, 2, service="知识产权托管与ISO认证咨询培训服务")
    line = found(official(office, ready_id), "缩到七成才放下")
    assert (line.tone, line.step, line.jump) == ("warn", "survey", "2")


def test_that_text_over_its_box_leads_to_where_it_is_typed(office: Office, ready_id: int) -> None:
    written(office, ready_id)
    answer(office, ready_id, 5, service="数字化改造与智能制造诊断咨询以及知识产权质押融资全流程辅导服务" * 2)
    line = found(official(office, ready_id), "放不下")
    assert (line.tone, line.step, line.jump) == ("warn", "survey", "5")


def test_that_text_over_its_box_leads_to_the_row_of_a_list(office: Office, ready_id: int) -> None:
    with office.read() as session:
        firm = dossiers.casefile(session, ready_id).served_firms[4]
    with office.act("intake.field_changed", ready_id) as act:
        act.change(firm, name="澜江市桥山区宏远精密机械零部件设计制造与技术服务" * 4)
    line = found(working(office, ready_id, REPORT), "“服务企业名称”第 5 行放不下")
    assert (line.tone, line.step, line.jump) == ("warn", "intake", "firms:5")


def test_that_a_character_without_a_typeface_is_an_error_everywhere(office: Office, ready_id: int) -> None:
    written(office, ready_id, advice="同意推荐\U0003fffd。")
    line = found(official(office, ready_id), "\U0003fffd")
    assert (line.tone, line.jump) == ("bad", "advice")
    panel.write_opinion(office, ready_id, "专家组\U0003fffd同意。")
    line = found(working(office, ready_id, OPINION), "\U0003fffd")
    assert (line.tone, line.step, line.jump) == ("bad", "panel", "opinion")


@pytest.mark.parametrize(
    ("values", "says", "jump"),
    [
        ({"registered_on": date(2024, 6, 13)}, "申请填报日期 2024-06-12 早于注册日期 2024-06-13", "filed_on"),
        ({"filed_on": date(2024, 6, 19)}, "受理日期 2024-06-18 早于申请填报日期 2024-06-19", "filed_on"),
    ],
)
def test_that_days_out_of_order_in_the_application_lead_to_its_field(
    office: Office, ready_id: int, values: dict[str, date], says: str, jump: str
) -> None:
    changed(office, ready_id, **values)
    for checks in (working(office, ready_id, REPORT), official(office, ready_id)):
        line = found(checks, says)
        assert (line.tone, line.step, line.jump) == ("warn", "intake", jump)


def test_that_a_firm_asked_before_the_acceptance_or_after_the_review_is_named(office: Office, ready_id: int) -> None:
    asked(office, ready_id, 4, date(2024, 6, 17))
    line = found(working(office, ready_id, SUMMARY), "测评日期 2024-06-17 早于受理日期 2024-06-18")
    assert (line.step, line.jump) == ("survey", "4")
    asked(office, ready_id, 4, date(2024, 6, 20))
    assert found(official(office, ready_id), "日期先后正确").tone == "ok"


def test_that_a_day_after_the_papers_own_step_is_not_its_business(office: Office, ready_id: int) -> None:
    with office.read() as session:
        row: Recommendation = dossiers.casefile(session, ready_id).recommendation
    with office.act("recommendation.written", ready_id) as act:
        act.change(row, filed_on=date(2024, 6, 1))
    assert found(official(office, ready_id), "推荐表填报日期 2024-06-01 早于").jump == "filed_on"
    assert not [check for check in working(office, ready_id, SUMMARY) if "早于" in check.says]


def test_that_a_lapsed_edition_is_named_on_both_screens(office: Office, ready_id: int, clock: Any) -> None:
    before = (official(office, ready_id), working(office, ready_id, SUMMARY))
    assert not [check for checks in before for check in checks if "停止施行" in check.says]
    clock.forward(days=700)
    for checks in (official(office, ready_id), working(office, ready_id, SUMMARY)):
        assert found(checks, "办法已停止施行").tone == "warn"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("详询13800001234。", ["13800001234"]),
        ("详询 138 0000 1234 或 138-0000-1235", ["138 0000 1234", "138-0000-1235"]),
        ("0871-65551234", ["0871-65551234"]),
        ("（0871）65551234、（0871）65551234", ["（0871）65551234"]),
        ("信用代码 91530102NGXPHXXJ7F", []),
        ("工信部企业〔2017〕156号", []),
        ("4063 1952 7718 0365 2941，即 40631952771803652941", []),
        ("云ICP备09648768号", []),
        ("2024-06-18 至 2024-12-31，13800 元", []),
        ("138 **** 1234", []),
    ],
)
def test_that_a_telephone_number_is_told_from_every_other_number(text: str, found: list[str]) -> None:
    assert list(numbers_in(text)) == found


def test_that_a_telephone_number_in_a_text_is_named_and_masked(office: Office, ready_id: int) -> None:
    written(office, ready_id, advice="同意推荐，详询13800001234。")
    line = found(official(office, ready_id), "“推荐意见”里有电话号码 138 **** 1234")
    assert (line.tone, line.step, line.jump) == ("warn", "recommendation", "advice")


def test_that_numbers_in_their_own_places_are_nobodys_fault(office: Office, ready_id: int) -> None:
    assert found(official(office, ready_id), "电话只在表上规定的栏目里").tone == "ok"
    assert found(working(office, ready_id, SHEET), "电话只在表上规定的栏目里").tone == "ok"
    assert found(working(office, ready_id, SUMMARY), "没有印出电话号码").tone == "ok"


def test_that_a_number_written_into_another_cell_leads_to_its_firm(office: Office, ready_id: int) -> None:
    answer(office, ready_id, 2, service="设备共享，联系 13800001234")
    line = found(official(office, ready_id), "“接受服务内容”第 2 行里有电话号码")
    assert (line.step, line.jump) == ("survey", "2")


def test_that_an_expert_whose_name_has_no_glyph_is_found_at_the_seat(office: Office, ready_id: int) -> None:
    with office.read() as session:
        seat = dossiers.casefile(session, ready_id).seats[1]
    with office.act("panel.seated", ready_id) as act:
        act.change(seat, unit="云岭\U0003fffd大学")
    for checks in (official(office, ready_id), working(office, ready_id, OPINION)):
        line = found(checks, "\U0003fffd")
        assert (line.tone, line.step, line.jump) == ("bad", "panel", f"seat:{seat.id}")


def test_that_a_blank_form_has_nothing_to_check(office: Office) -> None:
    assert papers.blank(office, SUMMARY).checks == ()


@pytest.mark.parametrize("edition", [edition.id for edition in regulation.editions()])
def test_that_every_form_of_an_edition_is_somebodys_step(edition: str) -> None:
    law = regulation.load(edition)
    for form in forms.available():
        step = step_of(form, law)
        assert (step is Step.RECOMMENDATION) == (form in law.forms)


def test_that_a_form_without_faults_says_so_kind_by_kind(office: Office, ready_id: int) -> None:
    written(office, ready_id)
    intake.change_field(office, ready_id, "filed_on", "2024-06-12")
    recommendation.recommend(office, ready_id)
    assert [check.tone for check in official(office, ready_id)] == ["ok"] * 7
    assert (office.today() - date(2024, 6, 20)) == timedelta(0)
