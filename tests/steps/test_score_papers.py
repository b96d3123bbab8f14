"""Score sheets printed for a meeting: what is on paper can be keyed back by its number."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import date

import pypdf

from desktop_app.records.kinds import Interest
from desktop_app.rules import score_sheet
from desktop_app.steps import experts, meeting, meetings, papers, seats
from desktop_app.steps.meeting_views import DeclarationGiven, MeetingBoard
from desktop_app.store.office import Office

FORM = "office/score-sheet"


def pages(office: Office, dossier_id: int) -> list[str]:
    made = papers.issue(office, dossier_id, FORM)
    leaves = pypdf.PdfReader(io.BytesIO(office.vault.read(made.sha256))).pages
    return [re.sub(r"\s", "", unicodedata.normalize("NFKC", leaf.extract_text())) for leaf in leaves]


def convened(office: Office, dossier_id: int, sheet_id: str = "office-general") -> MeetingBoard:
    for name in ("孟令䶮", "石佳宁"):
        experts.add_expert(office, {"name": name, "title": "教授", "unit": "云岭农业大学", "field": "机械"})
    ids = [one.id for one in experts.board(office).experts if one.name in ("孟令䶮", "石佳宁")]
    return meetings.convene(
        office, "六月评审会", date(2024, 6, 24), "三楼会议室", [dossier_id], ids, sheet_id, quorum=2
    )


def test_that_the_number_on_each_sheet_says_whose_it_is(office: Office, dossier_id: int) -> None:
    board = convened(office, dossier_id)
    texts = pages(office, dossier_id)
    assert len(texts) == len(board.members) == 2
    for text, member in zip(texts, board.members, strict=True):
        number = seats.paper_number(office, board.items[0].id, member.id)
        assert number in text
        assert f"第{member.number}席{member.name}" in text
        assert "六月评审会" in text
        assert seats.read_number(office, number).member_id == member.id
        for criterion in score_sheet.load("office-general").criteria:
            assert criterion.title in text


def test_that_who_steps_aside_gets_no_sheet(office: Office, dossier_id: int) -> None:
    board = convened(office, dossier_id)
    meeting.begin_sitting(office, board.id)
    meeting.sign_in(office, board.id, board.members[0].id)
    meeting.declare(office, board.members[0].id, [DeclarationGiven(board.items[0].id, Interest.OTHER, "受托咨询")])
    (text,) = pages(office, dossier_id)
    assert "石佳宁" in text


def test_that_without_a_meeting_each_seated_expert_has_a_sheet_and_nobody_one_blank(
    office: Office, ready_id: int
) -> None:
    texts = pages(office, ready_id)
    assert ["钱伯安" in texts[0], "冯雪梅" in texts[1], len(texts)] == [True, True, 2]


def test_that_a_sheet_for_nobody_can_be_written_by_anybody(office: Office, dossier_id: int) -> None:
    (text,) = pages(office, dossier_id)
    assert "以上各格所写数字之和" in text
    assert "运营管理" in text
