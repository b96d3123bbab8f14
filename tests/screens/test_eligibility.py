"""The eligibility bench through its real widgets, on a real office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.records.dossier import OperatingYear
from desktop_app.records.evidence import Scan
from desktop_app.records.kinds import Role
from desktop_app.records.papers import Paper, SealEntry
from desktop_app.screens.desk import Desk
from desktop_app.screens.eligibility import EligibilityPage
from desktop_app.screens.eligibility_detail import excerpt
from desktop_app.steps import eligibility
from desktop_app.store import dossiers
from desktop_app.store.office import Office
from desktop_app.widgets import marks
from desktop_app.widgets.kit import ElidedLabel


def paper(pages: int = 3) -> bytes:
    """A small PDF."""
    out = BytesIO()
    sheets = [Image.new("L", (210, 297), 255 - 10 * number) for number in range(pages)]
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


@pytest.fixture
def filled(office: Office, dossier_id: int) -> Office:
    """The office with a dossier that has figures, an audit report of 3 pages and a licence of 1."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
    with office.act("intake.field_changed", dossier_id) as act:
        act.change(file.dossier, functions="training", region_code="530100")
        act.change(file.application, total_assets_wan=Decimal(260), registered_on=date(2014, 4, 24), staff_count=35)
        for year, served in ((2022, 340), (2023, 458)):
            act.add(OperatingYear(dossier_id=dossier_id, year=year, firms_served=served))
    with office.act("evidence.attached", dossier_id) as act:
        for material, name, pages in (("audit", "审计报告.pdf", 3), ("licence", "营业执照.pdf", 1)):
            kept = office.vault.keep(paper(pages))
            act.add(
                Scan(
                    dossier_id=dossier_id, material=material, sha256=kept.sha256, name=name, kind="pdf",
                    size=kept.size, pages=pages, attached_at=office.now(), attached_by="林晓岚",
                )
            )  # fmt: skip
    return office


@pytest.fixture
def page(qtbot: Any, desk: Desk, filled: Office, dossier_id: int) -> EligibilityPage:
    made = EligibilityPage(desk, dossier_id)
    qtbot.addWidget(made)
    made.resize(1110, 656)
    made.show()
    qtbot.waitUntil(lambda: made.board is not None and desk.idle)
    return made


@pytest.fixture
def settle(qtbot: Any, desk: Desk) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: desk.idle)

    return wait


def show(qtbot: Any, page: EligibilityPage, condition: str) -> None:
    """Take a condition in hand and wait until its page of evidence is there."""
    page.go_to(condition)
    qtbot.waitUntil(lambda: page.evidence.viewer.page > 0)


def write(page: EligibilityPage, words: str) -> None:
    """Type a reason and leave the field."""
    page.detail.reason.editor.put(words)
    page.detail.reason.flush()


def chips(page: EligibilityPage) -> list[marks.Chip]:
    return [chip for chip in page.detail.findChildren(marks.Chip) if not chip.isHidden()]


def test_that_the_first_open_condition_is_in_hand(page: EligibilityPage) -> None:
    line = page.line()
    assert line is not None
    assert line.id == "legal-person"
    assert page.table.current_row() == 0
    assert len(page.table.rows()) == 21


def test_that_its_usual_material_is_shown_and_its_figures_explained(qtbot: Any, page: EligibilityPage) -> None:
    show(qtbot, page, "total-assets")
    assert page.evidence.here is not None
    assert page.evidence.here.name == "审计报告.pdf"
    labels = [label.text() for label in page.detail.findChildren(object, "explained")]
    assert labels == ["资产总额 260 万元，要求不低于 300 万元"]
    row = page.table.current_row()
    assert page.table.columns[2].words(page.table.row(row)) == "260 万元"
    assert page.table.columns[3].words(page.table.row(row)) == "不符合"


def test_that_verdict_reason_and_page_together_settle_a_judgement(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "finances")
    qtbot.keyClick(page, Qt.Key.Key_F2)
    settle()
    write(page, "近两年连续盈利")
    settle()
    line = page.line()
    assert line is not None
    assert (line.decision, line.lacks) == ("met", ("至少 1 页依据",))
    page.evidence.viewer.go(2)
    qtbot.keyClick(page, Qt.Key.Key_C)
    settle()
    line = page.line()
    assert line is not None
    assert (line.standing.label, [cited.label for cited in line.cited]) == ("符合", ["审计报告 2 页"])
    assert [chip.words for chip in chips(page)] == ["审计报告 2 页"]
    assert page.detail.verdicts.buttons["met"].isChecked()


def test_that_finishing_says_what_is_lacking_and_stays(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "finances")
    page.finish.click()
    settle()
    assert "还没有判定" in page.detail.said()
    page.detail.verdicts.choose("met")
    settle()
    page.finish.click()
    settle()
    assert "还缺理由和至少 1 页依据" in page.detail.said()
    line = page.line()
    assert line is not None
    assert line.id == "finances"


def test_that_finishing_goes_to_the_next_that_waits_for_a_person(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "finances")
    page.detail.reason.editor.put("审计报告显示连续亏损")
    page.detail.verdicts.choose("not_met")
    settle()
    page.finish.click()
    settle()
    line = page.line()
    assert line is not None
    assert line.id == "growth"  # 年服务中小企业 is met, 用户满意度 waits for the survey
    assert page.board is not None
    kept = next(one for one in page.board.lines if one.id == "finances")
    assert (kept.standing.label, kept.reason) == ("不符合", "审计报告显示连续亏损")


def test_that_a_dim_verdict_says_why(qtbot: Any, page: EligibilityPage, settle: Callable[[], None]) -> None:
    show(qtbot, page, "total-assets")
    relaxed = page.detail.verdicts.buttons["relaxed"]
    assert not relaxed.isEnabled()
    assert "享受西部大开发政策区域" in relaxed.toolTip()
    qtbot.keyClick(page, Qt.Key.Key_F4)
    settle()
    assert "享受西部大开发政策区域" in page.detail.said()
    line = page.line()
    assert line is not None
    assert line.decision == ""
    page.detail.say("")
    middle = relaxed.mapTo(page.detail.verdicts, relaxed.rect().center())
    qtbot.mouseClick(page.detail.verdicts, Qt.MouseButton.LeftButton, pos=middle)
    assert "享受西部大开发政策区域" in page.detail.said()


def test_that_a_reason_being_typed_is_kept_when_another_condition_is_taken_up(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "plan")
    page.detail.reason.editor.put("规划到 2026 年")
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    line = page.line()
    assert line is not None
    assert line.id == "leadership"
    assert page.detail.reason.value() == ""
    page.go_to("plan")
    settle()
    assert page.detail.reason.value() == "规划到 2026 年"


def test_that_del_on_a_citation_takes_it_away(qtbot: Any, page: EligibilityPage, settle: Callable[[], None]) -> None:
    show(qtbot, page, "finances")
    page.cite()
    settle()
    (chip,) = chips(page)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    settle()
    assert chips(page) == []


def test_that_a_frame_drawn_on_the_page_is_what_is_cited(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "finances")
    bed = page.evidence.viewer.bed
    qtbot.keyClick(page, Qt.Key.Key_H)
    viewport = bed.viewport()
    first, last = viewport.rect().center(), viewport.rect().center() + QPoint(90, 40)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(viewport, last)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)
    assert page.evidence.cite.words == "引用框选"
    page.evidence.cite.click()
    settle()
    line = page.line()
    assert line is not None
    width, height = map(int, line.cited[0].frame.split(",")[2:])
    assert 0 < width < 1000
    assert 0 < height < 1000
    assert page.evidence.viewer.selection == ""
    assert page.evidence.cite.words == "引用本页"


def test_that_the_same_page_twice_is_said_where_it_happened(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "finances")
    page.cite()
    page.cite()
    settle()
    assert "不必重复引用" in page.detail.said()
    assert len(chips(page)) == 1


def test_that_a_cited_page_opens_again_when_its_condition_is_taken_up(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "finances")
    page.evidence.viewer.go(3)
    page.cite()
    settle()
    page.go_to("legal-person")
    qtbot.waitUntil(lambda: page.evidence.here is not None and page.evidence.here.name == "营业执照.pdf")
    page.go_to("finances")
    qtbot.waitUntil(lambda: page.evidence.viewer.page == 3)


def test_that_only_open_conditions_are_listed_on_demand(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    page.only_open.setChecked(True)
    shown = [line.id for line in page.table.rows()]
    assert "firms-served" not in shown
    assert "total-assets" not in shown
    assert page.only_open.words == f"只看未定 {len(shown)}"
    page.only_open.setChecked(False)
    assert len(page.table.rows()) == 21


def test_that_a_jump_takes_the_condition_in_hand(page: EligibilityPage) -> None:
    page.focus_on("satisfaction")
    line = page.line()
    assert line is not None
    assert line.id == "satisfaction"
    page.focus_on("no-such-condition")
    assert page.line() == line


def test_that_a_clerk_is_told_who_decides(
    qtbot: Any, page: EligibilityPage, filled: Office, settle: Callable[[], None]
) -> None:
    assert filled.operator is not None
    filled.operator.roles = Role.CLERK.value
    show(qtbot, page, "plan")
    page.detail.verdicts.choose("not_met")
    settle()
    assert "请由审核员办理" in page.detail.said()
    assert not page.detail.verdicts.buttons["not_met"].isChecked()


def test_that_there_is_one_pane_at_a_time_where_there_is_little_room(qtbot: Any, page: EligibilityPage) -> None:
    assert page.evidence.isVisible()
    assert page.right.isVisible()
    page.resize(844, 430)
    assert (page.evidence.isVisible(), page.right.isVisible()) == (False, True)
    qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (page.evidence.isVisible(), page.right.isVisible()) == (True, False)
    qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert (page.evidence.isVisible(), page.right.isVisible()) == (False, True)


def test_that_the_list_opens_in_the_place_of_the_verdict_where_it_is_low(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    page.resize(844, 430)
    assert (page.table.isVisible(), page.detail.isVisible()) == (False, True)
    page.list_button.click()
    assert (page.table.isVisible(), page.detail.isVisible()) == (True, False)
    middle = page.table.visualRect(page.table.model().index(2, 1)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert (page.table.isVisible(), page.detail.isVisible()) == (False, True)
    line = page.line()
    assert line is not None
    assert line.id == "total-assets"
    page.resize(1110, 656)
    assert page.table.isVisible()


def test_that_a_frozen_dossier_asks_for_a_reason_and_then_does_what_waited(
    qtbot: Any, desk: Desk, page: EligibilityPage, dossier_id: int, settle: Callable[[], None]
) -> None:
    def seal(office: Office) -> None:
        with office.act("paper.printed", dossier_id) as act:
            printed = act.add(
                Paper(
                    dossier_id=dossier_id, form="national-2017/recommendation", number="2024-0001-1",
                    content_hash="0" * 64, sha256="0" * 64, pages=3, journal_code="", printed_at=office.now(),
                    printed_by="林晓岚",
                )
            )  # fmt: skip
        with office.act("seal.registered", dossier_id) as act:
            act.add(
                SealEntry(
                    dossier_id=dossier_id, paper_id=printed.id, sealed_on=date(2024, 6, 20), seal_name="公章",
                    purpose="推荐", copies=2, approved_by="林晓岚", keeper="林晓岚", registered_at=office.now(),
                    registered_by="林晓岚",
                )
            )  # fmt: skip

    desk.run(seal)
    settle()
    show(qtbot, page, "plan")
    assert page.detail.because.isVisible()
    page.detail.verdicts.choose("not_met")
    settle()
    assert "案卷已冻结" in page.detail.because.says
    page.detail.because.editor.put("复核发现没有年度目标")
    page.detail.because.flush()
    settle()
    line = page.line()
    assert line is not None
    assert line.decision == "not_met"
    assert page.board is not None
    assert not page.board.frozen


def test_that_a_relaxation_that_no_longer_holds_says_so(
    qtbot: Any, desk: Desk, page: EligibilityPage, dossier_id: int, settle: Callable[[], None]
) -> None:
    def move(office: Office, western: bool) -> None:
        with office.read() as session:
            file = dossiers.casefile(session, dossier_id)
        with office.act("intake.field_changed", dossier_id) as act:
            act.change(file.dossier, western=western)

    desk.run(move, True)
    settle()
    show(qtbot, page, "total-assets")
    page.detail.reason.editor.put("当地平台规模普遍较小")
    page.detail.verdicts.choose("relaxed")
    settle()
    line = page.line()
    assert line is not None
    assert line.standing.label == "裁量放宽"
    desk.run(move, False)
    settle()
    page.go_to("finances")
    page.go_to("total-assets")
    assert page.detail.said().startswith("原来判定的“裁量放宽”不再有效。第十二条的放宽只适用于“享受西部大开发政策区域”")


def test_that_tab_goes_from_the_verdicts_over_the_citations_to_the_reason(
    qtbot: Any, page: EligibilityPage, settle: Callable[[], None]
) -> None:
    show(qtbot, page, "finances")
    page.cite()
    settle()
    names = []
    widget: QWidget = page.detail.verdicts.buttons["met"]
    for _ in range(40):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    assert names[:6] == ["verdict_met", "verdict_not_met", "verdict_supplement", "cited", "add_citation", "reason"]


def test_that_figures_changed_elsewhere_are_read_again(
    qtbot: Any, desk: Desk, page: EligibilityPage, dossier_id: int, settle: Callable[[], None]
) -> None:
    def enter(office: Office) -> None:
        with office.read() as session:
            file = dossiers.casefile(session, dossier_id)
        with office.act("intake.field_changed", dossier_id) as act:
            act.change(file.application, total_assets_wan=Decimal(300))

    page.go_to("total-assets")
    desk.run(enter)
    settle()
    line = page.line()
    assert line is not None
    assert line.standing.label == "符合"


@pytest.mark.parametrize(
    ("wording", "says", "rich"),
    [
        ("甲，乙，丙。", "乙", '甲，<span style="font-weight:600">乙</span>，丙。'),
        ("甲<乙", "丙", "甲&lt;乙"),
        ("前" * 40 + "乙" + "后" * 40, "乙", f'……{"前" * 22}<span style="font-weight:600">乙</span>{"后" * 22}……'),
    ],
)
def test_that_the_article_is_cut_to_what_stands_around_the_condition(wording: str, says: str, rich: str) -> None:
    assert excerpt(wording, says) == rich


def test_that_the_step_of_the_page_is_the_step_of_the_rules(page: EligibilityPage) -> None:
    assert page.word.value == eligibility.__name__.rpartition(".")[2]


def cut(page: EligibilityPage) -> list[str]:
    """The labels and buttons of the right side whose words have too little room."""
    found = []
    for widget in [*page.right.findChildren(QLabel), *page.right.findChildren(QAbstractButton)]:
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        needed = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().width()
        if (widget.height() if wraps else widget.width()) < needed:
            found.append(f"{widget.objectName()} {widget.accessibleName()}")
    return found


def test_that_no_words_are_cut(qtbot: Any, page: EligibilityPage) -> None:
    for size in ((1110, 590), (1536, 968), (972, 560), (844, 408)):
        page.resize(*size)
        for condition in ("legal-person", "growth", "satisfaction", "training-capability", "distinction"):
            page.go_to(condition)
            qtbot.waitUntil(lambda: not cut(page), timeout=2000)
