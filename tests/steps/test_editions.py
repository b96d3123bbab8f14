"""The editions of an office: its own files, what a dossier stays under, two side by side."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.printing import facts
from desktop_app.printing.values import FactValue
from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import Role
from desktop_app.rules import regulation
from desktop_app.rules.comparison import Mark
from desktop_app.steps import dossier, edition_texts, editions, eligibility, overview, reading
from desktop_app.steps import office as office_step
from desktop_app.store import dossiers, journal
from desktop_app.store.office import Office
from tests.rules.made_up import EDITION

ANNEXED = (paths.REGULATIONS / "national-2025.toml").read_text(encoding="utf-8").replace(
    'require = { undefined = "《国家中小企业公共服务示范平台（基地）创建方案评价要求》（附件3）" }',
    'require = { judge = "创建方案是否符合附件3的评价要求" }',
)  # fmt: skip
WHY = "工业和信息化部2025年11月印发附件3"


@pytest.fixture
def annexed(tmp_path: Path) -> Path:
    """national-2025 with its third annex filled in, under a name of the office's own."""
    path = tmp_path / "国家2025（含附件3）.toml"
    path.write_text(ANNEXED, encoding="utf-8")
    return path


def add(office: Office, path: Path) -> str:
    """Add an edition's file; its key."""
    preview = editions.preview_file(office, path)
    editions.add_edition(office, preview, WHY)
    return preview.digest


def pinned_to(office: Office, dossier_id: int) -> str:
    with office.read() as session:
        return dossiers.dossier(session, dossier_id).regulation_digest


def open_under(office: Office, edition: str, day: date = date(2024, 6, 18)) -> int:
    return dossier.open_dossier(office, day, edition, "澜江市桥山科技服务有限公司")


def test_that_the_room_shows_each_edition_and_how_it_stands_today(office: Office) -> None:
    lines = {line.regulation_id: line for line in editions.board(office).lines}  # 2024-06-20
    assert {name: line.state for name, line in lines.items()} == {
        "national-2017": "force", "xinjiang-2021": "force", "shandong-2020": "lapsed", "national-2025": "future",
    }  # fmt: skip
    assert lines["shandong-2020"].said == "有效期已于 2023-10-06 届满，今天不再有效"
    assert (lines["xinjiang-2021"].where, lines["national-2017"].where) == ("新疆维吾尔自治区", "全国")
    assert all(line.offered and not line.own for line in lines.values())


def test_that_an_edition_is_read_with_its_requirements_in_words(office: Office) -> None:
    key = regulation.load("xinjiang-2021").digest
    view = editions.read(office, key)
    assert [chapter.title for chapter in view.chapters][:4] == ["基本情况", "服务功能", "基本条件", "功能要求"]
    conditions = next(chapter for chapter in view.chapters if chapter.key == "conditions").entries
    assets = next(entry for entry in conditions if "资产总额" in entry.title)
    assert assets.article == "第七条（一）"
    assert assets.asks == ((0, "南疆四地州：资产总额不低于 150 万元"), (0, "其他情形：资产总额不低于 250 万元"))


def test_that_a_missing_annex_is_named_where_the_edition_is_read(office: Office) -> None:
    view = editions.read(office, regulation.load("national-2025").digest)
    entries = [entry for chapter in view.chapters for entry in chapter.entries if entry.tone == "undefined"]
    assert len(entries) == 3
    for number, entry in zip("312", entries, strict=True):
        assert f"（附件{number}）规定，该文件没有收录" in entry.asks[0][1]


class TestOwn:
    """An office adds a corrected edition or a new province without a release."""

    def test_that_an_annexed_measure_is_offered_in_place_of_the_programs(self, office: Office, annexed: Path) -> None:
        preview = editions.preview_file(office, annexed)
        assert (preview.replaces, preview.comparison is not None) == ("国家 2025", True)
        assert preview.comparison is not None
        assert preview.comparison.count(Mark.CHANGED) == 1
        board = editions.add_edition(office, preview, WHY)
        line = board.line(preview.digest)
        assert line is not None
        assert (line.own, line.offered) == (True, True)
        assert WHY in line.source
        old = board.line(regulation.load("national-2025").digest)
        assert old is not None
        assert (old.state, old.offered) == ("former", False)
        assert edition_texts.current(office, "national-2025").digest == preview.digest

    def test_that_a_new_province_goes_in_and_a_dossier_is_judged_by_it(self, office: Office, tmp_path: Path) -> None:
        path = tmp_path / "yunling-2030.toml"
        path.write_text(EDITION, encoding="utf-8")
        add(office, path)
        assert dossier.new_dossier(office, date(2024, 6, 18)).offered == "yunling-2030"
        number = open_under(office, "yunling-2030")
        lines = eligibility.board(office, number).lines
        assert "two-of-three" in {line.id for line in lines}

    def test_that_adding_is_in_the_journal_with_its_digest(self, office: Office, annexed: Path) -> None:
        key = add(office, annexed)
        with office.read() as session:
            last = journal.entries(session)[-1]
        assert last.act == "office.edition_added"
        assert key in last.body
        assert WHY in last.body

    def test_that_only_an_administrator_may(self, office: Office, annexed: Path) -> None:
        preview = editions.preview_file(office, annexed)
        office_step.add_operator(office, "周正", [Role.REVIEWER], "lian-jiang-7")
        office.sign_in("周正", "lian-jiang-7")
        assert not editions.board(office).may_add
        with pytest.raises(Refusal, match="没有这项权限"):
            editions.add_edition(office, preview, WHY)

    def test_that_a_wrong_file_is_refused_with_its_place_and_nothing_is_kept(
        self, office: Office, annexed: Path
    ) -> None:
        before = {path for path in (office.folder / "vault").rglob("*") if path.is_file()}
        annexed.write_text(ANNEXED.replace("at_least = 3 }", 'at_least = "三年" }'), encoding="utf-8")
        with pytest.raises(Refusal) as caught:
            editions.preview_file(office, annexed)
        assert caught.value.says.startswith("国家2025（含附件3）.toml，第 ")
        assert "条件“operating-years”" in caught.value.says
        assert {path for path in (office.folder / "vault").rglob("*") if path.is_file()} == before
        assert not any(line.own for line in editions.board(office).lines)

    def test_that_a_figure_from_an_annex_whose_box_is_not_asked_is_doubted(self, office: Office, annexed: Path) -> None:
        assert editions.preview_file(office, annexed).doubts == ()
        first = '{ undefined = "《国家中小企业公共服务示范平台（基地）创建及认定标准（平台类）》（附件1）" }'
        assert first in ANNEXED
        figure = '{ figure = "firms_served", at_least = 500 }'
        annexed.write_text(ANNEXED.replace(first, figure), encoding="utf-8")
        dead_end, slip = editions.preview_file(office, annexed).doubts
        assert "请从 boxes_not_asked 中删去“operating_year”。" in dead_end
        assert "写的是 500，“第七条（二）”的原文中没有这个数" in slip

    def test_that_a_sentence_that_stands_in_no_article_is_refused(self, office: Office, annexed: Path) -> None:
        invented = ANNEXED.replace('says = "未被列入严重失信主体名单"', 'says = "资产总额不低于300万元"')
        annexed.write_text(invented, encoding="utf-8")
        with pytest.raises(Refusal, match="“资产总额不低于300万元”不是“第五条（一）”的原文"):
            editions.preview_file(office, annexed)

    @pytest.mark.parametrize(
        ("content", "says"),
        [(b"", "缺“id”"), (b"\x89PNG\r\n\x1a\n\x00", "不是 UTF-8 文字"), (b"x" * 2_000_001, "文件太大")],
    )
    def test_that_what_is_no_edition_is_refused(
        self, office: Office, tmp_path: Path, content: bytes, says: str
    ) -> None:
        path = tmp_path / "some.toml"
        path.write_bytes(content)
        with pytest.raises(Refusal, match=says):
            editions.preview_file(office, path)

    def test_that_a_file_that_is_not_there_is_refused(self, office: Office, tmp_path: Path) -> None:
        with pytest.raises(Refusal, match="文件读不出来"):
            editions.preview_file(office, tmp_path / "none.toml")

    def test_that_the_same_file_is_not_added_twice(self, office: Office, annexed: Path) -> None:
        add(office, annexed)
        with pytest.raises(Refusal, match="完全相同"):
            editions.preview_file(office, annexed)

    def test_that_nothing_is_added_without_saying_where_it_comes_from(self, office: Office, annexed: Path) -> None:
        with pytest.raises(Refusal, match="来历"):
            editions.add_edition(office, editions.preview_file(office, annexed), " ")

    def test_that_a_withdrawn_one_gives_way_to_the_programs_and_its_dossiers_stay(
        self, office: Office, annexed: Path
    ) -> None:
        key = add(office, annexed)
        number = open_under(office, "national-2025")
        board = editions.withdraw_edition(office, key, "附件是征求意见稿")
        line = board.line(key)
        assert line is not None
        assert (line.state, line.offered, line.dossiers) == ("withdrawn", False, 1)
        assert "附件是征求意见稿" in line.said
        assert edition_texts.current(office, "national-2025").digest != key
        assert reading.read(office, number)[1].digest == key

    def test_that_the_programs_own_is_not_withdrawn(self, office: Office) -> None:
        with pytest.raises(Refusal, match="程序自带的办法不能停用"):
            editions.withdraw_edition(office, regulation.load("national-2025").digest, "不用")

    def test_that_what_was_added_is_not_rewritten_behind_the_program(self, office: Office, annexed: Path) -> None:
        add(office, annexed)
        for statement in (
            f"UPDATE office_edition SET digest = '{'0' * 64}'",
            "DELETE FROM office_edition",
            "INSERT OR REPLACE INTO office_edition SELECT * FROM office_edition",
        ):
            with pytest.raises(DatabaseError, match="final"), office.act("office.edition_added") as act:
                act.session.execute(text(statement))


class TestPinned:
    """A dossier stays under the very text that it was opened under."""

    def test_that_the_text_is_kept_in_the_vault(self, office: Office) -> None:
        digest = pinned_to(office, open_under(office, "national-2017"))
        assert hashlib.sha256(office.vault.read(digest)).hexdigest() == digest

    def test_that_an_old_dossier_is_not_judged_by_the_new_text(self, office: Office, annexed: Path) -> None:
        old = open_under(office, "national-2025")
        key = add(office, annexed)
        new = open_under(office, "national-2025")
        outcomes = {}
        for number in (old, new):
            found = reading.read(office, number)[1]
            outcomes[found.digest] = repr(found.condition("annex-3").require)
        assert "Undefined" in outcomes[regulation.load("national-2025").digest]
        assert "Judge" in outcomes[key]

    def test_that_an_old_dossier_says_that_there_is_a_newer_text(self, office: Office, annexed: Path) -> None:
        old = open_under(office, "national-2025")
        assert overview.board(office, old).head.law_superseded == ""
        add(office, annexed)
        head = overview.board(office, old).head
        assert "本案卷仍按受理时的文件" in head.law_superseded
        assert head.law_altered == ""

    def test_that_a_text_of_an_earlier_release_still_judges(self, office: Office) -> None:
        """A dossier opened under a file that a later release of the program replaced."""
        number = open_under(office, "national-2017")
        (earlier,) = (paths.REGULATIONS / "earlier").glob("national-2017@*.toml")
        digest = hashlib.sha256(earlier.read_bytes()).hexdigest()
        with office.read() as session:
            row = session.scalars(select(Dossier)).one()
        with office.act("intake.field_changed", number) as act:
            act.change(row, regulation_digest=digest)
        assert reading.read(office, number)[1].digest == digest
        assert overview.board(office, number).head.law_altered == ""
        edition_texts.keep_all(office)
        assert hashlib.sha256(office.vault.read(digest)).hexdigest() == digest

    def test_that_a_damaged_text_is_noticed_and_the_dossier_stays_readable(self, office: Office, annexed: Path) -> None:
        key = add(office, annexed)
        number = open_under(office, "national-2025")
        editions.withdraw_edition(office, key, "换回原文")
        path = office.vault.path(key)
        path.chmod(0o644)
        path.write_bytes(b"changed")
        assert "现按改动后的文件审查" in overview.board(office, number).head.law_altered

    def test_that_a_damaged_text_of_the_offices_own_stops_no_other_work(self, office: Office, annexed: Path) -> None:
        key = add(office, annexed)
        number = open_under(office, "national-2025")
        path = office.vault.path(key)
        path.chmod(0o644)
        path.write_bytes(b"changed")
        assert "national-2025" in {one.id for one in dossier.new_dossier(office).editions}
        assert editions.board(office).lines
        with pytest.raises(Refusal, match="已被改动"):
            open_under(office, "national-2025")
        assert "现按改动后的文件审查" in overview.board(office, number).head.law_altered

    @pytest.mark.parametrize("path", sorted((paths.REGULATIONS / "earlier").glob("*.toml")), ids=lambda path: path.stem)
    def test_that_every_earlier_text_can_be_read_and_is_named_by_its_digest(self, path: Path) -> None:
        name, _, mark = path.stem.partition("@")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest.startswith(mark)
        data = regulation.earlier(digest)
        assert data is not None
        assert regulation.kept(name, data).id == name


class TestPapers:
    """What the working papers say of the edition."""

    @pytest.mark.parametrize(
        ("edition", "accepted", "says"),
        [
            ("national-2017", date(2024, 6, 18), "受理日有效，2025-10-21 废止"),  # 2025 measure, 第十九条
            ("shandong-2020", date(2023, 10, 6), "受理日有效，有效期至 2023-10-06"),  # 第二十九条
            ("shandong-2020", date(2024, 6, 18), "有效期已于 2023-10-06 届满，受理日不再有效，经办人知悉后选用"),
            ("national-2025", date(2024, 6, 18), "自 2025-10-21 起施行，受理日尚未生效，经办人知悉后选用"),
        ],
    )
    def test_that_they_say_how_it_stood_on_the_day(
        self, office: Office, edition: str, accepted: date, says: str
    ) -> None:
        found = self.facts(office, open_under(office, edition, accepted))
        assert found["regulation_force"] == f"　{says}"

    def test_that_an_edition_without_an_end_says_nothing(self, office: Office, clock: Any) -> None:
        clock.forward(days=600)
        found = self.facts(office, open_under(office, "national-2025", date(2025, 11, 3)))
        assert found["regulation_force"] == ""

    def test_that_an_undefined_condition_names_its_document_and_nobody_has_decided(self, office: Office) -> None:
        rows = self.facts(office, open_under(office, "national-2025"))["conditions"]
        assert isinstance(rows, tuple)
        (undefined,) = [row for row in rows if isinstance(row, dict) and row["condition"] == "创建方案符合评价要求"]
        assert undefined["verdict"] == "未定义"
        assert "创建方案评价要求》（附件3）" in undefined["reason"]
        assert undefined["decided"] == ""

    @staticmethod
    def facts(office: Office, number: int) -> dict[str, FactValue]:
        return facts.facts(*reading.read(office, number), ["regulation_force", "conditions"])


class TestComparison:
    """Two editions side by side, on the screen and as a workbook."""

    def keys(self) -> tuple[str, str]:
        return regulation.load("national-2017").digest, regulation.load("shandong-2020").digest

    def test_that_one_edition_is_not_held_against_itself(self, office: Office) -> None:
        with pytest.raises(Refusal, match="同一份"):
            editions.compare(office, self.keys()[0], self.keys()[0])

    def test_that_the_workbook_says_what_the_screen_says(self, office: Office, tmp_path: Path) -> None:
        left, right = self.keys()
        found = editions.compare(office, left, right)
        path = editions.save_comparison(office, left, right, tmp_path / "对照")
        assert path.name == "对照.xlsx"
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        rows = list(sheet.iter_rows(min_row=3, values_only=True))
        assert len(rows) == sum(1 + len(group.rows) for group in found.groups)
        assets = next(row for row in rows if str(row[0]).startswith("资产总额"))
        assert (assets[1], assets[3], assets[5]) == ("第十二条（一）", "第十四条（一）", "≠ 不同")
        assert "资产总额不低于 300 万元" in str(assets[2])
        assert "资产总额不低于 100 万元" in str(assets[4])
        assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$2:$2", "landscape")

    def test_that_a_place_that_cannot_be_written_leaves_nothing(self, office: Office, tmp_path: Path) -> None:
        with pytest.raises(Refusal, match="没有存成"):
            editions.save_comparison(office, *self.keys(), tmp_path / "none" / "对照.xlsx")

    def test_that_an_editions_file_can_be_taken_out_corrected_and_brought_in(
        self, office: Office, tmp_path: Path
    ) -> None:
        path = editions.save_text(office, self.keys()[0], tmp_path / "national-2017.toml")
        path.write_text(path.read_text(encoding="utf-8").replace('short = "国家 2017"', 'short = "国家 2017 更正"'))
        key = add(office, path)
        assert edition_texts.current(office, "national-2017").short == "国家 2017 更正"
        assert editions.board(office).line(key) is not None
