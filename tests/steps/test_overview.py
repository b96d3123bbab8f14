"""The overview: every open item of every step, the same number everywhere."""

from __future__ import annotations

from sqlalchemy import select

from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.kinds import Step
from desktop_app.steps import archive, overview, recommendation
from desktop_app.store.office import Office


def test_that_the_list_is_found_by_name_code_contact_and_pinyin(office: Office, dossier_id: int) -> None:
    with office.read() as session:
        form = session.scalars(select(Application)).one()
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(form, contact="仇单")
    (line,) = overview.listing(office)
    assert line.name == "澜江市桥山中小企业公共服务平台"
    assert (line.reached, line.archived) == (Step.INTAKE, False)
    for query in ("桥山", "ljsqs", "qs 2024", "QIUSHAN", "qs"):
        assert line.fits(query), query
    assert not line.fits("石川")


def test_that_the_list_says_how_far_a_dossier_is(office: Office, ready_id: int) -> None:
    (line,) = overview.listing(office)
    assert line.reached == Step.PANEL


def test_that_open_items_and_steps_agree(office: Office, dossier_id: int) -> None:
    board = overview.board(office, dossier_id)
    assert board.open_items
    for line in board.steps:
        mine = [item for item in board.open_items if item.step == line.step]
        assert line.open == len(mine)
        assert line.wrong == sum(item.wrong for item in mine)
    assert [line.step for line in board.steps] == list(Step)
    assert board.steps[5].state == "locked"
    assert board.steps[5].says == "待前五步完成"


def test_that_the_head_says_that_a_repealed_edition_is_repealed(office: Office, dossier_id: int, clock: object) -> None:
    head = overview.board(office, dossier_id).head
    assert not head.repealed
    clock.forward(days=600)  # type: ignore[attr-defined]
    later = overview.board(office, dossier_id)
    assert later.head.repealed
    assert "创建管理办法" in later.replaced_by
    assert "受理日有效" in later.head.law_says


def test_that_an_edition_whose_file_was_altered_since_is_noticed_wherever_it_counts(
    office: Office, ready_id: int
) -> None:
    assert overview.board(office, ready_id).head.law_altered == ""
    assert "有改动" not in {check.value for check in archive.board(office, ready_id).checks}
    with office.read() as session:
        opened_under = session.scalars(select(Dossier)).one()
    with office.act("intake.field_changed", ready_id) as act:  # as if it had been opened under another file
        act.change(opened_under, regulation_digest="0" * 64)
    said = overview.board(office, ready_id).head.law_altered
    assert said.startswith("“国家 2017”的办法文件在受理后有改动")
    assert said.rstrip("。") in {check.says for check in recommendation.board(office, ready_id).checks}
    assert {check.tone for check in archive.board(office, ready_id).checks if check.value == "有改动"} == {"warn"}


def test_that_key_figures_stand_beside_what_is_asked(office: Office, ready_id: int) -> None:
    figures = {figure.jump: figure for figure in overview.board(office, ready_id).figures}
    assets = next(figure for figure in figures.values() if "资产" in figure.label)
    assert (assets.value, assets.unit, assets.wanted, assets.tone) == ("788.19", "万元", "≥ 300", "ok")
    rate = next(figure for figure in figures.values() if "满意" in figure.label)
    assert (rate.value, rate.tone) == ("100", "ok")


def test_that_the_last_changes_are_told_newest_first(office: Office, dossier_id: int, clock: object) -> None:
    with office.read() as session:
        form = session.scalars(select(Application)).one()
    clock.forward(hours=1)  # type: ignore[attr-defined]
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(form, contact="贺兰英")
    changes = overview.board(office, dossier_id).changes
    assert [change.who for change in changes] == ["林晓岚", "林晓岚"]
    assert changes[1].says == "受理立卷"
    assert changes[0].when > changes[1].when
