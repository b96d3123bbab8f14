"""The survey's working papers, read back from the PDF: the frame check, the chart, nobody dropped."""

from __future__ import annotations

import io
import re
import unicodedata

import pypdf
import pytest

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ContactResult, DigitsSource, Settling
from desktop_app.records.lists import ServedFirm
from desktop_app.steps import archive_records, frame_check, keying, papers, survey
from desktop_app.steps.reading import read
from desktop_app.store.office import Office


def said(office: Office, dossier_id: int, form: str) -> str:
    """All text of the paper as it is issued, without spaces, with half-width marks."""
    reader = pypdf.PdfReader(io.BytesIO(office.vault.read(papers.issue(office, dossier_id, form).sha256)))
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(leaf.extract_text() for leaf in reader.pages)))


@pytest.fixture
def listed(office: Office, dossier_id: int) -> int:
    """14 firms, the ninth being the third under another spelling."""
    with office.act("intake.firms_imported", dossier_id) as act:
        for position in range(1, 15):
            name = {3: "澜江市鼎瑞生物科技有限公司", 9: "澜江鼎锐生物科技（集团）有限公司"}.get(
                position, f"澜江第{position}机械有限公司"
            )
            act.add(ServedFirm(dossier_id=dossier_id, position=position, name=name))
    return dossier_id


def test_that_the_frame_record_prints_hash_findings_and_exclusions_before_the_draw(office: Office, listed: int) -> None:
    with pytest.raises(Refusal, match="还没有冻结"):
        papers.issue(office, listed, "office/frame-record")
    (finding,) = survey.board(office, listed).check.findings
    frame_check.settle(office, listed, finding.key, Settling.EXCLUDE, "同一企业重复填报", [2])
    board = survey.freeze_frame(office, listed)
    assert board.frame is not None
    text = said(office, listed, "office/frame-record")
    assert board.frame.hash in text
    for words in ("13家", "剔除:澜江鼎锐生物科技(集团)有限公司", "同一企业重复填报", "林晓岚", "名称相同或相近"):
        assert words in text


def test_that_the_summary_counts_everybody_and_names_what_was_void(office: Office, listed: int) -> None:
    (finding,) = survey.board(office, listed).check.findings
    frame_check.settle(office, listed, finding.key, Settling.KEEP, "两个法人")
    survey.freeze_frame(office, listed)
    survey.draw_sample(office, listed, "40631952771803652941", DigitsSource.DICE, "刘明远", 10)
    answer = {"method": "phone", "person": "何育才", "post": "经理", "phone": "15022916824", "service": "检测"}
    for place, grade in enumerate(["very"] * 5 + ["basically", "dissatisfied"], 1):
        survey.record_answer(office, listed, place, answer | {"grade": grade})
    keying.void_answer(office, listed, 5, "被访人是申请单位职工")
    survey.record_attempt(office, listed, 8, ContactResult.REFUSED)
    survey.replace(office, listed, 8, 11, "拒绝受访")
    survey.record_attempt(office, listed, 9, ContactResult.CLOSED)
    text = said(office, listed, "office/survey-summary")
    assert "N=14家,样本n=10家;先后联系11家(替换1家),有效评价6家,应答率66.7%" in text
    for words in ("很满意440.0%", "不满意110.0%", "答复无效110.0%", "注销、搬迁或未受服务110.0%", "尚待访谈220.0%"):
        assert words in text
    assert "拒绝受访00.0%1" in text
    assert "原评价很满意,被访人是申请单位职工" in text
    assert "未作第二次录入" in text


def test_that_the_archive_keeps_the_check_the_replaced_and_the_void(office: Office, listed: int) -> None:
    (finding,) = survey.board(office, listed).check.findings
    frame_check.settle(office, listed, finding.key, Settling.EXCLUDE, "同一企业重复填报", [2])
    survey.freeze_frame(office, listed)
    drawn = survey.draw_sample(office, listed, "40631952771803652941", DigitsSource.DICE, "刘明远", 10)
    survey.record_answer(office, listed, 1, {"grade": "dissatisfied", "person": "何育才"})
    keying.void_answer(office, listed, 1, "被访人是申请单位职工")
    survey.record_attempt(office, listed, 2, ContactResult.REFUSED)
    survey.replace(office, listed, 2, 11, "拒绝受访")
    file, edition = read(office, listed)
    texts = {one.title: bytes(one.source).decode() for one in archive_records.documents(file, edition)}
    assert "剔除（澜江鼎锐生物科技（集团）有限公司）：同一企业重复填报" in texts["名单核查记录"]
    answers = texts["测评记录"]
    assert "作废的评价：不满意，何育才，林晓岚录入；被访人是申请单位职工" in answers
    assert f"样本 2　{drawn.lines[1].name}（已换出）" in answers
    assert "林晓岚：拒绝受访" in answers
