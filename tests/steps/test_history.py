"""The history of a dossier and the check of the whole journal, against a database that somebody tampered with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from desktop_app.records.dossier import Application
from desktop_app.records.papers import Paper
from desktop_app.steps import history
from desktop_app.store import journal, triggers
from desktop_app.store.office import Office


@pytest.fixture
def busy(office: Office, dossier_id: int) -> int:
    """A dossier with three further acts."""
    for name, value in (("legal_representative", "桥山"), ("address", "澜江市"), ("address", "澜江市桥山路 7 号")):
        with office.act("intake.field_changed", dossier_id, reason="照纸面改正" if " " in value else "") as act:
            row = act.session.get(Application, dossier_id)
            assert row is not None
            act.change(row, **{name: value})
    return dossier_id


@contextmanager
def tampering(office: Office) -> Iterator[sqlite3.Connection]:
    """Somebody at the file with sqlite3, the guards taken off and put back."""
    with closing(sqlite3.connect(Path(office.folder) / "office.db")) as file:
        names = [row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
        made = [row[0] for row in file.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")]
        for name in names:
            file.execute(f"DROP TRIGGER {name}")
        yield file
        for statement in made:
            file.execute(statement)
        file.commit()


def sentences(board: history.CheckBoard, sound: bool) -> list[str]:
    return [finding.says for finding in board.findings if finding.sound is sound]


def test_that_the_history_says_who_did_what_from_what_to_what_and_why(office: Office, busy: int) -> None:
    board = history.board(office, busy)

    newest = board.lines[0]
    assert (newest.operator, newest.label, newest.reason) == ("林晓岚", "修改申请表", "照纸面改正")
    (change,) = newest.changes
    assert change.what.startswith("申请表 · ")
    assert (change.old, change.new) == ("澜江市", "澜江市桥山路 7 号")
    assert newest.summary.endswith("澜江市 → 澜江市桥山路 7 号")
    assert board.lines[2].summary.endswith("（空） → 桥山")
    assert board.lines[-1].label == "受理立卷"
    assert "澜江市桥山科技服务有限公司" in board.lines[-1].summary
    assert {line.dossier for line in board.lines} == {"2024-0001"}
    assert [line.seq for line in board.lines] == sorted((line.seq for line in board.lines), reverse=True)
    assert board.head_code.startswith(f"{newest.seq}-")


def test_that_a_sound_journal_is_said_to_be_sound(office: Office, busy: int) -> None:
    board = history.check_journal(office)
    assert board.sound
    assert board.entries == 5
    assert sentences(board, True) == ["日志 5 条，次序、前后衔接和内容都没有改动，保护触发器齐全。"]
    assert history.journal_board(office).entries == 5


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("UPDATE journal SET body = replace(body, '桥山', '桥下') WHERE seq = 3", "第 3 条的内容被改动"),
        ("UPDATE journal SET operator = '别人' WHERE seq = 3", "第 3 条的列与正文不一致"),
        ("DELETE FROM journal WHERE seq = 3", "缺第 3 条"),
        ("UPDATE journal SET seq = CASE seq WHEN 3 THEN 4 ELSE 3 END + 100 WHERE seq IN (3, 4);"
         "UPDATE journal SET seq = seq - 100 WHERE seq > 100", "第 3 条接不上前一条"),
    ],
)  # fmt: skip
def test_that_altered_missing_and_reordered_entries_are_found(office: Office, busy: int, deed: str, words: str) -> None:
    with tampering(office) as file:
        file.executescript(deed)

    board = history.check_journal(office)

    assert not board.sound
    assert any(words in says for says in sentences(board, False)), board.findings
    assert history.board(office, busy).lines, "what is left can still be read"


def test_that_a_missing_guard_is_found(office: Office, busy: int) -> None:
    with closing(sqlite3.connect(Path(office.folder) / "office.db")) as file:
        file.execute("DROP TRIGGER journal_no_update")
    board = history.check_journal(office)
    assert sentences(board, False) == ["数据库里缺少 1 个保护触发器：journal_no_update。"]
    assert "journal_no_update" in triggers.NAMES


def test_that_a_code_from_paper_is_compared_however_it_is_typed(office: Office, busy: int) -> None:
    code = history.board(office, busy).head_code
    seq, letters = code.split("-", 1)
    typed = [
        code,
        code.lower(),
        f" {seq} {letters.replace('-', ' ')} ",
        f"{seq}-{letters.replace('-', '')}",
        code.replace("O", "0").replace("I", "1"),
        "",
    ]
    board = history.check_journal(office, typed)
    assert board.sound
    assert len(board.findings) == 1 + 5

    other = letters.translate(str.maketrans("ABCDEFGH", "BCDEFGHA"))
    board = history.check_journal(office, [f"{seq}-{other}", "乱写", f"{int(seq) + 3}-{letters}"])
    wrong = sentences(board, False)
    assert "不符" in wrong[0]
    assert "不是日志码" in wrong[1]
    assert "截断，或数据库是旧的备份" in wrong[2]


def test_that_only_paper_sees_a_journal_cut_at_its_end(office: Office, busy: int) -> None:
    code = history.board(office, busy).head_code
    with tampering(office) as file:
        file.execute("DELETE FROM journal WHERE seq = 5")
    assert history.check_journal(office).sound, "a chain alone does not see it"
    board = history.check_journal(office, [code])
    assert not board.sound
    assert "被截断" in sentences(board, False)[0]


def test_that_the_codes_of_printed_papers_are_compared_by_themselves(office: Office, busy: int) -> None:
    with office.read() as session:
        code = journal.head(session).code
    with office.act("paper.printed", busy) as act:
        act.add(
            Paper(
                dossier_id=busy, form="national-2017/recommendation", number="2024-0001-推-01", content_hash="0" * 64,
                sha256="0" * 64, pages=3, journal_code=code, printed_at=office.now(), printed_by="林晓岚",
            )
        )  # fmt: skip
    board = history.check_journal(office)
    assert sentences(board, True)[1] == "办公室登记的 1 张打印件和档案包的日志码都与日志相符。"
    with tampering(office) as file:
        file.execute("UPDATE paper SET journal_code = '5-AAAA-AAAA-AAAA-AAAA-AAAA'")
    assert "与日志第 5 条不符" in sentences(history.check_journal(office), False)[0]


def test_that_days_and_choices_are_read_as_people_write_them(office: Office, dossier_id: int) -> None:
    with office.act("intake.field_changed", dossier_id) as act:
        row = act.session.get(Application, dossier_id)
        assert row is not None
        act.change(row, registered_on=date(2014, 4, 24))
    (change,) = history.board(office, dossier_id).lines[0].changes
    assert change.new == "2014-04-24"


def test_that_a_printed_paper_is_called_by_its_forms_name(office: Office, dossier_id: int) -> None:
    with office.act("paper.printed", dossier_id) as act:
        act.add(
            Paper(
                dossier_id=dossier_id, form="national-2017/recommendation", number="2024-0001-推-01",
                content_hash="a" * 64, sha256="b" * 64, pages=4, journal_code="1-AAAA", printed_at=office.now(),
                printed_by="林晓岚",
            )
        )  # fmt: skip
    for line in (history.board(office, dossier_id).lines[0], history.journal_board(office).lines[0]):
        assert "表格：国家中小企业公共服务示范平台推荐表" in line.changes[0].new
        assert "national-2017/" not in line.changes[0].new
